package analysis

import (
	"math"
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
			n.Probability, n.Feasibility = &p, n.likelihood(p)
		}
	}
	return n
}

// likelihood is the class of a probability. A target that asks for no more a
// year than was achieved is not called very hard.
func (n *Next) likelihood(p float64) string {
	word := stat.Feasibility(p)
	if word == "hard" && n.Required != nil && n.Achieved != nil && *n.Required**n.Achieved > 0 &&
		stat.Trim(math.Abs(*n.Required)) <= stat.Trim(math.Abs(*n.Achieved)) {
		return "stretch"
	}
	return word
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
		a.follow(n, r, rule, last, years)
	}
	if n.Target == nil && rule.Kind == NoRule {
		if n.NoProposal = a.noProposal(n, r); n.NoProposal == "" {
			propose(n, r)
		}
	}
	if n.Target != nil && r.Kind == Flow && years > 0 {
		n.Average = stat.Finite(*n.Target / float64(years))
	}
	if !known {
		return rule
	}
	if n.Target != nil && !n.Proposed {
		n.Bound = rule.Bound
	}
	if n.Target != nil && n.Bound != "" && r.Kind != Flow && stat.Reaches(r.Direction, n.Bound, stat.Round(last, r.Decimals), stat.Round(*n.Target, r.Decimals)) {
		n.Kept, n.Way = true, "constant"
		for range years {
			n.Path = append(n.Path, *n.Target)
		}
	}
	if n.Target != nil && len(n.Path) == 0 {
		if c, ok := stat.PathTo(r.Kind, last, *n.Target, years); ok {
			n.Path, n.Way = c.Values, c.Way
		}
	}
	if !n.Kept {
		n.Required = stat.Required(last, n.Path)
	}
	from := termSince(a.term, r.Term.Since).Base
	if base, ok := at(r.Kind, points, from); ok {
		n.Achieved = stat.Achieved(base, last, a.term.Last-from)
	}
	return rule
}

// unbroken are the points since the last break that the job names.
func (a *planned) unbroken(r *Result, k int32) []Point {
	points := r.Whole.Points
	year := a.breaks[k]
	if year == 0 {
		return points
	}
	f := Finding{Code: CodeBreak, Indicator: r.Code, Name: r.Name, Years: ingest.Year(year), Args: []string{itoa(year)}}
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
	a.raise(Finding{Code: CodeRule, Pos: r.Pos, Indicator: r.Code, Name: r.Name, Raw: text, Args: []string{text, column, "against"}})
}

// wayward raises a rule that leads against the direction of its indicator:
// "tăng 2 %/năm" of what is to fall.
func (a *planned) wayward(n *Next, r *Result, rule Rule) {
	if way := stat.Rises(r.Direction, ""); way*rule.Amount < 0 {
		n.Against = true
	}
	if n.Against && r.Pos.File != "" {
		a.raise(Finding{Code: CodeRule, Pos: r.Pos, Indicator: r.Code, Name: r.Name, Raw: r.NextTarget, Args: []string{r.NextTarget, columnNext, "against"}})
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
		Args: []string{r.NextTarget, columnNext, reason},
	}
	if reason == "clipped" {
		f.Severity = Info
	}
	a.raise(f)
}

// follow fills in the path that a rule asks for, from the last known figure.
func (a *planned) follow(n *Next, r *Result, rule Rule, last float64, years int) {
	if rule.Kind != ByPoints && rule.Kind != ByGrowth {
		return
	}
	c, ok := Path(rule, r.Kind, last, years)
	if !ok {
		a.raiseRule(r, "points")
		return
	}
	n.Path, n.Target, n.Way, n.Clipped = c.Values, &c.Target, c.Way, c.Clipped
	a.wayward(n, r, rule)
	if c.Clipped {
		a.raiseRule(r, "clipped")
	}
}

// noProposal is why no target is proposed, "" if one is: "part" (of a rate that
// has a target, from which it follows), "few-cases" (below thirty, which chance
// moves more than any plan), "wide" (an interval beyond what a proposal is
// worth).
func (a *planned) noProposal(n *Next, r *Result) string {
	switch {
	case a.partOfTarget(r.Code):
		return "part"
	case n.NoForecast == fewCases, n.NoForecast == tooWide:
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

// partOfTarget reports whether an indicator is the numerator or the denominator
// of a rate that the catalogue gives a target of the next term.
func (a *planned) partOfTarget(code string) bool {
	for i := range a.indicators {
		if ind := &a.indicators[i]; ind.Kind == Rate && ind.NextTarget != "" && (ind.Numerator == code || ind.Denominator == code) {
			return true
		}
	}
	return false
}

// propose takes the base scenario as a target where none is stated.
func propose(n *Next, r *Result) {
	if n.Forecast == nil || r.Direction != Up && r.Direction != Down {
		return
	}
	target := n.Forecast.Base[len(n.Forecast.Base)-1]
	if n.Forecast.Totals != nil {
		target = n.Forecast.Totals[1]
	}
	target = stat.Round(target, r.Decimals)
	n.Target, n.Proposed = &target, true
}
