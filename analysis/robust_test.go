package analysis

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tongket/ingest"
)

// Numbers from R: quantile(type = 7), median.
func TestQuantilesR(t *testing.T) {
	for _, r := range fixture(t, "r-quantile7.csv") {
		values := r.nums("values")
		for column, p := range map[string]float64{"q25": .25, "q50": .5, "q75": .75} {
			r.within(column, quantile7(values, p), 1e-12)
		}
		_, mad, _ := RobustZ(values)
		r.within("mad", mad, 1e-12)
	}
}

func TestRobustZFixture(t *testing.T) {
	for _, r := range fixture(t, "robust-z-scores.csv") {
		middle, mad, z := RobustZ(r.nums("values"))
		r.near("median", &middle, 0)
		r.near("mad", &mad, 0)
		if strings.Trim(r.text("scores"), ";") == "" {
			if z != nil {
				t.Errorf("%s: scores %v with a MAD of 0", r.where, z)
			}
			continue
		}
		r.list("scores", z)
		var over []string
		for i, v := range z {
			if math.Abs(v) > 3.5 {
				over = append(over, strconv.Itoa(i+1))
			}
		}
		r.is("over_3_5", strings.Join(over, ";"))
	}
}

func TestJumpsFixture(t *testing.T) {
	for _, r := range fixture(t, "robust_z.csv") {
		points := r.points("values", 2020)
		jumps := Jumps(Stock, points)
		j := jumps[r.int("year")-2016]
		if j.Year != r.int("year") {
			t.Fatalf("%s: %+v", r.where, j)
		}
		r.near("log_ratio", &j.Log, 0)
		r.near("z", &j.Z, 0)
		r.is("flagged", strconv.FormatBool(j.Flagged))
		var logs []float64
		for _, j := range jumps {
			logs = append(logs, j.Log)
		}
		middle, mad, _ := RobustZ(logs)
		r.near("median", &middle, 0)
		r.near("mad", &mad, 0)
	}
}

func TestOutlierYears(t *testing.T) {
	tests := []struct {
		values []float64
		want   []int
	}{
		{[]float64{410, 432, 4510, 470, 495, 512}, []int{2017}}, // two jumps, one bad year
		{[]float64{410, 432, 451, 470, 495, 512}, nil},
		{[]float64{410, 432, 451, 470, 495, 5120}, []int{2020}},
		{[]float64{4100, 432, 451, 470, 495, 512}, []int{2016}},         // the jump after a bad first year
		{[]float64{410, 432, 4510, 4700, 4950, 512}, []int{2017, 2020}}, // into a bad stretch and out of it
		{[]float64{100, 101, 102.1, 103, 104, 111}, nil},                // 6.7 % is no outlier
		{[]float64{100, 100, 100, 100, 100, 200}, nil},                  // MAD 0
		{[]float64{410, 432, 4510, 470}, nil},                           // three changes
		{[]float64{410, math.NaN(), 4510, 470, 495, 512}, nil},          // three changes are left
		{[]float64{0, 0, 0, 3, 0, 0}, nil},                              // no logs
		{[]float64{400, 404, 409, 413, 4170, 422, 425}, []int{2018}},    // 2014..2020
	}
	for _, tt := range tests {
		line := flow(tt.values...)
		for i := range line.Points {
			line.Points[i].Year += 5 - len(tt.values)
		}
		var got []int
		for _, j := range OutlierYears(Stock, line.Points) {
			got = append(got, j.Year)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%v: %v, want %v", tt.values, got, tt.want)
		}
	}
}

// The threshold is 7 robust standard deviations, and a change of 10 %.
func TestJumpThresholds(t *testing.T) {
	series := func(changes ...float64) []Point { // per cent
		points := []Point{{Year: 2010, Value: 1e6}}
		for i, c := range changes {
			points = append(points, Point{Year: 2011 + i, Value: points[i].Value * (1 + c/100)})
		}
		return points
	}
	flagged := func(points []Point) (years []int) {
		for _, j := range OutlierYears(Stock, points) {
			years = append(years, j.Year)
		}
		return years
	}
	tests := []struct {
		name   string
		points []Point
		want   []int
	}{
		// Median 3 %, MAD close to 1 %: z = 7 at about 13.9 %.
		{"just above 7", series(2, 4, 2, 4, 3, 3, 14.2), []int{2017}},
		{"just below 7", series(2, 4, 2, 4, 3, 3, 13.6), nil},
		{"two in one direction are two", series(2, 4, 2, 4, 3, 60, 50), []int{2016, 2017}},
		{"four changes are enough", series(2, 4, 3, 60), []int{2014}},
		{"three are not", series(2, 4, 60), nil},
	}
	for _, tt := range tests {
		if got := flagged(tt.points); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	holed := series(2, 4, 2, 4, 3, 60)
	holed = slices.Delete(holed, 6, 7) // without 2016 there is no change to it
	holed = append(holed, Point{Year: 2017, Value: 2e6})
	if got := flagged(holed); got != nil {
		t.Errorf("a jump over a missing year: %v", got)
	}
}

func TestHidiroglouBerthelotFixture(t *testing.T) {
	rows := fixture(t, "hidiroglou_berthelot.csv")
	test, ok := HidiroglouBerthelot(column(t, rows, "before"), column(t, rows, "after"))
	if !ok {
		t.Fatal("no test")
	}
	for i, r := range rows {
		u := test.Units[i]
		r.near("ratio", &u.Ratio, 0)
		r.near("score", &u.E, 0)
		r.near("median_ratio", &test.Median, 0)
		r.near("lower", &test.Lower, 0)
		r.near("upper", &test.Upper, 0)
		r.is("flagged", strconv.FormatBool(u.Flagged))
	}
}

func TestHidiroglouBerthelotSteps(t *testing.T) {
	cases := map[string][]row{}
	for _, r := range fixture(t, "hb-steps.csv") {
		cases[r.text("case")] = append(cases[r.text("case")], r)
	}
	for _, summary := range fixture(t, "hb-summary.csv") {
		rows := cases[summary.text("case")]
		var before, after []float64
		for _, r := range rows {
			b, a := r.optional("before"), r.optional("now")
			if a == nil {
				a = new(float64) // a gap
			}
			before, after = append(before, *b), append(after, *a)
		}
		test, _ := HidiroglouBerthelot(before, after)
		var flagged []string
		for i, r := range rows {
			u := test.Units[i]
			if u.Used == r.empty("ratio") {
				t.Errorf("%s: used = %v", r.where, u.Used)
			}
			if !u.Used {
				continue
			}
			r.near("ratio", &u.Ratio, 0)
			r.near("s", &u.S, 1) // equal growth leaves rounding
			r.near("e", &u.E, 1)
			r.is("flagged", map[bool]string{true: "yes", false: "no"}[u.Flagged])
			if u.Flagged {
				flagged = append(flagged, r.text("place"))
			}
		}
		summary.is("units", strconv.Itoa(test.Used))
		summary.is("flagged", strings.Join(flagged, ";"))
		for column, got := range map[string]float64{
			"median_ratio": test.Median, "e_q1": test.Q1, "e_median": test.QM, "e_q3": test.Q3, "lower": test.Lower, "upper": test.Upper,
		} {
			summary.near(column, &got, 1)
		}
	}
}

func TestPowerOfTenFixture(t *testing.T) {
	for _, r := range fixture(t, "powers_of_ten.csv") {
		kind := Stock
		if r.text("kind") == "rate" {
			kind = Rate
		}
		s := PowerOfTen(kind, r.num("value"), r.nums("other_years"))
		r.near("ratio_to_median", &s.Ratio, 0)
		want := r.text("finding")
		if want == "factor-1000" {
			want = CodeUnitSlip // the table's older name
		}
		if s.Code != want {
			t.Errorf("%s: %q, want %q", r.where, s.Code, want)
		}
	}
}

func TestPowerOfTen(t *testing.T) {
	tests := []struct {
		kind   IndicatorKind
		value  float64
		code   string
		factor float64
	}{
		{Stock, 300000, CodeUnitSlip, 1000}, {Stock, 100000.0 / 3, CodeUnitSlip, 1000}, {Stock, 33333, "", 0}, {Stock, 300001, "", 0},
		{Stock, 0.1, CodeUnitSlip, 0.001}, {Stock, 1e8, CodeUnitSlip, 1e6}, {Stock, 1e-4, CodeUnitSlip, 1e-6},
		{Stock, 1500, CodeFactor10, 10}, {Stock, 1501, "", 0}, {Stock, 15, CodeFactor10, 0.1}, {Stock, 15.1, "", 0},
		{Stock, 15000, CodeFactor100, 100}, {Stock, 1, CodeFactor100, 0.01},
		{Rate, 0.95, CodeFraction, 0.01}, {Rate, 1, CodeFactor100, 0.01}, // 1 may be 1 %
		{Stock, 0, "", 0}, {Stock, -100000, "", 0}, {Stock, math.NaN(), "", 0}, {Stock, inf(), "", 0},
	}
	for _, tt := range tests {
		s := PowerOfTen(tt.kind, tt.value, []float64{90, 100, 110})
		if s.Code != tt.code || s.Factor != tt.factor {
			t.Errorf("%s %v: %q %v, want %q %v", tt.kind, tt.value, s.Code, s.Factor, tt.code, tt.factor)
		}
	}
	if s := PowerOfTen(Stock, 1e5, []float64{90, 110}); s.Code != "" {
		t.Errorf("a slip by two years: %+v", s)
	}
	if s := PowerOfTen(Stock, 1e5, []float64{0, 0, 0}); s.Code != "" {
		t.Errorf("a slip among zeros: %+v", s)
	}
}

func TestCopiedFixture(t *testing.T) {
	for _, r := range fixture(t, "copied.csv") {
		a, b := r.nums("column"), r.nums("other_year")
		c := compareColumns(a, b, nil)
		if c.Compared != r.int("pairs") || c.Same != r.int("same") {
			t.Errorf("%s: %+v", r.where, c)
		}
		found := CopiedColumns([][]float64{b, a})
		r.is("copied", map[bool]string{true: "yes", false: "no"}[len(found) > 0])
	}
}

func TestCopiedColumns(t *testing.T) {
	steady := [][]float64{{277, 12, 13, 31, 21, 10, 45}, {277, 12, 13, 31, 21, 10, 45}, {277, 12, 13, 31, 21, 10, 45}}
	if found := CopiedColumns(steady); found != nil {
		t.Errorf("a table of what never changes: %v", found)
	}
	a, b := []float64{277, 812, 913, 531, 421, 310}, []float64{299, 845, 967, 555, 456, 345}
	found := CopiedColumns([][]float64{a, b, a})
	if len(found) != 1 || found[0] != (Copy{Column: 2, Other: 0, Compared: 6, Same: 6}) {
		t.Errorf("found %v", found)
	}
}

func TestSumsFixture(t *testing.T) {
	for _, r := range fixture(t, "sums.csv") {
		step := func(v float64) Printed {
			s, ok := Step(v, r.int("decimals"), "người", "người")
			if !ok {
				t.Fatal("no step")
			}
			return Printed{v, s}
		}
		var parts []Printed
		for _, v := range r.nums("parts") {
			parts = append(parts, step(v))
		}
		got := "ok"
		if sum := CheckSum(parts, step(r.num("total")), ingest.AllParts); !sum.OK {
			got = "total-mismatch"
		}
		r.is("finding", got)
	}
}

func TestCheckSum(t *testing.T) {
	tests := []struct {
		parts []Printed
		total Printed
		how   ingest.PartKind
		ok    bool
	}{
		{[]Printed{{3, 0}, {4, 0}}, Printed{8, 0}, ingest.SomeParts, true},
		{[]Printed{{3, 0}, {4, 0}}, Printed{6, 0}, ingest.SomeParts, false},
		{[]Printed{{120, 1}, {340, 1}}, Printed{461, 1}, ingest.AllParts, true}, // thousands: rounded
		{[]Printed{{120, 1}, {340, 1}}, Printed{462, 1}, ingest.AllParts, false},
		{[]Printed{{0.1, 0}, {0.2, 0}}, Printed{0.3, 0}, ingest.AllParts, true},
		{[]Printed{{118400, 100}, {3215, 0}}, Printed{121600, 0}, ingest.AllParts, true},          // from nghìn người and người
		{[]Printed{{1234567890123.4, 0.1}}, Printed{1234567890123.5, 0.1}, ingest.AllParts, true}, // 0.1 apart, as printed
		{[]Printed{{1234567890123.4, 0.1}}, Printed{1234567890123.6, 0.1}, ingest.AllParts, false},
		{[]Printed{{4e15, 0}, {1, 0}}, Printed{4e15, 0}, ingest.AllParts, false},
		{nil, Printed{0, 0}, ingest.AllParts, true},
	}
	for _, tt := range tests {
		if got := CheckSum(tt.parts, tt.total, tt.how); got.OK != tt.ok {
			t.Errorf("%v, total %v: %+v", tt.parts, tt.total, got)
		}
	}
}

func TestRatesFixture(t *testing.T) {
	for _, r := range fixture(t, "rates.csv") {
		printed := func(column, decimals, unit string) Printed {
			s, _ := Step(r.num(column), r.int(decimals), unit, unit)
			return Printed{r.num(column), s}
		}
		test, known := CheckRate(printed("rate", "decimals", "%"), printed("numerator", "numerator_decimals", "người"), printed("denominator", "denominator_decimals", "người"))
		if !known {
			r.is("finding", "no denominator")
			continue
		}
		r.near("computed", &test.Rate, 0)
		r.near("tolerance", &test.Tolerance, 0)
		r.is("finding", map[bool]string{true: "ok", false: "rate-mismatch"}[test.OK])
	}
}

// A whole rate is a rounded one, whatever its parts are.
func TestCheckRateWhole(t *testing.T) {
	step, _ := Step(7, 0, "%", "%")
	test, known := CheckRate(Printed{7, step}, Printed{28667, 0}, Printed{404400, 0})
	if !known || !test.OK {
		t.Errorf("7 %% for 7.0888 %%: %+v", test)
	}
	if test, _ := CheckRate(Printed{0, 0.1}, Printed{0, 0}, Printed{404400, 0}); !test.OK || test.Rate != 0 {
		t.Errorf("0 of many: %+v", test)
	}
}
