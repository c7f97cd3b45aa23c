package runs

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io"
	"path"
	"slices"
	"strings"
	"sync"

	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/ingest/words"
)

// A Plan is what is decided before anything is read, so that no figure is
// counted twice: which sources are runs, and which files of theirs are read
// elsewhere.
//
//   - A sheet that is there itself and was read by a run about the same whole is
//     read from the sheet, and left out of the run.
//   - A sheet that stands with a run about another place (a province's, in a
//     ministry's job) is read through the run, which knows whose it is, and the
//     sheet is left out.
//   - A run that is there itself is left out of one that had read it.
//   - Facts that two runs may have from the same cell are compared one by one.
type Plan struct {
	Runs    []*runFile                   // by source; nil for a sheet
	Covered []*coveredFile               // by source; nil for what is read
	words   *words.Table                 // of this job
	codes   map[string]int               // of the vocabulary's indicators
	seen    map[[sha256.Size]byte]string // facts that two runs may have → the run that had them first
}

// A runFile is a source that holds the facts of another run.
type runFile struct {
	*survey
	name     string
	several  bool // runs in it: a Parquet file may unite them
	places   map[runPart]placement
	verdicts map[origin]*verdict
	sums     map[string]string // of JSON: SHA-256 by the run's names
	again    string            // the source with the same bytes that is read instead
}

// A verdict says what becomes of the facts that a run has from one file.
type verdict struct {
	by      string // the source that has them; "" none
	changed bool   // that source is not the same any more as the run has read
	check   bool   // another run may have them too
}

// A coveredFile is a sheet that is read through a run.
type coveredFile struct {
	run     string
	changed bool // since the run has read it
}

// MakePlan is nil where no source is a run.
func MakePlan(ctx context.Context, lex *words.Lexicon, sources []ingest.Source, workers int) *Plan {
	p := &Plan{words: lex.Table, Runs: make([]*runFile, len(sources)), Covered: make([]*coveredFile, len(sources)), codes: map[string]int{}, seen: map[[sha256.Size]byte]string{}}
	var found []int
	for i, src := range sources {
		if kind := kindOfRun(src.Path); kind != noRun {
			p.Runs[i] = &runFile{survey: &survey{kind: kind}, name: src.Name}
			found = append(found, i)
		}
	}
	if found == nil {
		return nil
	}
	for i, n := range lex.Indicators {
		p.codes[n.Code] = i
	}
	sums := make([]string, len(sources))
	eachIndex(ctx, len(sources), workers, func(i int) {
		if sums[i] = sources[i].SHA256; sums[i] == "" {
			sums[i], _ = book.SumFile(ctx, sources[i].Path) // whoever reads it tells what is wrong
		}
		if p.Runs[i] != nil {
			p.Runs[i].surveyFile(ctx, lex, sources[i])
		}
	})
	p.decide(ctx, sources, sums, found)
	return p
}

// eachIndex calls do for 0..n-1, several at a time.
func eachIndex(ctx context.Context, n, workers int, do func(int)) {
	var group sync.WaitGroup
	next := make(chan int)
	for range min(workers, n) {
		group.Go(func() {
			for i := range next {
				noPanic(func() { do(i) })
			}
		})
	}
	for i := 0; i < n && ctx.Err() == nil; i++ {
		next <- i
	}
	close(next)
	group.Wait()
}

// noPanic leaves undone what breaks: whoever reads the file then tells of it.
func noPanic(do func()) {
	defer func() { _ = recover() }()
	do()
}

// surveyFile surveys the file.
func (r *runFile) surveyFile(ctx context.Context, lex *words.Lexicon, src ingest.Source) {
	f, err := book.Open(src.Path)
	if err != nil {
		r.fault = []string{RunDamaged, ""}
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		r.fault = []string{RunDamaged, ""}
		return
	}
	switch r.kind {
	case runJSON:
		r.survey = surveyJSON(f)
	case runCSV:
		data, err := io.ReadAll(io.LimitReader(f, book.MaxSize))
		if r.survey = surveyCSV(data); err != nil {
			r.fault = []string{RunDamaged, ""}
		}
	case runParquet:
		r.survey = surveyParquet(f, info.Size())
	}
	if book.Changed(ctx, f, info, src.SHA256) {
		r.fault = []string{RunChanged, ""}
	}
	r.several = len(r.parts) > 1
	r.places = make(map[runPart]placement, len(r.parts))
	for _, p := range r.parts {
		r.places[p] = whereabouts{lex}.placeOfRun(r.name, r.survey, p)
	}
	r.verdicts = make(map[origin]*verdict, len(r.origins))
	r.sums = map[string]string{}
	for _, o := range r.origins {
		r.verdicts[o] = new(verdict)
		r.sums[o.file] = o.sum
	}
}

func surveyCSV(data []byte) *survey {
	v := &survey{kind: runCSV, parts: []runPart{{}}}
	files, places := map[string]bool{}, map[string]bool{}
	factRows(bytes.Clone(data), func(t *runFact, _ int32) error {
		if t == nil {
			return nil
		}
		if !files[t.Pos.File] {
			files[t.Pos.File] = true
			v.origins = append(v.origins, origin{file: t.Pos.File})
		}
		if !places[t.Place] {
			places[t.Place] = true
			v.listed = append(v.listed, t.Place)
		}
		return nil
	})
	return v
}

// decide gives the verdicts.
func (p *Plan) decide(ctx context.Context, sources []ingest.Source, sums []string, found []int) {
	index := sourceIndex{sources: sources, sums: sums, byName: make(map[string]int, len(sources)), bySum: make(map[string]int, len(sources)), wholes: p.wholesOf(found)}
	for i, src := range sources {
		index.byName[src.Name] = i
		if _, twice := index.bySum[sums[i]]; !twice && sums[i] != "" {
			index.bySum[sums[i]] = i
		}
	}
	for _, i := range found {
		if first := index.bySum[sums[i]]; sums[i] != "" && first != i {
			p.Runs[i].again = sources[first].Name
			continue
		}
		for _, o := range p.Runs[i].origins {
			p.matchFile(i, o, &index)
		}
		p.coverRest(i, sources, index.byName)
	}
	p.matchCells(ctx, found, &index)
	for _, i := range found {
		for _, v := range p.Runs[i].verdicts {
			if v.by != "" && p.Covered[index.byName[v.by]] != nil {
				*v = verdict{check: true} // that sheet is itself read through a run
			}
		}
	}
	p.markOverlaps(found)
}

// dirsOf are the folders of a file below the job's own, the nearest first.
func dirsOf(file string) (dirs []string) {
	for dir := path.Dir(file); dir != "." && dir != "/"; dir = path.Dir(dir) {
		dirs = append(dirs, dir)
	}
	return dirs
}

// A sourceIndex finds sources by their names and by their bytes.
type sourceIndex struct {
	sources []ingest.Source
	sums    []string
	byName  map[string]int
	bySum   map[string]int // the first with these bytes
	wholes  map[string]int // how many places the runs are about that have read a file, by its sum
}

// wholesOf counts the places that the runs which read the same file are about:
// a file of several is nobody's own.
func (p *Plan) wholesOf(found []int) map[string]int {
	type reading struct{ sum, place string }
	met, count := map[reading]bool{}, map[string]int{}
	for _, i := range found {
		for _, o := range p.Runs[i].origins {
			r := reading{o.sum, p.Runs[i].places[o.runPart].name}
			if o.sum != "" && !met[r] {
				met[r] = true
				count[o.sum]++
			}
		}
	}
	return count
}

// matchFile looks for the file of an origin among the sources: where the run's job
// would have it, else anywhere by its bytes.
func (p *Plan) matchFile(i int, o origin, index *sourceIndex) {
	run := p.Runs[i]
	for _, dir := range jobsOf(run.name, o.file) {
		if own, ok := index.byName[dir+"/"+o.file]; ok && own != i {
			p.prefer(run, o, own, index.sources[own].Name, o.sum != "" && o.sum != index.sums[own], true)
			return
		}
	}
	if own, ok := index.bySum[o.sum]; ok && o.sum != "" && own != i {
		name := index.sources[own].Name
		p.prefer(run, o, own, name, false, index.wholes[o.sum] == 1 && besides(run.name, name))
	}
}

// jobsOf are the folders that may be the job of a run that names a file so: any
// above the run's own file if the name has a folder, which is hardly found there
// by chance; else the run's own, or the one that its ket-qua lies in.
func jobsOf(run, file string) []string {
	dirs := dirsOf(run)
	if strings.Contains(file, "/") {
		return dirs
	}
	if len(dirs) > 1 && path.Base(dirs[0]) == "ket-qua" {
		return dirs[:2]
	}
	return dirs[:min(1, len(dirs))]
}

// prefer decides between a run and a source that has the same file. The source is
// read; but a sheet that stands with the run, whose place is not this job's
// whole, is that place's own and says nothing of whose it is.
func (p *Plan) prefer(run *runFile, o origin, own int, name string, changed, beside bool) {
	if where := run.places[o.runPart]; p.Runs[own] != nil || where.whole || !where.found || !beside {
		*run.verdicts[o] = verdict{by: name, changed: changed}
	} else if p.Covered[own] == nil {
		p.Covered[own] = &coveredFile{run.name, changed}
	}
}

// coverRest leaves out the sheets that stand in the folder of the sheets of a
// run about another place and that the run has not read: whose they are is
// known to that run's job alone.
func (p *Plan) coverRest(i int, sources []ingest.Source, byName map[string]int) {
	run := p.Runs[i]
	for _, o := range run.origins {
		folder, _, deep := strings.Cut(o.file, "/")
		if where := run.places[o.runPart]; !deep || where.whole || !where.found {
			continue
		}
		for _, dir := range jobsOf(run.name, o.file) {
			if _, ok := byName[dir+"/"+o.file]; !ok {
				continue
			}
			for k, src := range sources {
				if strings.HasPrefix(src.Name, dir+"/"+folder+"/") && p.Runs[k] == nil && p.Covered[k] == nil {
					p.Covered[k] = &coveredFile{run.name, true}
				}
			}
			return
		}
	}
}

// markOverlaps finds the files that more than one run has read: by their sums,
// and by their names where a sum is not known.
func (p *Plan) markOverlaps(found []int) {
	type reader struct {
		run *runFile
		o   origin
	}
	bySum, byName := map[string][]reader{}, map[string][]reader{}
	for _, i := range found {
		for _, o := range p.Runs[i].origins {
			r := reader{p.Runs[i], o}
			byName[firstFile(o.file)] = append(byName[firstFile(o.file)], r)
			if o.sum != "" {
				bySum[o.sum] = append(bySum[o.sum], r)
			}
		}
	}
	for _, i := range found {
		for _, o := range p.Runs[i].origins {
			mine := reader{p.Runs[i], o}
			other := func(r reader) bool { return r.run != mine.run || r.o.runPart != mine.o.runPart }
			unsure := func(r reader) bool { return other(r) && (r.o.sum == "" || o.sum == "") }
			if slices.ContainsFunc(bySum[o.sum], other) || slices.ContainsFunc(byName[firstFile(o.file)], unsure) {
				p.Runs[i].verdicts[o].check = true
			}
		}
	}
}

// firstFile is the file at the start of a chain of runs, the last one named.
func firstFile(chain string) string { return chain[strings.LastIndexByte(chain, '!')+1:] }

// verdictOn says what becomes of a fact: by the file that it names or, where it
// came through another run, by that run.
func (r *runFile) verdictOn(t *runFact) *verdict {
	own, ok := r.verdicts[origin{t.runPart, t.Pos.File, t.sum}]
	if ok && own.by != "" {
		return own
	}
	for at := range t.Pos.File {
		if t.Pos.File[at] != '!' {
			continue
		}
		through := t.Pos.File[:at]
		if v, ok := r.verdicts[origin{t.runPart, through, r.sums[through]}]; ok && v.by != "" {
			return v
		}
	}
	if ok {
		return own
	}
	return new(verdict)
}

// chain is the name of a file of the run as facts give it here.
func (r *runFile) chain(p runPart, file string) string {
	if r.several && p.job != "" {
		return r.name + "!" + p.job + "!" + file
	}
	return r.name + "!" + file
}

// listOrigins are the files behind the run, those whose bytes it vouches for.
func (r *runFile) listOrigins() (list []ingest.Input) {
	if r.fault != nil || r.again != "" {
		return nil
	}
	for _, o := range r.origins {
		if o.sum != "" {
			list = append(list, ingest.Input{Name: r.chain(o.runPart, o.file), SHA256: o.sum})
		}
	}
	return list
}
