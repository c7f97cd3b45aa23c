package main

import (
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"tongket/ingest"
	"tongket/report/vi"
)

// A progress shows a bar on a terminal and nothing elsewhere, and tells the
// journal, if there is one.
type progress struct {
	bar     *progressbar.ProgressBar
	journal *journal
}

// newProgress counts files read and, as one step each, outputs written; the
// number of outputs is only known once they are, so the bar ends early or at
// its end, never beyond.
func newProgress(w io.Writer, quiet bool, files int) *progress {
	return &progress{bar: progressbar.NewOptions(files+outputsExpected,
		progressbar.OptionSetWriter(w),
		progressbar.OptionSetVisibility(!quiet && isTerminal(w)),
		progressbar.OptionSetWidth(30),
		progressbar.OptionShowCount(),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetPredictTime(false),
	)}
}

const outputsExpected = 16

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func (p *progress) begin(file string)                    { p.journal.begin(file) }
func (p *progress) end(file string, found ingest.Result) { p.journal.end(file, found) }
func (p *progress) read(file string)                     { p.step("đọc " + file) }

func (p *progress) wrote(name string) {
	p.journal.wrote(name)
	p.step("ghi " + name)
}

// step moves the bar; what it shows is for the eye alone, so an error of the
// terminal is of no interest.
func (p *progress) step(what string) {
	p.bar.Describe(vi.Visible(what))
	_ = p.bar.Add(1)
}

// stop takes the bar away; once it is, nothing.
func (p *progress) stop() {
	if !p.bar.IsFinished() {
		_ = p.bar.Finish()
	}
}
