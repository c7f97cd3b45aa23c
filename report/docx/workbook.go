package docx

import (
	"archive/zip"
	"bytes"
)

// sheetName is the sheet that a chart's data stand on, as formulas name it.
const sheetName = "'Số liệu'"

// workbook is the workbook in which Word edits a chart's data: a column a
// series. Texts stand in it as texts.
func workbook(categories []string, all []series) []byte {
	const spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	var sheet markup
	sheet.begin("worksheet", "xmlns", spreadsheet)
	sheet.begin("sheetData")
	sheet.begin("row", "r", "1")
	for i, s := range all {
		sheet.textCell(columnName(i+1)+"1", s.name)
	}
	sheet.end(1)
	for k, name := range categories {
		row := itoa(k + 2)
		sheet.begin("row", "r", row)
		sheet.textCell("A"+row, name)
		for i, s := range all {
			if v := s.values[k]; v != nil {
				sheet.begin("c", "r", columnName(i+1)+row)
				sheet.simple("v", float(*v))
				sheet.end(1)
			}
		}
		sheet.end(1)
	}
	var book markup
	book.begin("workbook", "xmlns", spreadsheet, "xmlns:r", relationships)
	book.begin("sheets")
	book.empty("sheet", "name", "Số liệu", "sheetId", "1", "r:id", "rId1")
	var types markup
	types.begin("Types", "xmlns", packages+"content-types")
	types.empty("Default", "Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml")
	types.empty("Default", "Extension", "xml", "ContentType", "application/xml")
	types.empty("Override", "PartName", "/xl/workbook.xml", "ContentType", workbookType+".main+xml")
	types.empty("Override", "PartName", "/xl/worksheets/sheet1.xml", "ContentType", "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml")

	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range []struct {
		name string
		data []byte
	}{
		{"[Content_Types].xml", types.part()},
		{"_rels/.rels", relations([]relation{{"rId1", relationships + "/officeDocument", "xl/workbook.xml"}})},
		{"xl/workbook.xml", book.part()},
		{"xl/_rels/workbook.xml.rels", relations([]relation{{"rId1", relationships + "/worksheet", "worksheets/sheet1.xml"}})},
		{"xl/worksheets/sheet1.xml", sheet.part()},
	} {
		if w, err := z.Create(f.name); err == nil { // a buffer takes all
			_, _ = w.Write(f.data)
		}
	}
	_ = z.Close()
	return out.Bytes()
}

// textCell writes a text as a text, whatever it looks like.
func (m *markup) textCell(ref, text string) {
	m.begin("c", "r", ref, "t", "inlineStr")
	m.begin("is")
	m.simple("t", text, "xml:space", "preserve")
	m.end(2)
}

// columnName is the name of a column, counted from 0.
func columnName(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}
