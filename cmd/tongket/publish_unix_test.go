//go:build linux || darwin

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"tongket/analysis"
	"tongket/report"
)

// publish puts outputs of one file, and a Review that names it, into dir.
func publish(t *testing.T, dir, text string) (left []string, err error) {
	t.Helper()
	target, err := openTarget(dir, "")
	if err != nil {
		return nil, err
	}
	defer target.close()
	err = target.fill(t.Context(), func(dir string) error {
		if err := os.Mkdir(filepath.Join(dir, "phu-luc"), 0o755); err != nil {
			return err
		}
		write(t, filepath.Join(dir, "phu-luc", "01.pdf"), text)
		r := &analysis.Review{Manifest: analysis.Manifest{Outputs: []analysis.FileSum{{Name: "phu-luc/01.pdf"}}}}
		var b bytes.Buffer
		if err := r.Encode(&b); err != nil {
			return err
		}
		write(t, filepath.Join(dir, report.ReviewName), b.String())
		return nil
	})
	return target.notes, err
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// holding is an error unless the file holds the text.
func holding(path, text string) error {
	data, err := os.ReadFile(path)
	if err == nil && string(data) != text {
		err = fmt.Errorf("%s holds %q, want %q", path, data, text)
	}
	return err
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// TestPublishingKeepsWhatStood: what others have in the folder of the outputs,
// and the folder's own rights, are there after the outputs have been replaced.
func TestPublishingKeepsWhatStood(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ket-qua")
	if _, err := publish(t, dir, "1"); err != nil {
		t.Fatal(err)
	}
	in := func(name string) string { return filepath.Join(dir, name) }
	must(t,
		os.Mkdir(in("trong"), 0o700),
		os.MkdirAll(in("anh/2020"), 0o755), os.Chmod(in("anh"), 0o750),
		os.WriteFile(in("anh/2020/a.jpg"), []byte("ảnh"), 0o640),
		os.WriteFile(in(".gitignore"), []byte("*"), 0o600),
		os.WriteFile(in("phu-luc/ghi chu.txt"), []byte("ghi"), 0o644),
		syscall.Mkfifo(in("ong"), 0o622), os.Chmod(in("ong"), 0o622),
		os.Symlink("nowhere", in("lien-ket")),
		os.Chmod(in("phu-luc"), 0o711),
		os.Chmod(dir, 0o2770|fs.ModeSetgid),
	)
	acl := aclOf(t, dir)
	root := os.Getuid() == 0
	if root {
		must(t, os.Chown(dir, 1234, 1235), os.Chmod(dir, 0o770|fs.ModeSetgid), os.Chown(in("anh/2020"), 77, 78))
	}
	for _, text := range []string{"2", "3"} {
		if left, err := publish(t, dir, text); err != nil || left != nil {
			t.Fatal(err, left)
		}
	}
	must(t, holding(in("phu-luc/01.pdf"), "3"), holding(in("anh/2020/a.jpg"), "ảnh"), holding(in(".gitignore"), "*"), holding(in("phu-luc/ghi chu.txt"), "ghi"))
	for name, want := range map[string]fs.FileMode{
		"":                    fs.ModeDir | fs.ModeSetgid | 0o770,
		"trong":               fs.ModeDir | 0o700,
		"anh":                 fs.ModeDir | 0o750,
		"anh/2020/a.jpg":      0o640,
		".gitignore":          0o600,
		"phu-luc":             fs.ModeDir | 0o711,
		"phu-luc/01.pdf":      0o660, // new, as open as the folder
		report.ReviewName:     0o660,
		"ong":                 fs.ModeNamedPipe | 0o622,
		"phu-luc/ghi chu.txt": 0o644,
	} {
		info, err := os.Lstat(in(name))
		if err != nil {
			t.Error(err)
		} else if info.Mode() != want {
			t.Errorf("%q has the mode %v, want %v", name, info.Mode(), want)
		}
	}
	if to, err := os.Readlink(in("lien-ket")); err != nil || to != "nowhere" {
		t.Errorf("the link leads to %q (%v)", to, err)
	}
	if now := aclOf(t, dir); !bytes.Equal(acl, now) {
		t.Errorf("the access list is %x, was %x", now, acl)
	}
	if root {
		for name, want := range map[string][2]uint32{"": {1234, 1235}, "phu-luc/01.pdf": {1234, 1235}, "anh/2020": {77, 78}, ".gitignore": {0, 0}} {
			info, err := os.Lstat(in(name))
			must(t, err)
			if s := info.Sys().(*syscall.Stat_t); [2]uint32{s.Uid, s.Gid} != want {
				t.Errorf("%q belongs to %d:%d, want %v", name, s.Uid, s.Gid, want)
			}
		}
	}
}

// aclOf is the default access list of a folder, given one if the system has such.
func aclOf(t *testing.T, dir string) []byte {
	const name = "system.posix_acl_default"
	if runtime.GOOS != "linux" {
		return nil
	}
	buf := make([]byte, 1000)
	n, err := unix.Getxattr(dir, name, buf)
	if err == nil {
		return buf[:n]
	}
	acl := []byte{2, 0, 0, 0}
	for _, e := range [][2]byte{{1, 7}, {4, 7}, {0x10, 7}, {0x20, 0}} { // u::rwx g::rwx m::rwx o::---
		acl = append(acl, e[0], 0, e[1], 0, 0xff, 0xff, 0xff, 0xff)
	}
	if err := unix.Setxattr(dir, name, acl, 0); err != nil {
		t.Logf("no access lists here: %v", err)
		return nil
	}
	return acl
}

// TestLateFile: a file that somebody saves among the outputs while they are
// being replaced is there afterwards.
func TestLateFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ket-qua")
	_, err := publish(t, dir, "1")
	must(t, err)
	target, err := openTarget(dir, "")
	must(t, err)
	defer target.close()
	fresh := filepath.Join(filepath.Dir(dir), "moi")
	must(t, os.Mkdir(fresh, 0o755), target.keepForeign(dir, fresh, ""))
	write(t, filepath.Join(dir, "muon.txt"), "muộn")
	must(t, target.swap(fresh, filepath.Join(filepath.Dir(dir), "cu")))
	if err := holding(filepath.Join(dir, "muon.txt"), "muộn"); err != nil {
		t.Error(err)
	}
}

// TestNamesBesideAreNoLinks plants links under the names that runs use beside
// the outputs: what they lead to is neither written nor removed.
func TestNamesBesideAreNoLinks(t *testing.T) {
	parent := t.TempDir()
	dir, theirs := filepath.Join(parent, "ket-qua"), filepath.Join(t.TempDir(), "theirs")
	precious := filepath.Join(theirs, "moi", "quý.txt")
	must(t, os.MkdirAll(filepath.Join(theirs, "cu"), 0o755), os.Mkdir(filepath.Join(theirs, "moi"), 0o755))
	write(t, precious, "quý")
	beside := func(name string) string { return filepath.Join(parent, ".ket-qua"+name) }
	must(t, os.Symlink(precious, beside(".dang-chay")), os.Symlink(theirs, beside(".nho")), os.Symlink(theirs, beside(".tam-1")),
		os.MkdirAll(beside(".tam-khac/moi"), 0o755), os.MkdirAll(beside(".tam-2/anh"), 0o755))
	if _, err := publish(t, dir, "1"); err != nil {
		t.Fatal(err)
	}
	must(t, holding(precious, "quý"), holding(filepath.Join(dir, "phu-luc/01.pdf"), "1"))
	for _, name := range []string{".tam-khac/moi", ".tam-2/anh", ".tam-1", ".nho"} {
		if _, err := os.Lstat(beside(name)); err != nil {
			t.Errorf("%s was not made by a run and is gone", name)
		}
	}
	must(t, os.Remove(beside(".tam-1")))
	for _, plant := range []func(string) error{
		func(path string) error { return os.Symlink(precious, path) },
		func(path string) error { return os.Symlink(filepath.Join(theirs, "new"), path) },
		func(path string) error { return syscall.Mkfifo(path, 0o644) },
		func(path string) error { return os.Mkdir(path, 0o755) },
	} {
		must(t, plant(beside(".lock")))
		if _, err := publish(t, dir, "2"); err == nil || !strings.Contains(err.Error(), ".ket-qua.lock") {
			t.Errorf("a lock that is no file: %v", err)
		}
		if _, err := os.Stat(filepath.Join(theirs, "new")); err == nil {
			t.Error("the lock was made where the link leads to")
		}
		must(t, os.Remove(beside(".lock")))
	}
	must(t, holding(precious, "quý"))
}

// TestDanglingOutput: where the link to the outputs leads nowhere, a share is
// missing; no local folder takes its place.
func TestDanglingOutput(t *testing.T) {
	dir := t.TempDir()
	share := filepath.Join(dir, "o-mang")
	must(t, os.Symlink(share, filepath.Join(dir, "kq")))
	for _, out := range []string{"kq", "kq/ket-qua"} {
		_, err := publish(t, filepath.Join(dir, out), "1")
		if err == nil || !strings.Contains(err.Error(), share) {
			t.Errorf("%s: %v, want an error that names %s", out, err, share)
		}
	}
	if to, err := os.Readlink(filepath.Join(dir, "kq")); err != nil || to != share {
		t.Errorf("the link is gone (%v)", err)
	}
	if _, err := os.Lstat(share); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a folder was made where the share would be")
	}
}

// TestOthersResults: a folder is taken for results only by what its
// tongket.json holds, and those of another job are left alone where -o leads to
// them.
func TestOthersResults(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "khac")
	must(t, os.Mkdir(dir, 0o755))
	for _, text := range []string{"", "{}", `{"name": "tongket", "version": "1.0"}`, `[1, 2]`} {
		write(t, filepath.Join(dir, report.ReviewName), text)
		if _, err := publish(t, dir, "1"); err == nil || !strings.Contains(err.Error(), "không phải là kết quả") {
			t.Errorf("%q: %v", text, err)
		}
		must(t, holding(filepath.Join(dir, report.ReviewName), text))
	}
	job, other := smallJob(t, jobsSheet(1)), t.TempDir()
	writeSheet(t, other, "c.csv", strings.ReplaceAll(jobsSheet(5), "lao động", "người"))
	out := filepath.Join(t.TempDir(), "kq")
	said := func(dir string) (int, string) {
		var words strings.Builder
		code := execute(t.Context(), []string{"run", dir, "-o", out, "--quiet"}, &words, &words)
		return code, words.String()
	}
	if code, words := said(job); code != 0 {
		t.Fatal(words)
	}
	before := checkWhole(t, out)
	if code, words := said(other); code != exitFailed || !strings.Contains(words, "so-lieu/a.csv") {
		t.Errorf("another job's results: status %d, %s", code, words)
	}
	if !bytes.Equal(before, checkWhole(t, out)) {
		t.Error("another job's results were replaced")
	}
	writeSheet(t, job, "a.csv", "Chỉ tiêu,ĐVT,2019,2020\nSố hộ nghèo,hộ,130,100\n")
	writeSheet(t, job, "b.csv", jobsSheet(3))
	write(t, filepath.Join(job, settingsName), "to-chuc: Sở Nội vụ\n")
	if code, words := said(job); code != exitFailed { // its name and all its sheets are others
		t.Errorf("status %d, %s", code, words)
	}
	write(t, filepath.Join(job, settingsName), "dia-danh: Phú Thọ\n")
	if code, words := said(job); code != 0 {
		t.Errorf("the job's own results: status %d, %s", code, words)
	}
}

// TestWhatStays: what cannot be removed is told.
func TestWhatStays(t *testing.T) {
	if os.Getuid() != 0 || runtime.GOOS != "linux" {
		t.Skip("only root can put a mount where it can't be removed")
	}
	parent := t.TempDir()
	dir := filepath.Join(parent, "ket-qua")
	_, err := publish(t, dir, "1")
	must(t, err)
	mounted := filepath.Join(dir, "o-dia")
	must(t, os.Mkdir(mounted, 0o755))
	if err := unix.Mount("none", mounted, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("no mounts here: %v", err)
	}
	defer unix.Unmount(mounted, unix.MNT_DETACH)
	write(t, filepath.Join(mounted, "a.txt"), "a")
	if _, err := publish(t, dir, "2"); err == nil || !strings.Contains(err.Error(), "o-dia") {
		t.Errorf("a disk is mounted in the outputs: %v", err)
	}
	must(t, holding(filepath.Join(mounted, "a.txt"), "a"), holding(filepath.Join(dir, "phu-luc/01.pdf"), "1"))
	must(t, unix.Unmount(mounted, 0))

	// A folder that may not be changed: the old outputs stay beside, and it is said.
	kept := filepath.Join(dir, "phu-luc", "01.pdf")
	if exec.Command("chattr", "+i", kept).Run() != nil {
		t.Skip("no chattr here")
	}
	left, err := publish(t, dir, "3")
	stays, _ := filepath.Glob(filepath.Join(parent, ".ket-qua.tam-*"))
	for _, s := range append(stays, dir) {
		for _, old := range []string{"moi/phu-luc/01.pdf", "cu/phu-luc/01.pdf", "phu-luc/01.pdf"} {
			exec.Command("chattr", "-i", filepath.Join(s, old)).Run()
		}
	}
	if err != nil || len(left) != 1 || len(stays) != 1 || !strings.Contains(left[0], stays[0]) {
		t.Errorf("%v: told %q of %q", err, left, stays)
	}
}

// TestMountPoint: outputs in a folder that a disk is mounted on cannot be
// swapped, which is said in words.
func TestMountPoint(t *testing.T) {
	if os.Getuid() != 0 || runtime.GOOS != "linux" {
		t.Skip("only root can mount")
	}
	dir := filepath.Join(t.TempDir(), "ket-qua")
	must(t, os.Mkdir(dir, 0o755))
	if err := unix.Mount("none", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("no mounts here: %v", err)
	}
	defer unix.Unmount(dir, unix.MNT_DETACH)
	if _, err := publish(t, dir, "1"); err == nil || !strings.Contains(err.Error(), "điểm gắn") {
		t.Errorf("published on a mount point: %v", err)
	}
	must(t, unix.Mount("none", dir, "", unix.MS_REMOUNT|unix.MS_RDONLY, ""))
	if _, err := publish(t, filepath.Join(dir, "ket-qua"), "1"); err == nil || !strings.Contains(err.Error(), "chỉ cho đọc") {
		t.Errorf("published on a disk that is read-only: %v", err)
	}
}
