package html

import (
	"html/template"
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/analysis/stat"
	"tongket/report/annex"
	"tongket/report/vi"
)

// A head is the page as it stands before any script runs: who reports, the
// balance of the judgements, what can be filtered by, and a card an indicator.
type head struct {
	Policy string
	Style  template.CSS
	Code   template.HTML

	Superior, Organisation string
	Corrected              bool   // figures are marked as corrected
	Title                  string // "Kết quả thực hiện các chỉ tiêu nhiệm kỳ 2015-2020"
	Lines                  []string
	Total                  int
	Targeted               int
	Verdicts, Classes      []tile
	Fields                 []string
	Places                 []string // without the whole
	Whole                  string   // "Toàn tỉnh"
	Suppliers              []string
	Sections               []section
	Base, Last, Next       int
	Register               *register // of the comments on the drafts; nil: there are none
	Summary                *summary  // the one page for leadership; nil: nothing to sum up
	BehindKey, WorseKey    string    // what the triangle means, of a level and of a change
	CompareNote            string    // below two indicators beside each other
	WholeInside            string    // "toàn tỉnh"
	Example                string    // of what may be searched for
	Changes                *changes  // since the draft before; nil: nothing to compare with
}

// A tile counts the indicators of one kind, and filters by it.
type tile struct {
	Key, Label string
	Count      int
}

// A section is a field.
type section struct {
	Index    int
	Name     string
	Verdicts []tile
	Cards    []card
}

// A card is an indicator at a glance. Facts are the places of its figure in
// the data, as the scripts read them.
type card struct {
	Index                     int
	Code, Name, Unit          string
	Known                     bool // of the catalogue
	Value, Year, Facts        string
	Change                    string
	Since                     int // the year that the change is from
	VerdictKey, Verdict       string
	TotalLabel, Total         string // of a flow: what its target is held against
	TotalFrom                 string
	GoalLabel, Goal, GoalFrom string
	NextLabel, Next, NextFrom string
	Feasibility               string
	FeasibilityKey            string
	Spark                     template.HTML
	Findings                  int
	Errors                    bool
	Said                      string // the comments on it
}

func newHead(b *builder, doc annex.Document) head {
	r := b.r
	h := head{
		Superior: doc.Superior, Organisation: doc.Organisation, Corrected: len(r.Corrections) > 0,
		Title: vi.PageTitle(r.Term.Base, r.Term.Last), Lines: lines(r, doc),
		Total: len(r.Indicators), Base: r.Term.Base, Last: r.Term.Last, Next: r.Term.Next,
		Fields: b.data.Fields, Suppliers: b.data.Suppliers,
		Verdicts: verdicts(r.Indicators, nil), Classes: classes(r.Indicators, r.Term), Register: newRegister(r), Changes: newChanges(r), Summary: newSummary(r), Example: example(r),
		BehindKey: vi.BehindKey(r.Places), WorseKey: vi.WorseKey,
		CompareNote: vi.CompareNote, WholeInside: vi.WholeOf(r.Places),
	}
	if h.Organisation == "" {
		h.Organisation = r.Job.Organisation
	}
	if len(b.data.Places) > 1 {
		h.Places, h.Whole = b.data.Places[1:], vi.Capital(vi.WholeOf(r.Places))
	}
	for i, f := range r.Fields {
		s := section{Index: i, Name: f.Name, Verdicts: verdicts(r.Indicators, f.Indicators)}
		if s.Name == "" {
			s.Name = vi.NoFieldName
		}
		h.Targeted += f.Targeted
		for _, k := range f.Indicators {
			s.Cards = append(s.Cards, b.card(k))
		}
		h.Sections = append(h.Sections, s)
	}
	return h
}

// example is what somebody may search for: the shortest alias of the job's first
// indicator with a target, or its name.
func example(r *analysis.Review) string {
	for i := range r.Indicators {
		x := &r.Indicators[i]
		if x.Goal == nil && i+1 < len(r.Indicators) {
			continue
		}
		return vi.Example(x.Name)
	}
	return ""
}

func lines(r *analysis.Review, doc annex.Document) []string {
	all := []string{}
	for _, s := range []string{annex.PrintOf(r).Congress, doc.Draft} {
		if s != "" {
			all = append(all, s)
		}
	}
	if r.AsOf != "" {
		all = append(all, vi.FiguresOf(r.AsOf))
	}
	return all
}

// verdicts counts the judgements of the indicators, or of those listed.
func verdicts(indicators []analysis.Result, only []int) []tile {
	keys := []analysis.Verdict{analysis.Exceeded, analysis.Met, analysis.NotMet, analysis.NoData, analysis.NoVerdict}
	tiles := make([]tile, len(keys))
	for k, key := range keys {
		tiles[k] = tile{Key: string(key), Label: vi.VerdictLabel(key)}
		if key == analysis.NoVerdict {
			tiles[k].Key = "none"
		}
	}
	count := func(i int) {
		for k, key := range keys {
			if indicators[i].Judgement.Verdict == key {
				tiles[k].Count++
			}
		}
	}
	if only == nil {
		for i := range indicators {
			count(i)
		}
	}
	for _, i := range only {
		count(i)
	}
	return tiles
}

func classes(indicators []analysis.Result, term analysis.Term) []tile {
	var tiles []tile
	for _, key := range []stat.Class{stat.TargetMet, stat.Significant, stat.Moderate, stat.Insufficient, stat.ModeratelyAway, stat.Away} {
		t, over := tile{Key: string(key)}, true
		for i := range indicators {
			if x := &indicators[i]; towards(x) == key {
				t.Count++
				over = over && x.Progress.Year == term.Last
			}
		}
		t.Label = vi.Capital(vi.Class(key, over))
		if t.Count > 0 {
			tiles = append(tiles, t)
		}
	}
	return tiles
}

func (b *builder) card(i int) card {
	x := &b.r.Indicators[i]
	c := card{
		Index: i, Known: !x.Unknown, Code: x.Code, Name: x.Name, Unit: x.Unit, Change: change(x), Since: max(b.r.Term.Base, x.Term.Since), Findings: len(x.Findings),
		GoalLabel: goalLabel(x, b.r.Term), Goal: goal(x), GoalFrom: list(b.goalSources(x)), NextFrom: list(b.nextSources(x)),
		NextLabel: nextLabel(x, b.r.Term), Next: next(x), Spark: sparkline(x),
		VerdictKey: string(x.Judgement.Verdict), Said: b.said(x.Code),
	}
	if c.Verdict = badge(x); c.Verdict == "" {
		c.VerdictKey, c.Verdict = "none", vi.VerdictLabel(analysis.NoVerdict)
	}
	if x.Next != nil && x.Next.Feasibility != "" {
		c.FeasibilityKey, c.Feasibility = x.Next.Feasibility, b.feasibility(x)
	}
	for _, f := range x.Findings {
		c.Errors = c.Errors || b.r.Findings[f].Severity == analysis.Error
	}
	if p := latest(x); p != nil {
		c.Value, c.Year, c.Facts = b.marked(cardValue(p.Value, x), p.Facts), vi.FigureYear(p.Year, p.Estimate), list(b.known(p.Facts))
	}
	if t := b.r.Term; x.Kind == analysis.Flow && x.Term.Total != nil {
		c.TotalLabel = vi.FigureTotal(max(t.Base+1, x.Term.Since), t.Last, x.Term.Estimate, x.Term.TotalYears)
		c.Total, c.TotalFrom = tabular(*x.Term.Total, x.Decimals, x.Unit), list(b.known(totalFacts(x, t)))
	}
	return c
}

// totalFacts are the facts of the years that a flow's total adds up.
func totalFacts(x *analysis.Result, t analysis.Term) []int {
	var facts []int
	for _, p := range x.Whole.Points {
		if p.Year > t.Base && !p.Held {
			facts = append(facts, p.Facts...)
		}
	}
	return facts
}

// cardValue is a figure of a card; only the sign of a rate stands at it.
func cardValue(v float64, x *analysis.Result) string {
	s := vi.Number(v, x.Decimals)
	if x.Unit == "%" {
		s += "%"
	}
	return s
}

// latest is the last point that has a value.
func latest(x *analysis.Result) *analysis.Point {
	for i := len(x.Whole.Points) - 1; i >= 0; i-- {
		if p := &x.Whole.Points[i]; p.Status == analysis.Known {
			return p
		}
	}
	return nil
}

// list names facts as the attribute data-f does: "12,13".
func list(facts []int) string {
	var names []string
	for _, f := range facts {
		names = append(names, strconv.Itoa(f))
	}
	return strings.Join(names, ",")
}
