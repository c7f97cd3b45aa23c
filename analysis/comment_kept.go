package analysis

import (
	"slices"
	"tongket/analysis/claim"
	"tongket/analysis/stat"
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
func checkComments(a *checked, r *Review, draft func(name string, n int) (*Review, bool)) {
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
func leftOpen(keptOf func(name string, n int) (*Review, bool), r *Review, draft string, comments []*Comment) (open []*Comment, kept, compared int) {
	open = comments
	for keptOf != nil {
		before, ok := keptOf(draft, kept)
		if !ok {
			break
		}
		if kept++; before != nil {
			compared++
			open = newComparison(before, r, open).unchanged()
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

// A comparison knows what has changed since a draft, of what comments are on.
type comparison struct {
	*differ
	comments []*Comment
	changes  map[string][]Change // figures and targets, by indicator
}

func newComparison(before, after *Review, comments []*Comment) *comparison {
	c := &comparison{differ: newDiffer(before, after), comments: comments, changes: make(map[string][]Change)}
	c.only = make(map[string]bool)
	for _, on := range comments {
		c.only[on.Indicator] = true
	}
	for _, change := range append(c.figures(), c.targets()...) {
		c.changes[change.Indicator] = append(c.changes[change.Indicator], change)
	}
	return c
}

// unchanged are the comments that nothing came of.
func (c *comparison) unchanged() []*Comment {
	var out []*Comment
	for _, on := range c.comments {
		if !c.changed(on) {
			out = append(out, on)
		}
	}
	return out
}

// changed tells whether what a comment is about is different now: what the
// sheets say of it, its target, or what is printed (which may rest on other
// figures). A comment that names neither place nor year is about all that is
// known of the indicator; one that names a year and no place about the whole.
func (c *comparison) changed(on *Comment) bool {
	all := on.Place == "" && on.Years == ingest.Period{}
	place := c.after.placeOf(on)
	for _, change := range c.changes[on.Indicator] {
		if all || change.Place == place && overlap(change.Years, on.Years) {
			return true
		}
	}
	old, now := c.old[on.Indicator], c.new[on.Indicator]
	if old == nil || now == nil {
		return old != now
	}
	if !all {
		return !sameLine(lineAt(old, place), lineAt(now, place), on.Years, now.Decimals)
	}
	if len(old.Places) != len(now.Places) || !sameLine(&old.Whole, &now.Whole, on.Years, now.Decimals) {
		return true
	}
	for i := range now.Places {
		if l := &now.Places[i]; !sameLine(lineAt(old, l.Place), l, on.Years, now.Decimals) {
			return true
		}
	}
	return false
}

// overlap tells whether two periods share a year; an unknown one shares all.
func overlap(a, b ingest.Period) bool {
	return a == ingest.Period{} || b == ingest.Period{} || a.From <= b.To && b.From <= a.To
}

func lineAt(r *Result, place string) *Line {
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

// sameLine tells whether two lines print alike in the years of p.
func sameLine(a, b *Line, p ingest.Period, decimals int) bool {
	if a == nil || b == nil {
		return a == b
	}
	for i := range b.Points {
		if q := &b.Points[i]; overlap(ingest.Year(q.Year), p) && !samePoint(pointAt(a, q.Year), q, decimals) {
			return false
		}
	}
	return true
}

func pointAt(l *Line, year int) *Point {
	for i := range l.Points {
		if l.Points[i].Year == year {
			return &l.Points[i]
		}
	}
	return &Point{Year: year, Status: Missing}
}

func samePoint(a, b *Point, decimals int) bool {
	return a.Status == b.Status && a.Estimate == b.Estimate && stat.Round(a.Value, decimals) == stat.Round(b.Value, decimals)
}

// placeOf is the place of a comment; "" for the whole.
func (r *Review) placeOf(c *Comment) string {
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
	l := lineAt(x, r.placeOf(c))
	if l == nil {
		return f
	}
	p := pointAt(l, c.Years.From)
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
