package layout

import (
	"fmt"
	"testing"

	"tongket/ingest"
)

func TestSumOf(t *testing.T) {
	area := func(row1, col1, row2, col2 int32) ingest.Range {
		return ingest.Range{Row1: row1, Col1: col1, Row2: row2, Col2: col2}
	}
	tests := map[string][]ingest.Range{
		"SUM(C8:C57)":          {area(8, 3, 57, 3)},
		"sum($C$8:C9, C12)":    {area(8, 3, 9, 3), area(12, 3, 12, 3)},
		"C8+C9":                {area(8, 3, 8, 3), area(9, 3, 9, 3)},
		"SUBTOTAL(9,AB1:AB10)": {area(1, 28, 10, 28)},
		"C8-C9":                nil,
		"SUM(C8:C9)*2":         nil,
		"SUM(Sheet2!C8:C9)":    nil,
	}
	for formula, want := range tests {
		if got := fmt.Sprint(sumOf(formula)); got != fmt.Sprint(want) {
			t.Errorf("sumOf(%q) = %v, want %v", formula, got, want)
		}
	}
}
