package pdf

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/johnfercher/maroto/v2/pkg/components/page"

	"tongket/report/annex"
	"tongket/report/table"
)

var update = flag.Bool("update", false, "write the golden files")

// lay lays an annex out as in a document of its own.
func lay(t *testing.T, a annex.Annex) *flow {
	t.Helper()
	p := New(sampleDocument(a), nil)
	if err := p.drawer.prepare(p.doc.Annexes); err != nil {
		t.Fatal(err)
	}
	f, err := p.layAnnex(a, true)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// A line is a component of a page with its height.
type line struct {
	kind, text string
	height     float64
}

// read returns what stands on a sheet, from maroto's structure of it.
func read(s sheet) []line {
	p := page.New().Add(s.rows...)
	p.SetConfig(s.page.config())
	var out []line
	for _, r := range p.GetStructure().GetNexts() {
		l := line{height: r.GetData().Value.(float64)}
		for _, c := range r.GetNexts() {
			for _, d := range c.GetNexts() {
				l.kind, l.text = d.GetData().Type, fmt.Sprint(d.GetData().Value)
			}
		}
		out = append(out, l)
	}
	return out
}

func inTable(kind string) bool {
	return kind == "row" || kind == "section" || kind == "total" || kind == "child"
}

// What must hold on every sheet of every annex: the content is not taller than
// the sheet, rows stand below a header, and no section row is the last.
func TestSheets(t *testing.T) {
	annexes := []annex.Annex{hostileAnnex(), emptyAnnex(), districtAnnex(20), chartAnnex(13), chartAnnex(100), rowsDocument(300).Annexes[0]}
	for n := 1; n < 12; n++ { // so that sections meet the end of the sheet at different heights
		annexes = append(annexes, mainAnnex(n))
	}
	for i, a := range annexes {
		for k, s := range lay(t, a).sheets {
			lines := read(s)
			var height float64
			header := false
			for j, l := range lines {
				height += l.height
				header = header || l.kind == "header"
				if inTable(l.kind) && !header {
					t.Errorf("annex %d, sheet %d: row %q has no header above it", i, k+1, l.text)
				}
				if l.kind == "section" && (j+1 == len(lines) || !inTable(lines[j+1].kind)) {
					t.Errorf("annex %d, sheet %d: section %q is the last row", i, k+1, l.text)
				}
			}
			if height > s.page.height()+0.001 {
				t.Errorf("annex %d, sheet %d: %.1f mm on %.1f", i, k+1, height, s.page.height())
			}
		}
	}
}

// Every row is printed, once and in order, however the sheets fall.
func TestNoRowIsLost(t *testing.T) {
	for _, n := range []int{1, 30, 31, 32, 33, 34, 200, 1000} {
		want := 1
		for _, s := range lay(t, rowsDocument(n).Annexes[0]).sheets {
			for _, l := range read(s) {
				if l.kind != "row" {
					continue
				}
				if !strings.HasPrefix(l.text, fmt.Sprint(want)+" | ") {
					t.Fatalf("%d rows: row %q where row %d belongs", n, l.text, want)
				}
				want++
			}
		}
		if want != n+1 {
			t.Errorf("%d rows: %d were printed", n, want-1)
		}
	}
}

// A row taller than a sheet is split between lines; no line is lost.
func TestTallRow(t *testing.T) {
	text := strings.TrimSpace(strings.Repeat("một hai ba bốn năm sáu bảy tám chín mười ", 400))
	tall := annex.Row{Cells: []annex.Cell{{Text: text}, {Text: "12,04"}}}
	a := annex.Annex{Title: "A", Blocks: []annex.Block{{Table: &annex.Table{
		Columns: []annex.Column{{Title: "Nội dung", Width: 100}, {Title: "Số", Width: 20, Align: annex.Right}},
		Rows:    []annex.Row{{Cells: figures("trước", "1")}, tall, {Cells: figures("sau", "2")}},
	}}}}
	var got []string
	sheets := lay(t, a).sheets
	for _, s := range sheets {
		for _, l := range read(s) {
			if l.kind == "row" {
				got = append(got, l.text)
			}
		}
	}
	if len(sheets) < 3 {
		t.Errorf("%d sheets, want at least 3", len(sheets))
	}
	all := strings.Join(strings.Fields(strings.ReplaceAll(strings.Join(got, " "), "|", " ")), " ")
	want := "trước 1 " + text + " sau 2"
	if strings.Count(all, "12,04") != 1 {
		t.Errorf("the figure of the tall row stands %d times", strings.Count(all, "12,04"))
	}
	if all = strings.Replace(all, " 12,04", "", 1); all != want {
		t.Errorf("the rows read %q", all)
	}
}

// A table that is too wide is split between groups of columns, the frozen ones
// repeated; every column stands on exactly one part.
func TestWideTableIsSplit(t *testing.T) {
	a := districtAnnex(20)
	grids := fit(a.Blocks[1].Table, portrait)
	if len(grids) < 2 {
		t.Fatalf("42 columns in %d parts", len(grids))
	}
	next := 2
	for _, g := range grids {
		if len(g.Columns) < 3 || g.Columns[0] != 0 || g.Columns[1] != 1 {
			t.Fatalf("part %v does not open with the frozen columns", g.Columns)
		}
		for _, j := range g.Columns[2:] {
			if j != next {
				t.Fatalf("part %v: column %d where %d belongs", g.Columns, j, next)
			}
			next++
		}
		if len(g.Columns)%2 != 0 {
			t.Errorf("part %v parts the columns of a year", g.Columns)
		}
		if w := g.Width(0, len(g.Widths)); w > portrait.width()+0.001 {
			t.Errorf("part %v is %.1f mm wide", g.Columns, w)
		}
		if g.Size < 10 {
			t.Errorf("part %v is set in %g points", g.Columns, g.Size)
		}
	}
	if next != len(a.Blocks[1].Table.Columns) {
		t.Errorf("%d columns were printed", next)
	}
}

// Figures are never broken, and stand within their cells.
func TestFiguresFitTheirColumns(t *testing.T) {
	for i, a := range []annex.Annex{mainAnnex(2), districtAnnex(3), districtAnnex(20), rowsDocument(9).Annexes[0]} {
		page := portrait
		if a.Landscape {
			page = landscape
		}
		for _, b := range a.Blocks {
			if b.Table == nil {
				continue
			}
			for _, g := range fit(b.Table, page) {
				checkFigures(t, i, &g)
			}
		}
	}
}

func checkFigures(t *testing.T, annexNumber int, g *grid) {
	for r := range g.Table.Rows {
		l := g.Lay(&g.Table.Rows[r])
		for i, j := range g.Columns {
			cell := l.Row.Cells[j]
			if g.Table.Columns[j].Align != annex.Right || cell.Text == "" || !table.IsFigure(cell) {
				continue
			}
			if len(l.Lines[i]) != 1 {
				t.Errorf("annex %d: figure %q is broken into %d lines", annexNumber, cell.Text, len(l.Lines[i]))
				continue
			}
			note := table.NoteWidth(cell, g.Size)
			x := g.offset(l.Row, i, cell.Text, g.Widths[i], note)
			if x < table.PadX-0.01 || x+g.Pen(l.Row, j).Width(cell.Text)+note > g.Widths[i]-table.PadX+0.01 {
				t.Errorf("annex %d: figure %q leaves its cell: from %.2f of %.2f mm", annexNumber, cell.Text, x, g.Widths[i])
			}
		}
	}
}

// The number of a mark's footnote keeps off the rule, in a column whose figures have none.
func TestNotedMarkFitsItsColumn(t *testing.T) {
	value := 1250.0
	table1 := annex.Table{Columns: []annex.Column{{Title: "Huyện", Align: annex.Left}, {Title: "2020", Align: annex.Right}}, Rows: []annex.Row{
		{Cells: []annex.Cell{{Text: "Toàn tỉnh"}, {Text: "…", Note: 1}}}, {Cells: []annex.Cell{{Text: "Tân Sơn"}, {Text: "1.250", Value: &value}}},
	}}
	for _, g := range fit(&table1, portrait) {
		cell := g.Table.Rows[0].Cells[1]
		note := table.NoteWidth(cell, g.Size)
		x := g.offset(&g.Table.Rows[0], 1, cell.Text, g.Widths[1], note)
		if end := x + g.Pen(&g.Table.Rows[0], 1).Width(cell.Text) + note; end > g.Widths[1]-table.PadX+0.01 {
			t.Errorf("the note ends at %.2f of %.2f mm", end, g.Widths[1])
		}
	}
}

// The decimal commas of a column stand below each other.
func TestDecimalCommas(t *testing.T) {
	a := mainAnnex(1)
	g := fit(a.Blocks[0].Table, landscape)[0]
	at := map[int]float64{}
	for r := range a.Blocks[0].Table.Rows {
		row := &a.Blocks[0].Table.Rows[r]
		for i, j := range g.Columns {
			cell := row.Cells[j]
			if g.Table.Columns[j].Align != annex.Right || !table.IsFigure(cell) {
				continue
			}
			lead, _ := table.SplitDecimals(cell.Text)
			comma := g.offset(row, i, cell.Text, g.Widths[i], 0) + g.Pen(row, j).Width(lead)
			if first, ok := at[j]; ok && (comma-first > 0.01 || first-comma > 0.01) {
				t.Errorf("column %d: the comma of %q stands at %.2f, others at %.2f", j, cell.Text, comma, first)
			}
			at[j] = comma
		}
	}
	if len(at) != 8 {
		t.Errorf("%d columns of figures, want 8", len(at))
	}
}

// golden holds the texts of an annex, sheet by sheet, as maroto's structure
// gives them.
func TestStructureGolden(t *testing.T) {
	for name, a := range map[string]annex.Annex{"main": mainAnnex(2), "district": districtAnnex(8), "charts": chartAnnex(3), "hostile": hostileAnnex(), "empty": emptyAnnex()} {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			for i, s := range lay(t, a).sheets {
				fmt.Fprintf(&b, "== sheet %d\n", i+1)
				for _, l := range read(s) {
					if l.kind != "" {
						fmt.Fprintf(&b, "%s: %s\n", l.kind, l.text)
					}
				}
			}
			path := filepath.Join("testdata", name+".txt")
			if *update {
				if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if b.String() != string(want) {
				t.Errorf("%s differs (go test -update writes it):\n%s", path, b.String())
			}
		})
	}
}

// The parts of a chart of very many places hold all of them, in one scale.
func TestChartParts(t *testing.T) {
	for _, b := range chartAnnex(200).Blocks[1:3] {
		parts := chartParts(*b.Chart, portrait)
		n := 0
		for _, c := range parts {
			n += rowsOf(c)
			if c.Low != parts[0].Low || c.High != parts[0].High || c.Low >= c.High {
				t.Errorf("%s: scale from %g to %g, the first part's from %g to %g", c.Kind, c.Low, c.High, parts[0].Low, parts[0].High)
			}
			if h := chartHeight(c, portrait)*pixel + titleRoom; h > portrait.height()+1 {
				t.Errorf("%s: a part of %d rows is %.0f mm high", c.Kind, rowsOf(c), h)
			}
		}
		if n != 200 || len(parts) < 2 {
			t.Errorf("%s: %d rows in %d parts, want 200 in several", b.Chart.Kind, n, len(parts))
		}
	}
}

// A very long title leaves the header for the lines above the table.
func TestShortHeader(t *testing.T) {
	long := strings.Repeat("Số đối tượng ", 100)
	made := &annex.Table{Columns: []annex.Column{{Title: "TT"}, {Group: "Nhóm", Title: long}, {Group: "Nhóm", Title: long}}}
	short, titles := table.Short(made)
	if len(titles) != 1 || titles[0] != "(2) "+long {
		t.Errorf("titles %q", titles)
	}
	if short.Columns[1].Title != "(2)" || short.Columns[2].Title != "(2)" || short.Columns[0].Title != "TT" || made.Columns[1].Title != long {
		t.Errorf("columns %v", short.Columns)
	}
}

// A table of texts to be read has its columns as wide as it wishes and begins
// on the page where its heading stands, though it would fit on one of its own.
func TestRunningTable(t *testing.T) {
	table := &annex.Table{ID: "x", Running: true, Frozen: 1, Columns: []annex.Column{
		{Title: "TT", Align: annex.Centre, Width: 10}, {Title: "Của", Width: 40}, {Title: "Nội dung", Width: 100},
	}}
	for range 12 {
		table.Rows = append(table.Rows, annex.Row{Cells: []annex.Cell{{Text: "1"}, {Text: "Chi bộ Văn phòng Sở, ngày 12/3/2020"}, {Text: strings.Repeat("đề nghị rà soát ", 6)}}})
	}
	g := fit(table, landscape)
	if len(g) != 1 || math.Abs(g[0].Widths[2]/g[0].Widths[0]-10) > 1e-9 {
		t.Errorf("%d parts, widths %v", len(g), g[0].Widths)
	}
	for _, running := range []bool{true, false} {
		table.Running = running
		f := &flow{page: landscape}
		f.gap(0)
		f.lines(nil, headingPen, "", "", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "12", "13", "14", "15", "16")
		f.tableBlock(annex.Annex{}, annex.Block{Table: table}, tableOn{table, f.page}.fit(), formOf(annex.Document{}), 0)
		if begins := len(f.sheets[0].rows) > 18; begins != running {
			t.Errorf("running %v: begins on the first page: %v", running, begins)
		}
	}
	table.Running, table.Rows[0].Cells[1].Text = true, strings.Repeat("x", 60)
	if g := fit(table, landscape); math.Abs(g[0].Widths[2]/g[0].Widths[0]-10) < 1e-9 {
		t.Error("a word longer than its column has not widened it")
	}
}

// TestNotesNeverAlone: however much stands before them, the notes of an annex share
// their sheet with a paragraph or a chart.
func TestNotesNeverAlone(t *testing.T) {
	steps := annex.Chart{Kind: annex.Steps, Says: "Cộng dồn", Categories: []string{"2016", "Cộng"}, Floor: []float64{0, 0}, Series: []annex.Series{{Values: []*float64{new(float64), new(float64)}, Estimate: []bool{false, false}}}}
	*steps.Series[0].Values[0], *steps.Series[0].Values[1] = 4, 4
	several := 0
	for n := range 80 {
		for _, drawn := range []bool{false, true} {
			a := annex.Annex{Title: "A", Notes: []string{"Ghi chú: một.", "(1) Hai."}, Source: "Nguồn: ba."}
			b := annex.Block{}
			for range n {
				b.Paragraphs = append(b.Paragraphs, annex.Paragraph{Text: "Dòng chữ."})
			}
			b.Paragraphs = append(b.Paragraphs, annex.Paragraph{Text: strings.Repeat("Một đoạn dài. ", 5+n)})
			if a.Blocks = []annex.Block{b}; drawn {
				a.Blocks = append(a.Blocks, annex.Block{Chart: &steps})
			}
			sheets := lay(t, a).sheets
			several += len(sheets) - 1
			first := read(sheets[len(sheets)-1])[0].text
			if strings.HasPrefix(first, "Ghi chú") || strings.HasPrefix(first, "(1)") || strings.HasPrefix(first, "Nguồn") {
				t.Errorf("%d lines, a chart %v: the last sheet begins with %q", n, drawn, first)
			}
		}
	}
	if several == 0 {
		t.Error("all fits on one sheet")
	}
}
