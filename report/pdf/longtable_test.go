package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// BenchmarkLongTable sets the table of BenchmarkWrite with 10,000 rows in
// processes of their own: with this package, and with reportlab's LongTable in
// the same typeface, sizes and columns. cpu-s is the processor time of the
// process in seconds, its start included.
func BenchmarkLongTable(b *testing.B) {
	const rows = "10000"
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	b.Run("tongket", func(b *testing.B) {
		clock(b, self, "-test.run=^TestLongTable$", "-test.count=1")
	})
	b.Run("reportlab", func(b *testing.B) {
		python := pythonWith("reportlab")
		if python == "" {
			b.Skip("no python3 with reportlab")
		}
		clock(b, python, filepath.Join("testdata", "longtable.py"), filepath.Join("..", "chart", "fonts"), rows, filepath.Join(b.TempDir(), "out.pdf"))
	})
}

// Names in the environment that say how many rows TestLongTable sets, into which
// file.
const (
	rowsEnv = "TONGKET_ROWS"
	fileEnv = "TONGKET_PDF"
)

// pythonWith is a Python that has a module; "" if none is installed.
func pythonWith(module string) string {
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import "+module).Run() == nil {
			return name
		}
	}
	return ""
}

// clock runs a program with the environment of TestLongTable.
func clock(b *testing.B, name string, args ...string) {
	out := filepath.Join(b.TempDir(), "out.pdf")
	var cpu float64
	for b.Loop() {
		cmd := exec.Command(name, args...)
		cmd.Env = append(os.Environ(), rowsEnv+"=10000", fileEnv+"="+out)
		if text, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, text)
		}
		cpu += cmd.ProcessState.UserTime().Seconds() + cmd.ProcessState.SystemTime().Seconds()
	}
	b.ReportMetric(cpu/float64(b.N), "cpu-s/op")
}

// TestLongTable sets a long table, of as many rows as the environment says, and
// fails if its pages hold fewer rows than a page has room for.
func TestLongTable(t *testing.T) {
	rows, err := strconv.Atoi(os.Getenv(rowsEnv))
	if err != nil {
		rows = 300
	}
	path := os.Getenv(fileEnv)
	if path == "" {
		path = filepath.Join(t.TempDir(), "out.pdf")
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := Write(f, rowsDocument(rows)); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if os.Getenv(fileEnv) != "" {
		return // the time of one document is asked for
	}
	doc := rowsDocument(rows)
	flow, err := New(doc, nil).layAnnex(doc.Annexes[0], true)
	if err != nil {
		t.Fatal(err)
	}
	if pages := len(flow.sheets); pages > rows/14+2 {
		t.Errorf("%d rows take %d pages", rows, pages)
	}
}

// The structure of a long table takes little beside its texts: what one row more adds
// to the file.
func TestLongTableIsSmall(t *testing.T) {
	size := func(rows int) int {
		var b bytes.Buffer
		if err := Write(&b, rowsDocument(rows)); err != nil {
			t.Fatal(err)
		}
		return b.Len()
	}
	const few, many, most = 500, 2500, 99 // bytes
	if row := (size(many) - size(few)) / (many - few); row > most {
		t.Errorf("a row takes %d bytes, at most %d", row, most)
	}
}
