package book

import (
	"bytes"
	"math"
	"strconv"
	"strings"

	"tongket/ingest"
)

// An odsBook is what the tables of one OpenDocument spreadsheet share.
type odsBook struct {
	*book
	styles  map[string]*odsStyle // by family and name
	faces   map[string]string    // families of the declared fonts
	formats map[string]string    // data styles as number format codes
	cells   map[string]uint16    // cell styles used so far: index into list
	list    []ingest.Style
	classes []fontClass // of each in list
	grids   []*gridBuilder
	locked  bool
	tooMany string
}

type odsStyle struct {
	parent, data string
	class        fontClass
	ownFont      bool
	bold         string // "" = as the parent
	indent       int
	superior     bool
	hidden       bool // of a table
}

// readODS reads content.xml; all tables are in that one part, so that damage
// to it leaves nothing.
func (b *book) readODS(c *container) ([]ingest.Grid, []ingest.Issue) {
	o := &odsBook{book: b, styles: map[string]*odsStyle{}, faces: map[string]string{}, formats: map[string]string{}}
	for _, part := range []struct {
		name string
		read func(*xmlScanner)
		need bool
	}{{"META-INF/manifest.xml", o.readManifest, false}, {"styles.xml", o.readStyles, false}, {"content.xml", o.readContent, true}} {
		if !part.need && !c.has(part.name) {
			continue
		}
		err := c.scan(part.name, func(x *xmlScanner) {
			x.anyPrefix = true
			part.read(x)
		})
		if o.locked {
			return nil, b.fail(ingest.CodeEncrypted)
		}
		if err != nil {
			return nil, b.corrupt(part.name, err)
		}
	}
	return o.finish(), nil
}

// readFlatODS reads the form of OpenDocument that is one XML file.
func (b *book) readFlatODS(data []byte) ([]ingest.Grid, []ingest.Issue) {
	o := &odsBook{book: b, styles: map[string]*odsStyle{}, faces: map[string]string{}, formats: map[string]string{}}
	x := newXMLScanner(bytes.NewReader(data), bufferSize, nil)
	x.anyPrefix = true
	o.readContent(x)
	if x.err != nil {
		return nil, b.corrupt("XML", x.err)
	}
	return o.finish(), nil
}

func (o *odsBook) finish() []ingest.Grid {
	var grids []ingest.Grid
	for _, g := range o.grids {
		if g.Sheet == o.tooMany && o.tooMany != "" {
			o.add(g.pos(0, 0), ingest.CodeTooLarge, "", "cells", ">"+strconv.Itoa(maxCells), strconv.Itoa(maxCells))
			continue
		}
		g.Styles = o.list
		grid, issues := g.finish()
		grids = append(grids, grid)
		o.issues = append(o.issues, issues...)
	}
	return grids
}

func (o *odsBook) readManifest(x *xmlScanner) {
	for {
		switch x.next() {
		case tokenEnd:
			return
		case tokenOpen:
			o.locked = o.locked || string(x.name) == "encryption-data"
		}
	}
}

// readStyles reads all styles of a part.
func (o *odsBook) readStyles(x *xmlScanner) {
	for {
		switch x.next() {
		case tokenEnd:
			return
		case tokenOpen:
			o.style(x)
		}
	}
}

// style reads the element just opened if it is a style or a data style.
func (o *odsBook) style(x *xmlScanner) {
	switch string(x.name) {
	case "font-face":
		o.faces[x.attrString("style:name")] = unquoteFont(x.attrString("svg:font-family"))
	case "style":
		o.cellStyle(x)
	case "number-style", "percentage-style", "currency-style", "date-style", "time-style", "text-style":
		o.dataStyle(x)
	}
}

func (o *odsBook) cellStyle(x *xmlScanner) {
	family := x.attrString("family")
	s := &odsStyle{parent: x.attrString("parent-style-name"), data: x.attrString("data-style-name")}
	o.styles[family+":"+x.attrString("name")] = s
	for level := x.depth(); ; {
		switch x.next() {
		case tokenEnd:
			return
		case tokenClose:
			if x.depth() < level {
				return
			}
		case tokenOpen:
			switch string(x.name) {
			case "table-properties":
				s.hidden = x.attrString("display") == "false"
			case "paragraph-properties":
				s.indent = indentLevels(x.attrString("margin-left"))
			case "text-properties":
				s.setText(x, o.faces)
			}
		}
	}
}

func (s *odsStyle) setText(x *xmlScanner, faces map[string]string) {
	s.bold = x.attrString("font-weight")
	s.superior = isSuperior(x.attrString("text-position"))
	font := x.attrString("font-name")
	if family := faces[font]; family != "" {
		font = family
	}
	if font == "" {
		font = unquoteFont(x.attrString("font-family"))
	}
	if font != "" {
		s.ownFont, s.class = true, classOfFont(font)
	}
}

// isSuperior: "super 58%" or "33% 58%".
func isSuperior(position string) bool {
	first, _, _ := strings.Cut(position, " ")
	raised, ok := strings.CutSuffix(first, "%")
	return first == "super" || ok && raised != "0" && !strings.HasPrefix(raised, "-")
}

func unquoteFont(s string) string { return strings.Trim(s, "'\"") }

// indentLevels is a margin in Excel's levels of indent (three blanks each,
// which the spreadsheet programs save as 10 pt).
func indentLevels(margin string) int {
	for unit, points := range map[string]float64{"cm": 72 / 2.54, "mm": 7.2 / 2.54, "in": 72, "pt": 1} {
		if number, ok := strings.CutSuffix(margin, unit); ok {
			v, err := strconv.ParseFloat(number, 64)
			if err == nil && v > 0 && v < 1000 {
				return int(math.Round(v * points / 10))
			}
		}
	}
	return 0
}

// dataStyle translates a data style into a number format code.
func (o *odsBook) dataStyle(x *xmlScanner) {
	name := x.attrString("name")
	if name == "" {
		return
	}
	percent := string(x.name) == "percentage-style"
	var code strings.Builder
	var positive, negative string // from style:map: the sections for the signs
	for level := x.depth(); ; {
		switch x.next() {
		case tokenEnd:
			return
		case tokenText:
			if text := string(x.appendText(nil)); x.depth() == level+1 && text != "" {
				code.WriteString(literal(text))
			}
		case tokenOpen:
			if string(x.name) == "map" {
				applied := o.formats[x.attrString("apply-style-name")]
				switch condition := strings.ReplaceAll(x.attrString("condition"), " ", ""); condition {
				case "value()>=0", "value()>0":
					positive = applied
				case "value()<0":
					negative = applied
				}
				continue
			}
			code.WriteString(dataPiece(x))
		case tokenClose:
			if x.depth() >= level {
				continue
			}
			sections := code.String()
			if percent {
				sections = strings.Replace(sections, "General", "0.##", 1)
			}
			if negative != "" {
				sections = negative + ";" + sections
			}
			if positive != "" {
				sections = positive + ";" + sections
			}
			o.formats[name] = sections
			return
		}
	}
}

func literal(text string) string {
	if strings.Trim(text, "%/-:., ()") == "" {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, "") + `"`
}

// dataPiece is one element of a data style as a format code.
func dataPiece(x *xmlScanner) string {
	long := x.attrString("style") == "long"
	pick := func(l, s string) string {
		if long {
			return l
		}
		return s
	}
	switch string(x.name) {
	case "number":
		return numberPiece(x)
	case "scientific-number":
		return "0.00E+00"
	case "fraction":
		return "# ?/?"
	case "text-content":
		return "@"
	case "day":
		return pick("dd", "d")
	case "day-of-week":
		return pick("dddd", "ddd")
	case "month":
		if x.attrBool("textual", false) {
			return pick("mmmm", "mmm")
		}
		return pick("mm", "m")
	case "year":
		return pick("yyyy", "yy")
	case "hours":
		return pick("hh", "h")
	case "minutes":
		return pick("mm", "m")
	case "seconds":
		return pick("ss", "s")
	case "am-pm":
		return "AM/PM"
	}
	return ""
}

// numberPiece is a number:number; one without decimals of its own is General.
func numberPiece(x *xmlScanner) string {
	decimals := x.attrInt("decimal-places", -1)
	least := x.attrInt("min-decimal-places", decimals)
	if decimals < 0 && !x.attrBool("grouping", false) {
		return "General"
	}
	code := strings.Repeat("0", min(max(x.attrInt("min-integer-digits", 1), 0), 30))
	if x.attrBool("grouping", false) {
		code = "#,##" + cmpString(code, "#")
	}
	code = cmpString(code, "#")
	if decimals = min(decimals, 30); decimals > 0 {
		least = min(max(least, 0), decimals)
		code += "." + strings.Repeat("0", least) + strings.Repeat("#", decimals-least)
	}
	for factor := x.attrInt("display-factor", 1); factor >= 1000; factor /= 1000 {
		code += ","
	}
	return code
}

func cmpString(s, empty string) string {
	if s == "" {
		return empty
	}
	return s
}

// cellStyleIndex is the index of a cell style in the styles of all grids; kind
// corrects a percentage whose style is none.
func (o *odsBook) cellStyleIndex(name string, percent bool) uint16 {
	key := name
	if percent {
		key += "\x00%"
	}
	if i, ok := o.cells[key]; ok {
		return i
	}
	var style ingest.Style
	class, data, bold := fontUnicode, "", ""
	ownFont := false
	for depth := 0; depth < 20; depth++ {
		s := o.styles["table-cell:"+name]
		if s == nil {
			break
		}
		data, bold = cmpString(data, s.data), cmpString(bold, s.bold)
		if style.Indent == 0 {
			style.Indent = s.indent
		}
		if !ownFont && s.ownFont {
			ownFont, class = true, s.class
		}
		if s.parent == "" {
			break
		}
		name = s.parent
	}
	style.Bold = bold == "bold" || bold >= "600" && bold <= "900"
	if style.Format = o.formats[data]; isGeneral(style.Format) {
		style.Format = ""
	}
	if percent && !IsPercent(style.Format) {
		style.Format = "0.00%"
	}
	if o.cells == nil {
		o.cells = map[string]uint16{}
	}
	i, ok := o.nextStyle(len(o.list))
	if !ok {
		return i
	}
	o.list, o.classes = append(o.list, style), append(o.classes, class)
	o.cells[key] = i
	return i
}

// readContent reads the tables of content.xml.
func (o *odsBook) readContent(x *xmlScanner) {
	for {
		switch x.next() {
		case tokenEnd:
			return
		case tokenOpen:
			switch {
			case x.depth() == 4 && string(x.name) == "table":
				t := &odsTable{odsBook: o, x: x}
				t.read()
			case x.depth() == 4 && string(x.name) == "tracked-changes":
				x.skip()
			default:
				o.style(x)
			}
		}
	}
}

// An odsTable reads one table.
type odsTable struct {
	*odsBook
	*gridBuilder
	x         *xmlScanner
	row, col  int32 // the next
	columns   []odsColumns
	rowStyle  string
	rowRepeat int32
	rowCells  int // len(Cells) at the start of the row
	rowMerges int
	buf       []byte
}

// odsColumns are the columns up to one, from the one before.
type odsColumns struct {
	upTo  int32
	style string
}

func (t *odsTable) read() {
	x := t.x
	style := t.styles["table:"+x.attrString("style-name")]
	t.gridBuilder = newGridBuilder(t.name, tidyUnicode(x.attrString("name")), style != nil && style.hidden)
	t.grids = append(t.grids, t.gridBuilder)
	t.row, t.col = 1, 1
	level := x.depth()
	var groups []bool // hidden, of the groups around
	for {
		switch x.next() {
		case tokenEnd:
			return
		case tokenClose:
			if x.depth() < level {
				return
			}
			if name := string(x.name); (name == "table-row-group" || name == "table-column-group") && len(groups) > 0 {
				groups = groups[:len(groups)-1]
			}
		case tokenOpen:
			switch string(x.name) {
			case "table-row-group", "table-column-group":
				shown := len(groups) == 0 || groups[len(groups)-1]
				groups = append(groups, shown && x.attrBool("display", true))
			case "table-header-rows", "table-rows", "table-header-columns", "table-columns":
			case "table-column":
				t.column(len(groups) > 0 && !groups[len(groups)-1])
			case "table-row":
				t.readRow(len(groups) > 0 && !groups[len(groups)-1])
			default:
				x.skip()
			}
		}
	}
}

// repeat is a repetition, at least 1 and within the sheet.
func (x *xmlScanner) repeat(name string, limit int32) int32 {
	return int32(min(max(x.attrInt(name, 1), 1), int(limit)))
}

func (t *odsTable) column(hidden bool) {
	n := t.x.repeat("number-columns-repeated", ingest.MaxCol)
	visibility := t.x.attrString("visibility")
	if hidden || visibility == "collapse" || visibility == "filter" {
		t.hideCols(t.col, t.col+n-1)
	}
	t.col += n
	t.columns = append(t.columns, odsColumns{t.col - 1, t.x.attrString("default-cell-style-name")})
}

func (t *odsTable) readRow(hidden bool) {
	x := t.x
	t.rowRepeat = x.repeat("number-rows-repeated", ingest.MaxRow)
	t.rowStyle = x.attrString("default-cell-style-name")
	t.rowCells, t.rowMerges, t.col = len(t.Cells), len(t.Merges), 1
	visibility := x.attrString("visibility")
	for level := x.depth(); ; {
		tok := x.next()
		if tok == tokenEnd {
			return
		}
		if tok == tokenClose && x.depth() < level {
			break
		}
		if tok == tokenOpen {
			switch string(x.name) {
			case "table-cell", "covered-table-cell":
				t.cell()
			default:
				x.skip()
			}
		}
	}
	last := min(t.row+t.rowRepeat-1, ingest.MaxRow)
	if hidden || visibility == "collapse" || visibility == "filter" {
		t.hideRows(t.row, last)
	}
	cells, merges := t.Cells[t.rowCells:len(t.Cells):len(t.Cells)], t.Merges[t.rowMerges:len(t.Merges):len(t.Merges)]
	for r := t.row + 1; r <= last && len(cells)+len(merges) > 0; r++ {
		if !t.room(len(cells)) {
			break
		}
		for _, c := range cells {
			c.Row = r
			t.gridBuilder.add(c)
		}
		for _, m := range merges {
			t.Merges = append(t.Merges, ingest.Range{Row1: m.Row1 + r - t.row, Col1: m.Col1, Row2: m.Row2 + r - t.row, Col2: m.Col2})
		}
	}
	t.row += t.rowRepeat
}

// room tells whether so many more cells may be added.
func (t *odsTable) room(n int) bool {
	if len(t.Cells)+n > maxCells {
		t.tooMany = t.Sheet
		return false
	}
	return true
}

func (t *odsTable) styleName(own string) string {
	if own != "" {
		return own
	}
	if t.rowStyle != "" {
		return t.rowStyle
	}
	for _, c := range t.columns {
		if t.col <= c.upTo {
			return c.style
		}
	}
	return ""
}

// cell reads a cell and what repeats it.
func (t *odsTable) cell() {
	x := t.x
	n := x.repeat("number-columns-repeated", ingest.MaxCol)
	rows, cols := x.repeat("number-rows-spanned", ingest.MaxRow), x.repeat("number-columns-spanned", ingest.MaxCol)
	kind := cmpString(x.attrString("office:value-type"), x.attrString("value-type"))
	if strings.HasPrefix(x.attrString("calcext:value-type"), "error") {
		kind = "error"
	}
	value := x.attrString("value")
	switch kind {
	case "date":
		value = x.attrString("date-value")
	case "time":
		value = x.attrString("time-value")
	case "boolean":
		value = x.attrString("boolean-value")
	}
	stringValue, hasString := x.attr("string-value")
	preset := string(stringValue)
	formula, computed := x.attr("formula")
	var c ingest.Cell
	c.Row, c.Col = t.row, t.col
	if computed {
		text, err := unescape(nil, formula)
		if err == nil {
			c.Formula = t.formula(openFormula(string(text)))
		}
	}
	c.Style = t.cellStyleIndex(t.styleName(x.attrString("style-name")), kind == "percentage")
	text := t.cellText(t.classes[c.Style])
	if hasString && text == "" {
		text = tidyUnicode(preset)
	}
	if x.err != nil {
		return
	}
	t.setValue(&c, kind, value, text)
	if rows > 1 || cols > 1 {
		t.Merges = append(t.Merges, ingest.Range{Row1: t.row, Col1: t.col, Row2: min(t.row+rows-1, ingest.MaxRow), Col2: min(t.col+cols-1, ingest.MaxCol)})
	}
	t.col += n
	if c.Kind == ingest.Blank && c.Formula == 0 || !t.room(int(n)) {
		return
	}
	for ; n > 0 && c.Col <= ingest.MaxCol && c.Row <= ingest.MaxRow; n-- {
		t.gridBuilder.add(c)
		c.Col++
	}
}

func (t *odsTable) setValue(c *ingest.Cell, kind, value, text string) {
	ok := true
	switch kind {
	case "float", "currency", "percentage":
		c.Kind = ingest.Number
		c.Num, ok = parseNumber([]byte(value))
		if ok && IsDate(t.list[c.Style].Format) {
			c.Kind = ingest.Date
		}
	case "date":
		c.Kind = ingest.Date
		c.Num, ok = parseISODate(value)
	case "time":
		c.Kind = ingest.Date
		c.Num, ok = parseDuration(value)
	case "boolean":
		c.Kind = ingest.Boolean
		if value == "true" {
			c.Num = 1
		}
	case "error":
		c.Kind, c.Text = ingest.Fault, text
	default:
		if text != "" {
			c.Kind, c.Text = ingest.Text, text
		}
		c.Uncached = c.Formula != 0 && kind == "" && text == ""
		if isErrorText(text) && c.Formula != 0 {
			c.Kind = ingest.Fault
		}
	}
	if !ok {
		t.damaged(c.Row, c.Col, value, DamageNumber)
		c.Kind, c.Text, c.Num = ingest.Text, cmpString(text, value), 0
	}
}

func isErrorText(s string) bool {
	switch s {
	case "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!":
		return true
	}
	return strings.HasPrefix(s, "Err:")
}

// parseDuration is "PT08H30M00S" in days.
func parseDuration(s string) (float64, bool) {
	rest, ok := strings.CutPrefix(s, "PT")
	if !ok {
		return 0, false
	}
	days := 0.0
	for _, u := range []struct {
		unit string
		per  float64
	}{{"H", 24}, {"M", 24 * 60}, {"S", 24 * 60 * 60}} {
		number, after, found := strings.Cut(rest, u.unit)
		if !found {
			continue
		}
		v, err := strconv.ParseFloat(strings.Replace(number, ",", ".", 1), 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return 0, false
		}
		days, rest = days+v/u.per, after
	}
	return days, rest == ""
}

// cellText reads the paragraphs of a cell up to its end; notes and drawings
// are left out.
func (t *odsTable) cellText(class fontClass) string {
	x := t.x
	level := x.depth()
	var runs []textRun
	var spans []textRun // the formats around, by span
	current := textRun{}
	paragraphs, blank := 0, true // blank: white space here folds into what was before
	inParagraph := 0
	put := func(s string) {
		if s == "" {
			return
		}
		r := current
		r.text = s
		if n := len(runs); n > 0 && runs[n-1].class == r.class && runs[n-1].ownFont == r.ownFont && runs[n-1].superior == r.superior {
			runs[n-1].text += s
			return
		}
		runs = append(runs, r)
	}
	for {
		switch x.next() {
		case tokenEnd:
			return ""
		case tokenText:
			if inParagraph > 0 {
				t.buf = x.appendText(t.buf[:0])
				var folded []byte
				folded, blank = foldSpace(t.buf, blank)
				put(string(folded))
			}
		case tokenOpen:
			switch string(x.name) {
			case "p", "h":
				if paragraphs++; paragraphs > 1 {
					put("\n")
				}
				inParagraph, blank = x.depth(), true
			case "s":
				put(strings.Repeat(" ", min(max(x.attrInt("c", 1), 0), 1000)))
				blank = false
			case "tab":
				put("\t")
			case "line-break":
				put("\n")
			case "span":
				spans = append(spans, current)
				if s := t.styles["text:"+x.attrString("style-name")]; s != nil {
					current.superior = s.superior
					if s.ownFont {
						current.ownFont, current.class = true, s.class
					}
				}
			case "a", "ruby", "ruby-base", "date", "time", "sheet-name", "title":
			default:
				x.skip()
			}
		case tokenClose:
			switch {
			case x.depth() < level:
				s := sharedString{runs: runs}
				if len(runs) == 0 {
					return ""
				}
				return s.text(&t.odsBook.text, class)
			case string(x.name) == "span" && len(spans) > 0:
				current = spans[len(spans)-1]
				spans = spans[:len(spans)-1]
			case x.depth() < inParagraph:
				inParagraph = 0
			}
		}
	}
}

// foldSpace folds white space as OpenDocument does: runs of it are one blank,
// none at the start of a paragraph.
func foldSpace(s []byte, blank bool) ([]byte, bool) {
	if !bytes.ContainsAny(s, " \t\r\n") {
		return s, false
	}
	out := s[:0]
	for _, c := range s {
		if c == ' ' || c == '\t' || c == '\r' || c == '\n' {
			if !blank {
				out = append(out, ' ')
			}
			blank = true
			continue
		}
		out = append(out, c)
		blank = false
	}
	return out, blank
}

// openFormula turns "of:=SUM([.B2:.B5];[$'S 1'.C1])" into the way Excel writes
// it: "SUM(B2:B5,'S 1'!C1)".
func openFormula(s string) string {
	if i := strings.Index(s, "="); i >= 0 && i <= 8 {
		s = s[i+1:]
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			n := strings.IndexByte(s[i+1:], '"')
			if n < 0 {
				n = len(s) - i - 2
			}
			b.WriteString(s[i : i+n+2])
			i += n + 1
		case '[':
			n := strings.IndexByte(s[i:], ']')
			if n < 0 {
				b.WriteString(s[i:])
				return b.String()
			}
			b.WriteString(openReference(s[i+1 : i+n]))
			i += n
		case ';':
			b.WriteByte(',')
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func openReference(s string) string {
	from, to, two := strings.Cut(s, ":")
	out := openCorner(from)
	if two {
		out += ":" + strings.TrimPrefix(to[strings.LastIndexByte(to, '.')+1:], "")
	}
	return out
}

func openCorner(s string) string {
	i := strings.LastIndexByte(s, '.')
	if i <= 0 {
		return strings.TrimPrefix(s, ".")
	}
	return strings.TrimPrefix(s[:i], "$") + "!" + s[i+1:]
}
