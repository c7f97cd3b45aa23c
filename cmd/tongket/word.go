package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"strings"

	"tongket/analysis"
	"tongket/ingest/book"
	"tongket/report"
	"tongket/report/vi"
)

// maxTemplate is the largest template that is read, in bytes.
const maxTemplate = 64 << 20

// A wordTemplate is the document that the flag or the settings name for the Word
// documents to look like, or why it cannot be used: the outputs are written anyway.
type wordTemplate struct {
	name     string // as it was given
	input    string // as it is noted among the inputs
	template *report.Template
	notes    []string
}

// readTemplate reads the template of the Word documents, and notes it as an input.
func (j *job) readTemplate(o runOptions) {
	name := cmp.Or(o.template, j.settings.Template)
	if name == "" {
		return
	}
	j.word.name = name
	path := j.templatePath(o.template)
	read, err := book.ReadFile(path, maxTemplate)
	if err != nil {
		j.word.refuse(reason(err).Error())
		return
	}
	sum := sha256.Sum256(read.Data)
	j.word.input = j.outputName(path)
	j.inputs = append(j.inputs, analysis.FileSum{Name: j.word.input, SHA256: hex.EncodeToString(sum[:])})
	j.sortInputs()
	template, left, err := report.ReadTemplate(read.Data)
	if err != nil {
		j.word.refuse(err.Error())
		return
	}
	j.word.template = template
	if len(left) > 0 {
		j.word.notes = append(j.word.notes, "mẫu "+vi.Visible(name)+": không lấy "+strings.Join(left, "; "))
	}
}

// templatePath is where the template stands: what the command line says from the
// current folder first, else from the job's, as the settings say it.
func (j *job) templatePath(typed string) string {
	if typed == "" {
		return j.path(j.settings.Template)
	}
	if _, err := os.Stat(typed); errors.Is(err, fs.ErrNotExist) {
		return j.path(typed)
	}
	return typed
}

// refuse notes why a template is not used.
func (w *wordTemplate) refuse(why string) {
	w.notes = append(w.notes, "không dùng được mẫu "+vi.Visible(w.name)+": "+why+"; phu-luc.docx và nhan-dinh.docx theo kiểu chữ, lề của chương trình")
}
