package pdf

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"tongket/report/annex"
	"tongket/report/plot"
	"tongket/report/vi"
)

// summaryOf is a summary of n targets, some of which were missed, with places.
func summaryOf(n, missed, places, ahead int, seed uint64) annex.Summary {
	rnd := rand.New(rand.NewPCG(seed, 1))
	names := []string{"Tỷ lệ hộ nghèo", "Số lượt người có công được điều dưỡng phục hồi sức khỏe", "Tỷ lệ hộ người có công có mức sống từ mức trung bình nơi cư trú trở lên", "Số người tham gia BHXH"}
	s := annex.Summary{
		Title: "KẾT QUẢ CÁC CHỈ TIÊU NGHỊ QUYẾT NHIỆM KỲ 2015-2020", Subtitle: "(Ước thực hiện đến hết năm 2020)",
		Headline:      strings.Repeat("Phần lớn chỉ tiêu đạt và vượt mục tiêu. ", 3),
		MissesHeading: "Chỉ tiêu không đạt", MissesHead: []string{"Chỉ tiêu", "Mục tiêu", "Ước thực hiện", "Còn lại", "2015-2020", "Đơn vị phụ trách"},
		ScoresHeading: vi.SummaryScores, ScoresNote: "▼ không đạt; ○ đạt; ● vượt. Chỉ tiêu cần giảm: mục tiêu chia cho thực hiện.",
		FieldsHeading: vi.SummaryFields, FieldsHead: append([]string{vi.SummaryField}, vi.SummaryVerdicts()...),
		Source: "Nguồn: số liệu các đơn vị gửi.", Annex: "Phụ lục I", Kinds: "huyện, thành, thị",
	}
	for i := range n {
		r := plot.Result{Name: names[i%len(names)], Percent: 100 + 30*rnd.Float64(), Shape: plot.Dot}
		if i < missed {
			v := 1.5
			r.Percent, r.Shape = 70+29*rnd.Float64(), plot.Down
			s.Misses = append(s.Misses, annex.Miss{Name: r.Name, Goal: "40.000 lượt người", Actual: "39.790 lượt người", Lack: "thiếu 210 lượt người", Unit: "Phòng Việc làm - An toàn lao động", Years: []*float64{&v, nil, &v}})
		}
		r.Text = vi.Number(r.Percent, 1) + "%"
		s.Scores, s.ScoreOf = append(s.Scores, r), append(s.ScoreOf, i)
	}
	for _, name := range []string{"An sinh xã hội", "Nguồn nhân lực", "Người có công", "Cộng"}[:min(4, n)] {
		s.Fields = append(s.Fields, []string{name, "123", "45", "6", "-", "7"})
	}
	for i := range places {
		base, last := 30*rnd.Float64(), 15*rnd.Float64()
		s.Gap = append(s.Gap, plot.Pair{Name: fmt.Sprint("Thanh Thủy ", i), Base: base, Last: last, BaseText: vi.Number(base, 1), LastText: vi.Number(last, 1)})
	}
	if places > 0 {
		whole := 5.31
		s.GapHeading, s.GapWhole, s.GapLine, s.GapUnit, s.GapDigits = "Tỷ lệ hộ nghèo giảm ở cả 13 huyện, thành, thị", &whole, "Toàn tỉnh 2020: 5,31%", "%", 2
		s.GapNote = "○ năm 2015; ● ước năm 2020."
	}
	for range ahead {
		s.AheadHeading, s.AheadHead = "Mục tiêu khó", []string{"Chỉ tiêu", "Ước 2020", "Mục tiêu 2025", "Dự báo 2025", "Cần/năm", "Đã đạt/năm"}
		s.Ahead = append(s.Ahead, []string{names[2], "49,6%", "40,0%", "45,9%", "-1,9 điểm %", "-1,4 điểm %"})
		s.AheadNote = "Chỉ tiêu cần mỗi năm không hơn mức đã đạt mà vẫn khó là vì càng gần 100% càng khó tăng (xem cột dự báo)."
	}
	return s
}

// TestSummaryHolds sets pages of few and of many targets: each is one sheet,
// nothing leaves it, no text lies on another or on a line, and what has no room
// is counted.
func TestSummaryHolds(t *testing.T) {
	tests := []struct{ targets, missed, places, ahead int }{
		{0, 0, 0, 0}, {1, 1, 0, 0}, {5, 0, 0, 1}, {5, 2, 13, 2}, {5, 5, 3, 0}, {33, 4, 13, 3}, {120, 40, 60, 30}, {120, 0, 13, 0}, {200, 120, 13, 9},
	}
	for _, tt := range tests {
		for seed := range uint64(8) {
			s := summaryOf(tt.targets, tt.missed, tt.places, tt.ahead, seed)
			b := board{width: onePage.width(), height: onePage.height()}
			b.summary(s)
			name := fmt.Sprintf("%+v, seed %d", tt, seed)
			if b.y > b.height+slack {
				t.Errorf("%s: %.1f mm are used of %.1f", name, b.y, b.height)
			}
			inside(t, name, b.marks, b.width, b.height)
			clear(t, name, b.marks)
			told := 0
			for _, m := range b.marks {
				if m.Shape == plot.Text && strings.HasSuffix(m.Text, "%") && m.Anchor == 1 {
					told++
				}
			}
			if says := b.says(); tt.targets > 60 && !strings.Contains(says, "chỉ tiêu khác") {
				t.Errorf("%s: what has no room is not counted in %q", name, says)
			}
		}
	}
}

// inside fails where a mark leaves its box.
func inside(t *testing.T, name string, marks []plot.Mark, width, height float64) {
	t.Helper()
	const hair = 0.3
	for _, m := range marks {
		if b := m.Box(); b.Left < -hair || b.Top < -hair || b.Right > width+hair || b.Bottom > height+hair {
			t.Errorf("%s: %q at %+v leaves %v × %v", name, m.Text, b, width, height)
		}
	}
}

// clear fails where a text lies on another text, or on a line that is not faint.
func clear(t *testing.T, name string, marks []plot.Mark) {
	t.Helper()
	for i, m := range marks {
		if m.Shape != plot.Text {
			continue
		}
		for k, o := range marks {
			if k == i || o.Shape == plot.Text && k < i {
				continue
			}
			if m.Box().Meets(o.Box()) {
				t.Errorf("%s: %q at %+v lies on %q (shape %d) at %+v", name, m.Text, m.Box(), o.Text, o.Shape, o.Box())
				return
			}
		}
	}
}

// TestSummaryFile writes the page: one sheet, the same bytes each time.
func TestSummaryFile(t *testing.T) {
	s := summaryOf(33, 4, 13, 3, 1)
	var files [2]bytes.Buffer
	for i := range files {
		if err := WriteSummary(&files[i], annex.Document{AsOf: "2020-05-22"}, s); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0].Bytes(), files[1].Bytes()) {
		t.Error("two runs differ")
	}
	if n := bytes.Count(files[0].Bytes(), []byte("/Type /Page ")) + bytes.Count(files[0].Bytes(), []byte("/Type/Page/")); n > 1 {
		t.Errorf("%d pages", n)
	}
}
