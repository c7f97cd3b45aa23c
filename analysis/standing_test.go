package analysis

import (
	"testing"

	"tongket/ingest"
)

// What stands in a sheet and could not be used is owed by nobody.
func TestStandingFiguresAreNotOwed(t *testing.T) {
	owed := func(in ingest.Result) map[string]Owed {
		out := map[string]Owed{}
		for _, o := range Run(testCatalogue(), in, Options{}).Supply {
			out[o.Indicator] = o
		}
		return out
	}
	years := "a.xlsx!S!C3 | NGHEO | | 2015 | 10 hộ\n a.xlsx!S!D3 | NGHEO | | 2016 | 11 hộ\n a.xlsx!S!C4 | HO | | 2015 | 90 hộ\n a.xlsx!S!E4 | HO | | 2017 | 91 hộ"
	in := inputOf(t, years)
	if o := owed(in)["NGHEO"]; len(o.Years) != 4 {
		t.Fatalf("owed %v, want 2017 to 2020", o.Years)
	}
	// E3 could not be read: its row is of the indicator, its column of 2017.
	in.Issues = []ingest.Issue{{Pos: ingest.Pos{File: "a.xlsx", Sheet: "S", Row: 3, Col: 5}, Code: ingest.CodeSeparators, Raw: "1.234"}}
	if o := owed(in)["NGHEO"]; len(o.Years) != 3 || o.Years[0] != 2018 {
		t.Errorf("owed %v, want 2018 to 2020", o.Years)
	}
	// A figure without a year stands there for one of them.
	list := append(in.Facts.List(), figures(t, "b.xlsx!S!C3 | NGHEO | | 2015 | 10 hộ")...)
	list[len(list)-1].Years = ingest.Period{}
	in.Facts = ingest.FactsOf(list...)
	if o := owed(in)["NGHEO"]; len(o.Years) != 2 || o.Total != 2 {
		t.Errorf("owed %v, total %d, want 2018 and 2019", o.Years, o.Total)
	}
	// All places have a rate of 2020: nobody has to send the whole's once more.
	if o := owed(inputOf(t, placeTable("c.xlsx", "THAT", "%", 2020, "Huyện X: 2", "Huyện Y: 3", "Huyện Z: 4")))["THAT"]; len(o.Years) != 5 {
		t.Errorf("owed %v, want all years but 2020", o.Years)
	}
}
