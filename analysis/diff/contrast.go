package diff

import (
	"fmt"
	"slices"

	"tongket/analysis"
	"tongket/ingest"
)

// contrasts tells what has to be known to understand the changes.
func (d *differ) contrasts() []analysis.Contrast {
	var out []analysis.Contrast
	two := func(kind analysis.ContrastKind, before, after string) {
		if before != after {
			out = append(out, analysis.Contrast{Kind: kind, Before: before, After: after})
		}
	}
	names := func(kind analysis.ContrastKind, names []string) {
		if len(names) > 0 {
			out = append(out, analysis.Contrast{Kind: kind, Names: names})
		}
	}
	two(analysis.ContrastOrganisation, d.before.Job.Organisation, d.after.Job.Organisation)
	two(analysis.ContrastVersion, d.before.Manifest.Version, d.after.Manifest.Version)
	two(analysis.ContrastTerm, termText(d.before.Term), termText(d.after.Term))
	names(analysis.ContrastDefinition, d.redefined())
	out = append(out, d.recoded()...)
	names(analysis.ContrastAdded, catalogued(d.after, func(code string) bool { return d.old[code] != nil }))
	names(analysis.ContrastRemoved, catalogued(d.before, func(code string) bool { return d.recode.known[d.recode.code(code)] }))
	added, removed := apart(placeNames(d.before), placeNames(d.after))
	came := make(map[string]bool)
	for _, name := range removed {
		if now := d.recode.places[name]; now != "" {
			two(analysis.ContrastPlaceRenamed, name, now)
			came[now] = true
		}
	}
	names(analysis.ContrastPlaceAdded, slices.DeleteFunc(added, func(name string) bool { return came[name] }))
	names(analysis.ContrastPlaceRemoved, slices.DeleteFunc(removed, func(name string) bool { return d.recode.places[name] != "" }))
	return append(out, d.fileContrasts()...)
}

func termText(t analysis.Term) string { return fmt.Sprintf("%d-%d-%d", t.Base, t.Last, t.Next) }

// redefined are the names of the indicators that both have, but not with the
// same definition.
func (d *differ) redefined() []string {
	var names []string
	for code, r := range d.each() {
		old, now := d.old[code], d.new[code]
		if old == nil || now == nil || old.Unknown || now.Unknown {
			continue
		}
		a, b := old.Indicator, now.Indicator
		if a.Unit != b.Unit || a.Kind != b.Kind || a.Direction != b.Direction || a.Decimals != b.Decimals || a.Numerator != b.Numerator || a.Denominator != b.Denominator {
			names = append(names, r.Name)
		}
	}
	return names
}

func (d *differ) recoded() []analysis.Contrast {
	var out []analysis.Contrast
	for i := range d.before.Indicators {
		if r := &d.before.Indicators[i]; d.recode.code(r.Code) != r.Code {
			out = append(out, analysis.Contrast{Kind: analysis.ContrastRecoded, Before: r.Code, After: d.recode.code(r.Code)})
		}
	}
	return out
}

// catalogued are the names of the indicators that a job's own catalogue lists
// and that the other Review doesn't have.
func catalogued(r *analysis.Review, other func(code string) bool) []string {
	var names []string
	for i := range r.Indicators {
		if x := &r.Indicators[i]; x.Pos.File != "" && !other(x.Code) {
			names = append(names, x.Name)
		}
	}
	return names
}

func placeNames(r *analysis.Review) []string {
	var names []string
	for _, p := range r.Places {
		names = append(names, p.Name)
	}
	return names
}

// apart are the names that only the second list has, and only the first.
func apart(before, after []string) (added, removed []string) {
	had, has := setOf(before), setOf(after)
	for _, name := range after {
		if !had[name] {
			added = append(added, name)
		}
	}
	for _, name := range before {
		if !has[name] {
			removed = append(removed, name)
		}
	}
	return added, removed
}

func setOf(names []string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, n := range names {
		set[n] = true
	}
	return set
}

// sheetFiles are the files that figures and balances stand in, in order.
func sheetFiles(r *analysis.Review) []string {
	var names []string
	seen := make(map[string]bool)
	add := func(name string) {
		if name != "" && !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	for i := range r.Balances {
		add(r.Balances[i].File)
	}
	last := ""
	for _, f := range r.Facts.All() {
		if f.Pos.File != last {
			add(f.Pos.File)
		}
		last = f.Pos.File
	}
	slices.Sort(names)
	return names
}

func (d *differ) fileContrasts() []analysis.Contrast {
	added, removed := apart(sheetFiles(d.before), sheetFiles(d.after))
	var out []analysis.Contrast
	came := make(map[string]bool)
	var gone []string
	for _, name := range removed {
		if now, ok := d.moved[name]; ok {
			out = append(out, analysis.Contrast{Kind: analysis.ContrastFileMoved, Before: name, After: now})
			came[now] = true
			continue
		}
		gone = append(gone, name)
	}
	added = slices.DeleteFunc(added, func(name string) bool { return came[name] })
	if len(added) > 0 {
		out = append(out, analysis.Contrast{Kind: analysis.ContrastFileAdded, Names: added})
	}
	if len(gone) > 0 {
		out = append(out, analysis.Contrast{Kind: analysis.ContrastFileRemoved, Names: gone})
	}
	return out
}

// movedFiles finds the files of the earlier Review that came again under
// another name: with the same bytes, or with most of their figures' points in
// the same cells.
func (d *differ) movedFiles() map[string]string {
	added, removed := apart(sheetFiles(d.before), sheetFiles(d.after))
	moved := make(map[string]string)
	if len(added) == 0 || len(removed) == 0 {
		return moved
	}
	taken := make(map[string]bool)
	sums := make(map[string]string)
	for _, f := range d.after.Manifest.Inputs {
		if f.SHA256 != "" && slices.Contains(added, f.Name) {
			put(sums, f.SHA256, f.Name)
		}
	}
	for _, f := range d.before.Manifest.Inputs {
		if now := sums[f.SHA256]; now != "" && slices.Contains(removed, f.Name) && !taken[now] {
			moved[f.Name], taken[now] = now, true
		}
	}
	votes := d.votes(setOf(removed), setOf(added))
	for _, name := range removed {
		best, most := "", 0
		for _, now := range added {
			if n := votes.agree[[2]string{name, now}]; n > most && !taken[now] {
				best, most = now, n
			}
		}
		if _, known := moved[name]; !known && 2*most > votes.facts[name] {
			moved[name], taken[best] = best, true
		}
	}
	return moved
}

// A vote counts the facts of the files that are gone, and how many of them have
// a fact about the same in the same cell of a file that has come.
type vote struct {
	facts map[string]int
	agree map[[2]string]int
}

func (d *differ) votes(removed, added map[string]bool) vote {
	type point struct {
		figureKey
		sheet    string
		row, col int32
	}
	pointOf := func(f *ingest.Fact, key figureKey) point { return point{key, f.Pos.Sheet, f.Pos.Row, f.Pos.Col} }
	files := make(map[point][]string)
	for _, f := range d.after.Facts.All() {
		if added[f.Pos.File] {
			p := pointOf(f, d.lateKey(f))
			files[p] = append(files[p], f.Pos.File)
		}
	}
	v := vote{make(map[string]int), make(map[[2]string]int)}
	for _, f := range d.before.Facts.All() {
		if !removed[f.Pos.File] {
			continue
		}
		v.facts[f.Pos.File]++
		for _, now := range files[pointOf(f, d.earlyKey(f))] {
			v.agree[[2]string{f.Pos.File, now}]++
		}
	}
	return v
}
