package pdf

import (
	"strings"

	"github.com/johnfercher/go-tree/node"
	"github.com/johnfercher/maroto/v2/pkg/components/col"
	"github.com/johnfercher/maroto/v2/pkg/components/page"
	"github.com/johnfercher/maroto/v2/pkg/components/row"
	"github.com/johnfercher/maroto/v2/pkg/components/text"
	"github.com/johnfercher/maroto/v2/pkg/config"
	"github.com/johnfercher/maroto/v2/pkg/consts/align"
	"github.com/johnfercher/maroto/v2/pkg/consts/fontstyle"
	"github.com/johnfercher/maroto/v2/pkg/core"
	"github.com/johnfercher/maroto/v2/pkg/core/entity"
	"github.com/johnfercher/maroto/v2/pkg/props"
)

// Sheets are A4, in millimetres.
const (
	sheetShort = 210.0
	sheetLong  = 297.0
)

// A geometry is a sheet's orientation and margins.
type geometry struct {
	wide                     bool
	top, bottom, left, right float64
}

// The two geometries: margins as prescribed, and the same turned, so that the
// wide margin stays at the binding.
var (
	portrait  = geometry{top: 20, bottom: 20, left: 30, right: 15}
	landscape = geometry{wide: true, top: 30, bottom: 15, left: 20, right: 20}
)

// width and height are those of the area within the margins.
func (g geometry) width() float64 {
	if g.wide {
		return sheetLong - g.left - g.right
	}
	return sheetShort - g.left - g.right
}

func (g geometry) height() float64 {
	if g.wide {
		return sheetShort - g.top - g.bottom
	}
	return sheetLong - g.top - g.bottom
}

// sheetWidth and sheetHeight are those of the whole sheet.
func (g geometry) sheetWidth() float64 { return g.left + g.width() + g.right }

func (g geometry) sheetHeight() float64 { return g.top + g.height() + g.bottom }

// config is the geometry as maroto knows it.
func (g geometry) config() *entity.Config {
	return config.NewBuilder().
		WithDimensions(g.sheetWidth(), g.sheetHeight()).
		WithTopMargin(g.top).WithBottomMargin(g.bottom).
		WithLeftMargin(g.left).WithRightMargin(g.right).
		WithDefaultFont(&props.Font{Family: family, Size: 12, Style: fontstyle.Normal}).
		Build()
}

// A sheet is a page that has been laid out.
type sheet struct {
	page geometry
	rows []core.Row
}

// A mark is a place that a bookmark leads to.
type mark struct {
	title string
	level int
	sheet int     // index
	y     float64 // below the top margin
}

// A flow lays rows of known height out on sheets, in order. Breaking pages is
// done here and not by maroto, which would cut rows.
type flow struct {
	page   geometry
	sheets []sheet
	marks  []mark
	used   float64  // height used on the last sheet
	root   element  // what is set here
	below  int      // the level of the heading that this stands below; 0: none
	inner  int      // 1 below a title of its own, else 0
	list   *element // the list that the next item belongs to; nil: a new one
}

// headingType is the structure type of a heading: of the flow's first level or, for 1,
// of that below.
func (f *flow) headingType(level int) string { return "H" + itoa(f.below+1+level) }

// left returns the height that is left on the sheet.
func (f *flow) left() float64 {
	if len(f.sheets) == 0 {
		return 0
	}
	return f.page.height() - f.used + slack
}

// fresh reports whether nothing stands on the sheet yet.
func (f *flow) fresh() bool { return f.used == 0 && len(f.sheets) > 0 }

// next starts a sheet.
func (f *flow) next() {
	f.sheets = append(f.sheets, sheet{page: f.page})
	f.used = 0
}

// need starts a sheet unless height is left on this one.
func (f *flow) need(height float64) {
	if len(f.sheets) == 0 || f.left() < height && !f.fresh() {
		f.next()
	}
}

// add puts a row of the given height on the sheet, or on the next.
func (f *flow) add(height float64, r core.Row) {
	f.need(height)
	s := &f.sheets[len(f.sheets)-1]
	s.rows = append(s.rows, r)
	f.used += height
}

// gap leaves room, but not at the top of a sheet.
func (f *flow) gap(height float64) {
	if len(f.sheets) == 0 || f.fresh() {
		return
	}
	if f.left() < height {
		f.next()
		return
	}
	f.add(height, row.New(height).Add(col.New()))
}

// mark sets a bookmark here.
func (f *flow) mark(title string, level int) {
	f.need(0)
	f.marks = append(f.marks, mark{title, level, len(f.sheets) - 1, f.used})
}

// lines adds lines of text that was wrapped, each a row, as content of an element.
func (f *flow) lines(e *element, p pen, where align.Type, whole string, lines ...string) {
	for i, line := range lines {
		f.line(e, p, where, line, i < len(lines)-1 && goesOn(&whole, line))
	}
}

// line adds one line; more says that the element goes on behind a space.
func (f *flow) line(e *element, p pen, where align.Type, line string, more bool) {
	w := words{text.New(line, props.Text{Style: fontstyle.Type(styleNames[p.Style]), Size: p.Size, Align: where}), e, more, line == ""}
	f.add(p.Line(), row.New(p.Line()).Add(col.New().Add(&w)))
}

// goesOn cuts a line off the text that it was wrapped from and reports whether a
// space or a line feed followed it there; a word that is broken has none.
func goesOn(whole *string, line string) bool {
	i := strings.Index(*whole, line)
	if i < 0 {
		return true // its spaces were changed
	}
	*whole = (*whole)[i+len(line):]
	return *whole == "" || (*whole)[0] == ' ' || (*whole)[0] == '\n'
}

// words are a line of text as content of an element.
type words struct {
	core.Component
	element     *element
	more, empty bool
}

// Render draws the line in its cell.
func (w *words) Render(p core.Provider, cell *entity.Cell) {
	if w.empty {
		return
	}
	c := p.(*canvas)
	c.open(w.element)
	c.more = w.more
	w.Component.Render(p, cell)
	c.close()
}

// draw adds a row that is drawn by a function.
func (f *flow) draw(d drawing) { f.add(d.height, row.New(d.height).Add(col.New().Add(&d))) }

// A drawing is a component that draws itself on the canvas.
type drawing struct {
	name   string        // in maroto's structure
	text   string        // what it says, for the structure
	says   func() string // likewise, of what there is a lot of; may be nil
	height float64
	on     func(c *canvas, at entity.Cell)
}

var _ core.Component = (*drawing)(nil)

// Render draws the component in its cell.
func (d *drawing) Render(p core.Provider, cell *entity.Cell) { d.on(p.(*canvas), *cell) }

// GetHeight returns the height laid out.
func (d *drawing) GetHeight(core.Provider, *entity.Cell) float64 { return d.height }

// SetConfig does nothing: a drawing was laid out with its measures.
func (d *drawing) SetConfig(*entity.Config) {}

// GetStructure returns what the component is and says.
func (d *drawing) GetStructure() *node.Node[core.Structure] {
	if d.says != nil {
		d.text = d.says()
	}
	return node.New(core.Structure{Type: d.name, Value: d.text})
}

// asPage is the sheet as page n of maroto's.
func (s *sheet) asPage(n int, number pen) core.Page {
	p := page.New().Add(folio(n, number, s.page)).Add(s.rows...)
	p.SetConfig(s.page.config())
	return p
}

// folio is the page number: centred in the top margin, none on page 1. It
// takes no height.
func folio(n int, p pen, g geometry) core.Row {
	d := drawing{name: "folio", on: func(*canvas, entity.Cell) {}}
	if n > 1 {
		d.text = itoa(n)
		d.on = func(c *canvas, at entity.Cell) {
			c.open(nil)
			c.centred(g.width()/2, p.Baseline()-folioRise, p, d.text)
			c.close()
		}
	}
	return row.New(0).Add(col.New().Add(&d))
}

// folioRise is the distance from the top of the page number to the text: 10 mm
// from the edge of a portrait sheet.
const folioRise = 10

// join is how a component's texts read in maroto's structure.
func join(texts []string) string { return strings.Join(texts, " | ") }
