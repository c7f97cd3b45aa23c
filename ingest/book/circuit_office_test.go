package book

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tongket/ingest"
)

// TestCircuitOfLibreOffice has LibreOffice, where it is installed, write in its own
// formats what excelize wrote.
func TestCircuitOfLibreOffice(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("soffice is missing")
		}
		t.Skip("no soffice")
	}
	rnd := rand.New(rand.NewPCG(18, 2020))
	dir := t.TempDir()
	var drawn [3][]drawnCell
	var files []string
	for n := range drawn {
		cells := slices.DeleteFunc(drawGrid(rnd, false), func(c drawnCell) bool { return c.formula || c.kind == ingest.Boolean || c.text == "=1+1" })
		for i := range cells {
			cells[i] = asExcelize(cells[i])
		}
		drawn[n], files = cells, append(files, filepath.Join(dir, fmt.Sprintf("g%d.xlsx", n)))
		if err := os.WriteFile(files[n], writeExcelize(t, cells), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, format := range []string{"ods", "xls", "fods"} {
		cmd := exec.Command(soffice, append([]string{"-env:UserInstallation=file://" + dir + "/profile", "--headless", "--convert-to", format, "--outdir", dir}, files...)...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		for n, cells := range drawn {
			name := strings.TrimSuffix(files[n], "xlsx") + format
			grids, issues := Grids(t.Context(), ingest.Source{Path: name, Name: "f"})
			if len(grids) == 0 || len(issues) > 0 {
				t.Fatalf("%s %d: issues %s", format, n, issuesText(issues))
			}
			if got, want := gridText(grids[0], false), drawnText(cells, false); got != want {
				t.Errorf("%s %d: - written, + read\n%s", format, n, difference(got, want))
			}
		}
	}
}
