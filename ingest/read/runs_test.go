package read

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"tongket/ingest"
	"tongket/ingest/runs"
)

// A review is a tongket.json as far as ingest reads one.
type review struct {
	Schema int `json:"schema"`
	Job    struct {
		PlaceName string `json:"placeName,omitempty"`
	} `json:"job"`
	Places   []reviewPlace  `json:"places"`
	Facts    []ingest.Fact  `json:"facts"`
	Manifest reviewManifest `json:"manifest"`
}

type reviewPlace struct {
	Name string `json:"name"`
	Kind string `json:"kind,omitempty"`
}

type reviewManifest struct {
	Inputs  []map[string]string `json:"inputs"`
	Origins []map[string]string `json:"origins,omitempty"`
	Counts  struct {
		Errors int `json:"errors"`
	} `json:"counts"`
}

func (r *review) read(name, sum string) *review {
	r.Manifest.Inputs = append(r.Manifest.Inputs, map[string]string{"name": name, "sha256": sum})
	return r
}

func (r *review) bytes(t testing.TB) []byte {
	t.Helper()
	facts := ingest.FactsOf(r.Facts...)
	var list bytes.Buffer
	if err := facts.EncodeJSON(&list); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(struct {
		*review
		Facts json.RawMessage `json:"facts"`
	}{r, list.Bytes()})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// before is what an earlier version wrote.
func (r *review) before(t testing.TB) []byte {
	t.Helper()
	r.Schema = 1
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// reviewOf is the run about a whole, with facts on its first sheet.
func reviewOf(whole, kind string, facts ...ingest.Fact) *review {
	return &review{Schema: runs.ReviewSchema, Places: []reviewPlace{{whole, kind}, {"Huyện Tân Sơn", "huyện"}}, Facts: facts}
}

func poor(file string, row int32, place string, value float64) ingest.Fact {
	return ingest.Fact{Pos: ingest.Pos{File: file, Sheet: "Biểu 1", Row: row, Col: 4}, Indicator: "SO", Label: "Số hộ nghèo", Place: place, Years: ingest.Year(2020), Measure: ingest.Actual, Value: value, Known: true, Unit: "hộ", Raw: fmt.Sprint(value)}
}

// ministry knows two provinces; province one province and its districts.
var (
	ministry = ingest.Vocabulary{
		Indicators: []ingest.Name{{Code: "SO", Name: "Số hộ nghèo", Unit: "hộ"}, {Code: "TYLE", Name: "Tỷ lệ hộ nghèo", Unit: "%"}},
		Places:     []ingest.Name{{Name: "Cả nước", Kind: "cả nước"}, {Name: "Phú Thọ", Kind: "tỉnh"}, {Name: "Hà Giang", Kind: "tỉnh"}},
	}
	province = ingest.Vocabulary{
		Indicators: ministry.Indicators,
		Places:     []ingest.Name{{Name: "Tỉnh Phú Thọ", Kind: "tỉnh"}, {Name: "Huyện Tân Sơn", Kind: "huyện", Aliases: []string{"Tân Sơn"}}, {Name: "Thị xã Phú Thọ", Kind: "thị xã"}},
	}
)

// readAll reads files, by their names in the job.
func readAll(t testing.TB, v ingest.Vocabulary, files map[string][]byte) ingest.Result {
	t.Helper()
	dir := t.TempDir()
	var sources []ingest.Source
	for name, data := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		sources = append(sources, ingest.Source{Path: path, Name: name})
	}
	slices.SortFunc(sources, func(a, b ingest.Source) int { return strings.Compare(a.Name, b.Name) })
	r, err := All(context.Background(), sources, ingest.Options{Vocabulary: v})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range r.Balances {
		left := 0
		for _, l := range b.LeftOut {
			left += l.Count
		}
		if b.Numeric != b.Read+left {
			t.Errorf("%s: %d figures, %d read and %d left out", b.File, b.Numeric, b.Read, left)
		}
	}
	return r
}

// lines are facts as place, value and position, issues as code and Args.
func lines(r ingest.Result) (facts, issues []string) {
	for _, f := range r.Facts.All() {
		place := f.Place
		if f.Province != "" {
			place += "/" + f.Province
		}
		if f.Group {
			place += " (part)"
		}
		facts = append(facts, fmt.Sprintf("%s=%v %s", place, f.Value, f.Pos))
	}
	for _, i := range r.Issues {
		issues = append(issues, strings.Join(append([]string{i.Code, i.Pos.String()}, i.Args...), " "))
	}
	return facts, issues
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n\t%s\nwant\n\t%s", what, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func TestPlaceOfARun(t *testing.T) {
	lazy := reviewOf("Tỉnh Phú Thọ", "tỉnh", poor("a.xlsx", 2, "", 7)) // what is built in where a job lists no places
	lazy.Job.PlaceName = "Hà Giang"
	other := reviewOf("Tỉnh Phú Thọ", "tỉnh", poor("a.xlsx", 2, "", 7))
	other.Facts[0].Province = "Hà Giang"
	csv := []byte(strings.Join(ingest.FactColumns, ",") + "\na.xlsx,Biểu 1,D2,SO,Số hộ nghèo,,2020,actual,7,hộ,,7\n")
	listed := append(slices.Clone(csv), "a.xlsx,Biểu 1,D3,SO,Số hộ nghèo,Huyện Tân Sơn,2020,actual,3,hộ,,3\n"...)
	tests := []struct {
		what   string
		v      ingest.Vocabulary
		file   string
		data   []byte
		facts  []string
		issues []string
	}{
		{"a province's run in the ministry's job: its districts are no places to add up", ministry, "x.json",
			reviewOf("Tỉnh Phú Thọ", "tỉnh", poor("a.xlsx", 2, "", 7), poor("a.xlsx", 3, "Huyện Tân Sơn", 3)).bytes(t),
			[]string{"Phú Thọ=7 x.json!a.xlsx!Biểu 1!D2", "Huyện Tân Sơn, Phú Thọ (part)=3 x.json!a.xlsx!Biểu 1!D3"}, nil},
		{"a division's run in the province's job", province, "x.json",
			reviewOf("Tỉnh Phú Thọ", "tỉnh", poor("a.xlsx", 2, "", 7), poor("a.xlsx", 3, "Tân Sơn", 3)).bytes(t),
			[]string{"=7 x.json!a.xlsx!Biểu 1!D2", "Huyện Tân Sơn=3 x.json!a.xlsx!Biểu 1!D3"}, nil},
		{"a district's run in the province's job", province, "x.json", reviewOf("Huyện Tân Sơn", "huyện", poor("a.xlsx", 2, "", 7)).bytes(t),
			[]string{"Huyện Tân Sơn=7 x.json!a.xlsx!Biểu 1!D2"}, nil},
		{"a region's run: its provinces are the ministry's", ministry, "x.json", reviewOf("Vùng núi", "vùng", poor("a.xlsx", 2, "Hà Giang", 7)).bytes(t),
			[]string{"Hà Giang, Vùng núi (part)"}, nil}, // replaced below: the kind is in the run's list
		{"a province that the job does not list", province, "x.json", reviewOf("Tỉnh Lào Cai", "tỉnh", poor("a.xlsx", 2, "", 7)).bytes(t),
			[]string{"/Lào Cai=7 x.json!a.xlsx!Biểu 1!D2"}, nil},
		{"the run's sheet is of another province than the run", ministry, "x.json", other.bytes(t),
			[]string{"Hà Giang=7 x.json!a.xlsx!Biểu 1!D2"}, nil},
		{"the folder contradicts the run", ministry, "ha-giang/x.json", reviewOf("Tỉnh Phú Thọ", "tỉnh", poor("a.xlsx", 2, "", 7)).bytes(t),
			nil, []string{"rolled-up-place ha-giang/x.json 1 Phú Thọ Hà Giang"}},
		{"so does the line of place and date", ministry, "x.json", lazy.bytes(t), nil, []string{"rolled-up-place x.json 1 Phú Thọ Hà Giang"}},
		{"nothing tells", ministry, "x.csv", csv, nil, []string{"rolled-up-place x.csv 1"}},
		{"the folder tells", ministry, "ha-giang/x.csv", csv, []string{"Hà Giang=7 ha-giang/x.csv!a.xlsx!Biểu 1!D2"}, nil},
		{"the partition tells", ministry, "job=phu-tho/x.csv", csv, []string{"Phú Thọ=7 job=phu-tho/x.csv!a.xlsx!Biểu 1!D2"}, nil},
		{"the file's own name tells", ministry, "tinh-phu-tho.csv", csv, []string{"Phú Thọ=7 tinh-phu-tho.csv!a.xlsx!Biểu 1!D2"}, nil},
		{"a name that the province shares with its town tells nothing", province, "phu-tho/x.csv", csv, nil, []string{"rolled-up-place phu-tho/x.csv 1"}},
		{"the same districts, so the same province", province, "x.csv", listed,
			[]string{"=7 x.csv!a.xlsx!Biểu 1!D2", "Huyện Tân Sơn=3 x.csv!a.xlsx!Biểu 1!D3"}, nil},
	}
	region := reviewOf("Vùng núi", "vùng", poor("a.xlsx", 2, "Tỉnh Hà Giang", 7), poor("a.xlsx", 3, "Huyện Tân Sơn", 3))
	region.Places = append(region.Places, reviewPlace{"Tỉnh Hà Giang", "tỉnh"})
	tests[3].data, tests[3].facts = region.bytes(t), []string{"Hà Giang=7 x.json!a.xlsx!Biểu 1!D2", "Huyện Tân Sơn/Vùng núi=3 x.json!a.xlsx!Biểu 1!D3"}
	rolled := poor("hg.json!a.xlsx", 3, "Huyện Đồng Văn, Tỉnh Hà Giang", 3) // of the region's own roll-up
	rolled.Group = true
	region = reviewOf("Vùng núi", "vùng", poor("hg.json!a.xlsx", 2, "Tỉnh Hà Giang", 7), rolled)
	region.Places = append(region.Places, reviewPlace{"Tỉnh Hà Giang", "tỉnh"})
	tests = append(tests, tests[3])
	tests[len(tests)-1].what = "a region's run that has rolled up a province: its districts stay the province's"
	tests[len(tests)-1].data = region.bytes(t)
	tests[len(tests)-1].facts = []string{"Hà Giang=7 x.json!hg.json!a.xlsx!Biểu 1!D2", "Huyện Đồng Văn, Hà Giang (part)=3 x.json!hg.json!a.xlsx!Biểu 1!D3"}
	for _, test := range tests {
		r := readAll(t, test.v, map[string][]byte{test.file: test.data})
		facts, issues := lines(r)
		same(t, test.what+": facts", facts, test.facts)
		same(t, test.what+": issues", issues, test.issues)
	}
}

// sheet is one figure as a division types it: "so-lieu/a.csv" of a run.
const divisionSheet = "TT,Chỉ tiêu,ĐVT,2020\n1,Số hộ nghèo,hộ,7\n"

func TestCountedOnce(t *testing.T) {
	sum := func(data []byte) string { return sumOfBytes(t, data) }
	typed := []byte(divisionSheet)
	ours := func(value float64) *review {
		return reviewOf("Tỉnh Phú Thọ", "tỉnh", poor("so-lieu/a.csv", 2, "", value)).read("so-lieu/a.csv", sum(typed))
	}
	stale := ours(6).read("danh-muc.csv", "00")
	stale.Manifest.Inputs[0]["sha256"] = "11"
	phutho := ours(7).bytes(t)
	region := reviewOf("Vùng núi", "vùng", poor("so-lieu/p.json!so-lieu/a.csv", 2, "Phú Thọ", 7), poor("so-lieu/h.csv", 2, "Hà Giang", 9))
	region.Places = append(region.Places, reviewPlace{"Phú Thọ", "tỉnh"}, reviewPlace{"Hà Giang", "tỉnh"})
	region.read("so-lieu/p.json", sum(phutho)).read("so-lieu/h.csv", "22")
	region.Manifest.Origins = []map[string]string{{"name": "so-lieu/p.json!so-lieu/a.csv", "sha256": sum(typed)}}
	again := ours(7)
	again.Facts = append(again.Facts, poor("so-lieu/b.csv", 2, "", 8)) // the province ran again: other bytes, the same sheet
	national := []byte("TT,Tỉnh,Số hộ nghèo năm 2020 (hộ)\n,Tổng số,7\n1,Phú Thọ,3\n2,Hà Giang,4\n")
	reader := func(whole string) *review {
		return reviewOf(whole, "tỉnh", poor("tw.csv", 3, "", 3)).read("tw.csv", sum(national))
	}
	csv := []byte("\ufeff" + strings.Join(ingest.FactColumns, ";") + "\r\nso-lieu/a.csv;Biểu 1;D2;SO;Số hộ nghèo;;2020;actual;7;hộ;;7\r\n")
	// What so-lieu.csv says of that sheet, which has no name in a CSV.
	told := func(value string) []byte {
		return []byte(strings.Join(ingest.FactColumns, ",") + "\nso-lieu/a.csv,,D2,SO,Số hộ nghèo,,2020,actual," + value + ",hộ,," + value + "\nso-lieu/a.csv,,D3,SO,Số hộ nghèo,Huyện Tân Sơn,2020,actual,3,hộ,,3\nso-lieu/a.csv,,D4,SO,Số hộ nghèo,Thị xã Phú Thọ,2020,actual,4,hộ,,4\n")
	}
	districts := []byte("TT,Huyện,,Số hộ nghèo năm 2020 (hộ)\n,Toàn tỉnh,,7\n1,Huyện Tân Sơn,,3\n2,Thị xã Phú Thọ,,4\n")
	ofSheet := []string{"=7 so-lieu/a.csv!D2", "Huyện Tân Sơn=3 so-lieu/a.csv!D3", "Thị xã Phú Thọ=4 so-lieu/a.csv!D4"}
	tests := []struct {
		what   string
		v      ingest.Vocabulary
		files  map[string][]byte
		facts  []string
		issues []string
	}{
		{"a job's own so-lieu.csv put among its sheets: the sheet", province, map[string][]byte{"so-lieu/a.csv": districts, "so-lieu/cu.csv": told("7")},
			ofSheet, []string{"rolled-up-twice so-lieu/cu.csv 3 run"}},
		{"of an earlier state", province, map[string][]byte{"so-lieu/a.csv": districts, "so-lieu/cu.csv": told("8")},
			ofSheet, []string{"rolled-up-changed so-lieu/cu.csv 3 run"}},
		{"a sheet of that name of another division", province, map[string][]byte{"so-lieu/a.csv": typed, "so-lieu/b/cu.csv": told("8")},
			[]string{"=7 so-lieu/a.csv!D2", "=8 so-lieu/b/cu.csv!so-lieu/a.csv!D2", "Huyện Tân Sơn=3 so-lieu/b/cu.csv!so-lieu/a.csv!D3", "Thị xã Phú Thọ=4 so-lieu/b/cu.csv!so-lieu/a.csv!D4"}, nil},
		{"a province's sheet beside its so-lieu.csv in the ministry's job: the run", ministry, map[string][]byte{"phu-tho/a.csv": districts, "phu-tho/b.csv": told("7")},
			[]string{"Phú Thọ=7 phu-tho/b.csv!so-lieu/a.csv!D2", "Huyện Tân Sơn, Phú Thọ (part)=3 phu-tho/b.csv!so-lieu/a.csv!D3", "Thị xã Phú Thọ, Phú Thọ (part)=4 phu-tho/b.csv!so-lieu/a.csv!D4"},
			[]string{"rolled-up-twice phu-tho/a.csv 5 sheet"}},
		{"under another name", ministry, map[string][]byte{"phu-tho/x/bieu.csv": districts, "phu-tho/x/other.csv": typed, "phu-tho/b.csv": told("7")},
			[]string{"Phú Thọ=7 phu-tho/b.csv!so-lieu/a.csv!D2", "Huyện Tân Sơn, Phú Thọ (part)=3 phu-tho/b.csv!so-lieu/a.csv!D3", "Thị xã Phú Thọ, Phú Thọ (part)=4 phu-tho/b.csv!so-lieu/a.csv!D4", "Phú Thọ=7 phu-tho/x/other.csv!D2"},
			[]string{"rolled-up-twice phu-tho/x/bieu.csv 5 sheet", "place-from-name phu-tho/x/other.csv Phú Thọ"}},
		{"a division's, in the province's job, and changed since", province, map[string][]byte{"so-lieu/a/bieu.csv": districts, "so-lieu/a/b.csv": told("8")},
			[]string{"=7 so-lieu/a/bieu.csv!D2", "Huyện Tân Sơn=3 so-lieu/a/bieu.csv!D3", "Thị xã Phú Thọ=4 so-lieu/a/bieu.csv!D4"}, []string{"rolled-up-changed so-lieu/a/b.csv 3 run"}},
		{"the sheet and its run, of the same province: the sheet", province, map[string][]byte{"x/a.csv": typed, "x/r.json": phutho},
			[]string{"=7 x/a.csv!D2"}, []string{"rolled-up-twice x/r.json 1 run"}},
		{"in the ministry's job the run, which knows whose it is", ministry, map[string][]byte{"x/so-lieu/a.csv": typed, "x/ket-qua/r.json": phutho},
			[]string{"Phú Thọ=7 x/ket-qua/r.json!so-lieu/a.csv!Biểu 1!D2"}, []string{"rolled-up-twice x/so-lieu/a.csv 3 sheet"}},
		{"a sheet that has changed since, of the same province", province, map[string][]byte{"x/so-lieu/a.csv": typed, "x/ket-qua/r.json": stale.bytes(t)},
			[]string{"=7 x/so-lieu/a.csv!D2"}, []string{"rolled-up-changed x/ket-qua/r.json 1 run"}},
		{"in the ministry's job", ministry, map[string][]byte{"x/so-lieu/a.csv": typed, "x/so-lieu/new.csv": typed, "x/ket-qua/r.json": stale.bytes(t)},
			[]string{"Phú Thọ=6 x/ket-qua/r.json!so-lieu/a.csv!Biểu 1!D2"}, []string{"rolled-up-changed x/so-lieu/a.csv 3 sheet", "rolled-up-changed x/so-lieu/new.csv 3 sheet"}},
		{"a table of the ministry that a province has read too", ministry, map[string][]byte{"so-lieu/tw.csv": national, "so-lieu/phu-tho/r.json": reader("Tỉnh Phú Thọ").bytes(t)},
			[]string{"=7 so-lieu/tw.csv!C2", "Phú Thọ=3 so-lieu/tw.csv!C3", "Hà Giang=4 so-lieu/tw.csv!C4"}, []string{"rolled-up-twice so-lieu/phu-tho/r.json 1 run"}},
		{"and that two have read, all in one folder", ministry, map[string][]byte{"tw.csv": national, "a.json": reader("Tỉnh Phú Thọ").bytes(t), "b.json": reader("Tỉnh Hà Giang").bytes(t)},
			[]string{"=7 tw.csv!C2", "Phú Thọ=3 tw.csv!C3", "Hà Giang=4 tw.csv!C4"}, []string{"rolled-up-twice a.json 1 run", "rolled-up-twice b.json 1 run"}},
		{"a province's own sheet beside its run, under another name", ministry, map[string][]byte{"x/bieu.csv": typed, "x/r.json": phutho},
			[]string{"Phú Thọ=7 x/r.json!so-lieu/a.csv!Biểu 1!D2"}, []string{"rolled-up-twice x/bieu.csv 3 sheet"}},
		{"two copies of a run", ministry, map[string][]byte{"a.json": phutho, "b.json": phutho},
			[]string{"Phú Thọ=7 a.json!so-lieu/a.csv!Biểu 1!D2"}, []string{"rolled-up-twice b.json 1 run"}},
		{"a run beside the region's that had read it", ministry, map[string][]byte{"a.json": region.bytes(t), "b.json": phutho},
			[]string{"Hà Giang=9 a.json!so-lieu/h.csv!Biểu 1!D2", "Phú Thọ=7 b.json!so-lieu/a.csv!Biểu 1!D2"}, []string{"rolled-up-twice a.json 1 run"}},
		{"a later run of the province beside the region's", ministry, map[string][]byte{"a.json": region.bytes(t), "b.json": again.bytes(t)},
			[]string{"Phú Thọ=7 a.json!so-lieu/p.json!so-lieu/a.csv!Biểu 1!D2", "Hà Giang=9 a.json!so-lieu/h.csv!Biểu 1!D2", "Phú Thọ=8 b.json!so-lieu/b.csv!Biểu 1!D2"}, []string{"rolled-up-twice b.json 1 run"}},
		{"a run and its so-lieu.csv as Excel saved it", ministry, map[string][]byte{"phu-tho/a.json": phutho, "phu-tho/b.csv": csv},
			[]string{"Phú Thọ=7 phu-tho/a.json!so-lieu/a.csv!Biểu 1!D2"}, []string{"rolled-up-twice phu-tho/b.csv 1 run"}},
		{"so-lieu.csv of two provinces whose sheets have the same name and figure", ministry, map[string][]byte{"phu-tho/b.csv": csv, "ha-giang/b.csv": csv[3:]},
			[]string{"Hà Giang=7 ha-giang/b.csv!so-lieu/a.csv!Biểu 1!D2", "Phú Thọ=7 phu-tho/b.csv!so-lieu/a.csv!Biểu 1!D2"}, nil},
	}
	for _, test := range tests {
		facts, issues := lines(readAll(t, test.v, test.files))
		same(t, test.what+": facts", facts, test.facts)
		same(t, test.what+": issues", issues, test.issues)
	}
}

func sumOfBytes(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return fileSum(t, path)
}

// TestOriginsAreKept: the sums of the first sheets go through every level.
func TestOriginsAreKept(t *testing.T) {
	r := reviewOf("Tỉnh Phú Thọ", "tỉnh", poor("p.json!a.csv", 2, "", 7)).read("p.json", "11")
	r.Manifest.Origins = []map[string]string{{"name": "p.json!a.csv", "sha256": "22"}}
	got := readAll(t, ministry, map[string][]byte{"x.json": r.bytes(t)}).Origins
	if want := []ingest.Input{{Name: "x.json!p.json", SHA256: "11"}, {Name: "x.json!p.json!a.csv", SHA256: "22"}}; !slices.Equal(got, want) {
		t.Errorf("origins %v, want %v", got, want)
	}
}

// TestErrorsOfARun: that a run has open errors is told, once.
func TestErrorsOfARun(t *testing.T) {
	r := reviewOf("Tỉnh Phú Thọ", "tỉnh", poor("a.xlsx", 2, "", 7))
	r.Manifest.Counts.Errors = 3
	_, issues := lines(readAll(t, ministry, map[string][]byte{"x.json": r.bytes(t)}))
	same(t, "issues", issues, []string{"run-errors x.json 3"})
}

// TestCodeOfARun: the run's code is kept where it can mean the same.
func TestCodeOfARun(t *testing.T) {
	other := poor("a.xlsx", 2, "", 7)
	other.Indicator = "01" // of the run's own catalogue
	rate := poor("a.xlsx", 3, "", 7)
	rate.Indicator, rate.Label, rate.Unit = "SO", "Tỷ lệ hộ nghèo", "%" // that code is a count here
	said := poor("a.xlsx", 4, "", 7)
	said.Label = "Chỉ tiêu số 7" // named otherwise there
	r := readAll(t, province, map[string][]byte{"x.json": reviewOf("Tỉnh Phú Thọ", "tỉnh", other, rate, said).bytes(t)})
	var got []string
	for _, f := range r.Facts.All() {
		got = append(got, f.Indicator)
	}
	same(t, "codes", got, []string{"SO", "TYLE", "SO"})
}

// TestWholeAndPartAreMoved: what a figure is a part of is a cell of this job.
func TestWholeAndPartAreMoved(t *testing.T) {
	f := poor("a.xlsx", 3, "", 7)
	f.Whole, f.Part, f.SumOf, f.Decimals, f.Bound, f.Table = ingest.Pos{File: "a.xlsx", Sheet: "Biểu 1", Row: 2, Col: 4}, ingest.SomeParts, []ingest.Range{{Row1: 1, Col1: 2, Row2: 3, Col2: 4}}, 1, "<", 2
	moved := f
	moved.Pos.File, moved.Whole.File = "x.json!a.xlsx", "x.json!a.xlsx"
	moved.PlaceFrom = ingest.FromTitle // its run is about the whole
	run := reviewOf("Tỉnh Phú Thọ", "tỉnh", f)
	for form, data := range map[string][]byte{"this version's": run.bytes(t), "schema 1": run.before(t)} {
		r := readAll(t, province, map[string][]byte{"x.json": data})
		if got, want := fmt.Sprint(r.Facts.List()), fmt.Sprint([]ingest.Fact{moved}); got != want {
			t.Errorf("%s: facts %s, want %s", form, got, want)
		}
	}
}

func TestDamagedRun(t *testing.T) {
	good := reviewOf("Tỉnh Phú Thọ", "tỉnh", poor("a.xlsx", 2, "", 7)).bytes(t)
	replace := func(old, new string) []byte { return bytes.Replace(good, []byte(old), []byte(new), 1) }
	tests := []struct {
		what string
		data []byte
		args string // of the one issue
	}{
		{"cut short", good[:len(good)/2], "damaged"},
		{"the last byte is missing", good[:len(good)-1], "damaged"},
		{"a later version", replace(`"schema":2`, `"schema":3`), "version 3"},
		{"no version", replace(`"schema":2`, `"schema":0`), "version 0"},
		{"no manifest", replace(`"manifest"`, `"Manifest"`), "damaged"},
		{"a cell of another kind", replace(`[0,2,4,`, `[0,"2",4,`), "damaged"},
		{"a cell of no sheet", replace(`[0,2,4,`, `[1,2,4,`), "damaged"},
		{"a fact of schema 1 of another kind", bytes.Replace(reviewOf("Tỉnh Phú Thọ", "tỉnh", poor("a.xlsx", 2, "", 7)).before(t), []byte(`"row":2`), []byte(`"row":"2"`), 1), "damaged"},
		{"a measure that there is none of", replace(`"actual"`, `"guess"`), "rows 1"},
		{"a year that is none", replace(`"from":2020`, `"from":20200`), "rows 1"},
	}
	for _, test := range tests {
		r := readAll(t, province, map[string][]byte{"tongket.json": test.data, "x.csv": []byte(divisionSheet)})
		var own []ingest.Issue
		for _, i := range r.Issues {
			if i.Pos.File == "tongket.json" {
				own = append(own, i)
			}
		}
		if len(own) != 1 || own[0].Code != ingest.CodeRunFile || !strings.HasPrefix(strings.Join(own[0].Args, " "), test.args) {
			t.Errorf("%s: issues %v", test.what, own)
		}
		if facts, _ := lines(r); len(facts) == 0 || facts[len(facts)-1] != "=7 x.csv!D2" {
			t.Errorf("%s: the other file's facts are %v", test.what, facts)
		}
	}
	for n := range good { // wherever it is cut
		r := readAll(t, province, map[string][]byte{"tongket.json": good[:n]})
		if r.Facts.Len() != 0 || len(r.Issues) != 1 || r.Issues[0].Code != ingest.CodeRunFile {
			t.Fatalf("cut to %d bytes: %v, %v", n, r.Facts, r.Issues)
		}
	}
}

// TestReviewInAnotherLayout: an editor may have laid it out anew.
func TestReviewInAnotherLayout(t *testing.T) {
	r := reviewOf("Tỉnh Phú Thọ", "tỉnh", poor("a.xlsx", 2, "", 7))
	data, err := json.MarshalIndent(r, " ", "\t")
	if err != nil {
		t.Fatal(err)
	}
	facts, issues := lines(readAll(t, province, map[string][]byte{"x.json": append([]byte("\ufeff\r\n"), data...)}))
	same(t, "facts", facts, []string{"=7 x.json!a.xlsx!Biểu 1!D2"})
	same(t, "issues", issues, nil)
}

func TestForeignParquet(t *testing.T) {
	type sale struct {
		File string `parquet:"file"`
		Sum  int64  `parquet:"sum"`
	}
	var b bytes.Buffer
	if err := parquet.Write(&b, []sale{{"a", 1}}); err != nil {
		t.Fatal(err)
	}
	_, issues := lines(readAll(t, province, map[string][]byte{"x.parquet": b.Bytes()}))
	same(t, "issues", issues, []string{"run-file x.parquet foreign cell"})
}

// BenchmarkRun reads 20,000 facts of a province's run: two passes, of which the
// first only says what counts.
func BenchmarkRun(b *testing.B) {
	facts := make([]ingest.Fact, 20000)
	for i := range facts {
		facts[i] = poor("so-lieu/bao-cao.xlsx", int32(i+1), []string{"", "Huyện Tân Sơn"}[i%2], float64(i))
	}
	var csv bytes.Buffer
	if err := ingest.WriteFacts(&csv, ingest.FactsOf(facts...)); err != nil {
		b.Fatal(err)
	}
	var table bytes.Buffer
	l := ingest.FactsOf(facts...)
	if err := (&runs.Table{Whole: "Tỉnh Phú Thọ", Sum: func(string) string { return "11" }}).Write(&table, &l); err != nil {
		b.Fatal(err)
	}
	for _, form := range []struct {
		name string
		data []byte
	}{
		{"tongket.json", reviewOf("Tỉnh Phú Thọ", "tỉnh", facts...).read("so-lieu/bao-cao.xlsx", "11").bytes(b)},
		{"so-lieu.csv", csv.Bytes()},
		{"so-lieu.parquet", table.Bytes()},
	} {
		b.Run(form.name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), form.name)
			if err := os.WriteFile(path, form.data, 0o644); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			b.SetBytes(int64(len(form.data)))
			for b.Loop() {
				n := 0
				if err := Stream(context.Background(), []ingest.Source{{Path: path, Name: "phu-tho/" + form.name}}, ingest.Options{Vocabulary: ministry}, func(some ingest.Facts) error { n += some.Len(); return nil }, func(ingest.Result) {}); err != nil || n != len(facts) {
					b.Fatal(n, err)
				}
			}
		})
	}
}
