package book

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strconv"

	"tongket/ingest"
)

// An xlsReader reads the substream of one sheet.
type xlsReader struct {
	*gridBuilder
	w        *xlsBook
	shared   []xlsShared
	computed []xlsFormula // cells whose formula is one of shared
	unread   []ingest.Cell
	waiting  bool // the last cell's text is in the STRING record to come
}

type xlsShared struct {
	ingest.Range
	tokens []byte
	array  bool
}

type xlsFormula struct {
	cell     int   // index into Cells
	row, col int32 // of the first cell of the shared formula
}

// maxXLSCol is how many columns a sheet of a .xls has.
const maxXLSCol = 256

func (w *xlsBook) readSheet(g *gridBuilder, offset int) error {
	if offset < 0 || offset >= len(w.stream) {
		return errRecords
	}
	r := recordReader{stream: w.stream, pos: offset}
	first, ok := r.next()
	if !ok || first.id != recBOF {
		return cmp.Or(r.err, error(errRecords))
	}
	s := &xlsReader{gridBuilder: g, w: w}
	s.lastCol = maxXLSCol
	for inner := 0; ; { // substreams inside: charts
		rec, ok := r.next()
		switch {
		case !ok:
			return r.err
		case rec.id == recBOF:
			inner++
		case rec.id == recEOF && inner > 0:
			inner--
		case rec.id == recEOF:
			s.finishFormulas()
			s.tellUnread()
			return nil
		case inner == 0:
			if err := s.record(rec); err != nil {
				return err
			}
		}
	}
}

func (s *xlsReader) record(rec record) error {
	d := fields{data: rec.data}
	switch rec.id {
	case recNumber:
		c := s.at(&d)
		s.number(c, d.f64())
	case recRK:
		c := s.at(&d)
		s.number(c, rkValue(d.u32()))
	case recMulRK:
		s.mulRK(&d)
	case recLabelSST:
		c, n := s.at(&d), int(d.u32())
		if d.err == nil && n >= len(s.w.shared.strings) {
			s.damaged(c.Row, c.Col, strconv.Itoa(n), DamageString)
		} else if d.err == nil {
			s.sharedCell(c, n)
		}
	case recLabel, recRString:
		s.label(rec, &d)
	case recBoolErr:
		c, v, fault := s.at(&d), d.u8(), d.u8() != 0
		s.boolean(c, v, fault)
	case recFormula:
		s.formulaCell(&d)
	case recString:
		s.result(rec)
	case recShrFmla:
		r := ingest.Range{Row1: int32(d.u16()) + 1, Row2: int32(d.u16()) + 1, Col1: int32(d.u8()) + 1, Col2: int32(d.u8()) + 1}
		d.skip(2)
		s.shared = append(s.shared, xlsShared{r, d.take(d.u16()), false})
	case recArray:
		r := ingest.Range{Row1: int32(d.u16()) + 1, Row2: int32(d.u16()) + 1, Col1: int32(d.u8()) + 1, Col2: int32(d.u8()) + 1}
		d.skip(6)
		s.shared = append(s.shared, xlsShared{r, d.take(d.u16()), true})
	case recRow:
		row := int32(d.u16()) + 1
		d.skip(10)
		if d.u16()&0x20 != 0 {
			s.hideRows(row, row)
		}
	case recColInfo:
		first, last, width := d.u16(), d.u16(), d.u16()
		d.skip(2)
		if d.u16()&1 != 0 || width == 0 {
			s.hideCols(int32(first)+1, int32(min(last, 255))+1)
		} else {
			s.widen(int32(first)+1, int32(min(last, 255))+1, float64(width)/256)
		}
	case recBlank:
		if len(rec.data) != 6 {
			s.noteUnread(rec)
		}
	case recFilterMode: // of which range, only a name of the workbook tells
		s.Filter = ingest.Range{Row1: 1, Col1: 1, Row2: ingest.MaxRow, Col2: ingest.MaxCol}
	case recMergeCells:
		for n := d.u16(); n > 0 && d.err == nil; n-- {
			r := ingest.Range{Row1: int32(d.u16()) + 1, Row2: int32(d.u16()) + 1, Col1: int32(d.u16()) + 1, Col2: int32(d.u16()) + 1}
			if r.Row1 <= r.Row2 && r.Col1 <= r.Col2 && r.Row1 != 0 {
				s.Merges = append(s.Merges, r)
			}
		}
	default:
		if !s.w.known[rec.id] && (rec.id < 0x100 || rec.id > 0x1FF) && rec.id < 0x800 {
			s.noteUnread(rec)
		}
	}
	return d.err
}

// noteUnread notes a record that may hold a cell in a form that is not read: it
// begins with a place and a style as cells do.
func (s *xlsReader) noteUnread(rec record) {
	d := fields{data: rec.data}
	c := ingest.Cell{Row: int32(d.u16()) + 1, Col: int32(d.u16()) + 1, Kind: ingest.Damaged}
	style := d.u16()
	if d.err != nil || c.Col > maxXLSCol || style >= len(s.Styles) || len(rec.data) < 8 {
		return
	}
	c.Style, c.Text = uint16(style), fmt.Sprintf("%04X", rec.id)
	s.unread = append(s.unread, c)
}

// tellUnread makes damaged cells of the records that were not read, where no other
// gave a cell.
func (s *xlsReader) tellUnread() {
	if len(s.unread) == 0 {
		return
	}
	taken := map[[2]int32]bool{}
	for i := range s.Cells {
		taken[[2]int32{s.Cells[i].Row, s.Cells[i].Col}] = true
	}
	for _, c := range s.unread {
		if at := [2]int32{c.Row, c.Col}; !taken[at] {
			taken[at] = true
			s.add(c)
			s.damaged(c.Row, c.Col, c.Text, DamageRecord)
		}
	}
}

// at reads where a cell is and its style.
func (s *xlsReader) at(d *fields) ingest.Cell {
	c := ingest.Cell{Row: int32(d.u16()) + 1, Col: int32(d.u16()) + 1}
	s.style(&c, d.u16())
	return c
}

func (s *xlsReader) style(c *ingest.Cell, n int) {
	if n >= len(s.Styles) {
		s.damaged(c.Row, c.Col, strconv.Itoa(n), DamageStyle)
		return
	}
	c.Style = uint16(n)
}

func (s *xlsReader) number(c ingest.Cell, v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		c.Kind, c.Text = ingest.Damaged, fmt.Sprint(v)
		s.damaged(c.Row, c.Col, c.Text, DamageNumber)
		s.add(c)
		return
	}
	c.Kind, c.Num = ingest.Number, v
	if s.w.dates[c.Style] {
		c.Kind = ingest.Date
		if s.w.days[c.Style] && s.w.date1904 {
			c.Num += days1904
		}
	}
	s.add(c)
}

// rkValue decodes a number of 30 bits: an integer or the upper bits of a
// float, perhaps divided by 100.
func rkValue(rk uint32) float64 {
	v := math.Float64frombits(uint64(rk&^3) << 32)
	if rk&2 != 0 {
		v = float64(int32(rk) >> 2)
	}
	if rk&1 != 0 {
		v /= 100
	}
	return v
}

// mulRK reads numbers side by side. Where they are not as many as the columns that the
// record names, nobody can tell whose they are.
func (s *xlsReader) mulRK(d *fields) {
	row, first := int32(d.u16())+1, int32(d.u16())+1
	cells := fields{data: d.take(max(len(d.data)-2, 0))}
	last := int32(d.u16()) + 1
	if d.err != nil {
		return
	}
	if n := int32(len(cells.data) / 6); len(cells.data)%6 != 0 || last != first+n-1 {
		raw := ingest.Range{Row1: row, Col1: first, Row2: row, Col2: last}.Ref()
		s.damaged(0, 0, raw, DamageReference)
		for col := first; col <= min(last, maxXLSCol); col++ {
			s.add(ingest.Cell{Row: row, Col: col, Kind: ingest.Damaged, Text: raw})
		}
		return
	}
	for col := first; col <= last; col++ {
		c := ingest.Cell{Row: row, Col: col}
		s.style(&c, cells.u16())
		s.number(c, rkValue(cells.u32()))
	}
}

func (s *xlsReader) textCell(c ingest.Cell, text string) {
	if text != "" || c.Formula != 0 {
		c.Kind, c.Text = ingest.Text, text
		s.add(c)
	}
}

func (s *xlsReader) sharedCell(c ingest.Cell, n int) {
	text, long := s.w.shared.text(&s.w.text, n, s.w.classes[c.Style])
	if text == "" {
		return
	}
	if long {
		s.damaged(c.Row, c.Col, firstRunes(text, 40), DamageLong)
	}
	c.Kind, c.Text = ingest.Text, text
	s.put(c)
}

// label reads a text stored with its cell.
func (s *xlsReader) label(rec record, d *fields) {
	c := s.at(d)
	var text sharedString
	if s.w.biff8 {
		r := &splitReader{record: rec, pos: 6}
		text.plain = r.chars(r.u16(), r.bytes(1)[0]&1 != 0)
		d.err = cmp.Or(d.err, r.err)
		if rec.id == recRString && r.err == nil {
			text = s.w.split(text.plain, r.bytes(4*r.u16()), 2)
		}
	} else {
		raw := d.take(d.u16())
		text.plain = s.w.legacyBytes(raw, s.w.classes[c.Style])
		if rec.id == recRString && d.err == nil {
			marks := d.take(2 * d.u8())
			text = s.w.split(decodeLatin1(raw), marks, 1)
			for i := range text.runs {
				if text.runs[i].class == fontUnicode && s.w.classes[c.Style] == fontUnicode {
					text.runs[i].text = s.w.decode(charmapBytes(text.runs[i].text))
				}
			}
		}
	}
	if d.err == nil {
		s.textCell(c, text.text(&s.w.text, s.w.classes[c.Style]))
	}
}

// biffError is how an error value is shown; "" if there is none of that code.
func biffError(code int) string {
	switch code {
	case 0x00:
		return "#NULL!"
	case 0x07:
		return "#DIV/0!"
	case 0x0F:
		return "#VALUE!"
	case 0x17:
		return "#REF!"
	case 0x1D:
		return "#NAME?"
	case 0x24:
		return "#NUM!"
	case 0x2A:
		return "#N/A"
	}
	return ""
}

func (s *xlsReader) boolean(c ingest.Cell, v int, fault bool) {
	c.Kind, c.Num = ingest.Boolean, float64(v&1)
	if fault {
		c.Kind, c.Num, c.Text = ingest.Fault, 0, biffError(v)
		if c.Text == "" {
			c.Text = "#ERR" + strconv.Itoa(v)
		}
	}
	s.add(c)
}

// formulaCell reads a formula and its cached result; a text follows in a
// STRING record.
func (s *xlsReader) formulaCell(d *fields) {
	c := s.at(d)
	result := d.take(8)
	d.skip(6)
	tokens := d.take(d.u16())
	if d.err != nil {
		return
	}
	if first, ok := formulaElsewhere(tokens); ok {
		s.computed = append(s.computed, xlsFormula{len(s.Cells), first.row, first.col})
		c.Formula = s.formula("")
	} else {
		c.Formula = s.formula(s.w.formulaText(tokens, c.Row, c.Col))
	}
	before := len(s.Cells)
	s.waiting = false
	if result[6] != 0xFF || result[7] != 0xFF {
		s.number(c, math.Float64frombits(binary.LittleEndian.Uint64(result)))
	} else {
		switch result[0] {
		case 0:
			s.waiting = true
			s.textCell(c, "")
		case 1, 2:
			s.boolean(c, int(result[2]), result[0] == 2)
		default:
			s.textCell(c, "")
		}
	}
	s.waiting = s.waiting && len(s.Cells) > before
	if len(s.Cells) == before && len(s.computed) > 0 && s.computed[len(s.computed)-1].cell == before {
		s.computed = s.computed[:len(s.computed)-1]
	}
}

// result reads the text of the formula before.
func (s *xlsReader) result(rec record) {
	if !s.waiting || len(s.Cells) == 0 {
		return
	}
	s.waiting = false
	c := &s.Cells[len(s.Cells)-1]
	class := s.w.classes[c.Style]
	if s.w.biff8 {
		r := &splitReader{record: rec}
		c.Text = sharedString{plain: r.chars(r.u16(), r.bytes(1)[0]&1 != 0)}.text(&s.w.text, class)
		return
	}
	d := fields{data: rec.data}
	c.Text = sharedString{plain: s.w.legacyBytes(d.take(d.u16()), class)}.text(&s.w.text, class)
}

// finishFormulas gives the cells of shared and array formulas their texts.
//
// A formula names the first cell of the range that it shares; where that is no corner
// of one, the ranges are looked through, as far as there are few.
func (s *xlsReader) finishFormulas() {
	const few = 1000
	corners := map[place]int{}
	for i, sh := range s.shared {
		if at := (place{sh.Row1, sh.Col1}); corners[at] == 0 {
			corners[at] = i + 1
		}
	}
	for _, f := range s.computed {
		c := &s.Cells[f.cell]
		over := func(sh xlsShared) bool { return sh.Contains(c.Row, c.Col) }
		k := corners[place{f.row, f.col}] - 1
		if k < 0 || !over(s.shared[k]) {
			k = slices.IndexFunc(s.shared[:min(len(s.shared), few)], over)
		}
		if k < 0 {
			continue
		}
		if s.room.formulas < len(s.shared[k].tokens) {
			continue
		}
		row, col := c.Row, c.Col
		if sh := s.shared[k]; sh.array {
			row, col = sh.Row1, sh.Col1
		}
		c.Formula = s.formula(s.w.formulaText(s.shared[k].tokens, row, col))
	}
}
