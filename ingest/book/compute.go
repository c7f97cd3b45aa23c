package book

import (
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"tongket/ingest"
)

// Limits of what is computed for want of cached values.
const (
	maxComputed     = 500     // formulas of a workbook
	maxComputedSize = 8 << 20 // bytes of the file, inflated: excelize loads all of it
	maxComputedArea = 1 << 16 // cells that a formula asks for
)

// isPlain reports whether a formula with the function may be computed: it is one of
// its arguments alone, on which Excel and excelize agree.
func isPlain(function string) bool {
	switch strings.ToUpper(function) {
	case "SUM", "AVERAGE", "ROUND", "ROUNDUP", "ROUNDDOWN", "MIN", "MAX", "ABS", "PRODUCT", "IF", "COUNT", "COUNTA", "INT":
		return true
	}
	return false
}

// compute fills in the results of formulas that were saved without one, as
// openpyxl and other writers leave them. Each is an issue, with the formula
// and the result as shown, and the cell stays Uncached: nobody has seen the
// number in Excel. Formulas that ask other sheets, use other functions than
// the plain ones, or depend on themselves are left without a result.
func (w *xlsxBook) compute(grids []ingest.Grid) {
	var pending []*ingest.Cell
	total := 0
	for i := range grids {
		total += countUncached(&grids[i])
	}
	if total == 0 || total > maxComputed || w.c.inflated() > maxComputedSize {
		return
	}
	f := w.openExcelize()
	if f == nil {
		return
	}
	defer f.Close()
	for i := range grids {
		pending = pending[:0]
		g := &grids[i]
		for k := range g.Cells {
			if g.Cells[k].Uncached {
				pending = append(pending, &g.Cells[k])
			}
		}
		for progress := true; progress && w.ctx.Err() == nil; {
			pending, progress = w.computeReady(f, g, pending)
		}
	}
}

func countUncached(g *ingest.Grid) int {
	n := 0
	for i := range g.Cells {
		if g.Cells[i].Uncached {
			n++
		}
	}
	return n
}

func (c *container) inflated() (n uint64) {
	for _, f := range c.order {
		n += f.UncompressedSize64
	}
	return n
}

// openExcelize opens the workbook once more for its formulas; nil if that is not
// possible. Its recover is for excelize, which panics on some damaged files.
func (w *xlsxBook) openExcelize() (f *excelize.File) {
	defer func() {
		if recover() != nil {
			f = nil
		}
	}()
	f, err := excelize.OpenReader(io.NewSectionReader(w.file, 0, w.size), excelize.Options{UnzipSizeLimit: MaxSize})
	if err != nil {
		return nil
	}
	return f
}

// computeReady computes the formulas that ask for no pending one, and returns
// the others.
func (w *xlsxBook) computeReady(f *excelize.File, g *ingest.Grid, pending []*ingest.Cell) (left []*ingest.Cell, progress bool) {
	for _, c := range pending {
		formula := g.Formulas[c.Formula-1]
		ranges, ok := plainRanges(formula)
		if !ok {
			progress = true
			continue // never
		}
		if asksFor(ranges, pending) {
			left = append(left, c)
			continue
		}
		progress = true
		if v, ok := calculate(f, g.Sheet, (ingest.Pos{Row: c.Row, Col: c.Col}).Cell()); ok {
			c.Kind, c.Num = ingest.Number, v
			if isDate(g.Styles[c.Style].Format) {
				c.Kind = ingest.Date
			}
			w.add(ingest.Pos{File: g.File, Sheet: g.Sheet, Row: c.Row, Col: c.Col}, ingest.CodeUncached, FormatsOf(g.Styles).Shown(c), formula)
		}
	}
	return left, progress && len(left) > 0
}

func asksFor(ranges []ingest.Range, pending []*ingest.Cell) bool {
	for _, r := range ranges {
		for _, p := range pending {
			if p.Kind == ingest.Blank && r.Contains(p.Row, p.Col) {
				return true
			}
		}
	}
	return false
}

// plainRanges are the cells that a formula asks for; ok is false if it does
// more than compute with cells of its own sheet.
func plainRanges(formula string) (ranges []ingest.Range, ok bool) {
	area := int64(0)
	for i := 0; i < len(formula); {
		c := formula[i]
		if c == '"' || c == '\'' || c == '!' || c == '[' || c == '{' || c == '#' {
			return nil, false
		}
		if !isWordByte(c) && c != '$' {
			i++
			continue
		}
		n := 1
		for i+n < len(formula) && (isWordByte(formula[i+n]) || strings.IndexByte("$:", formula[i+n]) >= 0) {
			n++
		}
		word := formula[i : i+n]
		i += n
		if i < len(formula) && formula[i] == '(' {
			if !isPlain(word) {
				return nil, false
			}
			continue
		}
		if _, number := parseNumber([]byte(word)); number {
			continue
		}
		r, isRange := ingest.ParseRange(word)
		if !isRange {
			return nil, false
		}
		area += int64(r.Row2-r.Row1+1) * int64(r.Col2-r.Col1+1)
		ranges = append(ranges, r)
	}
	return ranges, area <= maxComputedArea
}

// calculate is the number that a formula gives. Its recover is for excelize,
// which panics on some formulas.
func calculate(f *excelize.File, sheet, cell string) (v float64, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	text, err := f.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		return 0, false
	}
	return parseNumber([]byte(text))
}
