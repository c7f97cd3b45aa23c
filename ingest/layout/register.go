package layout

import (
	"slices"
	"tongket/ingest"
)

// A register of comments on the drafts belongs beside the sheets and not among
// them: the numbers of drafts in it would become figures of the years that the
// comments are about.

// registerHeader is the cell that heads the comments of a register, in the first
// rows of the sheet; nil if it is none.
func (s *sheet) registerHeader() *ingest.Cell {
	const rows = 15
	end := len(s.Cells)
	if len(s.rows) > rows {
		end = int(s.rows[rows].start)
	}
	for i := range s.Cells[:end] {
		c := &s.Cells[i]
		if c.Kind != ingest.Text || len(c.Text) > 40 {
			continue
		}
		if s.known.IsCommentHead(c.Text) && s.besideRegister(c) {
			return c
		}
	}
	return nil
}

// besideRegister tells whether another column of a register stands in the row
// of the header's cell, or right above or below it.
func (s *sheet) besideRegister(header *ingest.Cell) bool {
	return slices.ContainsFunc(s.Cells, func(c ingest.Cell) bool {
		return c.Kind == ingest.Text && c.Row >= header.Row-1 && c.Row <= header.Row+1 && s.known.IsRegisterHead(c.Text)
	})
}

// leaveRegister leaves out all numbers of a register, and says so.
func (x *reader) leaveRegister(s *sheet, header *ingest.Cell) {
	for i := range s.Cells {
		s.outcome[i] = outcomeOf(ingest.ReasonComments)
	}
	x.Told.Add(ingest.Issue{Pos: x.pos(s, header), Code: ingest.CodeCommentsSheet, Raw: s.text(header)})
}
