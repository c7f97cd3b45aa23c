package book

import (
	"fmt"
	"strings"
	"testing"
)

func TestHTML(t *testing.T) {
	tests := []struct {
		name, in      string
		cells, issues string
	}{
		{
			name:  "tables one below the other, text between them, as Excel lays them out",
			in:    `<html><head><title>x</title></head><body><h3>Biểu 1</h3><table><tr><th>Huyện<th>2015<tr><td>Thanh&nbsp;Ba<br>x<td> 1.234,5 </table><p>Đơn vị: hộ<table><tr><td>7</table></body></html>`,
			cells: "A1 text Biểu 1\nA2 text Huyện\nB2 text 2015\nA3 text Thanh\u00a0Ba\nx\nB3 text 1.234,5\nA4 text Đơn vị: hộ\nA5 text 7",
		},
		{
			name:  "cells across rows and columns",
			in:    `<table><tr><td rowspan=2>A</td><td colspan=2>B</td></tr><tr><td>1</td><td>2</td></tr><tr><td>x</td><td>3</td></tr></table>`,
			cells: "A1 text A\nB1 text B\nB2 text 1\nC2 text 2\nA3 text x\nB3 text 3",
		},
		{
			name:  "Excel's own numbers and formats",
			in:    `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><style>.xl24 {mso-number-format:"\#\,\#\#0\.0";} .xl25 {mso-number-format:Percent;}</style><table><tr><td class=xl24 x:num="1234.56">1.234,6</td><td class=xl25 x:num>0.5</td><td x:num="3" x:fmla="=A1+1">3</td><td x:num="0">#DIV/0!</td></tr></table>`,
			cells: "A1 number 1.234,6\nB1 number 50,00%\nC1 number 3 =A1+1\nD1 text #DIV/0!",
		},
		{
			name:  "fonts and superscripts",
			in:    `<table><tr><td><font face=".VnTime">Hé nghÌo</font></td><td>12<sup>1</sup></td><td>m<sup>2</sup></td></tr></table>`,
			cells: "A1 text Hộ nghèo\nB1 text 12(1)\nC1 text m2", issues: `f.xls encoding "" ["TCVN3"]`,
		},
		{
			name:  "a declared encoding",
			in:    "<meta charset=windows-1258><table><tr><td>H\xf4\xf2</td></tr></table>",
			cells: "A1 text Hộ",
		},
		{
			name:  "a table in a cell follows its row",
			in:    `<table><tr><td>a<table><tr><td>1</td><td>2</td></tr></table></td></tr><tr><td>b</td></tr></table>`,
			cells: "A1 text a\nA2 text 1\nB2 text 2\nA3 text b",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			grids, issues := readBytes(t, "f.xls", []byte(tt.in))
			if len(grids) != 1 {
				t.Fatalf("issues %s", issuesText(issues))
			}
			equalText(t, "cells", cellsText(grids[0]), tt.cells)
			equalText(t, "issues", issuesText(issues), tt.issues)
		})
	}
}

func TestHTMLLayout(t *testing.T) {
	grids, _ := readBytes(t, "f.xls", []byte(`<html><head><!--[if gte mso 9]><xml><x:Name>Biểu &amp; 1</x:Name></xml><![endif]--></head><table><tr><td rowspan=2>A</td><td colspan=2>B</td></tr><tr style='display:none'><td>1</td><td>2</td></tr></table></html>`))
	got := fmt.Sprint(grids[0].Sheet, "|", grids[0].Merges, grids[0].HiddenRows)
	if want := "Biểu & 1|[{1 1 2 1} {1 2 1 3}] [{2 0 2 0}]"; got != want {
		t.Errorf("layout = %s, want %s", got, want)
	}
}

func TestMHTML(t *testing.T) {
	in := strings.ReplaceAll("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"--x\"\n\n----x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<table><tr><td>H=E1=BB=99</td><td>=\n5</td></tr></table>\n----x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA\n----x--\n", "\n", "\r\n")
	grids, issues := readBytes(t, "f.xls", []byte(in))
	if len(grids) != 1 || len(issues) != 0 {
		t.Fatalf("issues %s", issuesText(issues))
	}
	equalText(t, "cells", cellsText(grids[0]), "A1 text Hộ\nB1 text 5")
	_, issues = readBytes(t, "f.xls", []byte(in[:len(in)-10]))
	equalText(t, "cut short", issuesText(issues), `f.xls corrupt "" ["MHTML" "short"]`)
}

func TestXML2003(t *testing.T) {
	in := `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">
<Styles><Style ss:ID="Default"><Font ss:FontName="Arial"/></Style><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="v"><Font ss:FontName=".VnTime" ss:Bold="1"/><Alignment ss:Indent="1"/></Style><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style></Styles>
<Worksheet ss:Name="S"><Table><Column ss:Index="3" ss:Hidden="1" ss:Span="1"/>
<Row ss:Index="2"><Cell ss:StyleID="v" ss:MergeAcross="1"><Data ss:Type="String">Hé nghÌo</Data></Cell><Cell><Data ss:Type="Number">1.5</Data></Cell><Cell ss:Index="6" ss:StyleID="p"><Data ss:Type="Number">0.5</Data></Cell></Row>
<Row ss:Hidden="1"><Cell ss:Formula="=SUM(R[-1]C3:R[-1]C)"><Data ss:Type="Number">9</Data></Cell><Cell ss:StyleID="d"><Data ss:Type="DateTime">2018-12-31T00:00:00.000</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Formula="=1"/></Row>
<Row><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">12<Sup>1</Sup></ss:Data></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="T"><Table><Row><Cell><Data ss:Type="Number">1</Data></Cell></Row></Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
</Workbook>`
	grids, issues := readBytes(t, "f.xls", []byte(in))
	if len(grids) != 2 {
		t.Fatalf("issues %s", issuesText(issues))
	}
	equalText(t, "cells", cellsText(grids[0]), "A2 text Hộ nghèo\nC2 number 1,5\nF2 number 50,00%\nA3 number 9 =SUM($C2:A2)\nB3 date 31/12/2018\nC3 fault #N/A\nD3 blank  =1 uncached\nA4 text 12(1)")
	equalText(t, "issues", issuesText(issues), `f.xls encoding "" ["TCVN3"]`)
	got := fmt.Sprint(grids[0].Merges, grids[0].HiddenRows, grids[0].HiddenCols, grids[1].Hidden, grids[0].Styles[grids[0].Cells[0].Style])
	if want := "[{2 1 2 2}] [{3 0 3 0}] [{0 3 0 4}] true { 1 true false}"; got != want {
		t.Errorf("layout = %s, want %s", got, want)
	}
}
