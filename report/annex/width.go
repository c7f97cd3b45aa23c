package annex

import (
	"math"
	"strings"
	"unicode/utf8"
)

// Measures of the page, in millimetres and points.
const (
	portrait = 165.0 // between the margins of an upright A4 page
	full     = 12.0  // size that widths are given for
	least    = 10.0  // smallest size on an upright page
	digit    = 2.15  // width of a figure, and of the mean letter, at 12 pt
	padding  = 3.0   // left and right of a cell's text
	mostText = 62.0  // a column of texts wraps beyond
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
		c.Width = math.Ceil(2*(float64(need)*digit+padding)) / 2
		c.Width = min(max(c.Width, leastCol), mostText)
	}
}

// wanted is the width of a cell in letters: a figure keeps to one line, a text
// may wrap between words but wants some twenty letters for it.
func wanted(c Cell, align Align) int {
	n := utf8.RuneCountInString(c.Text)
	if c.Note > 0 {
		n += 2
	}
	if align == Right {
		return n
	}
	const line = 26
	return max(longestWord(c.Text), min(n, line))
}

func longestWord(s string) int {
	most := 0
	for _, w := range strings.Fields(s) {
		most = max(most, utf8.RuneCountInString(w))
	}
	return most
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
