package analysis

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"fmt"
	"math"
	"strconv"
	"strings"

	"tongket/analysis/claim"
	"tongket/analysis/stat"
	"tongket/ingest"
)

// A Relation is a rule ("quy tắc") that the figures of one place and year must
// obey: a sum that is at most, or equals, another. Severity is that of the
// finding on figures that break it.
type Relation struct {
	Text        string
	Left, Right []RelationTerm
	Equal       bool // "=", else "<="
	OnlyIf      bool // "chỉ khi": what the left side counts occurs only where the right side is above 0
	Severity    Severity
	Note        string // what it says, in words
}

// A RelationTerm is one term of a relation.
type RelationTerm struct {
	Code   string  // of an indicator; "" for a number
	Number float64 // of a term that is one
	Sign   float64 // 1, -1
	Before bool    // "đầu": the figure of the year before
}

//go:embed quy-tac.csv
var builtinRelations []byte

// Relations are the built-in rules.
func Relations() []Relation {
	rows, err := csv.NewReader(bytes.NewReader(builtinRelations)).ReadAll()
	if err != nil {
		panic("analysis: embedded rules: " + err.Error())
	}
	var out []Relation
	for _, row := range rows[1:] {
		r, err := ParseRelation(row[0])
		if err != nil {
			panic("analysis: embedded rules: " + err.Error())
		}
		if row[1] == "cảnh báo" {
			r.Severity = Warning
		}
		r.Note = row[2]
		out = append(out, r)
	}
	return out
}

// ParseRelation reads a rule: terms joined by " + " and " - " on both sides of
// " <= ", " = " or " chỉ khi ". A term is a code, "đầu" and a code for the figure of the year
// before, or a number with a decimal comma.
func ParseRelation(text string) (r Relation, err error) {
	left, right, found := "", "", false
	text = strings.ReplaceAll(text, "≤", "<=")
	for _, sign := range []string{" <= ", " = ", " chỉ khi "} {
		if left, right, found = strings.Cut(text, sign); found {
			r.Equal, r.OnlyIf = sign == " = ", sign == " chỉ khi "
			break
		}
	}
	if !found {
		return Relation{}, fmt.Errorf("rule %q: neither <= nor =", text)
	}
	r.Text, r.Severity = strings.TrimSpace(text), Error
	if r.Left, err = parseTerms(left); err != nil {
		return Relation{}, fmt.Errorf("rule %q: %w", text, err)
	}
	if r.Right, err = parseTerms(right); err != nil {
		return Relation{}, fmt.Errorf("rule %q: %w", text, err)
	}
	return r, nil
}

func parseTerms(text string) ([]RelationTerm, error) {
	var out []RelationTerm
	sign := 1.0
	before := false
	wanted := true // a term, not an operator
	for _, word := range strings.Fields(text) {
		switch {
		case !wanted && (word == "+" || word == "-" || word == "−"):
			sign, wanted = 1, true
			if word != "+" {
				sign = -1
			}
		case !wanted || word == "+" || word == "-":
			return nil, fmt.Errorf("%q is out of place", word)
		case strings.EqualFold(word, "đầu"):
			before = true
		default:
			t := RelationTerm{Code: word, Sign: sign, Before: before}
			if v, err := strconv.ParseFloat(strings.Replace(word, ",", ".", 1), 64); err == nil {
				t = RelationTerm{Number: v, Sign: sign}
			}
			out = append(out, t)
			before, wanted = false, false
		}
	}
	if wanted {
		return nil, fmt.Errorf("a term is missing")
	}
	return out, nil
}

// checkRelations holds the figures of the whole and of each place against the
// rules. A figure that is held, or that another finding on its cell explains,
// is not asked again.
func checkRelations(a *checked, relations []Relation) {
	said := new(toldSums)
	for i := range relations {
		c := relationCheck{a: a, rule: &relations[i], toldSums: said}
		if !c.known() {
			continue
		}
		for y := a.term.Base; y <= a.term.Last; y++ {
			off := 0.0 // what the places are off together
			for p := 1; p < len(a.places); p++ {
				off += c.check(int32(p), y, math.NaN())
			}
			c.check(0, y, off)
		}
	}
}

// A relationCheck holds figures against one rule.
type relationCheck struct {
	a    *checked
	rule *Relation
	unit string // in which they are compared: that of the first indicator
	*toldSums
}

// The toldSums tell which findings on sums and parts name a cell.
type toldSums struct {
	next int // the first finding that is not yet among them
	by   map[ingest.Pos][]int
}

// known reports whether all indicators of the rule are there, in units that
// convert.
func (c *relationCheck) known() bool {
	for _, t := range append(append([]RelationTerm(nil), c.rule.Left...), c.rule.Right...) {
		if t.Code == "" {
			continue
		}
		k, ok := c.a.number[t.Code]
		if !ok {
			return false
		}
		if c.unit == "" {
			c.unit = c.a.indicators[k].Unit
		}
		if _, ok := unitShift(c.a.indicators[k].Unit, c.unit); !ok && !c.rule.OnlyIf {
			return false
		}
	}
	return c.unit != ""
}

// A relationSide is what one side of a rule comes to.
type relationSide struct {
	stat.Printed
	facts    []int32
	estimate bool
}

func (c *relationCheck) side(terms []RelationTerm, place int32, year int) (s relationSide, ok bool) {
	for _, t := range terms {
		if t.Code == "" {
			s.Value += t.Sign * t.Number
			continue
		}
		k := c.a.number[t.Code]
		y := year
		if t.Before {
			y--
		}
		line := c.a.series[k].at(place)
		if line == nil || y < c.a.term.Base {
			return s, false
		}
		p := &line.Points[y-c.a.term.Base]
		if len(p.Facts) == 0 || c.a.pointHeld(p) || p.Status == NilOnly && c.a.indicators[k].Kind == Rate {
			return s, false
		}
		power, _ := unitShift(c.a.indicators[k].Unit, c.unit)
		v, ok := partOf(c.a.assembly, k, p, math.Pow10(power))
		if !ok {
			return s, false
		}
		s.Value += t.Sign * v.Value
		s.Step += v.Step
		s.estimate = s.estimate || p.Estimate
		for _, f := range partFacts(p) {
			s.facts = append(s.facts, int32(f))
		}
	}
	return s, true
}

// check holds one place and year against the rule and returns by how much the
// left side exceeds the right where they break it. The whole is not blamed for
// being off by what its places are off together.
func (c *relationCheck) check(place int32, year int, places float64) (off float64) {
	left, ok := c.side(c.rule.Left, place, year)
	right, ok2 := c.side(c.rule.Right, place, year)
	if !ok || !ok2 || c.rule.holds(left.Printed, right.Printed) {
		return 0
	}
	off = left.Value - right.Value
	facts := append(append([]int32(nil), left.facts...), right.facts...)
	if places != 0 && near(off, places) || c.said(facts) {
		return off
	}
	f := c.a.about(CodeRuleBroken, facts[0])
	if len(left.facts) > 1 || !c.a.unlisted(facts[0]) {
		if f.Place = ""; place > 0 {
			f.Place = c.a.places[place].Name
		}
	}
	f.Years = ingest.Year(year)
	f.Severity = c.rule.Severity
	if left.estimate != right.estimate {
		f.Severity = Warning // made at different times
	}
	f.Claim = claim.RuleBroken{Left: stat.Round(left.Value, 6), Right: stat.Round(right.Value, 6), Rule: c.wording(), Says: c.rule.Note}
	f.Unit = c.unit
	f.Related = c.a.positions(facts[1:])
	id := c.a.raise(f)
	for _, i := range facts {
		c.a.hold(i, id)
	}
	return off
}

// holds reports whether two sides obey the rule, up to rounding.
func (r *Relation) holds(left, right stat.Printed) bool {
	if r.OnlyIf {
		return !(left.Value > 0) || right.Value > 0
	}
	return stat.CheckSum([]stat.Printed{left}, right, r.Equal).OK
}

// said reports whether a finding on a balance or on a part tells of two of the
// facts already.
func (c *relationCheck) said(facts []int32) bool {
	for ; c.next < len(c.a.findings); c.next++ {
		f := &c.a.findings[c.next]
		if f.Code != CodeBalance && f.Code != CodePartGreater {
			continue
		}
		if c.by == nil {
			c.by = map[ingest.Pos][]int{}
		}
		c.by[f.Pos] = append(c.by[f.Pos], c.next)
		for _, pos := range f.Related {
			if by := c.by[pos]; len(by) == 0 || by[len(by)-1] != c.next {
				c.by[pos] = append(by, c.next)
			}
		}
	}
	named := map[int]int{}
	for _, pos := range c.a.positions(facts) {
		for _, finding := range c.by[pos] {
			if named[finding]++; named[finding] > 1 {
				return true
			}
		}
	}
	return false
}

// wording is the rule with names in the place of codes.
func (c *relationCheck) wording() string {
	side := func(terms []RelationTerm) string {
		var b strings.Builder
		for i, t := range terms {
			switch {
			case t.Sign < 0:
				b.WriteString(" - ")
			case i > 0:
				b.WriteString(" + ")
			}
			if t.Code == "" {
				b.WriteString(strings.Replace(strconv.FormatFloat(t.Number, 'f', -1, 64), ".", ",", 1))
				continue
			}
			b.WriteString(c.a.indicators[c.a.number[t.Code]].Name)
			if t.Before {
				b.WriteString(" (năm trước)")
			}
		}
		return b.String()
	}
	if c.rule.OnlyIf {
		return side(c.rule.Left) + " chỉ khi " + side(c.rule.Right)
	}
	if c.rule.Equal {
		return side(c.rule.Left) + " = " + side(c.rule.Right)
	}
	return side(c.rule.Left) + " ≤ " + side(c.rule.Right)
}
