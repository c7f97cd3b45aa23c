package book

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"unicode/utf8"

	"tongket/ingest"
)

// A room is how much more a workbook may hold, all its sheets together.
type room struct {
	cells    int
	copies   int // cells and merges that are there by repetition alone
	formulas int // bytes of different formulas: beyond them none is kept
	texts    int // bytes of the texts of all cells, a shared one each time that it stands in a cell
	long     int // of these, bytes of long ones
}

// What there is too much of: Args of CodeTooLarge.
const (
	tooManyCells  = "cells"
	tooManyCopies = "copies"
	tooMuchText   = "texts"
	tooMuchLong   = "long-texts"
)

func newRoom() *room {
	return &room{cells: maxCells, copies: maxCopies, texts: maxTexts, long: maxLong, formulas: maxFormulas}
}

// newGrid begins a sheet of the workbook.
func (b *book) newGrid(sheet string, hidden bool) *gridBuilder {
	if b.room == nil {
		b.room = newRoom()
	}
	g := newGridBuilder(b.name, sheet, hidden)
	g.room = b.room
	return g
}

// finishGrid adds the sheet to the list, or the issue that it is too large. classes
// are the kinds of fonts by style, if the styles have any.
func (b *book) finishGrid(list []ingest.Grid, g *gridBuilder, classes []fontClass) []ingest.Grid {
	if g.full != "" {
		limit := map[string]int{tooManyCells: maxCells, tooManyCopies: maxCopies, tooMuchText: maxTexts, tooMuchLong: maxLong}[g.full]
		b.add(g.pos(0, 0), ingest.CodeTooLarge, "", g.full, ">"+strconv.Itoa(limit), strconv.Itoa(limit))
		return list
	}
	b.text.settle(g, classes)
	grid, issues := g.finish()
	b.issues = append(b.issues, issues...)
	return append(list, grid)
}

// take takes room for a cell with a text of so many bytes.
func (g *gridBuilder) take(text int) bool {
	switch {
	case g.room.cells == 0:
		g.full = tooManyCells
	case g.room.texts < text:
		g.full = tooMuchText
	case text > longText && g.room.long < text:
		g.full = tooMuchLong
	}
	if g.full != "" {
		return false
	}
	g.room.cells--
	g.room.texts -= text
	if text > longText {
		g.room.long -= text
	}
	return true
}

// repeats takes room for so many more cells or merges that a repetition gives.
func (g *gridBuilder) repeats(n int) bool {
	if n > g.room.copies {
		g.full = tooManyCopies
	}
	if g.full != "" {
		return false
	}
	g.room.copies -= n
	return true
}

// longShown is how many letters are kept of a text that is too long.
const longShown = 200

// tooLong reports whether a text is longer than any that Excel keeps, which is damage.
func tooLong(s string) bool {
	return len(s) > maxText && (len(s) > maxText*utf8.UTFMax || utf8.RuneCountInString(s) > maxText)
}

// A sharedTexts has the shared strings of a workbook as they are shown in each kind of
// font, each resolved once.
type sharedTexts struct {
	strings  []sharedString
	resolved [fontClasses][]string
	long     map[int]bool // those that were cut
}

// text is the i-th string as shown in a font of the class; long tells that it was cut.
func (t *sharedTexts) text(d *textDecoder, i int, class fontClass) (text string, long bool) {
	list := t.resolved[class]
	if list == nil {
		list = make([]string, len(t.strings))
		t.resolved[class] = list
	}
	if list[i] == "" {
		text := t.strings[i].text(d, class)
		if tooLong(text) {
			if t.long == nil {
				t.long = map[int]bool{}
			}
			text, t.long[i] = firstRunes(text, longShown), true
		}
		list[i] = text
	}
	return list[i], t.long[i]
}

// A sweep goes through ranges from the top down, in step with cells.
type sweep struct {
	ranges []ingest.Range // still to come, by their rows
	open   []ingest.Range // that reach the row, by their columns; none over another
	row    int32
}

// newSweep begins above the first of some ranges, which are put in order.
func newSweep(ranges []ingest.Range) *sweep {
	slices.SortFunc(ranges, compareRanges)
	return &sweep{ranges: ranges}
}

func compareRanges(a, b ingest.Range) int {
	return cmp.Or(cmp.Compare(a.Row1, b.Row1), cmp.Compare(a.Col1, b.Col1), cmp.Compare(a.Row2, b.Row2), cmp.Compare(a.Col2, b.Col2))
}

// over is the range over a cell, which comes after those that were asked for
// before. A range over one that began before it is none.
func (s *sweep) over(row, col int32) (ingest.Range, bool) {
	for s.row < row {
		s.row = row
		s.open = slices.DeleteFunc(s.open, func(r ingest.Range) bool { return r.Row2 < row })
		for len(s.ranges) > 0 && s.ranges[0].Row1 <= row {
			s.begin(s.ranges[0])
			s.ranges = s.ranges[1:]
		}
	}
	k := sort.Search(len(s.open), func(k int) bool { return s.open[k].Col2 >= col })
	if k < len(s.open) && s.open[k].Col1 <= col {
		return s.open[k], true
	}
	return ingest.Range{}, false
}

func (s *sweep) begin(r ingest.Range) {
	if r.Row2 < s.row {
		return
	}
	k := sort.Search(len(s.open), func(k int) bool { return s.open[k].Col2 >= r.Col1 })
	if k == len(s.open) || s.open[k].Col1 > r.Col2 {
		s.open = slices.Insert(s.open, k, r)
	}
}

// joined are stretches of rows or columns in order, with those joined that meet.
// from and to point to the ends of one.
func joined(list []ingest.Range, ends func(r *ingest.Range) (from, to *int32), last int32) []ingest.Range {
	slices.SortFunc(list, func(a, b ingest.Range) int {
		x, _ := ends(&a)
		y, _ := ends(&b)
		return cmp.Compare(*x, *y)
	})
	kept := list[:0]
	for _, r := range list {
		from, to := ends(&r)
		if *from, *to = max(*from, 1), min(*to, last); *from > *to {
			continue
		}
		if n := len(kept); n > 0 {
			if _, before := ends(&kept[n-1]); *from <= *before+1 {
				*before = max(*before, *to)
				continue
			}
		}
		kept = append(kept, r)
	}
	return kept
}
