package analysis

import (
	"slices"

	"tongket/analysis/claim"
	"tongket/ingest"
)

// How a finding was settled.
const (
	SettledCorrected = "corrected"
	SettledAccepted  = "accepted"
	SettledKnown     = "known"
)

// settledBy notes that a line of a register has settled a finding: it is for
// information from then on, and holds nothing back.
func (f *Finding) settledBy(s Settled) {
	f.Settled, f.Severity, f.Holds = &s, Info, Holding{}
}

// settleAccepted settles a finding on a figure that the team accepts as it stands.
func settleAccepted(f *Finding, lines []Correction) {
	if f.Settled != nil || f.Pos.Row == 0 || ofRegisters(f.Code) {
		return
	}
	for i := range lines {
		x := &lines[i]
		if x.State == CorrectionApplied && x.accepts(f.Pos) && (ofReading(f.Code) || f.Code == ingest.CodeStruckOut && correctsAll(lines, f)) {
			f.settledBy(Settled{x.Pos, SettledCorrected, x.Reason, x.By})
			return
		}
		if x.State == CorrectionAccepted && x.accepts(f.Pos) {
			f.settledBy(Settled{x.Pos, SettledAccepted, x.Reason, x.By})
			return
		}
	}
}

// correctsAll reports whether lines correct or accept all figures that a finding is on.
func correctsAll(lines []Correction, f *Finding) bool {
	struck, ok := f.Claim.(claim.Count)
	return ok && struck.Cells == 1+len(f.Related) &&
		!slices.ContainsFunc(f.Related, func(p ingest.Pos) bool { return CorrectionOf(lines, p) == nil })
}

// settleKnown settles an issue of reading where the team says what was in doubt of it, or
// leaves out what it is about.
func settleKnown(f *Finding, lines []SourceLine) {
	for i := range lines {
		if s := &lines[i]; f.Settled == nil && s.settles(f) {
			f.settledBy(Settled{s.Line, SettledKnown, s.Reason, ""})
		}
	}
}

// settles reports whether a line settles an issue of reading by itself.
func (s *SourceLine) settles(f *Finding) bool {
	return !ofRegisters(f.Code) && s.says(f) && s.About(f.Pos.File, f.Pos.Sheet) && s.Covers(f.Pos.Row, f.Pos.Col) && s.coversAll(f.Related)
}

// coversAll reports whether a line is about all the cells; what is beside a table in doubt
// does not matter, for which lines say how it is read.
func (s *SourceLine) coversAll(cells []ingest.Pos) bool {
	return len(s.Columns) > 0 || s.Unit != "" || s.Indicator != "" || !slices.ContainsFunc(cells, func(p ingest.Pos) bool { return !s.Covers(p.Row, p.Col) })
}

// says reports whether a line about the place of a finding says what it asks.
func (s *SourceLine) says(f *Finding) bool {
	if s.LeaveOut {
		return true
	}
	placed := s.Place != "" || s.Whole
	if doubt, ok := f.Claim.(claim.Doubtful); ok {
		switch doubt.What {
		case "rows":
			return len(s.Columns) > 0
		case "indicator":
			return len(s.Columns) > 0 || s.Indicator != ""
		case "unit":
			return s.Unit != ""
		}
		return false
	}
	switch f.Code {
	case ingest.CodeNamePlace:
		return placed
	case ingest.CodeUnknownPlace:
		return s.Instead && placed
	case ingest.CodeContradiction:
		told, _ := f.Claim.(claim.Contradiction)
		return s.Instead && map[string]bool{
			"place": placed, "year": s.Years != ingest.Period{}, "unit": s.Unit != "", "measure": s.Measure != "", "indicator": s.Indicator != "",
		}[told.Attribute]
	}
	return false
}

// accepts reports whether an accepting line is about the cell.
func (x *Correction) accepts(cell ingest.Pos) bool {
	if len(x.Cells) == 0 { // what is no figure
		return x.Cell.Row == cell.Row && x.Cell.Col == cell.Col && ingest.FileMeant(x.Cell.File, cell.File) && ingest.SheetMeant(x.Cell.Sheet, cell.Sheet)
	}
	return slices.ContainsFunc(x.Cells, func(c Corrected) bool { return c.Pos == cell })
}

// ofRegisters tells the findings on the team's own registers, which none of their
// lines settles.
func ofRegisters(code string) bool {
	switch code {
	case CodeCorrection, CodeCorrectionStale, CodeSource, CodeSourceUnused, ingest.CodeHintUsed, ingest.CodeHintClash:
		return true
	}
	return false
}

// know gives the assembly what the team knows better than the sheets, and tells of the
// lines that touch nothing.
func know(a *assembly, found []Finding, cat Catalogue, in ingest.Result, opt Options) (*assembly, []Finding) {
	a.accepted, a.issues = opt.Corrections, in.Issues
	a.prefer(opt.Sources)
	a.asSent = opt.findingsAsSent(cat)
	return a, append(append(found, checkSources(opt.Sources, in)...), checkCommas(in.Facts)...)
}

// findingsAsSent are the findings on what the sheets say by themselves; none if the
// job has no register about them.
func (opt Options) findingsAsSent(cat Catalogue) []Finding {
	if opt.AsSent == nil {
		return nil
	}
	return Run(cat, *opt.AsSent, Options{
		Term: opt.Term, Job: opt.Job, Comparisons: opt.Comparisons, Breaks: opt.Breaks, Relations: opt.Relations,
	}).Findings
}

// A settledKey tells findings apart that the registers may settle.
type settledKey struct {
	code, indicator, place string
	pos                    ingest.Pos
	years                  ingest.Period
}

func (f *Finding) settledKey() settledKey {
	return settledKey{f.Code, f.Indicator, f.Place, f.Pos, f.Years}
}

// settledSince are the findings that are no longer there because of a line of a
// register that is about one of their cells.
func settledSince(before, now []Finding, corrections []Correction, issues []ingest.Issue, sources []SourceLine) []Finding {
	if len(before) == 0 {
		return nil
	}
	still := make(map[settledKey]bool, len(now))
	for i := range now {
		still[now[i].settledKey()] = true
		if now[i].Settled != nil { // told already, with what the lines have made of it
			still[settledKey{code: now[i].Code, pos: now[i].Pos}] = true
		}
	}
	known := knownSheets(issues)
	var out []Finding
	for _, f := range EachPart(before) {
		if still[f.settledKey()] || still[settledKey{code: f.Code, pos: f.Pos}] {
			continue
		}
		for _, cell := range append([]ingest.Pos{f.Pos}, f.Related...) {
			if x := CorrectionOf(corrections, cell); x != nil && x.State == CorrectionApplied {
				f.settledBy(Settled{x.Pos, SettledCorrected, x.Reason, x.By})
				out = append(out, f)
				break
			}
		}
		if line, ok := known[sheetOf(f.Pos)]; ok && f.Settled == nil && f.Pos.File != "" {
			f.settledBy(Settled{line, SettledKnown, reasonOf(sources, line), ""})
			out = append(out, f)
		}
	}
	return out
}

// knownSheets are the sheets of which the team knows something, each with the first
// line that says it.
func knownSheets(issues []ingest.Issue) map[sheetName]ingest.Pos {
	known := make(map[sheetName]ingest.Pos)
	for _, i := range issues {
		if i.Code != ingest.CodeHintUsed || len(i.Related) == 0 {
			continue
		}
		for _, name := range []sheetName{sheetOf(i.Pos), {file: i.Pos.File}} {
			if _, twice := known[name]; !twice {
				known[name] = i.Related[0]
			}
		}
	}
	return known
}

func reasonOf(sources []SourceLine, line ingest.Pos) string {
	for i := range sources {
		if sources[i].Line == line {
			return sources[i].Reason
		}
	}
	return ""
}

// ofReading tells the findings that a cell's content itself raises.
func ofReading(code string) bool {
	switch code {
	case ingest.CodeSeparators, ingest.CodeNotANumber, ingest.CodeErrorCell, ingest.CodeUncached, ingest.CodeRangeValue, ingest.CodeBound, ingest.CodeDateValue, ingest.CodeDamagedCell:
		return true
	}
	return false
}

// OnFigures reports whether a finding of a code is on several figures of which it names
// the first: a line that accepts that one settles it.
func OnFigures(code string) bool {
	switch code {
	case CodeYearsSwapped, CodePlacesSwapped, ingest.CodeStruckOut, ingest.CodeScaledFormat, ingest.CodeUnseen:
		return true
	}
	return false
}

// OnFigure reports whether a finding of a code is on the figure in its cell, so that
// a line of the register of corrections settles it.
func OnFigure(code string) bool {
	switch code {
	case CodeTotalMismatch, CodeRateMismatch, CodeRateRange, CodeNegative, CodeUnitSlip, CodeFactor10, CodeFactor100, CodeFraction, CodeMixedCommas,
		CodeOutlierYear, CodeOutlierPlace, CodeCopied, CodeConflict, CodePartGreater, CodeFormula, CodeBalance, CodeTargetConflict, CodeTargetScale,
		CodeTotalPart, CodeRuleBroken, CodeEstimateOld:
		return true
	}
	return ofReading(code)
}
