package html

import (
	"tongket/analysis"
	"tongket/report/vi"
)

// A comment on an indicator, as the scripts show it: state, the state in words,
// who made it, place and years, text, answer.
type comment []string

// comments are those that name an indicator.
func (b *builder) comments(code string) []comment {
	var all []comment
	for _, c := range b.r.Comments {
		if c.Indicator != code || code == "" {
			continue
		}
		scope := vi.Capital(vi.CommentScope(c))
		if s := vi.Folded(c.Section); s != "" {
			if scope != "" {
				s += "; " + vi.Lower(scope)
			}
			scope = s
		}
		all = append(all, comment{string(c.State), vi.CommentState(c.State, c.Partly), vi.CommentBy(c), scope, c.Text, c.Answer})
	}
	return all
}

// said is how many comments a card's indicator has, and how many of them wait:
// "3 góp ý, 1 chưa xử lý"; empty for none.
func (b *builder) said(code string) string {
	var own []analysis.Comment
	for _, c := range b.r.Comments {
		if c.Indicator == code && code != "" {
			own = append(own, c)
		}
	}
	_, n := analysis.CountComments(own)
	return vi.CommentsOf(n)
}

// A register is the list of all comments, which the page holds as it stands.
type register struct {
	Title  string
	Said   string   // "9 góp ý, 2 chưa xử lý"
	Counts []string // all together, then by draft
	Rows   []registered
}

type registered struct {
	Number                  int
	StateKey, State, By, On string
	Code, Text, Answer      string
}

// newRegister lists the comments; nil if there are none.
func newRegister(r *analysis.Review) *register {
	if len(r.Comments) == 0 {
		return nil
	}
	known := map[string]bool{}
	for i := range r.Indicators {
		known[r.Indicators[i].Code] = true
	}
	drafts, all := analysis.CountComments(r.Comments)
	out := &register{Title: vi.HeadingRegister, Said: vi.CommentsOf(all), Counts: []string{vi.CommentCounts(all) + "."}}
	for _, n := range drafts {
		if len(drafts) > 1 {
			out.Counts = append(out.Counts, vi.CommentsOn(n)+".")
		}
	}
	for i, c := range r.Comments {
		row := registered{Number: i + 1, StateKey: string(c.State), State: vi.CommentState(c.State, c.Partly), By: vi.CommentBy(c), On: vi.CommentOn(c), Text: c.Text, Answer: c.Answer}
		if known[c.Indicator] {
			row.Code = c.Indicator
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
