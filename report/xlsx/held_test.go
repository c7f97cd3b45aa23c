package xlsx

import (
	"testing"

	"tongket/report/annex"
)

// Figures on which an open error stands are a series of their own, and set no
// scale.
func TestHeldSeries(t *testing.T) {
	number := func(v float64) *float64 { return &v }
	s := annex.Series{Kind: annex.Yearly, Values: []*float64{number(9), number(991), number(12)}, Held: []bool{false, true, false}}
	held := heldOf(&s)
	if held == nil || held[1] == nil || *held[1] != 991 || held[0] != nil || s.Values[1] != nil || *s.Values[2] != 12 {
		t.Errorf("held %v of %v", held, s.Values)
	}
	plain := annex.Series{Kind: annex.Yearly, Values: []*float64{number(9)}, Held: []bool{false}}
	if heldOf(&plain) != nil {
		t.Error("nothing is held")
	}
	c := annex.Chart{Kind: annex.Columns, Series: []annex.Series{{Kind: annex.Yearly, Values: []*float64{number(9), number(991), number(12)}, Held: []bool{false, true, false}}}}
	if frame := (&sheet{}).chartFrame(c); frame.YAxis.Maximum == nil || *frame.YAxis.Maximum > 14 {
		t.Errorf("the axis ends at %v", frame.YAxis.Maximum)
	}
}
