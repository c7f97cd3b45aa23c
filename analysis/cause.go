package analysis

import (
	"cmp"
	"slices"

	"tongket/ingest"
)

// A Holding is what a finding holds back.
type Holding struct {
	Indicators int `json:"indicators,omitempty"` // with a figure that it stands on, or that it is about
	Verdicts   int `json:"verdicts,omitempty"`   // that are not given because of it
	Forecasts  int `json:"forecasts,omitempty"`  // likewise
}

// joinCauses makes one finding of those of one cause: what the catalogue lacks, which
// each indicator and each label would tell again. It writes into the first of them and
// returns which of the others are told with it.
func joinCauses(all []Finding) (told map[int]bool) {
	type cause struct {
		code    string
		years   ingest.Period
		settled ingest.Pos // by a line of nguon
	}
	groups := make(map[cause][]int)
	var order []cause
	for i := range all {
		f := &all[i]
		switch f.Code {
		case CodePlanMissing, CodeTargetMissing, ingest.CodeUnknown:
		default:
			continue
		}
		key := cause{code: f.Code}
		if f.Settled != nil {
			if f.Settled.How != SettledKnown {
				continue
			}
			key.settled = f.Settled.By
		}
		if f.Code != ingest.CodeUnknown {
			key.years = f.Years
		}
		if len(groups[key]) == 0 {
			order = append(order, key)
		}
		groups[key] = append(groups[key], i)
	}
	told = make(map[int]bool)
	for _, key := range order {
		if list := groups[key]; len(list) > 1 {
			all[list[0]] = joined(all, list)
			for _, i := range list[1:] {
				told[i] = true
			}
		}
	}
	return told
}

// joined is one finding of several, which are its parts.
func joined(all []Finding, list []int) Finding {
	out := all[list[0]]
	out.Related, out.Indicator, out.Name, out.Place, out.Raw, out.Args = nil, "", "", "", "", nil
	for n, i := range list {
		f := all[i]
		out.Parts = append(out.Parts, f)
		if n > 0 && f.Pos.File != "" {
			out.Related = append(out.Related, f.Pos)
		}
		out.Related = append(out.Related, f.Related...)
	}
	return out
}

// On is the part of a finding that is about an indicator; the finding itself if it has
// no parts.
func (f Finding) On(code string) Finding {
	for _, p := range f.Parts {
		if p.Indicator == code {
			return p
		}
	}
	return f
}

// Abouts are the codes of the indicators that a finding is about.
func (f *Finding) Abouts() []string {
	var codes []string
	for _, p := range eachPart([]Finding{*f}) {
		if p.Indicator != "" && !slices.Contains(codes, p.Indicator) {
			codes = append(codes, p.Indicator)
		}
	}
	return codes
}

// eachPart are findings with those of several parts as these.
func eachPart(list []Finding) []Finding {
	var out []Finding
	for _, f := range list {
		if len(f.Parts) == 0 {
			out = append(out, f)
		} else {
			out = append(out, f.Parts...)
		}
	}
	return out
}

// weigh tells each finding what it holds back, and puts the list into the order of
// that: what keeps verdicts and forecasts, then errors, doubts and the rest, and what is
// settled at the end. Results keep naming their own.
func weigh(r *Review, sorted []Finding) []Finding {
	for i := range r.Indicators {
		x := &r.Indicators[i]
		for _, k := range x.Findings {
			sorted[k].Holds.Indicators++
		}
		for _, k := range x.HeldBack {
			if !slices.Contains(x.Findings, k) {
				sorted[k].Holds.Indicators++
			}
			if x.Judgement.Because == heldBack {
				sorted[k].Holds.Verdicts++
			}
			if x.Next != nil && x.Next.NoForecast == heldBack {
				sorted[k].Holds.Forecasts++
			}
		}
	}
	order := make([]int, len(sorted))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int { return compareEffects(&sorted[x], &sorted[y]) })
	out, at := make([]Finding, len(sorted)), make([]int, len(sorted))
	for to, from := range order {
		out[to], at[from] = sorted[from], to
	}
	for i := range r.Indicators {
		for _, list := range [][]int{r.Indicators[i].Findings, r.Indicators[i].HeldBack} {
			for k := range list {
				list[k] = at[list[k]]
			}
			slices.Sort(list)
		}
	}
	return out
}

func compareEffects(x, y *Finding) int {
	return cmp.Or(
		cmp.Compare(rankOf(x), rankOf(y)),
		cmp.Compare(y.Holds.Verdicts, x.Holds.Verdicts),
		cmp.Compare(y.Holds.Forecasts, x.Holds.Forecasts),
	)
}

func rankOf(f *Finding) int {
	switch {
	case f.Settled != nil:
		return 3
	case f.Severity == Error:
		return 0
	case f.Severity == Warning:
		return 1
	}
	return 2
}
