package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"tongket/ingest"
)

// drawn is a random job: households and poor households of places over the
// term, with totals that add up and rates that follow.
func drawn(rng *rand.Rand, places int) (Catalogue, []ingest.Fact) {
	cat := testCatalogue()
	cat.Places = cat.Places[:1]
	var facts []ingest.Fact
	add := func(code, place string, row, year int, v float64) {
		f := ingest.Fact{
			Pos:       ingest.Pos{File: code + ".xlsx", Sheet: "S", Row: int32(row), Col: int32(year - 2012)},
			Indicator: code, Label: code, Place: place, Years: ingest.Year(year), Measure: ingest.Actual,
			Value: v, Known: true, Unit: "hộ", Table: 1, PlaceFrom: ingest.FromRow,
		}
		if place == "" {
			f.PlaceFrom = ingest.FromNowhere
		}
		facts = append(facts, f)
	}
	for p := range places {
		cat.Places = append(cat.Places, Place{Name: fmt.Sprintf("Huyện %02d", p)})
	}
	for year := 2015; year <= 2020; year++ {
		var all, poor float64
		for p := range places {
			n := math.Round(1000 * float64(p+3) * (1 + 0.01*float64(year-2015)) * (1 + 0.002*rng.NormFloat64()))
			m := math.Round(n * (0.12 - 0.012*float64(year-2015)) * (1 + 0.02*rng.NormFloat64()))
			add("HO", cat.Places[p+1].Name, 8+p, year, n)
			add("NGHEO", cat.Places[p+1].Name, 8+p, year, m)
			all, poor = all+n, poor+m
		}
		add("HO", "", 7, year, all)
		add("NGHEO", "", 7, year, poor)
	}
	return cat, facts
}

func worst(r *Review) (codes []string) {
	for _, f := range r.Findings {
		if f.Severity != Info && f.Code != CodeMissing {
			codes = append(codes, f.Code+" "+f.Pos.String())
		}
	}
	slices.Sort(codes)
	return codes
}

// Data that add up give no error, and no doubt.
func TestReviewOfCleanData(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 100 {
		cat, facts := drawn(rng, 13)
		if got := worst(Run(cat, ingest.Result{Facts: ingest.FactsOf(facts...)}, Options{})); len(got) != 0 {
			t.Errorf("findings on clean data: %v", got)
		}
	}
}

// Twice as many of everything: the same rates, ranks, shares and judgements.
func TestReviewOfTwiceAsMany(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 50 {
		cat, facts := drawn(rng, 8)
		twice := slices.Clone(facts)
		for i := range twice {
			twice[i].Value *= 2
		}
		a, b := Run(cat, ingest.Result{Facts: ingest.FactsOf(facts...)}, Options{}), Run(cat, ingest.Result{Facts: ingest.FactsOf(twice...)}, Options{})
		x, y := result(t, a, "TYLE"), result(t, b, "TYLE")
		if shown(&x.Whole) != shown(&y.Whole) || !reflect.DeepEqual(x.Judgement, y.Judgement) || !reflect.DeepEqual(x.Next, y.Next) || !reflect.DeepEqual(x.Spread, y.Spread) {
			t.Fatalf("the rate differs: %s and %s", shown(&x.Whole), shown(&y.Whole))
		}
		u, v := result(t, a, "NGHEO"), result(t, b, "NGHEO")
		for i := range u.Places {
			p, q := u.Places[i], v.Places[i]
			if *p.Rank != *q.Rank || *p.Share != *q.Share || *p.Contribution != *q.Contribution || 2**p.Change != *q.Change {
				t.Fatalf("place %+v and %+v", p, q)
			}
		}
		if !slices.Equal(worst(a), worst(b)) {
			t.Fatalf("findings %v and %v", worst(a), worst(b))
		}
	}
}

// The order of places, in the catalogue and in the sheets, changes nothing but
// the order in which they are told.
func TestReviewOfPlacesInAnyOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 50 {
		cat, facts := drawn(rng, 9)
		facts[20].Value *= 1000 // a slip, which must be found wherever it stands
		mixed := Catalogue{Indicators: cat.Indicators, Places: slices.Clone(cat.Places)}
		rest := mixed.Places[1:]
		rng.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
		shuffled := slices.Clone(facts)
		rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		a, b := Run(cat, ingest.Result{Facts: ingest.FactsOf(facts...)}, Options{}), Run(mixed, ingest.Result{Facts: ingest.FactsOf(shuffled...)}, Options{})
		for k := range a.Indicators {
			x, y := &a.Indicators[k], &b.Indicators[k]
			if shown(&x.Whole) != shown(&y.Whole) || !reflect.DeepEqual(x.Judgement, y.Judgement) || !reflect.DeepEqual(x.Next, y.Next) {
				t.Fatalf("%s: %s and %s", x.Code, shown(&x.Whole), shown(&y.Whole))
			}
			for i := range x.Places {
				p, q := &x.Places[i], placeLine(y, x.Places[i].Place)
				if q == nil || shown(p) != shown(q) || !reflect.DeepEqual(p.Rank, q.Rank) || !near9(p.Share, q.Share) {
					t.Fatalf("%s: place %+v and %+v", x.Code, p, q)
				}
			}
		}
		if !slices.Equal(worst(a), worst(b)) {
			t.Fatalf("findings %v and %v", worst(a), worst(b))
		}
	}
}

func near9(a, b *float64) bool {
	return a == nil && b == nil || a != nil && b != nil && math.Abs(*a-*b) < 1e-9
}

// A district where nothing is counted changes neither sums nor rates nor
// shares, and raises nothing.
func TestReviewWithADistrictOfZeros(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	for _, mark := range []ingest.Mark{"", ingest.Nil} {
		cat, facts := drawn(rng, 7)
		more := Catalogue{Indicators: cat.Indicators, Places: append(slices.Clone(cat.Places), Place{Name: "Huyện 0"})}
		wide := slices.Clone(facts)
		for year := 2015; year <= 2020; year++ {
			for _, code := range []string{"HO", "NGHEO"} {
				f := facts[0]
				f.Pos.File, f.Pos.Row, f.Pos.Col = code+".xlsx", 40, int32(year-2012)
				f.Indicator, f.Place, f.Years, f.Value, f.Mark, f.Known = code, "Huyện 0", ingest.Year(year), 0, mark, mark == ""
				wide = append(wide, f)
			}
		}
		a, b := Run(cat, ingest.Result{Facts: ingest.FactsOf(facts...)}, Options{}), Run(more, ingest.Result{Facts: ingest.FactsOf(wide...)}, Options{})
		for k := range a.Indicators {
			x, y := &a.Indicators[k], &b.Indicators[k]
			if shown(&x.Whole) != shown(&y.Whole) {
				t.Errorf("%s: %s and %s", x.Code, shown(&x.Whole), shown(&y.Whole))
			}
			for i := range x.Places {
				if q := placeLine(y, x.Places[i].Place); !near9(x.Places[i].Share, q.Share) || !near9(x.Places[i].Contribution, q.Contribution) {
					t.Errorf("%s: share of %s", x.Code, q.Place)
				}
			}
		}
		if got := worst(b); len(got) != 0 {
			t.Errorf("findings %v", got)
		}
	}
}
