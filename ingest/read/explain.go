package read

import (
	"context"
	"sync"

	"tongket/ingest"
	"tongket/ingest/layout"
	"tongket/ingest/words"
)

// An Account is what one source was read as, with the cells that each attribute of
// each figure came from.
type Account struct {
	Figures  []ingest.Explained
	Left     map[ingest.Pos]ingest.Reason // cells with numbers that are no figures
	Issues   []ingest.Issue
	Balances []ingest.Balance
}

// An Explainer accounts for the cells of sources, one at a time: what it has understood
// of words for one serves the next.
type Explainer struct {
	opt   ingest.Options
	known *layout.Phrases
	mu    sync.Mutex
}

// NewExplainer returns an Explainer of what opt knows.
func NewExplainer(opt ingest.Options) *Explainer {
	return &Explainer{opt: opt, known: layout.NewPhrases(words.NewMeanings(words.NewLexicon(opt.Vocabulary), opt))}
}

// Explain reads one source and accounts for its cells. Other runs' files and the cache
// play no part in it.
func (x *Explainer) Explain(ctx context.Context, src ingest.Source) (Account, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	opt := x.opt
	a := Account{Left: map[ingest.Pos]ingest.Reason{}}
	var before ingest.Fact
	grounds := map[ingest.Pos]ingest.Explained{}
	opt.Explain = func(f *ingest.Fact, e ingest.Evidence) {
		before = *f
		grounds[f.Pos] = ingest.Explained{Fact: before, Evidence: e}
	}
	opt.Leave = func(p ingest.Pos, why ingest.Reason) { a.Left[p] = why }
	found := readSource(ctx, opt, x.known, src, nil, func(f *ingest.Fact) error {
		read := grounds[f.Pos]
		a.Figures = append(a.Figures, ingest.Explained{Fact: *f, Evidence: told(&read, f)})
		return nil
	})
	a.Issues, a.Balances = found.Issues, found.Balances
	return a, ctx.Err()
}

// told marks the attributes that the team gave a figure and the sheet did not.
func told(read *ingest.Explained, f *ingest.Fact) ingest.Evidence {
	e := read.Evidence
	for _, a := range []struct {
		changed bool
		ground  *ingest.Ground
	}{
		{f.Label != read.Label, &e.Label}, {f.Place != read.Place, &e.Place}, {f.Years != read.Years, &e.Year},
		{f.Measure != read.Measure, &e.Measure}, {f.Unit != read.Unit, &e.Unit},
	} {
		if a.changed {
			*a.ground = ingest.Ground{From: ingest.GroundTeam, Cells: a.ground.Cells}
		}
	}
	return e
}
