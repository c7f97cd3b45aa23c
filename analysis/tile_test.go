package analysis

import "testing"

// TestTiles: the built-in places have a square each, and a list that the built-in
// squares do not cover has none.
func TestTiles(t *testing.T) {
	places := tiled(Builtin().Places)
	seen := map[Tile]string{}
	for _, p := range places[1:] {
		if p.Tile == (Tile{}) || seen[p.Tile] != "" {
			t.Errorf("%s has the square %+v, which is %q's", p.Name, p.Tile, seen[p.Tile])
		}
		seen[p.Tile] = p.Name
	}
	more := append(Builtin().Places, Place{Code: "999", Name: "Huyện Mới"})
	for _, p := range tiled(more) {
		if p.Tile != (Tile{}) {
			t.Errorf("%s has a square on half a map", p.Name)
		}
	}
	for text, want := range map[string]Tile{"2-3": {2, 3}, " 1 - 12 ": {1, 12}, "": {}, "2": {}, "0-1": {}, "a-b": {}} {
		if got, _ := ParseTile(text); got != want {
			t.Errorf("%q is %+v, want %+v", text, got, want)
		}
	}
}
