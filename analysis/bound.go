package analysis

import (
	"tongket/analysis/claim"
)

// mostUnknown is how many labels that the catalogue does not know become indicators:
// nobody reads annexes of more, and a sheet that is no table of indicators gives
// thousands.
const mostUnknown = 1000

// mostLines is how many lines, one an indicator and place, unknown labels may have in the
// results: what the catalogue does not know has no pages for each of thousands of places.
const mostLines = 100_000

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

// leaveMany leaves alone the facts of unknown labels beyond the first mostUnknown, or
// those that have mostLines with their places, and tells how many.
func (a *assembly) leaveMany(cat Catalogue) []Finding {
	known := indexByCode(cat.Indicators)
	labels, places := make(map[labelUnit]int), make(map[string]int)
	met := make(map[[2]int]bool) // a label and a place
	var lines []int              // of each label
	for _, f := range a.eachOwn {
		if _, ok := known[f.Indicator]; ok {
			continue
		}
		line := [2]int{ordinal(labels, labelUnit{f.Label, f.Unit}), ordinal(places, f.Place)}
		if !met[line] {
			met[line] = true
			lines = append(lines, make([]int, len(labels)-len(lines))...)
			lines[line[0]]++
		}
	}
	taken := 0
	for all := 0; taken < min(len(lines), mostUnknown); taken++ {
		if all += lines[taken]; all > mostLines && taken > 0 {
			break
		}
	}
	if taken == len(labels) {
		return nil
	}
	var left Finding
	facts := 0
	keep := make([]int32, 0, len(a.own))
	for i, f := range a.eachOwn {
		if _, ok := known[f.Indicator]; !ok && labels[labelUnit{f.Label, f.Unit}] >= taken {
			if facts++; facts == 1 {
				left = Finding{Code: CodeManyLabels, Pos: f.Pos, Name: f.Label}
			}
			continue
		}
		keep = append(keep, i)
	}
	a.own = keep
	left.Claim = claim.ManyLabels{Figures: float64(facts), Taken: taken, Labels: len(labels)}
	return []Finding{left}
}

// ordinal is the number of a key among those that were met, from 0.
func ordinal[K comparable](met map[K]int, key K) int {
	n, ok := met[key]
	if !ok {
		n = len(met)
		met[key] = n
	}
	return n
}
