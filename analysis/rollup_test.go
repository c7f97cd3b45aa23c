package analysis

import (
	"fmt"
	"strings"
	"testing"

	"tongket/ingest"
)

// TestPartsOfAPlace: the districts of a province that is itself a place of the
// job come as figures of no place of their own. They are kept and never added
// up, and no check of a table takes them for one place.
func TestPartsOfAPlace(t *testing.T) {
	var lines []string
	row := func(r int, place, figures string) {
		for c, v := range strings.Fields(figures) {
			code, year := []string{"NGHEO", "~Giảm", "~Tăng", "NGHEO"}[c], []int{2019, 2020, 2020, 2020}[c]
			lines = append(lines, fmt.Sprintf("a.json!x.xlsx!S!%c%d | %s | %s | %d | %s hộ", 'C'+c, 7+r, code, place, year, v))
		}
	}
	row(0, "Huyện X", "350 65 14 299")
	for r, figures := range []string{"100 20 5 85", "200 40 8 178", "50 5 1 46", "10 1 2 11", "10 1 2 11"} { // the second does not balance
		row(r+1, fmt.Sprintf("Xã %d, Huyện X", r), figures)
	}
	row(9, "Huyện Y", "200 40 8 168")
	row(10, "Huyện Z", "50 5 1 46")
	facts := figures(t, lines...)
	for i := range facts {
		facts[i].Group = strings.HasPrefix(facts[i].Place, "Xã")
	}
	r := Run(testCatalogue(), ingest.Result{Facts: ingest.FactsOf(facts...)}, Options{})
	poor := result(t, r, "NGHEO")
	wantLine(t, &poor.Whole, "? ? ? ? 600=sum 513=sum") // X, Y and Z
	if len(poor.Places) != 3 || len(r.Places) != 4 {
		t.Errorf("%d lines of %d places", len(poor.Places), len(r.Places))
	}
	wantFindings(t, r, "balance")
	wantFindings(t, r, "copied")
	if r.Facts.Len() != len(lines) {
		t.Errorf("%d facts are kept of %d", r.Facts.Len(), len(lines))
	}
}

// TestMinistry: the country is the whole where a list of places has it.
func TestMinistry(t *testing.T) {
	places, _ := ParsePlaces(grid("Tên|Loại", "Phú Thọ|tỉnh", "Cả nước|cả nước", "Hà Giang|tỉnh"))
	if got := places[0].Name + ", " + places[1].Name + ", " + places[2].Name; got != "Cả nước, Phú Thọ, Hà Giang" {
		t.Errorf("places %s", got)
	}
	catalogue := Catalogue{Indicators: testCatalogue().Indicators, Places: places}
	r := Run(catalogue, ingest.Result{Facts: ingest.FactsOf(figures(t, "a.json!x.xlsx!S!C7 | NGHEO | Phú Thọ | 2020 | 7 hộ", "b.json!x.xlsx!S!C7 | NGHEO | Hà Giang | 2020 | 5 hộ")...)}, Options{})
	wantLine(t, &result(t, r, "NGHEO").Whole, "? ? ? ? ? 12=sum")
}
