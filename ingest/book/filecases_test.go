package book

import (
	"fmt"
	"strings"
	"testing"

	"tongket/ingest"
)

// TestFileCases reads testdata/files: each file stands for a kind of what programs and
// people do to files, with what must be read of it.
func TestFileCases(t *testing.T) {
	const small = "A1 text Chỉ tiêu|B1 text ĐVT|C1 number 2018|D1 number 2019|"
	tests := []struct {
		file   string
		as     string // a file that holds the same
		cells  string // among those that are read
		issues string // codes
	}{
		// Encodings: each text by itself.
		{file: "unicode-trong-vntime.xlsx", as: "unicode-trong-times.xlsx"},
		{file: "ten-cuc-bo-khac.xlsx", as: "unicode-trong-times.xlsx"},
		{file: "unicode-trong-times.xlsx", cells: small + "A2 text Số người có công|A3 text Số xã có trẻ em|A4 text Kinh phí hỗ trợ"},
		{file: "dia-ban-unicode-vntime.xlsx", cells: "A3 text Thị xã Phú Thọ|A4 text Huyện Thanh Ba|A5 text Huyện Hạ Hòa"},
		{file: "ba-o-tcvn3.xlsx", cells: "A1 text Số hộ nghèo|A3 text Thị xã Phú Thọ|A4 text Huyện Hạ Hòa|A5 text Huyện Cẩm Khê", issues: "encoding"},
		{file: "ba-o-tcvn3-inline.xlsx", as: "ba-o-tcvn3.xlsx", issues: "encoding"},
		{file: "vntime-hon-hop.xlsx", cells: small + "A2 text Số người có công được hưởng trợ cấp|A4 text Số hộ nghèo|B4 text hộ", issues: "encoding"},
		{file: "tron-vntime.xls", cells: "A2 text Tổng số hộ nghèo|A3 text Tỷ lệ hộ nghèo|A4 text Số lao động được giải quyết việc làm", issues: "encoding"},
		{file: "tcvn3-qua-1258.xlsx", cells: small + "A2 text Số người có công|A3 text Kinh phí hỗ trợ|A4 text Số hộ kết nối", issues: "encoding"},
		{file: "nfd-trong-vnarial.xlsx", cells: small + "A2 text Ghi chú có|A3 text Số xã"},
		{file: "mojibake.csv", cells: "A1 text Chỉ tiêu|B1 text ĐVT|A2 text Tổng số hộ nghèo|A3 text Tỷ lệ hộ nghèo", issues: "encoding"},
		{file: "35-mojibake.csv", cells: "A1 text SỞ LAO ĐỘNG - TB&XH TỈNH PHÚ THỌ|A2 text SỐ HỘ NGHÈO GIAI ĐOẠN 2015-2020|A3 text Đơn vị tính: hộ|B6 text TX Phú Thọ|B7 text Đoan Hùng", issues: "encoding"},
		{file: "32c-lossy1252.csv", issues: "letters-lost"},
		// .xls
		{file: "goc.xls", cells: small + "A2 text Số hộ nghèo|C4 number 270 =C2+C3|D4 number 210 =D2+D3"},
		{file: "cong-thuc-0206.xls", as: "goc.xls"},
		{file: "cong-thuc-0406.xls", as: "goc.xls"},
		{file: "workbook-hoa.xls", as: "goc.xls"},
		{file: "dimensions-0000.xls", as: "goc.xls"},
		{file: "sst-thua-1.xls", as: "goc.xls"},
		{file: "cot-514.xls", cells: "A1 text Chỉ tiêu|A2 text Số hộ nghèo|C4 number 270 =C2+C3", issues: "damaged-cell"},
		{file: "51-velvet.xls", cells: "B7 text Việt Trì|C7 number 1000"},
		{file: "xor-velvet.xls", as: "goc.xls"},
		// .xlsx
		{file: "t-truoc-r.xlsx", cells: small + "A2 text Số hộ nghèo đầu năm|C3 text 12.345"},
		{file: "v-hai-lan.xlsx", cells: "C2 damaged 200 | 999|D2 number 150", issues: "damaged-cell"},
		{file: "v-co-phan-tu-con.xlsx", cells: "C2 damaged 200|D2 number 150", issues: "damaged-cell"},
		// .csv
		{file: "bad-decimal-comma.csv", issues: "long-row"},
		{file: "34e-dec.csv", issues: "long-row"},
		{file: "34c-onerow.csv", issues: "long-row"},
		{file: "semi-in-text.csv", cells: "A2 text Số hộ nghèo; cận nghèo; khác|B2 text hộ|C2 text 1200|A4 text Số a; b; c"},
	}
	read := func(name string) (string, string) {
		grids, issues := Grids(t.Context(), ingest.Source{Path: "testdata/files/" + name, Name: name})
		var cells strings.Builder
		for _, g := range grids {
			cells.WriteString(cellsText(g))
		}
		var codes []string
		for _, i := range issues {
			codes = append(codes, i.Code)
		}
		return cells.String(), strings.Join(codes, " ")
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			cells, codes := read(tt.file)
			if codes != tt.issues {
				t.Errorf("issues %q, want %q", codes, tt.issues)
			}
			if tt.as != "" {
				same, _ := read(tt.as)
				equalText(t, "cells", cells, same)
			}
			for _, want := range strings.Split(strings.ReplaceAll(tt.cells, " | ", "\x00"), "|") {
				if want = strings.ReplaceAll(want, "\x00", " | "); want != "" && !strings.Contains("\n"+cells, "\n"+want+"\n") {
					t.Errorf("no %q in\n%s", want, cells)
				}
			}
		})
	}
	for file, want := range map[string]string{"05d-strikecell.xlsx": "C9", "12-filter.xlsx": "A6:H19"} {
		grids, _ := Grids(t.Context(), ingest.Source{Path: "testdata/files/" + file, Name: file})
		if len(grids) != 1 {
			t.Fatalf("%s: %d grids", file, len(grids))
		}
		got := ""
		if g := grids[0]; (g.Filter != ingest.Range{}) {
			got = g.Filter.Ref()
		} else {
			for _, c := range g.Cells {
				if g.Styles[c.Style].Strike {
					got += fmt.Sprint(ingest.Pos{Row: c.Row, Col: c.Col}.Cell())
				}
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", file, got, want)
		}
	}
}
