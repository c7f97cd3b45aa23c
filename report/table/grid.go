package table

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tongket/report/annex"
	"tongket/report/chart/fonts"
)

// The padding of cells, in millimetres, and how footnotes' numbers are set.
const (
	PadX = 1.2
	PadY = 0.7
	// indent is how far the label of a child row stands in.
	indent = 3.5
	// NoteScale is the size of a footnote's number, as a multiple of the
	// figure's, and NoteRise how far it is raised.
	NoteScale = 0.6
	NoteRise  = 0.35
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
	label := LabelColumn(t)
	head := Pen{Style: fonts.Bold, Size: 1}
	for j, column := range t.Columns {
		m := &out[j]
		m.wanted = column.Width / 12
		m.text = column.Align == annex.Left
		m.head, m.title = longestWord(head, column.Title), head.Width(column.Title)
		if column.Group != "" {
			n := float64(groupSize(t, j))
			m.head = max(m.head, longestWord(head, column.Group)/n)
			m.title = max(m.title, head.Width(column.Group)/n)
		}
	}
	for i := range t.Rows { // row by row, as they lie in memory
		row := &t.Rows[i]
		for j := range min(len(row.Cells), len(out)) {
			if !Spans(*row, j) {
				out[j].cell(&row.Cells[j], t.Columns[j].Align, Pen{Style: RowStyle(row, j == label), Size: 1})
			}
		}
	}
	return out
}

// longestTitle is the number of letters from which on a title stands above the
// table, so that the header leaves room for rows.
const longestTitle = 350

// Short returns a table whose header holds numbers in the place of very
// long titles, and these titles with their numbers.
func Short(t *annex.Table) (short *annex.Table, titles []string) {
	c := *t
	c.Columns = slices.Clone(t.Columns)
	seen := map[string]string{}
	shorten := func(text *string, j int) {
		if utf8.RuneCountInString(*text) <= longestTitle {
			return
		}
		number, ok := seen[*text]
		if !ok {
			number = NoteMark(j + 1)
			if len(titles) > 0 && strings.HasPrefix(titles[len(titles)-1], number) {
				number = NoteMark(j+1) + "*" // a group and its first column
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
func (m *measure) cell(c *annex.Cell, where annex.Align, p Pen) {
	note := NoteWidth(*c, 1)
	if where != annex.Right || !IsFigure(*c) {
		m.word = max(m.word, longestWord(p, c.Text)+note)
		return
	}
	lead, tail := SplitDecimals(c.Text)
	body, mark := SplitMark(c.Text)
	m.figure = max(m.figure, p.Width(body))
	m.hang = max(m.hang, p.Width(mark)+note)
	m.lead = max(m.lead, p.Width(lead))
	m.tail = max(m.tail, p.Width(tail)+note)
}

// NoteWidth returns the width of a cell's footnote number at a size.
func NoteWidth(c annex.Cell, size float64) float64 {
	if c.Note == 0 {
		return 0
	}
	return Pen{Style: fonts.Regular, Size: size * NoteScale}.Width(NoteMark(c.Note))
}

// longestWord returns the width of the longest word of a text.
func longestWord(p Pen, text string) float64 {
	if !strings.ContainsAny(text, " \n") {
		return p.Width(text)
	}
	var w float64
	for paragraph := range strings.SplitSeq(text, "\n") {
		w = max(w, p.LongestWord(paragraph))
	}
	return w
}

// IsFigure reports whether a cell holds a number: it has one behind it, or is
// written as one.
func IsFigure(c annex.Cell) bool {
	if c.Value != nil {
		return true
	}
	return strings.ContainsFunc(c.Text, unicode.IsDigit) && !strings.ContainsFunc(c.Text, unicode.IsLetter)
}

// SplitDecimals splits a figure as printed before its decimal comma; one
// without decimals, before its mark.
func SplitDecimals(text string) (lead, tail string) {
	i := strings.LastIndexByte(text, ',')
	if i < 0 || i+1 == len(text) || text[i+1] < '0' || text[i+1] > '9' {
		return SplitMark(text)
	}
	return text[:i], text[i:]
}

// SplitMark splits a figure as printed after its last digit, if no more than a
// mark such as "*" or "%" follows. Digits stand below digits, marks hang.
func SplitMark(text string) (body, mark string) {
	i := strings.LastIndexAny(text, "0123456789")
	if i < 0 || len([]rune(text[i+1:])) > 2 {
		return text, ""
	}
	return text[:i+1], text[i+1:]
}

// NoteMark is the number of a footnote as it is printed.
func NoteMark(n int) string { return "(" + strconv.Itoa(n) + ")" }

// LabelColumn is the column that rows are named in: the first that is set
// left.
func LabelColumn(t *annex.Table) int {
	for j := range t.Columns {
		if t.Columns[j].Align == annex.Left {
			return j
		}
	}
	return 0
}

// Spans reports whether cell j of a section row is set across the cells to
// its right: they are empty.
func Spans(r annex.Row, j int) bool {
	if r.Kind != annex.Section || r.Cells[j].Text == "" || j+1 >= len(r.Cells) {
		return false
	}
	return !slices.ContainsFunc(r.Cells[j+1:], func(c annex.Cell) bool { return c.Text != "" })
}

// RowStyle is the style of a row's cells.
func RowStyle(r *annex.Row, label bool) fonts.Style {
	switch {
	case r.Kind == annex.Section || r.Kind == annex.Total || r.Missed:
		return fonts.Bold
	case r.Kind == annex.Child && label:
		return fonts.Italic
	}
	return fonts.Regular
}

// A Grid is some of a table's columns with their widths, set at a size.
type Grid struct {
	Table   *annex.Table
	Columns []int     // indexes into Table.Columns
	Widths  []float64 // millimetres
	Tails   []float64 // room right of the decimal comma; 0 where figures are set flush right
	Hangs   []float64 // room right of the last digit, where they are
	Size    float64
}

// Width returns the width of the grid's columns from i up to, but without, k.
func (g *Grid) Width(i, k int) float64 {
	var sum float64
	for _, w := range g.Widths[i:k] {
		sum += w
	}
	return sum
}

// A Head is a cell of the header, over the columns From up to, but without, To.
type Head struct {
	From, To    int
	Lines       []string
	Top, Height float64
}

// Header lays out the header: groups above their columns, and columns without
// a group through both levels.
func (g *Grid) Header() (cells []Head, height float64) {
	p := Pen{Style: fonts.Bold, Size: g.Size}
	var upper, lower, whole float64
	tall := func(lines []string) float64 { return float64(len(lines))*p.Line() + 2*Pad(g.Table) }
	for i := 0; i < len(g.Columns); {
		column := g.Table.Columns[g.Columns[i]]
		if column.Group == "" {
			cell := Head{From: i, To: i + 1, Lines: p.Wrap(column.Title, g.Widths[i]-2*PadX+Slack)}
			whole = max(whole, tall(cell.Lines))
			cells = append(cells, cell)
			i++
			continue
		}
		k := g.groupEnd(i)
		group := Head{From: i, To: k, Lines: p.Wrap(column.Group, g.Width(i, k)-2*PadX+Slack)}
		upper = max(upper, tall(group.Lines))
		cells = append(cells, group)
		for ; i < k; i++ {
			lines := p.Wrap(g.Table.Columns[g.Columns[i]].Title, g.Widths[i]-2*PadX+Slack)
			lower = max(lower, tall(lines))
			cells = append(cells, Head{From: i, To: i + 1, Lines: lines, Top: -1})
		}
	}
	height = max(upper+lower, whole)
	if upper > 0 {
		lower = height - upper
	}
	for n := range cells {
		switch c := &cells[n]; {
		case c.Top < 0:
			c.Top, c.Height = upper, lower
		case g.Table.Columns[g.Columns[c.From]].Group != "":
			c.Height = upper
		default:
			c.Height = height
		}
	}
	return cells, height
}

// groupEnd returns the end of the group that column i opens.
func (g *Grid) groupEnd(i int) int {
	k := i + 1
	for k < len(g.Columns) && g.Columns[k] == g.Columns[k-1]+1 &&
		g.Table.Columns[g.Columns[k]].Group == g.Table.Columns[g.Columns[i]].Group {
		k++
	}
	return k
}

// A LaidRow is a row, or lines of one, with its cells wrapped.
type LaidRow struct {
	Row      *annex.Row
	Lines    [][]string // by column of the grid
	From, To int        // lines of each cell that are shown
	Span     int        // column that is set across all to its right; -1: none
}

// Lay wraps the cells of a row.
func (g *Grid) Lay(r *annex.Row) LaidRow {
	laid := LaidRow{Row: r, Lines: make([][]string, len(g.Columns)), Span: -1}
	for i, j := range g.Columns {
		if j >= len(r.Cells) {
			continue
		}
		width := g.Widths[i]
		if Spans(*r, j) {
			laid.Span = i
			width = g.Width(i, len(g.Columns))
		}
		cell := r.Cells[j]
		laid.Lines[i] = g.Pen(r, j).Wrap(cell.Text, width-2*PadX-g.Indent(r, j)-NoteWidth(cell, g.Size)+Slack)
		laid.To = max(laid.To, len(laid.Lines[i]))
	}
	return laid
}

// Pen is what cell j of a row is written with.
func (g *Grid) Pen(r *annex.Row, j int) Pen {
	return Pen{Style: RowStyle(r, j == LabelColumn(g.Table)), Size: g.Size}
}

// Indent is how far cell j of a row stands in.
func (g *Grid) Indent(r *annex.Row, j int) float64 {
	if r.Kind == annex.Child && j == LabelColumn(g.Table) {
		return indent * g.Size / 12
	}
	return 0
}

// Height is the height of a laid row in the grid.
func (g *Grid) Height(l LaidRow) float64 {
	return float64(max(1, l.To-l.From))*Pen{Size: g.Size}.Line() + 2*Pad(g.Table)
}

// Cut parts a row that is taller than a page after as many lines as fit in
// room, at least one.
func (g *Grid) Cut(l LaidRow, room float64) (head, rest LaidRow) {
	n := int(math.Floor((room - 2*Pad(g.Table)) / Pen{Size: g.Size}.Line()))
	head, rest = l, l
	head.To = min(l.From+max(1, n), l.To)
	rest.From = head.To
	return head, rest
}

// Room is what is left free to the right of a line in a column of figures, so
// that figures stand at their decimal comma, or below each other's last digits;
// note is the width of the footnote's number behind the line.
func (g *Grid) Room(r *annex.Row, i int, line string, note float64) float64 {
	if !isShort(line) {
		return note
	}
	lead, _ := SplitMark(line)
	room := g.Hangs[i]
	if g.Tails[i] > 0 {
		lead, _ = SplitDecimals(line)
		room = g.Tails[i]
	}
	p := g.Pen(r, g.Columns[i])
	return max(room+p.Width(lead)-p.Width(line), note) // a mark's number keeps off the rule where no figure has one
}

// isShort tells a figure or a mark, which is set at the decimal comma, from
// words in a column of figures.
func isShort(line string) bool {
	return IsFigure(annex.Cell{Text: line}) || len([]rune(line)) == 1
}

// Shown returns the lines of cell i that this piece of the row shows.
func (l LaidRow) Shown(i int) []string {
	lines := l.Lines[i]
	return lines[min(l.From, len(lines)):min(l.To, len(lines))]
}

// Pad is the room above and below the texts of a table's cells: next to none where the
// rows are places, so that three such tables stand on a page.
func Pad(t *annex.Table) float64 {
	switch {
	case t.Compact && LabelColumn(t) == 0 && slices.ContainsFunc(t.Columns, func(c annex.Column) bool { return c.Plot > 0 }):
		return PadY / 28
	case t.Compact:
		return PadY / 4
	}
	return PadY
}
