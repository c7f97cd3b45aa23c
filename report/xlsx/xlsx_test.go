package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/report/annex"
	"tongket/report/vi"
)

func number(v float64, decimals int) annex.Cell {
	return annex.Cell{Text: strconv.FormatFloat(v, 'f', decimals, 64), Value: &v, Decimals: decimals}
}

func text(s string) annex.Cell { return annex.Cell{Text: s} }

// sample is a document with a sum that adds up, one that doesn't, an estimate,
// a mark, a note, charts and hostile labels.
func sample() (*analysis.Review, annex.Document) {
	r := &analysis.Review{Facts: ingest.FactsOf([]ingest.Fact{
		{Pos: ingest.Pos{File: "so-lieu/a.xlsx", Sheet: "Biểu 1", Row: 17, Col: 6}, Label: "Số hộ nghèo", Years: ingest.Year(2020), Measure: ingest.Estimate, Value: 21720, Known: true, Unit: "hộ", Raw: "21.720"},
		{Pos: ingest.Pos{File: "so-lieu/b.csv", Row: 2, Col: 4}, Label: "=HYPERLINK(\"http://x\")", Raw: "=1+1", Years: ingest.Year(2019), Measure: ingest.Actual, Decimals: -1},
	}...)}
	estimate := number(21720, 0).Before("ước ")
	estimate.Source = 1
	good, bad := number(30, 0), number(31, 0)
	good.Formula = &annex.Formula{Op: "sum", Args: []annex.Ref{{Row: 1, Col: 2}, {Row: 2, Col: 2}}}
	bad.Formula = &annex.Formula{Op: "sum", Args: []annex.Ref{{Row: 1, Col: 3}, {Row: 2, Col: 3}}}
	diff := number(-0.2, 2)
	diff.Formula = &annex.Formula{Op: "diff", Args: []annex.Ref{{Row: 3, Col: 2}, {Row: 3, Col: 3}}}
	table := &annex.Table{
		ID:     "chi_tieu",
		Frozen: 2,
		Columns: []annex.Column{
			{Title: "TT", Width: 10, Align: annex.Centre},
			{Title: "Chỉ tiêu", Width: 60},
			{Group: "Thực hiện", Title: "2019", Width: 20, Align: annex.Right},
			{Group: "Thực hiện", Title: "ƯTH 2020", Width: 20, Align: annex.Right},
			{Title: "So sánh", Width: 20, Align: annex.Right},
		},
		Rows: []annex.Row{
			{Kind: annex.Total, Cells: []annex.Cell{text(""), text("Toàn tỉnh"), good, bad, text("x")}},
			{Cells: []annex.Cell{text("1"), text("=cmd|' /C calc'!A0"), number(10, 0), number(10, 0), text("-")}},
			{Kind: annex.Child, Cells: []annex.Cell{text(""), text("Trong đó: <b>nữ</b>\x0b"), number(20, 0), number(20, 0), text("…")}},
			{Cells: []annex.Cell{text("2"), text("Tỷ lệ"), number(5.3, 2), number(5.5, 2), diff}},
			{Cells: []annex.Cell{text("3"), text("Số hộ nghèo"), number(24880, 0), estimate, text("…")}},
		},
	}
	v := []*float64{table.Rows[3].Cells[2].Value, table.Rows[3].Cells[3].Value}
	chart := &annex.Chart{
		ID: "A", Kind: annex.Columns, Title: "Tỷ lệ hộ nghèo", Unit: "%", Decimals: 2, Categories: []string{"2019", "2020"},
		Series: []annex.Series{{Kind: annex.Yearly, Name: "Thực hiện", Values: v, Estimate: []bool{false, true}}, {Kind: annex.Path, Name: "Lộ trình", Values: []*float64{nil, v[1]}}},
		Goal:   &annex.Line{Value: 5.5, Label: "Mục tiêu 2020"},
	}
	doc := annex.Document{
		Title: "PHỤ LỤC SỐ LIỆU", Organisation: "SỞ LAO ĐỘNG", AsOf: "2020-05-22",
		Annexes: []annex.Annex{
			{ID: "01-chi-tieu", Number: "Phụ lục I", Title: "KẾT QUẢ", Blocks: []annex.Block{{Unit: "Đơn vị tính: hộ", Table: table}, {Chart: chart}}, Notes: []string{"Ghi chú: “…” chưa có số liệu."}},
			{ID: "02-ra-soat", Number: "Phụ lục II", Title: "VẤN ĐỀ", Landscape: true, Blocks: []annex.Block{{Paragraphs: []annex.Paragraph{{Text: "Không có.", Bullet: true}}}}},
			{ID: "03-nguon-so-lieu", Number: "Phụ lục III", Title: "NGUỒN"},
		},
		Sources: []annex.Source{{Pos: "so-lieu/a.xlsx!Biểu 1!F17", Raw: "21.720", Fact: 0}, {Pos: "so-lieu/b.csv!D2", Fact: 1}},
	}
	return r, doc
}

func written(t testing.TB) []byte {
	t.Helper()
	r, doc := sample()
	var b bytes.Buffer
	if err := Write(&b, r, doc); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func opened(t *testing.T) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(written(t)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func TestSameBytes(t *testing.T) {
	first := written(t)
	for range 5 { // excelize ranges over maps: once could be luck
		if !bytes.Equal(first, written(t)) {
			t.Fatal("two runs give different bytes")
		}
	}
}

func TestSheets(t *testing.T) {
	got := strings.Join(opened(t).GetSheetList(), ", ")
	want := "Mục lục, Phụ lục I, Phụ lục II, Biểu đồ, Số liệu biểu đồ, Nguồn số liệu"
	if got != want {
		t.Errorf("sheets %s, want %s", got, want)
	}
}

// cellOf finds the first cell of a sheet that holds the text.
func cellOf(t *testing.T, f *excelize.File, sheet, text string) string {
	t.Helper()
	found, err := f.SearchSheet(sheet, text)
	if err != nil || len(found) == 0 {
		t.Fatalf("%s: no cell holds %q (%v)", sheet, text, err)
	}
	return found[0]
}

func TestFormulas(t *testing.T) {
	f := opened(t)
	const sheet = "Phụ lục I"
	_, row, err := excelize.CellNameToCoordinates(cellOf(t, f, sheet, "Toàn tỉnh"))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		col, row       int
		formula, value string
	}{
		{3, row, "SUM(C" + strconv.Itoa(row+1) + ":C" + strconv.Itoa(row+2) + ")", "30"},
		{4, row, "", "31"}, // does not add up: a formula would change the figure
		{5, row + 3, "ROUND(C" + strconv.Itoa(row+3) + ",2)-ROUND(D" + strconv.Itoa(row+3) + ",2)", "-0.2"},
	}
	for _, test := range tests {
		name := cellName(test.col, test.row)
		formula, err := f.GetCellFormula(sheet, name)
		if err != nil || formula != test.formula {
			t.Errorf("%s: formula %q, %v, want %q", name, formula, err, test.formula)
		}
		value, err := f.GetCellValue(sheet, name, excelize.Options{RawCellValue: true})
		if err != nil || value != test.value {
			t.Errorf("%s: value %q, %v, want %q", name, value, err, test.value)
		}
		if kind, err := f.GetCellType(sheet, name); err != nil || kind == excelize.CellTypeFormula {
			t.Errorf("%s: the stored result is text (%v)", name, err) // t="str": Excel would show it on the left
		}
	}
}

func TestHostileTextIsText(t *testing.T) {
	f := opened(t)
	for _, c := range []struct{ sheet, text string }{
		{"Phụ lục I", "=cmd|' /C calc'!A0"},
		{sourceSheet, "=HYPERLINK(\"http://x\")"},
		{sourceSheet, "=1+1"},
	} {
		name := cellOf(t, f, c.sheet, c.text)
		formula, err := f.GetCellFormula(c.sheet, name)
		if err != nil || formula != "" {
			t.Errorf("%s!%s is the formula %q, %v", c.sheet, name, formula, err)
		}
	}
}

func TestFiguresLinkToTheirSource(t *testing.T) {
	f := opened(t)
	const sheet = "Phụ lục I"
	_, row, err := excelize.CellNameToCoordinates(cellOf(t, f, sheet, "Số hộ nghèo"))
	if err != nil {
		t.Fatal(err)
	}
	ok, target, err := f.GetCellHyperLink(sheet, cellName(4, row))
	if err != nil || !ok || target != "'Nguồn số liệu'!A4" {
		t.Fatalf("link %v %q %v", ok, target, err)
	}
	for col, want := range map[int]string{1: "1", 2: "so-lieu/a.xlsx", 3: "Biểu 1", 4: "F17", 5: "21.720", 10: "21720"} {
		if got, err := f.GetCellValue(sourceSheet, cellName(col, 4), excelize.Options{RawCellValue: true}); err != nil || got != want {
			t.Errorf("source row, column %d: %q, %v, want %q", col, got, err, want)
		}
	}
}

func TestPrintSetUp(t *testing.T) {
	f := opened(t)
	names := map[string]string{}
	for _, d := range f.GetDefinedName() {
		names[d.Scope+"/"+d.Name] = d.RefersTo
	}
	for key, want := range map[string]string{
		"Phụ lục I/_xlnm.Print_Titles": "'Phụ lục I'!$5:$6",
		"Workbook/bang_chi_tieu":       "'Phụ lục I'!$A$7:$E$11",
	} {
		if names[key] != want {
			t.Errorf("%s is %q, want %q (all: %v)", key, names[key], want, names)
		}
	}
	layout, err := f.GetPageLayout("Phụ lục II")
	if err != nil || *layout.Orientation != "landscape" || *layout.Size != 9 {
		t.Errorf("layout %+v, %v", layout, err)
	}
}

func TestNumberFormat(t *testing.T) {
	tests := []struct {
		decimals       int
		prefix, suffix string
		want           string
	}{
		{0, "", "", "#,##0"},
		{2, "ước ", "", `"ước "#,##0.00`},
		{1, "", "%", `#,##0.0"%"`}, // without quotes Excel multiplies by 100
		{0, `a"b`, "", `"a”b"#,##0`},
	}
	for _, test := range tests {
		if got := numberFormat(test.decimals, test.prefix, test.suffix); got != test.want {
			t.Errorf("numberFormat(%d, %q, %q) = %s, want %s", test.decimals, test.prefix, test.suffix, got, test.want)
		}
	}
}

func TestSumArguments(t *testing.T) {
	tests := []struct{ in, want string }{
		{"C8 C9 C10", "C8:C10"},
		{"C8 D8 E8", "C8:E8"},
		{"C8 C10 C11", "C8,C10:C11"},
		{"C8 C9 D9", "C8:C9,D9"},
	}
	for _, test := range tests {
		if got := sumArguments(strings.Fields(test.in)); got != test.want {
			t.Errorf("sumArguments(%s) = %s, want %s", test.in, got, test.want)
		}
	}
}

// TestLibreOffice opens the workbook in another program: it must calculate the
// same figures and print the pages that are meant.
func TestLibreOffice(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("soffice is missing")
		}
		t.Skip("no LibreOffice")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "phu-luc.xlsx")
	if err := os.WriteFile(path, written(t), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(soffice, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,2", "--outdir", dir, path)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	found, err := filepath.Glob(filepath.Join(dir, "*.csv"))
	if err != nil || len(found) != 1 {
		t.Fatalf("converted to %v, %v", found, err)
	}
	data, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Phụ lục I", "Toàn tỉnh,30,31,x", "Tỷ lệ,5.30,5.50,-0.20", "24,880"} {
		if !strings.Contains(string(data), want) {
			t.Errorf("LibreOffice does not show %q in\n%s", want, data)
		}
	}
}

func TestNoNaN(t *testing.T) {
	r, doc := sample()
	nan := math.NaN()
	doc.Annexes[0].Blocks[0].Table.Rows[1].Cells[2] = annex.Cell{Text: "…", Value: &nan}
	var b bytes.Buffer
	if err := Write(&b, r, doc); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, err := f.GetCellValue("Phụ lục I", "C8"); err != nil || got != "…" {
		t.Errorf("a figure without a number shows %q, %v", got, err)
	}
}

// BenchmarkWrite writes a workbook of 3,000 figures, each with its source.
func BenchmarkWrite(b *testing.B) {
	r, doc := sample()
	table := *doc.Annexes[0].Blocks[0].Table
	for i := range 1000 {
		var cells []annex.Cell
		for k := range 3 {
			c := number(float64(i+k)+0.5, 1)
			doc.Sources = append(doc.Sources, annex.Source{Fact: 0})
			c.Source = len(doc.Sources)
			cells = append(cells, c)
		}
		table.Rows = append(table.Rows, annex.Row{Cells: append([]annex.Cell{text("1"), text("Tỷ lệ hộ nghèo đa chiều")}, cells...)})
	}
	doc.Annexes[0].Blocks[0].Table = &table
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(io.Discard, r, doc); err != nil {
			b.Fatal(err)
		}
	}
}

// TestSourcesGoOn: sources beyond the rows of a sheet stand on another one, and
// figures lead there.
func TestSourcesGoOn(t *testing.T) {
	r, doc := sample()
	doc.Sources = append(doc.Sources, doc.Sources...)
	table := *doc.Annexes[0].Blocks[0].Table
	last := number(1, 0)
	last.Source = len(doc.Sources)
	table.Rows = append(table.Rows[:len(table.Rows):len(table.Rows)], annex.Row{Cells: []annex.Cell{text("9"), text("Cuối"), last}})
	doc.Annexes[0].Blocks[0].Table = &table
	f := excelize.NewFile()
	defer f.Close()
	b := newBook(f, r, doc)
	b.room = len(doc.Sources) - 1
	var out bytes.Buffer
	if err := errors.Join(b.fill(), b.pack(&out)); err != nil {
		t.Fatal(err)
	}
	data := out.Bytes()
	made, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer made.Close()
	const more = sourceSheet + " (2)"
	for cell, want := range map[string]string{"A3": "Số", "A4": fmt.Sprint(len(doc.Sources)), "A5": ""} {
		if got, err := made.GetCellValue(more, cell); err != nil || got != want {
			t.Errorf("%s!%s is %q, want %q (%v)", more, cell, got, want, err)
		}
	}
	links := part(t, data, "xl/worksheets/sheet2.xml")
	if !strings.Contains(links, "Nguồn số liệu (2)") {
		t.Errorf("no figure leads to %s", more)
	}
}

// TestChartsTell: the columns of estimates are outlined, the target's line ends with
// the term, the scenarios have strokes of their own, the axis begins at nought and
// its text can be read.
func TestChartsTell(t *testing.T) {
	v := func(f float64) *float64 { return &f }
	c := annex.Chart{ID: "A", Kind: annex.Columns, Title: "Tỷ lệ", Unit: "%", Decimals: 1, Categories: []string{"2019", "2020", "2021"}, Goal: &annex.Line{Value: 99, Label: "Mục tiêu"},
		Series: []annex.Series{
			{Kind: annex.Yearly, Name: "Thực hiện", Values: []*float64{v(97), v(98), nil}, Estimate: []bool{false, true, false}},
			{Kind: annex.Scenario, Name: "thấp", Values: []*float64{nil, nil, v(97)}}, {Kind: annex.Scenario, Name: "cơ sở", Values: []*float64{nil, nil, v(98)}}, {Kind: annex.Scenario, Name: "cao", Values: []*float64{nil, nil, v(99)}},
		}}
	doc := annex.Document{AsOf: "2020-05-22", Annexes: []annex.Annex{{ID: "bieu-do", Number: "Phụ lục I", Title: "BIỂU ĐỒ", Blocks: []annex.Block{{Chart: &c}}}}}
	var b bytes.Buffer
	if err := Write(&b, &analysis.Review{}, doc); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	part, err := z.Open("xl/charts/chart1.xml")
	if err != nil {
		t.Fatal(err)
	}
	xml, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	for what, want := range map[string]string{
		"an outline of estimates": `<a:ln w="15875"><a:solidFill><a:srgbClr val="2F5D8C">`, "a stroke of points": `sysDot`, "a stroke of dashes": `sysDash`,
		"an axis from nought": `<min val="0">`, "text that can be read": `<a:srgbClr val="262626">`, "the language": `<lang val="vi-VN">`, "values": `<showVal val="1">`,
		"room for the plot": `<layoutTarget val="inner">`, "figures at the foot where the target's line runs": `<dLblPos val="inBase">`,
	} {
		if !bytes.Contains(xml, []byte(want)) {
			t.Errorf("the chart lacks %s", what)
		}
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, err := f.GetCellValue("Biểu đồ", "A2"); err != nil || got != "Tỷ lệ (%)" {
		t.Errorf("the heading above the chart is %q, %v", got, err)
	}
	drawing, err := z.Open("xl/drawings/drawing1.xml")
	if err != nil {
		t.Fatal(err)
	}
	placed, err := io.ReadAll(drawing)
	if want := `descr="Biểu đồ cột theo năm: Tỷ lệ (%). Thực hiện: 2019: 97,0; 2020: 98,0. Mục tiêu. thấp: 2021: 97,0. cơ sở: 2021: 98,0. cao: 2021: 99,0."`; err != nil || !bytes.Contains(placed, []byte(want)) {
		t.Errorf("the chart is not told as %s, %v: %s", want, err, placed)
	}
	rows, err := f.GetRows("Số liệu biểu đồ")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if row[0] == "Mục tiêu" && len(row) != 3 {
			t.Errorf("the target's line has %d years, want those of the term, 2", len(row)-1)
		}
	}
}

// TestIntervalNamedOnce: the legend passes the other end of an interval over, and no
// chart without one loses a name.
func TestIntervalNamedOnce(t *testing.T) {
	const chart = `<plotArea><barChart></barChart></plotArea><legend><legendPos val="b"></legendPos></legend>`
	if got := string(finished([]byte(chart), 3)); !strings.Contains(got, `</legendPos><legendEntry><idx val="3"></idx><delete val="1"></delete></legendEntry></legend>`) {
		t.Errorf("legend of %s", got)
	}
	if got := string(finished([]byte(chart), -1)); strings.Contains(got, "legendEntry") {
		t.Errorf("legend of %s", got)
	}
}

// TestColourKeys: a sheet with cells on a yellow or grey ground says what it means, and
// no other does.
func TestColourKeys(t *testing.T) {
	table := func(missed bool, findings ...int) annex.Annex {
		c := number(9, 0)
		c.Findings = findings
		return annex.Annex{Blocks: []annex.Block{{Table: &annex.Table{Rows: []annex.Row{{Missed: missed, Cells: []annex.Cell{c}}}}}}}
	}
	for _, test := range []struct {
		annex annex.Annex
		want  []string
	}{
		{table(false), nil},
		{table(false, 3), []string{vi.KeyDoubt}},
		{table(true, 3), []string{vi.KeyDoubt, vi.KeyMissed}},
	} {
		if got := colourKeys(test.annex); !slices.Equal(got, test.want) {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// TestStepsAndPanels: a flow added up stands on a foot that is neither seen nor named,
// places have a small chart each on one scale; too many have none.
func TestStepsAndPanels(t *testing.T) {
	at := func(values ...float64) (all []*float64) {
		for i := range values {
			all = append(all, &values[i])
		}
		return all
	}
	steps := annex.Chart{
		ID: "s", Kind: annex.Steps, Title: "Số người", Categories: []string{"2019", "2020", "Cộng"}, Floor: []float64{0, 5, 0},
		Series: []annex.Series{{Kind: annex.Yearly, Name: "Thực hiện", Values: at(5, 7, 12)}}, Goal: &annex.Line{Value: 14, Label: "Mục tiêu"},
	}
	panels := annex.Chart{
		ID: "p", Kind: annex.Panels, Title: "Tỷ lệ", About: "các ô cùng một thang", Decimals: 1, Categories: []string{"2019", "2020"},
		Series: []annex.Series{{Kind: annex.Yearly, Name: "Toàn tỉnh", Values: at(4, 3), Estimate: []bool{false, true}}},
	}
	for i := range mostPanels {
		panels.Rows, panels.Cells = append(panels.Rows, fmt.Sprint("Huyện ", i)), append(panels.Cells, at(9, float64(i)))
		panels.Behind, panels.Estimated = append(panels.Behind, i > 3), append(panels.Estimated, true)
	}
	if got, want := panelTitle(panels, 4), "▼ 4: 9,0 → ○ 4,0"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	doc := annex.Document{AsOf: "2020-05-22", Annexes: []annex.Annex{{ID: "bieu-do", Number: "Phụ lục I", Title: "BIỂU ĐỒ", Blocks: []annex.Block{{Chart: &steps}, {Chart: &panels}}}}}
	var b bytes.Buffer
	if err := Write(&b, &analysis.Review{}, doc); err != nil {
		t.Fatal(err)
	}
	if n, want := strings.Count(b.String(), "xl/charts/chart"), 2*(1+mostPanels); n != want { // each is named twice in the file
		t.Errorf("charts are named %d times, want %d", n, want)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(dataSheet)
	if err != nil {
		t.Fatal(err)
	}
	told := fmt.Sprint(rows)
	for _, want := range []string{"[Cộng dồn các năm trước  5]", "[Thực hiện 5 7 12]", "[Mục tiêu 14 14 14]", "[Toàn tỉnh 4,0 3,0]", "[Huyện 4 9,0 4,0]"} {
		if !strings.Contains(strings.ReplaceAll(told, ".0", ",0"), want) {
			t.Errorf("no %q in %s", want, told)
		}
	}
	panels.Rows = append(panels.Rows, "Huyện nữa")
	if native(panels) {
		t.Error("more panels than a page holds are drawn")
	}
}
