package analysis

import (
	"math"
	"testing"
)

// kinds are those of the first set of tables; the second has ours.
var kindWords = map[string]IndicatorKind{"rate": Rate, "positive": Stock, "plain": Stock, "stock": Stock, "flow": Flow}

// outlook is the outlook of a row's series, whose last year is 2020.
func (r row) outlook(ind Indicator, column string) *Outlook {
	r.t.Helper()
	o, reason := NewOutlook(ind, term2020, r.points(column, 2020))
	if o == nil {
		r.t.Fatalf("%s: no outlook: %s", r.where, reason)
	}
	return o
}

func TestForecastFixture(t *testing.T) {
	for _, r := range fixture(t, "forecast.csv") {
		o := r.outlook(Indicator{Kind: kindWords[r.text("kind")], Decimals: r.int("decimals")}, "values")
		h := r.int("h")
		z, width := o.work, o.Quantile(0.9, h)-o.Quantile(0.1, h)
		for column, got := range map[string]float64{
			"z_naive": Naive(z), "z_drift": Drift(z, h), "z_holt": DampedHolt(z, h), "z_theta": Theta(z, h),
			"z_median": o.center[h-1], "z_scale": o.width[h-1],
		} {
			r.near(column, &got, 0)
		}
		for column, p := range map[string]float64{"q10": .1, "q20": .2, "q50": .5, "q80": .8, "q90": .9} {
			got := o.Quantile(p, h)
			r.near(column, &got, max(width, o.Quantile(0.5, h)))
		}
	}
}

// seriesOf are the series of the second set, by name.
func seriesOf(t *testing.T) map[string]*Outlook {
	t.Helper()
	outlooks := map[string]*Outlook{}
	for _, r := range fixture(t, "series.csv") {
		ind := Indicator{Kind: kindWords[r.text("kind")], Direction: directionWords[r.text("direction")], Decimals: r.int("decimals")}
		o := r.outlook(ind, "values")
		r.is("scale", o.scale.name)
		outlooks[r.text("id")] = o
	}
	return outlooks
}

func TestTransformsFixture(t *testing.T) {
	outlooks := seriesOf(t)
	for _, r := range fixture(t, "transforms.csv") {
		o := outlooks[r.text("id")]
		r.list("working", o.work)
		if o.scale.name == "logit" {
			r.near("eps", &o.scale.half, 0)
		}
	}
}

func TestForecastWorkingFixture(t *testing.T) {
	outlooks := seriesOf(t)
	for _, r := range fixture(t, "forecast-working.csv") {
		o, h := outlooks[r.text("id")], r.int("h")
		z := o.work
		four := []float64{Naive(z), Drift(z, h), DampedHolt(z, h), Theta(z, h)}
		for column, got := range map[string]float64{
			"naive": four[0], "drift": four[1], "holt": four[2], "theta": four[3], "median": o.center[h-1],
			"residual_variance": driftVariance(z), "between": sampleVariance(four), "scale": o.width[h-1], "df": o.freedom(),
		} {
			r.near(column, &got, 0)
		}
	}
}

func TestForecastQuantilesFixture(t *testing.T) {
	outlooks := seriesOf(t)
	for _, r := range fixture(t, "forecast-quantiles.csv") {
		o, h := outlooks[r.text("id")], r.int("h")
		for column, p := range map[string]float64{"q10": .1, "q20": .2, "q50": .5, "q80": .8, "q90": .9} {
			got := o.Quantile(p, h)
			r.near(column, &got, max(o.Quantile(.5, h), o.Quantile(.9, h)-o.Quantile(.1, h)))
		}
	}
}

func TestHoltStatesFixture(t *testing.T) {
	outlooks := seriesOf(t)
	for _, r := range fixture(t, "holt-states.csv") {
		z := outlooks[r.text("id")].work
		r.near("z", &z[r.int("t")-1], 0)
		level, trend := holtState(z[:r.int("t")], holtPhi, meanStep(z))
		r.near("level", &level, 0)
		r.near("trend", &trend, 0)
	}
}

// Holt's linear method as printed in Hyndman & Athanasopoulos, Forecasting:
// principles and practice, 7.2: the same recursion without damping.
func TestHoltPublished(t *testing.T) {
	rows := fixture(t, "holt-published.csv")
	var y []float64
	for _, r := range rows {
		if !r.empty("y") {
			y = append(y, r.num("y"))
		}
	}
	first := y[1] - y[0] // the start is (y1, y2-y1), and y1 is fed once more
	before, beforeTrend := y[0], first
	for i, r := range rows[:len(y)] {
		fitted := before + beforeTrend
		level, trend := holtState(append([]float64{y[0]}, y[:i+1]...), 1, first)
		r.within("level", level, 0.01)
		r.within("trend", trend, 0.01)
		r.within("fitted_or_forecast", fitted, 0.01)
		r.near("level_full", &level, 0)
		r.near("trend_full", &trend, 0)
		r.near("fitted_full", &fitted, 0)
		before, beforeTrend = level, trend
	}
	for h, r := range rows[len(y):] {
		forecast := before + float64(h+1)*beforeTrend
		r.within("fitted_or_forecast", forecast, 0.01)
		r.near("fitted_full", &forecast, 0)
	}
}

// valuesOf are the values of a table of R's: in the row itself for a data set
// of R, else the series' own on the working scale.
func valuesOf(r row, outlooks map[string]*Outlook, before []float64) []float64 {
	if o := outlooks[r.text("id")]; o != nil {
		return o.work
	}
	if _, has := r.cells["values"]; has && !r.empty("values") {
		return r.nums("values")
	}
	return before
}

// Numbers from R 4.2.2, package forecast 8.20: rwf(drift = TRUE).
func TestDriftR(t *testing.T) {
	outlooks := seriesOf(t)
	for _, r := range fixture(t, "r-drift.csv") {
		z, h := valuesOf(r, outlooks, nil), r.int("h")
		mean := Drift(z, h)
		T, steps := float64(len(z)), float64(h)
		se := math.Sqrt(driftVariance(z) * steps * (1 + steps/(T-1)))
		half := studentQuantile(0.9, T-2) * se
		lower, upper, freedom := mean-half, mean+half, T-2
		r.near("mean", &mean, z[0])
		r.near("se", &se, 0)
		r.near("df", &freedom, 0)
		r.near("lower80_t", &lower, max(mean, half))
		r.near("upper80_t", &upper, max(mean, half))
	}
}

// rSeries are the values that R was given, by name; those of R's own data sets
// stand in the table of the drift.
func rSeries(t *testing.T) map[string][]float64 {
	t.Helper()
	series, outlooks := map[string][]float64{}, seriesOf(t)
	for _, r := range fixture(t, "r-drift.csv") {
		series[r.text("id")] = valuesOf(r, outlooks, nil)
	}
	return series
}

// Numbers from R, etscalc of package forecast, fed z2..zT.
func TestDampedHoltR(t *testing.T) {
	series := rSeries(t)
	for _, r := range fixture(t, "r-holt-damped.csv") {
		z := series[r.text("id")]
		level, trend := holtState(z, holtPhi, meanStep(z))
		mean := DampedHolt(z, r.int("h"))
		r.near("level", &level, 0)
		r.near("trend", &trend, level) // a trend may be all rounding
		r.near("mean", &mean, 0)
	}
}

// Numbers from R's thetaf, with the α and the first level that it found: the
// formula is checked, not our fixed α.
func TestThetaR(t *testing.T) {
	series := rSeries(t)
	for _, r := range fixture(t, "r-theta.csv") {
		z := series[r.text("id")]
		half := slope(z) / 2
		r.near("half_slope", &half, z[0])
		mean := theta(z, r.int("h"), r.num("alpha"), r.num("level0"), half)
		r.within("mean", mean, 1e-7*max(1e-9, math.Abs(mean)))
	}
}

func TestEligibilityFixture(t *testing.T) {
	why := map[string]string{"more than one inner gap": innerGaps, "last year not known": lastMissing, "fewer than four points": fewYears}
	for _, r := range fixture(t, "eligibility.csv") {
		o, reason := NewOutlook(Indicator{Kind: Stock}, term2020, r.points("values_to_2020", 2020))
		if want := why[r.text("note")]; reason != want {
			t.Errorf("%s: reason %q, want %q", r.where, reason, want)
		}
		if r.int("points_used") == 0 {
			continue
		}
		if len(o.work) != r.int("points_used") {
			t.Errorf("%s: %d points used", r.where, len(o.work))
		}
		freedom, q50 := o.freedom(), o.Quantile(0.5, 5)
		r.list("working", o.work)
		r.near("median_h5", &o.center[4], 0)
		r.near("scale_h5", &o.width[4], 0)
		r.near("df", &freedom, 0)
		r.near("q50_h5", &q50, 0)
	}
}

func TestForecastRefused(t *testing.T) {
	points := func(values ...float64) []Point { // to 2020
		line := flow(values...)
		for i := range line.Points {
			line.Points[i].Year += 5 - len(values)
		}
		return line.Points
	}
	gap := math.NaN()
	tests := []struct {
		points []Point
		want   string
	}{
		{nil, fewYears},
		{points(1, 2, 3, 4), ""},
		{points(1, 2, 3, 4, gap), lastMissing},
		{points(1, 2, 3, 4, -5), heldBack},
		{points(-1, 2, 3, 4), heldBack}, // three known, and a fourth that is held back
		{points(1, -2, 3, -4, 5, 6), heldBack},
		{points(1, 2, gap, gap, 5, 6), innerGaps}, // a gap of two years is two
		{points(1, 2, 3, 4, gap, 6), ""},
		{points(1, 1, 1, 1, 1e300), outOfRange},
		{points(1e-300, 1e-300, 1e-300, 1e300), outOfRange},
	}
	for _, tt := range tests {
		f, reason := forecastSeries(Indicator{Kind: Stock}, term2020, tt.points)
		if reason != tt.want || (f == nil) != (tt.want != "") {
			t.Errorf("%v: %q, want %q", tt.points, reason, tt.want)
		}
	}
}

// A gap that is filled is told, and so is the scale.
func TestForecastFilled(t *testing.T) {
	points := flow(432, math.NaN(), 470, 495, 512).Points
	f, _ := forecastSeries(Indicator{Kind: Stock, Direction: Up}, term2020, points)
	if f.Filled != 2017 || f.Scale != "log" || f.Years[0] != 2021 || f.Years[4] != 2025 {
		t.Errorf("%+v", f)
	}
	if n := KnownYears(Stock, term2020, points); n != 4 {
		t.Errorf("known years = %d", n)
	}
}

func TestScenariosByAchievement(t *testing.T) {
	for id, o := range seriesOf(t) {
		f, reason := o.Forecast()
		if f == nil {
			t.Fatalf("%s: %s", id, reason)
		}
		for i := range f.Years {
			low, high := f.Low[i], f.High[i]
			if o.Indicator.Direction == Down {
				low, high = high, low
			}
			if !(f.Q10[i] <= low && low <= f.Base[i] && f.Base[i] <= high && high <= f.Q90[i]) {
				t.Errorf("%s %d: %v %v %v %v %v are not in order", id, f.Years[i], f.Q10[i], low, f.Base[i], high, f.Q90[i])
			}
			if o.scale.name == "logit" && !(f.Q10[i] >= 0 && f.Q90[i] <= 100) {
				t.Errorf("%s: a rate leaves 0..100", id)
			}
		}
		if (f.Totals != nil) != (o.Indicator.Kind == Flow) {
			t.Errorf("%s: totals %v", id, f.Totals)
		}
	}
}

// The unit does not matter to a count: a thousand persons are forecast as
// persons are.
func TestForecastScaleInvariant(t *testing.T) {
	outlooks := seriesOf(t)
	persons, thousands := outlooks["insured"], outlooks["insured-thousand"]
	for h := 1; h <= 5; h++ {
		for _, p := range []float64{.1, .2, .5, .8, .9} {
			a, b := persons.Quantile(p, h), 1000*thousands.Quantile(p, h)
			if math.Abs(a-b) > 1e-9*a {
				t.Errorf("h %d, p %v: %v persons, %v", h, p, a, b)
			}
		}
	}
}

func TestForecastConstant(t *testing.T) {
	for _, v := range []float64{0, 7, 100} {
		o, _ := NewOutlook(Indicator{Kind: Rate, Direction: Up}, term2020, flow(v, v, v, v, v).Points)
		f, _ := o.Forecast()
		if f.Scale != "constant" || f.Q10[4] != v || f.Base[4] != v || f.Q90[4] != v {
			t.Errorf("constant %v: %+v", v, f)
		}
	}
}

func TestStudent(t *testing.T) {
	// Quantiles have closed forms for one and two degrees of freedom.
	for i := 1; i < 1000; i++ {
		p := float64(i) / 1000
		two := (2*p - 1) * math.Sqrt(2/(4*p*(1-p)))
		if got := studentQuantile(p, 2); math.Abs(got-two) > 1e-12*max(1, math.Abs(two)) {
			t.Errorf("quantile(%v, 2) = %v, want %v", p, got, two)
		}
		for freedom := 2.0; freedom <= 8; freedom++ {
			if got := studentBelow(studentQuantile(p, freedom), freedom); math.Abs(got-p) > 1e-12 {
				t.Errorf("P(t <= quantile(%v)) = %v with %v degrees of freedom", p, got, freedom)
			}
		}
	}
	for _, x := range []float64{0, 1e-12, 1e-8, 1e-4, 0.1, 1, 10, 1e4, 1e8} {
		two := 0.5 + x/(2*math.Sqrt(2+x*x))
		if got := studentBelow(x, 2); math.Abs(got-two) > 1e-15 {
			t.Errorf("P(t <= %v) = %v, want %v", x, got, two)
		}
		tail := 1 / (math.Sqrt(2+x*x) * (math.Sqrt(2+x*x) + x)) // 1 - two without cancellation
		if got := studentBelow(-x, 2); math.Abs(got-tail) > 1e-13*tail {
			t.Errorf("P(t <= -%v) = %v, want %v", x, got, tail)
		}
	}
}

// forecastSeries is the forecast of a series, or why there is none.
func forecastSeries(ind Indicator, term Term, points []Point) (f *Forecast, reason string) {
	o, reason := NewOutlook(ind, term, points)
	if o == nil {
		return nil, reason
	}
	return o.Forecast()
}
