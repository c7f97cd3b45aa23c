package ingest

import "strings"

// A labelPath is a label in its parts: the indicator first, then its breakdowns.
type labelPath []labelPart

// A labelPart is one text of a label.
type labelPart struct {
	text string
	rel  PartKind
}

// String joins the parts by " / ".
func (p labelPath) String() string {
	texts := make([]string, len(p))
	for i, one := range p {
		texts[i] = one.text
	}
	return strings.Join(texts, " / ")
}

// id tells paths apart, relations included.
func (p labelPath) id() string {
	if len(p) == 1 && p[0].rel == NoPart && p[0].text != "" {
		return p[0].text
	}
	var b strings.Builder
	for _, one := range p {
		b.WriteString(one.text)
		b.WriteString("\x00")
		b.WriteString(string(one.rel))
		b.WriteString("\x00")
	}
	return b.String()
}

// parted tells that a path tells a part by "Trong đó" or "Chia ra".
func (p labelPath) parted() bool {
	for _, one := range p {
		if one.rel != NoPart {
			return true
		}
	}
	return false
}

// withoutQuantity drops a last part that names a unit only ("Số người").
func (p labelPath) withoutQuantity() labelPath {
	if n := len(p); n > 0 && quantityLeaf(key(p[n-1].text)) {
		return p[:n-1]
	}
	return p
}

// and joins two paths, leaving out what is said twice.
func (p labelPath) and(q labelPath) labelPath {
	if len(q) == 0 {
		return p
	}
	if len(p) > 0 && key(p[len(p)-1].text) == key(q[0].text) {
		q = q[1:]
	}
	return append(p[:len(p):len(p)], q...)
}

// readings are the texts, as keys, that a path may be known by.
func (p labelPath) readings(unit string) []string {
	last := key(p[len(p)-1].text)
	var list []string
	if len(p) == 1 {
		list = unitForms(last, unit)
		if cut := withoutMoment(last); cut != last {
			list = append(list, unitForms(cut, unit)...)
		}
		return list
	}
	parent := key(p[len(p)-2].text)
	if len(p) > 2 && quantityLeaf(last) {
		parent = key(p[:len(p)-1].String())
	}
	if quantityLeaf(last) {
		list = append(list, unitForms(parent, unit)...)
		list = append(list, last+" "+parent)
	}
	whole := key(p.String())
	list = append(list, whole, last+" "+parent)
	if by := breakdownBy.ReplaceAllString(p[len(p)-2].text, ""); by != p[len(p)-2].text {
		list = append(list, key(by)+" "+last) // "Cơ cấu lao động theo ngành / Dịch vụ"
	}
	if p[len(p)-1].rel != NoPart { // "Trong đó: có …", cut with the relation
		list = append(list, unitForms(parent+" có "+last, unit)...)
	}
	return list
}

// breakdownBy is a title's word for what its rows or columns are.
var breakdownBy = newPattern(`(?i)[\s,]+(?:phân |chia )?theo .+$`)

var moment = newPattern(` (?:đầu|cuối) (?:năm|kỳ)$| trong năm$`)

// withoutMoment takes "đầu năm" off a key: the year says it.
func withoutMoment(k string) string { return moment.ReplaceAllString(k, "") }

func quantityLeaf(k string) bool {
	_, ok := quantityWords[k]
	return ok
}

// unitForms are the ways to say a label that goes with a unit: "Lao động qua
// đào tạo" in % is "Tỷ lệ lao động qua đào tạo".
func unitForms(k, unit string) []string {
	switch unitClass(unit) {
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

var vagueWords = wordSet("nam,nữ,thành thị,nông thôn,khác,tổng số,dân tộc,dân tộc thiểu số,dtts,người dân tộc thiểu số,hộ khẩu,kinh,miền núi,đồng bằng,vùng cao,hộ dtts,nữ giới,nam giới,trẻ em,người cao tuổi,số mới,cũ,mới,phát sinh,tái nghèo,thoát nghèo,giảm khác,tăng khác,giảm trong năm,tăng trong năm,đầu năm,cuối năm,cao đẳng,trung cấp,sơ cấp,đại học,trên đại học,sau đại học,dưới 3 tháng,lao động nữ,người dân tộc,hộ nghèo là dtts,công lập,ngoài công lập,nhà nước,ngoài nhà nước,trong nước,ngoài nước,trong tỉnh,ngoài tỉnh,bắt buộc,tự nguyện,xây mới,sửa chữa,làm mới,khu vực thành thị,khu vực nông thôn,trong đó nữ,số lượt,thực chi,tw,địa phương,trung ương,ngân sách trung ương,ngân sách địa phương,cơ cấu")

// isVague tells that a text says too little alone: "Nữ", "Thành thị", "Số hộ".
func isVague(s string) bool {
	k := key(s)
	return vagueWords[k] || quantityLeaf(k) || isTotalWord(k) || sectorWords[k]
}

// labelText is a label as facts give it: no footnote marks, no dangling marks.
func labelText(s string) string {
	s = tidy(dropEnglish(s))
	for {
		t := strings.TrimSpace(footMark.ReplaceAllString(s, ""))
		if t == s || t == "" {
			break
		}
		s = t
	}
	return strings.Trim(s, " :;,-–+*•.")
}
