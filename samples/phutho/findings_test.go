package phutho

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/analysis/claim"
	"tongket/ingest"
)

func review(t *testing.T, dir string, books []*Book) *analysis.Review {
	t.Helper()
	return analysis.Run(catalogue(t), readBooks(t, dir, books), analysis.Options{
		Term:        analysis.Term{Base: First, Last: Last, Next: Last + 5},
		Comparisons: map[string]float64{"ASXH-HCN-TYLE": 4.5},
	})
}

// TestEveryFaultIsFound runs the pipeline over the job.
func TestEveryFaultIsFound(t *testing.T) {
	books, faults := FaultyBooks()
	r := review(t, job, books)
	for _, fault := range faults {
		at := Fact{File: fault.File, Sheet: fault.Sheet, Cell: fault.Cell}.position()
		if fault.Cell == "" {
			at = strings.TrimSuffix(at, "!")
		}
		found := slices.ContainsFunc(r.Findings, func(f analysis.Finding) bool {
			return f.Code == fault.Code && (f.Pos.String() == at || slices.ContainsFunc(f.Related, func(p ingest.Pos) bool { return p.String() == at }))
		})
		if !found {
			t.Errorf("%s: no %s: %s%s", at, fault.Code, fault.What, others(r, at))
		}
	}
}

// others says what the findings say of a cell instead.
func others(r *analysis.Review, at string) string {
	var out strings.Builder
	for _, f := range r.Findings {
		if f.Pos.String() == at || slices.ContainsFunc(f.Related, func(p ingest.Pos) bool { return p.String() == at }) {
			fmt.Fprintf(&out, "; %s at %s", f.Code, f.Pos)
		}
	}
	return out.String()
}

// TestTheCleanCopyRaisesNoDoubt runs the pipeline over the job without its
// faults: no error, and no doubt but on the communes, whose number fell.
func TestTheCleanCopyRaisesNoDoubt(t *testing.T) {
	dir := t.TempDir()
	books := Books()
	if err := Write(dir, books); err != nil {
		t.Fatal(err)
	}
	compareFacts(t, Facts(books), readBooks(t, dir, books))
	for _, f := range review(t, dir, books).Findings {
		if f.Severity == analysis.Info || f.Code == analysis.CodeOutlierYear && f.Indicator == "NCC-XA-TOT" {
			continue
		}
		t.Errorf("%s %s %s: %s %s %s %v %q", f.Severity, f.Code, f.Pos, f.Indicator, f.Place, f.Years, claim.Values(f.Claim), claim.Args(f.Claim))
	}
}

// TestTheStoryOfTheSample holds the judgements that the README announces.
func TestTheStoryOfTheSample(t *testing.T) {
	books, _ := FaultyBooks()
	want := map[string][5]int{ // with a target; exceeded, met, not met, without enough figures
		"An sinh xã hội": {8, 6, 1, 0, 1},
		"Nguồn nhân lực": {13, 7, 3, 3, 0},
		"Người có công":  {7, 5, 1, 1, 0},
		"Xây dựng Đảng":  {5, 5, 0, 0, 0},
	}
	r := review(t, job, books)
	for _, f := range r.Fields {
		if got := [5]int{f.Targeted, f.Exceeded, f.Met, f.NotMet, f.NoData}; got != want[f.Name] {
			t.Errorf("%q: %v, want %v", f.Name, got, want[f.Name])
		}
		delete(want, f.Name)
	}
	for name := range want {
		t.Errorf("no field %q", name)
	}
}
