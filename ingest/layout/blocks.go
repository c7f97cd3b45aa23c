package layout

import (
	"slices"
	"strings"

	"tongket/ingest"
	"tongket/ingest/words"
)

// An area is a rectangle of a sheet: indexes of rows (bottom excluded) and
// numbers of columns (both included).
type area struct {
	top, bottom int
	left, right int32
}

// A table is a header with the rows below it. Rows are indexes into sheet.rows.
type table struct {
	s       *sheet
	area    area // from the title block down to the last row
	shared  area // of several tables side by side: the area of all of them
	head    []int
	numbers int // the row of column numbers, or -1
	body    int // the first row of the body; it ends at area.bottom
	number  int // from 1, on its sheet
	first   bool
	figures int32       // the first column of figures
	texts   []titleText // of the title block and the captions, where figures are explained
}

// A finder finds the tables of a sheet: where a body begins and ends, which rows head
// it, and where several stand side by side.
type finder struct{ *source }

// maxHead bounds the rows of a header, maxLead those between it and the first
// row with a figure (sections, units), lookAhead the rows that show which
// columns hold figures.
const (
	maxHead   = 7
	maxLead   = 40
	lookAhead = 12
	maxGap    = 4 // rows down to figures that are still shown by those above a gap
)

// tables finds the tables of an area, top down, and where several stand side by
// side, from left to right.
func (x *finder) tables(s *sheet, a area, whole area) []*table {
	var list []*table
	title := a.top
	for i := a.top; i < a.bottom; {
		d := x.nextData(s, a, i)
		if d < 0 {
			break
		}
		h := x.headAbove(s, a, d, max(title, d-maxLead-maxHead))
		if len(h.rows) == 0 || !h.told && !x.standsBelow(s, a, d, h) {
			if len(list) > 0 && len(h.rows) == 0 {
				x.leaveRow(s, a, d)
			}
			i = d + 1
			continue
		}
		end := x.bodyEnd(s, a, h, d)
		block := area{title, end, a.left, a.right}
		parts := x.sideBySide(s, block, h, d)
		if parts == nil {
			parts = []*table{{s: s, area: block, shared: whole, head: h.rows, numbers: h.numbers, body: h.bottom() + 1, figures: h.first}}
		}
		list = append(list, parts...)
		i, title = end, end
	}
	return list
}

// leaveRow tells once a sheet that a row with figures stands below a table
// without a header of its own.
func (x *finder) leaveRow(s *sheet, a area, i int) {
	p := s.profile(a, i)
	if p.numbers() < 2 {
		return
	}
	var first *ingest.Cell
	cells := s.cells(i, a.left, a.right)
	for k := range cells {
		if c := &cells[k]; s.numeric(c) {
			s.mark(c, ingest.ReasonNoTable)
			if first == nil {
				first = c
			}
		}
	}
	if first != nil {
		x.Told.Once(ingest.Issue{Pos: x.pos(s, first), Code: ingest.CodeNoTable, Raw: s.text(first)}, 0)
	}
}

// nextData is the first row from i on that may be the first of a body: a number
// stands beside what may name it.
func (x *finder) nextData(s *sheet, a area, i int) int {
	for ; i < a.bottom; i++ {
		p := s.profile(a, i)
		switch {
		case p.count[classNumber]+p.count[classYear] == 0, x.columnNumbers(s, a, i):
		case p.count[classNumber] > 0 && (p.labelled || x.coveredLabel(s, a, i) > 0 || p.count[classText] > 0):
			return i
		case p.count[classYear] > 0 && p.cells > p.count[classMark]+1:
			return i
		}
	}
	return -1
}

// standsBelow tells that row d is the first of a body below the header h. A row
// with no numbers but such as may be years is one only where it is named in the
// column that the header names, or where its numbers don't follow each other as
// years do.
func (x *finder) standsBelow(s *sheet, a area, d int, h header) bool {
	if x.numbersIn(s, a, d) > 0 {
		return true
	}
	if bottom := h.bottom(); s.rows[d].row-s.rows[bottom].row > 2 {
		return false
	}
	years := x.yearsAcross(s, a, d, 0)
	first := s.firstCell(a, d)
	if first == nil || !yearsInTurn(years) {
		return first != nil && len(years) > 1
	}
	if _, year := x.yearOf(s, first); year && x.headRoleOf(s, h, first.Col) != words.RoleYear {
		return false
	}
	return x.isLabelColumn(s, a, h, first.Col) && x.headsEach(s, a, d, h, first.Col)
}

// headsEach tells that the header stands over each cell of row d right of a
// column.
func (x *finder) headsEach(s *sheet, a area, d int, h header, after int32) bool {
	cells := s.cells(d, after+1, a.right)
	for k := range cells {
		if x.headOver(s, a, h.rows, cells[k].Col) == nil {
			return false
		}
	}
	return true
}

// isLabelColumn tells that the header has a text of its own over a column left
// of all figures.
func (x *finder) isLabelColumn(s *sheet, a area, h header, col int32) bool {
	for f := range h.figures {
		if f <= col {
			return false
		}
	}
	for _, r := range h.rows {
		if c := s.inRow(r, col); c != nil && c.Kind == ingest.Text && strings.TrimSpace(c.Text) != "" {
			return true
		}
	}
	return false
}

// firstCell is the first cell of row i that holds something.
func (s *sheet) firstCell(a area, i int) *ingest.Cell {
	from, cells := s.span(i, a.left, a.right)
	for k := range cells {
		if s.classes[from+k] != classBlank {
			return &cells[k]
		}
	}
	return nil
}

// yearsInTurn tells numbers that follow each other as the years of a header do:
// up or down by one step, or the same few over and over.
func yearsInTurn(years []int) bool {
	if len(years) < 2 {
		return len(years) == 1
	}
	for n := 1; n <= len(years); n++ {
		if repeats(years, n) && (n == 1 || steady(years[:n])) {
			return true
		}
	}
	return oncePerRun(years) || inRuns(years)
}

// inRuns tells years that rise anew for each of several heads, of which some have but a
// part of the years of the others: 2016, 2017, 2018, 2017, 2018.
func inRuns(years []int) bool {
	var runs [][]int
	longest := []int{}
	from := 0
	for i := 1; i <= len(years); i++ {
		if i < len(years) && years[i] > years[i-1] {
			continue
		}
		run := years[from:i]
		if len(run) > len(longest) {
			longest = run
		}
		runs, from = append(runs, run), i
	}
	for _, run := range runs {
		at := slices.Index(longest, run[0])
		if len(run) < 2 || at < 0 || at+len(run) > len(longest) || !slices.Equal(longest[at:at+len(run)], run) {
			return false
		}
	}
	return len(runs) > 1 && steady(longest)
}

// repeats tells that the first n numbers are repeated to the end.
func repeats(list []int, n int) bool {
	for i := n; i < len(list); i++ {
		if list[i] != list[i-n] {
			return false
		}
	}
	return len(list)%n == 0
}

// steady tells numbers that rise, or fall, by no more than twenty at a time.
func steady(list []int) bool {
	for i := 1; i < len(list); i++ {
		step := list[i] - list[i-1]
		if step == 0 || step > 20 || step < -20 || i > 1 && (step > 0) != (list[1] > list[0]) {
			return false
		}
	}
	return true
}

// oncePerRun tells 2018, 2018, 2019, 2019: each year over several columns.
func oncePerRun(list []int) bool {
	var heads []int
	for i, y := range list {
		if i == 0 || y != list[i-1] {
			heads = append(heads, y)
		}
	}
	return len(heads) > 1 && len(heads) < len(list) && (steady(heads) || yearsInTurn(heads))
}

// figureColumns are the columns that hold numbers in the row d and those after
// it, right of the first label; label is the first column that names such rows.
func (x *finder) figureColumns(s *sheet, a area, d int) (figures map[int32]bool, label int32) {
	figures = map[int32]bool{}
	for i := d; i < a.bottom && i < d+lookAhead; i++ {
		if i > d && s.rows[i].row-s.rows[i-1].row > maxGap {
			break
		}
		if i > d && x.overFigures(s, a, i, figures) > 1 && x.numbersIn(s, a, i) == 0 {
			break
		}
		names, found := x.rowFigures(s, a, i, figures)
		if found && names > 0 && (label == 0 || names < label) {
			label = names // a note below the table names no figures
		}
	}
	if len(figures) == 0 { // a list with its values in front
		from, cells := s.span(d, a.left, a.right)
		for k := range cells {
			switch s.classes[from+k] {
			case classNumber:
				figures[cells[k].Col] = true
			case classText:
				if label == 0 {
					label = cells[k].Col
				}
			}
		}
	}
	return figures, label
}

// rowFigures adds the columns of row i that hold figures; names is the first
// column with a label, 0 if there is none.
func (x *finder) rowFigures(s *sheet, a area, i int, figures map[int32]bool) (names int32, found bool) {
	names = x.coveredLabel(s, a, i)
	from, cells := s.span(i, a.left, a.right)
	for k := range cells {
		c := &cells[k]
		switch s.classes[from+k] {
		case classBlank:
		case classNumber, classMark:
			if names > 0 && (c.Kind != ingest.Text || s.read(c).Kind != words.NotApplicable) {
				figures[c.Col], found = true, true
			}
		case classYear, classVague:
			if names == 0 {
				names = c.Col
			} else {
				figures[c.Col], found = true, true
			}
		default:
			if names == 0 {
				names = c.Col
			}
		}
	}
	return names, found
}

// overFigures counts the cells of row i that stand in columns of figures and
// are no figures themselves.
func (x *finder) overFigures(s *sheet, a area, i int, figures map[int32]bool) int {
	n := 0
	from, cells := s.span(i, a.left, a.right)
	for k := range cells {
		if class := s.classes[from+k]; (class == classText || class == classPeriod) && figures[cells[k].Col] {
			n++
		}
	}
	return n
}

// hasFigures tells whether a row has a figure in a column of figures, with a
// name or without.
func (x *finder) hasFigures(s *sheet, a area, i int, h header) bool {
	from, cells := s.span(i, a.left, a.right)
	years, found, named := 0, false, false
	for k := range cells {
		c := &cells[k]
		switch s.classes[from+k] {
		case classYear:
			years += boolInt(h.figures[c.Col])
			named = named || c.Col <= h.label
		case classNumber, classVague:
			found = found || h.figures[c.Col] || c.Kind == ingest.Number && c.Col > h.label
		case classMark:
			found = found || h.figures[c.Col]
		case classText, classPeriod:
			named = named || c.Col <= h.label
		}
	}
	if found {
		return !x.columnNumbers(s, a, i) && !x.sameAsHead(s, a, i, h.rows)
	}
	return years > 0 && (named || x.coveredLabel(s, a, i) > 0) && !x.sameAsHead(s, a, i, h.rows)
}

// bodyEnd is the row after the last row of the body that begins at d.
func (x *finder) bodyEnd(s *sheet, a area, h header, d int) int {
	last := d
	for i := d + 1; i < a.bottom; i++ {
		p := s.profile(a, i)
		if p.count[classText] > 0 && x.endRow(s, a, i, h) {
			if x.goesOn(s, a, i, h) {
				continue
			}
			break
		}
		if x.newHeader(s, a, i, h) {
			if !x.sameAsHead(s, a, i, h.rows) || x.captionBetween(s, a, h, last, i) {
				break
			}
			continue
		}
		if x.hasFigures(s, a, i, h) {
			last = i
		}
	}
	return last + 1
}

// captionBetween tells that the rows between the last figures and a repeated
// header are one text that names another table.
func (x *finder) captionBetween(s *sheet, a area, h header, last, i int) bool {
	named := false
	for r := last + 1; r < i; r++ {
		c := s.firstCell(a, r)
		if c == nil || x.sameAsHead(s, a, r, h.rows) {
			continue
		}
		if p := s.profile(a, r); p.cells > 1 || c.Kind == ingest.Text && words.Continues(words.Fold(c.Text)) {
			return false
		}
		named = true
	}
	return named
}

// newHeader tells whether a row of the body heads other figures, or the same
// again: nothing but texts and years in the columns of figures, over figures
// that follow.
func (x *finder) newHeader(s *sheet, a area, i int, h header) bool {
	from, cells := s.span(i, a.left, a.right)
	over, left, texts, vague := 0, 0, 0, 0
	for k := range cells {
		c, class := &cells[k], s.classes[from+k]
		switch {
		case class == classBlank:
		case class == classNumber || class == classMark && h.figures[c.Col]:
			return false
		case class == classVague && h.figures[c.Col]:
			vague++
			over++
		case !class.isHead():
		case h.figures[c.Col] || c.Col > h.label && s.extent(c).Col2 > c.Col && !(i+1 < a.bottom && s.classIn(i+1, c.Col) == classText && i > 0 && s.classIn(i-1, c.Col) == classText):
			over++
			texts += boolInt(class != classYear)
		default:
			left++
		}
	}
	switch {
	case over == 0, vague > 0 && vague == over && !x.sameAsHead(s, a, i, h.rows):
		return false
	case x.sameAsHead(s, a, i, h.rows):
		return true
	case (texts == 0 || over-texts > 1 && vague == 0) && !yearsInTurn(x.yearsAcross(s, a, i, h.label)):
		return false
	case over == 1 || texts == 0 && left > 0:
		if !x.sameNames(s, a, i, h) && (!standsApart(s, a, i) || over < min(2, len(h.figures))) {
			return false
		}
	}
	return x.figuresFollow(s, a, i, h)
}

// sameNames tells that what row i has in the columns of names heads them above
// too.
func (x *finder) sameNames(s *sheet, a area, i int, h header) bool {
	for _, c := range s.cells(i, a.left, h.label) {
		for _, r := range h.rows {
			if top := s.inRow(r, c.Col); top != nil && c.Kind == ingest.Text && x.keys.Get(top.Text, words.Key) == x.keys.Get(c.Text, words.Key) {
				return true
			}
		}
	}
	return false
}

// standsApart tells that blank rows or one text alone part row i from what
// stands above.
func standsApart(s *sheet, a area, i int) bool {
	if i == 0 {
		return true
	}
	return s.rows[i].row-s.rows[i-1].row > 1 || s.profile(a, i-1).cells == 1 && s.profile(a, i-1).count[classText] == 1
}

// figuresFollow tells that rows with figures stand below row i before any note
// does.
func (x *finder) figuresFollow(s *sheet, a area, i int, h header) bool {
	for r := i + 1; r < a.bottom && r <= i+maxHead; r++ {
		p := s.profile(a, r)
		if p.count[classText] > 0 && x.endRow(s, a, r, h) {
			return false
		}
		if p.numbers() > 0 && !x.columnNumbers(s, a, r) || p.count[classYear] > 0 && p.labelled {
			return true
		}
	}
	return false
}
