package annex

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/report/vi"
)

// targets is the annex of the next term for the book: targets with their path.
func (b *document) targets() Annex {
	p := b.page()
	a := Annex{ID: "muc-tieu-ky-toi", Title: vi.TitleTargets(b.r.Term), Scope: b.overviewScope()}
	t := b.pathTable(p)
	if len(t.Rows) == 0 {
		return a
	}
	a.Landscape = wide(t)
	a.Blocks = []Block{{Title: vi.HeadingPath, Table: &t}}
	if b.asks(NameTargets, ColScenarios, ColNextTotal, ColInterval, ColRemark) {
		if t := p.chosen(b.outlookTable(p), NameTargets, ColUnit, ColActual); len(t.Rows) > 0 {
			a.Blocks = append(a.Blocks, Block{Title: vi.HeadingOutlook, Table: &t})
		}
	}
	a.Notes, a.Source = p.legend(), b.origin()
	return a
}

// asks tells whether the job names one of these columns of an annex: some are
// printed then alone.
func (b *document) asks(annex string, columns ...string) bool {
	return slices.ContainsFunc(b.print.Columns[annex], func(name string) bool { return slices.Contains(columns, name) })
}

// outlook is what stays in the papers: how likely the targets are, the scenarios,
// the sentences with them, and how all that came about.
func (b *document) outlook() Annex {
	p := b.page()
	a := Annex{ID: "kha-nang", Title: vi.TitleOutlook(b.r.Term), Scope: b.wholeScope()}
	part := 0
	add := func(title string, block Block) {
		part++
		block.Heading = fmt.Sprintf("%d. %s", part, title)
		a.Blocks = append(a.Blocks, block)
	}
	for _, t := range []struct {
		title string
		make  func(*page) Table
	}{{vi.HeadingLikelihood, b.likelihoodTable}, {vi.HeadingOutlook, b.outlookTable}} {
		table := t.make(p)
		if p.settle(&table); len(table.Rows) > 0 {
			add(t.title, Block{Table: &table})
			a.Landscape = a.Landscape || wide(table)
		}
	}
	var open []Paragraph
	for i := range b.r.Indicators {
		if s := vi.Unproposed(b.r, &b.r.Indicators[i]); s != "" {
			open = append(open, Paragraph{Text: s, Bullet: true})
		}
	}
	for i := range b.r.Indicators {
		if s := vi.BelowPresent(b.r, &b.r.Indicators[i]); s != "" {
			open = append(open, Paragraph{Text: s, Bullet: true})
		}
	}
	if len(a.Blocks)+len(open) == 0 {
		return a
	}
	if len(open) > 0 {
		add(vi.HeadingRemarks, Block{Paragraphs: open})
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

// likelihoodTable has the stated targets with what they ask a year and how likely
// they are.
func (b *document) likelihoodTable(p *page) Table {
	term := b.r.Term
	wanted := func(x *analysis.Result) bool { return b.hasTarget(x) && !x.Next.Proposed }
	last, announced := b.lastColumn(p, wanted)
	t := Table{ID: b.tableID("kha_nang"), Frozen: 2}
	t.Columns = append(opening(), last, Column{Name: ColGoal, Title: vi.HeadTarget(term.Next), Align: Right},
		Column{Name: ColFeasibility, Title: vi.HeadFeasibility, Align: Centre},
		Column{Name: ColProbability, Title: vi.HeadProbability, Align: Centre})
	b.sections(&t, wanted, func(x *analysis.Result) []Cell {
		return append([]Cell{p.last(x, announced), p.nextGoal(x)}, p.likelihood(x)...)
	})
	return t
}

func (b *document) wholeScope() string {
	if len(b.r.Places) == 0 {
		return ""
	}
	return vi.Scope(b.r.Places[:1])
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
			t.Rows = append(t.Rows, Row{Code: x.Code, Cells: cells})
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
	t := Table{ID: b.tableID("muc_tieu"), Frozen: 2, Compact: true}
	t.Columns = append(opening(), last, Column{Name: ColGoal, Title: vi.HeadTarget(term.Next), Align: Right})
	for year := term.Last + 1; year <= term.Next; year++ {
		t.Columns = append(t.Columns, Column{Name: ColPath, Year: year, Group: vi.HeadPath(term), Title: strconv.Itoa(year), Align: Right})
	}
	t.Columns = append(t.Columns,
		Column{Name: ColAverage, Group: vi.HeadAverage, Title: vi.Span(term.Base+1, term.Last), Align: Right},
		Column{Name: ColAverage, Group: vi.HeadAverage, Title: vi.Span(term.Last+1, term.Next), Align: Right})
	likely := b.asks(NameTargets, ColFeasibility, ColProbability)
	if likely {
		t.Columns = append(t.Columns, Column{Name: ColFeasibility, Title: vi.HeadFeasibility, Align: Centre}, Column{Name: ColProbability, Title: vi.HeadProbability, Align: Centre})
	}
	b.sections(&t, b.hasTarget, func(x *analysis.Result) []Cell {
		cells := []Cell{p.last(x, announced), p.nextGoal(x)}
		for k := range term.Next - term.Last {
			if k < len(x.Next.Path) {
				c := figure(x.Next.Path[k], x.Decimals)
				if word := vi.Bound(x.Next.Bound); word != "" && (x.Next.Kept || k == len(x.Next.Path)-1) {
					c = c.Before(word + " ")
				}
				cells = append(cells, c)
			} else {
				cells = append(cells, p.mark(vi.MarkMissing))
			}
		}
		if cells = append(cells, p.averages(x)...); likely {
			cells = append(cells, p.likelihood(x)...)
		}
		return cells
	})
	return p.chosen(t, NameTargets, ColUnit, ColActual)
}

// nextGoal is the target of the next term, with a footnote where it is not
// plain.
func (p *page) nextGoal(x *analysis.Result) Cell {
	c := p.from(figure(*x.Next.Target, x.Decimals), x.Next.Facts)
	if word := vi.Bound(x.Next.Bound); word != "" {
		c = c.Before(word + " ")
	}
	var notes []string
	switch {
	case x.Next.Derived:
		notes = append(notes, vi.NoteDerived)
	case x.Next.Proposed:
		notes = append(notes, vi.NoteProposed)
	case x.Next.Clipped && x.Kind != analysis.Flow:
		notes = append(notes, vi.NoteClipped)
	}
	if x.Kind == analysis.Flow {
		notes = append(notes, vi.NoteFlow(p.b.r.Term))
	}
	if doubt := vi.ForecastContradicted(p.b.r, x); doubt != "" && x.Next.Proposed && !x.Next.Derived {
		notes = append(notes, doubt)
	}
	if len(notes) > 0 {
		c.Note = p.note(strings.Join(notes, " "))
	}
	return c
}

// averages are the yearly change of the term and the one that the target asks
// for; of a flow the yearly averages.
func (p *page) averages(x *analysis.Result) []Cell {
	cells := []Cell{p.mean(x.Term.Average), p.mean(x.Next.Average)}
	if x.Kind != analysis.Flow {
		cells = []Cell{p.optional(x.Next.Achieved, x.Decimals), p.optional(x.Next.Required, x.Decimals)}
		if x.Next.Kept {
			cells[1] = p.mark(vi.MarkNotAsked) // what is reached asks for no change
		}
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
	return t
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
	remark := Cell{Text: strings.TrimSpace(vi.Filled(f.Filled) + " " + vi.ForecastContradicted(p.b.r, x))}
	return append(cells, remark)
}

// charts is the annex of the charts over the years of the indicators that have a
// target, or of those that the job names, by field.
func (b *document) charts() Annex {
	a := Annex{ID: "bieu-do", Title: vi.TitleCharts(b.r.Term), Scope: b.overviewScope()}
	section := 0
	for _, f := range b.r.Fields {
		first := true
		for _, i := range b.charted(f) {
			c := yearsChart(b.r, &b.r.Indicators[i])
			c.Bare, c.Source = true, vi.OriginOf(b.r.Indicators[i].Supplier, b.r.Places)
			block := Block{Chart: &c}
			if first && b.print.Book.Charts == nil {
				section++
				block.Heading = fmt.Sprintf("%s. %s", vi.Roman(section), vi.FieldName(f.Name))
			}
			first = false
			a.Blocks = append(a.Blocks, block)
		}
	}
	switch len(a.Blocks) {
	case 0:
	case 1:
		a.Blocks[0].Chart.Bare = false
	default:
		if chosen := b.print.Book.Charts; chosen != nil {
			slices.SortStableFunc(a.Blocks, func(x, y Block) int {
				return cmp.Compare(slices.Index(chosen, x.Chart.ID), slices.Index(chosen, y.Chart.ID))
			})
		}
		a.Notes = []string{vi.ChartNote(b.r.Term)}
	}
	if len(a.Blocks) > 0 {
		a.Source = b.origin()
	}
	return a
}

// charted are the indicators of a field whose charts are printed: those that the
// job names, else those with a target that are worth one; where none has a target,
// all that have a direction.
func (b *document) charted(f analysis.Field) []int {
	chosen := b.print.Book.Charts
	none := !slices.ContainsFunc(b.r.Indicators, func(x analysis.Result) bool { return targeted(&x) })
	var out []int
	for _, i := range f.Indicators {
		x := &b.r.Indicators[i]
		switch {
		case x.Unknown && b.knowsAny() || known(x.Whole) < 2:
		case chosen != nil && slices.Contains(chosen, x.Code),
			chosen == nil && b.wants(i) && (targeted(x) || none):
			out = append(out, i)
		}
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
