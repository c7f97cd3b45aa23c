package layout

import (
	"strconv"

	"tongket/ingest"
	"tongket/ingest/words"
)

// Attributes that the team may know, as issues name them.
const (
	knownPlace     = "place"
	knownYear      = "year"
	knownMeasure   = "measure"
	knownUnit      = "unit"
	knownIndicator = "indicator"
	knownHeader    = "header"
	knownColumn    = "column"
	knownLeftOut   = "left-out"
)

// A hintUse is a hint about the sheet in hand, with what came of it.
type hintUse struct {
	*ingest.Hint
	place  words.PlaceMatch
	titled map[string]bool // attributes that the title was given
	used   map[string]int  // figures that have an attribute from it
	same   map[string]int  // figures that the sheet itself gives it to
	how    map[string]string
	clash  map[string]clash // the first figure that the sheet gives another
}

type clash struct {
	pos  ingest.Pos
	says string
}

// A knowledge is what the team knows of the sheet in hand, and what came of it.
type knowledge struct {
	hints []ingest.Hint // about the workbook
	uses  []*hintUse    // about the sheet
	held  []ingest.Fact // of the sheet, until all of it is read
	emit  func(*ingest.Fact) error
}

// know finds what the team knows of a sheet, and parts the cells that it leaves out
// from the sheet.
func (k *knowledge) know(g *ingest.Grid, known *words.Meanings) (rest, leftOut *ingest.Grid) {
	k.uses = k.uses[:0]
	for i := range k.hints {
		h := &k.hints[i]
		if !h.About(g.File, g.Sheet) {
			continue
		}
		u := &hintUse{Hint: h, titled: map[string]bool{}, used: map[string]int{}, same: map[string]int{}, how: map[string]string{}, clash: map[string]clash{}}
		if h.Whole {
			u.place = words.PlaceMatch{Whole: true, Known: true}
		} else if h.Place != "" {
			p, ok := known.Place(h.Place)
			if !ok || p.Ambiguous {
				p = words.PlaceMatch{Name: h.Place}
			}
			u.place = p
		}
		k.uses = append(k.uses, u)
	}
	if len(k.uses) == 0 {
		return g, nil
	}
	out := *g
	out.Cells = nil
	var kept []ingest.Cell
	for _, c := range g.Cells {
		if u, what := k.leaves(&c); u != nil {
			u.used[what]++
			u.how[what] = "instead"
			out.Cells = append(out.Cells, c)
			continue
		}
		kept = append(kept, c)
	}
	if len(out.Cells) == 0 {
		return g, nil
	}
	less := *g
	less.Cells = kept
	return &less, &out
}

// leaves is the hint that leaves a cell out, by itself or with its column.
func (k *knowledge) leaves(c *ingest.Cell) (u *hintUse, what string) {
	for _, u := range k.uses {
		if !u.Covers(c.Row, c.Col) {
			continue
		}
		if u.LeaveOut {
			return u, knownLeftOut
		}
		for _, r := range u.Columns {
			if r.Col == c.Col && r.Role == "" {
				return u, knownColumn
			}
		}
	}
	return nil, ""
}

// figure reports whether the team has a figure for the cell, so that it is one
// whatever it holds.
func (k *knowledge) figure(c *ingest.Cell) bool {
	for _, u := range k.uses {
		if u.Figure && u.Covers(c.Row, c.Col) {
			return true
		}
	}
	return false
}

// head are the rows of the header that the team says, for figures from the row d
// on; told is false if it says none.
func (k *knowledge) head(s *sheet, d int) (rows []int, told bool) {
	for _, u := range k.uses {
		if u.Header[0] == 0 || u.Range != (ingest.Range{}) && !u.Covers(s.rows[d].row, u.Range.Col1) {
			continue
		}
		for i := range s.rows {
			if r := s.rows[i].row; r >= u.Header[0] && r <= u.Header[1] {
				rows = append(rows, i)
			}
		}
		if len(rows) > 0 && rows[len(rows)-1] >= d {
			rows = nil // the row is a part of the header, and no figures
		} else if len(rows) > 0 {
			u.used[knownHeader], u.how[knownHeader] = 1, "instead"
		}
		return rows, true
	}
	return nil, false
}

// role is what the team says that a column is.
func (k *knowledge) role(col int32) (words.Role, bool) {
	for _, u := range k.uses {
		for _, r := range u.Columns {
			if r.Col == col && r.Role != "" {
				u.used[knownColumn]++
				u.how[knownColumn] = "instead"
				return words.Role(r.Role), true
			}
		}
	}
	return words.RoleNone, false
}

// filled is what surrounds a table with what the team knows of it: what the sheet
// lacks, and what it says wrongly.
func (k *knowledge) filled(t *table, c surroundings) surroundings {
	for _, u := range k.uses {
		if !u.onTable(t) {
			continue
		}
		if u.Years != (ingest.Period{}) && u.fills(knownYear, c.years == ingest.Period{} && c.term == ingest.Period{} && c.skip == "", c.years == u.Years || c.term == u.Years) {
			c.years, c.term, c.skip, c.ofPart = ingest.Period{}, ingest.Period{}, "", false
			if u.Years.From == u.Years.To {
				c.years = u.Years
			} else {
				c.term = u.Years
			}
		}
		byName := c.origin == ingest.FromFile // and the sheet says nothing
		if u.knowsPlace() && u.fills(knownPlace, byName || c.place.Name == "" && !c.place.Whole, !byName && sameName(c.place, u.place)) {
			c.place, c.origin, c.rank, c.within = u.place, ingest.FromTitle, 3, ""
		}
		if u.Measure != "" && u.fills(knownMeasure, c.measure == "", c.measure == u.Measure) {
			c.measure = u.Measure
		}
		if u.Unit != "" && u.fills(knownUnit, c.unit == "", c.unit == u.Unit) {
			c.unit = u.Unit
		}
		if u.Indicator != "" && u.fills(knownIndicator, c.indicator == "", words.Key(c.indicator) == words.Key(u.Indicator)) {
			c.indicator, c.known, c.ceremony = u.Indicator, u.Code != "", false
		}
	}
	return c
}

// placing is what the team knows of the place of a cell; nil if nothing.
func (k *knowledge) placing(row, col int32) *hintUse {
	for _, u := range k.uses {
		if u.knowsPlace() && u.Covers(row, col) {
			return u
		}
	}
	return nil
}

// onTable reports whether a hint is about any cell of a table.
func (u *hintUse) onTable(t *table) bool {
	if u.Range == (ingest.Range{}) {
		return true
	}
	top, bottom := t.s.rows[t.area.top].row, t.s.rows[t.area.bottom-1].row
	return u.Range.Row1 <= bottom && top <= u.Range.Row2 && u.Range.Col1 <= t.area.right && t.area.left <= u.Range.Col2
}

func (u *hintUse) knowsPlace() bool { return u.place.Whole || u.place.Name != "" }

// fills decides whether a title gets an attribute from the hint.
func (u *hintUse) fills(what string, lacking, same bool) bool {
	if same || !lacking && !u.Instead {
		return false
	}
	u.titled[what], u.how[what] = true, "filled"
	if !lacking {
		u.how[what] = "instead"
	}
	return true
}

// hand hands a figure on with what the team knows of it. Where that stands against
// the sheet, the figures wait until all of the sheet is read: what its title says may
// be what is wrong, or what its rows and columns say.
func (k *knowledge) hand(f *ingest.Fact) error {
	for _, u := range k.uses {
		if u.Instead {
			k.held = append(k.held, *f)
			return nil
		}
	}
	return k.emit(k.amend(f))
}

// release hands on the figures that wait.
func (k *knowledge) release() error {
	held := k.held
	k.held = nil
	for _, u := range k.uses {
		for _, what := range []string{knownYear, knownPlace, knownMeasure, knownUnit, knownIndicator} {
			met := false
			for i := range held {
				f := &held[i]
				met = met || u.Covers(f.Pos.Row, f.Pos.Col) && u.met(f, what)
			}
			u.titled[what] = u.titled[what] && met
		}
	}
	for i := range held {
		if err := k.emit(k.amend(&held[i])); err != nil {
			return err
		}
	}
	return nil
}

// met reports whether a figure has an attribute as the hint has it.
func (u *hintUse) met(f *ingest.Fact, what string) bool {
	switch what {
	case knownYear:
		return f.Years == u.Years
	case knownPlace:
		return u.place.Whole && f.Place == "" || !u.place.Whole && f.Place == u.place.Name
	case knownMeasure:
		return f.Measure == u.Measure
	case knownUnit:
		return f.Unit == u.Unit
	}
	return u.Code != "" && f.Indicator == u.Code || f.Label == u.Indicator
}

// amend gives a figure what the team knows of it.
func (k *knowledge) amend(f *ingest.Fact) *ingest.Fact {
	for _, u := range k.uses {
		if !u.Covers(f.Pos.Row, f.Pos.Col) {
			continue
		}
		if u.Years != (ingest.Period{}) && u.gives(f, knownYear, f.Years == ingest.Period{}, u.met(f, knownYear), f.Years.String()) {
			f.Years = u.Years
		}
		name := u.place.Name
		if u.place.Whole {
			name = ""
		}
		if u.knowsPlace() && u.gives(f, knownPlace, false, u.met(f, knownPlace), f.Place) {
			f.Place, f.PlaceFrom, f.Group = name, ingest.FromTitle, false
			if u.place.Whole {
				f.PlaceFrom = ingest.FromNowhere
			}
		}
		if u.Measure != "" && u.gives(f, knownMeasure, false, u.met(f, knownMeasure), string(f.Measure)) {
			f.Measure, f.Unsaid = u.Measure, false
		}
		if u.Unit != "" && u.gives(f, knownUnit, f.Unit == "", u.met(f, knownUnit), f.Unit) {
			f.Unit = u.Unit
		}
		if u.Indicator != "" && u.gives(f, knownIndicator, false, u.met(f, knownIndicator), f.Label) {
			f.Indicator, f.Label = u.Code, u.Indicator
		}
	}
	return f
}

// gives decides whether a figure gets an attribute from the hint, and notes it. Where
// the title was given it, a row or a column that says otherwise is nearer.
func (u *hintUse) gives(f *ingest.Fact, what string, lacking, same bool, says string) bool {
	switch {
	case same && u.titled[what]:
		u.used[what]++
	case same:
		u.same[what]++
	case lacking:
		u.used[what]++
		u.how[what] = "filled"
		return true
	case u.Instead && !u.titled[what]:
		u.used[what]++
		u.how[what] = "instead"
		return true
	default:
		if _, ok := u.clash[what]; !ok {
			u.clash[what] = clash{f.Pos, says}
		}
	}
	return false
}

// tell tells what came of the hints about a sheet, and adds the cells that they
// leave out to its balance.
func (k *knowledge) tell(s *sheet, b *ingest.Balance, leftOut *ingest.Grid, known *words.Meanings, told *ingest.Issues) {
	if leftOut != nil {
		less := LeftOut(leftOut, known, ingest.ReasonTeam)
		b.Numeric += less.Numeric
		b.LeftOut = append(b.LeftOut, less.LeftOut...)
	}
	for _, u := range k.uses {
		for _, a := range u.attributes() {
			issue := ingest.Issue{Pos: ingest.Pos{File: s.File, Sheet: s.Sheet}, Related: []ingest.Pos{u.Line}}
			switch n := u.used[a.what]; {
			case n > 0:
				issue.Code, issue.Args = ingest.CodeHintUsed, []string{a.what, a.is, strconv.Itoa(n), u.how[a.what], u.Range.Ref()}
			case u.clash[a.what].pos.File != "" && u.same[a.what] == 0:
				issue.Code, issue.Pos, issue.Args = ingest.CodeHintClash, u.clash[a.what].pos, []string{a.what, a.is, u.clash[a.what].says}
			default:
				continue
			}
			told.Add(issue)
		}
	}
}

type attribute struct{ what, is string }

// attributes are what a hint says, in a fixed order.
func (u *hintUse) attributes() []attribute {
	place := u.place.Name
	return []attribute{
		{knownLeftOut, ""}, {knownHeader, ""}, {knownColumn, ""},
		{knownYear, u.Years.String()}, {knownPlace, place}, {knownIndicator, u.Indicator}, {knownUnit, u.Unit}, {knownMeasure, string(u.Measure)},
	}
}
