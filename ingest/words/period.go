package words

import (
	"strconv"
	"strings"

	"tongket/ingest"
)

// yearRange finds "2016-2020" in a text; nil if it has none. The groups are the years.
func yearRange(low string) []int {
	return prose(`(?:^|[^\d/.-])((?:19|20)\d\d)\s*(?:-|–|—|÷|đến|đến năm|tới)\s*((?:19|20)\d\d)(?:$|[^\d/])`).FindStringSubmatchIndex(low)
}

// dayDate finds "31/12/2020": day, month and year.
func dayDate(low string) []string {
	return prose(`\b(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d\d)\b`).FindStringSubmatch(low)
}

// dayDates finds several days one behind the other: "31/12/2015 và 31/12/2020".
func dayDates(low string) string {
	return prose(`\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d(?:(?: và|[,;])(?: ngày| thời điểm)? \d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d)+\b`).FindString(low)
}

// wordDate finds "ngày 31 tháng 12 năm 2020": day, month and year.
func wordDate(low string) []string {
	return prose(`(?:ngày (\d{1,2}) )?tháng (\d{1,2})(?: năm |/| )((?:19|20)\d\d)`).FindStringSubmatch(low)
}

// oneYear finds a year that stands as a number of its own.
func oneYear() *pattern {
	return prose(`(?:^|[^\d/.,])((?:19|20)\d\d)(?:$|[^\d/.,%]|[.,](?:$|\D))`)
}

// ValidYear reports whether a number in a heading is a year.
func (x *Meanings) ValidYear(y int) bool { return y >= x.firstYear && y <= x.lastYear+15 }

// findYears finds the period that a text names, and the text without it.
func (x *Meanings) findYears(low string) (ingest.Period, string) {
	var h Heading
	rest := x.TakePeriod(&h, low)
	return h.Years, rest
}

// TakePeriod takes periods out of a text and says what they are. Those of a standard
// belong to what they stand behind: "theo chuẩn nghèo giai đoạn 2016-2020".
func (x *Meanings) TakePeriod(h *Heading, s string) string {
	norm := prose(`(?i)(?:theo (?:tiêu chí |mức )?chuẩn(?: nghèo)?(?: đa chiều)?|tbnn|trung bình nhiều năm|theo (?:bộ )?luật(?: \pL+){1,5})(?: \(?(?:giai đoạn|thời kỳ|năm))? \(?(?:19|20)\d\d(?: ?[-–] ?(?:19|20)\d\d)?|(?:đề án|dự án|chương trình|qcvn|tcvn) (?:số )?\d{3,4}(?:$|[^\d\pL/-])`).FindStringIndex(s)
	if norm == nil {
		return x.takePeriod(h, s)
	}
	const hidden = 0xE000 // digits, where nothing takes them for a year
	masked := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r + hidden
		}
		return r
	}, s[norm[0]:norm[1]])
	return strings.Map(func(r rune) rune {
		if r >= '0'+hidden && r <= '9'+hidden {
			return r - hidden
		}
		return r
	}, x.takePeriod(h, s[:norm[0]]+masked+s[norm[1]:]))
}

func (x *Meanings) takePeriod(h *Heading, s string) string {
	low := Fold(s)
	if low == "" {
		return s
	}
	takeTermWords(h, low)
	if accumulates(low) {
		s = prose(`(?i)[ ,(]*(?:tính )?đến (?:hết )?năm\)?$`).ReplaceAllString(s, "")
		low = Fold(s)
	}
	if m := schoolYears(low); m != nil { // "từ năm học 2015-2016 đến năm học 2019-2020"
		from, to := Atoi(low[m[2]:m[3]]), Atoi(low[m[8]:m[9]])
		if x.ValidYear(from) && x.ValidYear(to) && from+1 == Atoi(low[m[4]:m[5]]) && Atoi(low[m[6]:m[7]])+1 == to && from+1 < to {
			h.Years = ingest.Period{From: from, To: to}
			return cutText(s, low[m[2]:m[9]], low[m[2]:m[3]])
		}
	}
	if m := yearRange(low); m != nil && !standsAfterStandard(low[:m[2]]) {
		from, to := Atoi(low[m[2]:m[3]]), Atoi(low[m[4]:m[5]])
		if x.ValidYear(from) && x.ValidYear(to) && from < to {
			h.Years = ingest.Period{From: from, To: to}
			return cutText(s, low[m[2]:m[5]], low[m[2]:m[3]])
		}
	}
	if rest, ok := x.takeDate(h, s, low); ok {
		return rest
	}
	for _, year := range yearsIn(low) {
		if y := Atoi(year); x.ValidYear(y) && x.standsAsYear(low, year) {
			if !prose(`đầu kỳ \(`).MatchString(low) && !startsAt(low) && wordProse(`\bđầu (?:năm|kỳ)\b|\bđầu (?:19|20)\d\d`).MatchString(low) && !prose(`(?:tháng|quý|nửa) đầu (?:năm|kỳ)`).MatchString(low) {
				y--
			}
			h.Years = ingest.Year(y)
			return cutText(s, year, year)
		}
	}
	return x.takeRelative(h, s, low)
}

// schoolYears finds a school year and a later one behind a word or dash between them: the
// first's two years and the last's are its groups.
func schoolYears(low string) []int {
	return prose(`((?:19|20)\d\d) ?[-–] ?((?:19|20)\d\d)(?:,? (?:đến|tới|và)(?: hết)?| ?[-–]) ?(?:năm học )?((?:19|20)\d\d) ?[-–] ?((?:19|20)\d\d)`).FindStringSubmatchIndex(low)
}

// yearsIn returns the numbers of a text that may be years, each once.
func yearsIn(low string) (list []string) {
	for low != "" {
		m := oneYear().FindStringSubmatchIndex(low)
		if m == nil {
			break
		}
		if year := low[m[2]:m[3]]; !hasText(list, year) {
			list = append(list, year)
		}
		low = low[m[3]:]
	}
	return list
}

// WithPlainYears writes years as they are read: "2018-19" in full, and "[2016]" in
// round brackets.
func WithPlainYears(s string) string {
	return prose(`\[((?:19|20)\d\d)\]`).ReplaceAllString(shortRange(s), "($1)")
}

// shortRange writes a school year or a period of two years in full: "2018-19".
func shortRange(s string) string {
	m := prose(`(?:^|[^\d./-])((?:19|20)\d\d)\s?[-–/]\s?(\d\d)(?:$|[^\d./-])`).FindStringSubmatchIndex(s)
	if m == nil {
		return s
	}
	from, to := Atoi(s[m[2]:m[3]]), Atoi(s[m[4]:m[5]])
	if to != (from+1)%100 {
		return s
	}
	return s[:m[4]] + strconv.Itoa(from+1) + s[m[5]:]
}

// standsAfterStandard reports whether a text ends with the name of a standard, which
// the years behind it belong to: "chuẩn nghèo đa chiều giai đoạn 2016-2020", "giá so
// sánh 2010". What reaches a standard does so in the year behind it: "đạt chuẩn 2017".
func standsAfterStandard(before string) bool {
	return !prose(`(?:đạt|công nhận|được|lên) chuẩn(?: năm| giai đoạn)?$`).MatchString(strings.TrimRight(before, " (")) && prose(`(?:chuẩn|chuẩn giai đoạn|chuẩn nghèo|chuẩn nghèo giai đoạn|chuẩn năm|đa chiều|đa chiều giai đoạn|giá|giá (?:so sánh|cố định|gốc)|giá (?:so sánh |cố định |gốc )?năm)$`).MatchString(strings.TrimRight(before, " ("))
}

// standsAsYear reports whether a number is a year and not a count, a decision or a
// standard: alone, at an end of the text, or after a word for a period.
func (t *lexis) standsAsYear(low, year string) bool {
	at := strings.Index(low, year)
	before, after := strings.TrimRight(low[:at], " ("), strings.TrimLeft(low[at+len(year):], " ).:,;*")
	if standsAfterStandard(before) || prose(`(?:^| )(?:bộ )?luật (?:\pL+ ?)+$`).MatchString(before) && !prose(` năm$`).MatchString(before) || prose(`(?:số|qđ|nđ|quyết định|nghị định|thông tư|chỉ thị|công văn)$`).MatchString(before) && !prose(`(?:tổng|dân|chỉ|hệ|tỷ|doanh|thiểu|đa|trị) số$`).MatchString(before) {
		return false
	}
	if before == "" || after == "" {
		return true
	}
	for _, e := range t.lists[beforeYears].longest {
		if strings.HasSuffix(before, e.word) {
			return true
		}
	}
	return strings.HasPrefix(after, "(") || strings.HasPrefix(after, "-")
}

// takeDate reads dates: the year's end is the year, its first day is the end
// of the year before, any other day is no whole year.
func (x *Meanings) takeDate(h *Heading, s, low string) (string, bool) {
	if both := dayDates(low); both != "" {
		return cutText(s, both, both), true // "31/12/2015 và 31/12/2020": of one the figures are, and the columns say of which
	}
	if m := prose(`(?:từ )?(?:ngày )?(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d\d) (?:đến|tới|-|–)(?: hết)?(?: ngày)? (\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d\d)\b`).FindStringSubmatch(low); m != nil && x.ValidYear(Atoi(m[3])) && x.ValidYear(Atoi(m[6])) {
		h.Years = ingest.Period{From: Atoi(m[3]), To: Atoi(m[6])}
		if own := prose(`^\(?(?:cả )?năm ((?:19|20)\d\d) ?\(?,? ?(?:từ|tính từ)`).FindStringSubmatch(low); own != nil { // "Năm 2020 (từ 01/10/2019 đến 30/9/2020)"
			h.Years = ingest.Year(Atoi(own[1]))
			return "", true
		}
		months := 12*(Atoi(m[6])-Atoi(m[3])) + Atoi(m[5]) - Atoi(m[2])
		switch { // counting from the first day of a month to the last of another
		case (months+1)%12 == 0 && Atoi(m[1]) == 1 && Atoi(m[4]) >= 28, months > 0 && months%12 == 0 && (Atoi(m[4]) == Atoi(m[1])-1 || m[4] == m[1]):
		default:
			h.Skip = ingest.ReasonPartYear
		}
		return cutText(s, m[0], m[0]), true
	}
	day, month, year, whole := 0, 0, 0, ""
	if m := dayDate(low); m != nil {
		day, month, year, whole = Atoi(m[1]), Atoi(m[2]), Atoi(m[3]), m[0]
	} else if m := wordDate(low); m != nil {
		day, month, year, whole = Atoi(m[1]), Atoi(m[2]), Atoi(m[3]), m[0]
	} else if m := prose(`\b(?:tháng )?(\d{1,2})\s*/\s*((?:19|20)\d\d)\b`).FindStringSubmatch(low); m != nil && Atoi(m[1]) >= 1 && Atoi(m[1]) <= 12 {
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
	case prose(`tổng (?:điều tra|kiểm kê)`).MatchString(low), day == 1 && month == 4 && year%10 == 9: // which counts once in many years, people on that day
		h.Years = ingest.Year(year)
	case !prose(`cả năm`).MatchString(low):
		h.Skip = ingest.ReasonPartYear
	}
	return cutText(s, whole, whole), true
}

// Atoi returns the number that digits write, 0 for any other text.
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
	if strings.HasPrefix(after, ")") && strings.Count(before, "(") <= strings.Count(before, ")") { // whose other half went with the words
		after = strings.TrimLeft(after[1:], " ")
	}
	if before != "" && after != "" {
		return before + " " + after
	}
	return before + after
}

// trimPeriodWords takes the words of a period off the end: "… giai đoạn".
func trimPeriodWords(s string) string {
	if m := prose(`(?i)(?:^|[\s,;:(–-]+)cả năm[\s(]*$`).FindStringIndex(s); m != nil { // "lúa cả năm giai đoạn …" names a crop
		s = s[:m[0]]
	}
	if m := prose(`(?i)(lần đầu|(?:trong|trung bình|bình quân|cây hằng|cây hàng) năm|đầu năm học)[\s,;:–-]*(?:(?:giai đoạn|thời kỳ)[\s(]*|\()$`).FindStringSubmatchIndex(s); m != nil { // it is of the name
		return s[:m[3]]
	}
	if m := prose(`(?i)(?:(?:^|[\s,;:(–-]+)(?:giai đoạn|nhiệm kỳ|thời kỳ|(?:trong |qua |từ |sau )?(?:các|\d{1,2}) năm|trong năm|cuối năm|đầu năm|đến cuối năm|(?:các )?năm học|năm|đến hết|có đến|tính đến|đến ngày|đến|hết|ngày|tại thời điểm|thời điểm|cuối|đầu|từ|kỳ báo cáo|g[dđ]|\b5)[\s(]*)+$`).FindStringIndex(s); m != nil {
		cut := strings.TrimRight(s[:m[0]], " (-–,;:")
		if last := prose(`(?i) cả( năm)`).FindStringSubmatchIndex(s); last != nil && last[2] == m[0] {
			return s[:last[3]]
		}
		return cut
	}
	return s
}

// takeTermWords notes what a text says of the term without naming its years.
func takeTermWords(h *Heading, low string) {
	if prose(`từ đầu nhiệm kỳ|lũy kế|cả nhiệm kỳ`).MatchString(low) && !accumulates(low) && !prose(`31/12 (?:hằng|các|từng) năm`).MatchString(low) {
		h.Since = true
	}
	if wordProse(`\b(?:5|năm) năm\b|\bcả giai đoạn\b|\bcả nhiệm kỳ\b|\btoàn khóa\b|^giai đoạn$|\bcả gđ\b`).MatchString(low) {
		h.Term = true
	}
}

// takeRelative reads "đầu năm", "năm trước": years counted from the sheet's own. Of
// two in one text the earlier year counts.
func (t *Table) takeRelative(h *Heading, s, low string) string {
	for _, offset := range []int{-1, 0} {
		for _, e := range t.lists[relativeYears].longest {
			if e.meaning != strconv.Itoa(offset) || !standsAsRelative(low, e.word) {
				continue
			}
			h.IsRel, h.Relative = true, offset
			if low == e.word || t.IsFiller(strings.TrimSpace(strings.Replace(low, e.word, "", 1))) {
				return ""
			}
			before, after, _ := strings.Cut(low, e.word)
			if rest := Tidy(before + after); t.allMeasure(rest) {
				return rest
			}
			return s
		}
	}
	if h.Since || h.Term {
		return cutTermWords(s)
	}
	return s
}

// startsAt reports whether a folded text says what was planned at the beginning of a year
// or counts from it: neither is the year before.
func startsAt(low string) bool {
	return wordProse(`\b(?:giao|dự toán|kế hoạch|kh|dt|chỉ tiêu|ct|đề ra|xây dựng) (?:từ )?đầu năm|\btừ đầu năm`).MatchString(low)
}

// standsAsRelative reports whether a word for a year stands in a text that is about
// that year: as a word of its own, with no year behind it, and not in the name of a
// change ("Tăng trong năm").
func standsAsRelative(low, word string) bool {
	if startsAt(low) || prose(`sang năm sau|\pL+ \pL+ năm trước (?:kéo dài|chuyển|còn|để lại|mang)`).MatchString(low) { // "Vốn kế hoạch năm trước kéo dài"
		return false
	}
	at := strings.Index(low, word)
	if at < 0 || at > 0 && low[at-1] != ' ' && low[at-1] != '(' {
		return false
	}
	end := at + len(word)
	return !(end < len(low) && low[end] >= '0' && low[end] <= '9') && !prose(`năm học`).MatchString(low[at:]) && !prose(`^(?:giảm|tăng)`).MatchString(low)
}

// cutTermWords takes the words of takeTermWords out of a text.
func cutTermWords(s string) string {
	return Tidy(prose(`(?i)lũy kế từ đầu nhiệm kỳ|luỹ kế từ đầu nhiệm kỳ|từ đầu nhiệm kỳ|^(?:lũy|luỹ) kế|\((?:lũy|luỹ) kế\)|cả nhiệm kỳ|cả giai đoạn|5 năm|cả gđ|toàn khóa|^giai đoạn$`).ReplaceAllString(s, ""))
}
