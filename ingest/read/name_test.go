package read

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tongket/ingest"
)

// TestWithoutFigures: a file with words alone is told for what it is, since
// its balance says nothing.
func TestWithoutFigures(t *testing.T) {
	letter := "Kính gửi: Sở Lao động\nNăm 2019, toàn tỉnh có 5.000 hộ nghèo; đề nghị Sở xem xét, cho ý kiến.\n"
	form, words := excelize.NewFile(), new(bytes.Buffer)
	if err := errors.Join(form.SetCellStr("Sheet1", "A1", "Huyện"), form.Write(words)); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"a letter", []byte(letter), `f not-a-sheet "" ["text"]`},
		{"an empty form", words.Bytes(), `f empty-file "" ["words"]`},
		{"a list without figures yet", []byte("Huyện;Số hộ nghèo\nTân Sơn;…\n"), ``},
	} {
		path := filepath.Join(t.TempDir(), "f")
		if err := os.WriteFile(path, tt.data, 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := All(t.Context(), []ingest.Source{{Path: path, Name: "f"}}, ingest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := toldOf(r.Issues); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// TestUncachedIsToldOnce: a formula without a stored result is told once, whether the
// program can compute it or not, and is no figure.
func TestUncachedIsToldOnce(t *testing.T) {
	form := excelize.NewFile()
	err := errors.Join(form.SetSheetRow("Sheet1", "A1", &[]any{"Chỉ tiêu", "ĐVT", "2018", "2019", "2020"}), form.SetSheetRow("Sheet1", "A2", &[]any{"Số hộ nghèo", "hộ", 70, nil, nil}),
		form.SetCellFormula("Sheet1", "D2", "C2+1"), form.SetCellFormula("Sheet1", "E2", "VLOOKUP(1,A1:B2,2)"))
	path := filepath.Join(t.TempDir(), "f.xlsx")
	if err := errors.Join(err, form.SaveAs(path)); err != nil {
		t.Fatal(err)
	}
	r, err := All(t.Context(), []ingest.Source{{Path: path, Name: "f"}}, ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := `f!Sheet1!D2 no-cached-value "71" ["C2+1"]` + "\n" + `f!Sheet1!E2 no-cached-value "" ["VLOOKUP(1,A1:B2,2)"]`
	if got := toldOf(r.Issues); got != want || r.Facts.Len() != 1 {
		t.Errorf("%s, %d facts, want %s and one", got, r.Facts.Len(), want)
	}
}

// toldOf are issues, a line each.
func toldOf(issues []ingest.Issue) string {
	var lines []string
	for _, i := range issues {
		lines = append(lines, fmt.Sprintf("%s %s %q %q", i.Pos, i.Code, i.Raw, i.Args))
	}
	return strings.Join(lines, "\n")
}

// TestYearFromName: the year of the file's name is the last resort, and is told.
func TestYearFromName(t *testing.T) {
	for _, tt := range []struct {
		file, head, want, issue string
	}{
		{"2017/bao-cao-2018 (lan 2).csv", "Số liệu", "2018", `!C2 year-from-name "100" ["2018"]`},
		{"bao-cao-2018.csv", "Đầu năm", "2017", `!C2 year-from-name "100" ["2018"]`},
		{"bao-cao-2018.csv", "TH 2019", "2019", ""},
		{"bao-cao-2018-2019.csv", "Số liệu", "", `!C2 no-year "100" []`},
		{"cv 20180315.csv", "Số liệu", "", `!C2 no-year "100" []`},
	} {
		path := filepath.Join(t.TempDir(), "f")
		if err := os.WriteFile(path, []byte("Chỉ tiêu;ĐVT;"+tt.head+"\nSố hộ nghèo;hộ;100\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := All(t.Context(), []ingest.Source{{Path: path, Name: tt.file}}, ingest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if r.Facts.Len() == 1 {
			got = r.Facts.At(0).Years.String()
		}
		if want := strings.TrimPrefix(tt.issue, "!"); got != tt.want || strings.TrimPrefix(toldOf(r.Issues), tt.file+"!") != want {
			t.Errorf("%s, %s: year %q, issues %s", tt.file, tt.head, got, toldOf(r.Issues))
		}
	}
}
