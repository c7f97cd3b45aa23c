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
