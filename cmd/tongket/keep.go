package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"tongket/report"
)

// Outputs are published as a new folder in the place of the old one. What is in
// the old one and is not the program's own, and what the folder is to the system
// (whose it is, who may write to it), goes over to the new one.

// keepForeign carries what is in the folder from and no run made over to the
// folder to, unless it has the name now or lies in the folder settled.
func (t *target) keepForeign(from, to, settled string) error {
	top, err := os.Lstat(from)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	made, ownFolders := t.made()
	var folders folderList
	err = filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == from {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		info, err := d.Info()
		switch {
		case errors.Is(err, fs.ErrNotExist): // it was removed meanwhile
			return nil
		case err != nil:
			return err
		case !sameDisk(info, top):
			return mountedError(path)
		case d.IsDir() && settled != "" && path == settled:
			return fs.SkipDir
		case d.IsDir() && ownFolders[filepath.ToSlash(rel)]:
			return nil
		case d.IsDir():
			return folders.add(from, to, rel)
		case made[filepath.ToSlash(rel)] || exists(filepath.Join(to, rel)):
			return nil
		}
		if err := folders.add(from, to, filepath.Dir(rel)); err != nil {
			return err
		}
		return carry(path, filepath.Join(to, rel), d)
	})
	if err != nil {
		return err
	}
	t.noteRights(to, folders.dress())
	return nil
}

// made are the files that the last run made, and the folders that they lie in.
func (t *target) made() (files, folders map[string]bool) {
	files, folders = map[string]bool{report.ReviewName: true}, map[string]bool{}
	if t.old == nil {
		return files, folders
	}
	for _, f := range t.old.Outputs {
		files[f.Name] = true
		for at := strings.LastIndexByte(f.Name, '/'); at > 0; at = strings.LastIndexByte(f.Name[:at], '/') {
			folders[f.Name[:at]] = true
		}
	}
	return files, folders
}

// A folderList has the folders that were made anew, those above before those
// in them, and what stood in their place.
type folderList [][2]string

// add makes a folder and those above it, where they are not there.
func (l *folderList) add(from, to, rel string) error {
	if rel == "." || exists(filepath.Join(to, rel)) {
		return nil
	}
	if err := l.add(from, to, filepath.Dir(rel)); err != nil {
		return err
	}
	*l = append(*l, [2]string{filepath.Join(to, rel), filepath.Join(from, rel)})
	return os.Mkdir(filepath.Join(to, rel), 0o755)
}

// dress gives them the rights of what stood: last, for one may be read-only.
func (l folderList) dress() (err error) {
	for i := len(l) - 1; i >= 0; i-- {
		err = errors.Join(err, takeAfter(l[i][0], l[i][1]))
	}
	return err
}

// dress gives new outputs the rights of those that stand: the folder those of
// the folder, and the files in it are as open as it is.
func (t *target) dress(fresh string) {
	top, err := os.Stat(t.dir)
	if err != nil {
		return
	}
	var fault error
	var folders folderList
	_ = filepath.WalkDir(fresh, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(fresh, path)
		if err != nil {
			return err
		}
		if !d.IsDir() {
			fault = errors.Join(fault, ownedLike(path, top, top.Mode().Perm()&0o666))
			return nil
		}
		stood := filepath.Join(t.dir, rel)
		if !isFolder(stood) {
			stood = t.dir
		}
		folders = append(folders, [2]string{path, stood})
		return nil
	})
	t.noteRights(t.dir, errors.Join(fault, folders.dress()))
}

func (t *target) noteRights(dir string, err error) {
	if err != nil {
		t.note("không giữ được chủ sở hữu hay quyền truy cập của %s: %v", dir, reason(err))
	}
}

// A mountedError is a folder in which another disk, or another part of this
// one, is mounted: it cannot be carried over.
type mountedError string

func (e mountedError) Error() string {
	return fmt.Sprintf("%s là ổ đĩa gắn trong thư mục kết quả; hãy gắn ở nơi khác", string(e))
}

// carry gives a file a second name, or copies it where that cannot be. A link
// stays as it is, wherever it leads.
func carry(from, to string, d fs.DirEntry) error {
	if d.Type()&fs.ModeSymlink != 0 {
		leads, err := os.Readlink(from)
		if err != nil {
			return err
		}
		return os.Symlink(leads, to)
	}
	err := os.Link(from, to)
	switch {
	case err == nil || errors.Is(err, fs.ErrNotExist) && !exists(from):
		return nil
	case errors.Is(err, syscall.EXDEV):
		return mountedError(from)
	case !d.Type().IsRegular():
		return fmt.Errorf("%s: %w", from, reason(err))
	}
	return copyFile(from, to)
}

// copyFile copies a file with its times and rights, and the folders that it
// needs.
func copyFile(from, to string) (err error) {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	in, err := openOwn(from)
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	_ = ownedLike(to, info, info.Mode().Perm()) // the copy is what matters
	return os.Chtimes(to, info.ModTime(), info.ModTime())
}

// removeAll removes a folder with all in it, also where folders in it are
// read-only.
func removeAll(dir string) error {
	if os.RemoveAll(dir) == nil {
		return nil
	}
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() {
			_ = os.Chmod(path, 0o700)
		}
		return nil
	})
	return os.RemoveAll(dir)
}
