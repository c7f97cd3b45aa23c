package vi

import (
	"slices"
	"strings"

	"tongket/analysis"
	"tongket/analysis/claim"
	"tongket/ingest"
)

// mostNames are named of one finding; kiem-tra.csv and the JSON have all of them.
const mostNames = 40

// causeWords words one finding of several of one cause.
func causeWords(q quoted) (string, string) {
	if q.Code == analysis.CodeConflict {
		return "Hai nơi ghi khác nhau ở " + Count(figuresIn(q.Parts)) + nbsp + "số" + contradictions(q) + ".",
			"Xác định nơi ghi đúng và sửa nơi ghi sai; nếu một nơi ghi nhầm năm, nhầm địa bàn hoặc là số cũ thì chọn nơi được dùng ở cột “Ưu tiên” của bảng nguon."
	}
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

// figuresIn counts the figures that findings are on, those of a column together.
func figuresIn(parts []analysis.Finding) (n int) {
	for _, p := range parts {
		n += max(1, conflictOf(p).Cells)
	}
	return n
}

// conflictOf is what a finding on two figures says.
func conflictOf(f analysis.Finding) claim.Conflict {
	c, _ := f.Claim.(claim.Conflict)
	return c
}

// mostContradictions are quoted of one finding; its cells are all named beside it.
const mostContradictions = 12

// contradictions quotes what two sheets say, the figures of one indicator and place
// together, and why the first of each pair is used.
func contradictions(q quoted) string {
	why := conflictOf(q.Parts[0]).Why
	alike := !slices.ContainsFunc(q.Parts, func(p analysis.Finding) bool { return conflictOf(p).Why != why })
	s, last := "", ""
	if alike {
		s = " (số đứng trước đang dùng" + opt(", ", preferred(why), "") + ")"
	}
	s += ": "
	for i, p := range q.Parts {
		if i == mostContradictions {
			return s + "; và " + Count(figuresIn(q.Parts[i:])) + nbsp + "số nữa"
		}
		part, c := quoted{p}, conflictOf(p)
		var about []string
		if q.Name == "" && q.Indicator == "" {
			about = append(about, either(clipped(Folded(p.Name)), p.Indicator))
		}
		if q.Place == "" && p.Place != "" {
			about = append(about, Place(Folded(p.Place)))
		}
		row := strings.Join(about, ", ")
		switch {
		case i > 0 && row == last:
			s += ", "
		case i > 0:
			s += "; " + row + " "
		case row != "":
			s += row + " "
		}
		last = row
		s += opt("năm"+nbsp, p.Years.String(), ": ") + part.n(c.Used)
		if !alike {
			s += " (đang dùng" + opt(", ", preferred(c.Why), "") + ")"
		}
		s += " và " + part.n(c.Other)
		if c.Cells > 1 {
			s += " (cột có " + Count(c.Cells) + nbsp + "ô như vậy)"
		}
	}
	return s
}

func namesOf(q quoted) string {
	var out []string
	for i, p := range q.Parts {
		if len(out) == mostNames {
			out = append(out, "và "+Count(len(q.Parts)-i)+" tên nữa")
			break
		}
		near := ""
		name := either(Alone(p.Name), p.Indicator)
		if q.Code == ingest.CodeUnknown {
			name = either(Folded(p.Raw), name)
			if like, _ := p.Claim.(claim.Names); len(like.Names) > 0 {
				near = Folded(like.Names[0])
			}
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
	turns := ""
	if e.Turns > 0 {
		turns = " Nếu đúng như vậy thì đổi " + Count(e.Turns) + nbsp + "đánh giá mức đạt mục tiêu."
	}
	if len(parts) == 0 {
		return turns
	}
	return turns + " Giữ lại " + strings.Join(parts, ", ") + " của " + Count(e.Indicators) + nbsp + "chỉ tiêu."
}
