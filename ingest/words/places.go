package words

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// WholeOf returns the place that is the whole, by the kinds of all places: the first
// "cả nước", else the first "vùng", else the one "tỉnh" or "thành phố trực thuộc
// trung ương". It is -1 where there is none, and where several of these stand
// side by side as a ministry's do.
func WholeOf(kinds []string) int {
	whole, best, equals := -1, 0, 0
	for i, kind := range kinds {
		rank := wholeRank(Builtin().meaning(wholeKinds, Fold(kind)))
		switch {
		case rank > best:
			whole, best, equals = i, rank, 1
		case rank == best:
			equals++
		}
	}
	if best == 1 && equals > 1 {
		return -1
	}
	return whole
}

// IsNationPlace reports whether a place is a province, a region or the country: "Bình
// Dương" and "tỉnh Bình Dương", but not "Thị trấn Bình Dương".
func IsNationPlace(name string) bool {
	kind, bare := Builtin().SplitPlace(name)
	if PlaceDepth(kind) > 0 && !IsCentralCity(Key(bare)) {
		return false
	}
	return Builtin().IsNationPlace(Key(bare)) || IsCountry(name)
}

// WholeKind returns the word by which a total names the whole: "tỉnh" of "Toàn tỉnh"; ""
// where it names none.
func WholeKind(total string) string {
	return prose(`tỉnh|cả nước|toàn quốc`).FindString(Fold(total))
}

// NamedProvinces is what a title calls the provinces that a table lists: "Các tỉnh trung du
// và miền núi phía Bắc"; "" where it names none.
func NamedProvinces(title string) string {
	if m := prose(`(?i)\s(các tỉnh (?:thuộc |trong )?(?:vùng )?(?:miền núi|trung du|đồng bằng|bắc trung bộ|nam trung bộ|duyên hải|tây nguyên|tây bắc|đông bắc|đông nam bộ|phía (?:bắc|nam))(?:(?: và| -)? (?:miền núi|trung du|phía (?:bắc|nam)|bắc bộ|nam bộ|bắc trung bộ|nam trung bộ|trung bộ|duyên hải(?: miền trung)?|sông hồng|sông cửu long|miền trung))*)(?:$|\PL)`).FindStringSubmatch(title); m != nil {
		return Capitalised(Lower(Tidy(m[1])))
	}
	return ""
}

// TotalsDistrict reports whether a total is that of a district or a commune: "Toàn huyện".
func TotalsDistrict(low string) bool {
	return prose(`^(?:tổng |cộng )?toàn (?:huyện|quận|thị xã|xã|phường|thị trấn)$`).MatchString(low)
}

// TotalsPlaces reports whether a folded total is that of places: "Toàn tỉnh".
func TotalsPlaces(low string) bool {
	return prose(`^(?:tổng |cộng )?(?:toàn|cả) (?:tỉnh|huyện|quận|thị xã|thành phố|xã|phường|thị trấn|vùng|quốc|nước)$`).MatchString(low)
}

// HeadsPlaces reports whether a folded head is surely that of names of places.
func HeadsPlaces(low string) bool {
	return prose(`^(?:tên )?(?:các )?(?:địa bàn|địa phương|khu vực|đơn vị hành chính|đvhc|huyện|quận|xã|phường|tỉnh|thành phố|thị xã|vùng)`).MatchString(low)
}

// IsCountry reports whether a place is the whole country.
func IsCountry(name string) bool {
	return Builtin().meaning(wholeKinds, Fold(name)) == "country"
}

// wholeRank orders the kinds of wholes: 0 is no whole.
func wholeRank(kind string) int {
	switch kind {
	case "country":
		return 3
	case "region":
		return 2
	case "province":
		return 1
	}
	return 0
}

// WithoutNumbering takes numbers and bullets of a list off the front of a text.
func WithoutNumbering(s string) string {
	return prose(`^(?:\d{1,2}(?:\.\d{1,2})+\s+|\d{1,3}(?:\.\d{1,2})*[.)/]\s*|[-+*•–]\s*|[IVX]{1,5}[.)]\s*|[a-gA-G][.)]\s+)+`).ReplaceAllString(s, "")
}

// touches ends the words of the table that may touch the name of a place: "tp.…".
const touches = "…"

// SplitPlace parts a place's text into its kind ("huyện", "" if none is said)
// and the bare name as written.
func (t *Table) SplitPlace(s string) (kind, bare string) {
	s = strings.TrimSpace(WithoutNumbering(Tidy(DropEnglish(s))))
	s = strings.TrimRight(prose(`\s*(?:[-–(]\s*(?:mã(?: số)?\s*:?\s*)?\d{2,5}\s*\)?)$`).ReplaceAllString(s, ""), " .:,;")
	s = WithoutFootMark(s)
	office := prose(`(?i)^(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd|hđnd|(?:huyện|thành|thị) (?:ủy|uỷ|đoàn)|huyện hội|phòng (?:lđ[ -]*tb[ &và,-]*xh|lao động[ \-–,]*(?:thương binh|tb)[ \-–]*(?:và|&)?[ \-–]*(?:xã hội|xh))|phòng lđtbxh|p\. ?lđ[ -]*tb[ &-]*xh|trung tâm [^,]*?|chi cục thống kê|(?:bch|ban chấp hành|btv|ban thường vụ)(?: đảng bộ)?|đảng bộ|đảng ủy)\s+`)
	for at := office.FindString(s); at != ""; at = office.FindString(s) {
		s = s[len(at):]
	}
	if m := ofPlace().FindStringSubmatchIndex(s); m != nil {
		s = s[m[2]:]
	}
	low := strings.ToLower(s)
	for _, e := range t.lists[placeKinds].longest {
		word, near := strings.CutSuffix(e.word, touches)
		if !strings.HasPrefix(low, word) || len(low) <= len(word) || !near && (low[len(word)] != ' ' || len(low) == len(word)+1) {
			continue
		}
		rest := strings.TrimSpace(prose(`(?i)\s+[-–]\s+(?:phòng|ban|chi cục|trung tâm|văn phòng|công an|hội|đoàn|trạm|ủy ban|ubnd)\s.*$`).ReplaceAllString(s[len(word):], ""))                                                  // "HUYỆN TÂN SƠN - PHÒNG Y TẾ"
		if OpensOthers(e.meaning) && (!strings.Contains(rest, " ") && t.BeginsNoCommune(rest) || prose(`^(?:kv|khu vực) `).MatchString(Fold(rest)+" ") || prose(`^hội `).MatchString(Lower(rest)) && s == strings.ToUpper(s)) { // "XÃ HỘI"
			return "", s
		}
		if word == "tt" && prose(`^\p{Lu}\pL* \p{Ll}`).MatchString(rest) { // "TT Dịch vụ việc làm" is a centre
			return "", s
		}
		if prose(`^(?:giao|quản lý|cấp|duyệt|phê duyệt|hỗ trợ|bổ sung|phân bổ|đầu tư|hưởng|quy định|ban hành)(?: |$)`).MatchString(Fold(rest)) { // "HĐND tỉnh giao"
			return "", s
		}
		if r, _ := utf8.DecodeRuneInString(rest); unicode.IsUpper(r) || unicode.IsDigit(r) || s == low {
			return cmp.Or(e.meaning, word), rest
		}
	}
	return "", s
}

// IsPartOfCommune reports whether a folded text is a word for the parts of a commune.
func IsPartOfCommune(low string) bool {
	return prose(`^(?:khu|khu dân cư|thôn|xóm|bản|ấp|tổ|tổ dân phố|khu phố|đội)$`).MatchString(low)
}

// ofPlace finds the name of the office that every place of a kind has one of, with its
// place: "Chi cục THADS huyện Đoan Hùng".
func ofPlace() *pattern {
	return prose(`^(?i:chi cục|cục|phòng|trạm|hạt|công an|tòa án|tand|viện kiểm sát|vksnd|ban chỉ huy quân sự|bchqs|hội|bảo hiểm xã hội|bhxh|kho bạc|kbnn|nhcsxh|ngân hàng chính sách xã hội|mttq|ủy ban mttq|ubmttq|ủy ban mặt trận|liên đoàn lao động|lđlđ|thanh tra|ủy ban kiểm tra|ubkt|đoàn thanh niên|đoàn tncs|trung tâm) (?:[^,;:()\d]{1,40} )?((?i:huyện|thành phố|tp\.?|thị xã|tx\.?|quận|h\.|xã|phường|thị trấn|tt\.?) \p{Lu}\pL*(?: \p{Lu}\pL*){0,3})$`)
}

// NamesOffice reports whether a text names an office that every place of a kind has, with
// its place: "Trạm y tế xã Yên Sơn".
func NamesOffice(text string) bool { return ofPlace().MatchString(text) }

// NamesBody reports whether a text names an office, a school or a firm: "Sở Nội vụ".
func NamesBody(text string) bool {
	return prose(`^(?i:văn phòng|sở|ban|phòng|cục|chi cục|trường|bệnh viện|trung tâm|công ty|tổng công ty|hội|liên đoàn|liên hiệp|liên minh|đoàn|viện|đài|báo|thanh tra|công an|tòa án|kho bạc|ngân hàng|bộ chỉ huy|bch|đảng bộ|đảng ủy|chi bộ|htx|hợp tác xã|quỹ) \p{Lu}`).MatchString(text) && text != strings.ToUpper(text)
}

// A PlaceMatch is what a text names as a place.
type PlaceMatch struct {
	Name      string // as facts give it
	Known     bool   // the vocabulary has it
	Whole     bool   // it is the whole: the vocabulary's province
	Kind      string // said before the name
	Ambiguous bool   // the bare name of the province and of another place
}

// A placeName is what place returns.
type placeName struct {
	PlaceMatch
	ok bool
}

// Place is the lexicon's place.
func (x *Meanings) Place(text string) (PlaceMatch, bool) {
	p := x.places.Get(text, func(text string) placeName {
		p, ok := x.Lex.Place(text)
		return placeName{p, ok}
	})
	return p.PlaceMatch, p.ok
}

// Place finds the place that a text names. A text without a kind that the
// vocabulary does not know is no match.
func (l *Lexicon) Place(s string) (PlaceMatch, bool) {
	kind, bare := l.SplitPlace(s)
	if bare == "" {
		return PlaceMatch{}, false
	}
	if list := l.byAlias[Key(s)]; len(list) == 1 {
		return l.found(list[0], kind), true
	}
	if kind != "" {
		if list := l.byAlias[Key(kind+" "+bare)]; len(list) == 1 {
			return l.found(list[0], kind), true
		}
		return PlaceMatch{Name: Capitalised(kind) + " " + ProperName(bare), Kind: kind}, true
	}
	switch list := l.ByBare[Key(bare)]; len(list) {
	case 0:
		if list := l.byAlias[Key(bare)]; len(list) == 1 {
			return l.found(list[0], ""), true
		}
		return PlaceMatch{}, false
	case 1:
		return l.found(list[0], ""), true
	}
	return PlaceMatch{Name: bare, Ambiguous: true}, true
}

// OfficePlace finds the place whose office a text names, as stubs list them: "LĐLĐ
// huyện Hạ Hòa", "Bưu điện Hạ Hòa".
func (x *Meanings) OfficePlace(text string) (PlaceMatch, bool) {
	m := prose(`(?i)^(?:lđlđ|liên đoàn lao động|bưu điện|điện lực|hạt kiểm lâm|chi cục (?:thuế|thống kê|thi hành án(?: dân sự)?|thi hành án ds)|công an|tòa án(?: nhân dân)?|tand|viện kiểm sát(?: nhân dân)?|vksnd|trung tâm y tế|ttyt|trạm y tế|tyt|bhxh|bảo hiểm xã hội|kho bạc(?: nhà nước)?|kbnn|phòng giao dịch|pgd(?: nhcsxh)?|hội (?:nông dân|phụ nữ|lhpn|cựu chiến binh|ccb|chữ thập đỏ|người cao tuổi|khuyến học)|ubnd|ubmttq|mttq|đảng bộ|ban chqs|trạm (?:thú y|bảo vệ thực vật|khuyến nông|chăn nuôi và thú y)|phòng (?:gd&đt|gd-đt|giáo dục(?: và đào tạo)?|lđ-tb&xh|lđtbxh|lao động|tư pháp|y tế|nội vụ|văn hóa))\s+(\S.*)$`).FindStringSubmatch(Tidy(text))
	if m == nil {
		return PlaceMatch{}, false
	}
	p, ok := x.Place(m[1])
	_, bare := x.SplitPlace(m[1])
	return p, ok && !p.Whole && (p.Known || p.Kind != "" && prose(`^\p{Lu}\p{Ll}`).MatchString(bare))
}

// ProperName writes a name in capitals with one at each word: HÀ GIANG is Hà Giang, VII
// is VII; others stay.
func ProperName(name string) string {
	if name != strings.ToUpper(name) || prose(`^[IVX]+$`).MatchString(name) {
		return name
	}
	syllables := strings.Fields(strings.ToLower(name))
	for i, w := range syllables {
		r, n := utf8.DecodeRuneInString(w)
		syllables[i] = string(unicode.ToUpper(r)) + w[n:]
	}
	return strings.Join(syllables, " ")
}

func (l *Lexicon) found(i int, kind string) PlaceMatch {
	p := l.Places[i]
	return PlaceMatch{Name: p.Name, Known: true, Whole: l.IsWhole(i), Kind: kind}
}

// IsWhole reports whether place i is the whole.
func (l *Lexicon) IsWhole(i int) bool { return i == l.Whole }

// Shared returns the place of a bare name that several share: the province, or
// the other one.
func (l *Lexicon) Shared(bare string, province bool) (PlaceMatch, bool) {
	for _, i := range l.ByBare[Key(bare)] {
		if l.IsWhole(i) == province {
			return l.found(i, ""), true
		}
	}
	return PlaceMatch{}, false
}

// IsGroup reports whether a folded text names a group of places: "Các huyện miền núi".
func IsGroup(low string) bool {
	if wordProse(`^khu vực (?:có|không|kinh tế|kinh doanh|doanh nghiệp|dn|đầu tư|hợp tác|hành chính|sự nghiệp|nhà nước|ngoài|trong|tư nhân|công|nông|dịch vụ|sản xuất|chính thức|phi|i{1,3}|[123])\b|^(?:khối|nhóm|cụm) (?:tuổi|hộ|người|đối tượng|ngành|công|cơ quan|doanh nghiệp|trường|đảng|nghề|tội|hàng|thi đua)\b|^vùng (?:lõm|chuyên|nguyên liệu|trồng|sản xuất|nuôi|an toàn|phủ sóng)\b|^các (?:tổ chức|ngành|loại|khoản|chỉ tiêu|doanh nghiệp|trường|cơ sở|đơn vị sự nghiệp|hợp tác xã|dự án)\b`).MatchString(low) {
		return false // of the economy, of ages, of offices
	}
	if prose(`^các .* khác$`).MatchString(low) && !wordProse(`\b(?:huyện|xã|tỉnh|thành phố|thị xã|thị trấn|phường|quận|vùng|miền|khu|khu vực|địa phương|thôn|bản|đảng bộ)\b`).MatchString(low) {
		return false // "Các thị trường khác"
	}
	return prose(`^(?:các |khu vực|khối |vùng |nhóm |miền |cụm |thành thị$|nông thôn$|đồng bằng$|trung du$|huyện (?:miền núi|đồng bằng|trung du|nghèo)|(?:huyện|thành phố|thị xã)(?:(?:, | và )(?:huyện|thành phố|thị xã))+$)`).MatchString(low)
}

// SpacedName is the name of a file with blanks where such names have other signs.
func SpacedName(name string) string {
	return Tidy(prose(`[_\-.,+()\d]+`).ReplaceAllString(name, " "))
}

// PlainPlace returns the place that the name of a file gives without diacritics, with its
// kind: "Bieu mau - xa Nghia Thuan".
func PlainPlace(name string) (p PlaceMatch, ok bool) {
	m := prose(`(?:^|[^\pL])((?i:xa|phuong|thi tran|huyen|thi xa|tinh))[ _-]+((?:\p{Lu}[a-z]+[ _-]?){1,3})(?:$|[^\pL])`).FindStringSubmatch(name)
	if m == nil {
		return p, false
	}
	kind, bare := "", SpacedName(m[2])
	for word := range builtin().lists[placeKinds].words {
		if WithoutDiacritics(word) == strings.ToLower(m[1]) && len(word) > len(kind) {
			kind = word
		}
	}
	if Builtin().BeginsNoCommune(bare) {
		return p, false
	}
	return PlaceMatch{Name: Capitalised(kind) + " " + bare, Kind: kind}, true
}

// PlaceInName returns the place of the vocabulary that the name of a file holds, with
// its diacritics or without: "so-lieu-yen-lap-2020". Where a province and a town share a
// name, the name must say which; ok is false where none stands there, or several.
func (l *Lexicon) PlaceInName(name string) (p PlaceMatch, ok bool) {
	p = l.inNames.get(name, l.findInName)
	return p, p.Known
}

func (l *Lexicon) findInName(name string) (p PlaceMatch) {
	text := " " + WithoutDiacritics(Lower(SpacedName(name))) + " "
	longest := 0
	for _, form := range l.spaced() {
		if len(form.key) < longest || !strings.Contains(text, form.key) {
			continue
		}
		if place := l.Places[form.index].Name; p.Known && len(form.key) == longest && p.Name != place {
			return PlaceMatch{}
		} else {
			p, longest = PlaceMatch{Name: place, Known: true, Whole: form.index == l.Whole}, len(form.key)
		}
	}
	return p
}

// spacedPlaces are the names of the places as names of files hold them.
func (l *Lexicon) spacedPlaces() (forms []lexiconForm) {
	for i := range l.Places {
		_, bare := l.SplitPlace(l.Places[i].Name)
		for _, form := range append([]string{l.Places[i].Name, bare}, l.Places[i].Aliases...) {
			if key := WithoutDiacritics(Lower(SpacedName(form))); len(key) >= 4 && len(l.ByBare[Key(form)]) < 2 {
				forms = append(forms, lexiconForm{key: " " + key + " ", index: i})
			}
		}
	}
	return forms
}

// NearPlaces offers the places whose names are alike; none is ever taken for it.
func (l *Lexicon) NearPlaces(name string) []string { return l.nearby.get(name, l.likePlaces) }

func (l *Lexicon) likePlaces(name string) []string {
	_, bare := l.SplitPlace(name)
	var list []string
	for _, p := range l.Places {
		_, other := l.SplitPlace(p.Name)
		if Similarity(Key(bare), Key(other)) >= similarOffered && len(list) < 3 {
			list = append(list, p.Name)
		}
	}
	return list
}

// ProvinceKind is the Kind of a province.
func ProvinceKind() string {
	for name, meaning := range Builtin().lists[wholeKinds].meanings {
		if meaning == "province" {
			return name
		}
	}
	return ""
}

// IsNationPlace reports whether a key names a place that any table of the country may
// list, whatever places the job has.
func (t *lexis) IsNationPlace(key string) bool { return t.has(nationPlaces, key) }
