package report

import (
	"encoding/json"
	"fmt"
	"io"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/report/annex"
	"tongket/report/html"
	"tongket/report/vi"
	"tongket/report/xlsx"
)

// A Comparison is what two Reviews differ in, with both.
type Comparison struct {
	Before, After *analysis.Review
	analysis.Comparison
}

// ComparisonFormats are the formats that a Comparison is written in.
func ComparisonFormats() []string { return []string{"text", "csv", "xlsx", "html", "json"} }

// Write writes the comparison in a format of ComparisonFormats.
func (c Comparison) Write(w io.Writer, format string) error {
	switch format {
	case "text":
		return vi.TellChanges(w, c.Comparison)
	case "csv":
		return vi.WriteChanges(w, c.Changes)
	case "xlsx":
		return xlsx.WriteComparison(w, annex.Compare(c.Before, c.After, c.Comparison))
	case "html":
		return html.WriteComparison(w, annex.Compare(c.Before, c.After, c.Comparison))
	case "json":
		return c.encode(w)
	}
	return fmt.Errorf("no format %q of a comparison", format)
}

// ComparisonSchema is the version of the JSON form of a Comparison.
const ComparisonSchema = 1

// The JSON form of a Comparison. Codes are those of tongket.json, cells are
// file!sheet!cell; what has nothing to say is left out. Values are in the unit
// of the change unless the side names another.
type (
	comparisonJSON struct {
		Schema    int                         `json:"schema"`
		Before    draftJSON                   `json:"before"`
		After     draftJSON                   `json:"after"`
		Contrasts []analysis.Contrast         `json:"contrasts"`
		Counts    map[analysis.ChangeKind]int `json:"counts"` // every kind has its number
		Changes   []changeJSON                `json:"changes"`
	}
	draftJSON struct {
		Draft   string        `json:"draft,omitempty"`
		AsOf    string        `json:"asOf,omitempty"`
		Version string        `json:"version,omitempty"`
		Term    analysis.Term `json:"term"`
	}
	changeJSON struct {
		Kind       analysis.ChangeKind `json:"kind"`
		Indicator  string              `json:"indicator,omitempty"`
		Name       string              `json:"name,omitempty"`
		Place      string              `json:"place,omitempty"` // left out: the whole
		Years      string              `json:"years,omitempty"` // "2019", "2016-2020"
		Measure    ingest.Measure      `json:"measure,omitempty"`
		Was        ingest.Measure      `json:"was,omitempty"` // the measure before, if another
		Unit       string              `json:"unit,omitempty"`
		Difference *float64            `json:"difference,omitempty"`
		Before     *sideJSON           `json:"before"` // null: nothing
		After      *sideJSON           `json:"after"`
	}
	sideJSON struct {
		Value    *float64         `json:"value,omitempty"`
		Mark     ingest.Mark      `json:"mark,omitempty"`
		Bound    string           `json:"bound,omitempty"`
		Unit     string           `json:"unit,omitempty"`
		Verdict  analysis.Verdict `json:"verdict,omitempty"`
		Estimate bool             `json:"estimate,omitempty"`
		Proposed bool             `json:"proposed,omitempty"`
		Finding  *findingJSON     `json:"finding,omitempty"`
		Cell     string           `json:"cell,omitempty"`
		Text     string           `json:"text"` // as the other formats print it
	}
	findingJSON struct {
		Code     string            `json:"code"`
		Severity analysis.Severity `json:"severity"`
	}
)

func (c Comparison) encode(w io.Writer) error {
	out := comparisonJSON{
		Schema: ComparisonSchema, Before: draftOf(c.Before), After: draftOf(c.After),
		Contrasts: c.Contrasts, Counts: map[analysis.ChangeKind]int{}, Changes: []changeJSON{},
	}
	if out.Contrasts == nil {
		out.Contrasts = []analysis.Contrast{}
	}
	for _, kind := range analysis.ChangeKinds() {
		out.Counts[kind] = 0
	}
	for _, change := range c.Changes {
		out.Counts[change.Kind]++
		out.Changes = append(out.Changes, changeOf(change))
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

func draftOf(r *analysis.Review) draftJSON {
	return draftJSON{r.Job.Draft, r.AsOf, r.Manifest.Version, r.Term}
}

func changeOf(c analysis.Change) changeJSON {
	out := changeJSON{
		Kind: c.Kind, Indicator: c.Indicator, Name: c.Name, Place: c.Place, Years: c.Years.String(),
		Measure: c.Measure, Was: c.Was, Unit: c.Unit, Before: sideOf(c, c.Before), After: sideOf(c, c.After),
	}
	if v, ok := c.Difference(); ok {
		out.Difference = &v
	}
	return out
}

func sideOf(c analysis.Change, s analysis.Side) *sideJSON {
	if !s.Stated {
		return nil
	}
	out := &sideJSON{
		Value: s.Value, Mark: s.Mark, Bound: s.Bound, Unit: s.Unit, Verdict: s.Verdict,
		Estimate: s.Estimate, Proposed: s.Proposed, Cell: vi.ChangeCell(s), Text: vi.Folded(vi.ChangeSide(c, s)),
	}
	if s.Finding != nil {
		out.Finding = &findingJSON{s.Finding.Code, s.Finding.Severity}
	}
	return out
}
