package phutho

import (
	"bytes"
	"encoding/csv"
)

// CommentsFile is the register of comments in the job's folder.
const CommentsFile = "gop-y.csv"

// comments are the rows of the register, made up: four on the second draft and
// five on the third, which is the one at hand. Bodies are named as such
// registers name them; one answer is still to be written, two comments wait.
var comments = [][]string{
	{"TT", "Người góp ý", "Ngày", "Dự thảo", "Mục", "Chỉ tiêu", "Địa bàn", "Năm", "Nội dung góp ý", "Xử lý", "Nội dung trả lời", "Đơn vị xử lý", "Hạn"},
	{"1", "Chi bộ Văn phòng Sở", "24/4/2020", "2", "Phần I, mục 1", "ASXH-HN-TYLE", "", "2018",
		"Đề nghị dùng tỷ lệ hộ nghèo theo quyết định công bố của tỉnh, không dùng số sơ bộ.", "Tiếp thu",
		"Đã thay bằng số theo kết quả rà soát do tỉnh công bố (7,09%).", "Phòng Bảo trợ xã hội", ""},
	{"2", "Chi bộ Người có công", "27/4/2020", "2", "Phần I, mục 3", "Số lượt người có công được điều dưỡng phục hồi sức khỏe", "", "",
		"Nêu rõ nguyên nhân không đạt mục tiêu; bổ sung số liệu điều dưỡng tại nhà.", "Tiếp thu một phần",
		"Đã nêu nguyên nhân; chưa tách được số điều dưỡng tại nhà do các huyện không báo cáo riêng.", "Phòng Người có công", ""},
	{"3", "Cục Thống kê tỉnh", "29/4/2020", "2", "Phần I, mục 2", "NNL-LLLD", "", "2020",
		"Số năm 2020 mới là số sơ bộ, đề nghị chưa đưa vào báo cáo.", "Giải trình",
		"Giữ số sơ bộ và ghi rõ là ước thực hiện; sẽ thay bằng số chính thức trước khi trình Đại hội.", "Phòng Việc làm - An toàn lao động", ""},
	{"4", "Chi bộ Giáo dục nghề nghiệp", "29/4/2020", "2", "Phần II, mục 2", "NNL-CC-TYLE", "", "",
		"Mục tiêu đến năm 2025 đề nghị nêu 30% để phù hợp với chỉ tiêu của tỉnh.", "Tiếp thu",
		"Đã ghi mục tiêu 30%.", "Phòng Giáo dục nghề nghiệp", ""},
	{"5", "Ủy ban nhân dân huyện Tân Sơn", "14/5/2020", "3", "Biểu số liệu theo huyện", "ASXH-HN-SO", "Huyện Tân Sơn", "2019",
		"Đề nghị kiểm tra lại số hộ nghèo năm 2019 của huyện, số trong phụ lục khác báo cáo của huyện.", "Chưa xử lý", "", "Phòng Bảo trợ xã hội", "20/5/2020"},
	{"6", "Bảo hiểm xã hội tỉnh", "15/5/2020", "3", "Phần II, mục 2", "NNL-BHXH-TYLE", "", "",
		"Đề nghị bổ sung giải pháp mở rộng bảo hiểm xã hội tự nguyện ở nông thôn.", "Tiếp thu", "", "Phòng Lao động - Tiền lương - Bảo hiểm xã hội", ""},
	{"7", "Chi bộ Bảo trợ xã hội", "18/5/2020", "3", "", "", "", "",
		"Nhất trí với dự thảo.", "Nhất trí", "", "", ""},
	{"8", "Ban Tuyên giáo Đảng ủy Khối", "19/5/2020", "3", "Phần mở đầu", "", "", "",
		"Rút gọn phần đánh giá chung; nêu ba kết quả nổi bật nhất của nhiệm kỳ.", "Tiếp thu", "Đã rút gọn còn một trang.", "Văn phòng Đảng ủy Sở", ""},
	{"9", "Chi bộ Văn phòng Sở", "20/5/2020", "3", "Phần I, mục 1", "ASXH-MT-CN", "", "2017",
		"Phụ lục còn thiếu số người cai nghiện năm 2017.", "Chưa xử lý", "", "", ""},
}

// Comments is the register as Excel with Vietnamese settings saves it.
func Comments() []byte {
	var out bytes.Buffer
	out.WriteString("\ufeff")
	w := csv.NewWriter(&out)
	w.Comma, w.UseCRLF = ';', true
	w.WriteAll(comments) // a Buffer takes everything
	return out.Bytes()
}
