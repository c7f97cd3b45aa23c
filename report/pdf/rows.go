package pdf

import (
	"github.com/johnfercher/maroto/v2/pkg/core/entity"

	"tongket/report/annex"
	"tongket/report/chart/fonts"
)

// table lays out the rows of a grid below what stands on the sheet, with the
// header on each sheet. No row is cut unless it is taller than a sheet, a
// section row is never the last on a sheet, and the first child stays with the
// row it belongs to.
//
// below is the height of what must stand below the last row on its sheet.
func (f *flow) table(g grid, below float64) {
	if len(g.columns) == 0 {
		return
	}
	head, height := g.header()
	f.need(height + g.first())
	f.draw(g.drawHeader(head, height))
	rows := g.table.Rows
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
func (f *flow) row(g *grid, l laidRow, head []headCell, height float64) {
	for g.height(l) > f.left() {
		if fits := g.height(l) <= f.page.height()-height; fits || f.left() < 3*(pen{size: g.size}).line() {
			f.next()
			f.draw(g.drawHeader(head, height))
			if fits {
				break
			}
		}
		var piece laidRow
		piece, l = g.cut(l, f.left())
		f.draw(g.drawRow(piece))
		if l.from == l.to {
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
	if len(g.table.Rows) == 0 {
		return 0
	}
	_, tall := g.layAll(g.table.Rows[:groupEnd(g.table.Rows, 0)])
	return min(tall, landscape.height()/2)
}

// whole returns the height of the table without page breaks: of one that is
// taller than a sheet, some height that is.
func (g *grid) whole() float64 {
	_, height := g.header()
	for i := range g.table.Rows {
		if height > sheetLong {
			break
		}
		height += g.height(g.lay(&g.table.Rows[i]))
	}
	return height
}

func (g *grid) layAll(rows []annex.Row) (laid []laidRow, height float64) {
	laid = make([]laidRow, len(rows))
	for i := range rows {
		laid[i] = g.lay(&rows[i])
		height += g.height(laid[i])
	}
	return laid, height
}

// drawHeader draws the header of a grid.
func (g *grid) drawHeader(cells []headCell, height float64) drawing {
	var texts []string
	for _, c := range cells {
		texts = append(texts, join(c.lines))
	}
	return drawing{name: "header", text: join(texts), height: height, on: func(c *canvas, at entity.Cell) {
		p := pen{fonts.Bold, g.size}
		for _, cell := range cells {
			x, w := at.X+g.width(0, cell.i), g.width(cell.i, cell.k)
			c.frame(x, at.Y+cell.top, w, cell.height)
			y := at.Y + cell.top + (cell.height-float64(len(cell.lines))*p.line())/2
			for n, line := range cell.lines {
				c.centred(x+w/2, y+float64(n)*p.line()+p.baseline(), p, line)
			}
		}
	}}
}

// kindNames name the rows in maroto's structure.
var kindNames = [...]string{annex.Plain: "row", annex.Section: "section", annex.Total: "total", annex.Child: "child"}

// drawRow draws a laid row: its texts, and the rules around its cells but the
// one above.
func (g *grid) drawRow(l laidRow) drawing {
	height := g.height(l)
	return drawing{name: kindNames[l.row.Kind], says: l.text, height: height, on: func(c *canvas, at entity.Cell) {
		x := at.X
		c.rule(x, at.Y, x, at.Y+height)
		for i := range g.columns {
			width := g.widths[i]
			if i == l.span {
				width = g.width(i, len(g.columns))
			}
			g.drawCell(c, l, i, entity.Cell{X: x, Y: at.Y, Width: width, Height: height})
			x += width
			c.rule(x, at.Y, x, at.Y+height)
			if i == l.span {
				break
			}
		}
		c.rule(at.X, at.Y+height, x, at.Y+height)
	}}
}

// drawCell writes the lines of a cell, centred in its height.
func (g *grid) drawCell(c *canvas, l laidRow, i int, at entity.Cell) {
	lines := l.shown(i)
	if len(lines) == 0 || g.columns[i] >= len(l.row.Cells) {
		return
	}
	j := g.columns[i]
	cell, p := l.row.Cells[j], g.pen(l.row, j)
	y := at.Y + (at.Height-float64(len(lines))*p.line())/2 + p.baseline()
	for n, line := range lines {
		last := l.from+n == len(l.lines[i])-1
		note := 0.0
		if last {
			note = noteWidth(cell, g.size)
		}
		x := at.X + g.offset(l.row, i, line, at.Width, note)
		c.text(x, y, p, line)
		if last && cell.Note > 0 {
			small := pen{fonts.Regular, g.size * noteScale}
			c.text(x+p.width(line), y-g.size*point*noteRise, small, noteMark(cell.Note))
		}
		y += p.line()
	}
}

// offset returns where a line of a cell begins, from the cell's left edge.
func (g *grid) offset(r *annex.Row, i int, line string, width, note float64) float64 {
	j := g.columns[i]
	p := g.pen(r, j)
	w := p.width(line)
	switch g.table.Columns[j].Align {
	case annex.Centre:
		return (width - w - note) / 2
	case annex.Right:
		if !isShort(line) {
			return width - padX - w - note
		}
		lead, _ := splitMark(line)
		room := g.hangs[i]
		if g.tails[i] > 0 {
			lead, _ = splitDecimals(line)
			room = g.tails[i]
		}
		return width - padX - room - p.width(lead)
	}
	return padX + g.indent(r, j)
}

// isShort tells a figure or a mark, which is set at the decimal comma, from
// words in a column of figures.
func isShort(line string) bool {
	return isFigure(annex.Cell{Text: line}) || len([]rune(line)) == 1
}

// shown returns the lines of cell i that this piece of the row shows.
func (l laidRow) shown(i int) []string {
	lines := l.lines[i]
	return lines[min(l.from, len(lines)):min(l.to, len(lines))]
}

// text is what the row says, for maroto's structure.
func (l laidRow) text() string {
	var texts []string
	for i := range l.lines {
		texts = append(texts, join(l.shown(i)))
	}
	return join(texts)
}
