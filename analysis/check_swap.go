package analysis

import (
	"math"
	"strconv"
	"strings"

	"tongket/analysis/claim"
	"tongket/analysis/stat"
	"tongket/ingest"
)

// A suspect is a figure that, with two neighbouring digits exchanged or its
// point moved by one place, closes a gap.
type suspect struct {
	fact  int32
	value float64 // what it would be, in the unit of its sheet
}

// suspects are the facts whose figure is off by exactly gap, in the unit of
// their indicator, if two of its neighbouring digits were exchanged or its point
// was moved by one place.
func (a *assembly) suspects(facts []int32, gap float64) (out []suspect) {
	for _, i := range facts {
		own := a.figure(i)
		v, ok := a.value(i)
		if !ok || own == 0 || gap == 0 {
			continue
		}
		unit := v / own
		for _, w := range slipsOfPen(own, max(a.basis(i).Decimals, 0)) {
			if math.Abs((w-own)*unit-gap) <= 1e-9*math.Max(math.Abs(gap), math.Abs(v)) {
				out = append(out, suspect{i, w})
				break
			}
		}
	}
	return out
}

// slipsOfPen are the numbers that v is written for by exchanging two of its
// neighbouring digits or moving its point by one place.
func slipsOfPen(v float64, decimals int) []float64 {
	text := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole, fraction, _ := strings.Cut(text, ".")
	digits := []byte(whole + fraction)
	out := []float64{10 * v, v / 10}
	for i := 0; i+1 < len(digits); i++ {
		if digits[i] == digits[i+1] {
			continue
		}
		digits[i], digits[i+1] = digits[i+1], digits[i]
		n, err := strconv.ParseFloat(string(digits[:len(whole)])+"."+string(digits[len(whole):])+"0", 64)
		digits[i], digits[i+1] = digits[i+1], digits[i]
		if err == nil {
			out = append(out, math.Copysign(n, v))
		}
	}
	return out
}

// mostSuspects are named together; more say nothing.
const mostSuspects = 3

// name tells which figures would close the gap that a finding is on: those of the
// parts, unless the other side would close it itself. The first of its Related
// are then theirs.
func (a *assembly) name(f *Finding, parts []int32, gap float64, other int32) (slip claim.Slip) {
	own := a.suspects([]int32{other}, -gap)
	found := a.suspects(parts, gap)
	switch {
	case len(own) > 0 && len(found) == 0:
		return claim.Slip{Of: "own", WouldBe: number(own[0].value)}
	case len(own) > 0 || len(found) == 0 || len(found) > mostSuspects:
	default:
		slip = claim.Slip{Of: "part", WouldBe: number(found[0].value)}
		if len(found) > 1 {
			slip.Of = "parts"
		}
		var first []int32
		for _, s := range found {
			first = append(first, s.fact)
		}
		f.Related = without(append(a.positions(first), f.Related...))
	}
	return slip
}

// number is v with a decimal comma and without grouping.
func number(v float64) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), ".", ",", 1)
}

// without leaves out cells that are named twice.
func without(cells []ingest.Pos) []ingest.Pos {
	seen := make(map[ingest.Pos]bool, len(cells))
	out := cells[:0]
	for _, c := range cells {
		if !seen[c] {
			seen[c] = true
			out = append(out, c)
		}
	}
	return out
}

// coarseRate is the last digit of a rate, as a share of it, from which on too many
// numbers would make it hold.
const coarseRate = 0.005

// nameInRate tells which of the numerator and the denominator of a printed rate
// would make it hold with two digits exchanged or the point moved, if exactly one
// would: as name does.
func (a *checked) nameInRate(f *Finding, rate int32, num, den *Point, scale float64) (slip claim.Slip) {
	printed, ok := a.printed(rate)
	if !ok || printed.Step > coarseRate*math.Abs(printed.Value) || num.From != fromSheet || den.From != fromSheet || len(num.Facts) == 0 || len(den.Facts) == 0 {
		return slip
	}
	n, d := int32(num.Facts[0]), int32(den.Facts[0])
	top, ok := a.printed(n)
	bottom, ok2 := a.printed(d)
	if !ok || !ok2 {
		return slip
	}
	top.Value, top.Step = top.Value*scale, top.Step*scale
	var found []suspect
	for _, side := range []struct {
		fact int32
		with func(factor float64) (stat.RateTest, bool)
	}{
		{n, func(factor float64) (stat.RateTest, bool) {
			return stat.CheckRate(printed, stat.Printed{Value: top.Value * factor, Step: top.Step}, bottom)
		}},
		{d, func(factor float64) (stat.RateTest, bool) {
			return stat.CheckRate(printed, top, stat.Printed{Value: bottom.Value * factor, Step: bottom.Step})
		}},
	} {
		own := a.figure(side.fact)
		for _, w := range slipsOfPen(own, max(a.basis(side.fact).Decimals, 0)) {
			if test, known := side.with(w / own); own != 0 && known && test.OK {
				found = append(found, suspect{side.fact, w})
			}
		}
	}
	if len(found) == 1 {
		slip = claim.Slip{Of: "part", WouldBe: number(found[0].value)}
		f.Related = without(append(a.positions([]int32{found[0].fact}), f.Related...))
	}
	return slip
}
