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
		if told.Empty() {
			continue
		}
		number++
		fmt.Fprintf(&b, "\n## %s. %s\n", Roman(number), Escape(remarksOn(f.Name)))
		remark(&b, r, told)
	}
	for _, note := range RemarksNotes(r) {
		fmt.Fprintf(&b, "\n%s\n", Escape(note))
	}
	if number == 0 {
		b.WriteString("\n" + NoRemarks + "\n")
	}
	return b.String()
}

// RemarksNotes are what stands below the sentences: what was corrected, and how many
// figures are of other provinces and therefore in none of them.
func RemarksNotes(r *analysis.Review) (notes []string) {
	for _, note := range [...]string{CorrectionsNote(r.Corrections), OtherProvinces(r.Findings)} {
		if note != "" {
			notes = append(notes, note)
		}
	}
	return notes
}

// remark writes the parts of one field that are not empty.
func remark(b *strings.Builder, r *analysis.Review, f Field) {
	for _, p := range f.Paragraphs {
		fmt.Fprintf(b, "\n%s\n", Escape(strings.Join(p, " ")))
	}
	list(b, LimitsHead, f.Limits)
	if len(f.Limits) > 0 {
		fmt.Fprintf(b, "\n%s\n", Causes)
	}
	list(b, NextHead(r.Term), f.Next)
	list(b, OthersHead, f.Others)
}

// Heads of the lists of one field, and what is said where there is nothing.
const (
	LimitsHead = "Một số hạn chế:"
	OthersHead = "Các chỉ tiêu khác:"
	NoRemarks  = "Chưa có số liệu để nhận định."
)

// NextHead heads the targets of the next term.
func NextHead(t analysis.Term) string { return fmt.Sprintf("Mục tiêu đến năm %d:", t.Next) }

// TitleRemarks is the name of the document of the sentences.
func TitleRemarks(t analysis.Term) string {
	return fmt.Sprintf("NHẬN ĐỊNH KẾT QUẢ NHIỆM KỲ %d-%d", t.Base, t.Last)
}

// Section heads part n of a text: with a dash in a document of the Party, as its
// Hướng dẫn 36-HD/VPTW does itself.
func Section(form string, n int, name string) string {
	if form == "hanh-chinh" {
		return Roman(n) + ". " + name
	}
	return Roman(n) + "- " + name
}

// remarksOn is the name of a field as its sentences are headed.
func remarksOn(field string) string {
	if name := Folded(field); name != "" {
		return name
	}
	return "Chỉ tiêu ngoài danh mục"
}

// Empty tells whether nothing is said of a field.
func (f Field) Empty() bool { return len(f.Paragraphs)+len(f.Others)+len(f.Next) == 0 }

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
