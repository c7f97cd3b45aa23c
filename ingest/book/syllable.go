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
