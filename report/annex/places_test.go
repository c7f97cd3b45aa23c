package annex

import (
	"slices"
	"strings"
	"testing"
)

// TestPlacesAddUp: a total that its places do not come to bears a note, and no
// other does; the note of a total that is marked as under review does not say that
// once more.
func TestPlacesAddUp(t *testing.T) {
	text := strings.Join(strings.Fields(print(Build(sampleReview(t)))), " ")
	var got []string
	for _, part := range strings.Split(text, "Các địa bàn cộng lại được ")[1:] {
		note, _, _ := strings.Cut(part, " (")
		note, _, _ = strings.Cut(note, " Nguồn")
		got = append(got, strings.TrimSpace(note))
	}
	slices.Sort(got)
	// The 13 cells of 2019 are those of 2018: 128.200, where the whole has 131.400;
	// a total of 2017 was typed 10 too low.
	for _, want := range []string{"637.250 suất, ít hơn tổng số 3.200 suất; đang rà soát.", "128.200 suất, ít hơn tổng số 3.200 suất; đang rà soát.", "2.385 hộ, nhiều hơn tổng số 10 hộ."} {
		if !slices.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
	if n := len(slices.Compact(got)); n > 5 {
		t.Errorf("%d totals are doubted: %q", n, got)
	}
}

// TestMissingOrReviewed: a total that cannot be made for a figure is under review
// says so, and is not told as one that nobody sent.
func TestMissingOrReviewed(t *testing.T) {
	a := annexOf(t, Build(sampleReview(t)), "an-sinh")
	text := strings.Join(strings.Fields(print(Document{Annexes: []Annex{a}})), " ")
	for _, want := range []string{"Toàn tỉnh | 1.250 | …(1)", "(1) Chưa tính được vì có số liệu đang rà soát."} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
}
