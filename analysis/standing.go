package analysis

import (
	"slices"

	"tongket/ingest"
)

// stands are figures that stand in a sheet and could not be used: nobody owes them.
type stands struct {
	cells   map[pointStands]bool
	undated map[[2]int32]int // by indicator and place: figures without a year
}

type pointStands struct{ indicator, place, year int32 }

// standing finds what could not be used: figures without a year, and cells that could
// not be read in a row and a column whose other figures say what they are about.
func standing(a *arranged) stands {
	out := stands{make(map[pointStands]bool), make(map[[2]int32]int)}
	places := make(map[string]int32, len(a.places))
	for i, p := range a.places {
		places[p.Name] = int32(i)
	}
	places[""] = 0
	unread := make(map[sheetName][]ingest.Pos)
	for _, i := range a.issues {
		if ofReading(i.Code) && i.Pos.Row > 0 {
			unread[sheetOf(i.Pos)] = append(unread[sheetOf(i.Pos)], i.Pos)
		}
	}
	rows, columns := make(map[ingest.Pos][][3]int32), make(map[ingest.Pos][][3]int32)
	for _, f := range a.facts.All() {
		k, ok := a.number[f.Indicator]
		p, ok2 := places[a.placeName(f)]
		if !ok || !ok2 || f.Group {
			continue
		}
		if f.Years == (ingest.Period{}) {
			out.undated[[2]int32{k, p}]++
			continue
		}
		if len(unread[sheetOf(f.Pos)]) == 0 || f.Years.From != f.Years.To || !reached(f.Measure) {
			continue
		}
		said := [3]int32{k, p, int32(f.Years.From)}
		row, column := ingest.Pos{File: f.Pos.File, Sheet: f.Pos.Sheet, Row: f.Pos.Row}, ingest.Pos{File: f.Pos.File, Sheet: f.Pos.Sheet, Col: f.Pos.Col}
		rows[row], columns[column] = append(rows[row], said), append(columns[column], said)
	}
	for sheet, cells := range unread {
		for _, c := range cells {
			row := rows[ingest.Pos{File: sheet.file, Sheet: sheet.sheet, Row: c.Row}]
			column := columns[ingest.Pos{File: sheet.file, Sheet: sheet.sheet, Col: c.Col}]
			out.both(row, column)
		}
	}
	return out
}

// both notes the point that a cell is about: what all figures of its row, or of its
// column, have in common.
func (s *stands) both(row, column [][3]int32) {
	var at [3]int32
	for i := range at {
		same := func(list [][3]int32) bool {
			return len(list) > 0 && !slices.ContainsFunc(list, func(x [3]int32) bool { return x[i] != list[0][i] })
		}
		switch {
		case same(row):
			at[i] = row[0][i]
		case same(column):
			at[i] = column[0][i]
		default:
			return
		}
	}
	s.cells[pointStands{at[0], at[1], at[2]}] = true
}

func (s *stands) at(indicator, place int32, year int) bool {
	return s.cells[pointStands{indicator, place, int32(year)}]
}

// less are places without a figure in a year, but for those whose figure stands in a
// sheet.
func (s *stands) less(a *arranged, k int32, year int, names []string) (out []string) {
	for _, name := range names {
		p := slices.IndexFunc(a.places, func(p Place) bool { return p.Name == name })
		if !s.at(k, int32(p), year) && s.undated[[2]int32{k, int32(p)}] == 0 {
			out = append(out, name)
		}
	}
	return out
}

// everywhere reports whether all places have a figure of a year: what the whole has can
// be told from them, or is not for the unit to say again.
func everywhere(a *arranged, k int32, year int) bool {
	from, to := a.members()
	return to > from && len(lacking(a, k, year)) == 0
}
