package analysis

import (
	"math"
	"testing"

	"tongket/analysis/stat"
	"tongket/analysis/stat/fixture"
)

func TestPowerOfTenFixture(t *testing.T) {
	for _, r := range fixture.Read(t, "powers_of_ten.csv") {
		kind := Stock
		if r.Text("kind") == "rate" {
			kind = Rate
		}
		s := stat.PowerOfTen(kind, r.Num("value"), r.Nums("other_years"))
		r.Near("ratio_to_median", &s.Ratio, 0)
		want := r.Text("finding")
		if want == "factor-1000" {
			want = CodeUnitSlip // the table's older name
		}
		if slipCode(s) != want {
			t.Errorf("%s: %q, want %q", r.Where, slipCode(s), want)
		}
	}
}

func TestPowerOfTen(t *testing.T) {
	tests := []struct {
		kind   IndicatorKind
		value  float64
		code   string
		factor float64
	}{
		{Stock, 300000, CodeUnitSlip, 1000}, {Stock, 100000.0 / 3, CodeUnitSlip, 1000}, {Stock, 33333, "", 0}, {Stock, 300001, "", 0},
		{Stock, 0.1, CodeUnitSlip, 0.001}, {Stock, 1e8, CodeUnitSlip, 1e6}, {Stock, 1e-4, CodeUnitSlip, 1e-6},
		{Stock, 1500, CodeFactor10, 10}, {Stock, 1501, "", 0}, {Stock, 15, CodeFactor10, 0.1}, {Stock, 15.1, "", 0},
		{Stock, 15000, CodeFactor100, 100}, {Stock, 1, CodeFactor100, 0.01},
		{Rate, 0.95, CodeFraction, 0.01}, {Rate, 1, CodeFactor100, 0.01}, // 1 may be 1 %
		{Stock, 0, "", 0}, {Stock, -100000, "", 0}, {Stock, math.NaN(), "", 0}, {Stock, inf(), "", 0},
	}
	for _, tt := range tests {
		s := stat.PowerOfTen(tt.kind, tt.value, []float64{90, 100, 110})
		if slipCode(s) != tt.code || s.Factor != tt.factor {
			t.Errorf("%s %v: %q %v, want %q %v", tt.kind, tt.value, slipCode(s), s.Factor, tt.code, tt.factor)
		}
	}
	if s := stat.PowerOfTen(Stock, 1e5, []float64{90, 110}); slipCode(s) != "" {
		t.Errorf("a slip by two years: %+v", s)
	}
	if s := stat.PowerOfTen(Stock, 1e5, []float64{0, 0, 0}); slipCode(s) != "" {
		t.Errorf("a slip among zeros: %+v", s)
	}
}
