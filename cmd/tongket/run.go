package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tongket/analysis"
	"tongket/analysis/diff"
	"tongket/ingest"
	"tongket/ingest/read"
	"tongket/report"
	"tongket/report/vi"
)

// errStrict says that the outputs are written but a finding is an error.
var errStrict = errors.New("có phát hiện mức lỗi")

// runOptions are the flags of run.
type runOptions struct {
	out       string
	ifChanged bool
	strict    bool
	draft     string
	against   string
	asOf      string
	quiet     bool
	workers   int
	log       string
	sources   bool     // figures of the Word document name their cells
	template  string   // a document that the Word documents are to look like
	set       string   // folder of a data set to add the facts to
	journal   *journal // what is told of the run; nil tells nobody
}

func runCommand() *cobra.Command {
	var o runOptions
	cmd := &cobra.Command{
		Use:   "run [JOB]",
		Short: "Đọc số liệu, kiểm tra, tính toán và ghi mọi kết quả",
		Long: `Đọc các biểu trong JOB/so-lieu, kiểm tra, tính toán và ghi các phụ lục vào JOB/ket-qua.
JOB là thư mục công việc; bỏ trống là thư mục hiện tại. Kết quả được ghi trọn vẹn hoặc giữ nguyên bản cũ.

Mã kết thúc: 0 đã ghi kết quả hoặc không có gì đổi; 1 không ghi được, bản cũ giữ nguyên; 2 gõ sai lệnh hoặc
tệp của công việc sai; 3 đã ghi nhưng có phát hiện mức lỗi (khi dùng --strict).`,
		Example: "  tongket run samples/phu-tho\n  tongket run samples/phu-tho -o D:\\phu-luc --draft 3",
		Args:    atMost(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return told(cmd.Context(), argument(args), o, cmd.ErrOrStderr())
		},
	}
	o.flags(cmd.Flags())
	cmd.Flags().BoolVar(&o.ifChanged, "if-changed", false, "không làm gì nếu số liệu và tùy chọn không đổi từ lần chạy trước")
	cmd.Flags().BoolVar(&o.strict, "strict", false, "kết thúc với mã 3 nếu có phát hiện mức lỗi (kết quả vẫn được ghi)")
	return cmd
}

// flags are those of run and of watch.
func (o *runOptions) flags(f *pflag.FlagSet) {
	f.StringVarP(&o.out, "output", "o", "", "ghi kết quả vào thư mục `DIR` (mặc định JOB/ket-qua)")
	f.StringVar(&o.draft, "draft", "", "tên bản dự thảo `NAME` in trên phụ lục (3 là \"Dự thảo lần 3\")")
	f.StringVar(&o.against, "against", "", "so với bản dự thảo trước `NAME` (tên bản đã giữ bằng --draft, thư mục hoặc tongket.json) và in phụ lục thay đổi")
	f.StringVar(&o.asOf, "as-of", "", "ngày `DATE` ghi trên kết quả, ví dụ 2020-05-22 (mặc định: ngày của tệp mới nhất)")
	f.BoolVar(&o.quiet, "quiet", false, "chỉ báo khi có lỗi")
	f.IntVar(&o.workers, "jobs", 0, "số tệp đọc cùng lúc `N` (mặc định: số nhân xử lý)")
	f.StringVar(&o.set, "parquet", "", "ghi thêm số liệu vào bộ số liệu chung `DIR`, phần job=TÊN-THƯ-MỤC-CÔNG-VIỆC")
	f.StringVar(&o.template, "mau", "", "lấy kiểu chữ, lề, đầu và chân trang của phu-luc.docx, nhan-dinh.docx từ `FILE` .docx của cơ quan (mặc định: khóa mau-word)")
	f.BoolVar(&o.sources, "nguon", false, "ghi nguồn (tệp, trang, ô) của từng số trong biểu của phu-luc.docx thành nhận xét (comment) của Word")
	f.StringVar(&o.log, "log", "", "ghi nhật ký cho máy đọc ra stderr, dạng `KIỂU`: json (mỗi dòng một sự kiện)")
}

// folder is where the outputs of the job in dir go.
func (o runOptions) folder(dir string) string { return cmp.Or(o.out, filepath.Join(dir, "ket-qua")) }

// share adds the facts of the job to the data set that --parquet names.
func (o runOptions) share(j *job) error {
	if o.set == "" {
		return nil
	}
	return shareTable(o.out, o.set, j)
}

// argument is the only argument, or the current folder.
func argument(args []string) string {
	if len(args) == 0 {
		return "."
	}
	return args[0]
}

// mostTries is how often a job is read whose files change while they are.
const mostTries = 3

// run is the main job, again if a file of it was replaced while it was read:
// the outputs say of what bytes they were made.
func run(ctx context.Context, dir string, o runOptions, stderr io.Writer) error {
	again := patience{mostTries, forExcel.pause}
	isChanged := func(err error) bool { return errors.As(err, new(changedError)) }
	return again.try(ctx, isChanged, func() error { return runOnce(ctx, dir, o, stderr) })
}

// runOnce answers what the sheets say, what it means, how we say it.
func runOnce(ctx context.Context, dir string, o runOptions, stderr io.Writer) error {
	chosen := o.out != ""
	o.out = o.folder(dir)
	j, options, err := prepare(ctx, dir, o)
	if err != nil {
		return err
	}
	target, err := openTarget(o.out, o.draft)
	if err != nil {
		return err
	}
	defer target.close()
	manifest := j.manifest(o)
	if chosen {
		if err := target.anothers(j.settings.Organisation, manifest.Inputs); err != nil {
			return err
		}
	}
	if o.ifChanged && target.unchanged(manifest) {
		return o.keep(j, *target.old, stderr)
	}
	j.asOf = o.asOf
	j.cache = openCache()
	defer j.cache.prune(mostCached)
	bar := newProgress(stderr, o.quiet, len(j.sources))
	bar.journal = o.journal
	defer bar.stop()
	found, err := j.read(ctx, o.workers, bar) // what the sheets say
	if err == nil {
		err = anyFigure(found, j)
	}
	if err != nil {
		return err
	}
	previous, err := j.readPrevious()
	if err != nil {
		return err
	}
	j.known.inform(&options)
	var review *analysis.Review
	analyse := func() *analysis.Review { // what it means
		review = analysis.Run(j.catalogue, found, options)
		diff.Since(previous, review) // what is new since the draft before
		review.Manifest = manifest
		review.Manifest.Origins = origins(found)
		review.Manifest.Counts = review.Count()
		return review
	}
	err = target.fill(ctx, func(dir string) error { // how we say it
		err := report.Write(ctx, dir, found.Facts, analyse, report.Options{Progress: bar.wrote, Cache: j.cache, Undrawn: target.undrawn, Grids: j.gridsOf(ctx), Read: j.explained(ctx), Path: j.pathOf, Template: j.word.template, Sources: o.sources})
		var fault *report.Fault
		if errors.As(err, &fault) {
			err = fmt.Errorf("chương trình gặp lỗi khi ghi %s (%v); hãy gửi các tệp của công việc cho người viết chương trình", fault.Output, fault.Value)
		}
		return cmp.Or(err, j.changed)
	})
	bar.stop()
	for _, n := range target.notes {
		o.journal.note(n)
		fmt.Fprintln(stderr, "lưu ý: "+vi.Visible(n))
	}
	if err == nil {
		o.journal.published(review)
		summarise(note(stderr, o.quiet), review, target.old, j, o.out)
	}
	for _, n := range j.word.notes { // last, where it is seen: somebody asked for this look
		o.journal.note(n)
		fmt.Fprintln(stderr, "lưu ý: "+vi.Visible(n))
	}
	if err != nil {
		return err
	}
	return cmp.Or(o.share(j), strictly(o, review.Manifest))
}

// prepare opens the job and says what a run of it depends on.
func prepare(ctx context.Context, dir string, o runOptions) (*job, analysis.Options, error) {
	if o.workers < 0 {
		return nil, analysis.Options{}, usage(fmt.Errorf("giá trị %d của tùy chọn --jobs không hợp lệ; cần số từ 1 trở lên", o.workers))
	}
	j, err := openJob(ctx, dir, o.out)
	if err != nil {
		return nil, analysis.Options{}, err
	}
	options, err := j.options(ctx, o)
	if err == nil {
		err = j.notePrevious(ctx, o)
	}
	if err == nil {
		j.readTemplate(o)
	}
	return j, options, err
}

// keep leaves the outputs as they are: they were made of the same.
func (o runOptions) keep(j *job, old analysis.Manifest, stderr io.Writer) error {
	o.journal.unchanged(old.Counts)
	fmt.Fprintf(note(stderr, o.quiet), "Số liệu không đổi từ lần chạy trước; giữ nguyên %s\n%s", vi.Visible(o.out), vi.Visible(j.leftOut()))
	return cmp.Or(o.share(j), strictly(o, old))
}

// strictly is an error if --strict is set and a finding is one.
func strictly(o runOptions, m analysis.Manifest) error {
	if o.strict && m.Counts.Errors > 0 {
		return errStrict
	}
	return nil
}

func note(w io.Writer, quiet bool) io.Writer {
	if quiet {
		return io.Discard
	}
	return w
}

// options are the analysis's, from the settings and the flags.
func (j *job) options(ctx context.Context, o runOptions) (analysis.Options, error) {
	s := j.settings
	if o.draft != "" {
		s.Draft = o.draft
	}
	day, findings := cmp.Or(o.asOf, s.Date), j.findings
	if day == "" {
		var wrong []analysis.Finding
		day, wrong = asOf(j.times, s.term(), time.Now())
		findings = slices.Concat(findings, wrong)
	}
	date, err := parseDate(day)
	if err != nil {
		return analysis.Options{}, usage(err)
	}
	about := s.job(j.borders)
	if err := j.noteDrafts(ctx, about.Draft); err != nil {
		return analysis.Options{}, err
	}
	return analysis.Options{
		Term:        s.term(),
		AsOf:        date,
		Job:         about,
		Comparisons: s.Comparisons,
		Compared:    s.Book.Places,
		Breaks:      s.Breaks,
		Findings:    findings,
		Relations:   j.rules,
		Comments:    j.comments,
		Draft:       j.draft,
		Version:     version,
	}, nil
}

// manifest says what a run was made from: the inputs, and the flags that
// change the outputs.
func (j *job) manifest(o runOptions) analysis.Manifest {
	flags := map[string]string{}
	if o.draft != "" {
		flags["draft"] = analysis.DraftName(o.draft) // "2" and "Dự thảo lần 2" are one
	}
	if o.asOf != "" {
		flags["as-of"] = o.asOf
	}
	if o.against != "" {
		flags["against"] = o.against
	}
	if o.sources {
		flags["nguon"] = "có"
	}
	return analysis.Manifest{Version: version, Options: flags, Inputs: j.inputs}
}

// origins are the files behind the runs that were read.
func origins(found ingest.Result) (list []analysis.FileSum) {
	for _, f := range found.Origins {
		list = append(list, analysis.FileSum{Name: f.Name, SHA256: f.SHA256})
	}
	return list
}

// indochina is the time of Hà Nội: an input's date is that of its users, on
// any machine.
var indochina = time.FixedZone("ICT", 7*60*60)

// read reads the sheets of the job.
func (j *job) read(ctx context.Context, workers int, bar *progress) (ingest.Result, error) {
	options := j.ingestOptions(workers, bar)
	found, err := read.All(ctx, j.sources, options)
	if err := cmp.Or(err, changedAmong(found.Issues)); err != nil {
		return found, err
	}
	if j.unset && j.takeTerm(&found.Facts) { // "5 năm" means another term than the default
		options.Term, options.Progress, options.Begin, options.End = j.ingestOptions(workers, nil).Term, nil, nil, nil
		if found, err = read.All(ctx, j.sources, options); err != nil {
			return found, err
		}
	}
	asSent, err := j.readAsSent(ctx, options)
	return j.corrected(found, asSent), err
}

// unfinished is the first year that is not over at the job's date; 0 where no date is
// known.
func (j *job) unfinished() int {
	day := cmp.Or(j.asOf, j.settings.Date)
	if day == "" && len(j.times) > 0 {
		day, _ = asOf(j.times, j.settings.term(), time.Now())
	}
	date, err := parseDate(day)
	if err != nil {
		return 0
	}
	at, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return 0
	}
	return at.AddDate(0, 0, 1).Year()
}

// ingestOptions are those of the job; bar may be nil.
func (j *job) ingestOptions(workers int, bar *progress) ingest.Options {
	options := ingest.Options{
		Vocabulary:    j.catalogue.Vocabulary(),
		IncludeHidden: j.settings.Hidden,
		Hints:         j.hints(),
		Unfinished:    j.unfinished(),
		Term:          ingest.Period{From: j.settings.Term.Base + 1, To: j.settings.Term.Last},
		Workers:       workers,
	}
	if j.cache != nil {
		options.Cache = j.cache
	}
	if bar != nil {
		options.Progress, options.Begin, options.End = bar.read, bar.begin, bar.end
	}
	return options
}

// anyFigure is an error if nothing was read: outputs without a figure would
// only take the place of good ones.
func anyFigure(found ingest.Result, j *job) error {
	for _, f := range found.Facts.All() {
		if f.Known {
			return nil
		}
	}
	if len(found.Issues) == 0 {
		return fmt.Errorf("không đọc được số liệu nào từ %d tệp; kết quả cũ (nếu có) giữ nguyên", len(j.sources))
	}
	return fmt.Errorf("không đọc được số liệu nào từ %d tệp; kết quả cũ (nếu có) giữ nguyên: %s", len(j.sources), issueWords(found.Issues))
}

// issueWords words up to three issues, one a file.
func issueWords(issues []ingest.Issue) string {
	var out string
	seen := map[string]bool{}
	for _, i := range issues {
		if seen[i.Pos.File] || len(seen) == 3 {
			continue
		}
		seen[i.Pos.File] = true
		content, _ := vi.Finding(analysis.FromIssue(i))
		if out != "" {
			out += "; "
		}
		out += i.Pos.String() + ": " + content
	}
	return out
}

// summarise tells what was read and found, what is new since the outputs that
// were there before, and where the outputs are.
func summarise(w io.Writer, r *analysis.Review, before *analysis.Manifest, j *job, out string) {
	const shown = 15
	left := shown
	if out := vi.OtherProvinces(r.Findings); out != "" {
		fmt.Fprintln(w, vi.Visible("Chú ý: "+out))
	}
	for _, f := range r.Findings {
		if f.Code == analysis.CodeOtherProvince && f.Severity != analysis.Info && left > 0 {
			left--
			printFinding(w, f)
		}
	}
	for _, severity := range []analysis.Severity{analysis.Error, analysis.Warning} {
		for _, f := range r.Findings {
			if f.Severity == severity && f.Code != analysis.CodeOtherProvince && left > 0 {
				left--
				printFinding(w, f)
			}
		}
	}
	count := r.Manifest.Counts
	if more := count.Errors + count.Warnings - shown; more > 0 {
		fmt.Fprintf(w, "… và %d phát hiện nữa trong kiem-tra.csv\n", more)
	}
	fmt.Fprintf(w, "Đã đọc %d tệp, %s số liệu; phát hiện: %d lỗi, %d cảnh báo, %d lưu ý.\n%s%sKết quả: %s\n",
		len(j.sources), vi.Number(float64(r.Facts.Len()), 0),
		count.Errors, count.Warnings, count.Infos, vi.Visible(j.termTaken()+j.leftOut()), vi.Visible(since(before, r.Manifest, j.word.input)), vi.Visible(filepath.Clean(out)+string(os.PathSeparator)))
}

// printFinding tells a finding in one line: its cell, what the cell is about,
// what is wrong with it and what to do.
func printFinding(w io.Writer, f analysis.Finding) {
	content, advice := vi.Finding(f)
	parts := []string{vi.Severity(f.Severity) + " " + f.Code}
	for _, part := range []string{f.Pos.String(), about(f), content} {
		if part != "" {
			parts = append(parts, vi.Folded(part))
		}
	}
	line := strings.Join(parts, ": ")
	if advice != "" {
		line += " → " + advice
	}
	fmt.Fprintln(w, vi.Visible(line))
	if settling := vi.SettlingLine(f); settling != "" {
		fmt.Fprintln(w, vi.Visible("    "+vi.SettlingHead(f)+": "+settling))
	}
}

// about is the indicator, place and year of a finding: "Hộ nghèo, Tân Sơn, 2018".
func about(f analysis.Finding) string {
	var parts []string
	for _, part := range []string{cmp.Or(f.Name, f.Indicator), f.Place, f.Years.String()} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}
