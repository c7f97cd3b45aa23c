package analysis

import (
	"fmt"
	"testing"

	"tongket/analysis/claim"
	"tongket/ingest"
)

// TestManyLabels: what a sheet gives of labels without end is bounded, and told; the
// catalogue's own figures behind them count.
func TestManyLabels(t *testing.T) {
	var facts []ingest.Fact
	for i := range mostUnknown + 50 {
		facts = append(facts, ingest.Fact{Pos: ingest.Pos{File: "a.csv", Row: int32(i + 2), Col: 3}, Label: fmt.Sprintf("Việc %d", i), Years: ingest.Year(2018), Measure: ingest.Actual, Value: 1, Known: true, Unit: "việc"})
	}
	cat := catalogueOfTwoPlaces()
	known := cat.Indicators[0]
	facts = append(facts, ingest.Fact{Pos: ingest.Pos{File: "a.csv", Row: 5000, Col: 3}, Indicator: known.Code, Label: known.Name, Years: ingest.Year(2018), Measure: ingest.Actual, Value: 7, Known: true, Unit: known.Unit})
	r := Run(cat, ingest.Result{Facts: ingest.FactsOf(facts...)}, Options{})
	unknown, met := 0, false
	for _, x := range r.Indicators {
		if x.Unknown {
			unknown++
		}
		met = met || x.Code == known.Code && len(x.Whole.Points) > 0
	}
	if unknown != mostUnknown || !met {
		t.Errorf("%d unknown indicators, the known one: %v", unknown, met)
	}
	for _, f := range r.Findings {
		if f.Code == CodeManyLabels {
			if fmt.Sprint(claim.Values(f.Claim), claim.Args(f.Claim)) != "[50] [1000 1050]" || f.Pos.Row != mostUnknown+2 {
				t.Errorf("%+v", f)
			}
			return
		}
	}
	t.Error("nothing is told")
}
