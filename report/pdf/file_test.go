package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"tongket/report/annex"
)

// The catalog says the language, and that viewers show the title.
func TestCatalog(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, sampleDocument(districtAnnex(2))); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"/Lang (vi-VN)", "/DisplayDocTitle true", "/PageMode /UseOutlines", "/CreationDate (D:20200522000000+00'00')", "/ModDate (D:20200522000000+00'00')", "/ID [<"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the file lacks %s", want)
		}
	}
}

// Each entry of the contents is a link.
func TestContentsAreLinks(t *testing.T) {
	api.DisableConfigDir()
	var b bytes.Buffer
	if err := Write(&b, sampleDocument(mainAnnex(1), districtAnnex(2), emptyAnnex())); err != nil {
		t.Fatal(err)
	}
	annotations, err := api.Annotations(bytes.NewReader(b.Bytes()), []string{"2"}, model.NewDefaultConfiguration())
	if err != nil {
		t.Fatal(err)
	}
	if n := len(annotations[2][model.AnnLink].Map); n != 3 {
		t.Errorf("%d links on the page of contents, want 3", n)
	}
}

// Contents that would take more than a page list the charts of an annex that has many
// by section; a few are listed one by one.
func TestListed(t *testing.T) {
	var a annex.Annex
	var marks []mark
	for i := range manyNumbered + 2 {
		if i%7 == 0 {
			marks = append(marks, mark{title: "I. AN SINH", sheet: i / 7})
		}
		b := annex.Block{Number: fmt.Sprint("Biểu đồ ", i+1), Title: "Tỷ lệ"}
		a.Blocks, marks = append(a.Blocks, b), append(marks, mark{title: b.Caption(), sheet: i / 7})
	}
	got := listedOf(a, marks, true)
	if len(got) != 2 || got[0].title != "I. AN SINH: Biểu đồ 1-7" || got[1].title != "I. AN SINH: Biểu đồ 8-14" || got[1].sheet != 1 {
		t.Errorf("%+v", got)
	}
	if got := listedOf(a, marks, false); len(got) != len(a.Blocks) || got[1].title != "Biểu đồ 2. Tỷ lệ" {
		t.Errorf("one by one: %+v", got)
	}
	a.Blocks = a.Blocks[:manyNumbered]
	if got := listedOf(a, marks, true); len(got) != manyNumbered {
		t.Errorf("of few: %+v", got)
	}
}
