package phutho

import (
	"bytes"
	_ "embed"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/analysis/stat"
)

const job = "../phu-tho"

// The published figures, copied from the sources that samples/README.md names.
//
//go:embed testdata/published.csv
var published string

func TestPublishedFiguresAreExact(t *testing.T) {
	f := NewFigures()
	places := map[string]int{"": 0}
	for i, p := range f.Places {
		places[p.Name] = i + 1
	}
	for _, r := range rows(published) {
		code, place, want := r[0], places[r[1]], number(r[3])
		got := f.Total(code)
		if r[2] != "2016-2020" {
			year, err := strconv.Atoi(r[2])
			if err != nil {
				t.Fatal(err)
			}
			got = f.At(code, place, year)
		}
		if got != want {
			t.Errorf("%s, %q, %s: %v, published %v", code, r[1], r[2], got, want)
		}
	}
}

func TestDistrictsAddUp(t *testing.T) {
	f := NewFigures()
	if len(f.shares) < 12 {
		t.Errorf("%d counts by district, want at least 12", len(f.shares))
	}
	for code := range f.shares {
		for year := First; year <= Last; year++ {
			sum := 0.0
			for i := range f.Places {
				v := f.At(code, i+1, year)
				if v < 0 || v != math.Trunc(v) {
					t.Errorf("%s, %s, %d: %v is no count", code, f.Places[i].Name, year, v)
				}
				sum += v
			}
			if sum != f.At(code, 0, year) {
				t.Errorf("%s, %d: districts add up to %v, province %v", code, year, sum, f.At(code, 0, year))
			}
		}
	}
}

// partsOf names counts that are parts of others.
var partsOf = [][2]string{
	{"ASXH-HN-SO", "ASXH-HO-TONG"}, {"ASXH-HCN-SO", "ASXH-HO-TONG"}, {"ASXH-BHYT-NGHEO", "ASXH-NN-SO"},
	{"ASXH-TE-TG", "ASXH-TE-HCDB"}, {"NNL-VL-NU", "NNL-VL-MOI"}, {"NNL-XKLD", "NNL-VL-MOI"},
	{"NCC-HO-MSTB", "NCC-HO-TONG"}, {"NCC-BM-PD", "NCC-BM-SONG"},
}

func TestPartsDoNotExceedWholes(t *testing.T) {
	f := NewFigures()
	for _, p := range partsOf {
		for year := First; year <= Last; year++ {
			for i := range len(f.Places) + 1 {
				if part, whole := f.At(p[0], i, year), f.At(p[1], i, year); part > whole {
					t.Errorf("%d, place %d: %s %v > %s %v", year, i, p[0], part, p[1], whole)
				}
			}
		}
	}
	for _, p := range [][2]string{{"ASXH-HN-DTTS", "ASXH-HN-SO"}, {"ASXH-HN-NT", "ASXH-HN-SO"}, {"NNL-LDLV", "NNL-LLLD"},
		{"NNL-CC-SO", "NNL-DT-SO"}, {"NCC-TB", "NCC-TCHT"}, {"NCC-XA-TOT", "NCC-XA-TONG"}, {"XDD-CB-TOT", "XDD-CB-SO"}, {"XDD-CU-NU", "XDD-CU-SO"}} {
		for year := First; year <= Last; year++ {
			if part, whole := f.At(p[0], 0, year), f.At(p[1], 0, year); part > whole {
				t.Errorf("%d: %s %v > %s %v", year, p[0], part, p[1], whole)
			}
		}
	}
}

func TestStructureAndPovertyBalance(t *testing.T) {
	f := NewFigures()
	for year := First; year <= Last; year++ {
		sum := f.At("NNL-NGANH-NN", 0, year) + f.At("NNL-NGANH-CN", 0, year) + f.At("NNL-NGANH-DV", 0, year)
		if math.Abs(sum-100) > 1e-9 {
			t.Errorf("%d: sectors add up to %v", year, sum)
		}
		if year == First {
			continue
		}
		for i := range len(f.Places) + 1 {
			end := f.At("ASXH-HN-SO", i, year-1) + f.At("ASXH-HN-TANG", i, year) - f.At("ASXH-HN-THOAT", i, year)
			if end != f.At("ASXH-HN-SO", i, year) {
				t.Errorf("%d, place %d: poor households at the end %v, balance %v", year, i, f.At("ASXH-HN-SO", i, year), end)
			}
		}
	}
}

// TestTrueFiguresRaiseNoDoubt runs the checks of trends over the figures
// without faults. What they flag then is what the README announces.
func TestTrueFiguresRaiseNoDoubt(t *testing.T) {
	f := NewFigures()
	for code, ind := range f.indicators {
		places := 0
		if f.shares[code] != nil || f.shares[ind.numerator] != nil && f.shares[ind.denominator] != nil {
			places = len(f.Places)
		}
		for place := range places + 1 {
			for _, jump := range analysis.OutlierYears(analysis.Stock, f.points(code, place)) {
				if code != "NCC-XA-TOT" && !handful[code] {
					t.Errorf("%s, place %d, %d: robust z %.1f", code, place, jump.Year, jump.Z)
				}
			}
		}
		if places == 0 || handful[code] {
			continue
		}
		for year := First + 1; year <= Last; year++ {
			test, _ := stat.HidiroglouBerthelot(f.column(code, year-1), f.column(code, year))
			for i, u := range test.Units {
				if u.Flagged {
					t.Errorf("%s, %s, %d: %.3f times the year before, unlike the others", code, f.Places[i].Name, year, u.Ratio)
				}
			}
		}
	}
}

// handful are counts of a few a district, given for one year only.
var handful = map[string]bool{"NCC-BM-SONG": true, "NCC-BM-PD": true}

func (f *Figures) points(code string, place int) []analysis.Point {
	var points []analysis.Point
	for year := First; year <= Last; year++ {
		points = append(points, analysis.Point{Year: year, Value: f.At(code, place, year)})
	}
	return points
}

func (f *Figures) column(code string, year int) []float64 {
	var column []float64
	for i := range f.Places {
		column = append(column, f.At(code, i+1, year))
	}
	return column
}

func TestNoTrueColumnLooksCopied(t *testing.T) {
	tables := map[string]map[string][]float64{} // by sheet, then by row: the years
	for _, fact := range Facts(Books()) {
		year, err := strconv.Atoi(fact.Year)
		if err != nil || fact.Measure != "actual" && fact.Measure != "estimate" {
			continue
		}
		table, row := fact.File+fact.Sheet, fact.Indicator+fact.Place
		if tables[table] == nil {
			tables[table] = map[string][]float64{}
		}
		if tables[table][row] == nil {
			tables[table][row] = make([]float64, Last-First+1)
		}
		tables[table][row][year-First] = fact.Value
	}
	for name, table := range tables {
		columns := make([][]float64, Last-First+1)
		for _, row := range table {
			for i, v := range row {
				columns[i] = append(columns[i], v)
			}
		}
		for _, c := range stat.CopiedColumns(columns) {
			t.Errorf("%s: %d looks like %d: %d of %d cells", name, First+c.Column, First+c.Other, c.Same, c.Compared)
		}
	}
}

func TestCommittedWorkbooksAreWhatTheBuilderMakes(t *testing.T) {
	books, faults := FaultyBooks()
	var names []string
	for _, b := range books {
		want, err := b.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(job, filepath.FromSlash(b.Name)))
		if err != nil {
			t.Fatal(err)
		}
		if diff := difference(t, want, got); diff != "" {
			t.Errorf("%s: %s; run go run ./samples/build", b.Name, diff)
		}
		names = append(names, filepath.Base(b.Name))
	}
	entries, err := os.ReadDir(filepath.Join(job, Folder))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(names, e.Name()) {
			t.Errorf("%s is not made by the builder", e.Name())
		}
	}
	same(t, filepath.Join(job, CommentsFile), Comments())
	same(t, "../testdata/facts-key.csv", FactsKey(Facts(books)))
	same(t, "../testdata/faults.csv", FaultsKey(faults))
}

func same(t *testing.T, path string, want []byte) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; run go run ./samples/build", path)
	}
}

// difference compares packages part by part, since a new Go may deflate
// otherwise, and other files as bytes; empty if there is none.
func difference(t *testing.T, want, got []byte) string {
	if !bytes.HasPrefix(want, []byte("PK")) {
		if bytes.Equal(want, got) {
			return ""
		}
		return "other bytes"
	}
	wantParts, err := unzipped(want)
	if err != nil {
		t.Fatal(err)
	}
	gotParts, err := unzipped(got)
	if err != nil {
		return err.Error()
	}
	if len(wantParts) != len(gotParts) {
		return "other parts"
	}
	for i, p := range wantParts {
		if p.name != gotParts[i].name || !bytes.Equal(p.content, gotParts[i].content) {
			return "differs in " + p.name
		}
	}
	return ""
}

func TestTwoBuildsGiveTheSameBytes(t *testing.T) {
	first, _ := FaultyBooks()
	second, _ := FaultyBooks()
	for i := range first {
		a, err := first[i].Bytes()
		if err != nil {
			t.Fatal(err)
		}
		b, err := second[i].Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a, b) {
			t.Errorf("%s differs from one build to the next", first[i].Name)
		}
	}
}

func TestFaultsStandWhereTheySay(t *testing.T) {
	books, faults := FaultyBooks()
	clean := Facts(Books())
	if len(faults) < 12 {
		t.Errorf("%d faults, want at least 12", len(faults))
	}
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(readme), FaultsTable(faults)) {
		t.Error("samples/README.md does not hold the table of go run ./samples/build -faults")
	}
	cell := func(f Fact) string { return fmt.Sprint(f.File, f.Sheet, f.Cell, f.Measure, f.Value, f.Known, f.Mark) }
	before := map[string]bool{}
	for _, f := range clean {
		before[cell(f)] = true
	}
	changed := map[string]bool{}
	for _, f := range Facts(books) {
		if !before[cell(f)] {
			changed[f.File+f.Sheet] = true
		}
	}
	for _, f := range faults {
		if f.Code != "similar-label" && f.Code != "hidden" && f.Code != "error-cell" && !changed[f.File+f.Sheet] {
			t.Errorf("%s!%s: no figure differs from the clean copy", f.File, f.Sheet)
		}
	}
}

func TestAboutFortyIndicatorsAreFull(t *testing.T) {
	years := map[string]map[string]bool{}
	for _, f := range Facts(Books()) {
		if f.Place == "" && f.Known && f.Indicator != "" && len(f.Year) == 4 && (f.Measure == "actual" || f.Measure == "estimate") {
			if years[f.Indicator] == nil {
				years[f.Indicator] = map[string]bool{}
			}
			years[f.Indicator][f.Year] = true
		}
	}
	full := 0
	for _, y := range years {
		if len(y) >= Last-First+1 {
			full++
		}
	}
	if full < 40 {
		t.Errorf("%d indicators have all years, want at least 40", full)
	}
}
