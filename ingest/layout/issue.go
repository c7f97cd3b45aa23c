package layout

import (
	"strconv"

	"tongket/ingest"
)

func (x *reader) pos(s *sheet, c *ingest.Cell) ingest.Pos {
	return ingest.Pos{File: s.File, Sheet: s.Sheet, Row: c.Row, Col: c.Col}
}

// hides tells whether a cell's figure is left out because it is hidden.
func (x *reader) hides(s *sheet, c *ingest.Cell) bool { return !x.opt.IncludeHidden && s.hidden(c) }

// reportHidden says once a sheet how many numbers are hidden.
func (x *reader) reportHidden(s *sheet, b ingest.Balance) {
	for _, l := range b.LeftOut {
		if l.Reason == ingest.ReasonHidden {
			x.Told.Add(ingest.Issue{Pos: ingest.Pos{File: s.File, Sheet: s.Sheet}, Code: ingest.CodeHidden, Args: []string{strconv.Itoa(l.Count)}})
		}
	}
}
