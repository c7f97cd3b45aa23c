package analysis

import "slices"

// A CommentCount is how many comments there are in each state; Total is their
// sum, and Partly are among the Accepted.
type CommentCount struct {
	Draft                                         string // "" = none is named, or all together
	Total, Accepted, Partly, Explained, Unhandled int
	Agreed                                        int
}

// CountComments counts the comments of a register by the draft that they were
// made on, in the order in which the register first names them, and all
// together.
func CountComments(comments []Comment) (drafts []CommentCount, all CommentCount) {
	for i := range comments {
		c := &comments[i]
		k := slices.IndexFunc(drafts, func(n CommentCount) bool { return sameDraft(n.Draft, c.Draft) })
		if k < 0 {
			k = len(drafts)
			drafts = append(drafts, CommentCount{Draft: c.Draft})
		}
		drafts[k].add(c)
		all.add(c)
	}
	return drafts, all
}

func (n *CommentCount) add(c *Comment) {
	n.Total++
	switch c.State {
	case Accepted:
		n.Accepted++
		if c.Partly {
			n.Partly++
		}
	case Explained:
		n.Explained++
	case Agreed:
		n.Agreed++
	default:
		n.Unhandled++
	}
}
