package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

const table = "Kết quả giảm nghèo tỉnh Phú Thọ\nTT,Chỉ tiêu,ĐVT,2015,2016\n1,Số hộ nghèo,hộ,47650,41050\n"

// makeJob makes a job of one sheet in a folder with a Vietnamese name.
func makeJob(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "Tổng kết nhiệm kỳ")
	if err := errors.Join(os.MkdirAll(filepath.Join(dir, "so-lieu"), 0o755), os.WriteFile(filepath.Join(dir, "so-lieu", "Biểu 1.csv"), []byte(table), 0o644)); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestClicked(t *testing.T) {
	job := makeJob(t)
	other := makeJob(t)
	elsewhere, flat := t.TempDir(), t.TempDir()
	for name, text := range map[string]string{"Biểu 1.csv": table, "tongket.exe": "MZ"} {
		if err := os.WriteFile(filepath.Join(flat, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	page := filepath.Join(job, "ket-qua", "bieu-do.html")
	tests := []struct {
		name      string
		args      []string
		exe, here string
		browser   error
		want      string // what is shown
		code      int
		says      string
	}{
		{name: "beside the sheets", exe: job, here: elsewhere, want: page, says: "Kết quả: "},
		{name: "in the current folder", exe: elsewhere, here: job, want: page, says: "Kết quả: "},
		{name: "dropped on the program", args: []string{job}, exe: elsewhere, here: elsewhere, want: page, says: "Kết quả: "},
		{name: "no browser", exe: job, here: elsewhere, browser: errors.New("none"), want: page, says: "hãy mở tệp " + page},
		{name: "no job", exe: elsewhere, here: elsewhere, code: exitUsage, says: "Chép tongket.exe vào thư mục công việc"},
		{name: "among the sheets", exe: flat, here: elsewhere, want: filepath.Join(flat, "ket-qua", "bieu-do.html"), says: "Đã đọc 1 tệp"},
		{name: "a workbook dropped", args: []string{filepath.Join(flat, "Biểu 1.csv")}, exe: elsewhere, here: elsewhere, want: filepath.Join(flat, "Tổng kết Biểu 1", "ket-qua", "bieu-do.html"), says: "Đã đọc 1 tệp"},
		{name: "a workbook of a job dropped", args: []string{filepath.Join(job, "so-lieu", "Biểu 1.csv")}, exe: elsewhere, here: elsewhere, want: page, says: "Kết quả: "},
		{name: "two folders dropped", args: []string{other, job}, exe: elsewhere, here: elsewhere, want: page, says: other},
		{name: "a file dropped", args: []string{page}, exe: elsewhere, here: elsewhere, code: exitUsage, says: "thả lên tongket.exe"},
		{name: "an empty folder dropped", args: []string{elsewhere}, exe: job, here: job, code: exitFailed, says: "không có tệp số liệu nào"},
	}
	for _, test := range tests {
		t.Chdir(test.here)
		var shown string
		var words strings.Builder
		show := func(path string) error { shown = path; return test.browser }
		enter := strings.NewReader("\nleft")
		code := clicked(context.Background(), test.args, filepath.Join(test.exe, "tongket.exe"), show, enter, &words, &words)
		if code != test.code || !strings.Contains(words.String(), test.says) || !strings.HasSuffix(words.String(), "Nhấn Enter để đóng cửa sổ này. ") {
			t.Errorf("%s: exit status %d, want %d; it says\n%s", test.name, code, test.code, words.String())
		}
		if same, _ := filepath.EvalSymlinks(shown); shown != test.want && same != test.want {
			t.Errorf("%s: %q is shown, want %q", test.name, shown, test.want)
		}
	}
}

func TestPatience(t *testing.T) {
	held := &os.PathError{Op: "open", Path: "a.xlsx", Err: sharingViolation}
	onWindows := func(err error) bool { return inUseOn("windows", err) }
	tests := []struct {
		name  string
		fails []error // one a try, then it succeeds
		tries int
		want  error
	}{
		{"at once", nil, 1, nil},
		{"released in time", []error{held, held}, 3, nil},
		{"held for good", []error{held, held, held, held, held}, 4, sharingViolation},
		{"no passing trouble", []error{os.ErrPermission, nil}, 1, os.ErrPermission},
	}
	for _, test := range tests {
		tries := 0
		err := patience{4, time.Nanosecond}.try(context.Background(), onWindows, func() error {
			tries++
			if tries <= len(test.fails) {
				return test.fails[tries-1]
			}
			return nil
		})
		if !errors.Is(err, test.want) || tries != test.tries {
			t.Errorf("%s: %v after %d tries, want %v after %d", test.name, err, tries, test.want, test.tries)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := patience{1000, time.Hour}.try(ctx, onWindows, func() error { return held })
	if !errors.Is(err, sharingViolation) {
		t.Errorf("stopped while waiting: %v, want the last error", err)
	}
}

func TestInUse(t *testing.T) {
	tests := []struct {
		system         string
		err            error
		held, unmoving bool
	}{
		{"windows", &os.PathError{Err: sharingViolation}, true, true},
		{"windows", &os.PathError{Err: lockViolation}, true, true},
		{"windows", &os.LinkError{Err: accessDenied}, false, true}, // an open file in the folder
		{"windows", os.ErrNotExist, false, false},
		{"linux", &os.PathError{Err: syscall.Errno(32)}, false, false}, // EPIPE
		{"linux", &os.LinkError{Err: syscall.Errno(5)}, false, false},  // EIO
		{"windows", nil, false, false},
	}
	for _, test := range tests {
		if held, unmoving := inUseOn(test.system, test.err), unmovableOn(test.system, test.err); held != test.held || unmoving != test.unmoving {
			t.Errorf("%s, %v: held %t, unmovable %t, want %t, %t", test.system, test.err, held, unmoving, test.held, test.unmoving)
		}
	}
}
