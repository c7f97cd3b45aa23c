package layout

import (
	"math"
	"path"
	"strings"
	"tongket/ingest"
	"tongket/ingest/words"
	"unicode"
	"unicode/utf8"
)

// A source is the workbook that is read: what its texts say by themselves, whatever
// stands around them, and what there is to tell of it.
type source struct {
	opt        ingest.Options
	File       string
	SheetNames []string
	*Phrases
	Told  ingest.Issues
	known *knowledge // what the team knows of the sheet in hand
}

func (x *source) wholeNumber(s *sheet, c *ingest.Cell) (int, bool) {
	switch c.Kind {
	case ingest.Number:
		return int(c.Num), c.Num == float64(int(c.Num)) && c.Formula == 0
	case ingest.Text:
		if r := s.read(c); r.Kind == words.IsNumber && r.Decimals == 0 {
			return int(r.Value), true
		}
	}
	return 0, false
}

// nameYear is the one year that the name of the file gives, else that of the nearest
// folder that gives any, and the name; 0 where they give none or several.
func (x *source) nameYear() (year int, name string) {
	parts := strings.Split(x.File, "/")
	for k := len(parts) - 1; k >= 0; k-- {
		name = strings.TrimSuffix(parts[k], path.Ext(parts[k]))
		for _, digits := range strings.FieldsFunc(name, func(r rune) bool { return r < '0' || r > '9' }) {
			switch y := words.Atoi(digits); {
			case len(digits) != 4 || !x.ValidYear(y):
			case year != 0 && year != y:
				return 0, name
			default:
				year = y
			}
		}
		if year != 0 {
			return year, words.Tidy(strings.ReplaceAll(name, "_", " "))
		}
	}
	return 0, ""
}

// countLeaf tells the words for a number and no more: "Số lượng", "Số hộ".
func (x *source) countLeaf(s string) bool {
	unit, ok := x.QuantityUnit(words.Key(s))
	return ok && unit != "%" && !words.NamesMoney(words.Key(s))
}

// bareRate tells the key of "%", "Tỷ lệ", "Đạt" and no more.
func (x *source) bareRate(key string) bool {
	return key == "%" || x.quantity(key) == "%" || words.SaysReached(key)
}

// headRole is the role that a header's text names by itself.
func (x *source) headRole(text string) words.Role {
	return x.headRoles.Get(text, func(text string) words.Role { return x.HeaderWord(words.Key(words.DropEnglish(text))) })
}

// A nature is what a text might be in a column, 0 or 1 each.
type nature struct {
	unit, serial, kind int
	rate               int // of what is not said: "Tỷ lệ (%)"
	place              int // of the vocabulary, or of a kind that is said, or of the country's
	office             int // of a place, as stubs list it for the place
	firm               int // of the vocabulary, by its whole name
	name               int // a proper name
	total              int
	opening            int // it opens as names of indicators do
	known              int // the vocabulary's name of an indicator
	part               int // a part of what stands above it
}

func (x *source) nature(text string) nature {
	_, unit := x.KnownUnit(text)
	h := x.ParseHeading(text)
	shown := words.WithoutNumbering(words.DropEnglish(text))
	low := words.Fold(shown)
	total := x.IsTotalText(shown)
	p, place := x.Place(text)
	of, office := x.OfficePlace(shown)
	office = office && !place && !total
	_, bare := x.SplitPlace(text)
	place = place && !total && (p.Known || p.Kind != "" || p.Ambiguous) || x.IsNationPlace(words.Key(bare)) || words.IsGroup(low) && !x.IsArea(low) && words.NamesGroup(low)
	rest, rel := x.CutRelation(words.Tidy(text))
	rate, _ := x.CutUnit(shown)
	return nature{
		rate:    boolInt(x.bareRate(words.Key(rate))),
		part:    boolInt(!total && (rel != ingest.NoPart || words.HasBullet(words.Tidy(text)) || x.IsVague(rest) || words.IsClass(rest))),
		unit:    boolInt(unit && !words.IsAnswer(text) || x.IsDitto(text)),
		serial:  boolInt(words.IsSerial(words.Tidy(text))),
		kind:    boolInt(len(strings.Fields(text)) < 5 && h.Spent() && h.Measure != "" && h.Years == ingest.Period{}),
		place:   boolInt(place),
		office:  boolInt(office),
		firm:    boolInt(place && p.Known || office && of.Known),
		name:    boolInt(!place && !office && !total && !x.IsVague(text) && properNoun(shown)),
		total:   boolInt(total),
		opening: boolInt(words.OpensIndicator(low)),
		known:   boolInt(!x.IsVague(text) && x.Lex.LookupAny(words.Key(h.Part)) >= 0),
	}
}

// properNoun tells a name of two words or more with a capital each.
func properNoun(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 5 || s == strings.ToUpper(s) {
		return false
	}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) || strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune("-'’", r) }) >= 0 {
			return false
		}
	}
	return true
}

// headAt is the text that heads a column of a table; empty without one.
func (x *source) headAt(t *table, col int32) string {
	if c := x.headOver(t.s, t.area, t.head, col); c != nil {
		return t.s.text(c)
	}
	return ""
}

// placeNamed is the place that a text names which is taken for one: that of the
// vocabulary, else as written.
func (x *source) placeNamed(text string) words.PlaceMatch {
	shown := words.LabelText(words.WithoutNumbering(words.Tidy(words.DropEnglish(text))))
	if p, ok := x.Place(shown); ok {
		return p
	}
	if words.IsNationPlace(shown) {
		_, bare := x.SplitPlace(shown)
		return words.PlaceMatch{Name: words.Capitalised(bare)}
	}
	return words.PlaceMatch{Name: shown}
}

// labelSkip is why a row of that label holds no figures, subtotals of pages
// included.
func (x *source) labelSkip(raw string) ingest.Reason {
	low := words.Fold(raw)
	if words.IsPageTotal(low) {
		return ingest.ReasonPageTotal
	}
	return x.rowSkip(low)
}

// rowSkip is why a row of that label holds no figures.
func (x *source) rowSkip(low string) ingest.Reason {
	low = strings.TrimLeft(low, "-+* ")
	switch {
	case x.OpensCheck(low):
		return ingest.ReasonCheck
	case words.NamesComparison(low):
		return ingest.ReasonComparison
	}
	return ""
}

// depth says how far down a place lies: the whole, a province, a district, a
// commune.
func (x *source) depth(p words.PlaceMatch) int {
	kind, bare := x.SplitPlace(p.Name)
	if words.IsCentralCity(words.Key(bare)) && !words.IsProvinceWord(kind) {
		return 1
	}
	if p.Kind != "" {
		kind = p.Kind
	}
	if depth := words.PlaceDepth(kind); depth > 0 {
		return depth
	}
	if p.Whole || p.Name == "" {
		return 0
	}
	return 1 + boolInt(p.Known)
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (x *source) isYearText(s string) bool { return len(s) == 4 && x.ValidYear(words.Atoi(s)) }

func (x *source) pos(s *sheet, c *ingest.Cell) ingest.Pos {
	return ingest.Pos{File: s.File, Sheet: s.Sheet, Row: c.Row, Col: c.Col}
}

// hides tells whether a cell's figure is left out because it is hidden.
func (x *source) hides(s *sheet, c *ingest.Cell) bool { return !x.opt.IncludeHidden && s.hidden(c) }

// yearOf is the year that a cell is, alone: the number 2015, the text "2015". One that is
// shown as "2.015" is a year only beside the next or the fifth year before or after it.
func (x *source) yearOf(s *sheet, c *ingest.Cell) (int, bool) {
	v := c.Num
	switch c.Kind {
	case ingest.Number:
	case ingest.Text:
		r := s.read(c)
		if r.Kind != words.IsNumber || r.Decimals > 0 || r.Unit != "" || r.Mark != "" || r.Measure != "" || !fourDigits(strings.TrimSpace(c.Text)) {
			return 0, false
		}
		v = r.Value
	default:
		return 0, false
	}
	if v != math.Trunc(v) || !x.ValidYear(int(v)) {
		return 0, false
	}
	if shown, _ := s.format(c); c.Kind == ingest.Number && shown.grouped && !s.stepsBeside(c) {
		return 0, false
	}
	return int(v), true
}

// quantity is the unit that the leaf of a header means; "" where it means none.
func (x *source) quantity(key string) string {
	unit, _ := x.QuantityUnit(key)
	return unit
}

func (x *source) columnWord(c *ingest.Cell) bool {
	if c.Kind != ingest.Text {
		return false
	}
	_, formula, ok := words.ColumnToken(c.Text)
	return ok && formula == ""
}

// unitText tells a unit, or the word that heads units ("ĐVT").
func (x *source) unitText(text string) bool {
	return x.IsUnit(text) || x.headRole(text) == words.RoleUnit
}
