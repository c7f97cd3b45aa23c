package analysis

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// told are changes, one a line.
func told(changes []Change) []string {
	side := func(s Side) string {
		switch {
		case !s.Stated:
			return "none"
		case s.Finding != nil:
			return s.Finding.Code + "@" + s.Pos.Cell()
		case s.Verdict != "":
			return string(s.Verdict) + "@" + s.Pos.Cell()
		case s.Value == nil:
			return string(s.Mark) + "@" + s.Pos.Cell()
		}
		return fmt.Sprintf("%s%g@%s", s.Bound, *s.Value, s.Pos.Cell())
	}
	out := []string{}
	for _, c := range changes {
		out = append(out, strings.Join(strings.Fields(fmt.Sprintf("%s %s %s %s %s: %s -> %s", c.Kind, c.Indicator, c.Place, c.Years, c.Measure, side(c.Before), side(c.After))), " "))
	}
	return out
}

func wantChanges(t *testing.T, before, after *Review, want ...string) {
	t.Helper()
	got := told(Diff(before, after))
	if want == nil {
		want = []string{}
	}
	if !slices.Equal(got, want) {
		t.Errorf("changes\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestDiffOfFigures(t *testing.T) {
	// Every year is there, so that no finding on missing years comes and goes.
	ho := placeTable("a.xlsx", "HO", "hộ", 2015, ": 300 310 320 330 340 350")
	before := run(t, ho)
	wantChanges(t, before, run(t, ho))
	// Moved, in another unit, said twice: no change.
	wantChanges(t, before, run(t, placeTable("z.xlsx", "HO", "nghìn hộ", 2015, ": 0,300 0,310 0,320 0,330 0,340 0,350"), ho))
	wantChanges(t, before, run(t, strings.ReplaceAll(ho, "C7", "K9")))
	wantChanges(t, before, run(t, strings.Replace(ho, "320", "321", 1)), "altered HO 2017 actual: 320@E7 -> 321@E7")
	wantChanges(t, before, run(t, ho, "b.xlsx!S!C3 | HO | Huyện X | 2021 | KH 7 hộ"), "added HO Huyện X 2021 plan: none -> 7@C3")
	wantChanges(t, run(t, ho, "b.xlsx!S!C3 | HO | Huyện X | 2021 | … hộ"), before, "removed HO Huyện X 2021 actual: na@C3 -> none")
	// An estimate becomes an actual.
	wantChanges(t, run(t, strings.Replace(ho, "350", "ước 345", 1)), before, "altered HO 2020 actual: 345@H7 -> 350@H7")
}

func TestDiffOfMeasures(t *testing.T) {
	ho := placeTable("a.xlsx", "HO", "hộ", 2015, ": 300 310 320 330 340 ")
	wantChanges(t, run(t, ho, "b.xlsx!S!C3 | HO | | 2020 | ước 345 hộ"), run(t, ho, "b.xlsx!S!D3 | HO | | 2020 | 350 hộ"),
		"altered HO 2020 actual: 345@C3 -> 350@D3")
}

func TestDiffOfJudgementsAndTargets(t *testing.T) {
	rate := placeTable("a.xlsx", "TYLE", "%", 2015, ": 12,04 10,51 8,83 7,09 6,18 5,30")
	before := run(t, rate)
	cat := testCatalogue()
	cat.Indicators[2].Target, cat.Indicators[2].NextTarget = "dưới 5,3", "đạt 3"
	after := Run(cat, inputOf(t, rate), Options{})
	wantChanges(t, before, after,
		"verdict TYLE 2020 : exceeded@H7 -> not-met@H7",
		"target TYLE 2020 : 5.5@A4 -> <5.3@A4",
		"target TYLE 2025 : 2.8@A4 -> 3@A4")
}

func TestDiffOfFindings(t *testing.T) {
	good := placeTable("a.xlsx", "HO", "hộ", 2015, ": 6 6 6 6 6 6", "Huyện X: 1 1 1 1 1 1", "Huyện Y: 2 2 2 2 2 2", "Huyện Z: 3 3 3 3 3 3")
	bad := strings.Replace(good, "2017 | 6", "2017 | 7", 1)
	wantChanges(t, run(t, bad), run(t, good), "altered HO 2017 actual: 7@E7 -> 6@E7", "finding HO 2017 : total-mismatch@E7 -> none")
	wantChanges(t, run(t, good), run(t, bad), "altered HO 2017 actual: 6@E7 -> 7@E7", "finding HO 2017 : none -> total-mismatch@E7")
}

// A Review that is compared with the draft before says what has changed, and
// says so again when it is read back.
func TestRunWithPrevious(t *testing.T) {
	ho := placeTable("a.xlsx", "HO", "hộ", 2015, ": 300 310 320 330 340 350")
	before := Run(testCatalogue(), inputOf(t, ho), Options{AsOf: "2020-05-15", Job: Job{Draft: "Dự thảo lần 1"}})
	if before.Previous != nil || before.Changes != nil {
		t.Errorf("without a previous draft: %+v, %v", before.Previous, before.Changes)
	}
	after := Run(testCatalogue(), inputOf(t, strings.Replace(ho, "320", "321", 1)), Options{Previous: before})
	if want := (Previous{Draft: "Dự thảo lần 1", AsOf: "2020-05-15"}); after.Previous == nil || *after.Previous != want {
		t.Errorf("previous %+v, want %+v", after.Previous, want)
	}
	read, err := Decode(strings.NewReader(encoded(t, after)))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := told(read.Changes), []string{"altered HO 2017 actual: 320@E7 -> 321@E7"}; !slices.Equal(got, want) {
		t.Errorf("changes %q, want %q", got, want)
	}
}
