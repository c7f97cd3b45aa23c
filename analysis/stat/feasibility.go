package stat

// Probability is that of reaching a target or better in the last forecast year;
// of a flow, in the total of all forecast years. bound is the target's.
//
// It is 1 or 0 where the forecast has no spread, and for what the scale rules
// out: a rate beyond 100, a count below 0. ok is false if neither the direction
// nor the bound says what is better.
func (o *Outlook) Probability(target float64, bound string) (p float64, ok bool) {
	sign := Rises(o.Direction, bound)
	if sign == 0 || !IsFinite(target) || len(o.center) == 0 {
		return 0, false
	}
	if certain, known := o.certain(target, bound, sign); known {
		return certain, true
	}
	x := o.standing(target)
	if o.Kind == Flow {
		x = o.standingTotal(target, sign)
	}
	// The upper tail is taken as the lower one of -x, which keeps its digits.
	return min(1, max(0, studentBelow(-sign*x, o.freedom()))), true
}

// certain gives the probabilities that need no distribution.
func (o *Outlook) certain(target float64, bound string, sign float64) (p float64, known bool) {
	reached := func(yes bool) (float64, bool) {
		if yes {
			return 1, true
		}
		return 0, true
	}
	h := len(o.center)
	middle, spread := o.scale.back(o.center[h-1]), o.width[h-1] > 0
	if o.Kind == Flow {
		middle, spread = 0, false
		for i, z := range o.center {
			middle += o.scale.back(z)
			spread = spread || o.width[i] > 0
		}
	}
	bounded := o.scale.name == "logit" || o.scale.name == "log" || o.scale.floor
	switch {
	case !spread:
		a, x := Round(middle, o.Decimals), Round(target, o.Decimals)
		return reached(Reaches(o.Direction, bound, a, x))
	case bounded && (target < 0 || target == 0 && sign > 0):
		return reached(sign > 0)
	case o.scale.name == "logit" && (target > RateLimit || target == RateLimit && sign < 0):
		return reached(sign < 0)
	}
	return 0, false
}

// standing is the target of the last forecast year in units of the width.
func (o *Outlook) standing(target float64) float64 {
	h := len(o.center)
	return (o.scale.forward(target) - o.center[h-1]) / o.width[h-1]
}

// standingTotal is the number of widths at which the forecast years add up to
// target, found by bisection: the sum rises with it.
func (o *Outlook) standingTotal(target, sign float64) float64 {
	sum := func(x float64) float64 {
		total := 0.0
		for i := range o.center {
			total += o.at(x, i+1)
		}
		return total
	}
	low, high := -1e9, 1e9
	for range 200 {
		middle := low + (high-low)/2
		if s := sum(middle); s < target || s == target && sign < 0 {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

// Feasibility is the class of a probability: "reach" ("trong tầm tay") from
// 0.66, "stretch" ("phấn đấu") from 0.10, else "hard" ("rất khó").
func Feasibility(p float64) string {
	switch p = Trim(p); {
	case p >= reachProbability:
		return "reach"
	case p >= stretchProbability:
		return "stretch"
	}
	return "hard"
}

// Achieved is the change a year from the first to the last year of a term, and
// Required the change a year from there to the end of a path, both in the
// indicator's unit (percentage points for a rate).
func Achieved(base, last float64, years int) *float64 {
	if years <= 0 {
		return nil
	}
	return Finite((last - base) / float64(years))
}

// Required is the change a year that a path asks for; see [Achieved].
func Required(last float64, path []float64) *float64 {
	if len(path) == 0 {
		return nil
	}
	return Finite((path[len(path)-1] - last) / float64(len(path)))
}
