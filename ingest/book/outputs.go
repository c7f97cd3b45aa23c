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

// ownOutputs are the marks of such files by where they stand: "head" of a CSV
// file, "property" of a workbook, "page".
var ownOutputs = func() map[string][]string {
	marks := map[string][]string{}
	for row := range table("outputs.txt") {
		marks[row[0]] = append(marks[row[0]], row[1])
	}
	return marks
}()

// IsOutput reports by its content whether a file is an output of this program that
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
	if sniff(head) != "zip" {
		return isOutputText(head)
	}
	r, err := zip.NewReader(f, info.Size())
	return err == nil && newContainer(context.Background(), r).isOutput()
}

// isOutputText tells a page or a CSV file of the program by how it begins.
func isOutputText(head []byte) bool {
	if containsAny(head, ownOutputs["page"]) {
		return true
	}
	line, _, _ := strings.Cut(strings.TrimPrefix(string(head), "\ufeff"), "\n")
	line = strings.NewReplacer(";", ",", "\t", ",", `"`, "", "\r", "").Replace(line) // as Excel saves it again
	return slices.Contains(ownOutputs["head"], line)
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
	return err == nil && containsAny(data, ownOutputs["property"])
}

func containsAny(data []byte, marks []string) bool {
	return slices.ContainsFunc(marks, func(mark string) bool { return bytes.Contains(data, []byte(mark)) })
}

// HeadSize is how many of a file's bytes tell its form.
const HeadSize = 4096
