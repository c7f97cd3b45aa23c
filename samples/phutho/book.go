package phutho

import (
	"strconv"
)

// A Look is how a cell is formatted.
type Look uint8

const (
	Plain     Look = iota
	Heading        // of the title block: bold, centred
	Centred        // centred, not bold
	Italic         // centred, italic
	Remark         // left, italic
	Head           // of a table: bold, centred, bordered, wrapped
	Label          // left, bordered
	Child          // left, bordered, indented
	Mid            // centred, bordered
	Section        // bold, left, bordered
	Whole          // #,##0
	WholeBold      // the same, of a total
	One            // #,##0.0
	Two            // 0.00
	Percent        // 0.00%: the stored number is a fraction
	Percent1       // 0.0%
	TextFig        // a figure or mark typed as text: right, bordered
)

// A Cell holds a number or a text.
type Cell struct {
	Row, Col int // from 1
	Text     string
	Num      float64
	IsNum    bool
	Error    bool   // Text is an error value
	Formula  string // with Num or Text as its cached result
	Look     Look
	fact     *Fact
}

// A Fact is what a careful reader takes a cell for.
type Fact struct {
	File, Sheet, Cell      string
	Indicator, Place, Year string
	Measure                string // "actual", "estimate", "plan", "target"
	Value                  float64
	Known                  bool
	Unit, Mark             string
}

// A Sheet is one sheet of a Book.
type Sheet struct {
	Name   string
	Hidden bool
	Cells  []*Cell
	Merges [][4]int // row, column, row, column
	Widths []float64
	Font   string // "" = Times New Roman
	index  map[[2]int]*Cell
}

// A Book is one file of the sample. Its extension says how it is written.
type Book struct {
	Name   string
	Sheets []*Sheet
}

// sheet adds a sheet.
func (b *Book) sheet(name string, widths ...float64) *Sheet {
	s := &Sheet{Name: name, Widths: widths, index: map[[2]int]*Cell{}}
	b.Sheets = append(b.Sheets, s)
	return s
}

func (s *Sheet) put(c *Cell) *Cell {
	if old := s.index[[2]int{c.Row, c.Col}]; old != nil {
		panic(s.Name + ": two cells in " + reference(c.Row, c.Col))
	}
	s.index[[2]int{c.Row, c.Col}] = c
	s.Cells = append(s.Cells, c)
	return c
}

// at is the cell of a position, nil if there is none.
func (s *Sheet) at(row, col int) *Cell { return s.index[[2]int{row, col}] }

func (s *Sheet) text(row, col int, look Look, text string) *Cell {
	return s.put(&Cell{Row: row, Col: col, Text: text, Look: look})
}

func (s *Sheet) num(row, col int, look Look, v float64) *Cell {
	return s.put(&Cell{Row: row, Col: col, Num: v, IsNum: true, Look: look})
}

// line puts texts into neighbouring cells of a row; an empty text leaves the
// cell bare but bordered.
func (s *Sheet) line(row, col int, look Look, texts ...string) {
	for i, t := range texts {
		s.text(row, col+i, look, t)
	}
}

// span puts a text over a merged rectangle.
func (s *Sheet) span(row, col, row2, col2 int, look Look, text string) {
	s.text(row, col, look, text)
	for r := row; r <= row2; r++ {
		for c := col; c <= col2; c++ {
			if r != row || c != col {
				s.text(r, c, look, "")
			}
		}
	}
	s.Merges = append(s.Merges, [4]int{row, col, row2, col2})
}

// head puts the titles of columns over rows of a header; a title with no
// rows below it is merged down to the last.
func (s *Sheet) head(row, row2, col int, titles ...string) {
	for i, t := range titles {
		if row == row2 {
			s.text(row, col+i, Head, t)
			continue
		}
		s.span(row, col+i, row2, col+i, Head, t)
	}
}

// columnName turns 1 into A and 28 into AB.
func columnName(col int) string {
	name := ""
	for ; col > 0; col = (col - 1) / 26 {
		name = string(rune('A'+(col-1)%26)) + name
	}
	return name
}

func reference(row, col int) string { return columnName(col) + strconv.Itoa(row) }
