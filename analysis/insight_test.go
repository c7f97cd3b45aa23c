package analysis

import (
	"math"
	"testing"

	"tongket/analysis/stat"
)

func TestTurning(t *testing.T) {
	for _, tt := range []struct {
		code, target, figures string
		percent               float64
		falls                 bool
	}{
		{"VIEC", "77500", ": 1 15200 15600 16050 16450 ước15800", 1600.0 / 158, true},
		{"VIEC", "80000", ": 1 15200 15600 16050 16450 ước15800", 900.0 / 158, false},
		{"THAT", "3,5", ": 4 3,9 3,8 3,7 3,6 ước3,4", 0.1 / 3.4 * 100, false},
		{"THAT", "dưới 3,2", ": 4 3,9 3,8 3,7 3,6 ước3,4", 0.2 / 3.4 * 100, true},
	} {
		unit := map[string]string{"VIEC": "người", "THAT": "%"}[tt.code]
		x := result(t, Run(withTarget(tt.code, tt.target, ""), inputOf(t, placeTable("a.xlsx", tt.code, unit, 2015, tt.figures)), Options{}), tt.code)
		if x.Turning == nil || math.Abs(x.Turning.Percent-tt.percent) > 1e-6 || x.Turning.Falls != tt.falls {
			t.Errorf("%s %s: %+v, want %v %v", tt.code, tt.target, x.Turning, tt.percent, tt.falls)
		}
	}
	x := result(t, Run(withTarget("THAT", "3,5", ""), inputOf(t, placeTable("a.xlsx", "THAT", "%", 2015, ": 4 3,9 3,8 3,7 3,6 3,4")), Options{}), "THAT")
	if x.Turning != nil {
		t.Errorf("of an actual figure: %+v", x.Turning)
	}
}

func TestEstimateErrors(t *testing.T) {
	x := result(t, run(t, placeTable("a.xlsx", "THAT", "%", 2015, ": 4 3,9 3,8 3,7 3,6 ước3,4"), "old.xlsx!S!D9 | THAT | | 2019 | ước 3,78 %"), "THAT")
	if len(x.Estimates) != 1 || x.Estimates[0].Year != 2019 || math.Abs(x.Estimates[0].Percent-5) > 1e-9 {
		t.Errorf("%+v", x.Estimates)
	}
}

// A rate's change adds up, a count is told per its population, a part by its
// share, and the target of the whole is parted over places as printed.
func TestInsights(t *testing.T) {
	poor := placeTable("a.xlsx", "NGHEO", "hộ", 2015, ": 600 550 500 450 400 350", "Huyện X: 300 280 260 240 220 200", "Huyện Y: 200 180 160 140 120 100", "Huyện Z: 100 90 80 70 60 50")
	all := placeTable("b.xlsx", "HO", "hộ", 2015, ": 6000 6060 6120 6180 6240 6300", "Huyện X: 2000 2020 2040 2060 2080 2100", "Huyện Y: 2000 2020 2040 2060 2080 2100", "Huyện Z: 2000 2020 2040 2060 2080 2100")
	r := run(t, poor, all)
	x := result(t, r, "TYLE")
	change := x.Whole.Points[5].Value - x.Whole.Points[0].Value
	if p := x.Parted; p == nil || math.Abs(p.Numerator+p.Denominator-change) > 1e-9 || p.Within == nil || math.Abs(*p.Within+*p.Mix-change) > 1e-9 || math.Abs(*p.Mix) > 1e-9 {
		t.Errorf("change %v: %+v", change, p)
	}
	if x.Midterm == nil || x.Midterm.Year != 2018 || x.Spread.Beta == nil {
		t.Errorf("%+v, %+v", x.Midterm, x.Spread)
	}
	n := result(t, r, "NGHEO")
	sum := 0.0
	for _, l := range n.Places {
		if l.NextTarget == nil {
			t.Fatalf("%s has no part of the target", l.Place)
		}
		sum += *l.NextTarget
	}
	if sum != stat.Round(*n.Next.Target, 0) {
		t.Errorf("parts of %v add up to %v", *n.Next.Target, sum)
	}
	indicators, _ := ParseCatalogue(grid("Mã|Chỉ tiêu|ĐVT|Loại|Chiều|Số lẻ|Dân số", "D|Dân số|nghìn người|thời điểm|không|1|", "B|Số bác sĩ|người|thời điểm|tăng|0|D", "N|Trong đó: nữ|người|thời điểm|tăng|0|"))
	r = Run(Catalogue{Indicators: indicators}, inputOf(t, placeTable("a.xlsx", "D", "nghìn người", 2019, ": 1200 1250"), placeTable("b.xlsx", "B", "người", 2019, ": 840 900"), placeTable("c.xlsx", "N", "người", 2019, ": 210 360")), Options{})
	b := result(t, r, "B")
	if b.Per != 10000 || len(b.Whole.Density) != 6 || b.Whole.Density[0] != nil || math.Abs(*b.Whole.Density[5]-7.2) > 1e-9 {
		t.Errorf("per %d: %v", b.Per, b.Whole.Density)
	}
	if p := result(t, r, "N").Part; p == nil || p.Whole != "B" || *p.Last != 40 {
		t.Errorf("%+v", p)
	}
}

// A point that another sheet contradicts says so.
func TestDisputed(t *testing.T) {
	x := result(t, run(t, placeTable("a.xlsx", "THAT", "%", 2015, ": 4 3,9 3,8 3,7 3,6 3,4"), "z.xlsx!S!D9 | THAT | | 2019 | 3,5 %"), "THAT")
	if !x.Whole.Points[4].Disputed || x.Whole.Points[5].Disputed {
		t.Errorf("%+v", x.Whole.Points)
	}
}

// A finding says by how much the whole's figure would be another.
func TestEffect(t *testing.T) {
	r := run(t, placeTable("a.xlsx", "HO", "hộ", 2019, ": 1000 1010", "Huyện X: 300 310", "Huyện Y: 300 300", "Huyện Z: 500 400"))
	for _, f := range r.Findings {
		if f.Code == CodeTotalMismatch && f.Effect != 10 {
			t.Errorf("a total of 1000 beside 1100: %v %%", f.Effect)
		}
		if f.Code == CodeMissing && f.Effect != 0 {
			t.Errorf("%+v", f)
		}
	}
	if len(ofCode(r, "total-mismatch")) != 1 {
		t.Errorf("%v", ofCode(r, "total-mismatch"))
	}
}
