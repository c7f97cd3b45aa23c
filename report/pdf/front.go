package pdf

import (
	"slices"

	"github.com/johnfercher/maroto/v2/pkg/consts/align"
	"github.com/johnfercher/maroto/v2/pkg/core/entity"

	"tongket/report/annex"
	"tongket/report/chart/fonts"
	"tongket/report/vi"
)

// cover lays out the cover: who issues the document at the top, its name
// in the middle, place and date at the foot, in a double frame.
func cover(doc annex.Document, fm form) *flow {
	f := &flow{page: portrait}
	issuer, named, dated := f.root.add("P"), f.root.add("Div"), f.root.add("P")
	f.draw(drawing{name: "cover", text: title(doc), height: f.page.height(), on: func(c *canvas, at entity.Cell) {
		c.box(at.X, at.Y, at.Width, at.Height)
		c.box(at.X+1.2, at.Y+1.2, at.Width-2.4, at.Height-2.4)
		inner := at.Width - 16
		middle := at.X + at.Width/2
		y := c.stack(issuer, issuerLines(doc, fm, inner), middle, at.Y+10)
		if fm.star && doc.Organisation != "" {
			c.star(middle, y+fm.issuer.Baseline(), fm.issuer)
		}
		c.coverName(named, doc, fm, middle, at.Y+at.Height*0.36, inner)
		if doc.PlaceDate != "" {
			c.open(dated)
			c.centred(middle, at.Y+at.Height-12, fm.placeDate, doc.PlaceDate)
			c.close()
		}
	}})
	return f
}

// coverName writes the name of the document from y on.
func (c *canvas) coverName(e *element, doc annex.Document, fm form, middle, y, width float64) {
	add := func(e *element, p pen, text string) {
		if text == "" {
			return
		}
		var lines []letterline
		for _, line := range p.Balance(text, width) {
			lines = append(lines, letterline{p, line})
		}
		y = c.stack(e, lines, middle, y) + pen{Size: 8}.Line()
	}
	title := e.add("H1")
	add(title, pen{Style: fonts.Bold, Size: 26}, doc.Title)
	add(title, pen{Style: fonts.Bold, Size: 16}, doc.Subtitle)
	add(e.add("P"), fm.attached, doc.Attached)
	add(e.add("P"), fm.draft, doc.Draft)
}

// contents lays out the table of contents; starts are the pages on which the
// annexes begin, flows what they hold: their numbered tables and charts are listed
// below them. Where this takes more than a page, those of an annex that has many are
// listed by section, from and to.
func contents(doc annex.Document, fm form, starts []int, flows []*flow) *flow {
	f := contentsOf(doc, fm, starts, flows, false)
	if len(f.sheets) > 1 {
		f = contentsOf(doc, fm, starts, flows, true)
	}
	return f
}

// manyNumbered is how many tables and charts of an annex are listed one by one where
// the contents would take more than a page.
const manyNumbered = 12

func contentsOf(doc annex.Document, fm form, starts []int, flows []*flow, gathered bool) *flow {
	f := &flow{page: portrait, below: belowTitle(doc)}
	f.lines(f.root.add(f.headingType(0)), pen{Style: fonts.Bold, Size: 14}, align.Center, vi.Contents, vi.Contents)
	f.lines(f.root.add("P"), sourcePen, align.Center, vi.NumberedThrough, sourcePen.Wrap(vi.NumberedThrough, f.page.width()+slack)...)
	toc := f.root.add("TOC")
	f.gap(3)
	small := pen{Style: fonts.Regular, Size: 11}
	face := fm.body
	for _, a := range doc.Annexes {
		if slices.ContainsFunc(a.Blocks, func(b annex.Block) bool { return b.Number != "" }) {
			face = pen{Style: fonts.Bold, Size: 12}
		}
	}
	if doc.Front != nil && len(starts) > 0 {
		f.entry(toc.add("TOCI"), doc.Front.Title, max(starts[0]-1, 1), face, 0)
	}
	for i, a := range doc.Annexes {
		item := toc.add("TOCI")
		f.entry(item, titleOf(a), starts[i], face, 0)
		within := item.add("TOC")
		for _, l := range listedOf(a, flows[i].marks, gathered) {
			f.entry(within.add("TOCI"), l.title, starts[i]+l.sheet, small, 6)
		}
	}
	return f
}

// listedOf are the entries of an annex's numbered tables and charts: one each or, where
// they are gathered and many, one for those of a section: "I. AN SINH XÃ HỘI: Biểu đồ
// 4-11".
func listedOf(a annex.Annex, marks []mark, gathered bool) (listed []mark) {
	numbers := map[string]string{}
	for _, b := range a.Blocks {
		if b.Number != "" {
			numbers[b.Caption()] = b.Number
		}
	}
	gathered = gathered && len(numbers) > manyNumbered
	section, first := "", ""
	for _, m := range marks {
		number := numbers[m.title]
		switch {
		case number == "":
			section, first = m.title, ""
		case gathered && section != "" && first != "" && vi.SameKind(first, number):
			listed[len(listed)-1].title = section + ": " + vi.Numbers(first, number)
		case gathered && section != "":
			first = number
			listed = append(listed, mark{title: section + ": " + number, sheet: m.sheet})
		default:
			listed = append(listed, m)
		}
	}
	return listed
}

// entry sets a line of the contents that leads to its page.
func (f *flow) entry(e *element, text string, page int, p pen, indent float64) {
	number := itoa(page)
	const room = 14.0 // for the page number
	lines := p.Wrap(text, f.page.width()-room-indent)
	height := float64(len(lines))*p.Line() + 1.5
	if indent > 0 {
		height -= 1
	}
	e = e.add("Reference").add("Link")
	f.draw(drawing{name: "entry", text: text + " " + number, height: height, on: func(c *canvas, at entity.Cell) {
		y := at.Y
		for i, line := range lines {
			c.open(e)
			c.more = true
			c.text(at.X+indent, y+p.Baseline(), p, line)
			c.close()
			if i == len(lines)-1 {
				c.open(nil)
				c.leader(at.X+indent+p.Width(line)+1.5, at.X+at.Width-p.Width(number)-1.5, y+p.Baseline(), p)
				c.close()
				c.open(e)
				c.text(at.X+at.Width-p.Width(number), y+p.Baseline(), p, number)
				c.close()
			}
			y += p.Line()
		}
		c.link(e, at.X, at.Y, at.Width, height, page, text)
	}})
}

// leader draws dots between two places, ending at the second so that the dots
// of all lines stand below each other.
func (c *canvas) leader(from, to, y float64, p pen) {
	step := p.Width(".") * 1.6
	end := c.page.width() - 1.5 - p.Width("000")
	for x := end; x > from; x -= step {
		if x+step < to {
			c.text(x, y, p, ".")
		}
	}
}
