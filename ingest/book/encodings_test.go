package book

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"tongket/ingest"
)

// written are labels, headings and names as sheets have them.
var written = strings.Split("Tổng số hộ nghèo|Tỷ lệ hộ nghèo|Số lao động được giải quyết việc làm|Số người có công được hưởng trợ cấp hằng tháng|"+
	"Trẻ em có hoàn cảnh đặc biệt|Thành phố Việt Trì|Thị xã Phú Thọ|Huyện Hạ Hòa|Huyện Thanh Ba|Đơn vị tính|người|triệu đồng|Ghi chú|Kế hoạch|"+
	"Ước thực hiện năm 2020|SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI|TỔNG CỘNG|Nữ|Mỹ|Quý|Ý kiến|ủy ban|Hộ|xã|Đắk Lắk|Đà Nẵng|Hưng Yên", "|")

// as writes a text in the codes of an encoding, each shown as windows-1252 or
// windows-1258 shows it.
func as(e encoding, page *charmap.Charmap, s string) string {
	var b strings.Builder
	show := func(code byte) { b.WriteRune(page.DecodeByte(code)) }
	switch e {
	case inVNI:
		for _, r := range asVNI(s) {
			if r < 0x80 {
				b.WriteRune(r)
			} else {
				show(byte(r))
			}
		}
		return b.String()
	case inUTF8:
		for _, c := range []byte(s) {
			show(c)
		}
		return b.String()
	}
	for _, r := range s {
		code := slices.Index(letters[e][:], r)
		switch {
		case r < 0x80:
			b.WriteRune(r)
		case code >= 0:
			show(byte(code))
		case e == inTCVN3: // a capital with a tone
			low := []rune(strings.ToLower(string(r)))[0]
			base := []rune(strings.ToUpper(string(syllables.vowels[low].base)))[0]
			b.WriteString(as(e, page, string(base)))
			show(byte(slices.Index(letters[e][:], low)))
		}
	}
	return b.String()
}

// decoded is what a sheet of one column gives for its texts.
func decoded(texts []string, classes []fontClass) []string {
	var d textDecoder
	g := newGridBuilder("f", "S", false)
	for i, s := range texts {
		c := ingest.Cell{Row: int32(i + 1), Col: 1, Kind: ingest.Text, Style: uint16(i % len(classes))}
		c.Text = sharedString{plain: s}.text(&d, classes[c.Style])
		g.add(c)
	}
	d.settle(g, classes)
	out := make([]string, len(texts))
	for i := range g.Cells {
		out[i] = g.Cells[i].Text
	}
	return out
}

// TestEncodingOfEachText writes labels in an encoding, all or one in ten or each
// second of them, and the others in Unicode: each is read as what it is.
func TestEncodingOfEachText(t *testing.T) {
	fonts := map[encoding]fontClass{inTCVN3: fontTCVN3, inVNI: fontVNI, inVPS: fontVPS, inVISCII: fontVISCII, inUTF8: fontUnicode}
	for e, font := range fonts {
		for _, page := range []*charmap.Charmap{charmap.Windows1252, charmap.Windows1258} {
			for _, every := range []int{1, 2, 10} {
				for _, class := range []fontClass{fontUnicode, font} {
					var texts, want []string
					for i, s := range written {
						out := norm.NFC.String(s)
						if i%every == 0 && !strings.ContainsAny(as(e, page, s), "\u0000\ufffd") {
							s = as(e, page, s)
						}
						texts, want = append(texts, s), append(want, out)
					}
					for i, got := range decoded(texts, []fontClass{class}) {
						if got != want[i] {
							t.Errorf("%s shown as %v, every %d, font %d: %q is %q, want %q", e.name(), page, every, class, texts[i], got, want[i])
						}
					}
				}
			}
		}
	}
}

// TestUnicodeStays holds that texts of Unicode stay what they are in any font, NFC
// or not.
func TestUnicodeStays(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 1))
	var onsets, rimes []string
	for s := range syllables.onsets {
		onsets = append(onsets, s)
	}
	for s := range syllables.rimes {
		rimes = append(rimes, s)
	}
	slices.Sort(onsets)
	slices.Sort(rimes)
	tones := []string{"", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"}
	word := func() string {
		rime := rimes[rnd.IntN(len(rimes))]
		at := strings.IndexAny(rime, "ăâêôơư")
		if at < 0 {
			at = 0
		}
		first := []rune(rime[at:])[0]
		s := onsets[rnd.IntN(len(onsets))] + rime[:at] + string(first) + tones[rnd.IntN(len(tones))] + string([]rune(rime[at:])[1:])
		if rnd.IntN(4) == 0 {
			s = strings.ToUpper(s)
		}
		if s = norm.NFC.String(s); rnd.IntN(50) > 0 && !isSyllable(s) { // a few words are none, as in any list of names
			return "xã"
		}
		return s
	}
	for class := range fontClasses {
		if class == fontTCVN3Capitals {
			continue // shows small letters as capitals
		}
		for range 20 {
			texts := make([]string, 100)
			for i := range texts {
				for range 1 + rnd.IntN(5) {
					texts[i] += word() + " "
				}
			}
			for i, got := range decoded(texts, []fontClass{class}) {
				if got != texts[i] {
					t.Fatalf("font %d: %q became %q", class, texts[i], got)
				}
			}
		}
	}
}

// TestUnicodeAlone: texts that say nothing of their neighbours and have none are what
// Unicode shows: by letters that came to other encodings through windows-1258 alone,
// and by signs that are letters of others.
func TestUnicodeAlone(t *testing.T) {
	for _, s := range []string{"LƠM", "ơ háp", norm.NFD.String("Đăk"), norm.NFD.String("ó"), "“- 2019” – - 2019", "– –"} {
		for class := range fontClasses {
			if got, want := decoded([]string{s}, []fontClass{class})[0], norm.NFC.String(s); !strings.EqualFold(got, want) {
				t.Errorf("font %d: %q became %q", class, want, got)
			}
		}
	}
	signs := []string{"m²", "(m²) (m³)", "10³ m²", "±5 (m²)", "25°C – 30°C", "½ ¼ ¾", "§5 ©", "× ÷", "“µm” – µg", "“ª” º"}
	for class := range fontClasses {
		for i, got := range decoded(append(signs, written...), []fontClass{class}) {
			if i < len(signs) && !strings.EqualFold(got, signs[i]) {
				t.Errorf("font %d: %q among Unicode became %q", class, signs[i], got)
			}
		}
	}
	var d textDecoder
	if d.text("bà", fontVPS); len(d.issues("f")) > 0 {
		t.Error("a text that VPS and Unicode show alike was decoded")
	}
}
