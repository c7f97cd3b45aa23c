package ingest

import (
	"strings"
	"unicode/utf8"
)

// A body is a table while its rows are read, top down.
type body struct {
	x       *reader
	t       *table
	s       *sheet
	around  surroundings
	columns []column
	byCol   map[int32]*column

	labels, places, years []*column // columns that name rows
	kinds, units, extras  []*column
	province              *column
	onlyPlaces            bool // rows are places
	joinTitle             bool // columns say too little without the title's indicator
	titleParts            bool // rows are parts of the title's indicator, unless they name one themselves

	block         block
	section       string
	stack         []entry
	lastUnit      string
	partsOpen     bool     // "Trong đó" stood alone: lettered rows below it are parts
	relOfSiblings PartKind // "Trong đó" goes on for the bullets below it
	namings       map[namingKey]*naming
	lastKey       namingKey // of lastNaming
	lastNaming    *naming   // nil: none since the banner
	comparisons   *comparisons
	carried       map[int32]string // the last text of a column that names rows
	towns         int              // what a bare name that the province shares means: 0 not settled yet, 1 town, 2 province, 3 unclear
}

// A block is what a row alone says of the rows below it: "NĂM 2016", a unit, a
// place.
type block struct {
	years   Period
	measure Measure
	unit    string
	place   placeMatch
	isPlace bool
	path    labelPath
}

// A rowSays is what the texts of one row say about its figures.
type rowSays struct {
	path     labelPath
	vague    bool // the path is a breakdown that no parent explains
	named    bool // the row has a name of any kind
	place    placeMatch
	isPlace  bool
	group    bool
	years    Period
	isRel    bool
	rel      int
	opening  bool // "… đầu năm": of the end of the year before
	measure  Measure
	unit     string
	skip     Reason
	whole    int32 // the row that this one is a part of
	part     PartKind
	inherits bool       // without a unit of its own, the row has that of the row it belongs to
	shared   placeMatch // a bare name of several places, still to be settled
	conflict bool       // the place cannot be told
	id       string     // of the path
}

func (x *reader) readTable(t *table, c surroundings) error {
	b := &body{x: x, t: t, s: t.s, around: c, byCol: map[int32]*column{}, carried: map[int32]string{}, namings: map[namingKey]*naming{}}
	b.columns = x.columns(t)
	for k := range b.columns {
		c := &b.columns[k]
		c.id = c.path.id() + "\x00" + c.unit
		b.sort(c)
	}
	b.unitOfLabels()
	b.starredEstimates()
	b.totalsOfYears()
	b.estimateSums()
	b.partColumns()
	b.onlyPlaces = len(b.places) > 0 && len(b.labels) == 0
	b.joinTitle = b.needsTitle()
	b.titleParts = c.known && len(b.labels) == 1 && len(b.labels[0].stack) > 0 && roleOfHeader(b.labels[0].stack) == roleNone
	b.markHead()
	for i := t.body; i < t.area.bottom; i++ {
		if err := b.row(i); err != nil {
			return err
		}
	}
	return nil
}

// unitOfLabels takes the unit that the heading of the rows' names gives for all
// of them: "Chỉ tiêu (ĐVT: người)".
func (b *body) unitOfLabels() {
	for k := range b.columns {
		c := &b.columns[k]
		if (c.role == roleLabel || c.role == rolePlace) && len(c.stack) > 0 {
			if _, unit := cutUnit(tidy(c.stack[len(c.stack)-1])); unit != "" {
				b.around.unit = unit
			}
		}
	}
}

// starredEstimates makes estimates of the columns headed by "2019 (*)" where a
// note below the table says so: "(*) Số liệu sơ bộ".
func (b *body) starredEstimates() {
	starred := false
	for k := range b.columns {
		starred = starred || b.columns[k].starred
	}
	if !starred || !b.noteOfEstimate() {
		return
	}
	for k := range b.columns {
		if c := &b.columns[k]; c.starred && (c.measure == "" || c.measure == Actual) {
			c.measure = Estimate
		}
	}
}

// noteOfEstimate looks for a starred note in the rows after the table.
func (b *body) noteOfEstimate() bool {
	for i := b.t.area.bottom; i < len(b.s.rows) && i < b.t.area.bottom+8; i++ {
		for _, c := range b.s.cells(i, b.t.area.left, b.t.area.right) {
			low := fold(c.Text)
			if at := strings.IndexByte(low, '*'); c.Kind == Text && at >= 0 && at < 20 && estimateWords.MatchString(low[at:]) {
				return true
			}
		}
	}
	return false
}

// estimateSums makes estimates of the columns of several years ("Cộng 5 năm",
// "2016-2020") that name no measure and hold a year which is one itself.
func (b *body) estimateSums() {
	for k := range b.columns {
		c := &b.columns[k]
		if c.role != roleFigure || c.skip != "" || c.measure != "" {
			continue
		}
		years := c.years
		switch {
		case c.since:
			years = b.termTo(c)
		case c.term && years == Period{}:
			years = b.term()
		}
		if years.From < years.To && b.estimatedYear(years, c.path) {
			c.measure = Estimate
		}
	}
}

// estimatedYear tells whether a column of estimates is one year of the period.
func (b *body) estimatedYear(years Period, p labelPath) bool {
	for k := range b.columns {
		c := &b.columns[k]
		if c.role == roleFigure && c.skip == "" && c.measure == Estimate && c.years.From == c.years.To && within(c.years, years) && c.path.String() == p.String() {
			return true
		}
	}
	return false
}

func (b *body) sort(c *column) {
	b.byCol[c.col] = c
	switch c.role {
	case roleLabel:
		if len(b.labels) > 0 {
			c.role = roleBreakdown
			b.extras = append(b.extras, c)
			return
		}
		b.labels = append(b.labels, c)
	case rolePlace:
		b.places = append(b.places, c)
	case roleYear:
		b.years = append(b.years, c)
	case roleKind:
		b.kinds = append(b.kinds, c)
	case roleUnit:
		b.units = append(b.units, c)
	case roleBreakdown:
		b.extras = append(b.extras, c)
	case roleProvince:
		b.province = c
	}
}

// needsTitle tells whether the columns' own texts are breakdowns of the title's
// indicator, and not indicators.
func (b *body) needsTitle() bool {
	if b.around.indicator == "" || len(b.labels) > 0 {
		return false
	}
	vague, known := false, false
	for k := range b.columns {
		c := &b.columns[k]
		if c.role != roleFigure || c.skip != "" {
			continue
		}
		if len(c.path) == 0 || isVague(c.path[0].text) || c.total {
			vague = true
			continue
		}
		known = known || b.x.lex.indicator(c.path, c.unit, b.around.text).code != ""
	}
	return !known && (vague || b.around.known)
}

// markHead accounts for the numbers of the header.
func (b *body) markHead() {
	for _, r := range b.t.head {
		cells := b.s.cells(r, b.t.area.left, b.t.area.right)
		for k := range cells {
			b.s.mark(&cells[k], headReason(b.x, b.s, &cells[k]))
		}
	}
	if b.t.numbers >= 0 {
		b.markRow(b.t.numbers, ReasonColumnNumber)
	}
}

func headReason(x *reader, s *sheet, c *Cell) Reason {
	if _, year := x.yearOf(s, c); year || c.Kind == Date || c.Kind == Text && s.read(c).kind == isDate {
		return ReasonYear
	}
	return ReasonHeader
}

func (b *body) markRow(i int, r Reason) {
	cells := b.s.cells(i, b.t.area.left, b.t.area.right)
	for k := range cells {
		b.s.mark(&cells[k], r)
	}
}

// repeatsHead tells whether a row of the body is a repeated header.
func (x *reader) repeatsHead(t *table, i int) bool {
	return x.sameAsHead(t.s, t.area, i, t.head)
}

// row reads one row of the body.
func (b *body) row(i int) error {
	if len(b.s.Cells) == 0 {
		return nil
	}
	switch {
	case b.x.repeatsHead(b.t, i):
		b.markRow(i, ReasonHeader)
		return nil
	case b.x.columnNumbers(b.s, b.t.area, i):
		b.markRow(i, ReasonColumnNumber)
		return nil
	}
	figures := b.markOthers(i)
	if figures == 0 {
		clear(b.namings)
		b.lastNaming = nil
		b.banner(i)
		return nil
	}
	r := b.readRow(i)
	cells := b.s.cells(i, b.t.area.left, b.t.area.right)
	if cells[0].Kind == Text && b.x.labelSkips.get(cells[0].Text, labelSkip) == ReasonPageTotal {
		r.skip = ReasonPageTotal
	}
	if b.shifted(i) {
		r.skip = ReasonShiftedRow
	}
	for k := range cells {
		c := b.byCol[cells[k].Col]
		if c == nil || c.role != roleFigure && c.role != roleValue || !b.s.figure(&cells[k]) && !b.oddText(&cells[k]) {
			continue
		}
		if err := b.figure(i, &cells[k], c, &r); err != nil {
			return err
		}
	}
	return nil
}

// oddText tells that a cell of a figure column holds words or a date.
func (b *body) oddText(c *Cell) bool { return c.Kind == Text || c.Kind == Date }

// markOthers accounts for the numbers of columns that hold no figures, and
// counts the cells that may be figures.
func (b *body) markOthers(i int) int {
	figures := 0
	cells := b.s.cells(i, b.t.area.left, b.t.area.right)
	for k := range cells {
		c := &cells[k]
		col := b.byCol[c.Col]
		if col == nil {
			continue
		}
		switch col.role {
		case roleFigure, roleValue:
			if b.s.figure(c) {
				figures++
			}
		case roleSerial:
			b.s.mark(c, ReasonSerial)
		case roleCode:
			b.s.mark(c, ReasonCode)
		case roleUnit:
			if _, unit := knownUnit(c.Text); unit { // "1.000 người"
				b.s.mark(c, ReasonHeader)
			}
		case roleYear:
			b.s.mark(c, ReasonYear)
		case roleNote:
			b.s.mark(c, ReasonNote)
		}
	}
	return figures
}

// shifted tells that a row seems to lack a cell: a number stands in the column
// of units, or in that of names behind a name in the column of serial numbers.
func (b *body) shifted(i int) bool {
	for _, u := range b.units {
		if c := b.s.inRow(i, u.col); b.bareNumber(c) {
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

func (b *body) reportShifted(c *Cell) {
	b.x.told.Add(Issue{Pos: b.x.pos(b.s, c), Code: CodeShiftedRow, Raw: b.s.text(c)})
	b.s.mark(c, ReasonShiftedRow)
}

// bareNumber tells a number that is no unit ("1.000 người").
func (b *body) bareNumber(c *Cell) bool {
	if c == nil || c.Kind != Number && (c.Kind != Text || b.s.read(c).kind != isNumber && b.s.read(c).kind != isAmbiguous) {
		return false
	}
	_, unit := knownUnit(c.Text)
	return !unit
}

// nameBefore tells whether words stand in the column of serial numbers, left of
// a column.
func (b *body) nameBefore(i int, col int32) bool {
	for k := range b.columns {
		if c := &b.columns[k]; c.role == roleSerial && c.col < col {
			text := tidy(b.s.text(b.s.inRow(i, c.col)))
			return isVietnamese(text) && !serialText.MatchString(text) || strings.Contains(text, " ")
		}
	}
	return false
}

// textOf is the text that names row i in column c: its own, that of a merge
// from above, or, where other columns go on naming rows, the last one above.
func (b *body) textOf(i int, c *column, carry bool) string {
	cell := b.s.inRow(i, c.col)
	if cell == nil || cell.Kind == Blank {
		cell = b.reachesOver(i, c)
	}
	if cell == nil || cell.Kind == Blank {
		cell = b.s.above(b.s.rows[i].row, c.col)
	}
	if cell == nil || cell.Kind == Blank {
		if carry {
			return b.carried[c.col]
		}
		return ""
	}
	text := b.s.text(cell)
	if isDitto(text) {
		return b.carried[c.col]
	}
	if b.x.labelSkips.get(text, labelSkip) != ReasonPageTotal {
		b.carried[c.col] = text
	}
	return text
}

// reachesOver is the text that stands left of a blank cell of row i and means
// it as well: merged over it, or a total in the column of serial numbers.
func (b *body) reachesOver(i int, col *column) *Cell {
	if col.role == roleBreakdown {
		return nil
	}
	cells := b.s.cells(i, b.t.area.left, col.col-1)
	for k := len(cells) - 1; k >= 0; k-- {
		c := &cells[k]
		if c.Kind != Text {
			continue
		}
		own := b.byCol[c.Col]
		if b.s.extent(c).Col2 >= col.col || own != nil && own.role == roleSerial && isTotalText(c.Text) {
			return c
		}
	}
	return nil
}

// readRow reads the texts that name row i.
func (b *body) readRow(i int) rowSays {
	r := rowSays{years: b.block.years, measure: b.block.measure}
	several := len(b.labels)+len(b.places)+len(b.years) > 1
	b.readKind(i, &r)
	b.readYear(i, &r, several)
	if len(b.places) > 0 {
		b.readPlace(i, &r, several)
	}
	if len(b.labels) > 0 {
		b.readLabel(i, &r, several)
	}
	b.readUnit(i, &r)
	if r.unit == "" && r.inherits {
		r.unit = b.parentUnit()
	}
	b.readExtras(i, &r)
	b.finishLabel(i, &r)
	return r
}

func (b *body) readKind(i int, r *rowSays) {
	for _, c := range b.kinds {
		if h := b.x.parseHeading(b.textOf(i, c, false)); h.measure != "" {
			r.measure = h.measure
		} else if h.skip != "" {
			r.skip = h.skip
		}
	}
}

func (b *body) readYear(i int, r *rowSays, several bool) {
	for _, c := range b.years {
		text := b.textOf(i, c, several)
		h := b.x.parseHeading(text)
		if h.years != (Period{}) {
			r.years, r.named = h.years, true
		}
		if h.measure != "" {
			r.measure = h.measure
		}
		r.isRel, r.rel = h.isRel, h.relative
		if h.skip != "" {
			r.skip = h.skip
		}
		if h.part != "" && len(b.labels) == 0 && len(b.places) == 0 {
			r.path, r.named = labelPath{{labelText(h.part), h.rel}}, true
		}
	}
}

// readUnit reads the row's column of units.
func (b *body) readUnit(i int, r *rowSays) {
	for _, c := range b.units {
		cell := b.s.inRow(i, c.col)
		if cell == nil || cell.Kind != Text {
			if above := b.s.above(b.s.rows[i].row, c.col); above != nil && above.Kind == Text {
				r.unit = tidyUnit(above.Text)
			}
			continue
		}
		if isDitto(cell.Text) {
			r.unit = b.lastUnit
			continue
		}
		u := tidyUnit(cell.Text)
		if u == "" {
			continue
		}
		if r.unit != "" && unitClass(r.unit) != unitClass(u) && r.unit != u {
			b.x.told.Once(Issue{Pos: b.x.pos(b.s, cell), Code: CodeContradiction, Raw: tidy(cell.Text), Args: []string{"unit", u, r.unit, u}}, b.t.number)
		}
		r.unit, b.lastUnit = u, u
	}
}

// readExtras adds the breakdowns that further columns of words give.
func (b *body) readExtras(i int, r *rowSays) {
	for _, c := range b.extras {
		text := labelText(b.textOf(i, c, false))
		if text == "" || isTotalWord(key(text)) || markTexts[fold(text)] != "" {
			continue
		}
		r.path = append(r.path[:len(r.path):len(r.path)], labelPart{text, NoPart})
		r.named = true
	}
}

// banner reads a row without figures: a section, a heading, a block of rows of
// one year, unit or place.
func (b *body) banner(i int) {
	cells := b.s.cells(i, b.t.area.left, b.t.area.right)
	c := b.bannerCell(cells)
	if c == nil {
		return
	}
	b.noteYears(cells)
	text := b.s.text(c)
	low := fold(text)
	if continued.MatchString(low) || pageTotal.MatchString(low) || rowSkip(low) != "" || noteLine.MatchString(low) || b.remark(text, low) {
		return
	}
	h := b.x.parseHeading(text)
	switch {
	case b.bannerBlock(i, text, h), b.bannerPlace(text):
	case len(b.labels) == 0:
		b.bannerIndicator(text, h)
	default:
		b.heading(i, text)
	}
}

// bannerBlock reads the year, the measure or the unit of the rows that follow.
func (b *body) bannerBlock(i int, text string, h heading) bool {
	numbered := b.serialOf(i) != ""
	switch part := key(h.part); {
	case isUnit(text) && !numbered, h.spent() && h.years == Period{} && h.unit != "" && h.rel == NoPart && (len(b.labels) == 0 || !numbered):
		b.block.unit, b.block.path = h.unit, nil
	case h.spent() && h.years != (Period{}):
		b.block.years, b.block.measure = h.years, h.measure
	case h.spent() && h.measure != "" && !h.total:
		b.block.measure = h.measure
	case h.unit != "" && (vagueWords[part] || quantityLeaf(part)) && len(b.labels) == 0:
		b.block.unit, b.block.path = h.unit, labelPath{{labelText(h.part), NoPart}}
	default:
		return false
	}
	return true
}

var remarkText = wordPattern(`^\(?(?:số liệu|tính|thời điểm|có) (?:đến|tới|tính đến|tại)\b|^\(?(?:ban hành|kèm theo)\b`)

// remark reads a line of the title block that stands below the header: "(Số
// liệu đến 31/12/2020)". It dates the figures that nothing else dates.
func (b *body) remark(text, low string) bool {
	if !remarkText.MatchString(low) {
		return false
	}
	if h := b.x.parseHeading(strings.Trim(text, "() ")); b.around.years == (Period{}) && h.years.From == h.years.To {
		b.around.years = h.years
	}
	return true
}

var continued = wordPattern(`^\(?tiếp(?: theo)?\b|^trang \d|^\(?xem tiếp|^\(?còn nữa`)

// bannerCell is the text that speaks for a row without figures.
func (b *body) bannerCell(cells []Cell) *Cell {
	var first *Cell
	for k := range cells {
		c := &cells[k]
		col := b.byCol[c.Col]
		if c.Kind == Blank || c.Kind == Text && strings.TrimSpace(c.Text) == "" {
			continue
		}
		if col != nil && (col.role == roleSerial || col.role == roleNote || col.role == roleUnit || col.role == roleCode) {
			if m := b.s.extent(c); m.Col2 == m.Col1 && (len(cells) > 1 || col.role != roleSerial) {
				continue
			}
		}
		if first == nil {
			first = c
		}
	}
	return first
}

func (b *body) noteYears(cells []Cell) {
	for k := range cells {
		if _, year := b.x.yearOf(b.s, &cells[k]); year || cells[k].Kind == Date {
			b.s.mark(&cells[k], ReasonYear)
		}
	}
}

// bannerIndicator reads an indicator alone above rows of places or years.
func (b *body) bannerIndicator(text string, h heading) {
	shown := formNumber.ReplaceAllString(tidy(text), "")
	shown, unit := cutUnit(listPrefix.ReplaceAllString(shown, ""))
	shown = labelText(sentenceCase(shown))
	known := b.x.lex.lookupAny(key(shown)) >= 0
	if !known && (b.around.indicator != "" || b.hasColumnIndicators()) && !indicatorOpening.MatchString(fold(shown)) {
		return
	}
	b.block.path = labelPath{{shown, NoPart}}
	b.block.unit = unit
}

func (b *body) hasColumnIndicators() bool {
	for k := range b.columns {
		if c := &b.columns[k]; c.role == roleFigure && len(c.path) > 0 && !isVague(c.path[0].text) {
			return true
		}
	}
	return false
}

// runeLen is the number of runes.
func runeLen(s string) int { return utf8.RuneCountInString(s) }
