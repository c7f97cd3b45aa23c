package xlsx

import (
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"tongket/report/annex"
	"tongket/report/vi"
)

const summarySheet = "Tổng hợp"

// WriteComparison writes the comparison of two drafts as a workbook: a summary,
// then a sheet a kind of changes with real numbers and the cells of both sides,
// to be filtered and printed. The same comparison gives the same bytes.
func WriteComparison(w io.Writer, c annex.Comparison) error {
	f := excelize.NewFile()
	defer f.Close()
	b := &book{file: f, doc: annex.Document{AsOf: c.AsOf, Author: c.Author, Title: c.Title, Subtitle: c.Before + "; " + c.After},
		styles: map[style]int{}, sheets: map[string]bool{strings.ToLower(summarySheet): true}, names: map[string]bool{}}
	if err := b.comparison(c); err != nil {
		return err
	}
	return b.pack(w)
}

func (b *book) comparison(c annex.Comparison) error {
	if err := b.file.SetDefaultFont("Times New Roman"); err != nil {
		return err
	}
	if err := b.file.SetSheetName("Sheet1", summarySheet); err != nil {
		return err
	}
	b.file.SetActiveSheet(0) // now: it reads all sheets that there are
	for _, g := range c.Groups {
		if err := b.changes(c, g); err != nil {
			return fmt.Errorf("%s: %w", g.Title, err)
		}
	}
	return b.comparisonSummary(c)
}

// changes writes the sheet of one kind.
func (b *book) changes(c annex.Comparison, g annex.ChangeGroup) error {
	name, err := b.newSheet(g.Title)
	if err != nil {
		return err
	}
	b.entries = append(b.entries, entry{name, g.Title, vi.Number(float64(len(g.Table.Rows)), 0)})
	s := b.sheet(name)
	columns := s.columns(annex.Annex{Blocks: []annex.Block{{Table: &g.Table}}})
	s.line(g.Title, style{bold: true, size: 14, align: annex.Centre}, columns)
	s.line(sides(c), style{italic: true, align: annex.Centre}, columns)
	s.row++
	t := s.table(g.Table)
	for _, n := range g.Notes {
		s.line(n, style{italic: true, size: 11}, columns)
	}
	s.filter(t.body-1, t.to, columns)
	s.page(true, t.head, t.body-1, columns)
	s.freeze(g.Table.Frozen+1, t.body)
	return s.err
}

// sides is what is compared with what.
func sides(c annex.Comparison) string {
	return vi.HeadBefore + ": " + c.Before + ". " + vi.HeadAfter + ": " + c.After + "."
}

// comparisonSummary fills the first sheet: the two drafts, what they were made
// with, and how many changes of each kind there are.
func (b *book) comparisonSummary(c annex.Comparison) error {
	s := b.sheet(summarySheet)
	s.width(1, 60)
	s.width(2, 24)
	s.line(b.doc.Author, style{bold: true}, 2)
	s.line(c.Title, style{bold: true, size: 14, align: annex.Centre}, 2)
	s.row++
	s.line(vi.HeadBefore+": "+c.Before+".", style{}, 2)
	s.line(vi.HeadAfter+": "+c.After+".", style{}, 2)
	s.line(c.Summary, style{bold: true}, 2)
	s.row++
	if len(b.entries) > 0 {
		s.text(1, s.row, vi.HeadKind, style{head: true})
		s.text(2, s.row, vi.HeadCount, style{head: true})
		s.row++
	}
	for i, e := range b.entries {
		s.text(1, s.row, e.number, style{link: true, border: true})
		s.link(1, s.row, e.sheet, 1)
		s.number(2, s.row, float64(len(c.Groups[i].Table.Rows)), style{border: true, align: annex.Right, format: numberFormat(0, "", "")})
		s.row++
	}
	if len(c.Contrasts) > 0 {
		s.row++
		s.line(vi.HeadingContrasts, style{bold: true}, 2)
	}
	for _, contrast := range c.Contrasts {
		s.line("- "+contrast, style{}, 2)
	}
	s.page(false, 0, 0, 2)
	return s.err
}
