package analysis

import "tongket/analysis/stat"

// What a series was before a break in its definition is not compared with what
// it is after: statistics, progress and comparisons of places use the years
// from the break on, and say so (methods §8).

// termSince is the term as far as its years compare: from the year in which a
// series starts anew, 0 for none.
func termSince(term Term, since int) Term {
	term.Base = max(term.Base, since)
	return term
}

// changeAsPrinted is the change from one figure to another as both are printed,
// so that a table adds up (methods §8).
func changeAsPrinted(base, last float64, decimals int) float64 {
	return stat.Round(stat.Round(last, decimals)-stat.Round(base, decimals), decimals)
}

// smallBase is the base below which a change is not told in per cent (methods
// §8): of three cases each is a third.
const smallBase = 20

// asPrinted takes the change from the figures as printed, and leaves out a
// percentage of few cases.
func (s *TermStats) asPrinted(ind Indicator) {
	if s.Change == nil {
		return
	}
	s.Change = stat.Finite(changeAsPrinted(*s.Base, *s.Last, ind.Decimals))
	if _, power := NormalUnit(ind.Unit); power == 0 && *s.Base < smallBase {
		s.Relative = nil
	}
}

// StatisticsSince is [Statistics] of a series that starts anew in the year
// since, 0 for one that does not. The year itself is then the base of a change
// and, of a flow, the first that is added up. A series that starts anew in the
// last year has nothing to be compared with.
func StatisticsSince(kind IndicatorKind, term Term, since int, points []Point) TermStats {
	if since == 0 {
		return Statistics(kind, term, points)
	}
	s := Statistics(kind, termSince(term, since), points)
	s.Since = since
	if since == term.Last {
		s.Base, s.Change, s.Relative, s.Yearly, s.Growth, s.Index = nil, nil, nil, nil, nil, nil
	}
	if kind == Flow {
		s.Total, s.TotalYears, s.Average = nil, 0, nil
		sumTerm(&s, Term{Base: since - 1, Last: term.Last}, points)
	}
	return s
}

// judgeSince is [Judge] of a series that starts anew in the year since. The
// years of a flow before it are not part of its total.
func judgeSince(ind Indicator, term Term, since int, line Line, goal *Goal) Judgement {
	if since <= term.Base+1 || ind.Kind != Flow { // a flow of whose years none is before the break
		return Judge(ind, term, line, goal)
	}
	whole := line
	line.Points = make([]Point, len(whole.Points))
	for i, p := range whole.Points {
		line.Points[i] = p
		if p.Year < since {
			line.Points[i] = Point{Year: p.Year, Status: Missing}
		}
	}
	j := Judge(ind, term, line, goal)
	if j.Because == "missing" || j.Because == "incomplete" {
		j.Because = "break"
	}
	return j
}
