package xlsx

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"tongket/report/annex"
	"tongket/report/chart"
	"tongket/report/vi"
)

// chartSheets writes the charts of all annexes on a sheet of their own, one below
// the other under its heading, three a page, and what they draw on another: charts
// outside a print area would not print.
func (b *book) chartSheets() error {
	charts := slices.DeleteFunc(slices.Clone(b.charts), func(block annex.Block) bool { return !native(*block.Chart) })
	if len(charts) == 0 {
		return nil
	}
	for _, name := range []string{chartSheet, dataSheet} {
		if _, err := b.file.NewSheet(name); err != nil {
			return err
		}
	}
	if !b.chartsNamed {
		b.entries = append(b.entries, entry{chartSheet, vi.CaptionChart, vi.ChartsHeading})
	}
	widest := 0 // row of values
	drawing := b.sheet(chartSheet)
	drawing.drawn = true
	data := b.sheet(dataSheet)
	data.width(1, 36)
	for _, one := range charts {
		widest = max(widest, len(one.Chart.Categories))
	}
	for col := 2; col <= widest+1; col++ {
		data.width(col, 11)
	}
	for col := 1; col <= chartColumns; col++ {
		drawing.width(col, chartWidth)
	}
	drawing.line(vi.ChartsHeading, style{bold: true, size: 14, align: annex.Centre}, chartColumns)
	for _, one := range charts {
		from := drawing.row
		drawing.line(one.Heading, style{bold: true, size: 13}, chartColumns)
		drawing.line(chartHeading(one), style{bold: true}, chartColumns)
		if one.Chart.Kind == annex.Panels {
			drawing.line(chartSays(*one.Chart), style{}, chartColumns)
			drawing.line(one.Chart.About, style{size: sourceSize}, chartColumns)
		}
		first := drawing.row
		for drawing.row < first+chartRowsOf(*one.Chart) {
			drawing.points(drawing.row, chartPoints)
			drawing.row++
		}
		drawing.wholes = append(drawing.wholes, block{from, drawing.row - 1})
		values := data.chartData(*one.Chart)
		if one.Chart.Kind == annex.Panels {
			drawing.panels(*one.Chart, values, first)
		} else {
			drawing.chart(*one.Chart, values, first)
		}
	}
	drawing.page(false, 0, 0, chartColumns)
	data.row-- // the blank row below the last chart's values begins no page
	data.page(true, 0, 0, widest+1)
	if drawing.err != nil {
		return drawing.err
	}
	return data.err
}

// chartHeading is the line above a chart: its number and what it is of.
func chartHeading(b annex.Block) string {
	return strings.TrimPrefix(b.Number+". "+chartTitle(*b.Chart), ". ")
}

// native tells whether a spreadsheet draws such a chart: a heat map and a spark
// line have none, nor have more panels than a page holds.
func native(c annex.Chart) bool {
	return c.Kind == annex.Columns || c.Kind == annex.Bars || c.Kind == annex.Steps || c.Kind == annex.Panels && len(c.Rows) <= mostPanels
}

// chartRowsOf is how many rows a chart stands on.
func chartRowsOf(c annex.Chart) int {
	if c.Kind == annex.Panels {
		return (len(c.Rows)+panelsAcross-1)/panelsAcross*panelRows + 1
	}
	return chartRows
}

const (
	chartColumns = 10
	chartWidth   = 8.2 // characters: ten columns are as wide as the paper
	chartRows    = 16  // that one chart stands on, with a blank one
	chartPoints  = 13  // of each: three charts a page
	chartPixels  = 16  // of each, as excelize counts them where it places a chart

	panelsAcross = 3
	panelColumns = 3 // of each
	panelRows    = 6
	mostPanels   = 21
)

// chartData is where the values of a chart stand: a row of categories and a
// row a series, from column 2.
type chartData struct {
	categories int // row
	series     []seriesRow
	columns    int
}

type seriesRow struct {
	kind annex.SeriesKind
	row  int
}

// floorSeries is what the years before have come to: the foot that a year's step stands
// on, which is not drawn.
const floorSeries annex.SeriesKind = "floor"

// goalSeries is the target as a series of its own.
const goalSeries annex.SeriesKind = "goal"

// estimateSeries are the columns of estimated years, heldSeries those of figures
// on which an open error stands.
const (
	estimateSeries annex.SeriesKind = "estimate"
	heldSeries     annex.SeriesKind = "held"
)

// scenarioSeries are the scenarios, told apart.
var scenarioSeries = [...]annex.SeriesKind{"scenario-low", "scenario-base", "scenario-high"}

func (s *sheet) chartData(c annex.Chart) chartData {
	d := chartData{columns: len(c.Categories)}
	from := s.row
	s.text(1, s.row, chartTitle(c), style{bold: true, size: sourceSize}) // it runs on over the empty cells beside it
	s.points(from, sourcePoints)
	s.row++
	d.categories = s.row
	tall := 1
	for i, name := range c.Categories {
		s.text(i+2, s.row, name, style{head: true, size: sourceSize})
		tall = max(tall, lines(name, s.columnWidth(i+2), style{head: true, size: sourceSize}))
	}
	s.points(s.row, float64(tall)*sourcePoints)
	s.row++
	if c.Kind == annex.Steps {
		floor := make([]*float64, len(c.Floor))
		for i := range c.Floor {
			if c.Floor[i] != 0 {
				floor[i] = &c.Floor[i]
			}
		}
		d.add(s, floorSeries, vi.ChartBefore, floor, c.Decimals)
	}
	scenarios := 0
	for _, series := range c.Series {
		held := heldOf(&series)
		actual, estimate := parted(series)
		kind := series.Kind
		if c.Kind == annex.Panels { // the whole as one line
			actual, estimate = series.Values, nil
		}
		if kind == annex.Scenario { // each in its own stroke
			kind = scenarioSeries[min(scenarios, len(scenarioSeries)-1)]
			scenarios++
		}
		d.add(s, kind, series.Name, actual, c.Decimals)
		if estimate != nil {
			d.add(s, estimateSeries, "Ước thực hiện", estimate, c.Decimals)
		}
		if held != nil {
			d.add(s, heldSeries, vi.ChartHeld, held, c.Decimals)
		}
	}
	for i, name := range c.Rows {
		d.add(s, annex.Yearly, name, c.Cells[i], c.Decimals)
	}
	if c.Goal != nil && (c.Kind == annex.Columns || c.Kind == annex.Steps) {
		goal := make([]*float64, len(c.Categories))
		for i := range goal[:min(len(goal), chart.LastYear(c)+1)] { // it ends with the term
			goal[i] = &c.Goal.Value
		}
		d.add(s, goalSeries, c.Goal.Label, goal, c.Decimals)
	}
	s.together(from, true)
	s.row++
	return d
}

// heldOf takes the figures out of a series of columns on which an open error
// stands; nil if there is none.
func heldOf(series *annex.Series) (held []*float64) {
	if series.Kind != annex.Yearly || !slices.Contains(series.Held, true) {
		return nil
	}
	held = make([]*float64, len(series.Values))
	series.Values = slices.Clone(series.Values)
	for i, open := range series.Held {
		if open && i < len(held) {
			held[i], series.Values[i] = series.Values[i], nil
		}
	}
	return held
}

// parted parts the estimated years of a series of columns from the others;
// estimate is nil if there is none.
func parted(series annex.Series) (actual, estimate []*float64) {
	if series.Kind != annex.Yearly || !slices.Contains(series.Estimate, true) {
		return series.Values, nil
	}
	actual, estimate = slices.Clone(series.Values), make([]*float64, len(series.Values))
	for i := range series.Values {
		if i < len(series.Estimate) && series.Estimate[i] {
			actual[i], estimate[i] = nil, series.Values[i]
		}
	}
	return actual, estimate
}

func (d *chartData) add(s *sheet, kind annex.SeriesKind, name string, values []*float64, decimals int) {
	s.text(1, s.row, name, style{size: sourceSize})
	s.points(s.row, sourcePoints)
	for i, v := range values {
		if v != nil {
			s.number(i+2, s.row, *v, style{format: numberFormat(decimals, "", ""), size: sourceSize, align: annex.Right})
		}
	}
	d.series = append(d.series, seriesRow{kind, s.row})
	s.row++
}

func chartTitle(c annex.Chart) string {
	if c.Unit == "" {
		return c.Title
	}
	return c.Title + " (" + c.Unit + ")"
}

// chartSays is the title over a chart: what it shows, with its unit where the
// words have none.
func chartSays(c annex.Chart) string {
	if c.Says == "" {
		return chartTitle(c)
	}
	return c.Says
}

// chart draws c at a row from the values at d.
func (s *sheet) chart(c annex.Chart, d chartData, at int) {
	var columns, lines []excelize.ChartSeries
	unnamed := -1 // the other end of the interval, which its first names
	within := labelsWithin(c)
	for i, row := range d.series {
		if row.kind == annex.High || row.kind == floorSeries {
			unnamed = i
		}
		if isLine(row.kind) {
			lines = append(lines, row.series(d))
		} else {
			one := row.series(d)
			if within {
				one.DataLabelPosition = excelize.ChartDataLabelsPositionInsideBase
			}
			if row.kind == floorSeries || row.kind == annex.Yearly && (within || c.Kind == annex.Steps) {
				one.DataLabel.Font.Color = paperColour
			}
			columns = append(columns, one)
		}
	}
	main := s.chartFrame(c)
	main.Series = columns
	var combined []*excelize.Chart
	switch {
	case len(columns) == 0:
		main.Type, main.Series = excelize.Line, lines
	case len(lines) > 0:
		combined = append(combined, &excelize.Chart{Type: excelize.Line, Series: lines, XAxis: main.XAxis, YAxis: main.YAxis}) // the axes are those of the last
	}
	s.do(s.book.file.AddChart(s.name, cellName(1, at), main, combined...))
	s.book.unnamed = append(s.book.unnamed, unnamed)
}

// panels draws the years of each place in a small chart of its own, all on one scale,
// the whole as a thin line in each; d has the whole, then the places.
func (s *sheet) panels(c annex.Chart, d chartData, at int) {
	low, high := 0.0, 0.0
	for _, row := range append([][]*float64{c.Series[0].Values}, c.Cells...) {
		for _, v := range row {
			if v != nil {
				low, high = min(low, *v), max(high, *v)
			}
		}
	}
	for i := range c.Rows {
		whole, place := d.series[0].series(d), d.series[1+i].series(d)
		whole.Fill.Color, whole.Line.Width, whole.Line.Dash = []string{"7F7F7F"}, 0.75, excelize.LineDashSysDot
		place.Line.Width = 1.5
		title := panelTitle(c, i)
		text := []excelize.RichTextRun{{Text: printable(title), Font: &excelize.Font{Family: "Times New Roman", Size: 8, Bold: c.Behind[i], Color: "000000"}}}
		s.do(s.book.file.AddChart(s.name, cellName(1+i%panelsAcross*panelColumns, at+i/panelsAcross*panelRows), &excelize.Chart{
			Type: excelize.Line, Series: []excelize.ChartSeries{whole, place},
			Dimension: excelize.ChartDimension{Width: panelColumns*60 - 4, Height: panelRows*chartPixels - 2},
			Title:     excelize.ChartTitle{Paragraph: text}, Legend: excelize.ChartLegend{Position: "none"},
			XAxis: excelize.ChartAxis{None: true}, YAxis: excelize.ChartAxis{None: true, Minimum: &low, Maximum: &high}, ShowBlanksAs: "gap",
			Format: excelize.GraphicOptions{
				Name:    cut(printable(c.ID), excelize.MaxGraphicNameLength-4) + fmt.Sprint("-", i+1),
				AltText: cut(printable(chartSays(c)+". "+title), mostTold),
			},
		}))
		s.book.unnamed = append(s.book.unnamed, -1)
	}
}

// panelTitle is the place of a panel with its first and its last figure, and the signs
// that the line above the panels explains: "▼ Tân Sơn: 30,00 → ○ 13,68".
func panelTitle(c annex.Chart, i int) string {
	first, last := "", ""
	for _, v := range c.Cells[i] {
		if v == nil {
			continue
		}
		last = vi.Number(*v, c.Decimals)
		if first == "" {
			first = last
		}
	}
	title := vi.ShortPlace(c.Rows[i])
	if c.Behind[i] {
		title = "▼ " + title
	}
	if first == "" {
		return title
	}
	if c.Estimated[i] {
		last = "○ " + last
	}
	return title + ": " + first + " → " + last
}

// labelsWithin tells whether the figures of a chart stand at the foot of its columns:
// where the line of the target would run through them above, and all columns are
// tall enough.
func labelsWithin(c annex.Chart) bool {
	const label, least = 0.14, 0.2 // of the tallest
	if c.Goal == nil || c.Kind != annex.Columns || anyNegative(c) {
		return false
	}
	low, high, _, ok := c.Scale()
	if !ok || high <= 0 {
		return false
	}
	high = max(high, c.Goal.Value)
	crossed := false
	for _, s := range c.Series {
		for _, v := range s.Values {
			if v == nil || s.Kind != annex.Yearly {
				continue
			}
			low = min(low, *v)
			crossed = crossed || c.Goal.Value >= *v && c.Goal.Value < *v+label*high
		}
	}
	return crossed && low >= least*high
}

func isLine(kind annex.SeriesKind) bool {
	return kind != annex.Yearly && kind != estimateSeries && kind != heldSeries && kind != floorSeries
}

func (r seriesRow) series(d chartData) excelize.ChartSeries {
	look := looks[r.kind]
	fill := excelize.Fill{Type: "pattern"} // none
	if look.colour != "" {
		fill.Pattern, fill.Color = 1, []string{look.colour}
	}
	return excelize.ChartSeries{
		Name:       fmt.Sprintf("%s!%s", quoted(dataSheet), absolute(1, r.row)),
		Categories: span(d.categories, d.columns),
		Values:     span(r.row, d.columns),
		Fill:       fill,
		Line:       excelize.LineOptions{Type: excelize.LineSolid, Width: look.width, Dash: look.dash},
		Marker:     excelize.ChartMarker{Symbol: "none"},
		DataLabel:  excelize.ChartDataLabel{Font: excelize.Font{Family: "Times New Roman", Size: 8, Color: "262626"}},
	}
}

func span(row, columns int) string {
	return fmt.Sprintf("%s!%s:%s", quoted(dataSheet), absolute(2, row), absolute(columns+1, row))
}

// paperColour is that of columns which are an outline alone.
const paperColour = "FFFFFF"

// finished gives a chart what excelize has no word for: the outline of columns of
// estimates, its language, a place for the plot above the legend, which would leave
// it none, and no second name for an interval; unnamed is its series, -1 for none.
func finished(xml []byte, unnamed int) []byte {
	const white = `<a:solidFill><a:srgbClr val="` + paperColour + `"></a:srgbClr></a:solidFill></spPr>`
	xml = bytes.ReplaceAll(xml, []byte(white), []byte(strings.TrimSuffix(white, "</spPr>")+`<a:ln w="15875"><a:solidFill><a:srgbClr val="2F5D8C"></a:srgbClr></a:solidFill></a:ln></spPr>`))
	xml = bytes.Replace(xml, []byte(`<lang val="en-US">`), []byte(`<lang val="vi-VN">`), 1)
	const legend, plot = `<legendPos val="b"></legendPos>`, `<plotArea>`
	if !bytes.Contains(xml, []byte(legend)) {
		return xml
	}
	xml = bytes.Replace(xml, []byte(plot), []byte(plot+`<layout><manualLayout><layoutTarget val="inner"></layoutTarget><xMode val="edge"></xMode><yMode val="edge"></yMode>`+
		`<x val="0.09"></x><y val="0.19"></y><w val="0.89"></w><h val="0.44"></h></manualLayout></layout>`), 1)
	if unnamed >= 0 {
		xml = bytes.Replace(xml, []byte(legend), fmt.Appendf(nil, `%s<legendEntry><idx val="%d"></idx><delete val="1"></delete></legendEntry>`, legend, unnamed), 1)
	}
	return xml
}

// looks are the colours of the dashboard, for each kind of series.
var looks = map[annex.SeriesKind]struct {
	colour string
	width  float64
	dash   excelize.LineDashType
}{
	annex.Yearly:      {colour: "2F5D8C"},
	estimateSeries:    {colour: paperColour}, // outlined when the workbook is packed
	heldSeries:        {colour: "BFBFBF"},
	goalSeries:        {colour: "B3261E", width: 1.5},
	annex.Path:        {colour: "2E7D32", width: 2, dash: excelize.LineDashDash},
	scenarioSeries[0]: {colour: "7F7F7F", width: 1, dash: excelize.LineDashSysDot},
	scenarioSeries[1]: {colour: "595959", width: 1},
	scenarioSeries[2]: {colour: "7F7F7F", width: 1, dash: excelize.LineDashSysDash},
	annex.Low:         {colour: "BFBFBF", width: 0.75, dash: excelize.LineDashSysDot},
	annex.High:        {colour: "BFBFBF", width: 0.75, dash: excelize.LineDashSysDot},
}

// mostTold is how much a program is to read out of one chart, in characters.
const mostTold = 2000

// chartFrame is everything of a chart but its series.
func (s *sheet) chartFrame(c annex.Chart) *excelize.Chart {
	font := excelize.Font{Family: "Times New Roman", Size: 10, Color: "262626"}
	small := font
	small.Size = 9
	overlap, gap, vary := 100, uint(60), false
	out := &excelize.Chart{
		Type:         excelize.Col,
		Dimension:    excelize.ChartDimension{Width: 600, Height: (chartRows - 1) * chartPixels},
		Title:        excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: printable(chartSays(c)), Font: &excelize.Font{Family: "Times New Roman", Size: 10, Bold: true, Color: "000000"}}}},
		Legend:       excelize.ChartLegend{Position: "bottom", Font: &small},
		VaryColors:   &vary,
		XAxis:        excelize.ChartAxis{Font: font, TickLabelPosition: excelize.ChartTickLabelLow},
		YAxis:        excelize.ChartAxis{Font: font, MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: numberFormat(c.Decimals, "", "")}},
		PlotArea:     excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: numberFormat(c.Decimals, "", "")}},
		ShowBlanksAs: "gap",
		GapWidth:     &gap,
		Overlap:      &overlap,
		Format:       excelize.GraphicOptions{AltText: cut(printable(c.Alternative()), mostTold), Name: cut(printable(c.ID), excelize.MaxGraphicNameLength)},
	}
	if !anyNegative(c) {
		zero := 0.0
		out.YAxis.Minimum = &zero // columns compare by their length
	}
	if low, high, ok := c.Ends(); ok { // a figure that is held sets no scale
		out.YAxis.Minimum, out.YAxis.Maximum = &low, &high
	} else if c.Unit == "%" && nearHundred(c) {
		hundred := 100.0
		out.YAxis.Maximum = &hundred
	}
	if c.Kind == annex.Steps {
		out.Type = excelize.ColStacked
	}
	if c.Kind == annex.Bars {
		out.Type = excelize.Bar
		out.XAxis.ReverseOrder = true // the first place on top
		out.Legend.Position = "none"
	}
	return out
}

// nearHundred tells whether shares come near a hundred and none is above: the axis
// ends there.
func nearHundred(c annex.Chart) bool {
	const near = 80
	most := 0.0
	for _, s := range c.Series {
		for _, v := range s.Values {
			if v != nil {
				most = max(most, *v)
			}
		}
	}
	return most >= near && most <= 100
}

func anyNegative(c annex.Chart) bool {
	return slices.ContainsFunc(c.Series, func(s annex.Series) bool {
		return slices.ContainsFunc(s.Values, func(v *float64) bool { return v != nil && *v < 0 })
	})
}
