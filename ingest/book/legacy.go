package book

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// tcvn3 gives the letters of the codes from 0xA1 (TCVN 5712:1993, VN3); a
// blank is a code without a letter.
const tcvn3 = "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ"

var tcvn3Letters = func() (t [256]rune) {
	code := 0xA1
	for _, r := range tcvn3 {
		if r != ' ' {
			t[code] = r
		}
		code++
	}
	return t
}()

// VNI-Windows writes most letters as a plain letter and a mark; these are the
// lower-case marks and what they add, as combining characters.
var vniMarks = map[rune]string{
	'ø': "\u0300", 'ù': "\u0301", 'û': "\u0309", 'õ': "\u0303", 'ï': "\u0323",
	'ê': "\u0306", 'è': "\u0306\u0300", 'é': "\u0306\u0301", 'ú': "\u0306\u0309", 'ü': "\u0306\u0303", 'ë': "\u0306\u0323",
	'â': "\u0302", 'à': "\u0302\u0300", 'á': "\u0302\u0301", 'å': "\u0302\u0309", 'ã': "\u0302\u0303", 'ä': "\u0302\u0323",
}

// The letters that VNI-Windows has codes for.
var vniLetters = map[rune]rune{'ñ': 'đ', 'ì': 'ì', 'í': 'í', 'æ': 'ỉ', 'ó': 'ĩ', 'ò': 'ị', 'ô': 'ơ', 'ö': 'ư', 'î': 'ỵ'}

// decodeTCVN3 takes the characters of s that stand for TCVN3 codes as what
// they stand for, and leaves the others.
func decodeTCVN3(s string) string {
	return strings.Map(func(r rune) rune {
		if c, ok := legacyCode(r); ok && tcvn3Letters[c] != 0 {
			return tcvn3Letters[c]
		}
		return r
	}, s)
}

// legacyCode is the byte that was shown as r: in Latin-1, or in windows-1258
// where the two differ.
func legacyCode(r rune) (byte, bool) {
	if r >= 0x80 && r <= 0xFF {
		return byte(r), true
	}
	switch r {
	case '\u0300':
		return 0xCC, true
	case '\u0309':
		return 0xD2, true
	case '\u0303':
		return 0xDE, true
	case '\u0301':
		return 0xEC, true
	case '\u0323':
		return 0xF2, true
	case '₫':
		return 0xFE, true
	}
	return 0, false
}

// decodeVNI composes the letters and marks of VNI-Windows.
func decodeVNI(s string) string {
	var b strings.Builder
	letter := ' ' // the last letter written, lower case, if a mark may follow
	for _, r := range s {
		low := unicode.ToLower(r)
		if mark, ok := vniMarks[low]; ok && takesMark(letter, mark) {
			b.WriteString(mark)
			letter = ' '
			continue
		}
		letter = low
		if to, ok := vniLetters[low]; ok {
			letter = to
			if low != r {
				to = unicode.ToUpper(to)
			}
			r = to
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

func takesMark(letter rune, mark string) bool {
	switch {
	case strings.HasPrefix(mark, "\u0306"):
		return letter == 'a'
	case strings.HasPrefix(mark, "\u0302"):
		return letter == 'a' || letter == 'e' || letter == 'o'
	}
	return strings.ContainsRune("aeouyơư", letter)
}
