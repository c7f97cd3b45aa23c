package layout

import (
	"math"
	"strings"
	"tongket/ingest"
	"tongket/ingest/words"
)

// shifted tells that a row seems to lack a cell: a number stands in the column
// of units, or in that of names behind a name in the column of serial numbers.
func (b *columnSet) shifted(i int) bool {
	for _, u := range b.units {
		if c := b.s.inRow(i, u.col); b.bareNumber(c) && !multiple(c) && (c.Kind == ingest.Number || b.s.read(c).Unit == "") { // "100 căn" is a unit
			b.reportShifted(c)
			return true
		}
	}
	for _, list := range [][]*column{b.labels, b.places} {
		for _, n := range list {
			c := b.s.inRow(i, n.col)
			if b.bareNumber(c) && n.stats.texts > n.stats.numbers && b.nameBefore(i, n.col) {
				b.reportShifted(c)
				return true
			}
		}
	}
	if c := b.misplaced(i); c != nil {
		b.reportShifted(c)
		return true
	}
	return false
}

// multiple tells a thousand or a million in a column of units.
func multiple(c *ingest.Cell) bool {
	return c.Kind == ingest.Number && (c.Num == 1e3 || c.Num == 1e6 || c.Num == 1e9) || c.Kind == ingest.Text && words.IsMultiple(words.Tidy(c.Text))
}

func (b *columnSet) reportShifted(c *ingest.Cell) {
	b.x.Told.Add(ingest.Issue{Pos: b.x.pos(b.s, c), Code: ingest.CodeShiftedRow, Raw: b.s.text(c)})
	b.s.mark(c, ingest.ReasonShiftedRow)
}

// bareNumber tells a number that is no unit ("1.000 người").
func (b *columnSet) bareNumber(c *ingest.Cell) bool {
	if c == nil || c.Kind != ingest.Number && (c.Kind != ingest.Text || b.s.read(c).Kind != words.IsNumber && b.s.read(c).Kind != words.IsAmbiguous) {
		return false
	}
	_, unit := b.x.KnownUnit(c.Text)
	return !unit
}

// nameBefore tells whether words stand in the column of serial numbers, left of
// a column.
func (b *columnSet) nameBefore(i int, col int32) bool {
	for k := range b.columns {
		if c := &b.columns[k]; c.role == words.RoleSerial && c.col < col {
			text := words.Tidy(b.s.text(b.s.inRow(i, c.col)))
			return words.IsVietnamese(text) && !words.IsSerial(text) || strings.Contains(text, " ")
		}
	}
	return false
}

// comparisons are the columns of a table that compare (% TH/KH), each with the
// greatest number that stands in it but once, and the table's last column of
// numbers: what tells rows that lack a cell.
type comparisons struct {
	columns []*column
	highest []float64
	last    *column
}

const (
	farOff   = 10   // times the highest of the other rows
	maxShare = 1000 // of columns that hold per cents or small differences
)

// misplaced is a number in a column of comparisons that is far above those of
// the other rows, in a row whose last column is empty where no other row's is:
// the figures seem to have moved to the left. It is nil if there is none.
func (b *columnSet) misplaced(i int) *ingest.Cell {
	if b.comparisons == nil {
		b.comparisons = b.compare()
	}
	cmp := b.comparisons
	if cmp.last == nil {
		return nil
	}
	if c := b.s.inRow(i, cmp.last.col); c != nil && c.Kind != ingest.Blank {
		return nil
	}
	for k, col := range cmp.columns {
		if v, ok := b.plainValue(i, col); ok && math.Abs(v) > farOff*cmp.highest[k] && math.Abs(v) > maxShare {
			return b.s.inRow(i, col.col)
		}
	}
	return nil
}

// compare finds the comparisons of the table; last is nil if the rows are few,
// or more than one of them has no last cell.
func (b *columnSet) compare() *comparisons {
	cmp := &comparisons{}
	for k := range b.columns {
		c := &b.columns[k]
		if c.role != words.RoleFigure {
			continue
		}
		cmp.last = c
		if c.skip == ingest.ReasonComparison {
			cmp.columns = append(cmp.columns, c)
		}
	}
	rows, empty := 0, 0
	first := make([]float64, len(cmp.columns)) // the highest, of which one may be misplaced
	cmp.highest = make([]float64, len(cmp.columns))
	for i := b.t.body; i < b.t.area.bottom && len(cmp.columns) > 0; i++ {
		any := false
		for k, col := range cmp.columns {
			v, ok := b.plainValue(i, col)
			if v = math.Abs(v); !ok {
				continue
			}
			any = true
			cmp.highest[k] = max(cmp.highest[k], min(v, first[k]))
			first[k] = max(first[k], v)
		}
		if !any {
			continue
		}
		rows++
		if c := b.s.inRow(i, cmp.last.col); c == nil || c.Kind == ingest.Blank {
			empty++
		}
	}
	if rows < 3 || empty != 1 {
		cmp.last = nil
	}
	return cmp
}
