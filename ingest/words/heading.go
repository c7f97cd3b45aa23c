package words

import (
	"strconv"
	"strings"

	"tongket/ingest"
)

// A Heading is what one text of a header, a title or a banner row says about
// the figures below or beside it.
type Heading struct {
	Years    ingest.Period
	Relative int // years relative to the sheet's own year, where isRelative
	IsRel    bool
	Since    bool // "lũy kế từ đầu nhiệm kỳ": a term figure up to years.To, or to the term's end
	Term     bool // "5 năm", "cả giai đoạn" without years: the sheet's term
	Measure  ingest.Measure
	Unit     string
	Part     string          // what is left: an indicator or a breakdown, as written
	Rel      ingest.PartKind // "Trong đó", "Chia ra" before the part
	Total    bool            // "Tổng số": the whole of what stands above
	Skip     ingest.Reason   // why figures below it are none of ours
	Starred  bool            // "(*)" beside a year
}

// Spent tells that nothing but periods, measures and the like was said.
func (h Heading) Spent() bool { return h.Part == "" }

// Says tells that the text gives a period, a measure or a reason to skip.
func (h Heading) Says() bool {
	return h.Years != ingest.Period{} || h.Measure != "" || h.Skip != "" || h.IsRel || h.Since || h.Term || h.Total
}

var (
	yearRange   = NewPattern(`(?:^|[^\d/.-])((?:19|20)\d\d)\s*(?:-|–|—|÷|đến|đến năm|tới)\s*((?:19|20)\d\d)(?:$|[^\d/])`)
	dayDate     = NewPattern(`\b(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d\d)\b`)
	wordDate    = NewPattern(`(?:ngày (\d{1,2}) )?tháng (\d{1,2})(?: năm |/| )((?:19|20)\d\d)`)
	monthDate   = NewPattern(`\b(?:tháng )?(\d{1,2})\s*/\s*((?:19|20)\d\d)\b`)
	oneYear     = NewPattern(`(?:^|[^\d/.,])((?:19|20)\d\d)(?:$|[^\d/.,%]|[.,](?:$|\D))`)
	yearPair    = NewPattern(`(?:19|20)\d\d\s*/\s*(?:năm )?(?:19|20)\d\d`)
	starMark    = NewPattern(`\s*\(\*+\)|\*+$`)
	FootMark    = NewPattern(`\s*(?:\(\d\)|\[\d\]|\*+|\(\*+\)|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)$`)
	formulaNote = NewPattern(`\s*\(?\s*\(?\d+\)?\s*=\s*[\d()+\-*/:%x ]+\)?$`)
)

// comparisonWords begin or stand in headings of columns that compare.
var comparisonWords = WordPattern(`so sánh|so với|\bso (kh|nq|mt|cùng|kế hoạch|nghị quyết|năm|th)\b|tăng\s*/\s*giảm|tăng, ?giảm|tăng giảm|tăng \(|\(?\+ ?[/,;] ?-\)?|\bth ?/ ?kh\b|\bkh ?/ ?th\b|\bth/nq|tốc độ|nhịp độ|chênh lệch|xếp hạng|thứ hạng|\bhạng\b|đối chiếu|hoàn thành kh|% ?hoàn thành|tỷ lệ hoàn thành|% ?(kh|th|so|đạt|thực hiện|kế hoạch)\b|tỷ lệ (%)? ?(đạt|th/kh|thực hiện/kế hoạch)|đạt tỷ lệ|mức độ hoàn thành|đạt \(?%|đạt % |bình quân năm|bq năm|bình quân/năm|thực hiện/kế hoạch|cùng kỳ|\bbq\b|bình quân (?:\d|giai đoạn)|tăng bình quân|tỷ lệ tăng|tỷ lệ giảm so|\bđiểm %\s*$`)

var CheckWords = WordPattern(`^(kiểm tra|kiểm soát|check|ktra|kt)\b`)

var partYear = WordPattern(`\bquý\b|\b[1-9]\d? ?tháng\b|\b[36]t\b|\b9t\b|\bđợt\b|\blũy kế\b|\bcộng dồn\b|\btuần\b|\bnửa (đầu )?năm\b|\bhọc kỳ\b|\btháng (?:0?\d|1[0-2])\b|\btháng báo cáo\b|\bq[1-4]\b|^t ?(?:0?[1-9]|1[0-2])(?:/\d{4})?$|\bkỳ trước\b|\btháng trước\b|\bquý trước\b`)

// A measureWord is a phrase that says what kind of figure follows.
type measureWord struct {
	text    string
	measure ingest.Measure
}

// measureWords, longest first where one begins another.
var measureWords = []measureWord{
	{"ước thực hiện", ingest.Estimate}, {"ước tính thực hiện", ingest.Estimate}, {"ước kết quả thực hiện", ingest.Estimate}, {"ước kết quả", ingest.Estimate}, {"ước tính", ingest.Estimate}, {"ước đạt", ingest.Estimate}, {"ước th", ingest.Estimate}, {"ưth", ingest.Estimate}, {"ước", ingest.Estimate}, {"uth", ingest.Estimate}, {"sơ bộ", ingest.Estimate}, {"dự kiến thực hiện", ingest.Estimate}, {"dự ước", ingest.Estimate}, {"prel.", ingest.Estimate}, {"prel", ingest.Estimate}, {"preliminary", ingest.Estimate}, {"estimate", ingest.Estimate}, {"dự kiến", ingest.Estimate},
	{"mục tiêu nghị quyết", ingest.Target}, {"mục tiêu nq", ingest.Target}, {"mục tiêu", ingest.Target}, {"nghị quyết đại hội", ingest.Target}, {"chỉ tiêu nghị quyết", ingest.Target}, {"chỉ tiêu nq", ingest.Target}, {"nghị quyết", ingest.Target}, {"nq đại hội", ingest.Target}, {"nq đh", ingest.Target}, {"nq", ingest.Target}, {"chỉ tiêu giao", ingest.Target}, {"chỉ tiêu được giao", ingest.Target}, {"chỉ tiêu tỉnh giao", ingest.Target}, {"tỉnh giao", ingest.Target}, {"được giao", ingest.Target}, {"target", ingest.Target}, {"mt", ingest.Target}, {"giao", ingest.Target},
	{"chỉ tiêu kế hoạch", ingest.Plan}, {"kế hoạch giao", ingest.Plan}, {"kh giao", ingest.Plan}, {"kế hoạch", ingest.Plan}, {"k.hoạch", ingest.Plan}, {"kh", ingest.Plan}, {"plan", ingest.Plan},
	{"kết quả thực hiện", ingest.Actual}, {"thực hiện được", ingest.Actual}, {"đã thực hiện", ingest.Actual}, {"thực hiện", ingest.Actual}, {"t.hiện", ingest.Actual}, {"thực tế", ingest.Actual}, {"chính thức", ingest.Actual}, {"th", ingest.Actual}, {"actual", ingest.Actual}, {"kết quả", ingest.Actual}, {"kq", ingest.Actual}, {"kqth", ingest.Actual}, {"đạt được", ingest.Actual},
}

// fillerWords say nothing by themselves beside a period or a measure.
var fillerWords = WordSet("năm,giai đoạn,gđ,nhiệm kỳ,thời kỳ,cả năm,trong năm,đến,hết,đến hết,đến ngày,ngày,tính đến,cuối,đầu,thời điểm,tại thời điểm,có đến,tại,số,số liệu,kỳ,kỳ báo cáo,của,cho,và,bq,vào,trong kỳ,cả kỳ,cả giai đoạn,year,-,–,:,;,/,.,(,),(),+,term,đầu kỳ,cuối kỳ,cả nhiệm kỳ,chỉ tiêu,toàn khóa,đh,đại hội,đảng bộ tỉnh,đảng bộ,tỉnh,hđnd,ubnd,(),lần thứ,bộ,sở,tw,được,đến năm,từ,từ năm,đề ra,điều chỉnh,các năm,qua các năm,các,theo năm,từng năm,hằng năm,qua,chia ra,giai đoạn các năm,trước,liền kề,gốc,kỳ gốc,năm gốc")

// ParseHeading reads one text of a header.
func (x *Meanings) ParseHeading(text string) Heading { return x.headings.Get(text, x.readHeading) }

func (x *Meanings) readHeading(text string) Heading {
	var h Heading
	shown := DropEnglish(text)
	shown, h.Starred = cutStars(shown)
	shown = formulaNote.ReplaceAllString(shown, "")
	shown = shortYear.ReplaceAllString(shown, "$1")
	low := Fold(shown)
	if u, ok := KnownUnit(shown); ok && QuantityWords[low] == "" && low != "%" && len(x.Lex.Exact[low]) == 0 { // "Liệt sĩ" is an indicator too
		h.Unit = u
		return h
	}
	if skip := SkipReason(low); skip != "" {
		h.Skip = skip
		h.Years, _ = x.findYears(low)
		return h
	}
	shown, h.Rel = CutRelation(shown)
	shown, h.Unit = CutUnit(shown)
	rest := x.TakePeriod(&h, Tidy(shown))
	rest = TakeMeasure(&h, rest)
	h.Part = strings.Trim(rest, " -–:;,.+/")
	if inner, ok := cutParens(h.Part); ok && !strings.ContainsAny(inner, "()") {
		h.Part = inner
	}
	if h.Measure == "" && h.Years != (ingest.Period{}) && planOpening.MatchString(Fold(h.Part)) {
		h.Measure = ingest.Plan // "Kế hoạch giảm năm 2020"
	}
	if IsFiller(Fold(h.Part)) {
		h.Part = ""
	}
	if IsTotalWord(Key(h.Part)) {
		h.Total, h.Part = true, ""
	}
	if h.Unit == "" && h.Part != "" {
		h.Unit = QuantityWords[Key(h.Part)]
		if strings.HasPrefix(h.Part, "% ") {
			h.Unit = "%"
		}
	}
	return h
}

var planOpening = NewPattern(`^(?:kế hoạch|kh) (?:[^h]|h[^ó])`)

// shortYear is "N2018" or "N.2018", a year.
var shortYear = NewPattern(`^[Nn]\.? ?((?:19|20)\d\d)$`)

// SkipReason says why a column or row under that heading holds no figures of ours.
func SkipReason(low string) ingest.Reason {
	switch {
	case CheckWords.MatchString(low):
		return ingest.ReasonCheck
	case ofTotal.MatchString(low): // "% so với tổng số hộ" is a rate
	case comparisonWords.MatchString(low), yearPair.MatchString(low):
		return ingest.ReasonComparison
	case strings.Contains(low, "nhiệm kỳ"), strings.Contains(low, "lũy kế") && (yearRange.MatchString(low) || strings.Contains(low, "giai đoạn")):
		return ""
	case strings.Contains(low, "lũy kế"): // since when?
		return ingest.ReasonPartYear
	case partYear.MatchString(low) && !wholeYearWords(low):
		return ingest.ReasonPartYear
	}
	return ""
}

var ofTotal = NewPattern(`^(?:tỷ lệ )?\(?%?\)? ?(?:so(?: với)?|trên) tổng (?:số|dân)`)

func wholeYearWords(low string) bool {
	return strings.Contains(low, "12 tháng") || strings.Contains(low, "tháng 12") || strings.Contains(low, "cả năm") || dayDate.MatchString(low) ||
		strings.Contains(low, "tháng") && wordDate.MatchString(low)
}

func cutStars(s string) (string, bool) {
	t := starMark.ReplaceAllString(s, "")
	return t, t != s
}

// DropEnglish leaves out the English half of a bilingual text ("Tổng số - Total").
func DropEnglish(s string) string {
	if lines := strings.Split(s, "\n"); len(lines) > 1 {
		var keep []string
		for i, line := range lines {
			switch {
			case i == 0 || !IsEnglish(line):
				keep = append(keep, line)
			default: // "Sơ bộ", and below it "Prel. 2020"
				keep = append(keep, strings.TrimSpace(oneYear.FindString(" "+line+" ")))
			}
		}
		s = strings.Join(keep, " ")
	}
	s = Tidy(s)
	for _, sep := range []string{" - ", " / ", " – "} {
		if left, right, ok := strings.Cut(s, sep); ok && IsEnglish(right) && !IsEnglish(left) {
			year := oneYear.FindString(" " + right + " ")
			return strings.TrimSpace(left + " " + strings.TrimSpace(year))
		}
	}
	return s
}

var englishWord = NewPattern(`\b(?i:[a-z]*(?:tion|ing|ment|ate|ure|ies|ers|ter|ty|ble)|total|urban|rural|male|female|of|which|the|and|by|number|rate|person|persons|pers|households?|poor|prel|unit|area|district|city|year|thous|mill|labour|force|age|employed|population|structure|share|per|other|province|town|thousand|million|women|men|both|sex(?:es)?)\b`)

// IsEnglish tells that a text has no Vietnamese letter and a word that is English.
func IsEnglish(s string) bool { return !IsVietnamese(s) && englishWord.MatchString(s) }

// A relationWord opens the parts of a figure.
type relationWord struct {
	Word string
	kind ingest.PartKind
}

var RelationWords = []relationWord{
	{"trong tổng số", ingest.SomeParts}, {"trong đó", ingest.SomeParts}, {"trong đó có", ingest.SomeParts}, {"t.đó", ingest.SomeParts}, {"tr.đó", ingest.SomeParts}, {"tđ", ingest.SomeParts}, {"of which", ingest.SomeParts},
	{"chia ra", ingest.AllParts}, {"bao gồm", ingest.AllParts}, {"gồm", ingest.AllParts}, {"chia theo", ingest.AllParts}, {"phân theo", ingest.AllParts}, {"phân ra", ingest.AllParts},
}

// CutRelation takes "Trong đó:" and the like off the front.
func CutRelation(s string) (string, ingest.PartKind) {
	t := strings.TrimLeft(s, " -+*•–")
	low := strings.ToLower(t)
	for _, w := range RelationWords {
		if !strings.HasPrefix(low, w.Word) {
			continue
		}
		rest := t[len(w.Word):]
		if rest == "" || strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "(") {
			rest = strings.TrimLeft(rest, " :,-+–*")
			if w.Word == "trong đó" {
				rest = strings.TrimPrefix(rest, "có ")
			}
			return rest, w.kind
		}
	}
	return s, ingest.NoPart
}

// ValidYear tells whether a number in a heading is a year.
func (x *Meanings) ValidYear(y int) bool { return y >= x.firstYear && y <= x.lastYear+15 }

// findYears finds the period that a text names, and the text without it.
func (x *Meanings) findYears(low string) (ingest.Period, string) {
	var h Heading
	rest := x.TakePeriod(&h, low)
	return h.Years, rest
}

// TakePeriod takes periods out of a text and says what they are.
func (x *Meanings) TakePeriod(h *Heading, s string) string {
	low := Fold(s)
	if low == "" {
		return s
	}
	takeTermWords(h, low)
	if m := findLast(yearRange, low); m != nil {
		from, _ := strconv.Atoi(m[1])
		to, _ := strconv.Atoi(m[2])
		if x.ValidYear(from) && x.ValidYear(to) && from < to {
			h.Years = ingest.Period{From: from, To: to}
			return cutText(s, m[0], m[1])
		}
	}
	if rest, ok := x.takeDate(h, s, low); ok {
		return rest
	}
	if m := oneYear.FindStringSubmatch(low); m != nil {
		if y, _ := strconv.Atoi(m[1]); x.ValidYear(y) && standsAsYear(low, m[1]) {
			if startOfYear.MatchString(low) && !firstMonths.MatchString(low) {
				y--
			}
			h.Years = ingest.Year(y)
			return cutText(s, m[1], m[1])
		}
	}
	return takeRelative(h, s, low)
}

// firstMonths are a part of the year that is named.
var firstMonths = NewPattern(`(?:tháng|quý|nửa) đầu (?:năm|kỳ)`)

var startOfYear = WordPattern(`\bđầu (?:năm|kỳ)\b|\bđầu (?:19|20)\d\d`)

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
func (x *Meanings) takeDate(h *Heading, s, low string) (string, bool) {
	day, month, year, whole := 0, 0, 0, ""
	if m := dayDate.FindStringSubmatch(low); m != nil {
		day, month, year, whole = Atoi(m[1]), Atoi(m[2]), Atoi(m[3]), m[0]
	} else if m := wordDate.FindStringSubmatch(low); m != nil {
		day, month, year, whole = Atoi(m[1]), Atoi(m[2]), Atoi(m[3]), m[0]
	} else if m := monthDate.FindStringSubmatch(low); m != nil && Atoi(m[1]) >= 1 && Atoi(m[1]) <= 12 {
		month, year, whole = Atoi(m[1]), Atoi(m[2]), m[0]
	}
	if whole == "" || !x.ValidYear(year) {
		return s, false
	}
	h.Years = ingest.Year(year)
	switch {
	case month == 12 && (day == 0 || day >= 30):
	case month == 1 && day == 1:
		h.Years = ingest.Year(year - 1)
	case !wholeYearOnly(low):
		h.Skip = ingest.ReasonPartYear
	}
	return cutText(s, whole, whole), true
}

func wholeYearOnly(low string) bool { return strings.Contains(low, "cả năm") }

func Atoi(s string) int {
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

var periodTail = NewPattern(`(?i)(?:[\s,;:(–-]*(?:giai đoạn|nhiệm kỳ|thời kỳ|trong năm|cuối năm|đầu năm|đến cuối năm|cả năm|năm|đến hết|tính đến|đến ngày|đến|hết|ngày|tại thời điểm|thời điểm|cuối|đầu|từ|kỳ báo cáo|g[dđ]|5)[\s(]*)+$`)

// trimPeriodWords takes the words of a period off the end: "… giai đoạn".
func trimPeriodWords(s string) string {
	if m := periodTail.FindStringIndex(s); m != nil && (m[0] == 0 || strings.ContainsRune(" ,;:(–-", rune(s[m[0]]))) {
		return strings.TrimRight(s[:m[0]], " (-–,;:")
	}
	return s
}

func takeTermWords(h *Heading, low string) {
	if strings.Contains(low, "từ đầu nhiệm kỳ") || strings.Contains(low, "lũy kế") || strings.Contains(low, "cả nhiệm kỳ") {
		h.Since = true
	}
	if fiveYears.MatchString(low) {
		h.Term = true
	}
}

var fiveYears = WordPattern(`\b(?:5|năm) năm\b|\bcả giai đoạn\b|\bcả nhiệm kỳ\b|\btoàn khóa\b|^giai đoạn$|\bcả gđ\b`)

var relativeYears = []struct {
	word   string
	offset int
}{
	{"đầu năm", -1}, {"đầu kỳ", -1}, {"cuối năm trước", -1}, {"năm trước", -1}, {"cuối năm", 0}, {"cuối kỳ", 0}, {"năm nay", 0}, {"năm báo cáo", 0}, {"trong năm", 0}, {"cả năm", 0}, {"31/12", 0}, {"trong kỳ", 0},
}

// takeRelative reads "đầu năm", "năm trước": years counted from the sheet's own.
func takeRelative(h *Heading, s, low string) string {
	for _, w := range relativeYears {
		at := strings.Index(low, w.word)
		if at < 0 || at > 0 && low[at-1] != ' ' && low[at-1] != '(' {
			continue
		}
		if end := at + len(w.word); end < len(low) && low[end] >= '0' && low[end] <= '9' || strings.HasPrefix(low, "giảm") || strings.HasPrefix(low, "tăng") {
			continue
		}
		h.IsRel, h.Relative = true, w.offset
		if low == w.word || IsFiller(strings.TrimSpace(strings.Replace(low, w.word, "", 1))) {
			return ""
		}
		if rest := Tidy(low[:at] + low[at+len(w.word):]); allMeasure(rest) {
			return rest
		}
		return s
	}
	if h.Since || h.Term {
		return cutTermWords(s)
	}
	return s
}

var termText = NewPattern(`(?i)lũy kế từ đầu nhiệm kỳ|luỹ kế từ đầu nhiệm kỳ|từ đầu nhiệm kỳ|lũy kế|luỹ kế|cả nhiệm kỳ|cả giai đoạn|5 năm|cả gđ|toàn khóa|^giai đoạn$`)

func cutTermWords(s string) string { return Tidy(termText.ReplaceAllString(s, "")) }

// TakeMeasure takes the words of a measure off a text: all of it, or at an end
// beside punctuation or where a period stood.
func TakeMeasure(h *Heading, s string) string {
	if h.Since || h.Term {
		s = cutTermWords(s)
	}
	rest, expected := s, false
	for n := 0; n < 4; n++ {
		t := strings.Trim(rest, " -–:;,./()+")
		low := Fold(t)
		if low == "" {
			return ""
		}
		if IsFiller(low) && (h.Measure != "" || h.Years != ingest.Period{} || h.IsRel || h.Since || h.Term) {
			return ""
		}
		word, m, ok := leadingMeasure(low)
		if !ok {
			break
		}
		after := strings.TrimLeft(cutWords(t, word), " -–:;,./()+")
		if after != "" && !allMeasure(Fold(after)) {
			break
		}
		if h.Measure == "" || m == ingest.Estimate || h.Measure == ingest.Actual && m != ingest.Actual || expected && m != ingest.Actual {
			h.Measure = m
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

func leadingMeasure(low string) (string, ingest.Measure, bool) {
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
		if low == "" || IsFiller(low) {
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

func IsFiller(low string) bool {
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

var trailingMeasure = NewPattern(`^(.+?)(?:\s*[-–:,]\s*|\s*\(|\s+)(KH|TH|ƯTH|Ước TH|ước TH|NQ|UTH|Kế hoạch|Thực hiện|kế hoạch|thực hiện|ước thực hiện|Ước thực hiện|ước|Ước|sơ bộ|Sơ bộ|mục tiêu|Mục tiêu)\)?$`)

// takeTrailingMeasure reads "Số hộ nghèo (KH)", "Hộ nghèo - TH", "Số hộ KH".
func takeTrailingMeasure(h *Heading, s string) string {
	m := trailingMeasure.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return s
	}
	_, measure, ok := leadingMeasure(Fold(m[2]))
	beside := strings.ContainsAny(s[len(m[1]):], "-–:,(") || m[2] == strings.ToUpper(m[2]) || h.Years != ingest.Period{}
	if !ok || !beside || h.Measure != "" {
		return s
	}
	h.Measure = measure
	return strings.TrimSpace(m[1])
}

var totalWords = WordSet("tổng số,tổng cộng,cộng,tổng,chung,toàn bộ,tổng số chung,cộng chung,tổng chung,toàn tỉnh,cả tỉnh,chung toàn tỉnh,tổng số toàn tỉnh,tổng cộng toàn tỉnh,cộng toàn tỉnh,toàn huyện,toàn thành phố,toàn thị xã,ts,tc,tổng toàn tỉnh,total,cả huyện,tổng hợp toàn tỉnh,tổng số cả tỉnh,tổng cộng cả tỉnh")

// IsTotalWord tells the names of a whole: "Tổng số", "Cộng", "Toàn tỉnh".
func IsTotalWord(key string) bool { return totalWords[key] }

// totalOf is what a name of a whole says of its parts: "Tổng cộng (I+II)",
// "Tổng số: 13 huyện".
var totalOf = NewPattern(`\s+(?:[ivx]+|[a-h]|\d{1,2})(?:\s*\+\s*(?:[ivx]+|[a-h]|\d{1,2}))+$|\s*\((?:[ivx]+|[a-h]|\d{1,2})(?:\s*[+,;-]\s*(?:[ivx]+|[a-h]|\d{1,2}))+\)$|\s*[:(]\s*\d{1,3} (?:huyện|xã|phường|đơn vị|hộ gia đình)[^\d]*$`)

// IsTotalText tells a text that names a whole, and maybe its parts.
func IsTotalText(s string) bool {
	return IsTotalWord(Key(s)) || IsTotalWord(Key(totalOf.ReplaceAllString(Fold(s), "")))
}
