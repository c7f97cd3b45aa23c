package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// damage changes the last byte of every file of a folder.
func damage(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	entries, err := os.ReadDir(dir)
	ts.Check(err)
	if len(entries) == 0 {
		ts.Fatalf("%s is empty", args[0])
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		data, err := os.ReadFile(path)
		ts.Check(err)
		data[len(data)-1] ^= 1
		ts.Check(os.WriteFile(path, data, 0o644))
	}
}

func TestCacheIsBounded(t *testing.T) {
	c := &cache{dir: t.TempDir(), build: "1"}
	old := time.Now().Add(-time.Hour)
	for i := range 5 {
		key := fmt.Sprint(i)
		c.Put(key, make([]byte, 1000))
		at := old.Add(time.Duration(i) * time.Minute)
		if err := os.Chtimes(c.path(key), at, at); err != nil {
			t.Fatal(err)
		}
	}
	if c.Get("0") == nil { // now the one used last
		t.Fatal("nothing was kept")
	}
	for name, at := range map[string]time.Time{"tam-1": time.Now().Add(-2 * longest), "tam-2": time.Now(), "tam-khac.txt": old, "cua toi.xlsx": old} {
		path := filepath.Join(c.dir, name)
		if err := os.WriteFile(path, make([]byte, 1000), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	c.prune(3300)
	for i, want := range []bool{true, false, false, true, true} {
		if got := c.Get(fmt.Sprint(i)) != nil; got != want {
			t.Errorf("%d is there: %v, want %v", i, got, want)
		}
	}
	if entries, _ := os.ReadDir(c.dir); len(entries) != 6 {
		t.Errorf("%d files are left, want three kept ones, one that is being written and two of somebody else", len(entries))
	}
	other := &cache{dir: c.dir, build: "2"}
	if other.Get("0") != nil {
		t.Error("another build took what this one kept")
	}
	for n := range 10 {
		c.Put("cut", bytes.Repeat([]byte{7}, n))
		file, err := os.ReadFile(c.path("cut"))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(c.path("cut"), file[:len(file)-1], 0o644); err != nil {
			t.Fatal(err)
		}
		if got := c.Get("cut"); got != nil {
			t.Errorf("%d bytes, one missing: %v", n, got)
		}
	}
}
