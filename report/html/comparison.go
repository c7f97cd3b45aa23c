package html

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"strings"

	"tongket/report/annex"
	"tongket/report/vi"
)

var comparisonPage = template.Must(template.ParseFS(files, "comparison.html"))

// A comparisonView is what the template of a comparison fills in.
type comparisonView struct {
	annex.Comparison
	Policy  string
	Style   template.CSS
	Scripts template.HTML
	Words   vi.ComparisonWords
	Groups  []comparisonGroup
}

type comparisonGroup struct {
	Kind, Title, Count string
	Columns            []comparisonCell
	Rows               [][]comparisonCell
	Notes              []string
}

// A comparisonCell is a cell with what the list on a phone calls it; of the
// header Label is empty.
type comparisonCell struct{ Class, Label, Title, Text string }

// WriteComparison writes the comparison of two drafts as one page that needs
// nothing else: its lists are filtered by kind and searched, and print as they
// are shown. The same comparison gives the same bytes.
func WriteComparison(w io.Writer, c annex.Comparison) error {
	scripts, err := contentsOf([]string{"comparison.js"})
	if err != nil {
		return fmt.Errorf("comparison: %w", err)
	}
	var elements strings.Builder
	if err := writeScripts(&elements, scripts); err != nil {
		return fmt.Errorf("comparison: %w", err)
	}
	style, err := styles()
	if err != nil {
		return fmt.Errorf("comparison: %w", err)
	}
	v := comparisonView{Comparison: c, Policy: policy(scripts), Style: style, Scripts: template.HTML(elements.String()), Words: vi.WordsOfComparison()}
	for _, g := range c.Groups {
		v.Groups = append(v.Groups, comparisonGroupOf(g))
	}
	var out bytes.Buffer
	if err := comparisonPage.Execute(&out, v); err != nil {
		return fmt.Errorf("comparison: %w", err)
	}
	_, err = w.Write(out.Bytes())
	return err
}

func comparisonGroupOf(g annex.ChangeGroup) comparisonGroup {
	out := comparisonGroup{Kind: string(g.Kind), Title: g.Title, Count: vi.Number(float64(len(g.Table.Rows)), 0), Notes: g.Notes}
	for _, col := range g.Table.Columns {
		out.Columns = append(out.Columns, comparisonCell{Class: comparisonClass(col), Title: col.Title})
	}
	for _, r := range g.Table.Rows {
		cells := make([]comparisonCell, len(r.Cells))
		for i, cell := range r.Cells {
			cells[i] = comparisonCell{Class: out.Columns[i].Class, Label: out.Columns[i].Title, Text: cell.Text}
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

// comparisonClass says how a column looks.
func comparisonClass(c annex.Column) string {
	switch c.Title {
	case vi.HeadNumber:
		return "centre number"
	case vi.HeadIndicator, vi.HeadAbout:
		return "name"
	case vi.HeadCellBefore, vi.HeadCellAfter, vi.HeadCells:
		return "cell"
	case vi.HeadYear:
		return "year"
	case vi.HeadAfter:
		return "right after"
	}
	switch c.Align {
	case annex.Right:
		return "right"
	case annex.Centre:
		return "centre"
	}
	return "text"
}
