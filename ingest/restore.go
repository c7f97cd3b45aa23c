package ingest

import (
	"slices"
	"strings"
)

// restoreMarks gives the texts of a sheet their diacritics back: all of them
// where the sheet has none at all, else those that known phrases make up whole.
func (x *reader) restoreMarks(s *sheet) {
	marked, whole := false, false
	var plain []int
	for i := range s.Cells {
		c := &s.Cells[i]
		switch {
		case c.Kind != Text:
		case !isASCII(c.Text):
			marked = marked || isVietnamese(c.Text)
		case hasWord(c.Text):
			plain = append(plain, i)
			whole = whole || x.unmarked.get(c.Text, x.wholly) != ""
		}
	}
	if !whole {
		return
	}
	g := *s.Grid
	g.Cells = slices.Clone(g.Cells)
	s.Grid, s.written = &g, map[string]string{}
	for _, i := range plain {
		c := &g.Cells[i]
		restored := x.unmarked.get(c.Text, x.wholly)
		if restored == "" && !marked {
			restored, _, _ = x.lex.diacritics().restore(c.Text)
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

// namedYears takes "Nam" alone for "năm" in a sheet without diacritics that has
// no "Nu" beside it.
func (s *sheet) namedYears() {
	for i := range s.Cells {
		if k := strings.ToLower(tidy(s.Cells[i].Text)); s.Cells[i].Kind == Text && k == "nữ" {
			return
		}
	}
	for i := range s.Cells {
		if c := &s.Cells[i]; c.Kind == Text && strings.EqualFold(tidy(c.Text), "nam") {
			c.Text = likeCase("năm", tidy(c.Text))
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
func (s *sheet) asWritten(label labelPath) (text string, changed bool) {
	if len(s.written) == 0 {
		return label.String(), false
	}
	parts := make([]string, len(label))
	for k, part := range label {
		parts[k] = part.text
		if isVietnamese(part.text) && s.restoredText(part.text) {
			parts[k], changed = unmark(part.text), true
		}
	}
	return strings.Join(parts, " / "), changed
}

// restoredText tells that a text is one, or stands in one, that was restored.
func (s *sheet) restoredText(text string) bool {
	k := key(text)
	for restored := range s.written {
		if strings.Contains(key(restored), k) {
			return true
		}
	}
	return false
}
