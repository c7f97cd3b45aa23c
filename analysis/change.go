package analysis

import (
	"tongket/analysis/stat"
	"tongket/ingest"
)

// ChangeKind says what differs between two Reviews.
type ChangeKind string

const (
	FigureAdded     ChangeKind = "added"     // "thêm"
	FigureRemoved   ChangeKind = "removed"   // "bớt"
	FigureAltered   ChangeKind = "altered"   // "đổi"
	FigureCorrected ChangeKind = "corrected" // "sửa": the sheet says what it said, and the team's register something else
	VerdictAltered  ChangeKind = "verdict"   // "đánh giá"
	TargetAltered   ChangeKind = "target"    // "mục tiêu": of the term or of the next
	FindingAltered  ChangeKind = "finding"   // "phát hiện": one is new, gone, or of another severity
)

// ChangeKinds are all kinds, in the order in which Compare lists them by subject.
func ChangeKinds() []ChangeKind {
	return []ChangeKind{FigureAdded, FigureRemoved, FigureAltered, FigureCorrected, VerdictAltered, TargetAltered, FindingAltered}
}

// A Change is one difference between two Reviews.
type Change struct {
	Kind      ChangeKind     `json:"kind"`
	Indicator string         `json:"indicator,omitempty"` // code
	Name      string         `json:"name,omitempty"`
	Place     string         `json:"place,omitempty"` // "" = the whole
	Years     ingest.Period  `json:"years,omitzero"`
	Measure   ingest.Measure `json:"measure,omitempty"` // of a figure: that of the later Review if both have it
	Was       ingest.Measure `json:"was,omitempty"`     // of a figure: that of the earlier Review, if it is another
	Unit      string         `json:"unit,omitempty"`
	Decimals  int            `json:"decimals,omitempty"`
	Before    Side           `json:"before,omitzero"`
	After     Side           `json:"after,omitzero"`
}

// Difference is how much a figure or a target has grown, in its unit; targets
// are rounded first, as they are printed. ok is false if one of the two is no number
// or a limit, or is in another unit.
func (c Change) Difference() (v float64, ok bool) {
	if c.Before.Value == nil || c.After.Value == nil || c.Kind == VerdictAltered || c.Kind == FindingAltered ||
		c.Before.Unit != c.After.Unit || c.Before.Bound != c.After.Bound {
		return 0, false
	}
	decimals := c.Decimals
	if c.Kind != TargetAltered {
		decimals = max(decimals, decimalsOf(*c.Before.Value), decimalsOf(*c.After.Value))
	}
	v = stat.Round(*c.After.Value, decimals) - stat.Round(*c.Before.Value, decimals)
	return stat.Round(v, decimals), stat.IsFinite(v)
}

// A Side is what one of the two Reviews says; it says nothing if Stated is
// false.
type Side struct {
	Stated   bool        `json:"stated"`
	Value    *float64    `json:"value,omitempty"`    // of a figure, of a target, or what was judged; nil with a mark
	Mark     ingest.Mark `json:"mark,omitempty"`     // of a figure without a number
	Bound    string      `json:"bound,omitempty"`    // of a target
	Unit     string      `json:"unit,omitempty"`     // if it is another than the Change's
	Verdict  Verdict     `json:"verdict,omitempty"`  // of a judgement
	Estimate bool        `json:"estimate,omitempty"` // of a judgement that rests on one
	Proposed bool        `json:"proposed,omitempty"` // of a target that nobody has given yet
	Finding  *Finding    `json:"finding,omitempty"`  // of a finding
	Pos      ingest.Pos  `json:"pos,omitzero"`       // the cell; zero if there is none
}

// A Comparison is what two Reviews differ in.
type Comparison struct {
	Contrasts []Contrast // what they were made from and with
	Changes   []Change   // what they say
}

// ContrastKind says in what two Reviews were made differently.
type ContrastKind string

const (
	ContrastOrganisation ContrastKind = "organisation"      // of another organisation: perhaps another job altogether
	ContrastVersion      ContrastKind = "version"           // of the program
	ContrastTerm         ContrastKind = "term"              // judgements of different terms are not compared
	ContrastDefinition   ContrastKind = "definition"        // Names: indicators whose unit, kind, direction, decimals or parts are not the same
	ContrastRecoded      ContrastKind = "recoded"           // an indicator has another code, or a label that was not known has one
	ContrastAdded        ContrastKind = "indicator-added"   // Names: indicators of the job's catalogue
	ContrastRemoved      ContrastKind = "indicator-removed" // Names: the same
	ContrastPlaceRenamed ContrastKind = "place-renamed"     // the list of places names it otherwise under the same code
	ContrastPlaceAdded   ContrastKind = "place-added"       // Names
	ContrastPlaceRemoved ContrastKind = "place-removed"     // Names
	ContrastFileAdded    ContrastKind = "file-added"        // Names: sheets that are new
	ContrastFileRemoved  ContrastKind = "file-removed"      // Names: sheets that are gone
	ContrastFileMoved    ContrastKind = "file-moved"        // a file has another name
)

// A Contrast is one thing that two Reviews were made from or with that is not
// the same: either its two states, or the names of what differs.
type Contrast struct {
	Kind   ContrastKind `json:"kind"`
	Before string       `json:"before,omitempty"`
	After  string       `json:"after,omitempty"`
	Names  []string     `json:"names,omitempty"`
}
