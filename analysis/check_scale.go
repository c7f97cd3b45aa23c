package analysis

import (
	"math"
	"slices"

	"tongket/analysis/claim"
	"tongket/analysis/stat"
	"tongket/ingest"
)

// checkRowUnits raises rows whose unit is a thousand or a million times the
// catalogue's while their figures are whole, long, and beyond every other
// figure of the job that counts the same thing: they were typed in units and
// headed in thousands. It is a doubt, for nothing else says how large they are.
func checkRowUnits(a *checked) {
	largest := largestOf(a)
	for k := range a.indicators {
		facts, unit := shiftedRow(a, int32(k))
		if len(facts) == 0 {
			continue
		}
		name, _ := NormalUnit(a.indicators[k].Unit)
		other := 0.0
		for o, v := range largest[name] {
			if o != int32(k) {
				other = math.Max(other, v)
			}
		}
		if last, _ := a.value(facts[len(facts)-1]); other > 0 && last > beyondOthers*other {
			raiseRowUnit(a, facts, unit, other, "job", Warning)
		}
	}
}

// largestOf are the largest usable figures of the whole by what they count and
// by indicator, of rows that are in the catalogue's unit.
func largestOf(a *checked) map[string]map[int32]float64 {
	out := make(map[string]map[int32]float64)
	for k := range a.indicators {
		name, power := NormalUnit(a.indicators[k].Unit)
		if a.indicators[k].Kind == Rate {
			continue
		}
		for _, p := range a.series[k].lines[0].Points {
			v, ok := Usable(a.indicators[k].Kind, p)
			if !ok || p.Status != Known {
				continue
			}
			if out[name] == nil {
				out[name] = make(map[int32]float64)
			}
			out[name][int32(k)] = math.Max(out[name][int32(k)], v*math.Pow10(power))
		}
	}
	return out
}

// shiftedRow are the used facts of the whole of an indicator if all of them are
// whole numbers of four digits or more in a unit that is a power of ten times
// the indicator's, nil if not.
func shiftedRow(a *checked, k int32) (facts []int32, unit string) {
	if a.indicators[k].Kind == Rate {
		return nil, ""
	}
	for _, p := range a.series[k].lines[0].Points {
		if p.Status != Known || p.From != fromSheet {
			continue
		}
		i := int32(p.Facts[0])
		own := a.unitOf(i)
		power, ok := unitShift(own, a.indicators[k].Unit)
		v := a.figure(i)
		if !ok || power < 3 || unit != "" && own != unit || v < longFigure || v != math.Trunc(v) || a.held(i) {
			return nil, ""
		}
		facts, unit = append(facts, i), own
	}
	return facts, unit
}

// raiseRowUnit raises a row as a slip of its unit, by its last figure and what that
// is held against.
func raiseRowUnit(a *checked, facts []int32, unit string, against float64, by string, severity Severity) {
	last := facts[len(facts)-1]
	n := a.about(CodeUnitSlip, last)
	k := a.indicator[last]
	v, _ := a.value(last)
	power, _ := unitShift(unit, a.indicators[k].Unit)
	n.Severity = severity
	n.Claim = claim.UnitSlip{Value: v, Median: against, Factor: math.Pow10(power), Cells: len(facts), Against: by, RowUnit: unit}
	n.Unit, n.Decimals = a.indicators[k].Unit, a.indicators[k].Decimals
	n.Years = ingest.Period{From: a.basis(facts[0]).Years.From, To: a.basis(last).Years.To}
	n.Related = a.positions(facts[:len(facts)-1])
	id := a.raise(n)
	for _, i := range facts {
		a.hold(i, id)
	}
}

// A scaleFault says in what way a target is out of scale.
type scaleFault struct {
	by      string  // "last" (a power of ten off), "mean" (a flow's total that is one year's), "whole" (above 100 %)
	against float64 // the figure that it is held against
	factor  float64 // of "last": the power of ten
}

// scaleOf holds a target against the series that it is for: a power of ten off
// both its last figure and the middle of its years, or a flow's total that is
// the size of one year. A falling target of a tenth, which may be meant, is
// none.
func scaleOf(ind Indicator, term Term, line Line, goal Goal, bounded bool) (f scaleFault, ok bool) {
	x := goal.Value
	if bounded && x > stat.RateLimit {
		return scaleFault{by: "whole", against: stat.RateLimit}, true
	}
	years := telling(ind.Kind, line)
	if len(years) < leastScale || !(x > 0) {
		return scaleFault{}, false
	}
	middle, last := stat.Median(years), years[len(years)-1]
	against := last
	if ind.Kind == Flow {
		n := float64(term.Last - term.Base)
		mean, total := stat.Sum(years)/float64(len(years)), n*stat.Sum(years)/float64(len(years))
		if math.Abs(x-mean) <= meanBand*mean && total >= 3*x {
			return scaleFault{by: "mean", against: mean}, true
		}
		middle, last, against = n*middle, n*last, total
	}
	factor := powerOff(x/last, ind.Kind)
	if factor == 0 || factor != powerOff(x/middle, ind.Kind) || factor == 0.1 && stat.Rises(ind.Direction, goal.Bound) < 0 {
		return scaleFault{}, false
	}
	return scaleFault{by: "last", against: against, factor: factor}, true
}

// telling are the figures of a line that a scale can be told from.
func telling(kind IndicatorKind, line Line) (years []float64) {
	for _, p := range line.Points {
		if v, ok := Usable(kind, p); ok && v > 0 && p.Status == Known {
			years = append(years, v)
		}
	}
	return years
}

// powerOff is the power of ten that a ratio is about: 10, 100, 1000 or an
// inverse; 0 if none. Of rates only a hundred counts, a fraction for per cent.
func powerOff(ratio float64, kind IndicatorKind) float64 {
	for _, c := range []struct{ factor, band float64 }{{10, stat.FactorBand}, {100, stat.FactorBand}, {1000, stat.SlipBand}} {
		switch {
		case kind == Rate && c.factor != 100:
		case stat.Within(ratio, c.factor, c.band):
			return c.factor
		case stat.Within(ratio, 1/c.factor, c.band):
			return 1 / c.factor
		}
	}
	return 0
}

// inScale reports whether a target can be used. One that cannot is an error on
// the target, or where the sheet's unit explains it on the row.
func (a *planned) inScale(r *Result, k int32, goal *Goal, year int) bool {
	if goal == nil || !stat.IsFinite(goal.Value) {
		return true
	}
	bounded := r.Kind == Rate && r.Unit == "%" && a.bounds[k] != unbounded
	fault, off := scaleOf(r.Indicator, a.opt.Term, r.Whole, *goal, bounded)
	if !off {
		return true
	}
	if facts, unit := shiftedRow(a.checked, k); len(facts) > 0 && fault.factor > 0 && fault.factor < 1 {
		raiseRowUnit(a.checked, facts, unit, goal.Value, "target", Error)
		return true // the row is wrong and not the target
	}
	n := Finding{Code: CodeTargetScale, Pos: r.Pos, Indicator: r.Code, Name: r.Name}
	if len(goal.Facts) > 0 {
		n = a.about(CodeTargetScale, int32(goal.Facts[0]))
	}
	n.Years = ingest.Year(year)
	n.Unit, n.Decimals = r.Unit, r.Decimals
	n.Claim = claim.TargetScale{Target: goal.Value, Against: fault.against, Factor: fault.factor, By: fault.by}
	a.raise(n)
	return false
}

// plansInScale leaves out the plans of years that are a power of ten off both the
// year's figure and the middle of its series, and raises them.
func (a *planned) plansInScale(r *Result) {
	years := telling(r.Kind, r.Whole)
	if len(years) < leastScale {
		return
	}
	middle := stat.Median(years)
	for y := range r.Whole.Points {
		p := &r.Whole.Points[y]
		v, ok := Usable(r.Kind, *p)
		if p.Plan == nil || len(p.PlanFacts) == 0 || !ok || !(v > 0) {
			continue
		}
		factor := powerOff(*p.Plan/v, r.Kind)
		if factor == 0 || factor != powerOff(*p.Plan/middle, r.Kind) {
			continue
		}
		n := a.about(CodeTargetScale, int32(p.PlanFacts[0]))
		n.Unit, n.Decimals = r.Unit, r.Decimals
		n.Claim = claim.TargetScale{Target: *p.Plan, Against: v, Factor: factor, By: "plan"}
		a.raise(n)
		p.Plan, p.PlanFacts = nil, nil // not used until it is settled
	}
}

// compare fills in what the job gives to compare an indicator with, unless it is a
// power of ten off both the last figure and the middle of the series.
func (a *planned) compare(r *Result) {
	v, ok := a.opt.Comparisons[r.Code]
	if !ok {
		return
	}
	if rule, _ := ParseRule(r.NextTarget); rule.Kind == LikeRegion && a.raised(CodeTargetScale, r.Code, a.term.Next) {
		return // it is told as the target
	}
	if years := telling(r.Kind, r.Whole); len(years) >= leastScale && v > 0 {
		last := years[len(years)-1]
		if factor := powerOff(v/last, r.Kind); factor != 0 && factor == powerOff(v/stat.Median(years), r.Kind) {
			a.raise(Finding{Code: CodeTargetScale, Indicator: r.Code, Name: r.Name, Unit: r.Unit, Decimals: r.Decimals,
				Claim: claim.TargetScale{Target: v, Against: last, Factor: factor, By: "compared"}})
			return
		}
	}
	r.Compared = &v
}

// decided holds back figures that are about ten times off their series where
// they decide the verdict: with the figure put right it is another.
func (a *planned) decided(r *Result, k int32) {
	for y := range r.Whole.Points {
		p := &r.Whole.Points[y]
		for _, i := range p.Facts[:min(len(p.Facts), a.listed)] {
			note, ok := a.slips[int32(i)]
			if !ok || slipCode(note.Slip) != CodeFactor10 || a.held(int32(i)) || a.findings[note.finding].Settled != nil {
				continue
			}
			mended := r.Whole
			mended.Points = slices.Clone(r.Whole.Points)
			v, _ := a.value(int32(i))
			mended.Points[y].Value += v/note.Factor - v
			if Judge(r.Indicator, a.term, r.Whole, r.Goal).Verdict != Judge(r.Indicator, a.term, mended, r.Goal).Verdict {
				a.findings[note.finding].Severity = Error
				a.hold(int32(i), note.finding)
			}
			if p.From == fromSheet {
				break // the others say the same
			}
		}
	}
}
