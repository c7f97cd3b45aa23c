package layout

import (
	"tongket/ingest"
	"tongket/ingest/words"
)

// partColumns notes for each column the one whose figures its own are parts of,
// and how: by "Trong đó" or "Chia ra" above it, or as one of two halves ("Nam",
// "Nữ") beside a total.
func (b *columnSet) partColumns() {
	for k := range b.columns {
		c := &b.columns[k]
		if c.role != words.RoleFigure || len(c.path) == 0 {
			continue
		}
		last := c.path[len(c.path)-1]
		how, strict := last.Rel, false
		if how == ingest.NoPart {
			other := b.x.OtherHalf(words.Key(last.Text))
			if other == "" {
				continue
			}
			how, strict = ingest.SomeParts, true
			if b.sibling(c, other) {
				how = ingest.AllParts
			}
		}
		for j := range b.columns {
			if w := &b.columns[j]; b.wholeOf(c, w) && (!strict || w.unit == c.unit) {
				c.whole, c.part = w, how
				if c.unit == "" && (c.counted == "" || w.unit != "" && b.x.UnitClass(c.counted) == b.x.UnitClass(w.unit)) && !words.IsRate(words.Key(last.Text)) {
					c.unit = w.unit
					c.identify()
				}
				break
			}
		}
	}
}

// wholeOf tells that w is headed as c is, but for the last part.
func (b *columnSet) wholeOf(c, w *column) bool {
	return w.role == words.RoleFigure && w != c && w.skip == "" && w.years == c.years && w.measure == c.measure && w.isPlace == c.isPlace && w.place.Name == c.place.Name &&
		b.x.WithoutQuantity(w.path).String() == c.path[:len(c.path)-1].String()
}

// sibling tells whether a column headed as c is, but for a last part of that
// key, stands in the table.
func (b *columnSet) sibling(c *column, k string) bool {
	for j := range b.columns {
		w := &b.columns[j]
		if n := len(w.path); w.role == words.RoleFigure && w.skip == "" && n == len(c.path) && w.years == c.years && w.measure == c.measure && words.Key(w.path[n-1].Text) == k && w.path[:n-1].String() == c.path[:n-1].String() {
			return true
		}
	}
	return false
}

// parts notes the figure that this one is a part of.
func (b *body) parts(f *ingest.Fact, i int, c *ingest.Cell, col *column, r *rowSays) {
	if r.whole > 0 {
		if above := b.s.cell(r.whole, c.Col); above != nil && above.Kind != ingest.Blank && b.s.figure(above) {
			f.Whole, f.Part = ingest.Pos{File: f.Pos.File, Sheet: f.Pos.Sheet, Row: r.whole, Col: c.Col}, r.part
		}
	}
	if col.whole == nil {
		return
	}
	if cell := b.s.inRow(i, col.whole.col); cell != nil && b.s.figure(cell) {
		f.Whole, f.Part = ingest.Pos{File: f.Pos.File, Sheet: f.Pos.Sheet, Row: c.Row, Col: col.whole.col}, col.part
	}
}
