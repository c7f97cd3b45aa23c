package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/text/unicode/norm"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/ingest/read"
	"tongket/ingest/runs"
)

// A job is a folder of sheets with what its tongket.yaml and its catalogue
// say.
type job struct {
	dir       string
	out       string // folder of the outputs
	sheets    string // folder of the sheets
	settings  settings
	sources   []ingest.Source
	inputs    []analysis.FileSum // settings, catalogue and sheets, by name
	catalogue analysis.Catalogue
	rules     []analysis.Relation // of the job, beside the built-in ones
	findings  []analysis.Finding  // of the job's own catalogue and register of comments
	comments  []analysis.Comment
	drafts    map[string][]analysis.FileSum // files of the kept runs of each draft that the comments name
	aside     map[string]bool               // paths below the sheets' folder that are no sheets
	astray    []string                      // files beside the sheets' folder that look like sheets and are not read
	word      wordTemplate
	borders   string           // GeoJSON of the places
	previous  analysis.FileSum // the tongket.json that the outputs are compared with; no name: none
	changed   error            // a file that was no more as it had been when it was needed
	asOf      string           // the date that the command line gives, "" = none
	times     []inputTime      // of the inputs
	cache     *cache           // what earlier runs read; nil outside a run

	corrections []analysis.Correction // the lines of sua-so
	sourceLines []analysis.SourceLine // the lines of nguon
	known       known                 // of the sheets, once they are read
	unset       bool                  // there are no settings: the term is that of the figures
}

const settingsName = "tongket.yaml"

// hiddenSettings is the same file as Notepad saves it, whose ending Windows does not
// show.
const hiddenSettings = "tongket.yaml.txt"

// Files that the job names are of bounded size.
const (
	maxSettings = 256 << 10
	maxMap      = 256 << 20
	maxReview   = 1 << 30 // a tongket.json
)

// maxFiles is how many sheets a job may have: somebody who has more below the folder of
// the sheets gave the wrong folder.
const maxFiles = 20_000

// openJob reads the job in dir; out is the folder of the outputs, which is
// never read.
func openJob(ctx context.Context, dir, out string) (*job, error) {
	if err := existingFolder(dir); err != nil {
		return nil, err
	}
	j := &job{dir: dir, out: out}
	if err := j.readSettings(); err != nil {
		return nil, err
	}
	if err := j.findSheets(); err != nil {
		return nil, err
	}
	await(ctx, j.files())
	if err := j.oneOfEach(); err != nil {
		return nil, err
	}
	if err := j.readCatalogue(ctx); err != nil {
		return nil, err
	}
	if err := cmp.Or(j.readComments(ctx), j.readCorrections(ctx), j.readSources(ctx)); err != nil {
		return nil, err
	}
	if wrong := cmp.Or(j.settings.checkNames(j.catalogue), j.settings.checkUnits(j.units())); wrong != nil {
		return nil, j.misplaced(wrong)
	}
	if err := j.readMap(); err != nil {
		return nil, err
	}
	j.sumInputs(ctx)
	return j, ctx.Err()
}

// looseJob is the job of single files on the command line: the default
// settings, the built-in catalogue.
func looseJob(files []string) (*job, error) {
	j := &job{settings: defaultSettings(), unset: true, catalogue: analysis.Builtin()}
	for _, f := range files {
		opened, err := book.Open(f)
		if err != nil {
			return nil, fmt.Errorf("không mở được tệp %s: %w", f, reason(err))
		}
		opened.Close()
		j.sources = append(j.sources, ingest.Source{Path: f, Name: sourceName(filepath.Base(f))})
	}
	tellApart(j.sources)
	return j, nil
}

// tellApart gives the second of two sources of one name a name of its own: names that
// differ in the form of their letters alone look the same, and so do those of files from
// two folders of the command line.
func tellApart(sources []ingest.Source) {
	taken := make(map[string]bool, len(sources))
	for i := range sources {
		name := sources[i].Name
		for n := 2; taken[sources[i].Name]; n++ {
			sources[i].Name = fmt.Sprintf("%s‹%d›", name, n)
		}
		taken[sources[i].Name] = true
	}
}

func existingFolder(dir string) error {
	if dir == "" {
		return usage(errors.New("tên thư mục công việc để trống; hãy chỉ một thư mục (ví dụ: tongket run samples/phu-tho)"))
	}
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("không có thư mục %s; hãy kiểm tra lại đường dẫn (ví dụ: tongket run samples/phu-tho)", dir)
	case err != nil:
		return fmt.Errorf("không mở được thư mục %s: %w", dir, reason(err))
	case !info.IsDir():
		return fmt.Errorf("%s là một tệp, không phải thư mục; hãy chỉ thư mục chứa %s hoặc các biểu số liệu", dir, settingsName)
	}
	return nil
}

func (j *job) readSettings() error {
	name := settingsName
	if _, err := os.Stat(filepath.Join(j.dir, hiddenSettings)); err == nil {
		if _, err := os.Stat(filepath.Join(j.dir, name)); err == nil {
			return usage(fmt.Errorf("%s có cả %s và %s (Notepad lưu thêm đuôi .txt); hãy bỏ một tệp", j.dir, name, hiddenSettings))
		}
		name = hiddenSettings
	}
	path := filepath.Join(j.dir, name)
	read, err := book.ReadFile(path, maxSettings)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		j.settings, j.unset = defaultSettings(), true
		return nil
	case errors.Is(err, book.ErrTooLarge):
		return usage(fmt.Errorf("%s lớn hơn %d KB; tệp này chỉ có vài chục dòng", path, maxSettings>>10))
	case err != nil:
		return fmt.Errorf("không đọc được %s: %w", path, reason(err))
	}
	j.settings, err = parseSettings(read.Data)
	if err != nil {
		return usage(fmt.Errorf("%s %w", path, err))
	}
	j.noteInput(name, read.SHA256, read.Modified)
	return nil
}

// findSheets lists the files of the sheets' folder in the order of their
// names. Without such a folder the job's folder itself is taken.
func (j *job) findSheets() error {
	root := j.path(j.settings.Sheets)
	named := j.settings.Sheets != ""
	if !named {
		root = filepath.Join(j.dir, "so-lieu")
	}
	if info, err := os.Stat(root); err != nil || !info.IsDir() {
		if named {
			return j.misplaced(wrongKey("so-lieu", "", " chỉ thư mục %q nhưng không có thư mục ấy (đường dẫn tính từ thư mục công việc)", j.settings.Sheets))
		}
		root = j.dir
	}
	if root != j.dir {
		j.findAstray()
	}
	j.sheets = root
	if err := j.walk(root, j.addSource, j.strayLink); err != nil {
		return fmt.Errorf("không liệt kê được %s: %w", root, reason(err))
	}
	slices.SortFunc(j.sources, func(a, b ingest.Source) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Path, b.Path))
	})
	tellApart(j.sources)
	if len(j.sources) == 0 {
		return fmt.Errorf("không có tệp số liệu nào trong %s; hãy chép các biểu (.xlsx, .xls, .ods, .csv) vào đó rồi chạy lại", root)
	}
	return nil
}

// findAstray lists the files in the job's folder that somebody may have meant
// for the sheets' folder.
func (j *job) findAstray() {
	entries, err := os.ReadDir(j.dir)
	if err != nil {
		return // the run tells
	}
	for _, e := range entries {
		name := sourceName(e.Name())
		if e.Type().IsRegular() && sheetName(name) && !hiddenName(name) && !j.ownFile(name) && !book.IsOutput(filepath.Join(j.dir, e.Name())) {
			j.astray = append(j.astray, name)
		}
	}
}

// leftOut tells which files beside the sheets' folder are not read; empty if
// there are none.
func (j *job) leftOut() string {
	if len(j.astray) == 0 {
		return ""
	}
	return fmt.Sprintf("Không đọc %s: nằm ngoài thư mục biểu. Nếu là biểu thì chuyển vào thư mục ấy; bảng góp ý thì đặt tên gop-y.xlsx hoặc gop-y.csv.\n", someNames(j.astray))
}

// addSource takes a file as a sheet unless it is the job's own or another run's
// beside its tongket.json. What is neither a file nor a folder (a pipe, a
// device) is no sheet.
func (j *job) addSource(path string, info fs.FileInfo) error {
	switch {
	case info != nil && info.IsDir():
		return j.enter(path)
	case info != nil && !info.Mode().IsRegular() || j.aside[path]:
		return nil
	}
	if len(j.sources) == maxFiles {
		return &read.TooMuchError{What: "files", Limit: maxFiles}
	}
	if name := j.nameOf(path); !j.ownFile(name) || strings.EqualFold(filepath.Ext(name), ".json") && runs.IsRun(path) {
		j.sources = append(j.sources, ingest.Source{Path: path, Name: name})
	}
	return nil
}

// hiddenName tells files that programs leave behind (Excel's lock files, files
// half saved or half downloaded, the system's indexes, Spark's note of success) from what
// people put there.
func hiddenName(name string) bool {
	lower := strings.ToLower(name)
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || lower == "thumbs.db" || lower == "_success" || lower == "desktop.ini" {
		return true
	}
	switch filepath.Ext(lower) {
	case ".tmp", ".crdownload", ".part":
		return true
	}
	return false
}

// ownFile tells the job's own files and texts about it from sheets.
func (j *job) ownFile(name string) bool {
	if slices.ContainsFunc(j.ownNames(), func(o string) bool { return name == o || j.sameName(name, o) }) {
		return true
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".md", ".yaml", ".yml", ".json", ".geojson", ".lnk", ".exe":
		return true
	}
	exe, err := os.Executable()
	return err == nil && filepath.Base(name) == filepath.Base(exe) && sameFile(j.path(name), exe) // the program, copied among the sheets
}

// sameName tells whether two names that differ in capitals alone are one file,
// as they are on Windows.
func (j *job) sameName(a, b string) bool {
	if !strings.EqualFold(a, b) {
		return false
	}
	x, err1 := os.Stat(filepath.Join(j.dir, a))
	y, err2 := os.Stat(filepath.Join(j.dir, b))
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}

// path is where a file or folder that the settings name stands: in the job,
// unless they say it from the root of a disk.
func (j *job) path(name string) string {
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(j.dir, filepath.FromSlash(name))
}

// tables are the files beside the sheets that the job reads: where they stand.
func (j *job) tables() []string {
	var out []string
	for _, r := range j.registers() {
		if name := j.tableName(r.set, r.key); name != "" {
			out = append(out, j.path(name))
		}
	}
	for _, name := range nonEmpty(j.settings.Map, j.settings.Template) {
		out = append(out, j.path(name))
	}
	return out
}

// files are the sheets and the tables: where they stand.
func (j *job) files() []string {
	out := j.tables()
	for _, s := range j.sources {
		out = append(out, s.Path)
	}
	return out
}

func (j *job) catalogueName() string { return j.tableName(j.settings.Catalogue, "danh-muc") }
func (j *job) placesName() string    { return j.tableName(j.settings.Places, "dia-ban") }
func (j *job) wordsName() string     { return j.tableName(j.settings.Words, wordsKey) }

func (j *job) rulesName() string { return j.tableName(j.settings.Rules, rulesKey) }

// rulesKey is the key of the settings that names the list of rules, and its name
// where they do not.
const rulesKey = "quy-tac"

// wordsKey is the key of the settings that names the list of words, and its name
// where they do not.
const wordsKey = "tu-ngu"

func (j *job) readCatalogue(ctx context.Context) error {
	var own analysis.Catalogue
	err := j.eachGrid(ctx, j.catalogueName(), "danh-muc", func(g *ingest.Grid) {
		rows, findings := analysis.ParseCatalogue(g)
		own.Indicators, j.findings = append(own.Indicators, rows...), append(j.findings, findings...)
	})
	if err != nil {
		return err
	}
	err = j.eachGrid(ctx, j.placesName(), "dia-ban", func(g *ingest.Grid) {
		rows, findings := analysis.ParsePlaces(g)
		own.Places, j.findings = append(own.Places, rows...), append(j.findings, findings...)
	})
	if err != nil {
		return err
	}
	err = j.eachGrid(ctx, j.wordsName(), wordsKey, func(g *ingest.Grid) {
		rows, findings := analysis.ParseWords(g)
		own.Words, j.findings = append(own.Words, rows...), append(j.findings, findings...)
	})
	j.catalogue = analysis.Builtin().With(own)
	if err != nil {
		return err
	}
	return j.eachGrid(ctx, j.rulesName(), rulesKey, func(g *ingest.Grid) {
		rows, findings := analysis.ParseRelations(g, j.catalogue)
		j.rules, j.findings = append(j.rules, rows...), append(j.findings, findings...)
	})
}

// eachGrid gives the first sheet of a table of the job to use; name "" is
// none. A table that cannot be read is a fault of the job.
func (j *job) eachGrid(ctx context.Context, name, key string, use func(*ingest.Grid)) error {
	grids, err := j.grids(ctx, name, key)
	if err != nil || len(grids) == 0 {
		return err
	}
	use(&grids[0])
	return nil
}

// grids are the sheets of a table of the job; none if it has no name. A file
// that holds nothing is an input all the same, and the error is an emptyFile.
func (j *job) grids(ctx context.Context, name, key string) ([]ingest.Grid, error) {
	if name == "" {
		return nil, nil
	}
	path := j.path(name)
	if _, err := os.Stat(path); err != nil {
		return nil, j.misplaced(wrongKey(key, "", " chỉ tệp %q nhưng không mở được tệp ấy: %w", name, reason(err)))
	}
	sum, modified, failed := book.Sum(ctx, path)
	grids, issues := book.Grids(ctx, ingest.Source{Path: path, Name: sourceName(name), SHA256: sum})
	if err := cmp.Or(ctx.Err(), changedAmong(issues)); err != nil {
		return nil, err
	}
	if len(grids) > 0 && failed != nil {
		return nil, changedError{path}
	}
	if len(grids) > 0 {
		j.noteInput(name, sum, modified)
		return grids, nil
	}
	err := fmt.Errorf("%s: không đọc được bảng (%s)", path, issueWords(issues))
	code := ""
	if len(issues) > 0 {
		code = issues[0].Code
	}
	switch code {
	case ingest.CodeUnreadable:
		return nil, err // which may pass by itself
	case ingest.CodeEmptyFile:
		j.noteInput(name, sum, modified)
		return nil, usage(emptyFile{err})
	}
	return nil, usage(err)
}

// An emptyFile is a table without anything in it.
type emptyFile struct{ error }

// readMap reads the borders of the places, if the settings name a file of them.
func (j *job) readMap() error {
	name := j.settings.Map
	if name == "" {
		return nil
	}
	path := j.path(name)
	read, err := book.ReadFile(path, maxMap)
	if err != nil {
		return j.misplaced(wrongKey("ban-do", "", " chỉ tệp %q nhưng không mở được tệp ấy: %w", name, reason(err)))
	}
	data := read.Data
	var kind struct{ Type string }
	if err := json.Unmarshal(data, &kind); err != nil || kind.Type != "FeatureCollection" {
		return usage(fmt.Errorf("%s: không phải bản đồ GeoJSON (FeatureCollection) của các địa bàn", path))
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, data); err != nil {
		return usage(fmt.Errorf("%s: %w", path, err))
	}
	j.borders = compact.String()
	j.noteInput(name, read.SHA256, read.Modified)
	return nil
}

// noteInput notes a file as an input of the run.
func (j *job) noteInput(name, sum string, modified time.Time) {
	j.inputs = append(j.inputs, analysis.FileSum{Name: sourceName(name), SHA256: sum})
	j.times = append(j.times, inputTime{sourceName(name), modified})
}

// sumInputs notes the sheets. One that cannot be read has no sum: ingest says
// what is wrong with it.
func (j *job) sumInputs(ctx context.Context) {
	modified := make([]time.Time, len(j.sources))
	g := new(errgroup.Group)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range j.sources {
		s := &j.sources[i]
		g.Go(func() error {
			s.SHA256, modified[i], _ = book.Sum(ctx, s.Path)
			return nil
		})
	}
	g.Wait()
	for i, s := range j.sources {
		j.noteInput(s.Name, s.SHA256, modified[i])
	}
	j.sortInputs()
}

// sortInputs orders the inputs by name.
func (j *job) sortInputs() {
	slices.SortFunc(j.inputs, func(a, b analysis.FileSum) int { return strings.Compare(a.Name, b.Name) })
	j.inputs = slices.Compact(j.inputs) // a draft may serve twice
}

// sourceName is a file's name as all outputs give it: NFC, whatever the file
// system keeps, with "/", and with what is not seen marked: "gpj‹202E›.xlsx".
func sourceName(name string) string { return ingest.Marked(norm.NFC.String(filepath.ToSlash(name))) }

func sameFile(a, b string) bool {
	x, err1 := filepath.Abs(a)
	y, err2 := filepath.Abs(b)
	return err1 == nil && err2 == nil && x == y
}
