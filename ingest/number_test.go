package ingest

import (
	"math"
	"testing"
)

func TestReadText(t *testing.T) {
	tests := []struct {
		in   string
		want reading
	}{
		{"1.234,5", reading{kind: isNumber, value: 1234.5, decimals: 1, vote: dotGroups}},
		{"1,234.5", reading{kind: isNumber, value: 1234.5, decimals: 1, vote: dotDecimal}},
		{"1.234.567", reading{kind: isNumber, value: 1234567, vote: dotGroups}},
		{"1 234", reading{kind: isNumber, value: 1234}},
		{"1\u00a0234,5", reading{kind: isNumber, value: 1234.5, decimals: 1, vote: dotGroups}}, // as pasted from Word
		{"412204.00", reading{kind: isNumber, value: 412204, decimals: 2, vote: dotDecimal}},   // a portal
		{"10.51", reading{kind: isNumber, value: 10.51, decimals: 2, vote: dotDecimal}},
		{"0,0709", reading{kind: isNumber, value: 0.0709, decimals: 4, vote: dotGroups}},
		{"0.453", reading{kind: isNumber, value: 0.453, decimals: 3, vote: dotDecimal}}, // a zero never begins a group
		{"1.234", reading{kind: isAmbiguous, value: 1234, other: 1.234, mixed: '.'}},
		{"1,234", reading{kind: isAmbiguous, value: 1234, other: 1.234, mixed: ','}},
		{"-1.234", reading{kind: isAmbiguous, value: -1234, other: -1.234, mixed: '.'}},
		{"12,04%", reading{kind: isNumber, value: 12.04, decimals: 2, unit: "%", vote: dotGroups}},
		{"5,2 tỷ", reading{kind: isNumber, value: 5.2, decimals: 1, unit: "tỷ đồng", vote: dotGroups}},
		{"12 người", reading{kind: isNumber, value: 12, unit: "người"}},
		{"(5)", reading{kind: isNumber, value: -5}},
		{"123(1)", reading{kind: isNumber, value: 123}},
		{"123*", reading{kind: isNumber, value: 123}},
		{"123¹", reading{kind: isNumber, value: 123}},
		{"≈ 300", reading{kind: isNumber, value: 300, mark: Approximate}},
		{"khoảng 300 người", reading{kind: isNumber, value: 300, mark: Approximate, unit: "người"}},
		{"Dưới 5,5", reading{kind: isNumber, value: 5.5, decimals: 1, mark: Approximate, bound: "<", vote: dotGroups}},
		{"≥ 90", reading{kind: isNumber, value: 90, mark: Approximate, bound: "≥"}},
		{"từ 15 trở lên", reading{kind: isNumber, value: 15, mark: Approximate, bound: "≥"}},
		{"không quá 3%", reading{kind: isNumber, value: 3, mark: Approximate, bound: "≤", unit: "%"}},
		{"-", reading{kind: isMark, mark: Nil}},
		{"–", reading{kind: isMark, mark: Nil}},
		{"…", reading{kind: isMark, mark: NotAvailable}},
		{"Chưa có số liệu", reading{kind: isMark, mark: NotAvailable}},
		{"x", reading{kind: notApplicable}},
		{"12/2020", reading{kind: isDate}},
		{"31/12/2018", reading{kind: isDate}},
		{"15.000 - 16.000", reading{kind: isRange}},
		{"từ 15 đến 20", reading{kind: isRange}},
		{"#DIV/0!", reading{kind: isFault}},
		{"12.34.5", reading{}},  // groups have three digits
		{"1.23,4", reading{}},   // the same
		{"12 34", reading{}},    // the same
		{"Ước 2020", reading{}}, // the heading of a column
		{"ước 300", reading{kind: isNumber, value: 300, measure: Estimate}},
		{"460 (ước)", reading{kind: isNumber, value: 460, measure: Estimate}},
		{"1.450,5 (KH)", reading{kind: isNumber, value: 1450.5, decimals: 1, vote: dotGroups, measure: Plan}},
		{"2019 (thực hiện)", reading{}}, // the heading of a column
		{"1.", reading{}},               // a serial number
		{"Biểu 01", reading{}},          // words
		{"1.2 hộ gì", reading{}},        // no unit that is known
	}
	for _, tt := range tests {
		if got := readText(tt.in); got != tt.want {
			t.Errorf("readText(%q) = %+v, want %+v", tt.in, got, tt.want)
		}
	}
}

func TestPerCent(t *testing.T) {
	tests := map[float64]float64{0.0453: 4.53, 0.07: 7, 0.5567: 55.67, 0.1 + 0.2: 30, 1: 100, -0.0123: -1.23, 0: 0, 1e-7: 1e-5}
	for in, want := range tests {
		if got := perCent(in); got != want {
			t.Errorf("perCent(%v) = %v, want %v", in, got, want)
		}
	}
}

func FuzzReadText(f *testing.F) {
	for _, s := range []string{"1.234,5", "(1)", "≈ 300", "từ 15 trở lên", "15.000 - 16.000", "12/2020", "1 234", "5,2 tỷ", "123(1)", "-", "\u00a0", "1..2", "+ 1", "(-5)", "999999999999999999999999999999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := readText(s)
		if math.IsNaN(r.value) || math.IsInf(r.value, 0) || math.IsNaN(r.other) || math.IsInf(r.other, 0) {
			t.Errorf("readText(%q) = %+v", s, r)
		}
		if r.kind != isNumber && r.kind != isAmbiguous && r.value != 0 {
			t.Errorf("readText(%q): no number, but a value: %+v", s, r)
		}
		if again := readText(s); again != r {
			t.Errorf("readText(%q): %+v, then %+v", s, r, again)
		}
	})
}
