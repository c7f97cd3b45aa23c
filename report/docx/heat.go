package docx

import (
	"fmt"
	"math"

	"tongket/report/annex"
	"tongket/report/vi"
)

// heat writes places × years as a table whose cells are the darker the larger
// their figures are.
func (d *document) heat(c annex.Chart, page geometry) {
	d.chartCaption(c, 0)
	label := 45.0
	column := (page.width - label) / float64(max(1, len(c.Categories)))
	widths := []float64{label}
	for range c.Categories {
		widths = append(widths, column)
	}
	low, high, _, _ := c.Scale()
	d.begin("w:tbl")
	d.frameless(widths)
	d.begin("w:tr")
	d.rowProperties(true, true)
	for i := range widths {
		title := ""
		if i > 0 {
			title = c.Categories[i-1]
		}
		d.cell(widths[i], "center", func() { d.paragraph(text(headStyle(10), title)) })
	}
	d.end(1)
	for n, name := range c.Rows {
		d.begin("w:tr")
		d.rowProperties(true, false)
		d.cell(label, "center", func() { d.paragraph(text(cellStyle(10), name)) })
		for i := range c.Categories {
			var v *float64
			if n < len(c.Cells) && i < len(c.Cells[n]) {
				v = c.Cells[n][i]
			}
			if c.IsHeld(n, i) && v != nil {
				d.heldCell(column, *v, c.Decimals)
				continue
			}
			d.heatCell(column, v, c.Decimals, low, high)
		}
		d.end(1)
	}
	d.end(1)
	d.tail = true
	d.paragraph(paragraph{style: styleBreak})
}

func (d *document) heatCell(width float64, v *float64, decimals int, low, high float64) {
	d.begin("w:tc")
	d.begin("w:tcPr")
	d.empty("w:tcW", "w:w", twips(width), "w:type", "dxa")
	p := paragraph{style: cellStyle(10), centred: true}
	if v != nil {
		d.empty("w:shd", "w:val", "clear", "w:color", "auto", "w:fill", shade(*v, low, high))
		p.add(vi.Number(*v, decimals), plain)
	}
	d.empty("w:vAlign", "w:val", "center")
	d.end(1)
	d.paragraph(p)
	d.end(1)
}

// heldCell is a figure on which an open error stands: marked, and grey beside
// the colours of the others.
func (d *document) heldCell(width float64, v float64, decimals int) {
	d.begin("w:tc")
	d.begin("w:tcPr")
	d.empty("w:tcW", "w:w", twips(width), "w:type", "dxa")
	d.empty("w:shd", "w:val", "clear", "w:color", "auto", "w:fill", "E0E0E0")
	d.empty("w:vAlign", "w:val", "center")
	d.end(1)
	p := paragraph{style: cellStyle(10), centred: true}
	p.add(vi.Number(v, decimals)+vi.MarkHeld, plain)
	d.paragraph(p)
	d.end(1)
}

// shade is the colour of a figure between two: pale enough to read it on.
func shade(v, low, high float64) string {
	part := 0.0
	if high > low {
		part = (v - low) / (high - low)
	}
	mix := func(a, b float64) int { return int(math.Round(a + (b-a)*part)) }
	return fmt.Sprintf("%02X%02X%02X", mix(0xf4, 0x8f), mix(0xf8, 0xbc), mix(0xfc, 0xe4))
}
