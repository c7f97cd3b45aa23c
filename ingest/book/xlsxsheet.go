package book

import (
	"bytes"
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"tongket/ingest"
)

// maxCellIssues is how many damaged cells of a sheet are listed one by one.
const maxCellIssues = 50

// A gridBuilder collects the cells of one sheet of any format.
type gridBuilder struct {
	ingest.Grid
	issues   []ingest.Issue
	unlisted int
	disorder bool // a cell came before one that it follows
	formulas map[string]int32
}

func newGridBuilder(file, sheet string, hidden bool) *gridBuilder {
	return &gridBuilder{Grid: ingest.Grid{File: file, Sheet: sheet, Hidden: hidden}}
}

func (g *gridBuilder) pos(row, col int32) ingest.Pos {
	return ingest.Pos{File: g.File, Sheet: g.Sheet, Row: row, Col: col}
}

// damaged adds an issue on one cell.
func (g *gridBuilder) damaged(row, col int32, raw, what string) {
	if len(g.issues) >= maxCellIssues {
		g.unlisted++
		return
	}
	g.issues = append(g.issues, ingest.Issue{Pos: g.pos(row, col), Code: ingest.CodeDamagedCell, Raw: raw, Args: []string{what}})
}

func (g *gridBuilder) add(c ingest.Cell) {
	if n := len(g.Cells); n > 0 && !g.disorder {
		last := &g.Cells[n-1]
		g.disorder = last.Row > c.Row || last.Row == c.Row && last.Col >= c.Col
	}
	g.Cells = append(g.Cells, c)
}

// formula interns a formula and returns what Cell.Formula holds.
func (g *gridBuilder) formula(text string) int32 {
	if i, ok := g.formulas[text]; ok {
		return i
	}
	if g.formulas == nil {
		g.formulas = map[string]int32{}
	}
	g.Formulas = append(g.Formulas, text)
	g.formulas[text] = int32(len(g.Formulas))
	return int32(len(g.Formulas))
}

// hideRows marks rows as hidden.
func (g *gridBuilder) hideRows(from, to int32) {
	if n := len(g.HiddenRows); n > 0 && g.HiddenRows[n-1].Row2+1 == from {
		g.HiddenRows[n-1].Row2 = to
		return
	}
	g.HiddenRows = append(g.HiddenRows, ingest.Range{Row1: from, Row2: to})
}

// hideCols marks columns as hidden.
func (g *gridBuilder) hideCols(from, to int32) {
	if n := len(g.HiddenCols); n > 0 && g.HiddenCols[n-1].Col2+1 == from {
		g.HiddenCols[n-1].Col2 = to
		return
	}
	g.HiddenCols = append(g.HiddenCols, ingest.Range{Col1: from, Col2: to})
}

// finish puts the cells in order, once each, and takes out those under merges.
func (g *gridBuilder) finish() (ingest.Grid, []ingest.Issue) {
	byPlace := func(a, b ingest.Cell) int { return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col)) }
	if g.disorder {
		slices.SortStableFunc(g.Cells, byPlace)
		g.dropDuplicates()
	}
	slices.SortFunc(g.Merges, func(a, b ingest.Range) int {
		return cmp.Or(cmp.Compare(a.Row1, b.Row1), cmp.Compare(a.Col1, b.Col1), cmp.Compare(a.Row2, b.Row2), cmp.Compare(a.Col2, b.Col2))
	})
	g.dropCovered()
	if g.unlisted > 0 {
		g.issues = append(g.issues, ingest.Issue{Pos: g.pos(0, 0), Code: ingest.CodeDamagedCell, Raw: strconv.Itoa(g.unlisted), Args: []string{DamageMore}})
	}
	return g.Grid, g.issues
}

func (g *gridBuilder) dropDuplicates() {
	kept := g.Cells[:0]
	for _, c := range g.Cells {
		if n := len(kept); n > 0 && kept[n-1].Row == c.Row && kept[n-1].Col == c.Col {
			g.damaged(c.Row, c.Col, FormatsOf(g.Styles).Shown(&c), DamageDuplicate)
			continue
		}
		kept = append(kept, c)
	}
	g.Cells = kept
}

// dropCovered takes out the cells under merges. Cells and merges are in order
// of their rows, so that only the merges that reach the row are looked at.
func (g *gridBuilder) dropCovered() {
	if len(g.Merges) == 0 {
		return
	}
	var open []ingest.Range
	next := 0
	kept := g.Cells[:0]
	for _, c := range g.Cells {
		for next < len(g.Merges) && g.Merges[next].Row1 <= c.Row {
			open = append(open, g.Merges[next])
			next++
		}
		open = slices.DeleteFunc(open, func(r ingest.Range) bool { return r.Row2 < c.Row })
		if i := slices.IndexFunc(open, func(r ingest.Range) bool {
			return r.Contains(c.Row, c.Col) && (r.Row1 != c.Row || r.Col1 != c.Col)
		}); i >= 0 {
			if c.Kind == ingest.Number {
				g.damaged(c.Row, c.Col, FormatsOf(g.Styles).Shown(&c), DamageCovered)
			}
			continue
		}
		kept = append(kept, c)
	}
	g.Cells = kept
}

// A sheetReader reads one worksheet part.
type sheetReader struct {
	*gridBuilder
	w        *xlsxBook
	x        *xmlScanner
	row, col int32 // of the last cell; col 0 at the start of a row
	value    []byte
	ftext    []byte
	shared   map[int]sharedFormula
	arrays   []arrayFormula
	tooMany  bool
}

type sharedFormula struct {
	row, col int32
	text     string
}

type arrayFormula struct {
	ingest.Range
	formula int32
}

// readSheet reads one worksheet. ok is false if it is damaged, which is then
// an issue.
func (w *xlsxBook) readSheet(sheet xlsxSheet, part string) (g ingest.Grid, ok bool) {
	s := &sheetReader{gridBuilder: newGridBuilder(w.name, sheet.name, sheet.hidden), w: w}
	s.Styles = w.styles
	err := w.reserve(s.gridBuilder, part)
	if err == nil {
		err = w.c.scan(part, s.read)
	}
	if err != nil {
		if w.ctx.Err() == nil {
			w.add(s.pos(0, 0), ingest.CodeCorrupt, "", part, damage(err))
		}
		return ingest.Grid{}, false
	}
	if s.tooMany {
		w.add(s.pos(0, 0), ingest.CodeTooLarge, "", "cells", ">"+strconv.Itoa(maxCells), strconv.Itoa(maxCells))
		return ingest.Grid{}, false
	}
	s.markArrays()
	g, issues := s.finish()
	w.issues = append(w.issues, issues...)
	return g, true
}

// reserve makes room for the cells at once: a large sheet's cells would take
// twice their memory if their list grew.
func (w *xlsxBook) reserve(g *gridBuilder, part string) error {
	f := w.c.parts[partName(part)]
	if f == nil {
		return errMissing
	}
	if f.UncompressedSize64 < 8<<20 {
		g.Cells = make([]ingest.Cell, 0, f.UncompressedSize64/28) // <c r="F17"><v>12</v></c> and a little more
		return nil
	}
	n, err := w.c.count(part, "<v>", ":v>", "<is>", ":is>")
	g.Cells = make([]ingest.Cell, 0, min(n+n/100+64, maxCells))
	return err
}

func (s *sheetReader) read(x *xmlScanner) {
	s.x = x
	for {
		switch x.next() {
		case tokenEnd:
			return
		case tokenOpen:
			switch x.depth() {
			case 4:
				if string(x.name) == "c" {
					s.cell()
				}
			case 3:
				s.element()
			case 2:
				if string(x.name) == "extLst" {
					x.skip()
				}
			}
		}
	}
}

// element reads a row, a column or a merge.
func (s *sheetReader) element() {
	x := s.x
	switch string(x.name) {
	case "row":
		s.startRow()
	case "col":
		width, sized := x.attr("width")
		if x.attrBool("hidden", false) || sized && string(width) == "0" {
			s.hideCols(int32(x.attrInt("min", 0)), int32(x.attrInt("max", 0)))
		}
	case "mergeCell":
		r, ok := ingest.ParseRange(x.attrString("ref"))
		if !ok {
			s.damaged(0, 0, x.attrString("ref"), DamageReference)
		} else if r.Row1 != r.Row2 || r.Col1 != r.Col2 {
			s.Merges = append(s.Merges, r)
		}
	}
}

func (s *sheetReader) startRow() {
	s.row, s.col = s.row+1, 0
	if v, ok := s.x.attr("r"); ok {
		if n, err := strconv.Atoi(string(v)); err != nil || n < 1 || n > ingest.MaxRow {
			s.damaged(s.row, 0, string(v), DamageReference)
		} else {
			s.row = int32(n)
		}
	}
	height, sized := s.x.attr("ht")
	if s.x.attrBool("hidden", false) || sized && string(height) == "0" {
		s.hideRows(s.row, s.row)
	}
}

// cell reads one c element up to its end.
func (s *sheetReader) cell() {
	x := s.x
	var c ingest.Cell
	var kind, ref []byte
	styled := true
	for rest := x.attrs; ; {
		var key, value []byte
		if key, value, rest = x.nextAttr(rest); key == nil {
			break
		}
		if len(key) != 1 {
			continue
		}
		switch key[0] {
		case 'r':
			ref = value
		case 's':
			c.Style, styled = s.style(value)
		case 't':
			kind = value
		}
	}
	placed := s.place(&c, ref)
	badRef := ""
	if !placed {
		badRef = string(ref)
	}
	kindCode := cellType(kind)
	inline, present, stored := s.content(&c)
	if x.err != nil {
		return
	}
	s.setValue(&c, kindCode, inline, stored || present && kindCode == cellString)
	if c.Kind == ingest.Blank && c.Formula == 0 {
		return
	}
	if !placed {
		s.damaged(s.row, 0, badRef+": "+FormatsOf(s.Styles).Shown(&c), DamageReference)
		return
	}
	if !styled {
		s.damaged(c.Row, c.Col, FormatsOf(s.Styles).Shown(&c), DamageStyle)
	}
	if len(s.Cells) >= maxCells {
		s.tooMany = true
		return
	}
	s.add(c)
}

func (s *sheetReader) style(value []byte) (uint16, bool) {
	if len(value) == 0 {
		return 0, true
	}
	n := 0
	for _, d := range value {
		if d < '0' || d > '9' || n > 1<<20 {
			return 0, false
		}
		n = n*10 + int(d-'0')
	}
	if n >= len(s.Styles) || n > math.MaxUint16 {
		return 0, false
	}
	return uint16(n), true
}

// place finds the cell's position: its own reference, else the one after the
// last. It is false for a reference that is none or names another row.
func (s *sheetReader) place(c *ingest.Cell, ref []byte) bool {
	c.Row, c.Col = s.row, s.col+1
	if ref == nil {
		s.col++
		return c.Row >= 1 && c.Col <= ingest.MaxCol
	}
	row, col, ok := ingest.ParseRef(ref)
	if !ok || row != s.row {
		return false
	}
	c.Col, s.col = col, col
	return true
}

// A cellKind is the t attribute.
type cellKind uint8

const (
	cellNumber cellKind = iota
	cellShared
	cellString
	cellInline
	cellBool
	cellError
	cellDate
	cellOther
)

func cellType(t []byte) cellKind {
	switch string(t) {
	case "", "n":
		return cellNumber
	case "s":
		return cellShared
	case "str":
		return cellString
	case "inlineStr":
		return cellInline
	case "b":
		return cellBool
	case "e":
		return cellError
	case "d":
		return cellDate
	}
	return cellOther
}

// content reads v, f and is. The value stays in s.value; it is present if there
// is an element for it, and stored if it isn't empty.
func (s *sheetReader) content(c *ingest.Cell) (inline sharedString, present, stored bool) {
	x := s.x
	s.value = s.value[:0]
	for {
		switch x.next() {
		case tokenEnd:
			return
		case tokenClose:
			if x.depth() < 4 {
				return
			}
		case tokenOpen:
			switch string(x.name) {
			case "v":
				s.value = x.textUpTo(s.value[:0])
				present, stored = true, len(s.value) > 0
			case "f":
				s.readFormula(c)
			case "is":
				inline, s.ftext = x.readRich(s.ftext)
				stored = true
			default:
				x.skip()
			}
		}
	}
}

// textUpTo appends the text of the element just opened, up to its end.
func (x *xmlScanner) textUpTo(dst []byte) []byte {
	for level := x.depth(); ; {
		switch x.next() {
		case tokenText:
			dst = x.appendText(dst)
		case tokenClose:
			if x.depth() < level {
				return dst
			}
		case tokenEnd:
			return dst
		}
	}
}

// readFormula reads an f element; the cells of a shared formula get it moved
// to where they are.
func (s *sheetReader) readFormula(c *ingest.Cell) {
	x := s.x
	kind, ref, si := x.attrString("t"), x.attrString("ref"), x.attrInt("si", -1)
	s.ftext = x.textUpTo(s.ftext[:0])
	text := string(s.ftext)
	switch kind {
	case "shared":
		if master, ok := s.shared[si]; ok && text == "" {
			text = moveFormula(master.text, c.Row-master.row, c.Col-master.col)
		} else if text != "" {
			if s.shared == nil {
				s.shared = map[int]sharedFormula{}
			}
			s.shared[si] = sharedFormula{c.Row, c.Col, text}
		}
	case "array":
		if r, ok := ingest.ParseRange(ref); ok {
			s.arrays = append(s.arrays, arrayFormula{r, s.formula(text)})
		}
	}
	c.Formula = s.formula(text)
}

// markArrays gives the cells of an array formula its text, which only the
// first of them holds.
func (s *sheetReader) markArrays() {
	for _, a := range s.arrays {
		if a.Row1 == a.Row2 && a.Col1 == a.Col2 {
			continue
		}
		for i := range s.Cells {
			if c := &s.Cells[i]; c.Formula == 0 && a.Contains(c.Row, c.Col) {
				c.Formula = a.formula
			}
		}
	}
}

// setValue turns the stored text into the cell's value.
func (s *sheetReader) setValue(c *ingest.Cell, kind cellKind, inline sharedString, stored bool) {
	if !stored {
		c.Uncached = c.Formula != 0
		return
	}
	ok := true
	switch kind {
	case cellNumber:
		c.Kind = ingest.Number
		if c.Num, ok = parseNumber(s.value); ok && s.w.dates[c.Style] {
			c.Kind = ingest.Date
			c.Num = s.w.serial(c.Num)
		}
	case cellShared:
		s.setShared(c)
	case cellString:
		s.setText(c, sharedString{plain: unescapeControls(string(s.value))})
	case cellInline:
		if inline.plain == "" && inline.runs == nil {
			inline.plain = string(s.value)
		}
		s.setText(c, inline)
	case cellBool:
		c.Kind, c.Num = ingest.Boolean, 0
		if v := string(s.value); v == "1" || v == "true" {
			c.Num = 1
		}
	case cellError:
		c.Kind, c.Text = ingest.Fault, string(s.value)
	case cellDate:
		c.Kind = ingest.Date
		c.Num, ok = parseISODate(string(s.value))
	default:
		ok = false
	}
	if !ok {
		s.damaged(c.Row, c.Col, string(s.value), DamageNumber)
		*c = ingest.Cell{Row: c.Row, Col: c.Col, Style: c.Style, Kind: ingest.Text, Text: tidyUnicode(string(s.value)), Formula: c.Formula}
	}
}

func (s *sheetReader) setShared(c *ingest.Cell) {
	n, err := strconv.Atoi(string(bytes.TrimSpace(s.value)))
	if err != nil || n < 0 || n >= len(s.w.strings) {
		s.damaged(c.Row, c.Col, string(s.value), DamageString)
		return
	}
	c.Text = s.w.shared(n, s.w.fonts[c.Style])
	if c.Text != "" || c.Formula != 0 {
		c.Kind = ingest.Text
	}
}

func (s *sheetReader) setText(c *ingest.Cell, text sharedString) {
	c.Text = text.text(&s.w.text, s.w.fonts[c.Style])
	if c.Text != "" || c.Formula != 0 {
		c.Kind = ingest.Text
	}
}

// serial is a stored serial in the 1900 system.
func (w *xlsxBook) serial(v float64) float64 {
	if w.date1904 {
		return v + 1462
	}
	return v
}

// parseNumber reads a number as XML writes it: no blanks inside, no "inf".
func parseNumber(b []byte) (float64, bool) {
	b = bytes.TrimSpace(b)
	digits := b
	negative := len(b) > 0 && b[0] == '-'
	if negative {
		digits = b[1:]
	}
	// Up to 15 digits and a power of ten up to 22 are exact in one division.
	var mantissa, point, n = uint64(0), -1, 0
	for i, c := range digits {
		switch {
		case c >= '0' && c <= '9':
			mantissa = mantissa*10 + uint64(c-'0')
			n++
		case c == '.' && point < 0:
			point = i
		case c == 'e' || c == 'E' || c == '+' || c == '-':
			n = 99
		default:
			return 0, false
		}
		if n > 15 {
			return parseLongNumber(b)
		}
	}
	if n == 0 {
		return 0, false
	}
	v := float64(mantissa)
	if point >= 0 {
		v /= ingest.PowersOfTen[len(digits)-point-1]
	}
	if negative {
		v = -v
	}
	return v, true
}

func parseLongNumber(b []byte) (float64, bool) {
	for _, c := range b {
		if (c < '0' || c > '9') && c != '.' && c != 'e' && c != 'E' && c != '+' && c != '-' {
			return 0, false
		}
	}
	v, err := strconv.ParseFloat(string(b), 64)
	return v, err == nil
}

// parseISODate is the serial of "2018-12-31" or "2018-12-31T08:00:00".
func parseISODate(s string) (float64, bool) {
	s = strings.TrimSuffix(strings.TrimSpace(s), "Z")
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05"} {
		if t, err := time.Parse(layout, s); err == nil {
			return serialOf(t), true
		}
	}
	return 0, false
}

func serialOf(t time.Time) float64 {
	d := t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Seconds() / 86400
	if d < 61 {
		d--
	}
	return d
}
