package analysis

import (
	"slices"
	"testing"

	"tongket/analysis/claim"
	"tongket/analysis/stat"
)

// judgedResult is a result of a rate or count with a target and a verdict.
func judgedResult(code string, kind IndicatorKind, way Direction, goal, actual float64, decimals int) Result {
	r := Result{Indicator: Indicator{Code: code, Kind: kind, Direction: way, Decimals: decimals}}
	r.Goal = &Goal{Value: goal}
	r.Whole = Line{Points: []Point{{Year: 2015, Value: 1}, {Year: 2016, Value: 1}, {Year: 2017, Value: 1}, {Year: 2018, Value: 1}, {Year: 2019, Value: 1}, {Year: 2020, Value: actual}}}
	r.Judgement = Judge(r.Indicator, Term{2015, 2020, 2025}, r.Whole, r.Goal)
	return r
}

// TestSummarise: misses come first, the furthest behind at the top; what is to
// fall is told as target over result; a target of nought has no quotient.
func TestSummarise(t *testing.T) {
	r := &Review{Term: Term{2015, 2020, 2025}, Indicators: []Result{
		judgedResult("vuot", Rate, Up, 50, 60, 1),         // 120 %
		judgedResult("giam", Rate, Down, 5.5, 5.31, 2),    // 5,5 / 5,31 = 103,6 %
		judgedResult("thieu", Stock, Up, 40000, 39790, 0), // 99,5 %
		judgedResult("khong", Stock, Down, 0, 3, 0),       // no quotient: 0 / 3 is 0 %
		judgedResult("kem", Rate, Up, 28, 27.6, 1),        // 98,6 %
		judgedResult("bang", Rate, Up, 100, 100, 1),
	}}
	r.Indicators[3].Goal.Value = -1 // below nought
	r.Fields = allFields(r.Indicators)
	r.Findings = []Finding{{Severity: Error}, {Severity: Warning, Code: CodeConflict, Indicator: "kem", Claim: claim.Conflict{Used: 1, Other: 2}}, {Severity: Warning, Code: CodeConflict, Indicator: "vuot", Claim: claim.Conflict{Used: 1, Other: 2}}}
	s := Summarise(r, "")
	if s.Targeted != 6 || s.NotMet != 3 || s.Met != 1 || s.Exceeded != 2 || s.Errors != 1 {
		t.Errorf("counts %+v", s)
	}
	want := []struct {
		code    string
		percent float64
	}{{"kem", 98.6}, {"thieu", 99.5}, {"khong", -1}, {"bang", 100}, {"giam", 103.6}, {"vuot", 120}}
	for k, score := range s.Scores {
		code, percent := r.Indicators[score.Indicator].Code, -1.0
		if score.Percent != nil {
			percent = *score.Percent
		}
		if code != want[k].code || percent != want[k].percent {
			t.Errorf("row %d is %s with %v %%, want %v", k, code, percent, want[k])
		}
	}
	if s.Least == nil || *s.Least != 0.5 || *s.Most != 1.4 {
		t.Errorf("shortfalls %v to %v, want 0,5 to 1,4", s.Least, s.Most)
	}
	if len(s.Doubts) != 1 || s.Doubts[0] != 1 {
		t.Errorf("doubts %v, want the conflict on what was missed alone", s.Doubts)
	}
}

// TestSummariseGap: the rate whose places lie furthest apart in the last year,
// the worst place first, unless another is wanted; places that are all alike are
// no comparison.
func TestSummariseGap(t *testing.T) {
	line := func(place string, base, last float64) Line {
		return Line{Place: place, Points: []Point{{Year: 2015, Value: base}, {Year: 2020, Value: last}}}
	}
	poor := Result{Indicator: Indicator{Code: "ngheo", Kind: Rate, Direction: Down, Decimals: 2}, Whole: line("", 12, 5)}
	poor.Places = []Line{line("A", 3, 1), line("B", 30, 13.7), line("C", 8, 9)}
	trained := Result{Indicator: Indicator{Code: "dao-tao", Kind: Rate, Direction: Up, Decimals: 1}, Whole: line("", 50, 60)}
	trained.Places = []Line{line("A", 50, 60), line("B", 52, 61), line("C", 49, 58)}
	alike := Result{Indicator: Indicator{Code: "deu", Kind: Rate, Direction: Up}, Whole: line("", 100, 100)}
	alike.Places = []Line{line("A", 100, 100), line("B", 100, 100), line("C", 100, 100.2)}
	r := &Review{Term: Term{2015, 2020, 2025}, Indicators: []Result{trained, poor, alike}}
	r.Fields = allFields(r.Indicators)
	g := Summarise(r, "").Gap
	if g == nil || r.Indicators[g.Indicator].Code != "ngheo" || g.Places[0].Place != "B" || g.Better != 2 || g.Worse != 1 || g.Behind != 2 {
		t.Fatalf("gap %+v", g)
	}
	if g := Summarise(r, "dao-tao").Gap; r.Indicators[g.Indicator].Code != "dao-tao" || g.Places[0].Place != "C" {
		t.Errorf("the wanted gap is %+v", g)
	}
	r.Indicators = []Result{alike}
	r.Fields = allFields(r.Indicators)
	if g := Summarise(r, "").Gap; g != nil {
		t.Errorf("places that are alike: %+v", g)
	}
}

// TestHardest: the targets judged hard, the least likely first, filled up to
// three by those that ask more than was achieved; last what is judged hard though it
// asks less.
func TestHardest(t *testing.T) {
	next := func(p, need, was float64, word string) *Next {
		target := 1.0
		return &Next{Target: &target, Probability: &p, Required: &need, Achieved: &was, Feasibility: word}
	}
	r := &Review{Indicators: []Result{
		{Indicator: Indicator{Code: "A", Kind: Rate, Direction: Up}, Next: next(.45, 3, 1, "stretch")},
		{Indicator: Indicator{Code: "B", Kind: Rate, Direction: Up}, Next: next(.05, 4, 1, "hard")},
		{Indicator: Indicator{Code: "C", Kind: Rate, Direction: Down}, Next: next(.2, -4, -1, "stretch")},
		{Indicator: Indicator{Code: "D", Kind: Rate, Direction: Up}, Next: next(.1, 1, 3, "stretch")}, // asks less
		{Indicator: Indicator{Code: "E", Kind: Rate, Direction: Up}, Next: next(.3, 4, 3, "stretch")},
		{Indicator: Indicator{Code: "F", Kind: Rate, Direction: Up}, Next: next(.01, 1, 2, "hard")}, // asks less
	}}
	r.Fields = allFields(r.Indicators)
	if got, want := hardest(r), []int{1, 2, 5}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestWhereMissed: of a rate the places short of the whole's target, the worst
// first; of a count those that moved the wrong way since the base year; what was met
// lies nowhere.
func TestWhereMissed(t *testing.T) {
	line := func(place string, base, last float64) Line {
		return Line{Place: place, Points: []Point{{Year: 2015, Value: base}, {Year: 2020, Value: last, Estimate: true}}}
	}
	r := &Review{Term: Term{2015, 2020, 2025}, Indicators: []Result{
		judgedResult("kem", Rate, Up, 28, 27.6, 1),
		judgedResult("thieu", Stock, Up, 400, 390, 0),
		judgedResult("dat", Rate, Up, 20, 25, 1),
	}}
	for i := range r.Indicators {
		r.Indicators[i].Places = []Line{line("A", 30, 27), line("B", 20, 28), line("C", 26, 21), line("D", 25, 27.96)} // D is 28,0 as printed
	}
	r.Fields = allFields(r.Indicators)
	s := Summarise(r, "")
	places := func(w *Where) (names []string) {
		for _, p := range w.Worst {
			names = append(names, p.Place)
		}
		return names
	}
	for _, score := range s.Scores {
		switch w := score.Where; r.Indicators[score.Indicator].Code {
		case "kem":
			if w == nil || w.Places != 4 || w.Short != 2 || !w.Estimate || !slices.Equal(places(w), []string{"C", "A"}) {
				t.Errorf("the rate lies in %+v, want C and A of 4", w)
			}
		case "thieu": // A fell by 3, C by 5
			if w == nil || w.Short != 2 || !slices.Equal(places(w), []string{"C", "A"}) || w.Worst[0].Change != -5 {
				t.Errorf("the count lies in %+v, want C by 5, then A", w)
			}
		default:
			if w != nil {
				t.Errorf("what was met lies in %+v", w)
			}
		}
	}
	r.Indicators[0].Places = r.Indicators[0].Places[:2]
	if w := whereMissed(&r.Indicators[0], r.Term); w != nil {
		t.Errorf("two places tell %+v", w)
	}
}

// TestCourses: while nothing can be judged, the targets are parted by their progress at
// the last year that any has; once one is judged they are not.
func TestCourses(t *testing.T) {
	r := &Review{Term: Term{2015, 2020, 2025}}
	for _, p := range []stat.Progress{{Class: stat.Significant, Year: 2018}, {Class: stat.Away, Year: 2018}, {Class: stat.Significant, Year: 2017}, {}, {Class: stat.Significant, Year: 2018}} {
		x := Result{Indicator: Indicator{Kind: Rate, Direction: Up}, Progress: p, Goal: &Goal{Value: 5}}
		x.Judgement.Verdict = NoData
		r.Indicators = append(r.Indicators, x)
	}
	r.Fields = allFields(r.Indicators)
	c := Summarise(r, "").Courses
	if len(c) != 2 || c[0].Class != stat.Significant || !slices.Equal(c[0].Indicators, []int{0, 4}) || c[0].Year != 2018 || !slices.Equal(c[1].Indicators, []int{1}) {
		t.Errorf("%+v", c)
	}
	r.Indicators[3].Judgement.Verdict = Met
	if c := Summarise(r, "").Courses; c != nil {
		t.Errorf("beside a judgement %+v", c)
	}
}
