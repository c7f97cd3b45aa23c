package analysis

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
	if goal == nil || !isFinite(goal.Value) || (ind.Direction != Up && ind.Direction != Down) {
		return Judgement{}
	}
	a := outcome(ind.Kind, term, line)
	if !a.known {
		return Judgement{Verdict: NoData, Because: a.because}
	}
	verdict := judged(ind, a.value, goal)
	if a.partial && (rises(ind.Direction, goal.Bound) < 0 || verdict == NotMet) {
		return Judgement{Verdict: NoData, Because: a.because, Estimate: a.estimate}
	}
	j := Judgement{Verdict: verdict, Actual: &a.value, Estimate: a.estimate}
	j.Difference = finite(Round(Round(a.value, ind.Decimals)-Round(goal.Value, ind.Decimals), ind.Decimals))
	if ind.Kind == Rate {
		return j
	}
	var base *float64
	if v, ok := at(ind.Kind, line.Points, term.Base); ok && ind.Kind == Stock {
		base = &v
	}
	j.Fulfilment = Fulfilment(ind.Direction, base, a.value, goal.Value)
	return j
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
	case years == term.Last-term.Base && isFinite(a.value):
		a.known = years > 0
	case line.TermTotal != nil && isFinite(line.TermTotal.Value):
		return actual{value: line.TermTotal.Value, known: true}
	case years > 0 && isFinite(a.value):
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
	a, x := Round(value, ind.Decimals), Round(goal.Value, ind.Decimals)
	switch {
	case !reaches(ind.Direction, goal.Bound, a, x):
		return NotMet
	case goal.Bound == "" && a != x:
		return Exceeded
	}
	return Met
}

// reaches reports whether a is as good as the target x or better.
func reaches(d Direction, bound string, a, x float64) bool {
	switch bound {
	case "<":
		return a < x
	case ">":
		return a > x
	case "≤":
		return a <= x
	case "≥":
		return a >= x
	}
	if d == Down {
		return a <= x
	}
	return a >= x
}

// rises is 1 where more is better, -1 where less is, 0 where neither is known.
// A bound says it more plainly than the indicator's direction.
func rises(d Direction, bound string) float64 {
	switch {
	case bound == "<" || bound == "≤":
		return -1
	case bound == ">" || bound == "≥":
		return 1
	case d == Up:
		return 1
	case d == Down:
		return -1
	}
	return 0
}

// Fulfilment is how far a target was fulfilled, in per cent. Where more is
// better it is actual/target, for a target above 0. Where less is better it is
// the part of the planned fall that was achieved, (base - actual)/(base -
// target), below 0 if the figure rose; nil without a base or where the base
// needed no fall. base may be nil.
func Fulfilment(d Direction, base *float64, actual, target float64) *float64 {
	switch {
	case d == Up && target > 0:
		return finite(100 * actual / target)
	case d == Down && base != nil && *base > target:
		return finite(100 * (*base - actual) / (*base - target))
	}
	return nil
}
