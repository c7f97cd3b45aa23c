package layout

import (
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
func (x *finder) headAbove(s *sheet, a area, d, limit int) header {
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
		if kind == lineNames && r > limit && s.profile(a, r).cells == 1 && !isLong(s.text(s.firstCell(a, r))) && x.lineOver(s, a, r-1, h) == lineHead && x.headsOthers(s, a, r-1, h) {
			h.rows = append([]int{r}, h.rows...) // the names' own head, between those of figures
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
// are measured in, or is one of several that part the rows below, and that a row of heads
// stands above it.
func (x *finder) bannerOver(s *sheet, a area, r, limit int, h header) bool {
	c := s.firstCell(a, r)
	if s.profile(a, r).cells != 1 || len(h.figures) < 2 || r == limit {
		return false
	}
	if said := x.ParseHeading(s.text(c)); (said.Unit == "" || !said.Spent() && !x.IsVague(said.Part)) && !recursBelow(s, a, r, c) {
		return false
	}
	above := s.profile(a, r-1)
	return above.count[classText]+above.count[classPeriod]+above.count[classYear] > 1
}

// recursBelow tells that rows below row r hold one text alone, as it does, in the same
// columns right of the names of rows.
func recursBelow(s *sheet, a area, r int, c *ingest.Cell) bool {
	if c.Col == a.left || c.Kind != ingest.Text {
		return false
	}
	for j := r + 2; j < a.bottom && j < r+sampled; j++ {
		if s.profile(a, j).cells != 1 {
			continue
		}
		if d := s.firstCell(a, j); d.Kind == ingest.Text && d.Col == c.Col && s.extent(d).Col2 == s.extent(c).Col2 {
			return true
		}
	}
	return false
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
func (x *finder) lineOver(s *sheet, a area, r int, h header) lineKind {
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
		case class == classText && words.IsRemark(c.Text):
			remarks++
		default:
			over++
		}
	}
	switch {
	case far > 0 && over < 2, vague == 1 && over == 0 && beside > 0 && len(h.rows) == 0:
		return lineFigures
	case vague > 0 && over+vague > 1:
		return lineHead
	case remarks > 0 && over == 0:
		return lineRemark
	case over == 0 || remarks > 0 && over < 2:
		return lineNames
	case len(cells) == 1 && isLong(cells[0].Text):
		return lineNames
	}
	return lineHead
}

// joins tells that row r belongs to the header whose first row stands below: no
// more than one blank row parts them, and then only where r heads several
// columns.
func (x *finder) joins(s *sheet, a area, r int, h header) bool {
	below := h.rows[0]
	gap := s.rows[below].row - s.rows[r].row
	if gap > 1 && x.reaches(s, r, below) {
		return true
	}
	p := s.profile(a, r)
	switch {
	case gap > 1 && int(gap) <= 2+2*boolInt(p.cells > 1) && (x.headsOthers(s, a, r, h) || gap == 2 && x.lacksHeads(s, a, h)):
		return true
	case gap > 2 || gap == 2 && p.cells < 2:
		return false
	case p.cells == 1 && gap == 1:
		return x.loneParent(s, a, r, h)
	case gap == 2:
		return x.wide(s, a, r) || p.cells >= len(h.figures)
	}
	return true
}

// headsOthers tells that row r heads columns of figures that no row of the header
// below it does: heads stand at different heights, with blank rows between.
func (x *finder) headsOthers(s *sheet, a area, r int, h header) bool {
	from, cells := s.span(r, a.left, a.right)
	for k := range cells {
		if c := &cells[k]; s.classes[from+k] == classText && h.figures[c.Col] && !isLong(c.Text) && x.headOver(s, a, h.rows, c.Col) == nil {
			return true
		}
	}
	return false
}

// lacksHeads tells that some column of figures has no head yet.
func (x *source) lacksHeads(s *sheet, a area, h header) bool {
	for col := range h.figures {
		if x.headOver(s, a, h.rows, col) == nil {
			return true
		}
	}
	return false
}

// isLong tells a text too long for a head.
func isLong(text string) bool { return len(text) > 150 }

// loneParent tells that the only text of row r heads columns below it and is no
// title: merged over nothing but figures, or at the first of them with cells
// blank beside it that have heads below.
func (x *finder) loneParent(s *sheet, a area, r int, h header) bool {
	c := s.firstCell(a, r)
	m := s.extent(c)
	return m.Col2 > m.Col1 || c.Col == h.first || c.Kind != ingest.Text || x.ParseHeading(s.text(c)).Says()
}

// reachesDown tells that the names in row r are merged down into the header.
func (x *finder) reachesDown(s *sheet, a area, r int, h header) bool {
	cells := s.cells(r, a.left, a.right)
	for k := range cells {
		if m := s.extent(&cells[k]); m.Row2 >= s.rows[h.rows[0]].row && m.Col2 < h.first {
			return true
		}
	}
	return false
}

// reaches tells whether a merge of row i goes down to the row below.
func (x *finder) reaches(s *sheet, i, below int) bool {
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

// firstFigure is the first column that holds figures and no names.
func (t *table) firstFigure() int32 {
	if t.figures == 0 {
		return t.area.left
	}
	return t.figures
}
