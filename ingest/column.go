package ingest

import (
	"regexp"
	"strings"
)

// headRole is the role that a header's text names by itself.
func (x *reader) headRole(text string) role {
	return x.headRoles.get(text, func(text string) role { return headerWord(key(dropEnglish(text))) })
}

// A column is what the header says of the figures below it.
type column struct {
	col     int32
	role    role
	stack   []string // the texts above it, top down
	years   Period
	isRel   bool
	rel     int // years from the sheet's own, where isRel
	since   bool
	term    bool
	measure Measure
	unit    string
	path    labelPath
	total   bool
	skip    Reason
	place   placeMatch
	isPlace bool
	starred bool
	clash   [2]string // two years, where the stack contradicts itself
	number  int       // from the row of column numbers, 0 = none
	formula string    // "2/1" of a derived column
	style   *separatorStyle
	stats   columnStats
	whole   *column // the column whose figures this one's are parts of
	part    PartKind
	id      string // tells apart columns that differ in more than years and measures
}

// columnStats count the cells of a column in the body.
type columnStats struct {
	numbers, years, texts, marks, units, kinds, places, periods, serials, cells int
	first                                                                       string
}

const sampled = 3000 // rows of a body that are looked at for the roles of columns

// columns reads the header and the first rows of the body.
func (x *reader) columns(t *table) []column {
	index := map[int32]int{}
	var list []column
	need := func(col int32) *column {
		k, ok := index[col]
		if !ok {
			k = len(list)
			index[col] = k
			list = append(list, column{col: col})
		}
		return &list[k]
	}
	for i := t.body; i < t.area.bottom && i < t.body+sampled; i++ {
		cells := t.s.cells(i, t.area.left, t.area.right)
		if x.repeatsHead(t, i) {
			continue
		}
		for k := range cells {
			x.count(t.s, &cells[k], &need(cells[k].Col).stats)
		}
	}
	for i := t.body + sampled; i < t.area.bottom; i++ { // columns that begin later
		cells := t.s.cells(i, t.area.left, t.area.right)
		for k := range cells {
			if _, ok := index[cells[k].Col]; !ok {
				x.count(t.s, &cells[k], &need(cells[k].Col).stats)
			}
		}
	}
	for _, r := range t.head {
		for _, c := range t.s.cells(r, t.area.left, t.area.right) {
			for m, col := t.s.extent(&c), c.Col; col <= m.Col2 && col-c.Col < 400; col++ {
				need(col)
			}
		}
	}
	sortColumns(list)
	fill := len(t.s.Merges) == 0
	for k := range list {
		list[k].stack = x.stackOf(t, list, k, fill)
		x.numberOf(t, &list[k])
	}
	x.assignRoles(t, list)
	for k := range list {
		if list[k].role == roleFigure || list[k].role == roleValue {
			x.readStack(t, &list[k])
		}
	}
	for k := range list {
		joinLeft(list, k)
	}
	x.derivedColumns(list)
	for k := range list {
		rateOfSibling(list, k)
	}
	return list
}

func sortColumns(list []column) {
	for i := 1; i < len(list); i++ {
		for j := i; j > 0 && list[j].col < list[j-1].col; j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}

func (x *reader) count(s *sheet, c *Cell, st *columnStats) {
	if c.Kind == Blank && !c.Uncached {
		return
	}
	st.cells++
	if _, ok := x.yearOf(s, c); ok {
		st.years++
		st.numbers++
		return
	}
	switch {
	case c.Kind == Number, c.Kind == Blank, c.Kind == Fault:
		st.numbers++
		return
	case c.Kind == Date:
		st.periods++
		return
	case c.Kind != Text:
		st.texts++
		return
	}
	switch s.read(c).kind {
	case isNumber, isAmbiguous, isRange, isFault:
		st.numbers++
		return
	case isMark, notApplicable:
		st.marks++
		return
	case isDate:
		st.periods++
		return
	}
	st.texts++
	if st.first == "" {
		st.first = c.Text
	}
	n := x.natures.get(c.Text, x.nature)
	st.units += n.unit
	st.serials += n.serial
	st.kinds += n.kind
	st.periods += n.period
	st.places += n.place
}

// A nature is what a text might be in a column, 0 or 1 each.
type nature struct{ unit, serial, kind, period, place int }

func (x *reader) nature(text string) nature {
	_, unit := knownUnit(text)
	_, place := x.place(text)
	h := x.parseHeading(text)
	dated := h.years != Period{}
	return nature{
		unit:   boolInt(unit || isDitto(text)),
		serial: boolInt(serialText.MatchString(tidy(text))),
		kind:   boolInt(h.spent() && h.measure != "" && !dated),
		period: boolInt(h.spent() && dated),
		place:  boolInt(place || isTotalWord(key(text))),
	}
}

var serialText = newPattern(`^\(?(?:[IVXLC]{1,6}|[A-ZĐ]\d{0,2}|[a-zđ]|\d{1,3}(?:\.\d{1,2})*)[.)]?\)?$`)

// stackOf are the texts above a column, top down. A merged text stands above
// all columns that its merge covers. Where a sheet has no merges at all (csv, or
// exports without them), a parent goes on to the right over columns that have a
// text below and none beside.
func (x *reader) stackOf(t *table, list []column, k int, fill bool) []string {
	var stack []string
	col := list[k].col
	var last *Cell
	for n, r := range t.head {
		c := x.headCell(t, r, col)
		if c == nil && fill && n < len(t.head)-1 {
			c = x.parentLeft(t, list, k, n)
		}
		if c == nil || last == c {
			continue
		}
		last = c
		if text := strings.TrimSpace(c.Text); c.Kind == Text && text != "" {
			if n := len(stack); n > 0 && x.english.get(text, isEnglish) && isVietnamese(stack[n-1]) {
				continue // a row of translations
			}
			if x.unitText(text) && x.unitRow(t.s, t.area, r) && len(stack) > 0 {
				if isUnit(text) {
					stack = append(stack, "("+text+")")
				}
				continue
			}
			stack = append(stack, c.Text)
		} else if c.Kind == Date {
			stack = append(stack, serialTime(c.Num).Format("02/01/2006"))
		} else if c.Kind == Number {
			stack = append(stack, t.s.text(c))
		}
	}
	return stack
}

// headCell is the cell of a header row that stands above a column.
func (x *reader) headCell(t *table, r int, col int32) *Cell {
	if c := t.s.inRow(r, col); c != nil && c.Kind != Blank {
		return c
	}
	row := t.s.rows[r].row
	for _, h := range t.head {
		cells := t.s.cells(h, t.area.left, t.area.right)
		for i := range cells {
			if m := t.s.extent(&cells[i]); m.Contains(row, col) {
				return &cells[i]
			}
		}
	}
	return nil
}

// parentLeft looks left of a blank header cell for the parent that goes on over it.
func (x *reader) parentLeft(t *table, list []column, k, n int) *Cell {
	if !x.textBelow(t, n, list[k].col) {
		return nil
	}
	for j := k - 1; j >= 0 && list[j].col >= list[k].col-int32(k-j); j-- {
		c := t.s.inRow(t.head[n], list[j].col)
		if c == nil || c.Kind == Blank {
			if !x.textBelow(t, n, list[j].col) {
				return nil
			}
			continue
		}
		if x.textBelow(t, n, list[j].col) {
			return c
		}
		return nil
	}
	return nil
}

func (x *reader) textBelow(t *table, n int, col int32) bool {
	for _, r := range t.head[n+1:] {
		if c := t.s.inRow(r, col); c != nil && c.Kind != Blank {
			return true
		}
	}
	return false
}

func (x *reader) numberOf(t *table, c *column) {
	if t.numbers < 0 {
		return
	}
	cell := t.s.inRow(t.numbers, c.col)
	if cell == nil {
		return
	}
	if n, ok := columnNumber(t.s, cell); ok && n > 0 {
		c.number = n
		if m := columnFormula.FindStringSubmatch(tidy(cell.Text)); m != nil {
			c.formula = m[2]
		}
	}
}

// roleOfHeader is what the stack names by itself.
func roleOfHeader(stack []string) role {
	if len(stack) == 0 {
		return roleNone
	}
	leaf := dropEnglish(stack[len(stack)-1])
	if r := headerWord(key(leaf)); r != roleNone {
		return r
	}
	if rest, unit := cutUnit(leaf); unit != "" {
		return headerWord(key(rest))
	}
	return headerWord(key(footMark.ReplaceAllString(leaf, "")))
}

// assignRoles decides what each column is, by its header and by its cells.
func (x *reader) assignRoles(t *table, list []column) {
	labels := 0
	for k := range list {
		c := &list[k]
		c.role = x.roleOf(c, labels, k)
		if c.role == roleLabel || c.role == rolePlace || c.role == roleYear && c.stats.texts+c.stats.years > 0 {
			labels++
		}
	}
	x.settleLabels(list)
	x.settleProvince(list)
}

func (x *reader) roleOf(c *column, labels, k int) role {
	st, named := c.stats, roleOfHeader(c.stack)
	if st.cells == 0 {
		return named
	}
	if named == roleNone && st.years == st.cells && len(c.stack) > 0 && key(c.stack[len(c.stack)-1]) == "nam" {
		return roleYear // "Nam" for "Năm"
	}
	texts := st.texts > st.numbers-st.years+st.marks && st.texts > 0
	if texts && named == roleNone && labels > 0 && x.underYear(c) {
		return x.roleOfNumbers(c, named, labels) // whatever is there stands for a figure
	}
	switch named {
	case roleSerial, roleCode, roleNote:
		return named
	case roleUnit:
		return roleUnit
	case roleYear:
		if 2*(st.years+st.periods) >= st.cells {
			return roleYear
		}
	case roleKind:
		if 2*st.kinds >= st.cells {
			return roleKind
		}
	case rolePlace:
		if 2*st.units > st.texts && key(c.stack[len(c.stack)-1]) == "đơn vị" {
			return roleUnit
		}
	}
	if texts {
		switch named {
		case roleLabel, rolePlace, roleProvince:
			return named
		}
		return x.roleOfWords(c, labels)
	}
	if len(c.stack) == 0 || named == roleValue || named == roleNone || labels > 0 {
		return x.roleOfNumbers(c, named, labels)
	}
	return named
}

// underYear tells whether the header of a column is a year and nothing else.
func (x *reader) underYear(c *column) bool {
	if len(c.stack) == 0 {
		return false
	}
	h := x.parseHeading(c.stack[len(c.stack)-1])
	return h.spent() && h.years != (Period{})
}

// roleOfWords is the role of a column of words whose header names none.
func (x *reader) roleOfWords(c *column, labels int) role {
	st := c.stats
	switch {
	case 2*st.units > st.texts && labels > 0:
		return roleUnit
	case st.serials == st.texts && labels == 0:
		return roleSerial
	case 2*(st.periods+st.years) > st.cells && labels == 0:
		return roleYear
	case labels == 0 && 2*st.places > st.texts:
		return rolePlace
	case labels == 0:
		return roleLabel
	case 2*st.kinds > st.texts:
		return roleKind
	case 3*st.places > 2*st.texts:
		return rolePlace
	}
	return roleBreakdown
}

// roleOfNumbers is the role of a column of numbers.
func (x *reader) roleOfNumbers(c *column, named role, labels int) role {
	st := c.stats
	switch {
	case named == roleValue:
		return roleValue
	case labels == 0 && 2*(st.years+st.periods) > st.cells:
		return roleYear
	case labels == 0 && len(c.stack) == 0:
		return roleSerial
	case labels == 0 && st.serials+st.numbers == st.cells && named == roleNone && len(c.stack) > 0 && serialHeading(c.stack):
		return roleSerial
	}
	return roleFigure
}

func serialHeading(stack []string) bool {
	k := key(stack[len(stack)-1])
	return k == "" || strings.HasPrefix(k, "số thứ tự") || k == "a"
}

// settleLabels: words right of the figures are notes; if no column names rows,
// the first column of words does.
func (x *reader) settleLabels(list []column) {
	first, named := -1, false
	for k := range list {
		switch list[k].role {
		case roleFigure, roleValue:
			if first < 0 {
				first = k
			}
		case roleLabel, rolePlace, roleYear:
			named = true
		}
	}
	for k := range list {
		if list[k].role != roleBreakdown {
			continue
		}
		switch {
		case !named:
			list[k].role, named = roleLabel, true
		case first >= 0 && k > first:
			list[k].role = roleNote
		}
	}
}

// settleProvince: the column "Tỉnh" is the place where no other column is.
func (x *reader) settleProvince(list []column) {
	province, place := -1, false
	for k := range list {
		switch list[k].role {
		case roleProvince:
			province = k
		case rolePlace:
			place = true
		}
	}
	if province >= 0 && !place {
		list[province].role = rolePlace
	}
}

// readStack unites what the texts above a figure column say.
func (x *reader) readStack(t *table, c *column) {
	rel := NoPart
	for n, text := range c.stack {
		h := x.parseHeading(text)
		x.uniteHeading(c, h)
		if h.rel != NoPart {
			rel = h.rel
		}
		if h.part == "" || c.skip != "" || headerWord(key(h.part)) == roleValue || n < len(c.stack)-1 && isUnit(h.part) || x.columnPlace(c, h.part, n) {
			continue
		}
		if k := len(c.path); k > 0 && key(c.path[k-1].text) == key(h.part) {
			continue
		}
		c.path = append(c.path, labelPart{labelText(h.part), rel})
		rel = NoPart
	}
	x.dropParents(c)
	if c.unit == "" && len(c.path) > 0 && strings.HasPrefix(key(c.path[len(c.path)-1].text), "tỷ lệ") {
		c.unit = "%"
	}
}

// uniteHeading adds what a text says beside its words.
func (x *reader) uniteHeading(c *column, h heading) {
	if c.skip == "" {
		c.skip = h.skip
	}
	x.uniteYears(c, h)
	if h.measure != "" && !(c.measure == Estimate && h.measure == Actual) { // "TH" below "Ước năm 2020" is an estimate
		c.measure = h.measure
	}
	if h.unit != "" {
		c.unit = h.unit
	}
	c.starred, c.total = c.starred || h.starred, c.total || h.total
}

// columnPlace takes the n-th text of a stack for a place: a known one, or the
// lowest text where it says what kind of place it is.
func (x *reader) columnPlace(c *column, text string, n int) bool {
	p, ok := x.place(text)
	if !ok || !p.known && (n < len(c.stack)-1 || !p.ambiguous && (p.kind == "" || p.kind == "xã")) {
		return false
	}
	c.place, c.isPlace = p, true
	return true
}

// dropParents leaves out what stands above a leaf that is an indicator's name
// by itself, unless the parent is one too and the leaf may be a part of it.
func (x *reader) dropParents(c *column) {
	if len(c.path) < 2 {
		return
	}
	leaf := c.path[len(c.path)-1]
	if leaf.rel != NoPart || isVague(leaf.text) || len(x.lex.exact[key(leaf.text)]) == 0 {
		return
	}
	parent := x.lex.lookupAny(key(c.path[:len(c.path)-1].String()))
	if parent < 0 || nameOpening.MatchString(fold(leaf.text)) {
		c.path = c.path[len(c.path)-1:]
	}
}

// uniteYears takes the deeper of two periods where it lies in the other.
func (x *reader) uniteYears(c *column, h heading) {
	c.since, c.term = c.since || h.since, c.term || h.term
	if h.isRel {
		c.isRel, c.rel = true, h.relative
	}
	switch {
	case h.years == Period{}:
	case c.years == Period{}, c.years.From <= h.years.From && h.years.To <= c.years.To && c.years.From != c.years.To:
		c.years = h.years
	case c.years == h.years, h.years.From <= c.years.From && c.years.To <= h.years.To:
	default:
		c.clash = [2]string{c.years.String(), h.years.String()}
	}
}

var formulaOperands = regexp.MustCompile(`\d{1,2}`)

// derivedColumns finds the columns that compare others: "%" beside KH and TH,
// and "(7=6/5)" where 6 and 5 differ in year or measure only.
func (x *reader) derivedColumns(list []column) {
	byNumber := map[int]*column{}
	for k := range list {
		if list[k].number > 0 {
			byNumber[list[k].number] = &list[k]
		}
	}
	for k := range list {
		c := &list[k]
		if c.role != roleFigure || c.skip != "" {
			continue
		}
		if c.formula != "" && comparesColumns(c.formula, byNumber) || bareRate(c) && besideMeasures(list, k) {
			c.skip = ReasonComparison
		}
	}
}

func comparesColumns(formula string, byNumber map[int]*column) bool {
	if !strings.ContainsAny(formula, "/-:%") {
		return false
	}
	var seen []*column
	for _, n := range formulaOperands.FindAllString(formula, -1) {
		if c := byNumber[atoi(n)]; c != nil {
			seen = append(seen, c)
		}
	}
	if len(seen) < 2 {
		return false
	}
	a, b := seen[0], seen[1]
	return a.path.String() == b.path.String() && (a.measure != b.measure || a.years != b.years)
}

// bareRate tells that a column is headed by "%" or "Tỷ lệ" and nothing of its own.
func bareRate(c *column) bool {
	if len(c.stack) == 0 || c.measure != "" {
		return false
	}
	leaf := key(c.stack[len(c.stack)-1])
	return leaf == "%" || quantityWords[leaf] == "%" || leaf == "đạt" || leaf == "đạt %"
}

// besideMeasures tells whether the columns under the same parent, or right
// before, are a plan and its result.
func besideMeasures(list []column, k int) bool {
	plan, actual := false, false
	for j := k - 1; j >= 0 && j >= k-3; j-- {
		if list[j].role != roleFigure || !sameParent(list[j].stack, list[k].stack) || quantityWords[key(list[j].stack[len(list[j].stack)-1])] != "" {
			break
		}
		switch list[j].measure {
		case Plan, Target:
			plan = true
		case Actual, Estimate:
			actual = true
		}
	}
	return plan && actual
}

// joinLeft: "Trong đó" over columns, and below no indicator, tells parts of the
// column left of it.
func joinLeft(list []column, k int) {
	c := &list[k]
	if c.role != roleFigure || len(c.path) == 0 || c.path[0].rel == NoPart {
		return
	}
	for j := k - 1; j >= 0; j-- {
		w := &list[j]
		if w.role != roleFigure || w.years != c.years || w.measure != c.measure {
			return
		}
		if w.skip != "" || w.path.parted() {
			continue
		}
		if len(w.path) > 0 && !isVague(w.path[0].text) {
			c.path = w.path.and(c.path)
		}
		return
	}
}

// rateOfSibling: a rate that names nothing is that of the indicator in the
// column before it, under the same parent.
func rateOfSibling(list []column, k int) {
	c := &list[k]
	if c.role != roleFigure || c.skip != "" || len(c.path) != 1 || quantityWords[key(c.path[0].text)] != "%" && !strings.HasPrefix(c.path[0].text, "% ") || k == 0 {
		return
	}
	left := &list[k-1]
	if left.role != roleFigure || left.skip != "" || left.unit == "%" || len(left.path) == 0 || isVague(left.path[0].text) || !sameParent(left.stack, c.stack) || left.years != c.years || left.measure != c.measure {
		return
	}
	c.path = left.path.and(c.path)
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
