package annex

import (
	"strconv"

	"tongket/analysis"
	"tongket/report/vi"
)

// comments is the annex of what became of the comments on the drafts: how many
// in each state, then each with its answer.
func (b *document) comments() Annex {
	a := Annex{ID: "gop-y", Title: vi.TitleComments, Landscape: true}
	drafts, all := analysis.CountComments(b.r.Comments)
	a.Blocks = []Block{{Paragraphs: []Paragraph{{Text: vi.CommentCounts(all) + "."}}}}
	each := Block{Table: b.commentsTable()}
	if len(drafts) > 1 {
		a.Blocks = append(a.Blocks, Block{Heading: "1. " + vi.HeadingCounts, Table: b.countsTable(drafts, all)})
		each.Heading = "2. " + vi.HeadingComments
	}
	a.Blocks = append(a.Blocks, each)
	return a
}

// countsTable has a row a draft: how many comments in each state.
func (b *document) countsTable(drafts []analysis.CommentCount, all analysis.CommentCount) *Table {
	t := Table{ID: b.tableID("so_gop_y"), Frozen: 1, Columns: []Column{
		{Title: vi.HeadDraft, Align: Left}, {Title: vi.HeadTotal, Align: Right},
		{Title: vi.CommentState(analysis.Accepted, false), Align: Right}, {Title: vi.CommentState(analysis.Explained, false), Align: Right},
		{Title: vi.CommentState(analysis.Unhandled, false), Align: Right},
	}}
	if all.Agreed > 0 {
		t.Columns = append(t.Columns, Column{Title: vi.CommentState(analysis.Agreed, false), Align: Right})
	}
	for _, n := range drafts {
		name := vi.Folded(n.Draft)
		if name == "" {
			name = vi.NoDraftNamed
		}
		t.Rows = append(t.Rows, Row{Cells: counted(name, n)[:len(t.Columns)]})
	}
	sum := Row{Kind: Total, Cells: counted(vi.AllComments, all)[:len(t.Columns)]}
	for j := 1; j < len(sum.Cells); j++ {
		sum.Cells[j].Formula = &Formula{Op: "sum", Args: column(j, 0, len(drafts))}
	}
	t.Rows = append(t.Rows, sum)
	fit(&t)
	return &t
}

func counted(name string, n analysis.CommentCount) []Cell {
	cells := []Cell{{Text: name}}
	for _, v := range []int{n.Total, n.Accepted, n.Explained, n.Unhandled, n.Agreed} {
		cells = append(cells, figure(float64(v), 0))
	}
	return cells
}

// commentsTable has a row a comment, in the order of the register.
func (b *document) commentsTable() *Table {
	t := Table{ID: b.tableID("gop_y"), Frozen: 1, Running: true, Columns: []Column{
		{Title: vi.HeadNumber, Align: Centre, Width: 10}, {Title: vi.HeadBy, Align: Left, Width: 45}, {Title: vi.HeadSection, Align: Left, Width: 50},
		{Title: vi.HeadComment, Align: Left, Width: 80}, {Title: vi.HeadAnswer, Align: Left, Width: 72},
	}}
	for i, c := range b.r.Comments {
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: strconv.Itoa(i + 1)}, {Text: vi.CommentBy(c)}, {Text: vi.CommentOn(c)}, text(c.Text),
			{Text: vi.CommentAnswer(c), Findings: b.at[c.Pos]},
		}})
	}
	return &t
}
