package ingest

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
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
