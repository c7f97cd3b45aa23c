package layout

import (
	"math"
	"tongket/ingest"
	"tongket/ingest/words"
)

// totalsOfYears dates the columns headed "Tổng cộng" beside columns of years in
// turn, where the figures show that they are the sums of those years.
func (b *columnSet) totalsOfYears() {
	for k := range b.columns {
		c := &b.columns[k]
		if c.role != words.RoleFigure || c.skip != "" || !c.total || c.years != (ingest.Period{}) || c.isRel || c.since || c.term || c.measure != "" {
			continue
		}
		for _, years := range [][]*column{b.yearsBefore(k), b.yearsAfter(k)} {
			if len(years) > 1 && c.years == (ingest.Period{}) && b.addsUp(c, years) {
				c.years = ingest.Period{From: years[0].years.From, To: years[len(years)-1].years.To}
			}
		}
	}
}

// yearsBefore are the columns of years in turn that stand left of the k-th and
// are headed alike.
func (b *columnSet) yearsBefore(k int) []*column {
	first := k
	for j := k - 1; j >= 0 && b.yearOfTotal(&b.columns[j], &b.columns[k]); j-- {
		if first < k && b.columns[j].years.From != b.columns[first].years.From-1 {
			break
		}
		first = j
	}
	return b.columnsBetween(first, k)
}

// yearsAfter are those that stand right of it.
func (b *columnSet) yearsAfter(k int) []*column {
	end := k + 1
	for ; end < len(b.columns) && b.yearOfTotal(&b.columns[end], &b.columns[k]); end++ {
		if end > k+1 && b.columns[end].years.From != b.columns[end-1].years.From+1 {
			break
		}
	}
	return b.columnsBetween(k+1, end)
}

// yearOfTotal tells that column w may be a year of the total c.
func (b *columnSet) yearOfTotal(w, c *column) bool {
	return w.role == words.RoleFigure && w.skip == "" && w.years.From == w.years.To && w.years != ingest.Period{} && w.measure != ingest.Plan && w.measure != ingest.Target && w.id == c.id
}

func (b *columnSet) columnsBetween(from, end int) (list []*column) {
	for j := from; j < end; j++ {
		list = append(list, &b.columns[j])
	}
	return list
}

// addsUp tells that every row in which all is known, and at least one with
// figures other than zero, has the sum of the years in column c.
func (b *columnSet) addsUp(c *column, years []*column) bool {
	shown := false
	for i := b.t.body; i < b.t.area.bottom; i++ {
		total, ok := b.plainValue(i, c)
		sum := 0.0
		for _, y := range years {
			v, known := b.plainValue(i, y)
			sum, ok = sum+v, ok && known
		}
		if !ok {
			continue
		}
		if math.Abs(sum-total) > 0.05*float64(len(years)) {
			return false
		}
		shown = shown || total != 0
	}
	return shown
}

// plainValue is the number in a cell, where it can be told without its
// neighbours.
func (b *columnSet) plainValue(i int, c *column) (float64, bool) {
	cell := b.s.inRow(i, c.col)
	switch {
	case cell == nil:
	case cell.Kind == ingest.Number && !cell.Uncached:
		return cell.Num, true
	case cell.Kind == ingest.Text:
		if r := b.s.read(cell); r.Kind == words.IsNumber {
			return r.Value, true
		}
	}
	return 0, false
}
