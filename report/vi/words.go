package vi

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tongket/analysis"
	"tongket/analysis/stat"
	"tongket/ingest"
)

// Severity is how grave a finding is: "lỗi", "cảnh báo", "lưu ý".
func Severity(s analysis.Severity) string {
	switch s {
	case analysis.Error:
		return "lỗi"
	case analysis.Warning:
		return "cảnh báo"
	case analysis.Info:
		return "lưu ý"
	}
	return string(s)
}

// Verdict is a judgement as a column of a table prints it; estimate: it rests
// on an estimate that no header announces.
func Verdict(v analysis.Verdict, estimate bool) string {
	word := ""
	switch v {
	case analysis.NoVerdict:
		return "x"
	case analysis.NoData:
		return "Chưa đủ số liệu"
	case analysis.Exceeded:
		word = "Vượt"
	case analysis.Met:
		word = "Đạt"
	case analysis.NotMet:
		word = "Không đạt"
	}
	if estimate {
		return "Ước " + Lower(word)
	}
	return word
}

// Class is a class of progress: "đúng tiến độ", or once the term is over and there
// is no way left to be on "gần đạt mục tiêu"; empty where there is none.
func Class(c stat.Class, over bool) string {
	if over {
		switch c {
		case stat.Significant:
			return "gần đạt mục tiêu"
		case stat.Moderate:
			return "còn cách mục tiêu"
		case stat.Insufficient:
			return "còn xa mục tiêu"
		}
	}
	switch c {
	case stat.TargetMet:
		return "đã đạt mục tiêu"
	case stat.Significant:
		return "đúng tiến độ"
	case stat.Moderate:
		return "cơ bản bảo đảm"
	case stat.Insufficient:
		return "chậm"
	case stat.Away:
		return "đi ngược"
	case stat.ModeratelyAway:
		return "đi ngược nhẹ"
	}
	return ""
}

// Feasibility is how likely a target is, in a table and (prose) in a sentence.
func Feasibility(f string, prose bool) string {
	switch f {
	case "reach":
		return "trong tầm tay"
	case "stretch":
		if prose {
			return "cần phấn đấu"
		}
		return "phấn đấu"
	case "hard":
		return "rất khó"
	}
	return ""
}

// Measure is the kind of a figure: "thực hiện", "ước thực hiện", "kế hoạch",
// "mục tiêu".
func Measure(m ingest.Measure) string {
	switch m {
	case ingest.Actual:
		return "thực hiện"
	case ingest.Estimate:
		return "ước thực hiện"
	case ingest.Plan:
		return "kế hoạch"
	case ingest.Target:
		return "mục tiêu"
	}
	return string(m)
}

// Bound is the word before a bounded figure: "dưới", "từ … trở lên" is told as
// "ít nhất"; empty for a plain one.
func Bound(b string) string {
	switch b {
	case "<":
		return "dưới"
	case ">":
		return "trên"
	case "≤":
		return "không quá"
	case "≥":
		return "ít nhất"
	}
	return ""
}

// Capital is s with its first letter a capital.
func Capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// Lower is s with its first letter small, unless it opens with an abbreviation
// or with a name that always has a capital.
func Lower(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	if second, _ := utf8.DecodeRuneInString(s[n:]); n == 0 || unicode.IsUpper(second) {
		return s
	}
	for _, name := range [...]string{"Bà mẹ Việt Nam", "Đảng ", "Nhà nước", "Nhân dân", "Nghị quyết", "Quỹ Đền ơn", "Tết "} {
		if strings.HasPrefix(s, name) {
			return s
		}
	}
	return string(unicode.ToLower(first)) + s[n:]
}

// Place is a place inside a sentence: the common noun small ("huyện Tân Sơn").
func Place(name string) string {
	for _, noun := range [...]string{"Tỉnh", "Thành phố", "Thị xã", "Thị trấn", "Quận", "Huyện", "Xã", "Phường"} {
		if rest, ok := strings.CutPrefix(name, noun+" "); ok {
			return Lower(noun) + " " + rest
		}
	}
	return name
}

// Kinds is what the places of a job are called together: "huyện, thành, thị"
// in a province, "xã, phường, thị trấn" in a district, else "địa bàn".
func Kinds(places []analysis.Place) string {
	kinds := map[string]bool{}
	for _, p := range places {
		kinds[p.Kind] = true
	}
	switch {
	case len(places) > 1 && kinds["tỉnh"] && places[0].Kind != "tỉnh":
		return "tỉnh, thành phố"
	case kinds["huyện"] && (kinds["thành phố"] || kinds["thị xã"]):
		return "huyện, thành, thị"
	case kinds["xã"] || kinds["phường"] || kinds["thị trấn"]:
		return "xã, phường, thị trấn"
	case kinds["huyện"]:
		return "huyện"
	}
	return "địa bàn"
}

// Enumerate joins names as a sentence does: "A", "A và B", "A, B và C".
func Enumerate(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " và " + names[last]
}

// Folded is text from a sheet on one line: white space and control characters
// become single spaces.
func Folded(s string) string {
	if isFolded(s) {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, parts), " ")
}

// parts tells whether a letter stands between words.
func parts(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// isFolded tells whether single spaces alone stand between words.
func isFolded(s string) bool {
	before := ' '
	for _, r := range s {
		if r == ' ' && before == ' ' || r != ' ' && parts(r) || r == utf8.RuneError {
			return false
		}
		before = r
	}
	return s == "" || before != ' '
}
