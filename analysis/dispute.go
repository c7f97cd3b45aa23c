package analysis

import (
	"math"
	"slices"

	"tongket/analysis/claim"
	"tongket/analysis/stat"
	"tongket/ingest"
)

type oldEstimate struct {
	fact  int32
	other int32 // the actual in its place; -1 if it is merely of an old year
}

type unitClash struct {
	indicator, sheet int32
	unit             string
}

// conflictError is the relative difference above which a conflict is an error.
const conflictError = 0.10 // ours (methods §6)

// A dispute is two facts for one point that disagree.
type dispute struct {
	used, other int32
	called      bool // as precedence has it
}

// compare remembers what two facts for one point disagree on. An estimate in
// whose place an actual has come is no dispute, unless it is far from it.
func (b *lineBuilder) compare(used, other int32) {
	a := b.a
	f, g := a.basis(used), a.basis(other)
	switch {
	case !g.Known && g.Mark != ingest.Nil, !f.Known:
	case f.Measure == ingest.Actual && g.Measure == ingest.Estimate && (a.agree(used, other) || !farApart(a, used, other)):
		b.estimates = append(b.estimates, oldEstimate{other, used})
	case !a.agree(used, other):
		b.disputes = append(b.disputes, dispute{used, other, b.called})
	}
}

// farApart tells whether two figures differ by more than 10 % of the first.
func farApart(a *assembly, x, y int32) bool {
	v, _ := a.value(x)
	w, _ := a.value(y)
	return math.Abs(v-w) > conflictError*math.Abs(v)*(1+1e-9)
}

// slipDisputes takes a figure that is not used, and that is a power of ten away
// from the series which the used one belongs to, for a slip and not a conflict.
// It returns the other disputes.
func slipDisputes(a *checked, disputes []dispute) (rest []dispute) {
	for _, d := range disputes {
		if !slipDispute(a, d) {
			rest = append(rest, d)
		}
	}
	return rest
}

func slipDispute(a *checked, d dispute) bool {
	k := a.indicator[d.used]
	v, _ := a.value(d.used)
	w, ok := a.value(d.other)
	_, others := a.around(d.used)
	slip := stat.PowerOfTen(a.indicators[k].Kind, w, others)
	if _, known := a.slips[d.used]; !ok || known || slip.Factor == 0 || !stat.Within(w/v, slip.Factor, 1+conflictError) {
		return false
	}
	n := a.about(slipCode(slip), d.other)
	n.Claim = claim.UnitSlip{Value: w, Median: slip.Median, Factor: slip.Factor}
	n.Unit, n.Decimals = a.indicators[k].Unit, a.indicators[k].Decimals
	n.Related = []ingest.Pos{a.posOf(d.used)}
	id := a.raise(n)
	a.hold(d.other, id)
	a.slips[d.other] = slipNote{slip, id}
	return true
}

// raiseDisputes raises the disputes that no other fault explains, once slips
// and totals are known.
func raiseDisputes(a *checked, disputes []dispute) {
	var open []dispute
	var others []int32
	for _, d := range disputes {
		if !slipExplains(a, d) {
			open, others = append(open, d), append(others, d.other)
		}
	}
	conflicts := make(map[disputed]int)
	var rates [][]int
	for _, group := range columnsOf(a.assembly, others) {
		if a.indicators[a.indicator[others[group[0]]]].Kind == Rate && len(group) == 1 {
			rates = append(rates, group)
			continue
		}
		id := raiseDispute(a, open, group, others)
		for _, i := range group {
			conflicts[a.disputedBy(open[i], a.indicator[open[i].used])] = id
		}
	}
	for _, group := range rates {
		if id, ok := a.countsSay(open[group[0]], conflicts); ok {
			f := &a.findings[id]
			f.Related = without(append(f.Related, a.posOf(open[group[0]].used), a.posOf(open[group[0]].other)))
			a.disputed[open[group[0]].used] = id
			continue
		}
		raiseDispute(a, open, group, others)
	}
}

// A disputed point is one on which two tables contradict each other.
type disputed struct{ indicator, place, year, table, other int32 }

func (a *assembly) disputedBy(d dispute, indicator int32) disputed {
	x, y := a.table[d.used], a.table[d.other]
	return disputed{indicator, a.place[d.used], int32(a.basis(d.used).Years.To), min(x, y), max(x, y)}
}

// countsSay finds the conflict on the numerator or the denominator of a rate
// between the two tables that contradict each other on the rate: it is the same
// contradiction, and is told once.
func (a *checked) countsSay(d dispute, conflicts map[disputed]int) (id int, ok bool) {
	ind := &a.indicators[a.indicator[d.used]]
	for _, code := range []string{ind.Numerator, ind.Denominator} {
		if k, known := a.number[code]; known && !isGrave(a, d) {
			if id, ok = conflicts[a.disputedBy(d, k)]; ok {
				return id, true
			}
		}
	}
	return 0, false
}

// slipExplains tells whether two figures differ by the power of ten that one of
// them is off its series; its finding then names the other cell too.
func slipExplains(a *checked, d dispute) bool {
	v, _ := a.value(d.used)
	w, _ := a.value(d.other)
	for _, side := range []struct {
		fact, other int32
		ratio       float64
	}{{d.used, d.other, v / w}, {d.other, d.used, w / v}} {
		note, ok := a.slips[side.fact]
		if ok && stat.Within(side.ratio, note.Factor, 1+conflictError) {
			f := &a.findings[note.finding]
			f.Related = append(f.Related, a.posOf(side.other))
			return true
		}
	}
	return false
}

// raiseDispute raises a conflict, or those of many places in one column, on the
// cell that is not used. It is an error if a pair is far apart, whatever
// its measure, unless an error stands on one of them already.
func raiseDispute(a *checked, open []dispute, group []int, others []int32) (id int) {
	d := open[group[0]]
	for _, i := range group {
		if isGrave(a, open[i]) {
			d = open[i]
			break
		}
	}
	f, g := a.fact(d.used), a.fact(d.other)
	v, _ := a.value(d.used)
	w, _ := a.value(d.other)
	_, why := a.precedence(d.used, d.other, d.called)
	code := CodeConflict
	if a.unnamed(d.other) > a.unnamed(d.used) {
		code = CodeNoPlace
	}
	n := a.about(code, d.other)
	n.Related = []ingest.Pos{f.Pos}
	n.Claim = claim.Conflict{Used: v, Other: w, Why: why}
	n.Unit = a.indicators[a.indicator[d.used]].Unit
	n.Decimals = max(f.Decimals, g.Decimals, 0)
	if isGrave(a, d) && code == CodeConflict {
		n.Severity = Error
	}
	line := a.preference(d.used)
	if line == nil {
		line = a.preference(d.other) // a number below 0, of the one that is to give way
	}
	if why == "priority" && line != nil {
		n.settledBy(Settled{line.Line, SettledKnown, line.Reason, ""})
	}
	widen(a.assembly, &n, group, others)
	if len(group) == 1 {
		a.sideThatAddsUp(&n, d, v, w)
	}
	grave := slices.DeleteFunc(slices.Clone(group), func(i int) bool { return !isGrave(a, open[i]) || code == CodeNoPlace })
	id = a.raise(n)
	for _, i := range group {
		a.disputed[open[i].used] = id
	}
	for _, i := range grave {
		// An actual figure stands though an estimate was far off it, and an estimate does not though a figure was that may be an actual.
		if f, g := a.basis(open[i].used), a.basis(open[i].other); (f.Measure == g.Measure || f.Measure == ingest.Estimate && g.Unsaid) && reached(f.Measure) {
			a.hold(open[i].used, id)
		}
	}
	return id
}

// sideThatAddsUp says of a conflict whether one of its figures is the sum of its
// places, and which of these would close the gap.
func (a *checked) sideThatAddsUp(n *Finding, d dispute, used, other float64) {
	told := n.Claim.(claim.Conflict)
	parts, ok := a.addsUp[d.used]
	switch more, both := a.addsUp[d.other]; {
	case ok && !both:
		told.Cells, told.Sums = 1, "used"
		told.Slip = a.name(n, parts, other-used, d.other)
	case both && !ok:
		told.Cells, told.Sums = 1, "other"
		told.Slip = a.name(n, more, used-other, d.used)
	}
	n.Claim = told
}

func isGrave(a *checked, d dispute) bool {
	f, g := a.fact(d.used), a.fact(d.other)
	return g.Known && farApart(a.assembly, d.used, d.other) && f.Measure != ingest.Target && !a.held(d.used) && !a.held(d.other)
}

// raiseEstimates notes estimates that are out of date, one finding for an
// indicator, a year and a table.
func raiseEstimates(a *checked, estimates []oldEstimate) {
	type column struct {
		table     int32
		indicator int32
		years     ingest.Period
		actual    bool
	}
	groups := make(map[column][]oldEstimate)
	var order []column
	slices.SortFunc(estimates, func(x, y oldEstimate) int { return int(x.fact - y.fact) })
	for _, e := range estimates {
		key := column{a.table[e.fact], a.indicator[e.fact], a.basis(e.fact).Years, e.other >= 0}
		if len(groups[key]) == 0 {
			order = append(order, key)
		}
		groups[key] = append(groups[key], e)
	}
	for _, key := range order {
		raiseEstimate(a, groups[key], key.actual)
	}
}

func raiseEstimate(a *checked, group []oldEstimate, actual bool) {
	n := a.about(CodeEstimateOld, group[0].fact)
	told := claim.OldEstimate{Why: "old", Cells: len(group)}
	if actual {
		told.Why = "actual"
	}
	n.Claim = told
	for i, e := range group {
		if i > 0 {
			n.Related = append(n.Related, a.posOf(e.fact))
		}
		if e.other >= 0 && len(group) == 1 {
			n.Related = append(n.Related, a.posOf(e.other))
		}
		if a.place[e.fact] != a.place[group[0].fact] {
			n.Place = ""
		}
	}
	a.raise(n)
}

// raiseUnits raises figures whose unit cannot be converted into the
// catalogue's, one finding for an indicator, a sheet and a unit.
func raiseUnits(a *checked, d *doubts) {
	for _, key := range d.clashes {
		group := d.units[key]
		n := a.about(CodeUnits, group[0])
		n.Claim = claim.Units{Fact: key.unit, Catalogue: a.indicators[key.indicator].Unit}
		if len(group) > 1 {
			n.Related = a.positions(group[1:])
		}
		a.raise(n)
	}
}
