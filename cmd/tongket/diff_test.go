package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tongket/samples/phutho"
)

// TestDiffOfTheSample runs the sample and its next draft as a team does, in
// one job, and holds what diff tells of the two against what was planted.
func TestDiffOfTheSample(t *testing.T) {
	asksNothingShared(t)
	job := filepath.Join(t.TempDir(), "phu-tho")
	sample := filepath.Join(root, "samples", "phu-tho")
	if err := os.CopyFS(job, os.DirFS(sample)); err != nil {
		t.Fatal(err)
	}
	os.RemoveAll(filepath.Join(job, "ket-qua"))
	os.Remove(filepath.Join(job, "gop-y.csv")) // its findings tell of the drafts kept
	printLittle(t, job)
	tongket(t, "run", job, "--draft", "1", "--quiet")
	if err := os.RemoveAll(filepath.Join(job, "so-lieu")); err != nil {
		t.Fatal(err)
	}
	if err := phutho.WriteRevised(job, sample); err != nil {
		t.Fatal(err)
	}
	printLittle(t, job)
	tongket(t, "run", job, "--draft", "2", "--against", "1", "--quiet")
	want, err := os.ReadFile(filepath.Join(root, "samples", "phutho", "testdata", "revised.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if got := tongket(t, "diff", "1", job); got != string(want) {
		lines := strings.Split(string(want), "\n")
		for i, line := range strings.Split(got, "\n") {
			if i >= len(lines) || line != lines[i] {
				t.Fatalf("line %d of diff is %q", i+1, line)
			}
		}
		t.Errorf("diff ends after %d lines of %d", strings.Count(got, "\n"), len(lines)-1)
	}
	if got := tongket(t, "diff", "2", job, "--format", "csv"); strings.Count(got, "\n") != 1 {
		t.Errorf("a draft against itself:\n%s", got)
	}
	review, err := openReview(reviewFile(job))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(want), "\n") - 3; len(review.Changes) != n { // two remarks and the sum
		t.Errorf("the outputs tell of %d changes, want %d", len(review.Changes), n)
	}
	checkPrintedChanges(t, filepath.Join(job, "ket-qua"))
}

// printLittle leaves out the annexes that take long.
func printLittle(t *testing.T, job string) {
	t.Helper()
	name := filepath.Join(job, settingsName)
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text = regexp.MustCompile(`(?m)^phu-luc:.*`).ReplaceAll(text, []byte("phu-luc: [chi-tieu, thay-doi]"))
	if err := os.WriteFile(name, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

// checkPrintedChanges finds the first changed figure, with both values as
// numbers, in the workbook of the annexes, and in print where that can be read.
func checkPrintedChanges(t *testing.T, out string) {
	t.Helper()
	book, err := excelize.OpenFile(filepath.Join(out, "phu-luc.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	found := false
	for _, sheet := range book.GetSheetList() {
		if title, _ := book.GetCellValue(sheet, "A2"); title != "THAY ĐỔI SO VỚI DỰ THẢO TRƯỚC" {
			continue
		}
		rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		found = slices.ContainsFunc(rows, func(r []string) bool {
			return len(r) == 9 && slices.Equal(r[:8], []string{"1", "Số đối tượng bảo trợ xã hội hưởng trợ cấp hằng tháng (người)", "Toàn tỉnh", "2017", "thực\u00a0hiện", "50130", "50310", "180"})
		})
	}
	if !found {
		t.Error("the workbook does not list the first changed figure")
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("no pdftotext")
	}
	text, err := exec.Command("pdftotext", "-layout", filepath.Join(out, "ho-so.pdf"), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`2017\s+thực\s+hiện\s+50\.130\s+50\.310\s+\+180`).Match(text) {
		t.Errorf("print does not list the first changed figure:\n%s", text)
	}
}

// tongket runs a command line that must succeed and gives what it prints.
func tongket(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr strings.Builder
	if code := execute(context.Background(), args, &stdout, &stderr); code != 0 {
		t.Fatalf("tongket %q: exit status %d\n%s", args, code, stderr.String())
	}
	return stdout.String()
}
