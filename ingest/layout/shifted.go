package layout

import (
	"math"

	"tongket/ingest"
	"tongket/ingest/words"
)

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
func (b *body) misplaced(i int) *ingest.Cell {
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
func (b *body) compare() *comparisons {
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
