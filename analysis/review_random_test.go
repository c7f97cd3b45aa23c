package analysis

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"tongket/ingest"
)

// wildFacts are facts as no sheet has them: any indicator, place, period, unit,
// mark, part and formula, numbers of any size, cells that collide.
func wildFacts(rng *rand.Rand, n int) []ingest.Fact {
	pick := func(from ...string) string { return from[rng.IntN(len(from))] }
	numbers := []float64{0, 1, -1, 0.07, 5.3, 99.9, 100, 101, 1203, 1203000, 1e15, 1e300, 1.7e308, -1.7e308, 5e-324}
	facts := make([]ingest.Fact, n)
	for i := range facts {
		f := &facts[i]
		f.Pos = ingest.Pos{File: pick("a.xlsx", "b.xls", "c.csv"), Sheet: pick("", "S", "T"), Row: int32(rng.IntN(9)), Col: int32(rng.IntN(9))}
		f.Indicator = pick("HO", "NGHEO", "TYLE", "VIEC", "THAT", "", "", "no such code")
		f.Label = pick("", "Số hộ", "Trong đó: nữ", "Tỷ lệ")
		f.Place = pick("", "Tỉnh T", "Huyện X", "Huyện Y", "Huyện Z", "Xã lạ", "Huyện X")
		f.Years.From = 2013 + rng.IntN(14)
		f.Years.To = f.Years.From + rng.IntN(2)*rng.IntN(6)
		if rng.IntN(20) == 0 {
			f.Years = ingest.Period{}
		}
		f.Measure = []ingest.Measure{ingest.Actual, ingest.Actual, ingest.Estimate, ingest.Plan, ingest.Target}[rng.IntN(5)]
		f.Unit = pick("", "hộ", "nghìn hộ", "%", "người", "tỷ đồng")
		f.Known = rng.IntN(6) > 0
		f.Mark = []ingest.Mark{"", ingest.Nil, ingest.NotAvailable, ingest.Approximate, ingest.Computed}[rng.IntN(5)]
		if f.Known {
			f.Value = numbers[rng.IntN(len(numbers))] * (float64(rng.IntN(3)) / 2)
		}
		f.Decimals = rng.IntN(5) - 1
		f.Bound = pick("", "", "<", "≥")
		f.Table = rng.IntN(3)
		f.PlaceFrom = []ingest.Origin{ingest.FromNowhere, ingest.FromTitle, ingest.FromRow, ingest.FromColumn}[rng.IntN(4)]
		f.Group = rng.IntN(15) == 0
		if rng.IntN(4) == 0 {
			f.Part = []ingest.PartKind{ingest.SomeParts, ingest.AllParts}[rng.IntN(2)]
			f.Whole = ingest.Pos{File: f.Pos.File, Sheet: f.Pos.Sheet, Row: int32(rng.IntN(9)), Col: int32(rng.IntN(9))}
		}
		if rng.IntN(6) == 0 {
			f.SumOf = []ingest.Range{{Row1: int32(rng.IntN(9)), Col1: int32(rng.IntN(9)), Row2: int32(rng.IntN(9)), Col2: int32(rng.IntN(9))}}
		}
	}
	return facts
}

// Whatever the sheets say, Run comes to an end with numbers that can be
// written, says the same again, and names in every finding and every point only
// what there is.
func TestRunOnWildFacts(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 17))
	for round := range 400 {
		facts := wildFacts(rng, 1+rng.IntN(400))
		cat := testCatalogue()
		if round%3 == 0 {
			cat.Places = nil
		}
		kept := slices.Clone(facts)
		opt := Options{Breaks: map[string]int{"THAT": 2010 + rng.IntN(20)}}
		if round%2 == 0 {
			opt.Term.Base = 2012 + rng.IntN(6)
			opt.Term.Last = opt.Term.Base + 1 + rng.IntN(7)
			opt.Term.Next = opt.Term.Last + 1 + rng.IntN(6)
		}
		r := Run(cat, ingest.Result{Facts: ingest.FactsOf(facts...)}, opt)
		text := encoded(t, r)
		if again := encoded(t, Run(cat, ingest.Result{Facts: ingest.FactsOf(kept...)}, opt)); again != text {
			t.Fatalf("round %d: the same facts give another Review", round)
		}
		if err := consistent(r); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
	}
}

// consistent tells whether indexes point at what they are about.
func consistent(r *Review) error {
	for i := range r.Indicators {
		res := &r.Indicators[i]
		for _, line := range append([]Line{res.Whole}, res.Places...) {
			if len(line.Points) != r.Term.Last-r.Term.Base+1 {
				return fmt.Errorf("%s %s has %d points", res.Code, line.Place, len(line.Points))
			}
			for _, p := range line.Points {
				for _, f := range append(slices.Clone(p.Facts), p.PlanFacts...) {
					if f < 0 || f >= r.Facts.Len() || r.Facts.At(f).Years != ingest.Year(p.Year) {
						return fmt.Errorf("%s %s %d names fact %d", res.Code, line.Place, p.Year, f)
					}
				}
				if p.Status == Known && len(p.Facts) == 0 {
					return fmt.Errorf("%s %s %d has a figure from nowhere", res.Code, line.Place, p.Year)
				}
			}
		}
		for _, f := range append(slices.Clone(res.Findings), res.HeldBack...) {
			if f < 0 || f >= len(r.Findings) {
				return fmt.Errorf("%s names finding %d of %d", res.Code, f, len(r.Findings))
			}
		}
		for _, f := range res.HeldBack {
			if r.Findings[f].Severity != Error {
				return fmt.Errorf("%s is held back by a %s", res.Code, r.Findings[f].Severity)
			}
		}
	}
	return nil
}
