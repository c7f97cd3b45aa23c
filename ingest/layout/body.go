package layout

import (
	"slices"
	"tongket/ingest"
	"tongket/ingest/words"
)

// A body is a table while its rows are read, top down.
type body struct {
	sections
	r          *reader
	namings    map[namingKey]*naming
	lastKey    namingKey    // of lastNaming
	lastNaming *naming      // nil: none since the banner
	struck     []ingest.Pos // figures that are struck out
	explainer  *explainer   // nil: nobody asks what gave the figures
}

func (x *reader) readTable(t *table, c surroundings) error {
	b := &body{r: x, namings: map[namingKey]*naming{}}
	b.x, b.t, b.s, b.around, b.byCol, b.carried = x.source, t, t.s, c, map[int32]*column{}, map[int32]string{}
	b.wholeRows = map[string]bool{}
	b.columns = x.heads.columns(t)
	b.areasAsPlaces()
	for k := range b.columns {
		c := &b.columns[k]
		c.identify()
		b.sort(c)
	}
	outermostFirst(&b.columnSet)
	around := notes{&b.columnSet}
	around.pivotSum()
	around.unitOfLabels()
	around.unitOfList()
	around.notesBelow()
	around.starredEstimates()
	b.totalsOfYears()
	b.estimateSums()
	b.estimatedTo = around.lastEstimated()
	b.partColumns()
	reachYears(&b.columnSet)
	b.onlyPlaces = len(b.places) > 0 && len(b.labels) == 0
	b.oneMeasure, b.leavesDiffer = b.measuresAlike(), b.countsDiffer()
	b.titleHeaded = titleHeaded(&b.columnSet)
	for k := range b.columns {
		b.headed = b.headed || b.columns[k].role == words.RoleFigure && len(b.columns[k].stack) > 0
	}
	b.sectionCount, b.bandsTell, b.placesStand = b.countHeadings(), b.bandsTellApart(), b.mixesPlaces()
	b.repeated, b.mixed = b.repeatedNames(), mixedLists(&b.rowNames)
	b.weigh()
	b.joinTitle = b.claim.titleJoins()
	b.summands = summandRows(&b.sections)
	b.markHead()
	b.tellDoubts()
	if b.x.opt.Explain != nil {
		b.explainer = b.explain()
	}
	for i := t.body; i < t.area.bottom; i++ {
		if err := b.row(i); err != nil {
			return err
		}
	}
	b.tellUnread()
	b.tellStruck()
	return nil
}

// row reads one row of the body.
func (b *body) row(i int) error {
	if len(b.s.Cells) == 0 {
		return nil
	}
	switch {
	case b.x.repeatsHead(b.t, i):
		b.markRow(i, ingest.ReasonHeader)
		return nil
	case b.x.columnNumbers(b.s, b.t.area, i):
		b.markRow(i, ingest.ReasonColumnNumber)
		return nil
	}
	figures := b.markOthers(i)
	if figures == 0 && b.namedTwice(i) {
		b.readRow(i) // a row whose figures are left blank, which rows below may go on with
		return nil
	}
	if figures == 0 {
		clear(b.namings)
		b.lastNaming = nil
		b.banner(i)
		return nil
	}
	r := b.readRow(i)
	b.lastRow = i
	cells := b.s.cells(i, b.t.area.left, b.t.area.right)
	if cells[0].Kind == ingest.Text && b.x.labelSkips.Get(cells[0].Text, b.x.labelSkip) == ingest.ReasonPageTotal {
		r.skip = ingest.ReasonPageTotal
	}
	if b.shifted(i) {
		r.skip = ingest.ReasonShiftedRow
	}
	for k := range cells {
		c := b.byCol[cells[k].Col]
		if c == nil || c.role != words.RoleFigure && c.role != words.RoleValue || !b.s.figure(&cells[k]) && !b.oddText(&cells[k]) {
			continue
		}
		if err := b.figure(i, &cells[k], c, &r); err != nil {
			return err
		}
	}
	return nil
}

// namedTwice tells that row i is named in two columns: by its place and its year, say.
func (b *body) namedTwice(i int) bool {
	n := 0
	for _, c := range slices.Concat(b.labels, b.places, b.years, b.kinds, b.extras) {
		cell := b.s.inRow(i, c.col)
		n += boolInt(cell != nil && b.s.classIn(i, c.col) != classBlank && b.s.extent(cell).Col2 == cell.Col)
	}
	return n > 1
}

// oddText tells that a cell of a figure column holds words, a date or a truth.
func (b *body) oddText(c *ingest.Cell) bool {
	return c.Kind == ingest.Text || c.Kind == ingest.Date || c.Kind == ingest.Boolean
}

// markOthers accounts for the numbers of columns that hold no figures, and
// counts the cells that may be figures.
func (b *body) markOthers(i int) int {
	figures := 0
	cells := b.s.cells(i, b.t.area.left, b.t.area.right)
	for k := range cells {
		c := &cells[k]
		col := b.byCol[c.Col]
		if col == nil {
			continue
		}
		switch col.role {
		case words.RoleFigure, words.RoleValue:
			if b.s.figure(c) || b.x.known.figure(c) {
				figures++
			}
		case words.RoleSerial:
			b.s.mark(c, ingest.ReasonSerial)
		case words.RoleCode:
			b.s.mark(c, ingest.ReasonCode)
		case words.RoleUnit:
			if _, unit := b.x.KnownUnit(c.Text); unit || multiple(c) { // "1.000 người"
				b.s.mark(c, ingest.ReasonHeader)
			}
		case words.RoleYear:
			b.s.mark(c, ingest.ReasonYear)
		case words.RoleNote:
			b.s.mark(c, ingest.ReasonNote)
		}
	}
	return figures
}
