package ingest

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// csvFiles writes n small workbooks, each with its number in its figures.
func csvFiles(t testing.TB, n int) []Source {
	t.Helper()
	dir := t.TempDir()
	var list []Source
	for i := range n {
		name := fmt.Sprintf("%03d.csv", i)
		text := fmt.Sprintf("Chỉ tiêu;ĐVT;2018;2019\nSố hộ nghèo;hộ;%d;%d\nSố hộ cận nghèo;hộ;7;8\n", i+10000, i+20000)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		list = append(list, Source{Path: filepath.Join(dir, name), Name: name})
	}
	return list
}

func TestReadKeepsTheOrderOfItsSources(t *testing.T) {
	sources := csvFiles(t, 40)
	for _, workers := range []int{1, 8} {
		r, err := Read(context.Background(), sources, Options{Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		if r.Facts.Len() != 4*len(sources) || len(r.Balances) != len(sources) {
			t.Fatalf("%d workers: %d facts, %d balances of %d files", workers, r.Facts.Len(), len(r.Balances), len(sources))
		}
		for i := range r.Facts.Len() {
			if want := sources[i/4].Name; r.Facts.At(i).Pos.File != want {
				t.Fatalf("%d workers: fact %d is of %s, want %s", workers, i, r.Facts.At(i).Pos.File, want)
			}
		}
		if got := r.Facts.At(4).Value; got != 10001 {
			t.Errorf("%d workers: first figure of the second file is %v", workers, got)
		}
	}
}

func TestStreamStopsAtAnErrorOfEmit(t *testing.T) {
	full := errors.New("disk full")
	seen := 0
	err := Stream(context.Background(), csvFiles(t, 20), Options{Workers: 4}, func(some Facts) error {
		if seen += some.Len(); seen == 12 {
			return full
		}
		return nil
	}, func(Result) {})
	if !errors.Is(err, full) || seen != 12 {
		t.Errorf("err = %v after %d facts, want %v after 12", err, seen, full)
	}
}

// TestStreamKeepsTheOrder: while the first source is read, the others are read
// to their ends, and yet all comes in order.
func TestStreamKeepsTheOrder(t *testing.T) {
	sources := csvFiles(t, 30)
	lastRead := make(chan struct{})
	opt := Options{Workers: 2, Begin: func(file string) {
		if file == sources[0].Name {
			<-lastRead
		}
	}, End: func(file string, _ Result) {
		if file == sources[len(sources)-1].Name {
			close(lastRead)
		}
	}}
	var files, found []string
	err := Stream(context.Background(), sources, opt, func(some Facts) error {
		for _, f := range some.All() {
			if len(found) != len(files)/4 {
				t.Errorf("a fact of %s comes before the Result of the source before", f.Pos.File)
			}
			files = append(files, f.Pos.File)
		}
		return nil
	}, func(r Result) { found = append(found, r.Balances[0].File) })
	if err != nil || len(found) != len(sources) || len(files) != 4*len(sources) {
		t.Fatalf("err %v, %d results, %d facts", err, len(found), len(files))
	}
	for i, s := range sources {
		if found[i] != s.Name || files[4*i] != s.Name || files[4*i+3] != s.Name {
			t.Errorf("source %d: result of %s, facts of %s and %s, want %s", i, found[i], files[4*i], files[4*i+3], s.Name)
		}
	}
}

// TestStreamCanceled: a worker that waits for its turn ends with the reading.
func TestStreamCanceled(t *testing.T) {
	sources := csvFiles(t, 3)
	ctx, cancel := context.WithCancel(context.Background())
	err := Stream(ctx, sources, Options{Workers: 3}, func(Facts) error {
		cancel()
		return nil
	}, func(Result) {})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v, want %v", err, context.Canceled)
	}
}

func TestReadEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, csvFiles(t, 3), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v, want %v", err, context.Canceled)
	}
}

func TestUnreadableFilesAreIssues(t *testing.T) {
	sources := append(csvFiles(t, 1), Source{Path: "not-there.xlsx", Name: "not-there.xlsx"})
	r, err := Read(context.Background(), sources, Options{})
	if err != nil || r.Facts.Len() != 4 || len(r.Issues) != 1 || r.Issues[0].Code != CodeUnreadable {
		t.Errorf("err %v, %d facts, issues %v", err, r.Facts.Len(), r.Issues)
	}
}

func TestWriteFacts(t *testing.T) {
	facts := []Fact{
		{Pos: Pos{"so-lieu/a.xlsx", "Biểu 3", 7, 3}, Indicator: "HN", Label: "Số hộ nghèo", Place: "Huyện Tân Sơn", Years: Year(2019), Measure: Actual, Value: 1234.5, Known: true, Unit: "hộ", Mark: Typed, Raw: "1.234,5"},
		{Pos: Pos{"b.csv", "", 2, 5}, Label: "=HYPERLINK(1)", Years: Period{2016, 2020}, Measure: Plan, Unit: "%", Mark: Nil, Raw: "-"},
		{Pos: Pos{"@c.csv", "", 3, 28}, Label: "+A, \"B\"", Measure: Actual, Value: -5, Known: true, Raw: "-5"},
		{Pos: Pos{"c.csv", "", 4, 1}, Label: "x", Measure: Actual, Value: 1e21, Known: true, Raw: "-1+1"},
	}
	var b bytes.Buffer
	if err := WriteFacts(&b, FactsOf(facts...)); err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		`file,sheet,cell,indicator,label,place,year,measure,value,unit,mark,raw`,
		`so-lieu/a.xlsx,Biểu 3,C7,HN,Số hộ nghèo,Huyện Tân Sơn,2019,actual,1234.5,hộ,text,"1.234,5"`,
		`b.csv,,E2,,'=HYPERLINK(1),,2016-2020,plan,,%,nil,-`,
		`'@c.csv,,AB3,,"'+A, ""B""",,,actual,-5,,,-5`,
		`c.csv,,A4,,x,,,actual,1000000000000000000000,,,'-1+1`,
		``,
	}, "\n")
	if b.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", b.String(), want)
	}
}

// TestQuoted: the lines are those of encoding/csv.
func TestQuoted(t *testing.T) {
	pieces := []string{"", " ", "\u00a0", `"`, ",", "\n", "\r", "\r\n", "a", "ộ", `\.`, "\t", "=", "-5", "1.234,5"}
	var got, want bytes.Buffer
	fw, cw := NewFactWriter(&got), csv.NewWriter(&want)
	cw.Write(factColumns)
	for _, p := range pieces {
		for _, q := range pieces {
			text := p + q
			f := Fact{Pos: Pos{File: text, Row: 3, Col: 28}, Label: text, Years: Period{2016, 2020}, Measure: Plan, Value: -1.5, Known: true, Raw: text}
			if err := fw.Write(FactsOf(f)); err != nil {
				t.Fatal(err)
			}
			safe := safeText(text)
			cw.Write([]string{safe, "", "AB3", "", safe, "", "2016-2020", "plan", "-1.5", "", "", safe})
		}
	}
	cw.Flush()
	if err := fw.Flush(); err != nil || got.String() != want.String() {
		t.Errorf("%v, got\n%q, want\n%q", err, got.String(), want.String())
	}
}

func TestSumOf(t *testing.T) {
	tests := map[string][]Range{
		"SUM(C8:C57)":          {{8, 3, 57, 3}},
		"sum($C$8:C9, C12)":    {{8, 3, 9, 3}, {12, 3, 12, 3}},
		"C8+C9":                {{8, 3, 8, 3}, {9, 3, 9, 3}},
		"SUBTOTAL(9,AB1:AB10)": {{1, 28, 10, 28}},
		"C8-C9":                nil,
		"SUM(C8:C9)*2":         nil,
		"SUM(Sheet2!C8:C9)":    nil,
	}
	for formula, want := range tests {
		if got := fmt.Sprint(sumOf(formula)); got != fmt.Sprint(want) {
			t.Errorf("sumOf(%q) = %v, want %v", formula, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	tests := map[string]string{
		"  Hạ  Hoà ":           "hạ hòa",
		"HOÀN":                 "hoàn", // not at the end of the word: never moved
		"Thuỷ":                 "thủy",
		"quý":                  "quý",
		"Tỉ lệ\u00a0hộ\nnghèo": "tỷ lệ hộ nghèo",
		"hàng tháng":           "hằng tháng",
	}
	for in, want := range tests {
		if got := fold(in); got != want {
			t.Errorf("fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	sources := csvFiles(b, 20)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(context.Background(), sources, Options{Workers: 1}); err != nil {
			b.Fatal(err)
		}
	}
}
