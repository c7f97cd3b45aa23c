package stat

import (
	"math"
	"slices"
)

// Ranks gives standard competition ranks (1, 2, 2, 4), best first by direction,
// largest first for Either. It ranks the numbers that it is given: round them
// first if the table prints rounded ones, or two places may show the same
// figure and different ranks. Values are finite.
func Ranks(d Direction, values []float64) []int {
	ranks := make([]int, len(values))
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	for i, v := range values {
		if d == Down {
			below, _ := slices.BinarySearch(sorted, v)
			ranks[i] = 1 + below
			continue
		}
		notAbove, _ := slices.BinarySearch(sorted, math.Nextafter(v, math.Inf(1)))
		ranks[i] = 1 + len(sorted) - notAbove
	}
	return ranks
}

// Shares gives each place's share of the whole, in per cent; for counts and
// flows, and only over all places. It is nil if a value is negative or the sum
// is not above 0.
func Shares(values []float64) []float64 {
	whole := Sum(values)
	if !(whole > 0) || math.IsInf(whole, 0) || slices.Min(values) < 0 {
		return nil
	}
	shares := make([]float64, len(values))
	for i, v := range values {
		shares[i] = 100 * (v / whole)
	}
	return finiteOnly(shares)
}

// Contributions gives each place's part in the change of the whole,
// 100·Δ/ΣΔ in per cent; negative for a place that moved against it. For counts
// and flows, and only over all places. It is nil if the whole changed by less
// than 1 % of its base (ours: the quotients would be large and say nothing).
func Contributions(base, last []float64) []float64 {
	from, to := Sum(base), Sum(last)
	change := to - from
	if len(base) != len(last) || !IsFinite(change) || change == 0 || math.Abs(change) < leastChange*math.Abs(from) {
		return nil
	}
	parts := make([]float64, len(base))
	for i := range parts {
		parts[i] = 100 * ((last[i] - base[i]) / change)
	}
	return finiteOnly(parts)
}

// GrowthContributions gives each place's part in the growth of the whole, in
// percentage points of the whole's base: they add up to its growth in per cent.
// It is nil unless the base is above 0.
func GrowthContributions(base, last []float64) []float64 {
	whole := Sum(base)
	if len(base) != len(last) || !(whole > 0) || !IsFinite(whole+Sum(last)) {
		return nil
	}
	parts := make([]float64, len(base))
	for i := range parts {
		parts[i] = 100 * ((last[i] - base[i]) / whole)
	}
	return finiteOnly(parts)
}

// finiteOnly is values, or nil if one of them is not finite.
func finiteOnly(values []float64) []float64 {
	if !AllFinite(values) {
		return nil
	}
	return values
}

// A Ratio is the numerator and the denominator of a rate.
type Ratio struct{ Numerator, Denominator float64 }

// RateContributions gives each place's part in the change of the whole's rate,
// in percentage points: 100·(n₁/ΣD₁ - n₀/ΣD₀). They add up to the change. It is
// nil unless both sums of denominators are above 0.
func RateContributions(base, last []Ratio) []float64 {
	from, to := denominators(base), denominators(last)
	if len(base) != len(last) || !(from > 0) || !(to > 0) || !IsFinite(from+to) {
		return nil
	}
	parts := make([]float64, len(base))
	for i := range parts {
		parts[i] = 100 * (last[i].Numerator/to - base[i].Numerator/from)
	}
	return finiteOnly(parts)
}

func denominators(ratios []Ratio) float64 {
	sum := 0.0
	for _, r := range ratios {
		sum += r.Denominator
	}
	return sum
}

// Dispersion over places, unweighted.
type Dispersion struct {
	Places  int      `json:"places"`
	Mean    float64  `json:"mean"`
	StdDev  float64  `json:"stdDev"`       // divisor n
	CV      *float64 `json:"cv,omitempty"` // per cent
	Range   float64  `json:"range"`
	MaxMin  *float64 `json:"maxMin,omitempty"`
	Highest []string `json:"highest"` // places that hold the maximum
	Lowest  []string `json:"lowest"`
	Max     float64  `json:"max"`
	Min     float64  `json:"min"`
}

// Disperse gives the unweighted dispersion of a figure over places, which names
// lists. CV, in per cent, is nil unless the mean is above 0, MaxMin unless the
// smallest value is. It is nil without places, and if a sum is not finite.
func Disperse(names []string, values []float64) *Dispersion {
	if len(values) == 0 || len(names) != len(values) {
		return nil
	}
	mean := average(values)
	square := 0.0
	for _, v := range values {
		square += (v - mean) * (v - mean)
	}
	d := &Dispersion{
		Places: len(values), Mean: mean, StdDev: math.Sqrt(square / float64(len(values))),
		Max: slices.Max(values), Min: slices.Min(values),
	}
	d.Range = d.Max - d.Min
	if !IsFinite(d.StdDev) || !IsFinite(d.Range) {
		return nil
	}
	if mean > 0 {
		d.CV = Finite(100 * (d.StdDev / mean))
	}
	if d.Min > 0 {
		d.MaxMin = Finite(d.Max / d.Min)
	}
	for i, v := range values {
		if v == d.Max {
			d.Highest = append(d.Highest, names[i])
		}
		if v == d.Min {
			d.Lowest = append(d.Lowest, names[i])
		}
	}
	return d
}

// Convergence is the verdict on two dispersions (sigma convergence): "narrowed"
// if the range and the CV are both smaller, "widened" if both are larger, ""
// otherwise, for one of them alone misleads. base and last must be over the
// same places; "" if one is nil.
func Convergence(base, last *Dispersion) string {
	if base == nil || last == nil || base.CV == nil || last.CV == nil {
		return ""
	}
	width, cv := step(base.Range, last.Range), step(*base.CV, *last.CV)
	switch {
	case width < 0 && cv < 0:
		return "narrowed"
	case width > 0 && cv > 0:
		return "widened"
	}
	return ""
}

// step is the sign of the change from a to b, 0 if it is rounding.
func step(a, b float64) int {
	switch {
	case math.Abs(b-a) <= SameWithin*math.Max(math.Abs(a), math.Abs(b)):
		return 0
	case b > a:
		return 1
	}
	return -1
}

// BetaConvergence is the slope of the yearly log growth of places on the log of
// where they started (Barro & Sala-i-Martin): below 0, those that lagged grew
// faster. ok is false unless all values are above 0, the starts differ and
// there are at least three places.
func BetaConvergence(base, last []float64, years int) (beta float64, ok bool) {
	if len(base) != len(last) || len(base) < 3 || years <= 0 || slices.Min(base) <= 0 || slices.Min(last) <= 0 {
		return 0, false
	}
	start, growth := make([]float64, len(base)), make([]float64, len(base))
	for i := range base {
		start[i] = math.Log(base[i])
		growth[i] = (math.Log(last[i]) - start[i]) / float64(years)
	}
	startMean, growthMean := average(start), average(growth)
	var cross, square float64
	for i := range start {
		cross += (start[i] - startMean) * (growth[i] - growthMean)
		square += (start[i] - startMean) * (start[i] - startMean)
	}
	beta = cross / square
	return beta, square > SameWithin && IsFinite(beta)
}
