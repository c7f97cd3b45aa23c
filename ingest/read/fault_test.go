package read

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"tongket/ingest"
	"tongket/ingest/words"
)

// TestFaultOfASource: what breaks the reading of one source is one issue on it, and
// nothing that was held back of it goes out.
func TestFaultOfASource(t *testing.T) {
	emitted := 0
	q := &queue{sources: []ingest.Source{{Name: "a.xlsx"}, {Name: "b.xlsx"}}, emit: func(b *ingest.Batch) error { emitted += b.Len(); return nil }, found: func(ingest.Result) {}, done: map[int]*outlet{}, waiting: map[int]chan struct{}{}}
	packer := new(ingest.Packer)
	fact := &ingest.Fact{Pos: ingest.Pos{File: "a.xlsx", Row: 1, Col: 1}, Label: "a", Known: true}
	o := &outlet{ctx: t.Context(), queue: q, packer: packer}
	o.found = o.orFault(func() ingest.Result {
		if err := o.put(fact); err != nil {
			t.Fatal(err)
		}
		panic("broken")
	})
	o.seal()
	if err := q.finish(o); err != nil {
		t.Fatal(err)
	}
	found := o.found
	if len(found.Issues) != 1 || found.Issues[0].Code != ingest.CodeFault || found.Issues[0].Pos.File != "a.xlsx" || found.Issues[0].Err == nil || emitted != 0 {
		t.Errorf("%+v, %d facts", found, emitted)
	}
	next := &outlet{ctx: t.Context(), queue: q, source: 1, packer: packer}
	next.orFault(func() ingest.Result {
		if err := next.put(fact); err != nil {
			t.Fatal(err)
		}
		return ingest.Result{}
	})
	next.seal()
	if err := q.finish(next); err != nil || emitted != 1 {
		t.Errorf("%v, %d facts of the source behind it", err, emitted)
	}
}

// A run may hold so many cells and figures, all its files together: beyond that it ends,
// whatever the files are one by one.
func TestRunIsBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte("Chỉ tiêu,ĐVT,2019,2020\nSố hộ nghèo,hộ,5,4\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct{ cells, figures int }{
		"":        {0, 0},
		"cells":   {maxRunCells, 0},
		"figures": {0, maxRunFigures - 1},
	} {
		q := &queue{
			lex: words.NewLexicon(ingest.Vocabulary{}), sources: []ingest.Source{{Path: path, Name: "a.csv"}}, figures: test.figures,
			emit: func(*ingest.Batch) error { return nil }, found: func(ingest.Result) {}, done: map[int]*outlet{}, waiting: map[int]chan struct{}{},
		}
		q.cells.Store(int64(test.cells))
		err, much := q.work(t.Context()), new(TooMuchError)
		if errors.As(err, &much) != (name != "") || name != "" && much.What != name {
			t.Errorf("%q: %v", name, err)
		}
	}
}
