package book

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
)

// What the program itself writes may come to lie among the sheets: the workbook
// of a comparison, the annexes to be printed, the list of findings. Their
// figures are those of the sheets again, with forecasts and earlier drafts
// beside them, and are never read; those of another run are read from its
// tongket.json, so-lieu.csv or Parquet file alone.

// outputHeads are the first lines of the CSV files that are no facts.
var outputHeads = []string{
	"mức,mã,tệp,trang,ô,ô liên quan,chỉ tiêu,địa bàn,năm,nội dung,đề nghị", // kiem-tra.csv
	"loại,đơn vị,nội dung,chỉ tiêu,địa bàn,năm,hạn,quá hạn,trạng thái",     // don-doc.csv
	"loại,chỉ tiêu,địa bàn,năm,số liệu,trước,sau,ô trước,ô sau",            // diff --format csv
}

// outputMarks stand in the properties of the workbooks, the titles also when
// somebody has saved one again.
var outputMarks = []string{"lastModifiedBy>tongket</", ">PHỤ LỤC SỐ LIỆU</", ">SO SÁNH HAI BẢN DỰ THẢO</"}

const outputGenerator = `<meta name="generator" content="tongket">` // of the pages

// IsOutput tells by its content whether a file is an output of this program that
// is never read as a sheet.
func IsOutput(path string) bool {
	f, err := Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return false
	}
	head := make([]byte, min(info.Size(), HeadSize))
	if _, err := f.ReadAt(head, 0); err != nil && err != io.EOF {
		return false
	}
	if Sniff(head) != "zip" {
		return isOutputText(head)
	}
	r, err := zip.NewReader(f, info.Size())
	return err == nil && newContainer(context.Background(), r).isOutput()
}

// isOutputText tells a page or a CSV file of the program by how it begins.
func isOutputText(head []byte) bool {
	if bytes.Contains(head, []byte(outputGenerator)) {
		return true
	}
	line, _, _ := strings.Cut(strings.TrimPrefix(string(head), "\ufeff"), "\n")
	line = strings.NewReplacer(";", ",", "\t", ",", `"`, "", "\r", "").Replace(line) // as Excel saves it again
	return slices.Contains(outputHeads, line)
}

// isOutput tells a workbook of the program by its properties.
func (c *container) isOutput() bool {
	const properties, most = "docProps/core.xml", 64 << 10
	if !c.has(properties) {
		return false
	}
	r, err := c.open(properties)
	if err != nil {
		return false
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, most))
	return err == nil && slices.ContainsFunc(outputMarks, func(mark string) bool { return bytes.Contains(data, []byte(mark)) })
}

const HeadSize = 4096 // bytes that tell the form of a file
