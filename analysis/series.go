package analysis

import (
	"math"
	"slices"

	"tongket/analysis/stat"
	"tongket/ingest"
)

// An arranged job has its facts in series.
type arranged struct {
	*assembly
	series []series
	whole  [][]int32 // the facts of each indicator about the whole
}

// series holds the lines of one indicator: the whole first, then the places
// that have any figure in the order of assembly.places.
type series struct {
	lines []Line
	place []int32 // of each line
	line  []int32 // of each place, -1 if it has none
}

// at is the line of a place, nil if it has none.
func (s *series) at(place int32) *Line {
	if place < 0 || int(place) >= len(s.line) || s.line[place] < 0 {
		return nil
	}
	return &s.lines[s.line[place]]
}

// arrange makes the lines of all indicators from their facts: for each year the
// fact that comes first in order of precedence, with what disagrees with it
// among the doubts. Sums and ratios come later.
func arrange(a *assembly) (*arranged, *doubts) {
	out := &arranged{a, make([]series, len(a.indicators)), make([][]int32, len(a.indicators))}
	count := make([]int, len(a.indicators))
	a.eachLine(func(ind, place int32, run []int32) {
		if place != 0 {
			count[ind]++
			return
		}
		out.whole[ind] = run
	})
	for ind := range out.series {
		out.series[ind] = a.emptySeries(count[ind] + 1)
	}
	b := newLineBuilder(a)
	a.eachLine(func(ind, place int32, run []int32) {
		s := &out.series[ind]
		k := int32(0)
		if place != 0 {
			k = int32(len(s.lines))
			s.lines = s.lines[:k+1]
			s.place[k], s.line[place] = place, k
			s.lines[k].Place = a.places[place].Name
		}
		b.fill(&s.lines[k], ind, run)
	})
	return out, &b.doubts
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
	if !a.basis(fact).Known {
		return 0, false
	}
	ind, unit := &a.indicators[a.indicator[fact]], a.unitOf(fact)
	if unit == "" || unit == ind.Unit {
		return a.figure(fact), true
	}
	return Convert(a.figure(fact), unit, ind.Unit)
}

// printed is the number of a fact with the size of its last printed digit, in
// the unit of its indicator.
func (a *assembly) printed(fact int32) (p stat.Printed, ok bool) {
	decimals, unit := a.basis(fact).Decimals, a.unitOf(fact)
	ind := &a.indicators[a.indicator[fact]]
	if p.Value, ok = a.value(fact); !ok {
		return stat.Printed{}, false
	}
	switch own := unit == "" || unit == ind.Unit; {
	case own && decimals == 0 && a.ones[a.indicator[fact]]:
	case own && decimals >= 0:
		p.Step = math.Pow10(-decimals)
	case own:
		p.Step, _ = Step(a.figure(fact), decimals, ind.Unit, ind.Unit)
	default:
		p.Step, _ = Step(a.figure(fact), decimals, unit, ind.Unit)
	}
	return p, true
}

// A lineBuilder fills lines; it keeps what it can use again for the next one.
type lineBuilder struct {
	a     *assembly
	years [][]int32 // actuals and estimates of each year
	plans [][]int32
	term  []int32
	arena []int
	doubts

	called bool // among the facts that are chosen from is an estimate which its head calls so
}

// doubts are what is said against the facts that are used, or cannot be used.
type doubts struct {
	disputes  []dispute
	estimates []oldEstimate
	units     map[unitClash][]int32
	clashes   []unitClash
}

func newLineBuilder(a *assembly) *lineBuilder {
	n := a.term.Last - a.term.Base + 1
	return &lineBuilder{a: a, years: make([][]int32, n), plans: make([][]int32, n), doubts: doubts{units: make(map[unitClash][]int32)}}
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
		f := b.a.basis(i)
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
	if !b.a.basis(fact).Known {
		return true
	}
	if _, ok := b.a.value(fact); ok {
		return true
	}
	key := unitClash{b.a.indicator[fact], b.a.sheet[fact], b.a.unitOf(fact)}
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
	f := a.basis(best)
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
	b.called = slices.ContainsFunc(candidates, func(c int32) bool { return calledEstimate(a.basis(c)) })
	for _, c := range candidates[1:] {
		if r, _ := a.precedence(c, best, b.called); r < 0 {
			best = c
		}
	}
	f := a.basis(best)
	for _, c := range candidates {
		g := a.basis(c)
		if a.figure(c) == a.figure(best) && a.unitOf(c) == a.unitOf(best) && g.Known == f.Known && g.Mark == f.Mark && g.Measure == f.Measure &&
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
		if c != best && b.a.basis(c).Measure == b.a.basis(best).Measure && b.a.agree(best, c) {
			b.arena = append(b.arena, int(c))
		}
	}
	return b.arena[start:len(b.arena):len(b.arena)]
}

// precedence is below 0 if fact x is used before fact y, and says why: a
// number before a mark; the sheet that the team prefers ("priority"); for the whole a
// sheet that names it before one that names no place; where one of the figures is called an
// estimate, those that are called anything before those under a bare year ("called"); an
// actual before an estimate ("actual"); for the whole
// a sheet of its own before one that lists places ("province-sheet"), for a
// place the same ("own-sheet"); the later revision of one file, then the sheet
// that reaches a later year ("newer");
// the order of input ("order").
func (a *assembly) precedence(x, y int32, called bool) (order int, why string) {
	f, g := a.basis(x), a.basis(y)
	if d := markRank(f) - markRank(g); d != 0 {
		return d, "order"
	}
	if d := a.preference(y).rank() - a.preference(x).rank(); d != 0 {
		return d, "priority"
	}
	if d := a.unnamed(x) - a.unnamed(y); d != 0 {
		return d, "province-sheet"
	}
	if called && f.Unsaid != g.Unsaid {
		if g.Unsaid {
			return -1, whyCalled[f.Measure]
		}
		return 1, whyCalled[g.Measure]
	}
	if f.Measure != g.Measure && reached(f.Measure) && reached(g.Measure) {
		if f.Measure == ingest.Actual {
			return -1, whyCalled[f.Measure]
		}
		return 1, whyCalled[g.Measure]
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

func markRank(f *ingest.Basis) int {
	switch {
	case f.Known:
		return 0
	case f.Mark == ingest.Nil:
		return 1
	}
	return 2
}

// unnamed is 1 for a figure that is the whole's for want of better: its sheet names no
// place.
func (a *assembly) unnamed(fact int32) int {
	if a.place[fact] == 0 && a.facts.PlaceFrom(int(fact)) == ingest.FromNowhere {
		return 1
	}
	return 0
}

// whyCalled is why a figure is used that its sheet calls an actual or an estimate.
var whyCalled = map[ingest.Measure]string{ingest.Actual: "actual", ingest.Estimate: "called"}

// calledEstimate tells an estimate that its sheet calls so, and not one that is taken for
// one because its year was not over.
func calledEstimate(f *ingest.Basis) bool {
	return f.Measure == ingest.Estimate && !f.Unsaid && f.Known
}

// originRank is 0 for a sheet about the place itself, 1 for one that lists
// several.
func (a *assembly) originRank(fact int32) int {
	switch from := a.facts.PlaceFrom(int(fact)); {
	case from == ingest.FromTitle, from == ingest.FromSheet:
		return 0
	case from == ingest.FromFile, from == ingest.FromNowhere && a.place[fact] == 0:
		return 0
	}
	return 1
}

// agree tells whether two facts print the same figure: they differ by at most
// half the coarser of their last units, so 822,7 thousand and 822.712 agree.
func (a *assembly) agree(x, y int32) bool {
	f, g := a.basis(x), a.basis(y)
	if !f.Known || !g.Known {
		return f.Known == g.Known && f.Mark == g.Mark
	}
	v, ok := a.printed(x)
	w, ok2 := a.printed(y)
	if !ok || !ok2 {
		return false
	}
	half := max(v.Step, w.Step) / 2
	return math.Abs(v.Value-w.Value) <= half+stat.Noise(math.Max(math.Abs(v.Value), math.Abs(w.Value)), half)
}

// positions are the cells of facts.
func (a *assembly) positions(facts []int32) []ingest.Pos {
	out := make([]ingest.Pos, len(facts))
	for i, f := range facts {
		out[i] = a.posOf(f)
	}
	return out
}
