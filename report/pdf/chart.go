package pdf

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/johnfercher/maroto/v2/pkg/consts/align"
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
)

// captionPen is what the title of a chart is set in.
var captionPen = pen{fonts.Bold, 12}

// A drawer draws charts and remembers them: one stands in the document of all
// annexes and in its annex's own.
type drawer struct {
	mu    sync.Mutex // held while charts are drawn
	drawn map[chartKey]vectors
}

// A chartKey is all that a drawing depends on.
type chartKey struct {
	option        string
	width, height float64
}

// A chartJob is a chart to be drawn.
type chartJob struct {
	chart annex.Chart
	key   chartKey
	drawn vectors
	err   error
}

// engines is how many charts are drawn at the same time at most: each engine
// takes some 60 MB.
const engines = 4

// prepare draws the charts of annexes that were not drawn yet.
func (d *drawer) prepare(annexes []annex.Annex) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	jobs, err := d.jobs(annexes)
	if err != nil {
		return err
	}
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(engines, runtime.GOMAXPROCS(0), len(jobs)) {
		workers.Go(func() {
			var engine chart.Engine
			for i := next.Add(1) - 1; i < int64(len(jobs)); i = next.Add(1) - 1 {
				jobs[i].draw(&engine)
			}
		})
	}
	workers.Wait()
	for _, j := range jobs {
		if j.err != nil {
			return j.err
		}
		d.drawn[j.key] = j.drawn
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
func (d *drawer) jobs(annexes []annex.Annex) ([]chartJob, error) {
	if d.drawn == nil {
		d.drawn = map[chartKey]vectors{}
	}
	var jobs []chartJob
	listed := map[chartKey]bool{}
	for _, a := range annexes {
		for _, b := range a.Blocks {
			if b.Chart == nil {
				continue
			}
			for _, c := range chartParts(*b.Chart, pageOf(a)) {
				key, err := keyOf(c, pageOf(a))
				if err != nil {
					return nil, err
				}
				if _, ok := d.drawn[key]; !ok && !listed[key] {
					listed[key] = true
					jobs = append(jobs, chartJob{chart: c, key: key})
				}
			}
		}
	}
	return jobs, nil
}

// keyOf returns the key of a chart that is as wide as a page.
func keyOf(c annex.Chart, page geometry) (chartKey, error) {
	option, err := chart.Option(c)
	return chartKey{string(option), math.Floor(page.width() / pixel), chartHeight(c, page)}, err
}

func (j *chartJob) draw(engine *chart.Engine) {
	svg, err := engine.SVG(j.chart, j.key.width, j.key.height)
	if err != nil {
		j.err = err
		return
	}
	if j.drawn, err = readSVG(svg); err != nil {
		j.err = fmt.Errorf("chart %s: %w", j.chart.ID, err)
	}
}

// chartBlock lays out a chart under its title; one with more rows than a page
// holds in several.
func (f *flow) chartBlock(b annex.Block, d *drawer) error {
	for i, c := range chartParts(*b.Chart, f.page) {
		title := c.Title
		if i > 0 {
			title += " " + vi.Continued
		}
		key, err := keyOf(c, f.page)
		if err != nil {
			return err
		}
		v, ok := d.get(key)
		if !ok {
			return fmt.Errorf("chart %s was not prepared", c.ID)
		}
		height := key.height
		lines := captionPen.balance(title, f.page.width())
		above := float64(len(lines))*captionPen.line() + 1
		if i == 0 {
			f.heading(b, above+height*pixel)
		}
		f.need(above + height*pixel)
		if title != "" {
			f.lines(captionPen, align.Center, lines...)
			f.gap(1)
		}
		f.draw(drawing{name: "chart", text: v.text(), height: height * pixel, on: func(c *canvas, at entity.Cell) {
			c.vectors(v, at.X, at.Y)
		}})
		f.gap(4)
	}
	return nil
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
	rows := c.Cells
	if c.Kind == annex.Bars {
		zero := 0.0
		rows = [][]*float64{{&zero}}
		if c.Goal != nil {
			rows = append(rows, []*float64{&c.Goal.Value})
		}
		for _, s := range c.Series {
			rows = append(rows, s.Values)
		}
	}
	low, high = math.Inf(1), math.Inf(-1)
	for _, row := range rows {
		for _, v := range row {
			if v != nil {
				low, high = min(low, *v), max(high, *v)
			}
		}
	}
	if low > high {
		return 0, 0
	}
	return low, high
}

// chartRows returns a chart with the rows from i up to, but without, k.
func chartRows(c annex.Chart, i, k int) annex.Chart {
	if c.Kind == annex.Heat {
		c.Rows, c.Cells = c.Rows[i:k], c.Cells[i:k]
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
			c.pdf.RawWriteStr("q\n" + c.operators(transformed(it.clip, place)) + "W n\n")
		}
		if it.text != "" {
			c.label(it)
		} else {
			c.shape(it)
		}
		if it.clip != nil {
			c.pdf.RawWriteStr("Q\n")
			c.pen = pen{} // the font went with the graphics state
		}
	}
}

// shape fills and strokes a path.
func (c *canvas) shape(it item) {
	var b strings.Builder
	b.WriteString("q\n")
	paint := ""
	if it.fill != nil && len(it.path) > 2 { // two points have no area
		fmt.Fprintf(&b, "%s rg\n", it.fill.operands())
		paint = "f"
	}
	if it.stroke != nil && it.width > 0 {
		fmt.Fprintf(&b, "%s RG %.3f w %d J %d j\n", it.stroke.operands(), it.width*it.at.scale()/point, it.cap, it.join)
		if len(it.dash) > 0 {
			b.WriteString("[")
			for _, d := range it.dash {
				fmt.Fprintf(&b, "%.3f ", d*it.at.scale()/point)
			}
			b.WriteString("] 0 d\n")
		}
		paint = map[string]string{"": "S", "f": "B"}[paint]
	}
	if paint == "" {
		return
	}
	b.WriteString(c.operators(transformed(it.path, it.at)))
	b.WriteString(paint + "\nQ\n")
	c.pdf.RawWriteStr(b.String())
}

// operands writes a colour as PDF does.
func (k colour) operands() string {
	return fmt.Sprintf("%.3f %.3f %.3f", float64(k.r)/255, float64(k.g)/255, float64(k.b)/255)
}

// operators writes a path, in millimetres from the margins, as PDF operators.
func (c *canvas) operators(path []segment) string {
	height := c.page.top + c.page.height() + c.page.bottom
	var b strings.Builder
	points := map[byte]int{'M': 1, 'L': 1, 'C': 3}
	names := map[byte]string{'M': "m", 'L': "l", 'C': "c", 'Z': "h"}
	for _, s := range path {
		for _, p := range s.pts[:points[s.op]] {
			fmt.Fprintf(&b, "%.2f %.2f ", (c.page.left+p[0])/point, (height-c.page.top-p[1])/point)
		}
		b.WriteString(names[s.op] + "\n")
	}
	return b.String()
}

// label writes a text of a chart.
func (c *canvas) label(it item) {
	p := pen{size: it.size * it.at.scale() / point}
	if it.bold {
		p.style = fonts.Bold
	}
	text := fonts.Load(p.style).Printable(it.text)
	x, y := it.at.apply(it.x, it.y)
	down := 0.0
	if it.central {
		down = (fonts.Ascent - fonts.Descent) / 2 * p.size * point
	}
	if it.fill == nil {
		return
	}
	c.pdf.SetTextColor(int(it.fill.r), int(it.fill.g), int(it.fill.b))
	turn := math.Atan2(it.at.b, it.at.a) * 180 / math.Pi
	if turn != 0 {
		c.pdf.TransformBegin()
		c.pdf.TransformRotate(-turn, c.page.left+x, c.page.top+y)
	}
	c.text(x-it.anchor*p.width(text), y+down, p, text)
	if turn != 0 {
		c.pdf.TransformEnd()
		c.pen = pen{}
	}
	c.pdf.SetTextColor(0, 0, 0)
}
