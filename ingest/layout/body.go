package layout

import (
	"strings"
	"unicode/utf8"

	"tongket/ingest"
	"tongket/ingest/words"
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
	claim                 claim
	joinTitle             bool // the title's indicator is that of all figures

	bands         bands
	last          lastPlace
	lastYears     ingest.Period // of a column of periods
	headed        bool          // columns of figures have heads: one that has none holds none
	oneMeasure    bool          // all columns name the same measure, or none
	headings      int           // rows without figures that name something
	bandsTell     bool          // rows are told apart by them
	placesStand   bool          // places stand in the column that names rows, and other things below them
	section       string
	stack         []entry
	lastUnit      string
	partsOpen     bool            // "Trong đó" stood alone: lettered rows below it are parts
	relOfSiblings ingest.PartKind // "Trong đó" goes on for the bullets below it
	namings       map[namingKey]*naming
	lastKey       namingKey // of lastNaming
	lastNaming    *naming   // nil: none since the banner
	comparisons   *comparisons
	carried       map[int32]string // the last text of a column that names rows
	towns         int              // what a bare name that the province shares means: 0 not settled yet, 1 town, 2 province, 3 unclear
}

// A rowSays is what the texts of one row say about its figures.
type rowSays struct {
	path     words.LabelPath
	vague    bool // the path is a breakdown that no parent explains
	named    bool // the row has a name of any kind
	place    words.PlaceMatch
	isPlace  bool
	group    bool
	years    ingest.Period
	isRel    bool
	rel      int
	opening  bool // "… đầu năm": of the end of the year before
	measure  ingest.Measure
	unit     string
	skip     ingest.Reason
	whole    int32 // the row that this one is a part of
	part     ingest.PartKind
	inherits bool             // without a unit of its own, the row has that of the row it belongs to
	shared   words.PlaceMatch // a bare name of several places, still to be settled
	conflict bool             // the place cannot be told
	id       string           // of the path
}

func (x *reader) readTable(t *table, c surroundings) error {
	b := &body{x: x, t: t, s: t.s, around: c, byCol: map[int32]*column{}, carried: map[int32]string{}, namings: map[namingKey]*naming{}}
	b.columns = x.columns(t)
	for k := range b.columns {
		c := &b.columns[k]
		c.id = c.path.Id() + "\x00" + c.unit
		b.sort(c)
	}
	b.unitOfLabels()
	b.starredEstimates()
	b.totalsOfYears()
	b.estimateSums()
	b.partColumns()
	b.onlyPlaces = len(b.places) > 0 && len(b.labels) == 0
	b.oneMeasure = b.measuresAlike()
	for k := range b.columns {
		b.headed = b.headed || b.columns[k].role == words.RoleFigure && len(b.columns[k].stack) > 0
	}
	b.headings, b.bandsTell, b.placesStand = b.countHeadings(), b.bandsTellApart(), b.mixesPlaces()
	b.claim = b.weigh()
	b.joinTitle = b.claim.titleJoins()
	b.markHead()
	b.tellDoubts()
	for i := t.body; i < t.area.bottom; i++ {
		if err := b.row(i); err != nil {
			return err
		}
	}
	b.tellUnread()
	return nil
}

// measuresAlike tells that no two columns of figures differ in their measure.
func (b *body) measuresAlike() bool {
	first := true
	var one ingest.Measure
	for k := range b.columns {
		c := &b.columns[k]
		if c.role != words.RoleFigure && c.role != words.RoleValue || c.skip != "" {
			continue
		}
		if !first && c.measure != one {
			return false
		}
		one, first = c.measure, false
	}
	return true
}

// unitOfLabels takes the unit that the heading of the rows' names gives for all
// of them: "Chỉ tiêu (ĐVT: người)".
func (b *body) unitOfLabels() {
	for k := range b.columns {
		c := &b.columns[k]
		if (c.role == words.RoleLabel || c.role == words.RolePlace) && len(c.stack) > 0 {
			if _, unit := b.x.CutUnit(words.Tidy(c.stack[len(c.stack)-1])); unit != "" {
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
		if c := &b.columns[k]; c.starred && (c.measure == "" || c.measure == ingest.Actual) {
			c.measure = ingest.Estimate
		}
	}
}

// noteOfEstimate looks for a starred note in the rows after the table.
func (b *body) noteOfEstimate() bool {
	for i := b.t.area.bottom; i < len(b.s.rows) && i < b.t.area.bottom+8; i++ {
		for _, c := range b.s.cells(i, b.t.area.left, b.t.area.right) {
			low := words.Fold(c.Text)
			if at := strings.IndexByte(low, '*'); c.Kind == ingest.Text && at >= 0 && at < 20 && estimateWords.MatchString(low[at:]) {
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
		if c.role != words.RoleFigure || c.skip != "" || c.measure != "" {
			continue
		}
		years := c.years
		switch {
		case c.since:
			years = b.termTo(c)
		case c.term && years == ingest.Period{}:
			years = b.term()
		}
		if years.From < years.To && b.estimatedYear(years, c.path) {
			c.measure = ingest.Estimate
		}
	}
}

// estimatedYear tells whether a column of estimates is one year of the period.
func (b *body) estimatedYear(years ingest.Period, p words.LabelPath) bool {
	for k := range b.columns {
		c := &b.columns[k]
		if c.role == words.RoleFigure && c.skip == "" && c.measure == ingest.Estimate && c.years.From == c.years.To && within(c.years, years) && c.path.String() == p.String() {
			return true
		}
	}
	return false
}

func (b *body) sort(c *column) {
	b.byCol[c.col] = c
	switch c.role {
	case words.RoleLabel:
		if len(b.labels) > 0 {
			c.role = words.RoleBreakdown
			b.extras = append(b.extras, c)
			return
		}
		b.labels = append(b.labels, c)
	case words.RolePlace:
		b.places = append(b.places, c)
	case words.RoleYear:
		b.years = append(b.years, c)
	case words.RoleKind:
		b.kinds = append(b.kinds, c)
	case words.RoleUnit:
		b.units = append(b.units, c)
	case words.RoleBreakdown:
		b.extras = append(b.extras, c)
	case words.RoleProvince:
		b.province = c
	}
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
		b.markRow(b.t.numbers, ingest.ReasonColumnNumber)
	}
}

func headReason(x *reader, s *sheet, c *ingest.Cell) ingest.Reason {
	if _, year := x.yearOf(s, c); year || c.Kind == ingest.Date || c.Kind == ingest.Text && s.read(c).Kind == words.IsDate {
		return ingest.ReasonYear
	}
	return ingest.ReasonHeader
}

func (b *body) markRow(i int, r ingest.Reason) {
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
		b.markRow(i, ingest.ReasonHeader)
		return nil
	case b.x.columnNumbers(b.s, b.t.area, i):
		b.markRow(i, ingest.ReasonColumnNumber)
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
	if cells[0].Kind == ingest.Text && b.x.labelSkips.Get(cells[0].Text, b.x.labelSkip) == ingest.ReasonPageTotal {
		r.skip = ingest.ReasonPageTotal
	}
	if b.shifted(i) {
		r.skip = ingest.ReasonShiftedRow
	}
	for k := range cells {
		c := b.byCol[cells[k].Col]
		if c == nil || c.role != words.RoleFigure && c.role != words.RoleValue || !b.s.figure(&cells[k]) && !b.oddText(&cells[k]) {
			continue
		}
		if err := b.figure(i, &cells[k], c, &r); err != nil {
			return err
		}
	}
	return nil
}

// oddText tells that a cell of a figure column holds words or a date.
func (b *body) oddText(c *ingest.Cell) bool { return c.Kind == ingest.Text || c.Kind == ingest.Date }

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
		case words.RoleFigure, words.RoleValue:
			if b.s.figure(c) || b.x.known.figure(c) {
				figures++
			}
		case words.RoleSerial:
			b.s.mark(c, ingest.ReasonSerial)
		case words.RoleCode:
			b.s.mark(c, ingest.ReasonCode)
		case words.RoleUnit:
			if _, unit := b.x.KnownUnit(c.Text); unit { // "1.000 người"
				b.s.mark(c, ingest.ReasonHeader)
			}
		case words.RoleYear:
			b.s.mark(c, ingest.ReasonYear)
		case words.RoleNote:
			b.s.mark(c, ingest.ReasonNote)
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

func (b *body) reportShifted(c *ingest.Cell) {
	b.x.Told.Add(ingest.Issue{Pos: b.x.pos(b.s, c), Code: ingest.CodeShiftedRow, Raw: b.s.text(c)})
	b.s.mark(c, ingest.ReasonShiftedRow)
}

// bareNumber tells a number that is no unit ("1.000 người").
func (b *body) bareNumber(c *ingest.Cell) bool {
	if c == nil || c.Kind != ingest.Number && (c.Kind != ingest.Text || b.s.read(c).Kind != words.IsNumber && b.s.read(c).Kind != words.IsAmbiguous) {
		return false
	}
	_, unit := b.x.KnownUnit(c.Text)
	return !unit
}

// nameBefore tells whether words stand in the column of serial numbers, left of
// a column.
func (b *body) nameBefore(i int, col int32) bool {
	for k := range b.columns {
		if c := &b.columns[k]; c.role == words.RoleSerial && c.col < col {
			text := words.Tidy(b.s.text(b.s.inRow(i, c.col)))
			return words.IsVietnamese(text) && !serialText.MatchString(text) || strings.Contains(text, " ")
		}
	}
	return false
}

// textOf is the text that names row i in column c: its own, that of a merge
// from above, or, where other columns go on naming rows, the last one above.
func (b *body) textOf(i int, c *column, carry bool) string {
	cell := b.s.inRow(i, c.col)
	if cell == nil || cell.Kind == ingest.Blank {
		cell = b.reachesOver(i, c)
	}
	if cell == nil || cell.Kind == ingest.Blank {
		cell = b.s.above(b.s.rows[i].row, c.col)
	}
	if cell == nil || cell.Kind == ingest.Blank {
		if carry {
			return b.carried[c.col]
		}
		return ""
	}
	text := b.s.text(cell)
	if b.x.IsDitto(text) {
		return b.carried[c.col]
	}
	if b.x.labelSkips.Get(text, b.x.labelSkip) != ingest.ReasonPageTotal {
		b.carried[c.col] = text
	}
	return text
}

// reachesOver is the text that stands left of a blank cell of row i and means
// it as well: merged over it, or a total in the column of serial numbers.
func (b *body) reachesOver(i int, col *column) *ingest.Cell {
	if col.role == words.RoleBreakdown {
		return nil
	}
	cells := b.s.cells(i, b.t.area.left, col.col-1)
	for k := len(cells) - 1; k >= 0; k-- {
		c := &cells[k]
		if c.Kind != ingest.Text {
			continue
		}
		own := b.byCol[c.Col]
		if b.s.extent(c).Col2 >= col.col || own != nil && own.role == words.RoleSerial && b.x.IsTotalText(c.Text) {
			return c
		}
	}
	return nil
}

// readRow reads the texts that name row i.
func (b *body) readRow(i int) rowSays {
	var r rowSays
	r.years, r.measure = b.bands.years()
	several := len(b.labels)+len(b.places)+len(b.years)+len(b.kinds)+len(b.extras) > 1
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
		if h := b.x.ParseHeading(b.textOf(i, c, false)); h.Measure != "" {
			r.measure, r.named = h.Measure, true
			r.years = orPeriod(h.Years, r.years)
		} else if h.Skip != "" {
			r.skip = h.Skip
		}
	}
}

func (b *body) readYear(i int, r *rowSays, several bool) {
	for _, c := range b.years {
		text := b.textOf(i, c, several)
		h := b.x.ParseHeading(text)
		if h.Years != (ingest.Period{}) {
			r.years, r.named = h.Years, true
			b.lastYears = h.Years
		} else if text != "" && r.years == (ingest.Period{}) {
			r.years = b.lastYears // "Chia ra: Nữ" below "Năm 2016"
		}
		if h.Measure != "" {
			r.measure = h.Measure
		}
		r.isRel, r.rel = h.IsRel, h.Relative
		if h.Skip != "" {
			r.skip = h.Skip
		}
		if h.Part != "" && len(b.labels) == 0 && len(b.places) == 0 {
			b.readMixed(i, r, text, h)
		}
	}
}

// readUnit reads the row's column of units.
func (b *body) readUnit(i int, r *rowSays) {
	for _, c := range b.units {
		cell := b.s.inRow(i, c.col)
		if cell == nil || cell.Kind != ingest.Text {
			if above := b.s.above(b.s.rows[i].row, c.col); above != nil && above.Kind == ingest.Text {
				r.unit = b.x.TidyUnit(above.Text)
			}
			continue
		}
		if b.x.IsDitto(cell.Text) {
			r.unit = b.lastUnit
			continue
		}
		u := b.x.TidyUnit(cell.Text)
		if u == "" {
			continue
		}
		if r.unit != "" && b.x.UnitClass(r.unit) != b.x.UnitClass(u) && r.unit != u {
			b.x.Told.Once(ingest.Issue{Pos: b.x.pos(b.s, cell), Code: ingest.CodeContradiction, Raw: words.Tidy(cell.Text), Args: []string{"unit", u, r.unit, u}}, b.t.number)
		}
		r.unit, b.lastUnit = u, u
	}
}

// readExtras adds the breakdowns that further columns of words give.
func (b *body) readExtras(i int, r *rowSays) {
	for _, c := range b.extras {
		text := words.LabelText(b.textOf(i, c, false))
		if text == "" || b.x.IsTotalWord(words.Key(text)) || b.x.MarkOf(words.Fold(text)) != "" {
			continue
		}
		r.path = append(r.path[:len(r.path):len(r.path)], words.LabelPart{Text: text})
		r.named = true
	}
}

// runeLen is the number of runes.
func runeLen(s string) int { return utf8.RuneCountInString(s) }
