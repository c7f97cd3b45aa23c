package read

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"tongket/ingest"
)

// csvFiles writes n small workbooks, each with its number in its figures.
func csvFiles(t testing.TB, n int) []ingest.Source {
	t.Helper()
	dir := t.TempDir()
	var list []ingest.Source
	for i := range n {
		name := fmt.Sprintf("%03d.csv", i)
		text := fmt.Sprintf("Chỉ tiêu;ĐVT;2018;2019\nSố hộ nghèo;hộ;%d;%d\nSố hộ cận nghèo;hộ;7;8\n", i+10000, i+20000)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		list = append(list, ingest.Source{Path: filepath.Join(dir, name), Name: name})
	}
	return list
}

func TestReadKeepsTheOrderOfItsSources(t *testing.T) {
	sources := csvFiles(t, 40)
	for _, workers := range []int{1, 8} {
		r, err := All(context.Background(), sources, ingest.Options{Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		if r.Facts.Len() != 4*len(sources) || len(r.Balances) != len(sources) {
			t.Fatalf("%d workers: %d facts, %d balances of %d files", workers, r.Facts.Len(), len(r.Balances), len(sources))
		}
		for i := range r.Facts.Len() {
			if want := sources[i/4].Name; r.Facts.At(i).Pos.File != want {
				t.Fatalf("%d workers: fact %d is of %s, want %s", workers, i, r.Facts.At(i).Pos.File, want)
			}
		}
		if got := r.Facts.At(4).Value; got != 10001 {
			t.Errorf("%d workers: first figure of the second file is %v", workers, got)
		}
	}
}

func TestStreamStopsAtAnErrorOfEmit(t *testing.T) {
	full := errors.New("disk full")
	seen := 0
	err := Stream(context.Background(), csvFiles(t, 20), ingest.Options{Workers: 4}, func(some ingest.Facts) error {
		if seen += some.Len(); seen == 12 {
			return full
		}
		return nil
	}, func(ingest.Result) {})
	if !errors.Is(err, full) || seen != 12 {
		t.Errorf("err = %v after %d facts, want %v after 12", err, seen, full)
	}
}

// TestStreamKeepsTheOrder: while the first source is read, the others are read
// to their ends, and yet all comes in order.
func TestStreamKeepsTheOrder(t *testing.T) {
	sources := csvFiles(t, 30)
	lastRead := make(chan struct{})
	opt := ingest.Options{Workers: 2, Begin: func(file string) {
		if file == sources[0].Name {
			<-lastRead
		}
	}, End: func(file string, _ ingest.Result) {
		if file == sources[len(sources)-1].Name {
			close(lastRead)
		}
	}}
	var files, found []string
	err := Stream(context.Background(), sources, opt, func(some ingest.Facts) error {
		for _, f := range some.All() {
			if len(found) != len(files)/4 {
				t.Errorf("a fact of %s comes before the Result of the source before", f.Pos.File)
			}
			files = append(files, f.Pos.File)
		}
		return nil
	}, func(r ingest.Result) { found = append(found, r.Balances[0].File) })
	if err != nil || len(found) != len(sources) || len(files) != 4*len(sources) {
		t.Fatalf("err %v, %d results, %d facts", err, len(found), len(files))
	}
	for i, s := range sources {
		if found[i] != s.Name || files[4*i] != s.Name || files[4*i+3] != s.Name {
			t.Errorf("source %d: result of %s, facts of %s and %s, want %s", i, found[i], files[4*i], files[4*i+3], s.Name)
		}
	}
}

// TestStreamCanceled: a worker that waits for its turn ends with the reading.
func TestStreamCanceled(t *testing.T) {
	sources := csvFiles(t, 3)
	ctx, cancel := context.WithCancel(context.Background())
	err := Stream(ctx, sources, ingest.Options{Workers: 3}, func(ingest.Facts) error {
		cancel()
		return nil
	}, func(ingest.Result) {})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v, want %v", err, context.Canceled)
	}
}

func TestReadEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := All(ctx, csvFiles(t, 3), ingest.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v, want %v", err, context.Canceled)
	}
}

func TestUnreadableFilesAreIssues(t *testing.T) {
	sources := append(csvFiles(t, 1), ingest.Source{Path: "not-there.xlsx", Name: "not-there.xlsx"})
	r, err := All(context.Background(), sources, ingest.Options{})
	if err != nil || r.Facts.Len() != 4 || len(r.Issues) != 1 || r.Issues[0].Code != ingest.CodeUnreadable {
		t.Errorf("err %v, %d facts, issues %v", err, r.Facts.Len(), r.Issues)
	}
}

func BenchmarkRead(b *testing.B) {
	sources := csvFiles(b, 20)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := All(context.Background(), sources, ingest.Options{Workers: 1}); err != nil {
			b.Fatal(err)
		}
	}
}

// TestAdmit: sheets are admitted while their different texts are few enough, and one that
// is not takes no room from the next.
func TestAdmit(t *testing.T) {
	sheet := func(name string, n int) *ingest.Grid {
		g := &ingest.Grid{Sheet: name}
		for i := range n {
			g.Cells = append(g.Cells, ingest.Cell{Kind: ingest.Text, Text: fmt.Sprintf("%s %d", name, i)}, ingest.Cell{Kind: ingest.Text, Text: strconv.Itoa(i)})
		}
		return g
	}
	texts := map[string]bool{}
	for _, c := range []struct {
		grid *ingest.Grid
		want bool
	}{
		{sheet("Một", mostTexts-10), true},
		{sheet("Hai", 11), false},
		{sheet("Một", mostTexts-10), true},
		{sheet("Ba", 10), true},
		{sheet("Bốn", 1), false},
	} {
		if got := admit(texts, c.grid); got != c.want {
			t.Errorf("%d texts of %s: admitted %v, want %v", len(c.grid.Cells)/2, c.grid.Sheet, got, c.want)
		}
	}
}
