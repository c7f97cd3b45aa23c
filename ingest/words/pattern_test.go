package words

import (
	"archive/zip"
	"go/ast"
	"go/parser"
	source "go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// patternsOfSource are all patterns of the rooms, from their source.
func patternsOfSource(t testing.TB) (list []*pattern) {
	t.Helper()
	files, err := filepath.Glob("../*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(source.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 1 {
				return true
			}
			name, _ := call.Fun.(*ast.Ident)
			if of, ok := call.Fun.(*ast.SelectorExpr); ok {
				name = of.Sel
			}
			text, _ := call.Args[0].(*ast.BasicLit)
			if name == nil || text == nil {
				return true
			}
			expr, _ := strconv.Unquote(text.Value)
			switch name.Name {
			case "NewPattern", "prose":
				list = append(list, NewPattern(expr))
			case "WordPattern", "wordProse":
				list = append(list, WordPattern(expr))
			}
			return true
		})
	}
	if len(list) < 60 {
		t.Fatalf("%d patterns found", len(list))
	}
	return list
}

// TestPatterns: a pattern finds what its expression finds, in texts of sheets.
func TestPatterns(t *testing.T) {
	texts := []string{"", "ſo với", "SO VỚI KẾ HOẠCH", "2015/2014", "(*)", "Tăng/giảm"}
	files, err := filepath.Glob("../layout/testdata/layouts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range strings.FieldsFunc(string(data), func(r rune) bool { return r == '|' || r == '\n' || r == '\t' }) {
			texts = append(texts, text, Fold(text), strings.ToUpper(text))
		}
	}
	slices.Sort(texts)
	texts = slices.Compact(texts)
	for n, p := range patternsOfSource(t) {
		for k := n % 4; k < len(texts); k += 4 {
			text := texts[k]
			want := p.compiled().FindStringSubmatchIndex(text)
			if got := p.FindStringSubmatchIndex(text); !reflect.DeepEqual(got, want) || p.MatchString(text) != (want != nil) {
				t.Errorf("%q in %q: %v, want %v", p.expr, text, got, want)
			}
			if got, want := p.ReplaceAllString(text, "<>"), p.compiled().ReplaceAllString(text, "<>"); got != want {
				t.Errorf("%q replaced in %q: %q, want %q", p.expr, text, got, want)
			}
		}
	}
}

func TestLiterals(t *testing.T) {
	tests := map[string][]string{
		`tăng\s*/\s*giảm|chênh lệch`:     {"tăng", "chênh lệch"},
		`(?:19|20)\d\d`:                  {"19", "20"},
		`^(?:mã(?: số)? )?\d{1,2}\)`:     {")"},
		`% ?(?:kh|th|so|đạt|hoàn thành)`: {"%"},
		`sở (?:lao động|lđ)`:             {"sở lao động", "sở lđ"},
		`\d+|năm`:                        nil,
		`(?i)KHOẢNG`:                     {"khoảng"},
		`(?:a|b)*`:                       nil,
		`q[1-4]x+`:                       {"q1", "q2", "q3", "q4"},
	}
	for expr, want := range tests {
		p := NewPattern(expr)
		p.compiled()
		if got := p.literals; !slices.Equal(got, want) {
			t.Errorf("literals of %q: %q, want %q", expr, got, want)
		}
	}
}

// textsOfSheets are the texts of the layouts and of the sample's workbooks.
func textsOfSheets(t testing.TB) (texts []string) {
	t.Helper()
	files, err := filepath.Glob("../layout/testdata/layouts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, strings.FieldsFunc(string(data), func(r rune) bool { return r == '|' || r == '\n' || r == '\t' })...)
	}
	books, err := filepath.Glob("../../samples/phu-tho/so-lieu/*.xlsx")
	if err != nil || len(books) == 0 {
		t.Fatal(books, err)
	}
	cell := regexp.MustCompile(`<t[^>/]*>([^<]+)</t>`)
	for _, name := range books {
		book, err := zip.OpenReader(name)
		if err != nil {
			t.Fatal(err)
		}
		data, err := fs.ReadFile(book, "xl/sharedStrings.xml")
		book.Close()
		if err != nil {
			continue // its texts stand in the cells
		}
		for _, m := range cell.FindAllSubmatch(data, -1) {
			texts = append(texts, string(m[1]))
		}
	}
	slices.Sort(texts)
	return slices.Compact(texts)
}

// BenchmarkPatterns asks all patterns of all texts: with the literals that a match
// must hold looked for first, and without.
func BenchmarkPatterns(b *testing.B) {
	texts, patterns := textsOfSheets(b), patternsOfSource(b)
	for i, text := range texts {
		texts[i] = Fold(text)
	}
	for _, way := range []struct {
		name  string
		match func(p *pattern, s string) bool
	}{
		{"literals first", (*pattern).MatchString},
		{"regexp alone", func(p *pattern, s string) bool { return p.compiled().MatchString(s) }},
	} {
		b.Run(way.name, func(b *testing.B) {
			for b.Loop() {
				for _, p := range patterns {
					for _, text := range texts {
						way.match(p, text)
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(patterns)*len(texts)), "ns/question")
		})
	}
}
