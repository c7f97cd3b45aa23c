package annex

import (
	"cmp"
	"slices"
	"strconv"

	"tongket/analysis"
	"tongket/report/plot"
	"tongket/report/vi"
)

// Charts are the charts of the indicator r.Indicators[i]: always its columns
// over the years; where two places or more have a figure in the last year that
// anybody has one of, the bars of that year and the heat map of all years.
func Charts(r *analysis.Review, i int) []Chart {
	x := &r.Indicators[i]
	charts := []Chart{yearsChart(r, x)}
	if year := placesYear(x); year > 0 {
		charts = append(charts, placesChart(r, x, year), heatChart(x))
	}
	return charts
}

func chartOf(x *analysis.Result, kind ChartKind, suffix string) Chart {
	return Chart{
		ID: x.Code + suffix, Kind: kind, Title: x.Name, Unit: x.Unit, Decimals: x.Decimals,
		Falling: x.Direction == analysis.Down,
	}
}

// yearsChart is the indicator over the years of the term and, where there is
// anything to say of it, of the next.
func yearsChart(r *analysis.Review, x *analysis.Result) Chart {
	c := chartOf(x, Columns, "")
	c.Says, c.About = vi.ChartSays(r, x), vi.ChartAbout(r, x, PrintOf(r).Book.Scopes[x.Field])
	years := []int{}
	for _, p := range x.Whole.Points {
		years = append(years, p.Year)
	}
	if x.Next != nil && (len(x.Next.Path) > 0 || x.Next.Forecast != nil) {
		for y := r.Term.Last + 1; y <= r.Term.Next; y++ {
			years = append(years, y)
		}
	}
	for _, y := range years {
		c.Categories = append(c.Categories, strconv.Itoa(y))
	}
	c.Series = []Series{actual(x.Whole.Points, len(years))}
	if x.Goal != nil && x.Kind != analysis.Flow { // a flow's target is the term's total, not a year's
		c.Goal = &Line{Value: x.Goal.Value, Label: vi.ChartGoal(*x.Goal, r.Term.Last, x.Decimals), Name: vi.ChartGoalShort(*x.Goal, x.Decimals), Bound: x.Goal.Bound}
	}
	if x.Next != nil {
		c.Series = append(c.Series, nextTerm(r, x, years)...)
	}
	return c
}

// actual is the series of a line's figures, padded to n values.
func actual(points []analysis.Point, n int) Series {
	s := Series{
		Kind: Yearly, Name: vi.ChartActual,
		Values: make([]*float64, n), Estimate: make([]bool, n), Held: make([]bool, n), Facts: make([][]int, n),
	}
	for k, p := range points {
		s.Facts[k] = p.Facts
		if p.Status == analysis.Known {
			s.Values[k], s.Estimate[k], s.Held[k] = &points[k].Value, p.Estimate, p.Held
		}
	}
	return s
}

// nextTerm is the forecast's interval and scenarios and the path to the
// target; the path sets out from the last figure of the term, unless it is a
// level that this has reached.
func nextTerm(r *analysis.Review, x *analysis.Result, years []int) []Series {
	var all []Series
	if f := x.Next.Forecast; f != nil {
		all = append(all,
			over(Low, vi.ChartInterval, years, f.Years, f.Q10),
			over(High, vi.ChartInterval, years, f.Years, f.Q90),
			over(Scenario, vi.ChartScenarioLow, years, f.Years, f.Low),
			over(Scenario, vi.ChartScenarioBase, years, f.Years, f.Base),
			over(Scenario, vi.ChartScenarioHigh, years, f.Years, f.High))
	}
	if len(x.Next.Path) > 0 {
		ahead := []int{}
		for k := range x.Next.Path {
			ahead = append(ahead, r.Term.Last+1+k)
		}
		path := over(Path, vi.ChartPath(r.Term.Next, x.Next, x.Decimals), years, ahead, x.Next.Path)
		path.Bound, path.Kept = x.Next.Bound, x.Next.Kept
		if last := len(x.Whole.Points) - 1; last >= 0 && x.Whole.Points[last].Status == analysis.Known && !x.Whole.Points[last].Held && x.Next.SetsOut(x.Direction, x.Whole.Points[last].Value) {
			path.Values[last] = &x.Whole.Points[last].Value
		}
		all = append(all, path)
	}
	return all
}

// over lays values of some years out over all years.
func over(kind SeriesKind, name string, all, years []int, values []float64) Series {
	s := Series{Kind: kind, Name: name, Values: make([]*float64, len(all))}
	for k, y := range years {
		if at := slices.Index(all, y); at >= 0 && k < len(values) {
			s.Values[at] = &values[k]
		}
	}
	return s
}

// mostSteps is how many flows of a field are drawn as steps in the book.
const mostSteps = 2

// drawnToo tells whether a field's annex may draw an indicator: its change is told, and
// the job has not chosen its charts, which are then all there are.
func (b *document) drawnToo(i int) bool {
	return b.print.Book.Charts == nil && vi.Moves(&b.r.Indicators[i])
}

// chartBlock is a chart with its source.
func (b *document) chartBlock(c Chart, i int) Block {
	c.Source = vi.OriginOf(b.r.Indicators[i].Supplier, b.r.Places)
	return Block{Chart: &c}
}

// stepsOf are the flows of a field that missed their target, added up year by year.
func (b *document) stepsOf(f analysis.Field) (blocks []Block) {
	for _, i := range b.shown(f) {
		x := &b.r.Indicators[i]
		if steps := analysis.RunningTotals(x, b.r.Term); len(steps) > 1 && x.Judgement.Verdict == analysis.NotMet && b.drawnToo(i) && len(blocks) < mostSteps {
			blocks = append(blocks, b.chartBlock(stepsChart(b.r, x, steps), i))
		}
	}
	return blocks
}

// panelsOf is the years of each place for the rate, of those that have a table, whose
// places lie furthest apart.
func (b *document) panelsOf(tabled []int) []Block {
	g := analysis.WidestGap(b.r, slices.DeleteFunc(slices.Clone(tabled), func(i int) bool { return !b.drawnToo(i) }))
	if g == nil {
		return nil
	}
	return []Block{b.chartBlock(panelsChart(b.r, g), g.Indicator)}
}

// stepsChart is a flow added up over the term beside its target.
func stepsChart(r *analysis.Review, x *analysis.Result, steps []analysis.RunningTotal) Chart {
	c := chartOf(x, Steps, "-cong-don")
	total := steps[len(steps)-1].To
	c.Title, c.Says, c.About = vi.ChartSteps(x.Name), vi.StepsCaption(r, x, total), vi.StepsAbout(r, x, PrintOf(r).Book.Scopes[x.Field])
	s := Series{Kind: Yearly, Name: vi.ChartActual}
	for k := range steps {
		step := &steps[k]
		c.Categories, c.Floor = append(c.Categories, strconv.Itoa(step.Year)), append(c.Floor, step.From)
		p := pointOf(x.Whole, step.Year)
		s.Values, s.Estimate, s.Facts = append(s.Values, &p.Value), append(s.Estimate, step.Estimate), append(s.Facts, p.Facts)
	}
	c.Categories, c.Floor = append(c.Categories, vi.SummarySum), append(c.Floor, 0)
	s.Values, s.Estimate, s.Facts = append(s.Values, &total), append(s.Estimate, x.Term.Estimate), append(s.Facts, nil)
	c.Series = []Series{s}
	if x.Goal != nil {
		c.Goal = &Line{Value: x.Goal.Value, Label: vi.ChartTermGoal(*x.Goal, x.Decimals), Name: vi.ChartTermGoal(*x.Goal, x.Decimals), Bound: x.Goal.Bound}
	}
	return c
}

// panelsChart is the years of each place.
func panelsChart(r *analysis.Review, g *analysis.PlaceGap) Chart {
	x := &r.Indicators[g.Indicator]
	c := chartOf(x, Panels, "-tung-dia-ban")
	c.Title, c.Says, c.About = vi.ChartPanels(x.Name), vi.GapTitle(r, g), vi.PanelsAbout(r, x, g)
	for _, p := range x.Whole.Points {
		c.Categories = append(c.Categories, strconv.Itoa(p.Year))
	}
	c.Series = []Series{actual(x.Whole.Points, len(x.Whole.Points))}
	c.Series[0].Name = vi.Capital(vi.WholeOf(r.Places))
	for k, p := range x.Whole.Points {
		c.Series[0].Values[k], _ = usable(x, p)
	}
	for _, l := range x.Places {
		row, facts, estimate := make([]*float64, len(l.Points)), make([][]int, len(l.Points)), false
		for k, p := range l.Points {
			facts[k] = p.Facts
			if v, of := usable(x, p); v != nil {
				row[k], estimate = v, of
			}
		}
		c.Rows, c.Cells, c.CellFacts = append(c.Rows, l.Place), append(c.Cells, row), append(c.CellFacts, facts)
		c.Behind, c.Estimated = append(c.Behind, analysis.IsBehind(x, l, r.Term.Last)), append(c.Estimated, estimate)
	}
	return c
}

// Drawn is a chart of steps or of panels as a plot of that width; ok is false of
// every other kind.
func (c *Chart) Drawn(width float64) (p plot.Plot, ok bool) {
	switch c.Kind {
	case Steps:
		const height = 26
		var steps []plot.Step
		for k, v := range c.Series[0].Values {
			steps = append(steps, plot.Step{Name: c.Categories[k], Text: vi.Number(*v, c.Decimals), From: c.Floor[k], To: c.Floor[k] + *v, Estimate: c.Series[0].Estimate[k]})
		}
		if c.Goal == nil {
			return plot.Steps(steps, nil, "", width, height), true
		}
		return plot.Steps(steps, &c.Goal.Value, c.Goal.Name, width, height), true
	case Panels:
		var panels []plot.Panel
		for k, name := range c.Rows {
			a := plot.Panel{Name: vi.ShortPlace(name), Values: c.Cells[k], Estimate: c.Estimated[k], Behind: c.Behind[k]}
			for j, v := range c.Cells[k] {
				if v == nil {
					continue
				}
				text := c.Categories[j] + ": " + vi.Number(*v, c.Decimals)
				if a.First == "" {
					a.First = text
				}
				a.Last = text
			}
			panels = append(panels, a)
		}
		return plot.Panels(panels, c.Series[0].Values, width), true
	}
	return p, false
}

// placesYear is the last year in which two places or more have a figure; 0 if
// there is none.
func placesYear(x *analysis.Result) int {
	count := map[int]int{}
	last := 0
	for _, line := range x.Places {
		for _, p := range line.Points {
			if p.Status == analysis.Known {
				count[p.Year]++
				if count[p.Year] >= 2 {
					last = max(last, p.Year)
				}
			}
		}
	}
	return last
}

func pointOf(line analysis.Line, year int) *analysis.Point {
	for k := range line.Points {
		if line.Points[k].Year == year {
			return &line.Points[k]
		}
	}
	return nil
}

// placesChart ranks the places in a year: largest first, or the smallest where
// lower is better; equal ones in the catalogue's order.
func placesChart(r *analysis.Review, x *analysis.Result, year int) Chart {
	c := chartOf(x, Bars, "-dia-ban")
	c.Title = vi.ChartPlaces(x.Name, year)
	type bar struct {
		place string
		point *analysis.Point
	}
	var all []bar
	for _, line := range x.Places {
		if p := pointOf(line, year); p != nil && p.Status == analysis.Known {
			all = append(all, bar{line.Place, p})
		}
	}
	slices.SortStableFunc(all, func(a, b bar) int {
		if c.Falling {
			return cmp.Compare(a.point.Value, b.point.Value)
		}
		return cmp.Compare(b.point.Value, a.point.Value)
	})
	s := Series{Kind: Yearly, Name: vi.ChartActual}
	for _, b := range all {
		c.Categories = append(c.Categories, b.place)
		s.Values = append(s.Values, &b.point.Value)
		s.Estimate = append(s.Estimate, b.point.Estimate)
		s.Held = append(s.Held, b.point.Held)
		s.Facts = append(s.Facts, b.point.Facts)
	}
	c.Series = []Series{s}
	if p := pointOf(x.Whole, year); x.Kind == analysis.Rate && p != nil && p.Status == analysis.Known {
		c.Goal = &Line{Value: p.Value, Label: vi.ChartWhole(r.Places, p.Value, x.Decimals)}
	}
	return c
}

// heatChart holds all places in all years of the term.
func heatChart(x *analysis.Result) Chart {
	c := chartOf(x, Heat, "-nam")
	for _, p := range x.Whole.Points {
		c.Categories = append(c.Categories, strconv.Itoa(p.Year))
	}
	for _, line := range x.Places {
		row, facts, held := make([]*float64, len(line.Points)), make([][]int, len(line.Points)), make([]bool, len(line.Points))
		for k, p := range line.Points {
			facts[k] = p.Facts
			if p.Status == analysis.Known {
				row[k], held[k] = &line.Points[k].Value, p.Held
			}
		}
		c.CellHeld = append(c.CellHeld, held)
		c.Rows, c.Cells, c.CellFacts = append(c.Rows, line.Place), append(c.Cells, row), append(c.CellFacts, facts)
	}
	return c
}
