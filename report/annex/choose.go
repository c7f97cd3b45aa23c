package annex

import (
	"slices"
	"strconv"

	"tongket/analysis"
	"tongket/report/vi"
)

// Names of the columns that a job may choose. Numbers and names of rows are
// always printed and have none.
const (
	ColUnit         = "don-vi"
	ColGoal         = "muc-tieu"  // the resolution's target; in the annex of targets the next one
	ColBase         = "nam-goc"   // the base year
	ColActual       = "thuc-hien" // the years after it; in the annex of targets the last one
	ColTotal        = "ca-nhiem-ky"
	ColResult       = "ket-qua" // what is judged, where the years are drawn
	ColComparison   = "so-sanh"
	ColVerdict      = "danh-gia"
	ColSource       = "nguon"
	ColChange       = "thay-doi"
	ColShare        = "ty-trong"
	ColDensity      = "tren-dan-so" // per so many of the population
	ColRank         = "xep-hang"
	ColContribution = "dong-gop" // of a place to the change since the base year
	ColPath         = "lo-trinh"
	ColAverage      = "binh-quan"
	ColFeasibility  = "kha-nang"
	ColProbability  = "xac-suat"
	ColScenarios    = "kich-ban"
	ColNextTotal    = "ca-ky"
	ColInterval     = "khoang"
	ColRemark       = "ghi-chu"
	ColWhere        = "vi-tri"
	ColContent      = "noi-dung"
	ColAdvice       = "de-nghi"
)

// ColumnNames are the columns that a job may choose of the tables of an annex,
// in the order in which they stand unless it says otherwise; nil if the annex
// is printed as it is. A year stands for its column, too.
func ColumnNames(annex string) []string {
	switch annex {
	case NameOverview:
		return []string{ColUnit, ColGoal, ColBase, ColActual, ColTotal, ColResult, ColComparison, ColVerdict, ColSource}
	case NameFields:
		return []string{ColUnit, ColBase, ColActual, ColTotal, ColChange, ColShare, ColContribution, ColDensity, ColRank, ColSource}
	case NameTargets:
		return []string{ColUnit, ColActual, ColGoal, ColPath, ColAverage, ColFeasibility, ColProbability, ColScenarios, ColNextTotal, ColInterval, ColRemark}
	case NameFindings:
		return []string{ColWhere, ColContent, ColAdvice}
	}
	return nil
}

// HasYear tells whether an annex has a column for a year.
func HasYear(annex string, t analysis.Term, year int) bool {
	switch annex {
	case NameOverview, NameFields:
		return year >= t.Base && year <= t.Last
	case NameTargets:
		return year >= t.Last && year <= t.Next
	}
	return false
}

// is tells whether a column is meant by a name of the job's.
func (c *Column) is(name string) bool {
	return c.Name == name || c.Year > 0 && strconv.Itoa(c.Year) == name
}

// choose leaves in a table the columns that the job wants of an annex, in its
// order, behind those that name the rows; a formula goes with the first of its
// cells that goes. It is called once a table, before the page's legend: marks
// and footnotes of what went go with it, those of what stays are numbered as they are
// read.
//
// The result is false if nothing is left but the names of the rows and the
// columns that the table shares with others.
func (p *page) choose(t *Table, annex string, shared ...string) bool {
	own := true
	if names := p.b.print.Columns[annex]; len(names) > 0 {
		var kept []int
		kept, own = t.wanted(names, shared)
		p.b.release(t, kept)
		t.keep(kept)
	}
	p.settle(t)
	return own
}

// chosen is t with the columns that the job wants, without rows if there are
// none.
func (p *page) chosen(t Table, annex string, shared ...string) Table {
	if !p.choose(&t, annex, shared...) {
		t.Rows = nil
	}
	return t
}

// wanted are the columns that stay; own tells whether any is not shared.
func (t *Table) wanted(names, shared []string) (kept []int, own bool) {
	for j, c := range t.Columns {
		if c.Name == "" {
			kept = append(kept, j)
		}
	}
	for _, name := range names {
		for j := range t.Columns {
			if t.Columns[j].is(name) && !slices.Contains(kept, j) {
				kept = append(kept, j)
				own = own || !slices.Contains(shared, t.Columns[j].Name)
			}
		}
	}
	return kept, own
}

// release takes the facts of columns that go from what the document cites.
func (b *document) release(t *Table, kept []int) {
	for _, r := range t.Rows {
		for j, c := range r.Cells {
			if c.Source > 0 && !slices.Contains(kept, j) {
				for _, f := range c.Facts {
					b.use(f, c, -1)
				}
			}
		}
	}
}

// columnsThat are the indexes of the columns that are wanted.
func (t *Table) columnsThat(wanted func(Column) bool) (kept []int) {
	for j, c := range t.Columns {
		if wanted(c) {
			kept = append(kept, j)
		}
	}
	return kept
}

// keep leaves the columns of these indexes, in this order.
func (t *Table) keep(kept []int) {
	to := map[int]int{}
	columns := make([]Column, len(kept))
	for at, j := range kept {
		to[j], columns[at] = at, t.Columns[j]
	}
	for i := range t.Rows {
		cells := make([]Cell, len(kept))
		for at, j := range kept {
			cells[at] = t.Rows[i].Cells[j]
			cells[at].Formula = cells[at].Formula.moved(to)
		}
		for at := range cells {
			if of := cells[at].noted; of.from < of.to && !slices.ContainsFunc(kept, func(j int) bool { return int(of.from) <= j && j < int(of.to) }) {
				cells[at].Note = 0 // it was on figures that are gone
			}
		}
		t.Rows[i].Cells = cells
	}
	t.Columns = columns
	t.ungroup()
}

// ungroup takes the group's header off a year that is alone under it.
func (t *Table) ungroup() {
	for j := range t.Columns {
		c := &t.Columns[j]
		alone := (j == 0 || t.Columns[j-1].Group != c.Group) && (j+1 == len(t.Columns) || t.Columns[j+1].Group != c.Group)
		if c.Year == 0 || c.Group == "" || !alone {
			continue
		}
		c.Group = ""
		if c.Title == strconv.Itoa(c.Year) {
			c.Title = vi.HeadYearOf(c.Year)
		}
	}
}

// moved is a formula whose columns went to others; none if one is not printed.
func (f *Formula) moved(to map[int]int) *Formula {
	if f == nil {
		return nil
	}
	args := make([]Ref, len(f.Args))
	for k, a := range f.Args {
		col, ok := to[a.Col]
		if !ok {
			return nil
		}
		args[k] = Ref{a.Row, col}
	}
	return &Formula{f.Op, args}
}

// settle notes that the marks and footnotes of the tables since the last call are
// printed, these numbered as they are read.
func (p *page) settle(tables ...*Table) {
	p.restrict(tables...)
	p.settled, p.settledNotes = p.marks, len(p.notes)
}

// restrict takes marks and footnotes back that came with tables and are no longer in
// them.
func (p *page) restrict(tables ...*Table) {
	marks, notes := p.settled, p.notes[:p.settledNotes:p.settledNotes]
	for _, t := range tables {
		for _, c := range t.Columns {
			marks |= c.marks
		}
		for i := range t.Rows {
			for j := range t.Rows[i].Cells {
				c := &t.Rows[i].Cells[j]
				marks |= c.marks
				if c.Note > p.settledNotes {
					text := p.notes[c.Note-1]
					if !slices.Contains(notes, text) {
						notes = append(notes, text)
					}
					c.Note = slices.Index(notes, text) + 1
				}
			}
		}
	}
	p.marks, p.notes = marks, notes
}

// estimated is a column whose header says that its figures are estimates.
func (p *page) estimated(c Column, year int) Column {
	c.Title, c.marks = vi.HeadEstimated(year), marksOf(vi.MarkEstimated)
	p.marks |= c.marks
	return c
}
