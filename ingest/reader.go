package ingest

// A reader turns the grids of one workbook into facts.
type reader struct {
	opt        Options
	file       string
	sheetNames []string
	*phrases
	emit    func(*Fact) error
	told    Issues
	scratch Fact
}

// phrases are what texts say where they stand in a table. A worker keeps them
// from one workbook to the next, as it does the meanings.
type phrases struct {
	*meanings
	placeSays  memo[rowSays]
	provinces  memo[string]
	labelSkips memo[Reason]
	labels     memo[rowLabel]
	ends       memo[bool]
	signatures memo[bool]
	headRoles  memo[role]
	natures    memo[nature]
	keys       memo[string]
	english    memo[bool]
	titleLines memo[titleLine]
}

func newPhrases(m *meanings) *phrases { return &phrases{meanings: m} }

func newReader(opt Options, known *phrases, emit func(*Fact) error) *reader {
	return &reader{opt: opt, phrases: known, emit: emit}
}

// readGrid reads one sheet: its tables, then its balance.
func (x *reader) readGrid(g *Grid) (Balance, error) {
	s := newSheet(g, x.meanings)
	from := len(x.told.List)
	if g.Hidden && !x.opt.IncludeHidden {
		for i := range s.Cells {
			s.outcome[i] = outcomeOf(ReasonHidden)
		}
	} else if header := s.registerHeader(); header != nil {
		x.leaveRegister(s, header)
	} else if err := x.readTables(s); err != nil {
		return Balance{}, err
	}
	b := s.balance()
	x.reportHidden(s, b)
	sortIssues(x.told.List[from:])
	return b, nil
}

func (x *reader) readTables(s *sheet) error {
	if len(s.rows) == 0 {
		return nil
	}
	x.restoreMarks(s)
	var right int32 = 1
	for i := range s.Cells {
		right = max(right, s.Cells[i].Col)
	}
	all := area{0, len(s.rows), 1, right}
	tables := x.tables(s, all, all)
	if len(tables) == 0 {
		x.reportNoTable(s)
		return nil
	}
	name := x.nameContext(s)
	var sheetwide, last surroundings
	for n, t := range tables {
		t.number, t.first = n+1, n == 0
		if err := x.readTable(t, x.contextOf(t, &sheetwide, &last, name)); err != nil {
			return err
		}
	}
	return nil
}

// reportNoTable raises one issue for a sheet with numbers and no table.
func (x *reader) reportNoTable(s *sheet) {
	for i := range s.Cells {
		if c := &s.Cells[i]; s.numeric(c) {
			s.outcome[i] = outcomeOf(ReasonNoTable)
			x.told.OfSheet(Issue{Pos: x.pos(s, c), Code: CodeNoTable, Raw: s.text(c)})
		}
	}
}
