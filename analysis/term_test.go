package analysis

import (
	"reflect"
	"strings"
	"testing"
	"tongket/analysis/stat/fixture"
)

func TestStatisticsFixture(t *testing.T) {
	for _, r := range fixture.Read(t, "term.csv") {
		s := Statistics(IndicatorKind(r.Text("kind")), term2020, pointsOf(r, "values", 2020))
		r.Near("change", s.Change, 0)
		r.Near("change_percent", s.Relative, 0)
		r.Near("cagr_percent", s.Growth, 0)
		r.Near("change_a_year", s.Yearly, 0)
		r.Near("index_2015_100", s.Index, 0)
		r.Near("term_total_2016_2020", s.Total, 0)
		r.Near("term_average", s.Average, 0)
		if s.Peak != r.Int("peak_year") || s.Trough != r.Int("trough_year") {
			t.Errorf("%s: peak and trough = %d, %d", r.Where, s.Peak, s.Trough)
		}
	}
	for _, r := range fixture.Read(t, "term-more.csv") {
		s := Statistics(IndicatorKind(r.Text("kind")), term2020, pointsOf(r, "values_2015_2020", 2020))
		r.Near("change", s.Change, 0)
		r.Near("relative_percent", s.Relative, 0)
		r.Near("cagr_percent", s.Growth, 0)
		r.Near("mean_yearly_change", s.Yearly, 0)
		r.Near("index_2015_100", s.Index, 0)
		r.Near("term_total", s.Total, 0)
		r.Near("mean_per_year", s.Average, 0)
		if !r.Empty("years_in_total") && s.TotalYears != r.Int("years_in_total") {
			t.Errorf("%s: years in total = %d", r.Where, s.TotalYears)
		}
		if s.Peak != r.Int("peak_year") || s.Trough != r.Int("trough_year") {
			t.Errorf("%s: peak and trough = %d, %d", r.Where, s.Peak, s.Trough)
		}
	}
}

// A figure that is no plain number: what it counts for.
func TestUsable(t *testing.T) {
	tests := []struct {
		kind IndicatorKind
		p    Point
		want float64
		ok   bool
	}{
		{Stock, Point{Value: 3}, 3, true},
		{Stock, Point{Status: NilOnly}, 0, true}, // "-": none occurred
		{Flow, Point{Status: NilOnly}, 0, true},
		{Rate, Point{Status: NilOnly}, 0, false}, // "-" of a rate: no denominator, perhaps
		{Flow, Point{Status: NoValue}, 0, false},
		{Flow, Point{Status: Missing}, 0, false},
		{Stock, Point{Value: 3, Held: true}, 0, false},
		{Stock, Point{Status: NilOnly, Held: true}, 0, false},
		{Stock, Point{Value: inf()}, 0, false},
	}
	for _, tt := range tests {
		if v, ok := Usable(tt.kind, tt.p); v != tt.want || ok != tt.ok {
			t.Errorf("Usable(%s, %+v) = %v, %v", tt.kind, tt.p, v, ok)
		}
	}
}

func TestStatisticsMarks(t *testing.T) {
	points := []Point{
		{Year: 2015, Value: 10}, {Year: 2016, Status: NilOnly}, {Year: 2017, Value: 900, Held: true},
		{Year: 2018, Status: NoValue}, {Year: 2019, Value: 4, Estimate: true}, {Year: 2020, Value: 6},
	}
	s := Statistics(Flow, term2020, points)
	if *s.Total != 10 || s.TotalYears != 3 || s.Peak != 2015 || s.Trough != 2016 {
		t.Errorf("total %v over %d, peak %d, trough %d", *s.Total, s.TotalYears, s.Peak, s.Trough)
	}
	if !s.Estimate {
		t.Error("a total with an estimate in it is not marked as one")
	}
	if s := Statistics(Stock, term2020, points); s.Estimate {
		t.Error("a stock's change is marked for an estimate between its ends")
	}
	if s := Statistics(Flow, term2020, nil); !reflect.DeepEqual(s, TermStats{}) {
		t.Errorf("statistics of nothing: %+v", s)
	}
}

// Statistics without a unit do not depend on the unit; the others follow it.
func TestStatisticsScale(t *testing.T) {
	for _, r := range fixture.Read(t, "term-more.csv") {
		kind, points := IndicatorKind(r.Text("kind")), pointsOf(r, "values_2015_2020", 2020)
		s := Statistics(kind, term2020, points)
		for i := range points {
			points[i].Value *= 1024
		}
		scaled := Statistics(kind, term2020, points)
		for _, v := range []*float64{s.Base, s.Last, s.Change, s.Yearly, s.Total, s.Average} {
			if v != nil {
				*v *= 1024
			}
		}
		if !reflect.DeepEqual(s, scaled) {
			t.Errorf("%s: scaling by 1024 changes more than the unit", strings.TrimSpace(r.Where))
		}
	}
}
