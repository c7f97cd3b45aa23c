package vi

import (
	"math"
	"strconv"
	"strings"
	"tongket/analysis/stat"
)

// nbsp stands between a number and its unit, and between "năm" and the year,
// so that no line ends between them.
const nbsp = "\u00a0"

// Count is a whole number: "2.727".
func Count(n int) string { return Number(float64(n), 0) }

// Number is v with the given decimals as tables print it: a dot every three
// digits, a decimal comma, a minus sign before it, rounded half away from
// zero (1.234,5). Zero has no sign.
func Number(v float64, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "…"
	}
	decimals = max(decimals, 0)
	s := strconv.FormatFloat(stat.Round(v, decimals), 'f', decimals, 64)
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	out := group(whole)
	if fraction != "" {
		out += "," + fraction
	}
	if strings.HasPrefix(s, "-") && strings.Trim(out, "0,.") != "" {
		out = "-" + out
	}
	return out
}

// group sets a dot every three digits, counted from the right.
func group(digits string) string {
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte('.')
		}
		b.WriteRune(d)
	}
	return b.String()
}

// Trimmed is Number as prose prints it: without trailing zeros after the
// comma (5,3 rather than 5,30).
func Trimmed(v float64, decimals int) string {
	s := Number(v, decimals)
	if strings.Contains(s, ",") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ",")
	}
	return s
}

// Exact is v in the fewest decimals that hold it, at most six: what a sheet's
// own figure is quoted with.
func Exact(v float64) string { return Trimmed(v, 6) }

// Percent is v per cent in prose, without a space before the sign.
func Percent(v float64, decimals int) string { return Trimmed(v, decimals) + "%" }

// Probability is p (0..1) in whole per cent as the table of targets prints
// it: "68%", "<1%", ">99%".
func Probability(p float64) string {
	switch shown := stat.Round(100*p, 0); {
	case shown < 1:
		return "<1%"
	case shown > 99:
		return ">99%"
	default:
		return Number(shown, 0) + "%"
	}
}

// Quantity is a number with its unit in prose: "5,3%", "21.720 hộ". From a
// thousand million đồng on, millions are told as "tỷ đồng", to the last digit.
func Quantity(v float64, decimals int, unit string) string {
	switch {
	case unit == "%" || unit == "‰":
		return Trimmed(v, decimals) + unit
	case unit == "":
		return Trimmed(v, decimals)
	case unit == "triệu đồng" && math.Abs(v) >= 1000:
		return Trimmed(v/1000, decimals+3) + nbsp + "tỷ" + nbsp + "đồng"
	}
	return Trimmed(v, decimals) + nbsp + unit
}

// Shift is the change of a rate: percentage points, never per cent.
func Shift(v float64, decimals int, unit string) string {
	if unit == "%" || unit == "‰" {
		return Trimmed(v, decimals) + nbsp + "điểm" + nbsp + unit
	}
	return Quantity(v, decimals, unit)
}

// Roman is n in Roman numerals, as annexes and sections are numbered.
func Roman(n int) string {
	digits := []struct {
		value int
		text  string
	}{
		{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"},
		{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
	}
	var b strings.Builder
	for _, d := range digits {
		for ; n >= d.value; n -= d.value {
			b.WriteString(d.text)
		}
	}
	return b.String()
}
