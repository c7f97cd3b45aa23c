package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tongket/samples/phutho"
)

// TestDiffOfTheSample runs the sample and its next draft as a team does, in
// one job, and holds what diff tells of the two against what was planted.
func TestDiffOfTheSample(t *testing.T) {
	job := filepath.Join(t.TempDir(), "phu-tho")
	sample := filepath.Join(root, "samples", "phu-tho")
	if err := os.CopyFS(job, os.DirFS(sample)); err != nil {
		t.Fatal(err)
	}
	os.RemoveAll(filepath.Join(job, "ket-qua"))
	os.Remove(filepath.Join(job, "gop-y.csv")) // its findings tell of the drafts kept
	tongket(t, "run", job, "--draft", "1", "--quiet")
	if err := os.RemoveAll(filepath.Join(job, "so-lieu")); err != nil {
		t.Fatal(err)
	}
	if err := phutho.WriteRevised(job, sample); err != nil {
		t.Fatal(err)
	}
	tongket(t, "run", job, "--draft", "2", "--against", "1", "--quiet")
	want, err := os.ReadFile(filepath.Join(root, "samples", "phutho", "testdata", "revised.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if got := tongket(t, "diff", "1", job); got != string(want) {
		lines := strings.Split(string(want), "\n")
		for i, line := range strings.Split(got, "\n") {
			if i >= len(lines) || line != lines[i] {
				t.Fatalf("line %d of diff is %q", i+1, line)
			}
		}
		t.Errorf("diff ends after %d lines of %d", strings.Count(got, "\n"), len(lines)-1)
	}
	if got := tongket(t, "diff", "2", job, "--format", "csv"); strings.Count(got, "\n") != 1 {
		t.Errorf("a draft against itself:\n%s", got)
	}
	review, err := openReview(reviewFile(job))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(want), "\n") - 3; len(review.Changes) != n { // two remarks and the sum
		t.Errorf("the outputs tell of %d changes, want %d", len(review.Changes), n)
	}
}

// tongket runs a command line that must succeed and gives what it prints.
func tongket(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr strings.Builder
	if code := execute(context.Background(), args, &stdout, &stderr); code != 0 {
		t.Fatalf("tongket %q: exit status %d\n%s", args, code, stderr.String())
	}
	return stdout.String()
}
