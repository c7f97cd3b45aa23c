package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// A cache is a folder of the user's that keeps, from one run to the next, what
// was read of each workbook and each chart as it was drawn. It only saves time:
// it may be deleted at any moment, a damaged file in it is none, and where it
// cannot be written nothing is kept. A nil cache keeps nothing.
//
// What it holds is taken for true, so it is never the job's: a job is handed on,
// with whatever somebody put into it. Nor is it ever another user's.
type cache struct {
	dir   string
	build string // of the program: another one may read or draw otherwise
}

// mostCached is the size in bytes of the folder after a run, for all jobs of
// the user; what was not used for the longest time goes first.
const mostCached = 512 << 20

// openCache is the cache of the user, nil if there can be none.
func openCache() *cache {
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	dir = filepath.Join(dir, "tongket")
	if os.MkdirAll(dir, 0o700) != nil {
		return nil
	}
	if info, err := os.Lstat(dir); err != nil || !info.IsDir() || !mine(info) {
		return nil
	}
	return &cache{dir: dir, build: version + " " + programSum()}
}

// programSum tells one build of the program from another: "" where it cannot be
// told.
func programSum() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	return fmt.Sprint(info.Size(), info.ModTime().UnixNano())
}

func (c *cache) path(key string) string {
	sum := sha256.Sum256([]byte(c.build + "\x00" + key))
	return filepath.Join(c.dir, hex.EncodeToString(sum[:20]))
}

// Get is what was put under the key; nil if there is nothing or it is damaged.
func (c *cache) Get(key string) []byte {
	if c == nil {
		return nil
	}
	path := c.path(key)
	file, err := readMine(path)
	if err != nil {
		return nil
	}
	sum, data := file[:min(len(file), sha256.Size)], file[min(len(file), sha256.Size):]
	if want := sha256.Sum256(data); !bytes.Equal(sum, want[:]) {
		os.Remove(path)
		return nil
	}
	now := time.Now()
	os.Chtimes(path, now, now) // used: an error only lets it go earlier
	return data
}

// readMine reads a file that is the user's own.
func readMine(path string) ([]byte, error) {
	f, err := openOwn(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !mine(info) || info.Size() > mostCached {
		return nil, errors.Join(err, fs.ErrPermission)
	}
	data := make([]byte, info.Size())
	_, err = io.ReadFull(f, data)
	return data, err
}

// Put keeps data under the key, if it can.
func (c *cache) Put(key string, data []byte) {
	if c == nil {
		return
	}
	sum := sha256.Sum256(data)
	f, err := os.CreateTemp(c.dir, unfinished+"*")
	if err != nil {
		return
	}
	_, err1 := f.Write(sum[:])
	_, err2 := f.Write(data)
	if cmp.Or(err1, err2, f.Close()) != nil || os.Rename(f.Name(), c.path(key)) != nil {
		os.Remove(f.Name())
	}
}

const (
	unfinished = "tam-"    // begins the names of files that are being written
	longest    = time.Hour // that a file is
)

// keptName is the name of a file that is whole.
var keptName = regexp.MustCompile(`^[0-9a-f]{40}$`)

// prune removes what was not used for the longest time until the rest is no
// larger than most, and what a run that was cut off left unfinished. It leaves
// alone what is not named as its own files are.
func (c *cache) prune(most int64) {
	if c == nil {
		return
	}
	entries, err := os.ReadDir(c.dir)
	if err != nil {
		return
	}
	var files []os.FileInfo
	var size int64
	for _, e := range entries {
		info, err := e.Info()
		switch {
		case err != nil || !info.Mode().IsRegular():
		case strings.HasPrefix(e.Name(), unfinished) && bareNumber.MatchString(e.Name()[len(unfinished):]):
			if time.Since(info.ModTime()) > longest {
				os.Remove(filepath.Join(c.dir, e.Name()))
			}
		case keptName.MatchString(e.Name()):
			files = append(files, info)
			size += info.Size()
		}
	}
	slices.SortFunc(files, func(a, b os.FileInfo) int { return a.ModTime().Compare(b.ModTime()) })
	for _, f := range files {
		if size <= most {
			return
		}
		if os.Remove(filepath.Join(c.dir, f.Name())) == nil {
			size -= f.Size()
		}
	}
}
