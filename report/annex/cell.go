package annex

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"tongket/analysis"
	"tongket/analysis/stat"
	"tongket/ingest"
	"tongket/report/vi"
)

// A page is what the cells of one annex have used: marks for the legend, and
// footnotes.
type page struct {
	b     *document
	marks marks
	notes []string
	cited []int // facts of the row in the making

	settled      marks // of the tables that are finished
	settledNotes int   // and how many footnotes they have
}

// marks is a set of the marks that a legend explains, by their place among them.
type marks uint16

// explained are the marks in the order of a legend.
var explained = [...]string{vi.MarkMissing, vi.MarkNil, vi.MarkNotAsked, vi.MarkHeld, vi.MarkEstimated, vi.MarkEstimate, vi.MarkApproximate, vi.MarkCorrected}

// marksOf is the set of one mark; of a text that is none, an empty one.
func marksOf(mark string) marks {
	if i := slices.Index(explained[:], mark); i >= 0 {
		return 1 << i
	}
	return 0
}

func (b *document) page() *page { return &page{b: b} }

// legend are the lines below an annex: the marks that occur in it, then its
// footnotes.
func (p *page) legend() []string {
	var used []string
	for _, m := range explained {
		if p.marks&marksOf(m) != 0 {
			used = append(used, m)
		}
	}
	var lines []string
	if len(used) > 0 {
		lines = append(lines, vi.Legend(used))
	}
	for i, n := range p.notes {
		lines = append(lines, fmt.Sprintf("(%d) %s", i+1, n))
	}
	return lines
}

// note is the number of a footnote, given on its first use.
func (p *page) note(text string) int {
	i := slices.Index(p.notes, text)
	if i < 0 {
		p.notes = append(p.notes, text)
		i = len(p.notes) - 1
	}
	return i + 1
}

// mark is a cell that holds a mark alone.
func (p *page) mark(m string) Cell {
	return p.marked(Cell{Text: m}, m)
}

// marked is c with a mark that the legend explains.
func (p *page) marked(c Cell, mark string) Cell {
	p.marks |= marksOf(mark)
	c.marks |= marksOf(mark)
	return c
}

func text(s string) Cell { return Cell{Text: vi.Folded(s)} }

// figure is a cell with a number.
func figure(v float64, decimals int) Cell {
	return Cell{Text: vi.Number(v, decimals), Value: &v, Decimals: decimals}
}

// optional is a figure, or "…" if there is none.
func (p *page) optional(v *float64, decimals int) Cell {
	if v == nil {
		return p.mark(vi.MarkMissing)
	}
	return figure(*v, decimals)
}

// made is a figure that is made of some years of a line, or a mark if there is
// none, which says whether a figure is missing or under review.
func (p *page) made(v *float64, decimals int, l analysis.Line, years ...int) Cell {
	for _, year := range years {
		if pt := pointOf(l, year); v == nil && pt != nil && pt.Held {
			return p.held(Cell{Text: vi.MarkMissing}, vi.NoteReviewed)
		}
	}
	return p.optional(v, decimals)
}

// yearsAfter are the years of a term behind its base.
func yearsAfter(t analysis.Term) (years []int) {
	for year := t.Base + 1; year <= t.Last; year++ {
		years = append(years, year)
	}
	return years
}

// hoist moves a footnote that all figures of a row share to the row's name,
// which is cells[name]; years are the cells from..to-1.
func hoist(cells []Cell, name, from, to int) {
	note, figures := 0, 0
	for _, c := range cells[from:to] {
		if c.Value == nil {
			continue
		}
		if c.Note == 0 || note != 0 && c.Note != note {
			return
		}
		note = c.Note
		figures++
	}
	if figures < 2 || cells[name].Note != 0 {
		return
	}
	cells[name].Note = note
	cells[name].noted.from, cells[name].noted.to = int16(from), int16(to)
	for i := range cells[from:to] {
		cells[from+i].Note = 0
	}
}

// estimate marks a figure as an estimate.
func (p *page) estimate(c Cell) Cell {
	return p.marked(c, vi.MarkEstimate).Before(vi.MarkEstimate + " ")
}

// Before and After add to what is printed around a figure.
func (c Cell) Before(s string) Cell {
	c.prefix, c.Text = c.prefix+int32(len(s)), s+c.Text
	return c
}

func (c Cell) After(s string) Cell {
	c.suffix, c.Text = c.suffix+int32(len(s)), c.Text+s
	return c
}

// from says which facts a cell rests on: their numbers among the sources, and
// the findings that stand on them.
func (p *page) from(c Cell, facts []int) Cell {
	c.Facts = facts
	p.cited = append(p.cited, facts...)
	if p.b.corrected(facts) {
		c = p.marked(c, vi.MarkCorrected).After(" " + vi.MarkCorrected)
	}
	for i, f := range facts {
		p.b.use(f, c, +1)
		n := p.b.source(f)
		if i == 0 {
			c.Source = n
		}
		if f < 0 || f >= p.b.r.Facts.Len() {
			continue
		}
		for _, found := range p.b.at[p.b.facts.At(f).Pos] {
			if !slices.Contains(c.Findings, found) {
				c.Findings = append(c.Findings, found)
			}
		}
	}
	return c
}

// corrected tells whether one of the facts is as the team has corrected it.
func (b *document) corrected(facts []int) bool {
	return len(b.r.Corrections) > 0 && slices.ContainsFunc(facts, func(f int) bool {
		return f >= 0 && f < b.r.Facts.Len() && b.r.Facts.Basis(f).Mark == analysis.MarkCorrected
	})
}

// use counts a cell that rests on a fact, or takes it back.
func (b *document) use(fact int, c Cell, by int32) {
	if fact < 0 || fact >= b.r.Facts.Len() {
		return
	}
	b.uses[fact] += by
	if printsAsRead(c, b.facts.At(fact)) {
		b.plain[fact] += by
	}
}

// printsAsRead tells whether a cell prints the very number that a sheet has.
func printsAsRead(c Cell, f *ingest.Fact) bool {
	return c.Value != nil && f.Known && f.Mark != analysis.MarkCorrected && math.Abs(stat.Round(*c.Value, c.Decimals)-f.Value) < 1e-9
}

// point is the cell of one year. announced: the header says "ƯTH" already.
func (p *page) point(x *analysis.Result, pt analysis.Point, announced bool) Cell {
	var c Cell
	switch pt.Status {
	case analysis.Known:
		c = figure(pt.Value, x.Decimals)
	case analysis.NilOnly:
		c = p.mark(vi.MarkNil)
	default:
		c = p.mark(vi.MarkMissing)
	}
	c = p.from(c, pt.Facts)
	if pt.Status != analysis.Known {
		return c
	}
	own := p.b.own(x.Code, pt)
	if len(own) > 0 {
		p.cited = append(p.cited[:len(p.cited)-len(pt.Facts)], own...)
	}
	if p.b.approximate(pt.Facts) {
		c = p.marked(c, vi.MarkApproximate).Before(vi.MarkApproximate + " ")
	}
	if pt.Estimate && !announced {
		c = p.estimate(c)
	}
	switch pt.From {
	case "sum":
		c.Note = p.note(vi.NoteSum(p.b.r.Places))
	case "ratio":
		if len(own) == 0 {
			c.Note = p.note(vi.NoteRatio)
		}
	}
	if since := x.Term.Since; since > 0 && pt.Year == since && c.Note == 0 {
		c.Note = p.note(vi.NoteBreak(since))
	}
	switch {
	case pt.Held:
		c = p.held(c, vi.NoteHeld)
	case pt.Disputed && c.Note == 0:
		c.Note = p.note(vi.NoteDisputed)
	}
	return c
}

// before is the cell of the base year in a table that leaves out the years between: a
// break of the series, which is noted on the first year after it, is noted on it.
func (p *page) before(x *analysis.Result, pt analysis.Point, announced bool) Cell {
	c := p.point(x, pt, announced)
	if since := x.Term.Since; since > pt.Year && c.Value != nil && c.Note == 0 {
		c.Note = p.note(vi.NoteBreak(since))
	}
	return c
}

// held is c under review, with the footnote that says so behind what else is noted on
// it: an annex has one kind of note.
func (p *page) held(c Cell, why string) Cell {
	if c.Note > 0 {
		why = p.notes[c.Note-1] + " " + why
	}
	c.Held, c.Note = true, p.note(why)
	return c
}

// own are the facts that print the rate itself where it was recomputed from its
// parts; nil if it was not, or no sheet prints it.
func (b *document) own(code string, pt analysis.Point) []int {
	if pt.From != "ratio" {
		return nil
	}
	var own []int
	for _, f := range pt.Facts {
		if f >= 0 && f < b.r.Facts.Len() && b.facts.At(f).Indicator == code {
			own = append(own, f)
		}
	}
	return own
}

// approximate tells whether the fact in use is a figure that its sheet gives as
// an approximate one.
func (b *document) approximate(facts []int) bool {
	if len(facts) == 0 || facts[0] < 0 || facts[0] >= b.r.Facts.Len() {
		return false
	}
	f := b.facts.At(facts[0])
	return f.Mark == ingest.Approximate && f.Bound == ""
}

// goal is the cell of a target; "x" where there is none.
func (p *page) goal(x *analysis.Result) Cell {
	if x.Goal == nil {
		return p.mark(vi.MarkNotAsked)
	}
	c := p.from(figure(x.Goal.Value, x.Decimals), x.Goal.Facts)
	if word := vi.Bound(x.Goal.Bound); word != "" {
		c = c.Before(word + " ")
	}
	return c
}

// source is the number of a fact among the sources, given on its first use; 0
// for one that no printed figure rests on.
func (b *document) source(fact int) int {
	if fact < 0 || fact >= b.r.Facts.Len() {
		return 0
	}
	if n := b.number[fact]; n > 0 || b.closed {
		return int(n)
	}
	s := Source{Fact: fact}
	if !b.draft {
		f := b.facts.At(fact)
		s.Pos, s.Raw = f.Pos.String(), f.Raw
	}
	b.sources = append(b.sources, s)
	b.number[fact] = int32(len(b.sources))
	return len(b.sources)
}

// numbers are the sources of the row that was made since the last call, as a
// reader looks them up: "1-6, 9". Of a row that rests on many scattered cells
// the neighbours are joined.
func (p *page) numbers() string {
	var all []int
	for _, f := range p.cited {
		if f >= 0 && f < len(p.b.number) && p.b.number[f] > 0 {
			all = append(all, int(p.b.number[f]))
		}
	}
	p.cited = p.cited[:0]
	slices.Sort(all)
	all = slices.Compact(all)
	const most = 4
	for gap := 1; ; gap *= 4 {
		if runs := joined(all, gap); len(runs) <= most {
			return strings.Join(runs, ", ")
		}
	}
}

// numbered is the cell of numbers; "x" for a row that rests on no cell.
func (p *page) numbered() Cell {
	if s := p.numbers(); s != "" {
		return Cell{Text: s}
	}
	return p.mark(vi.MarkNotAsked)
}

// joined writes numbers in order as spans of such as lie within a gap.
func joined(all []int, gap int) []string {
	var spans []string
	for i := 0; i < len(all); {
		j := i
		for j+1 < len(all) && all[j+1]-all[j] <= gap {
			j++
		}
		spans = append(spans, vi.Span(all[i], all[j]))
		i = j + 1
	}
	return spans
}
