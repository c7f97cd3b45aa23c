package layout

import (
	"strconv"
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
}

// maxHead bounds the rows of a header, maxLead those between it and the first
// row with a figure (sections, units).
const (
	maxHead = 7
	maxLead = 40
)

// tables finds the tables of an area, top down, and where several stand side by
// side, from left to right.
func (x *reader) tables(s *sheet, a area, whole area) []*table {
	var list []*table
	title := a.top
	for i := a.top; i < a.bottom; {
		d := x.nextData(s, a, i)
		if d < 0 {
			break
		}
		h := x.headAbove(s, a, d, max(title, d-maxLead-maxHead))
		if len(h.rows) == 0 {
			if len(list) > 0 {
				x.leaveRow(s, a, d)
			}
			i = d + 1
			continue
		}
		end := x.bodyEnd(s, a, h, d)
		block := area{title, end, a.left, a.right}
		parts := x.sideBySide(s, a, block, h)
		if parts == nil {
			parts = []*table{{s: s, area: block, shared: whole, head: h.rows, numbers: h.numbers, body: h.bottom() + 1}}
		}
		list = append(list, parts...)
		i, title = end, end
	}
	return list
}

// leaveRow tells once a sheet that a row with figures stands below a table
// without a header of its own.
func (x *reader) leaveRow(s *sheet, a area, i int) {
	if x.shape(s, a, i).numbers < 2 {
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

// A shape counts what the cells of a row are.
type shape struct {
	cells, numbers, years, marks, texts int
	labelled                            bool // a text or a year stands left of a number
}

func (x *reader) shape(s *sheet, a area, i int) shape {
	var sh shape
	cells := s.cells(i, a.left, a.right)
	for k := range cells {
		c := &cells[k]
		if _, ok := x.yearOf(s, c); ok {
			sh.cells, sh.years = sh.cells+1, sh.years+1
			continue
		}
		switch {
		case c.Kind == ingest.Number, c.Kind == ingest.Blank && c.Uncached, c.Kind == ingest.Fault:
			sh.numbers++
			sh.labelled = sh.labelled || sh.texts+sh.years > 0
		case c.Kind == ingest.Date:
			sh.years++
		case c.Kind == ingest.Text:
			switch s.read(c).Kind {
			case words.IsNumber, words.IsAmbiguous, words.IsRange:
				sh.numbers++
				sh.labelled = sh.labelled || sh.texts+sh.years > 0
			case words.IsDate:
				sh.years++
			case words.IsMark, words.NotApplicable, words.IsFault:
				sh.marks++
			default:
				sh.texts++
			}
		default:
			continue
		}
		sh.cells++
	}
	return sh
}

// nextData is the first row from i on that has a number beside a label.
func (x *reader) nextData(s *sheet, a area, i int) int {
	for ; i < a.bottom; i++ {
		sh := x.shape(s, a, i)
		if sh.numbers == 0 || x.columnNumbers(s, a, i) {
			continue
		}
		if sh.labelled || x.coveredLabel(s, a, i) || sh.texts > 0 && x.valueColumn(s, a, i) > 0 {
			return i
		}
	}
	return -1
}

// valueColumn is the column of a long list that a heading just above row i calls
// its values, where the row has a number there; 0 if there is none.
func (x *reader) valueColumn(s *sheet, a area, i int) int32 {
	for r := i - 1; r >= a.top && r >= i-3; r-- {
		cells := s.cells(r, a.left, a.right)
		for k := range cells {
			if c := &cells[k]; len(cells) > 2 && c.Kind == ingest.Text && x.headRole(c.Text) == words.RoleValue {
				if v := s.inRow(i, c.Col); v != nil && s.numeric(v) {
					return c.Col
				}
			}
		}
	}
	return 0
}

// coveredLabel tells whether a merge from above labels the row.
func (x *reader) coveredLabel(s *sheet, a area, i int) bool {
	if len(s.downward) == 0 {
		return false
	}
	cells := s.cells(i, a.left, a.right)
	for col := a.left; len(cells) > 0 && col < cells[0].Col && col < a.left+6; col++ {
		if c := s.above(s.rows[i].row, col); c != nil && c.Kind == ingest.Text {
			return true
		}
	}
	return false
}

var (
	columnToken   = words.NewPattern(`^\(?([A-ZĐ]|[a-z]|\d{1,2})\)?$`)
	columnFormula = words.NewPattern(`^\(?\(?(\d{1,2})\)?\s*=\s*(.+?)\)?$`)
)

// columnNumbers tells whether a row numbers the columns: A, B, 1, 2, 3=2/1.
func (x *reader) columnNumbers(s *sheet, a area, i int) bool {
	last, count, letters := -1, 0, 0
	cells := s.cells(i, a.left, a.right)
	for k := range cells {
		n, ok := columnNumber(s, &cells[k])
		switch {
		case !ok:
			return false
		case n < 0:
			letters++
			continue
		case last >= 0 && n != last+1 && n != last:
			return false
		case last < 0 && n > 4:
			return false
		}
		last = n
		count++
	}
	return count >= 2 || count == 1 && letters > 0
}

// columnNumber is the number that a cell gives its column, -1 for a letter.
func columnNumber(s *sheet, c *ingest.Cell) (n int, ok bool) {
	switch c.Kind {
	case ingest.Number:
		return int(c.Num), c.Num == float64(int(c.Num)) && c.Num >= 0 && c.Num < 100
	case ingest.Text:
		text := words.Tidy(c.Text)
		if m := columnFormula.FindStringSubmatch(text); m != nil {
			return words.Atoi(m[1]), true
		}
		m := columnToken.FindStringSubmatch(text)
		if m == nil {
			return 0, false
		}
		if n, err := strconv.Atoi(m[1]); err == nil {
			return n, true
		}
		return -1, true
	}
	return 0, false
}

// A header is the rows of a header, top down, and what it was found by.
type header struct {
	rows    []int
	numbers int
	figures map[int32]bool // columns that hold figures in the rows below
	label   int32          // the first column with a label
}

func (h header) bottom() int { return max(h.rows[len(h.rows)-1], h.numbers) }

// headAbove looks for the header of the data row d, upwards.
func (x *reader) headAbove(s *sheet, a area, d, limit int) header {
	h := header{numbers: -1}
	h.figures, h.label = x.figureColumns(s, a, d)
	if col := x.valueColumn(s, a, d); col > 0 {
		h.figures[col] = true
	}
	for r := d - 1; r >= limit && len(h.rows) < maxHead; r-- {
		if len(h.rows) == 0 && x.columnNumbers(s, a, r) {
			h.numbers = r
			continue
		}
		if x.titleRow(s, a, r) {
			if len(h.rows) == 0 && len(s.cells(r, a.left, a.right)) == 1 {
				continue // a remark between the header and the figures
			}
			break
		}
		if len(h.rows) == 0 {
			if x.headRow(s, a, r, h) {
				h.rows = []int{r}
			}
			continue
		}
		if !x.parentRow(s, a, r, h) {
			break
		}
		h.rows = append([]int{r}, h.rows...)
	}
	return h
}

// figureColumns are the columns that hold numbers in the row d and those after
// it, right of the first label; label is the first column that names such rows.
func (x *reader) figureColumns(s *sheet, a area, d int) (figures map[int32]bool, label int32) {
	figures = map[int32]bool{}
	for i := d; i < a.bottom && i < d+12; i++ {
		cells := s.cells(i, a.left, a.right)
		if x.headerLike(s, cells) {
			break
		}
		names, found := x.rowFigures(s, a, i, figures)
		if found && names > 0 && (label == 0 || names < label) {
			label = names // a note below the table names no figures
		}
	}
	return figures, label
}

// rowFigures adds the columns of row i that hold figures; names is the first
// column with a label, 0 if there is none.
func (x *reader) rowFigures(s *sheet, a area, i int, figures map[int32]bool) (names int32, found bool) {
	if x.coveredLabel(s, a, i) {
		names = a.left
	}
	cells := s.cells(i, a.left, a.right)
	for k := range cells {
		c := &cells[k]
		_, year := x.yearOf(s, c)
		switch {
		case s.figure(c) && !(year && names == 0):
			if names > 0 && (c.Kind != ingest.Text || s.read(c).Kind != words.NotApplicable) {
				figures[c.Col], found = true, true
			}
		case c.Kind == ingest.Text || year || c.Kind == ingest.Date:
			if names == 0 {
				names = c.Col
			}
		}
	}
	return names, found
}

// headerLike tells that a row names columns: it has no number but years, and
// texts that headers have.
func (x *reader) headerLike(s *sheet, cells []ingest.Cell) bool {
	texts := 0
	for k := range cells {
		c := &cells[k]
		if _, year := x.yearOf(s, c); year {
			continue
		}
		if c.Kind == ingest.Number || c.Kind == ingest.Text && s.read(c).Kind == words.IsNumber {
			return false
		}
		if c.Kind == ingest.Text && x.headRole(c.Text) != "" {
			texts++
		}
	}
	return texts >= 2 || texts == 1 && len(cells) >= 2
}

var titlePattern = words.WordPattern(`^(?:\(?(?:đơn vị tính|đvt|đ\.v\.t)\s*[:=(]|\(?đơn vị\s*:|đơn vị (?:báo cáo|gửi|lập|nhận)\b|kỳ báo cáo\b|ngày báo cáo|biểu (?:số|mẫu|\d)|mẫu (?:số|biểu)|\(?(?:ban hành|kèm|số liệu)\b|ubnd\b|ủy ban nhân dân|sở (?:lao động|lđ)|phòng (?:lao động|lđ)|cộng hòa xã hội|độc lập|bảng (?:số )?\d|phụ lục|phụ biểu|nguồn\s*:|ghi chú\s*:|bảng \w+\.|điện thoại|đt\s*:)|ngày .{1,4} tháng .{1,4} năm`)

// titleRow tells that a row belongs to a title block or a signature. A text
// that heads a column as well ("Kỳ báo cáo") says so only where no other
// headings stand beside it.
func (x *reader) titleRow(s *sheet, a area, i int) bool {
	titles, headings := false, 0
	for _, c := range s.cells(i, a.left, a.right) {
		switch {
		case c.Kind != ingest.Text:
		case x.headRole(c.Text) != words.RoleNone:
			headings++
			titles = titles || titlePattern.MatchString(words.Fold(c.Text))
		case titlePattern.MatchString(words.Fold(c.Text)):
			return true
		}
	}
	return titles && headings < 3
}

// headRow tells whether a row can be the lowest row of the header h.
func (x *reader) headRow(s *sheet, a area, i int, h header) bool {
	var n headCounts
	cells := s.cells(i, a.left, a.right)
	for k := range cells {
		if !x.countHead(s, &cells[k], h, &n) {
			return false
		}
	}
	if n.inFigures == 0 || n.plain > 0 || n.far > 0 && len(n.years) == 0 || len(n.years) > 0 && n.words == 0 && !yearsInTurn(n.years) {
		return false
	}
	return n.words > 0 || n.inFigures+n.labels >= 2
}

// headCounts count what the cells of a row may be in a header.
type headCounts struct {
	inFigures, labels int // texts above figures, and elsewhere
	words             int // texts that headers have
	plain, far        int // numbers that are no years, and that may be years too far off
	years             []int
}

// countHead counts one cell; false tells that its row is none of a header.
func (x *reader) countHead(s *sheet, c *ingest.Cell, h header, n *headCounts) bool {
	y, year := x.yearOf(s, c)
	if !year && c.Kind != ingest.Date && (c.Kind != ingest.Text || s.figure(c)) {
		switch {
		case farYear(c):
			n.far++
		case s.numeric(c):
			n.plain++
		case h.figures[c.Col] && c.Kind == ingest.Text && s.read(c).Kind == words.IsMark:
			return false // "…" stands for a figure
		}
		return true
	}
	m := s.extent(c)
	above := covers(m, h.figures)
	if above && m.Col1 <= h.label && m.Col2 > h.label {
		return false // a title or a banner
	}
	switch {
	case !above:
		n.labels++
	case year:
		n.years = append(n.years, y)
		n.inFigures++
	default:
		n.inFigures++
		n.words += boolInt(x.ParseHeading(s.text(c)).Says())
	}
	n.words += boolInt(x.headRole(s.text(c)) != "")
	return true
}

// farYear tells a number that may be a year, too far off to be one of the sheet's.
func farYear(c *ingest.Cell) bool {
	return c.Kind == ingest.Number && c.Num == float64(int(c.Num)) && c.Num >= 1800 && c.Num <= 2200
}

// yearsInTurn tells years of a header (2015, 2016, 2017; or 2019, 2020, 2019,
// 2020 below two measures) from counts that might be years.
func yearsInTurn(years []int) bool {
	for i, y := range years[1:] {
		if step := y - years[i]; step != 0 && step != 1 && y != years[0] {
			return false
		}
	}
	return len(years) > 0
}

func covers(m ingest.Range, columns map[int32]bool) bool {
	for col := m.Col1; col <= m.Col2 && col-m.Col1 < 400; col++ {
		if columns[col] {
			return true
		}
	}
	return false
}

// parentRow tells whether row i stands above the header rows found so far as a
// part of the header.
func (x *reader) parentRow(s *sheet, a area, i int, h header) bool {
	below := h.rows[0]
	cells := s.cells(i, a.left, a.right)
	linked := false
	for k := range cells {
		c := &cells[k]
		_, year := x.yearOf(s, c)
		if !year && c.Kind != ingest.Date && (c.Kind != ingest.Text || s.figure(c) && !x.columnWord(c)) {
			return false
		}
		m := s.extent(c)
		if m.Col1 <= h.label && m.Col2 > h.label && covers(m, h.figures) || len(c.Text) > 150 {
			return false
		}
		if len(cells) == 1 && m.Col1 <= h.label {
			return false
		}
		if m.Row2 >= s.rows[below].row || m.Col2 > m.Col1 && covers(m, h.figures) {
			linked = true
		}
		if under := s.inRow(below, c.Col); under == nil || under.Kind == ingest.Blank {
			linked = true
		}
	}
	linked = linked || x.glosses(s, a, below, cells)
	adjacent := s.rows[below].row-s.rows[i].row == 1 || linked && x.reaches(s, i, below)
	if !adjacent || !linked {
		return false
	}
	return len(cells) > 1 || covers(s.extent(&cells[0]), h.figures) && (s.extent(&cells[0]).Col2 > s.extent(&cells[0]).Col1 || x.ParseHeading(s.text(&cells[0])).Says())
}

// glosses tells that row i says in English what the cells above it say, or
// gives their units.
func (x *reader) glosses(s *sheet, a area, i int, above []ingest.Cell) bool {
	below := s.cells(i, a.left, a.right)
	if len(above) < len(below) || len(below) == 0 {
		return false
	}
	for k := range below {
		if c := &below[k]; c.Kind != ingest.Text || !words.IsEnglish(c.Text) && !x.unitText(c.Text) {
			return false
		}
	}
	for k := range above {
		if words.IsVietnamese(above[k].Text) {
			return true
		}
	}
	return false
}

// unitText tells a unit, or the word that heads units ("ĐVT").
func (x *reader) unitText(text string) bool {
	return x.IsUnit(text) || x.headRole(text) == words.RoleUnit
}

// unitRow tells a row of a header that gives the units of its columns.
func (x *reader) unitRow(s *sheet, a area, i int) bool {
	named := false
	cells := s.cells(i, a.left, a.right)
	for k := range cells {
		if c := &cells[k]; c.Kind != ingest.Text || !x.unitText(c.Text) {
			return false
		} else if !x.IsUnit(c.Text) {
			named = true
		}
	}
	return named && len(cells) > 1
}

func (x *reader) columnWord(c *ingest.Cell) bool {
	return c.Kind == ingest.Text && columnToken.MatchString(c.Text)
}

// reaches tells whether a merge of row i goes down to the row below.
func (x *reader) reaches(s *sheet, i, below int) bool {
	for _, c := range s.Cells[s.rows[i].start:s.rows[i].end] {
		if s.extent(&c).Row2 >= s.rows[below].row-1 {
			return true
		}
	}
	return false
}

var endPattern = words.NewPattern(`^(?:\(?\*?\)?\s*ghi chú|nguồn\s*(?:số liệu|tài liệu|tư liệu)?\s*[:.-]|chú thích|lưu ý|nơi nhận|người lập|người tổng hợp|lập biểu|cán bộ (?:lập|tổng hợp)|thủ trưởng|giám đốc|phó giám đốc|kế toán trưởng|chủ tịch|phó chủ tịch|tm\.|t/m|kt\.|k/t|tl\.|trưởng phòng|phó trưởng phòng|người duyệt|xác nhận|điện thoại|đt\s*:|sđt|email|fax|\(ký|ký tên|note|source|thuyết minh|\* |\(\*\) |\(\d\) |\*\) )|ngày .{1,6}tháng .{1,6}năm`)

func endsTable(text string) bool { return endPattern.MatchString(words.Fold(text)) }

// endRow tells that a row ends a table: notes, sources, signatures.
func (x *reader) endRow(s *sheet, a area, i int, h header) bool {
	cells := s.cells(i, a.left, a.right)
	figures, matched := 0, false
	for k := range cells {
		c := &cells[k]
		if h.figures[c.Col] && (c.Kind == ingest.Number || c.Kind == ingest.Text && s.read(c).Kind == words.IsNumber) {
			figures++
		}
		if c.Kind == ingest.Text && x.ends.Get(c.Text, endsTable) {
			low := words.Fold(c.Text)
			matched = true
			if strings.HasPrefix(low, "điện thoại") || strings.HasPrefix(low, "đt") || strings.HasPrefix(low, "sđt") || strings.HasPrefix(low, "fax") {
				return true
			}
		}
		if c.Kind == ingest.Text && s.read(c).Kind == words.NotNumber && !matched {
			break // only the first text speaks for the row, unless a date line stands right
		}
	}
	if !matched {
		for k := range cells {
			if c := &cells[k]; c.Kind == ingest.Text && figures == 0 && x.signatures.Get(c.Text, isSignature) {
				return true
			}
		}
	}
	return matched && (figures == 0 || x.saysNote(cells))
}

var noteOpening = words.NewPattern(`^(?:ghi chú|nguồn|nguồn số liệu|chú thích|lưu ý)\s*:`)

// saysNote tells that a row opens with "Ghi chú:" and the like, whatever
// numbers stand beside it.
func (x *reader) saysNote(cells []ingest.Cell) bool {
	return len(cells) > 0 && cells[0].Kind == ingest.Text && noteOpening.MatchString(words.Fold(cells[0].Text))
}

var signature = words.NewPattern(`^(?:thủ trưởng|giám đốc|người lập|kế toán trưởng|tm\.|kt\.|chủ tịch)|ngày .{1,6}tháng .{1,6}năm`)

func isSignature(text string) bool { return signature.MatchString(words.Fold(text)) }

// bodyEnd is the row after the last row of the body that begins at d.
func (x *reader) bodyEnd(s *sheet, a area, h header, d int) int {
	last := d
	for i := d + 1; i < a.bottom; i++ {
		sh := x.shape(s, a, i)
		if sh.texts > 0 && x.endRow(s, a, i, h) {
			if x.goesOn(s, a, i, h) {
				continue
			}
			break
		}
		if x.hasFigures(s, a, i, h) {
			last = i
			continue
		}
		if sh.cells >= 2 && x.newHeader(s, a, i, h) && !x.sameAsHead(s, a, i, h.rows) {
			break
		}
	}
	return last + 1
}

var noteLine = words.NewPattern(`^(?:\(?\*?\)?\s*ghi chú|lưu ý|chú thích|nguồn|\(\d\) |\(\*\) |\* )`)

// goesOn tells that row i is a note with the table going on below it: a row
// named where the others are, with figures below the same headings.
func (x *reader) goesOn(s *sheet, a area, i int, h header) bool {
	cells := s.cells(i, a.left, a.right)
	if len(cells) != 1 || cells[0].Kind != ingest.Text || !noteLine.MatchString(words.Fold(cells[0].Text)) || i+1 >= a.bottom {
		return false
	}
	figures, next := 0, s.cells(i+1, a.left, a.right)
	for k := range next {
		if h.figures[next[k].Col] && s.figure(&next[k]) {
			figures++
		}
	}
	name := s.inRow(i+1, h.label)
	return name != nil && name.Kind == ingest.Text && figures >= min(2, len(h.figures)) && figures > 0 && !x.endRow(s, a, i+1, h)
}

// hasFigures tells whether a row has a number or a mark in a figure column.
func (x *reader) hasFigures(s *sheet, a area, i int, h header) bool {
	found, texts := false, 0
	var years []int
	cells := s.cells(i, a.left, a.right)
	for k := range cells {
		c := &cells[k]
		if y, year := x.yearOf(s, c); year {
			if h.figures[c.Col] {
				years = append(years, y)
			}
			continue
		}
		if s.figure(c) && h.figures[c.Col] {
			found = true
		} else if s.figure(c) && c.Kind == ingest.Number && c.Col > h.label {
			found = true
		} else if c.Kind == ingest.Text && x.headRole(c.Text) != "" {
			texts = -99
		} else if c.Kind == ingest.Text && c.Col >= h.label {
			texts++
		}
	}
	if found {
		return !x.columnNumbers(s, a, i)
	}
	return len(years) > 0 && texts > 0 && (len(years) < 3 || !yearsInTurn(years))
}

// newHeader tells whether a row of the body begins another table.
func (x *reader) newHeader(s *sheet, a area, i int, h header) bool {
	var n newHeadCounts
	cells := s.cells(i, a.left, a.right)
	for k := range cells {
		x.countNewHead(s, &cells[k], h, &n)
	}
	texts := len(n.texts)
	switch {
	case texts == 0, texts == len(n.years) && n.words == 0 && (texts < 3 || !yearsInTurn(n.years)):
		return false
	case n.words > 0 && len(cells) >= 2, n.says >= 2:
		return true
	}
	return texts >= 2 && n.says > 0 && distinct(n.texts)
}

// newHeadCounts count what the cells of a row may be in a header below another.
type newHeadCounts struct {
	texts       []string // right of the labels
	says, words int      // of these, those that headers say; words of headers anywhere
	years       []int
}

func (x *reader) countNewHead(s *sheet, c *ingest.Cell, h header, n *newHeadCounts) {
	y, year := x.yearOf(s, c)
	if !year && c.Kind != ingest.Date && (c.Kind != ingest.Text || s.figure(c)) {
		return
	}
	text := s.text(c)
	word := x.headRole(text) != ""
	n.words += boolInt(word)
	if c.Col < h.label || c.Col <= h.label && !covers(s.extent(c), h.figures) {
		return
	}
	n.texts = append(n.texts, text)
	if year {
		n.years = append(n.years, y)
	}
	n.says += boolInt(year || word || x.ParseHeading(text).Says())
}

func distinct(texts []string) bool {
	seen := map[string]bool{}
	for _, text := range texts {
		seen[text] = true
	}
	return len(seen) == len(texts)
}

// sameAsHead tells whether a row repeats a row of the header.
func (x *reader) sameAsHead(s *sheet, a area, i int, rows []int) bool {
	for _, r := range rows {
		if x.sameTexts(s, a, i, r) {
			return true
		}
	}
	return false
}

func (x *reader) sameTexts(s *sheet, a area, i, j int) bool {
	p, q := s.cells(i, a.left, a.right), s.cells(j, a.left, a.right)
	same := 0
	for k := range p {
		if p[k].Kind == ingest.Blank {
			continue
		}
		c := s.inRow(j, p[k].Col)
		if c == nil || x.keys.Get(s.text(c), words.Key) != x.keys.Get(s.text(&p[k]), words.Key) {
			return false
		}
		same++
	}
	return same > 0 && 2*same > len(q)
}

// sideBySide parts a block at columns that are blank all the way down, where
// every part is a table of its own; nil if it is one table.
func (x *reader) sideBySide(s *sheet, a area, block area, h header) []*table {
	strips := x.strips(s, block, h.rows[0])
	if len(strips) < 2 {
		return nil
	}
	var list []*table
	for _, st := range strips {
		part := x.tables(s, area{block.top, block.bottom, st[0], st[1]}, block)
		if len(part) == 0 || part[0].head == nil {
			return nil
		}
		list = append(list, part...)
	}
	return list
}

// strips are the runs of columns between blank ones, from the header down; a
// second column of serial numbers begins a strip too.
func (x *reader) strips(s *sheet, block area, top int) [][2]int32 {
	width := 0
	used := map[int32]bool{}
	for i := top; i < block.bottom; i++ {
		cells := s.cells(i, block.left, block.right)
		for k := range cells {
			c := &cells[k]
			if c.Kind == ingest.Blank && !c.Uncached {
				continue
			}
			used[c.Col] = true
			if i < top+maxHead {
				for m, col := s.extent(c), c.Col; col <= m.Col2 && col-c.Col < 400; col++ {
					used[col] = true
				}
			}
			width = max(width, int(c.Col))
		}
	}
	starts := x.secondSerial(s, block, top)
	var strips [][2]int32
	var from int32
	for col := block.left; int(col) <= width+1 && col <= block.right+1; col++ {
		if starts[col] && from > 0 && col > from {
			strips = append(strips, [2]int32{from, col - 1})
			from = col
			continue
		}
		if used[col] && int(col) <= width && col <= block.right {
			if from == 0 {
				from = col
			}
			continue
		}
		if from > 0 {
			strips = append(strips, [2]int32{from, col - 1})
			from = 0
		}
	}
	return strips
}

// secondSerial finds headers "STT" after the first one.
func (x *reader) secondSerial(s *sheet, block area, top int) map[int32]bool {
	starts := map[int32]bool{}
	for i := top; i < block.bottom && i < top+maxHead; i++ {
		seen := 0
		for _, c := range s.cells(i, block.left, block.right) {
			if c.Kind == ingest.Text && x.HeaderWord(words.Key(c.Text)) == words.RoleSerial {
				if seen++; seen > 1 {
					starts[c.Col] = true
				}
			}
		}
	}
	return starts
}
