package analysis

import (
	"math"

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
			f.Effect = stat.Round(effect, 3)
		}
	}
}

// offBy is how far a figure is from what its finding expects.
func offBy(f *Finding) (off float64, known bool) {
	v := f.Values
	switch f.Code {
	case CodeUnitSlip, CodeFactor10, CodeFactor100:
		if len(v) == 3 && v[2] != 0 && (len(f.Args) < 2 || f.Args[1] == "") {
			return v[0] - v[0]/v[2], true
		}
	case CodeFraction:
		if len(v) > 1 {
			return v[0] - 100*v[0], true
		}
	case CodeOutlierYear, CodeTotalMismatch, CodeRateMismatch, CodeConflict, CodePartGreater, CodeFormula:
		if len(v) > 1 {
			return v[0] - v[1], true
		}
	case CodeOutlierPlace:
		if len(v) > 2 {
			return v[0] - v[1]*v[2], true
		}
	case CodeNegative:
		if len(v) > 0 {
			return 2 * v[0], true
		}
	}
	return 0, false
}
