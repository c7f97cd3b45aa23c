package vi

import (
	"strings"

	"tongket/ingest"
)

// Visible is a text for a terminal: what would move the cursor, change the
// colours or turn the letters around is shown as its number, "‹1B›". Lines and
// tabs stay; a line that begins anew over itself does not.
func Visible(s string) string { return ingest.Marked(strings.ReplaceAll(s, "\r", "")) }
