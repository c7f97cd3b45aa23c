package analysis

import (
	"math/rand/v2"
	"testing"

	"tongket/analysis/stat"
)

// growingSeries is an ordinary series of six years.
func growingSeries() []Point {
	points := make([]Point, 6)
	for i := range points {
		points[i] = Point{Year: 2015 + i, Value: []float64{118400, 124900, 131200, 138700, 146100, 152300}[i]}
	}
	return points
}

func BenchmarkStatistics(b *testing.B) {
	points := growingSeries()
	b.ReportAllocs()
	for b.Loop() {
		Statistics(Stock, term2020, points)
	}
}

func BenchmarkJudge(b *testing.B) {
	line, ind := Line{Points: growingSeries()}, Indicator{Kind: Stock, Direction: Up}
	goal := &Goal{Value: 150000}
	b.ReportAllocs()
	for b.Loop() {
		Judge(ind, term2020, line, goal)
	}
}

func BenchmarkForecast(b *testing.B) {
	points, ind := growingSeries(), Indicator{Kind: Stock, Direction: Up}
	b.ReportAllocs()
	for b.Loop() {
		ForecastSeries(ind, term2020, points)
	}
}

func BenchmarkProbabilityOfTotal(b *testing.B) {
	o, _ := NewOutlook(Indicator{Kind: Flow, Direction: Up}, term2020, growingSeries())
	b.ReportAllocs()
	for b.Loop() {
		o.Probability(800000, "")
	}
}

// The checks run on every series of every place.
func BenchmarkOutlierYears(b *testing.B) {
	points := growingSeries()
	b.ReportAllocs()
	for b.Loop() {
		OutlierYears(Stock, points)
	}
}

func BenchmarkPowerOfTen(b *testing.B) {
	others := []float64{118400, 124900, 131200, 138700, 146100}
	b.ReportAllocs()
	for b.Loop() {
		stat.PowerOfTen(Stock, 152300, others)
	}
}

func BenchmarkHidiroglouBerthelot(b *testing.B) {
	for _, n := range []int{13, 300, 12000} {
		random := rand.New(rand.NewPCG(1, 2))
		before, after := make([]float64, n), make([]float64, n)
		for i := range before {
			before[i] = random.ExpFloat64() * 1000
			after[i] = before[i] * (1 + random.NormFloat64()/20)
		}
		b.Run(itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				stat.HidiroglouBerthelot(before, after)
			}
		})
	}
}

func BenchmarkRanks(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	values := make([]float64, 12000)
	for i := range values {
		values[i] = random.ExpFloat64() * 1000
	}
	b.ReportAllocs()
	for b.Loop() {
		stat.Ranks(Up, values)
	}
}

func BenchmarkConvert(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Convert(118.4, "nghìn người", "người")
	}
}
