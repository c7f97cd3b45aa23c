package xlsx

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tongket/analysis"
	"tongket/report/annex"
	"tongket/report/vi"
)

func accessibleOf(t *testing.T, r *analysis.Review, doc annex.Document) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := WriteAccessible(&b, r, doc); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// TestAccessibleSample reads the workbook of a small document with two levels of
// header, a part, a section, a footnote, a doubt and hostile labels.
func TestAccessibleSample(t *testing.T) {
	r, doc := sample()
	noted := doc.Annexes[0]
	table := *noted.Blocks[0].Table
	table.Rows = append([]annex.Row{{Kind: annex.Section, Cells: []annex.Cell{text("I"), text("AN SINH"), {}, {}, {}}}}, table.Rows...)
	cells := append([]annex.Cell{}, table.Rows[4].Cells...)
	cells[2].Note, cells[3].Findings = 1, []int{0}
	table.Rows[4].Cells, table.Rows[4].Missed = cells, true
	noted.Blocks = append([]annex.Block{{Unit: "Đơn vị tính: hộ", Table: &table}}, noted.Blocks[1:]...)
	noted.Notes = append(noted.Notes, "(1) Cộng 4 năm.")
	doc.Annexes[0] = noted
	f := accessibleOf(t, r, doc)
	if got, want := strings.Join(f.GetSheetList(), ", "), "Bìa, Mục lục, Chú thích, Phụ lục I.1, Phụ lục I, Phụ lục II"; got != want {
		t.Errorf("sheets %s, want %s", got, want)
	}
	rows, err := f.GetRows("Phụ lục I.1")
	if err != nil {
		t.Fatal(err)
	}
	var body [][]string
	for i, row := range rows {
		if row[0] == vi.HeadGroupOf {
			body = rows[i:]
		}
	}
	want := []string{
		"Nhóm|Chỉ tiêu|Thực hiện: 2019|Thực hiện: ƯTH 2020|So sánh|Chú thích của dòng",
		"I. AN SINH|Toàn tỉnh|30|31|x|không có",
		"I. AN SINH|=cmd|' /C calc'!A0|10|10|-|không có",
		"I. AN SINH|=cmd|' /C calc'!A0 / Trong đó: <b>nữ</b>|20|20|…|không có",
		"I. AN SINH|Tỷ lệ|5.30|5.50|-0.20|Thực hiện: 2019: [chú thích 1]; Thực hiện: ƯTH 2020: đang rà soát; không đạt mục tiêu",
		"I. AN SINH|Số hộ nghèo|24,880|ước 21,720|…|không có",
	}
	for i, row := range body {
		if got := strings.Join(row, "|"); i >= len(want) || got != want[i] {
			t.Errorf("row %d is %q, want %q", i, got, want[min(i, len(want)-1)])
		}
	}
	if notes, _ := f.GetRows(vi.NotesSheet); notes[len(notes)-1][2] != "Cộng 4 năm." {
		t.Errorf("notes %q", notes)
	}
}

// TestAccessibleSameBytes: the same document gives the same bytes.
func TestAccessibleSameBytes(t *testing.T) {
	var first bytes.Buffer
	for i := range 5 { // excelize ranges over maps: once could be luck
		r, doc := sample()
		var b bytes.Buffer
		if err := WriteAccessible(&b, r, doc); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			first = b
		} else if !bytes.Equal(first.Bytes(), b.Bytes()) {
			t.Fatal("two runs give different bytes")
		}
	}
}

// TestColumnsAreDistinct: a table has each name of a column once, whatever its
// capitals, and none is empty.
func TestColumnsAreDistinct(t *testing.T) {
	columns := []annex.Column{{Title: "Năm"}, {Title: "NĂM"}, {}, {Title: "Năm (2)"}, {Title: strings.Repeat("x", 300)}}
	distinct(columns)
	for i, want := range []string{"Năm", "NĂM (2)", "Cột 3", "Năm (2) (2)", strings.Repeat("x", 250)} {
		if columns[i].Title != want {
			t.Errorf("column %d is %q, want %q", i, columns[i].Title, want)
		}
	}
}

// TestAccessibleRandom: whatever the tables, the workbook opens, no cell of a table is
// blank, no name is there twice, and all figures stand in their rows.
func TestAccessibleRandom(t *testing.T) {
	words := []string{"", "hộ", "=1+1", "TT", "a\nb", "Ghi chú", strings.Repeat("rất dài ", 60), "\x00", "Nhóm", "2020"}
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 2))
		made := annex.Table{ID: words[r.IntN(len(words))], Frozen: r.IntN(3)}
		for range 1 + r.IntN(12) {
			made.Columns = append(made.Columns, annex.Column{Title: words[r.IntN(len(words))], Group: words[r.IntN(3)], Align: annex.Align(r.IntN(3)), Width: float64(r.IntN(80))})
		}
		for range r.IntN(20) {
			row := annex.Row{Kind: annex.RowKind(r.IntN(4)), Missed: r.IntN(9) == 0}
			for range r.IntN(len(made.Columns) + 1) {
				c := text(words[r.IntN(len(words))])
				if r.IntN(2) == 0 {
					c = number(r.Float64()*1e6, r.IntN(3)).Before(words[r.IntN(3)])
					c.Note = r.IntN(3)
				}
				row.Cells = append(row.Cells, c)
			}
			made.Rows = append(made.Rows, row)
		}
		part := annex.Annex{ID: "01-a", Number: words[r.IntN(len(words))], Title: "A", Blocks: []annex.Block{{Table: &made}, {Paragraphs: []annex.Paragraph{{Text: words[r.IntN(len(words))]}}}, {Table: &made}}, Notes: []string{"(1) Cộng 4 năm.", "(x) lạ"}}
		f := accessibleOf(t, &analysis.Review{}, annex.Document{AsOf: "2020-05-22", Annexes: []annex.Annex{part, part}})
		names := map[string]bool{}
		for _, sheet := range f.GetSheetList() {
			tables, err := f.GetTables(sheet)
			if err != nil || len(tables) > 1 {
				t.Fatalf("seed %d: %s has %d tables, %v", seed, sheet, len(tables), err)
			}
			rows, err := f.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for _, one := range tables {
				if names[one.Name] {
					t.Errorf("seed %d: two tables are %s", seed, one.Name)
				}
				names[one.Name] = true
				first, last, _ := strings.Cut(one.Range, ":")
				_, head, _ := excelize.CellNameToCoordinates(first)
				columns, end, _ := excelize.CellNameToCoordinates(last)
				taken := map[string]bool{}
				for i, row := range rows[head-1 : end] {
					for len(row) < columns {
						row = append(row, "")
					}
					for j, c := range row {
						if c == "" {
							t.Fatalf("seed %d: %s has a blank cell in row %d, column %d", seed, sheet, head+i, j+1)
						}
						if i == 0 && taken[strings.ToLower(c)] {
							t.Errorf("seed %d: two columns of %s are %q", seed, sheet, c)
						}
						taken[strings.ToLower(c)] = taken[strings.ToLower(c)] || i == 0
					}
				}
			}
		}
	}
}
