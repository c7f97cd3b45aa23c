package chart

import (
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"tongket/analysis/stat"
	"tongket/report/annex"
	"tongket/report/vi"
)

// columns draws an indicator over the years: the figures of the term as
// columns, estimates hatched, the resolution's target as a line over the
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
	d.nextTerm()
	d.each(annex.Yearly, d.columns)
	d.goal()
	d.each(annex.Path, d.path)
	d.band()
	d.each(annex.Scenario, d.scenario)
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
	d.add(series{Z: 2, SingleSeries: charts.SingleSeries{
		Type: types.ChartBar, Id: "s" + strconv.Itoa(i), Name: s.Name, Data: bodies(s),
		BarWidth: barWidth, BarMaxWidth: maxBarWidth,
		ItemStyle: &opts.ItemStyle{Color: name("column")},
		Label: &opts.Label{Show: opts.Bool(true), Position: "top", FontSize: 11, Color: name("text"),
			BackgroundColor: name("paper"), Formatter: name("number", d.chart.Decimals)},
		LabelLayout: &opts.LabelLayout{HideOverlap: opts.Bool(true)},
	}}, squareIcon)
	d.marks(i, s, false)
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

func estimated() *opts.ItemStyle {
	return &opts.ItemStyle{Color: name("estimate"), BorderColor: name("column"), BorderWidth: 1}
}

func at(flags []bool, i int) bool { return i < len(flags) && flags[i] }

// marks adds what the special bodies need: the hatching, and an entry in the
// legend.
func (d *drawing) marks(i int, s annex.Series, horizontal bool) {
	held := false
	hatched := []any{}
	for k, v := range s.Values {
		switch {
		case value(v) == nil:
		case at(s.Held, k):
			held = true
		case at(s.Estimate, k) && horizontal:
			hatched = append(hatched, []any{value(v), k})
		case at(s.Estimate, k):
			hatched = append(hatched, []any{k, value(v)})
		}
	}
	if len(hatched) > 0 {
		d.hatch(i, hatched, horizontal)
	}
	if held {
		d.add(series{Silent: true, SingleSeries: charts.SingleSeries{
			Type: types.ChartCustom, Id: "held" + strconv.Itoa(i), Name: vi.ChartHeld, Data: []any{},
			RenderItem: types.FuncStr(name("goal")), ItemStyle: &opts.ItemStyle{Color: name("heldline")},
		}}, frameIcon)
	}
}

// hatch lays lines over the estimated columns. It is drawn as lines, not as a
// pattern, so that every medium draws it alike.
func (d *drawing) hatch(i int, data []any, horizontal bool) {
	render := "hatch"
	if horizontal {
		render = "hatch-row"
	}
	d.add(series{Z: 3, Silent: true, SingleSeries: charts.SingleSeries{
		Type: types.ChartCustom, Id: "hatch" + strconv.Itoa(i), Name: vi.ChartEstimate, Data: data,
		RenderItem: types.FuncStr(name(render)), ItemStyle: &opts.ItemStyle{Color: name("column")},
	}}, hatchedIcon)
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
	icon := lineIcon
	if len(d.items) > 0 && d.items[len(d.items)-1].Name == l.Name {
		icon = ""
	}
	d.add(series{Z: 5, SingleSeries: l}, icon)
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
		data[last] = point{Value: value(s.Values[last]), Label: &opts.Label{Show: opts.Bool(true), Position: "top", FontSize: 11, FontWeight: "bold",
			Color: name("text"), BackgroundColor: name("next"), Formatter: name("number", d.chart.Decimals)}}
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
		Type: types.ChartCustom, Id: "goal", Name: g.Label, Data: []any{[]any{0, value(&g.Value), d.last}},
		RenderItem: types.FuncStr(name("goal")), Encode: &opts.Encode{X: 0, Y: 1},
		ItemStyle: &opts.ItemStyle{Color: name("goal")},
	}}, lineIcon)
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
