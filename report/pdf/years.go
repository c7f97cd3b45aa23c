package pdf

import (
	"cmp"
	"strings"

	"github.com/johnfercher/maroto/v2/pkg/core/entity"

	"tongket/report/annex"
	"tongket/report/chart"
	"tongket/report/chart/fonts"
	"tongket/report/plot"
	"tongket/report/vi"
)

// Type above a chart over the years.
var (
	saysPen   = pen{Style: fonts.Bold, Size: 10.5}
	aboutPen  = pen{Style: fonts.Regular, Size: 9.5}
	originPen = pen{Style: fonts.Italic, Size: 8.5} // below it
)

// Measures of a chart over the years, in millimetres.
const (
	yearsHeight = 37.0
	yearsAlone  = 74.0
	belowYears  = 3.0
)

// courseOf is a chart over the years as a course.
func courseOf(c annex.Chart) plot.Course {
	out := plot.Course{Years: c.Categories, Last: chart.LastYear(c), Tick: func(v float64) string { return vi.Trimmed(v, max(c.Decimals, 2)) }}
	var lines [3][]*float64
	n, own := 0, []string(nil)
	for _, s := range c.Series {
		switch s.Kind {
		case annex.Yearly:
			out.Values, out.Estimate, out.Held = s.Values, s.Estimate, s.Held
			for _, v := range s.Values {
				text := ""
				if v != nil {
					text = vi.Number(*v, c.Decimals)
				}
				out.Texts = append(out.Texts, text)
			}
		case annex.Low:
			out.Low = s.Values
		case annex.High:
			out.High = s.Values
		case annex.Scenario:
			if n < len(lines) {
				lines[n] = s.Values
				own = append(own, s.Name)
				n++
			}
		case annex.Path:
			out.Path = s.Values
			if k := len(s.Values) - 1; k >= 0 && s.Values[k] != nil {
				out.PathText = strings.TrimSpace(vi.Bound(s.Bound) + " " + vi.Number(*s.Values[k], c.Decimals))
			}
			out.PathLevel, out.PathBelow = s.Kept, s.Bound == "<" || s.Bound == "≤"
		}
	}
	if n > 0 {
		out.Lines, out.Names = lines[:n], own
		if n == len(lines) {
			out.Names = vi.ChartScenarioNames()
		}
	}
	if g := c.Goal; g != nil {
		out.Goal, out.GoalText, out.Bound, out.Below = &g.Value, cmp.Or(g.Name, g.Label), g.Bound != "", g.Bound == "<" || g.Bound == "≤"
	}
	out.Cut = plot.Dotted(out.Values, c.Unit == "%")
	return out
}

// yearsCaption are the lines above a chart over the years.
func yearsCaption(b annex.Block, width float64) []letterline {
	title := b.Chart.Says
	if title == "" {
		title = b.Chart.Title
	}
	if b.Number != "" {
		title = b.Number + ". " + title
	}
	var lines []letterline
	for _, line := range saysPen.Wrap(title, width+slack) {
		lines = append(lines, letterline{saysPen, line})
	}
	if b.Chart.About != "" {
		for _, line := range aboutPen.Wrap(b.Chart.About, width+slack) {
			lines = append(lines, letterline{aboutPen, line})
		}
	}
	return lines
}

// ownDrawing tells whether a chart is drawn without the engine.
func ownDrawing(c annex.Chart) bool {
	return c.Kind == annex.Columns || c.Kind == annex.Steps || c.Kind == annex.Panels
}

// yearsBlocks lays out charts over the years from block i on, two side by side
// where two of a kind follow each other, and returns the number of blocks.
func (f *flow) yearsBlocks(a annex.Annex, i int) int {
	kind := a.Blocks[i].Chart.Kind
	is := func(k int) bool {
		return k < len(a.Blocks) && a.Blocks[k].Chart != nil && a.Blocks[k].Chart.Kind == kind && kind != annex.Panels
	}
	several := is(i+1) || i > 0 && is(i-1)
	n, width, height := 1, f.page.width(), yearsAlone
	if several {
		width, height = (f.page.width()-gutter)/2, yearsHeight
		if is(i+1) && a.Blocks[i+1].Heading == "" {
			n = 2
		}
	}
	var captions [2][]letterline
	var plots [2]plot.Plot
	var origins [2][]string
	above, below := 0.0, 0.0
	var texts []string
	for k := range n {
		b := a.Blocks[i+k]
		captions[k] = yearsCaption(b, width)
		above = max(above, heightOf(captions[k])+1)
		var drawn bool
		if plots[k], drawn = b.Chart.Drawn(width); !drawn {
			plots[k] = plot.YearsOf(courseOf(*b.Chart), width, height)
		}
		if b.Chart.Source != "" {
			origins[k] = originPen.Wrap(b.Chart.Source, width+slack)
		}
		below = max(below, float64(len(origins[k]))*originPen.Line())
		texts = append(texts, nonEmpty(letterText(captions[k]), plotText(plots[k]), b.Chart.Source)...)
	}
	if kind != annex.Columns {
		height = max(plots[0].Height, plots[1].Height)
	}
	all := above + height + below
	if notes := f.belowBlock(a, i+n-1); notes > 0 {
		all += notes + belowYears
	}
	f.heading(a.Blocks[i], all)
	f.need(all)
	for k := range n {
		if b := a.Blocks[i+k]; b.Number != "" {
			f.mark(b.Caption(), 1)
		}
	}
	var titles, figures, sources [2]*element
	for k := range n {
		titles[k], figures[k] = f.figure()
		if len(origins[k]) > 0 {
			sources[k] = f.root.add("P")
		}
	}
	f.draw(drawing{name: "chart", text: join(texts), height: above + height + below, on: func(c *canvas, at entity.Cell) {
		for k := range n {
			x, y := at.X+float64(k)*(width+gutter), at.Y
			c.open(titles[k])
			for i, l := range captions[k] {
				c.more = i < len(captions[k])-1
				c.text(x, y+l.pen.Baseline(), l.pen, l.text)
				y += l.pen.Line()
			}
			c.close()
			c.figure(figures[k], a.Blocks[i+k].Chart.Alternative(), x, at.Y+above, width, height, func() { c.plot(plots[k], x, at.Y+above) })
			if sources[k] != nil {
				c.open(sources[k])
			}
			for i, line := range origins[k] {
				c.more = i < len(origins[k])-1
				c.text(x, at.Y+above+height+float64(i)*originPen.Line()+originPen.Baseline(), originPen, line)
			}
			if sources[k] != nil {
				c.close()
			}
		}
	}})
	f.gap(belowYears)
	return n
}

// plotText is what a plot says.
func plotText(p plot.Plot) string {
	var texts []string
	for _, m := range p.Marks {
		if m.Shape == plot.Text {
			texts = append(texts, m.Text)
		}
	}
	return join(texts)
}
