package vi

import (
	"maps"
	"math"
	"strconv"

	"tongket/analysis"
	"tongket/analysis/stat"
)

// Labels of the figures that a page shows of one indicator.
const (
	FigureChange      = "So với năm gốc"
	FigureYearly      = "Bình quân mỗi năm"
	FigureAgainst     = "So với mục tiêu"
	FigureProgress    = "Tiến độ"
	FigureTrend       = "Xu hướng"
	FigureFeasibility = "Khả năng thực hiện"
	RowPlan           = "Kế hoạch"
	RowLow            = "Cận dưới khoảng dự báo 80%"
	RowHigh           = "Cận trên khoảng dự báo 80%"
	BuiltinCatalogue  = "Danh mục có sẵn của chương trình"
	NoFieldName       = "Chỉ tiêu ngoài danh mục"
	NoSupplierName    = "Chưa ghi đơn vị phụ trách"
)

// FigureYear is the label of a year's figure.
func FigureYear(year int, estimate bool) string {
	if estimate {
		return "Ước năm " + strconv.Itoa(year)
	}
	return "Năm " + strconv.Itoa(year)
}

// FigureSpan is the label of a figure of several years.
func FigureSpan(from, to int) string {
	return "Giai đoạn " + strconv.Itoa(from) + "-" + strconv.Itoa(to)
}

// FigureTotal is the label of a flow's total over so many years of a span.
func FigureTotal(from, to int, estimate bool, years int) string {
	label := "Thực hiện "
	if estimate {
		label = "Ước thực hiện "
	}
	label += strconv.Itoa(from) + "-" + strconv.Itoa(to)
	if years < to-from+1 {
		label += " (" + strconv.Itoa(years) + " năm có số liệu)"
	}
	return label
}

// FigureGoal is the label of a target.
func FigureGoal(year int) string { return "Mục tiêu năm " + strconv.Itoa(year) }

// FigureSpanGoal is the label of the target of a flow.
func FigureSpanGoal(from, to int) string {
	return "Mục tiêu " + strconv.Itoa(from) + "-" + strconv.Itoa(to)
}

// Bounded is a target with the word of its bound: "dưới 5,5%".
func Bounded(bound string, v float64, decimals int, unit string) string {
	s := Level(v, decimals, unit)
	if b := Bound(bound); b != "" {
		return b + nbsp + s
	}
	return s
}

// Level is Quantity in the unit of the tables, whatever the size.
func Level(v float64, decimals int, unit string) string {
	if unit == "%" || unit == "‰" || unit == "" {
		return Trimmed(v, decimals) + unit
	}
	return Trimmed(v, decimals) + nbsp + unit
}

// Moved tells a change by its verb: "giảm 6,74 điểm %", "tăng 12 người",
// "không đổi". rate: percentage points.
func Moved(v float64, decimals int, unit string, rate bool) string {
	verb := "tăng" + nbsp
	switch v = stat.Round(v, decimals); {
	case v == 0:
		return "không đổi"
	case v < 0:
		verb = "giảm" + nbsp
	}
	if rate {
		return verb + Shift(math.Abs(v), decimals, unit)
	}
	return verb + Level(math.Abs(v), decimals, unit)
}

// Against tells a result from its target: "vượt 0,2 điểm %" is left to the
// verdict; this is "thấp hơn 0,2 điểm %", "cao hơn 12 người", "bằng mục tiêu".
func Against(difference float64, decimals int, unit string, rate bool) string {
	word := "cao hơn" + nbsp
	switch difference = stat.Round(difference, decimals); {
	case difference == 0:
		return "bằng mục tiêu"
	case difference < 0:
		word = "thấp hơn" + nbsp
	}
	if rate {
		return word + Shift(math.Abs(difference), decimals, unit)
	}
	return word + Level(math.Abs(difference), decimals, unit)
}

// PageWords are the texts that the dashboard's scripts write, by name. What
// stands in braces is filled in by the script.
func PageWords(places []analysis.Place) map[string]string {
	words := map[string]string{
		"estimate":    "ước",
		"held":        "Đang rà soát: có phát hiện mức lỗi, chưa dùng để đánh giá.",
		"na":          "Chưa có số liệu.",
		"nil":         "Không phát sinh.",
		"missing":     "Không bảng nào có số liệu này.",
		"sum":         "Cộng từ {n} số liệu thành phần.",
		"ratio":       "Tính từ tử số và mẫu số.",
		"computed":    "Số do chương trình tính.",
		"corrected":   MarkCorrected,
		"mended":      "Số đã sửa so với biểu của đơn vị.",
		"written":     "ghi: “{raw}”",
		"more":        "và {n} ô khác",
		"row":         "dòng {n}",
		"place":       "Địa bàn",
		"indicator":   "Chỉ tiêu",
		"year":        "Năm",
		"profile":     "{place}: số liệu mới nhất của từng chỉ tiêu",
		"unitHead":    HeadUnit,
		"source":      "Nguồn: {name}",
		"asOf":        "số liệu đến ngày {date}",
		"rankHead":    HeadRank,
		"rank":        "xếp thứ {n}/{of}",
		"noPlace":     "chưa có số liệu",
		"shown":       "Hiển thị {n}/{of} chỉ tiêu",
		"none":        "Không có chỉ tiêu nào khớp bộ lọc.",
		"chart":       "Biểu đồ {name}. Nhấn phím mũi tên trái, phải để xem từng năm và ô số liệu gốc; bảng số liệu ở ngay bên dưới.",
		"map":         "Bản đồ {name} theo địa bàn. Dùng phím mũi tên để xem từng địa bàn và ô số liệu gốc.",
		"slide":       "Trang {n}/{of}",
		"slideGoal":   "mục tiêu {goal}",
		"slidesMore":  "Còn {n} chỉ tiêu khác ở trang chính.",
		"noFindings":  "Không có phát hiện nào về chỉ tiêu này.",
		"findings":    "{n} phát hiện",
		"comments":    "Góp ý vào dự thảo ({n})",
		"answer":      "Trả lời",
		"error":       Severity(analysis.Error),
		"warning":     Severity(analysis.Warning),
		"info":        Severity(analysis.Info),
		"yearly":      FigureYearly,
		"unit":        "Đơn vị tính: {unit}",
		"supplier":    "Đơn vị phụ trách: {name}",
		"darkTheme":   "Nền tối",
		"lightTheme":  "Nền sáng",
		"places":      "{name} theo địa bàn, năm {year}",
		"years":       "{name} theo địa bàn và năm",
		"exceeded":    Verdict(analysis.Exceeded, false),
		"met":         Verdict(analysis.Met, false),
		"not-met":     Verdict(analysis.NotMet, false),
		"no-data":     Verdict(analysis.NoData, false),
		"whole":       Capital(WholeOf(places)),
		"placesTable": "Số liệu {name} theo địa bàn và năm",
		"yearsTable":  "Số liệu {name} theo năm",
	}
	maps.Copy(words, compareWords(places))
	return words
}

// PageTitle is the heading of the dashboard.
func PageTitle(base, last int) string {
	return "Kết quả thực hiện các chỉ tiêu nhiệm kỳ " + strconv.Itoa(base) + "-" + strconv.Itoa(last)
}

// FiguresOf says of which day the figures are.
func FiguresOf(iso string) string { return "Số liệu tính đến " + Date(iso) }

// VerdictLabel is a judgement as the label of a count; indicators without a
// target have one too.
func VerdictLabel(v analysis.Verdict) string {
	if v == analysis.NoVerdict {
		return "Không giao mục tiêu"
	}
	return Verdict(v, false)
}

// Proposed marks a target that nobody has given yet.
func Proposed(target string) string { return target + " (đề xuất)" }

// Fulfilled is the fulfilment of a target, in per cent, in brackets.
func Fulfilled(percent float64) string { return "(bằng " + Percent(percent, 1) + " mục tiêu)" }
