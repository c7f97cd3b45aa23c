package analysis

import (
	"slices"
	"testing"
)

// What a series was before a break is compared with nothing after it.
func TestBreakCounts(t *testing.T) {
	rate := placeTable("a.xlsx", "THAT", "%", 2015, ": 12 10 8,8 3,1 2,8 2,5", "Huyện X: 13 11 9 3,3 3 2", "Huyện Y: 11 9 8 3 2,6 3")
	r := Run(withTarget("THAT", "5", "2"), inputOf(t, rate), Options{Breaks: map[string]int{"THAT": 2018}})
	x := result(t, r, "THAT")
	if s := x.Term; s.Since != 2018 || *s.Base != 3.1 || *s.Change != -0.6 || *s.Yearly < -0.31 || *s.Yearly > -0.29 {
		t.Errorf("statistics %+v", s)
	}
	if *x.Places[0].Change != -1.3 || x.Spread.Base.Max != 3.3 {
		t.Errorf("place %v, spread %+v", *x.Places[0].Change, x.Spread.Base)
	}
	wantFindings(t, r, "outlier-year")
	last := Run(withTarget("THAT", "5", "2"), inputOf(t, rate), Options{Breaks: map[string]int{"THAT": 2020}})
	if s := result(t, last, "THAT").Term; s.Since != 2020 || s.Change != nil || s.Last == nil {
		t.Errorf("a break in the last year: %+v", s)
	}
	flow := placeTable("a.xlsx", "VIEC", "người", 2015, ": 100 200 210 220 230 240")
	y := result(t, Run(withTarget("VIEC", "1000", ""), inputOf(t, flow), Options{Breaks: map[string]int{"VIEC": 2018}}), "VIEC")
	if *y.Term.Total != 690 || y.Term.TotalYears != 3 || y.Judgement.Verdict != NoData || y.Judgement.Because != "break" {
		t.Errorf("a flow: %+v, %+v", y.Term, y.Judgement)
	}
}

// A table adds up as it is printed.
func TestChangeAsPrinted(t *testing.T) {
	x := result(t, Run(withTarget("VIEC", "", ""), inputOf(t, placeTable("a.xlsx", "HO", "hộ", 2015, ": 10,4 11 12 13 14 15,5")), Options{}), "HO")
	if *x.Term.Change != 6 || x.Term.Relative != nil {
		t.Errorf("from 10,4 to 15,5 without decimals: %v, %v %%", *x.Term.Change, x.Term.Relative)
	}
}

// A rate whose denominator is 0 is no missing figure.
func TestZeroDenominator(t *testing.T) {
	x := result(t, run(t, placeTable("a.xlsx", "NGHEO", "hộ", 2015, ": 9 8 7 6 5 0"), placeTable("b.xlsx", "HO", "hộ", 2015, ": 90 90 90 90 90 0")), "TYLE")
	if x.Judgement.Because != "zero" || x.Next.NoForecast != "zero" || !x.Whole.Points[5].ByZero || x.Whole.Points[4].ByZero {
		t.Errorf("%+v, %q", x.Judgement, x.Next.NoForecast)
	}
}

// An indicator may be declared as one that can be below 0, by its column or its
// name.
func TestSigned(t *testing.T) {
	indicators, findings := ParseCatalogue(grid(
		"Mã|Chỉ tiêu|ĐVT|Loại|Chiều|Có thể âm", "A|Số dư|người|thời điểm|tăng|có", "B|Tăng dân số cơ học thuần|người|thời điểm|tăng|",
		"C|Số dư thuần|người|thời điểm|tăng|không", "D|Số hộ|hộ|thời điểm|tăng|", "E|Số hộ thuần túy|hộ|thời điểm|tăng|thế"))
	var signed []bool
	for _, i := range indicators {
		signed = append(signed, i.Signed)
	}
	if !slices.Equal(signed, []bool{true, true, false, false, true}) || len(findings) != 1 {
		t.Errorf("%v, %v", signed, findings)
	}
	r := Run(Catalogue{Indicators: indicators}, inputOf(t, placeTable("a.xlsx", "A", "người", 2015, ": -120 -80 -30 10 40 60")), Options{})
	if x := result(t, r, "A"); len(ofCode(r, "negative")) != 0 || *x.Term.Change != 180 {
		t.Errorf("%v, %+v", ofCode(r, "negative"), x.Term)
	}
}

// A rule that leads against the direction is said, and is not called likely.
func TestWaywardRule(t *testing.T) {
	r := Run(withTarget("THAT", "", "tăng 1 điểm %/năm"), inputOf(t, placeTable("a.xlsx", "THAT", "%", 2015, ": 9 8,8 8,6 8,4 8,2 8")), Options{})
	wantFindings(t, r, "rule", `rule warning A6 ["tăng 1 điểm %/năm" "Mục tiêu kỳ tới" "against"]`)
	if n := result(t, r, "THAT").Next; !n.Against || n.Feasibility != "" || n.Probability != nil {
		t.Errorf("%+v", n)
	}
}

// A figure that is ten times off and decides the verdict is in no total.
func TestDecidedIsInNoTotal(t *testing.T) {
	x := result(t, Run(withTarget("VIEC", "90000", ""), inputOf(t, placeTable("a.xlsx", "VIEC", "người", 2015, ": 14900 15200 15600 160500 16450 15800")), Options{}), "VIEC")
	if *x.Term.Total != 63050 || x.Term.TotalYears != 4 {
		t.Errorf("%+v", x.Term)
	}
}

// What grows fourfold a year has no slip, and no forecast that says nothing.
func TestSteepGrowth(t *testing.T) {
	r := Run(withTarget("VIEC", "", ""), inputOf(t, placeTable("a.xlsx", "VIEC", "người", 2015, ": 1 4 18 70 300 1200")), Options{})
	wantFindings(t, r, "factor-10 factor-100")
	n := result(t, r, "VIEC").Next
	if n.NoForecast != "wide" || n.Wide == nil || n.NoProposal != "wide" || n.Target != nil {
		t.Errorf("%+v", n)
	}
}
