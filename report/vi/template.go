package vi

// templateFaults say why a document cannot serve as a template, by the codes of
// report/docx.
var templateFaults = map[string]string{
	"not-word":  "tệp không phải văn bản Word .docx; hãy mở bằng Word rồi lưu thành .docx",
	"old-word":  "tệp là .doc đời cũ hoặc có mật khẩu; hãy mở bằng Word, bỏ mật khẩu rồi lưu thành .docx",
	"too-large": "tệp quá lớn; mẫu chỉ cần kiểu chữ, lề, đầu và chân trang",
	"broken":    "tệp hỏng; hãy mở bằng Word rồi lưu lại",
}

// TemplateFault is why a document cannot serve as a template.
func TemplateFault(code string) string {
	if words, ok := templateFaults[code]; ok {
		return words
	}
	return templateFaults["broken"]
}

// templateLeft say what is left behind of a template, by the codes of report/docx.
var templateLeft = map[string]string{
	"macro":    "macro (lệnh tự chạy)",
	"external": "liên kết ra ngoài tệp",
	"object":   "đối tượng nhúng",
	"shape":    "hình vẽ, chữ nghệ thuật ở đầu, chân trang (ảnh .png, .jpg, .gif thì lấy được)",
	"picture":  "ảnh không phải .png, .jpg, .gif hoặc lớn hơn 2 MB",
	"field":    "trường không phải số trang (giữ chữ đang hiện)",
	"margins":  "lề hoặc khổ giấy không đủ chỗ cho biểu",
}

// TemplateLeft is what is left behind of a template.
func TemplateLeft(code string) string {
	if words, ok := templateLeft[code]; ok {
		return words
	}
	return code
}
