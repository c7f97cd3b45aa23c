package stat

import (
	"math"
	"sort"
	"strconv"
)

// Round rounds v half away from zero to that many decimals, as figures are
// printed. A value is taken for the half that it was typed as when it misses
// it only by its binary form: Round(1.005, 2) is 1.01. Results carry no minus
// zero. Negative decimals mean "unknown", and v is returned as it is; so is a v
// too large to have such decimals, and one that is not finite.
func Round(v float64, decimals int) float64 {
	if decimals < 0 || decimals > 15 {
		return v
	}
	unit := math.Pow10(decimals)
	x := math.Abs(v) * unit
	if !(x < 1<<52) {
		return v
	}
	guard := math.Max(roundGuard, 4*(math.Nextafter(x, math.Inf(1))-x))
	x = math.Floor(x+0.5+guard) / unit
	if x == 0 {
		return 0
	}
	return math.Copysign(x, v)
}

// RoundDigits rounds v half away from zero to that many significant digits, 1
// to 15.
func RoundDigits(v float64, digits int) float64 {
	if v == 0 || !IsFinite(v) || digits < 1 || digits > 15 {
		return v
	}
	step := math.Pow10(int(math.Floor(math.Log10(math.Abs(v)))) - digits + 1)
	if !(step > 0) || math.IsInf(step, 0) {
		return v
	}
	return Trim(Round(v/step, 0) * step)
}

// Apportion rounds parts to that many decimals so that they add up to the total
// as printed (the largest remainder; of equal remainders the first). It is nil
// where the parts are not finite or are not of the total. A part may be negative.
func Apportion(parts []float64, total float64, decimals int) []float64 {
	if !AllFinite(parts) || decimals < 0 || decimals > 9 || len(parts) == 0 {
		return nil
	}
	unit := math.Pow10(decimals)
	out, rest, order := make([]float64, len(parts)), make([]float64, len(parts)), make([]int, len(parts))
	left := math.Round(Round(total, decimals) * unit)
	for i, v := range parts {
		if math.Abs(v)*unit > 1<<52 {
			return nil
		}
		out[i] = math.Floor(Trim(v * unit))
		rest[i] = Trim(v*unit) - out[i]
		order[i] = i
		left -= out[i]
	}
	if left < 0 || left > float64(len(parts)) {
		return nil
	}
	sort.SliceStable(order, func(i, j int) bool { return rest[order[i]] > rest[order[j]] })
	for _, i := range order[:int(left)] {
		out[i]++
	}
	for i := range out {
		out[i] /= unit
	}
	return out
}

// LargestRemainder gives the shares of values in their sum, in per cent with
// that many decimals, so that they add up to 100 as printed (Hamilton's method,
// the largest remainder; of equal remainders the first). It is nil if a value
// is negative or not finite, or the sum is not above 0.
func LargestRemainder(values []float64, decimals int) []float64 {
	total := 0.0
	for _, v := range values {
		if !(v >= 0) {
			return nil
		}
		total += v
	}
	if !(total > 0) || math.IsInf(total, 0) || decimals < 0 || decimals > 9 {
		return nil
	}
	unit := math.Pow10(decimals)
	units := make([]float64, len(values))
	rest := make([]float64, len(values))
	order := make([]int, len(values))
	left := 100 * unit
	for i, v := range values {
		exact := v / total * 100 * unit
		units[i] = math.Floor(Trim(exact))
		rest[i] = Trim(exact - units[i])
		order[i] = i
		left -= units[i]
	}
	sort.SliceStable(order, func(i, j int) bool { return rest[order[i]] > rest[order[j]] })
	for _, i := range order[:min(len(order), max(0, int(left)))] {
		units[i]++
	}
	for i := range units {
		units[i] /= unit
	}
	return units
}

// Trim keeps 12 significant digits, so that binary noise does not decide a
// comparison: 94.99999999999989 is 95.
func Trim(v float64) float64 {
	t, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', significant, 64), 64)
	if err != nil {
		return v
	}
	return t
}

// Finite is v, or nil if it is no number that can be printed.
func Finite(v float64) *float64 {
	if !IsFinite(v) {
		return nil
	}
	return &v
}

func IsFinite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

func AllFinite(values []float64) bool {
	for _, v := range values {
		if !IsFinite(v) {
			return false
		}
	}
	return true
}
