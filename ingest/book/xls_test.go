package book

import (
	"bytes"
	"encoding/binary"
	"math"
	"testing"
)

type biffRecord struct {
	id   int
	data []byte
}

var (
	biff8Globals = []byte{0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
	biff5Globals = []byte{0, 5, 5, 0, 0, 0, 0, 0}
)

// biff writes records without a compound file around them.
func biff(t testing.TB, records ...biffRecord) []byte {
	t.Helper()
	var b bytes.Buffer
	for _, r := range records {
		binary.Write(&b, binary.LittleEndian, uint16(r.id))
		binary.Write(&b, binary.LittleEndian, uint16(len(r.data)))
		b.Write(r.data)
	}
	return b.Bytes()
}

// le joins values as little-endian bytes.
func le(values ...any) []byte {
	var b bytes.Buffer
	for _, v := range values {
		switch v := v.(type) {
		case string:
			b.WriteString(v)
		case []byte:
			b.Write(v)
		default:
			binary.Write(&b, binary.LittleEndian, v)
		}
	}
	return b.Bytes()
}

// biffBook puts sheets behind the globals and fills in where they start.
func biffBook(t testing.TB, bof []byte, globals []biffRecord, names []string, sheets ...[]biffRecord) []byte {
	t.Helper()
	wide := binary.LittleEndian.Uint16(bof) == 0x600
	all := append([]biffRecord{{recBOF, bof}}, globals...)
	for _, n := range names {
		name := le(uint8(len(n)), n)
		if wide {
			name = le(uint8(len(n)), uint8(0), n)
		}
		all = append(all, biffRecord{recBoundSheet, le(uint32(0), uint8(0), uint8(0), name)})
	}
	out := biff(t, append(all, biffRecord{recEOF, nil})...)
	at := 0
	for _, r := range all {
		if r.id == recBoundSheet {
			binary.LittleEndian.PutUint32(out[at+4:], uint32(len(out)))
			sheet := append([]biffRecord{{recBOF, bof}}, sheets[0]...)
			sheets = sheets[1:]
			out = append(out, biff(t, append(sheet, biffRecord{recEOF, nil})...)...)
		}
		at += 4 + len(r.data)
	}
	return out
}

func font5(name string, bold, script uint16) []byte {
	return le(uint16(200), uint16(0), uint16(0), bold, script, uint32(0), uint8(len(name)), name)
}

func TestBIFF5(t *testing.T) {
	globals := []biffRecord{
		{recCodePage, le(uint16(1258))},
		{recFont, font5("Arial", 400, 0)}, {recFont, font5(".VnTime", 700, 0)}, {recFont, font5("Arial", 400, 1)},
		{recFormat5, le(uint16(164), uint8(5), "#,##0")},
		{recXF, le(uint16(0), uint16(0))}, {recXF, le(uint16(1), uint16(164))}, {recXF, le(uint16(0), uint16(14))},
	}
	num := func(row, col, xf uint16, v float64) biffRecord { return biffRecord{recNumber, le(row, col, xf, v)} }
	sheet := []biffRecord{
		{recLabel, le(uint16(0), uint16(0), uint16(1), uint16(9), "Hé nghÌo"[:0], []byte{'H', 0xE9, ' ', 'n', 'g', 'h', 0xCC, 'o', '!'})},
		{recLabel, le(uint16(0), uint16(1), uint16(0), uint16(5), []byte{'H', 0xF4, 0xF2, ' ', '1'})}, // windows-1258: ô and a tone
		{recRString, le(uint16(0), uint16(2), uint16(0), uint16(3), "12a", uint8(1), uint8(2), uint8(2))},
		num(1, 0, 1, 1234567), num(1, 1, 2, 43465), {recRK, le(uint16(1), uint16(2), uint16(0), uint32(12345<<2|3))},
		{recFormula, le(uint16(2), uint16(0), uint16(0), 3.5, uint16(0), uint32(0), uint16(11), []byte{0x25, 0, 0xC0, 1, 0xC0, 0, 0, 0x19, 0x10, 0, 0})},
		{recFormula, le(uint16(2), uint16(1), uint16(1), []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, uint16(0), uint32(0), uint16(3), []byte{0x1E, 1, 0})},
		{recString, le(uint16(3), []byte{'N', 0xA8, 'm'})},
		{recBoolErr, le(uint16(3), uint16(0), uint16(0), uint8(0x2A), uint8(1))},
	}
	grids, issues := readBytes(t, "f", biffBook(t, biff5Globals, globals, []string{"S"}, sheet))
	if len(grids) != 1 {
		t.Fatalf("issues %s", issuesText(issues))
	}
	equalText(t, "cells", cellsText(grids[0]), "A1 text Hộ nghèo!\nB1 text Hộ 1\nC1 text 12a\nA2 number 1.234.567\nB2 date 31/12/2018\nC2 number 123,45\nA3 number 3,5 =SUM(A1:A2)\nB3 text Năm =1\nA4 fault #N/A")
	equalText(t, "issues", issuesText(issues), `f encoding "" ["TCVN3"]`)
}

func TestBIFF8(t *testing.T) {
	// A string that is cut inside its characters, and goes on in two bytes each.
	sst := biffRecord{recSST, le(uint32(2), uint32(2), uint16(7), uint8(0), "Th\u0000"[:2])}
	rest := biffRecord{recContinue, le(uint8(1), []uint16{'a', 'n', 'h', ' ', 0x1EA2}, uint16(4), uint8(8), uint16(1), "1234", uint16(3), uint16(1))}
	font := func(script uint16) []byte {
		return le(uint16(200), uint16(0), uint16(0), uint16(400), script, uint32(0), uint8(5), uint8(0), "Arial")
	}
	xf := le(uint16(0), uint16(0), uint16(0), uint8(0), uint8(0), uint8(3))
	globals := []biffRecord{{recFont, font(0)}, {recFont, font(1)}, {recXF, xf}, sst, rest}
	sheet := []biffRecord{
		{recLabelSST, le(uint16(0), uint16(0), uint16(0), uint32(0))},
		{recLabelSST, le(uint16(0), uint16(1), uint16(0), uint32(1))},
		{recLabelSST, le(uint16(0), uint16(2), uint16(0), uint32(7))},
		{recNumber, le(uint16(0), uint16(3), uint16(5), 1.5)},
		{recNumber, le(uint16(0), uint16(4), uint16(0), math.NaN())},
		{recMulRK, le(uint16(1), uint16(0), uint16(0), uint32(7<<2|2), uint16(0), math.Float32bits(0), uint16(1))},
		{recFormula, le(uint16(2), uint16(0), uint16(0), 8.0, uint16(0), uint32(0), uint16(5), []byte{1, 2, 0, 0, 0})},
		{recShrFmla, le(uint16(2), uint16(3), uint8(0), uint8(0), uint16(2), uint16(9), []byte{0x4C, 0xFF, 0xFF, 0, 0xC0, 0x1E, 2, 0, 0x05})},
		{recFormula, le(uint16(3), uint16(0), uint16(0), 16.0, uint16(0), uint32(0), uint16(5), []byte{1, 2, 0, 0, 0})},
		{recBOF, le(uint16(0x600), uint16(0x20))}, {recNumber, le(uint16(9), uint16(9), uint16(0), 9.0)}, {recEOF, nil}, // a chart
		{recMergeCells, le(uint16(1), uint16(0), uint16(0), uint16(0), uint16(1))},
	}
	grids, issues := readBytes(t, "f", biffBook(t, biff8Globals, globals, []string{"S"}, sheet))
	if len(grids) != 1 {
		t.Fatalf("issues %s", issuesText(issues))
	}
	equalText(t, "cells", cellsText(grids[0]), "A1 text Thanh Ả\nD1 number 1,5\nE1 damaged NaN\nA2 number 7\nB2 number 0\nA3 number 8 =A2*2\nA4 number 16 =A3*2")
	equalText(t, "issues", issuesText(issues), `f!S!C1 damaged-cell "7" ["string"]`+"\n"+`f!S!D1 damaged-cell "5" ["style"]`+"\n"+`f!S!E1 damaged-cell "NaN" ["number"]`)
	if in := grids[0].Styles[0].Indent; in != 3 {
		t.Errorf("indent %d, want 3", in)
	}
}

func TestBIFFCutShort(t *testing.T) {
	whole := biffBook(t, biff8Globals, nil, []string{"S", "T"}, []biffRecord{{recNumber, le(uint16(0), uint16(0), uint16(0), 1.0)}}, []biffRecord{{recNumber, le(uint16(0), uint16(0), uint16(0), 2.0)}})
	grids, issues := readBytes(t, "f", whole[:len(whole)-4])
	if len(grids) != 1 || grids[0].Sheet != "S" {
		t.Errorf("grids %v", grids)
	}
	equalText(t, "issues", issuesText(issues), `f!T corrupt "" ["Workbook" "short"]`)
}

// TestBIFFOddities holds what Excel reads all the same: formulas under the numbers of
// older versions, records that are not known, a string table and a format that are
// shorter than they say. A column that a .xls cannot have is damage.
func TestBIFFOddities(t *testing.T) {
	globals := []biffRecord{
		{recFont, le(uint16(200), uint16(0), uint16(0), uint16(400), uint16(0), uint32(0), uint8(5), uint8(0), "Arial")},
		{recFormat, le(uint16(164), uint16(9), uint8(0), "0")}, {recXF, le(uint16(0), uint16(164))},
		{0x0000, le(uint32(0))}, {0x4711, nil},
		{recSST, le(uint32(2), uint32(2), uint16(2), uint8(0), "ab")},
	}
	formula := func(id int, row uint16) biffRecord {
		return biffRecord{id, le(row, uint16(1), uint16(0), float64(row), uint16(0), uint32(0), uint16(3), []byte{0x1E, 5, 0})}
	}
	sheet := []biffRecord{
		{recLabelSST, le(uint16(0), uint16(0), uint16(0), uint32(0))},
		{recLabelSST, le(uint16(0), uint16(1), uint16(0), uint32(1))},
		{0x0000, nil}, formula(recFormula, 1), formula(recFormula3, 2), formula(recFormula4, 3),
		{recNumber, le(uint16(4), uint16(514), uint16(0), 7.5)},
	}
	grids, issues := readBytes(t, "f", biffBook(t, biff8Globals, globals, []string{"S"}, sheet))
	if len(grids) != 1 {
		t.Fatalf("issues %s", issuesText(issues))
	}
	equalText(t, "cells", cellsText(grids[0]), "A1 text ab\nB2 number 1 =5\nB3 number 2 =5\nB4 number 3 =5")
	equalText(t, "issues", issuesText(issues), `f!S!B1 damaged-cell "1" ["string"]`+"\n"+`f!S damaged-cell "SU5: 7,5" ["reference"]`)
}

// TestUnreadRecords: a record that may hold a cell and is not read leaves a damaged
// cell where no other is, so that the sheet's balance counts it.
func TestUnreadRecords(t *testing.T) {
	num := func(id int, row, col uint16, v float64) biffRecord {
		return biffRecord{id, le(row, col, uint16(0), v)}
	}
	grids, issues := readBytes(t, "f", biffBook(t, biff8Globals, []biffRecord{{recXF, le(uint16(0), uint16(0))}}, []string{"S"}, []biffRecord{
		num(recNumber, 0, 0, 1),
		num(0x0003, 0, 1, 2),                     // as BIFF2 numbers it
		num(recBlank, 0, 2, 3),                   // longer than a blank cell is
		{recBlank, make([]byte, 6)},              // A1, which is there
		num(0x0702, 0, 0, 4),                     // likewise
		num(0x0702, 0, 300, 5),                   // no column of a .xls: no cell
		{0x0099, le(uint64(0), uint64(0))},       // known, and no cell
		{0x0863, le(uint64(0), uint64(0))},       // of a later version
		{0x0000, le(uint32(0), uint32(99), 1.5)}, // no style
		{recMulRK, le(uint16(1), uint16(0), uint16(0), uint32(7<<2|2), uint16(1))}, // numbers of one column for two
	}))
	if len(grids) != 1 {
		t.Fatalf("issues %s", issuesText(issues))
	}
	equalText(t, "cells", cellsText(grids[0]), "A1 number 1\nB1 damaged 0003\nC1 damaged 0201\nA2 damaged A2:B2\nB2 damaged A2:B2")
	equalText(t, "issues", issuesText(issues), `f!S damaged-cell "A2:B2" ["reference"]`+"\n"+`f!S!B1 damaged-cell "0003" ["record"]`+"\n"+`f!S!C1 damaged-cell "0201" ["record"]`)
}

// TestOldExcel: sheets of Excel 2 to 4 are refused by name.
func TestOldExcel(t *testing.T) {
	for _, data := range [][]byte{
		biff(t, biffRecord{0x0009, le(uint16(2), uint16(0x10))}, biffRecord{0x0003, make([]byte, 15)}),
		biff(t, biffRecord{0x0209, le(uint16(0), uint16(0x10), uint16(0))}),
		biff(t, biffRecord{0x0409, le(uint16(0), uint16(0x10), uint16(0))}),
		biff(t, biffRecord{recBOF, le(uint16(0x400), uint16(0x10), uint32(0))}),
	} {
		_, issues := readBytes(t, "f", data)
		equalText(t, "issues", issuesText(issues), `f not-a-sheet "" ["old-excel"]`)
	}
}

// TestRichLabel: texts stored with their cells and with fonts for their parts, also
// where a continuation cuts them.
func TestRichLabel(t *testing.T) {
	globals := []biffRecord{{recFont, le(uint16(200), make([]byte, 12), uint8(1), uint8(0), "A")}, {recFont, le(uint16(200), make([]byte, 12), uint8(7), uint8(0), ".VnTime")}, {recXF, le(uint16(0), uint16(0))}}
	grids, issues := readBytes(t, "f", biffBook(t, biff8Globals, globals, []string{"S"}, []biffRecord{
		{recRString, le(uint16(0), uint16(0), uint16(0), uint16(10), uint8(0), "H\xe9 ngh\xcco ab"[:10], uint16(1), uint16(0), uint16(1))},
		{recRString, le(uint16(1), uint16(0), uint16(0), uint16(6), uint8(0), "12.")}, {recContinue, le(uint8(0), "345", uint16(1), uint16(6), uint16(0))},
	}))
	if len(grids) != 1 {
		t.Fatalf("issues %s", issuesText(issues))
	}
	equalText(t, "cells", cellsText(grids[0]), "A1 text Hộ nghèo a\nA2 text 12.345")
}
