package docx

import (
	"fmt"
	"math"
	"strconv"
	"strings"

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
	barHeight     = 6.4
	leastBar      = 4.0
	barsAround    = 16.0
	sparkHeight   = 16.0
	gutter        = 6.0 // between two charts side by side
)

// chartBlocks writes the chart of block i of an annex, and on a turned page the
// one that follows beside it. It returns the number of blocks.
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
	}
	charts, width, height := chartRow(a, i, page)
	if width == page.width {
		d.chartCaption(c)
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
			d.chartCaption(charts[k])
			d.chart(charts[k], width, height)
		})
	}
	d.end(2)
	d.tail = true
	d.paragraph(paragraph{style: styleBreak}) // tables that touch are one
	return len(charts)
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
	case !page.wide || !gallery(a, i):
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
		return kind != annex.Legend && kind != annex.Heat
	}
	return chartAt(i) && (chartAt(i-1) || chartAt(i+1))
}

func besideHeight(c annex.Chart, page geometry) float64 {
	if c.Kind == annex.Columns {
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
	}
	return columnsHeight
}

// chartCaption writes the number and the title of a chart, and its target where
// no legend says it.
func (d *document) chartCaption(c annex.Chart) {
	d.drawn++
	p := paragraph{style: styleChartCaption}
	p.add(vi.CaptionChart+" ", plain)
	p.sequence(sequenceCharts, d.drawn)
	p.add(". "+titleWithUnit(c), plain)
	if targetLine(c) > 0 {
		p.runs[len(p.runs)-1].lineBreak = true
		p.runs = append(p.runs, run{text: c.Goal.Label, face: light, colour: goalColour})
	}
	d.paragraph(p)
}

func titleWithUnit(c annex.Chart) string {
	if c.Unit == "" {
		return c.Title
	}
	return c.Title + " (" + c.Unit + ")"
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
			item("▨", columnColour, vi.ChartEstimate)
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
	part.chart, part.workbook = chartXML(c, all), workbook(c.Categories, all)
	d.charts = append(d.charts, part)
	d.begin("w:p")
	d.properties(paragraph{style: styleChart})
	d.begin("w:r")
	d.begin("w:drawing")
	d.begin("wp:inline", "distT", "0", "distB", "0", "distL", "0", "distR", "0")
	d.empty("wp:extent", "cx", emu(width), "cy", emu(height))
	d.empty("wp:docPr", "id", d.id(), "name", vi.CaptionChart+" "+itoa(d.drawn), "descr", alternative(c))
	d.empty("wp:cNvGraphicFramePr")
	d.begin("a:graphic")
	d.begin("a:graphicData", "uri", drawingML+"chart")
	d.empty("c:chart", "r:id", part.id)
	d.end(6)
	d.tail = false
}

// alternative tells a chart to those who cannot see it: what it is, and its
// figures.
func alternative(c annex.Chart) string {
	kind := map[annex.ChartKind]string{annex.Columns: vi.AltColumns, annex.Bars: vi.AltBars, annex.Spark: vi.AltLine}[c.Kind]
	told := []string{kind + ": " + titleWithUnit(c)}
	for _, s := range seriesOf(c) {
		if s.kind == goalSeries {
			told = append(told, s.name)
			continue
		}
		if s.kind != annex.Yearly && s.kind != annex.Path {
			continue
		}
		var figures []string
		for i, v := range s.values {
			if v != nil {
				figures = append(figures, c.Categories[i]+": "+vi.Number(*v, c.Decimals))
			}
		}
		told = append(told, s.name+" "+strings.Join(figures, "; "))
	}
	return strings.Join(told, ". ") + "."
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
	return all
}

func at(flags []bool, i int) bool { return i < len(flags) && flags[i] }

// Colours of the charts in print.
const (
	columnColour   = "2B6199"
	estimateColour = "DBE7F2"
	heldColour     = "ECEFF1"
	heldLine       = "7A8691"
	goalColour     = "B3400F"
	gridColour     = "DDDDDD"
	axisColour     = "666666"
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

// chartXML is a chart's part, in the order of ECMA-376's DrawingML charts.
func chartXML(c annex.Chart, all []series) []byte {
	var m markup
	m.begin("c:chartSpace", "xmlns:c", drawingML+"chart", "xmlns:a", drawingML+"main", "xmlns:r", relationships)
	m.empty("c:date1904", "val", "0")
	m.empty("c:lang", "val", language)
	m.empty("c:roundedCorners", "val", "0")
	m.begin("c:chart")
	m.empty("c:autoTitleDeleted", "val", "1")
	m.plot(c, all)
	m.chartLegend(c, all)
	m.empty("c:plotVisOnly", "val", "1")
	m.empty("c:dispBlanksAs", "val", "gap")
	m.end(1)
	m.begin("c:spPr")
	m.empty("a:noFill")
	m.line("", 0, "")
	m.end(1)
	m.letters(9, "000000")
	m.begin("c:externalData", "r:id", "rId1")
	m.empty("c:autoUpdate", "val", "0")
	m.end(1)
	return m.part()
}

// The identifiers of the two axes.
const (
	categoryAxis = "111111111"
	valueAxis    = "222222222"
)

// plot writes the columns, the lines over them and the axes. A target across bars
// is a line that a chart of bars has no place for: the caption and the workbook
// say it.
func (m *markup) plot(c annex.Chart, all []series) {
	bars := c.Kind == annex.Bars
	m.begin("c:plotArea")
	m.empty("c:layout")
	var columns, lines []int
	for i, s := range all {
		switch {
		case s.isLine(c) && !bars:
			lines = append(lines, i)
		case !s.isLine(c):
			columns = append(columns, i)
		}
	}
	if len(columns) > 0 || len(lines) == 0 {
		m.columns(c, all, columns, bars)
	}
	if len(lines) > 0 {
		m.begin("c:lineChart")
		m.empty("c:grouping", "val", "standard")
		m.empty("c:varyColors", "val", "0")
		for _, i := range lines {
			m.series(c, all, i)
		}
		m.empty("c:marker", "val", "1")
		m.axisIDs()
		m.end(1)
	}
	m.axes(c, bars)
	m.end(1)
}

func (m *markup) columns(c annex.Chart, all []series, which []int, bars bool) {
	m.begin("c:barChart")
	direction := "col"
	if bars {
		direction = "bar"
	}
	m.empty("c:barDir", "val", direction)
	m.empty("c:grouping", "val", "clustered")
	m.empty("c:varyColors", "val", "0")
	for _, i := range which {
		m.series(c, all, i)
	}
	m.empty("c:gapWidth", "val", "60")
	m.axisIDs()
	m.end(1)
}

func (m *markup) axisIDs() {
	m.empty("c:axId", "val", categoryAxis)
	m.empty("c:axId", "val", valueAxis)
}

// series writes series i of a chart: where its data stand in the workbook, and
// their values.
func (m *markup) series(c annex.Chart, all []series, i int) {
	s := all[i]
	line := s.isLine(c)
	m.begin("c:ser")
	m.empty("c:idx", "val", itoa(i))
	m.empty("c:order", "val", itoa(i))
	m.begin("c:tx")
	m.begin("c:strRef")
	m.simple("c:f", sheetName+"!$"+columnName(i+1)+"$1")
	m.begin("c:strCache")
	m.empty("c:ptCount", "val", "1")
	m.begin("c:pt", "idx", "0")
	m.simple("c:v", s.name)
	m.end(4)
	look := looks[s.kind]
	m.begin("c:spPr")
	if line {
		width := look.width
		if c.Kind == annex.Spark {
			width, look.dash = 1.5, "solid"
		}
		m.line(look.colour, width, look.dash)
	} else {
		m.fill(look.colour)
	}
	m.end(1)
	if line {
		m.begin("c:marker")
		m.empty("c:symbol", "val", "none")
		m.end(1)
	} else {
		m.empty("c:invertIfNegative", "val", "0")
		m.points(s)
	}
	m.labels(c, s)
	m.data(c, i, s)
	if line {
		m.empty("c:smooth", "val", "0")
	}
	m.end(1)
}

// points writes the columns that look different: estimates are hatched, what is
// held back is an outline.
func (m *markup) points(s series) {
	for i, v := range s.values {
		held, estimate := at(s.held, i), at(s.estimate, i)
		if v == nil || !held && !estimate {
			continue
		}
		m.begin("c:dPt")
		m.empty("c:idx", "val", itoa(i))
		m.empty("c:invertIfNegative", "val", "0")
		m.empty("c:bubble3D", "val", "0")
		m.begin("c:spPr")
		if held {
			m.fill(heldColour)
			m.line(heldLine, 1, "dash")
		} else {
			m.begin("a:pattFill", "prst", "wdUpDiag")
			m.colour("a:fgClr", columnColour)
			m.colour("a:bgClr", estimateColour)
			m.end(1)
			m.line(columnColour, 1, "solid")
		}
		m.end(2)
	}
}

// labels writes the figures at the columns, and at the end of the path.
func (m *markup) labels(c annex.Chart, s series) {
	last := -1
	for i, v := range s.values {
		if v != nil {
			last = i
		}
	}
	if c.Kind == annex.Spark || last < 0 || s.kind != annex.Yearly && s.kind != annex.Path {
		return
	}
	m.begin("c:dLbls")
	if s.kind == annex.Path {
		m.begin("c:dLbl")
		m.empty("c:idx", "val", itoa(last))
		m.label(c, "t", "1")
		m.end(1)
		m.label(c, "", "0")
	} else {
		m.label(c, "outEnd", "1")
	}
	m.end(1)
}

func (m *markup) label(c annex.Chart, where, shown string) {
	m.empty("c:numFmt", "formatCode", numberFormat(c.Decimals), "sourceLinked", "0")
	m.begin("c:spPr")
	m.empty("a:noFill")
	m.line("", 0, "")
	m.end(1)
	m.letters(8, "000000")
	if where != "" {
		m.empty("c:dLblPos", "val", where)
	}
	m.empty("c:showLegendKey", "val", "0")
	m.empty("c:showVal", "val", shown)
	for _, other := range []string{"c:showCatName", "c:showSerName", "c:showPercent", "c:showBubbleSize"} {
		m.empty(other, "val", "0")
	}
}

// data writes the categories and values of a series, as they stand in the
// workbook.
func (m *markup) data(c annex.Chart, i int, s series) {
	end := itoa(len(c.Categories) + 1)
	m.begin("c:cat")
	m.begin("c:strRef")
	m.simple("c:f", sheetName+"!$A$2:$A$"+end)
	m.begin("c:strCache")
	m.empty("c:ptCount", "val", itoa(len(c.Categories)))
	for k, name := range c.Categories {
		m.begin("c:pt", "idx", itoa(k))
		m.simple("c:v", name)
		m.end(1)
	}
	m.end(3)
	column := columnName(i + 1)
	m.begin("c:val")
	m.begin("c:numRef")
	m.simple("c:f", sheetName+"!$"+column+"$2:$"+column+"$"+end)
	m.begin("c:numCache")
	m.simple("c:formatCode", numberFormat(c.Decimals))
	m.empty("c:ptCount", "val", itoa(len(c.Categories)))
	for k, v := range s.values {
		if v != nil {
			m.begin("c:pt", "idx", itoa(k))
			m.simple("c:v", float(*v))
			m.end(1)
		}
	}
	m.end(3)
}

func (m *markup) axes(c annex.Chart, bars bool) {
	hidden := "0"
	if c.Kind == annex.Spark {
		hidden = "1"
	}
	m.begin("c:catAx")
	m.empty("c:axId", "val", categoryAxis)
	m.begin("c:scaling")
	orientation, side, opposite := "minMax", "b", "l"
	if bars { // the first place on top
		orientation, side, opposite = "maxMin", "l", "t"
	}
	m.empty("c:orientation", "val", orientation)
	m.end(1)
	m.empty("c:delete", "val", hidden)
	m.empty("c:axPos", "val", side)
	m.empty("c:numFmt", "formatCode", "General", "sourceLinked", "0")
	m.ticks("low")
	m.begin("c:spPr")
	m.line(axisColour, 0.75, "solid")
	m.end(1)
	m.letters(9, "000000")
	m.empty("c:crossAx", "val", valueAxis)
	m.empty("c:crosses", "val", "autoZero")
	m.empty("c:auto", "val", "0")
	m.empty("c:lblAlgn", "val", "ctr")
	m.empty("c:lblOffset", "val", "100")
	m.empty("c:noMultiLvlLbl", "val", "1")
	m.end(1)
	m.begin("c:valAx")
	m.empty("c:axId", "val", valueAxis)
	m.begin("c:scaling")
	m.empty("c:orientation", "val", "minMax")
	if c.Low < c.High {
		m.empty("c:max", "val", float(c.High))
		m.empty("c:min", "val", float(c.Low))
	} else if !anyNegative(c) && c.Kind != annex.Spark {
		m.empty("c:min", "val", "0") // columns compare by their length
	}
	m.end(1)
	if bars {
		hidden = "1" // the figures stand at the bars
	}
	m.empty("c:delete", "val", hidden)
	m.empty("c:axPos", "val", opposite)
	if !bars {
		m.begin("c:majorGridlines")
		m.begin("c:spPr")
		m.line(gridColour, 0.5, "solid")
		m.end(2)
	}
	m.empty("c:numFmt", "formatCode", numberFormat(c.Decimals), "sourceLinked", "0")
	m.ticks("nextTo")
	m.begin("c:spPr")
	m.line("", 0, "")
	m.end(1)
	m.letters(8, "333333")
	m.empty("c:crossAx", "val", categoryAxis)
	m.empty("c:crosses", "val", "autoZero")
	m.empty("c:crossBetween", "val", "between")
	m.end(1)
}

func (m *markup) ticks(labels string) {
	m.empty("c:majorTickMark", "val", "none")
	m.empty("c:minorTickMark", "val", "none")
	m.empty("c:tickLblPos", "val", labels)
}

// chartLegend writes a legend where there is more than one thing to tell apart
// and none stands before.
func (m *markup) chartLegend(c annex.Chart, all []series) {
	if c.Bare || len(all) < 2 || c.Kind != annex.Columns {
		return
	}
	m.begin("c:legend")
	m.empty("c:legendPos", "val", "b")
	m.empty("c:overlay", "val", "0")
	m.letters(9, "000000")
	m.end(1)
}

// fill writes a colour that fills.
func (m *markup) fill(colour string) { m.colour("a:solidFill", colour) }

func (m *markup) colour(name, colour string) {
	m.begin(name)
	m.empty("a:srgbClr", "val", colour)
	m.end(1)
}

// line writes a line; none without a colour.
func (m *markup) line(colour string, width float64, dash string) {
	if colour == "" {
		m.begin("a:ln")
		m.empty("a:noFill")
		m.end(1)
		return
	}
	m.begin("a:ln", "w", itoa(int(math.Round(width*12700))), "cap", "flat")
	m.fill(colour)
	m.empty("a:prstDash", "val", dash)
	m.empty("a:round")
	m.end(1)
}

// letters writes what the texts of a part of a chart are set in.
func (m *markup) letters(size int, colour string) {
	m.begin("c:txPr")
	m.empty("a:bodyPr")
	m.empty("a:lstStyle")
	m.begin("a:p")
	m.begin("a:pPr")
	m.begin("a:defRPr", "sz", itoa(size*100), "b", "0")
	m.fill(colour)
	m.empty("a:latin", "typeface", typeface)
	m.empty("a:cs", "typeface", typeface)
	m.end(2)
	m.empty("a:endParaRPr", "lang", language)
	m.end(2)
}

func anyNegative(c annex.Chart) bool {
	for _, s := range seriesOf(c) {
		for _, v := range s.values {
			if v != nil && *v < 0 {
				return true
			}
		}
	}
	return false
}

// numberFormat is a figure's in a chart: grouped, with its decimals.
func numberFormat(decimals int) string {
	if decimals <= 0 {
		return "#,##0"
	}
	return "#,##0." + strings.Repeat("0", decimals)
}

func float(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// heat writes places × years as a table whose cells are the darker the larger
// their figures are.
func (d *document) heat(c annex.Chart, page geometry) {
	d.chartCaption(c)
	label := 45.0
	column := (page.width - label) / float64(max(1, len(c.Categories)))
	widths := []float64{label}
	for range c.Categories {
		widths = append(widths, column)
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, row := range c.Cells {
		for _, v := range row {
			if v != nil {
				low, high = min(low, *v), max(high, *v)
			}
		}
	}
	d.begin("w:tbl")
	d.frameless(widths)
	d.begin("w:tr")
	d.rowProperties(true, true)
	for i := range widths {
		title := ""
		if i > 0 {
			title = c.Categories[i-1]
		}
		d.cell(widths[i], "center", func() { d.paragraph(text(headStyle(10), title)) })
	}
	d.end(1)
	for n, name := range c.Rows {
		d.begin("w:tr")
		d.rowProperties(true, false)
		d.cell(label, "center", func() { d.paragraph(text(cellStyle(10), name)) })
		for i := range c.Categories {
			var v *float64
			if n < len(c.Cells) && i < len(c.Cells[n]) {
				v = c.Cells[n][i]
			}
			d.heatCell(column, v, c.Decimals, low, high)
		}
		d.end(1)
	}
	d.end(1)
	d.tail = true
	d.paragraph(paragraph{style: styleBreak})
}

func (d *document) heatCell(width float64, v *float64, decimals int, low, high float64) {
	d.begin("w:tc")
	d.begin("w:tcPr")
	d.empty("w:tcW", "w:w", twips(width), "w:type", "dxa")
	p := paragraph{style: cellStyle(10), centred: true}
	if v != nil {
		d.empty("w:shd", "w:val", "clear", "w:color", "auto", "w:fill", shade(*v, low, high))
		p.add(vi.Number(*v, decimals), plain)
	}
	d.empty("w:vAlign", "w:val", "center")
	d.end(1)
	d.paragraph(p)
	d.end(1)
}

// shade is the colour of a figure between two: pale enough to read it on.
func shade(v, low, high float64) string {
	part := 0.0
	if high > low {
		part = (v - low) / (high - low)
	}
	mix := func(a, b float64) int { return int(math.Round(a + (b-a)*part)) }
	return fmt.Sprintf("%02X%02X%02X", mix(0xf4, 0x8f), mix(0xf8, 0xbc), mix(0xfc, 0xe4))
}
