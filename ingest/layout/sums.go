package layout

import (
	"math"
	"slices"
	"tongket/ingest"
	"tongket/ingest/words"
)

// totalsOfYears dates the columns headed "Tổng cộng" beside columns of years in
// turn, where the figures show that they are the sums of those years, or of those after
// the first; and those headed "Cộng 5 năm" beside the five.
func (b *columnSet) totalsOfYears() {
	for k := range b.columns {
		c := &b.columns[k]
		if c.role != words.RoleFigure || c.skip != "" || !c.total && !c.term || c.years != (ingest.Period{}) || c.isRel || c.since || c.measure != "" {
			continue
		}
		for _, years := range [][]*column{b.yearsBefore(k), b.yearsAfter(k)} {
			switch n := len(years); {
			case n < 2 || c.years != ingest.Period{}:
				continue
			case c.term && n >= termYears:
				years = years[n-termYears:]
			case c.term:
				continue
			case b.addsUp(c, years):
			case n > 2 && b.addsUp(c, years[1:]):
				years = years[1:]
			default:
				continue
			}
			c.years, c.term = ingest.Period{From: years[0].years.From, To: years[len(years)-1].years.To}, false
		}
	}
}

// termYears is how many years "Cộng 5 năm" means.
const termYears = 5

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

// saysNone tells a cell that is empty or has a mark for it.
func saysNone(b *columnSet, i int, c *column) bool {
	cell := b.s.inRow(i, c.col)
	return cell == nil || cell.Kind == ingest.Blank || cell.Kind == ingest.Text && b.s.read(cell).Kind == words.IsMark
}

// plainValue is the number in a cell as it is likely read without its neighbours.
func (b *columnSet) plainValue(i int, c *column) (float64, bool) {
	cell := b.s.inRow(i, c.col)
	switch {
	case cell == nil:
	case cell.Kind == ingest.Number && !cell.Uncached:
		return cell.Num, true
	case cell.Kind == ingest.Text:
		if r := b.s.read(cell); r.Kind == words.IsNumber || r.Kind == words.IsAmbiguous {
			return r.Value, true
		}
	}
	return 0, false
}

// A summand says what a row adds up to, with others.
type summand uint8

const (
	ofNamed summand = iota + 1 // a row above that names what it counts
	ofTotal                    // a bare "Tổng số" below, which counts what the title names
)

// summandRows finds the rows that their figures show to be the parts of a row above: the
// rows "1.", "2." below "I.", or the unnumbered ones below "Tổng thu", which add up to it
// in every column, where the title would explain them else; and those that add up to a bare
// total below them.
func summandRows(b *sections) map[int32]summand {
	if !namedAlone(b) {
		return nil
	}
	parts := map[int32]summand{}
	var named []int
	wholes := 0
	end := min(b.t.area.bottom, b.t.body+sampled)
	for i := b.t.body; i < end; i++ {
		whole, ok := figuredLabel(b, i)
		switch {
		case !ok || whole.level >= levelChild:
		case whole.total:
			rows := rowsOfTotal(b, i, whole, -1)
			if rows == nil {
				rows = rowsOfTotal(b, i, whole, 1)
			}
			for _, j := range rows {
				parts[b.s.rows[j].row] = ofTotal
			}
		case words.SerialOf(whole.serial) == words.NumberSerial: // "1.1 Hộ nghèo" below "1. Cấp thẻ BHYT"
			for _, j := range rowsBelow(b, i, whole, end) {
				parts[b.s.rows[j].row] = ofNamed
			}
		case !b.joinTitle: // the rows name themselves, unless one can't
			rows := rowsBelow(b, i, whole, end)
			if slices.ContainsFunc(rows, func(j int) bool { l, _ := figuredLabel(b, j); return l.vague || words.OpensPhrase(words.Fold(l.text)) }) {
				for _, j := range rows {
					parts[b.s.rows[j].row] = ofNamed
				}
			}
		default:
			if serial := words.SerialOf(whole.serial); serial == words.RomanSerial || serial == words.LetterSerial || words.OpensTotal(words.Fold(whole.text)) {
				wholes++
				named = append(named, rowsBelow(b, i, whole, end)...)
			}
		}
	}
	for _, j := range named {
		if wholes > 1 { // else the title says it as well
			parts[b.s.rows[j].row] = ofNamed
		}
	}
	return parts
}

// rowsBelow are the rows below one that names what it counts which add up to it.
func rowsBelow(b *sections, i int, whole rowLabel, end int) (rows []int) {
	if !hasAmount(&b.columnSet, i) {
		return nil
	}
	child, numbered := words.NumberSerial, words.SerialOf(whole.serial) != words.NoSerial
	if words.SerialOf(whole.serial) == words.NumberSerial {
		child = words.PartSerial
	}
	for j := i + 1; j < min(end, i+maxParts); j++ {
		l, ok := figuredLabel(b, j)
		if !ok && !b.anyFigure(j) {
			continue // "Trong đó:"
		}
		if !ok || l.total || l.level < levelMain || !numbered && l.serial != "" {
			break
		}
		if l.level >= levelPart && (child != words.PartSerial || l.level > levelPart+3) {
			continue // a part of a part
		}
		if numbered && words.SerialOf(l.serial) != child || b.headingUnit(j, l) != b.headingUnit(i, whole) {
			break
		}
		if rows = append(rows, j); len(rows) > 1 && !numbered && rowsAddUp(&b.columnSet, i, rows) {
			return rows
		}
	}
	if len(rows) < 2 || !rowsAddUp(&b.columnSet, i, rows) {
		return nil
	}
	return rows
}

// rowsOfTotal are the rows above or below a bare total that add up to it, where none names
// by itself what it counts.
func rowsOfTotal(b *sections, i int, total rowLabel, step int) (rows []int) {
	if !hasAmount(&b.columnSet, i) {
		return nil
	}
	for j := i + step; j >= max(b.t.body, i-maxParts) && j < min(b.t.area.bottom, i+maxParts); j += step {
		l, ok := figuredLabel(b, j)
		if !ok || l.total || l.level < levelMain || b.headingUnit(j, l) != b.headingUnit(i, total) {
			break
		}
		if l.level >= levelPart {
			continue
		}
		if len(b.x.Lex.ByKey[l.key]) > 0 || words.OpensName(words.Fold(l.text)) {
			return nil
		}
		if rows = append(rows, j); len(rows) > 1 && rowsAddUp(&b.columnSet, i, rows) {
			return rows
		}
	}
	return nil
}

// maxParts bounds the rows that a total is compared with.
const maxParts = 30

// namedAlone tells that one column names the rows, and nothing else tells them apart.
func namedAlone(b *sections) bool {
	return len(b.labels) == 1 && len(b.places)+len(b.years)+len(b.kinds)+len(b.extras) == 0
}

// figuredLabel is the label of a row with figures.
func figuredLabel(b *sections, i int) (rowLabel, bool) {
	c := b.s.inRow(i, b.labels[0].col)
	if c == nil || c.Kind != ingest.Text || !b.anyFigure(i) || b.x.repeatsHead(b.t, i) {
		return rowLabel{}, false
	}
	return b.label(i, c.Text), true
}

// hasAmount tells a row with a number other than zero: what is zero is no sum that shows
// anything, however many rows and columns are tried.
func hasAmount(b *columnSet, i int) bool {
	return slices.ContainsFunc(b.columns, func(c column) bool {
		v, ok := b.plainValue(i, &c)
		return ok && v != 0 && (c.role == words.RoleFigure || c.role == words.RoleValue)
	})
}

// rowsAddUp tells that the rows add up to row i in every column of figures in which all
// are known, and that there are at least two of these or one of large figures.
func rowsAddUp(b *columnSet, i int, rows []int) bool {
	shown := 0
	for k := range b.columns {
		c := &b.columns[k]
		if c.role != words.RoleFigure && c.role != words.RoleValue || c.skip != "" || c.unit == "%" {
			continue
		}
		total, ok := b.plainValue(i, c)
		sum := 0.0
		for _, j := range rows {
			v, known := b.plainValue(j, c)
			sum, ok = sum+v, ok && (known || saysNone(b, j, c))
		}
		switch {
		case !ok:
		case math.Abs(sum-total) > 0.05*float64(len(rows)):
			return false
		case total >= 100:
			shown += 2
		case total != 0:
			shown++
		}
	}
	return shown > 1
}
