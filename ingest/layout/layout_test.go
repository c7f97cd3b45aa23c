package layout

import (
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/ingest/words"
)

var update = flag.Bool("update", false, "write what was read into testdata/layouts")

// TestLayouts reads the drawn sheets of testdata/layouts. Each file holds one
// or more sheets and what must come of them:
//
//	-- sheet NAME --      cells between bars, a row a line; see draw
//	-- facts --           cell | indicator | label | place | year | measure | value | unit | mark
//	-- left out --        reason: cells
//	-- issues --          cell code raw [args]
//
// A number that is in neither list fails the test, because every numeric cell
// is a fact or left out for a reason.
func TestLayouts(t *testing.T) {
	files, err := filepath.Glob("testdata/layouts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no layouts", err)
	}
	vocabulary := readVocabulary(t)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			d := splitDrawing(string(data))
			got := readDrawing(t, d, vocabulary)
			if *update {
				if err := os.WriteFile(file, []byte(d.source+got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != d.want {
				t.Errorf("- want, + got:\n%s", lineDiff(d.want, got))
			}
		})
	}
}

// lineDiff lists the lines that only one of the two texts has.
func lineDiff(want, got string) string {
	var b strings.Builder
	for _, side := range [][3]string{{"- ", want, got}, {"+ ", got, want}} {
		for _, line := range strings.Split(side[1], "\n") {
			if !strings.Contains("\n"+side[2]+"\n", "\n"+line+"\n") {
				b.WriteString(side[0] + line + "\n")
			}
		}
	}
	return b.String()
}

// A drawing is a file of testdata/layouts in its parts.
type drawing struct {
	source string // comments and sheets
	sheets []string
	names  []string
	want   string
}

func splitDrawing(s string) drawing {
	var d drawing
	d.source, d.want, _ = strings.Cut(s, "-- facts --\n")
	d.want = "-- facts --\n" + d.want
	for _, block := range strings.Split("\n"+d.source, "\n-- sheet ")[1:] {
		name, body, _ := strings.Cut(block, " --\n")
		d.names, d.sheets = append(d.names, strings.TrimSpace(strings.TrimSuffix(name, " --"))), append(d.sheets, body)
	}
	return d
}

// draw makes a grid of a drawn table. A line is a row and a bar ends a cell;
// blanks at a cell's end and one at its beginning don't count.
//
//	<  ^           covered by the merge that begins left, above
//	12.5           a number      'abc, '12,5   a text, whatever it looks like
//	0.0883%        the number 0.0883 with the format 0.00%
//	=SUM(A1:A2)→3  a formula with its stored result
//	31/12/2018d    a date
//	~              a line break
func draw(name, table string) ingest.Grid {
	g := ingest.Grid{File: "a.xlsx", Sheet: name, Styles: []ingest.Style{{}, {Format: "0.00%"}, {Format: "dd/mm/yyyy"}}}
	merges := map[[2]int32]*ingest.Range{}
	owner := map[[2]int32][2]int32{}
	for i, line := range strings.Split(strings.TrimRight(table, "\n"), "\n") {
		row := int32(i + 1)
		for k, text := range strings.Split(line, "|") {
			col := int32(k + 1)
			text = strings.TrimRight(strings.TrimPrefix(text, " "), " ")
			from := [2]int32{row, col}
			switch strings.TrimSpace(text) {
			case "":
				continue
			case "<":
				from = owner[[2]int32{row, col - 1}]
			case "^":
				from = owner[[2]int32{row - 1, col}]
			default:
				owner[from] = from
				g.Cells = append(g.Cells, drawCell(&g, row, col, text))
				continue
			}
			owner[[2]int32{row, col}] = from
			m := merges[from]
			if m == nil {
				m = &ingest.Range{Row1: from[0], Col1: from[1], Row2: from[0], Col2: from[1]}
				merges[from] = m
			}
			m.Row2, m.Col2 = max(m.Row2, row), max(m.Col2, col)
		}
	}
	for _, c := range g.Cells {
		if m := merges[[2]int32{c.Row, c.Col}]; m != nil {
			g.Merges = append(g.Merges, *m)
		}
	}
	return g
}

func drawCell(g *ingest.Grid, row, col int32, text string) ingest.Cell {
	c := ingest.Cell{Row: row, Col: col, Kind: ingest.Text}
	if rest, ok := strings.CutPrefix(text, "="); ok {
		formula, result, _ := strings.Cut(rest, "→")
		c = drawCell(g, row, col, result)
		g.Formulas = append(g.Formulas, formula)
		c.Formula = int32(len(g.Formulas))
		if result == "" {
			c.Kind, c.Uncached = ingest.Blank, true
		}
		return c
	}
	if rest, ok := strings.CutSuffix(text, "%"); ok && !strings.HasPrefix(text, "'") {
		if v, err := strconv.ParseFloat(rest, 64); err == nil {
			c.Kind, c.Num, c.Style = ingest.Number, v, 1
			return c
		}
	}
	if rest, ok := strings.CutSuffix(text, "d"); ok && strings.Count(text, "/") == 2 {
		var day, month, year int
		if _, err := fmt.Sscanf(rest, "%d/%d/%d", &day, &month, &year); err == nil {
			c.Kind, c.Num, c.Style = ingest.Date, serialOfDate(year, month, day), 2
			return c
		}
	}
	if v, err := strconv.ParseFloat(text, 64); err == nil {
		c.Kind, c.Num = ingest.Number, v
		return c
	}
	if strings.HasPrefix(text, "#") {
		c.Kind = ingest.Fault
	}
	c.Text = strings.ReplaceAll(strings.TrimPrefix(text, "'"), "~", "\n")
	return c
}

func serialOfDate(year, month, day int) float64 {
	for serial := 36526.0; serial < 60000; serial++ { // from 1/1/2000
		if t := book.SerialTime(serial); t.Year() == year && int(t.Month()) == month && t.Day() == day {
			return serial
		}
	}
	return 0
}

// readDrawing reads the sheets of a drawing and prints what came of them.
func readDrawing(t *testing.T, d drawing, v ingest.Vocabulary) string {
	t.Helper()
	var facts, left, issues strings.Builder
	var first ingest.Fact
	x := NewReader(ingest.Options{Term: ingest.Period{From: 2016, To: 2020}}, NewPhrases(words.NewMeanings(words.NewLexicon(v), ingest.Options{})), func(f *ingest.Fact) error {
		if first.Pos.File == "" {
			first = *f
		}
		fmt.Fprintln(&facts, describe(f, len(d.sheets) > 1))
		return nil
	})
	x.SheetNames = d.names
	for k := range d.sheets {
		g := draw(d.names[k], d.sheets[k])
		b, err := x.ReadGrid(&g)
		if err != nil {
			t.Fatal(err)
		}
		sum := b.Read
		for _, l := range b.LeftOut {
			sum += l.Count
			fmt.Fprintf(&left, "%s%s: %d %s\n", prefix(b.Sheet, len(d.sheets) > 1), l.Reason, l.Count, strings.Join(l.Cells, " "))
		}
		if sum != b.Numeric {
			t.Errorf("%s: %d numeric cells, %d accounted for", b.Sheet, b.Numeric, sum)
		}
	}
	for _, i := range x.Told.List {
		fmt.Fprintf(&issues, "%s%s %s %q %q\n", prefix(i.Pos.Sheet, len(d.sheets) > 1), i.Pos.Cell(), i.Code, i.Raw, i.Args)
	}
	return "-- facts --\n" + facts.String() + "-- left out --\n" + left.String() + "-- issues --\n" + issues.String()
}

func prefix(sheet string, several bool) string {
	if several {
		return sheet + "!"
	}
	return ""
}

// describe is a fact as a line.
func describe(f *ingest.Fact, several bool) string {
	value := "?"
	if f.Known {
		value = strconv.FormatFloat(f.Value, 'f', -1, 64)
	}
	s := strings.Join([]string{prefix(f.Pos.Sheet, several) + f.Pos.Cell(), f.Indicator, f.Label, f.Place, f.Years.String(), string(f.Measure), value, f.Unit, string(f.Mark)}, "|")
	if f.Group {
		s += " group"
	}
	if f.Bound != "" {
		s += " " + f.Bound
	}
	if f.Part != ingest.NoPart {
		s += fmt.Sprintf(" %s of %s", f.Part, f.Whole.Cell())
	}
	return s
}

// readVocabulary is the built-in catalogue of analysis, which jobs begin with.
func readVocabulary(t testing.TB) ingest.Vocabulary {
	t.Helper()
	var v ingest.Vocabulary
	for _, r := range readRecords(t, "../../analysis/danh-muc.csv") {
		v.Indicators = append(v.Indicators, ingest.Name{Code: r[0], Name: r[1], Aliases: splitList(r[2]), Unit: r[4]})
	}
	for _, r := range readRecords(t, "../../analysis/dia-ban.csv") {
		v.Places = append(v.Places, ingest.Name{Code: r[0], Name: r[1], Kind: r[2], Aliases: splitList(r[3])})
	}
	return v
}

func splitList(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ";")
}

func readRecords(t testing.TB, name string) [][]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

// readGrids reads grids as one workbook.
func readGrids(t *testing.T, opt ingest.Options, grids ...ingest.Grid) ([]ingest.Fact, []ingest.Issue, []ingest.Balance) {
	t.Helper()
	var facts []ingest.Fact
	x := NewReader(opt, NewPhrases(words.NewMeanings(words.NewLexicon(opt.Vocabulary), opt)), func(f *ingest.Fact) error {
		facts = append(facts, *f)
		return nil
	})
	var balances []ingest.Balance
	for k := range grids {
		x.SheetNames = append(x.SheetNames, grids[k].Sheet)
	}
	for k := range grids {
		b, err := x.ReadGrid(&grids[k])
		if err != nil {
			t.Fatal(err)
		}
		balances = append(balances, b)
	}
	return facts, x.Told.List, balances
}

const smallTable = `
 TT | Chỉ tiêu | ĐVT | 2018 | 2019
 1 | Số hộ nghèo | hộ | 10 | 9
 2 | Số hộ cận nghèo | hộ | 20 | 19`

func TestHiddenFiguresDontCount(t *testing.T) {
	hide := map[string]func(*ingest.Grid){
		"sheet":  func(g *ingest.Grid) { g.Hidden = true },
		"row":    func(g *ingest.Grid) { g.HiddenRows = []ingest.Range{{Row1: 3, Row2: 3}} },
		"column": func(g *ingest.Grid) { g.HiddenCols = []ingest.Range{{Col1: 5, Col2: 6}} },
	}
	left := map[string]int{"sheet": 8, "row": 2, "column": 2}
	for name, f := range hide {
		g := draw("A", smallTable)
		f(&g)
		facts, issues, balances := readGrids(t, ingest.Options{}, g)
		hidden := 0
		for _, l := range balances[0].LeftOut {
			if l.Reason == ingest.ReasonHidden {
				hidden = l.Count
			}
		}
		if hidden != left[name] || len(issues) != 1 || issues[0].Code != ingest.CodeHidden || issues[0].Args[0] != strconv.Itoa(hidden) {
			t.Errorf("%s: %d hidden, issues %v, want %d", name, hidden, issues, left[name])
		}
		if want := map[string]int{"sheet": 0, "row": 2, "column": 2}[name]; len(facts) != want {
			t.Errorf("%s: %d facts, want %d", name, len(facts), want)
		}
		g = draw("A", smallTable)
		f(&g)
		if facts, _, _ := readGrids(t, ingest.Options{IncludeHidden: true}, g); len(facts) != 4 {
			t.Errorf("%s included: %d facts, want 4", name, len(facts))
		}
	}
}

// A register of comments among the sheets gives no figure, whatever years and
// numbers of drafts stand in it.
func TestRegisterOfCommentsIsNoSheet(t *testing.T) {
	for _, table := range []string{`
 TT | Người góp ý | Dự thảo | Chỉ tiêu | Năm | Nội dung góp ý
 1 | Sở Y tế | 2 | Số hộ nghèo | 2019 | Sửa số`, `
 BẢNG TỔNG HỢP
 TT | Đơn vị góp ý | GÓP Ý | <
 ^ | ^ | Nội dung góp ý | Dự thảo lần
 1 | Sở Y tế | Sửa số hộ nghèo năm 2019 | 2`} {
		facts, issues, balances := readGrids(t, ingest.Options{}, draw("A", table))
		if len(facts) > 0 || len(issues) != 1 || issues[0].Code != ingest.CodeCommentsSheet || balances[0].Read != 0 || len(balances[0].LeftOut) != 1 || balances[0].LeftOut[0].Reason != ingest.ReasonComments {
			t.Errorf("%v, %v, %+v of%s", facts, issues, balances, table)
		}
	}
}

func TestWithoutVocabularyLabelsStayAsTheSheetWritesThem(t *testing.T) {
	facts, issues, _ := readGrids(t, ingest.Options{}, draw("A", `
 SỐ HỘ NGHÈO (hộ)
 Huyện | 2018 | 2019
 H. Hạ Hoà | 1 | 2
 Thanh Ba | 3 | 4
 Tổng số | 4 | 6`))
	if len(issues) != 0 || len(facts) != 6 {
		t.Fatalf("%d facts, issues %v", len(facts), issues)
	}
	want := []string{
		"B4||Số hộ nghèo|Huyện Hạ Hoà|2018|actual|1|hộ|",
		"B5||Số hộ nghèo|Thanh Ba|2018|actual|3|hộ|",
		"B6||Số hộ nghèo||2018|actual|4|hộ|",
	}
	for i, w := range want {
		if got := describe(&facts[2*i], false); got != w {
			t.Errorf("got  %s\nwant %s", got, w)
		}
	}
}

// TestAmbiguousSeparators: "1.234" as text is settled by its neighbours, or it
// is an issue and no figure.
func TestAmbiguousSeparators(t *testing.T) {
	tests := []struct {
		name, unit string
		column     []string
		want       float64 // of the first cell; 0: an issue
	}{
		{"marks of the column group", "triệu đồng", []string{"'1.234", "'1.234,5", "'12,5"}, 1234},
		{"marks of the column are decimal", "triệu đồng", []string{"'1.234", "'10.51", "'7.2"}, 1.234},
		{"marks that disagree", "triệu đồng", []string{"'1.234", "'10.51", "'7,2"}, 0},
		{"numbers like the count", "triệu đồng", []string{"'1.234", "1100.5", "980", "1300"}, 1234},
		{"numbers with three decimals", "tấn", []string{"'1.234", "1.105", "0.987", "1.301"}, 1.234},
		{"too few numbers", "triệu đồng", []string{"'1.234", "1100"}, 0},
		{"a rate among rates", "%", []string{"'1.234", "1.1", "2.25", "0.9"}, 1.234},
		{"people have no fractions", "người", []string{"'1.234"}, 1234},
		{"a comma that groups", "triệu đồng", []string{"'1,234", "'1,234.5", "'12.5"}, 1234},
		{"marks that the unit denies", "nghìn người", []string{"'835.456", "'755,25"}, 0},
		{"nothing around", "triệu đồng", []string{"'1.234"}, 0},
	}
	for _, tt := range tests {
		table := " TT | Chỉ tiêu | ĐVT | 2019\n"
		for i, cell := range tt.column {
			table += fmt.Sprintf(" %d | Chỉ tiêu %d | %s | %s\n", i+1, i+1, tt.unit, cell)
		}
		facts, issues, _ := readGrids(t, ingest.Options{}, draw("A", table))
		switch {
		case tt.want != 0 && (len(facts) != len(tt.column) || facts[0].Value != tt.want || len(issues) != 0):
			t.Errorf("%s: %d facts, first %+v, issues %v; want %v", tt.name, len(facts), facts, issues, tt.want)
		case tt.want == 0 && (len(facts) != len(tt.column)-1 || len(issues) != 1 || issues[0].Code != ingest.CodeSeparators || issues[0].Pos.Cell() != "D2"):
			t.Errorf("%s: %d facts, issues %v; want an issue", tt.name, len(facts), issues)
		}
	}
}

// TestSeparatorsOfARow: the other years of an indicator settle "1.234" as the
// other figures of its column do; where the two disagree it is an issue.
func TestSeparatorsOfARow(t *testing.T) {
	tests := []struct {
		name, row string
		want      float64 // of F2; 0: an issue
	}{
		{"like the count", "1100 | 1150.5 | '1.234 | 1300", 1234},
		{"three decimals", "1.105 | 0.987 | '1.234 | 1.301", 1.234},
		{"marks that group", "'1.100,5 | | '1.234 | ", 1234},
		{"marks that are decimal", "'1.1 | | '1.234 | ", 1.234},
		{"figures of both kinds", "1.105 | 1210 | '1.234 | 1.301", 0},
		{"too few", "1100 | 1200 | '1.234 |", 0},
	}
	for _, tt := range tests {
		table := " TT | Chỉ tiêu | ĐVT | 2016 | 2017 | 2018 | 2019\n 1 | Kinh phí | triệu đồng | " + tt.row
		facts, issues, _ := readGrids(t, ingest.Options{}, draw("A", table))
		var got float64
		for _, f := range facts {
			if f.Pos.Cell() == "F2" {
				got = f.Value
			}
		}
		if got != tt.want || (len(issues) == 1 && issues[0].Code == ingest.CodeSeparators) != (tt.want == 0) {
			t.Errorf("%s: read %v, issues %v, want %v", tt.name, got, issues, tt.want)
		}
	}
	// the column groups, the row does not
	_, issues, _ := readGrids(t, ingest.Options{}, draw("A", `
 TT | Chỉ tiêu | ĐVT | 2016 | 2017 | 2018 | 2019
 1 | Kinh phí | triệu đồng | 1.105 | 0.987 | '1.234 | 1.301
 2 | Kinh phí khác | triệu đồng | 1100 | 1200 | '1.234.567 | 1300`))
	if len(issues) != 1 || issues[0].Code != ingest.CodeSeparators {
		t.Errorf("column against row: issues %v", issues)
	}
}

// TestRowThatLacksACell: a count in a column of per cents, and nothing in the
// last column, tell that a row has moved to the left.
func TestRowThatLacksACell(t *testing.T) {
	table := ` TT | Chỉ tiêu | ĐVT | KH 2019 | TH 2019 | % TH/KH | KH 2020 | Ước TH 2020 | % TH/KH
 1 | Việc làm mới | người | 16000 | 16200 | 101.3 | 16500 | 16600 | 100.6
 2 | Xuất khẩu lao động | người | ROW
 3 | Số vụ TNLĐ | vụ | 20 | 18 | 90 | 18 | 17 | 94.4
 4 | Số hộ nghèo | hộ | 25000 | 24000 | 96 | 22000 | 22000 | 100`
	for _, c := range []struct {
		name, row string
		facts     int // of the row
		shifted   bool
	}{
		{"the first plan is missing", "2600 | 104 | 25000 | 2600 | 104 |", 0, true},
		{"the last comparison is missing", "2500 | 2600 | 104 | 2500 | 2600 |", 4, false},
		{"nothing is missing", "2500 | 2600 | 104 | 2500 | 2600 | 104", 4, false},
	} {
		facts, issues, _ := readGrids(t, ingest.Options{}, draw("A", strings.Replace(table, "ROW", c.row, 1)))
		n := 0
		for _, f := range facts {
			if f.Pos.Row == 3 {
				n++
			}
		}
		if told := len(issues) == 1 && issues[0].Code == ingest.CodeShiftedRow && issues[0].Pos.Cell() == "F3"; n != c.facts || told != c.shifted || len(facts) != n+12 {
			t.Errorf("%s: %d figures of the row, %d in all, issues %v", c.name, n, len(facts), issues)
		}
	}
}

// FuzzLayout reads sheets of any shape: nothing panics, and the balance holds.
func FuzzLayout(f *testing.F) {
	files, _ := filepath.Glob("testdata/layouts/*.txt")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, s := range splitDrawing(string(data)).sheets {
			f.Add(s)
		}
	}
	lex := words.NewLexicon(readVocabulary(f))
	f.Fuzz(func(t *testing.T, table string) {
		if len(table) > 5000 {
			return
		}
		g := draw("A", table)
		facts := 0
		x := NewReader(ingest.Options{}, NewPhrases(words.NewMeanings(lex, ingest.Options{})), func(fact *ingest.Fact) error {
			if fact.Known {
				facts++
			}
			if fact.Label == "" || fact.Measure == "" {
				t.Errorf("an incomplete fact: %+v", fact)
			}
			return nil
		})
		b, err := x.ReadGrid(&g)
		if err != nil {
			t.Fatal(err)
		}
		sum := b.Read
		for _, l := range b.LeftOut {
			sum += l.Count
		}
		if sum != b.Numeric || facts != b.Read {
			t.Errorf("%d numeric cells: %d read, %d facts, %d accounted for\n%s", b.Numeric, b.Read, facts, sum, table)
		}
	})
}

// TestTerm: "5 năm" and "từ đầu nhiệm kỳ" are the sheet's term, else the job's,
// and never the year of the title.
func TestTerm(t *testing.T) {
	table := ` %s
 Chỉ tiêu | ĐVT | KH 5 năm | Lũy kế từ đầu nhiệm kỳ
 Việc làm mới | người | 77500 | 63400`
	for _, c := range []struct {
		title string
		term  ingest.Period
		want  []string // years of the figures in turn
	}{
		{"THỰC HIỆN NHIỆM VỤ NĂM 2019", ingest.Period{}, []string{"", ""}},
		{"THỰC HIỆN NHIỆM VỤ NĂM 2019", ingest.Period{From: 2016, To: 2020}, []string{"2016-2020", "2016-2019"}},
		{"THỰC HIỆN NHIỆM VỤ NĂM 2021", ingest.Period{From: 2016, To: 2020}, []string{"2016-2020", ""}},
		{"KẾT QUẢ GIAI ĐOẠN 2010-2015", ingest.Period{From: 2016, To: 2020}, []string{"2011-2015", "2011-2015"}},
	} {
		facts, issues, _ := readGrids(t, ingest.Options{Term: c.term}, draw("A", fmt.Sprintf(table, c.title)))
		var got []string
		for _, f := range facts {
			got = append(got, f.Years.String())
		}
		if strings.Join(got, " ") != strings.Join(c.want, " ") {
			t.Errorf("%s, term %v: read %v, want %v", c.title, c.term, got, c.want)
		}
		if told := len(issues) > 0 && issues[0].Code == ingest.CodeNoYear; told != slices.Contains(c.want, "") {
			t.Errorf("%s, term %v: issues %v", c.title, c.term, issues)
		}
	}
}
