package book

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/unicode/norm"

	"tongket/ingest"
)

// readHTML lays a page out on one sheet as Excel does: the rows of tables one
// after the other, and each block of text between them as a row. It cannot
// tell a page that was cut short inside its last table's last cell; one that
// lacks the end of a table is damaged.
func (b *book) readHTML(data []byte) ([]ingest.Grid, []ingest.Issue) {
	text := b.htmlText(data)
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, b.fail(ingest.CodeCorrupt, "HTML", DamageStructure)
	}
	h := &htmlReader{book: b, gridBuilder: b.newGrid(htmlSheetName(text), false), css: map[string]htmlStyle{}, indexes: map[ingest.Style]uint16{}, row: 1}
	h.style(ingest.Style{})
	h.collect(root)
	h.block(root)
	h.flush()
	h.Styles = h.list
	if lower := strings.ToLower(text); strings.Count(lower, "<table") > strings.Count(lower, "</table") {
		return nil, b.fail(ingest.CodeCorrupt, "HTML", DamageShort)
	}
	return b.finishGrid(nil, h.gridBuilder, nil), nil
}

// htmlText decodes a page by what it declares, else by its letters.
func (b *book) htmlText(data []byte) string {
	enc, name, _ := charset.DetermineEncoding(data, "")
	if name != "windows-1252" && name != "utf-8" {
		if out, err := enc.NewDecoder().Bytes(data); err == nil {
			return norm.NFC.String(string(out))
		}
	}
	text, encoding := toUnicode(data)
	if encoding != "" {
		b.add(ingest.Pos{File: b.name}, ingest.CodeEncoding, "", encoding)
	}
	return text
}

var sheetNamePattern = regexp.MustCompile(`<x:Name>([^<]*)</x:Name>`)

// htmlSheetName is the name that Excel saved, if Excel saved the page.
func htmlSheetName(text string) string {
	m := sheetNamePattern.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	return tidyUnicode(html.UnescapeString(m[1]))
}

// An htmlReader turns a page into one grid.
type htmlReader struct {
	*book
	*gridBuilder
	css     map[string]htmlStyle
	indexes map[ingest.Style]uint16
	list    []ingest.Style
	row     int32
	line    []textRun // the text block being collected outside tables
}

// collect reads the style sheets and asks the texts how they are written.
func (h *htmlReader) collect(n *html.Node) {
	if n.Type == html.ElementNode && n.DataAtom == atom.Style && n.FirstChild != nil {
		for _, m := range cssRule.FindAllStringSubmatch(n.FirstChild.Data, -1) {
			h.css[m[1]] = h.css[m[1]].with(m[2])
		}
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		h.collect(c)
	}
}

func attribute(n *html.Node, name string) string {
	v, _ := lookup(n, name)
	return v
}

func lookup(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// block reads what is outside tables.
func (h *htmlReader) block(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		h.line = append(h.line, textRun{text: n.Data})
	case n.Type == html.ElementNode:
		switch n.DataAtom {
		case atom.Table:
			h.flush()
			h.table(n, htmlStyle{})
			return
		case atom.Script, atom.Style, atom.Head, atom.Title:
			return
		case atom.Br, atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.Center, atom.Li:
			h.flush()
			defer h.flush()
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		h.block(c)
	}
}

// flush makes a row of the text collected outside tables.
func (h *htmlReader) flush() {
	text := foldRuns(h.line)
	h.line = h.line[:0]
	if len(text.runs) > 0 {
		h.add(h.row, 1, text, htmlStyle{})
		h.row++
	}
}

// foldRuns folds the white space of HTML; "\n" from br stays.
func foldRuns(runs []textRun) sharedString {
	var out sharedString
	blank := true
	for _, r := range runs {
		var b strings.Builder
		if r.text == "\x00" {
			b.WriteString("\n")
			blank = true
		} else {
			for _, c := range r.text {
				if c == ' ' || c == '\t' || c == '\n' || c == '\r' {
					if !blank {
						b.WriteByte(' ')
					}
					blank = true
					continue
				}
				b.WriteRune(c)
				blank = false
			}
		}
		if r.text = b.String(); r.text != "" {
			out.runs = append(out.runs, r)
		}
	}
	for n := len(out.runs); n > 0; n-- {
		out.runs[n-1].text = strings.TrimRight(out.runs[n-1].text, " \n")
		if out.runs[n-1].text != "" {
			break
		}
		out.runs = out.runs[:n-1]
	}
	return out
}

func (h *htmlReader) add(row, col int32, text sharedString, s htmlStyle) {
	c := ingest.Cell{Row: row, Col: col, Kind: ingest.Text, Style: h.style(s.plain())}
	c.Text = text.text(&h.text, s.class)
	if strings.Trim(c.Text, " \u00a0\n") != "" {
		h.gridBuilder.add(c)
	}
}

// table reads the rows of a table; tables inside its cells follow below the
// row that they are in.
func (h *htmlReader) table(t *html.Node, s htmlStyle) {
	s = h.styleOf(t, s)
	blocked := map[int32]int32{} // columns that a cell above covers, up to which row
	var inner []*html.Node
	var rows func(n *html.Node, s htmlStyle)
	rows = func(n *html.Node, s htmlStyle) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch c.DataAtom {
			case atom.Tr:
				inner = h.tableRow(c, h.styleOf(c, s), blocked)
				h.row++
				for _, t := range inner {
					h.table(t, htmlStyle{})
				}
			case atom.Thead, atom.Tbody, atom.Tfoot:
				rows(c, h.styleOf(c, s))
			case atom.Caption:
				h.block(c)
				h.flush()
			}
		}
	}
	rows(t, s)
	for _, upTo := range blocked {
		h.row = max(h.row, min(upTo+1, h.row+1000))
	}
}

func (h *htmlReader) tableRow(tr *html.Node, s htmlStyle, blocked map[int32]int32) (inner []*html.Node) {
	if s.hidden {
		h.hideRows(h.row, h.row)
	}
	col := int32(1)
	for td := tr.FirstChild; td != nil; td = td.NextSibling {
		if td.DataAtom != atom.Td && td.DataAtom != atom.Th {
			continue
		}
		for blocked[col] >= h.row {
			col++
		}
		rows, cols := span(td, "rowspan"), span(td, "colspan")
		inner = append(inner, h.cell(td, h.styleOf(td, s), col)...)
		if rows > 1 || cols > 1 {
			h.Merges = append(h.Merges, ingest.Range{Row1: h.row, Col1: col, Row2: min(h.row+rows-1, ingest.MaxRow), Col2: min(col+cols-1, ingest.MaxCol)})
		}
		for ; cols > 0 && col <= ingest.MaxCol; cols-- {
			blocked[col] = h.row + rows - 1
			col++
		}
	}
	return inner
}

func span(n *html.Node, name string) int32 {
	v, err := strconv.Atoi(strings.TrimSpace(attribute(n, name)))
	if err != nil || v < 1 {
		return 1
	}
	return int32(min(v, 1000))
}

// cell reads a cell. Excel's own pages have the number itself in x:num; other
// pages only have text.
func (h *htmlReader) cell(td *html.Node, s htmlStyle, col int32) (inner []*html.Node) {
	var runs []textRun
	struck, plain := false, false // texts that are struck out, and that are not
	var walk func(n *html.Node, s htmlStyle)
	walk = func(n *html.Node, s htmlStyle) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				if strings.TrimSpace(c.Data) != "" {
					struck, plain = struck || s.strike, plain || !s.strike
				}
				runs = append(runs, textRun{text: c.Data, class: s.class, ownFont: s.ownFont, superior: s.sup})
			case c.Type != html.ElementNode:
			case c.DataAtom == atom.Table:
				inner = append(inner, c)
			case c.DataAtom == atom.Br:
				runs = append(runs, textRun{text: "\x00"})
			case c.DataAtom == atom.Script || c.DataAtom == atom.Style:
			default:
				walk(c, h.styleOf(c, s))
				if c.DataAtom == atom.P || c.DataAtom == atom.Div {
					runs = append(runs, textRun{text: "\x00"})
				}
			}
		}
	}
	walk(td, s)
	s.strike = struck && !plain
	text := foldRuns(runs)
	stored, isNumber := lookup(td, "x:num")
	if !isNumber { // as LibreOffice writes it
		if stored, isNumber = lookup(td, "sdval"); isNumber {
			s.format = afterSemicolons(attribute(td, "sdnum"), 2)
		}
	}
	if !isNumber {
		h.add(h.row, col, text, s)
		return inner
	}
	if stored == "" {
		stored = strings.Trim(text.text(&h.text, s.class), " \u00a0")
	}
	v, ok := parseNumber([]byte(stored))
	if shown := text.text(&h.text, s.class); !ok || isErrorText(shown) { // an error has the number 0
		h.add(h.row, col, text, s)
		return inner
	}
	c := ingest.Cell{Row: h.row, Col: col, Kind: ingest.Number, Num: v, Style: h.style(s.plain())}
	if isDate(s.format) {
		c.Kind = ingest.Date
	}
	if formula := attribute(td, "x:fmla"); formula != "" {
		c.Formula = h.formula(strings.TrimPrefix(formula, "="))
	}
	h.gridBuilder.add(c)
	return inner
}
