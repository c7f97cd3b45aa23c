package analysis

import (
	"math"
	"tongket/analysis/claim"
	"tongket/analysis/stat"
	"tongket/ingest"
)

// A planned job looks ahead, by what its options ask for.
type planned struct {
	*checked
	opt    Options
	bounds []bound // of each indicator: whether it is a rate of a part in its whole
}

// next looks at the term after this one: the path that the target or the rule
// asks for, the forecast, and how likely the target is. It is nil for a label
// that the catalogue does not know.
func (a *planned) next(r *Result, k int32) *Next {
	if r.Unknown {
		return nil
	}
	points := a.unbroken(r, k)
	n := &Next{KnownYears: KnownYears(r.Kind, a.term, points)}
	outlook, reason := NewOutlook(r.Indicator, a.term, points)
	switch {
	case r.Wording.Nature == Administrative:
		outlook, reason = nil, administrative
	case outlook != nil && outlook.Scale() == "constant":
		outlook, reason = nil, unchanging
	}
	if outlook != nil && a.slipped(points) {
		outlook, reason = nil, inDoubt
	}
	if outlook != nil {
		n.Forecast, reason = ForecastSeries(r.Indicator, a.term, points)
		if last, _ := at(r.Kind, points, a.term.Last); n.Forecast != nil && r.Kind != Rate && last < fewestCases && a.ones[k] {
			n.Forecast, reason = nil, fewCases
		}
		if low, high, ok := n.Forecast.beyond(r.Kind); ok {
			n.Forecast, reason, n.Wide = nil, tooWide, &[2]float64{low, high}
		}
	}
	n.NoForecast = reason
	if reason != "" && len(points) < len(r.Whole.Points) {
		n.NoForecast = "break"
	}
	rule := a.aim(n, r, k, points)
	if n.Forecast != nil && n.Target != nil && !n.Proposed && !n.Against {
		if p, ok := outlook.Probability(*n.Target, rule.Bound); ok {
			n.Probability, n.Feasibility = &p, stat.Feasibility(p)
		}
	}
	return n
}

// slipped reports whether a slip stands on a point.
func (a *checked) slipped(points []Point) bool {
	for i := range points {
		p := &points[i]
		for _, f := range p.Facts[:min(len(p.Facts), max(1, a.listed))] {
			if _, slip := a.slips[int32(f)]; slip && (p.From != fromSheet || f == p.Facts[0]) {
				return true
			}
		}
	}
	return false
}

// aim fills in the target and the path to it, from what is asked for or else as
// a proposal, with the change a year that it takes and that there was.
func (a *planned) aim(n *Next, r *Result, k int32, points []Point) Rule {
	rule := a.rule(n, r, k)
	last, known := at(r.Kind, points, a.term.Last)
	years := a.term.Next - a.term.Last
	if known && n.Target == nil {
		a.follow(n, r, k, rule, last, years)
	}
	if n.Target == nil && rule.Kind == NoRule {
		if n.NoProposal = a.noProposal(n, r); n.NoProposal == "" {
			propose(n, r)
		}
	}
	if n.Target != nil && !n.Proposed {
		n.Bound = rule.Bound
	}
	a.lead(n, r, points, rule)
	return rule
}

// lead fills in the way to a target from the last known figure, with the change
// a year that it takes and that there was. A target of a level that is reached
// already, a bound or one that is stated plainly, is kept in each year and not
// planned down to; nor do the years of a flow fall to a total that is to rise.
func (a *planned) lead(n *Next, r *Result, points []Point, rule Rule) {
	years := a.term.Next - a.term.Last
	n.Average = nil
	if n.Target != nil && r.Kind == Flow && years > 0 {
		n.Average = stat.Finite(*n.Target / float64(years))
	}
	last, known := at(r.Kind, points, a.term.Last)
	if !known {
		return
	}
	if n.Target != nil && len(n.Path) == 0 {
		a.steps(n, r, last, years, rule.Kind == ToTarget)
	}
	if n.Required = nil; !n.Kept {
		n.Required = stat.Required(last, n.Path)
	}
	from := termSince(a.term, r.Term.Since).Base
	if base, ok := at(r.Kind, points, from); ok {
		n.Achieved = stat.Achieved(base, last, a.term.Last-from)
	}
}

// steps are the years of a path.
func (a *planned) steps(n *Next, r *Result, last float64, years int, stated bool) {
	shown, target := stat.Round(last, r.Decimals), stat.Round(*n.Target, r.Decimals)
	level := *n.Target
	switch {
	case r.Kind == Flow && years > 0 && stated && backward(r.Direction, last, *n.Target/float64(years)):
		level = *n.Target / float64(years)
	case r.Kind == Flow || !stated:
		level = math.NaN()
	case n.Bound != "" && stat.Reaches(r.Direction, n.Bound, shown, target):
		n.Kept = true
	case n.Bound == "" && backward(r.Direction, shown, target):
		n.Kept, n.Bound = true, map[Direction]string{Up: "≥", Down: "≤"}[r.Direction]
	default:
		level = math.NaN()
	}
	if !math.IsNaN(level) {
		n.Way = "constant"
		for range years {
			n.Path = append(n.Path, level)
		}
	} else if c, ok := stat.PathTo(r.Kind, last, *n.Target, years); ok {
		n.Path, n.Way = c.Values, c.Way
	}
}

// SetsOut reports whether the path goes on from the last figure: not where this
// has reached what its first year asks for, which is kept and not gone back to.
func (n *Next) SetsOut(d Direction, last float64) bool {
	return !n.Kept && (n.Against || len(n.Path) == 0 || !backward(d, last, n.Path[0]))
}

// backward reports whether it is against an indicator's direction to go from
// one number to another.
func backward(d Direction, from, to float64) bool { return stat.Rises(d, "")*(to-from) < 0 }

// unbroken are the points since the last break that the job names.
func (a *planned) unbroken(r *Result, k int32) []Point {
	points := r.Whole.Points
	year := a.breaks[k]
	if year == 0 {
		return points
	}
	f := Finding{Code: CodeBreak, Indicator: r.Code, Name: r.Name, Years: ingest.Year(year), Claim: claim.Break{Year: year}}
	if p, ok := pointOf(points, year); ok && len(p.Facts) > 0 {
		f.Pos = a.posOf(int32(p.Facts[0]))
	}
	a.raise(f)
	return points[year-a.term.Base:]
}

// rule is what is asked for the next term. The job's own catalogue goes before
// the sheets, and the sheets before the built-in catalogue. A stated target is
// filled in at once, for it stands without a figure to start from.
func (a *planned) rule(n *Next, r *Result, k int32) Rule {
	sheet := a.sheetGoal(k, a.term.Last, a.term.Next)
	rule, err := ParseRule(r.NextTarget)
	if sheet != nil && (r.NextTarget == "" || err != nil || r.Pos.File == "") {
		n.Rule, n.Facts = a.fact(int32(sheet.Facts[0])).Raw, sheet.Facts
		if a.inScale(r, k, sheet, a.term.Next) {
			n.Target = &sheet.Value
		}
		return Rule{Kind: ToTarget, Amount: sheet.Value, Bound: sheet.Bound}
	}
	n.Rule = r.NextTarget
	switch {
	case err != nil:
		a.raiseRule(r, "form")
	case rule.Kind == LikeRegion:
		value, ok := a.opt.Comparisons[r.Code]
		if !ok {
			a.raise(Finding{Code: CodeRegion, Pos: r.Pos, Indicator: r.Code, Name: r.Name, Raw: r.NextTarget})
			return rule
		}
		rule = Rule{Kind: ToTarget, Amount: value}
	}
	if rule.Kind == ToTarget {
		a.against(r, rule.Bound, r.NextTarget, columnNext)
		if a.inScale(r, k, &Goal{Value: rule.Amount, Bound: rule.Bound}, a.term.Next) {
			n.Target = &rule.Amount
		}
		if sheet != nil && stat.Round(sheet.Value, r.Decimals) != stat.Round(rule.Amount, r.Decimals) {
			raiseTargetConflict(a.checked, k, sheet, rule.Amount)
		}
	}
	return rule
}

// against raises a bound of the catalogue that leads against the indicator's
// direction: "không quá 12" of what is to rise.
func (a *planned) against(r *Result, bound, text, column string) {
	if way := stat.Rises(r.Direction, ""); bound == "" || way*stat.Rises(Either, bound) >= 0 || r.Pos.File == "" {
		return
	}
	a.raise(Finding{Code: CodeRule, Pos: r.Pos, Indicator: r.Code, Name: r.Name, Raw: text, Claim: claim.Rule{Text: text, Column: column, Why: "against"}})
}

// wayward raises a rule that leads against the direction of its indicator:
// "tăng 2 %/năm" of what is to fall.
func (a *planned) wayward(n *Next, r *Result, rule Rule) {
	if way := stat.Rises(r.Direction, ""); way*rule.Amount < 0 {
		n.Against = true
	}
	if n.Against && r.Pos.File != "" {
		a.raise(Finding{Code: CodeRule, Pos: r.Pos, Indicator: r.Code, Name: r.Name, Raw: r.NextTarget, Claim: claim.Rule{Text: r.NextTarget, Column: columnNext, Why: "against"}})
	}
}

// raiseRule raises a rule that cannot be read or followed, unless it was raised
// where it was read.
func (a *planned) raiseRule(r *Result, reason string) {
	for _, f := range a.opt.Findings {
		if f.Code == CodeRule && f.Indicator == r.Code {
			return
		}
	}
	f := Finding{
		Code: CodeRule, Pos: r.Pos, Indicator: r.Code, Name: r.Name, Raw: r.NextTarget,
		Claim: claim.Rule{Text: r.NextTarget, Column: columnNext, Why: reason},
	}
	if reason == "clipped" {
		f.Severity = Info
	}
	a.raise(f)
}

// follow fills in the path that a rule asks for, from the last known figure, unless it
// leads out of the scale of the series.
func (a *planned) follow(n *Next, r *Result, k int32, rule Rule, last float64, years int) {
	if rule.Kind != ByPoints && rule.Kind != ByGrowth {
		return
	}
	c, ok := Path(rule, r.Kind, last, years)
	if !ok {
		a.raiseRule(r, "points")
		return
	}
	if !a.inScale(r, k, &Goal{Value: c.Target}, a.term.Next) {
		return
	}
	n.Path, n.Target, n.Way, n.Clipped = c.Values, &c.Target, c.Way, c.Clipped
	a.wayward(n, r, rule)
	if c.Clipped {
		a.raiseRule(r, "clipped")
	}
}

// noProposal is why no target is proposed, "" if one is: "few-cases" (below thirty, which chance
// moves more than any plan), "wide" (an interval beyond what a proposal is
// worth).
func (a *planned) noProposal(n *Next, r *Result) string {
	switch n.NoForecast {
	case fewCases, tooWide, administrative:
		return n.NoForecast
	}
	if n.Forecast == nil {
		return ""
	}
	end := len(n.Forecast.Low) - 1
	low, high := math.Min(n.Forecast.Low[end], n.Forecast.High[end]), math.Max(n.Forecast.Low[end], n.Forecast.High[end])
	switch {
	case r.Kind == Rate && high-low > widestRate, r.Kind != Rate && !(high <= widestRatio*low):
		return "wide"
	}
	return ""
}

// propose takes the base scenario as a target where none is stated, rounded to
// what is known of it: three digits, two where the interval is more than a fifth
// wide. What leads against the indicator's direction is no target.
func propose(n *Next, r *Result) {
	if n.Forecast == nil || r.Direction != Up && r.Direction != Down {
		return
	}
	end := len(n.Forecast.Base) - 1
	target, digits := n.Forecast.Base[end], 3
	if low, high := n.Forecast.Low[end], n.Forecast.High[end]; r.Kind != Rate && math.Max(low, high) > preciseRatio*math.Min(low, high) {
		digits = 2
	}
	now := r.Term.Last
	if n.Forecast.Totals != nil {
		target, now = n.Forecast.Totals[1], r.Term.Total
	}
	target = stat.Round(stat.RoundDigits(target, digits), r.Decimals)
	if now != nil && backward(r.Direction, stat.Round(*now, r.Decimals), target) {
		n.NoProposal = "backward"
		return
	}
	n.Target, n.Proposed = &target, true
}
