package annex

import (
	"math"
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/report/vi"
)

// mostChanges are printed in a table of an annex: a draft in which everything
// is new would fill a book.
const mostChanges = 500

// changes is the annex of what has changed since the draft before.
func (b *document) changes() Annex {
	a := Annex{ID: "thay-doi", Title: vi.TitleChanges}
	if b.r.Previous == nil || len(b.r.Changes) == 0 {
		a.Blocks = []Block{{Paragraphs: []Paragraph{{Text: vi.SameAsBefore}}}}
		return a
	}
	a.Landscape = true
	intro := []Paragraph{{Text: vi.Since(*b.r.Previous, b.r.Changes)}}
	for _, c := range b.r.Previous.Contrasts {
		intro = append(intro, Paragraph{Text: vi.Capital(vi.Contrast(c)) + ".", Bullet: true})
	}
	a.Blocks = []Block{{Paragraphs: intro}}
	p := b.page()
	left := 0
	for _, g := range []changeGroup{
		{vi.HeadingFigures, "so_lieu", []analysis.ChangeKind{analysis.FigureAltered, analysis.FigureCorrected, analysis.FigureAdded, analysis.FigureRemoved}},
		{vi.HeadingVerdicts, "danh_gia", []analysis.ChangeKind{analysis.VerdictAltered}},
		{vi.HeadingGoals, "muc_tieu", []analysis.ChangeKind{analysis.TargetAltered}},
		{vi.HeadingFindings, "phat_hien", []analysis.ChangeKind{analysis.FindingAltered}},
	} {
		t, more := p.changeTable(g)
		if left += more; len(t.Rows) > 0 {
			a.Blocks = append(a.Blocks, Block{Heading: strconv.Itoa(len(a.Blocks)) + ". " + g.heading, Table: &t})
		}
	}
	a.Notes = p.legend()
	if left > 0 {
		a.Notes = append(a.Notes, vi.MoreChanges(left))
	}
	return a
}

// Changed lists the figures, judgements and targets that have changed since
// the draft before, altered figures first, with the code of each row's
// indicator and the notes below.
func Changed(r *analysis.Review) (t Table, codes, notes []string) {
	p := newDocument(r).page()
	layout := p.figureLayout(analysis.FigureAltered, true)[1:]
	t = Table{ID: "thay_doi", Frozen: 1, Columns: layout.columns()}
	for _, kind := range []analysis.ChangeKind{analysis.FigureAltered, analysis.FigureCorrected, analysis.VerdictAltered, analysis.TargetAltered, analysis.FigureAdded, analysis.FigureRemoved} {
		for _, c := range r.Changes {
			if c.Kind == kind {
				t.Rows = append(t.Rows, Row{Cells: layout.cells(0, c)})
				codes = append(codes, c.Indicator)
			}
		}
	}
	return t, codes, p.legend()
}

// A changeGroup is the changes of one table of the annex.
type changeGroup struct {
	heading, id string
	kinds       []analysis.ChangeKind
}

// changeTable is the table of a group, with a section for each kind where it
// has several; more is how many changes it leaves out.
func (p *page) changeTable(g changeGroup) (t Table, more int) {
	layout := p.figureLayout(g.kinds[0], true)
	if g.kinds[0] == analysis.FindingAltered {
		layout = p.findingLayout(true)
	}
	t = Table{ID: p.b.tableID("thay_doi_" + g.id), Frozen: min(2, len(layout)), Columns: layout.columns()}
	number, section := 0, 0
	for _, kind := range g.kinds {
		first := true
		for _, c := range p.b.r.Changes {
			if c.Kind != kind {
				continue
			}
			if number == mostChanges {
				more++
				continue
			}
			if first && len(g.kinds) > 1 {
				section++
				t.Rows = append(t.Rows, sectionRow(vi.Roman(section), strings.ToUpper(vi.ChangeTitle(kind)), len(t.Columns)))
			}
			first = false
			number++
			t.Rows = append(t.Rows, Row{Cells: layout.cells(number, c)})
		}
	}
	fit(&t)
	return t, more
}

// A changeColumn is a column of a table of changes with what stands in it.
type changeColumn struct {
	Column
	cell func(number int, c analysis.Change) Cell
}

type changeLayout []changeColumn

func (l changeLayout) columns() []Column {
	columns := make([]Column, len(l))
	for i, c := range l {
		columns[i] = c.Column
	}
	return columns
}

func (l changeLayout) cells(number int, c analysis.Change) []Cell {
	cells := make([]Cell, len(l))
	for i, col := range l {
		cells[i] = col.cell(number, c)
	}
	return cells
}

// figureLayout is that of figures, judgements and targets. The annex prints
// both cells in one column and no unit; a list to work with has columns for
// each, without those that a kind has nothing for.
func (p *page) figureLayout(kind analysis.ChangeKind, printed bool) changeLayout {
	l := changeLayout{
		{Column{Title: vi.HeadNumber, Align: Centre}, func(n int, _ analysis.Change) Cell { return Cell{Text: strconv.Itoa(n)} }},
		{Column{Title: vi.HeadIndicator, Align: Left}, func(_ int, c analysis.Change) Cell { return p.changedName(c, printed) }},
	}
	figures := kind != analysis.VerdictAltered && kind != analysis.TargetAltered
	if figures {
		l = append(l, changeColumn{Column{Title: vi.HeadPlace, Align: Left}, func(_ int, c analysis.Change) Cell { return p.changedPlace(c) }})
	}
	l = append(l, changeColumn{Column{Title: vi.HeadYear, Align: Centre}, func(_ int, c analysis.Change) Cell { return text(orNone(c.Years.String())) }})
	if figures {
		l = append(l, changeColumn{Column{Title: vi.HeadMeasure, Align: Centre}, func(_ int, c analysis.Change) Cell { return Cell{Text: vi.ChangeMeasureShort(c)} }})
	}
	if !printed {
		l = append(l, changeColumn{Column{Title: vi.HeadUnit, Align: Centre}, func(_ int, c analysis.Change) Cell { return text(orNone(c.Unit)) }})
	}
	if printed || kind != analysis.FigureAdded {
		l = append(l, changeColumn{Column{Title: vi.HeadBefore, Align: Right}, func(_ int, c analysis.Change) Cell { return p.changedSide(c, c.Before) }})
	}
	if printed || kind != analysis.FigureRemoved {
		l = append(l, changeColumn{Column{Title: vi.HeadAfter, Align: Right}, func(_ int, c analysis.Change) Cell { return p.changedSide(c, c.After) }})
	}
	if kind == analysis.FigureAltered || kind == analysis.FigureCorrected || kind == analysis.TargetAltered {
		l = append(l, changeColumn{Column{Title: vi.HeadDifference, Align: Right}, func(_ int, c analysis.Change) Cell { return p.difference(c) }})
	}
	return append(l, p.cellColumns(kind, printed)...)
}

func (p *page) cellColumns(kind analysis.ChangeKind, printed bool) changeLayout {
	if printed {
		return changeLayout{{Column{Title: vi.HeadCells, Align: Left}, func(_ int, c analysis.Change) Cell { return Cell{Text: orNone(vi.TwoCells(c))} }}}
	}
	before := changeColumn{Column{Title: vi.HeadCellBefore, Align: Left}, func(_ int, c analysis.Change) Cell { return text(orNone(vi.ChangeCell(c.Before))) }}
	after := changeColumn{Column{Title: vi.HeadCellAfter, Align: Left}, func(_ int, c analysis.Change) Cell { return text(orNone(vi.ChangeCell(c.After))) }}
	switch kind {
	case analysis.FigureAdded:
		return changeLayout{after}
	case analysis.FigureRemoved:
		return changeLayout{before}
	}
	return changeLayout{before, after}
}

// findingLayout is that of findings that are new, settled, or of another
// severity.
func (p *page) findingLayout(printed bool) changeLayout {
	found := func(c analysis.Change) analysis.Finding {
		if c.After.Finding != nil {
			return *c.After.Finding
		}
		return *c.Before.Finding
	}
	l := changeLayout{
		{Column{Title: vi.HeadNumber, Align: Centre}, func(n int, _ analysis.Change) Cell { return Cell{Text: strconv.Itoa(n)} }},
		{Column{Title: vi.HeadAbout, Align: Left}, func(_ int, c analysis.Change) Cell { return text(orNone(vi.ChangeAbout(c))) }},
		{Column{Title: vi.HeadState, Align: Centre}, func(_ int, c analysis.Change) Cell { return text(vi.FindingState(c)) }},
		{Column{Title: vi.HeadSeverity, Align: Centre}, func(_ int, c analysis.Change) Cell { return severities(c) }},
	}
	if !printed {
		l = append(l, changeColumn{Column{Title: vi.HeadCode, Align: Left}, func(_ int, c analysis.Change) Cell { return text(found(c).Code) }})
	}
	l = append(l, changeColumn{Column{Title: vi.HeadContent, Align: Left}, func(_ int, c analysis.Change) Cell {
		content, _ := vi.Finding(found(c))
		return text(content)
	}})
	return append(l, p.cellColumns(analysis.FindingAltered, printed)...)
}

// severities is "lỗi", or "cảnh báo → lỗi".
func severities(c analysis.Change) Cell {
	switch before, after := c.Before.Finding, c.After.Finding; {
	case before == nil:
		return Cell{Text: vi.Severity(after.Severity)}
	case after == nil:
		return Cell{Text: vi.Severity(before.Severity)}
	default:
		return Cell{Text: vi.Severity(before.Severity) + " → " + vi.Severity(after.Severity)}
	}
}

// changedName is the indicator, in print with its unit.
func (p *page) changedName(c analysis.Change, printed bool) Cell {
	name, unit := vi.Folded(c.Name), vi.Folded(c.Unit)
	if name == "" {
		name = orNone(vi.Folded(c.Indicator))
	}
	if printed && unit != "" {
		name += " (" + unit + ")"
	}
	return Cell{Text: name}
}

func (p *page) changedPlace(c analysis.Change) Cell {
	if c.Place == "" {
		return Cell{Text: vi.Capital(vi.WholeOf(p.b.r.Places))}
	}
	return text(c.Place)
}

// changedSide is what one of the drafts says: a number with the digits that
// tell it from the other's, else a text.
func (p *page) changedSide(c analysis.Change, s analysis.Side) Cell {
	if !s.Stated {
		return Cell{Text: vi.NotStated}
	}
	if s.Value == nil || c.Kind == analysis.VerdictAltered || math.IsInf(*s.Value, 0) || math.IsNaN(*s.Value) {
		switch t := vi.ChangeSide(c, s); t {
		case vi.MarkNil, vi.MarkMissing:
			return p.mark(t)
		default:
			return Cell{Text: t}
		}
	}
	cell := figure(*s.Value, digits(c))
	if word := vi.Bound(s.Bound); word != "" {
		cell = cell.Before(word + " ")
	}
	if unit := vi.Folded(s.Unit); unit != "" {
		cell = cell.After(" " + unit)
	}
	if s.Proposed {
		cell = cell.After(vi.Proposed(""))
	}
	return cell
}

// digits are the decimals that a change is printed with: those of the
// indicator, and of a figure as many more as it needs.
func digits(c analysis.Change) int {
	most := c.Decimals
	if c.Kind == analysis.TargetAltered {
		return most
	}
	for _, s := range []analysis.Side{c.Before, c.After} {
		if s.Value == nil {
			continue
		}
		_, fraction, _ := strings.Cut(vi.ChangeSide(c, analysis.Side{Stated: true, Value: s.Value}), ",")
		most = max(most, len(fraction))
	}
	return most
}

// difference is how much a figure or a target has grown.
func (p *page) difference(c analysis.Change) Cell {
	v, ok := c.Difference()
	if !ok {
		return p.mark(vi.MarkNotAsked)
	}
	cell := figure(v, digits(c))
	if v > 0 {
		cell = cell.Before("+")
	}
	return cell
}

// A Comparison is what two drafts differ in, as lists to work with.
type Comparison struct {
	Title         string
	Before, After string   // "Dự thảo lần 1, số liệu tính đến ngày …"
	Contrasts     []string // what the two were made with, a sentence each
	Summary       string
	AsOf, Author  string
	Groups        []ChangeGroup // of the kinds that have any
}

// A ChangeGroup is all changes of one kind.
type ChangeGroup struct {
	Kind  analysis.ChangeKind
	Title string
	Table Table
	Notes []string
}

// Compare words the comparison of two Reviews, all of it.
func Compare(before, after *analysis.Review, c analysis.Comparison) Comparison {
	out := Comparison{
		Title:   vi.TitleComparison,
		Before:  vi.Compared(before.Job.Draft, before.AsOf),
		After:   vi.Compared(after.Job.Draft, after.AsOf),
		Summary: vi.NoChange, AsOf: after.AsOf, Author: vi.Folded(after.Job.Organisation),
	}
	for _, contrast := range c.Contrasts {
		out.Contrasts = append(out.Contrasts, vi.Capital(vi.Contrast(contrast))+".")
	}
	if len(c.Changes) > 0 {
		out.Summary = vi.AllChanges(c.Changes)
	}
	b := newDocument(after)
	for _, kind := range analysis.ChangeKinds() {
		if g := b.changesOf(kind, c.Changes); len(g.Table.Rows) > 0 {
			out.Groups = append(out.Groups, g)
		}
	}
	return out
}

// spread gives a list to work with more room than the annex has: figures stand
// apart, and a cell's name is on one line where there is one to a row.
func spread(t *Table) {
	const figures, one, two = 24.0, 110.0, 58.0
	longest := two
	if last := t.Columns[len(t.Columns)-2].Title; last != vi.HeadCellBefore {
		longest = one
	}
	for col := range t.Columns {
		c := &t.Columns[col]
		switch c.Title {
		case vi.HeadBefore, vi.HeadAfter, vi.HeadDifference:
			c.Width = max(c.Width, figures)
		case vi.HeadCellBefore, vi.HeadCellAfter:
			for _, r := range t.Rows {
				c.Width = max(c.Width, min(span(r.Cells[col].Text)+2*padding, longest))
			}
		}
	}
}

// changesOf lists the changes of one kind.
func (b *document) changesOf(kind analysis.ChangeKind, changes []analysis.Change) ChangeGroup {
	p := b.page()
	layout := p.figureLayout(kind, false)
	if kind == analysis.FindingAltered {
		layout = p.findingLayout(false)
	}
	t := Table{ID: "thay_doi_" + string(kind), Frozen: 2, Columns: layout.columns()}
	for _, c := range changes {
		if c.Kind == kind {
			t.Rows = append(t.Rows, Row{Cells: layout.cells(len(t.Rows)+1, c)})
		}
	}
	fit(&t)
	spread(&t)
	return ChangeGroup{Kind: kind, Title: vi.ChangeTitle(kind), Table: t, Notes: p.legend()}
}
