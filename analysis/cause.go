package analysis

import (
	"cmp"
	"math"
	"slices"

	"tongket/ingest"
)

// A Holding is what a finding holds back.
type Holding struct {
	Indicators int `json:"indicators,omitempty"` // with a figure that it stands on, or that it is about
	Verdicts   int `json:"verdicts,omitempty"`   // that are not given because of it
	Forecasts  int `json:"forecasts,omitempty"`  // likewise
	Turns      int `json:"turns,omitempty"`      // verdicts that would be others if it is right
}

// joinCauses makes one finding of those of one cause: what the catalogue lacks, which
// each indicator and each label would tell again, and what two sheets contradict each
// other on. It writes into the first of them and returns for each of the others the one
// that it is told with.
func joinCauses(all []Finding) (told map[int]int) {
	type cause struct {
		code        string
		years       ingest.Period
		sheet, used sheetName
		severity    Severity
		settled     ingest.Pos // by a line of nguon
	}
	groups := make(map[cause][]int)
	var order []cause
	for i := range all {
		f := &all[i]
		key := cause{code: f.Code}
		switch f.Code {
		case CodePlanMissing, CodeTargetMissing:
			key.years = f.Years
		case CodeConflict:
			if len(f.Related) == 0 {
				continue
			}
			key.sheet, key.used, key.severity = sheetOf(f.Pos), sheetOf(f.Related[0]), f.Severity
		case ingest.CodeUnknown:
		default:
			continue
		}
		if f.Settled != nil {
			if f.Settled.How != SettledKnown {
				continue
			}
			key.settled = f.Settled.By
		}
		if len(groups[key]) == 0 {
			order = append(order, key)
		}
		groups[key] = append(groups[key], i)
	}
	told = make(map[int]int)
	for _, key := range order {
		list := groups[key]
		if len(list) < 2 || key.code == CodeConflict && conflictsIn(all, list) < manyConflicts {
			continue
		}
		parts := make([]Finding, len(list))
		for n, i := range list {
			parts[n] = all[i]
			told[i] = list[0]
		}
		delete(told, list[0])
		all[list[0]] = joined(parts)
	}
	return told
}

// manyConflicts of two sheets have one cause: one of the two is of another year or place
// than it says, or is older (ours).
const manyConflicts = 3

// conflictsIn counts the figures that findings on conflicts are on.
func conflictsIn(all []Finding, list []int) (n int) {
	for _, i := range list {
		n += len(all[i].Related) // one of the figure in use, and one a further figure
	}
	return n
}

// joined is one finding of several, which are its parts: it is about what these have in
// common, and the years of all.
func joined(parts []Finding) Finding {
	out := parts[0]
	out.Related, out.Raw, out.Claim, out.Parts = nil, "", nil, parts
	for n := range parts {
		f := &parts[n]
		if n > 0 && f.Pos.File != "" {
			out.Related = append(out.Related, f.Pos)
		}
		out.Related = append(out.Related, f.Related...)
		if f.Indicator != out.Indicator || f.Name != out.Name {
			out.Indicator, out.Name = "", ""
		}
		if f.Place != out.Place {
			out.Place = ""
		}
		out.Years.From, out.Years.To = min(out.Years.From, f.Years.From), max(out.Years.To, f.Years.To)
		out.Shift = max(out.Shift, f.Shift)
	}
	return out
}

// On is the part of a finding that is about an indicator, or those parts as one; the
// finding itself if it has no parts.
func (f Finding) On(code string) Finding {
	var parts []Finding
	for _, p := range f.Parts {
		if p.Indicator == code {
			parts = append(parts, p)
		}
	}
	switch len(parts) {
	case 0:
		return f
	case 1:
		return parts[0]
	}
	return joined(parts)
}

// Abouts are the codes of the indicators that a finding is about.
func (f *Finding) Abouts() []string {
	var codes []string
	for _, p := range EachPart([]Finding{*f}) {
		if p.Indicator != "" && !slices.Contains(codes, p.Indicator) {
			codes = append(codes, p.Indicator)
		}
	}
	return codes
}

// EachPart are findings with those of several parts as these.
func EachPart(list []Finding) []Finding {
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
// that: errors, doubts and the rest, in each what keeps verdicts and forecasts or turns
// them, then what moves a figure of the whole most, and what is settled at the end.
// Results keep naming their own.
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
		cmp.Compare(y.Holds.Turns, x.Holds.Turns),
		cmp.Compare(movesOf(y), movesOf(x)),
	)
}

// movesOf is how much a finding moves a figure of the whole, by steps of ten times from 1 %
// on, so that findings of about the same effect keep the order of the files.
func movesOf(f *Finding) int {
	if !(f.Shift >= 1) {
		return 0
	}
	return 1 + int(math.Log10(f.Shift))
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
