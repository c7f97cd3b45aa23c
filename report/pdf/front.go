package pdf

import (
	"slices"

	"github.com/johnfercher/maroto/v2/pkg/consts/align"
	"github.com/johnfercher/maroto/v2/pkg/core/entity"

	"tongket/report/annex"
	"tongket/report/chart/fonts"
	"tongket/report/vi"
)

// coverSheets lays out the cover: who issues the document at the top, its name
// in the middle, place and date at the foot, in a double frame.
func coverSheets(doc annex.Document, fm form) []sheet {
	f := &flow{page: portrait}
	f.draw(drawing{name: "cover", text: title(doc), height: f.page.height(), on: func(c *canvas, at entity.Cell) {
		c.frame(at.X, at.Y, at.Width, at.Height)
		c.frame(at.X+1.2, at.Y+1.2, at.Width-2.4, at.Height-2.4)
		inner := at.Width - 16
		middle := at.X + at.Width/2
		y := c.stack(issuerLines(doc, fm, inner), middle, at.Y+10)
		if fm.star && doc.Organisation != "" {
			c.centred(middle, y+fm.issuer.Baseline(), fm.issuer, "*")
		}
		c.coverName(doc, fm, middle, at.Y+at.Height*0.36, inner)
		if doc.PlaceDate != "" {
			c.centred(middle, at.Y+at.Height-12, fm.placeDate, doc.PlaceDate)
		}
	}})
	return f.sheets
}

// coverName writes the name of the document from y on.
func (c *canvas) coverName(doc annex.Document, fm form, middle, y, width float64) {
	var lines []letterline
	add := func(p pen, text string) {
		if text == "" {
			return
		}
		for _, line := range p.Balance(text, width) {
			lines = append(lines, letterline{p, line})
		}
		lines = append(lines, letterline{pen: pen{Style: fonts.Regular, Size: 8}})
	}
	add(pen{Style: fonts.Bold, Size: 26}, doc.Title)
	add(pen{Style: fonts.Bold, Size: 16}, doc.Subtitle)
	add(fm.attached, doc.Attached)
	add(fm.draft, doc.Draft)
	c.stack(lines, middle, y)
}

// contents lays out the table of contents; starts are the pages on which the
// annexes begin, flows what they hold: their numbered tables and charts are listed
// below them.
func contents(doc annex.Document, fm form, starts []int, flows []*flow) *flow {
	f := &flow{page: portrait}
	f.lines(pen{Style: fonts.Bold, Size: 14}, align.Center, vi.Contents)
	f.gap(4)
	small := pen{Style: fonts.Regular, Size: 11}
	face := fm.body
	for _, a := range doc.Annexes {
		if slices.ContainsFunc(a.Blocks, func(b annex.Block) bool { return b.Number != "" }) {
			face = pen{Style: fonts.Bold, Size: 12}
		}
	}
	if doc.Front != nil && len(starts) > 0 {
		f.entry(doc.Front.Title, max(starts[0]-1, 1), face, 0)
	}
	for i, a := range doc.Annexes {
		numbered := map[string]bool{}
		for _, b := range a.Blocks {
			if b.Number != "" {
				numbered[b.Caption()] = true
			}
		}
		f.entry(titleOf(a), starts[i], face, 0)
		for _, m := range flows[i].marks {
			if numbered[m.title] {
				f.entry(m.title, starts[i]+m.sheet, small, 6)
			}
		}
	}
	f.gap(3)
	f.lines(sourcePen, align.Left, sourcePen.Wrap(vi.NumberedThrough, f.page.width()+slack)...)
	return f
}

// entry sets a line of the contents that leads to its page.
func (f *flow) entry(text string, page int, p pen, indent float64) {
	number := itoa(page)
	const room = 14.0 // for the page number
	lines := p.Wrap(text, f.page.width()-room-indent)
	height := float64(len(lines))*p.Line() + 1.5
	if indent > 0 {
		height -= 1
	}
	f.draw(drawing{name: "entry", text: text + " " + number, height: height, on: func(c *canvas, at entity.Cell) {
		y := at.Y
		for i, line := range lines {
			c.text(at.X+indent, y+p.Baseline(), p, line)
			if i == len(lines)-1 {
				c.leader(at.X+indent+p.Width(line)+1.5, at.X+at.Width-p.Width(number)-1.5, y+p.Baseline(), p)
				c.text(at.X+at.Width-p.Width(number), y+p.Baseline(), p, number)
			}
			y += p.Line()
		}
		c.link(at.X, at.Y, at.Width, height, page, text)
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
