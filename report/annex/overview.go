package annex

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/report/vi"
)

// overview is the annex of all indicators: target, base, every year of the
// term, comparison and judgement.
func (b *document) overview() Annex {
	p := b.page()
	a := Annex{
		ID:    "chi-tieu-chu-yeu",
		Title: vi.TitleOverview(b.r.Term),
		Scope: vi.Scope(b.r.Places),
	}
	t := b.overviewTable(p)
	if len(t.Rows) == 0 {
		return a
	}
	a.Landscape = wide(t)
	a.Blocks = []Block{{Table: &t}}
	a.Notes = p.legend()
	if slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Name == ColComparison }) {
		a.Notes = append(a.Notes, vi.NoteCompared)
	}
	a.Source = vi.Origin(b.sees(NameSources))
	return a
}

// shown are the indicators of a field in the overview. Labels that the
// catalogue does not know are shown there only if it knows none.
func (b *document) shown(f analysis.Field) []int {
	var shown []int
	for _, i := range f.Indicators {
		if b.told(i) && (!b.r.Indicators[i].Unknown || !b.knowsAny()) {
			shown = append(shown, i)
		}
	}
	return shown
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
}

func (b *document) overviewTable(p *page) Table {
	o := outline{p: p, sourced: b.sees(NameSources) != ""}
	var results []*analysis.Result
	for _, f := range b.r.Fields {
		for _, i := range b.shown(f) {
			results = append(results, &b.r.Indicators[i])
		}
	}
	o.announced = allEstimates(results, b.r.Term.Last)
	o.totals = slices.ContainsFunc(results, func(x *analysis.Result) bool { return x.Kind == analysis.Flow })
	t := Table{ID: b.tableID("chi_tieu"), Frozen: 2, Columns: o.columns(b.r.Term)}
	section := 0
	for _, f := range b.r.Fields {
		shown := b.shown(f)
		if len(shown) == 0 {
			continue
		}
		section++
		t.Rows = append(t.Rows, sectionRow(vi.Roman(section), vi.FieldName(f.Name), len(t.Columns)))
		number := 0
		for _, i := range shown {
			t.Rows = append(t.Rows, o.row(&b.r.Indicators[i], &number, len(t.Rows)))
		}
	}
	fit(&t)
	return p.chosen(t, NameOverview, ColUnit, ColSource)
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
	columns = append(columns,
		Column{Name: ColComparison, Title: vi.HeadComparison, Align: Right},
		Column{Name: ColVerdict, Title: vi.HeadVerdict, Align: Centre})
	if o.sourced {
		columns = append(columns, Column{Name: ColSource, Title: vi.HeadSource, Align: Centre})
	}
	return columns
}

// row is the row of one indicator; number counts the indicators of the section
// that are no part of another.
func (o outline) row(x *analysis.Result, number *int, at int) Row {
	row := Row{Kind: Plain}
	tt := Cell{}
	if child(x) {
		row.Kind = Child
	} else {
		*number++
		tt = Cell{Text: strconv.Itoa(*number)}
	}
	o.p.cited = o.p.cited[:0]
	row.Cells = make([]Cell, 0, baseColumn+len(x.Whole.Points)+4) // as many as there can be: cells are large
	row.Cells = append(row.Cells, tt, text(x.Name), text(x.Unit), o.p.goal(x))
	for _, pt := range x.Whole.Points {
		row.Cells = append(row.Cells, o.p.point(x, pt, o.announced))
	}
	hoist(row.Cells, 1, baseColumn, len(row.Cells))
	actual := len(row.Cells) - 1
	if o.totals {
		row.Cells = append(row.Cells, o.total(x, row.Cells, at))
		if x.Kind == analysis.Flow {
			actual++
		}
	}
	row.Cells = append(row.Cells, o.comparison(x, at, actual), o.verdict(x))
	if o.sourced {
		row.Cells = append(row.Cells, o.p.numbered())
	}
	return row
}

// child tells whether an indicator is a part of the one above it.
func child(x *analysis.Result) bool { return strings.HasPrefix(x.Name, "Trong đó") }

// total is the term's total of a flow.
func (o outline) total(x *analysis.Result, cells []Cell, at int) Cell {
	if x.Kind != analysis.Flow {
		return o.p.mark(vi.MarkNotAsked)
	}
	years := cells[baseColumn+1:]
	switch sheet := x.Whole.TermTotal; {
	case x.Term.TotalYears < len(years) && sheet != nil:
		c := o.p.from(figure(sheet.Value, x.Decimals), sheet.Facts)
		c.Note = o.p.note(vi.NoteTermTotal)
		return c
	case x.Term.Total == nil:
		return o.p.mark(vi.MarkMissing)
	}
	c := figure(*x.Term.Total, x.Decimals)
	if since := x.Term.Since; since > 0 {
		c.Note = o.p.note(vi.NoteSince(since))
	} else if x.Term.TotalYears < len(years) {
		c.Note = o.p.note(vi.NoteYears(x.Term.TotalYears))
	} else {
		c.Formula = Formula{Op: "sum", Args: refs(at, baseColumn+1, len(years))}
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
		c := figure(*j.Fulfilment, 1).after("%")
		c.Formula = Formula{Op: "ratio", Args: args}
		return c
	case j.Difference == nil:
		return o.p.mark(vi.MarkMissing)
	}
	c := figure(*j.Difference, x.Decimals)
	c.Formula = Formula{Op: "diff", Args: args}
	return c
}

func (o outline) verdict(x *analysis.Result) Cell {
	if x.Judgement.Verdict == analysis.NoVerdict {
		return o.p.mark(vi.MarkNotAsked)
	}
	c := Cell{Text: vi.Verdict(x.Judgement.Verdict, x.Judgement.Estimate && !o.announced)}
	c.Findings = x.HeldBack
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
