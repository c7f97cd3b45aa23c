package chart

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tongket/report/annex"
)

var update = flag.Bool("update", false, "write the golden files")

func values(v ...float64) []*float64 {
	all := make([]*float64, len(v))
	for i := range v {
		if v[i] != gap {
			all[i] = &v[i]
		}
	}
	return all
}

const gap = -1e300

func poverty() annex.Chart {
	return annex.Chart{
		ID: "ASXH-HN-TYLE", Kind: annex.Columns, Title: "Tỷ lệ hộ nghèo", Unit: "%", Decimals: 2, Falling: true,
		Categories: []string{"2015", "2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025"},
		Goal:       &annex.Line{Value: 5.5, Label: "Mục tiêu Nghị quyết năm 2020: 5,5"},
		Series: []annex.Series{
			{Kind: annex.Yearly, Name: "Thực hiện", Values: values(12.04, 10.51, gap, 7.5, 6.4, 5.3, gap, gap, gap, gap, gap),
				Estimate: []bool{5: true, 10: false}, Held: []bool{3: true, 10: false}},
			{Kind: annex.Low, Name: "Khoảng dự báo 80%", Values: values(gap, gap, gap, gap, gap, gap, 4.1, 3.2, 2.6, 2, 1.6)},
			{Kind: annex.High, Name: "Khoảng dự báo 80%", Values: values(gap, gap, gap, gap, gap, gap, 5.2, 4.9, 4.7, 4.5, 4.4)},
			{Kind: annex.Scenario, Name: "Kịch bản kém thuận lợi", Values: values(gap, gap, gap, gap, gap, gap, 5, 4.5, 4.2, 4, 3.9)},
			{Kind: annex.Scenario, Name: "Kịch bản cơ sở", Values: values(gap, gap, gap, gap, gap, gap, 4.6, 4, 3.5, 3.1, 2.7)},
			{Kind: annex.Scenario, Name: "Kịch bản thuận lợi", Values: values(gap, gap, gap, gap, gap, gap, 4.2, 3.4, 2.8, 2.4, 2)},
			{Kind: annex.Path, Name: "Lộ trình đến mục tiêu năm 2025", Values: values(gap, gap, gap, gap, gap, 5.3, 4.74, 4.18, 3.62, 3.06, 2.5)},
		},
	}
}

func ranked() annex.Chart {
	return annex.Chart{
		ID: "ASXH-HN-TYLE-dia-ban", Kind: annex.Bars, Title: "Tỷ lệ hộ nghèo, năm 2020", Unit: "%", Decimals: 2,
		Categories: []string{"Thành phố Việt Trì", "Huyện Thanh Ba", "Huyện Tân Sơn"},
		Goal:       &annex.Line{Value: 5.3, Label: "Toàn tỉnh: 5,3"},
		Series:     []annex.Series{{Kind: annex.Yearly, Name: "Thực hiện", Values: values(0.61, 5.9, 13.02), Estimate: []bool{true, true, true}}},
	}
}

func grid() annex.Chart {
	return annex.Chart{
		ID: "ASXH-HN-TYLE-nam", Kind: annex.Heat, Title: "Tỷ lệ hộ nghèo", Unit: "%", Decimals: 1,
		Categories: []string{"2015", "2016"}, Rows: []string{"Thành phố Việt Trì", "Huyện Tân Sơn"},
		Cells: [][]*float64{values(1.5, 1.2), values(gap, 24.5)},
	}
}

func spark1() annex.Chart {
	return annex.Chart{ID: "X", Kind: annex.Spark, Categories: []string{"2015", "2016"},
		Series: []annex.Series{{Kind: annex.Yearly, Values: values(1, 2)}}}
}

func TestOptionGolden(t *testing.T) {
	for _, c := range []annex.Chart{poverty(), ranked(), grid(), spark1()} {
		t.Run(string(c.Kind), func(t *testing.T) {
			got, err := Option(c)
			if err != nil {
				t.Fatal(err)
			}
			again, _ := Option(c)
			if !bytes.Equal(got, again) {
				t.Error("two calls gave different bytes")
			}
			var pretty bytes.Buffer
			if err := json.Indent(&pretty, got, "", " "); err != nil {
				t.Fatal(err)
			}
			pretty.WriteByte('\n')
			compareGolden(t, string(c.Kind)+".json", pretty.Bytes())
		})
	}
}

func compareGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	golden := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(golden, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs (go test -update writes it):\n%s", golden, got)
	}
}

func TestOptionKeepsHostileLabels(t *testing.T) {
	const evil = `</script><img src=x onerror=alert(1)> __f__alert(1)__f__ tk:number:2`
	c := poverty()
	c.Title, c.Unit, c.Goal.Label, c.Series[0].Name, c.Categories[0] = evil, evil, evil, evil, evil
	b, err := Option(c)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(b, []byte("</script")) {
		t.Error("the option closes a script element")
	}
	if n := strings.Count(string(b), "__f__alert(1)__f__"); n < 5 {
		t.Errorf("%d labels kept, want at least 5", n)
	}
}

func TestOptionUnknownKind(t *testing.T) {
	if _, err := Option(annex.Chart{ID: "X", Kind: "pie"}); err == nil || !strings.Contains(err.Error(), "X") {
		t.Errorf("error %v does not name the chart", err)
	}
}

// TestAssets holds the assets to what their README says of them.
func TestAssets(t *testing.T) {
	readme, err := os.ReadFile("assets/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{"echarts.min.js": Library(), "echarts.print.min.js": []byte(printLibrary), "langVI.js": Locale()} {
		sum := sha256.Sum256(b)
		line := ""
		for l := range strings.Lines(string(readme)) {
			if strings.HasPrefix(l, "| `"+name+"`") {
				line = l
			}
		}
		if !strings.Contains(line, hex.EncodeToString(sum[:])) {
			t.Errorf("%s: SHA-256 %x is not what the README says: %q", name, sum, line)
		}
	}
}

// TestNoLines: CVE-2026-45249 is in the series "lines" of ECharts before 6.1,
// which no chart has. The README of the assets says so.
func TestNoLines(t *testing.T) {
	known := []string{"bar", "custom", "heatmap", "line", "scatter"}
	for _, c := range variety() {
		data, err := Option(c)
		if err != nil {
			t.Fatal(err)
		}
		var o struct{ Series []struct{ Type string } }
		if err := json.Unmarshal(data, &o); err != nil {
			t.Fatal(err)
		}
		for _, s := range o.Series {
			if !slices.Contains(known, s.Type) {
				t.Errorf("%s has a series %q", c.Kind, s.Type)
			}
		}
	}
}
