package pdf

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"tongket/report/annex"
	"tongket/report/table"
)

// randomTable makes a table of any shape: rows short of cells, long words,
// groups of columns, notes, section rows in a line, several frozen columns.
func randomTable(r *rand.Rand) annex.Table {
	t := annex.Table{Frozen: r.IntN(4)}
	columns := r.IntN(30)
	for j := range columns {
		c := annex.Column{Title: randomText(r, 6), Width: float64(r.IntN(60)), Align: annex.Align(r.IntN(3))}
		if r.IntN(2) == 0 {
			c.Group = "Nhóm " + itoa(j/(1+r.IntN(5)))
		}
		t.Columns = append(t.Columns, c)
	}
	for range r.IntN(120) {
		row := annex.Row{Kind: annex.RowKind(r.IntN(4))}
		for range r.IntN(columns + 1) {
			cell := annex.Cell{Text: randomText(r, 12)}
			if r.IntN(2) == 0 {
				cell = figures(itoa(r.IntN(1e6)) + "," + itoa(r.IntN(100)))[0]
			}
			if r.IntN(10) == 0 {
				cell.Note = r.IntN(3000)
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func randomText(r *rand.Rand, words int) string {
	switch r.IntN(40) {
	case 0:
		return strings.Repeat("dài", 1+r.IntN(200))
	case 1:
		return strings.Repeat("một dòng rất cao ", 1+r.IntN(300))
	}
	var parts []string
	for range r.IntN(words) {
		parts = append(parts, []string{"hộ", "nghèo", "-", "tỷ lệ", "2015-2020", "…", "Phú\u00a0Thọ", "x", "a\nb"}[r.IntN(9)])
	}
	return strings.Join(parts, " ")
}

// Whatever the table, its sheets hold what they can, all its rows are printed
// in each of its parts, its columns fill the page, and it can be drawn.
func TestRandomTables(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		made := randomTable(r)
		a := annex.Annex{Title: "A", Landscape: r.IntN(2) == 0, Blocks: []annex.Block{{Heading: randomText(r, 9), Unit: "Đơn vị tính: hộ", Table: &made}},
			Notes: []string{randomText(r, 30)}, Source: "Nguồn: x"}
		short, _ := table.Short(&made)
		for _, g := range fit(short, pageOf(a)) {
			if w := g.Width(0, len(g.Widths)); len(g.Widths) > 0 && (w > pageOf(a).width()+0.01 || w < pageOf(a).width()-0.01) {
				t.Errorf("seed %d: columns %v are %.2f mm wide, the page %.2f", seed, g.Columns, w, pageOf(a).width())
			}
			rows := 0
			f := &flow{page: pageOf(a)}
			f.table(f.root.add("Table"), g, 10)
			for _, s := range f.sheets {
				var height float64
				for _, l := range read(s) {
					height += l.height
					if inTable(l.kind) {
						rows++
					}
				}
				if height > s.page.height()+0.001 {
					t.Errorf("seed %d: a sheet holds %.1f of %.1f mm", seed, height, s.page.height())
				}
			}
			if len(g.Columns) > 0 && rows < len(made.Rows) {
				t.Errorf("seed %d: %d of %d rows", seed, rows, len(made.Rows))
			}
		}
		var b bytes.Buffer
		if err := WriteAnnex(&b, sampleDocument(a), 0); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
		for _, f := range accessible(b.Bytes()) {
			t.Errorf("seed %d: %s", seed, f)
		}
	}
}
