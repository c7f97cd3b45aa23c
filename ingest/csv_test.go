package ingest

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
)

func TestWriteFacts(t *testing.T) {
	facts := []Fact{
		{Pos: Pos{"so-lieu/a.xlsx", "Biểu 3", 7, 3}, Indicator: "HN", Label: "Số hộ nghèo", Place: "Huyện Tân Sơn", Years: Year(2019), Measure: Actual, Value: 1234.5, Known: true, Unit: "hộ", Mark: Typed, Raw: "1.234,5"},
		{Pos: Pos{"b.csv", "", 2, 5}, Label: "=HYPERLINK(1)", Years: Period{2016, 2020}, Measure: Plan, Unit: "%", Mark: Nil, Raw: "-"},
		{Pos: Pos{"@c.csv", "", 3, 28}, Label: "+A, \"B\"", Measure: Actual, Value: -5, Known: true, Raw: "-5"},
		{Pos: Pos{"c.csv", "", 4, 1}, Label: "x", Measure: Actual, Value: 1e21, Known: true, Raw: "-1+1"},
	}
	var b bytes.Buffer
	if err := WriteFacts(&b, FactsOf(facts...)); err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		`file,sheet,cell,indicator,label,place,year,measure,value,unit,mark,raw`,
		`so-lieu/a.xlsx,Biểu 3,C7,HN,Số hộ nghèo,Huyện Tân Sơn,2019,actual,1234.5,hộ,text,"1.234,5"`,
		`b.csv,,E2,,'=HYPERLINK(1),,2016-2020,plan,,%,nil,-`,
		`'@c.csv,,AB3,,"'+A, ""B""",,,actual,-5,,,-5`,
		`c.csv,,A4,,x,,,actual,1000000000000000000000,,,'-1+1`,
		``,
	}, "\n")
	if b.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", b.String(), want)
	}
}

// TestQuoted: the lines are those of encoding/csv.
func TestQuoted(t *testing.T) {
	pieces := []string{"", " ", "\u00a0", `"`, ",", "\n", "\r", "\r\n", "a", "ộ", `\.`, "\t", "=", "-5", "1.234,5"}
	var got, want bytes.Buffer
	fw, cw := NewFactWriter(&got), csv.NewWriter(&want)
	cw.Write(FactColumns)
	for _, p := range pieces {
		for _, q := range pieces {
			text := p + q
			f := Fact{Pos: Pos{File: text, Row: 3, Col: 28}, Label: text, Years: Period{2016, 2020}, Measure: Plan, Value: -1.5, Known: true, Raw: text}
			if err := fw.Write(FactsOf(f)); err != nil {
				t.Fatal(err)
			}
			safe := SafeText(text)
			cw.Write([]string{safe, "", "AB3", "", safe, "", "2016-2020", "plan", "-1.5", "", "", safe})
		}
	}
	cw.Flush()
	if err := fw.Flush(); err != nil || got.String() != want.String() {
		t.Errorf("%v, got\n%q, want\n%q", err, got.String(), want.String())
	}
}
