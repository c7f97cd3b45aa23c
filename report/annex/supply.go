package annex

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/report/vi"
)

// supply is the annex of what each unit has sent, and of what was read of each
// sheet.
func (b *document) supply() Annex {
	p := b.page()
	a := Annex{ID: "cung-cap-so-lieu", Title: vi.TitleSupply, Scope: vi.Scope(b.r.Places)}
	units, sheets := b.unitsTable(p), b.sheetsTable(p)
	part := 0
	for _, t := range []struct {
		title string
		table Table
	}{{vi.HeadingUnits, units}, {vi.HeadingSheets, sheets}} {
		if len(t.table.Rows) == 0 {
			continue
		}
		part++
		if t.title == vi.HeadingSheets && len(b.r.Balances) == 1 {
			only := b.r.Balances[0]
			a.Blocks = append(a.Blocks, Block{
				Heading:    fmt.Sprintf("%d. %s", part, t.title),
				Paragraphs: []Paragraph{{Text: vi.OneBalance(only, leftOut(only))}},
			})
			continue
		}
		block := Block{Heading: fmt.Sprintf("%d. %s", part, t.title), Table: &t.table}
		if t.title == vi.HeadingUnits && len(b.r.Supply) == 0 {
			a.Blocks = append(a.Blocks, Block{Paragraphs: []Paragraph{{Text: vi.NoteComplete}}})
		}
		a.Blocks = append(a.Blocks, block)
		a.Landscape = a.Landscape || wide(t.table)
	}
	a.Notes = p.legend()
	return a
}

// unitsTable has a section a unit and a row an indicator: which years are
// there, which places are missing.
func (b *document) unitsTable(p *page) Table {
	term := b.r.Term
	t := Table{ID: b.tableID("cung_cap"), Frozen: 2, Columns: opening()[:2]}
	for year := term.Base; year <= term.Last; year++ {
		t.Columns = append(t.Columns, Column{Title: strconv.Itoa(year), Align: Centre})
	}
	t.Columns = append(t.Columns,
		Column{Title: vi.HeadOwedPlaces, Align: Left},
		Column{Title: vi.HeadOwed, Align: Centre})
	for s, supplier := range b.suppliers() {
		t.Rows = append(t.Rows, sectionRow(vi.Roman(s+1), vi.Supplier(supplier), len(t.Columns)))
		number := 0
		for i := range b.r.Indicators {
			if x := &b.r.Indicators[i]; !x.Unknown && x.Supplier == supplier {
				number++
				t.Rows = append(t.Rows, Row{Cells: b.supplied(p, x, number)})
			}
		}
	}
	fit(&t)
	return t
}

// suppliers are the units that the catalogue names, in its order.
func (b *document) suppliers() []string {
	var all []string
	for i := range b.r.Indicators {
		if x := &b.r.Indicators[i]; !x.Unknown && !slices.Contains(all, x.Supplier) {
			all = append(all, x.Supplier)
		}
	}
	return all
}

func (b *document) supplied(p *page, x *analysis.Result, number int) []Cell {
	cells := make([]Cell, 0, len(x.Whole.Points)+4)
	cells = append(cells, Cell{Text: strconv.Itoa(number)}, text(x.Name))
	for _, pt := range x.Whole.Points {
		c := p.mark(vi.Available(pt))
		c.Facts = pt.Facts
		cells = append(cells, c)
	}
	i := slices.IndexFunc(b.r.Supply, func(o analysis.Owed) bool { return o.Indicator == x.Code })
	if i < 0 {
		return append(cells, Cell{Text: vi.NothingOwed}, Cell{Text: "0"})
	}
	o := b.r.Supply[i]
	return append(cells, text(vi.OwedPlaces(b.r, o)), Cell{Text: fmt.Sprintf("%d/%d", o.Total, o.Expected)})
}

// sheetsTable accounts for the cells of every sheet.
func (b *document) sheetsTable(p *page) Table {
	t := Table{ID: b.tableID("doi_chieu"), Frozen: 2, Columns: []Column{
		{Title: vi.HeadNumber, Align: Centre}, {Title: vi.HeadFile, Align: Left}, {Title: vi.HeadSheet, Align: Left},
		{Title: vi.HeadNumeric, Align: Right}, {Title: vi.HeadRead, Align: Right}, {Title: vi.HeadLeftOut, Align: Left},
	}}
	for i, s := range b.r.Balances[:min(len(b.r.Balances), mostSheets)] {
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: strconv.Itoa(i + 1)}, text(s.File), p.sheet(s.Sheet),
			figure(float64(s.Numeric), 0), figure(float64(s.Read), 0), {Text: orNone(leftOut(s))},
		}})
	}
	if rest := b.r.Balances[len(t.Rows):]; len(rest) > 0 {
		numeric, read := 0, 0
		for _, s := range rest {
			numeric, read = numeric+s.Numeric, read+s.Read
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: vi.MarkNil}, {Text: vi.MoreSheets(len(rest))}, {Text: vi.MarkNil}, figure(float64(numeric), 0), figure(float64(read), 0), {Text: vi.MarkNil},
		}})
	}
	fit(&t)
	return t
}

// mostSheets are listed one by one; the others are one row.
const mostSheets = 1000

// sheet is the name of a sheet; "x" for a file that has none.
func (p *page) sheet(name string) Cell {
	if vi.Folded(name) == "" {
		return p.mark(vi.MarkNotAsked)
	}
	return text(name)
}

// leftOut says why cells of a sheet are no figures, with how many.
func leftOut(s ingest.Balance) string {
	reasons := make([]string, len(s.LeftOut))
	for k, l := range s.LeftOut {
		reasons[k] = fmt.Sprintf("%s: %d", vi.LeftOut(string(l.Reason)), l.Count)
	}
	return strings.Join(reasons, "; ")
}

func orNone(s string) string {
	if s == "" {
		return vi.MarkNil
	}
	return s
}
