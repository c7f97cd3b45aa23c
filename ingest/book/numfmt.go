package book

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"

	"tongket/ingest"
)

// builtinFormats gives the number formats that files name by number only, in
// the Vietnamese order of dates where the number means "as the system has it"
// (ECMA-376 part 1, 18.8.30).
var builtinFormats = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
	5: `#,##0 "₫";-#,##0 "₫"`, 6: `#,##0 "₫";-#,##0 "₫"`, 7: `#,##0.00 "₫";-#,##0.00 "₫"`, 8: `#,##0.00 "₫";-#,##0.00 "₫"`,
	9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm",
	27: "dd/mm/yyyy", 28: "dd/mm/yyyy", 29: "dd/mm/yyyy", 30: "dd/mm/yyyy", 31: "dd/mm/yyyy", 32: "h:mm:ss", 33: "h:mm:ss", 36: "dd/mm/yyyy",
	37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)",
	41: `#,##0;-#,##0;"-";@`, 42: `#,##0 "₫";-#,##0 "₫";"-";@`, 43: `#,##0.00;-#,##0.00;"-";@`, 44: `#,##0.00 "₫";-#,##0.00 "₫";"-";@`,
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
	50: "dd/mm/yyyy", 51: "dd/mm/yyyy", 52: "dd/mm/yyyy", 53: "dd/mm/yyyy", 54: "dd/mm/yyyy", 55: "dd/mm/yyyy", 56: "dd/mm/yyyy", 57: "dd/mm/yyyy", 58: "dd/mm/yyyy",
}

// A formatPart is one character of a number format, or one quoted text.
type formatPart struct {
	Text    string
	Literal bool
}

// FormatParts splits one section; what is in brackets, "_x" and "*x" are left
// out, but elapsed times such as [h] stay.
func FormatParts(section string) []formatPart {
	var parts []formatPart
	rs := []rune(section)
	for i := 0; i < len(rs); i++ {
		switch c := rs[i]; c {
		case '"':
			j := i + 1
			for j < len(rs) && rs[j] != '"' {
				j++
			}
			parts = append(parts, formatPart{string(rs[i+1 : j]), true})
			i = j
		case '\\':
			if i++; i < len(rs) {
				parts = append(parts, formatPart{string(rs[i]), true})
			}
		case '_':
			if i++; i < len(rs) {
				parts = append(parts, formatPart{" ", true})
			}
		case '*':
			i++
		case '[':
			j := i + 1
			for j < len(rs) && rs[j] != ']' {
				j++
			}
			parts = append(parts, bracket(string(rs[i+1:min(j, len(rs))]))...)
			i = j
		default:
			parts = append(parts, formatPart{string(c), false})
		}
	}
	return parts
}

// bracket is what "[…]" shows: an elapsed time or the sign of a currency.
func bracket(s string) []formatPart {
	if low := strings.ToLower(s); strings.Trim(low, "h") == "" || strings.Trim(low, "m") == "" || strings.Trim(low, "s") == "" {
		return []formatPart{{low[:min(1, len(low))], false}}
	}
	if sign, ok := strings.CutPrefix(s, "$"); ok {
		sign, _, _ = strings.Cut(sign, "-")
		return []formatPart{{sign, true}}
	}
	return nil
}

// FormatSections splits at the semicolons outside quotes.
func FormatSections(format string) []string {
	var list []string
	start, quoted := 0, false
	for i := 0; i < len(format); i++ {
		switch format[i] {
		case '"':
			quoted = !quoted
		case '\\':
			if !quoted {
				i++
			}
		case ';':
			if !quoted {
				list = append(list, format[start:i])
				start = i + 1
			}
		}
	}
	return append(list, format[start:])
}

func isGeneral(format string) bool {
	return format == "" || strings.EqualFold(format, "General") || strings.EqualFold(format, "Standard")
}

// IsDate tells whether a number format shows a date or a time.
func IsDate(format string) bool {
	if isGeneral(format) {
		return false
	}
	found, seconds := false, false
	for _, p := range FormatParts(FormatSections(format)[0]) {
		if p.Literal {
			continue
		}
		switch p.Text {
		case "y", "Y", "m", "M", "d", "D", "h", "H":
			found = true
		case "s", "S":
			found, seconds = true, true
		case "0":
			if !seconds { // "ss.0" is a time, "0.0 m" is not
				return false
			}
		case "#", "?", "E", "e", "@":
			return false
		}
	}
	return found
}

// IsPercent tells whether a number format shows a fraction as per cent.
func IsPercent(format string) bool {
	for _, p := range FormatParts(FormatSections(format)[0]) {
		if !p.Literal && p.Text == "%" {
			return true
		}
	}
	return false
}

// Decimals is the number of decimals that a number format shows, of the
// percentage where it is one; -1 if it doesn't say (General, dates, texts).
func Decimals(format string) int {
	if isGeneral(format) || IsDate(format) {
		return -1
	}
	n, point, digits := 0, false, false
	for _, p := range FormatParts(FormatSections(format)[0]) {
		switch {
		case p.Literal:
		case p.Text == "0" || p.Text == "#" || p.Text == "?":
			digits = true
			if point {
				n++
			}
		case p.Text == ".":
			point = true
		case p.Text == "/" || p.Text == "E" || p.Text == "e":
			return -1
		}
	}
	if !digits {
		return -1
	}
	return n
}

// Shown is the cell as a Vietnamese Excel shows it: 1234.5 with the format
// "#,##0.0" is "1.234,5", the serial 43465 with "dd/mm/yyyy" is "31/12/2018".
// Texts and errors are themselves.
func (s *Formats) Shown(c *ingest.Cell) string {
	switch c.Kind {
	case ingest.Text, ingest.Fault:
		return c.Text
	case ingest.Boolean:
		if c.Num != 0 {
			return "TRUE"
		}
		return "FALSE"
	case ingest.Blank:
		return ""
	}
	f := s.of(c.Style)
	if c.Kind == ingest.Date && (len(f) == 0 || f[0].kind != showDate) {
		f = dayFormat
	}
	return f.show(c.Num)
}

var dayFormat = parseFormat("dd/mm/yyyy")

// Formats are the number formats of a grid's styles, each parsed when a cell is
// first shown in it.
type Formats struct {
	styles []ingest.Style
	parsed []numberFormat // nil: not yet
}

// FormatsOf are the formats of some styles.
func FormatsOf(styles []ingest.Style) *Formats { return &Formats{styles: styles} }

// of is the number format of a style; of one that is not there, General.
func (s *Formats) of(style uint16) numberFormat {
	if int(style) >= len(s.styles) {
		return nil
	}
	if s.parsed == nil {
		s.parsed = make([]numberFormat, len(s.styles))
	}
	if s.parsed[style] == nil {
		s.parsed[style] = parseFormat(s.styles[style].Format)
	}
	return s.parsed[style]
}

// A numberFormat is a number format code by its sections; none is General.
type numberFormat []formatSection

// A formatSection is one of the up to four sections of a format.
type formatSection struct {
	kind          showKind
	empty         bool
	parts         []formatPart
	layout        digitLayout
	before, after string // of the digits, or of "General"
	op            string // of the condition "[>=1000]", if it has one
	limit         float64
}

type showKind uint8

const (
	showGeneral showKind = iota
	showDate
	showLiteral
	showDigits
)

func parseFormat(format string) numberFormat {
	if isGeneral(format) {
		return nil
	}
	var f numberFormat
	for _, section := range FormatSections(format) {
		f = append(f, parseSection(section))
	}
	return f
}

func parseSection(section string) formatSection {
	s := formatSection{parts: FormatParts(section), empty: section == ""}
	if op, limit, ok := condition(section); ok {
		s.op, s.limit = op, limit
	}
	switch {
	case IsDate(section):
		s.kind = showDate
	case hasPart(s.parts, "@"), hasPart(s.parts, "/"), hasPart(s.parts, "E"): // text, fractions, scientific
	case hasPart(s.parts, "G"):
		if i := strings.Index(strings.ToLower(section), "general"); i >= 0 {
			s.before, s.after = joinParts(FormatParts(section[:i])), joinParts(FormatParts(section[i+len("general"):]))
		}
	case !hasPart(s.parts, "0") && !hasPart(s.parts, "#") && !hasPart(s.parts, "?"):
		s.kind, s.before = showLiteral, strings.TrimSpace(joinParts(s.parts))
	default:
		s.kind, s.layout = showDigits, layoutDigits(s.parts)
		s.before, s.after = joinParts(s.parts[:s.layout.first]), joinParts(s.parts[s.layout.last+1:])
	}
	return s
}

func (f numberFormat) show(v float64) string {
	if len(f) == 0 {
		return general(v)
	}
	s, minus := f.section(v)
	switch s.kind {
	case showDate:
		return shownDate(v, s.parts)
	case showLiteral:
		return s.before
	case showDigits:
		return shownDigits(v, s, minus)
	}
	if s.before+s.after != "" && !minus {
		v = math.Abs(v)
	}
	return strings.TrimSpace(s.before + general(v) + s.after)
}

// section picks the section for v and tells whether a minus sign is still to
// be written: by the sections' conditions if they have any, else by the sign.
func (f numberFormat) section(v float64) (s *formatSection, minus bool) {
	if f[0].op != "" {
		for i := range f {
			if f[i].op == "" || holds(v, f[i].op, f[i].limit) {
				return &f[i], v < 0
			}
		}
		return &f[len(f)-1], v < 0
	}
	switch {
	case v < 0 && len(f) > 1 && !f[1].empty:
		return &f[1], false
	case v == 0 && len(f) > 2 && !f[2].empty:
		return &f[2], false
	}
	return &f[0], v < 0
}

// condition is the "[>=1000]" of a section.
func condition(section string) (op string, limit float64, ok bool) {
	for rest := section; strings.HasPrefix(rest, "["); {
		inside, after, closed := strings.Cut(rest[1:], "]")
		if !closed {
			break
		}
		number := strings.TrimLeft(inside, "<>=")
		if op = inside[:len(inside)-len(number)]; op != "" {
			limit, err := strconv.ParseFloat(number, 64)
			return op, limit, err == nil
		}
		rest = after
	}
	return "", 0, false
}

func holds(v float64, op string, limit float64) bool {
	switch op {
	case "<":
		return v < limit
	case "<=":
		return v <= limit
	case ">":
		return v > limit
	case ">=":
		return v >= limit
	case "=":
		return v == limit
	}
	return v != limit
}

func hasPart(parts []formatPart, text string) bool {
	for _, p := range parts {
		if !p.Literal && p.Text == text {
			return true
		}
	}
	return false
}

func joinParts(parts []formatPart) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Text)
	}
	return b.String()
}

// general is the shortest form of at most 15 digits, with a decimal comma.
func general(v float64) string {
	if d, ok := ingest.DecimalOf(v); ok {
		var room [24]byte
		return string(d.Append(room[:0], ','))
	}
	s := strconv.FormatFloat(v, 'g', 15, 64)
	if f, err := strconv.ParseFloat(s, 64); err == nil {
		v = f
	}
	if a := math.Abs(v); a != 0 && (a >= 1e21 || a < 1e-9) {
		s = strconv.FormatFloat(v, 'E', -1, 64)
	} else {
		s = strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strings.Replace(s, ".", ",", 1)
}

// A digitLayout is what the digits of a section say.
type digitLayout struct {
	first, last int // parts of the number itself
	integers    int // zeros before the point: digits always shown
	decimals    int
	optional    int // of the decimals, "#" at the end
	group       bool
	scale       float64
}

func layoutDigits(parts []formatPart) digitLayout {
	l := digitLayout{first: -1, scale: 1}
	point, commas := false, 0
	for i, p := range parts {
		if p.Literal {
			continue
		}
		switch p.Text {
		case "0", "#", "?":
			if l.first < 0 {
				l.first = i
			}
			l.last = i
			l.group = l.group || commas > 0 && !point
			commas = 0
			switch {
			case !point && p.Text == "0":
				l.integers++
			case point && p.Text == "0":
				l.decimals, l.optional = l.decimals+1, 0
			case point:
				l.decimals, l.optional = l.decimals+1, l.optional+1
			}
		case ".":
			if l.first < 0 {
				l.first = i
			}
			point, l.last = true, i
			for ; commas > 0; commas-- {
				l.scale /= 1000
			}
		case ",":
			if l.first >= 0 {
				commas++
				l.last = i
			}
		case "%":
			l.scale *= 100
		}
	}
	for ; commas > 0; commas-- {
		l.scale /= 1000
	}
	return l
}

func shownDigits(v float64, s *formatSection, minus bool) string {
	l := &s.layout
	var room, digitRoom [64]byte
	digits := appendRounded(digitRoom[:0], math.Abs(v)*l.scale, l.decimals)
	whole, fraction, _ := bytes.Cut(digits, []byte("."))
	for n := l.optional; n > 0 && bytes.HasSuffix(fraction, []byte("0")); n-- {
		fraction = fraction[:len(fraction)-1]
	}
	if string(whole) == "0" && l.integers == 0 && len(fraction) > 0 {
		whole = nil
	}
	b := append(room[:0], s.before...)
	if minus && bytes.ContainsAny(digits, "123456789") {
		b = append(b, '-')
	}
	for n := max(len(whole), l.integers); n > 0; n-- {
		digit := byte('0')
		if n <= len(whole) {
			digit = whole[len(whole)-n]
		}
		b = append(b, digit)
		if l.group && n > 1 && n%3 == 1 {
			b = append(b, '.')
		}
	}
	if len(fraction) > 0 {
		b = append(append(b, ','), fraction...)
	}
	return strings.TrimSpace(string(append(b, s.after...)))
}

// appendRounded writes v with that many decimals, rounded as Excel does: half
// away from zero, of the value as its 15 digits say.
func appendRounded(dst []byte, v float64, decimals int) []byte {
	if d, ok := ingest.DecimalOf(v); ok && v < 1e9 && decimals <= ingest.MaxPlaces-1 {
		return d.Round(decimals).Append(dst, '.')
	}
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if i := strings.IndexByte(s, '.'); i >= 0 && len(s)-i-1 > decimals {
		fifteen, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
		if err == nil {
			v = fifteen
		}
		s = strconv.FormatFloat(v, 'f', -1, 64)
		if i := strings.IndexByte(s, '.'); i >= 0 && len(s)-i-1 > decimals && s[i+1+decimals] >= '5' {
			v = math.Nextafter(v, math.Inf(1)) // a tie, or above it: never rounded down
		}
	}
	return strconv.AppendFloat(dst, v, 'f', min(decimals, 30), 64)
}

// SerialTime is the day and time of a serial in the 1900 system. Serials below
// 61 are off by one in Excel itself (it knows a 29 February 1900).
func SerialTime(serial float64) time.Time {
	if serial < 61 {
		serial++
	}
	days := math.Floor(serial)
	seconds := math.Round((serial - days) * 86400)
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(days)).Add(time.Duration(seconds) * time.Second)
}

const maxSerial = 2958465 // 31/12/9999

func shownDate(v float64, parts []formatPart) string {
	if v < 0 || v > maxSerial+1 {
		return general(v)
	}
	t := SerialTime(v)
	var b strings.Builder
	hours := false // an "m" after an hour is minutes
	for i := 0; i < len(parts); {
		p := parts[i]
		n := 1
		for i+n < len(parts) && !parts[i+n].Literal && !p.Literal && strings.EqualFold(parts[i+n].Text, p.Text) {
			n++
		}
		low := strings.ToLower(p.Text)
		switch {
		case p.Literal:
			b.WriteString(p.Text)
		case low == "a": // AM/PM
			b.WriteString(t.Format("PM"))
			for i+n < len(parts) && strings.Contains("/pm", strings.ToLower(parts[i+n].Text)) {
				n++
			}
		case low == "m" && (hours || secondsFollow(parts[i+n:])):
			b.WriteString(pad(t.Minute(), n))
		default:
			b.WriteString(datePiece(t, low, n))
			hours = low == "h" || hours && p.Text != " " && low != "d" && low != "y"
		}
		i += n
	}
	return strings.TrimSpace(b.String())
}

func secondsFollow(parts []formatPart) bool {
	for _, p := range parts {
		switch strings.ToLower(p.Text) {
		case "s":
			return true
		case "y", "d", "h", "m":
			return false
		}
	}
	return false
}

func datePiece(t time.Time, letter string, n int) string {
	switch letter {
	case "y":
		if n <= 2 {
			return pad(t.Year()%100, 2)
		}
		return pad(t.Year(), 4)
	case "m":
		if n >= 3 {
			return "Thg" + strconv.Itoa(int(t.Month()))
		}
		return pad(int(t.Month()), n)
	case "d":
		if n >= 3 {
			return [...]string{"CN", "T2", "T3", "T4", "T5", "T6", "T7"}[t.Weekday()]
		}
		return pad(t.Day(), n)
	case "h":
		return pad(t.Hour(), n)
	case "s":
		return pad(t.Second(), n)
	case "@", ";", "0":
		return ""
	}
	return strings.Repeat(letter, n)
}

func pad(v, n int) string {
	s := strconv.Itoa(v)
	for len(s) < n {
		s = "0" + s
	}
	return s
}
