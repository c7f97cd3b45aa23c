package docx

import (
	"bytes"
	"strings"
	"testing"

	"tongket/report/annex"
)

// TestSourcesAreComments: asked for, a figure names its cells in a comment, in its
// order and as text; the document reads as it does without.
func TestSourcesAreComments(t *testing.T) {
	doc := everything()
	table := doc.Annexes[0].Blocks[0].Table
	table.Rows[1].Cells[3].Facts = []int{7}
	table.Rows[1].Cells[4].Facts = []int{1, 2, 3, 4, 5, 6, 7, 8}
	table.Rows[2].Cells[4].Facts = []int{99} // of which nothing is known
	for i := range 9 {
		doc.Sources = append(doc.Sources, annex.Source{Pos: "so-lieu/a.xlsx!Biểu 1!C" + itoa(i+5), Raw: hostile, Fact: i})
	}
	var out bytes.Buffer
	if err := Write(&out, doc, Options{Sources: true}); err != nil {
		t.Fatal(err)
	}
	all := parts(t, out.Bytes())
	comments, document := string(all["word/comments.xml"]), string(all["word/document.xml"])
	checkOrder(t, "comments", all["word/comments.xml"])
	if n := strings.Count(comments, "<w:comment "); n != 4 { // the table stands in two annexes
		t.Errorf("%d comments, want 4", n)
	}
	for _, mark := range []string{"<w:commentRangeStart", "<w:commentRangeEnd", "<w:commentReference"} {
		if n := strings.Count(document, mark); n != 4 {
			t.Errorf("%s is there %d times", mark, n)
		}
	}
	if !strings.Contains(comments, "Nguồn: so-lieu/a.xlsx!Biểu 1!C12: “=1+1 {HYPERLINK") || !strings.Contains(comments, "và 2 ô nữa") || strings.Contains(comments, "<w:fldSimple") {
		t.Errorf("the comments are %s", comments)
	}
	plain := parts(t, written(t, doc))
	if plain["word/comments.xml"] != nil || strings.Contains(string(plain["word/document.xml"]), "comment") {
		t.Error("nobody asked for comments")
	}
	if got, want := outline(t, all["word/document.xml"]), outline(t, plain["word/document.xml"]); got != want {
		t.Errorf("the document reads\n%s\nwant\n%s", got, want)
	}
}
