package annex

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/report/vi"
)

// Names of the annexes as a job lists them in Print.Annexes.
const (
	NameOverview = "chi-tieu"  // results of all indicators over the term
	NameFields   = "linh-vuc"  // one annex a field: remarks, and the tables of places
	NameTargets  = "muc-tieu"  // targets of the next term
	NameOutlook  = "kha-nang"  // how likely they are, scenarios, method
	NameCharts   = "bieu-do"   // charts of the indicators
	NameInsights = "phan-tich" // what is behind the results: places, parts, the middle of the term
	NameSupply   = "cung-cap"  // who has sent what, and what was read of each sheet
	NameFindings = "ra-soat"   // what has to be looked at
	NameComments = "gop-y"     // what became of the comments on the drafts
	NameSources  = "nguon"     // the cell of every figure
	NameChanges  = "thay-doi"  // what has changed since the draft before
)

// NameCorrections is the annex of the figures that the team has corrected.
const NameCorrections = "sua-so"

// Names lists the annexes in the order in which they are printed unless the
// job says otherwise.
func Names() []string {
	return []string{NameOverview, NameFields, NameTargets, NameCharts, NameOutlook, NameInsights, NameSupply, NameFindings, NameCorrections, NameComments, NameChanges, NameSources}
}

// Build makes the annexes that the job asks for, in its order. A name that is
// none of Names is passed over: the command refuses it before.
func Build(r *analysis.Review) Document {
	draft := newDocument(r)
	draft.draft = true
	draft.write() // which figures are printed?
	b := newDocument(r)
	b.leaveOut(draft)
	b.order(draft.uses)
	b.write()
	b.writeSources()
	doc := head(r)
	doc.Annexes, doc.Sources = b.done, b.sources
	numberBlocks(doc.Annexes)
	doc.Front = frontOf(r, b.plan)
	if s := b.print.Book.Signature; len(s.For) > 0 || s.Title != "" || s.Name != "" {
		doc.Signature = &s
	}
	doc.Recipients, doc.Bare = b.print.Book.Recipients, b.print.Book.Bare
	return doc
}

// leaveOut takes the annexes of the book that a draft found nothing for out of the
// plan, unless there is nothing at all.
func (b *document) leaveOut(draft *document) {
	holds := func(i int) bool { return draft.plan[i].shelf != Book || !draft.hollow[i] }
	var plan []part
	book := false
	for i, p := range b.plan {
		if holds(i) {
			plan, book = append(plan, p), book || p.shelf == Book
		}
	}
	if book {
		b.plan, b.done = plan, make([]Annex, len(plan))
	}
}

// numberBlocks numbers the tables and the charts of the book, each through.
func numberBlocks(all []Annex) {
	tables, charts := 0, 0
	for i := range all {
		for k := range all[i].Blocks {
			switch b := &all[i].Blocks[k]; {
			case all[i].Shelf != Book:
			case b.Table != nil:
				tables++
				b.Number = vi.CaptionTable + " " + strconv.Itoa(tables)
			case b.Chart != nil && b.Chart.Kind != Legend:
				charts++
				b.Number = vi.CaptionChart + " " + strconv.Itoa(charts)
			}
		}
	}
}

// write builds the annexes of the plan but that of the sources.
func (b *document) write() {
	for i, p := range b.plan {
		if p.name != NameSources {
			a := b.build(p)
			b.finish(&a, i)
			b.done[i] = a
		}
	}
}

// writeSources builds the annex of the sources, the last one: the others number
// them.
func (b *document) writeSources() {
	for i, p := range b.plan {
		if p.name == NameSources {
			a := b.sourceAnnex()
			b.finish(&a, i)
			b.done[i] = a
		}
	}
}

// A part is one annex of the plan; field is an index into Review.Fields.
type part struct {
	name  string
	field int
	shelf Shelf
}

// shelfOf is where the annexes of a name go.
func shelfOf(name string) Shelf {
	switch name {
	case NameOverview, NameFields, NameTargets, NameCharts:
		return Book
	}
	return Papers
}

// A document is the annexes in the making.
type document struct {
	r       *analysis.Review
	print   Print
	facts   *ingest.Cursor // on r's
	plan    []part
	done    []Annex
	sources []Source
	number  []int32              // by fact: its number in sources, 0 = none
	uses    []int32              // by fact: cells that rest on it
	plain   []int32              // by fact: cells that print it as the sheet has it
	closed  bool                 // all sources have their numbers
	draft   bool                 // sources are counted only
	hollow  []bool               // by annex of the plan: there is nothing to print
	at      map[ingest.Pos][]int // cell → open findings that stand on it
	tables  map[string]int       // table IDs given so far
}

func newDocument(r *analysis.Review) *document {
	n := r.Facts.Len()
	b := &document{r: r, print: PrintOf(r), facts: r.Facts.Cursor(), number: make([]int32, n), uses: make([]int32, n), plain: make([]int32, n), at: map[ingest.Pos][]int{}, tables: map[string]int{}}
	for i, f := range r.Findings {
		if f.Settled != nil {
			continue
		}
		if f.Pos.Cell() != "" {
			b.at[f.Pos] = append(b.at[f.Pos], i)
		}
		if f.Code == analysis.CodeConflict { // the figure in use is the other one
			for _, pos := range f.Related {
				if pos != f.Pos {
					b.at[pos] = append(b.at[pos], i)
				}
			}
		}
	}
	names := b.print.Annexes
	if len(names) == 0 {
		names = Names()
	}
	for _, name := range names {
		b.plan = append(b.plan, b.parts(name)...)
	}
	slices.SortStableFunc(b.plan, func(x, y part) int { return cmp.Compare(x.shelf, y.shelf) })
	b.done, b.hollow = make([]Annex, len(b.plan)), make([]bool, len(b.plan))
	return b
}

// parts are the annexes of one name: a field each for the fields; none of
// changes where there is nothing to compare with, nor of insights, corrections and
// comments where there are none.
func (b *document) parts(name string) []part {
	if !slices.Contains(Names(), name) || name == NameChanges && b.r.Previous == nil || name == NameInsights && !b.hasInsights() ||
		name == NameComments && len(b.r.Comments) == 0 || name == NameCorrections && len(b.r.Corrections) == 0 {
		return nil
	}
	if name == NameOverview && len(b.print.Columns[NameOverview]) == 0 {
		return []part{{name, -1, Book}, {name, -1, Figures}}
	}
	if name != NameFields {
		return []part{{name, -1, shelfOf(name)}}
	}
	var parts []part
	for i, f := range b.r.Fields {
		if !slices.ContainsFunc(f.Indicators, b.told) {
			continue
		}
		shelf := Book
		if f.Name == "" && b.knowsAny() {
			shelf = Papers // labels that the catalogue does not know
		}
		parts = append(parts, part{name, i, shelf})
		if len(b.print.Columns[NameFields]) == 0 && slices.ContainsFunc(f.Indicators, func(i int) bool { return len(b.r.Indicators[i].Places) > 1 }) {
			parts = append(parts, part{name, i, Figures})
		}
	}
	return parts
}

// told tells whether anything is known of an indicator: a figure or a target.
func (b *document) told(i int) bool {
	x := &b.r.Indicators[i]
	return x.Goal != nil || anyFigure(x.Whole) || len(x.Places) > 0
}

func anyFigure(l analysis.Line) bool {
	return l.TermTotal != nil || slices.ContainsFunc(l.Points, func(p analysis.Point) bool { return p.Status != analysis.Missing })
}

func (b *document) build(p part) Annex {
	switch p.name {
	case NameOverview:
		if p.shelf == Figures {
			return b.allYears()
		}
		return b.overview()
	case NameFields:
		if p.shelf == Figures {
			return b.figuresOf(p.field)
		}
		return b.field(p.field, p.shelf)
	case NameTargets:
		return b.targets()
	case NameOutlook:
		return b.outlook()
	case NameCharts:
		return b.charts()
	case NameInsights:
		return b.insights()
	case NameSupply:
		return b.supply()
	case NameCorrections:
		return b.corrections()
	case NameComments:
		return b.comments()
	case NameChanges:
		return b.changes()
	}
	return b.findings()
}

// finish gives an annex its number, its file's stem and what it is attached
// to.
func (b *document) finish(a *Annex, i int) {
	p := b.plan[i]
	a.Shelf = p.shelf
	a.Number = b.numbered(i)
	a.ID = fmt.Sprintf("%02d-%s", i+1, a.ID)
	if a.Shelf != Papers {
		a.Attached = vi.Attached(b.print.Document, b.print.Congress, b.print.Form)
	}
	if named := b.print.Book.Names[p.name]; p.shelf == Book {
		a.Number = cmp.Or(vi.Folded(named.Number), a.Number)
		if p.name != NameFields { // of which there are several
			a.Title = cmp.Or(vi.Folded(named.Title), a.Title)
		}
	}
	if b.hollow[i] = len(a.Blocks) == 0; b.hollow[i] {
		a.Blocks = []Block{{Paragraphs: []Paragraph{{Text: vi.NoFigures}}}}
	}
}

// numbered is "Phụ lục II" in the book, "Phần II" in the papers; a single annex
// has no number.
func (b *document) numbered(i int) string {
	at, all := 0, 0
	for k, p := range b.plan {
		if p.shelf == b.plan[i].shelf {
			if all++; k <= i {
				at++
			}
		}
	}
	word := [...]string{Book: vi.Annex, Figures: vi.FiguresPart, Papers: vi.PapersPart}[b.plan[i].shelf]
	if all == 1 {
		return word
	}
	return word + " " + vi.Roman(at)
}

// sees is "Phụ lục V" for the annex of that name, "" if it is not printed.
func (b *document) sees(name string) string {
	for i, p := range b.plan {
		if p.name == name && p.shelf == shelfOf(name) {
			return b.numbered(i)
		}
	}
	return ""
}

// head is what surrounds the annexes, in the form that the job chooses.
func head(r *analysis.Review) Document {
	print := PrintOf(r)
	doc := Document{
		Form:         "dang",
		Superior:     vi.Folded(print.Superior),
		Organisation: vi.Folded(r.Job.Organisation),
		Number:       vi.DocumentNumber(print.Form, print.Number),
		Motto:        vi.Motto(print.Form),
		PlaceDate:    vi.Date(r.AsOf),
		Title:        vi.TitleCover,
		Subtitle:     vi.Subtitle(r.Term),
		Attached:     vi.Attached(print.Document, print.Congress, print.Form),
		Author:       vi.Folded(r.Job.Organisation),
		AsOf:         r.AsOf,
	}
	if place := vi.Folded(print.PlaceName); place != "" {
		doc.PlaceDate = place + ", " + doc.PlaceDate
	}
	draft := vi.Draft(r.Job.Draft)
	switch {
	case print.Form == "hanh-chinh":
		doc.Form, doc.Draft = print.Form, strings.ToUpper(draft)
	case draft != "":
		doc.Draft = "(" + draft + ")"
	}
	return doc
}
