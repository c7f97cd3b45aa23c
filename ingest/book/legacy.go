package book

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// An encoding is a way in which a text was written whose characters are now shown
// as those of another.
type encoding uint8

const (
	inUnicode encoding = iota // as it stands
	inTCVN3
	inVNI
	inVPS
	inVISCII
	inUTF8        // that was read as windows-1252 or Latin-1
	inWindows1258 // of bytes (see rawByte)
	encodings
)

// name is the Arg of CodeEncoding.
func (e encoding) name() string {
	return [...]string{"windows-1252", "TCVN3", "VNI", "VPS", "VISCII", "UTF-8", "windows-1258"}[e]
}

// A vniTable is what the codes of VNI-Windows stand for, each shown as the small
// letter of windows-1252.
type vniTable struct {
	marks   map[rune]string // combining characters, for the letter before
	letters map[rune]rune
}

// letters gives the letters of the encodings that have one code for each; 0 is a
// code without a letter.
var letters = func() (t [encodings]*[256]rune) {
	for e, name := range map[encoding]string{inTCVN3: "tcvn3.txt", inVPS: "vps.txt", inVISCII: "viscii.txt"} {
		t[e] = new([256]rune)
		for row := range table(name) {
			code, _ := strconv.ParseUint(row[0], 16, 8)
			t[e][code], _ = utf8.DecodeRuneInString(row[1])
		}
	}
	return t
}()

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

// rawBytes is where the bytes from 0x80 of a text of unknown encoding are kept, in
// the private use area, until it is decoded.
const rawBytes = 0xF700

func isRaw(r rune) bool { return r >= rawBytes+0x80 && r <= rawBytes+0xFF }

// legacyCode is the byte that was shown as r: in Latin-1, windows-1252 or
// windows-1258. No character has two codes.
func legacyCode(r rune) (byte, bool) {
	switch {
	case r < 0x80:
		return 0, false
	case r <= 0xFF:
		return byte(r), true
	case isRaw(r):
		return byte(r - rawBytes), true
	}
	if code, ok := charmap.Windows1252.EncodeRune(r); ok {
		return code, true
	}
	return charmap.Windows1258.EncodeRune(r)
}

// decode is s as the encoding shows it. ok is false for a text with letters that
// have no code, which was not written so.
func (e encoding) decode(s string) (text string, ok bool) {
	switch e {
	case inVNI:
		text, ok = decodeVNI(s)
	case inTCVN3, inVPS, inVISCII:
		text, ok = e.decodeLetters(s)
	case inUTF8:
		text, ok = decodeUTF8(s)
	case inWindows1258:
		text, ok = decode1258(s)
	default:
		text, ok = shownBytes(s), true
	}
	if ok {
		text = tidyUnicode(text)
	}
	return text, ok
}

// shownBytes shows raw bytes as windows-1252 does.
func shownBytes(s string) string {
	return strings.Map(func(r rune) rune {
		if isRaw(r) {
			return charmap.Windows1252.DecodeByte(byte(r - rawBytes))
		}
		return r
	}, s)
}

// decodeLetters takes each code as its letter. In TCVN3 a capital with a tone has no
// code and is typed as the capital without it and the small letter with it.
func (e encoding) decodeLetters(s string) (string, bool) {
	list := letters[e]
	out := make([]rune, 0, len(s))
	for _, r := range s {
		code, known := legacyCode(r)
		if r < ' ' {
			code, known = byte(r), true
		}
		switch {
		case r >= utf8.RuneSelf && !known && isLetter(r):
			return "", false
		case !known:
			out = append(out, r)
			continue
		case list[code] == 0 && isRaw(r):
			out = append(out, charmap.Windows1252.DecodeByte(code))
			continue
		case list[code] == 0:
			out = append(out, r)
			continue
		}
		letter := list[code]
		v := syllables.vowels[letter]
		if n := len(out); e == inTCVN3 && v.tone != 0 && n > 0 && out[n-1] == unicode.ToUpper(v.base) {
			out[n-1] = unicode.ToUpper(letter)
			continue
		}
		out = append(out, letter)
	}
	if e == inTCVN3 && inCapitals(s) {
		return strings.ToUpper(string(out)), true // of a font of capitals, whether it is named or not
	}
	return string(out), true
}

// inCapitals reports whether the plain letters of a text are capitals, two or more.
func inCapitals(s string) bool {
	capitals := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z':
			return false
		case c >= 'A' && c <= 'Z':
			capitals++
		}
	}
	return capitals >= 2
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) }

// decodeVNI composes the letters and marks of VNI-Windows.
func decodeVNI(s string) (string, bool) {
	var b strings.Builder
	letter := ' ' // the last letter written, lower case, if a mark may follow
	for _, r := range s {
		code, known := legacyCode(r)
		switch {
		case known && code >= 0xC0:
			r = rune(code)
		case known && isRaw(r):
			r = charmap.Windows1252.DecodeByte(code)
		case !known && r >= utf8.RuneSelf && isLetter(r):
			return "", false
		}
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
	return norm.NFC.String(b.String()), true
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

// decode1258 takes the characters of a text as bytes of windows-1258.
func decode1258(s string) (string, bool) {
	raw := make([]byte, 0, len(s))
	bytes := false
	for _, r := range s {
		code, known := legacyCode(r)
		switch {
		case r < utf8.RuneSelf:
			code = byte(r)
		case !known:
			return "", false
		}
		bytes = bytes || isRaw(r)
		raw = append(raw, code)
	}
	text, _ := charmap.Windows1258.NewDecoder().Bytes(raw)
	return string(text), bytes
}

// isPlausible reports whether a text has only letters that Vietnamese and its
// neighbours in Europe use: other bytes than UTF-8 seldom look like that.
func isPlausible(s string) bool {
	for _, r := range s {
		if r > 0x24F && r < 0x1E00 && (r < 0x300 || r > 0x36F) || r > 0x1EFF && unicode.IsLetter(r) || r < utf8.RuneSelf && r < ' ' && r != '\t' && r != '\n' && r != '\r' {
			return false
		}
	}
	return true
}
