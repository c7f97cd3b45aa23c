package ingest

import (
	"strconv"
	"strings"
)

// parseRef reads "F17" or "$F$17".
func parseRef(b []byte) (row, col int32, ok bool) {
	i := 0
	if i < len(b) && b[i] == '$' {
		i++
	}
	start := i
	for ; i < len(b); i++ {
		c := b[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		col = col*26 + int32(c-'A') + 1
		if i-start >= 3 {
			return 0, 0, false
		}
	}
	if i == start || col > maxCol {
		return 0, 0, false
	}
	if i < len(b) && b[i] == '$' {
		i++
	}
	start = i
	for ; i < len(b); i++ {
		if b[i] < '0' || b[i] > '9' || i-start >= 7 {
			return 0, 0, false
		}
		row = row*10 + int32(b[i]-'0')
	}
	return row, col, i > start && row >= 1 && row <= maxRow
}

// parseRange reads "A1:B2" (in any order of its corners) or "A1".
func parseRange(s string) (Range, bool) {
	from, to, two := strings.Cut(s, ":")
	if !two {
		to = from
	}
	r1, c1, ok1 := parseRef([]byte(from))
	r2, c2, ok2 := parseRef([]byte(to))
	return Range{min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)}, ok1 && ok2
}

// moveFormula is a formula as it reads rows and cols further down and right:
// references move unless they have a "$"; texts, sheet names and functions
// stay.
func moveFormula(text string, rows, cols int32) string {
	if rows == 0 && cols == 0 {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '"' || c == '\'':
			n := strings.IndexByte(text[i+1:], c)
			if n < 0 {
				n = len(text) - i - 2
			}
			b.WriteString(text[i : i+n+2])
			i += n + 2
		case isWordByte(c) || c == '$':
			n := 1
			for i+n < len(text) && (isWordByte(text[i+n]) || text[i+n] == '$') {
				n++
			}
			word := text[i : i+n]
			if i+n < len(text) && (text[i+n] == '(' || text[i+n] == '!') {
				b.WriteString(word)
			} else {
				b.WriteString(moveRef(word, rows, cols))
			}
			i += n
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String()
}

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.' || c >= 0x80
}

// moveRef moves one reference; what is none stays, one that leaves the sheet
// becomes #REF!.
func moveRef(word string, rows, cols int32) string {
	row, col, ok := parseRef([]byte(word))
	if !ok {
		return word
	}
	fixedCol := word[0] == '$'
	fixedRow := strings.LastIndexByte(word, '$') > 0
	if !fixedCol {
		col += cols
	}
	if !fixedRow {
		row += rows
	}
	if row < 1 || row > maxRow || col < 1 || col > maxCol {
		return "#REF!"
	}
	return absolute(fixedCol) + ColumnName(int(col)) + absolute(fixedRow) + strconv.Itoa(int(row))
}

func absolute(fixed bool) string {
	if fixed {
		return "$"
	}
	return ""
}
