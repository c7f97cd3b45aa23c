package analysis

import (
	"tongket/analysis/claim"
)

// mostUnknown is how many labels that the catalogue does not know become indicators:
// nobody reads annexes of more, and a sheet that is no table of indicators gives
// thousands.
const mostUnknown = 1000

// mostUnlisted is how many places may be in the results that nobody lists: no province
// has as many communes, and a list of them brings more.
const mostUnlisted = 1000

// leaveUnlisted leaves alone the facts of all places that the catalogue does not list
// where these are more than mostUnlisted, and tells how many. A part of them would make a
// false sum.
func (a *assembly) leaveUnlisted(cat Catalogue) []Finding {
	listed := map[string]bool{"": true}
	for _, p := range cat.Places {
		listed[p.Name] = true
	}
	unlisted := make(map[string]bool)
	var left Finding
	facts := 0
	keep := make([]int32, 0, len(a.own))
	for i, f := range a.eachOwn {
		name := a.placeName(f)
		if f.Group || listed[name] {
			keep = append(keep, i)
			continue
		}
		unlisted[name] = true
		if facts++; facts == 1 {
			left = Finding{Code: CodeManyPlaces, Pos: f.Pos, Place: name}
		}
	}
	if len(unlisted) <= mostUnlisted {
		return nil
	}
	a.own = keep
	left.Claim = claim.ManyPlaces{Figures: float64(facts), Most: mostUnlisted, Places: len(unlisted)}
	return []Finding{left}
}

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
