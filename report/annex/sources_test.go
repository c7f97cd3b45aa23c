package annex

import (
	"strings"
	"testing"

	"tongket/ingest"
)

// TestListed: what the list of sources says of a row of cells.
func TestListed(t *testing.T) {
	cell := func(sheet int, col, row int32, year int, raw string) cellOf {
		f := ingest.Fact{Pos: ingest.Pos{Row: row, Col: col}, Years: ingest.Year(year), Measure: ingest.Actual}
		return newCell(&f, sheet, raw)
	}
	ninth := ingest.Fact{Pos: ingest.Pos{Row: 9, Col: 3}, Years: ingest.Year(2020), Measure: ingest.Estimate}
	estimate := newCell(&ninth, 9, "")
	tests := []struct {
		name  string
		cells []cellOf
		want  string
	}{
		{"across", []cellOf{cell(1, 3, 9, 2015, ""), cell(1, 4, 9, 2016, ""), cell(1, 5, 9, 2017, "")}, "2015-2017: T1!C9:E9"},
		{"down", []cellOf{cell(1, 3, 9, 2015, ""), cell(1, 3, 10, 2016, "")}, "2015-2016: T1!C9:C10"},
		{"sheets", []cellOf{cell(4, 3, 9, 2015, ""), cell(5, 3, 9, 2016, ""), cell(6, 3, 9, 2017, "")}, "2015-2017: T4-T6!C9"},
		{"a year is missing", []cellOf{cell(1, 3, 9, 2015, ""), cell(1, 4, 9, 2017, "")}, "2015: T1!C9; 2017: T1!D9"},
		{"two columns a year", []cellOf{cell(1, 3, 9, 2015, ""), cell(1, 5, 9, 2016, ""), cell(1, 7, 9, 2017, "")}, "2015: T1!C9; 2016: T1!E9; 2017: T1!G9"},
		{"another content", []cellOf{cell(1, 3, 9, 2015, ""), cell(1, 4, 9, 2016, "0,04"), cell(1, 5, 9, 2017, "")}, "2015: T1!C9; 2016: T1!D9 (0,04); 2017: T1!E9"},
		{"two cells of a year", []cellOf{cell(1, 3, 9, 2015, ""), cell(2, 3, 9, 2015, "12,1"), cell(7, 8, 1, 2016, "")}, "2015: T1!C9, T2!C9 (12,1); 2016: T7!H1"},
		{"two lines", []cellOf{cell(1, 3, 9, 2015, ""), cell(4, 3, 5, 2015, ""), cell(1, 4, 9, 2016, ""), cell(4, 3, 6, 2016, "")}, "2015-2016: T1!C9:D9; 2015-2016: T4!C5:C6"},
		{"an estimate is told", []cellOf{cell(8, 3, 9, 2019, ""), estimate}, "2019: T8!C9; ước 2020: T9!C9"},
	}
	for _, test := range tests {
		if got := listed(test.cells); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestSourcesSayTheScope: a field with a scope of its own is not the whole province's,
// and a part that stands alone is called by its own name.
func TestSourcesSayTheScope(t *testing.T) {
	r := small()
	printing(r, func(p *Print) { p.Book.Scopes = map[string]string{"Nguồn nhân lực": "Đảng bộ Sở"} })
	scope := map[string]string{}
	section := ""
	for _, a := range Build(r).Annexes {
		for _, b := range a.Blocks {
			if b.Table == nil || !strings.HasPrefix(b.Table.ID, "nguon") {
				continue
			}
			for _, row := range b.Table.Rows {
				if row.Cells[1].Text == "" {
					section = row.Cells[0].Text
				} else if _, ok := scope[section]; !ok {
					scope[section] = row.Cells[1].Text
				}
			}
		}
	}
	for name, want := range map[string]string{"Tỷ lệ hộ nghèo": "Toàn tỉnh", "Số người được tạo việc làm mới": "Đảng bộ Sở", "Nữ được tạo việc làm mới": "Đảng bộ Sở"} {
		if got := scope[name]; got != want {
			t.Errorf("%s: %q, want %q of %v", name, got, want, scope)
		}
	}
}
