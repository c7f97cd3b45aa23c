package runs

import (
	"context"
	"math"
	"os"
	"path"
	"slices"
	"strings"

	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/ingest/words"
)

// A so-lieu.csv knows no sums. Whether a sheet that is there itself is the one
// that its figures are from is seen by what stands in the cells: of the sheets of
// the same name, and of those that lie with it.

// A sheetMatch is a sheet among the sources that a CSV of facts was read from.
type sheetMatch struct {
	run     int
	o       origin
	own     int
	changed bool // some cells hold other numbers now
}

// matchCells gives the verdicts on files of CSV runs that are there themselves.
func (p *Plan) matchCells(ctx context.Context, found []int, index *sourceIndex) {
	var all []sheetMatch
	readers := map[int]map[string]bool{} // of a sheet, the places of the runs that have read it
	for _, i := range found {
		if p.Runs[i].kind != runCSV || p.Runs[i].again != "" {
			continue
		}
		for _, m := range p.matchRun(ctx, i, index) {
			if all = append(all, m); readers[m.own] == nil {
				readers[m.own] = map[string]bool{}
			}
			readers[m.own][p.Runs[i].places[m.o.runPart].name] = true
		}
	}
	for _, m := range all {
		run, name := p.Runs[m.run], index.sources[m.own].Name
		alone := len(readers[m.own]) == 1 && index.wholes[index.sums[m.own]] <= 1
		p.prefer(run, m.o, m.own, name, m.changed, alone && besides(run.name, name))
	}
}

// besides reports whether a file lies in the folder of a run, or below it.
func besides(run, name string) bool {
	return path.Dir(name) == path.Dir(run) || strings.HasPrefix(name, path.Dir(run)+"/")
}

// matchRun finds the sheets that one run was read from: those of the name of
// its files first, then, for the files that are left, those that lie with it.
func (p *Plan) matchRun(ctx context.Context, i int, index *sourceIndex) (matches []sheetMatch) {
	run := p.Runs[i]
	var left []origin
	for _, o := range run.origins {
		if run.verdicts[o].by == "" {
			left = append(left, o)
		}
	}
	var figures map[string]cellFigures
	for pass, may := range []func(o origin, src ingest.Source) bool{
		func(o origin, src ingest.Source) bool {
			first := firstFile(o.file)
			return src.Name == first || path.Base(src.Name) == path.Base(first) && besides(run.name, src.Name)
		},
		func(_ origin, src ingest.Source) bool { return besides(run.name, src.Name) },
	} {
		sheets := p.sheetsFor(left, may, index)
		if len(sheets) == 0 || pass > 0 && len(sheets) > mostTried {
			continue
		}
		if figures == nil {
			figures = figuresOf(index.sources[i].Path)
		}
		for _, own := range sheets {
			grids, _ := book.Grids(ctx, index.sources[own]) // whoever reads it tells what is wrong
			for _, o := range left {
				if !may(o, index.sources[own]) {
					continue
				}
				if equal, of := figures[o.file].standIn(grids, p.words), len(figures[o.file]); 2*equal > of {
					matches = append(matches, sheetMatch{i, o, own, equal < of})
					break
				}
			}
		}
		left = slices.DeleteFunc(left, func(o origin) bool {
			return slices.ContainsFunc(matches, func(m sheetMatch) bool { return m.o == o })
		})
	}
	return matches
}

// mostTried is the most sheets of other names that are read to be compared with
// a run beside them.
const mostTried = 40

// sheetsFor are the sheets that may be one of the files.
func (p *Plan) sheetsFor(files []origin, may func(origin, ingest.Source) bool, index *sourceIndex) (sheets []int) {
	for own, src := range index.sources {
		if p.Runs[own] == nil && p.Covered[own] == nil && slices.ContainsFunc(files, func(o origin) bool { return may(o, src) }) {
			sheets = append(sheets, own)
		}
	}
	return sheets
}

// cellFigures are the numbers of a file by sheet, row and column; 0, which any
// form holds, is left out.
type cellFigures map[ingest.Pos]float64

// figuresOf are the figures of a CSV of facts by file.
func figuresOf(name string) map[string]cellFigures {
	all := map[string]cellFigures{}
	data, err := os.ReadFile(name)
	if err != nil {
		return all
	}
	factRows(data, func(t *runFact, _ int32) error {
		if t == nil || !t.Known || t.Value == 0 || t.Pos.Row == 0 {
			return nil
		}
		if all[t.Pos.File] == nil {
			all[t.Pos.File] = cellFigures{}
		}
		all[t.Pos.File][ingest.Pos{Sheet: t.Pos.Sheet, Row: t.Pos.Row, Col: t.Pos.Col}] = t.Value
		return nil
	})
	return all
}

// standIn counts the figures that stand in the same cells of some sheets.
func (c cellFigures) standIn(grids []ingest.Grid, known *words.Table) (equal int) {
	for i := range grids {
		for k := range grids[i].Cells {
			cell := &grids[i].Cells[k]
			if v, ok := c[ingest.Pos{Sheet: grids[i].Sheet, Row: cell.Row, Col: cell.Col}]; ok && holdsFigure(cell, v, known) {
				equal++
			}
		}
	}
	return equal
}

// holdsFigure reports whether a cell holds a figure: as a number, as a fraction
// that is shown in per cent, or as text.
func holdsFigure(c *ingest.Cell, v float64, known *words.Table) bool {
	near := func(x float64) bool { return math.Abs(x-v) <= 1e-9*math.Abs(v) }
	if c.Kind == ingest.Text {
		r := known.ReadText(c.Text)
		return r.Kind == words.IsNumber && near(r.Value)
	}
	return c.Kind == ingest.Number && (near(c.Num) || near(100*c.Num))
}
