package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Class groups the units that can measure the same thing; "" is unknown.
type Class string

const (
	ClassPeople     Class = "people"
	ClassHouseholds Class = "households"
	ClassMoney      Class = "money"
	ClassPerCent    Class = "%"
	ClassOther      Class = "other"
)

// A unitTable knows the units of a table, beside its words.
type unitTable struct {
	lexis
	units map[string]unitEntry
}

// A unitEntry is a unit of the table, or another spelling of one.
type unitEntry struct {
	tidied     string
	class      Class // of a unit as it is tidied
	afterComma bool  // it may end a label behind a comma
	counted    bool  // it may follow a multiple: "nghìn hộ"
}

// takesMultiples reports whether a unit may follow "nghìn" and the like: no sign
// does, no unit that begins with a multiple, and none whose multiples the table
// holds itself, as it does "nghìn đồng".
func (t *unitTable) takesMultiples(u string) bool {
	if first, _ := utf8.DecodeRuneInString(u); !unicode.IsLetter(first) || t.has(multiples, u) {
		return false
	}
	for _, m := range t.lists[multiples].longest {
		if t.has(units, m.word+" "+u) {
			return false
		}
		if rest, ok := strings.CutPrefix(u, m.word+" "); ok && t.has(units, rest) {
			return false
		}
	}
	return true
}

// cutMultiple takes a multiple off the front of a unit, and says how it is written.
func (t *unitTable) cutMultiple(u string) (multiple, rest string, ok bool) {
	for _, m := range t.lists[multiples].longest {
		if n := len(m.word); len(u) > n && u[n] == ' ' && u[:n] == m.word {
			if m.meaning != "" {
				return m.meaning, u[n+1:], true
			}
			return m.word, u[n+1:], true
		}
	}
	return "", u, false
}

// KnownUnit returns the tidied form of a text that is a unit and nothing else.
func (t *unitTable) KnownUnit(s string) (string, bool) {
	f := strings.Trim(Fold(s), " .:;")
	if inner, ok := CutParens(f); ok {
		f = inner
	}
	if u, ok := t.units[f]; ok {
		return u.tidied, true
	}
	if multiple, rest, ok := t.cutMultiple(f); ok && t.units[rest].counted {
		return multiple + " " + rest, true
	}
	if u, ok := t.ratioUnit(f); ok {
		return u, true
	}
	if prose(`^(?:nghìn|triệu) \pL+(?:[ .]\pL+){0,2}$`).MatchString(f) { // "triệu lượt khách.km"
		return f, true
	}
	if left, right, ok := strings.Cut(f, " - "); ok && !IsVietnamese(right) { // "Người - Person"
		return t.KnownUnit(left)
	}
	if left, right, ok := strings.Cut(f, "/"); ok && IsASCII(right) && !t.units[right].counted && t.units[left].counted && len(right) > 3 {
		return left, true // "Người/Person"
	}
	return "", false
}

// ratioUnit returns the tidied form of a unit per others: "triệu đồng/người/tháng",
// "1000m3/ngày". Each part is a unit, one with its scale, or what units are related
// to: a time, a number of people. The last of these open no ratio.
func (t *unitTable) ratioUnit(f string) (string, bool) {
	if isScaledUnit(f) {
		return f, true
	}
	parts := strings.Split(f, "/")
	if len(parts) < 2 || len(parts) > 4 || hasText(parts, "") {
		return "", false
	}
	for i, part := range parts {
		part = strings.TrimSpace(part)
		multiple, rest, scaled := t.cutMultiple(part)
		switch u, ok := t.units[part]; {
		case i > 0 && prose(`^ng(?:\.?đ(?:êm)?)?$`).MatchString(part) && prose(`^(?:nghìn )?(?:m3|m³|lít|l|kg|tấn|kwh|lượt|chuyến|suất|tấn rác)$`).MatchString(parts[0]): // "m3/ng.đ", a day and a night
		case ok:
			part = u.tidied
		case scaled && prose(`^(?:người|hộ)$`).MatchString(rest) && prose(`^nghìn$`).MatchString(multiple): // "1000 người"
			part = multiple + " " + rest
		case scaled && strings.HasPrefix(part, multiple) && prose(`^nghìn$`).MatchString(multiple) && t.units[rest].counted:
		case isScaledUnit(part), t.has(ratioBases, part), i > 0 && prose(`^(?:100|1000|1\.000|10\.000|10000|100\.000|100000|1 vạn|vạn)?\s?(?:dân|người|trẻ|trẻ em|trẻ đẻ sống|lao động|hộ|phụ nữ|nữ|nam|ha|con|giường|sinh viên|học sinh)$`).MatchString(part):
		default:
			return "", false
		}
		parts[i] = part
	}
	return strings.Join(parts, "/"), true
}

// UnitPower is the power of ten of the multiple that a unit begins with: 6 for
// "triệu đồng", 0 for "hộ".
func (t *unitTable) UnitPower(u string) int {
	multiple, _, _ := t.cutMultiple(Fold(u) + " ")
	switch {
	case prose(`^nghìn$`).MatchString(multiple):
		return 3
	case prose(`^triệu$`).MatchString(multiple):
		return 6
	case prose(`^tỷ$`).MatchString(multiple):
		return 9
	}
	return 0
}

// isScaledUnit reports whether a text is a measure with its scale: "1000m3", "1.000
// tấn", "10 kg".
func isScaledUnit(f string) bool {
	return prose(`^(?:10|100|1000|1\.000|10000|10\.000|100\.000)\s?(?:m|m2|m²|m3|m³|km|km2|kg|tấn|lít|ha|kwh|con|cây|quả|bộ|cái|chiếc|sp|sản phẩm|trang)$`).MatchString(f)
}

// IsUnit reports whether a text is a unit and nothing else.
func (t *unitTable) IsUnit(s string) bool {
	_, ok := t.KnownUnit(s)
	return ok
}

// TidyUnit returns the unit as a sheet writes it in a column of units, tidied; ""
// for what is none ("như cột 3", "x", "-").
func (t *unitTable) TidyUnit(s string) string {
	s = strings.Trim(Tidy(s), " .:;")
	if inner, ok := CutParens(s); ok {
		s = inner
	}
	if u, ok := t.KnownUnit(s); ok {
		return u
	}
	f := Fold(s)
	if prose(`^% ?(?:so với|so|trên|trong|của|tổng) `).MatchString(f) {
		return "%"
	}
	if f == "" || len(f) > 40 || f == "x" || t.has(marks, f) || prose(`^(?:như|theo) `).MatchString(f) || strings.Trim(f, "0123456789.,() ") == "" {
		return ""
	}
	r, size := utf8.DecodeRuneInString(s)
	if rest := s[size:]; rest == strings.ToLower(rest) {
		return string(unicode.ToLower(r)) + rest
	}
	return s
}

// IsDitto reports whether a text is a mark for "as above".
func (t *unitTable) IsDitto(s string) bool { return t.has(dittos, strings.TrimSpace(s)) }

// UnitNote finds a note such as "Đơn vị tính: hộ" at the end of a text. It returns
// where the note and, in it, the unit begin and end, or nil.
func UnitNote(s string) []int {
	return prose(`(?i)[(,;\-–]?\s*(?:đơn vị tính|đơn vị đo|đvt|đ\.v\.t|đ/v tính|đv tính|đơn vị|unit)\s*[:=]\s*(.+?)\)?$`).FindStringSubmatchIndex(s)
}

// NotesUnit reports whether a note gives a unit, and names no sender as "Đơn vị: Huyện Thanh
// Ba" does: text is what it gives.
func (t *unitTable) NotesUnit(note, text string) bool {
	return NamesUnit(strings.ToLower(strings.TrimLeft(note, " (,;-"))) || t.IsUnit(text) || IsUnitSymbol(text) ||
		text == Lower(text) && len(strings.Fields(text)) <= 3
}

// NotedUnit is the unit that a note says in words: "Ghi chú: ĐVT: nghìn hộ", "Số liệu tính
// bằng nghìn hộ".
func (t *unitTable) NotedUnit(s string) (unit string, ok bool) {
	m := prose(`(?i)^[\s(*]*(?:(?:ghi chú|lưu ý) ?[:.]? ?)?(?:(?:đơn vị tính|đvt)(?: ?:| là)|(?:các )?(?:số liệu|số tiền|giá trị|kinh phí)(?: trên| trong bảng| trong biểu)*(?: được)? tính (?:bằng|theo)(?: đơn vị)?) ([^()]+?)[\s.)]*$`).FindStringSubmatch(Tidy(s))
	if m == nil {
		return "", false
	}
	return t.KnownUnit(m[1])
}

// CasedUnit is a tidied unit with the capitals that its symbols have: "triệu USD", "kWh".
func CasedUnit(u string) string {
	u = prose(`(^|[ /.])usd($|[ /])`).ReplaceAllString(u, "${1}USD${2}")
	return prose(`(^|[ /.])kwh($|[ /])`).ReplaceAllString(u, "${1}kWh${2}")
}

// UnitNoteLast moves a note of the unit in brackets inside a title to its end: "Tỷ lệ hộ
// nghèo (ĐVT: %) giai đoạn 2015-2020".
func UnitNoteLast(s string) string {
	return prose(`(?i)^(.*?)\s*(\((?:đơn vị tính|đơn vị đo|đvt|đ\.v\.t|đ/v tính|đv tính|đơn vị|unit)\s*[:=][^()]+\))\s*(\S.*)$`).ReplaceAllString(s, "$1 $3 $2")
}

// CutUnit takes a unit off the end of a label: "Tỷ lệ hộ nghèo (%)", "Kinh phí,
// triệu đồng", "… (ĐVT: hộ)".
func (t *Table) CutUnit(s string) (rest, unit string) {
	if m := prose(`(?i)^(.*\pL[)]?)\s+(?:đơn vị tính|đvt|đ\.v\.t|đv tính|đ/v tính)\s*[:=.]\s*(\S[^()]*)$|^(.*\pL)\s*\[([^\[\]]+)\]$|^(.*\pL)\s+[-–]\s+((?:nghìn |triệu |tỷ )?đồng(?:/\S+)?|%)$`).FindStringSubmatch(s); m != nil { // notes without round brackets
		if u, ok := t.KnownUnit(m[2] + m[4] + m[6]); ok {
			return m[1] + m[3] + m[5], u
		}
	}
	if m := prose(`^(.*\S)\s*\(([^()]+)\)$`).FindStringSubmatch(s); m != nil {
		if u, ok := t.bracketUnit(m[1], strings.TrimSpace(m[2])); ok {
			return m[1], u
		}
	}
	if m := prose(`^(.*\pL)\s+((?i:nghìn|triệu|tỷ) (?i:đồng|usd)(?:/\S+)?)$`).FindStringSubmatch(s); m != nil { // money needs no bracket
		if u, ok := t.KnownUnit(m[2]); ok {
			return m[1], u
		}
	}
	if m := prose(`^(.*\S)\s*,\s*(\S.*)$`).FindStringSubmatch(s); m != nil {
		switch u, ok := t.KnownUnit(m[2]); {
		case ok && len(m[1]) > 3 && (t.afterComma(u) || t.countsOther(m[1]) && !prose(`^số \pL+$`).MatchString(Fold(m[1]))) && !t.countsElse(m[1], u): // "Số nhóm, lớp" counts both
			return m[1], u
		case t.repeatsNoun(m[1], m[2]):
			return m[1], Lower(m[2])
		}
	}
	return s, ""
}

// countsElse reports whether a label says what it counts, and not in that unit: "Số vụ cháy
// nhà dân, cơ sở".
func (t *Table) countsElse(label, unit string) bool {
	own, ok := t.CountedUnit(label)
	return ok && own != unit
}

// bracketUnit is the unit that a bracket behind a label gives: one that is known, noted or
// told by its form, or what the label counts.
func (t *Table) bracketUnit(label, inner string) (unit string, ok bool) {
	if n := UnitNote(inner); n != nil {
		if u := t.TidyUnit(inner[n[2]:n[3]]); u != "" && t.NotesUnit(inner, inner[n[2]:n[3]]) {
			return u, true
		}
	}
	if u, ok := t.KnownUnit(inner); ok {
		return u, true
	}
	if label == strings.ToUpper(label) {
		inner = Lower(inner)
	}
	switch {
	case IsUnitSymbol(inner):
		return inner, true
	case t.repeatsNoun(label, inner), t.plainUnit(label, inner), t.HeaderWord(Key(label)) == RoleValue && t.mayBeUnit(inner, 3),
		prose(`^(?:ngày|giờ|phút|tuổi)$`).MatchString(inner) && (t.HeaderWord(Key(label)) == RoleValue || prose(`^(?:thời gian|tuổi thọ|số ngày|số giờ) `).MatchString(Key(label)+" ")):
		return inner, true
	}
	return "", false
}

// IsUnitSymbol reports whether a text is the sign of a unit of measurement, or a number of
// things per so many others: "kVA", "µg/m3", "bé trai/100 bé gái".
func IsUnitSymbol(s string) bool {
	return prose(`^(?:[kMG]?(?:W|Wh|VA|Hz|B)|[kM]V|[µμmk]?g|[µμcdmk]?m[23²³]?|m?l|dB|ppm|CV|HP|TEU|DWT|[kM]Wp|[KMG]bps)(?:/(?:m[23²³]?|l|s|h|kg|km|năm|ngày|giờ))?$`).MatchString(s) ||
		prose(`^\pL+(?: \pL+){0,2}/[1-9][\d.]* ?\pL+(?: \pL+){0,2}$`).MatchString(s) && s == Lower(s)
}

// IsMultiple reports whether a text is a thousand or a million, as a unit may be given:
// "(1.000)", "1,000,000".
func IsMultiple(text string) bool {
	return prose(`^\(?1(?:[.,]?000){1,3}\)?$`).MatchString(text)
}

// CutInnerUnit takes a unit in brackets out of a title, wherever it stands: "Tỷ lệ hộ
// nghèo (%) các huyện".
func (t *Table) CutInnerUnit(s string) (rest, unit string) {
	m := prose(`^(.*\S)\s*\(([^()]+)\)?(?:$|\s+(.*)$)`).FindStringSubmatch(s)
	if m == nil {
		return s, ""
	}
	u, ok := t.bracketUnit(m[1], strings.TrimSpace(m[2]))
	if !ok {
		return s, ""
	}
	return Tidy(m[1] + " " + m[3]), u
}

// WithoutUnitExcept takes off a note of a unit what it says of a few figures that bear
// their own: "ĐVT: triệu đồng (riêng gạo: tấn)".
func WithoutUnitExcept(line string) string {
	return prose(`(?i)\s*\((?:riêng|trừ|ngoài)[^()]*\)?$`).ReplaceAllString(line, "")
}

// CountedUnit returns the unit that a label counts by its own words, which is no money:
// "hộ" of "Số hộ vay vốn", "tháng" of "Số tháng nợ".
func (t *unitTable) CountedUnit(label string) (unit string, ok bool) {
	rest, ok := strings.CutPrefix(Fold(label), t.opening(openingNumber)+" ")
	if !ok {
		return "", false
	}
	if prose(`^(?:nhà (?:giáo|nước|trường|tài|đầu|máy|văn|khoa|báo|thầu|xưởng|hàng|nghỉ|vệ|thuốc)|bộ đội|con (?:em|nuôi|liệt|thương)|bản án|tin học|vụ (?:việc|án)|đoàn viên|máy (?:bay|móc))`).MatchString(rest) {
		return "", false // of these words the first alone counts nothing
	}
	fields := strings.Fields(rest)
	if len(fields) > 0 && prose(`^(?:tháng|ngày|giờ|năm)$`).MatchString(fields[0]) {
		return fields[0], true
	}
	for n := min(3, len(fields)); n > 0; n-- {
		if u, ok := t.KnownUnit(strings.TrimRight(strings.Join(fields[:n], " "), ",")); ok && t.UnitClass(u) != ClassMoney {
			return u, true
		}
	}
	return "", false
}

// CountsThings reports whether a folded label counts people, offices or things of which the
// table of units has none: "Số tổ TK&VV" is no money.
func CountsThings(low string) bool {
	return wordProse(`^số (?:lượng |lượt )?(?:tổ|nhóm|cán bộ|công chức|viên chức|nhân viên|nhân sự|hội viên|đoàn viên|thành viên|xã viên|đảng viên|chi hội|chi bộ|chi nhánh|chi đoàn|phòng|điểm|htx|hợp tác xã|thht|tổ hợp tác|món|hợp đồng|hồ sơ|sổ|thẻ|máy|xe|tàu|con|cây|giống|vụ|cuộc|buổi|phiên|đơn vị|đơn|cơ sở|trang trại|mô hình|công trình|dự án|hạng mục|nhà|căn|gian|trường|lớp|trạm|bệnh viện|giường|bác sĩ|giáo viên|học sinh|sinh viên|học viên|trẻ|phụ nữ|nam|nữ|người|lao động|lđ|đối tượng|khách|khách hàng|nhà đầu tư|chủ|thương binh|liệt sĩ|văn bản|quyết định|kết luận|ý kiến|sản phẩm|làng nghề|chợ|cửa hàng|doanh nhân|chuyên gia)\b`).MatchString(low)
}

// Counts reports whether the key of a head counts in a unit, of which the key is given:
// "Số khách hàng còn dư nợ" customers.
func Counts(key, unit string) bool {
	rest, ok := strings.CutPrefix(prose(`^(?:tổng )?số (?:lượng |lượt )?`).ReplaceAllString(key, "\x00")+" ", "\x00")
	return ok && strings.HasPrefix(rest, unit+" ")
}

// WithoutSum takes "Tổng" off the front of a name that counts: "Tổng số hộ dân".
func WithoutSum(name string) string {
	return prose(`(?i)^tổng (số )`).ReplaceAllString(name, "$1")
}

// CountsSurely reports whether a counted unit is that of a label whatever words follow it:
// of two words or more, or one that opens no other noun.
func CountsSurely(unit string) bool {
	return strings.Contains(unit, " ") || prose(`^(?:xã|phường|huyện|thôn|hộ|người|trường)$`).MatchString(unit)
}

// CutTitleUnit takes a unit of one word off the end of a title, behind a comma: "Người
// nghiện ma túy có hồ sơ quản lý, người".
func (t *unitTable) CutTitleUnit(s string) (rest, unit string) {
	m := prose(`^(.*\S)\s*,\s*(\pL+|%)$`).FindStringSubmatch(s)
	if m == nil || len(strings.Fields(m[1])) < 5 || m[2] != Lower(m[2]) {
		return s, ""
	}
	u, ok := t.KnownUnit(m[2])
	if _, listed := t.KnownUnit(prose(`\pL+$`).FindString(m[1])); !ok || listed {
		return s, ""
	}
	return m[1], u
}

// countsOther reports whether a text before a comma opens as names of indicators do
// and says more than what is counted: "Số nhà giáo dạy nghề, người" has a unit, "Số xã,
// phường" lists two things.
func (t *unitTable) countsOther(label string) bool {
	low := Fold(label)
	_, list := t.KnownUnit(prose(`^(?:tổng )?số `).ReplaceAllString(low, ""))
	return OpensIndicator(low) && !list && !strings.Contains(low, ",")
}

// repeatsNoun reports whether a text names what the label counts: "Số phiên giao dịch
// việc làm (phiên)", "Số HTX giải thể (hợp tác xã)".
func (t *unitTable) repeatsNoun(label, inner string) bool {
	k := Key(inner)
	if k == "" || len(strings.Fields(k)) > 3 || strings.ContainsAny(inner, "-–;:+") {
		return false
	}
	label = t.SpellOut(Key(label)) + " "
	counted := prose(`^(?:tổng )?số (?:lượng )?`).ReplaceAllString(label, "") // "Số hộ", but also "Bệnh nhân lao mới phát hiện"
	return len(label) > len(k)+1 && strings.HasPrefix(counted, t.SpellOut(k)+" ")
}

// plainUnit reports whether a text is a word or two that may be a unit no list knows, of
// a label that counts nothing else.
func (t *Table) plainUnit(label, inner string) bool {
	_, counts := t.CountedUnit(label)
	return !counts && IsVietnamese(inner) && t.mayBeUnit(inner, 2)
}

// mayBeUnit reports whether a text is so many words in small letters at most, and neither
// a part, a measure nor a remark; of three words the first tells.
func (t *Table) mayBeUnit(inner string, most int) bool {
	words := strings.Fields(inner)
	if len(words) == 0 || len(words) > most || inner != Lower(inner) || HasDigit(inner) || strings.ContainsAny(inner, ".;:=*+%\"'") {
		return false
	}
	k := Key(inner)
	for n, w := range strings.Fields(k) {
		if t.has(noUnits, w) && (n == 0 || most < 3) || len(w) < 2 { // "thuê bao", "ổ dịch"
			return false
		}
	}
	_, _, measure := t.leadingMeasure(k)
	return k != "" && !measure && !t.IsVague(k) && !t.IsFiller(k)
}

// afterComma reports whether a unit may end a label behind a comma: any multiple
// may, money, what is counted per others, and what the table says may.
func (t *unitTable) afterComma(u string) bool {
	if strings.Contains(u, "/") {
		return true
	}
	if entry, ok := t.units[u]; ok {
		return entry.afterComma
	}
	multiple, _, ok := t.cutMultiple(u)
	return ok && strings.HasPrefix(u, multiple) || t.UnitClass(u) == ClassMoney
}

// UnitClass returns the class of a unit. A multiple is of the class of what it
// multiplies.
func (t *unitTable) UnitClass(u string) Class {
	for f := Fold(u); ; {
		if f == "" {
			return ""
		}
		if entry, ok := t.units[f]; ok && entry.tidied == f {
			return entry.class
		}
		multiple, rest, ok := t.cutMultiple(f)
		switch {
		case ok && strings.HasPrefix(f, multiple): // no "1000 người": figures have tidied units
			f = rest
		case t.anyIn(moneyWords, f):
			return ClassMoney
		default:
			return ClassOther
		}
	}
}

// IsPeopleUnit reports whether a unit counts people.
func (t *unitTable) IsPeopleUnit(u string) bool { return t.units[u].class == ClassPeople }

// ClassesFit reports whether figures of two classes of units may be of one thing.
func ClassesFit(a, b Class) bool {
	if a == "" || b == "" || a == b {
		return true
	}
	if a == ClassPerCent || b == ClassPerCent || a == ClassMoney || b == ClassMoney {
		return false
	}
	return a == ClassOther || b == ClassOther
}

// QuantityUnit returns the unit that a leaf of a header means which names a unit
// and nothing more: "Số hộ" below "Hộ nghèo". The unit is "" where the leaf leaves
// it open; ok is false for any other key.
func (t *unitTable) QuantityUnit(key string) (unit string, ok bool) {
	unit, ok = t.lists[quantities].words[key]
	return unit, ok
}

// IsQuantity reports whether a key is such a leaf.
func (t *unitTable) IsQuantity(key string) bool { return t.has(quantities, key) }
