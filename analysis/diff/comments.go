package diff

import (
	"tongket/analysis"
	"tongket/analysis/stat"
	"tongket/ingest"
)

// Kept is a kept draft as it tells what came of comments on it; nil for one that
// cannot be read.
func Kept(draft *analysis.Review) analysis.Kept {
	if draft == nil {
		return nil
	}
	return func(now *analysis.Review, comments []*analysis.Comment) []*analysis.Comment {
		return newComparison(draft, now, comments).unchanged()
	}
}

// A comparison knows what has changed since a draft, of what comments are on.
type comparison struct {
	*differ
	comments []*analysis.Comment
	changes  map[string][]analysis.Change // figures and targets, by indicator
}

func newComparison(before, after *analysis.Review, comments []*analysis.Comment) *comparison {
	c := &comparison{differ: newDiffer(before, after), comments: comments, changes: make(map[string][]analysis.Change)}
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
func (c *comparison) unchanged() []*analysis.Comment {
	var out []*analysis.Comment
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
func (c *comparison) changed(on *analysis.Comment) bool {
	all := on.Place == "" && on.Years == ingest.Period{}
	place := c.after.PlaceOf(on)
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
		return !sameLine(analysis.LineAt(old, place), analysis.LineAt(now, place), on.Years, now.Decimals)
	}
	if len(old.Places) != len(now.Places) || !sameLine(&old.Whole, &now.Whole, on.Years, now.Decimals) {
		return true
	}
	for i := range now.Places {
		if l := &now.Places[i]; !sameLine(analysis.LineAt(old, l.Place), l, on.Years, now.Decimals) {
			return true
		}
	}
	return false
}

// overlap tells whether two periods share a year; an unknown one shares all.
func overlap(a, b ingest.Period) bool {
	return a == ingest.Period{} || b == ingest.Period{} || a.From <= b.To && b.From <= a.To
}

// sameLine tells whether two lines print alike in the years of p.
func sameLine(a, b *analysis.Line, p ingest.Period, decimals int) bool {
	if a == nil || b == nil {
		return a == b
	}
	for i := range b.Points {
		if q := &b.Points[i]; overlap(ingest.Year(q.Year), p) && !samePoint(analysis.PointAt(a, q.Year), q, decimals) {
			return false
		}
	}
	return true
}

func samePoint(a, b *analysis.Point, decimals int) bool {
	return a.Status == b.Status && a.Estimate == b.Estimate && stat.Round(a.Value, decimals) == stat.Round(b.Value, decimals)
}
