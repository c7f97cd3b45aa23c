package analysis

import (
	"tongket/analysis/claim"
	"tongket/analysis/register"
	"tongket/ingest"
	"tongket/ingest/words"
)

// Columns of a list of words, by the name that their header has, folded as by fold.
var wordColumns = register.Columns{
	"từ": columnWord, "từ ngữ": columnWord, "cụm từ": columnWord,
	"vai trò": columnRole, "loại": columnRole, "nghĩa": columnMeaning, "ghi chú": "Ghi chú",
}

const (
	columnWord    = "Từ"
	columnRole    = "Vai trò"
	columnMeaning = "Nghĩa"
)

// What a list of words should hold: what a CodeWord finding wants.
const (
	needHeader  = "header"  // a row that holds the names of the columns
	needColumn  = "column"  // a column that the list has: it is left out
	needText    = "text"    // a word
	needRole    = "role"    // a role that words may have
	needOpen    = "open"    // a role that a job may add to
	needMeaning = "meaning" // a meaning that the role has; then the meanings that it may have
	needUnique  = "unique"  // a word that no row above has in that role
)

// ParseWords reads a list of words of the field from a sheet of the job (tu-ngu.csv
// or .xlsx), in the manner of ParseCatalogue; the columns "Từ" and "Vai trò" must be
// there. A row that cannot be used is a Finding with its cell, and left out.
func ParseWords(g *ingest.Grid) ([]ingest.Word, []Finding) {
	list, ok := newListing(g, wordColumns, columnWord)
	if !ok || !list.Has(columnRole) {
		return nil, []Finding{wordFinding(ingest.Pos{File: g.File, Sheet: g.Sheet}, columnRole, "", needHeader)}
	}
	findings := list.extraColumns()
	for i := range findings {
		findings[i] = findings[i].of(CodeWord, needColumn)
	}
	var out []ingest.Word
	table, rows := words.Builtin(), make(map[[2]string]bool)
	for _, r := range list.records() {
		w := ingest.Word{Text: r.get(columnWord), Role: r.get(columnRole), Meaning: r.get(columnMeaning)}
		refuse := func(column, need string, more ...string) {
			findings = append(findings, wordFinding(r.pos(column), column, r.get(column), need, more...))
		}
		key := [2]string{words.Fold(w.Text), words.Fold(w.Role)}
		switch fault := table.Fault(w); {
		case fault == words.FaultText:
			refuse(columnWord, needText)
		case fault == words.FaultRole:
			refuse(columnRole, needRole, table.Roles()...)
		case fault == words.FaultFixed:
			refuse(columnRole, needOpen)
		case fault == words.FaultMeaning:
			refuse(columnMeaning, needMeaning, table.Meanings(w.Role)...)
		case rows[key]:
			refuse(columnWord, needUnique)
		default:
			rows[key] = true
			out = append(out, w)
			table = table.With([]ingest.Word{w}) // a later row may mean the same as this one
		}
	}
	return out, findings
}

func wordFinding(pos ingest.Pos, column, holds, need string, more ...string) Finding {
	return Finding{
		Severity: SeverityOf(CodeWord), Code: CodeWord, Pos: pos,
		Raw: holds, Claim: claim.Row{Column: column, Holds: holds, Want: need, Near: more},
	}
}
