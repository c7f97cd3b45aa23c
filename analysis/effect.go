package analysis

import (
	"math"
	"slices"

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
		k, off, known := a.shiftOf(f)
		if !known {
			continue
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

// shiftOf is how far the figure of a finding is from what is expected, in the unit of its
// indicator k.
func (a *checked) shiftOf(f *Finding) (k int32, off float64, known bool) {
	k, ok := a.number[f.Indicator]
	off, known = offBy(f)
	if !ok || !known || a.indicators[k].Kind == Rate && f.Place != "" {
		return k, 0, false
	}
	if f.Unit != "" && f.Unit != a.indicators[k].Unit {
		off, known = Convert(off, f.Unit, a.indicators[k].Unit)
	}
	return k, off, known
}

// weighDoubts makes errors of the doubts that a verdict hangs on: with what is expected
// in the place of the figure it would be another, of its indicator or of the rate that
// the figure is a part of.
func weighDoubts(a *checked, results []Result) {
	for i := range a.findings {
		f := &a.findings[i]
		if f.Severity != "" && f.Severity != Warning || f.Severity == "" && SeverityOf(f.Code) != Warning || f.Settled != nil {
			continue
		}
		k, ok := a.number[f.Indicator]
		if !ok {
			continue
		}
		times := a.mendedBy(f, k)
		if times == nil {
			continue
		}
		for r := range results {
			x := &results[r]
			if x.Goal == nil || x.Judgement.Verdict == NoVerdict || x.Judgement.Verdict == NoData {
				continue
			}
			power := 0.0
			switch f.Indicator {
			case x.Code, x.Numerator:
				power = 1
			case x.Denominator:
				power = -1
			default:
				continue
			}
			mended := x.Whole
			mended.Points = slices.Clone(x.Whole.Points)
			for y, t := range times {
				if p := &mended.Points[y-a.term.Base]; t > 0 {
					p.Value *= math.Pow(t, power)
				}
			}
			if judgeSince(x.Indicator, a.term, a.breaks[a.number[x.Code]], mended, x.Goal).Verdict != x.Judgement.Verdict {
				f.Severity, f.Holds.Turns = Error, f.Holds.Turns+1
			}
		}
	}
}

// mendedBy are the years of the whole of an indicator that would be another if a finding
// is right, and how many times what they are; nil if it does not say.
func (a *checked) mendedBy(f *Finding, k int32) map[int]float64 {
	points := a.series[k].lines[0].Points
	p, ok := pointOf(points, f.Years.To)
	if !ok || p.Status != Known || !(p.Value > 0) {
		return nil
	}
	switch c := f.Claim.(type) {
	case claim.YearsSwapped:
		if q, ok := pointOf(points, f.Years.From); ok && q.Status == Known && q.Value > 0 {
			return map[int]float64{f.Years.From: p.Value / q.Value, f.Years.To: q.Value / p.Value}
		}
		return nil
	case claim.Copied:
		if s := stat.LeaveOneOut(workingScale(&a.indicators[k], points))[f.Years.To-a.term.Base]; !math.IsNaN(s.Residual) {
			return map[int]float64{f.Years.To: unscaled(&a.indicators[k], s.Expected) / p.Value}
		}
		return nil
	case claim.Conflict:
		if f.Place != "" && p.From == fromSheet || c.Why == "priority" {
			return nil // the whole does not rest on it
		}
	}
	if of, off, known := a.shiftOf(f); known && of == k && f.Years.From == f.Years.To {
		return map[int]float64{f.Years.To: (p.Value - off) / p.Value}
	}
	return nil
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
