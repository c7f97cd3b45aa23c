package analysis

import "tongket/analysis/stat"

// ProgressOf is the progress of a series in a term: towards its target if it
// has one, else by its growth in the desired direction. It is measured at the
// last known year of the term, so it serves while the term runs. There is none
// without a direction, without a base year (of a stock or a rate) or without a
// later figure.
//
// Whether the target is met is decided as Judge does, on figures as printed and
// with the target's bound, so that the two never disagree.
func ProgressOf(ind Indicator, term Term, line Line, goal *Goal) stat.Progress {
	if ind.Direction != Up && ind.Direction != Down {
		return stat.Progress{}
	}
	if goal != nil && ind.Kind == Flow {
		return flowProgress(ind, term, line, goal)
	}
	base, ok := at(ind.Kind, line.Points, term.Base)
	year := latest(ind.Kind, term, line.Points)
	if !ok || year == 0 {
		return stat.Progress{}
	}
	now, _ := at(ind.Kind, line.Points, year)
	if goal == nil {
		p := stat.Trend(ind.Direction, base, now, year-term.Base, limitOf(ind, base))
		return measured(p, year)
	}
	met := func(v float64) bool { return judged(ind, v, goal) != NotMet }
	m := stat.March{
		Sign: stat.Rises(ind.Direction, goal.Bound), Base: base, Now: now, Target: goal.Value,
		Years: float64(year - term.Base), All: float64(term.Last - term.Base), MetAtBase: met(base), Met: met(now),
	}
	return measured(m.Progress(), year)
}

func measured(p stat.Progress, year int) stat.Progress {
	if p.Class != stat.NoClass {
		p.Year = year
	}
	return p
}

// limitOf is the limit that a rate cannot pass in its direction, 0 if none.
func limitOf(ind Indicator, base float64) float64 {
	if ind.Kind == Rate && ind.Direction == Up && base <= stat.RateLimit {
		return stat.RateLimit
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

// flowProgress is the progress of a rising flow: its total so far against the
// target's share of the years gone by (ours). There is none for a falling flow,
// for a target that is not above 0, and with a gap among the years gone by
// unless the target is reached without them.
func flowProgress(ind Indicator, term Term, line Line, goal *Goal) stat.Progress {
	year := latest(Flow, term, line.Points)
	so := total(Term{Base: term.Base, Last: year}, Line{Points: line.Points})
	if whole := total(term, line); whole.known && !whole.partial {
		year, so = term.Last, whole
	}
	if stat.Rises(ind.Direction, goal.Bound) < 0 || !(goal.Value > 0) || !so.known || year <= term.Base {
		return stat.Progress{}
	}
	met := judged(ind, so.value, goal) != NotMet && year == term.Last
	if so.partial && !met {
		return stat.Progress{}
	}
	p := stat.FlowProgress(so.value, goal.Value, year-term.Base, term.Last-term.Base)
	if met {
		p.Class = stat.TargetMet
	} else if p.Class == stat.TargetMet {
		p.Class = stat.ClassOf(*p.Ratio)
	}
	return measured(p, year)
}
