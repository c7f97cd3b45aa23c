//go:build linux || darwin

package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"tongket/analysis"
	"tongket/ingest"
)

// TestReplacedWhileRead replaces, appends to and cuts off a sheet at random
// moments of runs: the figures that are published are those of the bytes that
// the manifest names.
func TestReplacedWhileRead(t *testing.T) {
	moments := 30
	if os.Getenv("CI") != "" && !testing.Short() {
		moments = 200
	}
	dir := smallJob(t, jobsSheet(1))
	out := filepath.Join(dir, "ket-qua")
	if err := run(t.Context(), dir, runOptions{quiet: true}, os.Stderr); err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 200))
	path := filepath.Join(dir, "so-lieu", "b.csv")
	jobs := map[string]int{} // the figure by the sum of the sheet that holds it
	put := func(n int, rename bool) {
		text := []byte(jobsSheet(n))
		sum := sha256.Sum256(text)
		jobs[hex.EncodeToString(sum[:])] = n
		if !rename {
			os.WriteFile(path, text, 0o644)
			return
		}
		os.WriteFile(path+".tmp", text, 0o644)
		os.Rename(path+".tmp", path)
	}
	put(1, true)
	failed := 0
	for k := range moments {
		put(1000+2*k, true)
		stop, done := make(chan struct{}), make(chan struct{})
		go func() {
			defer close(done)
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				case <-time.After(time.Duration(rng.Float64() * float64(20*time.Millisecond))):
				}
				put(1000+2*k+i%2, i%3 > 0)
			}
		}()
		time.AfterFunc(30*time.Millisecond, func() { close(stop) })
		err := run(t.Context(), dir, runOptions{quiet: true, ifChanged: k%2 == 0}, os.Stderr)
		<-done
		if err != nil {
			failed++
			if !strings.Contains(err.Error(), "thay đổi trong khi đang đọc") && !strings.Contains(err.Error(), "không đọc được") {
				t.Fatal(err)
			}
		}
		data := checkWhole(t, out)
		m, err := analysis.DecodeManifest(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		n, ok := jobs[m.Sum("so-lieu/b.csv")]
		if !ok {
			continue // cut off: the bytes of a half-written file
		}
		if !bytes.Contains(data, fmt.Appendf(nil, `"value":%d,`, n)) {
			t.Fatalf("moment %d: the manifest names the sheet with %d, whose figure is not there", k, n)
		}
	}
	t.Logf("%d of %d runs gave up", failed, moments)
}

// TestInputsAreFiles: what a job names is a file; a pipe and a device end a
// command with a sentence, and never keep it.
func TestInputsAreFiles(t *testing.T) {
	dir := smallJob(t, jobsSheet(1))
	pipe := filepath.Join(dir, "ong.csv")
	must(t, syscall.Mkfifo(pipe, 0o644))
	for _, named := range []string{"ong.csv", "/dev/zero", "so-lieu"} {
		for _, key := range []string{"danh-muc", "dia-ban", "gop-y", "ban-do"} {
			write(t, filepath.Join(dir, settingsName), key+": "+named+"\n")
			var words strings.Builder
			code := make(chan int, 1)
			go func() { code <- execute(t.Context(), []string{"run", dir, "--quiet"}, &words, &words) }()
			select {
			case c := <-code:
				if c != exitFailed && c != exitUsage {
					t.Errorf("%s: %s: status %d", key, named, c)
				}
				if !strings.Contains(words.String(), "đường ống") && !strings.Contains(words.String(), "thư mục") {
					t.Errorf("%s: %s: %s", key, named, words.String())
				}
			case <-time.After(20 * time.Second):
				t.Fatalf("%s: %s keeps the run", key, named)
			}
		}
	}
	must(t, os.Remove(filepath.Join(dir, settingsName)))
	for _, args := range [][]string{{"check", pipe}, {"facts", "/dev/zero"}, {"diff", pipe, pipe}} {
		var words strings.Builder
		if code := execute(t.Context(), args, &words, &words); code != exitFailed {
			t.Errorf("%q: status %d: %s", args, code, words.String())
		}
	}
	must(t, syscall.Mkfifo(filepath.Join(dir, settingsName), 0o644))
	var words strings.Builder
	if code := execute(t.Context(), []string{"run", dir}, &words, &words); code != exitFailed {
		t.Errorf("a pipe for the settings: status %d: %s", code, words.String())
	}
}

// bigJob is a job that takes some seconds.
func bigJob(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for f := range 6 {
		var b strings.Builder
		b.WriteString("Chỉ tiêu,ĐVT,2015,2016,2017,2018,2019,2020\n")
		for i := range 3000 {
			fmt.Fprintf(&b, "Chỉ tiêu số %d của biểu %d,người,%d,%d,%d,%d,%d,%d\n", i, f, i, i+1, i+2, i+3, i+4, i+5)
		}
		writeSheet(t, dir, fmt.Sprintf("bieu-%d.csv", f), b.String())
	}
	return dir
}

// endsSoon is far above the half second in which a command that is asked to end
// does so on a quiet machine, and far below what the work left would take.
const endsSoon = 5 * time.Second

// TestSignals asks commands to end at random moments: they do, long before
// their work is done, with what was published whole.
func TestSignals(t *testing.T) {
	dir := bigJob(t)
	small := smallJob(t, jobsSheet(1))
	if out, err := tongketProcess(t, "run", small, "--quiet").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	must(t, os.CopyFS(filepath.Join(dir, "ket-qua"), os.DirFS(filepath.Join(small, "ket-qua"))))
	before := checkWhole(t, filepath.Join(dir, "ket-qua"))
	rng := rand.New(rand.NewPCG(2, 5))
	var worst time.Duration
	for k, args := range [][]string{
		{"run", dir}, {"run", dir, "--draft", "2"}, {"watch", dir}, {"check", dir}, {"facts", dir}, {"run", dir, "--log", "json"}, {"init", dir},
		{"run", dir}, {"watch", dir, "--log", "json"}, {"run", dir, "--draft", "3"},
	} {
		cmd := tongketProcess(t, args...)
		var words bytes.Buffer
		cmd.Stderr = &words
		must(t, cmd.Start())
		time.Sleep(200*time.Millisecond + time.Duration(rng.Float64()*float64(1500*time.Millisecond)))
		asked := time.Now()
		sig := []os.Signal{os.Interrupt, syscall.SIGTERM}[k%2]
		if cmd.Process.Signal(sig) != nil {
			t.Logf("%q had ended", args)
		}
		err := cmd.Wait()
		took := time.Since(asked)
		worst = max(worst, took)
		if took > endsSoon {
			t.Errorf("%q took %v to end", args, took)
		}
		if code := cmd.ProcessState.ExitCode(); err != nil && code >= 0 && (code != exitFailed || args[0] == "watch") {
			t.Errorf("%q: status %d (%v)", args, code, err)
		}
		if bytes.Contains(words.Bytes(), []byte("goroutine")) || args[0] == "run" && err != nil && cmd.ProcessState.ExitCode() >= 0 && !bytes.Contains(words.Bytes(), []byte("đã dừng theo yêu cầu")) {
			t.Errorf("%q: %s", args, words.Bytes())
		}
		if after := checkWhole(t, filepath.Join(dir, "ket-qua")); !bytes.Equal(before, after) {
			t.Errorf("%q: the outputs have changed", args)
		}
	}
	t.Logf("the slowest took %v", worst)
	if left := leftBeside(t, dir); len(left) > 0 {
		t.Errorf("left beside the outputs: %q", left)
	}
}

// TestSecondSignal ends the process at once.
func TestSecondSignal(t *testing.T) {
	cmd := tongketProcess(t, "run", bigJob(t))
	must(t, cmd.Start())
	time.Sleep(500 * time.Millisecond)
	must(t, cmd.Process.Signal(os.Interrupt))
	time.Sleep(20 * time.Millisecond)
	asked := time.Now()
	_ = cmd.Process.Signal(os.Interrupt) // it may have ended
	err := cmd.Wait()
	var exit *exec.ExitError
	if took := time.Since(asked); took > endsSoon || !errors.As(err, &exit) || exit.ExitCode() != exitFailed {
		t.Errorf("%v after %v", err, took)
	}
}

// TestSheetsElsewhere: the folder of the sheets may be said from the root of a
// disk, with the job said in any way.
func TestSheetsElsewhere(t *testing.T) {
	dir, far := t.TempDir(), filepath.Join(t.TempDir(), "bieu")
	writeSheet(t, dir, "x.csv", jobsSheet(7))
	must(t, os.Rename(filepath.Join(dir, "so-lieu"), far))
	must(t, os.MkdirAll(filepath.Join(far, "kq", "phu-luc"), 0o755))
	write(t, filepath.Join(dir, settingsName), "so-lieu: "+far+"\n")
	t.Chdir(dir)
	for _, job := range []string{".", "", dir} {
		args := []string{"facts"}
		if job != "" {
			args = append(args, job)
		}
		var out, words strings.Builder
		if code := execute(t.Context(), args, &out, &words); code != 0 || !strings.Contains(out.String(), "\nbieu/x.csv,") {
			t.Errorf("%q: status %d: %s%s", args, code, out.String(), words.String())
		}
	}
	if err := run(t.Context(), ".", runOptions{quiet: true, draft: "1"}, os.Stderr); err != nil {
		t.Error(err)
	}
	if err := run(t.Context(), ".", runOptions{quiet: true, against: "1", out: filepath.Join(t.TempDir(), "kq")}, os.Stderr); err != nil {
		t.Error(err)
	}
	w := &watcher{dir: ".", out: "ket-qua"}
	if seen, err := w.look(); err != nil || seen[filepath.Join(far, "x.csv")].size <= 0 {
		t.Errorf("watch sees %v (%v)", seen, err)
	}
}

// TestStrayLinks: a link among the sheets that leads out of the job is told of
// and not followed, unless the settings name it.
func TestStrayLinks(t *testing.T) {
	dir, far := smallJob(t, jobsSheet(1)), t.TempDir()
	write(t, filepath.Join(far, "bi-mat.csv"), "Chỉ tiêu,ĐVT,2020\nSố bí mật,người,77\n")
	must(t, os.Symlink(far, filepath.Join(dir, "so-lieu", "chung")), os.Symlink(filepath.Join(dir, "khac"), filepath.Join(dir, "so-lieu", "trong")),
		os.Mkdir(filepath.Join(dir, "khac"), 0o755))
	write(t, filepath.Join(dir, "khac", "them.csv"), "Chỉ tiêu,ĐVT,2020\nSố thêm,người,55\n")
	checked := func() string {
		var out, words strings.Builder
		if code := execute(t.Context(), []string{"check", dir}, &out, &words); code != 0 {
			t.Fatal(words.String())
		}
		return out.String()
	}
	out := checked()
	if strings.Contains(out, "bi-mat") || !strings.Contains(out, "stray-link: so-lieu/chung: ") || !strings.Contains(out, "so-lieu/trong/them.csv") {
		t.Error(out)
	}
	w := &watcher{dir: dir, out: filepath.Join(dir, "ket-qua")}
	seen, err := w.look()
	if _, ok := seen[filepath.Join(dir, "so-lieu", "chung", "bi-mat.csv")]; err != nil || ok {
		t.Errorf("watch follows it (%v)", err)
	}
	write(t, filepath.Join(dir, settingsName), "lien-ket: [so-lieu/chung]\n")
	if out := checked(); !strings.Contains(out, "so-lieu/chung/bi-mat.csv") || strings.Contains(out, "stray-link") {
		t.Error(out)
	}
}

// TestUnseenCharacters: what turns letters around or moves the cursor is in no
// output and on no terminal, and the sheet that had it is told.
func TestUnseenCharacters(t *testing.T) {
	many := strings.Repeat("Số lao động được giải quyết việc làm trong năm tại các xã,người,5\n", 8) // else it is taken for no text
	dir := smallJob(t, "Chỉ tiêu\u202e,ĐVT\x1b[2J,2020\nSố lao\u2066 động\u2069 được giải quyết việc làm\u0007,người\u200f,1\u202e2\u202c3\n"+many)
	bad := "gpj\u202e\x1b]0;x\a.csv"
	write(t, filepath.Join(dir, "so-lieu", bad), jobsSheet(4))
	out := filepath.Join(t.TempDir(), "k\x1b[31mq")
	var words strings.Builder
	if code := execute(t.Context(), []string{"run", dir, "-o", out}, &words, &words); code != 0 {
		t.Fatal(words.String())
	}
	for _, args := range [][]string{{"check", dir}, {"facts", dir}, {"run", dir + "\x1b[31m"}, {"diff", "\u202e1", "2"}, {"\x1b[1m"}, {"run", "--\u202ex"}, {"init", dir}} {
		execute(t.Context(), args, &words, &words)
	}
	if s := words.String(); ingest.Misleading(s) || !strings.Contains(s, "gpj‹202E›‹1B›]0;x‹07›.csv") || !strings.Contains(s, "cảnh báo unseen-characters: so-lieu/b.csv!A1: ") {
		t.Errorf("%q", s)
	}
	err := filepath.WalkDir(out, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		switch filepath.Ext(path) {
		case ".csv", ".json", ".md":
			if s := strings.TrimPrefix(string(data), "\ufeff"); ingest.Misleading(s) || strings.Contains(s, `\u001b`) || strings.Contains(s, `\u202e`) {
				t.Errorf("%s holds what is not seen", filepath.Base(path))
			}
		}
		return err
	})
	must(t, err)
	write(t, filepath.Join(dir, settingsName), "mau: dang\nto-chuc: Sở\u202e X\n")
	if code := execute(t.Context(), []string{"run", dir}, &words, &words); code != exitUsage || !strings.Contains(words.String(), "(dòng 2, cột 12)") {
		t.Errorf("status %d: %s", code, words.String())
	}
}

// TestFullOutput: what the system says of a full disk behind standard output is
// said in Vietnamese.
func TestFullOutput(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip(err)
	}
	defer full.Close()
	dir := smallJob(t, jobsSheet(1))
	for _, args := range [][]string{{"check", dir}, {"facts", dir}, {"guide"}, {"version"}} {
		var words strings.Builder
		if code := execute(t.Context(), args, full, &words); code != exitFailed || !strings.Contains(words.String(), "đĩa đã đầy") {
			t.Errorf("%q: status %d: %s", args, code, words.String())
		}
	}
}

// TestOneCellBlocksNothing: whatever a cell holds, the outputs are written.
func TestOneCellBlocksNothing(t *testing.T) {
	var b strings.Builder
	b.WriteString("Chỉ tiêu,ĐVT,2015,2018,2019,2020\n")
	for i, text := range []string{
		"__proto__", "constructor", "hasOwnProperty", "toString", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
		"${7*7}", "{{7*7}}", "%s%n%x", "tk:color", "path://M0", "\u2028", "=cmd|' /C calc'!A0", "../../etc/passwd", "NUL", "�",
		strings.Repeat("dài ", 3000), "ﷺ", "e\u0301\u0323\u0302", "]]>", "&lt;&#0;", "javascript:alert(1)", "'; DROP TABLE x;--", "\\u0000",
	} {
		text = strings.ReplaceAll(text, `"`, `""`)
		fmt.Fprintf(&b, "\"%s\",\"%s\",%d,%d,%d,%d\n", text, text, 300+i, 120, 110, 100)
	}
	dir := smallJob(t, b.String())
	var words strings.Builder
	if code := execute(t.Context(), []string{"run", dir, "--quiet"}, &words, &words); code != 0 {
		t.Fatal(words.String())
	}
	checkWhole(t, filepath.Join(dir, "ket-qua"))
}

// TestTooManyFiles: a folder of more files than a job has is the wrong one, which a run
// says before it reads any.
func TestTooManyFiles(t *testing.T) {
	dir := smallJob(t, jobsSheet(1))
	for i := range maxFiles {
		name := filepath.Join(dir, "so-lieu", fmt.Sprintf("c%05d.csv", i))
		if err := os.WriteFile(name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var words strings.Builder
	if code := execute(t.Context(), []string{"run", dir}, &words, &words); code != exitFailed || !strings.Contains(words.String(), "có hơn 20.000 tệp") {
		t.Errorf("status %d: %s", code, words.String())
	}
	if _, err := os.Stat(filepath.Join(dir, "ket-qua")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("there are results")
	}
}
