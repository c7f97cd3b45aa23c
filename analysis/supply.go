package analysis

// supply lists what each unit still owes, by unit in the order in which the
// catalogue first names it, then by indicator: years without a figure for the
// whole, and places without one in the last year if others have one.
//
// Nobody owes an indicator that only a label names. A figure that follows from
// others counts as given.
func (a *assembly) supply() []Owed {
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
		if o := a.owed(int32(k)); o.Total > 0 {
			owed[ind.Supplier] = append(owed[ind.Supplier], o)
		}
	}
	out := []Owed{}
	for _, s := range suppliers {
		out = append(out, owed[s]...)
	}
	return out
}

func (a *assembly) owed(k int32) Owed {
	ind, s := &a.indicators[k], &a.series[k]
	o := Owed{Supplier: ind.Supplier, Indicator: ind.Code, Name: ind.Name, Years: []int{}}
	for _, p := range s.lines[0].Points {
		o.Expected++
		if !given(&p) {
			o.Years = append(o.Years, p.Year)
		}
	}
	o.Places = a.placesWithout(s, a.term.Last)
	if len(s.lines) > 1 {
		from, to := a.members()
		o.Expected += int(to - from)
	}
	o.Total = len(o.Years) + len(o.Places)
	return o
}

// given tells whether a point has a figure, or says that there was nothing to
// count.
func given(p *Point) bool { return p.Status == Known || p.Status == NilOnly }

// placesWithout are the places without a figure in a year, if others have one.
func (a *assembly) placesWithout(s *series, year int) []string {
	var without []string
	some := false
	from, to := a.members()
	for p := from; p < to; p++ {
		line := s.at(p)
		if line != nil && given(&line.Points[year-a.term.Base]) {
			some = true
			continue
		}
		without = append(without, a.places[p].Name)
	}
	if !some {
		return nil
	}
	return without
}
