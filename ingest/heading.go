package ingest

import (
	"strconv"
	"strings"
)

// A heading is what one text of a header, a title or a banner row says about
// the figures below or beside it.
type heading struct {
	years    Period
	relative int // years relative to the sheet's own year, where isRelative
	isRel    bool
	since    bool // "lũy kế từ đầu nhiệm kỳ": a term figure up to years.To, or to the term's end
	term     bool // "5 năm", "cả giai đoạn" without years: the sheet's term
	measure  Measure
	unit     string
	part     string   // what is left: an indicator or a breakdown, as written
	rel      PartKind // "Trong đó", "Chia ra" before the part
	total    bool     // "Tổng số": the whole of what stands above
	skip     Reason   // why figures below it are none of ours
	starred  bool     // "(*)" beside a year
}

// spent tells that nothing but periods, measures and the like was said.
func (h heading) spent() bool { return h.part == "" }

// says tells that the text gives a period, a measure or a reason to skip.
func (h heading) says() bool {
	return h.years != Period{} || h.measure != "" || h.skip != "" || h.isRel || h.since || h.term || h.total
}

var (
	yearRange   = newPattern(`(?:^|[^\d/.-])((?:19|20)\d\d)\s*(?:-|–|—|÷|đến|đến năm|tới)\s*((?:19|20)\d\d)(?:$|[^\d/])`)
	dayDate     = newPattern(`\b(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d\d)\b`)
	wordDate    = newPattern(`(?:ngày (\d{1,2}) )?tháng (\d{1,2})(?: năm |/| )((?:19|20)\d\d)`)
	monthDate   = newPattern(`\b(?:tháng )?(\d{1,2})\s*/\s*((?:19|20)\d\d)\b`)
	oneYear     = newPattern(`(?:^|[^\d/.,])((?:19|20)\d\d)(?:$|[^\d/.,%]|[.,](?:$|\D))`)
	yearPair    = newPattern(`(?:19|20)\d\d\s*/\s*(?:năm )?(?:19|20)\d\d`)
	starMark    = newPattern(`\s*\(\*+\)|\*+$`)
	footMark    = newPattern(`\s*(?:\(\d\)|\[\d\]|\*+|\(\*+\)|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)$`)
	formulaNote = newPattern(`\s*\(?\s*\(?\d+\)?\s*=\s*[\d()+\-*/:%x ]+\)?$`)
)

// comparisonWords begin or stand in headings of columns that compare.
var comparisonWords = wordPattern(`so sánh|so với|\bso (kh|nq|mt|cùng|kế hoạch|nghị quyết|năm|th)\b|tăng\s*/\s*giảm|tăng, ?giảm|tăng giảm|tăng \(|\(?\+ ?[/,;] ?-\)?|\bth ?/ ?kh\b|\bkh ?/ ?th\b|\bth/nq|tốc độ|nhịp độ|chênh lệch|xếp hạng|thứ hạng|\bhạng\b|đối chiếu|hoàn thành kh|% ?hoàn thành|tỷ lệ hoàn thành|% ?(kh|th|so|đạt|thực hiện|kế hoạch)\b|tỷ lệ (%)? ?(đạt|th/kh|thực hiện/kế hoạch)|đạt tỷ lệ|mức độ hoàn thành|đạt \(?%|đạt % |bình quân năm|bq năm|bình quân/năm|thực hiện/kế hoạch|cùng kỳ|\bbq\b|bình quân (?:\d|giai đoạn)|tăng bình quân|tỷ lệ tăng|tỷ lệ giảm so|\bđiểm %\s*$`)

var checkWords = wordPattern(`^(kiểm tra|kiểm soát|check|ktra|kt)\b`)

var partYear = wordPattern(`\bquý\b|\b[1-9]\d? ?tháng\b|\b[36]t\b|\b9t\b|\bđợt\b|\blũy kế\b|\bcộng dồn\b|\btuần\b|\bnửa (đầu )?năm\b|\bhọc kỳ\b|\btháng (?:0?\d|1[0-2])\b|\btháng báo cáo\b|\bq[1-4]\b|^t ?(?:0?[1-9]|1[0-2])(?:/\d{4})?$|\bkỳ trước\b|\btháng trước\b|\bquý trước\b`)

// A measureWord is a phrase that says what kind of figure follows.
type measureWord struct {
	text    string
	measure Measure
}

// measureWords, longest first where one begins another.
var measureWords = []measureWord{
	{"ước thực hiện", Estimate}, {"ước tính thực hiện", Estimate}, {"ước kết quả thực hiện", Estimate}, {"ước kết quả", Estimate}, {"ước tính", Estimate}, {"ước đạt", Estimate}, {"ước th", Estimate}, {"ưth", Estimate}, {"ước", Estimate}, {"uth", Estimate}, {"sơ bộ", Estimate}, {"dự kiến thực hiện", Estimate}, {"dự ước", Estimate}, {"prel.", Estimate}, {"prel", Estimate}, {"preliminary", Estimate}, {"estimate", Estimate}, {"dự kiến", Estimate},
	{"mục tiêu nghị quyết", Target}, {"mục tiêu nq", Target}, {"mục tiêu", Target}, {"nghị quyết đại hội", Target}, {"chỉ tiêu nghị quyết", Target}, {"chỉ tiêu nq", Target}, {"nghị quyết", Target}, {"nq đại hội", Target}, {"nq đh", Target}, {"nq", Target}, {"chỉ tiêu giao", Target}, {"chỉ tiêu được giao", Target}, {"chỉ tiêu tỉnh giao", Target}, {"tỉnh giao", Target}, {"được giao", Target}, {"target", Target}, {"mt", Target}, {"giao", Target},
	{"chỉ tiêu kế hoạch", Plan}, {"kế hoạch giao", Plan}, {"kh giao", Plan}, {"kế hoạch", Plan}, {"k.hoạch", Plan}, {"kh", Plan}, {"plan", Plan},
	{"kết quả thực hiện", Actual}, {"thực hiện được", Actual}, {"đã thực hiện", Actual}, {"thực hiện", Actual}, {"t.hiện", Actual}, {"thực tế", Actual}, {"chính thức", Actual}, {"th", Actual}, {"actual", Actual}, {"kết quả", Actual}, {"kq", Actual}, {"kqth", Actual}, {"đạt được", Actual},
}

// fillerWords say nothing by themselves beside a period or a measure.
var fillerWords = wordSet("năm,giai đoạn,gđ,nhiệm kỳ,thời kỳ,cả năm,trong năm,đến,hết,đến hết,đến ngày,ngày,tính đến,cuối,đầu,thời điểm,tại thời điểm,có đến,tại,số,số liệu,kỳ,kỳ báo cáo,của,cho,và,bq,vào,trong kỳ,cả kỳ,cả giai đoạn,year,-,–,:,;,/,.,(,),(),+,term,đầu kỳ,cuối kỳ,cả nhiệm kỳ,chỉ tiêu,toàn khóa,đh,đại hội,đảng bộ tỉnh,đảng bộ,tỉnh,hđnd,ubnd,(),lần thứ,bộ,sở,tw,được,đến năm,từ,từ năm,đề ra,điều chỉnh,các năm,qua các năm,các,theo năm,từng năm,hằng năm,qua,chia ra,giai đoạn các năm,trước,liền kề,gốc,kỳ gốc,năm gốc")

// parseHeading reads one text of a header.
func (x *meanings) parseHeading(text string) heading { return x.headings.get(text, x.readHeading) }

func (x *meanings) readHeading(text string) heading {
	var h heading
	shown := dropEnglish(text)
	shown, h.starred = cutStars(shown)
	shown = formulaNote.ReplaceAllString(shown, "")
	shown = shortYear.ReplaceAllString(shown, "$1")
	low := fold(shown)
	if u, ok := knownUnit(shown); ok && quantityWords[low] == "" && low != "%" && len(x.lex.exact[low]) == 0 { // "Liệt sĩ" is an indicator too
		h.unit = u
		return h
	}
	if skip := skipReason(low); skip != "" {
		h.skip = skip
		h.years, _ = x.findYears(low)
		return h
	}
	shown, h.rel = cutRelation(shown)
	shown, h.unit = cutUnit(shown)
	rest := x.takePeriod(&h, tidy(shown))
	rest = takeMeasure(&h, rest)
	h.part = strings.Trim(rest, " -–:;,.+/")
	if inner, ok := cutParens(h.part); ok && !strings.ContainsAny(inner, "()") {
		h.part = inner
	}
	if h.measure == "" && h.years != (Period{}) && planOpening.MatchString(fold(h.part)) {
		h.measure = Plan // "Kế hoạch giảm năm 2020"
	}
	if isFiller(fold(h.part)) {
		h.part = ""
	}
	if isTotalWord(key(h.part)) {
		h.total, h.part = true, ""
	}
	if h.unit == "" && h.part != "" {
		h.unit = quantityWords[key(h.part)]
		if strings.HasPrefix(h.part, "% ") {
			h.unit = "%"
		}
	}
	return h
}

var planOpening = newPattern(`^(?:kế hoạch|kh) (?:[^h]|h[^ó])`)

// shortYear is "N2018" or "N.2018", a year.
var shortYear = newPattern(`^[Nn]\.? ?((?:19|20)\d\d)$`)

// skipReason says why a column or row under that heading holds no figures of ours.
func skipReason(low string) Reason {
	switch {
	case checkWords.MatchString(low):
		return ReasonCheck
	case ofTotal.MatchString(low): // "% so với tổng số hộ" is a rate
	case comparisonWords.MatchString(low), yearPair.MatchString(low):
		return ReasonComparison
	case strings.Contains(low, "nhiệm kỳ"), strings.Contains(low, "lũy kế") && (yearRange.MatchString(low) || strings.Contains(low, "giai đoạn")):
		return ""
	case strings.Contains(low, "lũy kế"): // since when?
		return ReasonPartYear
	case partYear.MatchString(low) && !wholeYearWords(low):
		return ReasonPartYear
	}
	return ""
}

var ofTotal = newPattern(`^(?:tỷ lệ )?\(?%?\)? ?(?:so(?: với)?|trên) tổng (?:số|dân)`)

func wholeYearWords(low string) bool {
	return strings.Contains(low, "12 tháng") || strings.Contains(low, "tháng 12") || strings.Contains(low, "cả năm") || dayDate.MatchString(low) ||
		strings.Contains(low, "tháng") && wordDate.MatchString(low)
}

func cutStars(s string) (string, bool) {
	t := starMark.ReplaceAllString(s, "")
	return t, t != s
}

// dropEnglish leaves out the English half of a bilingual text ("Tổng số - Total").
func dropEnglish(s string) string {
	if lines := strings.Split(s, "\n"); len(lines) > 1 {
		var keep []string
		for i, line := range lines {
			switch {
			case i == 0 || !isEnglish(line):
				keep = append(keep, line)
			default: // "Sơ bộ", and below it "Prel. 2020"
				keep = append(keep, strings.TrimSpace(oneYear.FindString(" "+line+" ")))
			}
		}
		s = strings.Join(keep, " ")
	}
	s = tidy(s)
	for _, sep := range []string{" - ", " / ", " – "} {
		if left, right, ok := strings.Cut(s, sep); ok && isEnglish(right) && !isEnglish(left) {
			year := oneYear.FindString(" " + right + " ")
			return strings.TrimSpace(left + " " + strings.TrimSpace(year))
		}
	}
	return s
}

var englishWord = newPattern(`\b(?i:[a-z]*(?:tion|ing|ment|ate|ure|ies|ers|ter|ty|ble)|total|urban|rural|male|female|of|which|the|and|by|number|rate|person|persons|pers|households?|poor|prel|unit|area|district|city|year|thous|mill|labour|force|age|employed|population|structure|share|per|other|province|town|thousand|million|women|men|both|sex(?:es)?)\b`)

// isEnglish tells that a text has no Vietnamese letter and a word that is English.
func isEnglish(s string) bool { return !isVietnamese(s) && englishWord.MatchString(s) }

// A relationWord opens the parts of a figure.
type relationWord struct {
	word string
	kind PartKind
}

var relationWords = []relationWord{
	{"trong tổng số", SomeParts}, {"trong đó", SomeParts}, {"trong đó có", SomeParts}, {"t.đó", SomeParts}, {"tr.đó", SomeParts}, {"tđ", SomeParts}, {"of which", SomeParts},
	{"chia ra", AllParts}, {"bao gồm", AllParts}, {"gồm", AllParts}, {"chia theo", AllParts}, {"phân theo", AllParts}, {"phân ra", AllParts},
}

// cutRelation takes "Trong đó:" and the like off the front.
func cutRelation(s string) (string, PartKind) {
	t := strings.TrimLeft(s, " -+*•–")
	low := strings.ToLower(t)
	for _, w := range relationWords {
		if !strings.HasPrefix(low, w.word) {
			continue
		}
		rest := t[len(w.word):]
		if rest == "" || strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "(") {
			rest = strings.TrimLeft(rest, " :,-+–*")
			if w.word == "trong đó" {
				rest = strings.TrimPrefix(rest, "có ")
			}
			return rest, w.kind
		}
	}
	return s, NoPart
}

// validYear tells whether a number in a heading is a year.
func (x *meanings) validYear(y int) bool { return y >= x.firstYear && y <= x.lastYear+15 }

// findYears finds the period that a text names, and the text without it.
func (x *meanings) findYears(low string) (Period, string) {
	var h heading
	rest := x.takePeriod(&h, low)
	return h.years, rest
}

// takePeriod takes periods out of a text and says what they are.
func (x *meanings) takePeriod(h *heading, s string) string {
	low := fold(s)
	if low == "" {
		return s
	}
	takeTermWords(h, low)
	if m := findLast(yearRange, low); m != nil {
		from, _ := strconv.Atoi(m[1])
		to, _ := strconv.Atoi(m[2])
		if x.validYear(from) && x.validYear(to) && from < to {
			h.years = Period{from, to}
			return cutText(s, m[0], m[1])
		}
	}
	if rest, ok := x.takeDate(h, s, low); ok {
		return rest
	}
	if m := oneYear.FindStringSubmatch(low); m != nil {
		if y, _ := strconv.Atoi(m[1]); x.validYear(y) && standsAsYear(low, m[1]) {
			if startOfYear.MatchString(low) && !firstMonths.MatchString(low) {
				y--
			}
			h.years = Year(y)
			return cutText(s, m[1], m[1])
		}
	}
	return takeRelative(h, s, low)
}

// firstMonths are a part of the year that is named.
var firstMonths = newPattern(`(?:tháng|quý|nửa) đầu (?:năm|kỳ)`)

var startOfYear = wordPattern(`\bđầu (?:năm|kỳ)\b|\bđầu (?:19|20)\d\d`)

// findLast is the first match; ranges after "chuẩn" name a standard and not a
// period.
func findLast(re *pattern, low string) []string {
	m := re.FindStringSubmatchIndex(low)
	if m == nil || standsAfterStandard(low[:m[2]]) {
		return nil
	}
	return []string{low[m[2]:m[5]], low[m[2]:m[3]], low[m[4]:m[5]]}
}

func standsAfterStandard(before string) bool {
	before = strings.TrimRight(before, " (")
	for _, w := range []string{"chuẩn", "chuẩn giai đoạn", "chuẩn nghèo", "chuẩn nghèo giai đoạn", "chuẩn năm", "đa chiều", "đa chiều giai đoạn", "chuẩn nghèo đa chiều giai đoạn"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// standsAsYear tells that a number is a year and not a count, a decision or a
// standard: alone, at an end of the text, or after a word for a period.
func standsAsYear(low, year string) bool {
	at := strings.Index(low, year)
	before, after := strings.TrimRight(low[:at], " ("), strings.TrimLeft(low[at+len(year):], " ).:,;*")
	if standsAfterStandard(before) || strings.HasSuffix(before, "số") || strings.HasSuffix(before, "qđ") || strings.HasSuffix(before, "nđ") {
		return false
	}
	if before == "" || after == "" {
		return true
	}
	for _, w := range []string{"năm", "kh", "th", "ước", "nq", "mt", "bộ", "prel", "prel.", "hoạch", "hiện", "tiêu", "đến", "hết", "cuối", "đầu", "kỳ", "-", ":"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return strings.HasPrefix(after, "(") || strings.HasPrefix(after, "-")
}

// takeDate reads dates: the year's end is the year, its first day is the end
// of the year before, any other day is no whole year.
func (x *meanings) takeDate(h *heading, s, low string) (string, bool) {
	day, month, year, whole := 0, 0, 0, ""
	if m := dayDate.FindStringSubmatch(low); m != nil {
		day, month, year, whole = atoi(m[1]), atoi(m[2]), atoi(m[3]), m[0]
	} else if m := wordDate.FindStringSubmatch(low); m != nil {
		day, month, year, whole = atoi(m[1]), atoi(m[2]), atoi(m[3]), m[0]
	} else if m := monthDate.FindStringSubmatch(low); m != nil && atoi(m[1]) >= 1 && atoi(m[1]) <= 12 {
		month, year, whole = atoi(m[1]), atoi(m[2]), m[0]
	}
	if whole == "" || !x.validYear(year) {
		return s, false
	}
	h.years = Year(year)
	switch {
	case month == 12 && (day == 0 || day >= 30):
	case month == 1 && day == 1:
		h.years = Year(year - 1)
	case !wholeYearOnly(low):
		h.skip = ReasonPartYear
	}
	return cutText(s, whole, whole), true
}

func wholeYearOnly(low string) bool { return strings.Contains(low, "cả năm") }

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// cutText cuts what was found in the folded text out of the text as written.
// Both have the same words, so the place of a number is found by its digits.
func cutText(s, found, digits string) string {
	at := strings.Index(strings.ToLower(s), found)
	if at < 0 {
		at, found = strings.Index(s, digits), digits
	}
	if at < 0 || at+len(found) > len(s) {
		return s
	}
	before, after := strings.TrimRight(s[:at], " "), strings.TrimLeft(s[at+len(found):], " ")
	before = trimPeriodWords(before)
	if before != "" && after != "" {
		return before + " " + after
	}
	return before + after
}

var periodTail = newPattern(`(?i)(?:[\s,;:(–-]*(?:giai đoạn|nhiệm kỳ|thời kỳ|trong năm|cuối năm|đầu năm|đến cuối năm|cả năm|năm|đến hết|tính đến|đến ngày|đến|hết|ngày|tại thời điểm|thời điểm|cuối|đầu|từ|kỳ báo cáo|g[dđ]|5)[\s(]*)+$`)

// trimPeriodWords takes the words of a period off the end: "… giai đoạn".
func trimPeriodWords(s string) string {
	if m := periodTail.FindStringIndex(s); m != nil && (m[0] == 0 || strings.ContainsRune(" ,;:(–-", rune(s[m[0]]))) {
		return strings.TrimRight(s[:m[0]], " (-–,;:")
	}
	return s
}

func takeTermWords(h *heading, low string) {
	if strings.Contains(low, "từ đầu nhiệm kỳ") || strings.Contains(low, "lũy kế") || strings.Contains(low, "cả nhiệm kỳ") {
		h.since = true
	}
	if fiveYears.MatchString(low) {
		h.term = true
	}
}

var fiveYears = wordPattern(`\b(?:5|năm) năm\b|\bcả giai đoạn\b|\bcả nhiệm kỳ\b|\btoàn khóa\b|^giai đoạn$|\bcả gđ\b`)

var relativeYears = []struct {
	word   string
	offset int
}{
	{"đầu năm", -1}, {"đầu kỳ", -1}, {"cuối năm trước", -1}, {"năm trước", -1}, {"cuối năm", 0}, {"cuối kỳ", 0}, {"năm nay", 0}, {"năm báo cáo", 0}, {"trong năm", 0}, {"cả năm", 0}, {"31/12", 0}, {"trong kỳ", 0},
}

// takeRelative reads "đầu năm", "năm trước": years counted from the sheet's own.
func takeRelative(h *heading, s, low string) string {
	for _, w := range relativeYears {
		at := strings.Index(low, w.word)
		if at < 0 || at > 0 && low[at-1] != ' ' && low[at-1] != '(' {
			continue
		}
		if end := at + len(w.word); end < len(low) && low[end] >= '0' && low[end] <= '9' || strings.HasPrefix(low, "giảm") || strings.HasPrefix(low, "tăng") {
			continue
		}
		h.isRel, h.relative = true, w.offset
		if low == w.word || isFiller(strings.TrimSpace(strings.Replace(low, w.word, "", 1))) {
			return ""
		}
		if rest := tidy(low[:at] + low[at+len(w.word):]); allMeasure(rest) {
			return rest
		}
		return s
	}
	if h.since || h.term {
		return cutTermWords(s)
	}
	return s
}

var termText = newPattern(`(?i)lũy kế từ đầu nhiệm kỳ|luỹ kế từ đầu nhiệm kỳ|từ đầu nhiệm kỳ|lũy kế|luỹ kế|cả nhiệm kỳ|cả giai đoạn|5 năm|cả gđ|toàn khóa|^giai đoạn$`)

func cutTermWords(s string) string { return tidy(termText.ReplaceAllString(s, "")) }

// takeMeasure takes the words of a measure off a text: all of it, or at an end
// beside punctuation or where a period stood.
func takeMeasure(h *heading, s string) string {
	if h.since || h.term {
		s = cutTermWords(s)
	}
	rest, expected := s, false
	for n := 0; n < 4; n++ {
		t := strings.Trim(rest, " -–:;,./()+")
		low := fold(t)
		if low == "" {
			return ""
		}
		if isFiller(low) && (h.measure != "" || h.years != Period{} || h.isRel || h.since || h.term) {
			return ""
		}
		word, m, ok := leadingMeasure(low)
		if !ok {
			break
		}
		after := strings.TrimLeft(cutWords(t, word), " -–:;,./()+")
		if after != "" && !allMeasure(fold(after)) {
			break
		}
		if h.measure == "" || m == Estimate || h.measure == Actual && m != Actual || expected && m != Actual {
			h.measure = m
		}
		expected = word == "dự kiến" // "dự kiến mục tiêu" is a target
		rest = after
		if after == "" {
			return ""
		}
	}
	return takeTrailingMeasure(h, rest)
}

// cutWords drops as many words from the front of s as word has.
func cutWords(s, word string) string {
	fields := strings.Fields(s)
	n := len(strings.Fields(word))
	if n >= len(fields) {
		return ""
	}
	return strings.Join(fields[n:], " ")
}

func leadingMeasure(low string) (string, Measure, bool) {
	for _, w := range measureWords {
		if rest, ok := strings.CutPrefix(low, w.text); ok && (rest == "" || strings.ContainsRune(" :;,./()-–", rune(rest[0]))) {
			return w.text, w.measure, true
		}
	}
	return "", "", false
}

// allMeasure tells that a text is made of words of measures and fillers only.
func allMeasure(low string) bool {
	for low != "" {
		low = strings.Trim(low, " -–:;,./()+")
		if low == "" || isFiller(low) {
			return true
		}
		word, _, ok := leadingMeasure(low)
		if !ok {
			if word, ok = leadingFiller(low); !ok {
				return false
			}
		}
		low = strings.TrimSpace(low[len(word):])
	}
	return true
}

func leadingFiller(low string) (string, bool) {
	words := strings.Fields(low)
	for n := min(3, len(words)); n > 0; n-- {
		if w := strings.Join(words[:n], " "); fillerWords[w] {
			return w, true
		}
	}
	return "", false
}

func isFiller(low string) bool {
	low = strings.Trim(low, " -–:;,./()+")
	for low != "" {
		word, ok := leadingFiller(low)
		if !ok {
			return false
		}
		low = strings.Trim(low[len(word):], " -–:;,./()+")
	}
	return true
}

var trailingMeasure = newPattern(`^(.+?)(?:\s*[-–:,]\s*|\s*\(|\s+)(KH|TH|ƯTH|Ước TH|ước TH|NQ|UTH|Kế hoạch|Thực hiện|kế hoạch|thực hiện|ước thực hiện|Ước thực hiện|ước|Ước|sơ bộ|Sơ bộ|mục tiêu|Mục tiêu)\)?$`)

// takeTrailingMeasure reads "Số hộ nghèo (KH)", "Hộ nghèo - TH", "Số hộ KH".
func takeTrailingMeasure(h *heading, s string) string {
	m := trailingMeasure.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return s
	}
	_, measure, ok := leadingMeasure(fold(m[2]))
	beside := strings.ContainsAny(s[len(m[1]):], "-–:,(") || m[2] == strings.ToUpper(m[2]) || h.years != Period{}
	if !ok || !beside || h.measure != "" {
		return s
	}
	h.measure = measure
	return strings.TrimSpace(m[1])
}

var totalWords = wordSet("tổng số,tổng cộng,cộng,tổng,chung,toàn bộ,tổng số chung,cộng chung,tổng chung,toàn tỉnh,cả tỉnh,chung toàn tỉnh,tổng số toàn tỉnh,tổng cộng toàn tỉnh,cộng toàn tỉnh,toàn huyện,toàn thành phố,toàn thị xã,ts,tc,tổng toàn tỉnh,total,cả huyện,tổng hợp toàn tỉnh,tổng số cả tỉnh,tổng cộng cả tỉnh")

// isTotalWord tells the names of a whole: "Tổng số", "Cộng", "Toàn tỉnh".
func isTotalWord(key string) bool { return totalWords[key] }

// totalOf is what a name of a whole says of its parts: "Tổng cộng (I+II)",
// "Tổng số: 13 huyện".
var totalOf = newPattern(`\s+(?:[ivx]+|[a-h]|\d{1,2})(?:\s*\+\s*(?:[ivx]+|[a-h]|\d{1,2}))+$|\s*\((?:[ivx]+|[a-h]|\d{1,2})(?:\s*[+,;-]\s*(?:[ivx]+|[a-h]|\d{1,2}))+\)$|\s*[:(]\s*\d{1,3} (?:huyện|xã|phường|đơn vị|hộ gia đình)[^\d]*$`)

// isTotalText tells a text that names a whole, and maybe its parts.
func isTotalText(s string) bool {
	return isTotalWord(key(s)) || isTotalWord(key(totalOf.ReplaceAllString(fold(s), "")))
}
