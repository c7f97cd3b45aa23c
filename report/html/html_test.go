package html

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/analysis/claim"
	"tongket/ingest"
	"tongket/report/annex"
)

var keep = flag.String("page", "", "write the page of the sample to this file, to look at it")
var size = flag.Int("indicators", 35, "indicators of that page")

func write(t testing.TB, r *analysis.Review) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, r, document(r)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestKeepPage(t *testing.T) {
	if *keep == "" {
		t.Skip("no -page")
	}
	if err := os.WriteFile(*keep, write(t, sample(*size)), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestWriteTwice(t *testing.T) {
	if !bytes.Equal(write(t, sample(20)), write(t, sample(20))) {
		t.Error("the same Review gave different bytes")
	}
}

// TestSize: five hundred indicators in thirteen districts go into a mail.
func TestSize(t *testing.T) {
	if n := len(write(t, sample(500))); n >= 4_000_000 {
		t.Errorf("500 indicators in 13 districts take %d bytes, want under 4 MB", n)
	}
}

func TestEmptyReview(t *testing.T) {
	b := write(t, &analysis.Review{Term: analysis.Term{Base: 2015, Last: 2020, Next: 2025}})
	if !bytes.Contains(b, []byte("</html>")) {
		t.Error("the page of an empty Review is cut short")
	}
}

// TestNothingFromOutside: no attribute of the page names anything to load.
func TestNothingFromOutside(t *testing.T) {
	b := write(t, sample(9))
	b = scriptContent.ReplaceAll(b, nil)
	for _, m := range regexp.MustCompile(`(?i)\s(src|href|action|poster|data|srcset)\s*=\s*"([^"]*)"`).FindAllSubmatch(b, -1) {
		if !bytes.HasPrefix(m[2], []byte("#")) {
			t.Errorf("%s=%q", m[1], m[2])
		}
	}
	for _, bad := range []string{"url(", "@import", "<link", "<iframe", "<base"} {
		if bytes.Contains(b, []byte(bad)) {
			t.Errorf("the page contains %q", bad)
		}
	}
	if !bytes.Contains(b, []byte("default-src &#39;none&#39;")) {
		t.Error("no policy in the head")
	}
}

var scriptContent = regexp.MustCompile(`(?s)<script.*?</script>`)

// hostile are labels that have run as script, or broken the page, in other
// software.
var hostile = func() (list []string) {
	data, err := os.ReadFile("testdata/hostile.json")
	if err == nil {
		err = json.Unmarshal(data, &list)
	}
	if err != nil {
		panic(err)
	}
	return list
}()

// evil is a sample in which every text that comes from outside is hostile.
func evil() *analysis.Review {
	r := sample(len(hostile))
	for i := range r.Indicators {
		x, bad := &r.Indicators[i], hostile[i]
		x.Name, x.Code, x.Unit, x.Supplier, x.Source = bad, bad, bad, bad, bad
		for k := range x.Places {
			x.Places[k].Place = hostile[k%len(hostile)] + r.Places[k+1].Name
			r.Places[k+1].Name = x.Places[k].Place
		}
	}
	for i := range r.Places[1:] {
		for k := range r.Indicators {
			r.Indicators[k].Places[i].Place = r.Places[i+1].Name
		}
	}
	facts := r.Facts.List()
	for i := range facts {
		bad := hostile[i%len(hostile)]
		facts[i].Pos.File, facts[i].Pos.Sheet, facts[i].Raw = bad, bad, bad
	}
	r.Facts = ingest.FactsOf(facts...)
	for i := range r.Findings {
		r.Findings[i].Name, r.Findings[i].Raw, r.Findings[i].Claim = hostile[0], hostile[2], claim.Names{Names: hostile[:3]}
		r.Findings[i].Pos.File = hostile[0]
	}
	for i := range r.Fields {
		r.Fields[i].Name = hostile[i]
	}
	for i, bad := range hostile {
		r.Comments = append(r.Comments, analysis.Comment{Pos: ingest.Pos{File: bad, Row: int32(i + 2), Col: 1}, By: bad, Date: "2020-03-12", Draft: bad, Section: bad,
			Indicator: r.Indicators[i].Code, Name: bad, Place: bad, Text: bad, State: analysis.CommentState(bad), Answer: bad, Handler: bad})
	}
	r.Job.Organisation, r.Job.Print = hostile[0], annex.Print{Superior: hostile[2], Congress: hostile[3]}
	return r
}

func TestHostileLabels(t *testing.T) {
	r := evil()
	b := write(t, r)
	if n := bytes.Count(b, []byte("<script")); n != bytes.Count(b, []byte("</script>")) || n != len(scripts)+4 {
		t.Errorf("%d script elements open and %d close, want %d each", n, bytes.Count(b, []byte("</script>")), len(scripts)+4)
	}
	if bytes.Contains(scriptContent.ReplaceAll(b, nil), []byte("<img")) {
		t.Error("a label became an element")
	}
	for _, m := range regexp.MustCompile(`href="([^"]*)"`).FindAllSubmatch(scriptContent.ReplaceAll(b, nil), -1) {
		if !bytes.HasPrefix(m[1], []byte("#")) {
			t.Errorf("a label became the address %q", m[1])
		}
	}
	d := dataOf(t, b)
	for i, x := range d.Indicators {
		if x.Name != hostile[i] || x.Unit != hostile[i] {
			t.Errorf("indicator %d: name %q and unit %q, want %q", i, x.Name, x.Unit, hostile[i])
		}
	}
}

// A read is the data of a page as it is read from there.
type read struct {
	data
	Facts []any `json:"facts"` // stands before that of data
}

func dataOf(t *testing.T, page []byte) read {
	t.Helper()
	_, rest, ok := bytes.Cut(page, []byte(`id="du-lieu">`))
	if !ok {
		t.Fatal("no data in the page")
	}
	content, _, _ := bytes.Cut(rest, []byte("</script>"))
	var d read
	if err := json.Unmarshal(content, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// TestFactsInPage: each cell of the page's data leads to the fact that the
// Review gives it.
func TestFactsInPage(t *testing.T) {
	r := sample(12)
	d := dataOf(t, write(t, r))
	for i, x := range r.Indicators {
		for k, l := range x.Places {
			next := int(d.Indicators[i].Lines[k][2].(float64))
			cells := unpacked(d.Indicators[i].Lines[k][3:])
			for y, p := range l.Points {
				cell := cells[y].([]any)
				steps := cell[:1]
				if len(cell) > 2 {
					steps = cell[2:]
				}
				if len(steps) != len(p.Facts) {
					t.Fatalf("%s, %s, %d: %d facts, want %d", x.Code, l.Place, p.Year, len(steps), len(p.Facts))
				}
				for n, step := range steps {
					at := next + int(step.(float64))
					next = at + 1
					want := r.Facts.At(p.Facts[n])
					if got := d.Facts[3*at : 3*at+3]; !reflect.DeepEqual(got, []any{float64(want.Pos.Row), float64(want.Pos.Col), said(want.Raw)}) {
						t.Errorf("%s, %s, %d: %v, want %v %q", x.Code, l.Place, p.Year, got, want.Pos, want.Raw)
					}
				}
			}
		}
	}
}

// unpacked takes the texts of a row apart, as the page does.
func unpacked(tuple []any) (cells []any) {
	for _, cell := range tuple {
		letters, ok := cell.(string)
		if !ok {
			cells = append(cells, cell)
		}
		for _, letter := range letters {
			cells = append(cells, map[rune][]any{'.': {0.0}, 'e': {0.0, 1.0}}[letter])
		}
	}
	return cells
}

func TestPlainNumber(t *testing.T) {
	tests := []struct {
		raw  string
		want float64
		ok   bool
	}{
		{"12,04", 12.04, true},
		{"1.234.567,5", 1234567.5, true},
		{"0", 0, true},
		{"-6,74", -6.74, true},
		{"12.04", 0, false}, // not as we print it
		{"1234", 0, false},
		{"≈ 300", 0, false},
		{"", 0, false},
	}
	for _, test := range tests {
		if got, ok := plainNumber(test.raw); got != test.want || ok != test.ok {
			t.Errorf("plainNumber(%q) = %v, %v; want %v, %v", test.raw, got, ok, test.want, test.ok)
		}
	}
}

// said is a cell's text as the page has it: a number, if that is as good.
func said(raw string) any {
	if v, ok := numeric(raw); ok {
		return v
	}
	return raw
}

func TestNumeric(t *testing.T) {
	for raw, want := range map[string]any{"12,04": 12.04, "1.234": 1234.0, "0": 0.0, "12,10": "12,10", "0,0001": "0,0001", "…": "…", "12.04": "12.04", "-6,5": -6.5} {
		if got := said(raw); got != want {
			t.Errorf("numeric(%q) gives %v, want %v", raw, got, want)
		}
	}
}

// TestPool: what comes out of the pool is what went in.
func TestPool(t *testing.T) {
	values := []string{
		`{"a":[1,2,{"b":"a long string, twice"}],"data":[1,2]}`,
		`{"a":[1,2,{"b":"a long string, twice"}],"data":[3]}`,
		`{"a":[1,2,{"b":"a long string, twice"}],"data":[1,2]}`,
		`["a long string, twice",null,true,1.5]`,
		`{"data":[1]}`,
		`{}`,
	}
	p := newPool()
	for _, v := range values {
		if err := p.count(v); err != nil {
			t.Fatal(err)
		}
	}
	for _, v := range values {
		short, err := p.intern(v)
		if err != nil {
			t.Fatal(err)
		}
		var got, want any
		if err := json.Unmarshal(short, &got); err != nil {
			t.Fatalf("%s: %v", short, err)
		}
		json.Unmarshal([]byte(v), &want)
		if got := expand(t, p, got); !reflect.DeepEqual(got, want) {
			t.Errorf("%s became %s, which is %v", v, short, got)
		}
	}
	if all := joined(p.entries); strings.Count(all, "a long string, twice") != 1 {
		t.Errorf("a shared string is not kept once: %s", all)
	}
}

func joined(entries []json.RawMessage) string {
	var b strings.Builder
	for _, e := range entries {
		b.Write(e)
	}
	return b.String()
}

// expand does what tongket.option does in the page.
func expand(t *testing.T, p *pool, v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = expand(t, p, v[i])
		}
		return v
	case map[string]any:
		all := map[string]any{}
		if at, ok := v["$"]; ok {
			var entry any
			if err := json.Unmarshal(p.entries[int(at.(float64))], &entry); err != nil {
				t.Fatal(err)
			}
			entry = expand(t, p, entry)
			object, ok := entry.(map[string]any)
			if !ok {
				return entry
			}
			all = object
		}
		for k, child := range v {
			if k != "$" {
				all[k] = expand(t, p, child)
			}
		}
		return all
	}
	return v
}

func BenchmarkWrite(b *testing.B) {
	r := sample(500)
	doc := document(r)
	b.ReportAllocs()
	for b.Loop() {
		var out bytes.Buffer
		if err := Write(&out, r, doc); err != nil {
			b.Fatal(err)
		}
	}
}
