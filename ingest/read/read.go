// Package read answers what all files of a job say: it reads them side by side,
// hands their facts on in the order of the sources, and keeps what it read of the
// same bytes in a cache.
package read

import (
	"cmp"
	"context"
	"fmt"
	"path"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/ingest/layout"
	"tongket/ingest/runs"
	"tongket/ingest/words"
)

// All reads the sources, opt.Workers workbooks at a time, and returns what it
// found in their order. The error is that of ctx; what cannot be read is an
// Issue.
func All(ctx context.Context, sources []ingest.Source, opt ingest.Options) (all ingest.Result, err error) {
	var issues [][]ingest.Issue
	var balances [][]ingest.Balance
	err = stream(ctx, sources, opt, func(b *ingest.Batch) error {
		all.Facts.Add(b)
		return nil
	}, func(r ingest.Result) {
		issues, balances = append(issues, r.Issues), append(balances, r.Balances)
		all.Origins = append(all.Origins, r.Origins...)
	})
	all.Issues, all.Balances = slices.Concat(issues...), slices.Concat(balances...)
	return all, err
}

// Stream reads as All does and hands the facts to emit, some at a time, in the
// order of the sources, sheets and cells, and after the last fact of each source
// its issues and balances to found. An error of emit stops the reading and is
// returned.
//
// No more is kept than the workbooks that are being read and a bounded number
// of facts that wait for their turn.
func Stream(ctx context.Context, sources []ingest.Source, opt ingest.Options, emit func(ingest.Facts) error, found func(ingest.Result)) error {
	return stream(ctx, sources, opt, func(b *ingest.Batch) error {
		var some ingest.Facts
		some.Add(b)
		return emit(some)
	}, found)
}

// stream is Stream by batches; emit may keep them.
func stream(ctx context.Context, sources []ingest.Source, opt ingest.Options, emit func(*ingest.Batch) error, found func(ingest.Result)) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	q := &queue{lex: words.NewLexicon(opt.Vocabulary), opt: opt, sources: sources, emit: emit, found: found, done: map[int]*outlet{}, waiting: map[int]chan struct{}{}, optionsKey: keyOfOptions(opt)}
	workers := opt.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	q.plan = runs.MakePlan(ctx, q.lex, sources, workers)
	var group sync.WaitGroup
	for range min(workers, len(sources)) {
		group.Go(func() {
			if err := q.work(ctx); err != nil {
				cancel(err)
			}
		})
	}
	group.Wait()
	return context.Cause(ctx)
}

// A queue hands out sources in order, and the turns to emit in the same order.
// A worker whose source is read before its turn goes on to the next source
// while no more than maxWaiting facts wait in such sources.
type queue struct {
	lex      *words.Lexicon
	opt      ingest.Options
	sources  []ingest.Source
	plan     *runs.Plan // nil: no source is another run
	emit     func(*ingest.Batch) error
	found    func(ingest.Result)
	next     atomic.Int64 // the source to be read next
	emitting atomic.Int64 // the source whose facts are emitted; changed under mu

	optionsKey string // of the cache

	cells   atomic.Int64 // of all sources that are read
	figures int          // that are emitted; of the worker whose turn it is

	mu           sync.Mutex
	done         map[int]*outlet       // read to the end before their turn
	waitingFacts int                   // in them
	waiting      map[int]chan struct{} // closed when the source's turn comes
}

// How much a run may hold, all its sources together: thousands of times what the sheets
// of a term do, and about a gigabyte.
const (
	maxRunCells   = 64 << 20
	maxRunFigures = 3_000_000
)

// A TooMuchError is a run whose sources hold more than one may, all together.
type TooMuchError struct {
	What  string // "cells", "figures" or "files"
	Limit int
}

func (e *TooMuchError) Error() string {
	return fmt.Sprintf("more than %d %s in a run", e.Limit, e.What)
}

// hold counts the cells of a source.
func (q *queue) hold(grids []ingest.Grid) error {
	n := 0
	for k := range grids {
		n += len(grids[k].Cells)
	}
	if q.cells.Add(int64(n)) > maxRunCells {
		return &TooMuchError{"cells", maxRunCells}
	}
	return nil
}

// maxWaiting bounds the facts that one source holds back, and those that all
// sources do which are read to the end.
const maxWaiting = 1 << 18

func (q *queue) work(ctx context.Context) error {
	known, packer := layout.NewPhrases(words.NewMeanings(q.lex, q.opt)), new(ingest.Packer)
	for ctx.Err() == nil {
		i := int(q.next.Add(1)) - 1
		if i >= len(q.sources) {
			break
		}
		o := &outlet{ctx: ctx, queue: q, source: i, packer: packer}
		q.begin(i)
		o.found = o.orFault(func() ingest.Result { return q.one(ctx, known, i, o) })
		o.seal()
		q.end(o)
		if err := q.finish(o); err != nil {
			return err
		}
	}
	return nil
}

func (q *queue) begin(i int) {
	if q.opt.Begin != nil {
		q.opt.Begin(q.sources[i].Name)
	}
}

func (q *queue) end(o *outlet) {
	if q.opt.End != nil {
		q.opt.End(q.sources[o.source].Name, o.found)
	}
}

// one reads one source: a sheet, or the file of another run. What of the latter
// counts depends on the other sources, so nothing of it is kept in the cache.
func (q *queue) one(ctx context.Context, known *layout.Phrases, i int, o *outlet) ingest.Result {
	src := q.sources[i]
	switch p := q.plan; {
	case p != nil && p.Runs[i] != nil:
		return runs.Read(ctx, known.Meanings, p, p.Runs[i], src, o.await, o.put)
	case p != nil && p.Covered[i] != nil:
		return runs.ReadCovered(ctx, known.Meanings, src, p.Covered[i])
	}
	return q.read(ctx, o, func() ingest.Result {
		return readSource(ctx, q.opt, known, src, func(grids []ingest.Grid) error {
			if err := q.hold(grids); err != nil {
				o.err = cmp.Or(o.err, err)
			}
			return o.err
		}, o.put)
	})
}

// finish emits what a source still holds back, and then the sources that were
// only waiting for it; or leaves it to the worker whose turn it is.
func (q *queue) finish(o *outlet) error {
	if o.err == nil && q.leave(o) {
		return nil
	}
	for ; o != nil; o = q.pass() {
		if err := o.flush(); err != nil {
			return err
		}
		q.tellReturned(o)
		q.found(o.found)
		if q.opt.Progress != nil {
			q.opt.Progress(q.sources[o.source].Name)
		}
	}
	return nil
}

// tellReturned keeps the issue of a workbook that came back to its sender's original
// which is read beside it, and has it stand there. Where there is none, or the team
// leaves that out, there is nothing to tell.
func (q *queue) tellReturned(o *outlet) {
	returned := q.sources[o.source].Name
	if !slices.ContainsFunc(o.found.Issues, isReturned) {
		return
	}
	o.found.Issues = slices.DeleteFunc(slices.Clone(o.found.Issues), isReturned)
	for i := range q.sources {
		name := q.sources[i].Name
		leftOut := func(h ingest.Hint) bool { return h.LeaveOut && h.Sheet == "" && h.Range == ingest.Range{} }
		if i != o.source && stem(name) == stem(returned) && !slices.ContainsFunc(ingest.HintsAbout(q.opt.Hints, name), leftOut) {
			o.found.Issues = append(o.found.Issues, ingest.Issue{Pos: ingest.Pos{File: name}, Code: ingest.CodeReturned, Related: []ingest.Pos{{File: returned}}})
		}
	}
}

func isReturned(i ingest.Issue) bool { return i.Code == ingest.CodeReturned }

// stem is a file's name without its form, as names are compared.
func stem(name string) string {
	return strings.ToLower(norm.NFC.String(strings.TrimSuffix(name, path.Ext(name))))
}

// leave puts a source aside if it isn't its turn and there is room.
func (q *queue) leave(o *outlet) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.emitting.Load() == int64(o.source) || q.waitingFacts+o.count > maxWaiting {
		return false
	}
	q.done[o.source] = o
	q.waitingFacts += o.count
	return true
}

// pass gives the turn to the next source: to the worker that reads it, or, if
// it is read, to this one.
func (q *queue) pass() *outlet {
	q.mu.Lock()
	defer q.mu.Unlock()
	i := int(q.emitting.Add(1))
	if come := q.waiting[i]; come != nil {
		close(come)
		delete(q.waiting, i)
	}
	o := q.done[i]
	if o != nil {
		delete(q.done, i)
		q.waitingFacts -= o.count
	}
	return o
}

// await returns when it is the source's turn, or ctx is done.
func (q *queue) await(ctx context.Context, source int) error {
	q.mu.Lock()
	if q.emitting.Load() == int64(source) {
		q.mu.Unlock()
		return context.Cause(ctx)
	}
	come := make(chan struct{})
	q.waiting[source] = come
	q.mu.Unlock()
	select {
	case <-come:
	case <-ctx.Done():
	}
	return context.Cause(ctx)
}

// An outlet holds the facts of one source back until it is its turn, and about
// maxWaiting of them at most.
type outlet struct {
	ctx     context.Context
	queue   *queue
	source  int
	packer  *ingest.Packer  // the worker's
	stored  *ingest.Stored  // what the cache is to keep; may be nil
	batches []*ingest.Batch // held back
	count   int             // of the facts in them
	found   ingest.Result
	err     error // the first one
}

// put emits a fact or holds it back. After an error it only returns that.
func (o *outlet) put(f *ingest.Fact) error {
	if o.err != nil {
		return o.err
	}
	if o.packer.Put(f); o.packer.Full() {
		o.seal()
	}
	return o.err
}

// orFault reads, and turns a panic into the one issue of the source: nothing of it that
// is not out yet goes out. Other sources are read as before.
func (o *outlet) orFault(read func() ingest.Result) (found ingest.Result) {
	defer func() {
		if r := recover(); r != nil {
			o.packer.Seal()
			o.batches, o.count, o.stored = nil, 0, nil
			fault := &book.Panic{Value: r, Stack: debug.Stack()}
			found = ingest.Result{Issues: []ingest.Issue{{Pos: ingest.Pos{File: o.queue.sources[o.source].Name}, Code: ingest.CodeFault, Err: fault}}}
		}
	}()
	return read()
}

// seal ends the batch that put fills.
func (o *outlet) seal() {
	b := o.packer.Seal()
	if b == nil || o.err != nil {
		return
	}
	if o.stored != nil {
		o.stored.Add(b)
	}
	o.enqueue(b)
}

// enqueue emits a batch or holds it back.
func (o *outlet) enqueue(b *ingest.Batch) {
	o.batches, o.count = append(o.batches, b), o.count+b.Len()
	if o.queue.emitting.Load() == int64(o.source) || o.count >= maxWaiting {
		o.flush()
	}
}

// await returns when all facts of the sources before are out.
func (o *outlet) await() error {
	if o.err == nil {
		o.err = o.queue.await(o.ctx, o.source)
	}
	return o.err
}

// flush waits for the turn and emits what was held back.
func (o *outlet) flush() error {
	o.await()
	for _, b := range o.batches {
		if o.err != nil {
			break
		}
		if o.queue.figures += b.Len(); o.queue.figures > maxRunFigures {
			o.err = &TooMuchError{"figures", maxRunFigures}
			break
		}
		o.err = o.queue.emit(b)
	}
	o.batches, o.count = nil, 0
	return o.err
}

// readSource reads one workbook.
func readSource(ctx context.Context, opt ingest.Options, known *layout.Phrases, src ingest.Source, hold func([]ingest.Grid) error, emit func(*ingest.Fact) error) ingest.Result {
	grids, issues := book.Grids(ctx, src)
	if hold != nil && hold(grids) != nil {
		return ingest.Result{Issues: issues}
	}
	opt.Hints = ingest.HintsAbout(opt.Hints, src.Name)
	x := layout.NewReader(opt, known, emit)
	x.File = src.Name
	for k := range grids {
		x.SheetNames = append(x.SheetNames, grids[k].Sheet)
	}
	r, figures := ingest.Result{Issues: issues}, false
	texts := map[string]bool{}
	for k := range grids {
		if ctx.Err() != nil {
			break
		}
		if !admit(texts, &grids[k]) {
			r.Issues = append(r.Issues, ingest.Issue{Pos: ingest.Pos{File: src.Name, Sheet: grids[k].Sheet}, Code: ingest.CodeTooLarge, Args: []string{"different-texts", ">" + strconv.Itoa(mostTexts), strconv.Itoa(mostTexts)}})
			grids[k] = ingest.Grid{}
			continue
		}
		balance, err := x.ReadGrid(&grids[k])
		if err != nil {
			break
		}
		r.Balances = append(r.Balances, balance)
		figures = figures || balance.Numeric > 0 || anyMark(grids[k].Cells, known.Table)
		grids[k] = ingest.Grid{}
	}
	r.Issues = append(r.Issues, x.Told.All()...)
	if len(r.Issues) == 0 && len(r.Balances) > 0 && ctx.Err() == nil && !figures {
		r.Issues = []ingest.Issue{withoutFigures(r.Balances)}
	}
	return r
}

// anyMark reports whether a text stands for a figure, such as "…".
func anyMark(cells []ingest.Cell, known *words.Table) bool {
	for k := range cells {
		if known.ReadText(cells[k].Text).Kind != words.NotNumber {
			return true
		}
	}
	return false
}

// withoutFigures is the issue of a file of words alone: a letter, or a form
// that nobody has filled in.
func withoutFigures(sheets []ingest.Balance) ingest.Issue {
	i := ingest.Issue{Pos: ingest.Pos{File: sheets[0].File}, Code: ingest.CodeEmptyFile, Args: []string{"words"}}
	if len(sheets) == 1 && sheets[0].Sheet == "" {
		i.Code, i.Args = ingest.CodeNotASheet, []string{ingest.LooksText}
	}
	return i
}

// mostTexts is how many different texts with letters the sheets of a file may hold that
// are read. What a text means is found out once for each, which takes longer than all
// else; tables have some hundreds, and the longest list of places twenty thousand.
const mostTexts = 50_000

// admit adds the texts of a sheet to those of the sheets before it, unless that makes
// too many.
func admit(texts map[string]bool, g *ingest.Grid) bool {
	var own []string
	for i := range g.Cells {
		if c := &g.Cells[i]; c.Kind != ingest.Text || texts[c.Text] || !strings.ContainsFunc(c.Text, unicode.IsLetter) {
			continue
		} else if len(texts) < mostTexts {
			texts[c.Text] = true
			own = append(own, c.Text)
			continue
		}
		for _, text := range own {
			delete(texts, text)
		}
		return false
	}
	return true
}
