package ingest

import (
	"cmp"
	"fmt"
	"math"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// A value is a cell read as a figure.
type value struct {
	number   float64
	known    bool
	decimals int
	unit     string // that the cell itself gives
	mark     Mark
	bound    string
	measure  Measure  // that the cell itself names
	pending  *reading // separators are still to be settled
}

// readValue reads a cell of a figure column. ok is false where it is no figure;
// reason and code then say why, both empty for what is silently none ("x").
func (b *body) readValue(c *Cell) (v value, reason Reason, code string, ok bool) {
	switch c.Kind {
	case Number:
		return b.numberValue(c), "", "", true
	case Date:
		return v, ReasonDate, CodeDateValue, false
	case Fault:
		return v, "", CodeErrorCell, false
	case Blank:
		return v, ReasonUncached, CodeUncached, false
	case Text:
		return b.textValue(c)
	}
	return v, "", "", false
}

func (b *body) numberValue(c *Cell) value {
	v := value{number: exact(c.Num), known: true}
	if c.Formula > 0 {
		v.mark = Computed
	}
	var info styleInfo
	info.decimals = -1
	if int(c.Style) < len(b.s.formats) {
		info = b.s.formats[c.Style]
	}
	if info.percent {
		v.number, v.unit = perCent(c.Num), "%"
	} else if info.unit != "" {
		v.unit = info.unit
	}
	if v.decimals = info.decimals; v.decimals < 0 {
		v.decimals = decimalsOf(v.number)
	}
	return v
}

func (b *body) textValue(c *Cell) (v value, reason Reason, code string, ok bool) {
	r := b.s.read(c)
	v = value{number: r.value, known: true, decimals: r.decimals, unit: r.unit, mark: r.mark, bound: r.bound, measure: r.measure}
	switch {
	case v.mark != "" || b.s.Sheet == "": // in a CSV all is text
	case c.Formula > 0:
		v.mark = Computed
	default:
		v.mark = Typed
	}
	switch r.kind {
	case isNumber:
		return v, "", "", true
	case isAmbiguous:
		v.pending = r
		return v, "", "", true
	case isMark:
		return value{mark: r.mark, decimals: -1}, "", "", true
	case isDate:
		return v, ReasonDate, CodeDateValue, false
	case isRange:
		return v, ReasonRange, CodeRangeValue, false
	case isFault:
		return v, "", CodeErrorCell, false
	case notApplicable:
		return v, "", "", false
	}
	if strings.TrimSpace(c.Text) == "" || isDitto(c.Text) {
		return v, "", "", false
	}
	return v, "", CodeNotANumber, false
}

// figure makes a fact of one cell, or says why it is none.
func (b *body) figure(i int, c *Cell, col *column, r *rowSays) error {
	if c.Kind == Number && c.Uncached {
		b.x.told.Add(Issue{Pos: b.x.pos(b.s, c), Code: CodeUncached, Args: []string{b.formula(c)}})
		b.s.mark(c, ReasonUncached)
		return nil
	}
	if skip := b.skipped(c, col, r); skip != "" {
		b.s.mark(c, skip)
		return nil
	}
	v, reason, code, ok := b.readValue(c)
	if !ok {
		b.refuse(c, r, reason, code)
		return nil
	}
	f, reason := b.fact(i, c, col, r, v)
	if reason != "" {
		b.s.mark(c, reason)
		return nil
	}
	if f.Known {
		b.s.set(c, asFact)
	} else {
		b.s.marks++
	}
	return b.x.emit(f)
}

// refuse reports a cell that is no figure where one is expected.
func (b *body) refuse(c *Cell, r *rowSays, reason Reason, code string) {
	if reason != "" {
		b.s.mark(c, reason)
	}
	if code == "" || !r.named {
		return
	}
	issue := Issue{Pos: b.x.pos(b.s, c), Code: code, Raw: tidy(b.s.text(c))}
	if code == CodeUncached {
		issue.Args = []string{b.formula(c)}
	}
	b.x.told.Add(issue)
}

func (b *body) formula(c *Cell) string {
	if c.Formula > 0 && int(c.Formula) <= len(b.s.Formulas) {
		return b.s.Formulas[c.Formula-1]
	}
	return ""
}

// skipped is why no figure of that row and column counts.
func (b *body) skipped(c *Cell, col *column, r *rowSays) Reason {
	switch {
	case b.x.hides(b.s, c):
		return ReasonHidden
	case r.skip != "":
		return r.skip
	case col.skip != "":
		return col.skip
	case !r.named:
		return ReasonNoLabel
	case r.conflict:
		b.x.told.Once(Issue{Pos: b.x.pos(b.s, c), Code: CodeAmbiguousPlace, Raw: b.rowName(c)}, b.t.number)
		return ReasonAmbiguousPlace
	case col.clash != [2]string{}:
		b.x.told.Once(Issue{Pos: b.x.pos(b.s, c), Code: CodeContradiction, Args: []string{"year", col.clash[0], col.clash[1], ""}}, b.t.number)
		return ReasonContradiction
	}
	return ""
}

func (b *body) rowName(c *Cell) string {
	for _, cell := range b.s.cells(b.s.rowIndex(c.Row), b.t.area.left, c.Col) {
		if cell.Kind == Text && b.s.read(&cell).kind == notNumber {
			return tidy(cell.Text)
		}
	}
	return ""
}

// fact unites what title, column and row say about a figure.
func (b *body) fact(i int, c *Cell, col *column, r *rowSays, v value) (*Fact, Reason) {
	f := &b.x.scratch
	*f = Fact{Pos: b.x.pos(b.s, c), Value: v.number, Known: v.known, Mark: v.mark, Bound: v.bound, Decimals: v.decimals, Table: b.t.number, Raw: b.s.raw(c)}
	years, reason := b.yearsOf(c, col, r)
	if reason != "" {
		return nil, reason
	}
	f.Years = years
	f.Measure = b.cellMeasure(c, v, b.measureOf(col, r))
	n := b.naming(c, col, r, v)
	if len(n.path) == 0 {
		b.x.told.Once(Issue{Pos: f.Pos, Code: CodeNoIndicator, Raw: f.Raw}, b.t.number)
		return nil, ReasonNoIndicator
	}
	f.Label, f.Unit = n.label, n.unit
	if v.pending != nil {
		number, decimals, ok := b.settle(i, col, *v.pending, b.likelyUnit(f.Unit, n.path))
		if !ok {
			b.x.told.Add(Issue{Pos: f.Pos, Code: CodeSeparators, Raw: f.Raw, Args: []string{plain(v.pending.value), plain(v.pending.other)}})
			return nil, ReasonSeparators
		}
		f.Value, f.Decimals = number, decimals
	}
	if v.bound != "" && (f.Measure == Actual || f.Measure == Estimate) {
		b.x.told.Add(Issue{Pos: f.Pos, Code: CodeBound, Raw: f.Raw})
		return nil, ReasonBound
	}
	if reason := b.placeOf(f, col, r); reason != "" {
		return nil, reason
	}
	b.nameIndicator(f, n)
	b.parts(f, i, c, col, r)
	if c.Formula > 0 {
		f.SumOf = sumOf(b.formula(c))
	}
	return f, ""
}

// A naming is what figures are called: those of a row in columns that say the
// same but for years and measures, and those of rows that say the same.
type naming struct {
	path        labelPath
	label, unit string
	restored    bool   // the sheet writes the label without diacritics
	known       bool   // the vocabulary was asked, and what is to be said of it is said
	code        string // the vocabulary's
}

// namingKey is all that a naming depends on between two banners.
type namingKey struct {
	row, rowUnit, column, cellUnit string
	vague                          bool
}

const maxNamings = 1 << 10

func (b *body) naming(c *Cell, col *column, r *rowSays, v value) *naming {
	if r.id == "" {
		r.id = r.path.id()
	}
	k := namingKey{r.id, r.unit, col.id, v.unit, r.vague}
	if k == b.lastKey && b.lastNaming != nil { // the figure to the left
		return b.lastNaming
	}
	n := b.namingOf(k, c, col, r, v)
	b.lastKey, b.lastNaming = k, n
	return n
}

func (b *body) namingOf(k namingKey, c *Cell, col *column, r *rowSays, v value) *naming {
	if n, ok := b.namings[k]; ok {
		return n
	}
	n := &naming{path: b.pathOf(col, r)}
	if len(n.path) > 0 {
		n.label, n.restored = b.s.asWritten(n.path)
		n.unit = b.unitOf(c, col, r, v, n.path)
	}
	if len(b.namings) >= maxNamings {
		clear(b.namings)
	}
	b.namings[k] = n
	return n
}

// likelyUnit is the figure's unit, or where the sheet gives none that of the
// indicator: it tells whether three decimals can be.
func (b *body) likelyUnit(unit string, p labelPath) string {
	if unit != "" {
		return unit
	}
	m := b.x.lex.indicator(p, unit, b.section+" "+b.around.text)
	for _, n := range b.x.lex.names {
		if m.code != "" && n.Code == m.code {
			return n.Unit
		}
	}
	return ""
}

// plain is a number as issues quote it, with a decimal comma.
func plain(v float64) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), ".", ",", 1)
}

// yearsOf is the figure's year: its column's, its row's, its block's, the
// title's, the sheet's.
func (b *body) yearsOf(c *Cell, col *column, r *rowSays) (Period, Reason) {
	base := r.years
	if base == (Period{}) && (b.around.skip == "" || col.isRel || r.isRel || col.measure == Plan || col.measure == Target) {
		base = b.around.years // of a title about a part of the year, plans alone are the year's
	}
	switch {
	case col.since:
		if p := b.termTo(col); p != (Period{}) {
			return p, ""
		}
		return b.noYear(c)
	case col.years != (Period{}):
		return b.columnYears(c, col, r)
	case col.term:
		if p := b.term(); p != (Period{}) {
			return p, ""
		}
		return b.noYear(c)
	case (col.isRel || r.isRel) && base != (Period{}) && base.From == base.To:
		return Year(base.To + min(col.rel, r.rel)), ""
	case base != (Period{}):
		return base, ""
	case b.around.skip != "":
		return Period{}, b.around.skip
	case b.around.term != (Period{}):
		return b.around.term, ""
	}
	return b.lastYear(c, col, r)
}

// columnYears is the year of a column that names one, unless the row's is
// nearer or contradicts it.
func (b *body) columnYears(c *Cell, col *column, r *rowSays) (Period, Reason) {
	switch {
	case r.years == Period{}:
	case within(r.years, col.years):
		return r.years, ""
	case !within(col.years, r.years):
		b.x.told.Once(Issue{Pos: b.x.pos(b.s, c), Code: CodeContradiction, Args: []string{"year", r.years.String(), col.years.String(), ""}}, b.t.number)
		return Period{}, ReasonContradiction
	}
	if col.isRel && col.rel < 0 && col.years.From == col.years.To { // "Đầu năm" below "Năm 2019"
		return Year(col.years.To + col.rel), ""
	}
	if r.opening && col.years.From == col.years.To && col.measure != Plan && col.measure != Target {
		return Year(col.years.To - 1), ""
	}
	return col.years, ""
}

// lastYear is the year that the file's name gives, which is told.
func (b *body) lastYear(c *Cell, col *column, r *rowSays) (Period, Reason) {
	year := b.x.nameYear()
	if year == 0 {
		return b.noYear(c)
	}
	b.x.told.Once(Issue{Pos: b.x.pos(b.s, c), Code: CodeNameYear, Raw: tidy(b.s.text(c)), Args: []string{strconv.Itoa(year)}}, b.t.number)
	return Year(year + min(col.rel, r.rel)), ""
}

// nameYear is the one year that the file's name gives, or 0.
func (x *reader) nameYear() int {
	name := path.Base(x.file)
	year := 0
	for _, digits := range digitRuns.FindAllString(strings.TrimSuffix(name, path.Ext(name)), -1) {
		switch y := atoi(digits); {
		case len(digits) != 4 || !x.validYear(y):
		case year != 0 && year != y:
			return 0
		default:
			year = y
		}
	}
	return year
}

var digitRuns = regexp.MustCompile(`\d+`)

func (b *body) noYear(c *Cell) (Period, Reason) {
	b.x.told.Once(Issue{Pos: b.x.pos(b.s, c), Code: CodeNoYear, Raw: tidy(b.s.text(c))}, b.t.number)
	return Period{}, ReasonNoYear
}

// term is the term that the sheet is about: the one that it names, else the job's.
func (b *body) term() Period {
	if p := fiveOf(b.around.term); p.To-p.From >= 3 {
		return p
	}
	return b.x.opt.Term
}

func within(a, b Period) bool { return b.From <= a.From && a.To <= b.To }

// termTo is the period of "lũy kế từ đầu nhiệm kỳ đến 2019".
func (b *body) termTo(col *column) Period {
	if col.years != (Period{}) && col.years.From != col.years.To {
		return col.years
	}
	term := b.term()
	if term == (Period{}) {
		return Period{}
	}
	to := term.To
	if col.years != (Period{}) {
		to = col.years.To
	} else if b.around.years != (Period{}) {
		to = b.around.years.To
	}
	if to <= term.From || to > term.To {
		return Period{}
	}
	return Period{term.From, to}
}

// fiveOf: a term named by six years has its base year before it.
func fiveOf(p Period) Period {
	if p.To-p.From == 5 {
		p.From++
	}
	return p
}

func (b *body) measureOf(col *column, r *rowSays) Measure {
	switch {
	case r.measure != "" && col.measure == Actual && r.measure == Estimate:
		return Estimate
	case col.measure != "":
		return col.measure
	case r.measure != "":
		return r.measure
	case b.block.measure != "":
		return b.block.measure
	case b.around.measure != "" && !(col.isRel && col.rel < 0):
		return b.around.measure
	}
	return Actual
}

// cellMeasure is the measure that a cell names itself, unless its column plans.
func (b *body) cellMeasure(c *Cell, v value, around Measure) Measure {
	switch {
	case v.measure == "" || v.measure == around:
		return around
	case around == Actual || around == Estimate:
		return v.measure
	}
	b.x.told.Add(Issue{Pos: b.x.pos(b.s, c), Code: CodeContradiction, Raw: tidy(c.Text), Args: []string{"measure", string(around), string(v.measure), string(around)}})
	return around
}

// pathOf is the figure's label: the indicator that row, column, block or title
// name, and then its breakdowns.
func (b *body) pathOf(col *column, r *rowSays) labelPath {
	p := r.path
	switch {
	case len(p) > 0 && !r.vague && !(b.onlyExtras() && len(col.path) > 0):
		if len(col.path) == 1 && emptyLeaves[key(col.path[0].text)] {
			return p
		}
		return p.and(col.path)
	case len(p) > 0 && len(col.path) > 0 && !isVague(col.path[0].text):
		return col.path.and(p)
	}
	base := b.basePath(col)
	if len(base) == 0 && len(p) > 0 && !isVague(p[0].text) {
		return p.and(col.path)
	}
	if len(base) == 0 && len(p) > 0 {
		return p.and(col.path)
	}
	if len(base) > 0 && len(col.path) == 1 && countLeaf(col.path[0].text) {
		return base.and(p) // "Số lượng" below a title that says of what
	}
	return base.and(col.path).and(p)
}

// emptyLeaves head columns of figures and say nothing of them.
var emptyLeaves = wordSet("số lượng,sl,số,số liệu,kết quả,giá trị")

// countLeaf tells the words for a number and no more: "Số lượng", "Số hộ".
func countLeaf(s string) bool {
	unit, ok := quantityWords[key(s)]
	return ok && unit != "%" && key(s) != "kinh phí" && key(s) != "số tiền"
}

// onlyExtras: rows are named by breakdowns alone, beside places or years.
func (b *body) onlyExtras() bool { return len(b.labels) == 0 }

// basePath is the indicator of the block or the title, for columns that say too
// little.
func (b *body) basePath(col *column) labelPath {
	if len(col.path) > 0 && !isVague(col.path[0].text) && col.path[0].rel == NoPart && !b.joinTitle {
		return nil
	}
	title := labelPath{}
	if b.around.indicator != "" {
		title = labelPath{{b.around.indicator, NoPart}}
	}
	if len(b.block.path) > 0 && isVague(b.block.path[0].text) {
		return title.and(b.block.path)
	}
	if len(b.block.path) > 0 {
		return b.block.path
	}
	return title
}

// unitOf is the figure's unit: the cell's own, the column's, the row's, the
// block's, what the label implies, the title's.
func (b *body) unitOf(c *Cell, col *column, r *rowSays, v value, p labelPath) string {
	said := cmp.Or(col.unit, r.unit, b.block.unit)
	if v.unit != "" {
		if said != "" && (unitClass(said) == "%") != (v.unit == "%") {
			b.x.told.Once(Issue{Pos: b.x.pos(b.s, c), Code: CodeContradiction, Raw: tidy(b.s.text(c)), Args: []string{"unit", said, v.unit, v.unit}}, b.t.number)
		}
		return v.unit
	}
	if said != "" {
		return said
	}
	fromTitle := p[0].text == b.around.indicator && b.around.unit != ""
	if !fromTitle && (strings.HasPrefix(key(p[len(p)-1].text), "tỷ lệ") || strings.HasPrefix(key(p[0].text), "tỷ lệ")) {
		return "%"
	}
	return b.around.unit
}

// placeOf is the figure's place: the row's, the column's, the block's, the
// title's, the sheet's.
func (b *body) placeOf(f *Fact, col *column, r *rowSays) Reason {
	switch {
	case r.isPlace:
		b.givePlace(f, r.place, FromRow)
		f.Group = r.group
		return ""
	case col.isPlace:
		p := col.place
		if p.ambiguous {
			q, ok := b.shared(p)
			if !ok {
				b.x.told.Once(Issue{Pos: f.Pos, Code: CodeAmbiguousPlace, Raw: p.name}, b.t.number)
				return ReasonAmbiguousPlace
			}
			p = q
		}
		b.givePlace(f, p, FromColumn)
	case b.block.isPlace:
		b.givePlace(f, b.block.place, FromRow)
	case b.around.place.ambiguous:
		b.x.told.Once(Issue{Pos: f.Pos, Code: CodeAmbiguousPlace, Raw: b.around.place.name}, b.t.number)
		return ReasonAmbiguousPlace
	default:
		b.givePlace(f, b.around.place, b.around.origin)
	}
	return ""
}

// givePlace names the place; a whole is the title's place, if it has one.
func (b *body) givePlace(f *Fact, p placeMatch, origin Origin) {
	f.Province = b.around.province
	if p.whole && origin != b.around.origin && !b.around.place.whole {
		p, origin = b.around.place, b.around.origin
	}
	if p.whole || p.name == "" {
		f.Place, f.PlaceFrom = "", FromNowhere
		return
	}
	f.Place, f.PlaceFrom = p.name, origin
	if !p.known && len(b.x.lex.places) > 0 {
		b.x.told.UnknownPlace(f.Pos, p.name, b.x.lex.nearPlaces)
	}
}

// nameIndicator finds the label in the vocabulary, and says once a sheet what
// is unknown or only similar.
func (b *body) nameIndicator(f *Fact, n *naming) {
	if n.known {
		f.Indicator = n.code
		return
	}
	m := b.x.lex.indicator(n.path, n.unit, b.section+" "+b.around.text)
	n.known, n.code = true, m.code
	f.Indicator = m.code
	switch {
	case m.code != "" && n.restored:
		b.x.told.Once(Issue{Pos: f.Pos, Code: CodeSimilar, Raw: f.Label, Args: []string{f.Label, m.name, likeness(similarity(key(f.Label), key(n.path.String())))}}, 0)
	case len(b.x.lex.names) == 0 || m.similar == 1:
	case m.code != "":
		b.x.told.Once(Issue{Pos: f.Pos, Code: CodeSimilar, Raw: f.Label, Args: []string{f.Label, m.name, likeness(m.similar)}}, 0)
	default:
		b.x.told.Once(Issue{Pos: f.Pos, Code: CodeUnknown, Raw: f.Label, Args: m.nearest}, 0)
	}
}

// likeness is a similarity as issues quote it: two decimals, never rounded up.
func likeness(similar float64) string {
	return strings.Replace(fmt.Sprintf("%.2f", math.Floor(similar*100)/100), ".", ",", 1)
}
