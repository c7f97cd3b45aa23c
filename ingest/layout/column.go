package layout

import (
	"regexp"
	"strings"

	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/ingest/words"
)

// headRole is the role that a header's text names by itself.
func (x *reader) headRole(text string) words.Role {
	return x.headRoles.Get(text, func(text string) words.Role { return x.HeaderWord(words.Key(words.DropEnglish(text))) })
}

// A column is what the header says of the figures below it.
type column struct {
	col     int32
	role    words.Role
	stack   []string // the texts above it, top down
	years   ingest.Period
	isRel   bool
	rel     int // years from the sheet's own, where isRel
	since   bool
	term    bool
	measure ingest.Measure
	unit    string
	path    words.LabelPath
	total   bool
	skip    ingest.Reason
	place   words.PlaceMatch
	isPlace bool
	starred bool
	clash   [2]string // two years, where the stack contradicts itself
	number  int       // from the row of column numbers, 0 = none
	formula string    // "2/1" of a derived column
	style   *separatorStyle
	stats   columnStats
	whole   *column // the column whose figures this one's are parts of
	part    ingest.PartKind
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
		if list[k].role == words.RoleFigure || list[k].role == words.RoleValue {
			x.readStack(t, &list[k])
		}
	}
	for k := range list {
		x.joinLeft(list, k)
	}
	x.derivedColumns(list)
	for k := range list {
		x.rateOfSibling(list, k)
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

func (x *reader) count(s *sheet, c *ingest.Cell, st *columnStats) {
	if c.Kind == ingest.Blank && !c.Uncached {
		return
	}
	st.cells++
	if _, ok := x.yearOf(s, c); ok {
		st.years++
		st.numbers++
		return
	}
	switch {
	case c.Kind == ingest.Number, c.Kind == ingest.Blank, c.Kind == ingest.Fault:
		st.numbers++
		return
	case c.Kind == ingest.Date:
		st.periods++
		return
	case c.Kind != ingest.Text:
		st.texts++
		return
	}
	switch s.read(c).Kind {
	case words.IsNumber, words.IsAmbiguous, words.IsRange, words.IsFault:
		st.numbers++
		return
	case words.IsMark, words.NotApplicable:
		st.marks++
		return
	case words.IsDate:
		st.periods++
		return
	}
	st.texts++
	if st.first == "" {
		st.first = c.Text
	}
	n := x.natures.Get(c.Text, x.nature)
	st.units += n.unit
	st.serials += n.serial
	st.kinds += n.kind
	st.periods += n.period
	st.places += n.place
}

// A nature is what a text might be in a column, 0 or 1 each.
type nature struct{ unit, serial, kind, period, place int }

func (x *reader) nature(text string) nature {
	_, unit := x.KnownUnit(text)
	_, place := x.Place(text)
	h := x.ParseHeading(text)
	dated := h.Years != ingest.Period{}
	return nature{
		unit:   boolInt(unit || x.IsDitto(text)),
		serial: boolInt(serialText.MatchString(words.Tidy(text))),
		kind:   boolInt(h.Spent() && h.Measure != "" && !dated),
		period: boolInt(h.Spent() && dated),
		place:  boolInt(place || x.IsTotalWord(words.Key(text))),
	}
}

var serialText = words.NewPattern(`^\(?(?:[IVXLC]{1,6}|[A-ZĐ]\d{0,2}|[a-zđ]|\d{1,3}(?:\.\d{1,2})*)[.)]?\)?$`)

// stackOf are the texts above a column, top down. A merged text stands above
// all columns that its merge covers. Where a sheet has no merges at all (csv, or
// exports without them), a parent goes on to the right over columns that have a
// text below and none beside.
func (x *reader) stackOf(t *table, list []column, k int, fill bool) []string {
	var stack []string
	col := list[k].col
	var last *ingest.Cell
	for n, r := range t.head {
		c := x.headCell(t, r, col)
		if c == nil && fill && n < len(t.head)-1 {
			c = x.parentLeft(t, list, k, n)
		}
		if c == nil || last == c {
			continue
		}
		last = c
		if text := strings.TrimSpace(c.Text); c.Kind == ingest.Text && text != "" {
			if n := len(stack); n > 0 && x.english.Get(text, words.IsEnglish) && words.IsVietnamese(stack[n-1]) {
				continue // a row of translations
			}
			if x.unitText(text) && x.unitRow(t.s, t.area, r) && len(stack) > 0 {
				if x.IsUnit(text) {
					stack = append(stack, "("+text+")")
				}
				continue
			}
			stack = append(stack, c.Text)
		} else if c.Kind == ingest.Date {
			stack = append(stack, book.SerialTime(c.Num).Format("02/01/2006"))
		} else if c.Kind == ingest.Number {
			stack = append(stack, t.s.text(c))
		}
	}
	return stack
}

// headCell is the cell of a header row that stands above a column.
func (x *reader) headCell(t *table, r int, col int32) *ingest.Cell {
	if c := t.s.inRow(r, col); c != nil && c.Kind != ingest.Blank {
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
func (x *reader) parentLeft(t *table, list []column, k, n int) *ingest.Cell {
	if !x.textBelow(t, n, list[k].col) {
		return nil
	}
	for j := k - 1; j >= 0 && list[j].col >= list[k].col-int32(k-j); j-- {
		c := t.s.inRow(t.head[n], list[j].col)
		if c == nil || c.Kind == ingest.Blank {
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
		if c := t.s.inRow(r, col); c != nil && c.Kind != ingest.Blank {
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
		if m := columnFormula.FindStringSubmatch(words.Tidy(cell.Text)); m != nil {
			c.formula = m[2]
		}
	}
}

// roleOfHeader is what the stack names by itself.
func (x *reader) roleOfHeader(stack []string) words.Role {
	if len(stack) == 0 {
		return words.RoleNone
	}
	leaf := words.DropEnglish(stack[len(stack)-1])
	if r := x.HeaderWord(words.Key(leaf)); r != words.RoleNone {
		return r
	}
	if rest, unit := x.CutUnit(leaf); unit != "" {
		return x.HeaderWord(words.Key(rest))
	}
	return x.HeaderWord(words.Key(words.WithoutFootMark(leaf)))
}

// assignRoles decides what each column is, by its header and by its cells.
func (x *reader) assignRoles(t *table, list []column) {
	labels := 0
	for k := range list {
		c := &list[k]
		c.role = x.roleOf(c, labels, k)
		if c.role == words.RoleLabel || c.role == words.RolePlace || c.role == words.RoleYear && c.stats.texts+c.stats.years > 0 {
			labels++
		}
	}
	x.settleLabels(list)
	x.settleProvince(list)
}

func (x *reader) roleOf(c *column, labels, k int) words.Role {
	st, named := c.stats, x.roleOfHeader(c.stack)
	if st.cells == 0 {
		return named
	}
	if named == words.RoleNone && st.years == st.cells && len(c.stack) > 0 && words.Key(c.stack[len(c.stack)-1]) == "nam" {
		return words.RoleYear // "Nam" for "Năm"
	}
	texts := st.texts > st.numbers-st.years+st.marks && st.texts > 0
	if texts && named == words.RoleNone && labels > 0 && x.underYear(c) {
		return x.roleOfNumbers(c, named, labels) // whatever is there stands for a figure
	}
	switch named {
	case words.RoleSerial, words.RoleCode, words.RoleNote:
		return named
	case words.RoleUnit:
		return words.RoleUnit
	case words.RoleYear:
		if 2*(st.years+st.periods) >= st.cells {
			return words.RoleYear
		}
	case words.RoleKind:
		if 2*st.kinds >= st.cells {
			return words.RoleKind
		}
	case words.RolePlace:
		if 2*st.units > st.texts && words.Key(c.stack[len(c.stack)-1]) == "đơn vị" {
			return words.RoleUnit
		}
	}
	if texts {
		switch named {
		case words.RoleLabel, words.RolePlace, words.RoleProvince:
			return named
		}
		return x.roleOfWords(c, labels)
	}
	if len(c.stack) == 0 || named == words.RoleValue || named == words.RoleNone || labels > 0 {
		return x.roleOfNumbers(c, named, labels)
	}
	return named
}

// underYear tells whether the header of a column is a year and nothing else.
func (x *reader) underYear(c *column) bool {
	if len(c.stack) == 0 {
		return false
	}
	h := x.ParseHeading(c.stack[len(c.stack)-1])
	return h.Spent() && h.Years != (ingest.Period{})
}

// roleOfWords is the role of a column of words whose header names none.
func (x *reader) roleOfWords(c *column, labels int) words.Role {
	st := c.stats
	switch {
	case 2*st.units > st.texts && labels > 0:
		return words.RoleUnit
	case st.serials == st.texts && labels == 0:
		return words.RoleSerial
	case 2*(st.periods+st.years) > st.cells && labels == 0:
		return words.RoleYear
	case labels == 0 && 2*st.places > st.texts:
		return words.RolePlace
	case labels == 0:
		return words.RoleLabel
	case 2*st.kinds > st.texts:
		return words.RoleKind
	case 3*st.places > 2*st.texts:
		return words.RolePlace
	}
	return words.RoleBreakdown
}

// roleOfNumbers is the role of a column of numbers.
func (x *reader) roleOfNumbers(c *column, named words.Role, labels int) words.Role {
	st := c.stats
	switch {
	case named == words.RoleValue:
		return words.RoleValue
	case labels == 0 && 2*(st.years+st.periods) > st.cells:
		return words.RoleYear
	case labels == 0 && len(c.stack) == 0:
		return words.RoleSerial
	case labels == 0 && st.serials+st.numbers == st.cells && named == words.RoleNone && len(c.stack) > 0 && serialHeading(c.stack):
		return words.RoleSerial
	}
	return words.RoleFigure
}

func serialHeading(stack []string) bool {
	k := words.Key(stack[len(stack)-1])
	return k == "" || strings.HasPrefix(k, "số thứ tự") || k == "a"
}

// settleLabels: words right of the figures are notes; if no column names rows,
// the first column of words does.
func (x *reader) settleLabels(list []column) {
	first, named := -1, false
	for k := range list {
		switch list[k].role {
		case words.RoleFigure, words.RoleValue:
			if first < 0 {
				first = k
			}
		case words.RoleLabel, words.RolePlace, words.RoleYear:
			named = true
		}
	}
	for k := range list {
		if list[k].role != words.RoleBreakdown {
			continue
		}
		switch {
		case !named:
			list[k].role, named = words.RoleLabel, true
		case first >= 0 && k > first:
			list[k].role = words.RoleNote
		}
	}
}

// settleProvince: the column "Tỉnh" is the place where no other column is.
func (x *reader) settleProvince(list []column) {
	province, place := -1, false
	for k := range list {
		switch list[k].role {
		case words.RoleProvince:
			province = k
		case words.RolePlace:
			place = true
		}
	}
	if province >= 0 && !place {
		list[province].role = words.RolePlace
	}
}

// readStack unites what the texts above a figure column say.
func (x *reader) readStack(t *table, c *column) {
	rel := ingest.NoPart
	for n, text := range c.stack {
		h := x.ParseHeading(text)
		x.uniteHeading(c, h)
		if h.Rel != ingest.NoPart {
			rel = h.Rel
		}
		if h.Part == "" || c.skip != "" || x.HeaderWord(words.Key(h.Part)) == words.RoleValue || n < len(c.stack)-1 && x.IsUnit(h.Part) || x.columnPlace(c, h.Part, n) {
			continue
		}
		if k := len(c.path); k > 0 && words.Key(c.path[k-1].Text) == words.Key(h.Part) {
			continue
		}
		c.path = append(c.path, words.LabelPart{Text: words.LabelText(h.Part), Rel: rel})
		rel = ingest.NoPart
	}
	x.dropParents(c)
	if c.unit == "" && len(c.path) > 0 && strings.HasPrefix(words.Key(c.path[len(c.path)-1].Text), "tỷ lệ") {
		c.unit = "%"
	}
}

// uniteHeading adds what a text says beside its words.
func (x *reader) uniteHeading(c *column, h words.Heading) {
	if c.skip == "" {
		c.skip = h.Skip
	}
	x.uniteYears(c, h)
	if h.Measure != "" && !(c.measure == ingest.Estimate && h.Measure == ingest.Actual) { // "TH" below "Ước năm 2020" is an estimate
		c.measure = h.Measure
	}
	if h.Unit != "" {
		c.unit = h.Unit
	}
	c.starred, c.total = c.starred || h.Starred, c.total || h.Total
}

// columnPlace takes the n-th text of a stack for a place: a known one, or the
// lowest text where it says what kind of place it is.
func (x *reader) columnPlace(c *column, text string, n int) bool {
	p, ok := x.Place(text)
	if !ok || !p.Known && (n < len(c.stack)-1 || !p.Ambiguous && (p.Kind == "" || p.Kind == "xã")) {
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
	if leaf.Rel != ingest.NoPart || x.IsVague(leaf.Text) || len(x.Lex.ByKey[words.Key(leaf.Text)]) == 0 {
		return
	}
	parent := x.Lex.LookupAny(words.Key(c.path[:len(c.path)-1].String()))
	if parent < 0 || nameOpening.MatchString(words.Fold(leaf.Text)) {
		c.path = c.path[len(c.path)-1:]
	}
}

// uniteYears takes the deeper of two periods where it lies in the other.
func (x *reader) uniteYears(c *column, h words.Heading) {
	c.since, c.term = c.since || h.Since, c.term || h.Term
	if h.IsRel {
		c.isRel, c.rel = true, h.Relative
	}
	switch {
	case h.Years == ingest.Period{}:
	case c.years == ingest.Period{}, c.years.From <= h.Years.From && h.Years.To <= c.years.To && c.years.From != c.years.To:
		c.years = h.Years
	case c.years == h.Years, h.Years.From <= c.years.From && c.years.To <= h.Years.To:
	default:
		c.clash = [2]string{c.years.String(), h.Years.String()}
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
		if c.role != words.RoleFigure || c.skip != "" {
			continue
		}
		if c.formula != "" && comparesColumns(c.formula, byNumber) || x.bareRate(c) && x.besideMeasures(list, k) {
			c.skip = ingest.ReasonComparison
		}
	}
}

func comparesColumns(formula string, byNumber map[int]*column) bool {
	if !strings.ContainsAny(formula, "/-:%") {
		return false
	}
	var seen []*column
	for _, n := range formulaOperands.FindAllString(formula, -1) {
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

// quantity is the unit that the leaf of a header means; "" where it means none.
func (x *reader) quantity(key string) string {
	unit, _ := x.QuantityUnit(key)
	return unit
}

// bareRate tells that a column is headed by "%" or "Tỷ lệ" and nothing of its own.
func (x *reader) bareRate(c *column) bool {
	if len(c.stack) == 0 || c.measure != "" {
		return false
	}
	leaf := words.Key(c.stack[len(c.stack)-1])
	return leaf == "%" || x.quantity(leaf) == "%" || leaf == "đạt" || leaf == "đạt %"
}

// besideMeasures tells whether the columns under the same parent, or right
// before, are a plan and its result.
func (x *reader) besideMeasures(list []column, k int) bool {
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
func (x *reader) joinLeft(list []column, k int) {
	c := &list[k]
	if c.role != words.RoleFigure || len(c.path) == 0 || c.path[0].Rel == ingest.NoPart {
		return
	}
	for j := k - 1; j >= 0; j-- {
		w := &list[j]
		if w.role != words.RoleFigure || w.years != c.years || w.measure != c.measure {
			return
		}
		if w.skip != "" || w.path.Parted() {
			continue
		}
		if len(w.path) > 0 && !x.IsVague(w.path[0].Text) {
			c.path = w.path.And(c.path)
		}
		return
	}
}

// rateOfSibling: a rate that names nothing is that of the indicator in the
// column before it, under the same parent.
func (x *reader) rateOfSibling(list []column, k int) {
	c := &list[k]
	if c.role != words.RoleFigure || c.skip != "" || len(c.path) != 1 || x.quantity(words.Key(c.path[0].Text)) != "%" && !strings.HasPrefix(c.path[0].Text, "% ") || k == 0 {
		return
	}
	left := &list[k-1]
	if left.role != words.RoleFigure || left.skip != "" || left.unit == "%" || len(left.path) == 0 || x.IsVague(left.path[0].Text) || !sameParent(left.stack, c.stack) || left.years != c.years || left.measure != c.measure {
		return
	}
	c.path = left.path.And(c.path)
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
