package html

import (
	"tongket/analysis"
	"tongket/report/annex"
	"tongket/report/vi"
)

// The dashboard goes into a mail: it lists so many changes, and so many bytes
// of them.
const (
	mostChanges     = 100
	mostChangeBytes = 40_000
)

// A changes is the list of what has changed since the draft before, which the
// page holds as it stands.
type changes struct {
	Title, Said, Since string
	Columns            []comparisonCell
	Rows               []changed
	Notes              []string
}

// fewChanges are shown at once; more unfold.
const fewChanges = 12

// Few tells whether the list is short enough to be shown at once.
func (c *changes) Few() bool { return len(c.Rows) <= fewChanges }

type changed struct {
	Code  string // of an indicator that the page has
	Cells []comparisonCell
}

// newChanges lists the changes; nil if there is nothing to compare with.
func newChanges(r *analysis.Review) *changes {
	if r.Previous == nil {
		return nil
	}
	out := &changes{Title: vi.HeadingChanges, Said: vi.ChangesOf(r.Changes), Since: vi.SameAsBefore}
	if len(r.Changes) == 0 {
		return out
	}
	out.Since = vi.Since(*r.Previous, r.Changes)
	known := map[string]bool{}
	for i := range r.Indicators {
		known[r.Indicators[i].Code] = true
	}
	list, codes, notes := annex.Changed(r)
	for _, col := range list.Columns {
		out.Columns = append(out.Columns, comparisonCell{Class: comparisonClass(col), Title: col.Title})
	}
	size := 0
	for i, row := range list.Rows {
		next := changed{}
		if known[codes[i]] {
			next.Code = codes[i]
		}
		for j, cell := range row.Cells {
			next.Cells = append(next.Cells, comparisonCell{Class: out.Columns[j].Class, Label: out.Columns[j].Title, Text: cell.Text})
			size += len(`<td class="" data-label=""></td>`) + len(out.Columns[j].Class) + len(out.Columns[j].Title) + len(cell.Text)
		}
		if i == mostChanges || size > mostChangeBytes {
			notes = append(notes, vi.MoreChanges(len(list.Rows)-i))
			break
		}
		out.Rows = append(out.Rows, next)
	}
	out.Notes = notes
	return out
}
