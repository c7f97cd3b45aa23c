// Package analysis turns facts into a Review: series, term statistics,
// judgements against the resolution's targets, next targets with their
// feasibility, and the findings that a statistician would raise.
//
// It is pure: facts and a catalogue in, a Review out; no file, no clock, no
// wording. Every number that is printed anywhere is computed here. Bad data
// becomes a Finding; a figure with an open error is held back from judgements
// and forecasts and the Review says so.
package analysis

import (
	"bytes"
	"encoding/json"

	"tongket/analysis/stat"
	"tongket/ingest"
	"tongket/ingest/runs"
)

// Schema is the version of the JSON form of a Review.
const Schema = runs.ReviewSchema

// A Term is a term of office: Base is the year it is measured from, Last its
// last year, Next the last year of the term after. Flows are summed over
// Base+1..Last.
type Term struct {
	Base int `json:"base"` // 2015
	Last int `json:"last"` // 2020
	Next int `json:"next"` // 2025
}

// A Review is everything that the outputs say. It encodes to JSON and back
// without loss. A nil number means that there is no answer; indexes into Facts
// and Findings count from 0.
type Review struct {
	Schema     int              `json:"schema"`
	Job        Job              `json:"job"`
	AsOf       string           `json:"asOf"` // 2020-05-22
	Term       Term             `json:"term"`
	Places     []Place          `json:"places"` // the whole first, then in the catalogue's order
	Fields     []Field          `json:"fields"` // in the catalogue's order
	Indicators []Result         `json:"indicators"`
	Findings   []Finding        `json:"findings"`
	Supply     []Owed           `json:"supply"`
	Ledgers    []Ledger         `json:"ledgers,omitempty"`  // in the order of the rules
	Comments   []Comment        `json:"comments,omitempty"` // in the order of the register
	Previous   *Previous        `json:"previous,omitempty"` // the draft that Changes are told from; nil: there is none
	Changes    []Change         `json:"changes,omitempty"`  // since Previous
	Sent       []Sent           `json:"sent,omitempty"`     // since Previous, by unit
	Summary    *Summary         `json:"summary,omitempty"`  // what one page says of all that
	Balances   []ingest.Balance `json:"balances"`
	Facts      ingest.Facts     `json:"facts"`
	Manifest   Manifest         `json:"manifest"`

	Corrections []Correction      `json:"corrections,omitempty"` // of the register of corrections, in its order
	Senders     map[string]string `json:"senders,omitempty"`     // the unit that sent each file, where one is known
}

// A Job is what is known of the job besides its figures; all of it is the job's
// data and may be empty.
type Job struct {
	Organisation string   `json:"organisation,omitempty"` // "ĐẢNG ỦY SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"
	Draft        string   `json:"draft,omitempty"`        // "Dự thảo lần 3"
	Fields       []string `json:"fields,omitempty"`       // which fields, in order; empty = all that have an indicator

	// Due are the days by which figures, comments and answers are due, Asked the
	// units that were asked for comments on the draft.
	Due   Due      `json:"due,omitzero"`
	Asked []string `json:"asked,omitempty"`

	Print Printing `json:"-"` // how it is printed; nil = as it comes
}

// Printing is how a job is printed, which is the business of the place that
// prints: a Job carries it and asks nothing of it.
type Printing interface {
	// With is the Job and its print settings as one object in JSON.
	With(Job) any
}

// ReadPrinting is the Printing of a Review that was read back: the Job's object in
// JSON, with the keys of both.
type ReadPrinting json.RawMessage

// With is the object as it was read.
func (p ReadPrinting) With(Job) any { return json.RawMessage(p) }

// ownJob is a Job without its print settings.
type ownJob Job

// MarshalJSON writes the Job and how it is printed as one object.
func (j Job) MarshalJSON() ([]byte, error) {
	if j.Print == nil {
		return written(ownJob(j))
	}
	return written(j.Print.With(j))
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (j *Job) UnmarshalJSON(data []byte) error {
	var own ownJob
	if err := json.Unmarshal(data, &own); err != nil {
		return err
	}
	*j = Job(own)
	var all bytes.Buffer
	if err := json.Compact(&all, data); err != nil {
		return err
	}
	if bare, err := written(own); err != nil || !bytes.Equal(bare, all.Bytes()) {
		j.Print = ReadPrinting(all.Bytes())
	}
	return nil
}

// A Manifest says what a run read and wrote, for `diff` and for `--if-changed`.
type Manifest struct {
	Version string            `json:"version"`
	Options map[string]string `json:"options,omitempty"`
	Inputs  []FileSum         `json:"inputs"`
	Origins []FileSum         `json:"origins,omitempty"` // what the runs among Inputs were made from, by the names that facts give
	Outputs []FileSum         `json:"outputs"`
	Counts  Counts            `json:"counts"`
}

// Counts are how much a Review holds: what a later run tells of it without
// reading it.
type Counts struct {
	Figures  int `json:"figures"`
	Errors   int `json:"errors"` // findings by their severity
	Warnings int `json:"warnings"`
	Infos    int `json:"infos"`
	Owed     int `json:"owed"` // figures that are owed
}

// Count counts what r holds.
func (r *Review) Count() Counts {
	c := Counts{Figures: r.Facts.Len()}
	for _, f := range r.Findings {
		switch f.Severity {
		case Error:
			c.Errors++
		case Warning:
			c.Warnings++
		case Info:
			c.Infos++
		}
	}
	for _, o := range r.Supply {
		c.Owed += o.Total
	}
	return c
}

// A FileSum is a file and the SHA-256 of its bytes, in hex.
type FileSum struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// A Previous names the draft that a Review is compared with.
type Previous struct {
	Draft     string     `json:"draft,omitempty"` // "Dự thảo lần 1"
	AsOf      string     `json:"asOf,omitempty"`  // 2020-05-15
	Contrasts []Contrast `json:"contrasts,omitempty"`
}

// A Field is a field of work ("lĩnh vực") with the balance of its judgements.
type Field struct {
	Name       string `json:"name"`     // "" for indicators that the catalogue does not know
	Targeted   int    `json:"targeted"` // indicators with a target
	Exceeded   int    `json:"exceeded"`
	Met        int    `json:"met"`
	NotMet     int    `json:"notMet"`
	NoData     int    `json:"noData"`     // a target, but not enough figures to judge
	Indicators []int  `json:"indicators"` // indexes into Review.Indicators
}

// A Result is all that is known of one indicator.
type Result struct {
	Indicator
	Whole     Line            `json:"whole"`            // the province
	Places    []Line          `json:"places,omitempty"` // places that have any figure, in the catalogue's order
	Term      TermStats       `json:"termStatistics"`
	Goal      *Goal           `json:"goal,omitempty"` // the target of the resolution, as understood
	Judgement Judgement       `json:"judgement"`
	Progress  stat.Progress   `json:"progress"`
	Midterm   *stat.Progress  `json:"midterm,omitempty"`   // the progress in the middle of the term, as it was then
	Turning   *Turning        `json:"turning,omitempty"`   // of a judgement on an estimate: how far that may be off
	Estimates []EstimateError `json:"estimates,omitempty"` // how earlier estimates fared
	Parted    *RateChange     `json:"parted,omitempty"`    // of a rate: what changed it
	Part      *PartShare      `json:"part,omitempty"`      // of a "Trong đó": its share
	Per       int             `json:"per,omitempty"`       // Density of the lines is per so many of the population; 0: there is none
	Compared  *float64        `json:"compared,omitempty"`  // the value to compare with ("bình quân vùng"), if the job gives one
	Spread    *Spread         `json:"spread,omitempty"`    // over places, in the base and the last year
	Next      *Next           `json:"next,omitempty"`
	Findings  []int           `json:"findings,omitempty"`
	HeldBack  []int           `json:"heldBack,omitempty"` // the findings because of which no judgement or forecast is given
}

// Status of a point.
type Status string

const (
	Known   Status = ""        // Value counts
	NoValue Status = "na"      // a sheet says "…"
	NilOnly Status = "nil"     // a sheet says "-": 0 for a flow and a count, a gap for a rate
	Missing Status = "missing" // no sheet says anything
)

// A Point is one year of a Line.
type Point struct {
	Year      int      `json:"year"`
	Value     float64  `json:"value"` // in the indicator's unit
	Status    Status   `json:"status,omitempty"`
	Estimate  bool     `json:"estimate,omitempty"`
	From      string   `json:"from,omitempty"`     // "" a sheet's figure; "sum" over all places; "ratio" numerator/denominator
	Facts     []int    `json:"facts,omitempty"`    // where it comes from: indexes into Review.Facts, the one used first
	ByZero    bool     `json:"byZero,omitempty"`   // a rate that there is none of, for its denominator is 0
	Disputed  bool     `json:"disputed,omitempty"` // another sheet says otherwise: an open conflict
	Held      bool     `json:"held,omitempty"`     // an open error stands on it: shown with its mark, used for nothing
	Plan      *float64 `json:"plan,omitempty"`     // "kế hoạch" of that year, if a sheet gives one
	PlanFacts []int    `json:"planFacts,omitempty"`
}

// A Line is one series: an indicator at a place, years Base..Last without a
// hole.
type Line struct {
	Place     string      `json:"place,omitempty"` // "" = the whole
	Points    []Point     `json:"points"`
	TermTotal *TermFigure `json:"termTotal,omitempty"` // a figure that a sheet gives for the whole term, if any

	// Statistics of a place; nil for the whole and where there is no answer.
	Rank         *int       `json:"rank,omitempty"`         // in the last year, 1 = best
	Share        *float64   `json:"share,omitempty"`        // of the whole in the last year, per cent
	Contribution *float64   `json:"contribution,omitempty"` // to the whole's change over the term, per cent
	Change       *float64   `json:"change,omitempty"`       // last - base; percentage points for a rate
	NextTarget   *float64   `json:"nextTarget,omitempty"`   // of a place: its part of the whole's target of the next term, by its share
	Density      []*float64 `json:"density,omitempty"`      // by year: per Result.Per of the population
	Total        *float64   `json:"total,omitempty"`        // of a flow: the sum over the term, if every year is known
}

// A TermFigure is a figure printed for the term as a whole ("2016-2020").
type TermFigure struct {
	Value float64 `json:"value"`
	Facts []int   `json:"facts"`
}

// TermStats holds the term statistics of the whole (methods §2). Estimate: the
// last year is an estimate, and so is everything built on it.
type TermStats struct {
	Base       *float64 `json:"base,omitempty"`
	Last       *float64 `json:"last,omitempty"`
	Change     *float64 `json:"change,omitempty"`     // last - base; percentage points for a rate
	Relative   *float64 `json:"relative,omitempty"`   // per cent of the base; not for a rate
	Yearly     *float64 `json:"yearly,omitempty"`     // (last-base)/years; not for a flow
	Growth     *float64 `json:"growth,omitempty"`     // compound, per cent a year; not for a rate
	Index      *float64 `json:"index,omitempty"`      // base = 100
	Total      *float64 `json:"total,omitempty"`      // of a flow: the known years after the base
	TotalYears int      `json:"totalYears,omitempty"` // years known in Total
	Average    *float64 `json:"average,omitempty"`    // Total / TotalYears
	Peak       int      `json:"peak,omitempty"`       // year, 0 = none
	Trough     int      `json:"trough,omitempty"`
	Estimate   bool     `json:"estimate,omitempty"`
	Since      int      `json:"since,omitempty"` // the year in which the series starts anew, 0 = none: all of the above is of the years from there on, Base of that year
}

// A Goal is a target as understood.
type Goal struct {
	Value         float64 `json:"value"`
	Bound         string  `json:"bound,omitempty"` // "<", ">", "≤", "≥"; "" a plain target
	Facts         []int   `json:"facts,omitempty"` // the sheets' cells; empty: from the catalogue
	FromCatalogue bool    `json:"fromCatalogue,omitempty"`
}

// Verdict of a judgement.
type Verdict string

const (
	NoVerdict Verdict = ""         // no target or no direction
	Exceeded  Verdict = "exceeded" // "Vượt"
	Met       Verdict = "met"      // "Đạt"
	NotMet    Verdict = "not-met"  // "Không đạt"
	NoData    Verdict = "no-data"  // a target, but no figure to judge
)

// A Judgement holds the last year (a flow: the term's total) against the
// target, both rounded to the indicator's decimals (methods §3).
type Judgement struct {
	Verdict    Verdict  `json:"verdict,omitempty"`
	Actual     *float64 `json:"actual,omitempty"`     // what was judged, unrounded
	Fulfilment *float64 `json:"fulfilment,omitempty"` // per cent; for counts
	Difference *float64 `json:"difference,omitempty"` // rounded actual - rounded target
	Estimate   bool     `json:"estimate,omitempty"`
	Because    string   `json:"because,omitempty"` // of NoData: "missing", "held", "incomplete", "break" (a flow that starts anew within the term), "zero" (the rate's denominator is 0)
}

// A Spread is the dispersion over places in two years and its verdict. Base and
// Last are over the places that have both years, so that they compare; Now is
// over all that have the last year, and names as highest and lowest all that
// are so as printed.
type Spread struct {
	Base    *stat.Dispersion `json:"base,omitempty"`
	Last    *stat.Dispersion `json:"last,omitempty"`
	Now     *stat.Dispersion `json:"now,omitempty"`
	Beta    *float64         `json:"beta,omitempty"`    // slope of growth on the level at the start: below 0, those that lagged caught up
	Verdict string           `json:"verdict,omitempty"` // "narrowed", "widened", "" = neither
}

// Next is the next term of one indicator (methods §5).
type Next struct {
	Rule        string      `json:"rule,omitempty"`     // the rule as written
	Facts       []int       `json:"facts,omitempty"`    // the sheets' cells that state the target; empty: from the catalogue
	Proposed    bool        `json:"proposed,omitempty"` // no target was given: the base scenario
	Derived     bool        `json:"derived,omitempty"`  // no target was given: it follows from that of a rate and its denominator
	Target      *float64    `json:"target,omitempty"`   // in the last year; a flow: the term's total
	Bound       string      `json:"bound,omitempty"`    // of a stated target: "<", ">", "≤", "≥"; "" a plain one
	Kept        bool        `json:"kept,omitempty"`     // the bound is met already: it is to be kept, and the path is the bound itself
	Against     bool        `json:"against,omitempty"`  // the rule leads against the direction of the indicator
	Path        []float64   `json:"path,omitempty"`     // Last+1 .. Next
	Way         string      `json:"way,omitempty"`      // "linear", "geometric", "constant"
	Clipped     bool        `json:"clipped,omitempty"`  // cut at 0 or 100
	Forecast    *Forecast   `json:"forecast,omitempty"`
	NoForecast  string      `json:"noForecast,omitempty"` // "few", "gaps", "last-missing", "held", "doubt", "break", "zero" (the last denominator is 0), "wide" (see Wide), "few-cases" (of a count), "constant" (equal years), "part" (a rate's numerator), "administrative", "beyond-whole" (a part more than its whole), "beyond-stock" (more would leave a stock than there is), "range" (the spread has no finite figures)
	NoProposal  string      `json:"noProposal,omitempty"` // why none is made where no target is given: "part" (of a rate, from which it follows), "whole" (a part of what has none), "ledger" (others of the same identity contradict it), "few-cases", "wide", "administrative", "beyond-whole", "beyond-stock", "backward"
	Wide        *[2]float64 `json:"wide,omitempty"`       // the 80 % interval at the end, where it is too wide for a forecast to be given
	KnownYears  int         `json:"knownYears"`
	Probability *float64    `json:"probability,omitempty"` // of reaching the target or better, 0..1
	Feasibility string      `json:"feasibility,omitempty"` // "reach", "stretch", "hard"
	Required    *float64    `json:"required,omitempty"`    // change a year that the target asks
	Achieved    *float64    `json:"achieved,omitempty"`    // change a year of the term
	Average     *float64    `json:"average,omitempty"`     // of a flow: the target a year, to be held against TermStats.Average
}

// A Forecast holds, for the years Last+1..Next, the quantiles of the
// predictive distribution in the indicator's unit. Low, Base and High are the
// scenarios named by achievement: for a falling indicator High is the low
// value.
type Forecast struct {
	Years  []int       `json:"years"`
	Q10    []float64   `json:"q10"`
	Q90    []float64   `json:"q90"`
	Low    []float64   `json:"low"`
	Base   []float64   `json:"base"`
	High   []float64   `json:"high"`
	Scale  string      `json:"scale"`            // "logit", "log", "identity", "constant"
	Filled int         `json:"filled,omitempty"` // the inner gap that was filled, a year
	Totals *[3]float64 `json:"totals,omitempty"` // of a flow: low, base, high of the term's total
}

// Owed says which figures a unit still owes: one indicator, the years and
// places without a figure.
type Owed struct {
	Supplier  string   `json:"supplier"` // "" = nobody is named
	Indicator string   `json:"indicator"`
	Name      string   `json:"name"`
	Years     []int    `json:"years"`            // for the whole
	Places    []string `json:"places,omitempty"` // places without a figure in the last year, if others have one
	Total     int      `json:"total"`            // figures owed
	Expected  int      `json:"expected"`         // figures expected of it

	Earlier []OwedPlaces `json:"earlier,omitempty"` // the same of the years before the last, if at least half of the places have a figure
}

// An OwedPlaces names the places that owe their figure of a year.
type OwedPlaces struct {
	Year   int      `json:"year"`
	Places []string `json:"places"`
}
