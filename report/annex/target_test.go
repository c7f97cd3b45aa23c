package annex

import (
	"strings"
	"testing"

	"tongket/analysis/stat"
)

// TestBelowPresent: a target that asks for less than was reached is remarked on,
// and one that is kept asks for no change a year, which is not a missing figure.
func TestBelowPresent(t *testing.T) {
	doc := Build(sampleReview(t))
	text := func(stem string) string {
		return strings.Join(strings.Fields(print(Document{Annexes: []Annex{annexOf(t, doc, stem)}})), " ")
	}
	papers := text("kha-nang")
	for _, want := range []string{
		"Mục tiêu giai đoạn 2021-2025 của số người được tạo việc làm mới (77.500 người) thấp hơn kết quả giai đoạn 2016-2020 (ước 79.100 người).",
		"Mục tiêu giai đoạn 2021-2025 của số lao động nông thôn được đào tạo nghề (75.000 người) thấp hơn kết quả giai đoạn 2016-2020 (ước 75.730 người).",
	} {
		if !strings.Contains(papers, want) {
			t.Errorf("no %q", want)
		}
	}
	if strings.Contains(papers, "của tỷ lệ hộ nghèo (") {
		t.Error("a target that asks for more is remarked on")
	}
	if plan := text("muc-tieu-ky-toi"); !strings.Contains(plan, "| ít nhất 95,0 | 4,3 | x") {
		t.Error("a level that is kept asks for a change")
	}
}

// TestKeptIsNotDrawnDown: no chart leads a path from the last figure back to a
// level that it has reached, and the path is named as what is kept.
func TestKeptIsNotDrawnDown(t *testing.T) {
	r := sampleReview(t)
	kept := 0
	for i := range r.Indicators {
		x := &r.Indicators[i]
		for _, s := range Charts(r, i)[0].Series {
			if s.Kind != Path {
				continue
			}
			if last := s.Values[5]; last != nil && stat.Rises(x.Direction, "")*(*s.Values[6]-*last) < -1e-9 && !x.Next.Against {
				t.Errorf("%s: the path falls back from %v to %v", x.Code, *last, *s.Values[6])
			}
			if x.Next.Kept {
				kept++
			}
			if s.Kept != x.Next.Kept || strings.HasPrefix(s.Name, "Mức cần giữ đến năm 2025: ít nhất ") != s.Kept {
				t.Errorf("%s: %q, kept %v", x.Code, s.Name, s.Kept)
			}
		}
	}
	if kept != 4 {
		t.Errorf("%d bounds are kept", kept)
	}
}
