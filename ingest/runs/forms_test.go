package runs

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	compress "github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"tongket/ingest"
	"tongket/ingest/book"
)

// factsToWrite are facts with everything that a CSV or a table can tell.
func factsToWrite() []ingest.Fact {
	facts := []ingest.Fact{
		{Pos: ingest.Pos{File: "bieu \"1\".xlsx", Row: 2}, Value: 47650, Raw: "47650"}, {Pos: ingest.Pos{File: "bieu.csv", Row: 3}, Place: "Huyện Tân Sơn", Value: 12.04}, {Pos: ingest.Pos{File: "bieu.csv", Row: 4}}, {Pos: ingest.Pos{File: "bieu.csv", Row: 5}, Value: 5.5},
	}
	for i := range facts {
		f := &facts[i]
		f.Pos.Sheet, f.Pos.Col, f.Indicator, f.Label, f.Unit = "Biểu 1", 4, "SO", "Số hộ nghèo", "hộ"
		f.Years, f.Measure, f.Known = ingest.Year(2020), ingest.Actual, true
	}
	facts[1].Label, facts[1].Raw, facts[1].Mark, facts[1].Unit, facts[1].Indicator = "=nguy hiểm; \"a, b\"", "12,04%", ingest.Typed, "%", ""
	facts[2].Known, facts[2].Mark, facts[2].Raw = false, ingest.Nil, "-"
	facts[3].Measure, facts[3].Raw, facts[3].Bound, facts[3].Mark, facts[3].Years = ingest.Target, "Dưới 5,5", "<", ingest.Approximate, ingest.Period{From: 2016, To: 2020}
	facts[1].Decimals, facts[2].Decimals, facts[3].Decimals = 2, -1, 1
	return facts
}

// TestFactsAsCSV reads so-lieu.csv as it is written and as others save it.
func TestFactsAsCSV(t *testing.T) {
	facts := factsToWrite()
	var written bytes.Buffer
	if err := ingest.WriteFacts(&written, ingest.FactsOf(facts...)); err != nil {
		t.Fatal(err)
	}
	plain := written.String()
	table := [][]string{}
	for _, fields := range book.OpenText(written.Bytes()).Records(',') {
		table = append(table, slices.Clone(fields))
	}
	semicolons, oneColumn := "", ""
	for i, record := range table {
		quoted := make([]string, len(record))
		for k, field := range record {
			if i > 0 && k == 8 {
				field = strings.Replace(field, ".", ",", 1) // the decimal comma of the machine
			}
			quoted[k] = `"` + strings.ReplaceAll(field, `"`, `""`) + `"`
		}
		semicolons += strings.Join(quoted, ";") + "\r\n"
	}
	for line := range strings.Lines(plain) {
		line = strings.TrimRight(line, "\n")
		if strings.ContainsAny(line, `";`) {
			line = `"` + strings.ReplaceAll(line, `"`, `""`) + `"`
		}
		oneColumn += line + "\r\n"
	}
	for what, text := range map[string]string{
		"as written": plain, "with a mark": "\ufeff" + plain, "semicolons": semicolons, "sep=": "sep=;\r\n" + semicolons, "one column": "\ufeff" + oneColumn,
	} {
		if kind := sniffRun([]byte(text)); kind != runCSV {
			t.Errorf("%s: taken for %d", what, kind)
			continue
		}
		var got []ingest.Fact
		if err := factRows([]byte(text), func(f *runFact, row int32) error {
			if f == nil {
				t.Errorf("%s: line %d is no fact", what, row)
				return nil
			}
			got = append(got, f.Fact)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if g, w := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", facts); g != w {
			t.Errorf("%s:\n%s\nwant\n%s", what, g, w)
		}
	}
	for what, text := range map[string]string{
		"a column is missing": strings.Replace(plain, ",raw\n", "\n", 1), "another order": strings.Replace(plain, "file,sheet", "sheet,file", 1), "findings": "mức,mã,tệp\n",
	} {
		if kind := sniffRun([]byte(text)); kind != noRun {
			t.Errorf("%s: taken for %d", what, kind)
		}
	}
}

var aTable = Table{Whole: "Tỉnh Phú Thọ", Sum: func(file string) string { return "sum of " + file }}

func tableOf(t testing.TB, facts []ingest.Fact) []byte {
	t.Helper()
	var b bytes.Buffer
	l := ingest.FactsOf(facts...)
	if err := aTable.Write(&b, &l); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFactsAsParquet(t *testing.T) {
	facts := factsToWrite()
	facts[1].Group, facts[0].Province = true, "Hà Giang"
	data := tableOf(t, facts)
	if !bytes.Equal(data, tableOf(t, facts)) {
		t.Error("the same facts give other bytes")
	}
	if kind := sniffRun(data); kind != runParquet {
		t.Fatalf("taken for %d", kind)
	}
	var got []ingest.Fact
	fault, err := parquetFacts(bytes.NewReader(data), int64(len(data)), func(f *runFact) error {
		if f.whole != "Tỉnh Phú Thọ" || f.sum != "sum of "+f.Pos.File {
			t.Errorf("whole %q, sum %q", f.whole, f.sum)
		}
		got = append(got, f.Fact)
		return nil
	})
	if g, w := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", facts); g != w || fault != nil || err != nil {
		t.Errorf("%v, %v\n%s\nwant\n%s", fault, err, g, w)
	}
}

// TestParquetIsTheSameEverywhere: the library encodes dictionary indexes in other
// runs with AVX2, with SSE and without either.
func TestParquetIsTheSameEverywhere(t *testing.T) {
	data := tableOf(t, factsToWrite())
	f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range f.Metadata().RowGroups[0].Columns {
		for _, e := range c.MetaData.Encoding {
			if name := e.String(); name != "PLAIN" && name != "RLE" { // RLE of what is null
				t.Errorf("%v is encoded as %s", c.MetaData.PathInSchema, name)
			}
		}
	}
}

// TestParquetColumns holds the names and types that the README documents.
func TestParquetColumns(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	types := map[string]string{"BYTE_ARRAY": "string", "BOOLEAN": "boolean", "INT32": "int32", "DOUBLE": "double"}
	for _, f := range parquet.SchemaOf(factRow{}).Fields() {
		row := ""
		for line := range strings.Lines(string(readme)) {
			if strings.HasPrefix(line, "| `") && strings.Contains(line, "`"+f.Name()+"`") && strings.Contains(line, "| "+types[f.Type().Kind().String()]) {
				row = line
			}
		}
		if row == "" {
			t.Errorf("README.md does not document the column %s, %s", f.Name(), f.Type().Kind())
		}
	}
}

// TestDamagedParquet flips bytes all over a file: the library panics on some of
// that, the program never.
func TestDamagedParquet(t *testing.T) {
	good := tableOf(t, factsToWrite())
	for at := 0; at < len(good); at += 11 {
		bad := slices.Clone(good)
		bad[at] ^= byte(at)*2 + 1
		v := surveyParquet(bytes.NewReader(bad), int64(len(bad)))
		if v.fault != nil && v.fault[0] != RunDamaged && v.fault[0] != RunForeign {
			t.Fatalf("byte %d: %v", at, v.fault)
		}
		if _, err := parquetFacts(bytes.NewReader(bad), int64(len(bad)), func(*runFact) error { return nil }); err != nil {
			t.Fatalf("byte %d: %v", at, err)
		}
	}
	for n := 0; n < len(good); n += 31 {
		if v := surveyParquet(bytes.NewReader(good[:n]), int64(n)); v.fault == nil {
			t.Fatalf("cut to %d bytes: no fault", n)
		}
	}
}

func FuzzRunJSON(f *testing.F) {
	facts, list := ingest.FactsOf(factsToWrite()...), new(bytes.Buffer)
	if err := facts.EncodeJSON(list); err != nil {
		f.Fatal(err)
	}
	good := fmt.Appendf(nil, `{"schema":%d,"job":{"placeName":"Phú Thọ"},"places":[{"name":"Tỉnh Phú Thọ","kind":"tỉnh"}],"facts":%s,"manifest":{"inputs":[{"name":"bieu.csv","sha256":"11"}],"counts":{"errors":1}}}`, ReviewSchema, list)
	f.Add(good)
	f.Add(good[:len(good)/2])
	f.Add([]byte(`{"schema":1,"job":{},"places":null,"facts":null,"manifest":{}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		v := surveyJSON(bytes.NewReader(data))
		read := 0
		fault, err := jsonFacts(bytes.NewReader(data), v.parts[0], nil, func(f *runFact) error {
			if read++; sound(&f.Fact) && f.Pos.File == "" {
				t.Error("a sound fact without a file")
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		if v.fault == nil && fault != nil && fault[0] != RunDamaged {
			t.Errorf("the survey found no fault, reading %v", fault)
		}
	})
}

func FuzzRunCSV(f *testing.F) {
	var b bytes.Buffer
	if err := ingest.WriteFacts(&b, ingest.FactsOf(factsToWrite()...)); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add(bytes.ReplaceAll(b.Bytes(), []byte(","), []byte(";")))
	f.Fuzz(func(t *testing.T, data []byte) {
		if factSeparator(data) == 0 {
			return
		}
		var again bytes.Buffer
		w := ingest.NewFactWriter(&again)
		var facts []ingest.Fact
		factRows(data, func(f *runFact, _ int32) error {
			if f == nil || !sound(&f.Fact) || f.Pos.Row == 0 || f.Years.From == f.Years.To && f.Years.String() == "" {
				return nil
			}
			facts = append(facts, f.Fact)
			return w.Write(ingest.FactsOf(f.Fact))
		})
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		n := 0
		factRows(again.Bytes(), func(f *runFact, _ int32) error { // what was read is written and read again
			if f == nil {
				t.Errorf("fact %d is none any more: %+v", n, facts[n])
			}
			n++
			return nil
		})
		if n != len(facts) {
			t.Errorf("%d facts, then %d", len(facts), n)
		}
	})
}

func FuzzRunParquet(f *testing.F) {
	good := tableOf(f, factsToWrite())
	f.Add(good)
	f.Add(good[:len(good)-5])
	f.Fuzz(func(t *testing.T, data []byte) {
		surveyParquet(bytes.NewReader(data), int64(len(data)))
		if _, err := parquetFacts(bytes.NewReader(data), int64(len(data)), func(*runFact) error { return nil }); err != nil {
			t.Error(err)
		}
	})
}

// BenchmarkFactTable writes 100,000 facts as Parquet.
func BenchmarkFactTable(b *testing.B) {
	facts := tableFacts(100_000)
	sum := strings.Repeat("0123456789abcdef", 4)
	l := ingest.FactsOf(facts...)
	table := Table{Whole: "Tỉnh Phú Thọ", Sum: func(string) string { return sum }}
	b.ReportAllocs()
	for b.Loop() {
		if err := table.Write(io.Discard, &l); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(facts)), "ns/fact")
}

// tableFacts are facts of workbooks with 1,400 each.
func tableFacts(n int) []ingest.Fact {
	facts := make([]ingest.Fact, n)
	for i := range facts {
		row, col := i/12%100, i%12
		facts[i] = ingest.Fact{
			Pos:       ingest.Pos{File: fmt.Sprintf("so-lieu/bieu_%04d.xlsx", i/1400), Sheet: "Biểu 01", Row: int32(row + 5), Col: int32(col + 1)},
			Indicator: "ty-le-ho-ngheo", Label: fmt.Sprintf("Tỷ lệ hộ nghèo theo chuẩn %d", row), Place: fmt.Sprintf("Huyện số %d", row),
			Years: ingest.Year(2015 + i%6), Measure: ingest.Actual, Value: float64(i) / 10, Known: true, Unit: "%", Raw: strconv.Itoa(i / 10),
		}
	}
	return facts
}

// TestCraftedPageHeader: a page that says it is two gigabytes is damage, and takes no
// memory of that size.
func TestCraftedPageHeader(t *testing.T) {
	good := tableOf(t, factsToWrite())
	file, err := parquet.OpenFile(bytes.NewReader(good), int64(len(good)))
	if err != nil {
		t.Fatal(err)
	}
	columns := file.Metadata().RowGroups[len(file.RowGroups())-1].Columns
	for _, size := range []int{1, 2} { // the field of the header: the size of the page, and of what is stored of it
		at := int(columns[len(columns)-1].MetaData.DataPageOffset)
		for range size {
			for at++; good[at]&0x80 != 0; at++ { // the value of a field; those of the fields before are passed over
			}
			at++
		}
		end := at + 1
		for good[end]&0x80 != 0 {
			end++
		}
		bad := slices.Concat(good[:at+1], []byte{0xFE, 0xFF, 0xFF, 0xFF, 0x0F}, good[end+1:])
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		fault, err := parquetFacts(bytes.NewReader(bad), int64(len(bad)), func(*runFact) error { return nil })
		runtime.ReadMemStats(&after)
		if err != nil || fault == nil {
			t.Errorf("field %d: fault %v, %v", size, fault, err)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > 64<<20 {
			t.Errorf("field %d: reading took %d MB", size, took>>20)
		}
	}
}

// A bombCodec packs every page as one of a gigabyte of zeros.
type bombCodec struct {
	zstd.Codec
	bomb []byte
}

func (c *bombCodec) Encode(dst, _ []byte) ([]byte, error) { return append(dst[:0], c.bomb...), nil }

// TestPageBomb: a page that unpacks to a gigabyte, whatever its header says, is damage.
func TestPageBomb(t *testing.T) {
	var packed bytes.Buffer
	z, err := compress.NewWriter(&packed)
	if err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 1<<20)
	for range 1 << 10 {
		if _, err := z.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	w := parquet.NewGenericWriter[factRow](&file, parquet.Compression(&bombCodec{bomb: packed.Bytes()}))
	if _, err := w.Write([]factRow{{File: "a.csv", Cell: "B3", Label: "x", Year: "2018"}}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	fault, err := parquetFacts(bytes.NewReader(file.Bytes()), int64(file.Len()), func(*runFact) error { return nil })
	runtime.ReadMemStats(&after)
	if err != nil || fault == nil {
		t.Errorf("fault %v, %v", fault, err)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > 128<<20 {
		t.Errorf("reading %d bytes took %d MB", file.Len(), took>>20)
	}
}
