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

// TestManyLines: unknown labels that have figures of thousands of listed places each are
// bounded by what they have together.
func TestManyLines(t *testing.T) {
	const labels, places = 5, mostLines/3 - 1
	cat := catalogueOfTwoPlaces()
	var facts []ingest.Fact
	for p := range places {
		cat.Places = append(cat.Places, Place{Name: fmt.Sprintf("Xã Số %d", p), Kind: "xã"})
		for l := range labels {
			facts = append(facts, ingest.Fact{Pos: ingest.Pos{File: "a.csv", Row: int32(p + 2), Col: int32(l + 2)}, Label: fmt.Sprintf("Việc %d", l), Place: cat.Places[len(cat.Places)-1].Name, PlaceFrom: ingest.FromRow, Years: ingest.Year(2018), Measure: ingest.Actual, Value: 1, Known: true, Unit: "việc"})
		}
	}
	a := &assembly{facts: ingest.FactsOf(facts...)}
	for i := range facts {
		a.own = append(a.own, int32(i))
	}
	told := a.leaveMany(cat)
	if len(told) != 1 || len(a.own) != 3*places || fmt.Sprint(claim.Values(told[0].Claim), claim.Args(told[0].Claim)) != fmt.Sprintf("[%d] [3 5]", 2*places) {
		t.Errorf("%d facts are left, told: %+v", len(a.own), told)
	}
}

// TestManyPlaces: figures of places without end that nobody lists are left alone, all of
// them, and told; those of the catalogue's places count.
func TestManyPlaces(t *testing.T) {
	cat := catalogueOfTwoPlaces()
	known, listed := cat.Indicators[0], cat.Places[1].Name
	fact := func(row int, place string) ingest.Fact {
		return ingest.Fact{Pos: ingest.Pos{File: "a.csv", Row: int32(row), Col: 3}, Indicator: known.Code, Label: known.Name, Place: place, PlaceFrom: ingest.FromRow, Years: ingest.Year(2018), Measure: ingest.Actual, Value: 7, Known: true, Unit: known.Unit}
	}
	for _, more := range []int{0, 1} {
		facts := []ingest.Fact{fact(2, listed)}
		for i := range mostUnlisted + more {
			facts = append(facts, fact(i+3, fmt.Sprintf("Xã Số %d", i)))
		}
		r := Run(cat, ingest.Result{Facts: ingest.FactsOf(facts...)}, Options{})
		places, told := map[string]bool{}, ""
		for _, x := range r.Indicators {
			for _, l := range x.Places {
				places[l.Place] = places[l.Place] || x.Code == known.Code && len(l.Points) > 0
			}
		}
		for _, f := range r.Findings {
			if f.Code == CodeManyPlaces {
				told += fmt.Sprint(f.Pos.Row, " ", claim.Values(f.Claim), claim.Args(f.Claim))
			}
		}
		want := map[int]string{0: "", 1: "3 [1001] [1000 1001]"}[more]
		if !places[listed] || places["Xã Số 0"] == (more == 1) || told != want {
			t.Errorf("%d places more: %d places, the listed one %v, told %q", more, len(places), places[listed], told)
		}
	}
}
