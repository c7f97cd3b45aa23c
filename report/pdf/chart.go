package pdf

import (
	"fmt"
	"math"
	"sync"

	"github.com/johnfercher/maroto/v2/pkg/core/entity"

	"tongket/report/annex"
	"tongket/report/chart"
	"tongket/report/chart/fonts"
	"tongket/report/vi"
)

// pixel is the length of a pixel of a chart in millimetres.
const pixel = 25.4 / 96

// The heights of charts, in pixels.
const (
	columnsHeight = 280.0
	rowHeight     = 24.0 // of a bar or a row of a heat map
	leastRow      = 15.0 // where there are many
	rowsHeight    = 60.0 // around them: axis, legend
	sparkHeight   = 60.0
	legendHeight  = 60.0
	// galleryColumns is that of columns beside another chart: three rows on a page.
	galleryColumns = 152.0
)

// The type of a chart's title, and of the target below it.
var (
	captionPen = pen{Style: fonts.Bold, Size: 12}
	targetPen  = pen{Style: fonts.Regular, Size: 10}
)

// A drawer draws charts and remembers them: one stands in the document of all
// annexes and in its annex's own.
type drawer struct {
	cache chart.Cache // of earlier runs; may be nil
	mu    sync.Mutex  // held while charts are drawn
	drawn map[chartKey]vectors

	undrawn func(c annex.Chart, err error) // called for a chart that cannot be drawn; may be nil
}

// A chartKey is all that a drawing depends on.
type chartKey struct {
	option        string
	width, height float64
}

// prepare draws the charts of annexes that were not drawn yet.
func (d *drawer) prepare(annexes []annex.Annex) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	jobs, charts, err := d.jobs(annexes)
	if err != nil {
		return err
	}
	drawn := make([]vectors, len(jobs))
	err = chart.Draw(jobs, d.cache, func(i int, svg []byte, err error) error {
		if err == nil {
			drawn[i], err = readSVG(svg)
		}
		if err != nil {
			drawn[i] = charts[i].box()
			if d.undrawn != nil {
				d.undrawn(charts[i].chart, err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i, j := range jobs {
		d.drawn[chartKey{j.Option, j.Width, j.Height}] = drawn[i]
	}
	return nil
}

// get returns a chart that was prepared.
func (d *drawer) get(key chartKey) (v vectors, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	v, ok = d.drawn[key]
	return v, ok
}

// jobs lists the charts of annexes that were not drawn yet, each once.
func (d *drawer) jobs(annexes []annex.Annex) (jobs []chart.Drawing, charts []placedChart, err error) {
	if d.drawn == nil {
		d.drawn = map[chartKey]vectors{}
	}
	listed := map[chartKey]bool{}
	for _, a := range annexes {
		for i := 0; i < len(a.Blocks); {
			if c := a.Blocks[i].Chart; c != nil && ownDrawing(*c) { // drawn without the engine
				i++
				continue
			}
			rows, n := chartRowsAt(a, i)
			for _, row := range rows {
				for _, p := range row {
					key, err := p.key()
					if err != nil {
						return nil, nil, err
					}
					if _, ok := d.drawn[key]; !ok && !listed[key] {
						listed[key] = true
						charts = append(charts, p)
						jobs = append(jobs, chart.Drawing{ID: p.chart.ID, Option: key.option, Width: key.width, Height: key.height})
					}
				}
			}
			i += n
		}
	}
	return jobs, charts, nil
}

// A placedChart is a chart, or a part of one, with its measures in pixels.
type placedChart struct {
	chart         annex.Chart
	title         string
	width, height float64
}

func (p placedChart) key() (chartKey, error) {
	option, err := chart.Option(p.chart)
	return chartKey{string(option), p.width, p.height}, err
}

// gutter is the distance between two charts side by side, in millimetres.
const gutter = 9.0

// chartRowsAt lays block i of an annex out, if it is a chart, with the chart
// that follows on a turned page: two such stand side by side. It returns the
// rows of charts, and the number of blocks that they are.
func chartRowsAt(a annex.Annex, i int) (rows [][]placedChart, blocks int) {
	if a.Blocks[i].Chart == nil {
		return nil, 1
	}
	page := pageOf(a)
	whole := math.Floor(page.width() / pixel)
	if c := *a.Blocks[i].Chart; c.Kind == annex.Legend {
		return [][]placedChart{{{c, "", whole, legendHeight}}}, 1
	}
	if !gallery(a, i) {
		for n, c := range chartParts(*a.Blocks[i].Chart, page) {
			p := placedChart{c, a.Blocks[i].Caption(), whole, chartHeight(c, page)}
			if n > 0 {
				p.title += " " + vi.Continued
			}
			rows = append(rows, []placedChart{p})
		}
		return rows, 1
	}
	var row []placedChart
	height := 0.0
	for k := i; k < min(i+2, len(a.Blocks)); k++ {
		b := a.Blocks[k]
		if b.Chart == nil || k > i && (b.Heading != "" || len(chartParts(*b.Chart, page)) > 1) {
			break
		}
		row = append(row, placedChart{*b.Chart, b.Caption(), math.Floor((page.width() - gutter) / 2 / pixel), 0})
		height = max(height, galleryHeight(*b.Chart, page))
	}
	for n := range row {
		row[n].height = height
	}
	return [][]placedChart{row}, len(row)
}

// gallery tells whether block i is one of several charts in a row that each fit
// on a page.
func gallery(a annex.Annex, i int) bool {
	chartAt := func(k int) bool {
		return k >= 0 && k < len(a.Blocks) && a.Blocks[k].Chart != nil && a.Blocks[k].Chart.Kind != annex.Legend &&
			a.Blocks[k].Chart.Kind != annex.Columns && a.Landscape // rows need the width of an upright page
	}
	return chartAt(i) && len(chartParts(*a.Blocks[i].Chart, pageOf(a))) == 1 && (chartAt(i-1) || chartAt(i+1))
}

// galleryHeight is the height of a chart that stands beside another.
func galleryHeight(c annex.Chart, page geometry) float64 {
	if c.Kind == annex.Columns {
		return galleryColumns
	}
	return min(chartHeight(c, page), max(galleryColumns, rowsHeight+leastRow*float64(rowsOf(c))))
}

// chartBlocks lays out the charts of block i of an annex, and of those that
// stand beside it, under their titles. It returns the number of blocks.
func (f *flow) chartBlocks(a annex.Annex, i int, d *drawer) (int, error) {
	rows, n := chartRowsAt(a, i)
	for k, row := range rows {
		titles := make([][]letterline, len(row))
		above := 0.0
		for m, p := range row {
			titles[m] = p.caption()
			above = max(above, heightOf(titles[m])+1)
		}
		height := row[0].height * pixel
		if k == 0 {
			f.heading(a.Blocks[i], above+height)
		}
		f.need(above + height)
		if k == 0 {
			for _, b := range a.Blocks[i : i+n] {
				if b.Number != "" {
					f.mark(b.Caption(), 1)
				}
			}
		}
		if err := f.chartRow(row, titles, above, d); err != nil {
			return 0, err
		}
		f.gap(3)
	}
	return n, nil
}

// caption is the title of a chart, and its target where no legend says it.
func (p placedChart) caption() []letterline {
	var lines []letterline
	if p.title == "" {
		return lines
	}
	for _, line := range captionPen.Balance(p.title, p.width*pixel) {
		lines = append(lines, letterline{captionPen, line})
	}
	if c := p.chart; c.Bare && c.Goal != nil {
		lines = append(lines, letterline{targetPen, c.Goal.Label})
	}
	return lines
}

// chartRow draws charts side by side, each under its title.
func (f *flow) chartRow(row []placedChart, titles [][]letterline, above float64, d *drawer) error {
	drawn := make([]vectors, len(row))
	var texts []string
	for m, p := range row {
		key, err := p.key()
		if err != nil {
			return err
		}
		v, ok := d.get(key)
		if !ok {
			return fmt.Errorf("chart %s was not prepared", p.chart.ID)
		}
		drawn[m] = v
		texts = append(texts, nonEmpty(letterText(titles[m]), v.text())...)
	}
	captions, figures := make([]*element, len(row)), make([]*element, len(row))
	for m := range row {
		captions[m], figures[m] = f.figure()
	}
	f.draw(drawing{name: "chart", text: join(texts), height: above + row[0].height*pixel, on: func(c *canvas, at entity.Cell) {
		x := at.X
		for m, p := range row {
			width := p.width * pixel
			c.stack(captions[m], titles[m], x+width/2, at.Y)
			c.figure(figures[m], p.chart.Alternative(), x, at.Y+above, width, p.height*pixel, func() { c.vectors(drawn[m], x, at.Y+above) })
			x += width + gutter
		}
	}})
	return nil
}

// figure makes the elements of a chart: of what stands above it, and of itself.
func (f *flow) figure() (caption, figure *element) {
	both := f.root.add("Div")
	return both.add("Caption"), both.add("Figure")
}

// chartHeight is the height that a chart has on a page, in pixels.
func chartHeight(c annex.Chart, page geometry) float64 {
	switch c.Kind {
	case annex.Bars, annex.Heat:
		n := float64(rowsOf(c))
		most := (page.height()-titleRoom)/pixel - rowsHeight
		return rowsHeight + n*min(rowHeight, max(leastRow, most/max(n, 1)))
	case annex.Spark:
		return sparkHeight
	}
	return columnsHeight
}

// rowsOf is how many bars, or rows of a heat map, a chart has.
func rowsOf(c annex.Chart) int {
	switch c.Kind {
	case annex.Bars:
		return len(c.Categories)
	case annex.Heat:
		return len(c.Rows)
	}
	return 0
}

// titleRoom is what is kept for a chart's title and heading, in millimetres.
const titleRoom = 25

// chartParts splits a chart of more rows than a page holds.
func chartParts(c annex.Chart, page geometry) []annex.Chart {
	most := int(((page.height()-titleRoom)/pixel - rowsHeight) / leastRow)
	n := rowsOf(c)
	if n <= most {
		return []annex.Chart{c}
	}
	if c.Low == c.High { // all parts in one scale
		c.Low, c.High = extent(c)
	}
	var parts []annex.Chart
	for i := 0; i < n; i += most {
		parts = append(parts, chartRows(c, i, min(i+most, n)))
	}
	return parts
}

// extent returns the ends of the scale that a chart of rows has: of the values,
// and for bars of nought and the goal as well.
func extent(c annex.Chart) (low, high float64) {
	low, high, _, ok := c.Scale()
	if c.Kind == annex.Bars {
		low, high, ok = min(0, low), max(0, high), true
		if c.Goal != nil {
			low, high = min(low, c.Goal.Value), max(high, c.Goal.Value)
		}
	}
	if !ok {
		return 0, 0
	}
	return low, high
}

// chartRows returns a chart with the rows from i up to, but without, k.
func chartRows(c annex.Chart, i, k int) annex.Chart {
	if c.Kind == annex.Heat {
		c.Rows, c.Cells = c.Rows[i:k], c.Cells[i:k]
		if len(c.CellHeld) >= k {
			c.CellHeld = c.CellHeld[i:k]
		}
		return c
	}
	c.Categories = c.Categories[i:k]
	series := make([]annex.Series, len(c.Series))
	for n, s := range c.Series {
		s.Values = s.Values[i:k]
		s.Estimate = part(s.Estimate, i, k)
		s.Held = part(s.Held, i, k)
		series[n] = s
	}
	c.Series = series
	return c
}

func part(flags []bool, i, k int) []bool { return flags[min(i, len(flags)):min(k, len(flags))] }

// text is what a chart says, for maroto's structure.
func (v vectors) text() string {
	var texts []string
	for _, it := range v.items {
		if it.text != "" {
			texts = append(texts, it.text)
		}
	}
	return join(texts)
}

// vectors draws a chart with its corner at a place, as paths and text.
func (c *canvas) vectors(v vectors, x, y float64) {
	place := matrix{pixel, 0, 0, pixel, x, y}
	for _, it := range v.items {
		it.at = place.times(it.at)
		if it.clip != nil {
			c.op("q", 0)
			c.path(it.clip, place)
			c.op("W n", 0)
		}
		if it.text != "" {
			c.label(it)
		} else {
			c.shape(it)
		}
		if it.clip != nil {
			c.op("Q", 0)
			c.pen = pen{} // the font went with the graphics state
		}
	}
}

// shape fills and strokes a path.
func (c *canvas) shape(it item) {
	fill := it.fill != nil && len(it.path) > 2 // two points have no area
	stroke := it.stroke != nil && it.width > 0
	paint := ""
	switch {
	case fill && stroke:
		paint = "B"
	case fill:
		paint = "f"
	case stroke:
		paint = "S"
	default:
		return
	}
	c.op("q", 0)
	if fill {
		c.op(" rg", 3, it.fill.parts()...)
	}
	if stroke {
		c.op(" RG", 3, it.stroke.parts()...)
		c.stroke(it)
	}
	c.path(it.path, it.at)
	c.op(paint, 0)
	c.op("Q", 0)
}

// stroke sets how the lines of an item are drawn.
func (c *canvas) stroke(it item) {
	c.op(" w", 3, it.width*it.at.scale()/point)
	c.op(" J", 0, float64(it.cap))
	c.op(" j", 0, float64(it.join))
	if len(it.dash) == 0 {
		return
	}
	dash := make([]float64, len(it.dash))
	for i, d := range it.dash {
		dash[i] = d * it.at.scale() / point
	}
	c.ops = append(c.ops, '[')
	c.op("] 0 d", 3, dash...)
}

// parts are the red, green and blue of a colour, from 0 to 1.
func (k colour) parts() []float64 {
	return []float64{float64(k.r) / 255, float64(k.g) / 255, float64(k.b) / 255}
}

// path appends a path, which a matrix takes to millimetres from the margins.
func (c *canvas) path(path []segment, m matrix) {
	at := func(p [2]float64) (x, y float64) {
		x, y = m.apply(p[0], p[1])
		return (c.page.left + x) / point, (c.page.sheetHeight() - c.page.top - y) / point
	}
	for _, s := range path {
		switch x, y := at(s.pts[0]); s.op {
		case 'M':
			c.op(" m", 2, x, y)
		case 'L':
			c.op(" l", 2, x, y)
		case 'C':
			x2, y2 := at(s.pts[1])
			x3, y3 := at(s.pts[2])
			c.op(" c", 2, x, y, x2, y2, x3, y3)
		case 'Z':
			c.op("h", 0)
		}
	}
}

// label writes a text of a chart.
func (c *canvas) label(it item) {
	if it.fill == nil {
		return
	}
	p := pen{Size: it.size * it.at.scale() / point}
	if it.bold {
		p.Style = fonts.Bold
	}
	text := fonts.Load(p.Style).Printable(it.text)
	x, y := it.at.apply(it.x, it.y)
	down := 0.0
	if it.central {
		down = (fonts.Ascent - fonts.Descent) / 2 * p.Size * point
	}
	c.ink = *it.fill
	draw := func() { c.text(x-it.anchor*p.Width(text), y+down, p, text) }
	if turn := math.Atan2(it.at.b, it.at.a); turn != 0 {
		c.turned(turn, x, y, draw)
	} else {
		draw()
	}
	c.ink = colour{}
}
