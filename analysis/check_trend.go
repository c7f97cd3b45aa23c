package analysis

import (
	"math"

	"tongket/analysis/claim"
	"tongket/analysis/stat"
	"tongket/ingest"
)

// A strayClass are series whose strays are alike: the places of one indicator,
// or the whole's figures of all rates, of all counts, or of all sums of money.
type strayClass struct {
	indicator   int32 // of the places; -1 for the whole's
	rate, money bool
}

// The lineStrays are how far the years of an indicator's lines stray.
type lineStrays struct {
	lines   [][]stat.Stray
	medians map[int]*float64 // of the places, by year as they are asked for; nil: too few places
}

func strayClassOf(a *checked, k, l int32) strayClass {
	if l > 0 {
		return strayClass{indicator: k}
	}
	name, _ := NormalUnit(a.indicators[k].Unit)
	return strayClass{-1, a.indicators[k].Kind == Rate, name == "đồng"}
}

// checkTrends raises years that are far from the trend of the others in their
// series, measured by how far the years of all series of its class stray. Of a
// class with few series too little is known for that: there the changes from
// year to year of each series are compared with each other.
func checkTrends(a *checked) {
	residuals := make(map[strayClass][]float64)
	series := make(map[strayClass]int)
	strays := make([]lineStrays, len(a.indicators))
	for k := range a.indicators {
		strays[k].lines = make([][]stat.Stray, len(a.series[k].lines))
		for l := range a.series[k].lines {
			strays[k].lines[l] = stat.LeaveOneOut(workingScale(&a.indicators[k], withoutSlips(a, int32(k), int32(l))))
			class, known := strayClassOf(a, int32(k), int32(l)), 0
			for _, s := range strays[k].lines[l] {
				if !math.IsNaN(s.Residual) {
					residuals[class] = append(residuals[class], math.Abs(s.Residual))
					known++
				}
			}
			if known > 0 {
				series[class]++
			}
		}
	}
	scale := make(map[strayClass]float64)
	for class, all := range residuals {
		if series[class] >= leastPooled {
			scale[class] = stat.Median(all)
		}
	}
	found := make(map[strayed]int)
	for _, k := range ratesLast(a.indicators) {
		told := checkExchanged(a, int32(k), strays[k].lines, scale[strayClass{indicator: int32(k)}])
		for l := range a.series[k].lines {
			if told[int32(l)] {
				continue
			}
			class := strayClassOf(a, int32(k), int32(l))
			if class.money && series[class] < leastPooled {
				class.money = false // few sums of money are held against the counts
			}
			if s, ok := scale[class]; ok {
				strayYear(a, int32(k), int32(l), &strays[k], s, found)
			} else {
				checkYears(a, int32(k), int32(l))
			}
		}
	}
}

// A strayed figure is one on which the trend has raised a finding.
type strayed struct {
	indicator, place int32
	year             int
}

// ratesLast are the indicators, the rates behind all others.
func ratesLast(list []Indicator) (order []int) {
	for _, rates := range []bool{false, true} {
		for k := range list {
			if (list[k].Kind == Rate) == rates {
				order = append(order, k)
			}
		}
	}
	return order
}

// checkExchanged raises two places of a table whose figures of a year stray from their
// trends in opposite directions, and lie on them once they are exchanged: rows that
// were put in each other's place leave the total as it is. It needs less of each than
// one that strays alone. It returns the lines of the places.
func checkExchanged(a *checked, k int32, lines [][]stat.Stray, scale float64) map[int32]bool {
	if scale == 0 {
		return nil
	}
	told := make(map[int32]bool)
	ind, s := &a.indicators[k], &a.series[k]
	far := make([]int32, 0, len(lines))
	for y := range s.lines[0].Points {
		far = far[:0]
		for l := int32(1); int(l) < len(lines); l++ {
			p, stray := &s.lines[l].Points[y], &lines[l][y]
			if math.Abs(stray.Residual) >= exchangeLimit*math.Max(scale, ownShare*stray.Own) && stray.Own > 0 &&
				p.From == fromSheet && len(p.Facts) > 0 && !told[l] && !calm(ind, unscaled(ind, stray.Expected), p.Value) {
				far = append(far, l)
			}
		}
		for len(far) > 1 {
			first := far[0]
			far = far[1:]
			if other := a.exchangedWith(k, y, first, far, lines, scale); other >= 0 && !told[other] {
				raiseExchanged(a, k, y, first, other, lines)
				told[first], told[other] = true, true
			}
		}
	}
	return told
}

// exchangedWith is the line among others whose figure of a year fits the trend of a
// line best, as that one's does the other's; -1 if none does.
func (a *checked) exchangedWith(k int32, y int, line int32, others []int32, lines [][]stat.Stray, scale float64) int32 {
	ind, s := &a.indicators[k], &a.series[k]
	value := func(l int32) float64 { return workingScale(ind, s.lines[l].Points[y:y+1])[0] }
	best, least := int32(-1), exchangeGain
	own, z := lines[line][y], value(line)
	for _, l := range others {
		other, w := lines[l][y], value(l)
		if own.Residual*other.Residual >= 0 || a.table[s.lines[line].Points[y].Facts[0]] != a.table[s.lines[l].Points[y].Facts[0]] {
			continue
		}
		x1, x2 := math.Abs(w-own.Expected)*own.Residual/(z-own.Expected), math.Abs(z-other.Expected)*other.Residual/(w-other.Expected)
		left := (x1 + x2) / (math.Abs(own.Residual) + math.Abs(other.Residual))
		if x1 <= exchangeNear*scale && x2 <= exchangeNear*scale && left < least {
			best, least = l, left
		}
	}
	return best
}

func raiseExchanged(a *checked, k int32, y int, line, other int32, lines [][]stat.Stray) {
	ind, s := &a.indicators[k], &a.series[k]
	p, q := &s.lines[line].Points[y], &s.lines[other].Points[y]
	n := a.about(CodePlacesSwapped, int32(p.Facts[0]))
	n.Claim = claim.PlacesSwapped{
		Value: p.Value, Expected: unscaled(ind, lines[line][y].Expected), Other: q.Value, OtherExpected: unscaled(ind, lines[other][y].Expected),
		With: a.places[s.place[other]].Name,
	}
	n.Unit, n.Decimals = ind.Unit, ind.Decimals
	n.Related = []ingest.Pos{a.posOf(int32(q.Facts[0]))}
	a.raise(n)
}

// workingScale takes the points of a series to the scale on which its years are
// alike: logit for a rate in 0..100, log for what is above 0, NaN for the rest.
func workingScale(ind *Indicator, points []Point) []float64 {
	z := make([]float64, len(points))
	for i, p := range points {
		v, ok := Usable(ind.Kind, p)
		switch {
		case !ok || p.Status != Known || !(v > 0) || ind.Kind == Rate && v >= stat.RateLimit:
			z[i] = math.NaN()
		case ind.Kind == Rate:
			z[i] = math.Log(v / (stat.RateLimit - v))
		default:
			z[i] = math.Log(v)
		}
	}
	return z
}

// unscaled takes a number on the working scale back.
func unscaled(ind *Indicator, z float64) float64 {
	if ind.Kind == Rate {
		return stat.RateLimit / (1 + math.Exp(-z))
	}
	return math.Exp(z)
}

// strayYear raises the year of a line that strays farthest from the others, if
// it is far by the pool's scale and by the line's own, and 10 % off what the
// trend has. The others are not raised with it: one bad year bends the line
// through them. What most places show in that year is neither
// a place's nor the whole's error, and a rate strays with its numerator, whose finding
// then names its cell. found are the findings so far.
func strayYear(a *checked, k, l int32, strays *lineStrays, scale float64, found map[strayed]int) {
	ind, points := &a.indicators[k], a.series[k].lines[l].Points
	lines := strays.lines
	worst, far, limit, ends := -1, 0.0, strayLimit, endShare
	if l == 0 {
		limit, ends = wholeLimit, wholeEnd
	}
	for y, s := range lines[l] {
		r := math.Abs(s.Residual) / math.Max(scale, ownShare*s.Own)
		if y == 0 || y == len(points)-1 {
			level := r * levelShare(workingScale(ind, points), y, s) / wholeLevel
			r /= ends // a real turn looks the same there
			if l == 0 {
				r = math.Max(r, level)
			}
		}
		if r > far {
			worst, far = y, r
		}
	}
	if worst < 0 || far <= limit || lines[l][worst].Own == 0 { // what never changed says nothing of a change
		return
	}
	p, s := &points[worst], lines[l][worst]
	expected := unscaled(ind, s.Expected)
	if stat.Trim(math.Abs(p.Value/expected-1)) < stat.OutlierChange || calm(ind, expected, p.Value) || a.fewCases(k, l, worst, expected, p.Value) || len(p.Facts) == 0 || p.From != fromSheet {
		return
	}
	if strays.shared(worst, s, workingScale(ind, points)[worst]-s.Expected) {
		return
	}
	place := a.series[k].place[l]
	if of, known := a.number[ind.Numerator]; known && ind.Kind == Rate {
		if id, told := found[strayed{of, place, p.Year}]; told {
			a.findings[id].Related = append(a.findings[id].Related, a.posOf(int32(p.Facts[0])))
			return
		}
	}
	n := a.about(CodeOutlierYear, int32(p.Facts[0]))
	n.Claim = claim.Trend{Value: p.Value, Expected: expected, Times: far, Kind: "trend"}
	n.Unit, n.Decimals = ind.Unit, ind.Decimals
	if worst > 0 {
		n.Related = a.cellsOf(points, points[worst-1].Year)
	}
	found[strayed{k, place, p.Year}] = a.raise(n)
}

// levelShare is how much of what the first or last year of a series strays from the trend
// is left when it is held against the level of the three years next to it: all where the
// series is flat, little where it turns.
func levelShare(z []float64, y int, s stat.Stray) float64 {
	var near []float64
	for i := 1; i < len(z) && len(near) < 3; i++ {
		if v := z[max(y-i, i-y)]; !math.IsNaN(v) {
			near = append(near, v)
		}
	}
	off := z[y] - s.Expected
	if len(near) < 3 || !(off != 0) {
		return 0
	}
	return math.Max(0, math.Min(1, (z[y]-stat.Median(near))/off))
}

// shared reports whether the places stray alike in a year: the median of theirs leaves
// less than 10 % of this one's.
func (s *lineStrays) shared(year int, own stat.Stray, off float64) bool {
	common, known := s.median(year)
	if !known || own.Residual == 0 {
		return false
	}
	common *= off / own.Residual
	return math.Abs(math.Expm1(off-common)) < stat.OutlierChange
}

// median is the median of the places' strays in a year, if there are enough of them.
func (s *lineStrays) median(year int) (float64, bool) {
	if s.medians == nil {
		s.medians = map[int]*float64{}
	}
	m, ok := s.medians[year]
	if !ok {
		var places []float64
		for l := 1; l < len(s.lines); l++ {
			if r := s.lines[l][year].Residual; !math.IsNaN(r) {
				places = append(places, r)
			}
		}
		if len(places) >= stat.LeastPlaces {
			m = new(stat.Median(places))
		}
		s.medians[year] = m
	}
	if m == nil {
		return 0, false
	}
	return *m, true
}

// fewCases reports whether a rate's change is what chance makes of the few cases
// that it counts.
func (a *checked) fewCases(k, l int32, year int, expected, value float64) bool {
	den, ok := a.number[a.indicators[k].Denominator]
	if !ok || a.indicators[k].Kind != Rate {
		return false
	}
	line := a.series[den].at(a.series[k].place[l])
	if line == nil {
		return false
	}
	of, ok := Usable(a.indicators[den].Kind, line.Points[year])
	_, power := NormalUnit(a.indicators[den].Unit)
	of *= math.Pow10(power) / stat.RateLimit
	return ok && math.Abs(value-expected)*of <= 3*math.Sqrt(math.Max(expected, value)*of)
}
