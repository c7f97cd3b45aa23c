package layout

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tongket/ingest"
	"tongket/ingest/words"
)

// changes are what people do to a sheet that changes nothing of what it says.
var changes = map[string]func(ingest.Grid) ingest.Grid{
	"an empty column before it":   func(g ingest.Grid) ingest.Grid { return moved(g, 0, 1) },
	"three empty rows above it":   func(g ingest.Grid) ingest.Grid { return moved(g, 3, 0) },
	"twelve columns to the right": func(g ingest.Grid) ingest.Grid { return moved(g, 0, 12) },
	"years typed as text": func(g ingest.Grid) ingest.Grid {
		g.Cells = slices.Clone(g.Cells)
		for i := range g.Cells {
			if c := &g.Cells[i]; c.Kind == ingest.Number && c.Style == 0 && c.Formula == 0 && c.Num >= 2010 && c.Num <= 2025 && c.Num == float64(int(c.Num)) {
				c.Kind, c.Text, c.Num = ingest.Text, strconv.Itoa(int(c.Num)), 0
			}
		}
		return g
	},
	"titles wrapped in their cells": func(g ingest.Grid) ingest.Grid {
		g.Cells = slices.Clone(g.Cells)
		for i := range g.Cells {
			if c := &g.Cells[i]; c.Kind == ingest.Text && c.Row <= 2 && strings.Count(c.Text, " ") > 5 && !strings.Contains(c.Text, "\n") {
				texts := strings.Split(c.Text, " ")
				half := len(texts) / 2
				c.Text = strings.Join(texts[:half], " ") + "\n" + strings.Join(texts[half:], " ")
			}
		}
		return g
	},
	"blanks at the ends of texts": func(g ingest.Grid) ingest.Grid {
		g.Cells = slices.Clone(g.Cells)
		for i := range g.Cells {
			if c := &g.Cells[i]; c.Kind == ingest.Text {
				c.Text += " \u00a0"
			}
		}
		return g
	},
	"cells that are empty and styled": func(g ingest.Grid) ingest.Grid {
		last := map[int32]int32{}
		for _, c := range g.Cells {
			last[c.Row] = max(last[c.Row], c.Col)
		}
		g.Cells = slices.Clone(g.Cells)
		for row, col := range last {
			g.Cells = append(g.Cells, ingest.Cell{Row: row, Col: col + 1, Kind: ingest.Blank}, ingest.Cell{Row: row, Col: col + 2, Kind: ingest.Blank})
		}
		slices.SortFunc(g.Cells, func(a, b ingest.Cell) int { return int(at(a.Row, a.Col) - at(b.Row, b.Col)) })
		return g
	},
}

// moved is a grid so many rows and columns further.
func moved(g ingest.Grid, rows, cols int32) ingest.Grid {
	shift := func(r ingest.Range) ingest.Range {
		return ingest.Range{Row1: r.Row1 + rows, Col1: r.Col1 + cols, Row2: r.Row2 + rows, Col2: r.Col2 + cols}
	}
	g.Cells, g.Merges, g.Formulas = slices.Clone(g.Cells), slices.Clone(g.Merges), slices.Clone(g.Formulas)
	for i := range g.Cells {
		g.Cells[i].Row, g.Cells[i].Col = g.Cells[i].Row+rows, g.Cells[i].Col+cols
	}
	for i := range g.Merges {
		g.Merges[i] = shift(g.Merges[i])
	}
	return g
}

// TestChangesThatChangeNothing: what says the same is read as the same, in another cell.
func TestChangesThatChangeNothing(t *testing.T) {
	files, err := filepath.Glob("testdata/layouts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no layouts", err)
	}
	v := readVocabulary(t)
	lexicon := words.NewLexicon(v)
	facts := func(d drawing, change func(ingest.Grid) ingest.Grid) (list []string) {
		x := NewReader(ingest.Options{Term: ingest.Period{From: 2016, To: 2020}}, NewPhrases(words.NewMeanings(lexicon, ingest.Options{})), func(f *ingest.Fact) error {
			list = append(list, fmt.Sprint(f.Pos.Sheet, "|", f.Indicator, "|", f.Label, "|", f.Place, "|", f.Years, "|", f.Measure, "|", f.Value, "|", f.Unit))
			return nil
		})
		x.SheetNames = d.names
		for k := range d.sheets {
			g := draw(d.names[k], d.sheets[k])
			if change != nil {
				g = change(g)
			}
			if _, err := x.ReadGrid(&g); err != nil {
				t.Fatal(err)
			}
		}
		return list
	}
	sheets := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := splitDrawing(string(data))
		want := facts(d, nil)
		for name, change := range changes {
			sheets += len(d.sheets)
			if got := facts(d, change); !slices.Equal(got, want) {
				t.Errorf("%s, %s:\n%s", filepath.Base(file), name, lineDiff(strings.Join(want, "\n"), strings.Join(got, "\n")))
			}
		}
	}
	t.Logf("%d sheets", sheets)
}
