package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// clicked does what a double-click on the program asks for: it runs the job
// that the program lies in, or that was dropped on it, opens the dashboard and
// keeps the window open until its messages have been read.
func clicked(ctx context.Context, args []string, exe string, show func(string) error, stdin io.Reader, stdout, stderr io.Writer) int {
	dir, found := clickedJob(args, filepath.Dir(exe))
	code := exitUsage
	if found {
		code = runClicked(ctx, dir, show, stdout, stderr)
	} else {
		fmt.Fprintf(stderr, clickedNowhere, filepath.Dir(exe))
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
     hoặc kéo thư mục công việc thả lên tongket.exe.
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

// clickedJob is the folder of the job: the one dropped on the program, else
// that of the program, else the current one, if it looks like a job.
func clickedJob(args []string, beside string) (dir string, found bool) {
	if len(args) > 0 {
		info, err := os.Stat(args[0])
		return args[0], len(args) == 1 && err == nil && info.IsDir()
	}
	here, err := os.Getwd()
	if err != nil {
		here = beside
	}
	for _, dir := range []string{beside, here} {
		if info, err := os.Stat(filepath.Join(dir, "so-lieu")); err == nil && info.IsDir() {
			return dir, true
		}
		if _, err := os.Stat(filepath.Join(dir, settingsName)); err == nil {
			return dir, true
		}
	}
	return "", false
}
