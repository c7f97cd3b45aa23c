package chart

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tongket/report/annex"
)

func TestSVG(t *testing.T) {
	for _, c := range []annex.Chart{poverty(), ranked(), grid(), spark1()} {
		svg, err := drawOne(c, 620, 300)
		if err != nil {
			t.Errorf("drawing %s: %v", c.Kind, err)
			continue
		}
		if err := wellFormed(svg); err != nil {
			t.Errorf("drawing %s is not XML: %v\n%s", c.Kind, err, svg)
		}
	}
}

func wellFormed(svg []byte) error {
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// What a chart says must be in the picture, in Vietnamese.
func TestSVGHoldsItsFigures(t *testing.T) {
	svg, err := drawOne(poverty(), 620, 300)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{">12,04<", ">5,30<", ">2,50<", ">2015<", ">2025<", ">%<", ">Thực hiện<", ">Mục tiêu Nghị quyết năm 2020: 5,5<"} {
		if !strings.Contains(string(svg), want) {
			t.Errorf("SVG lacks %s", want)
		}
	}
}

// An engine's second drawing of a chart is that of a fresh engine.
func TestSVGSameBytes(t *testing.T) {
	first, err := drawOne(poverty(), 620, 300)
	if err != nil {
		t.Fatal(err)
	}
	one := engine{library: newLibrary()}
	for _, c := range []annex.Chart{poverty(), ranked(), poverty()} {
		svg, err := one.svg(sized(t, c))
		if err != nil {
			t.Fatal(err)
		}
		if c.ID == poverty().ID && !bytes.Equal(svg, first) {
			t.Error("the same chart gave different bytes")
		}
	}
}

// What an engine draws charts with is a part of ECharts: it is enough for
// charts of all kinds, and draws as the whole, which the page has, does.
func TestSVGIsThatOfTheLibrary(t *testing.T) {
	part, whole := engine{library: newLibrary()}, engine{library: newLibrary(), whole: true}
	for i, c := range variety() {
		d := sized(t, c)
		got, err := part.svg(d)
		if err != nil {
			t.Fatalf("chart %d, %s: %v", i, c.Kind, err)
		}
		want, err := whole.svg(d)
		if err != nil {
			t.Fatalf("chart %d, %s: %v", i, c.Kind, err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("chart %d, %s %s: the part draws\n%s\nthe library\n%s", i, c.Kind, c.ID, got, want)
		}
		if part.whole {
			t.Fatalf("chart %d, %s %s: the part does not suffice; build it again", i, c.Kind, c.ID)
		}
	}
}

// What the part lacks, here what is behind columns, is drawn with the whole.
func TestSVGFallsBackOnTheLibrary(t *testing.T) {
	d := sized(t, poverty())
	d.Option = strings.Replace(d.Option, `"type":"bar"`, `"type":"bar","showBackground":true`, 1)
	part, whole := engine{library: newLibrary()}, engine{library: newLibrary(), whole: true}
	got, err := part.svg(d)
	if err != nil {
		t.Fatal(err)
	}
	want, err := whole.svg(d)
	if err != nil {
		t.Fatal(err)
	}
	if !part.whole || !bytes.Equal(got, want) {
		t.Errorf("whole: %t; drawn\n%s\nwant\n%s", part.whole, got, want)
	}
}

// The part is built for the charts of testdata/variety.json.
func TestVariety(t *testing.T) {
	all := []map[string]any{}
	for _, c := range variety() {
		d := sized(t, c)
		all = append(all, map[string]any{"option": json.RawMessage(d.Option), "width": d.Width, "height": d.Height})
	}
	got, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	compareGolden(t, "variety.json", append(bytes.ReplaceAll(got, []byte(`},{"height"`), []byte("},\n{\"height\"")), '\n'))
}

// Where there is room for all names and figures, and where there isn't, a chart
// is as ECharts draws it when it searches for those that overlap.
func TestSVGIsThatOfASearch(t *testing.T) {
	spared, searching := engine{library: newLibrary()}, engine{library: newLibrary(), whole: true}
	if err := searching.start(); err != nil {
		t.Fatal(err)
	}
	_, err := searching.vm.RunString(`
		var resolve = tongketChart.resolve;
		tongketChart.resolve = function (option, settings) { return resolve(option, { theme: 'print', width: settings.width }); };`)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range variety() {
		for _, width := range []float64{300, 935} {
			d := sized(t, c)
			d.Width = width
			got, err := spared.svg(d)
			if err != nil {
				t.Fatal(err)
			}
			want, err := searching.svg(d)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("chart %d, %s, %g wide:\n%s\nECharts alone\n%s", i, c.Kind, width, got, want)
			}
		}
	}
}

// The cells of a heat map have on paper the colours that ECharts' visualMap
// gives them on the page.
func TestSVGShadesAsVisualMap(t *testing.T) {
	shaded, mapped := engine{library: newLibrary(), whole: true}, engine{library: newLibrary(), whole: true}
	if err := mapped.start(); err != nil {
		t.Fatal(err)
	}
	_, err := mapped.vm.RunString(`
		var resolve = tongketChart.resolve;
		tongketChart.resolve = function (option, settings) {
			var o = resolve(option, settings);
			o.visualMap = resolve(option, { theme: 'light' }).visualMap;
			delete o.series[0].itemStyle.color;
			return o;
		};`)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range variety() {
		if c.Kind != annex.Heat {
			continue
		}
		got, err := shaded.svg(sized(t, c))
		if err != nil {
			t.Fatal(err)
		}
		want, err := mapped.svg(sized(t, c))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("chart %d: shaded\n%s\nby a visualMap\n%s", i, got, want)
		}
	}
}

// variety is charts of all kinds: without figures, with gaps, below nought, of
// one year and of many, with long and with hostile labels, bare, in a scale.
func variety() []annex.Chart {
	all := []annex.Chart{}
	for _, c := range []annex.Chart{poverty(), ranked(), grid(), spark1()} {
		bare, empty, below, wide, alone := c, c, c, c, c
		bare.Bare = true
		empty.Series, empty.Cells, empty.Goal = nil, nil, nil
		below.Series, below.Cells = nil, nil
		wide.Series, wide.Cells, wide.Categories, wide.Rows = nil, nil, nil, nil
		for _, s := range c.Series {
			minus, many := s, s
			minus.Values, many.Values, many.Estimate, many.Held = nil, nil, nil, nil
			for i, v := range s.Values {
				if v == nil {
					minus.Values = append(minus.Values, nil)
				} else {
					minus.Values = append(minus.Values, values(3-*v*float64(i%3))...)
				}
			}
			for i := range 18 {
				many.Values = append(many.Values, s.Values[i%len(s.Values)])
				many.Estimate = append(many.Estimate, i%4 == 0)
				many.Held = append(many.Held, i%7 == 3)
			}
			below.Series, wide.Series = append(below.Series, minus), append(wide.Series, many)
		}
		for _, row := range c.Cells {
			below.Cells = append(below.Cells, values(-1e6**row[1], 12345.678))
		}
		for i := range 18 {
			wide.Categories = append(wide.Categories, "Xã Đồng Thịnh thứ "+strconv.Itoa(i))
			wide.Rows = append(wide.Rows, `Phường <"Âu Cơ"> & `+strconv.Itoa(i))
			wide.Cells = append(wide.Cells, make([]*float64, 40))
			for k := range 18 {
				wide.Cells[i][k] = values(float64(i*k) / 7)[0]
			}
		}
		scaled := c
		scaled.Low, scaled.High = -2, 30
		alone.Categories = alone.Categories[:1]
		alone.Series = slices.Clone(alone.Series)
		for i := range alone.Series {
			alone.Series[i].Values = alone.Series[i].Values[:1]
		}
		legend := c
		legend.Kind = annex.Legend
		all = append(all, c, bare, empty, below, wide, scaled, alone, legend)
	}
	return all
}

func sized(t testing.TB, c annex.Chart) Drawing {
	t.Helper()
	option, err := Option(c)
	if err != nil {
		t.Fatal(err)
	}
	return Drawing{c.ID, string(option), 620, 300}
}

func TestSVGKeepsHostileLabels(t *testing.T) {
	c := poverty()
	c.Categories[0] = `</text><script>alert(1)</script>&"'`
	svg, err := drawOne(c, 620, 300)
	if err != nil {
		t.Fatal(err)
	}
	if err := wellFormed(svg); err != nil {
		t.Error(err)
	}
	if strings.Contains(string(svg), "<script") {
		t.Error("a label became an element")
	}
}

func TestMeasureText(t *testing.T) {
	tests := []struct {
		text, font string
		want       float64
	}{
		{"00", "12px sans-serif", 12},
		{"00", "normal bold 12px Arial", 12},
		{"M", "10px Arial", 8.89},
		{"M", "bold 10px Arial", 9.44},
		{"国", "14px Arial", 14},
		{"0", "", 6},
	}
	var m measurer
	for _, tt := range tests {
		if got := m.width(tt.text, tt.font); got != tt.want {
			t.Errorf("measureText(%q, %q) = %v, want %v", tt.text, tt.font, got, tt.want)
		}
	}
}

// BenchmarkLoad is what the first chart costs before it is drawn.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		e := engine{library: newLibrary()}
		if err := e.start(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSVG(b *testing.B) {
	for _, c := range []annex.Chart{poverty(), districts(), grid(), spark1()} {
		b.Run(string(c.Kind), func(b *testing.B) {
			d := sized(b, c)
			e := engine{library: newLibrary()}
			if err := e.start(); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := e.svg(d); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// districts is thirteen bars, all estimates, as the annexes have them.
func districts() annex.Chart {
	c := ranked()
	s := &c.Series[0]
	for i := len(c.Categories); i < 13; i++ {
		c.Categories = append(c.Categories, "Huyện "+strconv.Itoa(i))
		s.Values = append(s.Values, values(float64(i))...)
		s.Estimate = append(s.Estimate, true)
	}
	return c
}

// drawOne draws a chart alone.
func drawOne(c annex.Chart, width, height float64) (svg []byte, err error) {
	option, err := Option(c)
	if err != nil {
		return nil, err
	}
	err = Draw([]Drawing{{c.ID, string(option), width, height}}, nil, func(_ int, drawn []byte, err error) error {
		if err != nil {
			return err
		}
		svg = drawn
		return nil
	})
	return svg, err
}

// TestNamesOfObjects draws charts whose texts are what every JavaScript object
// has: they are names like others.
func TestNamesOfObjects(t *testing.T) {
	for _, text := range []string{"__proto__", "constructor", "hasOwnProperty", "toString", "valueOf", "prototype", "length", "undefined", "</script>", "${1}", "{a|b}", "\u2028"} {
		for _, c := range namedCharts(text) {
			option, err := Option(c)
			if err != nil {
				t.Errorf("%s of %q: %v", c.Kind, text, err)
				continue
			}
			svg, err := drawOne(c, 400, 220)
			if err == nil {
				err = wellFormed(svg)
			}
			if err != nil {
				t.Errorf("%s of %q: %v\n%s\n%s", c.Kind, text, err, option, svg)
			}
		}
	}
}

// namedCharts are charts with that text wherever one stands.
func namedCharts(text string) []annex.Chart {
	all := []annex.Chart{poverty(), ranked(), grid(), spark1()}
	for i := range all {
		c := &all[i]
		c.ID, c.Title, c.Unit = text, text, text
		c.Categories = slices.Clone(c.Categories)
		for k := range c.Categories {
			c.Categories[k] = text
		}
		c.Series = slices.Clone(c.Series)
		for k := range c.Series {
			c.Series[k].Name = text
		}
		for k := range c.Rows {
			c.Rows[k] = text
		}
		if c.Goal != nil {
			c.Goal = &annex.Line{Value: c.Goal.Value, Label: text}
		}
	}
	return all
}

// TestPhoneFigures: on a phone the figures of columns are smaller, and of long ones the
// last alone is written; on a wide screen all are, in their own size.
func TestPhoneFigures(t *testing.T) {
	long := poverty()
	for i, v := range long.Series[0].Values {
		if v != nil {
			count := 10000 * float64(12+i)
			long.Series[0].Values[i] = &count
		}
	}
	long.Goal, long.Decimals, long.Unit = nil, 0, "người"
	e := engine{library: newLibrary(), whole: true}
	if err := e.start(); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name  string
		chart annex.Chart
		width int
		want  string // figures that are written, and the size of their type
	}{{"short", poverty(), 300, "5 of 9"}, {"long", long, 300, "1 of 9"}, {"wide", long, 900, "5 of 11"}} {
		option, err := Option(test.chart)
		if err != nil {
			t.Fatal(err)
		}
		e.vm.Set("given", string(option))
		e.vm.Set("width", test.width)
		got, err := e.vm.RunString(`(function () {
			var s = tongketChart.resolve(JSON.parse(given), { theme: 'light', width: width }).series.filter(function (s) { return s.type === 'bar'; })[0], n = 0;
			s.data.forEach(function (d) { if (d !== null && d !== '-' && !(d.label && d.label.show === false)) { n++; } });
			return n + ' of ' + s.label.fontSize;
		})()`)
		if err != nil {
			t.Fatal(err)
		}
		if got.String() != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}
