package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"tongket/analysis"
	"tongket/analysis/diff"
	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/report"
	"tongket/report/annex"
)

// draftsFolder holds the kept drafts, in the folder of the outputs.
const draftsFolder = "du-thao"

// commentsKey is the key of the settings that names the register, and its name
// where they do not.
const commentsKey = "gop-y"

func (j *job) commentsName() string { return j.tableName(j.settings.Comments, commentsKey) }

// readComments reads the register of comments on the drafts, if the job has
// one: every sheet of it that holds one. A sheet that does not is a finding, an
// empty one only where all are.
func (j *job) readComments(ctx context.Context) error {
	name := j.commentsName()
	grids, err := j.grids(ctx, name, commentsKey)
	if errors.As(err, new(emptyFile)) {
		grids, err = []ingest.Grid{{File: sourceName(name)}}, nil // no comments yet: no reason to stop
	}
	if err != nil {
		return err
	}
	var faults []analysis.Finding
	read, empty := false, !slices.ContainsFunc(grids, func(g ingest.Grid) bool { return len(g.Cells) > 0 })
	for i := range grids {
		if len(grids[i].Cells) == 0 && !(empty && i == 0) {
			continue
		}
		if grids[i].Hidden && !j.settings.Hidden {
			if f, ok := analysis.HiddenComments(&grids[i], j.catalogue); ok {
				j.findings = append(j.findings, f)
			}
			continue
		}
		comments, findings := analysis.ParseComments(&grids[i], j.catalogue)
		if read = read || len(comments) > 0; len(comments) == 0 {
			faults = append(faults, findings...)
			continue
		}
		j.comments, j.findings = append(j.comments, comments...), append(j.findings, findings...)
	}
	for _, f := range faults {
		if read { // a sheet of notes beside the register
			f.Severity = analysis.Info
		}
		j.findings = append(j.findings, f)
	}
	return nil
}

// noteDrafts takes the kept runs of the drafts that the register names, other
// than the current one, as inputs: what became of a comment is told from their
// figures. The last run of each comes first, then those before it, which stand
// beside it as "du-thao-lan-2~1". What is not there is left out.
func (j *job) noteDrafts(ctx context.Context, current string) error {
	j.drafts = make(map[string][]analysis.FileSum)
	for _, name := range analysis.NamedDrafts(j.comments, current) {
		folder := draftFolder(name)
		for n := 1; ; n++ {
			path := filepath.Join(j.out, draftsFolder, folder, report.ReviewName)
			sum, err := book.SumFile(ctx, path)
			if errors.Is(err, fs.ErrNotExist) {
				break
			}
			if err != nil {
				return fmt.Errorf("không đọc được %s: %w", path, reason(err))
			}
			j.inputs = append(j.inputs, analysis.FileSum{Name: j.outputName(path), SHA256: sum})
			j.drafts[name] = append(j.drafts[name], analysis.FileSum{Name: path, SHA256: sum})
			folder = earlierFolder(draftFolder(name), n)
		}
	}
	j.sortInputs()
	return nil
}

// draft is the n-th kept run of a draft; nil if it is damaged or another
// version of the program wrote it.
func (j *job) draft(name string, n int) (kept analysis.Kept, ok bool) {
	if n >= len(j.drafts[name]) {
		return nil, false
	}
	data, err := j.summed(j.drafts[name][n])
	if err != nil {
		return nil, true
	}
	review, err := annex.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, true
	}
	return diff.Kept(review), true
}

// summed is the content of a file whose sum was taken. One that has changed
// since is remembered: nothing that was made of it may be published.
func (j *job) summed(f analysis.FileSum) ([]byte, error) {
	read, err := book.ReadFile(f.Name, maxReview)
	if err == nil && read.SHA256 != f.SHA256 {
		err = changedError{f.Name}
		j.changed = err
	}
	return read.Data, err
}

// outputName is how the manifest names a file in the folder of the outputs:
// from the job's folder, or from that of the outputs if it is elsewhere.
func (j *job) outputName(path string) string {
	for _, dir := range []string{j.dir, j.out} {
		rel, err := filepath.Rel(absolute(dir), absolute(path))
		if err == nil && (dir == j.out || filepath.IsLocal(rel)) {
			return sourceName(rel)
		}
	}
	return sourceName(path)
}

// units are all that may owe something: suppliers of the catalogue, bodies that
// are asked for comments, and those that answer or make them.
func (j *job) units() []string {
	var units []string
	for _, i := range j.catalogue.Indicators {
		units = append(units, i.Supplier)
	}
	units = append(units, j.settings.Asked...)
	for _, c := range j.comments {
		units = append(units, c.Handler, c.By)
	}
	slices.Sort(units)
	return slices.Compact(units)
}
