package layout

import (
	"sort"
	"strings"
	"tongket/ingest"
	"tongket/ingest/words"
)

// A cellClass says what a cell is by itself, before anything around it is
// looked at. What a number or a vague text means, its row and column decide.
type cellClass uint8

const (
	classBlank  cellClass = iota
	classNumber           // a number, a fault, a formula without a result
	classYear             // a number that may be a year
	classVague            // a number in words, or a range: "60 trở lên", "15-29"
	classPeriod           // words for a period: "Năm 2019", a date, "2016-2017"
	classMark             // "-", "…", "x"
	classText
	classes
)

// isHead tells the classes of which headers are made.
func (k cellClass) isHead() bool { return k == classText || k == classPeriod || k == classYear }

// isFigure tells the classes that may stand for a figure.
func (k cellClass) isFigure() bool { return k >= classNumber && k <= classVague || k == classMark }

// classify gives each cell of a sheet its class.
func (x *source) classify(s *sheet) {
	s.classes = make([]cellClass, len(s.Cells))
	for i := range s.Cells {
		s.classes[i] = x.classOf(s, &s.Cells[i])
	}
}

func (x *source) classOf(s *sheet, c *ingest.Cell) cellClass {
	switch c.Kind {
	case ingest.Number:
		if _, ok := x.yearOf(s, c); ok && c.Formula == 0 {
			return classYear
		}
		return classNumber
	case ingest.Fault, ingest.Damaged:
		return classNumber
	case ingest.Date:
		return classPeriod
	case ingest.Blank:
		if c.Uncached {
			return classNumber
		}
		return classBlank
	case ingest.Text:
		return x.textClasses.Get(c.Text, func(string) cellClass { return x.textClass(s, c) })
	}
	return classText
}

func (x *source) textClass(s *sheet, c *ingest.Cell) cellClass {
	text := words.Tidy(c.Text)
	if text == "" || words.IsFootMark(text) {
		return classBlank
	}
	if _, ok := x.yearOf(s, c); ok {
		return classYear
	}
	if _, unit := x.KnownUnit(text); unit && (text[0] == '(' || words.HasDigit(text) && !strings.ContainsAny(text, " \u00a0")) {
		return classText // "(1000m3)", no 1000 cubic metres less
	}
	if words.IsMultiple(text) && text[0] == '(' {
		return classText // "(1.000)" below a head
	}
	r := s.read(c)
	switch r.Kind {
	case words.IsMark, words.NotApplicable:
		return classMark
	case words.IsDate:
		return classPeriod
	}
	if x.isPeriod(text) {
		return classPeriod
	}
	switch r.Kind {
	case words.IsFault:
		return classNumber
	case words.IsNumber, words.IsAmbiguous:
		if r.Bound != "" {
			return classVague
		}
		return classNumber
	case words.IsRange:
		return classVague
	}
	return classText
}

// isPeriod tells a text that gives a period and nothing but its measure.
func (x *source) isPeriod(text string) bool {
	if len(text) > 60 || !words.HasDigit(text) {
		return false
	}
	h := x.ParseHeading(text)
	return h.Spent() && h.Years != (ingest.Period{})
}

// A rowProfile counts the cells of a row by class, within some columns.
type rowProfile struct {
	count     [classes]int
	cells     int
	firstName int32 // the first column that may name the row, 0 if none does
	labelled  bool  // it stands left of a number
}

func (p *rowProfile) numbers() int { return p.count[classNumber] + p.count[classVague] }

// profile is the profile of row i between the columns of an area.
func (s *sheet) profile(a area, i int) (p rowProfile) {
	from, cells := s.span(i, a.left, a.right)
	for k := range cells {
		class := s.classes[from+k]
		if class == classBlank {
			continue
		}
		p.cells++
		p.count[class]++
		switch class {
		case classText, classPeriod, classYear:
			if p.firstName == 0 {
				p.firstName = cells[k].Col
			}
		case classVague:
			if p.firstName > 0 {
				p.labelled = true
			} else {
				p.firstName = cells[k].Col
			}
		case classNumber:
			p.labelled = p.labelled || p.firstName > 0
		}
	}
	return p
}

// span is the cells of row i between two columns, with the index of the first.
func (s *sheet) span(i int, from, to int32) (first int, list []ingest.Cell) {
	list = s.cells(i, from, to)
	if len(list) == 0 {
		return 0, nil
	}
	r := s.rows[i]
	first = int(r.start) + sort.Search(int(r.end-r.start), func(k int) bool { return s.Cells[int(r.start)+k].Col >= list[0].Col })
	return first, list
}

// classIn is the class of the cell in row i and a column.
func (s *sheet) classIn(i int, col int32) cellClass {
	r := s.rows[i]
	list := s.Cells[r.start:r.end]
	if n := int(col) - int(list[0].Col); n >= 0 && n < len(list) && list[n].Col == col {
		return s.classes[int(r.start)+n]
	}
	for k := range list {
		if list[k].Col == col {
			return s.classes[int(r.start)+k]
		}
	}
	return classBlank
}
