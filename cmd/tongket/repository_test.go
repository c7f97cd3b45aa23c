package main

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// root is the top of the repository, seen from this package.
const root = "../.."

// layers are our packages from the last stage to the first. A package may
// import those after it in the list, never one before it or on its own line.
var layers = [][]string{
	{"tongket/cmd/release"},
	{"tongket/cmd/tongket"},
	{"tongket/report"},
	{"tongket/report/docx", "tongket/report/html", "tongket/report/pdf", "tongket/report/sheets", "tongket/report/xlsx"},
	{"tongket/report/chart"},
	{"tongket/report/table"},
	{"tongket/report/annex"},
	{"tongket/report/plot"},
	{"tongket/report/chart/fonts"},
	{"tongket/report/vi"},
	{"tongket/analysis/diff"},
	{"tongket/analysis"},
	{"tongket/analysis/register"},
	{"tongket/analysis/claim"},
	{"tongket/analysis/stat"},
	{"tongket/analysis/stat/fixture"},
	{"tongket/ingest/read"},
	{"tongket/ingest/runs"},
	{"tongket/ingest/layout"},
	{"tongket/ingest/book"},
	{"tongket/ingest/words"},
	{"tongket/ingest"},
}

// importers names who alone imports a library, so that it can be replaced.
var importers = map[string][]string{
	"github.com/xuri/excelize/":       {"tongket/ingest/book", "tongket/report/xlsx"},
	"github.com/go-echarts/":          {"tongket/report/chart"},
	"github.com/go-json-experiment/":  {"tongket/ingest", "tongket/ingest/runs", "tongket/analysis", "tongket/report/html"}, // tokens of JSON, no format: each cuts the lists that it writes itself
	"github.com/dop251/goja":          {"tongket/report/chart"},
	"github.com/johnfercher/maroto/":  {"tongket/report/pdf"},
	"github.com/klauspost/compress/":  {"tongket/ingest/runs", "tongket/report/pdf", "tongket/report/xlsx"}, // Parquet, PDF and XLSX: compressors, no formats
	"github.com/richardlehane/mscfb":  {"tongket/ingest/book"},
	"github.com/goccy/go-yaml":        {"tongket/cmd/tongket"},
	"github.com/spf13/":               {"tongket/cmd/tongket"},
	"github.com/yuin/goldmark":        {"tongket/cmd/tongket"},
	"github.com/parquet-go/":          {"tongket/ingest/runs"},
	"github.com/gofrs/flock":          {"tongket/cmd/tongket"},
	"github.com/schollz/progressbar/": {"tongket/cmd/tongket"},
	"github.com/CycloneDX/":           {"tongket/cmd/release"},
	"github.com/fsnotify/":            {"tongket/cmd/tongket"},
	"gonum.org/":                      {"tongket/analysis/stat"},
}

type goPackage struct {
	ImportPath string
	Imports    []string
}

func ourPackages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []goPackage
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		if err := d.Decode(&p); err == io.EOF {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}

func layerOf(path string) int {
	return slices.IndexFunc(layers, func(l []string) bool { return slices.Contains(l, path) })
}

func TestImportsRunOneWay(t *testing.T) {
	for _, p := range ourPackages(t) {
		from := layerOf(p.ImportPath)
		if from < 0 {
			if !strings.HasPrefix(p.ImportPath, "tongket/samples") {
				t.Errorf("%s stands in no layer", p.ImportPath)
			}
			continue
		}
		for _, imported := range p.Imports {
			if !strings.HasPrefix(imported, "tongket/") {
				continue
			}
			if to := layerOf(imported); to <= from {
				t.Errorf("%s imports %s, against the direction of the pipeline", p.ImportPath, imported)
			}
		}
	}
}

func TestOneImporterPerLibrary(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range ourPackages(t) {
		if strings.HasPrefix(p.ImportPath, "tongket/samples") {
			continue // the sample builder
		}
		for _, imported := range p.Imports {
			for library, allowed := range importers {
				if !strings.HasPrefix(imported+"/", library) {
					continue
				}
				seen[library] = true
				if !slices.Contains(allowed, p.ImportPath) {
					t.Errorf("%s imports %s, which only %s may", p.ImportPath, imported, strings.Join(allowed, " and "))
				}
			}
		}
	}
	for library := range importers {
		if !seen[library] {
			t.Errorf("no package imports %s: take it off the list", library)
		}
	}
}

func TestTopLevel(t *testing.T) {
	allowed := []string{"LICENSE", "README.md", "analysis", "cmd", "go.mod", "go.sum", "ingest", "report", "samples"}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if n := e.Name(); !strings.HasPrefix(n, ".") && !slices.Contains(allowed, n) {
			t.Errorf("the top level holds %s", n)
		}
	}
}

func TestFormatted(t *testing.T) {
	asksNothingShared(t)
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" {
			return err
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		formatted, err := format.Source(source)
		if err == nil && !bytes.Equal(source, formatted) {
			t.Errorf("%s is not formatted", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// What a room of ingest may hold at most: a file's lines, a type's methods, and
// the package variables of all rooms together.
const (
	mostLines     = 500
	mostMethods   = 40
	mostVariables = 50
)

// TestRoomsAreSmall holds that a room of ingest can be held in the head.
func TestRoomsAreSmall(t *testing.T) {
	methods, variables := map[string]int{}, 0
	files := token.NewFileSet()
	err := filepath.WalkDir(filepath.Join(root, "ingest"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		room := filepath.Base(filepath.Dir(path))
		if n, name := files.File(f.FileStart).LineCount(), room+"/"+filepath.Base(path); n > mostLines {
			t.Errorf("%s has %d lines, more than %d", name, n, mostLines)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv != nil {
				methods[room+"."+receiver(fn)]++
			}
			variables += variablesIn(d)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, n := range methods {
		if n > mostMethods {
			t.Errorf("%s has %d methods, more than %d", name, n, mostMethods)
		}
	}
	if variables > mostVariables {
		t.Errorf("ingest has %d package variables, more than %d", variables, mostVariables)
	}
	if len(methods) == 0 || variables == 0 {
		t.Error("no methods or no variables are found")
	}
}

// receiver is the name of the type whose method fn is.
func receiver(fn *ast.FuncDecl) string {
	name := ""
	ast.Inspect(fn.Recv.List[0].Type, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && name == "" {
			name = id.Name
		}
		return name == ""
	})
	return name
}

// variablesIn counts the package variables that a declaration names.
func variablesIn(d ast.Decl) (n int) {
	decl, ok := d.(*ast.GenDecl)
	if !ok || decl.Tok != token.VAR {
		return 0
	}
	for _, spec := range decl.Specs {
		for _, name := range spec.(*ast.ValueSpec).Names {
			if name.Name != "_" {
				n++
			}
		}
	}
	return n
}
