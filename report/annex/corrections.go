package annex

import (
	"strconv"

	"tongket/analysis"
	"tongket/report/vi"
)

// corrections is the annex of the figures that the team has corrected: each with its
// cell, what the sheet says, what is printed, why and who said so.
func (b *document) corrections() Annex {
	a := Annex{ID: "sua-so", Title: vi.TitleCorrections, Landscape: true}
	t := Table{ID: b.tableID("sua_so"), Frozen: 1, Columns: []Column{
		{Title: vi.HeadNumber, Align: Centre, Width: 10}, {Title: vi.HeadAbout, Align: Left, Width: 52}, {Title: vi.HeadWhere, Align: Left, Width: 50},
		{Title: vi.HeadOld, Align: Right, Width: 24}, {Title: vi.HeadNew, Align: Right, Width: 24}, {Title: vi.HeadReason, Align: Left, Width: 45},
		{Title: vi.HeadPerson, Align: Left, Width: 30}, {Title: vi.HeadOutcome, Align: Left, Width: 28},
	}}
	for i := range b.r.Corrections {
		x := &b.r.Corrections[i]
		cells := x.Cells
		if len(cells) == 0 {
			cells = []analysis.Corrected{{Pos: x.Cell, Name: x.Indicator, Place: x.Place, Years: x.Years, Raw: x.Old}}
		}
		for _, c := range cells {
			t.Rows = append(t.Rows, Row{Cells: []Cell{
				{Text: strconv.Itoa(len(t.Rows) + 1), Findings: b.at[x.Pos]}, text(b.correctedAbout(c)), text(orNone(c.Pos.String())),
				text(orNone(c.Raw)), newValue(x, c), text(x.Reason), {Text: vi.CorrectionBy(x.By, x.Date)}, {Text: vi.CorrectionState(x.State)},
			}})
		}
	}
	fit(&t)
	a.Blocks = []Block{{Paragraphs: []Paragraph{{Text: vi.CorrectionCounts(b.r.Corrections)}}}, {Table: &t}}
	return a
}

// correctedAbout is what a corrected figure is about, the indicator by its name.
func (b *document) correctedAbout(c analysis.Corrected) string {
	name := c.Name
	for i := range b.r.Indicators {
		if x := &b.r.Indicators[i]; c.Indicator != "" && x.Code == c.Indicator {
			name = x.Name
		}
	}
	return about(analysis.Finding{Name: name, Place: c.Place, Years: c.Years})
}

func newValue(x *analysis.Correction, c analysis.Corrected) Cell {
	if x.New == nil || x.Accept {
		return Cell{Text: vi.CorrectedFigure(x)}
	}
	v := *x.New
	return Cell{Text: vi.CorrectedFigure(x), Value: &v, Decimals: decimalsOf(v)}
}

// decimalsOf are the decimals that a number needs.
func decimalsOf(v float64) int {
	text := strconv.FormatFloat(v, 'f', -1, 64)
	for i := range text {
		if text[i] == '.' {
			return min(len(text)-i-1, 6)
		}
	}
	return 0
}
