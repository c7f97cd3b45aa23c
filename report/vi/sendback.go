package vi

import "tongket/analysis"

// Words of the workbooks that go back to their senders.
const (
	SendBackList  = "Cần xem lại"
	SendBackTitle = "DANH SÁCH Ô CẦN XEM LẠI (tongket lập, không phải biểu số liệu)"
	SendBackLead  = "Sửa ngay trong các trang bên cạnh, ở các ô tô màu có ghi chú, rồi gửi lại tệp này. Không cần xóa trang này, màu hay ghi chú."
)

// SendBackHeads are the headings of the list of such a workbook.
func SendBackHeads() []string {
	return []string{"TT", "Trang", "Ô", "Ô ghi", "Vấn đề", "Đề nghị"}
}

// OrWhole is a cell, or that a finding is about the whole.
func OrWhole(cell string) string { return either(cell, "cả trang") }

// FindingAbout is what a finding is about: indicator, place, years; may be empty.
func FindingAbout(f analysis.Finding) string {
	s := either(Folded(f.Name), f.Indicator)
	s += opt(", ", Folded(f.Place), "")
	return s + opt(", ", f.Years.String(), "")
}

// MoreSendBacks tells of the files that no workbook is made of to send back.
func MoreSendBacks(n int) string {
	return "Còn " + Count(n) + " tệp nữa có ô cần xem lại mà không lập bản gửi lại ở đây; kiem-tra.csv liệt kê đủ các ô ấy.\r\n"
}
