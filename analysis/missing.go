package analysis

import (
	"slices"

	"tongket/analysis/claim"
	"tongket/ingest"
)

// checkMissing raises what the job expects and no sheet gives: years of the
// whole, places of a year that others have, targets and plans. It is a doubt
// where a target waits for it, and for information elsewhere.
func checkMissing(a *checked, results []Result) {
	parts := partsOfTargets(results)
	for k := range results {
		r := &results[k]
		if r.Unknown {
			continue
		}
		severity := Info
		if r.Goal != nil && r.Judgement.Verdict != NoVerdict {
			severity = Warning
		}
		missingYears(a, r, int32(k), severity)
		missingPlaces(a, r, int32(k), severity)
		if !parts[r.Code] {
			missingTargets(a, r)
		}
	}
}

// partsOfTargets are the numerators and denominators of rates that have a
// target: theirs is the target that counts.
func partsOfTargets(results []Result) map[string]bool {
	parts := make(map[string]bool)
	for i := range results {
		if r := &results[i]; r.Kind == Rate && r.Goal != nil {
			parts[r.Numerator], parts[r.Denominator] = true, true
		}
	}
	return parts
}

// missingYears raises the years that the whole lacks, years in a row as one.
// The finding stands on the cell that says "not available", else on the sheet
// that has the indicator's other years.
func missingYears(a *checked, r *Result, k int32, severity Severity) {
	points := r.Whole.Points
	for y := 0; y < len(points); y++ {
		if a.has(k, 0, y) {
			continue
		}
		end := y
		for end+1 < len(points) && !a.has(k, 0, end+1) && len(points[end+1].Facts) == 0 && len(points[y].Facts) == 0 {
			end++
		}
		n := Finding{
			Severity: severity, Code: CodeMissing, Pos: whereMissing(a.arranged, k, &points[y]), Indicator: r.Code, Name: r.Name,
			Years: ingest.Period{From: points[y].Year, To: points[end].Year}, Unit: r.Unit, Claim: claim.Missing{Of: "whole"},
		}
		a.raise(n)
		y = end
	}
}

func whereMissing(a *arranged, k int32, p *Point) ingest.Pos {
	if len(p.Facts) > 0 {
		return a.posOf(int32(p.Facts[0]))
	}
	if run := a.whole[k]; len(run) > 0 {
		pos := a.posOf(run[0])
		return ingest.Pos{File: pos.File, Sheet: pos.Sheet}
	}
	return ingest.Pos{}
}

// missingPlaces raises the places without a figure in years in which at least
// half of them have one; the same places in years in a row are one finding,
// with the sheets of the later years as Related if each has its own.
func missingPlaces(a *checked, r *Result, k int32, severity Severity) {
	var last *Finding
	for year := a.term.Base; year <= a.term.Last; year++ {
		without, where := absentPlaces(a.arranged, k, year)
		if len(without) == 0 {
			last = nil
			continue
		}
		grade := severity
		if total, ok := a.short[pointKey{k, int32(year)}]; ok {
			where, grade = a.posOf(total), Warning // its total is there, and counts them
		}
		if last != nil && slices.Equal(last.Claim.(claim.Missing).Places, without) && last.Severity == grade && last.also(where) {
			last.Years.To = year
			continue
		}
		id := a.raise(Finding{
			Severity: grade, Code: CodeMissing, Pos: where, Indicator: r.Code, Name: r.Name,
			Years: ingest.Year(year), Unit: r.Unit, Claim: claim.Missing{Of: "places", Places: without},
		})
		last = &a.findings[id]
	}
}

// also lets a finding stand on another sheet besides its own; ok is false where
// a cell of its own tells more.
func (f *Finding) also(sheet ingest.Pos) (ok bool) {
	switch {
	case f.Pos == sheet || slices.Contains(f.Related, sheet):
		return true
	case f.Severity == Warning && f.Pos.Row != 0 && f.Pos.Row == sheet.Row && sheetOf(f.Pos) == sheetOf(sheet):
		f.Related = append(f.Related, sheet) // the total's row
		return true
	case f.Pos.Row != 0 || sheet.Row != 0:
		return false
	}
	f.Related = append(f.Related, sheet)
	return true
}

// absentPlaces are the places without a figure in a year, if they are at most half of
// them, and where to look: the cell that says "not available", else the sheet
// that lists the others.
func absentPlaces(a *arranged, k int32, year int) (names []string, where ingest.Pos) {
	s := &a.series[k]
	from, to := a.members()
	for p := from; p < to; p++ {
		line := s.at(p)
		if !a.has(k, p, year-a.term.Base) {
			names = append(names, a.places[p].Name)
		}
		if line == nil {
			continue
		}
		q := &line.Points[year-a.term.Base]
		switch {
		case len(q.Facts) == 0:
		case q.Status == NoValue && where.Row == 0:
			where = a.posOf(int32(q.Facts[0]))
		case where == ingest.Pos{}:
			pos := a.posOf(int32(q.Facts[0]))
			where = ingest.Pos{File: pos.File, Sheet: pos.Sheet}
		}
	}
	if 2*len(names) > int(to-from) {
		return nil, ingest.Pos{}
	}
	return names, where
}

// missingTargets raises an indicator with a direction that has no target of
// the term, and one that has neither a target nor a rule for the next. Parts of
// a rate with a target need none of their own.
func missingTargets(a *checked, r *Result) {
	if r.Direction != Up && r.Direction != Down {
		return
	}
	if r.Goal == nil && !a.raised(CodeTargetScale, r.Code, a.term.Last) {
		a.raise(Finding{Code: CodeTargetMissing, Pos: r.Pos, Indicator: r.Code, Name: r.Name, Years: ingest.Year(a.term.Last)})
	}
	if r.Next == nil || r.Next.Rule == "" && len(r.Next.Facts) == 0 {
		f := Finding{Code: CodePlanMissing, Pos: r.Pos, Indicator: r.Code, Name: r.Name, Years: ingest.Year(a.term.Next)}
		if r.Next != nil && r.Next.Target == nil {
			f.Claim = claim.PlanMissing{Why: r.Next.NoProposal}
		}
		a.raise(f)
	}
}
