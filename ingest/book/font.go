package book

import "strings"

// A fontClass says how a font shows the codes of a text.
type fontClass uint8

const (
	fontUnicode       fontClass = iota // or unknown
	fontTCVN3                          // .VnTime, .VnArial, …: TCVN 5712:1993 VN3 ("ABC")
	fontTCVN3Capitals                  // .VnTimeH, …: the same, lower case shown as capitals
	fontVNI                            // VNI-Times, …
	fontClasses
)

// classOfFont tells a font's class from its name.
func classOfFont(name string) fontClass {
	lower := strings.ToLower(strings.TrimSpace(name))
	switch {
	case strings.HasPrefix(lower, ".vn"):
		if strings.HasSuffix(strings.TrimSpace(name), "H") {
			return fontTCVN3Capitals
		}
		return fontTCVN3
	case strings.HasPrefix(lower, "vni-"), strings.HasPrefix(lower, "vni "):
		return fontVNI
	}
	return fontUnicode
}

// encodingName is the Arg of CodeEncoding.
func (c fontClass) encodingName() string {
	switch c {
	case fontTCVN3, fontTCVN3Capitals:
		return "TCVN3"
	case fontVNI:
		return "VNI"
	}
	return ""
}

// decode is s as a font of the class shows it.
func (c fontClass) decode(s string) string {
	switch c {
	case fontTCVN3:
		return decodeTCVN3(s)
	case fontTCVN3Capitals:
		return strings.ToUpper(decodeTCVN3(s))
	case fontVNI:
		return decodeVNI(s)
	}
	return s
}
