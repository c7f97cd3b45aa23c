package layout

import (
	"strconv"
	"tongket/ingest"
)

// reportHidden says once a sheet how many numbers are hidden.
func (x *reader) reportHidden(s *sheet, b ingest.Balance) {
	for _, l := range b.LeftOut {
		if l.Reason == ingest.ReasonHidden {
			x.Told.Add(ingest.Issue{Pos: ingest.Pos{File: s.File, Sheet: s.Sheet}, Code: ingest.CodeHidden, Args: []string{strconv.Itoa(l.Count)}})
		}
	}
}
