package ingest

import "testing"

func TestUnseen(t *testing.T) {
	tests := []struct {
		in         string
		seen, mark string
		misleading bool
	}{
		{in: "Hộ nghèo\t5,3 %\n", seen: "Hộ nghèo\t5,3 %\n", mark: "Hộ nghèo\t5,3 %\n"},
		{in: "12\u202e34\u202c", seen: "1234", mark: "12‹202E›34‹202C›", misleading: true}, // shown as 1243
		{in: "a\u2066b\u2069\u200f", seen: "ab", mark: "a‹2066›b‹2069›‹200F›", misleading: true},
		{in: "\x1b[31mđỏ\x00\u009b", seen: "[31mđỏ", mark: "‹1B›[31mđỏ‹00›‹9B›", misleading: true},
		{in: "Hộ\u200b nghèo\u00ad\ufeff", seen: "Hộ nghèo", mark: "Hộ‹200B› nghèo‹AD›‹FEFF›"}, // as pasted from a page
		{in: "x\U000e0041", seen: "x", mark: "x‹E0041›", misleading: true},                     // a tag
		{in: "1\u00a0234\u202f5", seen: "1\u00a0234\u202f5", mark: "1\u00a0234\u202f5"},        // spaces are
	}
	for _, tt := range tests {
		if got := Seen(tt.in); got != tt.seen {
			t.Errorf("Seen(%q) = %q, want %q", tt.in, got, tt.seen)
		}
		if got := Marked(tt.in); got != tt.mark {
			t.Errorf("Marked(%q) = %q, want %q", tt.in, got, tt.mark)
		}
		if got := Misleading(tt.in); got != tt.misleading {
			t.Errorf("Misleading(%q) = %v", tt.in, got)
		}
	}
}
