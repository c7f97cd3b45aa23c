package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/report/vi"
)

// A journal notes what happens in a run: as one JSON object a line if it has a
// log, and as the counts that are left at its end. A nil journal notes nothing.
type journal struct {
	log     *slog.Logger // nil: the counts alone
	started time.Time
	changed bool             // the outputs are new
	counts  *analysis.Counts // of the outputs, new or as they were

	mu      sync.Mutex
	reading map[string]time.Time // files that are being read, and since when
}

// newJournal is the journal of one run. log is nil, or where the events go.
func newJournal(log *slog.Logger) *journal {
	return &journal{log: log, started: time.Now(), reading: map[string]time.Time{}}
}

// newLog writes events to w in the format that --log names: "" for none, or
// json.
func newLog(format string, w io.Writer) (*slog.Logger, error) {
	switch format {
	case "":
		return nil, nil
	case "json":
		return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{ReplaceAttr: eventKey})), nil
	}
	return nil, usage(fmt.Errorf("dạng nhật ký %q không có; dùng --log json", format))
}

// asksForLog tells whether a command line that could not be understood as a
// whole asks for events all the same.
func asksForLog(cmd *cobra.Command, args []string) bool {
	if cmd.Flags().Lookup("log") == nil {
		return false
	}
	at := slices.Index(args, "--log")
	return slices.Contains(args, "--log=json") || at >= 0 && at+1 < len(args) && args[at+1] == "json"
}

// noteFault notes as the only event why nothing was started.
func noteFault(err error, stderr io.Writer) {
	if log, wrong := newLog("json", stderr); wrong == nil {
		newJournal(log).done(err)
	}
}

// eventKey names the event "event", for it is a name and no message.
func eventKey(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.MessageKey {
		a.Key = "event"
	}
	return a
}

// told runs the job and tells of it on stderr: in words, or only in events if
// a log is asked for.
func told(ctx context.Context, dir string, o runOptions, stderr io.Writer) error {
	log, err := newLog(o.log, stderr)
	if err != nil {
		return err
	}
	o.journal = newJournal(log)
	if log == nil {
		return run(ctx, dir, o, stderr)
	}
	o.journal.start(dir, o)
	err = run(ctx, dir, o, io.Discard)
	o.journal.done(err)
	if err != nil {
		return loggedError{err}
	}
	return nil
}

// A loggedError has been told already, as an event.
type loggedError struct{ error }

func (e loggedError) Unwrap() error { return e.error }

func (j *journal) event(level slog.Level, name string, attributes ...slog.Attr) {
	if j != nil && j.log != nil {
		j.log.LogAttrs(context.Background(), level, name, attributes...)
	}
}

func (j *journal) start(dir string, o runOptions) {
	j.event(slog.LevelInfo, "start", slog.String("version", version), slog.String("job", dir), slog.String("output", o.folder(dir)))
}

func (j *journal) begin(file string) {
	if j == nil {
		return
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.reading[file] = time.Now()
}

func (j *journal) end(file string, found ingest.Result) {
	if j == nil {
		return
	}
	j.mu.Lock()
	took := time.Since(j.reading[file])
	delete(j.reading, file)
	j.mu.Unlock()
	figures := 0
	for _, b := range found.Balances {
		figures += b.Read
	}
	j.event(slog.LevelInfo, "read", slog.String("file", file), slog.Int("figures", figures),
		slog.Int("issues", len(found.Issues)), milliseconds("ms", took))
	for _, i := range found.Issues {
		j.fault(file, i.Err)
	}
}

// fault notes where this program broke on a file, if that is why nothing was read.
func (j *journal) fault(file string, err error) {
	if broke := (*book.Panic)(nil); errors.As(err, &broke) {
		j.event(slog.LevelError, "fault", slog.String("file", file), slog.String("error", broke.Error()), slog.String("stack", string(broke.Stack)))
	}
}

func (j *journal) wrote(name string) {
	j.event(slog.LevelInfo, "wrote", slog.String("file", name))
}

// note notes what could not be kept or removed.
func (j *journal) note(text string) {
	j.event(slog.LevelWarn, "note", slog.String("error", text))
}

// unchanged notes that the outputs stay as they are.
func (j *journal) unchanged(old analysis.Counts) {
	if j != nil {
		j.counts = &old
	}
}

// published notes the new outputs and what was found in making them.
func (j *journal) published(r *analysis.Review) {
	if j == nil {
		return
	}
	j.counts, j.changed = &r.Manifest.Counts, true
	for _, f := range r.Findings {
		j.finding(f)
	}
}

func (j *journal) finding(f analysis.Finding) {
	if j.log == nil {
		return
	}
	content, advice := vi.Finding(f)
	level := map[analysis.Severity]slog.Level{analysis.Error: slog.LevelError, analysis.Warning: slog.LevelWarn}[f.Severity]
	j.event(level, "finding", slog.String("code", f.Code), slog.String("severity", string(f.Severity)),
		slog.String("file", f.Pos.File), slog.String("sheet", f.Pos.Sheet), slog.String("cell", f.Pos.Cell()),
		slog.String("indicator", f.Indicator), slog.String("place", f.Place), slog.String("years", f.Years.String()),
		slog.String("content", content), slog.String("advice", advice))
}

// done is the last event of a run: its exit status and its counts.
func (j *journal) done(err error) {
	status, level := 0, slog.LevelInfo
	attributes := []slog.Attr{slog.Bool("changed", j.changed), milliseconds("ms", time.Since(j.started))}
	if err != nil {
		status, level = exitStatus(err), slog.LevelError
	}
	if err != nil && !errors.Is(err, errStrict) {
		attributes = append(attributes, slog.String("error", stopped(err).Error()))
	}
	if c := j.counts; c != nil {
		attributes = append(attributes, slog.Int("figures", c.Figures), slog.Int("errors", c.Errors), slog.Int("warnings", c.Warnings), slog.Int("infos", c.Infos))
	}
	j.event(level, "done", append([]slog.Attr{slog.Int("status", status)}, attributes...)...)
}

func milliseconds(key string, d time.Duration) slog.Attr { return slog.Int64(key, d.Milliseconds()) }
