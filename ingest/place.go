package ingest

import (
	"cmp"
	"strings"
)

// readPlace reads the place that a row is about.
func (b *body) readPlace(i int, r *rowSays, several bool) {
	text := b.textOf(i, b.places[0], several)
	for _, more := range b.places[1:] {
		if t := b.textOf(i, more, false); t != "" {
			text = t
		}
	}
	if strings.TrimSpace(text) == "" {
		return
	}
	says := b.x.placeSays.get(text, b.placeText)
	if says.shared.ambiguous {
		if says.place, says.conflict = b.settlePlace(says.shared); says.conflict {
			says.isPlace = true
		}
	}
	r.named, r.skip, r.isPlace, r.place, r.group, r.conflict = true, cmp.Or(says.skip, r.skip), says.isPlace, says.place, says.group, says.conflict
	if says.unit != "" {
		r.unit = says.unit
	}
	if b.province == nil || r.place.whole {
		return
	}
	if suffix := b.x.provinces.get(b.textOf(i, b.province, true), b.otherProvince); suffix != "" && r.place.name != suffix {
		r.place.name += ", " + suffix
		r.place.known = false
	}
}

// otherProvince is the name of a province that is not the vocabulary's own.
func (b *body) otherProvince(text string) string {
	p, ok := b.x.place(text)
	switch {
	case !ok:
		return tidy(text)
	case p.known || p.ambiguous:
		return ""
	}
	return p.name
}

var pageTotal = newPattern(`^(?:cộng|tổng|lũy kế|tổng cộng|cộng dồn|tổng số) trang|^mang sang|^chuyển trang|^cộng mang sang|^trang trước|^cộng chuyển`)

// placeText reads the text of a column of places, whatever rows stand around.
func (b *body) placeText(text string) (r rowSays) {
	low := fold(text)
	if pageTotal.MatchString(low) {
		r.skip = ReasonPageTotal
		return r
	}
	if skip := skipReason(low); skip == ReasonCheck || skip == ReasonComparison {
		r.skip = skip
		return r
	}
	if rest, rel := cutRelation(tidy(text)); rel != NoPart && rest != "" {
		text = rest
	}
	shown := labelText(listPrefix.ReplaceAllString(tidy(dropEnglish(text)), ""))
	shown, r.unit = cutUnit(shown)
	r.isPlace = true
	if isTotalText(shown) {
		r.place = placeMatch{whole: true, known: true}
		return r
	}
	p, ok := b.x.place(shown)
	switch {
	case isGroup(fold(shown)):
		r.place, r.group = placeMatch{name: shown, known: true}, true
	case ok && p.ambiguous:
		r.shared = p
	case ok:
		r.place = p
	default:
		r.place = placeMatch{name: shown}
	}
	return r
}

// settlePlace settles a bare name that the province shares; conflict is true
// if the rows around do not tell.
func (b *body) settlePlace(p placeMatch) (settled placeMatch, conflict bool) {
	q, ok := b.shared(p)
	return q, !ok
}

// setPlace gives a row the place that its label names.
func (b *body) setPlace(r *rowSays, text string) {
	says := b.placeText(text)
	if says.shared.ambiguous {
		says.place, says.conflict = b.settlePlace(says.shared)
	}
	r.isPlace, r.place, r.group, r.conflict = true, says.place, says.group, says.conflict
}

// shared settles a bare name that the province and another place bear: among
// rows with at least two other known places it is that place, among at least
// two unknown ones it is the province.
func (b *body) shared(p placeMatch) (placeMatch, bool) {
	if b.towns == 0 {
		b.towns = b.countNeighbours()
	}
	if b.towns == 3 {
		return p, false
	}
	return b.x.lex.shared(p.name, b.towns == 2)
}

func (b *body) countNeighbours() int {
	known, unknown := map[string]bool{}, map[string]bool{}
	cols := append(append([]*column{}, b.places...), b.labels...)
	for i := b.t.body; i < b.t.area.bottom; i++ {
		for _, c := range cols {
			cell := b.s.inRow(i, c.col)
			if cell == nil || cell.Kind != Text || isTotalWord(key(cell.Text)) {
				continue
			}
			p, ok := b.x.place(cell.Text)
			switch {
			case ok && p.known && !p.whole:
				known[p.name] = true
			case !ok || !p.known && !p.ambiguous:
				unknown[key(cell.Text)] = true
			}
		}
	}
	for k := range b.columns {
		if c := &b.columns[k]; c.isPlace && c.place.known && !c.place.whole {
			known[c.place.name] = true
		}
	}
	switch {
	case b.namesShared(known):
		return 3 // "TX Phú Thọ" stands beside "Phú Thọ"
	case len(known) >= 2:
		return 1
	case len(known) == 0 && len(unknown) >= 2 && b.onlyPlaces:
		return 2
	}
	return 3
}

// namesShared tells that a place which shares its bare name with the province
// is named in full.
func (b *body) namesShared(known map[string]bool) bool {
	for _, list := range b.x.lex.byBare {
		for _, i := range list {
			if len(list) > 1 && known[b.x.lex.places[i].Name] {
				return true
			}
		}
	}
	return false
}

// bannerPlace reads a place alone above rows of indicators or years.
func (b *body) bannerPlace(text string) bool {
	if b.onlyPlaces || len(b.places) > 0 {
		p, ok := b.x.place(text)
		return ok && (p.known || p.kind != "" || p.ambiguous) || isTotalText(text) || isGroup(fold(text))
	}
	shown := labelText(listPrefix.ReplaceAllString(tidy(text), ""))
	p, ok := b.x.place(shown)
	if !ok || !p.known && p.kind == "" || p.ambiguous {
		return false
	}
	b.block.place, b.block.isPlace = p, true
	b.stack, b.section = nil, ""
	return true
}
