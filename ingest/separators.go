package ingest

import (
	"math"
)

// A separatorStyle is what the cells of a column give away about separators.
type separatorStyle struct {
	groups, decimal int // votes: see dotGroups
	numbers         int
	decimals        int
	low, high       float64
}

func (b *body) styleOf(c *column) *separatorStyle {
	if c.style != nil {
		return c.style
	}
	st := &separatorStyle{low: math.Inf(1)}
	for i := b.t.body; i < b.t.area.bottom; i++ {
		cell := b.s.inRow(i, c.col)
		if cell == nil {
			continue
		}
		v, decimals := cell.Num, 0
		switch cell.Kind {
		case Number:
			v = exact(v)
			decimals = decimalsOf(v)
		case Text:
			r := b.s.read(cell)
			switch r.vote {
			case dotGroups:
				st.groups++
			case dotDecimal:
				st.decimal++
			}
			if r.kind != isNumber {
				continue
			}
			v, decimals = r.value, r.decimals
		default:
			continue
		}
		st.numbers++
		st.decimals = max(st.decimals, decimals)
		st.low, st.high = min(st.low, math.Abs(v)), max(st.high, math.Abs(v))
	}
	c.style = st
	return st
}

// settle decides between the two readings of "1.234": by the marks of other
// texts of the column, by its numbers, by the marks of the table's other
// columns. ok is false if nothing decides.
func (b *body) settle(c *column, r reading, unit string) (v float64, decimals int, ok bool) {
	if wholeUnits[fold(unit)] && math.Trunc(r.value) == r.value {
		return r.value, 0, true // no fractions of people or households
	}
	st := b.styleOf(c)
	groups, decided := settled(st.groups, st.decimal)
	if !decided && (st.groups == 0 || st.decimal == 0) {
		thousands, other := b.byNumbers(st, r, unit)
		switch {
		case thousands:
			return r.value, 0, true
		case other:
			return r.other, 3, true
		}
		g, d := 0, 0
		for k := range b.columns {
			if col := &b.columns[k]; (col.role == roleFigure || col.role == roleValue) && (col.unit != "%" || unit == "%") {
				s := b.styleOf(col)
				g, d = g+s.groups, d+s.decimal
			}
		}
		groups, decided = settled(g, d)
	}
	switch {
	case !decided:
		return 0, 0, false
	case groups == (r.mixed == '.'):
		return r.value, 0, true
	}
	return r.other, 3, true
}

// wholeUnits count things that have no fractions.
var wholeUnits = wordSet("hộ,người,khẩu,nhân khẩu,lượt,lượt người,suất,trẻ em,vụ,mẹ,đơn vị,xã,mộ,công trình,chi bộ,đảng viên,đồng chí,học sinh,sinh viên,lao động,đối tượng,thẻ,doanh nghiệp,trường hợp")

func settled(groups, decimal int) (dotGroups, decided bool) {
	return groups > 0, (groups > 0) != (decimal > 0)
}

// byNumbers settles by at least three numbers of the column: three decimals
// where no neighbour has as many are no decimals, if the count then lies among
// its neighbours; a rate is never in the thousands.
func (b *body) byNumbers(st *separatorStyle, r reading, unit string) (thousands, decimal bool) {
	if st.numbers < 3 {
		return false, false
	}
	among := func(v float64) bool { v = math.Abs(v); return st.low/10 <= v && v <= st.high*10 }
	switch {
	case unitClass(unit) == "%" && st.high <= 100:
		return false, among(r.other)
	case among(r.value) && (st.decimals < 3 || !among(r.other)):
		return true, false
	case !among(r.value) && among(r.other) && st.decimals >= 3:
		return false, true
	}
	return false, false
}
