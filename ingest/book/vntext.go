package book

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"tongket/ingest"
	"tongket/ingest/words"
)

// A ballot counts texts by how they are written.
type ballot [encodings]int

// A textDecoder turns the stored texts of one workbook into Unicode.
//
// Each text is judged by itself: by the characters that it has, and by how many of
// its words are Vietnamese syllables in each of the encodings. One that could be
// in two of them is in doubt. It stands as it is until the sheet is read, and then
// follows its neighbours (see settle).
type textDecoder struct {
	votes  ballot              // of the texts that leave no doubt
	used   [encodings]bool     // for texts that were changed
	known  map[string]*reading // readings of texts that were asked for before
	size   int                 // bytes of those texts
	doubts map[string]doubt    // by the text as it stands in its cells
	legacy map[string]encoding // of texts that were decoded
	judge  func(r *reading, candidates []encoding) (encoding, bool)

	// Of the text that is being put together.
	unsure  bool
	decoded encoding
}

// A doubt is a text that could be in several encodings.
type doubt struct {
	text  sharedString
	class fontClass
}

// A reading is a text as each encoding shows it.
type reading struct {
	text  [encodings]string
	fits  [encodings]bool
	score [encodings]int
	raw   bool // of bytes
	signs bool // that are signs in Unicode too, and nothing else beyond ASCII
	wide  bool // with letters or marks that windows-1252 lacks
}

// mayBeLegacy reports whether s has characters that old encodings use, and none
// that only Unicode has. A dash or a quotation mark beside no letter is what it is.
func mayBeLegacy(s string) bool {
	old := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < utf8.RuneSelf:
		case strings.HasPrefix(s[i:], "\xe2\x80"): // U+2000..U+203F
			old = old || i > 0 && isASCIILetter(s[i-1]) || i+3 < len(s) && isASCIILetter(s[i+3])
		case c == 0xE1 && i+1 < len(s) && s[i+1] >= 0xBA && s[i+1] <= 0xBB: // the Vietnamese letters U+1E80..U+1EFF
			return false
		case c >= 0xC2:
			old = true
		}
	}
	return old
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// hasVietnamese reports whether s has letters that only Unicode Vietnamese has.
func hasVietnamese(s string) bool { return strings.ContainsFunc(s, words.IsVietnameseLetter) }

// text is s as shown in a font of the class, NFC.
func (d *textDecoder) text(s string, class fontClass) string {
	if !mayBeLegacy(s) {
		switch {
		case class == fontTCVN3Capitals && words.IsASCII(s):
			return strings.ToUpper(s)
		case !words.IsASCII(s):
			d.votes[inUnicode]++
			s = d.mend(s, class.encoding())
		}
		return tidyUnicode(s)
	}
	r := d.read(s)
	e := d.choose(r, class.encoding())
	if r.text[e] != tidyUnicode(s) {
		d.decoded, d.used[e] = e, true
	}
	if class == fontTCVN3Capitals && e == inTCVN3 {
		return strings.ToUpper(r.text[e])
	}
	return r.text[e]
}

// mend decodes the words of a text of Unicode that were left in an old encoding, as in
// a title that was put right in part. One of them must be no syllable as it stands
// and be one in the encoding of the font or, if it has none, of other texts, of
// which some must surely be in it. The words that could be either follow that one.
func (d *textDecoder) mend(s string, e encoding) string {
	for other := inTCVN3; other < inUTF8 && e == inUnicode; other++ {
		if d.votes[other] > 0 {
			e = other
		}
	}
	if d.votes[e] == 0 || e == inUnicode {
		return s
	}
	parts := strings.Split(s, " ")
	old := false // some word is surely in the encoding
	for _, word := range parts {
		if mayBeLegacy(word) && vietnamese(word) < 0 {
			text, ok := e.decode(word)
			old = old || ok && vietnamese(text) > 0
		}
	}
	for i, word := range parts {
		if !old || !mayBeLegacy(word) {
			continue
		}
		if text, ok := e.decode(word); ok && vietnamese(text) > 0 {
			parts[i], d.used[e] = text, true
		}
	}
	return strings.Join(parts, " ")
}

// withoutSigns is a text without the words that have signs as Unicode has them: "m²",
// "25°C", "±5", "–". "" is a text that has no other words beyond ASCII.
func withoutSigns(s string) string {
	list := strings.Split(s, " ")
	kept, telling := list[:0], false
	for _, word := range list {
		if words.IsASCII(word) || !signsAlone(word) {
			kept, telling = append(kept, word), telling || !words.IsASCII(word)
		}
	}
	if !telling {
		return ""
	}
	return strings.Join(kept, " ")
}

// signsAlone reports whether the characters of a word beyond ASCII are signs that
// stand beside no letter, powers of what may have some, degrees or millionths.
func signsAlone(word string) bool {
	list := []rune(word)
	at := func(i int) rune {
		if i < 0 || i >= len(list) {
			return ' '
		}
		return list[i]
	}
	letter := func(r rune) bool { return isLetter(r) && r != '\u00aa' && r != '\u00ba' && r != '\u00b5' } // signs that count as letters
	for i, r := range list {
		before, after := at(i-1), at(i+1)
		switch {
		case r < utf8.RuneSelf:
		case isRaw(r), letter(r), isC1(r):
			return false
		case r == '\u00b5' && strings.ContainsRune("mgls", after) && !letter(before) && !letter(at(i+2)):
		case (r == '²' || r == '³' || r == '¹') && (before == 'm' || before == 'M' || unicode.IsDigit(before)):
		case r == '°' && !letter(before) && (after == 'C' || after == 'F'):
		case letter(before), letter(after):
			return false
		}
	}
	return true
}

// Bounds of the readings that are kept: how many, and bytes of their texts.
const (
	maxKnown     = 1 << 14
	maxKnownSize = 4 << 20
)

// read is s in all encodings.
func (d *textDecoder) read(s string) *reading {
	if r := d.known[s]; r != nil {
		return r
	}
	r := &reading{raw: strings.ContainsFunc(s, isRaw), wide: strings.ContainsFunc(s, isWide)}
	telling := withoutSigns(s)
	if r.signs = telling == ""; r.signs {
		telling = s
	}
	for e := range encodings {
		if e == inWindows1258 && !r.raw {
			continue
		}
		if r.text[e], r.fits[e] = e.decode(s); r.fits[e] {
			text := r.text[e]
			if telling != s {
				text, _ = e.decode(telling)
			}
			r.score[e] = vietnamese(strings.ReplaceAll(text, "\uFFFD", ""))
		}
	}
	if d.known == nil || len(d.known) >= maxKnown || d.size+len(s) > maxKnownSize {
		d.known, d.size = map[string]*reading{}, 0
	}
	d.known[s] = r
	d.size += len(s)
	return r
}

// choose is the encoding of a text in a font that is made for one.
func (d *textDecoder) choose(r *reading, font encoding) encoding {
	best := 0
	for e := range encodings {
		if r.fits[e] {
			best = max(best, r.score[e])
		}
	}
	plain := r.score[inUnicode]
	if utf := r.score[inUTF8]; r.fits[inUTF8] && (utf == best && best > 0 || utf >= plain && (d.votes[inUTF8] > 0 || strings.ContainsFunc(r.text[inUnicode], isC1))) {
		d.votes[inUTF8]++
		return inUTF8 // other bytes are no UTF-8
	}
	if score := r.score[font]; font != inUnicode && r.fits[font] &&
		(score == best && best >= 2 && best >= plain+2 && capitalInside(r.text[inUnicode]) || score >= plain && signInside(r.text[inUnicode])) {
		d.votes[font]++
		return font
	}
	var candidates []encoding
	for e := range encodings {
		if r.fits[e] && e != inUTF8 && ((best > 0 || r.raw) && r.score[e] == best || best <= 0 && (e == inUnicode || e == font && r.score[e] >= plain)) {
			candidates = append(candidates, e)
		}
	}
	switch {
	case len(candidates) == 1 && candidates[0] == inUnicode && !r.raw:
		d.votes[inUnicode] += min(best, 1)
		return inUnicode
	case len(candidates) == 1 && best >= 2 && best >= plain+3 && !r.signs:
		d.votes[candidates[0]]++
		return candidates[0]
	case len(candidates) == 0:
		return inUnicode
	}
	if d.judge == nil {
		d.unsure = true
		return inUnicode
	}
	if e, ok := d.judge(r, candidates); ok {
		return e
	}
	if r.signs || r.wide && candidates[0] == inUnicode { // what has passed through windows-1258 is rare
		return inUnicode
	}
	for _, e := range candidates {
		if e == font {
			return e
		}
	}
	if candidates[0] != inUnicode && best >= plain+3 {
		return candidates[0]
	}
	return inUnicode
}

// capitalInside reports whether a letter beyond ASCII is a capital behind a small one,
// as no text of Unicode has it.
func capitalInside(s string) bool {
	small := false
	for _, r := range s {
		if small && r >= utf8.RuneSelf && unicode.IsUpper(r) {
			return true
		}
		small = unicode.IsLower(r)
	}
	return false
}

// isC1 reports whether a character is one of the controls that no text has.
func isC1(r rune) bool { return r >= 0x80 && r < 0xA0 && r != 0x85 }

// isWide reports whether a character is a letter or a mark that windows-1252 lacks.
func isWide(r rune) bool {
	if r <= 0xFF || !unicode.IsLetter(r) && !unicode.IsMark(r) {
		return false
	}
	_, narrow := charmap.Windows1252.EncodeRune(r)
	return !narrow
}

// signInside reports whether a sign that old fonts show as a letter stands before one:
// "§VT". Guillemets do so in Unicode as well.
func signInside(s string) bool {
	sign := false
	for _, r := range s {
		if sign && unicode.IsLetter(r) {
			return true
		}
		sign = r >= 0xA1 && r <= 0xAE && r != 0xAB
	}
	return false
}

// note keeps what is to be known of a text that was put together: that it is in
// doubt, or what it was decoded from.
func (d *textDecoder) note(s sharedString, class fontClass, text string) {
	switch {
	case d.judge != nil:
	case d.unsure:
		if d.doubts == nil {
			d.doubts = map[string]doubt{}
		}
		d.doubts[text] = doubt{s, class}
	case d.decoded != inUnicode:
		if d.legacy == nil {
			d.legacy = map[string]encoding{}
		}
		d.legacy[text] = d.decoded
	}
	d.unsure, d.decoded = false, inUnicode
}

// settle decodes the texts of a sheet that are in doubt, as most of their
// neighbours are written: those in the same kind of font, in the same column, on
// the sheet, in the workbook. classes are the kinds of fonts by style, if the
// styles have any.
func (d *textDecoder) settle(g *gridBuilder, classes []fontClass) {
	if len(d.doubts) == 0 {
		return
	}
	byClass, byCol, all := map[fontClass]*ballot{}, map[int32]*ballot{}, new(ballot)
	class := func(c *ingest.Cell, otherwise fontClass) fontClass {
		if int(c.Style) < len(classes) {
			return classes[c.Style]
		}
		return otherwise
	}
	for i := range g.Cells {
		c := &g.Cells[i]
		e, old := d.legacy[c.Text]
		if c.Kind != ingest.Text || !old && !hasVietnamese(c.Text) {
			continue
		}
		all[e]++
		count(byCol, c.Col)[e]++
		count(byClass, class(c, fontUnicode))[e]++
	}
	for i := range g.Cells {
		c := &g.Cells[i]
		q, ok := d.doubts[c.Text]
		if c.Kind != ingest.Text || !ok {
			continue
		}
		font := class(c, q.class)
		ballots := []*ballot{byCol[c.Col], all, &d.votes}
		if font != fontUnicode {
			ballots = append([]*ballot{byClass[font]}, ballots...)
		}
		d.judge = func(r *reading, candidates []encoding) (encoding, bool) { return d.elect(ballots, r, candidates) }
		c.Text = q.text.text(d, font)
		d.judge = nil
	}
}

func count[K comparable](ballots map[K]*ballot, key K) *ballot {
	b := ballots[key]
	if b == nil {
		b = new(ballot)
		ballots[key] = b
	}
	return b
}

// elect is the candidate with the most votes in the first ballot in which one has
// more than the others. Where several have votes, a candidate that gives more
// common words, of an encoding that the workbook surely has, goes before. A text
// that is no words in Unicode is Unicode all the same among nearest neighbours of
// which some are and none is in another encoding.
func (d *textDecoder) elect(ballots []*ballot, r *reading, candidates []encoding) (encoding, bool) {
	for _, b := range ballots {
		if b == nil {
			continue
		}
		voted := 0
		for _, n := range b {
			voted += min(n, 1)
		}
		if e, ok := d.commonest(r, candidates); ok && voted > 1 {
			return e, true
		}
		first, most, next := candidates[0], 0, 0
		for _, e := range candidates {
			if n := b[e]; n > most {
				first, most, next = e, n, most
			} else {
				next = max(next, n)
			}
		}
		if most > next {
			return first, true
		}
	}
	return inUnicode, !r.raw && ballots[0] != nil && ballots[0][inUnicode] > 0
}

// commonest is the candidate that gives the most common words. One word in capitals
// is none: the texts that it could be else have a capital only at their beginning.
func (d *textDecoder) commonest(r *reading, candidates []encoding) (best encoding, ok bool) {
	most := 0
	for _, e := range candidates {
		n := 0
		for word := range strings.FieldsFuncSeq(r.text[e], isBreak) {
			if lower := words.Lower(word); !words.IsASCII(word) && syllables.common[lower] && (word != r.text[e] || word != strings.ToUpper(word)) {
				n++
			}
		}
		switch {
		case d.votes[e] == 0 && n > 0:
		case n > most:
			best, most, ok = e, n, true
		case n == most:
			ok = false
		}
	}
	return best, ok
}

// tidyUnicode is s as NFC, with the Icelandic letters that some keyboards give
// for "Đ" and "đ" put right.
func tidyUnicode(s string) string {
	const eth, smallEth = "\u00d0", "\u00f0"
	if strings.Contains(s, eth) || strings.Contains(s, smallEth) {
		s = strings.NewReplacer(eth, "\u0110", smallEth, string(rune(0x111))).Replace(s)
	}
	return norm.NFC.String(s)
}

// issues says what was decoded, one issue for each encoding.
func (d *textDecoder) issues(file string) []ingest.Issue {
	var list []ingest.Issue
	for e := range encodings {
		if d.used[e] {
			list = append(list, ingest.Issue{Pos: ingest.Pos{File: file}, Code: ingest.CodeEncoding, Args: []string{e.name()}})
		}
	}
	return list
}
