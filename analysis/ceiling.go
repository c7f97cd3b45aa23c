package analysis

import (
	"math"
	"slices"

	"tongket/analysis/stat"
)

// ceilings takes back the forecasts that cannot be: of a part beyond its whole,
// as a rule "a <= b" or a rate ties them together, and of what leaves a stock
// beyond all that the stock can give. A series by itself knows nothing of that.
// All are held against the forecasts as they were made, those taken back too, so
// that the order of the rules is no matter.
func (h harmony) ceilings(relations []Relation) {
	why := make(map[*Result]string)
	hold := func(part, whole *Result) {
		if part != nil && whole != nil && h.overWhole(part, whole) {
			why[part] = beyondWhole
		}
	}
	for k := range h.results {
		if r := &h.results[k]; r.Kind == Rate && r.Unit == "%" {
			hold(h.of(r.Numerator), h.of(r.Denominator))
		}
	}
	for i := range relations {
		rule := &relations[i]
		if l, ok := rule.ledger(); ok {
			for _, code := range l.Out {
				if out := h.of(code); out != nil && h.overStock(out, &l) {
					why[out] = beyondStock
				}
			}
		}
		if !rule.Equal && !rule.OnlyIf && len(rule.Left) == 1 && len(rule.Right) == 1 && !rule.Left[0].Before && !rule.Right[0].Before {
			hold(h.of(rule.Left[0].Code), h.of(rule.Right[0].Code))
		}
	}
	for r, reason := range why {
		n := r.Next
		if n.Forecast, n.NoForecast, n.Probability, n.Feasibility = nil, reason, nil, ""; n.Proposed {
			n.drop(reason)
		}
	}
}

// overWhole reports whether a quantile of a part's forecast is above that of its
// whole in a year, as printed; a whole of offices or seats stays as it is.
func (h harmony) overWhole(part, whole *Result) bool {
	f, g := part.Next.Forecast, h.made[whole.Code]
	power, ok := unitShift(part.Unit, whole.Unit)
	if f == nil || !ok {
		return false
	}
	last, known := at(whole.Kind, whole.Whole.Points, h.a.term.Last)
	if g == nil && !(known && whole.Wording.Nature == Administrative) {
		return false
	}
	step := math.Pow10(-whole.Decimals)/2 + math.Pow10(power-part.Decimals)/2
	for i, of := range f.quantiles() {
		for year, v := range of {
			limit := last
			if g != nil {
				limit = g.quantiles()[i][year]
			}
			if v*math.Pow10(power) > limit+step {
				return true
			}
		}
	}
	return false
}

// quantiles are the lists of a forecast by probability, the lowest first.
func (f *Forecast) quantiles() [5][]float64 {
	low, high := f.Low, f.High
	if end := len(low) - 1; end >= 0 && low[end] > high[end] {
		low, high = high, low
	}
	return [5][]float64{f.Q10, low, f.Base, high, f.Q90}
}

// overStock reports whether a scenario has more leave a stock over the next term
// than there is of it and will come: what comes is the base scenario, or else
// as much each year as in the last known one.
func (h harmony) overStock(out *Result, l *Ledger) bool {
	stock := h.of(l.Stock)
	if stock == nil || out.Next.Forecast == nil || out.Next.Forecast.Totals == nil || !sameUnit(out.Unit, stock.Unit) {
		return false
	}
	have, known := at(stock.Kind, stock.Whole.Points, h.a.term.Last)
	for _, code := range l.In {
		in := h.of(code)
		if in == nil || !sameUnit(in.Unit, stock.Unit) {
			return false
		}
		if f := h.made[code]; f != nil && f.Totals != nil {
			have += f.Totals[1]
			continue
		}
		last, ok := at(in.Kind, in.Whole.Points, h.a.term.Last)
		known = known && ok
		have += last * float64(h.a.term.Next-h.a.term.Last)
	}
	totals := *out.Next.Forecast.Totals
	return known && stat.Round(slices.Max(totals[:]), out.Decimals) > stat.Round(have, stock.Decimals)
}
