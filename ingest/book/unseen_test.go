package book

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"tongket/ingest"
)

// TestBareTexts: what is not seen is taken out at the door and told once a
// sheet, with the first such cell as it was written.
func TestBareTexts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	text := "Chỉ tiêu,2019,2020\nSố hộ\u200b nghèo,1\u202e2\u202c3,\u2067\n" + strings.Repeat("Số hộ cận nghèo toàn tỉnh,1,2\n", 5)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	grids, issues := Grids(t.Context(), ingest.Source{Path: path, Name: "a.csv"})
	if len(grids) != 1 {
		t.Fatal(issues)
	}
	want := []ingest.Issue{{Pos: ingest.Pos{File: "a.csv", Row: 2, Col: 2}, Code: ingest.CodeUnseen, Raw: "1‹202E›2‹202C›3", Args: []string{"2"}}}
	if !reflect.DeepEqual(issues, want) {
		t.Errorf("%+v, want %+v", issues, want)
	}
	for _, c := range grids[0].Cells {
		if ingest.Misleading(c.Text) || c.Row == 2 && c.Col == 2 && c.Text != "123" {
			t.Errorf("%+v", c)
		}
	}
}

// TestSummed: a file whose bytes are not those of its sum is not read.
func TestSummed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte("Chỉ tiêu,2020\nSố hộ,1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	sum, err := SumFile(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if grids, issues := Grids(t.Context(), ingest.Source{Path: path, Name: "a.csv", SHA256: sum}); len(grids) != 1 || len(issues) > 0 {
		t.Errorf("%d grids, %v", len(grids), issues)
	}
	grids, issues := Grids(t.Context(), ingest.Source{Path: path, Name: "a.csv", SHA256: strings.Repeat("0", 64)})
	if len(grids) > 0 || len(issues) != 1 || issues[0].Args[0] != TroubleChanged {
		t.Errorf("%d grids, %v", len(grids), issues)
	}
}
