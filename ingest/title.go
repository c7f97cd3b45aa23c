package ingest

import (
	"cmp"
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Surroundings are what stands around a table: in its title block and in the
// sheet's name.
type surroundings struct {
	place     placeMatch
	province  string // named beside or above the place
	home      bool   // it is the vocabulary's own
	origin    Origin
	rank      int    // how plainly the place is said: 3 "Đơn vị báo cáo:", 2 the title, 1 the letterhead
	years     Period // one year where one is named
	term      Period // a range of years
	measure   Measure
	unit      string
	skip      Reason // the title says that no whole year is reported
	indicator string // as written, boilerplate cut
	known     bool   // the vocabulary has it, word for word
	text      string // all of the title block, for words that need a context
}

// titleText is one cell of a title block.
type titleText struct {
	text string
	cell *Cell
}

// titleOf reads the title block of a table.
func (x *reader) titleOf(t *table) surroundings {
	var c surroundings
	for _, tt := range x.titleTexts(t) {
		for _, line := range strings.Split(tt.text, "\n") {
			for _, piece := range wideGap.Split(line, -1) {
				x.readTitleLine(t, &c, piece, tt.cell)
			}
		}
	}
	return c
}

var wideGap = regexp.MustCompile(`[\s\x{a0}]{4,}|\t`)

// titleTexts are the texts above a table. Of several tables side by side, each
// takes what stands above its own columns, and what stands alone in its row.
func (x *reader) titleTexts(t *table) []titleText {
	var list []titleText
	for i := t.area.top; i < t.head[0]; i++ {
		own := t.s.cells(i, t.area.left, t.area.right)
		all := t.s.cells(i, t.shared.left, t.shared.right)
		use := own
		if len(own) == 0 && len(all) == 1 && !tableTitle.MatchString(fold(all[0].Text)) {
			use = all
		}
		for k := range use {
			if c := &use[k]; c.Kind == Text && t.s.read(c).kind == notNumber {
				list = append(list, titleText{c.Text, c})
			}
		}
		if len(own) < len(all) && len(own) > 0 {
			continue
		}
	}
	return list
}

var (
	tableTitle   = newPattern(`^(?:bảng|biểu)(?: số)? \d|^\(?(?:đơn vị tính|đvt)`)
	formNumber   = newPattern(`(?i)^(?:biểu|bảng|phụ lục|phụ biểu|mẫu|mẫu biểu|biểu mẫu|table)(?:\s+số)?\s*:?\s*(?:\d[\w./\-]*|[IVX]+\b|[A-Z]?\d+)[\w/.\-đĐ]*\s*[.:,\-–]?\s*`)
	titleNumber  = newPattern(`^(?:(?i:bảng|biểu)\s*:\s*|(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[A-HĐa-hđ])[.)/]\s+)`)
	reference    = wordPattern(`^\(?(?:ban hành|kèm|công văn|theo (?:quyết định|công văn|thông tư)|cộng hòa|độc lập|số\s*:|số \d|trang\b|\(?tiếp|nơi nhận|ngày nhận|căn cứ|dùng cho|áp dụng|tên tôi)`)
	letterDate   = newPattern(`^[^\d]{0,30}, ?ngày .{1,6}tháng .{1,6}năm|^ngày .{1,4} ?tháng .{1,4} ?năm \d{4}$`)
	reporter     = newPattern(`(?i)^\(?(?:đơn vị báo cáo|đơn vị gửi báo cáo|đơn vị gửi|tên đơn vị|đơn vị lập|đơn vị|địa bàn|địa phương|huyện, thành, thị|huyện/thành/thị|huyện)\s*:\s*(.+?)\)?$`)
	reportPeriod = newPattern(`(?i)^\(?(?:kỳ báo cáo|kì báo cáo|kỳ|năm báo cáo|thời kỳ|thời điểm|năm)\s*:?\s*(.*?)\)?$`)
	letterhead   = wordPattern(`^(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|sở|phòng|ban chỉ đạo|huyện ủy|tỉnh ủy|thành ủy|thị ủy|bộ|cục|chi cục|trung tâm|đảng bộ|đảng ủy|liên đoàn|bảo hiểm xã hội tỉnh|bhxh tỉnh)\b`)
	titleOpening = newPattern(`(?i)^(?:biểu tổng hợp|bảng tổng hợp|tổng hợp|báo cáo|thống kê|số liệu|tình hình thực hiện|tình hình|kết quả thực hiện|kết quả rà soát|kết quả|bảng|biểu|danh sách|diễn biến|biến động|thực hiện|rà soát|tiến độ|công tác|về|chỉ tiêu|các chỉ tiêu|kế hoạch|ước thực hiện|ước|mục tiêu|một số chỉ tiêu|chi tiết|chủ yếu)(?:\s+|$)`)
	titleClosing = newPattern(`(?i)(?:^|[\s,(:;–-]+)(?:(?:của |ở |tại |theo |phân theo |chia theo |trong )?(?:các )?(?:\d{1,2} )?(?:huyện, (?:thành|thị)(?:, (?:thị|thành|tx|tp))?(?: xã| phố)?(?:, (?:thị xã|thành phố))?|đơn vị hành chính|tỉnh(?:, thành phố)?|xã, phường(?:, thị trấn)?|xã, thị trấn|huyện|xã|địa bàn|địa phương|đơn vị)(?: của tỉnh)?|theo (?:các )?(?:quý|tháng)(?:, (?:năm|tháng))?|trên địa bàn(?: toàn)?(?: tỉnh)?|toàn tỉnh|của tỉnh|các năm|qua các năm|theo năm|hằng năm|hàng năm|của|tại|ở|trên|(?:các )?thời điểm|\d{1,2} tháng(?: đầu)?|quý [ivx]+|tính|có|cấp huyện)\)?$`)
)

// readTitleLine reads a line of the title block, in the light of those above.
func (x *reader) readTitleLine(t *table, c *surroundings, line string, cell *Cell) {
	line = tidy(line)
	if at := strings.Index(lower(line), "kỳ báo cáo"); at > 0 {
		x.readTitleLine(t, c, line[:at], cell)
		line = line[at:]
	}
	if line == "" {
		return
	}
	c.text += " " + line
	says := x.titleLines.get(line, x.titleLine)
	if says.unit != "" {
		c.unit = says.unit
	}
	if says.rank > 0 {
		x.setPlace(t, c, says.place, says.rank, cell)
	}
	c.addPeriod(&says)
	c.addIndicator(&says)
}

// A titleLine is what one line of a title block says by itself.
type titleLine struct {
	unit      string
	place     placeMatch
	rank      int // how plainly the place is said, as in surroundings; 0 = none is
	years     Period
	firm      bool // the years are those of the report
	measure   Measure
	skip      Reason
	indicator string // maybe
	known     bool   // the vocabulary has it
	english   bool
}

func (x *reader) titleLine(line string) (says titleLine) {
	line, says.unit = titleUnit(line)
	low := fold(line)
	switch {
	case low == "", letterDate.MatchString(low), reference.MatchString(low):
		return says
	}
	if m := reporter.FindStringSubmatch(line); m != nil {
		x.titlePlace(&says, m[1], 3)
		return says
	}
	if rest := formNumber.ReplaceAllString(line, ""); rest != line {
		line = rest
		low = fold(line)
	}
	if letterhead.MatchString(low) {
		x.titlePlace(&says, line, 1)
		return says
	}
	line = titleNumber.ReplaceAllString(line, "")
	rest := x.titlePeriod(&says, line)
	if m := reportPeriod.FindStringSubmatch(line); m != nil && isFiller(fold(tidy(rest))) {
		return says
	}
	x.titleIndicator(&says, x.placeInside(&says, rest))
	return says
}

// titleUnit takes "Đơn vị tính: …" and a unit in brackets out of a line.
func titleUnit(line string) (rest, unit string) {
	if m := unitNote.FindStringSubmatchIndex(line); m != nil {
		text := line[m[2]:m[3]]
		unit, known := knownUnit(text)
		opening := strings.ToLower(strings.TrimLeft(line[m[0]:], " (,;-"))
		named := !strings.HasPrefix(opening, "đơn vị:") && !strings.HasPrefix(opening, "đơn vị :")
		if known || named {
			if !known {
				unit = tidyUnit(text)
			}
			if strings.ContainsAny(unit, ",;") {
				unit = ""
			}
			return strings.TrimSpace(line[:m[0]]), unit
		}
	}
	return cutUnit(line)
}

// titlePeriod takes the period out of a title line.
func (x *reader) titlePeriod(says *titleLine, line string) string {
	var h heading
	low := fold(line)
	if skip := skipReason(low); skip == ReasonPartYear && !strings.Contains(low, "tính đến") {
		says.skip = skip
	}
	rest := x.takePeriod(&h, x.joinYears(line))
	ofReport := strings.Contains(low, "kỳ báo cáo")
	says.years, says.firm = h.years, h.skip == "" && ofReport
	if h.skip == ReasonPartYear && ofReport {
		says.skip = h.skip
	}
	switch {
	case estimateWords.MatchString(low):
		says.measure = Estimate
	case strings.Contains(low, "thực hiện"), strings.Contains(low, "kết quả"):
	case strings.HasPrefix(low, "kế hoạch"), strings.HasPrefix(low, "chỉ tiêu kế hoạch"), strings.HasPrefix(low, "giao chỉ tiêu kế hoạch"):
		says.measure = Plan
	case strings.HasPrefix(low, "mục tiêu"), strings.HasPrefix(low, "chỉ tiêu nghị quyết"), strings.HasPrefix(low, "chỉ tiêu giao"):
		says.measure = Target
	}
	return rest
}

// addPeriod adds a line's years, measure and reason to skip.
func (c *surroundings) addPeriod(says *titleLine) {
	if says.skip != "" {
		c.skip = says.skip
	}
	if says.measure != "" {
		c.measure = says.measure
	}
	switch {
	case says.years == Period{}:
	case says.years.From != says.years.To:
		if c.term == (Period{}) {
			c.term = says.years
		}
	case c.years == (Period{}) || says.firm:
		c.years = says.years
	}
}

var yearList = newPattern(`((?:19|20)\d\d)(?:(?:\s*[,;&]\s*|\s+và\s+)(?:năm\s+)?((?:19|20)\d\d))+`)

// joinYears makes a range of years that a title lists: "năm 2017, 2018".
func (x *reader) joinYears(line string) string {
	m := yearList.FindStringSubmatchIndex(strings.ToLower(line))
	if m == nil || len(line) != len(strings.ToLower(line)) {
		return line
	}
	from, to := line[m[2]:m[3]], line[m[4]:m[5]]
	if from >= to || !x.isYearText(from) || !x.isYearText(to) {
		return line
	}
	return line[:m[0]] + from + "-" + to + line[m[1]:]
}

var estimateWords = wordPattern(`\b(?:ước (?:thực hiện|th|tính|đạt|kết quả|cả năm|năm)|số ước|ước|sơ bộ)\b`)

// titlePlace notes the place that a text of the title block names.
func (x *reader) titlePlace(says *titleLine, text string, rank int) {
	low := fold(text)
	if rank == 3 && strings.HasPrefix(low, "sở ") {
		says.place, says.rank = placeMatch{whole: true, known: true}, rank
		return
	}
	p, ok := x.place(text)
	if ok && p.ambiguous {
		p, ok = x.lex.shared(p.name, true)
	}
	if !ok && rank == 1 {
		x.placeInside(says, text)
		return
	}
	if !ok && rank == 3 && unicode.IsUpper([]rune(text)[0]) && !letterhead.MatchString(low) {
		_, bare := splitPlace(text)
		p, ok = placeMatch{name: bare}, true
	}
	if ok {
		says.place, says.rank = p, rank
	}
}

func (x *reader) setPlace(t *table, c *surroundings, p placeMatch, rank int, cell *Cell) {
	switch {
	case p.known && p.whole:
		if p.name != "" {
			c.province, c.home = p.name, true // whatever other is mentioned
		}
	case p.kind == "tỉnh" && !p.known:
		p.whole = true // another province's sheet: that is its whole
		if _, bare := splitPlace(p.name); c.province == "" && len(x.lex.places) > 0 {
			c.province = properName(bare)
		}
	}
	if rank > 1 && c.rank > 1 && !p.whole && !c.place.whole && p.name != c.place.name {
		x.told.Once(Issue{Pos: x.pos(t.s, cell), Code: CodeContradiction, Raw: tidy(cell.Text), Args: []string{"place", c.place.name, p.name, c.place.name}}, t.number)
		return
	}
	if rank > c.rank || rank == c.rank && c.place.whole && !p.whole {
		c.place, c.rank, c.origin = p, rank, FromTitle
		if p.whole {
			c.origin = FromNowhere
		}
	}
}

var placeWord = newPattern(`(?i)(^|[\s(,])(huyện|thị xã|thành phố|tỉnh|quận|tp\.?|tx\.?|h\.)\s+`)

// placeInside finds a place named with its kind in a line, and cuts it out. A
// line that is a place and nothing else counts as well.
func (x *reader) placeInside(says *titleLine, line string) string {
	whole := strings.Trim(line, " .:;,()–-")
	if p, ok := x.place(whole); ok && (p.known || p.kind != "") && !strings.ContainsAny(whole, ",;") && len(strings.Fields(whole)) <= 6 {
		if !isTotalWord(key(whole)) {
			says.place, says.rank = p, 2
			return ""
		}
	}
	for _, m := range placeWord.FindAllStringSubmatchIndex(line, -1) {
		before := fold(line[:m[4]])
		if strings.HasSuffix(before, "các") || strings.HasSuffix(before, "cấp") {
			continue
		}
		name := x.nameAfter(line[m[1]:])
		if name == "" {
			continue
		}
		if p, ok := x.place(line[m[4]:m[1]] + name); ok {
			says.place, says.rank = p, 2-boolInt(letterhead.MatchString(fold(line)))
			return tidy(line[:m[4]] + " " + line[m[1]+len(name):])
		}
	}
	return line
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// nameAfter is the name that a text begins with: the longest that the
// vocabulary has, else the words with a capital.
func (x *reader) nameAfter(s string) string {
	texts := strings.Fields(s)
	for n := min(4, len(texts)); n > 0; n-- {
		name := strings.Join(texts[:n], " ")
		if trimmed := strings.TrimRight(name, ",.;:()"); len(x.lex.byBare[key(trimmed)]) > 0 && strings.HasPrefix(s, trimmed) {
			return trimmed
		}
	}
	name := ""
	for _, w := range texts {
		trimmed := strings.TrimRight(w, ",.;:()-")
		if trimmed == "" || !unicode.IsUpper([]rune(trimmed)[0]) && !unicode.IsDigit([]rune(trimmed)[0]) || nameStop[fold(trimmed)] || x.isYearText(trimmed) {
			break
		}
		name = strings.TrimSpace(name + " " + trimmed)
		if trimmed != w || len(strings.Fields(name)) > 4 {
			break
		}
	}
	if !strings.HasPrefix(s, name) {
		return ""
	}
	return name
}

func (x *reader) isYearText(s string) bool { return len(s) == 4 && x.validYear(atoi(s)) }

var nameStop = wordSet("năm,giai,đến,qua,trên,theo,và,các,từ,trong,kỳ,6,quý,thời,tại,của,ngày,tính,đợt,nhiệm,khóa,đạt")

// titleIndicator notes what a title line says the figures are.
func (x *reader) titleIndicator(says *titleLine, line string) {
	if strings.HasPrefix(line, "(") && strings.HasSuffix(line, ")") {
		return
	}
	text := strings.Trim(bracketed.ReplaceAllString(line, ""), " .:;,–-*/")
	text = compound.ReplaceAllString(text, "$1\u00a0$2") // which titleClosing takes for no gap
	exact := func(s string) bool {
		return x.lex.lookupAny(key(s)) >= 0 || len(x.lex.exact[key("tỷ lệ "+s)]) > 0 && false
	}
	for range 8 {
		if text == "" || exact(text) {
			break
		}
		cut := titleClosing.ReplaceAllString(text, "")
		if cut == text {
			cut = strings.TrimSpace(titleOpening.ReplaceAllString(text, ""))
		}
		cut = strings.Trim(cut, " .:;,–-*/()")
		if by := breakdownBy.ReplaceAllString(cut, ""); exact(by) {
			cut = by
		}
		if cut == text {
			break
		}
		text = cut
	}
	text = capitalised(labelText(sentenceCase(text)))
	if text == "" || isFiller(fold(text)) || isTotalWord(key(text)) {
		return
	}
	says.indicator, says.known, says.english = text, exact(text), isEnglish(line)
}

// addIndicator takes a line's indicator if it says more than those above.
func (c *surroundings) addIndicator(says *titleLine) {
	switch {
	case says.indicator == "" || c.known || says.english && c.indicator != "":
	case says.known:
		c.indicator, c.known = says.indicator, true
	case c.indicator == "" || indicatorOpening.MatchString(fold(says.indicator)) || !indicatorOpening.MatchString(fold(c.indicator)):
		c.indicator = says.indicator
	}
}

var (
	// compound finds nouns that end as titles close: "nhà ở", "giới tính".
	compound = newPattern(`(?i)(nhà|chỗ|nơi|giới) (ở|tính)`)
)

// bracketed is what is left in brackets after a period was cut out.
var bracketed = newPattern(`(?i)\s*\((?:ước thực hiện|ước|sơ bộ|thực hiện|kế hoạch|tính đến|đến|năm)?\s*\)?$`)

var indicatorOpening = wordPattern(`^(?:số|tỷ lệ|tổng|kinh phí|tỷ trọng|lao động|hộ|diện tích|sản lượng|giá trị|dân số|vốn|mức|thu|chi)\b`)

// nameContext is what the sheet's name says: a place, a year, a term, an
// indicator.
func (x *reader) nameContext(s *sheet) surroundings {
	var c surroundings
	name := tidy(strings.NewReplacer("_", " ", ".", ". ").Replace(s.Sheet))
	if name == "" || genericSheet.MatchString(fold(name)) && !x.isYearText(name) {
		return c
	}
	var h heading
	rest := strings.Trim(x.takePeriod(&h, name), " -–_")
	if strings.Count(rest, "(") != strings.Count(rest, ")") || strings.HasPrefix(rest, "(") {
		rest = strings.Trim(rest, " ()")
	}
	if h.years.From != h.years.To {
		c.term = h.years
	} else {
		c.years = h.years
	}
	if measured := takeMeasure(&h, rest); h.measure != "" && h.years != (Period{}) {
		rest, c.measure = measured, h.measure
	}
	rest = labelText(rest)
	if rest == "" || isFiller(fold(rest)) {
		return c
	}
	if p, ok := x.place(rest); ok && (p.known || p.kind != "" && p.kind != "tỉnh") {
		c.place, c.rank, c.origin = p, 1, FromSheet
		if p.whole {
			c.origin = FromNowhere
		}
		return c
	} else if ok && p.ambiguous {
		c.place, c.rank, c.origin = x.townSheet(p), 1, FromSheet
		return c
	}
	if isTotalWord(key(rest)) {
		c.place, c.rank = placeMatch{whole: true, known: true}, 1
		return c
	}
	if rest, unit := cutUnit(rest); x.lex.lookupAny(key(rest)) >= 0 {
		c.indicator, c.known, c.unit = rest, true, unit
	} else if !sheetCode.MatchString(fold(rest)) {
		c.indicator, c.unit = rest, unit
	}
	return c
}

var (
	genericSheet = newPattern(`^(?:sheet|trang|trang tính|biểu|bieu|bảng|bang|bm|phụ lục|phu luc|pl|mau|mẫu|b)[ .]*(?:số)?[ ]*[\d.ivx]*[a-z]?$|^\d+$`)
	sheetCode    = wordPattern(`^(?:[a-zđ]{1,4}\d*|\d.*|(?:biểu|bảng|bieu|bang|sheet|phụ lục|pl|mẫu|b)\b.*)$`)
)

// townSheet settles a sheet that is named by a name that a province and a town
// share: beside at least two sheets named after other places it is the town.
func (x *reader) townSheet(p placeMatch) placeMatch {
	others := 0
	for _, name := range x.sheetNames {
		if q, ok := x.place(name); ok && q.known && !q.whole {
			others++
		}
	}
	if others >= 2 {
		if q, ok := x.lex.shared(p.name, false); ok {
			return q
		}
	}
	return p
}

// continues tells a table that goes on with the one above it: no title stands
// between the two, or "(tiếp theo)".
func (x *reader) continues(t *table) bool {
	if t.shared != t.area && t.area.left > t.shared.left {
		return false
	}
	texts := x.titleTexts(t)
	for _, tt := range texts {
		if !continued.MatchString(fold(tt.text)) {
			return false
		}
	}
	return len(texts) > 0 || x.headedByYears(t)
}

// headedByYears tells that nothing but periods and measures stands above the
// figures of a table.
func (x *reader) headedByYears(t *table) bool {
	cells := t.s.cells(t.head[len(t.head)-1], t.area.left, t.area.right)
	years := 0
	for k := range cells {
		text := t.s.text(&cells[k])
		switch h := x.parseHeading(text); {
		case h.spent() && h.says():
			years++
		case x.headRole(text) == roleNone:
			return false
		}
	}
	return years > 0
}

// contextOf unites the title block of a table, the sheet's first title block
// and the sheet's name. The indicator and the unit are only taken from the
// table's own title, or that of the table which it continues, and, failing
// that, from the sheet's name.
func (x *reader) contextOf(t *table, sheetwide, last *surroundings, name surroundings) surroundings {
	c := x.titleOf(t)
	defer func() { *last = c }()
	if t.first {
		*sheetwide = c
	} else {
		if c.indicator == "" && x.continues(t) {
			c.indicator, c.known, c.unit = last.indicator, last.known, cmp.Or(c.unit, last.unit)
		}
		if c.rank < sheetwide.rank {
			c.place, c.rank, c.origin = sheetwide.place, sheetwide.rank, sheetwide.origin
		}
		if c.province == "" {
			c.province, c.home = sheetwide.province, sheetwide.home
		}
		if c.years == (Period{}) && c.term == (Period{}) {
			c.years, c.skip = sheetwide.years, sheetwide.skip
		}
		if c.term == (Period{}) {
			c.term = sheetwide.term
		}
		if c.measure == "" {
			c.measure = sheetwide.measure
		}
	}
	x.addName(t, &c, name)
	return c
}

// properName writes a name with a capital letter at each word: HÀ GIANG is Hà
// Giang.
func properName(name string) string {
	words := strings.Fields(strings.ToLower(name))
	for i, w := range words {
		r, n := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(r)) + w[n:]
	}
	return strings.Join(words, " ")
}

func (x *reader) addName(t *table, c *surroundings, name surroundings) {
	switch {
	case name.rank == 0:
	case c.rank <= 1 && !name.place.whole:
		c.place, c.rank, c.origin = name.place, 1, name.origin
	case c.rank > 1 && !name.place.ambiguous && !sameName(c.place, name.place):
		x.told.Once(Issue{Pos: Pos{File: t.s.File, Sheet: t.s.Sheet}, Code: CodeContradiction, Raw: t.s.Sheet, Args: []string{"place", c.place.name, name.place.name, c.place.name}}, 0)
	}
	if c.years == (Period{}) {
		c.years = name.years
	} else if name.years != (Period{}) && name.years != c.years {
		x.told.Once(Issue{Pos: Pos{File: t.s.File, Sheet: t.s.Sheet}, Code: CodeContradiction, Raw: t.s.Sheet, Args: []string{"year", c.years.String(), name.years.String(), c.years.String()}}, 0)
	}
	if c.term == (Period{}) {
		c.term = name.term
	}
	if c.measure == "" {
		c.measure = name.measure
	}
	if name.known && !c.known || c.indicator == "" {
		c.indicator, c.known = name.indicator, name.known
		if c.unit == "" {
			c.unit = name.unit
		}
	}
	c.text += " " + t.s.Sheet
}

func sameName(a, b placeMatch) bool { return a.whole && b.whole || a.name == b.name }

// sortIssues puts issues in the order of their cells.
func sortIssues(list []Issue) {
	sort.SliceStable(list, func(i, j int) bool {
		a, b := list[i].Pos, list[j].Pos
		return a.Row < b.Row || a.Row == b.Row && a.Col < b.Col
	})
}
