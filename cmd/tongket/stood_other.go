//go:build !linux && !darwin && !windows

package main

import (
	"io/fs"
	"os"
)

const noFollow = 0

// takeAfter gives a folder the mode of another one.
func takeAfter(folder, other string) error {
	info, err := os.Lstat(other)
	if err != nil {
		return err
	}
	return os.Chmod(folder, info.Mode().Perm())
}

// ownedLike gives a file a mode.
func ownedLike(path string, _ fs.FileInfo, mode fs.FileMode) error { return os.Chmod(path, mode) }

func sameDisk(_, _ fs.FileInfo) bool { return true }

// mine reports whether no other user may write to a file or folder.
func mine(info fs.FileInfo) bool { return info.Mode().Perm()&0o022 == 0 }
