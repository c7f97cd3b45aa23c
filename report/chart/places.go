package chart

import (
	"math"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"tongket/report/annex"
)

// bars draws places as horizontal bars, the first category on top, with the
// value at the end of each bar and the goal, if any, as a line across.
func bars(c annex.Chart) option {
	o := base(c, "axis")
	o.Tooltip.AxisPointer = &opts.AxisPointer{Type: "shadow"}
	o.Grid.Right = "64"
	o.XAxis = xAxis{XAxis: opts.XAxis{
		Type: "value", Show: opts.Bool(false),
	}}
	if low, high, ok := c.Ends(); ok {
		c.Low, c.High = low, high // a figure that is held sets no scale
	}
	if c.Low < c.High {
		o.XAxis.Min, o.XAxis.Max = value(&c.Low), value(&c.High)
	}
	labels := categoryAxis(nil).AxisLabel
	labels.Interval, labels.Color = "0", name("text")
	o.YAxis = yAxis{
		YAxis: opts.YAxis{Type: "category", Data: c.Categories, Inverse: opts.Bool(true), AxisLabel: labels,
			AxisLine: &opts.AxisLine{LineStyle: &opts.LineStyle{Color: name("axis")}}},
		AxisTick: &opts.AxisTick{Show: opts.Bool(false)},
	}
	d := drawing{chart: c, last: len(c.Categories) - 1}
	for i, s := range c.Series {
		d.bars(i, s)
	}
	d.across()
	o.Series = d.series
	o.Legend = d.legend()
	return o
}

func (d *drawing) bars(i int, s annex.Series) {
	bars := charts.SingleSeries{
		Type: types.ChartBar, Id: "s" + strconv.Itoa(i), Name: s.Name, Data: bodies(s),
		BarWidth: barWidth, BarMaxWidth: maxBarWidth,
		ItemStyle: &opts.ItemStyle{Color: name("column")},
		Label: &opts.Label{Show: opts.Bool(true), Position: "right", FontSize: 12, Color: name("text"),
			BackgroundColor: name("paper"), Formatter: name("number", d.chart.Decimals)},
	}
	icon := squareIcon
	if all, data := estimates(s); all { // the outline alone stands in the legend
		bars.Data, bars.ItemStyle, icon = data, estimated(), ""
	}
	d.add(series{Z: 2, SingleSeries: bars}, icon)
	d.marks(i, s)
}

// estimates tells whether all values are estimates, and gives them plainly.
func estimates(s annex.Series) (all bool, data []any) {
	all = len(s.Values) > 0
	for k, v := range s.Values {
		data = append(data, value(v))
		all = all && at(s.Estimate, k) && !at(s.Held, k)
	}
	return all, data
}

func (d *drawing) across() {
	g := d.chart.Goal
	if g == nil || d.last < 0 {
		return
	}
	d.add(series{Z: 1, Silent: true, SingleSeries: charts.SingleSeries{
		Type: types.ChartCustom, Id: "goal", Name: g.Label, Data: []any{[]any{value(&g.Value), 0, d.last}},
		RenderItem: types.FuncStr(name("across")), Encode: &opts.Encode{X: 0, Y: 1},
		ItemStyle: &opts.ItemStyle{Color: name("goal")},
	}}, lineIcon)
}

// heat draws places × years; the colour grows with the value and stays pale
// enough for the figure in the cell.
func heat(c annex.Chart) option {
	o := base(c, "item")
	axis := categoryAxis(c.Categories)
	axis.Position = "top"
	axis.AxisLine = &opts.AxisLine{Show: opts.Bool(false)}
	o.XAxis = xAxis{XAxis: axis}
	labels := categoryAxis(nil).AxisLabel
	labels.Interval, labels.Color = "0", name("text")
	o.YAxis = yAxis{
		YAxis: opts.YAxis{Type: "category", Data: c.Rows, Inverse: opts.Bool(true), AxisLabel: labels,
			AxisLine: &opts.AxisLine{Show: opts.Bool(false)}},
		AxisTick: &opts.AxisTick{Show: opts.Bool(false)},
	}
	data, low, high := heatCells(c)
	o.VisualMap = []visualMap{{Min: low, Max: high, VisualMap: opts.VisualMap{
		Type: "continuous", Show: opts.Bool(false),
		InRange: &opts.VisualMapInRange{Color: []string{name("heat0"), name("heat1")}},
	}}}
	o.Series = []series{{SingleSeries: charts.SingleSeries{
		Type: types.ChartHeatMap, Id: "heat", Name: c.Unit, Data: data,
		ItemStyle:   &opts.ItemStyle{BorderColor: name("paper"), BorderWidth: 1},
		Label:       &opts.Label{Show: opts.Bool(true), FontSize: 11, Color: name("text"), Formatter: name("cell", c.Decimals)},
		LabelLayout: &opts.LabelLayout{HideOverlap: opts.Bool(true)},
	}}}
	return o
}

// A heldCell is a cell of a heat map that takes no colour from the scale.
type heldCell struct {
	Value     []any           `json:"value"`
	VisualMap bool            `json:"visualMap"`
	ItemStyle *opts.ItemStyle `json:"itemStyle"`
}

func heatCells(c annex.Chart) (data []any, low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	data = []any{}
	for row, cells := range c.Cells {
		for col, v := range cells {
			switch {
			case value(v) == nil:
			case c.IsHeld(row, col):
				data = append(data, heldCell{Value: []any{col, row, value(v)}, ItemStyle: &opts.ItemStyle{Color: name("held"), BorderColor: name("heldline"), BorderWidth: 1}})
			default:
				low, high = min(low, *v), max(high, *v)
				data = append(data, []any{col, row, value(v)})
			}
		}
	}
	switch {
	case c.Low < c.High:
		return data, c.Low, c.High
	case low > high:
		return data, 0, 1
	case low == high:
		return data, low, low + 1
	}
	return data, low, high
}

// spark draws a small line without axes.
func spark(c annex.Chart) option {
	o := base(c, "axis")
	o.Grid = opts.Grid{Left: "3", Right: "3", Top: "3", Bottom: "3"}
	gap := false
	o.XAxis = xAxis{XAxis: opts.XAxis{Type: "category", Data: c.Categories, Show: opts.Bool(false)}, BoundaryGap: &gap}
	o.YAxis = yAxis{YAxis: opts.YAxis{Type: "value", Show: opts.Bool(false), Scale: opts.Bool(true)}}
	d := drawing{chart: c}
	for i, s := range c.Series {
		l := d.line(i, s)
		l.ItemStyle = &opts.ItemStyle{Color: name("column")}
		l.LineStyle = &opts.LineStyle{Color: name("column"), Width: 1.5}
		d.add(series{SingleSeries: l}, "")
	}
	o.Series = d.series
	return o
}
