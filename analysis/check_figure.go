package analysis

import (
	"strings"

	"tongket/analysis/claim"
	"tongket/analysis/stat"
	"tongket/ingest"
)

// checkFigures makes the checks that need one figure and those around it on
// its sheet: counts below 0, rates outside 0..100, sum formulas, parts.
func checkFigures(a *checked) {
	bounded := boundedRates(a.assembly)
	for i, f := range a.eachOwn {
		if !f.Known || !reached(f.Measure) {
			continue
		}
		k := a.indicator[i]
		switch ind := &a.indicators[k]; {
		case ind.Kind != Rate && f.Value < 0 && additive(ind) && !ind.Signed:
			raiseSign(a, i, ind.Unknown)
		case ind.Kind == Rate && bounded[k] != unbounded && (f.Value < 0 || f.Value > stat.RateLimit):
			raiseRange(a, i, bounded[k])
		}
	}
	checkFormulas(a)
	checkParts(a)
}

// raiseSign raises a count below 0. Of a label that the catalogue does not know
// it is a doubt only: a difference may be meant.
func raiseSign(a *checked, fact int32, doubt bool) {
	n := a.about(CodeNegative, fact)
	n.Claim = claim.Figure{Value: a.figure(fact)}
	if doubt {
		n.Severity = Warning
	}
	a.hold(fact, a.raise(n))
}

// How sure it is that a rate is of a part in its whole.
type bound uint8

const (
	unbounded bound = iota // figures outside 0..100 are usual
	likely                 // figures outside are rare
	certain                // it has a numerator and a denominator
)

// boundedRates tells for each rate whether it is one of a part in its whole. A
// rate without a numerator and a denominator is taken for one while at least
// four in five of its figures, and three, lie in 0..100 (ours): "tỷ lệ thất
// nghiệp" is one, "tốc độ tăng" is not.
func boundedRates(a *assembly) []bound {
	inside, outside := make([]int, len(a.indicators)), make([]int, len(a.indicators))
	for i, f := range a.eachOwn {
		switch {
		case !f.Known || a.indicators[a.indicator[i]].Kind != Rate:
		case f.Value < 0 || f.Value > stat.RateLimit:
			outside[a.indicator[i]]++
		default:
			inside[a.indicator[i]]++
		}
	}
	out := make([]bound, len(a.indicators))
	for k := range out {
		switch ind := &a.indicators[k]; {
		case ind.Numerator != "" && ind.Denominator != "":
			out[k] = certain
		case inside[k] >= 3 && inside[k] >= 4*outside[k]:
			out[k] = likely
		}
	}
	return out
}

// raiseRange raises a rate outside 0..100: an error if it has a numerator and a
// denominator or is of an indicator whose other figures lie inside, a doubt if
// the catalogue does not know the label.
func raiseRange(a *checked, fact int32, sure bound) {
	n := a.about(CodeRateRange, fact)
	n.Claim = claim.Figure{Value: a.figure(fact)}
	if sure != certain && a.indicators[a.indicator[fact]].Unknown {
		n.Severity = Warning
	}
	a.hold(fact, a.raise(n))
}

// A cell is a position on a numbered sheet.
type cell struct{ sheet, row, col int32 }

// factsAt finds the facts in those cells that wanted holds.
func factsAt(a *assembly, wanted map[cell]int32) {
	if len(wanted) == 0 {
		return
	}
	for i, f := range a.eachOwn {
		c := cell{a.sheet[i], f.Pos.Row, f.Pos.Col}
		if _, ok := wanted[c]; ok {
			wanted[c] = i
		}
	}
}

// checkFormulas adds up the cells of sum formulas. Only a formula all of whose
// cells are facts can be held against them.
func checkFormulas(a *checked) {
	wanted := make(map[cell]int32)
	var formulas []int32
	for i, f := range a.eachOwn {
		if f.Known && len(f.SumOf) > 0 && eachCell(f.SumOf, func(row, col int32) {}) {
			formulas = append(formulas, i)
			eachCell(f.SumOf, func(row, col int32) { wanted[cell{a.sheet[i], row, col}] = -1 })
		}
	}
	factsAt(a.assembly, wanted)
	for _, i := range formulas {
		checkFormula(a, i, wanted)
	}
}

// mostSummed is the size of a sum range that is looked at: a whole column is
// not.
const mostSummed = 20000

// eachCell calls f for every cell of the ranges; it is false, and does nothing,
// if there are too many.
func eachCell(ranges []ingest.Range, f func(row, col int32)) bool {
	cells := 0
	for _, r := range ranges {
		rows, cols := int(r.Row2)-int(r.Row1)+1, int(r.Col2)-int(r.Col1)+1
		if rows <= 0 || cols <= 0 || rows > mostSummed || cols > mostSummed {
			return false
		}
		if cells += rows * cols; cells > mostSummed {
			return false
		}
	}
	for _, r := range ranges {
		for row := r.Row1; row <= r.Row2; row++ {
			for col := r.Col1; col <= r.Col2; col++ {
				f(row, col)
			}
		}
	}
	return true
}

// checkFormula holds a formula's result against its cells. A sum passes over
// numbers that were typed as text, and then is right by its lights and wrong for
// the reader: the finding says so and names those cells.
func checkFormula(a *checked, fact int32, at map[cell]int32) {
	var parts, numbers []stat.Printed
	var texts []int32
	whole := true
	f := a.fact(fact)
	eachCell(f.SumOf, func(row, col int32) {
		i := at[cell{a.sheet[fact], row, col}]
		if i < 0 || i == fact {
			whole = false
			return
		}
		switch part := a.basis(i); {
		case !part.Known && part.Mark != ingest.Nil:
			whole = false
		case part.Known:
			parts = append(parts, a.ownPrinted(i))
			if part.Mark == ingest.Typed || part.Mark == ingest.Approximate {
				texts = append(texts, i)
			} else {
				numbers = append(numbers, a.ownPrinted(i))
			}
		}
	})
	if !whole || len(parts) == 0 {
		return
	}
	test := stat.CheckSum(parts, a.ownPrinted(fact), true)
	if test.OK {
		return
	}
	n := a.about(CodeFormula, fact)
	told := claim.Formula{Cached: f.Value, Sum: test.Sum, Text: sumText(f.SumOf)}
	if len(texts) > 0 && stat.CheckSum(numbers, a.ownPrinted(fact), true).OK {
		told.TypedAsText = true
		n.Related = a.positions(texts)
	}
	n.Claim = told
	a.raise(n)
}

// exact is a figure as its sheet holds it. What is shown of it may be rounded,
// and the step says so.
func exact(value float64, decimals int, unit string) stat.Printed {
	if unit == "" {
		unit = counted
	}
	step, _ := Step(value, decimals, unit, unit)
	return stat.Printed{Value: value, Step: step}
}

// counted stands for the unit of a sheet that names none.
const counted = "đơn vị"

// sumText is the formula that adds up ranges.
func sumText(ranges []ingest.Range) string {
	s := "SUM("
	for i, r := range ranges {
		if i > 0 {
			s += ","
		}
		first := ingest.Pos{Row: r.Row1, Col: r.Col1}.Cell()
		last := ingest.Pos{Row: r.Row2, Col: r.Col2}.Cell()
		if s += first; last != first {
			s += ":" + last
		}
	}
	return s + ")"
}

// checkParts holds parts against the figure that their sheet puts above them:
// "Chia ra" must add up to it, "Trong đó" must not exceed it.
func checkParts(a *checked) {
	wanted := make(map[cell]int32)
	var parts []int32
	for i, f := range a.eachOwn {
		if f.Part != ingest.NoPart && f.Whole.Row > 0 && reached(f.Measure) {
			parts = append(parts, i)
			wanted[cell{a.sheet[i], f.Whole.Row, f.Whole.Col}] = -1
		}
	}
	factsAt(a.assembly, wanted)
	type group struct {
		whole cell
		kind  ingest.PartKind
	}
	groups := make(map[group][]int32)
	var order []group
	for _, i := range parts {
		key := group{wholeCell(a.assembly, i), a.basis(i).Part}
		if len(groups[key]) == 0 {
			order = append(order, key)
		}
		groups[key] = append(groups[key], i)
	}
	for _, key := range order {
		if whole := wanted[key.whole]; whole >= 0 && a.basis(whole).Known {
			checkPartsOf(a, whole, groups[key], key.kind)
		}
	}
}

func wholeCell(a *assembly, part int32) cell {
	w := a.fact(part).Whole
	return cell{a.sheet[part], w.Row, w.Col}
}

// checkPartsOf checks the parts of one kind of a figure. Parts that are rates
// are left alone, for neither do they add up nor need they be smaller, unless
// the whole is 100 (a structure) or both are of the same denominator.
//
// "Trong đó" may name groups that overlap (women, minorities), so that their
// sum exceeds the whole is a doubt and no error (ours; methods §6 has an error).
func checkPartsOf(a *checked, whole int32, parts []int32, kind ingest.PartKind) {
	total := a.ownPrinted(whole)
	var printed []stat.Printed
	gap, greater := false, false
	for _, i := range parts {
		f := a.basis(i)
		p, ok := partPrinted(a.assembly, i, whole)
		switch {
		case f.Mark == ingest.Nil && !f.Known:
		case !f.Known || !ok:
			gap = true
		default:
			printed = append(printed, p)
			if areComparable(a.assembly, i, whole) && !stat.CheckSum([]stat.Printed{p}, total, false).OK {
				greater = true
				raisePartGreater(a, i, whole, p.Value, total.Value)
			}
		}
	}
	if greater || gap && kind == ingest.AllParts || len(printed) == 0 || !addUp(a.assembly, whole, parts) {
		return
	}
	if kind == ingest.SomeParts && a.overlap(parts) {
		return
	}
	test := stat.CheckSum(printed, total, kind != ingest.SomeParts)
	if test.OK || kind == ingest.SomeParts && len(printed) < 2 {
		return
	}
	n := a.about(CodeTotalMismatch, whole)
	n.Claim = claim.TotalMismatch{Printed: total.Value, Sum: test.Sum, Over: string(kind)}
	n.Related = a.positions(parts)
	if kind == ingest.SomeParts {
		n.Severity = Warning
	}
	a.hold(whole, a.raise(n))
}

// overlapWords are words in a name that say that a part is of a kind of its own,
// to which members of another part may belong: women, members of the Party.
// Such parts are never added up.
var overlapWords = []string{"nữ", "đảng viên", "đoàn viên", "dân tộc", "tôn giáo", "tuổi", "trẻ", "khuyết tật", "nông thôn", "nghèo"}

// overlap reports whether one of the parts may hold members of another.
func (a *assembly) overlap(parts []int32) bool {
	for _, i := range parts {
		name := fold(a.indicators[a.indicator[i]].Name)
		for _, w := range overlapWords {
			if strings.Contains(" "+name+" ", " "+w+" ") {
				return true
			}
		}
	}
	return false
}

// ownPrinted is a figure in the unit of its sheet.
func (a *assembly) ownPrinted(fact int32) stat.Printed {
	return exact(a.figure(fact), a.basis(fact).Decimals, a.unitOf(fact))
}

// partPrinted is a part in the unit of its whole.
func partPrinted(a *assembly, part, whole int32) (stat.Printed, bool) {
	f, w := a.fact(part), a.fact(whole)
	if f.Unit == w.Unit || f.Unit == "" || w.Unit == "" {
		return a.ownPrinted(part), true
	}
	v, ok := Convert(f.Value, f.Unit, w.Unit)
	step, _ := Step(f.Value, f.Decimals, f.Unit, w.Unit)
	return stat.Printed{Value: v, Step: step}, ok
}

// areComparable tells whether a part cannot exceed its whole: counts, and rates
// with the same denominator.
func areComparable(a *assembly, part, whole int32) bool {
	p, w := &a.indicators[a.indicator[part]], &a.indicators[a.indicator[whole]]
	if p.Kind == Rate || w.Kind == Rate {
		return p.Denominator != "" && p.Denominator == w.Denominator
	}
	return additive(p) && additive(w)
}

// addUp tells whether parts add up to their whole: counts do, rates only in a
// structure, whose whole is 100.
func addUp(a *assembly, whole int32, parts []int32) bool {
	if a.indicators[a.indicator[whole]].Kind == Rate {
		return a.figure(whole) == stat.RateLimit
	}
	for _, i := range append([]int32{whole}, parts...) {
		if !additive(&a.indicators[a.indicator[i]]) {
			return false
		}
	}
	return true
}

func raisePartGreater(a *checked, part, whole int32, v, w float64) {
	n := a.about(CodePartGreater, part)
	n.Claim = claim.PartGreater{Part: v, Whole: w, PartName: n.Name, WholeName: a.indicators[a.indicator[whole]].Name}
	n.Related = []ingest.Pos{a.posOf(whole)}
	k := a.raise(n)
	a.hold(part, k)
	a.hold(whole, k)
}
