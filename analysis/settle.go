package analysis

import (
	"cmp"
	"slices"
	"strings"

	"tongket/analysis/claim"
	"tongket/ingest"
)

// settle joins the findings with the issues of ingest and what was raised
// before, puts them into order, and tells each Result which are its own.
//
// The findings on what the sheets say by themselves that are gone are told as settled.
func settle(a *checked, issues []ingest.Issue, before []Finding, r *Review) []Finding {
	r.Corrections, r.Senders = a.accepted, senders(r, a.sources)
	all := a.findings
	all = append(all, before...)
	read := fromIssues(a.assembly, mergePlaces(mergeLabels(ofOwn(a.assembly, issues))))
	for i := range read {
		settleKnown(&read[i], a.sources)
	}
	all = append(all, read...)
	for i := range all {
		if all[i].Severity == "" { // of a stage before the checks
			all[i].Severity = SeverityOf(all[i].Code)
		}
		settleAccepted(&all[i], a.accepted)
	}
	all = append(all, settledSince(a.asSent, all, r.Corrections, issues, a.sources)...)
	var order []int
	said := saidCells(all)
	joined := joinCauses(all)
	for i := range all {
		if _, with := joined[i]; !with && !said.explains(&all[i]) {
			order = append(order, i)
		}
	}
	sheets := sheetOrder(a.assembly, all, r.Balances)
	slices.SortStableFunc(order, func(x, y int) int { return compareFindings(&all[x], &all[y], sheets) })
	place := make([]int, len(all)) // where each has come to stand
	sorted := make([]Finding, len(order))
	for i, k := range order {
		place[k], sorted[i] = i, all[k]
	}
	for k, with := range joined {
		place[k] = place[with]
	}
	link(a, r, sorted, place)
	return weigh(r, sorted)
}

// saidOf are the codes of the findings that stand on each cell.
type saidOf map[ingest.Pos][]string

func saidCells(all []Finding) saidOf {
	said := make(saidOf)
	for _, f := range all {
		if f.Pos.Row > 0 {
			said[f.Pos] = append(said[f.Pos], f.Code)
		}
		if f.Code == CodePlacesSwapped { // it is on both
			for _, p := range f.Related {
				said[p] = append(said[p], f.Code)
			}
		}
	}
	return said
}

// explains tells whether a finding says no more than another one on its cell:
// an outlier is only odd, where the other says what is wrong; a figure ten
// times too large is said by a rate beyond 100.
func (s saidOf) explains(f *Finding) bool {
	var better []string
	switch f.Code {
	case CodeOutlierYear, CodeOutlierPlace:
		better = []string{CodeTotalMismatch, CodeRateMismatch, CodeRateRange, CodeNegative, CodePartGreater, CodeBalance, CodeFormula, CodeCopied, CodeConflict, CodePlacesSwapped}
	case CodeFactor10, CodeFactor100:
		better = []string{CodeRateRange}
	}
	for _, code := range s[f.Pos] {
		if slices.Contains(better, code) {
			return true
		}
	}
	return false
}

// A sheetName is a sheet of a file; the name is empty for the file as a whole.
type sheetName struct{ file, sheet string }

func sheetOf(p ingest.Pos) sheetName { return sheetName{p.File, p.Sheet} }

// sheetOrder numbers files and sheets in the order of input, each file before
// its sheets; those of which nothing was read come after them, by name, and
// findings without a file last.
func sheetOrder(a *assembly, all []Finding, balances []ingest.Balance) map[sheetName]int {
	order := make(map[sheetName]int)
	add := func(n sheetName) {
		for _, n := range []sheetName{{file: n.file}, n} {
			if _, ok := order[n]; !ok {
				order[n] = len(order)
			}
		}
	}
	for _, b := range balances {
		add(sheetName{b.File, b.Sheet})
	}
	for _, s := range a.sheets {
		add(sheetName{s.file, s.sheet})
	}
	var other []sheetName
	for _, f := range all {
		if _, ok := order[sheetOf(f.Pos)]; !ok && f.Pos.File != "" {
			other = append(other, sheetOf(f.Pos))
		}
	}
	slices.SortFunc(other, func(x, y sheetName) int {
		return cmp.Or(strings.Compare(x.file, y.file), strings.Compare(x.sheet, y.sheet))
	})
	for _, n := range other {
		add(n)
	}
	order[sheetName{}] = len(order)
	return order
}

// compareFindings orders by file and sheet, row and column, then by code.
func compareFindings(x, y *Finding, sheets map[sheetName]int) int {
	return cmp.Or(
		cmp.Compare(sheets[sheetName{file: x.Pos.File}], sheets[sheetName{file: y.Pos.File}]),
		cmp.Compare(sheets[sheetOf(x.Pos)], sheets[sheetOf(y.Pos)]),
		cmp.Compare(x.Pos.Row, y.Pos.Row),
		cmp.Compare(x.Pos.Col, y.Pos.Col),
		strings.Compare(x.Code, y.Code),
	)
}

// fromIssues are the issues as findings; what stands on a figure's cell is told
// with the figure's indicator, and unless it is about a label with its place
// and year.
func fromIssues(a *assembly, issues []ingest.Issue) []Finding {
	at := make(map[ingest.Pos]int32)
	for _, i := range issues {
		if i.Pos.Row > 0 {
			at[i.Pos] = -1
		}
	}
	for i, f := range a.eachOwn {
		if first, ok := at[f.Pos]; ok && first < 0 {
			at[f.Pos] = i
		}
	}
	out := make([]Finding, len(issues))
	for k, i := range issues {
		out[k] = FromIssue(i)
		fact, ok := at[i.Pos]
		if !ok || fact < 0 {
			continue
		}
		own := a.about(i.Code, fact)
		out[k].Indicator, out[k].Name = own.Indicator, own.Name
		if !aboutLabel(i.Code) {
			out[k].Place, out[k].Years = own.Place, own.Years
		}
	}
	return out
}

func aboutLabel(code string) bool {
	return code == ingest.CodeUnknown || code == ingest.CodeSimilar || code == ingest.CodeUnknownPlace
}

// ofOwn leaves out what is said of labels on sheets of other provinces, whose
// figures are left alone.
func ofOwn(a *assembly, issues []ingest.Issue) []ingest.Issue {
	if len(a.own) == a.facts.Len() {
		return issues
	}
	own := make(map[sheetName]bool)
	var last sheetName // of the fact before
	for i, f := range a.facts.All() {
		if sheet := sheetOf(f.Pos); i == 0 || sheet != last {
			own[sheet], last = false, sheet
		}
	}
	for i, f := range a.eachOwn {
		if sheet := sheetOf(f.Pos); i == a.own[0] || sheet != last {
			own[sheet], last = true, sheet
		}
	}
	var out []ingest.Issue
	for _, i := range issues {
		if mine, any := own[sheetOf(i.Pos)]; !aboutLabel(i.Code) || mine || !any {
			out = append(out, i)
		}
	}
	return out
}

// mergeLabels makes one issue of those on the same label in one file, which a
// workbook of thirteen sheets raises thirteen times.
func mergeLabels(issues []ingest.Issue) []ingest.Issue {
	type label struct{ file, code, raw, args string }
	number := make(map[label]int)
	var out []ingest.Issue
	for _, i := range issues {
		if !aboutLabel(i.Code) || i.Raw == "" {
			out = append(out, i)
			continue
		}
		key := label{i.Pos.File, i.Code, i.Raw, strings.Join(i.Args, "\x00")}
		if k, ok := number[key]; ok {
			out[k].Related = append(append(slices.Clip(out[k].Related), i.Pos), i.Related...)
			continue
		}
		number[key] = len(out)
		out = append(out, i)
	}
	return out
}

// mergePlaces makes one issue of many unknown places in one file: a list of
// places is then what is missing, and not a name here and there.
func mergePlaces(issues []ingest.Issue) []ingest.Issue {
	names := make(map[string][]string) // of the unknown places of each file
	for _, i := range issues {
		if i.Code == ingest.CodeUnknownPlace && i.Raw != "" {
			names[i.Pos.File] = append(names[i.Pos.File], i.Raw)
		}
	}
	first := make(map[string]int)
	var out []ingest.Issue
	for _, i := range issues {
		list := names[i.Pos.File]
		if i.Code != ingest.CodeUnknownPlace || i.Raw == "" || len(list) < manyPlaces {
			out = append(out, i)
			continue
		}
		if k, ok := first[i.Pos.File]; ok {
			out[k].Related = append(append(out[k].Related, i.Pos), i.Related...)
			continue
		}
		first[i.Pos.File] = len(out)
		i.Raw, i.Args, i.Related = strings.Join(list, ", "), nil, slices.Clone(i.Related)
		out = append(out, i)
	}
	return out
}

// FromIssue is the finding that an issue of ingest is.
func FromIssue(i ingest.Issue) Finding {
	f := Finding{Severity: SeverityOf(i.Code), Code: i.Code, Pos: i.Pos, Related: i.Related, Raw: i.Raw}
	if like := claimOf(i.Code); like != nil && len(i.Args) > 0 {
		f.Claim = claim.From(like, nil, i.Args)
	}
	return f
}

// link tells each Result its findings, and those because of which it has no
// judgement or forecast.
func link(a *checked, r *Review, sorted []Finding, place []int) {
	codes := make(map[string]int, len(r.Indicators))
	for i := range r.Indicators {
		codes[r.Indicators[i].Code] = i
	}
	for i := range sorted {
		for _, code := range sorted[i].Abouts() {
			if k, ok := codes[code]; ok {
				r.Indicators[k].Findings = append(r.Indicators[k].Findings, i)
			}
		}
	}
	for i := range r.Indicators {
		res := &r.Indicators[i]
		if res.Judgement.Because == heldBack || res.Next != nil && res.Next.NoForecast == heldBack {
			res.HeldBack = holdingOf(a, res.Whole.Points, place)
		}
	}
}

// holdingOf are the open errors on the points of a line.
func holdingOf(a *checked, points []Point, place []int) []int {
	var out []int
	for i := range points {
		if !points[i].Held {
			continue
		}
		for _, f := range points[i].Facts {
			for _, n := range a.heldBy[int32(f)] {
				out = append(out, place[n])
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
