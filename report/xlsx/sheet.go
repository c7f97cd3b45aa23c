package xlsx

import (
	"cmp"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"

	"tongket/report/annex"
	"tongket/report/chart/fonts"
)

// A sheet is written from its first row down. Its first error stays and makes
// what follows void. excelize knows its set-up and not its cells, which are
// written into the zip from here.
type sheet struct {
	book *book
	name string
	row  int // the next free one
	err  error

	cells  [][]cell // by row and column, both from 0
	merged []string // references of cells that are one
	links  []link
	more   *sourceRows // below the cells; nil: none
	drawn  bool        // excelize knows the heights of its rows, to place charts

	widths  []float64    // of columns, from 0, in characters; 0: not set
	heights []float64    // of rows, by number, in points; 0: not set
	sticks  map[int]bool // rows that are not the last of a page
	wholes  []block      // rows that one page is to hold
	frozen  int          // columns that stand on each page where one is not wide enough
	split   []int        // columns that begin such a page
}

func (s *sheet) doc() *annex.Document { return &s.book.doc }

// do keeps the first error.
func (s *sheet) do(err error) {
	if s.err == nil {
		s.err = err
	}
}

func cellName(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil { // beyond the edge of a sheet: the writing call tells it too
		return ""
	}
	return name
}

func columnName(col int) string {
	name, err := excelize.ColumnNumberToName(col)
	if err != nil { // beyond the edge of a sheet: SetColWidth tells it too
		return ""
	}
	return name
}

func (s *sheet) width(col int, characters float64) {
	name, err := excelize.ColumnNumberToName(col)
	s.do(err)
	s.do(s.book.file.SetColWidth(s.name, name, name, characters))
	for col > len(s.widths) {
		s.widths = append(s.widths, defaultWidth)
	}
	s.widths[col-1] = characters
}

// widthOf is the width of a column in characters.
func (s *sheet) widthOf(col int) float64 {
	if col > len(s.widths) {
		return defaultWidth
	}
	return s.widths[col-1]
}

// defaultWidth is that of a column whose width is not set.
const defaultWidth = 9.140625

// lines is how many lines a text takes in columns of so many characters, set
// in the metrics of Times New Roman: Excel does not fit the height of merged
// cells itself.
func lines(text string, width float64, st style) int {
	room := width*digitPixels - cellPadding
	face := fonts.Load(fonts.Regular)
	if st.bold || st.head {
		face = fonts.Load(fonts.Bold)
	}
	pixels := cmp.Or(st.size, 12) * 96 / 72
	n := 0
	for part := range strings.SplitSeq(text, "\n") {
		n += max(1, int(math.Ceil(face.Width(part)*pixels*ragged/room)))
	}
	return n
}

const (
	digitPixels = 7.0  // of a digit of the workbook's font, Times New Roman 11: the unit of a column's width
	cellPadding = 5.0  // pixels left and right of a cell's text
	ragged      = 1.04 // what breaking between words costs
)

// A cell is what stands in a cell: a number, or a text. There are millions of them.
type cell struct {
	style    int32
	isNumber bool
	number   float64
	text     string // of a number, the formula that gives it; empty: none
}

// A link leads from a cell to a row of a sheet. There are as many as figures.
type link struct {
	col, row int32
	to       int32 // the row
	sheet    string
}

// at is a cell, to be filled. Rows are as long as those above them, mostly.
func (s *sheet) at(col, row int) *cell {
	for row > len(s.cells) {
		s.cells = append(s.cells, nil)
	}
	if above := row - 2; s.cells[row-1] == nil && above >= 0 && len(s.cells[above]) >= col {
		s.cells[row-1] = make([]cell, 0, len(s.cells[above]))
	}
	for col > len(s.cells[row-1]) {
		s.cells[row-1] = append(s.cells[row-1], cell{})
	}
	return &s.cells[row-1][col-1]
}

func (s *sheet) text(col, row int, text string, st style) {
	s.style(col, row, st)
	if text != "" {
		c := s.at(col, row)
		c.text, c.isNumber = printable(text), false
	}
}

func (s *sheet) style(col, row int, st style) { s.at(col, row).style = int32(s.styled(st)) }

// styled is the number of a style.
func (s *sheet) styled(st style) int {
	id, err := s.book.style(st)
	s.do(err)
	return id
}

func (s *sheet) number(col, row int, v float64, st style) {
	s.style(col, row, st)
	c := s.at(col, row)
	c.number, c.isNumber, c.text = v, true, ""
}

func (s *sheet) merge(col1, row1, col2, row2 int) {
	if col1 == col2 && row1 == row2 {
		return
	}
	s.merged = append(s.merged, cellName(col1, row1)+":"+cellName(col2, row2))
}

// mostLinks is how many links a spreadsheet takes on a sheet: it mends the file
// if there are more.
const mostLinks = 65530

// link leads from a cell to the first of a row of another sheet.
func (s *sheet) link(col, row int, sheet string, to int) {
	if len(s.links) < mostLinks {
		s.links = append(s.links, link{int32(col), int32(row), int32(to), sheet})
	}
}

func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

// line writes a text over the columns 1..last in the next row; an empty text
// takes no row.
func (s *sheet) line(text string, st style, last int) {
	if text == "" {
		return
	}
	st.wrap = true
	s.text(1, s.row, text, st)
	s.merge(1, s.row, last, s.row)
	s.height(s.row, lines(text, s.total(last), st))
	s.row++
}

// total is the width of the columns 1..last, in characters.
func (s *sheet) total(last int) float64 { return s.span(1, last) }

// span is the width of the columns first..last, in characters.
func (s *sheet) span(first, last int) float64 {
	sum := 0.0
	for col := first; col <= last; col++ {
		sum += s.widthOf(col)
	}
	return sum
}

func absolute(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row, true)
	if err != nil {
		return ""
	}
	return name
}

// define gives a name that is the sheet's own.
func (s *sheet) define(name, refersTo string) {
	s.do(s.book.define(excelize.DefinedName{Name: name, RefersTo: refersTo, Scope: s.name}))
}

// freeze keeps the rows above row and the columns before col in sight.
func (s *sheet) freeze(col, row int) {
	s.do(s.book.file.SetPanes(s.name, &excelize.Panes{
		Freeze: true, XSplit: col - 1, YSplit: row - 1,
		TopLeftCell: cellName(col, row), ActivePane: "bottomRight",
	}))
}

// filter puts a filter on the columns 1..last of the rows from..to, of which
// the first is the header. It goes before page: excelize sets the sheet's
// properties anew with it.
func (s *sheet) filter(from, to, last int) {
	s.do(s.book.file.AutoFilter(s.name, cellName(1, from)+":"+cellName(last, to), nil))
}
