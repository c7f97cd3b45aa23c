package layout

import (
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"tongket/ingest"
	"tongket/ingest/words"
)

// Surroundings are what stands around a table: in its title block and in the
// sheet's name.
type surroundings struct {
	place     words.PlaceMatch
	province  string // named beside or above the place
	within    string // the place that the title's place lies in, if it names both
	home      bool   // it is the vocabulary's own
	origin    ingest.Origin
	rank      int           // how plainly the place is said: 3 "Đơn vị báo cáo:", 2 the title, 1 the letterhead
	years     ingest.Period // one year where one is named
	term      ingest.Period // a range of years
	measure   ingest.Measure
	unit      string
	skip      ingest.Reason // the title says that no whole year is reported
	indicator string        // as written, boilerplate cut
	known     bool          // the vocabulary has it, word for word
	alone     bool          // it is the first table's caption too
	part      string        // that the caption names of the title's indicator
	ceremony  bool          // words were cut off its front that titles of several indicators have
	text      string        // all of the title block, for words that need a context
}

// titleText is one cell of a title block.
type titleText struct {
	text string
	cell *ingest.Cell
}

// titleOf reads texts of the title block of a table.
func (x *reader) titleOf(t *table, texts []titleText) surroundings {
	var c surroundings
	for _, tt := range texts {
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
		if len(own) == 0 && len(all) == 1 && !tableTitle.MatchString(words.Fold(all[0].Text)) {
			use = all
		}
		for k := range use {
			if c := &use[k]; c.Kind == ingest.Text && t.s.read(c).Kind == words.NotNumber {
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
	tableTitle   = words.NewPattern(`^(?:bảng|biểu)(?: số)? \d`)
	formNumber   = words.NewPattern(`(?i)^(?:biểu|bảng|phụ lục|phụ biểu|mẫu|mẫu biểu|biểu mẫu|table)(?:\s+số)?\s*:?\s*(?:\d[\w./\-]*|[IVX]+\b|[A-Z]?\d+)[\w/.\-đĐ]*\s*[.:,\-–]?\s*`)
	titleNumber  = words.NewPattern(`^(?:(?i:bảng|biểu)\s*:\s*|(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[A-HĐa-hđ])[.)/]\s+)`)
	reference    = words.WordPattern(`^\(?(?:ban hành|kèm|công văn|theo (?:quyết định|công văn|thông tư)|cộng hòa|độc lập|số\s*:|số \d|trang\b|\(?tiếp|nơi nhận|ngày nhận|căn cứ|dùng cho|áp dụng|tên tôi)`)
	letterDate   = words.NewPattern(`^[^\d]{0,30}, ?ngày .{1,6}tháng .{1,6}năm|^ngày .{1,4} ?tháng .{1,4} ?năm \d{4}$`)
	reporter     = words.NewPattern(`(?i)^\(?(?:đơn vị báo cáo|đơn vị gửi báo cáo|đơn vị gửi|tên đơn vị|đơn vị lập|đơn vị|địa bàn|địa phương|huyện, thành, thị|huyện/thành/thị|huyện)\s*:\s*(.+?)\)?$`)
	reportPeriod = words.NewPattern(`(?i)^\(?(?:kỳ báo cáo|kì báo cáo|kỳ|năm báo cáo|thời kỳ|thời điểm|năm)\s*:?\s*(.*?)\)?$`)
	letterhead   = words.WordPattern(`^(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|sở|phòng (?:lđ|ld|lao động|giáo dục|tài chính|y tế|nội vụ|văn hóa|nông nghiệp|kinh tế|thống kê|tư pháp|tài nguyên|thanh tra|bảo trợ|người có công|chính sách|việc làm|dạy nghề|kế hoạch|tổng hợp|dân tộc)|ban chỉ đạo|huyện ủy|tỉnh ủy|thành ủy|thị ủy|bộ|cục|chi cục|trung tâm|đảng bộ|đảng ủy|liên đoàn|bảo hiểm xã hội tỉnh|bhxh tỉnh)\b`)
	titleOpening = words.NewPattern(`(?i)^(?:biểu tổng hợp|bảng tổng hợp|tổng hợp|báo cáo|thống kê|số liệu|tình hình thực hiện|tình hình|kết quả thực hiện|kết quả rà soát|kết quả|phụ lục|phụ biểu|bảng|biểu|danh sách|diễn biến|biến động|thực hiện|rà soát|tiến độ|công tác|về|chỉ tiêu|các chỉ tiêu|kế hoạch|ước thực hiện|ước|mục tiêu|một số chỉ tiêu|chi tiết|chủ yếu)(?:\s+|$)`)
	titleClosing = words.NewPattern(`(?i)(?:^|[\s,(:;–-]+)(?:(?:của |ở |tại |theo |phân theo |chia theo |trong )?(?:các )?(?:\d{1,2} )?(?:huyện, (?:thành|thị)(?:, (?:thị|thành|tx|tp))?(?: xã| phố)?(?:, (?:thị xã|thành phố))?|đơn vị hành chính|tỉnh(?:, thành phố)?|xã, phường(?:, thị trấn)?|xã, thị trấn|huyện|xã|địa bàn|địa phương|đơn vị)(?: của tỉnh)?|theo (?:các )?(?:quý|tháng)(?:, (?:năm|tháng))?|trên địa bàn(?: toàn)?(?: tỉnh)?|toàn tỉnh|của tỉnh|các năm|qua các năm|theo năm|hằng năm|hàng năm|của|tại|ở|trên|(?:các )?thời điểm|\d{1,2} tháng(?: đầu)?|quý [ivx]+|tính|và|cấp huyện)\)?$`)
)

// readTitleLine reads a line of the title block, in the light of those above.
func (x *reader) readTitleLine(t *table, c *surroundings, line string, cell *ingest.Cell) {
	line = words.Tidy(line)
	if at := strings.Index(words.Lower(line), "kỳ báo cáo"); at > 0 {
		x.readTitleLine(t, c, line[:at], cell)
		line = line[at:]
	}
	if line == "" {
		return
	}
	c.text += " " + line
	says := x.titleLines.Get(line, x.titleLine)
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
	place     words.PlaceMatch
	rank      int // how plainly the place is said, as in surroundings; 0 = none is
	years     ingest.Period
	firm      bool // the years are those of the report
	measure   ingest.Measure
	skip      ingest.Reason
	indicator string // maybe
	known     bool   // the vocabulary has it
	ceremony  bool
	english   bool
}

func (x *reader) titleLine(line string) (says titleLine) {
	line = words.WithPlainYears(line)
	if unit, english, ok := strings.Cut(line, " - "); ok && !words.IsVietnamese(english) && x.IsUnit(unit) { // "Giường - Bed"
		says.unit = x.TidyUnit(unit)
		return says
	}
	line, says.unit = x.titleUnit(indicatorLine.ReplaceAllString(line, ""))
	low := words.Fold(line)
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
		low = words.Fold(line)
	}
	if letterhead.MatchString(low) {
		x.titlePlace(&says, line, 1)
		return says
	}
	line = titleNumber.ReplaceAllString(line, "")
	if h := x.ParseHeading(line); h.Spent() && h.Years != (ingest.Period{}) && h.Skip == "" && h.Measure != "" {
		says.years, says.measure = h.Years, h.Measure
		return says
	}
	rest := x.titlePeriod(&says, line)
	if m := reportPeriod.FindStringSubmatch(line); m != nil && x.IsFiller(words.Fold(words.Tidy(rest))) {
		return says
	}
	x.titleIndicator(&says, x.placeInside(&says, rest))
	return says
}

// indicatorLine opens a line that names the indicator of all figures.
var indicatorLine = words.NewPattern(`(?i)^(?:tên )?(?:chỉ tiêu|chỉ số|nội dung)\s*:\s*`)

// titleUnit takes "Đơn vị tính: …" and a unit in brackets out of a line.
func (x *reader) titleUnit(line string) (rest, unit string) {
	if m := words.UnitNote(line); m != nil {
		text := line[m[2]:m[3]]
		unit, known := x.KnownUnit(text)
		opening := strings.ToLower(strings.TrimLeft(line[m[0]:], " (,;-"))
		named := !strings.HasPrefix(opening, "đơn vị:") && !strings.HasPrefix(opening, "đơn vị :")
		if known || named {
			if !known {
				unit = x.TidyUnit(text)
			}
			if strings.ContainsAny(unit, ",;") {
				unit = ""
			}
			return strings.TrimSpace(line[:m[0]]), unit
		}
	}
	return x.CutUnit(line)
}

// titlePeriod takes the period out of a title line.
func (x *reader) titlePeriod(says *titleLine, line string) string {
	var h words.Heading
	low := words.Fold(line)
	if skip := x.SkipReason(low); skip == ingest.ReasonPartYear && !strings.Contains(low, "tính đến") {
		says.skip = skip
	}
	rest := x.TakePeriod(&h, x.joinYears(line))
	ofReport := strings.Contains(low, "kỳ báo cáo")
	says.years, says.firm = h.Years, h.Skip == "" && ofReport
	if h.Skip == ingest.ReasonPartYear && ofReport {
		says.skip = h.Skip
	}
	switch {
	case estimateWords.MatchString(low):
		says.measure = ingest.Estimate
	case strings.Contains(low, "thực hiện"), strings.Contains(low, "kết quả"):
	case strings.HasPrefix(low, "kế hoạch"), strings.HasPrefix(low, "chỉ tiêu kế hoạch"), strings.HasPrefix(low, "giao chỉ tiêu kế hoạch"), strings.HasPrefix(low, "số liệu kế hoạch"):
		says.measure = ingest.Plan
	case strings.HasPrefix(low, "mục tiêu"), strings.HasPrefix(low, "chỉ tiêu nghị quyết"), strings.HasPrefix(low, "chỉ tiêu giao"):
		says.measure = ingest.Target
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
	case says.years == ingest.Period{}:
	case says.years.From != says.years.To:
		if c.term == (ingest.Period{}) {
			c.term = says.years
		}
	case c.years == (ingest.Period{}) || says.firm:
		c.years = says.years
	}
}

var yearList = words.NewPattern(`((?:19|20)\d\d)(?:(?:\s*[,;&]\s*|\s+và\s+)(?:năm\s+)?((?:19|20)\d\d))+`)

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

var estimateWords = words.WordPattern(`\b(?:ước (?:thực hiện|th|tính|đạt|kết quả|cả năm|năm)|số ước|ước|sơ bộ)\b`)

// titlePlace notes the place that a text of the title block names.
func (x *reader) titlePlace(says *titleLine, text string, rank int) {
	low := words.Fold(text)
	if rank == 3 && strings.HasPrefix(low, "sở ") {
		says.place, says.rank = words.PlaceMatch{Whole: true, Known: true}, rank
		return
	}
	p, ok := x.Place(text)
	if ok && p.Ambiguous {
		p, ok = x.Lex.Shared(p.Name, true)
	}
	if !ok && rank == 1 {
		x.placeInside(says, text)
		return
	}
	if !ok && rank == 3 && unicode.IsUpper([]rune(text)[0]) && !letterhead.MatchString(low) {
		_, bare := x.SplitPlace(text)
		p, ok = words.PlaceMatch{Name: bare}, true
	}
	if ok {
		says.place, says.rank = p, rank
	}
}

func (x *reader) setPlace(t *table, c *surroundings, p words.PlaceMatch, rank int, cell *ingest.Cell) {
	switch {
	case p.Known && p.Whole:
		if p.Name != "" {
			c.province, c.home = p.Name, true // whatever other is mentioned
		}
	case p.Kind == "tỉnh" && !p.Known:
		p.Whole = true // another province's sheet: that is its whole
		if _, bare := x.SplitPlace(p.Name); c.province == "" && len(x.Lex.Places) > 0 {
			c.province = properName(bare)
		}
	}
	if rank > 1 && c.rank > 1 && x.depth(p) > x.depth(c.place) {
		c.within, c.place, c.rank, c.origin = c.place.Name, p, rank, ingest.FromTitle
		return
	}
	if rank > 1 && c.rank > 1 && x.depth(p) < x.depth(c.place) && !p.Whole {
		c.within = p.Name
		return
	}
	if rank > 1 && c.rank > 1 && !p.Whole && !c.place.Whole && p.Name != c.place.Name {
		x.Told.Once(ingest.Issue{Pos: x.pos(t.s, cell), Code: ingest.CodeContradiction, Raw: words.Tidy(cell.Text), Args: []string{"place", c.place.Name, p.Name, c.place.Name}}, t.number)
		return
	}
	if rank > c.rank || rank == c.rank && c.place.Whole && !p.Whole {
		c.place, c.rank, c.origin = p, rank, ingest.FromTitle
		if p.Whole {
			c.origin = ingest.FromNowhere
		}
	}
}

// depth says how far down a place lies: the whole, a province, a district, a
// commune.
func (x *reader) depth(p words.PlaceMatch) int {
	kind := p.Kind
	if kind == "" {
		kind, _ = x.SplitPlace(p.Name)
	}
	switch kind {
	case "xã", "phường", "thị trấn":
		return 3
	case "huyện", "quận", "thị xã", "thành phố":
		return 2
	}
	if p.Whole || p.Name == "" {
		return 0
	}
	return 1 + boolInt(p.Known)
}

var placeWord = words.NewPattern(`(?i)(^|[\s(,])(huyện|thị xã|thành phố|tỉnh|quận|tp\.?|tx\.?|h\.|xã|phường|thị trấn)\s+`)

// placeInside finds a place named with its kind in a line, and cuts it out. A
// line that is a place and nothing else counts as well.
func (x *reader) placeInside(says *titleLine, line string) string {
	whole := strings.Trim(line, " .:;,()–-")
	if p, ok := x.Place(whole); ok && (p.Known || p.Kind != "") && !strings.ContainsAny(whole, ",;") && len(strings.Fields(whole)) <= 6 {
		if !x.IsTotalWord(words.Key(whole)) {
			says.place, says.rank = p, 2
			return ""
		}
	}
	if p, ok := x.Place(whole); ok && p.Ambiguous {
		if p, ok = x.Lex.Shared(p.Name, true); ok {
			says.place, says.rank = p, 2
			return ""
		}
	}
	if x.IsNationPlace(words.Key(whole)) {
		says.place, says.rank = words.PlaceMatch{Name: properPlace(whole)}, 2
		return ""
	}
	if m := nationInside.FindStringSubmatchIndex(line); m != nil {
		says.place, says.rank = words.PlaceMatch{Name: "Cả nước"}, 2
		line = words.Tidy(line[:m[2]] + " " + line[m[3]:])
	}
	for _, m := range placeWords(line) {
		before := words.Fold(line[:m[4]])
		if strings.HasSuffix(before, "các") || strings.HasSuffix(before, "cấp") {
			continue
		}
		name := x.nameAfter(line[m[1]:])
		if name == "" || communeWord(line[m[4]:m[5]]) && !x.communeName(line, line[m[1]:], name) {
			continue
		}
		if line == strings.ToUpper(line) {
			name = properName(name)
		}
		if p, ok := x.Place(line[m[4]:m[1]] + name); ok {
			says.place, says.rank = p, 2-boolInt(letterhead.MatchString(words.Fold(line)))
			return words.Tidy(line[:m[4]] + " " + line[m[1]+len(name):])
		}
	}
	return line
}

// placeWords are the matches of placeWord, each with the blank before it.
func placeWords(line string) (list [][]int) {
	for at := 0; at < len(line); {
		m := placeWord.FindStringSubmatchIndex(line[at:])
		if m == nil {
			break
		}
		for k := range m {
			m[k] += at
		}
		list, at = append(list, m), m[5]
	}
	return list
}

// nationInside is the country named in a title: "DÂN SỐ CẢ NƯỚC CHIA THEO TỈNH".
var nationInside = words.NewPattern(`(?i)(?:^|\s)((?:của |trên )?(?:cả nước|toàn quốc))(?:$|[\s,(])`)

// properPlace writes a name in capitals as names are written; others stay.
func properPlace(name string) string {
	if name == strings.ToUpper(name) {
		return properName(name)
	}
	return name
}

// communeWord tells the words before a commune's name.
func communeWord(word string) bool {
	low := words.Fold(word)
	return low == "xã" || low == "phường" || low == "thị trấn"
}

// communeName tells that what follows "xã" is a name: words with capitals in a
// line that has small letters; in a title all of capitals, what ends the line.
func (x *reader) communeName(line, after, name string) bool {
	if noCommune[words.Fold(strings.Fields(name)[0])] {
		return false
	}
	if line != strings.ToUpper(line) {
		return true
	}
	rest := strings.TrimLeft(after[len(name):], " .:;,()–-")
	return len(strings.Fields(name)) <= 3 && (rest == "" || placeWord.MatchString(rest) || x.IsFiller(words.Fold(rest)))
}

// noCommune are words that follow "xã" and begin no name.
var noCommune = words.WordSet("hội,nghèo,đạt,khó,đặc,biên,miền,vùng,không,có,phường,thị,được,nông,loại,mới,hoàn,xây,huyện,tỉnh,quận,thành,trấn")

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
		if trimmed := strings.TrimRight(name, ",.;:()"); len(x.Lex.ByBare[words.Key(trimmed)]) > 0 && strings.HasPrefix(s, trimmed) {
			return trimmed
		}
	}
	name := ""
	for _, w := range texts {
		trimmed := strings.TrimRight(w, ",.;:()-")
		if trimmed == "" || !unicode.IsUpper([]rune(trimmed)[0]) && !unicode.IsDigit([]rune(trimmed)[0]) || nameStop[words.Fold(trimmed)] || x.isYearText(trimmed) {
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

func (x *reader) isYearText(s string) bool { return len(s) == 4 && x.ValidYear(words.Atoi(s)) }

var nameStop = words.WordSet("năm,giai,đến,qua,trên,theo,và,các,từ,trong,kỳ,6,quý,thời,tại,của,ngày,tính,đợt,nhiệm,khóa,đạt")

// titleIndicator notes what a title line says the figures are.
func (x *reader) titleIndicator(says *titleLine, line string) {
	if strings.HasPrefix(line, "(") && strings.HasSuffix(line, ")") {
		return
	}
	text := strings.Trim(bracketed.ReplaceAllString(line, ""), " .:;,–-*/")
	text = compound.ReplaceAllString(text, "$1\u00a0$2") // which titleClosing takes for no gap
	exact := func(s string) bool {
		return x.Lex.LookupAny(words.Key(s)) >= 0 || len(x.Lex.ByKey[words.Key("tỷ lệ "+s)]) > 0 && false
	}
	for range 8 {
		if text == "" || exact(text) {
			break
		}
		cut := titleClosing.ReplaceAllString(text, "")
		if cut == text {
			cut = strings.TrimSpace(titleOpening.ReplaceAllString(text, ""))
			says.ceremony = says.ceremony || cut != text
		}
		cut = strings.Trim(cut, " .:;,–-*/()")
		if by := words.WithoutBreakdown(cut); exact(by) {
			cut = by
		}
		if cut == text {
			break
		}
		text = cut
	}
	text = words.Capitalised(words.LabelText(words.SentenceCase(text)))
	if byOpening.MatchString(words.Fold(text)) {
		return
	}
	if text == "" || x.IsFiller(words.Fold(text)) || x.IsTotalWord(words.Key(text)) {
		return
	}
	says.indicator, says.known, says.english = text, exact(text), words.IsEnglish(line)
}

// addIndicator takes a line's indicator if it says more than those above.
func (c *surroundings) addIndicator(says *titleLine) {
	switch {
	case says.indicator == "" || c.known || says.english && c.indicator != "":
	case says.known:
		c.indicator, c.known, c.ceremony = says.indicator, true, says.ceremony
	case c.indicator == "" || indicatorOpening.MatchString(words.Fold(says.indicator)) || !indicatorOpening.MatchString(words.Fold(c.indicator)):
		c.indicator, c.ceremony = says.indicator, says.ceremony
	}
}

var (
	// compound finds nouns that end as titles close: "nhà ở", "giới tính".
	compound = words.NewPattern(`(?i)(nhà|chỗ|nơi|giới) (ở|tính)`)
)

// byOpening opens what is left of a title that says only how its figures are
// parted.
var byOpening = words.NewPattern(`^(?:chia |phân )?theo (?:giới|độ|nhóm|khu vực|trình|quy mô|loại|nguồn|địa|huyện|xã|năm|ngành)`)

// bracketed is what is left in brackets after a period was cut out.
var bracketed = words.NewPattern(`(?i)\s*\((?:ước thực hiện|ước|sơ bộ|thực hiện|kế hoạch|tính đến|đến|năm)?\s*\)?$`)

var indicatorOpening = words.WordPattern(`^(?:số|tỷ lệ|tổng|kinh phí|tỷ trọng|lao động|hộ|diện tích|sản lượng|giá trị|dân số|vốn|mức|thu|chi)\b`)

// nameContext is what the sheet's name says: a place, a year, a term, an
// indicator.
func (x *reader) nameContext(s *sheet) surroundings {
	var c surroundings
	name := words.Tidy(strings.NewReplacer("_", " ", ".", ". ").Replace(s.Sheet))
	if name == "" || genericSheet.MatchString(words.Fold(name)) && !x.isYearText(name) {
		return c
	}
	var h words.Heading
	rest := strings.Trim(x.TakePeriod(&h, name), " -–_")
	if strings.Count(rest, "(") != strings.Count(rest, ")") || strings.HasPrefix(rest, "(") {
		rest = strings.Trim(rest, " ()")
	}
	if h.Years.From != h.Years.To {
		c.term = h.Years
	} else {
		c.years = h.Years
	}
	if measured := x.TakeMeasure(&h, rest); h.Measure != "" && h.Years != (ingest.Period{}) {
		rest, c.measure = measured, h.Measure
	}
	rest = words.LabelText(rest)
	if rest == "" || x.IsFiller(words.Fold(rest)) {
		return c
	}
	if p, ok := x.Place(rest); ok && (p.Known || p.Kind != "" && p.Kind != "tỉnh") {
		c.place, c.rank, c.origin = p, 1, ingest.FromSheet
		if p.Whole {
			c.origin = ingest.FromNowhere
		}
		return c
	} else if ok && p.Ambiguous {
		c.place, c.rank, c.origin = x.townSheet(p), 1, ingest.FromSheet
		return c
	}
	if x.IsTotalWord(words.Key(rest)) {
		c.place, c.rank = words.PlaceMatch{Whole: true, Known: true}, 1
		return c
	}
	if rest, unit := x.CutUnit(rest); x.Lex.LookupAny(words.Key(rest)) >= 0 {
		c.indicator, c.known, c.unit = rest, true, unit
	} else if !sheetCode.MatchString(words.Fold(rest)) {
		c.indicator, c.unit = rest, unit
	}
	return c
}

var (
	genericSheet = words.NewPattern(`^(?:sheet|trang|trang tính|biểu|bieu|bảng|bang|bm|phụ lục|phu luc|pl|mau|mẫu|b)[ .]*(?:số)?[ ]*[\d.ivx]*[a-z]?$|^\d+$`)
	sheetCode    = words.WordPattern(`^(?:[a-zđ]{1,4}\d*|\d.*|(?:biểu|bảng|bieu|bang|sheet|phụ lục|pl|mẫu|b)\b.*)$`)
)

// townSheet settles a sheet that is named by a name that a province and a town
// share: beside at least two sheets named after other places it is the town.
func (x *reader) townSheet(p words.PlaceMatch) words.PlaceMatch {
	others := 0
	for _, name := range x.SheetNames {
		if q, ok := x.Place(name); ok && q.Known && !q.Whole {
			others++
		}
	}
	if others >= 2 {
		if q, ok := x.Lex.Shared(p.Name, false); ok {
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
		if !continued.MatchString(words.Fold(tt.text)) {
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
		switch h := x.ParseHeading(text); {
		case h.Spent() && h.Says():
			years++
		case x.headRole(text) == words.RoleNone:
			return false
		}
	}
	return years > 0
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
	case c.rank <= 1 && !name.place.Whole:
		c.place, c.rank, c.origin = name.place, 1, name.origin
	case c.rank > 1 && x.depth(name.place) > x.depth(c.place) && !c.place.Whole:
		c.within, c.place, c.rank, c.origin = c.place.Name, name.place, 1, name.origin
	case c.rank > 1 && !name.place.Ambiguous && !sameName(c.place, name.place):
		x.Told.Once(ingest.Issue{Pos: ingest.Pos{File: t.s.File, Sheet: t.s.Sheet}, Code: ingest.CodeContradiction, Raw: t.s.Sheet, Args: []string{"place", c.place.Name, name.place.Name, c.place.Name}}, 0)
	}
	if c.years == (ingest.Period{}) {
		c.years = name.years
	} else if name.years != (ingest.Period{}) && name.years != c.years {
		x.Told.Once(ingest.Issue{Pos: ingest.Pos{File: t.s.File, Sheet: t.s.Sheet}, Code: ingest.CodeContradiction, Raw: t.s.Sheet, Args: []string{"year", c.years.String(), name.years.String(), c.years.String()}}, 0)
	}
	if c.term == (ingest.Period{}) {
		c.term = name.term
	}
	if c.measure == "" {
		c.measure = name.measure
	}
	if name.known && !c.known || c.indicator == "" {
		c.indicator, c.known, c.ceremony = name.indicator, name.known, false
		if c.unit == "" {
			c.unit = name.unit
		}
	}
	c.text += " " + t.s.Sheet
}

func sameName(a, b words.PlaceMatch) bool { return a.Whole && b.Whole || a.Name == b.Name }

// sortIssues puts issues in the order of their cells.
func sortIssues(list []ingest.Issue) {
	sort.SliceStable(list, func(i, j int) bool {
		a, b := list[i].Pos, list[j].Pos
		return a.Row < b.Row || a.Row == b.Row && a.Col < b.Col
	})
}
