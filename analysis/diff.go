package analysis

import (
	"cmp"
	"slices"

	"tongket/ingest"
)

// ChangeKind says what differs between two Reviews.
type ChangeKind string

const (
	FigureAdded    ChangeKind = "added"   // "thêm"
	FigureRemoved  ChangeKind = "removed" // "bớt"
	FigureAltered  ChangeKind = "altered" // "đổi"
	VerdictAltered ChangeKind = "verdict" // "đánh giá"
	TargetAltered  ChangeKind = "target"  // "mục tiêu": of the term or of the next
	FindingAltered ChangeKind = "finding" // "phát hiện": one is new, or gone
)

// A Change is one difference between two Reviews.
type Change struct {
	Kind      ChangeKind     `json:"kind"`
	Indicator string         `json:"indicator,omitempty"` // code
	Name      string         `json:"name,omitempty"`
	Place     string         `json:"place,omitempty"` // "" = the whole
	Years     ingest.Period  `json:"years,omitzero"`
	Measure   ingest.Measure `json:"measure,omitempty"` // of a figure: that of the later Review if both have it
	Unit      string         `json:"unit,omitempty"`
	Decimals  int            `json:"decimals,omitempty"`
	Before    Side           `json:"before,omitzero"`
	After     Side           `json:"after,omitzero"`
}

// A Side is what one of the two Reviews says; it says nothing if Stated is
// false.
type Side struct {
	Stated  bool        `json:"stated"`
	Value   *float64    `json:"value,omitempty"`   // of a figure or a target; nil with a mark
	Mark    ingest.Mark `json:"mark,omitempty"`    // of a figure without a number
	Bound   string      `json:"bound,omitempty"`   // of a target
	Verdict Verdict     `json:"verdict,omitempty"` // of a judgement
	Finding *Finding    `json:"finding,omitempty"` // of a finding
	Pos     ingest.Pos  `json:"pos,omitzero"`      // the cell; zero if there is none
}

// Diff tells what is different in the later of two Reviews: figures in the
// order of its indicators, places and years, then judgements, targets and
// findings. It is nil if nothing is.
//
// A figure is a number (or a mark) for an indicator, a place, a year and a
// measure. It is compared in the indicator's unit, wherever it stands: a row
// that has moved is no difference, nor is a second sheet that says the same. An
// estimate in whose place an actual has come is an altered figure.
func Diff(before, after *Review) []Change {
	d := newDiffer(before, after)
	changes := d.figures()
	changes = append(changes, d.judgements()...)
	changes = append(changes, d.targets()...)
	return append(changes, d.findings()...)
}

type differ struct {
	before, after *Review
	ranks         map[string]int // of indicators by code: the later Review's order first
	places        map[string]int
	indicators    []*Result // by rank; the later Review's if both have it
	old           map[string]*Result
	new           map[string]*Result
}

func newDiffer(before, after *Review) *differ {
	d := &differ{
		before: before, after: after, ranks: make(map[string]int), places: make(map[string]int),
		old: make(map[string]*Result), new: make(map[string]*Result),
	}
	for _, side := range []struct {
		r      *Review
		byCode map[string]*Result
	}{{after, d.new}, {before, d.old}} {
		for i := range side.r.Indicators {
			res := &side.r.Indicators[i]
			side.byCode[res.Code] = res
			if _, ok := d.ranks[res.Code]; !ok {
				d.ranks[res.Code] = len(d.indicators)
				d.indicators = append(d.indicators, res)
			}
		}
		for _, p := range side.r.Places {
			if _, ok := d.places[p.Name]; !ok {
				d.places[p.Name] = len(d.places)
			}
		}
	}
	return d
}

// A figureKey is what a figure is about.
type figureKey struct {
	indicator string // code, or "~" and the label with its unit
	place     string
	years     ingest.Period
}

// A figureSide is a distinct figure for a key and a measure.
type figureSide struct {
	measure ingest.Measure
	side    Side
	unit    string
	name    string
}

// figures compares what the sheets of the two Reviews say.
func (d *differ) figures() []Change {
	old, oldKeys := d.collect(d.before)
	new, newKeys := d.collect(d.after)
	keys := oldKeys
	for _, k := range newKeys {
		if _, ok := old[k]; !ok {
			keys = append(keys, k)
		}
	}
	slices.SortStableFunc(keys, d.compareKeys)
	var out []Change
	for _, k := range keys {
		out = append(out, d.compareFigures(k, old[k], new[k])...)
	}
	return out
}

// collect groups the distinct figures of a Review by what they are about.
func (d *differ) collect(r *Review) (map[figureKey][]figureSide, []figureKey) {
	whole := ""
	if len(r.Places) > 0 {
		whole = r.Places[0].Name
	}
	byKey := make(map[figureKey][]figureSide)
	var keys []figureKey
	for i := range r.Facts {
		f := &r.Facts[i]
		key := figureKey{f.Indicator, f.Place, f.Years}
		if f.Place == whole {
			key.place = ""
		}
		if f.Indicator == "" {
			key.indicator = "~" + f.Label
		}
		s := d.sideOf(f, key.indicator)
		list, ok := byKey[key]
		if !ok {
			keys = append(keys, key)
		}
		if !slices.ContainsFunc(list, s.says) {
			byKey[key] = append(list, s)
		}
	}
	return byKey, keys
}

func (d *differ) sideOf(f *ingest.Fact, code string) figureSide {
	s := figureSide{measure: f.Measure, unit: f.Unit, name: f.Label, side: Side{Stated: true, Mark: f.Mark, Pos: f.Pos, Bound: f.Bound}}
	if !f.Known {
		return s
	}
	v := f.Value
	if rank, ok := d.ranks[code]; ok && d.indicators[rank].Unit != f.Unit {
		if w, ok := Convert(v, f.Unit, d.indicators[rank].Unit); ok {
			v, s.unit = w, d.indicators[rank].Unit
		}
	}
	s.side.Value, s.side.Mark = &v, ""
	return s
}

// says tells whether two sides are the same figure.
func (s figureSide) says(o figureSide) bool {
	if s.measure != o.measure || s.side.Mark != o.side.Mark || s.side.Bound != o.side.Bound || (s.side.Value == nil) != (o.side.Value == nil) {
		return false
	}
	return s.side.Value == nil || *s.side.Value == *o.side.Value && s.unit == o.unit
}

func (d *differ) compareKeys(x, y figureKey) int {
	return cmp.Or(
		cmp.Compare(d.rank(x.indicator), d.rank(y.indicator)),
		cmp.Compare(x.indicator, y.indicator),
		cmp.Compare(d.placeRank(x.place), d.placeRank(y.place)),
		cmp.Compare(x.place, y.place),
		cmp.Compare(x.years.From, y.years.From),
		cmp.Compare(x.years.To, y.years.To),
	)
}

func (d *differ) rank(code string) int {
	if r, ok := d.ranks[code]; ok {
		return r
	}
	return len(d.ranks)
}

func (d *differ) placeRank(place string) int {
	if r, ok := d.places[place]; ok && place != "" {
		return r
	}
	if place == "" {
		return -1
	}
	return len(d.places)
}

// compareFigures pairs what is left when equal figures are taken away: of the
// same measure first, then an actual with the estimate it replaces.
func (d *differ) compareFigures(k figureKey, old, new []figureSide) []Change {
	gone := slices.DeleteFunc(slices.Clone(old), func(s figureSide) bool { return slices.ContainsFunc(new, s.says) })
	come := slices.DeleteFunc(slices.Clone(new), func(s figureSide) bool { return slices.ContainsFunc(old, s.says) })
	var out []Change
	pair := func(match func(o, n figureSide) bool) {
		for i := 0; i < len(gone); i++ {
			j := slices.IndexFunc(come, func(n figureSide) bool { return match(gone[i], n) })
			if j < 0 {
				continue
			}
			out = append(out, d.figureChange(FigureAltered, k, come[j], gone[i].side, come[j].side))
			gone, come = slices.Delete(gone, i, i+1), slices.Delete(come, j, j+1)
			i--
		}
	}
	pair(func(o, n figureSide) bool { return o.measure == n.measure && o.side.Pos == n.side.Pos })
	pair(func(o, n figureSide) bool { return o.measure == n.measure })
	pair(func(o, n figureSide) bool { return reached(o.measure) && reached(n.measure) })
	for _, s := range gone {
		out = append(out, d.figureChange(FigureRemoved, k, s, s.side, Side{}))
	}
	for _, s := range come {
		out = append(out, d.figureChange(FigureAdded, k, s, Side{}, s.side))
	}
	return out
}

func (d *differ) figureChange(kind ChangeKind, k figureKey, s figureSide, before, after Side) Change {
	c := Change{Kind: kind, Indicator: k.indicator, Name: s.name, Place: k.place, Years: k.years, Measure: s.measure, Unit: s.unit, Before: before, After: after}
	if rank, ok := d.ranks[k.indicator]; ok {
		c.Name, c.Decimals = d.indicators[rank].Name, d.indicators[rank].Decimals
	}
	return c
}

// about is a change of an indicator as a whole.
func (d *differ) about(kind ChangeKind, r *Result, year int) Change {
	return Change{Kind: kind, Indicator: r.Code, Name: r.Name, Years: ingest.Year(year), Unit: r.Unit, Decimals: r.Decimals}
}

// judgements compares the verdicts.
func (d *differ) judgements() []Change {
	var out []Change
	for _, r := range d.indicators {
		c := d.about(VerdictAltered, r, d.after.Term.Last)
		c.Before, c.After = verdictSide(d.before, d.old[r.Code]), verdictSide(d.after, d.new[r.Code])
		if c.Before.Verdict != c.After.Verdict {
			out = append(out, c)
		}
	}
	return out
}

func verdictSide(review *Review, r *Result) Side {
	if r == nil || r.Judgement.Verdict == NoVerdict {
		return Side{}
	}
	s := Side{Stated: true, Verdict: r.Judgement.Verdict, Value: r.Judgement.Actual}
	if n := len(r.Whole.Points); n > 0 && len(r.Whole.Points[n-1].Facts) > 0 {
		s.Pos = review.Facts[r.Whole.Points[n-1].Facts[0]].Pos
	}
	return s
}

// targets compares the targets of the term and of the next, as printed.
func (d *differ) targets() []Change {
	var out []Change
	for _, r := range d.indicators {
		old, new := d.old[r.Code], d.new[r.Code]
		for _, t := range []struct {
			year          int
			before, after Side
		}{
			{d.after.Term.Last, goalSide(d.before, old), goalSide(d.after, new)},
			{d.after.Term.Next, nextSide(d.before, old), nextSide(d.after, new)},
		} {
			if c := d.about(TargetAltered, r, t.year); !sameTarget(t.before, t.after, r.Decimals) {
				c.Before, c.After = t.before, t.after
				out = append(out, c)
			}
		}
	}
	return out
}

func goalSide(review *Review, r *Result) Side {
	if r == nil || r.Goal == nil {
		return Side{}
	}
	return Side{Stated: true, Value: &r.Goal.Value, Bound: r.Goal.Bound, Pos: targetCell(review, r, r.Goal.Facts)}
}

func nextSide(review *Review, r *Result) Side {
	if r == nil || r.Next == nil || r.Next.Target == nil {
		return Side{}
	}
	return Side{Stated: true, Value: r.Next.Target, Pos: targetCell(review, r, r.Next.Facts)}
}

// targetCell is the sheet's cell that states a target, or else the row of the
// catalogue.
func targetCell(review *Review, r *Result, facts []int) ingest.Pos {
	if len(facts) > 0 {
		return review.Facts[facts[0]].Pos
	}
	return r.Pos
}

func sameTarget(a, b Side, decimals int) bool {
	if a.Stated != b.Stated || a.Bound != b.Bound {
		return false
	}
	return !a.Stated || Round(*a.Value, decimals) == Round(*b.Value, decimals)
}

// A findingKey tells findings apart; the cell only where nothing else does, for
// rows move.
type findingKey struct {
	code, indicator, name, place string
	years                        ingest.Period
	file, sheet                  string
	cell                         string
}

func keyOf(f *Finding) findingKey {
	k := findingKey{code: f.Code, indicator: f.Indicator, name: f.Name, place: f.Place, years: f.Years, file: f.Pos.File, sheet: f.Pos.Sheet}
	if f.Indicator == "" || f.Years == (ingest.Period{}) {
		k.cell = f.Pos.Cell()
	}
	return k
}

// findings lists the findings that are gone and those that are new, each in
// its Review's order.
func (d *differ) findings() []Change {
	var out []Change
	for _, f := range unmatched(d.before.Findings, d.after.Findings) {
		out = append(out, findingChange(f, Side{Stated: true, Finding: f, Pos: f.Pos}, Side{}))
	}
	for _, f := range unmatched(d.after.Findings, d.before.Findings) {
		out = append(out, findingChange(f, Side{}, Side{Stated: true, Finding: f, Pos: f.Pos}))
	}
	return out
}

// unmatched are the findings of one list without a counterpart in the other.
func unmatched(list, other []Finding) []*Finding {
	count := make(map[findingKey]int)
	for i := range other {
		count[keyOf(&other[i])]++
	}
	var out []*Finding
	for i := range list {
		k := keyOf(&list[i])
		if count[k]--; count[k] < 0 {
			out = append(out, &list[i])
		}
	}
	return out
}

func findingChange(f *Finding, before, after Side) Change {
	return Change{
		Kind: FindingAltered, Indicator: f.Indicator, Name: f.Name, Place: f.Place, Years: f.Years,
		Unit: f.Unit, Decimals: f.Decimals, Before: before, After: after,
	}
}
