package ingest

import (
	"bytes"
	"context"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"sync"
	"testing"
)

// filled sets every field below v to something else than its zero.
func filled(v reflect.Value, next *int) {
	*next++
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			filled(v.Field(i), next)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			filled(v.Index(i), next)
		}
	case reflect.String:
		v.SetString("chữ " + strconv.Itoa(*next))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat(float64(*next) + 0.1)
	default:
		v.SetInt(int64(*next))
	}
}

// TestStoredHoldsEverything stores results in which every field has a value.
func TestStoredHoldsEverything(t *testing.T) {
	var facts [3]Fact
	var r Result
	next := 0
	for i := range facts {
		filled(reflect.ValueOf(&facts[i]).Elem(), &next)
	}
	facts[1].Value, facts[2].Value = -12, math.Copysign(0, -1)
	facts[2].SumOf = nil
	filled(reflect.ValueOf(&r.Issues).Elem(), &next)
	filled(reflect.ValueOf(&r.Balances).Elem(), &next)
	s := newStored()
	want := FactsOf(facts[:]...)
	for _, b := range want.batches {
		s.batch(b)
	}
	batches, gotResult, err := restore(s.finish(r))
	if err != nil {
		t.Fatal(err)
	}
	var kept Facts
	for _, b := range batches {
		kept.add(b)
	}
	got := kept.List()
	if !reflect.DeepEqual(got, facts[:]) || math.Signbit(got[2].Value) != true {
		t.Errorf("facts:\n%+v\nwant\n%+v", got, facts)
	}
	if !reflect.DeepEqual(gotResult, r) {
		t.Errorf("result:\n%+v\nwant\n%+v", gotResult, r)
	}
}

func fileSum(t *testing.T, path string) string {
	t.Helper()
	sum, err := SumFile(path)
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
	var sources []Source
	err := filepath.WalkDir("testdata", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		at := filepath.Join(dir, strconv.Itoa(len(sources)))
		sources = append(sources, Source{Path: at, Name: filepath.ToSlash(path)})
		return os.WriteFile(at, data, 0o644)
	})
	if err != nil || len(sources) < 5 {
		t.Fatal(len(sources), err)
	}
	opt := Options{Vocabulary: readVocabulary(t)}
	read := func() Result {
		t.Helper()
		r, err := Read(t.Context(), sources, opt)
		if err != nil {
			t.Fatal(err)
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
	opt := Options{Cache: cache}
	source := []Source{{Path: path, Name: "a.csv", SHA256: fileSum(t, path)}}
	err := Stream(t.Context(), source, opt, func(*Fact) error { return context.Canceled }, func(Result) {})
	if err == nil || len(cache.kept) > 0 {
		t.Errorf("a stopped read kept %d results (%v)", len(cache.kept), err)
	}
	write("Chỉ tiêu,2019,2020\nSố hộ,1,3\n")
	if r, err := Read(t.Context(), source, opt); err != nil || r.Facts.At(1).Value != 3 || len(cache.kept) > 0 {
		t.Errorf("a changed file: %+v, %d kept (%v)", r.Facts, len(cache.kept), err)
	}
	source[0].SHA256 = fileSum(t, path)
	if _, err := Read(t.Context(), source, opt); err != nil || len(cache.kept) != 1 {
		t.Fatalf("%d kept (%v)", len(cache.kept), err)
	}
	for key, data := range cache.kept {
		for n := range data {
			cache.kept[key] = data[:n]
			if r, err := Read(t.Context(), source, opt); err != nil || r.Facts.Len() != 2 || r.Facts.At(1).Value != 3 {
				t.Fatalf("cut at %d: %+v (%v)", n, r.Facts, err)
			}
		}
	}
}

func FuzzRestore(f *testing.F) {
	s := newStored()
	var fact Fact
	next := 0
	filled(reflect.ValueOf(&fact).Elem(), &next)
	s.batch(FactsOf(fact, Fact{Raw: "-"}).batches[0])
	f.Add(s.finish(Result{Issues: []Issue{{Code: "a", Args: []string{"b"}}}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		batches, _, err := restore(data)
		if err != nil && batches != nil {
			t.Errorf("facts with an error: %v", err)
		}
		for _, b := range batches { // whatever is taken can be unpacked
			b.each(func(f *Fact) error { return nil })
		}
	})
}
