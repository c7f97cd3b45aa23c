package html

import (
	"strings"

	"tongket/analysis"
	"tongket/analysis/stat"
	"tongket/ingest"
	"tongket/report/vi"
)

// place is a cell as the page names it: file › sheet › cell.
func place(p ingest.Pos) string {
	parts := []string{p.File}
	for _, s := range []string{p.Sheet, p.Cell()} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " › ")
}

// figures are the figures that head the view of an indicator.
func (b *builder) figures(x *analysis.Result) []figure {
	t := b.r.Term
	var all []figure
	put := func(label, text string, facts []int) { // facts as the page knows them
		if text == "" {
			return
		}
		f := figure{b.name(label), text}
		for _, i := range facts {
			f = append(f, i)
		}
		all = append(all, f)
	}
	add := func(label, text string, facts []int) { put(label, b.marked(text, facts), b.known(facts)) }
	first, last := ends(x)
	if first != nil && x.Kind != analysis.Flow {
		add(vi.FigureYear(first.Year, first.Estimate), figureText(x, first), first.Facts)
	}
	if last != nil {
		add(vi.FigureYear(last.Year, last.Estimate), figureText(x, last), last.Facts)
	}
	if x.Term.Total != nil {
		add(vi.FigureSpan(max(t.Base+1, x.Term.Since), t.Last), vi.Level(*x.Term.Total, x.Decimals, x.Unit), nil)
	}
	add(vi.FigureChange, change(x), nil)
	add(vi.FigureYearly, yearly(x), nil)
	put(goalLabel(x, t), goal(x), b.goalSources(x))
	add(vi.FigureAgainst, against(x), nil)
	add(vi.FigureProgress, vi.Class(towards(x), x.Progress.Year == t.Last), nil)
	if c := x.Progress.Class; x.Goal == nil && (c == stat.Away || c == stat.ModeratelyAway) {
		add(vi.FigureTrend, vi.Class(c, false), nil)
	}
	put(nextLabel(x, t), next(x), b.nextSources(x))
	add(vi.FigureFeasibility, b.feasibility(x), nil)
	return all
}

// ends are the points of the base year, or of that in which the series starts anew,
// and of the last, nil without a value.
func ends(x *analysis.Result) (first, last *analysis.Point) {
	known := func(i int) *analysis.Point {
		if i < 0 || i >= len(x.Whole.Points) || x.Whole.Points[i].Status != analysis.Known {
			return nil
		}
		return &x.Whole.Points[i]
	}
	first = known(0)
	for i := range x.Whole.Points {
		if x.Whole.Points[i].Year == x.Term.Since {
			first = known(i)
		}
	}
	return first, known(len(x.Whole.Points) - 1)
}

func figureText(x *analysis.Result, p *analysis.Point) string {
	return tabular(p.Value, x.Decimals, x.Unit)
}

// tabular is a figure with all its decimals and its unit.
func tabular(v float64, decimals int, unit string) string {
	switch unit {
	case "":
		return vi.Number(v, decimals)
	case "%", "‰":
		return vi.Number(v, decimals) + unit
	}
	return vi.Number(v, decimals) + "\u00a0" + unit
}

func change(x *analysis.Result) string {
	if x.Term.Change == nil || !vi.Moves(x) {
		return ""
	}
	rate := x.Kind == analysis.Rate
	s := vi.Moved(*x.Term.Change, x.Decimals, x.Unit, rate)
	if x.Term.Relative != nil && stat.Round(*x.Term.Relative, 1) != 0 {
		s += " (" + vi.Percent(abs(*x.Term.Relative), 1) + ")"
	}
	return s
}

func abs(v float64) float64 { return max(v, -v) }

func yearly(x *analysis.Result) string {
	switch {
	case !vi.Moves(x):
	case x.Term.Average != nil:
		return vi.Level(*x.Term.Average, averageDecimals(*x.Term.Average, x.Decimals), x.Unit)
	case x.Term.Yearly != nil && x.Kind == analysis.Rate:
		return vi.Moved(*x.Term.Yearly, x.Decimals, x.Unit, true)
	case x.Term.Yearly != nil:
		return vi.Moved(*x.Term.Yearly, averageDecimals(*x.Term.Yearly, x.Decimals), x.Unit, false)
	}
	return ""
}

// averageDecimals are the decimals of a mean of counts: none from 100 on, else
// one.
func averageDecimals(v float64, decimals int) int {
	if abs(v) >= 100 {
		return decimals
	}
	return max(decimals, 1)
}

func goalLabel(x *analysis.Result, t analysis.Term) string {
	if x.Kind == analysis.Flow {
		return vi.FigureSpanGoal(t.Base+1, t.Last)
	}
	return vi.FigureGoal(t.Last)
}

func goal(x *analysis.Result) string {
	if x.Goal == nil {
		return ""
	}
	return vi.Bounded(x.Goal.Bound, x.Goal.Value, x.Decimals, x.Unit)
}

// known are facts as the page knows them.
func (b *builder) known(facts []int) []int {
	var all []int
	for _, f := range facts {
		all = append(all, b.fact(f))
	}
	return all
}

// goalSources are the cells that give the target: of the sheets, or the row of
// the catalogue.
func (b *builder) goalSources(x *analysis.Result) []int {
	if x.Goal == nil {
		return nil
	}
	if len(x.Goal.Facts) > 0 || x.Target == "" {
		return b.known(x.Goal.Facts)
	}
	return []int{b.written(catalogueRow(x), x.Target)}
}

func (b *builder) nextSources(x *analysis.Result) []int {
	if x.Next == nil || x.Next.Target == nil || x.Next.Proposed || x.Next.Rule == "" || x.NextTarget == "" {
		return nil
	}
	return []int{b.written(catalogueRow(x), x.Next.Rule)}
}

// catalogueRow is where the catalogue, the job's own or the built-in one, has
// the indicator.
func catalogueRow(x *analysis.Result) ingest.Pos {
	if x.Pos.File == "" {
		return ingest.Pos{File: vi.BuiltinCatalogue}
	}
	return x.Pos
}

func against(x *analysis.Result) string {
	j := x.Judgement
	if j.Difference == nil {
		return ""
	}
	rate := x.Kind == analysis.Rate
	s := vi.Against(*j.Difference, x.Decimals, x.Unit, rate)
	if j.Fulfilment != nil && !rate {
		s += " " + vi.Fulfilled(*j.Fulfilment)
	}
	return s
}

func nextLabel(x *analysis.Result, t analysis.Term) string {
	if x.Kind == analysis.Flow {
		return vi.FigureSpanGoal(t.Last+1, t.Next)
	}
	return vi.FigureGoal(t.Next)
}

func next(x *analysis.Result) string {
	if x.Next == nil || x.Next.Target == nil {
		return ""
	}
	s := vi.Bounded(x.Next.Bound, *x.Next.Target, x.Decimals, x.Unit)
	if x.Next.Proposed {
		s = vi.Proposed(s)
	}
	return s
}

func (b *builder) feasibility(x *analysis.Result) string {
	switch {
	case x.Next == nil:
		return ""
	case x.Next.Feasibility == "":
		return vi.NoForecast(x.Next, b.r.Term)
	case x.Next.Probability == nil:
		return vi.Feasibility(x.Next.Feasibility, false)
	}
	return vi.Feasibility(x.Next.Feasibility, false) + " (" + vi.Probability(*x.Next.Probability) + ")"
}
