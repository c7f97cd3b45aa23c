package layout

import (
	"cmp"
	"slices"
	"strings"

	"tongket/ingest"
	"tongket/ingest/words"
)

// Notes read what stands around a table and speaks of its columns: units of all, years
// that are estimates.
type notes struct{ *columnSet }

// pivotSum takes what a pivot table sums up, which stands over the names of its rows, for
// the title's indicator: "Sum of Số hộ nghèo".
func (b notes) pivotSum() {
	for k := range b.columns {
		c := &b.columns[k]
		if c.role != words.RoleLabel && c.role != words.RolePlace {
			continue
		}
		for _, text := range c.stack {
			if sum := words.WithoutSumOf(text); sum != text {
				b.around.indicator, b.around.unit = b.x.CutUnit(words.Tidy(sum))
				b.around.known, b.around.ceremony, b.around.part = b.x.Lex.LookupAny(words.Key(b.around.indicator)) >= 0, false, ""
			}
		}
	}
}

// unitOfLabels takes the unit that the heading of the rows' names gives for all
// of them: "Chỉ tiêu (ĐVT: người)".
func (b notes) unitOfLabels() {
	for k := range b.columns {
		c := &b.columns[k]
		if (c.role == words.RoleLabel || c.role == words.RolePlace) && len(c.stack) > 0 {
			if _, unit := b.x.CutUnit(words.Tidy(c.stack[len(c.stack)-1])); unit != "" {
				b.around.unit = unit
			}
		}
	}
}

// unitOfList takes from the units that the title lists for all figures the one that no
// column names, where columns name the others; else it tells that the unit is not known.
func (b notes) unitOfList() {
	if b.around.unit != "" || len(b.around.units) < 2 || len(b.units) > 0 {
		return
	}
	left, bare := slices.Clone(b.around.units), 0
	for _, c := range b.labels {
		for text := range c.stats.distinct {
			if _, unit := b.x.CutUnit(words.Tidy(text)); unit != "" {
				left = slices.DeleteFunc(left, func(u string) bool { return u == unit })
			}
		}
	}
	for k := range b.columns {
		c := &b.columns[k]
		if c.role != words.RoleFigure || c.skip != "" {
			continue
		}
		if c.unit == "" {
			if c.unit = b.listedUnit(c); c.unit != "" {
				c.identify()
			}
		}
		if c.unit == "" {
			bare++
		}
		left = slices.DeleteFunc(left, func(u string) bool { return u == c.unit })
	}
	switch {
	case bare == 0:
	case len(left) == 1:
		b.around.unit = left[0]
	default:
		b.x.Told.Once(ingest.Issue{Pos: b.corner(), Code: ingest.CodeDoubtful, Args: []string{b.rangeText(), "unit", strings.Join(b.around.units, ", ")}}, b.t.number)
	}
}

// listedUnit is the unit of the title's list that a column's last head is ("Việc"), counts
// ("Số khách hàng còn dư nợ") or, being money ("Tiền"), takes alone.
func (b notes) listedUnit(c *column) string {
	if len(c.path) == 0 {
		return ""
	}
	k := words.Key(c.path[len(c.path)-1].Text)
	var money []string
	for _, u := range b.around.units {
		if unit := words.Key(u); unit == k || words.Counts(k, unit) {
			return u
		}
		if b.x.UnitClass(u) == words.ClassMoney {
			money = append(money, u)
		}
	}
	if len(money) == 1 && words.NamesMoney(k) {
		return money[0]
	}
	return ""
}

// notesBelow reads what the lines below a table say of its figures: years that are
// estimates, and the unit of all where nothing above gives one.
func (b notes) notesBelow() {
	for i := b.t.area.bottom; i < len(b.s.rows) && i < b.t.area.bottom+8; i++ {
		for _, c := range b.s.cells(i, b.t.area.left, b.t.area.right) {
			if c.Kind != ingest.Text {
				continue
			}
			low := words.Fold(c.Text)
			if note, ok := b.x.NoteOfYears(low); ok {
				b.around.note(note)
			}
			if unit, ok := b.x.NotedUnit(c.Text); ok && b.around.unit == "" && !b.tableFollows(i) {
				b.around.unit = unit
			}
			if note := words.UnitNote(c.Text); note != nil && b.around.unit == "" && !b.tableFollows(i) && words.NamesUnit(strings.TrimLeft(low, "(* ")) {
				b.around.unit = b.x.TidyUnit(c.Text[note[2]:note[3]])
			}
		}
	}
}

// tableFollows tells that a line below the table is the unit of the next one: what stands
// in the rows right below it heads figures.
func (b notes) tableFollows(i int) bool {
	for j := i; j < len(b.s.rows) && j <= i+3; j++ {
		if p := b.s.profile(b.t.area, j); p.cells > 1 {
			return true
		}
	}
	return false
}

// noteOfEstimate looks for a starred note in the rows after the table.
func (b notes) noteOfEstimate() bool {
	for i := b.t.area.bottom; i < len(b.s.rows) && i < b.t.area.bottom+8; i++ {
		for _, c := range b.s.cells(i, b.t.area.left, b.t.area.right) {
			low := words.Fold(c.Text)
			if at := strings.IndexByte(low, '*'); c.Kind == ingest.Text && at >= 0 && at < 20 && words.SaysEstimate(low[at:]) {
				return true
			}
		}
	}
	return false
}

// starredEstimates makes estimates of the columns headed by "2019 (*)" where a
// note below the table says so: "(*) Số liệu sơ bộ".
func (b notes) starredEstimates() {
	starred := false
	for k := range b.columns {
		starred = starred || b.columns[k].starred
	}
	if !starred || !b.noteOfEstimate() {
		return
	}
	for k := range b.columns {
		if c := &b.columns[k]; c.starred && (c.measure == "" || c.measure == ingest.Actual) {
			c.measure = ingest.Estimate
		}
	}
}

// lastEstimated is the last single year that a column, a row or the title calls an
// estimate; 0 if none.
func (b notes) lastEstimated() int {
	last := 0
	for _, year := range b.around.estimated {
		last = max(last, year)
	}
	for k := range b.columns {
		c := &b.columns[k]
		if c.role == words.RoleFigure && c.skip == "" && c.measure == ingest.Estimate && c.years.From == c.years.To {
			last = max(last, c.years.To)
		}
	}
	for _, c := range b.years {
		for i := b.t.body; i < b.t.area.bottom; i++ {
			if cell := b.s.inRow(i, c.col); cell != nil && cell.Kind == ingest.Text {
				if h := b.x.ParseHeading(cell.Text); h.Measure == ingest.Estimate && h.Years.From == h.Years.To {
					last = max(last, h.Years.To)
				}
			}
		}
	}
	return last
}

// note adds what a note says of the figures of years.
func (c *surroundings) note(n words.YearNote) {
	switch {
	case n.Years == nil:
		c.measure = ingest.Measure(cmp.Or(string(c.measure), string(n.Measure)))
	case n.Measure == ingest.Estimate:
		c.estimated = append(c.estimated[:len(c.estimated):len(c.estimated)], n.Years...)
	default:
		c.noted = append(c.noted[:len(c.noted):len(c.noted)], n)
	}
}

// notedOf is what notes say of the figures of a year.
func (c *surroundings) notedOf(year ingest.Period) (n words.YearNote) {
	for _, note := range c.noted {
		if year.From == year.To && slices.Contains(note.Years, year.To) {
			return note
		}
	}
	return n
}
