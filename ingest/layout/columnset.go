package layout

import (
	"cmp"
	"slices"
	"tongket/ingest"
	"tongket/ingest/words"
)

// A columnSet is the columns of a table and what they are to each other: wholes and
// parts, years and their totals, names and figures.
type columnSet struct {
	x       *source
	t       *table
	s       *sheet
	around  surroundings
	columns []column
	byCol   map[int32]*column

	labels, places, years []*column // columns that name rows
	kinds, units, extras  []*column
	province              *column
	onlyPlaces            bool         // rows are places
	headed                bool         // columns of figures have heads: one that has none holds none
	titleHeaded           bool         // a column of its own is headed by what the title names
	leavesDiffer          bool         // heads that name what is counted name several things: "Số vụ", "Số đối tượng"
	oneMeasure            bool         // all columns name the same measure, or none
	partYears             bool         // years that heads and rows name are parts of them, as the title says
	kept                  *ingest.Cell // the head of one that is taken for a whole year all the same
	estimatedTo           int          // the last year that the table calls an estimate; 0 = none
	comparisons           *comparisons
}

// measuresAlike tells that no two columns of figures differ in their measure.
func (b *columnSet) measuresAlike() bool {
	first := true
	var one ingest.Measure
	for k := range b.columns {
		c := &b.columns[k]
		if c.role != words.RoleFigure && c.role != words.RoleValue || c.skip != "" {
			continue
		}
		if !first && c.measure != one {
			return false
		}
		one, first = c.measure, false
	}
	return true
}

// countsDiffer tells that several heads name what is counted and nothing else, and not
// the same.
func (b *columnSet) countsDiffer() bool {
	first := ""
	for k := range b.columns {
		c := &b.columns[k]
		if c.role != words.RoleFigure || c.skip != "" || len(c.path) != 1 || !b.x.countLeaf(c.path[0].Text) {
			continue
		}
		if leaf := words.Key(c.path[0].Text); first != "" && leaf != first {
			return true
		} else {
			first = leaf
		}
	}
	return false
}

// titleHeaded tells that a column is headed by the very indicator that the title names, or
// its initials: "Số hộ" beside "Số hộ nghèo" counts all.
func titleHeaded(b *columnSet) bool {
	return b.around.indicator != "" && slices.ContainsFunc(b.columns, func(c column) bool {
		return c.role == words.RoleFigure && c.skip == "" && len(c.path) == 1 && words.SameCount(c.path[0].Text, b.around.indicator)
	})
}

// areasAsPlaces takes a column of nothing but areas ("Thành thị", "Nông thôn") for one
// of places, where it alone names rows and the sheet is about no smaller place.
func (b *columnSet) areasAsPlaces() {
	var only *column
	for k := range b.columns {
		switch c := &b.columns[k]; {
		case c.role == words.RoleLabel && only == nil:
			only = c
		case c.role == words.RoleLabel, c.role == words.RolePlace, c.role == words.RoleBreakdown, c.headsPlace():
			return
		}
	}
	if only != nil && (b.around.place.Whole || b.around.place.Name == "") && b.x.areasAlone(only) {
		only.role = words.RolePlace
	}
}

// estimateSums makes estimates of the columns of several years ("Cộng 5 năm",
// "2016-2020") that name no measure and hold a year which is one itself.
func (b *columnSet) estimateSums() {
	for k := range b.columns {
		c := &b.columns[k]
		if c.role != words.RoleFigure || c.skip != "" || c.measure != "" {
			continue
		}
		years := c.years
		switch {
		case c.since:
			years = b.termTo(c)
		case c.term && years == ingest.Period{}:
			years = b.term()
		}
		if years.From < years.To && b.estimatedYear(years, c.path) {
			c.measure = ingest.Estimate
		} else if years.From < years.To && !c.since {
			c.measure = b.measureOfYears(years, c.path)
		}
	}
}

// measureOfYears is the plan or target that all columns of single years of the period are,
// two at least, the target where some are one; "" where they are not.
func (b *columnSet) measureOfYears(years ingest.Period, p words.LabelPath) (one ingest.Measure) {
	n, had := 0, ingest.Measure("")
	for k := range b.columns {
		c := &b.columns[k]
		if c.role != words.RoleFigure || c.skip != "" || c.years.From != c.years.To || !within(c.years, years) || c.path.String() != p.String() {
			continue
		}
		if c.measure != ingest.Plan && c.measure != ingest.Target {
			return ""
		}
		if one = c.measure; n > 0 && one == ingest.Plan && had == ingest.Target {
			one = had
		}
		n, had = n+1, one
	}
	if n < 2 {
		return ""
	}
	return one
}

// estimatedYear tells whether a column of estimates is one year of the period.
func (b *columnSet) estimatedYear(years ingest.Period, p words.LabelPath) bool {
	for k := range b.columns {
		c := &b.columns[k]
		if c.role == words.RoleFigure && c.skip == "" && c.measure == ingest.Estimate && c.years.From == c.years.To && within(c.years, years) && c.path.String() == p.String() {
			return true
		}
	}
	return false
}

func (b *columnSet) sort(c *column) {
	b.byCol[c.col] = c
	switch c.role {
	case words.RoleLabel:
		if len(b.labels) > 0 {
			c.role = words.RoleBreakdown
			b.extras = append(b.extras, c)
			return
		}
		b.labels = append(b.labels, c)
	case words.RolePlace:
		b.places = append(b.places, c)
	case words.RoleYear:
		b.years = append(b.years, c)
	case words.RoleKind:
		b.kinds = append(b.kinds, c)
	case words.RoleUnit:
		b.units = append(b.units, c)
	case words.RoleBreakdown:
		b.extras = append(b.extras, c)
	case words.RoleProvince:
		b.province = c
	}
}

// outermostFirst puts the columns of places in the order in which the places lie in each
// other, where their heads say so: "Xã | Thuộc huyện".
func outermostFirst(b *columnSet) {
	tiers := map[*column]int{}
	for _, c := range b.places {
		if tiers[c] = words.PlaceTier(b.x.headAt(b.t, c.col)); tiers[c] == 0 {
			return
		}
	}
	slices.SortStableFunc(b.places, func(c, d *column) int { return cmp.Compare(tiers[c], tiers[d]) })
}

// markHead accounts for the numbers of the header.
func (b *columnSet) markHead() {
	for _, r := range b.t.head {
		cells := b.s.cells(r, b.t.area.left, b.t.area.right)
		for k := range cells {
			b.s.mark(&cells[k], headReason(b.x, b.s, &cells[k]))
		}
	}
	if b.t.numbers >= 0 {
		b.markRow(b.t.numbers, ingest.ReasonColumnNumber)
	}
}

func headReason(x *source, s *sheet, c *ingest.Cell) ingest.Reason {
	if _, year := x.yearOf(s, c); year || c.Kind == ingest.Date || c.Kind == ingest.Text && s.read(c).Kind == words.IsDate {
		return ingest.ReasonYear
	}
	return ingest.ReasonHeader
}

func (b *columnSet) markRow(i int, r ingest.Reason) {
	cells := b.s.cells(i, b.t.area.left, b.t.area.right)
	for k := range cells {
		b.s.mark(&cells[k], r)
	}
}

// anyFigure tells that row i has a figure or a mark in a column of figures.
func (b *columnSet) anyFigure(i int) bool {
	from, cells := b.s.span(i, b.t.area.left, b.t.area.right)
	for k := range cells {
		c := b.byCol[cells[k].Col]
		if c != nil && (c.role == words.RoleFigure || c.role == words.RoleValue) && b.s.classes[from+k].isFigure() {
			return true
		}
	}
	return false
}

// serialOf is the row's number as its column of serial numbers gives it.
func (b *columnSet) serialOf(i int) string {
	for k := range b.columns {
		if c := &b.columns[k]; c.role == words.RoleSerial {
			return words.Tidy(b.s.text(b.s.inRow(i, c.col)))
		}
	}
	return ""
}

func (b *columnSet) headingUnit(i int, l rowLabel) string {
	for _, c := range b.units {
		if cell := b.s.inRow(i, c.col); cell != nil && cell.Kind == ingest.Text {
			if u := b.x.TidyUnit(cell.Text); u != "" {
				return u
			}
		}
	}
	return l.unit
}
