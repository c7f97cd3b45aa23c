package main

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"tongket/analysis"
	"tongket/report"
	"tongket/report/vi"
)

// since tells what has come since the outputs that are replaced were made:
// files, figures, and what is owed now and was owed then; empty for the first
// run and where nothing is different. It is told on the terminal only: no
// output may depend on what was published before. template is the input that the Word
// documents look like: nobody has sent it as data.
func since(old *analysis.Manifest, now analysis.Manifest, template string) string {
	if old == nil {
		return ""
	}
	added, altered, gone := changedFiles(old.Inputs, now.Inputs, template)
	var parts []string
	for _, p := range []struct {
		names []string
		word  string
	}{{added, "tệp mới"}, {altered, "tệp sửa"}, {gone, "tệp bỏ đi"}} {
		if len(p.names) > 0 {
			parts = append(parts, fmt.Sprintf("%d %s (%s)", len(p.names), p.word, someNames(p.names)))
		}
	}
	text := strings.Join(parts, ", ")
	figures := now.Counts.Figures - old.Counts.Figures
	switch {
	case figures > 0:
		text += "; thêm " + vi.Count(figures) + " số liệu"
	case figures < 0:
		text += "; bớt " + vi.Count(-figures) + " số liệu"
	}
	if now.Counts.Owed != old.Counts.Owed || text != "" && now.Counts.Owed > 0 {
		text += "; còn thiếu " + vi.Count(now.Counts.Owed) + " số liệu"
		if now.Counts.Owed != old.Counts.Owed {
			text += " (trước: " + vi.Count(old.Counts.Owed) + ")"
		}
	}
	if text == "" {
		return ""
	}
	return "Từ lần chạy trước: " + strings.TrimPrefix(text, "; ") + "\n"
}

// changedFiles compares two lists of inputs by name. Kept drafts that a run was
// held against and the template are left out: nobody has sent them.
func changedFiles(old, now []analysis.FileSum, template string) (added, altered, gone []string) {
	kept := func(f analysis.FileSum) bool { return keptReview(f.Name) || template != "" && f.Name == template }
	old, now = slices.DeleteFunc(slices.Clone(old), kept), slices.DeleteFunc(slices.Clone(now), kept)
	sums := make(map[string]string, len(old))
	for _, f := range old {
		sums[f.Name] = f.SHA256
	}
	for _, f := range now {
		sum, ok := sums[f.Name]
		switch {
		case !ok:
			added = append(added, f.Name)
		case sum != f.SHA256:
			altered = append(altered, f.Name)
		}
		delete(sums, f.Name)
	}
	for _, f := range old {
		if _, ok := sums[f.Name]; ok {
			gone = append(gone, f.Name)
		}
	}
	return added, altered, gone
}

// keptReview tells the tongket.json of a kept draft from that of another run by
// its name: "ket-qua/du-thao/du-thao-lan-1/tongket.json".
func keptReview(name string) bool {
	return path.Base(name) == report.ReviewName && path.Base(path.Dir(path.Dir(name))) == draftsFolder
}

// someNames names the first three.
func someNames(names []string) string {
	const most = 3
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s và %d tệp nữa", strings.Join(names[:most], ", "), len(names)-most)
}
