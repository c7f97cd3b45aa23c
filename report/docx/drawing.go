package docx

import (
	"fmt"

	"tongket/report/annex"
	"tongket/report/plot"
	"tongket/report/table"
	"tongket/report/vi"
)

// The name spaces of drawings that are groups of shapes: Word has them since 2010, and
// passes over them before.
const (
	compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
	groupML       = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
	shapeML       = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
)

// cellPlot is the plot in a cell of a table in columns so wide and lines so high, in
// millimetres; nil for a cell that has none.
func cellPlot(c annex.Cell, width, line float64) *plot.Plot {
	var p plot.Plot
	switch {
	case c.Spark != nil:
		p = plot.Spark(c.Spark, c.Estimate, width, line)
	case c.Span != nil:
		p = plot.Cell(*c.Span, width, line)
	}
	if len(p.Marks) == 0 {
		return nil
	}
	return &p
}

// drawing writes a plot as a group of shapes in the line of text. Its figures stand in
// the cells beside it, which its description says.
func (d *document) drawing(p plot.Plot) {
	id := d.id()
	d.begin("w:r")
	d.begin("mc:AlternateContent")
	d.begin("mc:Choice", "Requires", "wpg")
	d.begin("w:drawing")
	d.begin("wp:inline", "distT", "0", "distB", "0", "distL", "0", "distR", "0")
	d.empty("wp:extent", "cx", emu(p.Width), "cy", emu(p.Height))
	d.empty("wp:docPr", "id", id, "name", vi.AltDrawn+" "+id, "descr", vi.AltInRow)
	d.empty("wp:cNvGraphicFramePr")
	d.begin("a:graphic")
	d.begin("a:graphicData", "uri", groupML)
	d.begin("wpg:wgp")
	d.empty("wpg:cNvGrpSpPr")
	d.begin("wpg:grpSpPr")
	d.begin("a:xfrm")
	d.empty("a:off", "x", "0", "y", "0")
	d.empty("a:ext", "cx", emu(p.Width), "cy", emu(p.Height))
	d.empty("a:chOff", "x", "0", "y", "0")
	d.empty("a:chExt", "cx", emu(p.Width), "cy", emu(p.Height))
	d.end(2)
	d.mark(plot.Mark{Shape: plot.Area, X2: p.Width, Y2: p.Height}) // a group is as large as what it holds
	for _, m := range p.Marks {
		if inside(m, p) {
			d.mark(m)
		}
	}
	d.end(8)
}

// inside tells whether a mark lies in its plot: one that does not, or is nowhere, would
// move all others.
func inside(m plot.Mark, p plot.Plot) bool {
	const hair = 0.5
	b := m.Box()
	return b.Left >= -hair && b.Top >= -hair && b.Right <= p.Width+hair && b.Bottom <= p.Height+hair
}

// mark writes a line, a dot, a ring or a triangle as a shape, an area as a box that shows nothing;
// a plot in a cell has no others.
func (d *document) mark(m plot.Mark) {
	b := m.Box()
	if m.Shape == plot.Area {
		b = plot.Box{Left: m.X, Top: m.Y, Right: m.X2, Bottom: m.Y2}
	}
	shape, ink := "ellipse", fmt.Sprintf("%02X%02X%02X", plot.Colours[m.Ink][0], plot.Colours[m.Ink][1], plot.Colours[m.Ink][2])
	switch m.Shape {
	case plot.Line:
		shape = "line"
	case plot.Area:
		shape = "rect"
	case plot.Down:
		shape = "flowChartMerge"
	}
	d.begin("wps:wsp")
	d.empty("wps:cNvSpPr")
	d.begin("wps:spPr")
	var turned []string
	if m.Shape == plot.Line && (m.X2-m.X)*(m.Y2-m.Y) < 0 { // it rises
		turned = []string{"flipV", "1"}
	}
	d.begin("a:xfrm", turned...)
	d.empty("a:off", "x", emu(max(0, b.Left)), "y", emu(max(0, b.Top)))
	d.empty("a:ext", "cx", emu(b.Right-b.Left), "cy", emu(b.Bottom-b.Top))
	d.end(1)
	d.begin("a:prstGeom", "prst", shape)
	d.empty("a:avLst")
	d.end(1)
	width, dash := m.Width, "solid"
	switch m.Shape {
	case plot.Dot, plot.Down:
		d.fill(ink)
		width = 0
	case plot.Ring:
		d.fill("FFFFFF")
		width = 0.25
	case plot.Line, plot.Area:
		d.empty("a:noFill")
	}
	if m.Dashed {
		dash = "sysDash"
	}
	if width > 0 {
		d.line(ink, width*72/25.4, dash)
	} else {
		d.line("", 0, "")
	}
	d.end(1)
	d.empty("wps:bodyPr")
	d.end(1)
}

// plotHeight is the height of the plot in a cell: what the row has, so that it does not
// grow.
func (d *document) plotHeight(g *table.Grid, r *annex.Row, c annex.Cell) float64 {
	const most = 6
	if c.Spark == nil {
		return plotLine(g.Size)
	}
	return min(most, plotLine(g.Size)*float64(max(1, g.Lay(r).To)))
}

// plotLine is the height of a plot in a line of letters of a size.
func plotLine(size float64) float64 { return max(2, lineHeight(size)*0.8) }
