package sheets

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"tongket/analysis"
	"tongket/ingest"
)

// browse opens the page of two sheets in Chromium, at the width of a phone; the test is
// skipped where there is none, and fails where CI says that there is one.
func browse(t *testing.T, hash string) context.Context {
	t.Helper()
	chromium := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil && chromium == "" {
			chromium = path
		}
	}
	if chromium == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("no Chromium, and CI is set")
		}
		t.Skip("no Chromium")
	}
	r := sampleReview()
	r.Balances = append(r.Balances, ingest.Balance{File: "so-lieu/b.csv"})
	r.Findings = append(r.Findings, analysis.Finding{Severity: analysis.Warning, Code: ingest.CodeNoYear, Pos: ingest.Pos{File: "so-lieu/b.csv", Row: 2, Col: 2}})
	var page bytes.Buffer
	if err := Write(&page, r, Source{Grids: func(file string) []ingest.Grid {
		if file == "so-lieu/b.csv" {
			return []ingest.Grid{{File: file, Cells: []ingest.Cell{{Row: 1, Col: 1, Kind: ingest.Text, Text: "Chỉ tiêu"}, {Row: 2, Col: 2, Kind: ingest.Number, Num: 5}}}}
		}
		return []ingest.Grid{sampleGrid()}
	}}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "doc-so-lieu.html")
	if err := os.WriteFile(path, page.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), chromedp.ExecPath(chromium), chromedp.UserDataDir(t.TempDir()),
		chromedp.NoFirstRun, chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU)
	t.Cleanup(stop)
	ctx, closeBrowser := chromedp.NewContext(allocator)
	t.Cleanup(closeBrowser)
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(360, 740), chromedp.Navigate("file://"+path+hash)); err != nil {
		t.Fatal(err)
	}
	return ctx
}

func TestPageInBrowser(t *testing.T) {
	ctx := browse(t, "#so-lieu/a.xlsx!Bi%E1%BB%83u%20%3C1%3E!C3")
	tests := []struct{ name, script, want string }{
		{"no rule of axe is broken", `axe.run(document).then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html).join('; '))`, ""},
		{"the address leads to the cell", `document.querySelector('td.here').textContent`, "70"},
		{"which is told", `String(document.getElementById('ve-o').textContent.includes('Số hộ nghèo; Huyện A; năm 2018'))`, "true"},
		{"what looks like HTML is text", `document.querySelectorAll('img').length + ' ' + [...document.querySelectorAll('td')].some(d => d.textContent.startsWith('<img'))`, "0 true"},
		{"columns are as wide as the sheet's", `[...document.querySelectorAll('#bang col')].map(c => c.style.width).join(' ')`, " calc(5ch + 0.8rem) calc(8.43ch + 0.8rem) calc(12ch + 0.8rem) calc(12ch + 0.8rem)"},
		{"a long text takes the empty cells beside", `String(document.querySelector('#bang tbody').rows[3].cells[1].colSpan)`, "4"},
		{"arrows move", `(() => { document.querySelector('td.here').dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowLeft', bubbles: true})); return document.activeElement.textContent; })()`, "Huyện A"},
		{"the finding stands beside, with its line", `document.querySelector('aside code').textContent`, "so-lieu/a.xlsx;Biểu <1>;C3;;;;;70;…;;…;;"},
		{"severities filter the sheets", `(() => { const s = document.getElementById('loc-muc'); s.value = 'warning'; s.dispatchEvent(new Event('change')); return [...document.querySelectorAll('nav li.file')].map(l => l.textContent).join(); })()`, "so-lieu/b.csv"},
		{"roles dim the others", `(() => { const s = document.getElementById('loc-vai-tro'); s.value = '1'; s.dispatchEvent(new Event('change')); return document.querySelectorAll('td.shown').length + ' ' + document.getElementById('bang').classList.contains('dim'); })()`, "1 true"},
		{"a file without sheets", `(async () => { location.hash = '#so-lieu/b.csv!!B2'; await new Promise(d => setTimeout(d, 200)); return document.querySelector('td.here').textContent + ' ' + document.getElementById('ten-trang').textContent; })()`, "5 so-lieu/b.csv"},
		{"nothing overflows a phone", `String(document.documentElement.scrollWidth <= 360)`, "true"},
	}
	axe, err := os.ReadFile("../html/testdata/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[any](string(axe)+";void 0")); err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		got, err := chromedp.Run(ctx, chromedp.Evaluate[string](test.script, chromedp.EvalAwaitPromise))
		if err != nil || got != test.want {
			t.Errorf("%s: %q, want %q (%v)", test.name, got, test.want, err)
		}
	}
}
