package layout

import (
	"cmp"
	"strings"
	"tongket/ingest"
	"tongket/ingest/words"
	"unicode"
	"unicode/utf8"
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
	units     []string         // that a note lists for all: "ĐVT: triệu đồng, hộ"
	skip      ingest.Reason    // the title says that no whole year is reported
	ofPart    bool             // nor of the years that heads and rows name: "6 tháng đầu năm"
	indicator string           // as written, boilerplate cut
	known     bool             // the vocabulary has it, word for word
	aside     string           // what the title says in place of it, where the sheet's name gives it
	alone     bool             // it is the first table's caption too
	part      string           // that the caption names of the title's indicator
	ceremony  bool             // words were cut off its front that titles of several indicators have
	text      string           // all of the title block, for words that need a context
	estimated []int            // years whose figures it calls estimates
	noted     []words.YearNote // of other years
	lastMonth bool             // the title speaks of December alone
}

// A titler reads what stands around a table: title blocks, captions, sheets' names.
type titler struct {
	*source
	cover surroundings // of a sheet before, that holds no figures: its place is that of those that name none
	from  string       // that sheet's name
}

// readCover reads the place of a sheet that is a cover or a list of contents.
func (x *titler) readCover(s *sheet, all area) {
	t := &table{s: s, area: all, shared: all}
	var texts []titleText
	for i := range min(len(s.rows), 12) {
		if c := s.firstCell(all, i); c != nil && c.Kind == ingest.Text {
			texts = append(texts, titleText{c.Text, c})
		}
	}
	if c := x.titleOf(t, texts); c.rank > 0 && c.place.Name != "" && !c.place.Ambiguous {
		x.cover, x.from = c, s.Sheet
	}
}

// titleText is one cell of a title block.
type titleText struct {
	text string
	cell *ingest.Cell
}

// titleOf reads texts of the title block of a table.
func (x *titler) titleOf(t *table, texts []titleText) surroundings {
	var c surroundings
	for _, tt := range x.joinedLines(texts) {
		x.readTitleLine(t, &c, tt.text, tt.cell)
	}
	return c
}

// joinedLines are the lines of a title block, each with those that go on with it: they
// open with a small letter, stand right below, and name something.
func (x *titler) joinedLines(texts []titleText) (list []titleText) {
	for _, tt := range texts {
		for k, line := range strings.Split(tt.text, "\n") {
			for _, piece := range words.SplitWide(line) {
				piece = words.Tidy(piece)
				if n := len(list); n > 0 && tt.cell.Row-list[n-1].cell.Row <= 1 && (x.titleGoesOn(list[n-1].text, piece) || k > 0 && tt.cell == list[n-1].cell && x.wraps(list[n-1].text, piece)) {
					list[n-1].text += " " + piece
					list[n-1].cell = tt.cell
					continue
				}
				list = append(list, titleText{piece, tt.cell})
			}
		}
	}
	return list
}

// titleGoesOn tells that a line ends the title that the line above it begins.
func (x *titler) titleGoesOn(above, line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	if !unicode.IsLower(first) || x.bareUnit(line) || words.IsRemark(line) {
		return false
	}
	over, own := x.titleLines.Get(above, x.titleLine), x.titleLines.Get(line, x.titleLine)
	return over.indicator != "" && over.unit == "" && own.indicator != "" && !own.known
}

// wraps tells that a line of a cell goes on with the one above it: that ends in a dash or
// a colon or before a year, it opens with a small letter or an acronym, or both are in capitals and neither a letterhead
// nor the form's number.
func (x *titler) wraps(above, line string) bool {
	capitals := func(s string) bool {
		s, _, _ = strings.Cut(s, " (") // a unit in small letters
		return s == strings.ToUpper(s)
	}
	first, _ := utf8.DecodeRuneInString(line)
	switch low := words.Fold(above); {
	case strings.HasSuffix(above, "-") || strings.HasSuffix(above, "–") || strings.HasSuffix(above, ":"):
		return true
	case x.bareUnit(line) || words.IsRemark(line):
		return false
	case unicode.IsLower(first), unicode.IsDigit(first) && words.AsksYear(low):
		return true
	case words.IsLetterhead(low):
		over, own := x.titleLines.Get(above, x.titleLine), x.titleLines.Get(line, x.titleLine)
		n := len(strings.Fields(own.indicator))
		return own.rank > 0 && !words.IsLetterhead(words.Fold(line)) && !words.OpensIndicator(words.Fold(own.indicator)) &&
			(n == 1 || n == 2 && !own.known || n == 0 && (over.place.Name == "" || strings.HasPrefix(line, "-"))) // "UBND HUYỆN NHƯ", "XUÂN - TỈNH THANH HÓA"
	case words.IsReference(low):
		return false
	case words.OpensWithAcronym(line) && !capitals(above) && !words.IsLetterhead(words.Fold(line)): // "Số người tham gia", "BHXH tự nguyện"
		return words.OpensIndicator(low)
	}
	return (unicode.IsUpper(first) || unicode.IsDigit(first) && words.WithoutNumbering(line) == line) && capitals(above) && capitals(line) && words.CutFormNumber(above) == above && !words.IsLetterhead(words.Fold(line))
}

// titleTexts are the texts above a table. Of several tables side by side, each
// takes what stands above its own columns, and what stands alone in its row.
func (x *titler) titleTexts(t *table) []titleText {
	var list []titleText
	for i := t.area.top; i < t.head[0]; i++ {
		own := t.s.cells(i, t.area.left, t.area.right)
		all := t.s.cells(i, t.shared.left, t.shared.right)
		use := own
		if len(own) == 0 && len(all) == 1 && !words.IsTableTitle(words.Fold(all[0].Text)) {
			use = all
		}
		for k := range use {
			if c := &use[k]; c.Kind == ingest.Text && (t.s.read(c).Kind == words.NotNumber || x.isPeriod(words.Tidy(c.Text))) {
				list = append(list, titleText{c.Text, c})
			}
		}
		if len(own) < len(all) && len(own) > 0 {
			continue
		}
	}
	if len(list) == 0 && len(t.head) > 0 {
		list = captionBeside(t)
	}
	return list
}

// captionBeside are the texts right above a table whose rows another table beside it
// still takes.
func captionBeside(t *table) (list []titleText) {
	head := t.s.cells(t.head[0], t.area.left, t.area.right)
	if len(head) == 0 {
		return nil
	}
	for i := t.area.top - 1; i >= max(0, t.area.top-3); i-- {
		own := t.s.cells(i, head[0].Col, head[len(head)-1].Col)
		for k := range own {
			if own[k].Kind != ingest.Text || t.s.read(&own[k]).Kind != words.NotNumber {
				return list
			}
		}
		if len(own) == 1 {
			return []titleText{{own[0].Text, &own[0]}}
		}
	}
	return nil
}

// readTitleLine reads a line of the title block, in the light of those above.
func (x *titler) readTitleLine(t *table, c *surroundings, line string, cell *ingest.Cell) {
	line = words.WithoutReportDate(words.WithoutContinued(words.Tidy(line)))
	if at := words.ReportPeriod(line); at > 0 {
		x.readTitleLine(t, c, line[:at], cell)
		line = line[at:]
	}
	if line == "" {
		return
	}
	c.text += " " + line
	if unit, ok := x.KnownUnit(words.DropEnglish(line)); ok && c.indicator != "" && cell.Col > t.area.left {
		c.unit = unit // at the right, below the title
		return
	}
	says := x.titleLines.Get(line, x.titleLine)
	if says.unit != "" {
		c.unit = says.unit
	}
	if says.units != nil {
		c.units = says.units
	}
	for _, p := range says.outer {
		x.setPlace(t, c, p, says.rank, cell)
	}
	if says.rank > 0 {
		x.setPlace(t, c, says.place, says.rank, cell)
	}
	c.estimated = append(c.estimated, says.estimated...)
	if says.note != nil {
		c.note(*says.note)
	}
	c.addPeriod(&says)
	c.addIndicator(&says)
}

// A titleLine is what one line of a title block says by itself.
type titleLine struct {
	unit      string
	units     []string
	place     words.PlaceMatch
	rank      int                // how plainly the place is said, as in surroundings; 0 = none is
	outer     []words.PlaceMatch // in which it lies, the widest first, if the line names them
	years     ingest.Period
	firm      bool // the years are those of the report
	measure   ingest.Measure
	skip      ingest.Reason
	ofPart    bool
	indicator string // maybe
	part      string // at which prices an indicator is given that another line names
	known     bool   // the vocabulary has it
	ceremony  bool
	english   bool
	estimated []int // years whose figures the line calls estimates
	note      *words.YearNote
	lastMonth bool
	toEnd     int // the year to whose end figures are summed up: "lũy kế đến 31/12/2019"
}

func (x *titler) titleLine(line string) (says titleLine) {
	line = words.UnitNoteLast(words.WithPlainYears(line))
	if unit, english, ok := strings.Cut(line, " - "); ok && !words.IsVietnamese(english) && x.IsUnit(unit) { // "Giường - Bed"
		says.unit = x.TidyUnit(unit)
		return says
	}
	if x.bareUnit(line) {
		says.unit = x.TidyUnit(line)
		return says
	}
	if note, ok := x.NoteOfYears(words.Fold(line)); ok {
		says.note = &note
		return says
	}
	if unit, ok := x.NotedUnit(line); ok {
		says.unit = unit
		return says
	}
	if r := x.HeaderWord(words.Key(line)); r == words.RoleNote || r == words.RoleSerial { // of a column whose head stands higher than the others
		return says
	}
	says.units = x.listedUnits(line)
	line, says.unit = x.titleUnit(words.CutIndicatorWord(line))
	low := words.Fold(line)
	switch {
	case low == "":
		return says
	case words.IsReference(low):
		if office, ok := words.Issuer(line); ok {
			x.titlePlace(&says, office, 1)
		}
		return says
	}
	if sender, ok := words.Reporter(line); ok {
		x.titlePlace(&says, sender, 3)
		return says
	}
	if rest := words.CutFormNumber(line); rest != line {
		line = rest
		low = words.Fold(line)
	}
	if words.IsLetterhead(low) {
		x.titlePlace(&says, line, 1)
		return says
	}
	line = words.CutTitleNumber(line)
	if h := x.ParseHeading(line); h.Spent() && h.Years != (ingest.Period{}) && h.Skip == "" && h.Measure != "" {
		says.years, says.measure = h.Years, h.Measure
		return says
	}
	rest := x.titlePeriod(&says, line)
	if words.NamesReportPeriod(line) && x.IsFiller(words.Fold(words.Tidy(rest))) {
		return says
	}
	rest = x.placeInside(&says, rest)
	if cut, unit := x.CutInnerUnit(rest); unit != "" && (says.unit == "" || x.IsUnit(unit)) {
		rest, says.unit = cut, cmp.Or(says.unit, unit)
	}
	x.titleIndicator(&says, rest)
	return says
}

// bareUnit tells a line that is a unit and nothing else, and no title: "triệu đồng",
// "(Người)", but not "Liệt sĩ".
func (x *titler) bareUnit(line string) bool {
	u, ok := x.KnownUnit(line)
	if !ok {
		return false
	}
	class := x.UnitClass(u)
	return line == words.Lower(line) || strings.HasPrefix(line, "(") || class == words.ClassMoney || class == words.ClassPerCent
}

// listedUnits are the units that a note of a title lists, each known; nil where it gives
// one or none.
func (x *titler) listedUnits(line string) (list []string) {
	m := words.UnitNote(line)
	if m == nil {
		return nil
	}
	if _, one := x.KnownUnit(line[m[2]:m[3]]); one {
		return nil // "vụ, việc"
	}
	for _, part := range strings.FieldsFunc(line[m[2]:m[3]], func(r rune) bool { return r == ',' || r == ';' }) {
		list = append(list, x.TidyUnit(part))
	}
	if len(list) < 2 {
		return nil
	}
	return list
}

// titleUnit takes "Đơn vị tính: …" and a unit in brackets out of a line.
func (x *titler) titleUnit(line string) (rest, unit string) {
	if x.listedUnits(line) != nil {
		return strings.TrimSpace(line[:words.UnitNote(line)[0]]), ""
	}
	line = words.WithoutUnitExcept(line)
	if m := words.UnitNote(line); m != nil {
		text := line[m[2]:m[3]]
		if x.NotesUnit(line[m[0]:], text) {
			unit = x.TidyUnit(text)
			if _, one := x.KnownUnit(text); !one && strings.ContainsAny(unit, ",;") {
				unit = ""
			}
			return strings.TrimSpace(line[:m[0]]), unit
		}
	}
	if rest, unit = x.CutUnit(line); unit != "" {
		return rest, unit
	}
	return x.CutTitleUnit(line)
}

// titlePeriod takes the period out of a title line.
func (x *titler) titlePeriod(says *titleLine, line string) string {
	var h words.Heading
	if year, before := x.EstimatedLast(line); year > 0 {
		says.estimated, line = []int{year}, before
	}
	line = words.WithoutPartBeside(words.WithoutNextPlan(line))
	low := words.Fold(line)
	if skip := x.SkipReason(low); skip == ingest.ReasonPartYear && !words.DatesStock(low) {
		says.skip = skip
	}
	rest := x.TakePeriod(&h, x.joinYears(line))
	ofReport := words.ReportPeriod(low) >= 0
	says.lastMonth, says.toEnd = words.OfLastMonth(low), words.SummedTo(low)
	says.years, says.firm = h.Years, h.Skip == "" && ofReport
	if h.Skip == ingest.ReasonPartYear && (ofReport || h.Years.From != h.Years.To || words.NamesDays(low)) || words.EndsWithinYear(low) {
		says.skip = ingest.ReasonPartYear
	}
	if words.NamesPartOfYear(low) && (says.skip != "" || x.SkipReason(low) == ingest.ReasonComparison) {
		says.skip, says.ofPart = ingest.ReasonPartYear, true
	}
	if says.estimated == nil {
		says.measure = words.TitleMeasure(low)
	}
	return rest
}

// addPeriod adds a line's years, measure and reason to skip.
func (c *surroundings) addPeriod(says *titleLine) {
	if says.skip != "" && !(says.toEnd > 0 && c.years == ingest.Year(says.toEnd)) {
		c.skip, c.ofPart = says.skip, says.ofPart
	}
	c.lastMonth = c.lastMonth || says.lastMonth
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

// joinYears makes a range of years that a title lists: "năm 2017, 2018".
func (x *titler) joinYears(line string) string {
	m := words.YearList(strings.ToLower(line))
	if m == nil || len(line) != len(strings.ToLower(line)) {
		return line
	}
	from, to := line[m[2]:m[3]], line[m[4]:m[5]]
	if from >= to || !x.isYearText(from) || !x.isYearText(to) {
		return line
	}
	return line[:m[0]] + from + "-" + to + line[m[1]:]
}

// titleIndicator notes what a title line says the figures are.
func (x *titler) titleIndicator(says *titleLine, line string) {
	if strings.HasPrefix(line, "(") && strings.HasSuffix(line, ")") {
		return
	}
	exact := func(s string) bool { return x.Lex.LookupAny(words.Key(s)) >= 0 }
	text, ceremony := words.CutTitle(line, exact)
	says.ceremony = says.ceremony || ceremony
	text = words.Capitalised(words.LabelText(sentenceCase(text)))
	if words.OpensBreakdown(words.Fold(text)) || words.NamesList(words.Fold(line)) {
		return
	}
	if text == "" || x.IsFiller(words.Fold(text)) || x.IsTotalWord(words.Key(text)) {
		return
	}
	if words.NamesPrices(words.Fold(text)) {
		says.part = text
		return
	}
	says.indicator, says.known, says.english = text, exact(text), words.Translates(line)
}

// sentenceCase is words.SentenceCase also for a title whose first line alone is in
// capitals.
func sentenceCase(text string) string {
	at := strings.IndexFunc(text, unicode.IsLower)
	if at <= 0 {
		return words.SentenceCase(text)
	}
	at = strings.LastIndexByte(text[:at], ' ')
	if at < 0 || len(strings.Fields(text[:at])) < 2 {
		return text
	}
	return words.SentenceCase(text[:at]) + text[at:]
}

// addIndicator takes a line's indicator if it says more than those above.
func (c *surroundings) addIndicator(says *titleLine) {
	c.part = cmp.Or(says.part, c.part)
	switch {
	case says.indicator == "" || c.known || says.english && c.indicator != "":
	case says.known:
		c.indicator, c.known, c.ceremony = says.indicator, true, says.ceremony
	case c.indicator == "" || words.OpensIndicator(words.Fold(says.indicator)) || !words.OpensIndicator(words.Fold(c.indicator)):
		c.indicator, c.ceremony = says.indicator, says.ceremony
	}
}

// continues tells a table that goes on with the one above it: no title stands
// between the two, or "(tiếp theo)".
func (x *titler) continues(t *table) bool {
	if t.shared != t.area && t.area.left > t.shared.left {
		return false
	}
	texts := x.titleTexts(t)
	for _, tt := range texts {
		if !words.Continues(words.Fold(tt.text)) {
			return false
		}
	}
	return len(texts) > 0 || x.headedByYears(t)
}

// headedByYears tells that nothing but periods and measures stands above the
// figures of a table.
func (x *titler) headedByYears(t *table) bool {
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
