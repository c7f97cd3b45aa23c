package ingest

import (
	"fmt"
	"strings"
	"unicode"
)

// Unseen reports whether a character shows nothing of itself, white space
// aside: control characters, and those that turn the direction of others around
// or stand for no letter.
func Unseen(r rune) bool {
	switch {
	case r >= ' ' && r < 0x7f:
		return false
	case r > 0xad && r <= 0x8ff, r >= 0x1e00 && r < 0x2000: // letters, and signs of Arabic that are seen
		return false
	}
	return unicode.IsControl(r) && !unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)
}

// Misleading reports whether a text holds characters that are not seen, other
// than those that come with what is copied from pages and Word: spaces and joiners
// without width, soft hyphens, marks of byte order.
func Misleading(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		switch r {
		case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad':
			return false
		}
		return Unseen(r)
	}) >= 0
}

// Seen is a text without what is not seen.
func Seen(s string) string {
	return strings.Map(func(r rune) rune {
		if Unseen(r) {
			return -1
		}
		return r
	}, s)
}

// Marked is a text in which what is not seen is: as its number, "‹202E›".
func Marked(s string) string {
	if strings.IndexFunc(s, Unseen) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if Unseen(r) {
			fmt.Fprintf(&b, "‹%02X›", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
