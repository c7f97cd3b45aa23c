package words

import (
	"cmp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Tidy returns a text in NFC, with white space of every kind folded and trimmed.
func Tidy(s string) string {
	if isTidy(s) {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u200b', r == '\u200c', r == '\u200d', r == '\ufeff', r == '\u00ad', r == '\u2060':
			return -1
		case unicode.IsSpace(r) || r == '\u00a0' || r == '\u202f' || r == '\u2007':
			return ' '
		}
		return r
	}, norm.NFC.String(s))
	return strings.Join(strings.Fields(s), " ")
}

// isTidy reports whether Tidy has nothing to do. It knows the characters that most
// texts consist of, which are NFC in any order; of others it says no.
func isTidy(s string) bool {
	blank := true // nothing or a blank stands before
	for _, r := range s {
		switch {
		case r == ' ':
			if blank {
				return false
			}
			blank = true
			continue
		case r > ' ' && r < utf8.RuneSelf, r > '\u00a0' && r < '\u0300' && r != '\u00ad', IsVietnameseLetter(r), r == '–', r == '…':
			blank = false
		default:
			return false
		}
	}
	return !blank || s == ""
}

// IsVietnameseLetter reports whether a letter is of the block that holds Vietnamese
// ones only. There each capital has an even code, and its small letter the next.
func IsVietnameseLetter(r rune) bool { return r >= 'Ạ' && r <= 'ỹ' }

// Fold makes texts comparable: tidy, lower case, tone marks where the new
// spelling puts them (òa, not oà), and one spelling of the words that have two.
func Fold(s string) string {
	s = Lower(Tidy(s))
	if IsASCII(s) {
		return s
	}
	var b strings.Builder
	done := 0 // bytes of s that b stands for
	for start := 0; start < len(s); {
		end := len(s)
		if n := strings.IndexByte(s[start:], ' '); n >= 0 {
			end = start + n
		}
		word := foldWord(s[start:end])
		if before, ok := spelled().pairs[word]; ok && end < len(s) {
			next, _, _ := strings.Cut(s[end+1:], " ")
			word = cmp.Or(before[strings.TrimRight(next, ".,;:!?)")], word)
		}
		if word != s[start:end] {
			b.WriteString(s[done:start])
			b.WriteString(word)
			done = end
		}
		start = end + 1
	}
	if done == 0 {
		return s
	}
	b.WriteString(s[done:])
	return b.String()
}

// Lower does what strings.ToLower does.
func Lower(s string) string {
	for i, r := range s {
		if lowerRune(r) != r {
			return s[:i] + strings.Map(lowerRune, s[i:])
		}
	}
	return s
}

// lowerRune is unicode.ToLower, which searches a table for all but ASCII.
func lowerRune(r rune) rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r < utf8.RuneSelf:
		return r
	case IsVietnameseLetter(r):
		return r | 1
	}
	return unicode.ToLower(r)
}

// A spelling of words: what Fold makes of tone marks and of words with two forms.
type spelling struct {
	tones   map[string]string // end of a word → the same with the mark on the first vowel
	words   map[string]string
	longest int                          // bytes of the longest of words
	pairs   map[string]map[string]string // a word → the word that follows → what it is before that

	// plain are the words with two forms as they are without diacritics: the other
	// form without, and with them as they are spelled.
	plain map[string]struct{ plain, marked string }
}

var spelled = sync.OnceValue(func() *spelling {
	s := &spelling{tones: map[string]string{}, words: map[string]string{}, pairs: map[string]map[string]string{}, plain: map[string]struct{ plain, marked string }{}}
	var toneRole, spellingRole string
	rows := lexiconRows()
	for _, row := range rows {
		switch {
		case row.role != "role":
		case strings.HasPrefix(row.meaning, tones.id()):
			toneRole = row.word
		case strings.HasPrefix(row.meaning, spellings.id()):
			spellingRole = row.word
		}
	}
	for _, row := range rows {
		switch row.role {
		case toneRole:
			s.tones[row.word] = row.meaning
		case spellingRole:
			if first, next, ok := strings.Cut(row.word, " "); ok {
				if s.pairs[first] == nil {
					s.pairs[first] = map[string]string{}
				}
				s.pairs[first][next], _, _ = strings.Cut(row.meaning, " ")
				continue
			}
			s.words[row.word] = row.meaning
			s.longest = max(s.longest, len(row.word))
			plain, other := WithoutDiacritics(row.word), WithoutDiacritics(row.meaning)
			if was, ok := s.plain[plain]; plain != other && (!ok || row.word < was.marked) {
				s.plain[plain] = struct{ plain, marked string }{other, row.word}
			}
		}
	}
	return s
})

func foldWord(w string) string {
	if IsASCII(w) {
		if right, ok := spelled().words[w]; ok {
			return right
		}
		return w
	}
	core, known := w, spelled()
	if last, _ := utf8.DecodeLastRuneInString(w); !isWordRune(last) {
		core = strings.TrimRight(w, ".,;:!?)]”\"'/-")
	}
	tail := w[len(core):]
	_, size := utf8.DecodeLastRuneInString(core)
	if at := len(core) - size - 1; at >= 0 && (core[at] == 'o' || core[at] == 'u') && (at == 0 || core[at-1] != 'q') {
		if end, ok := known.tones[core[at:]]; ok {
			return core[:at] + end + tail
		}
	}
	if len(core) <= known.longest {
		if s, ok := known.words[core]; ok {
			return s + tail
		}
	}
	return w
}

// Key returns what labels are matched by: the folded text without punctuation.
func Key(s string) string {
	s = Fold(s)
	if i := strings.IndexFunc(s, func(r rune) bool { return r != ' ' && !isWordRune(r) }); i < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		if isWordRune(r) {
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(r)
			continue
		}
		gap = true
	}
	return b.String()
}

// isWordRune reports whether a key keeps a character.
func isWordRune(r rune) bool {
	switch {
	case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '%', IsVietnameseLetter(r):
		return true
	case r < utf8.RuneSelf:
		return r >= 'A' && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// SentenceCase turns a title in capitals into a label; others stay.
func SentenceCase(s string) string {
	if s != strings.ToUpper(s) || s == strings.ToLower(s) {
		return s
	}
	return Capitalised(withNames(s, strings.ToLower(s)))
}

// withNames gives the acronyms and the names of a text in capitals their capitals back,
// which low has lost.
func withNames(caps, low string) string {
	list, small := strings.Fields(caps), strings.Fields(low)
	if len(list) != len(small) {
		return low
	}
	vietnamese := IsVietnamese(caps) // else no diacritics tell its words from acronyms
	for k, word := range list {
		if len(word) > 1 && (len(word) > 3 || !strings.ContainsAny(word, "Yy")) && !prose(`(?i)[aeiouàáâãèéêìíòóôõùúýăĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ\d]`).MatchString(word) && prose(`\pL`).MatchString(word) {
			small[k] = word // "BHYT"
		} else if len(word) < 6 && vietnamese && !mayBeSyllable(small[k]) {
			small[k] = word // "OCOP", "ASF"
		} else if prose(`^\d+(?:/\d{4})?[/-]\p{Lu}`).MatchString(word) {
			small[k] = word // "136/2013/NĐ-CP"
		} else if prose(`^(?:I{1,3}|IV|V|VIII?|IX|X|XII{1,2}|XI?V)[,.;:]?$`).MatchString(word) {
			small[k] = word // "KHU VỰC I, II", but "VI PHẠM", "XI MĂNG"
		}
	}
	text := " " + strings.Join(small, " ") + " "
	for _, e := range builtin().lists[properNames].longest {
		text = strings.ReplaceAll(text, " "+e.word+" ", " "+e.meaning+" ")
	}
	return strings.TrimSpace(text)
}

// mayBeSyllable reports whether a word in small letters is a syllable of Vietnamese, or has
// letters beyond ASCII. Those that end with a stop always bear a tone.
func mayBeSyllable(low string) bool {
	low = strings.Trim(low, ".,;:()[]\"'/–-")
	return !IsASCII(low) || !prose(`^[a-z]{2,}$`).MatchString(low) || prose(`^(?:b|ch?|d|gh?|gi|h|kh?|l|m|n|nh|ngh?|ph?|qu?|r|s|th?|tr|v|x)?(?:[aeiouy]|a[iouy]|eo|i[au]|o[aei]|oa[iyo]|oeo|u[aiye]|uya|uyu)(?:m|n|nh|ng)?$`).MatchString(low)
}

// Capitalised returns a text with a capital at its beginning.
func Capitalised(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// IsVietnamese reports whether a text holds a letter beyond ASCII, as Vietnamese ones
// do that are typed with their diacritics.
func IsVietnamese(s string) bool {
	for _, r := range s {
		if r >= 0xc0 && unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

// Similarity returns 1 - edit distance / length of the longer of two keys, in runes.
func Similarity(a, b string) float64 {
	x, y := []rune(a), []rune(b)
	longest := max(len(x), len(y))
	if longest == 0 {
		return 1
	}
	edits, _ := distance(x, y, longest, nil)
	return 1 - float64(edits)/float64(longest)
}

// distance is the edit distance of x and y, or some number above most where it
// is above most. It works in room, grown as needed, which it returns.
func distance(x, y []rune, most int, room []int) (int, []int) {
	row := append(room[:0], 0)
	for j := range y {
		row = append(row, j+1)
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		least := row[0]
		for j := range y {
			cost := diagonal
			if x[i] != y[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
			least = min(least, cost)
		}
		if least > most { // later rows only grow
			return least, row
		}
	}
	return row[len(y)], row
}

// A sketch counts the letters of a text, in 32 classes.
type sketch [32]int16

func sketchOf(text []rune) sketch {
	var s sketch
	for _, r := range text {
		s[r%32]++
	}
	return s
}

// apart is a lower bound of the edit distance: an edit takes at most one letter
// from a class and adds one to another.
func (s *sketch) apart(t *sketch) int {
	var more, fewer int
	for i := range s {
		if d := int(s[i]) - int(t[i]); d > 0 {
			more += d
		} else {
			fewer -= d
		}
	}
	return max(more, fewer)
}

// Slug returns a name in ASCII letters, figures and hyphens: "an-sinh-xa-hoi".
func Slug(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case r == 'đ':
			b.WriteByte('d')
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case r >= 0x300 && r <= 0x36f: // a tone or a hook
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}

// IsASCII reports whether a text has no character beyond ASCII.
func IsASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// HasDigit reports whether a text has a digit.
func HasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }
