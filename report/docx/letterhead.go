package docx

import (
	"strings"

	"tongket/report/annex"
	"tongket/report/chart/fonts"
	"tongket/report/table"
	"tongket/report/vi"
)

// administrative is the Form of a document of the administration; any other is
// one of the Party.
const administrative = "hanh-chinh"

// A form is the sizes that the parts of a document are set in: of the Party by
// Hướng dẫn 36-HD/VPTW (2018), of the administration by Nghị định
// 30/2020/NĐ-CP, phụ lục I.
type form struct {
	party    bool
	motto    []float64 // by line
	superior float64
	issuer   float64
	serial   float64
}

func formOf(doc annex.Document) form {
	if doc.Form == administrative {
		return form{motto: []float64{13, 14}, superior: 13, issuer: 13, serial: 13}
	}
	return form{party: true, motto: []float64{15, 15}, superior: 14, issuer: 14, serial: 14}
}

func (f form) mottoPen(line int) table.Pen {
	return table.Pen{Style: fonts.Bold, Size: f.motto[min(line, len(f.motto)-1)]}
}

// placeDate is what place and date are set in.
var placeDate = table.Pen{Style: fonts.Italic, Size: 14}

// letterhead writes who issues the document on the left and the motto with place
// and date on the right, in a table without borders.
func (d *document) letterhead(page geometry) {
	left, rows := d.letterheadRows(page)
	if len(rows) == 0 {
		return
	}
	d.borderless([]float64{left, page.width - left}, rows)
	d.paragraph(paragraph{style: styleGap})
}

// letterheadRows are its cells, of which the left ones are so wide.
func (d *document) letterheadRows(page geometry) (left float64, rows [][][]paragraph) {
	doc := d.doc
	if len(doc.Motto) == 0 && doc.Organisation+doc.Superior+doc.PlaceDate+doc.Number == "" {
		return 0, nil
	}
	right := placeDate.Width(doc.PlaceDate)
	for i, line := range doc.Motto {
		right = max(right, d.form.mottoPen(i).Width(line))
	}
	left = min(page.width-right-4, page.width/2)
	issuer, motto := d.issuer(left), d.motto(page.width-left)
	number, when := d.serial(), text(stylePlaceDate, doc.PlaceDate)
	if d.form.party || doc.Number == "" {
		return left, [][][]paragraph{{append(issuer, number...), append(motto, when)}}
	}
	return left, [][][]paragraph{{issuer, motto}, {number, {when}}} // place and date stand on the line of the number
}

// letterheadHeight is about how high it is, with the gap below.
func (d *document) letterheadHeight(page geometry) (height float64) {
	_, rows := d.letterheadRows(page)
	for _, row := range rows {
		lines := 0
		for _, cell := range row {
			n := 0
			for _, p := range cell {
				n++
				for _, r := range p.runs {
					if r.lineBreak {
						n++
					}
				}
			}
			lines = max(lines, n)
		}
		height += float64(lines)*lineHeight(14) + 6*table.Point
	}
	if height > 0 {
		height += 14 * table.Point
	}
	return height
}

// issuer are the lines of who issues the document, in a cell of a width.
func (d *document) issuer(width float64) []paragraph {
	var all []paragraph
	if d.doc.Superior != "" {
		all = append(all, broken(styleSuperior, table.Pen{Size: d.form.superior}, d.doc.Superior, width))
	}
	if d.doc.Organisation == "" {
		return all
	}
	pen := table.Pen{Style: fonts.Bold, Size: d.form.issuer}
	name := broken(styleIssuer, pen, d.doc.Organisation, width)
	last := d.doc.Organisation
	if head, rest, ok := cutName(d.doc.Organisation); ok && pen.Width(d.doc.Organisation) > width && pen.Width(head) < width && pen.Width(rest) < width {
		name.runs = []run{{text: head, lineBreak: true}, {text: rest}}
		last = rest
	}
	all = append(all, name)
	if d.form.party {
		return append(all, text(styleIssuer, "*"))
	}
	side := (width - min(pen.Width(last), width)*2/5) / 2 // a rule of 2/5 of the line
	return append(all, paragraph{style: styleLine, ruled: true, indent: side, room: side})
}

// cutName breaks the name of a body behind its dash, as it is written: SỞ LAO
// ĐỘNG - / THƯƠNG BINH VÀ XÃ HỘI.
func cutName(name string) (head, rest string, ok bool) {
	i := strings.LastIndex(name, " - ")
	if i <= 0 {
		return name, "", false
	}
	return name[:i+2], name[i+3:], true
}

// motto are the lines of the motto, the last with a rule as long as it.
func (d *document) motto(width float64) []paragraph {
	var all []paragraph
	for i, line := range d.doc.Motto {
		p := text(styleMotto[min(i, len(styleMotto)-1)], line)
		if i == len(d.doc.Motto)-1 {
			p.ruled = true
			side := max(0, (width-d.form.mottoPen(i).Width(line))/2-0.5)
			p.indent, p.room = side, side
		}
		all = append(all, p)
	}
	return all
}

// serial are the number of the document and the mark of a draft.
func (d *document) serial() []paragraph {
	var all []paragraph
	if d.doc.Number != "" {
		all = append(all, text(styleSerial, d.doc.Number))
	}
	if d.doc.Draft != "" {
		all = append(all, text(styleDraft, d.doc.Draft))
	}
	return all
}

// signature writes who signs, on the right, and who receives the document, on the
// left, in a table without borders; nothing if the document names neither.
func (d *document) signature(page geometry) {
	s := d.doc.Signature
	if s == nil && len(d.doc.Recipients) == 0 {
		return
	}
	var left, right []paragraph
	if len(d.doc.Recipients) > 0 {
		left = append(left, text(styleReceived, vi.Recipients))
		for _, r := range d.doc.Recipients {
			left = append(left, text(styleRecipient, "- "+r))
		}
	}
	if s != nil {
		for _, line := range append(append([]string{}, s.For...), nonEmpty(s.Title)...) {
			right = append(right, text(styleSigner, line))
		}
		for range 4 { // room for the hand
			right = append(right, paragraph{style: styleSigner})
		}
		right = append(right, text(styleSigner, s.Name))
	}
	d.paragraph(paragraph{style: styleGap})
	d.borderless([]float64{page.width / 2, page.width / 2}, [][][]paragraph{{left, right}})
}

// borderless writes a table without borders, by rows and cells.
func (d *document) borderless(widths []float64, rows [][][]paragraph) {
	d.begin("w:tbl")
	d.frameless(widths)
	for _, cells := range rows {
		d.begin("w:tr")
		d.rowProperties(true, false)
		for i, cell := range cells {
			d.cell(widths[i], "top", func() {
				for _, p := range cell {
					d.paragraph(p)
				}
				if len(cell) == 0 {
					d.paragraph(paragraph{style: styleBreak})
				}
			})
		}
		d.end(1)
	}
	d.end(1)
	d.tail = true
}

// frameless writes the properties and the columns of a table without borders.
func (d *document) frameless(widths []float64) {
	total := 0
	for _, w := range widths {
		total += twipsOf(w)
	}
	d.begin("w:tblPr")
	d.empty("w:tblStyle", "w:val", styleFrameless)
	d.empty("w:tblW", "w:w", itoa(total), "w:type", "dxa")
	d.empty("w:tblLayout", "w:type", "fixed")
	d.empty("w:tblLook", "w:val", "0000", "w:firstRow", "0", "w:lastRow", "0", "w:firstColumn", "0", "w:lastColumn", "0", "w:noHBand", "0", "w:noVBand", "0")
	d.end(1)
	d.begin("w:tblGrid")
	for _, w := range widths {
		d.empty("w:gridCol", "w:w", twips(w))
	}
	d.end(1)
}

// cell writes a cell of a table without borders.
func (d *document) cell(width float64, where string, content func()) {
	d.begin("w:tc")
	d.begin("w:tcPr")
	d.empty("w:tcW", "w:w", twips(width), "w:type", "dxa")
	d.empty("w:vAlign", "w:val", where)
	d.end(1)
	content()
	d.end(1)
}

// cover writes the cover: who issues the document at the top, its name in the
// middle, place and date at the foot, in a double frame.
func (d *document) cover() {
	doc := d.doc
	const top, foot = 70.0, 40.0
	d.begin("w:tbl")
	d.frameless([]float64{d.upright.width})
	row := func(height float64, where string, lines []paragraph) {
		d.begin("w:tr")
		d.begin("w:trPr")
		d.empty("w:cantSplit")
		d.empty("w:trHeight", "w:val", twips(height), "w:hRule", "exact")
		d.end(1)
		d.cell(d.upright.width, where, func() {
			for _, p := range lines {
				d.paragraph(p)
			}
			if len(lines) == 0 {
				d.paragraph(paragraph{style: styleBreak})
			}
		})
		d.end(1)
	}
	row(top, "top", append([]paragraph{{style: styleLine}}, d.issuer(d.upright.width-20)...))
	var name []paragraph
	for _, part := range []struct {
		style, text string
		pen         table.Pen
	}{
		{styleTitle, doc.Title, table.Pen{Style: fonts.Bold, Size: 26}}, {styleSubtitle, doc.Subtitle, table.Pen{Style: fonts.Bold, Size: 16}},
		{styleAttached, doc.Attached, placeDate}, {styleDraft, doc.Draft, placeDate},
	} {
		if part.text != "" {
			name = append(name, broken(part.style, part.pen, part.text, d.upright.width-20))
		}
	}
	row(d.upright.height-top-foot-2, "top", name)
	row(foot-6, "bottom", []paragraph{text(stylePlaceDate, doc.PlaceDate)})
	d.end(1)
	d.paragraph(paragraph{style: styleBreak, section: &section{page: d.upright, first: true, framed: true}})
}
