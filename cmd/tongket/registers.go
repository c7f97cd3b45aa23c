package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/ingest/read"
	"tongket/ingest/runs"
)

// A registerFile is a table of the job that the team types: the key of the settings
// that names its file, which is the file's name where they do not, and what they say.
type registerFile struct{ key, set string }

// registers are the tables that the team types, whether the job has them or not.
func (j *job) registers() []registerFile {
	s := &j.settings
	return []registerFile{{"danh-muc", s.Catalogue}, {"dia-ban", s.Places}, {wordsKey, s.Words}, {rulesKey, s.Rules}, {commentsKey, s.Comments}, {correctionsKey, s.Corrections}, {sourcesKey, s.Sources}}
}

// correctionsKey is the key of the settings that names the register of corrections, and
// its name where they do not.
const correctionsKey = "sua-so"

// readCorrections reads the register of corrections, if the job has one.
func (j *job) readCorrections(ctx context.Context) (err error) {
	j.corrections, err = linesOf(ctx, j, registerFile{correctionsKey, j.settings.Corrections}, analysis.ParseCorrections)
	return err
}

// sourcesKey is the key of the settings that names the register of what is known of
// the sheets, and its name where they do not.
const sourcesKey = "nguon"

// readSources reads the register of what is known of the sheets, if the job has one.
func (j *job) readSources(ctx context.Context) (err error) {
	j.sourceLines, err = linesOf(ctx, j, registerFile{sourcesKey, j.settings.Sources}, analysis.ParseSources)
	return err
}

// hints are what the registers say of the reading of sheets.
func (j *job) hints() []ingest.Hint {
	return append(analysis.Hints(j.sourceLines), analysis.CorrectionHints(j.corrections)...)
}

// linesOf are the lines of a register: of the first of its sheets that is one, for
// the others are help and lists. A file without anything is an empty register.
func linesOf[T any](ctx context.Context, j *job, r registerFile, parse func(*ingest.Grid, analysis.Catalogue) ([]T, []analysis.Finding)) ([]T, error) {
	grids, err := j.grids(ctx, j.tableName(r.set, r.key), r.key)
	if errors.As(err, new(emptyFile)) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var first []analysis.Finding
	for i := range grids {
		if len(grids[i].Cells) == 0 {
			continue
		}
		lines, findings := parse(&grids[i], j.catalogue)
		if !analysis.WithoutHeader(findings) {
			j.findings = append(j.findings, findings...)
			return lines, nil
		}
		if first == nil {
			first = findings
		}
	}
	j.findings = append(j.findings, first...)
	return nil, nil
}

// corrected is what was read as the team's registers have it; what the sheets say by
// themselves is kept.
//
// asSent is nil where no register changes the reading.
func (j *job) corrected(found ingest.Result, asSent *ingest.Result) ingest.Result {
	if len(j.corrections)+len(j.sourceLines) == 0 {
		return found
	}
	if asSent == nil {
		sent := found
		asSent = &sent
	}
	c := analysis.NewCorrector(j.corrections)
	c.Several(found.Balances)
	found.Facts = c.Apply(found.Facts)
	c.Unread(found.Issues)
	lines, findings := c.Outcome()
	j.known.corrections, j.known.sources, j.known.asSent, j.known.findings = lines, j.sourceLines, asSent, findings
	return found
}

// What is known of the sheets beside what they say.
type known struct {
	corrections []analysis.Correction
	sources     []analysis.SourceLine
	asSent      *ingest.Result
	findings    []analysis.Finding
	term        analysis.Term // of the figures, where the settings say none
}

// inform tells the analysis what is known of the sheets that were read.
func (k known) inform(o *analysis.Options) {
	if k.term != (analysis.Term{}) {
		o.Term = k.term
	}

	o.Corrections, o.Sources, o.AsSent = k.corrections, k.sources, k.asSent
	o.Findings = append(slices.Clip(o.Findings), k.findings...)
}

// registerForms are the endings of a register's name.
var registerForms = []string{".csv", ".xlsx"}

// tableName is the name of a table of the job: as the settings say, else stem
// with .csv or .xlsx where such a file exists, else "".
func (j *job) tableName(set, stem string) string {
	if set != "" {
		return set
	}
	for _, form := range registerForms {
		if _, err := os.Stat(filepath.Join(j.dir, stem+form)); err == nil {
			return stem + form
		}
	}
	return ""
}

// oneOfEach is an error if two files may be one register: one of them would be left
// out in silence.
func (j *job) oneOfEach() error {
	for _, r := range j.registers() {
		var there []string
		for _, form := range registerForms {
			if _, err := os.Stat(filepath.Join(j.dir, r.key+form)); err == nil {
				there = append(there, r.key+form)
			}
		}
		if r.set == "" && len(there) > 1 {
			return usage(fmt.Errorf("%s có cả %s; hãy bỏ một tệp, hoặc ghi tệp cần dùng vào khóa %s của %s", j.dir, strings.Join(there, " và "), r.key, settingsName))
		}
	}
	return nil
}

// ownNames are the names that a file of the job itself may have: they are never read
// as sheets of figures.
func (j *job) ownNames() []string {
	own := []string{settingsName, hiddenSettings}
	for _, r := range j.registers() {
		own = append(own, j.tableName(r.set, r.key))
		for _, form := range registerForms {
			own = append(own, r.key+form)
		}
	}
	return own
}

// readAsSent reads the sheets without what the team knows of them, so that what that
// settles can be told; nil if it says nothing of their reading.
func (j *job) readAsSent(ctx context.Context, options ingest.Options) (*ingest.Result, error) {
	if len(options.Hints) == 0 {
		return nil, nil
	}
	options.Hints, options.Progress, options.Begin, options.End = nil, nil, nil, nil
	found, err := read.All(ctx, j.sources, options)
	return &found, cmp.Or(err, changedAmong(found.Issues))
}

// gridsOf gives the sheets of an input as they are stored; none of what is no workbook
// or can no longer be read.
func (j *job) gridsOf(ctx context.Context) func(file string) []ingest.Grid {
	byName := make(map[string]ingest.Source, len(j.sources))
	for _, s := range j.sources {
		byName[s.Name] = s
	}
	return func(file string) []ingest.Grid {
		source, ok := byName[file]
		if !ok || runs.IsRun(source.Path) {
			return nil
		}
		grids, _ := book.Grids(ctx, source)
		return grids
	}
}

// pathOf is where an input stands, by the name that outputs give it.
func (j *job) pathOf(file string) string {
	for _, s := range j.sources {
		if s.Name == file {
			return s.Path
		}
	}
	return ""
}

// takeTerm takes the term of the figures for the job's, and reports whether it is another
// than the default.
func (j *job) takeTerm(facts *ingest.Facts) bool {
	t, d := termOf(facts), defaultSettings()
	j.known.term = t
	j.settings.Term = termSettings{t.Base, t.Last, t.Next}
	return t != d.term()
}

// termTaken tells that the term is that of the figures; empty where the settings say it.
func (j *job) termTaken() string {
	if t := j.known.term; t != (analysis.Term{}) {
		return fmt.Sprintf("Không có %s: lấy nhiệm kỳ %d-%d, kỳ tới đến %d theo các năm trong biểu; nếu khác thì ghi nhiem-ky vào %s.\n", settingsName, t.Base, t.Last, t.Next, settingsName)
	}
	return ""
}

// explained gives the figures of an input with the cells that their attributes came from,
// and why its other numbers are none.
func (j *job) explained(ctx context.Context) func(file string) ([]ingest.Explained, map[ingest.Pos]ingest.Reason) {
	explainer := sync.OnceValue(func() *read.Explainer { return read.NewExplainer(j.ingestOptions(0, nil)) })
	sources := make(map[string]ingest.Source, len(j.sources))
	for _, s := range j.sources {
		sources[s.Name] = s
	}
	return func(file string) ([]ingest.Explained, map[ingest.Pos]ingest.Reason) {
		s, ok := sources[file]
		if !ok {
			return nil, nil
		}
		account, _ := explainer().Explain(ctx, s)
		return account.Figures, account.Left
	}
}
