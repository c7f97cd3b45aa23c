package report

import (
	"archive/zip"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// tool finds a program; the test is skipped where there is none, and fails
// where CI says that there is one.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is missing", name)
		}
		t.Skip("no " + name)
	}
	return path
}

// TestWorkbookPrints prints the sample's workbook with LibreOffice: each sheet
// on as many pages as the workbook means, numbered from 1, none of them without
// a number but its first.
func TestWorkbookPrints(t *testing.T) {
	asksNothingShared(t)
	soffice, pdftotext := tool(t, "soffice"), tool(t, "pdftotext")
	dir := written(t, sample(t))
	workbook := filepath.Join(dir, "phu-luc.xlsx")
	out := t.TempDir()
	cmd := exec.Command(soffice, "-env:UserInstallation=file://"+out+"/profile", "--headless", "--convert-to", "pdf", "--outdir", out, workbook)
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	// The page numbers stand in the top margin.
	text, err := exec.Command(pdftotext, "-raw", "-x", "0", "-y", "0", "-W", "900", "-H", "55", filepath.Join(out, "phu-luc.pdf"), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	var printed []int
	for page := range strings.SplitSeq(strings.TrimSuffix(string(text), "\f"), "\f") {
		first, _, _ := strings.Cut(strings.TrimSpace(page), "\n")
		n, err := strconv.Atoi(first)
		switch {
		case err != nil:
			printed = append(printed, 1)
		case len(printed) == 0 || n != printed[len(printed)-1]+1:
			t.Fatalf("page %d follows the pages %v", n, printed)
		default:
			printed[len(printed)-1] = n
		}
	}
	whole, err := exec.Command(pdftotext, filepath.Join(out, "phu-luc.pdf"), "-").Output()
	if err != nil || strings.Contains(string(whole), "###") {
		t.Errorf("a column is too narrow for its figures (%v)", err)
	}
	names, meant := pagesMeant(t, workbook)
	if len(printed) < len(meant) || len(meant) < 10 {
		t.Fatalf("pages %v are printed of the sheets %q, meant are %v", printed, names, meant)
	}
	for i, n := range meant {
		if printed[i] != n {
			t.Errorf("%s prints on %d pages, %d are meant", names[i], printed[i], n)
		}
	}
}

// pagesMeant are the pages of each sheet of a workbook: as many as it has
// breaks, and one.
func pagesMeant(t *testing.T, path string) (names []string, pages []int) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	names = f.GetSheetList()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	breaks := regexp.MustCompile(`(?s)<rowBreaks.*</rowBreaks>`)
	for i := range names {
		part, err := z.Open("xl/worksheets/sheet" + strconv.Itoa(i+1) + ".xml")
		if err != nil {
			t.Fatal(err)
		}
		xml, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, 1+strings.Count(string(breaks.Find(xml)), "<brk "))
	}
	return names, pages
}
