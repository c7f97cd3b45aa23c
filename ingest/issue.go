package ingest

import (
	"strconv"
)

func (x *reader) pos(s *sheet, c *Cell) Pos { return Pos{s.File, s.Sheet, c.Row, c.Col} }

// hides tells whether a cell's figure is left out because it is hidden.
func (x *reader) hides(s *sheet, c *Cell) bool { return !x.opt.IncludeHidden && s.hidden(c) }

// reportHidden says once a sheet how many numbers are hidden.
func (x *reader) reportHidden(s *sheet, b Balance) {
	for _, l := range b.LeftOut {
		if l.Reason == ReasonHidden {
			x.told.Add(Issue{Pos: Pos{File: s.File, Sheet: s.Sheet}, Code: CodeHidden, Args: []string{strconv.Itoa(l.Count)}})
		}
	}
}
