package html

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tongket/analysis"
	"tongket/report/annex"
	"tongket/report/vi"
)

// A chart of the land: the places' borders, drawn once and coloured by the
// page for each indicator.
type land struct {
	Width  int     `json:"w"`
	Height int     `json:"h"`
	Shapes []shape `json:"s"`
	Tiles  bool    `json:"t,omitempty"` // squares, which bear names and figures
}

// A shape is the border of a place as the path of an SVG; Place is -1 for land
// that belongs to none of the job's places.
type shape struct {
	Place int    `json:"p"`
	Path  string `json:"d"`
	X     int    `json:"x,omitempty"` // the middle of a tile
	Y     int    `json:"y,omitempty"`
	Name  string `json:"n,omitempty"` // short
}

// mapWidth is the width that the land is drawn at, in units of the SVG; borders
// are rounded to whole units.
const mapWidth = 1000

// A feature of GeoJSON (RFC 7946), as far as we draw it.
type feature struct {
	Properties map[string]any `json:"properties"`
	Geometry   struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	} `json:"geometry"`
}

// rings are closed lines of longitude and latitude.
type rings [][][]float64

// tileSize is the side of a tile, in units of the SVG.
const tileSize = 120

// drawTiles draws the places as squares where the list of places says where they
// stand; nil if none does.
func drawTiles(places []analysis.Place) *land {
	l := &land{Tiles: true}
	for i, p := range places {
		if p.Tile == (analysis.Tile{}) {
			continue
		}
		x, y := (p.Tile.Col-1)*tileSize, (p.Tile.Row-1)*tileSize
		const gap = 6
		side := tileSize - gap
		l.Shapes = append(l.Shapes, shape{
			Place: i, Path: fmt.Sprintf("M%d %dh%dv%dh-%dz", x, y, side, side, side), X: x + side/2, Y: y + side/2, Name: vi.ShortPlace(p.Name),
		})
		l.Width, l.Height = max(l.Width, x+side), max(l.Height, y+side)
	}
	if len(l.Shapes) == 0 {
		return nil
	}
	return l
}

// landOf is the map of a job: its borders if it gives them, else its tiles.
func landOf(r *analysis.Review) *land {
	if l := drawLand(annex.PrintOf(r).Map, r.Places); l != nil {
		return l
	}
	return drawTiles(r.Places)
}

// drawLand draws the job's GeoJSON: nil if there is none, if it can't be read,
// or if none of its features is a place of the job.
func drawLand(geo string, places []analysis.Place) *land {
	var collection struct {
		Features []feature `json:"features"`
	}
	if geo == "" || json.Unmarshal([]byte(geo), &collection) != nil {
		return nil
	}
	var all []rings
	var owners []int
	for _, f := range collection.Features {
		if r := f.rings(); len(r) > 0 {
			all, owners = append(all, r), append(owners, owner(f, places))
		}
	}
	if !slices.ContainsFunc(owners, func(p int) bool { return p >= 0 }) {
		return nil
	}
	p := fit(all)
	l := &land{Width: mapWidth, Height: int(math.Ceil(p.height))}
	for i, r := range all {
		l.Shapes = append(l.Shapes, shape{Place: owners[i], Path: p.path(r)})
	}
	return l
}

// rings are the lines of a Polygon or a MultiPolygon; other geometry has none.
func (f feature) rings() rings {
	var polygon rings
	var many []rings
	switch f.Geometry.Type {
	case "Polygon":
		if json.Unmarshal(f.Geometry.Coordinates, &polygon) != nil {
			return nil
		}
		many = []rings{polygon}
	case "MultiPolygon":
		if json.Unmarshal(f.Geometry.Coordinates, &many) != nil {
			return nil
		}
	}
	var all rings
	for _, r := range slices.Concat(many...) {
		r = slices.DeleteFunc(r, func(point []float64) bool { return len(point) < 2 })
		if len(r) > 2 {
			all = append(all, r)
		}
	}
	return all
}

// owner is the place that a feature is the border of, as an index; the whole
// (0) is not asked for.
func owner(f feature, places []analysis.Place) int {
	for i, p := range places {
		if i == 0 {
			continue
		}
		names := append([]string{p.Name, p.Code}, p.Aliases...)
		for _, value := range f.Properties {
			if text, ok := value.(string); ok && slices.ContainsFunc(names, func(n string) bool { return sameName(n, text) }) {
				return i
			}
		}
	}
	return -1
}

// sameName compares names regardless of case, Unicode form and white space.
func sameName(a, b string) bool {
	fold := func(s string) string { return strings.ToLower(norm.NFC.String(strings.Join(strings.Fields(s), " "))) }
	a, b = fold(a), fold(b)
	return a != "" && a == b
}

// A projection is equirectangular about the middle latitude: true enough for
// a province.
type projection struct {
	west, north, kx, ky, height float64
}

func fit(all []rings) projection {
	west, east, south, north := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, r := range slices.Concat(all...) {
		for _, point := range r {
			west, east = min(west, point[0]), max(east, point[0])
			south, north = min(south, point[1]), max(north, point[1])
		}
	}
	squeeze := math.Cos((south + north) / 2 * math.Pi / 180)
	k := mapWidth / max((east-west)*squeeze, 1e-9)
	return projection{west, north, k * squeeze, k, (north - south) * k}
}

// path is the lines as the path of an SVG, in steps from point to point; a
// point that falls on the one before is left out.
func (p projection) path(r rings) string {
	var b strings.Builder
	for _, line := range r {
		x0, y0 := 0, 0
		for i, point := range line {
			x, y := int(math.Round((point[0]-p.west)*p.kx)), int(math.Round((p.north-point[1])*p.ky))
			switch {
			case i == 0:
				b.WriteString("M" + strconv.Itoa(x) + " " + strconv.Itoa(y) + "l")
			case x != x0 || y != y0:
				b.WriteString(strconv.Itoa(x-x0) + " " + strconv.Itoa(y-y0) + " ")
			}
			x0, y0 = x, y
		}
		b.WriteString("z")
	}
	return b.String()
}
