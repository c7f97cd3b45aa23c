package book

import (
	"bytes"
	"cmp"
	"strings"

	"tongket/ingest"
)

// cell reads a cell and what repeats it.
func (t *odsTable) cell() {
	x := t.x
	n := x.repeat("number-columns-repeated", ingest.MaxCol)
	rows, cols := x.repeat("number-rows-spanned", ingest.MaxRow), x.repeat("number-columns-spanned", ingest.MaxCol)
	kind := cmp.Or(x.attrString("office:value-type"), x.attrString("value-type"))
	if strings.HasPrefix(x.attrString("calcext:value-type"), "error") {
		kind = "error"
	}
	kind, value, told := storedValue(x, kind)
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
	if !told && c.Kind != ingest.Blank {
		t.damaged(c.Row, c.Col, cmp.Or(text, value), DamageType)
	}
	if rows > 1 || cols > 1 {
		t.Merges = append(t.Merges, ingest.Range{Row1: t.row, Col1: t.col, Row2: min(t.row+rows-1, ingest.MaxRow), Col2: min(t.col+cols-1, ingest.MaxCol)})
	}
	t.col = min(t.col+n, ingest.MaxCol+1)
	n = max(min(n, ingest.MaxCol-c.Col+1), 1)
	if c.Kind == ingest.Blank && c.Formula == 0 || !t.repeats(int(n)-1) {
		return
	}
	first := len(t.Cells)
	if t.gridBuilder.add(c); len(t.Cells) == first {
		return
	}
	for c = t.Cells[first]; n > 1; n-- {
		c.Col++
		t.put(c)
	}
}

// valueAttributes are where the values of each type are.
func valueAttributes() [][2]string {
	return [][2]string{{"float", "value"}, {"currency", "value"}, {"percentage", "value"}, {"date", "date-value"}, {"time", "time-value"}, {"boolean", "boolean-value"}}
}

// storedValue is the value of a cell of some type. If the type is missing or odd, or
// the value is not where that type has it, a value that is there is taken for what
// its attribute says; told is then false.
func storedValue(x *xmlScanner, kind string) (is, value string, told bool) {
	for _, a := range valueAttributes() {
		if a[0] == kind {
			if raw, ok := x.attr(a[1]); ok {
				return kind, string(raw), true
			}
		}
	}
	if kind == "string" || kind == "error" {
		return kind, "", true
	}
	for _, a := range valueAttributes() {
		if raw, ok := x.attr(a[1]); ok {
			return a[0], string(raw), false
		}
	}
	return "", "", kind == "" || kind == "void"
}

func (t *odsTable) setValue(c *ingest.Cell, kind, value, text string) {
	ok := true
	switch kind {
	case "float", "currency", "percentage":
		c.Kind = ingest.Number
		c.Num, ok = parseNumber([]byte(value))
		if ok && isDate(t.list[c.Style].Format) {
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
		c.Kind, c.Text, c.Num = ingest.Text, cmp.Or(text, value), 0
	}
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
