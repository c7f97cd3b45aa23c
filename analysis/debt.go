package analysis

import (
	"slices"
	"time"
	"unicode"
	"unicode/utf8"

	"tongket/ingest"
)

// A Deadline holds the days by which things are due, as 2020-04-25; an empty
// one is none.
type Deadline struct {
	Figures  string `json:"figures,omitempty"`
	Comments string `json:"comments,omitempty"`
	Answers  string `json:"answers,omitempty"`
}

// Due holds the deadlines of a job: of all units, and of some their own.
type Due struct {
	Deadline
	Units []UnitDeadline `json:"units,omitempty"`
}

// A UnitDeadline is one unit's own; what it leaves empty is as for all.
type UnitDeadline struct {
	Unit string `json:"unit"`
	Deadline
}

// of is the day by which a unit owes a kind of thing; "" if there is none.
func (d *Due) of(unit string, kind DebtKind) string {
	for i := range d.Units {
		if u := &d.Units[i]; SameUnit(u.Unit, unit) && u.day(kind) != "" {
			return u.day(kind)
		}
	}
	return d.day(kind)
}

func (d *Deadline) day(kind DebtKind) string {
	switch kind {
	case OwedFigure, OwedMending:
		return d.Figures
	case OwedComment:
		return d.Comments
	}
	return d.Answers
}

// DebtKind says what is owed.
type DebtKind string

const (
	OwedFigure  DebtKind = "figure"  // "số liệu"
	OwedMending DebtKind = "mending" // "sửa lỗi": a finding that is an error, on a figure that the unit supplies or on a file
	OwedComment DebtKind = "comment" // "góp ý": a unit that was asked has said nothing on the draft
	OwedAnswer  DebtKind = "answer"  // "trả lời" to a comment
)

// A Debt is one thing that a unit owes.
type Debt struct {
	Kind      DebtKind
	Unit      string // "" = nobody is named
	Indicator string // code; of a figure, and of an answer if its comment names one
	Name      string
	Place     string // "" = the whole
	Years     ingest.Period
	Comment   int    // of an answer: index into Review.Comments
	Finding   int    // of a mending: index into Review.Findings
	Due       string // 2020-04-25; "" = none
	Late      int    // days by which AsOf is past Due; 0 = in time, or no day is set
}

// Debts lists what each unit still owes: figures by Review.Supply, the mending
// of figures that are errors, comments on the current draft by Job.Asked, and
// answers to comments. Units come in the
// order in which the catalogue, then the job, then the register names them;
// what a unit owes comes in the order of the kinds and of the Review.
//
// An answer is owed by the unit that the register names, else by the one that
// supplies the comment's indicator, unless the comment is its own.
func Debts(r *Review) []Debt {
	d := debtor{r: r}
	for _, o := range r.Supply {
		d.figures(o)
	}
	d.mendings()
	for _, unit := range r.Job.Asked {
		if !d.spoke(unit) {
			d.add(Debt{Kind: OwedComment, Unit: unit})
		}
	}
	for i := range r.Comments {
		c := &r.Comments[i]
		if c.answered() {
			continue
		}
		d.add(Debt{Kind: OwedAnswer, Unit: r.handler(c), Indicator: c.Indicator, Name: c.Name, Place: c.Place, Years: c.Years, Comment: i, Due: c.Due})
	}
	units := newRoster(r.units())
	slices.SortStableFunc(d.debts, func(x, y Debt) int { return units.rank(x.Unit) - units.rank(y.Unit) })
	return d.debts
}

// A debtor collects debts.
type debtor struct {
	r     *Review
	debts []Debt
}

// add gives a debt its day and how long it is past.
func (d *debtor) add(x Debt) {
	if x.Due == "" {
		x.Due = d.r.Job.Due.of(x.Unit, x.Kind)
	}
	x.Late = daysPast(x.Due, d.r.AsOf)
	d.debts = append(d.debts, x)
}

func (d *debtor) figures(o Owed) {
	for _, year := range o.Years {
		d.add(Debt{Kind: OwedFigure, Unit: o.Supplier, Indicator: o.Indicator, Name: o.Name, Years: ingest.Year(year)})
	}
	last := OwedPlaces{d.r.Term.Last, o.Places}
	for _, of := range append(slices.Clip(o.Earlier), last) {
		for _, place := range of.Places {
			d.add(Debt{Kind: OwedFigure, Unit: o.Supplier, Indicator: o.Indicator, Name: o.Name, Place: place, Years: ingest.Year(of.Year)})
		}
	}
}

// mendings are the errors on figures, each its indicator's supplier's. Of a file
// that cannot be read, and of what the catalogue does not have, nobody is named.
func (d *debtor) mendings() {
	for i := range d.r.Findings {
		if f := &d.r.Findings[i]; f.Severity == Error {
			d.add(Debt{Kind: OwedMending, Unit: d.r.supplierOf(f.Indicator), Indicator: f.Indicator, Name: f.Name, Place: f.Place, Years: f.Years, Finding: i})
		}
	}
}

// spoke tells whether a unit has commented on the current draft; on any, if the
// draft has no name.
func (d *debtor) spoke(unit string) bool {
	return slices.ContainsFunc(d.r.Comments, func(c Comment) bool {
		return mentions(c.By, unit) && (d.r.Job.Draft == "" || sameDraft(c.Draft, d.r.Job.Draft))
	})
}

// answered tells whether nothing more is owed on a comment: it has been
// accepted or explained in words, or asks for nothing.
func (c *Comment) answered() bool {
	return c.State == Agreed || c.State != Unhandled && c.Answer != ""
}

// handler is who answers a comment; "" if nobody is named.
func (r *Review) handler(c *Comment) string {
	if c.Handler != "" {
		return c.Handler
	}
	if unit := r.supplierOf(c.Indicator); !SameUnit(unit, c.By) {
		return unit
	}
	return ""
}

func (r *Review) supplierOf(code string) string {
	for i := range r.Indicators {
		if code != "" && r.Indicators[i].Code == code {
			return r.Indicators[i].Supplier
		}
	}
	return ""
}

// units are all that may owe something, each once, with "" last.
func (r *Review) units() []string {
	var units []string
	add := func(unit string) {
		if unit != "" && !slices.ContainsFunc(units, func(u string) bool { return SameUnit(u, unit) }) {
			units = append(units, unit)
		}
	}
	for i := range r.Indicators {
		if !r.Indicators[i].Unknown {
			add(r.Indicators[i].Supplier)
		}
	}
	for i := range r.Supply {
		add(r.Supply[i].Supplier)
	}
	for _, unit := range r.Job.Asked {
		add(unit)
	}
	for i := range r.Comments {
		add(r.handler(&r.Comments[i]))
	}
	return append(units, "")
}

// A roster numbers units, and remembers each spelling that it was asked for.
type roster struct {
	names []string
	ranks map[string]int
}

func newRoster(names []string) *roster { return &roster{names, make(map[string]int)} }

// rank is the index of a unit; -1 for one that is not there.
func (o *roster) rank(unit string) int {
	k, ok := o.ranks[unit]
	if !ok {
		k = slices.IndexFunc(o.names, func(u string) bool { return SameUnit(u, unit) })
		o.ranks[unit] = k
	}
	return k
}

// SameUnit tells whether two texts name the same unit, whatever their capitals
// and white space.
func SameUnit(a, b string) bool { return fold(a) == fold(b) }

// mentions tells whether a text names a unit: "Đ/c Nguyễn Văn A, Chi bộ 1" names
// "Chi bộ 1", and "Chi bộ 10" does not.
func mentions(text, unit string) bool {
	t, u := fold(text), fold(unit)
	for at := 0; u != "" && at+len(u) <= len(t); at++ {
		if t[at:at+len(u)] != u {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(t[:at])
		after, _ := utf8.DecodeRuneInString(t[at+len(u):])
		if !inWord(before) && !inWord(after) {
			return true
		}
	}
	return false
}

func inWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

// daysPast is by how many days asOf is past due; 0 if it is not, or if either
// is no day.
func daysPast(due, asOf string) int {
	d, err1 := time.Parse(time.DateOnly, due)
	t, err2 := time.Parse(time.DateOnly, asOf)
	if err1 != nil || err2 != nil {
		return 0
	}
	return max(0, int(t.Sub(d).Hours()/24))
}

// A Standing is how one unit stands at the Review's day.
type Standing struct {
	Unit  string // "" = nobody is named
	Debts []Debt
	Sent  Sent
}

// Standings lists all units in the order of Debts, those that owe nothing
// too; "" only if something is owed that nobody is named for.
func Standings(r *Review) []Standing {
	units := newRoster(r.units())
	all := make([]Standing, len(units.names))
	for i, unit := range units.names {
		all[i].Unit = unit
	}
	for _, d := range Debts(r) {
		s := &all[units.rank(d.Unit)]
		s.Debts = append(s.Debts, d)
	}
	for _, sent := range r.Sent {
		if k := units.rank(sent.Unit); k >= 0 {
			all[k].Sent = sent
		}
	}
	return slices.DeleteFunc(all, func(s Standing) bool { return s.Unit == "" && len(s.Debts) == 0 && s.Sent == Sent{} })
}

// A Sent is what a unit has delivered since the Review that Previous names.
type Sent struct {
	Unit     string `json:"unit,omitempty"` // "" = nobody is named
	Figures  int    `json:"figures,omitempty"`
	Altered  int    `json:"altered,omitempty"` // figures that were there and have changed
	Comments int    `json:"comments,omitempty"`
	Answers  int    `json:"answers,omitempty"`
}

// SentSince counts what has come since an earlier Review, by unit in the order
// of Debts: figures by r.Changes, comments of the units that were asked, and
// answers that the earlier register did not have.
func (r *Review) SentSince(previous *Review) []Sent {
	units := newRoster(r.units())
	sent := make([]Sent, len(units.names))
	for i, unit := range units.names {
		sent[i].Unit = unit
	}
	suppliers := make(map[string]int, len(r.Indicators))
	for i := range r.Indicators {
		suppliers[r.Indicators[i].Code] = units.rank(r.Indicators[i].Supplier)
	}
	for _, c := range r.Changes {
		k, ok := suppliers[c.Indicator]
		if !ok || k < 0 {
			k = len(units.names) - 1
		}
		switch had, has := c.Before.delivered(), c.After.delivered(); {
		case c.Kind != FigureAdded && c.Kind != FigureAltered || !has:
		case had:
			sent[k].Altered++
		default:
			sent[k].Figures++
		}
	}
	before := make(map[commentKey]bool) // of each comment: whether it was answered
	for i := range previous.Comments {
		c := &previous.Comments[i]
		before[c.key()] = before[c.key()] || c.answered()
	}
	for i := range r.Comments {
		c := &r.Comments[i]
		answered, known := before[c.key()]
		for k, unit := range units.names {
			if !known && r.asked(unit) && mentions(c.By, unit) {
				sent[k].Comments++
			}
		}
		if c.State != Agreed && c.answered() && !answered {
			sent[units.rank(r.handler(c))].Answers++
		}
	}
	return slices.DeleteFunc(sent, func(s Sent) bool { return s == Sent{Unit: s.Unit} })
}

// delivered tells a figure, or that there was nothing to count, from "not
// available", which leaves the figure owed.
func (s *Side) delivered() bool { return s.Value != nil || s.Stated && s.Mark == ingest.Nil }

// asked tells whether a unit was asked for comments.
func (r *Review) asked(unit string) bool {
	return slices.ContainsFunc(r.Job.Asked, func(u string) bool { return SameUnit(u, unit) })
}

// A commentKey tells comments apart, wherever they stand in the register.
type commentKey struct{ by, date, draft, text string }

func (c *Comment) key() commentKey {
	return commentKey{fold(c.By), c.Date, fold(c.Draft), fold(c.Text)}
}
