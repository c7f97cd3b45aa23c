package analysis

import (
	"tongket/analysis/stat"
)

// Path is the yearly path over the next years that a rule asks for, from the
// last known figure: to a target as [stat.PathTo] has it, else by points or by
// per cent a year.
//
// ok is false for a rule that asks for nothing or needs the region's figure,
// for points of what is no rate, and where a number would not be finite.
func Path(r Rule, kind IndicatorKind, last float64, years int) (c stat.Course, ok bool) {
	if years <= 0 || !stat.IsFinite(last) || !stat.IsFinite(r.Amount) {
		return stat.Course{}, false
	}
	switch {
	case r.Kind == ToTarget:
		return stat.PathTo(kind, last, r.Amount, years)
	case r.Kind == ByPoints && kind == Rate:
		return stat.PathByPoints(last, r.Amount, years)
	case r.Kind == ByGrowth:
		return stat.PathByGrowth(kind, last, r.Amount/100, years)
	}
	return stat.Course{}, false
}
