package words

import (
	"go/ast"
	"go/parser"
	source "go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestWordsAreData: no room but this one has Vietnamese text in its code, and this
// one in the expressions of patterns alone.
func TestWordsAreData(t *testing.T) {
	for _, file := range sourceFiles(t) {
		room := filepath.Base(filepath.Dir(file))
		allowed := map[ast.Node]bool{}
		files := source.NewFileSet()
		tree, err := parser.ParseFile(files, file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if name, ok := n.Fun.(*ast.Ident); ok && room == "words" && slices.Contains([]string{"prose", "wordProse", "NewPattern", "WordPattern"}, name.Name) {
					for _, arg := range n.Args {
						allowed[arg] = true
					}
				}
			case *ast.BasicLit:
				if n.Kind != source.STRING || allowed[n] || !holdsVietnamese(n.Value) {
					return true
				}
				t.Errorf("%s: %s is a word of the language: it belongs in lexicon.tsv", files.Position(n.Pos()), n.Value)
			}
			return true
		})
	}
}

func holdsVietnamese(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return IsVietnameseLetter(r) || strings.ContainsRune("àáâãèéêìíòóôõùúýăđĩũơưÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ", r)
	})
}

// TestFewVariables: what the package keeps between calls is a lexicon and the memos
// of patterns, and not a variable a word.
func TestFewVariables(t *testing.T) {
	const most = 15
	var list []string
	for _, file := range sourceFiles(t) {
		if filepath.Base(filepath.Dir(file)) != "words" {
			continue
		}
		tree, err := parser.ParseFile(source.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range tree.Decls {
			if d, ok := d.(*ast.GenDecl); ok && d.Tok == source.VAR {
				for _, spec := range d.Specs {
					for _, name := range spec.(*ast.ValueSpec).Names {
						list = append(list, name.Name)
					}
				}
			}
		}
	}
	if len(list) > most {
		t.Errorf("%d package variables, more than %d: %s", len(list), most, strings.Join(list, ", "))
	}
}

// sourceFiles are the Go files of ingest and its rooms, tests left out.
func sourceFiles(t *testing.T) (list []string) {
	t.Helper()
	for _, glob := range []string{"../*.go", "../*/*.go"} {
		files, err := filepath.Glob(glob)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if !strings.HasSuffix(file, "_test.go") && !strings.Contains(file, "oldwords") {
				list = append(list, file)
			}
		}
	}
	if len(list) < 40 {
		t.Fatalf("%d files found", len(list))
	}
	return list
}
