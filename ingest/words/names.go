package words

import (
	"sort"
	"strings"
	"sync"
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
	*Table
	Indicators []ingest.Name
	ByKey      map[string][]int // key of a name or alias → indicators
	inner      map[string][]int // key of what follows "Trong đó:" in a name → indicators
	forms      []lexiconForm
	Places     []ingest.Name
	byAlias    map[string][]int // key of a full name or alias → places
	ByBare     map[string][]int // key without the kind → places
	Whole      int              // index into places; -1 if none is the whole
	spelled    map[string][]int // key with its abbreviations spelled out → indicators

	unmarked func() *diacritics
	spaced   func() []lexiconForm // spacedPlaces

	answers sharedMemo[match]
	likes   sharedMemo[match]    // what a label is like, without its context
	own     sharedMemo[bool]     // selfStanding
	nearby  sharedMemo[[]string] // of unknown places
	inNames sharedMemo[PlaceMatch]
}

type lexiconForm struct {
	key    string
	runes  []rune
	sketch sketch
	digits string
	index  int
}

// NewLexicon makes a vocabulary ready for look-ups, with the words of its job.
func NewLexicon(v ingest.Vocabulary) *Lexicon {
	l := &Lexicon{Table: Builtin().With(v.Words), Indicators: v.Indicators, Places: v.Places, ByKey: map[string][]int{}, inner: map[string][]int{}, byAlias: map[string][]int{}, ByBare: map[string][]int{}, spelled: map[string][]int{}}
	for i, n := range v.Indicators {
		for _, text := range append([]string{n.Name}, n.Aliases...) {
			l.addForm(text, i)
		}
	}
	for i, p := range v.Places {
		for _, text := range append([]string{p.Name}, p.Aliases...) {
			if k := Key(text); !l.IsTotalWord(k) {
				addOnce(l.byAlias, k, i)
			}
		}
		kind, bare := l.SplitPlace(p.Name)
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
	l.unmarked, l.spaced = newDiacritics(l), sync.OnceValue(l.spacedPlaces)
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
	rest, rel := l.CutRelation(text)
	rest, _ = l.CutUnit(rest)
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
	addOnce(l.ByKey, k, i)
	if long := l.SpellOut(k); long != k {
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
	if len(l.Indicators) == 0 || len(p) == 0 {
		return match{}
	}
	id := p.String() + "\x00" + unit
	if len(p) > 1 {
		id += "\x00" + string(p[1].Rel)
	}
	if l.has(sectors, Key(p[len(p)-1].Text)) { // only such a word asks what stands around it
		id += "\x00\x00" + context
	}
	return l.answers.get(id, func(string) match { return l.findIndicator(p, unit, context) })
}

func (l *Lexicon) findIndicator(p LabelPath, unit, context string) match {
	unitOf := l.UnitClass(unit)
	for _, text := range l.readings(p, unit) {
		if i := l.Lookup(text, unitOf); i >= 0 && !l.needsContext(text, i, context) {
			return match{Code: l.Indicators[i].Code, Name: l.Indicators[i].Name, Similar: 1}
		}
	}
	if whole := WithoutBreakdown(p[0].Text); whole != p[0].Text { // "Lao động có việc làm theo nhóm tuổi"
		if m := l.findIndicator(append(LabelPath{{Text: whole, Rel: p[0].Rel}}, p[1:]...), unit, context); m.Similar == 1 {
			return m
		}
	}
	if i := l.childAlone(p, unitOf, context); i >= 0 {
		return match{Code: l.Indicators[i].Code, Name: l.Indicators[i].Name, Similar: 1}
	}
	if i := l.breakdown(p, unitOf); i >= 0 {
		return match{Code: l.Indicators[i].Code, Name: l.Indicators[i].Name, Similar: 1}
	}
	if i := l.abbreviated(p, unit, unitOf); i >= 0 {
		like := Similarity(Key(p.String()), Key(l.Indicators[i].Name))
		return match{Code: l.Indicators[i].Code, Name: l.Indicators[i].Name, Similar: min(like, 0.99)}
	}
	return l.likeness(p, unitOf)
}

// SpellOut returns a key with its abbreviations spelled out.
func (t *lexis) SpellOut(k string) string {
	words := strings.Split(k, " ")
	found := false
	for i, w := range words {
		if long := t.meaning(abbreviations, w); long != "" {
			words[i], found = long, true
		}
	}
	if !found {
		return k
	}
	return strings.Join(words, " ")
}

// abbreviated is the indicator that a label means where the one or the other
// spells out what the other abbreviates, or that it means but for the words "của
// tỉnh"; -1 if none or several are.
func (l *Lexicon) abbreviated(p LabelPath, unit string, class Class) int {
	for _, text := range l.readings(p, unit) {
		long := prose(` (?:của|trên địa bàn|trong)? ?(?:toàn )?tỉnh$`).ReplaceAllString(l.SpellOut(text), "")
		for _, list := range [][]int{l.spelled[long], l.ByKey[long]} {
			if len(list) == 1 && ClassesFit(l.UnitClass(l.Indicators[list[0]].Unit), class) && !l.has(sectors, long) {
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
func (l *Lexicon) childAlone(p LabelPath, class Class, context string) int {
	if len(p) < 2 {
		return -1
	}
	parents, last := p[:len(p)-1], Key(p[len(p)-1].Text)
	bare := true
	for _, one := range parents {
		bare = bare && l.IsVague(one.Text)
	}
	if bare {
		for _, form := range l.unitForms(last, "") {
			if i := l.Lookup(form, class); i >= 0 && !l.IsVague(last) {
				return i
			}
		}
		return -1
	}
	i := l.Lookup(last, class)
	if i < 0 && class == ClassHouseholds {
		last = l.opening(openingHouseholds) + " " + last
		i = l.Lookup(last, class)
	}
	if i < 0 || l.has(sectors, last) {
		if i >= 0 && !l.needsContext(last, i, context+" "+parents.String()) {
			return i
		}
		return -1
	}
	if l.selfStanding(last) && l.LookupAny(Key(parents.String())) >= 0 {
		return i
	}
	words := strings.Fields(last)
	if len(words) >= 6 || len(words) >= 3 && l.sharesWords(last, Key(parents.String())) {
		return i
	}
	return -1
}

// selfStanding reports whether a key is the name of what is done ("Xuất khẩu lao
// động") and not of a group that anything may be done for ("Hộ nghèo", "Người
// cao tuổi"): it opens with no word for people, households or things, and no
// name of another indicator holds it.
func (l *Lexicon) selfStanding(k string) bool { return l.own.get(k, l.standsByItself) }

func (l *Lexicon) standsByItself(k string) bool {
	own := len(l.ByKey[k]) == 1 && !l.opens(groups, k) && !l.IsVague(k)
	for i := range l.forms {
		if !own {
			break
		}
		f := &l.forms[i]
		own = f.index == l.ByKey[k][0] || !strings.Contains(" "+f.key+" ", " "+k+" ")
	}
	return own
}

// sharesWords reports whether two keys have two words in common that say something.
func (l *Lexicon) sharesWords(a, b string) bool {
	common := 0
	for _, w := range strings.Fields(a) {
		if !l.has(plainWords, w) && strings.Contains(" "+b+" ", " "+w+" ") {
			common++
		}
	}
	return common >= 2
}

// Lookup returns the indicator of that key whose unit fits best, or -1.
func (l *Lexicon) Lookup(k string, class Class) int {
	best := -1
	for _, i := range l.ByKey[k] {
		of := l.UnitClass(l.Indicators[i].Unit)
		if of == class {
			return i
		}
		if best < 0 && ClassesFit(of, class) {
			best = i
		}
	}
	return best
}

// needsContext reports whether a word such as "Dịch vụ" means that indicator only
// where something around it is about the same matter.
func (l *Lexicon) needsContext(k string, i int, context string) bool {
	if !l.has(sectors, k) {
		return false
	}
	about := " " + Key(context) + " "
	own := " " + k + " "
	for _, word := range strings.Fields(Key(l.Indicators[i].Name)) {
		if len(word) > 3 && !prose(`^(?:trọng|trong|tỷ)$`).MatchString(word) && !strings.Contains(own, " "+word+" ") && strings.Contains(about, " "+word+" ") {
			return false
		}
	}
	return true
}

// breakdown finds an indicator that is a part of another: "Số người được tạo
// việc làm mới / nữ" is "Trong đó: nữ được tạo việc làm mới".
func (l *Lexicon) breakdown(p LabelPath, class Class) int {
	if len(p) < 2 {
		return -1
	}
	child := Key(p[len(p)-1].Text)
	if same := l.meaning(synonyms, child); same != "" {
		child = same // "lao động nữ" below a count of people is "nữ"
	}
	if p[len(p)-1].Rel != ingest.NoPart || p[len(p)-1].Rel == ingest.NoPart && len(p) == 2 {
		for _, i := range l.inner[child] {
			if len(strings.Fields(child)) > 2 && ClassesFit(l.UnitClass(l.Indicators[i].Unit), class) {
				return i
			}
		}
	}
	owner := l.LookupAny(Key(p[:len(p)-1].String()))
	if owner < 0 {
		return -1
	}
	for i, n := range l.Indicators {
		if !ClassesFit(l.UnitClass(n.Unit), class) {
			continue
		}
		rest, rel := l.CutRelation(n.Name)
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

// LookupAny returns the indicator of a key in any of the forms that a name may have,
// or -1.
func (l *Lexicon) LookupAny(k string) int {
	for _, form := range l.unitForms(k, "") {
		if list := l.ByKey[form]; len(list) > 0 {
			return list[0]
		}
	}
	return -1
}

func (l *Lexicon) namesContain(i int, k string) bool {
	for _, text := range append([]string{l.Indicators[i].Name}, l.Indicators[i].Aliases...) {
		if strings.Contains(" "+Key(text)+" ", " "+k+" ") {
			return true
		}
	}
	return false
}

// likeness takes the most similar name from similarTaken on, and else offers
// the nearest.
func (l *Lexicon) likeness(p LabelPath, class Class) match {
	k := Key(p.String())
	taken := len(p) == 1 // a label of its own may be taken for its likeness, a part never
	id := k + "\x00" + string(class)
	if taken {
		id += "\x00"
	}
	return l.likes.get(id, func(string) match { return l.mostAlike(k, class, taken) })
}

// mostAlike is likeness for a label's key.
func (l *Lexicon) mostAlike(k string, class Class, taken bool) match {
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
		name := l.Indicators[c.index]
		if taken && len(m.Nearest) == 0 && c.like >= similarTaken && n >= 8 && ClassesFit(l.UnitClass(name.Unit), class) {
			return match{Code: name.Code, Name: name.Name, Similar: c.like}
		}
		if len(m.Nearest) < 3 && !hasText(m.Nearest, name.Name) {
			m.Nearest = append(m.Nearest, name.Name)
		}
	}
	return m
}

// OpenAlike reports whether several texts open with the same word, which names of places
// without their kind do not.
func OpenAlike(texts map[string]int) bool {
	first := ""
	for text := range texts {
		word, _, _ := strings.Cut(Fold(WithoutNumbering(Tidy(text))), " ")
		if first != "" && word != first {
			return false
		}
		first = word
	}
	return len(texts) > 1 && !prose(`^(?:bản|thôn|xóm|khu|ấp|làng|tổ|buôn|phum|khóm|khối|xã|phường|huyện|thị|thành|tỉnh|h\.|tx\.?|tp\.?|tt\.?)$`).MatchString(first)
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
