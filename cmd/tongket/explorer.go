package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tongket/ingest/book"
	"tongket/report/vi"
)

// clicked does what a double-click on the program asks for: it runs the job
// that the program lies in, or that was dropped on it, opens the dashboard and
// keeps the window open until its messages have been read.
func clicked(ctx context.Context, args []string, exe string, show func(string) error, stdin io.Reader, stdout, stderr io.Writer) int {
	dirs, err := clickedJobs(args, filepath.Dir(exe))
	code := 0
	switch {
	case err != nil:
		code = exitFailed
		fmt.Fprintf(stderr, "tongket: %s\n", vi.Visible(err.Error()))
	case len(dirs) == 0:
		code = exitUsage
		fmt.Fprintf(stderr, clickedNowhere, filepath.Dir(exe))
	}
	for _, dir := range dirs {
		code = max(code, runClicked(ctx, dir, show, stdout, stderr))
	}
	fmt.Fprint(stdout, "\nNhấn Enter để đóng cửa sổ này. ")
	answered := make(chan struct{})
	go func() {
		defer close(answered)
		_, _ = bufio.NewReader(stdin).ReadString('\n') // a closed window is an answer, too
	}()
	select {
	case <-answered:
	case <-ctx.Done():
	}
	return code
}

const clickedNowhere = `Không thấy công việc nào ở đây: %s không có thư mục so-lieu và cũng không có tongket.yaml.

Cách làm:
  1. Tạo một thư mục cho công việc, trong đó tạo thư mục con tên so-lieu và chép các biểu vào.
  2. Chép tongket.exe vào thư mục công việc (cạnh so-lieu) rồi nhấp đúp vào nó,
     hoặc kéo thư mục công việc (một hay nhiều thư mục, hoặc các tệp biểu) thả lên tongket.exe.
`

func runClicked(ctx context.Context, dir string, show func(string) error, stdout, stderr io.Writer) int {
	fmt.Fprintf(stdout, "tongket %s: đang lập phụ lục cho %s\n\n", version, dir)
	code := execute(ctx, []string{"run", dir}, stdout, stderr)
	if code != 0 {
		return code
	}
	page := filepath.Join(dir, "ket-qua", "bieu-do.html")
	if err := show(page); err != nil {
		fmt.Fprintf(stderr, "Không tự mở được trình duyệt; hãy mở tệp %s\n", page)
	}
	return code
}

// clickedJobs are the folders of the jobs that are meant: those dropped on the program,
// or one of the workbooks dropped on it; else that of the program, else the current one,
// if it looks like a job.
func clickedJobs(args []string, beside string) ([]string, error) {
	if len(args) > 0 {
		return droppedJobs(args)
	}
	here, err := os.Getwd()
	if err != nil {
		here = beside
	}
	for _, dir := range []string{beside, here} {
		if info, err := os.Stat(filepath.Join(dir, "so-lieu")); err == nil && info.IsDir() {
			return []string{dir}, nil
		}
		for _, name := range []string{settingsName, hiddenSettings} {
			if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
				return []string{dir}, nil
			}
		}
		if holdsSheets(dir) {
			return []string{dir}, nil
		}
	}
	return nil, nil
}

// holdsSheets reports whether a folder holds sheets of figures by itself: the program
// was copied among them.
func holdsSheets(dir string) bool {
	entries, err := os.ReadDir(dir)
	return err == nil && slices.ContainsFunc(entries, func(e os.DirEntry) bool {
		return e.Type().IsRegular() && sheetName(e.Name()) && !hiddenName(e.Name()) && !book.IsOutput(filepath.Join(dir, e.Name()))
	})
}

// droppedJobs are each folder that was dropped, and one job of all workbooks. What is
// neither is no job.
func droppedJobs(args []string) (dirs []string, err error) {
	var files []string
	for _, arg := range args {
		info, err := os.Stat(arg)
		switch {
		case err != nil:
			return nil, nil
		case info.IsDir():
			dirs = append(dirs, arg)
		case sheetName(arg) && !book.IsOutput(arg):
			files = append(files, arg)
		default:
			return nil, nil
		}
	}
	if len(files) > 0 {
		dir, err := jobOfFiles(files)
		if err != nil {
			return nil, err
		}
		dirs = append(dirs, dir)
	}
	return dirs, nil
}

// jobOfFiles is the job that workbooks lie in, in its folder of sheets; else a new one
// beside the first of them, with copies, so that the files stay as they are.
func jobOfFiles(files []string) (string, error) {
	folder := filepath.Dir(files[0])
	if filepath.Base(folder) == "so-lieu" && !slices.ContainsFunc(files, func(f string) bool { return filepath.Dir(f) != folder }) {
		return filepath.Dir(folder), nil
	}
	stem := strings.TrimSuffix(filepath.Base(files[0]), filepath.Ext(files[0]))
	dir := filepath.Join(folder, "Tổng kết "+stem)
	sheets := filepath.Join(dir, "so-lieu")
	if err := os.MkdirAll(sheets, 0o755); err != nil {
		return "", fmt.Errorf("không tạo được thư mục %s: %w", dir, reason(err))
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err == nil {
			err = os.WriteFile(filepath.Join(sheets, filepath.Base(f)), data, 0o644)
		}
		if err != nil {
			return "", fmt.Errorf("không chép được %s vào %s: %w", f, sheets, reason(err))
		}
	}
	return dir, nil
}
