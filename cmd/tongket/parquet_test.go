package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// sqlBlocks are the queries of the README, as they stand there.
var sqlBlocks = regexp.MustCompile("(?s)```sql\n(.*?)```")

// duckDB runs queries in dir and gives the rows of each.
func duckDB(t *testing.T, dir string, queries ...string) [][]map[string]any {
	t.Helper()
	modules := os.Getenv("DUCKDB_NODE")
	node, err := exec.LookPath("node")
	if modules == "" || err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("node: %v; DUCKDB_NODE=%q", err, modules)
		}
		t.Skip("without node, or without @duckdb/node-api in the folder that DUCKDB_NODE names")
	}
	script, err := filepath.Abs("testdata/duckdb.cjs")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, append([]string{script}, queries...)...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("duckdb: %v\n%s", err, stderr.Bytes())
	}
	var results [][]map[string]any
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var rows []map[string]any
		if err := d.Decode(&rows); err == io.EOF {
			return results
		} else if err != nil {
			t.Fatal(err)
		}
		results = append(results, rows)
	}
}

// tongketIn runs a command line in this process.
func tongketIn(t *testing.T, args ...string) {
	t.Helper()
	var stdout, stderr strings.Builder
	if code := execute(context.Background(), args, &stdout, &stderr); code != 0 {
		t.Fatalf("tongket %s: exit status %d\n%s", strings.Join(args, " "), code, stderr.String())
	}
}

// factLines are the lines of a so-lieu.csv, a map of its columns each.
func factLines(t *testing.T, path string) (lines []map[string]string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records[1:] {
		line := map[string]string{}
		for i, name := range records[0] {
			line[strings.TrimPrefix(name, "\ufeff")] = r[i] // Excel needs the mark
		}
		lines = append(lines, line)
	}
	return lines
}

const small = "TT,Huyện,Số hộ nghèo năm 2015 (hộ),Số hộ nghèo năm 2020 (hộ)\n,Tổng số,70,30\n1,Huyện Tân Sơn,40,10\n2,Huyện Yên Lập,30,20\n"

// TestQueriesOfTheREADME runs them on what two jobs wrote and holds them
// against so-lieu.csv.
func TestQueriesOfTheREADME(t *testing.T) {
	asksNothingShared(t)
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	var queries []string
	for _, m := range sqlBlocks.FindAllSubmatch(readme, -1) {
		queries = append(queries, string(m[1]))
	}
	if len(queries) != 2 {
		t.Fatalf("the README shows %d queries", len(queries))
	}
	dir := t.TempDir()
	set := filepath.Join(dir, "du-lieu")
	nho := filepath.Join(dir, "Công việc nhỏ")
	if err := os.MkdirAll(filepath.Join(nho, "so-lieu"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(nho, "so-lieu", "bieu.csv"), []byte(small), 0o644); err != nil {
		t.Fatal(err)
	}
	outputs := map[string]string{"phu-tho": filepath.Join(dir, "kq"), "cong-viec-nho": filepath.Join(nho, "ket-qua")}
	tongketIn(t, "run", filepath.Join(root, "samples", "phu-tho"), "-o", outputs["phu-tho"], "--parquet", set, "--quiet")
	tongketIn(t, "run", nho, "--parquet", set, "--quiet")
	results := duckDB(t, dir, queries...)
	rows := results[0]
	for _, job := range []string{"cong-viec-nho", "phu-tho"} {
		facts := factLines(t, filepath.Join(outputs[job], "so-lieu.csv"))
		rows = checkPoor(t, job, facts, rows)
		i := slices.IndexFunc(results[1], func(r map[string]any) bool { return r["job"] == job })
		if i < 0 {
			t.Fatalf("%s: not among %v", job, results[1])
		}
		checkSummary(t, job, facts, results[1][i])
	}
	if len(rows) > 0 || len(results[1]) != 2 {
		t.Errorf("rows of no job: %v; %d jobs", rows, len(results[1]))
	}
}

// checkPoor compares the first rows with those lines that are of the poor
// households of 2020, and gives the rows behind them.
func checkPoor(t *testing.T, job string, facts []map[string]string, rows []map[string]any) []map[string]any {
	t.Helper()
	var want, got []string
	for _, f := range facts {
		if f["indicator"] == "ASXH-HN-SO" && f["place"] == "" && f["year"] == "2020" && (f["measure"] == "actual" || f["measure"] == "estimate") {
			want = append(want, strings.Join([]string{job, f["value"], f["unit"], f["file"], f["sheet"], f["cell"]}, "|"))
		}
	}
	if len(rows) < len(want) || len(want) == 0 {
		t.Fatalf("%s: %d rows, want %d", job, len(rows), len(want))
	}
	for _, r := range rows[:len(want)] {
		line := []string{r["job"].(string), strconv.FormatFloat(r["value"].(float64), 'f', -1, 64)}
		for _, name := range []string{"unit", "file", "sheet", "cell"} {
			line = append(line, r[name].(string))
		}
		got = append(got, strings.Join(line, "|"))
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant\n%s", job, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	return rows[len(want):]
}

func checkSummary(t *testing.T, job string, facts []map[string]string, row map[string]any) {
	t.Helper()
	figures, districts := 0, 0.0
	files := map[string]bool{}
	for _, f := range facts {
		files[f["file"]] = true
		v, err := strconv.ParseFloat(f["value"], 64)
		if err != nil {
			continue
		}
		figures++
		group := strings.HasPrefix(f["place"], "Khu vực") || strings.HasPrefix(f["place"], "Các ")
		if f["indicator"] == "ASXH-HN-SO" && f["year"] == "2015" && f["measure"] == "actual" && f["place"] != "" && !group {
			districts += v
		}
	}
	if row["facts"] != strconv.Itoa(len(facts)) || row["figures"] != strconv.Itoa(figures) || row["files"] != strconv.Itoa(len(files)) {
		t.Errorf("%s: %v, want %d facts, %d figures, %d files", job, row, len(facts), figures, len(files))
	}
	if got, ok := row["districts"].(float64); !ok || math.Abs(got-districts) > 1e-6 || districts == 0 {
		t.Errorf("%s: districts %v, want %v", job, row["districts"], districts)
	}
}

// TestTableOfOthers reads a data set again that DuckDB has written: its columns
// in another order, nullable, the partition a column of the one file.
func TestTableOfOthers(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a", "b"} {
		sheets := filepath.Join(dir, name, "so-lieu")
		if err := os.MkdirAll(sheets, 0o755); err != nil {
			t.Fatal(err)
		}
		text := small
		if name == "b" {
			text = strings.Replace(text, "70,30", "80,30", 1)
		}
		if err := os.WriteFile(filepath.Join(sheets, "bieu.csv"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		tongketIn(t, "run", filepath.Join(dir, name), "--parquet", filepath.Join(dir, "du-lieu"), "--quiet")
	}
	if err := os.MkdirAll(filepath.Join(dir, "c", "so-lieu"), 0o755); err != nil {
		t.Fatal(err)
	}
	duckDB(t, dir, `COPY (SELECT raw, * EXCLUDE (raw), 1 AS more FROM read_parquet('du-lieu/*/*.parquet', hive_partitioning = true) ORDER BY job, file, cell) TO 'c/so-lieu/all.parquet' (FORMAT parquet)`)
	tongketIn(t, "run", filepath.Join(dir, "c"), "--quiet")
	var got []string
	for _, f := range factLines(t, filepath.Join(dir, "c", "ket-qua", "so-lieu.csv")) {
		got = append(got, f["file"]+" "+f["cell"]+" "+f["value"])
	}
	want := []string{
		"so-lieu/all.parquet!a!so-lieu/bieu.csv C2 70", "so-lieu/all.parquet!a!so-lieu/bieu.csv C3 40", "so-lieu/all.parquet!a!so-lieu/bieu.csv C4 30",
		"so-lieu/all.parquet!a!so-lieu/bieu.csv D2 30", "so-lieu/all.parquet!a!so-lieu/bieu.csv D3 10", "so-lieu/all.parquet!a!so-lieu/bieu.csv D4 20",
		"so-lieu/all.parquet!b!so-lieu/bieu.csv C2 80", "so-lieu/all.parquet!b!so-lieu/bieu.csv C3 40", "so-lieu/all.parquet!b!so-lieu/bieu.csv C4 30",
		"so-lieu/all.parquet!b!so-lieu/bieu.csv D2 30", "so-lieu/all.parquet!b!so-lieu/bieu.csv D3 10", "so-lieu/all.parquet!b!so-lieu/bieu.csv D4 20",
	}
	if !slices.Equal(got, want) {
		t.Errorf("facts\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
