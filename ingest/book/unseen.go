package book

import (
	"strconv"

	"tongket/ingest"
)

// bareTexts takes out of the cells' texts what nobody sees and would mislead
// whoever reads them: "12" and "34" with a mark of direction between them are
// shown as 1243. Each sheet that has such cells is told once, with the first of
// them as it was written.
func (b *book) bareTexts(grids []ingest.Grid) {
	for i := range grids {
		g, count := &grids[i], 0
		g.Sheet = ingest.Marked(g.Sheet)
		var first ingest.Issue
		for k := range g.Cells {
			c := &g.Cells[k]
			if c.Text == "" || !ingest.Misleading(c.Text) {
				continue
			}
			if count++; count == 1 {
				first = ingest.Issue{Pos: ingest.Pos{File: g.File, Sheet: g.Sheet, Row: c.Row, Col: c.Col}, Code: ingest.CodeUnseen, Raw: ingest.Marked(c.Text)}
			}
			if c.Text = ingest.Seen(c.Text); c.Text == "" && c.Kind == ingest.Text {
				c.Kind = ingest.Blank
			}
		}
		if count > 0 {
			first.Args = []string{strconv.Itoa(count)}
			b.issues = append(b.issues, first)
		}
	}
}
