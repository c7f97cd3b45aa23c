package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"unicode"

	"github.com/chromedp/chromedp"
	"github.com/xuri/excelize/v2"

	"tongket/ingest"
)

// attackStrings are texts that have run, broken a page or misled in other software.
func attackStrings(t *testing.T) (list []string) {
	t.Helper()
	data, err := os.ReadFile("../../report/html/testdata/hostile.json")
	if err == nil {
		err = json.Unmarshal(data, &list)
	}
	if err != nil || len(list) != 60 {
		t.Fatal(len(list), err)
	}
	return list
}

// attackedJob is a job each of whose texts is hostile, in every field that comes from
// outside: each of the texts stands in each field of some row.
func attackedJob(t *testing.T, bad []string) string {
	t.Helper()
	dir := t.TempDir()
	put := func(name string, data []byte) {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, data, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	at := func(i int) string { return bad[i%len(bad)] }
	table := func(rows [][]string) []byte {
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.Comma = ';'
		if err := w.WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	quoted := func(s string) string { b, _ := json.Marshal(s); return string(b) }
	put("tongket.yaml", fmt.Appendf(nil, "to-chuc: %s\ncap-tren: %s\ndai-hoi: %s\nkem-theo: %s\ndia-danh: %s\nngay: 2020-05-22\n", quoted(at(0)), quoted(at(2)), quoted(at(3)), quoted(at(4)), quoted(at(5))))
	catalogue := [][]string{{"Mã", "Chỉ tiêu", "Tên khác", "Lĩnh vực", "ĐVT", "Loại", "Chiều", "Mục tiêu", "Đơn vị phụ trách", "Nguồn"}}
	places := [][]string{{"Mã", "Tên", "Loại", "Tên khác"}, {"25", "Tỉnh Phú Thọ", "tỉnh", "Toàn tỉnh"}}
	comments := [][]string{{"TT", "Người góp ý", "Ngày", "Dự thảo", "Mục", "Chỉ tiêu", "Địa bàn", "Năm", "Nội dung góp ý", "Xử lý", "Nội dung trả lời", "Đơn vị xử lý", "Hạn"}}
	figures := [][]string{{at(7)}, {"Chỉ tiêu", "ĐVT", "2015", "2016", "2017", "2018", "2019", "2020", "Ghi chú"}}
	districts := [][]string{{"Số hộ nghèo " + at(8)}, {"STT", "Huyện", "2019", "2020"}}
	for i := range bad {
		catalogue = append(catalogue, []string{fmt.Sprintf("K%02d", i), "Số " + at(i), at(i+1) + " khác", "Lĩnh vực " + at(i%3), at(i + 3), "thời điểm", "tăng", "100", at(i + 4), at(i + 5)})
		places = append(places, []string{fmt.Sprint(100 + i), "Huyện " + at(i), "huyện", at(i+6) + " x"})
		comments = append(comments, []string{fmt.Sprint(i + 1), at(i), "24/4/2020", "2", at(i + 1), fmt.Sprintf("K%02d", i), "Huyện " + at(i), "2018", at(i + 2), "Tiếp thu", at(i + 3), at(i + 4), ""})
		figures = append(figures, []string{"Số " + at(i), at(i + 3), fmt.Sprint(i), fmt.Sprint(i + 1), fmt.Sprint(i + 2), at(i + 9), fmt.Sprint(i + 4), fmt.Sprint(i + 5), at(i + 10)},
			[]string{at(i + 30), at(i + 31), "1", "2", "3", "4", "5", "6", ""})
		districts = append(districts, []string{fmt.Sprint(i + 1), "Huyện " + at(i), fmt.Sprint(10 + i), at(i + 11)}, []string{"", at(i + 12), "5", "6"})
	}
	put("danh-muc.csv", table(catalogue))
	put("dia-ban.csv", table(places))
	put("gop-y.csv", table(comments))
	put("so-lieu/-rf $(reboot) `x` ;&'=1.csv", table(figures))
	f := excelize.NewFile()
	for r, row := range districts {
		for c, v := range row {
			if err := f.SetCellStr("Sheet1", ingest.Pos{Row: int32(r + 1), Col: int32(c + 1)}.Cell(), v); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.SetSheetName("Sheet1", "<img src=x onerror=ran=1>"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	put("so-lieu/<svg onload=ran=1>.xlsx", b.Bytes())
	return dir
}

// TestAttack: a job of hostile texts is run, and none of its outputs runs them, asks
// anybody for anything, breaks, or says a formula of theirs.
func TestAttack(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such names of files")
	}
	asksNothingShared(t)
	bad := attackStrings(t)
	dir := attackedJob(t, bad)
	for _, args := range [][]string{{"run", dir}, {"check", dir}, {"check", dir, "--format", "csv"}, {"facts", dir}} {
		var stdout, stderr bytes.Buffer
		if code := execute(t.Context(), args, &stdout, &stderr); code != 0 {
			t.Fatalf("%q: exit status %d\n%s", args, code, stderr.String())
		}
		for name, out := range map[string]string{"standard output": stdout.String(), "standard error": stderr.String()} {
			if i := strings.IndexFunc(out, func(r rune) bool {
				return r != '\n' && r != '\t' && r != '\r' && (unicode.IsControl(r) || ingest.Unseen(r)) && r != '\ufeff'
			}); i >= 0 {
				t.Errorf("%q: %s holds %q", args[0], name, out[max(i-20, 0):min(i+20, len(out))])
			}
		}
	}
	attackedOutputs(t, filepath.Join(dir, "ket-qua"))

	// The same texts once more, as another run gives them.
	review, err := os.ReadFile(filepath.Join(dir, "ket-qua", "tongket.json"))
	if err != nil {
		t.Fatal(err)
	}
	above := filepath.Join(t.TempDir(), "job")
	if err := errors.Join(os.MkdirAll(filepath.Join(above, "so-lieu", "phu-tho"), 0o755), os.WriteFile(filepath.Join(above, "so-lieu", "phu-tho", "a.json"), review, 0o644)); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	if code := execute(t.Context(), []string{"run", above, "--log", "json"}, &stdout, &stderr); code != 0 {
		t.Fatalf("exit status %d\n%s", code, stderr.String())
	}
	for line := range strings.Lines(stderr.String()) {
		if line = strings.TrimSuffix(line, "\n"); !json.Valid([]byte(line)) || strings.ContainsFunc(line, func(r rune) bool { return unicode.IsControl(r) || ingest.Unseen(r) }) {
			t.Errorf("the log has the line %q", line)
		}
	}
	attackedOutputs(t, filepath.Join(above, "ket-qua"))
}

// attackedOutputs looks at each file of a folder of outputs.
func attackedOutputs(t *testing.T, out string) {
	t.Helper()
	seen := 0
	err := filepath.WalkDir(out, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(out, path)
		seen++
		t.Run(filepath.ToSlash(name), func(t *testing.T) {
			switch filepath.Ext(name) {
			case ".pdf":
				attackedPDF(t, data)
			case ".xlsx", ".docx":
				attackedPackage(t, data)
			case ".csv":
				attackedCSV(t, data)
			case ".json":
				if !json.Valid(data) {
					t.Error("no JSON")
				}
			case ".md":
				if s := regexp.MustCompile(`\\.`).ReplaceAllString(string(data), ""); strings.Contains(s, "](") || strings.Contains(s, "<") {
					t.Error("a text is a link or an element")
				}
			case ".html":
				attackedPage(t, path)
			}
		})
		return nil
	})
	if err != nil || seen < 12 {
		t.Fatalf("%d outputs, %v", seen, err)
	}
}

func attackedPDF(t *testing.T, data []byte) {
	for _, mark := range []string{"/JavaScript", "/JS", "/Launch", "/URI", "/OpenAction", "/EmbeddedFile"} {
		if bytes.Contains(data, []byte(mark)) {
			t.Errorf("%s", mark)
		}
	}
	if qpdf, err := exec.LookPath("qpdf"); err == nil {
		path := filepath.Join(t.TempDir(), "a.pdf")
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(qpdf, "--check", path).CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	}
}

// attackedPackage holds the parts of a workbook or a Word document: well formed, with
// nothing from outside and no formula of a text.
func attackedPackage(t *testing.T, data []byte) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, ".xml") && !strings.HasSuffix(f.Name, ".rels") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		d, formula := xml.NewDecoder(r), false
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Errorf("%s: %v", f.Name, err)
				break
			}
			switch x := token.(type) {
			case xml.StartElement:
				formula = x.Name.Local == "f" || x.Name.Local == "instrText"
				for _, a := range x.Attr {
					if a.Name.Local == "TargetMode" && a.Value == "External" {
						t.Errorf("%s leads outside: %v", f.Name, x.Attr)
					}
				}
			case xml.EndElement:
				formula = false
			case xml.CharData:
				if s := string(x); formula && (strings.Contains(s, "cmd") || strings.Contains(s, "HYPERLINK(\"http") || strings.Contains(s, "SUM(1+1)")) {
					t.Errorf("%s has the formula %q", f.Name, s)
				}
			}
		}
		r.Close()
	}
}

// attackedCSV holds that no field is a formula for the program that opens it.
func attackedCSV(t *testing.T, data []byte) {
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		for _, field := range r {
			if field != "" && strings.Contains("=+-@\t\r", field[:1]) && strings.Trim(field, "-0123456789., %") != "" {
				t.Errorf("the field %q", field)
			}
		}
	}
}

// attackedPage opens a page in Chromium, where there is one.
func attackedPage(t *testing.T, path string) {
	chromium := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if p, err := exec.LookPath(name); err == nil && chromium == "" {
			chromium = p
		}
	}
	if chromium == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("no Chromium, and CI is set")
		}
		t.Skip("no Chromium")
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), chromedp.ExecPath(chromium), chromedp.UserDataDir(t.TempDir()), chromedp.NoFirstRun, chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU)
	defer stop()
	ctx, cancel := chromedp.NewContext(allocator)
	defer cancel()
	const look = `new Promise(done => setTimeout(() => {
		for (const e of document.querySelectorAll('details, summary, a, button, [tabindex]')) { try { if (!e.closest('form')) e.click(); } catch (x) {} }
		setTimeout(() => done([window.ran, window.ran !== undefined ? 'ran' : '', ...[...document.querySelectorAll('img, iframe, object, embed, base, form:not(#bo-loc), link[href^="//"], meta[http-equiv=refresh]')].map(e => e.outerHTML.slice(0, 80)),
			...performance.getEntriesByType('resource').map(e => e.name)].filter(x => x).join(' | ')), 500);
	}, 500))`
	if err := chromedp.Do(ctx, chromedp.Navigate("file://"+path)); err != nil {
		t.Fatal(err)
	}
	found, err := chromedp.Run(ctx, chromedp.Evaluate[string](look, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	if found != "" {
		t.Errorf("the page has %s", found)
	}
}
