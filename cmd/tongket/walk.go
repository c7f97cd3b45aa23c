package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tongket/analysis"
	"tongket/ingest"
)

// walk gives visit the files and folders in root and below it, root first; info
// is nil for one that the system tells nothing of. Hidden names, the outputs and
// a folder for which visit gives fs.SkipDir are passed over.
//
// A link to a folder is followed unless it leads to one of the folders that it
// lies in, or out of the job: whoever sends a job must not have the files of
// another folder read and passed on. Such a link goes to stray, unless the
// settings name it.
func (j *job) walk(root string, visit func(path string, info fs.FileInfo) error, stray func(path string)) error {
	w := walker{skip: j.out, visit: visit, stray: stray}
	for _, path := range append([]string{j.dir, root}, j.settings.Links...) {
		if real, err := realPath(path); err == nil && (path == j.dir || path == root) {
			w.inside = append(w.inside, absolute(real))
		} else if real, err := realPath(j.path(path)); err == nil {
			w.inside = append(w.inside, absolute(real))
		}
	}
	return w.folder(root, nil)
}

type walker struct {
	skip   string   // the folder of the outputs
	inside []string // folders in which links may lead
	visit  func(path string, info fs.FileInfo) error
	stray  func(path string)
}

// folder walks a folder; above are those that it lies in.
func (w *walker) folder(dir string, above []string) error {
	real, err := realPath(dir)
	if err != nil || slices.Contains(above, real) {
		return err
	}
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	if err := w.visit(dir, info); errors.Is(err, fs.SkipDir) {
		return nil
	} else if err != nil {
		return err
	}
	above = append(slices.Clip(above), real)
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if hiddenName(e.Name()) || sameFile(path, w.skip) {
			continue
		}
		info, err := os.Stat(path)
		switch {
		case err == nil && info.IsDir() && !e.IsDir() && w.leadsOut(path):
			w.stray(path)
			continue
		case err == nil && info.IsDir():
			err = w.folder(path, above)
		default:
			err = w.visit(path, info)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// leadsOut reports whether a link leads out of the folders of the job.
func (w *walker) leadsOut(link string) bool {
	real, err := realPath(link)
	return err != nil || !slices.ContainsFunc(w.inside, func(dir string) bool { return within(dir, absolute(real)) })
}

// realPath is where a path leads through all links. What Windows calls a
// junction is one too.
func realPath(path string) (string, error) {
	const most = 40
	for n := 0; ; n++ {
		leads, err := os.Readlink(path)
		if err != nil || n == most {
			return filepath.EvalSymlinks(path)
		}
		if !filepath.IsAbs(leads) {
			above, err := filepath.EvalSymlinks(filepath.Dir(path))
			if err != nil {
				return "", err
			}
			leads = filepath.Join(above, leads)
		}
		path = leads
	}
}

// within reports whether a path is dir or lies in it.
func within(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(rel)
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// strayLink tells of a link that is not followed.
func (j *job) strayLink(path string) {
	issue := ingest.Issue{Pos: ingest.Pos{File: j.nameOf(path)}, Code: ingest.CodeStrayLink}
	j.findings = append(j.findings, analysis.FromIssue(issue))
}

// nameOf is the name of a file or folder of the sheets: from the job's folder
// where it lies in it or the settings say so, else from the folder that the
// sheets lie in, which may be on another disk.
func (j *job) nameOf(path string) string {
	if within(absolute(j.dir), absolute(path)) || !filepath.IsAbs(j.settings.Sheets) {
		if rel, err := filepath.Rel(absolute(j.dir), absolute(path)); err == nil {
			return sourceName(rel)
		}
	}
	rel, err := filepath.Rel(j.sheets, path)
	if err != nil {
		return sourceName(filepath.Base(path))
	}
	return sourceName(strings.TrimLeft(filepath.Join(filepath.Base(j.sheets), rel), `/\`))
}
