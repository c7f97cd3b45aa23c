package book

import (
	"testing"
)

func TestShow(t *testing.T) {
	tests := []struct {
		v      float64
		format string
		want   string
	}{
		{1234.5, "", "1234,5"},
		{0.1 + 0.2, "General", "0,3"},
		{1e15, "", "1000000000000000"},
		{1234.5, "#,##0.0", "1.234,5"},
		{1234.5, "#,##0", "1.235"},
		{2.675, "0.00", "2,68"}, // Excel rounds what it shows, half away from zero
		{1.005, "0.00", "1,01"},
		{-1234.5, "#,##0.0", "-1.234,5"},
		{-0.04, "0.0", "0,0"},
		{-5, "#,##0;(#,##0)", "(5)"},
		{0, `#,##0;-#,##0;"-"`, "-"},
		{0.0453, "0.00%", "4,53%"},
		{12, `0" tỷ"`, "12 tỷ"},
		{5, "000", "005"},
		{0.5, "#.##", ",5"},
		{12.5, "0.0##", "12,5"},
		{1234567, "#,##0,", "1.235"},
		{1234567, `_(* #,##0_);_(* (#,##0)`, "1.234.567"},
		{2015, `"Năm "0`, "Năm 2015"},
		{12.5, `General" tỷ"`, "12,5 tỷ"},
		{2500000, `[>=1000000]#,##0.0,," triệu";#,##0`, "2,5 triệu"},
		{2500, `[>=1000000]#,##0.0,," triệu";#,##0`, "2.500"},
		{43465, "dd/mm/yyyy", "31/12/2018"},
		{43465, "yyyy", "2018"},
		{43465.5, "d/m/yy h:mm", "31/12/18 12:00"},
		{60, "d/m/yyyy", "1/3/1900"}, // 29/2/1900, a day that only Excel knows
		{1, "d/m/yyyy", "1/1/1900"},
		{1.25, "[h]:mm", "30:00"},
		{1.25, "h:mm", "6:00"},
		{0.0625, "[m]:ss", "90:00"},
		{0.0625, "[mm]", "90"},
	}
	for _, tt := range tests {
		if got := parseFormat(tt.format).show(tt.v); got != tt.want {
			t.Errorf("%v as %q = %q, want %q", tt.v, tt.format, got, tt.want)
		}
	}
}

func TestFormats(t *testing.T) {
	tests := []struct {
		format        string
		date, percent bool
		decimals      int
	}{
		{"", false, false, -1},
		{"General", false, false, -1},
		{"0.00%", false, true, 2},
		{"#,##0", false, false, 0},
		{"#,##0.0", false, false, 1},
		{`0" %"`, false, false, 0}, // a quoted sign multiplies nothing
		{"[Red]0.0", false, false, 1},
		{"dd/mm/yyyy", true, false, -1},
		{"[$-42A]d mmmm yyyy", true, false, -1},
		{"[h]:mm", true, false, -1},
		{`"Năm "0`, false, false, 0},
		{"0.00E+00", false, false, -1},
		{"@", false, false, -1},
		{"0.0 m", false, false, 1}, // metres, as some programs write them
		{"mm:ss.0", true, false, -1},
		{`#,##0 "₫";-#,##0 "₫"`, false, false, 0},
	}
	for _, tt := range tests {
		if d, p, n := isDate(tt.format), IsPercent(tt.format), Decimals(tt.format); d != tt.date || p != tt.percent || n != tt.decimals {
			t.Errorf("%q: date %v, percent %v, decimals %d, want %v, %v, %d", tt.format, d, p, n, tt.date, tt.percent, tt.decimals)
		}
	}
}
