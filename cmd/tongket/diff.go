package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tongket/analysis/diff"
	"tongket/report"
	"tongket/report/vi"
)

// diffOptions are the flags of diff.
type diffOptions struct {
	format string // of report.ComparisonFormats; empty: as the file's name says, else text
	out    string // file; empty: standard output
}

func diffCommand() *cobra.Command {
	var o diffOptions
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "So sánh hai lần chạy hay hai bản dự thảo",
		Long: `In những gì khác nhau giữa hai lần chạy: số liệu, đánh giá, mục tiêu, phát hiện, kèm ô của cả hai bên.
OLD, NEW là thư mục công việc, thư mục kết quả, tệp tongket.json, hoặc tên một bản dự thảo đã giữ
bằng tongket run --draft (tìm trong công việc của tham số kia và trong thư mục hiện tại).`,
		Example: "  tongket diff \"Dự thảo lần 2\" D:\\tong-ket\n  tongket diff 1 2 --format csv\n  tongket diff D:\\cu\\ket-qua D:\\tong-ket\\ket-qua -o thay-doi.xlsx",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage(fmt.Errorf("lệnh diff cần hai tham số OLD và NEW, đang có %d; ví dụ: tongket diff du-thao-2/ket-qua ket-qua", len(args)))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.settle(cmd.OutOrStdout()); err != nil {
				return usage(err)
			}
			return compare(args[0], args[1], o, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.Flags().StringVar(&o.format, "format", "", "dạng `KIỂU`: "+strings.Join(report.ComparisonFormats(), ", ")+" (mặc định: text, hoặc theo đuôi tệp của -o)")
	cmd.Flags().StringVarP(&o.out, "output", "o", "", "ghi vào tệp `FILE` thay vì in ra màn hình")
	return cmd
}

// settle chooses the format, and refuses to pour a workbook or a page onto a
// terminal.
func (o *diffOptions) settle(stdout io.Writer) error {
	formats := report.ComparisonFormats()
	if o.format == "" {
		ext := strings.TrimPrefix(strings.ToLower(filepath.Ext(o.out)), ".")
		switch {
		case slices.Contains(formats, ext):
			o.format = ext
		case ext != "" && ext != "txt":
			return fmt.Errorf("không rõ định dạng của tệp %s; đặt đuôi tệp .txt, .csv, .xlsx, .html, .json hoặc dùng --format %s", o.out, strings.Join(formats, ", "))
		}
	}
	o.format = cmp.Or(o.format, "text")
	if !slices.Contains(formats, o.format) {
		return fmt.Errorf("định dạng %q không có; dùng --format %s", o.format, strings.Join(formats, ", "))
	}
	if (o.format == "xlsx" || o.format == "html") && o.out == "" && isTerminal(stdout) {
		return fmt.Errorf("định dạng %s cần một tệp; ví dụ: tongket diff OLD NEW -o thay-doi.%s", o.format, o.format)
	}
	return nil
}

func compare(before, after string, o diffOptions, stdout, stderr io.Writer) error {
	oldName, err := findReview(before, after, ".")
	if err != nil {
		return err
	}
	newName, err := findReview(after, before, ".")
	if err != nil {
		return err
	}
	from, err := openReview(oldName)
	if err != nil {
		return err
	}
	to, err := openReview(newName)
	if err != nil {
		return err
	}
	c := report.Comparison{Before: from, After: to, Comparison: diff.Compare(from, to)}
	if o.format == "csv" { // which has no place for it
		for _, contrast := range c.Contrasts {
			fmt.Fprintln(stderr, "lưu ý: "+vi.Contrast(contrast))
		}
	}
	if o.out == "" {
		return c.Write(stdout, o.format)
	}
	return writeWhole(o.out, func(w io.Writer) error { return c.Write(w, o.format) })
}

// writeWhole writes a file beside and puts it in its place when it is whole.
func writeWhole(name string, write func(io.Writer) error) error {
	if err := noStream(name); err != nil {
		return err
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return usage(fmt.Errorf("%s là một thư mục; tùy chọn -o của lệnh này cần tên một tệp", name))
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".tongket-*")
	if err != nil {
		return fmt.Errorf("không ghi được %s: %w", name, reason(err))
	}
	defer os.Remove(f.Name())
	err = errors.Join(write(f), f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("không ghi được %s (có đang mở trong Excel không?): %w", name, reason(err))
	}
	return nil
}
