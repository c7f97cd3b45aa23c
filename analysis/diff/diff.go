// Package diff tells what is different between two Reviews: two runs, two drafts, or
// the draft that a comment was made on and what has come of it.
//
// It reads both and computes nothing that a Review does not say. What differs is an
// analysis.Change or, where the two were made from other things, an
// analysis.Contrast; how that reads is report's.
package diff

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"tongket/analysis"
	"tongket/analysis/stat"
	"tongket/ingest"
)

// Since tells in the later of two Reviews what has changed since the earlier, such as
// the draft before; nil: there is none.
func Since(before, after *analysis.Review) {
	if before == nil {
		return
	}
	c := Compare(before, after)
	after.Previous = &analysis.Previous{Draft: before.Job.Draft, AsOf: before.AsOf, Contrasts: c.Contrasts}
	after.Changes = c.Changes
	after.Sent = after.SentSince(before)
}

// Compare tells what is different in the later of two Reviews.
func Compare(before, after *analysis.Review) analysis.Comparison {
	d := newDiffer(before, after)
	return analysis.Comparison{Contrasts: d.contrasts(), Changes: d.changes()}
}

// changes tells what the later Review says otherwise: figures in the order of
// its indicators, places and years, then judgements, targets and findings. It is
// nil if nothing is.
//
// A figure is a number (or a mark) for an indicator, a place, a year and a
// measure. It is compared in the indicator's unit, wherever it stands: a row
// that has moved or a file that has another name is no difference, nor is a
// second sheet that says the same. An estimate in whose place an actual has
// come is an altered figure. Numbers that agree in the digits that a
// spreadsheet keeps are the same.
func (d *differ) changes() []analysis.Change {
	changes := d.figures()
	changes = append(changes, d.judgements()...)
	changes = append(changes, d.targets()...)
	return append(changes, d.findings()...)
}

type differ struct {
	only          map[string]bool // indicators whose figures are compared; nil: all
	before, after *analysis.Review
	early, late   []analysis.Finding // theirs, each by itself
	ranks         map[string]int     // of indicators by the later Review's code: its order first
	places        map[string]int
	indicators    []*analysis.Result          // by rank; the later Review's if both have it
	old           map[string]*analysis.Result // by the later Review's code
	new           map[string]*analysis.Result
	recode        *recoding
	moved         map[string]string // files of the earlier Review that have another name in the later
}

func newDiffer(before, after *analysis.Review) *differ {
	d := &differ{
		before: before, after: after, early: analysis.EachPart(before.Findings), late: analysis.EachPart(after.Findings), ranks: make(map[string]int), places: make(map[string]int),
		old: make(map[string]*analysis.Result), new: make(map[string]*analysis.Result), recode: newRecoding(before, after),
	}
	for i := range after.Indicators {
		r := &after.Indicators[i]
		d.new[r.Code] = r
		d.rankIndicator(r.Code, r)
	}
	for i := range before.Indicators {
		r := &before.Indicators[i]
		code := d.recode.code(r.Code)
		if _, taken := d.old[code]; !taken || code == r.Code {
			d.old[code] = r
		}
		d.rankIndicator(code, r)
	}
	for _, p := range slices.Concat(after.Places, before.Places) {
		if _, ok := d.places[p.Name]; !ok {
			d.places[p.Name] = len(d.places)
		}
	}
	d.moved = d.movedFiles()
	return d
}

func (d *differ) rankIndicator(code string, r *analysis.Result) {
	if _, ok := d.ranks[code]; !ok {
		d.ranks[code] = len(d.indicators)
		d.indicators = append(d.indicators, r)
	}
}

// now is where a cell of the earlier Review is in the later, as far as the
// name of its file goes.
func (d *differ) now(p ingest.Pos) ingest.Pos {
	if name, ok := d.moved[p.File]; ok {
		p.File = name
	}
	return p
}

// A recoding says which code the later Review has for an indicator of the
// earlier: the catalogue may know a label now that it didn't, or have another
// code for a name.
type recoding struct {
	known  map[string]bool   // the later Review's codes
	labels map[string]string // its codes by the label on the sheets; "" for several
	codes  map[string]string // its codes by the earlier Review's
	places map[string]string // its names of places that the earlier names otherwise, by code
}

func newRecoding(before, after *analysis.Review) *recoding {
	r := &recoding{known: make(map[string]bool), labels: make(map[string]string), codes: make(map[string]string), places: renamedPlaces(before, after)}
	for i := range after.Indicators {
		r.known[after.Indicators[i].Code] = true
	}
	for _, f := range after.Facts.All() {
		put(r.labels, f.Label, ownCode(f))
	}
	byName := newNames(before, after)
	for i := range before.Indicators {
		x := &before.Indicators[i]
		label, unknown := strings.CutPrefix(x.Code, "~")
		switch now := r.labels[label]; {
		case r.known[x.Code]:
			r.codes[x.Code] = x.Code
		case unknown && now != "":
			r.codes[x.Code] = now
		default:
			r.codes[x.Code] = cmp.Or(byName[strings.ToLower(x.Name)], x.Code)
		}
	}
	return r
}

// renamedPlaces are the later names of the places whose name only the earlier
// Review has, by their code in the list of places.
func renamedPlaces(before, after *analysis.Review) map[string]string {
	added, removed := apart(placeNames(before), placeNames(after))
	isNew, isGone := setOf(added), setOf(removed)
	byCode := make(map[string]string)
	for _, p := range after.Places {
		if p.Code != "" && isNew[p.Name] {
			put(byCode, p.Code, p.Name)
		}
	}
	places := make(map[string]string)
	for _, p := range before.Places {
		if now := byCode[p.Code]; p.Code != "" && now != "" && isGone[p.Name] {
			places[p.Name] = now
		}
	}
	return places
}

// newNames are the codes that only the later Review has by their names; "" for
// several.
func newNames(before, after *analysis.Review) map[string]string {
	had, names := make(map[string]bool), make(map[string]string)
	for i := range before.Indicators {
		had[before.Indicators[i].Code] = true
	}
	for i := range after.Indicators {
		if x := &after.Indicators[i]; !had[x.Code] && !x.Unknown {
			put(names, strings.ToLower(x.Name), x.Code)
		}
	}
	return names
}

// put notes the only value of a key, "" once there are two.
func put(m map[string]string, key, value string) {
	switch was, ok := m[key]; {
	case !ok:
		m[key] = value
	case was != value:
		m[key] = ""
	}
}

func ownCode(f *ingest.Fact) string {
	if f.Indicator == "" {
		return "~" + f.Label
	}
	return f.Indicator
}

// fact is the later Review's code for a fact of the earlier.
func (r *recoding) fact(f *ingest.Fact) string {
	code := ownCode(f)
	if now := r.code(code); now != code || r.known[code] {
		return now
	}
	return cmp.Or(r.labels[f.Label], code)
}

// place is the later Review's name of a place of the earlier.
func (r *recoding) place(name string) string { return cmp.Or(r.places[name], name) }

// code is the later Review's code for one of the earlier.
func (r *recoding) code(code string) string { return cmp.Or(r.codes[code], code) }

// sameNumber tells whether two numbers agree in the digits that a spreadsheet
// keeps, which are fifteen: programs differ in the last bits of a formula.
func sameNumber(a, b float64) bool {
	const digits = 1e-14
	return a == b || math.Abs(a-b) <= digits*max(math.Abs(a), math.Abs(b))
}

// about is a change of an indicator as a whole.
func (d *differ) about(kind analysis.ChangeKind, r *analysis.Result, years ingest.Period) analysis.Change {
	return analysis.Change{Kind: kind, Indicator: r.Code, Name: r.Name, Years: years, Unit: r.Unit, Decimals: r.Decimals}
}

// judgements compares the verdicts; those of different years don't compare.
func (d *differ) judgements() []analysis.Change {
	if d.before.Term.Last != d.after.Term.Last {
		return nil
	}
	var out []analysis.Change
	for code, r := range d.each() {
		c := d.about(analysis.VerdictAltered, r, ingest.Year(d.after.Term.Last))
		c.Before, c.After = verdictSide(d.before, d.old[code]), verdictSide(d.after, d.new[code])
		if c.Before.Verdict != c.After.Verdict || c.Before.Estimate != c.After.Estimate {
			out = append(out, c)
		}
	}
	return out
}

// each gives the indicators of both Reviews with their code, in order.
func (d *differ) each() func(yield func(string, *analysis.Result) bool) {
	codes := make([]string, len(d.indicators))
	for code, rank := range d.ranks {
		codes[rank] = code
	}
	return func(yield func(string, *analysis.Result) bool) {
		for rank, r := range d.indicators {
			if !yield(codes[rank], r) {
				return
			}
		}
	}
}

func verdictSide(review *analysis.Review, r *analysis.Result) analysis.Side {
	if r == nil || r.Judgement.Verdict == analysis.NoVerdict {
		return analysis.Side{}
	}
	s := analysis.Side{Stated: true, Verdict: r.Judgement.Verdict, Estimate: r.Judgement.Estimate, Value: r.Judgement.Actual}
	if n := len(r.Whole.Points); n > 0 && len(r.Whole.Points[n-1].Facts) > 0 {
		s.Pos = review.Facts.At(r.Whole.Points[n-1].Facts[0]).Pos
	}
	return s
}

// targets compares the targets of the term and of the next, as printed. They
// are held against each other by the year that they are for: what was the next
// term's target may be the term's now.
func (d *differ) targets() []analysis.Change {
	years := []int{d.before.Term.Last, d.before.Term.Next, d.after.Term.Last, d.after.Term.Next}
	slices.Sort(years)
	years = slices.Compact(years)
	var out []analysis.Change
	for code, r := range d.each() {
		for _, year := range years {
			c := d.about(analysis.TargetAltered, r, ingest.Year(year))
			c.Before, c.After = targetSide(d.before, d.old[code], year), targetSide(d.after, d.new[code], year)
			into(&c.Before, d.old[code], r)
			if !sameTarget(c.Before, c.After, r.Decimals) {
				out = append(out, c)
			}
		}
	}
	return out
}

// into converts the target of an indicator to the unit that it has now, or
// says in which unit it is.
func into(s *analysis.Side, old, now *analysis.Result) {
	if !s.Stated || old == nil || old.Unit == now.Unit {
		return
	}
	if v, ok := analysis.Convert(*s.Value, old.Unit, now.Unit); ok {
		s.Value = &v
		return
	}
	s.Unit = old.Unit
}

func targetSide(review *analysis.Review, r *analysis.Result, year int) analysis.Side {
	switch {
	case r == nil:
	case year == review.Term.Last && r.Goal != nil:
		return analysis.Side{Stated: true, Value: &r.Goal.Value, Bound: r.Goal.Bound, Pos: targetCell(review, r, r.Goal.Facts)}
	case year == review.Term.Next && r.Next != nil && r.Next.Target != nil && r.Next.Proposed:
		return analysis.Side{Stated: true, Value: r.Next.Target, Proposed: true}
	case year == review.Term.Next && r.Next != nil && r.Next.Target != nil:
		return analysis.Side{Stated: true, Value: r.Next.Target, Pos: targetCell(review, r, r.Next.Facts)}
	}
	return analysis.Side{}
}

// targetCell is the sheet's cell that states a target, or else the row of the
// catalogue.
func targetCell(review *analysis.Review, r *analysis.Result, facts []int) ingest.Pos {
	if len(facts) > 0 {
		return review.Facts.At(facts[0]).Pos
	}
	return r.Pos
}

func sameTarget(a, b analysis.Side, decimals int) bool {
	if a.Stated != b.Stated || a.Bound != b.Bound || a.Unit != b.Unit || a.Proposed != b.Proposed {
		return false
	}
	return !a.Stated || stat.Round(*a.Value, decimals) == stat.Round(*b.Value, decimals)
}
