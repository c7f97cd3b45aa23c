package analysis

import (
	"slices"

	"tongket/analysis/claim"
	"tongket/analysis/stat"
	"tongket/ingest"
)

// A checked job has findings, which tell what is held back.
type checked struct {
	*arranged
	findings []Finding
	heldBy   map[int32][]int // fact → findings, each an open error on it
	slips    map[int32]slipNote
	copied   map[int32]int     // facts of a copied column → the finding
	disputed map[int32]int     // used facts that another sheet contradicts → the finding
	totalled map[pointKey]bool // years of the whole that a table adds up
	addsUp   map[int32][]int32 // totals of the whole that are the sum of their table's places → these
	rows     map[string]int32  // of the places of the table rowsOf
	rowsOf   int32
	short    map[pointKey]int32 // totals that a table gives beside places some of which it leaves out
}

// A slipNote is a slip with the finding that tells of it.
type slipNote struct {
	stat.Slip
	finding int
}

// check makes the checks on what the sheets give and on what follows from it, in
// the order in which one explains another: a slipped unit explains a total, a
// total a conflict. Sums and rates are derived when it is known what is held,
// checked like printed ones, and held against the rules. found are the findings
// before.
func check(s *arranged, d *doubts, found []Finding, rules []Relation) *checked {
	a := &checked{arranged: s, findings: found, heldBy: make(map[int32][]int),
		slips: make(map[int32]slipNote), copied: make(map[int32]int), disputed: make(map[int32]int), totalled: make(map[pointKey]bool), short: make(map[pointKey]int32), addsUp: make(map[int32][]int32)}
	raiseEstimates(a, d.estimates)
	raiseUnits(a, d)
	checkFigures(a)
	checkSeries(a)
	checkRowUnits(a)
	open := slipDisputes(a, d.disputes)
	checkTables(a)
	raiseDisputes(a, open)
	checkTerms(a)
	derive(a)
	checkRelations(a, rules)
	return a
}

// raise adds a finding, with the severity of its code unless it has one. A
// number too large to be written is told as the largest that can be.
func (a *checked) raise(f Finding) int {
	if f.Severity == "" {
		f.Severity = SeverityOf(f.Code)
	}
	f.Claim = claim.Finite(f.Claim)
	settleAccepted(&f, a.accepted)
	a.findings = append(a.findings, f)
	return len(a.findings) - 1
}

// raised reports whether a finding of a code is on an indicator in a year.
func (a *checked) raised(code, indicator string, year int) bool {
	return slices.ContainsFunc(a.findings, func(f Finding) bool {
		return f.Code == code && f.Indicator == indicator && f.Years == ingest.Year(year)
	})
}

// hold keeps a fact out of what is judged and forecast, because of an error.
func (a *checked) hold(fact int32, finding int) {
	if a.findings[finding].Severity == Error {
		a.heldBy[fact] = append(a.heldBy[fact], finding)
	}
}

func (a *checked) held(fact int32) bool { return len(a.heldBy[fact]) > 0 }
