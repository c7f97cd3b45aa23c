package vi

import (
	"slices"
	"strings"

	"tongket/analysis"
	"tongket/ingest"
)

// mostNames are named of one finding; kiem-tra.csv and the JSON have all of them.
const mostNames = 40

// causeWords words one finding of several of one cause.
func causeWords(q quoted) (string, string) {
	names := namesOf(q)
	n := Count(len(q.Parts)) + nbsp
	switch q.Code {
	case analysis.CodeTargetMissing:
		return n + "chỉ tiêu chưa có mục tiêu của nhiệm kỳ nên không đánh giá: " + names + ".", "Bổ sung cột “Mục tiêu” của danh mục nếu Nghị quyết có giao."
	case analysis.CodePlanMissing:
		return n + "chỉ tiêu chưa có mục tiêu kỳ tới: " + names + ".", "Bổ sung cột “Mục tiêu kỳ tới” của danh mục, hoặc dùng mức đề xuất theo dự báo."
	case ingest.CodeUnknown:
		return n + "tên chỉ tiêu không có trong danh mục; số liệu được giữ dưới tên của trang: " + names + ".",
			"Nếu là chỉ tiêu đã có, thêm tên này vào cột “Tên khác” của danh mục; nếu là chỉ tiêu mới, thêm một dòng danh mục."
	}
	return n + "phát hiện thuộc loại “" + q.Code + "”: " + names + ".", "Xem lại các ô nêu trên."
}

func namesOf(q quoted) string {
	var out []string
	for i, p := range q.Parts {
		if len(out) == mostNames {
			out = append(out, "và "+Count(len(q.Parts)-i)+" tên nữa")
			break
		}
		part, near := quoted{p}, ""
		name := either(Folded(p.Name), p.Indicator)
		if q.Code == ingest.CodeUnknown {
			name, near = either(Folded(p.Raw), name), part.arg(0)
		}
		if name = either(clipped(name), "(không tên)") + opt(" (gần giống: ", near, ")"); !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return strings.Join(out, "; ")
}

// effect says what a finding holds back; empty if that is no more than its own figure.
func effect(e analysis.Holding) string {
	var parts []string
	if e.Verdicts > 0 {
		parts = append(parts, Count(e.Verdicts)+nbsp+"đánh giá")
	}
	if e.Forecasts > 0 {
		parts = append(parts, Count(e.Forecasts)+nbsp+"dự báo")
	}
	if len(parts) == 0 {
		return ""
	}
	return " Giữ lại " + strings.Join(parts, ", ") + " của " + Count(e.Indicators) + nbsp + "chỉ tiêu."
}
