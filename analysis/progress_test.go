package analysis

import (
	"math"
	"testing"

	"tongket/analysis/stat"
	"tongket/analysis/stat/fixture"
)

func TestFlowProgressFixture(t *testing.T) {
	for _, r := range fixture.Read(t, "progress-flow.csv") {
		line := flow(r.Nums("values_from_2016")...)
		p := ProgressOf(Indicator{Kind: Flow, Direction: Up}, term2020, line, &Goal{Value: r.Num("target_total")})
		r.Is("class", classes[p.Class])
		r.Near("ratio_percent", p.Ratio, 0)
		total := stat.Sum(r.Nums("values_from_2016"))
		r.Near("total", &total, 0)
		if p.Year != 2015+len(line.Points) {
			t.Errorf("%s: measured at %d", r.Where, p.Year)
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
		class stat.Class
		year  int
	}{
		{"agrees with a judgement as printed", Indicator{Kind: Rate, Direction: Up, Decimals: 1}, whole(60, gap, gap, gap, gap, 69.95), &Goal{Value: 70}, stat.TargetMet, 2020},
		{"a strict bound is not met on it", Indicator{Kind: Rate, Direction: Down, Decimals: 1}, whole(9, 8, 7, 6, 5.5, 5), &Goal{Value: 5, Bound: "<"}, stat.Significant, 2020},
		{"a strict bound met from it", Indicator{Kind: Rate, Direction: Down, Decimals: 1}, whole(5, 5, 5, 4.8), &Goal{Value: 5, Bound: "<"}, stat.Significant, 2018},
		{"a strict bound and no move", Indicator{Kind: Rate, Direction: Down, Decimals: 1}, whole(5, 5, 5, 5, 5, 5), &Goal{Value: 5, Bound: "<"}, stat.Insufficient, 2020},
		{"a strict bound and away", Indicator{Kind: Rate, Direction: Down, Decimals: 1}, whole(5, 5, 5, 5, 5, 6), &Goal{Value: 5, Bound: "<"}, stat.Away, 2020},
		{"the last known year", Indicator{Kind: Stock, Direction: Up}, whole(100, 110, 121), &Goal{Value: 161.051}, stat.Significant, 2017},
		{"no base", Indicator{Kind: Stock, Direction: Up}, whole(gap, 110, 121), &Goal{Value: 161.051}, stat.NoClass, 0},
		{"nothing later", Indicator{Kind: Stock, Direction: Up}, whole(100), &Goal{Value: 161.051}, stat.NoClass, 0},
		{"no direction", Indicator{Kind: Stock, Direction: Either}, whole(100, 110), nil, stat.NoClass, 0},
		{"a rate without a target", Indicator{Kind: Rate, Direction: Up}, whole(95, gap, gap, gap, gap, 96.1), nil, stat.Significant, 2020},
		{"a flow with a gap", Indicator{Kind: Flow, Direction: Up}, flow(10, gap, 10), &Goal{Value: 50}, stat.NoClass, 0},
		{"a flow with a gap, reached", Indicator{Kind: Flow, Direction: Up}, flow(20, gap, 20, 20, 20), &Goal{Value: 50}, stat.TargetMet, 2020},
		{"a falling flow", Indicator{Kind: Flow, Direction: Down}, flow(10, 10, 10, 10, 10), &Goal{Value: 50}, stat.NoClass, 0},
		{"a flow's printed total", Indicator{Kind: Flow, Direction: Up}, printed, &Goal{Value: 50}, stat.TargetMet, 2020},
		{"a flow of nothing", Indicator{Kind: Flow, Direction: Up}, flow(gap), &Goal{Value: 50}, stat.NoClass, 0},
	}
	for _, tt := range tests {
		p := ProgressOf(tt.ind, term2020, tt.line, tt.goal)
		if p.Class != tt.class || p.Year != tt.year {
			t.Errorf("%s: %q at %d, want %q at %d", tt.name, p.Class, p.Year, tt.class, tt.year)
		}
		if tt.goal == nil || p.Class == stat.NoClass {
			continue
		}
		met := Judge(tt.ind, term2020, tt.line, tt.goal).Verdict
		if at2020 := p.Year == 2020; at2020 && (p.Class == stat.TargetMet) != (met == Met || met == Exceeded) {
			t.Errorf("%s: progress %q beside judgement %q", tt.name, p.Class, met)
		}
	}
}

func TestProgressRefused(t *testing.T) {
	none := []stat.Progress{
		stat.ProgressTo(Either, 100, 110, 120, 2015, 2018, 2020),
		stat.ProgressTo(Up, 100, 110, 120, 2015, 2015, 2020), // no year gone by
		stat.ProgressTo(Up, 100, 110, 120, 2015, 2021, 2020), // after its end
		stat.ProgressTo(Up, inf(), 110, 120, 2015, 2018, 2020),
		stat.ProgressTo(Up, 100, 110, inf(), 2015, 2018, 2020),
		stat.Trend(Either, 100, 110, 5, 0),
		stat.Trend(Up, 100, 110, 0, 0),
		stat.Trend(Up, 0, 110, 5, 0),
		stat.Trend(Up, 100, -1, 5, 0),
		stat.FlowProgress(10, 0, 3, 5),
		stat.FlowProgress(10, 50, 0, 5),
		stat.FlowProgress(10, 50, 6, 5),
		stat.FlowProgress(inf(), 50, 3, 5),
	}
	for i, p := range none {
		if p.Class != stat.NoClass || p.Ratio != nil || p.ActualRate != nil {
			t.Errorf("%d: %+v", i, p)
		}
	}
	if p := stat.Trend(Down, 100, 0, 5, 0); p.Class != stat.Significant || *p.ActualRate != -1 {
		t.Errorf("a fall to nothing: %+v", p)
	}
}

// classes are the words of the tables.
var classes = map[stat.Class]string{
	stat.TargetMet: "target met", stat.Significant: "significant", stat.Moderate: "moderate", stat.Insufficient: "insufficient", stat.Away: "movement away",
}

func TestLimitOf(t *testing.T) {
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
