package docx

import (
	"math/rand/v2"
	"strings"
	"testing"

	"tongket/report/annex"
)

// randomTable makes a table of any shape: rows short of cells, long words, groups
// of columns, notes, section rows in a line, more columns than a page holds.
func randomTable(r *rand.Rand) annex.Table {
	t := annex.Table{Frozen: r.IntN(4), Running: r.IntN(3) == 0}
	columns := r.IntN(30)
	for j := range columns {
		c := annex.Column{Title: randomText(r, 6), Width: float64(r.IntN(60)), Align: annex.Align(r.IntN(3))}
		if r.IntN(2) == 0 {
			c.Group = "Nhóm " + itoa(j/(1+r.IntN(5)))
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
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
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
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		made := randomTable(r)
		doc := annex.Document{Annexes: []annex.Annex{
			{Title: "A", Landscape: r.IntN(2) == 0, Blocks: []annex.Block{{Heading: randomText(r, 9), Unit: "Đơn vị tính: hộ", Table: &made}}},
			{Title: "B", Blocks: []annex.Block{{Table: &made}}, Notes: []string{randomText(r, 30)}},
		}}
		data := parts(t, written(t, doc))["word/document.xml"]
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
