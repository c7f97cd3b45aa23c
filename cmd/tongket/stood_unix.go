//go:build linux || darwin

package main

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// noFollow opens a name only if it is no link, and never waits for the other
// end of a pipe.
const noFollow = unix.O_NOFOLLOW | unix.O_NONBLOCK

// takeAfter gives a folder the owner, the group, the mode, the access list and
// the user's attributes of another one.
func takeAfter(folder, other string) error {
	info, err := os.Lstat(other)
	if err != nil {
		return err
	}
	const special = fs.ModeSetuid | fs.ModeSetgid | fs.ModeSticky
	return errors.Join(copyAttributes(folder, other), ownedLike(folder, info, info.Mode()&(fs.ModePerm|special)))
}

// ownedLike gives a file or folder the owner and the group of another one, and
// a mode.
func ownedLike(path string, other fs.FileInfo, mode fs.FileMode) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	is, ok1 := info.Sys().(*syscall.Stat_t)
	want, ok2 := other.Sys().(*syscall.Stat_t)
	if ok1 && ok2 && (is.Uid != want.Uid || is.Gid != want.Gid) {
		err = os.Lchown(path, int(want.Uid), int(want.Gid))
		if err != nil && is.Gid != want.Gid && os.Lchown(path, -1, int(want.Gid)) == nil && is.Uid == want.Uid {
			err = nil
		}
	}
	return errors.Join(err, os.Chmod(path, mode))
}

// accessLists are the attributes that hold who else may do what.
var accessLists = []string{"system.posix_acl_access", "system.posix_acl_default"}

// copyAttributes gives a folder the access lists and the user's attributes of
// another one. A file system without them has none to keep.
func copyAttributes(folder, other string) (fault error) {
	size, err := unix.Llistxattr(other, nil)
	if err != nil {
		return nil
	}
	buf := make([]byte, size)
	if size, err = unix.Llistxattr(other, buf); err != nil {
		return nil
	}
	names := strings.Split(strings.Trim(string(buf[:size]), "\x00"), "\x00")
	kept := map[string]bool{}
	for _, name := range names {
		kept[name] = true
		if !strings.HasPrefix(name, "user.") && !strings.HasPrefix(name, "system.posix_acl_") {
			continue
		}
		size, err := unix.Lgetxattr(other, name, nil)
		if err != nil {
			continue
		}
		value := make([]byte, size)
		if size, err = unix.Lgetxattr(other, name, value); err == nil {
			fault = errors.Join(fault, unix.Lsetxattr(folder, name, value[:size], 0))
		}
	}
	for _, name := range accessLists {
		if !kept[name] {
			_ = unix.Lremovexattr(folder, name) // inherited from the folder above
		}
	}
	return fault
}

// sameDisk reports whether two files lie on one disk, as far as can be told.
func sameDisk(a, b fs.FileInfo) bool {
	x, ok1 := a.Sys().(*syscall.Stat_t)
	y, ok2 := b.Sys().(*syscall.Stat_t)
	return !ok1 || !ok2 || x.Dev == y.Dev
}

// mine reports whether a file or folder is this user's, and no other may write
// to it.
func mine(info fs.FileInfo) bool {
	s, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(s.Uid) == os.Geteuid() && info.Mode().Perm()&0o022 == 0
}
