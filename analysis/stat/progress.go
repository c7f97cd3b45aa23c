package stat

import "math"

// Class of progress, by Eurostat's method.
type Class string

const (
	NoClass        Class = ""
	TargetMet      Class = "target-met"
	Significant    Class = "significant"     // "đúng tiến độ"
	Moderate       Class = "moderate"        // "cơ bản bảo đảm"
	Insufficient   Class = "insufficient"    // "chậm"
	Away           Class = "away"            // "đi ngược"
	ModeratelyAway Class = "moderately-away" // without a target only
)

// Progress towards the target (methods §3); Ratio is nil where the class is
// decided before any ratio.
type Progress struct {
	Class        Class    `json:"class,omitempty"`
	Way          string   `json:"way,omitempty"`          // "compound", "linear", "total", "no-target"
	ActualRate   *float64 `json:"actualRate,omitempty"`   // a fraction a year (compound) or units a year (linear)
	RequiredRate *float64 `json:"requiredRate,omitempty"` // the same
	Ratio        *float64 `json:"ratio,omitempty"`        // per cent
	Year         int      `json:"year,omitempty"`         // the year it is measured at
}

// ProgressTo is the progress from base in year t0 to actual in year t, against
// a target for the year end. t0 < t <= end.
//
// Eurostat's method (EU SDG monitoring report, annex on methods): the actual
// compound yearly rate in per cent of the required one. From 95 it is
// Significant, from 60 Moderate, from 0 Insufficient, below 0 Away. Ours are the
// edge cases: a target met at its date is TargetMet before any ratio; one met in
// the base year already is TargetMet if it still is, else Away, without a ratio;
// if any of the three numbers is not above 0, linear yearly changes take the
// place of rates.
func ProgressTo(d Direction, base, actual, target float64, t0, t, end int) Progress {
	if (d != Up && d != Down) || !IsFinite(base) || !IsFinite(actual) || !IsFinite(target) || t <= t0 || end < t {
		return Progress{}
	}
	return March{
		Sign: Rises(d, ""), Base: base, Now: actual, Target: target, Years: float64(t - t0), All: float64(end - t0),
		MetAtBase: Reaches(d, "", base, target), Met: Reaches(d, "", actual, target),
	}.Progress()
}

// A March is the way from a base towards a target.
type March struct {
	Sign              float64 // 1 if more is better, -1 if less is
	Base, Now, Target float64
	Years, All        float64 // gone by, and until the target
	MetAtBase, Met    bool
}

// Progress is how far a march has come; see [ProgressTo].
func (m March) Progress() Progress {
	p := Progress{Way: "compound"}
	var actual, required float64
	if m.Base > 0 && m.Now > 0 && m.Target > 0 {
		actual, required = Compound(m.Base, m.Now, m.Years), Compound(m.Base, m.Target, m.All)
	} else {
		p.Way = "linear"
		actual, required = (m.Now-m.Base)/m.Years, (m.Target-m.Base)/m.All
	}
	p.ActualRate, p.RequiredRate = Finite(actual), Finite(required)
	if !m.MetAtBase && required != 0 {
		p.Ratio = Finite(100 * (actual / required))
	}
	p.Class = m.class(p.Ratio, actual)
	return p
}

func (m March) class(ratio *float64, actual float64) Class {
	switch {
	case m.MetAtBase && m.Met:
		return TargetMet
	case m.MetAtBase:
		return Away
	case m.Met && m.Years == m.All:
		return TargetMet
	case ratio != nil:
		return ClassOf(*ratio)
	case m.Met: // the base stood on a bound that it had to leave
		return Significant
	case m.Sign*actual < 0:
		return Away
	}
	return Insufficient
}

// ClassOf is the class of a ratio of actual to required progress, in per cent.
func ClassOf(ratio float64) Class {
	switch r := Trim(ratio); {
	case r >= progressSignificant:
		return Significant
	case r >= progressModerate:
		return Moderate
	case r >= 0:
		return Insufficient
	}
	return Away
}

// FlowProgress is the progress of a rising flow that came to total in the first
// years of a term of all years, with a target for the term's total. Ratio is in
// per cent of the target's share of the years gone by.
func FlowProgress(total, target float64, years, all int) Progress {
	if !IsFinite(total) || !(target > 0) || years <= 0 || all < years {
		return Progress{}
	}
	ratio := Finite(100 * (total / (target * float64(years) / float64(all))))
	if ratio == nil {
		return Progress{}
	}
	p := Progress{Class: ClassOf(*ratio), Way: "total", Ratio: ratio}
	if years == all && total >= target {
		p.Class = TargetMet
	}
	return p
}

// Trend is the progress of an indicator without a target, by its compound
// yearly growth in the desired direction (Eurostat): from 1 % a year
// Significant, from 0 Moderate, from -1 % ModeratelyAway, below Away.
//
// limit is a bound in that direction that cannot be passed, 0 for none; near it
// the threshold above 0 shrinks by the factor C of [boundFactor], and a value
// that stays at the limit is Significant. There is no answer unless base is
// above 0 and now is not negative. ActualRate is a fraction a year.
func Trend(d Direction, base, now float64, years int, limit float64) Progress {
	if (d != Up && d != Down) || !(base > 0) || !(now >= 0) || math.IsInf(now, 0) || years <= 0 {
		return Progress{}
	}
	rate := Compound(base, now, float64(years))
	if !IsFinite(rate) {
		return Progress{}
	}
	p := Progress{Way: "no-target", ActualRate: &rate}
	c := boundFactor(base, limit)
	switch r := Trim(Rises(d, "") * rate); {
	case r >= 0 && c == 0, r >= Trim(trendSignificant*c):
		p.Class = Significant
	case r >= 0:
		p.Class = Moderate
	case r >= trendAway:
		p.Class = ModeratelyAway
	default:
		p.Class = Away
	}
	return p
}

// boundFactor is C = 1 - (base/limit)^4.44, by which the thresholds shrink as
// the base nears the limit; beyond the limit it grows again alike (Statistics
// Canada's variant of the method, in Open SDG's documentation). 1 without a
// limit.
func boundFactor(base, limit float64) float64 {
	share := base / limit
	switch {
	case limit <= 0 || share >= 2:
		return 1
	case share > 1:
		share = 2 - share
	}
	return 1 - math.Pow(share, boundExponent)
}

// Compound is the compound yearly growth from a to b, as a fraction; a is
// above 0 and b is not negative.
func Compound(a, b, years float64) float64 { return math.Pow(b/a, 1/years) - 1 }
