package xlsx

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tongket/analysis"
	"tongket/analysis/claim"
	"tongket/ingest"
	"tongket/report/annex"
)

func compared(t *testing.T, changes []analysis.Change) []byte {
	t.Helper()
	before := &analysis.Review{AsOf: "2020-05-15", Job: analysis.Job{Draft: "Dự thảo lần 1"}}
	after := &analysis.Review{AsOf: "2020-05-22", Job: analysis.Job{Draft: "Dự thảo lần 2", Organisation: "SỞ LAO ĐỘNG"}}
	contrasts := []analysis.Contrast{{Kind: analysis.ContrastFileMoved, Before: "a.xlsx", After: "b.xlsx"}}
	var b bytes.Buffer
	if err := WriteComparison(&b, annex.Compare(before, after, analysis.Comparison{Contrasts: contrasts, Changes: changes})); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func side(v float64, file string, row int32) analysis.Side {
	return analysis.Side{Stated: true, Value: &v, Pos: ingest.Pos{File: file, Sheet: "Biểu 1", Row: row, Col: 5}}
}

// TestComparison reads a comparison back: a sheet a kind, real numbers, both
// cells, a frozen header with a filter, repeated in print; texts stay texts.
func TestComparison(t *testing.T) {
	hostile := `=HYPERLINK("http://x")`
	finding := analysis.Finding{Severity: analysis.Error, Code: analysis.CodeTotalMismatch, Claim: claim.TotalMismatch{Printed: 7, Sum: 6}}
	changes := []analysis.Change{
		{Kind: analysis.FigureAltered, Name: hostile, Unit: "%", Decimals: 2, Years: ingest.Year(2019), Measure: ingest.Actual, Before: side(10.51, "a.xlsx", 7), After: side(10.5, "b.xlsx", 8)},
		{Kind: analysis.FigureAltered, Name: "Số hộ", Unit: "hộ", Years: ingest.Year(2019), Measure: ingest.Actual, Before: side(41050, "a.xlsx", 9), After: side(41060, "a.xlsx", 9)},
		{Kind: analysis.FigureAdded, Name: "Số xã", Unit: "xã", Years: ingest.Year(2020), Measure: ingest.Estimate, After: side(277, "c.csv", 3)},
		{Kind: analysis.FindingAltered, Name: "Số hộ", Before: analysis.Side{Stated: true, Finding: &finding}},
	}
	packed := compared(t, changes)
	for range 3 {
		if !bytes.Equal(packed, compared(t, changes)) {
			t.Fatal("the same comparison gives different bytes")
		}
	}
	f, err := excelize.OpenReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, want := strings.Join(f.GetSheetList(), ", "), "Tổng hợp, Số liệu thêm, Số liệu đổi, Phát hiện mới, đã hết"; got != want {
		t.Errorf("sheets %s, want %s", got, want)
	}
	const sheet = "Số liệu đổi"
	for cell, want := range map[string]string{
		"A4": "TT", "G4": "Dự thảo trước", "K4": "Ô sau", "B5": hostile, "G5": "10.51", "H5": "10.5", "I5": "-0.01",
		"J5": "a.xlsx!Biểu 1!E7", "K5": "b.xlsx!Biểu 1!E8", "G6": "41050", "H6": "41060", "I6": "10",
	} {
		if got, err := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true}); got != want || err != nil {
			t.Errorf("%s holds %q, want %q (%v)", cell, got, want, err)
		}
	}
	for _, cell := range []string{"G5", "H6", "I5"} {
		if kind, err := f.GetCellType(sheet, cell); err != nil || kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString {
			t.Errorf("%s is a text", cell)
		}
	}
	if formula, _ := f.GetCellFormula(sheet, "B5"); formula != "" {
		t.Errorf("a name became the formula %q", formula)
	}
	if got, _ := f.GetCellValue(sheet, "I6"); got != "+10" {
		t.Errorf("a growth is shown as %q", got)
	}
	panes, err := f.GetPanes(sheet)
	if err != nil || !panes.Freeze || panes.YSplit != 4 || panes.XSplit != 2 {
		t.Errorf("panes %+v, %v", panes, err)
	}
	names := map[string]string{}
	for _, n := range f.GetDefinedName() {
		names[n.Name+" "+n.Scope] = n.RefersTo
	}
	for name, want := range map[string]string{
		"_xlnm.Print_Titles " + sheet:    "'Số liệu đổi'!$4:$4",
		"_xlnm.Print_Area " + sheet:      "'Số liệu đổi'!$A$1:$K$6",
		"_xlnm._FilterDatabase " + sheet: "'Số liệu đổi'!$A$4:$K$6",
	} {
		if names[name] != want {
			t.Errorf("%s is %q, want %q", name, names[name], want)
		}
	}
	if layout, err := f.GetPageLayout(sheet); err != nil || *layout.Orientation != "landscape" || layout.AdjustTo == nil || *layout.AdjustTo > 100 {
		t.Errorf("page %+v, %v", layout, err)
	}
}

// TestComparisonSummary: the first sheet names both drafts, counts, and what
// the two were made with.
func TestComparisonSummary(t *testing.T) {
	text := func(changes []analysis.Change) string {
		f, err := excelize.OpenReader(bytes.NewReader(compared(t, changes)))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows, err := f.GetRows("Tổng hợp")
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for _, r := range rows {
			lines = append(lines, strings.Join(r, " | "))
		}
		return strings.ReplaceAll(strings.Join(lines, "\n"), "\u00a0", " ")
	}
	got := text([]analysis.Change{{Kind: analysis.FigureAdded, Name: "Số xã", After: side(277, "c.csv", 3)}})
	for _, want := range []string{"Dự thảo trước: Dự thảo lần 1, số liệu tính đến ngày 15 tháng 5 năm 2020.", "Số liệu thêm | 1", "Tất cả: 1 thay đổi (thêm 1).", "- Tệp số liệu đổi tên: a.xlsx → b.xlsx."} {
		if !strings.Contains(got, want) {
			t.Errorf("the summary\n%s\nhas no %q", got, want)
		}
	}
	if alike := text(nil); !strings.Contains(alike, "Không có gì khác nhau.") || strings.Contains(alike, "Loại thay đổi") {
		t.Errorf("the summary of two drafts that are alike:\n%s", alike)
	}
}
