package analysis

import (
	"tongket/analysis/claim"
	"tongket/ingest"
)

// Codes of the findings that analysis raises itself (methods: the checks).
// They are stable: kiem-tra.csv prints them and report/vi words them, each with
// the claim that claimOf has for it. Issues of ingest keep their code; their claim
// is of their Args.
const (
	CodeTotalMismatch   = "total-mismatch"
	CodeRateMismatch    = "rate-mismatch"
	CodeRateRange       = "rate-range"
	CodeNegative        = "negative"
	CodeUnitSlip        = "unit-slip"
	CodeFactor10        = "factor-10"
	CodeFactor100       = "factor-100"
	CodeFraction        = "fraction"     // a rate typed as a fraction
	CodeMixedCommas     = "mixed-commas" // a sheet in which a comma parts thousands in one cell and decimals in another, the first of Related
	CodeOutlierYear     = "outlier-year"
	CodeOutlierPlace    = "outlier-place"
	CodeYearsSwapped    = "years-swapped"  // two years of a table that were exchanged
	CodePlacesSwapped   = "places-swapped" // figures of two places in a year of a table that were exchanged
	CodeCopied          = "copied"
	CodeConflict        = "conflict" // on the other's cell
	CodeNoPlace         = "no-place" // on the cell of a sheet that names no place: its figure is another than that of a sheet which names the whole, and is not used
	CodeMissing         = "missing"  // of all Years
	CodePartGreater     = "part-greater"
	CodeFormula         = "formula"
	CodeEstimateOld     = "estimate-old"
	CodeTargetMissing   = "target-missing" // an indicator with a direction and no target of this term
	CodePlanMissing     = "plan-missing"   // neither a target nor a rule for the next term
	CodeBalance         = "balance"
	CodeUnits           = "units"             // units that cannot be converted
	CodeRule            = "rule"              // a rule or target that cannot be read or followed
	CodeRegion          = "region-missing"    // "bằng bình quân vùng" without the comparison value in the job
	CodeTargetConflict  = "target-conflict"   // the sheet's target against the catalogue's
	CodeTargetsDisagree = "targets-disagree"  // given targets that contradict each other
	CodeTargetScale     = "target-scale"      // a target out of the scale of its series, which is not used
	CodeTotalPart       = "total-incomplete"  // a total that is the sum of the places present while others are missing
	CodeRelation        = "rule-row"          // a row of the job's list of rules that cannot be used
	CodeRuleBroken      = "rule-broken"       // figures that break a rule of quy-tac
	CodeBreak           = "break"             // a break in the series
	CodeOtherProvince   = "other-province"    // on a file
	CodeManyLabels      = "many-labels"       // figures under labels that the catalogue does not know, beyond so many labels, are in no result
	CodeManyPlaces      = "many-places"       // figures of places that the list of places does not have, which are more than so many, are in no result
	CodeCatalogue       = "catalogue"         // a row of the job's catalogue that cannot be used
	CodeWord            = "word"              // a row of the job's list of words that cannot be used
	CodeComment         = "comment"           // a row of the register of comments that cannot be read
	CodeUnchanged       = "comment-unchanged" // an accepted comment on a figure that is as it was in its draft
	CodeDraftNotKept    = "draft-not-kept"    // comments on a draft that is not kept: what was done about them cannot be checked
)

// Codes of the findings on the team's registers about the sheets. A conflict that a line
// of nguon decides has "priority" for its reason.
const (
	CodeCorrection      = "correction"       // a line of the register of corrections that cannot be used
	CodeCorrectionStale = "correction-stale" // a correction that does not hold; Related: the cell
	CodeSource          = "source-line"      // a line of nguon that cannot be used
	CodeSourceUnused    = "source-unused"    // a line of nguon that touches nothing
)

// claimOf is the type of what a finding of a code says; nil for one that says no more
// than its code.
func claimOf(code string) claim.Claim {
	switch code {
	case CodeTotalMismatch:
		return claim.TotalMismatch{}
	case CodeRateMismatch:
		return claim.RateMismatch{}
	case CodeRateRange, CodeNegative:
		return claim.Figure{}
	case CodeUnitSlip, CodeFactor10, CodeFactor100, CodeFraction:
		return claim.UnitSlip{}
	case CodeMixedCommas:
		return claim.MixedCommas{}
	case CodeOutlierYear:
		return claim.Trend{}
	case CodeOutlierPlace:
		return claim.OutlierPlace{}
	case CodeYearsSwapped:
		return claim.YearsSwapped{}
	case CodePlacesSwapped:
		return claim.PlacesSwapped{}
	case CodeCopied:
		return claim.Copied{}
	case CodeConflict, CodeNoPlace:
		return claim.Conflict{}
	case CodeMissing:
		return claim.Missing{}
	case CodePartGreater:
		return claim.PartGreater{}
	case CodeFormula:
		return claim.Formula{}
	case CodeEstimateOld:
		return claim.OldEstimate{}
	case CodePlanMissing:
		return claim.PlanMissing{}
	case CodeBalance:
		return claim.Balance{}
	case CodeUnits:
		return claim.Units{}
	case CodeRule:
		return claim.Rule{}
	case CodeTargetConflict:
		return claim.TargetConflict{}
	case CodeTargetsDisagree:
		return claim.TargetsDisagree{}
	case CodeTargetScale:
		return claim.TargetScale{}
	case CodeTotalPart:
		return claim.TotalPart{}
	case CodeRuleBroken:
		return claim.RuleBroken{}
	case CodeBreak:
		return claim.Break{}
	case CodeOtherProvince:
		return claim.OtherProvince{}
	case CodeManyLabels:
		return claim.ManyLabels{}
	case CodeManyPlaces:
		return claim.ManyPlaces{}
	case CodeRelation, CodeCatalogue, CodeWord, CodeComment, CodeCorrection, CodeSource:
		return claim.Row{}
	case CodeUnchanged:
		return claim.Unchanged{}
	case CodeDraftNotKept:
		return claim.DraftNotKept{}
	case CodeCorrectionStale:
		return claim.StaleCorrection{}
	case CodeSourceUnused:
		return claim.UnusedSource{}
	}
	return claimOfIssue(code)
}

// claimOfIssue is the type of what an issue of ingest of a code says.
func claimOfIssue(code string) claim.Claim {
	switch code {
	case ingest.CodeUnreadable:
		return claim.Trouble{}
	case ingest.CodeCorrupt:
		return claim.Damage{}
	case ingest.CodeDamagedCell:
		return claim.DamagedCell{}
	case ingest.CodeEmptyFile:
		return claim.EmptyFile{}
	case ingest.CodeTooLarge:
		return claim.TooLarge{}
	case ingest.CodeNotASheet:
		return claim.Looks{}
	case ingest.CodeInputTime:
		return claim.InputTime{}
	case ingest.CodeLongRow:
		return claim.LongRow{}
	case ingest.CodeLettersLost, ingest.CodeEncodingUnknown, ingest.CodeUnseen, ingest.CodeStruckOut, ingest.CodeHidden, ingest.CodeRunErrors:
		return claim.Count{}
	case ingest.CodeEncoding:
		return claim.Encoding{}
	case ingest.CodeRolledUpTwice, ingest.CodeRolledUpChanged:
		return claim.RolledUp{}
	case ingest.CodeRolledUpPlace:
		return claim.Homeless{}
	case ingest.CodeRunFile:
		return claim.RunFile{}
	case ingest.CodeRunFolder, ingest.CodeSeparators, ingest.CodeAmbiguousPlace, ingest.CodeUnknownPlace, ingest.CodeUnknown:
		return claim.Names{}
	case ingest.CodeUncached:
		return claim.Uncached{}
	case ingest.CodeScaledFormat:
		return claim.ScaledFormat{}
	case ingest.CodeNameYear, ingest.CodeYearNotOver:
		return claim.OfYear{}
	case ingest.CodeNamePlace:
		return claim.NamePlace{}
	case ingest.CodeDoubtful:
		return claim.Doubtful{}
	case ingest.CodeContradiction:
		return claim.Contradiction{}
	case ingest.CodeMoreIssues:
		return claim.More{}
	case ingest.CodeSimilar:
		return claim.Similar{}
	case ingest.CodeFiltered:
		return claim.Filtered{}
	case ingest.CodeHintUsed:
		return claim.HintUsed{}
	case ingest.CodeHintClash:
		return claim.HintClash{}
	}
	return nil
}

// SeverityOf is the severity of a finding of that code; conflict is an error
// where the two figures differ by more than 10 %.
func SeverityOf(code string) Severity {
	switch code {
	case CodeTotalMismatch, CodeRateMismatch, CodeRateRange, CodeNegative, CodeUnitSlip, CodeFactor100, CodePartGreater, CodeTargetScale, CodeTotalPart,
		ingest.CodeRolledUpPlace, ingest.CodeRunFile,
		ingest.CodeUnreadable, ingest.CodeFault, ingest.CodeEncrypted, ingest.CodeCorrupt, ingest.CodeTooLarge, ingest.CodeNotASheet,
		ingest.CodeLongRow, ingest.CodeLettersLost, ingest.CodeEncodingUnknown:
		return Error
	case CodeEstimateOld, CodeTargetMissing, CodePlanMissing, CodeMissing, CodeDraftNotKept,
		ingest.CodeRolledUpTwice, ingest.CodeRunFolder,
		ingest.CodeHintUsed, ingest.CodeUnknown, ingest.CodeSimilar, ingest.CodeEncoding, ingest.CodeHidden:
		return Info
	}
	return Warning
}
