package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/ingest/read"
	"tongket/report/vi"
)

func factsCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "facts [JOB | FILE...]",
		Short: "In mọi số liệu đọc được kèm ô nguồn, dạng CSV hoặc Parquet",
		Long: `In mọi số liệu đọc được từ một công việc (JOB) hay từ từng tệp (FILE), mỗi dòng một số, kèm tệp, trang và ô.
Các cột: file, sheet, cell, indicator, label, place, year, measure, value, unit, mark, raw.`,
		Example: "  tongket facts samples/phu-tho > so-lieu.csv\n  tongket facts \"bieu 3.xls\"\n  tongket facts samples/phu-tho --format parquet > so-lieu.parquet",
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "csv" && format != "parquet" {
				return usage(fmt.Errorf("định dạng %q không có; dùng --format csv hoặc --format parquet", format))
			}
			return facts(cmd.Context(), args, format, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.Flags().StringVar(&format, "format", "csv", "dạng `KIỂU`: csv (mặc định) hoặc parquet (các cột như so-lieu.parquet)")
	cmd.Flags().Lookup("format").DefValue = "" // the wording tells it
	return cmd
}

// facts prints the facts as they are read: a workbook may hold millions.
func facts(ctx context.Context, args []string, format string, stdout, stderr io.Writer) error {
	j, err := jobOf(ctx, args)
	if err != nil {
		return err
	}
	bar := newProgress(stderr, false, len(j.sources))
	if format == "parquet" {
		return factTable(ctx, j, bar, stdout, stderr)
	}
	out := bufio.NewWriterSize(stdout, 1<<16)
	w := ingest.NewFactWriter(out)
	var notes issueNotes
	if len(j.corrections) > 0 { // which sheets a file has is known when all is read
		var found ingest.Result
		if found, err = j.read(ctx, 0, bar); err == nil {
			notes.add(found)
			err = w.Write(found.Facts)
		}
	} else {
		err = read.Stream(ctx, j.sources, j.ingestOptions(0, bar), w.Write, notes.add)
	}
	bar.stop()
	if err != nil {
		return err
	}
	notes.print(stderr)
	for _, f := range j.findings {
		if f.Code == ingest.CodeStrayLink {
			printFinding(stderr, f)
		}
	}
	if notes.changed != nil {
		return notes.changed
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return out.Flush()
}

// issueNotes keep what could not be read at all, and count the doubts beside.
type issueNotes struct {
	errors []analysis.Finding
	doubts int

	changed error // an input changed while it was read
}

func (n *issueNotes) add(r ingest.Result) {
	n.changed = cmp.Or(n.changed, changedAmong(r.Issues))
	for _, i := range r.Issues {
		if f := analysis.FromIssue(i); f.Severity == analysis.Error {
			n.errors = append(n.errors, f)
		} else {
			n.doubts++
		}
	}
}

func (n *issueNotes) print(w io.Writer) {
	for _, f := range n.errors {
		printFinding(w, f)
	}
	if n.doubts > 0 {
		fmt.Fprintf(w, "%s điểm cần xem khi đọc số liệu; xem chi tiết: tongket check\n", vi.Count(n.doubts))
	}
}
