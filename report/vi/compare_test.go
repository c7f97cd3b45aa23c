package vi

import (
	"strings"
	"testing"

	"tongket/analysis"
)

// TestChangesSay: what fell is told by how far it fell; what stood still in one place
// is no least fall.
func TestChangesSay(t *testing.T) {
	v := func(f float64) *float64 { return &f }
	x := &analysis.Result{Indicator: analysis.Indicator{Kind: analysis.Rate, Unit: "%", Decimals: 1, Direction: analysis.Down},
		Places: []analysis.Line{{Place: "Huyện Tân Sơn"}, {Place: "Thành phố Việt Trì"}, {Place: "Huyện Hạ Hòa"}}}
	tests := []struct {
		changes []*float64
		want    string
	}{
		{[]*float64{v(-16.3), v(-0.9), nil}, "Giảm nhiều nhất ở huyện Tân Sơn (16,3 điểm %), ít nhất ở thành phố Việt Trì (0,9 điểm %)"},
		{[]*float64{v(2), v(5), v(3)}, "Tăng nhiều nhất ở thành phố Việt Trì (5 điểm %), ít nhất ở huyện Tân Sơn (2 điểm %)"},
		{[]*float64{v(-2), v(0), v(-1)}, "Giảm nhiều nhất ở huyện Tân Sơn (2 điểm %)"},
		{[]*float64{v(0), v(4), nil}, "Tăng nhiều nhất ở thành phố Việt Trì (4 điểm %)"},
		{[]*float64{v(-2), v(1), nil}, "Tăng nhiều nhất ở thành phố Việt Trì (1 điểm %), giảm nhiều nhất ở huyện Tân Sơn (2 điểm %)"},
		{[]*float64{v(-2), v(-2.01), nil}, ""}, // alike as printed
		{[]*float64{v(-2), nil, nil}, ""},
		{nil, ""},
	}
	for _, test := range tests {
		if got := plainSpaces(ChangesSay(x, test.changes)); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// TestStepsSay: a flow that falls short says by how much.
func TestStepsSay(t *testing.T) {
	d := -90.0
	r := &analysis.Review{Term: analysis.Term{Base: 2015, Last: 2020, Next: 2025}}
	x := &analysis.Result{Indicator: analysis.Indicator{Kind: analysis.Flow, Unit: "người", Direction: analysis.Up}, Goal: &analysis.Goal{Value: 12500},
		Judgement: analysis.Judgement{Difference: &d}, Term: analysis.TermStats{Estimate: true}}
	if got, want := plainSpaces(StepsSay(r, x, 12410)), "Cộng dồn 2016-2020 ước đạt 12.410 người, còn thiếu 90 người so với mục tiêu"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	d = 500
	if got, want := plainSpaces(StepsSay(r, x, 13000)), "Cộng dồn 2016-2020 ước đạt 13.000 người, vượt mục tiêu 500 người"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	x.Goal = nil
	if got, want := plainSpaces(StepsSay(r, x, 13000)), "Cộng dồn 2016-2020 ước đạt 13.000 người"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestMapClasses: the classes are named by the ends that analysis gives, the unit stands
// at the last number.
func TestMapClasses(t *testing.T) {
	x := &analysis.Result{Indicator: analysis.Indicator{Unit: "%", Decimals: 2}}
	got := strings.Join(MapClasses(x, []float64{3.86, 7.13, 10.41}), "; ")
	if want := "dưới 3,86%; từ 3,86 đến dưới 7,13%; từ 7,13 đến dưới 10,41%; từ 10,41% trở lên"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := MapClasses(x, nil); got != nil {
		t.Errorf("%q where all figures are alike", got)
	}
}

func plainSpaces(s string) string { return strings.ReplaceAll(s, nbsp, " ") }
