package layout

import (
	"cmp"
	"slices"
	"tongket/ingest"
	"tongket/ingest/words"
)

// RowNames read what the texts of a row say, in the light of the rows above it.
type rowNames struct {
	columnSet
	claim          claim
	bands          bands
	repeated       map[string]bool // keys of names that several rows have, below different ones
	summands       map[int32]summand
	bandsTell      bool         // rows are told apart by them
	placesStand    bool         // places stand in the column that names rows, and other things below them
	mixed          map[int]bool // rows of lists that name places and others
	lastRow        int          // with figures
	last           lastPlace
	district       words.PlaceMatch // that the last row of a district named
	districtSerial words.SerialKind
	lastYears      ingest.Period // of a column of periods
	section        string
	leftRows       []ingest.Pos // names of rows that were taken for comparisons and may be more
	partRows       []partRow    // rows that were taken for a part of a year and name something
	wholeRows      map[string]bool
	sectionCount   int // rows without figures that name something
	stack          rowStack
	lastUnit       string
	partsOpen      bool             // "Trong đó" stood alone: lettered rows below it are parts
	grouped        bool             // "Phân theo giới tính" stood alone below a numbered row: those below it that have no number are parts
	relOfSiblings  ingest.PartKind  // "Trong đó" goes on for the bullets below it
	carried        map[int32]string // the last text of a column that names rows
	towns          int              // what a bare name that the province shares means: 0 not settled yet, 1 town, 2 province, 3 unclear
	amongProvinces bool             // the places of the table are provinces
	nameBands      uint8            // whether bandsArePlaces: 0 not settled yet, 1 no, 2 yes
}

// A partRow is a row of a part of a year, with the first words of what it names.
type partRow struct {
	pos  ingest.Pos
	name string
}

// A rowSays is what the texts of one row say about its figures.
type rowSays struct {
	path     words.LabelPath
	vague    bool // the path is a breakdown that no parent explains
	named    bool // the row has a name of any kind
	place    words.PlaceMatch
	isPlace  bool
	group    bool
	years    ingest.Period
	isRel    bool
	rel      int
	measure  ingest.Measure
	unit     string
	skip     ingest.Reason
	whole    int32 // the row that this one is a part of
	part     ingest.PartKind
	inherits bool             // without a unit of its own, the row has that of the row it belongs to
	ofTotal  bool             // the figures add up, with others, to a bare total
	shared   words.PlaceMatch // a bare name of several places, still to be settled
	conflict bool             // the place cannot be told
	kind     string           // said before the place's name
	depth    int              // of the place, as source.depth tells
	id       string           // of the path
}

// textOf is the text that names row i in column c: its own, that of a merge
// from above, or, where other columns go on naming rows, the last one above.
func (b *rowNames) textOf(i int, c *column, carry bool) string {
	cell := b.s.inRow(i, c.col)
	if cell == nil || cell.Kind == ingest.Blank {
		cell = b.reachesOver(i, c)
	}
	if cell == nil || cell.Kind == ingest.Blank {
		cell = b.s.above(b.s.rows[i].row, c.col)
	}
	if cell == nil || cell.Kind == ingest.Blank {
		if carry {
			return b.carried[c.col]
		}
		return ""
	}
	text := b.s.text(cell)
	if b.x.IsDitto(text) {
		return b.carried[c.col]
	}
	if b.x.labelSkips.Get(text, b.x.labelSkip) != ingest.ReasonPageTotal {
		b.carried[c.col] = text
	}
	return text
}

// reachesOver is the text that stands left of a blank cell of row i and means
// it as well: merged over it, or a total in the column of serial numbers.
func (b *rowNames) reachesOver(i int, col *column) *ingest.Cell {
	if col.role == words.RoleBreakdown {
		return nil
	}
	cells := b.s.cells(i, b.t.area.left, col.col-1)
	for k := len(cells) - 1; k >= 0; k-- {
		c := &cells[k]
		if c.Kind != ingest.Text {
			continue
		}
		own := b.byCol[c.Col]
		if b.s.extent(c).Col2 >= col.col || own != nil && own.role == words.RoleSerial && b.x.IsTotalText(c.Text) {
			return c
		}
	}
	return nil
}

// readRow reads the texts that name row i.
func (b *rowNames) readRow(i int) rowSays {
	var r rowSays
	r.years, r.measure = b.bands.years()
	several := len(b.labels)+len(b.places)+len(b.years)+len(b.kinds)+len(b.extras) > 1
	b.readKind(i, &r)
	b.readYear(i, &r, several)
	if len(b.places) > 0 {
		b.readPlace(i, &r, several)
	}
	if len(b.labels) > 0 {
		b.readLabel(i, &r, several)
	}
	b.readUnit(i, &r)
	if r.unit == "" && r.inherits {
		r.unit = b.stack.parentUnit()
	}
	b.readExtras(i, &r)
	b.finishLabel(i, &r)
	r.skip = cmp.Or(r.skip, b.bands.skip())
	return r
}

func (b *rowNames) readKind(i int, r *rowSays) {
	for _, c := range b.kinds {
		text := b.textOf(i, c, len(b.labels) > 0 && c.col < b.labels[0].col)
		h := b.x.ParseHeading(text)
		if words.IsShortBudget(text) {
			h.Measure = ingest.Plan
		}
		switch {
		case h.Measure != "":
			r.measure, r.named = h.Measure, true
			r.years = orPeriod(h.Years, r.years)
		case h.Skip != "":
			r.skip = h.Skip
		case b.x.natures.Get(text, b.x.nature).rate == 1:
			r.named, r.skip = true, ingest.ReasonComparison // of the rows above
		}
	}
}

func (b *rowNames) readYear(i int, r *rowSays, several bool) {
	for _, c := range b.years {
		text := b.textOf(i, c, several && !b.totalRow(i))
		h := b.x.ParseHeading(text)
		if h.Years == (ingest.Period{}) && text != "" {
			if (words.TotalsYears(text) || len(b.labels)+len(b.places) == 0 && b.x.IsTotalText(text)) && c.stats.span.To > c.stats.span.From {
				r.years, r.named = c.stats.span, true
				continue
			}
			if words.IsPartOfYear(text) {
				r.named, r.skip = true, ingest.ReasonPartYear
				continue
			}
			if words.IsWholeYear(text) {
				r.named, r.isRel = true, true // of the year that the title names
				continue
			}
		}
		if h.Years != (ingest.Period{}) {
			r.years, r.named = h.Years, true
			b.lastYears = h.Years
		} else if text != "" && r.years == (ingest.Period{}) {
			r.years = b.lastYears // "Chia ra: Nữ" below "Năm 2016"
		}
		if h.Measure != "" {
			r.measure = h.Measure
		}
		r.isRel, r.rel = h.IsRel, h.Relative
		if h.Skip != "" {
			r.skip = h.Skip
		} else if words.IsMonth(words.Fold(text)) && b.listsMonths(c) {
			r.skip = ingest.ReasonPartYear
		}
		if h.Part != "" && len(b.labels) == 0 && len(b.places) == 0 {
			b.readMixed(i, r, text, h)
		}
	}
}

// totalRow tells that row i is named by a total, and no other row by the same: it is no
// sum of the rows above that have one of their own.
func (b *rowNames) totalRow(i int) bool {
	for _, list := range [][]*column{b.labels, b.places} {
		for _, c := range list {
			if cell := b.s.inRow(i, c.col); cell != nil && cell.Kind == ingest.Text && b.x.natures.Get(cell.Text, b.x.nature).total == 1 {
				return c.stats.distinct[cell.Text] == 1
			}
		}
	}
	return false
}

// sumsYears tells the only total of rows that have a year of their own each, several in
// all: it is that of none of them.
func sumsYears(b *rowNames, i int) bool {
	if !b.totalRow(i) || b.lastRow == 0 {
		return false
	}
	return slices.ContainsFunc(b.years, func(c *column) bool {
		return len(c.stats.dates) > 1 && b.s.classIn(i, c.col) == classBlank && b.s.classIn(b.lastRow, c.col) != classBlank
	})
}

// listsMonths tells a column of periods in which other months stand.
func (b *columnSet) listsMonths(c *column) bool {
	for i := b.t.body; i < b.t.area.bottom && i < b.t.body+sampled; i++ {
		if cell := b.s.inRow(i, c.col); cell != nil && b.x.ParseHeading(b.s.text(cell)).Skip == ingest.ReasonPartYear {
			return true
		}
	}
	return false
}

// continueLabel gives a row without a label, but with words in a column of
// breakdowns or another unit than the row right above, the label of the row that it
// goes on with.
func (b *rowNames) continueLabel(i int, r *rowSays) {
	n := len(b.stack)
	if n == 0 || b.stack[n-1].path == nil {
		return
	}
	for _, c := range b.extras {
		if cell := b.s.inRow(i, c.col); cell != nil && cell.Kind == ingest.Text && b.x.MarkOf(words.Fold(cell.Text)) == "" {
			r.path, r.named, r.inherits = b.stack[n-1].path, true, true
		}
	}
	for _, c := range b.units {
		cell := b.s.inRow(i, c.col)
		if cell == nil || cell.Kind != ingest.Text || b.x.IsDitto(cell.Text) || b.s.rowIndex(b.stack[n-1].row) != i-1 {
			continue
		}
		if u := b.x.TidyUnit(cell.Text); u != "" && b.lastUnit != "" && u != b.lastUnit {
			r.path, r.named = b.stack[n-1].path, true
		}
	}
}

// readUnit reads the row's column of units.
func (b *rowNames) readUnit(i int, r *rowSays) {
	for _, c := range b.units {
		cell := b.s.inRow(i, c.col)
		if cell != nil && multiple(cell) {
			r.unit, b.lastUnit = b.s.text(cell), b.s.text(cell)
			continue
		}
		if cell == nil || cell.Kind != ingest.Text {
			if above := b.s.above(b.s.rows[i].row, c.col); above != nil && above.Kind == ingest.Text {
				r.unit = b.x.TidyUnit(above.Text)
			}
			continue
		}
		if b.x.IsDitto(cell.Text) {
			r.unit = b.lastUnit
			continue
		}
		u := b.x.TidyUnit(cell.Text)
		if u == "" {
			continue
		}
		if r.unit != "" && b.x.UnitClass(r.unit) != b.x.UnitClass(u) && r.unit != u {
			b.x.Told.Once(ingest.Issue{Pos: b.x.pos(b.s, cell), Code: ingest.CodeContradiction, Raw: words.Tidy(cell.Text), Args: []string{"unit", u, r.unit, u}}, b.t.number)
		}
		r.unit, b.lastUnit = u, u
	}
}

// readExtras adds the breakdowns that further columns of words give.
func (b *rowNames) readExtras(i int, r *rowSays) {
	for _, c := range b.extras {
		text, unit := b.x.CutUnit(words.LabelText(words.WithoutNumbering(words.Tidy(b.textOf(i, c, false)))))
		if unit != "" {
			r.unit = unit
		}
		if text = words.LabelText(text); text == "" || b.x.IsTotalWord(words.Key(text)) || b.x.MarkOf(words.Fold(text)) != "" {
			continue
		}
		r.path = append(r.path[:len(r.path):len(r.path)], words.LabelPart{Text: text})
		r.named = true
	}
}

// A lastPlace is the place that a row with figures named, for rows below it that
// say more of it.
type lastPlace struct {
	place  words.PlaceMatch
	named  bool
	indent int
}

func (b *rowNames) open(n band, i int) {
	n.row = b.s.rows[i].row
	b.bands = b.bands.with(n)
	b.last = lastPlace{}
}

// mixesPlaces tells that the column which names rows holds places and what is
// said of them.
func (b *rowNames) mixesPlaces() bool {
	stubs := b.places
	if len(stubs) == 0 {
		stubs = b.labels
	}
	if len(stubs) == 0 {
		stubs = append(b.years[:len(b.years):len(b.years)], b.kinds...)
	}
	for _, c := range stubs {
		if st := &c.stats; st.places > 0 && st.places+st.totals < st.texts+st.years+st.periods {
			return true
		}
	}
	return bandsArePlaces(b)
}

// bandsArePlaces tells a table of which every row without figures that names something
// bears a proper name, two at least, and where either one is a total of places ("Toàn
// tỉnh") or the names' column is headed as those of places are: "I An Nhơn", "II Hoài Nhơn".
func bandsArePlaces(b *rowNames) bool {
	if b.nameBands != 0 {
		return b.nameBands > 1
	}
	b.nameBands = 1
	names, told := 0, false
	for i := b.t.body; i < b.t.area.bottom && i < b.t.body+sampled; i++ {
		if b.anyFigure(i) {
			continue
		}
		for _, c := range b.s.cells(i, b.t.area.left, b.t.area.right) {
			col := b.byCol[c.Col]
			if c.Kind != ingest.Text || col != nil && (col.role == words.RoleSerial || col.role == words.RoleNote || col.role == words.RoleUnit || col.role == words.RoleCode) {
				continue
			}
			text := words.LabelText(words.WithoutNumbering(words.Tidy(c.Text)))
			switch n := b.x.natures.Get(text, b.x.nature); {
			case text == "":
				continue
			case n.total == 1 && words.TotalsPlaces(words.Fold(text)):
				told = true
			case n.place == 1 || n.name == 1 && n.known == 0:
				names++
			default:
				return false
			}
			told = told || col != nil && words.HeadsPlaces(words.Fold(b.x.headAt(b.t, c.Col)))
			break
		}
	}
	if told && names > 1 {
		b.nameBands = 2
	}
	return b.nameBands > 1
}

// undated tells a table whose columns say no years.
func undated(b *rowNames) bool {
	return len(b.years) == 0 && !slices.ContainsFunc(b.columns, func(c column) bool { return c.dated() })
}
