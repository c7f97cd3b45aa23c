package annex

import (
	"math"
	"strings"
	"unicode"
)

// Measures of the page, in millimetres and points.
const (
	portrait = 165.0 // between the margins of an upright A4 page
	full     = 12.0  // size that widths are given for
	least    = 10.0  // smallest size on an upright page
	padding  = 3.0   // left and right of a cell's text
	wrapAt   = 55.0  // a column of texts wraps beyond
	leastCol = 8.0
)

// fit gives every column the width that its longest figure, or the longest
// word of its header and its texts, asks for.
func fit(t *Table) {
	for col := range t.Columns {
		c := &t.Columns[col]
		need := longestWord(c.Title)
		for _, r := range t.Rows {
			if r.Kind == Section || col >= len(r.Cells) {
				continue
			}
			need = max(need, wanted(r.Cells[col], c.Align))
		}
		c.Width = max(math.Ceil(2*(need+padding))/2, leastCol, c.Plot)
	}
}

// wanted is the width of a cell: a figure keeps to one line, a text may wrap
// between words.
func wanted(c Cell, align Align) float64 {
	whole, word := spans(c.Text)
	switch {
	case align != Right:
		return max(word, min(whole, wrapAt))
	case c.Note > 0:
		return whole + 2.5
	}
	return whole
}

func longestWord(s string) float64 {
	_, word := spans(s)
	return word
}

func span(s string) float64 {
	whole, _ := spans(s)
	return whole
}

// spans is about how wide a text, and the longest of its words, are set in Times
// at 12 pt.
func spans(s string) (whole, word float64) {
	current := 0.0
	for _, r := range s {
		w := letter(r)
		whole += w
		if current += w; unicode.IsSpace(r) {
			current = 0
		}
		word = max(word, current)
	}
	return whole, word
}

// letter is about how wide a letter is set.
func letter(r rune) float64 {
	switch {
	case r >= 'a' && r <= 'z':
		return 1.95
	case r >= '0' && r <= '9':
		return 2.15
	case r == '-':
		return 1.4
	case strings.ContainsRune(".,;: !'()/|", r):
		return 1.1
	case unicode.IsUpper(r):
		return 2.8
	case unicode.IsLower(r):
		return 1.95
	}
	return 2.15
}

// wide tells whether a table asks for a turned page: upright it would have to be
// set smaller than is allowed.
func wide(t Table) bool {
	sum := 0.0
	for _, c := range t.Columns {
		sum += c.Width
	}
	return sum*least/full > portrait
}
