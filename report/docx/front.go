package docx

import (
	"strings"

	"tongket/report/annex"
	"tongket/report/chart/fonts"
	"tongket/report/plot"
	"tongket/report/table"
	"tongket/report/vi"
)

// Sizes of type on the summary's sheet.
const (
	frontSize  = 10.0
	frontSmall = 8.0
)

// A piece is a cell of a table of the summary: a text, or a drawing.
type piece struct {
	text  string
	bold  bool
	align annex.Align
	plot  *plot.Plot
}

// front writes the summary that opens the book on a sheet of its own: what was not met
// across the page, below it the results beside the fields and the places.
func (d *document) front(s annex.Summary) {
	d.paragraph(paragraph{style: styleAnnex, bookmark: bookmarkOf(-1), runs: []run{{text: s.Title}}})
	d.paragraph(text(styleAttached, s.Subtitle))
	headline := paragraph{style: styleHeadline}
	headline.add(s.Headline, plain)
	d.paragraph(headline)
	number := 0
	heading := func(title string) {
		if title != "" {
			number++
			d.paragraph(text(styleFrontHeading, itoa(number)+". "+title))
		}
	}
	if s.MissesHeading != "" {
		heading(s.MissesHeading)
		d.misses(s)
	}
	width := d.upright.width
	left := width * 0.57
	right := width - left - gutter
	d.paragraph(paragraph{style: styleBreak, section: &section{page: d.upright}})
	if len(s.Scores) > 0 {
		heading(s.ScoresHeading)
		d.scores(s, left, d.frontRoom(s, left))
		d.paragraph(text(styleFrontNote, s.ScoresNote))
	}
	if len(s.Fields)+len(s.Gap) > 0 {
		d.columnBreak()
	}
	if len(s.Fields) > 0 {
		heading(s.FieldsHeading)
		d.balance(s, right)
	}
	if len(s.Gap) > 0 {
		heading(s.GapHeading)
		d.gap(s, right)
		d.paragraph(text(styleFrontNote, strings.Join(nonEmpty(s.GapLine, s.GapNote), ". ")))
	}
	d.paragraph(paragraph{style: styleBreak, section: &section{page: d.upright, continuous: true, columns: []float64{left, right}}})
	source := text(styleSource, s.Source)
	source.section = &section{page: d.upright, continuous: true}
	d.paragraph(source)
}

// columnBreak goes on at the head of the next column.
func (d *document) columnBreak() {
	d.begin("w:p")
	d.properties(paragraph{style: styleBreak})
	d.begin("w:r")
	d.empty("w:br", "w:type", "column")
	d.end(2)
	d.tail = false
}

// The misses that the sheet tells one by one.
const (
	mostMisses = 7
	someMisses = 5
)

// missesWidths are those of the columns of the misses.
func (d *document) missesWidths() []float64 {
	return []float64{d.upright.width - 125, 24, 25, 25, 22, 29}
}

// missesTold is how many misses the sheet tells.
func missesTold(s annex.Summary) int {
	if len(s.Misses) > mostMisses {
		return someMisses
	}
	return len(s.Misses)
}

// frontRoom is about how much height the sheet has for the results, in a column of a
// width: what their heading, what stands above and below, and their note leave.
func (d *document) frontRoom(s annex.Summary, left float64) float64 {
	c := counter{page: d.upright, pages: 1}
	small := table.Pen{Style: fonts.Italic, Size: 9}
	heading := table.Pen{Style: fonts.Bold, Size: 11}
	c.lines(boldPen, s.Title, 2)
	c.lines(placeDate, s.Subtitle, 2)
	c.lines(headingPen, s.Headline, 10)
	if s.MissesHeading != "" {
		c.lines(heading, s.MissesHeading, 6)
		widths := d.missesWidths()
		for _, m := range s.Misses[:missesTold(s)] {
			lines := len(table.Pen{Style: fonts.Bold, Size: frontSize}.Wrap(m.Name, widths[0]))
			for i, cell := range []string{m.Goal, m.Actual, m.Lack} {
				lines = max(lines, len(table.Pen{Style: fonts.Bold, Size: frontSize}.Wrap(cell, widths[i+1]-0.8)))
			}
			lines = max(lines, len(table.Pen{Size: frontSize}.Wrap(m.Unit, widths[5]-1.5)))
			c.add(float64(lines)*lineHeight(frontSize) + 0.2)
		}
		c.add(lineHeight(frontSize))
		if missesTold(s) < len(s.Misses) {
			c.lines(small, vi.MoreMisses(len(s.Misses)-missesTold(s), s.Annex), 1)
		}
		c.lines(small, strings.Join(s.Remarks, " "), 3)
	}
	c.lines(heading, s.ScoresHeading, 6)
	c.lines(notePen, s.Source, 1)
	c.page.width = left
	c.lines(small, s.ScoresNote, 1)
	c.add(lineHeight(frontSmall) + 10*table.Point) // the scale, and what parts the sections
	return c.page.height - c.used
}

func (d *document) misses(s annex.Summary) {
	widths := d.missesWidths()
	rows := [][]piece{headOf(s.MissesHead, annex.Left, annex.Right, annex.Right, annex.Right, annex.Centre, annex.Left)}
	most := missesTold(s)
	for _, m := range s.Misses[:most] {
		years := plot.Spark(m.Years, m.Estimate, 19, 6)
		rows = append(rows, []piece{{text: m.Name, bold: true}, {text: m.Goal, align: annex.Right}, {text: m.Actual, align: annex.Right},
			{text: m.Lack, bold: true, align: annex.Right}, {plot: &years, align: annex.Centre}, {text: m.Unit}})
	}
	if len(s.Misses) > 0 {
		d.ruled(widths, rows, frontSize, true)
	}
	if most < len(s.Misses) {
		d.paragraph(text(styleFrontNote, vi.MoreMisses(len(s.Misses)-most, s.Annex)))
	}
	for _, remark := range s.Remarks {
		d.paragraph(text(styleFrontNote, remark))
	}
}

// mostScores is how many results the sheet has room for at most.
const mostScores = 34

// fitScores finds how wide the results are drawn beside their names, in a width without
// that of their percentages, and how many of them there is room for: narrower where names
// would take too many lines.
func fitScores(all []plot.Result, width, room float64) (drawn float64, n int) {
	for _, share := range []float64{0.3, 0.25, 0.2} {
		drawn, n = width*share, 0
		for left := room; n < min(len(all), mostScores); n++ {
			pen := table.Pen{Size: frontSmall}
			if all[n].Shape == plot.Down {
				pen.Style = fonts.Bold
			}
			if left -= float64(len(pen.Wrap(all[n].Name, width-drawn-0.8))) * lineHeight(frontSmall); left < 0 {
				break
			}
		}
		if n == min(len(all), mostScores) {
			break
		}
	}
	return drawn, max(1, n)
}

func (d *document) scores(s annex.Summary, width, room float64) {
	const percent = 13.0
	drawn, most := fitScores(s.Scores, width-percent, room)
	low := plot.Low(s.Scores)
	scale := piece{text: vi.ScaleEnd(low, false) + " – " + vi.ScaleEnd(plot.Cap, true), align: annex.Centre}
	rows := [][]piece{{{}, scale, {}}}
	shown := s.Scores[:most]
	for _, r := range shown {
		p := plot.ResultRow(r, low, drawn-1, plotLine(frontSmall))
		missed := r.Shape == plot.Down
		rows = append(rows, []piece{{text: r.Name, bold: missed, align: annex.Right}, {plot: &p, align: annex.Centre}, {text: r.Text, bold: missed, align: annex.Right}})
	}
	d.ruled([]float64{width - percent - drawn, drawn, percent}, rows, frontSmall, true)
	if more := len(s.Scores) - len(shown); more > 0 {
		d.paragraph(text(styleFrontNote, vi.MoreScores(more, s.Annex)))
	}
}

func (d *document) balance(s annex.Summary, width float64) {
	rows := [][]piece{headOf(s.FieldsHead, annex.Left, annex.Right, annex.Right, annex.Right, annex.Right, annex.Right)}
	for i, cells := range s.Fields {
		row := make([]piece, len(cells))
		for j, c := range cells {
			row[j] = piece{text: c, bold: i == len(s.Fields)-1, align: annex.Right}
		}
		row[0].align = annex.Left
		rows = append(rows, row)
	}
	d.ruled([]float64{width - 47, 9, 9, 7.5, 11, 10.5}, rows, 8.5, true)
}

// mostPlaces is how many places the sheet has room for.
const mostPlaces = 16

func (d *document) gap(s annex.Summary, width float64) {
	const value = 11.0
	name := 20.0
	pen := table.Pen{Size: frontSmall}
	for _, p := range s.Gap {
		name = min(max(name, pen.Width(p.Name)+2), width/2)
	}
	drawn := width - name - 2*value
	scale := plot.PairSpan(s.Gap, s.GapWhole)
	var rows [][]piece
	shown := s.Gap[:min(len(s.Gap), mostPlaces)]
	for i := range shown {
		span := scale
		span.Base, span.Last, span.Behind = &shown[i].Base, &shown[i].Last, shown[i].Behind
		p := plot.Cell(span, drawn-1, plotLine(frontSmall))
		low, high := piece{text: shown[i].BaseText}, piece{text: shown[i].LastText, bold: true} // each on the side of its dot
		if shown[i].Last <= shown[i].Base {
			low, high = high, low
		}
		low.align = annex.Right
		rows = append(rows, []piece{{text: shown[i].Name}, low, {plot: &p, align: annex.Centre}, high})
	}
	d.ruled([]float64{name, value, drawn, value}, rows, frontSmall, false)
	if more := len(s.Gap) - len(shown); more > 0 {
		d.paragraph(text(styleFrontNote, vi.MorePlaces(more, s.Kinds)))
	}
}

func headOf(titles []string, aligns ...annex.Align) []piece {
	out := make([]piece, len(titles))
	for i, title := range titles {
		out[i] = piece{text: title, bold: true, align: aligns[min(i, len(aligns)-1)]}
	}
	return out
}

// ruled writes a table with rules between its rows and no others, of the smallest type
// one below its header alone; headed tells whether its first row is one.
func (d *document) ruled(widths []float64, rows [][]piece, size float64, headed bool) {
	d.begin("w:tbl")
	d.frameless(widths)
	for n, row := range rows {
		d.begin("w:tr")
		d.rowProperties(true, headed && n == 0)
		for i, c := range row {
			d.begin("w:tc")
			d.begin("w:tcPr")
			d.empty("w:tcW", "w:w", twips(widths[i]), "w:type", "dxa")
			if size > frontSmall || headed && n == 0 {
				d.begin("w:tcBorders")
				weight, colour := "2", "808080"
				if headed && n == 0 {
					weight, colour = "6", "000000"
				}
				d.empty("w:bottom", "w:val", "single", "w:sz", weight, "w:space", "0", "w:color", colour)
				d.end(1)
			}
			d.empty("w:vAlign", "w:val", "center")
			d.end(1)
			p := paragraph{style: cellStyle(size), centred: c.align == annex.Centre, flush: c.align == annex.Right}
			if i > 0 && c.align == annex.Left {
				p.indent = 1.5
			}
			if c.align == annex.Right && i < len(row)-1 {
				p.room = 0.8
			}
			switch {
			case c.plot != nil && len(c.plot.Marks) > 0:
				p.runs = []run{{plot: c.plot}}
			case c.bold:
				p.add(c.text, bold)
			default:
				p.add(c.text, plain)
			}
			d.paragraph(p)
			d.end(1)
		}
		d.end(1)
	}
	d.end(1)
	d.tail = true
}
