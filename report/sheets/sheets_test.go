package sheets

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/analysis/claim"
	"tongket/ingest"
)

func sampleGrid() ingest.Grid {
	g := ingest.Grid{File: "so-lieu/a.xlsx", Sheet: "Biểu <1>", Merges: []ingest.Range{{Row1: 1, Col1: 1, Row2: 1, Col2: 3}},
		Widths: []ingest.ColumnWidth{{Col1: 1, Col2: 1, Letters: 4.2}, {Col1: 3, Col2: 16384, Letters: 12}}}
	text := func(row, col int32, s string) {
		g.Cells = append(g.Cells, ingest.Cell{Row: row, Col: col, Kind: ingest.Text, Text: s})
	}
	number := func(row, col int32, v float64) {
		g.Cells = append(g.Cells, ingest.Cell{Row: row, Col: col, Kind: ingest.Number, Num: v})
	}
	text(1, 1, "SỐ HỘ NGHÈO NĂM 2018")
	text(2, 1, "TT")
	text(2, 2, "Địa bàn")
	text(2, 3, "Số hộ nghèo")
	text(2, 4, "<img src=x onerror=alert(1)>")
	number(3, 1, 1)
	text(3, 2, "Huyện A")
	number(3, 3, 70)
	text(5, 1, "Người lập biểu ký và ghi rõ họ tên")
	return g
}

func sampleReview() *analysis.Review {
	pos := ingest.Pos{File: "so-lieu/a.xlsx", Sheet: "Biểu <1>", Row: 3, Col: 3}
	return &analysis.Review{
		AsOf:     "2020-05-22",
		Facts:    ingest.FactsOf(ingest.Fact{Pos: pos, Label: "Số hộ nghèo", Place: "Huyện A", Years: ingest.Year(2018), Measure: ingest.Actual, Value: 70, Known: true, Unit: "hộ", Raw: "70"}),
		Balances: []ingest.Balance{{File: "so-lieu/a.xlsx", Sheet: "Biểu <1>", Numeric: 2, Read: 1, LeftOut: []ingest.LeftOut{{Reason: ingest.ReasonSerial, Count: 1, Cells: []string{"A3"}}}}},
		Findings: []analysis.Finding{{Severity: analysis.Error, Code: analysis.CodeNegative, Pos: pos, Raw: "70", Claim: claim.Figure{Value: 70}}},
	}
}

func TestCellsByTheirRole(t *testing.T) {
	d := build(sampleReview(), Source{Grids: func(string) []ingest.Grid { return []ingest.Grid{sampleGrid()} }}, "")
	want := map[string]string{
		"SỐ HỘ NGHÈO NĂM 2018": fmt.Sprint(roleIndicator), "Số hộ nghèo": fmt.Sprint(roleIndicator), "Huyện A": fmt.Sprint(rolePlace),
		"TT": "none", "Địa bàn": "none", "70": fmt.Sprint(roleFigure), "1": fmt.Sprint(roleLeft),
	}
	for _, c := range d.Sheets[0].Cells {
		got := "none"
		if len(c) > 3 {
			got = fmt.Sprint(c[3])
		}
		if w, ok := want[c[2].(string)]; ok && got != w {
			t.Errorf("%v: role %s, want %s", c[2], got, w)
		}
		if c[2] == "1" && d.Pool[c[4].(int)] != "số thứ tự" {
			t.Errorf("the reason of A3 is %q", d.Pool[c[4].(int)])
		}
	}
	if f := d.Findings[0]; len(f.Cells) != 1 || f.Cells[0] != [3]int{0, 3, 3} || !strings.Contains(f.Line, "so-lieu/a.xlsx;Biểu <1>;C3;;;;;70;…") {
		t.Errorf("finding %+v", f)
	}
}

// What a sheet holds is text on the page, and the page is always the same.
func TestPageHoldsTextsAsTexts(t *testing.T) {
	write := func() []byte {
		var b bytes.Buffer
		if err := Write(&b, sampleReview(), Source{Grids: func(string) []ingest.Grid { return []ingest.Grid{sampleGrid()} }}); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	page := write()
	if !bytes.Equal(page, write()) {
		t.Error("two pages differ")
	}
	if bytes.Contains(page, []byte("<img")) || bytes.Count(page, []byte("<script")) != 2 {
		t.Error("a text of a sheet became HTML")
	}
	_, rest, _ := bytes.Cut(page, []byte(`id="du-lieu">`))
	content, _, _ := bytes.Cut(rest, []byte("</script>"))
	if !json.Valid(content) {
		t.Error("the data are no JSON")
	}
}

// A job too large for one page keeps its size: what has no room is told.
func TestPageIsBounded(t *testing.T) {
	g := ingest.Grid{File: "so-lieu/a.xlsx", Sheet: "S"}
	for row := int32(1); row <= 300000; row++ {
		g.Cells = append(g.Cells, ingest.Cell{Row: row, Col: 1, Kind: ingest.Text, Text: "một dòng chữ khá dài trong biểu"})
	}
	r := &analysis.Review{Balances: []ingest.Balance{{File: g.File, Sheet: g.Sheet}}}
	var b bytes.Buffer
	if err := Write(&b, r, Source{Grids: func(string) []ingest.Grid { return []ingest.Grid{g} }}); err != nil {
		t.Fatal(err)
	}
	if b.Len() > 8<<20 {
		t.Errorf("the page has %d bytes", b.Len())
	}
	if d := build(r, Source{Grids: func(string) []ingest.Grid { return []ingest.Grid{g} }}, ""); d.Sheets[0].TooMuch == 0 {
		t.Error("nothing is said of what has no room")
	}
}

// A large job has a page a file, and a list that leads to them.
func TestPagesOfFiles(t *testing.T) {
	r := sampleReview()
	r.Balances = append(r.Balances, ingest.Balance{File: "so-lieu/b.csv"})
	grids := func(file string) []ingest.Grid { g := sampleGrid(); g.File = file; return []ingest.Grid{g} }
	if d := build(r, Source{Grids: grids}, "so-lieu/b.csv"); len(d.Sheets) != 1 || d.Sheets[0].File != "so-lieu/b.csv" || len(d.Findings) != 0 {
		t.Errorf("%d sheets, %d findings of one file", len(d.Sheets), len(d.Findings))
	}
	var b bytes.Buffer
	if err := WriteIndex(&b, r, []Page{{File: "so-lieu/<b>.csv", Href: "doc-so-lieu/01-b.html", Found: "2 phát hiện"}}); err != nil {
		t.Fatal(err)
	}
	if s := b.String(); !strings.Contains(s, `href="doc-so-lieu/01-b.html" data-file="so-lieu/&lt;b&gt;.csv"`) || !strings.Contains(s, "2 phát hiện") {
		t.Errorf("the list is\n%s", s)
	}
}

// Where the reading tells what cells gave, it is shown and nothing else.
func TestCellsByTheReading(t *testing.T) {
	at := func(row, col int32) ingest.Pos {
		return ingest.Pos{File: "so-lieu/a.xlsx", Sheet: "Biểu <1>", Row: row, Col: col}
	}
	figure := ingest.Explained{Fact: ingest.Fact{Pos: at(3, 3)}, Evidence: ingest.Evidence{
		Year: ingest.Ground{From: ingest.GroundTeam, Cells: []ingest.Pos{at(1, 1)}}, Place: ingest.Ground{Cells: []ingest.Pos{at(3, 2)}}, Label: ingest.Ground{Cells: []ingest.Pos{at(2, 2)}},
	}}
	d := build(sampleReview(), Source{
		Grids: func(string) []ingest.Grid { return []ingest.Grid{sampleGrid()} },
		Read: func(string) ([]ingest.Explained, map[ingest.Pos]ingest.Reason) {
			return []ingest.Explained{figure}, map[ingest.Pos]ingest.Reason{at(3, 1): ingest.ReasonCode}
		},
	}, "")
	want := map[string]string{"SỐ HỘ NGHÈO NĂM 2018": "", "Địa bàn": fmt.Sprint(roleIndicator), "Số hộ nghèo": "", "Huyện A": fmt.Sprint(rolePlace), "1": fmt.Sprint(roleLeft)}
	for _, c := range d.Sheets[0].Cells {
		got := ""
		if len(c) > 3 {
			got = fmt.Sprint(c[3])
		}
		if w, ok := want[c[2].(string)]; ok && got != w {
			t.Errorf("%v: role %q, want %q", c[2], got, w)
		}
		if c[2] == "1" && d.Pool[c[4].(int)] != "mã số" {
			t.Errorf("the reason of A3 is %q", d.Pool[c[4].(int)])
		}
	}
}
