package pdf

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"testing"

	"tongket/report/annex"
)

// rowsDocument is one annex with a table of n rows of eight columns, its labels
// two lines long.
func rowsDocument(n int) annex.Document {
	t := annex.Table{Frozen: 2, Columns: []annex.Column{
		{Title: "TT", Width: 10, Align: annex.Centre}, {Title: "Chỉ tiêu", Width: 55}, {Title: "ĐVT", Width: 15, Align: annex.Centre},
		{Group: "Thực hiện", Title: "2016", Width: 18, Align: annex.Right}, {Group: "Thực hiện", Title: "2017", Width: 18, Align: annex.Right},
		{Group: "Thực hiện", Title: "2018", Width: 18, Align: annex.Right}, {Group: "Thực hiện", Title: "2019", Width: 18, Align: annex.Right},
		{Title: "Ghi chú", Width: 25},
	}}
	for i := range n {
		cells := append([]annex.Cell{{Text: fmt.Sprint(i + 1)}, {Text: fmt.Sprintf("Số đối tượng bảo trợ xã hội hưởng trợ cấp hằng tháng thứ %d", i)}, {Text: "người"}},
			figures("12.345", fmt.Sprintf("%d,50", i), "7.890", "…")...)
		t.Rows = append(t.Rows, annex.Row{Cells: append(cells, annex.Cell{Text: "số liệu ước"})})
	}
	return sampleDocument(annex.Annex{ID: "01", Number: "Phụ lục I", Title: "BẢNG DÀI", Blocks: []annex.Block{{Table: &t}}})
}

func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprintf("rows=%d", n), func(b *testing.B) {
			doc := rowsDocument(n)
			var peak uint64
			b.ReportAllocs()
			for b.Loop() {
				if err := Write(io.Discard, doc); err != nil {
					b.Fatal(err)
				}
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapSys)
			}
			b.ReportMetric(float64(peak)/1e6, "MB-heap")
		})
	}
}

func BenchmarkWriteCharts(b *testing.B) {
	doc := sampleDocument(chartAnnex(13))
	b.ReportAllocs()
	for b.Loop() {
		var out bytes.Buffer
		if err := Write(&out, doc); err != nil {
			b.Fatal(err)
		}
	}
}
