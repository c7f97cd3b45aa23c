package analysis

import (
	"math"
	"strconv"
	"testing"

	"tongket/analysis/stat/fixture"
)

// pointsOf makes the points of a list that ends in the year last; an empty item
// is a gap.
func pointsOf(r fixture.Row, column string, last int) []Point {
	items := r.Split(column)
	points := make([]Point, len(items))
	for i, s := range items {
		points[i].Year = last - len(items) + 1 + i
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			points[i].Status = Missing
			continue
		}
		points[i].Value = v
	}
	return points
}

var term2020 = Term{Base: 2015, Last: 2020, Next: 2025}

var directionWords = map[string]Direction{"up": Up, "down": Down, "none": Either}

// kindWords are those of the first set of tables; the second has ours.
var kindWords = map[string]IndicatorKind{"rate": Rate, "positive": Stock, "plain": Stock, "stock": Stock, "flow": Flow}

// verdicts are the words of the tables.
var verdicts = map[Verdict]string{Exceeded: "Vượt", Met: "Đạt", NotMet: "Không đạt", NoVerdict: ""}

func TestEligibilityFixture(t *testing.T) {
	why := map[string]string{"more than one inner gap": innerGaps, "last year not known": lastMissing, "fewer than four points": fewYears}
	for _, r := range fixture.Read(t, "eligibility.csv") {
		_, reason := NewOutlook(Indicator{Kind: Stock}, term2020, pointsOf(r, "values_to_2020", 2020))
		if want := why[r.Text("note")]; reason != want {
			t.Errorf("%s: reason %q, want %q", r.Where, reason, want)
		}
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
		f, reason := ForecastSeries(Indicator{Kind: Stock}, term2020, tt.points)
		if reason != tt.want || (f == nil) != (tt.want != "") {
			t.Errorf("%v: %q, want %q", tt.points, reason, tt.want)
		}
	}
}

// A gap that is filled is told, and so is the scale.
func TestForecastFilled(t *testing.T) {
	points := flow(432, math.NaN(), 470, 495, 512).Points
	f, _ := ForecastSeries(Indicator{Kind: Stock, Direction: Up}, term2020, points)
	if f.Filled != 2017 || f.Scale != "log" || f.Years[0] != 2021 || f.Years[4] != 2025 {
		t.Errorf("%+v", f)
	}
	if n := KnownYears(Stock, term2020, points); n != 4 {
		t.Errorf("known years = %d", n)
	}
}

func TestForecastConstant(t *testing.T) {
	for _, v := range []float64{0, 7, 100} {
		f, _ := ForecastSeries(Indicator{Kind: Rate, Direction: Up}, term2020, flow(v, v, v, v, v).Points)
		if f.Scale != "constant" || f.Q10[4] != v || f.Base[4] != v || f.Q90[4] != v {
			t.Errorf("constant %v: %+v", v, f)
		}
	}
}

func TestScenariosByAchievement(t *testing.T) {
	for _, r := range fixture.Read(t, "series.csv") {
		ind := Indicator{Kind: IndicatorKind(r.Text("kind")), Direction: Direction(r.Text("direction")), Decimals: r.Int("decimals")}
		f, reason := ForecastSeries(ind, term2020, pointsOf(r, "values", 2020))
		if f == nil {
			t.Fatalf("%s: %s", r.Where, reason)
		}
		for i := range f.Years {
			low, high := f.Low[i], f.High[i]
			if ind.Direction == Down {
				low, high = high, low
			}
			if !(f.Q10[i] <= low && low <= f.Base[i] && f.Base[i] <= high && high <= f.Q90[i]) {
				t.Errorf("%s %d: %v %v %v %v %v are not in order", r.Where, f.Years[i], f.Q10[i], low, f.Base[i], high, f.Q90[i])
			}
			if f.Scale == "logit" && !(f.Q10[i] >= 0 && f.Q90[i] <= 100) {
				t.Errorf("%s: a rate leaves 0..100", r.Where)
			}
		}
		if (f.Totals != nil) != (ind.Kind == Flow) {
			t.Errorf("%s: totals %v", r.Where, f.Totals)
		}
	}
}
