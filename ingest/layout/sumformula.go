package layout

import (
	"regexp"
	"strings"
	"tongket/ingest"
	"tongket/ingest/words"
)

var (
	sumFormula = regexp.MustCompile(`^(?i:SUM|SUBTOTAL)\(([^()]+)\)$`)
	reference1 = regexp.MustCompile(`^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$`)
)

// sumOf is the cells that a formula adds up; nil if it does anything else.
func sumOf(formula string) []ingest.Range {
	f := strings.ToUpper(strings.ReplaceAll(strings.TrimLeft(formula, "=+"), " ", ""))
	var terms []string
	if m := sumFormula.FindStringSubmatch(f); m != nil {
		terms = strings.FieldsFunc(m[1], func(r rune) bool { return r == ',' || r == ';' })
		if strings.HasPrefix(f, "SUBTOTAL") && len(terms) > 0 && (terms[0] == "9" || terms[0] == "109") {
			terms = terms[1:]
		}
	} else if strings.Contains(f, "+") {
		terms = strings.Split(f, "+")
	}
	var list []ingest.Range
	for _, t := range terms {
		m := reference1.FindStringSubmatch(t)
		if m == nil {
			return nil
		}
		r := ingest.Range{Row1: int32(words.Atoi(m[2])), Col1: columnNumberOf(m[1])}
		r.Row2, r.Col2 = r.Row1, r.Col1
		if m[3] != "" {
			r.Row2, r.Col2 = int32(words.Atoi(m[4])), columnNumberOf(m[3])
		}
		list = append(list, r)
	}
	return list
}

// columnNumberOf turns A into 1 and AB into 28.
func columnNumberOf(name string) int32 {
	n := int32(0)
	for i := 0; i < len(name); i++ {
		n = n*26 + int32(name[i]-'A') + 1
	}
	return n
}
