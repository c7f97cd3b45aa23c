package diff

import (
	"cmp"
	"slices"

	"tongket/analysis"
	"tongket/ingest"
)

// A figureKey is what a figure is about.
type figureKey struct {
	indicator string // code, or "~" and the label
	place     string
	years     ingest.Period
}

// A figureSide is a distinct figure for a key and a measure.
type figureSide struct {
	measure ingest.Measure
	side    analysis.Side // with its first cell
	unit    string
	name    string
	raw     string     // its first cell
	mended  bool       // it is as the team has corrected it
	cells   []cellPair // all that state it
}

// A cellPair is a cell under its own file's name, and under the name that the
// file has in the later Review.
type cellPair struct{ own, now ingest.Pos }

// figures compares what the sheets of the two Reviews say. Most points are
// alike, so that only the others are looked at more closely.
func (d *differ) figures() []analysis.Change {
	old, oldKeys := group(d.before, d.only, d.earlyKey)
	new, newKeys := group(d.after, d.only, d.lateKey)
	var keys []figureKey
	for _, k := range oldKeys {
		if !d.alike(old[k], new[k]) {
			keys = append(keys, k)
		}
	}
	for _, k := range newKeys {
		if _, ok := old[k]; !ok {
			keys = append(keys, k)
		}
	}
	slices.SortStableFunc(keys, d.compareKeys)
	same := func(p ingest.Pos) ingest.Pos { return p }
	var out []analysis.Change
	for _, k := range keys {
		out = append(out, d.compareFigures(k, d.sides(d.before, k, old[k], d.now), d.sides(d.after, k, new[k], same))...)
	}
	return out
}

// group lists the facts of a Review by what they are about, and what that is in
// their order: those of some indicators, or of all if only is nil.
func group(r *analysis.Review, only map[string]bool, about func(*ingest.Fact) figureKey) (map[figureKey][]int32, []figureKey) {
	count := r.Facts.Len()
	if only != nil {
		count = 0 // few
	}
	byKey := make(map[figureKey][]int32, count)
	keys := make([]figureKey, 0, count)
	room := make([]int32, r.Facts.Len()) // for the first fact of each key
	for i, f := range r.Facts.All() {
		key := about(f)
		if only != nil && !only[key.indicator] {
			continue
		}
		list, ok := byKey[key]
		if !ok {
			keys = append(keys, key)
			list = room[i:i:min(i+1, len(room))]
		}
		byKey[key] = append(list, int32(i))
	}
	return byKey, keys
}

// alike tells whether the only fact on either side says the same.
func (d *differ) alike(old, new []int32) bool {
	if len(old) != 1 || len(new) != 1 {
		return false
	}
	o, n := d.before.Facts.At(int(old[0])), d.after.Facts.At(int(new[0]))
	return o.Known == n.Known && (o.Known || o.Mark == n.Mark) && o.Measure == n.Measure && o.Bound == n.Bound && o.Unit == n.Unit && (!o.Known || sameNumber(o.Value, n.Value))
}

// sides are the distinct figures among facts about one thing.
func (d *differ) sides(r *analysis.Review, k figureKey, facts []int32, now func(ingest.Pos) ingest.Pos) []figureSide {
	var list []figureSide
	for _, i := range facts {
		f := r.Facts.At(int(i))
		s := d.sideOf(&f, k.indicator)
		s.cells = []cellPair{{f.Pos, now(f.Pos)}}
		if k := slices.IndexFunc(list, s.says); k >= 0 {
			list[k].cells = append(list[k].cells, s.cells...)
			continue
		}
		list = append(list, s)
	}
	return list
}

// earlyKey says what a fact of the earlier Review is about in the later one's
// words; the whole has no name.
func (d *differ) earlyKey(f *ingest.Fact) figureKey {
	key := figureKey{d.recode.fact(f), d.recode.place(f.Place), f.Years}
	if isWhole(d.before, f.Place) {
		key.place = ""
	}
	return key
}

// lateKey says what a fact of the later Review is about.
func (d *differ) lateKey(f *ingest.Fact) figureKey {
	key := figureKey{ownCode(f), f.Place, f.Years}
	if isWhole(d.after, f.Place) {
		key.place = ""
	}
	return key
}

func isWhole(r *analysis.Review, place string) bool {
	return len(r.Places) > 0 && place == r.Places[0].Name
}

func (d *differ) sideOf(f *ingest.Fact, code string) figureSide {
	s := figureSide{measure: f.Measure, unit: f.Unit, name: f.Label, raw: f.Raw, mended: f.Mark == analysis.MarkCorrected, side: analysis.Side{Stated: true, Mark: f.Mark, Pos: f.Pos, Bound: f.Bound}}
	if !f.Known {
		return s
	}
	v := f.Value
	if rank, ok := d.ranks[code]; ok && d.indicators[rank].Unit != f.Unit {
		if w, ok := analysis.Convert(v, f.Unit, d.indicators[rank].Unit); ok {
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
	return s.side.Value == nil || sameNumber(*s.side.Value, *o.side.Value) && s.unit == o.unit
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

// A pairing holds the figures of one key that only one of the Reviews has, as
// long as no counterpart is found for them.
type pairing struct {
	d          *differ
	key        figureKey
	old, new   []figureSide // all
	gone, come []figureSide
	out        []analysis.Change
}

// compareFigures pairs what is left when equal figures are taken away: those
// of one cell first, of one sheet next; then any of the same measure, and an
// actual with the estimate it replaces. Where two sheets gave one figure and
// one of them gives another now, its cell tells which figure was altered.
func (d *differ) compareFigures(k figureKey, old, new []figureSide) []analysis.Change {
	p := &pairing{d: d, key: k, old: old, new: new}
	p.gone = slices.DeleteFunc(slices.Clone(old), func(s figureSide) bool { return slices.ContainsFunc(new, s.says) })
	p.come = slices.DeleteFunc(slices.Clone(new), func(s figureSide) bool { return slices.ContainsFunc(old, s.says) })
	listed := k.indicator == "" || k.indicator[0] != '~'
	measure := func(o, n figureSide) bool { return o.measure == n.measure }
	happened := func(o, n figureSide) bool { return reached(o.measure) && reached(n.measure) }
	unit := func(o, n figureSide) bool { return listed || o.unit == n.unit }
	for _, match := range []func(o, n figureSide) bool{
		func(o, n figureSide) bool { return measure(o, n) && commonCell(o, n) != nil },
		func(o, n figureSide) bool { return measure(o, n) && unit(o, n) && sameSheet(o, n) },
		func(o, n figureSide) bool { return measure(o, n) && unit(o, n) },
		func(o, n figureSide) bool { return happened(o, n) && commonCell(o, n) != nil },
		func(o, n figureSide) bool { return happened(o, n) && unit(o, n) },
		func(o, n figureSide) bool { return commonCell(o, n) != nil },
	} {
		p.pair(match)
	}
	p.split()
	for _, s := range p.gone {
		p.out = append(p.out, d.figureChange(analysis.FigureRemoved, k, s, s.side, analysis.Side{}))
	}
	for _, s := range p.come {
		p.out = append(p.out, d.figureChange(analysis.FigureAdded, k, s, analysis.Side{}, s.side))
	}
	return p.out
}

// commonCell is the first cell of o, by both names, that n stands in too; nil if
// there is none.
func commonCell(o, n figureSide) *cellPair {
	for i, c := range o.cells {
		if slices.ContainsFunc(n.cells, func(at cellPair) bool { return at.now == c.now }) {
			return &o.cells[i]
		}
	}
	return nil
}

func sameSheet(o, n figureSide) bool {
	sheet := func(c cellPair) ingest.Pos { return ingest.Pos{File: c.now.File, Sheet: c.now.Sheet} }
	return slices.ContainsFunc(o.cells, func(c cellPair) bool {
		return slices.ContainsFunc(n.cells, func(at cellPair) bool { return sheet(at) == sheet(c) })
	})
}

// pair takes the figures that match out of what is left.
func (p *pairing) pair(match func(o, n figureSide) bool) {
	for i := 0; i < len(p.gone); i++ {
		j := slices.IndexFunc(p.come, func(n figureSide) bool { return match(p.gone[i], n) })
		if j < 0 {
			continue
		}
		p.alter(p.gone[i], p.come[j])
		p.gone, p.come = slices.Delete(p.gone, i, i+1), slices.Delete(p.come, j, j+1)
		i--
	}
}

// split finds for what is left the figure that both Reviews have and that
// stood, or stands, in its cell.
func (p *pairing) split() {
	comparable := func(o, n figureSide) bool {
		return (o.measure == n.measure || reached(o.measure) && reached(n.measure)) && commonCell(o, n) != nil
	}
	p.come = slices.DeleteFunc(p.come, func(n figureSide) bool {
		i := slices.IndexFunc(p.old, func(o figureSide) bool { return comparable(o, n) })
		if i >= 0 {
			p.alter(p.old[i], n)
		}
		return i >= 0
	})
	p.gone = slices.DeleteFunc(p.gone, func(o figureSide) bool {
		i := slices.IndexFunc(p.new, func(n figureSide) bool { return comparable(o, n) })
		if i >= 0 {
			p.alter(o, p.new[i])
		}
		return i >= 0
	})
}

// alter notes that n has come in the place of o, with the cell that they share
// or else the first of each.
func (p *pairing) alter(o, n figureSide) {
	if c := commonCell(o, n); c != nil {
		o.side.Pos, n.side.Pos = c.own, c.now
	}
	kind := analysis.FigureAltered
	if (o.mended || n.mended) && o.raw == n.raw {
		kind = analysis.FigureCorrected
	}
	c := p.d.figureChange(kind, p.key, n, o.side, n.side)
	if o.measure != n.measure {
		c.Was = o.measure
	}
	if o.unit != n.unit {
		c.Before.Unit = o.unit
	}
	p.out = append(p.out, c)
}

func (d *differ) figureChange(kind analysis.ChangeKind, k figureKey, s figureSide, before, after analysis.Side) analysis.Change {
	c := analysis.Change{Kind: kind, Indicator: k.indicator, Name: s.name, Place: k.place, Years: k.years, Measure: s.measure, Unit: s.unit, Before: before, After: after}
	if rank, ok := d.ranks[k.indicator]; ok {
		c.Name, c.Decimals = d.indicators[rank].Name, d.indicators[rank].Decimals
	}
	return c
}

// reached tells whether a measure is of what happened rather than of what was
// meant to happen.
func reached(m ingest.Measure) bool { return m == ingest.Actual || m == ingest.Estimate }
