package book

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"runtime"
	"syscall"
	"time"
)

// ErrNotFile is of what is no file and so no input: a pipe may never give
// anything, a device never end.
var ErrNotFile = errors.New("not a regular file")

// ErrTooLarge is of an input of more bytes than anybody fills.
var ErrTooLarge = errors.New("the file is too large")

// Open opens an input, which is a regular file.
func Open(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, notFile(path, info)
	}
	flag := os.O_RDONLY
	if runtime.GOOS != "windows" {
		flag |= syscall.O_NONBLOCK // it may have become a pipe since
	}
	f, err := os.OpenFile(path, flag, 0)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		f.Close()
		if err == nil {
			err = notFile(path, info)
		}
		return nil, err
	}
	return f, nil
}

func notFile(path string, info fs.FileInfo) error {
	err := ErrNotFile
	if info.IsDir() {
		err = syscall.EISDIR
	}
	return &fs.PathError{Op: "open", Path: path, Err: err}
}

// A Read is an input as it was read once.
type Read struct {
	Data     []byte
	SHA256   string // of the data, in hex
	Modified time.Time
}

// ReadFile reads an input of up to most bytes.
func ReadFile(path string, most int64) (Read, error) {
	f, err := Open(path)
	if err != nil {
		return Read{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return Read{}, err
	}
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(data)) > most {
		err = &fs.PathError{Op: "read", Path: path, Err: ErrTooLarge}
	}
	sum := sha256.Sum256(data)
	return Read{data, hex.EncodeToString(sum[:]), info.ModTime()}, err
}

// Sum is the SHA-256 of a file's bytes, in hex, and when it was last changed.
func Sum(ctx context.Context, path string) (sum string, modified time.Time, err error) {
	f, err := Open(path)
	if err != nil {
		return "", time.Time{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", time.Time{}, err
	}
	sum, err = sumOf(ctx, f)
	return sum, info.ModTime(), err
}

// SumFile is the SHA-256 of a file's bytes, in hex.
func SumFile(ctx context.Context, path string) (string, error) {
	sum, _, err := Sum(ctx, path)
	return sum, err
}

// sumOf is the sum of all bytes of a file, also of those that have come since it
// was opened.
func sumOf(ctx context.Context, f io.ReaderAt) (string, error) {
	h := sha256.New()
	piece := make([]byte, 1<<18)
	for at := int64(0); ; {
		n, err := f.ReadAt(piece, at)
		h.Write(piece[:n])
		at += int64(n)
		switch {
		case ctx.Err() != nil:
			return "", context.Cause(ctx)
		case err == io.EOF:
			return hex.EncodeToString(h.Sum(nil)), nil
		case err != nil:
			return "", err
		}
	}
}

// Changed reports whether an open file, which was as before when reading it
// began, is not the one any more that has that sum; "" is any. Who has read it
// has read something else.
func Changed(ctx context.Context, f *os.File, before fs.FileInfo, sum string) bool {
	if sum == "" || ctx.Err() != nil {
		return false
	}
	now, err := f.Stat()
	if err != nil || now.Size() != before.Size() || !now.ModTime().Equal(before.ModTime()) {
		return true
	}
	is, err := sumOf(ctx, f)
	return ctx.Err() == nil && (err != nil || is != sum)
}
