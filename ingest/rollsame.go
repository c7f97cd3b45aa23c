package ingest

import (
	"context"
	"math"
	"os"
	"path"
	"strings"
)

// A so-lieu.csv knows no sums. Whether a sheet that is there itself is the one
// that its figures are from is told by the sheet's name and by what stands in
// the cells.

// A heldFile is a sheet among the sources that a CSV of facts was read from.
type heldFile struct {
	run     int
	o       origin
	own     int
	changed bool // some cells hold other numbers now
}

// matchCells gives the verdicts on files of CSV runs that are there themselves
// under their name: where the run's job would be this one, or with the run.
func (p *plan) matchCells(ctx context.Context, found []int, at *shelf) {
	var all []heldFile
	readers := map[int]map[string]bool{} // of a sheet, the places of the runs that have read it
	for _, i := range found {
		if p.runs[i].kind != runCSV || p.runs[i].again != "" {
			continue
		}
		for _, m := range p.matchRun(ctx, i, at) {
			if all = append(all, m); readers[m.own] == nil {
				readers[m.own] = map[string]bool{}
			}
			readers[m.own][p.runs[i].places[m.o.runPart].name] = true
		}
	}
	for _, m := range all {
		run, name := p.runs[m.run], at.sources[m.own].Name
		alone := len(readers[m.own]) == 1 && at.wholes[at.sums[m.own]] <= 1
		p.give(run, m.o, m.own, name, m.changed, alone && besides(run.name, name))
	}
}

// besides tells a file in the folder of a run, or below it.
func besides(run, name string) bool {
	return path.Dir(name) == path.Dir(run) || strings.HasPrefix(name, path.Dir(run)+"/")
}

// matchRun finds the sheets that one run was read from.
func (p *plan) matchRun(ctx context.Context, i int, at *shelf) (matches []heldFile) {
	run := p.runs[i]
	named := map[string][]int{} // sheets that may be a file of the run
	for _, o := range run.origins {
		first := firstFile(o.file)
		for own, src := range at.sources {
			if p.runs[own] == nil && p.covered[own] == nil && run.verdicts[o].by == "" &&
				(src.Name == first || path.Base(src.Name) == path.Base(first) && besides(run.name, src.Name)) {
				named[o.file] = append(named[o.file], own)
			}
		}
	}
	if len(named) == 0 {
		return nil
	}
	figures := figuresOf(at.sources[i].Path, named)
	for _, o := range run.origins {
		for _, own := range named[o.file] {
			if equal, of := figures[o.file].standIn(ctx, at.sources[own]); 2*equal > of {
				matches = append(matches, heldFile{i, o, own, equal < of})
				break
			}
		}
	}
	return matches
}

// cellFigures are the numbers of a file by sheet, row and column; 0, which any
// form holds, is left out.
type cellFigures map[Pos]float64

// figuresOf are the figures of a CSV of facts, of the files that are asked for.
func figuresOf(name string, files map[string][]int) map[string]cellFigures {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	all := map[string]cellFigures{}
	factRows(data, func(t *told, _ int32) error {
		if t == nil || !t.Known || t.Value == 0 || t.Pos.Row == 0 || files[t.Pos.File] == nil {
			return nil
		}
		if all[t.Pos.File] == nil {
			all[t.Pos.File] = cellFigures{}
		}
		all[t.Pos.File][Pos{Sheet: t.Pos.Sheet, Row: t.Pos.Row, Col: t.Pos.Col}] = t.Value
		return nil
	})
	return all
}

// standIn counts the figures that a sheet holds in the same cells, of all.
func (c cellFigures) standIn(ctx context.Context, src Source) (equal, of int) {
	if len(c) == 0 {
		return 0, 0
	}
	grids, _ := Grids(ctx, src) // whoever reads it tells what is wrong
	for _, g := range grids {
		for _, cell := range g.Cells {
			if v, ok := c[Pos{Sheet: g.Sheet, Row: cell.Row, Col: cell.Col}]; ok && holdsFigure(&cell, v) {
				equal++
			}
		}
	}
	return equal, len(c)
}

// holdsFigure tells whether a cell holds a figure: as a number, as a fraction
// that is shown in per cent, or as text.
func holdsFigure(c *Cell, v float64) bool {
	near := func(x float64) bool { return math.Abs(x-v) <= 1e-9*math.Abs(v) }
	if c.Kind == Text {
		r := readText(c.Text)
		return r.kind == isNumber && near(r.value)
	}
	return c.Kind == Number && (near(c.Num) || near(100*c.Num))
}
