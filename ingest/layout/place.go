package layout

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"tongket/ingest"
	"tongket/ingest/words"
)

// readPlace reads the place that a row is about.
func (b *rowNames) readPlace(i int, r *rowSays, several bool) {
	text := b.textOf(i, b.places[0], several && !b.totalRow(i) && !hasOwnName(b, i, b.places[0].col))
	outer := ""
	for _, more := range b.places[1:] {
		if t := b.textOf(i, more, false); t != "" {
			outer, text = text, t
		}
	}
	if outer != "" && text != "" {
		if x, y := b.x.placeSays.Get(text, b.placeText), b.x.placeSays.Get(outer, b.placeText); x.kind != "" && y.kind != "" && y.depth > x.depth {
			outer, text = text, outer // "Xã Minh Tiến | Huyện Đoan Hùng"
		}
	}
	if strings.TrimSpace(text) == "" {
		return
	}
	if b.stubNamesOther(text) {
		if listedAsPlace(b, i, text) {
			r.named, r.isPlace, r.place = true, true, words.PlaceMatch{Name: words.LabelText(words.Tidy(text))}
			b.last = lastPlace{place: r.place, named: true}
			return
		}
		b.readOther(i, r, text)
		return
	}
	says := b.placeIn(text)
	if within := cmp.Or(b.district.Name, b.around.place.Name); says.depth == 2 && says.kind == "" && says.place.Known && !says.place.Whole && within != "" && !b.around.place.Whole {
		if head := words.CommuneHead(b.x.headAt(b.t, b.places[len(b.places)-1].col)); words.IsCommuneWord(head) { // "Tân Sơn" below "Tên xã" in a sheet of huyện Tân Sơn
			_, bare := b.x.SplitPlace(says.place.Name)
			says.place = words.PlaceMatch{Name: words.Capitalised(head) + " " + bare, Kind: head}
		} else if own := says.place.Name == within; own && numberedAmongUnknown(b, i) { // "Tân Sơn" among the communes of huyện Tân Sơn
			_, bare := b.x.SplitPlace(says.place.Name)
			says.place = words.PlaceMatch{Name: bare + ", " + within}
		} else if own && head != "" {
			says.conflict = true
		} else if head != "" { // a commune that bears the name of another district
			_, bare := b.x.SplitPlace(says.place.Name)
			says.place = words.PlaceMatch{Name: bare + ", " + within}
		}
	}
	r.named, r.skip, r.isPlace, r.place, r.group, r.conflict = true, cmp.Or(says.skip, r.skip), says.isPlace, says.place, says.group, says.conflict
	if says.unit != "" {
		r.unit = says.unit
	}
	if above, ok := b.bands.place(); ok && !above.group {
		r.place = b.withOuter(r.place, above.place)
	}
	if outer == "" {
		r.place = b.belowDistrict(i, r.place, says)
	} else {
		r.place = b.withOuter(r.place, b.x.placeSays.Get(outer, b.placeText).place)
	}
	b.last = lastPlace{place: r.place, named: r.isPlace}
	if b.province == nil || r.place.Whole {
		return
	}
	if suffix := b.x.provinces.Get(b.textOf(i, b.province, true), b.x.otherProvince); suffix != "" && r.place.Name != suffix {
		r.place.Name += ", " + suffix
		r.place.Known = false
	}
}

// ofUnnamedDistrict tells a total of a district or a commune that nothing names: it is
// not that of the vocabulary's province.
func ofUnnamedDistrict(b *rowNames, text string) bool {
	if b.around.rank > 0 || b.x.Lex.Whole < 0 || !words.TotalsDistrict(words.Fold(text)) {
		return false
	}
	kind, _ := b.x.SplitPlace(b.x.Lex.Places[b.x.Lex.Whole].Name)
	return words.IsProvinceWord(kind)
}

// ofProvinces tells a total of rows that name provinces, of which the vocabulary's may be
// one, and that says nothing of its own province.
func ofProvinces(b *rowNames, kind string) bool {
	if kind != "" || b.x.Lex.Whole < 0 || len(b.places) == 0 || !b.around.place.Whole && b.around.place.Name != "" {
		return false
	}
	b.lookAround()
	return b.amongProvinces
}

// listedAsPlace tells a row that names nothing by itself ("Khác") and bears the number next
// to that of the place above it: one of the places, no part of the last.
func listedAsPlace(b *rowNames, i int, text string) bool {
	return b.onlyPlaces && b.x.IsVague(words.LabelText(words.Tidy(text))) && !b.recurs(text) && i > b.t.body && b.last.named &&
		words.SerialOf(b.serialOf(i)) == words.NumberSerial && words.Atoi(b.serialOf(i)) == words.Atoi(b.serialOf(i-1))+1
}

// numberedAmongUnknown tells a row of places that bears a number as those around it do, of
// which at least two are in no list.
func numberedAmongUnknown(b *rowNames, i int) bool {
	if words.SerialOf(b.serialOf(i)) != words.NumberSerial {
		return false
	}
	unknown := 0
	for text := range b.places[0].stats.distinct {
		if p, ok := b.x.Place(words.LabelText(words.Tidy(text))); !b.x.IsTotalText(text) && (!ok || !p.Known && !p.Ambiguous) {
			unknown++
		}
	}
	return unknown > 1
}

// hasOwnName tells that row i has a name of its own left of a column: a blank there says
// nothing of it.
func hasOwnName(b *rowNames, i int, col int32) bool {
	for _, c := range b.labels {
		if cell := b.s.inRow(i, c.col); c.col < col && cell != nil && cell.Kind == ingest.Text && !b.x.IsDitto(cell.Text) {
			return true
		}
	}
	return false
}

// belowDistrict names a commune by the district whose row with figures stands above it in
// the same column, where numbers or the commune's own kind put it below: "I Huyện Tân
// Hồng", "1 Tân Phước".
func (b *rowNames) belowDistrict(i int, p words.PlaceMatch, says rowSays) words.PlaceMatch {
	if says.depth == 2 && says.kind != "" && !p.Whole {
		b.district, b.districtSerial = p, words.SerialOf(b.serialOf(i))
		return p
	}
	if p.Whole || b.district.Name == "" || p.Known && says.depth == 2 {
		return p
	}
	if serial := words.SerialOf(b.serialOf(i)); words.IsCommuneWord(says.kind) || serial > b.districtSerial && b.districtSerial != words.NoSerial {
		return b.withOuter(p, b.district)
	}
	return p
}

// placeText reads the text of a column of places, whatever rows stand around.
func (b *rowNames) placeText(text string) (r rowSays) {
	low := words.Fold(text)
	if words.IsPageTotal(low) {
		r.skip = ingest.ReasonPageTotal
		return r
	}
	if skip := b.x.SkipReason(low); skip == ingest.ReasonCheck || skip == ingest.ReasonComparison {
		r.skip = skip
		return r
	}
	if rest, rel := b.x.CutRelation(words.Tidy(text)); rel != ingest.NoPart && rest != "" {
		text = rest
	}
	shown := words.LabelText(words.WithoutNumbering(words.Tidy(words.DropEnglish(text))))
	shown, r.unit = b.x.CutUnit(shown)
	r.isPlace = true
	if b.x.IsTotalText(shown) {
		r.place = words.PlaceMatch{Whole: true, Known: true, Kind: words.WholeKind(shown)}
		return r
	}
	p, ok := b.x.Place(shown)
	if !ok {
		p, ok = b.x.OfficePlace(shown)
	}
	switch {
	case words.IsGroup(words.Fold(shown)):
		r.place, r.group = words.PlaceMatch{Name: shown, Known: true}, true
	case ok && p.Ambiguous:
		r.shared = p
	case ok:
		r.place = p
	default:
		r.place = words.PlaceMatch{Name: shown}
	}
	r.kind, _ = b.x.SplitPlace(shown)
	r.depth = b.x.depth(r.place)
	return r
}

// placeIn reads the text of a column of places in the light of what stands around: of a
// bare name that the province shares conflict is true if the rows do not tell which it is.
func (b *rowNames) placeIn(text string) rowSays {
	says := b.x.placeSays.Get(text, b.placeText)
	switch {
	case says.shared.Ambiguous:
		var ok bool
		says.place, ok = b.shared(says.shared)
		says.conflict = !ok
	case says.place.Whole && ofUnnamedDistrict(b, text):
		says.place = words.PlaceMatch{Name: words.SentenceCase(words.LabelText(words.Tidy(text)))}
	case says.place.Whole && says.place.Name == "" && ofProvinces(b, says.place.Kind):
		says.place = words.PlaceMatch{Name: cmp.Or(words.NamedProvinces(b.around.text), words.SentenceCase(words.LabelText(words.Tidy(text)))), Known: true}
	}
	return says
}

// setPlace gives a row the place that its label names.
func (b *rowNames) setPlace(r *rowSays, text string) {
	says := b.placeIn(text)
	r.isPlace, r.place, r.group, r.conflict = true, says.place, says.group, says.conflict
}

// shared settles a bare name that the province and another place bear: among
// rows with at least two other known places it is that place, among at least
// two unknown ones it is the province.
func (b *rowNames) shared(p words.PlaceMatch) (words.PlaceMatch, bool) {
	b.lookAround()
	if b.towns == 3 {
		return p, false
	}
	return b.x.Lex.Shared(p.Name, b.towns == 2)
}

func (b *rowNames) lookAround() {
	if b.towns == 0 {
		b.towns = b.countNeighbours()
	}
}

func (b *rowNames) countNeighbours() int {
	known, unknown, provinces := map[string]bool{}, map[string]bool{}, map[string]bool{}
	own := false // the province's name is one of them, if the others are provinces
	cols := slices.Concat(b.places, b.labels, b.years, b.kinds)
	for i := b.t.body; i < b.t.area.bottom; i++ {
		for _, c := range cols {
			cell := b.s.inRow(i, c.col)
			if cell == nil || cell.Kind != ingest.Text || b.x.IsTotalWord(words.Key(cell.Text)) || b.x.isPeriod(cell.Text) {
				continue
			}
			p, ok := b.x.Place(cell.Text)
			if words.IsNationPlace(cell.Text) && !p.Known && !p.Ambiguous {
				_, bare := b.x.SplitPlace(cell.Text)
				provinces[words.Key(bare)] = true
			}
			own = own || p.Ambiguous && words.IsNationPlace(cell.Text)
			switch {
			case ok && p.Known && !p.Whole:
				known[p.Name] = true
			case !ok || !p.Known && !p.Ambiguous:
				unknown[words.Key(cell.Text)] = true
			}
		}
	}
	for k := range b.columns {
		c := &b.columns[k]
		if c.isPlace && c.place.Known && !c.place.Whole {
			known[c.place.Name] = true
		}
		if c.isPlace && words.IsNationPlace(c.place.Name) {
			provinces[words.Key(c.place.Name)] = true
		}
	}
	b.amongProvinces = len(provinces)+boolInt(own) > 2 && len(known) == 0
	switch {
	case len(provinces) >= 2 && len(known) == 0:
		return 2
	case b.x.namesShared(known):
		return 3 // "TX Phú Thọ" stands beside "Phú Thọ"
	case len(known) >= 2:
		return 1
	case len(known) == 0 && len(unknown) >= 2 && b.onlyPlaces:
		return 2
	}
	return 3
}

// mixedLists are the rows in lists that number what they name 1, 2, 3 … where some name
// places and others do not: each is an item of the list, and none that of a place belongs
// to the one above it.
func mixedLists(b *rowNames) map[int]bool {
	if len(b.labels) == 0 || len(b.places) > 0 {
		return nil
	}
	var mixed map[int]bool
	var list []int
	last, places := 0, 0
	end := func() {
		if places > 0 && places < len(list) {
			if mixed == nil {
				mixed = map[int]bool{}
			}
			for _, i := range list {
				mixed[i] = true
			}
		}
		list, places = list[:0], 0
	}
	for i := b.t.body; i < b.t.area.bottom; i++ {
		cell := b.s.inRow(i, b.labels[0].col)
		if cell == nil || cell.Kind != ingest.Text || !b.anyFigure(i) {
			continue
		}
		serial := b.serialOf(i)
		if serial == "" {
			serial, _ = words.CutSerial(words.Tidy(cell.Text))
		}
		n, err := strconv.Atoi(strings.Trim(serial, "()./ "))
		if err != nil {
			continue
		}
		if n != last+1 {
			end()
		}
		last, list = n, append(list, i)
		places += b.x.natures.Get(cell.Text, b.x.nature).place
	}
	end()
	return mixed
}

// otherProvince is the name of a province that is not the vocabulary's own.
func (x *source) otherProvince(text string) string {
	p, ok := x.Place(text)
	switch {
	case !ok:
		return words.Tidy(text)
	case p.Known || p.Ambiguous:
		return ""
	}
	return p.Name
}

// namesShared tells that a place which shares its bare name with the province
// is named in full.
func (x *source) namesShared(known map[string]bool) bool {
	for _, list := range x.Lex.ByBare {
		for _, i := range list {
			if len(list) > 1 && known[x.Lex.Places[i].Name] {
				return true
			}
		}
	}
	return false
}
