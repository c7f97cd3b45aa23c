package stat

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// A Quantity says what numbers are of, as far as statistics ask.
type Quantity struct {
	Kind      Kind
	Direction Direction
	Decimals  int // with which it is printed
}

// An Outlook is the predictive distribution of a series for the years after its
// last. On the working scale, step h is distributed as center[h-1] +
// width[h-1]·t with Student's t of T-2 degrees of freedom, T being the number
// of years used.
type Outlook struct {
	Quantity
	Filled int // the position of the gap that was filled, -1 if none

	scale  scale
	work   []float64 // the years used, on the working scale
	center []float64
	width  []float64
}

// NewOutlook forecasts the steps years after the last of values, which lists
// yearly numbers, NaN for a year that is not known: the first and the last are,
// at least three are, and no two gaps follow each other. ok is false if a
// number would not be finite.
//
// The point forecast is the median of naive, drift, damped Holt and Theta on
// the scale that fits (logit, log or none), the spread that of the drift
// widened by the variance between the four, the quantiles those of Student's t.
func NewOutlook(q Quantity, values []float64, steps int) (o *Outlook, ok bool) {
	var known []float64
	for _, v := range values {
		if !math.IsNaN(v) {
			known = append(known, v)
		}
	}
	o = &Outlook{Quantity: q, Filled: -1, scale: scaleFor(q, known)}
	o.work = make([]float64, len(values))
	for i, v := range values {
		o.work[i] = o.scale.forward(v)
	}
	for i, v := range values {
		if math.IsNaN(v) {
			o.work[i] = (o.work[i-1] + o.work[i+1]) / 2
			o.Filled = i
		}
	}
	for h := 1; h <= steps; h++ {
		center, width := predict(o.work, h)
		o.center, o.width = append(o.center, center), append(o.width, width)
		if !IsFinite(center) || !IsFinite(width) {
			return nil, false
		}
	}
	return o, true
}

// Widen widens the interval for figures at a date (counts of people, rates),
// whose growth drifts more smoothly than its own few changes tell: the first year
// by 6 %, each after it by 7 points more (ours). The 80 % interval covered 59 to 69 %
// of such made-up series in the fifth year, and 72 % of the 245 demographic series of
// the M3 competition; widened it covers 75 to 85 % of the former in every year.
func (o *Outlook) Widen() {
	for h := range o.width {
		o.width[h] *= levelSpread + spreadStep*float64(h)
	}
}

// Steps is how many years are forecast.
func (o *Outlook) Steps() int { return len(o.center) }

// Scale is the name of the working scale: "logit", "log", "identity" or
// "constant".
func (o *Outlook) Scale() string { return o.scale.name }

// A scale is the transformation on which a series is forecast.
type scale struct {
	name  string  // "logit", "log", "identity", "constant"
	half  float64 // half a printed unit, in the indicator's unit
	floor bool    // results are cut at 0
}

// scaleFor chooses the scale: constant if all values are equal; logit for rates
// Within 0..100; log if all are above 0; else none, with results cut at 0 if no
// value is below.
func scaleFor(q Quantity, values []float64) scale {
	s := scale{half: 0.5 * math.Pow10(-max(0, q.Decimals))}
	low, high := slices.Min(values), slices.Max(values)
	switch {
	case low == high:
		s.name = "constant"
	case q.Kind == Rate && low >= 0 && high <= RateLimit:
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
		v = min(max(v, s.half), RateLimit-s.half)
		return math.Log(v / (RateLimit - v))
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
		return RateLimit / (1 + math.Exp(-z))
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
	return Median(four), width
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

// Quantiles are the p-quantiles of all years.
func (o *Outlook) Quantiles(p float64) []float64 {
	x := studentQuantile(p, o.freedom())
	values := make([]float64, len(o.center))
	for i := range values {
		values[i] = o.at(x, i+1)
	}
	return values
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

func Sum(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum
}

func average(values []float64) float64 { return Sum(values) / float64(len(values)) }

// sampleVariance has the divisor n-1.
func sampleVariance(values []float64) float64 {
	mean, sum := average(values), 0.0
	for _, v := range values {
		sum += (v - mean) * (v - mean)
	}
	return sum / float64(len(values)-1)
}
