// Package chart turns a Chart of an annex into the option that ECharts draws,
// and carries ECharts itself.
//
// The noun is the option: JSON, built with the types of go-echarts, the same
// for the page and for print. It holds no code and no colour: functions and
// colours are named ("tk:number:2", "tk:column") and the runtime, a small
// script that the page and the SVG renderer both load, puts them in. A name
// is looked up only under the keys that take one, so a label that looks like
// a name stays a label. The HTML templates of go-echarts are not used: they
// run labels as script.
package chart

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"tongket/report/annex"
)

//go:embed assets/echarts.min.js
var wholeLibrary []byte

//go:embed assets/langVI.js
var locale []byte

//go:embed assets/runtime.js
var runtimeScript []byte

//go:embed assets/echarts.print.min.js
var printLibrary string

//go:embed assets/draw.js
var drawScript string

// Library is ECharts 5.6.0, a script that defines the global "echarts". The
// caller must not change the bytes.
func Library() []byte { return wholeLibrary }

// Locale registers ECharts' Vietnamese texts as 'VI'; it needs Library.
func Locale() []byte { return locale }

// Runtime defines the global "tongketChart", whose resolve(option, settings)
// turns the names in an option into functions and colours.
func Runtime() []byte { return runtimeScript }

// barWidth is the share of a year's band that its column fills, and
// maxBarWidth its limit in pixels.
const (
	barWidth    = "58%"
	maxBarWidth = "46"
)

// Option is the ECharts option of c as JSON: same chart, same bytes. An error
// says that the chart is of no known kind or holds a number that JSON has not.
func Option(c annex.Chart) ([]byte, error) {
	var build func(annex.Chart) option
	switch c.Kind {
	case annex.Columns:
		build = columns
	case annex.Bars:
		build = bars
	case annex.Heat:
		build = heat
	case annex.Spark:
		build = spark
	case annex.Legend:
		build = legendAlone
	default:
		return nil, fmt.Errorf("chart %s: unknown kind %q", c.ID, c.Kind)
	}
	b, err := json.Marshal(build(c))
	if err != nil {
		return nil, fmt.Errorf("chart %s: %w", c.ID, err)
	}
	return b, nil
}

// An option is what ECharts' setOption takes, as far as we use it.
type option struct {
	Animation bool           `json:"animation"`
	TextStyle opts.TextStyle `json:"textStyle"`
	Title     opts.Title     `json:"title"`
	Legend    *legend        `json:"legend,omitempty"`
	Tooltip   opts.Tooltip   `json:"tooltip"`
	Grid      opts.Grid      `json:"grid"`
	XAxis     xAxis          `json:"xAxis"`
	YAxis     yAxis          `json:"yAxis"`
	VisualMap []visualMap    `json:"visualMap,omitempty"`
	Series    []series       `json:"series"`
}

// The types below add what go-echarts lacks.
type (
	legend struct {
		opts.Legend
		SelectedMode bool `json:"selectedMode"`
	}
	xAxis struct {
		opts.XAxis
		BoundaryGap *bool `json:"boundaryGap,omitempty"`
	}
	yAxis struct {
		opts.YAxis
		AxisTick    *opts.AxisTick `json:"axisTick,omitempty"`
		BoundaryGap []string       `json:"boundaryGap,omitempty"`
	}
	series struct {
		charts.SingleSeries
		Silent bool `json:"silent,omitempty"`
		Z      int  `json:"z,omitempty"`
		Clip   bool `json:"clip,omitempty"`
	}
	visualMap struct {
		opts.VisualMap
		Min float64 `json:"min"` // nought too
		Max float64 `json:"max"`
	}
	shiftedLabel struct {
		opts.Label
		Offset []float64 `json:"offset,omitempty"` // pixels
	}
	legendItem struct {
		Name string `json:"name"`
		Icon string `json:"icon"`
	}
	point struct {
		Value     any             `json:"value"`
		ItemStyle *opts.ItemStyle `json:"itemStyle,omitempty"`
		Label     any             `json:"label,omitempty"` // *opts.Label or *shiftedLabel
		Symbol    string          `json:"symbol,omitempty"`
	}
)

// Icons of the legend, as paths.
const (
	squareIcon = "rect"
	lineIcon   = "path://M0 5h20v2h-20z"
	dashIcon   = "path://M0 5h5v2h-5z M7.500 5h5v2h-5z M15 5h5v2h-5z"
	bandIcon   = "path://M0 2h20v8h-20z"
	frameIcon  = "path://M0 0h20v12h-20z M1.500 1.500v9h17v-9z"
)

func name(kind string, args ...any) string {
	s := "tk:" + kind
	for _, a := range args {
		s += ":" + fmt.Sprint(a)
	}
	return s
}

func base(c annex.Chart, trigger string) option {
	return option{
		TextStyle: opts.TextStyle{FontFamily: name("font"), Color: name("text")},
		Title:     opts.Title{Title: c.Title, Show: opts.Bool(false)},
		Tooltip:   opts.Tooltip{Trigger: trigger, Formatter: types.FuncStr(name("tip"))},
		Grid:      opts.Grid{Left: "4", Right: "12", Top: "12", Bottom: "6", ContainLabel: opts.Bool(true)},
	}
}

// value is a figure as it is drawn: 12 significant digits, nil for a gap.
func value(v *float64) any {
	if v == nil || math.IsNaN(*v) || math.IsInf(*v, 0) {
		return nil
	}
	short, err := strconv.ParseFloat(strconv.FormatFloat(*v, 'g', 12, 64), 64)
	if err != nil {
		return *v
	}
	return short
}

func categoryAxis(names []string) opts.XAxis {
	return opts.XAxis{
		Type:      "category",
		Data:      names,
		AxisLine:  &opts.AxisLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: name("axis")}},
		AxisTick:  &opts.AxisTick{Show: opts.Bool(false)},
		AxisLabel: &opts.AxisLabel{Color: name("muted"), FontSize: 12, HideOverlap: opts.Bool(true)},
	}
}

func valueAxis(c annex.Chart) yAxis {
	return yAxis{YAxis: opts.YAxis{
		Type:        "value",
		Name:        c.Unit,
		SplitNumber: 4,
		AxisLine:    &opts.AxisLine{Show: opts.Bool(false)},
		AxisLabel:   &opts.AxisLabel{Color: name("muted"), FontSize: 12, Formatter: types.FuncStr(name("axis", c.Decimals))},
		SplitLine:   &opts.SplitLine{LineStyle: &opts.LineStyle{Color: name("grid"), Width: 1}},
	}}
}
