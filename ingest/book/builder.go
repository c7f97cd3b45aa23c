package book

import (
	"cmp"
	"slices"
	"strconv"

	"tongket/ingest"
)

// maxCellIssues is how many damaged cells of a sheet are listed one by one.
const maxCellIssues = 50

// A gridBuilder collects the cells of one sheet of any format.
type gridBuilder struct {
	ingest.Grid
	issues   []ingest.Issue
	unlisted int
	disorder bool // a cell came before one that it follows
	formulas map[string]int32
}

func newGridBuilder(file, sheet string, hidden bool) *gridBuilder {
	return &gridBuilder{Grid: ingest.Grid{File: file, Sheet: sheet, Hidden: hidden}}
}

func (g *gridBuilder) pos(row, col int32) ingest.Pos {
	return ingest.Pos{File: g.File, Sheet: g.Sheet, Row: row, Col: col}
}

// damaged adds an issue on one cell.
func (g *gridBuilder) damaged(row, col int32, raw, what string) {
	if len(g.issues) >= maxCellIssues {
		g.unlisted++
		return
	}
	g.issues = append(g.issues, ingest.Issue{Pos: g.pos(row, col), Code: ingest.CodeDamagedCell, Raw: raw, Args: []string{what}})
}

func (g *gridBuilder) add(c ingest.Cell) {
	if n := len(g.Cells); n > 0 && !g.disorder {
		last := &g.Cells[n-1]
		g.disorder = last.Row > c.Row || last.Row == c.Row && last.Col >= c.Col
	}
	g.Cells = append(g.Cells, c)
}

// formula interns a formula and returns what Cell.Formula holds.
func (g *gridBuilder) formula(text string) int32 {
	if i, ok := g.formulas[text]; ok {
		return i
	}
	if g.formulas == nil {
		g.formulas = map[string]int32{}
	}
	g.Formulas = append(g.Formulas, text)
	g.formulas[text] = int32(len(g.Formulas))
	return int32(len(g.Formulas))
}

// hideRows marks rows as hidden.
func (g *gridBuilder) hideRows(from, to int32) {
	if n := len(g.HiddenRows); n > 0 && g.HiddenRows[n-1].Row2+1 == from {
		g.HiddenRows[n-1].Row2 = to
		return
	}
	g.HiddenRows = append(g.HiddenRows, ingest.Range{Row1: from, Row2: to})
}

// hideCols marks columns as hidden.
func (g *gridBuilder) hideCols(from, to int32) {
	if n := len(g.HiddenCols); n > 0 && g.HiddenCols[n-1].Col2+1 == from {
		g.HiddenCols[n-1].Col2 = to
		return
	}
	g.HiddenCols = append(g.HiddenCols, ingest.Range{Col1: from, Col2: to})
}

// finish puts the cells in order, once each, and takes out those under merges.
func (g *gridBuilder) finish() (ingest.Grid, []ingest.Issue) {
	byPlace := func(a, b ingest.Cell) int { return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col)) }
	if g.disorder {
		slices.SortStableFunc(g.Cells, byPlace)
		g.dropDuplicates()
	}
	slices.SortFunc(g.Merges, func(a, b ingest.Range) int {
		return cmp.Or(cmp.Compare(a.Row1, b.Row1), cmp.Compare(a.Col1, b.Col1), cmp.Compare(a.Row2, b.Row2), cmp.Compare(a.Col2, b.Col2))
	})
	g.dropCovered()
	if g.unlisted > 0 {
		g.issues = append(g.issues, ingest.Issue{Pos: g.pos(0, 0), Code: ingest.CodeDamagedCell, Raw: strconv.Itoa(g.unlisted), Args: []string{DamageMore}})
	}
	return g.Grid, g.issues
}

func (g *gridBuilder) dropDuplicates() {
	kept := g.Cells[:0]
	for _, c := range g.Cells {
		if n := len(kept); n > 0 && kept[n-1].Row == c.Row && kept[n-1].Col == c.Col {
			g.damaged(c.Row, c.Col, FormatsOf(g.Styles).Shown(&c), DamageDuplicate)
			continue
		}
		kept = append(kept, c)
	}
	g.Cells = kept
}

// dropCovered takes out the cells under merges. Cells and merges are in order
// of their rows, so that only the merges that reach the row are looked at.
func (g *gridBuilder) dropCovered() {
	if len(g.Merges) == 0 {
		return
	}
	var open []ingest.Range
	next := 0
	kept := g.Cells[:0]
	for _, c := range g.Cells {
		for next < len(g.Merges) && g.Merges[next].Row1 <= c.Row {
			open = append(open, g.Merges[next])
			next++
		}
		open = slices.DeleteFunc(open, func(r ingest.Range) bool { return r.Row2 < c.Row })
		if i := slices.IndexFunc(open, func(r ingest.Range) bool {
			return r.Contains(c.Row, c.Col) && (r.Row1 != c.Row || r.Col1 != c.Col)
		}); i >= 0 {
			if c.Kind == ingest.Number {
				g.damaged(c.Row, c.Col, FormatsOf(g.Styles).Shown(&c), DamageCovered)
			}
			continue
		}
		kept = append(kept, c)
	}
	g.Cells = kept
}
