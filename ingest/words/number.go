package words

import (
	"cmp"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tongket/ingest"
)

// A readingKind says what a cell's text is as a figure.
type readingKind uint8

const (
	NotNumber     readingKind = iota // words
	IsNumber                         // value holds it
	IsAmbiguous                      // "1.234": value if the mark groups thousands, other if it is decimal
	IsMark                           // "-", "…": mark says which
	NotApplicable                    // "x": no figure at all
	IsDate                           // "12/2020", "31/12/2018"
	IsRange                          // "15.000 - 16.000"
	IsFault                          // "#DIV/0!"
)

// A Reading is what a text says as a figure.
type Reading struct {
	Kind     readingKind
	Value    float64
	Other    float64 // of IsAmbiguous: the reading with a decimal mark
	Decimals int
	Mark     ingest.Mark    // Approximate, NotAvailable, Nil
	Bound    string         // "<", ">", "≤", "≥"
	Measure  ingest.Measure // that the cell itself names: "460 (ước)"
	Unit     string         // written in the cell: "%", "tỷ đồng"
	Vote     int8           // what its marks say of the others: see DotGroups
	Mixed    byte           // of IsAmbiguous: the mark, '.' or ','
}

// What the separators of a text give away about its neighbours.
const (
	DotGroups  int8 = 1  // "1.234.567", "1.234,5", "12,5"
	DotDecimal int8 = -1 // "10.51", "1,234.5", "1,234,567"
)

// What words before a number mean beside a bound, by the table.
const (
	boundNear     = "near"     // "khoảng"
	boundEstimate = "estimate" // "ước"
	boundFrom     = "from"     // "từ", which opens a period where a year follows
	boundNone     = "none"     // "đạt"
)

// MarkOf returns what a text that stands instead of a figure says; "" for any
// other. The text is folded.
func (t *Table) MarkOf(folded string) ingest.Mark { return ingest.Mark(t.meaning(marks, folded)) }

// ReadText reads a cell's text as a figure.
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
func (t *Table) ReadText(s string) Reading {
	const most, mostUntidy = 60, 1000
	if len(s) > mostUntidy && len(strings.TrimSpace(s)) > mostUntidy {
		return Reading{}
	}
	s = narrow(Tidy(s))
	if s == "" || len(s) > most {
		return Reading{}
	}
	low := Fold(s)
	if t.has(marks, low) {
		return Reading{Kind: IsMark, Mark: t.MarkOf(low)}
	}
	switch {
	case low == "x" || low == "(x)":
		return Reading{Kind: NotApplicable}
	case (s[0] == '#' || s[0]|0x20 == 'e') && prose(`^(?i:#(DIV/0!|N/A|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|#+)|err:\d{3}|#+)$`).MatchString(s):
		return Reading{Kind: IsFault}
	case !strings.ContainsAny(low, "0123456789"):
		return Reading{}
	case prose(`^(\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d{2})|\d{1,2}[/-](19|20)\d\d|(19|20)\d\d[/-]\d{1,2}([/-]\d{1,2})?)$`).MatchString(low):
		return readDateLike(low)
	}
	if inner, ok := CutParens(low); ok {
		r := t.readPlain(inner)
		if r.Kind == IsNumber || r.Kind == IsAmbiguous {
			r.Value, r.Other = -r.Value, -r.Other
			return r
		}
		return Reading{}
	}
	if cut, measure := t.cutMeasure(low); measure != "" {
		r := t.readBounded(cut)
		if r.Kind == IsNumber && looksLikeYear(r) {
			return Reading{} // "2019 (thực hiện)" heads a column
		}
		r.Measure = measure
		return r
	}
	if m := prose(`^(?:từ )?(\d[\d., ]*?)(?: ?%)? ?(?:-|–|—|đến|÷|~|tới) ?(\d[\d., ]*\d|\d)( ?%| [^\d]*)?$`).FindStringSubmatch(low); m != nil && !strings.HasSuffix(m[1], " ") && t.rangeEnds(m[1], m[2]) {
		return Reading{Kind: IsRange}
	}
	return t.readBounded(low)
}

// narrow writes the wide digits and signs of East Asian keyboards as plain ones, and
// takes off the apostrophe that made a text of a number.
func narrow(s string) string {
	if strings.Contains(s, "\xef\xbc") { // U+FF00 to U+FF3F
		s = strings.Map(func(r rune) rune {
			if r > 0xFF00 && r < 0xFF40 {
				r -= 0xFF00 - ' '
			}
			return r
		}, s)
	}
	for _, quote := range []string{"'", "\u2019", "\u2018", "`"} {
		if rest, ok := strings.CutPrefix(s, quote); ok && rest != "" && (rest[0] >= '0' && rest[0] <= '9' || rest[0] == '-' || rest[0] == '(') {
			return rest
		}
	}
	return s
}

// cutMeasure takes a measure in brackets off the end of a figure.
func (t *Table) cutMeasure(low string) (string, ingest.Measure) {
	if low[len(low)-1] != ')' {
		return low, ""
	}
	at := strings.LastIndexByte(low, '(')
	if at <= 0 {
		return low, ""
	}
	inner := strings.TrimSpace(low[at+1 : len(low)-1])
	if word, m, ok := t.leadingMeasure(inner); ok && word == inner {
		return strings.TrimSpace(low[:at]), m
	}
	return low, ""
}

// looksLikeYear reports whether a reading may be a year.
func looksLikeYear(r Reading) bool {
	return r.Bound == "" && r.Unit == "" && r.Decimals == 0 && r.Value >= 1900 && r.Value <= 2100
}

// readDateLike parts "12/2020" from a number such as "12.5.2019"; a text such
// as "1.2.34" is neither.
func readDateLike(s string) Reading {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	for _, p := range parts {
		if n, _ := strconv.Atoi(p); n > 31 && n < 1900 && len(p) <= 2 && len(parts) == 3 && p != parts[2] {
			return Reading{}
		}
	}
	return Reading{Kind: IsDate}
}

// rangeEnds reports whether both ends of "a - b" are numbers and a range is meant.
func (t *Table) rangeEnds(a, b string) bool {
	x, y := t.readPlain(strings.TrimSpace(a)), t.readPlain(strings.TrimSpace(b))
	return (x.Kind == IsNumber || x.Kind == IsAmbiguous) && (y.Kind == IsNumber || y.Kind == IsAmbiguous)
}

// CutParens takes the brackets off a text that stands in them.
func CutParens(s string) (string, bool) {
	if len(s) > 2 && s[0] == '(' && s[len(s)-1] == ')' {
		return strings.TrimSpace(s[1 : len(s)-1]), true
	}
	return s, false
}

// readBounded takes the words of a bound or an approximation off both ends.
func (t *Table) readBounded(s string) Reading {
	bound, near, period, measure := "", false, false, ingest.Measure("")
	for again := true; again; {
		again = false
		for _, e := range t.lists[bounds].longest {
			rest, ok := strings.CutPrefix(s, e.word)
			if !ok || rest == "" || (e.word[0] >= utf8.RuneSelf || unicode.IsLetter(rune(e.word[0]))) && !startsOff(rest) {
				continue
			}
			switch e.meaning {
			case boundEstimate:
				measure, period = ingest.Estimate, true
			case boundNear:
				near = true
			case boundFrom:
				period = true
			case boundNone:
			default:
				bound = cmp.Or(bound, e.meaning)
			}
			s, again = strings.TrimLeft(rest, " :"), true
			break
		}
	}
	for _, e := range t.lists[boundsAfter].longest {
		if rest, ok := strings.CutSuffix(s, e.word); ok && strings.HasSuffix(rest, " ") {
			s, bound = rest[:len(rest)-1], e.meaning
			break
		}
	}
	r := t.readPlain(s)
	if r.Kind != IsNumber && r.Kind != IsAmbiguous {
		return Reading{Kind: keepKind(r.Kind)}
	}
	if period && bound == "" && looksLikeYear(r) {
		return Reading{} // "Ước 2020" heads a column
	}
	r.Measure = measure
	if bound != "" || near {
		r.Bound, r.Mark = bound, ingest.Approximate
	}
	return r
}

func keepKind(k readingKind) readingKind {
	if k == IsAmbiguous || k == IsNumber {
		return NotNumber
	}
	return k
}

func startsOff(rest string) bool { return rest[0] == ' ' || rest[0] >= '0' && rest[0] <= '9' }

// readPlain reads sign, digits, unit and footnote, and nothing else.
func (t *Table) readPlain(s string) Reading {
	m := prose(`^([-+−–]?) ?(\d[\d.,' ]*)`).FindStringSubmatch(s)
	if m == nil {
		return Reading{}
	}
	digits := strings.TrimRight(m[2], " '")
	tail := s[len(m[1]):]
	tail = strings.TrimLeft(tail, " ")[len(digits):]
	if trimmed := strings.TrimRight(digits, ".,"); trimmed != digits {
		if strings.TrimSpace(tail) != "" || len(digits)-len(trimmed) > 1 {
			return Reading{}
		}
		if digits[len(digits)-1] == '.' && len(trimmed) <= 2 {
			return Reading{} // "1." is a serial number
		}
		digits = trimmed
	}
	unit, ok := t.unitTail(tail)
	if !ok {
		return Reading{}
	}
	r := readDigits(digits)
	r.Unit = unit
	if m[1] == "-" || m[1] == "−" || m[1] == "–" {
		r.Value, r.Other = -r.Value, -r.Other
	}
	return r
}

// unitTail reads what follows the digits: nothing, a unit, a footnote.
func (t *unitTable) unitTail(tail string) (unit string, ok bool) {
	if tail == "" {
		return "", true
	}
	if u, ok := t.KnownUnit(tail); ok {
		return u, true
	}
	rest := strings.TrimSpace(prose(`(?:\s*(?:\((?:\d|\*+|[a-e])\)|\[\d\]|\*+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+))+$`).ReplaceAllString(tail, ""))
	if rest == "" {
		return "", true
	}
	if u, ok := t.KnownUnit(rest); ok {
		return u, true
	}
	return "", false
}

// readDigits reads digits and their separators.
func readDigits(s string) Reading {
	s = strings.ReplaceAll(s, "'", " ")
	if strings.Contains(s, " ") {
		joined, ok := joinGroups(s)
		if !ok {
			return Reading{}
		}
		whole, fraction, found := cutAny(joined)
		if strings.ContainsAny(fraction, ".,") {
			return Reading{}
		}
		r := decimalReading(whole, fraction)
		if found != 0 {
			r.Vote = voteOf(found, false)
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
			return Reading{}
		}
		r := decimalReading(strings.ReplaceAll(s, string(mark), ""), "")
		r.Vote = voteOf(mark, true)
		return r
	}
	return readSingle(s)
}

// readMixed reads a number with both marks: the last one is the decimal mark.
func readMixed(s string) Reading {
	at := strings.LastIndexAny(s, ".,")
	mark := s[at]
	group := byte('.') + ',' - mark
	if strings.Count(s, string(mark)) > 1 || !wellGrouped(s[:at], group) || at == len(s)-1 {
		return Reading{}
	}
	r := decimalReading(strings.ReplaceAll(s[:at], string(group), ""), s[at+1:])
	r.Vote = voteOf(mark, false)
	return r
}

// readSingle reads a number with one mark, once. Before three digits it may
// group or be decimal, unless a zero or more than three digits stand before.
func readSingle(s string) Reading {
	whole, fraction, mark := cutAny(s)
	if whole == "" || fraction == "" {
		return Reading{}
	}
	decimal := decimalReading(whole, fraction)
	if len(fraction) != 3 || len(whole) > 3 || whole[0] == '0' {
		decimal.Vote = voteOf(mark, false)
		return decimal
	}
	grouped := decimalReading(whole+fraction, "")
	return Reading{Kind: IsAmbiguous, Value: grouped.Value, Other: decimal.Value, Mixed: mark}
}

// voteOf says what a mark used for that gives away.
func voteOf(mark byte, groups bool) int8 {
	if (mark == '.') == groups {
		return DotGroups
	}
	return DotDecimal
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

func decimalReading(whole, fraction string) Reading {
	text := whole
	if fraction != "" {
		text += "." + fraction
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(v, 0) {
		return Reading{}
	}
	return Reading{Kind: IsNumber, Value: v, Decimals: len(fraction)}
}

// RoundAsShown rounds to the 15 digits that a sheet shows, so that 0.1+0.2 is 0.3.
func RoundAsShown(v float64) float64 {
	if _, ok := ingest.DecimalOf(v); ok || v == 0 {
		return v
	}
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	if err != nil {
		return v
	}
	return r
}

// PerCent is the stored fraction in per cent, by moving the decimal point:
// 0.0453 is 4.53 and not 4.529999999999999.
func PerCent(v float64) float64 {
	if d, ok := ingest.DecimalOf(v); ok && d.Places >= 2 {
		return float64(d.Units) / ingest.PowersOfTen[d.Places-2]
	}
	r, err := strconv.ParseFloat(strconv.FormatFloat(RoundAsShown(v), 'e', -1, 64), 64)
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

// DecimalsOf counts the decimals of the shortest form.
func DecimalsOf(v float64) int {
	if d, ok := ingest.DecimalOf(v); ok {
		return d.Places
	}
	if v == math.Trunc(v) {
		return 0
	}
	s := strconv.FormatFloat(v, 'f', -1, 64)
	return len(s) - 1 - strings.IndexByte(s, '.')
}
