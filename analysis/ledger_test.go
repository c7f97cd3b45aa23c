package analysis

import (
	"testing"
)

// TestLedgerOfRule: only a rule that leads a stock from one year to the next is
// an account.
func TestLedgerOfRule(t *testing.T) {
	for text, want := range map[string]bool{
		"đầu A + B - C = A":     true,
		"đầu A + B + D - C = A": true,
		"A + B - C = A":         false, // not of the year before
		"đầu A + B - C <= A":    false,
		"đầu A + B = A":         false, // nothing leaves
		"đầu A + B - C = D":     false,
		"A + B = 100":           false,
	} {
		r, err := ParseRelation(text)
		if err != nil {
			t.Fatal(err)
		}
		if l, ok := r.ledger(); ok != want || ok && (l.Stock != "A" || l.In[0] != "B" || l.Out[0] != "C") {
			t.Errorf("%s: %+v, %v", text, l, ok)
		}
	}
}

// TestReachedBy: of a flow the sum so far, of anything else the year's figure;
// nothing where a year is missing.
func TestReachedBy(t *testing.T) {
	term := Term{Base: 2015, Last: 2020, Next: 2025}
	points := []Point{{Year: 2015, Value: 9}, {Year: 2016, Value: 1}, {Year: 2017, Value: 2}, {Year: 2018, Value: 4}, {Year: 2019, Status: Missing}, {Year: 2020, Value: 8}}
	for _, tt := range []struct {
		kind IndicatorKind
		year int
		want float64
		ok   bool
	}{{Flow, 2018, 7, true}, {Flow, 2020, 0, false}, {Stock, 2018, 4, true}, {Rate, 2019, 0, false}} {
		v, ok := ReachedBy(&Result{Indicator: Indicator{Kind: tt.kind}, Whole: Line{Points: points}}, term, tt.year)
		if v != tt.want || ok != tt.ok {
			t.Errorf("%s %d: %v, %v", tt.kind, tt.year, v, ok)
		}
	}
}

// TestEffectsCancel: parts of a rate that run against each other at many times
// its change are not told apart.
func TestEffectsCancel(t *testing.T) {
	change := 2.2
	x := &Result{Indicator: Indicator{Kind: Rate, Decimals: 1}, Term: TermStats{Change: &change}, Parted: &RateChange{Numerator: -76.8, Denominator: 79}}
	if e := EffectsOf(x); e != nil {
		t.Errorf("%+v", e)
	}
	x.Parted = &RateChange{Numerator: 3.04, Denominator: -0.84}
	if e := EffectsOf(x); e == nil || *e.Numerator+*e.Denominator != 2.2 {
		t.Errorf("%+v", e)
	}
}

// TestLedgerGap: a year that does not balance says by how much, and one whose
// figure is under review is not passed over without a word.
func TestLedgerGap(t *testing.T) {
	rule, err := ParseRelation("đầu A + B - C = A")
	if err != nil {
		t.Fatal(err)
	}
	result := func(code string, kind IndicatorKind, values ...float64) Result {
		x := Result{Indicator: Indicator{Code: code, Unit: "hộ", Kind: kind}}
		for i, v := range values {
			x.Whole.Points = append(x.Whole.Points, Point{Year: 2015 + i, Value: v})
		}
		return x
	}
	results := []Result{
		result("A", Stock, 46212, 41050, 35015, 28667, 25405, 22175),
		result("B", Flow, 0, 2788, 2375, 1962, 2238, 1250), result("C", Flow, 0, 7950, 8420, 8310, 5410, 4480),
	}
	results[1].Whole.Points[2].Held = true
	l := ledgers(results, Term{Base: 2015, Last: 2020, Next: 2025}, []Relation{rule})
	if len(l) != 1 || len(l[0].Years) != 4 || len(l[0].Held) != 1 || l[0].Held[0] != 2017 {
		t.Fatalf("%+v", l)
	}
	for i, want := range []float64{0, 0, -90, 0} { // 28667 + 2238 - 5410 = 25495
		if y := l[0].Years[i]; y.Gap != want {
			t.Errorf("%d: %v, want %v", y.Year, y.Gap, want)
		}
	}
}
