package words

import (
	"sort"
	"strings"
	"unicode"

	"tongket/ingest"
)

// Similarities of keys: from similarTaken on a label is taken for a name of the
// vocabulary (with an issue), from similarOffered on the name is offered.
const (
	similarTaken   = 0.88
	similarOffered = 0.75
)

// A Lexicon is a Vocabulary made ready for look-ups. It is shared by all
// workers; only what was found for a text is kept, and that is bounded.
type Lexicon struct {
	Names   []ingest.Name
	Exact   map[string][]int // key of a name or alias → indicators
	inner   map[string][]int // key of what follows "Trong đó:" in a name → indicators
	forms   []lexiconForm
	Places  []ingest.Name
	byAlias map[string][]int // key of a full name or alias → places
	ByBare  map[string][]int // key without the kind → places
	Whole   int              // index into places; -1 if none is the whole
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

func NewLexicon(v ingest.Vocabulary) *Lexicon {
	l := &Lexicon{Names: v.Indicators, Places: v.Places, Exact: map[string][]int{}, inner: map[string][]int{}, byAlias: map[string][]int{}, ByBare: map[string][]int{}, spelled: map[string][]int{}}
	for i, n := range v.Indicators {
		for _, text := range append([]string{n.Name}, n.Aliases...) {
			l.addForm(text, i)
		}
	}
	for i, p := range v.Places {
		for _, text := range append([]string{p.Name}, p.Aliases...) {
			if k := Key(text); !IsTotalWord(k) {
				addOnce(l.byAlias, k, i)
			}
		}
		kind, bare := SplitPlace(p.Name)
		if kind == "" {
			kind = Fold(p.Kind)
		}
		addOnce(l.ByBare, Key(bare), i)
		addOnce(l.byAlias, Key(kind+" "+bare), i)
	}
	l.dropSharedAliases()
	kinds := make([]string, len(v.Places))
	for i, p := range v.Places {
		kinds[i] = p.Kind
	}
	l.Whole = WholeOf(kinds)
	l.unmarked = newDiacritics(l)
	return l
}

// dropSharedAliases: a bare name that two places share ("Phú Thọ", the province
// and the town) is an alias of neither.
func (l *Lexicon) dropSharedAliases() {
	for bare, list := range l.ByBare {
		if len(list) > 1 {
			delete(l.byAlias, bare)
		}
	}
}

func (l *Lexicon) addForm(text string, i int) {
	rest, rel := CutRelation(text)
	rest, _ = CutUnit(rest)
	k := Key(rest)
	if k == "" {
		return
	}
	if rel != ingest.NoPart {
		addOnce(l.inner, k, i)
		if rest == text {
			return
		}
	}
	addOnce(l.Exact, k, i)
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
	Code    string
	Name    string   // of the indicator
	Similar float64  // below 1: taken for its likeness
	Nearest []string // of an unknown label
}

// Indicator finds the indicator that a label in that unit means. Context are
// texts around it (section, title) that say what a bare word is about.
func (l *Lexicon) Indicator(p LabelPath, unit, context string) match {
	if len(l.Names) == 0 || len(p) == 0 {
		return match{}
	}
	id := p.String() + "\x00" + unit
	if len(p) > 1 {
		id += "\x00" + string(p[1].Rel)
	}
	if sectorWords[Key(p[len(p)-1].Text)] { // only such a word asks what stands around it
		id += "\x00\x00" + context
	}
	return l.answers.get(id, func(string) match { return l.findIndicator(p, unit, context) })
}

func (l *Lexicon) findIndicator(p LabelPath, unit, context string) match {
	unitOf := UnitClass(unit)
	for _, text := range p.readings(unit) {
		if i := l.Lookup(text, unitOf); i >= 0 && !l.needsContext(text, i, context) {
			return match{Code: l.Names[i].Code, Name: l.Names[i].Name, Similar: 1}
		}
	}
	if i := l.childAlone(p, unitOf, context); i >= 0 {
		return match{Code: l.Names[i].Code, Name: l.Names[i].Name, Similar: 1}
	}
	if i := l.breakdown(p, unitOf); i >= 0 {
		return match{Code: l.Names[i].Code, Name: l.Names[i].Name, Similar: 1}
	}
	if i := l.abbreviated(p, unit, unitOf); i >= 0 {
		like := Similarity(Key(p.String()), Key(l.Names[i].Name))
		return match{Code: l.Names[i].Code, Name: l.Names[i].Name, Similar: min(like, 0.99)}
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
var ofProvince = NewPattern(` (?:của|trên địa bàn|trong)? ?(?:toàn )?tỉnh$`)

// abbreviated is the indicator that a label means where the one or the other
// spells out what the other abbreviates, or that it means but for the words "của
// tỉnh"; -1 if none or several are.
func (l *Lexicon) abbreviated(p LabelPath, unit, class string) int {
	for _, text := range p.readings(unit) {
		long := ofProvince.ReplaceAllString(spellOut(text), "")
		for _, list := range [][]int{l.spelled[long], l.Exact[long]} {
			if len(list) == 1 && ClassesFit(UnitClass(l.Names[list[0]].Unit), class) && !sectorWords[long] {
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
func (l *Lexicon) childAlone(p LabelPath, class, context string) int {
	if len(p) < 2 {
		return -1
	}
	parents, last := p[:len(p)-1], Key(p[len(p)-1].Text)
	bare := true
	for _, one := range parents {
		bare = bare && IsVague(one.Text)
	}
	if bare {
		for _, form := range unitForms(last, "") {
			if i := l.Lookup(form, class); i >= 0 && !IsVague(last) {
				return i
			}
		}
		return -1
	}
	i := l.Lookup(last, class)
	if i < 0 && class == "hộ" {
		last = "hộ " + last
		i = l.Lookup(last, class)
	}
	if i < 0 || sectorWords[last] {
		if i >= 0 && !l.needsContext(last, i, context+" "+parents.String()) {
			return i
		}
		return -1
	}
	if l.selfStanding(last) && l.LookupAny(Key(parents.String())) >= 0 {
		return i
	}
	words := strings.Fields(last)
	if len(words) >= 6 || len(words) >= 3 && sharesWords(last, Key(parents.String())) {
		return i
	}
	return -1
}

// selfStanding tells that a key is the name of what is done ("Xuất khẩu lao
// động") and not of a group that anything may be done for ("Hộ nghèo", "Người
// cao tuổi"): it opens with no word for people, households or things, and no
// name of another indicator holds it.
func (l *Lexicon) selfStanding(k string) bool { return l.own.get(k, l.standsByItself) }

func (l *Lexicon) standsByItself(k string) bool {
	own := len(l.Exact[k]) == 1 && !groupOpening.MatchString(k) && !IsVague(k)
	for i := range l.forms {
		if !own {
			break
		}
		f := &l.forms[i]
		own = f.index == l.Exact[k][0] || !strings.Contains(" "+f.key+" ", " "+k+" ")
	}
	return own
}

var groupOpening = WordPattern(`^(?:hộ|người|trẻ em|đối tượng|thương binh|bệnh binh|liệt sĩ|bà mẹ|mẹ|bmvnah|ncc|lao động|lđ|đảng viên|chi bộ|cấp ủy|ủy viên|nữ|nam|nhân khẩu|khẩu|nhà|mộ|phần mộ|thẻ|bhyt|suất|quà)\b`)

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
var plainWords = WordSet("số,tổng,có,và,của,các,là,từ,được,trong,theo")

// Lookup is the indicator of that key whose unit fits best, or -1.
func (l *Lexicon) Lookup(k, class string) int {
	best := -1
	for _, i := range l.Exact[k] {
		of := UnitClass(l.Names[i].Unit)
		if of == class {
			return i
		}
		if best < 0 && ClassesFit(of, class) {
			best = i
		}
	}
	return best
}

// needsContext tells that a word such as "Dịch vụ" means that indicator only
// where something around it is about the same matter.
func (l *Lexicon) needsContext(k string, i int, context string) bool {
	if !sectorWords[k] {
		return false
	}
	about := " " + Key(context) + " "
	own := " " + k + " "
	for _, word := range strings.Fields(Key(l.Names[i].Name)) {
		if len(word) > 3 && word != "trọng" && word != "trong" && word != "tỷ" && !strings.Contains(own, " "+word+" ") && strings.Contains(about, " "+word+" ") {
			return false
		}
	}
	return true
}

var sectorWords = WordSet("dịch vụ,công nghiệp,công nghiệp xây dựng,nông lâm thủy sản,nông lâm nghiệp thủy sản,xây dựng,nông nghiệp")

// breakdown finds an indicator that is a part of another: "Số người được tạo
// việc làm mới / nữ" is "Trong đó: nữ được tạo việc làm mới".
func (l *Lexicon) breakdown(p LabelPath, class string) int {
	if len(p) < 2 {
		return -1
	}
	child := Key(p[len(p)-1].Text)
	if women[child] {
		child = "nữ"
	}
	if p[len(p)-1].Rel != ingest.NoPart || p[len(p)-1].Rel == ingest.NoPart && len(p) == 2 {
		for _, i := range l.inner[child] {
			if len(strings.Fields(child)) > 2 && ClassesFit(UnitClass(l.Names[i].Unit), class) {
				return i
			}
		}
	}
	owner := l.LookupAny(Key(p[:len(p)-1].String()))
	if owner < 0 {
		return -1
	}
	for i, n := range l.Names {
		if !ClassesFit(UnitClass(n.Unit), class) {
			continue
		}
		rest, rel := CutRelation(n.Name)
		if rel == ingest.NoPart {
			continue
		}
		k := Key(rest)
		tail, front := strings.TrimPrefix(k, child+" "), strings.TrimSuffix(k, " "+child)
		if tail != k && l.namesContain(owner, tail) || front != k && l.namesContain(owner, front) {
			return i
		}
	}
	return -1
}

// women are other words for "nữ" below a count of people.
var women = WordSet("lao động nữ,nữ giới,phụ nữ,số nữ,là nữ,lđ nữ,người nữ,số lao động nữ")

func (l *Lexicon) LookupAny(k string) int {
	for _, form := range unitForms(k, "") {
		if list := l.Exact[form]; len(list) > 0 {
			return list[0]
		}
	}
	return -1
}

func (l *Lexicon) namesContain(i int, k string) bool {
	for _, text := range append([]string{l.Names[i].Name}, l.Names[i].Aliases...) {
		if strings.Contains(" "+Key(text)+" ", " "+k+" ") {
			return true
		}
	}
	return false
}

// likeness takes the most similar name from similarTaken on, and else offers
// the nearest.
func (l *Lexicon) likeness(p LabelPath, unit, class string) match {
	k := Key(p.String())
	taken := len(p) == 1 // a label of its own may be taken for its likeness, a part never
	id := k + "\x00" + class
	if taken {
		id += "\x00"
	}
	return l.likes.get(id, func(string) match { return l.mostAlike(k, class, taken) })
}

// mostAlike is likeness for a label's key.
func (l *Lexicon) mostAlike(k, class string, taken bool) match {
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
		name := l.Names[c.index]
		if taken && len(m.Nearest) == 0 && c.like >= similarTaken && n >= 8 && ClassesFit(UnitClass(name.Unit), class) {
			return match{Code: name.Code, Name: name.Name, Similar: c.like}
		}
		if len(m.Nearest) < 3 && !hasText(m.Nearest, name.Name) {
			m.Nearest = append(m.Nearest, name.Name)
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

var PeopleUnits = WordSet("người,khẩu,nhân khẩu,lượt người,lượt,trẻ em,trẻ,em,cháu,lao động,đối tượng,mẹ,đảng viên,đồng chí,liệt sĩ,thương binh,học sinh,sinh viên,học viên,trường hợp")

// UnitClass groups the units that can measure the same thing; "" is unknown.
func UnitClass(u string) string {
	f := Fold(u)
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
	case PeopleUnits[f]:
		return "người"
	}
	return "khác"
}

func ClassesFit(a, b string) bool {
	if a == "" || b == "" || a == b {
		return true
	}
	if a == "%" || b == "%" || a == "đồng" || b == "đồng" {
		return false
	}
	return a == "khác" || b == "khác"
}
