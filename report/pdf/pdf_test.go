package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"tongket/report/annex"
)

// printed prints a document and returns where the PDF lies.
func printed(t *testing.T, doc annex.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, doc); err != nil {
		t.Fatal(err)
	}
	return save(t, b.Bytes())
}

// save writes a PDF into a folder of the test.
func save(t *testing.T, pdf []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "phu-luc.pdf")
	if err := os.WriteFile(path, pdf, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// tool runs a program on a PDF and returns what it says. Without the program
// the test is skipped on a desk and fails where it must not be, in CI.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("CI needs %s", name)
		}
		t.Skipf("%s is not installed", name)
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

func TestWriteIsValid(t *testing.T) {
	path := printed(t, sampleDocument(mainAnnex(6), districtAnnex(4), chartAnnex(13), hostileAnnex(), emptyAnnex()))
	if out := tool(t, "qpdf", "--check", path); !strings.Contains(out, "No syntax or stream encoding errors") {
		t.Errorf("qpdf --check: %s", out)
	}
	for _, line := range strings.Split(strings.TrimSpace(tool(t, "pdffonts", path)), "\n")[2:] {
		if !strings.Contains(line, "+LiberationSerif") || !strings.Contains(line, "Identity-H       yes yes yes") {
			t.Errorf("font is not embedded, or not under its name: %s", line)
		}
	}
	info := tool(t, "pdfinfo", path)
	for _, want := range []string{
		"PHỤ LỤC SỐ LIỆU TỔNG KẾT NHIỆM KỲ 2015-2020 VÀ MỤC TIÊU ĐẾN NĂM 2025",
		"Sở Lao động - Thương binh và Xã hội tỉnh Phú Thọ", "595.28 x 841.89 pts (A4)",
	} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo lacks %q:\n%s", want, info)
		}
	}
}

func TestWriteTwiceGivesTheSameBytes(t *testing.T) {
	doc := sampleDocument(mainAnnex(2), districtAnnex(4))
	var a, b bytes.Buffer
	if err := Write(&a, doc); err != nil {
		t.Fatal(err)
	}
	if err := Write(&b, doc); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two runs differ")
	}
}

func TestWriteAnnexOutOfRange(t *testing.T) {
	if err := WriteAnnex(&bytes.Buffer{}, sampleDocument(), 0); err == nil {
		t.Error("WriteAnnex of an annex that isn't there: no error")
	}
}

// A Printer that several goroutines share writes what each would by itself.
func TestPrinterIsShared(t *testing.T) {
	doc := sampleDocument(chartAnnex(5), districtAnnex(2), chartAnnex(5))
	var want [3]bytes.Buffer
	for i := range want {
		if err := WriteAnnex(&want[i], doc, i); err != nil {
			t.Fatal(err)
		}
	}
	p := New(doc, nil)
	var got [3]bytes.Buffer
	var errs [3]error
	var group sync.WaitGroup
	for i := range got {
		group.Go(func() { errs[i] = p.WriteAnnex(&got[i], i) })
	}
	group.Wait()
	for i := range got {
		if errs[i] != nil || !bytes.Equal(got[i].Bytes(), want[i].Bytes()) {
			t.Errorf("annex %d: %v; same bytes: %v", i, errs[i], bytes.Equal(got[i].Bytes(), want[i].Bytes()))
		}
	}
}
