package vi

import (
	"tongket/analysis"
	"tongket/ingest"
)

// SheetsTitle is the heading of the page that shows the sheets.
const SheetsTitle = "Biểu được đọc thế nào"

// SheetsWords are the words of the page that shows the sheets.
func SheetsWords() map[string]string {
	return map[string]string{
		"toTable": "Đến bảng", "file": "Tệp", "sender": "Đơn vị gửi", "severity": "Mức phát hiện", "role": "Vai trò của ô", "print": "In trang này",
		"sheets": "Các trang", "legend": "Màu của ô", "findings": "Phát hiện", "script": "Trang này cần JavaScript để hiện các biểu.",
		"all": "Tất cả", "error": Severity(analysis.Error), "warning": Severity(analysis.Warning), "info": Severity(analysis.Info), "done": "đã xử lý",
		"figure": "số liệu", "indicator": "chỉ tiêu", "place": "địa bàn", "year": "năm", "measure": "loại số liệu", "unit": "đơn vị tính", "left": "để ngoài",
		"large":     "Công việc có nhiều số liệu nên mỗi tệp một trang riêng, trong thư mục doc-so-lieu.",
		"onlySheet": "(cả tệp)", "hidden": "trang ẩn", "some": "Tệp không có đường dẫn thì không lập trang riêng, vì có quá nhiều tệp.", "noSheets": "Không có biểu nào.", "none": "không rõ",
		"leftOut": "Để ngoài, không phải số liệu: {what}.", "tooMuch": "Trang này lớn: {n} ô không hiện ở đây, xem trong tệp gốc.",
		"found":    "{n} phát hiện của trang này và của cả công việc",
		"figureIs": "{indicator}; {place}; năm {year}; {measure}; đơn vị tính: {unit}",
	}
}

// MeasureNamed is the kind of figures that a head names and nothing else, by its key;
// "" for any other text.
func MeasureNamed(key string) ingest.Measure {
	switch key {
	case "thực hiện", "th", "kết quả", "kết quả thực hiện":
		return ingest.Actual
	case "ước", "ước th", "ước thực hiện", "ưth", "sơ bộ":
		return ingest.Estimate
	case "kế hoạch", "kh", "kế hoạch giao":
		return ingest.Plan
	case "mục tiêu", "nghị quyết", "chỉ tiêu giao":
		return ingest.Target
	}
	return ""
}

// FindingCount is "2 phát hiện".
func FindingCount(n int) string { return Count(n) + nbsp + "phát hiện" }
