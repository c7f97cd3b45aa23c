package pdf

import (
	"math"
	"strings"
	"testing"
)

func TestReadSVG(t *testing.T) {
	v, err := readSVG([]byte(`<svg width="100" height="50" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">
<rect width="10" height="5" x="1" y="2" fill="#2b6199" ecmeta_ssr_type="chart"></rect>
<g clip-path="url(#c)" transform="translate(3 4)"><path d="M0 0L10 10" fill="none" stroke="#fff" stroke-width="2" stroke-dasharray="8,4"></path></g>
<text dominant-baseline="central" text-anchor="end" style="font-size:11px;font-family:Liberation Serif, serif;font-weight:bold;" x="5" y="6" fill="rgba(0,0,0,0.5)">12,04 &lt;b&gt;</text>
<defs ><clipPath id="c"><path d="M0 0h20v20h-20Z" fill="#000"></path></clipPath></defs></svg>`))
	if err != nil {
		t.Fatal(err)
	}
	if v.width != 100 || v.height != 50 || len(v.items) != 3 {
		t.Fatalf("%g × %g with %d items, want 100 × 50 with 3", v.width, v.height, len(v.items))
	}
	rect, line, text := v.items[0], v.items[1], v.items[2]
	if *rect.fill != (colour{0x2b, 0x61, 0x99}) || rect.stroke != nil || len(rect.path) != 5 {
		t.Errorf("rectangle %+v", rect)
	}
	if line.fill != nil || *line.stroke != (colour{255, 255, 255}) || line.width != 2 || len(line.dash) != 2 || line.at.e != 3 || line.at.f != 4 || len(line.clip) != 5 {
		t.Errorf("line %+v", line)
	}
	if text.text != "12,04 <b>" || text.size != 11 || !text.bold || text.anchor != 1 || !text.central || *text.fill != (colour{128, 128, 128}) {
		t.Errorf("text %+v", text)
	}
}

// What is not known must not be left out of a chart in silence.
func TestReadSVGRefuses(t *testing.T) {
	tests := []struct{ svg, want string }{
		{`<svg><image href="x"/></svg>`, "<image>"},
		{`<svg><circle r="3"/></svg>`, "attribute r"},
		{`<svg><filter/></svg>`, "<filter>: unknown element"},
		{`<svg><path d="M0 0" mask="url(#m)"/></svg>`, "attribute mask"},
		{`<svg><path d="M0 0T1 1"/></svg>`, "path command T"},
		{`<svg><path d="M0 0L1"/></svg>`, "path command L with 1 numbers"},
		{`<svg><path d="M0 0Lx"/></svg>`, "path command"},
		{`<svg><path d="M0 0" fill="url(#gradient)"/></svg>`, "not a colour"},
		{`<svg><g transform="skewX(3)"/></svg>`, "skewX"},
		{`<svg><text style="text-shadow:1px">a</text></svg>`, "text-shadow"},
		{`<svg><text dominant-baseline="hanging">a</text></svg>`, "baseline"},
		{`<svg><g clip-path="url(#none)"><path d="M0 0"/></g></svg>`, `"none" is not defined`},
		{`<svg><text`, "XML"},
	}
	for _, tt := range tests {
		_, err := readSVG([]byte(tt.svg))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("readSVG(%s): %v, want an error with %q", tt.svg, err, tt.want)
		}
	}
}

func TestReadPath(t *testing.T) {
	tests := []struct {
		d    string
		ends [][2]float64 // the last point of each segment
		ops  string
	}{
		{"M1 2L3 4Z", [][2]float64{{1, 2}, {3, 4}, {}}, "MLZ"},
		{"M1 2l3 4-1-1", [][2]float64{{1, 2}, {4, 6}, {3, 5}}, "MLL"},
		{"M10 10h5v-5H0V.5", [][2]float64{{10, 10}, {15, 10}, {15, 5}, {0, 5}, {0, 0.5}}, "MLLLL"},
		{"m1,1 2,2zl1 0", [][2]float64{{1, 1}, {3, 3}, {}, {2, 1}}, "MLZL"}, // after z the pen is back at the start
		{"M0 0C1 1 2 2 3 3", [][2]float64{{0, 0}, {3, 3}}, "MC"},
		{"M1 0A1 1 0 0 1 0 1", [][2]float64{{1, 0}, {0, 1}}, "MC"},                      // a quarter
		{"M1 0A1 1 0 1 1 0 -1", [][2]float64{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}, "MCCC"}, // three quarters
		{"M1e1 0", [][2]float64{{10, 0}}, "M"},
	}
	for _, tt := range tests {
		path, err := readPath(tt.d)
		if err != nil || len(path) != len(tt.ends) {
			t.Errorf("readPath(%q) = %v, %v", tt.d, path, err)
			continue
		}
		for i, s := range path {
			end := s.pts[0]
			if s.op == 'C' {
				end = s.pts[2]
			}
			if s.op != tt.ops[i] || math.Hypot(end[0]-tt.ends[i][0], end[1]-tt.ends[i][1]) > 1e-9 {
				t.Errorf("readPath(%q): segment %d is %c to %v, want %c to %v", tt.d, i, s.op, end, tt.ops[i], tt.ends[i])
			}
		}
	}
}

// An arc stays on its circle: the curves' middles are off by less than one
// part in a thousand.
func TestArcIsRound(t *testing.T) {
	path, err := readPath("M5 0A5 5 0 1 0 -5 0.001")
	if err != nil {
		t.Fatal(err)
	}
	from := path[0].pts[0]
	for _, s := range path[1:] {
		x := (from[0] + 3*s.pts[0][0] + 3*s.pts[1][0] + s.pts[2][0]) / 8
		y := (from[1] + 3*s.pts[0][1] + 3*s.pts[1][1] + s.pts[2][1]) / 8
		if r := math.Hypot(x, y); math.Abs(r-5) > 0.005 {
			t.Errorf("middle of a curve at radius %v, want 5", r)
		}
		from = s.pts[2]
	}
}

func FuzzReadSVG(f *testing.F) {
	f.Add(`<svg width="1" height="1"><path d="M0 0A1 1 0 1 1 1 -0.1" transform="matrix(2,0,0,2,1,1)" fill="none"/></svg>`)
	f.Add(`<svg><text>a</text></svg>`)
	f.Fuzz(func(t *testing.T, svg string) {
		v, err := readSVG([]byte(svg)) // must not panic
		if err == nil {
			v.text()
		}
	})
}
