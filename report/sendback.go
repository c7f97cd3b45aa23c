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

// sendBacks are the outputs for the senders: for each file with a doubt that is its
// sender's to mend a copy of the workbook, under the sender's name.
func sendBacks(r *analysis.Review, opt Options) []*output {
	if opt.Path == nil || opt.Grids == nil {
		return nil
	}
	taken := map[string]bool{}
	var out []*output
	for _, file := range filesInDoubt(r) {
		name := sendBackName(file, r.Senders[file], opt.Path(file), taken)
		taken[strings.ToLower(name)] = true
		out = append(out, &output{name: name, write: func(w io.Writer) error {
			return xlsx.WriteSendBack(w, xlsx.SendBack{
				Path: opt.Path(file), Grids: func() []ingest.Grid { return opt.Grids(file) }, Doubts: doubtsIn(r, file),
				List: vi.SendBackList, Title: vi.SendBackTitle, Lead: vi.SendBackLead, Heads: vi.SendBackHeads(),
			})
		}})
	}
	return out
}

// sendersOwn reports whether a finding is for a sender to mend: an error or a doubt in a
// sheet that nothing has settled.
func sendersOwn(f *analysis.Finding) bool {
	return f.Settled == nil && f.Severity != analysis.Info && f.Code != ingest.CodeUnreadable && f.Code != ingest.CodeReturned && f.Code != ingest.CodeFault
}

// filesInDoubt are the files with such a finding, in the order of the inputs.
func filesInDoubt(r *analysis.Review) []string {
	var out []string
	for _, b := range r.Balances {
		if strings.Contains(b.File, "!") || slices.Contains(out, b.File) {
			continue
		}
		if len(doubtsIn(r, b.File)) > 0 {
			out = append(out, b.File)
		}
	}
	return out
}

// doubtsIn are the cells of a file that its sender has to look at: those that findings
// stand on, and those that one on another cell names.
func doubtsIn(r *analysis.Review, file string) []xlsx.Doubt {
	var out []xlsx.Doubt
	for i := range r.Findings {
		f := &r.Findings[i]
		if !sendersOwn(f) {
			continue
		}
		at := f.Pos
		if at.File != file { // another file's finding, in which a cell of this one takes part
			k := slices.IndexFunc(f.Related, func(p ingest.Pos) bool { return p.File == file })
			if k < 0 || f.Code != analysis.CodeConflict {
				continue
			}
			at = f.Related[k]
		}
		content, advice := vi.Finding(*f)
		about := vi.FindingAbout(*f)
		if about != "" {
			content = about + ": " + content
		}
		holds := ""
		if at == f.Pos {
			holds = f.Raw
		}
		out = append(out, xlsx.Doubt{Sheet: at.Sheet, Cell: at.Cell(), Where: vi.OrWhole(at.Cell()), Found: content, Advice: advice, Grave: f.Severity == analysis.Error, Holds: vi.Folded(holds)})
	}
	return out
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
