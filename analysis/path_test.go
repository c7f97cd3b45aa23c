package analysis

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"tongket/analysis/stat"
	"tongket/analysis/stat/fixture"
)

func TestPathsFixture(t *testing.T) {
	for _, r := range fixture.Read(t, "paths.csv") {
		rule, err := ParseRule(r.Text("rule"))
		if err != nil {
			t.Fatalf("%s: %v", r.Where, err)
		}
		course, ok := Path(rule, kindWords[r.Text("kind")], r.Num("value_2020"), 5)
		if !ok {
			t.Fatalf("%s: no path", r.Where)
		}
		r.Is("way", course.Way)
		for i, v := range course.Values {
			r.Near("y"+strconv.Itoa(2021+i), &v, 0)
		}
	}
}

func TestFlowPathsFixture(t *testing.T) {
	for _, r := range fixture.Read(t, "paths-flow.csv") {
		last, total := r.Num("last_value"), r.Num("total_2021_2025")
		course, ok := stat.PathTo(Flow, last, total, 5)
		if !ok || course.Target != total {
			t.Fatalf("%s: %+v", r.Where, course)
		}
		r.List("path_2021_2025", course.Values)
		q := stat.FlowGrowth(last, total, 5) - 1
		r.Near("q", &q, 1) // q near 0 is what is left of 1+q
	}
}

func TestPathAddsUp(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		last, total := random.ExpFloat64()*math.Pow10(random.IntN(8)), random.ExpFloat64()*math.Pow10(random.IntN(8))
		years := 1 + random.IntN(9)
		if random.IntN(10) == 0 {
			last = 0
		}
		c, ok := stat.PathTo(Flow, last, total, years)
		if !ok || math.Abs(stat.Sum(c.Values)-total) > 1e-9*total {
			t.Fatalf("from %v to a total of %v over %d years: %+v", last, total, years, c)
		}
	}
}

func TestPathEdges(t *testing.T) {
	target := func(v float64) Rule { return Rule{Kind: ToTarget, Amount: v} }
	tests := []struct {
		name string
		rule Rule
		kind IndicatorKind
		last float64
		want stat.Course
		ok   bool
	}{
		{"from 0", target(50), Stock, 0, stat.Course{Values: []float64{10, 20, 30, 40, 50}, Target: 50, Way: "linear", Clipped: false}, true},
		{"to 0", target(0), Stock, 50, stat.Course{Values: []float64{40, 30, 20, 10, 0}, Target: 0, Way: "linear", Clipped: false}, true},
		{"a flow from 0", target(150), Flow, 0, stat.Course{Values: []float64{10, 20, 30, 40, 50}, Target: 150, Way: "linear", Clipped: false}, true},
		{"a flow to 0", target(0), Flow, 50, stat.Course{Values: []float64{0, 0, 0, 0, 0}, Target: 0, Way: "constant", Clipped: false}, true},
		{"the region's figure", Rule{Kind: LikeRegion}, Rate, 50, stat.Course{}, false},
		{"nothing asked", Rule{}, Rate, 50, stat.Course{}, false},
		{"points of a count", Rule{Kind: ByPoints, Amount: 1}, Stock, 50, stat.Course{}, false},
		{"points down to 0 exactly", Rule{Kind: ByPoints, Amount: -0.1}, Rate, 0.5, stat.Course{Values: []float64{0.4, 0.3, 0.2, 0.1, 0}, Target: 0, Way: "linear", Clipped: false}, true},
		{"points up from 100", Rule{Kind: ByPoints, Amount: 1}, Rate, 100, stat.Course{Values: []float64{100, 100, 100, 100, 100}, Target: 100, Way: "linear", Clipped: true}, true},
		{"points down from 0", Rule{Kind: ByPoints, Amount: -1}, Rate, 0, stat.Course{Values: []float64{0, 0, 0, 0, 0}, Target: 0, Way: "linear", Clipped: true}, true},
		{"points up from beyond 100", Rule{Kind: ByPoints, Amount: 1}, Rate, 101, stat.Course{Values: []float64{102, 103, 104, 105, 106}, Target: 106, Way: "linear", Clipped: false}, true},
		{"growth of a rate", Rule{Kind: ByGrowth, Amount: 10}, Rate, 90, stat.Course{Values: []float64{99, 100, 100, 100, 100}, Target: 100, Way: "geometric", Clipped: true}, true},
		{"growth of a flow", Rule{Kind: ByGrowth, Amount: -100}, Flow, 90, stat.Course{Values: []float64{0, 0, 0, 0, 0}, Target: 0, Way: "geometric", Clipped: false}, true},
		{"not finite", target(1), Stock, math.NaN(), stat.Course{}, false},
		{"to no finite target", target(math.Inf(1)), Stock, 1, stat.Course{}, false},
		{"too large a total", Rule{Kind: ByGrowth, Amount: 3}, Flow, 1.7e308, stat.Course{}, false},
	}
	for _, tt := range tests {
		got, ok := Path(tt.rule, tt.kind, tt.last, 5)
		same := len(got.Values) == len(tt.want.Values) && got.Target == tt.want.Target && got.Way == tt.want.Way && got.Clipped == tt.want.Clipped
		for i := range tt.want.Values {
			same = same && math.Abs(got.Values[i]-tt.want.Values[i]) < 1e-12
		}
		if ok != tt.ok || !same {
			t.Errorf("%s: %+v, %v", tt.name, got, ok)
		}
	}
	if _, ok := stat.PathTo(Stock, 1, 2, 0); ok {
		t.Error("a path of no years")
	}
	if !(Rule{Kind: ByGrowth}).Doubtful(Rate) || (Rule{Kind: ByGrowth}).Doubtful(Flow) || (Rule{Kind: ByPoints}).Doubtful(Rate) {
		t.Error("growth is doubtful of a rate and of nothing else")
	}
}
