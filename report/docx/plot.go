package docx

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"tongket/report/annex"
	"tongket/report/chart/fonts"
	"tongket/report/table"
	"tongket/report/vi"
)

// plotShare is the share of a chart's height that its plot takes.
const plotShare = 0.79

// A frame is how a chart stands in its room.
type frame struct {
	letters float64 // size of its texts
	pitch   float64 // from one category to the next, in millimetres
	left    float64 // shares of the width: of what stands left of the plot, where scenarios
	plot    float64 // have their names at its right, and of the plot
	unnamed []bool  // by series: its name would stand on another
}

// frameOf fits a chart into its measures.
func frameOf(c annex.Chart, all []series, width, height float64) frame {
	const narrow = 100
	f := frame{letters: 9, left: 0.11, plot: 0.67}
	if width < narrow {
		f = frame{letters: 8, left: 0.13, plot: 0.63}
	}
	plot := f.plot
	if !c.Bare {
		plot = 0.9
	}
	f.pitch = plot * width / float64(max(1, len(c.Categories)))
	f.unnamed = f.crowded(all, height)
	return f
}

// width is that of a text in a chart, and a space.
func (f frame) width(s string) float64 {
	return table.Pen{Style: fonts.Regular, Size: f.letters}.Width(s + " ")
}

// every tells which of the categories have their names written: each, or each second …
func (f frame) every(categories []string) int {
	widest := 0.0
	for _, name := range categories {
		widest = max(widest, f.width(name))
	}
	return max(1, int(math.Ceil(widest/f.pitch)))
}

// room tells whether the figures of a series find room beside each other.
func (f frame) room(c annex.Chart, s series) bool {
	for _, v := range s.values {
		if v != nil && f.width(vi.Number(*v, c.Decimals)) > f.pitch {
			return false
		}
	}
	return true
}

// crowded tells which scenarios end where the figure of the path, or the name of another,
// stands: of those that end close together the farthest from the path is named.
func (f frame) crowded(all []series, height float64) []bool {
	low, high := 0.0, 0.0
	for _, s := range all {
		for _, v := range s.values {
			if v != nil {
				low, high = min(low, *v), max(high, *v)
			}
		}
	}
	line := 1.1 * lineHeight(f.letters) / (plotShare * height) * (high - low)
	var taken []float64 // where texts stand
	path := math.NaN()
	var which []int
	end := func(s series) float64 {
		for _, v := range slices.Backward(s.values) {
			if v != nil {
				return *v
			}
		}
		return math.NaN()
	}
	for i, s := range all {
		switch {
		case s.kind == annex.Path:
			path = end(s)
			taken = append(taken, path+0.6*line) // above it
		case s.kind == annex.Scenario && s.name != "":
			which = append(which, i)
		}
	}
	if !math.IsNaN(path) {
		slices.SortStableFunc(which, func(a, b int) int { return cmp.Compare(math.Abs(end(all[b])-path), math.Abs(end(all[a])-path)) })
	}
	unnamed := make([]bool, len(all))
	for _, i := range which {
		at := end(all[i])
		unnamed[i] = slices.ContainsFunc(taken, func(v float64) bool { return math.Abs(v-at) < line })
		if !unnamed[i] {
			taken = append(taken, at)
		}
	}
	return unnamed
}

// chartXML is a chart's part, in the order of ECMA-376's DrawingML charts.
func chartXML(c annex.Chart, all []series, f frame) []byte {
	var m markup
	m.begin("c:chartSpace", "xmlns:c", drawingML+"chart", "xmlns:a", drawingML+"main", "xmlns:r", relationships)
	m.empty("c:date1904", "val", "0")
	m.empty("c:lang", "val", language)
	m.empty("c:roundedCorners", "val", "0")
	m.begin("c:chart")
	m.empty("c:autoTitleDeleted", "val", "1")
	m.plot(c, all, f)
	m.chartLegend(c, all, f)
	m.empty("c:plotVisOnly", "val", "1")
	m.empty("c:dispBlanksAs", "val", "gap")
	m.end(1)
	m.begin("c:spPr")
	m.empty("a:noFill")
	m.line("", 0, "")
	m.end(1)
	m.letters(f.letters, "000000")
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
func (m *markup) plot(c annex.Chart, all []series, f frame) {
	bars := c.Kind == annex.Bars
	m.begin("c:plotArea")
	m.layout(c, all, f)
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
		m.columns(c, all, columns, bars, f)
	}
	if len(lines) > 0 {
		m.begin("c:lineChart")
		m.empty("c:grouping", "val", "standard")
		m.empty("c:varyColors", "val", "0")
		for _, i := range lines {
			m.series(c, all, i, f)
		}
		m.empty("c:marker", "val", "1")
		m.axisIDs()
		m.end(1)
	}
	m.axes(c, bars, f)
	m.end(1)
}

// layout leaves room at the right for the names of the scenarios, which Word would
// cut off.
func (m *markup) layout(c annex.Chart, all []series, f frame) {
	if !c.Bare || !slices.ContainsFunc(all, func(s series) bool { return s.kind == annex.Scenario }) {
		m.empty("c:layout")
		return
	}
	m.begin("c:layout")
	m.begin("c:manualLayout")
	m.empty("c:layoutTarget", "val", "inner")
	m.empty("c:xMode", "val", "edge")
	m.empty("c:yMode", "val", "edge")
	for _, part := range [][2]string{{"x", float(f.left)}, {"y", "0.07"}, {"w", float(f.plot)}, {"h", float(plotShare)}} {
		m.empty("c:"+part[0], "val", part[1])
	}
	m.end(2)
}

func (m *markup) columns(c annex.Chart, all []series, which []int, bars bool, f frame) {
	m.begin("c:barChart")
	direction := "col"
	if bars {
		direction = "bar"
	}
	m.empty("c:barDir", "val", direction)
	m.empty("c:grouping", "val", "clustered")
	m.empty("c:varyColors", "val", "0")
	for _, i := range which {
		m.series(c, all, i, f)
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
func (m *markup) series(c annex.Chart, all []series, i int, f frame) {
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
	if !f.unnamed[i] {
		m.labels(c, s, f)
	}
	m.data(c, i, s)
	if line {
		m.empty("c:smooth", "val", "0")
	}
	m.end(1)
}

// points writes the columns that look different: estimates are outlined, what is
// held back is pale in a dashed outline.
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
			m.fill("FFFFFF")
			m.line(columnColour, 1.25, "solid")
		}
		m.end(2)
	}
}

// labels writes the figures at the columns, where they have no room at the first and
// the last of them; the figure at the end of the path, and the name of a scenario.
func (m *markup) labels(c annex.Chart, s series, f frame) {
	first, last := -1, -1
	for i, v := range s.values {
		if v != nil {
			if last = i; first < 0 {
				first = i
			}
		}
	}
	named := s.kind == annex.Scenario && s.name != ""
	if c.Kind == annex.Spark || last < 0 || s.kind != annex.Yearly && s.kind != annex.Path && !named {
		return
	}
	m.begin("c:dLbls")
	at := func(i int, where, value, name string) {
		m.begin("c:dLbl")
		m.empty("c:idx", "val", itoa(i))
		m.label(c, where, value, name, f)
		m.end(1)
	}
	switch {
	case named:
		at(last, "r", "0", "1")
	case s.kind == annex.Path:
		at(last, "t", "1", "0")
	case c.Kind == annex.Columns && !f.room(c, s):
		at(first, "outEnd", "1", "0")
		if last > first {
			at(last, "outEnd", "1", "0")
		}
	default:
		m.label(c, "outEnd", "1", "0", f)
		m.end(1)
		return
	}
	m.label(c, "", "0", "0", f)
	m.end(1)
}

func (m *markup) label(c annex.Chart, where, value, name string, f frame) {
	m.empty("c:numFmt", "formatCode", numberFormat(c.Decimals), "sourceLinked", "0")
	m.begin("c:spPr")
	m.empty("a:noFill")
	m.line("", 0, "")
	m.end(1)
	m.letters(f.letters, "000000")
	if where != "" {
		m.empty("c:dLblPos", "val", where)
	}
	m.empty("c:showLegendKey", "val", "0")
	m.empty("c:showVal", "val", value)
	m.empty("c:showCatName", "val", "0")
	m.empty("c:showSerName", "val", name)
	m.empty("c:showPercent", "val", "0")
	m.empty("c:showBubbleSize", "val", "0")
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

func (m *markup) axes(c annex.Chart, bars bool, f frame) {
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
	m.letters(f.letters, "000000")
	m.empty("c:crossAx", "val", valueAxis)
	m.empty("c:crosses", "val", "autoZero")
	m.empty("c:auto", "val", "0")
	m.empty("c:lblAlgn", "val", "ctr")
	m.empty("c:lblOffset", "val", "100")
	if n := f.every(c.Categories); n > 1 && c.Kind == annex.Columns {
		m.empty("c:tickLblSkip", "val", itoa(n))
	}
	m.empty("c:noMultiLvlLbl", "val", "1")
	m.end(1)
	m.begin("c:valAx")
	m.empty("c:axId", "val", valueAxis)
	m.begin("c:scaling")
	m.empty("c:orientation", "val", "minMax")
	if low, high, ok := c.Ends(); ok { // a figure that is held sets no scale
		m.empty("c:max", "val", float(high))
		m.empty("c:min", "val", float(low))
	} else if c.Low < c.High {
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
	m.letters(f.letters, "333333")
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
func (m *markup) chartLegend(c annex.Chart, all []series, f frame) {
	if c.Bare || len(all) < 2 || c.Kind != annex.Columns {
		return
	}
	m.begin("c:legend")
	m.empty("c:legendPos", "val", "b")
	m.empty("c:overlay", "val", "0")
	m.letters(f.letters, "000000")
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
func (m *markup) letters(size float64, colour string) {
	m.begin("c:txPr")
	m.empty("a:bodyPr")
	m.empty("a:lstStyle")
	m.begin("a:p")
	m.begin("a:pPr")
	m.begin("a:defRPr", "sz", itoa(int(size*100)), "b", "0")
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

// numberFormat is a figure's in a chart: grouped, with its decimals, for Vietnamese
// readers whatever the machine is set to, where the program goes by that.
func numberFormat(decimals int) string {
	const vietnamese = "[$-42A]"
	if decimals <= 0 {
		return vietnamese + "#,##0"
	}
	return vietnamese + "#,##0." + strings.Repeat("0", decimals)
}

func float(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
