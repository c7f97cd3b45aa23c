package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/report/vi"
)

// A mended is a figure of the sample that a register corrects.
type mended struct {
	pos  ingest.Pos
	raw  string
	new  float64
	drop bool
}

func (m mended) written() string {
	if m.drop {
		return ""
	}
	return strings.ReplaceAll(strconv.FormatFloat(m.new, 'f', -1, 64), ".", ",")
}

func (m mended) said() string {
	if m.drop {
		return "sửa: không dùng số này (nhầm " + m.pos.Cell() + "; bà Hoa, 12/3/2020)"
	}
	return "sửa thành " + vi.Number(m.new, decimalsOf(m.new)) + " (nhầm " + m.pos.Cell() + "; bà Hoa, 12/3/2020)"
}

func posOf(file, sheet, cell string) ingest.Pos {
	row, col, _ := ingest.ParseRef([]byte(cell))
	return ingest.Pos{File: file, Sheet: sheet, Row: row, Col: col}
}

func decimalsOf(v float64) int {
	_, fraction, _ := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), ".")
	return len(fraction)
}

// ran runs a command in this process and returns what it prints.
func ran(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if status := execute(t.Context(), args, &stdout, &stderr); status != 0 {
		t.Fatalf("%q: status %d\n%s", args, status, stderr.String())
	}
	return stdout.String()
}

// figuresToMend are some figures of every file of a job: each is made a little larger,
// and one is not to be used.
func figuresToMend(t *testing.T, job string) (out []mended) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(ran(t, "facts", job))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, row := range rows[1:] {
		v, err := strconv.ParseFloat(row[8], 64)
		if n := seen[row[0]]; err != nil || row[7] != "actual" || row[3] == "" || row[10] != "" && row[10] != "formula" || n >= 20 {
			continue
		}
		if seen[row[0]]++; seen[row[0]]%7 != 1 {
			continue
		}
		out = append(out, mended{pos: posOf(row[0], row[1], row[2]), raw: row[11], new: math.Round((v+max(.5, v/500))*100) / 100})
	}
	out[len(out)/2].drop = true
	return out
}

// Every output says of a corrected figure what the register says: explain, the facts, the
// review, the page of the sheets, the workbook's sources, the list of corrections, the
// dashboard; and what is computed from it is computed from the new number.
func TestCorrectedFiguresAgree(t *testing.T) {
	asksNothingShared(t)
	job := filepath.Join(t.TempDir(), "job")
	if err := os.CopyFS(job, os.DirFS("../../samples/phu-tho")); err != nil {
		t.Fatal(err)
	}
	list := figuresToMend(t, job)
	if len(list) < 25 {
		t.Fatalf("%d figures to correct", len(list))
	}
	var register bytes.Buffer
	w := csv.NewWriter(&register)
	w.Comma = ';'
	w.Write([]string{"Tệp", "Trang", "Ô", "Số cũ", "Số mới", "Lý do", "Người", "Ngày"})
	for _, m := range list {
		w.Write([]string{m.pos.File, m.pos.Sheet, m.pos.Cell(), m.raw, m.written(), "nhầm " + m.pos.Cell(), "bà Hoa", "12/3/2020"})
	}
	w.Flush()
	if err := os.WriteFile(filepath.Join(job, "sua-so.csv"), register.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	ran(t, "run", job, "--quiet")

	facts := rowsByCell(t, filepath.Join(job, "ket-qua", "so-lieu.csv"))
	review := reviewOf(t, filepath.Join(job, "ket-qua", "tongket.json"))
	page := pageOfSheets(t, filepath.Join(job, "ket-qua", "doc-so-lieu.html"))
	book := sourcesOf(t, filepath.Join(job, "ket-qua", "phu-luc.xlsx"))
	dashboard, err := os.ReadFile(filepath.Join(job, "ket-qua", "bieu-do.html"))
	if err != nil {
		t.Fatal(err)
	}
	papers := textOf(t, filepath.Join(job, "ket-qua", "ho-so.pdf"))
	used, shown := 0, 0
	for _, m := range list {
		at := m.pos.String()
		value := strconv.FormatFloat(m.new, 'f', -1, 64)
		if m.drop {
			value = ""
		}
		if row := facts[m.pos]; len(row) < 12 || row[8] != value || row[10] != "sửa" || row[11] != m.raw {
			t.Errorf("%s: so-lieu.csv has %q", at, row)
		}
		x := review.Correction(m.pos)
		if x == nil || x.State != analysis.CorrectionApplied || (x.New == nil) != m.drop || !m.drop && *x.New != m.new {
			t.Errorf("%s: tongket.json has %+v", at, x)
		} else if vi.Correction(x) != m.said() {
			t.Errorf("%s: worded %q, want %q", at, vi.Correction(x), m.said())
		}
		if got := page[m.pos]; got != m.said() {
			t.Errorf("%s: doc-so-lieu.html says %q, want %q", at, got, m.said())
		}
		n := usedAsMended(t, review, m)
		used += n
		if row := book[m.pos]; (row != nil || n > 0 && !m.drop) && (len(row) < 12 || row[4] != m.raw || row[11] != m.said()) {
			t.Errorf("%s: phu-luc.xlsx has %q", at, row)
		}
		if papers != "" && !strings.Contains(papers, "nhầm "+m.pos.Cell()) {
			t.Errorf("%s: not in ho-so.pdf", at)
		}
		said, _ := json.Marshal(m.said())
		if bytes.Contains(dashboard, bytes.Trim(said, `"`)) {
			shown++
		}
		explained := ran(t, "explain", filepath.Join(job, filepath.FromSlash(m.pos.File))+"!"+m.pos.Sheet+"!"+m.pos.Cell())
		if !strings.Contains(explained, "Sửa:          "+m.said()+" ← sua-so.csv!") {
			t.Errorf("%s: explain says\n%s", at, explained)
		}
	}
	if used < len(list)/2 || shown < len(list)/2 {
		t.Errorf("of %d corrected figures %d are used, and %d shown on the dashboard", len(list), used, shown)
	}
}

// usedAsMended counts where a figure is the one used for a year of an indicator, and
// fails where the number there is another.
func usedAsMended(t *testing.T, r *analysis.Review, m mended) (n int) {
	for _, indicator := range r.Indicators {
		for _, line := range append([]analysis.Line{indicator.Whole}, indicator.Places...) {
			for _, p := range line.Points {
				if p.From != "" || len(p.Facts) == 0 || r.Facts.Pos(p.Facts[0]) != m.pos {
					continue
				}
				n++
				f := r.Facts.At(p.Facts[0])
				if m.drop {
					if f.Known || p.Status == analysis.Known {
						t.Errorf("%s: %s of %d is %v, which is not to be used", m.pos, indicator.Name, p.Year, p.Value)
					}
					continue
				}
				if f.Mark != analysis.MarkCorrected || f.Value != m.new || f.Unit == indicator.Unit && p.Value != m.new {
					t.Errorf("%s: %s of %d is %v, of a figure %v", m.pos, indicator.Name, p.Year, p.Value, f.Value)
				}
			}
		}
	}
	return n
}

func rowsByCell(t *testing.T, path string) map[ingest.Pos][]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := map[ingest.Pos][]string{}
	for _, row := range rows[1:] {
		out[posOf(row[0], row[1], row[2])] = row
	}
	return out
}

func reviewOf(t *testing.T, path string) *analysis.Review {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := analysis.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// pageOfSheets is what the page of the sheets says of the corrected cells.
func pageOfSheets(t *testing.T, path string) map[ingest.Pos]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, data, _ = bytes.Cut(data, []byte(`id="du-lieu">`))
	data, _, _ = bytes.Cut(data, []byte("</script>"))
	var page struct {
		Pool   []string `json:"pool"`
		Sheets []struct {
			File  string  `json:"f"`
			Sheet string  `json:"s"`
			Cells [][]any `json:"c"`
		} `json:"sheets"`
	}
	if err := json.Unmarshal(data, &page); err != nil {
		t.Fatal(err)
	}
	out := map[ingest.Pos]string{}
	for _, s := range page.Sheets {
		for _, c := range s.Cells {
			if len(c) > 9 {
				out[ingest.Pos{File: s.File, Sheet: s.Sheet, Row: int32(c[0].(float64)), Col: int32(c[1].(float64))}] = page.Pool[int(c[9].(float64))]
			}
		}
	}
	return out
}

// sourcesOf are the rows of the sheet of sources.
func sourcesOf(t *testing.T, path string) map[ingest.Pos][]string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Nguồn số liệu", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	head := slices.IndexFunc(rows, func(row []string) bool { return len(row) > 3 && row[1] == "Tệp" && row[3] == "Ô" })
	out := map[ingest.Pos][]string{}
	for _, row := range rows[head+1:] {
		if len(row) > 4 {
			out[posOf(row[1], row[2], row[3])] = row
		}
	}
	return out
}

// textOf is the text of a PDF with its blanks folded; empty where nothing reads one.
func textOf(t *testing.T, path string) string {
	t.Helper()
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		return ""
	}
	out, err := exec.CommandContext(t.Context(), program, path, "-").Output()
	if err != nil {
		t.Fatal(fmt.Errorf("pdftotext: %w", err))
	}
	return strings.Join(strings.Fields(string(out)), " ")
}
