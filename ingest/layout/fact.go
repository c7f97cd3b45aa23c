package layout

import (
	"cmp"
	"fmt"
	"math"
	"path"
	"regexp"
	"strconv"
	"strings"

	"tongket/ingest"
	"tongket/ingest/words"
)

// A value is a cell read as a figure.
type value struct {
	number   float64
	known    bool
	decimals int
	unit     string // that the cell itself gives
	mark     ingest.Mark
	bound    string
	measure  ingest.Measure // that the cell itself names
	pending  *words.Reading // separators are still to be settled
}

// readValue reads a cell of a figure column. ok is false where it is no figure;
// reason and code then say why, both empty for what is silently none ("x").
func (b *body) readValue(c *ingest.Cell) (v value, reason ingest.Reason, code string, ok bool) {
	switch c.Kind {
	case ingest.Number:
		return b.numberValue(c), "", "", true
	case ingest.Date:
		return v, ingest.ReasonDate, ingest.CodeDateValue, false
	case ingest.Fault:
		return v, "", ingest.CodeErrorCell, false
	case ingest.Blank:
		return v, ingest.ReasonUncached, ingest.CodeUncached, false
	case ingest.Text:
		return b.textValue(c)
	}
	return v, "", "", false
}

func (b *body) numberValue(c *ingest.Cell) value {
	v := value{number: words.RoundAsShown(c.Num), known: true}
	if c.Formula > 0 {
		v.mark = ingest.Computed
	}
	var info styleInfo
	info.decimals = -1
	if int(c.Style) < len(b.s.formats) {
		info = b.s.formats[c.Style]
	}
	if info.percent {
		v.number, v.unit = words.PerCent(c.Num), "%"
	} else if info.unit != "" {
		v.unit = info.unit
	}
	if v.decimals = info.decimals; v.decimals < 0 {
		v.decimals = words.DecimalsOf(v.number)
	}
	return v
}

func (b *body) textValue(c *ingest.Cell) (v value, reason ingest.Reason, code string, ok bool) {
	r := b.s.read(c)
	v = value{number: r.Value, known: true, decimals: r.Decimals, unit: r.Unit, mark: r.Mark, bound: r.Bound, measure: r.Measure}
	switch {
	case v.mark != "" || b.s.Sheet == "": // in a CSV all is text
	case c.Formula > 0:
		v.mark = ingest.Computed
	default:
		v.mark = ingest.Typed
	}
	switch r.Kind {
	case words.IsNumber:
		return v, "", "", true
	case words.IsAmbiguous:
		v.pending = r
		return v, "", "", true
	case words.IsMark:
		return value{mark: r.Mark, decimals: -1}, "", "", true
	case words.IsDate:
		return v, ingest.ReasonDate, ingest.CodeDateValue, false
	case words.IsRange:
		return v, ingest.ReasonRange, ingest.CodeRangeValue, false
	case words.IsFault:
		return v, "", ingest.CodeErrorCell, false
	case words.NotApplicable:
		return v, "", "", false
	}
	if strings.TrimSpace(c.Text) == "" || b.x.IsDitto(c.Text) {
		return v, "", "", false
	}
	return v, "", ingest.CodeNotANumber, false
}

// figure makes a fact of one cell, or says why it is none.
func (b *body) figure(i int, c *ingest.Cell, col *column, r *rowSays) error {
	if c.Kind == ingest.Number && c.Uncached {
		b.x.Told.Add(ingest.Issue{Pos: b.x.pos(b.s, c), Code: ingest.CodeUncached, Args: []string{b.formula(c)}})
		b.s.mark(c, ingest.ReasonUncached)
		return nil
	}
	if skip := b.skipped(c, col, r); skip != "" {
		b.s.mark(c, skip)
		return nil
	}
	v, reason, code, ok := b.readValue(c)
	told := b.x.known.figure(c)
	if !ok {
		b.refuse(c, r, reason, code)
		if !told {
			return nil
		}
		v = value{decimals: -1}
	}
	f, reason := b.fact(i, c, col, r, v)
	if reason != "" && told {
		f, reason = b.fact(i, c, col, r, value{decimals: -1})
	}
	if reason != "" {
		b.s.mark(c, reason)
		return nil
	}
	if f.Known || told {
		b.s.set(c, asFact)
	} else {
		b.s.marks++
	}
	return b.x.emit(f)
}

// refuse reports a cell that is no figure where one is expected.
func (b *body) refuse(c *ingest.Cell, r *rowSays, reason ingest.Reason, code string) {
	if reason != "" {
		b.s.mark(c, reason)
	}
	if code == "" || !r.named {
		return
	}
	issue := ingest.Issue{Pos: b.x.pos(b.s, c), Code: code, Raw: words.Tidy(b.s.text(c))}
	if code == ingest.CodeUncached {
		issue.Args = []string{b.formula(c)}
	}
	b.x.Told.Add(issue)
}

func (b *body) formula(c *ingest.Cell) string {
	if c.Formula > 0 && int(c.Formula) <= len(b.s.Formulas) {
		return b.s.Formulas[c.Formula-1]
	}
	return ""
}

// skipped is why no figure of that row and column counts.
func (b *body) skipped(c *ingest.Cell, col *column, r *rowSays) ingest.Reason {
	switch {
	case b.x.hides(b.s, c):
		return ingest.ReasonHidden
	case r.skip != "":
		return r.skip
	case col.skip != "":
		return col.skip
	case !r.named, col.orphan && b.headed:
		return ingest.ReasonNoLabel
	case r.conflict:
		b.x.Told.Once(ingest.Issue{Pos: b.x.pos(b.s, c), Code: ingest.CodeAmbiguousPlace, Raw: b.rowName(c)}, b.t.number)
		return ingest.ReasonAmbiguousPlace
	case col.clash != [2]string{}:
		b.x.Told.Once(ingest.Issue{Pos: b.x.pos(b.s, c), Code: ingest.CodeContradiction, Args: []string{"year", col.clash[0], col.clash[1], ""}}, b.t.number)
		return ingest.ReasonContradiction
	}
	return ""
}

func (b *body) rowName(c *ingest.Cell) string {
	for _, cell := range b.s.cells(b.s.rowIndex(c.Row), b.t.area.left, c.Col) {
		if cell.Kind == ingest.Text && b.s.read(&cell).Kind == words.NotNumber {
			return words.Tidy(cell.Text)
		}
	}
	return ""
}

// fact unites what title, column and row say about a figure.
func (b *body) fact(i int, c *ingest.Cell, col *column, r *rowSays, v value) (*ingest.Fact, ingest.Reason) {
	f := &b.x.scratch
	*f = ingest.Fact{Pos: b.x.pos(b.s, c), Value: v.number, Known: v.known, Mark: v.mark, Bound: v.bound, Decimals: v.decimals, Table: b.t.number, Raw: b.s.raw(c)}
	years, reason := b.yearsOf(c, col, r)
	if reason != "" {
		return nil, reason
	}
	f.Years = years
	f.Measure = b.cellMeasure(c, v, b.measureOf(col, r))
	n := b.naming(c, col, r, v)
	if len(n.path) == 0 {
		b.x.Told.Once(ingest.Issue{Pos: f.Pos, Code: ingest.CodeNoIndicator, Raw: f.Raw}, b.t.number)
		return nil, ingest.ReasonNoIndicator
	}
	f.Label, f.Unit = n.label, n.unit
	if v.pending != nil {
		number, decimals, ok := b.settle(i, col, *v.pending, b.likelyUnit(f.Unit, n.path))
		if !ok {
			b.x.Told.Add(ingest.Issue{Pos: f.Pos, Code: ingest.CodeSeparators, Raw: f.Raw, Args: []string{plain(v.pending.Value), plain(v.pending.Other)}})
			return nil, ingest.ReasonSeparators
		}
		f.Value, f.Decimals = number, decimals
	}
	if v.bound != "" && (f.Measure == ingest.Actual || f.Measure == ingest.Estimate) {
		b.x.Told.Add(ingest.Issue{Pos: f.Pos, Code: ingest.CodeBound, Raw: f.Raw})
		return nil, ingest.ReasonBound
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
	path        words.LabelPath
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

func (b *body) naming(c *ingest.Cell, col *column, r *rowSays, v value) *naming {
	if r.id == "" {
		r.id = r.path.Id()
	}
	k := namingKey{r.id, r.unit, col.id, v.unit, r.vague}
	if k == b.lastKey && b.lastNaming != nil { // the figure to the left
		return b.lastNaming
	}
	n := b.namingOf(k, c, col, r, v)
	b.lastKey, b.lastNaming = k, n
	return n
}

func (b *body) namingOf(k namingKey, c *ingest.Cell, col *column, r *rowSays, v value) *naming {
	if n, ok := b.namings[k]; ok {
		return n
	}
	n := &naming{path: b.withPart(b.pathOf(col, r))}
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
func (b *body) likelyUnit(unit string, p words.LabelPath) string {
	if unit != "" {
		return unit
	}
	m := b.x.Lex.Indicator(p, unit, b.section+" "+b.around.text)
	for _, n := range b.x.Lex.Indicators {
		if m.Code != "" && n.Code == m.Code {
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
func (b *body) yearsOf(c *ingest.Cell, col *column, r *rowSays) (ingest.Period, ingest.Reason) {
	base := r.years
	if base == (ingest.Period{}) && (b.around.skip == "" || col.isRel || r.isRel || col.measure == ingest.Plan || col.measure == ingest.Target) {
		base = b.around.years // of a title about a part of the year, plans alone are the year's
	}
	switch {
	case col.since:
		if p := b.termTo(col); p != (ingest.Period{}) {
			return p, ""
		}
		return b.noYear(c)
	case col.years != (ingest.Period{}):
		return b.columnYears(c, col, r)
	case col.term:
		if p := b.term(); p != (ingest.Period{}) {
			return p, ""
		}
		return b.noYear(c)
	case (col.isRel || r.isRel) && base != (ingest.Period{}) && base.From == base.To:
		return ingest.Year(base.To + min(col.rel, r.rel)), ""
	case base != (ingest.Period{}):
		return base, ""
	case b.around.skip != "":
		return ingest.Period{}, b.around.skip
	case b.around.term != (ingest.Period{}):
		return b.around.term, ""
	}
	return b.lastYear(c, col, r)
}

// columnYears is the year of a column that names one, unless the row's is
// nearer or contradicts it.
func (b *body) columnYears(c *ingest.Cell, col *column, r *rowSays) (ingest.Period, ingest.Reason) {
	switch {
	case r.years == ingest.Period{}:
	case within(r.years, col.years):
		return r.years, ""
	case !within(col.years, r.years):
		b.x.Told.Once(ingest.Issue{Pos: b.x.pos(b.s, c), Code: ingest.CodeContradiction, Args: []string{"year", r.years.String(), col.years.String(), ""}}, b.t.number)
		return ingest.Period{}, ingest.ReasonContradiction
	}
	if col.isRel && col.rel < 0 && col.years.From == col.years.To { // "Đầu năm" below "Năm 2019"
		return ingest.Year(col.years.To + col.rel), ""
	}
	if r.opening && col.years.From == col.years.To && col.measure != ingest.Plan && col.measure != ingest.Target {
		return ingest.Year(col.years.To - 1), ""
	}
	return col.years, ""
}

// lastYear is the year that the file's name gives, which is told.
func (b *body) lastYear(c *ingest.Cell, col *column, r *rowSays) (ingest.Period, ingest.Reason) {
	year := b.x.nameYear()
	if year == 0 {
		return b.noYear(c)
	}
	b.x.Told.Once(ingest.Issue{Pos: b.x.pos(b.s, c), Code: ingest.CodeNameYear, Raw: words.Tidy(b.s.text(c)), Args: []string{strconv.Itoa(year)}}, b.t.number)
	return ingest.Year(year + min(col.rel, r.rel)), ""
}

// nameYear is the one year that the file's name gives, or 0.
func (x *reader) nameYear() int {
	name := path.Base(x.File)
	year := 0
	for _, digits := range digitRuns.FindAllString(strings.TrimSuffix(name, path.Ext(name)), -1) {
		switch y := words.Atoi(digits); {
		case len(digits) != 4 || !x.ValidYear(y):
		case year != 0 && year != y:
			return 0
		default:
			year = y
		}
	}
	return year
}

var digitRuns = regexp.MustCompile(`\d+`)

func (b *body) noYear(c *ingest.Cell) (ingest.Period, ingest.Reason) {
	b.x.Told.Once(ingest.Issue{Pos: b.x.pos(b.s, c), Code: ingest.CodeNoYear, Raw: words.Tidy(b.s.text(c))}, b.t.number)
	return ingest.Period{}, ""
}

// term is the term that the sheet is about: the one that it names, else the job's.
func (b *body) term() ingest.Period {
	if p := fiveOf(b.around.term); p.To-p.From >= 3 {
		return p
	}
	return b.x.opt.Term
}

func within(a, b ingest.Period) bool { return b.From <= a.From && a.To <= b.To }

// termTo is the period of "lũy kế từ đầu nhiệm kỳ đến 2019".
func (b *body) termTo(col *column) ingest.Period {
	if col.years != (ingest.Period{}) && col.years.From != col.years.To {
		return col.years
	}
	term := b.term()
	if term == (ingest.Period{}) {
		return ingest.Period{}
	}
	to := term.To
	if col.years != (ingest.Period{}) {
		to = col.years.To
	} else if b.around.years != (ingest.Period{}) {
		to = b.around.years.To
	}
	if to <= term.From || to > term.To {
		return ingest.Period{}
	}
	return ingest.Period{From: term.From, To: to}
}

// fiveOf: a term named by six years has its base year before it.
func fiveOf(p ingest.Period) ingest.Period {
	if p.To-p.From == 5 {
		p.From++
	}
	return p
}

func (b *body) measureOf(col *column, r *rowSays) ingest.Measure {
	switch {
	case r.measure != "" && col.measure == ingest.Actual && (r.measure == ingest.Estimate || b.oneMeasure):
		return r.measure
	case col.measure != "":
		return col.measure
	case r.measure != "":
		return r.measure
	case b.bands.measure() != "":
		return b.bands.measure()
	case b.around.measure != "" && !(col.isRel && col.rel < 0):
		return b.around.measure
	}
	return ingest.Actual
}

// cellMeasure is the measure that a cell names itself, unless its column plans.
func (b *body) cellMeasure(c *ingest.Cell, v value, around ingest.Measure) ingest.Measure {
	switch {
	case v.measure == "" || v.measure == around:
		return around
	case around == ingest.Actual || around == ingest.Estimate:
		return v.measure
	}
	b.x.Told.Add(ingest.Issue{Pos: b.x.pos(b.s, c), Code: ingest.CodeContradiction, Raw: words.Tidy(c.Text), Args: []string{"measure", string(around), string(v.measure), string(around)}})
	return around
}

// pathOf is the figure's label: the indicator that row, column, block or title
// name, and then its breakdowns.
func (b *body) pathOf(col *column, r *rowSays) words.LabelPath {
	p, heads := r.path, col.path
	if len(heads) == 1 && emptyLeaves[words.Key(heads[0].Text)] {
		heads = nil // "Số lượng"
	}
	switch {
	case b.joinTitle && !(len(heads) > 0 && b.namesItself(heads[0])) && !(len(p) > 0 && !r.vague && b.namesItself(p[0])):
		base := b.basePath()
		if len(heads) == 1 && b.x.countLeaf(heads[0].Text) {
			heads = nil
		}
		return base.And(heads).And(p)
	case len(p) > 0 && !r.vague && !(b.onlyExtras() && len(heads) > 0):
		return p.And(heads)
	case len(p) > 0 && len(heads) > 0 && !b.x.IsVague(heads[0].Text):
		return heads.And(p)
	}
	base := b.bands.path()
	if len(heads) == 0 || b.x.IsVague(heads[0].Text) || heads[0].Rel != ingest.NoPart {
		base = b.basePath()
	}
	if len(base) == 0 {
		return p.And(col.path)
	}
	return base.And(heads).And(p)
}

// withPart adds what the table's caption says of the figures: behind the title's
// indicator, else in front.
func (b *body) withPart(p words.LabelPath) words.LabelPath {
	if b.around.part == "" {
		return p
	}
	part := words.LabelPath{{Text: b.around.part}}
	switch {
	case len(p) == 0 || p[0].Text != b.around.indicator:
		return part.And(p)
	case b.around.ceremony:
		return part.And(p[1:])
	}
	return p[:1:1].And(part).And(p[1:])
}

// emptyLeaves head columns of figures and say nothing of them.
var emptyLeaves = words.WordSet("số lượng,sl,số,số liệu,kết quả,giá trị")

// countLeaf tells the words for a number and no more: "Số lượng", "Số hộ".
func (x *reader) countLeaf(s string) bool {
	unit, ok := x.QuantityUnit(words.Key(s))
	return ok && unit != "%" && words.Key(s) != "kinh phí" && words.Key(s) != "số tiền"
}

// onlyExtras: rows are named by breakdowns alone, beside places or years.
func (b *body) onlyExtras() bool { return len(b.labels) == 0 }

// basePath is the indicator of the block or the title.
func (b *body) basePath() words.LabelPath {
	title := words.LabelPath{}
	if b.around.indicator != "" {
		title = words.LabelPath{{Text: b.around.indicator}}
	}
	above := b.bands.path()
	if len(above) > 0 && !b.x.IsVague(above[0].Text) {
		return above
	}
	return title.And(above)
}

// unitOf is the figure's unit: the cell's own, the column's, the row's, the
// block's, what the label implies, the title's.
func (b *body) unitOf(c *ingest.Cell, col *column, r *rowSays, v value, p words.LabelPath) string {
	said := cmp.Or(col.unit, r.unit, b.bands.unit())
	if v.unit != "" {
		if said != "" && (b.x.UnitClass(said) == words.ClassPerCent) != (v.unit == "%") {
			b.x.Told.Once(ingest.Issue{Pos: b.x.pos(b.s, c), Code: ingest.CodeContradiction, Raw: words.Tidy(b.s.text(c)), Args: []string{"unit", said, v.unit, v.unit}}, b.t.number)
		}
		return v.unit
	}
	if said != "" {
		return said
	}
	fromTitle := p[0].Text == b.around.indicator && b.around.unit != ""
	if !fromTitle && (strings.HasPrefix(words.Key(p[len(p)-1].Text), "tỷ lệ") || strings.HasPrefix(words.Key(p[0].Text), "tỷ lệ")) {
		return "%"
	}
	return b.around.unit
}

// placeOf is the figure's place: the row's, the column's, the block's, the
// title's, the sheet's.
func (b *body) placeOf(f *ingest.Fact, col *column, r *rowSays) ingest.Reason {
	switch {
	case r.isPlace:
		b.givePlace(f, r.place, ingest.FromRow)
		f.Group = r.group
		return ""
	case col.isPlace:
		p := col.place
		if p.Ambiguous {
			q, ok := b.shared(p)
			if !ok {
				b.x.Told.Once(ingest.Issue{Pos: f.Pos, Code: ingest.CodeAmbiguousPlace, Raw: p.Name}, b.t.number)
				return ingest.ReasonAmbiguousPlace
			}
			p = q
		}
		b.givePlace(f, p, ingest.FromColumn)
	case b.rowPlace():
		above, _ := b.bands.place()
		b.givePlace(f, above.place, ingest.FromRow)
		f.Group = above.group
	case b.around.place.Ambiguous:
		b.x.Told.Once(ingest.Issue{Pos: f.Pos, Code: ingest.CodeAmbiguousPlace, Raw: b.around.place.Name}, b.t.number)
		return ingest.ReasonAmbiguousPlace
	default:
		b.givePlace(f, b.around.place, b.around.origin)
	}
	return ""
}

// rowPlace tells that a band names the place.
func (b *body) rowPlace() bool {
	_, ok := b.bands.place()
	return ok
}

// givePlace names the place; a whole is the title's place, if it has one.
func (b *body) givePlace(f *ingest.Fact, p words.PlaceMatch, origin ingest.Origin) {
	f.Province = b.around.province
	if p.Whole && p.Name == "" && origin != b.around.origin && !b.around.place.Whole {
		p, origin = b.around.place, b.around.origin
	}
	if p.Whole || p.Name == "" {
		f.Place, f.PlaceFrom = "", ingest.FromNowhere
		return
	}
	f.Place, f.PlaceFrom = p.Name, origin
	if !p.Known && len(b.x.Lex.Places) > 0 {
		b.x.Told.UnknownPlace(f.Pos, p.Name, b.x.Lex.NearPlaces)
	}
}

// nameIndicator finds the label in the vocabulary, and says once a sheet what
// is unknown or only similar.
func (b *body) nameIndicator(f *ingest.Fact, n *naming) {
	if n.known {
		f.Indicator = n.code
		return
	}
	m := b.x.Lex.Indicator(n.path, n.unit, b.section+" "+b.around.text)
	n.known, n.code = true, m.Code
	f.Indicator = m.Code
	switch {
	case m.Code != "" && n.restored:
		b.x.Told.Once(ingest.Issue{Pos: f.Pos, Code: ingest.CodeSimilar, Raw: f.Label, Args: []string{f.Label, m.Name, likeness(words.Similarity(words.Key(f.Label), words.Key(n.path.String())))}}, 0)
	case len(b.x.Lex.Indicators) == 0 || m.Similar == 1:
	case m.Code != "":
		b.x.Told.Once(ingest.Issue{Pos: f.Pos, Code: ingest.CodeSimilar, Raw: f.Label, Args: []string{f.Label, m.Name, likeness(m.Similar)}}, 0)
	default:
		b.x.Told.Once(ingest.Issue{Pos: f.Pos, Code: ingest.CodeUnknown, Raw: f.Label, Args: m.Nearest}, 0)
	}
}

// likeness is a similarity as issues quote it: two decimals, never rounded up.
func likeness(similar float64) string {
	return strings.Replace(fmt.Sprintf("%.2f", math.Floor(similar*100)/100), ".", ",", 1)
}
