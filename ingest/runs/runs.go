// Package runs reads what other runs of the program have found: tongket.json,
// so-lieu.csv and so-lieu.parquet as inputs of a job, and decides which of the
// files behind them are read there and which here, so that no figure counts twice.
// It also writes the Parquet table, whose columns it reads.
//
// A file that makes no sense is an Issue of its own; the rest of the job is read.
package runs

import (
	"bytes"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"tongket/ingest"
	"tongket/ingest/book"
)

// A runKind is the form in which a file holds the facts of another run.
type runKind uint8

const (
	noRun      runKind = iota // a sheet, or anything else
	runJSON                   // tongket.json: the Review
	runCSV                    // so-lieu.csv: the columns of WriteFacts
	runParquet                // so-lieu.parquet, or any Parquet file: its columns are looked at later
)

// reviewName is the name of a Review as a run writes it.
const reviewName = "tongket.json"

// IsRun reports whether a file holds, by its content, the facts of another run:
// tongket.json, so-lieu.csv or a Parquet file, whatever its name. A file named
// tongket.json is always one: if nothing else, it is damaged.
func IsRun(path string) bool { return kindOfRun(path) != noRun }

func kindOfRun(path string) runKind {
	f, err := book.Open(path)
	if err != nil {
		return noRun
	}
	defer f.Close()
	head := make([]byte, book.HeadSize)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return noRun
	}
	kind := sniffRun(head[:n])
	if kind == noRun && strings.EqualFold(filepath.Base(path), reviewName) {
		kind = runJSON
	}
	return kind
}

// reviewHead is how a Review begins, however it was laid out again.
var reviewHead = regexp.MustCompile(`^\x{FEFF}?\s*\{\s*"schema"\s*:\s*-?\d+\s*,\s*"job"\s*:`)

func sniffRun(head []byte) runKind {
	switch {
	case bytes.HasPrefix(head, []byte("PAR1")):
		return runParquet
	case reviewHead.Match(head):
		return runJSON
	case factSeparator(head) != 0:
		return runCSV
	}
	return noRun
}

// factSeparator is the separator of a CSV of facts, 0 if its first line is not
// exactly their header. Excel writes ";" where the comma is the decimal mark.
func factSeparator(head []byte) byte {
	if !book.IsText(head) || !bytes.Contains(head, []byte("f")) {
		return 0
	}
	line := book.OpenText(head[:min(len(head), book.HeadSize)&^1]).FirstLine()
	for _, separator := range []byte(",;\t") {
		fields := strings.Split(line, string(separator))
		for i, f := range fields {
			fields[i] = strings.Trim(f, `"`)
		}
		for len(fields) > len(ingest.FactColumns) && fields[len(fields)-1] == "" {
			fields = fields[:len(fields)-1]
		}
		if slices.Equal(fields, ingest.FactColumns) {
			return separator
		}
	}
	return 0
}

// A runFact is one fact as the file of a run gives it: its positions, its place
// and its indicator are that run's.
type runFact struct {
	ingest.Fact
	runPart
	sum string // SHA-256 of the sheet it was read from, in hex; "" if the file does not say
}

// A runPart is the share of one run in a file: a Parquet file may unite several.
type runPart struct {
	job   string // the partition's name; "" where the file is one run's
	whole string // the place that the run is about, as it names it; "" if it does not
}

// An origin is one sheet's file in the share of one run.
type origin struct {
	runPart
	file string // as the run names it
	sum  string
}

// A survey is what a file of a run tells before its facts are read.
type survey struct {
	kind    runKind
	origins []origin // distinct, in the order met; of JSON those of its manifest
	outputs []string // of JSON: the names of the run's other files
	listed  []string // of CSV and Parquet: places that facts name, distinct
	errors  int      // of JSON: findings of the run that are errors
	place   string   // of JSON: "dia-danh"
	kinds   map[string]string
	parts   []runPart
	fault   []string // Args of CodeRunFile; nil if it can be read
}

// What is wrong with the file of a run: the first Arg of CodeRunFile.
const (
	RunDamaged = "damaged" // Args[1]: where or why
	RunVersion = "version" // of another version of the program; Args[1]: its schema
	RunForeign = "foreign" // a Parquet file of something else; Args[1]: the column that is missing
	RunChanged = "changed" // it is not as it was when its sum was taken
	RunRows    = "rows"    // some of its facts make no sense; Args[1]: how many
)

// sound reports whether a fact from a file that others may have changed holds
// only what a fact can hold.
func sound(f *ingest.Fact) bool {
	switch f.Measure {
	case ingest.Actual, ingest.Estimate, ingest.Plan, ingest.Target:
	default:
		return false
	}
	switch f.Mark {
	case "", ingest.NotAvailable, ingest.Nil, ingest.Approximate, ingest.Typed, ingest.Computed, ingest.Corrected:
	default:
		return false
	}
	for _, s := range []string{f.Pos.File, f.Pos.Sheet, f.Indicator, f.Label, f.Place, f.Unit, f.Raw} {
		if ingest.Misleading(s) {
			return false
		}
	}
	return f.Pos.File != "" && f.Label != "" && f.Pos.Row >= 0 && f.Pos.Row <= ingest.MaxRow && f.Pos.Col >= 0 && f.Pos.Col <= ingest.MaxCol &&
		f.Years.From >= oldestYear && f.Years.From <= f.Years.To && f.Years.To <= newestYear &&
		f.Value-f.Value == 0 && (f.Known || f.Value == 0)
}

// Years beyond these are no years of a fact.
const (
	oldestYear = 1900
	newestYear = 2200
)
