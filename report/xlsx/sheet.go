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
// what follows void.
type sheet struct {
	book *book
	name string
	row  int // the next free one
	err  error

	streamed bool // its rows are written last, with their heights

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

func (s *sheet) width(col int, characters float64) {
	name, err := excelize.ColumnNumberToName(col)
	s.do(err)
	s.do(s.book.file.SetColWidth(s.name, name, name, characters))
}

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

func (s *sheet) text(col, row int, text string, st style) {
	s.style(col, row, st)
	if text != "" {
		s.do(s.book.file.SetCellStr(s.name, cellName(col, row), printable(text)))
	}
}

func (s *sheet) style(col, row int, st style) {
	id, err := s.book.style(st)
	s.do(err)
	s.do(s.book.file.SetCellStyle(s.name, cellName(col, row), cellName(col, row), id))
}

func (s *sheet) number(col, row int, v float64, st style) {
	s.style(col, row, st)
	s.do(s.book.file.SetCellValue(s.name, cellName(col, row), v))
}

func (s *sheet) merge(col1, row1, col2, row2 int) {
	if col1 == col2 && row1 == row2 {
		return
	}
	s.do(s.book.file.MergeCell(s.name, cellName(col1, row1), cellName(col2, row2)))
}

// link leads from a cell to one of another sheet.
func (s *sheet) link(col, row int, to, cell string) {
	s.do(s.book.file.SetCellHyperLink(s.name, cellName(col, row), quoted(to)+"!"+cell, "Location"))
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
		name, err := excelize.ColumnNumberToName(col)
		s.do(err)
		w, err := s.book.file.GetColWidth(s.name, name)
		s.do(err)
		sum += w
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

func (s *sheet) define(name, refersTo string) {
	s.do(s.book.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: refersTo, Scope: s.name}))
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
