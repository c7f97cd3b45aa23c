package ingest

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// A readingKind says what a cell's text is.
type readingKind uint8

const (
	notNumber     readingKind = iota // words
	isNumber                         // value holds it
	isAmbiguous                      // "1.234": value if the mark groups thousands, other if it is decimal
	isMark                           // "-", "…": mark says which
	notApplicable                    // "x": no figure at all
	isDate                           // "12/2020", "31/12/2018"
	isRange                          // "15.000 - 16.000"
	isFault                          // "#DIV/0!"
)

// A reading is what a text says as a figure.
type reading struct {
	kind     readingKind
	value    float64
	other    float64 // of isAmbiguous: the reading with a decimal mark
	decimals int
	mark     Mark    // Approximate, NotAvailable, Nil
	bound    string  // "<", ">", "≤", "≥"
	measure  Measure // that the cell itself names: "460 (ước)"
	unit     string  // written in the cell: "%", "tỷ đồng"
	vote     int8    // what its marks say of the others: see dotGroups
	mixed    byte    // of isAmbiguous: the mark, '.' or ','
}

// What the separators of a text give away about its neighbours.
const (
	dotGroups  int8 = 1  // "1.234.567", "1.234,5", "12,5"
	dotDecimal int8 = -1 // "10.51", "1,234.5", "1,234,567"
)

var (
	faultText  = newPattern(`^(?i:#(DIV/0!|N/A|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|#+)|err:\d{3}|#+)$`)
	dateText   = newPattern(`^(\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d{2})|\d{1,2}[/-](19|20)\d\d|(19|20)\d\d[/-]\d{1,2}([/-]\d{1,2})?)$`)
	rangeText  = newPattern(`^(?:từ )?(\d[\d., ]*?)(?: ?%)? ?(?:-|–|—|đến|÷|~|tới) ?(\d[\d., ]*\d|\d)( ?%| [^\d]*)?$`)
	noteText   = newPattern(`(?:\s*(?:\((?:\d|\*+|[a-e])\)|\[\d\]|\*+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+))+$`)
	numberText = newPattern(`^([-+−–]?) ?(\d[\d.,' ]*)`)
)

// boundWords stand before a number; the sign is the bound, "" an approximation,
// "ước" an estimate, "=" nothing.
var boundWords = []struct{ word, bound string }{
	{"≈", ""}, {"~", ""}, {"±", ""}, {"khoảng", ""}, {"gần", ""}, {"ước đạt", "ước"}, {"ước tính", "ước"}, {"ước", "ước"}, {"xấp xỉ", ""}, {"chừng", ""}, {"hơn", ">"},
	{"dưới", "<"}, {"trên", ">"}, {"ít nhất", "≥"}, {"tối thiểu", "≥"}, {"không dưới", "≥"}, {"không quá", "≤"}, {"tối đa", "≤"}, {"không vượt quá", "≤"},
	{"≥", "≥"}, {">=", "≥"}, {"≤", "≤"}, {"<=", "≤"}, {"<", "<"}, {">", ">"}, {"nhỏ hơn", "<"}, {"lớn hơn", ">"}, {"đạt", "="}, {"còn", "="}, {"từ", "="},
}

var markTexts = map[string]Mark{
	"-": Nil, "–": Nil, "—": Nil, "−": Nil, "--": Nil, "---": Nil, "_": Nil, "không": Nil, "không có": Nil, "không phát sinh": Nil,
	"…": NotAvailable, "...": NotAvailable, "..": NotAvailable, "....": NotAvailable, "……": NotAvailable, ".....": NotAvailable,
	"n/a": NotAvailable, "na": NotAvailable, "chưa có": NotAvailable, "chưa có sl": NotAvailable, "chưa có số": NotAvailable,
	"chưa có số liệu": NotAvailable, "không có số liệu": NotAvailable, "kcsl": NotAvailable, "ccsl": NotAvailable, "chưa báo cáo": NotAvailable, "?": NotAvailable,
}

// readText reads a cell's text as a figure.
//
//	1.234,5  1 234  1.234.567  412204.00  10.51     a number
//	1.234                                           isAmbiguous: thousands, or a decimal mark
//	12,04%   5,2 tỷ   12 người                      a number with its unit
//	≈ 300    Dưới 5,5   ≥ 90   từ 15 trở lên        a number with the mark Approximate and a bound
//	(5)                                             -5, as accountants write; a header's column number never gets here,
//	                                                and a count below zero is an error that analysis reports
//	123(1)   123*   123¹                            a number with a footnote
//	460 (ước)   ước 460   450 (KH)                  a number with its measure
//	-  –     …  ...  chưa có                        marks
func readText(s string) reading {
	s = tidy(s)
	if s == "" || len(s) > 60 {
		return reading{}
	}
	low := fold(s)
	if m, ok := markTexts[low]; ok {
		return reading{kind: isMark, mark: m}
	}
	switch {
	case low == "x":
		return reading{kind: notApplicable}
	case (s[0] == '#' || s[0]|0x20 == 'e') && faultText.MatchString(s):
		return reading{kind: isFault}
	case !strings.ContainsAny(low, "0123456789"):
		return reading{}
	case dateText.MatchString(low):
		return readDateLike(low)
	}
	if inner, ok := cutParens(low); ok {
		r := readPlain(inner)
		if r.kind == isNumber || r.kind == isAmbiguous {
			r.value, r.other = -r.value, -r.other
			return r
		}
		return reading{}
	}
	if cut, measure := cutMeasure(low); measure != "" {
		r := readBounded(cut)
		if r.kind == isNumber && looksLikeYear(r) {
			return reading{} // "2019 (thực hiện)" heads a column
		}
		r.measure = measure
		return r
	}
	if m := rangeText.FindStringSubmatch(low); m != nil && !strings.HasSuffix(m[1], " ") && rangeEnds(m[1], m[2]) {
		return reading{kind: isRange}
	}
	return readBounded(low)
}

// cutMeasure takes a measure in brackets off the end of a figure.
func cutMeasure(low string) (string, Measure) {
	if low[len(low)-1] != ')' {
		return low, ""
	}
	at := strings.LastIndexByte(low, '(')
	if at <= 0 {
		return low, ""
	}
	inner := strings.TrimSpace(low[at+1 : len(low)-1])
	if word, m, ok := leadingMeasure(inner); ok && word == inner {
		return strings.TrimSpace(low[:at]), m
	}
	return low, ""
}

// looksLikeYear tells whether a reading may be a year.
func looksLikeYear(r reading) bool {
	return r.bound == "" && r.unit == "" && r.decimals == 0 && r.value >= 1900 && r.value <= 2100
}

// readDateLike tells "12/2020" from a number such as "12.5.2019"; a text such
// as "1.2.34" is neither.
func readDateLike(s string) reading {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	for _, p := range parts {
		if n, _ := strconv.Atoi(p); n > 31 && n < 1900 && len(p) <= 2 && len(parts) == 3 && p != parts[2] {
			return reading{}
		}
	}
	return reading{kind: isDate}
}

// rangeEnds tells whether both ends of "a - b" are numbers and a range is meant.
func rangeEnds(a, b string) bool {
	x, y := readPlain(strings.TrimSpace(a)), readPlain(strings.TrimSpace(b))
	return (x.kind == isNumber || x.kind == isAmbiguous) && (y.kind == isNumber || y.kind == isAmbiguous)
}

func cutParens(s string) (string, bool) {
	if len(s) > 2 && s[0] == '(' && s[len(s)-1] == ')' {
		return strings.TrimSpace(s[1 : len(s)-1]), true
	}
	return s, false
}

// readBounded takes the words of a bound or an approximation off both ends.
func readBounded(s string) reading {
	bound, approx, period, measure := "", false, false, Measure("")
	for again := true; again; {
		again = false
		for _, w := range boundWords {
			rest, ok := strings.CutPrefix(s, w.word)
			if !ok || rest == "" || unicode.IsLetter(rune(w.word[0])) && !startsOff(rest) {
				continue
			}
			period = period || w.bound == "ước" || w.word == "từ"
			if w.bound == "ước" {
				measure = Estimate
			} else if w.bound == "" {
				approx = true
			} else if w.bound != "=" && bound == "" {
				bound = w.bound
			}
			s, again = strings.TrimLeft(rest, " :"), true
			break
		}
	}
	if rest, ok := strings.CutSuffix(s, " trở lên"); ok {
		s, bound = rest, "≥"
	} else if rest, ok := strings.CutSuffix(s, " trở xuống"); ok {
		s, bound = rest, "≤"
	}
	r := readPlain(s)
	if r.kind != isNumber && r.kind != isAmbiguous {
		return reading{kind: keepKind(r.kind)}
	}
	if period && bound == "" && looksLikeYear(r) {
		return reading{} // "Ước 2020" heads a column
	}
	r.measure = measure
	if bound != "" || approx {
		r.bound, r.mark = bound, Approximate
	}
	return r
}

func keepKind(k readingKind) readingKind {
	if k == isAmbiguous || k == isNumber {
		return notNumber
	}
	return k
}

func startsOff(rest string) bool { return rest[0] == ' ' || rest[0] >= '0' && rest[0] <= '9' }

// readPlain reads sign, digits, unit and footnote, and nothing else.
func readPlain(s string) reading {
	m := numberText.FindStringSubmatch(s)
	if m == nil {
		return reading{}
	}
	digits := strings.TrimRight(m[2], " '")
	tail := s[len(m[1]):]
	tail = strings.TrimLeft(tail, " ")[len(digits):]
	if trimmed := strings.TrimRight(digits, ".,"); trimmed != digits {
		if strings.TrimSpace(tail) != "" || len(digits)-len(trimmed) > 1 {
			return reading{}
		}
		if digits[len(digits)-1] == '.' && len(trimmed) <= 2 {
			return reading{} // "1." is a serial number
		}
		digits = trimmed
	}
	unit, ok := unitTail(tail)
	if !ok {
		return reading{}
	}
	r := readDigits(digits)
	r.unit = unit
	if m[1] == "-" || m[1] == "−" || m[1] == "–" {
		r.value, r.other = -r.value, -r.other
	}
	return r
}

// unitTail reads what follows the digits: nothing, a unit, a footnote.
func unitTail(tail string) (unit string, ok bool) {
	if tail == "" {
		return "", true
	}
	rest := strings.TrimSpace(noteText.ReplaceAllString(tail, ""))
	if rest == "" {
		return "", true
	}
	if u, ok := knownUnit(rest); ok {
		return u, true
	}
	return "", false
}

// readDigits reads digits and their separators.
func readDigits(s string) reading {
	s = strings.ReplaceAll(s, "'", " ")
	if strings.Contains(s, " ") {
		joined, ok := joinGroups(s)
		if !ok {
			return reading{}
		}
		whole, fraction, found := cutAny(joined)
		if strings.ContainsAny(fraction, ".,") {
			return reading{}
		}
		r := decimalReading(whole, fraction)
		if found != 0 {
			r.vote = voteOf(found, false)
		}
		return r
	}
	dots, commas := strings.Count(s, "."), strings.Count(s, ",")
	switch {
	case dots == 0 && commas == 0:
		return decimalReading(s, "")
	case dots > 0 && commas > 0:
		return readMixed(s)
	case dots+commas > 1:
		mark := byte('.')
		if commas > 0 {
			mark = ','
		}
		if !wellGrouped(s, mark) {
			return reading{}
		}
		r := decimalReading(strings.ReplaceAll(s, string(mark), ""), "")
		r.vote = voteOf(mark, true)
		return r
	}
	return readSingle(s)
}

// readMixed reads a number with both marks: the last one is the decimal mark.
func readMixed(s string) reading {
	at := strings.LastIndexAny(s, ".,")
	mark := s[at]
	group := byte('.') + ',' - mark
	if strings.Count(s, string(mark)) > 1 || !wellGrouped(s[:at], group) || at == len(s)-1 {
		return reading{}
	}
	r := decimalReading(strings.ReplaceAll(s[:at], string(group), ""), s[at+1:])
	r.vote = voteOf(mark, false)
	return r
}

// readSingle reads a number with one mark, once. Before three digits it may
// group or be decimal, unless a zero or more than three digits stand before.
func readSingle(s string) reading {
	whole, fraction, mark := cutAny(s)
	if whole == "" || fraction == "" {
		return reading{}
	}
	decimal := decimalReading(whole, fraction)
	if len(fraction) != 3 || len(whole) > 3 || whole[0] == '0' {
		decimal.vote = voteOf(mark, false)
		return decimal
	}
	grouped := decimalReading(whole+fraction, "")
	return reading{kind: isAmbiguous, value: grouped.value, other: decimal.value, mixed: mark}
}

// voteOf says what a mark used for that gives away.
func voteOf(mark byte, groups bool) int8 {
	if (mark == '.') == groups {
		return dotGroups
	}
	return dotDecimal
}

// joinGroups takes the blanks out of "1 234 567,5".
func joinGroups(s string) (string, bool) {
	parts := strings.Fields(s)
	for i, p := range parts {
		whole, _, mark := cutAny(p)
		if mark != 0 && i < len(parts)-1 || i > 0 && len(whole) != 3 || i == 0 && len(whole) > 3 || strings.Trim(whole, "0123456789") != "" {
			return "", false
		}
	}
	return strings.Join(parts, ""), true
}

func cutAny(s string) (whole, fraction string, mark byte) {
	if i := strings.IndexAny(s, ".,"); i >= 0 {
		return s[:i], s[i+1:], s[i]
	}
	return s, "", 0
}

func wellGrouped(s string, mark byte) bool {
	for i, part := range strings.Split(s, string(mark)) {
		if i == 0 && (len(part) == 0 || len(part) > 3) || i > 0 && len(part) != 3 {
			return false
		}
	}
	return true
}

func decimalReading(whole, fraction string) reading {
	text := whole
	if fraction != "" {
		text += "." + fraction
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(v, 0) {
		return reading{}
	}
	return reading{kind: isNumber, value: v, decimals: len(fraction)}
}

// exact rounds to the 15 digits that a sheet shows, so that 0.1+0.2 is 0.3.
func exact(v float64) float64 {
	if _, ok := decimalOf(v); ok || v == 0 {
		return v
	}
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	if err != nil {
		return v
	}
	return r
}

// perCent is the stored fraction in per cent, by moving the decimal point:
// 0.0453 is 4.53 and not 4.529999999999999.
func perCent(v float64) float64 {
	if d, ok := decimalOf(v); ok && d.places >= 2 {
		return float64(d.units) / powersOfTen[d.places-2]
	}
	r, err := strconv.ParseFloat(strconv.FormatFloat(exact(v), 'e', -1, 64), 64)
	if err != nil {
		return v * 100
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(r, 'e', -1, 64), "e")
	n, _ := strconv.Atoi(exponent)
	if p, err := strconv.ParseFloat(mantissa+"e"+strconv.Itoa(n+2), 64); err == nil {
		return p
	}
	return v * 100
}

// decimalsOf counts the decimals of the shortest form.
func decimalsOf(v float64) int {
	if d, ok := decimalOf(v); ok {
		return d.places
	}
	if v == math.Trunc(v) {
		return 0
	}
	s := strconv.FormatFloat(v, 'f', -1, 64)
	return len(s) - 1 - strings.IndexByte(s, '.')
}
