package analysis

import (
	"math"
	"strconv"
	"strings"
	"tongket/analysis/stat"
)

// unitPowers are the words that multiply a unit, with their power of ten.
var unitPowers = []struct {
	word  string
	power int
}{
	{"1.000.000", 6}, {"1000000", 6}, {"1.000", 3}, {"1000", 3}, {"1 000", 3},
	{"nghìn", 3}, {"ngàn", 3}, {"triệu", 6}, {"tr.", 6}, {"tr", 6}, {"tỷ", 9}, {"tỉ", 9},
}

// unitNames are the spellings of a unit. What counts persons is the same unit
// under every name; "lượt người" counts times, not persons, and is not here.
var unitNames = map[string]string{
	"đ": "đồng", "đ.": "đồng", "vnđ": "đồng", "vnd": "đồng", "đồng": "đồng", "đồng việt nam": "đồng",
	"%": "%", "phần trăm": "%", "tỷ lệ %": "%", "tỷ lệ phần trăm": "%",
	"người": "người", "nguời": "người", "ng": "người", "lao động": "người", "trẻ em": "người", "trẻ": "người",
	"em": "người", "cháu": "người", "học sinh": "người", "sinh viên": "người", "học viên": "người", "đối tượng": "người",
	"khẩu": "người", "nhân khẩu": "người", "đảng viên": "người", "đồng chí": "người", "mẹ": "người", "bác sĩ": "người",
	"liệt sĩ": "người", "thương binh": "người",
	"hộ": "hộ", "hộ gia đình": "hộ", "gia đình": "hộ",
	"suất": "suất", "suất quà": "suất", "phần quà": "suất",
	"vụ": "vụ", "cuộc": "vụ",
	"đơn vị": "đơn vị", "xã": "đơn vị", "xã, phường": "đơn vị", "xã, phường, thị trấn": "đơn vị",
	"km2": "km²", "m2": "m²", "m3": "m³",
}

// NormalUnit takes a unit apart into the thing that is counted and the power of
// ten that multiplies it: "1.000đ" is đồng and 3, "‰" is % and -1. A thing that
// is not in the table stands for itself; it is "" for a bare "nghìn".
func NormalUnit(unit string) (name string, power int) {
	t := tidy(unit)
	if name, ok := unitNames[t]; ok {
		return name, 0
	}
	if t == "‰" || t == "phần nghìn" {
		return "%", -1
	}
	for _, p := range unitPowers {
		rest, ok := strings.CutPrefix(t, p.word)
		rest = strings.TrimSpace(rest)
		name, known := unitNames[rest]
		// "tr" begins words too, so it needs money after it.
		if ok && (!strings.HasPrefix(p.word, "tr") || p.word == "triệu" || name == "đồng") {
			if known {
				return name, p.power
			}
			return rest, p.power
		}
	}
	return t, 0
}

// unitShift is the power of ten between two units of the same thing. A bare
// "nghìn" is thousands of what the other unit counts.
func unitShift(from, to string) (power int, ok bool) {
	a, p := NormalUnit(from)
	b, q := NormalUnit(to)
	if a == "" && p == 3 && b != "%" {
		a = b
	}
	return p - q, a != "" && a == b
}

// Convert takes a value from one unit to another. Only units of the same thing
// convert; people ("người") and occasions ("lượt người") are not the same. The
// decimal point is moved in decimal, so 118.4 nghìn is 118400 and not
// 118400.00000000001. ok is false otherwise, and if the result is not finite.
func Convert(value float64, from, to string) (converted float64, ok bool) {
	power, ok := unitShift(from, to)
	if !ok || !stat.IsFinite(value) {
		return 0, false
	}
	return shift(value, power)
}

// shift is value·10^power, rounded once.
func shift(value float64, power int) (float64, bool) {
	if power == 0 {
		return value, true
	}
	digits, exponent, _ := strings.Cut(strconv.FormatFloat(value, 'e', -1, 64), "e")
	e, err := strconv.Atoi(exponent)
	if err != nil {
		return 0, false
	}
	v, err := strconv.ParseFloat(digits+"e"+strconv.Itoa(e+power), 64)
	if err != nil {
		return 0, false
	}
	return v, true
}

// Step is the size of the last printed digit of a figure, in the unit to: 0.1
// nghìn người is 100 người, and no conversion makes it finer. It is 0, exact,
// for a whole count of units that come one by one. decimals below 0 are
// unknown: those of the value's shortest form count. ok is false if the units
// do not convert.
func Step(value float64, decimals int, from, to string) (step float64, ok bool) {
	power, ok := unitShift(from, to)
	if !ok {
		return 0, false
	}
	if decimals < 0 {
		decimals = decimalsOf(value)
	}
	name, own := NormalUnit(from)
	if decimals == 0 && own == 0 && name != "%" {
		return 0, true
	}
	return math.Pow10(power - decimals), true
}

// decimalsOf counts the decimals of a number's shortest form.
func decimalsOf(v float64) int {
	_, fraction, _ := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), ".")
	return len(fraction)
}
