package ingest

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"
)

// TestDistance: the bounded distance and the sketch's bound never tell a text
// further away than it is.
func TestDistance(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 7))
	draw := func() []rune {
		text := make([]rune, rnd.IntN(12))
		for i := range text {
			text[i] = []rune("aăâbđ")[rnd.IntN(5)]
		}
		return text
	}
	var room []int
	for range 5000 {
		x, y := draw(), draw()
		want := plainDistance(x, y)
		a, b := sketchOf(x), sketchOf(y)
		if low := a.apart(&b); low > want {
			t.Fatalf("apart(%q, %q) = %d, above the distance %d", string(x), string(y), low, want)
		}
		most := rnd.IntN(13)
		var got int
		if got, room = distance(x, y, most, room); got != want && (got <= most || want <= most) {
			t.Fatalf("distance(%q, %q, %d) = %d, want %d", string(x), string(y), most, got, want)
		}
	}
}

// plainDistance is the edit distance by its definition.
func plainDistance(x, y []rune) int {
	table := make([][]int, len(x)+1)
	for i := range table {
		table[i] = make([]int, len(y)+1)
		for j := range table[i] {
			switch {
			case i == 0 || j == 0:
				table[i][j] = i + j
			case x[i-1] == y[j-1]:
				table[i][j] = table[i-1][j-1]
			default:
				table[i][j] = 1 + min(table[i-1][j-1], table[i-1][j], table[i][j-1])
			}
		}
	}
	return table[len(x)][len(y)]
}

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
	readsFacts(b, "f.xlsx", data, 300, Options{Workers: 1})
}

// BenchmarkJob reads the workbooks of the sample, of many layouts, to their
// facts.
func BenchmarkJob(b *testing.B) {
	paths, err := filepath.Glob("../../samples/phu-tho/so-lieu/*.xlsx")
	if err != nil || len(paths) < 10 {
		b.Fatal(paths, err)
	}
	var sources []Source
	for _, path := range paths {
		sources = append(sources, Source{Path: path, Name: filepath.Base(path)})
	}
	b.ReportAllocs()
	for b.Loop() {
		if r, err := Read(b.Context(), sources, Options{Workers: 1}); err != nil || r.Facts.Len() < 1000 {
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
	var v Vocabulary
	for i := range 200 {
		v.Indicators = append(v.Indicators, Name{Code: fmt.Sprint("C", i), Name: "Tỷ lệ hộ nghèo vùng " + letters(i), Unit: "%"})
	}
	readsFacts(b, "f.csv", []byte(list.String()), 5000, Options{Workers: 1, Vocabulary: v})
}

// letters writes n in letters: labels that differ in no digit must be compared.
func letters(n int) string {
	return string([]rune{'k' + rune(n/100%10), 'k' + rune(n/10%10), 'k' + rune(n%10)})
}

func readsFacts(b *testing.B, name string, data []byte, want int, opt Options) {
	path := filepath.Join(b.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		r, err := Read(context.Background(), []Source{{Path: path, Name: name}}, opt)
		if err != nil || r.Facts.Len() != want {
			b.Fatal(r.Facts.Len(), err, r.Issues)
		}
	}
}

// TestDecimal: the short ways of reading and writing numbers give what strconv does.
func TestDecimal(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for n := range 300000 {
		v := math.Round(rnd.Float64()*math.Pow10(n%17)) / math.Pow10(n%11)
		switch n % 5 {
		case 0:
			v = rnd.NormFloat64() * math.Pow10(n%19-5) // digits without end
		case 1:
			v = -v
		}
		d, ok := decimalOf(v)
		if !ok {
			continue
		}
		want := strconv.FormatFloat(v, 'f', -1, 64)
		if got := string(d.append(nil, '.')); got != want {
			t.Fatalf("decimalOf(%s) = %s", want, got)
		}
		if _, places, _ := strings.Cut(want, "."); len(places) != d.places {
			t.Fatalf("decimalOf(%s) has %d places", want, d.places)
		}
		if fifteen, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64); fifteen != v {
			t.Fatalf("decimalOf(%s) has more than 15 digits", want)
		}
	}
	for _, v := range []float64{math.Copysign(0, -1), math.NaN(), math.Inf(1), math.Inf(-1), 1e15, 1.0 / 3} {
		if d, ok := decimalOf(v); ok {
			t.Errorf("decimalOf(%v) = %v", v, d)
		}
	}
}

// TestRounded: rounding in integers gives what rounding of the written digits does.
func TestRounded(t *testing.T) {
	rnd := rand.New(rand.NewPCG(8, 1))
	for n := range 100000 {
		v, decimals := math.Round(rnd.Float64()*math.Pow10(n%13))/math.Pow10(n%6), n%4
		want := new(big.Rat)
		want.SetString(strconv.FormatFloat(v, 'f', -1, 64))
		if got := string(appendRounded(nil, v, decimals)); got != want.FloatString(decimals) { // half away from zero
			t.Fatalf("%v with %d decimals is %s, want %s", v, decimals, got, want.FloatString(decimals))
		}
	}
}

// TestFastPaths: texts of common letters are folded and spelled as all others are.
func TestFastPaths(t *testing.T) {
	for r := rune(1); r < 0x2100; r++ {
		if got, want := lowerRune(r), unicode.ToLower(r); got != want {
			t.Errorf("lowerRune(%U) = %U, want %U", r, got, want)
		}
		text := "a" + string(r) + "b"
		if r != ' ' && isTidy(text) && (!norm.NFC.IsNormalString(text) || strings.ContainsFunc(text, unicode.IsSpace)) {
			t.Errorf("isTidy takes %U", r)
		}
	}
}

// TestTones: the tone of common letters is split off as that of all others is.
func TestTones(t *testing.T) {
	for r := rune(1); r < 0x2100; r++ {
		if !unicode.IsLetter(r) {
			continue
		}
		word := string(unicode.ToLower(r)) + "n\u0301"
		base, tone, ok := splitTone(string(unicode.ToLower(r)))
		wantBase, wantTone, wantOK := splitAnyTone(string(unicode.ToLower(r)))
		if base != wantBase || tone != wantTone || ok != wantOK {
			t.Errorf("splitTone(%c) = %q %U %v, want %q %U %v", r, base, tone, ok, wantBase, wantTone, wantOK)
		}
		if _, _, ok := splitTone(word); ok != (wantOK && wantTone == 0) {
			t.Errorf("splitTone(%s) is %v", word, ok)
		}
	}
}
