package xlsx

import (
	"fmt"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"

	"tongket/report/annex"
)

// Measures of print: A4 and the margins of the form, in millimetres.
const (
	sheetShort, sheetLong = 210.0, 297.0
	pointsPerMillimetre   = 72 / 25.4
	// Programs round widths and heights differently; LibreOffice takes a
	// column's unit as 7.34 pixels where Excel takes 7.
	widestDigit = 7.34
	heightSpare = 0.97
	leastScale  = 10 // per cent, as low as a spreadsheet goes
	// Below smallScale a sheet is printed at partScale, on several pages side by
	// side: 12 points are 6.6 and 8.4 then.
	smallScale = 55
	partScale  = 70
)

// A paper is how a sheet is printed: the room within the margins, in points.
type paper struct{ width, height float64 }

func paperOf(landscape bool) paper {
	if landscape {
		return paper{(sheetLong - 20 - 20) * pointsPerMillimetre, (sheetShort - 30 - 15) * pointsPerMillimetre}
	}
	return paper{(sheetShort - 30 - 15) * pointsPerMillimetre, (sheetLong - 20 - 20) * pointsPerMillimetre}
}

// scale is the per cent at which so many characters of columns are as wide as
// the paper, at most 100.
func (p paper) scale(characters float64) int {
	full := characters * widestDigit * 0.75
	return max(leastScale, min(100, int(100*p.width/full)))
}

// page sets the sheet up for print: A4, the margins of the form, page numbers
// of its own centred at the top from page 2 on, one page wide unless the
// sheet is split; rows from..to of the header repeated (0 = none); columns
// 1..last printed. Where pages end is
// decided here and written into the sheet, so that every program prints the
// same pages; none ends between rows that belong together. It is called last.
func (s *sheet) page(landscape bool, from, to, last int) {
	const inch = 25.4
	f, a4, first := s.book.file, 9, uint(1)
	last, rows := max(last, 1), max(s.row-1, 1)
	orientation, top, bottom, left, right := "portrait", 20/inch, 20/inch, 30/inch, 15/inch
	if landscape {
		orientation, top, bottom, left, right = "landscape", 30/inch, 15/inch, 20/inch, 20/inch
	}
	header := 10 / inch
	p := paperOf(landscape)
	percent := p.scale(s.total(last))
	titles := ""
	if len(s.split) > 0 {
		percent = partScale
	}
	scale := uint(percent)
	s.do(f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, AdjustTo: &scale, FirstPageNumber: &first}))
	s.do(f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Top: &top, Bottom: &bottom, Left: &left, Right: &right, Header: &header, Footer: &header}))
	s.do(f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{DifferentFirst: true, OddHeader: `&C&"Times New Roman,Regular"&14&P`}))
	s.do(f.SetSheetDimension(s.name, "A1:"+cellName(last, rows)))
	s.define("_xlnm.Print_Area", fmt.Sprintf("%s!$A$1:%s", quoted(s.name), absolute(last, rows)))
	if len(s.split) > 0 && s.frozen > 0 {
		titles = fmt.Sprintf("%s!%s", quoted(s.name), absoluteColumns(1, s.frozen))
	}
	if from > 0 {
		titles = strings.TrimPrefix(titles+fmt.Sprintf(",%s!$%d:$%d", quoted(s.name), from, to), ",")
	}
	if titles != "" {
		s.define("_xlnm.Print_Titles", titles)
	}
	for _, col := range s.split {
		s.do(f.InsertPageBreak(s.name, cellName(col, 1)))
	}
	for row := 1; row <= rows; row++ {
		if s.pointsOf(row) == 0 {
			s.points(row, linePoints)
		}
	}
	for _, row := range s.breaks(rows, from, to, p.height/float64(percent)*100*heightSpare) {
		s.do(f.InsertPageBreak(s.name, cellName(1, row)))
	}
}

// parts are the columns that begin a page beside the first, of room points each;
// the frozen ones stand on all.
func (s *sheet) parts(last int, room float64) []int {
	points := func(col int) float64 { return s.columnWidth(col) * widestDigit * 0.75 }
	frozen := 0.0
	for col := 1; col <= s.frozen; col++ {
		frozen += points(col)
	}
	var all []int
	used := frozen
	for col := s.frozen + 1; col <= last; col++ {
		if used+points(col) > room && used > frozen {
			all = append(all, col)
			used = frozen
		}
		used += points(col)
	}
	return all
}

func absoluteColumns(from, to int) string {
	first, _, _ := strings.Cut(absolute(from, 1)[1:], "$")
	last, _, _ := strings.Cut(absolute(to, 1)[1:], "$")
	return "$" + first + ":$" + last
}

// breaks are the rows that begin a page: as full as it goes, but what belongs
// together stays so if a page holds it. room is the height of a page in points;
// rows from..to are repeated on later pages.
func (s *sheet) breaks(rows, from, to int, room float64) []int {
	var all []int
	start, used, repeated := 1, 0.0, 0.0
	for row := 1; row <= rows; row++ {
		if row == to {
			for r := from; r <= to; r++ {
				repeated += s.pointsOf(r)
			}
		}
		if used+s.pointsOf(row) > room && row > start {
			start = s.parting(start, row)
			all = append(all, start)
			used = 0
			if start > to {
				used = repeated
			}
			for r := start; r < row; r++ {
				used += s.pointsOf(r)
			}
		}
		used += s.pointsOf(row)
	}
	return all
}

// parting is the row at or before row at which a page that began at start may
// end.
func (s *sheet) parting(start, row int) int {
	at := row
	for _, whole := range s.wholes {
		if whole.from > start && whole.from < row && row <= whole.to {
			at = whole.from
		}
	}
	for at > start+1 && s.sticks[at-1] {
		at--
	}
	if at <= start+1 && s.sticks[start] {
		return row // nothing but headings: they cannot be held together
	}
	return at
}

// A block is rows that stand on one page if it holds them.
type block struct{ from, to int }

// together notes that the rows from..s.row-1 belong together, unless they are
// higher than most of a page.
func (s *sheet) together(from int, landscape bool) {
	sum := 0.0
	for row := from; row < s.row; row++ {
		sum += s.pointsOf(row)
	}
	if sum < paperOf(landscape).height*0.8 {
		s.wholes = append(s.wholes, block{from, s.row - 1})
	}
}

// stick notes that a row is not the last of a page.
func (s *sheet) stick(row int) {
	if s.sticks == nil {
		s.sticks = map[int]bool{}
	}
	s.sticks[row] = true
}

// points sets the height of a row, within the limit of 409.
func (s *sheet) points(row int, points float64) {
	points = math.Min(points, 409)
	for row >= len(s.heights) {
		s.heights = append(s.heights, 0)
	}
	if s.heights[row] = points; s.drawn {
		s.do(s.book.file.SetRowHeight(s.name, row, points))
	}
}

// pointsOf is the height of a row, 0 if it was not set.
func (s *sheet) pointsOf(row int) float64 {
	if row >= len(s.heights) {
		return 0
	}
	return s.heights[row]
}

// height makes a row high enough for so many lines of 12 points.
func (s *sheet) height(row, lines int) { s.points(row, float64(max(lines, 1))*linePoints) }

const linePoints = 15.75

// keeps tells which rows of a table are not the last of a page.
func keeps(k annex.RowKind) bool { return k == annex.Section }
