package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"tongket/analysis"
	"tongket/report/annex"
)

func TestMain(m *testing.M) {
	if name := strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe"); name != "tongket" { // else it is a script's, with its own
		os.Setenv("XDG_CACHE_HOME", noCache)
	}
	testscript.Main(m, map[string]func(){"tongket": main})
}

// noCache is no folder of a cache, for it is relative: tests that want one say
// where.
const noCache = "none"

// asksNothingShared skips a test of many seconds that asks nothing of what goroutines
// share, where the tests are to be short: with the race detector.
func asksNothingShared(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("many seconds; it asks nothing of the order in which workers do what")
	}
}

func TestScripts(t *testing.T) {
	dir, files := "testdata/script", []string(nil) // all
	if testing.Short() {
		for _, name := range []string{"run", "watch", "cache", "log", "nested"} { // whose workers, watchers and files are shared
			files = append(files, filepath.Join(dir, name+".txtar"))
		}
		dir = ""
	}
	testscript.Run(t, testscript.Params{
		Dir:   dir,
		Files: files,
		Setup: func(e *testscript.Env) error {
			for _, name := range []string{"XDG_CACHE_HOME", "LocalAppData"} {
				e.Setenv(name, filepath.Join(e.WorkDir, ".cache"))
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"cptree": copyTree,
			"mkbook": makeWorkbook,
			"exits":  exits,
			"events": events,
			"until":  until,
			"damage": damage,

			"readbook": readWorkbook,
			"setcells": setCells,
		},
	})
}

// exits runs a command that must end with the given status: exits 2 tongket …
func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// copyTree copies a folder with all in it: cptree from to, where to is not there.
func copyTree(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(ts.MkAbs(args[0]))))
}

// makeWorkbook turns a CSV into a workbook: mkbook out.xlsx in.csv [sheet].
// A number becomes a number, "=…" a formula, all else text.
func makeWorkbook(ts *testscript.TestScript, _ bool, args []string) {
	records, err := csv.NewReader(strings.NewReader(ts.ReadFile(args[1]))).ReadAll()
	ts.Check(err)
	f := excelize.NewFile()
	sheet := "Sheet1"
	if len(args) > 2 {
		ts.Check(f.SetSheetName(sheet, args[2]))
		sheet = args[2]
	}
	for r, record := range records {
		for c, text := range record {
			name, err := excelize.CoordinatesToCellName(c+1, r+1)
			ts.Check(err)
			ts.Check(setCell(f, sheet, name, text))
		}
	}
	path := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(filepath.Dir(path), 0o755))
	ts.Check(f.SaveAs(path))
}

// readWorkbook prints a sheet of a workbook, a row a line: readbook a.xlsx sheet.
func readWorkbook(ts *testscript.TestScript, _ bool, args []string) {
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	rows, err := f.GetRows(args[1])
	ts.Check(err)
	for _, row := range rows {
		fmt.Fprintln(ts.Stdout(), strings.Join(row, ";"))
	}
}

// setCells types into a workbook as a person does in Excel: setcells a.xlsx sheet A2=x ….
func setCells(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	f, err := excelize.OpenFile(path)
	ts.Check(err)
	defer f.Close()
	for _, arg := range args[2:] {
		name, text, _ := strings.Cut(arg, "=")
		ts.Check(f.SetCellValue(args[1], name, nil))
		ts.Check(setCell(f, args[1], name, text))
	}
	ts.Check(f.Save())
}

func setCell(f *excelize.File, sheet, name, text string) error {
	if v, err := strconv.ParseFloat(text, 64); err == nil {
		return f.SetCellValue(sheet, name, v)
	}
	if strings.HasPrefix(text, "=") {
		return f.SetCellFormula(sheet, name, text[1:])
	}
	if text == "" {
		return nil
	}
	return f.SetCellStr(sheet, name, text)
}

func TestEveryCommandHasAnExample(t *testing.T) {
	for _, c := range rootCommand().Commands() {
		if c.Hidden {
			continue
		}
		if !strings.Contains(c.Example, "tongket "+c.Name()) {
			t.Errorf("tongket %s --help has no example of itself", c.Name())
		}
	}
}

// TestDocumentedCodes holds that the manual and the README explain every code
// of a finding.
func TestDocumentedCodes(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range codes(t) {
		cell := "`" + code + "`"
		if !strings.Contains(string(manual), cell) {
			t.Errorf("huong-dan.md does not explain %s", cell)
		}
		if !strings.Contains(string(readme), cell) {
			t.Errorf("README.md does not explain %s", cell)
		}
	}
}

var codeConstant = regexp.MustCompile(`(?m)^\s*Code\w+\s*=\s*"([a-z0-9-]+)"`)

func codes(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, name := range []string{"ingest/codes.go", "analysis/codes.go"} {
		source, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range codeConstant.FindAllStringSubmatch(string(source), -1) {
			out = append(out, m[1])
		}
	}
	if len(out) < 30 {
		t.Fatalf("only %d codes found", len(out))
	}
	return out
}

// TestExamples runs the commands that the README and this command's doc
// comment show, in a copy of the sample. What is written in capitals stands for
// something of the reader's and is left out.
func TestExamples(t *testing.T) {
	shown := regexp.MustCompile(`(?m)^(?://\t|)(?:go run ./cmd/tongket|tongket) ([a-z].*)$`)
	var lines []string
	for _, name := range []string{filepath.Join(root, "README.md"), "main.go"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range shown.FindAllStringSubmatch(string(text), -1) {
			if !slices.Contains(lines, m[1]) && !regexp.MustCompile(`\b[A-Z]{3,}\b`).MatchString(m[1]) {
				lines = append(lines, m[1])
			}
		}
	}
	if len(lines) < 6 {
		t.Errorf("only %q are shown", lines)
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "samples", "phu-tho"), os.DirFS(filepath.Join(root, "samples", "phu-tho"))); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	for _, line := range lines {
		var stdout, stderr strings.Builder
		if code := execute(context.Background(), strings.Fields(line), &stdout, &stderr); code != 0 {
			t.Errorf("tongket %s: exit status %d\n%s", line, code, stderr.String())
		}
	}
}

func TestNearest(t *testing.T) {
	candidates := keys(reflect.TypeFor[settings]())
	tests := []struct{ in, want string }{
		{"so-lieuu", "so-lieu"},
		{"Tổ_chức", "to-chuc"}, // as people write it
		{"nhiemky", "nhiem-ky"},
		{"xyzw", ""},
	}
	for _, test := range tests {
		if got := nearest(test.in, candidates); got != test.want {
			t.Errorf("nearest(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestParseSettingsFaults(t *testing.T) {
	tests := []struct{ in, want string }{
		{"to-chuc: A\nnhiem-kyy: {nam-goc: 2015}\n", `(dòng 2, cột 1): không có khóa "nhiem-kyy"; có phải là "nhiem-ky" không?`},
		{"nhiem-ky:\n  nam-cuoii: 2020\n", `(dòng 2, cột 3): không có khóa "nam-cuoii"; có phải là "nam-cuoi" không?`},
		{"an: co\n", `(dòng 1, cột 5): giá trị "co" không đúng kiểu; cần true hoặc false`},
		{"mau: to\n", `(dòng 1, cột 6): mẫu "to" không có; dùng "dang" (mẫu văn bản của Đảng) hoặc "hanh-chinh" (mẫu hành chính)`},
		{"nhiem-ky: {nam-goc: 2020, nam-cuoi: 2015}\n", `nhiệm kỳ 2020, 2015, 2025 không hợp lệ`},
		{"ngay: 32/1/2020\n", `ngày "32/1/2020" không hợp lệ`},
		{"to-chuc: [\n", "không đúng cú pháp YAML"},
		{"to-chuc: A\nkhong co dau\n", "thiếu dấu \":\" sau khóa"},
		{"han: {so-lieu: 2020-02-30}\n", `(dòng 1, cột 16): ngày "2020-02-30" không hợp lệ`},
		{"han:\n  so-lieu: 15/3/2020\n  don-vi:\n    Phòng A: {tra-loi: mai}\n", `(dòng 4, cột 24): ngày "mai" không hợp lệ`},
		{"han: {so-lieuu: 2020-03-15}\n", `(dòng 1, cột 7): không có khóa "so-lieuu"; có phải là "so-lieu" không?`},
		{"han: {don-vi: {Phòng A: {so-lieuu: 2020-03-15}}}\n", `(dòng 1, cột 26): không có khóa "so-lieuu"; có phải là "so-lieu" không?`},
		{"han: 2020-03-15\n", `(dòng 1, cột 6): giá trị "2020-03-15" không đúng kiểu`},
	}
	for _, test := range tests {
		_, err := parseSettings([]byte(test.in))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("parseSettings(%q) = %v, want %q", test.in, err, test.want)
		}
	}
}

func TestParseSettings(t *testing.T) {
	for _, in := range []string{
		"",
		"# chỉ có lời giải thích\n",
		"\ufeffmau: dang\r\nnhiem-ky: {nam-cuoi: 2020}\r\n", // as Notepad saves it
	} {
		s, err := parseSettings([]byte(in))
		if err != nil || fmt.Sprint(s) != fmt.Sprint(defaultSettings()) {
			t.Errorf("parseSettings(%q) = %v, %v, want the defaults", in, s, err)
		}
	}
	dated, err := parseSettings([]byte("han:\n  so-lieu: 15/3/2020\n  gop-y:\n  don-vi: {Phòng B: {tra-loi: 2020-05-01}, Phòng A: {so-lieu: 2020-04-01}}\nlay-y-kien: [Chi bộ 1]\n"))
	want := analysis.Due{Deadline: analysis.Deadline{Figures: "2020-03-15"}, Units: []analysis.UnitDeadline{
		{Unit: "Phòng A", Deadline: analysis.Deadline{Figures: "2020-04-01"}}, {Unit: "Phòng B", Deadline: analysis.Deadline{Answers: "2020-05-01"}}}}
	if got := dated.job(""); err != nil || !reflect.DeepEqual(got.Due, want) || !slices.Equal(got.Asked, []string{"Chi bộ 1"}) {
		t.Errorf("due %+v, asked %q, %v", got.Due, got.Asked, err)
	}
	s, err := parseSettings([]byte("du-thao: 3\nphu-luc: [chi-tieu]\nso-sanh: {A-B: 4.5}\n"))
	if err != nil {
		t.Fatal(err)
	}
	j := s.job("{}")
	if p, ok := j.Print.(annex.Print); j.Draft != "Dự thảo lần 3" || !ok || len(p.Annexes) != 1 || p.Map != "{}" || s.Comparisons["A-B"] != 4.5 {
		t.Errorf("settings %+v", s)
	}
}
