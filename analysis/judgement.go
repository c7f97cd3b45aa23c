package analysis

import "tongket/analysis/stat"

// Judge holds a series against its target. A flow is judged on the term's
// total, everything else on the term's last year; never on an older one.
//
// Actual and target are rounded to the indicator's decimals first, so that a
// table never contradicts itself as printed (ours). Better in the indicator's
// direction is Exceeded, equal Met, worse NotMet. A target with a bound is Met
// or NotMet only: "<" and ">" exclude the bound, "≤" and "≥" include it.
//
// There is no verdict without a goal or a direction. NoData says why in
// Because: "held" (a figure with an open error), "missing" (no figure),
// "incomplete" (a flow with a missing year whose known years do not reach the
// target by themselves; a term's total that a sheet prints stands in for them).
func Judge(ind Indicator, term Term, line Line, goal *Goal) Judgement {
	if goal == nil || !stat.IsFinite(goal.Value) || (ind.Direction != Up && ind.Direction != Down) {
		return Judgement{}
	}
	a := outcome(ind.Kind, term, line)
	if !a.known {
		return Judgement{Verdict: NoData, Because: a.because}
	}
	verdict := judged(ind, a.value, goal)
	if a.partial && (stat.Rises(ind.Direction, goal.Bound) < 0 || verdict == NotMet) {
		return Judgement{Verdict: NoData, Because: a.because, Estimate: a.estimate}
	}
	j := Judgement{Verdict: verdict, Actual: &a.value, Estimate: a.estimate}
	j.Difference = stat.Finite(stat.Round(stat.Round(a.value, ind.Decimals)-stat.Round(goal.Value, ind.Decimals), ind.Decimals))
	if ind.Kind == Rate {
		return j
	}
	var base *float64
	if v, ok := at(ind.Kind, line.Points, term.Base); ok && ind.Kind == Stock {
		base = &v
	}
	j.Fulfilment = stat.Fulfilment(ind.Direction, goal.Bound, base, a.value, goal.Value)
	return j
}

// asPrinted takes the fulfilment of a judgement from the figures as they are
// printed beside it, so that a table and a sentence add up.
func (j *Judgement) asPrinted(r *Result) {
	if j.Fulfilment == nil {
		return
	}
	var base *float64
	if r.Kind == Stock && r.Term.Base != nil {
		shown := stat.Round(*r.Term.Base, r.Decimals)
		base = &shown
	}
	j.Fulfilment = stat.Fulfilment(r.Direction, r.Goal.Bound, base, stat.Round(*j.Actual, r.Decimals), stat.Round(r.Goal.Value, r.Decimals))
}

// An actual is what a series comes to in a term.
type actual struct {
	value    float64
	known    bool
	partial  bool // a flow with years missing
	estimate bool
	because  string // of not being known or of being partial
}

// outcome is the number of the term that is held against a target.
func outcome(kind IndicatorKind, term Term, line Line) actual {
	if kind == Flow {
		return total(term, line)
	}
	p, _ := pointOf(line.Points, term.Last)
	v, ok := at(kind, line.Points, term.Last)
	if !ok {
		if p.ByZero {
			return actual{because: byZero}
		}
		return actual{because: reason(p.Held, "missing")}
	}
	return actual{value: v, known: true, estimate: p.Estimate}
}

func reason(held bool, otherwise string) string {
	if held {
		return "held"
	}
	return otherwise
}

// total is the sum of a flow over the term: of its years if all are known, else
// the total that a sheet prints, else the sum of the known years as a partial
// one.
func total(term Term, line Line) actual {
	var a actual
	held, years := false, 0
	for year := term.Base + 1; year <= term.Last; year++ {
		p, _ := pointOf(line.Points, year)
		held = held || p.Held
		if v, ok := at(Flow, line.Points, year); ok {
			a.value += v
			a.estimate = a.estimate || p.Estimate
			years++
		}
	}
	switch {
	case years == term.Last-term.Base && stat.IsFinite(a.value):
		a.known = years > 0
	case line.TermTotal != nil && stat.IsFinite(line.TermTotal.Value):
		return actual{value: line.TermTotal.Value, known: true}
	case years > 0 && stat.IsFinite(a.value):
		a.known, a.partial, a.because = true, true, reason(held, "incomplete")
		return a
	}
	if !a.known {
		a.because = reason(held, "missing")
	}
	return a
}

// judged compares as printed.
func judged(ind Indicator, value float64, goal *Goal) Verdict {
	a, x := stat.Round(value, ind.Decimals), stat.Round(goal.Value, ind.Decimals)
	switch {
	case !stat.Reaches(ind.Direction, goal.Bound, a, x):
		return NotMet
	case goal.Bound == "" && a != x:
		return Exceeded
	}
	return Met
}
