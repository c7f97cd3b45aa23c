package read

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"sync"
	"testing"

	"tongket/ingest"
	"tongket/ingest/book"
)

func fileSum(t *testing.T, path string) string {
	t.Helper()
	sum, err := book.SumFile(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// mapCache is a Cache in memory.
type mapCache struct {
	mu   sync.Mutex
	kept map[string][]byte
	hits int
}

func (c *mapCache) Get(key string) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	if data, ok := c.kept[key]; ok {
		c.hits++
		return data
	}
	return nil
}

func (c *mapCache) Put(key string, data []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.kept[key] = bytes.Clone(data)
}

// TestCacheGivesWhatReadingGives reads every file of testdata with and without
// a cache, and a third time when the files are gone.
func TestCacheGivesWhatReadingGives(t *testing.T) {
	dir := t.TempDir()
	var sources []ingest.Source
	files, _ := filepath.Glob("../*/testdata/*.*")
	drawn, _ := filepath.Glob("../layout/testdata/layouts/*.txt")
	for _, path := range append(files, drawn...) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		at := filepath.Join(dir, strconv.Itoa(len(sources)))
		sources = append(sources, ingest.Source{Path: at, Name: filepath.ToSlash(path)})
		if err := os.WriteFile(at, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if len(sources) < 5 {
		t.Fatal(sources)
	}
	opt := ingest.Options{Vocabulary: province}
	read := func() ingest.Result {
		t.Helper()
		r, err := All(t.Context(), sources, opt)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range r.Facts.Batches() {
			if (b.Key != "") != (opt.Cache != nil) {
				t.Errorf("%s has the key %q", b.File(0), b.Key)
			}
			b.Key = ""
		}
		return r
	}
	want := read()
	for i := range sources {
		sources[i].SHA256 = fileSum(t, sources[i].Path)
	}
	cache := &mapCache{kept: map[string][]byte{}}
	opt.Cache = cache
	if got := read(); !reflect.DeepEqual(got, want) || cache.hits > 0 {
		t.Errorf("the first read with a cache differs (%d hits)", cache.hits)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if got := read(); !reflect.DeepEqual(got, want) || cache.hits != len(sources) {
		t.Errorf("what was kept differs (%d hits of %d)", cache.hits, len(sources))
	}
	kept := len(cache.kept)
	opt.IncludeHidden = true
	if read(); len(cache.kept) != kept || cache.hits != len(sources) {
		t.Errorf("other options: %d hits, %d kept; want %d, %d", cache.hits, len(cache.kept), len(sources), kept)
	}
}

// TestCacheKeepsNothingPartial stops a read, changes a file after its sum was
// taken, and damages what is kept.
func TestCacheKeepsNothingPartial(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("Chỉ tiêu,2019,2020\nSố hộ,1,2\n")
	cache := &mapCache{kept: map[string][]byte{}}
	opt := ingest.Options{Cache: cache}
	source := []ingest.Source{{Path: path, Name: "a.csv", SHA256: fileSum(t, path)}}
	err := Stream(t.Context(), source, opt, func(ingest.Facts) error { return context.Canceled }, func(ingest.Result) {})
	if err == nil || len(cache.kept) > 0 {
		t.Errorf("a stopped read kept %d results (%v)", len(cache.kept), err)
	}
	write("Chỉ tiêu,2019,2020\nSố hộ,1,3\n")
	changed := ingest.Issue{Pos: ingest.Pos{File: "a.csv"}, Code: ingest.CodeUnreadable, Args: []string{book.TroubleChanged}}
	if r, err := All(t.Context(), source, opt); err != nil || r.Facts.Len() > 0 || !reflect.DeepEqual(r.Issues, []ingest.Issue{changed}) || len(cache.kept) > 0 {
		t.Errorf("a changed file: %+v, %d kept (%v)", r, len(cache.kept), err)
	}
	source[0].SHA256 = fileSum(t, path)
	if _, err := All(t.Context(), source, opt); err != nil || len(cache.kept) != 1 {
		t.Fatalf("%d kept (%v)", len(cache.kept), err)
	}
	for key, data := range cache.kept {
		for n := range data {
			cache.kept[key] = data[:n]
			if r, err := All(t.Context(), source, opt); err != nil || r.Facts.Len() != 2 || r.Facts.At(1).Value != 3 {
				t.Fatalf("cut at %d: %+v (%v)", n, r.Facts, err)
			}
		}
	}
}
