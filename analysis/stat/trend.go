package stat

import (
	"math"
	"slices"
)

// TheilSen is the line through points (i, z[i]) that half of the pairs are
// steeper than: the median of the pairwise slopes, and the median of z - slope·i
// as its level at 0 [Theil 1950, Sen 1968]. NaN is a gap. ok is false for fewer
// than two points.
func TheilSen(z []float64) (level, slope float64, ok bool) {
	var slopes, levels []float64
	for i, v := range z {
		for j := range i {
			if s := (v - z[j]) / float64(i-j); !math.IsNaN(s) {
				slopes = append(slopes, s)
			}
		}
	}
	if len(slopes) == 0 {
		return 0, 0, false
	}
	slope = Median(slopes)
	for i, v := range z {
		if !math.IsNaN(v) {
			levels = append(levels, v-slope*float64(i))
		}
	}
	return Median(levels), slope, true
}

// A Stray is how far a year is from the line through the other years of its
// series, on the scale of z.
type Stray struct {
	Expected float64 // by the line through the others
	Residual float64 // z - Expected, in units of what a year of that position strays by; NaN without an answer
	Own      float64 // the median of what the others stray by from their line
}

// LeaveOneOut holds each year of a series against the Theil-Sen line through
// the others, four at least. Residuals are made comparable between the ends,
// where the line is a guess, and the middle by the leverage that a least-squares
// line would have.
func LeaveOneOut(z []float64) []Stray {
	out := make([]Stray, len(z))
	others := make([]float64, len(z))
	for i, v := range z {
		out[i].Residual = math.NaN()
		if math.IsNaN(v) {
			continue
		}
		copy(others, z)
		others[i] = math.NaN()
		var at, away []float64
		for j, w := range others {
			if !math.IsNaN(w) {
				at = append(at, float64(j))
			}
		}
		level, slope, ok := TheilSen(others)
		if !ok || len(at) < leastOthers {
			continue
		}
		mean, square := Sum(at)/float64(len(at)), 0.0
		for _, t := range at {
			square += (t - mean) * (t - mean)
			away = append(away, math.Abs(others[int(t)]-level-slope*t))
		}
		d := float64(i) - mean
		out[i].Expected = level + slope*float64(i)
		out[i].Residual = (v - out[i].Expected) / math.Sqrt(1+1/float64(len(at))+d*d/square)
		slices.Sort(away)
		out[i].Own = Median(away)
	}
	return out
}
