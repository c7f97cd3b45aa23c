package runs

import (
	"testing"

	"tongket/ingest"
)

// TestHostileTexts: a fact of another run whose texts hold what is not seen
// makes no sense: no run writes such.
func TestHostileTexts(t *testing.T) {
	good := ingest.Fact{Pos: ingest.Pos{File: "a.csv", Row: 2, Col: 3}, Label: "Số hộ\u200b nghèo", Measure: ingest.Actual, Years: ingest.Year(2020), Value: 1, Known: true}
	if !sound(&good) {
		t.Error("a label as pasted from a page makes no sense")
	}
	for _, text := range []string{"x\u202ey", "\x1b[2J", "a\u2066b", "\x00"} {
		for _, field := range []func(*ingest.Fact) *string{
			func(f *ingest.Fact) *string { return &f.Pos.File },
			func(f *ingest.Fact) *string { return &f.Pos.Sheet },
			func(f *ingest.Fact) *string { return &f.Indicator },
			func(f *ingest.Fact) *string { return &f.Label },
			func(f *ingest.Fact) *string { return &f.Place },
			func(f *ingest.Fact) *string { return &f.Unit },
			func(f *ingest.Fact) *string { return &f.Raw },
		} {
			f := good
			if *field(&f) = text; sound(&f) {
				t.Errorf("%q makes sense in %+v", text, f)
			}
		}
	}
}
