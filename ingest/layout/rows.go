package layout

import (
	"strconv"
	"tongket/ingest"
	"tongket/ingest/words"
)

// repeatsHead tells whether a row of the body is a repeated header.
func (x *source) repeatsHead(t *table, i int) bool {
	return x.sameAsHead(t.s, t.area, i, t.head)
}

// columnNumbers tells whether a row numbers the columns: A, B, 1, 2, 3=2/1.
func (x *source) columnNumbers(s *sheet, a area, i int) bool {
	last, count, letters := -1, 0, 0
	cells := s.cells(i, a.left, a.right)
	for k := range cells {
		n, ok := columnNumber(s, &cells[k])
		if !ok && k == 0 && len(cells) > 3 && cells[k].Kind == ingest.Text && words.NamesNumbers(cells[k].Text) {
			continue
		}
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
		token, _, ok := words.ColumnToken(words.Tidy(c.Text))
		if !ok {
			return 0, false
		}
		if n, err := strconv.Atoi(token); err == nil {
			return n, true
		}
		return -1, true
	}
	return 0, false
}

// headText is the key of the lowest text over a column.
func (x *source) headText(s *sheet, h header, col int32) string {
	for k := len(h.rows) - 1; k >= 0; k-- {
		if c := s.inRow(h.rows[k], col); c != nil && c.Kind == ingest.Text && words.Tidy(c.Text) != "" {
			return x.keys.Get(c.Text, words.Key)
		}
	}
	return ""
}

// headRoleOf is the role that the texts over a column name by themselves.
func (x *source) headRoleOf(s *sheet, h header, col int32) words.Role {
	for k := len(h.rows) - 1; k >= 0; k-- {
		c := s.inRow(h.rows[k], col)
		if c == nil || c.Kind != ingest.Text || words.Tidy(c.Text) == "" {
			continue
		}
		if r := x.headRole(c.Text); r != words.RoleNone {
			return r
		}
	}
	return words.RoleNone
}

// numbersIn counts the numbers of row i that are no years.
func (x *source) numbersIn(s *sheet, a area, i int) int {
	p := s.profile(a, i)
	return p.count[classNumber]
}

// yearsAcross are the numbers of row i right of a column that may be years.
func (x *source) yearsAcross(s *sheet, a area, i int, after int32) (years []int) {
	from, cells := s.span(i, a.left, a.right)
	for k := range cells {
		if s.classes[from+k] == classYear && cells[k].Col > after {
			y, _ := x.yearOf(s, &cells[k])
			years = append(years, y)
		}
	}
	return years
}

// coveredLabel is the column in which a merge from above labels the row; 0 if none
// does.
func (x *source) coveredLabel(s *sheet, a area, i int) int32 {
	if len(s.downward) == 0 {
		return 0
	}
	cells := s.cells(i, a.left, a.right)
	for col := a.left; len(cells) > 0 && col < cells[0].Col && col < a.left+6; col++ {
		if c := s.above(s.rows[i].row, col); c != nil && c.Kind == ingest.Text {
			return col
		}
	}
	return 0
}

// sameAsHead tells whether a row repeats a row of the header.
func (x *source) sameAsHead(s *sheet, a area, i int, rows []int) bool {
	for _, r := range rows {
		if r != i && x.sameTexts(s, a, i, r) {
			return true
		}
	}
	return false
}

func (x *source) sameTexts(s *sheet, a area, i, j int) bool {
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
	return same > 0 && (2*same > len(q) || same > 1 && 2*same == len(q))
}

// wide tells that a merge of row r covers several columns.
func (x *source) wide(s *sheet, a area, r int) bool {
	cells := s.cells(r, a.left, a.right)
	for k := range cells {
		if m := s.extent(&cells[k]); m.Col2 > m.Col1 {
			return true
		}
	}
	return false
}

// headOver is any cell of the header's rows over a column, or nil.
func (x *source) headOver(s *sheet, a area, rows []int, col int32) *ingest.Cell {
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
func (x *source) coveredBy(s *sheet, a area, rows []int, row, col int32) *ingest.Cell {
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
