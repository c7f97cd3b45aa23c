package analysis

import (
	"math"
	"regexp"
	"strings"

	"tongket/analysis/claim"
	"tongket/analysis/stat"
	"tongket/ingest"
)

// harmonise makes one plan of the targets of all indicators: no forecast is
// beyond what another allows, numerators follow from their rates, a part is proposed only with its whole, what an identity
// ties together adds up, and the years of a flow add up as printed. What is
// given is never changed: given targets that disagree are a finding.
func harmonise(a *planned, results []Result, relations []Relation) {
	h := harmony{a, results, make(map[string]*Forecast)}
	for k := range results {
		if r := &results[k]; r.Next != nil {
			h.made[r.Code] = r.Next.Forecast
		}
	}
	for k := range results {
		h.numerator(&results[k])
	}
	h.ceilings(relations)
	for k := range results {
		h.partOf(k)
	}
	for k := range results {
		h.givenRate(&results[k])
		h.source(&results[k])
	}
	for i := range relations {
		h.goals(&relations[i])
		h.relation(&relations[i])
	}
	for k := range results {
		r := &results[k]
		r.Part = partShare(results, k)
		if n := r.Next; n != nil && r.Kind == Flow && n.Target != nil {
			if years := stat.Apportion(n.Path, *n.Target, r.Decimals); years != nil {
				n.Path = years
			}
		}
		partTarget(r)
	}
}

type harmony struct {
	a       *planned
	results []Result
	made    map[string]*Forecast // by code: the forecasts as they were made
}

// of is the result of a code, nil if there is none or it has no next term.
func (h harmony) of(code string) *Result {
	k, ok := h.a.number[code]
	if !ok || code == "" || h.results[k].Next == nil {
		return nil
	}
	return &h.results[k]
}

// given reports whether somebody has stated the target of the next term.
func (n *Next) given() bool { return n.Target != nil && !n.Proposed }

// drop takes back a proposal.
func (n *Next) drop(why string) {
	n.Target, n.Average, n.Required, n.Path = nil, nil, nil, nil
	n.Way, n.Bound, n.Proposed, n.Derived, n.Kept, n.NoProposal = "", "", false, false, false, why
}

// retarget gives an indicator another target, with the way to it.
func (h harmony) retarget(r *Result, target float64) {
	n := r.Next
	n.Target, n.Path, n.Way, n.Kept = &target, nil, "", false
	h.a.lead(n, r, r.Whole.Points, Rule{})
}

// numerator lets the numerator of a rate follow from it: its years are the
// rate's way times the base scenario, or the way, of the denominator. Neither
// is then forecast or proposed by itself, for three forecasts of one identity
// contradict each other. A denominator is never proposed.
func (h harmony) numerator(r *Result) {
	num, den := h.of(r.Numerator), h.of(r.Denominator)
	if r.Kind != Rate || r.Next == nil || num == nil || den == nil {
		return
	}
	if den.Next.Proposed {
		den.Next.drop(derived)
	}
	n := num.Next
	if n.Forecast != nil && r.Next.Forecast != nil && (den.Next.Forecast != nil || den.Wording.Nature == Administrative) {
		n.Forecast, n.NoForecast = nil, derived
	}
	if n.given() || n.Derived {
		return
	}
	if n.Proposed {
		n.drop(derived)
	}
	n.NoProposal = derived
	scale, ok := ratioScale(&num.Indicator, &den.Indicator)
	years := den.years()
	if !ok || num.Unknown || num.Direction != Up && num.Direction != Down || r.Next.Target == nil || r.Next.Bound != "" || r.Next.Kept || len(years) != len(r.Next.Path) || len(years) == 0 {
		return
	}
	path := make([]float64, len(years))
	for i, share := range r.Next.Path {
		path[i] = stat.Round(share, r.Decimals) / 100 * years[i] / scale
	}
	target := path[len(path)-1]
	if num.Kind == Flow {
		target = stat.Sum(path)
	}
	rounded := stat.Round(stat.RoundDigits(target, 3), num.Decimals)
	now := num.Term.Last
	if num.Kind == Flow {
		now = num.Term.Total
	}
	if now == nil || backward(num.Direction, *now, rounded) || !(target > 0) {
		return
	}
	for i := range path {
		path[i] *= rounded / target
	}
	n.Target, n.Proposed, n.Derived, n.NoProposal, n.Path, n.Way = &rounded, true, true, "", path, "rate"
	h.a.lead(n, num, num.Whole.Points, Rule{})
}

// years are the figures of the next term's years as far as they are planned,
// else as the base scenario has them.
func (r *Result) years() []float64 {
	switch n := r.Next; {
	case n.given() && n.Bound == "" && len(n.Path) > 0:
		return n.Path
	case n.Forecast != nil:
		return n.Forecast.Base
	}
	return nil
}

// partOf takes back the proposal of a "Trong đó" whose whole has no target, or
// a smaller one.
func (h harmony) partOf(k int) {
	r := &h.results[k]
	if r.Next == nil || !r.Next.Proposed || !isPart(r.Name) {
		return
	}
	for j := k - 1; j >= 0; j-- {
		whole := &h.results[j]
		if whole.Field != r.Field || whole.Kind != r.Kind || isPart(whole.Name) {
			continue
		}
		if power, ok := unitShift(r.Unit, whole.Unit); !ok || whole.Next == nil || whole.Next.Target == nil || *r.Next.Target*math.Pow10(power) > *whole.Next.Target {
			r.Next.drop("whole")
		}
		return
	}
}

// isPart reports whether a name says that an indicator is a part of the one
// above it.
func isPart(name string) bool { return strings.HasPrefix(fold(name), "trong đó") }

// givenRate holds the given targets of a rate, its numerator and its
// denominator against each other, for this term and the next. Of flows, whose
// targets are of all years and the rate's of the last, nothing can be said.
func (h harmony) givenRate(r *Result) {
	num, den := h.of(r.Numerator), h.of(r.Denominator)
	if r.Kind != Rate || num == nil || den == nil || num.Kind == Flow || den.Kind == Flow {
		return
	}
	scale, ok := ratioScale(&num.Indicator, &den.Indicator)
	if !ok {
		return
	}
	if r.Goal != nil && num.Goal != nil && den.Goal != nil {
		h.rateOf(r, h.a.term.Last, r.Goal, num.Goal, den.Goal, num, den, scale)
	}
	switch {
	case r.Next == nil || !r.Next.given() || !num.Next.given():
	case !den.Next.given():
		h.implied(r, num, den, scale)
	default:
		h.rateOf(r, h.a.term.Next, goalOf(r.Next), goalOf(num.Next), goalOf(den.Next), num, den, scale)
	}
}

// implied holds given targets of a rate and its numerator against the forecast
// of the denominator: they agree if some denominator in its 80 % interval makes
// both come true.
func (h harmony) implied(r, num, den *Result, scale float64) {
	f := den.Next.Forecast
	if f == nil || r.Next.Bound != "" || num.Next.Bound != "" {
		return
	}
	end := len(f.Base) - 1
	at := func(d float64) float64 { return 100 * *num.Next.Target * scale / d }
	half := math.Pow10(-r.Decimals) / 2
	low, high := at(f.Q90[end])-half, at(f.Q10[end])+half
	if f.Q10[end] > 0 && (*r.Next.Target < low || *r.Next.Target > high) {
		h.disagree(r, h.a.term.Next, *r.Next.Target, stat.Round(at(f.Base[end]), 6), "forecast", num.Name, den.Name)
	}
}

func goalOf(n *Next) *Goal { return &Goal{Value: *n.Target, Bound: n.Bound, Facts: n.Facts} }

func (h harmony) rateOf(r *Result, year int, rate, n, d *Goal, num, den *Result, scale float64) {
	if rate.Bound != "" || n.Bound != "" || d.Bound != "" {
		return
	}
	printed := func(x *Result, v, scale float64) stat.Printed {
		return stat.Printed{Value: v * scale, Step: math.Pow10(-x.Decimals) * scale}
	}
	test, known := stat.CheckRate(printed(r, rate.Value, 1), printed(num, n.Value, scale), printed(den, d.Value, 1))
	if known && !test.OK {
		h.disagree(r, year, rate.Value, stat.Round(test.Rate, 6), "rate", num.Name, den.Name)
	}
}

// disagree raises given targets that contradict each other, or what they are
// taken from.
func (h harmony) disagree(r *Result, year int, left, right float64, by, first, second string) {
	h.a.raise(Finding{
		Code: CodeTargetsDisagree, Pos: r.Pos, Indicator: r.Code, Name: r.Name, Years: ingest.Year(year),
		Claim: claim.TargetsDisagree{Left: left, Right: right, By: by, First: first, Second: second}, Unit: r.Unit, Decimals: r.Decimals,
	})
}

// sourceBound is a number with the word of its bound before it, in the text of
// a source.
var sourceBound = regexp.MustCompile(`(dưới|trên|không quá|tối đa|ít nhất|tối thiểu|không dưới|từ)\s+(\d+(?:,\d+)?)\s*%?(\s+trở lên|\s+trở xuống)?`)

// source holds a target against the text of its source in the catalogue: one
// that says "đạt 3" where its source says "dưới 3" is not what was resolved.
// The parts of a source stand between semicolons, each after its year.
func (h harmony) source(r *Result) {
	if r.Pos.File == "" || r.Source == "" {
		return
	}
	for _, part := range strings.Split(fold(r.Source), ";") {
		year, text, dated := strings.Cut(strings.TrimSpace(part), ":")
		if !dated {
			continue
		}
		for _, t := range []struct {
			year   int
			target string
		}{{h.a.term.Last, r.Target}, {h.a.term.Next, r.NextTarget}} {
			if year != itoa(t.year) {
				continue
			}
			value, bound, ok := ParseTarget(t.target)
			m := sourceBound.FindStringSubmatch(text)
			if !ok || bound != "" || m == nil || m[1] == "từ" && m[3] == "" {
				continue
			}
			if said, _, ok := ParseTarget(m[2]); ok && said == value {
				h.disagree(r, t.year, value, said, "source", t.target, strings.TrimSpace(m[0]))
			}
		}
	}
}

// A plannedTerm is one term of a rule as the plan has it.
type plannedTerm struct {
	result *Result
	sign   float64
	value  float64
	given  bool
	left   bool
	bound  string
}

// relation holds the targets of the next term against a rule. Given targets
// that break it are a finding; one proposal in an equation is what the others
// leave, several are taken back, except that shares which are all proposed are
// scaled to their whole.
func (h harmony) relation(rule *Relation) {
	terms, constant, ok := h.planned(rule)
	if !ok || rule.OnlyIf {
		return
	}
	off, step := constant, 0.0
	var proposed, following []*plannedTerm
	bounded := false
	for i := range terms {
		t := &terms[i]
		off += t.sign * t.value
		switch {
		case t.result.Next.Derived:
			following = append(following, t)
			step += math.Pow10(-t.result.Decimals) / 2
		case !t.given:
			proposed = append(proposed, t)
		default:
			step += math.Pow10(-t.result.Decimals) / 2
		}
		bounded = bounded || t.bound != ""
	}
	switch {
	case !rule.Equal && off <= step, rule.Equal && math.Abs(off) <= step && len(proposed) == 0, bounded && len(proposed)+len(following) == 0:
	case len(proposed) == 0 && len(following) == 0:
		h.broken(rule, terms, off)
	case len(proposed) == 0: // what follows from a rate contradicts what is given
		for _, t := range following {
			t.result.Next.drop("ledger")
		}
	case !rule.Equal:
		for _, t := range proposed {
			t.result.Next.drop("ledger")
		}
	case len(proposed) == 1:
		h.solve(proposed[0], off)
	case len(proposed) == len(terms) && sharesOf(terms) && h.scaled(terms, -constant):
	case math.Abs(off) > step:
		for _, t := range proposed {
			t.result.Next.drop("ledger")
		}
	}
}

// sharesOf reports whether all terms are rates that add up to a number.
func sharesOf(terms []plannedTerm) bool {
	for _, t := range terms {
		if t.result == nil || t.result.Kind != Rate || t.sign < 0 {
			return false
		}
	}
	return len(terms) > 1
}

// scaled brings shares that are all proposed to their whole, as printed.
func (h harmony) scaled(terms []plannedTerm, whole float64) bool {
	values := make([]float64, len(terms))
	decimals := 0
	for i, t := range terms {
		values[i] = t.value
		decimals = max(decimals, t.result.Decimals)
	}
	sum := stat.Sum(values)
	if !(sum > 0) || !(whole > 0) {
		return false
	}
	for i := range values {
		values[i] *= whole / sum
	}
	values = stat.Apportion(values, whole, decimals)
	for i, v := range values {
		h.retarget(terms[i].result, v)
	}
	return values != nil
}

// solve gives the only proposal of an equation what the others leave; where
// that is below 0, above its bounds or against its direction it is taken back.
func (h harmony) solve(t *plannedTerm, off float64) {
	r := t.result
	value := stat.Round(t.value-off/t.sign, r.Decimals)
	now := r.Term.Last
	if r.Kind == Flow {
		now = r.Term.Total
	}
	if value < 0 && !r.Signed || r.Kind == Rate && value > stat.RateLimit || now != nil && backward(r.Direction, *now, value) {
		r.Next.drop("ledger")
		return
	}
	if value != *r.Next.Target {
		h.retarget(r, value)
	}
}

// planned are the terms of a rule with their values in the plan: the target of
// the next term, for a figure of the year before this term's last. ok is false
// where one has none, and where the rule ties a year of a flow to a level.
func (h harmony) planned(rule *Relation) (terms []plannedTerm, constant float64, ok bool) {
	ledger, flows, levels := false, 0, 0
	unit := ""
	side := func(list []RelationTerm, sign float64) bool {
		for _, t := range list {
			if t.Code == "" {
				constant += sign * t.Sign * t.Number
				continue
			}
			r := h.of(t.Code)
			if r == nil {
				return false
			}
			if unit == "" {
				unit = r.Unit
			}
			power, same := unitShift(r.Unit, unit)
			if !same || power != 0 && !t.Before {
				return false
			}
			p := plannedTerm{result: r, sign: sign * t.Sign, left: sign > 0}
			switch {
			case t.Before:
				last, known := at(r.Kind, r.Whole.Points, h.a.term.Last)
				if !known {
					return false
				}
				ledger = true
				constant += p.sign * last
				continue
			case r.Next.Target == nil:
				return false
			case r.Kind == Flow:
				flows++
			default:
				levels++
			}
			p.value, p.given, p.bound = stat.Round(*r.Next.Target, r.Decimals), r.Next.given(), r.Next.Bound
			terms = append(terms, p)
		}
		return true
	}
	if !side(rule.Left, 1) || !side(rule.Right, -1) || len(terms) == 0 {
		return nil, 0, false
	}
	return terms, constant, ledger || flows == 0 || levels == 0
}

// broken raises given targets that break a rule, on the first of them.
func (h harmony) broken(rule *Relation, terms []plannedTerm, off float64) {
	right := 0.0
	for _, t := range terms {
		if !t.left {
			right -= t.sign * t.value
		}
	}
	for _, t := range rule.Right {
		right += t.Sign * t.Number
	}
	c := relationCheck{a: h.a.checked, rule: rule}
	h.disagree(terms[0].result, h.a.term.Next, stat.Round(right+off, 6), stat.Round(right, 6), "rule", c.wording(), rule.Note)
}

// goals holds the targets of this term against a rule: all are given, so that
// what breaks it is a finding.
func (h harmony) goals(rule *Relation) {
	sides, step := [2]float64{}, 0.0
	ledger, flows, levels := false, 0, 0
	var first *Result
	for s, terms := range [][]RelationTerm{rule.Left, rule.Right} {
		for _, t := range terms {
			if t.Code == "" {
				sides[s] += t.Sign * t.Number
				continue
			}
			k, ok := h.a.number[t.Code]
			if !ok {
				return
			}
			r := &h.results[k]
			if first == nil {
				first = r
			}
			if power, same := unitShift(r.Unit, first.Unit); !same || power != 0 {
				return
			}
			if t.Before {
				base, known := at(r.Kind, r.Whole.Points, h.a.term.Base)
				if !known {
					return
				}
				ledger = true
				sides[s] += t.Sign * base
				continue
			}
			if r.Goal == nil || r.Goal.Bound != "" {
				return
			}
			if r.Kind == Flow {
				flows++
			} else {
				levels++
			}
			sides[s] += t.Sign * stat.Round(r.Goal.Value, r.Decimals)
			step += math.Pow10(-r.Decimals) / 2
		}
	}
	off := sides[0] - sides[1]
	if first == nil || rule.OnlyIf || !ledger && flows > 0 && levels > 0 || off <= step && (!rule.Equal || off >= -step) {
		return
	}
	c := relationCheck{a: h.a.checked, rule: rule}
	h.disagree(first, h.a.term.Last, stat.Round(sides[0], 6), stat.Round(sides[1], 6), "rule", c.wording(), rule.Note)
}
