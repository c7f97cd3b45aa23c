package chart

import (
	"encoding/json"
	"strings"
	"testing"

	"tongket/report/annex"
)

func number(v float64) *float64 { return &v }

// A figure on which an open error stands is marked, and sets no scale: neither
// the colours of a heat map nor the ends of an axis.
func TestHeldSetsNoScale(t *testing.T) {
	heat := annex.Chart{Kind: annex.Heat, Categories: []string{"2015", "2016"}, Rows: []string{"X", "Y"},
		Cells:    [][]*float64{{number(9), number(991)}, {number(11), number(12)}},
		CellHeld: [][]bool{{false, true}, {false, false}}}
	s := optionOf(t, heat)
	if !strings.Contains(s, `"min":9,"max":12`) || !strings.Contains(s, `{"value":[1,0,991],"visualMap":false,"itemStyle":{"color":"tk:held"`) {
		t.Errorf("heat map: %s", s)
	}
	years := annex.Chart{Kind: annex.Columns, Categories: []string{"2015", "2016", "2017"},
		Series: []annex.Series{{Kind: annex.Yearly, Values: []*float64{number(9), number(991), number(12)}, Held: []bool{false, true, false}}}}
	if s := optionOf(t, years); !strings.Contains(s, `"max":13.8`) {
		t.Errorf("columns: %s", s)
	}
	places := years
	places.Kind = annex.Bars
	if s := optionOf(t, places); !strings.Contains(s, `"max":13.8`) {
		t.Errorf("bars: %s", s)
	}
	years.Series[0].Values[1] = number(10) // inside the scale
	if s := optionOf(t, years); strings.Contains(s, `"max"`) {
		t.Errorf("a figure inside: %s", s)
	}
}

func optionOf(t *testing.T, c annex.Chart) string {
	t.Helper()
	data, err := Option(c)
	if err != nil {
		t.Fatal(err)
	}
	if !json.Valid(data) {
		t.Fatalf("no JSON: %s", data)
	}
	return string(data)
}

// TestCutAxis: shares that all lie between ninety and a hundred are dots on an axis that
// is cut; what is held back neither cuts it nor stretches it.
func TestCutAxis(t *testing.T) {
	c := annex.Chart{ID: "X", Kind: annex.Columns, Unit: "%", Decimals: 1, Categories: []string{"2018", "2019", "2020"},
		Series: []annex.Series{{Kind: annex.Yearly, Name: "Thực hiện", Values: values(97, 3, 99.5), Held: []bool{false, true, false}, Estimate: []bool{false, false, true}}}}
	o := columns(c)
	low, high := o.YAxis.Min, o.YAxis.Max
	if o.Series[0].Type != "line" || low != 96.0 || high != 100.0 {
		t.Errorf("a %s from %v to %v, want dots from 96 to 100", o.Series[0].Type, low, high)
	}
	if data := o.Series[0].Data.([]any); data[1] != nil || data[0] == nil {
		t.Errorf("%v: the figure that is held lies off the axis", data)
	}
	c.Series[0].Held = nil
	if o := columns(c); o.Series[0].Type != "bar" {
		t.Error("dots for a figure of 3 %")
	}
	c.Series[0].Values, c.Unit = values(97, 98, 99.5), "người"
	if o := columns(c); o.Series[0].Type != "bar" {
		t.Error("dots for people")
	}
}

// TestBound: a target that is a bound points to the side that is allowed.
func TestBound(t *testing.T) {
	for bound, want := range map[string]int{"": 0, "<": 1, "≤": 1, ">": -1, "≥": -1} {
		if got := allowed(bound); got != want {
			t.Errorf("%q points to %d, want %d", bound, got, want)
		}
	}
}
