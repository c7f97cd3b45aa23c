package report

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"tongket/analysis"
	"tongket/report/annex"
	"tongket/report/vi"
)

// A view is what the page shows of one indicator.
type view struct {
	Code, Name, Badge string
	Figures           [][2]string // label and text
	Years, Places     [][]string  // tables with their heads
}

// viewsScript opens each indicator as a link does and reads what is on the
// screen.
const viewsScript = `(async () => {
	const rows = t => t ? [...t.rows].map(r => [...r.cells].map(c => c.textContent)) : [];
	const until = async holds => { while (!holds()) { await new Promise(done => setTimeout(done, 5)); } };
	await until(() => document.documentElement.dataset.ready === 'true');
	const out = [];
	for (const card of document.querySelectorAll('.card h3 a')) {
		location.hash = card.getAttribute('href');
		await until(() => tongket.opened() === Number(card.closest('.card').dataset.i));
		const v = document.getElementById('chi-tiet');
		out.push({
			Code: decodeURIComponent(card.getAttribute('href').split('=')[1]),
			Name: v.querySelector('.name').textContent,
			Badge: v.querySelector('.badge').hidden ? '' : v.querySelector('.badge').textContent,
			Figures: [...v.querySelectorAll('.figures > div')].map(d => [d.querySelector('dt').textContent, d.querySelector('dd').textContent]),
			Years: rows(v.querySelector('.years table')), Places: rows(v.querySelector('.heat table')),
		});
	}
	return out;
})()`

// readPage reads the dashboard in Chromium; the test is skipped where there is
// none, and fails where CI says that there is one.
func readPage(t *testing.T, file string) map[string]view {
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
	allocator, stop := chromedp.NewExecAllocator(context.Background(), chromedp.ExecPath(chromium), chromedp.UserDataDir(t.TempDir()),
		chromedp.NoFirstRun, chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU)
	t.Cleanup(stop)
	ctx, closeBrowser := chromedp.NewContext(allocator)
	t.Cleanup(closeBrowser)
	ctx, cancel := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.Navigate("file://"+file)); err != nil {
		t.Fatal(err)
	}
	list, err := chromedp.Run(ctx, chromedp.Evaluate[[]view](viewsScript, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	views := map[string]view{}
	for _, v := range list {
		views[v.Code] = v
	}
	return views
}

// A comparer holds the figures of the annexes against the views of the page.
type comparer struct {
	*testing.T
	compared int
	v        view
}

// number finds the figure in what is printed around it, its trailing zeros
// dropped: sentences of the page do not print them.
var number = regexp.MustCompile(`-?\d[\d.]*(?:,\d+)?`)

func figureIn(text string) string {
	n := number.FindString(text)
	if strings.Contains(n, ",") {
		n = strings.TrimSuffix(strings.TrimRight(n, "0"), ",")
	}
	return n
}

// same fails unless a text of the page has the figure, or the mark, of a cell.
func (c *comparer) same(what, page string, cell annex.Cell) {
	c.Helper()
	c.compared++
	want := cell.Text
	if cell.Value != nil {
		page, want = figureIn(page), figureIn(vi.Number(*cell.Value, cell.Decimals))
	}
	if page != want {
		c.Errorf("%s: %s is %q on the page, %q in the annex", c.v.Name, what, page, want)
	}
}

// figure is the text of the page under a label.
func (c *comparer) figure(label string) (text string, ok bool) {
	for _, f := range c.v.Figures {
		if f[0] == label {
			return f[1], true
		}
	}
	return "", false
}

// inTable is the cell of a table of the page, by the text of its row's head and
// by a year.
func (c *comparer) inTable(table [][]string, head string, year int) (text string, ok bool) {
	for col := range table[0] {
		if !strings.HasSuffix(table[0][col], strconv.Itoa(year)) {
			continue
		}
		for _, row := range table[1:] {
			if row[0] == head {
				return row[col], true
			}
		}
	}
	return "", false
}

// year compares the figure of a year, whose text may say that it is an
// estimate.
func (c *comparer) year(table [][]string, head string, year int, cell annex.Cell) {
	c.Helper()
	text, ok := c.inTable(table, head, year)
	if !ok {
		c.Errorf("%s: the page has no %s of %d", c.v.Name, head, year)
	}
	c.same(fmt.Sprintf("%s of %d", head, year), text, cell)
}

// TestPageAgrees reads the dashboard as a browser draws it: each figure of the
// annexes that it shows is the same there, with its mark, and so are targets,
// comparisons and judgements.
func TestPageAgrees(t *testing.T) {
	asksNothingShared(t)
	r := sample(t)
	dir := written(t, r)
	views := readPage(t, filepath.Join(dir, "bieu-do.html"))
	if len(views) != len(r.Indicators) {
		t.Fatalf("%d views of %d indicators", len(views), len(r.Indicators))
	}
	c := &comparer{T: t}
	tables := map[string]annex.Table{}
	for _, a := range annex.Build(r).Annexes {
		for _, b := range a.Blocks {
			if b.Table != nil {
				tables[b.Table.ID] = *b.Table
			}
		}
	}
	for name, compare := range map[string]func(*analysis.Review, *analysis.Result, rowOf){
		"chi_tieu": c.overview, "so_lieu": c.overview, "muc_tieu": c.targets, "kha_nang": c.targets, "kich_ban": c.scenarios,
	} {
		eachIndicator(t, r, tables[name], func(x *analysis.Result, row rowOf) {
			c.v = views[x.Code]
			compare(r, x, row)
		})
	}
	for i := range r.Indicators {
		x := &r.Indicators[i]
		for _, stem := range []string{"db_", "dbg_"} { // in full, and as the book has it
			if table, ok := tables[stem+strings.ReplaceAll(vi.Slug(x.Code), "-", "_")]; ok {
				c.v = views[x.Code]
				c.places(table)
			}
		}
	}
	if c.compared < 3000 {
		t.Errorf("only %d figures were compared", c.compared)
	}
}

// A rowOf gives the cells of a row by their columns.
type rowOf func(use func(annex.Column, annex.Cell))

// eachIndicator finds the indicator of each row: both are in the order of the
// fields.
func eachIndicator(t *testing.T, r *analysis.Review, table annex.Table, use func(*analysis.Result, rowOf)) {
	t.Helper()
	var order []*analysis.Result
	for _, f := range r.Fields {
		for _, i := range f.Indicators {
			order = append(order, &r.Indicators[i])
		}
	}
	rows := 0
	for _, row := range table.Rows {
		if row.Kind == annex.Section {
			continue
		}
		for len(order) > 0 && vi.Folded(order[0].Name) != row.Cells[1].Text {
			order = order[1:]
		}
		if len(order) == 0 {
			t.Fatalf("%s: no indicator %q", table.ID, row.Cells[1].Text)
		}
		rows++
		use(order[0], func(use func(annex.Column, annex.Cell)) {
			for j, c := range row.Cells {
				use(table.Columns[j], c)
			}
		})
		order = order[1:]
	}
	if rows < 10 {
		t.Errorf("%s has only %d rows", table.ID, rows)
	}
}

// overview compares a row of the table of all indicators.
func (c *comparer) overview(r *analysis.Review, x *analysis.Result, row rowOf) {
	row(func(column annex.Column, cell annex.Cell) {
		switch column.Name {
		case annex.ColBase, annex.ColActual:
			c.year(c.v.Years, vi.ChartActual, column.Year, cell)
		case annex.ColGoal:
			label := vi.FigureGoal(r.Term.Last)
			if x.Kind == analysis.Flow {
				label = vi.FigureSpanGoal(r.Term.Base+1, r.Term.Last)
			}
			c.optional(label, cell)
		case annex.ColTotal:
			if cell.Note == 0 { // a total of some years, or as a sheet gives it, is told as such
				c.optional(vi.FigureSpan(r.Term.Base+1, r.Term.Last), cell)
			}
		case annex.ColResult:
			if x.Kind != analysis.Flow {
				c.year(c.v.Years, vi.ChartActual, r.Term.Last, cell)
			} else if x.Term.TotalYears == r.Term.Last-r.Term.Base {
				c.optional(vi.FigureSpan(r.Term.Base+1, r.Term.Last), cell)
			}
		case annex.ColComparison:
			c.comparison(cell)
		case annex.ColVerdict:
			if cell.Text != vi.MarkNotAsked {
				c.compared++
				if got := strings.ToLower(c.v.Badge); !strings.HasSuffix(got, strings.ToLower(cell.Text)) {
					c.Errorf("%s: the page says %q, the annex %q", c.v.Name, got, cell.Text)
				}
			} else if c.v.Badge != "" {
				c.Errorf("%s: the page judges %q, the annex does not", c.v.Name, c.v.Badge)
			}
		}
	})
}

// optional compares a figure that the page leaves out where the annex has a
// mark.
func (c *comparer) optional(label string, cell annex.Cell) {
	c.Helper()
	text, ok := c.figure(label)
	if ok != (cell.Value != nil) {
		c.Errorf("%s: %q is %q on the page, %q in the annex", c.v.Name, label, text, cell.Text)
		return
	}
	if ok {
		c.same(label, text, cell)
	}
}

// comparison holds the sentence on the page against the signed difference, or
// the fulfilment, of the annex.
func (c *comparer) comparison(cell annex.Cell) {
	text, ok := c.figure(vi.FigureAgainst)
	if cell.Value == nil {
		return
	}
	c.compared++
	want := vi.Number(*cell.Value, cell.Decimals)
	switch text = strings.ReplaceAll(text, "\u00a0", " "); {
	case !ok:
		c.Errorf("%s: the page does not compare, the annex says %s", c.v.Name, want)
	case cell.Suffix() == "%":
		if !strings.Contains(text, "bằng "+figureIn(want)+"%") {
			c.Errorf("%s: the page says %q, the annex %s%%", c.v.Name, text, want)
		}
	case figureIn(want) == "0":
		if !strings.HasPrefix(text, "bằng mục tiêu") {
			c.Errorf("%s: the page says %q, the annex %s", c.v.Name, text, want)
		}
	default:
		word := "cao hơn "
		if strings.HasPrefix(want, "-") {
			word = "thấp hơn "
		}
		if !strings.HasPrefix(text, word+figureIn(strings.TrimPrefix(want, "-"))+" ") && !strings.HasPrefix(text, word+figureIn(strings.TrimPrefix(want, "-"))+"%") {
			c.Errorf("%s: the page says %q, the annex %s", c.v.Name, text, want)
		}
	}
}

// targets compares a row of the table of targets with their path.
func (c *comparer) targets(r *analysis.Review, x *analysis.Result, row rowOf) {
	row(func(column annex.Column, cell annex.Cell) {
		switch column.Name {
		case annex.ColActual:
			c.year(c.v.Years, vi.ChartActual, column.Year, cell)
		case annex.ColGoal:
			label := vi.FigureGoal(r.Term.Next)
			if x.Kind == analysis.Flow {
				label = vi.FigureSpanGoal(r.Term.Last+1, r.Term.Next)
			}
			c.optional(label, cell)
		case annex.ColPath:
			c.year(c.v.Years, vi.ChartPath(r.Term.Next, x.Next, x.Decimals), column.Year, cell)
		case annex.ColFeasibility, annex.ColProbability:
			if text, _ := c.figure(vi.FigureFeasibility); x.Next.Probability != nil && !x.Next.Proposed {
				c.compared++
				if !strings.Contains(strings.ToLower(text), strings.ToLower(cell.Text)) {
					c.Errorf("%s: the page says %q, the annex %q", c.v.Name, text, cell.Text)
				}
			}
		}
	})
}

// scenarios compares a row of the table of forecasts with the last year of the
// page's.
func (c *comparer) scenarios(r *analysis.Review, x *analysis.Result, row rowOf) {
	if x.Next.Forecast == nil {
		return
	}
	heads := []string{vi.ChartScenarioLow, vi.ChartScenarioBase, vi.ChartScenarioHigh, vi.RowLow, vi.RowHigh}
	row(func(column annex.Column, cell annex.Cell) {
		if column.Name == annex.ColScenarios || column.Name == annex.ColInterval {
			c.year(c.v.Years, heads[0], r.Term.Next, cell)
			heads = heads[1:]
		}
	})
}

// places compares a table of places with that of the page.
func (c *comparer) places(table annex.Table) {
	for _, row := range table.Rows {
		for j, cell := range row.Cells {
			switch column := table.Columns[j]; {
			case column.Year == 0:
			case row.Kind == annex.Total:
				c.year(c.v.Years, vi.ChartActual, column.Year, cell)
			default:
				c.year(c.v.Places, row.Cells[table.Frozen-1].Text, column.Year, cell)
			}
		}
	}
}

// TestHomePrints prints the dashboard of the sample as a browser does: the home page
// on four sheets at most, the summary whole on the first; an indicator on one.
func TestHomePrints(t *testing.T) {
	asksNothingShared(t)
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
	tool(t, "pdftotext")
	r := sample(t)
	page := filepath.Join(written(t, r), "bieu-do.html")
	for hash, most := range map[string]int{"": 4, "#chi-tieu=ASXH-HN-TYLE": 1, "#chi-tieu=NNL-XKLD": 1} {
		out := filepath.Join(t.TempDir(), "in.pdf")
		cmd := exec.Command(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--virtual-time-budget=5000",
			"--user-data-dir="+t.TempDir(), "--print-to-pdf="+out, "file://"+page+hash)
		if text, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		sheets := strings.Split(strings.TrimSuffix(printedText(t, out), "\f"), "\f")
		if len(sheets) > most {
			t.Errorf("%q prints on %d sheets, want %d at most", hash, len(sheets), most)
		}
		first := strings.Join(strings.Fields(sheets[0]), " ")
		if want := strings.Join(strings.Fields(strings.ReplaceAll(annex.Summarise(r).Source, "\u00a0", " ")), " "); hash == "" && !strings.Contains(strings.ReplaceAll(first, "\u00a0", " "), want) {
			t.Errorf("the first sheet ends before the source of the summary: %q", first)
		}
	}
}
