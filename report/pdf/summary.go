package pdf

import (
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/johnfercher/maroto/v2/pkg/core/entity"

	"tongket/report/annex"
	"tongket/report/chart/fonts"
	"tongket/report/plot"
	"tongket/report/vi"
)

// onePage is the sheet of the summary.
var onePage = geometry{top: 14, bottom: 12, left: 20, right: 15}

// Type of the summary.
var (
	pageTitle    = pen{Style: fonts.Bold, Size: 14}
	pageSubtitle = pen{Style: fonts.Italic, Size: 11}
	pageHeadline = pen{Style: fonts.Bold, Size: 13}
	pageHeading  = pen{Style: fonts.Bold, Size: 11}
	pageBody     = pen{Style: fonts.Regular, Size: 10}
	pageStrong   = pen{Style: fonts.Bold, Size: 10}
	pageSmall    = pen{Style: fonts.Italic, Size: 9}
)

// WriteSummary prints the one page for leadership. What finds no room is counted
// and stands in the annexes.
func WriteSummary(w io.Writer, doc annex.Document, s annex.Summary) error {
	f, err := summaryOn(onePage, s, 0)
	if err != nil {
		return err
	}
	out := printing{doc: doc, form: formOf(doc), number: 1}
	out.section("", f)
	return out.write(w, s.Title, &sync.Pool{})
}

// front is the sheet of the summary that opens the book, below a heading of a level.
func front(s annex.Summary, below int) (*flow, error) { return summaryOn(portrait, s, below) }

// summaryOn is the sheet of the summary.
func summaryOn(page geometry, s annex.Summary, below int) (*flow, error) {
	f := &flow{page: page, below: below}
	b := board{width: page.width(), height: page.height(), flow: f}
	b.summary(s)
	if b.y > b.height+slack {
		return nil, fmt.Errorf("the summary is %.1f mm too high for its page", b.y-b.height)
	}
	f.draw(drawing{name: "summary", text: b.says(), height: page.height(), on: func(c *canvas, at entity.Cell) {
		c.board(&b, at.X, at.Y)
	}})
	return f, nil
}

// A board is a page on which texts and plots are placed, from above.
type board struct {
	width, height float64
	y             float64 // what is used
	marks         []plot.Mark
	flow          *flow   // whose elements are made; nil: this is a trial
	owners        []owner // of the marks, in their order
}

// An owner is the element that marks from one on belong to; nil: they are no
// content. Of a figure it says what there is to be seen, in a box.
type owner struct {
	from                int
	element             *element
	says                string
	x, y, width, height float64
}

// own says whose the marks that follow are.
func (b *board) own(e *element) {
	b.owners = append(b.owners, owner{from: len(b.marks), element: e})
}

// add makes an element of the page.
func (b *board) add(kind string) *element {
	if b.flow == nil {
		return &element{kind: kind}
	}
	return b.flow.root.add(kind)
}

// title makes the element of a heading.
func (b *board) title(level int) *element {
	if b.flow == nil {
		return b.add("H1")
	}
	return b.add(b.flow.headingType(level))
}

// board draws a board with its corner at a place.
func (c *canvas) board(b *board, x, y float64) {
	for i, o := range b.owners {
		to := len(b.marks)
		if i+1 < len(b.owners) {
			to = b.owners[i+1].from
		}
		marks := b.marks[o.from:to]
		if len(marks) == 0 {
			continue
		}
		draw := func() { c.plot(plot.Plot{Marks: marks}, x, y) }
		if o.says != "" {
			c.figure(o.element, o.says, x+o.x, y+o.y, o.width, o.height, draw)
			continue
		}
		if o.element == nil {
			c.sketch(nil)
		} else {
			c.open(o.element)
		}
		for k, m := range marks {
			c.more = o.element != nil && k < len(marks)-1
			c.mark(m, x, y)
		}
		c.close()
	}
}

// says is all text of the board, in the order in which it is read.
func (b *board) says() string {
	var texts []string
	for _, m := range b.marks {
		if m.Shape == plot.Text {
			texts = append(texts, m.Text)
		}
	}
	return join(texts)
}

// write places a line of text whose top is at y.
func (b *board) write(x, y float64, p pen, anchor float64, s string) {
	if s != "" {
		b.marks = append(b.marks, plot.Mark{Shape: plot.Text, X: x, Y: y + p.Baseline(), Pen: p, Anchor: anchor, Text: s})
	}
}

func (b *board) rule(x, y, x2, width float64) {
	b.own(nil)
	b.marks = append(b.marks, plot.Mark{Shape: plot.Line, X: x, Y: y, X2: x2, Y2: y, Width: width})
}

// place sets a plot, which says what there is to be seen on it.
func (b *board) place(e *element, says string, p plot.Plot, x, y float64) {
	b.owners = append(b.owners, owner{len(b.marks), e, says, x, y, p.Width, p.Height})
	for _, m := range p.Marks {
		m.X, m.X2, m.Y, m.Y2 = m.X+x, m.X2+x, m.Y+y, m.Y2+y
		b.marks = append(b.marks, m)
	}
}

// lines writes wrapped text in a column, as content of an element, and moves y
// below it.
func (b *board) lines(e *element, x, width, y float64, p pen, anchor float64, lines ...string) float64 {
	b.own(e)
	for _, l := range lines {
		b.write(x+anchor*width, y, p, anchor, l)
		y += p.Line()
	}
	return y
}

// summary lays the page out: head, misses, results beside fields and places, the
// next term, source.
func (b *board) summary(s annex.Summary) {
	b.y = b.lines(b.title(0), 0, b.width, 0, pageTitle, 0.5, pageTitle.Balance(s.Title, b.width)...)
	b.y = b.lines(b.add("P"), 0, b.width, b.y+0.8, pageSubtitle, 0.5, pageSubtitle.Wrap(s.Subtitle, b.width)...)
	b.y += 2
	b.rule(0, b.y, b.width, 0.3)
	b.y = b.lines(b.add("P"), 0, b.width, b.y+1.6, pageHeadline, 0, pageHeadline.Wrap(s.Headline, b.width)...)
	b.y += 1.6
	b.rule(0, b.y, b.width, 0.3)
	b.y += 2.6
	number := 0
	heading := func(title string) string {
		number++
		return itoa(number) + ". " + title
	}
	if s.MissesHeading != "" {
		b.misses(s, heading)
	}
	foot := b.footHeight(s)
	if len(s.Scores) > 0 || len(s.Fields) > 0 || len(s.Gap) > 0 {
		b.middle(s, heading, b.height-foot-b.y)
	}
	b.foot(s, heading)
}

// The misses that the page tells one by one: of very many fewer, for the rest of
// the page has more to say.
const (
	mostMisses = 7
	someMisses = 5
)

// misses sets the table of what was not met, with what is open below.
func (b *board) misses(s annex.Summary, heading func(string) string) {
	b.y = b.lines(b.title(1), 0, b.width, b.y, pageHeading, 0, heading(s.MissesHeading)) + 0.6
	var below []string
	if len(s.Misses) > 0 {
		name := b.width - 125
		widths := []float64{name, 24, 25, 25, 22, 29}
		anchors := []float64{0, 1, 1, 1, 0.5, 0}
		g := rows{b: b, table: b.add("Table"), widths: widths, anchors: anchors}
		g.head(s.MissesHead)
		most := mostMisses
		if len(s.Misses) > mostMisses {
			most = someMisses
		}
		for i, m := range s.Misses {
			if i == most {
				below = append(below, vi.MoreMisses(len(s.Misses)-i, s.Annex))
				break
			}
			top := b.y
			height := g.row([]string{m.Name, m.Goal, m.Actual, m.Lack, "", m.Unit}, pageStrong, pageBody, pageBody, pageStrong, pageBody, pageBody)
			b.place(g.cells[4].add("Figure"), vi.AltPlot(s.MissesHead[4], m.Years...), plot.Spark(m.Years, m.Estimate, 20, min(7, height-1)), name+75, top+(height-min(7, height-1))/2)
		}
	}
	below = append(below, s.Remarks...)
	b.y += 0.8
	const most = 5
	if n := len(below) - most; n > 0 {
		below = append(below[:most-1:most-1], vi.MoreRemarks(n+1))
	}
	for _, text := range below {
		b.y = b.lines(b.add("P"), 0, b.width, b.y, pageSmall, 0, pageSmall.Wrap(text, b.width)...)
	}
	b.y += 2.2
}

// middle sets the results on the left, fields and places on the right, in what
// height there is.
func (b *board) middle(s annex.Summary, heading func(string) string, height float64) {
	const gutter = 6.0
	top := b.y
	left := b.width
	aside := len(s.Fields) > 0 || len(s.Gap) > 0
	if aside {
		left = b.width * 0.57
	}
	end := top
	if len(s.Scores) > 0 {
		end = b.scores(s, left, top, height, heading)
	}
	if aside {
		x, width := left+gutter, b.width-left-gutter
		if len(s.Scores) == 0 {
			x, width = 0, b.width*0.6
		}
		end = max(end, b.aside(s, x, width, top, height, heading))
	}
	b.y = end + 2.4
}

func (b *board) scores(s annex.Summary, width, y, height float64, heading func(string) string) float64 {
	bottom := y + height - 3.2
	y = b.lines(b.title(1), 0, width, y, pageHeading, 0, pageHeading.Wrap(heading(s.ScoresHeading), width)...) + 0.8
	note := pageSmall.Wrap(s.ScoresNote, width)
	room := bottom - y - float64(len(note))*pageSmall.Line() - 1
	p, n := plot.Results(s.Scores, width, room, vi.ScaleEnd)
	if n < len(s.Scores) {
		more := func(n int) []string { return pageSmall.Wrap(vi.MoreScores(len(s.Scores)-n, s.Annex), width) }
		p, n = plot.Results(s.Scores, width, room-float64(len(more(0)))*pageSmall.Line(), vi.ScaleEnd)
		note = append(more(n), note...)
	}
	b.place(b.add("Figure"), scoresIn(s, n), p, 0, y)
	return b.lines(b.add("P"), 0, width, y+p.Height+0.8, pageSmall, 0, note...)
}

// scoresIn tells the drawing of the first n results, and gapIn that of the first n
// places, to those who cannot see them.
func scoresIn(s annex.Summary, n int) string {
	var told []string
	for _, r := range s.Scores[:n] {
		told = append(told, r.Name+" "+r.Text)
	}
	return s.ScoresHeading + ": " + strings.Join(told, "; ")
}

func gapIn(s annex.Summary, n int) string {
	var told []string
	for _, p := range s.Gap[:n] {
		told = append(told, p.Name+" "+p.BaseText+" → "+p.LastText)
	}
	return s.GapHeading + ": " + strings.Join(append(told, nonEmpty(s.GapLine)...), "; ")
}

// aside sets the balance of the fields and, below, the places.
func (b *board) aside(s annex.Summary, x, width, y, height float64, heading func(string) string) float64 {
	bottom := y + height - 3.2
	if len(s.Fields) > 0 {
		y = b.lines(b.title(1), x, width, y, pageHeading, 0, heading(s.FieldsHeading)) + 0.6
		y = b.fields(s, x, width, y, height*0.5) + 2.6
	}
	if len(s.Gap) == 0 {
		return y
	}
	titles := pageHeading.Wrap(heading(s.GapHeading), width)
	note := pageSmall.Wrap(s.GapNote, width)
	room := bottom - y - float64(len(titles))*pageHeading.Line() - 1.4 - float64(len(note)+1)*pageSmall.Line()
	label := func(v float64) string { return vi.ShortQuantity(v, s.GapDigits, s.GapUnit) }
	p, n := plot.Dumbbells(s.Gap, s.GapWhole, s.GapLine, width, room, label)
	if n < min(3, len(s.Gap)) {
		return y
	}
	if n < len(s.Gap) {
		note = append(pageSmall.Wrap(vi.MorePlaces(len(s.Gap)-n, s.Kinds), width), note...)
	}
	y = b.lines(b.title(1), x, width, y, pageHeading, 0, titles...) + 0.8
	b.place(b.add("Figure"), gapIn(s, n), p, x, y)
	return b.lines(b.add("P"), x, width, y+p.Height+0.8, pageSmall, 0, note...)
}

// fields sets the balance of the fields; of many fields those at the end are
// left to the sum.
func (b *board) fields(s annex.Summary, x, width, y, height float64) float64 {
	widths := []float64{width - 46, 9, 9, 7.5, 11, 9.5}
	g := rows{b: b, table: b.add("Table"), x: x, widths: widths, anchors: []float64{0, 1, 1, 1, 1, 1}, size: 8.5}
	keep := b.y
	b.y = y
	g.head(s.FieldsHead)
	last := len(s.Fields) - 1
	for i, row := range s.Fields {
		if i < last && b.y-y > height-2*pageBody.Line() {
			continue
		}
		face := pageBody
		if i == last {
			face = pageStrong
		}
		g.row(row, face)
	}
	y, b.y = b.y, keep
	return y
}

// mostAhead are the hard targets of the next term that the page tells.
const mostAhead = 5

// foot sets the next term's hardest targets and the source.
func (b *board) foot(s annex.Summary, heading func(string) string) {
	if len(s.Ahead) > 0 {
		b.y = b.lines(b.title(1), 0, b.width, b.y, pageHeading, 0, heading(s.AheadHeading)) + 0.6
		g := rows{b: b, table: b.add("Table"), widths: []float64{b.width - 107, 18, 25, 22, 22, 20}, anchors: []float64{0, 1, 1, 1, 1, 1}, size: 9.5}
		g.head(s.AheadHead)
		for i, row := range s.Ahead {
			if i == mostAhead {
				b.y = b.lines(b.add("P"), 0, b.width, b.y+0.6, pageSmall, 0, vi.MoreAhead(len(s.Ahead)-i))
				break
			}
			g.row(row, pageBody, pageBody, pageStrong, pageStrong, pageStrong, pageBody)
		}
		if s.AheadNote != "" && len(s.Ahead) <= mostAhead {
			b.y = b.lines(b.add("P"), 0, b.width, b.y+0.6, pageSmall, 0, pageSmall.Wrap(s.AheadNote, b.width)...)
		}
		b.y += 1.2
	}
	b.y = b.lines(b.add("P"), 0, b.width, b.y, pageSmall, 0, pageSmall.Wrap(s.Source, b.width)...)
}

// footHeight is what foot takes.
func (b *board) footHeight(s annex.Summary) float64 {
	trial := board{width: b.width, height: b.height}
	trial.foot(s, func(t string) string { return t })
	return trial.y
}

// rows is a table with rules between its rows and no others.
type rows struct {
	b       *board
	table   *element
	part    *element   // of the table: its head or its body
	cells   []*element // of the row set last
	x       float64
	widths  []float64
	anchors []float64
	size    float64 // of type; 0: as pageBody
}

// cellGap is the room between columns.
const cellGap = 2.0

func (g *rows) head(cells []string) {
	g.part = g.table.add("THead")
	g.row(cells, pageStrong)
	g.part = g.table.add("TBody")
	g.b.marks[len(g.b.marks)-1].Width, g.b.marks[len(g.b.marks)-1].Ink = 0.35, plot.Black
}

// row sets a row in the pens of its columns, the last of them for the others too;
// it returns its height.
func (g *rows) row(cells []string, pens ...pen) float64 {
	const pad = 0.7
	lines := make([][]string, len(cells))
	height := 0.0
	face := func(i int) pen {
		p := pens[min(i, len(pens)-1)]
		if g.size > 0 {
			p.Size = g.size
		}
		return p
	}
	for i, s := range cells {
		lines[i] = face(i).Wrap(s, g.widths[i]-cellGap+slack)
		height = max(height, float64(len(lines[i]))*face(i).Line())
	}
	x := g.x
	tr := g.part.add("TR")
	g.cells = g.cells[:0]
	for i, s := range cells {
		p := face(i)
		e := tr.add("TD")
		g.cells = append(g.cells, e)
		switch {
		case g.part.kind == "THead":
			e.kind, e.table = "TH", "/Scope/Column"
		case i == 0 && s != "":
			e.kind, e.table = "TH", "/Scope/Row"
		}
		top := g.b.y + pad + (height-float64(len(lines[i]))*p.Line())/2
		from, room := x, g.widths[i]-cellGap
		if g.anchors[i] > 0 {
			from += cellGap
		}
		if i == 0 {
			from, room = x, g.widths[i]-cellGap
		}
		g.b.lines(e, from, room, top, p, g.anchors[i], lines[i]...)
		x += g.widths[i]
	}
	height += 2 * pad
	g.b.y += height
	g.b.rule(g.x, g.b.y, x, 0.12)
	g.b.marks[len(g.b.marks)-1].Ink = plot.Grey
	return height
}

// plot draws a plot with its corner at a place.
func (c *canvas) plot(p plot.Plot, x, y float64) {
	for _, m := range p.Marks {
		c.mark(m, x, y)
	}
}

// mark draws a mark of a plot whose corner is at x, y.
func (c *canvas) mark(m plot.Mark, x, y float64) {
	k := plot.Colours[m.Ink]
	ink := colour{r: k[0], g: k[1], b: k[2]}
	switch m.Shape {
	case plot.Text:
		c.ink = ink
		s := fonts.Load(m.Pen.Style).Printable(m.Text)
		c.text(x+m.X-m.Anchor*m.Pen.Width(s), y+m.Y, m.Pen, s)
		c.ink = colour{}
	case plot.Line:
		c.op("q", 0)
		c.op(" RG", 3, ink.parts()...)
		c.op(" w", 3, m.Width*perMillimetre)
		if m.Dashed {
			c.ops = append(c.ops, "[2.4 2] 0 d\n"...)
		}
		c.rule(x+m.X, y+m.Y, x+m.X2, y+m.Y2)
		c.op("Q", 0)
	case plot.Dot, plot.Ring:
		c.disc(m, x, y, ink)
	case plot.Area:
		c.op("q", 0)
		c.op(" rg", 3, ink.parts()...)
		for i, p := range m.Points {
			c.op([]string{" m", " l"}[min(i, 1)], 2, c.across(x+p.X), c.up(y+p.Y))
		}
		c.op("f", 0)
		c.op("Q", 0)
	case plot.Down:
		c.op("q", 0)
		c.op(" rg", 3, ink.parts()...)
		c.op(" m", 2, c.across(x+m.X-m.R), c.up(y+m.Y-0.8*m.R))
		c.op(" l", 2, c.across(x+m.X+m.R), c.up(y+m.Y-0.8*m.R))
		c.op(" l f", 2, c.across(x+m.X), c.up(y+m.Y+0.9*m.R))
		c.op("Q", 0)
	}
}

// disc draws a dot, or a ring on white.
func (c *canvas) disc(m plot.Mark, x, y float64, ink colour) {
	const bow = 0.5523 // of a quarter of a circle as a Bézier curve
	r := m.R
	c.op("q", 0)
	if m.Shape == plot.Ring {
		const width = 0.3
		r -= width / 2
		c.op(" rg", 3, 1, 1, 1)
		c.op(" RG", 3, ink.parts()...)
		c.op(" w", 3, width*perMillimetre)
	} else {
		c.op(" rg", 3, ink.parts()...)
	}
	at := func(dx, dy float64) (float64, float64) { return c.across(x + m.X + dx*r), c.up(y + m.Y + dy*r) }
	x0, y0 := at(1, 0)
	c.op(" m", 2, x0, y0)
	for _, q := range [...][6]float64{{1, bow, bow, 1, 0, 1}, {-bow, 1, -1, bow, -1, 0}, {-1, -bow, -bow, -1, 0, -1}, {bow, -1, 1, -bow, 1, 0}} {
		x1, y1 := at(q[0], q[1])
		x2, y2 := at(q[2], q[3])
		x3, y3 := at(q[4], q[5])
		c.op(" c", 2, x1, y1, x2, y2, x3, y3)
	}
	if m.Shape == plot.Ring {
		c.op("b", 0)
	} else {
		c.op("f", 0)
	}
	c.op("Q", 0)
}
