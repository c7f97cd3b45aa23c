package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"tongket/report/vi"
)

// The names of the program's own files beside the target are known to everybody
// who may write there. What stands under them and is no file, a link above all,
// is never followed: it may lead to other people's files.

// takeLock locks the target. The lock's file is removed with the lock, so one
// that was got on a file that is not there any more is none: another run may
// have made a new one.
func (t *target) takeLock(parent string) error {
	path := filepath.Join(parent, "."+filepath.Base(t.dir)+".lock")
	for {
		if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
			return fmt.Errorf("%s là một liên kết hay thư mục, không phải tệp khóa do tongket lập; hãy xóa nó rồi chạy lại", path)
		}
		t.lock = flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDONLY|noFollow))
		locked, err := t.lock.TryLock()
		if err != nil {
			return fmt.Errorf("không ghi được vào %s: %w", parent, reason(err))
		}
		if !locked {
			return fmt.Errorf("một lần chạy khác%s đang ghi vào %s; hãy đợi lần ấy xong rồi chạy lại", t.holder(), t.dir)
		}
		held, err1 := t.lock.Stat()
		there, err2 := os.Lstat(path)
		if err1 == nil && err2 == nil && os.SameFile(held, there) {
			t.signLock()
			return nil
		}
		t.lock.Unlock()
		if err1 != nil || err2 != nil && !errors.Is(err2, fs.ErrNotExist) {
			return fmt.Errorf("không ghi được vào %s: %w", parent, reason(errors.Join(err1, err2)))
		}
	}
}

// holderPath is the file in which a run says who it is: the lock's own file
// cannot be read on every system while it is locked.
func (t *target) holderPath() string {
	return strings.TrimSuffix(t.lock.Path(), ".lock") + ".dang-chay"
}

// signLock says who holds the lock. Without it the lock holds all the same.
func (t *target) signLock() {
	host, _ := os.Hostname()
	who := fmt.Sprintf("tiến trình %d", os.Getpid())
	if host != "" {
		who += " trên máy " + host
	}
	who += ", từ " + time.Now().Format("15:04 ngày 2/1/2006")
	os.Remove(t.holderPath())
	f, err := os.OpenFile(t.holderPath(), os.O_WRONLY|os.O_CREATE|os.O_EXCL|noFollow, 0o644)
	if err != nil {
		return
	}
	f.WriteString(who)
	f.Close()
}

// holder is " (tiến trình 4711 trên máy …)", as the run that holds the lock
// signed it; "" if it did not.
func (t *target) holder() string {
	const most = 300
	f, err := openOwn(t.holderPath())
	if err != nil {
		return ""
	}
	defer f.Close()
	who, err := io.ReadAll(io.LimitReader(f, most+1))
	if err != nil || len(who) == 0 || len(who) > most {
		return ""
	}
	return " (" + vi.Folded(string(who)) + ")"
}

// openOwn opens a file under a name of the program's own. What is no file there
// is not opened.
func openOwn(path string) (*os.File, error) {
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		return nil, errors.Join(err, fs.ErrInvalid)
	}
	f, err := os.OpenFile(path, os.O_RDONLY|noFollow, 0)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		f.Close()
		return nil, errors.Join(err, fs.ErrInvalid)
	}
	return f, nil
}

// close gives the lock back.
func (t *target) close() {
	leaveBehind(nil)
	t.unlock()
}

// unlock removes the lock's file first, while nobody else can have it; where an
// open file cannot be removed, it goes after.
func (t *target) unlock() {
	os.Remove(t.holderPath())
	err := os.Remove(t.lock.Path())
	t.lock.Unlock()
	if err != nil {
		os.Remove(t.lock.Path())
	}
}
