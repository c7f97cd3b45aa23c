package analysis

import (
	"maps"
	"slices"
	"testing"

	"tongket/analysis/claim"
	"tongket/ingest"
)

func catalogueOfTwoPlaces() Catalogue {
	return Catalogue{
		Indicators: []Indicator{{Code: "SO", Name: "Số hộ", Unit: "hộ", Kind: Stock}},
		Places:     []Place{{Name: "Phú Thọ", Kind: "tỉnh"}, {Name: "Huyện X", Kind: "huyện"}},
	}
}

func TestOtherProvinceIsLeftOut(t *testing.T) {
	facts := figures(t, `
a.xlsx!B!C1 | SO | Huyện X | 2019 | 10 hộ | table=1 from=row
a.xlsx!B!C2 | SO |         | 2019 | 10 hộ | table=1
b.xlsx!B!C1 | SO | Huyện X | 2019 | 77 hộ | table=1 from=row
b.xlsx!B!C2 | SO |         | 2019 | 77 hộ | table=1`)
	facts[0].Province = "Phú Thọ"
	facts[2].Province, facts[3].Province = "Hà Giang", "Hà Giang"
	r := Run(catalogueOfTwoPlaces(), ingest.Result{Facts: ingest.FactsOf(facts...)}, Options{})
	if p := r.Indicators[0].Whole.Points[4]; p.Value != 10 || !slices.Equal(p.Facts, []int{1}) {
		t.Errorf("whole of 2019: %+v, want 10 from fact 1 alone", p)
	}
	var told []Finding
	for _, f := range r.Findings {
		if f.Code == CodeConflict {
			t.Errorf("conflict with another province: %+v", f)
		}
		if f.Code == CodeOtherProvince {
			told = append(told, f)
		}
	}
	if len(told) != 1 || told[0].Pos.File != "b.xlsx" || told[0].Severity != Error || !slices.Equal(claim.Values(told[0].Claim), []float64{2, 4}) || !slices.Equal(claim.Args(told[0].Claim), []string{"Hà Giang", "Phú Thọ", "left"}) {
		t.Errorf("findings: %+v", told)
	}
}

func TestOnlyProvinceIsTaken(t *testing.T) {
	facts := figures(t, `
a.xlsx!B!C1 | SO | Huyện Y | 2019 | 10 hộ | table=1 from=row
a.xlsx!B!C2 | SO |         | 2019 | 10 hộ | table=1
b.xlsx!B!C1 | SO | Huyện Z | 2019 | 20 hộ | table=1 from=row`)
	for i := range facts {
		facts[i].Province = "Hà Giang"
	}
	r := Run(catalogueOfTwoPlaces(), ingest.Result{Facts: ingest.FactsOf(facts...)}, Options{})
	if p := r.Indicators[0].Whole.Points[4]; p.Value != 10 {
		t.Errorf("whole of 2019: %+v, want 10", p)
	}
	if r.Places[0].Name != "Hà Giang" {
		t.Errorf("the whole is %q", r.Places[0].Name)
	}
	var told []Finding
	for _, f := range r.Findings {
		if f.Code == CodeOtherProvince {
			told = append(told, f)
		}
	}
	if len(told) != 1 || told[0].Severity != Warning || claim.Args(told[0].Claim)[2] != "taken" {
		t.Errorf("findings: %+v", told)
	}
}

func TestSeveralProvincesAreApart(t *testing.T) {
	facts := figures(t, `
a.xlsx!B!C1 | SO | Huyện Y | 2019 | 10 hộ | table=1 from=row
a.xlsx!B!C2 | SO |         | 2019 | 11 hộ | table=1
b.xlsx!B!C1 | SO | Huyện Y | 2019 | 20 hộ | table=1 from=row`)
	facts[0].Province, facts[1].Province, facts[2].Province = "Hà Giang", "Hà Giang", "Lào Cai"
	r := Run(catalogueOfTwoPlaces(), ingest.Result{Facts: ingest.FactsOf(facts...)}, Options{})
	got := map[string]float64{}
	for _, l := range r.Indicators[0].Places {
		got[l.Place] = l.Points[4].Value
	}
	want := map[string]float64{"Huyện Y, Hà Giang": 10, "Hà Giang": 11, "Huyện Y, Lào Cai": 20}
	if !maps.Equal(got, want) {
		t.Errorf("places in 2019: %v, want %v", got, want)
	}
	told := slices.IndexFunc(r.Findings, func(f Finding) bool { return f.Code == CodeOtherProvince })
	if told < 0 || r.Findings[told].Severity != Error || !slices.Equal(claim.Args(r.Findings[told].Claim), []string{"Hà Giang", "Phú Thọ", "apart", "Hà Giang", "Lào Cai"}) {
		t.Errorf("findings: %+v", r.Findings)
	}
	if p := r.Indicators[0].Whole.Points[4]; p.Status != Missing {
		t.Errorf("the whole of 2019: %+v, want none", p)
	}
}

// TestBuiltinFiguresAreOneProvinces: nobody is judged by Phú Thọ's targets but Phú Thọ.
func TestBuiltinFiguresAreOneProvinces(t *testing.T) {
	const code = "NNL-VL-MOI"
	listed := Builtin().With(Catalogue{Places: []Place{{Name: "Tỉnh Hà Nam", Kind: "tỉnh"}, {Name: "Huyện Bình Lục", Kind: "huyện"}}})
	own := Builtin().With(Catalogue{Indicators: []Indicator{{Code: code, Name: "Việc làm mới", Unit: "người", Kind: Flow, Direction: Up,
		Target: "80000", NextTarget: "85000", Supplier: "Phòng A", Source: "NQ", Pos: ingest.Pos{File: "danh-muc.xlsx", Row: 2, Col: 1}}}})
	for _, tt := range []struct {
		name, place, province string
		cat                   Catalogue
		want                  []string
	}{
		{"nothing is named", "", "", Builtin(), []string{"77500", "77500"}},
		{"Phú Thọ", "", "Tỉnh Phú Thọ", Builtin(), []string{"77500", "77500"}},
		{"a district of Phú Thọ", "Huyện Tân Sơn", "", Builtin(), []string{"77500", "77500"}},
		{"a commune of nobody knows where", "Xã Tân Phú", "", Builtin(), []string{"77500", "77500"}},
		{"the sheets name another", "", "Hà Nam", Builtin(), []string{"", ""}},
		{"districts of another", "Huyện Lục Ngạn", "", Builtin(), []string{"", ""}},
		{"the list of places is another's", "Huyện Bình Lục", "", listed, []string{"", ""}},
		{"the list of places alone is", "", "", listed, []string{"", ""}},
		{"the job's own row", "", "Hà Nam", own, []string{"80000", "85000"}},
	} {
		facts := figures(t, "a.xlsx!B!C1 | "+code+" | "+tt.place+" | 2019 | 16000 người | table=1")
		facts[0].Province = tt.province
		r := Run(tt.cat, ingest.Result{Facts: ingest.FactsOf(facts...)}, Options{})
		k := slices.IndexFunc(r.Indicators, func(x Result) bool { return x.Code == code })
		if k < 0 {
			t.Errorf("%s: no indicator", tt.name)
			continue
		}
		x := &r.Indicators[k]
		if got := []string{x.Target, x.NextTarget}; !slices.Equal(got, tt.want) {
			t.Errorf("%s: targets %q, want %q", tt.name, got, tt.want)
		}
		if of := tt.want[0] != ""; of != (x.Goal != nil) || of != (x.Supplier != "") || of != (x.Source != "") {
			t.Errorf("%s: goal %v, supplier %q, source %q", tt.name, x.Goal, x.Supplier, x.Source)
		}
		if x.Name == "" || x.Unit != "người" || x.Kind != Flow || x.Direction != Up {
			t.Errorf("%s: the indicator itself is lost: %+v", tt.name, x.Indicator)
		}
	}
}
