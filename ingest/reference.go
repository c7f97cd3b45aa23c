package ingest

import "strings"

// ParseRef reads "F17" or "$F$17".
func ParseRef(b []byte) (row, col int32, ok bool) {
	i := 0
	if i < len(b) && b[i] == '$' {
		i++
	}
	start := i
	for ; i < len(b); i++ {
		c := b[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		col = col*26 + int32(c-'A') + 1
		if i-start >= 3 {
			return 0, 0, false
		}
	}
	if i == start || col > MaxCol {
		return 0, 0, false
	}
	if i < len(b) && b[i] == '$' {
		i++
	}
	start = i
	for ; i < len(b); i++ {
		if b[i] < '0' || b[i] > '9' || i-start >= 7 {
			return 0, 0, false
		}
		row = row*10 + int32(b[i]-'0')
	}
	return row, col, i > start && row >= 1 && row <= MaxRow
}

// Ref is the range as Excel writes it: "A1:B2", or "A1" for one cell.
func (r Range) Ref() string {
	from, to := Pos{Row: r.Row1, Col: r.Col1}.Cell(), Pos{Row: r.Row2, Col: r.Col2}.Cell()
	if from == to {
		return from
	}
	return from + ":" + to
}

// With is the smallest range that holds both; the zero Range holds nothing.
func (r Range) With(other Range) Range {
	if r == (Range{}) || other == (Range{}) {
		return Range{max(r.Row1, other.Row1), max(r.Col1, other.Col1), max(r.Row2, other.Row2), max(r.Col2, other.Col2)}
	}
	return Range{min(r.Row1, other.Row1), min(r.Col1, other.Col1), max(r.Row2, other.Row2), max(r.Col2, other.Col2)}
}

// ParseRange reads "A1:B2" (in any order of its corners) or "A1".
func ParseRange(s string) (Range, bool) {
	from, to, two := strings.Cut(s, ":")
	if !two {
		to = from
	}
	r1, c1, ok1 := ParseRef([]byte(from))
	r2, c2, ok2 := ParseRef([]byte(to))
	return Range{min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)}, ok1 && ok2
}
