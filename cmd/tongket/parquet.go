package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/report"
)

// shareTable puts the table of facts that a run of the job in dir wrote to out
// into a data set that several jobs share, as a partition of the job's name.
func shareTable(out, set, dir string) error {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	name := ingest.Slug(filepath.Base(abs))
	if name == "" {
		return fmt.Errorf("tên thư mục công việc %s không có chữ cái hay chữ số nào để đặt tên phần số liệu trong %s", abs, set)
	}
	folder := filepath.Join(set, "job="+name)
	if err := replaceFile(filepath.Join(out, report.TableName), folder); err != nil {
		return fmt.Errorf("không ghi được số liệu vào %s: %w", folder, reason(err))
	}
	return nil
}

// replaceFile copies a file into a folder; who reads there finds the old one or
// the new one, never a part.
func replaceFile(from, folder string) (err error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	fresh, err := os.CreateTemp(folder, ".tam-*")
	if err != nil {
		return err
	}
	defer os.Remove(fresh.Name()) // not there any more if all went well
	_, err = io.Copy(fresh, in)
	if err := errors.Join(err, fresh.Chmod(0o644), fresh.Close()); err != nil {
		return err
	}
	return os.Rename(fresh.Name(), filepath.Join(folder, filepath.Base(from)))
}

// factTable prints the facts as Parquet. What is no text is not for a terminal.
func factTable(ctx context.Context, j *job, bar *progress, stdout, stderr io.Writer) error {
	if isTerminal(stdout) {
		return usage(errors.New("dạng parquet không đọc được trên màn hình; hãy ghi vào tệp: tongket facts --format parquet > so-lieu.parquet"))
	}
	if j.inputs == nil {
		if err := j.sumInputs(); err != nil {
			return err
		}
	}
	found, err := j.read(ctx, 0, bar)
	bar.stop()
	if err != nil {
		return err
	}
	var notes issueNotes
	notes.add(found)
	notes.print(stderr)
	about := &analysis.Review{Facts: found.Facts, Manifest: analysis.Manifest{Inputs: j.inputs, Origins: origins(found)}}
	about.Places = j.catalogue.Places[:min(1, len(j.catalogue.Places))]
	return report.WriteTable(stdout, about)
}
