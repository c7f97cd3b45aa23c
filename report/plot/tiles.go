package plot

import "tongket/report/chart/fonts"

// A Square is a place on a map of squares: where it stands, counted from 1, and how
// far up the range its figure is, from 0 to 1.
type Square struct {
	Row, Col   int
	Name, Text string
	Share      float64
	Known      bool
}

// Squares draws a map of squares in a box of that width: the shade tells the class,
// name and figure stand on it.
func Squares(all []Square, width float64) Plot {
	rows, cols := 0, 0
	for _, s := range all {
		rows, cols = max(rows, s.Row), max(cols, s.Col)
	}
	p := Plot{Width: width}
	if cols == 0 {
		return p
	}
	const gap = 0.8
	side := (width+gap)/float64(cols) - gap
	high := min(side, 12)
	p.Height = float64(rows)*(high+gap) - gap
	name, value := fonts.Pen{Size: 7}, fonts.Pen{Style: fonts.Bold, Size: 8.5}
	for _, s := range all {
		x, y := float64(s.Col-1)*(side+gap), float64(s.Row-1)*(high+gap)
		ink := Paper
		if s.Known {
			ink = Shade0 + Ink(min(int(s.Share*4), 3))
		}
		p.add(Mark{Shape: Area, Points: rectangle(x, y, x+side, y+high), Ink: ink})
		corners := append(rectangle(x, y, x+side, y+high), point2{x, y})
		for i := 1; i < len(corners); i++ {
			p.line(corners[i-1].X, corners[i-1].Y, corners[i].X, corners[i].Y, 0.12, Grey)
		}
		p.text(x+side/2, y+high*0.32, name, fitted(name, s.Name, side-0.8), 0.5, Black)
		p.text(x+side/2, y+high*0.7, value, s.Text, 0.5, Black)
	}
	return p
}
