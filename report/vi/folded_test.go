package vi

import (
	"strings"
	"testing"
	"unicode"
)

// What is folded already is given back; all else is as its words say.
func FuzzFolded(f *testing.F) {
	for _, s := range []string{"", " ", "a", "Số hộ nghèo", " trước", "sau ", "hai  dấu cách", "dòng\nmới", "không\u00a0ngắt", "\x00", "a\u200bb", "\xff a", "\ufffd", "\u3000x", "tab\t"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
		if got := Folded(s); got != want {
			t.Errorf("Folded(%q) = %q, want %q", s, got, want)
		}
	})
}
