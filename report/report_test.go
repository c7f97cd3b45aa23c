package report

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/ingest/read"
	"tongket/report/annex"
	"tongket/report/vi"
)

// sample is the Review of the sample job.
func sample(t *testing.T) *analysis.Review {
	t.Helper()
	const job = "../samples/phu-tho"
	grids, issues := book.Grids(context.Background(), ingest.Source{Path: job + "/danh-muc.csv", Name: "danh-muc.csv"})
	if len(grids) != 1 {
		t.Fatalf("catalogue: %v", issues)
	}
	rows, _ := analysis.ParseCatalogue(&grids[0])
	cat := analysis.Builtin().With(analysis.Catalogue{Indicators: rows})
	var sources []ingest.Source
	err := filepath.WalkDir(job+"/so-lieu", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			sources = append(sources, ingest.Source{Path: path, Name: "so-lieu/" + d.Name()})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	found, err := read.All(context.Background(), sources, ingest.Options{Vocabulary: cat.Vocabulary()})
	if err != nil {
		t.Fatal(err)
	}
	return analysis.Run(cat, found, analysis.Options{AsOf: "2020-05-22"})
}

// asksNothingShared skips a test of many seconds that asks nothing of what goroutines
// share, where the tests are to be short: with the race detector.
func asksNothingShared(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("many seconds; it asks nothing of the order in which workers do what")
	}
}

func written(t *testing.T, r *analysis.Review) string {
	t.Helper()
	dir := t.TempDir()
	if err := Write(context.Background(), dir, r.Facts, func() *analysis.Review { return r }, Options{}); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestManifestNamesEveryOutput holds that the manifest lists what was written,
// with the sums of the bytes on disk.
func TestManifestNamesEveryOutput(t *testing.T) {
	r := sample(t)
	dir := written(t, r)
	sums := map[string]string{}
	for _, o := range r.Manifest.Outputs {
		sums[o.Name] = o.SHA256
	}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		data, err := os.ReadFile(path)
		if err != nil || name == ReviewName {
			return err
		}
		sum := sha256.Sum256(data)
		if sums[name] != hex.EncodeToString(sum[:]) {
			t.Errorf("%s is not in the manifest as it is on disk", name)
		}
		delete(sums, name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range sums {
		t.Errorf("the manifest names %s, which was not written", name)
	}
}

// TestPrintAndWorkbookAgree reads the PDF, the Word document and the workbook back:
// every figure of every table of the annexes stands in the workbook, in the Word
// document, in the annex's own PDF and in that of all annexes, as the annexes have
// it; so do the sentences in both their files.
func TestPrintAndWorkbookAgree(t *testing.T) {
	asksNothingShared(t)
	r := sample(t)
	dir := written(t, r)
	doc := annex.Build(r)
	if n := workbookFigures(t, filepath.Join(dir, "phu-luc.xlsx"), undrawn(doc)); n < 1000 {
		t.Errorf("only %d figures were compared in the workbook", n)
	}
	if n := documentFigures(t, filepath.Join(dir, "phu-luc.docx"), doc.Of(annex.Book)); n < 1000 {
		t.Errorf("only %d figures were compared in the Word document", n)
	}
	frontAgrees(t, *doc.Front, filepath.Join(dir, "phu-luc.docx"))
	sentencesAgree(t, r, filepath.Join(dir, "nhan-dinh.docx"))
	for shelf, name := range map[annex.Shelf]string{annex.Book: "phu-luc.pdf", annex.Papers: "ho-so.pdf"} {
		all := map[string]int{}
		for _, a := range doc.Of(shelf).Annexes {
			own := map[string]int{}
			for _, b := range a.Blocks {
				eachFigure(b.Table, func(_, _ int, c annex.Cell) {
					own[vi.Number(*c.Value, c.Decimals)]++
					all[vi.Number(*c.Value, c.Decimals)]++
				})
			}
			if shelf == annex.Book {
				printsAll(t, filepath.Join(dir, "phu-luc", a.ID+".pdf"), own)
			}
		}
		if len(all) < 100 {
			t.Errorf("only %d figures are printed in %s", len(all), name)
		}
		printsAll(t, filepath.Join(dir, name), all)
	}
}

// printsAll fails unless each number stands in a PDF as often as it is wanted.
func printsAll(t *testing.T, path string, wanted map[string]int) {
	t.Helper()
	printed := printedNumbers(t, path)
	for number, n := range wanted {
		if printed[number] < n {
			t.Errorf("%s stands %d times in the annexes and %d times in %s", number, n, printed[number], filepath.Base(path))
		}
	}
}

// TestReminderFitsAPage: the page for a progress meeting is one, and names all
// that owe something.
func TestReminderFitsAPage(t *testing.T) {
	asksNothingShared(t)
	r := sample(t)
	r.Job.Organisation, r.Job.Draft = "ĐẢNG ỦY SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Dự thảo lần 3"
	r.Job.Print = annex.Print{Superior: "ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH"}
	r.Job.Due.Figures, r.Job.Due.Comments = "2020-03-15", "2020-05-20"
	for i := range 10 {
		r.Job.Asked = append(r.Job.Asked, "Chi bộ số "+strconv.Itoa(i+1))
	}
	r.Previous = &analysis.Previous{Draft: "Dự thảo lần 2", AsOf: "2020-04-20"}
	r.Sent = []analysis.Sent{{Unit: "Phòng Người có công", Figures: 35}, {Unit: "Phòng Bảo trợ xã hội", Altered: 2}}
	text := printedText(t, filepath.Join(written(t, r), "don-doc.pdf"))
	if n := strings.Count(text, "\f"); n != 1 {
		t.Errorf("%d pages", n)
	}
	text = strings.Join(strings.Fields(text), " ")
	for _, d := range analysis.Debts(r) {
		if !strings.Contains(text, d.Unit) {
			t.Errorf("%s owes something and is not named", d.Unit)
		}
	}
	for _, want := range []string{"13 đơn vị còn thiếu 1 số liệu và 10 góp ý, còn 6 lỗi số liệu phải sửa; quá hạn 17 nội dung.", "Đã gửi từ Dự thảo lần 2 (ngày 20/4/2020)", "Phòng Người có công 35 0 0 0"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q:\n%s", want, text)
		}
	}
}

func eachFigure(t *annex.Table, use func(row, col int, c annex.Cell)) {
	if t == nil {
		return
	}
	for i, r := range t.Rows {
		for j, c := range r.Cells {
			if c.Value != nil {
				use(i, j, c)
			}
		}
	}
}

// undrawn is a document without what is drawn in cells, as the workbooks have it.
func undrawn(doc annex.Document) annex.Document {
	doc.Annexes = slices.Clone(doc.Annexes)
	for i, a := range doc.Annexes {
		doc.Annexes[i] = a.Undrawn()
	}
	return doc
}

// workbookFigures compares the figures of each table with the range that
// bears its name, and counts them.
func workbookFigures(t *testing.T, path string, doc annex.Document) (compared int) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	at := map[string]string{}
	for _, d := range f.GetDefinedName() {
		at[d.Name] = d.RefersTo
	}
	for _, a := range doc.Annexes {
		for _, b := range a.Blocks {
			if b.Table == nil || at["bang_"+b.Table.ID] == "" {
				continue
			}
			sheet, col0, row0 := corner(t, at["bang_"+b.Table.ID])
			eachFigure(b.Table, func(row, col int, c annex.Cell) {
				compared++
				name, err := excelize.CoordinatesToCellName(col0+col, row0+row)
				if err != nil {
					t.Fatal(err)
				}
				text, err := f.GetCellValue(sheet, name, excelize.Options{RawCellValue: true})
				v, perr := strconv.ParseFloat(text, 64)
				if err != nil || perr != nil || math.Abs(v-*c.Value) > 1e-9*math.Max(1, math.Abs(*c.Value)) {
					t.Errorf("%s!%s holds %q, the annex %v", sheet, name, text, *c.Value)
				}
			})
		}
	}
	return compared
}

// corner is the sheet and the first cell of a range such as 'Phụ lục I'!$A$7:$E$11.
func corner(t *testing.T, refersTo string) (sheet string, col, row int) {
	t.Helper()
	quoted, cells, _ := strings.Cut(refersTo, "!")
	first, _, _ := strings.Cut(cells, ":")
	col, row, err := excelize.CellNameToCoordinates(strings.ReplaceAll(first, "$", ""))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Trim(quoted, "'"), col, row
}

// printedNumbers counts the numbers of a PDF.
func printedNumbers(t *testing.T, path string) map[string]int {
	t.Helper()
	count := map[string]int{}
	for _, n := range regexp.MustCompile(`-?\d[\d.]*(?:,\d+)?`).FindAllString(printedText(t, path), -1) {
		count[n]++
	}
	return count
}

// printedText is the text of a PDF, with a form feed after each page.
func printedText(t *testing.T, path string) string {
	t.Helper()
	pdftotext, err := exec.LookPath("pdftotext")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("pdftotext is missing")
		}
		t.Skip("no pdftotext")
	}
	text, err := exec.Command(pdftotext, "-raw", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
