package layout

import (
	"tongket/ingest"
	"tongket/ingest/words"
)

// endRow tells that a row ends a table: notes, sources, signatures.
func (x *finder) endRow(s *sheet, a area, i int, h header) bool {
	cells := s.cells(i, a.left, a.right)
	figures, matched := 0, false
	for k := range cells {
		if c := &cells[k]; h.figures[c.Col] && (c.Kind == ingest.Number || c.Kind == ingest.Text && s.read(c).Kind == words.IsNumber) {
			figures++
		}
	}
	for k := range cells {
		c := &cells[k]
		if c.Kind == ingest.Text && x.ends.Get(c.Text, words.EndsTable) {
			matched = true
			if words.IsTelephone(words.Fold(c.Text)) {
				return true
			}
		}
		if c.Kind == ingest.Text && s.read(c).Kind == words.NotNumber && !matched {
			break // only the first text speaks for the row, unless a date line stands right
		}
	}
	if !matched {
		for k := range cells {
			if c := &cells[k]; c.Kind == ingest.Text && figures == 0 && x.signatures.Get(c.Text, words.IsSignature) {
				return true
			}
		}
	}
	return matched && (figures == 0 || x.saysNote(cells))
}

// saysNote tells that a row opens with "Ghi chú:" and the like, whatever
// numbers stand beside it.
func (x *finder) saysNote(cells []ingest.Cell) bool {
	return len(cells) > 0 && cells[0].Kind == ingest.Text && words.OpensNotes(words.Fold(cells[0].Text))
}

// goesOn tells that row i is a note with the table going on below it: a row
// named where the others are, with figures below the same headings.
func (x *finder) goesOn(s *sheet, a area, i int, h header) bool {
	cells := s.cells(i, a.left, a.right)
	if len(cells) != 1 || cells[0].Kind != ingest.Text || !words.IsNote(words.Fold(cells[0].Text)) || i+1 >= a.bottom {
		return false
	}
	figures, next := 0, s.cells(i+1, a.left, a.right)
	for k := range next {
		if h.figures[next[k].Col] && s.figure(&next[k]) {
			figures++
		}
	}
	name := s.inRow(i+1, h.label)
	return name != nil && name.Kind == ingest.Text && figures >= min(2, len(h.figures)) && figures > 0 && !x.endRow(s, a, i+1, h)
}
