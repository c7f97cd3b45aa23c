package layout

import (
	"slices"
	"strings"

	"tongket/ingest"
	"tongket/ingest/words"
)

// An explainer finds what gave the attributes of a body's figures.
type explainer struct {
	*body
	namers []*column                                     // the columns that name rows
	second struct{ label, place, year, unit words.Role } // what they might have been as well
}

// explain returns the explainer of a body whose columns have their roles.
func (b *body) explain() *explainer {
	e := &explainer{body: b}
	for k := range b.columns {
		c := &b.columns[k]
		switch c.role {
		case words.RoleLabel, words.RolePlace, words.RoleYear, words.RoleKind, words.RoleUnit, words.RoleBreakdown, words.RoleProvince:
			e.namers = append(e.namers, c)
		}
		if c.second == words.RoleNone || c.margin > 9*nearRole {
			continue
		}
		switch c.role {
		case words.RoleLabel:
			e.second.label = c.second
		case words.RolePlace:
			e.second.place = c.second
		case words.RoleYear:
			e.second.year = c.second
		case words.RoleUnit:
			e.second.unit = c.second
		}
	}
	return e
}

// A witness is a text that may have given an attribute of a figure.
type witness struct {
	from ingest.GroundKind
	pos  ingest.Pos
	text string
}

// evidence finds the cells that gave each attribute of a figure: of the texts that
// stand around it, from the nearest out, those that say what the figure has.
func (b *explainer) evidence(i int, c *ingest.Cell, col *column, f *ingest.Fact) (e ingest.Evidence) {
	w := b.witnesses(i, col)
	e.Label = b.labelGround(w, f)
	e.Place = b.placeGround(w, f)
	e.Year = b.ground(w, ingest.GroundNone, func(t witness) bool { return b.saysYear(t, f) })
	if e.Year.From == ingest.GroundNone && f.Years != (ingest.Period{}) {
		e.Year.From = b.elsewhere(b.x.isPeriod(b.s.Sheet) || strings.Contains(b.s.Sheet, f.Years.String()))
	}
	e.Measure = b.ground(w, ingest.GroundDefault, func(t witness) bool { return b.saysMeasure(t, f.Measure) })
	e.Unit = b.unitGround(w, c, f)
	b.others(&e)
	return e
}

// elsewhere is the sheet's name, where that says it, else the file's.
func (b *explainer) elsewhere(sheet bool) ingest.GroundKind {
	if sheet {
		return ingest.GroundSheet
	}
	return ingest.GroundFile
}

// witnesses are the texts around a figure, from the nearest out: its row, the heads
// over it, the bands above it, the title.
func (b *explainer) witnesses(i int, col *column) (list []witness) {
	add := func(from ingest.GroundKind, c *ingest.Cell) {
		if c != nil && c.Kind != ingest.Blank {
			list = append(list, witness{from, b.x.pos(b.s, c), b.s.text(c)})
		}
	}
	for _, n := range b.namers {
		add(ingest.GroundRow, b.namingCell(i, n))
	}
	for k := len(b.stack) - 1; k >= 0 && len(b.labels) > 0; k-- {
		add(ingest.GroundRow, b.s.cell(b.stack[k].row, b.labels[0].col))
	}
	for _, t := range b.t.head {
		add(ingest.GroundHead, b.x.headOver(b.s, b.t.area, []int{t}, col.col))
		add(ingest.GroundHead, b.spread(t, col.col))
	}
	for k := len(b.bands) - 1; k >= 0; k-- {
		at := b.s.rowIndex(b.bands[k].row)
		add(ingest.GroundBand, b.bannerCell(b.s.cells(at, b.t.area.left, b.t.area.right)))
	}
	for _, n := range slicesOf(b.labels, b.places) {
		for _, t := range b.t.head {
			add(ingest.GroundHead, b.s.inRow(t, n.col)) // "Chỉ tiêu (ĐVT: người)"
		}
	}
	for _, t := range b.t.texts {
		list = append(list, witness{ingest.GroundTitle, b.x.pos(b.s, t.cell), t.text})
	}
	return list
}

func slicesOf(lists ...[]*column) (all []*column) {
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// spread is the text left of a column that goes on over it without a merge.
func (b *explainer) spread(r int, col int32) *ingest.Cell {
	for left := col; left >= b.t.firstFigure(); left-- {
		if c := b.s.inRow(r, left); c != nil && b.s.classIn(r, left) != classBlank {
			return c
		}
	}
	return nil
}

// namingCell is the cell of a column that names row i: its own, one merged from above,
// or the last above it.
func (b *explainer) namingCell(i int, n *column) *ingest.Cell {
	for at := i; at >= b.t.body; at-- {
		if c := b.s.inRow(at, n.col); c != nil && b.s.classIn(at, n.col) != classBlank {
			if at == i || b.carried[n.col] == b.s.text(c) && n.role != words.RoleUnit || b.s.extent(c).Row2 >= b.s.rows[i].row {
				return c
			}
			return nil
		}
	}
	return nil
}

// ground is the nearest kind of witness that says an attribute, with all of that kind
// that do.
func (b *explainer) ground(list []witness, none ingest.GroundKind, says func(witness) bool) (g ingest.Ground) {
	g.From = none
	for _, w := range list {
		if (len(g.Cells) == 0 || w.from == g.From) && says(w) {
			g.From = w.from
			g.Add(w.pos)
		}
	}
	return g
}

func (b *explainer) saysYear(w witness, f *ingest.Fact) bool {
	text := strings.Trim(w.text, "() ")
	h := b.x.ParseHeading(text)
	switch {
	case h.Years == f.Years && f.Years != ingest.Period{}:
		return true
	case h.IsRel || h.Since || h.Term:
		return f.Years != ingest.Period{}
	case w.from != ingest.GroundTitle:
		return false
	}
	var title words.Heading
	b.x.TakePeriod(&title, text)
	return title.Years != ingest.Period{} && within(title.Years, f.Years) && within(f.Years, title.Years)
}

func (b *explainer) saysMeasure(w witness, m ingest.Measure) bool {
	if b.x.ParseHeading(w.text).Measure == m {
		return true
	}
	return w.from == ingest.GroundTitle && words.TitleMeasure(words.Fold(w.text)) == m
}

// unitGround is the ground of a unit: the figure's own cell, else what says it around.
func (b *explainer) unitGround(list []witness, c *ingest.Cell, f *ingest.Fact) (g ingest.Ground) {
	if f.Unit == "" {
		return g
	}
	own := c.Kind == ingest.Text && b.s.read(c).Unit == f.Unit
	if format, ok := b.s.format(c); ok && c.Kind == ingest.Number {
		own = format.unit == f.Unit || format.percent && f.Unit == "%"
	}
	if own {
		g.From = ingest.GroundCell
		g.Add(f.Pos)
		return g
	}
	g = b.ground(list, ingest.GroundNone, func(w witness) bool {
		if b.x.TidyUnit(w.text) == f.Unit || b.x.ParseHeading(w.text).Unit == f.Unit {
			return true
		}
		_, unit := b.x.CutUnit(words.Tidy(w.text))
		line := words.UnitNoteLast(w.text)
		note := words.UnitNote(line)
		return unit == f.Unit || note != nil && b.x.TidyUnit(line[note[2]:note[3]]) == f.Unit
	})
	if g.From == ingest.GroundNone {
		g = b.ground(list, ingest.GroundLabel, func(w witness) bool { return b.x.IsDitto(w.text) })
	}
	return g
}

// placeGround is the ground of a place.
func (b *explainer) placeGround(list []witness, f *ingest.Fact) (g ingest.Ground) {
	name, _, within := strings.Cut(f.Place, ", ")
	g = b.ground(list, ingest.GroundDefault, func(w witness) bool {
		p := b.x.placesNamed.Get(w.text, b.x.placeNamed)
		switch {
		case f.Place == "":
			return w.from != ingest.GroundTitle && b.x.IsTotalText(words.LabelText(w.text)) || p.Known && p.Whole || w.from == ingest.GroundTitle && b.x.titlePlaceIs(w.text, "")
		case p.Name == name, within && w.from != ingest.GroundTitle && words.LabelText(w.text) == name: // a commune that bears the name of a district
			return true
		}
		return w.from == ingest.GroundTitle && b.x.titlePlaceIs(w.text, name)
	})
	if g.From == ingest.GroundDefault && f.Place != "" {
		g.From = b.elsewhere(f.PlaceFrom == ingest.FromSheet)
	}
	return g
}

// titlePlaceIs tells a line of a title block that names a place, "" for the whole.
func (x *source) titlePlaceIs(text, name string) bool {
	title := titler{source: x}
	for line := range strings.SplitSeq(text, "\n") {
		says := x.titleLines.Get(words.Tidy(line), title.titleLine)
		if says.rank > 0 && (says.place.Name == name && name != "" || name == "" && says.place.Whole) {
			return true
		}
	}
	return false
}

// labelGround is the ground of a label: the cells that hold its parts.
func (b *explainer) labelGround(list []witness, f *ingest.Fact) (g ingest.Ground) {
	said := make([]string, len(list))
	for n, w := range list {
		said[n] = b.x.labelKeys.Get(w.text, func(text string) string {
			return " " + words.Key(words.LabelText(words.WithoutNumbering(words.Tidy(text)))) + " "
		})
	}
	for part := range strings.SplitSeq(f.Label, " / ") {
		k := words.Key(part)
		if k == "" {
			continue
		}
		if n := slices.IndexFunc(said, func(text string) bool { return strings.Contains(text, " "+k+" ") }); n >= 0 {
			if g.From == ingest.GroundNone {
				g.From = list[n].from
			}
			g.Add(list[n].pos)
		}
	}
	if g.From == ingest.GroundNone {
		g.From = ingest.GroundSheet
	}
	return g
}

// others adds what else was considered: a second role of the column that names rows,
// and the line that nearly named the indicator.
func (b *explainer) others(e *ingest.Evidence) {
	e.Label.Other, e.Place.Other = string(b.second.label), string(b.second.place)
	e.Year.Other, e.Unit.Other = string(b.second.year), string(b.second.unit)
	if e.Label.Other == "" {
		best := max(b.claim.title, b.claim.rows, b.claim.heads)
		for _, l := range []struct {
			name  string
			score float64
		}{{"title", b.claim.title}, {"rows", b.claim.rows}, {"heads", b.claim.heads}} {
			if l.score < best && l.score > 1 {
				e.Label.Other = l.name
			}
		}
	}
}
