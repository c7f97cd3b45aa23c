package stat

import (
	"math"
	"testing"

	"tongket/analysis/stat/fixture"
)

var feasibilities = map[string]string{"reach": "trong tầm tay", "stretch": "phấn đấu", "hard": "rất khó"}

func TestFeasibilityFixture(t *testing.T) {
	for _, r := range fixture.Read(t, "feasibility.csv") {
		ind := Quantity{Kind: kindWords[r.Text("kind")], Direction: directionWords[r.Text("direction")], Decimals: r.Int("decimals")}
		p, ok := outlookOf(t, r, ind, "values", 5).Probability(r.Num("target"), "")
		if !ok {
			t.Fatalf("%s: no probability", r.Where)
		}
		r.Near("probability", &p, 1)
		r.Is("class", feasibilities[Feasibility(p)])
	}
	for _, r := range fixture.Read(t, "feasibility-cutoffs.csv") {
		r.Is("label", feasibilities[Feasibility(r.Num("probability"))])
	}
}

func TestFeasibilityTargetsFixture(t *testing.T) {
	values := map[string]fixture.Row{}
	for _, r := range fixture.Read(t, "series.csv") {
		values[r.Text("id")] = r
	}
	for _, r := range fixture.Read(t, "feasibility-targets.csv") {
		s, h := values[r.Text("id")], r.Int("h")
		ind := Quantity{Kind: kindWords[s.Text("kind")], Direction: directionWords[r.Text("direction")], Decimals: s.Int("decimals")}
		o := outlookOf(t, s, ind, "values", h)
		p, _ := o.Probability(r.Num("target"), "")
		r.Near("probability", &p, 1)
		r.Is("label", feasibilities[Feasibility(p)])
		working := o.scale.forward(r.Num("target"))
		r.Near("working_target", &working, 0)

		y := s.Nums("values")
		course, ok := PathTo(ind.Kind, y[len(y)-1], r.Num("target"), h)
		if !ok {
			t.Fatalf("%s: no path", r.Where)
		}
		required, achieved := Required(y[len(y)-1], course.Values), Achieved(y[0], y[len(y)-1], len(y)-1)
		r.Near("required_change", required, 0)
		r.Near("achieved_change", achieved, 0)
		ratio := *required / *achieved
		r.Near("ratio", &ratio, 0)
	}
}

func TestFlowTotalFixture(t *testing.T) {
	for _, r := range fixture.Read(t, "flow_total.csv") {
		o := outlookOf(t, r, Quantity{Kind: Flow, Direction: Up}, "values", 5)
		middle := Sum(o.Quantiles(0.5))
		for column, p := range map[string]float64{"total_q20": LowQuantile, "total_q50": 0.5, "total_q80": HighQuantile} {
			total := Sum(o.Quantiles(p))
			r.Near(column, &total, middle)
		}
		p, _ := o.Probability(r.Num("target_2021_2025"), "")
		r.Near("probability", &p, 1)
	}
}

func TestProbabilityEdges(t *testing.T) {
	rate := func(d Direction) Quantity { return Quantity{Kind: Rate, Direction: d, Decimals: 1} }
	count := func(d Direction) Quantity { return Quantity{Kind: Stock, Direction: d} }
	rising := []float64{60, 62, 63, 66, 67}
	tests := []struct {
		name   string
		ind    Quantity
		values []float64
		target float64
		bound  string
		want   float64
	}{
		{"a rate beyond 100", rate(Up), rising, 101, "", 0},
		{"a rate below 101", rate(Down), rising, 101, "", 1},
		{"a rate of at least 0", rate(Up), rising, 0, "", 1},
		{"a rate below 0", rate(Down), rising, -1, "", 0},
		{"a count of at least 0", count(Up), []float64{3, 0, 2, 1, 1}, 0, "", 1},
		{"a count below 0", count(Down), rising, -3, "", 0},
		{"constant, as printed", rate(Up), []float64{99.96, 99.96, 99.96, 99.96}, 100, "", 1},
		{"constant, strictly above", rate(Up), []float64{100, 100, 100, 100}, 100, ">", 0},
		{"constant, missed", rate(Up), []float64{99, 99, 99, 99}, 100, "", 0},
		{"constant flow", Quantity{Kind: Flow, Direction: Down}, []float64{9, 9, 9, 9}, 45, "", 1},
		{"constant flow, missed", Quantity{Kind: Flow, Direction: Down}, []float64{9, 9, 9, 9}, 44, "", 0},
		{"a flow of nothing", Quantity{Kind: Flow, Direction: Up}, []float64{3, 0, 1, 0, 2}, 0, "", 1},
	}
	for _, tt := range tests {
		o, ok := NewOutlook(tt.ind, tt.values, 5)
		if !ok {
			t.Fatalf("%s: no outlook", tt.name)
		}
		if p, ok := o.Probability(tt.target, tt.bound); p != tt.want || !ok {
			t.Errorf("%s: %v, %v, want %v", tt.name, p, ok, tt.want)
		}
	}
	o, _ := NewOutlook(count(Either), rising, 5)
	if _, ok := o.Probability(70, ""); ok {
		t.Error("a probability without a direction")
	}
	if _, ok := o.Probability(70, "≥"); !ok {
		t.Error("no probability of a bound")
	}
}

// A falling count reaches 0 on the log scale when it prints as 0.
func TestProbabilityOfZero(t *testing.T) {
	o, _ := NewOutlook(Quantity{Kind: Stock, Direction: Down}, []float64{40, 18, 9, 4, 2}, 5)
	zero, _ := o.Probability(0, "")
	half, _ := o.Probability(0.5, "")
	one, _ := o.Probability(1, "")
	if zero != half || !(zero > 0 && zero < one) {
		t.Errorf("0, 0.5, 1 are reached with %v, %v, %v", zero, half, one)
	}
	if Required(5, nil) != nil || Achieved(5, 6, 0) != nil {
		t.Error("a change a year over no years")
	}
}

// Reaching a target or better gets likelier the easier it is, and the two
// directions share the whole.
func TestProbabilityMonotone(t *testing.T) {
	for id, o := range seriesOf(t) {
		q10, q90 := o.Quantiles(OuterLow), o.Quantiles(OuterHigh)
		low, high := q10[4], q90[4]
		if o.Kind == Flow {
			low, high = Sum(q10), Sum(q90)
		}
		before := math.Inf(1)
		for i := range 41 {
			target := low + (high-low)*float64(i)/40
			up, _ := o.Probability(target, "≥")
			down, _ := o.Probability(target, "≤")
			if up > before+1e-12 {
				t.Errorf("%s: %v is likelier than a lower target", id, target)
			}
			if o.scale.name != "identity" && math.Abs(up+down-1) > 1e-9 {
				t.Errorf("%s: %v up and %v down at %v", id, up, down, target)
			}
			before = up
		}
	}
}

// A quantile is reached with its probability.
func TestProbabilityOfQuantile(t *testing.T) {
	for id, o := range seriesOf(t) {
		for _, p := range []float64{.1, .2, .5, .8, .9} {
			target := o.Quantile(p, 5)
			if o.Kind == Flow {
				target = Sum(o.Quantiles(p))
			}
			if target <= 0 || o.scale.name == "logit" && (target < o.scale.half || target > 100-o.scale.half) {
				continue // cut
			}
			if got, _ := o.Probability(target, "≤"); math.Abs(got-p) > 1e-9 {
				t.Errorf("%s: the %v quantile has probability %v", id, p, got)
			}
		}
	}
}
