package annex

import (
	"fmt"
	"slices"
	"strconv"

	"tongket/analysis"
	"tongket/report/vi"
)

// targets is the annex of the next term: targets with their path and how
// likely they are, the scenarios, the sentences, and how all that came about.
func (b *document) targets() Annex {
	p := b.page()
	a := Annex{ID: "muc-tieu-ky-toi", Title: vi.TitleTargets(b.r.Term), Scope: b.wholeScope()}
	part := 0
	add := func(title string, block Block) {
		part++
		block.Heading = fmt.Sprintf("%d. %s", part, title)
		a.Blocks = append(a.Blocks, block)
	}
	for _, t := range []struct {
		title string
		table Table
	}{{vi.HeadingPath, b.pathTable(p)}, {vi.HeadingOutlook, b.outlookTable(p)}} {
		if len(t.table.Rows) > 0 {
			add(t.title, Block{Table: &t.table})
			a.Landscape = a.Landscape || wide(t.table)
		}
	}
	lines := b.aims()
	if len(a.Blocks)+len(lines) == 0 {
		return a
	}
	if len(lines) > 0 {
		add(vi.HeadingRemarks, Block{Paragraphs: bullets(lines)})
	}
	var method []Paragraph
	for _, s := range vi.Method(b.r.Term) {
		method = append(method, Paragraph{Text: s})
	}
	add(vi.HeadingMethod, Block{Paragraphs: method})
	a.Notes = p.legend()
	a.Source = vi.Origin(b.sees(NameSources))
	return a
}

func (b *document) wholeScope() string {
	if len(b.r.Places) == 0 {
		return ""
	}
	return vi.Scope(b.r.Places[:1])
}

// aims are the sentences on the next targets.
func (b *document) aims() []string {
	var lines []string
	for _, f := range b.r.Fields {
		for _, i := range f.Indicators {
			if s := vi.NextTarget(b.r, &b.r.Indicators[i]); s != "" {
				lines = append(lines, s)
			}
		}
	}
	return lines
}

// sections fills a table with the indicators that are wanted, by field.
func (b *document) sections(t *Table, wanted func(*analysis.Result) bool, row func(*analysis.Result) []Cell) {
	section := 0
	for _, f := range b.r.Fields {
		number := 0
		for _, i := range f.Indicators {
			x := &b.r.Indicators[i]
			if !wanted(x) {
				continue
			}
			if number == 0 {
				section++
				t.Rows = append(t.Rows, sectionRow(vi.Roman(section), vi.FieldName(f.Name), len(t.Columns)))
			}
			number++
			cells := append([]Cell{{Text: strconv.Itoa(number)}, text(x.Name), text(x.Unit)}, row(x)...)
			t.Rows = append(t.Rows, Row{Cells: cells})
		}
	}
	fit(t)
}

func opening() []Column {
	return []Column{
		{Title: vi.HeadNumber, Align: Centre}, {Title: vi.HeadIndicator, Align: Left}, {Name: ColUnit, Title: vi.HeadUnit, Align: Centre},
	}
}

// anyResult tells whether an indicator that is wanted has a property.
func (b *document) anyResult(wanted func(*analysis.Result) bool) bool {
	for i := range b.r.Indicators {
		if wanted(&b.r.Indicators[i]) {
			return true
		}
	}
	return false
}

// hasTarget: a stated target, or a proposal that somebody could aim at.
func (b *document) hasTarget(x *analysis.Result) bool {
	return x.Next != nil && x.Next.Target != nil && !vi.Idle(b.r, x)
}

// lastColumn is the column of the term's last year.
func (b *document) lastColumn(p *page, wanted func(*analysis.Result) bool) (c Column, announced bool) {
	var results []*analysis.Result
	for i := range b.r.Indicators {
		if x := &b.r.Indicators[i]; wanted(x) {
			results = append(results, x)
		}
	}
	c = Column{Name: ColActual, Year: b.r.Term.Last, Title: vi.HeadAchieved(b.r.Term.Last), Align: Right}
	if allEstimates(results, b.r.Term.Last) {
		return p.estimated(c, b.r.Term.Last), true
	}
	return c, false
}

func (p *page) last(x *analysis.Result, announced bool) Cell {
	pt := pointOf(x.Whole, p.b.r.Term.Last)
	if pt == nil {
		return p.mark(vi.MarkMissing)
	}
	return p.point(x, *pt, announced)
}

// pathTable has targets with the way to them.
func (b *document) pathTable(p *page) Table {
	term := b.r.Term
	last, announced := b.lastColumn(p, b.hasTarget)
	t := Table{ID: b.tableID("muc_tieu"), Frozen: 2}
	t.Columns = append(opening(), last, Column{Name: ColGoal, Title: vi.HeadTarget(term.Next), Align: Right})
	for year := term.Last + 1; year <= term.Next; year++ {
		t.Columns = append(t.Columns, Column{Name: ColPath, Year: year, Group: vi.HeadPath(term), Title: strconv.Itoa(year), Align: Right})
	}
	t.Columns = append(t.Columns,
		Column{Name: ColAverage, Group: vi.HeadAverage, Title: vi.Span(term.Base+1, term.Last), Align: Right},
		Column{Name: ColAverage, Group: vi.HeadAverage, Title: vi.Span(term.Last+1, term.Next), Align: Right},
		Column{Name: ColFeasibility, Title: vi.HeadFeasibility, Align: Centre},
		Column{Name: ColProbability, Title: vi.HeadProbability, Align: Centre})
	b.sections(&t, b.hasTarget, func(x *analysis.Result) []Cell {
		cells := []Cell{p.last(x, announced), p.nextGoal(x)}
		for k := range term.Next - term.Last {
			if k < len(x.Next.Path) {
				c := figure(x.Next.Path[k], x.Decimals)
				if word := vi.Bound(x.Next.Bound); word != "" && (x.Next.Kept || k == len(x.Next.Path)-1) {
					c = c.before(word + " ")
				}
				cells = append(cells, c)
			} else {
				cells = append(cells, p.mark(vi.MarkMissing))
			}
		}
		return append(append(cells, p.averages(x)...), p.likelihood(x)...)
	})
	return p.chosen(t, NameTargets, ColUnit, ColActual)
}

// nextGoal is the target of the next term, with a footnote where it is not
// plain.
func (p *page) nextGoal(x *analysis.Result) Cell {
	c := p.from(figure(*x.Next.Target, x.Decimals), x.Next.Facts)
	if word := vi.Bound(x.Next.Bound); word != "" {
		c = c.before(word + " ")
	}
	switch {
	case x.Next.Derived && x.Kind == analysis.Flow:
		c.Note = p.note(vi.NoteDerived + " " + vi.NoteFlow(p.b.r.Term))
	case x.Next.Proposed && !x.Next.Derived && x.Kind == analysis.Flow:
		c.Note = p.note(vi.NoteProposed + " " + vi.NoteFlow(p.b.r.Term))
	case x.Next.Derived:
		c.Note = p.note(vi.NoteDerived)
	case x.Next.Proposed:
		c.Note = p.note(vi.NoteProposed)
	case x.Kind == analysis.Flow:
		c.Note = p.note(vi.NoteFlow(p.b.r.Term))
	case x.Next.Clipped:
		c.Note = p.note(vi.NoteClipped)
	}
	return c
}

// averages are the yearly change of the term and the one that the target asks
// for; of a flow the yearly averages.
func (p *page) averages(x *analysis.Result) []Cell {
	cells := []Cell{p.mean(x.Term.Average), p.mean(x.Next.Average)}
	if x.Kind != analysis.Flow {
		cells = []Cell{p.optional(x.Next.Achieved, x.Decimals), p.optional(x.Next.Required, x.Decimals)}
	}
	if since := x.Term.Since; since > 0 && (x.Next.Achieved != nil || x.Kind == analysis.Flow) {
		cells[0].Note = p.note(vi.NoteSince(since))
	}
	return cells
}

// mean is an average of counts: whole from 100 on, else one decimal.
func (p *page) mean(v *float64) Cell {
	if v != nil && *v < 100 {
		return p.optional(v, 1)
	}
	return p.optional(v, 0)
}

func (p *page) likelihood(x *analysis.Result) []Cell {
	switch {
	case x.Next.Proposed:
		return []Cell{p.mark(vi.MarkNotAsked), p.mark(vi.MarkNotAsked)}
	case x.Next.Probability == nil:
		return []Cell{p.mark(vi.MarkMissing), p.mark(vi.MarkMissing)}
	}
	return []Cell{
		{Text: vi.Capital(vi.Feasibility(x.Next.Feasibility, false))},
		{Text: vi.Probability(*x.Next.Probability)},
	}
}

// hasOutlook: of heroic mothers, martyrs and wounded no scenario is printed.
func hasOutlook(x *analysis.Result) bool {
	return x.Next != nil && !vi.Honoured(x) && (x.Next.Forecast != nil && len(x.Next.Forecast.Base) > 0 || x.Next.Target != nil)
}

// outlookTable has the scenarios of the next term's last year, and of a flow's
// total.
func (b *document) outlookTable(p *page) Table {
	term := b.r.Term
	last, announced := b.lastColumn(p, hasOutlook)
	flows := b.anyResult(func(x *analysis.Result) bool {
		return hasOutlook(x) && x.Next.Forecast != nil && x.Next.Forecast.Totals != nil
	})
	t := Table{ID: b.tableID("kich_ban"), Frozen: 2}
	t.Columns = append(opening(), last)
	groups := []string{vi.HeadScenarios(term)}
	if flows {
		groups = append(groups, vi.HeadTotals(term))
	}
	for n, g := range groups {
		for _, title := range []string{vi.HeadLow, vi.HeadBase, vi.HeadHigh} {
			t.Columns = append(t.Columns, Column{Name: []string{ColScenarios, ColNextTotal}[n], Group: g, Title: title, Align: Right})
		}
	}
	t.Columns = append(t.Columns,
		Column{Name: ColInterval, Group: vi.HeadInterval(term), Title: vi.HeadFrom, Align: Right},
		Column{Name: ColInterval, Group: vi.HeadInterval(term), Title: vi.HeadTo, Align: Right},
		Column{Name: ColRemark, Title: vi.HeadRemark, Align: Left})
	if !b.anyResult(func(x *analysis.Result) bool { return hasOutlook(x) && x.Next.Forecast != nil }) {
		return t // nothing but reasons: the first table and the sentences say them
	}
	b.sections(&t, hasOutlook, func(x *analysis.Result) []Cell {
		return append([]Cell{p.last(x, announced)}, p.outlook(x, flows)...)
	})
	return p.chosen(t, NameTargets, ColUnit, ColActual)
}

func (p *page) outlook(x *analysis.Result, flows bool) []Cell {
	f := x.Next.Forecast
	var cells []Cell
	if f == nil {
		count := 5
		if flows {
			count += 3
		}
		for range count {
			cells = append(cells, p.mark(vi.MarkMissing))
		}
		return append(cells, Cell{Text: vi.Capital(vi.NoForecast(x.Next, p.b.r.Term)), Findings: x.HeldBack})
	}
	end := len(f.Base) - 1
	for _, v := range [...][]float64{f.Low, f.Base, f.High} {
		cells = append(cells, figure(v[end], x.Decimals))
	}
	if flows {
		for k := range 3 {
			if f.Totals == nil {
				cells = append(cells, p.mark(vi.MarkNotAsked))
			} else {
				cells = append(cells, figure(f.Totals[k], x.Decimals))
			}
		}
	}
	cells = append(cells, figure(f.Q10[end], x.Decimals), figure(f.Q90[end], x.Decimals))
	remark := Cell{Text: vi.Filled(f.Filled)}
	return append(cells, remark)
}

// chartsAnnex holds the charts of the catalogue's indicators, by field: the
// years with the path to the next target, and places by years. The bars of the
// places are there too unless the annexes of the fields have them.
func (b *document) charts() Annex {
	a := Annex{ID: "bieu-do", Title: vi.TitleCharts(b.r.Term)}
	withBars := !slices.ContainsFunc(b.plan, func(p part) bool { return p.name == NameFields })
	section := 0
	var all []Chart
	for _, f := range b.r.Fields {
		charts := b.drawnOf(f, withBars)
		all = append(all, charts...)
		for i := range charts {
			block := Block{Chart: &charts[i]}
			if i == 0 {
				section++
				block.Heading = fmt.Sprintf("%s. %s", vi.Roman(section), vi.FieldName(f.Name))
			}
			a.Blocks = append(a.Blocks, block)
		}
	}
	switch len(a.Blocks) {
	case 0:
	case 1:
		a.Blocks[0].Chart.Bare = false
	default:
		a.Blocks = append([]Block{{Chart: legendOf(b.r, all)}}, a.Blocks...)
	}
	if len(a.Blocks) > 0 {
		a.Source = vi.Origin(b.sees(NameSources))
	}
	a.Landscape = len(a.Blocks) > 3 // two charts side by side
	return a
}

// drawnOf are the charts of a field: those over the years, without legends of
// their own, then those of the places, so that neighbours are alike.
func (b *document) drawnOf(f analysis.Field, withBars bool) []Chart {
	var years, places []Chart
	for _, i := range f.Indicators {
		for _, c := range b.drawn(i, withBars) {
			if c.Kind == Columns {
				c.Bare = true
				years = append(years, c)
			} else {
				places = append(places, c)
			}
		}
	}
	return append(years, places...)
}

// legendOf is the legend of charts without one.
func legendOf(r *analysis.Review, charts []Chart) *Chart {
	l := Chart{ID: "chu-giai", Kind: Legend, Categories: []string{""}}
	for _, c := range charts {
		if !c.Bare {
			continue
		}
		if c.Goal != nil && l.Goal == nil {
			l.Goal = &Line{Value: c.Goal.Value, Label: vi.ChartGoalOf(r.Term.Last)}
		}
		for _, s := range c.Series {
			l.join(s)
		}
	}
	return &l
}

// join adds what the legend says of a series.
func (c *Chart) join(s Series) {
	estimate, held := slices.Contains(s.Estimate, true), slices.Contains(s.Held, true)
	i := slices.IndexFunc(c.Series, func(t Series) bool { return t.Kind == s.Kind && t.Name == s.Name })
	if i < 0 {
		v := 1.0
		c.Series = append(c.Series, Series{Kind: s.Kind, Name: s.Name, Values: []*float64{&v, &v}, Estimate: []bool{estimate, false}, Held: []bool{false, held}})
		return
	}
	c.Series[i].Estimate[0] = c.Series[i].Estimate[0] || estimate
	c.Series[i].Held[1] = c.Series[i].Held[1] || held
}

// drawn are the charts of an indicator that are worth a place on paper.
func (b *document) drawn(i int, withBars bool) []Chart {
	x := &b.r.Indicators[i]
	if x.Unknown && b.knowsAny() {
		return nil
	}
	var out []Chart
	for _, c := range Charts(b.r, i) {
		switch c.Kind {
		case Columns:
			if known(x.Whole) < 2 {
				continue
			}
		case Bars:
			if !withBars || len(c.Categories) < 3 {
				continue
			}
		case Heat:
			if x.Kind != analysis.Rate || len(c.Rows) < 3 {
				continue
			}
		}
		out = append(out, c)
	}
	return out
}

func known(l analysis.Line) int {
	n := 0
	for _, p := range l.Points {
		if p.Status == analysis.Known {
			n++
		}
	}
	return n
}
