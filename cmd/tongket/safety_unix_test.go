//go:build unix

package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"

	"tongket/analysis"
	"tongket/report"
)

// tongketProcess is this test's program in a process of its own.
func tongketProcess(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	program, err := exec.LookPath("tongket") // put on the path by testscript.Main
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, args...)
	cmd.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0") // the race detector waits a second before a process ends
	return cmd
}

// smallJob is a job of two sheets; more is written into the second.
func smallJob(t *testing.T, more string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	writeSheet(t, dir, "a.csv", "Chỉ tiêu,ĐVT,2015,2018,2019,2020\nSố hộ nghèo,hộ,300,120,110,100\nTỷ lệ hộ nghèo,%,\"12,04\",\"7,1\",\"6,2\",\"5,3\"\n")
	writeSheet(t, dir, "b.csv", more)
	return dir
}

func writeSheet(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(dir, "so-lieu"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "so-lieu", name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// jobsSheet is a sheet whose only figure tells one run from another.
func jobsSheet(jobs int) string {
	return fmt.Sprintf("Chỉ tiêu,ĐVT,2020\nSố lao động được giải quyết việc làm,người,%d\n", jobs)
}

// checkWhole holds every file of a published folder against its manifest and
// returns the bytes of the Review.
func checkWhole(t *testing.T, dir string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, report.ReviewName))
	if err != nil {
		t.Fatalf("the outputs are not there: %v", err)
	}
	m, err := analysis.DecodeManifest(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Outputs) < 8 {
		t.Fatalf("%d outputs", len(m.Outputs))
	}
	for _, f := range m.Outputs {
		if err := hasSum(filepath.Join(dir, f.Name), f.SHA256); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
	}
	return data
}

// leftBeside are the names beside the outputs that runs left, the cache aside.
func leftBeside(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".ket-qua.tam-") || strings.HasSuffix(e.Name(), ".lock") {
			names = append(names, e.Name())
		}
	}
	return names
}

// checkNextRun runs a job after runs of it were killed: the outputs are those of its last
// sheet, and nothing is left beside them.
func checkNextRun(t *testing.T, dir string, value int) {
	t.Helper()
	if out, err := tongketProcess(t, "run", dir, "--quiet").CombinedOutput(); err != nil {
		t.Fatalf("the next run: %v: %s", err, out)
	}
	if data := checkWhole(t, filepath.Join(dir, "ket-qua")); !bytes.Contains(data, fmt.Appendf(nil, "\"value\":%d,", value)) {
		t.Error("the next run's outputs are not those of its input")
	}
	if left := leftBeside(t, dir); len(left) > 0 {
		t.Errorf("left beside the outputs: %q", left)
	}
}

// TestKilledRuns kills runs at random moments: the outputs are always whole,
// either the old ones or the new ones, and the next run succeeds.
func TestKilledRuns(t *testing.T) {
	kills := 50
	if testing.Short() {
		kills = 15
	}
	dir := smallJob(t, jobsSheet(1))
	started := time.Now()
	if out, err := tongketProcess(t, "run", dir, "--quiet").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	whole := time.Since(started)
	rng := rand.New(rand.NewPCG(9, 50))
	cutOff := 0
	for k := range kills {
		before := checkWhole(t, filepath.Join(dir, "ket-qua"))
		writeSheet(t, dir, "b.csv", jobsSheet(2+k))
		cmd := tongketProcess(t, "run", dir, "--quiet")
		started = time.Now()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		kill := time.AfterFunc(time.Duration(rng.Float64()*1.1*float64(whole)), func() { cmd.Process.Kill() }) // SIGKILL
		if cmd.Wait() != nil {
			cutOff++
		} else {
			whole = time.Since(started)
		}
		kill.Stop()
		after := checkWhole(t, filepath.Join(dir, "ket-qua"))
		if !bytes.Equal(before, after) && !bytes.Contains(after, fmt.Appendf(nil, "\"value\":%d,", 2+k)) {
			t.Fatalf("kill %d: outputs of neither run", k)
		}
	}
	t.Logf("%d of %d runs were cut off", cutOff, kills)
	if cutOff < kills/4 {
		t.Errorf("only %d of %d runs were cut off", cutOff, kills)
	}
	checkNextRun(t, dir, 1+kills)
}

// TestNoSpace lets every file of a run end at a size that is too small for the
// outputs, as a full disk does: nothing that was published is lost.
func TestNoSpace(t *testing.T) {
	dir := smallJob(t, jobsSheet(1))
	if out, err := tongketProcess(t, "run", dir, "--quiet").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	before := checkWhole(t, filepath.Join(dir, "ket-qua"))
	writeSheet(t, dir, "b.csv", jobsSheet(2))
	for _, blocks := range []int{0, 1, 8, 64} {
		limited := tongketProcess(t, "run", dir, "--quiet")
		cmd := exec.Command("sh", append([]string{"-c", fmt.Sprintf(`ulimit -f %d; exec "$0" "$@"`, blocks), limited.Path}, limited.Args[1:]...)...)
		cmd.Env = append(os.Environ(), "LC_ALL=C")
		out, err := cmd.CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != exitFailed {
			t.Fatalf("%d blocks: %v: %s", blocks, err, out)
		}
		if !bytes.Contains(out, []byte("bản cũ giữ nguyên")) {
			t.Errorf("%d blocks: %s", blocks, out)
		}
		if after := checkWhole(t, filepath.Join(dir, "ket-qua")); !bytes.Equal(before, after) {
			t.Errorf("%d blocks: the outputs have changed", blocks)
		}
		if left := leftBeside(t, dir); len(left) > 0 {
			t.Errorf("%d blocks: left beside the outputs: %q", blocks, left)
		}
	}
	if out, err := tongketProcess(t, "run", dir, "--quiet").CombinedOutput(); err != nil {
		t.Fatalf("the next run: %v: %s", err, out)
	}
	checkWhole(t, filepath.Join(dir, "ket-qua"))
}

// TestTwoRunsAtOnce starts a run while another one holds the lock.
func TestTwoRunsAtOnce(t *testing.T) {
	dir := smallJob(t, jobsSheet(1))
	first, err := openTarget(filepath.Join(dir, "ket-qua"), "")
	if err != nil {
		t.Fatal(err)
	}
	out, err := tongketProcess(t, "run", dir, "--quiet").CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitFailed {
		t.Fatalf("%v: %s", err, out)
	}
	if want := fmt.Sprintf("tiến trình %d", os.Getpid()); !bytes.Contains(out, []byte(want)) {
		t.Errorf("%q does not say who holds it (%s)", out, want)
	}
	if _, err := os.Stat(filepath.Join(dir, "ket-qua")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the second run wrote: %v", err)
	}
	first.close()
	if err := run(context.Background(), dir, runOptions{quiet: true}, new(bytes.Buffer)); err != nil {
		t.Error(err)
	}
}

// TestTooLittleMemory runs a job that needs more memory than there is: it ends with a
// sentence, and what was published stays.
func TestTooLittleMemory(t *testing.T) {
	dir := smallJob(t, jobsSheet(1))
	if out, err := tongketProcess(t, "run", dir, "--quiet").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	before := checkWhole(t, filepath.Join(dir, "ket-qua"))
	var sheet strings.Builder
	sheet.WriteString("Chỉ tiêu,ĐVT,2015,2016,2017,2018,2019,2020\n")
	for i := range 60_000 {
		fmt.Fprintf(&sheet, "Số hộ loại %d,hộ,%d,2,3,4,5,6\n", i%500, i)
	}
	writeSheet(t, dir, "b.csv", sheet.String())
	for _, command := range [][]string{{"run", dir, "--quiet"}, {"run", dir, "--log", "json"}} {
		limited := tongketProcess(t, command...)
		limited.Env = append(limited.Env, "GOMEMLIMIT=64MiB")
		out, err := limited.CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != exitFailed || !bytes.Contains(out, []byte("không đủ bộ nhớ: công việc cần hơn 80 MB")) || bytes.Contains(out, []byte("goroutine")) {
			t.Fatalf("%q: %v: %s", command, err, out)
		}
		if after := checkWhole(t, filepath.Join(dir, "ket-qua")); !bytes.Equal(before, after) {
			t.Errorf("%q: the outputs have changed", command)
		}
		left := slices.DeleteFunc(leftBeside(t, dir), func(name string) bool { return name == ".ket-qua.lock" }) // of a command that was left alone; the system has released it
		if len(left) > 0 {
			t.Errorf("%q: left beside the outputs: %q", command, left)
		}
	}
}

// TestTooFewAddresses: where the system gives the program fewer addresses than its runtime
// takes, it says so before it begins.
func TestTooFewAddresses(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("no such limit is known")
	}
	limited := tongketProcess(t, "version")
	limited.Env = append(limited.Env, "GOGC=off", "GOMAXPROCS=2") // the runtime would take addresses for its collector and for each thread, by chance more than there are
	cmd := exec.Command("sh", append([]string{"-c", `ulimit -v 1800000; exec "$0" "$@"`, limited.Path}, limited.Args[1:]...)...)
	cmd.Env = limited.Env
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if bytes.Contains(out, []byte("ThreadSanitizer")) {
		t.Skip("the race detector takes more by itself")
	}
	if !errors.As(err, &exit) || exit.ExitCode() != exitFailed || !bytes.Contains(out, []byte("hệ thống chỉ cho chương trình 1.757 MB")) || bytes.Contains(out, []byte("goroutine")) {
		t.Errorf("%v: %s", err, out)
	}
}

// TestKilledWatch kills the watch at random moments after a sheet has changed: the
// outputs are always whole, and the next watch brings them up to date.
func TestKilledWatch(t *testing.T) {
	kills := 15
	if testing.Short() {
		kills = 5
	}
	dir := smallJob(t, jobsSheet(1))
	started := time.Now()
	if out, err := tongketProcess(t, "run", dir, "--quiet").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	whole := time.Since(started)
	rng := rand.New(rand.NewPCG(19, 25))
	changed := 0
	for k := range kills {
		before := checkWhole(t, filepath.Join(dir, "ket-qua"))
		cmd := tongketProcess(t, "watch", dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rng.Float64() * 0.5 * float64(whole)))
		writeSheet(t, dir, "b.csv", jobsSheet(2+k))
		time.Sleep(time.Duration(rng.Float64()*2*float64(whole)) + time.Duration(k%2)*time.Second)
		cmd.Process.Kill() // SIGKILL
		cmd.Wait()
		after := checkWhole(t, filepath.Join(dir, "ket-qua"))
		if bytes.Equal(before, after) {
			continue
		}
		changed++
		if !bytes.Contains(after, fmt.Appendf(nil, "\"value\":%d,", 2+k)) && !bytes.Contains(after, fmt.Appendf(nil, "\"value\":%d,", 1+k)) {
			t.Fatalf("kill %d: outputs of neither sheet", k)
		}
	}
	t.Logf("%d of %d watches had brought the outputs up to date", changed, kills)
	checkNextRun(t, dir, 1+kills)
}

// TestKilledInit kills init at random moments: what it has written is whole, and the next
// one writes the rest.
func TestKilledInit(t *testing.T) {
	kills := 20
	if testing.Short() {
		kills = 6
	}
	names := []string{"tongket.yaml", "danh-muc.xlsx", "dia-ban.xlsx", "nguon.xlsx", "sua-so.xlsx"}
	whole := 400 * time.Millisecond
	rng := rand.New(rand.NewPCG(19, 30))
	cutOff := 0
	for k := range kills {
		dir := smallJob(t, jobsSheet(1))
		cmd := tongketProcess(t, "init", dir)
		started := time.Now()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		kill := time.AfterFunc(time.Duration(rng.Float64()*1.1*float64(whole)), func() { cmd.Process.Kill() })
		if cmd.Wait() != nil {
			cutOff++
		} else {
			whole = time.Since(started)
		}
		kill.Stop()
		for _, name := range names {
			path := filepath.Join(dir, name)
			if _, err := os.Stat(path); err != nil || !strings.HasSuffix(name, ".xlsx") {
				continue
			}
			f, err := excelize.OpenFile(path)
			if err != nil {
				t.Fatalf("kill %d: %s: %v", k, name, err)
			}
			f.Close()
		}
		tongketProcess(t, "init", dir).Run() // it fails where nothing is left to write
		for _, name := range names {
			if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Size() < 500 {
				t.Errorf("kill %d: %s: %v", k, name, err)
			}
		}
		if out, err := tongketProcess(t, "check", dir).CombinedOutput(); err != nil {
			t.Fatalf("kill %d: %v: %s", k, err, out)
		}
	}
	t.Logf("%d of %d were cut off", cutOff, kills)
}

// TestNamesOfOtherSystems reads sheets with names as a Mac writes them, and names that
// Windows does not take: each file is a source of its own, under a name that says which.
func TestNamesOfOtherSystems(t *testing.T) {
	dir := smallJob(t, jobsSheet(1))
	composed, parts := "Biểu hộ.csv", norm.NFD.String("Biểu hộ.csv")
	for i, name := range []string{composed, parts, "CON.csv", "nul.csv", "a.xlsx:b.csv", "cuối. .csv"} {
		writeSheet(t, dir, name, jobsSheet(100+i))
	}
	entries, err := os.ReadDir(filepath.Join(dir, "so-lieu"))
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) < 8 {
		t.Skip("a disk that takes one of such names for another")
	}
	if out, err := tongketProcess(t, "run", dir, "--quiet").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	review := reviewOf(t, filepath.Join(dir, "ket-qua", report.ReviewName))
	sums := map[string]string{}
	for _, f := range review.Manifest.Inputs {
		sums[f.Name] = f.SHA256
	}
	seen := map[string]bool{}
	for i := range review.Facts.Len() {
		f := review.Facts.At(i)
		seen[f.Pos.File] = true
		if f.Pos.File != "so-lieu/a.csv" && f.Value >= 100 && sums[f.Pos.File] != fmt.Sprintf("%x", sha256.Sum256([]byte(jobsSheet(int(f.Value))))) {
			t.Errorf("%s: %v stands under the sum of another file", f.Pos.File, f.Value)
		}
	}
	if len(seen) != 8 || !seen["so-lieu/Biểu hộ.csv"] || !seen["so-lieu/Biểu hộ.csv‹2›"] {
		t.Errorf("figures of %d files: %v", len(seen), seen)
	}
	must(t, os.Remove(filepath.Join(dir, "so-lieu", composed)))
	if out, err := tongketProcess(t, "explain", filepath.Join(dir, "so-lieu", composed)+"!!C2").CombinedOutput(); err != nil || !bytes.Contains(out, []byte("101 người")) {
		t.Errorf("explain by the composed name: %v: %s", err, out)
	}
}
