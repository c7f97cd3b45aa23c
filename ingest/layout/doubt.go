package layout

import (
	"slices"
	"strconv"
	"strings"
	"tongket/ingest"
	"tongket/ingest/words"
)

// A doubt is a second reading of a table that is near the one taken.
type doubt struct {
	what   string // "rows": what the rows' names are; "indicator": what names the figures
	taken  string
	other  string
	margin float64
}

// Margins below which the second reading is told.
const (
	nearRole  = .3
	nearClaim = .3
	mostLeft  = .5 // of a table's numbers: more that no reason explains is told
)

// doubts are the second readings of a table that are near: of the roles of its
// columns of names, and of what gives the indicator.
func (b *sections) doubts() (list []doubt) {
	for k := range b.columns {
		c := &b.columns[k]
		switch c.role {
		case words.RoleLabel, words.RolePlace, words.RoleYear:
			if c.head != c.role && c.margin < nearRole && c.second != words.RoleNone && c.stats.cells > 1 && b.tellsApart(c.role, c.second) && !b.twoLevels(c) {
				list = append(list, doubt{"rows", string(c.role), string(c.second), c.margin})
			}
		}
	}
	best, by := b.claim.rows, "rows"
	if b.claim.heads > best {
		best, by = b.claim.heads, "heads"
	}
	if gap := b.claim.title - best; b.claim.title > 1 && best > 1 && gap < nearClaim && gap > -nearClaim && !(b.claim.sure && by == "rows" && gap <= 0) {
		taken, other := by, "title"
		if gap > 0 {
			taken, other = other, taken
		}
		list = append(list, doubt{"indicator", taken, other, max(gap, -gap)})
	}
	return list
}

// twoLevels tells a column in which the rows with figures name things of one kind and
// those without of another: places below indicators, parts below years. Each is read
// as what it is, whatever the column is called.
func (b *sections) twoLevels(c *column) bool {
	below, above := map[words.Role]int{}, map[words.Role]int{}
	for i := b.t.body; i < b.t.area.bottom && i < b.t.body+sampled; i++ {
		cell := b.s.inRow(i, c.col)
		if cell == nil || b.s.classIn(i, c.col) == classBlank || b.x.repeatsHead(b.t, i) || b.x.columnNumbers(b.s, b.t.area, i) {
			continue
		}
		text := b.s.text(cell)
		n := b.x.natures.Get(text, b.x.nature)
		kind := words.RoleLabel
		switch {
		case n.total == 1:
			continue
		case b.s.classIn(i, c.col) == classYear, b.x.isPeriod(words.Tidy(text)):
			kind = words.RoleYear
		case n.place == 1:
			kind = words.RolePlace
		}
		if b.anyFigure(i) {
			below[kind]++
		} else {
			above[kind]++
		}
	}
	if len(below) != 1 {
		return false
	}
	for kind := range below {
		return above[kind] == 0
	}
	return false
}

// tellsApart tells roles that change what facts say when one is taken for the
// other.
func (b *sections) tellsApart(one, other words.Role) bool {
	switch other {
	case words.RoleLabel, words.RolePlace, words.RoleYear, words.RoleUnit:
		return one != other
	}
	return false
}

// tellDoubts raises the nearest of the table's doubts, once a table, with its
// range and both readings.
func (b *sections) tellDoubts() {
	if b.joinTitle && b.around.aside != "" && !words.ShareWord(b.around.aside, b.around.indicator) {
		b.x.Told.Once(ingest.Issue{Pos: b.corner(), Code: ingest.CodeDoubtful, Raw: b.around.aside, Args: []string{b.rangeText(), "indicator", "sheet", "title"}}, b.t.number)
		return
	}
	list := b.doubts()
	if len(list) == 0 {
		return
	}
	least := list[0]
	for _, d := range list[1:] {
		if d.margin < least.margin {
			least = d
		}
	}
	b.x.Told.Once(ingest.Issue{Pos: b.corner(), Code: ingest.CodeDoubtful, Args: []string{b.rangeText(), least.what, least.taken, least.other}}, b.t.number)
}

// corner is the first cell of the table's body.
func (b *columnSet) corner() ingest.Pos {
	if c := b.s.firstCell(b.t.area, b.t.body); c != nil {
		return b.x.pos(b.s, c)
	}
	return ingest.Pos{File: b.s.File, Sheet: b.s.Sheet}
}

// rangeText is the table's body as sheets name ranges: "B4:H20".
func (b *columnSet) rangeText() string {
	right := b.t.area.left
	for k := range b.columns {
		right = max(right, b.columns[k].col)
	}
	first, last := b.s.rows[b.t.body].row, b.s.rows[b.t.area.bottom-1].row
	return ingest.ColumnName(int(b.t.area.left)) + strconv.Itoa(int(first)) + ":" + ingest.ColumnName(int(right)) + strconv.Itoa(int(last))
}

// comparedAlone are the heads of columns that were taken for comparisons and may be more:
// each names what it compares, and neither another head nor the title has that name.
func (b *sections) comparedAlone() (heads []*ingest.Cell) {
	if len(b.labels) > 0 {
		return nil
	}
	var names []string // that compare nothing, folded and sorted
	add := func(text string) {
		name, _ := b.x.CutUnit(words.LabelText(words.WithoutNumbering(words.Tidy(words.DropEnglish(text)))))
		if name = words.Fold(name); words.ComparedName(name) == "" {
			names = append(names, name)
		}
	}
	add(b.around.indicator)
	compared := map[*ingest.Cell]string{}
	for k := range b.columns {
		c := &b.columns[k]
		for _, text := range c.stack {
			add(text)
		}
		if c.role != words.RoleFigure || c.skip != ingest.ReasonComparison || len(c.heads) == 0 {
			continue
		}
		for _, h := range slices.Backward(c.heads) {
			name := words.ComparedName(words.WithoutNumbering(words.Fold(words.DropEnglish(h.text))))
			if name == "" {
				continue
			}
			if head := b.s.inRow(h.row, c.col); head != nil {
				heads, compared[head] = append(heads, head), name
			}
			break
		}
	}
	slices.Sort(names)
	return slices.DeleteFunc(heads, func(head *ingest.Cell) bool { return namedIn(names, compared[head]) })
}

// namedIn tells that sorted names hold a name, one that it begins, or one of two words or
// more that begins it.
func namedIn(names []string, name string) bool {
	at, found := slices.BinarySearch(names, name)
	if found || at < len(names) && strings.HasPrefix(names[at], name) {
		return true
	}
	for i := range len(name) {
		if name[i] == ' ' && strings.Contains(name[:i], " ") {
			if _, found := slices.BinarySearch(names, name[:i]); found {
				return true
			}
		}
	}
	return false
}

// tellUnread raises one issue for a table of which most numbers were left out
// for want of a name, a year or a table, for one of nothing but parts of years or
// comparisons, and for rows that were taken for comparisons and may be more.
func (b *sections) tellUnread() {
	read, lost, compared, answered, nameless := 0, 0, 0, 0, 0
	var first, parted, comparing, answer, unnamed *ingest.Cell
	for i := b.t.body; i < b.t.area.bottom; i++ {
		from, cells := b.s.span(i, b.t.area.left, b.t.area.right)
		before, readBefore, years := lost, read, 0
		for k := range cells {
			c := &cells[k]
			if !b.s.numeric(c) || b.x.hides(b.s, c) {
				continue
			}
			switch reasons[b.s.outcome[from+k]] {
			case "":
				read++
			case ingest.ReasonPartYear:
				if parted == nil {
					parted = c
				}
			case ingest.ReasonComparison:
				if compared++; comparing == nil {
					comparing = c
				}
			case ingest.ReasonNote:
				if col := b.byCol[c.Col]; col != nil && col.head == words.RoleNone && col.hint == words.RoleNone && answers(&col.stats) {
					if answered++; answer == nil {
						answer = c
					}
				}
			case ingest.ReasonOutside, ingest.ReasonNoLabel, ingest.ReasonNoTable:
				lost++
				years += boolInt(b.s.classes[from+k] == classYear || farYear(c))
				if first == nil {
					first = c
				}
			}
		}
		if name := b.s.firstCell(b.t.area, i); lost > before+1 && read == readBefore && lost-before > years && name != nil && name.Kind == ingest.Text && b.s.read(name).Kind == words.NotNumber && len([]rune(name.Text)) > 2 {
			if nameless++; unnamed == nil {
				unnamed = name
			}
		}
	}
	if parted != nil && read == 0 {
		b.x.Told.Once(ingest.Issue{Pos: b.x.pos(b.s, parted), Code: ingest.CodeDoubtful, Raw: b.s.text(parted), Args: []string{b.rangeText(), "part-year"}}, b.t.number)
	}
	if parted != nil && read > 0 && (b.partYears || len(b.around.noted) > 0) {
		b.x.Told.Once(ingest.Issue{Pos: b.x.pos(b.s, parted), Code: ingest.CodeDoubtful, Raw: b.s.text(parted), Args: []string{b.rangeText(), "left-columns", "", string(ingest.ReasonPartYear)}}, b.t.number)
	}
	if b.kept != nil && read > 0 {
		b.x.Told.Once(ingest.Issue{Pos: b.x.pos(b.s, b.kept), Code: ingest.CodeDoubtful, Raw: b.s.text(b.kept), Args: []string{b.rangeText(), "whole-year"}}, b.t.number)
	}
	if answer != nil {
		b.x.Told.Once(ingest.Issue{Pos: b.x.pos(b.s, answer), Code: ingest.CodeDoubtful, Raw: b.s.raw(answer), Args: []string{b.rangeText(), "answers", strconv.Itoa(answered)}}, b.t.number)
	}
	if comparing != nil && read == 0 && compared > 2 {
		b.x.Told.Once(ingest.Issue{Pos: b.x.pos(b.s, comparing), Code: ingest.CodeDoubtful, Raw: b.s.text(comparing), Args: []string{b.rangeText(), "compared"}}, b.t.number)
	}
	if alone := b.comparedAlone(); len(alone) > 0 {
		b.x.Told.Once(ingest.Issue{Pos: b.x.pos(b.s, alone[0]), Code: ingest.CodeDoubtful, Raw: b.s.raw(alone[0]), Args: []string{b.rangeText(), "left-columns", strconv.Itoa(len(alone))}}, b.t.number)
	}
	b.tellParts()
	if n := len(b.leftRows); n > 0 {
		b.x.Told.Once(ingest.Issue{Pos: b.leftRows[0], Code: ingest.CodeDoubtful, Raw: b.s.raw(b.s.cell(b.leftRows[0].Row, b.leftRows[0].Col)), Related: b.leftRows[1:min(n, maxNamed)], Args: []string{b.rangeText(), "left-rows", strconv.Itoa(n)}}, b.t.number)
	}
	if unnamed != nil {
		b.x.Told.Once(ingest.Issue{Pos: b.x.pos(b.s, unnamed), Code: ingest.CodeDoubtful, Raw: b.s.raw(unnamed), Args: []string{b.rangeText(), "nameless", strconv.Itoa(nameless)}}, b.t.number)
	}
	if first != nil && float64(lost) > mostLeft*float64(read+lost) && lost > 2 {
		b.x.Told.Once(ingest.Issue{Pos: b.x.pos(b.s, first), Code: ingest.CodeDoubtful, Raw: b.s.text(first), Args: []string{b.rangeText(), "unread", strconv.Itoa(lost), strconv.Itoa(read + lost)}}, b.t.number)
	}
}

// notePart notes a row that is left out as a part of a year, if it names something.
func notePart(b *rowNames, i int, raw string) {
	if name := words.PartYearName(words.Fold(raw)); name != "" && b.anyFigure(i) {
		b.partRows = append(b.partRows, partRow{ingest.Pos{File: b.s.File, Sheet: b.s.Sheet, Row: b.s.rows[i].row, Col: b.labels[0].col}, name})
	}
}

// tellParts tells rows and columns that were left out as parts of a year, though they name
// something of which the table has no whole year: the words may belong to the name.
func (b *sections) tellParts() {
	var cells []ingest.Pos
	for _, r := range b.partRows {
		if !b.wholeRows[r.name] {
			cells = append(cells, r.pos)
		}
	}
	if n := len(cells); n > 0 {
		b.x.Told.Once(ingest.Issue{Pos: cells[0], Code: ingest.CodeDoubtful, Raw: b.s.raw(b.s.cell(cells[0].Row, cells[0].Col)), Related: cells[1:min(n, maxNamed)], Args: []string{b.rangeText(), "left-rows", strconv.Itoa(n), string(ingest.ReasonPartYear)}}, b.t.number)
	}
	whole := map[string]bool{}
	var left []*ingest.Cell
	var names []string
	for k := range b.columns {
		c := &b.columns[k]
		if c.role != words.RoleFigure || len(c.heads) == 0 {
			continue
		}
		for _, h := range c.heads {
			name := words.PartYearName(words.Fold(words.DropEnglish(h.text)))
			head := b.s.inRow(h.row, c.col)
			if c.skip != ingest.ReasonPartYear {
				whole[name] = true
			} else if name != "" && head != nil && b.x.ParseHeading(h.text).Skip == ingest.ReasonPartYear {
				left, names = append(left, head), append(names, name)
			}
		}
	}
	for i := len(left) - 1; i >= 0; i-- {
		if whole[names[i]] {
			left = slices.Delete(left, i, i+1)
		}
	}
	if len(left) > 0 {
		b.x.Told.Once(ingest.Issue{Pos: b.x.pos(b.s, left[0]), Code: ingest.CodeDoubtful, Raw: b.s.raw(left[0]), Args: []string{b.rangeText(), "left-columns", strconv.Itoa(len(left)), string(ingest.ReasonPartYear)}}, b.t.number)
	}
}
