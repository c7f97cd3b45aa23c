package report

import (
	"cmp"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/report/vi"
	"tongket/report/xlsx"
)

// sendBackFolder holds the workbooks that go back to their senders.
const sendBackFolder = "gui-lai"

// mostSendBacks is how many workbooks go back at most: of a folder with thousands of
// files in doubt nobody sends each back, and kiem-tra.csv lists them all.
const mostSendBacks = 500

// mostSheetsBack is how many sheets a workbook has at most that goes back: what writes it
// takes longer for each cell of it, the more sheets there are.
const mostSheetsBack = 1000

// sendBacks are the outputs for the senders: for each file with a doubt that is its
// sender's to mend a copy of the workbook, under the sender's name.
func sendBacks(r *analysis.Review, opt Options) []*output {
	if opt.Path == nil || opt.Grids == nil {
		return nil
	}
	taken := map[string]bool{}
	var out []*output
	doubts := doubtsByFile(r)
	all := filesInDoubt(r, doubts)
	sheets := map[string]int{}
	for _, b := range r.Balances {
		sheets[b.File]++
	}
	files := slices.DeleteFunc(slices.Clone(all), func(file string) bool { return sheets[file] > mostSheetsBack })
	files = files[:min(len(files), mostSendBacks)]
	for _, file := range files {
		name := sendBackName(file, r.Senders[file], opt.Path(file), taken)
		taken[strings.ToLower(name)] = true
		out = append(out, &output{name: name, write: func(w io.Writer) error {
			return xlsx.WriteSendBack(w, xlsx.SendBack{
				Path: opt.Path(file), Grids: func() []ingest.Grid { return opt.Grids(file) }, Doubts: doubts[file],
				List: vi.SendBackList, Title: vi.SendBackTitle, Lead: vi.SendBackLead, Heads: vi.SendBackHeads(),
			})
		}})
	}
	if more := len(all) - len(files); more > 0 {
		out = append(out, &output{name: sendBackFolder + "/con-nua.txt", write: func(w io.Writer) error {
			_, err := io.WriteString(w, vi.MoreSendBacks(more))
			return err
		}})
	}
	return out
}

// sendersOwn reports whether a finding is for a sender to mend: an error or a doubt in a
// sheet that nothing has settled.
func sendersOwn(f *analysis.Finding) bool {
	return f.Settled == nil && f.Severity != analysis.Info && f.Code != ingest.CodeUnreadable && f.Code != ingest.CodeReturned && f.Code != ingest.CodeFault
}

// filesInDoubt are the files with such a finding in the order of the inputs; where they
// are more than go back, those with an error come first.
func filesInDoubt(r *analysis.Review, doubts map[string][]xlsx.Doubt) []string {
	var out []string
	seen := map[string]bool{}
	for _, b := range r.Balances {
		if !seen[b.File] && len(doubts[b.File]) > 0 && !strings.Contains(b.File, "!") {
			out = append(out, b.File)
		}
		seen[b.File] = true
	}
	if len(out) > mostSendBacks {
		harmless := func(file string) int {
			if slices.ContainsFunc(doubts[file], func(d xlsx.Doubt) bool { return d.Grave }) {
				return 0
			}
			return 1
		}
		slices.SortStableFunc(out, func(a, b string) int { return harmless(a) - harmless(b) })
	}
	return out
}

// doubtsByFile are the cells of each file that its sender has to look at: those that
// findings stand on, and those that one on a cell of another file names.
func doubtsByFile(r *analysis.Review) map[string][]xlsx.Doubt {
	out := map[string][]xlsx.Doubt{}
	for i := range r.Findings {
		f := &r.Findings[i]
		switch {
		case !sendersOwn(f):
		case f.Code == analysis.CodeConflict && len(f.Parts) > 0: // each at its own cells
			for k := range f.Parts {
				addDoubt(out, &f.Parts[k])
			}
		default:
			addDoubt(out, f)
		}
	}
	return out
}

func addDoubt(out map[string][]xlsx.Doubt, f *analysis.Finding) {
	at := []ingest.Pos{f.Pos}
	if f.Code == analysis.CodeConflict { // in which cells of others take part
		for _, p := range f.Related {
			if !slices.ContainsFunc(at, func(q ingest.Pos) bool { return q.File == p.File }) {
				at = append(at, p)
			}
		}
	}
	content, advice := vi.Finding(*f)
	if about := vi.FindingAbout(*f); about != "" {
		content = about + ": " + content
	}
	for _, p := range at {
		holds := ""
		if p == f.Pos {
			holds = f.Raw
		}
		out[p.File] = append(out[p.File], xlsx.Doubt{Sheet: p.Sheet, Cell: p.Cell(), Where: vi.OrWhole(p.Cell()), Found: content, Advice: advice, Grave: f.Severity == analysis.Error, Holds: vi.Folded(holds)})
	}
}

// sendBackName is gui-lai/<who>/<file>.xlsx: the sender, else the file itself; a
// workbook with macros keeps its form.
func sendBackName(file, sender, source string, taken map[string]bool) string {
	stem := cmp.Or(portable(strings.TrimSuffix(path.Base(file), path.Ext(file))), "bieu")
	who := folderName(sender)
	if who == "" {
		who = folderName(stem)
	}
	form := ".xlsx"
	if strings.EqualFold(path.Ext(file), ".xlsm") {
		form = ".xlsm"
	}
	for n := 1; ; n++ {
		name := stem
		if n > 1 {
			name += " (" + strconv.Itoa(n) + ")"
		}
		if name = sendBackFolder + "/" + who + "/" + name + form; !taken[strings.ToLower(name)] {
			return name
		}
	}
}

// folderName is a text as the name of a folder on any system.
func folderName(text string) string {
	const most = 60
	text = portable(vi.Folded(text))
	if r := []rune(text); len(r) > most {
		text = string(r[:most])
	}
	return portable(text)
}

// deviceName is what Windows takes for a device in any folder, whatever follows a dot.
var deviceName = regexp.MustCompile(`(?i)^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)`)

// portable is a name without what Windows does not take: a ":" would begin a stream of
// another file, and dots and blanks at an end are cut off. It is composed, as all systems
// but one write it.
func portable(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`\/:*?"<>|`, r) {
			return -1
		}
		return r
	}, norm.NFC.String(name))
	if name = strings.Trim(name, ". "); deviceName.MatchString(name) {
		name = "_" + name
	}
	return name
}
