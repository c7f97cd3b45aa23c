package stat

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"tongket/analysis/stat/fixture"
)

// Numbers from R: quantile(type = 7), median.
func TestQuantilesR(t *testing.T) {
	for _, r := range fixture.Read(t, "r-quantile7.csv") {
		values := r.Nums("values")
		for column, p := range map[string]float64{"q25": .25, "q50": .5, "q75": .75} {
			r.Within(column, quantile7(values, p), 1e-12)
		}
		_, mad, _ := RobustZ(values)
		r.Within("mad", mad, 1e-12)
	}
}

func TestRobustZFixture(t *testing.T) {
	for _, r := range fixture.Read(t, "robust-z-scores.csv") {
		middle, mad, z := RobustZ(r.Nums("values"))
		r.Near("median", &middle, 0)
		r.Near("mad", &mad, 0)
		if strings.Trim(r.Text("scores"), ";") == "" {
			if z != nil {
				t.Errorf("%s: scores %v with a MAD of 0", r.Where, z)
			}
			continue
		}
		r.List("scores", z)
		var over []string
		for i, v := range z {
			if math.Abs(v) > 3.5 {
				over = append(over, strconv.Itoa(i+1))
			}
		}
		r.Is("over_3_5", strings.Join(over, ";"))
	}
}

func TestHidiroglouBerthelotFixture(t *testing.T) {
	rows := fixture.Read(t, "hidiroglou_berthelot.csv")
	test, ok := HidiroglouBerthelot(column(t, rows, "before"), column(t, rows, "after"))
	if !ok {
		t.Fatal("no test")
	}
	for i, r := range rows {
		u := test.Units[i]
		r.Near("ratio", &u.Ratio, 0)
		r.Near("score", &u.E, 0)
		r.Near("median_ratio", &test.Median, 0)
		r.Near("lower", &test.Lower, 0)
		r.Near("upper", &test.Upper, 0)
		r.Is("flagged", strconv.FormatBool(u.Flagged))
	}
}

func TestHidiroglouBerthelotSteps(t *testing.T) {
	cases := map[string][]fixture.Row{}
	for _, r := range fixture.Read(t, "hb-steps.csv") {
		cases[r.Text("case")] = append(cases[r.Text("case")], r)
	}
	for _, summary := range fixture.Read(t, "hb-summary.csv") {
		rows := cases[summary.Text("case")]
		var before, after []float64
		for _, r := range rows {
			b, a := r.Optional("before"), r.Optional("now")
			if a == nil {
				a = new(float64) // a gap
			}
			before, after = append(before, *b), append(after, *a)
		}
		test, _ := HidiroglouBerthelot(before, after)
		var flagged []string
		for i, r := range rows {
			u := test.Units[i]
			if u.Used == r.Empty("ratio") {
				t.Errorf("%s: used = %v", r.Where, u.Used)
			}
			if !u.Used {
				continue
			}
			r.Near("ratio", &u.Ratio, 0)
			r.Near("s", &u.S, 1) // equal growth leaves rounding
			r.Near("e", &u.E, 1)
			r.Is("flagged", map[bool]string{true: "yes", false: "no"}[u.Flagged])
			if u.Flagged {
				flagged = append(flagged, r.Text("place"))
			}
		}
		summary.Is("units", strconv.Itoa(test.Used))
		summary.Is("flagged", strings.Join(flagged, ";"))
		for column, got := range map[string]float64{
			"median_ratio": test.Median, "e_q1": test.Q1, "e_median": test.QM, "e_q3": test.Q3, "lower": test.Lower, "upper": test.Upper,
		} {
			summary.Near(column, &got, 1)
		}
	}
}

func TestCopiedFixture(t *testing.T) {
	for _, r := range fixture.Read(t, "copied.csv") {
		a, b := r.Nums("column"), r.Nums("other_year")
		c := compareColumns(a, b, nil)
		if c.Compared != r.Int("pairs") || c.Same != r.Int("same") {
			t.Errorf("%s: %+v", r.Where, c)
		}
		found := CopiedColumns([][]float64{b, a})
		r.Is("copied", map[bool]string{true: "yes", false: "no"}[len(found) > 0])
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
	for _, r := range fixture.Read(t, "sums.csv") {
		step := func(v float64) Printed {
			if r.Int("decimals") == 0 {
				return Printed{v, 0} // persons are counted
			}
			return Printed{v, math.Pow10(-r.Int("decimals"))}
		}
		var parts []Printed
		for _, v := range r.Nums("parts") {
			parts = append(parts, step(v))
		}
		got := "ok"
		if sum := CheckSum(parts, step(r.Num("total")), true); !sum.OK {
			got = "total-mismatch"
		}
		r.Is("finding", got)
	}
}

func TestCheckSum(t *testing.T) {
	tests := []struct {
		parts []Printed
		total Printed
		all   bool
		ok    bool
	}{
		{[]Printed{{3, 0}, {4, 0}}, Printed{8, 0}, false, true},
		{[]Printed{{3, 0}, {4, 0}}, Printed{6, 0}, false, false},
		{[]Printed{{120, 1}, {340, 1}}, Printed{461, 1}, true, true}, // thousands: rounded
		{[]Printed{{120, 1}, {340, 1}}, Printed{462, 1}, true, false},
		{[]Printed{{0.1, 0}, {0.2, 0}}, Printed{0.3, 0}, true, true},
		{[]Printed{{118400, 100}, {3215, 0}}, Printed{121600, 0}, true, true},          // from nghìn người and người
		{[]Printed{{1234567890123.4, 0.1}}, Printed{1234567890123.5, 0.1}, true, true}, // 0.1 apart, as printed
		{[]Printed{{1234567890123.4, 0.1}}, Printed{1234567890123.6, 0.1}, true, false},
		{[]Printed{{4e15, 0}, {1, 0}}, Printed{4e15, 0}, true, false},
		{nil, Printed{0, 0}, true, true},
	}
	for _, tt := range tests {
		if got := CheckSum(tt.parts, tt.total, tt.all); got.OK != tt.ok {
			t.Errorf("%v, total %v: %+v", tt.parts, tt.total, got)
		}
	}
}

func TestRatesFixture(t *testing.T) {
	for _, r := range fixture.Read(t, "rates.csv") {
		printed := func(column, decimals string) Printed {
			if column != "rate" && r.Int(decimals) == 0 {
				return Printed{r.Num(column), 0} // persons are counted
			}
			return Printed{r.Num(column), math.Pow10(-r.Int(decimals))}
		}
		test, known := CheckRate(printed("rate", "decimals"), printed("numerator", "numerator_decimals"), printed("denominator", "denominator_decimals"))
		if !known {
			r.Is("finding", "no denominator")
			continue
		}
		r.Near("computed", &test.Rate, 0)
		r.Near("tolerance", &test.Tolerance, 0)
		r.Is("finding", map[bool]string{true: "ok", false: "rate-mismatch"}[test.OK])
	}
}

// A whole rate is a rounded one, whatever its parts are.
func TestCheckRateWhole(t *testing.T) {
	test, known := CheckRate(Printed{7, 1}, Printed{28667, 0}, Printed{404400, 0})
	if !known || !test.OK {
		t.Errorf("7 %% for 7.0888 %%: %+v", test)
	}
	if test, _ := CheckRate(Printed{0, 0.1}, Printed{0, 0}, Printed{404400, 0}); !test.OK || test.Rate != 0 {
		t.Errorf("0 of many: %+v", test)
	}
}
