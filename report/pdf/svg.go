package pdf

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// A vectors is an SVG read into shapes and texts, in the order of painting.
// Lengths are the SVG's pixels.
type vectors struct {
	width, height float64
	items         []item
}

// An item is a shape or a text.
type item struct {
	at     matrix
	clip   []segment // in pixels of the SVG; nil: none
	path   []segment
	fill   *colour
	stroke *colour
	width  float64 // of the stroke
	dash   []float64
	cap    int // as in PDF: 0 butt, 1 round, 2 square
	join   int // 0 miter, 1 round, 2 bevel

	text    string
	x, y    float64
	size    float64
	bold    bool
	anchor  float64 // the share of the text's width that stands left of x
	central bool    // y is the middle of the letters, not their baseline
}

type colour struct{ r, g, b uint8 }

// A matrix maps (x, y) to (a·x + c·y + e, b·x + d·y + f), as SVG writes it.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// times returns the matrix that applies n first and then m.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b,
		m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// scale returns by how much the matrix enlarges lengths.
func (m matrix) scale() float64 { return math.Sqrt(math.Abs(m.a*m.d - m.b*m.c)) }

// readSVG reads the part of SVG that ECharts writes. Any element or attribute
// that it doesn't know how to draw is an error, so that no chart is printed
// with something missing.
func readSVG(svg []byte) (vectors, error) {
	r := svgReader{decoder: xml.NewDecoder(bytes.NewReader(svg)), clips: map[string][]segment{}}
	for {
		token, err := r.decoder.Token()
		switch {
		case errors.Is(err, io.EOF):
			return r.resolve()
		case err != nil:
			return vectors{}, fmt.Errorf("svg: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			err = r.open(t)
		case xml.EndElement:
			r.close()
		case xml.CharData:
			r.characters(string(t))
		}
		if err != nil {
			return vectors{}, fmt.Errorf("svg: <%s>: %w", token.(xml.StartElement).Name.Local, err)
		}
	}
}

// A scope is an open element.
type scope struct {
	name   string
	at     matrix
	clip   string // the clip path's identifier
	inClip string // the clip path that is being defined
	item   *item  // an open text
}

type svgReader struct {
	decoder *xml.Decoder
	out     vectors
	scopes  []scope
	clips   map[string][]segment
	clipped []string // by item: the clip path's identifier
}

func (r *svgReader) top() scope {
	if len(r.scopes) == 0 {
		return scope{at: identity}
	}
	return r.scopes[len(r.scopes)-1]
}

func (r *svgReader) close() {
	if top := r.top(); top.item != nil {
		r.add(*top.item, top.clip)
	}
	r.scopes = r.scopes[:len(r.scopes)-1]
}

func (r *svgReader) characters(s string) {
	if top := r.top(); top.item != nil {
		top.item.text += s
	}
}

// add takes an item up.
func (r *svgReader) add(it item, clip string) {
	r.out.items = append(r.out.items, it)
	r.clipped = append(r.clipped, clip)
}

// resolve gives the items their clip paths, which an SVG defines after use.
func (r *svgReader) resolve() (vectors, error) {
	for i, id := range r.clipped {
		if id == "" {
			continue
		}
		clip, ok := r.clips[id]
		if !ok {
			return vectors{}, fmt.Errorf("svg: clip path %q is not defined", id)
		}
		r.out.items[i].clip = clip
	}
	return r.out, nil
}

// open reads an element's attributes.
func (r *svgReader) open(e xml.StartElement) error {
	s := r.top()
	s.name, s.item = e.Name.Local, nil
	it := item{fill: &colour{}, width: 1, size: 12}
	box := map[string]float64{} // x, y, width, height
	id := ""
	for _, a := range e.Attr {
		if ignoredAttribute(a.Name) {
			continue
		}
		known, err := r.geometry(a, &s, &it, box, &id)
		if !known && err == nil {
			known, err = it.paint(a.Name.Local, a.Value)
		}
		if err != nil {
			return fmt.Errorf("%s=%q: %w", a.Name.Local, a.Value, err)
		}
		if !known {
			return fmt.Errorf("unknown attribute %s", a.Name.Local)
		}
	}
	it.at = s.at
	switch s.name {
	case "svg":
		r.out.width, r.out.height = box["width"], box["height"]
	case "g", "defs":
	case "clipPath":
		s.inClip = id
	case "rect":
		it.path = rectangle(box["x"], box["y"], box["width"], box["height"])
		r.shape(it, s)
	case "path", "polygon", "polyline":
		if s.name == "polygon" && len(it.path) > 0 {
			it.path = append(it.path, segment{op: 'Z'})
		}
		r.shape(it, s)
	case "text":
		it.x, it.y = box["x"], box["y"]
		s.item = &it
	default:
		return errors.New("unknown element")
	}
	r.scopes = append(r.scopes, s)
	return nil
}

// shape takes a shape up: as a clip path inside of one.
func (r *svgReader) shape(it item, s scope) {
	if s.inClip != "" {
		r.clips[s.inClip] = append(r.clips[s.inClip], transformed(it.path, it.at)...)
		return
	}
	r.add(it, s.clip)
}

// ignoredAttribute says what has no meaning on paper: namespaces, the links to
// a chart's data, the pointer.
func ignoredAttribute(n xml.Name) bool {
	switch n.Local {
	case "xmlns", "version", "baseProfile", "viewBox", "pointer-events", "xlink", "space":
		return true
	}
	return n.Space == "xmlns" || strings.HasPrefix(n.Local, "ecmeta_")
}

// geometry reads an attribute of place or shape.
func (r *svgReader) geometry(a xml.Attr, s *scope, it *item, box map[string]float64, id *string) (known bool, err error) {
	switch a.Name.Local {
	case "id":
		*id = a.Value
	case "x", "y", "width", "height":
		box[a.Name.Local], err = strconv.ParseFloat(a.Value, 64)
	case "transform":
		var m matrix
		m, err = readTransform(a.Value)
		s.at = s.at.times(m)
	case "clip-path":
		s.clip = strings.TrimSuffix(strings.TrimPrefix(a.Value, "url(#"), ")")
	case "d":
		it.path, err = readPath(a.Value)
	case "points":
		it.path, err = readPoints(a.Value)
	case "dominant-baseline":
		if a.Value != "central" {
			return true, errors.New("unknown baseline")
		}
		it.central = true
	case "text-anchor":
		anchors := map[string]float64{"start": 0, "middle": 0.5, "end": 1}
		share, ok := anchors[a.Value]
		if !ok {
			return true, errors.New("unknown anchor")
		}
		it.anchor = share
	default:
		return false, nil
	}
	return true, err
}

// paint reads an attribute of colour, line or type.
func (it *item) paint(name, value string) (known bool, err error) {
	switch name {
	case "fill":
		it.fill, err = readColour(value)
	case "stroke":
		it.stroke, err = readColour(value)
	case "fill-opacity":
		it.fill, err = faded(it.fill, value)
	case "stroke-opacity":
		it.stroke, err = faded(it.stroke, value)
	case "stroke-width":
		it.width, err = strconv.ParseFloat(value, 64)
	case "stroke-dasharray":
		it.dash, err = readNumbers(value)
	case "stroke-linecap":
		it.cap, err = index(value, "butt", "round", "square")
	case "stroke-linejoin":
		it.join, err = index(value, "miter", "round", "bevel")
	case "style":
		err = it.style(value)
	default:
		return false, nil
	}
	return true, err
}

// index returns the place of value among names.
func index(value string, names ...string) (int, error) {
	for i, name := range names {
		if name == value {
			return i, nil
		}
	}
	return 0, errors.New("unknown value")
}

// style reads the style of a text. The family is not read: there is one.
func (it *item) style(css string) error {
	for declaration := range strings.SplitSeq(strings.TrimSuffix(css, ";"), ";") {
		key, value, _ := strings.Cut(declaration, ":")
		switch key {
		case "font-size":
			size, err := strconv.ParseFloat(strings.TrimSuffix(value, "px"), 64)
			if err != nil {
				return err
			}
			it.size = size
		case "font-family":
		case "font-weight":
			it.bold = value == "bold" || value == "bolder" || value >= "600"
		default:
			return fmt.Errorf("unknown style %s", key)
		}
	}
	return nil
}

// readTransform reads translate(x y), matrix(a,b,c,d,e,f), scale and rotate.
func readTransform(s string) (matrix, error) {
	m := identity
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		name, rest, ok := strings.Cut(s, "(")
		args, after, ok2 := strings.Cut(rest, ")")
		n, err := readNumbers(args)
		if !ok || !ok2 || err != nil {
			return m, errors.New("not a transformation")
		}
		s = after
		switch {
		case name == "translate" && len(n) == 2:
			m = m.times(matrix{1, 0, 0, 1, n[0], n[1]})
		case name == "translate" && len(n) == 1:
			m = m.times(matrix{1, 0, 0, 1, n[0], 0})
		case name == "scale" && len(n) == 2:
			m = m.times(matrix{a: n[0], d: n[1]})
		case name == "scale" && len(n) == 1:
			m = m.times(matrix{a: n[0], d: n[0]})
		case name == "rotate" && len(n) == 1:
			sin, cos := math.Sincos(n[0] * math.Pi / 180)
			m = m.times(matrix{cos, sin, -sin, cos, 0, 0})
		case name == "matrix" && len(n) == 6:
			m = m.times(matrix{n[0], n[1], n[2], n[3], n[4], n[5]})
		default:
			return m, fmt.Errorf("unknown transformation %s", name)
		}
	}
	return m, nil
}

// readColour reads #rgb, #rrggbb, rgb(…), rgba(…) and a few names; nil is none.
func readColour(s string) (*colour, error) {
	switch {
	case s == "none" || s == "transparent":
		return nil, nil
	case s == "black":
		return &colour{}, nil
	case s == "white":
		return &colour{255, 255, 255}, nil
	case strings.HasPrefix(s, "#"):
		return readHex(s[1:])
	case strings.HasPrefix(s, "rgb"):
		_, args, _ := strings.Cut(strings.TrimSuffix(s, ")"), "(")
		n, err := readNumbers(args)
		if err != nil || len(n) < 3 {
			return nil, errors.New("not a colour")
		}
		c := &colour{uint8(n[0]), uint8(n[1]), uint8(n[2])}
		if len(n) == 4 {
			return c.over(n[3]), nil
		}
		return c, nil
	}
	return nil, errors.New("not a colour")
}

func readHex(digits string) (*colour, error) {
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 6 {
		return nil, errors.New("not a colour")
	}
	return &colour{uint8(n >> 16), uint8(n >> 8), uint8(n)}, nil
}

// faded is a colour at an opacity.
func faded(c *colour, opacity string) (*colour, error) {
	share, err := strconv.ParseFloat(opacity, 64)
	if err != nil || c == nil {
		return nil, err
	}
	return c.over(share), nil
}

// over is the colour at an opacity on white paper; nil at none.
func (c *colour) over(opacity float64) *colour {
	if opacity <= 0 {
		return nil
	}
	mix := func(v uint8) uint8 { return uint8(math.Round(255 - (255-float64(v))*min(1, opacity))) }
	return &colour{mix(c.r), mix(c.g), mix(c.b)}
}
