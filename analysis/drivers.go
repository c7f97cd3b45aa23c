package analysis

import (
	"cmp"
	"math"
	"slices"

	"tongket/analysis/stat"
)

// Drivers are the places behind the change of a count over the term: of all
// places the most that push it (see [stat.Contributions]), and those that moved
// against it.
type Drivers struct {
	Change   float64  // of all places together, in the indicator's unit
	Most     []Driver // the largest first
	Together float64  // the sum of Most as printed, per cent
	Against  []Driver
}

// A Driver is a place with its part of the change as printed: of a count in per
// cent of it, of a rate in percentage points.
type Driver struct {
	Place string
	Part  float64
}

const mostDrivers = 3

// leastDriven is the change, of the base, from which on the shares of places in it
// are told: of a small one they are large and say nothing (ours).
const leastDriven = 0.05

// DriversOf are the places behind the change of a count; nil for a rate and
// where a place lacks a figure or the whole hardly changed.
func DriversOf(x *Result) *Drivers {
	percents := ContributionsOf(x)
	if percents == nil {
		return nil
	}
	d := &Drivers{}
	var all []Driver
	for i, l := range x.Places {
		if l.Change == nil {
			return nil
		}
		d.Change += *l.Change
		all = append(all, Driver{l.Place, percents[i]})
	}
	if d.Change = stat.Round(d.Change, x.Decimals); few(x.Unit, d.Change) || x.Term.Base != nil && math.Abs(d.Change) < leastDriven*math.Abs(*x.Term.Base) {
		return nil
	}
	slices.SortStableFunc(all, func(a, b Driver) int { return cmp.Compare(b.Part, a.Part) })
	for _, one := range all {
		switch {
		case one.Part < 0:
			d.Against = append(d.Against, one)
		case len(d.Most) < mostDrivers && len(all) > mostDrivers:
			d.Most = append(d.Most, one)
			d.Together += one.Part
		}
	}
	slices.Reverse(d.Against) // the farthest off first
	d.Together = stat.Round(d.Together, 1)
	return d
}

// ContributionsOf are the contributions of all places to the change, in per cent
// with one decimal, so that they add up to 100 as printed; nil if a place has none.
func ContributionsOf(x *Result) []float64 {
	parts := make([]float64, len(x.Places))
	for i, l := range x.Places {
		if l.Contribution == nil {
			return nil
		}
		parts[i] = *l.Contribution
	}
	return stat.Apportion(parts, 100, 1)
}

// Effects are what changed a rate over the term, in percentage points as
// printed: Numerator and Denominator add up to Change, and so do Within and Mix.
// A pair is nil where it is not known, and the first also where both run against
// each other at many times the change: then they say only that both parts moved.
type Effects struct {
	Change                 float64
	Numerator, Denominator *float64
	Within, Mix            *float64
	Most                   []Driver // the places that add most to the change, in points as printed
}

// cancelling is how many times the change the effects of both parts of a rate may
// be (ours).
const cancelling = 5.0

// EffectsOf parts the change of a rate as printed; nil where it is not parted.
func EffectsOf(x *Result) *Effects {
	p, change := x.Parted, x.Term.Change
	if p == nil || change == nil || stat.Round(*change, x.Decimals) == 0 {
		return nil
	}
	e := &Effects{Change: stat.Round(*change, x.Decimals)}
	pair := func(a, b float64) (*float64, *float64) {
		if out := stat.Apportion([]float64{a, b}, e.Change, x.Decimals); out != nil {
			return &out[0], &out[1]
		}
		return nil, nil
	}
	if max(math.Abs(p.Numerator), math.Abs(p.Denominator)) <= cancelling*math.Abs(e.Change) {
		e.Numerator, e.Denominator = pair(p.Numerator, p.Denominator)
	}
	if p.Within != nil && p.Mix != nil {
		e.Within, e.Mix = pair(*p.Within, *p.Mix)
	}
	if e.Numerator == nil && e.Within == nil {
		return nil
	}
	e.Most = placePoints(x, e.Change)
	return e
}

// placePoints are the places that add most to the change of a rate, its way.
func placePoints(x *Result, change float64) (most []Driver) {
	if len(x.Parted.Places) <= mostDrivers {
		return nil
	}
	for _, p := range x.Parted.Places {
		if v := stat.Round(p.Points, x.Decimals); v*change > 0 {
			most = append(most, Driver{p.Place, v})
		}
	}
	slices.SortStableFunc(most, func(a, b Driver) int { return cmp.Compare(math.Abs(b.Part), math.Abs(a.Part)) })
	return most[:min(mostDrivers, len(most))]
}

// Gaps are how far places lie apart in a rate at both ends of the term: in
// points as printed, and by how many times the largest is the smallest (nil where
// the smallest is 0), of the printed figures.
type Gaps struct {
	Base, Last           float64
	BaseTimes, LastTimes *float64
	BaseCV, LastCV       *float64 // per cent
}

// GapsOf are the gaps of a rate over the places that have both years; nil with
// fewer than two.
func GapsOf(x *Result) *Gaps {
	s := x.Spread
	if x.Kind != Rate || s == nil || s.Base == nil || s.Last == nil || s.Last.Places < 2 {
		return nil
	}
	times := func(d *stat.Dispersion) *float64 {
		if low := stat.Round(d.Min, x.Decimals); low > 0 {
			return stat.Finite(stat.Round(stat.Round(d.Max, x.Decimals)/low, 1))
		}
		return nil
	}
	apart := func(d *stat.Dispersion) float64 {
		return stat.Round(stat.Round(d.Max, x.Decimals)-stat.Round(d.Min, x.Decimals), x.Decimals)
	}
	return &Gaps{apart(s.Base), apart(s.Last), times(s.Base), times(s.Last), s.Base.CV, s.Last.CV}
}

// Sides are a part of a whole and the rest of it ("nữ", "nam") in per cent with
// one decimal at both ends of the term; nil where it is not known.
type Sides struct {
	Whole      *Result
	Base, Last *float64 // the part's share; the rest is what lacks to 100
}

// SidesOf is the part that x is of another of the results; nil if it is none,
// or one of a few.
func SidesOf(results []Result, x *Result) *Sides {
	if x.Part == nil {
		return nil
	}
	shown := func(v *float64) *float64 {
		if v == nil {
			return nil
		}
		return stat.Finite(stat.Round(*v, 1))
	}
	for i := range results {
		w := &results[i]
		if w.Code != x.Part.Whole || w.Term.Base != nil && few(w.Unit, *w.Term.Base) || w.Term.Last != nil && few(w.Unit, *w.Term.Last) {
			continue
		}
		return &Sides{w, shown(x.Part.Base), shown(x.Part.Last)}
	}
	return nil
}

// few reports whether a count is too small for anything to be told in per cent
// of it.
func few(unit string, v float64) bool {
	_, power := NormalUnit(unit)
	return math.Abs(v)*math.Pow10(power) < fewestBase
}

// OffReference is how far the last figure is above the value that it is compared with, as
// both are printed; nil without one of them.
func OffReference(x *Result) *float64 {
	if x.Compared == nil || x.Term.Last == nil {
		return nil
	}
	return stat.Finite(changeAsPrinted(*x.Compared, *x.Term.Last, x.Decimals))
}

// Apart is how many points a share and the rest lie apart: 48,2 and 51,8 are 3,6.
func Apart(share float64) float64 { return stat.Round(math.Abs(100-2*share), 1) }

// ReachedBy is what an indicator had come to by a year: the figure of the year,
// of a flow the sum since the base year; ok is false unless all of that is known.
func ReachedBy(x *Result, term Term, year int) (v float64, ok bool) {
	if x.Kind != Flow {
		return at(x.Kind, x.Whole.Points, year)
	}
	sum := 0.0
	for y := max(term.Base, x.Term.Since-1) + 1; y <= year; y++ {
		v, ok := at(Flow, x.Whole.Points, y)
		if !ok {
			return 0, false
		}
		sum += v
	}
	return sum, stat.IsFinite(sum)
}

// MetBy reports whether the term's target was met by a year, as figures are judged.
func MetBy(x *Result, term Term, year int) bool {
	v, ok := ReachedBy(x, term, year)
	return ok && x.Goal != nil && judged(x.Indicator, v, x.Goal) != NotMet
}

// A Density is a count per Result.Per of its population: of the whole at both
// ends of the term, and where it is highest and lowest in the last year as printed
// with one decimal (nil with fewer than two places).
type Density struct {
	Base, Last      *float64
	Highest, Lowest *Extreme
}

// An Extreme is a place that holds an extreme; the first, if several do.
type Extreme struct {
	Place string
	Value float64
}

// DensityOf is the density of a count that the catalogue gives a population.
func DensityOf(x *Result, term Term) (d Density) {
	d.Base, d.Last = DensityIn(x.Whole, term.Base), DensityIn(x.Whole, term.Last)
	known := 0
	for i := range x.Places {
		v := DensityIn(x.Places[i], term.Last)
		if v == nil {
			continue
		}
		known++
		shown := stat.Round(*v, 1)
		if d.Highest == nil || shown > d.Highest.Value {
			d.Highest = &Extreme{x.Places[i].Place, shown}
		}
		if d.Lowest == nil || shown < d.Lowest.Value {
			d.Lowest = &Extreme{x.Places[i].Place, shown}
		}
	}
	if known < 2 {
		d.Highest, d.Lowest = nil, nil
	}
	return d
}

// DensityIn is the density of a line in a year, nil if it is not known.
func DensityIn(l Line, year int) *float64 {
	i := slices.IndexFunc(l.Points, func(p Point) bool { return p.Year == year })
	if i < 0 || i >= len(l.Density) {
		return nil
	}
	return l.Density[i]
}
