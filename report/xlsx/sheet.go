package xlsx

import (
	"cmp"
	"fmt"
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

	down       float64 // points written since the last break
	pageHeight float64 // points of rows on a page, 0 = no care is taken
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

// height makes a row high enough for so many lines of 12 points, within
// Excel's limit of 409.
func (s *sheet) height(row, lines int) {
	points := min(float64(max(lines, 1))*linePoints, 409)
	s.down += points
	s.do(s.book.file.SetRowHeight(s.name, row, points))
}

const linePoints = 15.75

// together starts a new page if what comes next, so many points high, does not
// fit on what is left of this one but would on a whole one.
func (s *sheet) together(points float64) {
	page := s.pageHeight
	if page <= 0 || points > page {
		return
	}
	if left := page - math.Mod(s.down, page); points > left {
		s.do(s.book.file.InsertPageBreak(s.name, cellName(1, s.row)))
		s.down = 0
	}
}

// printedPage is the height in points of the rows that a page holds, once the
// columns 1..last are made to fit its width.
func (s *sheet) printedPage(landscape bool, last int) float64 {
	const a4Width, a4Height, points = 210.0, 297.0, 72 / 25.4
	width, height := a4Width-30-15, a4Height-20-20
	if landscape {
		width, height = a4Height-20-20, a4Width-30-15
	}
	columns := s.total(last) * digitPixels * 0.75
	scale := min(1, width*points/columns)
	return height * points / scale * 0.97 // rounding of rows differs from program to program
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
func (s *sheet) total(last int) float64 {
	sum := 0.0
	for col := 1; col <= last; col++ {
		name, err := excelize.ColumnNumberToName(col)
		s.do(err)
		w, err := s.book.file.GetColWidth(s.name, name)
		s.do(err)
		sum += w
	}
	return sum
}

// page sets the sheet up for print: A4, the margins of the form, page numbers
// centred at the top from page 2 on, one page wide; rows from..to of the
// header repeated (0 = none); columns 1..last printed.
func (s *sheet) page(landscape bool, from, to, last int) {
	const inch = 25.4
	f, a4, one, auto := s.book.file, 9, 1, 0
	orientation, top, bottom, left, right := "portrait", 20/inch, 20/inch, 30/inch, 15/inch
	if landscape {
		orientation, top, bottom, left, right = "landscape", 30/inch, 15/inch, 20/inch, 20/inch
	}
	header, fit := 10/inch, true
	s.do(f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	s.do(f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, FitToWidth: &one, FitToHeight: &auto}))
	s.do(f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Top: &top, Bottom: &bottom, Left: &left, Right: &right, Header: &header, Footer: &header}))
	s.do(f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{DifferentFirst: true, OddHeader: `&C&"Times New Roman,Regular"&14&P`}))
	s.do(f.SetSheetDimension(s.name, "A1:"+cellName(max(last, 1), max(s.row-1, 1))))
	s.define("_xlnm.Print_Area", fmt.Sprintf("%s!$A$1:%s", quoted(s.name), absolute(max(last, 1), max(s.row-1, 1))))
	if from > 0 {
		s.define("_xlnm.Print_Titles", fmt.Sprintf("%s!$%d:$%d", quoted(s.name), from, to))
	}
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
