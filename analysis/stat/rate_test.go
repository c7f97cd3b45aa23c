package stat

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestRateEffects(t *testing.T) {
	// 48 of 400 to 24 of 480: from 12 % to 5 %; by hand.
	n, d, ok := RateEffects(Ratio{48, 400}, Ratio{24, 480})
	if !ok || math.Abs(n+5.5) > 1e-12 || math.Abs(d+1.5) > 1e-12 {
		t.Errorf("%v, %v", n, d)
	}
	if _, _, ok := RateEffects(Ratio{1, 0}, Ratio{1, 1}); ok {
		t.Error("a denominator of 0")
	}
}

// Both decompositions add up to the change of the rate, whatever the numbers.
func TestDecompositionsAddUp(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 5))
	for range 500 {
		base, last := make([]Ratio, 2+rng.IntN(12)), []Ratio(nil)
		var b, l Ratio
		for i := range base {
			base[i] = Ratio{rng.Float64() * 1000, 1000 + rng.Float64()*9000}
			last = append(last, Ratio{rng.Float64() * 1000, 1000 + rng.Float64()*9000})
			b = Ratio{b.Numerator + base[i].Numerator, b.Denominator + base[i].Denominator}
			l = Ratio{l.Numerator + last[i].Numerator, l.Denominator + last[i].Denominator}
		}
		change := 100*l.Numerator/l.Denominator - 100*b.Numerator/b.Denominator
		n, d, _ := RateEffects(b, l)
		within, mix, ok := Kitagawa(base, last)
		if !ok || math.Abs(n+d-change) > 1e-9 || math.Abs(within+mix-change) > 1e-9 {
			t.Fatalf("change %v: %v + %v, %v + %v", change, n, d, within, mix)
		}
	}
	// Rates that stay while weights move are all mix: 10 % and 20 %, halves to quarters.
	within, mix, _ := Kitagawa([]Ratio{{50, 500}, {100, 500}}, []Ratio{{25, 250}, {150, 750}})
	if math.Abs(within) > 1e-12 || math.Abs(mix-2.5) > 1e-12 {
		t.Errorf("within %v, mix %v", within, mix)
	}
}
