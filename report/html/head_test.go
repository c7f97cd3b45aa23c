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
