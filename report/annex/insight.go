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

// insights is the paper that analyses the results: which places are behind a
// change, what changed a rate, how places drew together, parts and their wholes,
// accounts, the middle of the term, and what the targets come to by place. What
// the job has no figures for is left out.
func (b *document) insights() Annex {
	p := b.page()
	a := Annex{ID: "phan-tich", Title: vi.TitleInsights(b.r.Term), Scope: b.wholeScope()}
	for _, one := range []func(*page) insight{
		b.drivers, b.effects, b.gaps, b.density, b.sides, b.ledgers, b.compared, b.midterm, b.shared,
	} {
		in := one(p)
		var tables []*Table
		for i := range in.tables {
			tables = append(tables, &in.tables[i])
		}
		p.settle(tables...)
		if len(in.tables) == 0 && !in.spoken {
			continue
		}
		part := fmt.Sprintf("%d. %s", 1+countHeadings(a.Blocks), in.title)
		var blocks []Block
		for i := range in.tables {
			blocks = append(blocks, Block{Table: &in.tables[i]})
			a.Landscape = a.Landscape || wide(in.tables[i])
		}
		blocks = append(blocks, Block{Paragraphs: append(bullets(in.says), Paragraph{Text: in.defined})})
		blocks[0].Heading = part
		a.Blocks = append(a.Blocks, blocks...)
	}
	if len(a.Blocks) > 0 {
		a.Blocks = append(a.Blocks, Block{Heading: vi.HeadingMethod, Paragraphs: []Paragraph{{Text: vi.MethodNames}}})
		a.Notes, a.Source = p.legend(), vi.Origin(b.sees(NameSources))
	}
	return a
}

// hasInsights tells whether the paper has anything to say.
func (b *document) hasInsights() bool {
	return len(b.r.Ledgers) > 0 || b.anyResult(func(x *analysis.Result) bool {
		return !x.Unknown && (x.Midterm != nil || x.Compared != nil || x.Per > 0 || analysis.DriversOf(x) != nil ||
			analysis.EffectsOf(x) != nil || analysis.GapsOf(x) != nil && Ranked(x) || analysis.SidesOf(b.r.Indicators, x) != nil)
	})
}

func countHeadings(blocks []Block) (n int) {
	for _, b := range blocks {
		if b.Heading != "" {
			n++
		}
	}
	return n
}

// An insight is one part of the paper: what is to be said, the tables, and how
// their figures are defined.
type insight struct {
	title   string
	says    []string
	points  bool // its columns say the unit
	tables  []Table
	spoken  bool // a table of one row, which its sentence says
	defined string
}

// mostSaid is how many sentences stand above a table: it has all of them.
const mostSaid = 3

func (in *insight) say(s string) {
	if s != "" && len(in.says) < mostSaid {
		in.says = append(in.says, s)
	}
}

// tabled gives an insight one table of rows by indicator, of those that are
// wanted.
func (b *document) tabled(in *insight, id string, columns []Column, wanted func(*analysis.Result) bool, row func(*analysis.Result) []Cell) {
	t := Table{ID: b.tableID(id), Frozen: 2, Compact: true, Columns: append(opening(), columns...)}
	if b.sections(&t, func(x *analysis.Result) bool { return !x.Unknown && wanted(x) }, row); len(t.Rows) == 0 {
		return
	}
	if in.points {
		t.keep(t.columnsThat(func(c Column) bool { return c.Name != ColUnit }))
	}
	in.tables = []Table{t}
}

// once remembers a statistic of each result: a part asks for it to choose its rows, its
// columns and its sentences.
func once[S any](of func(*analysis.Result) *S) func(*analysis.Result) *S {
	known := make(map[*analysis.Result]*S)
	return func(x *analysis.Result) *S {
		s, ok := known[x]
		if !ok {
			s = of(x)
			known[x] = s
		}
		return s
	}
}

// ends are the columns of the base and the last year under a group; of years of
// which all that is wanted is an estimate the header says so.
func (p *page) ends(group string, wanted func(*analysis.Result) bool) []Column {
	last := strconv.Itoa(p.b.r.Term.Last)
	if c, announced := p.b.lastColumn(p, wanted); announced {
		last = c.Title
	}
	return []Column{{Group: group, Title: strconv.Itoa(p.b.r.Term.Base), Align: Right}, {Group: group, Title: last, Align: Right}}
}

// drives tells whether a change of a count is worth telling by place.
func drives(x *analysis.Result) bool {
	return vi.Moves(x)
}

func (b *document) drivers(p *page) insight {
	in := insight{title: vi.HeadingDrivers, defined: vi.DefinesDrivers}
	columns := []Column{
		{Title: vi.HeadChanged(b.r.Term, false, ""), Align: Right}, {Title: vi.HeadMost, Align: Left},
		{Title: vi.HeadTogether, Align: Right}, {Title: vi.HeadAgainst, Align: Left},
	}
	of, said := once(analysis.DriversOf), map[string]bool{}
	b.tabled(&in, "dong_gop", columns, func(x *analysis.Result) bool {
		d := of(x)
		return d != nil && len(d.Most) > 0 && drives(x)
	}, func(x *analysis.Result) []Cell {
		d := of(x)
		if most := vi.DriverList(d.Most, 1); !said[most] { // households and their members move together
			in.say(vi.DriversSay(b.r, x, d))
			said[most] = true
		}
		return []Cell{figure(d.Change, x.Decimals), {Text: vi.DriverList(d.Most, 1)}, figure(d.Together, 1), p.listed(vi.DriverList(d.Against, 1))}
	})
	return in
}

// listed is a text, or the mark of a question that is not asked.
func (p *page) listed(s string) Cell {
	if s == "" {
		return p.mark(vi.MarkNotAsked)
	}
	return Cell{Text: s}
}

// asked is a figure, or the mark of a question that is not asked.
func (p *page) asked(v *float64, decimals int) Cell {
	if v == nil {
		return p.mark(vi.MarkNotAsked)
	}
	return figure(*v, decimals)
}

func (b *document) effects(p *page) insight {
	in := insight{title: vi.HeadingEffects, points: true, defined: vi.DefinesEffects}
	columns := []Column{
		{Title: vi.HeadChanged(b.r.Term, true, "%"), Align: Right},
		{Group: vi.HeadSplitParts, Title: vi.HeadByNumerator, Align: Right}, {Group: vi.HeadSplitParts, Title: vi.HeadByDivisor, Align: Right},
		{Group: vi.HeadSplitPlaces, Title: vi.HeadWithin, Align: Right}, {Group: vi.HeadSplitPlaces, Title: vi.HeadMix, Align: Right}, {Title: vi.HeadMostPoints, Align: Left},
	}
	of := once(analysis.EffectsOf)
	b.tabled(&in, "do_dau", columns, func(x *analysis.Result) bool {
		return of(x) != nil && !vi.Honoured(x)
	}, func(x *analysis.Result) []Cell {
		e := of(x)
		in.say(vi.EffectsSay(b.r, x, e))
		cells := []Cell{figure(e.Change, x.Decimals)}
		for _, v := range []*float64{e.Numerator, e.Denominator, e.Within, e.Mix} {
			cells = append(cells, p.asked(v, x.Decimals))
		}
		return append(cells, p.listed(vi.DriverList(e.Most, x.Decimals)))
	})
	return in
}

func (b *document) gaps(p *page) insight {
	in := insight{title: vi.HeadingGaps, points: true, defined: vi.DefinesGaps}
	of := once(analysis.GapsOf)
	wanted := func(x *analysis.Result) bool {
		g := of(x)
		return g != nil && Ranked(x) && !vi.Honoured(x) && (g.Base != 0 || g.Last != 0)
	}
	columns := slices.Concat(p.ends(vi.HeadApart, wanted), p.ends(vi.HeadTimes, wanted), p.ends(vi.HeadVariation, wanted), []Column{{Title: vi.HeadFinding, Align: Left}})
	b.tabled(&in, "chenh_lech", columns, wanted, func(x *analysis.Result) []Cell {
		g := of(x)
		in.say(vi.GapsSay(b.r, x, g))
		return []Cell{
			figure(g.Base, x.Decimals), figure(g.Last, x.Decimals), p.asked(g.BaseTimes, 1), p.asked(g.LastTimes, 1),
			p.asked(g.BaseCV, 1), p.asked(g.LastCV, 1), {Text: vi.GapsVerdict(x, g)},
		}
	})
	return in
}

func (b *document) density(p *page) insight {
	in := insight{title: vi.HeadingDensity, defined: vi.DefinesDensity}
	wanted := func(x *analysis.Result) bool { return x.Per > 0 && !vi.Honoured(x) }
	columns := append([]Column{{Title: vi.HeadPer, Align: Left}}, p.ends(vi.Capital(vi.WholeOf(b.r.Places)), wanted)...)
	columns = append(columns, Column{Title: vi.HeadHighest, Align: Left}, Column{Title: vi.HeadLowest, Align: Left})
	b.tabled(&in, "tren_dan_so", columns, wanted, func(x *analysis.Result) []Cell {
		d := analysis.DensityOf(x, b.r.Term)
		extreme := func(e *analysis.Extreme) Cell {
			if e == nil {
				return p.mark(vi.MarkNotAsked)
			}
			return Cell{Text: vi.ShortPlace(e.Place) + " " + vi.Number(e.Value, 1)}
		}
		return []Cell{{Text: vi.PerOf(b.r, x)}, p.optional(d.Base, 1), p.optional(d.Last, 1), extreme(d.Highest), extreme(d.Lowest)}
	})
	return in
}

func (b *document) sides(p *page) insight {
	in := insight{title: vi.HeadingSides, defined: vi.DefinesSides}
	of := once(func(x *analysis.Result) *analysis.Sides { return analysis.SidesOf(b.r.Indicators, x) })
	wanted := func(x *analysis.Result) bool {
		s := of(x)
		return s != nil && (s.Base != nil || s.Last != nil)
	}
	columns := slices.Concat([]Column{{Title: vi.HeadOfWhole, Align: Left}}, p.ends(vi.HeadPartShare, wanted), p.ends(vi.HeadPartApart, wanted))
	b.tabled(&in, "bo_phan", columns, wanted, func(x *analysis.Result) []Cell {
		s := of(x)
		in.say(vi.SidesSay(b.r, x, s))
		apart := func(v *float64) Cell {
			if v == nil {
				return p.mark(vi.MarkMissing)
			}
			return figure(analysis.Apart(*v), 1)
		}
		return []Cell{text(s.Whole.Name), p.optional(s.Base, 1), p.optional(s.Last, 1), apart(s.Base), apart(s.Last)}
	})
	return in
}

// ledgers has a row a year of each account.
func (b *document) ledgers(p *page) insight {
	in := insight{title: vi.HeadingLedgers, defined: vi.DefinesLedgers}
	for i := range b.r.Ledgers {
		l := &b.r.Ledgers[i]
		at := slices.IndexFunc(b.r.Indicators, func(x analysis.Result) bool { return x.Code == l.Stock })
		if at < 0 {
			continue
		}
		x := &b.r.Indicators[at]
		in.say(vi.LedgerSay(b.r, l))
		in.say(vi.LedgerOff(b.r, l))
		in.say(vi.LedgerHeld(b.r, l))
		off := slices.ContainsFunc(l.Years, func(y analysis.LedgerYear) bool { return y.Gap != 0 })
		t := Table{ID: b.tableID("so_" + strings.ReplaceAll(slugOf(l.Stock), "-", "_")), Frozen: 1, Compact: true, Columns: []Column{
			{Title: vi.Capital(vi.Name(x.Name)) + " (" + vi.Folded(x.Unit) + ")", Align: Left}, {Title: vi.HeadStart, Align: Right}, {Title: vi.HeadIn, Align: Right},
			{Title: vi.HeadOut, Align: Right}, {Title: vi.HeadEnd, Align: Right}, {Title: vi.HeadInRate, Align: Right}, {Title: vi.HeadOutRate, Align: Right},
		}}
		if off {
			t.Columns = append(t.Columns, Column{Title: vi.HeadLedgerGap, Align: Right})
		}
		for _, y := range l.Years {
			name := Cell{Text: vi.HeadYearOf(y.Year)}
			if y.Estimate {
				name = p.marked(Cell{Text: vi.HeadEstimated(y.Year)}, vi.MarkEstimated)
			}
			row := Row{Cells: []Cell{name, figure(y.Start, x.Decimals), figure(y.In, x.Decimals), figure(y.Out, x.Decimals), figure(y.End, x.Decimals), p.asked(y.InRate, 1), p.asked(y.OutRate, 1)}}
			if off {
				row.Cells = append(row.Cells, figure(y.Gap, x.Decimals))
			}
			t.Rows = append(t.Rows, row)
		}
		fit(&t)
		in.tables = append(in.tables, t)
	}
	return in
}

func (b *document) compared(p *page) insight {
	in := insight{title: vi.HeadingCompared, defined: vi.DefinesCompare}
	of := once(analysis.OffReference)
	wanted := func(x *analysis.Result) bool { return of(x) != nil }
	last, announced := b.lastColumn(p, wanted)
	columns := []Column{last, {Title: vi.HeadReference, Align: Right}, {Title: vi.HeadOff, Align: Right}}
	b.tabled(&in, "so_sanh", columns, wanted, func(x *analysis.Result) []Cell {
		in.say(vi.ComparedSay(b.r, x))
		return []Cell{p.last(x, announced), figure(*x.Compared, x.Decimals), figure(*of(x), x.Decimals)}
	})
	if len(b.results(func(x *analysis.Result) bool { return !x.Unknown && wanted(x) })) == 1 && len(in.says) == 1 {
		in.tables, in.spoken = nil, true
	}
	return in
}

func (b *document) midterm(p *page) insight {
	in := insight{title: vi.HeadingMidterm, defined: vi.DefinesMidterm}
	wanted := func(x *analysis.Result) bool { return x.Midterm != nil && x.Goal != nil && !x.Unknown }
	results := b.results(wanted)
	if len(results) == 0 {
		return in
	}
	year := results[0].Midterm.Year
	columns := []Column{
		{Title: vi.HeadGoal(b.r.Term.Last), Align: Right}, {Title: vi.HeadMidterm(year), Align: Right},
		{Title: vi.HeadPace, Align: Right}, {Title: vi.HeadStatus, Align: Left}, {Title: vi.HeadFinal, Align: Left},
	}
	b.tabled(&in, "giua_ky", columns, wanted, func(x *analysis.Result) []Cell {
		now := p.mark(vi.MarkMissing)
		if v, ok := analysis.ReachedBy(x, b.r.Term, year); ok {
			now = figure(v, x.Decimals)
		}
		return []Cell{p.goal(x), now, p.pace(x.Midterm), {Text: vi.Capital(vi.MidtermClass(x, b.r.Term))}, {Text: vi.Verdict(x.Judgement.Verdict, x.Judgement.Estimate)}}
	})
	in.says = vi.MidtermSay(b.r, results)
	return in
}

// mostPace is the pace, in per cent of the required one, that is printed; beyond
// it nothing more is said.
const mostPace = 200

func (p *page) pace(m *stat.Progress) Cell {
	if m.Ratio != nil && stat.Round(*m.Ratio, 1) > mostPace {
		return Cell{Text: vi.FastPace(mostPace)}
	}
	return p.asked(m.Ratio, 1)
}

// mostShared is how many targets one table parts over the places.
const mostShared = 7

// shared has the targets of the next term parted over the places, a column an
// indicator.
func (b *document) shared(p *page) insight {
	in := insight{title: vi.HeadingShared, defined: vi.DefinesShared(b.r.Term)}
	results := b.results(func(x *analysis.Result) bool {
		return b.hasTarget(x) && len(x.Places) > 1 && !slices.ContainsFunc(x.Places, func(l analysis.Line) bool { return l.NextTarget == nil })
	})
	for some := range slices.Chunk(results, mostShared) {
		t := Table{ID: b.tableID("giao_dia_ban"), Frozen: 1, Compact: true, Columns: []Column{{Title: vi.HeadPlaces(b.r.Places), Align: Left}}}
		whole := Row{Kind: Total, Cells: []Cell{{Text: vi.Capital(vi.WholeOf(b.r.Places))}}}
		for _, x := range some {
			t.Columns = append(t.Columns, Column{Title: vi.ShortName(x.Name) + " (" + vi.Folded(x.Unit) + ")", Align: Right})
			whole.Cells = append(whole.Cells, p.sharedGoal(x))
		}
		t.Rows = append(t.Rows, whole)
		for at, place := range b.r.Places[1:] {
			row := Row{Cells: []Cell{text(place.Name)}}
			for _, x := range some {
				c := p.mark(vi.MarkMissing)
				if i := slices.IndexFunc(x.Places, func(l analysis.Line) bool { return l.Place == b.r.Places[at+1].Name }); i >= 0 {
					c = figure(*x.Places[i].NextTarget, x.Decimals)
				}
				row.Cells = append(row.Cells, c)
			}
			t.Rows = append(t.Rows, row)
		}
		fit(&t)
		in.tables = append(in.tables, t)
	}
	return in
}

// sharedGoal is the target that is parted, with a footnote where it is not plain.
func (p *page) sharedGoal(x *analysis.Result) Cell {
	c := p.from(figure(*x.Next.Target, x.Decimals), x.Next.Facts)
	var notes []string
	switch {
	case x.Next.Derived:
		notes = append(notes, vi.NoteDerived)
	case x.Next.Proposed:
		notes = append(notes, vi.NoteProposed)
	}
	if x.Kind == analysis.Flow {
		notes = append(notes, vi.NoteTermTarget(p.b.r.Term))
	}
	if len(notes) > 0 {
		c.Note = p.note(strings.Join(notes, " "))
	}
	return c
}
