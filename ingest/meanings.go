package ingest

import "cmp"

// Meanings says what texts mean to a job: by its lexicon, the years that count
// as such, and what it found before. It depends on these alone, so that a worker
// keeps it from one workbook to the next: the sheets of a job repeat each other.
type meanings struct {
	lex                 *lexicon
	firstYear, lastYear int

	headings memo[heading]
	readings memo[*reading]
	places   memo[placeName]
	unmarked memo[string]
}

// newMeanings takes the years from the options, each with its default.
func newMeanings(lex *lexicon, opt Options) *meanings {
	return &meanings{lex: lex, firstYear: cmp.Or(opt.FirstYear, 1975), lastYear: cmp.Or(opt.LastYear, 2060)}
}

// reading is what a text says as a figure.
func (x *meanings) reading(text string) *reading {
	return x.readings.get(text, func(text string) *reading {
		r := readText(text)
		return &r
	})
}
