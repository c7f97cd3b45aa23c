package analysis

import (
	"math"
	"strings"
	"testing"

	"tongket/analysis/claim"
	"tongket/ingest"
)

// FuzzRegisters: whatever the cells of nguon and sua-so hold, a line that is used says
// what it must, and one that is not is told with its cell.
func FuzzRegisters(f *testing.F) {
	f.Add("Tệp|Trang|Vùng|Năm|Địa bàn|Cột|Bỏ qua|Ưu tiên|Thay|Lý do\na.xlsx|S|B4:H20|2018|Tân Sơn|A: địa bàn; B: mã|có|5|có|x\n*|||||D-F: bỏ qua||…||")
	f.Add("Tệp|Trang|Ô|Số cũ|Số mới|Chấp nhận|Lý do|Người|Ngày\na.xlsx|S|F17|-85|85||nhầm|A|12/3/2020\na.xlsx|S|$F$17|1.234|=1+1|có|x||")
	f.Add("Ô|Chỉ tiêu|Năm|Số cũ|Số mới|Lý do\na!b!C3||||1,5|x\n|HO|2016-2020|3|4|y")
	f.Add("Tệp|Lý do\n../../x;S;XFE1048577;;;;;1;2;;x;;")
	f.Fuzz(func(t *testing.T, text string) {
		g := grid(strings.Split(text, "\n")...)
		sources, findings := ParseSources(g, commentCatalogue())
		for _, s := range sources {
			r := s.Range
			if s.File == "" || s.Line.Row == 0 || r != (ingest.Range{}) && (r.Row1 < 1 || r.Col1 < 1 || r.Row2 < r.Row1 || r.Col2 < r.Col1 || r.Row2 > ingest.MaxRow || r.Col2 > ingest.MaxCol) ||
				s.Instead && s.Reason == "" || s.Years.From > s.Years.To {
				t.Errorf("source %+v", s)
			}
		}
		corrections, more := ParseCorrections(g, commentCatalogue())
		for _, c := range corrections {
			if c.Reason == "" || c.Cell.Row == 0 && (c.Indicator == "" || c.Years == ingest.Period{}) || c.Old == "" && !c.Accept || c.New != nil && (c.Accept || math.IsInf(*c.New, 0) || math.IsNaN(*c.New)) {
				t.Errorf("correction %+v", c)
			}
		}
		for _, f := range append(findings, more...) {
			if f.Pos.File == "" || f.Pos.Row == 0 && (len(claim.Args(f.Claim)) < 3 || claim.Args(f.Claim)[2] != wantHeader) {
				t.Errorf("finding %+v", f)
			}
		}
	})
}
