package analysis

import (
	"slices"
	"strings"
	"testing"

	"tongket/analysis/claim"
	"tongket/ingest"
)

// withTarget is the test catalogue with other targets of an indicator.
func withTarget(code, target, next string) Catalogue {
	cat := testCatalogue()
	for i := range cat.Indicators {
		if cat.Indicators[i].Code == code {
			cat.Indicators[i].Target, cat.Indicators[i].NextTarget = target, next
		}
	}
	return cat
}

// A target that is out of the scale of its series is not used.
func TestTargetScale(t *testing.T) {
	years := placeTable("a.xlsx", "VIEC", "người", 2016, ": 15000 15200 15600 15800 16100")
	tests := []struct {
		name         string
		code         string
		target, next string
		facts        string
		want         []string
	}{
		{"one year's level for a total", "VIEC", "15500", "16000", years, []string{"target-scale error A5 [15500 15540 0] [\"mean\"]", "target-scale error A5 [16000 15540 0] [\"mean\"]"}},
		{"in thousands", "VIEC", "78", "78000", years, []string{"target-scale error A5 [78 77700 0.001] [\"last\"]"}},
		{"above 100 %", "TYLE", "120", "đạt 3", placeTable("a.xlsx", "TYLE", "%", 2015, ": 12,04 10,51 8,83 7,09 6,18 5,30"), []string{"target-scale error A4 [120 100 0] [\"whole\"]"}},
		{"a fraction", "TYLE", "0,055", "đạt 3", placeTable("a.xlsx", "TYLE", "%", 2015, ": 12,04 10,51 8,83 7,09 6,18 5,30"), []string{"target-scale error A4 [0.055 5.3 0.01] [\"last\"]"}},
		{"a tenth may be meant", "TYLE", "5,5", "dưới 0,5", placeTable("a.xlsx", "TYLE", "%", 2015, ": 12,04 10,51 8,83 7,09 6,18 5,30"), nil},
		{"in scale", "VIEC", "77000", "80000", years, nil},
		{"a rule that leads out of it", "TYLE", "5,5", "giảm 60%/năm", placeTable("a.xlsx", "TYLE", "%", 2015, ": 12,04 10,51 8,83 7,09 6,18 5,30"), []string{"target-scale error A4 [0.054272 5.3 0.01] [\"last\"]"}},
		{"a rule within it", "TYLE", "5,5", "giảm 10%/năm", placeTable("a.xlsx", "TYLE", "%", 2015, ": 12,04 10,51 8,83 7,09 6,18 5,30"), nil},
	}
	for _, tt := range tests {
		r := Run(withTarget(tt.code, tt.target, tt.next), inputOf(t, tt.facts), Options{})
		wantFindings(t, r, "target-scale", tt.want...)
		x := result(t, r, tt.code)
		for _, want := range tt.want {
			if strings.Contains(want, "["+strings.ReplaceAll(tt.target, ",", ".")+" ") && (x.Goal != nil || x.Judgement.Verdict != NoVerdict) {
				t.Errorf("%s: judged by %+v: %+v", tt.name, x.Goal, x.Judgement)
			}
		}
	}
}

// A level to compare with that is out of the scale of its series is not compared with,
// and told once where it is the target too.
func TestComparisonScale(t *testing.T) {
	years := placeTable("a.xlsx", "VIEC", "người", 2016, ": 15000 15200 15600 15800 16100")
	for _, tt := range []struct {
		next  string
		level float64
		used  bool
		want  []string
	}{
		{"80000", 16000, true, nil}, {"80000", 40000, true, nil},
		{"80000", 16, false, []string{`target-scale error  [16 16100 0.001] ["compared"]`}},
		{"bằng bình quân vùng", 78, false, []string{`target-scale error A5 [78 77700 0.001] ["last"]`}},
	} {
		r := Run(withTarget("VIEC", "77000", tt.next), inputOf(t, years), Options{Comparisons: map[string]float64{"VIEC": tt.level}})
		wantFindings(t, r, "target-scale", tt.want...)
		if x := result(t, r, "VIEC"); (x.Compared != nil) != tt.used {
			t.Errorf("%v: compared with %v", tt.level, x.Compared)
		}
	}
}

// A row headed in thousands whose figures are in units is held as a whole.
func TestRowUnit(t *testing.T) {
	row := placeTable("a.xlsx", "VIEC", "nghìn người", 2016, ": 15000 15200 15600 15800 16100")
	r := Run(withTarget("VIEC", "77000", ""), inputOf(t, row), Options{})
	wantFindings(t, r, "unit-slip", `unit-slip error G7 C7 D7 E7 F7 [1.61e+07 77000 1000] ["5" "target" "nghìn người"]`)
	if x := result(t, r, "VIEC"); x.Goal == nil || x.Judgement.Because != "held" || x.Next.Forecast != nil {
		t.Errorf("judgement %+v, next %+v", x.Judgement, x.Next)
	}
}

// A figure a hundred times off is held; one ten times off where it alone
// decides the verdict. There is no forecast over one in doubt.
func TestSlipsAreHeld(t *testing.T) {
	years := func(odd string) string {
		return placeTable("a.xlsx", "VIEC", "người", 2016, ": 15000 15200 "+odd+" 15800 16100")
	}
	tests := []struct {
		odd, target, severity string
	}{
		{"1560000", "77000", "error"}, {"156000", "80000", "error"},
		{"156000", "77000", "warning"}, // met either way
	}
	for _, tt := range tests {
		r := Run(withTarget("VIEC", tt.target, ""), inputOf(t, years(tt.odd)), Options{})
		for _, f := range r.Findings {
			if strings.HasPrefix(f.Code, "factor-") && string(f.Severity) != tt.severity {
				t.Errorf("%s against %s: %s", tt.odd, tt.target, f.Severity)
			}
		}
		x := result(t, r, "VIEC")
		if held := x.Whole.Points[3].Held; held != (tt.severity == "error") {
			t.Errorf("%s against %s: held %v", tt.odd, tt.target, held)
		}
		if x.Next.Forecast != nil || x.Next.Proposed {
			t.Errorf("%s: a forecast over a figure in doubt: %+v", tt.odd, x.Next)
		}
	}
}

// A rate that is computed passes the checks of one that is printed.
func TestComputedRateBeyond(t *testing.T) {
	r := run(t, placeTable("a.xlsx", "HO", "hộ", 2015, ": 1000 1000 1000 1000 1000 1000"), placeTable("b.xlsx", "NGHEO", "hộ", 2015, ": 90 80 70 60 50 1018"))
	wantFindings(t, r, "part-greater", `part-greater error H7 H7 [1018 1000] ["Số hộ nghèo" "Tổng số hộ"]`)
	for _, code := range []string{"TYLE", "NGHEO", "HO"} {
		if p := result(t, r, code).Whole.Points[5]; !p.Held {
			t.Errorf("%s is not held: %+v", code, p)
		}
	}
	if j := result(t, r, "TYLE").Judgement; j.Verdict != NoData || j.Because != "held" {
		t.Errorf("judgement %+v", j)
	}
}

// A total that is the sum of the places present is not the whole's.
func TestTotalIncomplete(t *testing.T) {
	cat := testCatalogue()
	cat.Places = append(cat.Places, Place{Name: "Huyện V"})
	facts := func(total string) ingest.Result {
		return inputOf(t, placeTable("a.xlsx", "NGHEO", "hộ", 2019, ": "+total, "Huyện X: 100", "Huyện Y: 120", "Huyện Z: 130"))
	}
	r := Run(cat, facts("350"), Options{})
	wantFindings(t, r, "total-incomplete", `total-incomplete error C7 C8 C9 C10 [350] ["Huyện V"]`)
	if p := result(t, r, "NGHEO").Whole.Points[4]; !p.Held {
		t.Errorf("the total is not held: %+v", p)
	}
	// A total that counts it: its figure is what is missing.
	r = Run(cat, facts("470"), Options{})
	wantFindings(t, r, "total-incomplete")
	for _, f := range r.Findings {
		if f.Code == CodeMissing && claim.Args(f.Claim)[0] == "places" && (f.Severity != Warning || f.Pos.Cell() != "C7") {
			t.Errorf("%+v", f)
		}
	}
	// "-" is a figure.
	r = Run(cat, inputOf(t, placeTable("a.xlsx", "NGHEO", "hộ", 2019, ": 350", "Huyện X: 100", "Huyện Y: 120", "Huyện Z: 130", "Huyện V: -")), Options{})
	wantFindings(t, r, "total-incomplete")
}

// A year's plan out of the scale of its series is raised and not used.
func TestPlanScale(t *testing.T) {
	r := Run(withTarget("VIEC", "", ""), inputOf(t, placeTable("a.xlsx", "VIEC", "người", 2016, ": 15000 15200 15600 15800 16100"), "a.xlsx!S!D9 | VIEC | | 2017 | KH 15,3 người", "a.xlsx!S!E9 | VIEC | | 2018 | KH 15700 người"), Options{})
	wantFindings(t, r, "target-scale", `target-scale error D9 [15.3 15200 0.001] ["plan"]`)
	points := result(t, r, "VIEC").Whole.Points
	if points[2].Plan != nil || points[3].Plan == nil {
		t.Errorf("%+v", points)
	}
}

// TestBareHeadGivesWay: what a sheet calls an estimate is used before a figure under a bare
// year, over or not, wherever the two stand, and that they differ is told.
func TestBareHeadGivesWay(t *testing.T) {
	const called, actual = "b.xlsx!S!C7 | HO | | 2018 | ước 345 hộ", "c.xlsx!S!C8 | HO | | 2018 | 340 hộ"
	for _, c := range []struct {
		name     string
		lines    []string
		used     float64
		estimate bool
		held     bool
		want     []string
	}{
		{"an estimate of a year that is not over", []string{"a.xlsx!S!C7 | HO | | 2018 | ước 300 hộ | unsaid", called}, 345, true, true, []string{`conflict error C7 C7 [345 300] ["called"]`}},
		{"an actual of one that is over", []string{"a.xlsx!S!C7 | HO | | 2018 | 300 hộ | unsaid", called}, 345, true, true, []string{`conflict error C7 C7 [345 300] ["called"]`}},
		{"near it", []string{"a.xlsx!S!C7 | HO | | 2018 | 344 hộ | unsaid", called}, 345, true, false, []string{`conflict warning C7 C7 [345 344] ["called"]`}},
		{"the same", []string{"a.xlsx!S!C7 | HO | | 2018 | 345 hộ | unsaid", called}, 345, true, false, nil},
		{"a called actual goes before all", []string{"a.xlsx!S!C7 | HO | | 2018 | 300 hộ | unsaid", called, actual}, 340, false, true, []string{`conflict error C7 C8 [340 300] ["actual"]`}},
		{"a bare year is an actual where none is an estimate", []string{"a.xlsx!S!C7 | HO | | 2018 | 300 hộ | unsaid", actual}, 300, false, true, []string{`conflict error C8 C7 [300 340] ["order"]`}},
	} {
		backwards := slices.Clone(c.lines)
		slices.Reverse(backwards)
		for _, lines := range [][]string{c.lines, backwards} {
			if c.want != nil && strings.Contains(c.want[0], `"order"`) && lines[0] != c.lines[0] {
				continue
			}
			r := Run(testCatalogue(), inputOf(t, lines...), Options{})
			if p := result(t, r, "HO").Whole.Points[3]; p.Value != c.used || p.Estimate != c.estimate || p.Held != c.held || p.Disputed != (c.want != nil) {
				t.Errorf("%s, %q: used %+v", c.name, lines, p)
			}
			wantFindings(t, r, CodeConflict, c.want...)
		}
	}
}

// TestDoubtsThatDecide: a doubt on which a verdict hangs is an error, and one that leaves it
// as it is is not.
func TestDoubtsThatDecide(t *testing.T) {
	odd := placeTable("a.xlsx", "VIEC", "người", 2015, ": 200 202 205 207 350 211")
	calm := placeTable("a.xlsx", "VIEC", "người", 2015, ": 200 202 205 207 209 211")
	other := "b.xlsx!S!C9 | VIEC | | 2020 | 215 người | from=row"
	for _, c := range []struct {
		name, target string
		lines        []string
		code         string
		want         Severity
	}{
		{"an odd year", "1100", []string{odd}, CodeOutlierYear, Error},
		{"an odd year, reached without it", "1000", []string{odd}, CodeOutlierYear, Warning},
		{"an odd year, missed with it", "2000", []string{odd}, CodeOutlierYear, Warning},
		{"an odd year without a target", "", []string{odd}, CodeOutlierYear, Warning},
		{"two sources", "1036", []string{calm, other}, CodeConflict, Error},
		{"two sources, neither reaches it", "1200", []string{calm, other}, CodeConflict, Warning},
	} {
		cat := withTarget("VIEC", c.target, "")
		r := Run(cat, inputOf(t, c.lines...), Options{})
		found := 0
		for _, f := range r.Findings {
			if f.Code != c.code {
				continue
			}
			found++
			if f.Severity != c.want || (f.Holds.Turns == 1) != (c.want == Error) {
				t.Errorf("%s: %s, turns %d", c.name, f.Severity, f.Holds.Turns)
			}
		}
		if found != 1 || result(t, r, "VIEC").Judgement.Verdict == NoData {
			t.Errorf("%s: %d findings, %+v", c.name, found, result(t, r, "VIEC").Judgement)
		}
	}
}

// TestRankedByEffect: of findings as grave the one that moves the whole more stands first,
// wherever the two were read.
func TestRankedByEffect(t *testing.T) {
	small := "a.xlsx!S!C7 | HO | | 2019 | 1000 hộ | from=row\na.xlsx!S!C8 | HO | | 2019 | 1005 hộ | from=row"
	large := "b.xlsx!S!C7 | NGHEO | | 2019 | 100 hộ | from=row\nb.xlsx!S!C8 | NGHEO | | 2019 | 109 hộ | from=row"
	alike := "b.xlsx!S!C9 | VIEC | | 2019 | 1000 người | from=row\nb.xlsx!S!C10 | VIEC | | 2019 | 1004 người | from=row"
	var got []string
	for _, f := range Run(withTarget("VIEC", "", ""), inputOf(t, small, large, alike), Options{}).Findings {
		if f.Code == CodeConflict {
			got = append(got, f.Indicator)
		}
	}
	if want := []string{"NGHEO", "HO", "VIEC"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
