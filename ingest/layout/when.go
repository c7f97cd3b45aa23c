package layout

import (
	"slices"
	"strconv"
	"tongket/ingest"
	"tongket/ingest/words"
)

// yearsOf is the figure's year: its column's, its row's, its block's, the
// title's, the sheet's.
func (b *body) yearsOf(c *ingest.Cell, col *column, r *rowSays) (ingest.Period, ingest.Reason) {
	base := r.years
	if base == (ingest.Period{}) && (b.around.skip == "" || col.isRel || r.isRel || col.measure == ingest.Plan || col.measure == ingest.Target) {
		base = b.around.years // of a title about a part of the year, plans alone are the year's
	}
	switch {
	case col.since:
		if p := b.termTo(col); p != (ingest.Period{}) {
			return p, ""
		}
		return b.noYear(c)
	case col.years != (ingest.Period{}):
		return b.columnYears(c, col, r)
	case col.term:
		if p := b.term(); p != (ingest.Period{}) {
			return p, ""
		}
		return b.noYear(c)
	case (col.isRel || r.isRel) && base != (ingest.Period{}) && base.From == base.To:
		return ingest.Year(base.To + min(col.rel, r.rel)), ""
	case base != (ingest.Period{}):
		return base, ""
	case b.around.skip != "":
		return ingest.Period{}, b.around.skip
	case b.around.term != (ingest.Period{}):
		return b.around.term, ""
	}
	return b.lastYear(c, col, r)
}

// reachYears leaves out the columns whose heads name years of which the title says that it
// reports a part: "6 tháng đầu năm 2020" over "2019 | 2020". It reaches no head that plans
// or estimates, no table whose heads tell parts from whole years themselves, and no earlier
// year beside a plan or where the title's own year has no column: that one is kept is told.
func reachYears(b *columnSet) {
	for k := range b.columns {
		if c := &b.columns[k]; c.role == words.RoleFigure && c.skip == "" && ofPart(c.years, c.measure) && b.around.notedOf(c.years).Part {
			c.skip = ingest.ReasonPartYear
		}
	}
	if !b.around.ofPart {
		return
	}
	planned, own := false, b.around.years == ingest.Period{}
	for k := range b.columns {
		c := &b.columns[k]
		if c.role != words.RoleFigure {
			continue
		}
		if c.skip == ingest.ReasonPartYear || slices.ContainsFunc(c.stack, b.x.SaysWholeYear) {
			return
		}
		planned = planned || c.measure == ingest.Plan || c.measure == ingest.Target
		own = own || c.years.To >= b.around.years.To
	}
	b.partYears = true
	for k := range b.columns {
		c := &b.columns[k]
		if c.role != words.RoleFigure || c.skip != "" || !ofPart(c.years, c.measure) {
			continue
		}
		if c.years.To >= b.around.years.To || own && !planned {
			c.skip = ingest.ReasonPartYear
		} else if b.kept == nil {
			b.kept = b.s.inRow(c.rows[len(c.rows)-1], c.col)
		}
	}
}

// ofPart tells years of which a title's part of a year may be meant: one, neither planned
// nor estimated as a whole.
func ofPart(years ingest.Period, measure ingest.Measure) bool {
	return years != ingest.Period{} && years.From == years.To && (measure == "" || measure == ingest.Actual)
}

// ofLastMonth tells a figure whose year is that of a December of which its column, or for
// want of another year the title, speaks.
func ofLastMonth(b *body, col *column, r *rowSays) bool {
	if col.years != (ingest.Period{}) {
		return col.lastMonth
	}
	return b.around.lastMonth && r.years == (ingest.Period{})
}

// columnYears is the year of a column that names one, unless the row's is
// nearer or contradicts it.
func (b *body) columnYears(c *ingest.Cell, col *column, r *rowSays) (ingest.Period, ingest.Reason) {
	switch {
	case r.years == ingest.Period{}:
	case within(r.years, col.years):
		return r.years, ""
	case !within(col.years, r.years):
		b.x.Told.Once(ingest.Issue{Pos: b.x.pos(b.s, c), Code: ingest.CodeContradiction, Args: []string{"year", r.years.String(), col.years.String(), ""}}, b.t.number)
		return ingest.Period{}, ingest.ReasonContradiction
	}
	if col.isRel && col.rel < 0 && col.years.From == col.years.To { // "Đầu năm" below "Năm 2019"
		return ingest.Year(col.years.To + col.rel), ""
	}
	if r.isRel && r.rel < 0 && col.years.From == col.years.To && col.measure != ingest.Plan && col.measure != ingest.Target {
		return ingest.Year(col.years.To - 1), ""
	}
	return col.years, ""
}

// lastYear is the year that the file's name gives, which is told.
func (b *body) lastYear(c *ingest.Cell, col *column, r *rowSays) (ingest.Period, ingest.Reason) {
	year, name := b.x.nameYear()
	if year == 0 {
		return b.noYear(c)
	}
	if words.NamesPartOfYear(words.Fold(name)) {
		return ingest.Period{}, ingest.ReasonPartYear
	}
	b.x.Told.Once(ingest.Issue{Pos: b.x.pos(b.s, c), Code: ingest.CodeNameYear, Raw: words.Tidy(b.s.text(c)), Args: []string{strconv.Itoa(year)}}, b.t.number)
	return ingest.Year(year + min(col.rel, r.rel)), ""
}

func (b *body) noYear(c *ingest.Cell) (ingest.Period, ingest.Reason) {
	b.x.Told.Once(ingest.Issue{Pos: b.x.pos(b.s, c), Code: ingest.CodeNoYear, Raw: words.Tidy(b.s.text(c))}, b.t.number)
	return ingest.Period{}, ""
}

// term is the term that the sheet is about: the one that it names, else the job's.
func (b *columnSet) term() ingest.Period {
	if p := fiveOf(b.around.term); p.To-p.From >= 3 {
		return p
	}
	return b.x.opt.Term
}

func within(a, b ingest.Period) bool { return b.From <= a.From && a.To <= b.To }

// termTo is the period of "lũy kế từ đầu nhiệm kỳ đến 2019".
func (b *columnSet) termTo(col *column) ingest.Period {
	if col.years != (ingest.Period{}) && col.years.From != col.years.To {
		return col.years
	}
	term := b.term()
	if term == (ingest.Period{}) {
		return ingest.Period{}
	}
	to := term.To
	if col.years != (ingest.Period{}) {
		to = col.years.To
	} else if b.around.years != (ingest.Period{}) {
		to = b.around.years.To
	}
	if to <= term.From || to > term.To {
		return ingest.Period{}
	}
	return ingest.Period{From: term.From, To: to}
}

// fiveOf: a term named by six years has its base year before it.
func fiveOf(p ingest.Period) ingest.Period {
	if p.To-p.From == 5 {
		p.From++
	}
	return p
}

func (b *body) measureOf(col *column, r *rowSays) ingest.Measure {
	switch {
	case r.measure != "" && col.measure == ingest.Actual && (r.measure == ingest.Estimate || b.oneMeasure):
		return r.measure
	case col.measure != "":
		return col.measure
	case r.measure != "":
		return r.measure
	case b.bands.measure() != "":
		return b.bands.measure()
	case b.around.measure != "" && !(col.isRel && col.rel < 0) && !b.beforeTitle(col.years):
		return b.around.measure
	}
	return ""
}

// beforeTitle tells a year of a column's own that lies before the one which the title plans
// or estimates: "Hộ nghèo cuối năm 2019" in "Kế hoạch giảm nghèo năm 2020".
func (b *body) beforeTitle(own ingest.Period) bool {
	return own.To > 0 && own.To < b.around.years.From
}

// giveUnsaid gives a figure of which nothing says the measure an actual, unless its year
// is not over at the job's date. That it is unsaid is noted of a year under a bare head:
// not where the title alone names the year, whose own sheet it is, nor of the years before
// one that the table calls an estimate, of which it says by this that they are none.
func (b *body) giveUnsaid(f *ingest.Fact, col *column, r *rowSays) {
	if slices.Contains(b.around.estimated, f.Years.To) && f.Years.From == f.Years.To {
		f.Measure = ingest.Estimate
		return
	}
	if f.Measure = b.around.notedOf(f.Years).Measure; f.Measure != "" {
		return
	}
	f.Measure = ingest.Actual
	f.Unsaid = f.Years.From == f.Years.To && f.Years.To >= b.estimatedTo && (col.years != ingest.Period{} || r.years != ingest.Period{})
	if first := b.x.opt.Unfinished; first > 0 && f.Years.To >= first {
		f.Measure, f.Unsaid = ingest.Estimate, true
		b.x.Told.Once(ingest.Issue{Pos: f.Pos, Code: ingest.CodeYearNotOver, Raw: f.Raw, Args: []string{strconv.Itoa(f.Years.To)}}, b.t.number)
	}
}

// cellMeasure is the measure that a cell names itself, unless its column plans.
func (b *body) cellMeasure(c *ingest.Cell, v value, around ingest.Measure) ingest.Measure {
	switch {
	case v.measure == "" || v.measure == around:
		return around
	case around == ingest.Actual || around == ingest.Estimate:
		return v.measure
	}
	b.x.Told.Add(ingest.Issue{Pos: b.x.pos(b.s, c), Code: ingest.CodeContradiction, Raw: words.Tidy(c.Text), Args: []string{"measure", string(around), string(v.measure), string(around)}})
	return around
}

func orPeriod(a, b ingest.Period) ingest.Period {
	if a != (ingest.Period{}) {
		return a
	}
	return b
}
