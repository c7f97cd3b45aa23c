package pdf

import (
	"bytes"
	"strings"
	"time"

	"github.com/johnfercher/maroto/v2/pkg/consts/align"
	"github.com/johnfercher/maroto/v2/pkg/consts/extension"
	"github.com/johnfercher/maroto/v2/pkg/consts/fontstyle"
	"github.com/johnfercher/maroto/v2/pkg/core"
	"github.com/johnfercher/maroto/v2/pkg/core/entity"
	"github.com/johnfercher/maroto/v2/pkg/props"
	"github.com/phpdave11/gofpdf"

	"tongket/report/chart/fonts"
)

// family is the typeface's name inside the file.
const family = "LiberationSerif"

// hairline is the width of all rules: half a point.
const hairline = 0.5 * point

// A canvas is the core.Provider that maroto's pages, rows, columns and texts
// are drawn with here. It does what maroto's own provider, which is closed,
// does not: pages of both orientations in one document, links, vector paths,
// and lines broken where the layout measured that they break.
//
// Cells count from the margins of the page in hand, as maroto's do.
type canvas struct {
	pdf  *gofpdf.Fpdf
	page geometry
	pen  pen
}

var _ core.Provider = (*canvas)(nil)

// newCanvas returns a canvas without pages whose file carries the date made.
func newCanvas(made time.Time) *canvas {
	pdf := gofpdf.NewCustom(&gofpdf.InitType{
		UnitStr: "mm",
		Size:    gofpdf.SizeType{Wd: sheetShort, Ht: sheetLong},
	})
	pdf.SetCatalogSort(true)
	pdf.SetCompression(false) // finish packs the pages
	pdf.SetCreationDate(made)
	pdf.SetModificationDate(made)
	pdf.SetAutoPageBreak(false, 0)
	for s, style := range styleNames {
		// gofpdf cuts the font to the letters used in place: give it a copy.
		pdf.AddUTF8FontFromBytes(family, style, bytes.Clone(fonts.Data(fonts.Style(s))))
	}
	pdf.SetLineWidth(hairline)
	return &canvas{pdf: pdf}
}

// styleNames are gofpdf's and maroto's names of the fonts.Styles.
var styleNames = [...]string{"", "B", "I", "BI"}

// begin starts a page.
func (c *canvas) begin(page geometry) {
	orientation := "P"
	if page.wide {
		orientation = "L"
	}
	c.pdf.AddPageFormat(orientation, gofpdf.SizeType{Wd: sheetShort, Ht: sheetLong})
	c.page, c.pen = page, pen{}
}

// text draws one line with its baseline at y, from x to the right. A no-break
// space is drawn as a space, so that a reader's search finds the words.
func (c *canvas) text(x, y float64, p pen, s string) {
	if s == "" {
		return
	}
	if p != c.pen {
		c.pdf.SetFont(family, styleNames[p.style], p.size)
		c.pen = p
	}
	s = strings.ReplaceAll(s, "\u00a0", " ")
	c.pdf.Text(c.page.left+x, c.page.top+y, s)
}

// centred draws one line about x.
func (c *canvas) centred(x, y float64, p pen, s string) {
	c.text(x-p.width(s)/2, y, p, s)
}

// rule draws a straight line.
func (c *canvas) rule(x1, y1, x2, y2 float64) {
	c.pdf.Line(c.page.left+x1, c.page.top+y1, c.page.left+x2, c.page.top+y2)
}

// frame draws a rectangle.
func (c *canvas) frame(x, y, width, height float64) {
	c.pdf.Rect(c.page.left+x, c.page.top+y, width, height, "D")
}

// link makes a rectangle lead to a page of this document, counted from 1.
func (c *canvas) link(x, y, width, height float64, page int) {
	id := c.pdf.AddLink()
	c.pdf.SetLink(id, 0, page)
	c.pdf.Link(c.page.left+x, c.page.top+y, width, height, id)
}

// AddText draws a text at the top of a cell, wrapped.
func (c *canvas) AddText(text string, cell *entity.Cell, prop *props.Text) {
	p := penOf(prop.Style, prop.Size)
	width := cell.Width - prop.Left - prop.Right
	for i, line := range p.wrap(text, width+slack) {
		x := cell.X + prop.Left
		switch prop.Align {
		case align.Center:
			x += (width - p.width(line)) / 2
		case align.Right:
			x += width - p.width(line)
		}
		y := cell.Y + prop.Top + float64(i)*(p.line()+prop.VerticalPadding)
		c.text(x, y+p.baseline(), p, line)
	}
}

// slack is what a line may be wider than its measure through rounding.
const slack = 1e-6

// AddLine draws a rule in a cell: horizontal ones only are used here.
func (c *canvas) AddLine(cell *entity.Cell, prop *props.Line) {
	indent := cell.Width * (1 - prop.SizePercent/100) / 2
	y := cell.Y + cell.Height*prop.OffsetPercent/100
	c.rule(cell.X+indent, y, cell.X+cell.Width-indent, y)
}

// GetFontHeight returns the height of a line.
func (c *canvas) GetFontHeight(prop *props.Font) float64 {
	return penOf(prop.Style, prop.Size).line()
}

// GetLinesQuantity returns how many lines AddText needs.
func (c *canvas) GetLinesQuantity(text string, prop *props.Text, width float64) int {
	return len(penOf(prop.Style, prop.Size).wrap(text, width+slack))
}

func penOf(style fontstyle.Type, size float64) pen {
	p := pen{size: size}
	for s, name := range styleNames {
		if name == string(style) {
			p.style = fonts.Style(s)
		}
	}
	return p
}

// GenerateBytes closes the document and returns the file.
func (c *canvas) GenerateBytes() ([]byte, error) {
	var b bytes.Buffer
	err := c.pdf.Output(&b)
	return b.Bytes(), err
}

// CreateRow and CreateCol move a cursor that this canvas does not have and draw
// borders that its components draw themselves.
func (c *canvas) CreateRow(float64) {}

func (c *canvas) CreateCol(float64, float64, *entity.Config, *props.Cell) {}

// SetMetadata sets what maroto's configuration says of title and author.
func (c *canvas) SetMetadata(m *entity.Metadata) {
	for _, set := range []struct {
		text *entity.Utf8Text
		call func(string, bool)
	}{{m.Title, c.pdf.SetTitle}, {m.Author, c.pdf.SetAuthor}, {m.Subject, c.pdf.SetSubject}, {m.Creator, c.pdf.SetCreator}} {
		if set.text != nil {
			set.call(set.text.Text, set.text.UTF8)
		}
	}
}

// SetCompression says whether pages are deflated.
func (c *canvas) SetCompression(on bool) { c.pdf.SetCompression(on) }

// The annexes have neither pictures nor codes nor passwords: asking for one is
// a fault of this package and fails the document.

func (c *canvas) unsupported(what string) { c.pdf.SetErrorf("%s in an annex", what) }

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
