package analysis

import (
	"math"
	"slices"

	"tongket/analysis/claim"
	"tongket/analysis/stat"
	"tongket/ingest"
	"tongket/ingest/words"
)

// checkTables makes the checks that need a whole table: totals over places,
// columns copied from another year, balances of a year's changes.
func checkTables(a *checked) {
	checkCopiedSheets(a)
	stamp := make([]int32, len(a.places)) // the group that a place was last counted in
	groups := int32(0)
	for t := range a.tables {
		facts := placedFacts(a.assembly, a.byTable[a.starts[t]:a.starts[t+1]])
		checkCopied(a, facts)
		for _, g := range totalsOf(a.assembly, facts) {
			groups++
			checkTotals(a, g, stamp, groups)
		}
		checkBalances(a, facts)
	}
}

// placedFacts are the facts of a table that are of a place of their own: the others
// have no series to be held against.
func placedFacts(a *assembly, facts []int32) []int32 {
	if !slices.ContainsFunc(facts, a.unlisted) {
		return facts
	}
	return slices.DeleteFunc(slices.Clone(facts), a.unlisted)
}

// A totalGroup is what a table says of one indicator, year and measure: its
// totals and the places listed with them.
type totalGroup struct {
	totals, parts []int32
}

// totalsOf are the groups of a table that have both a total and places.
func totalsOf(a *assembly, facts []int32) []totalGroup {
	type key struct {
		indicator int32
		years     ingest.Period
		estimate  bool
	}
	number := make(map[key]int)
	var groups []totalGroup
	for _, i := range facts {
		f := a.basis(i)
		if !reached(f.Measure) || a.place[i] < 0 || a.outside(a.place[i]) || !additive(&a.indicators[a.indicator[i]]) {
			continue
		}
		k := key{a.indicator[i], f.Years, f.Measure == ingest.Estimate}
		g, ok := number[k]
		if !ok {
			g = len(groups)
			number[k] = g
			groups = append(groups, totalGroup{})
		}
		if a.isTotal(i) {
			groups[g].totals = append(groups[g].totals, i)
		} else {
			groups[g].parts = append(groups[g].parts, i)
		}
	}
	return slices.DeleteFunc(groups, func(g totalGroup) bool { return len(g.totals) == 0 || len(g.parts) < 2 })
}

// outside tells a place of the country that is none of the catalogue's: it stands
// beside the whole and is no part of it. A town that is called as its province is, and so
// is a commune that is called as some province.
func (a *assembly) outside(place int32) bool {
	return int(place) >= a.listed && place > 0 && a.nation.Get(a.places[place].Name, words.IsNationPlace)
}

// isTotal tells whether a fact stands for all places that its table lists: the
// whole, or the place that the sheet is about.
func (a *assembly) isTotal(fact int32) bool {
	from := a.facts.PlaceFrom(int(fact))
	return a.place[fact] == 0 || from == ingest.FromTitle || from == ingest.FromSheet
}

// checkTotals holds the totals of a group against the sum of its places. If the
// catalogue's places are all there, they are what is summed, with or without
// the rows that are none of them ("khối cơ quan tỉnh"); if some are missing, the
// places may still not exceed the total.
func checkTotals(a *checked, g totalGroup, stamp []int32, id int32) {
	listed, all, complete := partsOf(a.assembly, g, stamp, id)
	parts, known := a.printedAll(listed)
	how := ingest.SomeParts
	if complete && known {
		how = ingest.AllParts
	}
	for _, i := range g.totals {
		total, ok := a.printed(i)
		if !ok || len(parts) == 0 {
			continue
		}
		if how == ingest.AllParts {
			a.totalled[pointKey{a.indicator[i], int32(a.basis(i).Years.To)}] = true
		}
		if absent := a.missingFrom(g, i); how == ingest.SomeParts && known && len(absent) > 0 {
			if stat.CheckSum(parts, total, true).OK {
				raiseIncomplete(a, i, listed, total.Value, absent)
				a.addsUp[i] = listed
				continue
			}
			a.short[pointKey{a.indicator[i], int32(a.basis(i).Years.To)}] = i
		}
		switch test := stat.CheckSum(parts, total, how != ingest.SomeParts); {
		case test.OK:
			if how == ingest.AllParts {
				a.addsUp[i] = listed
			}
			contaminate(a, i, listed, how == ingest.AllParts)
		case !agreesWith(a.assembly, all, total) && !isExplained(a, i, listed, how):
			raiseTotal(a, i, listed, total.Value, test.Sum)
		}
	}
}

// missingFrom are the listed places that a group leaves out beside a total of
// the whole, if they are at most half of them: a table that lists few places
// does not mean to list all.
func (a *assembly) missingFrom(g totalGroup, total int32) (names []string) {
	if a.place[total] != 0 || a.several || a.listed < 2 {
		return nil
	}
	present := make(map[int32]bool, len(g.parts))
	for _, i := range g.parts {
		f := a.basis(i)
		present[a.place[i]] = present[a.place[i]] || f.Known || f.Mark == ingest.Nil
	}
	for p := 1; p < a.listed; p++ {
		if !present[int32(p)] {
			names = append(names, a.places[p].Name)
		}
	}
	if 2*len(names) > a.listed-1 {
		return nil
	}
	return names
}

// raiseIncomplete raises a total that is the sum of the places that are there
// while others are missing: it is not the whole's.
func raiseIncomplete(a *checked, total int32, parts []int32, value float64, absent []string) {
	n := a.about(CodeTotalPart, total)
	n.Claim = claim.TotalPart{Total: value, Absent: absent}
	n.Unit = a.indicators[a.indicator[total]].Unit
	n.Related = append(a.emptyBeside(total, absent), a.positions(parts)...)
	if a.indicators[a.indicator[total]].Unknown {
		n.Severity = Warning // nobody says that it adds up
	}
	a.hold(total, a.raise(n))
}

// emptyBeside are the cells beside a total in which the figures of places would
// stand: in its column, and in the rows in which its table has other figures of
// them.
func (a *checked) emptyBeside(total int32, places []string) (out []ingest.Pos) {
	at, table := a.posOf(total), a.table[total]
	if a.rows == nil || a.rowsOf != table { // once for the totals of a table
		a.rows, a.rowsOf = make(map[string]int32), table
		for _, i := range a.byTable[a.starts[table]:a.starts[table+1]] {
			if p := a.place[i]; p > 0 {
				if _, ok := a.rows[a.places[p].Name]; !ok {
					a.rows[a.places[p].Name] = a.posOf(i).Row
				}
			}
		}
	}
	for _, name := range places {
		if row, ok := a.rows[name]; ok && row != at.Row {
			out = append(out, ingest.Pos{File: at.File, Sheet: at.Sheet, Row: row, Col: at.Col})
		}
	}
	return out
}

// printedAll are the numbers of facts; known is false if one has none and does
// not say that nothing was counted either.
func (a *assembly) printedAll(facts []int32) (out []stat.Printed, known bool) {
	known = true
	for _, i := range facts {
		p, ok := a.printed(i)
		if ok {
			out = append(out, p)
		}
		known = known && (ok || !a.basis(i).Known && a.basis(i).Mark == ingest.Nil)
	}
	return out, known
}

// agreesWith tells whether a total is the sum of all rows of its table.
func agreesWith(a *assembly, all []int32, total stat.Printed) bool {
	parts, known := a.printedAll(all)
	return known && stat.CheckSum(parts, total, true).OK
}

type pointKey struct{ indicator, year int32 }

// partsOf are the places of a group that make up the whole, each once, all of
// its places, and whether none of the catalogue's is missing.
func partsOf(a *assembly, g totalGroup, stamp []int32, id int32) (listed, all []int32, complete bool) {
	for _, i := range g.parts {
		if p := a.place[i]; stamp[p] != id {
			stamp[p] = id
			all = append(all, i)
			if p < int32(a.listed) {
				listed = append(listed, i)
			}
		}
	}
	members := a.listed - 1
	switch {
	case len(listed) == members && members > 0:
		return listed, all, true
	case len(listed) == 0:
		return all, all, true
	}
	return all, all, len(all) >= members
}

// contaminate holds back a total that agrees with its parts although an open
// error stands on one of them.
func contaminate(a *checked, total int32, parts []int32, complete bool) {
	for _, i := range parts {
		if note, ok := a.slips[i]; ok && complete && a.findings[note.finding].Severity == Error {
			a.hold(total, note.finding)
		}
	}
}

// isExplained tells whether a total agrees with its parts once the slips among
// them are undone: then the slip is the fault, and the total speaks for it.
func isExplained(a *checked, total int32, parts []int32, how ingest.PartKind) bool {
	var mended []stat.Printed
	var notes []slipNote
	undo := func(i int32) (stat.Printed, bool) {
		p, ok := a.printed(i)
		if note, slip := a.slips[i]; ok && slip {
			notes = append(notes, note)
			return stat.Printed{Value: p.Value / note.Factor, Step: max(p.Step, 1) / note.Factor}, true
		}
		return p, ok
	}
	for _, i := range parts {
		if p, ok := undo(i); ok {
			mended = append(mended, p)
		}
	}
	printed, _ := undo(total)
	if len(notes) == 0 || !stat.CheckSum(mended, printed, how != ingest.SomeParts).OK {
		return false
	}
	f := &a.findings[notes[0].finding]
	f.Related = append(f.Related, a.posOf(total))
	return true
}

// raiseTotal raises a total that is not the sum of its parts. If these were
// copied from another year, that is the fault, and the total speaks for it.
func raiseTotal(a *checked, total int32, parts []int32, printed, sum float64) {
	if id, ok := a.copied[parts[0]]; ok {
		a.findings[id].Related = append(a.findings[id].Related, a.posOf(total))
		return
	}
	if a.averages(total, parts, printed) {
		return
	}
	n := totalFinding(a.assembly, total, parts, printed, sum)
	told := n.Claim.(claim.TotalMismatch)
	told.Slip = a.name(&n, parts, printed-sum, total)
	n.Claim = told
	if a.indicators[a.indicator[total]].Unknown {
		n.Severity = Warning // nobody says that it adds up
	}
	a.hold(total, a.raise(n))
}

// averages tells a total that lies among its parts, of an indicator that the catalogue
// does not know: it is their mean, and no sum ("Số giường bệnh trên một vạn dân").
func (a *assembly) averages(total int32, parts []int32, printed float64) bool {
	if !a.indicators[a.indicator[total]].Unknown || len(parts) < 3 {
		return false
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, i := range parts {
		if p, ok := a.printed(i); ok {
			low, high = min(low, p.Value), max(high, p.Value)
		}
	}
	return low <= printed && printed <= high
}

func totalFinding(a *assembly, total int32, parts []int32, printed, sum float64) Finding {
	n := a.about(CodeTotalMismatch, total)
	n.Claim = claim.TotalMismatch{Printed: printed, Sum: sum, Over: "places"}
	n.Unit = a.indicators[a.indicator[total]].Unit
	n.Related = a.positions(parts)
	return n
}

// checkTerms holds the figure that a sheet gives for the term against the sum
// of its years. It is an error if one table has both.
func checkTerms(a *checked) {
	for k := range a.indicators {
		if a.indicators[k].Kind != Flow {
			continue
		}
		for l := range a.series[k].lines {
			checkTerm(a, int32(k), &a.series[k].lines[l])
		}
	}
}

func checkTerm(a *checked, k int32, line *Line) {
	if line.TermTotal == nil {
		return
	}
	fact := int32(line.TermTotal.Facts[0])
	total, _ := a.printed(fact)
	var printed []stat.Printed
	var years []int32
	together, estimate := true, false
	for i := range line.Points[1:] {
		p := &line.Points[i+1]
		if !given(p) || p.From != fromSheet || a.pointHeld(p) {
			return
		}
		if p.Status == Known {
			q, _ := a.printed(int32(p.Facts[0]))
			printed = append(printed, q)
			years = append(years, int32(p.Facts[0]))
		}
		estimate = estimate || p.Estimate
		together = together && a.table[p.Facts[0]] == a.table[fact]
	}
	test := stat.CheckSum(printed, total, true)
	if test.OK || len(printed) == 0 || estimate != (a.basis(fact).Measure == ingest.Estimate) && !together {
		return
	}
	n := a.about(CodeTotalMismatch, fact)
	n.Claim = claim.TotalMismatch{Printed: total.Value, Sum: test.Sum, Over: "years"}
	n.Unit = a.indicators[k].Unit
	n.Related = a.positions(years)
	if !together {
		n.Severity = Warning
	}
	a.hold(fact, a.raise(n))
}

// checkWholes holds the whole's figure of each year against the sum of its
// places where no table lists both.
//
// Where the whole exceeds its places in every year, and in two at least, it may
// count what belongs to none of them: that is a doubt and no error (ours).
func checkWholes(a *checked) {
	for place, to := a.members(); place < to; place++ {
		if a.outside(place) {
			return // the sheets list provinces beside the job's own, and none of its places
		}
	}
	for k := range a.indicators {
		s := &a.series[k]
		if !additive(&a.indicators[k]) || len(s.lines) < 3 {
			continue
		}
		var gaps []wholeGap
		beyond := true
		for y := range s.lines[0].Points {
			p := &s.lines[0].Points[y]
			if p.Status != Known || p.From != fromSheet || a.totalled[pointKey{int32(k), int32(p.Year)}] || a.pointHeld(p) {
				continue
			}
			if gap, ok := checkWhole(a, int32(k), y); ok {
				beyond = beyond && gap.total > gap.sum && !gap.agrees
				gaps = append(gaps, gap)
			}
		}
		for _, g := range gaps {
			if !g.agrees {
				raiseGap(a, g, beyond && len(gaps) > 1)
			}
		}
	}
}

// A wholeGap is the whole's figure of a year beside the sum of its places.
type wholeGap struct {
	fact       int32
	parts      []int32
	total, sum float64
	agrees     bool
}

func raiseGap(a *checked, g wholeGap, doubt bool) {
	if !doubt {
		raiseTotal(a, g.fact, g.parts, g.total, g.sum)
		return
	}
	n := totalFinding(a.assembly, g.fact, g.parts, g.total, g.sum)
	n.Severity = Warning
	a.raise(n)
}

// checkWhole compares one year; ok is false if a place is missing, or the whole
// and its places are not of the same measure.
func checkWhole(a *checked, k int32, y int) (gap wholeGap, ok bool) {
	s := &a.series[k]
	p := &s.lines[0].Points[y]
	from, to := a.members()
	sum, ok := sumOver(a, s, a.indicators[k].Kind, y, from, to)
	if !ok || sum.Held || sum.Estimate != p.Estimate {
		return wholeGap{}, false
	}
	gap.fact = int32(p.Facts[0])
	for _, f := range sum.Facts {
		gap.parts = append(gap.parts, int32(f))
	}
	parts, _ := a.printedAll(gap.parts)
	total, _ := a.printed(gap.fact)
	test := stat.CheckSum(parts, total, true)
	gap.total, gap.sum, gap.agrees = total.Value, test.Sum, test.OK
	return gap, true
}
