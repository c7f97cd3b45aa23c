package html

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"tongket/analysis"
)

// A reader is a Chromium that reads pages, with what it complains of and asks
// the network for.
type reader struct {
	*testing.T
	ctx context.Context

	mu         sync.Mutex
	complaints []string
	requests   []string
}

// startBrowser starts Chromium for one test; the test is skipped where there
// is none, and fails on a machine of which CI says that it has one.
func startBrowser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("no Chromium, and CI is set")
		}
		t.Skip("no Chromium")
	}
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()), chromedp.NoFirstRun,
		chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("hide-scrollbars", true),
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, closeBrowser := chromedp.NewContext(allocator)
	t.Cleanup(closeBrowser)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// open opens the page of r in a new tab.
func open(t *testing.T, parent context.Context, r *analysis.Review, hash string, width, height int64) *reader {
	t.Helper()
	return openPage(t, parent, write(t, r), hash, width, height)
}

func openPage(t *testing.T, parent context.Context, page []byte, hash string, width, height int64) *reader {
	t.Helper()
	file := filepath.Join(t.TempDir(), "bieu-do.html")
	if err := os.WriteFile(file, page, 0o666); err != nil {
		t.Fatal(err)
	}
	ctx, closeTab := chromedp.NewContext(parent)
	t.Cleanup(closeTab)
	ctx, cancel := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancel)
	b := &reader{T: t, ctx: ctx}
	b.must(chromedp.Listen(ctx, b.listen))
	call(b, network.Enable, network.EnableParams{})
	call(b, log.Enable, cdp.Empty{})
	b.do(chromedp.EmulateViewport(width, height), chromedp.Navigate("file://"+file+hash))
	b.until(`document.documentElement.dataset.ready === 'true'`)
	return b
}

func (b *reader) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "blob:") && !strings.HasSuffix(u, "/bieu-do.html") {
			b.requests = append(b.requests, u)
		}
	case *runtime.EventExceptionThrown:
		b.complaints = append(b.complaints, e.ExceptionDetails.Text+" "+description(e.ExceptionDetails.Exception))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			b.complaints = append(b.complaints, fmt.Sprint(e.Type, ": ", string(e.Args[0].Value)))
		}
	case *log.EventEntryAdded:
		b.complaints = append(b.complaints, e.Entry.Text)
	}
}

func description(o *runtime.RemoteObject) string {
	if o == nil {
		return ""
	}
	return o.Description
}

func (b *reader) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

func (b *reader) do(actions ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	b.must(chromedp.Do(b.ctx, actions...))
}

// call runs a command of the protocol.
func call[P, R any](b *reader, command cdp.Command[P, R], params P) {
	b.Helper()
	_, err := chromedp.Call(b.ctx, command, params)
	b.must(err)
}

// quiet fails if the browser complained, or asked the network for anything.
func (b *reader) quiet() {
	b.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, c := range b.complaints {
		b.Errorf("the console says: %s", c)
	}
	for _, u := range b.requests {
		b.Errorf("the page asked for %s", u)
	}
}

// eval gives the value of a JavaScript expression; it waits for promises.
func eval[T any](b *reader, expression string) T {
	b.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return v
}

// until waits for an expression to become true.
func (b *reader) until(expression string) {
	b.Helper()
	for range 200 {
		if eval[bool](b, "Boolean("+expression+")") {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	b.Fatalf("never true: %s", expression)
}

func (b *reader) press(keys ...string) {
	b.Helper()
	for _, k := range keys {
		b.do(chromedp.KeyEvent(k))
	}
}

// goTo changes the address as a link does.
func (b *reader) goTo(hash string) {
	b.Helper()
	eval[any](b, fmt.Sprintf("void (location.hash = %q)", hash))
	eval[any](b, "new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)))")
}

func TestInBrowser(t *testing.T) {
	ctx := startBrowser(t)
	tests := []struct {
		name string
		test func(*testing.T, context.Context)
	}{
		{"every chart is drawn", testEveryChart},
		{"nothing overflows", testWidths},
		{"a number says where it comes from", testSources},
		{"filters by keyboard", testFilters},
		{"presentation by keyboard", testPresentation},
		{"hostile labels are text", testHostile},
		{"no accessibility violation", testAccessibility},
		{"print", testPrint},
		{"downloads", testDownloads},
		{"address and back", testAddress},
		{"texts of drawings are clear", testClear},
		{"the year is chosen", testYear},
		{"places and indicators are compared", testCompare},
		{"without scripts", testWithoutScripts},
		{"map", testMap},
		{"comments", testComments},
		{"changes", testChanges},
		{"comparison", testComparison},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { test.test(t, ctx) })
	}
}

// testEveryChart opens each indicator and looks at what stands in its charts.
func testEveryChart(t *testing.T, ctx context.Context) {
	r := sample(24)
	b := open(t, ctx, r, "", 1280, 900)
	if n := eval[int](b, `document.querySelectorAll('.card').length`); n != len(r.Indicators) {
		t.Errorf("%d cards, want %d", n, len(r.Indicators))
	}
	if n := eval[int](b, `[...document.querySelectorAll('.card .spark path:not(.g)')].filter(p => p.getTotalLength() > 20).length`); n != len(r.Indicators) {
		t.Errorf("%d cards have a line drawn, want %d", n, len(r.Indicators))
	}
	for _, x := range r.Indicators {
		b.goTo("#chi-tieu=" + x.Code)
		drawn := eval[[]int](b, `[...document.querySelectorAll('#chi-tiet .canvas[data-drawn] svg')].map(s => s.querySelectorAll('path').length)`)
		least := []int{12, 13, 13, 14, 13} // years, bars, both ends, changes, small lines
		if x.Kind == analysis.Flow {
			least = slices.Insert(least, 1, 6) // years added up, and their sum
		}
		short := len(drawn) != len(least)
		for k := range min(len(drawn), len(least)) {
			short = short || drawn[k] < least[k]
		}
		if short {
			t.Errorf("%s: paths in its charts %v, want at least %v: a path a year and a place", x.Code, drawn, least)
		}
		if name := eval[string](b, `document.querySelector('#chi-tiet .name').textContent`); name != x.Name {
			t.Errorf("%s: the view of %q", x.Code, name)
		}
		if n := eval[int](b, `document.querySelectorAll('#chi-tiet .heat td[tabindex]').length`); n != 13*6 {
			t.Errorf("%s: %d cells in the heat map, want 78", x.Code, n)
		}
	}
	b.quiet()
}

// testWidths: no view is wider than the window, and no label of a chart lies
// over another.
func testWidths(t *testing.T, ctx context.Context) {
	b := open(t, ctx, withChanges(withComments(sample(24)), 12), "", 1280, 900)
	for _, width := range []int64{360, 1280, 1920} {
		b.do(chromedp.EmulateViewport(width, 900))
		for _, hash := range []string{"", "#chi-tieu=CT-001", "#chi-tieu=CT-002", "#chi-tieu=CT-008", "#trinh-chieu=0", "#trinh-chieu=1", "#trinh-chieu=2"} {
			b.goTo(hash)
			if over := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
				t.Errorf("%s at %d: %d pixels too wide", hash, width, over)
			}
			if over := eval[[]string](b, overlapping); len(over) > 0 {
				t.Errorf("%s at %d: labels over each other: %q", hash, width, over)
			}
		}
	}
	b.do(chromedp.EmulateViewport(360, 900))
	b.goTo("")
	if bad := eval[[]string](b, unreadable); len(bad) > 0 {
		t.Errorf("on a telephone: %q", bad)
	}
	b.quiet()
}

// unreadable lists figures without the head of their column, heads that break within a
// word, and letters of drawings that are too small, all of the summary as it is shown.
const unreadable = `[
	...[...document.querySelectorAll('#tom-tat .misses td, #tom-tat .ahead td')].filter(e => getComputedStyle(e, '::before').content.length < 4).map(e => 'no head: ' + e.textContent),
	...[...document.querySelectorAll('#tom-tat .by-field thead th')].filter(e => e.scrollWidth > e.clientWidth + 1 || getComputedStyle(e).overflowWrap === 'anywhere').map(e => 'breaks: ' + e.textContent),
	...[...document.querySelectorAll('#tom-tat .plot text')].filter(e => e.getBoundingClientRect().height && e.getAttribute('font-size') * e.getScreenCTM().a < 9).map(e => 'small: ' + e.textContent),
]`

// overlapping lists the pairs of texts of a chart that share more than a
// sliver.
const overlapping = `[...document.querySelectorAll('.canvas svg')].flatMap(svg => {
	const texts = [...svg.querySelectorAll('text')].map(e => ({ s: e.textContent, r: e.getBoundingClientRect() })).filter(t => t.s.trim() && t.r.width);
	const out = [];
	texts.forEach((a, i) => texts.slice(i + 1).forEach(b => {
		const w = Math.min(a.r.right, b.r.right) - Math.max(a.r.left, b.r.left);
		const h = Math.min(a.r.bottom, b.r.bottom) - Math.max(a.r.top, b.r.top);
		if (w > 1.5 && h > 3) { out.push(a.s + ' / ' + b.s); }
	}));
	return out;
})`

const noteText = `document.getElementById('nguon').hidden ? '' : document.getElementById('nguon').textContent`

func testSources(t *testing.T, ctx context.Context) {
	r := sample(8)
	b := open(t, ctx, r, "", 1280, 1000)
	cellOf := func(f int) string { return place(r.Facts.At(f).Pos) }
	names := func(what, text string, fact int) {
		t.Helper()
		if want := cellOf(fact); !strings.Contains(text, want) || !strings.Contains(text, "“"+r.Facts.At(fact).Raw+"”") {
			t.Errorf("%s says %q, want %q and the raw text %q in it", what, text, want, r.Facts.At(fact).Raw)
		}
	}
	x := r.Indicators[0]
	// A card: by pointer, and by the Tab key.
	b.do(chromedp.ScrollIntoView(chromedp.CSS(`.card[data-i="0"] .n`)))
	b.hover(`.card[data-i="0"] .n`)
	b.until(`!document.getElementById('nguon').hidden`)
	note := eval[string](b, noteText)
	names("the card under the pointer", note, x.Whole.Points[5].Facts[0])
	if pos := r.Facts.At(x.Whole.Points[5].Facts[0]).Pos; r.Senders[pos.File] == "" || !strings.Contains(note, r.Senders[pos.File]+" gửi") {
		t.Errorf("the note on %s says %q, want who sent it", pos, note)
	}
	own := r.Facts.At(x.Whole.Points[5].Facts[0])
	if around := eval[[]string](b, `[...document.querySelectorAll('#nguon .around td')].map(c => (c.className ? c.className + ' ' : '') + c.textContent)`); len(around) < 4 || !slices.Contains(around, "own "+own.Raw) {
		t.Errorf("about it are %q, want %s among its neighbours", around, own.Raw)
	}
	b.press(kb.Escape)
	if s := eval[string](b, noteText); s != "" {
		t.Errorf("after Escape the note still says %q", s)
	}
	eval[any](b, `void document.querySelector('.card[data-i="0"] h3 a').focus()`)
	b.press(kb.Tab)
	names("the card under the keyboard", eval[string](b, noteText), x.Whole.Points[5].Facts[0])

	// A chart: by pointer, and by the arrow keys.
	b.goTo("#chi-tieu=" + x.Code)
	b.do(chromedp.Focus(chromedp.CSS(`#chi-tiet .years .canvas`)))
	b.press(kb.ArrowRight, kb.ArrowRight)
	names("the chart under the keyboard", eval[string](b, noteText), x.Whole.Points[1].Facts[0])
	if s := eval[string](b, `document.getElementById('doc-len').textContent`); !strings.Contains(s, "2016") {
		t.Errorf("the screen reader is told %q", s)
	}
	b.press(kb.Escape)
	b.hoverAt(`#chi-tiet .years .canvas`, 0.09, 0.7)
	b.until(`[...document.querySelectorAll('#chi-tiet .years .canvas .source')].some(e => e.offsetParent && e.textContent.includes('2015'))`)
	names("the chart under the pointer", eval[string](b, `document.querySelector('#chi-tiet .years .canvas .source').textContent`), x.Whole.Points[0].Facts[0])

	// The heat map: by the arrow keys, and by pointer.
	b.do(chromedp.Focus(chromedp.CSS(`#chi-tiet .heat td[tabindex="0"]`)))
	b.press(kb.ArrowRight, kb.ArrowDown)
	names("the heat map under the keyboard", eval[string](b, noteText), x.Places[1].Points[1].Facts[0])
	b.press(kb.Escape)
	b.hover(`#chi-tiet .heat tbody tr:nth-child(4) td:nth-child(4)`)
	b.until(fmt.Sprintf(`document.getElementById('nguon').textContent.includes(%q)`, cellOf(x.Places[3].Points[2].Facts[0])))

	// Every figure of a table that was read from a sheet names a cell.
	for _, x := range r.Indicators {
		b.goTo("#chi-tieu=" + x.Code)
		silent := eval[[]string](b, `[...document.querySelectorAll('#chi-tiet td[tabindex]')].filter(td => {
			td.focus();
			const c = td.tongketCell.cell, s = document.getElementById('nguon').textContent;
			return c.facts.length ? !s.includes(' › ') : !s.includes('chương trình');
		}).map(td => td.textContent)`)
		if len(silent) > 0 {
			t.Errorf("%s: figures without a cell: %q", x.Code, silent)
		}
	}
	b.quiet()
}

func (b *reader) hover(selector string) { b.Helper(); b.hoverAt(selector, 0.5, 0.5) }

// hoverAt moves the pointer to a place within an element, as shares of its
// width and height.
func (b *reader) hoverAt(selector string, x, y float64) {
	b.Helper()
	b.do(chromedp.ScrollIntoView(chromedp.CSS(selector)))
	eval[any](b, "new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)))") // the page hides notes when it scrolls
	box := eval[[]float64](b, fmt.Sprintf(`(r => [r.x, r.y, r.width, r.height])(document.querySelector(%q).getBoundingClientRect())`, selector))
	at := func(dx float64) chromedp.Action[chromedp.Void] {
		return chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, box[0]+x*box[2]+dx, box[1]+y*box[3])
	}
	b.do(at(-3), at(0))
}

func testFilters(t *testing.T, ctx context.Context) {
	r := sample(24)
	b := open(t, ctx, r, "", 1280, 900)
	shown := `[...document.querySelectorAll('.card:not([hidden]) h3')].map(e => e.textContent)`
	b.do(chromedp.Focus(chromedp.CSS(`[name="tim"]`)))
	b.press("h", "o", " ", "n", "g", "h", "e", "o")
	for _, name := range eval[[]string](b, shown) {
		if !strings.Contains(name, "hộ ") || !strings.Contains(name, "nghèo") {
			t.Errorf("'ho ngheo' shows %q", name)
		}
	}
	if n := len(eval[[]string](b, shown)); n != 6 {
		t.Errorf("'ho ngheo' shows %d cards, want 6", n)
	}
	if hash := eval[string](b, `location.hash`); hash != "#tim=ho+ngheo" {
		t.Errorf("the address says %q", hash)
	}
	if s := eval[string](b, `document.getElementById('so-hien').textContent`); s != "Hiển thị 6/24 chỉ tiêu" {
		t.Errorf("the page says %q", s)
	}
	// To the judgement by Tab, and down to 'Không đạt'.
	eval[any](b, `void document.querySelector('[name="tim"]').select()`)
	b.press(kb.Delete)
	b.press(kb.Tab, kb.Tab)
	if name := eval[string](b, `document.activeElement.name`); name != "danh-gia" {
		t.Fatalf("two Tabs from the search lead to %q", name)
	}
	b.press("K")
	want := 0
	for _, x := range r.Indicators {
		if x.Judgement.Verdict == analysis.NotMet {
			want++
		}
	}
	if n := len(eval[[]string](b, shown)); n != want {
		t.Errorf("'Không đạt' shows %d cards, want %d", n, want)
	}
	// The tile of the judgement is pressed, and lets go by the space bar.
	if n := eval[int](b, `document.querySelectorAll('.tile[aria-pressed="true"]').length`); n != 1 {
		t.Errorf("%d tiles are pressed, want 1", n)
	}
	b.do(chromedp.Focus(chromedp.CSS(`.tile[data-value="not-met"]`)))
	b.press(" ")
	if n := len(eval[[]string](b, shown)); n != 24 {
		t.Errorf("%d cards after the tile let go, want 24", n)
	}
	// A place adds its figure to each card, an unit leaves its own.
	b.goTo("#dia-ban=12&don-vi=1")
	here := eval[[]string](b, `[...document.querySelectorAll('.card:not([hidden]) .here')].map(e => e.textContent)`)
	if len(here) != 8 || !strings.Contains(here[0], "Huyện Tân Sơn: ") || !strings.Contains(here[1], "xếp thứ 13/13") || strings.Contains(here[0], "xếp thứ") {
		t.Errorf("cards of Huyện Tân Sơn say %q", here)
	}
	b.quiet()
}

func testPresentation(t *testing.T, ctx context.Context) {
	b := open(t, ctx, sample(6), "", 1280, 720)
	title := `document.querySelector('.slide .name, .slide h1').textContent`
	b.do(chromedp.Focus(chromedp.CSS(`[data-action="present"]`)))
	b.press(kb.Enter)
	b.until(`!document.getElementById('trinh-chieu').hidden`)
	first := eval[string](b, title)
	b.press(kb.ArrowRight)
	if n := eval[int](b, `document.querySelectorAll('.slide .summary').length`); n != 1 {
		t.Errorf("%d parts of the summary on the second slide", n)
	}
	for range 6 { // the conclusion comes first, then charts of what was missed
		if eval[bool](b, `!!document.querySelector('.slide .canvas')`) {
			break
		}
		b.press(kb.ArrowRight)
	}
	b.until(`document.querySelector('.slide .canvas[data-drawn] svg path')`)
	if second := eval[string](b, title); second == first {
		t.Errorf("the arrow key leaves %q", second)
	}
	if n := eval[int](b, `document.querySelectorAll('.slide .canvas').length`); n != 1 {
		t.Errorf("%d charts on a slide, want 1", n)
	}
	b.press(kb.End)
	if s := eval[string](b, `document.querySelector('.where').textContent`); s != "Trang 10/10" {
		t.Errorf("End leads to %q", s)
	}
	b.press(kb.ArrowLeft, kb.PageUp)
	if s := eval[string](b, `document.querySelector('.where').textContent`); s != "Trang 8/10" {
		t.Errorf("back twice leads to %q", s)
	}
	if s := eval[string](b, `location.hash`); s != "#trinh-chieu=7" {
		t.Errorf("the address says %q", s)
	}
	for range 30 { // the Tab key stays in the dialogue
		b.press(kb.Tab)
		if !eval[bool](b, `document.getElementById('trinh-chieu').contains(document.activeElement)`) {
			t.Fatal("the Tab key left the presentation")
		}
	}
	b.press(kb.Escape)
	b.until(`document.getElementById('trinh-chieu').hidden`)
	if s := eval[string](b, `document.activeElement.dataset.action || ''`); s != "present" {
		t.Errorf("after the presentation the focus is on %q", s)
	}
	b.quiet()
}

func testHostile(t *testing.T, ctx context.Context) {
	r := evil()
	b := open(t, ctx, r, "", 1280, 900)
	for i := range r.Indicators {
		b.goTo("")
		eval[any](b, fmt.Sprintf(`void document.querySelector('.card[data-i="%d"] h3 a').click()`, i))
		b.until(`document.querySelector('#chi-tiet .canvas[data-drawn] svg')`)
		if got := eval[string](b, `document.querySelector('#chi-tiet .name').textContent`); got != hostile[i] {
			t.Errorf("the name %q shows as %q", hostile[i], got)
		}
		b.do(chromedp.Focus(chromedp.CSS(`#chi-tiet .years .canvas`)))
		b.press(kb.ArrowRight)
		if s := eval[string](b, noteText); !strings.Contains(s, " › ") {
			t.Errorf("%q: the note says %q", hostile[i], s)
		}
		eval[any](b, `void tongket.print.build()`)
		b.hoverAt(`#chi-tiet .bars .canvas`, 0.4, 0.5)
	}
	b.goTo("#trinh-chieu=1")
	b.goTo("#chi-tieu=javascript:alert(1)&tim=</script><img src=x>")
	if ran := eval[bool](b, `window.ran !== undefined || document.querySelector('img') !== null`); ran {
		t.Error("a label ran, or became an element")
	}
	b.quiet()
	// The policy lets no script in, wherever it comes from.
	if ran := eval[bool](b, `(() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s); return window.ran === 1; })()`); ran {
		t.Error("the policy let a foreign script run")
	}
}

func testAccessibility(t *testing.T, ctx context.Context) {
	hashes := []string{"", "#dia-ban=3&danh-gia=not-met", "#chi-tieu=CT-001", "#chi-tieu=CT-002", "#trinh-chieu=0", "#trinh-chieu=2"}
	r := withChanges(withMap(withComments(sample(9))), 12)
	checkAccessibility(open(t, ctx, r, "", 1280, 900), hashes)
	checkAccessibility(openPage(t, ctx, writeComparison(t, r), "", 1280, 900), []string{"", "#loai=altered"})
	checkAccessibility(openPage(t, ctx, writeComparison(t, r), "", 360, 780), []string{""})
}

// checkAccessibility looks at views of a page in both themes.
func checkAccessibility(b *reader, hashes []string) {
	b.Helper()
	axe, err := os.ReadFile("testdata/axe.min.js")
	b.must(err)
	eval[any](b, string(axe)+";void 0")
	for _, theme := range []string{"light", "dark"} {
		if theme == "dark" {
			eval[any](b, `void document.querySelector('[data-action="theme"]').click()`)
		}
		for _, hash := range hashes {
			b.goTo(hash)
			found := eval[string](b, `axe.run(document, { resultTypes: ['violations'] }).then(r => JSON.stringify(r.violations.map(v => ({ id: v.id, impact: v.impact, nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + (n.any[0] ? n.any[0].message : '')) }))))`)
			var violations []struct {
				ID, Impact string
				Nodes      []string
			}
			b.must(json.Unmarshal([]byte(found), &violations))
			for _, v := range violations {
				b.Errorf("%s, %s: %s (%s): %q", theme, hash, v.ID, v.Impact, v.Nodes)
			}
		}
	}
	b.quiet()
}

func testPrint(t *testing.T, ctx context.Context) {
	b := open(t, ctx, sample(6), "", 1280, 900)
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	eval[any](b, `void window.dispatchEvent(new Event('beforeprint'))`)
	if n := eval[int](b, `document.querySelectorAll('#ban-in .printed').length`); n != 0 {
		t.Errorf("the home page prints %d indicators at length", n)
	}
	if !eval[bool](b, `document.querySelector('#tom-tat .scores svg').getBoundingClientRect().height > 20 && document.querySelector('.card').getBoundingClientRect().height > 20`) {
		t.Error("the home page prints without its summary or its cards")
	}
	eval[any](b, `void window.dispatchEvent(new Event('afterprint'))`)
	b.goTo("#tim=CT")
	eval[any](b, `void window.dispatchEvent(new Event('beforeprint'))`)
	if n := eval[int](b, `[...document.querySelectorAll('#ban-in .printed')].filter(e => e.getBoundingClientRect().height > 100).length`); n != 6 {
		t.Errorf("%d indicators are printed, want 6", n)
	}
	for figure, want := range map[string]int{"years": 6, "bars": 6, "shift": 4, "steps": 2, "panels": 6} { // of two flows the years added up in place of both ends
		if n := eval[int](b, `document.querySelectorAll('#ban-in .`+figure+` .drawing svg').length`); n != want {
			t.Errorf("%d drawings .%s are printed, want %d", n, figure, want)
		}
	}
	eval[any](b, `void window.dispatchEvent(new Event('afterprint'))`)
	b.goTo("#chi-tieu=CT-003")
	eval[any](b, `void window.dispatchEvent(new Event('beforeprint'))`)
	if n := eval[int](b, `document.querySelectorAll('#ban-in .printed').length`); n != 1 {
		t.Errorf("from an open indicator %d are printed, want 1", n)
	}
	b.quiet()
}

func testDownloads(t *testing.T, ctx context.Context) {
	b := open(t, ctx, sample(3), "#chi-tieu=CT-001", 1280, 900)
	dir := t.TempDir()
	b.downloadTo(dir)
	b.saves(dir, ".years [data-save=png]", "CT-001.png", "\x89PNG")
	// What a spreadsheet would run as a formula is a text, a number below nought stays one.
	if got, want := eval[string](b, `tongket.table.csv([['=1+1', '@x', '-2', 'a;"b"', -2.5]])`), "\ufeff'=1+1;'@x;'-2;\"a;\"\"b\"\"\";-2,5\r\n"; got != want {
		t.Errorf("the table says %q, want %q", got, want)
	}
	b.saves(dir, ".years [data-save=svg]", "CT-001.svg", "Tỷ lệ hộ nghèo")
	b.saves(dir, ".years [data-save=csv]", "CT-001.csv", "Thực hiện;13,74;")
	b.saves(dir, ".heat [data-save=svg]", "CT-001-nam.svg", "Huyện Tân Sơn")
	b.saves(dir, ".bars [data-save=csv]", "CT-001-2020.csv", "Huyện Tam Nông;3,38")
	b.quiet()
}

func (b *reader) downloadTo(dir string) {
	b.Helper()
	_, err := chromedp.CallBrowser(b.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir})
	b.must(err)
}

// saves presses a button of the open view and looks into the file that comes.
func (b *reader) saves(dir, button, file, holds string) {
	b.Helper()
	eval[any](b, fmt.Sprintf(`void document.querySelector(%q).click()`, "#chi-tiet "+button))
	content := ""
	for range 100 {
		if c, err := os.ReadFile(filepath.Join(dir, file)); err == nil && len(c) > 0 {
			content = string(c)
			break
		}
		time.Sleep(30 * time.Millisecond)
	}
	if !strings.Contains(content, holds) {
		b.Errorf("%s gives %s with %d bytes, want %q in it", button, file, len(content), holds)
	}
}

// crossed lists the texts of the drawings that lie on another text, leave their drawing
// or lie on a line that says something. What is filled in a place's own row, under or
// around its text, is no line.
const crossed = `[...document.querySelectorAll('#chi-tiet .canvas > svg, .slide .canvas > svg')].filter(s => s.querySelector('.spot')).flatMap(svg => {
	const out = [], frame = svg.getBoundingClientRect(), title = svg.getAttribute('aria-label').slice(0, 40);
	const texts = [...svg.querySelectorAll('text')].map(e => ({ s: e.textContent, r: e.getBBox(), at: e.getBoundingClientRect() })).filter(t => t.s.trim());
	texts.forEach((a, i) => {
		if (a.at.left < frame.left - 2 || a.at.right > frame.right + 2 || a.at.top < frame.top - 2 || a.at.bottom > frame.bottom + 2) { out.push(title + ': ' + a.s + ' leaves'); }
		texts.slice(i + 1).forEach(b => {
			const w = Math.min(a.r.x + a.r.width, b.r.x + b.r.width) - Math.max(a.r.x, b.r.x), h = Math.min(a.r.y + a.r.height, b.r.y + b.r.height) - Math.max(a.r.y, b.r.y);
			if (w > 1 && h > 3) { out.push(title + ': ' + a.s + ' / ' + b.s); }
		});
	});
	const lines = [...svg.querySelectorAll('path[fill="none"]')].filter(p => p.getTotalLength() > 3);
	lines.forEach(p => {
		const n = p.getTotalLength();
		for (let d = 0; d <= n; d += 2) {
			const q = p.getPointAtLength(d);
			const hit = texts.find(t => q.x > t.r.x + 1 && q.x < t.r.x + t.r.width - 1 && q.y > t.r.y + t.r.height * 0.25 && q.y < t.r.y + t.r.height * 0.75);
			if (hit) { out.push(title + ': ' + hit.s + ' on a line'); break; }
		}
	});
	return out;
})`

// testClear: no text of a drawing lies on a text or on a line, at any width, on slides
// too.
func testClear(t *testing.T, ctx context.Context) {
	b := open(t, ctx, sample(8), "", 1280, 900)
	for _, width := range []int64{360, 768, 1280, 1920} {
		b.do(chromedp.EmulateViewport(width, 900))
		for _, hash := range []string{"#chi-tieu=CT-001", "#chi-tieu=CT-002", "#chi-tieu=CT-003&nam=2016", "#chi-tieu=CT-006&dia-ban=4", "#chi-tieu=CT-008&xep=thay-doi", "#trinh-chieu=2&chi-tieu=CT-001"} {
			b.goTo(hash)
			if bad := eval[[]string](b, crossed); len(bad) > 0 {
				t.Errorf("%s at %d: %q", hash, width, bad)
			}
		}
	}
	b.quiet()
}

// testYear: the year that is chosen is that of the bars and of the map, in the address
// too; what is worse than the whole bears its sign.
func testYear(t *testing.T, ctx context.Context) {
	r := withMap(sample(4))
	x := &r.Indicators[0] // a rate that is to fall
	x.Places[2].Points[1].Value, x.Whole.Points[1].Value = 99, 50
	b := open(t, ctx, r, "#chi-tieu="+x.Code, 1280, 900)
	eval[any](b, `void (s => { s.value = '2016'; s.dispatchEvent(new Event('change', { bubbles: true })); })(document.querySelector('#chi-tiet [name="nam"]'))`)
	if hash := eval[string](b, `location.hash`); !strings.Contains(hash, "nam=2016") {
		t.Errorf("the address says %q", hash)
	}
	title := eval[string](b, `document.querySelector('#chi-tiet .bars h3').textContent`)
	if want := analysis.ViewPlaces(r, 0, 2016).Count[1]; want != 1 || title != fmt.Sprintf("Năm 2016, %d địa bàn cao hơn mức chung toàn tỉnh", want) {
		t.Errorf("the bars say %q", title)
	}
	row := eval[string](b, `document.querySelector('#chi-tiet .bars .spot:last-of-type').getAttribute('aria-label')`)
	if row != "Huyện Đoan Hùng: 2016 99,00%" {
		t.Errorf("the worst is %q", row)
	}
	signs := `document.querySelectorAll('#chi-tiet .bars .spot path').length - document.querySelectorAll('#chi-tiet .bars .spot').length`
	if n := eval[int](b, signs); n != 1 {
		t.Errorf("%d places bear the sign of being worse, want 1", n)
	}
	if s := eval[string](b, `document.querySelector('#chi-tiet .map h3').textContent`); s != "Bản đồ, năm 2016" {
		t.Errorf("the map says %q", s)
	}
	if n := eval[int](b, `document.querySelectorAll('#chi-tiet .map .scale li').length`); n != 4 {
		t.Errorf("%d classes in the legend, want 4", n)
	}
	dir := t.TempDir()
	b.downloadTo(dir)
	b.saves(dir, ".bars [data-save=csv]", x.Code+"-2016.csv", "Huyện Đoan Hùng;99")
	b.saves(dir, ".bars [data-save=svg]", x.Code+"-2016.svg", "22/5/2020")
	b.saves(dir, ".panels [data-save=png]", x.Code+"-tung-noi.png", "\x89PNG")
	b.quiet()
}

// testCompare: a chosen place stands in an indicator's chart and table, beside another
// one; a second indicator brings its chart, a table of both and the places by both; the
// place's own figures are sorted by how far they are behind the whole.
func testCompare(t *testing.T, ctx context.Context) {
	r := sample(9)
	b := open(t, ctx, r, "#chi-tieu=CT-001&dia-ban=3&so-voi=13", 1280, 900)
	rows := eval[[]string](b, `[...document.querySelectorAll('#chi-tiet .years tbody th')].map(e => e.textContent)`)
	if n := len(rows); n < 3 || rows[n-2] != places[4] || rows[n-1] != places[13] {
		t.Errorf("the table of the years has %q, want %q and %q at its end", rows, places[4], places[13])
	}
	eval[any](b, `void (s => { s.value = 'CT-005'; s.dispatchEvent(new Event('change', { bubbles: true })); })(document.querySelector('#chi-tiet [name="voi"]'))`)
	if hash := eval[string](b, `location.hash`); !strings.Contains(hash, "voi=CT-005") {
		t.Errorf("the address says %q", hash)
	}
	if n := eval[int](b, `document.querySelectorAll('#chi-tiet .compare .canvas[data-drawn] svg, #chi-tiet .compare .dots svg').length`); n != 2 {
		t.Errorf("%d drawings of the comparison, want 2", n)
	}
	held := 0 // neither the place that is held nor what isn't there is drawn
	for _, l := range r.Indicators[0].Places {
		if l.Points[5].Held {
			held++
		}
	}
	if n := eval[int](b, `document.querySelectorAll('#chi-tiet .dots .spot').length`); n != 13-held {
		t.Errorf("%d places by both indicators, want %d", n, 13-held)
	}
	if over := eval[[]string](b, crossed); len(over) > 0 {
		t.Errorf("texts of the comparison: %q", over)
	}
	dir := t.TempDir()
	b.downloadTo(dir)
	b.saves(dir, ".both [data-save=csv]", "CT-001-CT-005.csv", "Tỷ lệ hộ nghèo (%);Tỷ lệ hộ cận nghèo (%)")
	b.goTo("#dia-ban=3")
	eval[any](b, `void (s => { s.value = 'chenh-lech'; s.dispatchEvent(new Event('change')); })(document.querySelector('[name="thu-tu"]'))`)
	gaps := eval[[]string](b, `[...document.querySelectorAll('#ho-so-dia-ban tbody tr')].filter(r => r.cells[6].textContent).map(r => r.cells[0].textContent + ' ' + r.cells[6].textContent)`)
	if len(gaps) < 3 || !strings.HasPrefix(gaps[0], "▼ ") || strings.HasPrefix(gaps[len(gaps)-1], "▼ ") {
		t.Errorf("the place's figures, by their gap: %q, want what is behind first", gaps)
	}
	b.quiet()
}

// testWithoutScripts: no button that would do nothing can be pressed, and the links of
// the summary lead to the cards.
func testWithoutScripts(t *testing.T, ctx context.Context) {
	page := string(write(t, sample(6)))
	page = page[:strings.Index(page, "<script")] + "</body></html>"
	buttons := regexp.MustCompile(`<button[^>]*>`).FindAllString(page, -1)
	for _, button := range buttons {
		if strings.Contains(button, "data-filter") && !strings.Contains(button, " disabled") {
			t.Errorf("%s can be pressed", button)
		}
	}
	noscript := regexp.MustCompile(`(?s)<noscript>.*?</noscript>`).FindString(page)
	for _, hidden := range []string{".head .actions", ".tools"} {
		if !strings.Contains(noscript, hidden) {
			t.Errorf("%s is shown", hidden)
		}
	}
	for _, link := range regexp.MustCompile(`href="#(chi-tieu=[^"]*)"`).FindAllStringSubmatch(page, -1) {
		if !strings.Contains(page, `id="`+link[1]+`"`) {
			t.Errorf("the link to %s leads nowhere", link[1])
		}
	}
}

func testMap(t *testing.T, ctx context.Context) {
	r := withMap(sample(4))
	b := open(t, ctx, r, "#chi-tieu=CT-001", 1280, 900)
	if n := eval[int](b, `document.querySelectorAll('#chi-tiet .area[data-t]').length`); n != 13 {
		t.Errorf("%d places are coloured, want 13", n)
	}
	b.do(chromedp.Focus(chromedp.CSS(`#chi-tiet .area[tabindex="0"]`)))
	b.press(kb.ArrowRight)
	want := r.Facts.At(r.Indicators[0].Places[1].Points[5].Facts[0])
	if s := eval[string](b, noteText); !strings.Contains(s, "Thị xã Phú Thọ, 2020") || !strings.Contains(s, place(want.Pos)) {
		t.Errorf("the note says %q, want the cell %s", s, place(want.Pos))
	}
	b.press(kb.Escape)
	b.hover(`#chi-tiet .area:nth-child(4)`)
	b.until(`document.getElementById('nguon').textContent.includes('Huyện Hạ Hòa')`)
	dir := t.TempDir()
	b.downloadTo(dir)
	b.saves(dir, ".map [data-save=svg]", "CT-001-2020-ban-do.svg", "Tỷ lệ hộ nghèo theo địa bàn, năm 2020")
	b.saves(dir, ".map [data-save=png]", "CT-001-2020-ban-do.png", "\x89PNG")
	b.quiet()
	// Without borders there is no map.
	b = open(t, ctx, sample(1), "#chi-tieu=CT-001", 1280, 900)
	if eval[bool](b, `document.querySelector('#chi-tiet .map:not([hidden])') !== null`) {
		t.Error("a map without borders")
	}
}

func testAddress(t *testing.T, ctx context.Context) {
	b := open(t, ctx, sample(12), "#danh-gia=met&chi-tieu=CT-006", 1280, 900)
	if s := eval[string](b, `document.querySelector('#chi-tiet .name').textContent`); s != sample(12).Indicators[5].Name {
		t.Errorf("the address opens %q", s)
	}
	eval[any](b, `void document.querySelector('.back').click()`)
	b.until(`!document.getElementById('chi-tieu-chinh').hidden`)
	if s := eval[string](b, `document.activeElement.closest('.card').dataset.i`); s != "5" {
		t.Errorf("back in the overview the focus is on card %s, want 5", s)
	}
	if n := eval[int](b, `document.querySelectorAll('.card:not([hidden])').length`); n != 3 {
		t.Errorf("%d cards under the filter of the address, want 3", n)
	}
	eval[any](b, `void history.back()`)
	b.until(`!document.getElementById('chi-tiet').hidden`)
	b.goTo("#chi-tieu=khong-co")
	if eval[bool](b, `document.getElementById('chi-tieu-chinh').hidden`) {
		t.Error("an unknown indicator shows nothing")
	}
	b.quiet()
}
