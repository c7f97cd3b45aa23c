package analysis

import (
	"slices"
	"testing"
)

// TestSpreadNow: a place without a base year counts in the last year, and
// places whose figures print the same hold an extreme together.
func TestSpreadNow(t *testing.T) {
	x := result(t, run(t, `
		a.xlsx!S!C1 | THAT | Huyện X | 2015 | 4 %
		a.xlsx!S!D1 | THAT | Huyện X | 2020 | 3,01 %
		a.xlsx!S!C2 | THAT | Huyện Y | 2015 | 5 %
		a.xlsx!S!D2 | THAT | Huyện Y | 2020 | 2,99 %
		a.xlsx!S!D3 | THAT | Huyện Z | 2020 | 1 %`), "THAT")
	if x.Spread == nil || x.Spread.Now == nil || x.Spread.Last.Places != 2 {
		t.Fatalf("spread %+v", x.Spread)
	}
	now := x.Spread.Now
	if now.Places != 3 || now.Min != 1 || !slices.Equal(now.Highest, []string{"Huyện X", "Huyện Y"}) || !slices.Equal(now.Lowest, []string{"Huyện Z"}) {
		t.Errorf("now %+v", now)
	}
}

// TestFlowTotals: a place's total needs every year; the next target of a flow
// has a yearly average.
func TestFlowTotals(t *testing.T) {
	x := result(t, run(t, `
		a.xlsx!S!C1 | VIEC | Huyện X | 2016 | 10 người
		a.xlsx!S!D1 | VIEC | Huyện X | 2017 | 20 người
		a.xlsx!S!E1 | VIEC | Huyện X | 2018 | -
		a.xlsx!S!F1 | VIEC | Huyện X | 2019 | 30 người
		a.xlsx!S!G1 | VIEC | Huyện X | 2020 | 40 người
		a.xlsx!S!C2 | VIEC | Huyện Y | 2016 | 10 người
		a.xlsx!S!D2 | VIEC | Huyện Y | 2017 | 20 người`), "VIEC")
	if l := placeLine(x, "Huyện X"); l == nil || l.Total == nil || *l.Total != 100 {
		t.Errorf("a place with all years: %+v", l)
	}
	if l := placeLine(x, "Huyện Y"); l == nil || l.Total != nil {
		t.Errorf("a place with years missing: %+v", l)
	}
	if x.Next == nil || x.Next.Average == nil || *x.Next.Average != 240 {
		t.Errorf("next %+v", x.Next)
	}
}
