package layout

import (
	"fmt"
	"strings"
	"testing"

	"tongket/ingest"
)

// TestUnsaid: a bare year leaves the measure unsaid, unless the sheet calls a later year an
// estimate, or the title, a row or the team says what the figures are.
func TestUnsaid(t *testing.T) {
	rows := func(title, a, b string) []string {
		return []string{title, "Địa bàn | " + a + " | " + b, "Huyện A | 70 | 71", "Huyện B | 72 | 73"}
	}
	for _, c := range []struct {
		name  string
		sheet []string
		hint  ingest.Hint
		want  string // year, first letter of the measure and "?" of the figures of the first row
	}{
		{"bare years", rows("SỐ HỘ NGHÈO", "Năm 2017", "2018"), ingest.Hint{}, "2017a? 2018a?"},
		{"one that is not over", rows("SỐ HỘ NGHÈO", "2018", "2020"), ingest.Hint{}, "2018a? 2020e?"},
		{"one of them called", rows("SỐ HỘ NGHÈO", "TH 2017", "2018"), ingest.Hint{}, "2017a 2018a?"},
		{"beside an estimate", rows("SỐ HỘ NGHÈO", "2018", "Ước 2019"), ingest.Hint{}, "2018a 2019e"},
		{"after an estimate", rows("SỐ HỘ NGHÈO", "Ước 2017", "2018"), ingest.Hint{}, "2017e 2018a?"},
		{"beside half a year's", rows("SỐ HỘ NGHÈO", "2018", "Ước 6 tháng 2019"), ingest.Hint{}, "2018a?"},
		{"the title's year", []string{"KẾT QUẢ GIẢM NGHÈO NĂM 2018", "Địa bàn | Số hộ", "Huyện A | 70", "Huyện B | 72"}, ingest.Hint{}, "2018a"},
		{"the title's, not over", []string{"GIẢM NGHÈO NĂM 2020", "Địa bàn | Số hộ", "Huyện A | 70", "Huyện B | 72"}, ingest.Hint{}, "2020e?"},
		{"a year that the title estimates", rows("SỐ HỘ NGHÈO CÁC NĂM 2018 VÀ ƯỚC NĂM 2019", "2018", "2019"), ingest.Hint{}, "2018a 2019e"},
		{"the team knows", rows("SỐ HỘ NGHÈO", "2017", "2018"), ingest.Hint{Measure: ingest.Estimate}, "2017e 2018e"},
		{"years as rows", []string{"SỐ HỘ NGHÈO HUYỆN A", "Năm | Số hộ", "2017 | 70", "2018 | 71", "Ước 2019 | 72"}, ingest.Hint{}, "2017a 2018a 2019e"},
		{"bare years as rows", []string{"SỐ HỘ NGHÈO HUYỆN A", "Năm | Số hộ", "2017 | 70", "2018 | 71", "2019 | 72"}, ingest.Hint{}, "2017a? 2018a? 2019a?"},
	} {
		facts, _, _ := readGrids(t, ingest.Options{Hints: []ingest.Hint{c.hint}, Unfinished: 2020}, knownGrid(c.sheet...))
		var got []string
		for _, f := range facts {
			if f.Place != "" && f.Place != "Huyện A" {
				continue
			}
			unsaid := ""
			if f.Unsaid {
				unsaid = "?"
			}
			got = append(got, fmt.Sprint(f.Years, string(f.Measure)[:1], unsaid))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: read %v, want %s", c.name, got, c.want)
		}
	}
}
