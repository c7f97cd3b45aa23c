package main

import (
	"archive/zip"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/spf13/cobra"

	"tongket/analysis"
	"tongket/ingest/book"
	"tongket/report/vi"
)

func watchCommand() *cobra.Command {
	var o runOptions
	cmd := &cobra.Command{
		Use:   "watch [JOB]",
		Short: "Theo dõi các biểu; lưu biểu nào thì kết quả được cập nhật ngay",
		Long: `Theo dõi thư mục biểu, danh mục và tongket.yaml của JOB. Mỗi khi một tệp được lưu, chạy như
tongket run --if-changed và in một dòng. Tệp đang lưu dở và tệp khóa ~$ của Excel được bỏ qua.
Lần chạy lỗi được báo, kết quả cũ giữ nguyên, và việc theo dõi tiếp tục. Nhấn Ctrl-C để dừng.`,
		Example: "  tongket watch D:\\tong-ket\n  tongket watch D:\\tong-ket --draft 3",
		Args:    atMost(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return watch(cmd.Context(), argument(args), o, cmd.ErrOrStderr())
		},
	}
	o.flags(cmd.Flags())
	return cmd
}

// watch runs the job whenever its inputs have changed, until ctx is done,
// which is no error.
func watch(ctx context.Context, dir string, o runOptions, stderr io.Writer) error {
	if err := existingFolder(dir); err != nil {
		return err
	}
	log, err := newLog(o.log, stderr)
	if err != nil {
		return err
	}
	w := &watcher{
		dir: filepath.Clean(dir), out: o.folder(dir), against: o.against, template: o.template,
		settle: 700 * time.Millisecond, poll: 3 * time.Second, doubt: 6 * time.Second, again: 10 * time.Second,
		check: whole, wake: make(chan struct{}, 1),
		teller: teller{words: note(stderr, log != nil), quiet: o.quiet, log: log},
	}
	w.run = func(ctx context.Context) error { return w.runJob(ctx, o) }
	stop := w.listen()
	defer stop()
	w.state("watching", fmt.Sprintf("Đang theo dõi %s; lưu biểu nào thì kết quả được cập nhật ngay. Nhấn Ctrl-C để dừng.", dir))
	w.loop(ctx)
	w.state("stopped", stoppedWords)
	return nil
}

const stoppedWords = "Đã dừng theo dõi."

// tellStopped tells the end of a watch that was left alone in the middle of a
// run.
func tellStopped(args []string, stderr io.Writer) {
	format := ""
	if slices.Contains(args, "--log=json") || slices.Contains(args, "json") {
		format = "json"
	}
	log, _ := newLog(format, stderr)
	t := teller{words: note(stderr, log != nil), quiet: slices.Contains(args, "--quiet"), log: log}
	t.state("stopped", stoppedWords)
}

// A watcher runs a job when its files have changed.
//
// What has changed is told by looking: sizes and times of all files, every few
// seconds. The system's notices only make it look at once; shares on a network
// give none.
type watcher struct {
	dir, out string
	against  string // the draft that --against names
	template string // the document that --mau names

	settle time.Duration // files that stay the same for so long are saved
	poll   time.Duration // between looks
	doubt  time.Duration // a workbook that cannot be opened for so long is damaged, not half saved
	again  time.Duration // after a run that failed for another reason than its inputs

	check func(path string) error     // whole
	run   func(context.Context) error // runJob

	wake    chan struct{}     // a notice has come
	notices *fsnotify.Watcher // nil: the system gives none
	job     *job              // as its settings were at the last look
	roots   []string          // files and folders that the settings name, in the job or outside it
	teller
}

// A sighting is what a look at a file tells without reading it.
type sighting struct {
	size     int64 // -1: a folder, or nothing that can be read
	modified time.Time
}

// sightings are the files and folders by path.
type sightings map[string]sighting

// loop looks, and runs the job for each new state of its files that is steady.
func (w *watcher) loop(ctx context.Context) {
	var last sightings // what the last run was made from
	force := true
	for ctx.Err() == nil {
		failed := false
		seen, err := w.look()
		if err == nil && (force || !maps.Equal(seen, last)) {
			seen, err = w.steady(ctx, seen, last)
			if err == nil {
				last = seen
				failed = retryable(w.run(ctx))
			}
		}
		if err != nil && ctx.Err() == nil {
			w.waiting(fmt.Sprintf("không xem được %s: %v", w.dir, reason(err)))
		}
		force = w.rest(ctx, failed)
	}
}

// retryable tells a failure that may pass by itself (the outputs are open, the
// disk is full, the share is away) from one that needs another input.
func retryable(err error) bool { return err != nil && !errors.As(err, new(usageError)) }

// rest waits for a notice or for the time of the next look. It tells whether
// the job is to be run even if all files look the same: after a notice, for
// times are coarse, and after a failure that may have passed.
func (w *watcher) rest(ctx context.Context, failed bool) (force bool) {
	pause := w.poll
	if failed {
		pause = w.again
	}
	select {
	case <-ctx.Done():
		return false
	case <-w.wake:
		return true
	case <-time.After(pause):
		return failed
	}
}

// look sees every file that may be an input, and asks for notices of the
// folders that it finds.
func (w *watcher) look() (sightings, error) {
	j := &job{dir: w.dir, out: w.out}
	w.job = j
	if err := j.readSettings(); err == nil { // wrong settings are told by the run
		w.roots = append(j.tables(), j.path(j.settings.Sheets))
		if w.template != "" {
			w.roots = append(w.roots, j.templatePath(w.template))
		}
		if name := cmp.Or(w.against, j.settings.Against); name != "" {
			w.roots = append(w.roots, j.previousFile(name, w.against != ""))
		}
	}
	seen := sightings{}
	for _, root := range append([]string{w.dir}, w.roots...) {
		if _, known := seen[root]; known || root == "" {
			continue
		}
		if err := w.see(root, seen); err != nil && (root == w.dir || !errors.Is(err, fs.ErrNotExist)) {
			return nil, err
		}
	}
	return seen, nil
}

// see adds the file or folder at root, with all in it, to seen.
func (w *watcher) see(root string, seen sightings) error {
	info, err := os.Stat(root)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		seen[root] = sighting{info.Size(), info.ModTime()}
		w.attend(filepath.Dir(root))
		return nil
	}
	return w.job.walk(root, func(path string, info fs.FileInfo) error {
		seen[path] = sighting{size: -1}
		switch {
		case info == nil:
		case !info.IsDir():
			seen[path] = sighting{info.Size(), info.ModTime()}
		case noticed(root, path):
			w.attend(path)
		}
		return nil
	}, func(string) {})
}

// noticed tells the folders that notices are asked of. Windows lets nobody
// rename a folder while one in it is watched, so there those further down are
// only looked at.
func noticed(root, folder string) bool {
	rel, err := filepath.Rel(root, folder)
	return err == nil && (runtime.GOOS != "windows" || !strings.Contains(rel, string(filepath.Separator)))
}

// attend asks for notices of a folder, which does nothing the second time.
// Where there are none, looking must do.
func (w *watcher) attend(folder string) {
	if w.notices != nil {
		_ = w.notices.Add(folder)
	}
}

// listen starts to take notices; stop ends it.
func (w *watcher) listen() (stop func()) {
	n, err := fsnotify.NewWatcher()
	if err != nil {
		return func() {}
	}
	w.notices = n
	go func() {
		for e := range n.Events {
			if w.concerns(e) {
				w.nudge()
			}
		}
	}()
	go func() {
		for range n.Errors { // notices were lost
			w.nudge()
		}
	}()
	return func() { _ = n.Close() }
}

func (w *watcher) nudge() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// concerns tells a notice of an input from one of lock files, of outputs and of
// attributes alone.
func (w *watcher) concerns(e fsnotify.Event) bool {
	return e.Op != fsnotify.Chmod && !hiddenName(filepath.Base(e.Name)) && !sameFile(e.Name, w.out)
}

// steady waits until the files stay as they are and those that differ from
// last can be read, and gives what it then sees. A workbook that stays damaged
// is for the run to tell; one that another program holds is waited for.
func (w *watcher) steady(ctx context.Context, seen, last sightings) (sightings, error) {
	for since := time.Now(); ; {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(w.settle):
		}
		select {
		case <-w.wake: // of what the next look sees anyway
		default:
		}
		next, err := w.look()
		if err != nil {
			return nil, err
		}
		if !maps.Equal(next, seen) {
			seen, since = next, time.Now()
			continue
		}
		path, err := w.unready(seen, last)
		switch {
		case err == nil, !errors.Is(err, errHeld) && time.Since(since) >= w.doubt:
			return seen, nil
		case errors.Is(err, errHeld):
			w.waiting(path + " đang mở trong chương trình khác; đợi lưu xong")
		}
	}
}

// unready is the first file, among those that differ from last, that cannot be
// read yet, and why.
func (w *watcher) unready(seen, last sightings) (string, error) {
	for _, path := range slices.Sorted(maps.Keys(seen)) {
		if s := seen[path]; s.size < 0 || last[path] == s {
			continue
		}
		if err := w.check(path); err != nil {
			return path, err
		}
	}
	return "", nil
}

var (
	errHalf = errors.New("the file is half saved")
	errHeld = errors.New("another program holds the file")
)

// whole is an error if the file cannot be opened, or looks like a workbook that
// is being saved: nothing or only zeros as yet, or a zip without its end.
func whole(path string) error {
	f, err := book.Open(path)
	if inUse(err) {
		return errHeld
	}
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	var head [4]byte
	n, err := io.ReadFull(f, head[:])
	switch {
	case inUse(err):
		return errHeld
	case n == 0 || head == [4]byte{}:
		return errHalf
	case string(head[:]) == "PK\x03\x04":
		_, err := zip.NewReader(f, info.Size())
		return err
	}
	return nil
}

// runJob runs the job if its inputs have changed, and tells of it in one line.
func (w *watcher) runJob(ctx context.Context, o runOptions) error {
	o.ifChanged, o.quiet = true, true
	o.journal = newJournal(w.log)
	o.journal.start(w.dir, o)
	err := run(ctx, w.dir, o, io.Discard)
	o.journal.done(err)
	took := vi.Number(time.Since(o.journal.started).Seconds(), 1) + " giây"
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		w.failed(err, took)
	case o.journal.changed:
		w.updated(fmt.Sprintf("đã cập nhật %s sau %s: %s", w.out, took, tally(*o.journal.counts)))
	default:
		w.unchanged(w.out)
	}
	return err
}

// tally counts the figures and findings of a run in words.
func tally(c analysis.Counts) string {
	return fmt.Sprintf("%s số liệu; %s lỗi, %s cảnh báo, %s lưu ý", vi.Count(c.Figures), vi.Count(c.Errors), vi.Count(c.Warnings), vi.Count(c.Infos))
}

// A teller tells what a watcher does: in words, a line each with the time of
// day, or as events. The same fault is told once.
type teller struct {
	words io.Writer
	quiet bool
	log   *slog.Logger // nil: in words
	fault string       // the last one told; "" if all is well
}

// state tells of the watching itself.
func (t *teller) state(event, text string) {
	if t.log != nil {
		t.log.Info(event)
	}
	if !t.quiet {
		fmt.Fprintln(t.words, vi.Visible(text))
	}
}

// waiting tells what a run is waiting for.
func (t *teller) waiting(text string) {
	if t.fault == text {
		return
	}
	if t.fault = text; t.log != nil {
		t.log.Warn("waiting", "error", text)
	}
	t.line(text)
}

func (t *teller) failed(err error, took string) {
	if t.fault != err.Error() {
		t.fault = err.Error()
		t.line(fmt.Sprintf("chưa cập nhật được (%s): %v", took, err))
	}
}

func (t *teller) updated(text string) {
	if t.fault = ""; !t.quiet {
		t.line(text)
	}
}

// unchanged is told only where something else was told before.
func (t *teller) unchanged(out string) {
	if t.fault != "" {
		t.updated("số liệu như lần trước; giữ nguyên " + out)
	}
}

func (t *teller) line(text string) {
	fmt.Fprintf(t.words, "%s  %s\n", time.Now().Format(time.TimeOnly), vi.Visible(text))
}
