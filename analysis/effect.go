package analysis

import (
	"math"

	"tongket/analysis/claim"
	"tongket/analysis/stat"
)

// rankFindings gives each doubt on a figure its effect on what is published: by
// how much the whole's figure of its year, in per cent of it, would be another
// if the figure were what the finding expects (the idea of SeleMix: look first
// at what moves the results most). A finding on a rate of a place, and one that
// expects nothing, has none.
func rankFindings(a *checked) {
	for i := range a.findings {
		f := &a.findings[i]
		k, ok := a.number[f.Indicator]
		off, known := offBy(f)
		if !ok || !known || a.indicators[k].Kind == Rate && f.Place != "" {
			continue
		}
		if f.Unit != "" && f.Unit != a.indicators[k].Unit {
			if off, ok = Convert(off, f.Unit, a.indicators[k].Unit); !ok {
				continue
			}
		}
		p, ok := pointOf(a.series[k].lines[0].Points, f.Years.To)
		if !ok || p.Status != Known || p.Value == 0 {
			continue
		}
		if effect := 100 * math.Abs(off) / math.Abs(p.Value); stat.IsFinite(effect) {
			f.Shift = stat.Round(effect, 3)
		}
	}
}

// offBy is how far a figure is from what its finding expects.
func offBy(f *Finding) (off float64, known bool) {
	switch c := f.Claim.(type) {
	case claim.UnitSlip:
		switch {
		case f.Code == CodeFraction:
			return c.Value - 100*c.Value, true
		case c.Factor != 0 && c.Against == "":
			return c.Value - c.Value/c.Factor, true
		}
	case claim.Trend:
		return c.Value - c.Expected, true
	case claim.OutlierPlace:
		return c.Value - c.Before*c.Ratio, true
	case claim.TotalMismatch:
		return c.Printed - c.Sum, true
	case claim.RateMismatch:
		return c.Printed - c.Recomputed, true
	case claim.Conflict:
		return c.Used - c.Other, f.Code == CodeConflict
	case claim.PartGreater:
		return c.Part - c.Whole, true
	case claim.Formula:
		return c.Cached - c.Sum, true
	case claim.Figure:
		return 2 * c.Value, f.Code == CodeNegative
	}
	return 0, false
}
