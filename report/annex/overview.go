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

// overview is the annex of all indicators, in two parts: those with a target,
// with comparison and judgement, and the others with their years, unless the job
// leaves these out.
func (b *document) overview() Annex {
	p := b.page()
	a := Annex{
		ID:    "chi-tieu-chu-yeu",
		Title: vi.TitleOverview(b.r.Term),
		Scope: b.overviewScope(),
	}
	targeted := b.overviewTable(p)
	var others Table
	if !b.print.Book.TargetOnly {
		others = b.othersTable(p)
	}
	for _, part := range []struct {
		title string
		table *Table
	}{{vi.HeadingTargeted, &targeted}, {vi.HeadingUntargeted, &others}} {
		if len(part.table.Rows) > 0 {
			a.Blocks = append(a.Blocks, Block{Title: part.title, Table: part.table})
			a.Landscape = a.Landscape || len(b.print.Columns[NameOverview]) > 0 && wide(*part.table) // names wrap
		}
	}
	if len(a.Blocks) == 0 {
		return a
	}
	if len(a.Blocks) == 1 && len(targeted.Rows) == 0 {
		a.Blocks[0].Title = vi.HeadingIndicators // there are no others
	}
	a.Notes = p.legend()
	if slices.ContainsFunc(a.Blocks[0].Table.Columns, func(c Column) bool { return c.Name == ColComparison }) {
		a.Notes = append(a.Notes, vi.NoteCompared)
	}
	a.Source = b.origin()
	return a
}

// allYears has every indicator with all its years and what they come to, for the
// workbook.
func (b *document) allYears() Annex {
	p := b.page()
	a := Annex{ID: "so-lieu-chung", Title: vi.TitleAllYears(b.r.Term), Scope: b.overviewScope()}
	every := func(*analysis.Result) bool { return true }
	o := outline{p: p, sourced: b.sees(NameSources) != "", announced: allEstimates(b.results(every), b.r.Term.Last), years: true}
	t := Table{ID: b.tableID("so_lieu"), Frozen: 2, Columns: o.columns(b.r.Term)}
	b.rows(&t, every, o.row)
	if len(t.Rows) == 0 {
		return a
	}
	fit(&t)
	p.settle(&t)
	a.Landscape, a.Blocks = wide(t), []Block{{Table: &t}}
	a.Notes, a.Source = append(p.legend(), vi.NoteCompared), vi.Origin(b.sees(NameSources))
	return a
}

// origin is the line on sources below an annex of the book: the cells stand in
// the papers.
func (b *document) origin() string { return vi.OriginUntil(b.r.AsOf) }

// overviewScope is the places, and the scope of fields that have their own.
func (b *document) overviewScope() string {
	return vi.ScopeWith(b.r.Places, b.r.Fields, b.print.Book.Scopes)
}

// shown are the indicators of a field in the overview. Labels that the
// catalogue does not know are shown there only if it knows none.
func (b *document) shown(f analysis.Field) []int {
	var shown []int
	for _, i := range f.Indicators {
		if b.told(i) && (!b.r.Indicators[i].Unknown || !b.knowsAny()) && b.wants(i) {
			shown = append(shown, i)
		}
	}
	b.chosenOrder(shown)
	return shown
}

// wants tells whether the job prints an indicator.
func (b *document) wants(i int) bool {
	chosen := b.print.Book.Indicators
	return len(chosen) == 0 || slices.Contains(chosen, b.r.Indicators[i].Code)
}

// chosenOrder puts indicators into the order that the job gives.
func (b *document) chosenOrder(indicators []int) {
	if chosen := b.print.Book.Indicators; len(chosen) > 0 {
		slices.SortStableFunc(indicators, func(x, y int) int {
			return cmp.Compare(slices.Index(chosen, b.r.Indicators[x].Code), slices.Index(chosen, b.r.Indicators[y].Code))
		})
	}
}

// targeted tells whether an indicator has a target that is judged.
func targeted(x *analysis.Result) bool {
	return x.Goal != nil && x.Judgement.Verdict != analysis.NoVerdict
}

func (b *document) knowsAny() bool {
	for i := range b.r.Indicators {
		if !b.r.Indicators[i].Unknown && b.told(i) {
			return true
		}
	}
	return false
}

// An outline is which columns the overview has.
type outline struct {
	p         *page
	announced bool // the header says that the last year is an estimate
	totals    bool // a column for the term's total of flows
	sourced   bool // a column for the numbers of the sources
	years     bool // the years between as figures, where the job asks for them
}

// results are the indicators of the overview that are wanted.
func (b *document) results(wanted func(*analysis.Result) bool) []*analysis.Result {
	var results []*analysis.Result
	for _, f := range b.r.Fields {
		for _, i := range b.shown(f) {
			if x := &b.r.Indicators[i]; wanted(x) {
				results = append(results, x)
			}
		}
	}
	return results
}

// rows fills a table of the overview with the indicators that are wanted, by
// field.
func (b *document) rows(t *Table, wanted func(*analysis.Result) bool, row func(x *analysis.Result, part bool, number *int, at int) Row) {
	section := 0
	for _, f := range b.r.Fields {
		number, whole := 0, false // whether what a part is of stands above
		for _, i := range b.shown(f) {
			x := &b.r.Indicators[i]
			if !child(x) {
				whole = wanted(x)
			}
			if !wanted(x) {
				continue
			}
			if number == 0 {
				section++
				t.Rows = append(t.Rows, sectionRow(vi.Roman(section), vi.FieldName(f.Name), len(t.Columns)))
			}
			t.Rows = append(t.Rows, row(x, child(x) && whole, &number, len(t.Rows)))
		}
	}
}

// overviewTable has the indicators with a target: target, base, the years as a
// small line, result, comparison and judgement; what was not met stands out.
func (b *document) overviewTable(p *page) Table {
	results := b.results(targeted)
	o := outline{
		p: p, sourced: b.sees(NameSources) != "" && slices.Contains(b.print.Columns[NameOverview], ColSource),
		announced: allEstimates(results, b.r.Term.Last), years: len(b.print.Columns[NameOverview]) > 0,
	}
	t := Table{ID: b.tableID("chi_tieu"), Frozen: 2, Compact: true, Columns: o.columns(b.r.Term)}
	b.rows(&t, targeted, o.row)
	p.dropEmpty(&t)
	fit(&t)
	return p.chosen(t, NameOverview, ColUnit, ColSource)
}

// othersTable has the indicators without a target, with their years.
func (b *document) othersTable(p *page) Table {
	wanted := func(x *analysis.Result) bool { return !targeted(x) && anyFigure(x.Whole) }
	results := b.results(wanted)
	flows := 0
	for _, x := range results {
		if x.Kind == analysis.Flow {
			flows++
		}
	}
	o := outline{
		p: p, sourced: b.sees(NameSources) != "" && slices.Contains(b.print.Columns[NameOverview], ColSource),
		announced: allEstimates(results, b.r.Term.Last), totals: 2*flows > len(results),
	}
	t := Table{ID: b.tableID("chi_tieu_khac"), Frozen: 2, Compact: true, Columns: o.otherColumns(b.r.Term)}
	b.rows(&t, wanted, o.otherRow)
	p.dropEmpty(&t)
	fit(&t)
	return p.chosen(t, NameOverview, ColUnit, ColSource)
}

// dropEmpty takes out columns in which no row has a figure or a word: nothing
// but "…" or "x"; their marks go with them.
func (p *page) dropEmpty(t *Table) {
	var kept []int
	for j, c := range t.Columns {
		said := c.Name == "" || c.Plot > 0
		for _, r := range t.Rows {
			if r.Kind != Section && r.Kind != Total && j < len(r.Cells) {
				text := r.Cells[j].Text
				said = said || text != "" && text != vi.MarkMissing && text != vi.MarkNotAsked
			}
		}
		if said {
			kept = append(kept, j)
		}
	}
	if len(kept) < len(t.Columns) && len(t.Rows) > 0 {
		p.b.release(t, kept)
		t.keep(kept)
		p.restrict(t)
	}
}

// allEstimates tells whether every figure of the last year is an estimate, so
// that the header can say it.
func allEstimates(results []*analysis.Result, last int) bool {
	found := false
	for _, x := range results {
		for _, pt := range x.Whole.Points {
			if pt.Year != last || pt.Status != analysis.Known {
				continue
			}
			if !pt.Estimate {
				return false
			}
			found = true
		}
	}
	return found
}

func sectionRow(number, name string, columns int) Row {
	cells := make([]Cell, columns)
	cells[0], cells[1] = Cell{Text: number}, Cell{Text: name}
	return Row{Kind: Section, Cells: cells}
}

// Columns of the overview that others refer to.
const (
	goalColumn = 3
	baseColumn = 4
)

func (o outline) columns(term analysis.Term) []Column {
	columns := []Column{
		{Title: vi.HeadNumber, Align: Centre},
		{Title: vi.HeadIndicator, Align: Left},
		{Name: ColUnit, Title: vi.HeadUnit, Align: Centre},
		{Name: ColGoal, Title: vi.HeadGoal(term.Last), Align: Right},
		{Name: ColBase, Year: term.Base, Title: vi.HeadYearOf(term.Base), Align: Right},
	}
	if !o.years {
		columns = append(columns, Column{Title: vi.Span(term.Base, term.Last), Align: Centre, Plot: 17},
			Column{Name: ColResult, Title: vi.HeadResult(o.announced), Align: Right})
	} else {
		for year := term.Base + 1; year <= term.Last; year++ {
			c := Column{Name: ColActual, Year: year, Group: vi.HeadPeriod(term), Title: strconv.Itoa(year), Align: Right}
			if year == term.Last && o.announced {
				c = o.p.estimated(c, year)
			}
			columns = append(columns, c)
		}
		columns = append(columns, Column{Name: ColTotal, Group: vi.HeadPeriod(term), Title: vi.HeadWholeTerm, Align: Right})
		if o.p.b.asks(NameOverview, ColResult) {
			columns = append(columns, Column{Name: ColResult, Title: vi.HeadResult(o.announced), Align: Right})
		}
	}
	columns = append(columns,
		Column{Name: ColComparison, Title: vi.HeadComparison, Align: Right},
		Column{Name: ColVerdict, Title: vi.HeadVerdict, Align: Centre})
	if o.sourced {
		columns = append(columns, Column{Name: ColSource, Title: vi.HeadSource, Align: Centre})
	}
	return columns
}

// otherColumns are those of the indicators without a target.
func (o outline) otherColumns(term analysis.Term) []Column {
	columns := []Column{
		{Title: vi.HeadNumber, Align: Centre}, {Title: vi.HeadIndicator, Align: Left}, {Name: ColUnit, Title: vi.HeadUnit, Align: Centre},
		{Name: ColBase, Year: term.Base, Title: vi.HeadYearOf(term.Base), Align: Right},
	}
	group := vi.HeadPeriod(term)
	for year := term.Base + 1; year <= term.Last; year++ {
		c := Column{Name: ColActual, Year: year, Group: group, Title: strconv.Itoa(year), Align: Right}
		if year == term.Last && o.announced {
			c = o.p.estimated(c, year)
		}
		columns = append(columns, c)
	}
	if o.totals {
		columns = append(columns, Column{Name: ColTotal, Group: group, Title: vi.HeadWholeTerm, Align: Right})
	}
	if o.sourced {
		columns = append(columns, Column{Name: ColSource, Title: vi.HeadSource, Align: Centre})
	}
	return columns
}

// opening is the number, the name and the unit of an indicator; number counts
// those of the section that are no part of the one above.
func (o outline) opening(x *analysis.Result, part bool, number *int) Row {
	row := Row{Kind: Plain, Code: x.Code}
	tt, name := Cell{}, text(x.Name)
	if part {
		row.Kind = Child
	} else {
		*number++
		tt = Cell{Text: strconv.Itoa(*number)}
		name = text(vi.Alone(x.Name))
	}
	o.p.cited = o.p.cited[:0]
	row.Cells = append(row.Cells, tt, name, text(x.Unit))
	return row
}

// row is the row of an indicator with a target.
func (o outline) row(x *analysis.Result, part bool, number *int, at int) Row {
	row := o.opening(x, part, number)
	row.Missed = x.Judgement.Verdict == analysis.NotMet
	row.Cells = append(row.Cells, o.p.goal(x))
	if o.years {
		for _, pt := range x.Whole.Points {
			row.Cells = append(row.Cells, o.p.point(x, pt, o.announced))
		}
	} else if len(x.Whole.Points) > 0 {
		row.Cells = append(row.Cells, o.p.before(x, x.Whole.Points[0], o.announced))
	}
	hoist(row.Cells, 1, baseColumn, len(row.Cells))
	actual := len(row.Cells) - 1
	if o.years {
		row.Cells = append(row.Cells, o.total(x, baseColumn+1, row.Cells[baseColumn+1:], at))
		if x.Kind == analysis.Flow {
			actual++
		}
		if o.p.b.asks(NameOverview, ColResult) {
			row.Cells = append(row.Cells, o.result(x, at))
		}
	} else {
		row.Cells = append(row.Cells, sparkOf(x), o.result(x, at))
		actual += 2
	}
	row.Cells = append(row.Cells, o.comparison(x, at, actual), o.verdict(x))
	if o.sourced {
		row.Cells = append(row.Cells, o.p.numbered())
	}
	return row
}

// sparkOf is the small line of an indicator's years.
func sparkOf(x *analysis.Result) Cell {
	d := &Drawing{}
	for _, pt := range x.Whole.Points {
		v, estimate := usable(x, pt)
		d.Spark, d.Estimate = append(d.Spark, v), estimate
	}
	return Cell{Drawn: d}
}

// result is what is judged: of a flow the term's total, else the last year.
func (o outline) result(x *analysis.Result, at int) Cell {
	if x.Kind == analysis.Flow {
		c := o.total(x, 0, nil, at)
		if c.Value != nil && c.Note == 0 {
			c.Note = o.p.note(vi.NoteResult(o.p.b.r.Term))
		}
		return c
	}
	pt := pointOf(x.Whole, o.p.b.r.Term.Last)
	if pt == nil {
		return o.p.mark(vi.MarkMissing)
	}
	return o.p.point(x, *pt, o.announced)
}

// usable is a figure that may be drawn: no open error stands on it.
func usable(x *analysis.Result, pt analysis.Point) (v *float64, estimate bool) {
	if u, ok := analysis.Usable(x.Kind, pt); ok {
		return &u, pt.Estimate
	}
	return nil, false
}

// otherRow is the row of an indicator without one.
func (o outline) otherRow(x *analysis.Result, part bool, number *int, at int) Row {
	row := o.opening(x, part, number)
	for _, pt := range x.Whole.Points {
		row.Cells = append(row.Cells, o.p.point(x, pt, o.announced))
	}
	hoist(row.Cells, 1, baseColumn-1, len(row.Cells))
	if o.totals {
		row.Cells = append(row.Cells, o.total(x, baseColumn, row.Cells[baseColumn:], at))
	}
	if o.sourced {
		row.Cells = append(row.Cells, o.p.numbered())
	}
	return row
}

// child tells whether an indicator is a part of the one above it.
func child(x *analysis.Result) bool { return strings.HasPrefix(x.Name, "Trong đó") }

// total is the term's total of a flow; printed are the cells of its years, which
// stand from column first on, none if they are not printed.
func (o outline) total(x *analysis.Result, first int, printed []Cell, at int) Cell {
	if x.Kind != analysis.Flow {
		return o.p.mark(vi.MarkNotAsked)
	}
	years := o.p.b.r.Term.Last - o.p.b.r.Term.Base
	switch sheet := x.Whole.TermTotal; {
	case x.Term.TotalYears < years && sheet != nil:
		c := o.p.from(figure(sheet.Value, x.Decimals), sheet.Facts)
		c.Note = o.p.note(vi.NoteTermTotal)
		return c
	case x.Term.Total == nil:
		return o.p.made(nil, x.Decimals, x.Whole, yearsAfter(o.p.b.r.Term)...)
	}
	c := figure(*x.Term.Total, x.Decimals)
	if since := x.Term.Since; since > 0 {
		c.Note = o.p.note(vi.NoteSince(since))
	} else if x.Term.TotalYears < years {
		c.Note = o.p.note(vi.NoteYears(x.Term.TotalYears))
	} else if len(printed) == years {
		c.Formula = &Formula{Op: "sum", Args: refs(at, first, years)}
	}
	if x.Term.Estimate && !o.announced {
		c = o.p.estimate(c)
	}
	return c
}

// refs are the references to count neighbouring cells of a row.
func refs(row, col, count int) []Ref {
	out := make([]Ref, count)
	for i := range out {
		out[i] = Ref{row, col + i}
	}
	return out
}

// comparison holds the result against the target: the difference of a rate and
// of a count that is to fall, the fulfilment of any other count.
func (o outline) comparison(x *analysis.Result, at, actual int) Cell {
	j := x.Judgement
	args := []Ref{{at, actual}, {at, goalColumn}}
	switch {
	case j.Verdict == analysis.NoVerdict:
		return o.p.mark(vi.MarkNotAsked)
	case j.Verdict == analysis.NoData:
		return o.p.mark(vi.MarkMissing)
	case x.Kind != analysis.Rate && x.Direction == analysis.Up && j.Fulfilment != nil:
		c := figure(*j.Fulfilment, 1).After("%")
		c.Formula = &Formula{Op: "ratio", Args: args}
		return c
	case j.Difference == nil:
		return o.p.mark(vi.MarkMissing)
	}
	c := figure(*j.Difference, x.Decimals)
	c.Formula = &Formula{Op: "diff", Args: args}
	return c
}

func (o outline) verdict(x *analysis.Result) Cell {
	if x.Judgement.Verdict == analysis.NoVerdict {
		return o.p.mark(vi.MarkNotAsked)
	}
	c := Cell{Text: vi.Verdict(x.Judgement.Verdict, x.Judgement.Estimate && !o.announced)}
	c.Findings = x.HeldBack
	if doubt := vi.Contradicted(o.p.b.r, x); doubt != "" {
		c.Note = o.p.note(doubt)
	}
	return c
}

// tableID is a name for a table that no other of the document has.
func (b *document) tableID(stem string) string {
	b.tables[stem]++
	if n := b.tables[stem]; n > 1 {
		return fmt.Sprintf("%s_%d", stem, n)
	}
	return stem
}
