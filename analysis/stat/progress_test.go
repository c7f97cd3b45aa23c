package stat

import (
	"math"
	"testing"

	"tongket/analysis/stat/fixture"
)

// classes are the words of the tables.
var classes = map[Class]string{
	TargetMet: "target met", Significant: "significant", Moderate: "moderate", Insufficient: "insufficient", Away: "movement away",
}

func TestProgressFixture(t *testing.T) {
	for _, r := range fixture.Read(t, "progress.csv") {
		p := ProgressTo(directionWords[r.Text("direction")], r.Num("base_2015"), r.Num("actual"), r.Num("target"), 2015, r.Int("actual_year"), r.Int("target_year"))
		r.Is("class", classes[p.Class])
		r.Near("ratio_percent", p.Ratio, 0)
		if r.Text("way") == "met-at-base" {
			continue // that table leaves the rates out then; progress-more.csv has them
		}
		r.Is("way", p.Way)
		r.Near("actual_rate", p.ActualRate, 0)
		r.Near("required_rate", p.RequiredRate, 0)
	}
	for _, r := range fixture.Read(t, "progress-more.csv") {
		p := ProgressTo(directionWords[r.Text("direction")], r.Num("base"), r.Num("value"), r.Num("target"), r.Int("base_year"), r.Int("year"), r.Int("target_year"))
		r.Is("class", classes[p.Class])
		r.Is("kind", p.Way)
		r.Near("ratio_percent", p.Ratio, 0)
		r.Near("actual_rate", p.ActualRate, 0)
		r.Near("required_rate", p.RequiredRate, 0)
	}
}

func TestTrendFixture(t *testing.T) {
	words := map[Class]string{Significant: "significant", Moderate: "moderate", ModeratelyAway: "moderately away", Away: "significantly away", NoClass: "none"}
	for _, r := range fixture.Read(t, "progress-no-target.csv") {
		limit, d := 0.0, directionWords[r.Text("direction")]
		if !r.Empty("limit") {
			limit = r.Num("limit")
		}
		p := Trend(d, r.Num("base"), r.Num("value"), r.Int("year")-r.Int("base_year"), limit)
		r.Is("category", words[p.Class])
		if p.Class == NoClass {
			continue
		}
		signed := Rises(d, "") * *p.ActualRate
		r.Near("signed_cagr", &signed, 0)
		c := boundFactor(r.Num("base"), limit)
		r.Near("coefficient", &c, 0)
	}
}

// C is 1 far from the limit and 0 at it, from either side.
func TestBoundFactor(t *testing.T) {
	for _, tt := range []struct{ base, limit, want float64 }{{0, 100, 1}, {100, 100, 0}, {200, 100, 1}, {1000, 100, 1}, {7, 0, 1}} {
		if got := boundFactor(tt.base, tt.limit); got != tt.want {
			t.Errorf("C of %v at %v = %v, want %v", tt.base, tt.limit, got, tt.want)
		}
	}
	if a, b := boundFactor(90, 100), boundFactor(110, 100); math.Abs(a-b) > 1e-12 || a <= 0 || a >= 1 {
		t.Errorf("C at 90 and at 110 of 100: %v, %v", a, b)
	}
}
