package pdf

import (
	"fmt"
	"slices"

	"github.com/johnfercher/maroto/v2/pkg/core/entity"

	"tongket/report/annex"
	"tongket/report/chart/fonts"
	"tongket/report/plot"
	"tongket/report/table"
	"tongket/report/vi"
)

// A grid is a table.Grid that is drawn, with the elements of its rows.
type grid struct {
	table.Grid
	head, body *element
	section    string  // the name of the section row drawn last; "": none
	inHand     rowTags // of a whole row, while it is drawn
}

// fit chooses the type size for a table on a page, and the widths of its
// columns, in one part or in several.
func fit(t *annex.Table, page geometry) []grid {
	var grids []grid
	for _, g := range table.Fit(t, table.Page{Wide: page.wide, Width: page.width(), Height: page.height()}) {
		grids = append(grids, grid{Grid: g})
	}
	return grids
}

// table lays out the rows of a grid below what stands on the sheet, with the
// header on each sheet. No row is cut unless it is taller than a sheet, a
// section row is never the last on a sheet, and the first child stays with the
// row it belongs to.
//
// below is the height of what must stand below the last row on its sheet; e is the
// table's element.
func (f *flow) table(e *element, g grid, below float64) {
	if len(g.Columns) == 0 {
		return
	}
	head, height := g.Header()
	g.head, g.body = e, e
	if len(g.Table.Rows) > 0 {
		g.head, g.body = e.add("THead"), e.add("TBody")
	}
	f.need(height + g.first())
	f.draw(g.drawHeader(head, height, true))
	rows := g.Table.Rows
	placed := 0 // groups of rows on this sheet
	for i := 0; i < len(rows); {
		k := groupEnd(rows, i)
		group, tall := g.layAll(rows[i:k])
		if k == len(rows) {
			tall += below
		}
		if placed > 0 && (tall > f.left() || g.strands(rows, k, f.left()-tall-below)) {
			f.next()
			f.draw(g.drawHeader(head, height, false))
			placed = 0
		}
		for _, l := range group {
			f.row(&g, l, head, height)
		}
		placed++
		i = k
	}
}

// row puts a row on the sheet, in pieces if it is taller than a sheet.
func (f *flow) row(g *grid, l table.LaidRow, head []table.Head, height float64) {
	var tags *rowTags // of a row in pieces
	for g.Height(l) > f.left() {
		if fits := g.Height(l) <= f.page.height()-height; fits || f.left() < 3*(pen{Size: g.Size}).Line() {
			f.next()
			f.draw(g.drawHeader(head, height, false))
			if fits {
				break
			}
		}
		if tags == nil {
			tags = &rowTags{}
		}
		var piece table.LaidRow
		piece, l = g.Cut(l, f.left())
		f.draw(g.drawRow(piece, tags, l.From == l.To))
		if l.From == l.To {
			return
		}
	}
	f.draw(g.drawRow(l, tags, true))
}

// groupEnd returns the end of the rows from i on that stay on one sheet: the
// section rows with the row that follows them, and a row with its first child.
func groupEnd(rows []annex.Row, i int) int {
	k := i + 1
	for k < len(rows) && rows[k-1].Kind == annex.Section {
		k++
	}
	if k < len(rows) && rows[k].Kind == annex.Child && rows[k-1].Kind != annex.Child {
		k++
	}
	return k
}

// strands reports whether the table's last rows, from k on, would stand alone
// on the next sheet: they are one group that doesn't fit in left.
func (g *grid) strands(rows []annex.Row, k int, left float64) bool {
	if k >= len(rows) || groupEnd(rows, k) < len(rows) {
		return false
	}
	_, tall := g.layAll(rows[k:])
	return tall > left
}

// first is the height of the rows that must stand below the first header, but
// not more than half a sheet.
func (g *grid) first() float64 {
	if len(g.Table.Rows) == 0 {
		return 0
	}
	_, tall := g.layAll(g.Table.Rows[:groupEnd(g.Table.Rows, 0)])
	return min(tall, landscape.height()/2)
}

// whole returns the height of the table without page breaks: of one that is
// taller than a sheet, some height that is.
func (g *grid) whole() float64 {
	_, height := g.Header()
	for i := range g.Table.Rows {
		if height > sheetLong {
			break
		}
		height += g.Height(g.Lay(&g.Table.Rows[i]))
	}
	return height
}

func (g *grid) layAll(rows []annex.Row) (laid []table.LaidRow, height float64) {
	laid = make([]table.LaidRow, len(rows))
	for i := range rows {
		laid[i] = g.Lay(&rows[i])
		height += g.Height(laid[i])
	}
	return laid, height
}

// drawHeader draws the header of a grid: the first is content, its repetitions are
// none.
func (g *grid) drawHeader(cells []table.Head, height float64, first bool) drawing {
	var texts []string
	for _, c := range cells {
		texts = append(texts, join(c.Lines))
	}
	return drawing{name: "header", text: join(texts), height: height, on: func(c *canvas, at entity.Cell) {
		if first {
			g.headRows(c, cells, height, at)
			return
		}
		c.open(nil)
		for _, cell := range cells {
			g.drawHead(c, cell, at)
		}
		c.close()
	}}
}

// headRows draws the header as content: the upper level, then the lower one.
func (g *grid) headRows(c *canvas, cells []table.Head, height float64, at entity.Cell) {
	upper := &element{kind: "TR", parent: g.head}
	lower := &element{kind: "TR", parent: g.head}
	two := slices.ContainsFunc(cells, func(cell table.Head) bool { return cell.Top > 0 })
	owners := make([]*element, len(cells))
	group := ""
	for i, cell := range cells { // a group's name is known before its columns
		row, attributes := upper, ""
		switch {
		case cell.Top > 0:
			row, attributes = lower, "/Headers[("+group+")]"
		case cell.Height < height:
			attributes = fmt.Sprintf("/ColSpan %d", cell.To-cell.From)
		case two:
			attributes = "/RowSpan 2"
		}
		owners[i] = row.add("TH")
		owners[i].table = "/Scope/Column" + attributes
		if cell.Top == 0 && cell.Height < height {
			group = c.tree.name(owners[i])
		}
	}
	for _, row := range []*element{upper, lower} {
		for i, cell := range cells {
			if owners[i].parent != row {
				continue
			}
			if len(cell.Lines) == 1 && cell.Lines[0] == "" {
				g.boxHead(c, cell, at)
				continue
			}
			c.open(owners[i])
			g.drawHead(c, cell, at)
			c.close()
		}
		c.tree.done(row)
	}
}

// boxHead draws the rules around a cell of the header.
func (g *grid) boxHead(c *canvas, cell table.Head, at entity.Cell) {
	c.box(at.X+g.Width(0, cell.From), at.Y+cell.Top, g.Width(cell.From, cell.To), cell.Height)
}

// drawHead draws a cell of the header.
func (g *grid) drawHead(c *canvas, cell table.Head, at entity.Cell) {
	g.boxHead(c, cell, at)
	p := pen{Style: fonts.Bold, Size: g.Size}
	middle := at.X + g.Width(0, cell.From) + g.Width(cell.From, cell.To)/2
	y := at.Y + cell.Top + (cell.Height-float64(len(cell.Lines))*p.Line())/2
	title := g.Table.Columns[g.Columns[cell.From]].Title
	if cell.Top == 0 && g.Table.Columns[g.Columns[cell.From]].Group != "" {
		title = g.Table.Columns[g.Columns[cell.From]].Group
	}
	for n, line := range cell.Lines {
		c.more = n < len(cell.Lines)-1 && goesOn(&title, line)
		c.centred(middle, y+float64(n)*p.Line()+p.Baseline(), p, line)
	}
}

// kindNames name the rows in maroto's structure.
var kindNames = [...]string{annex.Plain: "row", annex.Section: "section", annex.Total: "total", annex.Child: "child"}

// rowTags are the elements of a row, which its pieces share.
type rowTags struct {
	row   element
	cells []element // by column of the grid
	kids  []kid     // room for one of each cell
}

// tag makes the elements of a row: its name heads it, and a section the names
// below it.
func (g *grid) tag(c *canvas, l table.LaidRow, tags *rowTags) {
	if len(tags.cells) > 0 { // by the piece above
		return
	}
	tags.row = element{kind: "TR", parent: g.body, kids: tags.row.kids[:0]}
	c.tree.number(&tags.row)
	n := len(g.Columns)
	tags.cells, tags.kids = slices.Grow(tags.cells, n)[:n], slices.Grow(tags.kids, n)[:n]
	label := table.LabelColumn(g.Table)
	for i, j := range g.Columns {
		e := &tags.cells[i]
		*e = element{kind: "TD", parent: &tags.row, kids: tags.kids[i : i : i+1]}
		span := ""
		if n := len(g.Columns) - i; i == l.Span && n > 1 {
			span = "/ColSpan " + itoa(n)
		}
		switch section := l.Row.Kind == annex.Section; {
		case j == label && len(l.Lines[i]) > 0 && l.Lines[i][0] != "":
			e.kind = "TH"
			switch {
			case section:
				g.section = c.tree.name(e)
				e.table = "/Scope/Row" + span
			case g.section != "":
				e.table = "/Scope/Row/Headers[(" + g.section + ")]"
			default:
				e.table = "/Scope/Row"
			}
		case span != "":
			e.table = span
		}
		tags.row.kids = append(tags.row.kids, kid{object: int32(c.tree.number(e))})
		if i == l.Span {
			break
		}
	}
}

// end writes the elements of a row.
func (t *rowTags) end(c *canvas) {
	c.tree.done(&t.row)
	for i := range t.row.kids {
		c.tree.write(&t.cells[i])
	}
	t.cells = t.cells[:0]
}

// drawRow draws a laid row, or a piece of one, of which last is the end: its texts,
// and the rules around its cells but the one above. tags is nil for a whole row.
func (g *grid) drawRow(l table.LaidRow, tags *rowTags, last bool) drawing {
	height := g.Height(l)
	return drawing{name: kindNames[l.Row.Kind], says: func() string { return textOf(l) }, height: height, on: func(c *canvas, at entity.Cell) {
		x := at.X
		if tags == nil {
			tags = &g.inHand
		}
		g.tag(c, l, tags)
		if l.Row.Missed {
			c.sketch(nil)
			c.shade(x, at.Y, g.Width(0, len(g.Columns)), height)
			c.close()
		}
		c.edge(x, at.Y, x, at.Y+height)
		for i := range g.Columns {
			width := g.Widths[i]
			if i == l.Span {
				width = g.Width(i, len(g.Columns))
			}
			g.drawCell(c, &tags.cells[i], l, i, entity.Cell{X: x, Y: at.Y, Width: width, Height: height})
			x += width
			c.edge(x, at.Y, x, at.Y+height)
			if i == l.Span {
				break
			}
		}
		c.edge(at.X, at.Y+height, x, at.Y+height)
		if last {
			tags.end(c)
		}
	}}
}

// drawCell writes the lines of a cell, centred in its height.
func (g *grid) drawCell(c *canvas, e *element, l table.LaidRow, i int, at entity.Cell) {
	j := g.Columns[i]
	if g.Table.Columns[j].Plot > 0 && j < len(l.Row.Cells) && l.From == 0 {
		c.plotCell(e, l.Row.Cells[j], g.Table.Columns[j].Title, at)
	}
	lines := l.Shown(i)
	if len(lines) == 0 || j >= len(l.Row.Cells) {
		return
	}
	cell, p := l.Row.Cells[j], g.Pen(l.Row, j)
	if cell.Text == "" && cell.Note == 0 {
		return
	}
	whole := ""
	if len(lines) > 1 {
		whole = cell.Text
	}
	c.open(e)
	y := at.Y + (at.Height-float64(len(lines))*p.Line())/2 + p.Baseline()
	for n, line := range lines {
		last := l.From+n == len(l.Lines[i])-1
		note := 0.0
		if last {
			note = table.NoteWidth(cell, g.Size)
		}
		x := at.X + g.offset(l.Row, i, line, at.Width, note)
		c.more = !last && goesOn(&whole, line)
		c.text(x, y, p, line)
		if last && cell.Note > 0 {
			small := pen{Style: fonts.Regular, Size: g.Size * table.NoteScale}
			c.text(x+p.Width(line), y-g.Size*point*table.NoteRise, small, table.NoteMark(cell.Note))
		}
		y += p.Line()
	}
	c.close()
}

// offset returns where a line of a cell begins, from the cell's left edge.
func (g *grid) offset(r *annex.Row, i int, line string, width, note float64) float64 {
	j := g.Columns[i]
	w := g.Pen(r, j).Width(line)
	switch g.Table.Columns[j].Align {
	case annex.Centre:
		return (width - w - note) / 2
	case annex.Right:
		return width - table.PadX - w - g.Room(r, i, line, note)
	}
	return table.PadX + g.Indent(r, j)
}

// textOf is what the row says, for maroto's structure.
func textOf(l table.LaidRow) string {
	var texts []string
	for i := range l.Lines {
		texts = append(texts, join(l.Shown(i)))
	}
	return join(texts)
}

// plotCell draws what a cell has to draw, within its rules; says is its column's
// title.
func (c *canvas) plotCell(e *element, cell annex.Cell, title string, at entity.Cell) {
	if cell.Drawn == nil {
		return
	}
	says := ""
	switch span := cell.Drawn.Span; {
	case cell.Drawn.Spark != nil:
		says = vi.AltPlot(title, cell.Drawn.Spark...)
	case span != nil && (span.Base != nil || span.Last != nil):
		says = span.Says
	default:
		return
	}
	c.figure(e.add("Figure"), says, at.X, at.Y, at.Width, at.Height, func() { c.plotIn(*cell.Drawn, at) })
}

// plotIn draws it.
func (c *canvas) plotIn(d annex.Drawing, at entity.Cell) {
	const inset = 0.4
	width, height := at.Width-2*inset, at.Height-2*inset
	switch {
	case d.Spark != nil:
		tall := min(height, 6)
		c.plot(plot.Spark(d.Spark, d.Estimate, width-2, tall), at.X+inset+1, at.Y+(at.Height-tall)/2)
	case d.Span != nil:
		c.plot(plot.Cell(*d.Span, width, at.Height), at.X+inset, at.Y)
	}
}

// shade fills a rectangle with a grey of ten per cent.
func (c *canvas) shade(x, y, width, height float64) {
	c.op("q", 0)
	c.op(" g", 2, 0.9)
	c.op(" re f", 2, c.across(x), c.up(y), width*perMillimetre, -height*perMillimetre)
	c.op("Q", 0)
}
