package analysis

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// A row is one line of a table of expected numbers, by column.
type row struct {
	t     *testing.T
	where string // file:line
	cells map[string]string
}

// fixture reads testdata/methods/NAME; see the README there.
func fixture(t *testing.T, name string) []row {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "methods", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	for i, line := range lines[1:] {
		r := row{t, name + ":" + strconv.Itoa(i+2), map[string]string{}}
		for j, head := range lines[0] {
			r.cells[head] = line[j]
		}
		rows = append(rows, r)
	}
	if len(rows) == 0 {
		t.Fatalf("%s is empty", name)
	}
	return rows
}

func (r row) text(column string) string {
	r.t.Helper()
	s, ok := r.cells[column]
	if !ok {
		r.t.Fatalf("%s: no column %s", r.where, column)
	}
	return s
}

func (r row) empty(column string) bool { return r.text(column) == "" }

func (r row) num(column string) float64 {
	r.t.Helper()
	return number(r.t, r.where, r.text(column))
}

func (r row) int(column string) int { r.t.Helper(); return int(r.num(column)) }

// optional is the number in a cell, nil if the cell is empty.
func (r row) optional(column string) *float64 {
	r.t.Helper()
	if r.empty(column) {
		return nil
	}
	v := r.num(column)
	return &v
}

func number(t *testing.T, where, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatalf("%s: %v", where, err)
	}
	return v
}

// split takes a cell with a list apart, joined by ";" or by spaces.
func (r row) split(column string) []string {
	r.t.Helper()
	s := r.text(column)
	switch {
	case strings.Contains(s, ";"):
		return strings.Split(s, ";")
	case s == "":
		return nil
	}
	return strings.Fields(s)
}

func (r row) nums(column string) []float64 {
	r.t.Helper()
	var values []float64
	for _, s := range r.split(column) {
		values = append(values, number(r.t, r.where, s))
	}
	return values
}

// points makes the points of a list that ends in the year last; an empty item
// is a gap.
func (r row) points(column string, last int) []Point {
	r.t.Helper()
	items := r.split(column)
	points := make([]Point, len(items))
	for i, s := range items {
		points[i].Year = last - len(items) + 1 + i
		if s == "" {
			points[i].Status = Missing
			continue
		}
		points[i].Value = number(r.t, r.where, s)
	}
	return points
}

// near fails unless got is within 1e-8 of the column's number, relative to the
// largest of it, scale and 1e-9. An empty cell asks for no answer.
func (r row) near(column string, got *float64, scale float64) {
	r.t.Helper()
	want := r.optional(column)
	switch {
	case want == nil && got == nil:
	case want == nil:
		r.t.Errorf("%s: %s = %v, want none", r.where, column, *got)
	case got == nil:
		r.t.Errorf("%s: %s = none, want %v", r.where, column, *want)
	default:
		r.within(column, *got, 1e-8*max(math.Abs(*want), math.Abs(scale), 1e-9))
	}
}

func (r row) within(column string, got, tolerance float64) {
	r.t.Helper()
	if want := r.num(column); !(math.Abs(got-want) <= tolerance) {
		r.t.Errorf("%s: %s = %v, want %v", r.where, column, got, want)
	}
}

// is fails unless got is the column's text.
func (r row) is(column, got string) {
	r.t.Helper()
	if want := r.text(column); got != want {
		r.t.Errorf("%s: %s = %q, want %q", r.where, column, got, want)
	}
}

func (r row) list(column string, got []float64) {
	r.t.Helper()
	want := r.nums(column)
	if len(got) != len(want) {
		r.t.Errorf("%s: %s = %v, want %v", r.where, column, got, want)
		return
	}
	for i := range want {
		if !(math.Abs(got[i]-want[i]) <= 1e-8*max(math.Abs(want[i]), 1e-9)) {
			r.t.Errorf("%s: %s[%d] = %v, want %v", r.where, column, i, got[i], want[i])
		}
	}
}

var term2020 = Term{Base: 2015, Last: 2020, Next: 2025}

var directionWords = map[string]Direction{"up": Up, "down": Down, "none": Either}

// verdicts are the words of the tables.
var verdicts = map[Verdict]string{Exceeded: "Vượt", Met: "Đạt", NotMet: "Không đạt", NoVerdict: ""}

var feasibilities = map[string]string{"reach": "trong tầm tay", "stretch": "phấn đấu", "hard": "rất khó"}
