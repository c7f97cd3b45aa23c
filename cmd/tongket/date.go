package main

import (
	"slices"
	"strconv"
	"time"

	"tongket/analysis"
	"tongket/ingest"
)

// An inputTime is when an input was last changed.
type inputTime struct {
	name string
	at   time.Time
}

// early is how far ahead of this machine's clock the clock of another may be.
const early = 24 * time.Hour

// asOf is the day that the outputs bear: that of the newest input. A time in the
// future, or before the term, is one that a wrong clock, a copy or an archive gave; it
// counts for nothing and is a finding. Where none is left, it is the term's last day.
func asOf(times []inputTime, term analysis.Term, now time.Time) (day string, findings []analysis.Finding) {
	var newest time.Time
	wrong := map[string][]inputTime{}
	for _, t := range times {
		switch {
		case t.at.IsZero(): // of a file that cannot be read
		case t.at.After(now.Add(early)):
			wrong[ingest.TimeFuture] = append(wrong[ingest.TimeFuture], t)
		case t.at.In(indochina).Year() < term.Base:
			wrong[ingest.TimeBefore] = append(wrong[ingest.TimeBefore], t)
		case t.at.After(newest):
			newest = t.at
		}
	}
	for _, what := range []string{ingest.TimeFuture, ingest.TimeBefore} {
		if list := wrong[what]; len(list) > 0 {
			findings = append(findings, wrongTime(what, list))
		}
	}
	if newest.IsZero() {
		newest = time.Date(term.Last, time.December, 31, 0, 0, 0, 0, indochina)
	}
	return newest.In(indochina).Format(time.DateOnly), findings
}

// wrongTime is the finding on inputs with such times, at the first by name.
func wrongTime(what string, list []inputTime) analysis.Finding {
	slices.SortFunc(list, func(a, b inputTime) int {
		if a.name < b.name {
			return -1
		}
		return 1
	})
	i := ingest.Issue{Pos: ingest.Pos{File: list[0].name}, Code: ingest.CodeInputTime,
		Args: []string{what, list[0].at.In(indochina).Format(time.DateOnly), strconv.Itoa(len(list))}}
	for _, t := range list[1:min(len(list), 20)] {
		i.Related = append(i.Related, ingest.Pos{File: t.name})
	}
	return analysis.FromIssue(i)
}
