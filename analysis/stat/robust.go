package stat

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Median is the middle number, or the mean of the middle two; values must not
// be empty and stay as they are.
func Median(values []float64) float64 { return quantile7(values, 0.5) }

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
	if len(values) == 0 || !AllFinite(values) {
		return 0, 0, nil
	}
	middle = Median(values)
	away := make([]float64, len(values))
	for i, v := range values {
		away[i] = math.Abs(v - middle)
	}
	if mad = Median(away); !(mad > 0) || !IsFinite(mad) {
		return middle, 0, nil
	}
	z = make([]float64, len(values))
	for i, v := range values {
		z[i] = madToSigma * ((v - middle) / mad)
	}
	if !AllFinite(z) {
		return middle, mad, nil
	}
	return middle, mad, z
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
		if before[i] > 0 && after[i] > 0 && r > 0 && IsFinite(r) && IsFinite(1/r) {
			t.Units[i] = HBUnit{Used: true, Ratio: r}
			ratios = append(ratios, r)
		}
	}
	if t.Used = len(ratios); t.Used < LeastPlaces {
		return HBTest{}, false
	}
	t.Median = Median(ratios)
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
	if !AllFinite(effects) {
		return false
	}
	t.Q1, t.QM, t.Q3 = quantile7(effects, 0.25), Median(effects), quantile7(effects, 0.75)
	least := math.Abs(hbA * t.QM)
	t.Lower = t.QM - hbC*math.Max(t.QM-t.Q1, least)
	t.Upper = t.QM + hbC*math.Max(t.Q3-t.QM, least)
	for i := range t.Units {
		u := &t.Units[i]
		u.Flagged = u.Used && (u.E < t.Lower || u.E > t.Upper) && Trim(math.Abs(u.Ratio/t.Median-1)) >= OutlierChange
	}
	return IsFinite(t.Lower) && IsFinite(t.Upper)
}

// A Slip is a figure that is a power of ten away from its series.
type Slip struct {
	Factor   float64 // by which it is too large: 1000, 0.001, 10, …; 0 if none
	Fraction bool    // a rate that was typed as a fraction, Factor being 0.01
	Median   float64 // of the other years
	Ratio    float64 // value / median
}

// PowerOfTen looks for a slip of a unit or a decimal mark in a figure, given
// the series' other known years, at least three of them. A rate that was typed
// as a fraction (0.0709 for 7,09 %) is one when it is below 1 and about a
// hundredth of the others. Only numbers above 0 are compared.
func PowerOfTen(kind Kind, value float64, others []float64) Slip {
	if len(others) < slipLeast || !(value > 0) || !IsFinite(value) {
		return Slip{}
	}
	middle := Median(others)
	s := Slip{Median: middle, Ratio: value / middle}
	if !(middle > 0) || !IsFinite(middle) || !IsFinite(s.Ratio) {
		return Slip{}
	}
	if kind == Rate && value < 1 && Within(s.Ratio, 0.01, SlipBand) {
		s.Fraction, s.Factor = true, 0.01
		return s
	}
	for _, c := range []struct {
		factor, band float64
	}{{1000, SlipBand}, {1e6, SlipBand}, {10, FactorBand}, {100, FactorBand}} {
		switch {
		case Within(s.Ratio, c.factor, c.band):
			s.Factor = c.factor
		case Within(s.Ratio, 1/c.factor, c.band):
			s.Factor = 1 / c.factor
		}
	}
	return s
}

// Within reports whether ratio lies in [factor/band, factor·band].
func Within(ratio, factor, band float64) bool {
	r := ratio / factor
	if r > 2*band || 2*r*band < 1 {
		return false // far off, as nearly all are
	}
	return Trim(r) >= Trim(1/band) && Trim(r) <= band
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
// three or more) do not count; nor does any pair whose other cells differ by about one
// unit of the last decimal, where rounding makes many equal. columns[j][i] is row i of
// column j.
func CopiedColumns(columns [][]float64) []Copy {
	steady := steadyRows(columns)
	var found []Copy
	for j := range columns {
		for k := range j {
			if c := compareColumns(columns[j], columns[k], steady); c.Same >= CopiedLeast && float64(c.Same) >= copiedShare*float64(c.Compared) && !rounded(columns[j], columns[k]) {
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
		if !Digits(a[i]) || !Digits(b[i]) || i < len(steady) && steady[i] {
			continue
		}
		c.Compared++
		if a[i] == b[i] {
			c.Same++
		}
	}
	return c
}

// rounded reports whether the cells of two columns that differ do so by no more than
// two units of their last decimal, in the median: then equal ones are no wonder.
func rounded(a, b []float64) bool {
	decimals := 0
	var steps []float64
	for i := range min(len(a), len(b)) {
		for _, v := range []float64{a[i], b[i]} {
			if _, fraction, ok := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), "."); ok {
				decimals = max(decimals, len(fraction))
			}
		}
		if d := math.Abs(a[i] - b[i]); d > 0 && a[i] != 0 && b[i] != 0 {
			steps = append(steps, d)
		}
	}
	return len(steps) > 0 && Median(steps)*math.Pow10(decimals) < 2.5
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

// Digits reports whether a figure is written with two or more digits, leading
// zeros apart.
func Digits(v float64) bool {
	if v == 0 || !IsFinite(v) {
		return false
	}
	s := strings.Replace(strconv.FormatFloat(math.Abs(v), 'f', -1, 64), ".", "", 1)
	return len(strings.TrimLeft(s, "0")) >= 2
}
