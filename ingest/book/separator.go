package book

import (
	"slices"
	"strconv"
	"strings"

	"tongket/ingest"
)

// guessSeparator takes the separator that cuts the lines most evenly; the
// comma, which is also the decimal mark, is asked last.
func guessSeparator(text string) byte {
	if len(text) > sampleSize {
		text = text[:sampleSize]
		text = text[:strings.LastIndexByte(text, '\n')+1]
	}
	best, most := byte(','), cuts{}
	for _, s := range []byte("\t;|^~,") {
		c := cutsOf(text, s)
		if s == ',' && most.fields > c.fields && most.cut >= c.cut {
			break // decimal marks, or commas in texts, below a header without any
		}
		if c.even > most.even+0.15 || most.even == 0 && c.even > 0 || c.holds(most) {
			best, most = s, c
		}
	}
	return best
}

// cuts say how a separator cuts the lines of a text.
type cuts struct {
	even   float64 // the share of the lines, of those cut and at least a third of all, with the usual number of fields
	whole  float64 // the share of the lines with that number, of those from the first to the last of them
	usual  int     // how many have it
	cut    int     // how many are cut
	fields int     // the usual number
	first  int     // the first of them
}

// holds reports whether another separator stands in the fields of this one, which
// cuts as evenly and begins above it: "Số hộ; số khẩu,hộ,12" below "Chỉ tiêu,ĐVT,2018".
func (c cuts) holds(other cuts) bool {
	return c.even >= other.even-0.15 && c.usual > other.usual && c.whole >= other.whole && c.first < other.first
}

func cutsOf(text string, separator byte) cuts {
	var counts []int // of the fields of each line that has any
	number := map[int]int{}
	cut, best := 0, 0
	for _, fields := range (Text{text: text}).Records(separator) {
		if strings.Join(fields, "") == "" {
			continue
		}
		n := len(fields)
		counts = append(counts, n)
		if n > 1 {
			cut++
			if number[n]++; number[n] > number[best] {
				best = n
			}
		}
	}
	if cut == 0 {
		return cuts{}
	}
	c := cuts{usual: number[best], cut: cut, fields: best, first: -1}
	last := 0
	for i, n := range counts {
		if n == best {
			last = i
			if c.first < 0 {
				c.first = i
			}
		}
	}
	c.even = float64(c.usual) / float64(max(cut, (len(counts)+2)/3))
	c.whole = float64(c.usual) / float64(last-c.first+1)
	return c
}

// A longRow is a row of values between commas that has more of them than the rows
// above, because a number in it has a decimal comma or a label has one: the figures
// behind it have moved to the right.
type longRow struct {
	row             int32
	fields          []string
	header, lengths int // values of the longest row above, and of this one
}

// longRow is the first such row. No figure of its text can be trusted: which
// comma is which nobody can tell.
func (t Text) longRow(separator byte) *longRow {
	if separator != ',' {
		return nil
	}
	longest, filled := 0, 0
	for row, fields := range t.Records(separator) {
		n, used := len(fields), len(withoutEnd(fields))
		switch {
		case longest > 1 && n > longest && (joinable(fields) >= n-longest || endsInFigure(fields, longest)):
			return &longRow{row, slices.Clone(fields), longest, n}
		case filled > 1 && used > filled && allPairs(fields[:used]) == used-filled: // all rows were filled up with commas
			return &longRow{row, slices.Clone(fields), filled, used}
		}
		if n > 1 {
			longest = max(longest, n)
		}
		if used > 1 {
			filled = max(filled, used)
		}
	}
	return nil
}

// withoutEnd is a row without the empty values at its end.
func withoutEnd(fields []string) []string {
	n := len(fields)
	for n > 0 && strings.TrimSpace(fields[n-1]) == "" {
		n--
	}
	return fields[:n]
}

// allPairs is how many pairs of values that could be one number a row ends in, if it
// has no other number behind its texts.
func allPairs(fields []string) int {
	start := len(fields)
	for start > 0 && isDigits(bareNumber(fields[start-1])) {
		start--
	}
	if n := len(fields) - start; start > 0 && n%2 == 0 && joinable(fields[start:]) == n/2 {
		return n / 2
	}
	return 0
}

func (r *longRow) issue(file string) *ingest.Issue {
	return &ingest.Issue{Pos: ingest.Pos{File: file, Row: r.row, Col: 1}, Code: ingest.CodeLongRow, Raw: firstRunes(strings.Join(r.fields, ","), 200),
		Args: []string{strconv.Itoa(r.lengths), strconv.Itoa(r.header)}}
}

// joinable counts the pairs of values that could be one number: digits, then up to
// three more.
func joinable(fields []string) int {
	n := 0
	for i := 1; i < len(fields); i++ {
		if after := strings.TrimSpace(fields[i]); len(after) <= 3 && isDigits(after) && isDigits(bareNumber(fields[i-1])) {
			n++
			i++
		}
	}
	return n
}

// endsInFigure reports whether the last value, beyond so many, is a number, and not
// each number a year, as in the header of a wider table.
func endsInFigure(fields []string, most int) bool {
	n := len(withoutEnd(fields))
	if n <= most || !isDigits(bareNumber(fields[n-1])) {
		return false
	}
	return slices.ContainsFunc(fields, func(s string) bool {
		number := bareNumber(s)
		return isDigits(number) && (len(number) != 4 || number < "1900" || number > "2100")
	})
}

// bareNumber is a number without its sign and the points in it.
func bareNumber(s string) string {
	return strings.ReplaceAll(strings.TrimPrefix(strings.TrimSpace(s), "-"), ".", "")
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
