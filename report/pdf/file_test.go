package pdf

import (
	"bytes"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
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
