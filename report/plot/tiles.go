package plot

import "tongket/report/chart/fonts"

// A Square is a place on a map of squares: where it stands, counted from 1, and the
// class of its figure.
type Square struct {
	Row, Col   int
	Name, Text string
	Class      int  // from 0; below nought: no figure
	Behind     bool // worse than the whole: the sign of what is not reached
}

// Squares draws a map of squares in a box of that width: the shade tells the class,
// name and figure stand on it. classes are named below, from the least.
func Squares(all []Square, classes []string, width float64) Plot {
	rows, cols := 0, 0
	for _, s := range all {
		rows, cols = max(rows, s.Row), max(cols, s.Col)
	}
	p := Plot{Width: width}
	if cols == 0 {
		return p
	}
	const gap, edge = 0.8, 0.1
	side := (width-2*edge+gap)/float64(cols) - gap
	high := min(side, 12)
	p.Height = float64(rows)*(high+gap) - gap + 2*edge
	name, value := fonts.Pen{Size: 7}, fonts.Pen{Style: fonts.Bold, Size: 8.5}
	for _, s := range all {
		x, y := edge+float64(s.Col-1)*(side+gap), edge+float64(s.Row-1)*(high+gap)
		p.tile(x, y, side, high, shade(s.Class, len(classes)))
		p.text(x+side/2, y+high*0.32, name, fitted(name, s.Name, side-0.8), 0.5, Black)
		p.text(x+side/2, y+high*0.7, value, s.Text, 0.5, Black)
		if s.Behind {
			p.add(Mark{Shape: Down, X: x + side - 1.3, Y: y + 1.3, R: 0.8, Ink: Bad})
		}
	}
	p.legend(classes, width)
	return p
}

// shade is the ink of a class of so many; of two the palest and the darkest.
func shade(class, classes int) Ink {
	if class < 0 {
		return Paper
	}
	return Shade0 + Ink(min(class*3/max(classes-1, 1), 3))
}

// tile is a rectangle with a thin edge.
func (p *Plot) tile(x, y, w, h float64, ink Ink) {
	p.add(Mark{Shape: Area, Points: rectangle(x, y, x+w, y+h), Ink: ink})
	corners := append(rectangle(x, y, x+w, y+h), point2{x, y})
	for i := 1; i < len(corners); i++ {
		p.line(corners[i-1].X, corners[i-1].Y, corners[i].X, corners[i].Y, 0.12, Grey)
	}
}

// legend names the classes below, in as many rows as they need.
func (p *Plot) legend(classes []string, width float64) {
	const box, row = 4.0, 3.6
	pen := fonts.Pen{Size: 7}
	x, y := 0.1, p.Height+1.2
	for k, c := range classes {
		need := box + 1 + pen.Width(c) + 2.5
		if x > 0.1 && x+need > width+2.5 {
			x, y = 0.1, y+row
		}
		p.tile(x, y, box, 2.4, shade(k, len(classes)))
		p.text(x+box+1, y+1.2, pen, c, 0, Black)
		x += need
		p.Height = y + row
	}
}
