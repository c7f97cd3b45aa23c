package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"syscall"

	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/ingest/runs"
)

// systemWords are the common faults that a system tells, by their numbers on
// Unix and on Windows.
var systemWords = []struct {
	words         string
	unix, windows []syscall.Errno
}{
	{"đĩa đã đầy; hãy giải phóng chỗ rồi chạy lại", numbers(syscall.ENOSPC), numbers(39, 112)},
	{"đã dùng hết phần đĩa được cấp; hãy giải phóng chỗ rồi chạy lại", numbers(syscall.EDQUOT), numbers(1295)},
	{"tệp lớn hơn mức mà hệ thống cho phép", numbers(syscall.EFBIG), numbers(223)},
	{"ổ đĩa chỉ cho đọc", numbers(syscall.EROFS), numbers(19)},
	{"đang mở quá nhiều tệp; hãy đóng bớt chương trình rồi chạy lại", numbers(syscall.EMFILE, syscall.ENFILE), numbers(4)},
	{"quá nhiều liên kết tới một tệp", numbers(syscall.EMLINK), numbers(1142)},
	{"là một liên kết không được đi theo, hoặc liên kết vòng", numbers(syscall.ELOOP), numbers(1921)},
	{"là điểm gắn của một ổ đĩa, hoặc đang được chương trình khác dùng", numbers(syscall.EBUSY), numbers(142, 170)},
	{"máy hết bộ nhớ; hãy đóng bớt chương trình rồi chạy lại", numbers(syscall.ENOMEM), numbers(8, 14, 1455)},
	{"ổ đĩa đọc ghi bị lỗi", numbers(syscall.EIO), numbers(23, 1117)},
	{"không liên lạc được với ổ mạng hay ổ rời", numbers(syscall.ESTALE, syscall.ENXIO, syscall.ENODEV, syscall.ETIMEDOUT, syscall.EHOSTDOWN, syscall.EHOSTUNREACH), numbers(21, 53, 55, 59, 64, 67, 121)},
	{"tên hoặc đường dẫn quá dài", numbers(syscall.ENAMETOOLONG), numbers(111, 206)},
	{"tên không hợp lệ", numbers(syscall.EILSEQ), numbers(123, 161)},
	{"là một thư mục", numbers(syscall.EISDIR), nil},
	{"không phải là thư mục", numbers(syscall.ENOTDIR), numbers(267)},
	{"thư mục không trống", numbers(syscall.ENOTEMPTY), numbers(145)},
	{"nằm ở hai ổ đĩa khác nhau", numbers(syscall.EXDEV), numbers(17)},
	{"chương trình nhận kết quả đã đóng", numbers(syscall.EPIPE), numbers(109, 232)},
	{"đã có sẵn", numbers(syscall.EEXIST), numbers(80, 183)},
	{"không có quyền", numbers(syscall.EPERM, syscall.EACCES), numbers(5)},
	{"không tồn tại", numbers(syscall.ENOENT), numbers(2, 3)},
}

func numbers(n ...syscall.Errno) []syscall.Errno { return n }

// A systemError is a fault that the system has told, in our words.
type systemError struct {
	words string
	err   error
}

func (e systemError) Error() string { return e.words }
func (e systemError) Unwrap() error { return e.err }

// reason is the system's error without the English operation and the path,
// which our own sentence names, and in Vietnamese.
func reason(err error) error { return reasonOn(runtime.GOOS, err) }

func reasonOn(system string, err error) error {
	var number syscall.Errno
	switch {
	case errors.Is(err, book.ErrNotFile):
		return systemError{"là đường ống hay thiết bị, không phải tệp", err}
	case errors.Is(err, book.ErrTooLarge):
		return systemError{"tệp quá lớn", err}
	case inUseOn(system, err):
		return systemError{"tệp đang mở trong chương trình khác (như Excel); hãy đóng lại rồi chạy lại", err}
	case errors.As(err, &number):
		for _, w := range systemWords {
			if system == "windows" && slices.Contains(w.windows, number) || slices.Contains(w.unix, number) {
				return systemError{w.words, err}
			}
		}
		return systemError{fmt.Sprintf("hệ thống báo lỗi “%v”", number), err}
	case errors.Is(err, fs.ErrPermission):
		return systemError{"không có quyền", err}
	case errors.Is(err, fs.ErrNotExist):
		return systemError{"không tồn tại", err}
	case errors.Is(err, fs.ErrExist):
		return systemError{"đã có sẵn", err}
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	return err
}

// A changedError is an input that was not any more what it had been when its sum
// was taken: what was read is not what the manifest would say.
type changedError struct{ file string }

func (e changedError) Error() string {
	return fmt.Sprintf("%s thay đổi trong khi đang đọc; hãy lưu xong rồi chạy lại", e.file)
}

// changedAmong is a changedError if an issue says so; nil if none does.
func changedAmong(issues []ingest.Issue) error {
	for _, i := range issues {
		switch {
		case len(i.Args) == 0:
		case i.Code == ingest.CodeUnreadable && i.Args[0] == book.TroubleChanged,
			i.Code == ingest.CodeRunFile && i.Args[0] == runs.RunChanged:
			return changedError{i.Pos.File}
		}
	}
	return nil
}
