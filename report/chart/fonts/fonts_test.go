package fonts

import (
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"
)

var names = [...]string{"Regular", "Bold", "Italic", "BoldItalic"}

func TestVietnameseLetters(t *testing.T) {
	var want []rune
	for r := rune(0x1ea0); r <= 0x1ef9; r++ {
		want = append(want, r)
	}
	want = append(want, []rune("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư–—…“”‘’×≤≥±²³½°§•□")...)
	for s, name := range names {
		face := Load(Style(s))
		for _, r := range want {
			if !face.Has(r) || face.Width(string(r)) == 0 {
				t.Errorf("%s does not have %c (%U)", name, r, r)
			}
		}
	}
}

// The widths of Times New Roman, in thousandths, as in Adobe's metrics of
// Times: digits 500, space 250, M 889 (bold 944), W 944 (bold 1000).
func TestWidth(t *testing.T) {
	tests := []struct {
		style Style
		text  string
		want  float64
	}{
		{Regular, "0123456789", 5.0},
		{Bold, "0123456789", 5.0},
		{Regular, " ", 0.25},
		{Regular, "\u00a0", 0.25},
		{Regular, "M", 0.889},
		{Bold, "M", 0.944},
		{Regular, "ế", 0.444}, // as e: the marks take no room
		{Regular, "", 0},
	}
	for _, tt := range tests {
		if got := Load(tt.style).Width(tt.text); got != tt.want {
			t.Errorf("Width(%s, %q) = %v, want %v", names[tt.style], tt.text, got, tt.want)
		}
	}
}

func TestPrintable(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Tỷ lệ hộ nghèo", "Tỷ lệ hộ nghèo"},
		{"Ty\u0309 le\u0323\u0302", "Tỷ lệ"}, // decomposed, as macOS writes it
		{"a\tb\x00c", "a b c"},
		{"hai\ndòng", "hai\ndòng"},
		{"không\u200b bề rộng\ufeff", "không bề rộng"},
		{"huyện 😀 中", "huyện □ □"},
	}
	for _, tt := range tests {
		if got := Load(Regular).Printable(tt.in); got != tt.want {
			t.Errorf("Printable(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestREADMEListsTheFiles(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for s, name := range names {
		line := fmt.Sprintf("| LiberationSerif-%s.ttf | %x |", name, sha256.Sum256(Data(Style(s))))
		if !strings.Contains(string(readme), line) {
			t.Errorf("README.md lacks %s", line)
		}
	}
}
