package words

import "strings"

// A SerialKind says what numbers a row.
type SerialKind uint8

const (
	NoSerial     SerialKind = iota
	RomanSerial             // I, II
	LetterSerial            // A, B
	NumberSerial            // 1, 2
	PartSerial              // 1.1
	SmallSerial             // a, b
)

// SerialOf returns the kind of a row's number, which may stand in brackets or
// before a dot. A single letter that is a Roman numeral is taken for one.
func SerialOf(s string) SerialKind {
	switch {
	case prose(`^\(?[IVXLC]+[.)/]?\)?$`).MatchString(s):
		return RomanSerial
	case prose(`^\(?[A-ZĐ][.)/]?\)?$`).MatchString(s):
		return LetterSerial
	case prose(`^\(?\d{1,3}[.)/]?\)?$`).MatchString(s):
		return NumberSerial
	case prose(`^\(?(?:[A-ZĐIVX]{1,4}[.]?)?\d{0,3}(?:[.,]\d{1,2})+[.)]?\)?$|^[A-Z]\d{1,2}$`).MatchString(s):
		return PartSerial
	case prose(`^\(?[a-zđ][.)/]?\)?$`).MatchString(s):
		return SmallSerial
	}
	return NoSerial
}

// IsSerial reports whether a text may number a row.
func IsSerial(text string) bool {
	return prose(`^\(?(?:[IVXLC]{1,6}|[A-ZĐ]\d{0,2}|[a-zđ]|\d{1,3}(?:\.\d{1,2})*)[.)]?\)?$`).MatchString(text)
}

// CutSerial takes the number that opens a label off it.
func CutSerial(text string) (serial, rest string) {
	m := prose(`^((?:[IVXLC]{1,6}|[A-ZĐ]|\d{1,3}(?:\.\d{1,2})*|[a-zđ])[.)/]|\d{1,2}(?:\.\d{1,2})+|[IVX]{1,5} ?[-–])\s+`).FindString(text)
	return strings.TrimSpace(m), text[len(m):]
}

// CutBullet takes the mark of a list's item off a label.
func CutBullet(text string) (bullet, rest string) {
	m := prose(`^([-–+*•])\s*`).FindString(text)
	return strings.TrimSpace(m), text[len(m):]
}

// NamesNumbers reports whether a text opens a row of column numbers: "MS".
func NamesNumbers(text string) bool {
	return prose(`^(?:ms|mã|mã số|tt|stt|cột|số cột|\(?a\)?)$`).MatchString(Fold(text))
}

// ColumnToken returns what a cell of a row of column numbers says: the number or the
// letter, and what the column is computed from ("3=2/1" gives "3" and "2/1").
func ColumnToken(text string) (token, formula string, ok bool) {
	if m := prose(`^\(?\(?(\d{1,2})\)?\s*=\s*(.+?)\)?$`).FindStringSubmatch(text); m != nil {
		return m[1], m[2], true
	}
	if m := prose(`^\(?([A-ZĐ]|[a-z]|\d{1,2})\)?$`).FindStringSubmatch(text); m != nil {
		return m[1], "", true
	}
	return "", "", false
}

// HasBullet reports whether a text opens with the mark of a list's item.
func HasBullet(text string) bool {
	bullet, _ := CutBullet(text)
	return bullet != ""
}
