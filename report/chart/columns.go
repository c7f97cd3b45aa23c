package chart

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"tongket/analysis/stat"
	"tongket/report/annex"
	"tongket/report/plot"
	"tongket/report/vi"
)

// columns draws an indicator over the years: the figures of the term as
// columns, estimates outlined, the resolution's target as a line over the
// term, and for the next term the interval as a band, the scenarios as thin
// lines and the path as a dashed line.
func columns(c annex.Chart) option {
	o := base(c, "axis")
	o.Tooltip.AxisPointer = &opts.AxisPointer{Type: "shadow"}
	o.XAxis = xAxis{XAxis: categoryAxis(c.Categories)}
	o.YAxis = valueAxis(c)
	o.YAxis.BoundaryGap = []string{"0", "12%"} // room for the figure above the highest column
	if low, high, ok := c.Ends(); ok {         // a figure that is held sets no scale
		o.YAxis.Min, o.YAxis.Max, o.YAxis.BoundaryGap = value(&low), value(&high), nil
	}
	d := drawing{chart: c, last: LastYear(c)}
	if low, high, ok := cutAxis(c); ok {
		d.cut = true
		o.YAxis.Min, o.YAxis.Max, o.YAxis.BoundaryGap = value(&low), value(&high), nil
	}
	d.nextTerm()
	d.each(annex.Yearly, d.columns)
	d.goal()
	d.each(annex.Path, d.path)
	d.band()
	d.each(annex.Scenario, d.scenario)
	if d.scenarios > 0 || slices.ContainsFunc(c.Series, func(s annex.Series) bool { return s.Kind == annex.Path }) {
		o.Grid.Right = "84" // for their names, and the target
	}
	o.Series = d.series
	if !c.Bare {
		o.Legend = d.legend()
	}
	return o
}

// legendAlone draws the legend of columns, and nothing below it.
func legendAlone(c annex.Chart) option {
	o := columns(c)
	for i := range o.Series {
		o.Series[i].Data, o.Series[i].Encode, o.Series[i].Label = []any{}, nil, nil
	}
	hidden := opts.Bool(false)
	o.XAxis.Show, o.YAxis.Show = hidden, hidden
	return o
}

// A drawing collects the series of one chart and their entries in the legend.
type drawing struct {
	chart  annex.Chart
	last   int // index of the last year of the term, -1 if there is no column
	series []series
	items  []legendItem

	scenarios int  // drawn so far
	cut       bool // the axis does not begin at nought: dots, no columns
}

// cutAxis gives the ends of the axis of shares that all lie between ninety and a
// hundred, which columns from nought would show as one height; ok is false for other
// figures.
func cutAxis(c annex.Chart) (low, high float64, ok bool) {
	low, high = 100, 0
	take := func(v *float64) {
		if v != nil {
			low, high = min(low, *v), max(high, *v)
		}
	}
	for _, s := range c.Series {
		if s.Kind == annex.Yearly {
			figures := slices.Clone(s.Values)
			for k := range figures {
				if at(s.Held, k) {
					figures[k] = nil
				}
			}
			if !plot.Dotted(figures, c.Unit == "%") {
				return 0, 0, false
			}
			for _, v := range figures {
				take(v)
			}
			ok = true
			continue
		}
		for _, v := range s.Values {
			take(v)
		}
	}
	if c.Goal != nil {
		take(&c.Goal.Value)
	}
	const room = 0.12 // of the span, for the figures
	margin := max(room*(high-low), 0.5)
	top := math.Ceil(high + margin)
	if high <= 100 {
		top = min(top, 100) // no share is above it
	}
	return math.Floor(low - margin), top, ok
}

// lastFigure is the figure that the next term sets out from: that of the term's last
// year, unless it is held back; nil for none.
func (d *drawing) lastFigure() *float64 {
	for _, s := range d.chart.Series {
		if s.Kind == annex.Yearly && d.last >= 0 && d.last < len(s.Values) && !at(s.Held, d.last) {
			return s.Values[d.last]
		}
	}
	return nil
}

func (d *drawing) each(kind annex.SeriesKind, draw func(i int, s annex.Series)) {
	for i, s := range d.chart.Series {
		if s.Kind == kind {
			draw(i, s)
		}
	}
}

// LastYear is the index of the last year of the term in a chart over the years, -1
// if it has no figure: where the target's line ends.
func LastYear(c annex.Chart) int {
	last := -1
	for _, s := range c.Series {
		if s.Kind == annex.Yearly {
			for i, v := range s.Values {
				if v != nil {
					last = max(last, i)
				}
			}
		}
	}
	for _, s := range c.Series {
		if s.Kind == annex.Yearly {
			continue
		}
		for i, v := range s.Values {
			if v != nil && i > last {
				return i - 1 // the years before the first of the next term
			}
		}
	}
	if last >= 0 {
		return len(c.Categories) - 1
	}
	return last
}

func (d *drawing) add(s series, icon string) {
	d.series = append(d.series, s)
	if icon != "" && s.Name != "" {
		d.items = append(d.items, legendItem{s.Name, icon})
	}
}

func (d *drawing) columns(i int, s annex.Series) {
	if d.cut {
		d.dots(i, s)
		d.marks(i, s)
		return
	}
	d.add(series{Z: 2, SingleSeries: charts.SingleSeries{
		Type: types.ChartBar, Id: "s" + strconv.Itoa(i), Name: s.Name, Data: d.clearOfGoal(s, bodies(s)),
		BarWidth: barWidth, BarMaxWidth: maxBarWidth,
		ItemStyle: &opts.ItemStyle{Color: name("column")},
		Label: &opts.Label{Show: opts.Bool(true), Position: "top", FontSize: 11, Color: name("text"),
			BackgroundColor: name("paper"), Formatter: name("number", d.chart.Decimals)},
		LabelLayout: &opts.LabelLayout{HideOverlap: opts.Bool(true)},
	}}, squareIcon)
	d.marks(i, s)
}

// dots draws the years of a cut axis; an estimate is a ring, what is held back grey
// and off the line.
func (d *drawing) dots(i int, s annex.Series) {
	data := make([]any, len(s.Values))
	for k, body := range bodies(s) {
		p, special := body.(point)
		switch {
		case body == nil:
		case !special:
			data[k] = body
		case at(s.Held, k) && value(s.Values[k]).(float64) < 90:
			data[k] = nil // far off the axis: the table has it
		default:
			data[k] = p
		}
		data[k] = d.belowGoal(data[k], s.Values[k])
	}
	d.add(series{Z: 4, SingleSeries: charts.SingleSeries{
		Type: types.ChartLine, Id: "s" + strconv.Itoa(i), Name: s.Name, Data: data,
		Symbol: "circle", SymbolSize: 10, ShowSymbol: opts.Bool(true),
		ItemStyle: &opts.ItemStyle{Color: name("column")}, LineStyle: &opts.LineStyle{Color: name("column"), Width: 2},
		Label: &opts.Label{Show: opts.Bool(true), Position: "top", FontSize: 11, Color: name("text"),
			BackgroundColor: name("paper"), Formatter: name("number", d.chart.Decimals)},
		LabelLayout: &opts.LabelLayout{HideOverlap: opts.Bool(true)},
	}}, squareIcon)
}

// belowGoal writes the figure of a dot below it where the target's line is close above.
func (d *drawing) belowGoal(dot any, v *float64) any {
	low, high, _ := cutAxis(d.chart)
	if dot == nil || d.chart.Goal == nil || *v > d.chart.Goal.Value || d.chart.Goal.Value-*v > 0.15*(high-low) {
		return dot
	}
	p, ok := dot.(point)
	if !ok {
		p = point{Value: dot}
	}
	p.Label = &opts.Label{Show: opts.Bool(true), Position: "bottom", FontSize: 11, Color: name("text"), BackgroundColor: name("paper"), Formatter: name("number", d.chart.Decimals)}
	return p
}

// bodies are the values of a column or bar each; an estimate and a figure
// that is held back look different.
func bodies(s annex.Series) []any {
	data := make([]any, len(s.Values))
	for k, v := range s.Values {
		data[k] = value(v)
		switch {
		case data[k] == nil:
		case at(s.Held, k):
			data[k] = point{Value: data[k], ItemStyle: &opts.ItemStyle{Color: name("held"), BorderColor: name("heldline"), BorderWidth: 1}}
		case at(s.Estimate, k):
			data[k] = point{Value: data[k], ItemStyle: estimated()}
		}
	}
	return data
}

// clearOfGoal puts figures that would stand on the target's line into their columns.
func (d *drawing) clearOfGoal(s annex.Series, data []any) []any {
	if d.chart.Goal == nil {
		return data
	}
	highest := d.chart.Goal.Value
	for _, v := range s.Values {
		if v != nil {
			highest = max(highest, *v)
		}
	}
	const near = 0.09 // of the scale: about the height of a figure
	for k, v := range s.Values {
		if v == nil || data[k] == nil || *v > d.chart.Goal.Value || d.chart.Goal.Value-*v > near*highest {
			continue
		}
		ink, ground := "text", "paper"
		p, special := data[k].(point)
		if !special {
			p = point{Value: data[k]}
			ink, ground = "paper", "column" // it stands on the column's own colour
		}
		p.Label = &opts.Label{Show: opts.Bool(true), Position: "insideTop", FontSize: 11, Color: name(ink), BackgroundColor: name(ground), Formatter: name("number", d.chart.Decimals)}
		data[k] = p
	}
	return data
}

// estimated is how an estimate looks: an outline.
func estimated() *opts.ItemStyle {
	return &opts.ItemStyle{Color: name("paper"), BorderColor: name("column"), BorderWidth: 1.5}
}

func at(flags []bool, i int) bool { return i < len(flags) && flags[i] }

// marks adds the entries in the legend that the special bodies need.
func (d *drawing) marks(i int, s annex.Series) {
	held, estimate := false, false
	for k, v := range s.Values {
		switch {
		case value(v) == nil:
		case at(s.Held, k):
			held = true
		case at(s.Estimate, k):
			estimate = true
		}
	}
	frame := func(id, title, colour string) {
		d.add(series{Silent: true, SingleSeries: charts.SingleSeries{
			Type: types.ChartCustom, Id: id + strconv.Itoa(i), Name: title, Data: []any{},
			RenderItem: types.FuncStr(name("goal")), ItemStyle: &opts.ItemStyle{Color: name(colour)},
		}}, frameIcon)
	}
	if estimate {
		frame("estimate", vi.ChartEstimate, "column")
	}
	if held {
		frame("held", vi.ChartHeld, "heldline")
	}
}

func (d *drawing) line(i int, s annex.Series) charts.SingleSeries {
	data := make([]any, len(s.Values))
	for k, v := range s.Values {
		data[k] = d.drawn(v)
	}
	return charts.SingleSeries{
		Type: types.ChartLine, Id: "s" + strconv.Itoa(i), Name: s.Name, Data: data,
		Symbol: "circle", SymbolSize: 5, ShowSymbol: opts.Bool(false),
	}
}

// drawn is a computed figure as fine as it can be seen: two decimals more than
// its indicator has.
func (d *drawing) drawn(v *float64) any {
	if v == nil {
		return nil
	}
	fine := stat.Round(*v, d.chart.Decimals+2)
	return value(&fine)
}

// scenario draws a thin line; all scenarios share one entry of the legend.
func (d *drawing) scenario(i int, s annex.Series) {
	l := d.line(i, s)
	l.Name = vi.ChartScenarios
	l.ItemStyle = &opts.ItemStyle{Color: name("scenario")}
	l.LineStyle = &opts.LineStyle{Color: name("scenario"), Width: 1, Type: "solid"}
	if data := l.Data.([]any); d.last >= 0 && d.last < len(data) && data[d.last] == nil { // from the last figure on
		if v := d.lastFigure(); v != nil {
			data[d.last] = point{Value: value(v), Symbol: "none"}
		}
	}
	if names := vi.ChartScenarioNames(); d.scenarios < len(names) { // named at its end
		if data := l.Data.([]any); len(data) > 0 && data[len(data)-1] != nil {
			l.ShowSymbol, l.SymbolSize = opts.Bool(true), 1
			data[len(data)-1] = point{Value: data[len(data)-1], Label: d.atEnd(i, opts.Label{Show: opts.Bool(true), Position: "right", FontSize: 11, Color: name("muted"), Formatter: names[d.scenarios]})}
		}
		d.scenarios++
	}
	icon := lineIcon
	if len(d.items) > 0 && d.items[len(d.items)-1].Name == l.Name {
		icon = ""
	}
	d.add(series{Z: 5, SingleSeries: l}, icon)
}

// atEnd is the label at the end of series i, moved off the labels at the ends of the
// other lines. How high a plot will be is not known: it is taken for a low one, so
// that on a higher one they stand further apart still.
func (d *drawing) atEnd(i int, l opts.Label) *shiftedLabel {
	const low, step = 230.0, 13.0
	highest := 0.0
	type end struct {
		series int
		y      float64
	}
	var ends []end
	for k, s := range d.chart.Series {
		for _, v := range s.Values {
			if v != nil {
				highest = max(highest, math.Abs(*v))
			}
		}
		if n := len(s.Values) - 1; (s.Kind == annex.Scenario || s.Kind == annex.Path) && n >= 0 && s.Values[n] != nil {
			ends = append(ends, end{k, *s.Values[n]})
		}
	}
	if highest == 0 || math.IsInf(highest, 0) {
		return &shiftedLabel{Label: l}
	}
	slices.SortStableFunc(ends, func(a, b end) int { return cmp.Compare(b.y, a.y) }) // from above
	at := make([]float64, len(ends))
	for k := range ends {
		at[k] = -ends[k].y / (1.15 * highest) * low
	}
	was := slices.Clone(at)
	for range 30 {
		for k := 1; k < len(at); k++ {
			if lack := step - (at[k] - at[k-1]); lack > 0 {
				at[k-1] -= lack / 2
				at[k] += lack / 2
			}
		}
	}
	out := &shiftedLabel{Label: l}
	for k := range ends {
		if move := math.Round(at[k] - was[k]); ends[k].series == i && move != 0 {
			out.Offset = []float64{0, move}
		}
	}
	return out
}

// path draws a dashed line and writes the figure of its last year, the target.
func (d *drawing) path(i int, s annex.Series) {
	l := d.line(i, s)
	l.ShowSymbol = opts.Bool(true)
	l.ItemStyle = &opts.ItemStyle{Color: name("path")}
	l.LineStyle = &opts.LineStyle{Color: name("path"), Width: 2, Type: "dashed"}
	if data := l.Data.([]any); len(data) > 0 {
		if d.last >= 0 && d.last < len(data) && data[d.last] != nil { // the column has its own label there
			data[d.last] = point{Value: data[d.last], Symbol: "none"}
		}
		last := len(data) - 1
		data[last] = point{Value: value(s.Values[last]), Label: d.atEnd(i, opts.Label{Show: opts.Bool(true), Position: "right", FontSize: 11, FontWeight: "bold",
			Color: name("path"), Formatter: name("number", d.chart.Decimals)})}
	}
	d.add(series{Z: 6, SingleSeries: l}, dashIcon)
}

// band draws the area between the series Low and High.
func (d *drawing) band() {
	low, high := -1, -1
	for i, s := range d.chart.Series {
		switch s.Kind {
		case annex.Low:
			low = i
		case annex.High:
			high = i
		}
	}
	if low < 0 || high < 0 {
		return
	}
	data := []any{}
	l, h := d.chart.Series[low], d.chart.Series[high]
	if v := d.lastFigure(); v != nil {
		data = append(data, []any{d.last, value(v), value(v)})
	}
	for k := 0; k < min(len(l.Values), len(h.Values)); k++ {
		if l.Values[k] != nil && h.Values[k] != nil {
			data = append(data, []any{k, d.drawn(l.Values[k]), d.drawn(h.Values[k])})
		}
	}
	title := l.Name
	if title == "" {
		title = h.Name
	}
	d.add(series{Z: 1, Silent: true, SingleSeries: charts.SingleSeries{
		Type: types.ChartCustom, Id: "s" + strconv.Itoa(low), Name: title, Data: data,
		RenderItem: types.FuncStr(name("band")), Encode: &opts.Encode{X: 0, Y: []int{1, 2}},
		ItemStyle: &opts.ItemStyle{Color: name("band")},
	}}, bandIcon)
}

// goal draws the target's line from the first year to the last of the term.
func (d *drawing) goal() {
	g := d.chart.Goal
	if g == nil || d.last < 0 {
		return
	}
	d.add(series{Z: 2, Silent: true, SingleSeries: charts.SingleSeries{
		Type: types.ChartCustom, Id: "goal", Name: g.Label, Data: []any{[]any{0, value(&g.Value), d.last, allowed(g.Bound)}},
		RenderItem: types.FuncStr(name("goal")), Encode: &opts.Encode{X: 0, Y: 1},
		ItemStyle: &opts.ItemStyle{Color: name("goal")},
	}}, lineIcon)
}

// allowed is the side of a bound's line on which the figures are to lie: 1 below, -1
// above, 0 of a plain target.
func allowed(bound string) int {
	switch bound {
	case "<", "≤":
		return 1
	case ">", "≥":
		return -1
	}
	return 0
}

// nextTerm tints the years after the term.
func (d *drawing) nextTerm() {
	n := len(d.chart.Categories)
	if d.last < 0 || d.last >= n-1 {
		return
	}
	d.add(series{Z: -1, Silent: true, SingleSeries: charts.SingleSeries{
		Type: types.ChartCustom, Id: "next", Data: []any{[]any{d.last + 1, n - 1}},
		RenderItem: types.FuncStr(name("years")), Encode: &opts.Encode{X: []int{0, 1}, Y: []int{}},
		ItemStyle: &opts.ItemStyle{Color: name("next")},
	}}, "")
}

func (d *drawing) legend() *legend {
	if len(d.items) == 0 || len(d.items) == 1 && d.items[0].Icon == squareIcon {
		return nil
	}
	return &legend{Legend: opts.Legend{
		Type: "plain", Left: "0", Top: "0", Padding: 0, ItemWidth: 20, ItemHeight: 12,
		Data:      d.items,
		TextStyle: &opts.TextStyle{Color: name("text"), FontSize: 12},
	}}
}
