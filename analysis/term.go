package analysis

import "tongket/analysis/stat"

// Usable is the number with which a point enters a calculation, and whether it
// has one. "-" (nil) is 0 for a flow and a count and a gap for a rate; a figure
// with an open error is unknown.
func Usable(kind IndicatorKind, p Point) (float64, bool) {
	switch {
	case p.Held || !stat.IsFinite(p.Value):
		return 0, false
	case p.Status == Known:
		return p.Value, true
	case p.Status == NilOnly && kind != Rate:
		return 0, true
	}
	return 0, false
}

// at is the usable number of a year.
func at(kind IndicatorKind, points []Point, year int) (float64, bool) {
	p, ok := pointOf(points, year)
	if !ok {
		return 0, false
	}
	return Usable(kind, p)
}

func pointOf(points []Point, year int) (Point, bool) {
	for _, p := range points {
		if p.Year == year {
			return p, true
		}
	}
	return Point{}, false
}

// Statistics gives the statistics of a series over a term: changes from
// term.Base to term.Last, growth compounded over the years between, and for a
// flow the total of the known years after the base. Percentages are in per
// cent, not fractions; what has no answer is nil:
//
//   - without the base or the last year, all that compares them;
//   - Relative and Index without a base above 0, Growth unless both are above 0;
//   - Relative and Growth of a rate, whose Change is in percentage points;
//   - Yearly of a flow, which has Average (Total / TotalYears) instead.
//
// Peak and Trough are the first years that hold the extremes.
func Statistics(kind IndicatorKind, term Term, points []Point) TermStats {
	var s TermStats
	base, hasBase := at(kind, points, term.Base)
	last, hasLast := at(kind, points, term.Last)
	if hasBase {
		s.Base = &base
	}
	if hasLast {
		s.Last = &last
		p, _ := pointOf(points, term.Last)
		s.Estimate = p.Estimate
	}
	if hasBase && hasLast {
		compare(&s, kind, base, last, float64(term.Last-term.Base))
	}
	if kind == Flow {
		sumTerm(&s, term, points)
	}
	s.Peak, s.Trough = extremes(kind, term, points)
	return s
}

// compare fills in what the base and the last year say together.
func compare(s *TermStats, kind IndicatorKind, base, last, years float64) {
	s.Change = stat.Finite(last - base)
	if base > 0 {
		s.Index = stat.Finite(100 * (last / base))
	}
	if years <= 0 {
		return
	}
	if kind != Flow {
		s.Yearly = stat.Finite((last - base) / years)
	}
	if kind == Rate {
		return
	}
	if base > 0 {
		s.Relative = stat.Finite(100 * ((last - base) / base))
	}
	if base > 0 && last > 0 {
		s.Growth = stat.Finite(100 * stat.Compound(base, last, years))
	}
}

// sumTerm fills in the total of a flow over the years after the base.
func sumTerm(s *TermStats, term Term, points []Point) {
	sum := 0.0
	for _, p := range points {
		if v, ok := Usable(Flow, p); ok && p.Year > term.Base && p.Year <= term.Last {
			sum += v
			s.TotalYears++
			s.Estimate = s.Estimate || p.Estimate
		}
	}
	if s.TotalYears > 0 {
		s.Total = stat.Finite(sum)
		s.Average = stat.Finite(sum / float64(s.TotalYears))
	}
}

// extremes are the first years of the largest and the smallest number in
// Base..Last, 0 if there is none.
func extremes(kind IndicatorKind, term Term, points []Point) (peak, trough int) {
	var high, low float64
	for year := term.Base; year <= term.Last; year++ {
		v, ok := at(kind, points, year)
		if !ok {
			continue
		}
		if peak == 0 || v > high {
			peak, high = year, v
		}
		if trough == 0 || v < low {
			trough, low = year, v
		}
	}
	return peak, trough
}
