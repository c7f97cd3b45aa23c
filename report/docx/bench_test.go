package docx

import (
	"fmt"
	"io"
	"testing"

	"tongket/report/annex"
)

// long is a document with a table of n rows of ten columns, with texts that wrap.
func long(n int) annex.Document {
	t := annex.Table{ID: "dai", Frozen: 2, Columns: []annex.Column{{Title: "TT", Align: annex.Centre, Width: 9}, {Title: "Chỉ tiêu", Align: annex.Left, Width: 60}}}
	for year := 2013; year <= 2020; year++ {
		t.Columns = append(t.Columns, annex.Column{Title: fmt.Sprint(year), Align: annex.Right, Width: 20})
	}
	for i := range n {
		cells := []annex.Cell{{Text: itoa(i + 1)}, {Text: "Số đối tượng bảo trợ xã hội hưởng trợ cấp hằng tháng tại cộng đồng, xã thứ " + itoa(i+1)}}
		for k := range 8 {
			v := float64(i*k) / 8
			cells = append(cells, annex.Cell{Text: fmt.Sprintf("%.3f", v), Value: &v})
		}
		t.Rows = append(t.Rows, annex.Row{Cells: cells})
	}
	return annex.Document{AsOf: "2020-05-22", Annexes: []annex.Annex{{Number: "Phụ lục I", Title: "BẢNG DÀI", Landscape: true, Blocks: []annex.Block{{Table: &t}}}}}
}

// BenchmarkLongTable: two thousand rows are to take less than two seconds.
func BenchmarkLongTable(b *testing.B) {
	doc := long(2000)
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(io.Discard, doc, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
