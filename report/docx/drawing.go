package docx

import (
	"tongket/report/annex"
	"tongket/report/plot"
	"tongket/report/table"
)

// cellPlot is the plot in a cell of a table in columns so wide and lines so high, in
// millimetres; nil for a cell that has none.
func cellPlot(c annex.Cell, width, line float64) *plot.Plot {
	var p plot.Plot
	switch d := c.Drawn; {
	case d == nil:
	case d.Spark != nil:
		p = plot.Spark(d.Spark, d.Estimate, width, line)
	case d.Span != nil:
		p = plot.Cell(*d.Span, width, line)
	}
	if len(p.Marks) == 0 {
		return nil
	}
	return &p
}

// A drawingPart is a drawing, once for all places where it stands.
type drawingPart struct {
	name, id string
	data     []byte
}

// drawing writes a plot as a picture in the line of text, with what it is and what it
// says to those who cannot see it.
func (d *document) drawing(p plot.Plot, name, says string) {
	part := d.picture(metafileOf(p))
	id := d.id()
	d.begin("w:r")
	d.begin("w:drawing")
	d.begin("wp:inline", "distT", "0", "distB", "0", "distL", "0", "distR", "0")
	d.empty("wp:extent", "cx", emu(p.Width), "cy", emu(p.Height))
	d.empty("wp:docPr", "id", id, "name", name+" "+id, "descr", says)
	d.empty("wp:cNvGraphicFramePr")
	d.begin("a:graphic")
	d.begin("a:graphicData", "uri", drawingML+"picture")
	d.begin("pic:pic")
	d.begin("pic:nvPicPr")
	d.empty("pic:cNvPr", "id", id, "name", part.name)
	d.empty("pic:cNvPicPr")
	d.end(1)
	d.begin("pic:blipFill")
	d.empty("a:blip", "r:embed", part.id)
	d.begin("a:stretch")
	d.empty("a:fillRect")
	d.end(2)
	d.begin("pic:spPr")
	d.begin("a:xfrm")
	d.empty("a:off", "x", "0", "y", "0")
	d.empty("a:ext", "cx", emu(p.Width), "cy", emu(p.Height))
	d.end(1)
	d.begin("a:prstGeom", "prst", "rect")
	d.empty("a:avLst")
	d.end(8)
}

// picture is the part of a drawing; of two alike the first.
func (d *document) picture(data []byte) drawingPart {
	part, ok := d.pictureAt[string(data)]
	if !ok {
		n := itoa(len(d.drawings) + 1)
		part = drawingPart{"hinh" + n + ".emf", "rIdHinh" + n, data}
		d.pictureAt[string(data)] = part
		d.drawings = append(d.drawings, part)
	}
	return part
}

// inside tells whether a mark lies in its plot: one that does not, or is nowhere, is
// not drawn.
func inside(m plot.Mark, p plot.Plot) bool {
	const hair = 0.5
	b := m.Box()
	return b.Left >= -hair && b.Top >= -hair && b.Right <= p.Width+hair && b.Bottom <= p.Height+hair
}

// plotHeight is the height of the plot in a cell: what the row has, so that it does not
// grow.
func (d *document) plotHeight(g *table.Grid, r *annex.Row, c annex.Cell) float64 {
	const most = 6
	if c.Drawn == nil || c.Drawn.Spark == nil {
		return plotLine(g.Size)
	}
	return min(most, plotLine(g.Size)*float64(max(1, g.Lay(r).To)))
}

// plotLine is the height of a plot in a line of letters of a size.
func plotLine(size float64) float64 { return max(2, lineHeight(size)*0.8) }
