package words

import (
	"maps"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
)

// A pattern is a regular expression that is asked of many texts and found in few.
// Where each match must hold one of some literals, which is derived from the
// expression itself, a text without any of them costs no matching: package regexp
// looks for a literal only where all matches begin with it. That takes a third of
// the time that regexp alone takes for the patterns and the texts of
// BenchmarkPatterns. Anchors and another order of the alternatives cannot bring it:
// most patterns may match anywhere, and their alternatives begin differently.
type pattern struct {
	expr string
	once sync.Once // of what follows: a run needs few of all patterns

	re       *regexp.Regexp
	literals []string // one of them is in each match; nil = not known
	fold     bool     // literals are lower case, and capitals match too
}

// NewPattern is the pattern of an expression, which is compiled when it is first
// asked for; a test compiles all of the package.
func NewPattern(expr string) *pattern { return &pattern{expr: expr} }

// WordPattern compiles a pattern whose \b stands at the edge of a word of any
// letters; regexp's own knows ASCII only, so that "quý\b" never matches. The
// edges take a character: use it to match, not to cut.
func WordPattern(expr string) *pattern {
	var b strings.Builder
	for i, piece := range strings.Split(expr, `\b`) {
		if i > 0 {
			if before := b.String(); before == "" || strings.HasSuffix(before, "|") || strings.HasSuffix(before, "(") || strings.HasSuffix(before, "(?:") || strings.HasSuffix(before, "^") {
				b.WriteString(`(?:^|[^\pL\pN])`)
			} else {
				b.WriteString(`(?:$|[^\pL\pN])`)
			}
		}
		b.WriteString(piece)
	}
	return NewPattern(b.String())
}

// A patternMemo keeps the pattern of each expression. It is read at every use and
// written once for each expression of the source.
type patternMemo struct {
	mu    sync.Mutex
	known atomic.Pointer[map[string]*pattern]
}

func (m *patternMemo) get(expr string, compile func(string) *pattern) *pattern {
	if known := m.known.Load(); known != nil {
		if p, ok := (*known)[expr]; ok {
			return p
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	wide := map[string]*pattern{}
	if known := m.known.Load(); known != nil {
		if p, ok := (*known)[expr]; ok {
			return p
		}
		maps.Copy(wide, *known)
	}
	p := compile(expr)
	wide[expr] = p
	m.known.Store(&wide)
	return p
}

var proseMemo, wordProseMemo patternMemo

// prose is the pattern of an expression that stands in the source where it is
// used.
func prose(expr string) *pattern { return proseMemo.get(expr, NewPattern) }

// wordProse is the same for an expression with edges of words, as WordPattern has
// them.
func wordProse(expr string) *pattern { return wordProseMemo.get(expr, WordPattern) }

// compiled is the expression, and panics if it is none.
func (p *pattern) compiled() *regexp.Regexp {
	p.once.Do(func() {
		tree, err := syntax.Parse(p.expr, syntax.Perl)
		if err != nil {
			panic("ingest: " + err.Error())
		}
		p.re, p.literals, p.fold = regexp.MustCompile(p.expr), literalsOf(tree), ignoresCase(tree)
		if p.fold {
			for i, text := range p.literals {
				p.literals[i] = Lower(text)
			}
		}
		p.literals = withoutLonger(p.literals)
	})
	return p.re
}

func ignoresCase(re *syntax.Regexp) bool {
	return re.Op == syntax.OpLiteral && re.Flags&syntax.FoldCase != 0 || slices.ContainsFunc(re.Sub, ignoresCase)
}

// maxLiterals bounds the literals that are worth looking for, maxJoined those
// that a run of expressions is written out to.
const (
	maxLiterals = 64
	maxJoined   = 8
)

// literalsOf are texts of which each match of the expression holds at least
// one; nil if there are none.
func literalsOf(re *syntax.Regexp) (list []string) {
	if all := textsOf(re); all != nil && !slices.Contains(all, "") {
		return all
	}
	switch re.Op {
	case syntax.OpCapture, syntax.OpPlus:
		return literalsOf(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return literalsOf(re.Sub[0])
		}
	case syntax.OpConcat:
		return literalsOfSequence(re.Sub)
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			l := literalsOf(sub)
			if list = withoutLonger(append(list, l...)); l == nil || len(list) > maxLiterals {
				return nil
			}
		}
	}
	return list
}

// literalsOfSequence are the most telling literals of one of the expressions,
// or of a run of them that match a few texts only.
func literalsOfSequence(subs []*syntax.Regexp) (best []string) {
	run := []string{""}
	for _, sub := range subs {
		run = joined(run, textsOf(sub))
		if run != nil && !slices.Contains(run, "") && weight(run) > weight(best) {
			best = run
		}
		if run == nil {
			run = []string{""}
			if l := literalsOf(sub); weight(l) > weight(best) {
				best = l
			}
		}
	}
	return best
}

// textsOf are all texts that the expression matches, without their edges; nil
// if they are many.
func textsOf(re *syntax.Regexp) (list []string) {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return []string{""}
	case syntax.OpLiteral:
		return []string{string(re.Rune)}
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if list = append(list, string(r)); len(list) > maxJoined {
					return nil
				}
			}
		}
	case syntax.OpCapture:
		return textsOf(re.Sub[0])
	case syntax.OpQuest:
		if l := textsOf(re.Sub[0]); l != nil {
			return append(l[:len(l):len(l)], "")
		}
	case syntax.OpConcat:
		list = []string{""}
		for _, sub := range re.Sub {
			list = joined(list, textsOf(sub))
		}
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			l := textsOf(sub)
			if l == nil || len(list)+len(l) > maxLiterals {
				return nil
			}
			list = append(list, l...)
		}
	}
	return list
}

// joined is each of a followed by each of b; nil if either is, or if they are many.
func joined(a, b []string) (list []string) {
	if len(a)*len(b) > maxJoined {
		return nil
	}
	for _, s := range a {
		for _, t := range b {
			list = append(list, s+t)
		}
	}
	return list
}

// weight says how few texts hold one of the list: plain letters are common,
// signs and digits rare.
func weight(list []string) int {
	if len(list) == 0 {
		return 0
	}
	least := 6
	for _, s := range list {
		n := 0
		for _, r := range s {
			switch {
			case r >= 'a' && r <= 'z' || r == ' ':
				n++
			case unicode.IsLetter(r):
				n += 2
			default:
				n += 3
			}
		}
		least = min(least, n)
	}
	return least
}

// withoutLonger leaves out the texts that hold another one.
func withoutLonger(list []string) (kept []string) {
	for i, s := range list {
		if !slices.ContainsFunc(list[:i], func(t string) bool { return strings.Contains(s, t) }) &&
			!slices.ContainsFunc(list[i+1:], func(t string) bool { return s != t && strings.Contains(s, t) }) {
			kept = append(kept, s)
		}
	}
	return kept
}

// possible is false only for texts without a match.
func (p *pattern) possible(s string) bool {
	if p.compiled(); p.literals == nil {
		return true
	}
	if p.fold {
		if strings.Contains(s, "ſ") { // a capital S for an expression, not for lower
			return true
		}
		s = Lower(s)
	}
	for _, text := range p.literals {
		if strings.Contains(s, text) {
			return true
		}
	}
	return false
}

// The methods are those of regexp.Regexp.

func (p *pattern) MatchString(s string) bool { return p.possible(s) && p.re.MatchString(s) }

func (p *pattern) FindString(s string) string {
	if !p.possible(s) {
		return ""
	}
	return p.re.FindString(s)
}

func (p *pattern) FindStringIndex(s string) []int {
	if !p.possible(s) {
		return nil
	}
	return p.re.FindStringIndex(s)
}

func (p *pattern) FindStringSubmatch(s string) []string {
	if !p.possible(s) {
		return nil
	}
	return p.re.FindStringSubmatch(s)
}

func (p *pattern) FindStringSubmatchIndex(s string) []int {
	if !p.possible(s) {
		return nil
	}
	return p.re.FindStringSubmatchIndex(s)
}

func (p *pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if !p.possible(s) {
		return nil
	}
	return p.re.FindAllStringSubmatchIndex(s, n)
}

func (p *pattern) ReplaceAllString(s, with string) string {
	if !p.possible(s) {
		return s
	}
	return p.re.ReplaceAllString(s, with)
}
