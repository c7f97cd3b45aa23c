package layout

import (
	"slices"
	"strconv"
	"strings"
	"tongket/ingest"
	"tongket/ingest/words"
)

// restoreMarks gives the texts of a sheet their diacritics back: all of them
// where the sheet has none at all, else those that known phrases make up whole.
func (x *reader) restoreMarks(s *sheet) {
	marked, whole := false, false
	var plain []int
	for i := range s.Cells {
		c := &s.Cells[i]
		switch {
		case c.Kind != ingest.Text:
		case !words.IsASCII(withPlainBlanks(c.Text)):
			marked = marked || words.IsVietnamese(c.Text)
		case hasWord(c.Text):
			plain = append(plain, i)
			whole = whole || x.Restored.Get(withPlainBlanks(c.Text), x.RestoreWhole) != ""
		}
	}
	if !whole {
		return
	}
	ownCells(s)
	s.written = map[string]string{}
	for _, i := range plain {
		c := &s.Cells[i]
		restored := x.Restored.Get(withPlainBlanks(c.Text), x.RestoreWhole)
		if restored == "" && !marked && !properNoun(words.WithoutNumbering(c.Text)) {
			restored, _, _ = x.Lex.Diacritics().Restore(withPlainBlanks(c.Text))
		}
		if restored == "" || restored == c.Text {
			continue
		}
		s.written[restored] = c.Text
		c.Text = restored
	}
	if !marked {
		s.namedYears()
	}
}

// expandGlossary writes out the texts of a sheet that its own notes explain and that mean
// something else elsewhere: "TS", which is a total, where a note says "TS: tuyển sinh".
func (x *reader) expandGlossary(s *sheet) {
	var known map[string]string
	for i := range s.Cells {
		if c := &s.Cells[i]; c.Kind == ingest.Text {
			for _, pair := range words.Glossary(c.Text) {
				if h := x.ParseHeading(pair[0]); h.Spent() {
					if known == nil {
						known = map[string]string{}
					}
					known[pair[0]] = pair[1]
				}
			}
		}
	}
	if known == nil {
		return
	}
	ownCells(s)
	for i := range s.Cells {
		if c := &s.Cells[i]; c.Kind == ingest.Text {
			if long, ok := known[words.Tidy(c.Text)]; ok {
				c.Text = long
			}
		}
	}
}

// maxKindWord bounds the bytes of a word for the parts of a commune, so that no long text of
// a sheet is folded.
const maxKindWord = 40

// nameNumbered writes out the places that a column numbers under a word for their kind:
// "Khu", and below it 1, 2, 3, with figures right of them and no name.
func (s *sheet) nameNumbered() {
	copied := false
	for i := range s.Cells {
		head := &s.Cells[i]
		if head.Kind != ingest.Text || len(head.Text) > maxKindWord || !words.IsPartOfCommune(words.Fold(head.Text)) {
			continue
		}
		first := s.extent(head).Row2 + 1
		if c := s.cell(first, head.Col); c == nil || c.Kind == ingest.Blank { // a header of two rows
			first++
		}
		n := int32(0)
		for s.countsTo(s.cell(first+n, head.Col), n+1) {
			if beside := s.cell(first+n, head.Col+1); beside == nil || !s.numeric(beside) {
				break
			}
			n++
		}
		if n < 2 {
			continue
		}
		if !copied {
			ownCells(s)
			copied = true
		}
		for k := range n {
			c := s.cell(first+k, head.Col)
			c.Kind, c.Text = ingest.Text, words.Capitalised(words.Tidy(head.Text))+" "+strconv.Itoa(int(k)+1)
		}
	}
}

// countsTo tells a cell with the number n.
func (s *sheet) countsTo(c *ingest.Cell, n int32) bool {
	switch {
	case c == nil:
		return false
	case c.Kind == ingest.Number:
		return c.Num == float64(n)
	}
	return c.Kind == ingest.Text && words.Tidy(c.Text) == strconv.Itoa(int(n))
}

// ownCells gives a sheet cells of its own, whose texts may be rewritten: those of the grid
// are the book's.
func ownCells(s *sheet) {
	g := *s.Grid
	g.Cells = slices.Clone(g.Cells)
	s.Grid = &g
}

// withPlainBlanks is a text with plain blanks for those that don't break, and for the
// strokes of a name in a machine's export ("ke_hoach").
func withPlainBlanks(text string) string {
	if words.IsSnakeCase(text) {
		text = strings.ReplaceAll(text, "_", " ")
	}
	return strings.TrimRight(strings.ReplaceAll(text, "\u00a0", " "), " ")
}

// namedYears takes "Nam" alone for "năm" in a sheet without diacritics that has
// no "Nu" beside it.
func (s *sheet) namedYears() {
	for i := range s.Cells {
		if s.Cells[i].Kind == ingest.Text && words.IsWomen(s.Cells[i].Text) {
			return
		}
	}
	for i := range s.Cells {
		if c := &s.Cells[i]; c.Kind == ingest.Text {
			c.Text = words.YearForMen(c.Text)
		}
	}
}

// hasWord tells a text with two letters in a row.
func hasWord(s string) bool {
	run := 0
	for i := 0; i < len(s); i++ {
		if c := s[i] | 0x20; c >= 'a' && c <= 'z' {
			if run++; run == 2 {
				return true
			}
		} else {
			run = 0
		}
	}
	return false
}

// asWritten is a label as the sheet writes it. changed tells that the sheet has
// it without the diacritics that it was read with.
func (s *sheet) asWritten(label words.LabelPath) (text string, changed bool) {
	if len(s.written) == 0 {
		return label.String(), false
	}
	parts := make([]string, len(label))
	for k, part := range label {
		parts[k] = part.Text
		if words.IsVietnamese(part.Text) && s.restoredText(part.Text) {
			parts[k], changed = words.WithoutDiacritics(part.Text), true
		}
	}
	return strings.Join(parts, " / "), changed
}

// restoredText tells that a text is one, or stands in one, that was restored.
func (s *sheet) restoredText(text string) bool {
	k := words.Key(text)
	for restored := range s.written {
		if strings.Contains(words.Key(restored), k) {
			return true
		}
	}
	return false
}
