package docx

import (
	"tongket/report/annex"
	"tongket/report/chart/fonts"
	"tongket/report/table"
)

// table writes the table of a grid: its header is repeated on each page, no row
// is cut, a section row stays with the row below it, a low table stays on one page,
// and figures stand at their decimal comma whatever the machine takes for one.
func (d *document) table(g table.Grid, description string, page geometry, notesFollow bool) {
	d.begin("w:tbl")
	d.begin("w:tblPr")
	d.empty("w:tblStyle", "w:val", styleTable)
	total := 0
	for _, w := range g.Widths {
		total += twipsOf(w)
	}
	d.empty("w:tblW", "w:w", itoa(total), "w:type", "dxa")
	d.empty("w:tblLayout", "w:type", "fixed")
	if g.Table.Compact { // closer than its style
		d.begin("w:tblCellMar")
		d.empty("w:top", "w:w", "0", "w:type", "dxa")
		d.empty("w:bottom", "w:w", "0", "w:type", "dxa")
		d.end(1)
	}
	d.empty("w:tblLook", "w:val", "0420", "w:firstRow", "1", "w:lastRow", "0", "w:firstColumn", "0", "w:lastColumn", "0", "w:noHBand", "0", "w:noVBand", "1")
	d.empty("w:tblCaption", "w:val", description)
	d.end(1)
	d.begin("w:tblGrid")
	for _, w := range g.Widths {
		d.empty("w:gridCol", "w:w", twips(w))
	}
	d.end(1)
	d.head(&g)
	rows := g.Table.Rows
	_, whole := stays(&g, page)
	for i := range rows {
		keep := whole && i < len(rows)-1 ||
			rows[i].Kind == annex.Section ||
			i+1 < len(rows) && rows[i+1].Kind == annex.Child && rows[i].Kind != annex.Child || // a row with its first child
			i == len(rows)-2 || // no last row alone on a page
			i == len(rows)-1 && notesFollow
		d.row(&g, &rows[i], page, keep)
	}
	d.end(1)
	d.tail = true
}

// head writes the header: one row, or two where columns are grouped.
func (d *document) head(g *table.Grid) {
	cells, height := g.Header()
	grouped, upper := false, height
	for _, c := range cells {
		if c.Top > 0 {
			grouped, upper = true, c.Top
		}
	}
	d.begin("w:tr")
	d.headProperties(upper)
	for _, c := range cells {
		column := g.Table.Columns[g.Columns[c.From]]
		switch {
		case c.Top > 0:
		case column.Group != "":
			d.headCell(g, c, "", column.Group)
		case grouped:
			d.headCell(g, c, "restart", column.Title)
		default:
			d.headCell(g, c, "", column.Title)
		}
	}
	d.end(1)
	if !grouped {
		return
	}
	d.begin("w:tr")
	d.headProperties(height - upper)
	for _, c := range cells {
		column := g.Table.Columns[g.Columns[c.From]]
		switch {
		case c.Top > 0:
			d.headCell(g, c, "", column.Title)
		case column.Group == "":
			d.headCell(g, c, "continue", "")
		}
	}
	d.end(1)
}

// headProperties says that a row is of the header, and how tall it is at least: a
// program that repeats the header may not look into a cell of two rows for that.
func (d *document) headProperties(height float64) {
	d.begin("w:trPr")
	d.empty("w:cantSplit")
	d.empty("w:trHeight", "w:val", twips(height), "w:hRule", "atLeast")
	d.empty("w:tblHeader")
	d.end(1)
}

// rowProperties says that a row is not cut, and whether it is of the header.
func (d *document) rowProperties(whole, head bool) {
	if !whole && !head {
		return
	}
	d.begin("w:trPr")
	if whole {
		d.empty("w:cantSplit")
	}
	if head {
		d.empty("w:tblHeader")
	}
	d.end(1)
}

// headCell writes a cell of the header; merge tells how it stands in a cell of
// two rows.
func (d *document) headCell(g *table.Grid, c table.Head, merge, title string) {
	d.begin("w:tc")
	d.cellProperties(g.Width(c.From, c.To), c.To-c.From, merge)
	p := paragraph{style: headStyle(g.Size), keepNext: true}
	if title != "" {
		p.add(title, plain)
	}
	d.paragraph(p)
	d.end(1)
}

// cellProperties writes what a cell is, in the order of CT_TcPr.
func (d *document) cellProperties(width float64, columns int, merge string) {
	d.shadedCell(width, columns, merge, "")
}

// missedShade is the grey of a row whose target was not met.
const missedShade = "E6E6E6"

// shadedCell is cellProperties on a colour; empty for none.
func (d *document) shadedCell(width float64, columns int, merge, colour string) {
	d.begin("w:tcPr")
	d.empty("w:tcW", "w:w", twips(width), "w:type", "dxa")
	if columns > 1 {
		d.empty("w:gridSpan", "w:val", itoa(columns))
	}
	if merge != "" {
		d.empty("w:vMerge", "w:val", merge)
	}
	if colour != "" {
		d.empty("w:shd", "w:val", "clear", "w:color", "auto", "w:fill", colour)
	}
	d.empty("w:vAlign", "w:val", "center")
	d.end(1)
}

// row writes a row; one as tall as half a page may be cut.
func (d *document) row(g *table.Grid, r *annex.Row, page geometry, keep bool) {
	d.begin("w:tr")
	// A row of one line cannot be cut; LibreOffice loses rows that are told not to be.
	laid := g.Lay(r)
	d.rowProperties(laid.To > 1 && g.Height(laid) <= page.height/2, false)
	for i, j := range g.Columns {
		columns := 1
		if j < len(r.Cells) && table.Spans(*r, j) {
			columns = len(g.Columns) - i
		}
		d.begin("w:tc")
		colour := ""
		if r.Missed {
			colour = missedShade
		}
		d.shadedCell(g.Width(i, i+columns), columns, "", colour)
		p := paragraph{style: cellStyle(g.Size), keepNext: keep}
		if j < len(r.Cells) {
			p = d.cellText(g, r, i, keep)
		}
		d.paragraph(p)
		d.end(1)
		if columns > 1 {
			break
		}
	}
	d.end(1)
}

// cellText is the paragraph of cell i of a row.
func (d *document) cellText(g *table.Grid, r *annex.Row, i int, keep bool) paragraph {
	j := g.Columns[i]
	c := r.Cells[j]
	p := paragraph{style: cellStyle(g.Size), keepNext: keep}
	if c.Value != nil {
		p.comment = d.comments.about(c)
	}
	look := plain
	switch g.Pen(r, j).Style {
	case fonts.Bold:
		look = bold
	case fonts.Italic:
		look = italic
	}
	if drawn := cellPlot(c, g.Width(i, i+1)-2*table.PadX-0.2, d.plotHeight(g, r, c)); drawn != nil {
		p.runs = append(p.runs, run{plot: drawn})
	}
	if c.Text != "" {
		p.add(c.Text, look)
	}
	if c.Note > 0 {
		p.add(table.NoteMark(c.Note), note)
	}
	switch g.Table.Columns[j].Align {
	case annex.Centre:
		p.centred = true
	case annex.Right:
		p.flush = true
		width := table.NoteWidth(c, g.Size)
		p.room = max(0, g.Room(r, i, c.Text, width)-width)
	default:
		p.indent = g.Indent(r, j)
	}
	return p
}
