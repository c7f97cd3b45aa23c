package runs

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/ingest/layout"
	"tongket/ingest/words"
)

// A rollup reads the facts of one run: it gives them the place, the indicator
// and the position that they have in this job.
type rollup struct {
	*words.Meanings
	where     whereabouts
	issues    ingest.Issues
	file      string
	run       *runFile
	plan      *Plan
	awaitTurn func() error // waits until all facts of the sources before are out
	emit      func(*ingest.Fact) error
	balance   ingest.Balance
	left      map[ingest.Reason]*ingest.LeftOut
	order     []ingest.Reason
	twice     tally // facts that are read elsewhere, by where
	changed   tally // of these, from files that have changed since
	rows      int   // facts that make no sense
	chains    map[origin]string
	labels    map[labelID]string // the code here
	places    map[placeID]placed
}

// A tally counts facts and names where they are, each once.
type tally struct {
	count int
	where []string
}

func (t *tally) add(where string) {
	t.count++
	if !slices.Contains(t.where, where) {
		t.where = append(t.where, where)
	}
}

func (t *tally) related() (list []ingest.Pos) {
	for _, w := range t.where {
		list = append(list, ingest.Pos{File: w})
	}
	return list
}

// Read reads one file of a run. Issues and the balance are the file's own;
// what the run found doubtful is told in its own outputs.
func Read(ctx context.Context, known *words.Meanings, p *Plan, run *runFile, src ingest.Source, awaitTurn func() error, emit func(*ingest.Fact) error) ingest.Result {
	r := &rollup{Meanings: known, where: whereabouts{known.Lex}, file: src.Name, run: run, plan: p, awaitTurn: awaitTurn, emit: emit, balance: ingest.Balance{File: src.Name}, left: map[ingest.Reason]*ingest.LeftOut{}, chains: map[origin]string{}, labels: map[labelID]string{}, places: map[placeID]placed{}}
	file := ingest.Pos{File: src.Name}
	if run.fault == nil {
		fault, err := r.read(ctx, src)
		if err != nil {
			return ingest.Result{}
		}
		run.fault = fault
	}
	if run.fault != nil {
		r.issues.Add(ingest.Issue{Pos: file, Code: ingest.CodeRunFile, Args: run.fault})
	}
	r.report(file)
	for _, reason := range r.order {
		r.balance.LeftOut = append(r.balance.LeftOut, *r.left[reason])
	}
	return ingest.Result{Issues: r.issues.All(), Balances: []ingest.Balance{r.balance}, Origins: run.listOrigins()}
}

func (r *rollup) report(file ingest.Pos) {
	if r.rows > 0 {
		r.issues.Add(ingest.Issue{Pos: file, Code: ingest.CodeRunFile, Args: []string{RunRows, strconv.Itoa(r.rows)}})
	}
	if r.run.errors > 0 && r.balance.Read > 0 {
		r.issues.Add(ingest.Issue{Pos: file, Code: ingest.CodeRunErrors, Args: []string{strconv.Itoa(r.run.errors)}})
	}
	if n := r.twice.count; n > 0 {
		r.issues.Add(ingest.Issue{Pos: file, Code: ingest.CodeRolledUpTwice, Related: r.twice.related(), Args: []string{strconv.Itoa(n), "run"}})
	}
	if n := r.changed.count; n > 0 {
		r.issues.Add(ingest.Issue{Pos: file, Code: ingest.CodeRolledUpChanged, Related: r.changed.related(), Args: []string{strconv.Itoa(n), "run"}})
	}
	if l := r.left[ingest.ReasonNoPlace]; l != nil {
		args := []string{strconv.Itoa(l.Count)}
		for _, p := range r.run.parts {
			args = append(args, r.run.places[p].clash...)
		}
		r.issues.Add(ingest.Issue{Pos: file, Code: ingest.CodeRolledUpPlace, Args: args})
	}
}

// read takes each fact of the file.
func (r *rollup) read(ctx context.Context, src ingest.Source) (fault []string, err error) {
	f, err := book.Open(src.Path)
	if err != nil {
		return []string{RunDamaged, ""}, nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return []string{RunDamaged, ""}, nil
	}
	defer func() {
		if err == nil && book.Changed(ctx, f, info, src.SHA256) {
			fault = []string{RunChanged, ""}
		}
	}()
	n := 0
	take := func(t *runFact) error {
		if n++; n&0xfff == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		return r.take(t)
	}
	switch r.run.kind {
	case runJSON:
		return jsonFacts(f, r.run.parts[0], r.run.sums, take)
	case runParquet:
		return parquetFacts(f, info.Size(), take)
	}
	data, err := io.ReadAll(io.LimitReader(f, book.MaxSize))
	if err != nil {
		return []string{RunDamaged, ""}, nil
	}
	return nil, factRows(data, func(t *runFact, row int32) error { return take(t) })
}

// take turns one fact into one of this job, or says why it is none.
func (r *rollup) take(t *runFact) error {
	if t == nil || !sound(&t.Fact) {
		r.rows++
		r.leave(t, ingest.ReasonDamaged)
		return nil
	}
	if t.Known {
		r.balance.Numeric++
	}
	v := r.run.verdictOn(t)
	switch {
	case r.run.again != "":
		r.twice.add(r.run.again)
		r.leave(t, ingest.ReasonRolledUp)
		return nil
	case v.by != "":
		if v.changed {
			r.changed.add(v.by)
		} else {
			r.twice.add(v.by)
		}
		r.leave(t, ingest.ReasonRolledUp)
		return nil
	}
	if reason := r.placeHereOnce(t); reason != "" {
		r.leave(t, reason)
		return nil
	}
	if v.check {
		if err := r.awaitTurn(); err != nil {
			return err
		}
		id := identity(t)
		if first, ok := r.plan.seen[id]; ok {
			r.twice.add(first)
			r.leave(t, ingest.ReasonRolledUp)
			return nil
		}
		r.plan.seen[id] = r.file
	}
	r.indicator(&t.Fact)
	return r.put(t)
}

// put emits the fact with its positions as they are in this job.
func (r *rollup) put(t *runFact) error {
	f := &t.Fact
	if f.Known {
		r.balance.Read++
	} else {
		r.balance.Marks++
	}
	f.Pos.File = r.chain(t, f.Pos.File)
	if f.Whole != (ingest.Pos{}) {
		f.Whole.File = r.chain(t, f.Whole.File)
	}
	return r.emit(f)
}

func (r *rollup) chain(t *runFact, file string) string {
	id := origin{runPart: t.runPart, file: file}
	c, ok := r.chains[id]
	if !ok {
		c = r.run.chain(t.runPart, file)
		r.chains[id] = c
	}
	return c
}

// leave accounts for a figure that is no fact here.
func (r *rollup) leave(t *runFact, reason ingest.Reason) {
	if t != nil && !t.Known {
		return // a mark is not among the numeric cells
	}
	if reason == ingest.ReasonDamaged {
		r.balance.Numeric++
	}
	l, ok := r.left[reason]
	if !ok {
		l = &ingest.LeftOut{Reason: reason}
		r.left[reason] = l
		r.order = append(r.order, reason)
	}
	if l.Count++; l.Count <= 5 && t != nil {
		l.Cells = append(l.Cells, t.Pos.String())
	}
}

// identity is the same for two facts only if they are of the same cell of a
// file of that name and say the same of the same place: whichever of them is
// left out, nothing is lost.
func identity(t *runFact) [sha256.Size]byte {
	return sha256.Sum256([]byte(strings.Join([]string{
		firstFile(t.Pos.File), t.Pos.Sheet, t.Pos.Cell(), t.Place, t.Years.String(), string(t.Measure), string(t.Mark),
		strconv.FormatFloat(t.Value, 'g', -1, 64), strconv.FormatBool(t.Known), t.Label,
	}, "\x00")))
}

// A placeID is what a run says of a fact's place; placed is where that is here.
type placeID struct {
	place, province string
	group           bool
	runPart
}

type placed struct {
	place, province string
	from            ingest.Origin // unsaid: as the run has it
	group           bool
	reason          ingest.Reason
}

const unsaid ingest.Origin = "unsaid"

// placeHereOnce does what placeHere does, once for all facts of a place.
func (r *rollup) placeHereOnce(t *runFact) ingest.Reason {
	id := placeID{t.Place, t.Province, t.Group, t.runPart}
	p, ok := r.places[id]
	if !ok {
		one := *t
		one.PlaceFrom = unsaid
		reason := r.placeHere(&one, r.run.places[t.runPart])
		p = placed{one.Place, one.Province, one.PlaceFrom, one.Group, reason}
		r.places[id] = p
	}
	t.Place, t.Province, t.Group = p.place, p.province, p.group
	if p.from != unsaid {
		t.PlaceFrom = p.from
	}
	return p.reason
}

// placeHere gives a fact the place that it has in this job, or says why it has none.
// A province that the vocabulary does not have is told as one that a title
// names: whether it counts is for analysis to say.
func (r *rollup) placeHere(t *runFact, run placement) ingest.Reason {
	f := &t.Fact
	if f.Province != "" && f.Province != t.whole && len(r.Lex.Places) > 0 {
		if run, _ = r.where.placeNamed(f.Province, words.ProvinceKind()); !run.found {
			return ingest.ReasonNoPlace
		}
	}
	whole := f.Place == "" || f.Place == t.whole
	if whole && !run.found {
		return ingest.ReasonNoPlace
	}
	home := f.Province != ""
	switch f.Province = ""; {
	case whole && run.whole:
		if f.Place, f.PlaceFrom = "", ingest.FromTitle; home {
			f.Province = r.where.wholeName()
		}
	case whole && run.known:
		f.Place, f.PlaceFrom = run.name, ingest.FromTitle
	case whole:
		f.Place, f.PlaceFrom, f.Province = "", ingest.FromTitle, r.where.bare(run)
	case run.found && !run.whole:
		r.where.placeInside(t, run, r.run.kinds)
	default:
		return r.placeAmong(f)
	}
	return ""
}

// placeAmong finds a place of a run about the same whole among the job's own.
func (r *rollup) placeAmong(f *ingest.Fact) ingest.Reason {
	if f.Group || r.where.listed(f.Place) >= 0 {
		return ""
	}
	switch p, ok := r.Lex.Place(f.Place); {
	case ok && p.Ambiguous:
		r.issues.Once(ingest.Issue{Pos: ingest.Pos{File: r.file}, Code: ingest.CodeAmbiguousPlace, Raw: f.Place}, 0)
		return ingest.ReasonAmbiguousPlace
	case ok && p.Whole:
		f.Place, f.PlaceFrom = "", ingest.FromNowhere
	case ok && p.Known:
		f.Place = p.Name
	case len(r.Lex.Places) > 0:
		r.issues.UnknownPlace(ingest.Pos{File: r.file}, f.Place, r.Lex.NearPlaces)
	}
	return ""
}

// A labelID is what names an indicator in a run.
type labelID struct {
	code, label, unit string
	part              ingest.PartKind
}

// indicator gives a fact the code that it has in this job's vocabulary: the
// run's own if the vocabulary has it for the same kind of unit, else what the
// label says.
func (r *rollup) indicator(f *ingest.Fact) {
	if len(r.Lex.Indicators) == 0 {
		return
	}
	id := labelID{f.Indicator, f.Label, f.Unit, f.Part}
	code, ok := r.labels[id]
	if !ok {
		code = r.codeOf(f)
		r.labels[id] = code
	}
	f.Indicator = code
}

func (r *rollup) codeOf(f *ingest.Fact) string {
	var p words.LabelPath
	for _, text := range strings.Split(f.Label, " / ") {
		p = append(p, words.LabelPart{Text: text})
	}
	p[len(p)-1].Rel = f.Part
	m := r.Lex.Indicator(p, f.Unit, "")
	at := ingest.Pos{File: r.file}
	if i, ok := r.plan.codes[f.Indicator]; ok && f.Indicator != "" && words.ClassesFit(r.UnitClass(f.Unit), r.UnitClass(r.Lex.Indicators[i].Unit)) {
		if m.Code != "" && m.Similar == 1 && m.Code != f.Indicator {
			name := r.Lex.Indicators[i].Name
			r.issues.Once(ingest.Issue{Pos: at, Code: ingest.CodeContradiction, Raw: f.Label, Args: []string{"indicator", m.Name, name, name}}, 0)
		}
		return f.Indicator
	}
	switch {
	case m.Similar == 1:
	case m.Code != "":
		r.issues.Once(ingest.Issue{Pos: at, Code: ingest.CodeSimilar, Raw: f.Label, Args: []string{f.Label, m.Name, strings.Replace(fmt.Sprintf("%.2f", m.Similar), ".", ",", 1)}}, 0)
	default:
		r.issues.Once(ingest.Issue{Pos: at, Code: ingest.CodeUnknown, Raw: f.Label, Args: m.Nearest}, 0)
	}
	return m.Code
}

// ReadCovered accounts for a sheet that is read through a run.
func ReadCovered(ctx context.Context, known *words.Meanings, src ingest.Source, c *coveredFile) ingest.Result {
	grids, issues := book.Grids(ctx, src)
	r := ingest.Result{Issues: issues}
	figures := 0
	for k := range grids {
		b := layout.LeftOut(&grids[k], known, ingest.ReasonRolledUp)
		figures += b.Numeric
		r.Balances = append(r.Balances, b)
		grids[k] = ingest.Grid{}
	}
	code := ingest.CodeRolledUpTwice
	if c.changed {
		code = ingest.CodeRolledUpChanged
	}
	if figures > 0 {
		r.Issues = append(r.Issues, ingest.Issue{Pos: ingest.Pos{File: src.Name}, Code: code, Related: []ingest.Pos{{File: c.run}}, Args: []string{strconv.Itoa(figures), "sheet"}})
	}
	return r
}
