package analysis

import (
	"math"
	"strconv"
	"testing"

	"tongket/analysis/stat"
	"tongket/analysis/stat/fixture"
)

func inf() float64 { return math.Inf(1) }

// twoPoints is a line with one figure at each end of the term.
func twoPoints(base *float64, last float64) Line {
	line := Line{Points: []Point{{Year: 2015, Status: Missing}, {Year: 2020, Value: last}}}
	if base != nil {
		line.Points[0] = Point{Year: 2015, Value: *base}
	}
	return line
}

func TestJudgeFixture(t *testing.T) {
	for _, r := range fixture.Read(t, "judgement.csv") {
		ind := Indicator{Kind: Stock, Direction: directionWords[r.Text("direction")], Decimals: r.Int("decimals")}
		j := Judge(ind, term2020, twoPoints(r.Optional("base"), r.Num("actual")), &Goal{Value: r.Num("target")})
		r.Is("judgement", verdicts[j.Verdict])
		r.Near("fulfilment_percent", j.Fulfilment, 0)
		if got := stat.Round(*j.Actual, ind.Decimals); got != r.Num("actual_rounded") {
			t.Errorf("%s: rounded to %v", r.Where, got)
		}
	}
	for _, r := range fixture.Read(t, "judgement-more.csv") {
		ind := Indicator{Kind: Stock, Direction: directionWords[r.Text("direction")], Decimals: r.Int("decimals")}
		var goal *Goal
		if v := r.Optional("target"); v != nil {
			goal = &Goal{Value: *v}
		}
		j := Judge(ind, term2020, twoPoints(r.Optional("base"), r.Num("actual")), goal)
		r.Is("judgement", verdicts[j.Verdict])
		if j.Verdict != NoVerdict {
			r.Near("fulfilment_percent", j.Fulfilment, 0)
			r.Is("printed_difference", strconv.FormatFloat(*j.Difference, 'f', ind.Decimals, 64))
		}
	}
}

func TestJudgeBounds(t *testing.T) {
	tests := []struct {
		bound  string
		actual float64
		want   Verdict
	}{
		{"<", 5.49, Met}, {"<", 5.496, NotMet}, {"<", 5.5, NotMet}, // 5.496 prints as the bound
		{"≤", 5.5, Met}, {"≤", 5.504, Met}, {"≤", 5.51, NotMet}, {"≤", 1, Met}, // never Exceeded
		{">", 5.51, Met}, {">", 5.504, NotMet}, {"≥", 5.5, Met}, {"≥", 5.49, NotMet},
	}
	for _, tt := range tests {
		direction := Down
		if tt.bound == ">" || tt.bound == "≥" {
			direction = Up
		}
		ind := Indicator{Kind: Rate, Direction: direction, Decimals: 2}
		j := Judge(ind, term2020, twoPoints(nil, tt.actual), &Goal{Value: 5.5, Bound: tt.bound})
		if j.Verdict != tt.want {
			t.Errorf("%v against %s 5.5 = %s, want %s", tt.actual, tt.bound, j.Verdict, tt.want)
		}
		if j.Fulfilment != nil {
			t.Errorf("fulfilment of a rate: %v", *j.Fulfilment)
		}
	}
}

// TestAgainstDirection: what is to stay below its target though more is better is not
// fulfilled by what is above, and the dot of its summary stands left of the target.
func TestAgainstDirection(t *testing.T) {
	base := 10.0
	for _, tt := range []struct {
		bound   string
		verdict Verdict
		percent float64
	}{{"<", NotMet, 75}, {"≤", NotMet, 75}, {"", Exceeded, 133.3}, {"≥", Met, 133.3}} {
		x := Result{Indicator: Indicator{Kind: Stock, Direction: Up}, Goal: &Goal{Value: 15, Bound: tt.bound}}
		x.Judgement = Judge(x.Indicator, term2020, twoPoints(&base, 20), x.Goal)
		if p := x.percentOfTarget(); x.Judgement.Verdict != tt.verdict || p == nil || *p != tt.percent || (x.Judgement.Fulfilment == nil) != (tt.percent == 75) {
			t.Errorf("20 against %s 15: %+v, %v", tt.bound, x.Judgement, p)
		}
	}
}

// flow is a line of the years after 2015; NaN is a gap, a negative number one
// that is held back.
func flow(values ...float64) Line {
	var line Line
	for i, v := range values {
		p := Point{Year: 2016 + i, Value: math.Abs(v), Held: v < 0}
		if math.IsNaN(v) {
			p = Point{Year: 2016 + i, Status: Missing}
		}
		line.Points = append(line.Points, p)
	}
	return line
}

func TestJudgeFlow(t *testing.T) {
	gap := math.NaN()
	printed := flow(10, 10, gap, gap, gap)
	printed.TermTotal = &TermFigure{Value: 52}
	tests := []struct {
		name      string
		direction Direction
		bound     string
		line      Line
		want      Verdict
		because   string
	}{
		{"whole, better", Up, "", flow(10, 10, 10, 10, 11), Exceeded, ""},
		{"whole, equal", Up, "", flow(10, 10, 10, 10, 10), Met, ""},
		{"whole, worse", Up, "", flow(10, 10, 10, 10, 9), NotMet, ""},
		{"whole, falling", Down, "", flow(10, 10, 10, 10, 9), Exceeded, ""},
		{"gap, reached all the same", Up, "", flow(20, 20, gap, 20, 20), Exceeded, ""},
		{"gap, not reached", Up, "", flow(10, 10, gap, 10, 10), NoData, "incomplete"},
		{"gap, falling", Down, "", flow(10, 10, gap, 10, 10), NoData, "incomplete"},
		{"gap, at most", Down, "≤", flow(10, 10, gap, 10, 10), NoData, "incomplete"},
		{"held, not reached", Up, "", flow(10, 10, -10, 10, 10), NoData, "held"},
		{"held, reached without it", Up, "", flow(20, 20, -10, 20, 20), Exceeded, ""},
		{"nothing", Up, "", flow(gap, gap, gap, gap, gap), NoData, "missing"},
		{"a printed total for missing years", Up, "", printed, Exceeded, ""},
	}
	for _, tt := range tests {
		ind := Indicator{Kind: Flow, Direction: tt.direction}
		j := Judge(ind, term2020, tt.line, &Goal{Value: 50, Bound: tt.bound})
		if j.Verdict != tt.want || j.Because != tt.because {
			t.Errorf("%s: %s %q, want %s %q", tt.name, j.Verdict, j.Because, tt.want, tt.because)
		}
		if (j.Actual == nil) != (tt.want == NoData) {
			t.Errorf("%s: actual %v", tt.name, j.Actual)
		}
	}
}

func TestJudgeWithoutFigure(t *testing.T) {
	ind := Indicator{Kind: Stock, Direction: Up}
	old := Line{Points: []Point{{Year: 2019, Value: 100}, {Year: 2020, Status: Missing}}}
	if j := Judge(ind, term2020, old, &Goal{Value: 50}); j.Verdict != NoData || j.Because != "missing" {
		t.Errorf("judged on an older year: %+v", j)
	}
	held := Line{Points: []Point{{Year: 2020, Value: 100, Held: true}}}
	if j := Judge(ind, term2020, held, &Goal{Value: 50}); j.Verdict != NoData || j.Because != "held" {
		t.Errorf("judged on a figure with an open error: %+v", j)
	}
	estimate := Line{Points: []Point{{Year: 2020, Value: 100, Estimate: true}}}
	if j := Judge(ind, term2020, estimate, &Goal{Value: 50}); j.Verdict != Exceeded || !j.Estimate {
		t.Errorf("an estimate: %+v", j)
	}
}
