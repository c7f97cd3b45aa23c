package analysis

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"tongket/ingest"
)

// median is the middle number, or the mean of the middle two; values must not
// be empty and stay as they are.
func median(values []float64) float64 { return quantile7(values, 0.5) }

// quantile7 is the quantile of type 7 (R's default): linear between the order
// statistics at (n-1)p.
func quantile7(values []float64, p float64) float64 {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	at := p * float64(len(sorted)-1)
	low := int(at)
	part := at - float64(low)
	if part == 0 {
		return sorted[low]
	}
	return (1-part)*sorted[low] + part*sorted[low+1]
}

// RobustZ gives the median, the median absolute deviation and the robust z of
// each value, 0.6745·(x - median)/MAD (Iglewicz & Hoaglin 1993). z is nil if
// the MAD is 0, without values, and if a number is not finite.
func RobustZ(values []float64) (middle, mad float64, z []float64) {
	if len(values) == 0 || !allFinite(values) {
		return 0, 0, nil
	}
	middle = median(values)
	away := make([]float64, len(values))
	for i, v := range values {
		away[i] = math.Abs(v - middle)
	}
	if mad = median(away); !(mad > 0) || !isFinite(mad) {
		return middle, 0, nil
	}
	z = make([]float64, len(values))
	for i, v := range values {
		z[i] = madToSigma * ((v - middle) / mad)
	}
	if !allFinite(z) {
		return middle, mad, nil
	}
	return middle, mad, z
}

// A Jump is the change from one year to the next.
type Jump struct {
	Year    int     // the later one
	Log     float64 // log of the ratio
	Z       float64 // robust z among the series' changes
	Flagged bool    // beyond 7, and a change of at least 10 %
}

// Jumps gives the yearly log changes of a series between known numbers above 0
// in following years, with their robust z. It is nil for fewer than four
// changes (ours) and if their MAD is 0.
func Jumps(kind IndicatorKind, points []Point) []Jump {
	var jumps []Jump
	var logs []float64
	for i := 1; i < len(points); i++ {
		a, first := Usable(kind, points[i-1])
		b, second := Usable(kind, points[i])
		if first && second && a > 0 && b > 0 && points[i].Year == points[i-1].Year+1 {
			logs = append(logs, math.Log(b)-math.Log(a))
			jumps = append(jumps, Jump{Year: points[i].Year, Log: logs[len(logs)-1]})
		}
	}
	_, _, z := RobustZ(logs)
	if len(logs) < outlierLeast || z == nil {
		return nil
	}
	for i := range jumps {
		jumps[i].Z = z[i]
		jumps[i].Flagged = math.Abs(z[i]) > outlierZ && trim(math.Abs(math.Expm1(jumps[i].Log))) >= outlierChange
	}
	return jumps
}

// OutlierYears gives the jumps that point at doubtful years, each with the year
// to look at: one bad year shows as two jumps in opposite directions, and is
// named once.
func OutlierYears(kind IndicatorKind, points []Point) []Jump {
	var out []Jump
	jumps := Jumps(kind, points)
	for i := 0; i < len(jumps); i++ {
		if !jumps[i].Flagged {
			continue
		}
		out = append(out, jumps[i])
		if i+1 < len(jumps) && jumps[i+1].Flagged && jumps[i+1].Year == jumps[i].Year+1 && jumps[i].Log*jumps[i+1].Log < 0 {
			i++
		}
	}
	return out
}

// An HBUnit is one place in the test of Hidiroglou and Berthelot.
type HBUnit struct {
	Used    bool    // has a figure above 0 in both years
	Ratio   float64 // later / earlier year
	S       float64 // the ratio, centered on the median and made symmetric
	E       float64 // S weighted by size
	Flagged bool
}

// An HBTest is the outcome of the test, place by place.
type HBTest struct {
	Units        []HBUnit
	Used         int
	Median       float64 // of the ratios
	Q1, QM, Q3   float64 // of E, quartiles of type 7
	Lower, Upper float64 // bounds of E
}

// HidiroglouBerthelot looks for places whose change from one year to the next
// is unlike that of the others (Survey Methodology 12, 1986): E = S·max(before,
// after)^U outside E_M ∓ C·max(E_M - E_Q1, |A·E_M|), and besides the ratio at
// least 10 % off the median one. before and after go by place; 0 stands for a
// gap, and such places are left out. ok is false for fewer than five places
// (ours), and if a number grows beyond all bounds.
func HidiroglouBerthelot(before, after []float64) (t HBTest, ok bool) {
	if len(before) != len(after) {
		return HBTest{}, false
	}
	t.Units = make([]HBUnit, len(before))
	var ratios []float64
	for i := range before {
		r := after[i] / before[i]
		if before[i] > 0 && after[i] > 0 && r > 0 && isFinite(r) && isFinite(1/r) {
			t.Units[i] = HBUnit{Used: true, Ratio: r}
			ratios = append(ratios, r)
		}
	}
	if t.Used = len(ratios); t.Used < hbLeast {
		return HBTest{}, false
	}
	t.Median = median(ratios)
	if !t.score(before, after) {
		return HBTest{}, false
	}
	return t, true
}

// score fills in S, E, the bounds and the flags, and reports whether they are
// all finite.
func (t *HBTest) score(before, after []float64) bool {
	var effects []float64
	for i := range t.Units {
		u := &t.Units[i]
		if !u.Used {
			continue
		}
		u.S = u.Ratio/t.Median - 1
		if u.Ratio < t.Median {
			u.S = 1 - t.Median/u.Ratio
		}
		u.E = u.S * math.Pow(math.Max(before[i], after[i]), hbU)
		effects = append(effects, u.E)
	}
	if !allFinite(effects) {
		return false
	}
	t.Q1, t.QM, t.Q3 = quantile7(effects, 0.25), median(effects), quantile7(effects, 0.75)
	least := math.Abs(hbA * t.QM)
	t.Lower = t.QM - hbC*math.Max(t.QM-t.Q1, least)
	t.Upper = t.QM + hbC*math.Max(t.Q3-t.QM, least)
	for i := range t.Units {
		u := &t.Units[i]
		u.Flagged = u.Used && (u.E < t.Lower || u.E > t.Upper) && trim(math.Abs(u.Ratio/t.Median-1)) >= outlierChange
	}
	return isFinite(t.Lower) && isFinite(t.Upper)
}

// A Slip is a figure that is a power of ten away from its series.
type Slip struct {
	Code   string  // CodeUnitSlip, CodeFactor10, CodeFactor100, CodeFraction; "" if none
	Factor float64 // by which it is too large: 1000, 0.001, 10, …; 0 if none
	Median float64 // of the other years
	Ratio  float64 // value / median
}

// PowerOfTen looks for a slip of a unit or a decimal mark in a figure, given
// the series' other known years, at least three of them. A rate that was typed
// as a fraction (0.0709 for 7,09 %) is one when it is below 1 and about a
// hundredth of the others. Only numbers above 0 are compared.
func PowerOfTen(kind IndicatorKind, value float64, others []float64) Slip {
	if len(others) < slipLeast || !(value > 0) || !isFinite(value) {
		return Slip{}
	}
	middle := median(others)
	s := Slip{Median: middle, Ratio: value / middle}
	if !(middle > 0) || !isFinite(middle) || !isFinite(s.Ratio) {
		return Slip{}
	}
	if kind == Rate && value < 1 && within(s.Ratio, 0.01, slipBand) {
		s.Code, s.Factor = CodeFraction, 0.01
		return s
	}
	for _, c := range []struct {
		factor, band float64
		code         string
	}{{1000, slipBand, CodeUnitSlip}, {1e6, slipBand, CodeUnitSlip}, {10, factorBand, CodeFactor10}, {100, factorBand, CodeFactor100}} {
		switch {
		case within(s.Ratio, c.factor, c.band):
			s.Code, s.Factor = c.code, c.factor
		case within(s.Ratio, 1/c.factor, c.band):
			s.Code, s.Factor = c.code, 1/c.factor
		}
	}
	return s
}

// within reports whether ratio lies in [factor/band, factor·band].
func within(ratio, factor, band float64) bool {
	r := ratio / factor
	if r > 2*band || 2*r*band < 1 {
		return false // far off, as nearly all are
	}
	return trim(r) >= trim(1/band) && trim(r) <= band
}

// A Copy is a pair of columns of a table that look copied.
type Copy struct {
	Column, Other int // indexes, Other < Column
	Compared      int // rows with figures of two or more digits in both
	Same          int // of these, equal
}

// CopiedColumns looks for year columns of one table that were copied: at least
// five equal cells, and at least half of those compared. Cells of one digit, 0
// (which stands for a gap as well), and rows that are the same in all years (of
// three or more) do not count. columns[j][i] is row i of column j.
func CopiedColumns(columns [][]float64) []Copy {
	steady := steadyRows(columns)
	var found []Copy
	for j := range columns {
		for k := range j {
			if c := compareColumns(columns[j], columns[k], steady); c.Same >= copiedLeast && float64(c.Same) >= copiedShare*float64(c.Compared) {
				c.Column, c.Other = j, k
				found = append(found, c)
			}
		}
	}
	return found
}

// compareColumns counts the rows with figures of two or more digits in both,
// and the equal ones.
func compareColumns(a, b []float64, steady []bool) (c Copy) {
	for i := range min(len(a), len(b)) {
		if !digits(a[i]) || !digits(b[i]) || i < len(steady) && steady[i] {
			continue
		}
		c.Compared++
		if a[i] == b[i] {
			c.Same++
		}
	}
	return c
}

// steadyRows marks the rows that are the same in all of three or more columns.
func steadyRows(columns [][]float64) []bool {
	if len(columns) < 3 {
		return nil
	}
	steady := make([]bool, len(columns[0]))
	for i := range steady {
		steady[i] = true
		for _, c := range columns {
			steady[i] = steady[i] && i < len(c) && c[i] == columns[0][i]
		}
	}
	return steady
}

// digits reports whether a figure is written with two or more digits, leading
// zeros apart.
func digits(v float64) bool {
	if v == 0 || !isFinite(v) {
		return false
	}
	s := strings.Replace(strconv.FormatFloat(math.Abs(v), 'f', -1, 64), ".", "", 1)
	return len(strings.TrimLeft(s, "0")) >= 2
}

// A Printed is a figure with the size of its last printed digit, in the same
// unit; 0 for a whole count of whole units, which is exact. See [Step].
type Printed struct{ Value, Step float64 }

// A SumTest is the outcome of adding up parts.
type SumTest struct {
	Sum       float64
	Tolerance float64
	OK        bool
}

// CheckSum holds the sum of parts against the printed total. AllParts must
// equal it and SomeParts must not exceed it, up to half a printed unit for each
// part and for the total; whole counts of whole units must agree exactly. There
// is nothing to hold against numbers that are not finite: the test is then OK,
// without a sum.
func CheckSum(parts []Printed, total Printed, how ingest.PartKind) SumTest {
	t := SumTest{Tolerance: total.Step / 2}
	for _, p := range parts {
		t.Sum += p.Value
		t.Tolerance += p.Step / 2
	}
	if !isFinite(t.Sum) || !isFinite(total.Value) || !isFinite(t.Tolerance) {
		return SumTest{OK: true}
	}
	off := t.Sum - total.Value
	if how != ingest.SomeParts {
		off = math.Abs(off)
	}
	t.OK = off <= t.Tolerance+noise(math.Max(math.Abs(t.Sum), math.Abs(total.Value)), t.Tolerance)
	return t
}

// noise is what binary fractions may add to a difference of two numbers of that
// size; never as much as would hide one of whole counts.
func noise(size, tolerance float64) float64 {
	return math.Max(sameWithin*math.Min(1, size), math.Min(1e-12*size, tolerance/1000))
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
	t.OK = math.Abs(rate.Value-t.Rate) <= t.Tolerance+sameWithin
	if !isFinite(t.Rate) || !isFinite(t.Tolerance) || !isFinite(rate.Value) {
		return RateTest{}, false
	}
	return t, true
}
