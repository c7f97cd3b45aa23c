package words

import (
	"slices"
	"strings"
	"testing"

	"tongket/ingest"
)

// TestComparisons: heads that compare with plans and other times by any of their words, and
// heads that only sound like them.
func TestComparisons(t *testing.T) {
	x := NewMeanings(NewLexicon(ingest.Vocabulary{}), ingest.Options{})
	skip := func(text string) ingest.Reason { return x.ParseHeading(text).Skip }
	for _, with := range []string{"KH", "kế hoạch", "KH năm", "kế hoạch giao", "dự toán", "DT", "NQ", "nghị quyết", "chỉ tiêu", "CT", "mục tiêu", "MT", "cùng kỳ", "CK", "CKNT", "cùng kỳ năm trước", "KH 2020", "KH tỉnh giao", "dự toán giao", "NQ ĐH"} {
		for _, form := range []string{"% {}", "% so {}", "% so với {}", "Tỷ lệ (%) so {}", "So sánh với {} (%)", "SS {} (%)", "So với {}", "Đạt % {}", "Đạt so {}", "Hoàn thành {} (%)", "Bằng % {}", "Tăng, giảm so {}", "+/- so {}", "Tỷ lệ TH/{} (%)", "TH/{}", "Tỷ lệ thực hiện {} (%)", "Tỷ lệ hoàn thành {}"} {
			if text := strings.Replace(form, "{}", with, 1); skip(text) != ingest.ReasonComparison {
				t.Errorf("%q is left out as %q, no comparison", text, skip(text))
			}
		}
	}
	for text := range strings.SplitSeq(`So sánh 2020/2019 (%)
So sánh TH 2020/2019 (%)
So sánh UTH 2020 với TH 2019 (%)
TH 2020 so với KH 2020 (%)
TH/KH năm (%)
Thực hiện/Kế hoạch (%)
% TH so với KH
% hoàn thành KH
% HTKH
Tỷ lệ HTKH (%)
% so cùng kỳ
% so với cùng kỳ năm trước
So CK (%)
So với cùng kỳ (+/-)
Tăng/giảm
Tăng (+), giảm (-)
Tăng, giảm so 2019
(+;-)
+/-
+/- %
Tăng giảm tuyệt đối
Tăng giảm tương đối (%)
Số tuyệt đối tăng/giảm
Mức tăng, giảm
Chênh lệch
Chênh lệch so với năm 2019
Chênh lệch (người)
Đạt % KH
Đạt tỷ lệ (%) so với KH
Tỷ lệ đạt (%)
Tỷ lệ % đạt được so với chỉ tiêu
Mức độ hoàn thành (%)
Kết quả so với mục tiêu (%)
2020/2015 (lần)
2020/2015
Chỉ số phát triển (%)
Chỉ số phát triển 2020/2019
Tốc độ phát triển (%)
Tốc độ tăng (%)
Tốc độ tăng BQ (%/năm)
Tăng BQ/năm (%)
Tăng trưởng bình quân 2016-2020 (%)
Nhịp độ tăng (%)
Tỷ lệ tăng (%)
Tỷ lệ giảm so với năm trước (%)
Ước thực hiện so với kế hoạch (%)
% ƯTH/KH
KH 2021/ƯTH 2020 (%)
KH 2021 so ƯTH 2020
UTH 2020/KH 2020
Dự toán 2021/UTH 2020 (%)
QT/DT (%)
Quyết toán/Dự toán (%)
So sánh QT/DT (%)
Tuyệt đối
Tương đối (%)
Bằng % so với dự toán HĐND giao
Tỷ lệ giải ngân/KH vốn (%)
Vượt (+), hụt (-)
Vượt KH (%)
So NQ ĐH (%)
So với mục tiêu ĐH
So với NQ Đại hội (tăng +, giảm -)
Thứ hạng
Xếp hạng
Xếp thứ
Tốc độ tăng 2020 so với 2015
Tăng so với 2015 (lần)
Gấp (lần)
Tỷ lệ % 2020 so 2019
% thực hiện
Tỷ lệ thực hiện (%)
Tỷ lệ TH (%)
So sánh (%)
Ss 2020/2019
TH năm 2020/TH năm 2019
Năm 2020 so với năm 2019
2020 với 2019 (%)
Tăng giảm (%)
Tỷ lệ % tăng giảm
Tỷ lệ tăng/giảm
Giảm (-), tăng (+) so 2016`, "\n") {
		if skip(text) != ingest.ReasonComparison {
			t.Errorf("%q is left out as %q, no comparison", text, skip(text))
		}
	}
	for text := range strings.SplitSeq(`Chỉ số phát triển con người (HDI)
Số người đạt chuẩn
Tỷ lệ đạt chuẩn (%)
Tỷ lệ hộ nghèo giảm (%)
Số hộ giảm nghèo
Tỷ lệ thực hiện chính sách (%)
Tỷ lệ giải ngân (%)
Tỷ lệ so với tổng số hộ (%)
Số vụ việc hoàn thành
Tỷ lệ hoàn thành tiểu học (%)
Tăng trưởng GRDP (%)
Tốc độ tăng GRDP (%)
Tốc độ tăng dân số (%)
Tỷ lệ tăng dân số tự nhiên (%)
Xếp hạng PCI
Số lần kiểm tra
Số vượt chỉ tiêu
Chênh lệch giàu nghèo (lần)
Số tương đối nghèo
Số xã hoàn thành CT
Số công trình/dự án
Lao động tăng thêm
Số việc làm tăng thêm
Số hộ phát sinh
Thu nhập/người
Số học sinh/lớp
Vốn/dự án
Nam/nữ
Số trẻ/cô
Tỷ số giới tính
Số công ước ký kết
Kinh phí thực hiện
Tỷ trọng trong GDP (%)
Cơ cấu (%)
Tỷ lệ che phủ rừng (%)
Mật độ dân số (người/km2)
Số gấp rút
Số giường bệnh/vạn dân
Tỷ lệ lao động qua đào tạo (%)
Số liệt sĩ
Số hộ thoát nghèo
Tỷ lệ giảm nghèo bình quân (%)
Mức giảm tỷ lệ hộ nghèo (điểm %)
Chỉ số giá tiêu dùng (%)
Chỉ số sản xuất công nghiệp (%)
Chỉ số cải cách hành chính
Biến động tăng
Biến động giảm
Tăng trong kỳ
Giảm trong kỳ
Chuyển đến
Chuyển đi`, "\n") {
		if skip(text) != "" {
			t.Errorf("%q is left out as %q", text, skip(text))
		}
	}
}

// TestMeasuresOfHeads: what heads say of their figures, and of which year.
func TestMeasuresOfHeads(t *testing.T) {
	x := NewMeanings(NewLexicon(ingest.Vocabulary{}), ingest.Options{})
	for line := range strings.SplitSeq(`TH 2016|2016|actual
Thực hiện năm 2016|2016|actual
Kết quả năm 2016|2016|actual
KQTH 2016|2016|actual
Kết quả TH 2016|2016|actual
Số TH 2016|2016|actual
Chính thức 2016|2016|actual
2016 (TH)|2016|actual
TH năm 2016 (hộ)|2016|actual
ước TH 2020|2020|estimate
Ước thực hiện cả năm 2020|2020|estimate
UTH 2020|2020|estimate
ƯTH năm 2020|2020|estimate
Ước 2020|2020|estimate
Ước tính 2020|2020|estimate
Ước đạt 2020|2020|estimate
Ước năm 2020|2020|estimate
Dự ước 2020|2020|estimate
Dự ước TH 2020|2020|estimate
Ước TH đến 31/12/2020|2020|estimate
2020 (ước)|2020|estimate
2020 (ƯTH)|2020|estimate
Sơ bộ 2019|2019|estimate
SB 2019|2019|estimate
Số sơ bộ 2019|2019|estimate
Sơ bộ năm 2019|2019|estimate
Prel. 2019|2019|estimate
2019 (sơ bộ)|2019|estimate
KH 2020|2020|plan
Kế hoạch 2020|2020|plan
Kế hoạch năm 2020|2020|plan
KH năm 2020|2020|plan
KH giao 2020|2020|plan/target
Kế hoạch giao năm 2020|2020|plan/target
Kế hoạch tỉnh giao 2020|2020|plan/target
Chỉ tiêu 2020|2020|target/plan
Chỉ tiêu KH 2020|2020|target/plan
Chỉ tiêu kế hoạch năm 2020|2020|target/plan
CTKH 2020|2020|target/plan
Chỉ tiêu giao năm 2020|2020|target/plan
Chỉ tiêu UBND tỉnh giao 2020|2020|target/plan
Chỉ tiêu HĐND giao 2020|2020|target/plan
CT giao 2020|2020|target/plan
Nghị quyết HĐND 2020|2020|target/plan
NQ HĐND 2020|2020|target/plan
NQ ĐH 2020|2020|target
Mục tiêu 2020|2020|target
Mục tiêu đến năm 2020|2020|target
Mục tiêu NQ 2020|2020|target
Mục tiêu ĐH đến 2020|2020|target
MT 2020|2020|target
Mục tiêu KH 2020|2020|target/plan
Phấn đấu 2020|2020|target
Phấn đấu đến năm 2020|2020|target
Dự kiến 2021|2021|plan/estimate
Dự kiến KH 2021|2021|plan/estimate
Dự kiến năm 2021|2021|plan/estimate
Dự báo 2025|2025|plan
Dự toán 2020|2020|plan
Dự toán giao 2020|2020|plan
Định hướng 2025|2025|target
Nhiệm vụ 2021|2021|plan/target
Kế hoạch đề ra 2020|2020|plan/target
Kế hoạch điều chỉnh 2020|2020|plan
KH đầu năm 2020|2020|plan
KH điều chỉnh 2020|2020|plan
Quyết toán 2019|2019|actual
QT 2019|2019|actual
KH 2016-2020|2016-2020|plan
Mục tiêu 2016-2020|2016-2020|target
TH 2016-2020|2016-2020|actual
Ước TH 2016-2020|2016-2020|estimate
TH giai đoạn 2011-2015|2011-2015|actual
Kế hoạch 5 năm 2016-2020|2016-2020|plan
TH 31/12/2018|2018|actual
Có đến 31/12/2018|2018|actual
Đến 31/12/2018|2018|actual
Tính đến 31/12/2018|2018|actual
Cuối năm 2018|2018|actual
Tại thời điểm 31/12/2018|2018|actual
Thời điểm cuối năm 2018|2018|actual
Cuối kỳ 2018|2018|actual
6 tháng 2020|none
TH 6 tháng/2020|none
TH 9T/2020|none
Quý 1/2020|none
T6/2020|none
Tháng 6-2020|none
đến 30/6/2020|none
TH đến 15/11/2020|none
Ước 6 tháng đầu năm 2020|none
6T đầu năm 2020|none
TH 6T2020|none
Lũy kế 9 tháng 2020|none
TH từ đầu năm 2020 đến nay|none
Năm 2020 (đến 30/6)|none
2020 (đến 30/6)|none
Năm 2020 (6 tháng)|none
2020 (6 tháng đầu năm)|none
2020 (9 tháng)|none
2020 (6T)|none
2020 (9T)|none
2020 (đến tháng 6)|none
2020 (đến hết tháng 9)|none
2020 (Quý I)|none
TH 2020 (đến 30/9)|none
TH 2020 (9 tháng)|none
TH 2020 đến 30/9|none
2020 (đến 31/12)|2020|actual
Năm 2020 (cả năm)|2020|actual
2020 (12 tháng)|2020|actual
2020 - 6 tháng|none
2020 6 tháng|none
Năm 2020: 6 tháng|none
2019 (số liệu 31/12)|2019|actual
2019 (điều tra)|2019|actual
2019 (TĐT)|2019|actual
2019 (1/4)|2019|actual
DK 2021|2021|plan/estimate
Dự kiến TH 2020|2020|estimate/plan
Dự kiến cả năm 2020|2020|estimate/plan
KH 2020 (NQ HĐND)|2020|plan/target
KH 2020 (đã điều chỉnh)|2020|plan/target
TH 2019 (đã quyết toán)|2019|actual
TH 2019 (chính thức)|2019|actual
TH 2019 (theo NGTK)|2019|actual`, "\n") {
		said := strings.Split(line, "|")
		h := x.ParseHeading(said[0])
		if said[1] == "none" {
			if h.Skip == "" {
				t.Errorf("%q is a part of a year, read as %v %s", said[0], h.Years, h.Measure)
			}
			continue
		}
		measure := string(h.Measure)
		if measure == "" {
			measure = string(ingest.Actual)
		}
		if h.Skip != "" || h.Years.String() != said[1] || !slices.Contains(strings.Split(said[2], "/"), measure) {
			t.Errorf("%q is read as %v %q %q, want %s", said[0], h.Years, measure, h.Skip, line)
		}
	}
}

// TestTitleMeasure: titles that plan by whatever word, also where they say what for.
func TestTitleMeasure(t *testing.T) {
	for line := range strings.SplitSeq(`KẾ HOẠCH THỰC HIỆN GIẢM NGHÈO NĂM 2021|plan
KẾ HOẠCH GIẢI QUYẾT VIỆC LÀM NĂM 2021|plan
DỰ TOÁN KINH PHÍ THỰC HIỆN CHÍNH SÁCH BTXH NĂM 2021|plan
NHU CẦU KINH PHÍ THỰC HIỆN CHÍNH SÁCH NĂM 2021|plan
TỔNG HỢP NHU CẦU KINH PHÍ THỰC HIỆN CHÍNH SÁCH NĂM 2021|plan
BIỂU TỔNG HỢP DỰ TOÁN NĂM 2021|plan
KẾ HOẠCH VÀ KẾT QUẢ THỰC HIỆN NĂM 2019 VỀ GIẢM NGHÈO|actual
TÌNH HÌNH THỰC HIỆN KẾ HOẠCH NĂM 2019 VỀ VIỆC LÀM|actual
KẾT QUẢ THỰC HIỆN KẾ HOẠCH GIẢM NGHÈO NĂM 2019|actual
DỰ KIẾN PHÂN BỔ KINH PHÍ THỰC HIỆN NĂM 2021|plan
PHƯƠNG ÁN PHÂN BỔ KINH PHÍ HỖ TRỢ NĂM 2021|plan
PHÂN BỔ DỰ TOÁN CHI NĂM 2021|plan
PHÂN BỔ KẾ HOẠCH VỐN NĂM 2021|plan
PHÂN BỔ VỐN NĂM 2021|plan/actual
KẾ HOẠCH VỐN NĂM 2021 THỰC HIỆN CHƯƠNG TRÌNH MTQG|plan
MỤC TIÊU THỰC HIỆN GIẢM NGHÈO NĂM 2021|target
ĐỀ XUẤT CHỈ TIÊU TUYỂN SINH NĂM 2021|target/plan
ĐĂNG KÝ CHỈ TIÊU TUYỂN SINH NĂM 2021|target/plan
BẢNG GIAO CHỈ TIÊU BHXH NĂM 2020|target/plan
CHỈ TIÊU PHÁT TRIỂN BHYT NĂM 2020|target/plan
CHỈ TIÊU KẾ HOẠCH TRỒNG RỪNG NĂM 2020|plan/target
CHỈ TIÊU TUYỂN QUÂN NĂM 2020|target/plan
PHẤN ĐẤU GIẢM NGHÈO NĂM 2021|target/plan
ĐỊNH HƯỚNG ĐÀO TẠO NGHỀ ĐẾN NĂM 2025|target/plan
QUY HOẠCH MẠNG LƯỚI TRƯỜNG ĐẾN NĂM 2025|target/plan
LỘ TRÌNH GIẢM NGHÈO ĐẾN NĂM 2025|target/plan
QUYẾT TOÁN CHI NĂM 2019|actual
SỐ LIỆU ƯỚC TÍNH NĂM 2020 VỀ HỘ NGHÈO|estimate
ƯỚC TÍNH HỘ NGHÈO NĂM 2020|estimate
CÔNG ƯỚC QUỐC TẾ VÀ TRẺ EM NĂM 2019|actual
KẾ HOẠCH HÓA GIA ĐÌNH NĂM 2019|actual
TÌNH HÌNH LẬP DỰ TOÁN NĂM 2019|actual/plan
SỐ XÃ CÓ KẾ HOẠCH PHÒNG CHỐNG THIÊN TAI NĂM 2019|actual
SỐ MỤC TIÊU HOÀN THÀNH NĂM 2019|actual
KINH PHÍ ĐƯỢC GIAO NĂM 2020|plan/target
BIÊN CHẾ ĐƯỢC GIAO NĂM 2020|plan/target/actual`, "\n") {
		title, want, _ := strings.Cut(line, "|")
		got := string(TitleMeasure(Fold(title)))
		if got == "" {
			got = string(ingest.Actual)
		}
		if !slices.Contains(strings.Split(want, "/"), got) {
			t.Errorf("TitleMeasure(%q) = %s, want %s", title, got, want)
		}
	}
}

// TestNamesPartOfYear: titles that report a part of each year, and names that speak of one.
func TestNamesPartOfYear(t *testing.T) {
	for title, want := range map[string]bool{
		"tai nạn giao thông trong quý iv": true, "kết quả 6 tháng đầu năm 2020": true, "diện tích cây trồng 9 tháng": true, "trợ cấp tháng 7 năm 2020": true, "số đối tượng tính đến 30/6": true, "bao_cao 6 thang dau nam": true, "6t2020": true, "t6. 2020": true, "q1/2020": true,
		"thu nhập bình quân đầu người 1 tháng": false, "động vật quý hiếm": false, "trẻ bú sữa mẹ hoàn toàn trong 6 tháng đầu": false, "lao động được đào tạo dưới 3 tháng": false, "đơn vị nợ bhxh trên 3 tháng": false, "có việc làm sau đào tạo 6 tháng": false, "số lợn có đến 01/4 hằng năm": false, "bình quân 12 tháng": false, "số liệu đến ngày 30/11/2020": false, "31/12/2019": false,
	} {
		if got := NamesPartOfYear(title); got != want {
			t.Errorf("NamesPartOfYear(%q) = %v", title, got)
		}
	}
}
