package layout

import (
	"strings"
	"tongket/ingest"
	"tongket/ingest/words"
)

// A claim is what speaks for the lines that may name the indicators of a table.
type claim struct {
	title, rows, heads float64
	sure               bool // nearly all rows open as names of indicators do
}

// weigh weighs the title, the rows' names and the heads against each other: a
// figure has one indicator, and what the other lines say are parts of it.
func (b *sections) weigh() {
	b.claim.title = b.titleClaim()
	b.claim.rows = b.rowsClaim()
	b.claim.heads = b.headsClaim()
	if b.titleInRows() {
		b.claim.title = min(b.claim.title, .1)
	}
}

// titleInRows tells that one of several rows is the title's total, by a name that opens so
// ("Tổng thu NSNN trên địa bàn" below "Thu ngân sách nhà nước"), and the others are named
// in full.
func (b *sections) titleInRows() bool {
	title := b.x.SpellOut(words.Key(b.around.indicator))
	if len(b.labels) == 0 || len(strings.Fields(title)) < 3 {
		return false
	}
	named, total := 0, false
	for text := range b.labels[0].stats.distinct {
		k := b.x.SpellOut(words.Key(words.WithoutNumbering(words.Tidy(text))))
		if words.OpensTotal(k) && strings.Contains(k+" ", " "+title+" ") {
			total = true
		} else if words.OpensIndicator(k) && len(strings.Fields(k)) > 2 {
			named++
		}
	}
	return total && 3*named > len(b.labels[0].stats.distinct)
}

// titleJoins tells that the title's indicator is that of all figures, and that
// neither rows nor heads name one of their own.
func (c claim) titleJoins() bool { return c.title > 0 && c.title > c.rows && c.title > c.heads }

// titleClaim is what speaks for the title, or the sheet's name.
func (b *sections) titleClaim() float64 {
	a := &b.around
	if a.indicator == "" {
		return 0
	}
	low := words.Fold(a.indicator)
	score := .5
	if a.known {
		score += 3
	}
	if words.OpensIndicator(low) {
		score += 2
	}
	switch differ := b.unitsDiffer(); {
	case a.unit != "" && !differ:
		score++
	case differ:
		score--
	}
	if a.ceremony {
		score -= 1.5
	}
	return max(score, .1)
}

// unitsDiffer tells that rows or columns have units of their own.
func (b *sections) unitsDiffer() bool {
	if len(b.units) > 0 {
		return true
	}
	for k := range b.columns {
		if c := &b.columns[k]; c.role == words.RoleFigure && c.unit != "" {
			return true
		}
	}
	return false
}

// rowsClaim is what speaks for the names of the rows.
func (b *sections) rowsClaim() float64 {
	if len(b.labels) == 0 {
		return 0
	}
	st := &b.labels[0].stats
	n := newLineTally(b.x)
	for text, count := range st.distinct {
		if before := n.parts; count > 1 {
			if n.add(text, count); n.parts > before { // classes that recur below names say nothing of these
				n.parts, n.all = before, n.all-count
			}
			continue
		}
		n.add(text, count)
	}
	score := n.score()
	if len(b.units) > 0 {
		score += 2
	}
	b.claim.sure = n.known+n.openings > 0 && 5*(n.known+n.openings) >= 4*n.all
	return score
}

// headsClaim is what speaks for the heads of the columns.
func (b *sections) headsClaim() float64 {
	n := newLineTally(b.x)
	for k := range b.columns {
		c := &b.columns[k]
		if c.role != words.RoleFigure || c.skip != "" || len(c.path) == 0 {
			continue
		}
		text := c.path[0].Text
		n.count(text, text, c.path[0].Rel, 1)
		if c.unit != "" && c.unit != b.around.unit {
			n.units++
		}
	}
	return n.score()
}

// A lineTally counts what the texts of a line are.
type lineTally struct {
	x *source

	all, units, known, openings, parts, total int
	bodies                                    int // that have figures, and are counted by none
}

func newLineTally(x *source) *lineTally { return &lineTally{x: x} }

func (n *lineTally) add(text string, count int) {
	shown, rel := n.x.CutRelation(words.WithoutNumbering(words.Tidy(text)))
	n.count(text, shown, rel, count)
}

// count counts a text, which shown is without its relation to what stands above it.
func (n *lineTally) count(text, shown string, rel ingest.PartKind, count int) {
	rest, unit := n.x.CutUnit(shown)
	nature := n.x.natures.Get(text, n.x.nature)
	switch {
	case nature.total == 1:
		n.total += count
		return
	case rel != ingest.NoPart, n.x.IsVague(rest), words.IsClass(rest), n.x.IsArea(rest):
		n.parts += count
	case nature.known == 1:
		n.known += count
	case nature.opening == 1:
		n.openings += count
	case words.NamesBody(shown):
		n.bodies += count
	}
	if unit != "" {
		n.units += count
	}
	n.all += count
}

func (n *lineTally) score() float64 {
	if n.all == 0 {
		return 0
	}
	share := func(k int) float64 { return float64(k) / float64(n.all) }
	score := .3 + 2*share(n.units) + 3*share(n.known) + 2*share(n.openings) - 2.5*share(n.parts) - 1.5*share(n.bodies)
	if n.total > 0 && n.known == 0 {
		score -= .5
	}
	return score
}

// namesItself tells a part of a label that needs no title: an indicator's name
// by itself, or what holds the title's words.
func (b *sections) namesItself(p words.LabelPart) bool {
	k, title := words.Key(p.Text), words.Key(b.around.indicator)
	switch {
	case p.Rel != ingest.NoPart || b.x.IsVague(p.Text):
		return false
	case b.x.Lex.LookupAny(k) >= 0, sameOpening(k, title), len(title) > 3 && strings.Contains(" "+k+" ", " "+title+" "):
		return true
	}
	return words.OpensName(words.Fold(p.Text))
}

// sameOpening tells keys that begin with the same two words: "Học sinh học nghề"
// and "Học sinh tốt nghiệp".
func sameOpening(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	return len(x) > 2 && len(y) > 2 && x[0] == y[0] && x[1] == y[1]
}
