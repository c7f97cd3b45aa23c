package layout

import (
	"cmp"
	"tongket/ingest"
	"tongket/ingest/words"
)

// contextOf unites the sheet's title, the table's own caption and the sheet's
// name. What the caption says is the table's own; what it does not say the
// title does, if the tables of the sheet have captions, stand side by side or go
// on with each other.
func (x *titler) contextOf(tables []*table, n int, captions bool, sheetwide, last *surroundings, name surroundings) surroundings {
	t := tables[n]
	texts := x.titleTexts(t)
	var c surroundings
	if n == 0 {
		common, own := texts, []titleText(nil)
		if captions {
			common, own = x.partCaption(texts)
		}
		*sheetwide = x.titleOf(t, common)
		sheetwide.alone = captions && own == nil
		c = x.narrowed(*sheetwide, x.titleOf(t, own))
	} else {
		c = x.laterContext(t, captions, sheetwide, last, texts)
	}
	*last = c
	if x.opt.Explain != nil {
		t.texts = texts
		if n > 0 {
			t.texts = append(texts[:len(texts):len(texts)], tables[0].texts...)
		}
	}
	x.addName(t, &c, name)
	x.addFile(t, &c)
	if !c.known && words.NamesField(words.Fold(c.indicator)) {
		c.indicator, c.ceremony = "", false
	}
	return c
}

// laterContext is that of a table after the first of its sheet.
func (x *titler) laterContext(t *table, captions bool, sheetwide, last *surroundings, texts []titleText) surroundings {
	beside := t.shared != t.area && t.area.left > t.shared.left
	if beside {
		texts = x.ownTexts(t, texts)
	}
	own := x.titleOf(t, texts)
	switch {
	case captions && (own.indicator != "" || own.rank > 0 || own.years != ingest.Period{} || own.term != ingest.Period{} || own.measure != ""), beside:
		return x.narrowed(*sheetwide, own)
	case own.indicator == "" && x.continues(t):
		return x.narrowed(*last, own)
	}
	base := *sheetwide
	base.indicator, base.known, base.ceremony, base.unit, base.part = "", false, false, "", ""
	return x.narrowed(base, own)
}

// captioned tells that tables after the first have a text above them that names
// something.
func (x *titler) captioned(tables []*table) bool {
	for _, t := range tables[1:] {
		texts := x.titleTexts(t)
		if t.shared != t.area && t.area.left > t.shared.left {
			texts = x.ownTexts(t, texts)
		}
		for _, tt := range texts {
			if x.namesTable(tt.text) {
				return true
			}
		}
	}
	return false
}

// goesOnBeside tells a table right of another that is headed as it is and has no
// caption of its own: the rows of one list in two halves.
func (x *titler) goesOnBeside(left, t *table) bool {
	if left.shared != t.shared || t.area.left <= left.area.right || len(left.head) != len(t.head) || left.head[0] != t.head[0] {
		return false
	}
	for _, tt := range x.ownTexts(t, x.titleTexts(t)) {
		if x.namesTable(tt.text) && tt.cell.Col >= t.area.left {
			return false
		}
	}
	for _, r := range t.head {
		a, b := left.s.cells(r, left.area.left, left.area.right), t.s.cells(r, t.area.left, t.area.right)
		if len(a) != len(b) {
			return false
		}
		for k := range a {
			if x.keys.Get(left.s.text(&a[k]), words.Key) != x.keys.Get(t.s.text(&b[k]), words.Key) {
				return false
			}
		}
	}
	return true
}

// namesTable tells a text above a table that is neither its unit, a remark nor the
// translation of its title.
func (x *titler) namesTable(text string) bool {
	rest, _ := x.titleUnit(words.Tidy(text))
	return rest != "" && !words.Continues(words.Fold(text)) && !words.IsRemark(text) && !words.EndsTable(text) && !words.Translates(rest)
}

// ownTexts are the texts above a table's own columns.
func (x *titler) ownTexts(t *table, texts []titleText) (own []titleText) {
	for _, tt := range texts {
		if tt.cell.Col >= t.area.left && tt.cell.Col <= t.area.right {
			own = append(own, tt)
		}
	}
	return own
}

// partCaption parts the last text that names something from those above it.
func (x *titler) partCaption(texts []titleText) (common, own []titleText) {
	for k := len(texts) - 1; k > 0; k-- {
		if x.namesTable(texts[k].text) {
			common = append(append(common, texts[:k]...), texts[k+1:]...)
			return common, texts[k : k+1]
		}
	}
	return texts, nil
}

// narrowed is what a caption says, and for the rest what stands above it.
func (x *titler) narrowed(c, own surroundings) surroundings {
	c.text += own.text
	c.unit = cmp.Or(own.unit, c.unit)
	if own.units != nil {
		c.units, c.unit = own.units, own.unit
	}
	c.estimated = append(c.estimated[:len(c.estimated):len(c.estimated)], own.estimated...)
	c.noted = append(c.noted[:len(c.noted):len(c.noted)], own.noted...)
	if own.rank > 0 && (c.rank < 2 || own.rank > 1) {
		if x.depth(own.place) > x.depth(c.place) && !c.place.Whole {
			c.within = c.place.Name
		}
		c.place, c.rank, c.origin = own.place, own.rank, own.origin
	}
	if own.province != "" {
		c.province, c.home = own.province, own.home
	}
	if own.years != (ingest.Period{}) || own.term != (ingest.Period{}) || own.skip != "" {
		c.years, c.term, c.skip, c.ofPart = own.years, own.term, own.skip, own.ofPart
	}
	c.measure = ingest.Measure(cmp.Or(string(own.measure), string(c.measure)))
	switch {
	case own.indicator == "":
		c.part = cmp.Or(own.part, c.part)
	case own.rank == 0 && properNoun(own.indicator) && !own.known && !words.HasAcronym(own.indicator):
		c.place, c.rank, c.origin = words.PlaceMatch{Name: own.indicator}, 2, ingest.FromTitle
	case own.known, own.unit != "", c.indicator == "", words.OpensIndicator(words.Fold(own.indicator)):
		c.indicator, c.known, c.ceremony, c.part = own.indicator, own.known, own.ceremony, ""
		if c.alone { // the title above was the first table's own
			c.unit = own.unit
		}
	default:
		c.part = own.indicator
	}
	return c
}
