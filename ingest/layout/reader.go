// Package layout answers what a sheet says: it finds the tables of a grid, their
// headings and labels, and gives each figure its indicator, place, period, measure
// and unit.
//
// What is no figure is accounted for in the sheet's balance, with its reason; what
// is doubtful is an Issue that names the cell.
package layout

import (
	"cmp"
	"sort"

	"tongket/ingest"
	"tongket/ingest/words"
)

// A reader turns the grids of one workbook into facts: it finds the tables of a
// sheet, asks what stands around each, and what its heads say, and reads its rows.
type reader struct {
	*source
	finder
	titler
	heads   columnReader
	emit    func(*ingest.Fact) error
	scratch ingest.Fact
}

// Phrases are what texts say where they stand in a table. A worker keeps them
// from one workbook to the next, as it does the meanings.
type Phrases struct {
	*words.Meanings
	placeSays   words.Memo[rowSays]
	provinces   words.Memo[string]
	labelSkips  words.Memo[ingest.Reason]
	labels      words.Memo[rowLabel]
	ends        words.Memo[bool]
	signatures  words.Memo[bool]
	headRoles   words.Memo[words.Role]
	natures     words.Memo[nature]
	keys        words.Memo[string]
	english     words.Memo[bool]
	titleLines  words.Memo[titleLine]
	textClasses words.Memo[cellClass]
	placesNamed words.Memo[words.PlaceMatch]
	labelKeys   words.Memo[string]
}

func NewPhrases(m *words.Meanings) *Phrases { return &Phrases{Meanings: m} }

func NewReader(opt ingest.Options, known *Phrases, emit func(*ingest.Fact) error) *reader {
	told := &knowledge{hints: opt.Hints, emit: emit}
	x := &source{opt: opt, Phrases: known, known: told}
	return &reader{source: x, finder: finder{x}, titler: titler{source: x}, heads: columnReader{x}, emit: told.hand}
}

// ReadGrid reads one sheet: its tables, then its balance.
func (x *reader) ReadGrid(g *ingest.Grid) (ingest.Balance, error) {
	g, leftOut := x.known.know(g, x.Meanings)
	s := newSheet(g, x.Meanings)
	from := len(x.Told.List)
	if g.Hidden && !x.opt.IncludeHidden {
		s.leaveAll(ingest.ReasonHidden)
	} else if g.Illegible {
		s.leaveAll(ingest.ReasonIllegible)
	} else if header := s.registerHeader(); header != nil {
		x.leaveRegister(s, header)
	} else if err := cmp.Or(x.readTables(s), x.known.release()); err != nil {
		return ingest.Balance{}, err
	}
	b := s.balance()
	x.known.tell(s, &b, leftOut, x.Meanings, &x.Told)
	if x.opt.Leave != nil {
		for i := range s.Cells {
			if s.outcome[i] != asFact && s.numeric(&s.Cells[i]) {
				x.opt.Leave(x.pos(s, &s.Cells[i]), reasons[s.outcome[i]])
			}
		}
	}
	x.reportHidden(s)
	sortIssues(x.Told.List[from:])
	return b, nil
}

func (x *reader) readTables(s *sheet) error {
	if len(s.rows) == 0 {
		return nil
	}
	x.restoreMarks(s)
	x.expandGlossary(s)
	s.nameNumbered()
	x.classify(s)
	var right int32 = 1
	for i := range s.Cells {
		right = max(right, s.Cells[i].Col)
	}
	all := area{0, len(s.rows), 1, right}
	tables := x.tables(s, all, all)
	if len(tables) == 0 || words.IsCover(words.Fold(s.Sheet)) {
		x.readCover(s, all)
	}
	if len(tables) == 0 {
		x.reportNoTable(s)
		return nil
	}
	name, captions := x.nameContext(s), len(tables) > 1 && x.captioned(tables)
	var sheetwide, last surroundings
	for n, t := range tables {
		t.number, t.first = n+1, n == 0
		if n > 0 && x.goesOnBeside(tables[n-1], t) {
			t.number = tables[n-1].number // its rows go on with those of the table left of it
		}
		if err := x.readTable(t, x.known.filled(t, x.contextOf(tables, n, captions, &sheetwide, &last, name))); err != nil {
			return err
		}
	}
	return nil
}

// reportNoTable raises one issue for a sheet with numbers and no table.
func (x *reader) reportNoTable(s *sheet) {
	for i := range s.Cells {
		if c := &s.Cells[i]; s.numeric(c) {
			s.outcome[i] = outcomeOf(ingest.ReasonNoTable)
			x.Told.OfSheet(ingest.Issue{Pos: x.pos(s, c), Code: ingest.CodeNoTable, Raw: s.text(c)})
		}
	}
}

// sortIssues puts issues in the order of their cells.
func sortIssues(list []ingest.Issue) {
	sort.SliceStable(list, func(i, j int) bool {
		a, b := list[i].Pos, list[j].Pos
		return a.Row < b.Row || a.Row == b.Row && a.Col < b.Col
	})
}
