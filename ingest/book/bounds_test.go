package book

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"tongket/ingest"
)

// repeatedTable is a table of one cell, repeated over columns and rows.
func repeatedTable(name string, rows, cols int) string {
	return fmt.Sprintf(`<table:table table:name="%s"><table:table-row table:number-rows-repeated="%d"><table:table-cell table:number-columns-repeated="%d" office:value-type="float" office:value="1"/></table:table-row></table:table>`, name, rows, cols)
}

// TestCopies: cells that are stored once and repeated are bounded over all sheets
// of a workbook; what is within the bound is read.
func TestCopies(t *testing.T) {
	start := time.Now()
	grids, issues := readBytes(t, "f", odsBookOf(t, repeatedTable("A", 100, 10)+repeatedTable("B", 1<<20, 1<<14)+repeatedTable("C", 1, 1<<14)))
	if len(grids) != 2 || grids[0].Sheet != "A" || len(grids[0].Cells) != 1000 || len(grids[1].Cells) != 1<<14 {
		t.Errorf("%d grids", len(grids))
	}
	equalText(t, "issues", issuesText(issues), `f!B too-large "" ["copies" ">1048576" "1048576"]`)
	_, issues = readBytes(t, "f", odsBookOf(t, strings.Repeat(repeatedTable("A", 40, 1<<14), 2)))
	equalText(t, "issues of two sheets", issuesText(issues), `f!A too-large "" ["copies" ">1048576" "1048576"]`)
	merged := `<table:table table:name="A"><table:table-row table:number-rows-repeated="1048576">` + strings.Repeat(`<table:table-cell table:number-columns-spanned="2"/>`, 50) + `</table:table-row></table:table>`
	_, issues = readBytes(t, "f", odsBookOf(t, merged))
	equalText(t, "issues of merges", issuesText(issues), `f!A too-large "" ["copies" ">1048576" "1048576"]`)
	if d := time.Since(start); d > 2*time.Minute {
		t.Errorf("took %v", d)
	}
}

// TestRoomOfWorkbook: the cells of all sheets share one bound, and the sheet that
// passes it is refused, whatever the format.
func TestRoomOfWorkbook(t *testing.T) {
	sheet := `<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData>`
	for name, data := range map[string][]byte{
		"xlsx": zipOf(t, plainBook(sheet, "", "")...), "csv": []byte("1;2\n"), "html": []byte("<table><tr><td>1<td>2</table>"),
		"ods": odsBookOf(t, `<table:table table:name="S"><table:table-row><table:table-cell office:value-type="float" office:value="1"/><table:table-cell office:value-type="float" office:value="2"/></table:table-row></table:table>`),
	} {
		b := newBook(t, "f", data)
		b.room = &room{cells: 1, texts: 1000, long: 1000}
		grids, issues := b.read()
		if len(grids) != 0 || len(issues) != 1 || issues[0].Code != ingest.CodeTooLarge || issues[0].Args[0] != tooManyCells {
			t.Errorf("%s: %d grids, issues %s", name, len(grids), issuesText(issues))
		}
	}
}

// TestSharedTexts: a long text that very many cells share is bounded by what they show,
// and one that is too long costs nothing.
func TestSharedTexts(t *testing.T) {
	row := strings.Repeat(`<c t="s"><v>0</v></c>`, 100)
	rows := `<sheetData>` + strings.Repeat(`<row>`+row+`</row>`, 200) + `</sheetData>`
	start := time.Now()
	_, issues := readBytes(t, "f", zipOf(t, plainBook(rows, "<si><t>"+strings.Repeat("a ", maxText/2)+"</t></si>", "")...))
	equalText(t, "issues", issuesText(issues), `f!S too-large "" ["long-texts" ">8388608" "8388608"]`)
	grids, issues := readBytes(t, "f", zipOf(t, plainBook(rows, "<si><t>"+strings.Repeat("xã ", 1<<20)+"</t></si>", "")...))
	if len(grids) != 1 || len(grids[0].Cells) != 20000 || len(issues) != maxCellIssues+1 {
		t.Errorf("%d grids, %d issues", len(grids), len(issues))
	}
	if d := time.Since(start); d > time.Minute {
		t.Errorf("took %v", d)
	}
}

// TestSharedFormulas: one long formula that very many cells share is bounded by what it
// comes to; the numbers count, and as computed ones.
func TestSharedFormulas(t *testing.T) {
	long := "A1" + strings.Repeat("+A1", 2700)
	rows := `<sheetData><row><c><f t="shared" si="0" ref="A1:A40000">` + long + `</f><v>1</v></c></row>` + strings.Repeat(`<row><c><f t="shared" si="0"/><v>1</v></c></row>`, 40000) + `</sheetData>`
	start := time.Now()
	grids, issues := readBytes(t, "f", zipOf(t, plainBook(rows, "", "")...))
	if len(grids) != 1 || len(issues) > 0 || len(grids[0].Cells) != 40001 || grids[0].Cells[40000].Formula == 0 {
		t.Fatalf("%d grids, issues %s", len(grids), issuesText(issues))
	}
	size := 0
	for _, f := range grids[0].Formulas {
		size += len(f)
	}
	if d := time.Since(start); size > maxFormulas || size < maxFormulas/2 || d > time.Minute {
		t.Errorf("%d bytes of formulas in %v", size, d)
	}
}

// TestOutside: a cell outside any sheet is told.
func TestOutside(t *testing.T) {
	grids, issues := readBytes(t, "f", []byte("1"+strings.Repeat(";", ingest.MaxCol)+"5\n2;3\n"))
	if len(grids) != 1 || len(grids[0].Cells) != 3 {
		t.Errorf("%v", grids)
	}
	equalText(t, "issues", issuesText(issues), `f damaged-cell "XFE1: 5" ["reference"]`)
}

// TestKnownReadings: of many long texts in doubtful encodings only some readings are kept.
func TestKnownReadings(t *testing.T) {
	d := new(textDecoder)
	for i := range 300 {
		d.text(fmt.Sprint(strings.Repeat("hé nghÌo tØnh ", maxText/14), i), fontUnicode)
		size := 0
		for _, r := range d.known {
			for _, s := range r.text {
				size += len(s)
			}
		}
		if size > 8*maxKnownSize {
			t.Fatalf("%d bytes are kept after %d texts", size, i+1)
		}
	}
}

// TestEmptyColumns: a line of separators without end takes no more memory than its text.
func TestEmptyColumns(t *testing.T) {
	data := []byte("Chỉ tiêu,ĐVT,2019,2020\nSố hộ,hộ,5,4\n" + strings.Repeat(",", 8<<20) + "\nSố khẩu,khẩu,5,4\n")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	grids, issues := readBytes(t, "f", data)
	runtime.ReadMemStats(&after)
	if len(grids) != 1 || len(grids[0].Cells) != 12 || len(issues) > 0 {
		t.Errorf("%d grids, issues %s", len(grids), issuesText(issues))
	}
	if taken := int(after.TotalAlloc - before.TotalAlloc); taken > 8*len(data) {
		t.Errorf("%d bytes for %d", taken, len(data))
	}
}

// TestLongText: Excel keeps 32,767 letters; more are damage, and cheap.
func TestLongText(t *testing.T) {
	fits, long := strings.Repeat("ệ", maxText), strings.Repeat("ệ", maxText+1)
	body := `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row></sheetData>`
	grids, issues := readBytes(t, "f", zipOf(t, plainBook(body, "<si><t>"+fits+"</t></si><si><t>"+long+"</t></si>", "")...))
	if len(grids) != 1 || len(grids[0].Cells) != 2 || grids[0].Cells[0].Text != fits || len(grids[0].Cells[1].Text) > 1000 {
		t.Errorf("%d grids", len(grids))
	}
	equalText(t, "issues", issuesText(issues), `f!S!B1 damaged-cell "`+strings.Repeat("ệ", 40)+`…" ["long"]`)
}

// TestSweep holds the ranges over cells against looking at every range; where two lie
// over each other the one that begins first counts.
func TestSweep(t *testing.T) {
	ranges := []ingest.Range{{Row1: 2, Col1: 2, Row2: 3, Col2: 4}, {Row1: 3, Col1: 4, Row2: 9, Col2: 9}, {Row1: 2, Col1: 6, Row2: 4, Col2: 6}, {Row1: 5, Col1: 1, Row2: 5, Col2: 9}, {Row1: 7, Col1: 3, Row2: 7, Col2: 3}}
	disjoint := []ingest.Range{ranges[0], ranges[2], ranges[3], ranges[4]} // the second lies over the first
	s := newSweep(ranges)
	for row := int32(1); row < 12; row++ {
		for col := int32(1); col < 12; col++ {
			var want ingest.Range
			for _, r := range disjoint {
				if r.Contains(row, col) {
					want = r
				}
			}
			if got, _ := s.over(row, col); got != want {
				t.Errorf("over(%d, %d) = %v, want %v", row, col, got, want)
			}
		}
	}
}

// TestManyRanges: merges, array formulas and hidden columns of a crafted sheet cost
// no more than the sheet is large.
func TestManyRanges(t *testing.T) {
	const n = 20000
	var rows, merges, cols strings.Builder
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%d"><f t="array" ref="A1:XFD%d">1</f><v>1</v></c><c r="C%d"><v>1</v></c></row>`, i, i, n, i)
		fmt.Fprintf(&merges, `<mergeCell ref="B%d:D%d"/>`, i, n)
		fmt.Fprintf(&cols, `<col min="5" max="%d" hidden="1"/>`, 6+i%100)
	}
	data := zipOf(t, plainBook(`<cols>`+cols.String()+`</cols><sheetData>`+rows.String()+`</sheetData><mergeCells>`+merges.String()+`</mergeCells>`, "", "")...)
	start := time.Now()
	grids, _ := readBytes(t, "f", data)
	if d := time.Since(start); d > time.Minute {
		t.Errorf("took %v", d)
	}
	if len(grids) != 1 || fmt.Sprint(grids[0].HiddenCols) != "[{0 5 0 105}]" {
		t.Errorf("%d grids", len(grids))
	}
}
