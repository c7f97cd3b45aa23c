package pdf

import (
	"github.com/johnfercher/maroto/v2/pkg/core/entity"

	"tongket/report/annex"
	"tongket/report/chart/fonts"
	"tongket/report/plot"
	"tongket/report/table"
)

// A grid is a table.Grid that is drawn.
type grid struct{ table.Grid }

// fit chooses the type size for a table on a page, and the widths of its
// columns, in one part or in several.
func fit(t *annex.Table, page geometry) []grid {
	var grids []grid
	for _, g := range table.Fit(t, table.Page{Wide: page.wide, Width: page.width(), Height: page.height()}) {
		grids = append(grids, grid{g})
	}
	return grids
}

// table lays out the rows of a grid below what stands on the sheet, with the
// header on each sheet. No row is cut unless it is taller than a sheet, a
// section row is never the last on a sheet, and the first child stays with the
// row it belongs to.
//
// below is the height of what must stand below the last row on its sheet.
func (f *flow) table(g grid, below float64) {
	if len(g.Columns) == 0 {
		return
	}
	head, height := g.Header()
	f.need(height + g.first())
	f.draw(g.drawHeader(head, height))
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
			f.draw(g.drawHeader(head, height))
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
	for g.Height(l) > f.left() {
		if fits := g.Height(l) <= f.page.height()-height; fits || f.left() < 3*(pen{Size: g.Size}).Line() {
			f.next()
			f.draw(g.drawHeader(head, height))
			if fits {
				break
			}
		}
		var piece table.LaidRow
		piece, l = g.Cut(l, f.left())
		f.draw(g.drawRow(piece))
		if l.From == l.To {
			return
		}
	}
	f.draw(g.drawRow(l))
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

// drawHeader draws the header of a grid.
func (g *grid) drawHeader(cells []table.Head, height float64) drawing {
	var texts []string
	for _, c := range cells {
		texts = append(texts, join(c.Lines))
	}
	return drawing{name: "header", text: join(texts), height: height, on: func(c *canvas, at entity.Cell) {
		p := pen{Style: fonts.Bold, Size: g.Size}
		for _, cell := range cells {
			x, w := at.X+g.Width(0, cell.From), g.Width(cell.From, cell.To)
			c.frame(x, at.Y+cell.Top, w, cell.Height)
			y := at.Y + cell.Top + (cell.Height-float64(len(cell.Lines))*p.Line())/2
			for n, line := range cell.Lines {
				c.centred(x+w/2, y+float64(n)*p.Line()+p.Baseline(), p, line)
			}
		}
	}}
}

// kindNames name the rows in maroto's structure.
var kindNames = [...]string{annex.Plain: "row", annex.Section: "section", annex.Total: "total", annex.Child: "child"}

// drawRow draws a laid row: its texts, and the rules around its cells but the
// one above.
func (g *grid) drawRow(l table.LaidRow) drawing {
	height := g.Height(l)
	return drawing{name: kindNames[l.Row.Kind], says: func() string { return textOf(l) }, height: height, on: func(c *canvas, at entity.Cell) {
		x := at.X
		if l.Row.Missed {
			c.shade(x, at.Y, g.Width(0, len(g.Columns)), height)
		}
		c.rule(x, at.Y, x, at.Y+height)
		for i := range g.Columns {
			width := g.Widths[i]
			if i == l.Span {
				width = g.Width(i, len(g.Columns))
			}
			g.drawCell(c, l, i, entity.Cell{X: x, Y: at.Y, Width: width, Height: height})
			x += width
			c.rule(x, at.Y, x, at.Y+height)
			if i == l.Span {
				break
			}
		}
		c.rule(at.X, at.Y+height, x, at.Y+height)
	}}
}

// drawCell writes the lines of a cell, centred in its height.
func (g *grid) drawCell(c *canvas, l table.LaidRow, i int, at entity.Cell) {
	if j := g.Columns[i]; g.Table.Columns[j].Plot > 0 && j < len(l.Row.Cells) && l.From == 0 {
		c.plotCell(l.Row.Cells[j], at)
	}
	lines := l.Shown(i)
	if len(lines) == 0 || g.Columns[i] >= len(l.Row.Cells) {
		return
	}
	j := g.Columns[i]
	cell, p := l.Row.Cells[j], g.Pen(l.Row, j)
	y := at.Y + (at.Height-float64(len(lines))*p.Line())/2 + p.Baseline()
	for n, line := range lines {
		last := l.From+n == len(l.Lines[i])-1
		note := 0.0
		if last {
			note = table.NoteWidth(cell, g.Size)
		}
		x := at.X + g.offset(l.Row, i, line, at.Width, note)
		c.text(x, y, p, line)
		if last && cell.Note > 0 {
			small := pen{Style: fonts.Regular, Size: g.Size * table.NoteScale}
			c.text(x+p.Width(line), y-g.Size*point*table.NoteRise, small, table.NoteMark(cell.Note))
		}
		y += p.Line()
	}
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

// plotCell draws what a cell has to draw, within its rules.
func (c *canvas) plotCell(cell annex.Cell, at entity.Cell) {
	const inset = 0.4
	width, height := at.Width-2*inset, at.Height-2*inset
	switch {
	case cell.Spark != nil:
		tall := min(height, 6)
		c.plot(plot.Spark(cell.Spark, cell.Estimate, width-2, tall), at.X+inset+1, at.Y+(at.Height-tall)/2)
	case cell.Span != nil:
		c.plot(plot.Cell(*cell.Span, width, at.Height), at.X+inset, at.Y)
	}
}

// shade fills a rectangle with a grey of ten per cent.
func (c *canvas) shade(x, y, width, height float64) {
	c.op("q", 0)
	c.op(" g", 2, 0.9)
	c.op(" re f", 2, c.across(x), c.up(y), width*perMillimetre, -height*perMillimetre)
	c.op("Q", 0)
}
