package book

import (
	"bytes"
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"tongket/ingest/words"
)

// TestRoom holds how large the package and its parts may grow, and that the words
// of the language and the letters of its encodings are data.
func TestRoom(t *testing.T) {
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	variables, methods := 0, map[string]int{}
	for _, name := range names {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(source, []byte("\n")); n > 500 {
			t.Errorf("%s has %d lines", name, n)
		}
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(gotoken.NewFileSet(), name, source, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.GenDecl:
				if d.Tok == gotoken.VAR {
					variables += len(d.Specs)
				}
			case *ast.FuncDecl:
				if d.Recv != nil {
					methods[strings.TrimPrefix(nameOf(d.Recv.List[0].Type), "*")]++
				}
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if l, ok := n.(*ast.BasicLit); ok && (l.Kind == gotoken.STRING || l.Kind == gotoken.CHAR) && strings.ContainsFunc(l.Value, isVietnamese) {
				t.Errorf("%s: %s belongs into tables", name, l.Value)
			}
			return true
		})
	}
	if variables > 15 {
		t.Errorf("%d package variables", variables)
	}
	for name, n := range methods {
		if n > 40 {
			t.Errorf("%s has %d methods", name, n)
		}
	}
}

func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return "*" + nameOf(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}

func isVietnamese(r rune) bool {
	return words.IsVietnameseLetter(r) || r > unicode.MaxASCII && r < 0x1B1 && unicode.IsLetter(r)
}

// TestTables holds that each table is there, has a comment at its head, and that no
// line of it says anything twice.
func TestTables(t *testing.T) {
	entries, err := tables.ReadDir("tables")
	if err != nil || len(entries) < 7 {
		t.Fatalf("%d tables, %v", len(entries), err)
	}
	for _, e := range entries {
		data, err := tables.ReadFile("tables/" + e.Name())
		if err != nil || !bytes.HasPrefix(data, []byte("# ")) {
			t.Errorf("%s does not say what it lists (%v)", e.Name(), err)
		}
		seen := map[string]bool{}
		for row := range table(e.Name()) {
			if line := strconv.Quote(strings.Join(row, "\t")); seen[line] {
				t.Errorf("%s has %s twice", e.Name(), line)
			} else {
				seen[line] = true
			}
		}
	}
}
