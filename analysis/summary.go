package analysis

import (
	"cmp"
	"math"
	"slices"

	"tongket/analysis/claim"
	"tongket/analysis/stat"
)

// A Summary is what one page says of the whole review: how many targets were
// reached, which were missed and by how much, where places differ most, and
// which of the next targets ask for most. Indexes are into Review.Indicators.
type Summary struct {
	Targeted int       `json:"targeted"` // indicators with a target, as Field counts them
	Exceeded int       `json:"exceeded"`
	Met      int       `json:"met"`
	NotMet   int       `json:"notMet"`
	NoData   int       `json:"noData"`
	Estimate bool      `json:"estimate,omitempty"` // a judgement rests on an estimate
	Scores   []Score   `json:"scores,omitempty"`   // judged targets, the one furthest behind first
	Open     []int     `json:"open,omitempty"`     // targets that cannot be judged
	Least    *float64  `json:"least,omitempty"`    // by how many per cent of their targets the misses fall short: the nearest
	Most     *float64  `json:"most,omitempty"`     // and the furthest
	Doubts   []int     `json:"doubts,omitempty"`   // of Review.Findings: conflicts between sheets on a missed or open target
	Courses  []Course  `json:"courses,omitempty"`  // while nothing can be judged: how the targets stand on their way
	Gap      *PlaceGap `json:"gap,omitempty"`
	Ahead    []int     `json:"ahead,omitempty"` // stated targets of the next term that are judged hard, the hardest first
	Errors   int       `json:"errors"`          // findings that are errors
}

// A Course is the targets that stand alike on their way at a year of the term.
type Course struct {
	Class      stat.Class `json:"class"`
	Year       int        `json:"year"`
	Indicators []int      `json:"indicators"`
}

// A Score is a result as a share of its target.
type Score struct {
	Indicator int      `json:"indicator"`
	Verdict   Verdict  `json:"verdict"`
	Percent   *float64 `json:"percent,omitempty"` // one decimal; of what is to fall the target over the result; nil: no quotient
	Short     *float64 `json:"short,omitempty"`   // of a miss: per cent of the target that are lacking
	Where     *Where   `json:"where,omitempty"`   // of a miss: the places in which it lies
}

// Where tells in which places a miss lies: of a rate those that are short of the
// whole's target in the last year, of a count, whose target no place shares, those
// that moved the wrong way since the base year.
type Where struct {
	Places   int          `json:"places"` // that can be told
	Short    int          `json:"short"`
	Worst    []PlaceShift `json:"worst,omitempty"` // the worst first, at most three
	Estimate bool         `json:"estimate,omitempty"`
}

// A PlaceGap holds the places against each other at the two ends of the term.
type PlaceGap struct {
	Indicator int          `json:"indicator"`
	Places    []PlaceShift `json:"places"` // the worst in the last year first
	Base      *float64     `json:"base,omitempty"`
	Last      *float64     `json:"last,omitempty"` // of the whole
	Better    int          `json:"better"`         // places that moved in the indicator's direction
	Worse     int          `json:"worse"`
	Behind    int          `json:"behind"` // places worse than the whole in the last year
	Estimate  bool         `json:"estimate,omitempty"`
}

// A PlaceShift is one place in the base and in the last year.
type PlaceShift struct {
	Place  string  `json:"place"`
	Base   float64 `json:"base"`
	Last   float64 `json:"last"`
	Change float64 `json:"change"`           // of a count, and of a rate whose base year is known: between both as printed
	Behind bool    `json:"behind,omitempty"` // worse than the whole in the last year, of a rate
}

// Summarise makes the Summary of a Review whose indicators, fields and findings
// are there. wanted is the code of the indicator whose places are shown; empty
// or unknown: the rate with the widest gap.
func Summarise(r *Review, wanted string) *Summary {
	s := new(Summary)
	for _, f := range r.Fields {
		s.Targeted += f.Targeted
		s.Exceeded += f.Exceeded
		s.Met += f.Met
		s.NotMet += f.NotMet
		s.NoData += f.NoData
		for _, i := range f.Indicators {
			s.judge(i, &r.Indicators[i])
		}
	}
	slices.SortStableFunc(s.Scores, worseFirst)
	if len(s.Scores) == 0 {
		s.Courses = coursesOf(r, s.Open)
	}
	for k := range s.Scores {
		if x := &r.Indicators[s.Scores[k].Indicator]; s.Scores[k].Verdict == NotMet {
			s.Scores[k].Where = whereMissed(x, r.Term)
		}
	}
	s.shortfalls()
	s.doubts(r)
	s.Gap = widestGap(r, wanted)
	s.Ahead = hardest(r)
	return s
}

func (s *Summary) judge(i int, x *Result) {
	switch x.Judgement.Verdict {
	case NoVerdict:
		return
	case NoData:
		s.Open = append(s.Open, i)
		return
	}
	s.Estimate = s.Estimate || x.Judgement.Estimate
	score := Score{Indicator: i, Verdict: x.Judgement.Verdict, Percent: x.percentOfTarget()}
	if score.Percent != nil && score.Verdict == NotMet && *score.Percent <= 100 {
		short := stat.Round(100-*score.Percent, 1)
		score.Short = &short
	}
	s.Scores = append(s.Scores, score)
}

// coursesOf parts targets that cannot be judged yet by their progress at the last year
// in which any has one, the best first.
func coursesOf(r *Review, open []int) (all []Course) {
	year := 0
	for _, i := range open {
		year = max(year, r.Indicators[i].Progress.Year)
	}
	for _, class := range [...]stat.Class{stat.TargetMet, stat.Significant, stat.Moderate, stat.Insufficient, stat.Away} {
		c := Course{Class: class, Year: year}
		for _, i := range open {
			if p := r.Indicators[i].Progress; p.Class == class && p.Year == year {
				c.Indicators = append(c.Indicators, i)
			}
		}
		if len(c.Indicators) > 0 {
			all = append(all, c)
		}
	}
	return all
}

// mostWorst is how many of the places in which a miss lies are named.
const mostWorst = 3

// whereMissed finds the places in which a miss lies; nil where fewer than three can
// be told.
func whereMissed(x *Result, term Term) *Where {
	if x.Unknown || x.Direction != Up && x.Direction != Down {
		return nil
	}
	w := new(Where)
	var short []PlaceShift
	for _, l := range x.Places {
		base, hasBase := at(x.Kind, l.Points, term.Base)
		last, ok := at(x.Kind, l.Points, term.Last)
		if !ok || x.Kind != Rate && !hasBase {
			continue
		}
		w.Places++
		if p, ok := pointOf(l.Points, term.Last); ok && p.Estimate {
			w.Estimate = true
		}
		p := PlaceShift{Place: l.Place, Base: base, Last: last, Behind: IsBehind(x, l, term.Last)}
		if hasBase {
			p.Change = x.change(base, last)
		}
		if x.Kind == Rate && judged(x.Indicator, last, x.Goal) == NotMet || x.Kind != Rate && x.towards(p.Change) < 0 {
			short = append(short, p)
		}
	}
	if w.Places < leastPlaces {
		return nil
	}
	slices.SortStableFunc(short, func(a, b PlaceShift) int {
		if x.Kind == Rate {
			return cmp.Compare(x.towards(a.Last), x.towards(b.Last))
		}
		return cmp.Compare(x.towards(a.Change), x.towards(b.Change))
	})
	w.Short, w.Worst = len(short), short[:min(mostWorst, len(short))]
	return w
}

// change is the difference of two figures as printed.
func (x *Result) change(from, to float64) float64 {
	return stat.Round(stat.Round(to, x.Decimals)-stat.Round(from, x.Decimals), x.Decimals)
}

// towards is v with the sign by which more is better.
func (x *Result) towards(v float64) float64 {
	if x.Direction == Down {
		return -v
	}
	return v
}

// percentOfTarget is the result in per cent of the target, both as printed; of
// what is to fall, or to stay below its target, the target in per cent of the
// result. It is nil where either is not above nought.
func (x *Result) percentOfTarget() *float64 {
	if x.Goal == nil || x.Judgement.Actual == nil {
		return nil
	}
	a, b := stat.Round(*x.Judgement.Actual, x.Decimals), stat.Round(x.Goal.Value, x.Decimals)
	if stat.Rises(x.Direction, x.Goal.Bound) < 0 {
		a, b = b, a
	}
	if !(b > 0) || a < 0 {
		return nil
	}
	p := stat.Finite(stat.Round(100*a/b, 1))
	return p
}

// worseFirst orders scores: misses, then what is met or exceeded, each by how
// much of the target was reached; those without a quotient last.
func worseFirst(a, b Score) int {
	rank := func(s Score) int {
		switch {
		case s.Verdict == NotMet && s.Percent != nil:
			return 0
		case s.Verdict == NotMet:
			return 1
		case s.Percent != nil:
			return 2
		}
		return 3
	}
	if c := cmp.Compare(rank(a), rank(b)); c != 0 || a.Percent == nil || b.Percent == nil {
		return c
	}
	return cmp.Compare(*a.Percent, *b.Percent)
}

// shortfalls finds the least and the most that a miss falls short by.
func (s *Summary) shortfalls() {
	for _, score := range s.Scores {
		v := score.Short
		if v == nil {
			continue
		}
		if s.Least == nil || *v < *s.Least {
			s.Least = v
		}
		if s.Most == nil || *v > *s.Most {
			s.Most = v
		}
	}
}

// doubts counts the errors and lists the conflicts of sheets that touch a target
// which was missed or cannot be judged.
func (s *Summary) doubts(r *Review) {
	touched := map[string]bool{}
	for _, score := range s.Scores {
		if score.Verdict == NotMet {
			touched[r.Indicators[score.Indicator].Code] = true
		}
	}
	for _, i := range s.Open {
		touched[r.Indicators[i].Code] = true
	}
	whole := ""
	if len(r.Places) > 0 {
		whole = r.Places[0].Name
	}
	for i, f := range r.Findings {
		if f.Severity == Error {
			s.Errors++
		}
		if f.Code == CodeConflict && f.Severity != Info && slices.ContainsFunc(EachPart([]Finding{f}), func(p Finding) bool {
			_, told := p.Claim.(claim.Conflict)
			return told && touched[p.Indicator] && (p.Place == "" || p.Place == whole)
		}) {
			s.Doubts = append(s.Doubts, i)
		}
	}
}

// Unsure counts the errors whose figure is used nonetheless: nothing says yet that it
// is wrong, but a verdict hangs on it, or a sheet that is no equal one contradicts it.
func Unsure(r *Review) (n int) {
	for _, f := range r.Findings {
		if f.Severity != Error {
			continue
		}
		used := f.Holds.Turns > 0
		for i := range r.Indicators {
			x := &r.Indicators[i]
			if f.Code != CodeConflict || x.Code != f.Indicator {
				continue
			}
			for _, l := range append([]Line{x.Whole}, x.Places...) {
				p, ok := pointOf(l.Points, f.Years.To)
				used = used || ok && l.Place == f.Place && p.Status == Known && !p.Held
			}
		}
		if used {
			n++
		}
	}
	return n
}

// widestGap is the comparison of places of the indicator that is wanted, or of
// the rate whose places lie furthest apart in the last year.
func widestGap(r *Review, wanted string) *PlaceGap {
	var all []int
	for _, f := range r.Fields {
		for _, i := range f.Indicators {
			if wanted != "" && r.Indicators[i].Code == wanted {
				if g := gapOf(r, i); g != nil {
					return g
				}
			}
			all = append(all, i)
		}
	}
	return WidestGap(r, all)
}

// WidestGap is the comparison of places of the rate, of indicators of a review, whose
// places lie furthest apart in the last year; nil where none has places to compare.
func WidestGap(r *Review, indicators []int) *PlaceGap {
	var best *PlaceGap
	for _, i := range indicators {
		x := &r.Indicators[i]
		if x.Kind != Rate || x.Direction != Up && x.Direction != Down || x.Unknown {
			continue
		}
		if g := gapOf(r, i); g != nil && (best == nil || g.apart() > best.apart()) {
			best = g
		}
	}
	return best
}

// apart is the distance between the highest and the lowest place.
func (g *PlaceGap) apart() float64 {
	low, high := g.Places[0].Last, g.Places[0].Last
	for _, p := range g.Places {
		low, high = min(low, p.Last), max(high, p.Last)
	}
	return high - low
}

// leastPlaces is the number of places from which on a comparison says more than
// a sentence.
const leastPlaces = 3

// gapOf holds the places of an indicator against each other; nil where fewer
// than three have both years, or all are alike as printed.
func gapOf(r *Review, i int) *PlaceGap {
	x := &r.Indicators[i]
	g := &PlaceGap{Indicator: i}
	round := func(v float64) float64 { return stat.Round(v, x.Decimals) }
	if v, ok := at(x.Kind, x.Whole.Points, r.Term.Last); ok {
		g.Last = &v
	}
	if v, ok := at(x.Kind, x.Whole.Points, r.Term.Base); ok {
		g.Base = &v
	}
	for _, l := range x.Places {
		base, hasBase := at(x.Kind, l.Points, r.Term.Base)
		last, hasLast := at(x.Kind, l.Points, r.Term.Last)
		if !hasBase || !hasLast {
			continue
		}
		if p, ok := pointOf(l.Points, r.Term.Last); ok && p.Estimate {
			g.Estimate = true
		}
		behind := IsBehind(x, l, r.Term.Last)
		g.Places = append(g.Places, PlaceShift{l.Place, base, last, x.change(base, last), behind})
		switch change := x.towards(x.change(base, last)); {
		case change > 0:
			g.Better++
		case change < 0:
			g.Worse++
		}
		if behind {
			g.Behind++
		}
	}
	if len(g.Places) < leastPlaces || round(g.apart()) == 0 {
		return nil
	}
	slices.SortStableFunc(g.Places, func(a, b PlaceShift) int { return cmp.Compare(x.towards(a.Last), x.towards(b.Last)) })
	return g
}

// leastAhead is how many targets of the next term are told as the hardest where
// so many ask more than was achieved and are less likely than not (ours).
const leastAhead = 3

// hardest are the stated targets of the next term that are judged hard, by
// their likelihood; where these are few, also the least likely of those that ask
// more each year than was achieved. What is judged hard and asks no more than that
// comes last: it is the forecast alone that speaks against it.
func hardest(r *Review) []int {
	var hard, more, slowing []int
	for _, f := range r.Fields {
		for _, i := range f.Indicators {
			switch n := r.Indicators[i].Next; {
			case n == nil || n.Target == nil || n.Proposed || n.Probability == nil:
			case n.Feasibility == "hard" && AsksNoMore(&r.Indicators[i]):
				slowing = append(slowing, i)
			case n.Feasibility == "hard":
				hard = append(hard, i)
			case *n.Probability < 0.5 && asked(&r.Indicators[i]) > 0:
				more = append(more, i)
			}
		}
	}
	likelier := func(a, b int) int {
		return cmp.Compare(*r.Indicators[a].Next.Probability, *r.Indicators[b].Next.Probability)
	}
	slices.SortStableFunc(hard, likelier)
	slices.SortStableFunc(more, likelier)
	slices.SortStableFunc(slowing, likelier)
	hard = append(hard, more[:min(len(more), max(0, leastAhead-len(hard)-len(slowing)))]...)
	return append(hard, slowing...)
}

// AsksNoMore reports whether a target of the next term asks no more each year than
// was achieved in this one, as both are printed.
func AsksNoMore(x *Result) bool { return asked(x) <= 0 }

// asked is what a target asks each year beyond what was achieved, in the
// indicator's direction; not a number where either is not known.
func asked(x *Result) float64 {
	n := x.Next
	need, was := n.Required, n.Achieved
	if x.Kind == Flow {
		need, was = n.Average, x.Term.Average
	}
	if need == nil || was == nil {
		return math.NaN()
	}
	return stat.Rises(x.Direction, n.Bound) * (stat.Round(*need, x.Decimals) - stat.Round(*was, x.Decimals))
}
