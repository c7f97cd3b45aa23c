package analysis

import (
	"math"

	"tongket/analysis/claim"
	"tongket/analysis/stat"
	"tongket/ingest"
)

// checkSwappedYears raises two following years of an indicator that were
// exchanged, head or column: the mean change of its places is then far from the
// others in one of these years, and like the others in all of them once the two
// are exchanged back. What one place shows says nothing; the places together do.
func checkSwappedYears(a *checked, k int32) {
	s := &a.series[k]
	n := a.term.Last - a.term.Base + 1
	if n < leastSwapYears || len(s.lines) <= leastSwapPlaces {
		return
	}
	var lines [][]float64 // of each place with all years, on the working scale
	for l := range s.lines[1:] {
		z := workingScale(&a.indicators[k], withoutSlips(a, k, int32(l+1)))
		if stat.AllFinite(z) {
			lines = append(lines, z)
		}
	}
	if len(lines) < leastSwapPlaces {
		return
	}
	noise := changeNoise(lines)
	if !(noise > 0) {
		return
	}
	before := rough(lines, -1)
	if before < swapFar*noise {
		return
	}
	found := -1
	for y := 0; y+1 < n; y++ {
		if after := rough(lines, y); after > swapNear*noise || before < swapGain*after {
			continue
		}
		if found >= 0 {
			return // either of two
		}
		found = y
	}
	if found >= 0 {
		raiseSwapped(a, k, found)
	}
}

// rough is the largest distance of a mean yearly change from the median one,
// with the years y and y+1 exchanged; -1 exchanges none.
func rough(lines [][]float64, y int) float64 {
	n := len(lines[0])
	at := func(i int) int {
		switch {
		case y >= 0 && i == y:
			return y + 1
		case y >= 0 && i == y+1:
			return y
		}
		return i
	}
	changes := make([]float64, n-1)
	for i := range changes {
		for _, z := range lines {
			changes[i] += (z[at(i+1)] - z[at(i)]) / float64(len(lines))
		}
	}
	middle, far := stat.Median(changes), 0.0
	for _, c := range changes {
		far = math.Max(far, math.Abs(c-middle))
	}
	return far
}

// changeNoise is the standard error of a mean yearly change: from the median
// distance of the places' changes from the mean one of their year.
func changeNoise(lines [][]float64) float64 {
	var off []float64
	for i := 1; i < len(lines[0]); i++ {
		mean := 0.0
		for _, z := range lines {
			mean += (z[i] - z[i-1]) / float64(len(lines))
		}
		for _, z := range lines {
			off = append(off, math.Abs(z[i]-z[i-1]-mean))
		}
	}
	return 1.4826 * stat.Median(off) / math.Sqrt(float64(len(lines)))
}

// raiseSwapped raises the years y and y+1 of an indicator.
func raiseSwapped(a *checked, k int32, y int) {
	line := &a.series[k].lines[0]
	if len(line.Points[y].Facts) == 0 || len(line.Points[y+1].Facts) == 0 || line.Points[y].From != fromSheet {
		line = &a.series[k].lines[1]
	}
	p, q := &line.Points[y], &line.Points[y+1]
	if len(p.Facts) == 0 || len(q.Facts) == 0 {
		return
	}
	n := a.about(CodeYearsSwapped, int32(p.Facts[0]))
	n.Place = ""
	n.Years = ingest.Period{From: p.Year, To: q.Year}
	n.Claim = claim.YearsSwapped{Value: p.Value, Next: q.Value, Year: p.Year, NextYear: q.Year}
	n.Unit, n.Decimals = a.indicators[k].Unit, a.indicators[k].Decimals
	n.Related = []ingest.Pos{a.posOf(int32(q.Facts[0]))}
	a.raise(n)
}
