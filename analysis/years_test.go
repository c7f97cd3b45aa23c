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
		var rows []string
		for p := range 13 {
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
		c := districtCatalogue()
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

// Figures of two places that were exchanged in a year are one finding, which names both,
// and nothing else is said of the two cells; two places that stray alike, or one that
// strays alone, are no exchange.
func TestSwappedPlaces(t *testing.T) {
	c := districtCatalogue()
	for _, test := range []struct {
		name   string
		change func(values [][]float64)
		want   bool
	}{
		{"none", func([][]float64) {}, false},
		{"exchanged", func(v [][]float64) { v[4][3], v[5][3] = v[5][3], v[4][3] }, true},
		{"in the last year", func(v [][]float64) { v[4][5], v[5][5] = v[5][5], v[4][5] }, true},
		{"alone", func(v [][]float64) { v[4][3] = v[5][3] }, false},
		{"alike", func(v [][]float64) { v[4][3], v[5][3] = 1.15*v[4][3], 1.15*v[5][3] }, false},
	} {
		rng := rand.New(rand.NewPCG(1, 5))
		values := make([][]float64, 13)
		for p := range values {
			base := 800 * math.Pow(1.13, float64(p))
			for y := range 6 {
				values[p] = append(values[p], math.Round(base*math.Pow(1.02, float64(y))*(1+0.01*rng.NormFloat64())))
			}
		}
		test.change(values)
		rows := []string{":"}
		for p, v := range values {
			rows = append(rows, fmt.Sprintf("Huyện %c: %s", 'A'+p, strings.Trim(fmt.Sprint(v), "[]")))
		}
		r := Run(c, inputOf(t, placeTable("a.xlsx", "VIEC", "người", 2015, rows...)), Options{})
		found := ofCode(r, CodePlacesSwapped)
		if len(found) > 1 || (len(found) == 1) != test.want {
			t.Errorf("%s: %v", test.name, found)
		}
		if others := ofCode(r, CodeOutlierYear, CodeOutlierPlace); test.want && len(others) > 0 {
			t.Errorf("%s: besides %v", test.name, others)
		}
		for _, f := range r.Findings {
			if told, ok := f.Claim.(claim.PlacesSwapped); ok && (f.Place != "Huyện E" || told.With != "Huyện F" || len(f.Related) != 1 || f.Related[0].Row != f.Pos.Row+1) {
				t.Errorf("%s: %+v", test.name, f)
			}
		}
	}
}
