package analysis

import (
	"math"
	"slices"

	"tongket/ingest"
)

// build makes the lines of all indicators from their facts: for each year the
// fact that comes first in order of precedence, with what disagrees with it as
// a finding. Sums and ratios come later.
func (a *assembly) build() {
	a.series = make([]series, len(a.indicators))
	a.whole = make([][]int32, len(a.indicators))
	count := make([]int, len(a.indicators))
	a.eachLine(func(ind, place int32, run []int32) {
		if place != 0 {
			count[ind]++
			return
		}
		a.whole[ind] = run
	})
	for ind := range a.series {
		a.series[ind] = a.emptySeries(count[ind] + 1)
	}
	b := newLineBuilder(a)
	a.eachLine(func(ind, place int32, run []int32) {
		s := &a.series[ind]
		k := int32(0)
		if place != 0 {
			k = int32(len(s.lines))
			s.lines = s.lines[:k+1]
			s.place[k], s.line[place] = place, k
			s.lines[k].Place = a.places[place].Name
		}
		b.fill(&s.lines[k], ind, run)
	})
	b.raiseEstimates()
	b.raiseUnits()
}

// eachLine calls f with the facts of each indicator and place that has any.
func (a *assembly) eachLine(f func(ind, place int32, run []int32)) {
	for start := 0; start < len(a.byLine); {
		ind, place := a.indicator[a.byLine[start]], a.place[a.byLine[start]]
		end := start + 1
		for end < len(a.byLine) && a.indicator[a.byLine[end]] == ind && a.place[a.byLine[end]] == place {
			end++
		}
		f(ind, place, a.byLine[start:end])
		start = end
	}
}

// emptySeries has room for n lines, of which the whole is there.
func (a *assembly) emptySeries(n int) series {
	years := a.term.Last - a.term.Base + 1
	s := series{lines: make([]Line, n), place: make([]int32, n), line: make([]int32, len(a.places))}
	points := make([]Point, n*years)
	for i := range s.lines {
		s.lines[i].Points = points[i*years : (i+1)*years : (i+1)*years]
		for y := range s.lines[i].Points {
			s.lines[i].Points[y] = Point{Year: a.term.Base + y, Status: Missing}
		}
	}
	for p := range s.line {
		s.line[p] = -1
	}
	s.line[0] = 0
	s.lines = s.lines[:1]
	return s
}

// value is the number of a fact in the unit of its indicator; ok is false if
// it has none or its unit cannot be converted.
func (a *assembly) value(fact int32) (v float64, ok bool) {
	f := &a.facts[fact]
	if !f.Known {
		return 0, false
	}
	ind := &a.indicators[a.indicator[fact]]
	if f.Unit == "" || f.Unit == ind.Unit {
		return f.Value, true
	}
	return Convert(f.Value, f.Unit, ind.Unit)
}

// printed is the number of a fact with the size of its last printed digit, in
// the unit of its indicator.
func (a *assembly) printed(fact int32) (p Printed, ok bool) {
	f := &a.facts[fact]
	ind := &a.indicators[a.indicator[fact]]
	if p.Value, ok = a.value(fact); !ok {
		return Printed{}, false
	}
	switch own := f.Unit == "" || f.Unit == ind.Unit; {
	case own && f.Decimals == 0 && a.ones[a.indicator[fact]]:
	case own && f.Decimals >= 0:
		p.Step = math.Pow10(-f.Decimals)
	case own:
		p.Step, _ = Step(f.Value, f.Decimals, ind.Unit, ind.Unit)
	default:
		p.Step, _ = Step(f.Value, f.Decimals, f.Unit, ind.Unit)
	}
	return p, true
}

// A lineBuilder fills lines; it keeps what it can use again for the next one.
type lineBuilder struct {
	a         *assembly
	years     [][]int32 // actuals and estimates of each year
	plans     [][]int32
	term      []int32
	arena     []int
	estimates []oldEstimate
	units     map[unitClash][]int32
	clashes   []unitClash
}

type oldEstimate struct {
	fact  int32
	other int32 // the actual in its place; -1 if it is merely of an old year
}

type unitClash struct {
	indicator, sheet int32
	unit             string
}

func newLineBuilder(a *assembly) *lineBuilder {
	n := a.term.Last - a.term.Base + 1
	return &lineBuilder{a: a, years: make([][]int32, n), plans: make([][]int32, n), units: make(map[unitClash][]int32)}
}

// fill gives a line the facts of its run.
func (b *lineBuilder) fill(line *Line, ind int32, run []int32) {
	b.sort(run)
	for y := range line.Points {
		p := &line.Points[y]
		if c := b.years[y]; len(c) > 0 {
			b.point(p, ind, c)
		}
		if c := b.plans[y]; len(c) > 0 {
			b.plan(p, c)
		}
	}
	if len(b.term) > 0 {
		best := b.first(b.term)
		if v, ok := b.a.value(best); ok {
			line.TermTotal = &TermFigure{Value: v, Facts: b.sources(best, b.term)}
		}
	}
}

// sort puts the facts of a run where they belong: into the actuals and
// estimates of a year, its plans, or the figures of the whole term.
func (b *lineBuilder) sort(run []int32) {
	b.term = b.term[:0]
	for y := range b.years {
		b.years[y], b.plans[y] = b.years[y][:0], b.plans[y][:0]
	}
	t := b.a.term
	for _, i := range run {
		f := &b.a.facts[i]
		y := f.Years.From - t.Base
		switch {
		case !b.usable(i):
		case f.Years == (ingest.Period{From: t.Base + 1, To: t.Last}) && t.Last > t.Base+1 && reached(f.Measure):
			b.term = append(b.term, i)
		case f.Years.From != f.Years.To || y < 0 || y >= len(b.years):
		case reached(f.Measure):
			b.years[y] = append(b.years[y], i)
		case f.Measure == ingest.Plan:
			b.plans[y] = append(b.plans[y], i)
		}
	}
}

// usable tells whether a fact is a mark or a number in a unit that can be
// converted; if it is not, it is remembered for a finding.
func (b *lineBuilder) usable(fact int32) bool {
	f := &b.a.facts[fact]
	if !f.Known {
		return true
	}
	if _, ok := b.a.value(fact); ok {
		return true
	}
	key := unitClash{b.a.indicator[fact], b.a.sheet[fact], f.Unit}
	if len(b.units[key]) == 0 {
		b.clashes = append(b.clashes, key)
	}
	b.units[key] = append(b.units[key], fact)
	return false
}

// point chooses among the facts of one year.
func (b *lineBuilder) point(p *Point, ind int32, candidates []int32) {
	a := b.a
	best := b.first(candidates)
	f := &a.facts[best]
	switch {
	case f.Known:
		p.Value, _ = a.value(best)
		p.Status = Known
	case f.Mark == ingest.Nil:
		p.Status = NilOnly
	default:
		p.Status = NoValue
	}
	p.Estimate = p.Status != NoValue && f.Measure == ingest.Estimate
	p.Facts = b.sources(best, candidates)
	if p.Estimate && p.Year < a.term.Last {
		b.estimates = append(b.estimates, oldEstimate{best, -1})
	}
	for _, c := range candidates {
		if c != best {
			b.compare(best, c)
		}
	}
}

// plan takes the plan of one year.
func (b *lineBuilder) plan(p *Point, candidates []int32) {
	best := b.first(candidates)
	v, ok := b.a.value(best)
	if !ok {
		return
	}
	p.Plan = &v
	p.PlanFacts = b.sources(best, candidates)
	for _, c := range candidates {
		if c != best {
			b.compare(best, c)
		}
	}
}

// first is the fact that is used: the first in the order of methods §1. Where
// a sheet as good says exactly the same, the first to say it is named.
func (b *lineBuilder) first(candidates []int32) int32 {
	a, best := b.a, candidates[0]
	for _, c := range candidates[1:] {
		if r, _ := a.precedence(c, best); r < 0 {
			best = c
		}
	}
	f := &a.facts[best]
	for _, c := range candidates {
		g := &a.facts[c]
		if g.Value == f.Value && g.Unit == f.Unit && g.Known == f.Known && g.Mark == f.Mark && g.Measure == f.Measure &&
			g.Decimals == f.Decimals && g.Bound == f.Bound && a.originRank(c) == a.originRank(best) {
			return c
		}
	}
	return best
}

// sources are the used fact and those that say the same, as indexes into the
// facts.
func (b *lineBuilder) sources(best int32, candidates []int32) []int {
	start := len(b.arena)
	if cap(b.arena)-start < len(candidates) {
		b.arena = make([]int, 0, max(4096, len(candidates)))
		start = 0
	}
	b.arena = append(b.arena, int(best))
	for _, c := range candidates {
		if c != best && b.a.facts[c].Measure == b.a.facts[best].Measure && b.a.agree(best, c) {
			b.arena = append(b.arena, int(c))
		}
	}
	return b.arena[start:len(b.arena):len(b.arena)]
}

// precedence is below 0 if fact x is used before fact y, and says why: a
// number before a mark; an actual before an estimate ("actual"); for the whole
// a sheet of its own before one that lists places ("province-sheet"), for a
// place the same ("own-sheet"); the later revision of one file, then the sheet
// that reaches a later year ("newer");
// the order of input ("order").
func (a *assembly) precedence(x, y int32) (order int, why string) {
	f, g := &a.facts[x], &a.facts[y]
	if d := markRank(f) - markRank(g); d != 0 {
		return d, "order"
	}
	if f.Measure != g.Measure && reached(f.Measure) && reached(g.Measure) {
		if f.Measure == ingest.Actual {
			return -1, "actual"
		}
		return 1, "actual"
	}
	if d := a.originRank(x) - a.originRank(y); d != 0 {
		if a.place[x] == 0 {
			return d, "province-sheet"
		}
		return d, "own-sheet"
	}
	if d := revise(a.sheets[a.sheet[x]].revision, a.sheets[a.sheet[y]].revision); d != 0 {
		return d, "newer"
	}
	if d := a.sheets[a.sheet[y]].newest - a.sheets[a.sheet[x]].newest; d != 0 {
		return d, "newer"
	}
	return int(x) - int(y), "order"
}

func markRank(f *ingest.Fact) int {
	switch {
	case f.Known:
		return 0
	case f.Mark == ingest.Nil:
		return 1
	}
	return 2
}

// originRank is 0 for a sheet about the place itself, 1 for one that lists
// several.
func (a *assembly) originRank(fact int32) int {
	switch from := a.facts[fact].PlaceFrom; {
	case from == ingest.FromTitle, from == ingest.FromSheet:
		return 0
	case from == ingest.FromNowhere && a.place[fact] == 0:
		return 0
	}
	return 1
}

// agree tells whether two facts print the same figure: they differ by at most
// half the coarser of their last units, so 822,7 thousand and 822.712 agree.
func (a *assembly) agree(x, y int32) bool {
	f, g := &a.facts[x], &a.facts[y]
	if !f.Known || !g.Known {
		return f.Known == g.Known && f.Mark == g.Mark
	}
	v, ok := a.printed(x)
	w, ok2 := a.printed(y)
	if !ok || !ok2 {
		return false
	}
	half := max(v.Step, w.Step) / 2
	return math.Abs(v.Value-w.Value) <= half+noise(math.Max(math.Abs(v.Value), math.Abs(w.Value)), half)
}

// conflictError is the relative difference above which a conflict is an error.
const conflictError = 0.10 // ours (methods §6)

// A dispute is two facts for one point that disagree.
type dispute struct{ used, other int32 }

// compare remembers what two facts for one point disagree on. An estimate in
// whose place an actual has come is no dispute, unless it is far from it.
func (b *lineBuilder) compare(used, other int32) {
	a := b.a
	f, g := &a.facts[used], &a.facts[other]
	switch {
	case !g.Known && g.Mark != ingest.Nil, !f.Known:
	case f.Measure == ingest.Actual && g.Measure == ingest.Estimate && (a.agree(used, other) || !a.far(used, other)):
		b.estimates = append(b.estimates, oldEstimate{other, used})
	case !a.agree(used, other):
		a.disputes = append(a.disputes, dispute{used, other})
	}
}

// far tells whether two figures differ by more than 10 % of the first.
func (a *assembly) far(x, y int32) bool {
	v, _ := a.value(x)
	w, _ := a.value(y)
	return math.Abs(v-w) > conflictError*math.Abs(v)*(1+1e-9)
}

// slipDisputes takes a figure that is not used, and that is a power of ten away
// from the series which the used one belongs to, for a slip and not a conflict.
func (a *assembly) slipDisputes() {
	rest := a.disputes[:0]
	for _, d := range a.disputes {
		if !a.slipDispute(d) {
			rest = append(rest, d)
		}
	}
	a.disputes = rest
}

func (a *assembly) slipDispute(d dispute) bool {
	k := a.indicator[d.used]
	v, _ := a.value(d.used)
	w, ok := a.value(d.other)
	_, others := a.around(d.used)
	slip := PowerOfTen(a.indicators[k].Kind, w, others)
	if _, known := a.slips[d.used]; !ok || known || slip.Code == "" || !within(w/v, slip.Factor, 1+conflictError) {
		return false
	}
	n := a.about(slip.Code, d.other)
	n.Values = []float64{w, slip.Median, slip.Factor}
	n.Unit, n.Decimals = a.indicators[k].Unit, a.indicators[k].Decimals
	n.Related = []ingest.Pos{a.facts[d.used].Pos}
	id := a.raise(n)
	a.hold(d.other, id)
	a.slips[d.other] = slipNote{slip, id}
	return true
}

// raiseDisputes raises the disputes that no other fault explains, once slips
// and totals are known.
func (a *assembly) raiseDisputes() {
	var open []dispute
	var others []int32
	for _, d := range a.disputes {
		if !a.slipExplains(d) {
			open, others = append(open, d), append(others, d.other)
		}
	}
	for _, group := range a.columns(others) {
		a.raiseDispute(open, group, others)
	}
	a.disputes = nil
}

// slipExplains tells whether two figures differ by the power of ten that one of
// them is off its series; its finding then names the other cell too.
func (a *assembly) slipExplains(d dispute) bool {
	v, _ := a.value(d.used)
	w, _ := a.value(d.other)
	for _, side := range []struct {
		fact, other int32
		ratio       float64
	}{{d.used, d.other, v / w}, {d.other, d.used, w / v}} {
		note, ok := a.slips[side.fact]
		if ok && within(side.ratio, note.Factor, 1+conflictError) {
			f := &a.findings[note.finding]
			f.Related = append(f.Related, a.facts[side.other].Pos)
			return true
		}
	}
	return false
}

// raiseDispute raises a conflict, or those of many places in one column, on the
// cell that is not used. It is an error if a pair is far apart, unless an error
// stands on one of them already, or they are plans, or an estimate and an
// actual.
func (a *assembly) raiseDispute(open []dispute, group []int, others []int32) {
	d := open[group[0]]
	for _, i := range group {
		if a.grave(open[i]) {
			d = open[i]
			break
		}
	}
	f, g := &a.facts[d.used], &a.facts[d.other]
	v, _ := a.value(d.used)
	w, _ := a.value(d.other)
	_, why := a.precedence(d.used, d.other)
	n := a.about(CodeConflict, d.other)
	n.Related = []ingest.Pos{f.Pos}
	n.Values = []float64{v, w}
	n.Unit = a.indicators[a.indicator[d.used]].Unit
	n.Decimals = max(f.Decimals, g.Decimals, 0)
	n.Args = []string{why}
	if a.grave(d) {
		n.Severity = Error
	}
	a.widen(&n, group, others)
	grave := slices.DeleteFunc(slices.Clone(group), func(i int) bool { return !a.grave(open[i]) })
	id := a.raise(n)
	for _, i := range grave {
		a.hold(open[i].used, id)
	}
}

func (a *assembly) grave(d dispute) bool {
	f, g := &a.facts[d.used], &a.facts[d.other]
	return g.Known && a.far(d.used, d.other) && f.Measure == g.Measure && reached(f.Measure) && !a.held(d.used) && !a.held(d.other)
}

// raiseEstimates notes estimates that are out of date, one finding for an
// indicator, a year and a table.
func (b *lineBuilder) raiseEstimates() {
	type column struct {
		table     int32
		indicator int32
		years     ingest.Period
		actual    bool
	}
	a := b.a
	groups := make(map[column][]oldEstimate)
	var order []column
	slices.SortFunc(b.estimates, func(x, y oldEstimate) int { return int(x.fact - y.fact) })
	for _, e := range b.estimates {
		key := column{a.table[e.fact], a.indicator[e.fact], a.facts[e.fact].Years, e.other >= 0}
		if len(groups[key]) == 0 {
			order = append(order, key)
		}
		groups[key] = append(groups[key], e)
	}
	for _, key := range order {
		a.raiseEstimate(groups[key], key.actual)
	}
}

func (a *assembly) raiseEstimate(group []oldEstimate, actual bool) {
	n := a.about(CodeEstimateOld, group[0].fact)
	n.Args = []string{"old"}
	if actual {
		n.Args = []string{"actual"}
	}
	for i, e := range group {
		if i > 0 {
			n.Related = append(n.Related, a.facts[e.fact].Pos)
		}
		if e.other >= 0 && len(group) == 1 {
			n.Related = append(n.Related, a.facts[e.other].Pos)
		}
		if a.place[e.fact] != a.place[group[0].fact] {
			n.Place = ""
		}
	}
	n.Args = append(n.Args, itoa(len(group)))
	a.raise(n)
}

// raiseUnits raises figures whose unit cannot be converted into the
// catalogue's, one finding for an indicator, a sheet and a unit.
func (b *lineBuilder) raiseUnits() {
	for _, key := range b.clashes {
		group := b.units[key]
		n := b.a.about(CodeUnits, group[0])
		n.Args = []string{key.unit, b.a.indicators[key.indicator].Unit}
		if len(group) > 1 {
			n.Related = b.a.positions(group[1:])
		}
		b.a.raise(n)
	}
}

// positions are the cells of facts.
func (a *assembly) positions(facts []int32) []ingest.Pos {
	out := make([]ingest.Pos, len(facts))
	for i, f := range facts {
		out[i] = a.facts[f].Pos
	}
	return out
}
