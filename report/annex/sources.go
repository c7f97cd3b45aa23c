package annex

import (
	"iter"
	"maps"
	"slices"
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
func (b *document) sourceAnnex() Annex {
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
func (b *document) order(printed []int32) {
	give := func(facts []int) {
		for _, f := range facts {
			if f >= 0 && f < len(printed) && printed[f] > 0 {
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
	for i, n := range printed {
		if n > 0 {
			b.source(i)
		}
	}
	b.closed = true
}

// sheetOf is a position without its cell.
func sheetOf(p ingest.Pos) ingest.Pos { return ingest.Pos{File: p.File, Sheet: p.Sheet} }

// sheetMarks gives every sheet that a figure stands on a mark such as "T3", in
// the order of the facts.
func (b *document) sheetMarks(p *page) (map[ingest.Pos]int, Table) {
	first := map[ingest.Pos]int{} // of each sheet: the first fact that is printed
	for _, s := range b.sources {
		sheet := sheetOf(b.facts.At(s.Fact).Pos)
		if f, ok := first[sheet]; !ok || s.Fact < f {
			first[sheet] = s.Fact
		}
	}
	sheets := slices.SortedFunc(maps.Keys(first), func(a, b ingest.Pos) int { return first[a] - first[b] })
	t := Table{ID: b.tableID("nguon_trang"), Frozen: 1, Columns: []Column{
		{Title: vi.HeadMark, Align: Centre}, {Title: vi.HeadFile, Align: Left}, {Title: vi.HeadSheet, Align: Left},
	}}
	marks := map[ingest.Pos]int{}
	for _, sheet := range sheets {
		marks[sheet] = len(marks) + 1
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: cellOf{sheet: marks[sheet]}.mark()}, text(sheet.File), p.sheet(sheet.Sheet)}})
	}
	fit(&t)
	return marks, t
}

// A run is the sources from..to (numbers) that share a row.
type run struct {
	from, to int
	first    ingest.Fact
	cells    []cellOf // until the next run
	facts    []int
}

// A cellOf is where a figure of a year was read. raw is what the cell holds,
// "" where it is the figure as it is printed.
type cellOf struct {
	pos       ingest.Pos // without file and sheet
	years     ingest.Period
	sheet     int // number of its mark
	year, raw string
	prefix    string // what the year is called before its digits: "ước "
}

func newCell(f *ingest.Fact, sheet int, raw string) cellOf {
	year := vi.YearOf(*f)
	return cellOf{ingest.Pos{Row: f.Pos.Row, Col: f.Pos.Col}, f.Years, sheet, year, raw, strings.TrimSuffix(year, f.Years.String())}
}

// listed names cells by year, those of years that follow each other together
// where they lie in one line, or in the same place of one sheet after another:
// "2015-2018: T1!C9:F9; 2019-2020: T5-T6!G9; 2020: T7!D8 (12,04)".
func listed(cells []cellOf) string {
	var parts []string
	last := "" // year of the last part, if that names single cells
	for _, c := range chains(cells) {
		switch {
		case len(c) > 1:
			parts, last = append(parts, c.String()), ""
		case c[0].year == last:
			parts[len(parts)-1] += ", " + c[0].content()
		default:
			parts, last = append(parts, c[0].year+": "+c[0].content()), c[0].year
		}
	}
	return strings.Join(parts, "; ")
}

// at is the cell with its sheet's mark.
func (c cellOf) at() string { return c.mark() + "!" + c.pos.Cell() }

func (c cellOf) mark() string { return "T" + strconv.Itoa(c.sheet) }

func (c cellOf) content() string {
	if c.raw == "" {
		return c.at()
	}
	return c.at() + " (" + c.raw + ")"
}

// A chain is cells of years that follow each other, a step apart.
type chain []cellOf

// A step leads from a cell to the next of a chain.
type step struct{ sheets, rows, cols int }

// chains parts cells, in the order of their first.
func chains(cells []cellOf) []chain {
	var all []chain
	used := make([]bool, len(cells))
	for i := range cells {
		if used[i] {
			continue
		}
		c := chain{cells[i]}
		for k := i + 1; k < len(cells); k++ {
			if !used[k] && c.takes(cells[k]) {
				c, used[k] = append(c, cells[k]), true
			}
		}
		all = append(all, c)
	}
	return all
}

// takes tells whether next goes on with the chain: printed as it was read, a
// year on and one step to the right, down, or to the same cell of the next
// sheet.
func (c chain) takes(next cellOf) bool {
	last := c[len(c)-1]
	if last.raw != "" || next.raw != "" || next.prefix != last.prefix || !follows(last.years, next.years) {
		return false
	}
	way := last.to(next)
	if len(c) > 1 {
		return way == c[0].to(c[1])
	}
	return way == step{1, 0, 0} || way == step{0, 1, 0} || way == step{0, 0, 1}
}

// follows tells whether q is the year after p.
func follows(p, q ingest.Period) bool { return p.From == p.To && q.From == q.To && q.From == p.From+1 }

func (c cellOf) to(next cellOf) step {
	p, q := c.pos, next.pos
	return step{next.sheet - c.sheet, int(q.Row - p.Row), int(q.Col - p.Col)}
}

// String is "2015-2018: T1!C9:F9" or "2015-2018: T1-T4!C9".
func (c chain) String() string {
	first, last := c[0], c[len(c)-1]
	years := first.prefix + vi.Span(first.years.From, last.years.From)
	if last.sheet != first.sheet {
		return years + ": " + first.mark() + "-" + last.at()
	}
	return years + ": " + first.at() + ":" + last.pos.Cell()
}

// cellsTable has a section an indicator.
func (b *document) cellsTable(marks map[ingest.Pos]int) Table {
	t := Table{ID: b.tableID("nguon"), Frozen: 1, Columns: []Column{
		{Title: vi.HeadSourceNumber, Align: Centre}, {Title: vi.HeadPlace, Align: Left}, {Title: vi.HeadSourceCells, Align: Left},
	}}
	section := ""
	for r := range b.runs(marks) {
		if name := b.nameOf(&r.first); name != section {
			section = name
			row := sectionRow("", name, len(t.Columns))
			row.Cells[0], row.Cells[1] = row.Cells[1], Cell{}
			t.Rows = append(t.Rows, row)
		}
		place := vi.Folded(r.first.Place)
		if place == "" {
			place = b.wholeFor(r.first.Indicator)
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
func (b *document) runs(marks map[ingest.Pos]int) iter.Seq[*run] {
	const most = 24 // cells in a row
	return func(yield func(*run) bool) {
		var r run
		for n, s := range b.sources {
			f := b.facts.At(s.Fact)
			if n > 0 && (len(r.cells) == most || !alike(&r.first, f)) {
				if !yield(&r) {
					return
				}
				r.from = 0
			}
			if r.from == 0 {
				r = run{from: n + 1, first: *f, cells: r.cells[:0]}
			}
			raw := ""
			if b.plain[s.Fact] == 0 {
				raw = orNone(vi.Folded(f.Raw))
			}
			if x := b.r.Correction(f.Pos); f.Mark == analysis.MarkCorrected && x != nil {
				raw = vi.CorrectedRaw(f.Raw, x)
			}
			r.to = n + 1
			r.cells = append(r.cells, newCell(f, marks[sheetOf(f.Pos)], raw))
			r.facts = append(r.facts, s.Fact)
		}
		if r.from > 0 {
			yield(&r)
		}
	}
}

func alike(a, b *ingest.Fact) bool {
	return a.Indicator == b.Indicator && (a.Indicator != "" || a.Label == b.Label) && a.Place == b.Place && a.Unit == b.Unit
}

// nameOf is an indicator with its unit as a sheet gives it.
func (b *document) nameOf(f *ingest.Fact) string {
	name := f.Label
	for i := range b.r.Indicators {
		if x := &b.r.Indicators[i]; f.Indicator != "" && x.Code == f.Indicator {
			name = x.Name
			break
		}
	}
	if name = vi.Alone(name); vi.Folded(f.Unit) == "" {
		return name
	}
	return name + " (" + vi.Folded(f.Unit) + ")"
}

// wholeFor is what the figures of an indicator without a place are about: the scope
// that the job gives its field, or the whole of the places.
func (b *document) wholeFor(code string) string {
	for _, f := range b.r.Fields {
		own := vi.Folded(b.print.Book.Scopes[f.Name])
		if own != "" && code != "" && slices.ContainsFunc(f.Indicators, func(i int) bool { return b.r.Indicators[i].Code == code }) {
			return own
		}
	}
	return vi.Capital(vi.WholeOf(b.r.Places))
}
