package analysis

import (
	"slices"
	"testing"
)

// A bound of the next term's target is kept: a floor that is met is not planned
// down to, and one that is not met ends the path.
func TestBoundIsKept(t *testing.T) {
	rate := placeTable("a.xlsx", "THAT", "%", 2015, ": 3,9 3,8 3,7 3,6 3,5 3,4")
	tests := []struct {
		next  string
		bound string
		kept  bool
		path  []float64
	}{
		{"dưới 3", "<", false, nil},
		{"không quá 3,5", "≤", true, []float64{3.5, 3.5, 3.5, 3.5, 3.5}},
		{"dưới 3,4", "<", false, nil}, // 3,4 is not below it
		{"đạt 3", "", false, nil},
	}
	for _, tt := range tests {
		n := result(t, Run(withTarget("THAT", "4", tt.next), inputOf(t, rate), Options{}), "THAT").Next
		if n.Bound != tt.bound || n.Kept != tt.kept || tt.path != nil && !slices.Equal(n.Path, tt.path) || tt.kept != (n.Required == nil) {
			t.Errorf("%s: %+v", tt.next, n)
		}
	}
	r := Run(withTarget("THAT", "từ 2 trở lên", "đạt 3"), inputOf(t, rate), Options{})
	wantFindings(t, r, "rule", `rule warning A6 ["từ 2 trở lên" "Mục tiêu" "against"]`)
}

// A flow that already exceeds a floor of the next term's total is not planned
// down to it: its years are the mean that the floor asks for.
func TestFloorOfFlowIsKept(t *testing.T) {
	flow := placeTable("a.xlsx", "VIEC", "người", 2016, ": 1200 1250 1290 1340 1400")
	for next, want := range map[string][]float64{"từ 6000 trở lên": {1200, 1200, 1200, 1200, 1200}, "từ 9000 trở lên": nil} {
		n := result(t, Run(withTarget("VIEC", "", next), inputOf(t, flow), Options{}), "VIEC").Next
		if n.Bound != "≥" || want != nil && !slices.Equal(n.Path, want) || n.SetsOut(Up, 1400) != (want == nil) {
			t.Errorf("%s: %+v", next, n)
		}
	}
}

// Nothing is proposed for a part of a rate that has a target, for few cases and
// where the interval says nothing.
func TestNoProposal(t *testing.T) {
	counts := placeTable("a.xlsx", "NGHEO", "hộ", 2015, ": 48000 42000 36000 31000 27000 24000")
	if n := result(t, run(t, counts), "NGHEO").Next; n.Target != nil || n.NoProposal != "part" {
		t.Errorf("a numerator: %+v", n)
	}
	for why, values := range map[string]string{
		"few-cases": ": 20 21 22 21 23", "wide": ": 1200 3900 800 2600 1200", "": ": 1200 1250 1290 1340 1400",
	} {
		n := result(t, Run(withTarget("VIEC", "", ""), inputOf(t, placeTable("a.xlsx", "VIEC", "người", 2016, values)), Options{}), "VIEC").Next
		if n.NoProposal != why || (n.Target != nil) != (why == "") {
			t.Errorf("%q: %q, target %v", why, n.NoProposal, n.Target)
		}
	}
}

// A word never disagrees with the probability beside it, though a target asks
// for less a year than was achieved: chances of a few per cent are not to be read
// as a matter of effort, and such a target is among the hardest.
func TestLikelihoodAgreesWithProbability(t *testing.T) {
	input := inputOf(t, placeTable("a.xlsx", "THAT", "%", 2015, ": 6 5 4 3,5 3,2 3"))
	r := Run(withTarget("THAT", "", "0"), input, Options{})
	n := result(t, r, "THAT").Next
	if n.Probability == nil || *n.Probability >= 0.10 || n.Required == nil || *n.Required < *n.Achieved {
		t.Fatalf("not the case that is meant: %+v", n)
	}
	if n.Feasibility != "hard" || len(r.Summary.Ahead) != 1 {
		t.Errorf("a probability of %v: %s, ahead %v", *n.Probability, n.Feasibility, r.Summary.Ahead)
	}
}
