package annex

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/analysis/stat"
	"tongket/report/vi"
)

// field is the annex of one field: what is to be said of it, and for each
// indicator that places report on, a table of the places at both ends of the
// term. Of labels that the catalogue does not know, all figures there are.
func (b *document) field(at int, shelf Shelf) Annex {
	f := b.r.Fields[at]
	p := b.page()
	a := Annex{ID: "linh-vuc-" + slugOf(f.Name), Title: vi.TitleField(f.Name, b.r.Term), Scope: b.scopeOf(f)}
	part := 0
	next := func(title string) string {
		part++
		return fmt.Sprintf("%d. %s", part, title)
	}
	a.Blocks = append(a.Blocks, b.remarks(f, next)...)
	if unlisted := b.unlisted(f); shelf == Papers && len(unlisted) > 0 {
		t := b.yearsTable(p, unlisted)
		if p.choose(&t, NameFields, ColUnit, ColSource) {
			a.Blocks = append(a.Blocks, Block{Heading: next(vi.HeadingYears), Table: &t})
		}
	}
	if shelf == Book {
		a.Blocks = append(a.Blocks, b.stepsOf(f)...)
		a.Blocks = append(a.Blocks, b.compactBlocks(p, f, next)...)
	}
	for _, block := range a.Blocks {
		a.Landscape = a.Landscape || block.Table != nil && wide(*block.Table)
	}
	a.Notes = p.legend()
	if len(a.Blocks) > 0 {
		a.Source = b.origin()
	}
	return a
}

// scopeOf is what a field's figures are about: the scope that the job gives, or
// the places if any reports on it; else nothing is claimed.
func (b *document) scopeOf(f analysis.Field) string {
	if own := b.print.Book.Scopes[f.Name]; own != "" {
		return vi.ScopeOwn(own)
	}
	if slices.ContainsFunc(f.Indicators, func(i int) bool { return len(b.r.Indicators[i].Places) > 0 }) {
		return vi.Scope(b.r.Places)
	}
	return ""
}

// figuresOf has the figures of places in full, all years, for the workbook.
func (b *document) figuresOf(at int) Annex {
	f := b.r.Fields[at]
	p := b.page()
	a := Annex{ID: "so-lieu-" + slugOf(f.Name), Title: vi.TitleFigures(f.Name, b.r.Term), Scope: vi.Scope(b.r.Places)}
	for _, i := range f.Indicators {
		if x := &b.r.Indicators[i]; len(x.Places) > 1 {
			t := b.placeTable(p, x)
			p.settle(&t)
			a.Blocks = append(a.Blocks, Block{Heading: vi.HeadingPlaces(x.Name, b.r.Places), Unit: vi.UnitLine(x.Unit), Table: &t})
			if numbers := p.numbers(); numbers != "" && b.sees(NameSources) != "" {
				a.Blocks = append(a.Blocks, Block{Paragraphs: []Paragraph{{Text: vi.SourceNumbers(numbers)}}})
			}
			a.Landscape = a.Landscape || wide(t)
		}
	}
	a.Notes, a.Source = p.legend(), vi.Origin(b.sees(NameSources))
	return a
}

func slugOf(name string) string {
	if s := vi.Slug(name); s != "" {
		return s
	}
	return "khac"
}

// remarks are the sentences on a field.
func (b *document) remarks(f analysis.Field, next func(string) string) []Block {
	told := vi.Tell(b.r, f)
	var blocks []Block
	if len(told.Paragraphs) > 0 {
		block := Block{Heading: next(vi.HeadingRemarks)}
		for _, sentences := range told.Paragraphs {
			block.Paragraphs = append(block.Paragraphs, Paragraph{Text: strings.Join(sentences, " ")})
		}
		blocks = append(blocks, block)
	}
	if len(told.Limits) > 0 {
		blocks = append(blocks, Block{Heading: next(vi.HeadingLimits), Paragraphs: bullets(told.Limits)})
	}
	return blocks
}

func bullets(lines []string) []Paragraph {
	out := make([]Paragraph, len(lines))
	for i, l := range lines {
		out[i] = Paragraph{Text: l, Bullet: true}
	}
	return out
}

// unlisted are the indicators of a field that have figures for the whole and
// that the overview leaves out.
func (b *document) unlisted(f analysis.Field) []int {
	shown := b.shown(f)
	var out []int
	for _, i := range f.Indicators {
		if anyFigure(b.r.Indicators[i].Whole) && !slices.Contains(shown, i) {
			out = append(out, i)
		}
	}
	return out
}

// yearsTable has a row an indicator and a column a year.
func (b *document) yearsTable(p *page, indicators []int) Table {
	t := Table{ID: b.tableID("cac_nam"), Frozen: 2, Columns: []Column{
		{Title: vi.HeadNumber, Align: Centre}, {Title: vi.HeadIndicator, Align: Left}, {Name: ColUnit, Title: vi.HeadUnit, Align: Centre},
	}}
	for year := b.r.Term.Base; year <= b.r.Term.Last; year++ {
		t.Columns = append(t.Columns, yearColumn(b.r.Term, year))
	}
	sourced := b.sees(NameSources) != ""
	if sourced {
		t.Columns = append(t.Columns, Column{Name: ColSource, Title: vi.HeadSource, Align: Centre})
	}
	for n, i := range indicators {
		x := &b.r.Indicators[i]
		row := Row{Cells: []Cell{{Text: strconv.Itoa(n + 1)}, text(x.Name), text(x.Unit)}}
		for _, pt := range x.Whole.Points {
			row.Cells = append(row.Cells, p.point(x, pt, false))
		}
		hoist(row.Cells, 1, 3, len(row.Cells))
		if sourced {
			row.Cells = append(row.Cells, p.numbered())
		}
		t.Rows = append(t.Rows, row)
	}
	fit(&t)
	return t
}

// yearColumn is the column of a year of the term.
func yearColumn(t analysis.Term, year int) Column {
	c := Column{Name: ColActual, Year: year, Title: strconv.Itoa(year), Align: Right}
	if year == t.Base {
		c.Name = ColBase
	}
	return c
}

// A placing is which columns a table of places has.
type placing struct {
	p         *page
	x         *analysis.Result
	from      int  // the year, from the base year on, that changes are measured from
	announced bool // the header says that the last year is an estimate
	changes   bool
	totals    bool      // of a flow: the sum over the term
	shares    []float64 // as printed, by line; nil = no column
	pushes    []float64 // contributions to the change, the same
	dense     bool      // a count per so many of its population in the last year
	ranks     bool
}

func (b *document) placing(p *page, x *analysis.Result) placing {
	pl := placing{p: p, x: x, from: compared(b.r.Term, x).Base - b.r.Term.Base, announced: lastEstimated(x, b.r.Term.Last)}
	for _, l := range x.Places {
		pl.changes = pl.changes || l.Change != nil && x.Kind != analysis.Flow
		pl.totals = pl.totals || l.Total != nil
		pl.ranks = pl.ranks || l.Rank != nil && Ranked(x)
		pl.dense = pl.dense || x.Per > 0 && !vi.Honoured(x) && analysis.DensityIn(l, b.r.Term.Last) != nil
	}
	pl.shares = sharesOf(x)
	if drives(x) {
		pl.pushes = analysis.ContributionsOf(x)
	}
	return pl
}

// sharesOf are the shares of all places as they add up to 100,0; nil if a place
// has none.
func sharesOf(x *analysis.Result) []float64 {
	shares := make([]float64, len(x.Places))
	for i, l := range x.Places {
		if l.Share == nil {
			return nil
		}
		shares[i] = *l.Share
	}
	return stat.LargestRemainder(shares, 1)
}

// lastEstimated tells whether every figure of the last year is an estimate.
func lastEstimated(x *analysis.Result, last int) bool {
	found := false
	for _, l := range append([]analysis.Line{x.Whole}, x.Places...) {
		if p := pointOf(l, last); p != nil && p.Status == analysis.Known {
			if !p.Estimate {
				return false
			}
			found = true
		}
	}
	return found
}

func (b *document) placeTable(p *page, x *analysis.Result) Table {
	pl := b.placing(p, x)
	p.cited = p.cited[:0]
	t := Table{ID: b.tableID("db_" + strings.ReplaceAll(slugOf(x.Code), "-", "_")), Frozen: 2, Columns: pl.columns(b.r)}
	if anyFigure(x.Whole) {
		t.Rows = append(t.Rows, b.wholeRow(pl))
	}
	t.Rows = slices.Grow(t.Rows, len(x.Places))
	for i, l := range x.Places {
		t.Rows = append(t.Rows, pl.row(i, l, len(t.Rows), len(t.Columns)))
	}
	p.addUp(&t, x)
	fit(&t)
	return t
}

func (pl placing) columns(r *analysis.Review) []Column {
	columns := []Column{{Title: vi.HeadNumber, Align: Centre}, {Title: vi.HeadPlaces(r.Places), Align: Left}}
	for year := r.Term.Base; year <= r.Term.Last; year++ {
		c := yearColumn(r.Term, year)
		if year == r.Term.Last && pl.announced {
			c = pl.p.estimated(c, year)
		}
		columns = append(columns, c)
	}
	if pl.totals {
		columns = append(columns, Column{Name: ColTotal, Title: vi.Span(r.Term.Base+1, r.Term.Last), Align: Right})
	}
	if pl.changes {
		columns = append(columns, Column{Name: ColChange, Title: vi.HeadChanged(compared(r.Term, pl.x), pl.x.Kind == analysis.Rate, pl.x.Unit), Align: Right})
	}
	if pl.shares != nil {
		columns = append(columns, Column{Name: ColShare, Title: vi.HeadShare(r.Term), Align: Right})
	}
	if pl.pushes != nil {
		columns = append(columns, Column{Name: ColContribution, Title: vi.HeadContribution, Align: Right})
	}
	if pl.dense {
		columns = append(columns, pl.densityColumn())
	}
	if pl.ranks {
		columns = append(columns, Column{Name: ColRank, Title: vi.HeadRank, Align: Centre})
	}
	return columns
}

// wholeRow is the first row: the whole.
func (b *document) wholeRow(pl placing) Row {
	x := pl.x
	cells := []Cell{{}, {Text: vi.Capital(vi.WholeOf(b.r.Places))}}
	for k, pt := range x.Whole.Points {
		c := pl.p.point(x, pt, pl.announced)
		if pt.From == "sum" {
			c.Formula = &Formula{Op: "sum", Args: column(2+k, 1, len(x.Places))}
		}
		cells = append(cells, c)
	}
	hoist(cells, 1, 2, len(cells))
	if pl.totals {
		cells = append(cells, pl.total(wholeTotal(x, b.r.Term), x.Whole, cells, 0))
	}
	if pl.changes {
		cells = append(cells, pl.change(x.Term.Change, x.Whole, cells, 0))
	}
	if pl.shares != nil {
		cells = append(cells, figure(100, 1))
	}
	if pl.pushes != nil {
		cells = append(cells, figure(100, 1))
	}
	if pl.dense {
		cells = append(cells, pl.wholeDensity(x.Whole))
	}
	if pl.ranks {
		cells = append(cells, pl.p.mark(vi.MarkNotAsked))
	}
	return Row{Kind: Total, Cells: cells}
}

func (pl placing) densityColumn() Column {
	return Column{Name: ColDensity, Title: vi.HeadDensity(pl.p.b.r, pl.x), Align: Right}
}

// density is a count of the last year per so many of its population.
func (pl placing) density(l analysis.Line) Cell {
	return pl.p.optional(analysis.DensityIn(l, pl.p.b.r.Term.Last), 1)
}

// wholeDensity says also which population that is.
func (pl placing) wholeDensity(l analysis.Line) Cell {
	c := pl.density(l)
	if s := vi.NoteDensity(pl.p.b.r, pl.x); s != "" && c.Value != nil {
		c.Note = pl.p.note(s)
	}
	return c
}

// column are the references to count cells of a column below one another.
func column(col, row, count int) []Ref {
	out := make([]Ref, count)
	for i := range out {
		out[i] = Ref{row + i, col}
	}
	return out
}

// row has no room to spare: there are as many as places have series.
func (pl placing) row(i int, l analysis.Line, at, columns int) Row {
	cells := append(make([]Cell, 0, columns), Cell{Text: strconv.Itoa(i + 1)}, text(l.Place))
	for _, pt := range l.Points {
		cells = append(cells, pl.p.point(pl.x, pt, pl.announced))
	}
	hoist(cells, 1, 2, len(cells))
	if pl.totals {
		cells = append(cells, pl.total(l.Total, l, cells, at))
	}
	if pl.changes {
		cells = append(cells, pl.change(l.Change, l, cells, at))
	}
	if pl.shares != nil {
		cells = append(cells, figure(pl.shares[i], 1))
	}
	if pl.pushes != nil {
		cells = append(cells, figure(pl.pushes[i], 1))
	}
	if pl.dense {
		cells = append(cells, pl.density(l))
	}
	if pl.ranks {
		c := pl.p.mark
		if l.Rank != nil {
			cells = append(cells, Cell{Text: strconv.Itoa(*l.Rank)})
		} else {
			cells = append(cells, c(vi.MarkMissing))
		}
	}
	return Row{Cells: cells}
}

// wholeTotal is the total of the whole if every year is known.
func wholeTotal(x *analysis.Result, t analysis.Term) *float64 {
	if x.Term.TotalYears < t.Last-t.Base {
		return nil
	}
	return x.Term.Total
}

// total is the sum of a flow over the years after the base.
func (pl placing) total(v *float64, l analysis.Line, cells []Cell, at int) Cell {
	c := pl.p.made(v, pl.x.Decimals, l, yearsAfter(pl.p.b.r.Term)...)
	if v != nil {
		c.Formula = &Formula{Op: "sum", Args: refs(at, 3, len(cells)-3)}
	}
	return c
}

// change is the change since the base year, which the sheet can follow.
func (pl placing) change(v *float64, l analysis.Line, cells []Cell, at int) Cell {
	c := pl.p.made(v, pl.x.Decimals, l, compared(pl.p.b.r.Term, pl.x).Base, pl.p.b.r.Term.Last)
	if v != nil {
		c.Formula = &Formula{Op: "diff", Args: []Ref{{at, len(cells) - 1}, {at, 2 + pl.from}}}
	}
	return c
}

// compared is the term as far as an indicator's years compare: from the year on
// in which its series starts anew, if it does.
func compared(t analysis.Term, x *analysis.Result) analysis.Term {
	t.Base = max(t.Base, x.Term.Since)
	return t
}
