package runs

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"tongket/ingest"
	"tongket/ingest/words"
)

// A placement is the place of this job that a run's whole is.
type placement struct {
	found bool
	whole bool     // it is this job's whole too
	name  string   // else the place, as facts give it
	known bool     // the vocabulary has it
	clash []string // names that contradict each other, so that nothing is told
}

// A whereabouts finds the places of this job that other runs name.
type whereabouts struct{ *words.Lexicon }

// placeOfRun finds what place a run is about: what the run says, and what the
// folders that its file lies in say. The two must not contradict each other: a
// run without a list of places of its own says no more than what the program
// has built in.
func (l whereabouts) placeOfRun(file string, v *survey, p runPart) placement {
	if len(l.Places) == 0 {
		return placement{found: true, whole: true}
	}
	said, byRun := l.placeNamed(p.whole, v.kinds[p.whole])
	folder, byFolder := l.placeOfPath(file, p.job)
	line, byLine := l.placeNamed(v.place, "")
	byLine = byLine && line.known
	switch {
	case byRun && byFolder && said.name != folder.name:
		return placement{clash: []string{said.name, folder.name}}
	case byRun && !said.whole && byLine && line.name != said.name:
		return placement{clash: []string{said.name, line.name}}
	case byRun:
		return said
	case byFolder:
		return folder
	case byLine:
		return line
	}
	for _, name := range v.listed {
		if i := l.listed(name); i >= 0 && !l.IsWhole(i) {
			return placement{found: true, whole: true} // it lists the same places as this job
		}
	}
	return placement{}
}

// bare is the name without its kind, as the title of a sheet would give it.
func (l whereabouts) bare(p placement) string {
	_, bare := l.SplitPlace(p.name)
	return bare
}

// placeNamed is the place of that name, with the vocabulary's spelling where it
// has it; ok is false for no name, and for one that two places share.
func (l whereabouts) placeNamed(name, kind string) (p placement, ok bool) {
	if name == "" {
		return placement{}, false
	}
	i := l.listed(name)
	if i < 0 || kind != "" && l.Places[i].Kind != "" && words.Fold(kind) != words.Fold(l.Places[i].Kind) {
		full := name
		if said, _ := l.SplitPlace(name); said == "" && kind != "" {
			full = kind + " " + name
		}
		m, found := l.Place(full)
		switch {
		case !found:
			return placement{found: true, name: name}, true
		case m.Ambiguous:
			return placement{}, false
		case !m.Known:
			return placement{found: true, name: m.Name}, true
		}
		i = l.listed(m.Name)
	}
	return l.placed(i), true
}

// wholeName is the name of the vocabulary's whole, "" if none is.
func (l whereabouts) wholeName() string {
	if l.Whole < 0 {
		return ""
	}
	return l.Places[l.Whole].Name
}

func (l whereabouts) placed(i int) placement {
	return placement{found: true, whole: l.IsWhole(i), name: l.Places[i].Name, known: true}
}

// listed is the place of exactly that name, -1 if there is none.
func (l whereabouts) listed(name string) int {
	return slices.IndexFunc(l.Places, func(p ingest.Name) bool { return p.Name == name })
}

// placeOfPath is the place that a partition ("job=phu-tho"), the file or one of
// its folders is named after: in full, or without its kind if no two places
// share that. The nearest name counts.
func (l whereabouts) placeOfPath(file, job string) (placement, bool) {
	stem := strings.TrimSuffix(path.Base(file), path.Ext(file))
	for _, name := range append([]string{job, stem}, foldersOf(file)...) {
		_, value, partition := strings.Cut(name, "=")
		if partition {
			name = value
		}
		if i := l.bySlug(words.Slug(name)); i >= 0 {
			return l.placed(i), true
		}
	}
	return placement{}, false
}

// foldersOf are the names of the folders of a file, the nearest first.
func foldersOf(file string) (names []string) {
	for _, dir := range dirsOf(file) {
		names = append(names, path.Base(dir))
	}
	return names
}

func (l whereabouts) bySlug(slug string) int {
	if slug == "" {
		return -1
	}
	found, shared := -1, false
	for i, p := range l.Places {
		_, bare := l.SplitPlace(p.Name)
		switch slug {
		case words.Slug(p.Name), words.Slug(p.Kind + " " + bare):
			return i
		case words.Slug(bare):
			shared = found >= 0
			found = i
		}
	}
	if shared {
		return -1
	}
	return found
}

// ownPlace is the place of this job that a run about another whole names: by its
// name and, for a district and a province may share that, its kind.
func (l whereabouts) ownPlace(name, kind string) (placement, bool) {
	said, _ := l.SplitPlace(name)
	if kind = cmp.Or(kind, said); kind == "" {
		return placement{}, false
	}
	p, ok := l.placeNamed(name, kind)
	if !ok || !p.known || p.whole {
		return placement{}, false
	}
	own := l.Places[l.listed(p.name)]
	return p, p.name == name || own.Kind == "" || words.Fold(own.Kind) == words.Fold(kind)
}

// placeInside places a fact of a run about another place than this job's whole:
// at a place of this job, if the run lists it, else at a part of the run's
// place, which is never added up beside it.
func (l whereabouts) placeInside(t *runFact, run placement, kinds map[string]string) {
	f := &t.Fact
	if own, ok := l.ownPlace(f.Place, kinds[f.Place]); ok && !f.Group && own.name != run.name {
		f.Place = own.name
		return
	}
	if run.known {
		if !f.Group || !strings.Contains(f.Place, ", ") {
			f.Place += ", " + run.name
		}
		f.Group = true
		return
	}
	if l.insideOwn(f, kinds) {
		return
	}
	f.Province = l.bare(run)
}

// insideOwn keeps a part of a place of this job ("Huyện Lục Yên, Tỉnh Yên Bái"),
// which a run about a region has from the run of that place.
func (l whereabouts) insideOwn(f *ingest.Fact, kinds map[string]string) bool {
	at := strings.LastIndex(f.Place, ", ")
	if !f.Group || at < 0 {
		return false
	}
	part, name := f.Place[:at], f.Place[at+len(", "):]
	own, ok := l.ownPlace(name, kinds[name])
	if ok {
		f.Place = part + ", " + own.name
	}
	return ok
}
