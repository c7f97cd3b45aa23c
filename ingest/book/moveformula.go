package book

import (
	"strconv"
	"strings"

	"tongket/ingest"
)

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

// moveRef moves one reference; what is none stays, one that leaves the sheet
// becomes #REF!.
func moveRef(word string, rows, cols int32) string {
	row, col, ok := ingest.ParseRef([]byte(word))
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
	if row < 1 || row > ingest.MaxRow || col < 1 || col > ingest.MaxCol {
		return "#REF!"
	}
	return absolute(fixedCol) + ingest.ColumnName(int(col)) + absolute(fixedRow) + strconv.Itoa(int(row))
}

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.' || c >= 0x80
}

func absolute(fixed bool) string {
	if fixed {
		return "$"
	}
	return ""
}
