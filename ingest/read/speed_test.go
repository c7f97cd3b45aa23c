package read

import (
	"bytes"
	"context"
	"fmt"
	"github.com/xuri/excelize/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tongket/ingest"
)

// yearlyBook is a workbook of indicators by years.
func yearlyBook(t testing.TB, rows int) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	set := func(row int, values ...any) {
		if err := f.SetSheetRow("Sheet1", fmt.Sprint("A", row), &values); err != nil {
			t.Fatal(err)
		}
	}
	set(1, "STT", "Chỉ tiêu", "Đơn vị tính", 2015, 2016, 2017, 2018, 2019, 2020)
	for row := 2; row <= rows+1; row++ {
		set(row, row-1, fmt.Sprint("Số hộ nghèo nhóm ", row), "hộ", row+10, row+11, row+12, row+13, row+14, row+15)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// BenchmarkFacts reads a small workbook to its facts.
func BenchmarkFacts(b *testing.B) {
	data := yearlyBook(b, 50)
	readsFacts(b, "f.xlsx", data, 300, ingest.Options{Workers: 1})
}

// BenchmarkJob reads the workbooks of the sample, of many layouts, to their
// facts.
func BenchmarkJob(b *testing.B) {
	paths, err := filepath.Glob("../../samples/phu-tho/so-lieu/*.xlsx")
	if err != nil || len(paths) < 10 {
		b.Fatal(paths, err)
	}
	var sources []ingest.Source
	for _, path := range paths {
		sources = append(sources, ingest.Source{Path: path, Name: filepath.Base(path)})
	}
	b.ReportAllocs()
	for b.Loop() {
		if r, err := All(b.Context(), sources, ingest.Options{Workers: 1}); err != nil || r.Facts.Len() < 1000 {
			b.Fatal(r.Facts.Len(), err)
		}
	}
}

// BenchmarkLongList reads a list of labels that are like many names and are none.
func BenchmarkLongList(b *testing.B) {
	var list strings.Builder
	list.WriteString("Chỉ tiêu,Địa bàn,Năm,Giá trị\n")
	for i := range 5000 {
		fmt.Fprintf(&list, "Số hộ nghèo nhóm %s,Huyện Thanh Sơn,%d,%d\n", letters(i/6), 2015+i%6, 10+i)
	}
	var v ingest.Vocabulary
	for i := range 200 {
		v.Indicators = append(v.Indicators, ingest.Name{Code: fmt.Sprint("C", i), Name: "Tỷ lệ hộ nghèo vùng " + letters(i), Unit: "%"})
	}
	readsFacts(b, "f.csv", []byte(list.String()), 5000, ingest.Options{Workers: 1, Vocabulary: v})
}

// letters writes n in letters: labels that differ in no digit must be compared.
func letters(n int) string {
	return string([]rune{'k' + rune(n/100%10), 'k' + rune(n/10%10), 'k' + rune(n%10)})
}

func readsFacts(b *testing.B, name string, data []byte, want int, opt ingest.Options) {
	path := filepath.Join(b.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		r, err := All(context.Background(), []ingest.Source{{Path: path, Name: name}}, opt)
		if err != nil || r.Facts.Len() != want {
			b.Fatal(r.Facts.Len(), err, r.Issues)
		}
	}
}
