package analysis

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"tongket/analysis/stat"
)

// wildNumbers are numbers at which arithmetic breaks.
var wildNumbers = []float64{
	0, math.Copysign(0, -1), 1, -1, 0.1, 5, 99.95, 100, 101, 1e-300, 5e-324, -1e-300, 1e15, 1e16, 1e150, 1e300,
	math.MaxFloat64, -math.MaxFloat64, math.NaN(), math.Inf(1), math.Inf(-1),
}

// unnumbered finds a NaN or an infinity anywhere in a result.
func unnumbered(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Float64:
		return !stat.IsFinite(v.Float())
	case reflect.Pointer, reflect.Interface:
		return !v.IsNil() && unnumbered(v.Elem())
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if unnumbered(v.Index(i)) {
				return true
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if unnumbered(v.Field(i)) {
				return true
			}
		}
	}
	return false
}

func checkNumbers(t *testing.T, what string, in any, results ...any) {
	t.Helper()
	for _, r := range results {
		if r != nil && unnumbered(reflect.ValueOf(r)) {
			t.Fatalf("%s of %v gives %+v", what, in, r)
		}
	}
}

// draw makes a list of ordinary numbers of one size, some replaced by extremes.
func draw(random *rand.Rand, n int) []float64 {
	values := make([]float64, n)
	size, wild := math.Pow10(random.IntN(8)), random.IntN(4)
	for i := range values {
		switch {
		case random.IntN(10) < wild*wild:
			values[i] = wildNumbers[random.IntN(len(wildNumbers))]
		case i > 0 && random.IntN(4) == 0:
			values[i] = values[i-1]
		default:
			values[i] = random.ExpFloat64() * size
		}
	}
	return values
}

// No function lets a NaN or an infinity out, whatever comes in.
func TestNothingButNumbersSeries(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	kinds := []IndicatorKind{Stock, Flow, Rate}
	bounds := []string{"", "", "<", ">", "≤", "≥"}
	statuses := []Status{Known, Known, Known, Known, NoValue, NilOnly, Missing}
	for range 30000 {
		ind := Indicator{
			Kind: kinds[random.IntN(3)], Direction: []Direction{Up, Down, Either}[random.IntN(3)], Decimals: random.IntN(6) - 1,
		}
		values := draw(random, 1+random.IntN(14))
		line := Line{}
		for i, v := range values {
			line.Points = append(line.Points, Point{Year: 2021 - len(values) + i, Value: v, Status: statuses[random.IntN(len(statuses))], Held: random.IntN(20) == 0})
		}
		if random.IntN(8) == 0 {
			line.TermTotal = &TermFigure{Value: wildNumbers[random.IntN(len(wildNumbers))]}
		}
		target := draw(random, 1)[0]
		goal := &Goal{Value: target, Bound: bounds[random.IntN(len(bounds))]}
		in := []any{ind, values, goal}

		checkNumbers(t, "statistics", in, Statistics(ind.Kind, term2020, line.Points))
		checkNumbers(t, "judgement", in, Judge(ind, term2020, line, goal))
		checkNumbers(t, "progress", in, ProgressOf(ind, term2020, line, goal), ProgressOf(ind, term2020, line, nil))
		checkNumbers(t, "jumps", in, Jumps(ind.Kind, line.Points), OutlierYears(ind.Kind, line.Points))
		f, reason := ForecastSeries(ind, term2020, line.Points)
		if (f == nil) != (reason != "") {
			t.Fatalf("forecast of %v: %v, %q", in, f, reason)
		}
		checkNumbers(t, "forecast", in, f)
		if o, _ := NewOutlook(ind, term2020, line.Points); o != nil {
			p, ok := o.Probability(target, goal.Bound)
			checkNumbers(t, "probability", in, p)
			if !(p >= 0 && p <= 1) || !ok && p != 0 {
				t.Fatalf("probability of %v: %v, %v", in, p, ok)
			}
		}
		last := values[len(values)-1]
		for _, rule := range []Rule{{Kind: ToTarget, Amount: target}, {Kind: ByGrowth, Amount: target}, {Kind: ByPoints, Amount: target}} {
			if c, ok := Path(rule, ind.Kind, last, 1+random.IntN(10)); ok {
				checkNumbers(t, "path", in, c, stat.Required(last, c.Values), stat.Achieved(values[0], last, 5))
			}
		}
		checkNumbers(t, "slip", in, stat.PowerOfTen(ind.Kind, last, values))
	}
}

func TestNothingButNumbersPlaces(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 14))
	for range 30000 {
		n := random.IntN(16)
		base, last := draw(random, n), draw(random, n)
		in := [][]float64{base, last}
		names := make([]string, n)
		var from, to []stat.Ratio
		for i := range base {
			from, to = append(from, stat.Ratio{Numerator: base[i], Denominator: last[i]}), append(to, stat.Ratio{Numerator: last[i], Denominator: base[i]})
		}
		a, b := stat.Disperse(names, base), stat.Disperse(names, last)
		checkNumbers(t, "dispersion", in, a, b)
		stat.Convergence(a, b)
		for _, d := range []Direction{Up, Down, Either} {
			for _, rank := range stat.Ranks(d, last) {
				if !stat.AllFinite(last) {
					break // ranks are of numbers
				}
				if rank < 1 || rank > n {
					t.Fatalf("rank %d of %v", rank, last)
				}
			}
		}
		checkNumbers(t, "shares", in, stat.Shares(last), stat.LargestRemainder(last, 1))
		checkNumbers(t, "contributions", in, stat.Contributions(base, last), stat.GrowthContributions(base, last), stat.RateContributions(from, to))
		if beta, ok := stat.BetaConvergence(base, last, 5); ok {
			checkNumbers(t, "beta", in, beta)
		}
		if h, ok := stat.HidiroglouBerthelot(base, last); ok {
			checkNumbers(t, "Hidiroglou-Berthelot", in, h)
		}
		middle, mad, z := stat.RobustZ(last)
		checkNumbers(t, "robust z", in, middle, mad, z)
		checkNumbers(t, "copies", in, stat.CopiedColumns(in))
		var parts []stat.Printed
		for i := range base {
			parts = append(parts, stat.Printed{Value: base[i], Step: math.Abs(last[i])})
		}
		total := draw(random, 3)
		checkNumbers(t, "sum", in, stat.CheckSum(parts, stat.Printed{Value: total[0], Step: 0}, true))
		if r, ok := stat.CheckRate(stat.Printed{Value: total[0], Step: 0.1}, stat.Printed{Value: total[1], Step: 1}, stat.Printed{Value: total[2], Step: 1}); ok {
			checkNumbers(t, "rate", total, r)
		}
	}
}

func TestNothingButNumbersPairs(t *testing.T) {
	units := []string{"người", "nghìn người", "đồng", "tỷ đồng", "%", "lượt người", ""}
	for _, a := range wildNumbers {
		for _, b := range wildNumbers {
			for _, d := range []Direction{Up, Down, Either} {
				checkNumbers(t, "fulfilment", []float64{a, b}, stat.Fulfilment(d, "", &a, b, a), stat.Fulfilment(d, "", &a, b, b), stat.Fulfilment(d, "", nil, a, b))
				checkNumbers(t, "trend", []float64{a, b}, stat.Trend(d, a, b, 5, 100), stat.Trend(d, a, b, 5, 0))
				for _, c := range wildNumbers {
					checkNumbers(t, "progress", []float64{a, b, c}, stat.ProgressTo(d, a, b, c, 2015, 2018, 2020), stat.ProgressTo(d, a, b, c, 2015, 2020, 2020))
				}
			}
			checkNumbers(t, "flow progress", []float64{a, b}, stat.FlowProgress(a, b, 3, 5), stat.FlowProgress(a, b, 5, 5))
		}
		if stat.IsFinite(a) {
			for decimals := -1; decimals < 20; decimals++ {
				checkNumbers(t, "rounding", a, stat.Round(a, decimals))
			}
		}
		for _, from := range units {
			for _, to := range units {
				v, _ := Convert(a, from, to)
				s, _ := Step(a, -1, from, to)
				checkNumbers(t, "conversion", a, v, s)
			}
		}
	}
}
