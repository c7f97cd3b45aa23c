package docx

import (
	"cmp"
	"math"

	"tongket/report/annex"
	"tongket/report/chart"
	"tongket/report/vi"
)

// A chartPart is a chart with the workbook that its data are edited in.
type chartPart struct {
	name, id        string
	chart, workbook []byte
}

// The heights of charts, in millimetres.
const (
	columnsHeight = 74.0
	galleryHeight = 64.0 // beside another: two rows on a page
	uprightHeight = 40.0 // on an upright page: four rows where titles are short; LibreOffice 7.4 draws the charts of a document that has more than twenty 70 high and squeezes them
	longHeight    = 42.0 // alone across an upright page
	barHeight     = 6.4
	leastBar      = 4.0
	barsAround    = 16.0
	sparkHeight   = 16.0
	gutter        = 6.0 // between two charts side by side
)

// chartBlocks writes the chart of block i of an annex, and the one that follows
// beside it, where there is room. It returns the number of blocks.
func (d *document) chartBlocks(a annex.Annex, i int, page geometry) int {
	d.heading(a.Blocks[i])
	c := *a.Blocks[i].Chart
	switch c.Kind {
	case annex.Legend:
		d.paragraph(legend(c))
		return 1
	case annex.Heat:
		d.heat(c, page)
		return 1
	case annex.Steps, annex.Panels:
		p, _ := c.Drawn(drawnWidth(c, page))
		d.chartCaption(c, 0)
		d.begin("w:p")
		d.properties(paragraph{style: styleChart})
		d.drawing(p, vi.CaptionChart, c.Alternative())
		d.end(1)
		d.tail = false
		return 1
	}
	charts, width, height := chartRow(a, i, page)
	if width == page.width {
		d.chartCaption(c, 0)
		d.chart(c, width, height)
		return 1
	}
	d.begin("w:tbl")
	d.frameless([]float64{page.width / 2, page.width / 2})
	d.begin("w:tr")
	d.rowProperties(true, false)
	for k := range 2 {
		d.cell(page.width/2, "bottom", func() {
			if k >= len(charts) {
				d.paragraph(paragraph{style: styleBreak})
				return
			}
			d.chartCaption(charts[k], gutter/4)
			d.chart(charts[k], width, height)
		})
	}
	d.end(2)
	d.tail = true
	d.paragraph(paragraph{style: styleBreak}) // tables that touch are one
	return len(charts)
}

// drawnWidth is how wide a chart that is drawn stands on a page: steps need no more
// than half an upright one's, and a little.
func drawnWidth(c annex.Chart, page geometry) float64 {
	if c.Kind == annex.Steps {
		return min(page.width, 100)
	}
	return page.width
}

// chartRow are the charts that stand side by side from block i on, with the width
// of each and their height.
func chartRow(a annex.Annex, i int, page geometry) (charts []annex.Chart, width, height float64) {
	c := *a.Blocks[i].Chart
	charts = []annex.Chart{c}
	switch {
	case c.Kind == annex.Legend:
		return charts, page.width, 3 * lineHeight(11)
	case c.Kind == annex.Heat:
		return charts, page.width, float64(len(c.Rows)+1) * lineHeight(10)
	case c.Kind == annex.Steps || c.Kind == annex.Panels:
		p, _ := c.Drawn(drawnWidth(c, page))
		return charts, page.width, p.Height
	case !gallery(a, i):
		return charts, page.width, chartHeight(c, page)
	}
	if i+1 < len(a.Blocks) && gallery(a, i+1) && a.Blocks[i+1].Heading == "" {
		charts = append(charts, *a.Blocks[i+1].Chart)
	}
	for _, c := range charts {
		height = max(height, besideHeight(c, page))
	}
	return charts, (page.width - gutter) / 2, height
}

// gallery tells whether block i is a chart beside which another may stand.
func gallery(a annex.Annex, i int) bool {
	chartAt := func(k int) bool {
		if k < 0 || k >= len(a.Blocks) || a.Blocks[k].Chart == nil {
			return false
		}
		kind := a.Blocks[k].Chart.Kind
		return kind == annex.Columns || a.Landscape && kind != annex.Legend && kind != annex.Heat && kind != annex.Steps && kind != annex.Panels // rows need the width of an upright page
	}
	return chartAt(i) && (chartAt(i-1) || chartAt(i+1))
}

func besideHeight(c annex.Chart, page geometry) float64 {
	switch {
	case c.Kind == annex.Columns && !page.wide:
		return uprightHeight
	case c.Kind == annex.Columns:
		return galleryHeight
	}
	return chartHeight(c, page)
}

func chartHeight(c annex.Chart, page geometry) float64 {
	switch c.Kind {
	case annex.Bars:
		n := float64(len(c.Categories))
		most := page.height - 25
		return min(most, barsAround+n*min(barHeight, max(leastBar, (most-barsAround)/max(n, 1))))
	case annex.Spark:
		return sparkHeight
	case annex.Columns:
		if !page.wide && c.Bare {
			return longHeight
		}
	}
	return columnsHeight
}

// chartCaption writes the number and the title of a chart, and its target where
// no legend says it, so far from what stands beside it.
func (d *document) chartCaption(c annex.Chart, side float64) {
	d.drawn++
	p := paragraph{style: styleChartCaption, indent: side, room: side, bookmark: captionMark(sequenceCharts, d.drawn)}
	p.add(vi.CaptionChart+" ", plain)
	p.sequence(sequenceCharts, d.drawn)
	if c.Kind == annex.Steps || c.Kind == annex.Panels {
		p.add(". "+c.Says, plain)
		p.runs[len(p.runs)-1].lineBreak = true
		p.runs = append(p.runs, run{text: c.About, face: light})
	} else {
		p.add(". "+titleWithUnit(c), plain)
	}
	if targetLine(c) > 0 {
		p.runs[len(p.runs)-1].lineBreak = true
		p.runs = append(p.runs, run{text: c.Goal.Label, face: light, colour: goalColour})
	}
	if c.Source != "" {
		p.runs[len(p.runs)-1].lineBreak = true
		p.runs = append(p.runs, run{text: c.Source, face: light})
	}
	d.paragraph(p)
}

// chartTitle is the caption of the nth chart.
func chartTitle(c annex.Chart, n int) string {
	return vi.CaptionChart + " " + itoa(n) + ". " + titleWithUnit(c)
}

// titleWithUnit is what a chart says, or else what it is of, and its unit.
func titleWithUnit(c annex.Chart) string {
	title := cmp.Or(c.Says, c.Title)
	if c.Unit == "" {
		return title
	}
	return title + " (" + c.Unit + ")"
}

// legend is a line that explains the colours of the charts that follow.
func legend(c annex.Chart) paragraph {
	p := paragraph{style: styleLegend}
	item := func(mark, colour, text string) {
		if len(p.runs) > 0 {
			p.add("      ", plain)
		}
		p.runs = append(p.runs, run{text: mark + "\u00a0", colour: colour}, run{text: text})
	}
	for _, s := range seriesOf(c) {
		if s.name != "" && (s.kind != annex.High) {
			item(looks[s.kind].mark, looks[s.kind].colour, s.name)
		}
		if s.kind == annex.Yearly && s.anyEstimate {
			item("□", columnColour, vi.ChartEstimate)
		}
		if s.kind == annex.Yearly && s.anyHeld {
			item("□", heldLine, vi.ChartHeld)
		}
	}
	return p
}

// chart writes a drawing with a chart in the line, and keeps the chart's part.
func (d *document) chart(c annex.Chart, width, height float64) {
	n := len(d.charts) + 1
	part := chartPart{name: "chart" + itoa(n), id: "rIdChart" + itoa(n)}
	all := seriesOf(c)
	part.chart, part.workbook = chartXML(c, all, frameOf(c, all, width, height)), workbook(c.Categories, all)
	d.charts = append(d.charts, part)
	d.begin("w:p")
	d.properties(paragraph{style: styleChart})
	d.begin("w:r")
	d.begin("w:drawing")
	d.begin("wp:inline", "distT", "0", "distB", "0", "distL", "0", "distR", "0")
	d.empty("wp:extent", "cx", emu(width), "cy", emu(height))
	d.empty("wp:docPr", "id", d.id(), "name", vi.CaptionChart+" "+itoa(d.drawn), "descr", c.Alternative())
	d.empty("wp:cNvGraphicFramePr")
	d.begin("a:graphic")
	d.begin("a:graphicData", "uri", drawingML+"chart")
	d.empty("c:chart", "r:id", part.id)
	d.end(6)
	d.tail = false
}

// goalSeries is the target as a series of its own.
const goalSeries annex.SeriesKind = "goal"

// A series is what a chart draws of one: a column of its workbook.
type series struct {
	kind                 annex.SeriesKind
	name                 string
	values               []*float64
	estimate, held       []bool
	anyEstimate, anyHeld bool
}

// seriesOf are the series of a chart, and its target as one that ends with the
// term.
func seriesOf(c annex.Chart) []series {
	var all []series
	for _, s := range c.Series {
		one := series{kind: s.Kind, name: s.Name, values: make([]*float64, len(c.Categories)), estimate: s.Estimate, held: s.Held}
		for i, v := range s.Values {
			if i < len(one.values) && v != nil && !math.IsNaN(*v) && !math.IsInf(*v, 0) {
				one.values[i] = v
			}
		}
		for i := range one.values {
			one.anyEstimate = one.anyEstimate || at(s.Estimate, i) && !at(s.Held, i)
			one.anyHeld = one.anyHeld || at(s.Held, i)
		}
		all = append(all, one)
	}
	if c.Goal != nil {
		goal := series{kind: goalSeries, name: c.Goal.Label, values: make([]*float64, len(c.Categories))}
		for i := range goal.values {
			if c.Kind != annex.Columns || i <= chart.LastYear(c) {
				goal.values[i] = &c.Goal.Value
			}
		}
		all = append(all, goal)
	}
	if c.Bare {
		nameScenarios(all)
	}
	return all
}

// nameScenarios gives three scenarios the short names that stand at their lines.
func nameScenarios(all []series) {
	var which []int
	for i, s := range all {
		if s.kind == annex.Scenario {
			which = append(which, i)
		}
	}
	if names := vi.ChartScenarioNames(); len(which) == len(names) {
		for k, i := range which {
			all[i].name = names[k]
		}
	}
}

func at(flags []bool, i int) bool { return i < len(flags) && flags[i] }

// Colours of the charts in print.
const (
	columnColour = "2B6199"
	heldColour   = "ECEFF1"
	heldLine     = "7A8691"
	goalColour   = "B3400F"
	gridColour   = "DDDDDD"
	axisColour   = "666666"
)

// looks are how each kind of series is drawn: width of a line in points, and the
// mark that stands for it in a legend.
var looks = map[annex.SeriesKind]struct {
	colour string
	width  float64
	dash   string
	mark   string
}{
	annex.Yearly:   {colour: columnColour, mark: "■"},
	goalSeries:     {colour: goalColour, width: 1.5, dash: "solid", mark: "▬"},
	annex.Path:     {colour: "1C7A52", width: 2, dash: "dash", mark: "╌"},
	annex.Scenario: {colour: "5D6D7C", width: 1, dash: "solid", mark: "─"},
	annex.Low:      {colour: "8FB8A3", width: 0.75, dash: "sysDot", mark: "┈"},
	annex.High:     {colour: "8FB8A3", width: 0.75, dash: "sysDot", mark: "┈"},
}

// isLine tells what is drawn as a line from what is drawn as columns.
func (s series) isLine(c annex.Chart) bool { return s.kind != annex.Yearly || c.Kind == annex.Spark }
