package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/report/vi"
)

func initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init [DIR]",
		Short: "Xem các biểu rồi viết tongket.yaml và các bảng để bắt đầu",
		Long: `Xem các biểu trong DIR/so-lieu (hoặc trong DIR) rồi viết tongket.yaml, danh-muc.xlsx (chỉ tiêu),
dia-ban.xlsx (địa bàn), nguon.xlsx (điều biểu không ghi) và sua-so.xlsx (số cần sửa) để điền, sửa tiếp bằng Excel.
Không bao giờ ghi đè tệp đã có.`,
		Example: "  tongket init D:\\tong-ket",
		Args:    atMost(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return initialise(cmd.Context(), argument(args), cmd.OutOrStdout())
		},
	}
}

func initialise(ctx context.Context, dir string, stdout io.Writer) error {
	j, err := openJob(ctx, dir, filepath.Join(dir, "ket-qua"))
	if err != nil {
		return err
	}
	found, err := j.read(ctx, 0, nil)
	if err != nil {
		return err
	}
	if err := anyFigure(found, j); err != nil {
		return err
	}
	options := analysis.Options{Term: termOf(&found.Facts)}
	j.known.inform(&options)
	dated := found
	dated.Facts = dateAll(found.Facts, options.Term)
	s := &starter{job: j, found: found, review: analysis.Run(j.catalogue, dated, options), heads: lettersOf(ctx, j.sources)}
	if names := s.provinces(); len(names) > 1 {
		fmt.Fprintf(stdout, "Chú ý: các biểu thuộc %d tỉnh khác nhau: %s. Nên lập cho mỗi tỉnh một công việc riêng; to-chuc, dia-danh và địa bàn toàn tỉnh để trống để tự điền.\n", len(names), vi.Visible(strings.Join(names, ", ")))
	}
	written := 0
	for _, f := range s.files() {
		made, err := writeNew(stdout, dir, f)
		if err != nil {
			return err
		}
		written += made
	}
	if written == 0 {
		return errors.New("không viết thêm tệp nào")
	}
	fmt.Fprintf(stdout, "Hãy xem và sửa các tệp trên (chỗ “…” là chỗ cần điền), rồi chạy: tongket check %s\n", vi.Visible(dir))
	return nil
}

// dateAll gives figures without a year the last of the term: their indicators belong
// into the catalogue although nobody knows yet which year they are of.
func dateAll(facts ingest.Facts, term analysis.Term) ingest.Facts {
	list := facts.List()
	for i := range list {
		if list[i].Years == (ingest.Period{}) {
			list[i].Years = ingest.Year(term.Last)
		}
	}
	return ingest.FactsOf(list...)
}

// A newFile is a file that init writes: under the first of the names, unless one of
// them is there already.
type newFile struct {
	names []string
	text  func() (string, error)
}

// writeNew writes a file into dir unless it is there already; it says what it did and
// counts the files written.
func writeNew(stdout io.Writer, dir string, file newFile) (int, error) {
	for _, n := range file.names {
		if _, err := os.Lstat(filepath.Join(dir, n)); n != "" && err == nil {
			fmt.Fprintf(stdout, "đã có %s, giữ nguyên\n", vi.Visible(filepath.Join(dir, n)))
			return 0, nil
		}
	}
	content, err := file.text()
	if err != nil {
		return 0, err
	}
	path := filepath.Join(dir, file.names[0])
	err = placeNew(path, content)
	if errors.Is(err, fs.ErrExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("không ghi được %s: %w", path, reason(err))
	}
	fmt.Fprintf(stdout, "đã viết %s\n", vi.Visible(path))
	return 1, nil
}

// placeNew writes a file that must not be there before. It is whole when it
// appears: half of one would be taken for the team's.
func placeNew(path, content string) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".tongket-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString(content)
	if err := errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	err = os.Link(f.Name(), path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, there := os.Lstat(path); there == nil { // a disk without links
		return fs.ErrExist
	}
	return os.Rename(f.Name(), path)
}

// termOf is the term that the sheets speak of, by the years with an actual figure or
// an estimate: that of five years from a year such as 2015 or 2020 which holds them all,
// or which they end with; else from their first to their last, and as long again. Without
// two such years it is the default.
func termOf(facts *ingest.Facts) analysis.Term {
	const years, span = 5, 7
	first, last := 0, 0
	for _, f := range facts.All() {
		if f.Years.From != f.Years.To || f.Years.From == 0 || f.Measure == ingest.Plan || f.Measure == ingest.Target {
			continue
		}
		if first == 0 || f.Years.From < first {
			first = f.Years.From
		}
		last = max(last, f.Years.From)
	}
	base := (last - 1) / years * years
	switch {
	case first == last:
		d := defaultSettings()
		return d.term()
	case first >= base, last == base+years, last-first > span:
		return analysis.Term{Base: base, Last: base + years, Next: base + 2*years}
	}
	return analysis.Term{Base: first, Last: last, Next: last + (last - first)}
}
