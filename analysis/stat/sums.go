package stat

import "math"

// A Printed is a figure with the size of its last printed digit, in the same
// unit; 0 for a whole count of whole units, which is exact. See [Step].
type Printed struct{ Value, Step float64 }

// A SumTest is the outcome of adding up parts.
type SumTest struct {
	Sum       float64
	Tolerance float64
	OK        bool
}

// CheckSum holds the sum of parts against the printed total. All parts must
// equal it and some of them must not exceed it, up to half a printed unit for each
// part and for the total; whole counts of whole units must agree exactly. There
// is nothing to hold against numbers that are not finite: the test is then OK,
// without a sum.
func CheckSum(parts []Printed, total Printed, all bool) SumTest {
	t := SumTest{Tolerance: total.Step / 2}
	for _, p := range parts {
		t.Sum += p.Value
		t.Tolerance += p.Step / 2
	}
	if !IsFinite(t.Sum) || !IsFinite(total.Value) || !IsFinite(t.Tolerance) {
		return SumTest{OK: true}
	}
	off := t.Sum - total.Value
	if all {
		off = math.Abs(off)
	}
	t.OK = off <= t.Tolerance+Noise(math.Max(math.Abs(t.Sum), math.Abs(total.Value)), t.Tolerance)
	return t
}

// Noise is what binary fractions may add to a difference of two numbers of that
// size; never as much as would hide one of whole counts.
func Noise(size, tolerance float64) float64 {
	return math.Max(SameWithin*math.Min(1, size), math.Min(1e-12*size, tolerance/1000))
}

// A RateTest is the outcome of computing a rate anew.
type RateTest struct {
	Rate      float64 // 100·numerator/denominator
	Tolerance float64 // in percentage points
	OK        bool
}

// CheckRate holds a printed rate, in per cent, against its numerator and its
// denominator. The tolerance is what the rounding of all three can make: half a
// printed unit of the rate, and rate·(½u/numerator + ½u/denominator). known is
// false if the denominator is not above 0: there is no rate then.
func CheckRate(rate, numerator, denominator Printed) (t RateTest, known bool) {
	if !(denominator.Value > 0) {
		return RateTest{}, false
	}
	t.Rate = 100 * (numerator.Value / denominator.Value)
	t.Tolerance = rate.Step/2 + 100*(numerator.Step/2/denominator.Value) + math.Abs(t.Rate)*(denominator.Step/2/denominator.Value)
	t.OK = math.Abs(rate.Value-t.Rate) <= t.Tolerance+SameWithin
	if !IsFinite(t.Rate) || !IsFinite(t.Tolerance) || !IsFinite(rate.Value) {
		return RateTest{}, false
	}
	return t, true
}
