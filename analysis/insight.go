package analysis

import (
	"math"

	"tongket/analysis/stat"
	"tongket/ingest"
)

// Turning is how far the figure of an estimated last year may move before the
// judgement on it turns: Percent of that figure, down where more is better and
// up where less is; of a target that is not met, how far it must move the other
// way.
type Turning struct {
	Percent float64 `json:"percent"`
	Falls   bool    `json:"falls"` // the judgement turns if the actual figure is lower
}

// turning is the Turning of a judgement on an estimate, nil for any other.
func turning(r *Result, term Term) *Turning {
	j := r.Judgement
	p, ok := pointOf(r.Whole.Points, term.Last)
	v, usable := Usable(r.Kind, p)
	if !ok || !usable || !p.Estimate || !j.Estimate || j.Actual == nil || !(v > 0) {
		return nil
	}
	way := stat.Rises(r.Direction, r.Goal.Bound)
	gap := stat.Round(*j.Actual, r.Decimals) - stat.Round(r.Goal.Value, r.Decimals)
	percent := 100 * math.Abs(gap) / v
	if !stat.IsFinite(percent) {
		return nil
	}
	return &Turning{Percent: percent, Falls: (j.Verdict != NotMet) == (way > 0)}
}

// An EstimateError is how an earlier estimate fared against the actual figure
// that came later.
type EstimateError struct {
	Year     int     `json:"year"`
	Estimate float64 `json:"estimate"`
	Actual   float64 `json:"actual"`
	Percent  float64 `json:"percent"` // 100·(estimate - actual)/actual
}

// estimateErrors are those of the whole's years of which sheets give both.
func estimateErrors(a *arranged, k int32) (out []EstimateError) {
	type pair struct{ actual, estimate int32 }
	years := make(map[int]*pair)
	for _, i := range a.whole[k] {
		f := a.basis(i)
		if _, ok := a.value(i); !ok || f.Years.From != f.Years.To || !reached(f.Measure) {
			continue
		}
		p := years[f.Years.To]
		if p == nil {
			p = &pair{-1, -1}
			years[f.Years.To] = p
		}
		switch {
		case f.Measure == ingest.Actual && p.actual < 0:
			p.actual = i
		case f.Measure == ingest.Estimate && p.estimate < 0:
			p.estimate = i
		}
	}
	for year := a.term.Base; year <= a.term.Last; year++ {
		p := years[year]
		if p == nil || p.actual < 0 || p.estimate < 0 {
			continue
		}
		v, _ := a.value(p.actual)
		w, _ := a.value(p.estimate)
		if percent := 100 * (w - v) / v; v > 0 && stat.IsFinite(percent) {
			out = append(out, EstimateError{year, w, v, percent})
		}
	}
	return out
}

// A RateChange parts the change of a rate over the term, in percentage points:
// into numerator and denominator, and where all places have both into what their
// rates and what their weights did, and into what each place adds. See
// [stat.RateEffects], [stat.Kitagawa] and [stat.RateContributions].
type RateChange struct {
	Numerator   float64  `json:"numerator"`
	Denominator float64  `json:"denominator"`
	Within      *float64 `json:"within,omitempty"`
	Mix         *float64 `json:"mix,omitempty"`

	Places []PlacePoints `json:"places,omitempty"` // all places, in the catalogue's order
}

// PlacePoints are the percentage points that a place adds to the change of the
// whole's rate.
type PlacePoints struct {
	Place  string  `json:"place"`
	Points float64 `json:"points"`
}

func (a *planned) rateChange(r *Result) *RateChange {
	num, ok := a.number[r.Numerator]
	den, ok2 := a.number[r.Denominator]
	if r.Kind != Rate || !ok || !ok2 || r.Term.Since == a.term.Last {
		return nil
	}
	scale, ok := ratioScale(&a.indicators[num], &a.indicators[den])
	if !ok {
		return nil
	}
	from := termSince(a.term, r.Term.Since).Base
	at := func(place int32, year int) (out stat.Ratio, ok bool) {
		n, d := a.series[num].at(place), a.series[den].at(place)
		if n == nil || d == nil {
			return out, false
		}
		v, ok := at(a.indicators[num].Kind, n.Points, year)
		w, ok2 := at(a.indicators[den].Kind, d.Points, year)
		return stat.Ratio{Numerator: v * scale, Denominator: w}, ok && ok2
	}
	base, ok := at(0, from)
	last, ok2 := at(0, a.term.Last)
	n, d, fine := stat.RateEffects(base, last)
	if unit := a.indicators[den].Unit; !ok || !ok2 || !fine || few(unit, base.Denominator) || few(unit, last.Denominator) {
		return nil
	}
	out := &RateChange{Numerator: n, Denominator: d}
	var bases, lasts []stat.Ratio
	first, end := a.members()
	for p := first; p < end; p++ {
		b, ok := at(p, from)
		l, ok2 := at(p, a.term.Last)
		if !ok || !ok2 {
			return out
		}
		bases, lasts = append(bases, b), append(lasts, l)
	}
	for i, v := range stat.RateContributions(bases, lasts) {
		out.Places = append(out.Places, PlacePoints{a.places[int(first)+i].Name, v})
	}
	if within, mix, ok := stat.Kitagawa(bases, lasts); ok {
		out.Within, out.Mix = &within, &mix
	}
	return out
}

// midterm is the progress at the middle of the term, as it was then: nothing
// after that year counts.
func midterm(r *Result, term Term) *stat.Progress {
	middle := term.Base + (term.Last-term.Base+1)/2
	if r.Goal == nil || middle <= max(term.Base, r.Term.Since) || middle >= term.Last {
		return nil
	}
	line := Line{Points: make([]Point, len(r.Whole.Points))}
	for i, p := range r.Whole.Points {
		line.Points[i] = p
		if p.Year > middle {
			line.Points[i] = Point{Year: p.Year, Status: Missing}
		}
	}
	p := ProgressOf(r.Indicator, termSince(term, r.Term.Since), line, r.Goal)
	if p.Class == stat.NoClass || p.Year != middle {
		return nil
	}
	return &p
}

// perUnits are the populations that a count is told per: the least that gives
// at least one.
var perUnits = []float64{100, 1000, 10000, 100000}

// perPopulation fills in a count per so many of its population, of the same year
// and place, and tells per how many; 0 if the catalogue gives none.
func (a *planned) perPopulation(r *Result) int {
	k, ok := a.number[r.Population]
	if !ok || r.Kind == Rate || a.indicators[k].Kind == Rate {
		return 0
	}
	scale, ok := ratioScale(&r.Indicator, &a.indicators[k])
	if !ok {
		return 0
	}
	ratio := func(l *Line, place int32, year int) (float64, bool) {
		population := a.series[k].at(place)
		if population == nil {
			return 0, false
		}
		n, ok := at(r.Kind, l.Points, year)
		d, ok2 := at(a.indicators[k].Kind, population.Points, year)
		return n * scale / d, ok && ok2 && d > 0 && stat.IsFinite(n*scale/d)
	}
	last, known := ratio(&r.Whole, 0, a.term.Last)
	if !known {
		return 0
	}
	per := perUnits[len(perUnits)-1]
	for _, u := range perUnits[1:] {
		if last*u >= 1 {
			per = u
			break
		}
	}
	fill := func(l *Line, place int32) {
		l.Density = make([]*float64, len(l.Points))
		for i, p := range l.Points {
			if v, ok := ratio(l, place, p.Year); ok {
				l.Density[i] = stat.Finite(v * per)
			}
		}
	}
	fill(&r.Whole, 0)
	for i := range r.Places {
		fill(&r.Places[i], a.series[a.number[r.Code]].place[i+1])
	}
	return int(per)
}

// partTarget parts the target of a count over its places by their shares in the
// last year, of a flow over the term, so that they add up to it as printed (the
// largest remainder). There is nothing to part where a place has no share.
func partTarget(r *Result) {
	if r.Next == nil || r.Next.Target == nil || r.Kind == Rate || len(r.Places) < 2 {
		return
	}
	parts := make([]float64, len(r.Places))
	for i := range r.Places {
		share := r.Places[i].Share
		if share == nil {
			return
		}
		parts[i] = *share / 100
		if total := r.Places[i].Total; r.Kind == Flow && total != nil && r.Term.Total != nil && *r.Term.Total > 0 {
			parts[i] = *total / *r.Term.Total
		}
		parts[i] *= stat.Round(*r.Next.Target, r.Decimals)
	}
	for i, v := range stat.Apportion(parts, *r.Next.Target, r.Decimals) {
		r.Places[i].NextTarget = &v
	}
}

// A PartShare is the share of a "Trong đó" in what it is a part of, in per cent:
// of women in all, say, so that theirs and the others' are 100 together.
type PartShare struct {
	Whole string   `json:"whole"` // code
	Base  *float64 `json:"base,omitempty"`
	Last  *float64 `json:"last,omitempty"`
	Total *float64 `json:"total,omitempty"` // of a flow over the term
}

// partShare is the share of the k-th result, nil if it is no part.
func partShare(results []Result, k int) *PartShare {
	r := &results[k]
	if !isPart(r.Name) || r.Kind == Rate {
		return nil
	}
	for j := k - 1; j >= 0; j-- {
		whole := &results[j]
		power, ok := unitShift(r.Unit, whole.Unit)
		if whole.Field != r.Field || isPart(whole.Name) {
			continue
		}
		if !ok || whole.Kind != r.Kind {
			return nil
		}
		share := func(part, all *float64) *float64 {
			if part == nil || all == nil || !(*all > 0) {
				return nil
			}
			return stat.Finite(100 * *part * math.Pow10(power) / *all)
		}
		s := &PartShare{Whole: whole.Code, Base: share(r.Term.Base, whole.Term.Base), Last: share(r.Term.Last, whole.Term.Last)}
		if r.Term.TotalYears == whole.Term.TotalYears {
			s.Total = share(r.Term.Total, whole.Term.Total)
		}
		return s
	}
	return nil
}
