package docx

import (
	"strings"

	"tongket/report/plot"
	"tongket/report/table"
	"tongket/report/vi"
)

// A face is how a run is written, beside its paragraph's style.
type face uint8

const (
	plain face = iota
	bold
	italic
	note    // the number of a footnote, raised
	light   // not bold where the style is, and small
	slanted // italic, and not bold where the style is
)

// A run is a piece of a paragraph in one face: a text, a tab or a field.
type run struct {
	text      string
	face      face
	lineBreak bool       // a line ends behind it
	tab       bool       // nothing but a tab
	field     string     // the field's instruction, whose result text is
	plot      *plot.Plot // nothing but a drawing
	colour    string     // of the text; empty: the style's; it goes with a face of light or plain
}

// A paragraph is written with its style; what else it has is beside that style.
type paragraph struct {
	style    string
	runs     []run
	keepNext bool
	centred  bool
	flush    bool    // set right
	indent   float64 // left, in millimetres
	room     float64 // left free on the right, in millimetres
	right    float64 // place of a tab that ends there, in millimetres; 0 = none
	ruled    bool    // a line below
	bookmark string
	anchor   string   // bookmark that all of it leads to
	section  *section // that ends with it
	comment  string   // on all of it
}

// text is a paragraph of one text.
func text(style, s string) paragraph {
	return paragraph{style: style, runs: []run{{text: s}}}
}

func (p *paragraph) add(s string, f face) { p.runs = append(p.runs, run{text: s, face: f}) }

// broken is a paragraph of a text set in lines of about the same length.
func broken(style string, pen table.Pen, s string, width float64) paragraph {
	p := paragraph{style: style}
	lines := pen.Balance(s, width)
	for i, line := range lines {
		p.runs = append(p.runs, run{text: line, lineBreak: i < len(lines)-1})
	}
	return p
}

func (p *paragraph) tab() { p.runs = append(p.runs, run{tab: true}) }

// The names by which captions are counted.
const (
	sequenceTables = "Bieu"
	sequenceCharts = "Bieu_do"
)

// captionMark is the name of the bookmark on the caption of a sequence's nth: no
// annex's.
func captionMark(sequence string, n int) string {
	first := map[string]int{sequenceTables: 10_000_000, sequenceCharts: 20_000_000}[sequence]
	return bookmarkOf(first + n - 1)
}

// sequence adds a number that Word counts.
func (p *paragraph) sequence(name string, n int) {
	p.runs = append(p.runs, run{text: itoa(n), face: bold, field: "SEQ " + name + ` \* ARABIC`})
}

// paragraph writes a paragraph.
func (d *document) paragraph(p paragraph) {
	d.begin("w:p")
	d.properties(p)
	if p.bookmark != "" {
		id := d.id()
		d.empty("w:bookmarkStart", "w:id", id, "w:name", p.bookmark)
		defer d.closed("w:bookmarkEnd", id)
	} else {
		defer d.closed("", "")
	}
	if p.anchor != "" {
		d.begin("w:hyperlink", "w:anchor", p.anchor, "w:history", "1")
	}
	commented := d.commentBegins(p.comment)
	for _, r := range p.runs {
		d.run(r)
	}
	d.commentEnds(commented)
	if p.anchor != "" {
		d.end(1)
	}
}

// closed ends a paragraph, and a bookmark in it.
func (d *document) closed(name, id string) {
	if name != "" {
		d.empty(name, "w:id", id)
	}
	d.end(1)
	d.tail = false
}

// properties writes what a paragraph is, in the order of CT_PPr.
func (d *document) properties(p paragraph) {
	d.begin("w:pPr")
	if p.style != "" {
		d.empty("w:pStyle", "w:val", p.style)
	}
	if p.keepNext {
		d.empty("w:keepNext")
	}
	if p.ruled {
		d.begin("w:pBdr")
		d.empty("w:bottom", "w:val", "single", "w:sz", "6", "w:space", "1", "w:color", "000000")
		d.end(1)
	}
	if p.right > 0 {
		d.begin("w:tabs")
		d.empty("w:tab", "w:val", "right", "w:pos", twips(p.right))
		d.end(1)
	}
	if d.tail && (p.style == styleBody || p.style == styleBullet) { // below a table
		d.empty("w:spacing", "w:before", twips(6*table.Point))
	}
	if p.indent > 0 || p.room > 0 {
		d.empty("w:ind", "w:left", twips(p.indent), "w:right", twips(p.room))
	}
	switch {
	case p.centred:
		d.empty("w:jc", "w:val", "center")
	case p.flush:
		d.empty("w:jc", "w:val", "right")
	}
	if p.section != nil {
		d.section(*p.section)
	}
	d.end(1)
}

// run writes a run, or the runs that make a field.
func (d *document) run(r run) {
	if r.plot != nil {
		d.drawing(*r.plot, vi.AltDrawn, vi.AltInRow)
		return
	}
	if r.field == "" {
		d.bare(r, func() { d.letters(r) })
		return
	}
	d.fieldBegins(r.field)
	d.bare(r, func() { d.letters(r) })
	d.fieldEnds()
}

// fieldBegins opens a field up to its result; the instruction is ours, never a
// text that was read.
func (d *document) fieldBegins(instruction string) {
	d.bare(run{}, func() { d.empty("w:fldChar", "w:fldCharType", "begin") })
	d.bare(run{}, func() { d.simple("w:instrText", " "+instruction+" ", "xml:space", "preserve") })
	d.bare(run{}, func() { d.empty("w:fldChar", "w:fldCharType", "separate") })
}

func (d *document) fieldEnds() {
	d.bare(run{}, func() { d.empty("w:fldChar", "w:fldCharType", "end") })
}

// bare writes a run with its face around a content.
func (d *document) bare(r run, content func()) {
	d.begin("w:r")
	if r.face != plain || r.colour != "" {
		d.begin("w:rPr")
		switch r.face {
		case bold:
			d.empty("w:b")
		case italic:
			d.empty("w:i")
		case note:
			d.empty("w:rStyle", "w:val", styleNoteMark)
		case light:
			d.empty("w:b", "w:val", "0")
		case slanted:
			d.empty("w:b", "w:val", "0")
			d.empty("w:i")
		}
		if r.colour != "" {
			d.empty("w:color", "w:val", r.colour)
		}
		if r.face == light {
			d.empty("w:sz", "w:val", halfPoints(10))
		}
		d.end(1)
	}
	content()
	d.end(1)
}

// letters writes the text of a run: a line feed ends a line, a tab of a text is
// a space.
func (d *document) letters(r run) {
	if r.tab {
		d.empty("w:tab")
		return
	}
	for i, line := range strings.Split(printable(r.text), "\n") {
		if i > 0 {
			d.empty("w:br")
		}
		if line != "" {
			d.simple("w:t", strings.ReplaceAll(line, "\t", " "), "xml:space", "preserve")
		}
	}
	if r.lineBreak {
		d.empty("w:br")
	}
}

// contents writes the contents: fields whose entries are filled in. Word counts
// the pages anew when it is asked to.
func (d *document) contents() {
	l := d.list()
	d.contentsPart(vi.Contents, styleContents, `TOC \o "1-1" \h \z \u`, l.annexes)
	d.contentsPart(vi.ContentsTables, styleCaptions, `TOC \h \z \c "`+sequenceTables+`"`, l.tables)
	d.contentsPart(vi.ContentsCharts, styleCaptions, `TOC \h \z \c "`+sequenceCharts+`"`, l.charts)
	last := text(styleSource, vi.NumberedThrough)
	last.section = &section{page: d.upright}
	d.paragraph(last)
}

// contentsPart writes a list of the contents under its title; none, if it is empty and
// not the first.
func (d *document) contentsPart(title, style, field string, list []listing) {
	if style != styleContents {
		if len(list) == 0 {
			return
		}
		d.paragraph(paragraph{style: styleGap})
	}
	d.paragraph(text(styleContentsTitle, title))
	pen := bodyPen
	if style != styleContents {
		pen = listPen
	}
	for i, one := range list {
		d.begin("w:p")
		d.properties(paragraph{style: style})
		if i == 0 {
			d.fieldBegins(field)
		}
		d.begin("w:hyperlink", "w:anchor", one.bookmark, "w:history", "1")
		lines := pen.Wrap(one.title, d.upright.width-contentsRoom)
		for n, line := range lines {
			d.run(run{text: line, lineBreak: n < len(lines)-1})
		}
		d.run(run{tab: true})
		d.run(run{field: "PAGEREF " + one.bookmark + ` \h`, text: itoa(one.page)})
		d.end(1)
		if i == len(list)-1 {
			d.fieldEnds()
		}
		d.end(1)
	}
}
