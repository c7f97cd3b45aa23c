package analysis

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"strconv"
	"strings"
)

// A Tile is where a place stands on a map of squares, counted from 1 from the
// upper left: about where it lies, its size of no account. The zero Tile is none.
type Tile struct {
	Row int `json:"row,omitempty"`
	Col int `json:"col,omitempty"`
}

// ParseTile reads a tile as the list of places writes it: "2-3" is the third
// square of the second row.
func ParseTile(text string) (Tile, bool) {
	row, col, ok := strings.Cut(strings.TrimSpace(text), "-")
	r, err1 := strconv.Atoi(strings.TrimSpace(row))
	c, err2 := strconv.Atoi(strings.TrimSpace(col))
	const most = 99
	if !ok || err1 != nil || err2 != nil || r < 1 || c < 1 || r > most || c > most {
		return Tile{}, false
	}
	return Tile{r, c}, true
}

//go:embed o-luoi.csv
var builtinTiles []byte

// tiled gives the places of the built-in list their squares, if none of the job's
// places has one and all of its places are known: half a map misleads.
func tiled(places []Place) []Place {
	for _, p := range places {
		if p.Tile != (Tile{}) {
			return places
		}
	}
	records, err := csv.NewReader(bytes.NewReader(builtinTiles)).ReadAll()
	if err != nil {
		panic("analysis: embedded tiles: " + err.Error()) // a test reads them
	}
	known := map[[2]string]Tile{}
	for _, r := range records[1:] {
		t, _ := ParseTile(r[2] + "-" + r[3])
		known[[2]string{r[0], r[1]}] = t
	}
	out := append([]Place(nil), places...)
	for i := range out {
		if i == 0 { // the whole
			continue
		}
		t, ok := known[[2]string{out[i].Code, out[i].Name}]
		if !ok {
			return places
		}
		out[i].Tile = t
	}
	return out
}
