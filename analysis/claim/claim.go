// Package claim holds what a finding claims: a type a code (or a few codes that say
// the same), whose fields are the numbers and texts that its wording quotes.
//
// It knows neither the code that a claim is told under nor its words: the former is
// of analysis, the latter of report/vi. Values and Args are the form of a claim in
// JSON, in the order of its fields; there, what is missing stays zero.
package claim

// A Claim is what one finding says beside its cell, indicator, place and years.
type Claim interface{ claim() }

// kind marks the claims.
type kind struct{}

func (kind) claim() {}

// A Slip of the pen is a figure that would close a gap with two digits exchanged or
// its point moved.
type Slip struct {
	Of      string `says:"optional"` // "part" (the first of the related cells), "parts" (one of the first two or three), "own" (the total, or the other figure); "" = none
	WouldBe string `says:"optional"` // with a decimal comma, not grouped
}

// A TotalMismatch is a total that is not the sum of its parts.
type TotalMismatch struct {
	kind
	Printed, Sum float64
	Over         string // what is added up: "places", "all" (Chia ra), "some" (Trong đó: the sum exceeds it) or "years" (of the term)
	Slip
}

// A RateMismatch is a printed rate that its numerator and denominator do not give.
type RateMismatch struct {
	kind
	Printed, Recomputed, Numerator, Denominator float64
	Cells                                       int `says:"optional"` // of its column, if many
	Slip                                            // of its numerator or denominator
}

// A Figure is a rate out of range or a count below 0.
type Figure struct {
	kind
	Value float64
}

// A UnitSlip is a figure that is a power of ten off the other years, or a row that is
// off what it is held against because of its unit.
type UnitSlip struct {
	kind
	Value, Median, Factor float64 // Factor: 1000, 0.001, 1000000, …
	Cells                 int     `says:"optional"` // of its column, if more than one; of a whole row how many
	Against               string  `says:"optional"` // of a whole row: "target" or "job", what its last figure is held against (Median)
	RowUnit               string  `says:"optional"` // of a whole row
}

// A Trend is a figure out of line with the year before or the other years.
type Trend struct {
	kind
	Value, Expected, Times float64 // Expected: of the year before, or what the trend of the other years has; Times the usual stray
	Kind                   string  `says:"optional"` // "trend" or "": the change from the year before
}

// An OutlierPlace is a change that is not that of the other places.
type OutlierPlace struct {
	kind
	Value, Before, Ratio float64 // Ratio: the places' median of a year to the one before
}

// MixedCommas are two cells of a sheet in which a comma means different things.
type MixedCommas struct {
	kind
	Thousands, Decimals string // what the cells hold
	Cells               int    // of the former kind
}

// PlacesSwapped are two places of a table whose figures of a year were exchanged.
type PlacesSwapped struct {
	kind
	Value, Expected, Other, OtherExpected float64 // Expected: what the trend of the place's other years has
	With                                  string  // the other place
}

// YearsSwapped are two years of a table that were exchanged.
type YearsSwapped struct {
	kind
	Value, Next    float64
	Year, NextYear int
}

// A Copied column has the figures of another year.
type Copied struct {
	kind
	Equal, Compared float64 // cells
	Year            int     // copied from
}

// A Conflict is two figures for one, the first of which is used.
type Conflict struct {
	kind
	Used, Other float64
	Why         string // "priority", "actual", "called" (an estimate that is called so), "province-sheet", "own-sheet", "newer", "order"
	Cells       int    `says:"optional"` // of its column, if many
	Sums        string `says:"optional"` // which one is the sum of its places: "used" or "other"
	Slip
}

// Missing are years without a figure, of the whole or of places.
type Missing struct {
	kind
	Of     string // "whole" or "places"
	Places []string
}

// A PartGreater is a part that is more than its whole.
type PartGreater struct {
	kind
	Part, Whole         float64
	PartName, WholeName string
}

// A Formula is a cell whose cached value its cells do not add up to.
type Formula struct {
	kind
	Cached, Sum float64
	Text        string // the formula
	TypedAsText bool   `says:"text"` // it passed over the related cells, numbers typed as text
}

// An OldEstimate is one that an actual figure is there for, or of a year before the last.
type OldEstimate struct {
	kind
	Why   string // "actual" or "old"
	Cells int    // of its column
}

// A PlanMissing says why nothing is proposed for the next term, as Next.NoProposal has
// it; there is none where something is.
type PlanMissing struct {
	kind
	Why string
}

// A Balance is a year whose end is not its start with what came and went.
type Balance struct {
	kind
	Start, Increase, Decrease, End float64
}

// Units that cannot be converted.
type Units struct {
	kind
	Fact, Catalogue string
}

// A Rule is a rule or a target of the catalogue that cannot be read or followed.
type Rule struct {
	kind
	Text, Column string
	Why          string // "grouping", "decimal-point", "per-year", "form" (see RuleError), "points" (of a count), "against" (a bound against the direction), "doubtful" (per cent a year of a rate, where points may be meant), "clipped" (info: the path was cut at 0 or 100)
}

// A TargetConflict is a target on a sheet that the catalogue has otherwise.
type TargetConflict struct {
	kind
	Sheet, Catalogue float64
}

// TargetsDisagree are given targets that contradict each other or their source.
type TargetsDisagree struct {
	kind
	Left, Right float64 // the rate's target and what the others give, or the two sides of a rule
	By          string  // "rate", "forecast" (as rate; the denominator has no target, its base scenario counts), "rule", "source" (a target that drops the bound of its source)
	First       string  // the name of the numerator, the rule with names, or the target
	Second      string  // the name of the denominator, what the rule says, or the source's words
}

// A TargetScale is a target out of the scale of its series, which is not used.
type TargetScale struct {
	kind
	Target, Against, Factor float64
	By                      string // "last" (so many times the last figures), "mean" (a flow's total of the size of one year), "whole" (above 100 %), "plan" (a year's plan, so many times the year's figure), "compared" (what the job gives to compare with)
}

// A TotalPart is a total that is the sum of the places present while others are missing.
type TotalPart struct {
	kind
	Total  float64
	Absent []string
}

// A RuleBroken is figures that break a rule of quy-tac.
type RuleBroken struct {
	kind
	Left, Right float64
	Rule, Says  string // with names, and its remark
}

// A Break is a series that starts anew.
type Break struct {
	kind
	Year int
}

// OtherProvince are figures of another province.
type OtherProvince struct {
	kind
	Figures, Of float64 // how many, of how many in the job
	Province    string  // that its sheets name
	Own         string  // the catalogue's
	Fate        string  // "left" (out of all results: an error) or, where no figure is of the catalogue's, "taken" (for the job's own) or "apart" (several, places each, in no figure of the whole: an error)
	Names       []string
}

// ManyLabels are figures under more unknown labels than are taken.
type ManyLabels struct {
	kind
	Figures float64 // left out
	Taken   int     // labels
	Labels  int
}

// ManyPlaces are figures of more places than may be in the results unlisted.
type ManyPlaces struct {
	kind
	Figures float64 // left out
	Most    int     // places
	Places  int
}

// A Row of one of the job's lists that cannot be used.
type Row struct {
	kind
	Column, Holds string
	Want          string   // what was expected, by the list
	Near          []string // what it may have meant, or may be
}

// An Unchanged figure that an accepted comment was on.
type Unchanged struct {
	kind
	Figure    *float64 // nil: the comment names none
	By, Date  string   // who, when: 2020-03-12
	DraftName string
}

// A DraftNotKept cannot be compared with.
type DraftNotKept struct {
	kind
	Draft   string
	Damaged bool `says:"damaged"` // it is there and cannot be read
}

// A StaleCorrection does not hold.
type StaleCorrection struct {
	kind
	State    string // "stale" (the cell says something else now), "mended" (it says the new value: info), "absent" (no figure stands there), "twice" (a line above is about the same figure), "sheet" (it names no sheet of a file with several)
	Old, Now string // what the cell was to say, and says
}

// An UnusedSource is a line of nguon that touches nothing.
type UnusedSource struct {
	kind
	Why         string // "file" (no such file or sheet), "cells" (none such on it) or "same" (the sheet says so itself: info)
	File, Sheet string
}
