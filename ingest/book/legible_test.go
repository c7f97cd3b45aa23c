package book

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"tongket/ingest"
)

// asLossy writes a text as a program does whose page lacks letters of it.
func asLossy(page *charmap.Charmap, s string) string {
	return strings.Map(func(r rune) rune {
		if _, ok := page.EncodeRune(r); !ok {
			return '?'
		}
		return r
	}, s)
}

// TestLettersLost: text that was saved in a page without some of its letters is of no
// use, and a few question marks are none.
func TestLettersLost(t *testing.T) {
	var rows strings.Builder
	for _, s := range written {
		rows.WriteString(asLossy(charmap.Windows1252, s) + ";1\n")
	}
	grids, issues := readBytes(t, "f", []byte(rows.String()))
	if len(grids) != 1 || !grids[0].Illegible || len(issues) != 1 || issues[0].Code != ingest.CodeLettersLost {
		t.Errorf("%d grids, issues %s", len(grids), issuesText(issues))
	}
	asks := strings.Join(written, ";1\n") + ";1\nĐúng không? Hỏi lại;460?\nhttp://a.vn/?b=1;2\nSố?hộ;3\n"
	grids, issues = readBytes(t, "f", []byte(asks))
	if len(grids) != 1 || grids[0].Illegible || len(issues) > 0 {
		t.Errorf("%d grids, issues %s", len(grids), issuesText(issues))
	}
}

// TestEncodingUnknown: letters that are no words in any encoding are told, and no
// words of other languages, abbreviations or signs.
func TestEncodingUnknown(t *testing.T) {
	shifted := strings.Map(func(r rune) rune {
		if r >= 0x80 {
			return 0xC0 + (r*7)%0x40
		}
		return r
	}, strings.Join(written, "\n"))
	grids, issues := readBytes(t, "f", []byte("\ufeff"+shifted))
	if len(grids) != 1 || !grids[0].Illegible || len(issues) != 1 || issues[0].Code != ingest.CodeEncodingUnknown {
		t.Errorf("%d grids, issues %s", len(grids), issuesText(issues))
	}
	for _, s := range []string{"HĐND\nLĐTBXH\nĐVT\nBCĐ\nHĐQT\nTĐTT", "m²\nm³\n25°\nCO₂\n½\nµm", "ក្រុង\n中国\nРоссия\nΑθήνα\nไทย\n日本", "Số hộ\nCafé\nRésumé\nchế độ\nngười\nxã\nphường"} {
		grids, issues := readBytes(t, "f", []byte(s))
		if len(grids) != 1 || grids[0].Illegible {
			t.Errorf("%q: issues %s", s, issuesText(issues))
		}
	}
}

// TestLostCodes: UTF-8 that was read as windows-1252, which has no character for five
// of its codes, is restored or left open, and never made another word.
func TestLostCodes(t *testing.T) {
	open := 0
	for _, s := range append([]string{"Đoan Hùng", "TX Phú Thọ", "SỐ HỘ NGHÈO", "Đơn vị tính: hộ", "Tỷ lệ người có việc làm", "Về đích", "Đề án"}, written...) {
		var shown strings.Builder
		for _, c := range []byte(s) {
			r := charmap.Windows1252.DecodeByte(c)
			if r == rune(c) && c >= 0x80 && c < 0xA0 {
				r = '\uFFFD'
			}
			shown.WriteRune(r)
		}
		got, ok := decodeUTF8(shown.String())
		if !ok && shown.String() != s || ok && got != s && !matches(got, s) {
			t.Errorf("%q shown as %q is %q, %v", s, shown.String(), got, ok)
		}
		if strings.Contains(got, "\uFFFD") {
			open++
		}
	}
	if open > 2 {
		t.Errorf("%d texts left open", open)
	}
}

// matches reports whether two texts are the same but for U+FFFD in the first.
func matches(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if x[i] != y[i] && x[i] != '\uFFFD' {
			return false
		}
	}
	return true
}
