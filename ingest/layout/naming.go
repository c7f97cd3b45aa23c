package layout

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"tongket/ingest"
	"tongket/ingest/words"
)

// A naming is what figures are called: those of a row in columns that say the
// same but for years and measures, and those of rows that say the same.
type naming struct {
	path        words.LabelPath
	label, unit string
	restored    bool   // the sheet writes the label without diacritics
	known       bool   // the vocabulary was asked, and what is to be said of it is said
	code        string // the vocabulary's
}

// namingKey is all that a naming depends on between two banners.
type namingKey struct {
	row, rowUnit, column, cellUnit string
	vague                          bool
}

const maxNamings = 1 << 10

func (b *body) naming(c *ingest.Cell, col *column, r *rowSays, v value) *naming {
	if r.id == "" {
		r.id = r.path.Id()
	}
	k := namingKey{r.id, r.unit, col.id, v.unit, r.vague}
	if k == b.lastKey && b.lastNaming != nil { // the figure to the left
		return b.lastNaming
	}
	n := b.namingOf(k, c, col, r, v)
	b.lastKey, b.lastNaming = k, n
	return n
}

func (b *body) namingOf(k namingKey, c *ingest.Cell, col *column, r *rowSays, v value) *naming {
	if n, ok := b.namings[k]; ok {
		return n
	}
	n := &naming{path: b.withShare(b.withPart(b.pathOf(col, r)))}
	if len(n.path) > 1 && n.path[1].Rel == ingest.NoPart && words.Lists(n.path[0].Text, n.path[1].Text) {
		n.path = n.path[1:] // "Diện tích, dân số, số hộ / Số hộ"
	}
	if len(n.path) > 1 && n.path[1].Rel == ingest.NoPart && words.SaysAgain(n.path[0].Text, n.path[1].Text) {
		n.path = slices.Delete(slices.Clone(n.path), 1, 2) // "Sản lượng chè / Sản lượng"
	}
	if k := slices.IndexFunc(n.path, func(p words.LabelPart) bool { return words.SaysYearly(p.Text) }); k > 0 {
		n.path = slices.Delete(slices.Clone(n.path), k, k+1)
	}
	if len(n.path) == 1 {
		if object := words.ListedObject(b.around.indicator, n.path[0].Text); object != "" {
			n.path = words.LabelPath{{Text: n.path[0].Text + " " + object, Rel: n.path[0].Rel}}
		}
	}
	if len(n.path) > 0 {
		n.label, n.restored = b.s.asWritten(n.path)
		n.unit = b.unitOf(c, col, r, v, n.path)
	}
	if len(b.namings) >= maxNamings {
		clear(b.namings)
	}
	b.namings[k] = n
	return n
}

// likelyUnit is the figure's unit, or where the sheet gives none that of the
// indicator: it tells whether three decimals can be.
func (b *body) likelyUnit(unit string, p words.LabelPath) string {
	if unit != "" {
		return unit
	}
	m := b.x.Lex.Indicator(p, unit, b.section+" "+b.around.text)
	for _, n := range b.x.Lex.Indicators {
		if m.Code != "" && n.Code == m.Code {
			return n.Unit
		}
	}
	return ""
}

// plain is a number as issues quote it, with a decimal comma.
func plain(v float64) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), ".", ",", 1)
}

// pathOf is the figure's label: the indicator that row, column, block or title
// name, and then its breakdowns.
func (b *body) pathOf(col *column, r *rowSays) words.LabelPath {
	p, heads := r.path, col.path
	if len(heads) == 1 && b.x.IsEmptyHead(words.Key(heads[0].Text)) {
		heads = nil // "Số lượng"
	}
	if len(heads) == 1 && b.titleHeaded && b.x.countLeaf(heads[0].Text) && len(p) == 0 {
		return b.bands.path().And(heads)
	}
	if len(heads) == 0 && words.ListsCounted(b.around.indicator, col.unit) {
		heads = words.LabelPath{{Text: words.Capitalised(col.unit)}}
	}
	vague := r.vague || r.ofTotal && (len(heads) == 0 || b.x.IsVague(heads[0].Text))
	switch {
	case b.joinTitle && !(len(heads) > 0 && b.namesItself(heads[0])) && !(len(p) > 0 && !vague && b.namesItself(p[0])):
		base := b.basePath()
		if len(heads) == 1 && b.x.countLeaf(heads[0].Text) && !b.leavesDiffer && !words.OpensWithMoney(words.Fold(b.around.indicator)) && !words.ListsMeasures(words.Fold(b.around.indicator)) {
			heads = nil
		}
		return base.And(heads).And(p)
	case len(p) > 0 && !vague && !(b.onlyExtras() && len(heads) > 0):
		return p.And(heads)
	case len(p) > 0 && len(heads) > 0 && !b.x.IsVague(heads[0].Text):
		return heads.And(p)
	}
	base := b.bands.path()
	if len(heads) == 0 || b.x.IsVague(heads[0].Text) || heads[0].Rel != ingest.NoPart || words.IsGiver(heads[0].Text) || listed(b, heads[0].Text) {
		base = b.basePath()
	}
	if len(base) == 0 {
		return p.And(col.path)
	}
	return base.And(heads).And(p)
}

// listed tells that a head is one of the units that the title lists for all figures, or
// money beside them: "Việc" and "Tiền" of "ĐVT: việc; nghìn đồng".
func listed(b *body, head string) bool {
	k := words.Key(head)
	return len(b.around.units) > 1 && (words.NamesMoney(k) || slices.ContainsFunc(b.around.units, func(u string) bool { return words.Key(u) == k }))
}

// withPart adds what the table's caption says of the figures: behind the title's
// indicator, else in front.
func (b *body) withPart(p words.LabelPath) words.LabelPath {
	if b.around.part == "" {
		return p
	}
	part := words.LabelPath{{Text: b.around.part}}
	switch {
	case len(p) == 0 || p[0].Text != b.around.indicator:
		return part.And(p)
	case b.around.ceremony:
		return part.And(p[1:])
	}
	return p[:1:1].And(part).And(p[1:])
}

// withShare adds what a band over figures says that they are of what the rows name:
// "Cơ cấu (%)".
func (b *body) withShare(p words.LabelPath) words.LabelPath {
	share := b.bands.share()
	if len(p) == 0 || len(share) == 0 || len(b.labels) == 0 || slices.ContainsFunc(p, func(part words.LabelPart) bool { return part.Text == share[0].Text }) {
		return p
	}
	return p.And(share)
}

// onlyExtras: rows are named by breakdowns alone, beside places or years.
func (b *body) onlyExtras() bool { return len(b.labels) == 0 }

// basePath is the indicator of the block or the title.
func (b *body) basePath() words.LabelPath {
	title := words.LabelPath{}
	if b.around.indicator != "" {
		title = words.LabelPath{{Text: b.around.indicator}}
	}
	above := b.bands.path()
	if len(above) > 0 && !b.x.IsVague(above[0].Text) {
		return above
	}
	return title.And(above)
}

// unitOf is the figure's unit: the cell's own, the column's, the row's, the
// block's, what the label implies, the title's.
func (b *body) unitOf(c *ingest.Cell, col *column, r *rowSays, v value, p words.LabelPath) string {
	said := cmp.Or(col.unit, r.unit, b.bands.unit())
	if v.unit != "" {
		if said != "" && (b.x.UnitClass(said) == words.ClassPerCent) != (v.unit == "%") {
			b.x.Told.Once(ingest.Issue{Pos: b.x.pos(b.s, c), Code: ingest.CodeContradiction, Raw: words.Tidy(b.s.text(c)), Args: []string{"unit", said, v.unit, v.unit}}, b.t.number)
		}
		return v.unit
	}
	if said != "" {
		return said
	}
	fromTitle := p[0].Text == b.around.indicator && b.around.unit != ""
	if !fromTitle && (words.IsRate(words.Key(p[len(p)-1].Text)) || words.IsRate(words.Key(p[0].Text))) {
		return "%"
	}
	switch class := b.x.UnitClass(b.around.unit); {
	case class == "", class == words.ClassOther, strings.Contains(words.Fold(p[len(p)-1].Text), " "+words.Fold(b.around.unit)): // "Số hợp đồng, giao dịch"
	default: // "Số tháng nợ" is no money, "Số xã" no people, whatever the title says of the others
		unit, ok := b.x.CountedUnit(p[len(p)-1].Text)
		for k := len(col.path) - 1; k >= 0 && !ok && class == words.ClassMoney; k-- { // "Số đơn vị" over "Ngoài công lập"
			unit, ok = b.x.CountedUnit(col.path[k].Text)
		}
		if ok && b.x.UnitClass(unit) != class && (class == words.ClassMoney || b.x.UnitPower(b.around.unit) == 0 && words.CountsSurely(unit)) {
			return unit
		}
		if !ok && class == words.ClassMoney && slices.ContainsFunc(append(p[len(p)-1:len(p):len(p)], col.path...), func(part words.LabelPart) bool { return words.CountsThings(words.Fold(part.Text)) }) {
			return ""
		}
	}
	return cmp.Or(b.around.unit, col.counted)
}

// nameIndicator finds the label in the vocabulary, and says once a sheet what
// is unknown or only similar.
func (b *body) nameIndicator(f *ingest.Fact, n *naming) {
	if n.known {
		f.Indicator = n.code
		return
	}
	m := b.x.Lex.Indicator(n.path, n.unit, b.section+" "+b.around.text)
	if m.Code == "" {
		if p, ok := words.WithoutHaving(n.path); ok {
			if other := b.x.Lex.Indicator(p, n.unit, b.section+" "+b.around.text); other.Code != "" {
				m = other
			}
		}
	}
	n.known, n.code = true, m.Code
	f.Indicator = m.Code
	switch {
	case m.Code != "" && n.restored:
		b.x.Told.Once(ingest.Issue{Pos: f.Pos, Code: ingest.CodeSimilar, Raw: f.Label, Args: []string{f.Label, m.Name, likeness(words.Similarity(words.Key(f.Label), words.Key(n.path.String())))}}, 0)
	case len(b.x.Lex.Indicators) == 0 || m.Similar == 1:
	case m.Code != "":
		b.x.Told.Once(ingest.Issue{Pos: f.Pos, Code: ingest.CodeSimilar, Raw: f.Label, Args: []string{f.Label, m.Name, likeness(m.Similar)}}, 0)
	default:
		b.x.Told.Once(ingest.Issue{Pos: f.Pos, Code: ingest.CodeUnknown, Raw: f.Label, Args: m.Nearest}, 0)
	}
}

// likeness is a similarity as issues quote it: two decimals, never rounded up.
func likeness(similar float64) string {
	return strings.Replace(fmt.Sprintf("%.2f", math.Floor(similar*100)/100), ".", ",", 1)
}
