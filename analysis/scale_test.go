package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"

	"tongket/analysis/stat"
	"tongket/ingest"
)

// country is facts as a whole country would send them: for each province a
// workbook with one sheet an indicator, which lists its communes over the
// years. Figures move plausibly; no two are told apart by more than noise.
func country(provinces, communes, indicators int) (Catalogue, ingest.Result) {
	rng := rand.New(rand.NewPCG(7, 11))
	cat := Catalogue{Places: []Place{{Name: "Cả nước", Kind: "tỉnh"}}}
	for i := range indicators {
		ind := Indicator{Code: fmt.Sprintf("CT-%02d", i), Name: fmt.Sprintf("Chỉ tiêu %d", i), Unit: "người", Kind: Stock, Direction: Up, Target: "100000", Pos: ingest.Pos{File: "danh-muc.csv"}}
		switch i % 4 {
		case 1:
			ind.Kind = Flow
		case 3:
			ind.Kind, ind.Unit, ind.Decimals = Rate, "%", 2
			ind.Numerator, ind.Denominator = fmt.Sprintf("CT-%02d", i-1), fmt.Sprintf("CT-%02d", i-3)
		}
		cat.Indicators = append(cat.Indicators, ind)
	}
	facts := make([]ingest.Fact, 0, provinces*communes*indicators*6)
	for p := range provinces {
		file := fmt.Sprintf("so-lieu/tinh-%02d.xlsx", p)
		names := make([]string, communes)
		size := make([]float64, communes)
		for c := range names {
			names[c] = fmt.Sprintf("Xã %d-%d", p, c)
			size[c] = math.Round(2000 + 6000*rng.Float64())
			cat.Places = append(cat.Places, Place{Name: names[c], Kind: "xã"})
		}
		for i := range cat.Indicators {
			ind := &cat.Indicators[i]
			sheet := fmt.Sprintf("Biểu %d", i)
			for c, name := range names {
				for y := range 6 {
					count := func(part int) float64 { return math.Round(size[c] * (1 + 0.02*float64(y)) / float64(part)) }
					v := count(1 + i%4)
					if ind.Kind == Rate {
						v = stat.Round(100*count(3)/count(1), 2)
					}
					facts = append(facts, ingest.Fact{
						Pos:       ingest.Pos{File: file, Sheet: sheet, Row: int32(8 + c), Col: int32(3 + y)},
						Indicator: ind.Code, Label: ind.Name, Place: name, Years: ingest.Year(2015 + y), Measure: ingest.Actual,
						Value: v, Known: true, Unit: ind.Unit, Raw: "1", Decimals: ind.Decimals, Table: 1, PlaceFrom: ingest.FromRow,
					})
				}
			}
		}
	}
	return cat, ingest.Result{Facts: ingest.FactsOf(facts...)}
}

// BenchmarkRun analyses the facts of a sixteenth, a quarter and the whole of a
// country: 63 provinces × 179 communes × 40 indicators × 6 years are 2.7
// million. Time a fact stays the same, and the memory in use at the end stays
// below 3 GB.
func BenchmarkRun(b *testing.B) {
	for _, provinces := range []int{4, 16, 63} {
		b.Run(fmt.Sprintf("provinces=%d", provinces), func(b *testing.B) {
			cat, in := country(provinces, 179, 40)
			b.ReportAllocs()
			var r *Review
			for b.Loop() {
				r = Run(cat, in, Options{})
			}
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*in.Facts.Len()), "ns/fact")
			b.ReportMetric(float64(m.Sys)/1e6, "MB-from-system")
			if len(r.Indicators) != 40 {
				b.Fatalf("%d indicators", len(r.Indicators))
			}
		})
	}
}
