package stat

import "math"

// A Course is a yearly path.
type Course struct {
	Values  []float64 // the years after the term's last
	Target  float64   // in the last of them; of a flow the total of all
	Way     string    // "linear", "geometric", "constant"
	Clipped bool      // cut at 0 or, for a rate, at 100
}

// PathByPoints changes a rate by the same number of percentage points each
// year, cut at 0 and 100.
func PathByPoints(last, points float64, years int) (c Course, ok bool) {
	c = Course{Values: linear(last, last+points*float64(years), years), Way: "linear"}
	c.Clipped = clip(c.Values, last)
	return c.ended(Rate)
}

// PathByGrowth lets a figure grow by the same fraction each year; a rate is cut
// at 0 and 100.
func PathByGrowth(kind Kind, last, growth float64, years int) (c Course, ok bool) {
	c = Course{Values: growing(last, 1+growth, years), Way: "geometric"}
	if kind == Rate {
		c.Clipped = clip(c.Values, last)
	}
	return c.ended(kind)
}

// PathTo is the yearly path over the next years to a stated target, from the
// last known figure. A rate goes to it linearly, a count geometrically
// (linearly where one of the two is not above 0), and a flow, whose target is
// the total of those years, geometrically from last·(1+q) with q solved so that
// the years add up to it. ok is false where a number would not be finite.
func PathTo(kind Kind, last, target float64, years int) (c Course, ok bool) {
	if years <= 0 || !IsFinite(last) || !IsFinite(target) {
		return Course{}, false
	}
	switch {
	case kind == Flow:
		c = flowPath(last, target, years)
	case kind == Rate || last <= 0 || target <= 0:
		c = Course{Values: linear(last, target, years), Way: "linear"}
	default:
		c = Course{Values: geometric(last, target, years), Way: "geometric"}
	}
	if c, ok = c.ended(kind); ok {
		c.Target = target
	}
	return c, ok
}

// ended fills in the target from the path and refuses what is not finite.
func (c Course) ended(kind Kind) (Course, bool) {
	sum := 0.0
	for _, v := range c.Values {
		if !IsFinite(v) {
			return Course{}, false
		}
		sum += v
	}
	c.Target = c.Values[len(c.Values)-1]
	if kind == Flow {
		c.Target = sum
	}
	return c, IsFinite(c.Target)
}

// linear ends on target exactly.
func linear(last, target float64, years int) []float64 {
	path := make([]float64, years)
	for k := range path {
		share := float64(k+1) / float64(years)
		path[k] = last + (target-last)*share
	}
	path[years-1] = target
	return path
}

// geometric ends on target exactly; both numbers are above 0.
func geometric(last, target float64, years int) []float64 {
	path := make([]float64, years)
	for k := range path {
		path[k] = last * math.Pow(target/last, float64(k+1)/float64(years))
	}
	path[years-1] = target
	return path
}

// growing multiplies by factor each year.
func growing(last, factor float64, years int) []float64 {
	path := make([]float64, years)
	for k := range path {
		path[k] = last * math.Pow(factor, float64(k+1))
	}
	return path
}

// flowPath lets the years of a flow add up to total. From a last year or to a
// total that is not above 0 there is no geometric path: the way is then linear,
// and constant to a total of 0.
func flowPath(last, total float64, years int) Course {
	n := float64(years)
	switch {
	case total == 0:
		return Course{Values: make([]float64, years), Way: "constant"}
	case last <= 0 || total < 0:
		step := 2 * (total - n*last) / (n * (n + 1))
		return Course{Values: linear(last, last+n*step, years), Way: "linear"}
	}
	return Course{Values: growing(last, FlowGrowth(last, total, years), years), Way: "geometric"}
}

// FlowGrowth is the yearly factor 1+q with which years that follow last add up
// to total: last·(f + f² + … + f^years) = total. All are above 0. The sum rises
// with f, so bisection finds it.
func FlowGrowth(last, total float64, years int) float64 {
	want := total / last
	low, high := 0.0, math.Max(1, want)
	for range 200 {
		middle := low + (high-low)/2
		if powerSum(middle, years) < want {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

// powerSum is f + f² + … + f^n.
func powerSum(f float64, n int) float64 {
	sum := 0.0
	for range n {
		sum = (sum + 1) * f
	}
	return sum
}

// clip cuts a rate's path at 0 and 100 and reports whether it had to. A rate
// that stands outside already is not one of a part in its whole and is left
// alone on that side.
func clip(path []float64, last float64) bool {
	clipped := false
	for k, v := range path {
		switch {
		case v < 0 && last >= 0:
			path[k] = 0
		case v > RateLimit && last <= RateLimit:
			path[k] = RateLimit
		}
		clipped = clipped || math.Abs(path[k]-v) > SameWithin
	}
	return clipped
}
