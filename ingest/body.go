package ingest

import (
	"math"
	"regexp"
	"strings"
	"unicode"
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

	block         block
	section       string
	stack         []entry
	lastUnit      string
	relOfSiblings PartKind         // "Trong đó" goes on for the bullets below it
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

// An entry is a row that later rows may belong to.
type entry struct {
	level, indent int
	path          labelPath
	unit          string
	row           int32
	figures       bool
	bullet        string
	rel           PartKind
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
	measure  Measure
	unit     string
	skip     Reason
	whole    int32 // the row that this one is a part of
	part     PartKind
	shared   placeMatch // a bare name of several places, still to be settled
	conflict bool       // the place cannot be told
}

func (x *reader) readTable(t *table, c surroundings) error {
	b := &body{x: x, t: t, s: t.s, around: c, byCol: map[int32]*column{}, carried: map[int32]string{}}
	b.columns = x.columns(t)
	for k := range b.columns {
		b.sort(&b.columns[k])
	}
	b.onlyPlaces = len(b.places) > 0 && len(b.labels) == 0
	b.joinTitle = b.needsTitle()
	b.markHead()
	for i := t.body; i < t.area.bottom; i++ {
		if err := b.row(i); err != nil {
			return err
		}
	}
	return nil
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

var vagueWords = wordSet("nam,nữ,thành thị,nông thôn,khác,tổng số,dân tộc,dân tộc thiểu số,dtts,người dân tộc thiểu số,hộ khẩu,kinh,miền núi,đồng bằng,vùng cao,hộ dtts,nữ giới,nam giới,trẻ em,người cao tuổi,số mới,cũ,mới,phát sinh,tái nghèo,thoát nghèo,giảm khác,tăng khác,giảm trong năm,tăng trong năm,đầu năm,cuối năm,cao đẳng,trung cấp,sơ cấp,đại học,trên đại học,sau đại học,dưới 3 tháng,lao động nữ,người dân tộc,hộ nghèo là dtts,công lập,ngoài công lập,nhà nước,ngoài nhà nước,trong nước,ngoài nước,trong tỉnh,ngoài tỉnh,bắt buộc,tự nguyện,xây mới,sửa chữa,làm mới,khu vực thành thị,khu vực nông thôn,trong đó nữ,số lượt,thực chi,tw,địa phương,trung ương,ngân sách trung ương,ngân sách địa phương,cơ cấu")

// isVague tells that a text says too little alone: "Nữ", "Thành thị", "Số hộ".
func isVague(s string) bool {
	k := key(s)
	return vagueWords[k] || quantityLeaf(k) || isTotalWord(k) || sectorWords[k]
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
		b.banner(i)
		return nil
	}
	r := b.readRow(i)
	cells := b.s.cells(i, b.t.area.left, b.t.area.right)
	if cells[0].Kind == Text && b.x.labelSkips.get(cells[0].Text, labelSkip) == ReasonPageTotal {
		r.skip = ReasonPageTotal
	}
	if b.shifted(i, cells) {
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
		case roleYear:
			b.s.mark(c, ReasonYear)
		case roleNote:
			b.s.mark(c, ReasonNote)
		}
	}
	return figures
}

// shifted tells that a row seems to lack a cell: a number stands in the column
// of units, and the last figure is missing.
func (b *body) shifted(i int, cells []Cell) bool {
	for _, u := range b.units {
		c := b.s.inRow(i, u.col)
		if c == nil || c.Kind != Number && (c.Kind != Text || b.s.read(c).kind != isNumber && b.s.read(c).kind != isAmbiguous) {
			continue
		}
		b.x.issue(Issue{Pos: b.x.pos(b.s, c), Code: CodeShiftedRow, Raw: b.s.text(c)})
		b.s.mark(c, ReasonShiftedRow)
		return true
	}
	return false
}

// textOf is the text that names row i in column c: its own, that of a merge
// from above, or, where other columns go on naming rows, the last one above.
func (b *body) textOf(i int, c *column, carry bool) string {
	cell := b.s.inRow(i, c.col)
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

// readPlace reads the place that a row is about.
func (b *body) readPlace(i int, r *rowSays, several bool) {
	text := b.textOf(i, b.places[0], several)
	for _, more := range b.places[1:] {
		if t := b.textOf(i, more, false); t != "" {
			text = t
		}
	}
	if strings.TrimSpace(text) == "" {
		return
	}
	says := b.x.placeSays.get(text, b.placeText)
	if says.shared.ambiguous {
		if says.place, says.conflict = b.settlePlace(says.shared); says.conflict {
			says.isPlace = true
		}
	}
	r.named, r.skip, r.isPlace, r.place, r.group, r.conflict = true, firstText(says.skip, r.skip), says.isPlace, says.place, says.group, says.conflict
	if says.unit != "" {
		r.unit = says.unit
	}
	if b.province == nil || r.place.whole {
		return
	}
	if suffix := b.x.provinces.get(b.textOf(i, b.province, true), b.otherProvince); suffix != "" && r.place.name != suffix {
		r.place.name += ", " + suffix
		r.place.known = false
	}
}

// otherProvince is the name of a province that is not the vocabulary's own.
func (b *body) otherProvince(text string) string {
	p, ok := b.x.lex.place(text)
	switch {
	case !ok:
		return tidy(text)
	case p.known || p.ambiguous:
		return ""
	}
	return p.name
}

var pageTotal = regexp.MustCompile(`^(?:cộng|tổng|lũy kế|tổng cộng|cộng dồn|tổng số) trang|^mang sang|^chuyển trang|^cộng mang sang|^trang trước|^cộng chuyển`)

// placeText reads the text of a column of places, whatever rows stand around.
func (b *body) placeText(text string) (r rowSays) {
	low := fold(text)
	if pageTotal.MatchString(low) {
		r.skip = ReasonPageTotal
		return r
	}
	if skip := skipReason(low); skip == ReasonCheck || skip == ReasonComparison {
		r.skip = skip
		return r
	}
	if rest, rel := cutRelation(tidy(text)); rel != NoPart && rest != "" {
		text = rest
	}
	shown := labelText(listPrefix.ReplaceAllString(tidy(dropEnglish(text)), ""))
	shown, r.unit = cutUnit(shown)
	r.isPlace = true
	if isTotalWord(key(shown)) {
		r.place = placeMatch{whole: true, known: true}
		return r
	}
	p, ok := b.x.lex.place(shown)
	switch {
	case isGroup(fold(shown)):
		r.place, r.group = placeMatch{name: shown, known: true}, true
	case ok && p.ambiguous:
		r.shared = p
	case ok:
		r.place = p
	default:
		r.place = placeMatch{name: shown}
	}
	return r
}

// settlePlace settles a bare name that the province shares; conflict is true
// if the rows around do not tell.
func (b *body) settlePlace(p placeMatch) (settled placeMatch, conflict bool) {
	q, ok := b.shared(p)
	return q, !ok
}

// setPlace gives a row the place that its label names.
func (b *body) setPlace(r *rowSays, text string) {
	says := b.placeText(text)
	if says.shared.ambiguous {
		says.place, says.conflict = b.settlePlace(says.shared)
	}
	r.isPlace, r.place, r.group, r.conflict = true, says.place, says.group, says.conflict
}

// shared settles a bare name that the province and another place bear: among
// rows with at least two other known places it is that place, among at least
// two unknown ones it is the province.
func (b *body) shared(p placeMatch) (placeMatch, bool) {
	if b.towns == 0 {
		b.towns = b.countNeighbours()
	}
	if b.towns == 3 {
		return p, false
	}
	return b.x.lex.shared(p.name, b.towns == 2)
}

func (b *body) countNeighbours() int {
	known, unknown := map[string]bool{}, map[string]bool{}
	cols := append(append([]*column{}, b.places...), b.labels...)
	for i := b.t.body; i < b.t.area.bottom; i++ {
		for _, c := range cols {
			cell := b.s.inRow(i, c.col)
			if cell == nil || cell.Kind != Text || isTotalWord(key(cell.Text)) {
				continue
			}
			p, ok := b.x.lex.place(cell.Text)
			switch {
			case ok && p.known && !p.whole:
				known[p.name] = true
			case !ok || !p.known && !p.ambiguous:
				unknown[key(cell.Text)] = true
			}
		}
	}
	for k := range b.columns {
		if c := &b.columns[k]; c.isPlace && c.place.known && !c.place.whole {
			known[c.place.name] = true
		}
	}
	switch {
	case len(known) >= 2:
		return 1
	case len(known) == 0 && len(unknown) >= 2 && b.onlyPlaces:
		return 2
	}
	return 3
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
			b.x.issueOnce(Issue{Pos: b.x.pos(b.s, cell), Code: CodeContradiction, Raw: tidy(cell.Text), Args: []string{"unit", u, r.unit, u}}, b.t.number)
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

// readLabel reads a row's indicator, and its place among the rows above.
func (b *body) readLabel(i int, r *rowSays, several bool) {
	raw := b.textOf(i, b.labels[0], several)
	if strings.TrimSpace(raw) == "" {
		return
	}
	r.named = true
	if skip := b.x.labelSkips.get(raw, labelSkip); skip != "" {
		r.skip = skip
		return
	}
	l := b.label(i, raw)
	if b.placeLabel(i, r, l) {
		return
	}
	if l.heading.spent() && l.rel == NoPart && !l.total && (l.heading.years != Period{} || l.heading.measure != "") {
		r.years, r.isRel, r.rel = orPeriod(l.heading.years, r.years), l.heading.isRel, l.heading.relative
		if l.heading.measure != "" {
			r.measure = l.heading.measure
		}
		return
	}
	b.place(l, true)
	e := &b.stack[len(b.stack)-1]
	r.path, r.unit = e.path, l.unit
	if r.unit == "" && l.level >= levelChild {
		r.unit = b.parentUnit()
	}
	if r.path == nil {
		r.vague = true
		if !l.total {
			r.path = labelPath{{l.text, l.rel}}
		}
	}
	if len(b.stack) > 1 && l.level >= levelChild {
		if parent := b.stack[len(b.stack)-2]; parent.figures {
			r.whole, r.part = parent.row, e.rel
		}
	}
}

func orPeriod(a, b Period) Period {
	if a != (Period{}) {
		return a
	}
	return b
}

// labelSkip is why a row of that label holds no figures, subtotals of pages
// included.
func labelSkip(raw string) Reason {
	low := fold(raw)
	if pageTotal.MatchString(low) {
		return ReasonPageTotal
	}
	return rowSkip(low)
}

// rowSkip is why a row of that label holds no figures.
func rowSkip(low string) Reason {
	low = strings.TrimLeft(low, "-+* ")
	switch {
	case checkWords.MatchString(low):
		return ReasonCheck
	case rowComparison.MatchString(low):
		return ReasonComparison
	}
	return ""
}

var rowComparison = regexp.MustCompile(`^(?:so sánh|so với|tăng ?/ ?giảm|tăng, ?giảm|tăng \(|% ?(?:so|th|hoàn thành|đạt|tăng)|tốc độ tăng|tốc độ phát triển|nhịp độ|chênh lệch|xếp hạng|thứ hạng|tỷ lệ hoàn thành|tỷ lệ % (?:th|so)|mức tăng|th/kh|đạt tỷ lệ)`)

// placeLabel reads a row of the column of indicators that names a place: its
// indicator is then that of the rows above.
func (b *body) placeLabel(i int, r *rowSays, l rowLabel) bool {
	if len(b.places) > 0 || l.text == "" || b.x.lex.lookupAny(key(l.text)) >= 0 {
		return false
	}
	p, ok := b.x.lex.place(l.text)
	if !ok || !p.known && p.kind == "" && !p.ambiguous {
		return false
	}
	b.setPlace(r, l.text)
	for k := len(b.stack) - 1; k >= 0; k-- {
		if b.stack[k].path != nil {
			r.path, r.unit = b.stack[k].path, b.stack[k].unit
			return true
		}
	}
	return true
}

// Levels of rows: sections above main rows above numbered parts above children.
const (
	levelSection = 0
	levelMain    = 20
	levelPart    = 30 // 1.1
	levelChild   = 50 // "-", "Trong đó", indented
	levelInner   = 60 // "+"
)

// A rowLabel is the text of a row's label in its parts.
type rowLabel struct {
	text    string // without numbering, bullets, unit
	unit    string
	level   int
	indent  int // columns before the text or its bullet
	start   int // columns before the first sign
	bullet  string
	rel     PartKind
	total   bool
	serial  string
	row     int32
	heading heading
	upper   bool
}

var (
	romanSerial   = regexp.MustCompile(`^\(?[IVXLC]+[.)/]?\)?$`)
	letterSerial  = regexp.MustCompile(`^\(?[A-ZĐ][.)/]?\)?$`)
	numberSerial  = regexp.MustCompile(`^\(?\d{1,3}[.)/]?\)?$`)
	partSerial    = regexp.MustCompile(`^\(?(?:[A-ZĐIVX]{1,4}[.]?)?\d{0,3}(?:[.,]\d{1,2})+[.)]?\)?$|^[A-Z]\d{1,2}$`)
	smallSerial   = regexp.MustCompile(`^\(?[a-zđ][.)/]?\)?$`)
	labelSerial   = regexp.MustCompile(`^((?:[IVXLC]{1,6}|[A-ZĐ]|\d{1,3}(?:\.\d{1,2})*|[a-zđ])[.)/]|\d{1,2}(?:\.\d{1,2})+|[IVX]{1,5} ?[-–])\s+`)
	bulletOpening = regexp.MustCompile(`^([-–+*•])\s*`)
)

// label parts a label into numbering, bullets, relation, unit and text.
func (b *body) label(i int, raw string) rowLabel {
	serial := b.serialOf(i)
	numbered := serial != "" && !isBullet(serial)
	var l rowLabel
	if numbered {
		l = b.x.labels.get("1"+raw, func(string) rowLabel { return b.labelParts(raw, true) })
	} else {
		l = b.x.labels.get("0"+raw, func(string) rowLabel { return b.labelParts(raw, false) })
	}
	l.row = b.s.rows[i].row
	if numbered {
		l.serial = serial
	} else if l.bullet == "" {
		l.bullet = serial
	}
	if c := b.s.inRow(i, b.labels[0].col); c != nil && int(c.Style) < len(b.s.formats) {
		l.indent += 3 * b.s.formats[c.Style].indent
		l.start += 3 * b.s.formats[c.Style].indent
	}
	l.level = b.levelOf(l)
	return l
}

// isBullet tells the marks that stand before the items of a list.
func isBullet(s string) bool { return s == "-" || s == "+" || s == "–" || s == "*" || s == "•" }

// labelParts is what the text of a label says by itself. Where the row has no
// number of its own, one may begin the text.
func (b *body) labelParts(raw string, numbered bool) rowLabel {
	l := rowLabel{level: levelMain, start: leadingBlanks(raw)}
	rest := dropEnglish(strings.TrimRight(raw, " \n\r\t\u00a0"))
	if m := labelSerial.FindString(rest); m != "" && !numbered {
		l.serial, rest = strings.TrimSpace(m), rest[len(m):]
	}
	l.indent = l.start
	rest = l.takeBullet(rest)
	if cut, rel := cutRelation(rest); rel != NoPart {
		l.takeBullet(strings.TrimLeft(trimRelation(rest), " :"))
		l.rel = rel
		if at := strings.Index(raw, cut); at > 0 && cut != "" {
			l.indent = runeLen(raw[:at])
			if l.bullet != "" {
				l.indent -= 2
			}
		}
		rest = l.takeBullet(cut)
	}
	l.heading = b.x.parseHeading(rest)
	rest, l.unit = cutUnit(labelText(rest))
	l.text = labelText(rest)
	l.upper = l.text == strings.ToUpper(l.text) && l.text != strings.ToLower(l.text)
	l.total = isTotalWord(key(l.text))
	return l
}

// takeBullet takes the bullets off the front of a text and notes the first.
func (l *rowLabel) takeBullet(s string) string {
	for m := bulletOpening.FindString(s); m != ""; m = bulletOpening.FindString(s) {
		if l.bullet == "" {
			l.bullet = strings.TrimSpace(m)
		}
		s = s[len(m):]
	}
	return s
}

// trimRelation is what follows the relation's word, bullets included.
func trimRelation(s string) string {
	t := strings.TrimLeft(s, " -+*•–")
	low := strings.ToLower(t)
	for _, w := range relationWords {
		if strings.HasPrefix(low, w.word) {
			return t[len(w.word):]
		}
	}
	return s
}

func leadingBlanks(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) && r != '\u00a0' {
			break
		}
		n++
	}
	return n
}

// serialOf is the row's number as its column of serial numbers gives it.
func (b *body) serialOf(i int) string {
	for k := range b.columns {
		if c := &b.columns[k]; c.role == roleSerial {
			return tidy(b.s.text(b.s.inRow(i, c.col)))
		}
	}
	return ""
}

func (b *body) levelOf(l rowLabel) int {
	switch {
	case l.bullet == "+":
		return levelInner
	case l.bullet != "" || l.rel != NoPart:
		return levelChild
	case romanSerial.MatchString(l.serial) && !ambiguousLetter(l.serial):
		return levelSection + 5
	case letterSerial.MatchString(l.serial):
		if ambiguousLetter(l.serial) {
			return levelSection + 5
		}
		return levelSection
	case numberSerial.MatchString(l.serial):
		return levelMain
	case partSerial.MatchString(l.serial):
		return levelPart + 3*strings.Count(l.serial, ".")
	case smallSerial.MatchString(l.serial):
		return levelPart + 9
	}
	if main := b.lastMain(); main != nil && (l.indent > main.indent+1 || vagueWords[key(l.text)]) {
		return levelChild
	}
	return levelMain
}

// ambiguousLetter: I, V, X, C and so on are taken for Roman numerals.
func ambiguousLetter(s string) bool {
	return strings.ContainsAny(s, "IVXLC") && len(strings.Trim(s, "().")) == 1
}

// lastMain is the last row of a main or higher level.
func (b *body) lastMain() *entry {
	for k := len(b.stack) - 1; k >= 0; k-- {
		if e := &b.stack[k]; e.level < levelChild && e.level > levelSection+5 {
			return e
		}
	}
	return nil
}

// place puts a row on the stack below the row that it belongs to, and finds its
// full label.
func (b *body) place(l rowLabel, figures bool) {
	level := l.level
	for len(b.stack) > 0 {
		top := b.stack[len(b.stack)-1]
		if top.level < level {
			break
		}
		if top.level == level && level >= levelChild && nested(top, l) {
			level++
			break
		}
		if top.level > level && level >= levelChild && nested(top, l) {
			level = top.level + 1
			break
		}
		b.stack = b.stack[:len(b.stack)-1]
	}
	e := entry{level: level, indent: l.indent, unit: l.unit, row: l.row, figures: figures, bullet: l.bullet, rel: l.rel}
	if e.rel == NoPart && level >= levelChild {
		e.rel = b.relOfSiblings
	}
	b.relOfSiblings = e.rel
	if level < levelChild {
		b.relOfSiblings = NoPart
	}
	e.path = b.fullPath(l, level)
	b.stack = append(b.stack, e)
}

// nested tells that a child row belongs to the child row above it.
func nested(top entry, l rowLabel) bool {
	if l.bullet == "" && l.rel != NoPart { // a second "Trong đó"
		return top.bullet != "" && top.bullet != l.bullet && l.start >= top.indent
	}
	return top.level >= levelChild && l.indent > top.indent+1 && (l.bullet == top.bullet || l.bullet == "")
}

// fullPath joins a row's text with what it belongs to, where the row alone says
// too little.
func (b *body) fullPath(l rowLabel, level int) labelPath {
	own := labelPath{{l.text, l.rel}}
	if l.text == "" {
		if len(b.stack) > 0 {
			return b.stack[len(b.stack)-1].path
		}
		return nil
	}
	vague := isVague(l.text)
	if level < levelChild && !vague {
		return own
	}
	parent := b.parentFor(level, vague)
	if parent == nil {
		if vague && b.section != "" {
			return joinPath(labelPath{{sentenceCase(b.section), NoPart}}, l)
		}
		if vague || level >= levelChild {
			return nil // the title may explain it
		}
		return own
	}
	if !vague && b.standsAlone(l, parent) {
		return own
	}
	return joinPath(parent.path, l)
}

func joinPath(p labelPath, l rowLabel) labelPath {
	if l.total {
		return p
	}
	return append(p[:len(p):len(p)], labelPart{l.text, l.rel})
}

// parentFor is the row that explains a child, or that a vague row needs.
func (b *body) parentFor(level int, vague bool) *entry {
	for k := len(b.stack) - 1; k >= 0; k-- {
		e := &b.stack[k]
		if e.level <= levelSection+5 && !e.figures {
			return nil
		}
		if e.path != nil && (level >= levelChild || level > e.level) {
			return e
		}
	}
	return nil
}

// standsAlone tells that a child's text is the full name of an indicator:
// always below a heading without figures, and below a row with figures if it
// opens as a name does ("Số …", "Tỷ lệ …").
func (b *body) standsAlone(l rowLabel, parent *entry) bool {
	if l.rel != NoPart || len(b.x.lex.exact[key(l.text)]) == 0 {
		return false
	}
	return !parent.figures || nameOpening.MatchString(fold(l.text))
}

var nameOpening = regexp.MustCompile(`^(?:số|tỷ lệ|tổng|tỷ trọng|kinh phí) `)

func (b *body) parentUnit() string {
	for k := len(b.stack) - 2; k >= 0; k-- {
		if b.stack[k].unit != "" {
			return b.stack[k].unit
		}
		if b.stack[k].level < levelChild {
			return ""
		}
	}
	return ""
}

// finishLabel notes the row's unit for its children.
func (b *body) finishLabel(i int, r *rowSays) {
	if len(b.stack) > 0 && len(b.labels) > 0 && r.unit != "" {
		if e := &b.stack[len(b.stack)-1]; e.row == b.s.rows[i].row {
			e.unit = r.unit
		}
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
	if continued.MatchString(low) || pageTotal.MatchString(low) || rowSkip(low) != "" {
		return
	}
	h := b.x.parseHeading(text)
	switch {
	case h.spent() && h.years != (Period{}):
		b.block.years, b.block.measure = h.years, h.measure
		return
	case h.spent() && h.unit != "" && h.rel == NoPart && (len(b.labels) == 0 || b.serialOf(i) == ""):
		b.block.unit, b.block.path = h.unit, nil
		return
	case h.spent() && h.measure != "" && !h.total:
		b.block.measure = h.measure
		return
	case h.unit != "" && (vagueWords[key(h.part)] || quantityLeaf(key(h.part))) && len(b.labels) == 0:
		b.block.unit, b.block.path = h.unit, labelPath{{labelText(h.part), NoPart}}
		return
	}
	if b.bannerPlace(text) {
		return
	}
	if len(b.labels) == 0 {
		b.bannerIndicator(text, h)
		return
	}
	b.heading(i, text)
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

// bannerPlace reads a place alone above rows of indicators or years.
func (b *body) bannerPlace(text string) bool {
	if b.onlyPlaces || len(b.places) > 0 {
		p, ok := b.x.lex.place(text)
		return ok && (p.known || p.kind != "" || p.ambiguous) || isTotalWord(key(text)) || isGroup(fold(text))
	}
	shown := labelText(listPrefix.ReplaceAllString(tidy(text), ""))
	p, ok := b.x.lex.place(shown)
	if !ok || !p.known && p.kind == "" || p.ambiguous {
		return false
	}
	b.block.place, b.block.isPlace = p, true
	b.stack, b.section = nil, ""
	return true
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

// heading puts a row without figures above the rows of indicators that follow.
func (b *body) heading(i int, raw string) {
	l := b.label(i, raw)
	section := l.level <= levelSection+5 || l.upper || l.serial == "" && l.bullet == "" && l.rel == NoPart && l.indent == 0
	if section && l.level < levelChild {
		b.section = l.text
		b.block.unit = l.unit
		b.stack = b.stack[:0]
		b.stack = append(b.stack, entry{level: levelSection, row: l.row, path: nil})
		return
	}
	b.place(l, false)
	b.stack[len(b.stack)-1].unit = b.headingUnit(i, l)
}

func (b *body) headingUnit(i int, l rowLabel) string {
	for _, c := range b.units {
		if cell := b.s.inRow(i, c.col); cell != nil && cell.Kind == Text {
			if u := tidyUnit(cell.Text); u != "" {
				return u
			}
		}
	}
	return l.unit
}

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

// runeLen is the number of runes.
func runeLen(s string) int { return utf8.RuneCountInString(s) }
