package main

import (
	"context"
	"errors"
	"os"
	"runtime"
	"syscall"
	"time"

	"tongket/ingest/book"
)

// What Windows says of a file that another program holds: Excel while it
// saves, a virus scanner, a reader of PDF files.
const (
	accessDenied     = syscall.Errno(5) // to move a folder in which a file is open
	sharingViolation = syscall.Errno(32)
	lockViolation    = syscall.Errno(33)
)

// inUse tells that another program holds a file so that it cannot be read or
// written now. On other systems these numbers mean something else.
func inUse(err error) bool { return inUseOn(runtime.GOOS, err) }

func inUseOn(system string, err error) bool {
	return system == "windows" && (errors.Is(err, sharingViolation) || errors.Is(err, lockViolation))
}

// unmovable tells that a folder cannot be moved now, maybe for a file in it
// that is open.
func unmovable(err error) bool { return unmovableOn(runtime.GOOS, err) }

func unmovableOn(system string, err error) bool {
	return inUseOn(system, err) || system == "windows" && errors.Is(err, accessDenied)
}

// A patience is how often something is tried, and how long to wait in between.
type patience struct {
	tries int
	pause time.Duration
}

// forExcel is as long as a program takes to save a workbook.
var forExcel = patience{20, 250 * time.Millisecond}

// try does something until it succeeds, fails for another reason than the
// passing one, or there was no more patience. The error is the last one.
func (p patience) try(ctx context.Context, passing func(error) bool, do func() error) error {
	err := do()
	for n := 1; n < p.tries && err != nil && passing(err); n++ {
		select {
		case <-ctx.Done():
			return err
		case <-time.After(p.pause):
		}
		err = do()
	}
	return err
}

// move renames a file or folder, waiting for programs that hold it or a file in
// it.
func move(from, to string) error {
	return forExcel.try(context.Background(), unmovable, func() error { return os.Rename(from, to) })
}

// await waits for the files that another program holds at the moment. Whoever
// reads them tells what is wrong with one that stays so.
func await(ctx context.Context, paths []string) {
	_ = forExcel.try(ctx, inUse, func() error { return firstHeld(paths) })
}

// firstHeld is the error of the first file that another program holds.
func firstHeld(paths []string) error {
	for _, path := range paths {
		f, err := book.Open(path)
		if err == nil {
			var first [1]byte
			_, err = f.Read(first[:]) // a region may be locked
			f.Close()
		}
		if inUse(err) {
			return err
		}
	}
	return nil
}
