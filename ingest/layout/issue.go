package layout

import "tongket/ingest"

func (x *reader) pos(s *sheet, c *ingest.Cell) ingest.Pos {
	return ingest.Pos{File: s.File, Sheet: s.Sheet, Row: c.Row, Col: c.Col}
}

// hides tells whether a cell's figure is left out because it is hidden.
func (x *reader) hides(s *sheet, c *ingest.Cell) bool { return !x.opt.IncludeHidden && s.hidden(c) }
