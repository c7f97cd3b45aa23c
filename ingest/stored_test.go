package ingest

import (
	"math"
	"reflect"
	"strconv"
	"testing"
)

// filled sets every field below v to something else than its zero.
func filled(v reflect.Value, next *int) {
	*next++
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			filled(v.Field(i), next)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			filled(v.Index(i), next)
		}
	case reflect.String:
		v.SetString("chữ " + strconv.Itoa(*next))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat(float64(*next) + 0.1)
	case reflect.Interface: // Issue.Err: what has one is not stored
	default:
		v.SetInt(int64(*next))
	}
}

// TestStoredHoldsEverything stores results in which every field has a value.
func TestStoredHoldsEverything(t *testing.T) {
	var facts [3]Fact
	var r Result
	next := 0
	for i := range facts {
		filled(reflect.ValueOf(&facts[i]).Elem(), &next)
	}
	facts[1].Value, facts[2].Value = -12, math.Copysign(0, -1)
	facts[2].SumOf = nil
	filled(reflect.ValueOf(&r.Issues).Elem(), &next)
	filled(reflect.ValueOf(&r.Balances).Elem(), &next)
	s := newStored()
	want := FactsOf(facts[:]...)
	for _, b := range want.batches {
		s.Add(b)
	}
	batches, gotResult, err := Restore(s.Finish(r))
	if err != nil {
		t.Fatal(err)
	}
	var kept Facts
	for _, b := range batches {
		kept.Add(b)
	}
	got := kept.List()
	if !reflect.DeepEqual(got, facts[:]) || math.Signbit(got[2].Value) != true {
		t.Errorf("facts:\n%+v\nwant\n%+v", got, facts)
	}
	if !reflect.DeepEqual(gotResult, r) {
		t.Errorf("result:\n%+v\nwant\n%+v", gotResult, r)
	}
}

func FuzzRestore(f *testing.F) {
	s := newStored()
	var fact Fact
	next := 0
	filled(reflect.ValueOf(&fact).Elem(), &next)
	s.Add(FactsOf(fact, Fact{Raw: "-"}).batches[0])
	f.Add(s.Finish(Result{Issues: []Issue{{Code: "a", Args: []string{"b"}}}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		batches, _, err := Restore(data)
		if err != nil && batches != nil {
			t.Errorf("facts with an error: %v", err)
		}
		for _, b := range batches { // whatever is taken can be unpacked
			b.Each(func(f *Fact) error { return nil })
		}
	})
}
