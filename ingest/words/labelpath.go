package words

import (
	"strings"

	"tongket/ingest"
)

// A LabelPath is a label in its parts: the indicator first, then its breakdowns.
type LabelPath []LabelPart

// A LabelPart is one text of a label.
type LabelPart struct {
	Text string
	Rel  ingest.PartKind
}

// String joins the parts by " / ".
func (p LabelPath) String() string {
	texts := make([]string, len(p))
	for i, one := range p {
		texts[i] = one.Text
	}
	return strings.Join(texts, " / ")
}

// Id tells paths apart, relations included.
func (p LabelPath) Id() string {
	if len(p) == 1 && p[0].Rel == ingest.NoPart && p[0].Text != "" {
		return p[0].Text
	}
	var b strings.Builder
	for _, one := range p {
		b.WriteString(one.Text)
		b.WriteString("\x00")
		b.WriteString(string(one.Rel))
		b.WriteString("\x00")
	}
	return b.String()
}

// Parted tells that a path tells a part by "Trong đó" or "Chia ra".
func (p LabelPath) Parted() bool {
	for _, one := range p {
		if one.Rel != ingest.NoPart {
			return true
		}
	}
	return false
}

// WithoutQuantity drops a last part that names a unit only ("Số người").
func (p LabelPath) WithoutQuantity() LabelPath {
	if n := len(p); n > 0 && QuantityLeaf(Key(p[n-1].Text)) {
		return p[:n-1]
	}
	return p
}

// And joins two paths, leaving out what is said twice.
func (p LabelPath) And(q LabelPath) LabelPath {
	if len(q) == 0 {
		return p
	}
	if len(p) > 0 && Key(p[len(p)-1].Text) == Key(q[0].Text) {
		q = q[1:]
	}
	return append(p[:len(p):len(p)], q...)
}

// readings are the texts, as keys, that a path may be known by.
func (p LabelPath) readings(unit string) []string {
	last := Key(p[len(p)-1].Text)
	var list []string
	if len(p) == 1 {
		list = unitForms(last, unit)
		if cut := withoutMoment(last); cut != last {
			list = append(list, unitForms(cut, unit)...)
		}
		return list
	}
	parent := Key(p[len(p)-2].Text)
	if len(p) > 2 && QuantityLeaf(last) {
		parent = Key(p[:len(p)-1].String())
	}
	if QuantityLeaf(last) {
		list = append(list, unitForms(parent, unit)...)
		list = append(list, last+" "+parent)
	}
	whole := Key(p.String())
	list = append(list, whole, last+" "+parent)
	if by := BreakdownBy.ReplaceAllString(p[len(p)-2].Text, ""); by != p[len(p)-2].Text {
		list = append(list, Key(by)+" "+last) // "Cơ cấu lao động theo ngành / Dịch vụ"
	}
	if p[len(p)-1].Rel != ingest.NoPart { // "Trong đó: có …", cut with the relation
		list = append(list, unitForms(parent+" có "+last, unit)...)
	}
	return list
}

// BreakdownBy is a title's word for what its rows or columns are.
var BreakdownBy = NewPattern(`(?i)[\s,]+(?:phân |chia )?theo .+$`)

var moment = NewPattern(` (?:đầu|cuối) (?:năm|kỳ)$| trong năm$`)

// withoutMoment takes "đầu năm" off a key: the year says it.
func withoutMoment(k string) string { return moment.ReplaceAllString(k, "") }

func QuantityLeaf(k string) bool {
	_, ok := QuantityWords[k]
	return ok
}

// unitForms are the ways to say a label that goes with a unit: "Lao động qua
// đào tạo" in % is "Tỷ lệ lao động qua đào tạo".
func unitForms(k, unit string) []string {
	switch UnitClass(unit) {
	case "%":
		list := []string{k}
		if !strings.HasPrefix(k, "tỷ lệ") {
			list = append(list, "tỷ lệ "+strings.TrimPrefix(strings.TrimPrefix(k, "tổng "), "số "))
		}
		return list
	case "người":
		return []string{k, "số " + k, strings.TrimPrefix(k, "tổng "), strings.TrimPrefix(k, "tổng số "), strings.TrimPrefix(k, "số "), "số nhân khẩu thuộc " + strings.TrimPrefix(k, "số "), "số người thuộc " + strings.TrimPrefix(k, "số ")}
	}
	return []string{k, "số " + k, strings.TrimPrefix(k, "tổng "), strings.TrimPrefix(k, "tổng số "), strings.TrimPrefix(k, "số ")}
}

var VagueWords = WordSet("nam,nữ,thành thị,nông thôn,khác,tổng số,dân tộc,dân tộc thiểu số,dtts,người dân tộc thiểu số,hộ khẩu,kinh,miền núi,đồng bằng,vùng cao,hộ dtts,nữ giới,nam giới,trẻ em,người cao tuổi,số mới,cũ,mới,phát sinh,tái nghèo,thoát nghèo,giảm khác,tăng khác,giảm trong năm,tăng trong năm,đầu năm,cuối năm,cao đẳng,trung cấp,sơ cấp,đại học,trên đại học,sau đại học,dưới 3 tháng,lao động nữ,người dân tộc,hộ nghèo là dtts,công lập,ngoài công lập,nhà nước,ngoài nhà nước,trong nước,ngoài nước,trong tỉnh,ngoài tỉnh,bắt buộc,tự nguyện,xây mới,sửa chữa,làm mới,khu vực thành thị,khu vực nông thôn,trong đó nữ,số lượt,thực chi,tw,địa phương,trung ương,ngân sách trung ương,ngân sách địa phương,cơ cấu")

// IsVague tells that a text says too little alone: "Nữ", "Thành thị", "Số hộ".
func IsVague(s string) bool {
	k := Key(s)
	return VagueWords[k] || QuantityLeaf(k) || IsTotalWord(k) || sectorWords[k]
}

// LabelText is a label as facts give it: no footnote marks, no dangling marks.
func LabelText(s string) string {
	s = Tidy(DropEnglish(s))
	for {
		t := strings.TrimSpace(FootMark.ReplaceAllString(s, ""))
		if t == s || t == "" {
			break
		}
		s = t
	}
	return strings.Trim(s, " :;,-–+*•.")
}
