package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"tongket/analysis/claim"
)

// Two years of a table that were exchanged are found by what the places show
// together, and no other years are.
func TestSwappedYears(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for swapped := -1; swapped < 5; swapped++ {
		var cat []string
		cat = append(cat, "Tên|Loại", "Tỉnh T|tỉnh")
		var rows []string
		for p := range 13 {
			cat = append(cat, fmt.Sprintf("Huyện %c|huyện", 'A'+p))
			values := make([]string, 6)
			base := 800 + 2000*rng.Float64()
			for y := range values {
				values[y] = fmt.Sprint(math.Round(base * math.Pow(0.955, float64(y)) * (1 + 0.008*rng.NormFloat64())))
			}
			if swapped >= 0 {
				values[swapped], values[swapped+1] = values[swapped+1], values[swapped]
			}
			rows = append(rows, fmt.Sprintf("Huyện %c: %s", 'A'+p, strings.Join(values, " ")))
		}
		c := testCatalogue()
		c.Places, _ = ParsePlaces(grid(cat...))
		r := Run(c, inputOf(t, placeTable("a.xlsx", "VIEC", "người", 2015, append([]string{":"}, rows...)...)), Options{})
		got := 0
		for _, f := range r.Findings {
			if f.Code == CodeYearsSwapped {
				got++
				if claim.Args(f.Claim)[0] != itoa(2015+swapped) || claim.Args(f.Claim)[1] != itoa(2016+swapped) {
					t.Errorf("years %d and %d exchanged: %v", 2015+swapped, 2016+swapped, claim.Args(f.Claim))
				}
			}
		}
		if want := 1; swapped < 0 && got != 0 || swapped >= 0 && got != want {
			t.Errorf("exchanged %d: %d findings", swapped, got)
		}
	}
}
