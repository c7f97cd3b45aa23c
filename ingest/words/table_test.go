package words

import (
	"slices"
	"testing"

	"tongket/ingest"
)

// TestLexicon: every word of the table stands once in its role, as texts are
// compared with it, and nothing in it contradicts anything else.
func TestLexicon(t *testing.T) {
	type place struct{ role, word string }
	seen := map[place]int{}
	table := Builtin()
	for _, row := range lexiconRows() {
		at := place{row.role, row.word}
		if first, twice := seen[at]; twice {
			t.Errorf("line %d: %q stands in line %d too", row.line, row.word, first)
		}
		seen[at] = row.line
		if r, ok := table.roles[row.role]; ok && r.comparable(row.word) != row.word {
			t.Errorf("line %d: %q never equals a text, %q does", row.line, row.word, r.comparable(row.word))
		}
	}
	for r := range roleCount {
		l := &table.lists[r]
		if l.name == "" || len(l.words) == 0 {
			t.Errorf("the table has no role %s, or no word for it", r.id())
		}
		if kind := r.says(); (kind == named || kind == namedOrNone) != (l.meanings != nil) {
			t.Errorf("%s: meanings %v", r.id(), l.meanings)
		}
		for i, e := range l.longest {
			if i > 0 && len(e.word) > len(l.longest[i-1].word) {
				t.Errorf("%s: %q stands after %q", r.id(), e.word, l.longest[i-1].word)
			}
		}
	}
	for name := range table.lists[units].meanings {
		if u, ok := table.units[name]; ok {
			t.Errorf("%q is a unit (%v) and a class of units", name, u)
		}
	}
	for word, unit := range table.lists[quantities].words {
		if !table.IsUnit(unit) && unit != "" {
			t.Errorf("the quantity %q has the unit %q, which is none", word, unit)
		}
	}
	for word, u := range table.units {
		if other := table.units[u.tidied]; other.tidied != u.tidied {
			t.Errorf("the unit %q is spelled %q, which is spelled %q", word, u.tidied, other.tidied)
		}
	}
	for word := range table.lists[wholeYears].words {
		if table.compares(word) {
			t.Errorf("%q means a whole year and compares", word)
		}
	}
}

// TestJobWords: a job's words are read as those built in are, and only in its table.
func TestJobWords(t *testing.T) {
	plain := NewMeanings(NewLexicon(ingest.Vocabulary{}), ingest.Options{})
	x := NewMeanings(NewLexicon(ingest.Vocabulary{Words: []ingest.Word{
		{Text: "Lượt khách", Role: "Đơn vị", Meaning: "đếm người"},
		{Text: "LK", Role: "đơn vị", Meaning: "lượt khách"},
		{Text: "trđồng", Role: "đơn vị", Meaning: "triệu đồng"},
		{Text: "KHPĐ", Role: "loại số liệu", Meaning: "kế hoạch"},
		{Text: "tên bản", Role: "đầu cột", Meaning: "địa bàn"},
		{Text: "Thôn …", Role: "đầu cột", Meaning: "địa bàn"},
		{Text: "toàn vùng", Role: "tổng số"},
		{Text: "Cụ thể", Role: "quan hệ", Meaning: "chia ra"},
		{Text: "kps", Role: "ký hiệu", Meaning: "không có"},
		{Text: "số buổi", Role: "loại lượng", Meaning: "buổi"},
		{Text: "khu phố", Role: "loại địa bàn"},
		{Text: "độ lệch", Role: "so sánh"},
		{Text: "nkt", Role: "viết tắt", Meaning: "Người khuyết tật"},
		{Text: "so hieu", Role: "không có vai trò này"},
	}}), ingest.Options{})
	for _, test := range []struct {
		what string
		ask  func(x *Meanings) any
		want any
	}{
		{"unit", func(x *Meanings) any { u, _ := x.KnownUnit("lượt khách"); return u }, "lượt khách"},
		{"spelling", func(x *Meanings) any { return x.TidyUnit("lk") }, "lượt khách"},
		{"class", func(x *Meanings) any { return x.UnitClass("nghìn lượt khách") }, ClassPeople},
		{"number", func(x *Meanings) any { return x.ReadText("1.200,5 trđồng").Unit }, "triệu đồng"},
		{"measure", func(x *Meanings) any { return x.ParseHeading("KHPĐ năm 2018").Measure }, ingest.Plan},
		{"trailing", func(x *Meanings) any { return x.ParseHeading("Số hộ nghèo (KHPĐ)").Measure }, ingest.Plan},
		{"head", func(x *Meanings) any { return x.HeaderWord(Key("Tên bản")) }, RolePlace},
		{"head that goes on", func(x *Meanings) any { return x.HeaderWord(Key("Thôn, bản")) }, RolePlace},
		{"total", func(x *Meanings) any { return x.IsTotalText("Toàn vùng") }, true},
		{"relation", func(x *Meanings) any { _, kind := x.CutRelation("Cụ thể: nữ"); return kind }, ingest.AllParts},
		{"mark", func(x *Meanings) any { return x.ReadText("KPS").Mark }, ingest.Nil},
		{"quantity", func(x *Meanings) any { u, _ := x.QuantityUnit("số buổi"); return u }, "buổi"},
		{"place", func(x *Meanings) any { kind, _ := x.SplitPlace("Khu phố Thọ Sơn"); return kind }, "khu phố"},
		{"comparison", func(x *Meanings) any { return x.SkipReason("độ lệch 2018") }, ingest.ReasonComparison},
		{"abbreviation", func(x *Meanings) any { return x.SpellOut("hộ có nkt") }, "hộ có người khuyết tật"},
	} {
		if got := test.ask(x); got != test.want {
			t.Errorf("%s: %v, want %v", test.what, got, test.want)
		}
		if got := test.ask(plain); got == test.want {
			t.Errorf("%s: without the job's words it is %v too", test.what, got)
		}
	}
	if table := Builtin(); table.With([]ingest.Word{{Text: "x", Role: "y"}}) != table {
		t.Error("a word with a fault makes another table")
	}
	if !slices.Contains(Builtin().Roles(), "đầu cột") || slices.Contains(Builtin().Roles(), "chính tả") {
		t.Errorf("roles %q", Builtin().Roles())
	}
}
