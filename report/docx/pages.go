package docx

import (
	"slices"

	"tongket/report/annex"
	"tongket/report/chart/fonts"
	"tongket/report/table"
	"tongket/report/vi"
)

// A listing is a line of the contents: what it says, and where that stands.
type listing struct {
	title    string
	bookmark string
	page     int
}

// A listings is the contents: the annexes, the tables and the charts.
type listings struct{ annexes, tables, charts []listing }

// list finds what the contents list, as far as it can be told without Word: on which
// page each will begin.
func (d *document) list() listings {
	var l listings
	next := 0
	if d.doc.Front != nil && len(d.doc.Annexes) > 0 {
		l.annexes = append(l.annexes, listing{d.doc.Front.Title, bookmarkOf(-1), next})
		next++
	}
	for i, a := range d.doc.Annexes {
		l.annexes = append(l.annexes, listing{titleOf(a), bookmarkOf(i), next})
		next += d.pages(a, i == 0, next, &l)
	}
	before := 2 + l.pages(d.upright) // the cover and the contents
	for _, part := range [][]listing{l.annexes, l.tables, l.charts} {
		for i := range part {
			part[i].page += before
		}
	}
	return l
}

// contentsRoom is what titles in the contents leave to the numbers of pages at the right,
// in millimetres: one that is as wide as the page would touch its number.
const contentsRoom = 10

// pages is about how many pages the contents take.
func (l *listings) pages(page geometry) int {
	c := counter{page: page, pages: 1}
	c.page.width -= contentsRoom
	for i, part := range [][]listing{l.annexes, l.tables, l.charts} {
		pen, around := bodyPen, 4.0
		if i > 0 {
			pen, around = listPen, 0 // of styleCaptions
		}
		if len(part) > 0 {
			c.lines(boldPen, vi.Contents, 26)
		}
		for _, one := range part {
			c.lines(pen, one.title, around)
		}
	}
	return c.pages
}

// A counter lays heights on pages, in millimetres.
type counter struct {
	page  geometry
	pages int
	used  float64
	began int // the page on which the last table begins
}

// add lays what is not cut, and says whether it begins a page.
func (c *counter) add(height float64) (fresh bool) {
	if c.used+height > c.page.height && c.used > 0 {
		c.next()
		fresh = true
	}
	for height > c.page.height { // it is cut after all
		c.pages++
		height -= c.page.height
	}
	c.used += height
	return fresh
}

// next begins a page.
func (c *counter) next() { c.pages, c.used = c.pages+1, 0 }

// lineHeight is that of a line in millimetres: Times New Roman set solid.
func lineHeight(size float64) float64 { return size * 1.149 * table.Point }

// lines lays a text that is set in a pen, with a distance in points around it.
func (c *counter) lines(p table.Pen, s string, around float64) {
	if s == "" {
		return
	}
	c.add(float64(len(p.Wrap(s, c.page.width)))*lineHeight(p.Size) + around*table.Point)
}

// Pens of what stands around tables.
var (
	bodyPen    = table.Pen{Style: fonts.Regular, Size: 14}
	boldPen    = table.Pen{Style: fonts.Bold, Size: 14}
	headingPen = table.Pen{Style: fonts.Bold, Size: 13}
	captionPen = table.Pen{Style: fonts.Bold, Size: 12}
	notePen    = table.Pen{Style: fonts.Regular, Size: 11}
	lightPen   = table.Pen{Style: fonts.Regular, Size: 10}
	listPen    = table.Pen{Style: fonts.Regular, Size: 11}
)

// pages is about how many pages an annex takes that begins on a page; its tables and
// charts are listed.
func (d *document) pages(a annex.Annex, opens bool, from int, l *listings) int {
	c := &counter{page: d.pageOf(a), pages: 1}
	if opens {
		c.add(d.letterheadHeight(c.page))
	}
	c.add(lineHeight(14))
	c.lines(boldPen, a.Title, 0)
	c.lines(bodyPen, a.Attached, 2)
	c.lines(captionPen, a.Scope, 15)
	below := append(slices.Clone(a.Notes), a.Source)
	if a.KeyFirst() {
		for _, n := range a.Notes {
			c.lines(notePen, n, 1)
		}
		below = below[len(a.Notes):]
	}
	for i := 0; i < len(a.Blocks); i++ {
		b := a.Blocks[i]
		if b.Heading != "" {
			if c.used+4*lineHeight(14) > c.page.height {
				c.next()
			}
			c.lines(headingPen, b.Heading, 11)
		}
		switch {
		case b.Table != nil:
			fit := d.fit(b.Table, c.page)
			if len(fit.grids) == 0 || len(fit.grids[0].Columns) == 0 {
				break
			}
			c.table(b, fit)
			if b.Source != "" {
				c.lines(notePen, b.Source, 1)
			}
			n := len(l.tables) + 1
			l.tables = append(l.tables, listing{tableTitle(b, n), captionMark(sequenceTables, n), from + c.began - 1})
		case b.Chart != nil:
			charts, width, height := chartRow(a, i, c.page)
			title := 0.0
			for _, one := range charts {
				title = max(title, captionHeight(one, width))
			}
			c.add(height + title + 12*table.Point)
			i += len(charts) - 1
			for _, one := range charts {
				if one.Kind != annex.Legend {
					n := len(l.charts) + 1
					l.charts = append(l.charts, listing{chartTitle(one, n), captionMark(sequenceCharts, n), from + c.pages - 1})
				}
			}
		}
		for _, p := range b.Paragraphs {
			c.lines(bodyPen, "      "+p.Text, 6)
		}
	}
	for _, n := range below {
		c.lines(notePen, n, 1)
	}
	return c.pages
}

// captionHeight is about how high the caption of a chart is.
func captionHeight(c annex.Chart, width float64) float64 {
	lines := targetLine(c)
	if c.Source != "" {
		lines += len(lightPen.Wrap(c.Source, width))
	}
	return float64(len(captionPen.Wrap("Biểu đồ 99. "+titleWithUnit(c), width)))*lineHeight(captionPen.Size) + float64(lines)*lineHeight(lightPen.Size)
}

// targetLine is the line that a caption has for a target.
func targetLine(c annex.Chart) int {
	if c.Goal != nil && (c.Bare || c.Kind == annex.Bars) {
		return 1
	}
	return 0
}

// captionLines is how many lines the number and title of a table take with its unit at
// the right: on their last line if there is room for it, and for a word that another
// program sets there.
func captionLines(b annex.Block, number int, page geometry) int {
	const word = 20 // millimetres
	lines := captionPen.Wrap(tableTitle(b, number), page.width)
	if b.Unit == "" {
		return len(lines)
	}
	room := page.width - captionPen.Width(b.Unit) - 2
	if len(lines) > 1 {
		room -= word
	}
	if captionPen.Width(lines[len(lines)-1]) > room {
		return len(lines) + 1
	}
	return len(lines)
}

// table lays the parts of a table.
func (c *counter) table(b annex.Block, fit fitting) {
	t, caption := b.Table, lineHeight(captionPen.Size)*float64(captionLines(b, 99, c.page))
	for _, title := range fit.titles {
		c.lines(notePen, title, 1)
	}
	for i, g := range fit.grids {
		if i > 0 {
			c.lines(boldPen, vi.Continued, 16)
		}
		_, head := g.Header()
		first := 0.0
		if len(t.Rows) > 0 {
			first = rowHeight(&g, &t.Rows[0])
		}
		if c.used+head+first+caption > c.page.height {
			c.next()
		}
		c.add(caption + 4*table.Point + head)
		if whole, ok := stays(&g, c.page); ok && c.used+whole-head > c.page.height {
			c.next()
			c.used = caption + 4*table.Point + head
		}
		if i == 0 {
			c.began = c.pages
		}
		for n := range t.Rows {
			height := rowHeight(&g, &t.Rows[n])
			if t.Rows[n].Kind == annex.Section && n+1 < len(t.Rows) && c.used+height+rowHeight(&g, &t.Rows[n+1]) > c.page.height {
				c.next()
				c.used = head
			}
			if c.add(height) {
				c.used += head
			}
		}
	}
}

// stays gives the height of a table, and reports whether it is so low that it stands on
// one page, as it does in print.
func stays(g *table.Grid, page geometry) (height float64, ok bool) {
	const most = 0.45 // of a page, which may be left empty
	_, height = g.Header()
	for i := range g.Table.Rows {
		if height += rowHeight(g, &g.Table.Rows[i]); height > most*page.height {
			return height, false
		}
	}
	return height, !g.Table.Running
}

// rowHeight is the height of a row with its rule.
func rowHeight(g *table.Grid, r *annex.Row) float64 {
	laid, pad := g.Lay(r), table.PadY
	if g.Table.Compact {
		pad = 0
	}
	return float64(max(1, laid.To))*lineHeight(g.Size) + 2*pad + 0.2
}
