package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"tongket/analysis"
	"tongket/ingest/book"
	"tongket/report"
)

// notePrevious takes the draft that the outputs are compared with as an input,
// if the flag or the settings name one. Without either nothing is compared,
// whatever is kept in the folder of the outputs.
func (j *job) notePrevious(ctx context.Context, o runOptions) error {
	name := cmp.Or(o.against, j.settings.Against)
	if name == "" {
		return nil
	}
	file := j.previousFile(name, o.against != "")
	if err := j.checkPrevious(file, name, o.draft); err != nil {
		if o.against == "" {
			return j.misplaced(wrongKey("so-voi", "", ": %w", err))
		}
		return usage(fmt.Errorf("tùy chọn --against: %w", err))
	}
	sum, err := book.SumFile(ctx, file)
	if err != nil {
		return fmt.Errorf("không đọc được %s: %w", file, reason(err))
	}
	j.previous = analysis.FileSum{Name: file, SHA256: sum}
	j.inputs = append(j.inputs, analysis.FileSum{Name: j.outputName(file), SHA256: sum})
	j.sortInputs()
	return nil
}

// previousFile is the tongket.json of a kept draft's name, or of a path: from
// the job's folder, and what the command line says from the current one first.
// It is "" if there is none.
func (j *job) previousFile(name string, typed bool) string {
	var kept []string
	for _, out := range []string{j.out, filepath.Join(j.dir, "ket-qua")} {
		for _, draft := range keptFolders(name) {
			kept = append(kept, filepath.Join(out, draftsFolder, draft))
		}
	}
	paths := []string{j.path(name)}
	if typed {
		paths = []string{name, j.path(name)}
	}
	all := append(kept, paths...)
	if strings.ContainsAny(name, `/\`) || strings.EqualFold(filepath.Ext(name), ".json") {
		all = append(paths, kept...)
	}
	for _, path := range all {
		if file := reviewFile(path); file != "" {
			return file
		}
	}
	return ""
}

// checkPrevious refuses what can't be compared with: nothing, the outputs
// themselves, and the draft that this run keeps.
func (j *job) checkPrevious(file, name, draft string) error {
	kept := filepath.Join(j.out, draftsFolder)
	switch {
	case file == "":
		message := fmt.Sprintf("không có bản dự thảo %q trong %s; hãy giữ bản trước bằng tongket run --draft, hoặc chỉ thư mục hay tệp %s", name, kept, report.ReviewName)
		if names := draftsIn(kept); len(names) > 0 {
			message += "; các bản đang giữ: " + strings.Join(names, ", ")
		}
		return errors.New(message)
	case sameFile(filepath.Dir(file), j.out):
		return fmt.Errorf("%s là chính thư mục kết quả, mỗi lần chạy lại khác; hãy giữ bản trước bằng tongket run --draft rồi ghi tên bản ấy", filepath.Dir(file))
	case draft != "" && sameFile(filepath.Dir(file), filepath.Join(kept, draftFolder(draft))):
		return fmt.Errorf("bản dự thảo %q không so được với chính nó", draft)
	}
	return nil
}

// readPrevious reads that draft; nil if there is none.
func (j *job) readPrevious() (*analysis.Review, error) {
	if j.previous.Name == "" {
		return nil, nil
	}
	data, err := j.summed(j.previous)
	if err != nil {
		return nil, fmt.Errorf("không đọc được %s: %w", j.previous.Name, reason(err))
	}
	return decodeReview(j.previous.Name, data)
}
