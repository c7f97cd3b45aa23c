package words

import (
	"golang.org/x/text/unicode/norm"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"tongket/ingest"
)

// Texts typed without diacritics ("So ho ngheo", "Uoc TH 2020") get them back
// where the phrases that sheets and the vocabulary use leave one reading. What
// an indicator is taken for is said; facts keep the text as written.

// A diacritics gives words theirs: it knows phrases by their words without them.
type diacritics struct {
	*Table
	phrases map[string][]string // words, nil where there are several readings
	longest int
}

// Diacritics are made when the first text asks for it.
func (l *Lexicon) Diacritics() *diacritics { return l.unmarked() }

func newDiacritics(l *Lexicon) func() *diacritics {
	return sync.OnceValue(func() *diacritics {
		r := &diacritics{Table: l.Table, phrases: map[string][]string{}}
		r.addTier(l.wordsOf(unmarkedPhrases))
		r.addTier(l.wordsOf(nationPlaces))
		r.addTier(l.wordsOf(fillers, totals, vagueWords, sectors, units, heads, quantities, marks, measures, relations))
		var names []string
		for _, p := range l.Places {
			_, bare := l.SplitPlace(p.Name)
			names = append(names, bare)
		}
		for _, list := range [][]ingest.Name{l.Indicators, l.Places} {
			for _, n := range list {
				names = append(names, n.Name)
				names = append(names, n.Aliases...)
			}
		}
		r.addTier(names)
		return r
	})
}

// wordsOf are the words of some roles.
func (t *lexis) wordsOf(roles ...wordRole) (list []string) {
	for _, r := range roles {
		list = append(list, slices.Sorted(maps.Keys(t.lists[r].words))...)
	}
	return list
}

// addTier adds phrases that no earlier tier has; two of one tier that differ in
// diacritics only are dropped.
func (r *diacritics) addTier(list []string) {
	tier := map[string][]string{}
	for _, text := range list {
		words := strings.Fields(Key(text))
		if len(words) == 0 || len(words) == 1 && !IsVietnamese(words[0]) && len(words[0]) < 3 {
			continue
		}
		k := plainKey(words)
		before, ok := tier[k]
		switch {
		case r.meaning(unmarkedPhrases, k) != "": // "nam" or "năm": see besideYear
			continue
		case !ok, slices.Equal(before, words):
		case len(words) > 1 && IsASCII(strings.Join(before, "")): // a name's alias without diacritics
		case len(words) > 1 && IsASCII(strings.Join(words, "")):
			words = before
		default:
			words = nil
		}
		tier[k] = words
	}
	for k, words := range tier {
		if _, ok := r.phrases[k]; !ok {
			r.phrases[k] = words
			r.longest = max(r.longest, strings.Count(k, " ")+1)
		}
	}
}

// WithoutDiacritics returns a text without its diacritics, rune for rune.
func WithoutDiacritics(s string) string {
	var b strings.Builder
	for _, c := range norm.NFC.String(s) {
		switch c {
		case 'đ':
			c = 'd'
		case 'Đ':
			c = 'D'
		default:
			if c >= 0xc0 {
				c = []rune(norm.NFD.String(string(c)))[0]
			}
		}
		b.WriteRune(c)
	}
	return b.String()
}

// plainKey joins words without diacritics, of two spellings the one that fold
// gives.
func plainKey(words []string) string {
	plain := make([]string, len(words))
	for i, w := range words {
		plain[i] = WithoutDiacritics(w)
		if other, ok := spelled().plain[plain[i]]; ok {
			plain[i] = other.plain
		}
	}
	return strings.Join(plain, " ")
}

// A plainWord is an ASCII word of a text: its place and its lower-case form.
type plainWord struct {
	start, end int
	word       string
}

func wordsOf(s string) []plainWord {
	var list []plainWord
	for i := 0; i < len(s); {
		n := 0
		for i+n < len(s) && (unicode.IsLetter(rune(s[i+n])) || unicode.IsDigit(rune(s[i+n])) || s[i+n] == '%') {
			n++
		}
		if n > 0 {
			list = append(list, plainWord{i, i + n, strings.ToLower(s[i : i+n])})
		}
		i += max(n, 1)
	}
	return list
}

// Restore gives an ASCII text its diacritics. known counts the words that
// phrases of the lists make up, or numbers; words counts all.
func (r *diacritics) Restore(s string) (restored string, known, words int) {
	tokens := wordsOf(s)
	var b strings.Builder
	at := 0
	for i := 0; i < len(tokens); {
		found, n := r.phraseAt(tokens, i)
		for k := range n {
			t := tokens[i+k]
			b.WriteString(s[at:t.start])
			b.WriteString(InCaseOf(found[k], s[t.start:t.end]))
			at = t.end
		}
		if n == 0 && isNumberWord(tokens[i].word) {
			known++
		}
		known += n
		i += max(n, 1)
	}
	b.WriteString(s[at:])
	return b.String(), known, len(tokens)
}

// phraseAt is the longest phrase that begins at token i.
func (r *diacritics) phraseAt(tokens []plainWord, i int) (words []string, n int) {
	if year := r.meaning(unmarkedPhrases, tokens[i].word); year != "" && besideYear(tokens, i) {
		return []string{year}, 1
	}
	for n := min(r.longest, len(tokens)-i); n > 0; n-- {
		parts := make([]string, n)
		for k := range parts {
			parts[k] = tokens[i+k].word
		}
		if words := r.phrases[plainKey(parts)]; len(words) == n {
			return spelledLike(words, parts), n
		}
	}
	return nil, 0
}

// spelledLike are the words of a phrase in the spelling of a text.
func spelledLike(words, parts []string) []string {
	list := slices.Clone(words)
	for i, part := range parts {
		if other, ok := spelled().plain[part]; ok && WithoutDiacritics(list[i]) == other.plain {
			list[i] = other.marked
		}
	}
	return list
}

// besideYear reports whether a word stands beside a year or a number of years: "Nam
// 2018", "5 nam".
func besideYear(tokens []plainWord, i int) bool {
	if i+1 < len(tokens) && len(tokens[i+1].word) == 4 && isNumberWord(tokens[i+1].word) {
		return true
	}
	return i > 0 && len(tokens[i-1].word) == 1 && isNumberWord(tokens[i-1].word)
}

func isNumberWord(s string) bool { return strings.Trim(s, "0123456789%") == "" }

// InCaseOf returns a word with the capitals of the one that it stands for.
func InCaseOf(word, as string) string {
	runes := []rune(word)
	if len(runes) != len(as) {
		return as
	}
	for k := range runes {
		if unicode.IsUpper(rune(as[k])) {
			runes[k] = unicode.ToUpper(runes[k])
		}
	}
	return string(runes)
}

// IsSnakeCase reports whether a text is a name as programs write them: "ke_hoach".
func IsSnakeCase(text string) bool { return prose(`^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$`).MatchString(text) }

// RestoreWhole returns an ASCII text with its diacritics where known phrases make it up
// whole, by two words or more or one beside a number; else "".
func (x *Meanings) RestoreWhole(text string) string {
	if len(text) > 400 || !strings.ContainsAny(strings.TrimSpace(text), " \n./_") {
		return "" // one word
	}
	restored, known, words := x.Lex.Diacritics().Restore(text)
	if restored == text || known < words || words < 2 {
		return ""
	}
	return restored
}
