package layout

import (
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
			for _, piece := range words.SplitWide(line) {
				x.readTitleLine(t, &c, piece, tt.cell)
			}
		}
	}
	return c
}

// titleTexts are the texts above a table. Of several tables side by side, each
// takes what stands above its own columns, and what stands alone in its row.
func (x *reader) titleTexts(t *table) []titleText {
	var list []titleText
	for i := t.area.top; i < t.head[0]; i++ {
		own := t.s.cells(i, t.area.left, t.area.right)
		all := t.s.cells(i, t.shared.left, t.shared.right)
		use := own
		if len(own) == 0 && len(all) == 1 && !words.IsTableTitle(words.Fold(all[0].Text)) {
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

// readTitleLine reads a line of the title block, in the light of those above.
func (x *reader) readTitleLine(t *table, c *surroundings, line string, cell *ingest.Cell) {
	line = words.Tidy(line)
	if at := words.ReportPeriod(line); at > 0 {
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
	line, says.unit = x.titleUnit(words.CutIndicatorWord(line))
	low := words.Fold(line)
	switch {
	case low == "", words.IsReference(low):
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
	x.titleIndicator(&says, x.placeInside(&says, rest))
	return says
}

// titleUnit takes "Đơn vị tính: …" and a unit in brackets out of a line.
func (x *reader) titleUnit(line string) (rest, unit string) {
	if m := words.UnitNote(line); m != nil {
		text := line[m[2]:m[3]]
		unit, known := x.KnownUnit(text)
		if known || words.NamesUnit(strings.ToLower(strings.TrimLeft(line[m[0]:], " (,;-"))) {
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
	if skip := x.SkipReason(low); skip == ingest.ReasonPartYear && !words.DatesStock(low) {
		says.skip = skip
	}
	rest := x.TakePeriod(&h, x.joinYears(line))
	ofReport := words.ReportPeriod(low) >= 0
	says.years, says.firm = h.Years, h.Skip == "" && ofReport
	if h.Skip == ingest.ReasonPartYear && ofReport {
		says.skip = h.Skip
	}
	says.measure = words.TitleMeasure(low)
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

// joinYears makes a range of years that a title lists: "năm 2017, 2018".
func (x *reader) joinYears(line string) string {
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

// titlePlace notes the place that a text of the title block names.
func (x *reader) titlePlace(says *titleLine, text string, rank int) {
	low := words.Fold(text)
	if rank == 3 && words.IsDepartment(low) {
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
	if !ok && rank == 3 && unicode.IsUpper([]rune(text)[0]) && !words.IsLetterhead(low) {
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
	case words.IsProvinceWord(p.Kind) && !p.Known:
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
	if depth := words.PlaceDepth(kind); depth > 0 {
		return depth
	}
	if p.Whole || p.Name == "" {
		return 0
	}
	return 1 + boolInt(p.Known)
}

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
	if rest, nation := words.CutNation(line); nation != "" {
		says.place, says.rank, line = words.PlaceMatch{Name: nation}, 2, rest
	}
	for _, w := range words.PlaceWords(line) {
		after := line[w.After:]
		name := x.nameAfter(after)
		if name == "" || words.IsCommuneWord(words.Fold(line[w.Start:w.End])) && !x.communeName(line, after, name) {
			continue
		}
		if line == strings.ToUpper(line) {
			name = properName(name)
		}
		if p, ok := x.Place(line[w.Start:w.After] + name); ok {
			says.place, says.rank = p, 2-boolInt(words.IsLetterhead(words.Fold(line)))
			return words.Tidy(line[:w.Start] + " " + line[w.After+len(name):])
		}
	}
	return line
}

// properPlace writes a name in capitals as names are written; others stay.
func properPlace(name string) string {
	if name == strings.ToUpper(name) {
		return properName(name)
	}
	return name
}

// communeName tells that what follows "xã" is a name: words with capitals in a
// line that has small letters; in a title all of capitals, what ends the line.
func (x *reader) communeName(line, after, name string) bool {
	if x.BeginsNoCommune(strings.Fields(name)[0]) {
		return false
	}
	if line != strings.ToUpper(line) {
		return true
	}
	rest := strings.TrimLeft(after[len(name):], " .:;,()–-")
	return len(strings.Fields(name)) <= 3 && (rest == "" || words.HasPlaceWord(rest) || x.IsFiller(words.Fold(rest)))
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
		if trimmed := strings.TrimRight(name, ",.;:()"); len(x.Lex.ByBare[words.Key(trimmed)]) > 0 && strings.HasPrefix(s, trimmed) {
			return trimmed
		}
	}
	name := ""
	for _, w := range texts {
		trimmed := strings.TrimRight(w, ",.;:()-")
		if trimmed == "" || !unicode.IsUpper([]rune(trimmed)[0]) && !unicode.IsDigit([]rune(trimmed)[0]) || x.StopsName(trimmed) || x.isYearText(trimmed) {
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

// titleIndicator notes what a title line says the figures are.
func (x *reader) titleIndicator(says *titleLine, line string) {
	if strings.HasPrefix(line, "(") && strings.HasSuffix(line, ")") {
		return
	}
	exact := func(s string) bool { return x.Lex.LookupAny(words.Key(s)) >= 0 }
	text, ceremony := words.CutTitle(line, exact)
	says.ceremony = says.ceremony || ceremony
	text = words.Capitalised(words.LabelText(words.SentenceCase(text)))
	if words.OpensBreakdown(words.Fold(text)) {
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
	case c.indicator == "" || words.OpensIndicator(words.Fold(says.indicator)) || !words.OpensIndicator(words.Fold(c.indicator)):
		c.indicator, c.ceremony = says.indicator, says.ceremony
	}
}

// nameContext is what the sheet's name says: a place, a year, a term, an
// indicator.
func (x *reader) nameContext(s *sheet) surroundings {
	var c surroundings
	name := words.Tidy(strings.NewReplacer("_", " ", ".", ". ").Replace(s.Sheet))
	if name == "" || words.IsGenericSheet(words.Fold(name)) && !x.isYearText(name) {
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
	if p, ok := x.Place(rest); ok && (p.Known || p.Kind != "" && !words.IsProvinceWord(p.Kind)) {
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
	} else if !words.IsSheetCode(words.Fold(rest)) {
		c.indicator, c.unit = rest, unit
	}
	return c
}

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
		if !words.Continues(words.Fold(tt.text)) {
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
