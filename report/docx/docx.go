// Package docx writes annexes, and the sentences, as Word documents that an
// office goes on with: named styles, sections upright and turned, tables whose
// header is repeated, captions that number themselves, a contents that is
// filled in, and charts that Word edits with their data.
//
// The noun is the part: a file of the package that a .docx is (ECMA-376,
// transitional), written here element by element, because no kept module writes
// all of it. Tables stand in the same columns, sizes and pieces as in print, by
// the grids of report/table.
//
// It sets what it finds in report/annex and computes nothing but measures. What
// a sheet says is text and nothing else: no field, link or formula comes of it,
// and control characters are left out. The bytes depend on the document alone.
package docx

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"tongket/report/annex"
	"tongket/report/table"
	"tongket/report/vi"
)

// Options of a document; the zero value is useful.
type Options struct {
	Template *Template // of the office; nil: our own styles, margins, head and foot
	Sources  bool      // each figure of a table has a comment that names its cells
}

// Write writes all annexes of doc with a cover and a table of contents.
func Write(w io.Writer, doc annex.Document, opt Options) error {
	d := newDocument(doc, opt)
	d.cover()
	d.contents()
	if doc.Front != nil {
		d.front(*doc.Front)
	}
	for i, a := range d.doc.Annexes {
		d.annex(a, i == 0, i == len(d.doc.Annexes)-1)
	}
	return d.pack(w, strings.Join(nonEmpty(doc.Title, doc.Subtitle), " "))
}

// WriteAnnex writes annex i of doc by itself, under the letterhead.
func WriteAnnex(w io.Writer, doc annex.Document, i int, opt Options) error {
	if i < 0 || i >= len(doc.Annexes) {
		return fmt.Errorf("annex %d of %d", i, len(doc.Annexes))
	}
	d := newDocument(doc, opt)
	d.annex(d.doc.Annexes[i], true, true)
	return d.pack(w, titleOf(doc.Annexes[i]))
}

// A document is document.xml in the making, and what goes beside it.
type document struct {
	markup
	doc  annex.Document
	form form
	Options
	upright, lying geometry
	charts         []chartPart
	comments       comments
	drawings       []drawingPart
	pictureAt      map[string]drawingPart
	ids            int                 // given to bookmarks and drawings
	tables         int                 // numbered, so far
	drawn          int                 // charts numbered, so far
	marks          int                 // bookmarks of annexes
	opened         bool                // the first section has its head
	tail           bool                // what was written last is a table
	fits           map[tableOn]fitting // each table is fitted once
}

// A tableOn is a table on pages of a geometry.
type tableOn struct {
	table *annex.Table
	page  geometry
}

// A fitting is how a table stands on its pages: its parts, and the titles that
// are too long for their headers.
type fitting struct {
	grids  []table.Grid
	titles []string
}

// fit finds how a table stands on its pages.
func (d *document) fit(t *annex.Table, page geometry) fitting {
	key := tableOn{t, page}
	f, ok := d.fits[key]
	if !ok {
		short, titles := table.Short(t)
		f = fitting{table.Fit(short, page.area()), titles}
		d.fits[key] = f
	}
	return f
}

func newDocument(doc annex.Document, opt Options) *document {
	d := &document{doc: doc, form: formOf(doc), Options: opt, upright: portrait, lying: landscape, fits: map[tableOn]fitting{}, pictureAt: map[string]drawingPart{}}
	if opt.Sources {
		d.comments.sources(doc.Sources)
	}
	if opt.Template != nil && opt.Template.page != nil {
		d.upright = *opt.Template.page
		d.lying = d.upright.turned()
	}
	d.WriteString(xml.Header)
	d.begin("w:document", mainSpaces...)
	d.begin("w:body")
	return d
}

// id gives a number that nothing else in the document has.
func (d *document) id() string {
	d.ids++
	return itoa(d.ids)
}

// titleOf names an annex in contents and properties.
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

// annex writes an annex as a section of its own.
func (d *document) annex(a annex.Annex, opens, last bool) {
	page := d.pageOf(a)
	if opens {
		d.letterhead(page)
	}
	d.title(a, page)
	notes := d.notes(a)
	for i := 0; i < len(a.Blocks); i++ {
		switch b := a.Blocks[i]; {
		case b.Table != nil:
			d.tableBlock(a, b, page, i == len(a.Blocks)-1 && len(notes) > 0)
		case b.Chart != nil:
			i += d.chartBlocks(a, i, page) - 1
		default:
			d.heading(b)
			for _, p := range b.Paragraphs {
				d.paragraph(bodyText(p))
			}
		}
	}
	if last {
		d.signature(page)
	}
	if len(notes) == 0 && (!last || d.tail) { // a section, and a document, ends with a paragraph
		notes = []paragraph{{style: styleBreak}}
	}
	for i, p := range notes {
		if i == len(notes)-1 && !last {
			p.section = &section{page: page}
		}
		d.paragraph(p)
	}
	if last {
		d.section(section{page: page, first: !d.opened})
	}
}

// ruleLength is that of the rule below a title, in millimetres.
const ruleLength = 30

// title writes the number and the name of an annex, where it comes from and what
// it covers.
func (d *document) title(a annex.Annex, page geometry) {
	d.marks++
	title := paragraph{style: styleAnnex, bookmark: bookmarkOf(d.marks - 1)}
	if a.Number != "" {
		title.add(a.Number, plain)
		title.runs[0].lineBreak = true
	}
	title.add(a.Title, plain)
	d.paragraph(title)
	if a.Attached != "" {
		d.paragraph(broken(styleAttached, placeDate, a.Attached, page.width))
	}
	side := (page.width - ruleLength) / 2
	d.paragraph(paragraph{style: styleRule, indent: side, room: side})
	if a.Scope != "" {
		d.paragraph(text(styleScope, a.Scope))
	}
	if a.KeyFirst() {
		for _, note := range a.Notes {
			d.paragraph(text(styleNote, note))
		}
	}
}

// bookmarkOf is the name of the bookmark on an annex's title: Word gives such
// names to what its contents lead to.
func bookmarkOf(i int) string { return fmt.Sprintf("_Toc%08d", i+1) }

// heading writes a block's heading.
func (d *document) heading(b annex.Block) {
	if b.Heading != "" {
		d.paragraph(text(styleHeading, b.Heading))
	}
}

// bodyText is running text; a list gives a bullet its dash.
func bodyText(p annex.Paragraph) paragraph {
	out := paragraph{style: styleBody}
	if p.Bullet {
		out.style = styleBullet
	}
	face := plain
	if p.Bold {
		face, out.keepNext = bold, true // it heads what follows
	}
	out.add(p.Text, face)
	return out
}

// notes are the paragraphs below an annex: its notes and its source.
func (d *document) notes(a annex.Annex) []paragraph {
	var all []paragraph
	if !a.KeyFirst() {
		for _, note := range a.Notes {
			all = append(all, text(styleNote, note))
		}
	}
	if a.Source != "" {
		all = append(all, text(styleSource, a.Source))
	}
	for i := range max(0, len(all)-1) {
		all[i].keepNext = true
	}
	return all
}

// tableBlock writes a table under its heading, its number and its unit; one that
// is too wide, in parts that repeat its first columns.
func (d *document) tableBlock(a annex.Annex, b annex.Block, page geometry, notesFollow bool) {
	d.heading(b)
	fit := d.fit(b.Table, page)
	for _, title := range fit.titles {
		d.paragraph(text(styleNote, title))
	}
	grids := fit.grids
	if len(grids) == 0 || len(grids[0].Columns) == 0 {
		return
	}
	d.tables++
	for i, g := range grids {
		if i > 0 {
			d.paragraph(text(styleContinued, titleOf(a)+" "+vi.Continued))
		}
		d.tableCaption(b, i > 0, page)
		d.table(g, describe(a, b), page, notesFollow && i == len(grids)-1 || b.Source != "")
	}
	if b.Source != "" {
		d.paragraph(text(styleSource, b.Source))
	}
}

// tableCaption writes the number of a table, on the left, and its unit, on the
// right; only the unit above a further part.
func (d *document) tableCaption(b annex.Block, further bool, page geometry) {
	if further && b.Unit == "" {
		return
	}
	p := paragraph{style: styleTableCaption, right: page.width}
	if !further {
		p.bookmark = captionMark(sequenceTables, d.tables)
		p.add(vi.CaptionTable+" ", bold)
		p.sequence(sequenceTables, d.tables)
		if title := tableName(b); title != "" {
			p.add(title, bold)
		}
	}
	if b.Unit != "" {
		if !further && captionLines(b, d.tables, page) > len(captionPen.Wrap(tableTitle(b, d.tables), page.width)) { // it stands on a line of its own
			p.runs[len(p.runs)-1].lineBreak = true
		}
		p.tab()
		p.add(b.Unit, slanted)
	}
	d.paragraph(p)
}

// tableName is what follows the number of a table.
func tableName(b annex.Block) string {
	if b.Number == "" || b.Title == "" {
		return ""
	}
	return ". " + b.Title
}

// tableTitle is the caption of the nth table.
func tableTitle(b annex.Block, n int) string {
	return vi.CaptionTable + " " + itoa(n) + tableName(b)
}

// describe is what a table is, for those who cannot see it.
func describe(a annex.Annex, b annex.Block) string {
	return strings.Join(nonEmpty(a.Title, b.Heading, b.Unit), ". ")
}

// made is the day that the document bears.
func made(doc annex.Document) (time.Time, error) {
	if doc.AsOf == "" {
		return time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), nil
	}
	day, err := time.Parse(time.DateOnly, doc.AsOf)
	if err != nil {
		return day, fmt.Errorf("date of the document: %w", err)
	}
	return day, nil
}
