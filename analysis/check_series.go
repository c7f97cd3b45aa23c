package analysis

import (
	"math"
	"slices"

	"tongket/analysis/claim"
	"tongket/analysis/stat"
	"tongket/ingest"
	"tongket/ingest/words"
)

// checkSeries looks for figures that do not belong into their series: a unit or
// a decimal mark that slipped, a year or a place that jumps. Only figures that
// a sheet gives are looked at, before anything is derived from them.
func checkSeries(a *checked) {
	for k := range a.indicators {
		checkSlips(a, int32(k))
	}
	checkTrends(a)
	for k := range a.indicators {
		checkPlaces(a, int32(k))
		checkSwappedYears(a, int32(k))
	}
}

// A slipped is a figure that is a power of ten away from its series.
type slipped struct {
	stat.Slip
	line int32
	year int
	fact int32
}

// slipCode is the code of the finding on a slip, "" for none.
func slipCode(s stat.Slip) string {
	switch {
	case s.Factor == 0:
		return ""
	case s.Fraction:
		return CodeFraction
	case s.Factor == 10 || s.Factor == 1.0/10:
		return CodeFactor10
	case s.Factor == 100 || s.Factor == 1.0/100:
		return CodeFactor100
	}
	return CodeUnitSlip
}

// checkSlips raises figures that are a power of ten away from the other years
// of their series. A jump by 10 or 100 that another place shows in the same
// year is none, and the whole is not blamed for what a place shows.
func checkSlips(a *checked, k int32) {
	slips := slipsOf(a.arranged, k)
	var kept []slipped
	for _, s := range slips {
		if !shared(s, slips) {
			kept = append(kept, s)
		}
	}
	for len(kept) > 0 {
		var column, rest []slipped
		for _, s := range kept {
			if s.Factor == kept[0].Factor && s.Fraction == kept[0].Fraction && s.year == kept[0].year && a.table[s.fact] == a.table[kept[0].fact] {
				column = append(column, s)
			} else {
				rest = append(rest, s)
			}
		}
		kept = rest
		raiseSlips(a, k, column)
	}
}

func slipsOf(a *arranged, k int32) []slipped {
	s, kind := &a.series[k], a.indicators[k].Kind
	var out []slipped
	var others []float64
	for l := range s.lines {
		points := s.lines[l].Points
		if !spreads(kind, points) {
			continue
		}
		for y := range points {
			v, ok := Usable(kind, points[y])
			if !ok || points[y].Status != Known {
				continue
			}
			others = others[:0]
			for z := range points {
				if w, ok := Usable(kind, points[z]); ok && z != y && !a.parted(k, points[z].Year, points[y].Year) {
					others = append(others, w)
				}
			}
			if slip := stat.PowerOfTen(kind, v, others); slip.Factor != 0 && !onTrend(&a.indicators[k], points, y) {
				out = append(out, slipped{slip, int32(l), points[y].Year, int32(points[y].Facts[0])})
			}
		}
	}
	return out
}

// onTrend reports whether a figure lies about where the line through the other
// years has it, or on the way there: what grows fourfold a year is ten and a
// hundred times its other years without a slip.
func onTrend(ind *Indicator, points []Point, y int) bool {
	z := workingScale(ind, points)
	s := stat.LeaveOneOut(z)[y]
	return !math.IsNaN(s.Residual) && math.Abs(z[y]-s.Expected) < math.Log(trendBand)
}

// parted reports whether a series starts anew between two years.
func (a *assembly) parted(k int32, x, y int) bool {
	since := a.breaks[k]
	return since > 0 && (x < since) != (y < since)
}

// spreads tells whether the figures above 0 of a series are far enough apart
// for one to be a power of ten away from the others.
func spreads(kind IndicatorKind, points []Point) bool {
	low, high := math.Inf(1), 0.0
	for i := range points {
		if v, ok := Usable(kind, points[i]); ok && v > 0 {
			low, high = min(low, v), max(high, v)
		}
	}
	return high >= low*10/stat.FactorBand
}

// shared tells whether another line shows the same jump in the same year: for
// the whole any place that slips, for a place one that jumps alike by 10 or
// 100.
func shared(s slipped, all []slipped) bool {
	for _, o := range all {
		if o.year != s.year || o.line == s.line || o.line == 0 {
			continue
		}
		if s.line == 0 || s.Factor == o.Factor && !s.Fraction && !o.Fraction && slipCode(s.Slip) != CodeUnitSlip {
			return true
		}
	}
	return false
}

// raiseSlips raises the slips of one column of a table as one finding.
func raiseSlips(a *checked, k int32, column []slipped) {
	first := column[0]
	n := a.about(slipCode(first.Slip), first.fact)
	told := claim.UnitSlip{Value: first.value(a.assembly), Median: first.Median, Factor: first.Factor}
	n.Unit, n.Decimals = a.indicators[k].Unit, a.indicators[k].Decimals
	if first.Fraction {
		n.Decimals = max(a.basis(first.fact).Decimals, n.Decimals)
	}
	if len(column) > 1 {
		n.Place = ""
		told.Cells = len(column)
		for _, s := range column[1:] {
			n.Related = append(n.Related, a.posOf(s.fact))
		}
	}
	n.Claim = told
	id := a.raise(n)
	for _, s := range column {
		a.hold(s.fact, id)
		a.slips[s.fact] = slipNote{s.Slip, id}
	}
}

func (s slipped) value(a *assembly) float64 {
	v, _ := a.value(s.fact)
	return v
}

// checkYears raises years that jump out of their series, unless a slip explains
// it; the whole is not blamed for the slip of a place in the same year.
//
// The change must also be 10 % off the usual one of the series, which may itself be
// a steep fall, and of a place 10 % off the usual one of its year over places, where
// there are enough to compare with (ours): a robust z of five
// changes alone flags one in fifty calm series, and a job has hundreds.
func checkYears(a *checked, k, l int32) {
	ind := &a.indicators[k]
	usual := make([]float64, a.term.Last-a.term.Base+1)
	points := withoutSlips(a, k, l)
	for _, j := range OutlierYears(ind.Kind, points) {
		p, _ := pointOf(points, j.Year)
		before, _ := at(ind.Kind, points, j.Year-1)
		if len(p.Facts) == 0 || math.Abs(math.Expm1(j.Off)) < stat.OutlierChange || calm(ind, before, p.Value) || l > 0 && usualChange(a, k, j.Year, usual, p.Value/before) {
			continue
		}
		n := a.about(CodeOutlierYear, int32(p.Facts[0]))
		n.Claim = claim.Trend{Value: p.Value, Expected: before, Times: j.Z}
		n.Unit, n.Decimals = ind.Unit, ind.Decimals
		n.Related = a.cellsOf(points, j.Year-1)
		a.raise(n)
	}
}

// usualChange tells whether a change from the year before is like that of the other
// places. medians keeps the median change of each year, -1 where too few places
// have one.
func usualChange(a *checked, k int32, year int, medians []float64, change float64) bool {
	m := &medians[year-a.term.Base]
	if *m == 0 {
		*m = -1
		if changes := a.changes(k, year); len(changes) >= stat.LeastPlaces {
			*m = stat.Median(changes)
		}
	}
	return *m > 0 && math.Abs(change / *m - 1) < stat.OutlierChange
}

// changes are the ratios of a year to the year before, of the places that have
// both.
func (a *checked) changes(k int32, year int) []float64 {
	var out []float64
	from, to := a.members()
	for p := from; p < to; p++ {
		if c := a.changeOf(k, p, year); c > 0 {
			out = append(out, c)
		}
	}
	return out
}

// changeOf is the ratio of a year's figure to that of the year before, 0 if
// there is none.
func (a *checked) changeOf(k, place int32, year int) float64 {
	line := a.series[k].at(place)
	if line == nil || year <= a.term.Base || year > a.term.Last || year == a.breaks[k] {
		return 0
	}
	before, after := a.sound(a.indicators[k].Kind, line, year-1), a.sound(a.indicators[k].Kind, line, year)
	if !(before > 0) || !(after > 0) {
		return 0
	}
	return after / before
}

// calm tells whether a change of a small count is what chance makes: a count of
// n varies by about √n, and three times that is nothing to ask about (ours; as
// for a Poisson count).
func calm(ind *Indicator, before, after float64) bool {
	_, power := NormalUnit(ind.Unit)
	if ind.Kind == Rate || power > 0 || ind.Decimals > 0 {
		return false
	}
	return math.Abs(after-before) <= 3*math.Sqrt(max(before, after, 0))
}

// withoutSlips are the points of a line with gaps where a slip stands, and
// before a break.
func withoutSlips(a *checked, k, l int32) []Point {
	points := a.series[k].lines[l].Points
	if len(a.slips) == 0 && a.breaks[k] == 0 {
		return points
	}
	out := points
	for y := range points {
		_, slip := a.slips[firstFact(a.assembly, &points[y])]
		if !slip && points[y].Year >= a.breaks[k] && (l != 0 || !slipIn(a, k, y)) {
			continue
		}
		if &out[0] == &points[0] {
			out = slices.Clone(points)
		}
		out[y] = Point{Year: points[y].Year, Status: Missing}
	}
	return out
}

// slipIn tells whether a place slips in a year.
func slipIn(a *checked, k int32, y int) bool {
	for l := range a.series[k].lines {
		if _, ok := a.slips[firstFact(a.assembly, &a.series[k].lines[l].Points[y])]; ok {
			return true
		}
	}
	return false
}

func firstFact(a *assembly, p *Point) int32 {
	if len(p.Facts) == 0 {
		return -1
	}
	return int32(p.Facts[0])
}

// cellsOf are the cells of the figure of a year.
func (a *assembly) cellsOf(points []Point, year int) []ingest.Pos {
	p, ok := pointOf(points, year)
	if !ok || len(p.Facts) == 0 {
		return nil
	}
	return []ingest.Pos{a.posOf(int32(p.Facts[0]))}
}

// checkPlaces raises places whose change from one year to the next is unlike
// that of the others. A place that jumps there and back is named once, for the
// year between.
func checkPlaces(a *checked, k int32) {
	s, ind := &a.series[k], &a.indicators[k]
	from, to := a.members()
	if int(to-from) < stat.LeastPlaces || len(s.lines) <= stat.LeastPlaces {
		return
	}
	before, after := make([]float64, to-from), make([]float64, to-from)
	flagged := make([]int, to-from) // the year in which each was flagged last
	for year := a.term.Base + 1; year <= a.term.Last; year++ {
		if year == a.breaks[k] {
			continue
		}
		for i := range before {
			before[i], after[i] = 0, 0
			line := s.at(from + int32(i))
			if line == nil || words.IsCountry(a.places[from+int32(i)].Name) {
				continue
			}
			before[i], after[i] = a.sound(ind.Kind, line, year-1), a.sound(ind.Kind, line, year)
		}
		test, ok := stat.HidiroglouBerthelot(before, after)
		if !ok {
			continue
		}
		for i, u := range test.Units {
			if u.Flagged && flagged[i] != year-1 && !calm(ind, before[i]*test.Median, after[i]) {
				raisePlace(a, k, from+int32(i), year, before[i], after[i], test.Median)
				flagged[i] = year
			}
		}
	}
}

// sound is the figure of a year, 0 if there is none or a slip stands on it.
func (a *checked) sound(kind IndicatorKind, line *Line, year int) float64 {
	p := &line.Points[year-a.term.Base]
	if _, slip := a.slips[firstFact(a.assembly, p)]; slip || p.Status != Known {
		return 0
	}
	v, _ := Usable(kind, *p)
	return v
}

func raisePlace(a *checked, k, place int32, year int, before, after, median float64) {
	ind, line := &a.indicators[k], a.series[k].at(place)
	p, _ := pointOf(line.Points, year)
	n := a.about(CodeOutlierPlace, int32(p.Facts[0]))
	n.Claim = claim.OutlierPlace{Value: after, Before: before, Ratio: median}
	n.Unit, n.Decimals = ind.Unit, ind.Decimals
	n.Related = a.cellsOf(line.Points, year-1)
	a.raise(n)
}
