package analysis

import (
	"slices"
	"tongket/analysis/claim"
	"tongket/ingest"
)

// NamedDrafts are the drafts whose figures may decide whether an accepted
// comment was followed, in the order of the register: all but the current one,
// which is still being written, and those after it.
func NamedDrafts(comments []Comment, current string) []string {
	var names []string
	for i := range comments {
		c := &comments[i]
		if c.State == Accepted && c.Name != "" && c.Draft != "" && !sameDraft(c.Draft, current) && !laterDraft(c.Draft, current) &&
			!slices.ContainsFunc(names, func(name string) bool { return sameDraft(name, c.Draft) }) {
			names = append(names, c.Draft)
		}
	}
	return names
}

// laterDraft tells whether a draft comes after another; both must have a number.
func laterDraft(a, b string) bool {
	m, n := numberOfDraft(a), numberOfDraft(b)
	return m > 0 && n > 0 && m > n
}

func sameDraft(a, b string) bool { return fold(DraftName(a)) == fold(DraftName(b)) }

// asksForChange tells an accepted comment on an indicator's figures.
func (c *Comment) asksForChange() bool {
	return c.State == Accepted && c.Indicator != "" && c.Draft != ""
}

// checkComments raises the accepted comments on figures that are as they were
// in the draft that the comment was made on, in each run that was kept under
// its name. A draft that is not kept cannot be compared, which is told once.
func checkComments(a *checked, r *Review, draft func(name string, n int) (Kept, bool)) {
	for _, name := range NamedDrafts(r.Comments, r.Job.Draft) {
		var open []*Comment // that nothing has come of yet
		for i := range r.Comments {
			if c := &r.Comments[i]; c.asksForChange() && sameDraft(c.Draft, name) {
				open = append(open, c)
			}
		}
		if len(open) == 0 {
			continue
		}
		open, kept, compared := leftOpen(draft, r, name, open)
		if compared == 0 {
			raiseNotKept(a, open, name, kept > 0)
			continue
		}
		for _, c := range open {
			a.raise(r.unchanged(c))
		}
	}
}

// leftOpen are the comments on a draft that nothing has come of, held against
// its kept runs one after the other; compared of these could be read.
func leftOpen(keptOf func(name string, n int) (Kept, bool), r *Review, draft string, comments []*Comment) (open []*Comment, kept, compared int) {
	open = comments
	for keptOf != nil {
		before, ok := keptOf(draft, kept)
		if !ok {
			break
		}
		if kept++; before != nil {
			compared++
			open = before(r, open)
		}
	}
	return open, kept, compared
}

// raiseNotKept is told of a draft that there is none of, or (damaged) of one
// that cannot be read.
func raiseNotKept(a *checked, comments []*Comment, draft string, damaged bool) {
	f := Finding{Code: CodeDraftNotKept, Claim: claim.DraftNotKept{Draft: draft, Damaged: damaged}, Pos: comments[0].Pos}
	for _, c := range comments[1:] {
		f.Related = append(f.Related, c.Pos)
	}
	a.raise(f)
}

// LineAt is the line of a place, "" for the whole; nil if there is none.
func LineAt(r *Result, place string) *Line {
	if place == "" {
		return &r.Whole
	}
	for i := range r.Places {
		if r.Places[i].Place == place {
			return &r.Places[i]
		}
	}
	return nil
}

// PointAt is the point of a year, without a figure if the line has none.
func PointAt(l *Line, year int) *Point {
	for i := range l.Points {
		if l.Points[i].Year == year {
			return &l.Points[i]
		}
	}
	return &Point{Year: year, Status: Missing}
}

// PlaceOf is the place of a comment; "" for the whole.
func (r *Review) PlaceOf(c *Comment) string {
	if len(r.Places) > 0 && c.Place == r.Places[0].Name {
		return ""
	}
	return c.Place
}

// unchanged is the finding on an accepted comment that nothing came of: it
// holds the figure if the comment names its year, Related its cells. It is a
// doubt only where the comment names a place or a year and was accepted whole.
func (r *Review) unchanged(c *Comment) Finding {
	f := Finding{
		Code: CodeUnchanged, Pos: c.Pos, Indicator: c.Indicator, Name: c.Name, Place: c.Place, Years: c.Years,
		Claim: claim.Unchanged{By: c.By, Date: c.Date, DraftName: c.Draft},
	}
	if c.Partly || c.Place == "" && c.Years == (ingest.Period{}) {
		f.Severity = Info // the comment may be on the words
	}
	i := slices.IndexFunc(r.Indicators, func(x Result) bool { return x.Code == c.Indicator })
	if i < 0 || c.Years == (ingest.Period{}) || c.Years.From != c.Years.To {
		return f
	}
	x := &r.Indicators[i]
	l := LineAt(x, r.PlaceOf(c))
	if l == nil {
		return f
	}
	p := PointAt(l, c.Years.From)
	if p.Status == Known {
		f.Claim = claim.Unchanged{Figure: &p.Value, By: c.By, Date: c.Date, DraftName: c.Draft}
		f.Decimals, f.Unit = x.Decimals, x.Unit
	}
	const most = 6 // cells that are named
	for _, i := range p.Facts[:min(len(p.Facts), most)] {
		f.Related = append(f.Related, r.Facts.At(i).Pos)
	}
	return f
}
