package vi

import (
	"math"
	"strings"

	"tongket/analysis"
	"tongket/analysis/stat"
)

// ChangesSay is where an indicator changed most and least over the term, as the
// caption of a drawing of the changes: "Giảm nhiều nhất ở huyện Tân Sơn (16,32 điểm
// %), ít nhất ở thành phố Việt Trì (0,91 điểm %)". changes are by place, nil unknown.
// It is empty with fewer than two, or where all are alike.
func ChangesSay(x *analysis.Result, changes []*float64) string {
	low, high := -1, -1
	for i, c := range changes {
		if c == nil {
			continue
		}
		if low < 0 || *c < *changes[low] {
			low = i
		}
		if high < 0 || *c > *changes[high] {
			high = i
		}
	}
	if low == high || stat.Round(*changes[low], x.Decimals) == stat.Round(*changes[high], x.Decimals) {
		return ""
	}
	told := func(i int) string {
		v := math.Abs(*changes[i])
		size := Level(v, x.Decimals, x.Unit)
		if x.Kind == analysis.Rate {
			size = Shift(v, x.Decimals, x.Unit)
		}
		return Place(Folded(x.Places[i].Place)) + " (" + size + ")"
	}
	least, most := stat.Round(*changes[low], x.Decimals), stat.Round(*changes[high], x.Decimals)
	switch {
	case most < 0:
		return "Giảm nhiều nhất ở " + told(low) + ", ít nhất ở " + told(high)
	case least > 0:
		return "Tăng nhiều nhất ở " + told(high) + ", ít nhất ở " + told(low)
	case least == 0:
		return "Tăng nhiều nhất ở " + told(high)
	case most == 0:
		return "Giảm nhiều nhất ở " + told(low)
	}
	return "Tăng nhiều nhất ở " + told(high) + ", giảm nhiều nhất ở " + told(low)
}

// StepsSay is what a flow comes to over the term beside its target, as the caption
// of a drawing of its years: "Cộng dồn 2016-2020 ước đạt 12.410 người, còn thiếu 90
// người so với mục tiêu".
func StepsSay(r *analysis.Review, x *analysis.Result, total float64) string {
	s := "Cộng dồn " + Span(r.Term.Base+1, r.Term.Last) + " "
	if x.Term.Estimate {
		s += "ước "
	}
	verb := "đạt "
	if x.Direction != analysis.Up {
		verb = "là " // of harm nothing is attained
	}
	s += verb + Level(total, x.Decimals, x.Unit)
	d := x.Judgement.Difference
	if x.Goal == nil || d == nil {
		return s
	}
	size := Level(math.Abs(*d), x.Decimals, x.Unit)
	switch {
	case stat.Round(*d, x.Decimals) == 0:
		return s + ", bằng mục tiêu"
	case stat.Rises(x.Direction, x.Goal.Bound) > 0 && *d < 0:
		return s + ", còn thiếu " + size + " so với mục tiêu"
	case stat.Rises(x.Direction, x.Goal.Bound) > 0:
		return s + ", vượt mục tiêu " + size
	case *d < 0:
		return s + ", thấp hơn mục tiêu " + size
	}
	return s + ", cao hơn mục tiêu " + size
}

// BehindSide is on which side of the whole a place is worse: "cao hơn" of what is to
// fall. It is empty where there is no worse.
func BehindSide(x *analysis.Result) string {
	switch x.Direction {
	case analysis.Up:
		return "thấp hơn"
	case analysis.Down:
		return "cao hơn"
	}
	return ""
}

// WorseKey explains the sign of a change for the worse.
const WorseKey = "thay đổi theo chiều kém đi"

// CompareNote stands below two indicators beside each other.
const CompareNote = "Mỗi chỉ tiêu một biểu đồ với thang riêng. Hai chỉ tiêu đi cùng nhau chưa có nghĩa là chỉ tiêu này làm thay đổi chỉ tiêu kia."

// BehindKey explains the sign of places that are worse than the whole.
func BehindKey(places []analysis.Place) string { return "kém hơn mức chung " + WholeOf(places) }

// Texts of the classes of a map.
const (
	classBelow   = "dưới {to}"
	classBetween = "từ {from} đến dưới {to}"
	classFrom    = "từ {from} trở lên"
)

// MapClasses name the classes of a map between ends, from the least; none for none.
func MapClasses(x *analysis.Result, ends []float64) []string {
	var all []string
	whole := func(v float64) string {
		if x.Unit == "%" || x.Unit == "‰" {
			return Number(v, x.Decimals) + x.Unit
		}
		return Number(v, x.Decimals)
	}
	for k, end := range ends {
		if k == 0 {
			all = append(all, strings.ReplaceAll(classBelow, "{to}", whole(end)))
		}
		if k+1 < len(ends) {
			all = append(all, strings.NewReplacer("{from}", Number(end, x.Decimals), "{to}", whole(ends[k+1])).Replace(classBetween))
			continue
		}
		all = append(all, strings.ReplaceAll(classFrom, "{from}", whole(end)))
	}
	return all
}

// compareWords are the texts of the drawings that compare places and indicators; what
// stands in braces is filled in by the page.
func compareWords(places []analysis.Place) map[string]string {
	whole := WholeOf(places)
	return map[string]string{
		"sender":          "{name} gửi",
		"byPlace":         "Theo địa bàn",
		"inYear":          "Năm",
		"estimateIn":      "Ước năm",
		"behindTitle":     "{when}, {n} địa bàn {side} mức chung " + whole,
		"noneBehind":      "{when}, không địa bàn nào {side} mức chung " + whole,
		"change":          "Thay đổi",
		"changesTitle":    "{name}: thay đổi ở từng địa bàn, {from}-{to}",
		"changesAbout":    "{name}: thay đổi từ {from} đến {to} ({unit})",
		"points":          "điểm %",
		"panelsTitle":     "{name} ở từng địa bàn, {from}-{to}",
		"panelsWhole":     "nét đứt: " + whole,
		"oneScale":        "các ô cùng một thang",
		"order-muc":       "số liệu năm {year}",
		"order-danh-sach": "thứ tự danh mục",
		"order-thay-doi":  "mức thay đổi",
		"drawing":         "{title}. Dùng phím mũi tên để xem từng số và ô số liệu gốc; bảng số liệu ở bên dưới.",
		"mapTitle":        "Bản đồ, năm {year}",
		"classBelow":      classBelow,
		"classBetween":    classBetween,
		"classFrom":       classFrom,
		"compared":        "{a} và {b}",
		"againstTitle":    "{a} và {b} ở từng địa bàn, năm {year}",
		"noCompanion":     "chưa chọn",
		"noField":         NoFieldName,
		"lastHead":        "Mới nhất",
		"gapHead":         "Chênh lệch với " + whole,
		"behind":          BehindKey(places),
		"worse":           WorseKey,
		"heldClass":       "đang rà soát",
		"stepsGoal":       "Mục tiêu cả giai đoạn: {value}",
		"stepsTotal":      "Cộng",
		"stepsSoFar":      "Cộng dồn",
		"yearFigure":      "Trong năm",
	}
}
