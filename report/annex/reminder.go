package annex

import (
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/report/vi"
)

// Reminder is the page for a progress meeting: who still owes which figures,
// comments and answers, by when, and what has come since the draft before. It
// is a document of its own and no annex.
func Reminder(r *analysis.Review) Document {
	b := newDocument(r)
	a := Annex{ID: "don-doc", Title: vi.TitleDebts}
	standings, debts := analysis.Standings(r), analysis.Debts(r)
	if len(debts) == 0 {
		a.Blocks = append(a.Blocks, Block{Paragraphs: []Paragraph{{Text: vi.NobodyOwes(r)}}})
	} else {
		first := Block{Paragraphs: []Paragraph{{Text: vi.DebtBalance(r, debts)}}}
		if s := vi.Complete(complete(standings)); s != "" {
			first.Paragraphs = append(first.Paragraphs, Paragraph{Text: s})
		}
		a.Blocks = append(a.Blocks, first, Block{Table: b.debtsTable(standings)})
		a.Notes = []string{vi.FileOfDebts}
	}
	if r.Previous != nil {
		a.Blocks = append(a.Blocks, b.sentBlock(r))
	}
	doc := head(r)
	doc.Annexes = []Annex{a}
	return doc
}

// complete are the units that owe nothing.
func complete(standings []analysis.Standing) []string {
	var units []string
	for _, s := range standings {
		if len(s.Debts) == 0 && s.Unit != "" {
			units = append(units, s.Unit)
		}
	}
	return units
}

// debtsTable has a row for what a unit owes of a kind by one day, and one for
// many units that owe a comment on the draft by the same day.
func (b *document) debtsTable(standings []analysis.Standing) *Table {
	t := Table{ID: b.tableID("don_doc"), Frozen: 2, Running: true, Columns: []Column{
		{Title: vi.HeadNumber, Align: Centre, Width: 9}, {Title: vi.HeadSender, Align: Left, Width: 43}, {Title: vi.HeadOwedContent, Align: Left, Width: 76},
		{Title: vi.HeadAmount, Align: Right, Width: 13}, {Title: vi.HeadDue, Align: Centre, Width: 19}, {Title: vi.HeadLate, Align: Right, Width: 15},
	}}
	silent := silentUnits(standings)
	for _, s := range standings {
		for _, same := range batches(s.Debts) {
			units := []string{s.Unit}
			if many := silent[same[0].Due]; same[0].Kind == analysis.OwedComment && len(many) > mostRows {
				if many[0] != s.Unit {
					continue // told with the first
				}
				units = many
			}
			t.Rows = append(t.Rows, Row{Cells: b.owedCells(same, units, len(t.Rows)+1)})
		}
	}
	return &t
}

const mostRows = 3 // of units that owe a comment alone

// silentUnits are the units that owe a comment, by the day it is due.
func silentUnits(standings []analysis.Standing) map[string][]string {
	units := make(map[string][]string)
	for _, s := range standings {
		for _, d := range s.Debts {
			if d.Kind == analysis.OwedComment {
				units[d.Due] = append(units[d.Due], s.Unit)
			}
		}
	}
	return units
}

// batches cuts debts into those of one kind and day.
func batches(debts []analysis.Debt) [][]analysis.Debt {
	var out [][]analysis.Debt
	type kindDay struct {
		kind analysis.DebtKind
		due  string
	}
	at := map[kindDay]int{}
	for _, d := range debts {
		k, ok := at[kindDay{d.Kind, d.Due}]
		if !ok {
			k = len(out)
			at[kindDay{d.Kind, d.Due}] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], d)
	}
	return out
}

// owedCells tell the debts of one batch, which each of the units has.
func (b *document) owedCells(same []analysis.Debt, units []string, number int) []Cell {
	const few, fewest = 5, 2 // of a batch: the page is for a meeting, the rest is in don-doc.csv
	d, named := same[0], few
	if d.Kind == analysis.OwedMending { // what is wrong must be looked up there anyway
		named = fewest
	}
	due, late := Cell{Text: vi.MarkNil}, Cell{Text: vi.MarkNil}
	if d.Due != "" {
		due.Text = vi.DateShort(d.Due)
	}
	if d.Late > 0 {
		late = figure(float64(d.Late), 0)
	}
	names := make([]string, len(units))
	for i, unit := range units {
		names[i] = vi.Supplier(unit)
	}
	return []Cell{
		{Text: strconv.Itoa(number)}, {Text: strings.Join(names, "; ")}, {Text: vi.DebtKind(d.Kind) + ": " + vi.OwedOf(b.r, same, named)},
		figure(float64(len(same)*len(units)), 0), due, late,
	}
}

// sentBlock is what each unit has sent since the draft before.
func (b *document) sentBlock(r *analysis.Review) Block {
	block := Block{Heading: vi.HeadingSent(*r.Previous)}
	if len(r.Sent) == 0 {
		block.Paragraphs = []Paragraph{{Text: vi.NothingSent}}
		return block
	}
	t := Table{ID: b.tableID("da_gui"), Frozen: 1, Columns: []Column{
		{Title: vi.HeadSender, Align: Left}, {Title: vi.HeadNewFigures, Align: Right}, {Title: vi.HeadAltered, Align: Right},
		{Title: vi.HeadSaid, Align: Right}, {Title: vi.HeadAnswers, Align: Right},
	}}
	var sum analysis.Sent
	for _, s := range r.Sent {
		t.Rows = append(t.Rows, Row{Cells: sentCells(vi.Supplier(s.Unit), s)})
		sum.Figures, sum.Altered, sum.Comments, sum.Answers = sum.Figures+s.Figures, sum.Altered+s.Altered, sum.Comments+s.Comments, sum.Answers+s.Answers
	}
	if len(r.Sent) > 1 {
		t.Rows = append(t.Rows, Row{Kind: Total, Cells: sentCells(vi.AllComments, sum)})
	}
	fit(&t)
	block.Table = &t
	return block
}

func sentCells(name string, s analysis.Sent) []Cell {
	cells := []Cell{{Text: strings.TrimSpace(name)}}
	for _, n := range []int{s.Figures, s.Altered, s.Comments, s.Answers} {
		cells = append(cells, figure(float64(n), 0))
	}
	return cells
}
