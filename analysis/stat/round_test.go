package stat

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
	"tongket/analysis/stat/fixture"
)

func TestRoundFixture(t *testing.T) {
	for _, r := range fixture.Read(t, "rounding.csv") {
		got := Round(r.Num("value"), r.Int("decimals"))
		r.Is("rounded", strconv.FormatFloat(got, 'f', r.Int("decimals"), 64))
		if got != r.Num("rounded") {
			t.Errorf("%s: Round = %v, not the double nearest to %s", r.Where, got, r.Text("rounded"))
		}
	}
}

func TestRound(t *testing.T) {
	tests := []struct {
		v        float64
		decimals int
		want     float64
	}{
		{1234567.005, 2, 1234567.01}, // the guard grows with the number
		{987654321.125, 2, 987654321.13},
		{1e300, 2, 1e300}, // no such decimals
		{4503599627370497.5, 0, 4503599627370497.5},
		{12.345, -1, 12.345}, // decimals unknown
		{math.MaxFloat64, 15, math.MaxFloat64},
		{5e-324, 9, 0},
	}
	for _, tt := range tests {
		if got := Round(tt.v, tt.decimals); got != tt.want {
			t.Errorf("Round(%v, %d) = %v, want %v", tt.v, tt.decimals, got, tt.want)
		}
	}
	if got := Round(-0.04, 1); math.Signbit(got) {
		t.Error("Round(-0.04, 1) is minus zero")
	}
}

// Every decimal fraction that a sheet can hold rounds as its digits say.
func TestRoundHalves(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		decimals := random.IntN(5)
		whole := random.Int64N(1e9)
		half := strconv.FormatInt(whole, 10) + "5e-" + strconv.Itoa(decimals+1)
		v, _ := strconv.ParseFloat(half, 64)
		want, _ := strconv.ParseFloat(strconv.FormatInt(whole+1, 10)+"e-"+strconv.Itoa(decimals), 64)
		if got := Round(v, decimals); got != want {
			t.Fatalf("Round(%s, %d) = %v, want %v", half, decimals, got, want)
		}
		if got := Round(-v, decimals); got != -want {
			t.Fatalf("Round(-%s, %d) = %v, want %v", half, decimals, got, -want)
		}
		if again := Round(want, decimals); again != want {
			t.Fatalf("Round(%v, %d) = %v, not itself", want, decimals, again)
		}
	}
}

func TestLargestRemainderFixture(t *testing.T) {
	for _, r := range fixture.Read(t, "shares.csv") {
		shares := LargestRemainder(r.Nums("values"), 1)
		if len(shares) != len(r.Split("printed")) {
			t.Fatalf("%s: %v", r.Where, shares)
		}
		for i, want := range r.Split("printed") {
			if got := strconv.FormatFloat(shares[i], 'f', 1, 64); got != want {
				t.Errorf("%s: share %d = %s, want %s", r.Where, i, got, want)
			}
		}
	}
}

func TestLargestRemainderAddsUp(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		values := make([]float64, 1+random.IntN(40))
		for i := range values {
			values[i] = math.Floor(random.ExpFloat64() * 1000)
		}
		values[0]++
		decimals := random.IntN(4)
		sum := 0.0
		for i, share := range LargestRemainder(values, decimals) {
			sum += share
			exact := 100 * values[i] / Sum(values)
			if math.Abs(share-exact) > math.Pow10(-decimals)+1e-9 {
				t.Fatalf("share %v of %v is more than a unit from %v", share, values, exact)
			}
		}
		if math.Abs(sum-100) > 1e-9 {
			t.Fatalf("shares of %v add up to %v", values, sum)
		}
	}
	for _, bad := range [][]float64{nil, {0, 0}, {1, -1}, {1, math.NaN()}, {math.Inf(1), 1}, {math.MaxFloat64, math.MaxFloat64}} {
		if got := LargestRemainder(bad, 1); got != nil {
			t.Errorf("LargestRemainder(%v) = %v, want none", bad, got)
		}
	}
}
