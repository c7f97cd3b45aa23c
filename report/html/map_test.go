package html

import (
	"fmt"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/report/annex"
)

// squares is a GeoJSON of one square a district of the sample, five in a row
// from west to east; the first is named by its alias, the last is of nobody.
func squares() string {
	var features []string
	for i := range 14 {
		x, y := 105+0.1*float64(i%5), 21.5-0.1*float64(i/5)
		name := "Nơi khác"
		if i+1 < len(places) {
			name = places[i+1]
		}
		if i == 0 {
			name = "việt  trì"
		}
		features = append(features, fmt.Sprintf(`{"type":"Feature","properties":{"ten":%q,"so":%d},"geometry":{"type":"MultiPolygon","coordinates":[[[[%g,%g],[%g,%g],[%g,%g],[%g,%g],[%g,%g]]]]}}`,
			name, i, x, y, x+0.1, y, x+0.1, y-0.1, x, y-0.1, x, y))
	}
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`
}

func withMap(r *analysis.Review) *analysis.Review {
	r.Job.Print = annex.Print{Map: squares()}
	r.Places[1].Aliases = []string{"Việt Trì"}
	return r
}

func TestDrawLand(t *testing.T) {
	r := withMap(sample(1))
	l := drawLand(annex.PrintOf(r).Map, r.Places)
	if l == nil || len(l.Shapes) != 14 {
		t.Fatalf("drawLand = %+v, want 14 shapes", l)
	}
	for i, s := range l.Shapes[:13] {
		if s.Place != i+1 {
			t.Errorf("shape %d is of place %d, want %d", i, s.Place, i+1)
		}
	}
	if l.Shapes[13].Place != -1 {
		t.Errorf("land of nobody is of place %d", l.Shapes[13].Place)
	}
	// Five squares of 0,1° fill the width; a degree of longitude at 21,35° is
	// cos(21,35°) = 0,9314 of one of latitude, so a square is 200 × 214,7.
	if want := "M0 0l200 0 0 215 -200 0 0 -215 z"; l.Shapes[0].Path != want {
		t.Errorf("the first square is %q, want %q", l.Shapes[0].Path, want)
	}
	if l.Height != 645 { // 3 × 214,7 = 644,2
		t.Errorf("the land is %d high, want 645", l.Height)
	}
}

func TestDrawLandNothing(t *testing.T) {
	r := sample(1)
	for _, geo := range []string{``, `{`, `[]`, `{"features":[{"properties":{"ten":"Hà Nội"},"geometry":{"type":"Polygon","coordinates":[[[1,2],[3,4],[5,6]]]}}]}`,
		`{"features":[{"properties":{"ten":"Huyện Tân Sơn"},"geometry":{"type":"Point","coordinates":[1,2]}}]}`,
		`{"features":[{"properties":{"ten":"Huyện Tân Sơn"},"geometry":{"type":"Polygon","coordinates":[[[],[1],[2,3]]]}}]}`} {
		if l := drawLand(geo, r.Places); l != nil {
			t.Errorf("drawLand(%s) = %+v, want nil", geo, l)
		}
	}
}
