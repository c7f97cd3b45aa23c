package words

import (
	"slices"
	"strings"

	"tongket/ingest"
)

// What the lines of a title block and the names of sheets say. Texts are given
// folded where "low" is said.

// IsTableTitle reports whether a text names one of several tables: "Bảng 2".
func IsTableTitle(low string) bool {
	return prose(`^(?:bảng|biểu)(?: số)? \d`).MatchString(low)
}

// CutFormNumber takes the number of a form or an annex off a line.
func CutFormNumber(line string) string {
	return prose(`(?i)^(?:biểu|bảng|phụ lục|phụ biểu|mẫu|mẫu biểu|biểu mẫu|table)(?:\s+số)?\s*:?\s*(?:\d[\w./\-]*|[IVX]+\b|[A-Z]?\d+|[A-HĐ][.:)])[\w/.\-đĐ]*\s*[.:,\-–]?\s*`).ReplaceAllString(line, "")
}

// CutTitleNumber takes a numbering off the front of a title.
func CutTitleNumber(line string) string {
	if m := prose(`^\d{2,3} (\p{Lu}\p{Ll})`).FindStringSubmatchIndex(line); m != nil { // of a yearbook's tables: "117 Số doanh nghiệp"
		return line[m[2]:]
	}
	return prose(`^(?:(?i:bảng|biểu)\s*:\s*|(?:[IVX]{1,5}|\d{1,3}(?:\.\d{1,2})*|[A-GĐa-gđ])[.)/]\s+)`).ReplaceAllString(line, "")
}

// CutIndicatorWord takes "Chỉ tiêu:" off a line that names the indicator of all
// figures.
func CutIndicatorWord(line string) string {
	return prose(`(?i)^(?:tên )?(?:chỉ tiêu|chỉ số|nội dung)\s*:\s*`).ReplaceAllString(line, "")
}

// IsReference reports whether a line refers to a document, a page or a motto and says
// nothing of figures.
func IsReference(low string) bool {
	return prose(`^[^\d]{0,30}, ?ngày .{1,6}tháng .{1,6}năm|^ngày .{1,4} ?tháng .{1,4} ?năm \d{4}$`).MatchString(low) || wordProse(`^\(?(?:(?:(?:phụ lục|biểu|bảng|danh sách|số liệu)(?: số)?(?: \S{1,4})? )?(?:(?:được )?ban hành|(?:đính |gửi )?kèm)|công văn|theo (?:quyết định|công văn|thông tư)|cộng hòa|độc lập|số\s*:|số \d|trang\b|\(?tiếp(?: theo|[ .)]*$)|nơi nhận|ngày nhận|căn cứ|dùng cho|áp dụng|tên tôi)`).MatchString(low)
}

// Reporter returns the sender that a line names: "Đơn vị báo cáo: huyện Yên Lập".
func Reporter(line string) (sender string, ok bool) {
	m := prose(`(?i)^\(?(?:đơn vị báo cáo|đơn vị gửi báo cáo|đơn vị gửi|tên đơn vị|đơn vị lập|đơn vị|địa bàn|địa phương|huyện, thành, thị|huyện/thành/thị)\s*:\s*(.+?)\)?$`).FindStringSubmatch(line)
	if m != nil {
		return m[1], true
	}
	if m := prose(`(?i)^((?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh))\s*:\s*(\S.*)$`).FindStringSubmatch(line); m != nil {
		return m[1] + " " + m[2], true // "Xã: Hành Thiện"
	}
	return "", false
}

// OuterPlace parts what follows a place and is the one that it lies in: "huyện Như Xuân -
// tỉnh Thanh Hóa"; outer is "" where nothing does.
func OuterPlace(text string) (inner, outer string) {
	m := prose(`(?i)^(.*\S)(?:\s+[-–]\s+|\s*,\s*)((?:tỉnh|huyện|quận|thị xã|thành phố|tp\.?|tx\.?|h\.)\s+\S.*)$`).FindStringSubmatch(text)
	if m == nil {
		return text, ""
	}
	return m[1], m[2]
}

// WithoutOuter takes the place in which another lies off what follows that: ", TỈNH NGHỆ
// AN".
func WithoutOuter(after string) string {
	return prose(`(?i)^(?:\s*[,–-]\s*(?:tỉnh|huyện|quận|thị xã|thành phố|tp\.?|tx\.?)(?:\s+\p{Lu}\pL*)+)+`).ReplaceAllString(after, "")
}

// Issuer returns the office that a line names which refers to a document: "UBND huyện
// Yên Châu" of "(Kèm theo Báo cáo số 123/BC-UBND của UBND huyện Yên Châu)".
func Issuer(line string) (office string, ok bool) {
	m := prose(`(?i)^\(?(?:ban hành |kèm )(?:kèm )?theo .* của ((?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd|huyện ủy|thành ủy|thị ủy|đảng ủy|ban thường vụ|ban chấp hành|phòng|trường|trạm)\s+.+?)\)?$`).FindStringSubmatch(line)
	if m == nil {
		return "", false
	}
	return m[1], true
}

// IsDepartment reports whether a sender is a department of the province.
func IsDepartment(low string) bool { return prose(`^sở `).MatchString(low) }

// NamesReportPeriod reports whether a line opens as one that gives the period of a
// report.
func NamesReportPeriod(line string) bool {
	return prose(`(?i)^\(?(?:kỳ báo cáo|kì báo cáo|kỳ|năm báo cáo|thời kỳ|thời điểm|năm)\s*:?\s*(.*?)\)?$`).MatchString(line)
}

// WithoutReportDate takes the day on which a report was made off a line: it is no period
// of its figures.
func WithoutReportDate(line string) string {
	return strings.TrimSpace(prose(`(?i)[;,(]?\s*ngày (?:báo cáo|lập|lập biểu|gửi|nhận|in|xuất|cập nhật)(?: báo cáo| biểu)?\s*:?\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\)?`).ReplaceAllString(line, ""))
}

// ReportPeriod returns where a line speaks of the period of the report; -1 where it
// doesn't.
func ReportPeriod(line string) int {
	if at := prose(`kỳ báo cáo`).FindStringIndex(Lower(line)); at != nil {
		return at[0]
	}
	return -1
}

// IsLetterhead reports whether a line is that of an office.
func IsLetterhead(low string) bool {
	if wordProse(`^bộ (?:chỉ số|chỉ tiêu|tiêu chí|số liệu)\b`).MatchString(low) {
		return false
	}
	return wordProse(`^(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|sở|phòng (?:lđ|ld|lao động|giáo dục|gd|tài chính|y tế|nội vụ|văn hóa|nông nghiệp|kinh tế|thống kê|tư pháp|tài nguyên|thanh tra|bảo trợ|người có công|chính sách|việc làm|dạy nghề|kế hoạch|tổng hợp|dân tộc|cảnh sát|an ninh|quản lý|công thương|hành chính|nghiệp vụ|đào tạo|khoa học|tổ chức|công tác)|ban chỉ đạo|văn phòng|huyện ủy|tỉnh ủy|thành ủy|thị ủy|bộ|cục|chi cục|trung tâm|đảng bộ|đảng ủy|công an (?:tỉnh|tp|thành phố|huyện|thị xã|quận|phường|xã|thị trấn)|tòa án nhân dân|viện kiểm sát nhân dân|ngân hàng|nhcsxh|phòng giao dịch|chi nhánh|kho bạc|hạt kiểm lâm|tỉnh đoàn|huyện đoàn|thành đoàn|thị đoàn|ban (?:chấp hành|thường vụ|tổ chức|tuyên giáo|dân vận|quản lý)|ủy ban mặt trận|ubmttq|ủy ban mttq|hội (?:nông dân|cựu chiến binh|liên hiệp phụ nữ|lhpn|chữ thập đỏ|khuyến học|người cao tuổi|đồng nhân dân) (?:việt nam|tỉnh|tp|thành phố|huyện|thị xã|quận|xã|phường)|liên đoàn|bảo hiểm xã hội tỉnh|bhxh tỉnh)\b`).MatchString(low)
}

// NamesUnit reports whether a note of a unit opens with more than "Đơn vị:", which
// may name a sender as well.
func NamesUnit(low string) bool { return !prose(`^đơn vị ?:`).MatchString(low) }

// CutTitle takes what every title may open or close with off a title: "Biểu tổng
// hợp …", "… chia theo huyện". It stops where known reports that what is left is a name;
// ceremony reports that something was taken off its front.
func CutTitle(line string, known func(string) bool) (text string, ceremony bool) {
	text = strings.Trim(prose(`(?i)\s*\((?:ước thực hiện|số ước|ước tính|ước|sơ bộ|thực hiện|kế hoạch|tính đến|đến|năm)?\s*\)?$`).ReplaceAllString(line, ""), " .:;,–-*/")
	if by := prose(`(?i)^(.{6,}?)[\s,]+(?:phân|chia)(?: ra)? theo .+$`).FindStringSubmatch(text); by != nil && !known(text) {
		text = by[1]
	}
	text = prose(`(?i)(trên) (địa) (bàn)$`).ReplaceAllString(text, "$1\u00a0$2\u00a0$3") // of a place that the title names, it was cut with the name
	for range 2 {                                                                        // "kỳ hạn trên 12 tháng"
		text = prose(`(?i)(nhà|chỗ|nơi|người|giới|tuyến|cấp|hợp tác|cây|trên|dưới|quá|hơn|đủ|kỳ hạn|mỗi|vòng) (ở|tính|trên|dưới|xã|huyện|tỉnh|hằng năm|hàng năm|\d{1,2} tháng)`).ReplaceAllString(text, "$1\u00a0$2") // names that end as titles close: "nhà ở", "tuyến trên", "cây hằng năm"
	}
	text = prose(`(?i)(sau|đào tạo|hoàn toàn|trong) (\d{1,2}) (tháng)( đầu)?$`).ReplaceAllString(text, "$1\u00a0$2\u00a0$3$4")
	text = prose(`(?i)\((cấp) (tỉnh|huyện|xã)\)$`).ReplaceAllString(text, "($1\u00a0$2)")
	text = prose(`(?i)(kế) (hoạch) (hóa)`).ReplaceAllString(text, "$1\u00a0$2\u00a0$3")
	text = prose(`(?i)^((?:\pL+ ){0,4}mục tiêu) (quốc gia|thiên niên kỷ|phát triển bền vững)`).ReplaceAllString(text, "$1\u00a0$2")
	for range 8 {
		if text == "" || known(text) {
			break
		}
		cut := prose(`(?i)(?:^|[\s,(:;–-]+)(?:(?:của |ở |tại |theo |phân theo |chia theo |trong )?(?:các )?(?:\d{1,2} )?(?:huyện, (?:thành|thị)(?:, (?:thị|thành|tx|tp))?(?: xã| phố)?(?:, (?:thị xã|thành phố))?|đơn vị hành chính|tỉnh, thành phố|xã, phường(?:, thị trấn)?|phường, xã(?:, thị trấn)?|xã, thị trấn)(?: của tỉnh)?|(?:(?:của |theo |phân theo |chia theo )(?:các )?|(?:của |ở |tại |trong )?(?:các (?:\d{1,2} )?|\d{1,2} ))(?:tỉnh|huyện|xã|địa bàn(?: tỉnh| huyện| xã)?|địa phương|đơn vị)(?: của tỉnh)?|(?:ở |tại |trong )(?:địa phương|địa bàn|đơn vị|tỉnh)|theo (?:các )?(?:quý|tháng)(?:, (?:năm|tháng))?|trên địa bàn(?: toàn)?(?: tỉnh)?|toàn tỉnh|của tỉnh|(?:qua )?các năm(?: học)?|(?:qua |trong )(?:các|\d) nhiệm kỳ|theo năm|hằng năm|hàng năm|(?:lũy kế |luỹ kế )?(?:(?:có|tính|số liệu) )?(?:đến|tại)(?: hết)?(?: thời điểm)?(?: ngày)? (?:31/12(?: (?:hằng|hàng|các|từng) năm)?|năm)|31/12|(?:so )?với(?: năm)?(?: (?:19|20)\d\d)?|(?:của |ở |tại |trong )?các tỉnh (?:thuộc |trong )?(?:vùng )?(?:miền núi|trung du|đồng bằng|bắc trung bộ|nam trung bộ|duyên hải|tây nguyên|tây bắc|đông bắc|đông nam bộ|phía (?:bắc|nam))[\pL ,–-]*|(?:của|tại) các (?:đảng bộ|chi bộ|tổ chức cơ sở đảng|cấp ủy|cấp hội|chi hội|trường|cơ sở)|(?:chia|phân) theo|của|tại|ở|trên|(?:các )?thời điểm|\d{1,2} tháng(?: đầu)?|tháng \d{1,2}|quý [ivx]+|tính|và|cấp huyện|(?:\d{1,2} tháng|quý [ivx]+)(?: (?:đầu|cuối) năm)?(?: và|,) ước(?: thực hiện| th)?|(?:kế hoạch|kh)(?:,| và| -|/) ?(?:thực hiện|th)|(?:thực hiện|th)(?:,| và| -|/| so với) ?(?:kế hoạch|kh))\)?$`).ReplaceAllString(text, "")
		if cut == text {
			cut = strings.TrimSpace(prose(`(?i)^(?:biểu tổng hợp|bảng tổng hợp|tổng hợp|báo cáo|thống kê|số liệu|tình hình thực hiện|tình hình|kết quả thực hiện|kết quả rà soát|kết quả|phụ lục|phụ biểu|bảng|biểu|danh sách|danh mục|diễn biến|biến động|và (?:kết quả|tình hình)(?: thực hiện)?|thực hiện nhiệm vụ|thực hiện|rà soát|tiến độ|công tác|so sánh tình hình|so sánh kết quả|so sánh|về|chỉ tiêu|các chỉ tiêu|kế hoạch|ước thực hiện|ước|mục tiêu|một số chỉ tiêu|chi tiết|chủ yếu)(?:\s+|$)`).ReplaceAllString(text, ""))
			ceremony = ceremony || cut != text
		}
		cut = strings.TrimRight(strings.TrimLeft(cut, " .:;,–-*/()"), " .:;,–-*/(")
		if strings.Count(cut, ")") > strings.Count(cut, "(") {
			cut = strings.TrimRight(cut, " )")
		}
		if by := WithoutBreakdown(cut); known(by) && prose(`(?i)(?:phân|chia) theo`).MatchString(cut) {
			cut = by
		}
		if cut == text {
			break
		}
		text = cut
	}
	return text, ceremony
}

// NamesList reports whether a title is that of a list of what is counted, and names no
// indicator: "Danh sách các xã đạt chuẩn".
func NamesList(low string) bool {
	return prose(`^(?:danh (?:sách|mục)|dm|ds) (?:các )?(?:xã|phường|thị trấn|thôn|bản|huyện|đơn vị|địa phương|trường|cơ sở|dự án|công trình)`).MatchString(low)
}

// NamesField reports whether a title names fields of a plan, and nothing that is counted:
// "Kinh tế - xã hội".
func NamesField(low string) bool {
	return prose(`^(?:(?:phát triển |tình hình )?(?:kinh tế|xã hội|văn hóa|quốc phòng|an ninh|môi trường|chính trị|đời sống|đảng|xây dựng đảng)(?:$|[\s,;–-]+(?:và )?))+(?:(?:chủ yếu|cơ bản|chính)$)?$`).MatchString(low)
}

// listed are the things that a title names, folded.
func listed(title string) []string {
	return strings.Split(prose(`\s+và\s+`).ReplaceAllString(Fold(title), ", "), ", ")
}

// ListsMeasures reports whether a folded title names a count and a share ("Tỷ lệ hộ nghèo và
// số hộ nghèo"), or several counts ("Số trường, giáo viên").
func ListsMeasures(low string) bool {
	return prose(`^(?:số|tỷ lệ) .*(?:,| và) (?:số|tỷ lệ) |^số \pL+(?: \pL+)?, `).MatchString(low)
}

// ListsCounted reports whether a title lists several counts, one of them that of a unit:
// "Số trường, giáo viên, học sinh" that of schools.
func ListsCounted(title, unit string) bool {
	all := listed(title)
	return unit != "" && len(all) > 1 && prose(`^số `).MatchString(all[0]) && slices.ContainsFunc(all, func(s string) bool {
		rest, ok := strings.CutPrefix(prose(`^số `).ReplaceAllString(s, ""), Fold(unit))
		return ok && (rest == "" || rest[0] == ' ')
	})
}

// Lists reports whether a title names several things, one of which a text of two words
// or more is: "Diện tích, dân số, số hộ" lists "Số hộ", but "Giá trị sản xuất ngành nông
// nghiệp, lâm nghiệp" the branches of one.
func Lists(title, text string) bool {
	all := listed(title)
	return len(all) > 1 && !prose(` (?:ngành|lĩnh vực|khu vực) `).MatchString(all[0]) && strings.Contains(text, " ") && hasText(all, Fold(text))
}

// SaysAgain reports whether a text is what the name of one thing opens with, and says
// nothing more of it: "Sản lượng" below "Sản lượng chè".
func SaysAgain(name, text string) bool {
	low := Fold(text)
	return len(listed(name)) == 1 && prose(`^(?:diện tích|năng suất|sản lượng|số lượng|khối lượng|giá trị|doanh thu|doanh số|dư nợ|kinh phí|số người|số hộ|số lao động)$`).MatchString(low) && strings.HasPrefix(Fold(name), low+" ")
}

// ListedObject is what a title that lists measures says they are of, where head is one of
// them: "lúa" of "Diện tích, năng suất và sản lượng lúa" for "Diện tích"; "" where it does
// not.
func ListedObject(title, head string) string {
	parts := listed(title)
	last := prose(`^(diện tích|năng suất|sản lượng|số lượng|khối lượng|giá trị|doanh thu|doanh số|dư nợ) (\pL+(?: \pL+){0,5})$`).FindStringSubmatch(parts[len(parts)-1])
	if last == nil || len(parts) < 2 {
		return ""
	}
	low := Fold(head)
	if low == last[1] || hasText(parts[:len(parts)-1], low) {
		return last[2]
	}
	return ""
}

// NamesPrices reports whether a text says only at which prices a value is given: "Theo giá
// so sánh 2010".
func NamesPrices(low string) bool {
	return prose(`^\(?(?:tính )?(?:theo )?giá (?:hiện hành|thực tế|so sánh|cố định|gốc)(?: năm)?(?: (?:19|20)\d\d)?\)?$`).MatchString(low)
}

// OpensBreakdown reports whether a title says only how its figures are parted.
func OpensBreakdown(low string) bool {
	return prose(`^(?:chia |phân )?theo (?:giới|độ|nhóm|khu vực|trình|quy mô|loại|nguồn|địa|huyện|xã|năm|ngành|nơi|đối tượng|lĩnh vực|thị trường|chương trình|đơn vị|tuổi|dân tộc|nghề|thành phần|hình thức|tháng|quý|phường|thôn)`).MatchString(low)
}

// YearList finds years that a text lists: "năm 2017, 2018". The indexes are those of
// the whole list, its first and its last year.
func YearList(low string) []int {
	return prose(`((?:19|20)\d\d)(?:(?:\s*[,;&]\s*|\s+và\s+)(?:năm\s+)?((?:19|20)\d\d))+`).FindStringSubmatchIndex(low)
}

// TitleMeasure returns the measure that a title gives its figures; "" where it gives
// none.
func TitleMeasure(low string) ingest.Measure {
	low = prose(`kế hoạch (hóa)`).ReplaceAllString(low, "$1") // "Kế hoạch hóa gia đình"
	opens := prose(`^(?:(?:[ivx]+|\d+(?:\.\d+)*)[.)] )?(?:(?:biểu|bảng|phụ lục) )?(?:tổng hợp |chi tiết |đề xuất |đăng ký )*`).ReplaceAllString(low, "")
	beside := prose(`(?:,| và| -| –|/|so với|so sánh(?: với)?) ?(?:tình hình |kết quả |số |ước )*(?:thực hiện|kết quả|quyết toán)`).MatchString(opens) // "Kế hoạch và kết quả thực hiện"
	switch {
	case SaysEstimate(low):
		return ingest.Estimate
	case beside:
		return ""
	case prose(`^(?:phân bổ |giao |phân khai )?dự toán`).MatchString(opens) && !prose(`quyết toán`).MatchString(low),
		prose(`^(?:kế hoạch|chỉ tiêu kế hoạch|số liệu kế hoạch|(?:phương án )?(?:giao|phân bổ|phân khai)(?: các)? (?:chỉ tiêu kế hoạch|kế hoạch|dự toán|(?:nguồn )?vốn|kinh phí)|phương án |lộ trình |quy hoạch .*đến )`).MatchString(opens),
		prose(`^(?:dự kiến|nhu cầu (?:vốn|kinh phí|đầu tư|nguồn lực|ngân sách)|dự báo) `).MatchString(opens),
		prose(`^(?:kinh phí|vốn) (?:[^,]* )?được giao(?: |$)`).MatchString(opens):
		return ingest.Plan
	case prose(`^mục tiêu (?:quốc gia|thiên niên kỷ|phát triển bền vững)`).MatchString(opens):
		return ""
	case prose(`^(?:mục tiêu|chỉ tiêu nghị quyết|chỉ tiêu giao|(?:giao|phân bổ|phân khai)(?: các)? chỉ tiêu|phấn đấu |định hướng .*đến )`).MatchString(opens),
		opens != low && prose(`^chỉ tiêu `).MatchString(opens) && prose(`(?:đề xuất|đăng ký) chỉ tiêu`).MatchString(low),
		prose(`^chỉ tiêu (?:giải quyết|giảm|tuyển|đào tạo|trồng|xuất khẩu|kết nạp|huy động|vận động|thu (?:ngân|nợ|bhxh)|phát triển (?:bhyt|bhxh|bảo hiểm|đảng|đoàn|hội|đối tượng|người)) ?`).MatchString(opens):
		return ingest.Target
	}
	return ""
}

// DatesStock reports whether a text says up to when its figures count.
func DatesStock(low string) bool { return prose(`tính đến`).MatchString(low) }

// EndsWithinYear reports whether a title says that its figures count up to a day before the
// last month of a year: "(tính đến 30/6/2020)".
func EndsWithinYear(low string) bool {
	return prose(`đến (?:hết )?(?:ngày )?\d{1,2}(?:[/.-]| tháng )(?:0?[2-9]|1[01])(?:[/.-](?:19|20)\d\d|$|[ )])|đến (?:hết )?tháng (?:0?[2-9]|1[01])(?:[/.-]|$|[ )])`).MatchString(low) &&
		(!prose(`từ (?:ngày |tháng )?\d|12 tháng`).MatchString(low) || // a year of one's own: "từ 01/10/2019 đến 30/9/2020"
			prose(`từ (?:(?:ngày )?0?1(?:[/.-]| tháng )0?1|tháng 0?1)(?:$|[^\d])`).MatchString(low) && !prose(`\D((?:19|20)\d\d)\D.*((?:19|20)\d\d)`).MatchString(low))
}

// NamesDays reports whether a title says from which day to which its figures count.
func NamesDays(low string) bool {
	return prose(`từ (?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d (?:đến|tới|-|–)`).MatchString(low)
}

// OfLastMonth reports whether a title or a heading, which is folded, speaks of a year's last
// month by itself: "tháng 12 năm 2019", but not "đến hết tháng 12".
func OfLastMonth(low string) bool {
	return wordProse(`\btháng (?:12|mười hai)\b`).MatchString(low) && !prose(`(?:đến|hết|cuối|tới|[-–])(?: hết)? ?(?:ngày \d{1,2} ?)?tháng (?:12|mười hai)|ngày \d{1,2} tháng`).MatchString(low)
}

// IsFlow reports whether what a label names surely adds up over a year, so that the last
// month's is not the year's: money paid, cases, turnover.
func IsFlow(label string, money bool) bool {
	low := Fold(label)
	if money {
		return !prose(`dư nợ|số dư|tồn|(?:^|[^\pL])nợ |vốn điều lệ|tài sản|mức |thu nhập|lương|giá |bình quân|(?:^|[^\pL])bq`).MatchString(low)
	}
	return wordProse(`\b(?:số vụ|lượt|sản lượng|doanh thu|kim ngạch|giải quyết|gqvl|tạo việc làm|tuyển|phát sinh|tiếp nhận|kết nạp|xảy ra|tai nạn)\b`).MatchString(low)
}

// OpensWithAcronym reports whether a text goes on in small letters behind a first word in
// capitals: "BHXH tự nguyện".
func OpensWithAcronym(s string) bool { return prose(`^\p{Lu}{2,8} \p{Ll}`).MatchString(s) }

// HasAcronym reports whether a word of a text is in capitals: "PAR Index".
func HasAcronym(s string) bool { return prose(`(?:^| )\p{Lu}{2,8}(?: |$)`).MatchString(s) }

// A PlaceWord is a word for a kind of place in a line: where it stands, and where the
// name after it begins.
type PlaceWord struct{ Start, End, After int }

// PlaceWords finds the words for kinds of places in a line, each with the blank before
// it, but not such as speak of all of a kind ("các huyện").
func PlaceWords(line string) (list []PlaceWord) {
	for at := 0; at < len(line); {
		m := placeWord().FindStringSubmatchIndex(line[at:])
		if m == nil {
			break
		}
		w := PlaceWord{at + m[4], at + m[5], at + m[1]}
		level := prose(`cấp$`).MatchString(Fold(line[:w.Start])) && (line == strings.ToUpper(line) || !prose(`^\p{Lu}\p{Ll}`).MatchString(line[w.After:])) // but "đã cấp huyện Thanh Ba"
		if !level && !prose(`(?i)^(?:ủy|uỷ|miền núi|vùng (?:cao|sâu|xa|núi|đồng bằng|biên)|đồng bằng|trung du|biên giới|hải đảo|nghèo|đặc biệt khó khăn|khó khăn|trong|đạt)(?:$|\s)`).MatchString(line[w.After:]) && !prose(`các$`).MatchString(Fold(line[:w.Start])) {
			list = append(list, w)
		}
		at = w.End
	}
	return list
}

// HasPlaceWord reports whether a word for a kind of place stands in a text.
func HasPlaceWord(text string) bool { return placeWord().MatchString(text) }

func placeWord() *pattern {
	return prose(`(?i)(^|[\s(,])(huyện|thị xã|thành phố|tỉnh|quận|tp\.?|tx\.?|h\.|xã|phường|thị trấn)\s+`)
}

// WithoutUnion is a line with the place alone where it names a union's or the Party's body
// of that place: "HUYỆN HỘI CƯ KUIN".
func WithoutUnion(line string) string {
	if prose(`(?i)\s(?:ủy|uỷ)\s+(?:quản lý|lãnh đạo|chỉ đạo|giao|khóa)`).MatchString(line) {
		return line // "BAN THƯỜNG VỤ TỈNH ỦY QUẢN LÝ"
	}
	return prose(`(?i)(^|\s)(huyện|tỉnh) (?:hội|đoàn|ủy|uỷ)\s+(\p{Lu}\pL*\s+\p{Lu})`).ReplaceAllString(line, "$1$2 $3")
}

// CutBeforePlace takes "trên địa bàn", "tại" and the like off what stands before a
// place's name.
func CutBeforePlace(line string) string {
	if prose(`(?i)(?:(?:nhà|chỗ|nơi|người) ở|trực thuộc)\s*$`).MatchString(line) {
		return line
	}
	return prose(`(?i)\s+(?:trên địa bàn|của|tại|ở|thuộc)\s*$`).ReplaceAllString(line, "")
}

// CutNation takes the country out of a title: "DÂN SỐ CẢ NƯỚC CHIA THEO TỈNH", but not
// "XẾP HẠNG PCI CẢ NƯỚC".
func CutNation(line string) (rest, nation string) {
	m := prose(`(?i)(?:^|\s)((?:của |trên )?(?:cả nước|toàn quốc)|(?:của|ở|tại) việt nam)(?:$|[\s,(])`).FindStringSubmatchIndex(line)
	if m == nil || prose(`(?i)(?:xếp|thứ) hạng|(?:giải|hội thi|hội diễn|liên hoan|phạm vi|quy mô)\s*$`).MatchString(line[:m[2]]) { // a rank in it, a prize of it
		return line, ""
	}
	return Tidy(line[:m[2]] + " " + line[m[3]:]), Capitalised(builtin().nameOf(wholeKinds, "country"))
}

// IsGenericSheet reports whether the name of a sheet says nothing: "Sheet1", "Biểu 2".
func IsGenericSheet(low string) bool {
	return prose(`^(?:sheet|trang|trang tính|biểu|bieu|bảng|bang|bm|phụ lục|phu luc|pl|mau|mẫu|b|(?:danh mục|danh muc|dm|danh sách|danh sach|ds|tổng hợp|tong hop|th|kết quả|ket qua|kq|số liệu|so lieu|dữ liệu|du lieu|data)(?: (?:dự án|du an|chung))?)[ .]*(?:số)?[ ]*[\d.ivx]*[a-z]?$|^\d+$|^(?:(?:chia|phân) )?theo (?:các )?(?:huyện|xã|tỉnh|địa bàn|địa phương|đơn vị|vùng|khu vực|năm)(?:$|[ ,])`).MatchString(low)
}

// NamesCover reports whether the name of a sheet is that of a cover, a list of contents
// or a summary.
func NamesCover(low string) bool {
	return IsCover(low) || prose(`^(?:tổng hợp|th|tổng|chung|ghi chú|toàn tỉnh|toàn huyện|toan tinh|toan huyen|tong hop)$`).MatchString(low)
}

// IsCover reports whether the name of a sheet is that of one which introduces the others.
func IsCover(low string) bool {
	return prose(`^(?:bìa|trang bìa|mục lục|giới thiệu|hướng dẫn|bia|muc luc|gioi thieu|huong dan)$`).MatchString(low)
}

// IsSheetCode reports whether the name of a sheet is a code.
func IsSheetCode(low string) bool {
	return wordProse(`^(?:[a-zđ]{1,4}\d*|\d.*|(?:biểu|bảng|bieu|bang|sheet|phụ lục|pl|mẫu|b)\b.*)$`).MatchString(low)
}

// PlaceDepth returns how far down places of a kind lie, as SplitPlace gives kinds: 4 a
// village, 3 a commune, 2 a district, 0 for others.
func PlaceDepth(kind string) int {
	switch {
	case prose(`^(?:khu|thôn|xóm|bản|ấp|buôn|khóm|tổ|tổ dân phố|khu dân cư)$`).MatchString(kind):
		return 4
	case IsCommuneWord(kind):
		return 3
	case prose(`^(?:huyện|quận|thị xã|thành phố)$`).MatchString(kind):
		return 2
	}
	return 0
}

// IsCommuneWord reports whether a word stands before names of communes.
func IsCommuneWord(low string) bool {
	return prose(`^(?:xã|phường|thị trấn)$`).MatchString(low)
}

// WithoutPartBeside takes a part of a year off a title where the whole year stands beside it:
// "quý IV/2019 và cả năm 2019".
func WithoutPartBeside(line string) string {
	return prose(`(?i)(?:tháng \d{1,2}|quý (?:[ivx]+|\d)|\d{1,2} tháng(?: đầu năm| cuối năm)?)(?:(?:/| năm |[ -])(?:19|20)\d\d)?(?:,| và|, và) (cả năm (?:19|20)\d\d)`).ReplaceAllString(line, "$1")
}

// PlaceTier returns how far in the head of a column of places says that these lie: 1 a
// province, 2 a district ("Thuộc huyện"), 3 a commune, 4 a part of one; 0 where it doesn't.
func PlaceTier(head string) int {
	m := wordProse(`^(?:(?:tên|thuộc) )?(?:(tỉnh)|(huyện|quận|thị xã|thành phố)|(xã|phường|thị trấn)|(thôn|xóm|khu|bản|ấp|tổ dân phố|khu dân cư))\b`).FindStringSubmatchIndex(Fold(head))
	for tier := 1; m != nil && tier <= 4; tier++ {
		if m[2*tier] >= 0 {
			return tier
		}
	}
	return 0
}

// CommuneHead is the kind of the places that a head says to stand below it, where these
// are communes: "xã" of "Tên xã", "xã, thị trấn" of "Xã, thị trấn"; "" for other heads.
func CommuneHead(text string) string {
	m := prose(`^(?:tên )?((?:xã|phường|thị trấn)(?:[,/ -]+(?:xã|phường|thị trấn|tt))*)$`).FindStringSubmatch(Fold(text))
	if m == nil {
		return ""
	}
	return m[1]
}

// IsCentralCity reports whether a bare name's key is that of a city which is no part of a
// province.
func IsCentralCity(key string) bool {
	return prose(`^(?:hà nội|hồ chí minh|hải phòng|đà nẵng|cần thơ)$`).MatchString(key)
}

// IsProvinceWord reports whether a word stands before names of provinces.
func IsProvinceWord(low string) bool { return prose(`^tỉnh$`).MatchString(low) }

// OpensOthers reports whether a word before names of places opens other words as
// well: "xã hội".
func OpensOthers(kind string) bool { return prose(`^xã$`).MatchString(kind) }
