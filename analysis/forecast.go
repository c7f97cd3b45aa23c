package analysis

import (
	"math"

	"tongket/analysis/stat"
)

// Why no forecast is given, as in Next.NoForecast.
const (
	fewYears       = "few"            // fewer than four known years
	innerGaps      = "gaps"           // more than one gap between known years
	lastMissing    = "last-missing"   // the term's last year is not known
	inDoubt        = "doubt"          // a figure is about ten times off the others
	heldBack       = "held"           // an open error stands on a year that is needed
	byZero         = "zero"           // the denominator of a rate is 0
	fewCases       = "few-cases"      // fewer than thirty cases, which chance moves more than any plan
	unchanging     = "constant"       // equal years prove nothing
	derived        = "part"           // it follows from a rate and its denominator
	administrative = "administrative" // a count of offices or seats, which nobody forecasts
	tooWide        = "wide"           // the interval says nothing
	beyondWhole    = "beyond-whole"   // it would be more than the whole that it is a part of
	beyondStock    = "beyond-stock"   // more would leave a stock than there is of it
	outOfRange     = "range"          // the series spreads so widely that no number can be given
)

// ForecastSeries forecasts a series for the years after the term's last, from
// at most the last ten years. points is one series without a break in its
// definition. The forecast is nil, with the reason for Next.NoForecast, unless
// the last year and at least three others are known with at most one gap
// between them.
//
// The point forecast is the median of naive, drift, damped Holt and Theta on
// the scale that fits (logit, log or none), the spread that of the drift
// widened by the variance between the four, the quantiles those of Student's t;
// see [stat.Outlook]. Scenarios are named by achievement: Low is the 20 % quantile
// and High the 80 % one, the other way round for a falling indicator.
func ForecastSeries(ind Indicator, term Term, points []Point) (f *Forecast, reason string) {
	o, reason := NewOutlook(ind, term, points)
	if o == nil {
		return nil, reason
	}
	return forecastOf(o, term, newWindow(ind.Kind, term, points).first)
}

// NewOutlook prepares the forecasts of a series; see [ForecastSeries] for when
// there is none. The outlook is nil then.
func NewOutlook(ind Indicator, term Term, points []Point) (o *stat.Outlook, reason string) {
	w := newWindow(ind.Kind, term, points)
	if reason := w.refused(); reason != "" {
		return nil, reason
	}
	values := make([]float64, len(w.values))
	for i, v := range w.values {
		values[i] = v
		if !w.known[i] {
			values[i] = math.NaN()
		}
	}
	o, ok := stat.NewOutlook(stat.Quantity{Kind: ind.Kind, Direction: ind.Direction, Decimals: ind.Decimals}, values, term.Next-term.Last)
	if !ok {
		return nil, outOfRange
	}
	if ind.Kind != Flow {
		o.Widen()
	}
	return o, ""
}

// KnownYears counts the years that a forecast could use.
func KnownYears(kind IndicatorKind, term Term, points []Point) int {
	return newWindow(kind, term, points).count()
}

// A window is the stretch of years that a forecast uses: at most the last ten,
// from the first known one.
type window struct {
	first  int
	values []float64
	known  []bool
	held   bool // an open error stands on one of the years
	last   Point
}

func newWindow(kind IndicatorKind, term Term, points []Point) window {
	var w window
	for year := term.Last - mostPoints + 1; year <= term.Last; year++ {
		p, _ := pointOf(points, year)
		v, ok := Usable(kind, p)
		ok = ok && p.Year == year
		w.held = w.held || p.Held
		if len(w.values) == 0 && !ok {
			continue
		}
		if len(w.values) == 0 {
			w.first = year
		}
		w.values, w.known = append(w.values, v), append(w.known, ok)
	}
	w.last, _ = pointOf(points, term.Last)
	return w
}

func (w window) count() int { return len(w.usable()) }

func (w window) usable() []float64 {
	var known []float64
	for i, v := range w.values {
		if w.known[i] {
			known = append(known, v)
		}
	}
	return known
}

// refused is why a window allows no forecast, "" if it does.
func (w window) refused() string {
	n := len(w.values)
	switch {
	case n > 0 && !w.known[n-1] && w.last.ByZero:
		return byZero
	case n > 0 && !w.known[n-1]:
		return reason(w.last.Held, lastMissing)
	case w.count() < leastPoints:
		return reason(w.held, fewYears)
	case n-w.count() > mostInnerGaps:
		return reason(w.held, innerGaps)
	}
	return ""
}

// forecastOf lists the quantiles of an outlook year by year, and for a flow the
// scenarios of the term's total: the sum of the years' quantiles, which takes
// the years to err together (cautious). first is the first year that it rests
// on. It is nil, with a reason, if a number is not finite.
func forecastOf(o *stat.Outlook, term Term, first int) (f *Forecast, reason string) {
	f = &Forecast{
		Q10: o.Quantiles(stat.OuterLow), Q90: o.Quantiles(stat.OuterHigh),
		Low: o.Quantiles(stat.LowQuantile), Base: o.Quantiles(0.5), High: o.Quantiles(stat.HighQuantile),
		Scale: o.Scale(),
	}
	if o.Filled >= 0 {
		f.Filled = first + o.Filled
	}
	if o.Direction == Down {
		f.Low, f.High = f.High, f.Low
	}
	for i := range o.Steps() {
		f.Years = append(f.Years, term.Last+1+i)
	}
	if o.Kind == Flow {
		f.Totals = &[3]float64{stat.Sum(f.Low), stat.Sum(f.Base), stat.Sum(f.High)}
	}
	if !stat.IsFinite(stat.Sum(f.Q10)) || !stat.IsFinite(stat.Sum(f.Q90)) {
		return nil, outOfRange
	}
	return f, ""
}

// beyond reports whether the interval at the end says nothing, and gives it:
// tenfold from its low to its high end, of a count, or thirty points (ours).
func (f *Forecast) beyond(kind IndicatorKind) (low, high float64, yes bool) {
	if f == nil {
		return 0, 0, false
	}
	end := len(f.Q10) - 1
	low, high = f.Q10[end], f.Q90[end]
	if kind == Rate {
		return low, high, high-low > mostPoints80
	}
	return low, high, low > 0 && high > nothingSaid*low
}
