package book

import (
	"slices"
	"strconv"
	"strings"
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
	return hasPart(FormatParts(FormatSections(format)[0]), "%")
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
	return slices.Contains(parts, formatPart{Text: text})
}

func joinParts(parts []formatPart) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Text)
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
