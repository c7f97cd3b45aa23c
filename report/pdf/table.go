package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"

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
	head    float64 // the longest word of the header
	title   float64 // the whole of the header on one line
	word    float64 // the longest word of the cells
	natural float64 // the longest cell on one line
	lead    float64 // of figures: up to the decimal comma
	tail    float64 // of figures: from it on, with the footnote's number
	wanted  float64 // the annex's wish
	text    bool    // cells may be wrapped
}

// measureColumns measures a table once; sizes scale it.
func measureColumns(t *annex.Table) []measure {
	out := make([]measure, len(t.Columns))
	label := labelColumn(t)
	for j, column := range t.Columns {
		m := &out[j]
		m.wanted = column.Width / 12
		m.text = column.Align == annex.Left
		head := pen{fonts.Bold, 1}
		m.head, m.title = longestWord(head, column.Title), head.width(column.Title)
		for _, row := range t.Rows {
			if j < len(row.Cells) {
				m.cell(row.Cells[j], column.Align, pen{rowStyle(row.Kind, j == label), 1}, spans(row, j))
			}
		}
	}
	return out
}

// cell takes a cell into the measure of its column.
func (m *measure) cell(c annex.Cell, where annex.Align, p pen, spanned bool) {
	if spanned {
		return // it is set across its neighbours
	}
	note := 0.0
	if c.Note > 0 {
		note = pen{fonts.Regular, noteScale}.width(noteMark(c.Note))
	}
	if where == annex.Right && isFigure(c) {
		lead, tail := splitDecimals(c.Text)
		m.lead = max(m.lead, p.width(lead))
		m.tail = max(m.tail, p.width(tail)+note)
		return
	}
	m.word = max(m.word, longestWord(p, c.Text)+note)
	m.natural = max(m.natural, p.width(c.Text)+note)
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

// splitDecimals splits a figure as printed before its decimal comma.
func splitDecimals(text string) (lead, tail string) {
	i := strings.LastIndexByte(text, ',')
	if i < 0 || i+1 == len(text) || text[i+1] < '0' || text[i+1] > '9' {
		return text, ""
	}
	return text[:i], text[i:]
}

func noteMark(n int) string { return "(" + itoa(n) + ")" }

// labelColumn is the column that rows are named in: the first that is set
// left.
func labelColumn(t *annex.Table) int {
	return max(0, slices.IndexFunc(t.Columns, func(c annex.Column) bool { return c.Align == annex.Left }))
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
	size    float64
	wide    bool // landscape
}

// fit chooses the type size for a table on a page, and the widths of its
// columns. A table that is too wide at the smallest size is split between its
// columns: the parts follow each other, each with the frozen columns.
func fit(t *annex.Table, page geometry) []grid {
	f := fitter{table: t, measures: measureColumns(t), room: page.width(), wide: page.wide}
	all := make([]int, len(t.Columns))
	for j := range all {
		all[j] = j
	}
	for _, comma := range []bool{true, false} {
		f.comma = comma
		for _, f.size = range sizes(page.wide) {
			for _, relaxed := range []float64{1, 0.8} {
				if f.total(all, relaxed) <= f.room {
					return []grid{f.grid(all, relaxed)}
				}
			}
		}
	}
	if f.total(all, tightest) <= f.room {
		return []grid{f.grid(all, tightest)}
	}
	return f.split()
}

// tightest is the least share of the width that the annex wants which a column
// of text is given.
const tightest = 0.6

// A fitter tries sizes and splits for one table.
type fitter struct {
	table    *annex.Table
	measures []measure
	room     float64
	size     float64
	comma    bool // align figures at the decimal comma
	wide     bool
}

// column returns the width that column j needs at the fitter's size. A column
// of text may be relaxed to a fraction of what the annex wants.
func (f *fitter) column(j int, relaxed float64) float64 {
	m, limit := f.measures[j], f.room/4
	figures := m.lead + m.tail
	w := max(figures, min(m.word, limit/f.size), min(m.head, limit/f.size), m.title/8*relaxed, m.natural/25)
	if m.text || m.natural > figures {
		w = max(w, min(m.natural, m.wanted*relaxed))
	}
	pad := 2 * padX
	if m.text {
		pad += indent * f.size / 12
	}
	return min(w*f.size+pad, f.room/2)
}

func (f *fitter) total(columns []int, relaxed float64) float64 {
	var sum float64
	for _, j := range columns {
		sum += f.column(j, relaxed)
	}
	return sum
}

// grid gives what the columns need, and what is left of the page's width to
// the columns that can use it.
func (f *fitter) grid(columns []int, relaxed float64) grid {
	g := grid{table: f.table, columns: columns, size: f.size, wide: f.wide,
		widths: make([]float64, len(columns)), tails: make([]float64, len(columns))}
	spare := f.room
	for i, j := range columns {
		g.widths[i] = f.column(j, relaxed)
		spare -= g.widths[i]
		if f.comma {
			g.tails[i] = f.measures[j].tail * f.size
		}
	}
	spare = f.widen(&g, spare, func(m measure) float64 {
		if m.text {
			return 0
		}
		return max(m.lead+m.tail, m.natural)*f.size + 4*padX
	})
	spare = f.widen(&g, spare, func(m measure) float64 {
		if !m.text {
			return 0
		}
		return m.natural*f.size + 2*padX + indent*f.size/12
	})
	spare = f.widen(&g, spare, func(m measure) float64 { return m.wanted * 12 })
	var sum float64
	for _, w := range g.widths {
		sum += w
	}
	if sum > 0 {
		for i := range g.widths {
			g.widths[i] *= 1 + spare/sum
		}
	}
	return g
}

// widen shares spare among the columns that are narrower than their goal, in
// proportion to what they lack, and returns what is left.
func (f *fitter) widen(g *grid, spare float64, goal func(measure) float64) float64 {
	lacks := make([]float64, len(g.columns))
	var sum float64
	for i, j := range g.columns {
		lacks[i] = max(0, goal(f.measures[j])-g.widths[i])
		sum += lacks[i]
	}
	if sum == 0 || spare <= 0 {
		return spare
	}
	share := min(1, spare/sum)
	for i := range g.widths {
		g.widths[i] += lacks[i] * share
	}
	return spare - sum*share
}

// split makes parts of a table that is too wide, at the largest size that
// keeps their number the least.
func (f *fitter) split() []grid {
	frozen := f.frozen()
	least := len(f.parts(frozen, f.room))
	for _, f.size = range sizes(f.wide) {
		if len(f.parts(frozen, f.room)) <= least {
			break
		}
	}
	low, high := 0.0, f.room
	for high-low > 0.5 { // even parts rather than a last one of one column
		if mid := (low + high) / 2; len(f.parts(frozen, mid)) <= least {
			high = mid
		} else {
			low = mid
		}
	}
	var grids []grid
	for _, part := range f.parts(frozen, high) {
		grids = append(grids, f.grid(part, tightest))
	}
	return grids
}

// frozen returns the leading columns that every part repeats: as many as the
// table says, as long as they leave room for others.
func (f *fitter) frozen() []int {
	var columns []int
	for j := range min(f.table.Frozen, len(f.table.Columns)) {
		if columns = append(columns, j); f.total(columns, tightest) > f.room*0.6 {
			return columns[:j]
		}
	}
	return columns
}

// parts packs the columns into parts no wider than room, without parting the
// columns of a group where a part can hold it whole.
func (f *fitter) parts(frozen []int, room float64) [][]int {
	base := f.total(frozen, tightest)
	var parts [][]int
	part, used := slices.Clone(frozen), base
	closePart := func() {
		if len(part) > len(frozen) {
			parts = append(parts, part)
		}
		part, used = slices.Clone(frozen), base
	}
	for _, unit := range f.units(len(frozen)) {
		w := f.total(unit, tightest)
		if used+w > room && base+w <= room {
			closePart()
		}
		for _, j := range unit {
			w := f.column(j, tightest)
			if used+w > room {
				closePart()
			}
			part, used = append(part, j), used+w
		}
	}
	closePart()
	return parts
}

// units returns the columns from first on, those of a group together.
func (f *fitter) units(first int) [][]int {
	var units [][]int
	for j := first; j < len(f.table.Columns); j++ {
		group := f.table.Columns[j].Group
		if j > first && group != "" && group == f.table.Columns[j-1].Group {
			units[len(units)-1] = append(units[len(units)-1], j)
			continue
		}
		units = append(units, []int{j})
	}
	return units
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
		laid.lines[i] = g.pen(r, j).wrap(cell.Text, width-2*padX-g.indent(r, j)-g.noteWidth(cell)+slack)
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

func (g *grid) noteWidth(c annex.Cell) float64 {
	if c.Note == 0 {
		return 0
	}
	return pen{fonts.Regular, g.size * noteScale}.width(noteMark(c.Note))
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
