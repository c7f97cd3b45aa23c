package claim

import (
	"fmt"
	"math"
	"reflect"
	"testing"
)

func TestForm(t *testing.T) {
	seven := 7.0
	tests := []struct {
		claim Claim
		want  string // Values and Args
	}{
		{nil, "[] []"},
		{EmptyFile{}, `[] []`},
		{EmptyFile{Words: true}, `[] ["words"]`},
		{Contradiction{Attribute: "year", First: "2018", Second: "2019"}, `[] ["year" "2018" "2019" ""]`},
		{Doubtful{Range: "A1:B9", What: "left-columns", Other: "part-year"}, `[] ["A1:B9" "left-columns" "" "part-year"]`},
		{Homeless{Figures: 12, Names: []string{"A", "B"}}, `[] ["12" "A" "B"]`},
		{HintUsed{Attribute: "year", Is: "2018", Cells: 12, How: "filled"}, `[] ["year" "2018" "12" "filled" ""]`},
		{TotalMismatch{Printed: 9, Sum: 8, Over: "places"}, `[9 8] ["places"]`},
		{TotalMismatch{Printed: 9, Sum: 8, Over: "places", Slip: Slip{"own", "8"}}, `[9 8] ["places" "own" "8"]`},
		{RateMismatch{Printed: 1, Recomputed: 2, Numerator: 3, Denominator: 4}, `[1 2 3 4] []`},
		{RateMismatch{Cells: 13}, `[0 0 0 0] ["13"]`},
		{RateMismatch{Slip: Slip{"part", "12,5"}}, `[0 0 0 0] ["" "part" "12,5"]`},
		{Conflict{Used: 1, Other: 2, Why: "order", Cells: 1, Sums: "other", Slip: Slip{"own", "2"}}, `[1 2] ["order" "1" "other" "own" "2"]`},
		{UnitSlip{Value: 1, Median: 2, Factor: 1000, Cells: 6, Against: "job", RowUnit: "nghìn người"}, `[1 2 1000] ["6" "job" "nghìn người"]`},
		{Formula{Cached: 1, Sum: 2}, `[1 2] [""]`}, // a formula that is not known stays the first
		{Formula{Cached: 1, Sum: 2, Text: "B1+B2", TypedAsText: true}, `[1 2] ["B1+B2" "text"]`},
		{Missing{Of: "places", Places: []string{"A", "B"}}, `[] ["places" "A" "B"]`},
		{Row{Column: "Mã", Want: "code"}, `[] ["Mã" "" "code"]`},
		{StaleCorrection{State: "absent"}, `[] ["absent" "" ""]`},
		{Unchanged{By: "x"}, `[] ["x" "" ""]`},
		{Unchanged{Figure: &seven}, `[7] ["" "" ""]`},
		{DraftNotKept{Draft: "1"}, `[] ["1"]`},
		{DraftNotKept{Draft: "1", Damaged: true}, `[] ["1" "damaged"]`},
	}
	for _, tt := range tests {
		values, args := Values(tt.claim), Args(tt.claim)
		if got := fmt.Sprintf("%v %q", values, args); got != tt.want {
			t.Errorf("%#v is %s, want %s", tt.claim, got, tt.want)
		}
		if tt.claim == nil {
			continue
		}
		if back := From(reflect.Zero(reflect.TypeOf(tt.claim)).Interface().(Claim), values, args); !reflect.DeepEqual(back, tt.claim) {
			t.Errorf("%#v comes back as %#v", tt.claim, back)
		}
	}
}

// TestFormIsTolerant: what another version wrote less or more of is no fault.
func TestFormIsTolerant(t *testing.T) {
	if got := From(Conflict{}, []float64{1}, nil); !reflect.DeepEqual(got, Conflict{Used: 1}) {
		t.Errorf("got %#v", got)
	}
	if got := From(Figure{}, []float64{1, 2}, []string{"a"}); got != (Figure{Value: 1}) {
		t.Errorf("got %#v", got)
	}
}

func TestFinite(t *testing.T) {
	if got := Finite(Figure{Value: math.Inf(-1)}); got != (Figure{Value: -math.MaxFloat64}) {
		t.Errorf("got %#v", got)
	}
	if got := Finite(Names{Names: []string{"a"}}); !reflect.DeepEqual(got, Names{Names: []string{"a"}}) {
		t.Errorf("got %#v", got)
	}
}
