package xlsx

import (
	"archive/zip"
	"bytes"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A row is written as excelize streams it.
func TestRowAsExcelize(t *testing.T) {
	values := []any{
		1.0, 0.0, -12.5, 1e21, 1e-9, 0.1 + 0.2, 1234567890123456.75, -99999999999999992.0, math.MaxFloat64, 123456789012345.0, math.SmallestNonzeroFloat64, 2.0 / 3, math.NaN(),
		"", "Phú Thọ", "=1+1", `<b>"a" & 'b'</b>`, " trước", "sau\n", "giữa\tdòng\nhai", "_x000A_", "a_x005F_b", "_x12_", "_x000g_", "__x0041__",
	}
	f := excelize.NewFile()
	defer f.Close()
	id, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		t.Fatal(err)
	}
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	var row rowXML
	row.begin(7, 12.75)
	var cells []any
	for col, v := range values {
		cell := excelize.Cell{StyleID: id, Value: v}
		switch v := v.(type) {
		case float64:
			row.number(col, id, v, "")
		case string:
			row.text(col, id, v)
			if v == "" {
				cell.Value = nil
			}
		}
		cells = append(cells, cell)
	}
	if err := w.SetRow("A7", cells, excelize.RowOpts{Height: 12.75}); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	_, want, _ := strings.Cut(part(t, b.Bytes(), "xl/worksheets/sheet1.xml"), "<sheetData>")
	want, _, _ = strings.Cut(want, "</sheetData>")
	if got := string(row.end()); got != want {
		t.Errorf("row\n%s\nwant\n%s", got, want)
	}
}

// part is a part of a workbook.
func part(t *testing.T, workbook []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// Cells that find no sheet, or no place in it, are an error and not a workbook
// without them.
func TestCellsWithoutSheet(t *testing.T) {
	p := newPacker(io.Discard, map[string]*sheet{"xl/worksheets/sheet9.xml": {name: "A"}}, nil)
	w, err := p.Create("xl/worksheets/sheet8.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, "<sheetData></sheetData><pageMargins />"); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err == nil || !strings.Contains(err.Error(), "0 of 1") {
		t.Errorf("error %v, want one that counts the sheets", err)
	}
	p = newPacker(io.Discard, p.sheets, nil)
	if w, err = p.Create("xl/worksheets/sheet9.xml"); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, "<sheetData/><pageMargins />"); err == nil {
		t.Error("a sheet without a place for its cells: no error")
	}
}

// A number with a formula is a number, whose formula spreadsheets calculate.
func TestFormulaXML(t *testing.T) {
	var row rowXML
	row.begin(3, 0)
	row.number(27, 4, 2.5, `SUM(A1:B1)&"<"`)
	if got, want := string(row.end()), `<row r="3"><c r="AB3" s="4"><f>SUM(A1:B1)&amp;&#34;&lt;&#34;</f><v>2.5</v></c></row>`; got != want {
		t.Errorf("row %s, want %s", got, want)
	}
}
