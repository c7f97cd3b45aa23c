package book

import (
	"bytes"
	"cmp"
	"strconv"
	"strings"

	"tongket/ingest"
)

// An xml2003Book reads SpreadsheetML 2003, which is often named .xls.
type xml2003Book struct {
	*book
	x       *xmlScanner
	styles  map[string]xmlStyle
	indexes map[string]uint16
	list    []ingest.Style
	classes []fontClass
	buf     []byte
}

type xmlStyle struct {
	ingest.Style
	class fontClass
}

func (b *book) readXML2003(data []byte) ([]ingest.Grid, []ingest.Issue) {
	w := &xml2003Book{book: b, x: newXMLScanner(bytes.NewReader(data), bufferSize, nil), styles: map[string]xmlStyle{}, indexes: map[string]uint16{}}
	w.x.anyPrefix = true
	var builders []*gridBuilder
	for x, tok := w.x, w.x.next(); tok != tokenEnd; tok = x.next() {
		if tok != tokenOpen {
			continue
		}
		switch string(x.name) {
		case "Style":
			w.readStyle()
		case "Worksheet":
			builders = append(builders, w.readSheet())
		}
	}
	if w.x.err != nil {
		return nil, b.corrupt("XML", w.x.err)
	}
	var grids []ingest.Grid
	for _, g := range builders {
		g.Styles = w.list
		grids = b.finishGrid(grids, g, w.classes)
	}
	return grids, nil
}

func (w *xml2003Book) readStyle() {
	x := w.x
	id := x.attrString("ID")
	s := w.styles[x.attrString("Parent")]
	if x.attrString("Parent") == "" {
		s = w.styles["Default"]
	}
	for level := x.depth(); ; {
		switch x.next() {
		case tokenEnd:
			return
		case tokenClose:
			if x.depth() < level {
				w.styles[id] = s
				return
			}
		case tokenOpen:
			switch string(x.name) {
			case "NumberFormat":
				s.Format = x.attrString("Format")
				if code, ok := formatCodes[s.Format]; ok {
					s.Format = code
				}
			case "Font":
				s.Bold, s.Strike = x.attrBool("Bold", false), x.attrBool("StrikeThrough", false)
				if name := x.attrString("FontName"); name != "" {
					s.class = classOfFont(name)
				}
			case "Alignment":
				s.Indent = x.attrInt("Indent", 0)
			}
		}
	}
}

func (w *xml2003Book) style(id string) uint16 {
	if i, ok := w.indexes[id]; ok {
		return i
	}
	s, ok := w.styles[id]
	if !ok {
		s = w.styles["Default"]
	}
	i, ok := w.nextStyle(len(w.list))
	if !ok {
		return i
	}
	w.list, w.classes = append(w.list, s.Style), append(w.classes, s.class)
	w.indexes[id] = i
	return i
}

func (w *xml2003Book) readSheet() *gridBuilder {
	x := w.x
	g := w.newGrid(tidyUnicode(x.attrString("Name")), false)
	row, col := int32(0), int32(0)
	rowStyle := ""
	var filter ingest.Range
	for level := x.depth(); ; {
		switch x.next() {
		case tokenEnd:
			return g
		case tokenClose:
			if x.depth() < level {
				return g
			}
		case tokenOpen:
			switch string(x.name) {
			case "Column":
				col = int32(min(max(x.attrInt("Index", int(col)+1), 1), ingest.MaxCol))
				last := min(col+int32(min(max(x.attrInt("Span", 0), 0), ingest.MaxCol)), ingest.MaxCol)
				if x.attrBool("Hidden", false) {
					g.hideCols(col, last)
				} else if points, err := strconv.ParseFloat(x.attrString("Width"), 64); err == nil {
					g.widen(col, last, lettersOf(points))
				}
				col = last
			case "Row":
				row, col = int32(min(max(x.attrInt("Index", int(row)+1), 1), ingest.MaxRow)), 0
				last := min(row+int32(min(max(x.attrInt("Span", 0), 0), ingest.MaxRow)), ingest.MaxRow)
				if x.attrBool("Hidden", false) {
					g.hideRows(row, last)
				}
				rowStyle = x.attrString("StyleID")
			case "Cell":
				col = w.cell(g, row, col, rowStyle)
			case "AutoFilter":
				filter, _ = ingest.ParseRange(strings.ReplaceAll(fromR1C1(x.attrString("Range"), 1, 1), "$", ""))
			case "AutoFilterColumn":
				if kind := x.attrString("Type"); kind != "" && kind != "All" {
					g.Filter = filter
				}
			case "Visible":
				g.Hidden = strings.HasPrefix(string(x.textUpTo(nil)), "SheetHidden") || g.Hidden
			}
		}
		if row < 1 {
			row = 0
		}
	}
}

// cell reads a Cell and returns the last column that it takes.
func (w *xml2003Book) cell(g *gridBuilder, row, col int32, rowStyle string) int32 {
	x := w.x
	col = int32(min(max(x.attrInt("Index", int(col)+1), 1), ingest.MaxCol))
	across, down := int32(min(max(x.attrInt("MergeAcross", 0), 0), ingest.MaxCol)), int32(min(max(x.attrInt("MergeDown", 0), 0), ingest.MaxRow))
	c := ingest.Cell{Row: max(row, 1), Col: col, Style: w.style(cmp.Or(x.attrString("StyleID"), rowStyle))}
	if formula := x.attrString("Formula"); formula != "" {
		c.Formula = g.formula(fromR1C1(strings.TrimPrefix(formula, "="), c.Row, c.Col))
	}
	if across > 0 || down > 0 {
		g.Merges = append(g.Merges, ingest.Range{Row1: c.Row, Col1: col, Row2: min(c.Row+down, ingest.MaxRow), Col2: min(col+across, ingest.MaxCol)})
	}
	stored := false
	for level := x.depth(); ; {
		tok := x.next()
		if tok == tokenEnd || tok == tokenClose && x.depth() < level {
			break
		}
		if tok == tokenOpen && string(x.name) == "Data" {
			kind := x.attrString("Type")
			w.setValue(g, &c, kind, w.data())
			stored = true
		} else if tok == tokenOpen {
			x.skip()
		}
	}
	c.Uncached = c.Formula != 0 && !stored
	if c.Kind != ingest.Blank || c.Formula != 0 {
		g.add(c)
	}
	return min(col+across, ingest.MaxCol)
}

// data reads the text of a Data element with its superscripts.
func (w *xml2003Book) data() sharedString {
	x := w.x
	var s sharedString
	sup, font := 0, []textRun{{}}
	for level := x.depth(); ; {
		switch x.next() {
		case tokenEnd:
			return s
		case tokenText:
			w.buf = x.appendText(w.buf[:0])
			r := font[len(font)-1]
			r.text, r.superior = string(w.buf), sup > 0
			s.runs = append(s.runs, r)
		case tokenOpen:
			switch string(x.name) {
			case "Sup":
				sup++
			case "Font":
				r := font[len(font)-1]
				if face := x.attrString("Face"); face != "" {
					r.ownFont, r.class = true, classOfFont(face)
				}
				font = append(font, r)
			}
		case tokenClose:
			switch {
			case x.depth() < level:
				return s
			case string(x.name) == "Sup":
				sup--
			case string(x.name) == "Font" && len(font) > 1:
				font = font[:len(font)-1]
			}
		}
	}
}

func (w *xml2003Book) setValue(g *gridBuilder, c *ingest.Cell, kind string, s sharedString) {
	text := s.text(&w.text, w.classes[c.Style])
	ok := true
	switch kind {
	case "Number":
		c.Kind = ingest.Number
		if c.Num, ok = parseNumber([]byte(text)); ok && isDate(w.list[c.Style].Format) {
			c.Kind = ingest.Date
		}
	case "DateTime":
		c.Kind = ingest.Date
		c.Num, ok = parseISODate(strings.TrimSuffix(text, ".000"))
	case "Boolean":
		c.Kind, c.Num = ingest.Boolean, 0
		if text == "1" {
			c.Num = 1
		}
	case "Error":
		c.Kind, c.Text = ingest.Fault, text
	default:
		if text != "" {
			c.Kind, c.Text = ingest.Text, text
		}
	}
	if !ok {
		g.damaged(c.Row, c.Col, text, DamageNumber)
		c.Kind, c.Num, c.Text = ingest.Text, 0, text
	}
}

// fromR1C1 writes the references of a formula as A1: "SUM(R[-2]C:R[-1]C)" in
// B3 is "SUM(B1:B2)".
func fromR1C1(text string, row, col int32) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		c := text[i]
		if c == '"' || c == '\'' {
			n := strings.IndexByte(text[i+1:], c)
			if n < 0 {
				n = len(text) - i - 2
			}
			b.WriteString(text[i : i+n+2])
			i += n + 2
			continue
		}
		if c == 'R' && (i == 0 || !isWordByte(text[i-1])) {
			if ref, n := r1c1(text[i:], row, col); n > 0 {
				b.WriteString(ref)
				i += n
				continue
			}
		}
		b.WriteByte(c)
		i++
	}
	return b.String()
}

func r1c1(s string, row, col int32) (ref string, length int) {
	r, fixedRow, n := r1c1Part(s[1:], row)
	i := 1 + n
	if i >= len(s) || s[i] != 'C' {
		return "", 0
	}
	c, fixedCol, n := r1c1Part(s[i+1:], col)
	i += 1 + n
	if i < len(s) && (isWordByte(s[i]) || s[i] == '(') || r < 1 || r > ingest.MaxRow || c < 1 || c > ingest.MaxCol {
		return "", 0
	}
	return absolute(fixedCol) + ingest.ColumnName(int(c)) + absolute(fixedRow) + strconv.Itoa(int(r)), i
}

// r1c1Part reads "", "5" or "[-2]".
func r1c1Part(s string, from int32) (v int32, fixed bool, length int) {
	if strings.HasPrefix(s, "[") {
		n := strings.IndexByte(s, ']')
		if n < 0 {
			return 0, false, 0
		}
		d, err := strconv.ParseInt(s[1:n], 10, 32)
		if err != nil {
			return 0, false, 0
		}
		return from + int32(d), false, n + 1
	}
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n == 0 {
		return from, false, 0
	}
	d, err := strconv.ParseInt(s[:n], 10, 32)
	if err != nil {
		return 0, false, 0
	}
	return int32(d), true, n
}
