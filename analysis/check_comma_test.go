package analysis

import (
	"testing"

	"tongket/ingest"
)

func TestMixedCommas(t *testing.T) {
	fact := func(col int32, raw string, v float64) ingest.Fact {
		return ingest.Fact{Pos: ingest.Pos{File: "a.csv", Row: 3, Col: col}, Label: "x", Raw: raw, Value: v, Known: true}
	}
	tests := []struct {
		name  string
		facts []ingest.Fact
		want  string // the cell that is told
	}{
		{"thousands beside decimals", []ingest.Fact{fact(2, "4,123", 4123), fact(3, "7,09", 7.09)}, "B3"},
		{"decimals before thousands", []ingest.Fact{fact(2, "7,09 %", 7.09), fact(3, "4,123", 4123), fact(4, "1,234,567", 1234567)}, "C3"},
		{"decimals alone", []ingest.Fact{fact(2, "4,123", 4.123), fact(3, "7,09", 7.09)}, ""},
		{"thousands alone", []ingest.Fact{fact(2, "4,123", 4123), fact(3, "7.09", 7.09)}, ""},
		{"one that the team has corrected", []ingest.Fact{fact(2, "4,123", 4.1), fact(3, "7,09", 7.09)}, ""},
		{"two sheets", []ingest.Fact{fact(2, "4,123", 4123), {Pos: ingest.Pos{File: "b.csv", Row: 3, Col: 3}, Raw: "7,09", Value: 7.09, Known: true}}, ""},
	}
	for _, test := range tests {
		found := checkCommas(ingest.FactsOf(test.facts...))
		got := ""
		if len(found) > 0 {
			got = found[0].Pos.Cell()
		}
		if got != test.want || len(found) > 1 {
			t.Errorf("%s: %+v", test.name, found)
		}
	}
}
