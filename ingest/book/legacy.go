package book

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// tcvn3 gives the letters of the codes of TCVN3; 0 is a code without a letter.
var tcvn3 = func() (letters [256]rune) {
	for row := range table("tcvn3.txt") {
		code, _ := strconv.ParseUint(row[0], 16, 8)
		letters[code], _ = utf8.DecodeRuneInString(row[1])
	}
	return letters
}()

// A vniTable is what the codes of VNI-Windows stand for, each shown as the small
// letter of windows-1252.
type vniTable struct {
	marks   map[rune]string // combining characters, for the letter before
	letters map[rune]rune
}

var vni = func() vniTable {
	t := vniTable{map[rune]string{}, map[rune]rune{}}
	for row := range table("vni.txt") {
		code, _ := strconv.ParseUint(row[0], 16, 8)
		if row[1] == "letter" {
			t.letters[rune(code)], _ = utf8.DecodeRuneInString(row[2])
			continue
		}
		for mark := range strings.FieldsSeq(row[2]) {
			point, _ := strconv.ParseUint(mark, 16, 32)
			t.marks[rune(code)] += string(rune(point))
		}
	}
	return t
}()

// decodeTCVN3 takes the characters of s that stand for TCVN3 codes as what
// they stand for, and leaves the others.
func decodeTCVN3(s string) string {
	return strings.Map(func(r rune) rune {
		if c, ok := legacyCode(r); ok && tcvn3[c] != 0 {
			return tcvn3[c]
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
	case '\u20ab': // the sign of the dong
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
		if mark, ok := vni.marks[low]; ok && takesMark(letter, mark) {
			b.WriteString(mark)
			letter = ' '
			continue
		}
		letter = low
		if to, ok := vni.letters[low]; ok {
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
	return strings.ContainsRune("aeouy\u01a1\u01b0", letter)
}
