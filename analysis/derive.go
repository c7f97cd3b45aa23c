package analysis

import (
	"math"
	"strings"

	"tongket/analysis/claim"
	"tongket/analysis/stat"
	"tongket/ingest"
)

// Where a point comes from, as in Point.From.
const (
	fromSheet = ""
	fromSum   = "sum"
	fromRatio = "ratio"
)

// derive adds to the sheets' own figures what follows from them: the whole as
// the sum of its places, then rates from their numerators and denominators.
func derive(a *checked) {
	for k := range a.indicators {
		if additive(&a.indicators[k]) {
			sumPlaces(a, int32(k))
		}
	}
	for k := range a.indicators {
		ind := &a.indicators[k]
		n, ok := a.number[ind.Numerator]
		d, ok2 := a.number[ind.Denominator]
		if ind.Kind == Rate && ok && ok2 {
			divide(a, int32(k), n, d)
		}
	}
	checkWholes(a)
}

// notSummed are words in a name that say that a figure of a whole is not the
// sum over its parts.
var notSummed = []string{"bình quân", "trung bình", "tuổi thọ", "tỷ lệ", "tỉ lệ", "tỷ trọng", "mật độ", "tốc độ", "chỉ số", "cơ cấu", "năng suất", "hệ số"}

// additive tells whether an indicator may be added up over places: counts and
// flows, but nothing per something and nothing that is called an average.
func additive(ind *Indicator) bool {
	if ind.Kind == Rate || strings.Contains(ind.Unit, "/") || strings.Contains(ind.Unit, "%") {
		return false
	}
	name := strings.ToLower(ind.Name)
	for _, w := range notSummed {
		if strings.Contains(name, w) {
			return false
		}
	}
	return true
}

// members are the places that make up the whole: those of the catalogue or, if
// it has none, all that the sheets name. Those of several provinces make up
// nothing: some hold others.
func (a *assembly) members() (from, to int32) {
	switch {
	case a.several:
		return 1, 1
	case a.listed > 1:
		return 1, int32(a.listed)
	}
	return 1, int32(len(a.places))
}

// sumPlaces fills the years of the whole that no sheet gives, where no place is
// missing.
func sumPlaces(a *checked, ind int32) {
	s := &a.series[ind]
	from, to := a.members()
	if to <= from {
		return
	}
	for y := range s.lines[0].Points {
		p := &s.lines[0].Points[y]
		if p.Status != Missing && p.Status != NoValue {
			continue
		}
		if sum, ok := sumOver(a, s, a.indicators[ind].Kind, y, from, to); ok {
			sum.Plan, sum.PlanFacts = p.Plan, p.PlanFacts
			*p = sum
		}
	}
}

// sumOver is the sum of a year over places from..to-1; ok is false if one is
// missing or all are nil.
func sumOver(a *checked, s *series, kind IndicatorKind, y int, from, to int32) (sum Point, ok bool) {
	sum = Point{Year: s.lines[0].Points[y].Year, From: fromSum}
	for p := from; p < to; p++ {
		line := s.at(p)
		if line == nil {
			return Point{}, false
		}
		q := line.Points[y]
		if q.Status != Known && q.Status != NilOnly {
			return Point{}, false
		}
		sum.Value += q.Value
		sum.Estimate = sum.Estimate || q.Estimate
		sum.Held = sum.Held || a.pointHeld(&q)
		sum.Facts = append(sum.Facts, q.Facts[:1]...)
		ok = ok || q.Status == Known
	}
	return sum, ok && stat.IsFinite(sum.Value)
}

// pointHeld tells whether an open error stands on a point.
func (a *checked) pointHeld(p *Point) bool {
	if p.Held {
		return true
	}
	if p.From == fromSheet {
		return len(p.Facts) > 0 && a.held(int32(p.Facts[0]))
	}
	for _, f := range p.Facts {
		if a.held(int32(f)) {
			return true
		}
	}
	return false
}

// divide recomputes the rate ind from its numerator and its denominator, for
// the whole and every place that has both.
func divide(a *checked, ind, num, den int32) {
	scale, ok := ratioScale(&a.indicators[num], &a.indicators[den])
	if !ok {
		return
	}
	r := ratio{a: a, ind: ind, num: num, den: den, scale: scale, share: a.indicators[ind].Unit == "%"}
	addRatioLines(a.arranged, ind, num, den)
	s := &a.series[ind]
	for k := range s.lines {
		n, d := a.series[num].at(s.place[k]), a.series[den].at(s.place[k])
		if n == nil || d == nil {
			continue
		}
		for y := range s.lines[k].Points {
			r.point(&s.lines[k].Points[y], &n.Points[y], &d.Points[y])
		}
	}
	r.raise()
}

// ratioScale is what the numerator is multiplied with so that both are in the
// same unit; counts of different things (schools of communes) divide as they
// are.
func ratioScale(num, den *Indicator) (scale float64, ok bool) {
	_, p := NormalUnit(num.Unit)
	_, q := NormalUnit(den.Unit)
	if num.Kind == Rate || den.Kind == Rate {
		return 0, false
	}
	return math.Pow10(p - q), true
}

// addRatioLines gives the rate a line for each place that has none but has both
// of its parts.
func addRatioLines(a *arranged, ind, num, den int32) {
	s, n, d := &a.series[ind], &a.series[num], &a.series[den]
	missing := false
	for p := range a.places {
		missing = missing || s.at(int32(p)) == nil && n.at(int32(p)) != nil && d.at(int32(p)) != nil
	}
	if !missing {
		return
	}
	wide := a.emptySeries(len(a.places))
	for p := range a.places {
		own := s.at(int32(p))
		if own == nil && (n.at(int32(p)) == nil || d.at(int32(p)) == nil) {
			continue
		}
		k := int32(0)
		if p > 0 {
			k = int32(len(wide.lines))
			wide.lines = wide.lines[:k+1]
			wide.place[k], wide.line[p] = int32(p), k
			wide.lines[k].Place = a.places[p].Name
		}
		if own != nil {
			wide.lines[k] = *own
		}
	}
	*s = wide
}

// A ratio recomputes one rate.
type ratio struct {
	a             *checked
	ind, num, den int32
	scale         float64
	share         bool // of a part in its whole, in per cent
	wrong         []Finding
	facts         []int32 // the printed rate of each of wrong
}

// point recomputes one point. A rate that no sheet prints is the ratio. One
// that is printed is replaced by the ratio, which is more exact, where that
// rounds to what is printed, and kept where it only lies within what rounding
// of the parts allows; where it does not even do that, the printed rate stays
// and is an error.
func (r *ratio) point(p, n, d *Point) {
	a := r.a
	num, ok := partOf(a.assembly, r.num, n, r.scale)
	den, ok2 := partOf(a.assembly, r.den, d, 1)
	if !ok || !ok2 || p.Status == NilOnly {
		return
	}
	if p.Status != Known {
		if r.share && den.Value > 0 && !stat.CheckSum([]stat.Printed{num}, den, false).OK && !a.pointHeld(n) && !a.pointHeld(d) {
			r.beyond(n, d, num.Value/r.scale, den.Value)
		}
		p.ByZero = den.Value == 0
		if den.Value > 0 && stat.IsFinite(100*(num.Value/den.Value)) {
			r.fill(p, n, d, 100*(num.Value/den.Value))
		}
		return
	}
	own := int32(p.Facts[0])
	printed, ok := a.printed(own)
	if !ok || p.Estimate != (n.Estimate || d.Estimate) || a.pointHeld(n) || a.pointHeld(d) || a.held(own) {
		return
	}
	test, known := stat.CheckRate(printed, num, den)
	switch {
	case !known:
	case !test.OK:
		r.mismatch(own, n, d, test, num.Value/r.scale, den.Value)
	case stat.Round(test.Rate, a.basis(own).Decimals) == stat.Round(p.Value, a.basis(own).Decimals):
		facts := p.Facts
		r.fill(p, n, d, test.Rate)
		p.Facts = append(facts[:len(facts):len(facts)], p.Facts...)
	}
}

// beyond raises a part that is greater than its whole, for which no sheet
// prints the rate: both are held, and with them the rate.
func (r *ratio) beyond(n, d *Point, part, whole float64) {
	a := r.a
	parts, wholes := partFacts(n), partFacts(d)
	if len(parts) == 0 || len(wholes) == 0 {
		return
	}
	f := a.about(CodePartGreater, int32(parts[0]))
	if n.From != fromSheet {
		f.Place = ""
	}
	f.Claim = claim.PartGreater{Part: part, Whole: whole, PartName: f.Name, WholeName: a.indicators[r.den].Name}
	for _, i := range append(append([]int(nil), parts[1:]...), wholes...) {
		f.Related = append(f.Related, a.posOf(int32(i)))
	}
	id := a.raise(f)
	for _, i := range append(parts[:1:1], wholes[0]) {
		a.hold(int32(i), id)
	}
}

// fill makes p the ratio of n and d.
func (r *ratio) fill(p, n, d *Point, value float64) {
	p.Value, p.Status, p.From = value, Known, fromRatio
	p.Estimate = n.Estimate || d.Estimate
	p.Held = r.a.pointHeld(n) || r.a.pointHeld(d)
	p.Facts = append(append([]int(nil), partFacts(n)...), partFacts(d)...)
}

// partFacts are the facts that a ratio names for one of its parts: the one that
// was used, or all that were added up.
func partFacts(p *Point) []int {
	if p.From == fromSheet {
		return p.Facts[:min(1, len(p.Facts))]
	}
	return p.Facts
}

// partOf is the number of a numerator or a denominator; a sum prints as exactly
// as the coarsest of its parts.
func partOf(a *assembly, ind int32, p *Point, scale float64) (stat.Printed, bool) {
	if p.Status != Known && p.Status != NilOnly {
		return stat.Printed{}, false
	}
	out := stat.Printed{Value: p.Value * scale}
	for _, f := range p.Facts {
		if q, ok := a.printed(int32(f)); ok {
			out.Step = max(out.Step, q.Step*scale)
		}
		if p.From == fromSheet {
			break
		}
	}
	return out, true
}

func (r *ratio) mismatch(own int32, n, d *Point, test stat.RateTest, num, den float64) {
	a := r.a
	f := a.about(CodeRateMismatch, own)
	f.Related = append(cellsBeside(a.assembly, n, own), cellsBeside(a.assembly, d, own)...)
	slip := a.nameInRate(&f, own, n, d, r.scale)
	f.Claim = claim.RateMismatch{Printed: a.figure(own), Recomputed: test.Rate, Numerator: num, Denominator: den, Slip: slip}
	r.wrong = append(r.wrong, f)
	r.facts = append(r.facts, own)
}

// cellsBeside are the cells that a point comes from: the one in the table of a
// fact if there is one, else those that were used.
func cellsBeside(a *assembly, p *Point, fact int32) []ingest.Pos {
	var out []ingest.Pos
	for _, f := range p.Facts {
		if p.From == fromSheet && a.table[f] == a.table[fact] {
			return []ingest.Pos{a.posOf(int32(f))}
		}
	}
	for _, f := range partFacts(p) {
		out = append(out, a.posOf(int32(f)))
	}
	return out
}

// raise raises the wrong rates, those of many places in one table and year as
// one finding: they share a cause.
func (r *ratio) raise() {
	for _, group := range columnsOf(r.a.assembly, r.facts) {
		f := r.wrong[group[0]]
		widen(r.a.assembly, &f, group, r.facts)
		id := r.a.raise(f)
		for _, i := range group {
			r.a.hold(r.facts[i], id)
		}
	}
}

// manyPlaces are so many that what is said of each is said of the column (ours).
const manyPlaces = 5

// columnsOf groups facts, by their index in the list, into those of many places
// in one table, indicator and year; every other fact is a group of its own.
func columnsOf(a *assembly, facts []int32) [][]int {
	type column struct {
		table, indicator int32
		years            ingest.Period
	}
	number := make(map[column]int)
	var groups [][]int
	for i, f := range facts {
		key := column{a.table[f], a.indicator[f], a.basis(f).Years}
		g, ok := number[key]
		if !ok {
			g = len(groups)
			number[key] = g
			groups = append(groups, nil)
		}
		groups[g] = append(groups[g], i)
	}
	var out [][]int
	for _, g := range groups {
		if len(g) >= manyPlaces {
			out = append(out, g)
			continue
		}
		for _, i := range g {
			out = append(out, []int{i})
		}
	}
	return out
}

// widen makes the finding on the first fact of a group one on all of them.
func widen(a *assembly, f *Finding, group []int, facts []int32) {
	if len(group) < 2 {
		return
	}
	f.Place = ""
	switch c := f.Claim.(type) {
	case claim.RateMismatch:
		c.Cells, c.Slip = len(group), claim.Slip{} // what one cell would be says nothing of a column
		f.Claim = c
	case claim.Conflict:
		c.Cells = len(group)
		f.Claim = c
	}
	for _, i := range group[1:] {
		f.Related = append(f.Related, a.posOf(facts[i]))
	}
}
