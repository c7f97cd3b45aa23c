// Package pdf prints annexes as PDF, ready to be attached to a document.
//
// The noun is the sheet: an A4 page laid out in rows of known height. The
// package breaks pages and lines itself, with the real widths of the letters,
// and builds each sheet of maroto's pages, rows and components; they are drawn
// on a canvas that is maroto's Provider, because maroto's own knows neither
// sheets of two orientations in one document nor links nor vector drawings. The
// file is written here, too, object by object as the pages are drawn: the fonts
// are read once for all files, and no file is held as a whole. What is drawn is
// marked as content of the elements of a logical structure, or as none, so that the
// files are PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2).
//
// The package computes no figure and words nothing: it sets what annex.Build
// wrote. What a typeface cannot print shows as a box; nothing is left out, and
// nothing is shortened. The bytes depend on the document alone.
package pdf

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/johnfercher/maroto/v2/pkg/consts/align"
	"github.com/johnfercher/maroto/v2/pkg/core/entity"

	"tongket/report/annex"
	"tongket/report/chart"
	"tongket/report/table"
	"tongket/report/vi"
)

var errUnsupported = errors.New("pictures and codes are not set in annexes")

// Write prints all annexes of doc with a cover and a table of contents. Pages
// are numbered through; the cover, page 1, shows no number.
func Write(w io.Writer, doc annex.Document) error { return New(doc, nil).Write(w) }

// WriteAnnex prints annex i of doc by itself, its pages numbered from 1.
func WriteAnnex(w io.Writer, doc annex.Document, i int) error { return New(doc, nil).WriteAnnex(w, i) }

// A Printer prints a document and its annexes, and draws each chart once for
// all of them. It may be used by several goroutines.
type Printer struct {
	doc    annex.Document
	form   form
	drawer drawer

	fits    map[tableOn]func() fitting // each is found once
	packers sync.Pool                  // of *zlib.Writer
}

// A tableOn is a table on pages of a geometry.
type tableOn struct {
	table *annex.Table
	page  geometry
}

// A fitting is how a table stands on its pages: its parts, and the titles that
// are too long for their headers.
type fitting struct {
	grids  []grid
	titles []string
}

// New returns a Printer of a document. cache keeps its charts from one run to
// the next; it may be nil.
func New(doc annex.Document, cache chart.Cache) *Printer {
	p := &Printer{doc: doc, form: formOf(doc), drawer: drawer{cache: cache}, fits: map[tableOn]func() fitting{}}
	for _, a := range doc.Annexes {
		for _, b := range a.Blocks {
			if b.Table != nil {
				key := tableOn{b.Table, pageOf(a)}
				p.fits[key] = sync.OnceValue(key.fit)
			}
		}
	}
	return p
}

// Undrawn has a function told of each chart that cannot be drawn, in whose place a box
// with its figures is printed. Several goroutines may call it at once.
func (p *Printer) Undrawn(tell func(c annex.Chart, err error)) { p.drawer.undrawn = tell }

func (t tableOn) fit() fitting {
	short, titles := table.Short(t.table)
	return fitting{fit(short, t.page), titles}
}

// Write is the function Write.
func (p *Printer) Write(w io.Writer) error {
	if err := p.drawer.prepare(p.doc.Annexes); err != nil {
		return err
	}
	flows, starts, err := p.lay()
	if err != nil {
		return err
	}
	out := printing{doc: p.doc, form: p.form, number: 1}
	out.section("", cover(p.doc, p.form))
	out.section(vi.Contents, contents(p.doc, p.form, starts, flows))
	if p.doc.Front != nil {
		f, err := front(*p.doc.Front, belowTitle(p.doc))
		if err != nil {
			return err
		}
		out.section(p.doc.Front.Title, f)
	}
	for i, f := range flows {
		out.section(titleOf(p.doc.Annexes[i]), f)
	}
	return out.write(w, title(p.doc), &p.packers)
}

// lay lays all annexes out, and gives the pages on which they begin.
func (p *Printer) lay() (flows []*flow, starts []int, err error) {
	for i, a := range p.doc.Annexes {
		f, err := p.layAnnex(a, i == 0)
		if err != nil {
			return nil, nil, fmt.Errorf("annex %s: %w", a.ID, err)
		}
		if i == len(p.doc.Annexes)-1 {
			f.signature(p.doc, p.form)
		}
		flows = append(flows, f)
	}
	// The contents' own length must be known before what they say.
	starts = make([]int, len(flows))
	next := 2 + len(contents(p.doc, p.form, starts, flows).sheets)
	if p.doc.Front != nil {
		next++
	}
	for i, f := range flows {
		starts[i] = next
		next += len(f.sheets)
	}
	return flows, starts, nil
}

// WriteAnnex is the function WriteAnnex.
func (p *Printer) WriteAnnex(w io.Writer, i int) error {
	if i < 0 || i >= len(p.doc.Annexes) {
		return fmt.Errorf("annex %d of %d", i, len(p.doc.Annexes))
	}
	a := p.doc.Annexes[i]
	if err := p.drawer.prepare(p.doc.Annexes[i : i+1]); err != nil {
		return fmt.Errorf("annex %s: %w", a.ID, err)
	}
	f, opens := &flow{page: pageOf(a)}, len(p.doc.Annexes) == 1 // a document by itself
	if !opens {
		f.corner()
	}
	if err := p.layOn(f, a, opens); err != nil {
		return fmt.Errorf("annex %s: %w", a.ID, err)
	}
	out := printing{doc: p.doc, form: p.form, number: 1}
	out.section(titleOf(a), f)
	return out.write(w, titleOf(a), &p.packers)
}

// title names the document in its metadata.
func title(doc annex.Document) string {
	return strings.Join(nonEmpty(doc.Title, doc.Subtitle), " ")
}

// titleOf names an annex in contents and bookmarks.
func titleOf(a annex.Annex) string { return strings.Join(nonEmpty(a.Number, a.Title), ". ") }

func nonEmpty(texts ...string) []string {
	var out []string
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}

func itoa(n int) string { return strconv.Itoa(n) }

// A printing collects the sheets of a file and its bookmarks.
type printing struct {
	doc      annex.Document
	form     form
	number   int // of the next page
	sheets   []sheet
	outlines []outline
	sections []*element
}

// section appends the sheets of a flow under a bookmark of the first level; none
// if title is empty.
func (p *printing) section(title string, f *flow) {
	f.root.kind = "Sect"
	p.sections = append(p.sections, &f.root)
	if title != "" {
		p.outlines = append(p.outlines, outline{title: title, page: p.number, top: 0})
	}
	for _, m := range f.marks {
		p.outlines = append(p.outlines, outline{title: m.title, level: m.level, page: p.number + m.sheet, top: m.y + f.sheets[m.sheet].page.top})
	}
	p.sheets = append(p.sheets, f.sheets...)
	p.number += len(f.sheets)
}

// write draws the pages into a file.
func (p *printing) write(w io.Writer, title string, packers *sync.Pool) error {
	made, err := time.Parse(time.DateOnly, p.doc.AsOf)
	if err != nil && p.doc.AsOf != "" {
		return fmt.Errorf("date of the document: %w", err)
	}
	self := card{cmp.Or(told(title), vi.Untitled), told(p.doc.Author), made}
	f, heights := newFile(w, packers, len(p.sheets)), p.heights()
	t := newTree(f, len(p.sheets))
	for _, e := range p.sections {
		e.parent = &t.root
		t.root.kids = append(t.root.kids, kid{element: e})
	}
	c := canvas{tree: t}
	for i := range p.sheets {
		s := &p.sheets[i]
		g := s.page
		c.begin(i+1, g)
		s.asPage(i+1, p.form.folio).Render(&c, entity.NewRootCell(g.sheetWidth(), g.sheetHeight(),
			entity.Margins{Left: g.left, Right: g.right, Top: g.top, Bottom: g.bottom}))
		c.end()
		f.page(i+1, &c, heights)
		s.rows = nil // a thousand pages may follow
	}
	f.pages(len(p.sheets))
	f.resources(&c.used)
	info := f.information(self)
	t.finish()
	f.trailer(f.catalog(self, t.base, f.outlines(p.outlines, heights)), info)
	return cmp.Or(c.err, f.close())
}

// heights returns the heights of the pages in millimetres.
func (p *printing) heights() []float64 {
	heights := make([]float64, len(p.sheets))
	for i, s := range p.sheets {
		heights[i] = s.page.sheetHeight()
	}
	return heights
}

// lastOf is a height that stands below the last of n parts only.
func lastOf(i, n int, height float64) float64 {
	if i < n-1 {
		return 0
	}
	return height
}

// pageOf is the geometry of an annex's pages.
func pageOf(a annex.Annex) geometry {
	if a.Landscape {
		return landscape
	}
	return portrait
}

// layAnnex lays out an annex, whose charts are drawn; with the letterhead where it opens a document.
func (p *Printer) layAnnex(a annex.Annex, opens bool) (*flow, error) {
	f := &flow{page: pageOf(a), below: belowTitle(p.doc)}
	return f, p.layOn(f, a, opens)
}

// belowTitle is the level of the heading on the cover of a document, which its
// annexes stand below; 0 if there is none.
func belowTitle(doc annex.Document) int { return min(1, len(title(doc))) }

// corner keeps the top of the first sheet free: the digital signature of an annex
// in a file of its own goes into its right corner.
func (f *flow) corner() {
	const height = 14
	f.draw(drawing{name: "corner", height: height, on: func(*canvas, entity.Cell) {}})
}

// layOn lays an annex out on a flow.
func (p *Printer) layOn(f *flow, a annex.Annex, opens bool) error {
	if opens && !p.doc.Bare {
		f.letterhead(p.doc, p.form)
	}
	f.title(a, p.form)
	f.key(a)
	for i := 0; i < len(a.Blocks); i++ {
		b := a.Blocks[i]
		switch {
		case b.Table != nil:
			f.tableBlock(a, b, p.fits[tableOn{b.Table, f.page}](), p.form, f.belowBlock(a, i))
		case b.Chart != nil && ownDrawing(*b.Chart):
			i += f.yearsBlocks(a, i) - 1
		case b.Chart != nil:
			n, err := f.chartBlocks(a, i, &p.drawer)
			if err != nil {
				return err
			}
			i += n - 1
		default:
			f.textBlock(b, p.form, f.belowBlock(a, i))
		}
	}
	f.notes(a)
	return nil
}

// textBlock lays out running text; its last lines share their sheet with what is below
// high.
func (f *flow) textBlock(b annex.Block, fm form, below float64) {
	f.heading(b, 2*fm.body.Line())
	f.list = nil
	for i, p := range b.Paragraphs {
		if i < len(b.Paragraphs)-1 {
			f.paragraph(p, fm, 0)
		} else {
			f.paragraph(p, fm, below)
		}
	}
}

// belowBlock is how high what stands below block i of an annex is: the notes, which are
// never alone on a sheet.
func (f *flow) belowBlock(a annex.Annex, i int) float64 {
	if i < len(a.Blocks)-1 {
		return 0
	}
	return f.notesHeight(a)
}

// heading sets a block's heading, on a sheet that has room for it and what
// must follow it.
func (f *flow) heading(b annex.Block, follows float64) {
	if b.Heading == "" {
		return
	}
	lines := headingPen.Wrap(b.Heading, f.page.width()+slack)
	f.gap(2)
	f.need(float64(len(lines))*headingPen.Line() + 1 + follows)
	f.mark(b.Heading, 1)
	f.lines(f.root.add(f.headingType(f.inner)), headingPen, align.Left, b.Heading, lines...)
	f.gap(1)
}

// headingRoom is about what a block's heading takes.
const headingRoom = 9.0

// keepWhole starts a sheet for what is not taller than one, rather than to cut
// it, unless that left most of this sheet empty.
func (f *flow) keepWhole(height float64) {
	const mostEmpty = 0.6
	if left := f.left(); height > left && height <= f.page.height() && left < f.page.height()*mostEmpty && !f.fresh() {
		f.next()
	}
}

// tableBlock lays out a table, with its unit above it on the right. The parts
// of a table that is too wide follow each other on sheets of their own, unless
// they are short.
// Below the last part stands what is below high.
func (f *flow) tableBlock(a annex.Annex, b annex.Block, fitting fitting, fm form, below float64) {
	grids := fitting.grids
	for i, g := range grids {
		var t, caption *element
		begin := func() {
			if len(g.Columns) == 0 { // only what stands above it
				caption = f.root.add("P")
				return
			}
			t = f.root.add("Table")
			caption = t.add("Caption")
		}
		_, head := g.Header()
		above := head + g.first() + unitPen.Line() + 1
		switch {
		case i == 0:
			around := f.captionHeight(b) + f.sourceHeight(b)
			if !b.Table.Running {
				whole := g.whole() + above - head + headingRoom
				if b.Number != "" {
					whole = g.whole() + around + 1 + below
					if b.Heading != "" {
						whole += headingRoom
					}
				}
				f.keepWhole(whole)
			}
			f.heading(b, above+around)
			begin()
			f.caption(caption, b, above)
			for _, title := range fitting.titles {
				f.lines(caption, notePen, align.Left, title, notePen.Wrap(title, f.page.width()+slack)...)
			}
		case g.whole()+2*fm.name.Line()+above-head+lastOf(i, len(grids), below) > f.left():
			f.next()
			begin()
			f.continued(caption, a, fm)
		default:
			f.gap(4)
			begin()
			f.continued(caption, a, fm)
		}
		if b.Unit != "" && (b.Number == "" || i > 0) {
			f.need(above)
			f.lines(caption, unitPen, align.Right, b.Unit, b.Unit)
			f.gap(0.8)
		}
		if i < len(grids)-1 {
			f.table(t, g, 0)
			continue
		}
		f.table(t, g, below+f.sourceHeight(b))
	}
	f.source(b)
	switch {
	case below == 0 && b.Table.Compact:
		f.gap(2)
	case below == 0:
		f.gap(3)
	}
}

// captionLines are the number and the title of a table.
func (f *flow) captionLines(b annex.Block) []string {
	if b.Number == "" {
		return nil
	}
	room := f.page.width()
	if b.Unit != "" {
		room -= unitPen.Width(b.Unit) + 4
	}
	return tablePen.Wrap(b.Caption(), room+slack)
}

func (f *flow) captionHeight(b annex.Block) float64 {
	return float64(len(f.captionLines(b))) * tablePen.Line()
}

// caption sets the number and the title of a table on the left and its unit on
// the right, on a sheet that has room for what must follow.
func (f *flow) caption(e *element, b annex.Block, follows float64) {
	lines := f.captionLines(b)
	if len(lines) == 0 {
		return
	}
	height := float64(len(lines)) * tablePen.Line()
	f.need(height + follows + 0.8)
	f.mark(b.Caption(), 1)
	f.draw(drawing{name: "caption", text: join(nonEmpty(b.Caption(), b.Unit)), height: height, on: func(c *canvas, at entity.Cell) {
		c.open(e)
		for i, line := range lines {
			c.more = i < len(lines)-1 || b.Unit != ""
			c.text(at.X, at.Y+float64(i)*tablePen.Line()+tablePen.Baseline(), tablePen, line)
		}
		c.text(at.X+at.Width-unitPen.Width(b.Unit), at.Y+height-tablePen.Line()+tablePen.Baseline(), unitPen, b.Unit)
		c.close()
	}})
	f.gap(0.8)
}

func (f *flow) sourceLines(b annex.Block) []string {
	if b.Source == "" {
		return nil
	}
	return blockSourcePen.Wrap(b.Source, f.page.width()+slack)
}

func (f *flow) sourceHeight(b annex.Block) float64 {
	return float64(len(f.sourceLines(b))) * blockSourcePen.Line()
}

// source sets the line on the source of one table.
func (f *flow) source(b annex.Block) {
	f.lines(f.root.add("P"), blockSourcePen, align.Left, b.Source, f.sourceLines(b)...)
}
