package layout

import (
	"cmp"
	"slices"
	"strings"
	"tongket/ingest"
	"tongket/ingest/words"
)

// Sections read the rows without figures, which speak of the rows below them, and
// weigh what names the figures of a table.
type sections struct {
	rowNames
	joinTitle bool // the title's indicator is that of all figures
}

// A bandKind says what a row without figures speaks of.
type bandKind uint8

const (
	bandYears bandKind = iota
	bandMeasure
	bandUnit
	bandPlace
	bandName // an indicator, a field, a programme
)

// A band is what a row without figures says of the rows below it, up to the next
// of its kind.
type band struct {
	kind    bandKind
	rank    int  // of names: how high its numbering and its letters put it
	ordinal bool // its numbering is 1, 2, 3
	years   ingest.Period
	measure ingest.Measure
	unit    string
	place   words.PlaceMatch
	isPlace bool
	group   bool
	path    words.LabelPath
	skip    ingest.Reason // the rows compare, up to the next band of any kind
	row     int32
}

// bands are those above the row that is read, the outermost first.
type bands []band

// with is the bands after one more: those of its kind end, and what stands below
// them.
func (l bands) with(n band) bands {
	l = l.withoutSkip()
	if n.years != (ingest.Period{}) { // "B. Mục tiêu đến năm 2020" ends "A. Hiện trạng năm 2015"
		l = slices.DeleteFunc(slices.Clone(l), func(o band) bool { return o.kind == bandName && o.years != ingest.Period{} })
	}
	for i := range l {
		if l[i].kind == n.kind && (n.kind != bandName || l[i].rank >= n.rank) {
			return append(l[:i:i], n)
		}
	}
	return append(l[:len(l):len(l)], n)
}

// withoutSkip is the bands but for one whose rows compare.
func (l bands) withoutSkip() bands {
	if n := len(l); n > 0 && l[n-1].skip != "" {
		return l[: n-1 : n-1]
	}
	return l
}

// withoutNames is the bands but for those that name an indicator or a field.
func (l bands) withoutNames() bands {
	return slices.DeleteFunc(slices.Clone(l), func(n band) bool { return n.kind == bandName })
}

// leftBy is the bands that a row with figures leaves which is numbered as some of them
// are: "3 Thi hành kỷ luật" after "2 Giám sát chuyên đề", "III Doanh thu" after "II Hành
// khách".
func (l bands) leftBy(row rowLabel) bands {
	left := func(n band) bool { return n.kind == bandName && n.ordinal }
	switch rank := rankOf(row); words.SerialOf(row.serial) {
	case words.NumberSerial:
	case words.RomanSerial, words.LetterSerial:
		if !slices.ContainsFunc(l, func(n band) bool { return n.kind == bandName && n.rank == rank }) {
			return l
		}
		left = func(n band) bool { return n.kind == bandName && n.rank >= rank }
	default:
		return l
	}
	return slices.DeleteFunc(slices.Clone(l), left)
}

// skip is why the rows below the last band hold no figures.
func (l bands) skip() ingest.Reason {
	if n := len(l); n > 0 {
		return l[n-1].skip
	}
	return ""
}

func (l bands) years() (ingest.Period, ingest.Measure) {
	for i := len(l) - 1; i >= 0; i-- {
		if l[i].years != (ingest.Period{}) {
			return l[i].years, l[i].measure
		}
	}
	return ingest.Period{}, l.measure()
}

func (l bands) measure() ingest.Measure {
	for i := len(l) - 1; i >= 0; i-- {
		if l[i].measure != "" {
			return l[i].measure
		}
	}
	return ""
}

// unit is that of the nearest band that may have one: a name without ends those
// above it.
func (l bands) unit() string {
	for i := len(l) - 1; i >= 0; i-- {
		if l[i].unit != "" || l[i].kind == bandName {
			return l[i].unit
		}
	}
	return ""
}

func (l bands) place() (band, bool) {
	for i := len(l) - 1; i >= 0; i-- {
		if l[i].isPlace {
			return l[i], true
		}
	}
	return band{}, false
}

// share is the path of the band that gives the unit, where it has one.
func (l bands) share() words.LabelPath {
	for i := len(l) - 1; i >= 0; i-- {
		if l[i].kind == bandUnit {
			return l[i].path
		}
	}
	return nil
}

// path is the name of the nearest band that has one.
func (l bands) path() words.LabelPath {
	for i := len(l) - 1; i >= 0; i-- {
		if len(l[i].path) > 0 {
			return l[i].path
		}
	}
	return nil
}

// rankOf says how high a heading stands: by its numbering, else by capitals.
func rankOf(l rowLabel) int {
	switch kind := words.SerialOf(l.serial); {
	case kind == words.LetterSerial:
		return 0
	case kind == words.RomanSerial:
		return 1
	case l.upper && l.serial == "":
		return 2
	case l.serial != "":
		return 3
	case l.bullet == "":
		return 4
	}
	return 5
}

// banner reads a row without figures: a section, a heading, a block of rows of
// one year, unit or place.
func (b *sections) banner(i int) {
	cells := b.s.cells(i, b.t.area.left, b.t.area.right)
	c := b.bannerCell(cells)
	if c == nil {
		return
	}
	text := b.s.text(c)
	if b.x.HeaderWord(words.Key(text)) == words.RoleUnit && unitsBelow(b, i) {
		return
	}
	b.noteYears(cells)
	b.noteUnit(i)
	low := words.Fold(text)
	if words.Continues(low) || words.IsPageTotal(low) || words.IsNote(low) || b.remark(text, low) {
		return
	}
	over := b.overFigures(c)
	if skip := b.x.rowSkip(words.Fold(words.DropEnglish(text))); skip != "" {
		if len(b.labels) == 0 || over || b.mixesPlaces() {
			b.bands = append(b.bands.withoutSkip(), band{kind: bandUnit, skip: skip, row: b.s.rows[i].row})
		}
		return
	}
	h := b.x.ParseHeading(words.WithoutNumbering(text)) // "B. Mục tiêu đến năm 2020"
	switch {
	case b.bannerBlock(i, text, h, over), b.bannerPlace(i, text):
	case len(b.labels) == 0:
		b.bannerIndicator(i, text)
	default:
		b.heading(i, text)
	}
}

// unitsBelow takes the units of the columns from a row that gives them below the header:
// "Đơn vị tính | Ha | Tấn".
func unitsBelow(b *sections, i int) (any bool) {
	for k := range b.columns {
		c := &b.columns[k]
		cell := b.s.inRow(i, c.col)
		if c.role != words.RoleFigure || cell == nil || cell.Kind != ingest.Text || !b.x.IsUnit(cell.Text) {
			continue
		}
		if any = true; c.unit == "" {
			c.unit = b.x.TidyUnit(cell.Text)
			c.identify()
		}
	}
	return any
}

// overFigures tells that the text of a row without figures stands over columns of
// figures, and not in that which names rows.
func (b *sections) overFigures(c *ingest.Cell) bool {
	col := b.byCol[c.Col]
	return col != nil && (col.role == words.RoleFigure || col.role == words.RoleValue)
}

// bannerBlock reads the year, the measure or the unit of the rows that follow.
func (b *sections) bannerBlock(i int, text string, h words.Heading, over bool) bool {
	numbered := b.serialOf(i) != ""
	switch part := words.Key(h.Part); {
	case b.x.IsUnit(text) && !numbered, h.Spent() && h.Years == ingest.Period{} && h.Unit != "" && h.Rel == ingest.NoPart && (len(b.labels) == 0 || !numbered):
		b.open(band{kind: bandUnit, unit: h.Unit}, i)
	case h.Spent() && h.Years != (ingest.Period{}):
		b.open(band{kind: bandYears, years: h.Years, measure: h.Measure}, i)
		b.stack = b.stack[:0]
	case h.Spent() && h.Measure != "" && !h.Total:
		b.open(band{kind: bandMeasure, measure: h.Measure}, i)
	case h.Unit != "" && (b.x.IsVagueWord(part) || b.x.IsQuantity(part)) && (len(b.labels) == 0 || over):
		b.open(band{kind: bandUnit, unit: h.Unit, path: words.LabelPath{{Text: words.LabelText(h.Part)}}}, i)
	default:
		return false
	}
	return true
}

// bannerPlace reads a place alone above rows of indicators or years, or of the
// places in it.
func (b *sections) bannerPlace(i int, text string) bool {
	shown := words.LabelText(words.WithoutNumbering(words.Tidy(text)))
	if b.x.IsTotalText(shown) {
		if b.mixesPlaces() {
			b.open(band{kind: bandPlace, place: words.PlaceMatch{Whole: true, Known: true}, isPlace: true}, i)
			b.stack, b.section = nil, ""
		}
		return b.onlyPlaces || len(b.places) > 0 || b.mixesPlaces()
	}
	n := b.x.natures.Get(shown, b.x.nature)
	p, ok := b.x.Place(shown)
	if n.known == 1 || n.place == 0 && !(n.name == 1 && b.mixesPlaces()) || ok && p.Ambiguous && len(b.places) == 0 && !b.mixesPlaces() {
		return false
	}
	if !ok {
		p = words.PlaceMatch{Name: shown, Known: b.x.IsNationPlace(words.Key(shown))}
	} else if p.Ambiguous {
		p, ok = b.shared(p)
		if !ok {
			return false
		}
	}
	b.open(band{kind: bandPlace, place: p, isPlace: true, group: words.IsGroup(words.Fold(shown))}, i)
	b.stack, b.section = nil, ""
	return true
}

// bannerIndicator reads an indicator alone above rows of places or years.
func (b *sections) bannerIndicator(i int, text string) {
	shown := words.CutFormNumber(words.DropEnglish(text))
	shown, unit := b.x.CutUnit(words.WithoutNumbering(shown))
	shown = words.LabelText(words.SentenceCase(shown))
	if b.x.IsTotalText(shown) { // of the parts that other rows of its kind name
		b.open(band{kind: bandName, rank: 3, unit: unit}, i)
		return
	}
	known := b.x.Lex.LookupAny(words.Key(shown)) >= 0
	if !known && unit == "" && (b.around.indicator != "" || b.hasColumnIndicators()) && !words.OpensIndicator(words.Fold(shown)) && !b.severalNames() {
		return
	}
	b.open(band{kind: bandName, rank: 3, path: words.LabelPath{{Text: shown}}, unit: unit}, i)
}

// severalNames tells that several rows without figures name something: what one
// says ends with the next.
func (b *sections) severalNames() bool { return b.sectionCount > 1 }

// countHeadings counts the rows of the body that hold one text and no figures,
// and no period or unit.
func (b *sections) countHeadings() (n int) {
	for i := b.t.body; i < b.t.area.bottom && i < b.t.body+sampled; i++ {
		cells := b.s.cells(i, b.t.area.left, b.t.area.right)
		if len(cells) > 3 || b.anyFigure(i) {
			continue
		}
		if c := b.bannerCell(cells); c != nil && c.Kind == ingest.Text && b.namesHeading(i, c.Text) {
			n++
		}
	}
	return n
}

func (b *sections) hasColumnIndicators() bool {
	for k := range b.columns {
		if c := &b.columns[k]; c.role == words.RoleFigure && len(c.path) > 0 && !b.x.IsVague(c.path[0].Text) {
			return true
		}
	}
	return false
}

// bandsTell tells that the same names stand below several headings, so that
// only both together name a row.
func (b *sections) bandsTellApart() bool {
	if len(b.labels) == 0 {
		return false
	}
	under, heading, open := map[string]int{}, 0, false
	for i := b.t.body; i < b.t.area.bottom && i < b.t.body+sampled; i++ {
		cells := b.s.cells(i, b.t.area.left, b.t.area.right)
		if len(cells) == 0 || b.x.repeatsHead(b.t, i) {
			continue
		}
		if !b.anyFigure(i) {
			if c := b.bannerCell(cells); c != nil && c.Kind == ingest.Text && b.namesHeading(i, c.Text) {
				heading, open = heading+1, true
			}
			continue
		}
		c := b.s.inRow(i, b.labels[0].col)
		if c == nil || c.Kind != ingest.Text || !open {
			continue
		}
		l := b.label(i, c.Text)
		if l.vague || l.detail || l.text == "" {
			continue
		}
		if at, ok := under[l.key]; ok && at != heading {
			return true
		}
		under[l.key] = heading
	}
	return false
}

// namesHeading tells a heading that is a name, and no period, unit or place.
func (b *sections) namesHeading(i int, text string) bool {
	h := b.x.ParseHeading(text)
	n := b.x.natures.Get(words.LabelText(words.WithoutNumbering(words.Tidy(text))), b.x.nature)
	return (!h.Spent() || h.Total) && n.place == 0 && !words.IsNote(words.Fold(text)) && !words.Continues(words.Fold(text))
}

// remark reads a line of the title block that stands below the header: "(Số
// liệu đến 31/12/2020)". It dates the figures that nothing else dates.
func (b *sections) remark(text, low string) bool {
	if !words.DatesRows(low) {
		return false
	}
	if h := b.x.ParseHeading(strings.Trim(text, "() ")); b.around.years == (ingest.Period{}) && h.Years.From == h.Years.To {
		b.around.years = h.Years
	}
	return true
}

// bannerCell is the text that speaks for a row without figures.
func (b *sections) bannerCell(cells []ingest.Cell) *ingest.Cell {
	var first *ingest.Cell
	for k := range cells {
		c := &cells[k]
		col := b.byCol[c.Col]
		if c.Kind == ingest.Blank || c.Kind == ingest.Text && strings.TrimSpace(c.Text) == "" {
			continue
		}
		if col != nil && (col.role == words.RoleSerial || col.role == words.RoleNote || col.role == words.RoleUnit || col.role == words.RoleCode) {
			if m := b.s.extent(c); m.Col2 == m.Col1 && (len(cells) > 1 || col.role != words.RoleSerial) {
				continue
			}
		}
		if first == nil {
			first = c
		}
	}
	return first
}

// noteUnit keeps the unit that a row without figures gives, for the marks "as
// above" below it.
func (b *sections) noteUnit(i int) {
	for _, c := range b.units {
		if cell := b.s.inRow(i, c.col); cell != nil && cell.Kind == ingest.Text && !b.x.IsDitto(cell.Text) {
			b.lastUnit = cmp.Or(b.x.TidyUnit(cell.Text), b.lastUnit)
		}
	}
}

func (b *sections) noteYears(cells []ingest.Cell) {
	for k := range cells {
		if _, year := b.x.yearOf(b.s, &cells[k]); year || cells[k].Kind == ingest.Date {
			b.s.mark(&cells[k], ingest.ReasonYear)
		}
	}
}
