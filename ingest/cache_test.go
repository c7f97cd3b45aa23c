package ingest

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/parquet-go/parquet-go"
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
	files, _ := filepath.Glob("../*/testdata/*.*")
	drawn, _ := filepath.Glob("../layout/testdata/layouts/*.txt")
	for _, path := range append(files, drawn...) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		at := filepath.Join(dir, strconv.Itoa(len(sources)))
		sources = append(sources, Source{Path: at, Name: filepath.ToSlash(path)})
		if err := os.WriteFile(at, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if len(sources) < 5 {
		t.Fatal(sources)
	}
	opt := Options{Vocabulary: province}
	read := func() Result {
		t.Helper()
		r, err := Read(t.Context(), sources, opt)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range r.Facts.batches {
			if (b.key != "") != (opt.Cache != nil) {
				t.Errorf("%s has the key %q", b.sheets[0].file, b.key)
			}
			b.key = ""
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
	err := Stream(t.Context(), source, opt, func(Facts) error { return context.Canceled }, func(Result) {})
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

// TestTableFromCache writes the facts of many workbooks as Parquet: without a
// cache, with an empty one and with what that has kept, the bytes are the same;
// and of one workbook that is another only its row group is made again.
func TestTableFromCache(t *testing.T) {
	facts := tableFacts(300_000) // of 215 files
	var l Facts
	for file := range slices.Chunk(facts, 1400) {
		l.Append(file...)
	}
	for i, b := range l.batches {
		b.key = strconv.Itoa(i)
	}
	write := func(cache Cache) []byte {
		t.Helper()
		var b bytes.Buffer
		table := aTable
		table.Cache = cache
		if err := table.Write(&b, &l); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	cache := &rowGroups{kept: map[string][]byte{}}
	plain := write(nil)
	if !bytes.Equal(write(cache), plain) || cache.hits > 0 {
		t.Errorf("with an empty cache the bytes are others (%d hits)", cache.hits)
	}
	groups := len(cache.kept)
	if !bytes.Equal(write(cache), plain) || cache.hits != groups {
		t.Errorf("with a full cache the bytes are others (%d hits of %d)", cache.hits, groups)
	}
	file, err := parquet.OpenFile(bytes.NewReader(plain), int64(len(plain)))
	if err != nil || len(file.RowGroups()) != groups || groups < 3 {
		t.Errorf("%d row groups, %d kept, error %v", len(file.RowGroups()), groups, err)
	}
	for _, g := range file.RowGroups() {
		if n := g.NumRows(); n > mostGrouped {
			t.Errorf("a row group has %d rows", n)
		}
	}
	for _, data := range cache.kept {
		if pages := data[len("PAR1") : len(data)/2]; !bytes.Contains(plain, pages) {
			t.Error("pages that are kept are not copied")
		}
	}
	row := 0
	err = eachRow(bytes.NewReader(plain), int64(len(plain)), func(r *factRead) error {
		if f := &facts[row]; *r.Label != f.Label || *r.Raw != f.Raw || (r.Value != nil) != f.Known || f.Known && *r.Value != f.Value || *r.SHA256 != aTable.Sum(f.Pos.File) {
			return fmt.Errorf("row %d is %q %q", row, *r.Label, *r.Raw)
		}
		row++
		return nil
	})
	if err != nil || row != len(facts) {
		t.Errorf("%d rows read back, error %v", row, err)
	}

	cache.hits = 0
	l.batches[100] = FactsOf(facts[:700]...).batches[0]
	l.batches[100].key = "changed"
	if changed := write(cache); cache.hits != groups-1 || bytes.Equal(changed, plain) || !bytes.Equal(changed, write(nil)) {
		t.Errorf("%d of %d row groups are kept when one workbook is another", cache.hits, groups)
	}
	l.batches[100].key = ""
	if write(cache); cache.hits != 2*(groups-1) || len(cache.kept) != groups+1 {
		t.Error("a row group of facts that are in no cache is kept")
	}
}

// rowGroups is a Cache in memory of a single goroutine.
type rowGroups struct {
	kept map[string][]byte
	hits int
}

func (c *rowGroups) Get(key string) []byte {
	if c.kept[key] != nil {
		c.hits++
	}
	return c.kept[key]
}

func (c *rowGroups) Put(key string, data []byte) { c.kept[key] = bytes.Clone(data) }
