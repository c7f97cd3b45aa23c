package layout

import (
	"cmp"
	"path"
	"strings"
	"tongket/ingest"
	"tongket/ingest/words"
	"unicode"
)

// titlePlace notes the place that a text of the title block names.
func (x *titler) titlePlace(says *titleLine, text string, rank int) {
	low := words.Fold(text)
	if p, ok := x.departmentOf(low, text); ok {
		says.place, says.rank = p, 1
		return
	}
	if rank == 3 && words.IsDepartment(low) {
		says.place, says.rank = words.PlaceMatch{Whole: true, Known: true}, rank
		return
	}
	for inner, outer := words.OuterPlace(text); outer != ""; inner, outer = words.OuterPlace(text) {
		p, ok := x.Place(outer)
		if !ok || p.Ambiguous {
			break
		}
		says.outer, text = append(says.outer, p), inner
	}
	p, ok := x.Place(text)
	if ok && p.Ambiguous && rank < 3 {
		p, ok = x.Lex.Shared(p.Name, true)
	}
	if !ok && rank == 1 {
		x.placeInside(says, text)
		return
	}
	if !ok && rank == 3 && unicode.IsUpper([]rune(text)[0]) && !words.IsLetterhead(low) {
		_, bare := x.SplitPlace(text)
		p, ok = words.PlaceMatch{Name: bare}, true
	}
	if ok {
		says.place, says.rank = p, rank
	}
}

// departmentOf is another province whose department a line names without saying that it
// is one: "SỞ LAO ĐỘNG - TB&XH BẮC GIANG".
func (x *titler) departmentOf(low, line string) (words.PlaceMatch, bool) {
	if !words.IsDepartment(low) || len(x.Lex.Places) == 0 {
		return words.PlaceMatch{}, false
	}
	texts := strings.Fields(strings.TrimRight(line, " .:;,"))
	for n := min(4, len(texts)-1); n > 1; n-- {
		name := strings.Join(texts[len(texts)-n:], " ")
		if key := words.Key(name); x.IsNationPlace(key) && len(x.Lex.ByBare[key]) == 0 {
			return x.Place(words.ProvinceKind() + " " + name)
		}
	}
	return words.PlaceMatch{}, false
}

func (x *titler) setPlace(t *table, c *surroundings, p words.PlaceMatch, rank int, cell *ingest.Cell) {
	switch {
	case p.Known && p.Whole:
		if p.Name != "" {
			c.province, c.home = p.Name, true // whatever other is mentioned
		}
	case words.IsProvinceWord(p.Kind) && !p.Known:
		p.Whole = true // another province's sheet: that is its whole
		if _, bare := x.SplitPlace(p.Name); c.province == "" && len(x.Lex.Places) > 0 {
			c.province = words.ProperName(bare)
		}
	}
	if rank > 1 && c.rank > 1 && x.depth(p) > x.depth(c.place) {
		c.within, c.place, c.rank, c.origin = c.place.Name, p, rank, ingest.FromTitle
		return
	}
	if rank > 1 && c.rank > 1 && x.depth(p) < x.depth(c.place) && !p.Whole {
		c.within = p.Name
		return
	}
	if rank > 1 && c.rank > 1 && !p.Whole && !c.place.Whole && p.Name != c.place.Name {
		x.Told.Once(ingest.Issue{Pos: x.pos(t.s, cell), Code: ingest.CodeContradiction, Raw: words.Tidy(cell.Text), Args: []string{"place", c.place.Name, p.Name, c.place.Name}}, t.number)
		return
	}
	if rank == 1 && c.rank == 2 && c.indicator == "" && x.depth(p) > 1 && (c.place.Whole || x.depth(p) == 3 && x.depth(c.place) == 2) {
		if !c.place.Whole {
			c.within = c.place.Name
		}
		c.place, c.origin = p, ingest.FromTitle // the office of a commune, below its district's name
		return
	}
	if rank == 2 && c.rank == 1 && !p.Whole && x.depth(p) < x.depth(c.place) && x.depth(p) > 0 {
		c.within = p.Name // the district of the commune whose letterhead stands above
		return
	}
	if rank > c.rank || rank == c.rank && (c.place.Whole && !p.Whole || x.depth(p) > x.depth(c.place)) {
		c.place, c.rank, c.origin = p, rank, ingest.FromTitle
	}
}

// placeInside finds a place named with its kind in a line, and cuts it out. A
// line that is a place and nothing else counts as well.
func (x *titler) placeInside(says *titleLine, line string) string {
	line = words.WithoutUnion(line)
	whole := strings.Trim(line, " .:;,()–-")
	if p, ok := x.Place(whole); ok && (p.Known || p.Kind != "") && !strings.ContainsAny(whole, ",;:") && len(strings.Fields(whole)) <= 6 {
		if !x.IsTotalWord(words.Key(whole)) {
			says.place, says.rank = p, 2
			return ""
		}
	}
	if p, ok := x.Place(whole); ok && p.Ambiguous {
		if p, ok = x.Lex.Shared(p.Name, true); ok {
			says.place, says.rank = p, 2
			return ""
		}
	}
	if before, inner, ok := strings.Cut(strings.TrimRight(line, " .:;"), "("); ok && strings.HasSuffix(inner, ")") && strings.TrimSpace(before) != "" { // "SỐ HỘ NGHÈO (LÂM THAO)"
		if p, ok := x.Place(strings.TrimSuffix(inner, ")")); ok && p.Known && !p.Whole && !p.Ambiguous {
			says.place, says.rank = p, 2
			return strings.TrimSpace(before)
		}
	}
	if x.IsNationPlace(words.Key(whole)) {
		says.place, says.rank = words.PlaceMatch{Name: words.ProperName(whole)}, 2
		return ""
	}
	if rest, nation := words.CutNation(line); nation != "" {
		says.place, says.rank, line = words.PlaceMatch{Name: nation}, 2, rest
	}
	for _, w := range words.PlaceWords(line) {
		after := line[w.After:]
		name := x.nameAfter(opening(after))
		if next := words.PlaceWords(opening(after)); len(next) > 0 && next[0].Start == 0 {
			continue // "CÁC HUYỆN, THÀNH PHỐ TỈNH HÀ GIANG"
		}
		if name == "" || words.IsCommuneWord(words.Fold(line[w.Start:w.End])) && !x.communeName(line, after, name) {
			continue
		}
		if p, ok := x.Place(line[w.Start:w.After] + name); ok {
			says.place, says.rank = p, 2-boolInt(words.IsLetterhead(words.Fold(line)))
			return words.Tidy(words.CutBeforePlace(line[:w.Start]) + " " + words.WithoutOuter(line[w.After+len(name):]))
		}
	}
	return line
}

// opening is as much of a text as a name may take.
func opening(s string) string {
	const most = 200
	if len(s) <= most {
		return s
	}
	return s[:max(1, strings.LastIndexByte(s[:most], ' '))]
}

// communeName tells that what follows "xã" is a name: words with capitals in a
// line that has small letters; in a title all of capitals, what ends the line.
func (x *titler) communeName(line, after, name string) bool {
	if x.BeginsNoCommune(name) {
		return false
	}
	if line != strings.ToUpper(line) {
		return true
	}
	rest := strings.TrimLeft(after[len(name):], " .:;,()–-")
	return len(strings.Fields(name)) <= 3 && (rest == "" || words.HasPlaceWord(rest) || x.IsFiller(words.Fold(rest)))
}

// nameAfter is the name that a text begins with: the longest that the
// vocabulary has, else the words with a capital.
func (x *titler) nameAfter(s string) string {
	texts := strings.Fields(s)
	for n := min(4, len(texts)); n > 0; n-- {
		name := strings.Join(texts[:n], " ")
		if trimmed := strings.TrimRight(name, " ,.;:()–-"); len(x.Lex.ByBare[words.Key(trimmed)]) > 0 && strings.HasPrefix(s, trimmed) {
			return trimmed
		}
	}
	name := ""
	for i, w := range texts {
		trimmed := strings.TrimRight(w, ",.;:()-")
		if trimmed == "" || !unicode.IsUpper([]rune(trimmed)[0]) && !unicode.IsDigit([]rune(trimmed)[0]) || x.StopsName(i, texts[i:]) || x.isYearText(trimmed) {
			break
		}
		name = strings.TrimSpace(name + " " + trimmed)
		if trimmed != w || len(strings.Fields(name)) > 4 {
			break
		}
	}
	if !strings.HasPrefix(s, name) {
		return ""
	}
	return name
}

// nameContext is what the sheet's name says: a place, a year, a term, an
// indicator.
func (x *titler) nameContext(s *sheet) surroundings {
	var c surroundings
	name := words.Tidy(strings.NewReplacer("_", " ", ".", ". ").Replace(s.Sheet))
	var h words.Heading
	if words.IsGenericSheet(words.Fold(name)) && !x.isYearText(name) {
		if x.TakePeriod(&h, name); h.Years.From == h.Years.To && !h.IsRel { // "Phụ lục 2019"
			c.years = h.Years
		}
		return c
	}
	if name == "" {
		return c
	}
	rest := strings.Trim(x.TakePeriod(&h, name), " -–_")
	if strings.Count(rest, "(") != strings.Count(rest, ")") || strings.HasPrefix(rest, "(") {
		rest = strings.Trim(rest, " ()")
	}
	if h.Years.From != h.Years.To {
		c.term = h.Years
	} else {
		c.years = h.Years
	}
	if low := words.Fold(name); words.NamesPartOfYear(low) && !x.SaysWholeYear(low) {
		c.skip, c.ofPart = ingest.ReasonPartYear, true
	}
	if measured := x.TakeMeasure(&h, rest); h.Measure != "" && (h.Years != ingest.Period{} || measured == "" && (h.Measure == ingest.Plan || h.Measure == ingest.Target)) {
		rest, c.measure = measured, h.Measure
	}
	rest = words.LabelText(rest)
	if rest == "" || x.IsFiller(words.Fold(rest)) {
		return c
	}
	if p, ok := x.Place(rest); ok && (p.Known || p.Kind != "" && !words.IsProvinceWord(p.Kind)) {
		c.place, c.rank, c.origin = p, 1, ingest.FromSheet
		return c
	} else if ok && p.Ambiguous {
		c.place, c.rank, c.origin = x.townSheet(p), 1, ingest.FromSheet
		return c
	}
	if _, bare := x.SplitPlace(rest); x.IsNationPlace(words.Key(bare)) || properNoun(rest) && x.sheetsOfPlaces() {
		c.place, c.rank, c.origin = words.PlaceMatch{Name: rest}, 1, ingest.FromSheet
		return c
	}
	if x.IsTotalWord(words.Key(rest)) {
		c.place, c.rank, c.origin = words.PlaceMatch{Whole: true, Known: true}, 1, ingest.FromSheet
		return c
	}
	if _, rel := x.CutRelation(rest); rel != ingest.NoPart || words.OpensBreakdown(words.Fold(rest)) {
		return c // "Trong đó nữ", "Theo huyện", of what the title names
	}
	if x.namesPart(rest) && x.sheetsOfParts() {
		c.part = rest
		return c
	}
	if rest, unit := x.CutUnit(rest); x.Lex.LookupAny(words.Key(rest)) >= 0 {
		c.indicator, c.known, c.unit = rest, true, unit
	} else if low := words.Fold(rest); !words.IsSheetCode(low) && !words.NamesList(low) {
		c.indicator, c.unit = rest, unit
	}
	return c
}

// sheetsOfPlaces tells a workbook of at least two sheets that are named after known
// places, or of nothing but sheets with proper names.
func (x *titler) sheetsOfPlaces() bool {
	known, names, others := 0, 0, 0
	for _, name := range x.SheetNames {
		n := x.natures.Get(words.Tidy(name), x.nature)
		known += n.place
		names += n.name
		others += boolInt(n.place+n.name == 0 && words.NamesCover(words.Fold(name)))
	}
	return known > 1 || known+names > 2 && known+names+others == len(x.SheetNames)
}

// namesPart tells a text that names a part of an indicator and none itself.
func (x *titler) namesPart(text string) bool {
	return words.IsClass(text) || x.IsVague(text) || x.IsArea(text)
}

// sheetsOfParts tells a workbook with a sheet for each part of its title's indicator.
func (x *titler) sheetsOfParts() bool {
	parts := 0
	for _, name := range x.SheetNames {
		parts += boolInt(x.namesPart(words.LabelText(words.Tidy(name))))
	}
	return parts > 1
}

// townSheet settles a sheet that is named by a name that a province and a town
// share: beside at least two sheets named after other places it is the town, beside
// those of other provinces the province.
func (x *titler) townSheet(p words.PlaceMatch) words.PlaceMatch {
	others, provinces := 0, 0
	for _, name := range x.SheetNames {
		q, ok := x.Place(name)
		if ok && q.Known && !q.Whole {
			others++
		}
		if !q.Known && !q.Ambiguous && words.IsNationPlace(name) {
			provinces++
		}
	}
	if others < 2 && provinces == 0 || others > 0 && provinces > 0 {
		return p
	}
	if q, ok := x.Lex.Shared(p.Name, provinces > 0); ok {
		return q
	}
	return p
}

// filePlace is the place that the name of the file or of a folder gives, the nearest
// first; ok is false where none does.
func (x *titler) filePlace() (p words.PlaceMatch, name string, ok bool) {
	parts := strings.Split(x.File, "/")
	for k := len(parts) - 1; k >= 0; k-- {
		name := strings.TrimSuffix(parts[k], path.Ext(parts[k]))
		var says titleLine
		x.placeInside(&says, words.SpacedName(name))
		if says.rank > 1 && !says.place.Ambiguous && (says.place.Known || says.place.Kind != "" && strings.Contains(words.Fold(words.SpacedName(name)), says.place.Kind+" ")) {
			return says.place, parts[k], true
		}
		if p, ok := x.Lex.PlaceInName(name); ok {
			return p, parts[k], true
		}
		if p, ok := words.PlainPlace(name); ok {
			return p, parts[k], true
		}
	}
	return p, "", false
}

// addFile gives a table that nothing else places the place of a cover sheet, or of its
// file's name, and tells so.
func (x *titler) addFile(t *table, c *surroundings) {
	if c.rank > 0 || c.place.Name != "" || c.place.Whole {
		return
	}
	if x.from != "" && x.from != t.s.Sheet {
		c.place, c.rank, c.origin, c.within = x.cover.place, 1, ingest.FromSheet, x.cover.within
		c.province, c.home = x.cover.province, x.cover.home
		if !c.place.Whole {
			x.Told.Once(ingest.Issue{Pos: ingest.Pos{File: t.s.File, Sheet: t.s.Sheet}, Code: ingest.CodeNamePlace, Raw: x.from, Args: []string{c.place.Name, "sheet"}}, 0)
		}
		return
	}
	if p, name, ok := x.filePlace(); ok {
		c.place, c.rank, c.origin = p, 1, ingest.FromFile
		if !p.Whole { // which it would be anyway
			x.Told.Once(ingest.Issue{Pos: ingest.Pos{File: t.s.File, Sheet: t.s.Sheet}, Code: ingest.CodeNamePlace, Raw: name, Args: []string{p.Name}}, 0)
		}
	}
}

func (x *titler) addName(t *table, c *surroundings, name surroundings) {
	switch {
	case name.rank == 0, c.province != "" && words.Key(name.place.Name) == words.Key(c.province) && c.place.Whole:
	case c.rank <= 1 && !name.place.Whole:
		c.place, c.rank, c.origin = name.place, 1, name.origin
	case c.rank > 1 && x.depth(name.place) > x.depth(c.place) && !c.place.Whole:
		c.within, c.place, c.rank, c.origin = c.place.Name, name.place, 1, name.origin
	case c.rank > 1 && !name.place.Ambiguous && !sameName(c.place, name.place):
		x.Told.Once(ingest.Issue{Pos: ingest.Pos{File: t.s.File, Sheet: t.s.Sheet}, Code: ingest.CodeContradiction, Raw: t.s.Sheet, Args: []string{"place", c.place.Name, name.place.Name, c.place.Name}}, 0)
	}
	if c.years == (ingest.Period{}) {
		c.years = name.years
	} else if name.years != (ingest.Period{}) && name.years != c.years {
		x.Told.Once(ingest.Issue{Pos: ingest.Pos{File: t.s.File, Sheet: t.s.Sheet}, Code: ingest.CodeContradiction, Raw: t.s.Sheet, Args: []string{"year", c.years.String(), name.years.String(), c.years.String()}}, 0)
	}
	if c.term == (ingest.Period{}) {
		c.term = name.term
	}
	if c.measure == "" {
		c.measure = name.measure
	}
	if name.ofPart {
		c.skip, c.ofPart = name.skip, true
	}
	c.part = cmp.Or(c.part, name.part)
	if name.known && !c.known && !words.OpensIndicator(words.Fold(c.indicator)) || c.indicator == "" {
		c.aside = c.indicator
		c.indicator, c.known, c.ceremony = name.indicator, name.known, false
		if c.unit == "" {
			c.unit = name.unit
		}
	}
	c.text += " " + t.s.Sheet
}

func sameName(a, b words.PlaceMatch) bool { return a.Whole && b.Whole || a.Name == b.Name }
