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
	disorder bool  // a cell came before one that it follows
	lastCol  int32 // that a sheet of the format can have
	room     *room
	full     string // what the sheet has too much of: it is refused
	formulas map[string]int32
}

func newGridBuilder(file, sheet string, hidden bool) *gridBuilder {
	return &gridBuilder{Grid: ingest.Grid{File: file, Sheet: sheet, Hidden: hidden}, lastCol: ingest.MaxCol, room: newRoom()}
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

// add adds a cell, whose text is cut if it is too long.
func (g *gridBuilder) add(c ingest.Cell) {
	if tooLong(c.Text) {
		c.Text = firstRunes(c.Text, longShown)
		g.damaged(c.Row, c.Col, firstRunes(c.Text, 40), DamageLong)
	}
	g.put(c)
}

// put adds a cell whose text is known to be no longer than it may be, unless the cell
// lies outside any sheet or the workbook has too many.
func (g *gridBuilder) put(c ingest.Cell) {
	if c.Row > ingest.MaxRow || c.Col > g.lastCol {
		g.damaged(0, 0, (ingest.Pos{Row: c.Row, Col: c.Col}).Cell()+": "+firstRunes(FormatsOf(g.Styles).Shown(&c), 40), DamageReference)
		return
	}
	if !g.take(len(c.Text)) {
		return
	}
	if n := len(g.Cells); n > 0 && !g.disorder {
		last := &g.Cells[n-1]
		g.disorder = last.Row > c.Row || last.Row == c.Row && last.Col >= c.Col
	}
	g.Cells = append(g.Cells, c)
}

// formula interns a formula and returns what Cell.Formula holds.
func (g *gridBuilder) formula(text string) int32 {
	if g.room.formulas < len(text) {
		text = "" // the cells are still computed ones
	}
	if i, ok := g.formulas[text]; ok {
		return i
	}
	g.room.formulas -= len(text)
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

// widen keeps the width of columns, in letters. What is no width is passed over, and so
// is what a sheet cannot have so many of.
func (g *gridBuilder) widen(from, to int32, letters float64) {
	if from < 1 || to < from || !(letters > 0 && letters <= 255) || len(g.Widths) >= ingest.MaxCol {
		return
	}
	to = min(to, ingest.MaxCol)
	if n := len(g.Widths); n > 0 && g.Widths[n-1].Col2+1 == from && g.Widths[n-1].Letters == letters {
		g.Widths[n-1].Col2 = to
		return
	}
	g.Widths = append(g.Widths, ingest.ColumnWidth{Col1: from, Col2: to, Letters: letters})
}

// lettersOf is a width in points as letters of the standard font, each seven pixels of
// three quarters of a point, beside five of margin (ECMA-376, 18.3.1.13).
func lettersOf(points float64) float64 { return (points/0.75 - 5) / 7 }

// finish puts the cells in order, once each, and takes out those under merges.
func (g *gridBuilder) finish() (ingest.Grid, []ingest.Issue) {
	g.order()
	g.dropCovered()
	g.HiddenRows = joined(g.HiddenRows, func(r *ingest.Range) (from, to *int32) { return &r.Row1, &r.Row2 }, ingest.MaxRow)
	g.HiddenCols = joined(g.HiddenCols, func(r *ingest.Range) (from, to *int32) { return &r.Col1, &r.Col2 }, ingest.MaxCol)
	if g.unlisted > 0 {
		g.issues = append(g.issues, ingest.Issue{Pos: g.pos(0, 0), Code: ingest.CodeDamagedCell, Raw: strconv.Itoa(g.unlisted), Args: []string{DamageMore}})
	}
	return g.Grid, g.issues
}

// order puts the cells in order, once each.
func (g *gridBuilder) order() {
	if !g.disorder {
		return
	}
	slices.SortStableFunc(g.Cells, func(a, b ingest.Cell) int { return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col)) })
	g.dropDuplicates()
	g.disorder = false
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

// dropCovered takes out the cells under merges.
func (g *gridBuilder) dropCovered() {
	if len(g.Merges) == 0 {
		return
	}
	merges := newSweep(g.Merges)
	kept := g.Cells[:0]
	for _, c := range g.Cells {
		if r, ok := merges.over(c.Row, c.Col); ok && (r.Row1 != c.Row || r.Col1 != c.Col) {
			if c.Kind == ingest.Number {
				g.damaged(c.Row, c.Col, FormatsOf(g.Styles).Shown(&c), DamageCovered)
			}
			continue
		}
		kept = append(kept, c)
	}
	g.Cells = kept
}
