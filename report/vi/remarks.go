package vi

import (
	"fmt"
	"strings"

	"tongket/analysis"
)

// Remarks is nhan-dinh.md: Markdown with a section for each field, ready to be
// pasted into the draft. Whatever comes from sheets and catalogue is escaped, so
// that it is read as text and nothing else.
func Remarks(r *analysis.Review) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Nhận định kết quả nhiệm kỳ %d-%d\n", r.Term.Base, r.Term.Last)
	number := 0
	for _, f := range r.Fields {
		told := Tell(r, f)
		if len(told.Paragraphs)+len(told.Others)+len(told.Next) == 0 {
			continue
		}
		number++
		name := Folded(f.Name)
		if name == "" {
			name = "Chỉ tiêu ngoài danh mục"
		}
		fmt.Fprintf(&b, "\n## %s. %s\n", Roman(number), Escape(name))
		remark(&b, r, told)
	}
	if number == 0 {
		b.WriteString("\nChưa có số liệu để nhận định.\n")
	}
	return b.String()
}

// remark writes the parts of one field that are not empty.
func remark(b *strings.Builder, r *analysis.Review, f Field) {
	for _, p := range f.Paragraphs {
		fmt.Fprintf(b, "\n%s\n", Escape(strings.Join(p, " ")))
	}
	list(b, "Một số hạn chế:", f.Limits)
	if len(f.Limits) > 0 {
		fmt.Fprintf(b, "\n%s\n", Causes)
	}
	list(b, fmt.Sprintf("Mục tiêu đến năm %d:", r.Term.Next), f.Next)
	list(b, "Các chỉ tiêu khác:", f.Others)
}

// Causes is the line that is left for the team: causes are not invented.
const Causes = "(Nguyên nhân: …)"

func list(b *strings.Builder, title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(b, "\n**%s**\n\n", title)
	for _, line := range lines {
		fmt.Fprintf(b, "- %s\n", Escape(line))
	}
}

// Escape makes a text one line of Markdown that is shown as it is: no emphasis,
// link, picture, HTML, heading, list, table or entity comes of it.
func Escape(s string) string {
	var b strings.Builder
	s = strings.TrimSpace(oneLine(s))
	for i, r := range s {
		switch {
		case strings.ContainsRune("\\`*_[]<>#|~&$^@!{}", r),
			i == 0 && strings.ContainsRune("-+=", r),
			r == ':' && linking(s[:i]),
			r == '.' && (strings.HasSuffix(strings.ToLower(s[:i]), "www") || numeral(s[:i])),
			r == ')' && numeral(s[:i]):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// oneLine turns white space and control characters but the no-break space into
// plain spaces.
func oneLine(s string) string {
	parts := strings.Split(s, nbsp)
	for i, p := range parts {
		folded := Folded(p)
		if i > 0 && strings.HasPrefix(p, " ") {
			folded = " " + folded
		}
		if i < len(parts)-1 && strings.HasSuffix(p, " ") && folded != "" {
			folded += " "
		}
		parts[i] = folded
	}
	return strings.Join(parts, nbsp)
}

// linking tells whether a colon here would make an address a link.
func linking(before string) bool {
	before = strings.ToLower(before)
	for _, scheme := range [...]string{"http", "https", "ftp", "mailto", "xmpp"} {
		if strings.HasSuffix(before, scheme) {
			return true
		}
	}
	return false
}

// numeral tells whether a line begins with this number, so that what follows
// would make it a list.
func numeral(before string) bool {
	return before != "" && strings.Trim(before, "0123456789") == ""
}
