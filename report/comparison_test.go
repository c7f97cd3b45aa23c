package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/analysis/diff"
	"tongket/ingest"
)

// addSeven changes a figure.
func addSeven(r *analysis.Review) {
	facts := r.Facts.List()
	facts[3].Value += 7
	r.Facts = ingest.FactsOf(facts...)
}

// TestComparisonFormats: every format is written and says the same of two
// drafts, and each says that there is no difference.
func TestComparisonFormats(t *testing.T) {
	before, after := sample(t), sample(t)
	addSeven(after)
	c := Comparison{Before: before, After: after, Comparison: diff.Compare(before, after)}
	if len(c.Changes) != 1 {
		t.Fatalf("changes %+v", c.Changes)
	}
	none := Comparison{Before: before, After: before, Comparison: diff.Compare(before, before)}
	for _, format := range ComparisonFormats() {
		var b, again, alike bytes.Buffer
		if err := c.Write(&b, format); err != nil {
			t.Errorf("%s: %v", format, err)
		}
		if err := c.Write(&again, format); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
			t.Errorf("%s: written twice, it differs (%v)", format, err)
		}
		if err := none.Write(&alike, format); err != nil || alike.Len() == 0 || bytes.Equal(b.Bytes(), alike.Bytes()) {
			t.Errorf("%s: two drafts that are alike: %d bytes, %v", format, alike.Len(), err)
		}
	}
	if err := c.Write(new(bytes.Buffer), "pdf"); err == nil {
		t.Error("an unknown format is written")
	}
}

// TestComparisonJSON reads the structure that programs rely on.
func TestComparisonJSON(t *testing.T) {
	before, after := sample(t), sample(t)
	addSeven(after)
	after.Findings = after.Findings[1:]
	c := Comparison{Before: before, After: after, Comparison: diff.Compare(before, after)}
	var b bytes.Buffer
	if err := c.Write(&b, "json"); err != nil {
		t.Fatal(err)
	}
	type side struct {
		Value   *float64
		Cell    string
		Text    string
		Finding *struct{ Code, Severity string }
	}
	var got struct {
		Schema        int
		Before, After struct{ Draft, AsOf string }
		Counts        map[string]int
		Contrasts     []any
		Changes       []struct {
			Kind, Indicator, Years, Measure, Unit string
			Difference                            *float64
			Before, After                         *side
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"added": 0, "removed": 0, "altered": 1, "corrected": 0, "verdict": 0, "target": 0, "finding": 1}
	if got.Schema != ComparisonSchema || got.After.AsOf != "2020-05-22" || !reflect.DeepEqual(got.Counts, want) || got.Contrasts == nil || len(got.Changes) != 2 {
		t.Fatalf("%s", b.String())
	}
	f := before.Facts.At(3)
	altered, finding := got.Changes[0], got.Changes[1]
	if *altered.Before.Value != f.Value || *altered.Difference != 7 || altered.Before.Cell != f.Pos.String() || altered.Indicator != f.Indicator || altered.Measure != string(f.Measure) {
		t.Errorf("altered %+v of %+v", altered, f)
	}
	if finding.After != nil || finding.Before.Finding.Code != before.Findings[0].Code || finding.Before.Text == "" {
		t.Errorf("finding %+v", finding)
	}
}

// TestComparisonCSV: texts of sheets can't run in a spreadsheet.
func TestComparisonCSV(t *testing.T) {
	before, after := sample(t), sample(t)
	for i := range after.Indicators {
		after.Indicators[i].Name = "=1+1"
	}
	addSeven(after)
	var b bytes.Buffer
	if err := (Comparison{Before: before, After: after, Comparison: diff.Compare(before, after)}).Write(&b, "csv"); err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(lines) != 2 || strings.Join(lines[0], ",") != "loại,chỉ tiêu,địa bàn,năm,số liệu,trước,sau,ô trước,ô sau" {
		t.Fatalf("%q, %v", lines, err)
	}
	if lines[1][0] != "đổi" || lines[1][1] != "'=1+1" {
		t.Errorf("line %q", lines[1])
	}
}
