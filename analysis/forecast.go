package analysis

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// Why no forecast is given, as in Next.NoForecast.
const (
	fewYears    = "few"          // fewer than four known years
	innerGaps   = "gaps"         // more than one gap between known years
	lastMissing = "last-missing" // the term's last year is not known
	heldBack    = "held"         // an open error stands on a year that is needed
	outOfRange  = "range"        // the series spreads so widely that no number can be given
)

// An Outlook is the predictive distribution of a series for the years after a
// term. On the working scale, step h is distributed as center[h-1] +
// width[h-1]·t with Student's t of T-2 degrees of freedom, T being the number
// of years used.
type Outlook struct {
	Indicator Indicator
	Term      Term
	Known     int // years known among those used
	Filled    int // the year of the gap that was filled, 0 if none

	scale  scale
	work   []float64 // the years used, on the working scale
	center []float64
	width  []float64
}

// NewOutlook prepares the forecasts of a series for the years after the term's
// last, from at most the last ten years. points is one series without a break in
// its definition. The outlook is nil, with the reason for Next.NoForecast, unless
// the last year and at least three others are known with at most one gap between
// them; Known years are lost then: see [KnownYears].
//
// The point forecast is the median of naive, drift, damped Holt and Theta on
// the scale that fits (logit, log or none), the spread that of the drift
// widened by the variance between the four, the quantiles those of Student's t.
// Scenarios are named by achievement: Low is the 20 % quantile and High the 80 %
// one, the other way round for a falling indicator.
func NewOutlook(ind Indicator, term Term, points []Point) (o *Outlook, reason string) {
	w := newWindow(ind.Kind, term, points)
	if reason := w.refused(); reason != "" {
		return nil, reason
	}
	o = &Outlook{Indicator: ind, Term: term, Known: w.count(), scale: scaleFor(ind, w.usable())}
	o.work = make([]float64, len(w.values))
	for i, v := range w.values {
		if w.known[i] {
			o.work[i] = o.scale.forward(v)
		}
	}
	for i := range o.work {
		if !w.known[i] {
			o.work[i] = (o.work[i-1] + o.work[i+1]) / 2
			o.Filled = w.first + i
		}
	}
	for h := 1; h <= term.Next-term.Last; h++ {
		center, width := predict(o.work, h)
		o.center, o.width = append(o.center, center), append(o.width, width)
		if !isFinite(center) || !isFinite(width) {
			return nil, outOfRange
		}
	}
	return o, ""
}

// KnownYears counts the years that a forecast could use.
func KnownYears(kind IndicatorKind, term Term, points []Point) int {
	return newWindow(kind, term, points).count()
}

// A window is the stretch of years that a forecast uses: at most the last ten,
// from the first known one.
type window struct {
	first  int
	values []float64
	known  []bool
	held   bool // an open error stands on one of the years
	last   Point
}

func newWindow(kind IndicatorKind, term Term, points []Point) window {
	var w window
	for year := term.Last - mostPoints + 1; year <= term.Last; year++ {
		p, _ := pointOf(points, year)
		v, ok := Usable(kind, p)
		ok = ok && p.Year == year
		w.held = w.held || p.Held
		if len(w.values) == 0 && !ok {
			continue
		}
		if len(w.values) == 0 {
			w.first = year
		}
		w.values, w.known = append(w.values, v), append(w.known, ok)
	}
	w.last, _ = pointOf(points, term.Last)
	return w
}

func (w window) count() int { return len(w.usable()) }

func (w window) usable() []float64 {
	var known []float64
	for i, v := range w.values {
		if w.known[i] {
			known = append(known, v)
		}
	}
	return known
}

// refused is why a window allows no forecast, "" if it does.
func (w window) refused() string {
	n := len(w.values)
	switch {
	case n > 0 && !w.known[n-1]:
		return reason(w.last.Held, lastMissing)
	case w.count() < leastPoints:
		return reason(w.held, fewYears)
	case n-w.count() > mostInnerGaps:
		return reason(w.held, innerGaps)
	}
	return ""
}

// A scale is the transformation on which a series is forecast.
type scale struct {
	name  string  // "logit", "log", "identity", "constant"
	half  float64 // half a printed unit, in the indicator's unit
	floor bool    // results are cut at 0
}

// scaleFor chooses the scale: constant if all values are equal; logit for rates
// within 0..100; log if all are above 0; else none, with results cut at 0 if no
// value is below.
func scaleFor(ind Indicator, values []float64) scale {
	s := scale{half: 0.5 * math.Pow10(-max(0, ind.Decimals))}
	low, high := slices.Min(values), slices.Max(values)
	switch {
	case low == high:
		s.name = "constant"
	case ind.Kind == Rate && low >= 0 && high <= rateLimit:
		s.name = "logit"
	case low > 0:
		s.name = "log"
	default:
		s.name, s.floor = "identity", low >= 0
	}
	return s
}

// forward takes a value to the working scale. A rate is kept half a printed
// unit away from 0 and 100, where the logit is infinite, and on the log scale
// what is not above 0 is taken for half a printed unit, which prints as 0.
func (s scale) forward(v float64) float64 {
	switch s.name {
	case "logit":
		v = min(max(v, s.half), rateLimit-s.half)
		return math.Log(v / (rateLimit - v))
	case "log":
		if v <= 0 {
			v = s.half
		}
		return math.Log(v)
	}
	return v
}

// back takes a number on the working scale to the indicator's unit.
func (s scale) back(z float64) float64 {
	switch {
	case s.name == "logit":
		return rateLimit / (1 + math.Exp(-z))
	case s.name == "log":
		return math.Exp(z)
	case s.floor:
		return max(z, 0)
	}
	return z
}

// predict gives the center and the width of the predictive distribution h steps
// after z, which has at least three numbers. The width joins the drift's own
// prediction variance s²·h·(1 + h/(T-1)) and the variance between the four
// forecasts (ours: a drift interval alone claims too much).
func predict(z []float64, h int) (center, width float64) {
	four := []float64{Naive(z), Drift(z, h), DampedHolt(z, h), Theta(z, h)}
	steps, T := float64(h), float64(len(z))
	variance := driftVariance(z)*steps*(1+steps/(T-1)) + sampleVariance(four)
	if width = math.Sqrt(variance); width < noSpread {
		width = 0
	}
	return median(four), width
}

// Naive forecasts the last number.
func Naive(z []float64) float64 { return z[len(z)-1] }

// Drift forecasts h steps on the line through the first and the last number
// (Hyndman & Athanasopoulos, Forecasting: principles and practice).
func Drift(z []float64, h int) float64 { return z[len(z)-1] + float64(h)*meanStep(z) }

// meanStep is the mean change from one number to the next.
func meanStep(z []float64) float64 { return (z[len(z)-1] - z[0]) / float64(len(z)-1) }

// driftVariance is the residual variance of the drift: the sample variance of
// the changes about their mean, divisor T-2.
func driftVariance(z []float64) float64 {
	changes := make([]float64, len(z)-1)
	for i := range changes {
		changes[i] = z[i+1] - z[i]
	}
	return sampleVariance(changes)
}

// DampedHolt forecasts h steps by Holt's method with a damped trend (Gardner &
// McKenzie 1985), its parameters and its first state (the first number, the
// mean change) fixed.
func DampedHolt(z []float64, h int) float64 {
	level, trend := holtState(z, holtPhi, meanStep(z))
	return level + powerSum(holtPhi, h)*trend
}

// holtState is Holt's level and trend after z, from the level z[0] and a first
// trend.
func holtState(z []float64, phi, trend float64) (level, slope float64) {
	level, slope = z[0], trend
	for _, v := range z[1:] {
		before := level
		level = holtAlpha*v + (1-holtAlpha)*(level+phi*slope)
		slope = holtBeta*(level-before) + (1-holtBeta)*phi*slope
	}
	return level, slope
}

// Theta forecasts h steps by the Theta method (Assimakopoulos & Nikolopoulos
// 2000) in the form of Hyndman & Billah 2003: simple exponential smoothing, and
// half the slope of the regression line as its drift.
func Theta(z []float64, h int) float64 { return theta(z, h, holtAlpha, z[0], slope(z)/2) }

// theta smooths z from a first level and adds half the slope as a drift.
func theta(z []float64, h int, alpha, level, half float64) float64 {
	for _, v := range z {
		level = alpha*v + (1-alpha)*level
	}
	return level + half*(float64(h-1)+(1-math.Pow(1-alpha, float64(len(z))))/alpha)
}

// slope is the slope of the least-squares line over the positions.
func slope(z []float64) float64 {
	center, mean := float64(len(z)-1)/2, average(z)
	var cross, square float64
	for i, v := range z {
		d := float64(i) - center
		cross += d * (v - mean)
		square += d * d
	}
	return cross / square
}

// Quantile is the p-quantile h years after the term, in the indicator's unit;
// 0 < p < 1.
func (o *Outlook) Quantile(p float64, h int) float64 {
	return o.at(studentQuantile(p, o.freedom()), h)
}

// at is the number that stands x widths from the center at step h.
func (o *Outlook) at(x float64, h int) float64 {
	return o.scale.back(o.center[h-1] + x*o.width[h-1])
}

func (o *Outlook) freedom() float64 { return float64(len(o.work) - 2) }

// quantiles are the p-quantiles of all years.
func (o *Outlook) quantiles(p float64) []float64 {
	x := studentQuantile(p, o.freedom())
	values := make([]float64, len(o.center))
	for i := range values {
		values[i] = o.at(x, i+1)
	}
	return values
}

// Forecast lists the quantiles of an outlook year by year, and for a flow the
// scenarios of the term's total: the sum of the years' quantiles, which takes
// the years to err together (cautious). It is nil, with a reason, if a number
// is not finite.
func (o *Outlook) Forecast() (f *Forecast, reason string) {
	f = &Forecast{
		Q10: o.quantiles(outerLow), Q90: o.quantiles(outerHigh),
		Low: o.quantiles(lowQuantile), Base: o.quantiles(0.5), High: o.quantiles(highQuantile),
		Scale: o.scale.name, Filled: o.Filled,
	}
	if o.Indicator.Direction == Down {
		f.Low, f.High = f.High, f.Low
	}
	for i := range o.center {
		f.Years = append(f.Years, o.Term.Last+1+i)
	}
	if o.Indicator.Kind == Flow {
		f.Totals = &[3]float64{sumOf(f.Low), sumOf(f.Base), sumOf(f.High)}
	}
	if !isFinite(sumOf(f.Q10)) || !isFinite(sumOf(f.Q90)) {
		return nil, outOfRange
	}
	return f, ""
}

// studentQuantile is the p-quantile of Student's t.
func studentQuantile(p, freedom float64) float64 {
	if p == 0.5 {
		return 0
	}
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: freedom}.Quantile(p)
}

// studentBelow is the probability that Student's t is at or below x. Of the two
// forms by the incomplete beta function it takes the one that keeps its digits:
// near 0 distuv's own CDF, which has the other, is off by 1e-9.
func studentBelow(x, freedom float64) float64 {
	square := x * x
	if square < freedom {
		half := mathext.RegIncBeta(0.5, freedom/2, square/(freedom+square)) / 2
		return 0.5 + math.Copysign(half, x)
	}
	tail := mathext.RegIncBeta(freedom/2, 0.5, freedom/(freedom+square)) / 2
	if x > 0 {
		return 1 - tail
	}
	return tail
}

func sumOf(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum
}

func average(values []float64) float64 { return sumOf(values) / float64(len(values)) }

// sampleVariance has the divisor n-1.
func sampleVariance(values []float64) float64 {
	mean, sum := average(values), 0.0
	for _, v := range values {
		sum += (v - mean) * (v - mean)
	}
	return sum / float64(len(values)-1)
}
