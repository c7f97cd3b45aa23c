package layout

import (
	"math"
	"tongket/ingest"
	"tongket/ingest/words"
)

// A separatorStyle is what the cells of a column give away about separators.
type separatorStyle struct {
	groups, decimal int // votes: see dotGroups
	numbers, mixed  int // plain ones, and those with one mark before three digits
	decimals        int
	low, high       float64
}

func (b *columnSet) styleOf(c *column) *separatorStyle {
	if c.style != nil {
		return c.style
	}
	c.style = newSeparatorStyle()
	for i := b.t.body; i < b.t.area.bottom; i++ {
		if cell := b.s.inRow(i, c.col); cell != nil {
			c.style.add(b.s, cell)
		}
	}
	return c.style
}

// rowStyle is what the other figures of the same indicator in row i give away.
func (b *columnSet) rowStyle(i int, c *column) *separatorStyle {
	st := newSeparatorStyle()
	for k := range b.columns {
		w := &b.columns[k]
		if w.role != words.RoleFigure || w.skip != "" || w.col == c.col || w.id != c.id || w.isPlace != c.isPlace {
			continue
		}
		if cell := b.s.inRow(i, w.col); cell != nil {
			st.add(b.s, cell)
		}
	}
	return st
}

func newSeparatorStyle() *separatorStyle { return &separatorStyle{low: math.Inf(1)} }

// add counts one cell.
func (st *separatorStyle) add(s *sheet, cell *ingest.Cell) {
	v, decimals := cell.Num, 0
	switch cell.Kind {
	case ingest.Number:
		v = words.RoundAsShown(v)
		decimals = words.DecimalsOf(v)
	case ingest.Text:
		r := s.read(cell)
		switch r.Vote {
		case words.DotGroups:
			st.groups++
		case words.DotDecimal:
			st.decimal++
		}
		st.mixed += boolInt(r.Kind == words.IsAmbiguous)
		if r.Kind != words.IsNumber {
			return
		}
		v, decimals = r.Value, r.Decimals
	default:
		return
	}
	st.numbers++
	st.decimals = max(st.decimals, decimals)
	st.low, st.high = min(st.low, math.Abs(v)), max(st.high, math.Abs(v))
}

// settle decides between the two readings of "1.234" in row i: by the marks of
// other texts of the column, by its numbers, by those of the row's other
// figures of the same indicator, by the marks of the table's other columns. ok
// is false if nothing decides, or if column and row contradict each other.
func (b *columnSet) settle(i int, c *column, r words.Reading, unit string) (v float64, decimals int, ok bool) {
	if b.x.CountsWhole(unit) && math.Trunc(r.Value) == r.Value {
		return r.Value, 0, true // no fractions of people or households
	}
	column, row := b.evidence(b.styleOf(c), r, unit), b.evidence(b.rowStyle(i, c), r, unit)
	if st := b.styleOf(c); column == 0 && row == 0 && st.groups+st.decimal == 0 {
		column = b.tableEvidence(r, unit)
	}
	switch {
	case column == 0 && row == 0, column*row < 0:
		return 0, 0, false
	case column+row > 0:
		return r.Value, 0, true
	}
	return r.Other, 3, true
}

// evidence is 1 where the cells counted say that the mark of r groups, -1 where
// it is decimal, 0 where they don't tell.
func (b *columnSet) evidence(st *separatorStyle, r words.Reading, unit string) int {
	if st.groups > 0 && st.decimal > 0 {
		return 0
	}
	if st.groups+st.decimal > 0 {
		groups := (st.groups > 0) == (r.Mixed == '.')
		if groups && b.x.InThousands(unit) && math.Abs(r.Value) >= mostThousands {
			return 0 // the marks say what the unit denies
		}
		return signOf(groups)
	}
	switch thousands, decimal := b.byNumbers(st, r, unit); {
	case thousands:
		return 1
	case decimal:
		return -1
	}
	return 0
}

// mostThousands bounds the people or households, in thousands, that a sheet of
// a province counts: the country has 100,000 thousand.
const mostThousands = 100_000

func signOf(groups bool) int {
	if groups {
		return 1
	}
	return -1
}

// tableEvidence is evidence by the marks of all columns of figures.
func (b *columnSet) tableEvidence(r words.Reading, unit string) int {
	all := newSeparatorStyle()
	for k := range b.columns {
		if c := &b.columns[k]; (c.role == words.RoleFigure || c.role == words.RoleValue) && (c.unit != "%" || unit == "%") {
			st := b.styleOf(c)
			all.groups, all.decimal, all.mixed = all.groups+st.groups, all.decimal+st.decimal, all.mixed+st.mixed
			all.decimals = max(all.decimals, st.decimals)
		}
	}
	if all.groups == 0 && all.decimal == 0 && all.mixed >= 4 && all.decimals == 0 {
		return 1 // three decimals each, and nowhere one or two?
	}
	if (all.groups > 0) == (all.decimal > 0) {
		return 0
	}
	return signOf((all.groups > 0) == (r.Mixed == '.'))
}

// among tells that a number is of the magnitude of those counted.
func (st *separatorStyle) among(v float64) bool {
	v = math.Abs(v)
	return st.low/10 <= v && v <= st.high*10
}

// byNumbers settles by at least three numbers of the column: three decimals
// where no neighbour has as many are no decimals, if the count then lies among
// its neighbours; a rate is never in the thousands.
func (b *columnSet) byNumbers(st *separatorStyle, r words.Reading, unit string) (thousands, decimal bool) {
	if st.numbers < 3 {
		return false, false
	}
	among := st.among
	switch {
	case b.x.UnitClass(unit) == words.ClassPerCent && st.high <= 100:
		return false, among(r.Other)
	case among(r.Value) && (st.decimals < 3 || !among(r.Other)):
		return true, false
	case !among(r.Value) && among(r.Other) && st.decimals >= 3:
		return false, true
	}
	return false, false
}
