package analysis

import (
	"slices"
	"testing"
)

func TestSlipsOfPen(t *testing.T) {
	for _, tt := range []struct {
		v        float64
		decimals int
		want     float64
		yes      bool
	}{{1234, 0, 1243, true}, {1234, 0, 12340, true}, {12.34, 2, 12.43, true}, {1.23, 2, 2.13, true}, {1234, 0, 1432, false}, {-120, 0, -102, true}} {
		if got := slices.Contains(slipsOfPen(tt.v, tt.decimals), tt.want); got != tt.yes {
			t.Errorf("%v for %v: %v", tt.want, tt.v, got)
		}
	}
}

// Where two digits of exactly one part close a gap, the finding names it first;
// where those of the total do, it says so; a conflict says which side adds up.
func TestGapIsNamed(t *testing.T) {
	table := func(total, x string) string {
		return placeTable("a.xlsx", "HO", "hộ", 2019, ": "+total, "Huyện X: "+x, "Huyện Y: 340", "Huyện Z: 85")
	}
	wantFindings(t, run(t, table("1662", "1327")), "total-mismatch",
		`total-mismatch error C7 C8 C9 C10 [1662 1752] ["places" "part" "1237"]`)
	wantFindings(t, run(t, table("1572", "1327")), "total-mismatch",
		`total-mismatch error C7 C8 C9 C10 [1572 1752] ["places" "own" "1752"]`)
	wantFindings(t, run(t, table("1725", "1327")), "total-mismatch",
		`total-mismatch error C7 C8 C9 C10 [1725 1752] ["places"]`) // 58 for 85 would do it too
	summary := "b.xlsx!T!D9 | HO | | 2019 | 1662 hộ"
	wantFindings(t, run(t, table("1752", "1327"), summary), "conflict",
		`conflict warning C7 C8 D9 [1662 1752] ["province-sheet" "1" "other" "part" "1237"]`)
}

// A printed rate names the part of which two digits exchanged make it hold.
func TestRateNamesItsPart(t *testing.T) {
	r := run(t, "a.xlsx!S!C7 | HO | | 2018 | 404400 hộ", "a.xlsx!S!D7 | NGHEO | | 2018 | 26867 hộ", "a.xlsx!S!E7 | TYLE | | 2018 | 7,09 %")
	wantFindings(t, r, "rate-mismatch", `rate-mismatch error E7 D7 C7 [7.09 6.64367 26867 404400] ["" "part" "28667"]`)
}
