package annex

import (
	"slices"

	"tongket/analysis"
	"tongket/analysis/stat"
	"tongket/report/plot"
	"tongket/report/vi"
)

// A Summary is the one page for leadership, worded: print, page and slides set
// what stands here. A part that the review says nothing of is empty.
type Summary struct {
	Title    string
	Subtitle string
	Headline string

	MissesHeading string
	MissesHead    []string // six: name, target, result, what is lacking, the years, who
	Misses        []Miss
	Remarks       []string // where the misses lie, targets that cannot be judged, conflicts that are open

	ScoresHeading string
	Scores        []plot.Result // the one furthest behind first
	ScoreOf       []int         // their indicators
	ScoresNote    string

	FieldsHeading string
	FieldsHead    []string
	Fields        [][]string // the last row is the sum

	GapHeading    string
	Gap           []plot.Pair // the worst first
	GapWhole      *float64
	GapLine       string
	GapNote       string
	GapUnit       string
	GapDigits     int
	GapOf         int           // its indicator
	Squares       []plot.Square // the same places on a map, where the list of places says where they stand
	SquaresSay    string
	SquareClasses []string // from the least
	Kinds         string

	AheadHeading string
	AheadHead    []string
	Ahead        [][]string
	AheadOf      []int
	AheadNote    string // why a target is among the hardest that asks no more than was achieved

	Source string
	Annex  string // where all indicators stand: "Phụ lục I"
}

// A Miss is a target that was not met.
type Miss struct {
	Indicator                      int
	Name, Goal, Actual, Lack, Unit string
	Years                          []*float64
	Estimate                       bool
}

// Summarise words the summary of a review.
func Summarise(r *analysis.Review) Summary {
	s := r.Summary
	if s == nil {
		s = analysis.Summarise(r, PrintOf(r).Book.Places)
	}
	out := Summary{
		Title: vi.SummaryTitle(s, r.Term), Subtitle: vi.SummarySubtitle(r), Headline: vi.Headline(s),
		Source: vi.SummarySource(r, s.Errors), Kinds: vi.Kinds(r.Places), Annex: newDocument(r).sees(NameOverview),
	}
	if where := vi.MissesWhere(r, s); where != "" {
		out.Remarks = append(out.Remarks, where)
	}
	out.misses(r, s)
	if corrected := vi.CorrectedOf(r, s); corrected != "" {
		out.Remarks = append(out.Remarks, corrected)
	}
	out.scores(r, s)
	out.fields(r, s)
	if s.Gap != nil {
		out.gap(r, s.Gap)
	}
	if len(s.Ahead) > 0 {
		out.AheadHeading, out.AheadHead, out.AheadOf = vi.SummaryAhead(r.Term), vi.AheadHeads(r.Term, s.Estimate), s.Ahead
		for _, i := range s.Ahead {
			out.Ahead = append(out.Ahead, vi.AheadOf(r, &r.Indicators[i]))
		}
		out.AheadNote = vi.AheadNote(r, s.Ahead)
	}
	return out
}

// frontOf is the summary as it opens the book: without what is open between units,
// what is forecast and what is wrong. It is nil where the book has no annex of
// results, or nothing was judged.
func frontOf(r *analysis.Review, plan []part) *Summary {
	if !slices.ContainsFunc(plan, func(p part) bool { return p.name == NameOverview }) {
		return nil
	}
	s := Summarise(r)
	if len(s.Scores) == 0 {
		return nil
	}
	s.Remarks, s.Ahead, s.AheadHead, s.AheadHeading, s.AheadNote = nil, nil, nil, "", ""
	if r.Summary != nil {
		for _, told := range [...]string{vi.MissesWhere(r, r.Summary), vi.CorrectedOf(r, r.Summary)} {
			if told != "" {
				s.Remarks = append(s.Remarks, told)
			}
		}
	}
	s.Source = vi.OriginUntil(r.AsOf)
	return &s
}

func (out *Summary) misses(r *analysis.Review, s *analysis.Summary) {
	if s.Targeted == 0 {
		return
	}
	out.MissesHeading = vi.SummaryMisses(s)
	actual := vi.SummaryActual
	if s.Estimate {
		actual = vi.SummaryEstimated
	}
	out.MissesHead = []string{vi.HeadIndicator, vi.SummaryGoal, actual, vi.SummaryLack, vi.Span(r.Term.Base, r.Term.Last), vi.SummaryResponsible}
	for _, score := range s.Scores {
		if score.Verdict == analysis.NotMet {
			out.Misses = append(out.Misses, missOf(r, score.Indicator))
		}
	}
	if late := vi.Laggards(r, s); late != "" {
		out.Remarks = append(out.Remarks, late)
	}
	if len(s.Open) > 0 {
		out.Remarks = append(out.Remarks, vi.OpenTargets(r, s.Open))
	}
	for _, i := range s.Doubts {
		out.Remarks = append(out.Remarks, vi.OpenConflict(r.Findings[i]))
	}
}

func missOf(r *analysis.Review, i int) Miss {
	x := &r.Indicators[i]
	m := Miss{
		Indicator: i, Name: vi.ShortName(x.Name), Goal: vi.GoalOf(r, x), Actual: vi.JudgedOf(r, x), Lack: vi.Lacking(r, x), Unit: vi.Supplier(x.Supplier),
	}
	for k := range x.Whole.Points {
		p := &x.Whole.Points[k]
		var v *float64
		if u, ok := analysis.Usable(x.Kind, *p); ok {
			v, m.Estimate = &u, p.Estimate
		}
		m.Years = append(m.Years, v)
	}
	return m
}

func (out *Summary) scores(r *analysis.Review, s *analysis.Summary) {
	falling, capped, without := false, false, 0
	shapes := map[analysis.Verdict]plot.Shape{analysis.NotMet: plot.Down, analysis.Met: plot.Ring, analysis.Exceeded: plot.Dot}
	for _, score := range s.Scores {
		x := &r.Indicators[score.Indicator]
		if score.Percent == nil {
			without++
			continue
		}
		falling = falling || x.Goal != nil && stat.Rises(x.Direction, x.Goal.Bound) < 0
		capped = capped || *score.Percent > plot.Cap
		out.Scores = append(out.Scores, plot.Result{
			Name: vi.ShortName(x.Name), Percent: *score.Percent, Text: vi.Number(*score.Percent, 1) + "%", Shape: shapes[score.Verdict],
		})
		out.ScoreOf = append(out.ScoreOf, score.Indicator)
	}
	if len(out.Scores) > 0 {
		out.ScoresHeading, out.ScoresNote = vi.SummaryScores, vi.ScoresNote(falling, capped, without)
	}
}

func (out *Summary) fields(r *analysis.Review, s *analysis.Summary) {
	row := func(name string, counts ...int) []string {
		cells := []string{name}
		for _, n := range counts {
			text := vi.Count(n)
			if n == 0 {
				text = vi.MarkNil
			}
			cells = append(cells, text)
		}
		return cells
	}
	for _, f := range r.Fields {
		if f.Targeted > 0 {
			name := vi.Folded(f.Name)
			if name == "" {
				name = vi.OutsideField
			}
			out.Fields = append(out.Fields, row(name, f.Targeted, f.Exceeded, f.Met, f.NotMet, f.NoData))
		}
	}
	if len(out.Fields) == 0 {
		return
	}
	out.Fields = append(out.Fields, row(vi.SummarySum, s.Targeted, s.Exceeded, s.Met, s.NotMet, s.NoData))
	out.FieldsHeading, out.FieldsHead = vi.SummaryFields, append([]string{vi.SummaryField}, vi.SummaryVerdicts()...)
}

func (out *Summary) gap(r *analysis.Review, g *analysis.PlaceGap) {
	x := &r.Indicators[g.Indicator]
	out.GapHeading, out.GapNote, out.GapOf = vi.GapTitle(r, g), vi.GapNote(r, g), g.Indicator
	out.GapUnit, out.GapDigits = vi.Folded(x.Unit), x.Decimals
	if g.Last != nil {
		out.GapLine = vi.GapWhole(r, g)
		if x.Kind == analysis.Rate {
			out.GapWhole = g.Last
		}
	}
	out.squares(r, g)
	for _, p := range g.Places {
		out.Gap = append(out.Gap, plot.Pair{
			Name: vi.ShortPlace(p.Place), Base: p.Base, Last: p.Last,
			BaseText: vi.Number(p.Base, min(x.Decimals, 1)), LastText: vi.Number(p.Last, min(x.Decimals, 1)), Behind: p.Behind,
		})
	}
}

// squares puts the places of a comparison on the map of squares.
func (out *Summary) squares(r *analysis.Review, g *analysis.PlaceGap) {
	x := &r.Indicators[g.Indicator]
	ends := analysis.ViewPlaces(r, g.Indicator, r.Term.Last).Breaks
	at := map[string]analysis.PlaceShift{}
	for _, p := range g.Places {
		at[p.Place] = p
	}
	for _, p := range r.Places {
		if p.Tile == (analysis.Tile{}) {
			continue
		}
		s := plot.Square{Row: p.Tile.Row, Col: p.Tile.Col, Name: vi.ShortPlace(p.Name), Text: vi.MarkMissing, Class: -1}
		if shift, ok := at[p.Name]; ok {
			s.Text, s.Class, s.Behind = vi.Number(shift.Last, x.Decimals), analysis.ClassOf(ends, shift.Last, x.Decimals), shift.Behind
		}
		out.Squares = append(out.Squares, s)
	}
	if len(out.Squares) > 0 {
		out.SquaresSay, out.SquareClasses = vi.SquaresSay(r, g), vi.MapClasses(x, ends)
	}
}
