package layout

import (
	"cmp"
	"slices"
	"strings"
	"tongket/ingest"
	"tongket/ingest/words"
	"unicode"
	"unicode/utf8"
)

// A headText is one text over a column of figures, and what it says there.
type headText struct {
	row  int // of the header
	text string
	said words.Heading
}

// A headLine is what the texts of one row of a header say together.
type headLine struct {
	places bool // they name places
	firsts bool // what stands before their dashes names places: "Việt Trì - Nữ"
	dashed bool // two levels stand in each, parted by a dash
	serial bool // at least two bear a number: "10. Thu nhập"
	tiers  bool // at least two of them are tiers of government: "Tỉnh" among them is not the whole
	grades bool // they name grades of schools: "TC" among them is no total, "TH" no result
}

// readHeads unites what the texts above the figure columns say: of each line
// what its texts are together, then of each column what all lines say of it.
func (x *columnReader) readHeads(t *table, list []column) {
	lines := map[int]*headLine{}
	for k := range list {
		if c := &list[k]; c.role == words.RoleFigure || c.role == words.RoleValue {
			x.parseHeads(t, c)
		}
	}
	for _, r := range t.head {
		lines[r] = x.lineOf(list, r)
	}
	leaves := map[string]string{}
	for k := range list {
		if c := &list[k]; c.role == words.RoleFigure || c.role == words.RoleValue {
			x.uniteHeads(c, lines)
			x.noteLeaf(leaves, c)
		}
	}
	for k := range list {
		if c := &list[k]; len(c.path) > 1 && leaves[words.Key(c.path[len(c.path)-1].Text)] != "\x00" {
			x.dropParents(c)
		}
	}
	dropGivers(list)
	continueNames(x, list)
}

// continueNames gives the columns whose only head is a period or a measure the name that
// the column before them has beside its own: "Số hộ nghèo năm 2019", and then "Ước năm 2020".
func continueNames(x *columnReader, list []column) {
	named := slices.ContainsFunc(list, func(c column) bool { return c.role == words.RoleLabel })
	var last *column
	bare := false // a column before has a period alone: it is of what the title names
	for k := range list {
		c := &list[k]
		if c.role != words.RoleFigure || c.skip != "" {
			continue
		}
		bare = bare || last == nil && len(c.heads) == 1 && len(c.path) == 0
		switch {
		case len(c.heads) != 1 || c.years == ingest.Period{} && c.measure == "":
			last = nil
		case len(c.path) > 0:
			if last = c; words.RemarksOnYear(c.heads[0].text) || (named || bare) && x.Lex.LookupAny(words.Key(c.path[0].Text)) < 0 && !words.OpensName(words.Fold(c.path[0].Text)) {
				last = nil
			}
		case last != nil && c.heads[0].row == last.heads[0].row && !c.total && !c.isPlace:
			c.path, c.unit, c.counted = last.path, cmp.Or(c.unit, last.unit), cmp.Or(c.counted, last.counted)
		}
	}
}

// dropGivers leaves out who set a plan where no other column has one for the same years:
// "KH HĐND giao" beside "Ước TH".
func dropGivers(list []column) {
	for k := range list {
		c := &list[k]
		n := len(c.path) - 1
		if c.role != words.RoleFigure || n < 0 || !words.IsGiver(c.path[n].Text) || c.measure != ingest.Plan && c.measure != ingest.Target {
			continue
		}
		other := slices.ContainsFunc(list, func(o column) bool {
			return o.col != c.col && o.role == words.RoleFigure && o.measure == c.measure && o.years == c.years && len(o.path) >= n && o.path[:n].Id() == c.path[:n].Id()
		})
		if !other {
			c.path = c.path[:n]
		}
	}
}

// noteLeaf keeps the parents of each leaf, "\x00" for one that stands below
// several.
func (x *columnReader) noteLeaf(leaves map[string]string, c *column) {
	if len(c.path) < 2 {
		return
	}
	leaf, parents := words.Key(c.path[len(c.path)-1].Text), words.Key(c.path[:len(c.path)-1].String())
	if known, ok := leaves[leaf]; ok && known != parents {
		parents = "\x00"
	}
	leaves[leaf] = parents
}

func (x *columnReader) parseHeads(t *table, c *column) {
	for n, text := range c.stack {
		said := x.ParseHeading(text)
		if n > 0 && said.Spent() && said.Measure == "" && words.NamesTarget(text) {
			said.Measure = ingest.Target // "Chỉ tiêu" beside "Thu" and "Chi" of a year
		}
		if (!said.Spent() || !said.Says()) && (said.Unit == "" || x.IsUnit(text)) && n > 0 && (x.unitLine(t, c.rows[n]) || x.IsUnit(text) && (words.Tidy(text) == "%" || x.UnitClass(x.TidyUnit(text)) != words.ClassPerCent) && x.mostlyUnits(t, c.rows[n])) { // "người" alone may be a head, below a head and among units it is none
			said = words.Heading{Unit: x.TidyUnit(text)}
		}
		if n > 0 && said.Spent() && said.Measure != "" && said.Years == (ingest.Period{}) && runeLen(words.Tidy(text)) == 2 && x.mostlyUnits(t, c.rows[n]) {
			said = words.Heading{Unit: words.Tidy(text)} // "KH" among units counts customers
		}
		if said.Spent() && said.Unit != "" && x.IsUnit(words.DropEnglish(text)) && x.namesCounted(text, said.Unit) && !x.mostlyUnits(t, c.rows[n]) {
			said.Part, c.counted, said.Unit = words.Tidy(words.DropEnglish(text)), said.Unit, "" // "Trẻ em" beside "Người cao tuổi"
		}
		c.heads = append(c.heads, headText{c.rows[n], text, said})
	}
}

// mostlyUnits tells a row of a header of which at least every second text is a unit.
func (x *columnReader) mostlyUnits(t *table, r int) bool {
	units, all := 0, 0
	from, cells := t.s.span(r, t.area.left, t.area.right)
	for k := range cells {
		if c := &cells[k]; t.s.classes[from+k] != classBlank && c.Col >= t.firstFigure() {
			all++
			units += boolInt(x.IsUnit(c.Text))
		}
	}
	return all > 1 && 2*units >= all || x.unitLine(t, r)
}

// namesCounted tells a head that is a unit and may be the name of what is counted: it
// opens with a capital, and stands in no brackets.
func (x *columnReader) namesCounted(text, unit string) bool {
	first, _ := utf8.DecodeRuneInString(words.Tidy(text))
	class := x.UnitClass(unit)
	return unicode.IsUpper(first) && (class == words.ClassPeople || class == words.ClassOther) && text != strings.ToUpper(text)
}

// unitLine tells a row of a header whose texts are units, most of them known,
// all in brackets or all known.
func (x *columnReader) unitLine(t *table, r int) bool {
	units, all, bare, long, small := 0, 0, 0, 0, 0
	from, cells := t.s.span(r, t.area.left, t.area.right)
	for k := range cells {
		c := &cells[k]
		if t.s.classes[from+k] == classBlank || c.Col < t.firstFigure() {
			continue
		}
		all++
		unit := x.IsUnit(c.Text)
		units += boolInt(unit)
		small += boolInt(!unit && c.Text == words.Lower(c.Text))
		bare += boolInt(!strings.HasPrefix(c.Text, "("))
		inner := strings.Trim(words.Tidy(c.Text), "()")
		long += boolInt(len(strings.Fields(inner)) > 3 || inner != words.Lower(inner) || words.HasDigit(inner) || x.IsVague(inner))
	}
	return all > 0 && (units == all || all > 3 && 4*units >= 3*all && units+small == all || units > 0 && bare == 0 || bare == 0 && long == 0 && r == t.head[len(t.head)-1])
}

// lineOf tells whether the texts of a header's row name places: all of those
// that name anything, and at least one without a doubt or several alike.
func (x *columnReader) lineOf(list []column, row int) *headLine {
	whole, first := newPlaceTally(x.source), newPlaceTally(x.source)
	lefts, rights, dashes, texts := map[string]bool{}, map[string]bool{}, 0, 0
	grades, planned, numbers, tiers := false, false, 0, map[string]bool{}
	for k := range list {
		for _, h := range list[k].heads {
			if h.row != row {
				continue
			}
			grades = grades || words.IsShortGrade(h.text)
			planned = planned || h.said.Spent() && h.said.Measure == ingest.Plan
			if words.IsTier(h.text) {
				tiers[words.Fold(h.text)] = true
			}
			if h.said.Spent() || h.said.Skip != "" {
				continue
			}
			numbers += boolInt(words.HasDigit(h.said.Part[:1]) && words.WithoutNumbering(h.said.Part) != h.said.Part)
			whole.add(h.said.Part)
			texts++
			if left, right, ok := strings.Cut(h.said.Part, " - "); ok {
				lefts[left], rights[right] = true, true
				dashes++
				first.add(left)
			} else {
				first.others++
			}
		}
	}
	return &headLine{places: whole.places(), firsts: first.places(), dashed: dashes == texts && texts > 1 && (len(lefts) < dashes || len(rights) < dashes), serial: numbers > 1, tiers: len(tiers) > 1, grades: grades && !planned}
}

// A placeTally counts what the texts of a line may be.
type placeTally struct {
	x                   *source
	seen                map[string]bool
	sure, names, others int
}

func newPlaceTally(x *source) *placeTally { return &placeTally{x: x, seen: map[string]bool{}} }

func (p *placeTally) add(text string) {
	if p.seen[text] || p.x.IsTotalText(text) {
		return
	}
	p.seen[text] = true
	switch n := p.x.natures.Get(text, p.x.nature); {
	case n.place == 1 && n.known == 0:
		p.sure++
	case n.name == 1 && n.opening == 0:
		p.names++
	default:
		p.others++
	}
}

func (p *placeTally) places() bool {
	named := p.sure + p.names
	return p.sure > 0 && (p.others == 0 || named > 6*p.others) || p.sure > 2 && p.others <= max(1, (p.sure-1)/3) || p.names > 2 && p.others == 0
}

// uniteHeads unites what the texts over a column say, top down.
func (x *columnReader) uniteHeads(c *column, lines map[int]*headLine) {
	rel := ingest.NoPart
	for n := range c.heads {
		h := &c.heads[n]
		if h.said.Spent() && lines[h.row].grades && words.IsUnclearGrade(h.text) {
			h.said = words.Heading{Part: words.Tidy(h.text)}
		}
		if lines[h.row].serial {
			h.said.Part = words.WithoutNumbering(h.said.Part)
		}
		if lines[h.row].tiers && words.IsTier(h.text) {
			h.said = words.Heading{Part: words.Tidy(h.text)}
		}
		if n > 0 && words.IsGiver(h.text) && h.said.Measure == "" {
			h.said = words.Heading{Part: words.Tidy(h.text)}
			if c.measure == "" && words.SaysGiven(h.text) {
				h.said.Measure = ingest.Target // "Huyện giao" below a year
			}
		}
		x.uniteHeading(c, h.said)
		if h.said.Rel != ingest.NoPart {
			rel = h.said.Rel
		}
		if n < len(c.heads)-1 && words.OpensGrouping(h.text) {
			continue // "Phân theo giới tính" over "Nam" and "Nữ"
		}
		if n < len(c.heads)-1 && words.NamesDecision(h.text) {
			continue // "Quyết định đầu tư" over "Số, ngày" and "Tổng mức đầu tư"
		}
		part, inner := x.CutRelation(x.headPlace(c, h, lines[h.row]))
		if inner != ingest.NoPart {
			rel = inner
		}
		if part == "" || c.skip != "" || x.HeaderWord(words.Key(part)) == words.RoleValue || n < len(c.heads)-1 && x.IsUnit(part) && part == words.Lower(part) {
			continue
		}
		if k := len(c.path); k > 0 && words.Key(c.path[k-1].Text) == words.Key(part) {
			continue
		}
		if left, right, ok := strings.Cut(part, " - "); ok && lines[h.row].dashed {
			if cut, unit := x.CutUnit(left); unit != "" {
				left, c.unit = cut, cmp.Or(c.unit, unit)
			}
			c.path = append(c.path, words.LabelPart{Text: words.LabelText(left)})
			part = right
		}
		c.path = append(c.path, words.LabelPart{Text: words.LabelText(part), Rel: rel})
		rel = ingest.NoPart
	}
	if c.unit == "" && len(c.path) > 0 && words.IsRate(words.Key(c.path[len(c.path)-1].Text)) {
		c.unit = "%"
	}
}

// headPlace takes the place that a text names, in the light of its line, and
// returns what else it says.
func (x *columnReader) headPlace(c *column, h *headText, line *headLine) string {
	part := h.said.Part
	switch {
	case part == "":
		return ""
	case line.tiers && words.IsTier(h.text), words.IsGiver(h.text):
		return part
	case line.places:
		if x.IsTotalText(part) {
			c.total = true
			return ""
		}
		c.place, c.isPlace = x.placeNamed(part), true
		return ""
	case line.firsts:
		left, rest, _ := strings.Cut(part, " - ")
		if x.IsTotalText(left) {
			c.total = true
		} else {
			c.place, c.isPlace = x.placeNamed(left), true
		}
		if x.IsTotalText(rest) {
			return ""
		}
		return rest
	}
	if p, ok := x.Place(part); ok && (p.Known || p.Kind != "" && !words.OpensOthers(p.Kind)) && h == &c.heads[len(c.heads)-1] {
		c.place, c.isPlace = p, true
		return ""
	}
	for _, sep := range []string{" - ", " – "} { // "Kinh phí (đồng) - Tổng số"
		left, right, ok := strings.Cut(part, sep)
		if ok && x.IsTotalText(right) {
			c.total = true
			if cut, unit := x.CutUnit(left); unit != "" {
				left, c.unit = cut, cmp.Or(c.unit, unit)
			}
			return left
		}
		if ok && x.IsTotalText(left) {
			c.total = true
			return right
		}
	}
	return part
}

// uniteHeading adds what a text says beside its words.
func (x *columnReader) uniteHeading(c *column, h words.Heading) {
	if c.skip == "" {
		c.skip = h.Skip
	}
	x.uniteYears(c, h)
	if h.Measure != "" && !(c.measure == ingest.Estimate && h.Measure == ingest.Actual) { // "TH" below "Ước năm 2020" is an estimate
		c.measure = h.Measure
	}
	if h.Unit != "" {
		c.unit = h.Unit
	}
	c.starred, c.total = c.starred || h.Starred, c.total || h.Total
}

// dropParents leaves out what stands above a leaf that is an indicator's name
// by itself, unless the parent is one too and the leaf may be a part of it.
func (x *columnReader) dropParents(c *column) {
	if len(c.path) < 2 {
		return
	}
	leaf := c.path[len(c.path)-1]
	if leaf.Rel != ingest.NoPart || x.IsVague(leaf.Text) || len(x.Lex.ByKey[words.Key(leaf.Text)]) == 0 {
		return
	}
	parent := x.Lex.LookupAny(words.Key(c.path[:len(c.path)-1].String()))
	if parent < 0 || words.OpensName(words.Fold(leaf.Text)) {
		c.path = c.path[len(c.path)-1:]
	}
}

// uniteYears takes the deeper of two periods where it lies in the other.
func (x *columnReader) uniteYears(c *column, h words.Heading) {
	c.since, c.term = c.since || h.Since, c.term || h.Term
	if h.IsRel {
		c.isRel, c.rel = true, h.Relative
	}
	switch {
	case h.Years == ingest.Period{}:
	case c.years == ingest.Period{}, c.years.From <= h.Years.From && h.Years.To <= c.years.To && c.years.From != c.years.To:
		c.years = h.Years
	case c.years == h.Years, h.Years.From <= c.years.From && c.years.To <= h.Years.To:
	default:
		c.clash = [2]string{c.years.String(), h.Years.String()}
	}
}
