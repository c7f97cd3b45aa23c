package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What init writes says what the sheets were understood to say: with its files each
// figure has the place, year, measure and unit that it had without them.
func TestInitKeepsTheReading(t *testing.T) {
	job := filepath.Join(t.TempDir(), "job")
	if err := os.CopyFS(filepath.Join(job, "so-lieu"), os.DirFS("../../samples/phu-tho/so-lieu")); err != nil {
		t.Fatal(err)
	}
	facts := func() [][]string {
		rows, err := csv.NewReader(strings.NewReader(ran(t, "facts", job))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	before := facts()
	ran(t, "init", job)
	after := facts()
	if len(before) != len(after) || len(before) < 2000 {
		t.Fatalf("%d figures, then %d", len(before)-1, len(after)-1)
	}
	const indicator = 3 // one of its own, where the built-in catalogue has none
	for i, row := range before {
		if row[indicator] == "" {
			row[indicator] = after[i][indicator]
		}
		if !slices.Equal(row, after[i]) {
			t.Fatalf("%q became %q", row, after[i])
		}
	}
}
