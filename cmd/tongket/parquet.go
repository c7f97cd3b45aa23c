package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"tongket/analysis"
	"tongket/ingest/words"
	"tongket/report"
)

// shareTable puts the table of facts that a run of the job wrote to out into a
// data set that several jobs share, as a partition of the job's name. One that
// another job of that name has written is left alone.
func shareTable(out, set string, j *job) error {
	abs, err := filepath.Abs(j.dir)
	if err != nil {
		return err
	}
	name := words.Slug(filepath.Base(abs))
	if name == "" {
		return fmt.Errorf("tên thư mục công việc %s không có chữ cái hay chữ số nào để đặt tên phần số liệu trong %s", abs, set)
	}
	folder := filepath.Join(set, "job="+name)
	if err := j.owner(abs).claim(folder); err != nil {
		return err
	}
	if err := replaceFile(filepath.Join(out, report.TableName), folder); err != nil {
		return fmt.Errorf("không ghi được số liệu vào %s: %w", folder, reason(err))
	}
	return nil
}

// An owner is the job that a partition of a data set is of.
type owner struct {
	Whole        string `json:"whole,omitempty"`
	Organisation string `json:"organisation,omitempty"`
	At           string `json:"at"` // machine and folder
}

func (j *job) owner(abs string) owner {
	host, _ := os.Hostname()
	o := owner{Organisation: j.settings.Organisation, At: host + ":" + filepath.ToSlash(abs)}
	if len(j.catalogue.Places) > 0 {
		o.Whole = j.catalogue.Places[0].Name
	}
	return o
}

// ownerName is the file in a partition that names its job; readers of data sets
// pass over names with a dot.
const ownerName = ".cong-viec.json"

// claim notes the owner of a partition, and is an error if it is another's: jobs
// about different places never share one, nor do those of two organisations in
// two folders.
func (o owner) claim(folder string) error {
	path := filepath.Join(folder, ownerName)
	var was owner
	f, err := openOwn(path)
	if err == nil {
		err = json.NewDecoder(io.LimitReader(f, 1<<16)).Decode(&was)
		f.Close()
	}
	if err == nil && (was.Whole != o.Whole || was.Organisation != o.Organisation && was.At != o.At) {
		return fmt.Errorf("%s đang giữ số liệu của công việc khác cùng tên thư mục (%s; %s); hãy đổi tên thư mục công việc, hoặc xóa phần ấy nếu không dùng nữa",
			folder, cmp.Or(was.Organisation, was.Whole, "không ghi cơ quan"), was.At)
	}
	if was == o {
		return nil
	}
	err = os.MkdirAll(folder, 0o755)
	if data, wrong := json.Marshal(o); err == nil {
		err = cmp.Or(wrong, writeWhole(path, func(w io.Writer) error { _, err := w.Write(data); return err }))
	}
	if err != nil {
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
		j.sumInputs(ctx)
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
	return report.WriteTable(stdout, about, nil)
}
