package analysis

import (
	"math"
	"testing"
)

func TestFeasibilityFixture(t *testing.T) {
	for _, r := range fixture(t, "feasibility.csv") {
		ind := Indicator{Kind: kindWords[r.text("kind")], Direction: directionWords[r.text("direction")], Decimals: r.int("decimals")}
		p, ok := r.outlook(ind, "values").Probability(r.num("target"), "")
		if !ok {
			t.Fatalf("%s: no probability", r.where)
		}
		r.near("probability", &p, 1)
		r.is("class", feasibilities[Feasibility(p)])
	}
	for _, r := range fixture(t, "feasibility-cutoffs.csv") {
		r.is("label", feasibilities[Feasibility(r.num("probability"))])
	}
}

func TestFeasibilityTargetsFixture(t *testing.T) {
	values := map[string]row{}
	for _, r := range fixture(t, "series.csv") {
		values[r.text("id")] = r
	}
	for _, r := range fixture(t, "feasibility-targets.csv") {
		s, h := values[r.text("id")], r.int("h")
		ind := Indicator{Kind: kindWords[s.text("kind")], Direction: directionWords[r.text("direction")], Decimals: s.int("decimals")}
		o, _ := NewOutlook(ind, Term{Base: 2015, Last: 2020, Next: 2020 + h}, s.points("values", 2020))
		p, _ := o.Probability(r.num("target"), "")
		r.near("probability", &p, 1)
		r.is("label", feasibilities[Feasibility(p)])
		working := o.scale.forward(r.num("target"))
		r.near("working_target", &working, 0)

		y := s.nums("values")
		course, ok := PathTo(ind.Kind, y[len(y)-1], r.num("target"), h)
		if !ok {
			t.Fatalf("%s: no path", r.where)
		}
		required, achieved := Required(y[len(y)-1], course.Values), Achieved(y[0], y[len(y)-1], len(y)-1)
		r.near("required_change", required, 0)
		r.near("achieved_change", achieved, 0)
		ratio := *required / *achieved
		r.near("ratio", &ratio, 0)
	}
}

func TestFlowTotalFixture(t *testing.T) {
	for _, r := range fixture(t, "flow_total.csv") {
		o := r.outlook(Indicator{Kind: Flow, Direction: Up}, "values")
		f, _ := o.Forecast()
		for i, column := range []string{"total_q20", "total_q50", "total_q80"} {
			r.near(column, &f.Totals[i], f.Totals[1])
		}
		p, _ := o.Probability(r.num("target_2021_2025"), "")
		r.near("probability", &p, 1)
	}
}

func TestProbabilityEdges(t *testing.T) {
	rate := func(d Direction) Indicator { return Indicator{Kind: Rate, Direction: d, Decimals: 1} }
	count := func(d Direction) Indicator { return Indicator{Kind: Stock, Direction: d} }
	rising := []float64{60, 62, 63, 66, 67}
	tests := []struct {
		name   string
		ind    Indicator
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
		{"constant flow", Indicator{Kind: Flow, Direction: Down}, []float64{9, 9, 9, 9}, 45, "", 1},
		{"constant flow, missed", Indicator{Kind: Flow, Direction: Down}, []float64{9, 9, 9, 9}, 44, "", 0},
		{"a flow of nothing", Indicator{Kind: Flow, Direction: Up}, []float64{3, 0, 1, 0, 2}, 0, "", 1},
	}
	for _, tt := range tests {
		line := flow(tt.values...)
		for i := range line.Points {
			line.Points[i].Year += 5 - len(tt.values)
		}
		o, reason := NewOutlook(tt.ind, term2020, line.Points)
		if o == nil {
			t.Fatalf("%s: %s", tt.name, reason)
		}
		if p, ok := o.Probability(tt.target, tt.bound); p != tt.want || !ok {
			t.Errorf("%s: %v, %v, want %v", tt.name, p, ok, tt.want)
		}
	}
	o, _ := NewOutlook(count(Either), term2020, flow(rising...).Points)
	if _, ok := o.Probability(70, ""); ok {
		t.Error("a probability without a direction")
	}
	if _, ok := o.Probability(70, "≥"); !ok {
		t.Error("no probability of a bound")
	}
}

// A falling count reaches 0 on the log scale when it prints as 0.
func TestProbabilityOfZero(t *testing.T) {
	o, _ := NewOutlook(Indicator{Kind: Stock, Direction: Down}, term2020, flow(40, 18, 9, 4, 2).Points)
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
		f, _ := o.Forecast()
		low, high := f.Q10[4], f.Q90[4]
		if o.Indicator.Kind == Flow {
			low, high = sumOf(f.Q10), sumOf(f.Q90)
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
			if o.Indicator.Kind == Flow {
				target = sumOf(o.quantiles(p))
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
