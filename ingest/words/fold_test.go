package words

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// TestDistance: the bounded distance and the sketch's bound never tell a text
// further away than it is.
func TestDistance(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 7))
	draw := func() []rune {
		text := make([]rune, rnd.IntN(12))
		for i := range text {
			text[i] = []rune("aăâbđ")[rnd.IntN(5)]
		}
		return text
	}
	var room []int
	for range 5000 {
		x, y := draw(), draw()
		want := plainDistance(x, y)
		a, b := sketchOf(x), sketchOf(y)
		if low := a.apart(&b); low > want {
			t.Fatalf("apart(%q, %q) = %d, above the distance %d", string(x), string(y), low, want)
		}
		most := rnd.IntN(13)
		var got int
		if got, room = distance(x, y, most, room); got != want && (got <= most || want <= most) {
			t.Fatalf("distance(%q, %q, %d) = %d, want %d", string(x), string(y), most, got, want)
		}
	}
}

// plainDistance is the edit distance by its definition.
func plainDistance(x, y []rune) int {
	table := make([][]int, len(x)+1)
	for i := range table {
		table[i] = make([]int, len(y)+1)
		for j := range table[i] {
			switch {
			case i == 0 || j == 0:
				table[i][j] = i + j
			case x[i-1] == y[j-1]:
				table[i][j] = table[i-1][j-1]
			default:
				table[i][j] = 1 + min(table[i-1][j-1], table[i-1][j], table[i][j-1])
			}
		}
	}
	return table[len(x)][len(y)]
}

// TestFastPaths: texts of common letters are folded and spelled as all others are.
func TestFastPaths(t *testing.T) {
	for r := rune(1); r < 0x2100; r++ {
		if got, want := lowerRune(r), unicode.ToLower(r); got != want {
			t.Errorf("lowerRune(%U) = %U, want %U", r, got, want)
		}
		text := "a" + string(r) + "b"
		if r != ' ' && isTidy(text) && (!norm.NFC.IsNormalString(text) || strings.ContainsFunc(text, unicode.IsSpace)) {
			t.Errorf("isTidy takes %U", r)
		}
	}
}

func TestFold(t *testing.T) {
	tests := map[string]string{
		"  Hạ  Hoà ":           "hạ hòa",
		"HOÀN":                 "hoàn", // not at the end of the word: never moved
		"Thuỷ":                 "thủy",
		"quý":                  "quý",
		"Tỉ lệ\u00a0hộ\nnghèo": "tỷ lệ hộ nghèo",
		"hàng tháng":           "hằng tháng",
		"cây hàng năm, lúa":    "cây hằng năm, lúa",
		"Ngân hàng":            "ngân hàng",
	}
	for in, want := range tests {
		if got := Fold(in); got != want {
			t.Errorf("fold(%q) = %q, want %q", in, got, want)
		}
	}
}
