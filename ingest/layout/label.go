package layout

import (
	"cmp"
	"strings"
	"tongket/ingest"
	"tongket/ingest/words"
	"unicode"
	"unicode/utf8"
)

// runeLen is the number of runes.
func runeLen(s string) int { return utf8.RuneCountInString(s) }

// readLabel reads a row's indicator, and its place among the rows above.
func (b *rowNames) readLabel(i int, r *rowSays, several bool) {
	raw := b.textOf(i, b.labels[0], several)
	if strings.TrimSpace(raw) == "" {
		b.continueLabel(i, r)
		return
	}
	r.named = true
	if skip := b.x.labelSkips.Get(raw, b.x.labelSkip); skip != "" && !(skip == ingest.ReasonComparison && b.ofItsOwn(i, raw)) {
		r.skip = skip
		if low := words.Fold(raw); skip == ingest.ReasonComparison && len(strings.Fields(low)) > 3 && !words.ComparesWith(strings.TrimLeft(low, "-+* ")) && b.anyFigure(i) {
			b.leftRows = append(b.leftRows, ingest.Pos{File: b.s.File, Sheet: b.s.Sheet, Row: b.s.rows[i].row, Col: b.labels[0].col})
		}
		if skip == ingest.ReasonPartYear {
			notePart(b, i, raw)
		}
		return
	}
	b.wholeRows[words.PartYearName(words.Fold(raw))] = true
	l := b.label(i, raw)
	if b.placeLabel(i, r, l) {
		return
	}
	switch {
	case l.partYear && b.x.Lex.LookupAny(l.key) < 0:
		r.skip = ingest.ReasonPartYear
		notePart(b, i, raw)
		return
	case l.wholeYear:
		b.periodLabel(words.Heading{Years: l.heading.Years, IsRel: l.heading.Years == ingest.Period{}}, r)
		return
	}
	if l.heading.Spent() && l.rel == ingest.NoPart && !l.total && (l.heading.Years != ingest.Period{} || l.heading.Measure != "") {
		b.periodLabel(l.heading, r)
		return
	}
	if words.OpeningStock(l.key) {
		r.isRel, r.rel = true, -1
	}
	if h := l.heading; r.years == (ingest.Period{}) && h.Years != (ingest.Period{}) && h.Skip == "" && (b.x.Lex.LookupAny(words.Key(h.Part)) >= 0 || h.Part != "" && h.Years.From == h.Years.To && undated(b) && words.EndsInYear(l.text)) { // "Tỷ lệ hộ nghèo năm 2015"
		r.years, l.text = h.Years, words.LabelText(h.Part)
		l.key = words.Key(l.text)
		r.measure = ingest.Measure(cmp.Or(string(h.Measure), string(r.measure)))
	}
	if r.years == (ingest.Period{}) && (l.level >= levelChild || l.vague || words.IsClass(l.text)) && !(l.total && sumsYears(b, i)) {
		r.years = b.lastYears
	}
	if l.total && l.serial == "" && l.bullet == "" && b.endsSections(i, raw) {
		b.bands, b.stack, b.section = b.bands.withoutNames(), b.stack[:0], ""
	}
	b.bands = b.bands.leftBy(l)
	b.place(l, true)
	e := &b.stack[len(b.stack)-1]
	if h := l.heading; h.IsRel && h.Spent() && len(e.path) > 1 { // "Đầu năm" below "Hộ nghèo"
		e.path, r.isRel, r.rel = e.path[:len(e.path)-1], true, h.Relative
	}
	r.path, r.unit = e.path, l.unit
	r.inherits = l.level >= levelChild || len(r.path) > 1 || countsAsParent(b, l)
	r.vague = len(r.path) > 1 && b.x.IsVague(r.path[0].Text)
	r.ofTotal = b.summands[l.row] == ofTotal
	if r.path == nil {
		r.vague = true
		if !l.total {
			r.path = words.LabelPath{{Text: l.text, Rel: l.rel}}
		}
	}
	b.partOfRow(l, e.rel, r)
}

// ofItsOwn tells a row that opens as comparisons do and is an indicator: it is numbered as
// the others are, has a unit of its own, and compares with nothing.
func (b *rowNames) ofItsOwn(i int, raw string) bool {
	if kind := words.SerialOf(b.serialOf(i)); kind != words.NumberSerial && kind != words.PartSerial || words.ComparesWith(words.Fold(raw)) {
		return false
	}
	for _, c := range b.units {
		if cell := b.s.inRow(i, c.col); cell != nil && cell.Kind == ingest.Text && b.x.TidyUnit(cell.Text) != "" {
			return true
		}
	}
	return false
}

// endsSections tells that a total is that of the table, and not of the last of several
// sections: its text stands but once, in the last row with figures.
func (b *rowNames) endsSections(i int, raw string) bool {
	if b.sectionCount < 2 || b.labels[0].stats.distinct[raw] != 1 || !words.IsGrandTotal(raw) {
		return false
	}
	for j := i + 1; j < b.t.area.bottom; j++ {
		if b.anyFigure(j) && !b.x.repeatsHead(b.t, j) {
			return false
		}
	}
	return true
}

// isPart tells a label that is a class or a part of something.
func (x *source) isPart(p words.LabelPath) bool {
	return len(p) > 0 && (x.IsVague(p[len(p)-1].Text) || words.IsClass(p[len(p)-1].Text))
}

// periodLabel reads a row that is named by a period or a measure alone: "- Kế
// hoạch" below an indicator.
func (b *rowNames) periodLabel(h words.Heading, r *rowSays) {
	r.years, r.isRel, r.rel = orPeriod(h.Years, r.years), h.IsRel, h.Relative
	b.lastYears = orPeriod(h.Years, b.lastYears)
	if h.Measure != "" {
		r.measure = h.Measure
	}
	for n := len(b.stack); n > 0 && h.Years != (ingest.Period{}) && (b.stack[n-1].level >= levelChild || b.x.isPart(b.stack[n-1].path)); n = len(b.stack) {
		b.stack = b.stack[:n-1] // a part of what the year before had
	}
	if n := len(b.stack); n > 0 && b.stack[n-1].path != nil {
		r.path, r.unit = b.stack[n-1].path, b.stack[n-1].unit
	}
}

// partOfRow notes the row that a child row is a part of.
func (b *rowNames) partOfRow(l rowLabel, rel ingest.PartKind, r *rowSays) {
	if len(b.stack) < 2 || l.level < levelChild {
		return
	}
	parent := b.stack[len(b.stack)-2]
	if !parent.figures {
		return
	}
	if rel == ingest.NoPart && b.x.OtherHalf(l.key) != "" {
		rel = ingest.SomeParts
	}
	r.whole, r.part = parent.row, rel
}

// placeLabel reads a row of the column of indicators that names a place: its
// indicator is then that of the rows above.
func (b *rowNames) placeLabel(i int, r *rowSays, l rowLabel) bool {
	if len(b.places) > 0 || l.text == "" || b.x.Lex.LookupAny(l.key) >= 0 || l.rel != ingest.NoPart && l.text == words.Lower(l.text) { // "Trong đó: khối huyện, xã"
		return false
	}
	p, ok := b.x.Place(l.text)
	n := b.x.natures.Get(l.text, b.x.nature)
	if n.place == 0 && !(n.total == 1 && b.placesStand) || ok && !p.Known && p.Kind == "" && !p.Ambiguous {
		return false
	}
	listed := b.mixed[i] || n.total == 1 && l.serial == "" && b.mixed[b.lastRow]
	if listed && words.NamesOffice(l.text) {
		return false
	}
	b.setPlace(r, l.text)
	b.last = lastPlace{place: r.place, named: true, indent: l.indent}
	if above := b.bands.path(); len(above) > 0 {
		r.path, r.unit = above, b.bands.unit()
		return true
	}
	for k := len(b.stack) - 1; k >= 0; k-- {
		if e := &b.stack[k]; e.path != nil && (l.serial == "" && !listed || e.level < l.level || e.level == l.level && !listed) {
			r.path, r.unit = e.path, e.unit
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
	key     string // of the text
	unit    string
	level   int
	indent  int // columns before the text or its bullet
	start   int // columns before the first sign
	bullet  string
	rel     ingest.PartKind
	total   bool
	serial  string
	row     int32
	heading words.Heading
	upper   bool
	vague   bool // as isVague tells
	detail  bool // one of vagueWords

	partYear, wholeYear bool // it means a part of the year, or all of it, and nothing else
}

// label parts a label into numbering, bullets, relation, unit and text.
func (b *rowNames) label(i int, raw string) rowLabel {
	serial := b.serialOf(i)
	numbered := serial != "" && !isBullet(serial)
	var l rowLabel
	if numbered {
		l = b.x.labels.Get("1"+raw, func(string) rowLabel { return b.labelParts(raw, true) })
	} else {
		l = b.x.labels.Get("0"+raw, func(string) rowLabel { return b.labelParts(raw, false) })
	}
	l.row = b.s.rows[i].row
	if numbered {
		l.serial = serial
	} else if l.bullet == "" {
		l.bullet = serial
	}
	if c := b.s.inRow(i, b.labels[0].col); c != nil {
		format, _ := b.s.format(c)
		l.indent += 3 * format.indent
		l.start += 3 * format.indent
	}
	l.level = b.levelOf(l)
	return l
}

// isBullet tells the marks that stand before the items of a list.
func isBullet(s string) bool { return s == "-" || s == "+" || s == "–" || s == "*" || s == "•" }

// labelParts is what the text of a label says by itself. Where the row has no
// number of its own, one may begin the text.
func (b *rowNames) labelParts(raw string, numbered bool) rowLabel {
	l := rowLabel{level: levelMain, start: leadingBlanks(raw)}
	serial, rest := words.CutSerial(words.DropEnglish(strings.TrimRight(raw, " \n\r\t\u00a0")))
	if !numbered {
		l.serial = serial
	}
	l.indent = l.start
	rest = l.takeRelation(b.x.Table, raw, l.takeBullet(rest))
	l.heading = b.x.ParseHeading(rest)
	rest, l.unit = b.x.CutUnit(words.LabelText(rest))
	l.text = words.LabelText(rest)
	l.upper = l.text == strings.ToUpper(l.text) && l.text != strings.ToLower(l.text)
	l.key = words.Key(l.text)
	l.total, l.detail = b.x.IsTotalText(l.text), b.x.IsVagueWord(l.key)
	l.vague = l.total || b.x.IsVague(l.key)
	l.partYear, l.wholeYear = words.IsPartOfYear(l.text), words.IsWholeYear(l.text)
	return l
}

// takeRelation takes "Trong đó:" and the like, with the bullets on both sides,
// off the front of a text: what follows stands as far to the right as in raw.
func (l *rowLabel) takeRelation(t *words.Table, raw, s string) string {
	cut, rel := t.CutRelation(s)
	if rel == ingest.NoPart {
		return s
	}
	l.takeBullet(strings.TrimLeft(t.AfterRelation(s), " :"))
	l.rel = rel
	if at := strings.Index(raw, cut); at > 0 && cut != "" {
		l.indent = runeLen(raw[:at])
		if l.bullet != "" {
			l.indent -= 2
		}
	}
	return l.takeBullet(cut)
}

// takeBullet takes the bullets off the front of a text and notes the first.
func (l *rowLabel) takeBullet(s string) string {
	for bullet, rest := words.CutBullet(s); bullet != ""; bullet, rest = words.CutBullet(s) {
		l.bullet, s = cmp.Or(l.bullet, bullet), rest
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

func (b *rowNames) levelOf(l rowLabel) int {
	switch {
	case l.bullet == "+":
		return levelInner
	case l.bullet != "" || l.rel != ingest.NoPart:
		return levelChild
	}
	switch words.SerialOf(l.serial) {
	case words.RomanSerial:
		return levelSection + 5
	case words.LetterSerial:
		return levelSection
	case words.NumberSerial:
		return levelMain
	case words.PartSerial:
		return levelPart + 3*strings.Count(l.serial, ".")
	case words.SmallSerial:
		if over := b.stack.lastNumbered(); b.partsOpen || over != nil && over.figures && !words.OpensName(words.Fold(l.text)) {
			return levelChild
		}
		return levelPart + 9
	}
	switch main := b.stack.lastMain(); {
	case main == nil:
	case l.serial == "" && b.summands[l.row] == ofNamed,
		l.indent > main.indent+1,
		l.serial == "" && main.numbered && (b.grouped || b.repeated[l.key] || l.vague && main.figures && words.IsRate(l.key)),
		l.detail && !main.detail && !words.IsRest(l.key) && len(b.places)+len(b.years) == 0 && b.claim.rows > 0:
		return levelChild
	}
	return levelMain
}

// place puts a row on the stack below the row that it belongs to, and finds its
// full label.
func (b *rowNames) place(l rowLabel, figures bool) {
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
	e := entry{level: level, indent: l.indent, unit: l.unit, row: l.row, figures: figures, detail: l.detail, text: l.ownText(), numbered: l.serial != "", bullet: l.bullet, rel: l.rel, opensList: l.rel != ingest.NoPart && l.text != ""}
	if e.rel == ingest.NoPart && level >= levelChild {
		e.rel = b.relOfSiblings
	}
	b.relOfSiblings = e.rel
	if level < levelChild {
		b.relOfSiblings, b.partsOpen, b.grouped = ingest.NoPart, false, false
	}
	e.path = b.fullPath(l, level)
	b.stack = append(b.stack, e)
}

// lacksQuantity tells a row that names no quantity below a heading that does: "Vụ mùa"
// below "Diện tích tưới".
func lacksQuantity(b *rowNames, l rowLabel, above words.LabelPath) bool {
	return len(above) > 0 && words.NamesQuantity(words.Fold(above[len(above)-1].Text)) && !words.NamesQuantity(words.Fold(l.text)) && b.x.Lex.LookupAny(l.key) < 0
}

// fullPath joins a row's text with what it belongs to, where the row alone says
// too little.
func (b *rowNames) fullPath(l rowLabel, level int) words.LabelPath {
	own := words.LabelPath{{Text: l.text, Rel: l.rel}}
	if l.text == "" {
		if len(b.stack) > 0 {
			return b.stack[len(b.stack)-1].path
		}
		return nil
	}
	vague := l.vague
	if above := b.bands.path(); (b.bandsTell || lacksQuantity(b, l, above)) && len(above) > 0 && !l.total && (level < levelChild || b.stack.parentFor(level, false) == nil) {
		return above.And(own)
	}
	if level < levelChild && !vague {
		if over := b.stack.parentFor(level, false); over != nil && over.figures && (b.repeated[l.key] || b.summands[l.row] == ofNamed && !b.standsAlone(l, over)) {
			return joinPath(over.path, l)
		}
		if over := b.stack.parentFor(level, false); over != nil && over.path != nil && over.numbered && !over.figures && words.SerialOf(l.serial) >= words.PartSerial && !words.OpensName(words.Fold(l.text)) && !b.standsAlone(l, over) {
			return joinPath(over.path, l) // "a) Nông nghiệp" below "3. Cơ cấu lao động"
		}
		return own
	}
	parent := b.stack.parentFor(level, l.total && l.bullet == "" && l.rel == ingest.NoPart)
	if parent == nil {
		if vague && b.section != "" {
			return joinPath(words.LabelPath{{Text: words.SentenceCase(b.section)}}, l)
		}
		if over := cmp.Or(b.stack.lastMain(), b.stack.lastNumbered()); level >= levelChild && (l.rel != ingest.NoPart || l.bullet != "" || words.SerialOf(l.serial) == words.SmallSerial) && over != nil && over.figures && over.numbered && over.path == nil && over.text != "" {
			return words.LabelPath{{Text: over.text}, {Text: l.text, Rel: l.rel}} // "Trong đó: Nữ" below "Cao đẳng", "- Trồng trọt" below "Nông nghiệp"
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

// standsAlone tells that a child's text is the full name of an indicator:
// always below a heading without figures, and below a row with figures if it
// opens as a name does ("Số …", "Tỷ lệ …").
func (b *rowNames) standsAlone(l rowLabel, parent *entry) bool {
	if l.rel != ingest.NoPart || len(b.x.Lex.ByKey[l.key]) == 0 || b.repeated[l.key] && l.serial != "" && parent.numbered {
		return false
	}
	if unit := b.headingUnit(b.s.rowIndex(l.row), l); unit != "" && b.x.Lex.Indicator(words.LabelPath{{Text: l.text}}, unit, b.section+" "+b.around.text).Code == "" {
		return false // a name that means the indicator in another context only
	}
	return !parent.figures || words.OpensName(words.Fold(l.text)) || b.ofOtherUnit(l, parent)
}

// countsAsParent tells a row whose own indicator is counted in the unit of the row that it
// stands below.
func countsAsParent(b *rowNames, l rowLabel) bool {
	unit := b.stack.parentUnit()
	return unit != "" && b.x.Lex.Lookup(l.key, b.x.UnitClass(unit)) >= 0
}

// ofOtherUnit tells a row that blanks alone put below another, and that counts
// other things than it: the blanks mean nothing.
func (b *rowNames) ofOtherUnit(l rowLabel, parent *entry) bool {
	if l.bullet != "" || l.serial != "" {
		return false
	}
	class, above := b.x.UnitClass(b.headingUnit(b.s.rowIndex(l.row), l)), b.x.UnitClass(parent.unit)
	return class != "" && class != words.ClassPerCent && above != "" && class != above && b.x.Lex.Lookup(l.key, class) >= 0
}

// finishLabel notes the row's unit for its children.
func (b *rowNames) finishLabel(i int, r *rowSays) {
	if len(b.stack) > 0 && len(b.labels) > 0 && r.unit != "" {
		if e := &b.stack[len(b.stack)-1]; e.row == b.s.rows[i].row {
			e.unit = r.unit
		}
	}
}

// goesOn tells a text that ends the label of the row above: it opens with a small
// letter and neither a number nor a bullet.
func (l *rowLabel) goesOn() bool {
	r, _ := utf8.DecodeRuneInString(l.text)
	return unicode.IsLower(r) && l.serial == "" && l.bullet == "" && l.rel == ingest.NoPart
}

// heading puts a row without figures above the rows of indicators that follow.
func (b *rowNames) heading(i int, raw string) {
	l := b.label(i, raw)
	if words.OpensGrouping(raw) {
		l.text, l.key = "", ""
	}
	if l.goesOn() && len(b.stack) > 0 && b.stack[len(b.stack)-1].row == b.s.rows[i].row-1 {
		return
	}
	section := b.bandsTell && l.bullet == "" && l.rel == ingest.NoPart || l.level <= levelSection+5 || l.upper || l.serial == "" && l.bullet == "" && l.rel == ingest.NoPart && l.indent == 0
	if section && l.level < levelChild && l.text == "" && l.rel == ingest.NoPart { // "Phân theo loại hình"
		if main := b.stack.lastMain(); main != nil && main.figures && main.numbered {
			b.grouped = true
		} else {
			b.stack = append(b.stack[:0], entry{level: levelSection, row: l.row})
		}
		return
	}
	if section && l.level < levelChild {
		n := band{kind: bandName, rank: rankOf(l), unit: b.headingUnit(i, l), ordinal: words.SerialOf(l.serial) == words.NumberSerial}
		if h := l.heading; h.Years.From > 0 && h.Years.From == h.Years.To && h.Skip == "" && h.Part != "" && undated(b) { // "A. Hiện trạng năm 2015"
			n.years, n.measure, l.text = h.Years, h.Measure, words.LabelText(h.Part)
		}
		b.section = l.text
		n.path = words.LabelPath{{Text: words.SentenceCase(l.text)}}
		b.open(n, i)
		b.stack = b.stack[:0]
		b.stack = append(b.stack, entry{level: levelSection, row: l.row, path: nil})
		return
	}
	b.place(l, false)
	b.partsOpen = l.text == "" && l.rel != ingest.NoPart
	b.stack[len(b.stack)-1].unit = b.headingUnit(i, l)
}

// ownText is the label's text, "" of a total's.
func (l *rowLabel) ownText() string {
	if l.total {
		return ""
	}
	return l.text
}
