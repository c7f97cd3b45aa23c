package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestReason(t *testing.T) {
	tests := []struct {
		system string
		number syscall.Errno
		want   string
	}{
		{"linux", syscall.EROFS, "chỉ cho đọc"},
		{"linux", syscall.EMLINK, "quá nhiều liên kết"},
		{"linux", syscall.EMFILE, "quá nhiều tệp"},
		{"linux", syscall.EBUSY, "điểm gắn"},
		{"linux", syscall.ENOMEM, "hết bộ nhớ"},
		{"linux", syscall.EIO, "đọc ghi bị lỗi"},
		{"linux", syscall.ENOSPC, "đĩa đã đầy"},
		{"linux", syscall.EACCES, "không có quyền"},
		{"linux", syscall.ENOENT, "không tồn tại"},
		{"windows", 32, "đang mở trong chương trình khác"},
		{"windows", 112, "đĩa đã đầy"},
		{"windows", 53, "ổ mạng"},
		{"windows", 206, "quá dài"},
		{"windows", 9999, "hệ thống báo lỗi"},
	}
	for _, tt := range tests {
		for _, err := range []error{tt.number, &os.PathError{Op: "open", Path: "/x", Err: tt.number}, &os.LinkError{Op: "rename", Old: "/x", New: "/y", Err: tt.number}, os.NewSyscallError("fcntl", tt.number), fmt.Errorf("a.pdf: %w", tt.number)} {
			got := reasonOn(tt.system, err)
			if !strings.Contains(got.Error(), tt.want) || strings.Contains(got.Error(), "rename") || !errors.Is(got, tt.number) {
				t.Errorf("%s: reason of %v is %q, want %q", tt.system, err, got, tt.want)
			}
		}
	}
}

// TestDeepSettings: settings that no person writes are refused before the
// parser takes gigabytes for them.
func TestDeepSettings(t *testing.T) {
	many := func(s string, n int) string { return strings.Repeat(s, n) }
	var steps strings.Builder
	for i := range 300 {
		steps.WriteString(many(" ", i) + "a:\n")
	}
	for name, text := range map[string]string{
		"brackets": "phu-luc: " + many("[", 100000),
		"braces":   "cot: " + many("{a: ", 50000),
		"lists":    many("- ", 100000) + "x",
		"steps":    steps.String(),
		"unknowns": many("? ", 100000) + "x",
	} {
		started := time.Now()
		_, err := parseSettings([]byte(text))
		if err == nil || !strings.Contains(err.Error(), "lồng nhau quá") {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(started); took > 20*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
	for _, text := range []string{"to-chuc: '[[[[[[[[[[[[ ]]]]'\n", "han:\n  don-vi:\n    Phòng A:\n      so-lieu: 2020-03-15\n", "phu-luc:\n- chi-tieu\n- linh-vuc\n"} {
		if _, err := parseSettings([]byte(text)); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzSettings(f *testing.F) {
	for _, s := range []string{"mau: dang\n", "phu-luc: [chi-tieu]\n", "han: {so-lieu: 2020-03-15}\n", "a: &x [1]\nb: *x\n", "? [\n: - - -"} {
		f.Add(s)
	}
	f.Fuzz(func(_ *testing.T, s string) { _, _ = parseSettings([]byte(s)) })
}

// Paths that Windows has no file for are refused there, whatever system runs the test.
func TestUnfitName(t *testing.T) {
	for _, c := range []struct {
		path string
		fit  bool
	}{
		{`C:\Bao cao\ket-qua`, true}, {`D:ket-qua`, true}, {`\\may-chu\chung\kq`, true}, {`\\?\C:\rat-dai\kq`, true}, {`..\kq`, true}, {`kq/2020`, true}, {`Kết quả 2020`, true}, {`com10`, true}, {`console`, true},
		{`j\a.csv:kq`, false}, {`kq:`, false}, {`C:\a:b`, false}, {`kq?`, false}, {`a|b`, false}, {`NUL`, false}, {`j\con.txt`, false}, {`Com1`, false}, {`aux .csv`, false}, {`kq.`, false}, {`kq `, false}, {"a\tb", false},
	} {
		if err := unfitName(c.path, "windows"); (err == nil) != c.fit {
			t.Errorf("%q: %v", c.path, err)
		} else if err := unfitName(c.path, "linux"); err != nil {
			t.Errorf("%q on Linux: %v", c.path, err)
		}
	}
}
