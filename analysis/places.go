package analysis

import (
	"math"
	"slices"

	"tongket/analysis/stat"
)

// A PlaceView is what a page may say of an indicator's places beyond their figures.
// Lists are by place, in the order of Result.Places.
type PlaceView struct {
	Gap    []*float64 // to the whole in the last year, percentage points, as printed; nil without both figures; of rates alone
	Behind [][]bool   // by year of the term: worse than the whole, as printed; of rates with a direction alone
	Count  []int      // by year of the term: how many are behind
	Breaks []float64  // ends of the classes of a map, from below, in the unit; of the year that was asked for; none where its figures are all alike
	Shift  *PlaceGap  // the places at the two ends of the term; nil: see PlaceGap
}

// mapClasses is the number of classes of a map: four can be told apart in black and white.
const mapClasses = 4

// ViewPlaces holds the places of r.Indicators[i] against the whole and against each
// other; year is the one whose figures make the classes of a map. The zero value is
// that of an indicator without places.
func ViewPlaces(r *Review, i, year int) (v PlaceView) {
	x := &r.Indicators[i]
	if len(x.Places) == 0 {
		return v
	}
	v.Count = make([]int, len(x.Whole.Points))
	for _, l := range x.Places {
		v.Gap = append(v.Gap, gapToWhole(x, l, r.Term.Last))
		var behind []bool
		for k, p := range l.Points {
			behind = append(behind, IsBehind(x, l, p.Year))
			if behind[k] && k < len(v.Count) {
				v.Count[k]++
			}
		}
		v.Behind = append(v.Behind, behind)
	}
	v.Breaks = breaks(x, year)
	v.Shift = gapOf(r, i)
	return v
}

// gapToWhole is a place's figure less that of the whole, both as printed.
func gapToWhole(x *Result, l Line, year int) *float64 {
	here, ok := at(x.Kind, l.Points, year)
	whole, ok2 := at(x.Kind, x.Whole.Points, year)
	if !ok || !ok2 || x.Kind != Rate {
		return nil
	}
	return stat.Finite(changeAsPrinted(whole, here, x.Decimals))
}

// IsBehind reports whether a place is worse than the whole in a year, both as printed;
// of a rate with a direction, else nothing is.
func IsBehind(x *Result, l Line, year int) bool {
	gap := gapToWhole(x, l, year)
	if gap == nil {
		return false
	}
	return x.Direction == Up && *gap < 0 || x.Direction == Down && *gap > 0
}

// breaks parts the range of a year's figures into classes of equal width, with ends
// as fine as the figures are printed, so that the legend says where they lie. A
// figure at an end belongs to the class above.
func breaks(x *Result, year int) []float64 {
	low, high := math.Inf(1), math.Inf(-1)
	for _, l := range x.Places {
		if v, ok := at(x.Kind, l.Points, year); ok {
			v = stat.Round(v, x.Decimals)
			low, high = min(low, v), max(high, v)
		}
	}
	if !(high > low) {
		return nil
	}
	var ends []float64
	for k := 1; k < mapClasses; k++ {
		end := stat.Round(low+(high-low)*float64(k)/mapClasses, x.Decimals)
		if end > low && (len(ends) == 0 || end > ends[len(ends)-1]) {
			ends = append(ends, end)
		}
	}
	return ends
}

// A RunningTotal is what a flow comes to from the first year after the base up to Year.
type RunningTotal struct {
	Year       int
	From, To   float64 // in the unit: To - From is the year's figure
	Estimate   bool
	TargetLeft *float64 // at the last year, of a flow with a plain target: what is lacking to it; nil: nothing is
}

// RunningTotals adds up the years of a flow; nil for what is no flow, and where a year
// after the base is unknown or held: a sum with a hole would say too little.
func RunningTotals(x *Result, t Term) []RunningTotal {
	if x.Kind != Flow || x.Term.Since > t.Base+1 {
		return nil
	}
	var all []RunningTotal
	sum := 0.0
	for y := t.Base + 1; y <= t.Last; y++ {
		v, ok := at(x.Kind, x.Whole.Points, y)
		if !ok {
			return nil
		}
		p, _ := pointOf(x.Whole.Points, y)
		all = append(all, RunningTotal{Year: y, From: sum, To: sum + v, Estimate: p.Estimate})
		sum += v
	}
	if d := x.Judgement.Difference; len(all) > 0 && x.Goal != nil && d != nil && x.Direction == Up && *d < 0 {
		left := -*d
		all[len(all)-1].TargetLeft = &left
	}
	return slices.Clip(all)
}

// ClassOf is the class of a figure between ends that ViewPlaces gives, from 0.
func ClassOf(ends []float64, v float64, decimals int) int {
	n := 0
	for _, end := range ends {
		if stat.Round(v, decimals) >= end {
			n++
		}
	}
	return n
}

// mostApart is how far the sum of places may be off the whole, as a share of it, to have
// been meant as one: a mean, say, is farther from it (ours).
const mostApart = 0.1

// PlacesOff holds the figure of the whole against those of its places, all as printed:
// off is true where these add up to another number by more than their rounding explains.
// It is false for a rate and where a place has no figure.
func PlacesOff(x *Result, whole float64, places []*float64) (sum, printed float64, off bool) {
	if x.Kind == Rate || slices.Contains(places, nil) {
		return 0, 0, false
	}
	for _, v := range places {
		sum += stat.Round(*v, x.Decimals)
	}
	printed = stat.Round(whole, x.Decimals)
	rounding := 0.0
	if x.Decimals > 0 {
		rounding = float64(len(places)+1) / 2 * math.Pow10(-x.Decimals)
	}
	gap := math.Abs(sum - printed)
	return sum, printed, gap > rounding+1e-9 && gap <= mostApart*math.Abs(printed)
}
