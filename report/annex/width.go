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
		c.Width = max(math.Ceil(2*(need+padding))/2, leastCol)
	}
}

// wanted is the width of a cell: a figure keeps to one line, a text may wrap
// between words.
func wanted(c Cell, align Align) float64 {
	if align == Right {
		if c.Note > 0 {
			return span(c.Text) + 2.5
		}
		return span(c.Text)
	}
	return max(longestWord(c.Text), min(span(c.Text), wrapAt))
}

func longestWord(s string) float64 {
	most := 0.0
	for _, w := range strings.Fields(s) {
		most = max(most, span(w))
	}
	return most
}

// span is about how wide a text is set in Times at 12 pt.
func span(s string) float64 {
	width := 0.0
	for _, r := range s {
		switch {
		case strings.ContainsRune(".,;: !'()/|", r):
			width += 1.1
		case r == '-':
			width += 1.4
		case unicode.IsUpper(r):
			width += 2.8
		case unicode.IsLower(r):
			width += 1.95
		default:
			width += 2.15
		}
	}
	return width
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
