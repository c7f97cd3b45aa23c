package analysis

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"tongket/analysis/claim"
	"tongket/ingest"
)

func encoded(t testing.TB, r *Review) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.Encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A Review with something of everything in it.
func fullReview(t testing.TB) *Review {
	r := Run(testCatalogue(), ingest.Result{
		Facts: ingest.FactsOf(figures(t,
			placeTable("a.xlsx", "HO", "hộ", 2015, ": 300 310 320 330 340 350", "Huyện X: 100 100 100 110 110 115", "Huyện Y: 100 105 110 110 115 115", "Huyện Z: 100 105 110 110 115 120"),
			placeTable("b.xlsx", "NGHEO", "hộ", 2015, ": 60 50 42 35 30 ước25", "Huyện X: 10 9 8 7 6 ước5", "Huyện Y: 20 18 14 12 10 ước9", "Huyện Z: 30 … - 16 14 ước12"),
			placeTable("c.xlsx", "VIEC", "người", 2016, ": 200 210 190 205 200"),
			"d.xlsx!S!C1 | THAT | | 2020 | MT 3,5 % | bound=<\n d.xlsx!S!C2 | ~Số xã / \"mới\" <&> | | 2019 | 277 xã\n d.xlsx!S!C3 | ~trong đó | | 2019 | 300 xã | some=C2")...),
		Issues:   []ingest.Issue{{Pos: ingest.Pos{File: "x.xls"}, Code: ingest.CodeEncrypted}},
		Balances: []ingest.Balance{{File: "a.xlsx", Sheet: "S", Numeric: 3, Read: 2, LeftOut: []ingest.LeftOut{{Reason: "serial", Count: 1, Cells: []string{"A1"}}}}},
	}, Options{AsOf: "2020-05-22", Job: Job{Print: ReadPrinting(`{"form":"dang","annexes":["chi-tieu"]}`)}, Version: "1"})
	r.Manifest.Inputs = []FileSum{{"a.xlsx", "00ff"}}
	r.Manifest.Options = map[string]string{"draft": "", "as-of": "2020-05-22"}
	return r
}

func TestEncodeAndDecode(t *testing.T) {
	for name, r := range map[string]*Review{"empty": {Schema: Schema}, "no facts": run(t), "full": fullReview(t)} {
		text := encoded(t, r)
		got, err := Decode(strings.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, text)
		}
		if !reflect.DeepEqual(got, r) {
			t.Errorf("%s: decoded\n%+v\nwant\n%+v", name, got, r)
		}
		if again := encoded(t, got); again != text {
			t.Errorf("%s: encodes differently a second time", name)
		}
	}
}

// TestEncodeAnything encodes Reviews filled at random, field by field.
func TestEncodeAnything(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var r Review
		fillRandomly(rng, reflect.ValueOf(&r).Elem(), 0)
		r.Schema = Schema
		text := encoded(t, &r)
		got, err := Decode(strings.NewReader(text))
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if !reflect.DeepEqual(got, &r) {
			t.Fatalf("decoded\n%+v\nwant\n%+v", got, &r)
		}
	}
}

// fillRandomly fills every field; lists and maps have one to three elements,
// for an empty list reads back as none.
func fillRandomly(rng *rand.Rand, v reflect.Value, depth int) {
	if v.Type() == reflect.TypeFor[json.RawMessage]() {
		v.SetBytes([]byte(`{"type":"FeatureCollection","features":[` + strings.Repeat("[105.1,21.2],", rng.IntN(50)) + `[]]}`))
		return
	}
	if v.Type() == reflect.TypeFor[ingest.Facts]() {
		var list []ingest.Fact
		fillRandomly(rng, reflect.ValueOf(&list).Elem(), depth)
		v.Set(reflect.ValueOf(ingest.FactsOf(list...)))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fillRandomly(rng, v.Field(i), depth+1)
		}
		if v.Type() == reflect.TypeFor[Finding]() {
			f, codes := v.Addr().Interface().(*Finding), findingCodes()
			f.Code = codes[rng.IntN(len(codes))]
			if f.Claim = nil; claimOf(f.Code) != nil {
				said := reflect.New(reflect.TypeOf(claimOf(f.Code))).Elem()
				fillRandomly(rng, said, depth+1)
				if c := said.Interface().(claim.Claim); len(claim.Values(c))+len(claim.Args(c)) > 0 { // else it says nothing
					f.Claim = c
				}
			}
		}
	case reflect.Interface: // the claim of a finding, of which its code is the type
	case reflect.Slice:
		if depth > 12 && v.Type() == reflect.TypeFor[[]Finding]() {
			return // findings have findings as their parts
		}
		v.Set(reflect.MakeSlice(v.Type(), 1+rng.IntN(3), 3))
		for i := range v.Len() {
			fillRandomly(rng, v.Index(i), depth+1)
		}
	case reflect.Array:
		for i := range v.Len() {
			fillRandomly(rng, v.Index(i), depth+1)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		k, e := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fillRandomly(rng, k, depth)
		fillRandomly(rng, e, depth)
		v.SetMapIndex(k, e)
	case reflect.Pointer:
		if rng.IntN(4) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fillRandomly(rng, v.Elem(), depth+1)
		}
	case reflect.String:
		texts := []string{"", "Huyện Tân Sơn", `"a, {b}" \ <c> & ]`, "dòng\n\thai", "…", strings.Repeat("dài ", 60)}
		v.SetString(texts[rng.IntN(len(texts))])
	case reflect.Int, reflect.Int32:
		v.SetInt(int64(rng.IntN(3000)) - 10)
	case reflect.Float64:
		numbers := []float64{0, 0.1, -6.74, 1e300, 5e-324, math.Pi, 118400, rng.NormFloat64()}
		v.SetFloat(numbers[rng.IntN(len(numbers))])
	case reflect.Bool:
		v.SetBool(rng.IntN(2) == 0)
	default:
		panic("no random " + v.Kind().String())
	}
}

// findingCodes are the codes of findings, those of issues of ingest last.
var findingCodes = sync.OnceValue(func() (codes []string) {
	for _, path := range []string{"codes.go", "../ingest/codes.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			panic(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.ValueSpec); ok && strings.HasPrefix(spec.Names[0].Name, "Code") {
				code, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
				if err != nil {
					panic(err)
				}
				codes = append(codes, code)
			}
			return true
		})
	}
	return codes
})

// TestEveryCodeHasAClaim: a code is told with a claim of its own type, or says no more
// than itself.
func TestEveryCodeHasAClaim(t *testing.T) {
	silent := []string{CodeTargetMissing, CodeRegion,
		ingest.CodeEncrypted, ingest.CodeFault, ingest.CodeOwnOutput, ingest.CodeReturned, ingest.CodeStrayLink,
		ingest.CodeNotANumber, ingest.CodeErrorCell, ingest.CodeRangeValue, ingest.CodeBound, ingest.CodeDateValue, ingest.CodeMergedFigure,
		ingest.CodeNoTable, ingest.CodeNoYear, ingest.CodeNoIndicator, ingest.CodeShiftedRow, ingest.CodeCommentsSheet}
	for _, code := range findingCodes() {
		if slices.Contains(silent, code) != (claimOf(code) == nil) {
			t.Errorf("%s has the claim %T", code, claimOf(code))
		}
	}
}

// TestIssuesKeepTheirArgs: the claim of an issue has the texts that ingest gave it, in
// their order.
func TestIssuesKeepTheirArgs(t *testing.T) {
	for code, args := range map[string][][]string{
		ingest.CodeUnreadable:    {{"locked"}},
		ingest.CodeCorrupt:       {{"zip", "structure"}},
		ingest.CodeEmptyFile:     {nil, {"words"}},
		ingest.CodeTooLarge:      {{"labels", ">50000", "50000"}},
		ingest.CodeInputTime:     {{ingest.TimeFuture, "2030-01-02", "3"}},
		ingest.CodeLongRow:       {{"12", "9"}},
		ingest.CodeRolledUpTwice: {{"12", "sheet"}},
		ingest.CodeRolledUpPlace: {{"12"}, {"12", "Phú Thọ", "Hòa Bình"}},
		ingest.CodeRunFile:       {{"damaged"}, {"rows", "12"}},
		ingest.CodeSeparators:    {{"1234", "1,234"}},
		ingest.CodeUncached:      {{"D5+1"}, {""}},
		ingest.CodeScaledFormat:  {{"F", "", "3"}, {"F", "triệu đồng", "6"}},
		ingest.CodeNameYear:      {{"2018"}},
		ingest.CodeNamePlace:     {{"Huyện Yên Lập"}, {"Huyện Yên Lập", "sheet"}},
		ingest.CodeDoubtful:      {{"A1:C9", "part-year"}, {"A1:C9", "whole-year"}, {"A1:C9", "left-rows", "12"}, {"A1:C9", "left-columns", "", "part-year"}, {"A1:C9", "unread", "12", "20"}},
		ingest.CodeContradiction: {{"year", "2018", "2019", ""}, {"unit", "hộ", "người", "hộ"}},
		ingest.CodeMoreIssues:    {{ingest.CodeSimilar, "12", "100"}},
		ingest.CodeSimilar:       {{"Hộ nghèo", "Số hộ nghèo", "0,91"}},
		ingest.CodeFiltered:      {{"3", "30", "A5:F90"}},
		ingest.CodeHidden:        {{"7"}},
		ingest.CodeHintUsed:      {{"year", "2018", "12", "filled", ""}, {"left-out", "", "5", "filled", "A1:B2"}},
		ingest.CodeHintClash:     {{"place", "Huyện Yên Lập", "Huyện Thanh Ba"}},
		ingest.CodeUnknown:       {nil, {"Số hộ nghèo", "Tỷ lệ hộ nghèo"}},
		ingest.CodeRunFolder:     {{"a.xlsx", "b.xlsx"}},
	} {
		for _, want := range args {
			if got := claim.Args(FromIssue(ingest.Issue{Code: code, Args: want}).Claim); !slices.Equal(got, want) {
				t.Errorf("%s: %q came as %q", code, want, got)
			}
		}
	}
}

func TestEncodeRefusesWhatJSONHasNot(t *testing.T) {
	for _, bad := range []float64{math.NaN(), math.Inf(1)} {
		r := fullReview(t)
		facts := r.Facts.List()
		facts[3].Value = bad
		r.Facts = ingest.FactsOf(facts...)
		var b bytes.Buffer
		err := r.Encode(&b)
		if err == nil || !strings.Contains(err.Error(), r.Facts.At(3).Pos.String()) {
			t.Errorf("%v: error %v does not name the cell", bad, err)
		}
		r = fullReview(t)
		r.Indicators[0].Term.Base = &bad
		if err := r.Encode(&b); err == nil || !strings.Contains(err.Error(), r.Indicators[0].Code) {
			t.Errorf("%v: error %v does not name the indicator", bad, err)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	good := encoded(t, fullReview(t))
	var schema *SchemaError
	_, err := Decode(strings.NewReader(strings.Replace(good, `"schema": 2`, `"schema": 3`, 1)))
	if !errors.As(err, &schema) || schema.Found != 3 {
		t.Errorf("another schema: %v", err)
	}
	if _, err = Decode(strings.NewReader("{}")); !errors.As(err, &schema) || schema.Found != 0 {
		t.Errorf("no schema: %v", err)
	}
	for name, text := range map[string]string{
		"empty": "", "no object": "[]", "cut short": good[:len(good)-3], "cut in a fact": good[:strings.Index(good, `"cells":`)+40],
		"more": good + "{}", "unknown key": strings.Replace(good, `"asOf"`, `"asOff"`, 1),
		"unknown key within":  strings.Replace(good, `"next":2025`, `"nest":2025`, 1),
		"a number for a text": strings.Replace(good, `"asOf": "2020-05-22"`, `"asOf": 3`, 1),
	} {
		if r, err := Decode(strings.NewReader(text)); err == nil || r != nil {
			t.Errorf("%s: decoded without an error", name)
		}
	}
}

// Cells and findings stand on a line each.
func TestEncodeLines(t *testing.T) {
	r := fullReview(t)
	lines := strings.Split(encoded(t, r), "\n")
	facts := 0
	for _, l := range lines {
		if strings.HasPrefix(l, `      [`) {
			facts++
		}
	}
	if facts != r.Facts.Len() {
		t.Errorf("%d lines of facts, want %d", facts, r.Facts.Len())
	}
	if lines[1] != `  "schema": 2,` || lines[0] != "{" {
		t.Errorf("begins %q, %q", lines[0], lines[1])
	}
}

func TestDecodeManifest(t *testing.T) {
	inputs := make([]FileSum, 5000)
	for i := range inputs {
		inputs[i] = FileSum{Name: "so-lieu/" + strconv.Itoa(i) + ".xlsx", SHA256: strings.Repeat("0", 64)}
	}
	for _, n := range []int{0, 1, len(inputs)} {
		r := &Review{Schema: Schema, Job: Job{Organisation: "\n  \"manifest\": {}\n}\n"}}
		r.Manifest = Manifest{Version: "1", Inputs: inputs[:n], Counts: Counts{Figures: 7}}
		var b bytes.Buffer
		if err := r.Encode(&b); err != nil {
			t.Fatal(err)
		}
		m, err := DecodeManifest(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			t.Fatalf("%d inputs: %v", n, err)
		}
		if m.Version != "1" || len(m.Inputs) != n || m.Counts.Figures != 7 {
			t.Errorf("%d inputs: %+v", n, m)
		}
		if m, err := DecodeManifest(bytes.NewReader(b.Bytes()), int64(b.Len()-1)); err == nil {
			t.Errorf("%d inputs, last byte missing: %+v", n, m)
		}
	}
	if m, err := DecodeManifest(strings.NewReader("{}\n"), 3); err == nil {
		t.Errorf("no manifest: %+v", m)
	}
}
