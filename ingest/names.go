package ingest

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Similarities of keys: from similarTaken on a label is taken for a name of the
// vocabulary (with an issue), from similarOffered on the name is offered.
const (
	similarTaken   = 0.88
	similarOffered = 0.75
)

// A lexicon is a Vocabulary made ready for look-ups. It is shared by all
// workers; only what was found for a text is kept, and that is bounded.
type lexicon struct {
	names   []Name
	exact   map[string][]int // key of a name or alias → indicators
	inner   map[string][]int // key of what follows "Trong đó:" in a name → indicators
	forms   []lexiconForm
	places  []Name
	byAlias map[string][]int // key of a full name or alias → places
	byBare  map[string][]int // key without the kind → places
	whole   int              // index into places; -1 if none is the whole
	spelled map[string][]int // key with its abbreviations spelled out → indicators

	unmarked func() *diacritics

	answers sharedMemo[match]
	likes   sharedMemo[match]    // what a label is like, without its context
	own     sharedMemo[bool]     // selfStanding
	nearby  sharedMemo[[]string] // of unknown places
}

type lexiconForm struct {
	key    string
	runes  []rune
	sketch sketch
	digits string
	index  int
}

func newLexicon(v Vocabulary) *lexicon {
	l := &lexicon{names: v.Indicators, places: v.Places, exact: map[string][]int{}, inner: map[string][]int{}, byAlias: map[string][]int{}, byBare: map[string][]int{}, spelled: map[string][]int{}}
	for i, n := range v.Indicators {
		for _, text := range append([]string{n.Name}, n.Aliases...) {
			l.addForm(text, i)
		}
	}
	for i, p := range v.Places {
		for _, text := range append([]string{p.Name}, p.Aliases...) {
			if k := key(text); !isTotalWord(k) {
				addOnce(l.byAlias, k, i)
			}
		}
		kind, bare := splitPlace(p.Name)
		if kind == "" {
			kind = fold(p.Kind)
		}
		addOnce(l.byBare, key(bare), i)
		addOnce(l.byAlias, key(kind+" "+bare), i)
	}
	l.dropSharedAliases()
	kinds := make([]string, len(v.Places))
	for i, p := range v.Places {
		kinds[i] = p.Kind
	}
	l.whole = WholeOf(kinds)
	l.unmarked = newDiacritics(l)
	return l
}

// dropSharedAliases: a bare name that two places share ("Phú Thọ", the province
// and the town) is an alias of neither.
func (l *lexicon) dropSharedAliases() {
	for bare, list := range l.byBare {
		if len(list) > 1 {
			delete(l.byAlias, bare)
		}
	}
}

func (l *lexicon) addForm(text string, i int) {
	rest, rel := cutRelation(text)
	rest, _ = cutUnit(rest)
	k := key(rest)
	if k == "" {
		return
	}
	if rel != NoPart {
		addOnce(l.inner, k, i)
		if rest == text {
			return
		}
	}
	addOnce(l.exact, k, i)
	if long := spellOut(k); long != k {
		addOnce(l.spelled, long, i)
	}
	l.forms = append(l.forms, lexiconForm{k, []rune(k), sketchOf([]rune(k)), digitsOf(k), i})
}

func addOnce(m map[string][]int, k string, i int) {
	for _, j := range m[k] {
		if i == j {
			return
		}
	}
	m[k] = append(m[k], i)
}

// A match is what the vocabulary knows of a label.
type match struct {
	code    string
	name    string   // of the indicator
	similar float64  // below 1: taken for its likeness
	nearest []string // of an unknown label
}

// indicator finds the indicator that a label in that unit means. Context are
// texts around it (section, title) that say what a bare word is about.
func (l *lexicon) indicator(p labelPath, unit, context string) match {
	if len(l.names) == 0 || len(p) == 0 {
		return match{}
	}
	id := p.String() + "\x00" + unit
	if len(p) > 1 {
		id += "\x00" + string(p[1].rel)
	}
	if sectorWords[key(p[len(p)-1].text)] { // only such a word asks what stands around it
		id += "\x00\x00" + context
	}
	return l.answers.get(id, func(string) match { return l.findIndicator(p, unit, context) })
}

func (l *lexicon) findIndicator(p labelPath, unit, context string) match {
	unitOf := unitClass(unit)
	for _, text := range p.readings(unit) {
		if i := l.lookup(text, unitOf); i >= 0 && !l.needsContext(text, i, context) {
			return match{code: l.names[i].Code, name: l.names[i].Name, similar: 1}
		}
	}
	if i := l.childAlone(p, unitOf, context); i >= 0 {
		return match{code: l.names[i].Code, name: l.names[i].Name, similar: 1}
	}
	if i := l.breakdown(p, unitOf); i >= 0 {
		return match{code: l.names[i].Code, name: l.names[i].Name, similar: 1}
	}
	if i := l.abbreviated(p, unit, unitOf); i >= 0 {
		like := similarity(key(p.String()), key(l.names[i].Name))
		return match{code: l.names[i].Code, name: l.names[i].Name, similar: min(like, 0.99)}
	}
	return l.likeness(p, unit, unitOf)
}

// abbreviations are what the field writes short.
var abbreviations = map[string]string{
	"bhxh": "bảo hiểm xã hội", "bhyt": "bảo hiểm y tế", "bhtn": "bảo hiểm thất nghiệp", "ncc": "người có công", "xklđ": "xuất khẩu lao động", "lđ": "lao động", "dtts": "dân tộc thiểu số",
	"btxh": "bảo trợ xã hội", "gdnn": "giáo dục nghề nghiệp", "tnlđ": "tai nạn lao động", "vnah": "việt nam anh hùng", "bmvnah": "bà mẹ việt nam anh hùng", "hcđb": "hoàn cảnh đặc biệt",
	"lllđ": "lực lượng lao động", "gqvl": "giải quyết việc làm", "đơđn": "đền ơn đáp nghĩa", "tl": "tỷ lệ", "httnv": "hoàn thành tốt nhiệm vụ",
}

// spellOut is a key with its abbreviations spelled out.
func spellOut(k string) string {
	words := strings.Split(k, " ")
	found := false
	for i, w := range words {
		if long := abbreviations[w]; long != "" {
			words[i], found = long, true
		}
	}
	if !found {
		return k
	}
	return strings.Join(words, " ")
}

// ofProvince is what labels add about the whole that a sheet is about.
var ofProvince = newPattern(` (?:của|trên địa bàn|trong)? ?(?:toàn )?tỉnh$`)

// abbreviated is the indicator that a label means where the one or the other
// spells out what the other abbreviates, or that it means but for the words "của
// tỉnh"; -1 if none or several are.
func (l *lexicon) abbreviated(p labelPath, unit, class string) int {
	for _, text := range p.readings(unit) {
		long := ofProvince.ReplaceAllString(spellOut(text), "")
		for _, list := range [][]int{l.spelled[long], l.exact[long]} {
			if len(list) == 1 && classesFit(unitClass(l.names[list[0]].Unit), class) && !sectorWords[long] {
				return list[0]
			}
		}
	}
	return -1
}

// childAlone is the indicator that the last part of a label is by itself, or
// -1. Below a parent that says little that is any name; else the name must be
// plainly about the parent's matter ("Hộ nghèo dân tộc thiểu số" below "Số hộ
// nghèo", never "Người nghèo" below "Cấp thẻ BHYT").
func (l *lexicon) childAlone(p labelPath, class, context string) int {
	if len(p) < 2 {
		return -1
	}
	parents, last := p[:len(p)-1], key(p[len(p)-1].text)
	bare := true
	for _, one := range parents {
		bare = bare && isVague(one.text)
	}
	if bare {
		for _, form := range unitForms(last, "") {
			if i := l.lookup(form, class); i >= 0 && !isVague(last) {
				return i
			}
		}
		return -1
	}
	i := l.lookup(last, class)
	if i < 0 && class == "hộ" {
		last = "hộ " + last
		i = l.lookup(last, class)
	}
	if i < 0 || sectorWords[last] {
		if i >= 0 && !l.needsContext(last, i, context+" "+parents.String()) {
			return i
		}
		return -1
	}
	if l.selfStanding(last) && l.lookupAny(key(parents.String())) >= 0 {
		return i
	}
	words := strings.Fields(last)
	if len(words) >= 6 || len(words) >= 3 && sharesWords(last, key(parents.String())) {
		return i
	}
	return -1
}

// selfStanding tells that a key is the name of what is done ("Xuất khẩu lao
// động") and not of a group that anything may be done for ("Hộ nghèo", "Người
// cao tuổi"): it opens with no word for people, households or things, and no
// name of another indicator holds it.
func (l *lexicon) selfStanding(k string) bool { return l.own.get(k, l.standsByItself) }

func (l *lexicon) standsByItself(k string) bool {
	own := len(l.exact[k]) == 1 && !groupOpening.MatchString(k) && !isVague(k)
	for i := range l.forms {
		if !own {
			break
		}
		f := &l.forms[i]
		own = f.index == l.exact[k][0] || !strings.Contains(" "+f.key+" ", " "+k+" ")
	}
	return own
}

var groupOpening = wordPattern(`^(?:hộ|người|trẻ em|đối tượng|thương binh|bệnh binh|liệt sĩ|bà mẹ|mẹ|bmvnah|ncc|lao động|lđ|đảng viên|chi bộ|cấp ủy|ủy viên|nữ|nam|nhân khẩu|khẩu|nhà|mộ|phần mộ|thẻ|bhyt|suất|quà)\b`)

// sharesWords tells that two keys have two words in common that say something.
func sharesWords(a, b string) bool {
	common := 0
	for _, w := range strings.Fields(a) {
		if !plainWords[w] && strings.Contains(" "+b+" ", " "+w+" ") {
			common++
		}
	}
	return common >= 2
}

// plainWords say nothing about what a label is about.
var plainWords = wordSet("số,tổng,có,và,của,các,là,từ,được,trong,theo")

// lookup is the indicator of that key whose unit fits best, or -1.
func (l *lexicon) lookup(k, class string) int {
	best := -1
	for _, i := range l.exact[k] {
		of := unitClass(l.names[i].Unit)
		if of == class {
			return i
		}
		if best < 0 && classesFit(of, class) {
			best = i
		}
	}
	return best
}

// needsContext tells that a word such as "Dịch vụ" means that indicator only
// where something around it is about the same matter.
func (l *lexicon) needsContext(k string, i int, context string) bool {
	if !sectorWords[k] {
		return false
	}
	about := " " + key(context) + " "
	own := " " + k + " "
	for _, word := range strings.Fields(key(l.names[i].Name)) {
		if len(word) > 3 && word != "trọng" && word != "trong" && word != "tỷ" && !strings.Contains(own, " "+word+" ") && strings.Contains(about, " "+word+" ") {
			return false
		}
	}
	return true
}

var sectorWords = wordSet("dịch vụ,công nghiệp,công nghiệp xây dựng,nông lâm thủy sản,nông lâm nghiệp thủy sản,xây dựng,nông nghiệp")

// breakdown finds an indicator that is a part of another: "Số người được tạo
// việc làm mới / nữ" is "Trong đó: nữ được tạo việc làm mới".
func (l *lexicon) breakdown(p labelPath, class string) int {
	if len(p) < 2 {
		return -1
	}
	child := key(p[len(p)-1].text)
	if women[child] {
		child = "nữ"
	}
	if p[len(p)-1].rel != NoPart || p[len(p)-1].rel == NoPart && len(p) == 2 {
		for _, i := range l.inner[child] {
			if len(strings.Fields(child)) > 2 && classesFit(unitClass(l.names[i].Unit), class) {
				return i
			}
		}
	}
	owner := l.lookupAny(key(p[:len(p)-1].String()))
	if owner < 0 {
		return -1
	}
	for i, n := range l.names {
		if !classesFit(unitClass(n.Unit), class) {
			continue
		}
		rest, rel := cutRelation(n.Name)
		if rel == NoPart {
			continue
		}
		k := key(rest)
		tail, front := strings.TrimPrefix(k, child+" "), strings.TrimSuffix(k, " "+child)
		if tail != k && l.namesContain(owner, tail) || front != k && l.namesContain(owner, front) {
			return i
		}
	}
	return -1
}

// women are other words for "nữ" below a count of people.
var women = wordSet("lao động nữ,nữ giới,phụ nữ,số nữ,là nữ,lđ nữ,người nữ,số lao động nữ")

func (l *lexicon) lookupAny(k string) int {
	for _, form := range unitForms(k, "") {
		if list := l.exact[form]; len(list) > 0 {
			return list[0]
		}
	}
	return -1
}

func (l *lexicon) namesContain(i int, k string) bool {
	for _, text := range append([]string{l.names[i].Name}, l.names[i].Aliases...) {
		if strings.Contains(" "+key(text)+" ", " "+k+" ") {
			return true
		}
	}
	return false
}

// likeness takes the most similar name from similarTaken on, and else offers
// the nearest.
func (l *lexicon) likeness(p labelPath, unit, class string) match {
	k := key(p.String())
	taken := len(p) == 1 // a label of its own may be taken for its likeness, a part never
	id := k + "\x00" + class
	if taken {
		id += "\x00"
	}
	return l.likes.get(id, func(string) match { return l.mostAlike(k, class, taken) })
}

// mostAlike is likeness for a label's key.
func (l *lexicon) mostAlike(k, class string, taken bool) match {
	runes, digits := []rune(k), digitsOf(k)
	n, drawn := len(runes), sketchOf(runes)
	var room []int
	type near struct {
		index int
		like  float64
	}
	var list []near
	for i := range l.forms {
		f := &l.forms[i]
		longest := max(n, len(f.runes))
		most := longest / 4 // edits that leave similarOffered
		if f.digits != digits || longest-min(n, len(f.runes)) > most || drawn.apart(&f.sketch) > most {
			continue
		}
		var edits int
		if edits, room = distance(runes, f.runes, most, room); edits <= most {
			list = append(list, near{f.index, 1 - float64(edits)/float64(longest)})
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].like > list[j].like })
	var m match
	for _, c := range list {
		name := l.names[c.index]
		if taken && len(m.nearest) == 0 && c.like >= similarTaken && n >= 8 && classesFit(unitClass(name.Unit), class) {
			return match{code: name.Code, name: name.Name, similar: c.like}
		}
		if len(m.nearest) < 3 && !hasText(m.nearest, name.Name) {
			m.nearest = append(m.nearest, name.Name)
		}
	}
	return m
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

func hasText(list []string, s string) bool {
	for _, t := range list {
		if t == s {
			return true
		}
	}
	return false
}

var peopleUnits = wordSet("người,khẩu,nhân khẩu,lượt người,lượt,trẻ em,trẻ,em,cháu,lao động,đối tượng,mẹ,đảng viên,đồng chí,liệt sĩ,thương binh,học sinh,sinh viên,học viên,trường hợp")

// unitClass groups the units that can measure the same thing; "" is unknown.
func unitClass(u string) string {
	f := fold(u)
	for _, scale := range []string{"nghìn ", "triệu ", "tỷ "} {
		if rest, ok := strings.CutPrefix(f, scale); ok && rest != "đồng" {
			f = rest
		}
	}
	switch {
	case f == "":
		return ""
	case f == "%" || f == "‰" || f == "điểm %":
		return "%"
	case strings.Contains(f, "đồng") && f != "đồng chí" || strings.Contains(f, "usd"):
		return "đồng"
	case f == "hộ" || f == "gia đình":
		return "hộ"
	case peopleUnits[f]:
		return "người"
	}
	return "khác"
}

func classesFit(a, b string) bool {
	if a == "" || b == "" || a == b {
		return true
	}
	if a == "%" || b == "%" || a == "đồng" || b == "đồng" {
		return false
	}
	return a == "khác" || b == "khác"
}

// placeKinds are the words before a place's name, with what they mean.
var placeKinds = []struct{ word, kind string }{
	{"thành phố ", "thành phố"}, {"tp. ", "thành phố"}, {"tp.", "thành phố"}, {"tp ", "thành phố"}, {"t.p. ", "thành phố"}, {"t.p ", "thành phố"},
	{"thị xã ", "thị xã"}, {"tx. ", "thị xã"}, {"tx.", "thị xã"}, {"tx ", "thị xã"}, {"t.x. ", "thị xã"}, {"t.x ", "thị xã"}, {"t.xã ", "thị xã"},
	{"huyện ", "huyện"}, {"h. ", "huyện"}, {"h.", "huyện"}, {"h ", "huyện"}, {"quận ", "quận"}, {"q. ", "quận"}, {"q.", "quận"},
	{"thị trấn ", "thị trấn"}, {"tt. ", "thị trấn"}, {"tt ", "thị trấn"}, {"phường ", "phường"}, {"p. ", "phường"}, {"xã ", "xã"}, {"x. ", "xã"},
	{"tỉnh ", "tỉnh"}, {"t. ", "tỉnh"},
}

var (
	officePrefix = newPattern(`(?i)^(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd|hđnd|huyện ủy|phòng (?:lđ[ -]*tb[ &và,-]*xh|lao động[ \-–,]*(?:thương binh|tb)[ \-–]*(?:và|&)?[ \-–]*(?:xã hội|xh))|phòng lđtbxh|p\. ?lđ[ -]*tb[ &-]*xh|trung tâm [^,]*?|chi cục thống kê|đảng bộ|đảng ủy)\s+`)
	codeSuffix   = newPattern(`\s*(?:[-–(]\s*(?:mã(?: số)?\s*:?\s*)?\d{2,5}\s*\)?)$`)
	listPrefix   = newPattern(`^(?:\d{1,3}(?:\.\d{1,2})*[.)/]\s*|[-+*•–]\s*|[IVX]{1,5}[.)]\s*|[a-gA-G][.)]\s+)+`)
)

// splitPlace parts a place's text into its kind ("huyện", "" if none is said)
// and the bare name as written.
func splitPlace(s string) (kind, bare string) {
	s = strings.TrimSpace(listPrefix.ReplaceAllString(tidy(dropEnglish(s)), ""))
	s = strings.TrimRight(codeSuffix.ReplaceAllString(s, ""), " .:,;")
	s = footMark.ReplaceAllString(s, "")
	for office := officePrefix.FindString(s); office != ""; office = officePrefix.FindString(s) {
		s = s[len(office):]
	}
	low := strings.ToLower(s)
	for _, k := range placeKinds {
		if strings.HasPrefix(low, k.word) && len(low) > len(k.word) {
			rest := strings.TrimSpace(s[len(k.word):])
			if r, _ := utf8.DecodeRuneInString(rest); unicode.IsUpper(r) || unicode.IsDigit(r) || s == low {
				return k.kind, rest
			}
		}
	}
	return "", s
}

// A placeMatch is what a text names as a place.
type placeMatch struct {
	name      string // as facts give it
	known     bool   // the vocabulary has it
	whole     bool   // it is the whole: the vocabulary's province
	kind      string // said before the name
	ambiguous bool   // the bare name of the province and of another place
}

// A placeName is what place returns.
type placeName struct {
	placeMatch
	ok bool
}

// place is the lexicon's place.
func (x *meanings) place(text string) (placeMatch, bool) {
	p := x.places.get(text, func(text string) placeName {
		p, ok := x.lex.place(text)
		return placeName{p, ok}
	})
	return p.placeMatch, p.ok
}

// place finds the place that a text names. A text without a kind that the
// vocabulary does not know is no match.
func (l *lexicon) place(s string) (placeMatch, bool) {
	kind, bare := splitPlace(s)
	if bare == "" {
		return placeMatch{}, false
	}
	if list := l.byAlias[key(s)]; len(list) == 1 {
		return l.found(list[0], kind), true
	}
	if kind != "" {
		if list := l.byAlias[key(kind+" "+bare)]; len(list) == 1 {
			return l.found(list[0], kind), true
		}
		return placeMatch{name: strings.ToUpper(kind[:1]) + kind[1:] + " " + bare, kind: kind}, true
	}
	switch list := l.byBare[key(bare)]; len(list) {
	case 0:
		if list := l.byAlias[key(bare)]; len(list) == 1 {
			return l.found(list[0], ""), true
		}
		return placeMatch{}, false
	case 1:
		return l.found(list[0], ""), true
	}
	return placeMatch{name: bare, ambiguous: true}, true
}

func (l *lexicon) found(i int, kind string) placeMatch {
	p := l.places[i]
	return placeMatch{name: p.Name, known: true, whole: l.isWhole(i), kind: kind}
}

// isWhole tells whether place i is the whole.
func (l *lexicon) isWhole(i int) bool { return i == l.whole }

// shared returns the place of a bare name that several share: the province, or
// the other one.
func (l *lexicon) shared(bare string, province bool) (placeMatch, bool) {
	for _, i := range l.byBare[key(bare)] {
		if l.isWhole(i) == province {
			return l.found(i, ""), true
		}
	}
	return placeMatch{}, false
}

var groupWords = newPattern(`^(?:các |khu vực|khối |vùng |nhóm |miền |cụm |thành thị$|nông thôn$|đồng bằng$|trung du$|huyện (?:miền núi|đồng bằng|trung du|nghèo)|(?:huyện|thành phố|thị xã)(?:(?:, | và )(?:huyện|thành phố|thị xã))+$)`)

// isGroup tells the names of groups of places: "Các huyện miền núi".
func isGroup(low string) bool { return groupWords.MatchString(low) }

// nearPlaces offers the places whose names are alike; none is ever taken for it.
func (l *lexicon) nearPlaces(name string) []string { return l.nearby.get(name, l.likePlaces) }

func (l *lexicon) likePlaces(name string) []string {
	_, bare := splitPlace(name)
	var list []string
	for _, p := range l.places {
		_, other := splitPlace(p.Name)
		if similarity(key(bare), key(other)) >= similarOffered && len(list) < 3 {
			list = append(list, p.Name)
		}
	}
	return list
}
