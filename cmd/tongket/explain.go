package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/ingest/read"
	"tongket/report/vi"
)

func explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain FILE[!SHEET[!CELL]]",
		Short: "Giải thích vì sao một ô được hiểu như vậy: chỉ tiêu, địa bàn, năm, loại số liệu, đơn vị tính lấy từ ô nào",
		Long: `In cách hiểu từng số liệu của một tệp, một trang hay một ô: mỗi thuộc tính lấy từ những ô nào và cách hiểu khác đã xét.
Tệp không có trang (CSV) ghi hai dấu chấm than: "bieu.csv!!D3". Tệp nằm trong một công việc thì danh mục, địa bàn của công việc ấy được dùng.`,
		Example: "  tongket explain \"so-lieu/bieu 3.xlsx!Biểu 1!D7\"\n  tongket explain \"bieu.csv!!D3\"",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return explain(cmd.Context(), args[0], cmd.OutOrStdout())
		},
	}
}

func explain(ctx context.Context, place string, stdout io.Writer) error {
	path, sheet, cell, err := placeOf(place)
	if err != nil {
		return usage(err)
	}
	j, src, err := sourceOf(ctx, path)
	if err != nil {
		return err
	}
	account, err := read.NewExplainer(j.ingestOptions(0, nil)).Explain(ctx, src)
	if err != nil {
		return err
	}
	grids, _ := book.Grids(ctx, src)
	texts := textsOf(grids)
	var b strings.Builder
	whole := vi.WholeOf(j.catalogue.Places)
	about := func(p ingest.Pos) bool {
		return (sheet == "" || strings.EqualFold(p.Sheet, sheet)) && (cell == "" || strings.EqualFold(p.Cell(), cell))
	}
	better := j.knownBetter(&account)
	for i := range account.Figures {
		if x := &account.Figures[i]; about(x.Pos) {
			b.WriteString(vi.Explain(x, whole, func(p ingest.Pos) string { return texts[p] }))
			b.WriteString(vi.ExplainKnown(better.Correction(x.Pos), better.Given(&x.Fact)))
		}
	}
	if cell != "" && b.Len() == 0 {
		for p, why := range account.Left {
			if about(p) {
				b.WriteString(vi.NotAFigure(p, why))
			}
		}
	}
	if b.Len() == 0 {
		return usage(vi.NothingToExplain(src.Name, sheet, cell, sheetsOf(grids)))
	}
	_, err = io.WriteString(stdout, b.String())
	return err
}

// knownBetter corrects the figures of an account as the team's registers have them, and
// gives what those say of them.
func (j *job) knownBetter(account *read.Account) *analysis.Review {
	mend := analysis.NewCorrector(j.corrections)
	mend.Several(account.Balances)
	better := &analysis.Review{}
	figures := account.Figures[:0]
	for _, x := range account.Figures {
		mended := mend.Apply(ingest.FactsOf(x.Fact))
		for _, f := range mended.All() {
			x.Fact = *f
			figures = append(figures, x)
		}
	}
	account.Figures = figures
	better.Corrections, _ = mend.Outcome()
	for _, i := range account.Issues {
		better.Findings = append(better.Findings, analysis.FromIssue(i))
	}
	return better
}

// placeOf parts "FILE!SHEET!CELL": the file is the longest beginning that is there.
func placeOf(place string) (path, sheet, cell string, err error) {
	parts := strings.Split(place, "!")
	for n := len(parts); n > 0; n-- {
		path = onDisk(strings.Join(parts[:n], "!"))
		if info, err := os.Stat(path); err != nil || info.IsDir() {
			continue
		}
		rest := parts[n:]
		switch {
		case len(rest) > 2:
			return "", "", "", fmt.Errorf("%s: sau tên tệp chỉ ghi !TRANG!Ô", place)
		case len(rest) == 2:
			return path, rest[0], rest[1], nil
		case len(rest) == 1:
			return path, rest[0], "", nil
		}
		return path, "", "", nil
	}
	return "", "", "", fmt.Errorf("không có tệp %s; ghi đường dẫn tới tệp, rồi !TRANG!Ô nếu cần", parts[0])
}

// onDisk is a path as the disk writes it: outputs compose the letters of names, which
// those that came from a Mac have in parts.
func onDisk(path string) string {
	if _, err := os.Lstat(path); err == nil || path == filepath.Dir(path) {
		return path
	}
	dir := onDisk(filepath.Dir(path))
	entries, err := os.ReadDir(dir)
	if err != nil {
		return path
	}
	for _, e := range entries {
		if norm.NFC.String(e.Name()) == norm.NFC.String(filepath.Base(path)) {
			return filepath.Join(dir, e.Name())
		}
	}
	return path
}

// sourceOf is the file as a source of the job that it lies in, or by itself.
func sourceOf(ctx context.Context, path string) (*job, ingest.Source, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, ingest.Source{}, err
	}
	for dir := filepath.Dir(full); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, settingsName)); err == nil || filepath.Base(dir) == "so-lieu" {
			if err != nil {
				dir = filepath.Dir(dir)
			}
			j, err := openJob(ctx, dir, dir+"/ket-qua")
			if err != nil {
				return nil, ingest.Source{}, err
			}
			for _, src := range j.sources {
				if at, err := filepath.Abs(src.Path); err == nil && at == full {
					return j, src, nil
				}
			}
			break
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	j, err := looseJob([]string{path})
	if err != nil {
		return nil, ingest.Source{}, err
	}
	if len(j.sources) == 0 {
		return nil, ingest.Source{}, usage(fmt.Errorf("%s không phải là tệp số liệu", path))
	}
	return j, j.sources[0], nil
}

// textsOf are the cells of a file as shown.
func textsOf(grids []ingest.Grid) map[ingest.Pos]string {
	texts := map[ingest.Pos]string{}
	for k := range grids {
		g := &grids[k]
		shown := book.FormatsOf(g.Styles)
		for i := range g.Cells {
			c := &g.Cells[i]
			texts[ingest.Pos{File: g.File, Sheet: g.Sheet, Row: c.Row, Col: c.Col}] = shown.Shown(c)
		}
	}
	return texts
}

func sheetsOf(grids []ingest.Grid) (names []string) {
	for k := range grids {
		names = append(names, grids[k].Sheet)
	}
	return names
}
