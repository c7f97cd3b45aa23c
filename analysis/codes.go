package analysis

import "tongket/ingest"

// Codes of the findings that analysis raises itself (methods: the checks).
// They are stable: kiem-tra.csv prints them and report/vi words them, with
// Values and Args in the order given here. Issues of ingest keep their code.
const (
	CodeTotalMismatch   = "total-mismatch"    // Values: printed total, sum of the parts; Args: "places", "all" (Chia ra), "some" (Trong đó: the sum exceeds it) or "years" (the years of the term); where exchanging two digits, or moving the point, of one figure closes the gap then "part" (the first of Related), "parts" (one of the first two or three) or "own" (the total), and what it would be
	CodeRateMismatch    = "rate-mismatch"     // Values: printed rate, recomputed rate, numerator, denominator; Args: how many cells of its column, if many; else, where two digits exchanged or the point moved in its numerator or denominator would make it hold, "" and as total-mismatch has it
	CodeRateRange       = "rate-range"        // Values: the rate
	CodeNegative        = "negative"          // Values: the count
	CodeUnitSlip        = "unit-slip"         // Values: the figure, median of the other years, factor (1000, 0.001, 1000000, …); Args: how many cells of its column, if more than one; of a whole row then "target" or "job" (what its last figure is held against) and the row's unit
	CodeFactor10        = "factor-10"         // Values: as unit-slip
	CodeFactor100       = "factor-100"        // Values: as unit-slip
	CodeFraction        = "fraction"          // Values: the figure, median of the other years
	CodeMixedCommas     = "mixed-commas"      // a sheet in which a comma parts thousands in one cell and decimals in another, the first of Related; Args: what the two hold, how many of the former
	CodeOutlierYear     = "outlier-year"      // Values: the figure, the year before, robust z among the changes; with Args "trend": the figure, what the trend of the other years has, how many times the usual stray
	CodeOutlierPlace    = "outlier-place"     // Values: the figure, the year before, the places' median ratio
	CodeYearsSwapped    = "years-swapped"     // two years of a table that were exchanged; Values: the figures of both; Args: the two years
	CodeCopied          = "copied"            // Values: equal cells, compared cells; Args: the year copied from
	CodeConflict        = "conflict"          // on the other's cell; Values: the one used, the other; Args: why that one ("priority", "actual", "province-sheet", "own-sheet", "newer", "order"); how many cells of its column, if many; where one side is the sum of its places "used" or "other", and then as total-mismatch has it
	CodeNoPlace         = "no-place"          // on the cell of a sheet that names no place: its figure is another than that of a sheet which names the whole, and is not used; Values: the one used, the other; Args: as conflict
	CodeMissing         = "missing"           // Args: "whole", or "places" and their names; of all Years
	CodePartGreater     = "part-greater"      // Values: part, whole; Args: the part's name, the whole's name
	CodeFormula         = "formula"           // Values: cached value, sum of its cells; Args: the formula, "text" if it passed over the related cells, numbers typed as text
	CodeEstimateOld     = "estimate-old"      // Args: "actual" (an actual exists) or "old" (of a year before the last); how many cells of its column
	CodeTargetMissing   = "target-missing"    // an indicator with a direction and no target of this term
	CodePlanMissing     = "plan-missing"      // neither a target nor a rule for the next term; Args, where nothing is proposed either: why not, as Next.NoProposal has it, or ""
	CodeBalance         = "balance"           // Values: start, increase, decrease, end
	CodeUnits           = "units"             // units that cannot be converted; Args: the fact's, the catalogue's
	CodeRule            = "rule"              // a rule or target that cannot be read or followed; Args: the text, the column of the catalogue, why: "grouping", "decimal-point", "per-year", "form" (see RuleError), "points" (of a count), "against" (a bound against the direction), "doubtful" (per cent a year of a rate, where points may be meant), "clipped" (info: the path was cut at 0 or 100)
	CodeRegion          = "region-missing"    // "bằng bình quân vùng" without the comparison value in the job
	CodeTargetConflict  = "target-conflict"   // Values: the sheet's target, the catalogue's
	CodeTargetsDisagree = "targets-disagree"  // given targets that contradict each other; Values: the rate's target and what the others give, or the two sides of a rule; Args: "rate" and the names of numerator and denominator, "forecast" and the same (the denominator has no target, its base scenario counts), "rule", the rule with names and what it says, or "source" (a target that drops the bound of its source), the target and the source's words
	CodeTargetScale     = "target-scale"      // a target out of the scale of its series, which is not used; Values: the target, what it is held against, the power of ten; Args: "last" (so many times the last figures), "mean" (a flow's total of the size of one year) "whole" (above 100 %) or "plan" (a year's plan, so many times the year's figure)
	CodeTotalPart       = "total-incomplete"  // a total that is the sum of the places present while others are missing; Values: the total; Args: the missing places
	CodeRelation        = "rule-row"          // a row of the job's list of rules that cannot be used; Args: the column, what it holds, what was expected: "header", "column" (info), "form", "code" (then the code that the catalogue does not have), "severity"
	CodeRuleBroken      = "rule-broken"       // figures that break a rule of quy-tac; Values: what its two sides come to; Args: the rule with names, what it says
	CodeBreak           = "break"             // a break in the series; Args: the year it starts anew
	CodeOtherProvince   = "other-province"    // on a file; Values: how many figures, of how many in the job; Args: the province that its sheets name, the catalogue's, "left" (out of all results: an error) or, where no figure is of the catalogue's, "taken" (for the job's own) or "apart" (several, places each, in no figure of the whole: an error; then their names)
	CodeManyPlaces      = "many-places"       // figures of places that the list of places does not have, which are more than so many, are in no result; Values: how many figures; Args: how many places are the most, of how many
	CodeManyLabels      = "many-labels"       // figures under labels that the catalogue does not know, beyond so many labels, are in no result; Values: how many figures; Args: how many labels are taken, of how many
	CodeCatalogue       = "catalogue"         // a row of the job's catalogue that cannot be used; Args: the column, what it holds, what was expected: "header", "column" (info: an unknown column, left out), "code", "name", "unique", "kind", "direction", "decimals", "yes-no", "nature", "reference"
	CodeWord            = "word"              // a row of the job's list of words that cannot be used; Args: the column, what it holds, what was expected: "header", "column" (info), "text", "role" (then all), "open", "meaning" (then those of the role), "unique"
	CodeComment         = "comment"           // a row of the register of comments that cannot be read; Args: the column, what it holds, what was expected: "header", "shown" (it holds how many comments), "column" (info), "present", "text", "unique" (info), "by", "date", "draft", "indicator", "place", "years", "state"; then the nearest names
	CodeUnchanged       = "comment-unchanged" // an accepted comment on a figure that is as it was in its draft; Values: the figure, if it is one; Args: who, the date (2020-03-12), the draft
	CodeDraftNotKept    = "draft-not-kept"    // comments on a draft that is not kept: what was done about them cannot be checked; Args: the draft, "damaged" if it is there and cannot be read
)

// Codes of the findings on the team's registers about the sheets. A conflict that a line
// of nguon decides has "priority" for its reason.
const (
	CodeCorrection      = "correction"       // a line of the register of corrections that cannot be used; Args: the column, what it holds, what was expected: "header", "column" (info), "cell", "years", "measure", "yes", "number", "one", "old", "reason"
	CodeCorrectionStale = "correction-stale" // a correction that does not hold; Related: the cell; Args: "stale" (the cell says something else now), "mended" (it says the new value: info), "absent" (no figure stands there), "twice" (a line above is about the same figure), "sheet" (it names no sheet of a file with several), the old value, what the cell says now
	CodeSource          = "source-line"      // a line of nguon that cannot be used; Args: the column, what it holds, what was expected: "header", "column" (info), "file", "range", "years", "place", "measure", "rows", "roles", "filled", "yes", "whole-number", "reason", "nothing"
	CodeSourceUnused    = "source-unused"    // a line of nguon that touches nothing; Args: "file" (no such file or sheet) or "same" (the sheet says so itself: info)
)

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
