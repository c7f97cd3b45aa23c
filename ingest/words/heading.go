package words

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tongket/ingest"
)

// A Heading is what one text of a header, a title or a banner row says about
// the figures below or beside it.
type Heading struct {
	Years    ingest.Period
	Relative int // years relative to the sheet's own year, where isRelative
	IsRel    bool
	Since    bool // "lũy kế từ đầu nhiệm kỳ": a term figure up to years.To, or to the term's end
	Term     bool // "5 năm", "cả giai đoạn" without years: the sheet's term
	Measure  ingest.Measure
	Unit     string
	Part     string          // what is left: an indicator or a breakdown, as written
	Rel      ingest.PartKind // "Trong đó", "Chia ra" before the part
	Total    bool            // "Tổng số": the whole of what stands above
	Skip     ingest.Reason   // why figures below it are none of ours
	Starred  bool            // "(*)" beside a year
}

// Spent reports whether nothing but periods, measures and the like was said.
func (h Heading) Spent() bool { return h.Part == "" }

// Says reports whether the text gives a period, a measure or a reason to skip.
func (h Heading) Says() bool {
	return h.Years != ingest.Period{} || h.Measure != "" || h.Skip != "" || h.IsRel || h.Since || h.Term || h.Total
}

// ParseHeading reads one text of a header.
func (x *Meanings) ParseHeading(text string) Heading { return x.headings.Get(text, x.readHeading) }

func (x *Meanings) readHeading(text string) Heading {
	var h Heading
	shown := DropEnglish(text)
	shown, h.Starred = cutStars(shown)
	shown = prose(`\s*\([^()]*\d/[^()\s]*\p{Lu}{2}[^()]*\)`).ReplaceAllString(shown, "") // a document: "(QĐ 1167/QĐ-TTg)"
	shown = prose(`\s*\(?\s*\(?\d+\)?\s*=\s*[\d()+\-*/:%x ]+\)?$`).ReplaceAllString(shown, "")
	shown = prose(`^[Nn]\.? ?((?:19|20)\d\d)$`).ReplaceAllString(shown, "$1")                                                 // "N2018" or "N.2018"
	shown = prose(`^(?:[Nn]ăm )?2[Kk](\d\d)$`).ReplaceAllString(shown, "20$1")                                                // "2K18"
	shown = prose(`(?i)((?:19|20)\d\d) ?\(ct\)$`).ReplaceAllString(shown, "$1")                                               // "chính thức"
	shown = prose(`(?i)\b([369])t/?((?:19|20)\d\d)\b`).ReplaceAllString(shown, "${1}T $2")                                    // "6T2020"
	if m := prose(`(?i)^((?:19|20)\d\d)[ .-]?(?:q[1-4]|[mt](?:0?[1-9]|1[0-2])|h[12])$`).FindStringSubmatch(shown); m != nil { // "2020Q1", "2020M06"
		y := Atoi(m[1])
		h.Years, h.Skip = ingest.Period{From: y, To: y}, ingest.ReasonPartYear
		return h
	}
	if m := prose(`(?i)[\s(]*(?:lũy kế |luỹ kế )?(?:(?:tính|có) )?(?:đến|tại)(?: thời điểm)?(?: hết)?(?: ngày)? 31/12 ((?:hằng|hàng|các|từng) năm)\)?$`).FindStringSubmatchIndex(shown); m != nil {
		shown = shown[:m[0]] + " " + shown[m[2]:m[3]] // of the years that other heads name
	}
	if !prose(`(?i)lũy kế`).MatchString(shown) {
		shown = prose(`(?i)\s+\(?(?:tính )?đến(?: hết)?(?: ngày)? 31/12\)?$`).ReplaceAllString(shown, "") // of the year that another head names
	}
	if m := prose(`(?i)^(?:(?:mục tiêu|chỉ tiêu|mt) (?:của )?(?:(?:nq|nghị quyết)[ /]?(?:của )?)?|(?:nq|nghị quyết)[ /]?(?:của )?)(?:đh|đại hội)(?: đại biểu)?(?: đảng bộ(?: tỉnh| huyện| thành phố| thị xã| xã)?)?(?: lần)?(?: thứ)?(?: [ivxl]+)?(?:$|[^\pL])`).FindStringIndex(shown); m != nil { // "Mục tiêu NQ ĐH lần thứ III đến năm 2020"
		h.Measure, shown = ingest.Target, strings.Trim(shown[m[1]:], " -–:,.")
		if shown == "" {
			return h
		}
	}
	shown = prose(`(?i)(?:đầu|giữa|cuối) nhiệm kỳ\s+(\(?\d)`).ReplaceAllString(shown, "$1") // "Giữa nhiệm kỳ (31/12/2017)"
	shown = WithoutSumOf(strings.ReplaceAll(shown, "|", " "))
	shown = WithPlainYears(shown)
	shown = prose(`(?i)((?:19|20)\d\d) ?\((?:(?:số liệu|số) ?(?:tại |đến )?(?:31/12|chính thức|điều tra)?|điều tra|tổng điều tra|tđt|đã (?:quyết toán|điều chỉnh|duyệt|phê duyệt)|theo (?:ngtk|niên giám)[^()]*|(?:có |tính )?đến (?:hết )?31/12|0?1/(?:0?4|10)|12 tháng)\)$`).ReplaceAllString(shown, "$1") // remarks
	low := Fold(shown)
	if u, ok := x.KnownUnit(shown); ok && x.lists[quantities].words[low] == "" && low != "%" && x.SkipReason(low) != ingest.ReasonComparison && len(x.Lex.ByKey[low]) == 0 { // "Liệt sĩ" is an indicator too
		h.Unit = u
		return h
	}
	if skip := x.skipReason(shown, low); skip != "" {
		h.Skip = skip
		h.Years, _ = x.findYears(low)
		return h
	}
	shown, h.Rel = x.CutRelation(shown)
	shown, h.Unit = x.CutUnit(shown)
	shown = x.takeDatedMeasure(&h, shown)
	rest := x.TakePeriod(&h, Tidy(shown))
	rest = x.TakeMeasure(&h, rest)
	h.Part = strings.Trim(prose(`\s*\(\s*\)`).ReplaceAllString(rest, ""), " -–:;,.+/")
	if h.Unit == "" && (h.Years != ingest.Period{} || h.Measure != "") { // "Tỷ lệ (%) 2019", "Số hộ (hộ) - KH"
		h.Part, h.Unit = x.CutUnit(h.Part)
	}
	if prose(`(?i)^tổng (?:điều tra|kiểm kê)$`).MatchString(h.Part) && h.Years != (ingest.Period{}) {
		h.Part = ""
	}
	if inner, ok := CutParens(h.Part); ok && !strings.ContainsAny(inner, "()") {
		h.Part = inner
	}
	if h.Years != (ingest.Period{}) && prose(`^\d$`).MatchString(h.Part) { // "Năm 2018 (1)", with a note
		h.Part = ""
	}
	if h.Measure == "" && h.Years != (ingest.Period{}) && prose(`^(?:kế hoạch|kh) (?:[^h]|h[^ó])`).MatchString(Fold(h.Part)) {
		h.Measure = ingest.Plan // "Kế hoạch giảm năm 2020"
	}
	if h.Measure == "" && prose(`^(?:kế hoạch|kh) (?:vốn|giao|phân bổ)|^vốn (?:(?:kế hoạch|kh) |(?:được )?giao(?:$| ))|^nhu cầu (?:vốn|kinh phí)|^dự toán (?:giao|được giao|phân bổ)|^(?:kế hoạch|kh|dự toán|dt) (?:\pL+ ){1,4}(?:được |tỉnh |huyện )?giao(?:$| )`).MatchString(Fold(h.Part)) {
		h.Measure = ingest.Plan // "Kế hoạch vốn giao"
	}
	if h.Measure == "" && prose(`^chỉ tiêu (?:(?:hđnd |ubnd )?(?:tỉnh|huyện|xã|thành phố|trung ương|tw|cấp trên|bộ|ngành|sở) )(?:giao|đề ra)(?: |$)`).MatchString(low) {
		h.Measure, h.Part = ingest.Target, "" // "Chỉ tiêu huyện giao năm 2020"
	}
	if h.Measure == "" && prose(`^(?:dự toán|kế hoạch) (?:(?:tổng )?(?:thu|chi)|ngân sách|nsnn|kinh phí|vốn|tuyển sinh|tuyển quân|đào tạo|xuất khẩu|sản xuất|kết nạp|trồng)(?: |$)`).MatchString(low) {
		h.Measure = ingest.Plan // "Dự toán thu"
	}
	if h.Measure == "" && prose(`^mục tiêu (?:số|tỷ lệ|giảm|tăng|đạt|nâng|duy trì) `).MatchString(low) {
		h.Measure = ingest.Target // "Mục tiêu số xã đạt chuẩn năm 2020"
	}
	if h.Measure == "" && prose(`^phấn đấu(?: đến| trong| đạt)?(?: năm)?(?: (?:19|20)\d\d)?$`).MatchString(low) {
		h.Measure, h.Part = ingest.Target, "" // "Phấn đấu năm 2021"
	}
	if h.Measure == "" && prose(`^chỉ tiêu (?:được )?giao `).MatchString(low) {
		h.Measure = ingest.Target // "Chỉ tiêu giao giảm năm 2020"
	}
	if h.Measure == "" && prose(`quy hoạch(?: sử dụng đất)?(?: đến)?(?: năm)?(?: (?:19|20)\d\d)? (?:được|đã) (?:duyệt|phê duyệt)`).MatchString(low) {
		h.Measure = ingest.Plan // "Diện tích quy hoạch đến 2020 được duyệt"
	}
	if h.Measure == "" && prose(`^chỉ tiêu (?:(?:đến |tới |đến hết )?(?:năm(?: học)? )?(?:19|20)\d\d(?: ?[-–] ?(?:19|20)\d\d)?|(?:cả |toàn |của )?(?:nhiệm kỳ|giai đoạn|5 năm)(?: (?:19|20)\d\d ?[-–] ?(?:19|20)\d\d)?)$`).MatchString(low) {
		h.Measure = ingest.Target // "Chỉ tiêu đến năm 2020", "Chỉ tiêu cả nhiệm kỳ"
	}
	if m := prose(`^(?:dự toán|dt|chỉ tiêu|mục tiêu|phấn đấu) (\pL.*)`).FindStringSubmatch(Fold(h.Part)); h.Measure == "" && h.Years != (ingest.Period{}) && m != nil && !prose(`^(?:chỉ tiêu|thành phần|nhiệm vụ|kinh tế|xã hội|kt|văn hóa|quốc phòng|môi trường|chủ yếu|cơ bản|cụ thể|chung|tổng hợp|về|của|theo|quốc gia|thiên niên|phát triển bền|hoàn thành|đạt|vượt|thực hiện|chưa|không|đã|được (?:đạt|hoàn))(?: |$)`).MatchString(m[1]) {
		h.Measure = ingest.Target // "Mục tiêu trồng rừng đến 2025"
		if strings.HasPrefix(Fold(h.Part), "d") {
			h.Measure = ingest.Plan // "Dự toán chi 2021"
		}
	}
	if m := prose(`^(?:sb|nhiệm vụ)$`).FindString(Fold(h.Part)); m != "" && h.Measure == "" && h.Years != (ingest.Period{}) {
		h.Measure, h.Part = ingest.Estimate, "" // "SB 2019"
		if m != "sb" {
			h.Measure = ingest.Plan
		}
	}
	if x.IsFiller(Fold(h.Part)) {
		h.Part = ""
	}
	if x.IsTotalWord(Key(h.Part)) || prose(`^(?:tổng|cộng)(?: cộng| số)?(?: cả)? \d{1,2} năm$`).MatchString(low) {
		h.Total, h.Part = true, ""
	}
	if h.Unit == "" && h.Part != "" {
		h.Unit, _ = x.QuantityUnit(Key(h.Part))
		if strings.HasPrefix(h.Part, "% ") {
			h.Unit = "%"
		} else if m := prose(`(?i)^(?:cơ cấu|tỷ trọng|tỉ trọng)( %)$`).FindStringSubmatchIndex(h.Part); m != nil {
			h.Unit, h.Part = "%", h.Part[:m[2]]
		}
	}
	return h
}

// skipReason says why a heading holds no figures of ours; a name of the vocabulary
// is never a comparison, whatever words it begins with.
func (x *Meanings) skipReason(shown, low string) ingest.Reason {
	skip := x.SkipReason(low)
	if skip == ingest.ReasonPartYear {
		kind, bare := x.SplitPlace(shown)
		if kind != "" && prose(`^\p{Lu}\pL*(?: \p{Lu}\pL*)*$`).MatchString(bare) { // "Xã Tân Quý Tây"
			return ""
		}
	}
	if skip == ingest.ReasonComparison || skip == ingest.ReasonCheck {
		rest, _ := x.CutUnit(shown)
		if x.Lex.Indicators != nil && len(x.Lex.ByKey[Key(rest)]) > 0 {
			return ""
		}
	}
	return skip
}

// SkipReason says why a column or row under a heading, which is folded, holds no
// figures of ours.
func (t *Table) SkipReason(low string) ingest.Reason {
	switch {
	case t.OpensCheck(low):
		return ingest.ReasonCheck
	case wordProse(`^(?:tỷ lệ|tỷ trọng|tỷ số) .{3,}? so(?: với)? (?:hộ|dân|tổng|số|người|lao động|diện tích|gdp|grdp|trẻ|phụ nữ|học sinh|đảng viên|hội viên|nam|nữ)\b`).MatchString(low):
		return "" // of one thing to another, no comparison with a plan or a year
	case prose(`^(?:tỷ lệ )?\(?%?\)? ?(?:so(?: với)?|trên) tổng (?:số|dân)`).MatchString(low): // "% so với tổng số hộ" is a rate
	case t.compares(low):
		return ingest.ReasonComparison
	case prose(`nhiệm kỳ|còn hiệu lực|lũy kế đến (?:ngày )?31/12 (?:hằng|các|từng) năm|lũy kế từ đầu năm đến (?:hết )?(?:ngày )?31/12`).MatchString(low), prose(`lũy kế`).MatchString(low) && (yearRange(low) != nil || prose(`giai đoạn`).MatchString(low)):
		return ""
	case prose(`lũy kế`).MatchString(low) && !accumulates(low): // since when?
		return ingest.ReasonPartYear
	case wordProse(`^trong tháng\b`).MatchString(low), t.partOfYear(low) && !t.saysWholeYear(low) && !accumulates(low):
		return ingest.ReasonPartYear
	}
	return ""
}

// OpensCheck reports whether a folded text is the heading of a sheet's own checks:
// "Kiểm tra", "Kiểm tra tổng (A-B)", but not what others are checked for, as in "Kiểm tra
// đảng viên".
func (t *lexis) OpensCheck(low string) bool {
	return slices.ContainsFunc(t.lists[checks].longest, func(e entry) bool {
		rest, ok := strings.CutPrefix(low, e.word)
		return ok && wordProse(`^[^\pL]*$|^[^\pL]*(?:lại|tổng|cộng|tính|số liệu|chéo|chênh lệch|khớp|đúng|sai|dòng|cột|bảng|biểu|sum|total|ok)\b.*$|^[^\pL]*[a-z]\d*\s*[-=+].*$`).MatchString(rest) && edge(utf8.DecodeRuneInString(rest))
	})
}

// compares reports whether the figures under a heading compare: with a plan, with
// another year, with other places.
func (t *Table) compares(low string) bool {
	low = prose(`chênh lệch (giàu nghèo|thu nhập|mức sống|tuổi thọ|giới tính)`).ReplaceAllString(low, "$1")
	low = prose(`(giá) (?:so sánh|ss)`).ReplaceAllString(low, "$1")       // prices of one year, no comparison
	low = prose(`(không|chưa) đạt (\(?%)`).ReplaceAllString(low, "$1 $2") // a share of what fails
	low = withoutRank(low)
	low = prose(`(bình quân) 12 tháng`).ReplaceAllString(low, "$1")                                                                                       // of the whole year
	low = prose(`((?:thu nhập|lương|dân số|doanh thu|giá|năng suất|tiền công|chi tiêu|mức \pL+) (?:bình quân|bq)) (năm)`).ReplaceAllString(low, "$1, $2") // what the year's mean is of
	for _, e := range t.lists[comparisons].longest {
		if e.meaning == "" && strings.Contains(low, e.word) || e.meaning != "" && containsWord(low, e.word) {
			return true
		}
	}
	return wordProse(`tỷ lệ tăng(?:,? ?giảm)?(?: trưởng)?\s*(?:$|[(%\d,/+]|so\b|năm\b|hằng\b|bình quân|bq\b|thêm|giữa|của năm)|tăng\s*/\s*giảm|tăng, ?giảm|tăng \(|\(?\+ ?[/,;] ?-\)?|(?:^|[^\pL])(?:[uư]?th|kh|qt) ?\d{0,4} ?/ ?(?:ư?th|kh|dt) ?\d{0,4}(?:$|[^\pL\d])|^ss\b|\bth/nq|(?:tốc độ|nhịp độ|mức) (?:tăng|giảm|phát triển)(?: trưởng)?(?:,? giảm)?(?: bình quân| bq)?(?: hằng năm| năm| so.*| giai đoạn.*)?\s*[(\d%]|(?:tốc độ|nhịp độ) (?:tăng|giảm|phát triển)(?:,? giảm)?$|^\(?(?:kết quả )?(?:xếp|thứ) (?:hạng|bậc)|^xếp thứ(?:$| tự)|/ ?(?:kh|kế hoạch|dự toán)(?: giao| năm)? ?\(%\)$|^(?:tốc độ |mức )?(?:tăng|giảm)(?: trưởng)? (?:bq|bình quân) ?/ ?năm|^hạng(?:$| [^\div])|% ?hoàn thành|^% ?dt$|tỷ lệ hoàn thành(?: kế hoạch| kh| chỉ tiêu| mục tiêu| nq.*| \(?%?\)?)?$|% ?(kh|th|so|ck|cùng kỳ|nq|ct|mt|dt|đạt|thực hiện|kế hoạch)\b|tỷ lệ %? ?(?:đạt(?: được)?(?:\s*$|\s*[^\pL\s]| (?:so|kh|kế hoạch|chỉ tiêu|mục tiêu|nq|nghị quyết|dự toán|năm|của|trên|\d))|th/kh|thực hiện/kế hoạch)|đạt \(?%|đạt % |\bbq ?(?:gđ|giai đoạn|\d{1,2} (?:năm|tháng|quý)|(?:19|20)\d\d ?[-–]|hằng năm)|\bbqgđ|bình quân (?:\d{1,2}(?:$| (?:năm|tháng|quý)\b)|(?:19|20)\d\d ?(?:[-–]|đến)|giai đoạn|hằng năm)|\bđiểm %\s*$|\bso (?:dt|dự toán|mục tiêu|ck|(?:(?:đầu|cuối) (?:năm )?)?(?:19|20)\d\d)\b|^số (?:19|20)\d\d \(?%`).MatchString(low) ||
		comparesWith(low) ||
		wordProse(`\bhtkh\b|^chỉ số phát triển(?: (?:liên hoàn|định gốc|bình quân))?(?: ?\(?%.*| (?:19|20).*)?$|\bso (?:[uư]?th|ước|kh)\b|^(?:số )?(?:tuyệt|tương) đối(?: ?\([^)]*\))?$|/ ?(?:kh|kế hoạch) (?:vốn|giao|năm)|^(?:vượt|hụt)(?:,? ?(?:kh|kế hoạch|chỉ tiêu|mục tiêu|dự toán)\b| ?\([+-]\))|^(?:tăng )?gấp(?: ?\(lần\)| (?:mấy|bao nhiêu) lần)?$|^tỷ lệ (?:thực hiện|th)(?: ?\(?%\)?)?$|(?:19|20)\d\d (?:so )?với (?:năm )?(?:19|20)\d\d`).MatchString(low) ||
		prose(`(?:19|20)\d\d\s*/\s*(?:(?:năm|ước|ước tính|ước thực hiện|thực hiện|kế hoạch|sơ bộ|[uư]?th|kh|cùng kỳ|ck) ?)*(?:19|20)\d\d`).MatchString(low)
}

// comparesWith reports whether a folded heading says with what it compares: a plan by any of
// its words, or other times. A rate of a year is none ("% 2019"), nor is "TH/2019".
func comparesWith(low string) bool {
	return wordProse(`\b(?:so|ss)(?: sánh)?(?: với)? ?(?:(?:kh|kế hoạch|dự toán|dt|nq|nghị quyết|chỉ tiêu|ct|mục tiêu|mt|đề án|đa|đh)|(?:cùng kỳ|ck|cknt|kỳ trước|tháng trước|quý trước)|năm (?:trước|ngoái)|(?:đầu|cuối) (?:năm|kỳ)|(?:[uư]?th|thực hiện|ước)(?: th)? ?(?:năm )?(?:19|20)\d\d|(?:năm )?(?:19|20)\d\d)\b`).MatchString(low) ||
		wordProse(`^(?:bằng |đạt |tỷ lệ )*\(?%\)? ?(?:(?:đạt|thực hiện|hoàn thành|th|ht) )?(?:(?:kh|kế hoạch|dự toán|dt|nq|nghị quyết|chỉ tiêu|ct|mục tiêu|mt|đề án|đa|đh)(?: (?:giao|năm|tỉnh|huyện|hđnd|ubnd|đh|đại hội|đề ra|được|cả|đầu|vốn|nq|nghị quyết|kh))*(?: (?:19|20)\d\d)?|(?:cùng kỳ|ck|cknt|kỳ trước|tháng trước|quý trước)(?: năm trước| (?:năm )?(?:19|20)\d\d)?)[ )]*$`).MatchString(low) ||
		wordProse(`^(?:tỷ lệ |mức |mức độ |% ?)*(?:\(%\) ?)?(?:hoàn thành|ht|thực hiện|th) (?:qh|quy hoạch|(?:kh|kế hoạch|dự toán|dt|nq|nghị quyết|chỉ tiêu|ct|mục tiêu|mt|đề án|đa|đh)(?: (?:giao|năm|tỉnh|huyện|hđnd|ubnd|đh|đại hội|đề ra|được|cả|đầu|vốn|nq|nghị quyết|kh))*|(?:cùng kỳ|ck|cknt|kỳ trước|tháng trước|quý trước))(?: năm trước| (?:năm )?(?:19|20)\d\d)?(?: ?\(.*)?$`).MatchString(low) ||
		wordProse(`(?:\b(?:19|20)\d\d|\b(?:[uư]?th|kq|thực hiện|kết quả|đạt|ước)(?: (?:năm )?(?:19|20)\d\d)?) ?/ ?(?:(?:kh|kế hoạch|dự toán|dt|nq|nghị quyết|chỉ tiêu|ct|mục tiêu|mt|đề án|đa|đh)|(?:cùng kỳ|ck|cknt|kỳ trước|tháng trước|quý trước))\b|\b(?:[uư]?th|thực hiện) ?/ ?(?:(?:đầu )?năm (?:trước|ngoái)|đầu năm)|^(?:tỷ lệ |% ?|\(%\) ?)*(?:hoàn thành|thực hiện|th)(?: năm)?(?: (?:19|20)\d\d)? ?\(%\)$|^tỷ lệ (?:\(%\) )?(?:hoàn thành|thực hiện|th)(?: năm)? (?:(?:19|20)\d\d|trước)$|^tỷ lệ (?:[uư]?th|thực hiện) ?/|^bằng (?:tỷ lệ )?\(?%|= ?100 ?%`).MatchString(low)
}

// withoutRank is a folded text without the word for a rank that it opens with, where the
// rank is that of a published index and an indicator: "xếp hạng PCI".
func withoutRank(low string) string {
	return prose(`^\(?(?:xếp|thứ) hạng (chỉ số|mức độ|năng lực|pci|papi|par|sipas|ict|ddci|hài lòng|cải cách)`).ReplaceAllString(low, "$1")
}

// partOfYear reports whether a heading speaks of a part of a year.
func (t *lexis) partOfYear(low string) bool {
	low = prose(`(?:từ|trên|dưới|quá|hơn|thời hạn|đủ) \d{1,2} tháng(?: trở lên| tuổi)?|(?:\d{1,2} ?[-–] ?)?(?:1[3-9]|[2-9]\d) tháng|(?:một|mỗi|số) đợt|\(đợt\)|(?:trong vòng|(?:giải quyết|xử lý|hoàn thành|trả) trong) \d{1,2} tháng|\d{1,2} tháng (?:trở lên|trở xuống|tuổi)`).ReplaceAllString(low, "") // a condition
	low = prose(`(?:hằng|mỗi|từng) (?:quý|tháng|đợt)|kỳ hạn (?:từ |trên |dưới )?\d{1,2} tháng|bình quân 12 tháng`).ReplaceAllString(low, "")                                                                                                                                                               // of a name
	low = prose(`(?:tuần) (?:tra|hoàn|lễ|san|duyên)|quý (?:hiếm|khách|vị)`).ReplaceAllString(low, "")
	low = prose(`kỳ trước (?:chuyển|sang|còn|tồn)|(?:tồn|còn|của) kỳ trước`).ReplaceAllString(low, "") // a stock
	return t.anyWordIn(partYears, low) || wordProse(`\b[1-9]\d? ?tháng\b|\btháng (?:0?\d|1[0-2])\b`).MatchString(low) ||
		prose(`đến (?:hết )?(?:ngày )?(?:[2-9]|[0-3]\d)[/.-](?:0?[1-9]|1[01])(?:[ ).]|$)`).MatchString(low) ||
		strings.HasPrefix(low, "t") && prose(`^t ?(?:0?[1-9]|1[0-2])(?:/\d{4})?$`).MatchString(low)
}

// saysWholeYear reports whether such a heading speaks of a whole year all the same.
func (t *lexis) saysWholeYear(low string) bool {
	date := wordDate(low)
	return t.anyIn(wholeYears, low) || dayDate(low) != nil || date != nil && date[1] != "" // a month alone is none
}

// RemarksOnYear reports whether a heading says in brackets behind its year how its figures
// came about, which is no name: "2018 (chuẩn cũ)".
func RemarksOnYear(text string) bool { return prose(`(?:19|20)\d\d ?\([^()]*\)$`).MatchString(text) }

// SaysWholeYear reports whether a heading names all of a year: "Cả năm 2019".
func (t *lexis) SaysWholeYear(text string) bool { return t.saysWholeYear(Fold(text)) }

// NamesPartOfYear reports whether a folded title that speaks of a part of a year surely
// reports one, by quarters, months or halves that it numbers: not "trẻ bú mẹ trong 6 tháng
// đầu", "động vật quý hiếm".
func NamesPartOfYear(low string) bool {
	if wordProse(`\b\d{1,2} ?th[áa]ng (?:đầu|dau|cuối|cuoi) n[ăa]m\b`).MatchString(low) {
		return true
	}
	low = prose(`(?:sau|trong vòng|từ|trên|dưới|quá|hơn|đủ|kỳ hạn|thời hạn|nợ|chậm|đào tạo|mỗi|lãi suất(?: \pL+){0,3}|hoàn toàn|trong) \d{1,2} tháng`).ReplaceAllString(low, "")
	return wordProse(`\b(?:qu[ýy] (?:[1-4]|i{1,3}|iv)\b|(?:[1-9]|1[01]) ?th[áa]ng(?: (?:của )?(?:(?:các |hằng |hàng )?n[ăa]m|giai đoạn|nhiệm kỳ)\b| (?:19|20)\d\d|\/(?:19|20)\d\d)|(?:[3-9]|1[01]) ?th[áa]ng[ ,;()]*$|th[áa]ng (?:0?[1-9]|1[01])\b|[369]t(?:\b|[ ./-]?(?:19|20)\d\d)|t(?:0?[1-9]|1[01]) ?[./ -] ?(?:19|20)\d\d|nửa (?:đầu|cuối) năm|q[1-4][ /.-]?(?:19|20)\d\d)`).MatchString(low) || prose(`^(?:0?[1-9]|1[01])[./-] ?(?:19|20)\d\d$`).MatchString(low) || EndsWithinYear(low) &&
		!prose(`đến (?:hết )?(?:ngày )?(?:0?1(?:[/.-]| tháng )0?[47](?:$|\D)|\d{1,2}(?:[/.-]| tháng )1[01](?:$|\D))|đến (?:hết )?tháng 1[01](?:$|\D)`).MatchString(low) // on which herds and people are counted; by which figures of a year are taken
}

func cutStars(s string) (string, bool) {
	t := prose(`\s*\(\*+\)|\*+$`).ReplaceAllString(s, "")
	return t, t != s
}

// DropEnglish leaves out the English half of a bilingual text ("Tổng số - Total").
func DropEnglish(s string) string {
	if lines := strings.Split(s, "\n"); len(lines) > 1 {
		var keep []string
		for i, line := range lines {
			switch {
			case i == 0 || !IsEnglish(line):
				keep = append(keep, line)
			default: // "Sơ bộ", and below it "Prel. 2020"
				keep = append(keep, strings.TrimSpace(oneYear().FindString(" "+line+" ")))
			}
		}
		s = strings.Join(keep, " ")
	}
	s = Tidy(s)
	for _, sep := range []string{" - ", " / ", " – "} {
		if left, right, ok := strings.Cut(s, sep); ok && (IsEnglish(prose(`\s*\([^()]*\)$`).ReplaceAllString(right, "")) && !IsEnglish(left) || spellsPlain(left, right)) {
			year := oneYear().FindString(" " + right + " ")
			return strings.TrimSpace(left + " " + strings.TrimSpace(year))
		}
	}
	return s
}

// WithoutSumOf takes the words of a pivot table off what it sums up: "Sum of Số hộ".
func WithoutSumOf(s string) string {
	return prose(`^(?:Sum|Count|Average) of `).ReplaceAllString(s, "")
}

// spellsPlain reports whether the second of two names is the first without its marks, as
// foreigners write it: "Lục Yên - Luc Yen".
func spellsPlain(name, plain string) bool {
	return IsVietnamese(name) && IsASCII(plain) && strings.HasPrefix(strings.ToLower(plain)+" ", strings.ToLower(WithoutDiacritics(name))+" ")
}

// IsEnglish reports whether a text has no Vietnamese letter and a word that is English.
func IsEnglish(s string) bool {
	return !IsVietnamese(s) && prose(`(?i)\b(?:[a-z]*(?:tion|ing|ment|ate|ure|ies|ers|ter|ty|ble)|total|urban|rural|male|female|of|which|the|and|by|number|rate|person|persons|pers|households?|poor|prel|unit|area|district|city|year|thous|mill|labour|force|age|employed|population|structure|share|per|other|province|town|thousand|million|women|men|both|sex(?:es)?|yield|paddy|planted|gross|output|value|average|annual|income|schools?|teachers?|pupils?|students?|class(?:es)?|health|doctors?|beds?|hospitals?|enterprises?|exports?|imports?|index|growth|cattle|poultry|buffalo(?:es)?|forest|private|foreign|central|industry|trade|retail|sales|passengers?|freight|births?|deaths?|kindergartens?|primary|secondary|colleges?|university|staff|services?|whole|country|regions?|delta|river|highlands?|midlands?|mountains?|coastal?|northern|southern|eastern|western)\b`).MatchString(s)
}

// Translates reports whether a line may be the English title below a Vietnamese one; "PAR
// INDEX" is a name.
func Translates(line string) bool {
	return IsEnglish(line) && len(strings.Fields(line)) > 2
}

// CutRelation takes "Trong đó:" and the like off the front.
func (t *Table) CutRelation(s string) (string, ingest.PartKind) {
	opening, rest, kind := t.openingRelation(s)
	if kind == ingest.NoPart || rest != "" && !strings.ContainsRune(": ,-(", rune(rest[0])) {
		return s, ingest.NoPart
	}
	colon := strings.HasPrefix(strings.TrimLeft(rest, " "), ":")
	rest = strings.TrimLeft(rest, " :,-+–*")
	if !colon && prose(`^trong đó$`).MatchString(opening) {
		rest = prose(`^có `).ReplaceAllString(rest, "")
	}
	return rest, kind
}

// OpensGrouping reports whether a text says only by what the figures that follow are
// parted: "Phân theo giới tính".
func OpensGrouping(text string) bool {
	return wordProse(`^(?:(?:phân|chia)(?: ra)? theo .|theo (?:loại hình|loại|quy mô|giới tính|giới|độ tuổi|tuổi|nhóm|khu vực|trình độ|ngành|thành phần|địa bàn|đơn vị hành chính|huyện|xã|lĩnh vực|cấp|nguồn|đối tượng|dân tộc|vùng|hình thức|bậc|chức|thời hạn|mức|nơi)\b)`).MatchString(strings.TrimLeft(Fold(text), " -+*•–"))
}

// AfterRelation returns what follows such words, bullets included.
func (t *Table) AfterRelation(s string) string {
	if _, rest, kind := t.openingRelation(s); kind != ingest.NoPart {
		return rest
	}
	return s
}

// openingRelation finds the word of a relation that a text opens with.
func (t *Table) openingRelation(s string) (opening, rest string, kind ingest.PartKind) {
	s = strings.TrimLeft(s, " -+*•–")
	low := strings.ToLower(s)
	for _, e := range t.lists[relations].longest {
		if strings.HasPrefix(low, e.word) {
			return e.word, s[len(e.word):], ingest.PartKind(e.meaning)
		}
	}
	return "", s, ingest.NoPart
}

// IsTotalWord reports whether a key names a whole: "Tổng số", "Cộng", "Toàn tỉnh".
func (t *lexis) IsTotalWord(key string) bool { return t.has(totals, key) }

// IsTotalText reports whether a text names a whole, and maybe its parts: "Tổng cộng
// (I+II)", "Tổng số: 13 huyện".
func (t *Table) IsTotalText(s string) bool {
	if wordProse(`^(?:tổng cộng|tổng số|cộng) (?:(?:cả )?(?:hai|ba|2|3) (?:cấp|khối|phần|mục|nguồn|nhóm|loại)|chung)$|^(?:tổng cộng |cộng )?toàn (?:chi nhánh|trường|công ty|hệ thống|cơ quan|đơn vị|hội|đoàn|đảng bộ|khối|cụm|viện|hợp tác xã|htx)\b$`).MatchString(Fold(s)) {
		return true
	}
	return t.IsTotalWord(Key(s)) || t.IsTotalWord(Key(prose(`\s+(?:[ivx]+|[a-h]|\d{1,2})(?:\s*\+\s*(?:[ivx]+|[a-h]|\d{1,2}))+$|\s*\((?:[ivx]+|[a-h]|\d{1,2})(?:\s*[+,;-]\s*(?:[ivx]+|[a-h]|\d{1,2}))+\)$|\s*[:(]\s*\d{1,3} (?:huyện|xã|phường|đơn vị|hộ gia đình|phiên|lớp|trường|cơ sở|dự án|doanh nghiệp|chi bộ|thôn|công trình)[^\d]*$`).ReplaceAllString(Fold(s), "")))
}
