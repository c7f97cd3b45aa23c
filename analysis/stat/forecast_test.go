package stat

import (
	"math"
	"strconv"
	"testing"

	"tongket/analysis/stat/fixture"
)

// kindWords are those of the first set of tables; the second has ours.
var kindWords = map[string]Kind{"rate": Rate, "positive": Stock, "plain": Stock, "stock": Stock, "flow": Flow}

var directionWords = map[string]Direction{"up": Up, "down": Down, "none": Either}

// yearly are the numbers of a list, NaN for an empty item, from the first known
// one.
func yearly(r fixture.Row, column string) []float64 {
	var values []float64
	for _, s := range r.Split(column) {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			v = math.NaN()
		}
		if len(values) > 0 || err == nil {
			values = append(values, v)
		}
	}
	return values
}

// outlookOf is the outlook of a row's series.
func outlookOf(t *testing.T, r fixture.Row, q Quantity, column string, steps int) *Outlook {
	t.Helper()
	o, ok := NewOutlook(q, yearly(r, column), steps)
	if !ok {
		t.Fatalf("%s: no outlook", r.Where)
	}
	return o
}

func TestForecastFixture(t *testing.T) {
	for _, r := range fixture.Read(t, "forecast.csv") {
		o := outlookOf(t, r, Quantity{Kind: kindWords[r.Text("kind")], Decimals: r.Int("decimals")}, "values", 5)
		h := r.Int("h")
		z, width := o.work, o.Quantile(0.9, h)-o.Quantile(0.1, h)
		for column, got := range map[string]float64{
			"z_naive": Naive(z), "z_drift": Drift(z, h), "z_holt": DampedHolt(z, h), "z_theta": Theta(z, h),
			"z_median": o.center[h-1], "z_scale": o.width[h-1],
		} {
			r.Near(column, &got, 0)
		}
		for column, p := range map[string]float64{"q10": .1, "q20": .2, "q50": .5, "q80": .8, "q90": .9} {
			got := o.Quantile(p, h)
			r.Near(column, &got, max(width, o.Quantile(0.5, h)))
		}
	}
}

// seriesOf are the series of the second set, by name.
func seriesOf(t *testing.T) map[string]*Outlook {
	t.Helper()
	outlooks := map[string]*Outlook{}
	for _, r := range fixture.Read(t, "series.csv") {
		q := Quantity{Kind: kindWords[r.Text("kind")], Direction: directionWords[r.Text("direction")], Decimals: r.Int("decimals")}
		o := outlookOf(t, r, q, "values", 5)
		r.Is("scale", o.scale.name)
		outlooks[r.Text("id")] = o
	}
	return outlooks
}

func TestTransformsFixture(t *testing.T) {
	outlooks := seriesOf(t)
	for _, r := range fixture.Read(t, "transforms.csv") {
		o := outlooks[r.Text("id")]
		r.List("working", o.work)
		if o.scale.name == "logit" {
			r.Near("eps", &o.scale.half, 0)
		}
	}
}

func TestForecastWorkingFixture(t *testing.T) {
	outlooks := seriesOf(t)
	for _, r := range fixture.Read(t, "forecast-working.csv") {
		o, h := outlooks[r.Text("id")], r.Int("h")
		z := o.work
		four := []float64{Naive(z), Drift(z, h), DampedHolt(z, h), Theta(z, h)}
		for column, got := range map[string]float64{
			"naive": four[0], "drift": four[1], "holt": four[2], "theta": four[3], "median": o.center[h-1],
			"residual_variance": driftVariance(z), "between": sampleVariance(four), "scale": o.width[h-1], "df": o.freedom(),
		} {
			r.Near(column, &got, 0)
		}
	}
}

func TestForecastQuantilesFixture(t *testing.T) {
	outlooks := seriesOf(t)
	for _, r := range fixture.Read(t, "forecast-quantiles.csv") {
		o, h := outlooks[r.Text("id")], r.Int("h")
		for column, p := range map[string]float64{"q10": .1, "q20": .2, "q50": .5, "q80": .8, "q90": .9} {
			got := o.Quantile(p, h)
			r.Near(column, &got, max(o.Quantile(.5, h), o.Quantile(.9, h)-o.Quantile(.1, h)))
		}
	}
}

func TestHoltStatesFixture(t *testing.T) {
	outlooks := seriesOf(t)
	for _, r := range fixture.Read(t, "holt-states.csv") {
		z := outlooks[r.Text("id")].work
		r.Near("z", &z[r.Int("t")-1], 0)
		level, trend := holtState(z[:r.Int("t")], holtPhi, meanStep(z))
		r.Near("level", &level, 0)
		r.Near("trend", &trend, 0)
	}
}

// Holt's linear method as printed in Hyndman & Athanasopoulos, Forecasting:
// principles and practice, 7.2: the same recursion without damping.
func TestHoltPublished(t *testing.T) {
	rows := fixture.Read(t, "holt-published.csv")
	var y []float64
	for _, r := range rows {
		if !r.Empty("y") {
			y = append(y, r.Num("y"))
		}
	}
	first := y[1] - y[0] // the start is (y1, y2-y1), and y1 is fed once more
	before, beforeTrend := y[0], first
	for i, r := range rows[:len(y)] {
		fitted := before + beforeTrend
		level, trend := holtState(append([]float64{y[0]}, y[:i+1]...), 1, first)
		r.Within("level", level, 0.01)
		r.Within("trend", trend, 0.01)
		r.Within("fitted_or_forecast", fitted, 0.01)
		r.Near("level_full", &level, 0)
		r.Near("trend_full", &trend, 0)
		r.Near("fitted_full", &fitted, 0)
		before, beforeTrend = level, trend
	}
	for h, r := range rows[len(y):] {
		forecast := before + float64(h+1)*beforeTrend
		r.Within("fitted_or_forecast", forecast, 0.01)
		r.Near("fitted_full", &forecast, 0)
	}
}

// valuesOf are the values of a table of R's: in the row itself for a data set
// of R, else the series' own on the working scale.
func valuesOf(r fixture.Row, outlooks map[string]*Outlook, before []float64) []float64 {
	if o := outlooks[r.Text("id")]; o != nil {
		return o.work
	}
	if r.Has("values") && !r.Empty("values") {
		return r.Nums("values")
	}
	return before
}

// Numbers from R 4.2.2, package forecast 8.20: rwf(drift = TRUE).
func TestDriftR(t *testing.T) {
	outlooks := seriesOf(t)
	for _, r := range fixture.Read(t, "r-drift.csv") {
		z, h := valuesOf(r, outlooks, nil), r.Int("h")
		mean := Drift(z, h)
		T, steps := float64(len(z)), float64(h)
		se := math.Sqrt(driftVariance(z) * steps * (1 + steps/(T-1)))
		half := studentQuantile(0.9, T-2) * se
		lower, upper, freedom := mean-half, mean+half, T-2
		r.Near("mean", &mean, z[0])
		r.Near("se", &se, 0)
		r.Near("df", &freedom, 0)
		r.Near("lower80_t", &lower, max(mean, half))
		r.Near("upper80_t", &upper, max(mean, half))
	}
}

// rSeries are the values that R was given, by name; those of R's own data sets
// stand in the table of the drift.
func rSeries(t *testing.T) map[string][]float64 {
	t.Helper()
	series, outlooks := map[string][]float64{}, seriesOf(t)
	for _, r := range fixture.Read(t, "r-drift.csv") {
		series[r.Text("id")] = valuesOf(r, outlooks, nil)
	}
	return series
}

// Numbers from R, etscalc of package forecast, fed z2..zT.
func TestDampedHoltR(t *testing.T) {
	series := rSeries(t)
	for _, r := range fixture.Read(t, "r-holt-damped.csv") {
		z := series[r.Text("id")]
		level, trend := holtState(z, holtPhi, meanStep(z))
		mean := DampedHolt(z, r.Int("h"))
		r.Near("level", &level, 0)
		r.Near("trend", &trend, level) // a trend may be all rounding
		r.Near("mean", &mean, 0)
	}
}

// Numbers from R's thetaf, with the α and the first level that it found: the
// formula is checked, not our fixed α.
func TestThetaR(t *testing.T) {
	series := rSeries(t)
	for _, r := range fixture.Read(t, "r-theta.csv") {
		z := series[r.Text("id")]
		half := slope(z) / 2
		r.Near("half_slope", &half, z[0])
		mean := theta(z, r.Int("h"), r.Num("alpha"), r.Num("level0"), half)
		r.Within("mean", mean, 1e-7*max(1e-9, math.Abs(mean)))
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

func TestEligibleFixture(t *testing.T) {
	for _, r := range fixture.Read(t, "eligibility.csv") {
		if r.Int("points_used") == 0 {
			continue
		}
		values := yearly(r, "values_to_2020")
		o, _ := NewOutlook(Quantity{Kind: Stock}, values[max(0, len(values)-r.Int("points_used")):], 5)
		freedom, q50 := o.freedom(), o.Quantile(0.5, 5)
		r.List("working", o.work)
		r.Near("median_h5", &o.center[4], 0)
		r.Near("scale_h5", &o.width[4], 0)
		r.Near("df", &freedom, 0)
		r.Near("q50_h5", &q50, 0)
	}
}
