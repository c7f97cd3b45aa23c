package analysis

import (
	"math"
	"slices"
	"testing"

	"tongket/analysis/claim"
	"tongket/analysis/stat"
	"tongket/ingest"
)

const poor = "a.xlsx"

// A numerator follows from its rate's target, and is forecast with it alone.
func TestNumeratorFollowsRate(t *testing.T) {
	r := run(t, placeTable(poor, "NGHEO", "hộ", 2015, ": 48000 42000 36000 31000 27000 24000"), placeTable("b.xlsx", "HO", "hộ", 2015, ": 400000 404000 408000 412000 416000 420000"))
	n, rate, whole := result(t, r, "NGHEO").Next, result(t, r, "TYLE").Next, result(t, r, "HO").Next
	if !n.Derived || !n.Proposed || n.Forecast != nil || n.NoForecast != "part" {
		t.Fatalf("%+v", n)
	}
	want := *rate.Target / 100 * whole.Forecast.Base[4]
	if math.Abs(*n.Target/want-1) > 0.005 || n.Path[4] != *n.Target {
		t.Errorf("target %v, path %v, want about %v", *n.Target, n.Path, want)
	}
	if whole.Proposed {
		t.Error("a denominator is proposed")
	}
}

// Given targets that disagree are a finding, in this term and the next, and so is
// one that drops the bound of its source.
func TestTargetsDisagree(t *testing.T) {
	cat := testCatalogue()
	set := func(code, target, next string) {
		for i := range cat.Indicators {
			if cat.Indicators[i].Code == code {
				cat.Indicators[i].Target, cat.Indicators[i].NextTarget = target, next
			}
		}
	}
	facts := []string{placeTable(poor, "NGHEO", "hộ", 2015, ": 48000 42000 36000 31000 27000 24000"), placeTable("b.xlsx", "HO", "hộ", 2015, ": 400000 404000 408000 412000 416000 420000")}
	set("HO", "420000", "440000")
	set("NGHEO", "23100", "13200")
	set("TYLE", "5,5", "đạt 3")
	wantFindings(t, Run(cat, inputOf(t, facts...), Options{}), "targets-disagree")
	set("NGHEO", "23300", "16000")
	wantFindings(t, Run(cat, inputOf(t, facts...), Options{}), "targets-disagree",
		`targets-disagree warning A4 [5.5 5.54762] ["rate" "Số hộ nghèo" "Tổng số hộ"]`,
		`targets-disagree warning A4 [3 3.63636] ["rate" "Số hộ nghèo" "Tổng số hộ"]`)
	set("HO", "", "")
	r := Run(cat, inputOf(t, facts...), Options{})
	if got := ofCode(r, "targets-disagree"); len(got) != 1 || claim.Args(r.Findings[slices.IndexFunc(r.Findings, func(f Finding) bool { return f.Code == "targets-disagree" })].Claim)[0] != "forecast" {
		t.Errorf("%v", got)
	}
	indicators, _ := ParseCatalogue(grid("Mã|Chỉ tiêu|ĐVT|Chiều|Mục tiêu|Mục tiêu kỳ tới|Nguồn",
		"A|Tỷ lệ một|%|giảm|đạt 4|đạt 3|2020: không quá 4 %; 2025: xác nhận 'dưới 3 %'",
		"B|Tỷ lệ hai|%|giảm|dưới 4|đạt 3|2020: dưới 4 %; 2025: dưới 5 %; mẫu số đổi",
		"C|Tỷ lệ ba|%|tăng|15|15|từ 15 % trở lên: chưa kiểm chứng"))
	wantFindings(t, Run(Catalogue{Indicators: indicators}, ingest.Result{}, Options{}), "targets-disagree",
		`targets-disagree warning A2 [4 4] ["source" "đạt 4" "không quá 4 %"]`, `targets-disagree warning A2 [3 3] ["source" "đạt 3" "dưới 3 %"]`)
}

// A target that is reached is kept; a flow does not fall to a total that is to
// rise, and its years add up as printed.
func TestPathIsNotBackward(t *testing.T) {
	rate := placeTable("a.xlsx", "THAT", "%", 2015, ": 3,9 3,8 3,7 3,6 3,5 3,4")
	n := result(t, Run(withTarget("THAT", "", "đạt 3,6"), inputOf(t, rate), Options{}), "THAT").Next
	if !n.Kept || n.Bound != "≤" || n.Required != nil || !slices.Equal(n.Path, []float64{3.6, 3.6, 3.6, 3.6, 3.6}) {
		t.Errorf("%+v", n)
	}
	flow := placeTable("a.xlsx", "VIEC", "người", 2015, ": 14900 15200 15600 16050 16450 15800")
	for target, want := range map[string][]float64{"77501": {15501, 15500, 15500, 15500, 15500}, "80000": nil} {
		n := result(t, Run(withTarget("VIEC", "", target), inputOf(t, flow), Options{}), "VIEC").Next
		if stat.Sum(n.Path) != *n.Target || want != nil && !slices.Equal(n.Path, want) || !slices.IsSorted(n.Path) && want == nil {
			t.Errorf("%s: %v", target, n.Path)
		}
	}
}

// Nothing is proposed or forecast of offices, and no likelihood comes of equal
// years.
func TestNothingOfOffices(t *testing.T) {
	indicators, bad := ParseCatalogue(grid("Mã|Chỉ tiêu|ĐVT|Loại|Chiều|Bản chất", "A|Số xã|đơn vị|thời điểm|giảm|hành chính", "B|Số hội|đơn vị|thời điểm|tăng|", "C|Số hồ|đơn vị|thời điểm|tăng|đất"))
	if len(bad) != 1 || claim.Args(bad[0].Claim)[2] != "nature" {
		t.Errorf("%v", bad)
	}
	r := Run(Catalogue{Indicators: indicators}, inputOf(t, placeTable("a.xlsx", "A", "đơn vị", 2015, ": 277 270 265 260 240 225", ""), placeTable("b.xlsx", "B", "đơn vị", 2015, ": 50 50 50 50 50 50")), Options{})
	if n := result(t, r, "A").Next; n.Forecast != nil || n.Target != nil || n.NoForecast != "administrative" || n.NoProposal != "administrative" {
		t.Errorf("%+v", n)
	}
	if n := result(t, r, "B").Next; n.Forecast != nil || n.Probability != nil || n.NoForecast != "constant" {
		t.Errorf("%+v", n)
	}
}

// Shares that are all proposed add up to 100, one that is alone is what the
// others leave, and a ledger's stock is not contradicted by its flows.
func TestIdentitiesOfPlan(t *testing.T) {
	share := func(code, next string) string {
		return code + "|Tỷ trọng " + code + "|%|tỷ lệ|tăng|1|" + next
	}
	a := placeTable("a.xlsx", "A", "%", 2015, ": 30 30,9 32,2 33 34,1 35")
	b := placeTable("b.xlsx", "B", "%", 2015, ": 20 20,6 21,1 22 22,6 23")
	c := placeTable("c.xlsx", "C", "%", 2015, ": 50 48,5 46,7 45 43,3 42")
	rule, _ := ParseRelation("A + B + C = 100")
	for _, tt := range []struct {
		a, b, c string
		want    []string
	}{
		{"đạt 40", "đạt 25", "", nil}, {"", "", "", nil}, {"đạt 40", "đạt 25", "đạt 36", []string{"targets-disagree"}},
	} {
		cat, _ := ParseCatalogue(grid("Mã|Chỉ tiêu|ĐVT|Loại|Chiều|Số lẻ|Mục tiêu kỳ tới", share("A", tt.a), share("B", tt.b), share("C", tt.c)))
		cat[2].Direction = Down
		r := Run(Catalogue{Indicators: cat}, inputOf(t, a, b, c), Options{Relations: []Relation{rule}})
		sum, n := 0.0, 0
		for _, code := range []string{"A", "B", "C"} {
			if x := result(t, r, code); x.Next.Target != nil {
				sum, n = sum+stat.Round(*x.Next.Target, 1), n+1
			}
		}
		if len(ofCode(r, "targets-disagree")) != len(tt.want) || tt.want == nil && (n != 3 || stat.Round(sum, 1) != 100) {
			t.Errorf("%v: sum %v of %d, %v", tt, sum, n, ofCode(r, "targets-disagree"))
		}
	}
}

// The targets of this term obey the rules too.
func TestGoalsObeyRules(t *testing.T) {
	rule, _ := ParseRelation("NGHEO <= HO")
	run := func(ho, poor string) []string {
		cat := testCatalogue()
		for i := range cat.Indicators {
			switch cat.Indicators[i].Code {
			case "HO":
				cat.Indicators[i].Target = ho
			case "NGHEO":
				cat.Indicators[i].Target = poor
			case "TYLE":
				cat.Indicators[i].Target = ""
			}
		}
		return ofCode(Run(cat, inputOf(t, placeTable("a.xlsx", "HO", "hộ", 2015, ": 400 404 408 412 416 420")), Options{Relations: []Relation{rule}}), "targets-disagree")
	}
	if got := run("400", "380"); len(got) != 0 {
		t.Errorf("%v", got)
	}
	if got := run("400", "450"); len(got) != 1 {
		t.Errorf("%v", got)
	}
}
