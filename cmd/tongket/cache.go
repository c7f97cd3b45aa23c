package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A cache is a folder beside the outputs that keeps, from one run to the next,
// what was read of each workbook and each chart as it was drawn. It only saves
// time: it may be deleted at any moment, a damaged file in it is none, and
// where it cannot be written nothing is kept. A nil cache keeps nothing.
type cache struct {
	dir   string
	build string // of the program: another one may read or draw otherwise
}

// mostCached is the size in bytes of the folder after a run; what was not used
// for the longest time goes first.
const mostCached = 512 << 20

// openCache is the cache of the target, nil if there can be none.
func (t *target) openCache() *cache {
	dir := strings.TrimSuffix(t.lock.Path(), ".lock") + ".nho"
	if os.MkdirAll(dir, 0o755) != nil {
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
	file, err := os.ReadFile(path)
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

// Put keeps data under the key, if it can.
func (c *cache) Put(key string, data []byte) {
	if c == nil {
		return
	}
	sum := sha256.Sum256(data)
	f, err := os.CreateTemp(c.dir, "tam-*")
	if err != nil {
		return
	}
	_, err1 := f.Write(sum[:])
	_, err2 := f.Write(data)
	if cmp.Or(err1, err2, f.Close()) != nil || os.Rename(f.Name(), c.path(key)) != nil {
		os.Remove(f.Name())
	}
}

// prune removes what was not used for the longest time until the rest is no
// larger than most, and what a run that was cut off left unfinished.
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
		case err != nil:
		case strings.HasPrefix(e.Name(), "tam-"):
			os.Remove(filepath.Join(c.dir, e.Name()))
		default:
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
