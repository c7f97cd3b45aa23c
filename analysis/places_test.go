package analysis

import (
	"slices"
	"testing"
)

// yearly is a line of figures from 2015 on.
func yearly(place string, values ...float64) Line {
	l := Line{Place: place}
	for k, v := range values {
		l.Points = append(l.Points, Point{Year: 2015 + k, Value: v})
	}
	return l
}

// TestViewPlaces: of a rate that is to fall, what lies above the whole is behind; a
// figure that is held is held against nothing and sets no class.
func TestViewPlaces(t *testing.T) {
	x := Result{Indicator: Indicator{Code: "ngheo", Kind: Rate, Direction: Down, Decimals: 1}, Whole: yearly("", 12, 5.04),
		Places: []Line{yearly("A", 20, 9), yearly("B", 4, 1), yearly("C", 30, 99), yearly("D", 12, 5.01)}}
	x.Places[2].Points[1].Held = true
	r := &Review{Term: Term{2015, 2016, 2020}, Indicators: []Result{x}}
	v := ViewPlaces(r, 0, 2016)
	if *v.Gap[0] != 4 || *v.Gap[1] != -4 || v.Gap[2] != nil || *v.Gap[3] != 0 {
		t.Errorf("gaps %v %v %v %v, want 4 -4 none 0: as printed", *v.Gap[0], *v.Gap[1], v.Gap[2], *v.Gap[3])
	}
	for k, want := range [][]bool{{true, true}, {false, false}, {true, false}, {false, false}} {
		if !slices.Equal(v.Behind[k], want) {
			t.Errorf("place %d is behind in %v, want %v", k, v.Behind[k], want)
		}
	}
	if !slices.Equal(v.Count, []int{2, 1}) {
		t.Errorf("%v places are behind by year, want 2 and 1", v.Count)
	}
	if want := []float64{3, 5, 7}; !slices.Equal(v.Breaks, want) { // 1 to 9 in four classes
		t.Errorf("classes end at %v, want %v", v.Breaks, want)
	}
	if v.Shift == nil || len(v.Shift.Places) != 3 {
		t.Errorf("%+v, want the three places that have both years", v.Shift)
	}
	r.Indicators[0].Kind = Stock // counts are not held against the whole
	if v := ViewPlaces(r, 0, 2016); v.Gap[0] != nil || v.Behind[0][0] {
		t.Error("a count of a place is held against that of the whole")
	}
}

// TestClassOf: a figure at an end belongs to the class above, as printed.
func TestClassOf(t *testing.T) {
	for v, want := range map[float64]int{0: 0, 2.94: 0, 2.96: 1, 3: 1, 5: 2, 6.9: 2, 7: 3, 99: 3} {
		if got := ClassOf([]float64{3, 5, 7}, v, 1); got != want {
			t.Errorf("%v is in class %d, want %d", v, got, want)
		}
	}
}

// TestBreaks: figures that are alike as printed have no classes, whole numbers close
// together fewer than four.
func TestBreaks(t *testing.T) {
	x := Result{Indicator: Indicator{Kind: Stock}, Places: []Line{yearly("A", 3.2), yearly("B", 3.4)}}
	if got := breaks(&x, 2015); got != nil {
		t.Errorf("classes of equal figures end at %v", got)
	}
	x.Places[1].Points[0].Value = 5
	if got := breaks(&x, 2015); !slices.Equal(got, []float64{4, 5}) {
		t.Errorf("classes of 3 and 5 end at %v, want 4, 5", got)
	}
}

// TestRunningTotals: a flow is added up from the year after the base; with a hole
// there is no total; what is lacking is what the judgement says.
func TestRunningTotals(t *testing.T) {
	term := Term{2015, 2018, 2020}
	x := Result{Indicator: Indicator{Kind: Flow, Direction: Up}, Whole: yearly("", 100, 10, 20, 30), Goal: &Goal{Value: 65}}
	x.Judgement = Judge(x.Indicator, term, x.Whole, x.Goal)
	got := RunningTotals(&x, term)
	if len(got) != 3 || got[0].From != 0 || got[2].From != 30 || got[2].To != 60 || got[2].TargetLeft == nil || *got[2].TargetLeft != 5 {
		t.Errorf("%+v, want 10, 30, 60 and 5 lacking", got)
	}
	x.Whole.Points[2].Held = true
	if got := RunningTotals(&x, term); got != nil {
		t.Errorf("%+v of a flow with a year that is held", got)
	}
	x.Kind = Stock
	if RunningTotals(&x, term) != nil {
		t.Error("a stock is added up")
	}
}

func TestPlacesOff(t *testing.T) {
	at := func(list ...float64) (out []*float64) {
		for i := range list {
			out = append(out, &list[i])
		}
		return out
	}
	tests := []struct {
		what         string
		kind         IndicatorKind
		decimals     int
		whole        float64
		places       []*float64
		sum, printed float64
		off          bool
	}{
		{"the same", Stock, 0, 6, at(1, 2, 3), 6, 6, false},
		{"one off of counts", Stock, 0, 61, at(10, 20, 30), 60, 61, true},
		{"no more than rounding", Stock, 1, 6.2, at(1.04, 2.04, 3.04), 6, 6.2, false}, // four numbers, each off by 0.05
		{"more than rounding", Stock, 1, 6.3, at(1.04, 2.04, 3.04), 6, 6.3, true},
		{"a mean", Stock, 0, 20, at(10, 20, 30), 60, 20, false},
		{"a place without a figure", Stock, 0, 61, append(at(10, 50), nil), 0, 0, false},
		{"a rate", Rate, 1, 61, at(10, 20, 30), 0, 0, false},
	}
	for _, tt := range tests {
		x := &Result{Indicator: Indicator{Kind: tt.kind, Decimals: tt.decimals}}
		if sum, printed, off := PlacesOff(x, tt.whole, tt.places); sum != tt.sum || printed != tt.printed || off != tt.off {
			t.Errorf("%s: PlacesOff(%g) = %g, %g, %v, want %g, %g, %v", tt.what, tt.whole, sum, printed, off, tt.sum, tt.printed, tt.off)
		}
	}
}
