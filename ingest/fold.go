package ingest

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// tidy is NFC, with white space of every kind folded and trimmed.
func tidy(s string) string {
	if plainASCII(s) {
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

// plainASCII tells that tidy has nothing to do.
func plainASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || c < ' ' || c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			return false
		}
	}
	return true
}

// fold makes texts comparable: tidy, lower case, tone marks where the new
// spelling puts them (òa, not oà), and one spelling of the words that have two.
func fold(s string) string {
	words := strings.Fields(strings.ToLower(tidy(s)))
	for i, w := range words {
		words[i] = foldWord(w)
	}
	return strings.Join(words, " ")
}

// oldTones moves a tone mark to the first vowel at the end of a word.
var oldTones = strings.NewReplacer("oà", "òa", "oá", "óa", "oả", "ỏa", "oã", "õa", "oạ", "ọa",
	"oè", "òe", "oé", "óe", "oẻ", "ỏe", "oẽ", "õe", "oẹ", "ọe", "uỳ", "ùy", "uý", "úy", "uỷ", "ủy", "uỹ", "ũy", "uỵ", "ụy")

var spellings = map[string]string{"tỉ": "tỷ", "quí": "quý", "kì": "kỳ", "sỹ": "sĩ", "kỉ": "kỷ", "lí": "lý", "mĩ": "mỹ", "hàng": "hằng", "ngàn": "nghìn"}

func foldWord(w string) string {
	if isASCIIWord(w) {
		return w
	}
	core := strings.TrimRight(w, ".,;:!?)]”\"'/-")
	tail := w[len(core):]
	if len(core) >= 3 {
		at := len(core)
		for n := 0; n < 2 && at > 0; n++ {
			_, size := utf8.DecodeLastRuneInString(core[:at])
			at -= size
		}
		if !strings.HasSuffix(core[:at], "q") {
			core = core[:at] + oldTones.Replace(core[at:])
		}
	}
	if s, ok := spellings[core]; ok {
		core = s
	}
	return core + tail
}

func isASCIIWord(w string) bool {
	for i := 0; i < len(w); i++ {
		if w[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// key is what labels are matched by: fold without punctuation.
func key(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range fold(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '%' || unicode.IsMark(r) {
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

// sentenceCase turns a title in capitals into a label; others stay.
func sentenceCase(s string) string {
	if s != strings.ToUpper(s) || s == strings.ToLower(s) {
		return s
	}
	low := strings.ToLower(s)
	r, size := utf8.DecodeRuneInString(low)
	return string(unicode.ToUpper(r)) + low[size:]
}

// capitalised begins with a capital.
func capitalised(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

func isVietnamese(s string) bool {
	for _, r := range s {
		if r >= 0xc0 && unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

// similarity of two keys: 1 - edit distance / length of the longer, in runes.
func similarity(a, b string) float64 {
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

// wordPattern compiles a pattern whose \b stands at the edge of a word of any
// letters; regexp's own knows ASCII only, so that "quý\b" never matches. The
// edges take a character: use it to match, not to cut.
func wordPattern(pattern string) *regexp.Regexp {
	var b strings.Builder
	for i, piece := range strings.Split(pattern, `\b`) {
		if i > 0 {
			if before := b.String(); before == "" || strings.HasSuffix(before, "|") || strings.HasSuffix(before, "(") || strings.HasSuffix(before, "(?:") || strings.HasSuffix(before, "^") {
				b.WriteString(`(?:^|[^\pL\pN])`)
			} else {
				b.WriteString(`(?:$|[^\pL\pN])`)
			}
		}
		b.WriteString(piece)
	}
	return regexp.MustCompile(b.String())
}
