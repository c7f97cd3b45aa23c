package ingest

import (
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// A Hint is what the team of a job knows of a sheet, or of a part of it, and the
// sheet does not say. It fills what the sheet lacks; what the sheet says it overrules
// only where Instead is set, and contradicts else.
type Hint struct {
	Line  Pos    // of the team's register
	File  string // as FileMeant matches it
	Sheet string // as SheetMeant does
	Range Range  // the part of the sheet; zero: all of it

	Years     Period
	Place     string // the vocabulary's name, or as the team writes it
	Whole     bool   // the place is the whole
	Indicator string // the name
	Code      string // of the indicator, where the vocabulary has it
	Unit      string
	Measure   Measure

	Header   [2]int32     // the first and the last row of the header; zero: as the sheet has it
	Columns  []ColumnRole // what columns are
	LeaveOut bool         // nothing of it counts
	Priority int          // the higher wins where two sheets disagree
	Instead  bool         // against what the sheet says
	Figure   bool         // the cell of Range is a figure, which the team corrects: a fact without a number where it cannot be read
}

// A ColumnRole says what a column is: the role by the name that ingest/words has for
// it, "" for one that is left out.
type ColumnRole struct {
	Col  int32
	Role string
}

// About reports whether a hint is about a sheet.
func (h *Hint) About(file, sheet string) bool {
	return FileMeant(h.File, file) && SheetMeant(h.Sheet, sheet)
}

// Covers reports whether a hint about a sheet is about the cell.
func (h *Hint) Covers(row, col int32) bool { return h.Range == (Range{}) || h.Range.Contains(row, col) }

// HintsAbout are the hints that are about any sheet of a file.
func HintsAbout(hints []Hint, file string) []Hint {
	var out []Hint
	for _, h := range hints {
		if FileMeant(h.File, file) {
			out = append(out, h)
		}
	}
	return out
}

// FileMeant reports whether a team's name for a file means the file: the same
// name, or without a folder that of a file in any; a folder means all that is in it.
// Capitals do not matter, and in both * and ? stand for anything but a "/". The
// sheets' folder in front may be left out.
func FileMeant(pattern, file string) bool {
	pattern = strings.TrimSuffix(plainName(strings.ReplaceAll(pattern, `\`, "/")), "/")
	file = plainName(file)
	if pattern == "" {
		return true
	}
	var names []string
	for name := file; name != "." && name != "/" && name != ""; name = path.Dir(name) {
		names = append(names, name)
		if _, below, ok := strings.Cut(name, "/"); ok {
			names = append(names, below)
		}
		if !strings.Contains(pattern, "/") {
			names = append(names, path.Base(name))
		}
	}
	if slices.Contains(names, pattern) { // such as one with [ ] in it
		return true
	}
	return slices.ContainsFunc(names, func(name string) bool {
		ok, err := path.Match(pattern, name)
		return ok && err == nil
	})
}

// SheetMeant reports whether a team's name for a sheet means the sheet.
func SheetMeant(pattern, sheet string) bool {
	pattern, sheet = plainName(pattern), plainName(sheet)
	if pattern == "" || pattern == sheet {
		return true
	}
	ok, err := path.Match(pattern, sheet)
	return ok && err == nil
}

func plainName(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(norm.NFC.String(s))), " ")
}
