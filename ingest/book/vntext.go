package book

import (
	"golang.org/x/text/unicode/norm"
	"strings"
	"unicode"
	"unicode/utf8"

	"tongket/ingest"
	"tongket/ingest/words"
)

// A fontClass says how a font shows the codes of a text.
type fontClass uint8

const (
	fontUnicode       fontClass = iota // or unknown
	fontTCVN3                          // .VnTime, .VnArial, …: TCVN 5712:1993 VN3 ("ABC")
	fontTCVN3Capitals                  // .VnTimeH, …: the same, lower case shown as capitals
	fontVNI                            // VNI-Times, …
	fontClasses
)

// classOfFont tells a font's class from its name.
func classOfFont(name string) fontClass {
	lower := strings.ToLower(strings.TrimSpace(name))
	switch {
	case strings.HasPrefix(lower, ".vn"):
		if strings.HasSuffix(strings.TrimSpace(name), "H") {
			return fontTCVN3Capitals
		}
		return fontTCVN3
	case strings.HasPrefix(lower, "vni-"), strings.HasPrefix(lower, "vni "):
		return fontVNI
	}
	return fontUnicode
}

// encodingName is the Arg of CodeEncoding.
func (c fontClass) encodingName() string {
	switch c {
	case fontTCVN3, fontTCVN3Capitals:
		return "TCVN3"
	case fontVNI:
		return "VNI"
	}
	return ""
}

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

// decode is s as a font of the class shows it.
func (c fontClass) decode(s string) string {
	switch c {
	case fontTCVN3:
		return decodeTCVN3(s)
	case fontTCVN3Capitals:
		return strings.ToUpper(decodeTCVN3(s))
	case fontVNI:
		return decodeVNI(s)
	}
	return s
}

// mayBeLegacy tells whether s has characters that TCVN3 and VNI use.
func mayBeLegacy(s string) bool {
	for i := 0; i < len(s); i++ {
		// U+00A1..U+00FF begin with C2 or C3; combining marks with CC or CD.
		if c := s[i]; c == 0xC2 || c == 0xC3 || c == 0xCC || c == 0xCD {
			return true
		}
	}
	return false
}

// hasVietnamese tells whether s has letters that only Unicode Vietnamese has.
func hasVietnamese(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r >= 'Ạ' && r <= 'ỹ' || strings.ContainsRune("ĂăĐđƠơƯư", r)
	})
}

// A vote counts how the texts of a file are written, to settle the short ones
// that could be either.
type vote struct{ unicode, tcvn3, vni int }

// count adds what s by itself says.
func (v *vote) count(s string) {
	plain := vietnamese(s)
	t, n := vietnamese(decodeTCVN3(s)), vietnamese(decodeVNI(s))
	switch best := max(plain, t, n); {
	case best <= 0:
	case plain == best:
		if t < best && n < best {
			v.unicode++
		}
	case t == best && n < best:
		v.tcvn3++
	case n == best && t < best:
		v.vni++
	}
}

// fallback is the class for texts whose font says nothing.
func (v *vote) fallback() fontClass {
	switch {
	case v.tcvn3 >= 3 && v.tcvn3 > 4*v.unicode && v.tcvn3 > v.vni:
		return fontTCVN3
	case v.vni >= 3 && v.vni > 4*v.unicode && v.vni > v.tcvn3:
		return fontVNI
	}
	return fontUnicode
}

// A textDecoder turns the stored texts of one workbook into Unicode.
type textDecoder struct {
	vote vote
	used [fontClasses]int // texts that were changed
}

// text is s as shown in a font of the class, NFC. A text that is more
// Vietnamese as it stands stays, whatever its font.
func (d *textDecoder) text(s string, class fontClass) string {
	if !mayBeLegacy(s) {
		if class == fontTCVN3Capitals && words.IsASCII(s) {
			s = strings.ToUpper(s)
		}
		return norm.NFC.String(s)
	}
	if class == fontUnicode {
		class = d.guess(s)
	}
	if class == fontUnicode {
		return tidyUnicode(s)
	}
	decoded := class.decode(s)
	before, after := vietnamese(s), vietnamese(decoded)
	if after < before || after == before && d.vote.unicode > d.vote.tcvn3+d.vote.vni {
		return tidyUnicode(s)
	}
	if decoded != s {
		d.used[class]++
	}
	return norm.NFC.String(decoded)
}

var eth = strings.NewReplacer("Ð", "Đ", "ð", "đ")

// tidyUnicode is s as NFC, with the Icelandic letters that some keyboards give
// for "Đ" and "đ" put right.
func tidyUnicode(s string) string { return norm.NFC.String(eth.Replace(s)) }

// guess is the class of a text whose font says nothing: the file's, or what
// the text itself leaves no doubt about.
func (d *textDecoder) guess(s string) fontClass {
	if c := d.vote.fallback(); c != fontUnicode {
		return c
	}
	if d.vote.unicode > 4 && d.vote.tcvn3+d.vote.vni == 0 || hasVietnamese(s) {
		return fontUnicode
	}
	plain := vietnamese(s)
	if t := vietnamese(decodeTCVN3(s)); t >= plain+3 && t >= 2 {
		return fontTCVN3
	}
	if n := vietnamese(decodeVNI(s)); n >= plain+3 && n >= 2 {
		return fontVNI
	}
	return fontUnicode
}

// issues says what was decoded, one issue for each encoding.
func (d *textDecoder) issues(file string) []ingest.Issue {
	var list []ingest.Issue
	d.used[fontTCVN3] += d.used[fontTCVN3Capitals]
	for _, c := range []fontClass{fontTCVN3, fontVNI} {
		if d.used[c] > 0 {
			list = append(list, ingest.Issue{Pos: ingest.Pos{File: file}, Code: ingest.CodeEncoding, Args: []string{c.encodingName()}})
		}
	}
	return list
}

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

var onsets = words.WordSet("b,c,ch,d,đ,g,gh,gi,h,k,kh,l,m,n,ng,ngh,nh,p,ph,qu,r,s,t,th,tr,v,x")

var rimes = words.WordSet("a,ac,ach,ai,am,an,ang,anh,ao,ap,at,au,ay,ăc,ăm,ăn,ăng,ăp,ăt,âc,âm,ân,âng,âp,ât,âu,ây," +
	"e,ec,em,en,eng,eo,ep,et,ê,êc,êch,êm,ên,êng,ênh,êp,êt,êu," +
	"i,ia,ich,iêc,iêm,iên,iêng,iêp,iêt,iêu,im,in,inh,ip,it,iu," +
	"o,oa,oac,oach,oai,oam,oan,oang,oanh,oao,oap,oat,oay,oăc,oăm,oăn,oăng,oăt,oc,oe,oen,oeo,oet,oi,om,on,ong,ooc,oong,op,ot," +
	"ô,ôc,ôi,ôm,ôn,ông,ôp,ôt,ơ,ơi,ơm,ơn,ơng,ơp,ơt," +
	"u,ua,uân,uâng,uât,uây,uc,uê,uêch,uênh,ui,um,un,ung,uơ,uôc,uôi,uôm,uôn,uông,uôt,up,ut,uy,uya,uych,uynh,uyên,uyêt,uyt,uyu,uyp," +
	"ư,ưa,ưc,ưi,ưm,ưn,ưng,ươc,ươi,ươm,ươn,ương,ươp,ươt,ươu,ưt,ưu,y,ych,ynh,yêm,yên,yêng,yêt,yêu,yt")

// isSyllable tells whether a word is a Vietnamese syllable by its spelling:
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
		if (cut == 0 || onsets[base[:cut]]) && rimes[base[cut:]] {
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

// The vowels without a tone, each followed by those with the tones.
const vowels = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"

// tones are the marks of the vowels, in their order.
var tones = [...]rune{0, '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'}

// A vowel is a letter of vowels in its parts.
type vowel struct{ base, tone rune }

var vowelParts = func() map[rune]vowel {
	parts, base := map[rune]vowel{}, ' '
	for i, r := range []rune(vowels) {
		if i%len(tones) == 0 {
			base = r
		}
		parts[r] = vowel{base, tones[i%len(tones)]}
	}
	return parts
}()

// splitTone takes the tone mark out; ok is false if there are two.
func splitTone(word string) (base string, tone rune, ok bool) {
	var room [64]byte
	letters := room[:0]
	for _, r := range word {
		v, known := vowelParts[r]
		switch {
		case !known && r >= utf8.RuneSelf && r != 'đ':
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
	for _, r := range norm.NFD.String(word) {
		switch r {
		case '\u0300', '\u0301', '\u0303', '\u0309', '\u0323':
			if tone != 0 {
				return "", 0, false
			}
			tone = r
			continue
		}
		b.WriteRune(r)
	}
	base = norm.NFC.String(b.String())
	return base, tone, base != ""
}
