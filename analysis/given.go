package analysis

import (
	"tongket/analysis/claim"
	"tongket/ingest"
)

// A Given is an attribute of a figure that a line of the team's register of sources gave
// it.
type Given struct {
	Attribute string     // "place", "year", "measure", "unit", "indicator"
	Line      ingest.Pos // of the register
	Instead   bool       // against what the sheet says
}

// Given are the attributes of a figure that no sheet says but the team's register, by
// the findings that tell so.
func (r *Review) Given(f *ingest.Fact) (out []Given) {
	for _, x := range r.known() {
		c, ok := x.Claim.(claim.HintUsed)
		if !ok || x.Pos.File != f.Pos.File || x.Pos.Sheet != f.Pos.Sheet || len(x.Related) == 0 {
			continue
		}
		if !covers(c.Part, f.Pos) || attributeOf(r, f, c.Attribute) != c.Is {
			continue
		}
		out = append(out, Given{c.Attribute, x.Related[0], c.How == "instead"})
	}
	return out
}

// known are the findings that tell what lines gave; they are few.
func (r *Review) known() (out []*Finding) {
	for i := range r.Findings {
		if r.Findings[i].Code == ingest.CodeHintUsed {
			out = append(out, &r.Findings[i])
		}
	}
	return out
}

func covers(area string, p ingest.Pos) bool {
	r, ok := ingest.ParseRange(area)
	return area == "" || ok && r.Contains(p.Row, p.Col)
}

// attributeOf is an attribute of a figure as a line says it.
func attributeOf(r *Review, f *ingest.Fact, what string) string {
	switch what {
	case "place":
		return f.Place
	case "year":
		return f.Years.String()
	case "measure":
		return string(f.Measure)
	case "unit":
		return f.Unit
	case "indicator":
		for i := range r.Indicators {
			if r.Indicators[i].Code == f.Indicator && f.Indicator != "" {
				return r.Indicators[i].Name
			}
		}
		return f.Label
	}
	return ""
}
