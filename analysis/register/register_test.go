package register

import (
	"slices"
	"strings"
	"testing"

	"tongket/ingest"
)

// grid makes a Grid of lines with cells parted by "|"; every cell is text.
func grid(lines ...string) *ingest.Grid {
	g := &ingest.Grid{File: "nguon.csv"}
	for r, line := range lines {
		for c, text := range strings.Split(line, "|") {
			if text = strings.TrimSpace(text); text != "" {
				g.Cells = append(g.Cells, ingest.Cell{Row: int32(r + 1), Col: int32(c + 1), Kind: ingest.Text, Text: text})
			}
		}
	}
	return g
}

var columns = Columns{"tệp": "Tệp", "trang": "Trang", "trạng thái": "Trạng thái", "bỏ qua": "Bỏ qua", "mã": "Mã", "má": "Má"}

func TestColumnsAreFoundByName(t *testing.T) {
	tests := []struct {
		header string
		want   string // the columns found, in the order of the sheet
	}{
		{"Tệp|Trang|Bỏ qua", "Tệp Trang Bỏ qua"},
		{"BỎ QUA|  tệp :|Trang*", "Bỏ qua Tệp Trang"}, // any order, capitals, a closing colon or star
		{"tep|trang|bo qua", "Tệp Trang Bỏ qua"},      // without marks
		{"Te\u0302\u0323p|Trang", "Tệp Trang"},        // as a Mac writes it
		{"Tệp|Trang|ma", "Tệp Trang"},                 // "Mã" or "Má": nobody can tell
		{"Tệp|Ghi chú|Trang", "Tệp Trang"},            // one that it does not know
		{"Tệp|Trang|Tệp", "Tệp Trang"},                // the first of two
		{"Tệp|Ghi chú", ""},                           // one known column may be chance
		{"Trang|Bỏ qua", ""},                          // without the one that must be there
	}
	for _, test := range tests {
		list, ok := Find(grid("SỔ NGUỒN", test.header, "a|b|c"), columns, "Tệp")
		var got []string
		if ok {
			for name := range list.known {
				got = append(got, name)
			}
			slices.SortFunc(got, func(a, b string) int { return int(list.known[a] - list.known[b]) })
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%s: columns %q, want %q", test.header, s, test.want)
		}
	}
}

// A line that a finding prints is pasted into the first cell of a row: into a workbook,
// where more may be typed beside it, or into a file with commas between.
func TestPastedLines(t *testing.T) {
	names := Columns{"tệp": "Tệp", "trang": "Trang", "ô": "Ô", "số cũ": "Số cũ", "số mới": "Số mới", "lý do": "Lý do"}
	order := []string{"Tệp", "Trang", "Ô", "Số cũ", "Số mới", "Lý do"}
	tests := []struct{ sheet, line, want string }{
		{"S", "a;b;C1;1,5;…;…| | | |2,5|nhầm", "a/b/C1/1,5/2,5/nhầm"},
		{"S", `"a;b";b;C1;1;2;"nói ""nhầm"""`, `a;b/b/C1/1/2/nói "nhầm"`},
		{"", "a;b;C1;1|5;2;nhầm", "a/b/C1/1,5/2/nhầm"},
		{"", "a|b|C1|1|2|có; có; có", "a/b/C1/1/2/có; có; có"}, // no line at all
	}
	for _, test := range tests {
		g := grid("Tệp|Trang|Ô|Số cũ|Số mới|Lý do", test.line)
		g.Sheet = test.sheet
		list, ok := Find(g, names, "Tệp")
		if !ok {
			t.Fatal("no header")
		}
		list.Spread(order)
		var got []string
		for _, name := range order {
			got = append(got, list.Records()[0].Get(name))
		}
		if s := strings.Join(got, "/"); s != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.line, s, test.want)
		}
	}
}

func TestRecords(t *testing.T) {
	g := grid("Tệp|Trang|Lạ", "a.xlsx|Biểu 1|x", "|", "b.xlsx")
	g.Cells = append(g.Cells, ingest.Cell{Row: 4, Col: 2, Kind: ingest.Number, Num: 1.5})
	list, ok := Find(g, columns, "Tệp")
	if !ok || !list.Has("Trang") || list.Has("Lạ") {
		t.Fatalf("header: %v", ok)
	}
	records := list.Records()
	if len(records) != 2 || records[0].Get("Trang") != "Biểu 1" || records[1].Get("Trang") != "1,5" || records[1].Get("Mã") != "" {
		t.Errorf("records %+v", records)
	}
	if p := records[1].Pos("Trang").String(); p != "nguon.csv!B4" {
		t.Errorf("position %s", p)
	}
	if extra := list.Extras(); len(extra) != 1 || extra[0].Name != "Lạ" || extra[0].Pos.Cell() != "C1" {
		t.Errorf("extras %+v", extra)
	}
}
