package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// unitSpellings gives the tidied form of units that are written in many ways.
var unitSpellings = map[string]string{
	"%": "%", "phần trăm": "%", "‰": "‰", "(%)": "%", "tỷ lệ %": "%", "percent": "%",
	"đ": "đồng", "đồng": "đồng", "vnđ": "đồng", "vnd": "đồng",
	"nghìn đồng": "nghìn đồng", "1000 đồng": "nghìn đồng", "1.000 đồng": "nghìn đồng", "1000đ": "nghìn đồng", "1.000đ": "nghìn đồng", "1000 đ": "nghìn đồng", "1.000 đ": "nghìn đồng", "nghìn đ": "nghìn đồng", "1,000 đồng": "nghìn đồng", "1,000đ": "nghìn đồng", "ngđ": "nghìn đồng",
	"triệu đồng": "triệu đồng", "tr.đ": "triệu đồng", "trđ": "triệu đồng", "tr đồng": "triệu đồng", "tr. đồng": "triệu đồng", "tr.đồng": "triệu đồng", "triệu": "triệu đồng", "tr đ": "triệu đồng", "triệu đ": "triệu đồng", "1.000.000 đồng": "triệu đồng", "1.000.000đ": "triệu đồng", "1000.000đ": "triệu đồng",
	"tỷ đồng": "tỷ đồng", "tỷ": "tỷ đồng", "tỷ đ": "tỷ đồng", "tỷ vnđ": "tỷ đồng",
	"nghìn người": "nghìn người", "1000 người": "nghìn người", "1.000 người": "nghìn người", "nghìn": "nghìn", "1000 hộ": "nghìn hộ", "1.000 hộ": "nghìn hộ",
}

// unitWords are units that stand for themselves, alone or after "nghìn".
var unitWords = WordSet("người,hộ,khẩu,nhân khẩu,lượt,lượt người,lượt hộ,suất,suất quà,trẻ em,trẻ,em,cháu,vụ,mẹ,đơn vị,xã,phường,thôn,bản,mộ,công trình,chi bộ,đảng viên,đồng chí,ha,tấn,tạ,tạ/ha,kg,km,km2,km²,m2,m²,m3,người/km2,người/km²,trường,lớp,học sinh,sinh viên,học viên,giường,bác sĩ,doanh nghiệp,dn,dự án,nhà,căn,căn nhà,ngôi nhà,cái,chiếc,thẻ,con,cơ sở,lao động,hồ sơ,cuộc,buổi,tổ chức,điểm,điểm %,usd,lần,bộ,quà,phần quà,phần,giấy,quyết định,mô hình,câu lạc bộ,trường hợp,đối tượng,hợp đồng,trung tâm,nghĩa trang,liệt sĩ,thương binh,huyện,tỷ số,nam/100 nữ,lít,mw,kwh,tr.usd,sổ,khóa,gia đình,phòng,máy,tin,bài,văn bản,đoàn,vị trí,việc làm,người/năm,kg/người,ca,đợt")

// WordSet is the set of the texts between the commas.
func WordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Split(list, ",") {
		set[word] = true
	}
	return set
}

// KnownUnit is the tidied form of a text that is a unit and nothing else.
func KnownUnit(s string) (string, bool) {
	f := strings.Trim(Fold(s), " .:;")
	if inner, ok := cutParens(f); ok {
		f = inner
	}
	if u, ok := unitSpellings[f]; ok {
		return u, true
	}
	if unitWords[f] {
		return f, true
	}
	for _, scale := range []string{"nghìn ", "1000 ", "1.000 ", "triệu ", "tỷ "} {
		if rest, ok := strings.CutPrefix(f, scale); ok && unitWords[rest] {
			if strings.HasPrefix(scale, "1") {
				scale = "nghìn "
			}
			return scale + rest, true
		}
	}
	if left, right, ok := strings.Cut(f, " - "); ok && !IsVietnamese(right) { // "Người - Person"
		return KnownUnit(left)
	}
	if left, right, ok := strings.Cut(f, "/"); ok && IsASCII(right) && !unitWords[right] && unitWords[left] && len(right) > 3 {
		return left, true // "Người/Person"
	}
	return "", false
}

// IsUnit tells that a text is a unit and nothing else.
func IsUnit(s string) bool {
	_, ok := KnownUnit(s)
	return ok
}

// TidyUnit is the unit as a sheet writes it in a unit column, tidied; "" for
// what is none ("như cột 3", "x", "-").
func TidyUnit(s string) string {
	s = strings.Trim(Tidy(s), " .:;")
	if inner, ok := cutParens(s); ok {
		s = inner
	}
	if u, ok := KnownUnit(s); ok {
		return u
	}
	f := Fold(s)
	if f == "" || len(f) > 40 || strings.HasPrefix(f, "như ") || f == "x" || MarkTexts[f] != "" || strings.HasPrefix(f, "theo ") || strings.Trim(f, "0123456789.,() ") == "" {
		return ""
	}
	r, size := utf8.DecodeRuneInString(s)
	if rest := s[size:]; rest == strings.ToLower(rest) {
		return string(unicode.ToLower(r)) + rest
	}
	return s
}

// IsDitto tells the marks for "as above".
func IsDitto(s string) bool {
	switch strings.TrimSpace(s) {
	case `"`, "“", "”", "''", "nt", "-nt-", "- nt -", "〃", `""`, "″", "`", "``", `"-"`, `-"-`, `- " -`, "như trên", "Như trên", "-''-", "„":
		return true
	}
	return false
}

var (
	UnitNote   = NewPattern(`(?i)[(,;\-–]?\s*(?:đơn vị tính|đơn vị đo|đvt|đ\.v\.t|đ/v tính|đơn vị|unit)\s*[:=]\s*(.+?)\)?$`)
	unitSuffix = NewPattern(`^(.*\S)\s*\(([^()]+)\)$`)
	unitComma  = NewPattern(`^(.*\S)\s*,\s*(\S.*)$`)
)

// CutUnit takes a unit off the end of a label: "Tỷ lệ hộ nghèo (%)",
// "Kinh phí, triệu đồng", "… (ĐVT: hộ)".
func CutUnit(s string) (rest, unit string) {
	if m := unitSuffix.FindStringSubmatch(s); m != nil {
		inner := strings.TrimSpace(m[2])
		if n := UnitNote.FindStringSubmatch(inner); n != nil {
			if u := TidyUnit(n[1]); u != "" {
				return m[1], u
			}
		}
		if u, ok := KnownUnit(inner); ok {
			return m[1], u
		}
	}
	if m := unitComma.FindStringSubmatch(s); m != nil {
		if u, ok := KnownUnit(m[2]); ok && len(m[1]) > 3 && afterComma(u) {
			return m[1], u
		}
	}
	return s, ""
}

// afterComma tells units that may end a label behind a comma: "Lao động, việc
// làm" names two things.
func afterComma(u string) bool {
	switch UnitClass(u) {
	case "%", "đồng":
		return u != "đồng"
	}
	return strings.HasPrefix(u, "nghìn ") || strings.HasPrefix(u, "triệu ") || u == "lượt người" || u == "lượt hộ" || u == "nhân khẩu"
}

// QuantityWords are leaves of a header that name a unit and nothing more:
// "Số hộ" below "Hộ nghèo".
var QuantityWords = map[string]string{
	"số hộ": "hộ", "số người": "người", "số lượng": "", "số lượt": "lượt", "số lượt người": "lượt người", "số khẩu": "khẩu", "số nhân khẩu": "nhân khẩu", "số vụ": "vụ", "số suất": "suất", "số đối tượng": "người",
	"số tiền": "", "kinh phí": "", "tỷ lệ": "%", "tỷ lệ %": "%", "tl %": "%", "tl": "%", "%": "%", "sl": "", "số lao động": "người", "số trẻ em": "trẻ em", "tỷ trọng": "%", "cơ cấu": "%", "hộ": "hộ", "người": "người", "khẩu": "khẩu", "số": "", "số liệu": "", "giá trị": "", "kết quả": "", "số thẻ": "thẻ", "số nhà": "nhà", "số dự án": "dự án", "tỷ lệ phần trăm": "%", "số xã": "xã",
}
