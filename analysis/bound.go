package analysis

import (
	"tongket/analysis/claim"
)

// mostUnknown is how many labels that the catalogue does not know become indicators:
// nobody reads annexes of more, and a sheet that is no table of indicators gives
// thousands.
const mostUnknown = 1000

// leaveMany leaves alone the facts of unknown labels beyond the first mostUnknown, and
// tells how many.
func (a *assembly) leaveMany(cat Catalogue) []Finding {
	known := indexByCode(cat.Indicators)
	labels := make(map[labelUnit]bool)
	var left Finding
	facts, last, isIn := 0, labelUnit{}, false
	keep := make([]int32, 0, len(a.own))
	for i, f := range a.eachOwn {
		if _, ok := known[f.Indicator]; !ok {
			key := labelUnit{f.Label, f.Unit}
			if key != last || len(labels) == 0 {
				if _, ok := labels[key]; !ok {
					labels[key] = len(labels) < mostUnknown
				}
				last, isIn = key, labels[key]
			}
			if !isIn {
				if facts++; facts == 1 {
					left = Finding{Code: CodeManyLabels, Pos: f.Pos, Name: f.Label}
				}
				continue
			}
		}
		keep = append(keep, i)
	}
	a.own = keep
	if facts == 0 {
		return nil
	}
	left.Claim = claim.ManyLabels{Figures: float64(facts), Taken: mostUnknown, Labels: len(labels)}
	return []Finding{left}
}
