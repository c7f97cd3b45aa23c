package book

import (
	"math"
	"math/big"
	"math/rand/v2"
	"strconv"
	"testing"
	"unicode"
)

// TestRounded: rounding in integers gives what rounding of the written digits does.
func TestRounded(t *testing.T) {
	rnd := rand.New(rand.NewPCG(8, 1))
	for n := range 100000 {
		v, decimals := math.Round(rnd.Float64()*math.Pow10(n%13))/math.Pow10(n%6), n%4
		want := new(big.Rat)
		want.SetString(strconv.FormatFloat(v, 'f', -1, 64))
		if got := string(appendRounded(nil, v, decimals)); got != want.FloatString(decimals) { // half away from zero
			t.Fatalf("%v with %d decimals is %s, want %s", v, decimals, got, want.FloatString(decimals))
		}
	}
}

// TestTones: the tone of common letters is split off as that of all others is.
func TestTones(t *testing.T) {
	for r := rune(1); r < 0x2100; r++ {
		if !unicode.IsLetter(r) {
			continue
		}
		word := string(unicode.ToLower(r)) + "a\u0301"
		base, tone, ok := splitTone(string(unicode.ToLower(r)))
		wantBase, wantTone, wantOK := splitAnyTone(string(unicode.ToLower(r)))
		if base != wantBase || tone != wantTone || ok != wantOK {
			t.Errorf("splitTone(%c) = %q %U %v, want %q %U %v", r, base, tone, ok, wantBase, wantTone, wantOK)
		}
		if _, _, ok := splitTone(word); ok != (wantOK && wantTone == 0) {
			t.Errorf("splitTone(%s) is %v", word, ok)
		}
	}
}
