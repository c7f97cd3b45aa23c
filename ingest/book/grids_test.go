package book

import (
	"bytes"
	"errors"
	"testing"

	"tongket/ingest"
)

// TestFault holds that a reader that panics gives one issue, of a code of its
// own and with the stack, and no grid.
func TestFault(t *testing.T) {
	breakAt := func(list []int) int { return list[3] }
	grids, issues := orFault("so-lieu/a.xls", func() ([]ingest.Grid, []ingest.Issue) {
		return make([]ingest.Grid, breakAt(nil)), nil
	})
	if len(grids) != 0 || len(issues) != 1 || issues[0].Code != ingest.CodeFault || issues[0].Pos != (ingest.Pos{File: "so-lieu/a.xls"}) {
		t.Fatalf("grids %v, issues %v", grids, issues)
	}
	var broke *Panic
	if !errors.As(issues[0].Err, &broke) || !bytes.Contains(broke.Stack, []byte("grids_test.go")) {
		t.Errorf("the cause is %v, without a stack that names this test", issues[0].Err)
	}
}
