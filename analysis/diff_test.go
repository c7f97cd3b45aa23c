package analysis_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/analysis/diff"
	"tongket/ingest"
)

func init() { analysis.Rooms.Kept, analysis.Rooms.Since = diff.Kept, diff.Since }

// told are changes, one a line.
func told(changes []analysis.Change) []string {
	side := func(s analysis.Side) string {
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

func wantChanges(t *testing.T, before, after *analysis.Review, want ...string) {
	t.Helper()
	got := told(diff.Compare(before, after).Changes)
	if want == nil {
		want = []string{}
	}
	if !slices.Equal(got, want) {
		t.Errorf("changes\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestDiffOfFigures(t *testing.T) {
	// Every year is there, so that no finding on missing years comes and goes.
	ho := analysis.PlaceTable("a.xlsx", "HO", "hộ", 2015, ": 300 310 320 330 340 350")
	before := analysis.RunLines(t, ho)
	wantChanges(t, before, analysis.RunLines(t, ho))
	// Moved, in another unit, said twice: no change.
	wantChanges(t, before, analysis.RunLines(t, analysis.PlaceTable("z.xlsx", "HO", "nghìn hộ", 2015, ": 0,300 0,310 0,320 0,330 0,340 0,350"), ho))
	wantChanges(t, before, analysis.RunLines(t, strings.ReplaceAll(ho, "C7", "K9")))
	wantChanges(t, before, analysis.RunLines(t, strings.Replace(ho, "320", "321", 1)), "altered HO 2017 actual: 320@E7 -> 321@E7")
	wantChanges(t, before, analysis.RunLines(t, ho, "b.xlsx!S!C3 | HO | Huyện X | 2021 | KH 7 hộ"), "added HO Huyện X 2021 plan: none -> 7@C3")
	wantChanges(t, analysis.RunLines(t, ho, "b.xlsx!S!C3 | HO | Huyện X | 2021 | … hộ"), before, "removed HO Huyện X 2021 actual: na@C3 -> none")
	// An estimate becomes an actual.
	wantChanges(t, analysis.RunLines(t, strings.Replace(ho, "350", "ước 345", 1)), before, "altered HO 2020 actual: 345@H7 -> 350@H7")
}

func TestDiffOfMeasures(t *testing.T) {
	ho := analysis.PlaceTable("a.xlsx", "HO", "hộ", 2015, ": 300 310 320 330 340 ")
	wantChanges(t, analysis.RunLines(t, ho, "b.xlsx!S!C3 | HO | | 2020 | ước 345 hộ"), analysis.RunLines(t, ho, "b.xlsx!S!D3 | HO | | 2020 | 350 hộ"),
		"altered HO 2020 actual: 345@C3 -> 350@D3")
}

func TestDiffOfJudgementsAndTargets(t *testing.T) {
	rate := analysis.PlaceTable("a.xlsx", "TYLE", "%", 2015, ": 12,04 10,51 8,83 7,09 6,18 5,30")
	before := analysis.RunLines(t, rate)
	cat := analysis.TestCatalogue()
	cat.Indicators[2].Target, cat.Indicators[2].NextTarget = "dưới 5,3", "đạt 3"
	after := analysis.Run(cat, analysis.InputOf(t, rate), analysis.Options{})
	wantChanges(t, before, after,
		"verdict TYLE 2020 : exceeded@H7 -> not-met@H7",
		"target TYLE 2020 : 5.5@A4 -> <5.3@A4",
		"target TYLE 2025 : 2.8@A4 -> 3@A4")
}

func TestDiffOfFindings(t *testing.T) {
	good := analysis.PlaceTable("a.xlsx", "HO", "hộ", 2015, ": 6 6 6 6 6 6", "Huyện X: 1 1 1 1 1 1", "Huyện Y: 2 2 2 2 2 2", "Huyện Z: 3 3 3 3 3 3")
	bad := strings.Replace(good, "2017 | 6", "2017 | 7", 1)
	wantChanges(t, analysis.RunLines(t, bad), analysis.RunLines(t, good), "altered HO 2017 actual: 7@E7 -> 6@E7", "finding HO 2017 : total-mismatch@E7 -> none")
	wantChanges(t, analysis.RunLines(t, good), analysis.RunLines(t, bad), "altered HO 2017 actual: 6@E7 -> 7@E7", "finding HO 2017 : none -> total-mismatch@E7")
}

// A Review that is compared with the draft before says what has changed, and
// says so again when it is read back.
func TestRunWithPrevious(t *testing.T) {
	ho := analysis.PlaceTable("a.xlsx", "HO", "hộ", 2015, ": 300 310 320 330 340 350")
	before := analysis.Run(analysis.TestCatalogue(), analysis.InputOf(t, ho), analysis.Options{AsOf: "2020-05-15", Job: analysis.Job{Draft: "Dự thảo lần 1"}})
	if before.Previous != nil || before.Changes != nil {
		t.Errorf("without a previous draft: %+v, %v", before.Previous, before.Changes)
	}
	after := analysis.Run(analysis.TestCatalogue(), analysis.InputOf(t, strings.Replace(ho, "320", "321", 1)), analysis.Options{})
	diff.Since(before, after)
	if want := (analysis.Previous{Draft: "Dự thảo lần 1", AsOf: "2020-05-15"}); after.Previous == nil || !reflect.DeepEqual(*after.Previous, want) {
		t.Errorf("previous %+v, want %+v", after.Previous, want)
	}
	read, err := analysis.Decode(strings.NewReader(analysis.Encoded(t, after)))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := told(read.Changes), []string{"altered HO 2017 actual: 320@E7 -> 321@E7"}; !slices.Equal(got, want) {
		t.Errorf("changes %q, want %q", got, want)
	}
}

// A file or a sheet under another name is not every figure gone and come
// again, and neither are its findings.
func TestDiffOfRenamedFile(t *testing.T) {
	bad := analysis.PlaceTable("a.xlsx", "HO", "hộ", 2015, ": 6 6 7 6 6 6", "Huyện X: 1 1 1 1 1 1", "Huyện Y: 2 2 2 2 2 2", "Huyện Z: 3 3 3 3 3 3")
	other := analysis.PlaceTable("o.xlsx", "VIEC", "người", 2016, ": 200 210 190 205 200")
	before := analysis.RunLines(t, bad, other)
	if !slices.ContainsFunc(before.Findings, func(f analysis.Finding) bool { return f.Code == analysis.CodeTotalMismatch && f.Pos.File == "a.xlsx" }) {
		t.Fatal("no finding to carry over")
	}
	renamed := strings.ReplaceAll(bad, "a.xlsx", "b (sửa).xlsx")
	wantChanges(t, before, analysis.RunLines(t, renamed, other))
	wantChanges(t, before, analysis.RunLines(t, strings.Replace(renamed, "2019 | 3", "2019 | 4", 1), other),
		"altered HO Huyện Z 2019 actual: 3@G10 -> 4@G10", "finding HO 2019 : none -> total-mismatch@G7")
	c := diff.Compare(before, analysis.RunLines(t, renamed, other)).Contrasts
	if len(c) != 1 || c[0].Kind != analysis.ContrastFileMoved || c[0].Before != "a.xlsx" || c[0].After != "b (sửa).xlsx" {
		t.Errorf("contrasts %+v", c)
	}
	// Another file about something else is no new name of the one that is gone.
	c = diff.Compare(before, analysis.RunLines(t, other, analysis.PlaceTable("c.xlsx", "NGHEO", "hộ", 2015, ": 1 2 3 4 5 6"))).Contrasts
	if len(c) != 2 || c[0].Kind != analysis.ContrastFileAdded || c[0].Names[0] != "c.xlsx" || c[1].Kind != analysis.ContrastFileRemoved || c[1].Names[0] != "a.xlsx" {
		t.Errorf("contrasts %+v", c)
	}
}

// Where two sheets give a figure, each cell's own change is told.
func TestDiffOfTwoFiguresAtOnePoint(t *testing.T) {
	two := func(a, b string) *analysis.Review {
		return analysis.RunLines(t, analysis.PlaceTable("a.xlsx", "HO", "hộ", 2015, ": 300 310 320 330 340 350"),
			"b.xlsx!S!C3 | HO | Huyện X | 2018 | "+a+" hộ\nc.xlsx!S!D4 | HO | Huyện X | 2018 | "+b+" hộ")
	}
	figures := func(before, after *analysis.Review, want ...string) {
		t.Helper()
		var got []string
		for _, c := range told(diff.Compare(before, after).Changes) {
			if !strings.HasPrefix(c, "finding") {
				got = append(got, c)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("changes %q, want %q", got, want)
		}
	}
	figures(two("100", "110"), two("100", "120"), "altered HO Huyện X 2018 actual: 110@D4 -> 120@D4")
	figures(two("100", "110"), two("105", "120"), "altered HO Huyện X 2018 actual: 100@C3 -> 105@C3", "altered HO Huyện X 2018 actual: 110@D4 -> 120@D4")
	figures(two("100", "100"), two("100", "120"), "altered HO Huyện X 2018 actual: 100@D4 -> 120@D4")
	figures(two("100", "120"), two("100", "100"), "altered HO Huyện X 2018 actual: 120@D4 -> 100@D4")
	figures(two("100", "110"), two("110", "100")) // swapped: the same two figures
	figures(two("100", "110"), two("110", "110"), "altered HO Huyện X 2018 actual: 100@C3 -> 110@C3")
}

func TestDiffOfMeasureInOneCell(t *testing.T) {
	ho := analysis.PlaceTable("a.xlsx", "HO", "hộ", 2015, ": 300 310 320 330 340 ")
	before, after := analysis.RunLines(t, ho, "b.xlsx!S!C3 | HO | | 2020 | ước 345 hộ"), analysis.RunLines(t, ho, "b.xlsx!S!C3 | HO | | 2020 | 345 hộ")
	wantChanges(t, before, after, "altered HO 2020 actual: 345@C3 -> 345@C3")
	if c := diff.Compare(before, after).Changes[0]; c.Was != "estimate" {
		t.Errorf("was %q", c.Was)
	}
	if c := diff.Compare(after, after).Changes; c != nil {
		t.Errorf("no difference is %+v", c)
	}
}

// Numbers that a spreadsheet shows alike are the same.
func TestDiffOfLastBits(t *testing.T) {
	before := analysis.RunLines(t, analysis.PlaceTable("a.xlsx", "TYLE", "%", 2015, ": 12,04 10,51 8,83 7,09 6,18 5,30"))
	after := analysis.RunLines(t, analysis.PlaceTable("a.xlsx", "TYLE", "%", 2015, ": 12,04 10,51 8,83 7,09 6,18 5,30"))
	facts := after.Facts.List()
	facts[1].Value = 10.510000000000002
	after.Facts = ingest.FactsOf(facts...)
	wantChanges(t, before, after)
	facts[1].Value = 10.5101
	after.Facts = ingest.FactsOf(facts...)
	wantChanges(t, before, after, "altered TYLE 2016 actual: 10.51@D7 -> 10.5101@D7")
}

// A label that the catalogue has learnt, and a code that it has changed, keep
// their figures.
func TestDiffOfRecodedIndicators(t *testing.T) {
	xa := analysis.PlaceTable("a.xlsx", "~Số xã", "xã", 2015, ": 300 310 320 330 340 350")
	before := analysis.RunLines(t, xa, analysis.PlaceTable("b.xlsx", "HO", "hộ", 2015, ": 1 2 3 4 5 6"))
	cat := analysis.TestCatalogue()
	cat.Indicators = append(cat.Indicators, analysis.Indicator{Code: "XA", Name: "Số xã", Unit: "xã", Kind: analysis.Stock, Direction: analysis.Either})
	for i := range cat.Indicators {
		if cat.Indicators[i].Code == "HO" {
			cat.Indicators[i].Code = "HO2"
		}
	}
	in := analysis.InputOf(t, xa, analysis.PlaceTable("b.xlsx", "HO2", "hộ", 2015, ": 1 2 3 4 5 7"))
	facts := in.Facts.List()
	for i := range facts {
		if facts[i].Indicator == "" {
			facts[i].Indicator = "XA"
		}
	}
	in.Facts = ingest.FactsOf(facts...)
	after := analysis.Run(cat, in, analysis.Options{})
	var figures []string
	for _, c := range told(diff.Compare(before, after).Changes) {
		if !strings.HasPrefix(c, "finding") {
			figures = append(figures, c)
		}
	}
	if want := []string{"altered HO2 2020 actual: 6@H7 -> 7@H7"}; !slices.Equal(figures, want) {
		t.Errorf("changes %q, want %q", figures, want)
	}
	var recoded []string
	for _, c := range diff.Compare(before, after).Contrasts {
		if c.Kind == analysis.ContrastRecoded {
			recoded = append(recoded, c.Before+" "+c.After)
		}
	}
	if want := []string{"HO HO2", "~Số xã XA"}; !slices.Equal(recoded, want) {
		t.Errorf("recoded %q, want %q", recoded, want)
	}
}

// A place that the list names otherwise keeps its figures, if its code says
// that it is the same.
func TestDiffOfRenamedPlace(t *testing.T) {
	table := analysis.PlaceTable("a.xlsx", "HO", "hộ", 2015, ": 6 6 6 6 6 6", "Huyện X: 1 1 1 1 1 1", "Huyện Y: 2 2 2 2 2 2", "Huyện Z: 3 3 3 3 3 3")
	catalogue := func(name string) analysis.Catalogue {
		cat := analysis.TestCatalogue()
		for i := range cat.Places {
			cat.Places[i].Code = fmt.Sprint(i + 1)
			if cat.Places[i].Name == "Huyện X" {
				cat.Places[i].Name = name
			}
		}
		return cat
	}
	before := analysis.Run(catalogue("Huyện X"), analysis.InputOf(t, table), analysis.Options{})
	after := analysis.Run(catalogue("Thị xã X"), analysis.InputOf(t, strings.ReplaceAll(table, "Huyện X", "Thị xã X")), analysis.Options{})
	wantChanges(t, before, after)
	if c := diff.Compare(before, after).Contrasts; len(c) != 1 || c[0].Kind != analysis.ContrastPlaceRenamed || c[0].Before != "Huyện X" || c[0].After != "Thị xã X" {
		t.Errorf("contrasts %+v", c)
	}
}

// Findings whose rows have moved are the same; one that is graver is told with
// both sides.
func TestDiffMatchesFindings(t *testing.T) {
	pos := func(file string, row int32) ingest.Pos { return ingest.Pos{File: file, Sheet: "S", Row: row, Col: 3} }
	review := func(findings ...analysis.Finding) *analysis.Review {
		return &analysis.Review{Schema: analysis.Schema, Findings: findings}
	}
	label := func(row int32, raw string) analysis.Finding {
		return analysis.Finding{Severity: analysis.Info, Code: ingest.CodeUnknown, Pos: pos("a.xlsx", row), Raw: raw}
	}
	missing := analysis.Finding{Severity: analysis.Info, Code: analysis.CodeTargetMissing, Indicator: "HO", Pos: ingest.Pos{File: "danh-muc.csv", Row: 4}}
	down := missing
	down.Pos.Row = 7
	wantChanges(t, review(label(3, "x"), label(5, "y"), missing), review(label(4, "x"), label(6, "y"), down))
	wantChanges(t, review(label(3, "x"), label(5, "y")), review(label(4, "y")), "finding : unknown-indicator@C3 -> none")
	grave := missing
	grave.Severity = analysis.Warning
	wantChanges(t, review(missing), review(grave), "finding HO : target-missing@ -> target-missing@")
	wantChanges(t, review(missing), review(missing, missing), "finding HO : none -> target-missing@")
}

// Two terms: what was the next term's target is held against the term's own,
// and no judgement is compared.
func TestDiffOfTerms(t *testing.T) {
	rate := analysis.PlaceTable("a.xlsx", "TYLE", "%", 2015, ": 12,04 10,51 8,83 7,09 6,18 5,30")
	before := analysis.RunLines(t, rate)
	cat := analysis.TestCatalogue()
	cat.Indicators[2].Target, cat.Indicators[2].NextTarget = "3", ""
	after := analysis.Run(cat, analysis.InputOf(t, rate), analysis.Options{Term: analysis.Term{Base: 2020, Last: 2025, Next: 2030}})
	var targets []string
	for _, c := range told(diff.Compare(before, after).Changes) {
		if strings.HasPrefix(c, "verdict") || strings.HasPrefix(c, "target TYLE") {
			targets = append(targets, c)
		}
	}
	want := []string{"target TYLE 2020 : 5.5@A4 -> none", "target TYLE 2025 : 2.8@A4 -> 3@A4"}
	if !slices.Equal(targets, want) {
		t.Errorf("changes %q, want %q", targets, want)
	}
	c := diff.Compare(before, after).Contrasts
	if len(c) == 0 || c[0].Kind != analysis.ContrastTerm || c[0].Before != "2015-2020-2025" || c[0].After != "2020-2025-2030" {
		t.Errorf("contrasts %+v", c)
	}
}

func TestDifference(t *testing.T) {
	number := func(v float64) analysis.Side { return analysis.Side{Stated: true, Value: &v} }
	below := number(3)
	below.Bound = "<"
	tests := []struct {
		change analysis.Change
		want   float64
		ok     bool
	}{
		{analysis.Change{Kind: analysis.FigureAltered, Before: number(10.51), After: number(10.5)}, -0.01, true},
		{analysis.Change{Kind: analysis.FigureAltered, Decimals: 2, Before: number(0.1), After: number(0.3)}, 0.2, true}, // not 0.19999999999999998
		{analysis.Change{Kind: analysis.FigureAltered, Before: number(10), After: analysis.Side{Stated: true, Mark: ingest.Nil}}, 0, false},
		{analysis.Change{Kind: analysis.FigureAdded, After: number(10)}, 0, false},
		{analysis.Change{Kind: analysis.TargetAltered, Before: number(5), After: below}, 0, false},
		{analysis.Change{Kind: analysis.VerdictAltered, Before: number(5), After: number(6)}, 0, false},
		{analysis.Change{Kind: analysis.FigureAltered, Before: analysis.Side{Stated: true, Value: new(float64), Unit: "xã"}, After: number(6)}, 0, false},
	}
	for _, tt := range tests {
		if got, ok := tt.change.Difference(); got != tt.want || ok != tt.ok {
			t.Errorf("%+v: %g, %v, want %g, %v", tt.change, got, ok, tt.want, tt.ok)
		}
	}
}

// Whatever two Reviews say, nothing differs from itself, what one comparison
// finds added the reverse finds removed, and every change can be written and
// names what both sides have.
func TestDiffOfWildFacts(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 8))
	for round := range 150 {
		one := analysis.Run(analysis.TestCatalogue(), ingest.Result{Facts: ingest.FactsOf(analysis.WildFacts(rng, 1+rng.IntN(120))...)}, analysis.Options{})
		facts := one.Facts.List()
		for range rng.IntN(10) {
			i := rng.IntN(len(facts))
			switch rng.IntN(4) {
			case 0:
				facts = slices.Delete(slices.Clone(facts), i, min(i+1, len(facts)-1))
			case 1:
				facts[i].Value++
			case 2:
				facts[i].Pos.File = "d.xlsx"
			default:
				facts = append(facts, analysis.WildFacts(rng, 1)...)
			}
		}
		two := analysis.Run(analysis.TestCatalogue(), ingest.Result{Facts: ingest.FactsOf(facts...)}, analysis.Options{})
		if d := diff.Compare(one, one).Changes; d != nil {
			t.Fatalf("round %d: a analysis.Review differs from itself: %q", round, told(d))
		}
		there, back := count(diff.Compare(one, two).Changes), count(diff.Compare(two, one).Changes)
		if there[analysis.FigureAdded] != back[analysis.FigureRemoved] || there[analysis.FigureRemoved] != back[analysis.FigureAdded] || there[analysis.FigureAltered] != back[analysis.FigureAltered] ||
			there[analysis.VerdictAltered] != back[analysis.VerdictAltered] || there[analysis.FindingAltered] != back[analysis.FindingAltered] {
			t.Fatalf("round %d: %v there, %v back", round, there, back)
		}
		again := analysis.Run(analysis.TestCatalogue(), ingest.Result{Facts: ingest.FactsOf(facts...)}, analysis.Options{})
		diff.Since(one, again)
		if read, err := analysis.Decode(strings.NewReader(analysis.Encoded(t, again))); err != nil || !slices.Equal(told(read.Changes), told(again.Changes)) {
			t.Fatalf("round %d: changes read back as others: %v", round, err)
		}
	}
}

func count(changes []analysis.Change) map[analysis.ChangeKind]int {
	n := make(map[analysis.ChangeKind]int)
	for _, c := range changes {
		n[c.Kind]++
		if !c.Before.Stated && !c.After.Stated {
			n["void"]++
		}
	}
	return n
}

func BenchmarkDiff(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	review := func(shift float64) *analysis.Review {
		var facts []ingest.Fact
		for place := range 300 {
			for k := range 100 {
				for year := range 6 {
					facts = append(facts, ingest.Fact{Label: fmt.Sprint("Chỉ tiêu ", k), Place: fmt.Sprint("Huyện ", place), Years: ingest.Year(2015 + year), Measure: ingest.Actual,
						Value: float64(1000*k+year) + shift, Known: true, Unit: "người", Pos: ingest.Pos{File: fmt.Sprint(place, ".xlsx"), Sheet: "S", Row: int32(k + 5), Col: int32(year + 3)}})
				}
			}
		}
		for i := range facts {
			if rng.IntN(100) == 0 {
				facts[i].Value++
			}
		}
		return &analysis.Review{Schema: analysis.Schema, Facts: ingest.FactsOf(facts...), Term: analysis.Term{Base: 2015, Last: 2020, Next: 2025}}
	}
	before, after := review(0), review(0)
	b.ReportAllocs()
	for b.Loop() {
		diff.Compare(before, after)
	}
}
