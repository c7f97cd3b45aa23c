package analysis

import "slices"

// senders are the units that sent the files, by file: the one that the team's register
// of sources names, else the one that supplies the indicators of all its figures. A file
// of several units, or of nobody's indicators, has none.
func senders(r *Review, lines []SourceLine) map[string]string {
	units := make(map[string][]string)
	supplier := make(map[string]string)
	for i := range r.Indicators {
		supplier[r.Indicators[i].Code] = r.Indicators[i].Supplier
	}
	for _, f := range r.Facts.All() {
		unit := supplier[f.Indicator]
		if list := units[f.Pos.File]; unit != "" && len(list) < 3 && !slices.Contains(list, unit) {
			units[f.Pos.File] = append(list, unit)
		}
	}
	out := make(map[string]string)
	for file, list := range units {
		if len(list) == 1 {
			out[file] = list[0]
		}
	}
	for _, l := range lines {
		for _, b := range r.Balances {
			if l.Sender != "" && l.About(b.File, b.Sheet) {
				out[b.File] = l.Sender
			}
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}
