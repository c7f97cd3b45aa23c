package docx

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tongket/report/annex"
	"tongket/report/plot"
)

// randomTable makes a table of any shape: rows short of cells, long words, groups
// of columns, notes, section rows in a line, more columns than a page holds.
func randomTable(r *rand.Rand) annex.Table {
	t := annex.Table{Frozen: r.IntN(4), Running: r.IntN(3) == 0, Compact: r.IntN(2) == 0}
	columns := r.IntN(30)
	for j := range columns {
		c := annex.Column{Title: randomText(r, 6), Width: float64(r.IntN(60)), Align: annex.Align(r.IntN(3))}
		if r.IntN(2) == 0 {
			c.Group = "Nhóm " + itoa(j/(1+r.IntN(5)))
		}
		if r.IntN(6) == 0 {
			c.Plot = float64(r.IntN(60))
		}
		t.Columns = append(t.Columns, c)
	}
	for range r.IntN(60) {
		row := annex.Row{Kind: annex.RowKind(r.IntN(4))}
		for range r.IntN(columns + 1) {
			cell := annex.Cell{Text: randomText(r, 12)}
			if r.IntN(2) == 0 {
				v := float64(r.IntN(1e6))
				cell = annex.Cell{Text: itoa(int(v)) + "," + itoa(r.IntN(100)), Value: &v, Note: r.IntN(2) * r.IntN(3000)}
			}
			if t.Columns[len(row.Cells)].Plot > 0 {
				cell = randomPlot(r)
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// randomPlot is a cell that is drawn, of figures that may be missing, alike or none.
func randomPlot(r *rand.Rand) annex.Cell {
	figure := func() *float64 {
		v := []float64{0, 1, -3, 1e12, math.NaN(), math.Inf(1)}[r.IntN(6)]
		if r.IntN(3) == 0 {
			return nil
		}
		return &v
	}
	if r.IntN(2) == 0 {
		return annex.Cell{Drawn: &annex.Drawing{Spark: []*float64{figure(), figure(), figure()}, Estimate: r.IntN(2) == 0}}
	}
	return annex.Cell{Drawn: &annex.Drawing{Span: &plot.Span{Low: float64(r.IntN(3)), High: float64(r.IntN(3)), Base: figure(), Last: figure(), Whole: figure()}}}
}

func randomText(r *rand.Rand, words int) string {
	if r.IntN(40) == 0 {
		return strings.Repeat("một dòng rất cao ", 1+r.IntN(300))
	}
	var all []string
	for range r.IntN(words) {
		all = append(all, []string{"hộ", "nghèo", "-", "tỷ lệ", "2015-2020", "…", "Phú\u00a0Thọ", hostile, "a\nb"}[r.IntN(9)])
	}
	return strings.Join(all, " ")
}

// TestRandomTables: whatever the table, the document is one that Word opens, and
// each row has the columns of its table.
func TestRandomTables(t *testing.T) {
	template, err := ReadTemplate(zipped(t, officeFiles()))
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		made := randomTable(r)
		doc := annex.Document{Annexes: []annex.Annex{
			{Title: "A", Landscape: r.IntN(2) == 0, Blocks: []annex.Block{{Heading: randomText(r, 9), Unit: "Đơn vị tính: hộ", Table: &made}}},
			{Title: "B", Blocks: []annex.Block{{Table: &made}}, Notes: []string{randomText(r, 30)}},
		}}
		opt := Options{Sources: true}
		if r.IntN(2) == 0 {
			opt.Template = template
		}
		var out bytes.Buffer
		if err := Write(&out, doc, opt); err != nil {
			t.Fatal(err)
		}
		data := parts(t, out.Bytes())["word/document.xml"]
		for _, length := range slices.Concat(values(string(data), ` cx="`), values(string(data), ` cy="`), values(string(data), `<a:off x="`)) {
			if v, err := strconv.Atoi(length); err != nil || v < 0 || v > 20_000_000 {
				t.Fatalf("seed %d: a drawing of %s", seed, length)
			}
		}
		checkOrder(t, "document "+itoa(int(seed)), data)
		for _, one := range strings.Split(string(data), "<w:tbl>")[1:] {
			columns := strings.Count(one, "<w:gridCol ")
			for _, row := range strings.Split(one, "<w:tr>")[1:] {
				row, _, _ = strings.Cut(row, "</w:tr>")
				cells := strings.Count(row, "<w:tc>")
				for _, n := range values(row, `<w:gridSpan w:val="`) {
					span := 0
					for _, digit := range n {
						span = span*10 + int(digit-'0')
					}
					cells += span - 1
				}
				if cells != columns {
					t.Fatalf("seed %d: a row of %d cells in a table of %d columns", seed, cells, columns)
				}
			}
		}
	}
}
