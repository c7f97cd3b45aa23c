package layout

import (
	"strings"
	"testing"

	"tongket/ingest"
)

// knownGrid makes a sheet of lines with cells parted by "|"; what reads as a plain
// number is one.
func knownGrid(lines ...string) ingest.Grid {
	g := ingest.Grid{File: "so-lieu/a.csv"}
	for r, line := range lines {
		for c, text := range strings.Split(line, "|") {
			if text = strings.TrimSpace(text); text != "" {
				g.Cells = append(g.Cells, ingest.Cell{Row: int32(r + 1), Col: int32(c + 1), Kind: ingest.Text, Text: text})
			}
		}
	}
	return g
}

func TestHints(t *testing.T) {
	year := []string{"SỐ HỘ NGHÈO", "Địa bàn | Số hộ (hộ)", "Huyện A | 70", "Huyện B | 80"}
	tests := []struct {
		name  string
		sheet []string
		hint  ingest.Hint
		want  string // place, year, value, unit of each figure
		told  string // codes with their first Args
		left  int    // cells left out by the team
	}{
		{"nothing known", year, ingest.Hint{File: "b.csv"}, "Huyện A//70/hộ Huyện B//80/hộ", "no-year", 0},
		{"a year that the sheet lacks", year, ingest.Hint{Years: ingest.Year(2018)}, "Huyện A/2018/70/hộ Huyện B/2018/80/hộ", "source-known year", 0},
		{"in a part alone", year, ingest.Hint{Years: ingest.Year(2018), Range: ingest.Range{Row1: 9, Col1: 1, Row2: 9, Col2: 9}}, "Huyện A//70/hộ Huyện B//80/hộ", "no-year", 0},
		{"rows left out", year, ingest.Hint{LeaveOut: true, Range: ingest.Range{Row1: 4, Col1: 1, Row2: 4, Col2: ingest.MaxCol}}, "Huyện A//70/hộ", "source-known left-out no-year", 1},
		{"a column left out", []string{"SỐ HỘ NGHÈO NĂM 2018", "Địa bàn | Mã | Số hộ (hộ)", "Huyện A | 231 | 70", "Huyện B | 232 | 80"},
			ingest.Hint{Columns: []ingest.ColumnRole{{Col: 2}}}, "Huyện A/2018/70/hộ Huyện B/2018/80/hộ", "source-known column", 2},
		{"a column's role", []string{"SỐ HỘ NGHÈO NĂM 2018", "Tên gọi | Số hộ (hộ)", "Phúc An | 70", "Phúc Bình | 80"},
			ingest.Hint{Columns: []ingest.ColumnRole{{Col: 1, Role: "place"}}}, "Phúc An/2018/70/hộ Phúc Bình/2018/80/hộ", "source-known column", 0},
		{"what the sheet says stands", []string{"SỐ HỘ NGHÈO NĂM 2019", "Địa bàn | Số hộ (hộ)", "Huyện A | 70"},
			ingest.Hint{Years: ingest.Year(2018)}, "Huyện A/2019/70/hộ", "source-contradiction year", 0},
		{"unless it is to be replaced", []string{"SỐ HỘ NGHÈO NĂM 2019", "Địa bàn | Số hộ (hộ)", "Huyện A | 70"},
			ingest.Hint{Years: ingest.Year(2018), Instead: true}, "Huyện A/2018/70/hộ", "source-known year", 0},
		{"a wrong year over a column", []string{"SỐ HỘ NGHÈO", "Địa bàn | Năm 2091 | Năm 2016", "Huyện A | 70 | 71"},
			ingest.Hint{Years: ingest.Year(2015), Instead: true, Range: ingest.Range{Row1: 1, Col1: 2, Row2: 9, Col2: 2}}, "Huyện A/2015/70/ Huyện A/2016/71/", "source-known year", 0},
		{"a place, for the title says none", []string{"GIẢM NGHÈO", "Chỉ tiêu | ĐVT | Năm 2016", "Số hộ nghèo | hộ | 61"},
			ingest.Hint{Place: "Huyện C"}, "Huyện C/2016/61/hộ", "source-known place", 0},
		{"the rows of the header", []string{"SỐ HỘ NGHÈO", "Huyện X | 2014 | 2015", "Địa bàn | Năm 2016 | Năm 2017", "Huyện A | 70 | 71"},
			ingest.Hint{Header: [2]int32{3, 3}}, "Huyện A/2016/70/ Huyện A/2017/71/", "source-known header", 0},
		{"a figure that cannot be read", []string{"SỐ HỘ NGHÈO NĂM 2018", "Địa bàn | Số hộ (hộ)", "Huyện B | 80", "Huyện A | 7O", "Huyện C | 90"},
			ingest.Hint{Figure: true, Range: ingest.Range{Row1: 4, Col1: 2, Row2: 4, Col2: 2}}, "Huyện B/2018/80/hộ Huyện A/2018/?/hộ Huyện C/2018/90/hộ", "not-a-number", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			facts, issues, balances := readGrids(t, ingest.Options{Hints: []ingest.Hint{test.hint}}, knownGrid(test.sheet...))
			var got, told []string
			for _, f := range facts {
				value := "?"
				if f.Known {
					value = plain(f.Value)
				}
				got = append(got, strings.Join([]string{f.Place, f.Years.String(), value, f.Unit}, "/"))
			}
			for _, i := range issues {
				code := i.Code
				if code == ingest.CodeHintUsed || code == ingest.CodeHintClash {
					code += " " + i.Args[0]
				}
				told = append(told, code)
			}
			if s := strings.Join(got, " "); s != test.want {
				t.Errorf("figures\n got %s\nwant %s", s, test.want)
			}
			if s := strings.Join(told, " "); s != test.told {
				t.Errorf("told %q, want %q", s, test.told)
			}
			left, sum := 0, 0
			for _, b := range balances {
				sum += b.Numeric - b.Read
				for _, l := range b.LeftOut {
					sum -= l.Count
					if l.Reason == ingest.ReasonTeam {
						left += l.Count
					}
				}
			}
			if left != test.left || sum != 0 {
				t.Errorf("%d cells left out by the team, want %d; the balance is off by %d", left, test.left, sum)
			}
		})
	}
}
