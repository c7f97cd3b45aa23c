package main

import (
	"slices"
	"testing"

	"tongket/analysis"
)

func TestSince(t *testing.T) {
	manifest := func(figures, owed int, files ...string) analysis.Manifest {
		m := analysis.Manifest{Counts: analysis.Counts{Figures: figures, Owed: owed}}
		for _, f := range files {
			m.Inputs = append(m.Inputs, analysis.FileSum{Name: f[:1], SHA256: f[1:]})
		}
		return m
	}
	old := manifest(2727, 47, "a1", "b1", "c1")
	for _, test := range []struct {
		now  analysis.Manifest
		want string
	}{
		{old, ""},
		{manifest(2762, 12, "a1", "b2", "d1", "e1", "f1", "g1"), "Từ lần chạy trước: 4 tệp mới (d, e, f và 1 tệp nữa), 1 tệp sửa (b), 1 tệp bỏ đi (c); thêm 35 số liệu; còn thiếu 12 số liệu (trước: 47)\n"},
		{manifest(2700, 47, "a1", "b1", "c2"), "Từ lần chạy trước: 1 tệp sửa (c); bớt 27 số liệu; còn thiếu 47 số liệu\n"},
		{manifest(2727, 46, "a1", "b1", "c1"), "Từ lần chạy trước: còn thiếu 46 số liệu (trước: 47)\n"}, // another --as-of or version
		{manifest(2727, 0, "a1", "b1", "c2"), "Từ lần chạy trước: 1 tệp sửa (c); còn thiếu 0 số liệu (trước: 47)\n"},
	} {
		if got := since(&old, test.now, ""); got != test.want {
			t.Errorf("since = %q, want %q", got, test.want)
		}
	}
	drafts := old
	drafts.Inputs = append(drafts.Inputs[:3:3], analysis.FileSum{Name: "ket-qua/du-thao/du-thao-lan-1/tongket.json", SHA256: "1"})
	if got := since(&old, drafts, ""); got != "" {
		t.Errorf("held against a draft: %q", got)
	}
	template := old
	template.Inputs = append(slices.Clone(old.Inputs), analysis.FileSum{Name: "mau.docx", SHA256: "1"})
	if got := since(&old, template, "mau.docx"); got != "" {
		t.Errorf("a template is told as sent: %q", got)
	}
	if got := since(nil, old, ""); got != "" {
		t.Errorf("of the first run: %q", got)
	}
}
