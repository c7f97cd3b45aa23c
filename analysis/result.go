package analysis

import (
	"slices"

	"tongket/analysis/claim"
	"tongket/analysis/stat"
	"tongket/ingest"
)

// results judges each indicator and looks ahead.
func results(a *planned) []Result {
	out := make([]Result, len(a.indicators))
	holdPoints(a.checked)
	for k := range out {
		a.result(&out[k], int32(k))
	}
	return out
}

// holdPoints marks the points on which an open error stands.
func holdPoints(a *checked) {
	if len(a.heldBy)+len(a.disputed) == 0 {
		return
	}
	for k := range a.series {
		for l := range a.series[k].lines {
			points := a.series[k].lines[l].Points
			for y := range points {
				points[y].Held = a.pointHeld(&points[y])
				points[y].Disputed = a.pointDisputed(&points[y])
			}
		}
	}
}

// pointDisputed reports whether another sheet contradicts what a point is made
// of.
func (a *checked) pointDisputed(p *Point) bool {
	for _, f := range p.Facts {
		if _, open := a.disputed[int32(f)]; open {
			return true
		}
		if p.From == fromSheet {
			break // the others say the same
		}
	}
	return false
}

// holdLine marks the points of a line on which an open error has come to stand.
func (a *checked) holdLine(l *Line) {
	for y := range l.Points {
		l.Points[y].Held = a.pointHeld(&l.Points[y])
	}
}

func (a *planned) result(r *Result, k int32) {
	s := &a.series[k]
	r.Indicator = a.indicators[k]
	r.Whole = s.lines[0]
	if len(s.lines) > 1 {
		r.Places = s.lines[1:]
	}
	if r.Goal = a.goal(k); !a.inScale(r, k, r.Goal, a.term.Last) {
		r.Goal = nil // not used until it is settled
	}
	a.plansInScale(r)
	a.decided(r, k)
	a.holdLine(&r.Whole)
	since := a.breaks[k]
	r.Term = StatisticsSince(r.Kind, a.term, since, r.Whole.Points)
	r.Judgement = judgeSince(r.Indicator, a.term, since, r.Whole, r.Goal)
	r.Judgement.asPrinted(r)
	r.Term.asPrinted(r.Indicator)
	r.Progress = ProgressOf(r.Indicator, termSince(a.term, since), r.Whole, r.Goal)
	comparePlaces(a.assembly, r, s)
	r.Next = a.next(r, k)
	r.Midterm, r.Turning, r.Estimates = midterm(r, a.term), turning(r, a.term), estimateErrors(a.arranged, k)
	r.Parted, r.Per = a.rateChange(r), a.perPopulation(r)
	a.compare(r)
}

// goal is the target of the term: of the sheets or of the catalogue. Where both
// give one, the job's own catalogue goes before the sheets and the sheets
// before the built-in one.
func (a *planned) goal(k int32) *Goal {
	ind := &a.indicators[k]
	sheet := a.sheetGoal(k, a.term.Base, a.term.Last)
	value, bound, ok := ParseTarget(ind.Target)
	if !ok {
		return sheet
	}
	a.against(&Result{Indicator: *ind}, bound, ind.Target, columnTarget)
	own := &Goal{Value: value, Bound: bound, FromCatalogue: true}
	if sheet == nil {
		return own
	}
	if stat.Round(sheet.Value, ind.Decimals) == stat.Round(value, ind.Decimals) {
		own.Facts = sheet.Facts
		return own
	}
	raiseTargetConflict(a.checked, k, sheet, value)
	if ind.Pos.File == "" {
		return sheet
	}
	return own
}

// sheetGoal is the target that the sheets give the whole for the term from..to:
// a target of its last year or of the term, else the plan of the term.
func (a *planned) sheetGoal(k int32, from, to int) *Goal {
	var targets, plans []int32
	for _, i := range a.whole[k] {
		f := a.fact(i)
		if _, ok := a.value(i); !ok || f.Years.To != to || f.Years.From < from || !ofTerm(a.arranged, k, i) {
			continue
		}
		switch {
		case f.Measure == ingest.Target:
			targets = append(targets, i)
		case f.Measure == ingest.Plan && (f.Years.From < to || to == a.term.Next):
			plans = append(plans, i)
		}
	}
	if len(targets) == 0 {
		targets = plans
	}
	if len(targets) == 0 {
		return nil
	}
	b := newLineBuilder(a.assembly)
	best := b.first(targets)
	for _, c := range targets {
		if c != best {
			b.compare(best, c)
		}
	}
	raiseDisputes(a.checked, b.disputes)
	v, _ := a.value(best)
	return &Goal{Value: v, Bound: a.basis(best).Bound, Facts: b.sources(best, targets)}
}

// ofTerm tells whether a target is of the term rather than of its last year
// alone. That is a question for a flow only: a target of one year is the
// term's if it is at least half of what a whole term comes to.
func ofTerm(a *arranged, k, fact int32) bool {
	f := a.fact(fact)
	if a.indicators[k].Kind != Flow || f.Years.From < f.Years.To {
		return true
	}
	s := Statistics(Flow, a.term, a.series[k].lines[0].Points)
	v, _ := a.value(fact)
	return s.Average != nil && v >= *s.Average*float64(a.term.Last-a.term.Base)/2
}

func raiseTargetConflict(a *checked, k int32, sheet *Goal, own float64) {
	f := a.about(CodeTargetConflict, int32(sheet.Facts[0]))
	f.Claim = claim.TargetConflict{Sheet: sheet.Value, Catalogue: own}
	f.Unit, f.Decimals = a.indicators[k].Unit, a.indicators[k].Decimals
	if pos := a.indicators[k].Pos; pos.File != "" {
		f.Related = []ingest.Pos{pos}
	}
	a.raise(f)
}

// comparePlaces fills in rank, share, contribution and change of each place and
// the spread over them.
func comparePlaces(a *assembly, r *Result, s *series) {
	from, to := a.members()
	both, last := newMembers(len(s.lines)-1), newMembers(len(s.lines)-1)
	for p := from; p < to; p++ {
		line := s.at(p)
		if line == nil {
			continue
		}
		y, known := at(r.Kind, line.Points, a.term.Last)
		x, based := at(r.Kind, line.Points, termSince(a.term, r.Term.Since).Base)
		based = based && r.Term.Since < a.term.Last
		if s := Statistics(r.Kind, a.term, line.Points); r.Term.Since == 0 && s.TotalYears == a.term.Last-a.term.Base {
			line.Total = s.Total
		}
		if known {
			last.add(line, x, y)
		}
		if known && based {
			both.add(line, x, y)
			line.Change = stat.Finite(changeAsPrinted(x, y, r.Decimals))
		}
	}
	last.rank(r.Indicator)
	all := int(to - from)
	if additive(&r.Indicator) && len(last.lines) == all {
		last.share()
	}
	if additive(&r.Indicator) && len(both.lines) == all {
		both.contribute()
	}
	r.Spread = spread(both, last, a.term.Last-termSince(a.term, r.Term.Since).Base)
	if r.Spread != nil {
		r.Spread.Now = last.printed(r.Decimals)
	}
}

// members are places with a figure in the last year, and in the base year.
type members struct {
	lines      []*Line
	names      []string
	base, last []float64
}

func newMembers(n int) members {
	return members{make([]*Line, 0, n), make([]string, 0, n), make([]float64, 0, n), make([]float64, 0, n)}
}

func (m *members) add(line *Line, base, last float64) {
	m.lines = append(m.lines, line)
	m.names = append(m.names, line.Place)
	m.base, m.last = append(m.base, base), append(m.last, last)
}

// rank ranks what is printed, so that equal figures share a rank.
func (m *members) rank(ind Indicator) {
	if len(m.lines) < 2 {
		return
	}
	shown := make([]float64, len(m.last))
	for i, v := range m.last {
		shown[i] = stat.Round(v, ind.Decimals)
	}
	for i, rank := range stat.Ranks(ind.Direction, shown) {
		m.lines[i].Rank = &rank
	}
}

// printed is the dispersion in the last year; places whose figures are the same
// as printed hold an extreme together.
func (m *members) printed(decimals int) *stat.Dispersion {
	d := stat.Disperse(m.names, m.last)
	if d == nil {
		return nil
	}
	d.Highest, d.Lowest = []string{}, []string{}
	for i, v := range m.last {
		if stat.Round(v, decimals) == stat.Round(d.Max, decimals) {
			d.Highest = append(d.Highest, m.names[i])
		}
		if stat.Round(v, decimals) == stat.Round(d.Min, decimals) {
			d.Lowest = append(d.Lowest, m.names[i])
		}
	}
	return d
}

func (m *members) share() {
	for i, v := range stat.Shares(m.last) {
		m.lines[i].Share = &v
	}
}

func (m *members) contribute() {
	for i, v := range stat.Contributions(m.base, m.last) {
		m.lines[i].Contribution = &v
	}
}

// spread compares the places in the two years over those that have both; if
// none has, it tells of the last year alone.
func spread(both, last members, years int) *Spread {
	switch {
	case len(both.lines) > 1:
		s := &Spread{Base: stat.Disperse(both.names, both.base), Last: stat.Disperse(both.names, both.last)}
		s.Verdict = stat.Convergence(s.Base, s.Last)
		if beta, ok := stat.BetaConvergence(both.base, both.last, years); ok {
			s.Beta = &beta
		}
		return s
	case len(last.lines) > 1:
		return &Spread{Last: stat.Disperse(last.names, last.last)}
	}
	return nil
}

// fieldsOf groups the indicators by field, in the order in which fields first
// occur, or those of wanted in its order. Indicators that the catalogue does
// not know have no field, so none can leave them out: they come last.
func fieldsOf(results []Result, wanted []string) []Field {
	fields := allFields(results)
	if len(wanted) == 0 {
		return fields
	}
	var chosen []Field
	for _, name := range append(slices.Clone(wanted), "") {
		for _, f := range fields {
			if f.Name == name {
				chosen = append(chosen, f)
			}
		}
	}
	return chosen
}

func allFields(results []Result) []Field {
	var fields []Field
	number := make(map[string]int)
	for i := range results {
		r := &results[i]
		k, ok := number[r.Field]
		if !ok {
			k = len(fields)
			number[r.Field] = k
			fields = append(fields, Field{Name: r.Field})
		}
		fields[k].count(r.Judgement.Verdict)
		fields[k].Indicators = append(fields[k].Indicators, i)
	}
	return fields
}

func (f *Field) count(v Verdict) {
	switch v {
	case NoVerdict:
		return
	case Exceeded:
		f.Exceeded++
	case Met:
		f.Met++
	case NotMet:
		f.NotMet++
	case NoData:
		f.NoData++
	}
	f.Targeted++
}
