package book

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tongket/ingest"
)

// A part is one file of a zip made by hand.
type part struct{ name, body string }

func zipOf(t testing.TB, parts ...part) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(p.body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

const (
	mainNS = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relNS  = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relURI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

func relationsXML(targets ...string) string {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i := 0; i < len(targets); i += 2 {
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s%s" Target="%s"/>`, i/2+1, relURI, targets[i], targets[i+1])
	}
	return b.String() + `</Relationships>`
}

// plainBook is a workbook of one sheet "S" around the given sheet body, shared
// strings and style sheet.
func plainBook(body, strs, styles string) []part {
	return []part{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`},
		{"_rels/.rels", relationsXML("officeDocument", "xl/workbook.xml")},
		{"xl/workbook.xml", `<workbook ` + mainNS + ` ` + relNS + `><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", relationsXML("worksheet", "worksheets/sheet1.xml", "sharedStrings", "sharedStrings.xml", "styles", "styles.xml")},
		{"xl/worksheets/sheet1.xml", `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<worksheet ` + mainNS + `>` + body + `</worksheet>`},
		{"xl/sharedStrings.xml", `<sst ` + mainNS + `>` + strs + `</sst>`},
		{"xl/styles.xml", `<styleSheet ` + mainNS + `>` + styles + `</styleSheet>`},
	}
}

func readBytes(t testing.TB, name string, data []byte) ([]ingest.Grid, []ingest.Issue) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return Grids(t.Context(), ingest.Source{Path: path, Name: name})
}

// cellsText writes the cells of a grid one a line: "B2 number 1,5 =A1*2".
func cellsText(g ingest.Grid) string {
	var b strings.Builder
	for _, c := range g.Cells {
		kind := []string{"blank", "number", "text", "boolean", "fault", "date", "damaged"}[c.Kind]
		fmt.Fprintf(&b, "%s %s %s", ingest.Pos{Row: c.Row, Col: c.Col}.Cell(), kind, FormatsOf(g.Styles).Shown(&c))
		if c.Formula > 0 {
			b.WriteString(" =" + g.Formulas[c.Formula-1])
		}
		if c.Uncached {
			b.WriteString(" uncached")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func issuesText(issues []ingest.Issue) string {
	var b strings.Builder
	for _, i := range issues {
		fmt.Fprintf(&b, "%v %s %q %q\n", i.Pos, i.Code, i.Raw, i.Args)
	}
	return b.String()
}

func equalText(t *testing.T, what, got, want string) {
	t.Helper()
	got, want = strings.TrimSpace(got), strings.TrimSpace(want)
	if got != want {
		t.Errorf("%s:\n%s\nwant:\n%s", what, got, want)
	}
}

const fourStyles = `<numFmts count="2"><numFmt numFmtId="164" formatCode="#,##0.0"/><numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="dd/mm/yyyy h:mm"/></numFmts>
<fonts><font><name val="Times New Roman"/></font><font><b/><name val=".VnTime"/></font><font><name val=".VnTimeH"/></font></fonts>
<cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="164" fontId="0"/><xf numFmtId="14" fontId="0"/><xf numFmtId="0" fontId="1"><alignment indent="2"/></xf><xf numFmtId="0" fontId="2"/><xf numFmtId="10" fontId="0"/><xf numFmtId="165" fontId="0"/><xf numFmtId="166" fontId="0"/></cellXfs>`

// An xlsxCase is a sheet and what is read from it.
type xlsxCase struct {
	name, body, strs string
	cells, issues    string
}

func xlsxCases() []xlsxCase {
	return []xlsxCase{
		{
			name:  "numbers and formats",
			body:  `<sheetData><row r="1"><c r="A1" s="1"><v>1234.5</v></c><c r="B1" s="2"><v>43465</v></c><c r="C1" s="5"><v>4.53E-2</v></c><c r="D1"><v>0.30000000000000004</v></c></row></sheetData>`,
			cells: "A1 number 1.234,5\nB1 date 31/12/2018\nC1 number 4,53%\nD1 number 0,3",
		},
		{
			name:  "types",
			body:  `<sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="b"><v>1</v></c><c r="C2" t="e"><v>#DIV/0!</v></c><c r="D2" t="d"><v>2018-12-31</v></c><c r="E2" t="inlineStr"><is><t>hộ</t></is></c><c r="F2" t="str"><f>A2</f><v>x</v></c></row></sheetData>`,
			strs:  `<si><t xml:space="preserve"> Tổng &amp; số_x000D_</t></si>`,
			cells: "A2 text  Tổng & số\nB2 boolean TRUE\nC2 fault #DIV/0!\nD2 date 31/12/2018\nE2 text hộ\nF2 text x =A2",
		},
		{
			name:   "formulas without and with a cached value, shared ones moved",
			body:   `<sheetData><row r="1"><c r="A1"><f>SUM(B1:$C$9)+'a B1'!D1</f></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*2&amp;"A1"</f><v>2</v></c></row><row r="3"><c r="B3"><f t="shared" si="0"/><v>6</v></c><c r="C3"><f>1</f><v></v></c></row></sheetData>`,
			cells:  "A1 blank  =SUM(B1:$C$9)+'a B1'!D1 uncached\nB1 number 2 =A1*2&\"A1\"\nB3 number 6 =A3*2&\"A1\"\nC3 number 1 =1 uncached",
			issues: `f!S!C3 no-cached-value "1" ["1"]`,
		},
		{
			name:   "what was saved without results is computed, unless it depends on itself or asks elsewhere",
			body:   `<sheetData><row r="1"><c r="A1"><v>1.5</v></c><c r="B1"><f>SUM(C1,A1:A9)*2</f></c><c r="C1"><f>A1+1</f><v/></c><c r="D1"><f>D1+1</f></c><c r="E1"><f>TODAY()</f></c><c r="F1"><f>D1+1</f></c></row></sheetData>`,
			cells:  "A1 number 1,5\nB1 number 8 =SUM(C1,A1:A9)*2 uncached\nC1 number 2,5 =A1+1 uncached\nD1 blank  =D1+1 uncached\nE1 blank  =TODAY() uncached\nF1 blank  =D1+1 uncached",
			issues: `f!S!C1 no-cached-value "2,5" ["A1+1"]` + "\n" + `f!S!B1 no-cached-value "8" ["SUM(C1,A1:A9)*2"]`,
		},
		{
			name:  "rows and cells out of order, and without references",
			body:  `<sheetData><row r="3"><c r="B3"><v>32</v></c><c r="A3"><v>31</v></c></row><row r="1"><c><v>11</v></c><c><v>12</v></c></row><row><c r="C2"><v>23</v></c></row></sheetData>`,
			cells: "A1 number 11\nB1 number 12\nC2 number 23\nA3 number 31\nB3 number 32",
		},
		{
			name:   "broken cells",
			body:   `<sheetData><row r="1"><c r="2A"><v>1</v></c><c r="B1" t="s"><v>9</v></c><c r="C1"><v>12x</v></c><c r="D1" s="99"><v>4</v></c><c r="D1"><v>5</v></c><c r="E7"><v>6</v></c><c r="F1" s=""><v>7</v></c><c r="G1"><v>inf</v></c></row></sheetData>`,
			cells:  "C1 text 12x\nD1 number 4\nF1 number 7\nG1 text inf",
			issues: `f!S damaged-cell "2A: 1" ["reference"]` + "\n" + `f!S!B1 damaged-cell "9" ["string"]` + "\n" + `f!S!C1 damaged-cell "12x" ["number"]` + "\n" + `f!S!D1 damaged-cell "4" ["style"]` + "\n" + `f!S damaged-cell "E7: 6" ["reference"]` + "\n" + `f!S!G1 damaged-cell "inf" ["number"]` + "\n" + `f!S!D1 damaged-cell "5" ["duplicate"]`,
		},
		{
			name:   "merges hide what they cover",
			body:   `<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`,
			cells:  "A1 number 1\nC1 number 3",
			issues: `f!S!B1 damaged-cell "2" ["covered"]`,
		},
		{
			name:  "rich text: footnote marks stay apart, phonetic text is left out",
			body:  `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row></sheetData>`,
			strs:  `<si><r><t>1.234</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si><si><r><t>km</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r></si><si><t>課</t><rPh sb="0" eb="1"><t>カ</t></rPh></si>`,
			cells: "A1 text 1.234(1)\nB1 text km2\nC1 text 課",
		},
		{
			name:  "plain text before the first run and after the last is in the cell's font",
			body:  `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Số </t><r><t>hộ</t></r></is></c><c r="C1" s="4" t="s"><v>1</v></c></row></sheetData>`,
			strs:  `<si><t>12</t><r><t>.345</t></r><t> hộ</t></si><si><t>Hé nghÌo </t><r><rPr><rFont val="Arial"/></rPr><t>nghèo</t></r></si>`,
			cells: "A1 text 12.345 hộ\nB1 text Số hộ\nC1 text HỘ NGHÈO nghèo", issues: `f encoding "" ["TCVN3"]`,
		},
		{
			name:   "two values in a cell, or one with elements inside, are none",
			body:   `<sheetData><row r="1"><c r="A1"><v>200</v><v>999</v></c><c r="B1"><v>2<x/>00</v></c><c r="C1" t="s"><v>0</v><v>1</v></c><c r="D1"><v>1</v></c></row></sheetData>`,
			strs:   `<si><t>a</t></si><si><t>b</t></si>`,
			cells:  "A1 damaged 200 | 999\nB1 damaged 200\nC1 damaged 0 | 1\nD1 number 1",
			issues: `f!S!A1 damaged-cell "200 | 999" ["values"]` + "\n" + `f!S!B1 damaged-cell "200" ["structure"]` + "\n" + `f!S!C1 damaged-cell "0 | 1" ["values"]`,
		},
		{
			name:  "dates and times of ISO 8601, by the clock of their place",
			body:  `<sheetData><row r="1"><c r="A1" s="6" t="d"><v>08:30:00</v></c><c r="B1" s="6" t="d"><v>T18:00Z</v></c><c r="C1" s="7" t="d"><v>2018-12-31T23:30:00.500+07:00</v></c></row></sheetData>`,
			cells: "A1 date 8:30\nB1 date 18:00\nC1 date 31/12/2018 23:30",
		},
		{
			name:   "TCVN3 by its font; Unicode in that font stays",
			body:   `<sheetData><row r="1"><c r="A1" s="3" t="s"><v>0</v></c><c r="B1" s="4" t="s"><v>0</v></c><c r="C1" s="3" t="s"><v>1</v></c><c r="D1" t="s"><v>2</v></c></row></sheetData>`,
			strs:   `<si><t>Tæng sè hé nghÌo</t></si><si><t>Số hộ nghèo</t></si><si><r><rPr><rFont val=".VnTime"/></rPr><t>Hé nghÌo </t></r><r><rPr><rFont val="Arial"/></rPr><t>đầu kỳ</t></r></si>`,
			cells:  "A1 text Tổng số hộ nghèo\nB1 text TỔNG SỐ HỘ NGHÈO\nC1 text Số hộ nghèo\nD1 text Hộ nghèo đầu kỳ",
			issues: `f encoding "" ["TCVN3"]`,
		},
		{
			name:  "a namespace prefix",
			body:  `<x:sheetData xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row></x:sheetData>`,
			cells: "A1 number 5",
		},
	}
}

func TestXLSXCells(t *testing.T) {
	for _, tt := range xlsxCases() {
		t.Run(tt.name, func(t *testing.T) {
			grids, issues := readBytes(t, "f", zipOf(t, plainBook(tt.body, tt.strs, fourStyles)...))
			if len(grids) != 1 {
				t.Fatalf("%d grids, issues %s", len(grids), issuesText(issues))
			}
			equalText(t, "cells", cellsText(grids[0]), tt.cells)
			equalText(t, "issues", issuesText(issues), tt.issues)
		})
	}
}

func TestHiddenAndLayout(t *testing.T) {
	body := `<cols><col min="1" max="1" width="42.5"/><col min="2" max="3" width="9" hidden="1"/><col min="4" max="4" width="0"/><col min="5" max="5" width="1e9"/><col min="6" max="16384" width="12"/><col min="0" max="3" width="7"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row><row r="3" hidden="true"><c r="A3"><v>3</v></c></row></sheetData>`
	grids, issues := readBytes(t, "f", zipOf(t, plainBook(body, "", fourStyles)...))
	if len(grids) != 1 || len(issues) != 0 {
		t.Fatalf("%d grids, issues %v", len(grids), issues)
	}
	got := fmt.Sprint(grids[0].HiddenRows, grids[0].HiddenCols, grids[0].Styles[3])
	if want := "[{2 0 3 0}] [{0 2 0 4}] { 2 true false}"; got != want {
		t.Errorf("hidden rows, columns, style = %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(grids[0].Widths), "[{1 1 42.5} {6 16384 12}]"; got != want {
		t.Errorf("widths %s, want %s", got, want)
	}
}
