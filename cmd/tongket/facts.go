package main

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"tongket/analysis"
	"tongket/ingest"
)

func factsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "facts [JOB | FILE...]",
		Short: "In mọi số liệu đọc được kèm ô nguồn, dạng CSV",
		Long: `In mọi số liệu đọc được từ một công việc (JOB) hay từ từng tệp (FILE), mỗi dòng một số, kèm tệp, trang và ô.
Các cột: file, sheet, cell, indicator, label, place, year, measure, value, unit, mark, raw.`,
		Example: "  tongket facts samples/phu-tho > so-lieu.csv\n  tongket facts \"bieu 3.xls\"",
		RunE: func(cmd *cobra.Command, args []string) error {
			return facts(cmd.Context(), args, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
}

// facts prints each fact as it is read: a workbook may hold millions.
func facts(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	j, err := jobOf(ctx, args)
	if err != nil {
		return err
	}
	bar := newProgress(stderr, false, len(j.sources))
	out := bufio.NewWriterSize(stdout, 1<<16)
	w := ingest.NewFactWriter(out)
	found, err := ingest.Stream(ctx, j.sources, j.ingestOptions(0, bar), w.Write)
	bar.stop()
	if err != nil {
		return err
	}
	noteIssues(stderr, found.Issues)
	if err := w.Flush(); err != nil {
		return err
	}
	return out.Flush()
}

// noteIssues tells what could not be read at all, and how many doubts there
// are beside.
func noteIssues(w io.Writer, issues []ingest.Issue) {
	doubts := 0
	for _, i := range issues {
		f := analysis.FromIssue(i)
		if f.Severity != analysis.Error {
			doubts++
			continue
		}
		printFinding(w, f)
	}
	if doubts > 0 {
		fmt.Fprintf(w, "%d điểm cần xem khi đọc số liệu; xem chi tiết: tongket check\n", doubts)
	}
}
