package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/ingest/runs"
	"tongket/report"
)

// Another run's results may stand among the sheets: its tongket.json alone, the
// folder of its outputs, or the whole job that it belongs to. Of outputs only
// tongket.json is read, for the others say the same again; of a job, neither its
// catalogue nor its lists are sheets.

// enter looks at a folder below the sheets' before its files are, and sets aside
// what is no sheet because of what stands beside it. The first folder is the
// sheets' own, which is never taken for outputs as a whole. Nor are what an
// earlier run left in the job's own ket-qua.
func (j *job) enter(dir string) error {
	root := j.aside == nil
	if root {
		j.aside = map[string]bool{}
	}
	if j.aside[dir] || sameFile(dir, filepath.Join(j.dir, "ket-qua")) {
		return fs.SkipDir
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	review := filepath.Join(dir, report.ReviewName)
	if holds(entries, report.ReviewName) && runs.IsRun(review) {
		made, _ := runs.RunOutputs(review)
		for i, name := range made {
			made[i], _, _ = strings.Cut(name, "/")
		}
		usual := append(slices.Clip(made), "phu-luc.xlsx", "so-lieu.csv", "kiem-tra.csv")
		if !root && slices.ContainsFunc(usual, func(name string) bool { return holds(entries, name) }) {
			j.onlyReview(dir, entries, made)
			return nil
		}
		j.setAside(dir, made)
	}
	if !sameFile(dir, j.dir) && isJob(dir, entries) {
		j.setAside(dir, listsOf(dir))
	}
	return nil
}

func (j *job) setAside(dir string, names []string) {
	for _, name := range names {
		if name != "" {
			j.aside[filepath.Join(dir, name)] = true
		}
	}
}

// onlyReview sets everything in a folder of outputs aside but the Review, and
// tells of what may be a sheet among it.
func (j *job) onlyReview(dir string, entries []fs.DirEntry, made []string) {
	var extra []string
	for _, e := range entries {
		name := e.Name()
		if name == report.ReviewName {
			continue
		}
		j.aside[filepath.Join(dir, name)] = true
		if !e.IsDir() && made != nil && !slices.Contains(made, name) && !hiddenName(name) && sheetName(name) {
			extra = append(extra, name)
		}
	}
	if extra != nil {
		j.findings = append(j.findings, analysis.FromIssue(ingest.Issue{Pos: ingest.Pos{File: j.nameOf(dir)}, Code: ingest.CodeRunFolder, Args: extra}))
	}
}

func sheetName(name string) bool {
	return slices.Contains([]string{".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".htm", ".html"}, strings.ToLower(filepath.Ext(name)))
}

func holds(entries []fs.DirEntry, name string) bool {
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == name })
}

// isJob tells a folder with settings, or with outputs where a run puts them.
func isJob(dir string, entries []fs.DirEntry) bool {
	return holds(entries, settingsName) || runs.IsRun(filepath.Join(dir, "ket-qua", report.ReviewName))
}

// listsOf are the files of a job that are no sheets, by its settings if they can
// be read.
func listsOf(dir string) []string {
	other := &job{dir: dir, settings: defaultSettings()}
	if read, err := book.ReadFile(filepath.Join(dir, settingsName), maxSettings); err == nil {
		if s, err := parseSettings(read.Data); err == nil {
			other.settings = s
		}
	}
	return append(other.ownNames(), other.settings.Map, other.settings.Template)
}
