package book

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tongket/ingest/words"
)

// vietnamese scores how Vietnamese a text is: the words with letters beyond
// ASCII that are syllables, less those that are none.
func vietnamese(s string) int {
	score := 0
	for word := range strings.FieldsFuncSeq(s, isBreak) {
		if words.IsASCII(word) {
			continue
		}
		if isSyllable(word) {
			score++
		} else {
			score--
		}
	}
	return score
}

// isBreak tells what ends a word; the signs that TCVN3 and VNI use as letters
// don't.
func isBreak(r rune) bool {
	if r >= 'a' && r <= 'z' || words.IsVietnameseLetter(r) {
		return false
	}
	return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && (r <= 0xA0 || r > 0xFF)
}

// A spelling is what a Vietnamese syllable is made of.
type spelling struct {
	onsets, rimes map[string]bool
	common        map[string]bool // words
	usual         map[string]bool // words, among those that a lost letter leaves open
	vowels        map[rune]vowel  // each letter in its parts
}

// A vowel is a letter and its tone mark, 0 for none.
type vowel struct{ base, tone rune }

var syllables = func() spelling {
	s := spelling{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[rune]vowel{}}
	for row := range table("spelling.txt") {
		list := strings.Fields(row[1])
		switch row[0] {
		case "onsets":
			for _, onset := range list {
				s.onsets[onset] = true
			}
		case "common":
			for _, word := range list {
				s.common[word] = true
			}
		case "usual":
			for _, word := range list {
				s.usual[word] = true
			}
		case "rimes":
			for _, rime := range list {
				s.rimes[rime] = true
			}
		case "vowel":
			base, _ := utf8.DecodeRuneInString(list[0])
			for i, tone := range []rune{0, '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'} {
				letter, _ := utf8.DecodeRuneInString(list[i])
				s.vowels[letter] = vowel{base, tone}
			}
		}
	}
	return s
}()

// isSyllable reports whether a word is a Vietnamese syllable by its spelling:
// a known onset and rime, one tone, a tone that its final allows, and no
// capitals inside.
func isSyllable(word string) bool {
	if !evenCase(word) {
		return false
	}
	base, tone, ok := splitTone(words.Lower(word))
	if !ok || len(base) > 16 {
		return false
	}
	if last := base[len(base)-1]; (last == 'c' || last == 'p' || last == 't' || strings.HasSuffix(base, "ch")) &&
		tone != '\u0301' && tone != '\u0323' {
		return false
	}
	for cut := 0; cut <= 3 && cut < len(base); cut++ {
		if (cut == 0 || syllables.onsets[base[:cut]]) && syllables.rimes[base[cut:]] {
			return true
		}
	}
	return false
}

// evenCase: "an", "An" or "AN".
func evenCase(word string) bool {
	upper, lower := 0, 0
	first := true
	for _, r := range word {
		small, capital := r >= 'a' && r <= 'z' || words.IsVietnameseLetter(r) && r%2 == 1, false
		if !small {
			small, capital = unicode.IsLower(r), unicode.IsUpper(r)
		}
		switch {
		case capital && lower > 0:
			return false
		case capital:
			upper++
		case small && upper > 1:
			return false
		case small:
			lower++
		case !first && unicode.Is(unicode.Mn, r):
		default:
			return false
		}
		first = false
	}
	return true
}

// splitTone takes the tone mark out; ok is false if there are two.
func splitTone(word string) (base string, tone rune, ok bool) {
	var room [64]byte
	letters := room[:0]
	for _, r := range word {
		v, known := syllables.vowels[r]
		switch {
		case !known && r >= utf8.RuneSelf && r != '\u0111':
			return splitAnyTone(word)
		case !known:
			v.base = r
		case v.tone != 0 && tone != 0:
			return "", 0, false
		}
		letters, tone = utf8.AppendRune(letters, v.base), tone+v.tone
	}
	return string(letters), tone, len(letters) > 0
}

// splitAnyTone is splitTone for all letters, with marks of their own too.
func splitAnyTone(word string) (base string, tone rune, ok bool) {
	var b strings.Builder
	vowel := false // a mark would stand on a vowel
	for _, r := range norm.NFD.String(word) {
		switch r {
		case '\u0300', '\u0301', '\u0303', '\u0309', '\u0323':
			if tone != 0 || !vowel {
				return "", 0, false
			}
			tone = r
			continue
		case '\u0302', '\u0306', '\u031b': // circumflex, breve and horn: the vowel goes on
		default:
			vowel = strings.ContainsRune("aeiouy", r)
		}
		b.WriteRune(r)
	}
	base = norm.NFC.String(b.String())
	return base, tone, base != ""
}
