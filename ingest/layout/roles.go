package layout

import (
	"sort"
	"strings"
	"tongket/ingest"
	"tongket/ingest/words"
)

// columnStats count what the cells of a column are in the body.
type columnStats struct {
	numbers, years, vague, signed, texts, marks, units, kinds, rates, places, firm, names, totals, parts, periods, serials, openings, known, cells int

	distinct map[string]int // of its texts
	dates    map[int]bool   // the years
	whole    bool           // the numbers are whole
	digits   int            // all numbers have so many; 0 if not
	steps    int            // numbers one above that of the row before
	last     int
	span     ingest.Period // from the first to the last of the years and periods
}

// columnsOf are the columns of a table with what their cells are.
func (x *columnReader) columnsOf(t *table) []column {
	index := map[int32]int{}
	var list []column
	need := func(col int32) *column {
		k, ok := index[col]
		if !ok {
			k = len(list)
			index[col] = k
			list = append(list, column{col: col, stats: columnStats{distinct: map[string]int{}, dates: map[int]bool{}, whole: true}})
		}
		return &list[k]
	}
	for i := t.body; i < t.area.bottom; i++ {
		from, cells := t.s.span(i, t.area.left, t.area.right)
		far := i >= t.body+sampled
		if !far && x.repeatsHead(t, i) {
			continue
		}
		for k := range cells {
			if _, ok := index[cells[k].Col]; far && ok {
				continue // only columns that begin late are still of interest
			}
			x.count(t.s, &cells[k], t.s.classes[from+k], &need(cells[k].Col).stats)
		}
	}
	for _, r := range t.head {
		for _, c := range t.s.cells(r, t.area.left, t.area.right) {
			for m, col := t.s.extent(&c), c.Col; col <= m.Col2 && col-c.Col < 400; col++ {
				need(col)
			}
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].col < list[j].col })
	return list
}

// count adds a cell to the statistics of its column.
func (x *columnReader) count(s *sheet, c *ingest.Cell, class cellClass, st *columnStats) {
	if class == classBlank {
		return
	}
	st.cells++
	switch class {
	case classYear:
		st.years++
		if y, ok := x.yearOf(s, c); ok {
			st.addYear(y)
			if len(st.dates) < 200 {
				st.dates[y] = true
			}
		}
		st.numbers++
		st.countNumber(x.wholeNumber(s, c))
	case classNumber:
		st.numbers++
		st.countNumber(x.wholeNumber(s, c))
	case classMark:
		st.marks++
	case classVague:
		st.vague++
		st.distinct[c.Text]++
		st.signed += boolInt(words.OpensBound(c.Text))
	case classPeriod:
		st.periods++
		if h := x.ParseHeading(s.text(c)); h.Years.From == h.Years.To && h.Years.From > 0 {
			st.addYear(h.Years.From)
		}
	default:
		st.texts++
		if c.Kind == ingest.Text {
			st.countText(c.Text, x.natures.Get(c.Text, x.nature))
		}
	}
}

func (st *columnStats) countNumber(v int, whole bool) {
	if !whole {
		st.whole, st.digits = false, 0
		return
	}
	n := 0
	for rest := v; rest > 0; rest /= 10 {
		n++
	}
	if st.numbers == 1 {
		st.digits = n
	} else if st.digits != n {
		st.digits = 0
	}
	if v == st.last+1 {
		st.steps++
	}
	st.last = v
}

// addYear widens the period that the years of a column span.
func (st *columnStats) addYear(y int) {
	if st.span.From == 0 || y < st.span.From {
		st.span.From = y
	}
	st.span.To = max(st.span.To, y)
}

func (st *columnStats) countText(text string, n nature) {
	st.distinct[text]++
	st.units += n.unit
	st.serials += n.serial
	st.kinds += n.kind
	st.rates += n.rate
	st.places += n.place + n.office
	st.firm += n.firm
	st.names += n.name
	st.totals += n.total
	st.parts += n.part
	st.openings += n.opening
	st.known += n.known
}

// A roleScore is a role with what speaks for it.
type roleScore struct {
	role  words.Role
	score float64
}

// roleOfHeader is what the stack names by itself, and what its words speak for.
func (x *columnReader) roleOfHeader(stack []string) (whole, part words.Role) {
	if len(stack) == 0 {
		return words.RoleNone, words.RoleNone
	}
	leaf := words.DropEnglish(stack[len(stack)-1])
	if inner, ok := words.CutParens(strings.TrimSpace(leaf)); ok && !strings.ContainsAny(inner, "()") && len(stack) > 1 {
		return x.roleOfHeader(stack[:len(stack)-1]) // a unit below the head
	}
	whole = x.HeaderWord(words.Key(leaf))
	if rest, unit := x.CutUnit(leaf); whole == words.RoleNone && unit != "" {
		whole = x.HeaderWord(words.Key(rest))
	}
	if whole == words.RoleNone {
		whole = x.HeaderWord(words.Key(words.WithoutFootMark(leaf)))
	}
	if part = whole; part == words.RoleNone {
		part = words.HeadHint(leaf)
	}
	return whole, part
}

// assignRoles decides what each column is, by all that speaks for each role: its
// header, its cells, and what stands beside it.
func (x *columnReader) assignRoles(t *table, list []column) {
	for k := range list {
		c := &list[k]
		c.head, c.hint = x.roleOfHeader(c.stack)
	}
	labels := 0
	for k := range list {
		c := &list[k]
		scores := x.scores(list, k, labels)
		c.role, c.margin, c.second = best(scores)
		if role, told := x.known.role(c.col); told {
			c.role, c.margin, c.second = role, 9, words.RoleNone
		}
		if c.role == words.RoleLabel || c.role == words.RolePlace || c.role == words.RoleKind || c.role == words.RoleYear && c.stats.texts+c.stats.years+c.stats.periods > 0 {
			labels++
		}
	}
	x.settleLabels(list)
	x.settleProvince(list)
	x.settleAreas(list)
}

// best is the role of the highest score, how far ahead it is, and the next.
func best(scores []roleScore) (words.Role, float64, words.Role) {
	if len(scores) == 0 {
		return words.RoleNone, 9, words.RoleNone
	}
	sort.SliceStable(scores, func(i, j int) bool { return scores[i].score > scores[j].score })
	if len(scores) == 1 {
		return scores[0].role, 9, words.RoleNone
	}
	return scores[0].role, scores[0].score - scores[1].score, scores[1].role
}

// scores are the roles that the k-th column may have, where so many columns left
// of it name rows.
func (x *columnReader) scores(list []column, k, labels int) []roleScore {
	c := &list[k]
	st := &c.stats
	if st.cells == 0 {
		return []roleScore{{c.head, 1}}
	}
	if c.wordy(labels) && !(labels > 0 && x.underYear(c)) {
		return x.textScores(list, k, labels)
	}
	return x.numberScores(list, k, labels)
}

// wordy tells a column of texts, or of numbers in words that nothing left of it
// names.
func (c *column) wordy(labels int) bool {
	st := &c.stats
	texts := st.texts + st.periods
	if labels == 0 || c.head == words.RoleLabel || c.head == words.RolePlace || 2*st.vague > st.cells-st.texts {
		texts += st.vague
		if labels > 0 { // "≥ 98" behind a name is what is to be reached
			texts -= st.signed
		}
	}
	return texts > 0 && (texts > st.cells-texts || st.texts > st.numbers-st.years+st.marks+st.vague)
}

// textScores are those of a column of texts.
func (x *columnReader) textScores(list []column, k, labels int) []roleScore {
	c := &list[k]
	st := &c.stats
	texts := float64(max(1, st.texts+st.vague+st.periods))
	plain := max(1, texts-float64(st.totals)) // texts that are no total
	openings, known, kinds := st.openings, st.known, st.kinds
	if kinds > st.rates {
		kinds += st.rates // "Kế hoạch", "Thực hiện", "Tỷ lệ (%)"
	}
	if x.refrain(st) {
		openings, known = 0, 0 // said of each place
	}
	if st.places > 1 && known+openings == 0 {
		plain = max(1, float64(st.places+st.names), plain-float64(st.parts+st.vague+st.openings+st.known-openings-known)) // and no part of the place above
	}
	share := func(n int) float64 { return float64(n) / texts }
	said := func(r words.Role) float64 {
		switch {
		case c.head == r:
			return 1.5
		case c.hint == r:
			return .75
		}
		return 0
	}
	names := st.names
	if words.OpenAlike(st.distinct) {
		names = 0 // "Lúa Đông Xuân", "Lúa Hè Thu"
	}
	places := float64(st.places)/plain*3 + float64(names)/plain*1.4
	scores := []roleScore{
		{words.RoleLabel, 1 + said(words.RoleLabel) + 2*share(openings) + 2*share(known) + share(st.vague)},
		{words.RolePlace, said(words.RolePlace) + places},
		{words.RoleYear, said(words.RoleYear)*share(st.periods+st.years) + 3*share(st.periods)},
		{words.RoleUnit, said(words.RoleUnit) + 3*boolFloat(c.head == words.RoleUnit && labels > 0 && st.firm == 0) + 3.5*share(st.units) - 2*boolFloat(labels == 0 && !x.namesLater(list, k))},
		{words.RoleKind, said(words.RoleKind)*share(2*kinds) + 4*share(kinds) - 1*boolFloat(labels == 0 && !x.namesLater(list, k))},
		{words.RoleNote, 6 * boolFloat(c.head == words.RoleNote && (labels > 0 || x.namesLater(list, k)))}, // "Nguồn" may be all that names the rows
		{words.RoleSerial, 2*boolFloat(c.head == words.RoleSerial) + 3*boolFloat(labels == 0 && st.serials == st.texts && x.namesLater(list, k))},
		{words.RoleCode, 2.5*boolFloat(c.head == words.RoleCode) + 1.5*boolFloat(c.hint == words.RoleCode)},
		{words.RoleProvince, 4 * boolFloat(c.head == words.RoleProvince)},
	}
	if labels > 0 && c.head == words.RolePlace && st.places+st.names == 0 && len(c.stack) > 0 && words.MayHeadUnits(c.stack[len(c.stack)-1]) {
		scores = append(scores, roleScore{words.RoleUnit, 3})
	}
	if c.hint == words.RoleNote && (labels > 0 || x.namesLater(list, k)) {
		scores = append(scores, roleScore{words.RoleNote, 4})
	}
	if labels > 0 && answers(st) {
		scores = append(scores, roleScore{words.RoleNote, 5})
	}
	if st.periods > 0 && c.asksEvent() {
		scores = append(scores, roleScore{words.RoleNote, 6}) // from when to when a project runs
	}
	if c.head == words.RolePlace && st.places+st.names == 0 && st.units == 0 {
		scores[1].score += .6 // what else would it list
	}
	return scores
}

// refrain tells a column in which the same texts stand below each of several places, and
// each place once.
func (x *columnReader) refrain(st *columnStats) bool {
	if st.places < 2 {
		return false
	}
	others := 0
	for text, count := range st.distinct {
		n := x.natures.Get(text, x.nature)
		switch place := n.place+n.office > 0; {
		case place && count > 1, !place && n.total == 0 && (count == 1 || count > st.places+st.totals):
			return false
		case !place && n.total == 0:
			others++
		}
	}
	return others > 0
}

// answers tells a column that says of each row whether something was reached, and names
// none.
func answers(st *columnStats) bool {
	for text := range st.distinct {
		if !words.IsAnswer(text) {
			return false
		}
	}
	return st.texts > 0
}

// asksEvent tells that the head of a column asks when something happened.
func (c *column) asksEvent() bool {
	return len(c.stack) > 0 && words.NamesYearOfEvent(words.Fold(words.DropEnglish(c.stack[len(c.stack)-1])))
}

// namesLater tells that a column of texts stands right of the k-th.
func (x *columnReader) namesLater(list []column, k int) bool {
	for j := k + 1; j < len(list); j++ {
		if st := &list[j].stats; st.texts > st.numbers && st.units*2 < st.texts {
			return true
		}
	}
	return false
}

// numberScores are those of a column of numbers.
func (x *columnReader) numberScores(list []column, k, labels int) []roleScore {
	c := &list[k]
	st := &c.stats
	dated := 2*(st.years+st.periods) > st.cells
	counts := st.whole && st.steps == st.numbers && st.numbers > 2
	behind := x.namesLater(list, k)
	scores := []roleScore{
		{words.RoleFigure, 1.5 - 1.2*boolFloat(labels == 0 && behind)},
		{words.RoleValue, 3 * boolFloat(c.head == words.RoleValue)},
		{words.RoleSerial, 3*boolFloat(c.head == words.RoleSerial) + 2*boolFloat(counts && labels == 0 && behind) + 1*boolFloat(labels == 0 && behind && len(c.stack) == 0)},
		{words.RoleCode, 3*boolFloat(c.head == words.RoleCode) + 2.5*boolFloat(c.hint == words.RoleCode && st.whole) + 1*boolFloat(labels == 0 && behind && st.digits > 2)},
		{words.RoleNote, 3 * boolFloat(c.head == words.RoleNote)},
	}
	if dated {
		few := 2*len(st.dates) <= st.years && st.years+st.periods == st.cells
		scores = append(scores, roleScore{words.RoleYear, 3*boolFloat(c.head == words.RoleYear) + 1*boolFloat(c.hint == words.RoleYear) + 2*boolFloat(labels == 0) + .6*boolFloat(few && behind) + 2*boolFloat(len(c.stack) == 0 && st.years+st.periods == st.cells)})
	}
	if len(c.stack) > 0 && words.Key(c.stack[len(c.stack)-1]) == "nam" && st.years == st.cells {
		scores = append(scores, roleScore{words.RoleYear, 4}) // "Nam" for "Năm"
	}
	switch c.head {
	case words.RoleUnit, words.RoleLabel, words.RolePlace:
		if labels == 0 || c.head == words.RoleUnit {
			scores = append(scores, roleScore{c.head, 2})
		}
	}
	return scores
}

func boolFloat(b bool) float64 { return float64(boolInt(b)) }

// underYear tells whether the header of a column is a year and nothing else, or over
// more numbers than texts a measure: "Mục tiêu".
func (x *columnReader) underYear(c *column) bool {
	if len(c.stack) == 0 {
		return false
	}
	h := x.ParseHeading(c.stack[len(c.stack)-1])
	return h.Spent() && (h.Years != (ingest.Period{}) || h.Measure != "" && c.stats.numbers+c.stats.vague > c.stats.texts)
}

// settleLabels: words right of the figures are notes or breakdowns; of several
// columns of indicators the first one names the rows.
func (x *columnReader) settleLabels(list []column) {
	first, named := -1, false
	for k := range list {
		switch list[k].role {
		case words.RoleFigure, words.RoleValue:
			if first < 0 {
				first = k
			}
		case words.RoleLabel:
			if first >= 0 && k > first && list[k].head == words.RoleNone && named {
				list[k].role = words.RoleNote
			}
			named = true
		case words.RolePlace, words.RoleYear:
			named = true
		}
	}
	for k := range list {
		if c := &list[k]; c.role == words.RolePlace && c.stats.places == 0 && c.head != words.RolePlace && placesEach(list[:k]) {
			c.role = words.RoleNote // who heads each of them
		}
		if c := &list[k]; c.role == words.RolePlace && c.stats.firm == 0 && c.head != words.RolePlace && first >= 0 && k > first && !x.onlyLabel(list, k) {
			c.role = words.RoleNote // who answers for the figures
		}
		if c := &list[k]; c.role == words.RoleLabel && named && c.head == words.RoleNone && first >= 0 && k > first && !x.onlyLabel(list, k) {
			c.role = words.RoleNote
		}
	}
}

// placesEach tells that a column names the rows by a place each.
func placesEach(list []column) bool {
	for k := range list {
		st := &list[k].stats
		if list[k].role == words.RolePlace && st.places > 2 && 2*st.places > st.texts && len(st.distinct) == st.texts {
			return true
		}
	}
	return false
}

// onlyLabel tells that no other column names rows.
func (x *columnReader) onlyLabel(list []column, k int) bool {
	for j := range list {
		if r := list[j].role; j != k && (r == words.RoleLabel || r == words.RolePlace || r == words.RoleYear) {
			return false
		}
	}
	return true
}

// settleAreas: a column of nothing but areas ("Thành thị", "Nông thôn") and totals
// beside one of places, or below heads of places, parts the figures of these.
func (x *columnReader) settleAreas(list []column) {
	stubs, heads := 0, 0
	for k := range list {
		c := &list[k]
		stubs += boolInt(c.role == words.RolePlace && !x.areasAlone(c))
		heads += boolInt(c.headsPlace())
	}
	for k := range list {
		switch c := &list[k]; {
		case stubs+heads == 0 || c.role != words.RolePlace || !x.areasAlone(c):
		case stubs > 0:
			c.role = words.RoleBreakdown
		default:
			c.role = words.RoleLabel
		}
	}
}

// headsPlace tells a column of figures below the name of a place.
func (c *column) headsPlace() bool {
	return c.role == words.RoleFigure && c.isPlace && !c.place.Whole
}

func (x *source) areasAlone(c *column) bool {
	areas := 0
	for text := range c.stats.distinct {
		switch shown := words.LabelText(words.WithoutNumbering(words.Tidy(text))); {
		case x.IsArea(shown):
			areas++
		case !x.IsTotalText(shown):
			return false
		}
	}
	return areas > 0
}

// settleProvince: the column "Tỉnh" is the place where no other column is.
func (x *columnReader) settleProvince(list []column) {
	province, place := -1, false
	for k := range list {
		switch list[k].role {
		case words.RoleProvince:
			province = k
		case words.RolePlace:
			place = true
		}
	}
	if province >= 0 && !place {
		list[province].role = words.RolePlace
	}
}
