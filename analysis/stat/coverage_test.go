package stat

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestCoverage measures how often the 80 % interval of counts at a date, as
// widened, holds the figure that comes: on made-up populations whose growth
// drifts, as registers of people show it, and on walks, which are the roughest.
// The share that the method note prints is of these.
func TestCoverage(t *testing.T) {
	r := rand.New(rand.NewPCG(20201231, 11))
	population := func(drift, noise float64) func() []float64 {
		return func() []float64 {
			level, growth := math.Log(50000), r.NormFloat64()*.02
			out := make([]float64, 11)
			for i := range out {
				growth += r.NormFloat64() * drift
				level += growth
				out[i] = math.Exp(level + r.NormFloat64()*noise)
			}
			return out
		}
	}
	returning := func() []float64 { // growth that comes back to its mean
		level, mean := math.Log(50000), r.NormFloat64()*.02
		growth := mean
		out := make([]float64, 11)
		for i := range out {
			growth = mean + .8*(growth-mean) + r.NormFloat64()*.006
			level += growth
			out[i] = math.Exp(level + r.NormFloat64()*.002)
		}
		return out
	}
	walk := func() []float64 {
		level, growth := math.Log(50000), r.NormFloat64()*.04
		out := make([]float64, 11)
		for i := range out {
			level += growth + r.NormFloat64()*.04
			out[i] = math.Exp(level)
		}
		return out
	}
	for _, tt := range []struct {
		name         string
		series       func() []float64
		least, most  float64 // covered in any of the five years, as widened
		before, last float64 // covered in the fifth year as the methods give it, at most; widened, at least
		total        float64 // of a flow: the sum of the five years is covered, within 2 points; it is not widened
	}{
		{"drifting growth", population(.004, .001), .74, .80, .61, .74, .63},
		{"drifting growth, registers that err", population(.004, .004), .79, .87, .71, .80, .76},
		{"growth that comes back", returning, .78, .85, .71, .80, .73},
		{"walk", walk, .83, .95, .88, .90, .88},
	} {
		const n = 4000
		var plain, wide [5]int
		total := 0
		for range n {
			y := tt.series()
			o, ok := NewOutlook(Quantity{Kind: Stock}, y[:6], 5)
			if !ok {
				t.Fatalf("%s: %v", tt.name, y)
			}
			count := func(hits *[5]int) {
				low, high := o.Quantiles(OuterLow), o.Quantiles(OuterHigh)
				for h, v := range y[6:] {
					if v >= low[h] && v <= high[h] {
						hits[h]++
					}
				}
			}
			count(&plain)
			if sum := Sum(y[6:]); sum >= Sum(o.Quantiles(OuterLow)) && sum <= Sum(o.Quantiles(OuterHigh)) {
				total++
			}
			o.Widen()
			count(&wide)
		}
		for h := range wide {
			if got := float64(wide[h]) / n; got < tt.least || got > tt.most {
				t.Errorf("%s, year %d: %.3f", tt.name, h+1, got)
			}
			t.Logf("%s, year %d: %.3f, widened %.3f", tt.name, h+1, float64(plain[h])/n, float64(wide[h])/n)
		}
		if got := float64(total) / n; math.Abs(got-tt.total) > .02 {
			t.Errorf("%s, total of a flow: %.3f", tt.name, got)
		}
		if before, last := float64(plain[4])/n, float64(wide[4])/n; before > tt.before || last < tt.last {
			t.Errorf("%s, fifth year: %.3f, widened %.3f", tt.name, before, last)
		}
	}
}
