package words

import (
	"slices"
	"strings"
	"tongket/ingest"
	"unicode"
	"unicode/utf8"
)

// What a text says by how it opens, wherever it stands on a sheet: a note, a
// remark, a heading that goes on. Texts are given folded where "low" is said.

// EndsTable reports whether a text stands below tables: a note, a source, a
// signature, a date.
func EndsTable(text string) bool {
	return prose(`^(?:\(?\*?\)?\s*ghi chú|nguồn\s*(?:số liệu|tài liệu|tư liệu)?\s*[:.-]|chú thích|lưu ý|nơi nhận|người lập|người tổng hợp|lập biểu|cán bộ (?:lập|tổng hợp)|thủ trưởng|giám đốc|phó giám đốc|kế toán trưởng|chủ tịch|phó chủ tịch|tm\.|t/m|kt\.|k/t|tl\.|trưởng phòng|phó trưởng phòng|người duyệt|xác nhận|điện thoại|đt\s*:|sđt|email|fax|\(ký|ký tên|note|source|thuyết minh|\* |\(\*\) |\(\d\) |\*\) )|ngày .{1,6}tháng .{1,6}năm`).MatchString(Fold(text))
}

// OpensNotes reports whether a text opens with "Ghi chú:" and the like.
func OpensNotes(low string) bool {
	return prose(`^(?:ghi chú|nguồn|nguồn số liệu|chú thích|lưu ý)\s*:`).MatchString(low)
}

// IsNote reports whether a text is a note.
func IsNote(low string) bool {
	return prose(`^(?:\(?\*?\)?\s*ghi chú|lưu ý|chú thích|nguồn|\(\d\) |\(\*\) |\* )`).MatchString(low)
}

// IsSignature reports whether a text is the line above a signature, or its date.
func IsSignature(text string) bool {
	return prose(`^(?:thủ trưởng|giám đốc|người lập|kế toán trưởng|tm\.|kt\.|chủ tịch)|ngày .{1,6}tháng .{1,6}năm`).MatchString(Fold(text))
}

// IsTelephone reports whether a text gives a number to call.
func IsTelephone(low string) bool {
	return prose(`^(?:điện thoại|đt|sđt|fax)`).MatchString(low)
}

// IsRemark reports whether a text stands above tables and heads no column: a unit
// of all, a form's number, a letter's date.
func IsRemark(text string) bool {
	return prose(`^\(?(?:đơn vị tính|đvt|đ\.v\.t|đơn vị đo|unit)\s*[:=(]|^\(?đơn vị\s*:|^(?:biểu|mẫu)(?: số)?\s*:?\s*[\da-z]{1,4}[\d./-]|^\(?(?:(?:(?:phụ lục|biểu|bảng|danh sách|số liệu)(?: số)?(?: \S{1,4})? )?(?:(?:được )?ban hành|(?:đính |gửi )?kèm theo|kèm)|số liệu (?:tính )?đến|trang \d)|^(?:cộng hòa xã hội|độc lập)|^kỳ báo cáo|^ngày .{1,4} tháng .{1,4} năm|, ngày .{1,4} tháng`).MatchString(Fold(text))
}

// DatesRows reports whether a text below a header says when its figures were
// counted: "(Số liệu đến 31/12/2020)".
func DatesRows(low string) bool {
	return wordProse(`^\(?(?:số liệu|tính|thời điểm|có) (?:đến|tới|tính đến|tại)\b|^\(?(?:ban hành|kèm theo)\b`).MatchString(low)
}

// Continues reports whether a text says that a table goes on: "(tiếp theo)".
func Continues(low string) bool {
	return wordProse(`^\(?tiếp(?: theo\b|[ .:)]*$|[ .:]*(?:bảng|biểu|trang|phụ lục)\b)|^trang \d|^\(?xem tiếp|^\(?còn nữa`).MatchString(low)
}

// WithoutContinued is a title without the words that it goes on from the page before.
func WithoutContinued(line string) string {
	return Tidy(prose(`(?i)\s*\((?:tiếp(?: theo)?|tt|cont\.?|continued)\)\s*`).ReplaceAllString(line, " "))
}

// IsPageTotal reports whether a text names the total of a page.
func IsPageTotal(low string) bool {
	return prose(`^(?:cộng|tổng|lũy kế|tổng cộng|cộng dồn|tổng số) trang|^mang sang|^chuyển trang|^cộng mang sang|^trang trước|^cộng chuyển`).MatchString(low)
}

// NamesComparison reports whether the name of a row says that its figures compare
// others.
func NamesComparison(low string) bool {
	low = withoutRank(low)
	return prose(`^(?:so sánh|so với|tăng ?/ ?giảm|tăng, ?giảm|tăng \(|% ?(?:so|th|hoàn thành|đạt|tăng)|(?:tốc độ|nhịp độ|tỷ lệ|chỉ số|mức) (?:tăng|phát triển|giảm)(?: trưởng)?(?: bình quân| bq)?(?: hằng năm| năm| so.*)?\s*(?:[(\d%].*)?$|chênh lệch|xếp hạng|thứ hạng|tỷ lệ hoàn thành(?: kế hoạch| kh| chỉ tiêu| mục tiêu| nq.*| \(?%?\)?)?$|tỷ lệ % (?:th|so)|mức tăng|th/kh|đạt tỷ lệ)`).MatchString(low) ||
		wordProse(`^(?:%|\(%|/|đạt|bằng|so|ss|(?:tăng|giảm)(?:,|/| ?\(| so| giảm)|hoàn thành|chênh|th|tỷ lệ (?:\(?%\)? ?)?(?:so|đạt|tăng|giảm|hoàn thành|thực hiện|th|ht))\b`).MatchString(low+" ") && comparesWith(low)
}

// ComparesWith reports whether the name of a row says what its figures are compared with.
func ComparesWith(low string) bool {
	return prose(`so sánh|so với|so cùng|cùng kỳ|/ ?(?:kh|kế hoạch|th)|hoàn thành|^tăng|^xếp|^thứ`).MatchString(withoutRank(low))
}

// ComparedName returns what a folded heading compares, where it names more than the
// comparison: "số người bị thương" of "số người bị thương giảm so với cùng kỳ".
func ComparedName(low string) string {
	const longest = 300 // no name is
	if len(low) > longest {
		return ""
	}
	if m := prose(`^(?:chênh lệch|mức chênh) (.+? .+?) so (?:với|cùng) `).FindStringSubmatch(low); m != nil && !prose(`^(?:giữa|năm|số liệu|thực hiện|kế hoạch|th|kh|\(|\+)`).MatchString(m[1]) {
		return m[1]
	}
	m := prose(`^(.+?)(?:,? (?:tăng ?[,/] ?giảm|tăng|giảm|đạt|vượt))? so (?:với|cùng|kế hoạch|kh|năm|th) ?`).FindStringSubmatch(low)
	if m == nil || len(strings.Fields(m[1])) < 3 || prose(`^(?:(?:tỷ lệ|tỷ trọng|tốc độ|nhịp độ|mức|số|chỉ số|kết quả) )?(?:%|tăng|giảm|đạt|hoàn thành|thực hiện|phát triển|chênh lệch|so|ước|năm|th|kh|kế hoạch|dự toán|quyết toán|tổng|cả|bình quân)(?: |$)`).MatchString(m[1]) {
		return ""
	}
	return m[1]
}

// OpensPhrase reports whether a text says where, by whom or of what something is, which
// another has to name: "Tại cộng đồng".
func OpensPhrase(low string) bool {
	return prose(`^(?:tại|trong|ở|ngoài|từ|do|của|thuộc|bằng|qua) `).MatchString(low) && !prose(`^trong (?:đó|năm|kỳ)`).MatchString(low)
}

// OpensName reports whether a text opens as full names of indicators do.
func OpensName(low string) bool {
	return prose(`^(?:số|tỷ lệ|tổng|tỷ trọng|kinh phí) `).MatchString(low) && !prose(`^tổng hợp`).MatchString(low)
}

// OpensTotal reports whether a text names the total of something: "Tổng diện tích".
func OpensTotal(low string) bool {
	return prose(`^tổng `).MatchString(low) && !prose(`^tổng hợp`).MatchString(low)
}

// IsGrandTotal reports whether a text names the total of a whole table rather than that
// of a section, for which "Cộng" would do.
func IsGrandTotal(text string) bool {
	return prose(`^(?:tổng cộng|tổng số|toàn |tổng toàn |cộng toàn |tổng \()|^tổng$|^(?:tổng|cộng)(?: số| chung)? ?[(:]? ?(?:[ivx]+|[a-h]) ?\+`).MatchString(Fold(text))
}

// OpensIndicator reports whether a text opens with a word for what is counted.
func OpensIndicator(low string) bool {
	return wordProse(`^(?:số|tỷ lệ|tổng|kinh phí|tỷ trọng|lao động|hộ|diện tích|sản lượng|giá trị|dân số|vốn|mức|thu|chi)\b`).MatchString(low)
}

// NamesQuantity reports whether a folded text opens with a quantity that other texts are
// divisions of: "Diện tích tưới", "Sản lượng cây trồng chính".
func NamesQuantity(low string) bool {
	return prose(`^(?:tổng )?(?:diện tích|sản lượng|năng suất|giá trị|số lượng|khối lượng|trọng lượng|doanh thu|doanh số|chiều dài|tỷ lệ|tỷ trọng|kinh phí|tổng số|số|trữ lượng|công suất|dư nợ|thu nhập|mức|năng lực|chi phí) `).MatchString(low) && !prose(`^(?:số liệu|mức sống|mức độ|năng lực (?:cạnh tranh|quản)) `).MatchString(low)
}

// IsRate reports whether the key of a label is that of a rate: not of a class of those
// who have one, "tỷ lệ thương tật từ 81% trở lên".
func IsRate(key string) bool {
	return prose(`^tỷ lệ`).MatchString(key) && !prose(`^tỷ lệ (?:\pL+ ){1,4}(?:từ|dưới|trên|hơn) \d[\d.,]* ?%`).MatchString(key)
}

// OpeningStock reports whether the key of a label is the stock of a year's beginning:
// "Số hộ nghèo đầu năm".
func OpeningStock(key string) bool {
	return prose(` (?:đầu năm|đầu kỳ|cuối năm trước)$`).MatchString(key) && !prose(`so với|từ (?:đầu năm|đầu kỳ)$`).MatchString(key)
}

// IsClass reports whether a text is a class of a breakdown by numbers or by a rule:
// "15-29", "Dưới 10", "Theo giá hiện hành".
func IsClass(text string) bool {
	return wordProse(`^(?:từ |dưới |trên |hơn )?\d[\d.,]*\s*(?:-|–|đến|÷|tới)?\s*\d*[\d.,]*(?: (?:tuổi|người|ha|triệu|tỷ|lao động|đồng|năm|tháng)\b.*)?(?: trở lên| trở xuống)?$|^theo |^(?:nam|nữ|khác)$|^(?:từ|dưới|trên) \d`).MatchString(strings.TrimSpace(Fold(text)))
}

// NamesGroup reports whether the name of a group holds a word for places.
func NamesGroup(low string) bool {
	return wordProse(`\b(?:huyện|xã|tỉnh|thành|thị|phường|quận|vùng|miền|núi|đồng bằng|trung du|ven biển|biên giới|khu vực|địa phương)\b`).MatchString(low)
}

// SaysEstimate reports whether a title or a note says that figures are estimates.
func SaysEstimate(low string) bool {
	low = prose(`(?:thỏa|điều|công|quy|hương|giao) ước`).ReplaceAllString(low, "") // a pact
	return wordProse(`\b(?:ước (?:thực hiện|th|tính|đạt|kết quả|cả năm|năm)|số ước|ước|sơ bộ)\b`).MatchString(low)
}

// IsEmptyHead reports whether the key of a head says nothing of the figures below it.
func (t *lexis) IsEmptyHead(key string) bool { return t.has(emptyHeads, key) }

// OtherHalf returns the key of the group that makes up a whole with that of a key; ""
// where there is none.
func (t *lexis) OtherHalf(key string) string {
	if other := t.meaning(halves, key); other != "" {
		return other
	}
	for one, other := range t.lists[halves].words { // at most one has it
		if other == key {
			return one
		}
	}
	return ""
}

// CountsWhole reports whether a unit counts things that have no fractions.
func (t *lexis) CountsWhole(unit string) bool { return t.has(wholeUnits, Fold(unit)) }

// InThousands reports whether a unit is a thousand people or households.
func (t *Table) InThousands(unit string) bool {
	low := Fold(unit)
	rest := prose(`^nghìn `).ReplaceAllString(low, "")
	return rest != low && (t.IsPeopleUnit(rest) || t.UnitClass(rest) == ClassHouseholds)
}

// IsArea reports whether a text names an area that a breakdown may name as well as a
// list of places.
func (t *lexis) IsArea(text string) bool { return t.has(areas, Key(text)) }

// IsCommentHead and IsRegisterHead report whether a text heads the comments of a
// register, and another of its columns.
func (t *lexis) IsCommentHead(text string) bool { return t.has(commentHeads, Fold(text)) }

func (t *lexis) IsRegisterHead(text string) bool { return t.has(registerHeads, Fold(text)) }

// BeginsNoCommune reports whether what follows "xã" begins with no name: "thành lập", but
// "Thành Sơn".
func (t *lexis) BeginsNoCommune(rest string) bool {
	low := Fold(rest)
	first, _, more := strings.Cut(low, " ")
	if more && prose(`^(?:thành|nông|hoàn|biên|miền) `).MatchString(low) {
		return prose(`^(?:thành (?:lập|phố|thị|viên|tích)|nông (?:thôn|dân|nghiệp)|hoàn (?:thành|thiện)|biên (?:giới|chế|phòng)|miền (?:núi|xuôi|bắc|nam|trung))`).MatchString(low)
	}
	return t.has(noCommunes, first)
}

// StopsName reports whether what follows the first words of a place's name in a line is
// no part of it: "giai đoạn …", "năm 2016", "quý II", "5 năm", but "Kỳ" of "Tân Kỳ 2016"
// and "Năm" of "Năm Căn" are.
func (t *lexis) StopsName(named int, rest []string) bool {
	line := ""
	for _, word := range rest[:min(3, len(rest))] {
		line = strings.TrimSpace(line + " " + Fold(strings.Trim(word, ",.;:()")))
		if t.has(nameStops, line) {
			return true
		}
	}
	switch {
	case prose(`^(?:năm(?: \PL|$)|lần (?:thứ(?: |$)|[ivx\d])|(?:kỳ|quý|từ) (?:\d{1,2}|[ivx]+)(?:$|[^\d\pL]))`).MatchString(line):
		return true
	case named == 0: // "phường 6 năm 2016", but "xã 5 năm 2016-2020"
		return prose(`^\d{1,2} (?:năm|tháng|quý) (?:\pL|\d{4} ?[-–])`).MatchString(line)
	}
	return prose(`^\d{1,2} (?:năm|tháng|quý)(?: |$)`).MatchString(line) || named > 1 && prose(`^(?:kỳ|quý|từ)(?: \d|$)`).MatchString(line)
}

// SaysYearly reports whether a head says no more than that years follow: "Kết quả thực
// hiện hằng năm".
func SaysYearly(text string) bool {
	return prose(`^(?:kết quả|tình hình|số liệu|thực hiện|diễn biến)(?: .*)? (?:hằng năm|từng năm|qua các năm|các năm|theo năm)$`).MatchString(Fold(text))
}

// PartYearName returns the first words of what a folded text names beside a part of a year:
// "vốn điều lệ" of "Vốn điều lệ của HTX thành lập trong quý IV"; "" where it names
// nothing of two words. Of what is summed up to the end of a year it is all.
func PartYearName(low string) string {
	if prose(`lũy kế.* đến (?:hết )?(?:ngày )?31/12`).MatchString(low) { // since when?
		return low
	}
	fields := partYearFields(low)
	if len(fields) < 2 {
		return ""
	}
	return strings.Join(fields[:min(3, len(fields))], " ")
}

// accumulates reports whether a folded text names what is summed up to the end of a year,
// since whenever: "lũy kế vốn đã bố trí đến hết năm 2019", "số xã đạt chuẩn lũy kế đến
// hết năm".
func accumulates(low string) bool {
	return prose(`lũy kế`).MatchString(low) && prose(`đến (?:hết |cuối )?(?:năm(?: (?:19|20)\d\d)?|(?:ngày )?31[/.-]12(?:[/.-](?:19|20)\d\d)?)\)?(?: \([^()]*\))?$`).MatchString(low) &&
		!prose(`từ đầu (?:năm|nhiệm kỳ)`).MatchString(low) && len(partYearFields(low)) > 1
}

// SummedTo is the year to whose end a folded line says that figures are summed up, or 0:
// "(Lũy kế đến hết ngày 31/12/2019)".
func SummedTo(low string) int {
	if m := prose(`^\(?(?:số liệu )?(?:lũy kế|cộng dồn) (?:từ đầu năm |từ ngày 0?1/0?1(?:/(?:19|20)\d\d)? )?đến (?:hết )?(?:ngày )?31/12/((?:19|20)\d\d)\)?$`).FindStringSubmatch(low); m != nil {
		return Atoi(m[1])
	}
	return 0
}

// partYearFields returns the words of a folded text that say nothing of a part of a year.
func partYearFields(low string) []string {
	bare := wordProse(`\b(?:(?:trong|đến|hết|từ|tại|của|ngày|ước|thực hiện|kết quả|số liệu|lũy kế|so với|cùng kỳ) )*(?:(?:\d{1,2} )?tháng(?: \d{1,2})?|quý (?:[ivx]+|\d)|đợt (?:[ivx]+|\d)|(?:đầu|cuối|giữa) (?:năm|kỳ)|năm|kỳ báo cáo|kỳ|(?:19|20)\d\d|\d{1,2}/\d{1,2}(?:/\d{4})?)\b`).ReplaceAllString(low, " ")
	return strings.Fields(prose(`[^\pL ]+`).ReplaceAllString(bare, " "))
}

// AsksYear reports whether a folded line ends before a year: "… giai đoạn".
func AsksYear(low string) bool {
	return prose(`(?:^| )(?:năm|giai đoạn|nhiệm kỳ|thời kỳ|từ|đến)$`).MatchString(low)
}

// OpensWithMoney reports whether the name of an indicator opens with what is money: "Kinh
// phí chi trả trợ cấp".
func OpensWithMoney(low string) bool {
	return prose(`^(?:tổng )?(?:kinh phí|số tiền|vốn|chi phí|doanh thu|dư nợ|quỹ|dự toán|giá trị) `).MatchString(low)
}

// SaysReached reports whether the key of a head says how much of a plan was reached.
func SaysReached(key string) bool { return prose(`^đạt(?: %)?$`).MatchString(key) }

// NamesMoney reports whether the key of a head names an amount of money.
func NamesMoney(key string) bool {
	return prose(`^(?:kinh phí|số tiền|tiền|giá trị)$`).MatchString(key)
}

// EstimatedLast returns the last of the years of a title where it alone is an estimate, and
// the title without it: "năm 2019 và ước năm 2020"; 0 for other titles.
func (x *Meanings) EstimatedLast(title string) (year int, rest string) {
	m := prose(`(?i)(?:19|20)\d\d\)?((?:,| và|, và| -) ?ước(?: thực hiện| th| tính)?(?: cả)?(?: năm)? ((?:19|20)\d\d)[ .:;)]*)$`).FindStringSubmatchIndex(title)
	if m == nil || !x.ValidYear(Atoi(title[m[4]:m[5]])) {
		return 0, title
	}
	return Atoi(title[m[4]:m[5]]), title[:m[2]]
}

// WithoutNextPlan takes the plan of the next year or term off a title that has named the
// years before it: "năm 2019 và dự toán năm 2020".
func WithoutNextPlan(title string) string {
	return prose(`(?i)((?:19|20)\d\d\)?)(?:,| và|, và| -) ?(?:xây dựng |giao )?(?:dự toán|kế hoạch|phương hướng|mục tiêu|nhiệm vụ)(?: \pL+){0,4}? (?:năm|giai đoạn) (?:19|20)\d\d(?: ?[-–] ?(?:19|20)\d\d)?[ .:;)]*$`).ReplaceAllString(title, "$1")
}

// A YearNote is what a note says of the figures of some years, or of all where it names
// none.
type YearNote struct {
	Years   []int
	Measure ingest.Measure
	Part    bool // they are those of a part of the year
}

// NoteOfYears returns what a folded note says of the figures of years: "số liệu năm 2020 là
// số ước thực hiện", "năm 2019: số liệu 6 tháng đầu năm"; ok is false where it says nothing.
func (x *Meanings) NoteOfYears(low string) (n YearNote, ok bool) {
	if m := prose(`(?:^|[:*(] ?)(?:các |toàn bộ )?(?:số liệu|số)(?: này| trên| trong bảng| trong biểu| ở trên| nêu trên)* là (?:số )?(?:liệu )?(ước|sơ bộ|kế hoạch|dự toán|dự kiến|chỉ tiêu|mục tiêu)`).FindStringSubmatch(low); m != nil {
		return YearNote{Measure: notedMeasure(m[1])}, true
	}
	m := prose(`(?:số liệu|số|kết quả)(?: thực hiện)?(?: của)?(?: các)?(?: năm)? ((?:19|20)\d\d(?:(?:,| và|,? năm) ?(?:19|20)\d\d)*) ?:? ?(.*)$`).FindStringSubmatch(low)
	if m == nil {
		m = prose(`^[\s(*+–-]*(?:(?:ghi chú|lưu ý|chú thích) ?[:.]? ?)?(?:năm )?((?:19|20)\d\d(?:(?:,| và|,? năm) ?(?:19|20)\d\d)*) ?:? ?((?:là |số liệu |chỉ |mới |ước(?: th| thực hiện| tính)?[ .;)]*$|sơ bộ[ .;)]*$).*)$`).FindStringSubmatch(low)
	}
	if m == nil {
		return n, false
	}
	says := prose(`^(?:(?:là|lấy theo|được) )*(?:số )?(?:liệu )?(ước|sơ bộ)|^(?:là|lấy theo) (?:số )?(?:liệu )?(kế hoạch|dự toán|dự kiến|chỉ tiêu|mục tiêu)`).FindStringSubmatch(m[2])
	switch {
	case says != nil:
		n.Measure = notedMeasure(says[1] + says[2])
	case prose(`^(?:là|mới|chỉ|tính|lấy|có|số liệu|của|đến|hết) `).MatchString(m[2]) && NamesPartOfYear(m[2]) && !prose(`cả năm|so với|31/12`).MatchString(m[2]):
		n.Part = true
	default:
		return n, false
	}
	for _, y := range yearsIn(m[1]) {
		if year := Atoi(y); x.ValidYear(year) {
			n.Years = append(n.Years, year)
		}
	}
	return n, len(n.Years) > 0
}

// notedMeasure is the measure of a word of NoteOfYears.
func notedMeasure(word string) ingest.Measure {
	switch {
	case prose(`^(?:ước|sơ bộ)$`).MatchString(word):
		return ingest.Estimate
	case prose(`^(?:chỉ tiêu|mục tiêu)$`).MatchString(word):
		return ingest.Target
	}
	return ingest.Plan
}

// IsMonth reports whether a heading names the last month of a year, which may be that
// of months as well as a year's end: "Tháng 12/2019".
func IsMonth(low string) bool {
	return prose(`^\(?(?:(?:ước|ước tính|ước thực hiện|ước th|sơ bộ|chính thức|thực hiện|th|kế hoạch|kh) )?tháng (?:12|mười hai)\b|^12/(?:19|20)\d\d$`).MatchString(low)
}

// IsPartOfYear reports whether a text is a part of a year and nothing else: "Tháng 3",
// "Quý II/2019", "6 tháng đầu năm".
func IsPartOfYear(text string) bool {
	return prose(`^\(?(?:t(?:háng)?\.? ?(?:0?[1-9]|1[0-2])|tháng (?:một|giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|mười một|mười hai|chạp)|quý ?(?:[1-4]|i{1,3}|iv)|q[1-4]|[1-9]\d? ?(?:tháng|quý)(?: (?:đầu|cuối)(?: năm)?)?|nửa (?:đầu|cuối) năm|học kỳ ?(?:[12]|i{1,2}))(?:\s*[-/. ]\s*(?:năm )?(?:19|20)\d\d)?\)?$`).MatchString(strings.TrimRight(Fold(text), " .:"))
}

// IsWholeYear reports whether a text means the whole of the year and nothing else: "Cả
// năm", as rows do that stand below those of its months.
func IsWholeYear(text string) bool {
	return prose(`^(?:cả năm|(?:tổng (?:số|cộng)?|tổng|cộng) ?(?:cả năm|trong năm|12 tháng|4 quý)|12 tháng|bốn quý|4 quý)(?: ?(?:năm )?(?:19|20)\d\d)?$`).MatchString(strings.TrimRight(Fold(text), " .:"))
}

// TotalsYears reports whether a text means the total of several years and nothing
// else: "Cộng 4 năm".
func TotalsYears(text string) bool {
	return prose(`^(?:tổng|cộng|tổng cộng|tổng số)(?: cả| của)?(?: \d{1,2}| các| bốn| năm| ba)? năm$|^(?:tổng|cộng|tổng cộng|tổng số|cả|toàn) (?:cả )?(?:giai đoạn|nhiệm kỳ|thời kỳ)$`).MatchString(strings.TrimRight(Fold(text), " .:"))
}

// IsShortBudget reports whether a text in a column of kinds of figures is "DT", the
// budget, which elsewhere is an area.
func IsShortBudget(text string) bool { return prose(`^dt$`).MatchString(Fold(text)) }

// NamesYearOfEvent reports whether the head of a column asks for the year in which
// something happened: "Năm đạt chuẩn". Years below it are no figures.
func NamesYearOfEvent(low string) bool {
	return wordProse(`^(?:dự kiến )?(?:năm|thời gian|thời điểm) (?:(?:đã |được )*(?:đạt|thành lập|công nhận|xây dựng|hoàn thành|khởi công|bắt đầu|kết thúc|sinh|về đích|đưa vào|vào|tốt nghiệp|sản xuất|mua|ban hành|cấp|tuyển|kết nạp|nâng cấp|sửa chữa|tu bổ|trùng tu|nghỉ|xếp hạng|khánh thành|nghiệm thu|phê duyệt|đăng ký|ký kết|gia nhập|thực hiện dự án|thi công|kc|ht))\b|^năm kc|\bkc ?- ?ht\b|^thời gian (?:thực hiện|hoạt động)$|\bnăm về đích\b`).MatchString(low)
}

// OpensBound reports whether a number opens with the sign of a bound: "≥ 98".
func OpensBound(text string) bool { return prose(`^[<>≤≥]`).MatchString(Tidy(text)) }

// IsShortGrade reports whether a text is a grade of schools, written short, and
// IsUnclearGrade whether it is one that means something else where no others stand beside
// it: "TC" a total, "TH" a result.
func IsShortGrade(text string) bool {
	return prose(`^(?:cđ|sc|đh|cđn|tcn|scn|mn|thcs|thpt|ptth|tiểu học|mầm non|mẫu giáo)$`).MatchString(Fold(text))
}

func IsUnclearGrade(text string) bool { return prose(`^t[ch]$`).MatchString(Fold(text)) }

// IsRest reports whether the key of a label is that of what a list leaves over: "Khác"
// stands beside the rows above it, and is no part of the last.
func IsRest(key string) bool {
	return prose(`^(?:(?:các |những )?(?:loại |khoản |nguồn |đối tượng |ngành |nước |thị trường |đơn vị |loại hình |hình thức |lĩnh vực |nghề |chính sách )?khác|(?:số )?còn lại)$`).MatchString(key)
}

// EndsInYear reports whether a text ends in the year of what it names: "Kinh phí năm 2019".
func EndsInYear(text string) bool {
	low := Fold(text)
	return prose(`\pL (?:trong |đến |hết )?năm (?:19|20)\d\d$`).MatchString(low) &&
		!prose(`(?:luật|bộ luật|hiến pháp|pháp lệnh|chuẩn|giá|tiêu chí|điều tra|so với|từ|trước|sau|kể|sinh|khóa) (?:\pL+ ){0,4}(?:trong |đến |hết )?năm (?:19|20)\d\d$`).MatchString(low)
}

// IsAnswer reports whether a text says whether something was reached, and no more: "Đ",
// "Chưa đạt", "x".
func IsAnswer(text string) bool {
	return prose(`^(?:[ĐCKXV]|x)$`).MatchString(Tidy(text)) || prose(`^(?:(?:đã |chưa |không )?(?:đạt|hoàn thành)(?: chuẩn)?|vượt|có|không|chưa|✓|√|v)$`).MatchString(Fold(text))
}

// IsGiver reports whether the head of a column names who sets a plan, beside others who
// do: "HĐND tỉnh" beside "Pháp lệnh", "HĐND giao".
func IsGiver(text string) bool {
	return prose(`^(?:hđnd|ubnd|hội đồng nhân dân|ủy ban nhân dân)(?: (?:tỉnh|huyện|xã|thành phố|thị xã))?(?: (?:giao|đề ra))?$|^(?:tw|trung ương|bộ|chính phủ|cấp trên|tỉnh|huyện|xã|sở) (?:giao|đề ra)$`).MatchString(Fold(text))
}

// SaysGiven reports whether such a head says by itself that its figures were set: "Huyện
// giao".
func SaysGiven(text string) bool { return prose(` (?:giao|đề ra)$`).MatchString(Fold(text)) }

// IsTier reports whether a text is a tier of government, and names no place or unit where
// others stand beside it: "TW", "Tỉnh", "Huyện, xã".
func IsTier(text string) bool {
	return prose(`^(?:cấp )?(?:trung ương|tw|địa phương|tỉnh|huyện|xã)(?:(?:,|/| và| -|-)? ?(?:tỉnh|huyện|xã))*$`).MatchString(Fold(text))
}

// NamesTarget reports whether the head of a column of figures is "Chỉ tiêu", which over
// names heads indicators.
func NamesTarget(text string) bool {
	return prose(`^chỉ tiêu$`).MatchString(Fold(DropEnglish(text)))
}

// MayHeadUnits reports whether the head of a column is "Đơn vị", which heads units as well
// as places.
func MayHeadUnits(text string) bool { return prose(`^đơn vị$`).MatchString(Fold(text)) }

// IsWomen reports whether a text is "Nữ".
func IsWomen(text string) bool { return prose(`^nữ$`).MatchString(strings.ToLower(Tidy(text))) }

// YearForMen takes "Nam" alone for the year that it spells without its mark; other
// texts stay.
func YearForMen(text string) string {
	if tidy := Tidy(text); strings.EqualFold(tidy, "nam") {
		return InCaseOf(builtin().nameOf(heads, string(RoleYear)), tidy)
	}
	return text
}

// SplitWide parts a line at tabs and wide gaps, which stand between two texts.
func SplitWide(line string) []string {
	var list []string
	for {
		m := prose(`[\s\x{a0}]{4,}|\t`).FindStringIndex(line)
		if m == nil {
			return append(list, line)
		}
		list, line = append(list, line[:m[0]]), line[m[1]:]
	}
}

// ShareWord reports whether two names have a word of three letters or more in common.
func ShareWord(a, b string) bool {
	words := strings.Fields(Key(b))
	return slices.ContainsFunc(strings.Fields(Key(a)), func(w string) bool { return utf8.RuneCountInString(w) > 2 && slices.Contains(words, w) })
}

// Glossary returns the abbreviations that a note explains, each with its words: TS and
// "Tuyển sinh" of "Ghi chú: TS: tuyển sinh; TN: tốt nghiệp". Only words whose initials make
// the abbreviation explain it.
func Glossary(text string) (pairs [][2]string) {
	if !strings.ContainsAny(text, ":=–-") && !prose(`là|viết tắt`).MatchString(text) {
		return nil // every text of a sheet is asked
	}
	for _, m := range prose(`(?:^|[\s(;,.:–-])(\p{Lu}{2,8}) ?(?:[:=–-]|là|viết tắt (?:của|là)) ?(\pL+(?: \pL+)+)`).FindAllStringSubmatchIndex(text, -1) {
		short, long := text[m[2]:m[3]], text[m[4]:m[5]]
		initials := ""
		for _, word := range strings.Fields(long) {
			r, _ := utf8.DecodeRuneInString(word)
			initials += string(unicode.ToUpper(r))
		}
		if initials == short {
			pairs = append(pairs, [2]string{short, Capitalised(long)})
		}
	}
	return pairs
}
