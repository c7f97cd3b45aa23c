package book

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"tongket/ingest/words"
)

// decodeUTF8 takes the characters of a text as bytes of UTF-8 that were shown as
// windows-1252 or Latin-1.
//
// windows-1252 has no character for five of the codes; programs put U+FFFD there. As
// each of the five makes another letter, the word that it stands in tells which was
// meant, or else U+FFFD stays.
func decodeUTF8(s string) (string, bool) {
	raw := make([]byte, 0, len(s))
	lost := []int{} // where in raw U+FFFD is
	begun := false
	for _, r := range s {
		code, known := legacyCode(r)
		switch {
		case r == utf8.RuneError && begun:
			lost = append(lost, len(raw))
			code = lostCodes()[0]
		case r < utf8.RuneSelf:
			code = byte(r)
		case !known, !begun && code < 0xC2: // which begins no character
			return "", false
		default:
			begun = true
		}
		raw = append(raw, code)
	}
	if !utf8.Valid(raw) {
		return "", false
	}
	text := string(raw)
	for _, at := range slices.Backward(lost) {
		text = restoreLost(text, at)
	}
	return text, isPlausible(strings.ReplaceAll(text, "\uFFFD", ""))
}

// lostCodes are those that windows-1252 shows as nothing.
func lostCodes() []byte {
	var codes []byte
	for code := 0x80; code < 0xA0; code++ {
		if r := charmap.Windows1252.DecodeByte(byte(code)); r == utf8.RuneError || r == rune(code) {
			codes = append(codes, byte(code))
		}
	}
	return codes
}

// restoreLost puts the letter that was meant, or U+FFFD, in the place of the one
// whose last byte was lost: the one that makes a syllable, of several the one that is
// a capital among capitals, of several the one whose word is usual.
func restoreLost(text string, at int) string {
	start := at - 1
	for start > 0 && !utf8.RuneStart(text[start]) {
		start--
	}
	before, after := text[:start], text[at+1:]
	from := strings.LastIndexFunc(before, isASCIIBreak) + 1
	to := strings.IndexFunc(after+" ", isASCIIBreak)
	capitals := inCapitals(strings.ReplaceAll(before+after, "\uFFFD", ""))
	var all, high, usual []string
	for _, code := range lostCodes() {
		letter := text[start:at] + string([]byte{code})
		r, n := utf8.DecodeRuneInString(letter)
		low := unicode.ToLower(r)
		if _, vowel := syllables.vowels[low]; n != len(letter) || !vowel && low != '\u0111' {
			continue
		}
		word := before[from:] + letter + after[:to]
		if !isSyllable(word) {
			continue
		}
		all = append(all, letter)
		if capitals && low != r {
			high = append(high, letter)
		}
		if syllables.usual[words.Lower(word)] {
			usual = append(usual, letter)
		}
	}
	for _, choice := range [][]string{all, high, usual} {
		if len(choice) == 1 {
			return before + choice[0] + after
		}
	}
	return before + "\uFFFD" + after
}

// isASCIIBreak reports whether a character is one of ASCII and no letter.
func isASCIIBreak(r rune) bool {
	return r < utf8.RuneSelf && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
}
