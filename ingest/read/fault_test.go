package read

import (
	"testing"

	"tongket/ingest"
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
