package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tongket/analysis"
	"tongket/ingest/book"
	"tongket/report"
	"tongket/report/annex"
)

// reviewFile is the tongket.json that path leads to: the file itself, or that
// of a folder of outputs, a kept draft or a job; "" if there is none.
func reviewFile(path string) string {
	if path == "" {
		return ""
	}
	for _, name := range []string{path, filepath.Join(path, report.ReviewName), filepath.Join(path, "ket-qua", report.ReviewName)} {
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			return name
		}
	}
	return ""
}

// keptDrafts are the folders in which the drafts of a job may be kept, seen
// from a path that leads to the job, its outputs, or one of its drafts.
func keptDrafts(path string) []string {
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		path = filepath.Dir(path)
	}
	all := []string{filepath.Join(path, "ket-qua", draftsFolder), filepath.Join(path, draftsFolder)}
	if abs, err := filepath.Abs(path); err == nil && filepath.Base(filepath.Dir(abs)) == draftsFolder {
		all = append(all, filepath.Dir(abs))
	}
	return all
}

// findReview is the tongket.json that a word of the command line means: a path
// to one, or the name of a draft that is kept for one of the jobs beside.
func findReview(word string, beside ...string) (string, error) {
	if name := reviewFile(word); name != "" {
		return name, nil
	}
	var kept []string
	if strings.TrimSpace(word) != "" {
		for _, path := range beside {
			for _, folder := range keptDrafts(path) {
				for _, draft := range keptFolders(word) {
					if name := reviewFile(filepath.Join(folder, draft)); name != "" {
						return name, nil
					}
				}
				kept = append(kept, draftsIn(folder)...)
			}
		}
	}
	return "", noReview(word, kept)
}

// draftsIn are the drafts kept in a folder.
func draftsIn(folder string) []string {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if reviewFile(filepath.Join(folder, e.Name())) != "" {
			names = append(names, e.Name())
		}
	}
	return names
}

func noReview(word string, kept []string) error {
	_, err := os.Stat(word)
	switch {
	case strings.TrimSpace(word) == "":
		return usage(errors.New("tên để trống; hãy chỉ thư mục kết quả, tệp tongket.json hoặc tên một bản dự thảo đã giữ bằng tongket run --draft"))
	case err == nil:
		return fmt.Errorf("%s không có %s; hãy chạy tongket run trước, hoặc chỉ đúng thư mục kết quả", word, report.ReviewName)
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("không mở được %s: %w", word, reason(err))
	case len(kept) > 0:
		return fmt.Errorf("không có %s, cũng không giữ bản dự thảo nào tên như vậy; các bản đang giữ: %s", word, strings.Join(kept, ", "))
	}
	return fmt.Errorf("không có %s; hãy chỉ thư mục kết quả, tệp %s hoặc tên một bản dự thảo đã giữ bằng tongket run --draft", word, report.ReviewName)
}

// openReview reads a tongket.json.
func openReview(name string) (*analysis.Review, error) {
	read, err := book.ReadFile(name, maxReview)
	if err != nil {
		return nil, fmt.Errorf("không mở được %s: %w", name, reason(err))
	}
	return decodeReview(name, read.Data)
}

// decodeReview reads the content of a tongket.json. Of one that this version
// can't read it says who wrote it.
func decodeReview(name string, data []byte) (*analysis.Review, error) {
	r, err := annex.Decode(bytes.NewReader(data))
	if err == nil {
		return r, nil
	}
	var schema *analysis.SchemaError
	by := writtenBy(data)
	switch {
	case errors.As(err, &schema) && schema.Found > analysis.Schema:
		return nil, fmt.Errorf("%s do một bản tongket mới hơn lập%s, bản đang dùng (%s) không đọc được; hãy dùng bản mới, hoặc chạy lại tongket run bằng bản này", name, by, version)
	case errors.As(err, &schema) && schema.Found > 0:
		return nil, fmt.Errorf("%s do một bản tongket cũ hơn lập%s, bản đang dùng (%s) không đọc được; hãy chạy lại tongket run để lập lại", name, by, version)
	case by != "" && by != " ("+version+")":
		return nil, fmt.Errorf("%s do bản tongket khác lập%s, bản đang dùng (%s) không đọc được; hãy chạy lại tongket run để lập lại", name, by, version)
	}
	return nil, fmt.Errorf("%s không phải là tệp tongket.json do tongket %s lập, hoặc đã hỏng; hãy chỉ đúng tệp, hoặc chạy lại tongket run", name, version)
}

// writtenBy is the version that a tongket.json names, " (0.1.0)"; empty if it
// names none.
func writtenBy(data []byte) string {
	var about struct {
		Manifest struct{ Version string }
	}
	if json.Unmarshal(data, &about) != nil || about.Manifest.Version == "" {
		return ""
	}
	return " (" + about.Manifest.Version + ")"
}
