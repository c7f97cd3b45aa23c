package book

import (
	"fmt"
	"testing"
)

const odsNS = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"`

const odsStyles = `<office:automatic-styles>
<number:percentage-style style:name="N1"><number:number number:decimal-places="1" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
<number:number-style style:name="N2P0"><number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/></number:number-style>
<number:number-style style:name="N2"><number:text>(</number:text><number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/><number:text>)</number:text><style:map style:condition="value()&gt;=0" style:apply-style-name="N2P0"/></number:number-style>
<number:date-style style:name="N3"><number:day/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>
<style:style style:name="base" style:family="table-cell" style:data-style-name="N2"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="base"><style:paragraph-properties fo:margin-left="0.706cm"/></style:style>
<style:style style:name="ce3" style:family="table-cell" style:data-style-name="N3"/>
<style:style style:name="up" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="vn" style:family="table-cell"><style:text-properties style:font-name=".VnTimeH"/></style:style>
<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles>`

func odsBookOf(t testing.TB, tables string) []byte {
	return zipOf(t, part{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
		part{"content.xml", `<office:document-content ` + odsNS + `>` + odsStyles + `<office:body><office:spreadsheet>` + tables + `</office:spreadsheet></office:body></office:document-content>`})
}

func TestODSCells(t *testing.T) {
	num := func(v string) string {
		return `<table:table-cell office:value-type="float" office:value="` + v + `"><text:p>x</text:p></table:table-cell>`
	}
	row := func(cells string) string { return `<table:table-row>` + cells + `</table:table-row>` }
	tests := []struct {
		name, rows    string
		cells, issues string
	}{
		{
			name:  "repeats: empty ones are not expanded, others are",
			rows:  `<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell/><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="5"/></table:table-row>`,
			cells: "B1000001 number 5\nC1000001 number 5\nB1000002 number 5\nC1000002 number 5",
		},
		{
			name:  "covered cells hold nothing that counts",
			rows:  row(`<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1" office:value-type="string"><text:p>a</text:p></table:table-cell><table:covered-table-cell office:value-type="string"><text:p>b</text:p></table:covered-table-cell>` + num("3")),
			cells: "A1 text a\nC1 number 3",
		},
		{
			name: "formats",
			rows: row(`<table:table-cell table:style-name="ce1" office:value-type="float" office:value="-1234"/><table:table-cell office:value-type="percentage" office:value="0.0453"/><table:table-cell table:style-name="ce3" office:value-type="date" office:date-value="2018-12-31"/><table:table-cell office:value-type="currency" office:value="5"/>` +
				`<table:table-cell office:value-type="boolean" office:boolean-value="true"/><table:table-cell office:value-type="string" calcext:value-type="error" table:formula="of:=1/0"><text:p>#DIV/0!</text:p></table:table-cell>`),
			cells: "A1 number (1.234)\nB1 number 4,53%\nC1 date 31/12/2018\nD1 number 5\nE1 boolean TRUE\nF1 fault #DIV/0! =1/0",
		},
		{
			name:  "texts: folded blanks, breaks, notes left out, footnote marks apart",
			rows:  row(`<table:table-cell office:value-type="string"><office:annotation><text:p>99</text:p></office:annotation><text:p>  a <text:s text:c="2"/>b</text:p><text:p>c<text:line-break/>d</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>12<text:span text:style-name="up">3</text:span></text:p></table:table-cell><table:table-cell table:style-name="vn" office:value-type="string"><text:p>Hé nghÌo</text:p></table:table-cell>`),
			cells: "A1 text a   b\nc\nd\nB1 text 12(3)\nC1 text HỘ NGHÈO", issues: `f encoding "" ["TCVN3"]`,
		},
		{
			name:  "formulas",
			rows:  row(`<table:table-cell table:formula="of:=SUM([.B1:.$C$2];[$'S 1'.A1])*2" office:value-type="float" office:value="6"/><table:table-cell table:formula="of:=1+1"/>`),
			cells: "A1 number 6 =SUM(B1:$C$2,'S 1'!A1)*2\nB1 blank  =1+1 uncached",
		},
		{
			name: "a value whose type is missing, odd or another's is what its attribute says, and told",
			rows: row(`<table:table-cell office:value="1234.5"/><table:table-cell office:value-type="decimal" office:value="7"><text:p>7</text:p></table:table-cell><table:table-cell office:value-type="float" office:date-value="2018-12-31"/>` +
				`<table:table-cell office:value-type="odd"><text:p>hộ</text:p></table:table-cell><table:table-cell office:value-type="float"><text:p>5</text:p></table:table-cell><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell office:value-type="void"/>`),
			cells:  "A1 number 1234,5\nB1 number 7\nC1 date 31/12/2018\nD1 text hộ\nE1 text 5\nF1 text a",
			issues: `f!S!A1 damaged-cell "1234.5" ["type"]` + "\n" + `f!S!B1 damaged-cell "7" ["type"]` + "\n" + `f!S!C1 damaged-cell "2018-12-31" ["type"]` + "\n" + `f!S!D1 damaged-cell "hộ" ["type"]` + "\n" + `f!S!E1 damaged-cell "5" ["type"]`,
		},
		{
			name:   "a number that is none",
			rows:   row(num("12,5")),
			cells:  "A1 text x",
			issues: `f!S!A1 damaged-cell "12,5" ["number"]`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			grids, issues := readBytes(t, "f", odsBookOf(t, `<table:table table:name="S">`+tt.rows+`</table:table>`))
			if len(grids) != 1 {
				t.Fatalf("issues %s", issuesText(issues))
			}
			equalText(t, "cells", cellsText(grids[0]), tt.cells)
			equalText(t, "issues", issuesText(issues), tt.issues)
		})
	}
}

func TestODSHidden(t *testing.T) {
	cell := `<table:table-cell office:value-type="float" office:value="1"/>`
	grids, issues := readBytes(t, "f", odsBookOf(t, `<table:table table:name="S"><table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>`+
		`<table:table-header-rows><table:table-row>`+cell+`</table:table-row></table:table-header-rows><table:table-row table:visibility="filter">`+cell+`</table:table-row>`+
		`<table:table-row-group table:display="false"><table:table-row>`+cell+`</table:table-row></table:table-row-group><table:table-row>`+cell+`</table:table-row></table:table>`+
		`<table:table table:name="T" table:style-name="off"><table:table-row>`+cell+`</table:table-row></table:table>`))
	if len(grids) != 2 || len(issues) != 0 {
		t.Fatalf("%d grids, issues %s", len(grids), issuesText(issues))
	}
	got := fmt.Sprint(grids[0].Hidden, grids[1].Hidden, grids[0].HiddenRows, grids[0].HiddenCols, len(grids[0].Cells))
	if want := "false true [{2 0 3 0}] [{0 2 0 3}] 4"; got != want {
		t.Errorf("hidden = %s, want %s", got, want)
	}
}
