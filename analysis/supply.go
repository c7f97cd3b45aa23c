package analysis

// supply lists what each unit still owes, by unit in the order in which the
// catalogue first names it, then by indicator: years without a figure for the
// whole (of a flow, those of the term), places without one in the last year if
// others have one, and in earlier years if most have one.
//
// Nobody owes an indicator that only a label names. A figure that follows from
// others counts as given.
//
// What stands in a sheet and could not be used is no debt: it is there to be mended.
func supply(a *arranged) []Owed {
	there := standing(a)
	var suppliers []string
	owed := make(map[string][]Owed)
	for k := range a.indicators {
		ind := &a.indicators[k]
		if ind.Unknown {
			continue
		}
		if _, ok := owed[ind.Supplier]; !ok {
			suppliers = append(suppliers, ind.Supplier)
			owed[ind.Supplier] = nil
		}
		if o := owedOf(a, int32(k), there); o.Total > 0 {
			owed[ind.Supplier] = append(owed[ind.Supplier], o)
		}
	}
	out := []Owed{}
	for _, s := range suppliers {
		out = append(out, owed[s]...)
	}
	return out
}

func owedOf(a *arranged, k int32, there stands) Owed {
	ind, s := &a.indicators[k], &a.series[k]
	o := Owed{Supplier: ind.Supplier, Indicator: ind.Code, Name: ind.Name, Years: []int{}}
	for y, p := range s.lines[0].Points {
		if ind.Kind == Flow && y == 0 {
			continue
		}
		o.Expected++
		if !a.has(k, 0, y) && !there.at(k, 0, p.Year) && !everywhere(a, k, p.Year) {
			o.Years = append(o.Years, p.Year)
		}
	}
	o.Years = o.Years[:max(0, len(o.Years)-there.undated[[2]int32{k, 0}])]
	o.Places = there.less(a, k, a.term.Last, placesWithout(a, k, a.term.Last))
	from, to := a.members()
	if len(s.lines) > 1 {
		o.Expected += int(to - from)
	}
	o.Total = len(o.Years) + len(o.Places)
	for year := a.term.Base; year < a.term.Last; year++ {
		without := lacking(a, k, year)
		if 2*len(without) > int(to-from) || ind.Kind == Flow && year == a.term.Base {
			continue
		}
		o.Expected += int(to - from)
		without = there.less(a, k, year, without)
		if o.Total += len(without); without != nil {
			o.Earlier = append(o.Earlier, OwedPlaces{year, without})
		}
	}
	return o
}

// has tells whether a year of a place has a figure, says that there was nothing
// to count, or needs none: the base year of a flow, which no total counts, and
// a rate of nothing.
func (a *arranged) has(k, place int32, y int) bool {
	ind := &a.indicators[k]
	if line := a.series[k].at(place); line != nil && given(&line.Points[y]) || ind.Kind == Flow && y == 0 {
		return true
	}
	d, ok := a.number[ind.Denominator]
	if ind.Kind != Rate || !ok {
		return false
	}
	line := a.series[d].at(place)
	return line != nil && given(&line.Points[y]) && line.Points[y].Value == 0
}

func given(p *Point) bool { return p.Status == Known || p.Status == NilOnly }

// placesWithout are the places without a figure in a year, if others have one.
func placesWithout(a *arranged, k int32, year int) []string {
	without := lacking(a, k, year)
	if from, to := a.members(); len(without) == int(to-from) {
		return nil
	}
	return without
}

// lacking are the places without a figure in a year, be it all of them.
func lacking(a *arranged, k int32, year int) (names []string) {
	from, to := a.members()
	for p := from; p < to; p++ {
		if !a.has(k, p, year-a.term.Base) {
			names = append(names, a.places[p].Name)
		}
	}
	return names
}
