package pdf

import (
	"slices"
	"strings"
	"testing"

	"tongket/report/annex"
)

// galleryAnnex has a legend and n charts without one, on turned pages; the
// third opens a section.
func galleryAnnex(n int) annex.Annex {
	chart := *chartAnnex(3).Blocks[0].Chart
	legend := chart
	legend.Kind, legend.Title = annex.Legend, ""
	chart.Bare = true
	a := annex.Annex{ID: "08-bieu-do", Number: "Phụ lục VIII", Title: "BIỂU ĐỒ", Landscape: true, Blocks: []annex.Block{{Chart: &legend}}}
	for i := range n {
		c := chart
		c.Title = "Biểu đồ thứ " + itoa(i+1)
		b := annex.Block{Chart: &c}
		if i == 0 || i == 2 {
			b.Heading = "Lĩnh vực " + itoa(i+1)
		}
		a.Blocks = append(a.Blocks, b)
	}
	return a
}

// TestGallery: charts stand in twos, but not across the heading of a section,
// six on a page; the legend stands once, before them, and the target under the
// title.
func TestGallery(t *testing.T) {
	f := lay(t, galleryAnnex(15))
	var charts []string
	most := 0
	for _, s := range f.sheets {
		here := 0
		for _, l := range read(s) {
			if l.kind == "chart" {
				charts = append(charts, l.text)
				here++
			}
		}
		most = max(most, here)
	}
	if len(charts) != 1+8 || most != 3 {
		t.Fatalf("%d rows of charts, at most %d on a page; want a legend and 8 rows, at most 3 on a page", len(charts), most)
	}
	legend := "Thực hiện | Ước thực hiện | Số liệu đang rà soát | Mục tiêu Nghị quyết năm 2020: 5,5 | Lộ trình đến mục tiêu năm 2025 | Khoảng dự báo 80% | Kịch bản kém thuận lợi, cơ sở, thuận lợi"
	if charts[0] != legend {
		t.Errorf("the legend says %q", charts[0])
	}
	for i, row := range charts[1:] {
		if strings.Contains(row, "Khoảng dự báo") {
			t.Errorf("row %d has a legend: %q", i, row)
		}
		titles, targets := strings.Count(row, "Biểu đồ thứ"), strings.Count(row, "Mục tiêu Nghị quyết năm 2020: 5,5")
		if want := min(2, 15-2*i); titles != want || targets != want {
			t.Errorf("row %d has %d titles and %d targets, want %d", i, titles, targets, want)
		}
	}
	if !slices.ContainsFunc(f.marks, func(m mark) bool { return m.title == "Lĩnh vực 3" }) {
		t.Error("the section has no bookmark")
	}
}
