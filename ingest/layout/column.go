package layout

import (
	"slices"
	"strings"
	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/ingest/words"
)

// A column is what the header says of the figures below it.
type column struct {
	col       int32
	role      words.Role
	head      words.Role // that the head names whole
	hint      words.Role // that words of the head speak for
	margin    float64    // by which the role is ahead of the second
	second    words.Role
	stack     []string // the texts above it, top down
	rows      []int    // in which they stand
	heads     []headText
	years     ingest.Period
	isRel     bool
	rel       int // years from the sheet's own, where isRel
	since     bool
	term      bool
	measure   ingest.Measure
	unit      string
	counted   string // the unit that its name is, where nothing gives one
	path      words.LabelPath
	total     bool
	orphan    bool // nothing heads it
	skip      ingest.Reason
	place     words.PlaceMatch
	isPlace   bool
	lastMonth bool // its head speaks of December alone
	starred   bool
	clash     [2]string // two years, where the stack contradicts itself
	number    int       // from the row of column numbers, 0 = none
	formula   string    // "2/1" of a derived column
	style     *separatorStyle
	stats     columnStats
	whole     *column // the column whose figures this one's are parts of
	part      ingest.PartKind
	id        string // tells apart columns that differ in more than years and measures
}

// A columnReader reads what the heads of a table say of each of its columns, and what
// each holds.
type columnReader struct{ *source }

// columns reads the header and the first rows of the body.
func (x *columnReader) columns(t *table) []column {
	list := x.columnsOf(t)
	for k := range list {
		x.stackOf(t, &list[k])
		x.numberOf(t, &list[k])
	}
	x.assignRoles(t, list)
	x.readHeads(t, list)
	x.settleAreas(list)
	for k := range list {
		x.joinLeft(list, k)
	}
	totalOfPlaces(list)
	markOrphans(list)
	x.lastMonths(list)
	eventYears(list)
	x.derivedColumns(list)
	for k := range list {
		x.rateOfSibling(list, k)
	}
	return list
}

// stackOf are the texts above a column, top down. A merged text stands above
// all columns that its merge covers. Where a sheet has no merges at all (csv, or
// exports without them), a parent goes on to the right over columns that have a
// text below and none beside.
func (x *columnReader) stackOf(t *table, c *column) {
	var last *ingest.Cell
	for n, r := range t.head {
		over := x.spreadFrom(t, n, c.col)
		if over == nil || last == over {
			continue
		}
		last = over
		if text := x.headTextOf(t, c.stack, over, r); text != "" {
			c.stack, c.rows = append(c.stack, text), append(c.rows, r)
		}
	}
}

// headTextOf is what a cell of a header adds to the texts over a column.
func (x *columnReader) headTextOf(t *table, stack []string, c *ingest.Cell, r int) string {
	switch c.Kind {
	case ingest.Date:
		return book.SerialTime(c.Num).Format("02/01/2006")
	case ingest.Number:
		return t.s.text(c)
	case ingest.Text:
	default:
		return ""
	}
	text := strings.TrimSpace(c.Text)
	if n := len(stack); n > 0 && x.english.Get(text, isTranslation) && words.IsVietnamese(stack[n-1]) {
		return "" // a row of translations
	}
	if text != "" && x.unitText(text) && x.unitRow(t.s, t.area, r) && len(stack) > 0 {
		if x.IsUnit(text) {
			return "(" + text + ")"
		}
		return ""
	}
	return c.Text
}

// isTranslation tells a text that is English as a whole: "Nam - Male" is not.
func isTranslation(text string) bool {
	return words.IsEnglish(text) && words.DropEnglish(text) == words.Tidy(text)
}

// lastMonths takes "Tháng 12/2019" for a part of the year where other months stand beside
// it, and notes it elsewhere.
func (x *columnReader) lastMonths(list []column) {
	months := 0
	for k := range list {
		months += boolInt(list[k].skip == ingest.ReasonPartYear)
	}
	for k := range list {
		if c := &list[k]; months > 0 && len(c.stack) > 0 && words.IsMonth(words.Fold(c.stack[len(c.stack)-1])) {
			c.skip = ingest.ReasonPartYear
		}
		list[k].lastMonth = slices.ContainsFunc(list[k].stack, func(text string) bool { return words.OfLastMonth(words.Fold(text)) })
	}
}

// markOrphans finds the columns of figures that have no head and stand before the first
// headed one, or behind the last and apart from it.
func markOrphans(list []column) {
	first, last := -1, -1
	for k := range list {
		if list[k].role == words.RoleFigure && len(list[k].stack) > 0 {
			last = k
			if first < 0 {
				first = k
			}
		}
	}
	for k := range list {
		c := &list[k]
		if c.role != words.RoleFigure || last < 0 || len(c.stack) > 0 || first < k && k < last {
			continue
		}
		before := k > 0 && list[k-1].col == c.col-1 && list[k-1].role == words.RoleFigure && !list[k-1].orphan
		alone := k > 0 && list[k-1].role != words.RoleFigure && k+1 == first && slices.ContainsFunc(list[k-1].rows, func(r int) bool { return slices.Contains(list[first].rows, r) }) // the row that heads what stands on both sides leaves it out
		c.orphan = k > last && !before || k < first && alone
	}
}

// totalOfPlaces takes the one column of figures beside at least two of places whose head
// opens with "Tổng" for their total: "Tổng diện tích".
func totalOfPlaces(list []column) {
	var other *column
	places := 0
	for k := range list {
		switch c := &list[k]; {
		case c.role != words.RoleFigure || c.skip != "":
		case c.isPlace:
			places++
		case other != nil:
			return
		default:
			other = c
		}
	}
	if other != nil && places > 1 && len(other.path) == 1 && words.OpensTotal(words.Fold(other.path[0].Text)) {
		other.total, other.path = true, nil
	}
}

// eventYears leaves out the columns of years in which something happened: "Năm đạt chuẩn".
func eventYears(list []column) {
	for k := range list {
		c := &list[k]
		if c.role == words.RoleFigure && c.stats.years > 0 && c.stats.years == c.stats.numbers && c.asksEvent() {
			c.skip = ingest.ReasonYear
		}
	}
}

func (x *columnReader) numberOf(t *table, c *column) {
	if t.numbers < 0 {
		return
	}
	cell := t.s.inRow(t.numbers, c.col)
	if cell == nil {
		return
	}
	if n, ok := columnNumber(t.s, cell); ok && n > 0 {
		c.number = n
		_, c.formula, _ = words.ColumnToken(words.Tidy(cell.Text))
	}
}

// derivedColumns finds the columns that compare others: "%" beside KH and TH,
// and "(7=6/5)" where 6 and 5 differ in year or measure only.
func (x *columnReader) derivedColumns(list []column) {
	byNumber := map[int]*column{}
	for k := range list {
		if list[k].number > 0 {
			byNumber[list[k].number] = &list[k]
		}
	}
	for k := range list {
		c := &list[k]
		if c.role != words.RoleFigure || c.skip != "" {
			continue
		}
		if c.formula != "" && comparesColumns(c.formula, byNumber) || x.ratesAlone(c) && x.besideMeasures(list, k) {
			c.skip = ingest.ReasonComparison
		}
	}
}

func comparesColumns(formula string, byNumber map[int]*column) bool {
	if !strings.ContainsAny(formula, "/-:%") {
		return false
	}
	var seen []*column
	for _, n := range strings.FieldsFunc(formula, func(r rune) bool { return r < '0' || r > '9' }) {
		if c := byNumber[words.Atoi(n)]; c != nil {
			seen = append(seen, c)
		}
	}
	if len(seen) < 2 {
		return false
	}
	a, b := seen[0], seen[1]
	return a.path.String() == b.path.String() && (a.measure != b.measure || a.years != b.years)
}

// ratesAlone tells that a column is headed by "%" or "Tỷ lệ" and nothing of its own.
func (x *columnReader) ratesAlone(c *column) bool {
	if len(c.stack) == 0 || c.measure != "" {
		return false
	}
	return x.bareRate(words.Key(c.stack[len(c.stack)-1]))
}

// besideMeasures tells whether the columns under the same parent, or right
// before, are a plan and its result.
func (x *columnReader) besideMeasures(list []column, k int) bool {
	plan, actual := false, false
	for j := k - 1; j >= 0 && j >= k-3; j-- {
		if list[j].role != words.RoleFigure || !sameParent(list[j].stack, list[k].stack) || x.quantity(words.Key(list[j].stack[len(list[j].stack)-1])) != "" {
			break
		}
		switch list[j].measure {
		case ingest.Plan, ingest.Target:
			plan = true
		case ingest.Actual, ingest.Estimate:
			actual = true
		}
	}
	return plan && actual
}

// joinLeft: "Trong đó" over columns, and below no indicator, tells parts of the
// column left of it.
func (x *columnReader) joinLeft(list []column, k int) {
	c := &list[k]
	if c.role != words.RoleFigure || len(c.path) == 0 || c.path[0].Rel == ingest.NoPart {
		return
	}
	leaf := leafLeft(list[:k], c)
	for j := k - 1; j >= 0; j-- {
		w := &list[j]
		same := w.years == c.years && w.measure == c.measure
		switch {
		case w.role != words.RoleFigure, !same && !c.dated() && c.measure == "":
			return
		case !same, w.skip != "", w.path.Parted(), w.unit == "%" && c.unit != "%", j > leaf && leaf >= 0, inGroup(x, w, c):
			continue
		case j == leaf:
			c.path = w.path.And(c.path[:len(c.path)-1]) // "Vốn giao", "Giải ngân", and in them those of a programme
			return
		}
		if len(w.path) > 0 && !x.IsVague(w.path[0].Text) && !countsOther(x.source, w.path[0].Text, c.path[len(c.path)-1].Text) {
			whole := w.path
			if len(whole) > 1 {
				whole = x.WithoutQuantity(whole)
			}
			c.path = whole.And(c.path)
		}
		return
	}
}

// inGroup tells that w is one of a group whose head stands in the row of the "Trong đó" over
// c: c is no part of it.
func inGroup(x *columnReader, w, c *column) bool {
	at := slices.IndexFunc(c.heads, func(h headText) bool {
		_, rel := x.CutRelation(h.text)
		return h.said.Rel != ingest.NoPart || rel != ingest.NoPart
	})
	last := len(w.heads) - 1
	if at < 0 || last < 1 || len(x.WithoutQuantity(w.path)) < 2 || x.IsTotalText(w.heads[last].text) {
		return false
	}
	return slices.ContainsFunc(w.heads[:last], func(h headText) bool { return h.row == c.heads[at].row })
}

// countsOther tells that two names count in different units: classes are no part of the
// people that they teach.
func countsOther(x *source, whole, part string) bool {
	of, ok := x.CountedUnit(words.WithoutSum(whole))
	own, counts := x.CountedUnit(part)
	return ok && counts && x.UnitClass(of) != x.UnitClass(own) || ok && counts && of != own && x.UnitClass(of) == words.ClassOther
}

// leafLeft is the last of the columns left of one that is of the same years and measure
// and headed by nothing but what stands lowest over that one; -1 where none is.
func leafLeft(left []column, c *column) int {
	if len(c.path) < 2 {
		return -1
	}
	leaf := words.Key(c.path[len(c.path)-1].Text)
	for j := len(left) - 1; j >= 0; j-- {
		if w := &left[j]; w.role == words.RoleFigure && len(w.path) == 1 && w.years == c.years && w.measure == c.measure && words.Key(w.path[0].Text) == leaf {
			return j
		}
	}
	return -1
}

// rateOfSibling: a rate that names nothing is that of the indicator in the
// column before it, under the same parent, and without a year of its own of that year.
func (x *columnReader) rateOfSibling(list []column, k int) {
	c := &list[k]
	if c.role != words.RoleFigure || c.skip != "" || len(c.path) != 1 || x.quantity(words.Key(c.path[0].Text)) != "%" && !strings.HasPrefix(c.path[0].Text, "% ") || k == 0 {
		return
	}
	left := &list[k-1]
	follows := !c.dated() && c.measure == "" && left.years != ingest.Period{} // "Giải ngân 2019 | Tỷ lệ %"
	if follows && left.skip == ingest.ReasonPartYear && left.role == words.RoleFigure && sameParent(left.stack, c.stack) {
		c.skip = left.skip
	}
	if left.skip != "" || left.role != words.RoleFigure || left.unit == "%" || len(left.path) == 0 || x.IsVague(left.path[0].Text) || !sameParent(left.stack, c.stack) || !follows && (left.years != c.years || left.measure != c.measure) {
		return
	}
	c.path, c.years, c.measure = left.path.And(c.path), left.years, left.measure
	c.identify()
}

func sameParent(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 || len(a) != len(b) {
		return false
	}
	for i := range a[:len(a)-1] {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// unitRow tells a row of a header that gives the units of its columns.
func (x *columnReader) unitRow(s *sheet, a area, i int) bool {
	named := false
	cells := s.cells(i, a.left, a.right)
	for k := range cells {
		if c := &cells[k]; k == 0 && c.Kind == ingest.Text && x.HeaderWord(words.Key(c.Text)) == words.RoleUnit {
			named = true // "Đơn vị tính" before them
		} else if c.Kind != ingest.Text || !x.unitText(c.Text) {
			return false
		} else if !x.IsUnit(c.Text) {
			named = true
		}
	}
	return named && len(cells) > 1
}

// spreadFrom is the text that stands over the cell in row r of the header and a
// column: its own, that of a merge, or that of an unmerged text further left
// that heads several columns.
func (x *columnReader) spreadFrom(t *table, n int, col int32) *ingest.Cell {
	if c := x.headCell(t, t.head[n], col); c != nil {
		return c
	}
	if n == len(t.head)-1 || !x.textBelow(t, n, col) || x.wide(t.s, t.area, t.head[n]) {
		return nil
	}
	first := t.firstFigure()
	for left := col - 1; left >= first; left-- {
		if parentBegins(t, n, left+1) {
			return nil
		}
		c := t.s.inRow(t.head[n], left)
		below := x.textBelow(t, n, left)
		if c != nil && c.Kind != ingest.Blank && strings.TrimSpace(t.s.text(c)) != "" {
			if !below {
				return nil
			}
			return c
		}
		if !below {
			return nil
		}
	}
	return nil
}

// parentBegins tells that a head of a higher row begins at a column, with a blank cell
// right of it: what stands left of it heads no more.
func parentBegins(t *table, n int, col int32) bool {
	for _, r := range t.head[:n] {
		if t.s.classIn(r, col) == classBlank {
			continue
		}
		if next := t.s.classIn(r, col+1); next == classBlank {
			return true
		}
	}
	return false
}

// headCell is the cell of a header row that stands above a column.
func (x *columnReader) headCell(t *table, r int, col int32) *ingest.Cell {
	if c := t.s.inRow(r, col); c != nil && t.s.classIn(r, col) != classBlank {
		return c
	}
	return x.coveredBy(t.s, t.area, t.head, t.s.rows[r].row, col)
}

// textBelow tells that a column has a head of its own in a lower row.
func (x *columnReader) textBelow(t *table, n int, col int32) bool {
	for _, r := range t.head[n+1:] {
		if c := t.s.inRow(r, col); c != nil && t.s.classIn(r, col) != classBlank {
			return true
		}
	}
	return false
}

// identify gives a column the id of what its figures are called by.
func (c *column) identify() { c.id = c.path.Id() + "\x00" + c.unit + "\x00" + c.counted }

// dated tells that a column of figures says when they were counted.
func (c *column) dated() bool {
	return c.role == words.RoleFigure && (c.years != (ingest.Period{}) || c.isRel || c.term || c.since)
}
