package book

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tongket/ingest"
)

// wantSample is the workbook of testdata; what differs by format is in braces:
// the formats keep errors, booleans and results of formulas in their own ways.
const wantSample = `A1 text KẾT QUẢ GIẢM NGHÈO
A3 text Huyện
B3 text 2015
C3 text 2016
D3 text Tỷ lệ
E3 text Ngày
A4 text Thanh Ba(1)
B4 number 1.234,5
C4 number 2.345,3
D4 number 4,53%
E4 date 31/12/2018
F4 number 66
A5 text Việt Trì
B5 number 15,0
C5 number -25,5
D5 number 12,00%
E5 date 01/01/2019
A6 text Tổng
B6 number 1.249,5 =SUM(B4:B5)
C6 number 2.319,8 =C4+C5*1
D6 fault #DIV/0! =B6/0
E6 boolean TRUE
A7 text ẩn
B7 number 7
A8 text Tổng số hộ nghèo
A9 text TỔNG SỐ HỘ NGHÈO
A10 text Tổng số hộ nghèo
A11 text Tổng số hộ nghèo
`

func TestSampleFormats(t *testing.T) {
	differs := map[string][]string{
		"giam-ngheo.xlsx": {"=SUM(B4:B5)", "=SUM(B4:B5) uncached", "=C4+C5*1", "=C4+C5*1 uncached", "fault #DIV/0! =B6/0", "blank  =B6/0 uncached"},
		"giam-ngheo.xls":  {"boolean TRUE", "boolean TRUE =TRUE"},
		"giam-ngheo.ods":  {"boolean TRUE", "number 1 =TRUE()"}, // as LibreOffice saved it
	}
	for file, pairs := range differs {
		t.Run(file, func(t *testing.T) {
			grids, issues := Grids(t.Context(), ingest.Source{Path: "testdata/" + file, Name: file})
			if len(grids) != 2 {
				t.Fatalf("%d grids, issues %s", len(grids), issuesText(issues))
			}
			equalText(t, "cells", cellsText(grids[0]), strings.NewReplacer(pairs...).Replace(wantSample))
			g := grids[0]
			got := fmt.Sprintf("%s %v %v %v %v", g.Sheet, g.Hidden, g.Merges, g.HiddenRows, g.HiddenCols)
			if want := "Biểu 1 false [{1 1 1 5}] [{7 0 7 0}] [{0 6 0 6}]"; got != want {
				t.Errorf("sheet = %s, want %s", got, want)
			}
			if h := grids[1]; h.Sheet != "nhap" || !h.Hidden || cellsText(h) != "B2 number 123456\n" {
				t.Errorf("hidden sheet = %q %v %s", h.Sheet, h.Hidden, cellsText(h))
			}
			var codes []string
			for _, i := range issues {
				codes = append(codes, i.Code+" "+strings.Join(i.Args, " "))
			}
			want := "encoding TCVN3, encoding VNI"
			if file == "giam-ngheo.xlsx" {
				want += ", no-cached-value SUM(B4:B5), no-cached-value C4+C5*1"
			}
			if got := strings.Join(codes, ", "); got != want {
				t.Errorf("issues = %s, want %s", got, want)
			}
		})
	}
}

// TestRefused: files that are no workbook, or none that can be read, give one
// issue that says what they are.
func TestRefused(t *testing.T) {
	sheet := `<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>`
	whole := zipOf(t, plainBook(sheet, "", fourStyles)...)
	ods := func(manifest string) []byte {
		return zipOf(t, part{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, part{"META-INF/manifest.xml", manifest}, part{"content.xml", "xx"})
	}
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"no bytes", nil, `f empty-file "" []`},
		{"blanks alone", []byte(" \n\n"), `f empty-file "" []`},
		{"a workbook without cells", zipOf(t, plainBook("<sheetData/>", "", "")...), `f empty-file "" []`},
		{"PDF", []byte("%PDF-1.4\n%\xe2\xe3"), `f not-a-sheet "" ["PDF"]`},
		{"picture", []byte("\x89PNG\r\n\x1a\n\x00\x00"), `f not-a-sheet "" ["image"]`},
		{"Word", zipOf(t, part{"[Content_Types].xml", "<Types/>"}, part{"word/document.xml", "<w/>"}), `f not-a-sheet "" ["Word"]`},
		{"OpenDocument text", zipOf(t, part{"mimetype", "application/vnd.oasis.opendocument.text"}, part{"content.xml", "<w/>"}), `f not-a-sheet "" ["Word"]`},
		{"a zip of other things", zipOf(t, part{"a.txt", "a"}), `f not-a-sheet "" ["archive"]`},
		{"other XML", []byte(`<?xml version="1.0"?><a>1</a>`), `f not-a-sheet "" ["XML"]`},
		{"binary", []byte("\x00\x01\x02\x03\x04\x05\x06\x07"), `f not-a-sheet "" [""]`},
		{"half a workbook", whole[:len(whole)/2], `f corrupt "" ["zip" "structure"]`},
		{"encrypted OpenDocument", ods(`<m:manifest xmlns:m="urn"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>`), `f encrypted "" []`},
		{"damaged OpenDocument", ods(`<manifest/>`), `f corrupt "" ["content.xml" "structure"]`},
		{"shared strings cut short", zipOf(t, replacePart(plainBook(sheet, "", ""), "xl/sharedStrings.xml", "<sst><si>")...), `f corrupt "" ["xl/sharedStrings.xml" "short"]`},
		{"a workbook part that is missing", zipOf(t, replacePart(plainBook(sheet, "", ""), "xl/workbook.xml", "")...), `f corrupt "" ["xl/workbook.xml" "short"]`},
		{"a damaged compound file", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...), `f corrupt "" ["OLE" "structure"]`},
		{"SpreadsheetML cut short", []byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet>`), `f corrupt "" ["XML" "short"]`},
		{"a page cut short", []byte(`<html><table><tr><td>1`), `f corrupt "" ["HTML" "short"]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			grids, issues := readBytes(t, "f", tt.data)
			if len(grids) != 0 {
				t.Errorf("%d grids", len(grids))
			}
			equalText(t, "issues", issuesText(issues), tt.want)
		})
	}
}

func replacePart(parts []part, name, body string) []part {
	for i := range parts {
		if parts[i].name == name {
			parts[i].body = body
		}
	}
	return parts
}

func TestUnreadable(t *testing.T) {
	_, issues := Grids(t.Context(), ingest.Source{Path: "testdata/none.xlsx", Name: "none.xlsx"})
	equalText(t, "issues", issuesText(issues), `none.xlsx unreadable "" ["not-exist"]`)
	_, issues = Grids(t.Context(), ingest.Source{Path: "testdata", Name: "testdata"})
	equalText(t, "issues", issuesText(issues), `testdata unreadable "" ["directory"]`)
}

// TestEncryptedOLE: an encrypted .xlsx is a compound file with a stream
// EncryptedPackage, an encrypted .xls has a FILEPASS record.
func TestEncryptedOLE(t *testing.T) {
	data, err := os.ReadFile("testdata/giam-ngheo.xls")
	if err != nil {
		t.Fatal(err)
	}
	utf16 := func(s string) []byte { return []byte(strings.Join(strings.Split(s, ""), "\x00") + "\x00") }
	renamed := bytes.Replace(data, utf16("Workbook"), utf16("EncryptedPackage"), 1)
	at := bytes.Index(data, utf16("Workbook")) // an entry's name is 64 bytes long, then its length with the final NUL
	copy(renamed, data)
	copy(renamed[at:], utf16("EncryptedPackage"))
	renamed = renamed[:len(data)]
	renamed[at+64] = byte(2 * (len("EncryptedPackage") + 1))
	_, issues := readBytes(t, "f", renamed)
	equalText(t, "issues", issuesText(issues), `f encrypted "" []`)

	var locked bytes.Buffer
	if err := excelize.NewFile().Write(&locked, excelize.Options{Password: "mật khẩu"}); err != nil {
		t.Fatal(err)
	}
	_, issues = readBytes(t, "f", locked.Bytes())
	equalText(t, "issues", issuesText(issues), `f encrypted "" []`)

	pass := biff(t, biffRecord{recBOF, biff8Globals}, biffRecord{recFilePass, []byte{1, 0}}, biffRecord{recEOF, nil})
	_, issues = readBytes(t, "f", pass)
	equalText(t, "issues", issuesText(issues), `f encrypted "" []`)
}

// A damaged sheet is one issue, and the other sheets count.
func TestDamagedSheet(t *testing.T) {
	parts := plainBook(`<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>`, "", "")
	parts = replacePart(parts, "xl/workbook.xml", `<workbook `+mainNS+` `+relNS+`><sheets><sheet name="S" sheetId="1" r:id="rId1"/><sheet name="T" sheetId="2" state="hidden" r:id="rId4"/><sheet name="U" sheetId="3" r:id="rId5"/><sheet name="V" sheetId="4" r:id="rId6"/></sheets></workbook>`)
	parts = replacePart(parts, "xl/_rels/workbook.xml.rels", relationsXML("worksheet", "worksheets/sheet1.xml", "sharedStrings", "sharedStrings.xml", "styles", "/xl/styles.xml", "worksheet", "/xl/worksheets/sheet2.xml", "worksheet", "worksheets/sheet3.xml", "chartsheet", "chartsheets/sheet1.xml"))
	parts = append(parts, part{"xl/worksheets/sheet2.xml", `<worksheet><sheetData><row r="1"><c r="A1"><v>2</v></row></sheetData></worksheet>`}, part{"xl/chartsheets/sheet1.xml", `<chartsheet/>`})
	grids, issues := readBytes(t, "f", zipOf(t, parts...))
	if len(grids) != 1 || grids[0].Sheet != "S" {
		t.Errorf("grids %v", grids)
	}
	equalText(t, "issues", issuesText(issues), `f!T corrupt "" ["xl/worksheets/sheet2.xml" "structure"]`+"\n"+`f!U corrupt "" ["xl/worksheets/sheet3.xml" "missing"]`)
}

// Without package relationships the workbook is at the usual place; strict
// files have other namespaces and relationship types.
func TestPackages(t *testing.T) {
	body := `<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>`
	bare := plainBook(body, "", "")
	bare = append(bare[:1], bare[2:]...)
	strict := plainBook(body, "", "")
	for i := range strict {
		strict[i].body = strings.NewReplacer("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
			"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships").Replace(strict[i].body)
	}
	date1904 := plainBook(`<sheetData><row r="1"><c r="A1" s="2"><v>42003</v></c><c r="B1" s="6"><v>1.25</v></c><c r="C1" s="7"><v>42003.5</v></c></row></sheetData>`, "", fourStyles)
	date1904 = replacePart(date1904, "xl/workbook.xml", `<workbook `+mainNS+` xmlns:q="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="1"/><sheets><sheet name="S" sheetId="1" q:id="rId1"/></sheets></workbook>`)
	for name, tt := range map[string]struct {
		parts []part
		want  string
	}{"no _rels/.rels": {bare, "A1 number 1\n"}, "strict": {strict, "A1 number 1\n"}, "1904": {date1904, "A1 date 31/12/2018\nB1 date 30:00\nC1 date 31/12/2018 12:00\n"}} {
		grids, issues := readBytes(t, "f", zipOf(t, tt.parts...))
		if len(grids) != 1 || len(issues) != 0 || cellsText(grids[0]) != tt.want {
			t.Errorf("%s: %v, issues %s", name, grids, issuesText(issues))
		}
	}
}

func TestZipBomb(t *testing.T) {
	parts := plainBook(`<sheetData>`+strings.Repeat(" ", bombSize)+`</sheetData>`, "", "")
	_, issues := readBytes(t, "f", zipOf(t, parts...))
	if len(issues) != 1 || issues[0].Code != ingest.CodeTooLarge || issues[0].Args[0] != "ratio" {
		t.Errorf("issues %s", issuesText(issues))
	}
}

// A workbook named as text, a page and a text named as workbooks: the content
// decides.
func TestNameSaysNothing(t *testing.T) {
	book := zipOf(t, plainBook(`<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>`, "", "")...)
	for name, data := range map[string][]byte{"a.csv": book, "a.xls": []byte("1;2\n"), "a.xlsx": []byte("<table><tr><td>1</td></tr></table>")} {
		grids, issues := readBytes(t, name, data)
		if len(grids) != 1 || len(issues) != 0 || len(grids[0].Cells) == 0 || FormatsOf(grids[0].Styles).Shown(&grids[0].Cells[0]) != "1" {
			t.Errorf("%s: %v, issues %s", name, grids, issuesText(issues))
		}
	}
}
