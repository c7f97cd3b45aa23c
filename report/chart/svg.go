package chart

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"tongket/report/annex"
	"tongket/report/chart/fonts"
)

// SVG draws c with ECharts, without a browser, as an SVG of width × height
// pixels (96 to the inch): the same option as on the page, in the colours for
// print, its texts measured in the typeface of the printed annexes. The title
// is not drawn. The same chart and size give the same bytes.
func SVG(c annex.Chart, width, height float64) ([]byte, error) {
	var e Engine
	return e.SVG(c, width, height)
}

// A Cache keeps bytes under a key from one run to the next. Get returns what
// Put was given, or nil. Both may be called by several goroutines at once.
type Cache interface {
	Get(key string) []byte
	Put(key string, data []byte)
}

// An Engine draws charts one after the other and keeps ECharts loaded between
// them. The zero Engine is ready; it serves one goroutine.
type Engine struct {
	Cache Cache // of drawings; may be nil

	vm   *goja.Runtime
	draw goja.Callable
}

// SVG is the function SVG.
func (e *Engine) SVG(c annex.Chart, width, height float64) ([]byte, error) {
	option, err := Option(c)
	if err != nil {
		return nil, err
	}
	if e.Cache == nil {
		return e.render(c.ID, string(option), width, height)
	}
	key := fmt.Sprintf("svg 1 %g × %g %s", width, height, option)
	if svg := e.Cache.Get(key); svg != nil {
		return svg, nil
	}
	svg, err := e.render(c.ID, string(option), width, height)
	if err == nil {
		e.Cache.Put(key, svg)
	}
	return svg, err
}

// render lets ECharts draw an option.
func (e *Engine) render(id, option string, width, height float64) ([]byte, error) {
	if err := e.start(); err != nil {
		return nil, fmt.Errorf("chart %s: %w", id, err)
	}
	svg, err := e.draw(goja.Undefined(), e.vm.ToValue(option), e.vm.ToValue(width), e.vm.ToValue(height))
	if err != nil {
		return nil, fmt.Errorf("chart %s: %w", id, err)
	}
	return zrenderPrefix.ReplaceAll([]byte(svg.String()), []byte("${1}c-")), nil
}

// zrenderPrefix is what zrender puts before its identifiers; it counts the
// charts drawn so far.
var zrenderPrefix = regexp.MustCompile(`([#"])zr\d+-`)

// program is ECharts, its Vietnamese texts, the runtime and the function below,
// compiled once.
var program = sync.OnceValues(func() (*goja.Program, error) {
	var b strings.Builder
	b.WriteString("function setTimeout(f) { return 0; }\nfunction clearTimeout() {}\n")
	for _, script := range [][]byte{Library(), Locale(), Runtime(), []byte(drawScript)} {
		b.Write(script)
		b.WriteString("\n;\n")
	}
	return goja.Compile("echarts.js", b.String(), false)
})

// drawScript defines the function that draws an option. No timer need fire, as
// nothing is animated; rules for a pointer are left out.
const drawScript = `
echarts.setPlatformAPI({ measureText: function (text, font) { return { width: measureText(text, font) }; } });
function tongketDraw(option, width, height) {
	var chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: width, height: height, locale: 'VI' });
	try {
		chart.setOption(tongketChart.resolve(JSON.parse(option), { theme: 'print', width: width }));
		return chart.getZr().painter.renderToString({ useViewBox: true, cssEmphasis: false, cssAnimation: false });
	} finally {
		chart.dispose();
	}
}`

// start loads ECharts into a JavaScript engine.
func (e *Engine) start() error {
	if e.vm != nil {
		return nil
	}
	p, err := program()
	if err != nil {
		return err
	}
	vm := goja.New()
	if err := vm.Set("measureText", measureText); err != nil {
		return err
	}
	if _, err := vm.RunProgram(p); err != nil {
		return err
	}
	draw, ok := goja.AssertFunction(vm.Get("tongketDraw"))
	if !ok {
		return errors.New("the engine lacks its function")
	}
	e.vm, e.draw = vm, draw
	return nil
}

// fontSize finds the size in a CSS font.
var fontSize = regexp.MustCompile(`([0-9.]+)px`)

// measureText returns the width of a text in pixels, set in a CSS font of which
// only size and weight count. ECharts takes the height of a line from the
// width of "国", which is one em.
func measureText(text, font string) float64 {
	size := 12.0
	if m := fontSize.FindStringSubmatch(font); m != nil {
		if px, err := strconv.ParseFloat(m[1], 64); err == nil {
			size = px
		}
	}
	if text == "国" {
		return size
	}
	style := fonts.Regular
	if strings.Contains(font, "bold") {
		style = fonts.Bold
	}
	return fonts.Load(style).Width(text) * size
}
