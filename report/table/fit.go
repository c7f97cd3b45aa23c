package table

import (
	"math"
	"slices"

	"tongket/report/annex"
)

// A Page is the area within the margins of a sheet, in millimetres.
type Page struct {
	Wide          bool // a turned sheet
	Width, Height float64
}

// Fit chooses the type size for a table on a page, and the widths of its
// columns. A table that is too wide at the smallest size is split between its
// columns: the parts follow each other, each with the frozen columns.
func Fit(t *annex.Table, page Page) []Grid {
	p := newPlanner(t, page)
	all := make([]int, len(t.Columns))
	for j := range all {
		all[j] = j
	}
	if g, ok := p.wished(all); ok && t.Running {
		return []Grid{g}
	}
	if plans := p.plans(all); len(plans) > 0 {
		return []Grid{choose(plans).grid}
	}
	return p.split()
}

// wished gives each column its share of the page by the width that it wishes,
// in the largest type; ok is false if a word would not find room.
func (p *planner) wished(columns []int) (g Grid, ok bool) {
	g = Grid{Table: p.table, Columns: columns, Size: sizes(p.page.Wide)[0],
		Widths: make([]float64, len(columns)), Tails: make([]float64, len(columns)), Hangs: make([]float64, len(columns))}
	sum := 0.0
	for _, j := range columns {
		sum += p.measures[j].wanted
	}
	for i, j := range columns {
		m := p.measures[j]
		g.Widths[i] = p.page.Width * m.wanted / sum
		if g.Widths[i] < max(m.figure+m.hang, m.word, m.head)*g.Size+p.padding(j, g.Size) {
			return g, false
		}
	}
	return g, true
}

// A planner tries sizes and widths for one table.
type planner struct {
	table    *annex.Table
	measures []measure
	sample   [][]float64 // of some rows: the length of each text on one line, at one point
	share    float64     // of the rows that the sample stands for each
	page     Page
	label    int // the column that rows are named in

	others, with tallness // counted last
}

// A plan is a Grid and the height that the table is estimated to take with it.
type plan struct {
	grid   Grid
	height float64
}

// sampleSize is how many rows of a table the planner looks at for the heights.
const sampleSize = 60

func newPlanner(t *annex.Table, page Page) *planner {
	label := LabelColumn(t)
	p := &planner{table: t, measures: measureColumns(t), page: page, share: 1, label: label}
	n := min(sampleSize, len(t.Rows))
	for i := range n {
		row := t.Rows[i*len(t.Rows)/n]
		lengths := make([]float64, len(t.Columns))
		for j := range min(len(lengths), len(row.Cells)) {
			if c := row.Cells[j]; !Spans(row, j) && !(t.Columns[j].Align == annex.Right && IsFigure(c)) {
				lengths[j] = Pen{Style: RowStyle(&t.Rows[i*len(t.Rows)/n], j == label), Size: 1}.Width(c.Text) + NoteWidth(c, 1)
			}
		}
		p.sample = append(p.sample, lengths)
		p.share = float64(len(t.Rows)) / float64(n)
	}
	return p
}

// choose returns the plan of the largest type that does not cost many more
// sheets than the smallest.
func choose(plans []plan) plan {
	const dearer = 1.35
	least := plans[len(plans)-1].height
	return plans[slices.IndexFunc(plans, func(pl plan) bool { return pl.height <= least*dearer })]
}

// plans returns what is possible, the largest type first.
func (p *planner) plans(columns []int) []plan {
	var plans []plan
	all := sizes(p.page.Wide)
	if p.table.Compact {
		all = all[len(all)-1:]
	}
	for _, size := range all {
		if pl, ok := p.plan(columns, size); ok {
			plans = append(plans, pl)
		}
	}
	return plans
}

// plan sets the columns at a size, if they find room: figures at the decimal
// comma, but flush right where that makes the table much taller.
func (p *planner) plan(columns []int, size float64) (plan, bool) {
	dearer := 1.3
	if p.table.Compact {
		dearer = 1.05
	}
	flush, ok := p.try(columns, size, false)
	if !ok {
		return plan{}, false
	}
	if comma, ok := p.try(columns, size, true); ok && comma.height <= flush.height*dearer {
		return comma, true
	}
	return flush, true
}

// least returns the narrowest that column j may be.
func (p *planner) least(j int, size float64, comma bool) float64 {
	m := p.measures[j]
	limit := p.page.Width / 4 / size
	w := max(m.figure+m.hang, min(m.word, limit), min(m.head, limit), m.title/8)
	if comma {
		w = max(w, m.lead+m.tail)
	}
	longest := 0.0
	for _, row := range p.sample {
		longest = max(longest, row[j])
	}
	w = max(w, min(longest, m.wanted*0.6))
	if drawn := p.table.Columns[j].Plot; drawn > 0 {
		return max(drawn, min(w*size+p.padding(j, size), p.page.Width/2))
	}
	return min(w*size+p.padding(j, size), p.page.Width/2)
}

// padding is what column j needs beside its text.
func (p *planner) padding(j int, size float64) float64 {
	if j == p.label && p.measures[j].text {
		return 2*PadX + indent*size/12
	}
	return 2 * PadX
}

// try gives each column the least, and what is left where it makes the table
// lower; what is then left, to all.
func (p *planner) try(columns []int, size float64, comma bool) (plan, bool) {
	g := Grid{Table: p.table, Columns: columns, Size: size,
		Widths: make([]float64, len(columns)), Tails: make([]float64, len(columns)), Hangs: make([]float64, len(columns))}
	spare := p.page.Width
	for i, j := range columns {
		g.Widths[i] = p.least(j, size, comma)
		spare -= g.Widths[i]
		if g.Hangs[i] = p.measures[j].hang * size; comma {
			g.Tails[i] = p.measures[j].tail * size
		}
	}
	if spare < -2*Slack {
		return plan{}, false
	}
	spare = g.level(spare)
	air := min(spare/4, float64(len(columns))*PadX)
	g.stretch(p.lower(&g, spare-air) + air)
	return plan{g, p.height(&g)}, true
}

// level makes the columns of each group as wide as its widest, as far as spare
// goes, and returns what is left.
func (g *Grid) level(spare float64) float64 {
	for i := 0; i < len(g.Columns); {
		k := i + 1
		if g.Table.Columns[g.Columns[i]].Group != "" {
			k = g.groupEnd(i)
		}
		widest := slices.Max(g.Widths[i:k])
		if lacks := widest*float64(k-i) - g.Width(i, k); lacks <= spare {
			for n := i; n < k; n++ {
				g.Widths[n] = widest
			}
			spare -= lacks
		}
		i = k
	}
	return spare
}

// step is by how much a column is widened at a time, in millimetres.
const step = 2.5

// lower widens, step by step, the column that saves most height for its width,
// and returns what is left of spare.
func (p *planner) lower(g *Grid, spare float64) float64 {
	const far = 24 // steps looked ahead: one alone may save nothing
	height := p.height(g)
	for spare >= step {
		best, wider, gain := -1, 0.0, 0.0
		for i := range g.Columns {
			if !p.wraps(g, i) {
				continue
			}
			others, old := p.without(g, i), g.Widths[i]
			for n := 1; n <= far && float64(n)*step <= spare; n++ {
				g.Widths[i] = old + float64(n)*step
				if won := (height - p.heightWith(g, i, others)) / float64(n); won > gain+Slack {
					best, wider, gain = i, float64(n)*step, won
				}
			}
			g.Widths[i] = old
		}
		if best < 0 {
			break
		}
		g.Widths[best] += wider
		spare -= wider
		height = p.height(g)
	}
	return spare
}

// wraps reports whether column i has a text or a title of more than one line.
func (p *planner) wraps(g *Grid, i int) bool {
	j := g.Columns[i]
	room := g.Widths[i] - p.padding(j, g.Size)
	if p.measures[j].title*g.Size > room {
		return true
	}
	return slices.ContainsFunc(p.sample, func(row []float64) bool { return row[j]*g.Size > room })
}

// A tallness is how many lines the header and the rows of the sample take.
type tallness struct {
	head float64
	rows []float64
}

// take counts column i of a Grid in, from where it was counted without.
func (p *planner) take(t *tallness, g *Grid, i int, from *tallness) {
	j := g.Columns[i]
	t.head = max(from.head, lines(p.measures[j].title*g.Size, g.Widths[i]-2*PadX))
	room := g.Widths[i] - p.padding(j, g.Size)
	for n, lengths := range p.sample {
		t.rows[n] = max(from.rows[n], lines(lengths[j]*g.Size, room))
	}
}

// without counts the lines of all columns but one: it and its rows are good
// until the next call.
func (p *planner) without(g *Grid, column int) *tallness {
	t := &p.others
	t.head, t.rows = 1, t.rows[:0]
	for range p.sample {
		t.rows = append(t.rows, 1)
	}
	for i := range g.Columns {
		if i != column {
			p.take(t, g, i, t)
		}
	}
	return t
}

// heightWith is the height of a table, one of whose columns others leaves out.
func (p *planner) heightWith(g *Grid, column int, others *tallness) float64 {
	t := &p.with
	t.rows = slices.Grow(t.rows[:0], len(p.sample))[:len(p.sample)]
	p.take(t, g, column, others)
	return p.total(g, t)
}

// height estimates the height of the table.
func (p *planner) height(g *Grid) float64 { return p.total(g, p.without(g, -1)) }

// total is the height of a table: its rows, and the header as often as there
// are sheets.
func (p *planner) total(g *Grid, t *tallness) float64 {
	line := Pen{Size: g.Size}.Line()
	rows := 0.0
	for _, most := range t.rows {
		rows += most*line + 2*Pad(p.table)
	}
	rows *= p.share
	head := t.head
	if head > 3 { // tall headers are ugly, too
		head += 2 * (head - 3)
	}
	return rows + head*line*math.Ceil(rows/p.page.Height)
}

// lines estimates how many lines a text of a length takes: what words leave
// empty at the ends of lines is a tenth.
func lines(length, width float64) float64 {
	if length <= width+Slack || width <= 0 {
		return 1
	}
	return math.Ceil(length * 1.1 / width)
}

// stretch widens the columns so that the table is as wide as the page: the
// narrow ones first, so that figures do not stand against the rules, then all
// in proportion.
func (g *Grid) stretch(spare float64) {
	if len(g.Widths) == 0 || spare <= 0 {
		return
	}
	air := min(2*PadX, spare*0.8/float64(len(g.Widths)))
	sum := 0.0
	for i := range g.Widths {
		g.Widths[i] += air
		spare -= air
		sum += g.Widths[i]
	}
	for i := range g.Widths {
		g.Widths[i] *= 1 + spare/sum
	}
}

// split makes parts of a table that is too wide, as few as the smallest type
// allows, all in the same size.
func (p *planner) split() []Grid {
	smallest := sizes(p.page.Wide)[len(sizes(p.page.Wide))-1]
	widths := make([]float64, len(p.table.Columns))
	for j := range widths {
		widths[j] = p.least(j, smallest, false)
	}
	frozen := p.frozen(widths)
	room := p.page.Width
	few := len(p.parts(frozen, widths, room))
	low, high := 0.0, room
	for high-low > 0.5 { // even parts rather than a last one of one column
		if mid := (low + high) / 2; len(p.parts(frozen, widths, mid)) <= few {
			high = mid
		} else {
			low = mid
		}
	}
	parts := p.parts(frozen, widths, high)
	size := sizes(p.page.Wide)[0]
	for _, part := range parts {
		if plans := p.plans(part); len(plans) > 0 {
			size = min(size, choose(plans).grid.Size)
		}
	}
	var grids []Grid
	for _, part := range parts {
		pl, ok := p.plan(part, size)
		if !ok { // one column wider than a page cannot be: least is at most half of it
			pl, _ = p.plan(part, smallest)
		}
		grids = append(grids, pl.grid)
	}
	return grids
}

// frozen returns the leading columns that every part repeats: as many as the
// table says, as long as they leave room for others.
func (p *planner) frozen(widths []float64) []int {
	var columns []int
	sum := 0.0
	for j := range min(p.table.Frozen, len(widths)) {
		if sum += widths[j]; sum > p.page.Width*0.5+Slack {
			break
		}
		columns = append(columns, j)
	}
	return columns
}

// parts packs the columns into parts no wider than room, without parting the
// columns of a group where a part can hold it whole.
func (p *planner) parts(frozen []int, widths []float64, room float64) [][]int {
	base := 0.0
	for _, j := range frozen {
		base += widths[j]
	}
	var parts [][]int
	part, used := slices.Clone(frozen), base
	next := func() {
		if len(part) > len(frozen) {
			parts = append(parts, part)
		}
		part, used = slices.Clone(frozen), base
	}
	for _, unit := range p.units(len(frozen)) {
		whole := 0.0
		for _, j := range unit {
			whole += widths[j]
		}
		if used+whole > room+Slack && base+whole <= room+Slack {
			next()
		}
		for _, j := range unit {
			if used+widths[j] > room+Slack {
				next()
			}
			part, used = append(part, j), used+widths[j]
		}
	}
	next()
	return parts
}

// units returns the columns from first on, those of a group together.
func (p *planner) units(first int) [][]int {
	var units [][]int
	for j := first; j < len(p.table.Columns); j++ {
		group := p.table.Columns[j].Group
		if j > first && group != "" && group == p.table.Columns[j-1].Group {
			units[len(units)-1] = append(units[len(units)-1], j)
			continue
		}
		units = append(units, []int{j})
	}
	return units
}
