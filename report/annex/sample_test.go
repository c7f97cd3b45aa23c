package annex

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/ingest/read"
	"tongket/report/vi"
)

const sample = "../../samples/phu-tho"

// sampleReview runs the sample job as far as its annexes need it.
func sampleReview(t testing.TB) *analysis.Review {
	t.Helper()
	ctx := context.Background()
	indicators, findings := analysis.ParseCatalogue(gridOf(t, "danh-muc.csv"))
	places, more := analysis.ParsePlaces(gridOf(t, "dia-ban.csv"))
	if len(findings)+len(more) > 0 {
		t.Fatalf("the sample's catalogue: %v %v", findings, more)
	}
	catalogue := analysis.Builtin().With(analysis.Catalogue{Indicators: indicators, Places: places})
	entries, err := os.ReadDir(filepath.Join(sample, "so-lieu"))
	if err != nil {
		t.Fatal(err)
	}
	var sources []ingest.Source
	for _, e := range entries {
		sources = append(sources, ingest.Source{Path: filepath.Join(sample, "so-lieu", e.Name()), Name: "so-lieu/" + e.Name()})
	}
	in, err := read.All(ctx, sources, ingest.Options{Vocabulary: catalogue.Vocabulary()})
	if err != nil {
		t.Fatal(err)
	}
	return analysis.Run(catalogue, in, analysis.Options{
		AsOf: "2020-05-22", Comparisons: map[string]float64{"ASXH-HCN-TYLE": 4.5},
		Job: analysis.Job{
			Organisation: "ĐẢNG ỦY SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", Draft: "3",
			Print:  Print{Superior: "ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH", PlaceName: "Phú Thọ", Document: "Báo cáo chính trị của Ban Chấp hành Đảng bộ khóa VI trình Đại hội lần thứ VII"},
			Fields: []string{"An sinh xã hội", "Nguồn nhân lực", "Người có công", "Xây dựng Đảng"},
		},
	})
}

func gridOf(t testing.TB, name string) *ingest.Grid {
	t.Helper()
	grids, issues := book.Grids(context.Background(), ingest.Source{Path: filepath.Join(sample, name), Name: name})
	if len(grids) != 1 || len(issues) > 0 {
		t.Fatalf("%s: %d grids, %v", name, len(grids), issues)
	}
	return &grids[0]
}

// TestSample holds the annexes of the sample to what no document may have, and
// prints the two tables that a congress reads and the sentences.
func TestSample(t *testing.T) {
	r := sampleReview(t)
	doc := Build(r)
	check(t, r, doc)
	short := doc
	short.Annexes = slices.DeleteFunc(slices.Clone(doc.Annexes), func(a Annex) bool {
		return !strings.Contains(a.ID, "chi-tieu") && !strings.Contains(a.ID, "muc-tieu")
	})
	golden(t, "sample.txt", print(short))
	golden(t, "sample-nhan-dinh.md", strings.ReplaceAll(vi.Remarks(r), "\u00a0", " "))
	everyFigureHasASource(t, r, doc)
	noTurnTooOften(t, r)
}

// noTurnTooOften: in a paragraph to paste no turn is heard more than three times.
func noTurnTooOften(t *testing.T, r *analysis.Review) {
	t.Helper()
	for _, f := range r.Fields {
		for _, paragraph := range vi.Tell(r, f).Paragraphs {
			text := strings.ReplaceAll(strings.Join(paragraph, " "), "\u00a0", " ")
			for _, turn := range []string{"bình quân mỗi năm", "điểm %/năm", "(ước thực hiện", "chỉ tiêu khác", "Trong 5 năm", "Cùng giai đoạn", "Giai đoạn 2016-2020,"} {
				if n := strings.Count(text, turn); n > 3 {
					t.Errorf("%s: %d times %q", f.Name, n, turn)
				}
			}
		}
	}
}

// everyFigureHasASource: a figure of the whole or of a place that is printed
// leads to its row, and every row of the sources to a figure.
func everyFigureHasASource(t *testing.T, r *analysis.Review, doc Document) {
	t.Helper()
	listed := map[int]bool{}
	for _, s := range doc.Sources {
		if listed[s.Fact] {
			t.Errorf("fact %d is listed twice", s.Fact)
		}
		listed[s.Fact] = true
	}
	for _, x := range r.Indicators {
		for _, l := range append([]analysis.Line{x.Whole}, x.Places...) {
			for _, p := range l.Points {
				for _, f := range p.Facts {
					if !listed[f] {
						t.Errorf("%s, %s, %d: %s is not among the sources", x.Name, l.Place, p.Year, r.Facts.At(f).Pos)
					}
				}
			}
		}
	}
}
