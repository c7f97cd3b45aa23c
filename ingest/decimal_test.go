package ingest

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// TestDecimal: the short ways of reading and writing numbers give what strconv does.
func TestDecimal(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for n := range 300000 {
		v := math.Round(rnd.Float64()*math.Pow10(n%17)) / math.Pow10(n%11)
		switch n % 5 {
		case 0:
			v = rnd.NormFloat64() * math.Pow10(n%19-5) // digits without end
		case 1:
			v = -v
		}
		d, ok := DecimalOf(v)
		if !ok {
			continue
		}
		want := strconv.FormatFloat(v, 'f', -1, 64)
		if got := string(d.Append(nil, '.')); got != want {
			t.Fatalf("decimalOf(%s) = %s", want, got)
		}
		if _, places, _ := strings.Cut(want, "."); len(places) != d.Places {
			t.Fatalf("decimalOf(%s) has %d places", want, d.Places)
		}
		if fifteen, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64); fifteen != v {
			t.Fatalf("decimalOf(%s) has more than 15 digits", want)
		}
	}
	for _, v := range []float64{math.Copysign(0, -1), math.NaN(), math.Inf(1), math.Inf(-1), 1e15, 1.0 / 3} {
		if d, ok := DecimalOf(v); ok {
			t.Errorf("decimalOf(%v) = %v", v, d)
		}
	}
}
