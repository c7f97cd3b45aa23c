package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tongket/report/annex"
	"tongket/report/chart/fonts"
)

// The padding of cells, in millimetres.
const (
	padX = 1.2
	padY = 0.7
	// indent is how far the label of a child row stands in.
	indent = 3.5
	// noteScale is the size of a footnote's number, as a multiple of the
	// figure's, and noteRise how far it is raised.
	noteScale = 0.6
	noteRise  = 0.35
)

// sizes are the body's type sizes that a table may be set in, the largest
// first.
func sizes(wide bool) []float64 {
	if wide {
		return []float64{11, 10.5, 10, 9.5, 9}
	}
	return []float64{12, 11.5, 11, 10.5, 10}
}

// A measure is what a column asks for, in millimetres at a size of one point.
type measure struct {
	head   float64 // the longest word of the header
	title  float64 // the whole of the header on one line
	word   float64 // the longest word of the cells
	figure float64 // the longest figure, without what hangs
	hang   float64 // of figures: what stands after the last digit
	lead   float64 // of figures: up to the decimal comma
	tail   float64 // of figures: from it on, with the footnote's number
	wanted float64 // the annex's wish
	text   bool    // cells are set left and may stand in
}

// measureColumns measures the header and the cells of a table; sizes scale it.
func measureColumns(t *annex.Table) []measure {
	out := make([]measure, len(t.Columns))
	label := labelColumn(t)
	head := pen{fonts.Bold, 1}
	for j, column := range t.Columns {
		m := &out[j]
		m.wanted = column.Width / 12
		m.text = column.Align == annex.Left
		m.head, m.title = longestWord(head, column.Title), head.width(column.Title)
		if column.Group != "" {
			n := float64(groupSize(t, j))
			m.head = max(m.head, longestWord(head, column.Group)/n)
			m.title = max(m.title, head.width(column.Group)/n)
		}
		for _, row := range t.Rows {
			if j < len(row.Cells) && !spans(row, j) {
				m.cell(row.Cells[j], column.Align, pen{rowStyle(row.Kind, j == label), 1})
			}
		}
	}
	return out
}

// longestTitle is the number of letters from which on a title stands above the
// table, so that the header leaves room for rows.
const longestTitle = 350

// shortHeader returns a table whose header holds numbers in the place of very
// long titles, and these titles with their numbers.
func shortHeader(t *annex.Table) (short *annex.Table, titles []string) {
	c := *t
	c.Columns = slices.Clone(t.Columns)
	seen := map[string]string{}
	shorten := func(text *string, j int) {
		if utf8.RuneCountInString(*text) <= longestTitle {
			return
		}
		number, ok := seen[*text]
		if !ok {
			number = noteMark(j + 1)
			if len(titles) > 0 && strings.HasPrefix(titles[len(titles)-1], number) {
				number = noteMark(j+1) + "*" // a group and its first column
			}
			seen[*text] = number
			titles = append(titles, number+" "+*text)
		}
		*text = number
	}
	for j := range c.Columns {
		shorten(&c.Columns[j].Group, j)
		shorten(&c.Columns[j].Title, j)
	}
	if len(titles) == 0 {
		return t, nil
	}
	return &c, titles
}

// groupSize returns how many columns share the header of column j.
func groupSize(t *annex.Table, j int) int {
	i, k := j, j+1
	for i > 0 && t.Columns[i-1].Group == t.Columns[j].Group {
		i--
	}
	for k < len(t.Columns) && t.Columns[k].Group == t.Columns[j].Group {
		k++
	}
	return k - i
}

// cell takes a cell into the measure of its column.
func (m *measure) cell(c annex.Cell, where annex.Align, p pen) {
	note := noteWidth(c, 1)
	if where != annex.Right || !isFigure(c) {
		m.word = max(m.word, longestWord(p, c.Text)+note)
		return
	}
	lead, tail := splitDecimals(c.Text)
	body, mark := splitMark(c.Text)
	m.figure = max(m.figure, p.width(body))
	m.hang = max(m.hang, p.width(mark)+note)
	m.lead = max(m.lead, p.width(lead))
	m.tail = max(m.tail, p.width(tail)+note)
}

// noteWidth returns the width of a cell's footnote number at a size.
func noteWidth(c annex.Cell, size float64) float64 {
	if c.Note == 0 {
		return 0
	}
	return pen{fonts.Regular, size * noteScale}.width(noteMark(c.Note))
}

// longestWord returns the width of the longest word of a text.
func longestWord(p pen, text string) float64 {
	var w float64
	for paragraph := range strings.SplitSeq(text, "\n") {
		w = max(w, p.longest(words(paragraph)))
	}
	return w
}

// isFigure reports whether a cell holds a number: it has one behind it, or is
// written as one.
func isFigure(c annex.Cell) bool {
	if c.Value != nil {
		return true
	}
	return strings.ContainsFunc(c.Text, unicode.IsDigit) && !strings.ContainsFunc(c.Text, unicode.IsLetter)
}

// splitDecimals splits a figure as printed before its decimal comma; one
// without decimals, before its mark.
func splitDecimals(text string) (lead, tail string) {
	i := strings.LastIndexByte(text, ',')
	if i < 0 || i+1 == len(text) || text[i+1] < '0' || text[i+1] > '9' {
		return splitMark(text)
	}
	return text[:i], text[i:]
}

// splitMark splits a figure as printed after its last digit, if no more than a
// mark such as "*" or "%" follows. Digits stand below digits, marks hang.
func splitMark(text string) (body, mark string) {
	i := strings.LastIndexAny(text, "0123456789")
	if i < 0 || len([]rune(text[i+1:])) > 2 {
		return text, ""
	}
	return text[:i+1], text[i+1:]
}

func noteMark(n int) string { return "(" + itoa(n) + ")" }

// labelColumn is the column that rows are named in: the first that is set
// left.
func labelColumn(t *annex.Table) int {
	for j := range t.Columns {
		if t.Columns[j].Align == annex.Left {
			return j
		}
	}
	return 0
}

// spans reports whether cell j of a section row is set across the cells to
// its right: they are empty.
func spans(r annex.Row, j int) bool {
	if r.Kind != annex.Section || r.Cells[j].Text == "" || j+1 >= len(r.Cells) {
		return false
	}
	return !slices.ContainsFunc(r.Cells[j+1:], func(c annex.Cell) bool { return c.Text != "" })
}

// rowStyle is the style of a row's cells.
func rowStyle(k annex.RowKind, label bool) fonts.Style {
	switch {
	case k == annex.Section || k == annex.Total:
		return fonts.Bold
	case k == annex.Child && label:
		return fonts.Italic
	}
	return fonts.Regular
}

// A grid is some of a table's columns with their widths, set at a size.
type grid struct {
	table   *annex.Table
	columns []int     // indexes into table.Columns
	widths  []float64 // millimetres
	tails   []float64 // room right of the decimal comma; 0 where figures are set flush right
	hangs   []float64 // room right of the last digit, where they are
	size    float64
}

// width returns the width of the grid's columns from i up to, but without, k.
func (g *grid) width(i, k int) float64 {
	var sum float64
	for _, w := range g.widths[i:k] {
		sum += w
	}
	return sum
}

// A headCell is a cell of the header: columns from i up to, but without, k.
type headCell struct {
	i, k        int
	lines       []string
	top, height float64
}

// header lays out the header: groups above their columns, and columns without
// a group through both levels.
func (g *grid) header() (cells []headCell, height float64) {
	p := pen{fonts.Bold, g.size}
	var upper, lower, whole float64
	tall := func(lines []string) float64 { return float64(len(lines))*p.line() + 2*padY }
	for i := 0; i < len(g.columns); {
		column := g.table.Columns[g.columns[i]]
		if column.Group == "" {
			cell := headCell{i: i, k: i + 1, lines: p.wrap(column.Title, g.widths[i]-2*padX+slack)}
			whole = max(whole, tall(cell.lines))
			cells = append(cells, cell)
			i++
			continue
		}
		k := g.groupEnd(i)
		group := headCell{i: i, k: k, lines: p.wrap(column.Group, g.width(i, k)-2*padX+slack)}
		upper = max(upper, tall(group.lines))
		cells = append(cells, group)
		for ; i < k; i++ {
			lines := p.wrap(g.table.Columns[g.columns[i]].Title, g.widths[i]-2*padX+slack)
			lower = max(lower, tall(lines))
			cells = append(cells, headCell{i: i, k: i + 1, lines: lines, top: -1})
		}
	}
	height = max(upper+lower, whole)
	if upper > 0 {
		lower = height - upper
	}
	for n := range cells {
		switch c := &cells[n]; {
		case c.top < 0:
			c.top, c.height = upper, lower
		case g.table.Columns[g.columns[c.i]].Group != "":
			c.height = upper
		default:
			c.height = height
		}
	}
	return cells, height
}

// groupEnd returns the end of the group that column i opens.
func (g *grid) groupEnd(i int) int {
	k := i + 1
	for k < len(g.columns) && g.columns[k] == g.columns[k-1]+1 &&
		g.table.Columns[g.columns[k]].Group == g.table.Columns[g.columns[i]].Group {
		k++
	}
	return k
}

// A laidRow is a row, or lines of one, with its cells wrapped.
type laidRow struct {
	row      *annex.Row
	lines    [][]string // by column of the grid
	from, to int        // lines of each cell that are shown
	span     int        // column that is set across all to its right; -1: none
}

// lay wraps the cells of a row.
func (g *grid) lay(r *annex.Row) laidRow {
	laid := laidRow{row: r, lines: make([][]string, len(g.columns)), span: -1}
	for i, j := range g.columns {
		if j >= len(r.Cells) {
			continue
		}
		width := g.widths[i]
		if spans(*r, j) {
			laid.span = i
			width = g.width(i, len(g.columns))
		}
		cell := r.Cells[j]
		laid.lines[i] = g.pen(r, j).wrap(cell.Text, width-2*padX-g.indent(r, j)-noteWidth(cell, g.size)+slack)
		laid.to = max(laid.to, len(laid.lines[i]))
	}
	return laid
}

// pen is what cell j of a row is written with.
func (g *grid) pen(r *annex.Row, j int) pen {
	return pen{rowStyle(r.Kind, j == labelColumn(g.table)), g.size}
}

// indent is how far cell j of a row stands in.
func (g *grid) indent(r *annex.Row, j int) float64 {
	if r.Kind == annex.Child && j == labelColumn(g.table) {
		return indent * g.size / 12
	}
	return 0
}

// height is the height of a laid row in the grid.
func (g *grid) height(l laidRow) float64 {
	return float64(max(1, l.to-l.from))*pen{size: g.size}.line() + 2*padY
}

// cut parts a row that is taller than a page after as many lines as fit in
// room, at least one.
func (g *grid) cut(l laidRow, room float64) (head, rest laidRow) {
	n := int(math.Floor((room - 2*padY) / pen{size: g.size}.line()))
	head, rest = l, l
	head.to = min(l.from+max(1, n), l.to)
	rest.from = head.to
	return head, rest
}
