package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/report/vi"
)

func checkCommand() *cobra.Command {
	var format string
	var strict bool
	cmd := &cobra.Command{
		Use:   "check [JOB | FILE...]",
		Short: "Kiểm tra số liệu: các phát hiện và cân đối từng trang, không ghi gì",
		Long: `Đọc và kiểm tra các biểu của một công việc (JOB) hay của từng tệp (FILE), in các phát hiện,
cân đối số ô của từng trang và số liệu còn thiếu. Không ghi gì lên đĩa.`,
		Example: "  tongket check samples/phu-tho\n  tongket check \"so-lieu/bieu 3.xls\"\n  tongket check --format csv > kiem-tra.csv",
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "text" && format != "csv" {
				return usage(fmt.Errorf("định dạng %q không có; dùng --format text hoặc --format csv", format))
			}
			return check(cmd.Context(), args, format, strict, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.Flags().BoolVar(&strict, "strict", false, "kết thúc với mã 3 nếu có phát hiện mức lỗi")
	cmd.Flags().StringVar(&format, "format", "text", "dạng `KIỂU`: text (để đọc, mặc định) hoặc csv (các cột như kiem-tra.csv)")
	cmd.Flags().Lookup("format").DefValue = "" // the wording tells it
	return cmd
}

func check(ctx context.Context, args []string, format string, strict bool, stdout, stderr io.Writer) error {
	j, found, err := readArguments(ctx, args, stderr)
	if err != nil {
		return err
	}
	options, err := j.options(ctx, runOptions{})
	if err != nil {
		return err
	}
	j.known.inform(&options)
	review := analysis.Run(j.catalogue, found, options)
	write := writeText
	if format == "csv" {
		write = vi.WriteFindings
	} else if taken := j.termTaken(); taken != "" {
		fmt.Fprint(stderr, vi.Visible(taken))
	}
	if err := write(stdout, review); err != nil {
		return err
	}
	if strict && review.Count().Errors > 0 {
		return errStrict
	}
	return nil
}

// readArguments reads a job or single files, as check and facts take them.
func readArguments(ctx context.Context, args []string, stderr io.Writer) (*job, ingest.Result, error) {
	j, err := jobOf(ctx, args)
	if err != nil {
		return nil, ingest.Result{}, err
	}
	bar := newProgress(stderr, false, len(j.sources))
	found, err := j.read(ctx, 0, bar)
	bar.stop()
	return j, found, err
}

// jobOf is the job in the only argument or in the current folder, or that of
// single files. What is not there is taken for a file if it is named like one.
func jobOf(ctx context.Context, args []string) (*job, error) {
	if len(args) <= 1 {
		dir := argument(args)
		info, err := os.Stat(dir)
		if err != nil && filepath.Ext(dir) == "" || err == nil && info.IsDir() {
			return openJob(ctx, dir, dir+"/ket-qua")
		}
	}
	return looseJob(args)
}

// writeText prints the findings, the balance of each sheet and the figures
// owed.
func writeText(w io.Writer, r *analysis.Review) error {
	var b strings.Builder
	count := r.Count()
	fmt.Fprintf(&b, "PHÁT HIỆN: %s lỗi, %s cảnh báo, %s lưu ý\n", vi.Count(count.Errors), vi.Count(count.Warnings), vi.Count(count.Infos))
	for _, f := range r.Findings {
		printFinding(&b, f)
	}
	b.WriteString("\nCÂN ĐỐI SỐ Ô CỦA TỪNG TRANG (ô có số = đọc được + để lại)\n")
	for _, l := range r.Balances {
		b.WriteString(balanceLine(l))
	}
	if len(r.Supply) > 0 {
		b.WriteString("\nSỐ LIỆU CÒN THIẾU\n")
	}
	for _, o := range r.Supply {
		b.WriteString(owedLine(o, vi.WholeOf(r.Places)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func balanceLine(l ingest.Balance) string {
	left, reasons := 0, []string(nil)
	for _, o := range l.LeftOut {
		left += o.Count
		reasons = append(reasons, fmt.Sprintf("%s %d (%s%s)", vi.LeftOut(o.Reason), o.Count, strings.Join(o.Cells, ", "), more(o)))
	}
	line := ingest.Pos{File: l.File, Sheet: l.Sheet}.String() + fmt.Sprintf(": %d = %d + %d", l.Numeric, l.Read, left)
	if l.Marks > 0 {
		line += fmt.Sprintf("; ký hiệu không có số: %d", l.Marks)
	}
	if l.Hidden {
		line += "; trang ẩn"
	}
	if reasons != nil {
		line += "; để lại: " + strings.Join(reasons, "; ")
	}
	return line + "\n"
}

func more(o ingest.LeftOut) string {
	if o.Count > len(o.Cells) {
		return ", …"
	}
	return ""
}

func owedLine(o analysis.Owed, whole string) string {
	supplier := o.Supplier
	if supplier == "" {
		supplier = "(chưa rõ đơn vị)"
	}
	var years []string
	for _, y := range o.Years {
		years = append(years, strconv.Itoa(y))
	}
	line := fmt.Sprintf("%s: %s: thiếu %s/%s số liệu", supplier, o.Name, vi.Count(o.Total), vi.Count(o.Expected))
	if years != nil {
		line += "; " + whole + " năm " + strings.Join(years, ", ")
	}
	if len(o.Places) > 0 {
		line += "; địa bàn: " + strings.Join(o.Places, ", ")
	}
	for _, e := range o.Earlier {
		line += fmt.Sprintf("; địa bàn năm %d: %s", e.Year, strings.Join(e.Places, ", "))
	}
	return line + "\n"
}
