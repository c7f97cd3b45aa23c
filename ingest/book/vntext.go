package book

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"tongket/ingest"
	"tongket/ingest/words"
)

// mayBeLegacy reports whether s has characters that TCVN3 and VNI use.
func mayBeLegacy(s string) bool {
	for i := 0; i < len(s); i++ {
		// U+00A1..U+00FF begin with C2 or C3; combining marks with CC or CD.
		if c := s[i]; c == 0xC2 || c == 0xC3 || c == 0xCC || c == 0xCD {
			return true
		}
	}
	return false
}

// hasVietnamese reports whether s has letters that only Unicode Vietnamese has.
func hasVietnamese(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return words.IsVietnameseLetter(r) || strings.ContainsRune("\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0", r) // the letters with breve, stroke and horn
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

// tidyUnicode is s as NFC, with the Icelandic letters that some keyboards give
// for "Đ" and "đ" put right.
func tidyUnicode(s string) string {
	const eth, smallEth = "\u00d0", "\u00f0"
	if strings.Contains(s, eth) || strings.Contains(s, smallEth) {
		s = strings.NewReplacer(eth, "\u0110", smallEth, "\u0111").Replace(s)
	}
	return norm.NFC.String(s)
}

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
