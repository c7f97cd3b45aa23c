package book

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/unicode/norm"
)

// toUnicode decodes text of an unnamed encoding: by its byte order mark, as
// UTF-16 by its NULs, as UTF-8 if it is valid, else as the one of TCVN3, VNI,
// windows-1258 and windows-1252 that makes it most Vietnamese. name is that
// encoding, "" for Unicode.
func toUnicode(data []byte) (text, name string) {
	if text, ok := fromUnicode(data); ok {
		return text, ""
	}
	return fromLegacy(data)
}

// fromUnicode decodes text in one of the forms of Unicode; ok is false if it is in
// none.
func fromUnicode(data []byte) (text string, ok bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case isUTF32(data):
		return fromUTF32(data), true
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return fromUTF16(data, unicode.BigEndian, unicode.UseBOM), true
	}
	switch even, odd := countNULs(data); {
	case odd > even && odd*4 >= len(data):
		return fromUTF16(data, unicode.LittleEndian, unicode.IgnoreBOM), true
	case even > odd && even*4 >= len(data):
		return fromUTF16(data, unicode.BigEndian, unicode.IgnoreBOM), true
	}
	if mostlyUTF8(data) {
		return strings.ToValidUTF8(string(data), "\uFFFD"), true
	}
	return "", false
}

// isUTF32 reports whether text begins as UTF-32 does, whose characters have their
// upper byte, and nearly always two, 0.
func isUTF32(data []byte) bool {
	if len(data) < 8 {
		return false
	}
	little, big := true, true
	for i := 0; i+4 <= min(len(data), 64); i += 4 {
		little = little && data[i+2] == 0 && data[i+3] == 0 && data[i]|data[i+1] != 0
		big = big && data[i] == 0 && data[i+1] == 0 && data[i+2]|data[i+3] != 0
	}
	return little || big
}

func fromUTF32(data []byte) string {
	order := utf32.LittleEndian
	if data[0] == 0 {
		order = utf32.BigEndian
	}
	out, _ := utf32.UTF32(order, utf32.UseBOM).NewDecoder().Bytes(data)
	return strings.ToValidUTF8(string(out), "\uFFFD")
}

// keepBytes is a text whose encoding is to be told cell by cell: the lines that are
// UTF-8 are decoded, the bytes of the others are kept (see rawBytes).
func keepBytes(data []byte) string {
	var b strings.Builder
	for line := range bytes.Lines(data) {
		if utf8.Valid(line) && isPlausible(string(line)) {
			b.Write(line)
			continue
		}
		for _, c := range line {
			r := rune(c)
			if c >= utf8.RuneSelf {
				r += rawBytes
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

func fromUTF16(data []byte, order unicode.Endianness, bom unicode.BOMPolicy) string {
	out, err := unicode.UTF16(order, bom).NewDecoder().Bytes(data)
	if err != nil {
		return strings.ToValidUTF8(string(out), "\uFFFD")
	}
	return string(out)
}

func countNULs(data []byte) (even, odd int) {
	for i, c := range data[:min(len(data), 4096)] {
		switch {
		case c == 0 && i%2 == 0:
			even++
		case c == 0:
			odd++
		}
	}
	return even * max(len(data), 1) / max(min(len(data), 4096), 1), odd * max(len(data), 1) / max(min(len(data), 4096), 1)
}

// mostlyUTF8 forgives one broken byte in ten letters: a damaged file is not to
// be taken for another encoding.
func mostlyUTF8(data []byte) bool {
	if utf8.Valid(data) {
		return true
	}
	good, bad := 0, 0
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		data = data[n:]
	}
	return good > 10*bad
}

const sampleSize = 64 << 10 // characters that settle an encoding or separator

// fromLegacy takes the bytes as the encoding that gives the most syllables.
func fromLegacy(data []byte) (text, name string) {
	latin := func(b []byte) string { s, _ := charmap.ISO8859_1.NewDecoder().Bytes(b); return string(s) }
	table := func(m *charmap.Charmap) func([]byte) string {
		return func(b []byte) string { s, _ := m.NewDecoder().Bytes(b); return norm.NFC.String(string(s)) }
	}
	letter := func(e encoding, s string) string { text, _ := e.decode(s); return text }
	choices := []struct {
		name   string
		decode func([]byte) string
	}{
		{"windows-1258", table(charmap.Windows1258)},
		{"TCVN3", func(b []byte) string { return letter(inTCVN3, latin(b)) }},
		{"VNI", func(b []byte) string { return letter(inVNI, latin(b)) }},
		{"windows-1252", table(charmap.Windows1252)},
	}
	best, most := len(choices)-1, vietnamese(table(charmap.Windows1252)(data[:min(len(data), sampleSize)]))
	for i, c := range choices[:best] {
		if n := vietnamese(c.decode(data[:min(len(data), sampleSize)])); n > most {
			best, most = i, n
		}
	}
	return choices[best].decode(data), choices[best].name
}
