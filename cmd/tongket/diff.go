package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"tongket/analysis"
	"tongket/report"
	"tongket/report/vi"
)

func diffCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "So sánh hai lần chạy hay hai bản dự thảo",
		Long: `In những gì khác nhau giữa hai lần chạy: số liệu, đánh giá, mục tiêu, phát hiện, kèm ô của cả hai bên.
OLD, NEW là thư mục kết quả, thư mục công việc hoặc tệp tongket.json.`,
		Example: "  tongket diff D:\\du-thao-2\\ket-qua D:\\tong-ket\\ket-qua\n  tongket diff --format csv cu/tongket.json moi/tongket.json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage(fmt.Errorf("lệnh diff cần hai tham số OLD và NEW, đang có %d; ví dụ: tongket diff du-thao-2/ket-qua ket-qua", len(args)))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "text" && format != "csv" {
				return usage(fmt.Errorf("định dạng %q không có; dùng --format text hoặc --format csv", format))
			}
			return diff(args[0], args[1], format, cmd.OutOrStdout())
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "dạng `KIỂU`: text (để đọc, mặc định) hoặc csv")
	cmd.Flags().Lookup("format").DefValue = "" // the wording tells it
	return cmd
}

func diff(before, after, format string, stdout io.Writer) error {
	from, err := openReview(before)
	if err != nil {
		return err
	}
	to, err := openReview(after)
	if err != nil {
		return err
	}
	c := analysis.Compare(from, to)
	if format == "csv" {
		return vi.WriteChanges(stdout, c.Changes)
	}
	return vi.TellChanges(stdout, c)
}

// openReview reads the Review at path: a tongket.json, a folder of outputs, or
// a job whose outputs are in ket-qua.
func openReview(path string) (*analysis.Review, error) {
	for _, name := range []string{path, filepath.Join(path, report.ReviewName), filepath.Join(path, "ket-qua", report.ReviewName)} {
		info, err := os.Stat(name)
		if err != nil || info.IsDir() {
			continue
		}
		f, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("không mở được %s: %w", name, reason(err))
		}
		defer f.Close()
		r, err := analysis.Decode(f)
		if err != nil {
			return nil, fmt.Errorf("%s không phải là kết quả của tongket %s hoặc đã hỏng (%w); hãy chạy lại tongket run", name, version, err)
		}
		return r, nil
	}
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("không có %s; hãy chỉ thư mục kết quả hoặc tệp %s", path, report.ReviewName)
	}
	return nil, fmt.Errorf("%s không có %s; hãy chạy tongket run trước, hoặc chỉ đúng thư mục kết quả", path, report.ReviewName)
}
