package phutho

import (
	"fmt"
	"strconv"
	"strings"
)

// A maker writes figures into the sheets of one book.
type maker struct {
	f    *Figures
	book *Book
	s    *Sheet
}

func (m *maker) sheet(name string, widths ...float64) { m.s = m.book.sheet(name, widths...) }

// placeName is a fact's place: the catalogue's name, empty for the province.
func (m *maker) placeName(place int) string {
	if place == 0 {
		return ""
	}
	return m.f.Places[place-1].Name
}

// figure puts the true figure of an indicator into a cell.
func (m *maker) figure(row, col int, code string, place, year int) *Cell {
	c := m.value(row, col, code, place, strconv.Itoa(year), m.f.At(code, place, year))
	if year == Last {
		c.fact.Measure = "estimate"
	}
	return c
}

// value puts a figure that is none of the true ones, such as a plan.
func (m *maker) value(row, col int, code string, place int, years string, v float64) *Cell {
	c := m.s.num(row, col, numberLook(m.f.Decimals(code)), v)
	c.fact = &Fact{
		File: m.book.Name, Sheet: m.s.Name, Cell: reference(row, col),
		Indicator: code, Place: m.placeName(place), Year: years,
		Measure: "actual", Value: v, Known: true, Unit: m.f.Unit(code),
	}
	return c
}

func numberLook(decimals int) Look {
	return [...]Look{Whole, One, Two}[decimals]
}

func (c *Cell) measure(measure string) *Cell {
	c.fact.Measure = measure
	return c
}

func (c *Cell) unit(unit string) *Cell {
	c.fact.Unit = unit
	return c
}

// formula makes a cell a formula with its figure as the cached result.
func (c *Cell) formula(format string, args ...any) *Cell {
	c.Formula = fmt.Sprintf(format, args...)
	c.fact.Mark = "formula"
	return c
}

func (c *Cell) bold() *Cell {
	if c.Look == Whole {
		c.Look = WholeBold
	}
	return c
}

// typed makes a figure a text, as typed: "12,04".
func (c *Cell) typed(text string) *Cell {
	c.IsNum, c.Num, c.Text, c.Look = false, 0, text, TextFig
	c.fact.Mark = "text"
	return c
}

// percent stores a rate as Excel does when "8,81%" is typed.
func (c *Cell) percent(decimals int) *Cell {
	c.Num, c.Look = round(c.Num/100, decimals+2), Percent
	if decimals == 1 {
		c.Look = Percent1
	}
	return c
}

// missing puts a mark in the place of a figure: "…" or "-".
func (c *Cell) missing(mark string) *Cell {
	c.typed(mark)
	c.fact.Known, c.fact.Value = false, 0
	c.fact.Mark = map[string]string{"…": "na", "-": "nil"}[mark]
	return c
}

// comma writes a number as it is typed in Vietnamese, without grouping.
func comma(v float64, decimals int) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', decimals, 64), ".", ",", 1)
}

// dotted writes a whole number with dots every three digits.
func dotted(v float64) string {
	s := strconv.FormatFloat(v, 'f', 0, 64)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}

// A title is the block above a table.
type title struct {
	from   []string // left: who sends it, one line each
	form   []string // right: "Biểu số 01/NCC", the decision it follows
	name   string
	below  string // "(Số liệu tính đến 31/12/2019)"
	report string // "Đơn vị báo cáo: …"
	unit   string // "Đơn vị tính: hộ"
}

// title writes the block over the columns 1..cols and returns the row of the
// table's header.
func (m *maker) title(cols int, t title) int {
	half := cols/2 - 1
	if half < 2 {
		half = 2
	}
	row := 1
	for i := range max(len(t.from), len(t.form)) {
		if i < len(t.from) {
			m.s.span(row, 1, row, half, Heading, t.from[i])
		}
		if i < len(t.form) {
			m.s.span(row, half+1, row, cols, Centred, t.form[i])
		}
		row++
	}
	if t.report != "" {
		m.s.text(row, 1, Plain, t.report)
		row++
	}
	row++
	m.s.span(row, 1, row, cols, Heading, t.name)
	row++
	if t.below != "" {
		m.s.span(row, 1, row, cols, Italic, t.below)
		row++
	}
	if t.unit != "" {
		m.s.text(row, cols-1, Italic, t.unit)
		row++
	}
	return row
}

// foot writes notes and the signature below a table.
func (m *maker) foot(row, cols int, date, left, right string, notes ...string) {
	row++
	for _, n := range notes {
		m.s.text(row, 1, Remark, n)
		row++
	}
	right0 := cols - cols/2 + 1
	m.s.span(row, right0, row, cols, Italic, date)
	m.s.span(row+1, 1, row+1, max(2, cols/2-1), Heading, left)
	m.s.span(row+1, right0, row+1, cols, Heading, right)
}

// places lists the thirteen places from row, with their serial number in
// column col and their name beside it.
func (m *maker) places(row, col int, name func(Place) string) {
	for i, p := range m.f.Places {
		m.s.num(row+i, col, Mid, float64(i+1))
		m.s.text(row+i, col+1, Label, name(p))
	}
}

// byPlace writes one indicator and year down a column: thirteen places from
// row, and the province in totalRow with a SUM formula (0 = no total).
func (m *maker) byPlace(row, col, totalRow int, code string, year int) {
	for i := range m.f.Places {
		m.figure(row+i, col, code, i+1, year)
	}
	if totalRow > 0 {
		m.figure(totalRow, col, code, 0, year).bold().
			formula("SUM(%s:%s)", reference(row, col), reference(row+len(m.f.Places)-1, col))
	}
}

// years writes an indicator's six years along a row, from column col.
func (m *maker) years(row, col int, code string, place int) []*Cell {
	var cells []*Cell
	for y := First; y <= Last; y++ {
		cells = append(cells, m.figure(row, col+y-First, code, place, y))
	}
	return cells
}

// A row of an indicator × year table: a section (numeral and name), or an
// indicator with its label and unit as the sheet writes them.
type row struct {
	serial, label, code string
	unit                string // "" = the catalogue's
	child               bool
}

// table writes rows of an indicator × year table from a row on, the years from
// column 4, and returns the row below it.
func (m *maker) table(at, place int, rows []row) int {
	for _, r := range rows {
		if r.code == "" {
			m.s.line(at, 1, Section, r.serial, r.label, "", "", "", "", "", "", "")
			at++
			continue
		}
		m.s.text(at, 1, Mid, r.serial)
		look := Label
		if r.child {
			look = Child
		}
		m.s.text(at, 2, look, r.label)
		unit := r.unit
		if unit == "" {
			unit = m.f.Unit(r.code)
		}
		m.s.text(at, 3, Mid, unit)
		m.years(at, 4, r.code, place)
		at++
	}
	return at
}

func short(p Place) string { return p.Short }

func full(p Place) string { return p.Name }

// abbreviated is "TP. Việt Trì", "TX. Phú Thọ", "H. Đoan Hùng".
func abbreviated(p Place) string {
	for _, s := range [][2]string{{"Thành phố ", "TP. "}, {"Thị xã ", "TX. "}, {"Huyện ", "H. "}} {
		if rest, ok := strings.CutPrefix(p.Name, s[0]); ok {
			return s[1] + rest
		}
	}
	return p.Name
}

// bare is the name alone: "Việt Trì", "Phú Thọ".
func bare(p Place) string {
	for _, s := range []string{"Thành phố ", "Thị xã ", "Huyện "} {
		if rest, ok := strings.CutPrefix(p.Name, s); ok {
			return rest
		}
	}
	return p.Name
}
