package analysis

import (
	"slices"

	"tongket/analysis/claim"
	"tongket/analysis/stat"
	"tongket/ingest"
)

// checkCopied raises year columns of a table that repeat another's figures. A
// row counts only if its figure stands in exactly two years, for one that stays
// for three or more is simply steady (ours).
func checkCopied(a *checked, facts []int32) {
	table := yearColumns(a.assembly, facts)
	if !table.repeats() {
		return
	}
	for _, c := range stat.CopiedColumns(table.values) {
		raiseCopied(a, table, c)
	}
}

// checkCopiedSheets does the same for tables that hold one year each: an
// indicator's figures of one year over its places that repeat those of another.
func checkCopiedSheets(a *checked) {
	for k := range a.indicators {
		table := columnsOfPlaces(a.arranged, int32(k))
		if !table.repeats() {
			continue
		}
		for _, c := range stat.CopiedColumns(table.values) {
			if inOtherTables(a.assembly, table, c) {
				raiseCopied(a, table, c)
			}
		}
	}
}

// columnsOfPlaces are the years of an indicator over its places, as sheets give
// them.
func columnsOfPlaces(a *arranged, k int32) yearTable {
	var t yearTable
	lines := a.series[k].lines[1:]
	if len(lines) < stat.CopiedLeast {
		return t
	}
	for y := a.term.Base; y <= a.term.Last; y++ {
		t.years = append(t.years, y)
		values, facts := make([]float64, len(lines)), make([]int32, len(lines))
		for l := range lines {
			p := &lines[l].Points[y-a.term.Base]
			if p.Status == Known {
				values[l], facts[l] = p.Value, firstFact(a.assembly, p)
			}
		}
		t.values, t.facts = append(t.values, values), append(t.facts, facts)
	}
	t.dropSteady()
	return t
}

// inOtherTables tells whether the equal cells of two columns stand in different tables.
func inOtherTables(a *assembly, t yearTable, c stat.Copy) bool {
	for r, v := range t.values[c.Column] {
		if v != 0 && v == t.values[c.Other][r] && a.table[t.facts[c.Column][r]] == a.table[t.facts[c.Other][r]] {
			return false
		}
	}
	return true
}

// repeats tells in short whether any two years have enough equal figures to be
// looked at.
func (t *yearTable) repeats() bool {
	for c := range t.values {
		for o := range c {
			same := 0
			for r, v := range t.values[c] {
				if v != 0 && v == t.values[o][r] {
					same++
				}
			}
			if same >= stat.CopiedLeast {
				return true
			}
		}
	}
	return false
}

// yearTable is a table as columns of years over rows of items (an indicator at
// a place): 0 stands for what does not count.
type yearTable struct {
	years  []int
	values [][]float64
	facts  [][]int32
}

type item struct{ indicator, place int32 }

// yearColumns are the years of a table over its items.
func yearColumns(a *assembly, facts []int32) yearTable {
	column, rows := yearsAndRows(a, facts)
	if len(rows) < stat.CopiedLeast || len(column) < 2 {
		return yearTable{}
	}
	var t yearTable
	for y := range column {
		t.years = append(t.years, y)
	}
	slices.Sort(t.years)
	for c, y := range t.years {
		column[y] = c
		t.values, t.facts = append(t.values, make([]float64, len(rows))), append(t.facts, make([]int32, len(rows)))
	}
	for _, i := range facts {
		if f := a.basis(i); comparableYear(f) {
			c, r := column[f.Years.To], rows[item{a.indicator[i], a.place[i]}]
			t.values[c][r], t.facts[c][r] = a.figure(i), i
		}
	}
	t.dropSteady()
	return t
}

// yearsAndRows are the years that a table has figures of, not yet in order, and
// its items, numbered.
func yearsAndRows(a *assembly, facts []int32) (years map[int]int, rows map[item]int) {
	years, rows = make(map[int]int), make(map[item]int)
	for _, i := range facts {
		f := a.basis(i)
		if !comparableYear(f) {
			continue
		}
		years[f.Years.To] = 0
		key := item{a.indicator[i], a.place[i]}
		if _, ok := rows[key]; !ok {
			rows[key] = len(rows)
		}
	}
	return years, rows
}

// comparableYear tells whether a fact is a number of one year that came to
// pass.
func comparableYear(f *ingest.Basis) bool {
	return f.Known && reached(f.Measure) && f.Years.From == f.Years.To
}

// dropSteady leaves out figures that a row shows in three or more years.
func (t *yearTable) dropSteady() {
	if len(t.years) < 3 {
		return
	}
	row := make([]float64, len(t.years))
	for r := range t.values[0] {
		for c := range row {
			row[c] = t.values[c][r]
		}
		for c, v := range row {
			same := 0
			for _, w := range row {
				if w == v {
					same++
				}
			}
			if same > 2 {
				t.values[c][r] = 0
			}
		}
	}
}

func raiseCopied(a *checked, t yearTable, c stat.Copy) {
	later, earlier := t.facts[c.Column], t.facts[c.Other]
	var own, source []int32
	for r, v := range t.values[c.Column] {
		if v == t.values[c.Other][r] && stat.Digits(v) {
			own, source = append(own, later[r]), append(source, earlier[r])
		}
	}
	n := a.about(CodeCopied, own[0])
	n.Claim = claim.Copied{Equal: float64(c.Same), Compared: float64(c.Compared), Year: t.years[c.Other]}
	n.Related = a.positions(append(source[:1:1], own[1:]...))
	for _, i := range own {
		if a.indicator[i] != a.indicator[own[0]] {
			n.Indicator, n.Name = "", ""
		}
		if a.place[i] != a.place[own[0]] {
			n.Place = ""
		}
	}
	id := a.raise(n)
	for _, i := range own {
		a.copied[i] = id
	}
}
