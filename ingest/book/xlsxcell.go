package book

import (
	"bytes"
	"math"
	"strconv"

	"tongket/ingest"
)

// A sheetReader reads one worksheet part.
type sheetReader struct {
	*gridBuilder
	w        *xlsxBook
	x        *xmlScanner
	row, col int32 // of the last cell; col 0 at the start of a row
	value    []byte
	broken   string // how the cell's value is stored in a broken way: one of the Damages
	ftext    []byte
	shared   map[int]sharedFormula
	arrays   []arrayFormula

	filter       ingest.Range // that has buttons
	filterColumn bool         // one of its columns is being read: what is in it hides rows
}

type sharedFormula struct {
	row, col int32
	text     string
}

type arrayFormula struct {
	ingest.Range
	formula int32
}

// readSheet adds one worksheet to the list, or the issue that it is damaged.
func (w *xlsxBook) readSheet(list []ingest.Grid, sheet xlsxSheet, part string) []ingest.Grid {
	s := &sheetReader{gridBuilder: w.newGrid(sheet.name, sheet.hidden), w: w}
	s.Styles = w.styles
	err := w.reserve(s.gridBuilder, part)
	if err == nil {
		err = w.c.scan(part, s.read)
	}
	if err != nil {
		if w.ctx.Err() == nil {
			w.add(s.pos(0, 0), ingest.CodeCorrupt, "", part, damage(err))
		}
		return list
	}
	s.markArrays()
	if len(s.HiddenRows) > 0 {
		w.readTableFilters(s.gridBuilder, part)
	}
	return w.finishGrid(list, s.gridBuilder, w.fonts)
}

// readTableFilters reads the filters of the tables that lie on a sheet.
func (w *xlsxBook) readTableFilters(g *gridBuilder, part string) {
	if !w.c.has(relationsPart(part)) {
		return
	}
	relations, err := w.readRelations(part)
	if err != nil {
		return // told when the rest of the package is checked
	}
	for _, r := range relations {
		if r.kind != "table" {
			continue
		}
		var filter, active ingest.Range
		err := w.c.scan(r.target, func(x *xmlScanner) {
			for tok := x.next(); tok != tokenEnd; tok = x.next() {
				switch {
				case tok != tokenOpen:
				case x.depth() == 2 && string(x.name) == "autoFilter":
					filter, _ = ingest.ParseRange(x.attrString("ref"))
				case x.depth() == 4 && filter != ingest.Range{}:
					active = filter
				}
			}
		})
		if err == nil {
			g.Filter = g.Filter.With(active)
		}
	}
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
	g.Cells = make([]ingest.Cell, 0, min(n+n/100+64, g.room.cells))
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
				} else if s.filterColumn {
					s.Filter = s.filter
				}
			case 3:
				s.element()
			case 2:
				switch string(x.name) {
				case "extLst":
					x.skip()
				case "autoFilter":
					s.filter, _ = ingest.ParseRange(x.attrString("ref"))
				}
			}
		}
	}
}

// element reads a row, a column or a merge.
func (s *sheetReader) element() {
	x := s.x
	s.filterColumn = false
	switch string(x.name) {
	case "filterColumn":
		s.filterColumn = true
	case "row":
		s.startRow()
	case "col":
		width, sized := x.attr("width")
		if x.attrBool("hidden", false) || sized && string(width) == "0" {
			s.hideCols(int32(x.attrInt("min", 0)), int32(x.attrInt("max", 0)))
		} else if letters, err := strconv.ParseFloat(string(width), 64); err == nil {
			s.widen(int32(x.attrInt("min", 0)), int32(x.attrInt("max", 0)), letters)
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
	if s.broken == "" {
		s.setValue(&c, kindCode, inline, stored || present && kindCode == cellString)
	} else {
		c.Kind, c.Text = ingest.Damaged, tidyUnicode(string(s.value))
		s.damaged(c.Row, c.Col, c.Text, s.broken)
	}
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
	if kindCode == cellShared {
		s.put(c)
	} else {
		s.add(c)
	}
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
	s.value, s.broken = s.value[:0], ""
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
				s.addValue()
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

// addValue reads a v element. A second one, or one with elements inside, leaves no
// value that could be trusted.
func (s *sheetReader) addValue() {
	if len(s.value) > 0 {
		s.broken = DamageValues
		s.value = append(s.value, " | "...)
	}
	x := s.x
	for level := x.depth(); ; {
		switch x.next() {
		case tokenText:
			s.value = x.appendText(s.value)
		case tokenOpen:
			s.broken = DamageStructure
		case tokenClose:
			if x.depth() < level {
				return
			}
		case tokenEnd:
			return
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
			if s.room.formulas < len(master.text) {
				break
			}
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
	formulas := map[ingest.Range]int32{}
	var ranges []ingest.Range
	for _, a := range s.arrays {
		if a.Row1 != a.Row2 || a.Col1 != a.Col2 {
			formulas[a.Range], ranges = a.formula, append(ranges, a.Range)
		}
	}
	if len(ranges) == 0 {
		return
	}
	s.order()
	arrays := newSweep(ranges)
	for i := range s.Cells {
		c := &s.Cells[i]
		if r, ok := arrays.over(c.Row, c.Col); ok && c.Formula == 0 {
			c.Formula = formulas[r]
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
			if s.w.days[c.Style] && s.w.date1904 {
				c.Num += days1904
			}
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
	if err != nil || n < 0 || n >= len(s.w.shared.strings) {
		s.damaged(c.Row, c.Col, string(s.value), DamageString)
		return
	}
	text, long := s.w.shared.text(&s.w.text, n, s.w.fonts[c.Style])
	if c.Text = text; long {
		s.damaged(c.Row, c.Col, firstRunes(text, 40), DamageLong)
	}
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
