package words

import (
	"strings"
)

// A Role says what a column of a table is.
type Role string

const (
	RoleNone      Role = ""
	RoleSerial    Role = "serial"
	RoleCode      Role = "code"
	RoleLabel     Role = "label" // indicators
	RolePlace     Role = "place"
	RoleProvince  Role = "province" // a second column of places: what the first lies in
	RoleUnit      Role = "unit"
	RoleYear      Role = "year"
	RoleKind      Role = "kind" // KH, TH, ước
	RoleBreakdown Role = "breakdown"
	RoleNote      Role = "note"
	RoleValue     Role = "value" // a figure, and nothing else is said
	RoleFigure    Role = "figure"
)

// HeaderWord returns the role that the key of a header names by itself.
func (t *Table) HeaderWord(k string) Role {
	if r, ok := t.lists[heads].words[k]; ok {
		return Role(r)
	}
	for _, e := range t.lists[heads].longest {
		begin, ok := strings.CutSuffix(e.word, goesOn)
		if ok && len(k) < 50 && len(k) > len(begin) && k[len(begin)] == ' ' && strings.HasPrefix(k, begin) && !prose(`giao|nghị quyết|kế hoạch`).MatchString(k) {
			return Role(e.meaning)
		}
	}
	return RoleNone
}

// HeadHint returns the role that words of a head speak for which stand beside others:
// weaker than a head that HeaderWord knows.
func HeadHint(text string) Role {
	low := Fold(DropEnglish(text))
	if len(low) >= 60 {
		return RoleNone
	}
	switch {
	case wordProse(`^(?:ghi chú|lý do|tần suất|phương pháp|ngày \pL)|^nguồn(?:$| số| tin| tài| tham| dữ)|^(?:cơ quan|đơn vị|người|phòng|bộ phận|cán bộ|sở|ngành)\b.* (?:chịu trách nhiệm|phụ trách|chủ trì|theo dõi|phối hợp|tham mưu)\b|^trách nhiệm\b|^(?:năng lực|quy mô|công suất|thời gian|hình thức|căn cứ) (?:thiết kế|đầu tư|xây dựng|kc|khởi công|thực hiện|hoàn thành|pháp lý)\b|^số[,;] ?ngày\b|^(?:số )?(?:quyết định|qđ)(?:$|[ ,;]+(?:số|ngày|phê duyệt|đầu tư|thành lập|công nhận))|^chủ đầu tư$`).MatchString(low):
		return RoleNote
	case wordProse(`\b(?:xã|phường|thị trấn|huyện|quận|thị xã|tỉnh|thành phố|địa phương|địa bàn|khu vực|vùng|miền|nơi|cơ sở|đơn vị|province|provinces|city|cities|district|districts|state|region|country)\b`).MatchString(low):
		return RolePlace
	case wordProse(`^(?:mã|ký hiệu|code|số hiệu)\b|\bcode$`).MatchString(low):
		return RoleCode
	case wordProse(`^(?:năm|thời|kỳ|giai đoạn|year)\b`).MatchString(low):
		return RoleYear
	case wordProse(`\b(?:chỉ tiêu|nội dung|hạng mục|diễn giải|tên|item|indicator|ngành|sản phẩm|loại)\b`).MatchString(low):
		return RoleLabel
	case wordProse(`^(?:kh|th)\s?/\s?(?:kh|th)$|^loại (?:số|hình số)`).MatchString(low):
		return RoleKind
	}
	return RoleNone
}

// NamesDecision reports whether a head over others names but the paper that they stand in:
// "Quyết định đầu tư".
func NamesDecision(text string) bool {
	return prose(`^(?:quyết định|qđ) (?:đầu tư|phê duyệt)`).MatchString(Fold(text))
}
