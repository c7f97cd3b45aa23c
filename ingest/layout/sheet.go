package layout

import (
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/ingest/words"
)

// A rowSpan is the cells of one row of a grid.
type rowSpan struct {
	row        int32
	start, end int32 // indexes into Grid.Cells
}

// A sheet is a Grid while it is read: its rows, and for each cell what became
// of it.
type sheet struct {
	*ingest.Grid
	rows     []rowSpan
	outcome  []uint8     // index into reasons; for each cell
	classes  []cellClass // of each cell
	known    *words.Meanings
	lastText string // that was read
	last     *words.Reading
	shown    *book.Formats
	formats  []styleInfo // by style
	marks    int
	written  map[string]string // texts that got their diacritics back → as they were
	downward []ingest.Range    // merges over several rows, by column and row
	anchored map[int64]ingest.Range
}

type styleInfo struct {
	percent  bool
	decimals int
	indent   int
	unit     string
	grouped  bool // thousands are parted
}

// reasons are the outcomes of a numeric cell; 0 is "not looked at", 1 a fact.
var reasons = []ingest.Reason{ingest.ReasonOutside, "", ingest.ReasonSerial, ingest.ReasonColumnNumber, ingest.ReasonCode, ingest.ReasonYear, ingest.ReasonComparison, ingest.ReasonPartYear, ingest.ReasonNote, ingest.ReasonCheck, ingest.ReasonPageTotal, ingest.ReasonHeader,
	ingest.ReasonHidden, ingest.ReasonNoTable, ingest.ReasonNoYear, ingest.ReasonNoIndicator, ingest.ReasonNoLabel, ingest.ReasonSeparators, ingest.ReasonRange, ingest.ReasonBound, ingest.ReasonDate, ingest.ReasonContradiction, ingest.ReasonAmbiguousPlace, ingest.ReasonShiftedRow, ingest.ReasonUncached, ingest.ReasonRolledUp, ingest.ReasonComments, ingest.ReasonDamaged, ingest.ReasonMerged, ingest.ReasonIllegible, ingest.ReasonTeam}

const asFact = 1

func outcomeOf(r ingest.Reason) uint8 {
	for i, known := range reasons {
		if known == r {
			return uint8(i)
		}
	}
	return 0
}

func newSheet(g *ingest.Grid, known *words.Meanings) *sheet {
	g = withoutBlanks(g)
	s := &sheet{Grid: g, shown: book.FormatsOf(g.Styles), outcome: make([]uint8, len(g.Cells)), known: known, anchored: map[int64]ingest.Range{}}
	for i := range g.Cells {
		clip(&g.Cells[i])
		numberFromFormula(g, &g.Cells[i])
		if n := len(s.rows); n == 0 || s.rows[n-1].row != g.Cells[i].Row {
			s.rows = append(s.rows, rowSpan{row: g.Cells[i].Row, start: int32(i)})
		}
		s.rows[len(s.rows)-1].end = int32(i) + 1
	}
	for _, st := range g.Styles {
		s.formats = append(s.formats, infoOf(st, known))
	}
	for _, m := range g.Merges {
		s.anchored[at(m.Row1, m.Col1)] = m
		if m.Row2 > m.Row1 {
			s.downward = append(s.downward, m)
		}
	}
	sort.Slice(s.downward, func(i, j int) bool {
		a, b := s.downward[i], s.downward[j]
		return a.Col1 < b.Col1 || a.Col1 == b.Col1 && a.Row1 < b.Row1
	})
	return s
}

// longestLabel is how many bytes of a text are looked at: no label or title is as long,
// and what costs the square of a text's length costs little for these.
const longestLabel = 4000

func clip(c *ingest.Cell) {
	if len(c.Text) <= longestLabel {
		return
	}
	n := longestLabel
	for !utf8.RuneStart(c.Text[n]) {
		n--
	}
	c.Text = c.Text[:n]
}

// withoutBlanks is the grid without cells that hold nothing but a style: they say as
// much as those that the file does not store.
func withoutBlanks(g *ingest.Grid) *ingest.Grid {
	blank := func(c ingest.Cell) bool {
		return c.Kind == ingest.Blank && !c.Uncached || c.Kind == ingest.Text && strings.TrimSpace(c.Text) == ""
	}
	if !slices.ContainsFunc(g.Cells, blank) {
		return g
	}
	less := *g
	less.Cells = slices.DeleteFunc(slices.Clone(g.Cells), blank)
	return &less
}

// numberFromFormula makes a number of the result of a formula that some
// programs store as a text although the formula cannot give one: SUM(C8:C57)
// with "73480.1".
func numberFromFormula(g *ingest.Grid, c *ingest.Cell) {
	if c.Formula == 0 || c.Kind != ingest.Text || int(c.Formula) > len(g.Formulas) {
		return
	}
	f := strings.ToUpper(g.Formulas[c.Formula-1])
	if strings.ContainsAny(f, `"&`) || strings.Contains(f, "TEXT(") || strings.Contains(f, "FIXED(") || sumOf(f) == nil {
		return
	}
	if v, err := strconv.ParseFloat(c.Text, 64); err == nil && !math.IsInf(v, 0) && !math.IsNaN(v) {
		c.Kind, c.Num, c.Text = ingest.Number, v, ""
	}
}

func infoOf(st ingest.Style, known *words.Meanings) styleInfo {
	info := styleInfo{percent: book.IsPercent(st.Format), decimals: book.Decimals(st.Format), indent: st.Indent, grouped: strings.Contains(st.Format, ",##")}
	if strings.ContainsAny(st.Format, `"`) {
		for _, text := range book.Literals(st.Format) {
			if u, ok := known.KnownUnit(text); ok {
				info.unit = u
			}
		}
	}
	return info
}

func at(row, col int32) int64 { return int64(row)<<20 | int64(col) }

// rowIndex is the index of the first row at or after row.
func (s *sheet) rowIndex(row int32) int {
	if len(s.rows) > 0 { // nearly always no row is left out
		if i := int(row - s.rows[0].row); i >= 0 && i < len(s.rows) && s.rows[i].row == row {
			return i
		}
	}
	return sort.Search(len(s.rows), func(i int) bool { return s.rows[i].row >= row })
}

// format is what the style of a cell says, and whether it has one.
func (s *sheet) format(c *ingest.Cell) (styleInfo, bool) {
	if int(c.Style) >= len(s.formats) {
		return styleInfo{}, false
	}
	return s.formats[c.Style], true
}

// stepsBeside tells that a number beside c, above it or below differs from it by one or
// five.
func (s *sheet) stepsBeside(c *ingest.Cell) bool {
	for _, at := range [4][2]int32{{0, -1}, {0, 1}, {-1, 0}, {1, 0}} {
		if n := s.cell(c.Row+at[0], c.Col+at[1]); n != nil && n.Kind == ingest.Number {
			if step := math.Abs(n.Num - c.Num); step == 1 || step == 5 {
				return true
			}
		}
	}
	return false
}

// cells are the cells of the i-th row between two columns.
func (s *sheet) cells(i int, from, to int32) []ingest.Cell {
	r := s.rows[i]
	list := s.Cells[r.start:r.end]
	if len(list) > 0 && list[0].Col >= from && list[len(list)-1].Col <= to {
		return list
	}
	a := sort.Search(len(list), func(k int) bool { return list[k].Col >= from })
	b := sort.Search(len(list), func(k int) bool { return list[k].Col > to })
	return list[a:max(a, b)]
}

// cell is the cell at that place, or nil.
func (s *sheet) cell(row, col int32) *ingest.Cell {
	i := s.rowIndex(row)
	if i == len(s.rows) || s.rows[i].row != row {
		return nil
	}
	return s.inRow(i, col)
}

func (s *sheet) inRow(i int, col int32) *ingest.Cell {
	r := s.rows[i]
	list := s.Cells[r.start:r.end]
	if n := int(col) - int(list[0].Col); n >= 0 && n < len(list) && list[n].Col == col {
		return &list[n]
	}
	k := sort.Search(len(list), func(k int) bool { return list[k].Col >= col })
	if k < len(list) && list[k].Col == col {
		return &list[k]
	}
	return nil
}

// extent is the merge anchored at a cell, or the cell itself.
func (s *sheet) extent(c *ingest.Cell) ingest.Range {
	if m, ok := s.anchored[at(c.Row, c.Col)]; ok {
		return m
	}
	return ingest.Range{Row1: c.Row, Col1: c.Col, Row2: c.Row, Col2: c.Col}
}

// mark notes what became of a cell; the first outcome stays.
func (s *sheet) mark(c *ingest.Cell, r ingest.Reason) { s.set(c, outcomeOf(r)) }

func (s *sheet) set(c *ingest.Cell, outcome uint8) {
	i := s.rows[s.rowIndex(c.Row)]
	list := s.Cells[i.start:i.end]
	k := sort.Search(len(list), func(k int) bool { return list[k].Col >= c.Col })
	if n := int(i.start) + k; s.outcome[n] == 0 || outcome == asFact { // also in a row that was left before as that of no table
		s.outcome[n] = outcome
	}
}

// read is what a text cell says as a figure. A cell is asked for it several
// times in a row.
func (s *sheet) read(c *ingest.Cell) *words.Reading {
	if s.last == nil || s.lastText != c.Text {
		s.last = s.known.Reading(c.Text)
		s.lastText = c.Text
	}
	return s.last
}

// numeric tells whether a cell counts in the balance: a number or a date, typed
// as such or as text.
func (s *sheet) numeric(c *ingest.Cell) bool {
	switch c.Kind {
	case ingest.Number, ingest.Date, ingest.Damaged:
		return true
	case ingest.Text:
		switch s.read(c).Kind {
		case words.IsNumber, words.IsAmbiguous, words.IsDate, words.IsRange:
			return true
		}
	}
	return false
}

// figure tells whether a cell may be a figure or a mark in a table's body.
func (s *sheet) figure(c *ingest.Cell) bool {
	switch c.Kind {
	case ingest.Number, ingest.Fault, ingest.Damaged:
		return true
	case ingest.Blank:
		return c.Uncached
	case ingest.Text:
		switch s.read(c).Kind {
		case words.IsNumber, words.IsAmbiguous, words.IsMark, words.IsRange, words.IsFault, words.NotApplicable:
			return true
		}
	}
	return false
}

// fourDigits tells a number of four digits, whatever note stands behind.
func fourDigits(s string) bool {
	return len(s) <= 6 || len(strings.TrimLeft(s[:5], "0123456789")) == 1
}

// text is a cell as words: a text, or a number or date as shown.
func (s *sheet) text(c *ingest.Cell) string {
	if c == nil {
		return ""
	}
	return s.shown.Shown(c)
}

// raw is a cell as shown.
func (s *sheet) raw(c *ingest.Cell) string {
	text := s.text(c)
	if was, ok := s.written[text]; ok {
		text = was
	}
	return words.Tidy(text)
}

// hidden tells whether a cell's row or column is hidden.
func (s *sheet) hidden(c *ingest.Cell) bool {
	if s.Hidden {
		return true
	}
	for _, r := range s.HiddenCols {
		if r.Col1 <= c.Col && c.Col <= r.Col2 {
			return true
		}
	}
	k := sort.Search(len(s.HiddenRows), func(k int) bool { return s.HiddenRows[k].Row2 >= c.Row })
	return k < len(s.HiddenRows) && s.HiddenRows[k].Row1 <= c.Row
}

// above is the anchor of a merge that covers the cell from above, or nil.
func (s *sheet) above(row, col int32) *ingest.Cell {
	k := sort.Search(len(s.downward), func(k int) bool {
		m := s.downward[k]
		return m.Col1 > col || m.Col1 == col && m.Row1 > row
	})
	if k == 0 {
		return nil
	}
	if m := s.downward[k-1]; m.Col1 <= col && col <= m.Col2 && m.Row1 < row && row <= m.Row2 {
		return s.cell(m.Row1, m.Col1)
	}
	return nil
}

func (s *sheet) balance() ingest.Balance {
	b := ingest.Balance{File: s.File, Sheet: s.Sheet, Hidden: s.Hidden, Marks: s.marks}
	byReason := make([]ingest.LeftOut, len(reasons))
	for i := range s.Cells {
		c := &s.Cells[i]
		if !s.numeric(c) {
			continue
		}
		b.Numeric++
		o := s.outcome[i]
		if o == asFact {
			b.Read++
			continue
		}
		l := &byReason[o]
		l.Reason = reasons[o]
		if l.Count++; l.Count <= 5 {
			l.Cells = append(l.Cells, ingest.Pos{Row: c.Row, Col: c.Col}.Cell())
		}
	}
	for _, l := range byReason {
		if l.Count > 0 {
			b.LeftOut = append(b.LeftOut, l)
		}
	}
	return b
}

// LeftOut is the balance of a sheet of which no figure is taken, for one reason.
func LeftOut(g *ingest.Grid, known *words.Meanings, why ingest.Reason) ingest.Balance {
	s := newSheet(g, known)
	s.leaveAll(why)
	return s.balance()
}

// leaveAll says of all cells why they are no figures.
func (s *sheet) leaveAll(why ingest.Reason) {
	for i := range s.Cells {
		s.outcome[i] = outcomeOf(why)
	}
}
