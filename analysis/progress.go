package analysis

import "math"

// ProgressOf is the progress of a series in a term: towards its target if it
// has one, else by its growth in the desired direction. It is measured at the
// last known year of the term, so it serves while the term runs. There is none
// without a direction, without a base year (of a stock or a rate) or without a
// later figure.
//
// Whether the target is met is decided as Judge does, on figures as printed and
// with the target's bound, so that the two never disagree.
func ProgressOf(ind Indicator, term Term, line Line, goal *Goal) Progress {
	if ind.Direction != Up && ind.Direction != Down {
		return Progress{}
	}
	if goal != nil && ind.Kind == Flow {
		return flowProgress(ind, term, line, goal)
	}
	base, ok := at(ind.Kind, line.Points, term.Base)
	year := latest(ind.Kind, term, line.Points)
	if !ok || year == 0 {
		return Progress{}
	}
	now, _ := at(ind.Kind, line.Points, year)
	if goal == nil {
		p := Trend(ind.Direction, base, now, year-term.Base, limitOf(ind, base))
		return measured(p, year)
	}
	met := func(v float64) bool { return judged(ind, v, goal) != NotMet }
	m := march{
		sign: rises(ind.Direction, goal.Bound), base: base, now: now, target: goal.Value,
		years: float64(year - term.Base), all: float64(term.Last - term.Base), metAtBase: met(base), met: met(now),
	}
	return measured(m.progress(), year)
}

func measured(p Progress, year int) Progress {
	if p.Class != NoClass {
		p.Year = year
	}
	return p
}

// limitOf is the limit that a rate cannot pass in its direction, 0 if none.
func limitOf(ind Indicator, base float64) float64 {
	if ind.Kind == Rate && ind.Direction == Up && base <= rateLimit {
		return rateLimit
	}
	return 0
}

// latest is the last known year after the base and within the term, 0 if none.
func latest(kind IndicatorKind, term Term, points []Point) int {
	for year := term.Last; year > term.Base; year-- {
		if _, ok := at(kind, points, year); ok {
			return year
		}
	}
	return 0
}

// A march is the way from a base in one year to the actual value in a later one,
// against a target for a year that is not before that.
type march struct {
	sign              float64 // 1 if more is better, -1 if less is
	base, now, target float64
	years, all        float64 // gone by, and until the target
	metAtBase, met    bool
}

// progress follows Eurostat's method (EU SDG monitoring report, annex on methods):
// the actual compound yearly rate in per cent of the required one. From 95 it is
// Significant, from 60 Moderate, from 0 Insufficient, below 0 Away. Ours are the
// edge cases: a target met at its date is TargetMet before any ratio; one met in
// the base year already is TargetMet if it still is, else Away, without a ratio;
// if any of the three numbers is not above 0, linear yearly changes take the
// place of rates.
func (m march) progress() Progress {
	p := Progress{Way: "compound"}
	var actual, required float64
	if m.base > 0 && m.now > 0 && m.target > 0 {
		actual, required = compound(m.base, m.now, m.years), compound(m.base, m.target, m.all)
	} else {
		p.Way = "linear"
		actual, required = (m.now-m.base)/m.years, (m.target-m.base)/m.all
	}
	p.ActualRate, p.RequiredRate = finite(actual), finite(required)
	if !m.metAtBase && required != 0 {
		p.Ratio = finite(100 * (actual / required))
	}
	p.Class = m.class(p.Ratio, actual)
	return p
}

func (m march) class(ratio *float64, actual float64) Class {
	switch {
	case m.metAtBase && m.met:
		return TargetMet
	case m.metAtBase:
		return Away
	case m.met && m.years == m.all:
		return TargetMet
	case ratio != nil:
		return classOf(*ratio)
	case m.met: // the base stood on a bound that it had to leave
		return Significant
	case m.sign*actual < 0:
		return Away
	}
	return Insufficient
}

// classOf is the class of a ratio of actual to required progress, in per cent.
func classOf(ratio float64) Class {
	switch r := trim(ratio); {
	case r >= progressSignificant:
		return Significant
	case r >= progressModerate:
		return Moderate
	case r >= 0:
		return Insufficient
	}
	return Away
}

// flowProgress is the progress of a rising flow: its total so far against the
// target's share of the years gone by (ours). There is none for a falling flow,
// for a target that is not above 0, and with a gap among the years gone by
// unless the target is reached without them.
func flowProgress(ind Indicator, term Term, line Line, goal *Goal) Progress {
	year := latest(Flow, term, line.Points)
	so := total(Term{Base: term.Base, Last: year}, Line{Points: line.Points})
	if whole := total(term, line); whole.known && !whole.partial {
		year, so = term.Last, whole
	}
	if rises(ind.Direction, goal.Bound) < 0 || !(goal.Value > 0) || !so.known || year <= term.Base {
		return Progress{}
	}
	met := judged(ind, so.value, goal) != NotMet && year == term.Last
	if so.partial && !met {
		return Progress{}
	}
	p := FlowProgress(so.value, goal.Value, year-term.Base, term.Last-term.Base)
	if met {
		p.Class = TargetMet
	} else if p.Class == TargetMet {
		p.Class = classOf(*p.Ratio)
	}
	return measured(p, year)
}

// FlowProgress is the progress of a rising flow that came to total in the first
// years of a term of all years, with a target for the term's total. Ratio is in
// per cent of the target's share of the years gone by.
func FlowProgress(total, target float64, years, all int) Progress {
	if !isFinite(total) || !(target > 0) || years <= 0 || all < years {
		return Progress{}
	}
	ratio := finite(100 * (total / (target * float64(years) / float64(all))))
	if ratio == nil {
		return Progress{}
	}
	p := Progress{Class: classOf(*ratio), Way: "total", Ratio: ratio}
	if years == all && total >= target {
		p.Class = TargetMet
	}
	return p
}

// Trend is the progress of an indicator without a target, by its compound
// yearly growth in the desired direction (Eurostat): from 1 % a year
// Significant, from 0 Moderate, from -1 % ModeratelyAway, below Away.
//
// limit is a bound in that direction that cannot be passed, 0 for none; near it
// the threshold above 0 shrinks by the factor C of [boundFactor], and a value
// that stays at the limit is Significant. There is no answer unless base is
// above 0 and now is not negative. ActualRate is a fraction a year.
func Trend(d Direction, base, now float64, years int, limit float64) Progress {
	if (d != Up && d != Down) || !(base > 0) || !(now >= 0) || math.IsInf(now, 0) || years <= 0 {
		return Progress{}
	}
	rate := compound(base, now, float64(years))
	if !isFinite(rate) {
		return Progress{}
	}
	p := Progress{Way: "no-target", ActualRate: &rate}
	c := boundFactor(base, limit)
	switch r := trim(rises(d, "") * rate); {
	case r >= 0 && c == 0, r >= trim(trendSignificant*c):
		p.Class = Significant
	case r >= 0:
		p.Class = Moderate
	case r >= trendAway:
		p.Class = ModeratelyAway
	default:
		p.Class = Away
	}
	return p
}

// boundFactor is C = 1 - (base/limit)^4.44, by which the thresholds shrink as
// the base nears the limit; beyond the limit it grows again alike (Statistics
// Canada's variant of the method, in Open SDG's documentation). 1 without a
// limit.
func boundFactor(base, limit float64) float64 {
	share := base / limit
	switch {
	case limit <= 0 || share >= 2:
		return 1
	case share > 1:
		share = 2 - share
	}
	return 1 - math.Pow(share, boundExponent)
}
