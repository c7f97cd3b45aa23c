package ingest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unsafe"
)

// manyFacts are more than a batch holds, with much in common and some that say
// something new.
func manyFacts(n int) []Fact {
	rng := rand.New(rand.NewPCG(3, 7))
	list := make([]Fact, n)
	for i := range list {
		list[i] = Fact{
			Pos:       Pos{fmt.Sprintf("%d.xlsx", i/1400), "Biểu 1", int32(i / 12), int32(i % 12)},
			Indicator: []string{"", "HN"}[rng.IntN(2)], Label: fmt.Sprint("Số hộ ", rng.IntN(40)), Unit: "hộ",
			Place: fmt.Sprint("Huyện ", i/12%13), PlaceFrom: FromRow, Group: rng.IntN(9) == 0,
			Years: Year(2015 + i%6), Measure: Actual, Value: float64(i), Known: true, Raw: fmt.Sprint(i), Decimals: rng.IntN(3), Table: 1,
		}
		switch f := &list[i]; rng.IntN(8) {
		case 0:
			f.Known, f.Value, f.Mark, f.Raw, f.Decimals = false, 0, Nil, "", -1
		case 1:
			f.Whole, f.Part = f.Pos, AllParts
			f.Whole.Row++
		case 2:
			f.SumOf, f.Mark = []Range{{int32(i), 1, int32(i), 9}}, Computed
		case 3:
			next := i
			filled(reflect.ValueOf(f).Elem(), &next) // nothing in common with any other
		}
	}
	return list
}

// TestFactsAreWhatWasPacked: whichever way they are taken out, and in whatever
// order.
func TestFactsAreWhatWasPacked(t *testing.T) {
	want := manyFacts(mostRows*2 + 100)
	l := FactsOf(want[:mostRows+5]...)
	before := l
	l.Append(want[mostRows+5 : mostRows+6]...)
	l.Append()
	l.Append(want[mostRows+6:]...)
	if l.Len() != len(want) || before.Len() != mostRows+5 {
		t.Fatalf("%d facts and %d before, want %d and %d", l.Len(), before.Len(), len(want), mostRows+5)
	}
	if !reflect.DeepEqual(l.List(), want) {
		t.Error("List gives other facts")
	}
	c := l.Cursor()
	rng := rand.New(rand.NewPCG(1, 1))
	for _, i := range append(rng.Perm(len(want)), 0, len(want)-1, 0) {
		if got := l.At(i); !reflect.DeepEqual(got, want[i]) {
			t.Fatalf("At(%d) = %+v, want %+v", i, got, want[i])
		}
		if got := c.At(i); !reflect.DeepEqual(*got, want[i]) {
			t.Fatalf("a cursor at %d has %+v, want %+v", i, *got, want[i])
		}
	}
	next := 0
	for i, f := range l.All() {
		if i != next || !reflect.DeepEqual(*f, want[i]) {
			t.Fatalf("fact %d is told as %d: %+v, want %+v", next, i, *f, want[i])
		}
		if next++; next == mostRows+50 {
			break
		}
	}
}

func TestNoFacts(t *testing.T) {
	var l Facts
	if l.Len() != 0 || len(l.List()) != 0 || !reflect.DeepEqual(l, FactsOf()) {
		t.Errorf("%+v has facts", l)
	}
	for i := range l.All() {
		t.Errorf("fact %d of none", i)
	}
	defer func() {
		if recover() == nil {
			t.Error("a fact of none")
		}
	}()
	l.At(0)
}

// TestRowsAreSmall: what a fact has of its own is to have no pointers, and to
// stay below an eighth of a Fact.
func TestRowsAreSmall(t *testing.T) {
	row := reflect.TypeFor[row]()
	if size := row.Size(); size > unsafe.Sizeof(Fact{})/8 {
		t.Errorf("a row has %d bytes, a Fact %d", size, unsafe.Sizeof(Fact{}))
	}
	plain := []reflect.Kind{reflect.Float64, reflect.Int32, reflect.Uint32, reflect.Uint16}
	for i := range row.NumField() {
		if f := row.Field(i); !slices.Contains(plain, f.Type.Kind()) {
			t.Errorf("%s is a %s", f.Name, f.Type)
		}
	}
}

// TestFactsAsJSON: they read back as they were, and with schema 1, a Fact an
// element, too.
func TestFactsAsJSON(t *testing.T) {
	facts := manyFacts(mostRows + 100)
	facts[1].Value = 0 // known
	for i, text := range []string{`"`, `a\b`, "<&>", "\u2028", "\x00\t\n\x7f", "\ufffd", "=1+1", "😀", `], [`, ""} {
		facts[i].Raw, facts[i+5].Label, facts[i+7].Pos.Sheet, facts[i+9].Whole.File = text, text, text, text
	}
	for i, v := range []float64{0.1, -1e21, 1e20, 1e-7, 123456.789, -5, 1 << 53, math.MaxFloat64, 5e-324} {
		facts[i+20].Value = v
	}
	l := FactsOf(facts[:10]...)
	l.Append(facts[10:]...)
	var packed, plain bytes.Buffer
	if err := l.EncodeJSON(&packed); err != nil {
		t.Fatal(err)
	}
	if err := json.NewEncoder(&plain).Encode(facts); err != nil {
		t.Fatal(err)
	}
	var cells [][]json.RawMessage
	if err := json.Unmarshal(packed.Bytes(), &[]any{&struct{ Cells *[][]json.RawMessage }{&cells}}); err != nil || len(cells) != 10 || string(cells[0][7]) != `"\""` {
		t.Errorf("cells %s, error %v", cells, err)
	}
	for name, text := range map[string]*bytes.Buffer{"packed": &packed, "schema 1": &plain} {
		var got Facts
		dec := json.NewDecoder(bytes.NewReader(text.Bytes()))
		dec.DisallowUnknownFields()
		if err := got.DecodeJSON(dec); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !reflect.DeepEqual(got.List(), facts) {
			t.Errorf("%s: other facts are read", name)
		}
		if again := new(bytes.Buffer); name == "packed" && (got.EncodeJSON(again) != nil || !bytes.Equal(again.Bytes(), packed.Bytes())) {
			t.Errorf("%s: encodes differently a second time", name)
		}
	}
}

func TestFactsAreNotJSON(t *testing.T) {
	one := FactsOf(Fact{Pos: Pos{"a.xlsx", "S", 2, 3}, Value: math.Inf(1), Known: true})
	if err := one.EncodeJSON(io.Discard); err == nil || !strings.Contains(err.Error(), "a.xlsx!S!C2") {
		t.Errorf("a fact that is no number: %v", err)
	}
	const head = `[{"sheets":[{"file":"a","sheet":"S"}],"names":[{"label":"L"}],"places":[{}],"kinds":[{"years":{"from":1,"to":1},"measure":"actual","known":true,"decimals":0}],"cells":[`
	for cell, ok := range map[string]bool{
		`[0,1,1,0,0,0,5,"5"]`: true, ` [ 0 , 1 , 1 , 0 , 0 , 0 , null , "a]\",[" , {"whole":[1,2],"sumOf":[[1,2,3,4]]} ] `: true,
		`[1,1,1,0,0,0,5,"5"]`: false, `[0,1,1,-1,0,0,5,"5"]`: false, `[0,1,1,0,7,0,5,"5"]`: false, `[0,1,1,0,0,1,5,"5"]`: false,
		`[0,1,1,0,0,0,5]`: false, `[0,1,1,0,0,0,5,"5",{},1]`: false, `[0,1,1,0,0,0,"5","5"]`: false, `[0,1,1,0,0,0,5,5]`: false,
		`[0,1.5,1,0,0,0,5,"5"]`: false, `[0,9999999999,1,0,0,0,5,"5"]`: false, `[]`: false, `{}`: false, `null`: false, `7`: false, `[0,1,1,0,0,0,1e999,"5"]`: false,
	} {
		var l Facts
		err := l.DecodeJSON(json.NewDecoder(strings.NewReader(head + cell + "]}]")))
		if ok != (err == nil) || ok && l.Len() != 1 {
			t.Errorf("%s: %d facts, error %v", cell, l.Len(), err)
		}
	}
}

func BenchmarkPackedFacts(b *testing.B) {
	list := make([]Fact, 100_000)
	for i, f := range slices.Repeat(manyFacts(1000), 100) {
		list[i] = f
	}
	packed := FactsOf(list...)
	for name, f := range map[string]func(){
		"pack": func() { FactsOf(list...) },
		"all": func() {
			for range packed.All() {
			}
		},
		"at": func() {
			for i := range packed.Len() {
				packed.At(i * 7919 % packed.Len())
			}
		},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(list)), "ns/fact")
		})
	}
}

// BenchmarkFactsAsJSON writes facts as tongket.json has them, and reads them.
func BenchmarkFactsAsJSON(b *testing.B) {
	facts := FactsOf(slices.Concat(slices.Repeat([][]Fact{manyFacts(1000)}, 50)...)...)
	var text bytes.Buffer
	if err := facts.EncodeJSON(&text); err != nil {
		b.Fatal(err)
	}
	for name, f := range map[string]func() error{
		"write": func() error { return facts.EncodeJSON(io.Discard) },
		"read": func() error {
			var l Facts
			return l.DecodeJSON(json.NewDecoder(bytes.NewReader(text.Bytes())))
		},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(text.Len()))
			for b.Loop() {
				if err := f(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
