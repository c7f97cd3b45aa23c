package layout

import (
	"strings"

	"tongket/ingest"
	"tongket/ingest/words"
)

// A header is the rows of a header, top down, and what it was found by.
type header struct {
	rows    []int
	numbers int
	figures map[int32]bool // columns that hold figures in the rows below
	label   int32          // the first column with a label
	first   int32          // the first of the figures
	told    bool           // by the team
}

func (h header) bottom() int { return max(h.rows[len(h.rows)-1], h.numbers) }

// headAbove looks for the header of the data row d, upwards: the rows whose
// cells stand over columns of figures, up to a text over the whole table or
// beside it.
func (x *reader) headAbove(s *sheet, a area, d, limit int) header {
	h := header{numbers: -1}
	h.figures, h.label = x.figureColumns(s, a, d)
	for col := range h.figures {
		if h.first == 0 || col < h.first {
			h.first = col
		}
	}
	if rows, told := x.known.head(s, d); told {
		h.rows, h.told = rows, true
		return h
	}
	for r := d - 1; r >= limit && len(h.rows) < maxHead; r-- {
		if len(h.rows) == 0 && x.columnNumbers(s, a, r) {
			h.numbers = r
			continue
		}
		kind := x.lineOver(s, a, r, h)
		if len(h.rows) == 0 {
			if kind == lineHead && !x.bannerOver(s, a, r, limit, h) {
				h.rows = []int{r}
			}
			if kind == lineFigures {
				break
			}
			continue
		}
		if kind != lineHead && !(kind == lineNames && x.reachesDown(s, a, r, h)) || !x.joins(s, a, r, h) {
			break
		}
		h.rows = append([]int{r}, h.rows...)
	}
	return h
}

// bannerOver tells that the only text of row r says what all figures below it
// are measured in, and that a row of heads stands above it.
func (x *reader) bannerOver(s *sheet, a area, r, limit int, h header) bool {
	c := s.firstCell(a, r)
	if s.profile(a, r).cells != 1 || len(h.figures) < 2 || r == limit {
		return false
	}
	said := x.ParseHeading(s.text(c))
	if said.Unit == "" || !said.Spent() && !x.IsVague(said.Part) {
		return false
	}
	above := s.profile(a, r-1)
	return above.count[classText]+above.count[classPeriod]+above.count[classYear] > 1
}

// farYear tells a number that may be a year, too far off to be one of the sheet's.
func farYear(c *ingest.Cell) bool {
	return c.Kind == ingest.Number && c.Num == float64(int(c.Num)) && c.Num >= 1800 && c.Num <= 2200
}

// A lineKind says how a row above figures stands to them.
type lineKind uint8

const (
	lineNames   lineKind = iota // texts beside the figures' columns, or over all of them: a title, a section
	lineHead                    // texts over the figures' columns
	lineRemark                  // a unit, a form's number or a date over them
	lineFigures                 // numbers
)

// lineOver says what row r is to the figures below it.
func (x *reader) lineOver(s *sheet, a area, r int, h header) lineKind {
	from, cells := s.span(r, a.left, a.right)
	over, beside, remarks, far, vague := 0, 0, 0, 0, 0
	for k := range cells {
		c, class := &cells[k], s.classes[from+k]
		switch {
		case class == classBlank:
			continue
		case class == classNumber && farYear(c):
			far++
		case class == classNumber && !x.columnWord(c) && (c.Col >= h.first || c.Col >= h.label):
			return lineFigures
		case class == classVague && covers(s.extent(c), h.figures):
			vague++
		}
		m := s.extent(c)
		switch {
		case class == classMark || class == classNumber:
		case !covers(m, h.figures):
			beside++
		case m.Col1 <= h.label && m.Col2 > h.label && h.label < h.first:
			return lineNames // over names and figures
		case class == classText && isRemark(c.Text):
			remarks++
		default:
			over++
		}
	}
	switch {
	case far > 0 && over < 2, vague > 0 && over == 0 && beside > 0 && len(h.rows) == 0:
		return lineFigures
	case vague > 0 && over+vague > 1:
		return lineHead
	case remarks > 0 && over == 0:
		return lineRemark
	case over == 0 || remarks > 0 && over < 2:
		return lineNames
	case len(cells) == 1 && len(cells[0].Text) > 150:
		return lineNames
	}
	return lineHead
}

// isRemark tells a text that stands above tables and heads no column: a unit of
// all, a form's number, a letter's date.
func isRemark(text string) bool {
	return remarkLine.MatchString(words.Fold(text))
}

var remarkLine = words.NewPattern(`^\(?(?:đơn vị tính|đvt|đ\.v\.t|đơn vị đo|unit)\s*[:=(]|^\(?đơn vị\s*:|^(?:biểu|mẫu)(?: số)?\s*:?\s*[\da-z]{1,4}[\d./-]|^\(?(?:ban hành|kèm theo|số liệu (?:tính )?đến|trang \d)|^(?:cộng hòa xã hội|độc lập)|^kỳ báo cáo|^ngày .{1,4} tháng .{1,4} năm|, ngày .{1,4} tháng`)

// joins tells that row r belongs to the header whose first row stands below: no
// more than one blank row parts them, and then only where r heads several
// columns.
func (x *reader) joins(s *sheet, a area, r int, h header) bool {
	below := h.rows[0]
	gap := s.rows[below].row - s.rows[r].row
	if gap > 1 && x.reaches(s, r, below) {
		return true
	}
	p := s.profile(a, r)
	switch {
	case gap > 2 || gap == 2 && p.cells < 2:
		return false
	case p.cells == 1 && gap == 1:
		return x.loneParent(s, a, r, h)
	case gap == 2:
		return x.wide(s, a, r) || p.cells >= len(h.figures)
	}
	return true
}

// loneParent tells that the only text of row r heads columns below it and is no
// title: merged over nothing but figures, or at the first of them with cells
// blank beside it that have heads below.
func (x *reader) loneParent(s *sheet, a area, r int, h header) bool {
	c := s.firstCell(a, r)
	m := s.extent(c)
	return m.Col2 > m.Col1 || c.Col == h.first || c.Kind != ingest.Text || x.ParseHeading(s.text(c)).Says()
}

// wide tells that a merge of row r covers several columns.
func (x *reader) wide(s *sheet, a area, r int) bool {
	cells := s.cells(r, a.left, a.right)
	for k := range cells {
		if m := s.extent(&cells[k]); m.Col2 > m.Col1 {
			return true
		}
	}
	return false
}

// reachesDown tells that the names in row r are merged down into the header.
func (x *reader) reachesDown(s *sheet, a area, r int, h header) bool {
	cells := s.cells(r, a.left, a.right)
	for k := range cells {
		if m := s.extent(&cells[k]); m.Row2 >= s.rows[h.rows[0]].row && m.Col2 < h.first {
			return true
		}
	}
	return false
}

// reaches tells whether a merge of row i goes down to the row below.
func (x *reader) reaches(s *sheet, i, below int) bool {
	for k := s.rows[i].start; k < s.rows[i].end; k++ {
		if s.extent(&s.Cells[k]).Row2 >= s.rows[below].row-1 {
			return true
		}
	}
	return false
}

func covers(m ingest.Range, columns map[int32]bool) bool {
	for col := m.Col1; col <= m.Col2 && col-m.Col1 < 400; col++ {
		if columns[col] {
			return true
		}
	}
	return false
}

func (x *reader) columnWord(c *ingest.Cell) bool {
	return c.Kind == ingest.Text && columnToken.MatchString(c.Text)
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

// spreadFrom is the text that stands over the cell in row r of the header and a
// column: its own, that of a merge, or that of an unmerged text further left
// that heads several columns.
func (x *reader) spreadFrom(t *table, n int, col int32) *ingest.Cell {
	if c := x.headCell(t, t.head[n], col); c != nil {
		return c
	}
	if n == len(t.head)-1 || !x.textBelow(t, n, col) || x.wide(t.s, t.area, t.head[n]) {
		return nil
	}
	first := t.firstFigure()
	for left := col - 1; left >= first; left-- {
		c := t.s.inRow(t.head[n], left)
		below := x.textBelow(t, n, left)
		if c != nil && c.Kind != ingest.Blank && strings.TrimSpace(t.s.text(c)) != "" {
			if !below {
				return nil
			}
			return c
		}
		if !below {
			return nil
		}
	}
	return nil
}

// headCell is the cell of a header row that stands above a column.
func (x *reader) headCell(t *table, r int, col int32) *ingest.Cell {
	if c := t.s.inRow(r, col); c != nil && t.s.classIn(r, col) != classBlank {
		return c
	}
	return x.coveredBy(t.s, t.area, t.head, t.s.rows[r].row, col)
}

// headOver is any cell of the header's rows over a column, or nil.
func (x *reader) headOver(s *sheet, a area, rows []int, col int32) *ingest.Cell {
	for _, r := range rows {
		if c := s.inRow(r, col); c != nil && s.classIn(r, col) != classBlank {
			return c
		}
		if c := x.coveredBy(s, a, rows, s.rows[r].row, col); c != nil {
			return c
		}
	}
	return nil
}

// coveredBy is the cell in one of the rows whose merge covers a place.
func (x *reader) coveredBy(s *sheet, a area, rows []int, row, col int32) *ingest.Cell {
	for _, r := range rows {
		cells := s.cells(r, a.left, a.right)
		for k := range cells {
			if m := s.extent(&cells[k]); m.Contains(row, col) && cells[k].Kind != ingest.Blank {
				return &cells[k]
			}
		}
	}
	return nil
}

// textBelow tells that a column has a head of its own in a lower row.
func (x *reader) textBelow(t *table, n int, col int32) bool {
	for _, r := range t.head[n+1:] {
		if c := t.s.inRow(r, col); c != nil && t.s.classIn(r, col) != classBlank {
			return true
		}
	}
	return false
}

// firstFigure is the first column that holds figures and no names.
func (t *table) firstFigure() int32 {
	if t.figures == 0 {
		return t.area.left
	}
	return t.figures
}

var (
	columnToken   = words.NewPattern(`^\(?([A-ZĐ]|[a-z]|\d{1,2})\)?$`)
	columnFormula = words.NewPattern(`^\(?\(?(\d{1,2})\)?\s*=\s*(.+?)\)?$`)
)
