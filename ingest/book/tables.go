package book

import (
	"embed"
	"iter"
	"strings"
)

// tables holds what is data of an encoding, a format or the language: each file
// says at its head what it lists and where that is from.
//
//go:embed tables
var tables embed.FS

// table yields the lines of a table, cut at their tabs. Lines that begin with "#"
// are its comments.
func table(name string) iter.Seq[[]string] {
	data, err := tables.ReadFile("tables/" + name)
	if err != nil {
		panic(err) // the program was built without it
	}
	return func(yield func([]string) bool) {
		for line := range strings.Lines(string(data)) {
			if line = strings.TrimSuffix(line, "\n"); line == "" || line[0] == '#' {
				continue
			}
			if !yield(strings.Split(line, "\t")) {
				return
			}
		}
	}
}
