package main

import (
	"io/fs"

	"golang.org/x/sys/windows"
)

// noFollow is what the system has no flag for; whoever opens looks first.
const noFollow = 0

// takeAfter gives a folder the access list of another one.
func takeAfter(folder, other string) error {
	const list = windows.DACL_SECURITY_INFORMATION
	stood, err := windows.GetNamedSecurityInfo(other, windows.SE_FILE_OBJECT, list)
	if err != nil {
		return nil // a disk without access lists
	}
	dacl, _, err := stood.DACL()
	if err != nil || dacl == nil {
		return nil
	}
	what := windows.SECURITY_INFORMATION(list | windows.UNPROTECTED_DACL_SECURITY_INFORMATION)
	if control, _, err := stood.Control(); err == nil && control&windows.SE_DACL_PROTECTED != 0 {
		what = list | windows.PROTECTED_DACL_SECURITY_INFORMATION
	}
	return windows.SetNamedSecurityInfo(folder, windows.SE_FILE_OBJECT, what, nil, nil, dacl, nil)
}

// ownedLike has nothing to do: files take the rights of their folder.
func ownedLike(string, fs.FileInfo, fs.FileMode) error { return nil }

// sameDisk reports true: a disk mounted in a folder is a link here.
func sameDisk(_, _ fs.FileInfo) bool { return true }

// mine reports true: the user's own folders are nobody else's here.
func mine(fs.FileInfo) bool { return true }
