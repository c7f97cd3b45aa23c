package plot

import (
	"fmt"
	"html"
	"strconv"
	"strings"

	"tongket/report/chart/fonts"
)

// classes name the inks in a style sheet.
var classes = [...]string{Black: "k", Grey: "g", Faint: "f", Good: "d", Bad: "b", Way: "w", Band: "a", Paper: "p", Shade0: "h0", Shade1: "h1", Shade2: "h2", Shade3: "h3"}

// SVG is the plot as a picture of a page, without colours: classes name the inks.
// alt says in words what it shows.
func (p Plot) SVG(alt string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="plot" viewBox="0 0 %s %s" role="img" aria-label="%s">`, n(p.Width), n(p.Height), html.EscapeString(alt))
	for _, m := range p.Marks {
		m.svg(&b)
	}
	b.WriteString("</svg>")
	return b.String()
}

// n is a length in hundredths.
func n(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

func (m Mark) svg(b *strings.Builder) {
	c := classes[m.Ink]
	switch m.Shape {
	case Line:
		dash := ""
		if m.Dashed {
			dash = ` stroke-dasharray="0.9 0.7"`
		}
		fmt.Fprintf(b, `<path class="s%s" stroke-width="%s"%s d="M%s %sL%s %s"/>`, c, n(m.Width), dash, n(m.X), n(m.Y), n(m.X2), n(m.Y2))
	case Dot:
		fmt.Fprintf(b, `<circle class="i%s" cx="%s" cy="%s" r="%s"/>`, c, n(m.X), n(m.Y), n(m.R))
	case Ring:
		fmt.Fprintf(b, `<circle class="o s%s" stroke-width="0.3" cx="%s" cy="%s" r="%s"/>`, c, n(m.X), n(m.Y), n(m.R-0.15))
	case Down:
		fmt.Fprintf(b, `<path class="i%s" d="M%s %sh%sl%s %sz"/>`, c, n(m.X-m.R), n(m.Y-0.8*m.R), n(2*m.R), n(-m.R), n(1.7*m.R))
	case Area:
		fmt.Fprintf(b, `<path class="i%s" d="`, c)
		for i, p := range m.Points {
			fmt.Fprintf(b, "%c%s %s", "ML"[min(i, 1)], n(p.X), n(p.Y))
		}
		b.WriteString(`z"/>`)
	case Text:
		weight := ""
		if m.Pen.Style == fonts.Bold || m.Pen.Style == fonts.BoldItalic {
			weight = ` font-weight="700"`
		}
		// The width is that of print, whatever typeface the reader has.
		if len(m.Text) > 2 {
			weight += ` textLength="` + n(m.Pen.Width(m.Text)) + `" lengthAdjust="spacingAndGlyphs"`
		}
		fmt.Fprintf(b, `<text class="i%s" x="%s" y="%s" font-size="%s"%s text-anchor="%s">%s</text>`, c, n(m.X), n(m.Y), n(m.Pen.Size*fonts.Point), weight,
			[]string{"start", "middle", "end"}[int(m.Anchor*2)], html.EscapeString(m.Text))
	}
}
