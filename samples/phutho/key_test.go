package phutho

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/ingest/read"
)

// readBooks reads books from a folder with the catalogue of the job.
func readBooks(t *testing.T, dir string, books []*Book) ingest.Result {
	t.Helper()
	var sources []ingest.Source
	for _, b := range books {
		sources = append(sources, ingest.Source{Path: filepath.Join(dir, filepath.FromSlash(b.Name)), Name: b.Name})
	}
	slices.SortFunc(sources, func(a, b ingest.Source) int { return strings.Compare(a.Name, b.Name) })
	result, err := read.All(t.Context(), sources, ingest.Options{Vocabulary: catalogue(t).Vocabulary()})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// catalogue is the built-in one with the job's.
func catalogue(t *testing.T) analysis.Catalogue {
	t.Helper()
	grids, issues := book.Grids(t.Context(), ingest.Source{Path: filepath.Join(job, "danh-muc.csv"), Name: "danh-muc.csv"})
	if len(grids) != 1 || len(issues) > 0 {
		t.Fatalf("danh-muc.csv: %d grids, %v", len(grids), issues)
	}
	indicators, findings := analysis.ParseCatalogue(&grids[0])
	if len(findings) > 0 {
		t.Fatalf("danh-muc.csv: %v", findings)
	}
	return analysis.Builtin().With(analysis.Catalogue{Indicators: indicators})
}

// TestReadFindsEveryFigure compares what is read with the answer key: all
// figures, and no other.
func TestReadFindsEveryFigure(t *testing.T) {
	books, _ := FaultyBooks()
	compareFacts(t, Facts(books), readBooks(t, job, books))
}

func compareFacts(t *testing.T, key []Fact, result ingest.Result) {
	t.Helper()
	got := map[string]ingest.Fact{}
	for _, f := range result.Facts.List() {
		at := f.Pos.String()
		if _, twice := got[at]; twice {
			t.Errorf("%s was read twice", at)
		}
		got[at] = f
	}
	for _, want := range key {
		at := want.position()
		f, ok := got[at]
		delete(got, at)
		switch {
		case want.Mark == "ambiguous":
			if ok && f.Known {
				t.Errorf("%s: %v was guessed from %q", at, f.Value, f.Raw)
			}
		case !ok:
			t.Errorf("%s: not read: %s", at, want)
		case !want.equal(f):
			t.Errorf("%s: read %s; want %s", at, asRead(f), want)
		}
	}
	for _, f := range result.Facts.List() {
		if _, extra := got[f.Pos.String()]; extra {
			t.Errorf("%s: %q is no figure, read as %s", f.Pos, f.Raw, asRead(f))
		}
	}
}

func (f Fact) position() string {
	if f.Sheet == "" {
		return f.File + "!" + f.Cell
	}
	return f.File + "!" + f.Sheet + "!" + f.Cell
}

func (f Fact) String() string {
	return fmt.Sprintf("%s, %q, %s %s, %v %v %s %q", f.Indicator, f.Place, f.Year, f.Measure, f.Value, f.Known, f.Unit, f.Mark)
}

func asRead(f ingest.Fact) string {
	return fmt.Sprintf("%s (%s), %q, %s %s, %v %v %s %q", f.Indicator, f.Label, f.Place, f.Years, f.Measure, f.Value, f.Known, f.Unit, f.Mark)
}

func (f Fact) equal(g ingest.Fact) bool {
	return f.Indicator == g.Indicator && f.Place == g.Place && f.Year == g.Years.String() && f.Measure == string(g.Measure) &&
		f.Known == g.Known && math.Abs(f.Value-g.Value) < 1e-9 && f.Unit == g.Unit && (f.Mark == string(g.Mark) || g.Mark == ingest.Typed && strings.HasSuffix(f.File, ".csv"))
}
