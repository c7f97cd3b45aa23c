package stat

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"tongket/analysis/stat/fixture"
)

// column is a column of a table, as numbers.
func column(t *testing.T, rows []fixture.Row, name string) []float64 {
	t.Helper()
	values := make([]float64, len(rows))
	for i, r := range rows {
		values[i] = r.Num(name)
	}
	return values
}

func names(rows []fixture.Row) []string {
	names := make([]string, len(rows))
	for i, r := range rows {
		names[i] = r.Text("place")
	}
	return names
}

// each holds a result for every place against a column.
func each[T int | float64](t *testing.T, rows []fixture.Row, column string, got []T) {
	t.Helper()
	if len(got) != len(rows) {
		t.Fatalf("%s: %d results for %d places", column, len(got), len(rows))
	}
	for i, r := range rows {
		v := float64(got[i])
		r.Near(column, &v, 0)
	}
}

func TestDistrictsFixture(t *testing.T) {
	rows := fixture.Read(t, "districts.csv")
	base, last := column(t, rows, "count_2015"), column(t, rows, "count_2020")
	each(t, rows, "rank_2020_lower_is_better", Ranks(Down, column(t, rows, "rate_2020")))
	each(t, rows, "rank_2020_higher_is_better", Ranks(Up, last))
	each(t, rows, "share_2020_percent", Shares(last))
	each(t, rows, "contribution_percent", Contributions(base, last))

	for _, r := range fixture.Read(t, "dispersion.csv") {
		d := Disperse(names(rows), column(t, rows, r.Text("series")))
		r.Near("mean", &d.Mean, 0)
		r.Near("sd_population", &d.StdDev, 0)
		r.Near("cv_percent", d.CV, 0)
		r.Near("range", &d.Range, 0)
		r.Near("max_over_min", d.MaxMin, 0)
	}
}

func TestDistrictsPovertyFixture(t *testing.T) {
	rows := fixture.Read(t, "districts-poverty.csv")
	base, last := column(t, rows, "poor_2015"), column(t, rows, "poor_2020")
	var from, to []Ratio
	var rateFrom, rateTo []float64
	for i, r := range rows {
		from = append(from, Ratio{base[i], r.Num("households_2015")})
		to = append(to, Ratio{last[i], r.Num("households_2020")})
		rateFrom = append(rateFrom, 100*from[i].Numerator/from[i].Denominator)
		rateTo = append(rateTo, 100*to[i].Numerator/to[i].Denominator)
	}
	each(t, rows, "rate_2015", rateFrom)
	each(t, rows, "rate_2020", rateTo)
	each(t, rows, "rank_2020_down", Ranks(Down, rateTo))
	each(t, rows, "share_percent", Shares(last))
	each(t, rows, "growth_contribution_points", GrowthContributions(base, last))
	each(t, rows, "share_of_change_percent", Contributions(base, last))
	each(t, rows, "rate_contribution_points", RateContributions(from, to))
	for i, share := range LargestRemainder(last, 1) {
		rows[i].Is("share_printed", strconv.FormatFloat(share, 'f', 1, 64))
	}

	sets := map[string][]float64{"rate_2015": rateFrom, "rate_2020": rateTo, "poor_2015": base, "poor_2020": last}
	starts := map[string][]float64{"rate_2020": rateFrom, "poor_2020": base}
	whole := map[string]float64{
		"rate_2015": 100 * Sum(base) / denominators(from), "rate_2020": 100 * Sum(last) / denominators(to),
		"poor_2015": Sum(base), "poor_2020": Sum(last),
	}
	for _, r := range fixture.Read(t, "districts-poverty-summary.csv") {
		id := r.Text("id")
		d, province := Disperse(names(rows), sets[id]), whole[id]
		r.Near("province", &province, 0)
		r.Near("unweighted_mean_never_printed", &d.Mean, 0)
		r.Near("max", &d.Max, 0)
		r.Near("min", &d.Min, 0)
		r.Near("range", &d.Range, 0)
		r.Near("max_min_ratio", d.MaxMin, 0)
		r.Near("cv_percent", d.CV, 0)
		if start := starts[id]; start != nil {
			beta, ok := BetaConvergence(start, sets[id], 5)
			if !ok {
				t.Fatalf("%s: no beta", r.Where)
			}
			r.Near("beta", &beta, 0)
		}
	}
}

func TestRanksFixture(t *testing.T) {
	for _, r := range fixture.Read(t, "ranks.csv") {
		var want []int
		for _, v := range r.Nums("ranks") {
			want = append(want, int(v))
		}
		if got := Ranks(directionWords[r.Text("direction")], r.Nums("values")); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", r.Where, got, want)
		}
	}
}

func TestConvergenceFixture(t *testing.T) {
	words := map[string]string{"narrowed": "narrowed", "widened": "widened", "mixed": "", "unchanged": "", "": ""}
	for _, r := range fixture.Read(t, "convergence.csv") {
		base, last := Disperse([]string{"a", "b", "c"}, r.Nums("first")), Disperse([]string{"a", "b", "c"}, r.Nums("last"))
		r.Near("cv_first", base.CV, 0)
		r.Near("cv_last", last.CV, 0)
		r.Near("range_first", &base.Range, 0)
		r.Near("range_last", &last.Range, 0)
		if got := Convergence(base, last); got != words[r.Text("verdict")] {
			t.Errorf("%s: %q", r.Where, got)
		}
	}
	if Convergence(nil, &Dispersion{}) != "" {
		t.Error("a verdict without a base")
	}
}

// random places, for the properties.
func randomPlaces(random *rand.Rand) (names []string, base, last []float64) {
	for i := range 2 + random.IntN(30) {
		names = append(names, strconv.Itoa(i))
		base = append(base, math.Floor(1+random.ExpFloat64()*1000))
		last = append(last, math.Floor(1+random.ExpFloat64()*1000))
	}
	return names, base, last
}

func scaled(values []float64, by float64) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = v * by
	}
	return out
}

func reorder[T any](values []T, order []int) []T {
	if values == nil {
		return nil
	}
	out := make([]T, len(values))
	for i, j := range order {
		out[i] = values[j]
	}
	return out
}

func closeTo(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if math.Abs(a[i]-b[i]) > 1e-9*max(1, math.Abs(a[i])) {
			return false
		}
	}
	return true
}

// The order in which places are listed and the unit change nothing.
func TestDistrictProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for range 500 {
		names, base, last := randomPlaces(random)
		order := random.Perm(len(names))
		base2, last2 := reorder(base, order), reorder(last, order)
		for _, d := range []Direction{Up, Down, Either} {
			if ranks := Ranks(d, last); !slices.Equal(reorder(ranks, order), Ranks(d, last2)) {
				t.Fatalf("ranks of %v depend on the order", last)
			} else if !slices.Equal(ranks, Ranks(d, scaled(last, 1024))) {
				t.Fatalf("ranks of %v depend on the unit", last)
			}
		}
		if !closeTo(reorder(Shares(last), order), Shares(last2)) || !closeTo(Shares(last), Shares(scaled(last, 1000))) {
			t.Fatalf("shares of %v depend on order or unit", last)
		}
		if parts := Contributions(base, last); !closeTo(reorder(parts, order), Contributions(base2, last2)) ||
			!closeTo(parts, Contributions(scaled(base, 1000), scaled(last, 1000))) {
			t.Fatalf("contributions from %v to %v depend on order or unit", base, last)
		} else if parts != nil && math.Abs(Sum(parts)-100) > 1e-6 {
			t.Fatalf("contributions add up to %v", Sum(parts))
		}
		a, b := Disperse(names, last), Disperse(reorder(names, order), last2)
		if !closeTo([]float64{*a.CV, a.Range, *a.MaxMin}, []float64{*b.CV, b.Range, *b.MaxMin}) {
			t.Fatalf("dispersion of %v depends on the order", last)
		}
		c := Disperse(names, scaled(last, 1000))
		if !closeTo([]float64{*a.CV, *a.MaxMin, 1000 * a.Range}, []float64{*c.CV, *c.MaxMin, c.Range}) {
			t.Fatalf("dispersion of %v depends on the unit", last)
		}
	}
}

// A district of zeros changes nobody's share, contribution, or (where more is
// better) rank.
func TestDistrictOfZeros(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	for range 500 {
		_, base, last := randomPlaces(random)
		base0, last0 := append(slices.Clone(base), 0), append(slices.Clone(last), 0)
		if got := Shares(last0); !closeTo(got, append(Shares(last), 0)) {
			t.Fatalf("shares %v", got)
		}
		if parts := Contributions(base, last); parts != nil {
			if got := Contributions(base0, last0); !closeTo(got, append(parts, 0)) {
				t.Fatalf("contributions %v", got)
			}
		}
		if got := Ranks(Up, last0); !slices.Equal(got, append(Ranks(Up, last), len(last)+1)) {
			t.Fatalf("ranks %v", got)
		}
		if got := LargestRemainder(last0, 1); !reflect.DeepEqual(got, append(LargestRemainder(last, 1), 0)) {
			t.Fatalf("printed shares %v", got)
		}
		a, _ := HidiroglouBerthelot(base, last)
		b, _ := HidiroglouBerthelot(base0, last0)
		if a.Lower != b.Lower || a.Upper != b.Upper || a.Used != b.Used {
			t.Fatalf("bounds %v..%v, with zeros %v..%v", a.Lower, a.Upper, b.Lower, b.Upper)
		}
	}
}

func TestDistrictEdges(t *testing.T) {
	if got := Contributions([]float64{100, 100}, []float64{150, 51}); got != nil {
		t.Errorf("contributions to a change of 0.5 %%: %v", got)
	}
	if got := Contributions([]float64{0, 0}, []float64{1, 3}); !slices.Equal(got, []float64{25, 75}) {
		t.Errorf("contributions from nothing: %v", got)
	}
	if got := Contributions([]float64{5}, []float64{5}); got != nil {
		t.Errorf("contributions to no change: %v", got)
	}
	if got := Shares([]float64{-1, 3}); got != nil {
		t.Errorf("shares with a negative one: %v", got)
	}
	if got := Shares(nil); got != nil {
		t.Errorf("shares of nothing: %v", got)
	}
	if d := Disperse(nil, nil); d != nil {
		t.Errorf("dispersion of nothing: %+v", d)
	}
	one := Disperse([]string{"a"}, []float64{0})
	if one.CV != nil || one.MaxMin != nil || one.StdDev != 0 || !slices.Equal(one.Highest, []string{"a"}) {
		t.Errorf("dispersion of one zero: %+v", one)
	}
	tied := Disperse([]string{"a", "b", "c", "d"}, []float64{1, 3, 1, 3})
	if !slices.Equal(tied.Lowest, []string{"a", "c"}) || !slices.Equal(tied.Highest, []string{"b", "d"}) {
		t.Errorf("highest %v, lowest %v", tied.Highest, tied.Lowest)
	}
	ten, twelve := 10.0, 12.0
	for _, d := range []*Dispersion{{Range: 5, CV: &twelve}, {Range: 5, CV: &ten}, {Range: 7, CV: &ten}} {
		if got := Convergence(&Dispersion{Range: 5, CV: &ten}, d); got != "" {
			t.Errorf("one measure alone: %q", got)
		}
	}
	if got := GrowthContributions([]float64{0, 0}, []float64{1, 2}); got != nil {
		t.Errorf("growth from nothing: %v", got)
	}
	if got := GrowthContributions([]float64{1}, []float64{1, 2}); got != nil {
		t.Errorf("growth of other places: %v", got)
	}
	if _, ok := BetaConvergence([]float64{5, 5, 5}, []float64{6, 7, 8}, 5); ok {
		t.Error("beta from equal starts")
	}
}
