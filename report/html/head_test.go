package html

import (
	"testing"

	"tongket/analysis"
	"tongket/analysis/stat"
)

// TestClassesOfTerm: a target that a term has missed narrowly is not told as on
// its way, unless the last figures are still to come.
func TestClassesOfTerm(t *testing.T) {
	term := analysis.Term{Base: 2015, Last: 2020, Next: 2025}
	missed := analysis.Result{Goal: &analysis.Goal{Value: 1}, Progress: stat.Progress{Class: stat.Significant, Year: 2020}}
	open := missed
	open.Progress.Year = 2019
	for want, indicators := range map[string][]analysis.Result{
		"Gần đạt mục tiêu": {missed, missed}, "Đúng tiến độ": {missed, open},
	} {
		if got := classes(indicators, term); len(got) != 1 || got[0].Label != want || got[0].Count != 2 {
			t.Errorf("%+v, want %q", got, want)
		}
	}
}

// TestUnmoved: of mothers, martyrs and administrative counts the page tells no change,
// as print doesn't.
func TestUnmoved(t *testing.T) {
	fell := -46.0
	x := analysis.Result{Indicator: analysis.Indicator{Name: "Số Bà mẹ", Unit: "mẹ", Kind: analysis.Stock}}
	x.Term.Change, x.Term.Yearly = &fell, &fell
	if change(&x) == "" || yearly(&x) == "" {
		t.Error("the change of a count is not told")
	}
	for _, nature := range []string{analysis.Honoured, analysis.Administrative, analysis.State} {
		x.Wording.Nature = nature
		if got := change(&x) + yearly(&x); got != "" {
			t.Errorf("%s: %q", nature, got)
		}
	}
}
