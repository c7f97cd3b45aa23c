package layout

import (
	"cmp"
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
	case ingest.Boolean:
		return v, "", ingest.CodeNotANumber, false
	case ingest.Damaged: // which the book tells
		return v, ingest.ReasonDamaged, "", false
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
	info, styled := b.s.format(c)
	if !styled {
		info.decimals = -1
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
	if c.Kind == ingest.Number && c.Uncached { // which the book tells
		b.s.mark(c, ingest.ReasonUncached)
		return nil
	}
	if skip := b.skipped(c, col, r); skip != "" {
		b.s.mark(c, skip)
		return nil
	}
	if b.mergedOver(i, c, col) {
		b.refuse(c, r, ingest.ReasonMerged, ingest.CodeMergedFigure)
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
	if b.x.opt.Explain != nil {
		b.x.opt.Explain(f, b.explainer.evidence(i, c, col, f))
	}
	return b.r.emit(f)
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

func (b *columnSet) formula(c *ingest.Cell) string {
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
	case (b.partYears || b.around.notedOf(r.years).Part) && col.years == ingest.Period{} && ofPart(r.years, cmp.Or(col.measure, r.measure)):
		return ingest.ReasonPartYear
	case !r.named, col.orphan && b.headed:
		return ingest.ReasonNoLabel
	case r.conflict && b.x.known.placing(c.Row, c.Col) == nil:
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

// mostLabels is how many labels of a workbook may be unknown to the vocabulary: no table
// of indicators has as many, and beyond them no further ones are looked up.
const mostLabels = 50_000

// fact unites what title, column and row say about a figure.
func (b *body) fact(i int, c *ingest.Cell, col *column, r *rowSays, v value) (*ingest.Fact, ingest.Reason) {
	f := &b.r.scratch
	*f = ingest.Fact{Pos: b.x.pos(b.s, c), Value: v.number, Known: v.known, Mark: v.mark, Bound: v.bound, Decimals: v.decimals, Table: b.t.number, Raw: b.s.raw(c)}
	years, reason := b.yearsOf(c, col, r)
	if reason != "" {
		return nil, reason
	}
	f.Years = years
	said := b.measureOf(col, r)
	if f.Measure = said; said == "" && v.measure == "" {
		b.giveUnsaid(f, col, r)
	} else {
		f.Measure = b.cellMeasure(c, v, ingest.Measure(cmp.Or(string(said), string(ingest.Actual))))
	}
	n := b.naming(c, col, r, v)
	if len(n.path) == 0 || n.label == "" { // also where a serial number is all that the label has
		b.x.Told.Once(ingest.Issue{Pos: f.Pos, Code: ingest.CodeNoIndicator, Raw: f.Raw}, b.t.number)
		return nil, ingest.ReasonNoIndicator
	}
	f.Label, f.Unit = n.label, words.CasedUnit(n.unit)
	if ofLastMonth(b, col, r) && !strings.Contains(f.Unit, "/") && words.IsFlow(f.Label, b.x.UnitClass(f.Unit) == words.ClassMoney) {
		b.x.Told.Once(ingest.Issue{Pos: f.Pos, Code: ingest.CodeDoubtful, Raw: f.Label, Args: []string{b.rangeText(), "left-columns", "", string(ingest.ReasonPartYear)}}, b.t.number)
		return nil, ingest.ReasonPartYear
	}
	if !n.known && b.x.Told.Count(ingest.CodeUnknown) >= mostLabels {
		b.x.Told.OfSheet(ingest.Issue{Pos: f.Pos, Code: ingest.CodeTooLarge, Raw: f.Label, Args: []string{"labels", ">" + strconv.Itoa(mostLabels), strconv.Itoa(mostLabels)}})
		return nil, ingest.ReasonNoIndicator
	}
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
	b.scaled(f, c)
	b.strike(c, f)
	b.nameIndicator(f, n)
	b.parts(f, i, c, col, r)
	if c.Formula > 0 {
		f.SumOf = sumOf(b.formula(c))
	}
	return f, ""
}

// placeOf is the figure's place: the row's, the column's, the block's, the
// title's, the sheet's; where these name it in two ways, the team's.
func (b *body) placeOf(f *ingest.Fact, col *column, r *rowSays) ingest.Reason {
	known := b.x.known.placing(f.Pos.Row, f.Pos.Col)
	switch {
	case known != nil && (r.conflict || !r.isPlace && (col.isPlace && col.place.Ambiguous || !col.isPlace && !b.rowPlace() && b.around.place.Ambiguous)):
		b.givePlace(f, known.place, ingest.FromTitle)
		if known.how[knownPlace] = "filled"; !known.titled[knownPlace] { // else it is counted with what the title gives
			known.used[knownPlace]++
		}
	case r.isPlace && !(r.place.Whole && col.isPlace):
		if col.isPlace && !col.place.Whole && !r.group && r.place.Name != col.place.Name {
			b.x.Told.Once(ingest.Issue{Pos: f.Pos, Code: ingest.CodeContradiction, Raw: f.Raw, Args: []string{"place", r.place.Name, col.place.Name, r.place.Name}}, b.t.number)
		}
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
		f.Group = words.IsGroup(words.Fold(p.Name)) && !b.x.IsArea(p.Name)
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

// ofProvince tells that a name among those of provinces is that of the sheet's own.
func (b *body) ofProvince(name string) bool {
	kind, bare := b.x.SplitPlace(name)
	if words.Key(bare) != words.Key(b.around.province) || kind != "" && !words.IsProvinceWord(kind) {
		return false
	}
	b.lookAround()
	return b.amongProvinces
}

// givePlace names the place; a whole is the title's place, if it has one.
func (b *body) givePlace(f *ingest.Fact, p words.PlaceMatch, origin ingest.Origin) {
	f.Province = b.around.province
	if !b.around.home && !p.Whole && f.Province != "" && b.ofProvince(p.Name) {
		p = words.PlaceMatch{Whole: true, Known: true, Name: p.Name}
	}
	if p.Whole && p.Name == "" && origin != b.around.origin && !b.around.place.Whole {
		p, origin = b.around.place, b.around.origin
	}
	if p.Whole || p.Name == "" {
		if p.Name == "" && (p.Kind == "" || b.around.origin != ingest.FromNowhere) && origin != b.around.origin {
			origin = b.around.origin // a total: of what the sheet is about
		}
		f.Place, f.PlaceFrom = "", origin
		return
	}
	f.Place, f.PlaceFrom = p.Name, origin
	if !p.Known && len(b.x.Lex.Places) > 0 {
		b.x.Told.UnknownPlace(f.Pos, p.Name, b.x.Lex.NearPlaces)
	}
}
