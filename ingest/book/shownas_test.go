package book

import (
	"testing"

	"tongket/ingest"
)

// TestStruckAndFiltered: what is struck out and which rows a filter hides is known in
// every format that can say so.
func TestStruckAndFiltered(t *testing.T) {
	xlsxStyles := `<fonts><font/><font><strike/></font></fonts><cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/></cellXfs>`
	xlsxRows := `<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2" s="1"><v>2</v></c></row></sheetData>`
	table := plainBook(xlsxRows, "", xlsxStyles)
	table = append(table, part{"xl/worksheets/_rels/sheet1.xml.rels", relationsXML("table", "../tables/table1.xml")},
		part{"xl/tables/table1.xml", `<table ` + mainNS + ` ref="A1:A2"><autoFilter ref="A1:A2"><filterColumn colId="0"><filters><filter val="1"/></filters></filterColumn></autoFilter></table>`})
	ods := `<office:automatic-styles><style:style style:name="x" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style></office:automatic-styles>`
	font := func(flags uint16) biffRecord {
		return biffRecord{recFont, le(uint16(200), flags, uint16(0), uint16(400), uint16(0), uint32(0), uint8(5), uint8(0), "Arial")}
	}
	number := func(row, style uint16, v float64) biffRecord {
		return biffRecord{recNumber, le(row, uint16(0), style, v)}
	}
	rows := ingest.Range{Row1: 1, Col1: 1, Row2: ingest.MaxRow, Col2: ingest.MaxCol}
	tests := []struct {
		name   string
		data   []byte
		filter ingest.Range
	}{
		{"xlsx", zipOf(t, plainBook(xlsxRows+`<autoFilter ref="A1:A2"><filterColumn colId="0"><customFilters><customFilter val="1"/></customFilters></filterColumn></autoFilter>`, "", xlsxStyles)...), ingest.Range{Row1: 1, Col1: 1, Row2: 2, Col2: 1}},
		{"xlsx, buttons alone", zipOf(t, plainBook(xlsxRows+`<autoFilter ref="A1:A2"><filterColumn colId="0" hiddenButton="1"/></autoFilter>`, "", xlsxStyles)...), ingest.Range{}},
		{"xlsx, a table's", zipOf(t, table...), ingest.Range{Row1: 1, Col1: 1, Row2: 2, Col2: 1}},
		{"ods", zipOf(t, part{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, part{"content.xml", `<office:document-content ` + odsNS + `>` + ods + `<office:body><office:spreadsheet><table:table table:name="S"><table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row><table:table-row table:visibility="filter"><table:table-cell table:style-name="x" office:value-type="float" office:value="2"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`}), ingest.Range{Row1: 2, Col1: 1, Row2: 2, Col2: ingest.MaxCol}},
		{"xls", biffBook(t, biff8Globals, []biffRecord{font(0), font(8), {recXF, le(uint16(0), uint16(0))}, {recXF, le(uint16(1), uint16(0))}}, []string{"S"},
			[]biffRecord{{recFilterMode, nil}, {recRow, le(uint16(1), uint16(0), uint16(1), uint16(0), uint32(0), uint16(0x20), uint16(0))}, number(0, 0, 1), number(1, 1, 2)}), rows},
		{"SpreadsheetML", []byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"><Styles><Style ss:ID="x"><Font ss:StrikeThrough="1"/></Style></Styles><Worksheet ss:Name="S"><Table><Row><Cell><Data ss:Type="Number">1</Data></Cell></Row><Row ss:Hidden="1"><Cell ss:StyleID="x"><Data ss:Type="Number">2</Data></Cell></Row></Table><AutoFilter x:Range="R1C1:R2C1" xmlns="urn:schemas-microsoft-com:office:excel"><AutoFilterColumn x:Type="Custom"/></AutoFilter></Worksheet></Workbook>`), ingest.Range{Row1: 1, Col1: 1, Row2: 2, Col2: 1}},
		{"HTML", []byte(`<table><tr><td>1</td></tr><tr style="display:none"><td><s>2</s></td></tr></table>`), ingest.Range{}},
		{"HTML, by style", []byte(`<style>.x {text-decoration:line-through}</style><table><tr><td>1</td></tr><tr style="display:none"><td class=x>2</td></tr></table>`), ingest.Range{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			grids, issues := readBytes(t, "f", tt.data)
			if len(grids) != 1 || len(issues) > 0 || len(grids[0].Cells) != 2 {
				t.Fatalf("%v, issues %s", grids, issuesText(issues))
			}
			g := grids[0]
			if g.Styles[g.Cells[0].Style].Strike || !g.Styles[g.Cells[1].Style].Strike {
				t.Errorf("styles %v of %v", g.Styles, g.Cells)
			}
			if len(g.HiddenRows) != 1 || g.Filter != tt.filter {
				t.Errorf("hidden %v, filter %v, want %v", g.HiddenRows, g.Filter, tt.filter)
			}
		})
	}
}
