package annex

import (
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/report/vi"
)

// sourceAnnex lists the cells of all figures that the other annexes print, by
// number: first the sheets with a short mark each, then for each indicator and
// place the cells of its years. Figures that follow one another in the numbers
// share a row.
func (b *book) sourceAnnex() Annex {
	a := Annex{ID: "nguon-so-lieu", Title: vi.TitleSources}
	if len(b.sources) == 0 {
		return a
	}
	p := b.page()
	marks, sheets := b.sheetMarks(p)
	cells := b.cellsTable(marks)
	first := Block{Heading: "1. " + vi.HeadingSourceSheets, Table: &sheets}
	if len(sheets.Rows) == 1 {
		only := sheets.Rows[0].Cells
		first.Table, first.Paragraphs = nil, []Paragraph{{Text: vi.OneSheet(only[0].Text, only[1].Text, only[2].Text)}}
	}
	a.Blocks = []Block{first, {Heading: "2. " + vi.HeadingSourceCells, Table: &cells}}
	a.Notes = append(p.legend(), vi.NoteSources)
	return a
}

// order numbers the figures that are printed: by indicator its target, the
// whole by year, then the places; what is derived from others refers to theirs.
func (b *book) order(printed map[int]int) {
	give := func(facts []int) {
		for _, f := range facts {
			if printed[f] > 0 {
				b.source(f)
			}
		}
	}
	for _, f := range b.r.Fields {
		for _, i := range f.Indicators {
			x := &b.r.Indicators[i]
			if x.Goal != nil {
				give(x.Goal.Facts)
			}
			for _, l := range append([]analysis.Line{x.Whole}, x.Places...) {
				for _, p := range l.Points {
					if p.From == "" {
						give(p.Facts)
					}
					give(b.own(x.Code, p))
				}
				if l.TermTotal != nil {
					give(l.TermTotal.Facts)
				}
			}
			if x.Next != nil {
				give(x.Next.Facts)
			}
		}
	}
	rest := make([]int, len(b.r.Facts))
	for i := range rest {
		rest[i] = i
	}
	give(rest)
	b.closed = true
}

// sheetOf is a position without its cell.
func sheetOf(p ingest.Pos) ingest.Pos { return ingest.Pos{File: p.File, Sheet: p.Sheet} }

// sheetMarks gives every sheet that a figure stands on a mark such as "T3", in
// the order of the facts.
func (b *book) sheetMarks(p *page) (map[ingest.Pos]string, Table) {
	used := map[ingest.Pos]bool{}
	for _, s := range b.sources {
		used[sheetOf(b.r.Facts[s.Fact].Pos)] = true
	}
	t := Table{ID: b.tableID("nguon_trang"), Frozen: 1, Columns: []Column{
		{Title: vi.HeadMark, Align: Centre}, {Title: vi.HeadFile, Align: Left}, {Title: vi.HeadSheet, Align: Left},
	}}
	marks := map[ingest.Pos]string{}
	for i := range b.r.Facts {
		sheet := sheetOf(b.r.Facts[i].Pos)
		if !used[sheet] || marks[sheet] != "" {
			continue
		}
		marks[sheet] = "T" + strconv.Itoa(len(marks)+1)
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: marks[sheet]}, text(sheet.File), p.sheet(sheet.Sheet)}})
	}
	fit(&t)
	return marks, t
}

// A run is the sources from..to (numbers) that share a row.
type run struct {
	from, to int
	first    ingest.Fact
	cells    []cellOf
	facts    []int
}

// A cellOf is a figure's year, cell and content.
type cellOf struct{ year, at, raw string }

// listed names cells by year; cells of one year with the same content together:
// "2015: T1!C9, T7!D8 (12,04)".
func listed(cells []cellOf) string {
	var b strings.Builder
	for i, c := range cells {
		switch {
		case i > 0 && c.year == cells[i-1].year && c.raw == cells[i-1].raw:
			b.WriteString(", " + c.at)
		case i > 0:
			b.WriteString("; " + c.year + ": " + c.at)
		default:
			b.WriteString(c.year + ": " + c.at)
		}
		if i+1 == len(cells) || cells[i+1].year != c.year || cells[i+1].raw != c.raw {
			b.WriteString(" (" + c.raw + ")")
		}
	}
	return b.String()
}

// cellsTable has a section an indicator.
func (b *book) cellsTable(marks map[ingest.Pos]string) Table {
	t := Table{ID: b.tableID("nguon"), Frozen: 1, Columns: []Column{
		{Title: vi.HeadSourceNumber, Align: Centre}, {Title: vi.HeadPlace, Align: Left}, {Title: vi.HeadSourceCells, Align: Left},
	}}
	section := ""
	for _, r := range b.runs(marks) {
		if name := b.nameOf(r.first); name != section {
			section = name
			row := sectionRow("", name, len(t.Columns))
			row.Cells[0], row.Cells[1] = row.Cells[1], Cell{}
			t.Rows = append(t.Rows, row)
		}
		place := vi.Folded(r.first.Place)
		if place == "" {
			place = vi.Capital(vi.WholeOf(b.r.Places))
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: vi.Span(r.from, r.to), Facts: r.facts, Source: r.from}, {Text: place}, {Text: listed(r.cells)},
		}})
	}
	fit(&t)
	t.Columns[2].Width = 105 // a line for most rows
	return t
}

// runs joins neighbouring sources of one indicator and place.
func (b *book) runs(marks map[ingest.Pos]string) []run {
	const most = 24 // cells in a row
	var runs []run
	for n, s := range b.sources {
		f := b.r.Facts[s.Fact]
		cell := cellOf{vi.YearOf(f), marks[sheetOf(f.Pos)] + "!" + f.Pos.Cell(), orNone(vi.Folded(f.Raw))}
		if k := len(runs) - 1; k >= 0 && len(runs[k].cells) < most && alike(runs[k].first, f) {
			runs[k].to = n + 1
			runs[k].cells = append(runs[k].cells, cell)
			runs[k].facts = append(runs[k].facts, s.Fact)
			continue
		}
		runs = append(runs, run{n + 1, n + 1, f, []cellOf{cell}, []int{s.Fact}})
	}
	return runs
}

func alike(a, b ingest.Fact) bool {
	return a.Indicator == b.Indicator && (a.Indicator != "" || a.Label == b.Label) && a.Place == b.Place && a.Unit == b.Unit
}

// nameOf is an indicator with its unit as a sheet gives it.
func (b *book) nameOf(f ingest.Fact) string {
	name := f.Label
	for i := range b.r.Indicators {
		if x := &b.r.Indicators[i]; f.Indicator != "" && x.Code == f.Indicator {
			name = x.Name
			break
		}
	}
	if name = vi.Folded(name); vi.Folded(f.Unit) == "" {
		return name
	}
	return name + " (" + vi.Folded(f.Unit) + ")"
}
