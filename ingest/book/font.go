package book

import "strings"

// A fontClass says how a font shows the codes of a text.
type fontClass uint8

const (
	fontUnicode       fontClass = iota // or unknown
	fontTCVN3                          // .VnTime, .VnArial, …: TCVN 5712:1993 VN3 ("ABC")
	fontTCVN3Capitals                  // .VnTimeH, …: the same, lower case shown as capitals
	fontVNI                            // VNI-Times, …
	fontVPS                            // VPS Times, …
	fontVISCII                         // VI Times, …
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
	case strings.HasPrefix(lower, "vps "), strings.HasPrefix(lower, "vps-"):
		return fontVPS
	case strings.HasPrefix(lower, "vi "):
		return fontVISCII
	}
	return fontUnicode
}

// encoding is how texts in such a font are written, unless they are in Unicode all
// the same.
func (c fontClass) encoding() encoding {
	switch c {
	case fontTCVN3, fontTCVN3Capitals:
		return inTCVN3
	case fontVNI:
		return inVNI
	case fontVPS:
		return inVPS
	case fontVISCII:
		return inVISCII
	}
	return inUnicode
}
