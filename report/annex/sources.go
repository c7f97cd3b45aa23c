package annex

import (
	"strconv"

	"tongket/report/vi"
)

// sourceAnnex lists the cells of all figures that the other annexes print, by
// number.
func (b *book) sourceAnnex() Annex {
	a := Annex{ID: "nguon-so-lieu", Title: vi.TitleSources}
	if len(b.sources) == 0 {
		return a
	}
	t := Table{ID: b.tableID("nguon"), Frozen: 1, Columns: []Column{
		{Title: vi.HeadSourceNumber, Align: Centre}, {Title: vi.HeadIndicator, Align: Left}, {Title: vi.HeadPlace, Align: Left},
		{Title: vi.HeadYear, Align: Centre}, {Title: vi.HeadMeasure, Align: Centre}, {Title: vi.HeadRaw, Align: Right},
		{Title: vi.HeadUnit, Align: Centre}, {Title: vi.HeadFile, Align: Left}, {Title: vi.HeadSheet, Align: Left},
		{Title: vi.HeadCell, Align: Centre},
	}}
	names := map[string]string{}
	for i := range b.r.Indicators {
		names[b.r.Indicators[i].Code] = b.r.Indicators[i].Name
	}
	for n, s := range b.sources {
		f := b.r.Facts[s.Fact]
		name := names[f.Indicator]
		if name == "" {
			name = f.Label
		}
		place := vi.Folded(f.Place)
		if place == "" {
			place = vi.Capital(vi.WholeOf(b.r.Places))
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: strconv.Itoa(n + 1), Facts: []int{s.Fact}, Source: n + 1}, text(name), {Text: place},
			{Text: f.Years.String()}, {Text: vi.Measure(f.Measure)}, text(orNone(f.Raw)),
			text(f.Unit), text(f.Pos.File), text(f.Pos.Sheet), {Text: f.Pos.Cell()},
		}})
	}
	fit(&t)
	a.Landscape = true
	a.Blocks = []Block{{Table: &t}}
	return a
}
