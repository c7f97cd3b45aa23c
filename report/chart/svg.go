package chart

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"

	"tongket/report/chart/fonts"
)

// A Drawing is the option of a chart, from Option, and its size in pixels, 96
// to the inch.
type Drawing struct {
	ID            string // of the chart, for errors
	Option        string
	Width, Height float64
}

// A Cache keeps bytes under a key from one run to the next. Get returns what
// Put was given, or nil. Both may be called by several goroutines at once.
type Cache interface {
	Get(key string) []byte
	Put(key string, data []byte)
}

// mostEngines is how many charts are drawn at the same time at most.
const mostEngines = 4

// Draw draws charts with ECharts, without a browser, each as an SVG: the same
// option as on the page, in the colours for print, its texts measured in the
// typeface of the printed annexes. The title is not drawn. The same chart and size
// give the same bytes. Several are drawn at the same time, and done is given each
// with its index, and with why it could not be drawn; several goroutines may call done at once. A chart that cache,
// which may be nil, has from an earlier run isn't drawn again. ECharts is loaded
// for the first that must be drawn, and let go when all are. The error is that
// of done of the first chart for which it gave one.
func Draw(drawings []Drawing, cache Cache, done func(i int, svg []byte, err error) error) error {
	lib := newLibrary()
	errs := make([]error, len(drawings))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(mostEngines, runtime.GOMAXPROCS(0), len(drawings)) {
		workers.Go(func() {
			e := engine{library: lib}
			for i := next.Add(1) - 1; i < int64(len(drawings)); i = next.Add(1) - 1 {
				svg, err := e.cached(drawings[i], cache)
				if err = done(int(i), svg, err); err != nil {
					errs[i] = fmt.Errorf("chart %s: %w", drawings[i].ID, err)
				}
			}
		})
	}
	workers.Wait()
	return cmp.Or(errs...)
}

// An engine draws charts one after the other and keeps ECharts loaded between
// them. It serves one goroutine.
type engine struct {
	library library
	whole   bool // the part of it for print was not enough
	vm      *goja.Runtime
	draw    goja.Callable
}

// cached draws unless the cache has the drawing.
func (e *engine) cached(d Drawing, cache Cache) ([]byte, error) {
	if cache == nil {
		return e.svg(d)
	}
	key := fmt.Sprintf("svg 1 %g × %g %s", d.Width, d.Height, d.Option)
	if svg := cache.Get(key); svg != nil {
		return svg, nil
	}
	svg, err := e.svg(d)
	if err == nil {
		cache.Put(key, svg)
	}
	return svg, err
}

// svg lets ECharts draw: the part of it for print or, if that lacks something,
// the whole.
func (e *engine) svg(d Drawing) ([]byte, error) {
	svg, err := e.try(d)
	if e.lacking() {
		e.whole, e.vm = true, nil
		svg, err = e.try(d)
	}
	return svg, err
}

// lacking tells whether ECharts wanted a function that its part for print has
// not.
func (e *engine) lacking() bool {
	return e.vm != nil && !e.whole && e.vm.Get("echartsLacks").ToBoolean()
}

func (e *engine) try(d Drawing) (drawn []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			e.vm, err = nil, fmt.Errorf("panic: %v", r)
		}
	}()
	if err := e.start(); err != nil {
		return nil, err
	}
	svg, err := e.draw(goja.Undefined(), e.vm.ToValue(d.Option), e.vm.ToValue(d.Width), e.vm.ToValue(d.Height))
	if err != nil {
		return nil, err
	}
	return plainNames([]byte(svg.String())), nil
}

// zrenderName is how zrender's identifiers begin; it counts the charts drawn so
// far.
var zrenderName = regexp.MustCompile(`["#]zr\d+-`)

// plainNames takes zrender's count out of the identifiers of an SVG.
func plainNames(svg []byte) []byte {
	name := zrenderName.Find(svg)
	if name == nil {
		return svg
	}
	for _, mark := range []string{`"`, "#"} {
		svg = bytes.ReplaceAll(svg, append([]byte(mark), name[1:]...), []byte(mark+"c-"))
	}
	return svg
}

// compile makes the programs that an engine runs: ECharts, the runtime, and
// the function that draws.
func compile(echarts string) ([]*goja.Program, error) {
	var programs []*goja.Program
	for _, script := range []struct{ name, source string }{
		{"echarts.js", echarts}, {"runtime.js", string(runtimeScript)}, {"draw.js", drawScript},
	} {
		tree, err := goja.Parse(script.name, script.source, parser.WithDisableSourceMaps)
		if err != nil {
			return nil, err
		}
		p, err := goja.CompileAST(tree, false)
		if err != nil {
			return nil, err
		}
		programs = append(programs, p)
	}
	return programs, nil
}

// A library is ECharts for the engines of one Draw, compiled when it is first
// asked for.
type library struct {
	part  func() ([]*goja.Program, error) // what print needs
	whole func() ([]*goja.Program, error)
}

func newLibrary() library {
	return library{
		part:  sync.OnceValues(func() ([]*goja.Program, error) { return compile(printLibrary) }),
		whole: sync.OnceValues(func() ([]*goja.Program, error) { return compile(string(Library())) }),
	}
}

// start loads ECharts into a JavaScript engine.
func (e *engine) start() error {
	if e.vm != nil {
		return nil
	}
	scripts := e.library.part
	if e.whole {
		scripts = e.library.whole
	}
	programs, err := scripts()
	if err != nil {
		return err
	}
	vm := goja.New()
	if err := vm.Set("measureText", (&measurer{}).call); err != nil {
		return err
	}
	for _, p := range programs {
		if _, err := vm.RunProgram(p); err != nil {
			return err
		}
	}
	draw, ok := goja.AssertFunction(vm.Get("tongketDraw"))
	if !ok {
		return errors.New("the engine lacks its function")
	}
	e.vm, e.draw = vm, draw
	return nil
}

// A measurer measures texts for an engine.
type measurer struct {
	fonts map[string]cssFont // as ECharts names them
}

// A cssFont is what counts of a CSS font.
type cssFont struct {
	size  float64 // in pixels
	style fonts.Style
}

// fontSize finds the size in a CSS font.
var fontSize = regexp.MustCompile(`([0-9.]+)px`)

// call is the function measureText(text, font) of the scripts.
func (m *measurer) call(c goja.FunctionCall, vm *goja.Runtime) goja.Value {
	return vm.ToValue(m.width(c.Argument(0).String(), c.Argument(1).String()))
}

// width returns the width of a text in pixels, set in a CSS font. ECharts takes
// the height of a line from the width of "国", which is one em.
func (m *measurer) width(text, font string) float64 {
	f, ok := m.fonts[font]
	if !ok {
		f = readFont(font)
		if m.fonts == nil {
			m.fonts = map[string]cssFont{}
		}
		m.fonts[font] = f
	}
	if text == "国" {
		return f.size
	}
	return fonts.Load(f.style).Width(text) * f.size
}

// readFont reads size and weight; the typeface is always that of the annexes.
func readFont(font string) cssFont {
	f := cssFont{size: 12}
	if m := fontSize.FindStringSubmatch(font); m != nil {
		if px, err := strconv.ParseFloat(m[1], 64); err == nil {
			f.size = px
		}
	}
	if strings.Contains(font, "bold") {
		f.style = fonts.Bold
	}
	return f
}
