package annex

import (
	"strings"

	"tongket/analysis"
	"tongket/report/vi"
)

// Remarks is the document of the sentences: what nhan-dinh.md holds, under the
// letterhead. It is no annex.
func Remarks(r *analysis.Review) Document {
	a := Annex{ID: "nhan-dinh", Title: vi.TitleRemarks(r.Term)}
	for _, f := range r.Fields {
		told := vi.Tell(r, f)
		if told.Empty() {
			continue
		}
		b := Block{Heading: vi.Section(PrintOf(r).Form, len(a.Blocks)+1, vi.FieldName(f.Name))}
		for _, p := range told.Paragraphs {
			b.Paragraphs = append(b.Paragraphs, Paragraph{Text: strings.Join(p, " ")})
		}
		b.list(vi.LimitsHead, told.Limits)
		if len(told.Limits) > 0 {
			b.Paragraphs = append(b.Paragraphs, Paragraph{Text: vi.Causes})
		}
		b.list(vi.NextHead(r.Term), told.Next)
		b.list(vi.OthersHead, told.Others)
		a.Blocks = append(a.Blocks, b)
	}
	if len(a.Blocks) == 0 {
		a.Blocks = []Block{{Paragraphs: []Paragraph{{Text: vi.NoRemarks}}}}
	}
	for _, note := range vi.RemarksNotes(r) {
		last := &a.Blocks[len(a.Blocks)-1]
		last.Paragraphs = append(last.Paragraphs, Paragraph{Text: note})
	}
	doc := head(r)
	doc.Annexes = []Annex{a}
	return doc
}

// list adds lines under a head, if there are any.
func (b *Block) list(head string, lines []string) {
	if len(lines) == 0 {
		return
	}
	b.Paragraphs = append(b.Paragraphs, Paragraph{Text: head, Bold: true})
	for _, line := range lines {
		b.Paragraphs = append(b.Paragraphs, Paragraph{Text: line, Bullet: true})
	}
}
