package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/rogpeppe/go-internal/testscript"
)

// until waits for a file to exist, or to match a pattern: until FILE [PATTERN].
// It fails only with the whole test.
func until(ts *testscript.TestScript, neg bool, args []string) {
	for {
		data, err := os.ReadFile(ts.MkAbs(args[0]))
		found := err == nil
		if found && len(args) > 1 {
			found = strings.Contains(string(data), args[1])
		}
		if found != neg {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// A stage is a watched folder in a bubble with a clock of its own: looking
// alone, no notices.
type stage struct {
	t   *testing.T
	dir string
	w   *watcher

	mu    sync.Mutex // guards what follows
	words bytes.Buffer
	runs  int
	fail  error  // what the next runs give
	held  string // a file that another program holds
}

// onStage plays a story: the watcher has run once when it begins.
func onStage(t *testing.T, story func(s *stage)) {
	t.Helper()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		s := &stage{t: t, dir: dir}
		s.w = &watcher{
			dir: dir, out: filepath.Join(dir, "ket-qua"),
			settle: time.Second, poll: 3 * time.Second, doubt: 6 * time.Second, again: 10 * time.Second,
			check: s.check, wake: make(chan struct{}, 1),
			teller: teller{words: s},
			run:    s.run,
		}
		s.write("so-lieu/a.csv", "1")
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { s.w.loop(ctx); close(done) }()
		s.after(time.Minute, 1)
		story(s)
		cancel()
		<-done
	})
}

func (s *stage) check(path string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if filepath.Base(path) == s.held {
		return errHeld
	}
	return whole(path)
}

func (s *stage) run(context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.runs++
	return s.fail
}

func (s *stage) Write(words []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.words.Write(words)
}

// set changes what the watcher meets from now on.
func (s *stage) set(fail error, held string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fail, s.held = fail, held
}

// write makes a file that differs from the one before it at least in time,
// which is the bubble's.
func (s *stage) write(name, text string) {
	s.t.Helper()
	path := filepath.Join(s.dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644), os.Chtimes(path, time.Time{}, time.Now())); err != nil {
		s.t.Fatal(err)
	}
}

// after lets time pass and holds how many runs there were in all.
func (s *stage) after(d time.Duration, runs int) {
	s.t.Helper()
	time.Sleep(d)
	synctest.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.runs != runs {
		s.t.Fatalf("%d runs, want %d", s.runs, runs)
	}
}

func TestWatchOneRunForABurstOfSaves(t *testing.T) {
	onStage(t, func(s *stage) {
		for range 40 {
			s.write("so-lieu/a.csv", "2")
			s.after(300*time.Millisecond, 1)
		}
		s.after(time.Minute, 2)
	})
}

func TestWatchTakesWhatIsAnInputAlone(t *testing.T) {
	onStage(t, func(s *stage) {
		for _, name := range []string{"so-lieu/~$a.xlsx", "so-lieu/.~lock.a.ods#", "so-lieu/B2C4.tmp", "so-lieu/moi.xlsx.part",
			"ket-qua/bieu-do.html", "ket-qua/du-thao/lan-2/tongket.json", ".ket-qua.lock", ".ket-qua.tam-1/moi/phu-luc.pdf"} {
			s.write(name, "x")
			s.after(time.Minute, 1)
		}
		for n, name := range []string{"so-lieu/b.csv", "so-lieu/huyen/moi/c.csv", "danh-muc.csv", "gop-y.csv", "tongket.yaml"} {
			s.write(name, "")
			s.after(time.Minute, n+2)
		}
		if err := os.Remove(filepath.Join(s.dir, "so-lieu", "b.csv")); err != nil {
			t.Fatal(err)
		}
		s.after(time.Minute, 7)
	})
}

func TestWatchFollowsTheSettings(t *testing.T) {
	elsewhere := filepath.Join(t.TempDir(), "chung")
	onStage(t, func(s *stage) {
		s.write("tongket.yaml", "so-lieu: "+filepath.ToSlash(elsewhere)+"\n")
		s.after(time.Minute, 2)
		if err := errors.Join(os.Mkdir(elsewhere, 0o755), os.WriteFile(filepath.Join(elsewhere, "a.csv"), []byte("1"), 0o644)); err != nil {
			t.Fatal(err)
		}
		s.after(time.Minute, 3)
		s.write("tongket.yaml", "so-lieu: [\n") // the run tells; the folder of before is still watched
		s.after(time.Minute, 4)
		if err := os.WriteFile(filepath.Join(elsewhere, "a.csv"), []byte("12"), 0o644); err != nil {
			t.Fatal(err)
		}
		s.after(time.Minute, 5)
	})
}

// A kept draft lies among the outputs, which are not looked at: that which the
// outputs are compared with is.
func TestWatchSeesTheDraftBefore(t *testing.T) {
	onStage(t, func(s *stage) {
		const kept = "ket-qua/du-thao/du-thao-lan-1/tongket.json"
		s.write(kept, "{}")
		s.after(time.Minute, 1)
		s.write("tongket.yaml", "so-voi: 1\n")
		s.after(time.Minute, 2)
		s.write(kept, "{ }")
		s.after(time.Minute, 3)
		s.write("ket-qua/tongket.json", "{}")
		s.after(time.Minute, 3)
	})
}

func TestWatchWaitsForHalfAWorkbook(t *testing.T) {
	var book bytes.Buffer
	z := zip.NewWriter(&book)
	part, err := z.Create("xl/workbook.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write([]byte("<workbook/>")); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	half := book.String()[:book.Len()/2]
	for _, first := range []string{half, "", "\x00\x00\x00\x00\x00\x00\x00\x00"} {
		onStage(t, func(s *stage) {
			s.write("so-lieu/b.xlsx", first)
			s.after(6*time.Second, 1)
			s.write("so-lieu/b.xlsx", book.String())
			s.after(5*time.Second, 2)
			s.write("so-lieu/b.xlsx", half) // and stays so: the run tells that it is damaged
			s.after(6*time.Second, 2)
			s.after(time.Minute, 3)
		})
	}
}

func TestWatchWaitsForAFileThatIsHeld(t *testing.T) {
	onStage(t, func(s *stage) {
		s.set(nil, "b.csv")
		s.write("so-lieu/b.csv", "x")
		s.after(time.Hour, 1)
		if n := strings.Count(s.words.String(), "b.csv đang mở trong chương trình khác"); n != 1 {
			t.Errorf("told %d times that the file is held, want once:\n%s", n, s.words.String())
		}
		s.set(nil, "")
		s.after(time.Minute, 2)
	})
}

func TestWatchGoesOnAfterAFailure(t *testing.T) {
	onStage(t, func(s *stage) {
		s.set(usage(errors.New("a wrong key")), "") // only another input helps
		s.write("tongket.yaml", "x: 1\n")
		s.after(time.Hour, 2)
		s.set(errors.New("an output is open"), "") // passes by itself
		s.write("tongket.yaml", "\n")
		s.after(20*time.Second, 4)
		s.set(nil, "")
		s.after(time.Hour, 5)
	})
}

// TestWatchIsNudged saves as Excel does, beside and by renaming, while looking
// alone would find it only after an hour.
func TestWatchIsNudged(t *testing.T) {
	dir := t.TempDir()
	runs := make(chan struct{})
	w := &watcher{
		dir: dir, out: filepath.Join(dir, "ket-qua"),
		settle: time.Millisecond, poll: time.Hour, doubt: time.Millisecond, again: time.Hour,
		check: whole, wake: make(chan struct{}, 1), teller: teller{words: io.Discard},
		run: func(context.Context) error { runs <- struct{}{}; return nil },
	}
	stop := w.listen()
	if w.notices == nil {
		t.Skip("this system gives no notices")
	}
	defer stop()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { w.loop(ctx); close(done) }()
	<-runs
	sheets := filepath.Join(dir, "so-lieu", "huyen")
	if err := os.MkdirAll(sheets, 0o755); err != nil {
		t.Fatal(err)
	}
	<-runs // for the new folder, which is watched from then on
	saved := make(chan error, 1)
	go func() {
		temporary := filepath.Join(sheets, "B2C4D6E8.tmp")
		saved <- errors.Join(os.WriteFile(temporary, []byte("x"), 0o644), os.Rename(temporary, filepath.Join(sheets, "a.csv")))
	}()
	<-runs
	if err := <-saved; err != nil {
		t.Fatal(err)
	}
	go cancel()
	for {
		select {
		case <-runs: // a late notice
		case <-done:
			return
		}
	}
}

func TestConcerns(t *testing.T) {
	w := &watcher{dir: "job", out: filepath.Join("job", "ket-qua")}
	tests := []struct {
		name string
		op   fsnotify.Op
		want bool
	}{
		{"job/so-lieu/a.xlsx", fsnotify.Write, true},
		{"job/so-lieu/a.xlsx", fsnotify.Rename, true},
		{"job/so-lieu/a.xlsx", fsnotify.Write | fsnotify.Chmod, true},
		{"job/so-lieu/a.xlsx", fsnotify.Chmod, false}, // an indexer
		{"job/so-lieu/~$a.xlsx", fsnotify.Create, false},
		{"job/ket-qua", fsnotify.Rename, false},
		{"job/.ket-qua.tam-123", fsnotify.Create, false},
	}
	for _, test := range tests {
		if got := w.concerns(fsnotify.Event{Name: filepath.FromSlash(test.name), Op: test.op}); got != test.want {
			t.Errorf("concerns(%s %v) = %t, want %t", test.name, test.op, got, test.want)
		}
	}
}
