package analysis

import (
	"strings"

	"tongket/analysis/claim"
	"tongket/analysis/register"
	"tongket/ingest"
)

// Columns of a list of rules, by the name that their header has, folded as by fold.
var relationColumns = register.Columns{
	"quy tắc": columnRelation, "mức": columnSeverity, "mức độ": columnSeverity, "ghi chú": columnNote, "diễn giải": columnNote,
}

const (
	columnRelation = "Quy tắc"
	columnSeverity = "Mức"
	columnNote     = "Ghi chú"
)

// What a list of rules should hold: what a CodeRelation finding
// wants.
const (
	ruleHeader   = "header"   // a row that holds the names of the columns
	ruleColumn   = "column"   // a column that the list has: it is left out
	ruleForm     = "form"     // a rule in one of the forms of ParseRelation
	ruleCode     = "code"     // codes of the catalogue: then the one that it does not have
	ruleSeverity = "severity" // lỗi, cảnh báo or lưu ý
)

// ParseRelations reads a list of rules from a sheet of the job (quy-tac.csv or
// .xlsx), in the manner of ParseCatalogue; only the column "Quy tắc" must be
// there, beside one other. A row that cannot be used is a Finding with its cell,
// and left out.
func ParseRelations(g *ingest.Grid, cat Catalogue) ([]Relation, []Finding) {
	list, ok := newListing(g, relationColumns, columnRelation)
	if !ok {
		return nil, []Finding{relationFinding(ingest.Pos{File: g.File, Sheet: g.Sheet}, columnRelation, "", ruleHeader)}
	}
	findings := list.extraColumns()
	for i := range findings {
		findings[i] = findings[i].of(CodeRelation, ruleColumn)
	}
	codes := indexByCode(cat.Indicators)
	var out []Relation
	for _, r := range list.records() {
		refuse := func(column, want string, more ...string) {
			findings = append(findings, relationFinding(r.pos(column), column, r.get(column), want, more...))
		}
		rule, err := ParseRelation(r.get(columnRelation))
		severity, known := severities[fold(r.get(columnSeverity))]
		switch unknown := rule.unknown(codes); {
		case err != nil:
			refuse(columnRelation, ruleForm)
		case unknown != "":
			refuse(columnRelation, ruleCode, unknown)
		case !known:
			refuse(columnSeverity, ruleSeverity)
		default:
			rule.Severity, rule.Note = severity, r.get(columnNote)
			out = append(out, rule)
		}
	}
	return out, findings
}

// severities are the words of "Mức"; an empty one is an error's.
var severities = map[string]Severity{"": Error, "lỗi": Error, "cảnh báo": Warning, "lưu ý": Info}

// unknown is the first code of a rule that is not among those, "" if none.
func (r *Relation) unknown(codes map[string]int) string {
	for _, t := range append(append([]RelationTerm(nil), r.Left...), r.Right...) {
		if _, ok := codes[t.Code]; !ok && t.Code != "" {
			return t.Code
		}
	}
	return ""
}

func relationFinding(pos ingest.Pos, column, holds, want string, more ...string) Finding {
	return Finding{
		Severity: SeverityOf(CodeRelation), Code: CodeRelation, Pos: pos,
		Raw: strings.TrimSpace(holds), Claim: claim.Row{Column: column, Holds: holds, Want: want, Near: more},
	}
}
