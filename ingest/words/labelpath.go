package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tongket/ingest"
)

// SameCount reports whether a head names what a title does, the words for a number apart, or
// has its initials: "Số hộ nghèo" and "HN" below "Hộ nghèo".
func SameCount(head, title string) bool {
	bare := func(s string) string {
		return prose(`^(?:tổng số |số lượng |số |tổng )+`).ReplaceAllString(prose(` (?:phân |chia )?theo .*$`).ReplaceAllString(Key(s), ""), "")
	}
	if bare(head) == bare(title) {
		return true
	}
	initials := ""
	for _, word := range strings.Fields(bare(title)) {
		r, _ := utf8.DecodeRuneInString(word)
		initials += string(unicode.ToUpper(r))
	}
	return len(initials) > 1 && Tidy(head) == initials
}

// WithoutHaving takes the word for having off the front of a label's last part: "Lao động /
// có bằng cấp" may be known as "Lao động / bằng cấp".
func WithoutHaving(p LabelPath) (LabelPath, bool) {
	n := len(p) - 1
	if n < 1 || !prose(`^có `).MatchString(Fold(p[n].Text)) {
		return nil, false
	}
	_, rest, _ := strings.Cut(p[n].Text, " ")
	return append(p[:n:n], LabelPart{Text: rest, Rel: p[n].Rel}), true
}

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

// Id returns a text that differs between two paths, relations included.
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

// Parted reports whether a path names a part by "Trong đó" or "Chia ra".
func (p LabelPath) Parted() bool {
	for _, one := range p {
		if one.Rel != ingest.NoPart {
			return true
		}
	}
	return false
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
func (t *Table) readings(p LabelPath, unit string) []string {
	last := Key(p[len(p)-1].Text)
	var list []string
	if len(p) == 1 {
		list = t.unitForms(last, unit)
		if cut := withoutMoment(last); cut != last {
			list = append(list, t.unitForms(cut, unit)...)
		}
		return list
	}
	parent := Key(p[len(p)-2].Text)
	if len(p) > 2 && t.IsQuantity(last) {
		parent = Key(p[:len(p)-1].String())
	}
	if t.IsQuantity(last) {
		list = append(list, t.unitForms(parent, unit)...)
		list = append(list, last+" "+parent)
	}
	whole := Key(p.String())
	list = append(list, whole, last+" "+parent)
	if by := WithoutBreakdown(p[len(p)-2].Text); by != p[len(p)-2].Text {
		list = append(list, Key(by)+" "+last) // "Cơ cấu lao động theo ngành / Dịch vụ"
	}
	if p[len(p)-1].Rel != ingest.NoPart { // "Trong đó: có …", cut with the relation
		list = append(list, t.unitForms(parent+" "+t.opening(openingPart)+" "+last, unit)...)
	}
	return list
}

// WithoutBreakdown takes off the words of a title that say what its rows or columns
// are: "Cơ cấu lao động theo ngành".
func WithoutBreakdown(s string) string {
	return prose(`(?i)[\s,]+(?:phân |chia )?theo .+$`).ReplaceAllString(s, "")
}

// withoutMoment takes "đầu năm" off a key: the year says it.
func withoutMoment(k string) string {
	return prose(` (?:đầu|cuối) (?:năm|kỳ)$| trong năm$`).ReplaceAllString(k, "")
}

// Which labels a word that may open a name belongs to.
const (
	openingRate       = "rate"       // "tỷ lệ"
	openingTotal      = "total"      // "tổng"
	openingNumber     = "number"     // "số"
	openingPeople     = "people"     // "số người thuộc"
	openingHouseholds = "households" // "hộ"
	openingPart       = "part"       // "có"
)

// opening is the longest word that opens names so.
func (t *lexis) opening(of string) string {
	for _, e := range t.lists[openings].longest {
		if e.meaning == of {
			return e.word
		}
	}
	return ""
}

// unitForms are the ways to say a label that goes with a unit: "Lao động qua đào
// tạo" in % is "Tỷ lệ lao động qua đào tạo".
func (t *Table) unitForms(k, unit string) []string {
	number, total := t.opening(openingNumber)+" ", t.opening(openingTotal)+" "
	withoutNumber := strings.TrimPrefix(k, number)
	class := t.UnitClass(unit)
	if class == ClassPerCent {
		list := []string{k}
		if rate := t.opening(openingRate); !strings.HasPrefix(k, rate) {
			list = append(list, rate+" "+strings.TrimPrefix(strings.TrimPrefix(k, total), number))
		}
		return list
	}
	list := []string{k, number + k, strings.TrimPrefix(k, total), strings.TrimPrefix(k, total+number), withoutNumber}
	if class == ClassPeople {
		for _, e := range t.lists[openings].longest {
			if e.meaning == openingPeople {
				list = append(list, e.word+" "+withoutNumber)
			}
		}
	}
	return list
}

// WithoutQuantity drops a last part that names a unit only ("Số người").
func (t *Table) WithoutQuantity(p LabelPath) LabelPath {
	if n := len(p); n > 0 && t.IsQuantity(Key(p[n-1].Text)) {
		return p[:n-1]
	}
	return p
}

// IsVague reports whether a text says too little alone: "Nữ", "Thành thị", "Số hộ".
func (t *Table) IsVague(s string) bool {
	k := Key(s)
	return t.IsVagueWord(k) || t.IsQuantity(k) || t.IsTotalWord(k) || t.has(sectors, k)
}

// IsVagueWord reports whether a key is a word that says too little alone, and no
// quantity or total.
func (t *lexis) IsVagueWord(key string) bool { return t.has(vagueWords, key) }

// LabelText returns a label as facts give it: no footnote marks, no dangling marks.
func LabelText(s string) string {
	s = Tidy(DropEnglish(s))
	for {
		t := strings.TrimSpace(WithoutFootMark(s))
		if t == s || t == "" {
			break
		}
		s = t
	}
	s = strings.TrimLeft(s, " :;,-–+*•.")
	if t := strings.TrimRight(s, " :;,-–+*•."); t == "" || s[len(t):] != "+" || t[len(t)-1] < '0' || t[len(t)-1] > '9' { // the last class of "65-79", "80+"
		s = t
	}
	return s
}

// IsFootMark reports whether a text is the mark of a footnote and nothing else: "\3".
func IsFootMark(text string) bool { return prose(`^\\[a-z\d]{1,2}$`).MatchString(text) }

// WithoutFootMark takes the mark of a footnote off the end of a text. The power of a
// measure of length is none: "km²".
func WithoutFootMark(s string) string {
	if last, _ := utf8.DecodeLastRuneInString(s); !strings.ContainsRune(")]*0123456789¹²³⁴⁵⁶⁷⁸⁹⁰", last) {
		return s // as nearly all are
	}
	if prose(`(?i)(?:^|[^\pL])[cdk]?m[²³]$`).MatchString(s) {
		return s
	}
	return prose(`\s*(?:\(\d\)|\[\d\]|\\\d{1,2}|\*+|\(\*+\)|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)$`).ReplaceAllString(s, "")
}
