package xlsx

import (
	"cmp"
	"strings"

	"github.com/xuri/excelize/v2"

	"tongket/report/annex"
)

// A style is how a cell looks; each is registered once.
type style struct {
	bold, italic bool
	size         float64 // points; 0 = 12
	align        annex.Align
	format       string // number format
	border       bool
	wrap         bool
	shrink       bool // smaller where the cell is too narrow
	head         bool // of a table's header
	indent       int
	link         bool
	missed       bool // of a row whose target was not met
	doubt        bool // an open finding stands on the figure
}

const (
	lineColour   = "7F7F7F"
	headColour   = "E9EEF5"
	doubtColour  = "FFF2CC"
	missedColour = "E6E6E6"
	linkColour   = "1F4E79"
)

// style is the number of st in the workbook.
func (b *book) style(st style) (int, error) {
	if id, ok := b.styles[st]; ok {
		return id, nil
	}
	look := st.excelize()
	look.Font.Family = cmp.Or(b.face, look.Font.Family)
	id, err := b.file.NewStyle(look)
	if err == nil {
		b.styles[st] = id
	}
	return id, err
}

func (st style) excelize() *excelize.Style {
	out := &excelize.Style{
		Font:      &excelize.Font{Family: "Times New Roman", Size: cmp.Or(st.size, 12), Bold: st.bold || st.head, Italic: st.italic},
		Alignment: &excelize.Alignment{Horizontal: st.horizontal(), Vertical: "center", WrapText: st.wrap || st.head, Indent: st.indent, ShrinkToFit: st.shrink},
	}
	if st.link {
		out.Font.Color, out.Font.Underline = linkColour, "single"
	}
	if st.border || st.head {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			out.Border = append(out.Border, excelize.Border{Type: side, Color: lineColour, Style: 1})
		}
	}
	switch {
	case st.head:
		out.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{headColour}}
	case st.doubt:
		out.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{doubtColour}}
	}
	if st.missed && !st.doubt {
		out.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{missedColour}}
	}
	if st.format != "" {
		out.CustomNumFmt = &st.format
	}
	return out
}

func (st style) horizontal() string {
	switch {
	case st.head || st.align == annex.Centre:
		return "center"
	case st.align == annex.Right:
		return "right"
	}
	return "left"
}

// numberFormat shows a number as the annex prints it: so many decimals,
// grouped by the reader's Excel in the reader's way, between its prefix and its
// suffix.
func numberFormat(decimals int, prefix, suffix string) string {
	format := "#,##0"
	if decimals > 0 {
		format += "." + strings.Repeat("0", decimals)
	}
	return literal(prefix) + format + literal(suffix)
}

// literal is s between quotes, as a number format takes it: "%" would
// otherwise multiply by 100. A quote cannot stand in it.
func literal(s string) string {
	if s == "" {
		return ""
	}
	return `"` + strings.ReplaceAll(s, `"`, "”") + `"`
}
