package pdf

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A segment is a piece of a path: M or L with one point, C with three, Z with
// none. Points are absolute.
type segment struct {
	op  byte
	pts [3][2]float64
}

// readNumbers reads numbers between spaces and commas; a sign or a second
// decimal point begins a number too, as in "1-2" and "0.5.5".
func readNumbers(s string) ([]float64, error) {
	var out []float64
	for s = strings.TrimLeft(s, " ,\t\n"); s != ""; s = strings.TrimLeft(s, " ,\t\n") {
		n := numberLength(s)
		v, err := strconv.ParseFloat(s[:n], 64)
		if err != nil {
			return nil, fmt.Errorf("not a number: %q", s)
		}
		out = append(out, v)
		s = s[n:]
	}
	return out, nil
}

// numberLength returns how many bytes of s are its first number.
func numberLength(s string) int {
	dot := false
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9', c == 'e' || c == 'E':
		case (c == '-' || c == '+') && (i == 0 || s[i-1] == 'e' || s[i-1] == 'E'):
		case c == '.' && !dot:
			dot = true
		default:
			return i
		}
	}
	return len(s)
}

// readPoints reads the points of a polyline.
func readPoints(s string) ([]segment, error) {
	n, err := readNumbers(s)
	if err != nil || len(n)%2 != 0 {
		return nil, errors.New("not points")
	}
	var out []segment
	for i := 0; i < len(n); i += 2 {
		op := byte('L')
		if i == 0 {
			op = 'M'
		}
		out = append(out, segment{op, [3][2]float64{{n[i], n[i+1]}}})
	}
	return out, nil
}

func rectangle(x, y, w, h float64) []segment {
	at := func(op byte, x, y float64) segment { return segment{op, [3][2]float64{{x, y}}} }
	return []segment{at('M', x, y), at('L', x+w, y), at('L', x+w, y+h), at('L', x, y+h), {op: 'Z'}}
}

// transformed returns a path with a matrix applied to it.
func transformed(path []segment, m matrix) []segment {
	out := make([]segment, len(path))
	for i, s := range path {
		for k, p := range s.pts {
			s.pts[k][0], s.pts[k][1] = m.apply(p[0], p[1])
		}
		out[i] = s
	}
	return out
}

// A pathReader follows the pen through the commands of a path.
type pathReader struct {
	out    []segment
	x, y   float64
	sx, sy float64 // where the subpath began
}

// readPath reads the commands M L H V C A Z, absolute and relative.
func readPath(d string) ([]segment, error) {
	var r pathReader
	for d = strings.TrimSpace(d); d != ""; {
		end := strings.IndexFunc(d[1:], func(c rune) bool {
			return c != 'e' && c != 'E' && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')
		}) + 1
		if end == 0 {
			end = len(d)
		}
		args, err := readNumbers(d[1:end])
		if err != nil {
			return nil, err
		}
		if err := r.command(d[0], args); err != nil {
			return nil, err
		}
		d = d[end:]
	}
	return r.out, nil
}

// arity is how many numbers a command takes each time.
var arity = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'A': 7}

func (r *pathReader) command(c byte, args []float64) error {
	upper := c &^ 0x20
	if upper == 'Z' {
		r.out = append(r.out, segment{op: 'Z'})
		r.x, r.y = r.sx, r.sy
		return nil
	}
	n, ok := arity[upper]
	if !ok || len(args) == 0 || len(args)%n != 0 {
		return fmt.Errorf("unknown path command %c with %d numbers", c, len(args))
	}
	for i := 0; i < len(args); i += n {
		r.step(upper, args[i:i+n], c != upper)
		if upper == 'M' {
			upper = 'L' // what follows the first pair
		}
	}
	return nil
}

func (r *pathReader) step(op byte, a []float64, relative bool) {
	var ox, oy float64
	if relative {
		ox, oy = r.x, r.y
	}
	switch op {
	case 'M':
		r.to('M', ox+a[0], oy+a[1])
		r.sx, r.sy = r.x, r.y
	case 'L':
		r.to('L', ox+a[0], oy+a[1])
	case 'H':
		r.to('L', ox+a[0], r.y)
	case 'V':
		r.to('L', r.x, oy+a[0])
	case 'C':
		r.curve(ox+a[0], oy+a[1], ox+a[2], oy+a[3], ox+a[4], oy+a[5])
	case 'A':
		r.arc(math.Abs(a[0]), math.Abs(a[1]), a[2]*math.Pi/180, a[3] != 0, a[4] != 0, ox+a[5], oy+a[6])
	}
}

func (r *pathReader) to(op byte, x, y float64) {
	r.out = append(r.out, segment{op, [3][2]float64{{x, y}}})
	r.x, r.y = x, y
}

func (r *pathReader) curve(x1, y1, x2, y2, x, y float64) {
	r.out = append(r.out, segment{'C', [3][2]float64{{x1, y1}, {x2, y2}, {x, y}}})
	r.x, r.y = x, y
}

// arc draws an elliptical arc as Bézier curves of at most a quarter each, by
// the notes on implementation of SVG 1.1, F.6: from the end points to the
// centre, the radii enlarged where they are too small.
func (r *pathReader) arc(rx, ry, phi float64, large, sweep bool, x, y float64) {
	if rx == 0 || ry == 0 || x == r.x && y == r.y {
		r.to('L', x, y)
		return
	}
	sin, cos := math.Sincos(phi)
	dx, dy := (r.x-x)/2, (r.y-y)/2
	px, py := cos*dx+sin*dy, cos*dy-sin*dx
	if k := px*px/(rx*rx) + py*py/(ry*ry); k > 1 {
		rx, ry = rx*math.Sqrt(k), ry*math.Sqrt(k)
	}
	den := rx*rx*py*py + ry*ry*px*px
	root := math.Sqrt(math.Max(0, (rx*rx*ry*ry-den)/den))
	if large == sweep {
		root = -root
	}
	cx, cy := root*rx*py/ry, -root*ry*px/rx
	from := math.Atan2((py-cy)/ry, (px-cx)/rx)
	turn := math.Atan2((-py-cy)/ry, (-px-cx)/rx) - from
	switch {
	case sweep && turn < 0:
		turn += 2 * math.Pi
	case !sweep && turn > 0:
		turn -= 2 * math.Pi
	}
	mx, my := (r.x+x)/2+cos*cx-sin*cy, (r.y+y)/2+sin*cx+cos*cy
	ellipse := matrix{cos * rx, sin * rx, -sin * ry, cos * ry, mx, my}
	parts := math.Ceil(math.Abs(turn)/(math.Pi/2) - 1e-9)
	step := turn / parts
	k := 4.0 / 3 * math.Tan(step/4)
	for i := range int(parts) {
		s0, c0 := math.Sincos(from + float64(i)*step)
		s1, c1 := math.Sincos(from + float64(i+1)*step)
		x1, y1 := ellipse.apply(c0-k*s0, s0+k*c0)
		x2, y2 := ellipse.apply(c1+k*s1, s1-k*c1)
		x3, y3 := ellipse.apply(c1, s1)
		if i == int(parts)-1 {
			x3, y3 = x, y
		}
		r.curve(x1, y1, x2, y2, x3, y3)
	}
}
