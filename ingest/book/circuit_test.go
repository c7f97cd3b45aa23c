package book

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"html"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"tongket/ingest"
)

// A drawnCell is a cell of a random grid.
type drawnCell struct {
	row, col int32
	kind     ingest.Kind
	num      float64
	text     string
	format   int // index into drawnFormats
	formula  bool
}

var drawnFormats = []string{"", "0.00%", "#,##0.0", "dd/mm/yyyy"}

// drawGrid makes up a grid; plain texts are ASCII.
func drawGrid(rnd *rand.Rand, plain bool) []drawnCell {
	texts := append([]string{"a", "x & y < z > \"q\" 'r'", "12.345", "-", "=1+1", "…", "A1", "1/2", "#N/A?"}, written...)
	if plain {
		texts = texts[:5]
	}
	var cells []drawnCell
	row := int32(0)
	for range 1 + rnd.IntN(12) {
		row += 1 + int32(rnd.IntN(3))*int32(rnd.IntN(3))
		col := int32(0)
		for range 1 + rnd.IntN(8) {
			col += 1 + int32(rnd.IntN(2))*int32(rnd.IntN(3))
			c := drawnCell{row: row, col: col}
			switch rnd.IntN(8) {
			case 0, 1, 2:
				c.kind, c.text = ingest.Text, texts[rnd.IntN(len(texts))]
			case 3:
				c.kind, c.num = ingest.Boolean, float64(rnd.IntN(2))
			case 4:
				c.kind, c.num, c.format = ingest.Date, float64(40000+rnd.IntN(5000)), 3
			default:
				c.kind, c.format = ingest.Number, rnd.IntN(3)
				c.num = []float64{float64(rnd.IntN(1e6)), -float64(rnd.IntN(1e9)) / 1000, rnd.NormFloat64() * math.Pow10(rnd.IntN(30)-15), float64(rnd.IntN(1e5)) / 100, 0}[rnd.IntN(5)]
				c.formula = rnd.IntN(6) == 0
			}
			cells = append(cells, c)
		}
	}
	return cells
}

// drawnText is one line a cell: what a reader must give.
func drawnText(cells []drawnCell, formulas bool) string {
	var b strings.Builder
	for _, c := range cells {
		fmt.Fprintf(&b, "%s %d %v %q %q %v\n", ingest.Pos{Row: c.row, Col: c.col}.Cell(), c.kind, c.num, c.text, drawnFormats[c.format], c.formula && formulas)
	}
	return b.String()
}

func gridText(g ingest.Grid, formulas bool) string {
	var b strings.Builder
	for _, c := range g.Cells {
		fmt.Fprintf(&b, "%s %d %v %q %q %v\n", ingest.Pos{Row: c.Row, Col: c.Col}.Cell(), c.Kind, c.Num, c.Text, g.Styles[c.Style].Format, c.Formula > 0 && formulas)
	}
	return b.String()
}

// byRows yields the cells of each row.
func byRows(cells []drawnCell) map[int32][]drawnCell {
	rows := map[int32][]drawnCell{}
	for _, c := range cells {
		rows[c.row] = append(rows[c.row], c)
	}
	return rows
}

func sortedRows(rows map[int32][]drawnCell) (list []int32) {
	for r := range rows {
		list = append(list, r)
	}
	slices.Sort(list)
	return list
}

func exact(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

func isoDay(serial float64) string { return SerialTime(serial).Format(time.DateOnly) }

// writeExcelize writes a workbook with excelize.
func writeExcelize(t testing.TB, cells []drawnCell) []byte {
	f := excelize.NewFile()
	var styles []int
	for _, format := range drawnFormats {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		if format == "" {
			id = 0
		} else if err != nil {
			t.Fatal(err)
		}
		styles = append(styles, id)
	}
	for _, c := range cells {
		ref := ingest.Pos{Row: c.row, Col: c.col}.Cell()
		var v any = c.num
		switch c.kind {
		case ingest.Text:
			v = c.text
		case ingest.Boolean:
			v = c.num == 1
		}
		err := f.SetCellValue("Sheet1", ref, v)
		if c.formula && err == nil {
			err = f.SetCellFormula("Sheet1", ref, "1+1")
		}
		if err == nil {
			err = f.SetCellStyle("Sheet1", ref, ref, styles[c.format])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// writeByHand writes a workbook by hand: texts inline, without references in part.
func writeByHand(t testing.TB, cells []drawnCell) []byte {
	var b strings.Builder
	b.WriteString("<sheetData>")
	rows := byRows(cells)
	for _, r := range sortedRows(rows) {
		fmt.Fprintf(&b, `<row r="%d">`, r)
		last := int32(0)
		for _, c := range rows[r] {
			ref := ""
			if c.col != last+1 {
				ref = fmt.Sprintf(` r="%s"`, ingest.Pos{Row: c.row, Col: c.col}.Cell())
			}
			last = c.col
			formula := ""
			if c.formula {
				formula = "<f>1+1</f>"
			}
			switch c.kind {
			case ingest.Text:
				fmt.Fprintf(&b, `<c%s t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, ref, html.EscapeString(c.text))
			case ingest.Boolean:
				fmt.Fprintf(&b, `<c%s t="b"><v>%v</v></c>`, ref, c.num)
			default:
				fmt.Fprintf(&b, `<c%s s="%d">%s<v>%s</v></c>`, ref, c.format, formula, exact(c.num))
			}
		}
		b.WriteString("</row>")
	}
	b.WriteString("</sheetData>")
	return zipOf(t, plainBook(b.String(), "", `<numFmts><numFmt numFmtId="164" formatCode="#,##0.0"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>`)...)
}

// writeODS writes tables with what is alike side by side stored once.
func writeODS(t testing.TB, cells []drawnCell) []byte {
	styles := `<office:automatic-styles><number:percentage-style style:name="N1"><number:number number:decimal-places="2" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>` +
		`<number:number-style style:name="N2"><number:number number:decimal-places="1" number:min-integer-digits="1" number:grouping="true"/></number:number-style>` +
		`<number:date-style style:name="N3"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>` +
		`<style:style style:name="c1" style:family="table-cell" style:data-style-name="N1"/><style:style style:name="c2" style:family="table-cell" style:data-style-name="N2"/><style:style style:name="c3" style:family="table-cell" style:data-style-name="N3"/></office:automatic-styles>`
	var b strings.Builder
	rows, at := byRows(cells), int32(1)
	for _, r := range sortedRows(rows) {
		if r > at {
			fmt.Fprintf(&b, `<table:table-row table:number-rows-repeated="%d"><table:table-cell/></table:table-row>`, r-at)
		}
		at = r + 1
		b.WriteString("<table:table-row>")
		col := int32(1)
		for i, list := 0, rows[r]; i < len(list); {
			c := list[i]
			if c.col > col {
				fmt.Fprintf(&b, `<table:table-cell table:number-columns-repeated="%d"/>`, c.col-col)
			}
			n := 1
			for i+n < len(list) && list[i+n].col == c.col+int32(n) && list[i+n].kind == c.kind && list[i+n].num == c.num && list[i+n].text == c.text && list[i+n].format == c.format && list[i+n].formula == c.formula {
				n++
			}
			i, col = i+n, c.col+int32(n)
			attrs := fmt.Sprintf(` table:number-columns-repeated="%d"`, n)
			if c.format > 0 {
				attrs += fmt.Sprintf(` table:style-name="c%d"`, c.format)
			}
			if c.formula {
				attrs += ` table:formula="of:=1+1"`
			}
			switch c.kind {
			case ingest.Text:
				attrs += ` office:value-type="string"`
			case ingest.Boolean:
				attrs += fmt.Sprintf(` office:value-type="boolean" office:boolean-value="%v"`, c.num == 1)
			case ingest.Date:
				attrs += fmt.Sprintf(` office:value-type="date" office:date-value="%s"`, isoDay(c.num))
			default:
				kind := "float"
				if c.format == 1 {
					kind = "percentage"
				}
				attrs += fmt.Sprintf(` office:value-type="%s" office:value="%s"`, kind, exact(c.num))
			}
			fmt.Fprintf(&b, `<table:table-cell%s><text:p>%s</text:p></table:table-cell>`, attrs, html.EscapeString(c.text))
		}
		b.WriteString("</table:table-row>")
	}
	return zipOf(t, part{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, part{"content.xml", `<office:document-content ` + odsNS + `>` + styles + `<office:body><office:spreadsheet><table:table table:name="S">` + b.String() + `</table:table></office:spreadsheet></office:body></office:document-content>`})
}

// writeXML2003 writes SpreadsheetML 2003.
func writeXML2003(_ testing.TB, cells []drawnCell) []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="s0"/>`)
	for i, format := range drawnFormats[1:] {
		fmt.Fprintf(&b, `<Style ss:ID="s%d"><NumberFormat ss:Format="%s"/></Style>`, i+1, format)
	}
	b.WriteString(`</Styles><Worksheet ss:Name="S"><Table>`)
	rows := byRows(cells)
	for _, r := range sortedRows(rows) {
		fmt.Fprintf(&b, `<Row ss:Index="%d">`, r)
		for _, c := range rows[r] {
			kind, text := "Number", exact(c.num)
			switch c.kind {
			case ingest.Text:
				kind, text = "String", html.EscapeString(c.text)
			case ingest.Boolean:
				kind = "Boolean"
			case ingest.Date:
				kind, text = "DateTime", isoDay(c.num)+"T00:00:00.000"
			}
			formula := ""
			if c.formula {
				formula = ` ss:Formula="=1+1"`
			}
			fmt.Fprintf(&b, `<Cell ss:Index="%d" ss:StyleID="s%d"%s><Data ss:Type="%s">%s</Data></Cell>`, c.col, c.format, formula, kind, text)
		}
		b.WriteString(`</Row>`)
	}
	b.WriteString(`</Table></Worksheet></Workbook>`)
	return []byte(b.String())
}

// writeBIFF writes BIFF8 with shared strings that continuations cut anywhere, or BIFF5
// with texts in their cells.
func writeBIFF(t testing.TB, rnd *rand.Rand, cells []drawnCell, wide bool) []byte {
	bof, globals := biff8Globals, []biffRecord{{recFont, le(uint16(200), make([]byte, 12), uint8(1), uint8(0), "A")}}
	if !wide {
		bof, globals = biff5Globals, []biffRecord{{recCodePage, le(uint16(1252))}, {recFont, font5("A", 400, 0)}}
	}
	for i, format := range drawnFormats[2:] {
		if wide {
			globals = append(globals, biffRecord{recFormat, le(uint16(164+i), uint16(len(format)), uint8(0), format)})
		} else {
			globals = append(globals, biffRecord{recFormat5, le(uint16(164+i), uint8(len(format)), format)})
		}
	}
	for _, format := range []uint16{0, 10, 164, 165} {
		globals = append(globals, biffRecord{recXF, le(uint16(0), format, make([]byte, 16))})
	}
	shared := map[string]int{}
	var strs []string
	var sheet []biffRecord
	for i := 0; i < len(cells); i++ {
		c := cells[i]
		at := le(uint16(c.row-1), uint16(c.col-1), uint16(c.format))
		integer := func(c drawnCell) bool {
			return c.kind == ingest.Number && c.num == math.Trunc(c.num) && math.Abs(c.num) < 1<<28 && !c.formula
		}
		rk := func(v float64) uint32 { return uint32(int32(v))<<2 | 2 }
		switch {
		case c.formula:
			sheet = append(sheet, biffRecord{recFormula, append(at, le(c.num, uint16(0), uint32(0), uint16(3), uint8(0x1E), uint16(7))...)})
		case c.kind == ingest.Text && wide:
			n, ok := shared[c.text]
			if !ok {
				n = len(strs)
				shared[c.text], strs = n, append(strs, c.text)
			}
			sheet = append(sheet, biffRecord{recLabelSST, append(at, le(uint32(n))...)})
		case c.kind == ingest.Text:
			sheet = append(sheet, biffRecord{recLabel, append(at, le(uint16(len(c.text)), c.text)...)})
		case c.kind == ingest.Boolean:
			sheet = append(sheet, biffRecord{recBoolErr, append(at, uint8(c.num), 0)})
		case integer(c):
			end := i + 1
			for end < len(cells) && cells[end].row == c.row && cells[end].col == cells[end-1].col+1 && integer(cells[end]) {
				end++
			}
			if end == i+1 {
				sheet = append(sheet, biffRecord{recRK, append(at, le(rk(c.num))...)})
				break
			}
			data := le(uint16(c.row-1), uint16(c.col-1))
			for _, d := range cells[i:end] {
				data = append(data, le(uint16(d.format), rk(d.num))...)
			}
			sheet = append(sheet, biffRecord{recMulRK, append(data, le(uint16(cells[end-1].col-1))...)})
			i = end - 1
		default:
			sheet = append(sheet, biffRecord{recNumber, append(at, le(c.num)...)})
		}
	}
	if wide {
		globals = append(globals, sharedTable(rnd, strs)...)
	}
	return biffBook(t, bof, globals, []string{"S"}, sheet)
}

// sharedTable is an SST record and continuations of a few bytes.
func sharedTable(rnd *rand.Rand, strs []string) []biffRecord {
	list := []biffRecord{{recSST, le(uint32(len(strs)), uint32(len(strs)))}}
	room := func() int { return 20 + rnd.IntN(40) - len(list[len(list)-1].data) }
	add := func(b []byte) { list[len(list)-1].data = append(list[len(list)-1].data, b...) }
	for _, s := range strs {
		units := utf16.Encode([]rune(s))
		if room() < 8 {
			list = append(list, biffRecord{recContinue, nil})
		}
		add(le(uint16(len(units)), uint8(1)))
		for _, u := range units {
			if room() < 2 {
				list = append(list, biffRecord{recContinue, []byte{1}})
			}
			add(binary.LittleEndian.AppendUint16(nil, u))
		}
	}
	return list
}

// writeHTML writes a page as Excel does, with the numbers beside what is shown.
func writeHTML(_ testing.TB, cells []drawnCell) []byte {
	escaped := strings.NewReplacer("#", `\#`, ",", `\,`, ".", `\.`, "/", `\/`)
	var b strings.Builder
	b.WriteString(`<html xmlns:x="urn:schemas-microsoft-com:office:excel"><meta charset=utf-8><table>`)
	rows, at := byRows(cells), int32(1)
	for _, r := range sortedRows(rows) {
		for ; at < r; at++ {
			b.WriteString("<tr><td></td></tr>")
		}
		at++
		b.WriteString("<tr>")
		col := int32(1)
		for _, c := range rows[r] {
			for ; col < c.col; col++ {
				b.WriteString("<td></td>")
			}
			col++
			if c.kind == ingest.Text {
				fmt.Fprintf(&b, "<td>%s</td>", html.EscapeString(c.text))
				continue
			}
			formula := ""
			if c.formula {
				formula = ` x:fmla="=1+1"`
			}
			fmt.Fprintf(&b, `<td x:num="%s"%s style='mso-number-format:"%s"'>shown</td>`, exact(c.num), formula, escaped.Replace(drawnFormats[c.format]))
		}
		b.WriteString("</tr>")
	}
	b.WriteString("</table></html>")
	return []byte(b.String())
}

// writeCSV writes texts with semicolons between them.
func writeCSV(_ testing.TB, cells []drawnCell) []byte {
	var b strings.Builder
	rows, at := byRows(cells), int32(1)
	for _, r := range sortedRows(rows) {
		for ; at < r; at++ {
			b.WriteString(";;\r\n")
		}
		at++
		col := int32(1)
		for _, c := range rows[r] {
			b.WriteString(strings.Repeat(";", int(c.col-col)) + `"` + strings.ReplaceAll(c.text, `"`, `""`) + `"`)
			col = c.col
		}
		b.WriteString("\r\n")
	}
	return []byte("sep=;\r\n" + b.String())
}

// asExcelize is what excelize says of a cell: results of formulas are texts to it,
// and it writes 15 digits.
func asExcelize(c drawnCell) drawnCell {
	c.formula = false
	c.num, _ = strconv.ParseFloat(strconv.FormatFloat(c.num, 'g', 15, 64), 64)
	return c
}

const circuits = 60 // random grids of each format

// TestCircuit writes random grids in each format with another writer, reads them back
// and holds them cell by cell.
func TestCircuit(t *testing.T) {
	rnd := rand.New(rand.NewPCG(17, 2020))
	same := func(c drawnCell) drawnCell { return c }
	formats := []struct {
		name  string
		write func(testing.TB, []drawnCell) []byte
		plain bool                      // texts of ASCII alone
		as    func(drawnCell) drawnCell // what the format can say of a cell
	}{
		{"xlsx of excelize", writeExcelize, false, asExcelize},
		{"xlsx by hand", writeByHand, false, same},
		{"ods", writeODS, false, same},
		{"SpreadsheetML", writeXML2003, false, same},
		{"BIFF8", func(t testing.TB, c []drawnCell) []byte { return writeBIFF(t, rnd, c, true) }, false, same},
		{"BIFF5", func(t testing.TB, c []drawnCell) []byte { return writeBIFF(t, rnd, c, false) }, true, same},
		{"HTML", writeHTML, false, func(c drawnCell) drawnCell {
			if c.kind == ingest.Boolean {
				c.kind = ingest.Number
			}
			return c
		}},
		{"CSV", writeCSV, false, func(c drawnCell) drawnCell {
			if c.kind != ingest.Text {
				c.text = exact(c.num)
			}
			return drawnCell{row: c.row, col: c.col, kind: ingest.Text, text: c.text}
		}},
	}
	for _, f := range formats {
		t.Run(f.name, func(t *testing.T) {
			for n := range circuits {
				cells := drawGrid(rnd, f.plain)
				for i := range cells {
					cells[i] = f.as(cells[i])
				}
				grids, issues := readData(t, "f", f.write(t, cells))
				if len(grids) != 1 || len(issues) > 0 {
					t.Fatalf("grid %d: %d grids, issues %s", n, len(grids), issuesText(issues))
				}
				if got, want := gridText(grids[0], true), drawnText(cells, true); got != want {
					t.Fatalf("grid %d: - written, + read\n%s", n, difference(got, want))
				}
			}
		})
	}
}
