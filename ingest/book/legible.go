package book

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tongket/ingest"
	"tongket/ingest/words"
)

// judgeLetters tells the sheets whose texts lost letters when they were saved, or are
// no words in any encoding: nothing of them says what the figures are.
func (b *book) judgeLetters(grids []ingest.Grid) {
	for i := range grids {
		g := &grids[i]
		var l legibility
		for k := range g.Cells {
			if g.Cells[k].Kind == ingest.Text {
				l.count(g.Cells[k].Text)
			}
		}
		code, first, n := l.judge()
		if g.Illegible = code != ""; g.Illegible {
			b.add(ingest.Pos{File: b.name, Sheet: g.Sheet}, code, firstRunes(first, 60), strconv.Itoa(n))
		}
	}
}

// A legibility counts the texts of a sheet by how they can be read.
type legibility struct {
	sum       textCounts
	firstLost string // with a "?" for a letter
	firstOdd  string // with strange words
	known     map[string]textCounts
}

type textCounts struct {
	texts, lost, odd int // with letters; of these, with a "?" for one, with strange words
	words, strange   int // words with letters beyond ASCII; of these, no syllables
}

func (l *legibility) count(text string) {
	c, ok := l.known[text]
	if !ok {
		c = countsOf(text)
		if l.known == nil || len(l.known) >= maxKnown {
			l.known = map[string]textCounts{}
		}
		l.known[text] = c
	}
	if c.lost > 0 && l.sum.lost == 0 {
		l.firstLost = text
	}
	if c.odd > 0 && l.sum.odd == 0 {
		l.firstOdd = text
	}
	l.sum.texts, l.sum.lost, l.sum.odd = l.sum.texts+c.texts, l.sum.lost+c.lost, l.sum.odd+c.odd
	l.sum.words, l.sum.strange = l.sum.words+c.words, l.sum.strange+c.strange
}

// countsOf counts a text; of a long one its beginning tells how it can be read.
func countsOf(text string) (c textCounts) {
	if len(text) > longText {
		text = strings.ToValidUTF8(text[:longText], "")
	}
	if !strings.ContainsFunc(text, unicode.IsLetter) {
		return c
	}
	c.texts = 1
	if lostLetter(text) {
		c.lost = 1
	}
	if words.IsASCII(text) {
		return c
	}
	for word := range strings.FieldsFuncSeq(text, isBreak) {
		switch {
		case words.IsASCII(word) || !strings.ContainsFunc(word, func(r rune) bool { return r >= utf8.RuneSelf && unicode.IsLetter(r) }):
		case isSyllable(word) || isAbbreviation(word) || strings.ContainsFunc(word, beyondLatin):
			c.words++
		default:
			c.words++
			c.strange++
		}
	}
	c.odd = min(c.strange, 1)
	return c
}

// beyondLatin reports whether a letter is of another script, which no text in an old
// encoding shows.
func beyondLatin(r rune) bool {
	return r >= utf8.RuneSelf && unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) && !isRaw(r)
}

// isAbbreviation reports whether a word is of capitals that are no syllable: "HĐND".
func isAbbreviation(word string) bool {
	return word == strings.ToUpper(word) && strings.ContainsAny(word, "\u0110\u01a0\u01af")
}

// judge is the code of what is wrong with the texts, with one of them and how many
// they are; "" if nothing is.
func (l *legibility) judge() (code, text string, n int) {
	switch {
	case l.sum.lost >= 3 && l.sum.lost*4 >= l.sum.texts:
		return ingest.CodeLettersLost, l.firstLost, l.sum.lost
	case l.sum.strange >= 5 && l.sum.strange*5 > l.sum.words*2: // wrong letters make syllables by chance
		return ingest.CodeEncodingUnknown, l.firstOdd, l.sum.odd
	}
	return "", "", 0
}

// lostLetter reports whether a "?" stands where a letter was: before one, as no mark
// of a question does. Addresses of pages have some.
func lostLetter(s string) bool {
	if strings.Contains(s, "://") || strings.Contains(s, "=") {
		return false
	}
	for i := 0; i+1 < len(s); i++ {
		if s[i] == '?' {
			if r, _ := utf8.DecodeRuneInString(s[i+1:]); unicode.IsLetter(r) {
				return true
			}
		}
	}
	return false
}
