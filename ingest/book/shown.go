package book

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"

	"tongket/ingest"
)

// Shown is the cell as a Vietnamese Excel shows it: 1234.5 with the format
// "#,##0.0" is "1.234,5", the serial 43465 with "dd/mm/yyyy" is "31/12/2018".
// Texts and errors are themselves.
func (s *Formats) Shown(c *ingest.Cell) string {
	switch c.Kind {
	case ingest.Text, ingest.Fault, ingest.Damaged:
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
		f = s.dayFormat()
	}
	return f.show(c.Num)
}

// Scale is the power of ten by which the format of a cell divides its number to show
// it: 6 for "#,##0,,".
func (s *Formats) Scale(c *ingest.Cell) int {
	f := s.of(c.Style)
	if len(f) == 0 {
		return 0
	}
	if section, _ := f.section(c.Num); section.kind == showDigits {
		return section.layout.cut
	}
	return 0
}

// A dateNames has the names of the days, from Sunday, and of the months.
type dateNames struct{ days, months []string }

var shortNames = func() (names dateNames) {
	for row := range table("dates.txt") {
		if list := strings.Fields(row[1]); row[0] == "day" {
			names.days = list
		} else {
			names.months = list
		}
	}
	return names
}()

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

// section picks the section for v and reports whether a minus sign is still to
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
		for i+n < len(parts) && !parts[i+n].literal && !p.literal && strings.EqualFold(parts[i+n].text, p.text) {
			n++
		}
		low := strings.ToLower(p.text)
		switch {
		case p.literal:
			b.WriteString(p.text)
		case low == "a": // AM/PM
			b.WriteString(t.Format("PM"))
			for i+n < len(parts) && strings.Contains("/pm", strings.ToLower(parts[i+n].text)) {
				n++
			}
		case low == elapsedHours, low == elapsedMinutes, low == elapsedSeconds:
			b.WriteString(strconv.Itoa(elapsed(v, low)))
			hours = low == elapsedHours
		case low == "m" && (hours || secondsFollow(parts[i+n:])):
			b.WriteString(pad(t.Minute(), n))
		default:
			b.WriteString(datePiece(t, low, n))
			hours = low == "h" || hours && p.text != " " && low != "d" && low != "y"
		}
		i += n
	}
	return strings.TrimSpace(b.String())
}

// elapsed is a time in whole hours, minutes or seconds.
func elapsed(v float64, unit string) int {
	per := map[string]int{elapsedHours: 3600, elapsedMinutes: 60, elapsedSeconds: 1}[unit]
	return int(math.Round(v*86400)) / per
}

func secondsFollow(parts []formatPart) bool {
	for _, p := range parts {
		switch strings.ToLower(p.text) {
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
			return shortNames.months[t.Month()-1]
		}
		return pad(int(t.Month()), n)
	case "d":
		if n >= 3 {
			return shortNames.days[t.Weekday()]
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
	return strings.Repeat("0", max(n-len(s), 0)) + s
}
