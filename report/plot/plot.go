// Package plot lays out the small drawings of a page: dots of results against
// their targets, dumbbells of places, sparklines, the plot in a cell of a table.
//
// The noun is the Plot: lines, dots, triangles and texts in millimetres, measured
// with the printed typeface, so that print and page draw the same and a test can
// tell whether a text lies on another. The package knows no figure but those that
// it is given, words nothing and draws nothing itself.
package plot

import (
	"math"

	"tongket/report/chart/fonts"
)

// A Shape is what a Mark draws.
type Shape uint8

// The shapes. A Line goes from X, Y to X2, Y2; a Dot, a Ring and a Down (a
// triangle on its point) are about X, Y with radius R; a Text has its baseline at Y.
const (
	Line Shape = iota
	Dot
	Ring
	Down
	Text
	Area // the inside of Points
)

// An Ink is a colour that is told from the others in black and white too.
type Ink uint8

// The inks: of text and axes, of grids, of what is reached, of what is not.
const (
	Black Ink = iota
	Grey
	Faint
	Good
	Bad
	Way    // to the next target
	Band   // of a forecast
	Paper  // what shows nothing
	Shade0 // of a map, from the least
	Shade1
	Shade2
	Shade3
)

// Colours are the inks' red, green and blue.
var Colours = [...][3]uint8{
	Black: {0, 0, 0}, Grey: {96, 96, 96}, Faint: {205, 205, 205}, Good: {43, 97, 153}, Bad: {179, 64, 15},
	Way: {28, 122, 82}, Band: {221, 236, 228}, Paper: {255, 255, 255},
	Shade0: {244, 248, 252}, Shade1: {209, 226, 243}, Shade2: {172, 205, 234}, Shade3: {136, 184, 226},
}

// A point2 is a place.
type point2 struct{ X, Y float64 }

// A Mark is one piece of a Plot.
type Mark struct {
	Shape  Shape
	X, Y   float64
	X2, Y2 float64
	R      float64
	Text   string
	Pen    fonts.Pen
	Anchor float64 // of a text: 0 begins at X, 0.5 is centred there, 1 ends there
	Ink    Ink
	Width  float64 // of a line, millimetres
	Dashed bool
	Points []point2
}

// A Plot is a drawing in a box.
type Plot struct {
	Width, Height float64
	Marks         []Mark
}

// A Box is a rectangle that a mark covers.
type Box struct{ Left, Top, Right, Bottom float64 }

// Box is what a mark covers.
func (m Mark) Box() Box {
	switch m.Shape {
	case Text:
		w := m.Pen.Width(m.Text)
		left := m.X - m.Anchor*w
		// The letters' own height, without the room between lines.
		return Box{left, m.Y - 0.72*m.Pen.Size*fonts.Point, left + w, m.Y + 0.2*m.Pen.Size*fonts.Point}
	case Area:
		b := Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
		for _, p := range m.Points {
			b = Box{min(b.Left, p.X), min(b.Top, p.Y), max(b.Right, p.X), max(b.Bottom, p.Y)}
		}
		return b
	case Line:
		return Box{min(m.X, m.X2), min(m.Y, m.Y2), max(m.X, m.X2), max(m.Y, m.Y2)}
	}
	return Box{m.X - m.R, m.Y - m.R, m.X + m.R, m.Y + m.R}
}

// Meets reports whether two boxes share more than an edge.
func (b Box) Meets(c Box) bool {
	const hair = 0.02
	return b.Left < c.Right-hair && c.Left < b.Right-hair && b.Top < c.Bottom-hair && c.Top < b.Bottom-hair
}

func (p *Plot) add(m ...Mark) { p.Marks = append(p.Marks, m...) }

// line draws a straight line.
func (p *Plot) line(x, y, x2, y2, width float64, ink Ink) {
	p.add(Mark{Shape: Line, X: x, Y: y, X2: x2, Y2: y2, Width: width, Ink: ink})
}

// text writes a line of text with its middle at a height.
func (p *Plot) text(x, middle float64, pen fonts.Pen, s string, anchor float64, ink Ink) {
	p.add(Mark{Shape: Text, X: x, Y: middle + 0.34*pen.Size*fonts.Point, Text: s, Pen: pen, Anchor: anchor, Ink: ink})
}

// partGrid leaves out what of the grid's level lines lies behind a text.
func (p *Plot) partGrid() {
	const room = 0.3 // on both sides of a text
	var marks []Mark
	for _, m := range p.Marks {
		if m.Shape != Line || m.Ink != Faint || m.Y != m.Y2 {
			marks = append(marks, m)
			continue
		}
		pieces := []Mark{m}
		for _, t := range p.Marks {
			if t.Shape != Text || !t.Box().Meets(m.Box()) {
				continue
			}
			box := t.Box()
			var left []Mark
			for _, piece := range pieces {
				before, after := piece, piece
				before.X2, after.X = min(piece.X2, box.Left-room), max(piece.X, box.Right+room)
				for _, rest := range []Mark{before, after} {
					if rest.X2 > rest.X {
						left = append(left, rest)
					}
				}
			}
			pieces = left
		}
		marks = append(marks, pieces...)
	}
	p.Marks = marks
}
