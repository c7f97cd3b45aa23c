//go:build unix

package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// BenchmarkWholeJob runs the whole job and, in turn, testdata/peer/pipeline.py
// (pandas, openpyxl, matplotlib, reportlab), each as a process of its own on the
// same made-up workbooks: a first run, a run when nothing is to be read or drawn
// again, one with one workbook of many changed, and --if-changed.
func BenchmarkWholeJob(b *testing.B) {
	tongket, err := exec.LookPath("tongket")
	if err != nil {
		b.Fatal(err)
	}
	python := peerPython()
	for _, n := range []int{3, 300} {
		dir, kept := b.TempDir(), b.TempDir()
		b.Setenv("XDG_CACHE_HOME", kept)
		sheets := filepath.Join(dir, "so-lieu")
		peerBooks(b, sheets, n, 1)
		outputs := filepath.Join(dir, "ket-qua")
		b.Run(fmt.Sprintf("%d/peer", n), func(b *testing.B) {
			if python == "" {
				b.Skip("no python3 with pandas, openpyxl, matplotlib and reportlab (Debian: python3-pandas python3-openpyxl python3-matplotlib python3-reportlab)")
			}
			for b.Loop() {
				measured(b, exec.Command(python, "testdata/peer/pipeline.py", sheets, filepath.Join(dir, "peer")))
			}
		})
		b.Run(fmt.Sprintf("%d/first", n), func(b *testing.B) {
			for b.Loop() {
				os.RemoveAll(filepath.Join(kept, "tongket"))
				os.RemoveAll(outputs)
				measured(b, exec.Command(tongket, "run", dir, "--quiet"))
			}
		})
		b.Run(fmt.Sprintf("%d/again", n), func(b *testing.B) {
			for b.Loop() {
				measured(b, exec.Command(tongket, "run", dir, "--quiet"))
			}
		})
		b.Run(fmt.Sprintf("%d/one-changed", n), func(b *testing.B) {
			for k := 0; b.Loop(); k++ {
				peerBook(b, filepath.Join(sheets, peerName(n-1)), n-1, uint64(2+k))
				measured(b, exec.Command(tongket, "run", dir, "--quiet"))
			}
		})
		b.Run(fmt.Sprintf("%d/if-changed", n), func(b *testing.B) {
			for b.Loop() {
				measured(b, exec.Command(tongket, "run", dir, "--quiet", "--if-changed"))
			}
		})
	}
}

// peerPython is a Python that has what the peer needs; "" if none is installed.
func peerPython() string {
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import pandas, openpyxl, matplotlib, reportlab").Run() == nil {
			return name
		}
	}
	return ""
}

// measured runs a process and reports its wall and processor time, in seconds,
// and its peak memory.
func measured(b *testing.B, cmd *exec.Cmd) {
	b.Helper()
	started := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	s := cmd.ProcessState
	b.ReportMetric(time.Since(started).Seconds(), "wall-s")
	b.ReportMetric((s.UserTime() + s.SystemTime()).Seconds(), "cpu-s")
	if usage, ok := s.SysUsage().(*syscall.Rusage); ok {
		b.ReportMetric(float64(usage.Maxrss)/1024, "peak-MB") // of Linux, in KB
	}
}

// The made-up workbooks: 63 provinces, 50 districts, 50 indicators, six years
// of plan and actual, by turns a sheet an indicator, a sheet a district and a
// long list.
const (
	peerProvinces  = 63
	peerDistricts  = 50
	peerIndicators = 50
	peerSheets     = 3
	peerYears      = 6
)

func peerName(k int) string { return fmt.Sprintf("bieu_%04d.xlsx", k) }

func peerBooks(b *testing.B, dir string, n int, seed uint64) {
	b.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		b.Fatal(err)
	}
	for k := range n {
		peerBook(b, filepath.Join(dir, peerName(k)), k, seed)
	}
}

// A peerWriter writes the sheets of one made-up workbook.
type peerWriter struct {
	b        *testing.B
	f        *excelize.File
	rng      *rand.Rand
	province int
	sheet    string
}

func peerBook(b *testing.B, path string, k int, seed uint64) {
	b.Helper()
	w := &peerWriter{b: b, f: excelize.NewFile(), rng: rand.New(rand.NewPCG(seed, uint64(k))), province: k % peerProvinces}
	defer w.f.Close()
	sheets, round := peerSheets, k/peerProvinces
	if k%3 == 2 {
		sheets = 1
	}
	for s := range sheets {
		w.sheet = fmt.Sprintf("Bieu %02d", s+1)
		if s == 0 {
			w.check(w.f.SetSheetName("Sheet1", w.sheet))
		} else {
			_, err := w.f.NewSheet(w.sheet)
			w.check(err)
		}
		w.put(1, 1, "ỦY BAN NHÂN DÂN TỈNH "+peerProvince(w.province))
		w.put(1, 2, "Biểu tổng hợp kết quả thực hiện giai đoạn 2015-2020")
		switch k % 3 {
		case 0:
			w.byDistrict((round*sheets + s) % peerIndicators)
		case 1:
			w.byIndicator((round*sheets + s) % peerDistricts)
		case 2:
			w.list(round % peerIndicators)
		}
	}
	w.check(w.f.SaveAs(path))
}

func (w *peerWriter) check(err error) {
	if err != nil {
		w.b.Fatal(err)
	}
}

func (w *peerWriter) put(col, row int, v any) {
	cell, err := excelize.CoordinatesToCellName(col, row)
	w.check(err)
	w.check(w.f.SetCellValue(w.sheet, cell, v))
}

// figure writes one figure; one in twenty as text or as a mark.
func (w *peerWriter) figure(col, row int) {
	v := math.Round(math.Exp(2+w.rng.Float64()*7)*10) / 10
	switch x := w.rng.Float64(); {
	case x < 0.01:
		w.put(col, row, []string{"-", "…", "Chưa có số liệu"}[w.rng.IntN(3)])
	case x < 0.05:
		w.put(col, row, strings.Replace(fmt.Sprintf("%.1f", v), ".", ",", 1))
	default:
		w.put(col, row, v)
	}
}

// years writes the two header rows of the years from a column on.
func (w *peerWriter) years(first []string) {
	for k, h := range first {
		w.put(k+1, 6, h)
	}
	for y := range peerYears {
		w.put(len(first)+1+2*y, 6, fmt.Sprintf("Năm %d", 2015+y))
		w.put(len(first)+1+2*y, 7, "KH")
		w.put(len(first)+2+2*y, 7, "TH")
	}
}

func (w *peerWriter) byDistrict(indicator int) {
	w.put(1, 3, peerIndicator(indicator))
	w.put(12, 4, "Đơn vị tính: "+peerUnit(indicator))
	w.years([]string{"STT", "Huyện, thành phố"})
	for d := range peerDistricts {
		w.put(1, 8+d, d+1)
		w.put(2, 8+d, peerDistrict(d))
		for c := range 2 * peerYears {
			w.figure(3+c, 8+d)
		}
	}
}

func (w *peerWriter) byIndicator(district int) {
	w.put(1, 3, peerDistrict(district))
	w.put(12, 4, "Đơn vị tính: như cột 3")
	w.years([]string{"STT", "Chỉ tiêu", "Đơn vị tính"})
	for i := range peerIndicators {
		w.put(1, 8+i, i+1)
		w.put(2, 8+i, "   "+peerIndicator(i))
		w.put(3, 8+i, peerUnit(i))
		for c := range 2 * peerYears {
			w.figure(4+c, 8+i)
		}
	}
}

func (w *peerWriter) list(indicator int) {
	w.put(1, 3, "Phụ lục chi tiết")
	for c, h := range []string{"STT", "Huyện", "Chỉ tiêu", "Đơn vị tính", "Năm", "Kế hoạch", "Thực hiện"} {
		w.put(c+1, 6, h)
	}
	row := 7
	for d := range peerDistricts {
		for y := range peerYears {
			for c, v := range []any{row - 6, peerDistrict(d), peerIndicator(indicator), peerUnit(indicator), 2015 + y} {
				w.put(c+1, row, v)
			}
			w.figure(6, row)
			w.figure(7, row)
			row++
		}
	}
}

func nthName(names []string, i int) string {
	if i < len(names) {
		return names[i]
	}
	return fmt.Sprintf("%s %d", names[i%len(names)], i/len(names)+1)
}

func peerProvince(i int) string {
	return nthName([]string{"Hà Giang", "Cao Bằng", "Lào Cai", "Bắc Kạn", "Lạng Sơn", "Tuyên Quang", "Yên Bái", "Thái Nguyên", "Phú Thọ", "Bắc Giang", "Quảng Ninh", "Lai Châu"}, i)
}

func peerDistrict(i int) string {
	return "Huyện " + nthName([]string{"Đồng Hỷ", "Phú Bình", "Đại Từ", "Định Hóa", "Võ Nhai", "Phổ Yên", "Sông Công", "Yên Thế", "Lục Ngạn", "Sơn Động"}, i)
}

func peerIndicator(i int) string {
	subjects := []string{"Giá trị sản xuất", "Tổng thu ngân sách", "Diện tích", "Sản lượng", "Số lao động", "Tỷ lệ hộ nghèo", "Số học sinh", "Vốn đầu tư", "Số doanh nghiệp", "Kim ngạch"}
	return subjects[i%10] + " " + nthName([]string{"nông nghiệp", "công nghiệp", "xây dựng", "thương mại", "dịch vụ"}, i/10)
}

func peerUnit(i int) string {
	return []string{"tỷ đồng", "triệu đồng", "người", "%", "ha", "tấn", "nghìn lượt", "công trình", "hộ", "trường"}[i%10]
}
