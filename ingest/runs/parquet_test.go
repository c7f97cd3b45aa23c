package runs

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"testing"

	"github.com/parquet-go/parquet-go"

	"tongket/ingest"
)

// TestTableFromCache writes the facts of many workbooks as Parquet: without a
// cache, with an empty one and with what that has kept, the bytes are the same;
// and of one workbook that is another only its row group is made again.
func TestTableFromCache(t *testing.T) {
	facts := tableFacts(300_000) // of 215 files
	var l ingest.Facts
	for file := range slices.Chunk(facts, 1400) {
		l.Append(file...)
	}
	for i, b := range l.Batches() {
		b.Key = strconv.Itoa(i)
	}
	write := func(cache ingest.Cache) []byte {
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
	some := ingest.FactsOf(facts[:700]...)
	l.Batches()[100] = some.Batches()[0]
	l.Batches()[100].Key = "changed"
	if changed := write(cache); cache.hits != groups-1 || bytes.Equal(changed, plain) || !bytes.Equal(changed, write(nil)) {
		t.Errorf("%d of %d row groups are kept when one workbook is another", cache.hits, groups)
	}
	l.Batches()[100].Key = ""
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
