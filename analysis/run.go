package analysis

import (
	"strconv"

	"tongket/ingest"
)

// Options of Run; the zero value is useful.
type Options struct {
	Term        Term               // Base < Last < Next; the zero Term is 2015, 2020, 2025
	AsOf        string             // 2020-05-22: the day that the outputs carry
	Job         Job                // what the outputs say about who prints them
	Comparisons map[string]float64 // "bình quân vùng" of an indicator, by code, in its unit
	Compared    string             // code of the indicator whose places the one page compares; empty = the widest gap
	Breaks      map[string]int     // by code: the year in which a series starts anew
	Relations   []Relation         // rules of the job, beside the built-in ones
	Findings    []Finding          // raised before, such as on the job's catalogue
	Comments    []Comment          // the register of comments on the drafts
	Version     string             // of the program, for the manifest

	Corrections []Correction   // the outcome of the register of corrections, which the facts are as
	Sources     []SourceLine   // what the team knows of the sheets, which were read with it
	AsSent      *ingest.Result // what the sheets say without the registers about them; nil: there are none

	// Draft gives the runs that were kept of a draft that the comments name, by
	// Comment.Draft, n counting from 0: nil is one that cannot be read, and ok is
	// false if there are no more. It is asked for one at a time, since a Review
	// may be large; nil is no draft.
	Draft func(name string, n int) (kept Kept, ok bool)
}

// Kept tells which of the comments on a draft nothing has come of in a later Review;
// room diff makes one of the draft's own Review.
type Kept func(now *Review, comments []*Comment) (open []*Comment)

// Run says what the facts mean: it puts them into series, checks them, and
// derives statistics, judgements and next targets. The facts of in are kept in
// the Review, not copied.
func Run(cat Catalogue, in ingest.Result, opt Options) *Review {
	if opt.Term == (Term{}) {
		opt.Term = Term{Base: 2015, Last: 2020, Next: 2025}
	}
	facts, found := assemble(cat, in, opt.Term, opt.Breaks) // which indicator, place and table is each fact of?
	facts, found = know(facts, found, cat, in, opt)         // what does the team know better?
	series, doubts := arrange(facts)                        // what is the figure of each year?
	rules := append(Relations(), opt.Relations...)
	a := check(series, doubts, found, rules) // what follows from them, and which contradict each other?
	p := &planned{a, opt, boundedRates(facts)}

	r := &Review{
		Schema: Schema, Job: opt.Job, AsOf: opt.AsOf, Term: opt.Term,
		Places: tiled(a.places), Balances: in.Balances, Facts: in.Facts, Comments: opt.Comments,
		Manifest: Manifest{Version: opt.Version},
	}
	r.Indicators = results(p)         // how did each indicator do, and what comes next?
	harmonise(p, r.Indicators, rules) // do the targets hold together?
	word(r.Indicators)                // how is each told?
	r.Ledgers = ledgers(r.Indicators, opt.Term, rules)
	checkMissing(a, r.Indicators)
	r.Fields = fieldsOf(r.Indicators, opt.Job.Fields)
	r.Supply = supply(series)                          // who owes what?
	opt.Findings = nameComments(r, opt.Findings)       // which of the sheets' own labels are commented on?
	rankFindings(a)                                    // which of them matter most?
	weighDoubts(a, r.Indicators)                       // on which does a verdict hang?
	checkComments(a, r, opt.Draft)                     // which accepted comments came to nothing?
	r.Findings = settle(a, in.Issues, opt.Findings, r) // what should somebody look at?
	r.Summary = Summarise(r, opt.Compared)             // what does one page say of all that?
	return r
}

func itoa(n int) string { return strconv.Itoa(n) }
