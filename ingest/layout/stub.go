package layout

import (
	"cmp"
	"strings"
	"tongket/ingest"
	"tongket/ingest/words"
)

// stubNamesOther tells that a text in a column of places names none: a period, a
// measure, a part or an indicator, said of the place above.
func (b *rowNames) stubNamesOther(text string) bool {
	if b.x.IsTotalText(words.LabelText(text)) {
		return false
	}
	n := b.x.natures.Get(text, b.x.nature)
	if n.place+n.office > 0 && n.known == 0 {
		return false
	}
	shown, rel := b.x.CutRelation(words.Tidy(text))
	shown, unit := b.x.CutUnit(words.WithoutNumbering(shown))
	h := b.x.ParseHeading(text)
	switch {
	case h.Spent() && (h.Years != ingest.Period{} || h.Measure != ""):
		return true
	case b.x.IsArea(shown) && rel == ingest.NoPart: // "A. Thành thị" lists places, "- Thành thị" parts one
		return words.HasBullet(words.Tidy(text)) || leadingBlanks(text) > 0 || b.recurs(text) || b.around.place.Name != "" && !b.around.place.Whole
	case rel != ingest.NoPart && shown != "":
		p, ok := b.x.Place(shown)
		return !ok || !p.Known
	case n.known == 1, unit != "" && !b.onlyPlaces, b.x.IsVague(shown), words.IsClass(shown):
		return true
	}
	return b.placesStand && (words.OpensName(words.Fold(shown)) || n.name == 0 && (n.opening == 1 || b.recurs(text)))
}

// recurs tells that a text stands in several rows of a column of places.
func (b *rowNames) recurs(text string) bool {
	for _, c := range b.places {
		if c.stats.distinct[text] > 1 {
			return true
		}
	}
	return false
}

// readOther reads a row of a column of places that names none: what it says is
// said of the place above it.
func (b *rowNames) readOther(i int, r *rowSays, text string) {
	h := b.x.ParseHeading(text)
	r.named = true
	if h.Spent() && (h.Years != ingest.Period{} || h.Measure != "") {
		r.years = orPeriod(h.Years, r.years)
		r.measure = ingest.Measure(cmp.Or(string(h.Measure), string(r.measure)))
		if h.Total { // "Cộng năm 2017"
			r.isPlace, r.place = true, words.PlaceMatch{Whole: true, Known: true}
			return
		}
	} else {
		shown, rel := b.x.CutRelation(strings.TrimLeft(words.Tidy(text), " -+*•–"))
		shown, unit := b.x.CutUnit(words.LabelText(words.WithoutNumbering(shown)))
		r.path = words.LabelPath{{Text: words.LabelText(shown), Rel: rel}}
		r.vague = b.x.IsVague(shown) || words.IsClass(shown)
		if unit != "" {
			r.unit = unit
		}
	}
	b.inheritPlace(r)
}

// inheritPlace gives a row the place that stands above it.
func (b *rowNames) inheritPlace(r *rowSays) {
	if b.last.named {
		r.isPlace, r.place = true, b.last.place
	}
}

// withOuter names a commune by the district that the table puts it in.
func (b *rowNames) withOuter(p, outer words.PlaceMatch) words.PlaceMatch {
	if p.Whole || outer.Whole || outer.Name == "" || p.Name == outer.Name || b.x.depth(outer) != 2 || b.x.depth(p) == 2 {
		return p
	}
	return words.PlaceMatch{Name: p.Name + ", " + outer.Name, Kind: p.Kind}
}

// readMixed reads a row of a column of periods that names something else.
func (b *rowNames) readMixed(i int, r *rowSays, text string, h words.Heading) {
	r.named = true
	if n := b.x.natures.Get(text, b.x.nature); n.place == 1 || n.total == 1 {
		b.setPlace(r, text)
		b.last = lastPlace{place: r.place, named: true}
		return
	}
	r.path = words.LabelPath{{Text: words.LabelText(h.Part), Rel: h.Rel}}
}
