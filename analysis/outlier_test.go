package analysis

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"tongket/analysis/stat"
	"tongket/analysis/stat/fixture"
)

func TestJumpsFixture(t *testing.T) {
	for _, r := range fixture.Read(t, "robust_z.csv") {
		points := pointsOf(r, "values", 2020)
		jumps := Jumps(Stock, points)
		j := jumps[r.Int("year")-2016]
		if j.Year != r.Int("year") {
			t.Fatalf("%s: %+v", r.Where, j)
		}
		r.Near("log_ratio", &j.Log, 0)
		r.Near("z", &j.Z, 0)
		r.Is("flagged", strconv.FormatBool(j.Flagged))
		var logs []float64
		for _, j := range jumps {
			logs = append(logs, j.Log)
		}
		middle, mad, _ := stat.RobustZ(logs)
		r.Near("median", &middle, 0)
		r.Near("mad", &mad, 0)
	}
}

func TestOutlierYears(t *testing.T) {
	tests := []struct {
		values []float64
		want   []int
	}{
		{[]float64{410, 432, 4510, 470, 495, 512}, []int{2017}}, // two jumps, one bad year
		{[]float64{410, 432, 451, 470, 495, 512}, nil},
		{[]float64{410, 432, 451, 470, 495, 5120}, []int{2020}},
		{[]float64{4100, 432, 451, 470, 495, 512}, []int{2016}},         // the jump after a bad first year
		{[]float64{410, 432, 4510, 4700, 4950, 512}, []int{2017, 2020}}, // into a bad stretch and out of it
		{[]float64{100, 101, 102.1, 103, 104, 111}, nil},                // 6.7 % is no outlier
		{[]float64{100, 100, 100, 100, 100, 200}, nil},                  // MAD 0
		{[]float64{410, 432, 4510, 470}, nil},                           // three changes
		{[]float64{410, math.NaN(), 4510, 470, 495, 512}, nil},          // three changes are left
		{[]float64{0, 0, 0, 3, 0, 0}, nil},                              // no logs
		{[]float64{400, 404, 409, 413, 4170, 422, 425}, []int{2018}},    // 2014..2020
	}
	for _, tt := range tests {
		line := flow(tt.values...)
		for i := range line.Points {
			line.Points[i].Year += 5 - len(tt.values)
		}
		var got []int
		for _, j := range OutlierYears(Stock, line.Points) {
			got = append(got, j.Year)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%v: %v, want %v", tt.values, got, tt.want)
		}
	}
}

// The threshold is 7 robust standard deviations, and a change of 10 %.
func TestJumpThresholds(t *testing.T) {
	series := func(changes ...float64) []Point { // per cent
		points := []Point{{Year: 2010, Value: 1e6}}
		for i, c := range changes {
			points = append(points, Point{Year: 2011 + i, Value: points[i].Value * (1 + c/100)})
		}
		return points
	}
	flagged := func(points []Point) (years []int) {
		for _, j := range OutlierYears(Stock, points) {
			years = append(years, j.Year)
		}
		return years
	}
	tests := []struct {
		name   string
		points []Point
		want   []int
	}{
		// Median 3 %, MAD close to 1 %: z = 7 at about 13.9 %.
		{"just above 7", series(2, 4, 2, 4, 3, 3, 14.2), []int{2017}},
		{"just below 7", series(2, 4, 2, 4, 3, 3, 13.6), nil},
		{"two in one direction are two", series(2, 4, 2, 4, 3, 60, 50), []int{2016, 2017}},
		{"four changes are enough", series(2, 4, 3, 60), []int{2014}},
		{"three are not", series(2, 4, 60), nil},
	}
	for _, tt := range tests {
		if got := flagged(tt.points); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	holed := series(2, 4, 2, 4, 3, 60)
	holed = slices.Delete(holed, 6, 7) // without 2016 there is no change to it
	holed = append(holed, Point{Year: 2017, Value: 2e6})
	if got := flagged(holed); got != nil {
		t.Errorf("a jump over a missing year: %v", got)
	}
}

// A series that falls steeply and evenly has no doubtful year, though each of its changes
// is large: one of them is doubted when it is not like the others.
func TestEvenFallIsNoOutlier(t *testing.T) {
	wantFindings(t, run(t, placeTable("a.xlsx", "HO", "hộ", 2015, ": 10000 8700 7569 6585 5729 4927")), CodeOutlierYear)
	wantFindings(t, run(t, placeTable("a.xlsx", "HO", "hộ", 2015, ": 10000 8700 7569 6585 5729 3900")), CodeOutlierYear, "outlier-year warning H7 G7 [3900 5729 -36317.8]")
}
