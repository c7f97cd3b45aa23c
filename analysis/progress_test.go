package analysis

import (
	"math"
	"testing"
)

// classes are the words of the tables.
var classes = map[Class]string{
	TargetMet: "target met", Significant: "significant", Moderate: "moderate", Insufficient: "insufficient", Away: "movement away",
}

func TestProgressFixture(t *testing.T) {
	for _, r := range fixture(t, "progress.csv") {
		p := progressTo(directionWords[r.text("direction")], r.num("base_2015"), r.num("actual"), r.num("target"), 2015, r.int("actual_year"), r.int("target_year"))
		r.is("class", classes[p.Class])
		r.near("ratio_percent", p.Ratio, 0)
		if r.text("way") == "met-at-base" {
			continue // that table leaves the rates out then; progress-more.csv has them
		}
		r.is("way", p.Way)
		r.near("actual_rate", p.ActualRate, 0)
		r.near("required_rate", p.RequiredRate, 0)
	}
	for _, r := range fixture(t, "progress-more.csv") {
		p := progressTo(directionWords[r.text("direction")], r.num("base"), r.num("value"), r.num("target"), r.int("base_year"), r.int("year"), r.int("target_year"))
		r.is("class", classes[p.Class])
		r.is("kind", p.Way)
		r.near("ratio_percent", p.Ratio, 0)
		r.near("actual_rate", p.ActualRate, 0)
		r.near("required_rate", p.RequiredRate, 0)
	}
}

func TestTrendFixture(t *testing.T) {
	words := map[Class]string{Significant: "significant", Moderate: "moderate", ModeratelyAway: "moderately away", Away: "significantly away", NoClass: "none"}
	for _, r := range fixture(t, "progress-no-target.csv") {
		limit, d := 0.0, directionWords[r.text("direction")]
		if !r.empty("limit") {
			limit = r.num("limit")
		}
		p := Trend(d, r.num("base"), r.num("value"), r.int("year")-r.int("base_year"), limit)
		r.is("category", words[p.Class])
		if p.Class == NoClass {
			continue
		}
		signed := rises(d, "") * *p.ActualRate
		r.near("signed_cagr", &signed, 0)
		c := boundFactor(r.num("base"), limit)
		r.near("coefficient", &c, 0)
	}
}

func TestFlowProgressFixture(t *testing.T) {
	for _, r := range fixture(t, "progress-flow.csv") {
		line := flow(r.nums("values_from_2016")...)
		p := ProgressOf(Indicator{Kind: Flow, Direction: Up}, term2020, line, &Goal{Value: r.num("target_total")})
		r.is("class", classes[p.Class])
		r.near("ratio_percent", p.Ratio, 0)
		total := sumOf(r.nums("values_from_2016"))
		r.near("total", &total, 0)
		if p.Year != 2015+len(line.Points) {
			t.Errorf("%s: measured at %d", r.where, p.Year)
		}
	}
}

func TestProgressOf(t *testing.T) {
	gap := math.NaN()
	printed := flow(10, 10, gap, gap, gap)
	printed.TermTotal = &TermFigure{Value: 52}
	whole := func(values ...float64) Line {
		line := flow(values...)
		for i := range line.Points {
			line.Points[i].Year--
		}
		return line
	}
	tests := []struct {
		name  string
		ind   Indicator
		line  Line
		goal  *Goal
		class Class
		year  int
	}{
		{"agrees with a judgement as printed", Indicator{Kind: Rate, Direction: Up, Decimals: 1}, whole(60, gap, gap, gap, gap, 69.95), &Goal{Value: 70}, TargetMet, 2020},
		{"a strict bound is not met on it", Indicator{Kind: Rate, Direction: Down, Decimals: 1}, whole(9, 8, 7, 6, 5.5, 5), &Goal{Value: 5, Bound: "<"}, Significant, 2020},
		{"a strict bound met from it", Indicator{Kind: Rate, Direction: Down, Decimals: 1}, whole(5, 5, 5, 4.8), &Goal{Value: 5, Bound: "<"}, Significant, 2018},
		{"a strict bound and no move", Indicator{Kind: Rate, Direction: Down, Decimals: 1}, whole(5, 5, 5, 5, 5, 5), &Goal{Value: 5, Bound: "<"}, Insufficient, 2020},
		{"a strict bound and away", Indicator{Kind: Rate, Direction: Down, Decimals: 1}, whole(5, 5, 5, 5, 5, 6), &Goal{Value: 5, Bound: "<"}, Away, 2020},
		{"the last known year", Indicator{Kind: Stock, Direction: Up}, whole(100, 110, 121), &Goal{Value: 161.051}, Significant, 2017},
		{"no base", Indicator{Kind: Stock, Direction: Up}, whole(gap, 110, 121), &Goal{Value: 161.051}, NoClass, 0},
		{"nothing later", Indicator{Kind: Stock, Direction: Up}, whole(100), &Goal{Value: 161.051}, NoClass, 0},
		{"no direction", Indicator{Kind: Stock, Direction: Either}, whole(100, 110), nil, NoClass, 0},
		{"a rate without a target", Indicator{Kind: Rate, Direction: Up}, whole(95, gap, gap, gap, gap, 96.1), nil, Significant, 2020},
		{"a flow with a gap", Indicator{Kind: Flow, Direction: Up}, flow(10, gap, 10), &Goal{Value: 50}, NoClass, 0},
		{"a flow with a gap, reached", Indicator{Kind: Flow, Direction: Up}, flow(20, gap, 20, 20, 20), &Goal{Value: 50}, TargetMet, 2020},
		{"a falling flow", Indicator{Kind: Flow, Direction: Down}, flow(10, 10, 10, 10, 10), &Goal{Value: 50}, NoClass, 0},
		{"a flow's printed total", Indicator{Kind: Flow, Direction: Up}, printed, &Goal{Value: 50}, TargetMet, 2020},
		{"a flow of nothing", Indicator{Kind: Flow, Direction: Up}, flow(gap), &Goal{Value: 50}, NoClass, 0},
	}
	for _, tt := range tests {
		p := ProgressOf(tt.ind, term2020, tt.line, tt.goal)
		if p.Class != tt.class || p.Year != tt.year {
			t.Errorf("%s: %q at %d, want %q at %d", tt.name, p.Class, p.Year, tt.class, tt.year)
		}
		if tt.goal == nil || p.Class == NoClass {
			continue
		}
		met := Judge(tt.ind, term2020, tt.line, tt.goal).Verdict
		if at2020 := p.Year == 2020; at2020 && (p.Class == TargetMet) != (met == Met || met == Exceeded) {
			t.Errorf("%s: progress %q beside judgement %q", tt.name, p.Class, met)
		}
	}
}

func TestProgressRefused(t *testing.T) {
	none := []Progress{
		progressTo(Either, 100, 110, 120, 2015, 2018, 2020),
		progressTo(Up, 100, 110, 120, 2015, 2015, 2020), // no year gone by
		progressTo(Up, 100, 110, 120, 2015, 2021, 2020), // after its end
		progressTo(Up, inf(), 110, 120, 2015, 2018, 2020),
		progressTo(Up, 100, 110, inf(), 2015, 2018, 2020),
		Trend(Either, 100, 110, 5, 0),
		Trend(Up, 100, 110, 0, 0),
		Trend(Up, 0, 110, 5, 0),
		Trend(Up, 100, -1, 5, 0),
		FlowProgress(10, 0, 3, 5),
		FlowProgress(10, 50, 0, 5),
		FlowProgress(10, 50, 6, 5),
		FlowProgress(inf(), 50, 3, 5),
	}
	for i, p := range none {
		if p.Class != NoClass || p.Ratio != nil || p.ActualRate != nil {
			t.Errorf("%d: %+v", i, p)
		}
	}
	if p := Trend(Down, 100, 0, 5, 0); p.Class != Significant || *p.ActualRate != -1 {
		t.Errorf("a fall to nothing: %+v", p)
	}
}

// C is 1 far from the limit and 0 at it, from either side.
func TestBoundFactor(t *testing.T) {
	for _, tt := range []struct{ base, limit, want float64 }{{0, 100, 1}, {100, 100, 0}, {200, 100, 1}, {1000, 100, 1}, {7, 0, 1}} {
		if got := boundFactor(tt.base, tt.limit); got != tt.want {
			t.Errorf("C of %v at %v = %v, want %v", tt.base, tt.limit, got, tt.want)
		}
	}
	if a, b := boundFactor(90, 100), boundFactor(110, 100); math.Abs(a-b) > 1e-12 || a <= 0 || a >= 1 {
		t.Errorf("C at 90 and at 110 of 100: %v, %v", a, b)
	}
	for _, tt := range []struct {
		ind  Indicator
		base float64
		want float64
	}{
		{Indicator{Kind: Rate, Direction: Up}, 95, 100}, {Indicator{Kind: Rate, Direction: Up}, 104, 0},
		{Indicator{Kind: Rate, Direction: Down}, 95, 0}, {Indicator{Kind: Stock, Direction: Up}, 95, 0},
	} {
		if got := limitOf(tt.ind, tt.base); got != tt.want {
			t.Errorf("limit of %+v from %v = %v, want %v", tt.ind, tt.base, got, tt.want)
		}
	}
}

// progressTo is the progress from base in year t0 to actual in year t, against a
// target for the year end. t0 < t <= end.
func progressTo(d Direction, base, actual, target float64, t0, t, end int) Progress {
	if (d != Up && d != Down) || !isFinite(base) || !isFinite(actual) || !isFinite(target) || t <= t0 || end < t {
		return Progress{}
	}
	return march{
		sign: rises(d, ""), base: base, now: actual, target: target, years: float64(t - t0), all: float64(end - t0),
		metAtBase: reaches(d, "", base, target), met: reaches(d, "", actual, target),
	}.progress()
}
