package report

import (
	"bytes"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/ingest"
)

// A job too large for one page has one a file under a name of its own, and a list of them.
func TestPagesOfFilesAreListed(t *testing.T) {
	r := &analysis.Review{Balances: []ingest.Balance{
		{File: "so-lieu/Biểu 1.xlsx", Sheet: "A"}, {File: "so-lieu/Biểu 1.xlsx", Sheet: "B"}, {File: "so-lieu/cu/Biểu 1.xlsx"}, {File: "tinh/tongket.json!so-lieu/x.xlsx"},
	}}
	outputs := pagesOfFiles(r, Options{Grids: func(string) []ingest.Grid { return nil }})
	var names []string
	var list bytes.Buffer
	for _, o := range outputs {
		names = append(names, o.name)
	}
	if want := "doc-so-lieu/001-bieu-1.html doc-so-lieu/002-bieu-1.html doc-so-lieu.html"; strings.Join(names, " ") != want {
		t.Errorf("pages %q, want %q", names, want)
	}
	if err := outputs[len(outputs)-1].write(&list); err != nil {
		t.Fatal(err)
	}
	for _, name := range names[:2] {
		if !strings.Contains(list.String(), `href="`+name+`"`) {
			t.Errorf("the list does not lead to %s", name)
		}
	}
}
