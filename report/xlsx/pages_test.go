package xlsx

import (
	"bytes"
	"slices"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"tongket/report/annex"
)

// pagesOf is a sheet of rows of 10 points.
func pagesOf(rows int, sticks []int, wholes ...block) *sheet {
	s := &sheet{heights: slices.Repeat([]float64{10}, rows+1), wholes: wholes}
	for _, row := range sticks {
		s.stick(row)
	}
	return s
}

func TestBreaks(t *testing.T) {
	tests := []struct {
		name       string
		sheet      *sheet
		rows       int
		from, to   int // repeated
		want       []int
		tall, high int
	}{
		{name: "one page", sheet: pagesOf(10, nil), rows: 10},
		{name: "full pages", sheet: pagesOf(25, nil), rows: 25, want: []int{11, 21}},
		{name: "the header takes its room", sheet: pagesOf(25, nil), rows: 25, from: 3, to: 4, want: []int{11, 19}},
		{name: "a section goes with what follows", sheet: pagesOf(12, []int{9, 10}), rows: 12, want: []int{9}},
		{name: "a block stays whole", sheet: pagesOf(14, nil, block{7, 13}), rows: 14, want: []int{7}},
		{name: "its heading goes with it", sheet: pagesOf(14, []int{7}, block{8, 13}), rows: 14, want: []int{7}},
		{name: "a block from the first row on is cut", sheet: pagesOf(14, nil, block{1, 13}), rows: 14, want: []int{11}},
		{name: "nothing but headings", sheet: pagesOf(12, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}), rows: 12, want: []int{11}},
		{name: "a row higher than a page", sheet: pagesOf(3, nil), rows: 3, tall: 2, high: 150, want: []int{2, 3}},
	}
	for _, test := range tests {
		if test.tall > 0 {
			test.sheet.heights[test.tall] = float64(test.high)
		}
		if got := test.sheet.breaks(test.rows, test.from, test.to, 100); !slices.Equal(got, test.want) {
			t.Errorf("%s: pages begin at %v, want %v", test.name, got, test.want)
		}
	}
}

// TestWideTable: a table that would print too small is parted between its
// columns, the names of its rows repeated.
func TestWideTable(t *testing.T) {
	r, doc := sample()
	table := &annex.Table{ID: "rong", Frozen: 2, Columns: []annex.Column{{Title: "TT", Width: 10, Align: annex.Centre}, {Title: "Huyện", Width: 50}}}
	row := annex.Row{Cells: []annex.Cell{text("1"), text("Huyện Tân Sơn")}}
	for i := range 40 {
		table.Columns = append(table.Columns, annex.Column{Group: "Thực hiện", Title: strconv.Itoa(1981 + i), Width: 18, Align: annex.Right})
		row.Cells = append(row.Cells, number(123456, 0))
	}
	table.Rows = []annex.Row{row}
	doc.Annexes[0].Landscape, doc.Annexes[0].Blocks = true, []annex.Block{{Table: table}}
	var b bytes.Buffer
	if err := Write(&b, r, doc); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	layout, err := f.GetPageLayout("Phụ lục I")
	if err != nil || layout.AdjustTo == nil || *layout.AdjustTo != partScale {
		t.Errorf("layout %+v, %v", layout, err)
	}
	titles := ""
	for _, d := range f.GetDefinedName() {
		if d.Name == "_xlnm.Print_Titles" && d.Scope == "Phụ lục I" {
			titles = d.RefersTo
		}
	}
	if want := "'Phụ lục I'!$A:$B,'Phụ lục I'!$4:$5"; titles != want {
		t.Errorf("repeated are %q, want %q", titles, want)
	}
	s := &sheet{book: &book{file: f}, name: "Phụ lục I", frozen: 2}
	parts := s.parts(42, paperOf(true).width/partScale*100)
	if len(parts) < 2 || len(parts) > 5 {
		t.Errorf("pages beside the first begin at the columns %v", parts)
	}
}

// TestLongTables: what follows a long table stands on a sheet of its own, whose
// pages do not repeat that table's header; notes are on both.
func TestLongTables(t *testing.T) {
	r, doc := sample()
	long := *doc.Annexes[0].Blocks[0].Table
	long.ID, long.Rows = "dai", nil
	for range 100 {
		long.Rows = append(long.Rows, annex.Row{Cells: []annex.Cell{text("1"), text("Số hộ nghèo"), number(10, 0), number(10, 0), text("x")}})
	}
	short := doc.Annexes[0].Blocks[0].Table
	doc.Annexes[0].Blocks = []annex.Block{{Heading: "1. Dài", Table: &long}, {Heading: "2. Ngắn", Table: short}, {Paragraphs: []annex.Paragraph{{Text: "Lời cuối."}}}}
	var b bytes.Buffer
	if err := Write(&b, r, doc); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	titles := map[string]string{}
	for _, d := range f.GetDefinedName() {
		if d.Name == "_xlnm.Print_Titles" {
			titles[d.Scope] = d.RefersTo
		}
	}
	if titles["Phụ lục I"] != "'Phụ lục I'!$5:$6" || titles["Phụ lục I (2)"] != "" {
		t.Errorf("repeated are %q", titles)
	}
	for sheet, want := range map[string]string{"Phụ lục I": "1. Dài", "Phụ lục I (2)": "2. Ngắn"} {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, row := range rows {
			all = append(all, row...)
		}
		for _, text := range []string{want, "Ghi chú: “…” chưa có số liệu."} {
			if !slices.Contains(all, text) {
				t.Errorf("%s does not say %q", sheet, text)
			}
		}
	}
	if name, err := f.GetCellValue("Phụ lục I (2)", "A1"); err != nil || name != "Phụ lục I. KẾT QUẢ (tiếp theo)" {
		t.Errorf("the second sheet is headed %q, %v", name, err)
	}
}

// TestScale: columns as wide as the paper print at full size, wider ones
// smaller, narrower ones no larger.
func TestScale(t *testing.T) {
	upright := paperOf(false)
	full := upright.width / 0.75 / widestDigit
	for characters, want := range map[float64]int{full / 2: 100, full - 0.01: 100, 2 * full: 50, 1000 * full: leastScale} {
		if got := upright.scale(characters); got != want && got != want-1 {
			t.Errorf("%.1f characters print at %d %%, want %d", characters, got, want)
		}
	}
	if wide := paperOf(true); wide.width <= upright.width || wide.height >= upright.height {
		t.Errorf("turned paper %+v, upright %+v", wide, upright)
	}
}
