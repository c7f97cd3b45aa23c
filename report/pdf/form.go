package pdf

import (
	"slices"
	"strings"

	"github.com/johnfercher/maroto/v2/pkg/consts/align"
	"github.com/johnfercher/maroto/v2/pkg/core/entity"

	"tongket/report/annex"
	"tongket/report/chart/fonts"
	"tongket/report/vi"
)

// administrative is the Form of a document of the administration; any other is
// one of the Party.
const administrative = "hanh-chinh"

// A form is the type that the parts of a document are set in: of the Party by
// Hướng dẫn 36-HD/VPTW (2018), of the administration by Nghị định
// 30/2020/NĐ-CP, phụ lục I.
type form struct {
	motto     []pen // right side, by line
	superior  pen
	issuer    pen
	star      bool // under the issuer, where the administration has a rule
	placeDate pen
	serial    pen // the document's number
	draft     pen
	number    pen // "Phụ lục I"
	name      pen // of the annex
	attached  pen
	body      pen
	folio     pen
}

func formOf(doc annex.Document) form {
	f := form{
		motto:     []pen{{Style: fonts.Bold, Size: 15}},
		superior:  pen{Style: fonts.Regular, Size: 14},
		issuer:    pen{Style: fonts.Bold, Size: 14},
		star:      true,
		placeDate: pen{Style: fonts.Italic, Size: 14},
		serial:    pen{Style: fonts.Regular, Size: 14},
		draft:     pen{Style: fonts.Italic, Size: 14},
		number:    pen{Style: fonts.Bold, Size: 14},
		name:      pen{Style: fonts.Bold, Size: 14},
		attached:  pen{Style: fonts.Italic, Size: 14},
		body:      pen{Style: fonts.Regular, Size: 14},
		folio:     pen{Style: fonts.Regular, Size: 14},
	}
	if doc.Form == administrative {
		f.motto = []pen{{Style: fonts.Bold, Size: 13}, {Style: fonts.Bold, Size: 14}}
		f.superior, f.issuer, f.star = pen{Style: fonts.Regular, Size: 13}, pen{Style: fonts.Bold, Size: 13}, false
		f.draft, f.serial = pen{Style: fonts.Bold, Size: 13}, pen{Style: fonts.Regular, Size: 13}
	}
	return f
}

// Type of what stands around a table.
var (
	unitPen    = pen{Style: fonts.Italic, Size: 12}
	scopePen   = pen{Style: fonts.Italic, Size: 12}
	headingPen = pen{Style: fonts.Bold, Size: 13}
	notePen    = pen{Style: fonts.Regular, Size: 11}
	sourcePen  = pen{Style: fonts.Italic, Size: 11}
	tablePen   = pen{Style: fonts.Bold, Size: 12}

	blockSourcePen = pen{Style: fonts.Italic, Size: 10}
)

// A letterline is a line of the letterhead, centred in its half.
type letterline struct {
	pen  pen
	text string
}

// letterhead draws who issues the document on the left and the motto with
// place and date on the right.
func (f *flow) letterhead(doc annex.Document, fm form) {
	right := mottoLines(doc, fm)
	var rightWidth float64
	for _, l := range right {
		rightWidth = max(rightWidth, l.pen.Width(l.text))
	}
	rightWidth = max(rightWidth, fm.placeDate.Width(doc.PlaceDate))
	leftWidth := min(f.page.width()-rightWidth-4, f.page.width()/2)
	if len(right) == 0 && doc.PlaceDate == "" {
		leftWidth = f.page.width() / 2
	}
	left := issuerLines(doc, fm, leftWidth)
	if len(left)+len(right) == 0 && doc.PlaceDate+doc.Number == "" {
		return
	}
	below := belowIssuer(doc, fm)
	placeDate := placeDateTop(doc, fm, left, right)
	height := max(heightOf(left)+3, placeDate+1+fm.placeDate.Line())
	if len(below) > 0 {
		height = max(height, heightOf(left)+fm.issuer.Line()+heightOf(below), placeDate+heightOf(below)+1)
	}
	text := join(nonEmpty(letterText(left), letterText(below))) + " || " + letterText(right) + " | " + doc.PlaceDate
	issuer := f.root.add("P")
	var lines []*element
	for range below {
		lines = append(lines, f.root.add("P"))
	}
	motto, dated := f.root.add("P"), f.root.add("P")
	f.draw(drawing{name: "letterhead", text: text, height: height,
		on: func(c *canvas, at entity.Cell) {
			y := c.issuer(issuer, fm, left, at, leftWidth)
			if !fm.star && doc.Number != "" { // on the line of place and date
				y = max(y, at.Y+placeDate+fm.placeDate.Baseline()-fm.serial.Baseline())
			}
			for i := range below {
				y = c.stack(lines[i], below[i:i+1], at.X+leftWidth/2, y)
			}
			c.motto(motto, right, at, at.Width-rightWidth/2)
			if doc.PlaceDate != "" {
				c.open(dated)
				c.centred(at.Width-rightWidth/2, at.Y+placeDate+fm.placeDate.Baseline(), fm.placeDate, doc.PlaceDate)
				c.close()
			}
		}})
	f.gap(6)
}

// belowIssuer are the number of the document and the mark of a draft.
func belowIssuer(doc annex.Document, fm form) []letterline {
	var lines []letterline
	for _, l := range []letterline{{fm.serial, doc.Number}, {fm.draft, doc.Draft}} {
		if l.text != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// placeDateTop is how far below the top of the letterhead the line of place and
// date stands: under the motto; in the administration's form, on the line of
// the number.
func placeDateTop(doc annex.Document, fm form, left, right []letterline) float64 {
	top := heightOf(right)
	if len(right) > 0 {
		top += 3
	}
	if !fm.star && doc.Number != "" {
		top = max(top, heightOf(left)+3)
	}
	return top
}

func mottoLines(doc annex.Document, fm form) []letterline {
	var lines []letterline
	for i, text := range doc.Motto {
		lines = append(lines, letterline{fm.motto[min(i, len(fm.motto)-1)], text})
	}
	return lines
}

func issuerLines(doc annex.Document, fm form, width float64) []letterline {
	var lines []letterline
	for _, part := range []letterline{{fm.superior, doc.Superior}, {fm.issuer, doc.Organisation}} {
		if part.text == "" {
			continue
		}
		for _, text := range nameLines(part.pen, part.text, width) {
			lines = append(lines, letterline{part.pen, text})
		}
	}
	return lines
}

// nameLines breaks the name of a body after its dash, as it is written: SỞ LAO
// ĐỘNG - / THƯƠNG BINH VÀ XÃ HỘI; else evenly.
func nameLines(p pen, name string, width float64) []string {
	if p.Width(name) <= width {
		return []string{name}
	}
	if i := strings.LastIndex(name, " - "); i > 0 {
		if head, rest := name[:i+2], name[i+3:]; p.Width(head) <= width && p.Width(rest) <= width {
			return []string{head, rest}
		}
	}
	return p.Balance(name, width)
}

func heightOf(lines []letterline) float64 {
	var h float64
	for _, l := range lines {
		h += l.pen.Line()
	}
	return h
}

func letterText(lines []letterline) string {
	var texts []string
	for _, l := range lines {
		texts = append(texts, l.text)
	}
	return join(texts)
}

// issuer draws the left half of the letterhead and returns where it ends.
func (c *canvas) issuer(e *element, fm form, lines []letterline, at entity.Cell, width float64) float64 {
	middle := at.X + width/2
	y := c.stack(e, lines, middle, at.Y)
	if len(lines) > 0 {
		if fm.star {
			c.star(middle, y+fm.issuer.Baseline(), fm.issuer)
			y += fm.issuer.Line()
		} else {
			last := lines[len(lines)-1]
			half := last.pen.Width(last.text) / 5 // 2/5 of the line in all
			c.edge(middle-half, y+1, middle+half, y+1)
			y += 3
		}
	}
	return y
}

// star draws the mark under the issuer, which says nothing.
func (c *canvas) star(middle, y float64, p pen) {
	c.open(nil)
	c.centred(middle, y, p, "*")
	c.close()
}

// motto draws the motto with a rule as long as its last line.
func (c *canvas) motto(e *element, lines []letterline, at entity.Cell, middle float64) {
	y := c.stack(e, lines, middle, at.Y)
	if len(lines) > 0 {
		last := lines[len(lines)-1]
		half := last.pen.Width(last.text) / 2
		c.edge(middle-half, y+0.8, middle+half, y+0.8)
	}
}

// stack draws lines below each other as content of an element, and returns where
// they end.
func (c *canvas) stack(e *element, lines []letterline, middle, y float64) float64 {
	if len(lines) == 0 {
		return y
	}
	c.open(e)
	for _, l := range lines {
		c.more = true // after the last, too: the element may go on
		c.centred(middle, y+l.pen.Baseline(), l.pen, l.text)
		y += l.pen.Line()
	}
	c.close()
	return y
}

// title sets the number, the name and the reference of an annex, with a short
// rule below.
func (f *flow) title(a annex.Annex, fm form) {
	width := f.page.width()
	heading := f.root.add(f.headingType(0))
	if f.inner = 0; titleOf(a) != "" {
		f.inner = 1
	}
	if a.Number != "" {
		f.line(heading, fm.number, align.Center, a.Number, true)
		f.gap(0.8)
	}
	f.lines(heading, fm.name, align.Center, a.Title, fm.name.Balance(a.Title, width)...)
	if a.Attached != "" {
		f.gap(0.8)
		f.lines(f.root.add("P"), fm.attached, align.Center, a.Attached, fm.attached.Balance(a.Attached, width)...)
	}
	f.draw(drawing{name: "rule", height: 4, on: func(c *canvas, at entity.Cell) {
		c.edge(at.X+at.Width/2-15, at.Y+2, at.X+at.Width/2+15, at.Y+2)
	}})
	if a.Scope != "" {
		f.lines(f.root.add("P"), scopePen, align.Center, a.Scope, scopePen.Balance(a.Scope, width)...)
	}
	f.gap(2)
}

// continued sets the name of an annex above a further part of a wide table.
func (f *flow) continued(e *element, a annex.Annex, fm form) {
	name := strings.TrimSpace(a.Number+". "+a.Title) + " " + vi.Continued
	f.lines(e, fm.name, align.Center, name, fm.name.Balance(name, f.page.width())...)
	f.gap(2)
}

// paragraph sets running text justified, the first line indented, or a bullet.
func (f *flow) paragraph(p annex.Paragraph, fm form, below float64) {
	k := fm.body
	if p.Bold {
		k.Style = fonts.Bold
	}
	text := p.Text
	var e *element
	if p.Bullet {
		text = "- " + text
		if f.list == nil {
			f.list = f.root.add("L")
		}
		e = f.list.add("LI").add("LBody")
	} else {
		e, f.list = f.root.add("P"), nil
	}
	const firstLine = 10.0
	if below > 0 {
		below += 6 * point // the gap between
	}
	// The indent is measured in spaces while wrapping, then set as a margin.
	lines := wrapFirst(k, text, f.page.width(), firstLine)
	if len(lines) <= 3 {
		f.need(float64(len(lines))*k.Line() + below)
	} else {
		f.need(2 * k.Line())
	}
	more := make([]bool, len(lines))
	for i, line := range lines {
		more[i] = i < len(lines)-1 && goesOn(&text, line)
	}
	for i, line := range lines {
		if i == len(lines)-2 && len(lines) > 3 {
			f.need(2*k.Line() + below) // no last line alone on a sheet
		}
		x := 0.0
		if i == 0 {
			x = firstLine
		}
		f.draw(drawing{name: "line", text: line, height: k.Line(), on: func(c *canvas, at entity.Cell) {
			width := at.Width - x
			if i == len(lines)-1 {
				width = 0 // the last line is not stretched
			}
			c.open(e)
			c.justified(at.X+x, at.Y+k.Baseline(), k, line, width, more[i])
			c.close()
		}})
	}
	f.gap(6 * point)
}

// wrapFirst wraps text whose first line is narrower by indent.
func wrapFirst(p pen, text string, width, indent float64) []string {
	first := p.Wrap(text, width-indent+slack)
	if len(first) == 1 {
		return first
	}
	rest := strings.TrimPrefix(fonts.Load(p.Style).Printable(text), first[0])
	return append(first[:1:1], p.Wrap(strings.TrimLeft(rest, " \n"), width+slack)...)
}

// justified draws a line stretched to width between its words; 0 leaves it. more
// says that it goes on in the next.
func (c *canvas) justified(x, y float64, p pen, line string, width float64, more bool) {
	line = strings.ReplaceAll(line, "\u00a0", " ") // the line is broken: all spaces stretch alike
	spaces := strings.Count(line, " ")
	extra := width - p.Width(line)
	if width == 0 || spaces == 0 || extra <= 0 || extra > width/3 {
		extra, spaces = 0, 1
	}
	c.more = more
	c.spread(x, y, p, line, extra/float64(spaces))
}

// noteLines returns the lines below an annex: its notes and its source.
func (f *flow) noteLines(a annex.Annex) []letterline {
	var lines []letterline
	for _, n := range notesOf(a) {
		for _, line := range n.pen.Wrap(n.text, f.page.width()+slack) {
			lines = append(lines, letterline{n.pen, line})
		}
	}
	return lines
}

// notesOf are the texts below an annex; the source is the last.
func notesOf(a annex.Annex) []letterline {
	var texts []letterline
	if !a.KeyFirst() {
		texts = keyOf(a)
	}
	if a.Source != "" {
		texts = append(texts, letterline{sourcePen, a.Source})
	}
	return texts
}

// keyOf are the notes of an annex.
func keyOf(a annex.Annex) (texts []letterline) {
	for _, note := range a.Notes {
		texts = append(texts, letterline{notePen, note})
	}
	return texts
}

// key sets the notes of an annex of charts above them.
func (f *flow) key(a annex.Annex) {
	if !a.KeyFirst() {
		return
	}
	for _, n := range keyOf(a) {
		f.lines(f.root.add("Note"), n.pen, align.Left, n.text, n.pen.Wrap(n.text, f.page.width()+slack)...)
		f.gap(notesGap)
	}
}

// notesGap is the distance between a table and the notes below it.
const notesGap = 2.0

// notesHeight is what must find room below the last row of an annex, so that
// notes do not stand on a sheet alone; none if they are long.
func (f *flow) notesHeight(a annex.Annex) float64 {
	lines := f.noteLines(a)
	if height := heightOf(lines) + notesGap; len(lines) > 0 && height < f.page.height()*0.4 {
		return height
	}
	return 0
}

// notes sets what stands below an annex.
func (f *flow) notes(a annex.Annex) {
	lines := f.noteLines(a)
	if len(lines) == 0 {
		return
	}
	f.gap(notesGap)
	if height := heightOf(lines); height < f.page.height()*0.4 {
		f.need(height)
	}
	for i, n := range notesOf(a) {
		kind := "Note"
		if a.Source != "" && i == len(notesOf(a))-1 {
			kind = "P"
		}
		f.lines(f.root.add(kind), n.pen, align.Left, n.text, n.pen.Wrap(n.text, f.page.width()+slack)...)
	}
}

// signature sets who signs on the right and who receives the document on the
// left, kept together at the end of the book.
func (f *flow) signature(doc annex.Document, fm form) {
	if doc.Signature == nil && len(doc.Recipients) == 0 {
		return
	}
	var left, right []letterline
	var owners []*element // of the lines on the left
	if s := doc.Signature; s != nil {
		for _, text := range append(slices.Clone(s.For), s.Title) {
			if text != "" {
				right = append(right, letterline{fm.number, text})
			}
		}
	}
	receive, list := pen{Style: fonts.Regular, Size: 14}, pen{Style: fonts.Regular, Size: 12}
	if !fm.star {
		receive, list = pen{Style: fonts.BoldItalic, Size: 12}, pen{Style: fonts.Regular, Size: 11}
	}
	half := f.page.width() / 2
	if len(doc.Recipients) > 0 {
		left, owners = append(left, letterline{receive, vi.Recipients}), append(owners, f.root.add("P"))
		items := f.root.add("L")
		for _, r := range doc.Recipients {
			item := items.add("LI").add("LBody")
			for i, line := range list.Wrap("- "+r, half-6) {
				if i > 0 {
					line = "  " + line
				}
				left, owners = append(left, letterline{list, line}), append(owners, item)
			}
		}
	}
	const room = 22 // for the hand
	height := max(heightOf(left), heightOf(right)+room+fm.number.Line())
	f.gap(6)
	f.need(height)
	office, name := f.root.add("P"), f.root.add("P")
	f.draw(drawing{name: "signature", text: letterText(left) + " || " + letterText(right), height: height, on: func(c *canvas, at entity.Cell) {
		y := at.Y
		for i, l := range left {
			c.open(owners[i])
			c.text(at.X, y+l.pen.Baseline(), l.pen, l.text)
			c.close()
			if i == 0 && fm.star {
				c.edge(at.X, y+l.pen.Baseline()+0.7, at.X+l.pen.Width(l.text), y+l.pen.Baseline()+0.7)
			}
			y += l.pen.Line()
		}
		y = c.stack(office, right, at.X+1.5*half, at.Y)
		if s := doc.Signature; s != nil && s.Name != "" {
			c.stack(name, []letterline{{fm.number, s.Name}}, at.X+1.5*half, y+room)
		}
	}})
}
