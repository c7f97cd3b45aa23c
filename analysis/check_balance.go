package analysis

import (
	"math"
	"slices"

	"tongket/analysis/claim"
	"tongket/analysis/stat"
	"tongket/ingest"
)

// A ledger is a table that takes each row from the start of a year to its end:
// the columns of one stock in two following years with its changes between.
type ledger struct {
	start, end int32
	changes    []int32
}

// Limits of the search for what adds and what takes away (ours).
const (
	mostChanges   = 6
	leastBalanced = 4    // rows that must balance
	shareBalanced = 0.75 // of the rows
)

// checkBalances holds the end of a year against its start and its changes.
// Which column adds and which takes away is not told by its name: it is the
// reading with which most rows balance, and if three in four rows, and four of
// them, do, the others are raised (ours).
func checkBalances(a *checked, facts []int32) {
	rows := rowsOfTable(a.assembly, facts)
	var books []ledger
	for _, row := range rows {
		if b, ok := ledgerOf(a.assembly, row); ok && !known(books, b) {
			books = append(books, b)
		}
	}
	for _, b := range books {
		checkLedger(a, b, rows)
	}
}

// rowsOfTable cuts the facts of a table into its rows.
func rowsOfTable(a *assembly, facts []int32) [][]int32 {
	var rows [][]int32
	start, row := 0, int32(0)
	c := a.facts.Cursor()
	for i, f := range facts {
		at := c.At(int(f)).Pos.Row
		if i > 0 && at != row {
			rows = append(rows, facts[start:i])
			start = i
		}
		row = at
	}
	if start < len(facts) {
		rows = append(rows, facts[start:])
	}
	return rows
}

// ledgerOf finds a stock in two following years with its changes between them
// in one row; all count the same unit.
func ledgerOf(a *assembly, row []int32) (ledger, bool) {
	for i, s := range row {
		for j := i + 2; j < len(row) && j <= i+1+mostChanges; j++ {
			if a.indicator[row[j]] != a.indicator[s] {
				continue
			}
			f, g := a.basis(s), a.basis(row[j])
			if f.Years.From+1 != g.Years.From || g.Years.From != g.Years.To || f.Years.From != f.Years.To {
				continue
			}
			if b, ok := ledgerBetween(a, row[i:j+1]); ok {
				return b, true
			}
		}
	}
	return ledger{}, false
}

func ledgerBetween(a *assembly, row []int32) (ledger, bool) {
	last := row[len(row)-1]
	years, unit := a.basis(last).Years, a.unitOf(last)
	b := ledger{start: a.posOf(row[0]).Col, end: a.posOf(last).Col}
	if a.indicators[a.indicator[row[0]]].Kind == Rate {
		return b, false
	}
	for _, i := range row[1 : len(row)-1] {
		f := a.basis(i)
		if a.indicator[i] == a.indicator[row[0]] || f.Years != years || a.unitOf(i) != unit || !reached(f.Measure) {
			return b, false
		}
		b.changes = append(b.changes, a.posOf(i).Col)
	}
	return b, true
}

func known(books []ledger, b ledger) bool {
	for _, o := range books {
		if o.start == b.start && o.end == b.end {
			return true
		}
	}
	return false
}

// An entry is one row of a ledger: its facts, and its numbers in the order
// start, changes, end.
type entry struct {
	facts  []int32
	values []float64
}

func checkLedger(a *checked, b ledger, rows [][]int32) {
	var entries []entry
	for _, row := range rows {
		if e, ok := entryOf(a.assembly, b, row); ok {
			entries = append(entries, e)
		}
	}
	singles := singlesOf(a.assembly, entries)
	signs, balanced := bestSigns(singles, len(b.changes))
	if balanced < leastBalanced || float64(balanced) < shareBalanced*float64(len(singles)) {
		return
	}
	parts := 0.0 // what the rows of single places are off
	for _, e := range singles {
		parts += e.off(signs)
	}
	for _, e := range entries {
		whole := a.place[e.facts[0]] == 0
		if !e.balances(signs) && !a.anyHeld(e.facts) && !(whole && near(e.off(signs), parts)) {
			raiseBalance(a, e, signs)
		}
	}
}

// singlesOf are the rows of single places; all rows if there is none.
func singlesOf(a *assembly, entries []entry) []entry {
	var out []entry
	for _, e := range entries {
		if a.place[e.facts[0]] != 0 {
			out = append(out, e)
		}
	}
	if out == nil {
		return entries
	}
	return out
}

func (a *checked) anyHeld(facts []int32) bool {
	for _, i := range facts {
		if a.held(i) {
			return true
		}
	}
	return false
}

// near tells whether two numbers differ by rounding only.
func near(x, y float64) bool {
	return math.Abs(x-y) <= stat.Noise(math.Max(math.Abs(x), math.Abs(y)), 0)
}

// entryOf reads a row of a ledger; a mark counts as 0 if it says "none", and
// spoils the row if it says "not available".
func entryOf(a *assembly, b ledger, row []int32) (e entry, ok bool) {
	for _, col := range append(append([]int32{b.start}, b.changes...), b.end) {
		found := false
		for _, i := range row {
			f := a.fact(i)
			if f.Pos.Col != col {
				continue
			}
			if !f.Known && f.Mark != ingest.Nil {
				return entry{}, false
			}
			e.facts, e.values = append(e.facts, i), append(e.values, f.Value)
			found = true
			break
		}
		if !found {
			return entry{}, false
		}
	}
	return e, true
}

// off is by how much start and changes, each times its sign, exceed the end.
func (e entry) off(signs []float64) float64 {
	sum := e.values[0]
	for i, s := range signs {
		sum += s * e.values[i+1]
	}
	return sum - e.values[len(e.values)-1]
}

func (e entry) balances(signs []float64) bool {
	end := e.values[len(e.values)-1]
	return near(end+e.off(signs), end)
}

// bestSigns are the signs (1 adds, -1 takes away, 0 is a part of another
// column) with which most entries balance; of equals the ones with most columns
// counted.
func bestSigns(entries []entry, n int) (best []float64, balanced int) {
	counted := -1
	signs := make([]float64, n)
	var try func(i int)
	try = func(i int) {
		if i < n {
			for _, s := range []float64{1, -1, 0} {
				signs[i] = s
				try(i + 1)
			}
			return
		}
		rows, columns := 0, 0
		for _, e := range entries {
			if e.balances(signs) {
				rows++
			}
		}
		for _, s := range signs {
			if s != 0 {
				columns++
			}
		}
		if rows > balanced || rows == balanced && columns > counted {
			balanced, counted = rows, columns
			best = append(best[:0], signs...)
		}
	}
	try(0)
	return best, balanced
}

// raiseBalance raises a row that does not balance. It stands on the figure that
// is most likely wrong: of those that no other sheet confirms the one whose
// change is the oddest.
func raiseBalance(a *checked, e entry, signs []float64) {
	var up, down float64
	for i, s := range signs {
		switch s {
		case 1:
			up += e.values[i+1]
		case -1:
			down += e.values[i+1]
		}
	}
	last := len(e.facts) - 1
	doubtful := doubtfulOf(a, e)
	n := a.about(CodeBalance, doubtful)
	n.Claim = claim.Balance{Start: e.values[0], Increase: up, Decrease: down, End: e.values[last]}
	for _, i := range e.facts {
		if i != doubtful {
			n.Related = append(n.Related, a.posOf(i))
		}
	}
	a.raise(n)
}

// doubtfulOf is the figure of a row that is most likely wrong; the end of the
// year if nothing speaks for another.
func doubtfulOf(a *checked, e entry) int32 {
	worst, far := e.facts[len(e.facts)-1], -1.0
	for _, i := range slices.Backward(e.facts) {
		p, _ := a.around(i)
		if p == nil || len(p.Facts) > 1 {
			continue
		}
		if d := oddness(a, i); d > far+stat.SameWithin {
			worst, far = i, d
		}
	}
	return worst
}

// oddness is how far a figure's change from the year before is from the usual
// change of its year over places, on the log scale; 0 without a year before or
// without places to compare with.
func oddness(a *checked, fact int32) float64 {
	k, year := a.indicator[fact], a.basis(fact).Years.To
	own := a.changeOf(k, a.place[fact], year)
	changes := a.changes(k, year)
	if own > 0 && len(changes) > 2 {
		return math.Abs(math.Log(own / stat.Median(changes)))
	}
	return 0
}

// around is the point that a fact is used for, nil if none, and the other
// years' numbers.
func (a *arranged) around(fact int32) (point *Point, others []float64) {
	line := a.series[a.indicator[fact]].at(a.place[fact])
	if line == nil {
		return nil, nil
	}
	for y := range line.Points {
		p := &line.Points[y]
		if p.Year == a.basis(fact).Years.To && firstFact(a.assembly, p) == fact {
			point = p
		} else if v, ok := Usable(a.indicators[a.indicator[fact]].Kind, *p); ok {
			others = append(others, v)
		}
	}
	return point, others
}
