package report

import (
	"cmp"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tongket/report/annex"
	"tongket/report/docx"
	"tongket/report/pdf"
	"tongket/report/vi"
)

// convert opens a document with LibreOffice and saves it in another format.
func convert(t *testing.T, soffice, path, format string) string {
	t.Helper()
	out := t.TempDir()
	cmd := exec.Command(soffice, "-env:UserInstallation=file://"+out+"/profile", "--headless", "--convert-to", format, "--outdir", out, path)
	text, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(text), "using filter") {
		t.Skipf("LibreOffice does not open Word documents here: %v\n%s", err, text)
	}
	return filepath.Join(out, strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))+"."+format)
}

// TestWordDocumentPrints opens the Word document of the book with LibreOffice: it prints
// on about as many pages as its PDF has, with every figure, and is saved again without
// loss.
func TestWordDocumentPrints(t *testing.T) {
	asksNothingShared(t)
	soffice := tool(t, "soffice")
	tool(t, "pdftotext")
	doc := annex.Build(sample(t)).Of(annex.Book)
	dir := t.TempDir()
	word, print := filepath.Join(dir, "phu-luc.docx"), filepath.Join(dir, "phu-luc.pdf")
	save(t, word, func(w io.Writer) error { return docx.Write(w, doc, docx.Options{}) })
	save(t, print, func(w io.Writer) error { return pdf.Write(w, doc) })
	printed := convert(t, soffice, word, "pdf")
	pages, wanted := strings.Count(printedText(t, printed), "\f"), strings.Count(printedText(t, print), "\f")
	if pages*100 < wanted*85 || pages*100 > wanted*115 {
		t.Errorf("the Word document prints on %d pages, the PDF has %d", pages, wanted)
	}
	paragraphs, tables := readWord(t, word, "tblHeader")
	contentsHold(t, paragraphs, strings.Split(printedText(t, printed), "\f"))
	figures := map[string]int{}
	for _, a := range doc.Annexes {
		for _, b := range a.Blocks {
			eachFigure(b.Table, func(_, _ int, c annex.Cell) { figures[vi.Number(*c.Value, c.Decimals)]++ })
		}
	}
	printsAll(t, printed, figures)
	if english := regexp.MustCompile(`\b\d{1,3},\d{3}\b`).FindString(printedText(t, printed)); english != "" { // of a chart
		t.Errorf("%s is grouped as in English", english)
	}
	again, same := readWord(t, convert(t, soffice, word, "docx"), "tblHeader")
	if !slices.Equal(solid(paragraphs), solid(again)) {
		t.Error("paragraphs were lost or changed")
	}
	if len(tables) == 0 || !slices.EqualFunc(tables, same, func(a, b wordTable) bool { return slices.EqualFunc(a, b, slices.Equal) }) {
		t.Error("tables were lost or changed")
	}
}

// contentsHold holds the pages that the lists of tables and charts name against those
// on which they stand. Word counts anew; where this program counts otherwise than
// LibreOffice, few may be wrong.
func contentsHold(t *testing.T, paragraphs, pages []string) {
	t.Helper()
	name := regexp.MustCompile(`^(Biểu|Biểu đồ) \d+\.`)
	stands := map[string]int{}
	for i, page := range pages {
		for _, line := range strings.Split(page, "\n") {
			if is := name.FindString(line); is != "" {
				stands[is] = i + 1 // the contents are before
			}
		}
	}
	listed, wrong := map[string]bool{}, 0
	for _, p := range paragraphs {
		if is := name.FindString(p); is != "" && !listed[is] {
			if listed[is] = true; !strings.HasSuffix(p, strconv.Itoa(stands[is])) {
				wrong++
				t.Logf("%q stands on page %d", p, stands[is])
			}
		}
	}
	if len(listed) < 20 || wrong*10 > len(listed) {
		t.Errorf("%d of %d tables and charts are listed with another page", wrong, len(listed))
	}
}

func save(t *testing.T, path string, write func(io.Writer) error) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := cmp.Or(write(f), f.Close()); err != nil {
		t.Fatal(err)
	}
}

// solid are the paragraphs that say something.
func solid(all []string) []string {
	return slices.DeleteFunc(all, func(s string) bool { return strings.TrimSpace(s) == "" })
}
