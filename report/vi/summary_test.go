package vi

import "testing"

// What a cell draws is told with its gaps, and no figure is told as nought that isn't.
func TestAltPlot(t *testing.T) {
	a, b, c := 12.041, 0.004, 0.0
	if got, want := AltPlot("2015-2018", &a, nil, &b, &c), "2015-2018: 12,04; không có số liệu; 0,004; 0"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
