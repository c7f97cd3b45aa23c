package book

import (
	"slices"
	"strconv"
	"strings"
	"tongket/ingest"
)

// formatCodes gives the codes of the number formats that files only name: by
// number ("14", .xlsx and .xls) or in English ("Short Date", SpreadsheetML and
// Excel's HTML).
var formatCodes = func() map[string]string {
	codes := map[string]string{}
	for row := range table("formats.txt") {
		codes[row[0]] = row[1]
	}
	return codes
}()

// A formatPart is one character of a number format, or one quoted text.
type formatPart struct {
	text    string
	literal bool
}

// formatParts splits one section; what is in brackets, "_x" and "*x" are left
// out, but elapsed times such as [h] stay.
func formatParts(section string) []formatPart {
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
	if low := strings.ToLower(s); low != "" && strings.Trim(low, low[:1]) == "" && strings.Contains("hms", low[:1]) {
		return []formatPart{{"[" + low[:1] + "]", false}}
	}
	if sign, ok := strings.CutPrefix(s, "$"); ok {
		sign, _, _ = strings.Cut(sign, "-")
		return []formatPart{{sign, true}}
	}
	return nil
}

// formatSections splits at the semicolons outside quotes.
func formatSections(format string) []string {
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

// isDate reports whether a number format shows a date or a time.
func isDate(format string) bool {
	if isGeneral(format) {
		return false
	}
	found, seconds := false, false
	for _, p := range formatParts(formatSections(format)[0]) {
		if p.literal {
			continue
		}
		switch p.text {
		case "y", "Y", "m", "M", "d", "D", "h", "H", elapsedHours, elapsedMinutes:
			found = true
		case "s", "S", elapsedSeconds:
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

// How formatParts gives what shows a time that goes on beyond 24 hours or 60 minutes.
const elapsedHours, elapsedMinutes, elapsedSeconds = "[h]", "[m]", "[s]"

// showsDay reports whether a format of dates shows a day, a month or a year, and
// not a time alone.
func showsDay(format string) bool {
	if !isDate(format) {
		return false
	}
	times, months := false, false
	for _, p := range formatParts(formatSections(format)[0]) {
		if p.literal {
			continue
		}
		switch strings.ToLower(p.text) {
		case "y", "d":
			return true
		case "m":
			months = true
		case "h", "s", elapsedHours, elapsedMinutes, elapsedSeconds:
			times = true
		}
	}
	return months && !times
}

// IsPercent reports whether a number format shows a fraction as per cent.
func IsPercent(format string) bool {
	return hasPart(formatParts(formatSections(format)[0]), "%")
}

// Literals are the texts that a number format shows beside the number, such as the
// "người" of `#,##0 "người"`.
func Literals(format string) []string {
	var texts []string
	for _, p := range formatParts(formatSections(format)[0]) {
		if p.literal {
			texts = append(texts, p.text)
		}
	}
	return texts
}

// Decimals is the number of decimals that a number format shows, of the
// percentage where it is one; -1 if it doesn't say (General, dates, texts).
func Decimals(format string) int {
	if isGeneral(format) || isDate(format) {
		return -1
	}
	n, point, digits := 0, false, false
	for _, p := range formatParts(formatSections(format)[0]) {
		switch {
		case p.literal:
		case p.text == "0" || p.text == "#" || p.text == "?":
			digits = true
			if point {
				n++
			}
		case p.text == ".":
			point = true
		case p.text == "/" || p.text == "E" || p.text == "e":
			return -1
		}
	}
	if !digits {
		return -1
	}
	return n
}

// Formats are the number formats of a grid's styles, each parsed when a cell is
// first shown in it.
type Formats struct {
	styles []ingest.Style
	parsed []numberFormat // nil: not yet
	day    numberFormat   // of dates whose own format shows none
}

// FormatsOf are the formats of some styles.
func FormatsOf(styles []ingest.Style) *Formats { return &Formats{styles: styles} }

// dayFormat is the format of dates whose own format shows none.
func (s *Formats) dayFormat() numberFormat {
	if s.day == nil {
		s.day = parseFormat("dd/mm/yyyy")
	}
	return s.day
}

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
	for _, section := range formatSections(format) {
		f = append(f, parseSection(section))
	}
	return f
}

func parseSection(section string) formatSection {
	s := formatSection{parts: formatParts(section), empty: section == ""}
	if op, limit, ok := condition(section); ok {
		s.op, s.limit = op, limit
	}
	switch {
	case isDate(section):
		s.kind = showDate
	case hasPart(s.parts, "@"), hasPart(s.parts, "/"), hasPart(s.parts, "E"): // text, fractions, scientific
	case hasPart(s.parts, "G"):
		if i := strings.Index(strings.ToLower(section), "general"); i >= 0 {
			s.before, s.after = joinParts(formatParts(section[:i])), joinParts(formatParts(section[i+len("general"):]))
		}
	case !hasPart(s.parts, "0") && !hasPart(s.parts, "#") && !hasPart(s.parts, "?"):
		s.kind, s.before = showLiteral, strings.TrimSpace(joinParts(s.parts))
	default:
		s.kind, s.layout = showDigits, layoutDigits(s.parts)
		s.before, s.after = joinParts(s.parts[:s.layout.first]), joinParts(s.parts[s.layout.last+1:])
	}
	return s
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

func hasPart(parts []formatPart, text string) bool {
	return slices.Contains(parts, formatPart{text: text})
}

func joinParts(parts []formatPart) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.text)
	}
	return b.String()
}

// A digitLayout is what the digits of a section say.
type digitLayout struct {
	first, last int // parts of the number itself
	integers    int // zeros before the point: digits always shown
	decimals    int
	optional    int // of the decimals, "#" at the end
	group       bool
	scale       float64 // by which the number is multiplied
	cut         int     // power of ten by which it is divided for that, per cents aside
}

func layoutDigits(parts []formatPart) digitLayout {
	l := digitLayout{first: -1, scale: 1}
	point, commas := false, 0
	for i, p := range parts {
		if p.literal {
			continue
		}
		switch p.text {
		case "0", "#", "?":
			if l.first < 0 {
				l.first = i
			}
			l.last = i
			l.group = l.group || commas > 0 && !point
			commas = 0
			switch {
			case !point && p.text == "0":
				l.integers++
			case point && p.text == "0":
				l.decimals, l.optional = l.decimals+1, 0
			case point:
				l.decimals, l.optional = l.decimals+1, l.optional+1
			}
		case ".":
			if l.first < 0 {
				l.first = i
			}
			point, l.last = true, i
			l.divide(commas)
			commas = 0
		case ",":
			if l.first >= 0 {
				commas++
				l.last = i
			}
		case "%":
			l.scale *= 100
		}
	}
	l.divide(commas)
	return l
}

// divide is by a thousand for each comma at the end of the digits.
func (l *digitLayout) divide(commas int) {
	for ; commas > 0; commas-- {
		l.scale /= 1000
		l.cut += 3
	}
}
