package phutho

import (
	"math"
	"path/filepath"
	"strings"
	"testing"

	"tongket/ingest"
	"tongket/ingest/book"
)

// TestGridsHoldWhatWasWritten reads every committed workbook and compares each
// cell with the builder's.
func TestGridsHoldWhatWasWritten(t *testing.T) {
	books, _ := FaultyBooks()
	for _, b := range books {
		grids, issues := book.Grids(t.Context(), source(b.Name))
		for _, i := range issues {
			if i.Code != ingest.CodeEncoding {
				t.Errorf("%s: %s %q", i.Pos, i.Code, i.Args)
			}
		}
		if len(grids) != len(b.Sheets) {
			t.Errorf("%s: %d sheets, want %d", b.Name, len(grids), len(b.Sheets))
			continue
		}
		for i, s := range b.Sheets {
			compareGrid(t, b.Name, s, &grids[i])
		}
	}
}

func source(name string) ingest.Source {
	return ingest.Source{Path: filepath.Join(job, filepath.FromSlash(name)), Name: name}
}

func compareGrid(t *testing.T, file string, s *Sheet, g *ingest.Grid) {
	t.Helper()
	if g.Sheet != s.Name || g.Hidden != s.Hidden || len(g.Merges) != len(s.Merges) {
		t.Errorf("%s: sheet %q, hidden %v, %d merges; want %q, %v, %d", file, g.Sheet, g.Hidden, len(g.Merges), s.Name, s.Hidden, len(s.Merges))
	}
	read := map[[2]int]ingest.Cell{}
	for _, c := range g.Cells {
		read[[2]int{int(c.Row), int(c.Col)}] = c
	}
	for _, want := range s.Cells {
		if !want.IsNum && want.Text == "" {
			continue
		}
		at := [2]int{want.Row, want.Col}
		got := read[at]
		delete(read, at)
		if !sameCell(want, got, g, strings.HasSuffix(file, ".xls"), strings.HasSuffix(file, ".csv")) {
			t.Errorf("%s!%s!%s: read %v, %q, kind %d; want %v, %q", file, s.Name, reference(want.Row, want.Col), got.Num, got.Text, got.Kind, want.Num, want.Text)
		}
	}
	for at, c := range read {
		if c.Kind != ingest.Blank {
			t.Errorf("%s!%s!%s: %q, %v was never written", file, s.Name, reference(at[0], at[1]), c.Text, c.Num)
		}
	}
}

// sameCell compares; TCVN3 has no capitals with a tone, and a text file has
// numbers only as they are typed.
func sameCell(want *Cell, got ingest.Cell, g *ingest.Grid, anyCase, typed bool) bool {
	if (want.Formula != "") != (got.Formula != 0) || want.Formula != "" && g.Formulas[got.Formula-1] != want.Formula {
		return false
	}
	switch {
	case want.Error:
		return got.Kind == ingest.Fault && got.Text == want.Text
	case want.IsNum && typed:
		return got.Text == csvText(want) || got.Kind == ingest.Number && got.Num == want.Num
	case want.IsNum:
		return got.Kind == ingest.Number && math.Abs(got.Num-want.Num) < 1e-9
	case anyCase:
		return strings.EqualFold(got.Text, want.Text)
	}
	return got.Kind == ingest.Text && got.Text == want.Text
}
