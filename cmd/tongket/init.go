package main

import (
	"context"
	"encoding/csv"
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
	"tongket/report/annex"
	"tongket/report/vi"
)

const catalogueFile = "danh-muc.csv"

func initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init [DIR]",
		Short: "Xem các biểu rồi viết tongket.yaml và danh-muc.csv để bắt đầu",
		Long: `Xem các biểu trong DIR/so-lieu (hoặc trong DIR) rồi viết tongket.yaml và danh-muc.csv để sửa tiếp.
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
	review := analysis.Run(j.catalogue, found, analysis.Options{Term: termOf(&found.Facts)})
	written := 0
	for _, f := range []struct {
		name, have string
		text       func() (string, error)
	}{
		{settingsName, settingsName, func() (string, error) { return settingsText(review), nil }},
		{catalogueFile, j.catalogueName(), func() (string, error) { return catalogueText(review) }},
	} {
		made, err := writeNew(stdout, dir, f.name, f.have, f.text)
		if err != nil {
			return err
		}
		written += made
	}
	if written == 0 {
		return errors.New("không viết thêm tệp nào")
	}
	fmt.Fprintf(stdout, "Hãy xem và sửa các tệp trên, rồi chạy: tongket check %s\n", vi.Visible(dir))
	return nil
}

// writeNew writes text into name in dir unless have is there already; it
// says what it did and counts the files written.
func writeNew(stdout io.Writer, dir, name, have string, text func() (string, error)) (int, error) {
	for _, n := range []string{name, have} {
		if _, err := os.Lstat(filepath.Join(dir, n)); n != "" && err == nil {
			fmt.Fprintf(stdout, "đã có %s, giữ nguyên\n", vi.Visible(filepath.Join(dir, n)))
			return 0, nil
		}
	}
	content, err := text()
	if err != nil {
		return 0, err
	}
	path := filepath.Join(dir, name)
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

// termOf is the term that the sheets speak of: from the first to the last
// year with an actual figure or an estimate, and as long again. Without two
// such years, the default.
func termOf(facts *ingest.Facts) analysis.Term {
	d := defaultSettings()
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
	if first == last || first <= d.Term.Base && d.Term.Last <= last {
		return d.term()
	}
	return analysis.Term{Base: first, Last: last, Next: last + (last - first)}
}

// settingsText is a tongket.yaml with every key, those that cannot be known
// as comments.
func settingsText(r *analysis.Review) string {
	var fields []string
	for _, f := range r.Fields {
		if f.Name != "" {
			fields = append(fields, f.Name)
		}
	}
	return fmt.Sprintf(settingsTemplate, r.Term.Base, r.Term.Last, r.Term.Next, strings.Join(fields, ", "), strings.Join(annex.Names(), ", "))
}

const settingsTemplate = `# Công việc của tongket. Dòng bắt đầu bằng # là lời giải thích; bỏ dấu # ở đầu để dùng một khóa.
# to-chuc: ĐẢNG ỦY SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI
# cap-tren: ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH
# dia-danh: Phú Thọ
# dai-hoi: Đại hội đại biểu Đảng bộ Sở lần thứ VII, nhiệm kỳ 2020-2025
# kem-theo: Báo cáo chính trị của Ban Chấp hành Đảng bộ khóa VI trình Đại hội lần thứ VII
# so-hieu: 12-BC/ĐU      # số, ký hiệu của văn bản, in dưới tên cơ quan
# du-thao: 1
# so-voi: 1              # bản dự thảo trước, đã giữ bằng --draft 1: lập phụ lục thay đổi
mau: dang                # dang (mẫu văn bản của Đảng) hoặc hanh-chinh
nhiem-ky: {nam-goc: %d, nam-cuoi: %d, nam-cuoi-ky-toi: %d}
# linh-vuc: [%s]
# phu-luc: [%s]
# cot: {chi-tieu: [don-vi, muc-tieu, nam-goc, 2020, so-sanh, danh-gia]}   # chỉ in các cột này, theo thứ tự này
# tap-phu-luc:           # tập phụ lục trình đại hội (phu-luc.pdf, phu-luc.docx); khóa nào bỏ trống thì in như mặc định
#   chi-tieu: [ASXH-HN-TYLE, NNL-VL-MOI]     # chỉ in các chỉ tiêu này, theo thứ tự này
#   bieu-do: [ASXH-HN-TYLE, NNL-VL-MOI]      # chỉ vẽ biểu đồ của các chỉ tiêu này, theo thứ tự này
#   so-sanh-dia-ban: ASXH-HN-TYLE            # chỉ tiêu so sánh địa bàn ở trang tóm tắt
#   ten: {chi-tieu: {so: Biểu số 01, ten: KẾT QUẢ CÁC CHỈ TIÊU}}   # số và tên của phụ lục
#   pham-vi: {Xây dựng Đảng: Đảng bộ Sở}     # lĩnh vực không tính theo địa bàn
#   chi-co-muc-tieu: false                   # true: bỏ biểu các chỉ tiêu không có mục tiêu
#   bo-dau-van-ban: false                    # true: không in tên cơ quan, tiêu đề ở đầu tập
#   ky: {thay-mat: [T/M BAN CHẤP HÀNH], chuc-vu: BÍ THƯ, ho-ten: Nguyễn Văn A}
#   noi-nhan: [Đại biểu dự đại hội, Lưu Văn phòng Đảng ủy]
# so-sanh: {ASXH-HN-TYLE: 4.5}   # giá trị để so sánh (bình quân vùng), theo mã chỉ tiêu
# ngat-chuoi: {ASXH-HN-TYLE: 2018}   # năm bắt đầu chuẩn mới: không dự báo qua năm ấy
# tu-ngu: tu-ngu.csv     # từ ngữ riêng của địa phương
# gop-y: gop-y.csv       # bảng góp ý vào dự thảo
# han: {so-lieu: 2020-03-15, gop-y: 2020-04-10, tra-loi: 2020-04-25}   # hạn gửi số liệu, góp ý, trả lời (don-doc.pdf)
# lay-y-kien: [Chi bộ Văn phòng, Chi bộ Người có công]   # các đơn vị được đề nghị góp ý vào dự thảo
# lien-ket: [so-lieu/chung]   # liên kết trong thư mục biểu, dẫn ra ngoài công việc, mà vẫn được đọc
# an: false              # true: tính cả trang, dòng, cột ẩn
# ngay: 2020-05-22       # ngày ghi trên kết quả
`

// catalogueText is a danh-muc.csv with every indicator that the sheets have:
// the known ones as they are known, the others with their label and unit.
func catalogueText(r *analysis.Review) (string, error) {
	var b strings.Builder
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	if err := w.Write(analysis.CatalogueColumns()); err != nil {
		return "", err
	}
	unknown := 0
	for _, i := range r.Indicators {
		row := i.Indicator
		if row.Unknown {
			unknown++
			row.Code = fmt.Sprintf("MOI-%02d", unknown)
		}
		if err := w.Write(analysis.CatalogueRow(row)); err != nil {
			return "", err
		}
	}
	w.Flush()
	return b.String(), w.Error()
}
