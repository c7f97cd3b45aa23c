package annex

import (
	"math"
	"slices"
	"strings"

	"tongket/analysis"
	"tongket/report/plot"
	"tongket/report/vi"
)

// compactBlocks are the tables of places of a field for the book. What one place
// alone reports is a sentence, and so is what is the same in all.
func (b *document) compactBlocks(p *page, f analysis.Field, next func(string) string) []Block {
	var tables []Block
	var tabled []int
	var alike, single []string
	shown := b.shown(f)
	for _, i := range shown {
		x := &b.r.Indicators[i]
		switch {
		case len(x.Places) == 0 || x.Unknown || b.partOfTabled(x):
		case len(x.Places) == 1:
			single = append(single, vi.AtPlace(b.r, x, x.Places[0]))
		default:
			if s := vi.Alike(b.r, x); s != "" {
				alike = append(alike, s)
				continue
			}
			if block, ok := b.compactBlock(p, x); ok {
				tables, tabled = append(tables, block), append(tabled, i)
			}
		}
	}
	var blocks []Block
	if len(alike) > 0 {
		blocks = append(blocks, Block{Heading: next(vi.HeadingAlike), Paragraphs: bullets(alike)})
	}
	if len(single) > 0 {
		blocks = append(blocks, Block{Heading: next(vi.HeadingSingle), Paragraphs: bullets(single)})
	}
	if len(tables) > 0 {
		tables[0].Heading = next(vi.HeadingByPlaces(b.r.Places))
	}
	return append(append(blocks, tables...), b.panelsOf(tabled)...)
}

// partOfTabled tells whether an indicator is the numerator or the denominator of
// a rate that has a table of places: the rate says more, and the workbook has the
// counts.
func (b *document) partOfTabled(x *analysis.Result) bool {
	if slices.Contains(b.print.Book.Indicators, x.Code) {
		return false
	}
	return slices.ContainsFunc(b.r.Indicators, func(y analysis.Result) bool {
		return y.Kind == analysis.Rate && len(y.Places) > 1 && (y.Numerator == x.Code || y.Denominator == x.Code)
	})
}

// compactBlock is the table of one indicator: base year, last year, change, what
// a flow comes to, the share, and both ends drawn beside the whole.
func (b *document) compactBlock(p *page, x *analysis.Result) (Block, bool) {
	t := b.compactTable(p, x)
	if !p.choose(&t, NameFields) {
		return Block{}, false
	}
	return Block{Title: vi.HeadingPlaces(x.Name, b.r.Places), Unit: vi.UnitLine(x.Unit), Source: vi.OriginOf(x.Supplier, b.r.Places), Table: &t}, true
}

func (b *document) compactTable(p *page, x *analysis.Result) Table {
	id := b.tableID("dbg_" + strings.ReplaceAll(slugOf(x.Code), "-", "_"))
	if len(b.print.Columns[NameFields]) > 0 { // the job says which years it wants
		t := b.placeTable(p, x)
		t.ID = id
		return t
	}
	pl := b.placing(p, x)
	p.cited = p.cited[:0]
	term := b.r.Term
	last := yearColumn(term, term.Last)
	if pl.announced {
		last = p.estimated(last, term.Last)
	} else {
		last.Title = vi.HeadYearOf(term.Last)
	}
	base := yearColumn(term, term.Base)
	base.Title = vi.HeadYearOf(term.Base)
	t := Table{ID: id, Frozen: 1, Compact: true, Columns: []Column{{Title: vi.HeadPlaces(b.r.Places), Align: Left}, base, last}}
	if pl.changes {
		t.Columns = append(t.Columns, Column{Name: ColChange, Title: vi.HeadChanged(compared(term, x), x.Kind == analysis.Rate, x.Unit), Align: Right})
	}
	if pl.totals {
		t.Columns = append(t.Columns, Column{Name: ColTotal, Title: vi.Span(term.Base+1, term.Last), Align: Right})
	}
	if pl.shares != nil {
		t.Columns = append(t.Columns, Column{Name: ColShare, Title: vi.HeadShare(term), Align: Right})
	}
	if pl.dense {
		t.Columns = append(t.Columns, pl.densityColumn())
	}
	drawn := !vi.Honoured(x)
	behind := slices.ContainsFunc(x.Places, func(l analysis.Line) bool { return analysis.IsBehind(x, l, term.Last) })
	if drawn {
		t.Columns = append(t.Columns, Column{Title: vi.HeadDrawn(term, behind), Align: Centre, Plot: 42})
	}
	scale := spanOf(b.r, x)
	if anyFigure(x.Whole) {
		pl.compactRow(&t, analysis.Line{Points: x.Whole.Points, Density: x.Whole.Density, Change: x.Term.Change, Total: wholeTotal(x, term)}, -1, Total, scale, drawn)
	}
	for i, l := range x.Places {
		pl.compactRow(&t, l, i, Plain, scale, drawn)
	}
	p.addUp(&t, x)
	p.dropEmpty(&t)
	if drawn && !slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Year == term.Base }) {
		t.Columns[len(t.Columns)-1].Title = vi.HeadDrawnLast(term, behind)
	}
	fit(&t)
	return t
}

// addUp notes on the total of a column of counts what its places come to, where
// that is another number as printed.
func (p *page) addUp(t *Table, x *analysis.Result) {
	if len(t.Rows) < 3 || t.Rows[0].Kind != Total {
		return
	}
	for j, c := range t.Columns {
		whole := &t.Rows[0].Cells[j]
		if c.Year == 0 && c.Name != ColTotal || whole.Value == nil || whole.Note > 0 && !whole.Held {
			continue
		}
		places := make([]*float64, len(t.Rows)-1)
		for i, r := range t.Rows[1:] {
			places[i] = r.Cells[j].Value
		}
		if sum, printed, off := analysis.PlacesOff(x, *whole.Value, places); off {
			note := vi.NotePlacesOff(x, sum, printed, whole.Held)
			if whole.Note > 0 {
				note = p.notes[whole.Note-1] + " " + note
			}
			whole.Note = p.note(note)
		}
	}
}

// compactRow appends the row of a place, or of the whole where i is below nought.
func (pl placing) compactRow(t *Table, l analysis.Line, i int, kind RowKind, scale plot.Span, drawn bool) {
	name := text(l.Place)
	if i < 0 {
		name = Cell{Text: vi.Capital(vi.WholeOf(pl.p.b.r.Places))}
	}
	cells := append(make([]Cell, 0, len(t.Columns)), name)
	for _, year := range [...]int{pl.p.b.r.Term.Base, pl.p.b.r.Term.Last} {
		pt := pointOf(l, year)
		if pt == nil {
			pt = &analysis.Point{Year: year, Status: analysis.Missing}
		}
		c := pl.p.before(pl.x, *pt, pl.announced)
		if v, _ := usable(pl.x, *pt); v != nil {
			if year == pl.p.b.r.Term.Base {
				scale.Base = v
			} else {
				scale.Last = v
			}
		}
		cells = append(cells, c)
	}
	at := len(t.Rows)
	if pl.changes {
		c := pl.p.made(l.Change, pl.x.Decimals, l, pl.p.b.r.Term.Base, pl.p.b.r.Term.Last)
		if l.Change != nil && pl.from == 0 {
			c.Formula = &Formula{Op: "diff", Args: []Ref{{at, 2}, {at, 1}}}
		}
		cells = append(cells, c)
	}
	if pl.totals {
		cells = append(cells, pl.p.made(l.Total, pl.x.Decimals, l, yearsAfter(pl.p.b.r.Term)...))
	}
	if pl.shares != nil {
		share := 100.0
		if i >= 0 {
			share = pl.shares[i]
		}
		cells = append(cells, figure(share, 1))
	}
	switch {
	case pl.dense && i < 0:
		cells = append(cells, pl.wholeDensity(l))
	case pl.dense:
		cells = append(cells, pl.density(l))
	}
	if drawn {
		c := Cell{}
		if i >= 0 || pl.x.Kind == analysis.Rate { // a sum dwarfs its parts
			scale.Behind = i >= 0 && analysis.IsBehind(pl.x, l, pl.p.b.r.Term.Last)
			scale.Says = vi.AltSpan(pl.p.b.r.Term, scale.Base, scale.Last, scale.Behind)
			c.Drawn = &Drawing{Span: &scale}
		}
		cells = append(cells, c)
	}
	t.Rows = append(t.Rows, Row{Kind: kind, Cells: cells})
}

// spanOf is the scale that the places of an indicator are drawn on, and where the
// whole of a rate stands. Counts are drawn from nought.
func spanOf(r *analysis.Review, x *analysis.Result) plot.Span {
	s := plot.Span{Low: math.Inf(1), High: math.Inf(-1)}
	take := func(l analysis.Line) {
		for _, year := range [...]int{r.Term.Base, r.Term.Last} {
			if pt := pointOf(l, year); pt != nil {
				if v, _ := usable(x, *pt); v != nil {
					s.Low, s.High = min(s.Low, *v), max(s.High, *v)
				}
			}
		}
	}
	for _, l := range x.Places {
		take(l)
	}
	if x.Kind != analysis.Rate {
		s.Low = min(s.Low, 0)
		return s
	}
	take(x.Whole)
	if pt := pointOf(x.Whole, r.Term.Last); pt != nil {
		s.Whole, _ = usable(x, *pt)
	}
	return s
}

// Ranked tells whether places are ranked by an indicator: by rates of which more
// or less is better, never by counts, which their population decides.
func Ranked(x *analysis.Result) bool {
	return x.Kind == analysis.Rate && (x.Direction == analysis.Up || x.Direction == analysis.Down)
}
