package phutho

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/analysis/diff"
	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/report/vi"
)

var update = flag.Bool("update", false, "write testdata/revised.txt anew")

// drafts are the Reviews of the sample and of the next draft.
func drafts(t *testing.T) (before, after *analysis.Review) {
	t.Helper()
	books, _ := FaultyBooks()
	before = review(t, job, books)
	revised := RevisedBooks()
	dir := t.TempDir()
	if err := Write(dir, revised); err != nil {
		t.Fatal(err)
	}
	compareFacts(t, Facts(revised), readBooks(t, dir, revised))
	data, err := os.ReadFile(filepath.Join(job, "danh-muc.csv"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "danh-muc.csv")
	if err := os.WriteFile(path, RevisedCatalogue(data), 0o644); err != nil {
		t.Fatal(err)
	}
	grids, _ := book.Grids(t.Context(), ingest.Source{Path: path, Name: "danh-muc.csv"})
	indicators, _ := analysis.ParseCatalogue(&grids[0])
	after = analysis.Run(analysis.Builtin().With(analysis.Catalogue{Indicators: indicators}), readBooks(t, dir, revised), analysis.Options{
		Term:        analysis.Term{Base: First, Last: Last, Next: Last + 5},
		Comparisons: map[string]float64{"ASXH-HCN-TYLE": 4.5},
	})
	diff.Since(before, after)
	return before, after
}

// TestDiffListsThePlantedChanges holds the comparison of two drafts against
// what was planted in the second, and nothing else.
func TestDiffListsThePlantedChanges(t *testing.T) {
	before, after := drafts(t)
	var told strings.Builder
	if err := vi.TellChanges(&told, diff.Compare(before, after)); err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "revised.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(told.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	got, wanted := strings.Split(told.String(), "\n"), strings.Split(string(want), "\n")
	for _, line := range got {
		if !slices.Contains(wanted, line) {
			t.Errorf("not planted: %s", line)
		}
	}
	for _, line := range wanted {
		if !slices.Contains(got, line) {
			t.Errorf("not told: %s", line)
		}
	}
}

// TestDiffFindsEveryChangedFigure holds the changed figures against the
// builder's own lists of what the sheets say: each point of which they say
// something else is told, and no other.
func TestDiffFindsEveryChangedFigure(t *testing.T) {
	before, after := drafts(t)
	books, _ := FaultyBooks()
	old, new := points(Facts(books)), points(Facts(RevisedBooks()))
	want := map[string]bool{}
	for _, side := range []map[string]string{old, new} {
		for point := range side {
			if old[point] != new[point] {
				want[point] = true
			}
		}
	}
	if len(want) != 18 {
		t.Errorf("the builder has %d changed points", len(want))
	}
	got := map[string]bool{}
	for _, c := range diff.Compare(before, after).Changes {
		if c.Kind == analysis.FigureAdded || c.Kind == analysis.FigureRemoved || c.Kind == analysis.FigureAltered {
			got[pointOf(strings.TrimPrefix(c.Indicator, "~Số cuộc thanh tra, kiểm tra"), c.Place, c.Years.String())] = true
		}
	}
	for point := range want {
		if !got[point] {
			t.Errorf("not told: %s", point)
		}
	}
	for point := range got {
		if !want[point] {
			t.Errorf("not planted: %s", point)
		}
	}
	if !slices.EqualFunc(after.Changes, diff.Compare(before, after).Changes, func(a, b analysis.Change) bool { return a.Kind == b.Kind && a.Indicator == b.Indicator }) {
		t.Error("the Review of the later draft tells other changes")
	}
}

func pointOf(indicator, place, year string) string { return indicator + "|" + place + "|" + year }

// points are what the sheets say of each point, the same figure once.
func points(facts []Fact) map[string]string {
	said := map[string]map[string]bool{}
	for _, f := range facts {
		point := pointOf(f.Indicator, f.Place, f.Year)
		if said[point] == nil {
			said[point] = map[string]bool{}
		}
		figure := fmt.Sprintf("%s %.9g", f.Measure, f.Value)
		if !f.Known {
			figure = f.Measure + " " + f.Mark
		}
		said[point][figure] = true
	}
	out := map[string]string{}
	for point, figures := range said {
		out[point] = strings.Join(slices.Sorted(maps.Keys(figures)), "; ")
	}
	return out
}
