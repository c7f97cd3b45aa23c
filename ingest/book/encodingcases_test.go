package book

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"tongket/ingest"
)

// TestEncodingCases reads testdata/encoding: texts in column A from row 2 on, in each
// encoding, typed, converted and mixed as they come. expected.json has the texts by
// file. Where the file itself has a "?" for a letter, the rest of the text is right.
func TestEncodingCases(t *testing.T) {
	data, err := os.ReadFile("testdata/encoding/expected.json")
	if err != nil {
		t.Fatal(err)
	}
	var expected map[string][]string
	if err := json.Unmarshal(data, &expected); err != nil {
		t.Fatal(err)
	}
	for name, want := range expected {
		t.Run(name, func(t *testing.T) {
			grids, issues := Grids(t.Context(), ingest.Source{Path: "testdata/encoding/" + name, Name: name})
			if len(grids) != 1 {
				t.Fatalf("%d grids, issues %s", len(grids), issuesText(issues))
			}
			got := map[int32]string{}
			for _, c := range grids[0].Cells {
				if c.Col == 1 {
					got[c.Row] = c.Text
				}
			}
			wrong := 0
			for i, s := range want {
				if text := got[int32(i+2)]; text != s && (!strings.Contains(text, "?") || !matches(strings.ReplaceAll(text, "?", "\uFFFD"), s)) {
					wrong++
					t.Logf("row %d is %q, want %q", i+2, got[int32(i+2)], s)
				}
			}
			if wrong > 0 {
				t.Errorf("%d of %d texts", wrong, len(want))
			}
		})
	}
}
