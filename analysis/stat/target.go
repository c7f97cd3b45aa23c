package stat

// Reaches reports whether a is as good as the target x or better.
func Reaches(d Direction, bound string, a, x float64) bool {
	switch bound {
	case "<":
		return a < x
	case ">":
		return a > x
	case "≤":
		return a <= x
	case "≥":
		return a >= x
	}
	if d == Down {
		return a <= x
	}
	return a >= x
}

// Rises is 1 where more is better, -1 where less is, 0 where neither is known.
// A bound says it more plainly than the indicator's direction.
func Rises(d Direction, bound string) float64 {
	switch {
	case bound == "<" || bound == "≤":
		return -1
	case bound == ">" || bound == "≥":
		return 1
	case d == Up:
		return 1
	case d == Down:
		return -1
	}
	return 0
}

// Fulfilment is how far a target was fulfilled, in per cent. Where more is
// better it is actual/target, for a target above 0. Where less is better it is
// the part of the planned fall that was achieved, (base - actual)/(base -
// target), below 0 if the figure rose; nil without a base or where the base
// needed no fall, and where the bound says the contrary of the direction. base
// may be nil.
func Fulfilment(d Direction, bound string, base *float64, actual, target float64) *float64 {
	rises := Rises(d, bound) > 0
	switch {
	case d == Up && rises && target > 0:
		return Finite(100 * actual / target)
	case d == Down && !rises && base != nil && *base > target:
		return Finite(100 * (*base - actual) / (*base - target))
	}
	return nil
}
