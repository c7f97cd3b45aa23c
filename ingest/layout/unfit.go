package layout

import (
	"math"
	"strconv"

	"tongket/ingest"
	"tongket/ingest/words"
)

// mergedOver reports whether the number of a merged cell stands over several rows or
// columns with names of their own: whose it is, or how it is shared out, nobody can
// tell.
func (b *body) mergedOver(i int, c *ingest.Cell, col *column) bool {
	m := b.s.extent(c)
	if m.Row1 == m.Row2 && m.Col1 == m.Col2 || !b.s.numeric(c) {
		return false
	}
	for j := i + 1; j < b.t.area.bottom && b.s.rows[j].row <= m.Row2; j++ {
		for _, names := range [][]*column{b.labels, b.places, b.years, b.kinds} {
			for _, n := range names {
				if cell := b.s.inRow(j, n.col); cell != nil && words.Tidy(b.s.text(cell)) != "" {
					return true
				}
			}
		}
	}
	for k := range b.columns {
		other := &b.columns[k]
		if m.Col1 < other.col && other.col <= m.Col2 && other.role == col.role && other.skip == "" &&
			(other.id != col.id || other.years != col.years || other.measure != col.measure || other.place.Name != col.place.Name) {
			return true
		}
	}
	return false
}

// scaled is a figure whose number format shows it divided by a power of a thousand,
// as its unit means it: 41.200.000.000 that is shown as "41.200" in "triệu đồng".
// Where the unit has another multiple, the number stays as it is stored, and the
// column is in doubt.
func (b *body) scaled(f *ingest.Fact, c *ingest.Cell) {
	power := 0
	if c.Kind == ingest.Number {
		power = b.s.shown.Scale(c)
	}
	switch {
	case power == 0:
	case b.x.UnitPower(f.Unit) == power:
		f.Value = words.RoundAsShown(c.Num / math.Pow10(power))
	default:
		b.x.Told.Once(ingest.Issue{Pos: f.Pos, Code: ingest.CodeScaledFormat, Raw: f.Raw, Args: []string{ingest.ColumnName(int(c.Col)), f.Unit, strconv.Itoa(power)}}, b.t.number)
	}
}

// strike notes a figure that is struck out.
func (b *body) strike(c *ingest.Cell, f *ingest.Fact) {
	if f.Known && int(c.Style) < len(b.s.Styles) && b.s.Styles[c.Style].Strike {
		b.struck = append(b.struck, f.Pos)
	}
}

// maxNamed is how many of many cells an issue names.
const maxNamed = 20

// tellStruck tells that figures of the table are struck out.
func (b *body) tellStruck() {
	if n := len(b.struck); n > 0 {
		b.x.Told.Add(ingest.Issue{Pos: b.struck[0], Code: ingest.CodeStruckOut, Raw: b.s.raw(b.s.cell(b.struck[0].Row, b.struck[0].Col)), Related: b.struck[1:min(n, maxNamed)], Args: []string{strconv.Itoa(n)}})
	}
}

// filterRange is the range of a filter, "" where only its rows are known.
func filterRange(r ingest.Range) string {
	if r.Row2 >= ingest.MaxRow || r.Col2 >= ingest.MaxCol {
		return ""
	}
	return r.Ref()
}

// reportHidden tells how many numbers are hidden, and apart how many of them by a
// filter, which hides what counts as any other row.
func (x *reader) reportHidden(s *sheet) {
	hidden, filtered, read := 0, 0, 0
	for i := range s.Cells {
		c := &s.Cells[i]
		if !s.numeric(c) {
			continue
		}
		if s.outcome[i] == asFact {
			read++
		}
		if s.outcome[i] != outcomeOf(ingest.ReasonHidden) {
			continue
		}
		if s.Filter.Contains(c.Row, c.Col) && !s.Hidden {
			filtered++
		} else {
			hidden++
		}
	}
	pos := ingest.Pos{File: s.File, Sheet: s.Sheet}
	if hidden > 0 {
		x.Told.Add(ingest.Issue{Pos: pos, Code: ingest.CodeHidden, Args: []string{strconv.Itoa(hidden)}})
	}
	if filtered > 0 {
		x.Told.Add(ingest.Issue{Pos: pos, Code: ingest.CodeFiltered, Args: []string{strconv.Itoa(filtered), strconv.Itoa(filtered + read), filterRange(s.Filter)}})
	}
}
