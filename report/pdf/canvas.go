package pdf

import (
	"cmp"
	"fmt"
	"math"
	"strconv"

	"github.com/johnfercher/maroto/v2/pkg/consts/align"
	"github.com/johnfercher/maroto/v2/pkg/consts/extension"
	"github.com/johnfercher/maroto/v2/pkg/consts/fontstyle"
	"github.com/johnfercher/maroto/v2/pkg/core"
	"github.com/johnfercher/maroto/v2/pkg/core/entity"
	"github.com/johnfercher/maroto/v2/pkg/props"

	"tongket/report/chart/fonts"
)

// family is the typeface's name in maroto's configuration.
const family = "LiberationSerif"

// hairline is the width of all rules: half a point.
const hairline = 0.5 * point

// A canvas is the core.Provider that maroto's pages, rows, columns and texts
// are drawn with here, as the operators of a PDF page. It does what maroto's
// own provider, which is closed, does not: pages of both orientations in one
// document, links, vector paths, and lines broken where the layout measured
// that they break.
//
// Cells count from the margins of the page in hand, as maroto's do.
type canvas struct {
	tree   *tree
	number int // of the page in hand
	page   geometry
	ops    []byte  // of the page in hand
	links  []link  // on it
	rules  []ruled // likewise: lines of tables and frames
	owners []int   // of its contents: numbers of their elements, by mark
	state  state
	last   *element // whose content was closed last
	lines  bool     // that was lines of text
	begun  []byte   // the operator that begins the content in hand, until it is written
	inText bool     // lines of text are being written, the last at
	x, y   int      // in hundredths of a point
	more   bool     // the line that follows goes on in the next
	pen    pen      // set last; the zero pen: none
	ink    colour   // of texts
	used   [len(styleNames)]runes
	err    error
}

var _ core.Provider = (*canvas)(nil)

// styleNames are maroto's names of the fonts.Styles.
var styleNames = [...]string{"", "B", "I", "BI"}

// A link is a rectangle that leads to a page, counted from 1. Its measures are
// millimetres from the upper left corner of the sheet.
type link struct {
	x, y, width, height float64
	page                int
	says                string // where it leads, for those who cannot see it
	number, key         int    // of its object, and of its element in the tree
}

// begin starts a page of a number; what was drawn on the one before is gone.
func (c *canvas) begin(number int, page geometry) {
	c.number, c.page, c.pen, c.state, c.inText, c.lines = number, page, pen{}, between, false, false
	c.ops, c.links, c.rules, c.owners, c.begun = c.ops[:0], c.links[:0], c.rules[:0], c.owners[:0], c.begun[:0]
	c.op(" w", 2, hairline*perMillimetre)
}

// appendNumber appends a number of at most so many decimals, as short as it can be.
func appendNumber(b []byte, v float64, decimals int) []byte {
	scale := int64(1)
	for range decimals {
		scale *= 10
	}
	n := int64(math.Round(v * float64(scale)))
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, n/scale, 10)
	if n %= scale; n == 0 {
		return b
	}
	b = append(b, '.')
	for n > 0 {
		scale /= 10
		b = append(b, byte('0'+n/scale))
		n %= scale
	}
	return b
}

// op appends an operator with its operands, of so many decimals.
func (c *canvas) op(name string, decimals int, operands ...float64) {
	for i, v := range operands {
		if i > 0 {
			c.ops = append(c.ops, ' ')
		}
		c.ops = appendNumber(c.ops, v, decimals)
	}
	c.ops = append(c.ops, name...)
	c.ops = append(c.ops, '\n')
}

// across and up place what is drawn: points from the lower left corner of the
// sheet for millimetres from the margins.
func (c *canvas) across(x float64) float64 { return (c.page.left + x) * perMillimetre }

func (c *canvas) up(y float64) float64 {
	return (c.page.sheetHeight() - (c.page.top + y)) * perMillimetre
}

// text draws one line with its baseline at y, from x to the right. A no-break
// space is drawn as a space, so that a reader's search finds the words; where the
// line goes on in the next, a space parts its last word from the first of that.
func (c *canvas) text(x, y float64, p pen, s string) { c.spread(x, y, p, s, 0) }

// spread draws a line likewise, with so many millimetres more behind each space.
func (c *canvas) spread(x, y float64, p pen, s string, extra float64) {
	if c.more {
		s, c.more = s+" ", false
	}
	if s == "" {
		return
	}
	c.textBegins()
	if p != c.pen {
		c.ops = append(append(c.ops, "/F"...), byte('1'+p.Style), ' ')
		c.op(" Tf", 2, p.Size)
		c.pen = p
	}
	if c.ink != (colour{}) {
		c.inked()
	}
	right, up := hundredths(c.across(x)), hundredths(c.up(y))
	c.ops = append(appendNumber(c.ops, float64(right-c.x)/100, 2), ' ')
	c.ops = append(appendNumber(c.ops, float64(up-c.y)/100, 2), " Td"...)
	c.x, c.y = right, up
	if extra > 0 {
		c.ops = append(c.ops, '[')
	}
	c.ops = append(c.ops, '(')
	face := fonts.Load(p.Style)
	each := extra * perMillimetre / p.Size * 1000 // in thousandths of the size, as is what was moved
	spaces, moved := 0, 0
	for i, r := range s {
		if r == '\u00a0' {
			r = ' '
		}
		if !face.Has(r) {
			r = fonts.Replacement
		}
		c.used[p.Style].add(r)
		c.ops = appendLetter(appendLetter(c.ops, byte(r>>8)), byte(r))
		if r == ' ' && extra > 0 && i < len(s)-1 {
			spaces++
			by := int(math.Round(float64(spaces)*each)) - moved
			moved += by
			c.ops = append(strconv.AppendInt(append(c.ops, ')', '-'), int64(by), 10), '(')
		}
	}
	if extra > 0 {
		c.ops = append(c.ops, ")]TJ\n"...)
	} else {
		c.ops = append(c.ops, ")Tj\n"...)
	}
	if c.ink != (colour{}) {
		c.op("0 g", 0)
	}
	if c.state == drawn {
		c.textEnds()
	}
}

// inked sets the colour of the text that follows; a grey is one of black ink.
func (c *canvas) inked() {
	if parts := c.ink.parts(); c.ink.r == c.ink.g && c.ink.g == c.ink.b {
		c.op(" g", 3, parts[0])
	} else {
		c.op(" rg", 3, parts...)
	}
}

// centred draws one line about x.
func (c *canvas) centred(x, y float64, p pen, s string) {
	c.text(x-p.Width(s)/2, y, p, s)
}

// rule draws a straight line.
func (c *canvas) rule(x1, y1, x2, y2 float64) {
	c.op(" m", 2, c.across(x1), c.up(y1))
	c.op(" l S", 2, c.across(x2), c.up(y2))
}

// link makes a rectangle lead to a page of this document, counted from 1, and
// says where it leads; it belongs to an element.
func (c *canvas) link(e *element, x, y, width, height float64, page int, says string) {
	number := c.tree.file.take()
	c.links = append(c.links, link{c.page.left + x, c.page.top + y, width, height, page, says, number, c.tree.link(e, number, c.number)})
}

// turned draws what draw does turned by an angle in radians, clockwise, about a
// place.
func (c *canvas) turned(angle, x, y float64, draw func()) {
	x, y = c.across(x), c.up(y)
	sin, cos := math.Sincos(-angle)
	c.op("q", 0)
	c.op(" cm", 5, cos, sin, -sin, cos, x+sin*y-cos*x, y-cos*y-sin*x)
	draw()
	c.op("Q", 0)
	c.pen = pen{} // the font went with the graphics state
}

// AddText draws a text at the top of a cell, wrapped.
func (c *canvas) AddText(text string, cell *entity.Cell, prop *props.Text) {
	p := penOf(prop.Style, prop.Size)
	width := cell.Width - prop.Left - prop.Right
	for i, line := range p.Wrap(text, width+slack) {
		x := cell.X + prop.Left
		switch prop.Align {
		case align.Center:
			x += (width - p.Width(line)) / 2
		case align.Right:
			x += width - p.Width(line)
		}
		y := cell.Y + prop.Top + float64(i)*(p.Line()+prop.VerticalPadding)
		c.text(x, y+p.Baseline(), p, line)
	}
}

// AddLine draws a rule in a cell: horizontal ones only are used here.
func (c *canvas) AddLine(cell *entity.Cell, prop *props.Line) {
	indent := cell.Width * (1 - prop.SizePercent/100) / 2
	y := cell.Y + cell.Height*prop.OffsetPercent/100
	c.edge(cell.X+indent, y, cell.X+cell.Width-indent, y)
}

// GetFontHeight returns the height of a line.
func (c *canvas) GetFontHeight(prop *props.Font) float64 {
	return penOf(prop.Style, prop.Size).Line()
}

// GetLinesQuantity returns how many lines AddText needs.
func (c *canvas) GetLinesQuantity(text string, prop *props.Text, width float64) int {
	return len(penOf(prop.Style, prop.Size).Wrap(text, width+slack))
}

func penOf(style fontstyle.Type, size float64) pen {
	p := pen{Size: size}
	for s, name := range styleNames {
		if name == string(style) {
			p.Style = fonts.Style(s)
		}
	}
	return p
}

// CreateRow and CreateCol move a cursor that this canvas does not have and draw
// borders that its components draw themselves.
func (c *canvas) CreateRow(float64) {}

func (c *canvas) CreateCol(float64, float64, *entity.Config, *props.Cell) {}

// The printing makes the file of the pages, with its metadata.

func (c *canvas) GenerateBytes() ([]byte, error) { return nil, errUnsupported }

func (c *canvas) SetMetadata(*entity.Metadata) {}

func (c *canvas) SetCompression(bool) {}

// The annexes have neither pictures nor codes nor passwords: asking for one is
// a fault of this package and fails the document.

func (c *canvas) unsupported(what string) {
	c.err = cmp.Or(c.err, fmt.Errorf("%s in an annex", what))
}

func (c *canvas) AddMatrixCode(string, *entity.Cell, *props.Rect) { c.unsupported("matrix code") }
func (c *canvas) AddQrCode(string, *entity.Cell, *props.Rect)     { c.unsupported("QR code") }
func (c *canvas) AddBarCode(string, *entity.Cell, *props.Barcode) { c.unsupported("bar code") }
func (c *canvas) AddImageFromFile(string, *entity.Cell, *props.Rect) {
	c.unsupported("picture")
}

func (c *canvas) AddImageFromBytes([]byte, *entity.Cell, *props.Rect, extension.Type) {
	c.unsupported("picture")
}

func (c *canvas) AddBackgroundImageFromBytes([]byte, *entity.Cell, *props.Rect, extension.Type) {
	c.unsupported("picture")
}

func (c *canvas) GetDimensionsByMatrixCode(string) (*entity.Dimensions, error) {
	return nil, errUnsupported
}

func (c *canvas) GetDimensionsByImageByte([]byte, extension.Type) (*entity.Dimensions, error) {
	return nil, errUnsupported
}

func (c *canvas) GetDimensionsByImage(string) (*entity.Dimensions, error) {
	return nil, errUnsupported
}

func (c *canvas) GetDimensionsByQrCode(string) (*entity.Dimensions, error) {
	return nil, errUnsupported
}

func (c *canvas) SetProtection(p *entity.Protection) {
	if p != nil {
		c.unsupported("password")
	}
}
