package plot

import (
	"math"
	"slices"

	"tongket/report/chart/fonts"
)

// A Step is one column of Steps: a year of a flow upon those before, or their sum.
type Step struct {
	Name, Text string
	From, To   float64
	Estimate   bool // outlined
}

// Steps draws columns that stand each upon the one before, and the target of their
// sum across them, named at its left end, in a box.
func Steps(all []Step, goal *float64, goalText string, width, height float64) Plot {
	p := Plot{Width: width, Height: height}
	high := 0.0
	for _, s := range all {
		high = max(high, s.From, s.To)
	}
	if goal != nil {
		high = max(high, *goal)
	}
	if len(all) == 0 || !(high > 0) {
		return p
	}
	const top, foot, gap, row = 3.6, 3.8, 0.6, 3.0
	bottom := height - foot
	y := func(v float64) float64 { return bottom - max(v, 0)/high*(bottom-top) }
	band := width / float64(len(all))
	half := min(band*0.34, 8)
	x := func(i int) float64 { return (float64(i) + 0.5) * band }
	p.line(0, bottom, width, bottom, 0.25, Black)
	for i, s := range all {
		if i+1 < len(all) {
			p.line(x(i)+half, y(s.To), x(i+1)-half, y(s.To), 0.12, Grey)
		}
		p.column(x(i)-half, y(s.To), x(i)+half, y(s.From), s.Estimate)
	}
	var taken []Box // what texts keep off
	if goal != nil {
		line := y(*goal)
		p.line(0, line, width, line, 0.4, Bad)
		taken = append(taken, Box{0, line - 0.4, width, line + 0.4})
		p.text(0, line-gap-1.3, coursePen, goalText, 0, Bad)
		name := &p.Marks[len(p.Marks)-1]
		if box := name.Box(); box.Right > x(0)-half && box.Bottom > y(all[0].To)-row || box.Right > x(1)-half && box.Bottom > y(all[min(1, len(all)-1)].To)-row {
			name.Y = top - 1.2 // it lies among the columns: the name stands above them all
		}
		taken = append(taken, name.Box())
	}
	for i, s := range all {
		face := coursePen
		if i == len(all)-1 {
			face = courseBold
		}
		from, to, tall := y(s.From), y(s.To), face.Size*fonts.Point
		places := []float64{to - tall/2 - 0.3, from + tall/2 + 0.5, to + tall/2 + 0.4, top + tall/2}
		if from-to > tall+0.4 && face.Width(s.Text) < 2*half-0.6 {
			places = append([]float64{(from + to) / 2, from - tall/2 - 0.4, to + tall/2 + 0.4}, places...)
		}
		p.text(x(i), bottom+foot/2, face, s.Name, 0.5, Black)
		for _, middle := range places {
			p.text(x(i), middle, face, s.Text, 0.5, Black)
			m := &p.Marks[len(p.Marks)-1]
			box := m.Box()
			if box.Top >= 0 && box.Bottom < bottom && !slices.ContainsFunc(taken, box.Meets) {
				if !s.Estimate && box.Top > to-0.3 && box.Bottom < from+0.3 {
					m.Ink = Paper
				}
				taken = append(taken, box)
				break
			}
			p.Marks = p.Marks[:len(p.Marks)-1]
		}
	}
	return p
}

// column is a filled rectangle, or the outline of an estimate.
func (p *Plot) column(left, top, right, bottom float64, outlined bool) {
	if !outlined {
		p.add(Mark{Shape: Area, Points: rectangle(left, top, right, bottom), Ink: Good})
		return
	}
	p.add(Mark{Shape: Area, Points: rectangle(left, top, right, bottom), Ink: Paper})
	corners := append(rectangle(left, top, right, bottom), point2{left, top})
	for i := 1; i < len(corners); i++ {
		p.line(corners[i-1].X, corners[i-1].Y, corners[i].X, corners[i].Y, 0.3, Good)
	}
}

// A Panel is one of Panels: a place over the years.
type Panel struct {
	Name        string
	Values      []*float64 // nil is a gap
	First, Last string     // of the years at both ends: "2015: 30,0"
	Estimate    bool       // the last value is one
	Behind      bool       // worse than the whole: the sign of what is not reached
}

// Panels draws a small line of the years for each place, all on one scale, with the
// whole behind each, as many beside each other as a box of that width has room for.
func Panels(all []Panel, whole []*float64, width float64) Plot {
	const least, gutter, tall, row = 28.0, 3.5, 8.2, 3.0
	p := Plot{Width: width}
	if len(all) == 0 {
		return p
	}
	columns := max(1, int((width+gutter)/(least+gutter)))
	each := (width+gutter)/float64(columns) - gutter
	high := row + tall + row + 1.2
	p.Height = float64((len(all)+columns-1)/columns)*high - 1.2
	from, to := math.Inf(1), math.Inf(-1)
	see := func(values []*float64) {
		for _, v := range values {
			if v != nil {
				from, to = min(from, *v), max(to, *v)
			}
		}
	}
	see(whole)
	for _, a := range all {
		see(a.Values)
	}
	if !(to > from) {
		to = from + 1
	}
	name := fonts.Pen{Style: fonts.Bold, Size: 8}
	for i, a := range all {
		x0, y0 := float64(i%columns)*(each+gutter), float64(i/columns)*high
		at := func(k int) float64 { return x0 + 1.2 + float64(k)/float64(max(1, len(a.Values)-1))*(each-2.4) }
		up := func(v float64) float64 { return y0 + row + 1.2 + (to-v)/(to-from)*(tall-2.4) }
		left := x0
		if a.Behind {
			p.add(Mark{Shape: Down, X: x0 + 1, Y: y0 + row/2, R: 0.95, Ink: Bad})
			left += 2.8
		}
		p.text(left, y0+row/2, name, fitted(name, a.Name, x0+each-left), 0, Black)
		p.trace(whole, at, up, 0.2, Grey, true)
		if last := p.trace(a.Values, at, up, 0.45, Good, false); last >= 0 {
			shape := Dot
			if a.Estimate {
				shape = Ring
			}
			p.add(Mark{Shape: shape, X: at(last), Y: up(*a.Values[last]), R: 0.8, Ink: Good})
		}
		foot := y0 + row + tall
		p.line(x0, foot, x0+each, foot, 0.12, Faint)
		p.text(x0, foot+row/2, coursePen, a.First, 0, Grey)
		p.text(x0+each, foot+row/2, courseBold, a.Last, 1, Black)
	}
	return p
}

// trace draws a line through values, over gaps dashed, and returns the last one's
// index, -1 for none.
func (p *Plot) trace(values []*float64, at func(int) float64, up func(float64) float64, width float64, ink Ink, dashed bool) int {
	last := -1
	for k, v := range values {
		if v == nil {
			continue
		}
		if last >= 0 {
			p.add(Mark{Shape: Line, X: at(last), Y: up(*values[last]), X2: at(k), Y2: up(*v), Width: width, Ink: ink, Dashed: dashed || last < k-1})
		}
		last = k
	}
	return last
}
