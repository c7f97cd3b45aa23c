//go:build unix

package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"tongket/ingest"
)

// TestPoisonedCache forges what was read of a sheet, with invented figures, and
// puts it where a run might look: the outputs are those of a run without a
// cache.
func TestPoisonedCache(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the folder of caches is told by XDG_CACHE_HOME")
	}
	dir := smallJob(t, jobsSheet(1))
	own, forged := t.TempDir(), t.TempDir()
	again := func(caches string) []byte {
		t.Helper()
		t.Setenv("XDG_CACHE_HOME", caches)
		if err := run(t.Context(), dir, runOptions{quiet: true}, os.Stderr); err != nil {
			t.Fatal(err)
		}
		return checkWhole(t, filepath.Join(dir, "ket-qua"))
	}
	readings := func() (names []string) {
		entries, err := os.ReadDir(filepath.Join(own, "tongket"))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			data, err := os.ReadFile(filepath.Join(own, "tongket", e.Name()))
			if _, _, wrong := ingest.Restore(data[min(len(data), sha256.Size):]); err == nil && wrong == nil {
				names = append(names, e.Name())
			}
		}
		return names
	}
	want := again(noCache)
	again(own)
	before := readings()
	writeSheet(t, dir, "b.csv", jobsSheet(99))
	again(own)
	after := slices.DeleteFunc(readings(), func(name string) bool { return slices.Contains(before, name) })
	if len(before) != 2 || len(after) != 1 {
		t.Fatalf("%q and %q were read", before, after)
	}
	writeSheet(t, dir, "b.csv", jobsSheet(1))
	invented, err := os.ReadFile(filepath.Join(own, "tongket", after[0]))
	if err != nil {
		t.Fatal(err)
	}
	plant := func(folder string) {
		t.Helper()
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		for _, name := range before {
			if err := os.WriteFile(filepath.Join(folder, name), invented, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	plant(filepath.Join(forged, "tongket"))
	if got := again(forged); bytes.Equal(got, want) {
		t.Fatal("nothing was forged: the test proves nothing")
	}
	plant(filepath.Join(dir, ".ket-qua.nho"))
	if got := again(t.TempDir()); !bytes.Equal(got, want) {
		t.Error("a cache in the job was used")
	}
	linked := t.TempDir()
	if err := os.Symlink(filepath.Join(forged, "tongket"), filepath.Join(linked, "tongket")); err != nil {
		t.Fatal(err)
	}
	if got := again(linked); !bytes.Equal(got, want) {
		t.Error("a cache behind a link was used")
	}
	open := filepath.Join(t.TempDir(), "tongket")
	plant(open)
	if err := os.Chmod(open, 0o777); err != nil {
		t.Fatal(err)
	}
	if got := again(filepath.Dir(open)); !bytes.Equal(got, want) {
		t.Error("a cache that everybody may write to was used")
	}
	if os.Getuid() != 0 {
		return // only root can give a file away
	}
	plant(filepath.Join(forged, "tongket"))
	for _, name := range before {
		if err := os.Chown(filepath.Join(forged, "tongket", name), 1234, 1234); err != nil {
			t.Fatal(err)
		}
	}
	if got := again(forged); !bytes.Equal(got, want) {
		t.Error("another user's file in the cache was used")
	}
	plant(open)
	if err := errors.Join(os.Chmod(open, 0o700), os.Chown(open, 1234, 1234)); err != nil {
		t.Fatal(err)
	}
	if got := again(filepath.Dir(open)); !bytes.Equal(got, want) {
		t.Error("another user's cache was used")
	}
}
