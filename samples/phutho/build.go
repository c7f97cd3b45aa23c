// Package phutho makes the sample job "phu-tho": the workbooks that the
// divisions and districts of a provincial department would send in.
//
// A Book is one file as a list of cells, each with its look and, if it holds a
// figure, the Fact that a careful reader takes it for. All figures come from two
// small tables (province.csv, districts.csv) by arithmetic that keeps sums and
// rates true; the faults are put in afterwards, so that a copy without them
// can be made as well. The same source gives the same files.
package phutho

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Bytes writes a book in the format that its name's extension says.
func (b *Book) Bytes() ([]byte, error) {
	switch ext := filepath.Ext(b.Name); ext {
	case ".xlsx":
		return xlsx(b)
	case ".xls":
		return xls(b)
	case ".ods":
		return ods(b)
	case ".csv":
		return semicolons(b), nil
	default:
		return nil, fmt.Errorf("%s: no writer for %q", b.Name, ext)
	}
}

// Write writes the books into a job folder.
func Write(dir string, books []*Book) error {
	for _, b := range books {
		data, err := b.Bytes()
		if err != nil {
			return fmt.Errorf("%s: %w", b.Name, err)
		}
		path := filepath.Join(dir, filepath.FromSlash(b.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// Facts of the books: every figure that a reader must find, in the order of
// file, sheet, row and column.
func Facts(books []*Book) []Fact {
	var facts []Fact
	for _, b := range books {
		for _, s := range b.Sheets {
			rows, cols := s.size()
			for r := 1; r <= rows; r++ {
				for c := 1; c <= cols; c++ {
					if cell := s.at(r, c); cell != nil && cell.fact != nil {
						facts = append(facts, *cell.fact)
					}
				}
			}
		}
	}
	return facts
}

// FactsKey is the answer key as CSV.
func FactsKey(facts []Fact) []byte {
	table := [][]string{{"file", "sheet", "cell", "indicator", "place", "year", "measure", "value", "unit", "mark"}}
	for _, f := range facts {
		value := ""
		if f.Known {
			value = strconv.FormatFloat(f.Value, 'f', -1, 64)
		}
		table = append(table, []string{f.File, f.Sheet, f.Cell, f.Indicator, f.Place, f.Year, f.Measure, value, f.Unit, f.Mark})
	}
	return csvTable(table)
}

// FaultsKey lists the faults as CSV.
func FaultsKey(faults []Fault) []byte {
	table := [][]string{{"file", "sheet", "cell", "code", "what"}}
	for _, f := range faults {
		table = append(table, []string{f.File, f.Sheet, f.Cell, f.Code, f.What})
	}
	return csvTable(table)
}

func csvTable(table [][]string) []byte {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.WriteAll(table) // a Buffer takes everything
	return out.Bytes()
}

// FaultsTable is the same list as the README prints it.
func FaultsTable(faults []Fault) string {
	var out strings.Builder
	out.WriteString("| file | sheet | cell | finding | what is wrong |\n|---|---|---|---|---|\n")
	for _, f := range faults {
		fmt.Fprintf(&out, "| %s | %s | %s | `%s` | %s |\n", strings.TrimPrefix(f.File, Folder+"/"), f.Sheet, f.Cell, f.Code, f.What)
	}
	return out.String()
}
