package analysis

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

func TestPathsFixture(t *testing.T) {
	for _, r := range fixture(t, "paths.csv") {
		rule, err := ParseRule(r.text("rule"))
		if err != nil {
			t.Fatalf("%s: %v", r.where, err)
		}
		course, ok := Path(rule, kindWords[r.text("kind")], r.num("value_2020"), 5)
		if !ok {
			t.Fatalf("%s: no path", r.where)
		}
		r.is("way", course.Way)
		for i, v := range course.Values {
			r.near("y"+strconv.Itoa(2021+i), &v, 0)
		}
	}
}

func TestFlowPathsFixture(t *testing.T) {
	for _, r := range fixture(t, "paths-flow.csv") {
		last, total := r.num("last_value"), r.num("total_2021_2025")
		course, ok := PathTo(Flow, last, total, 5)
		if !ok || course.Target != total {
			t.Fatalf("%s: %+v", r.where, course)
		}
		r.list("path_2021_2025", course.Values)
		q := FlowGrowth(last, total, 5) - 1
		r.near("q", &q, 1) // q near 0 is what is left of 1+q
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
		c, ok := PathTo(Flow, last, total, years)
		if !ok || math.Abs(sumOf(c.Values)-total) > 1e-9*total {
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
		want Course
		ok   bool
	}{
		{"from 0", target(50), Stock, 0, Course{[]float64{10, 20, 30, 40, 50}, 50, "linear", false}, true},
		{"to 0", target(0), Stock, 50, Course{[]float64{40, 30, 20, 10, 0}, 0, "linear", false}, true},
		{"a flow from 0", target(150), Flow, 0, Course{[]float64{10, 20, 30, 40, 50}, 150, "linear", false}, true},
		{"a flow to 0", target(0), Flow, 50, Course{[]float64{0, 0, 0, 0, 0}, 0, "constant", false}, true},
		{"the region's figure", Rule{Kind: LikeRegion}, Rate, 50, Course{}, false},
		{"nothing asked", Rule{}, Rate, 50, Course{}, false},
		{"points of a count", Rule{Kind: ByPoints, Amount: 1}, Stock, 50, Course{}, false},
		{"points down to 0 exactly", Rule{Kind: ByPoints, Amount: -0.1}, Rate, 0.5, Course{[]float64{0.4, 0.3, 0.2, 0.1, 0}, 0, "linear", false}, true},
		{"points up from 100", Rule{Kind: ByPoints, Amount: 1}, Rate, 100, Course{[]float64{100, 100, 100, 100, 100}, 100, "linear", true}, true},
		{"points down from 0", Rule{Kind: ByPoints, Amount: -1}, Rate, 0, Course{[]float64{0, 0, 0, 0, 0}, 0, "linear", true}, true},
		{"points up from beyond 100", Rule{Kind: ByPoints, Amount: 1}, Rate, 101, Course{[]float64{102, 103, 104, 105, 106}, 106, "linear", false}, true},
		{"growth of a rate", Rule{Kind: ByGrowth, Amount: 10}, Rate, 90, Course{[]float64{99, 100, 100, 100, 100}, 100, "geometric", true}, true},
		{"growth of a flow", Rule{Kind: ByGrowth, Amount: -100}, Flow, 90, Course{[]float64{0, 0, 0, 0, 0}, 0, "geometric", false}, true},
		{"not finite", target(1), Stock, math.NaN(), Course{}, false},
		{"to no finite target", target(math.Inf(1)), Stock, 1, Course{}, false},
		{"too large a total", Rule{Kind: ByGrowth, Amount: 3}, Flow, 1.7e308, Course{}, false},
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
	if _, ok := PathTo(Stock, 1, 2, 0); ok {
		t.Error("a path of no years")
	}
	if !(Rule{Kind: ByGrowth}).Doubtful(Rate) || (Rule{Kind: ByGrowth}).Doubtful(Flow) || (Rule{Kind: ByPoints}).Doubtful(Rate) {
		t.Error("growth is doubtful of a rate and of nothing else")
	}
}
